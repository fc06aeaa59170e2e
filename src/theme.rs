//! The few styles of the screen.
