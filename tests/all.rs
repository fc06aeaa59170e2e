//! The one test binary: every suite is a module of it.

mod cli;
mod keys;
mod layout;
mod made;
mod search;
mod sheet;
