//! The command line and its commands that need no screen.

pub mod tables;
