//! The program: events, jobs, the loop.
