//! The binary: runs the library, prints the error, sets the exit status.

fn main() {}
