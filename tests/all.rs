//! The one test binary: every suite is a module of it.

mod cli;
mod keys;
mod made;
mod search;
