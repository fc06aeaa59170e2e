//! The one test binary: every suite is a module of it.

mod chapter;
mod cli;
mod formats;
mod hostile;
mod keys;
mod layers;
mod layout;
mod ledger;
mod linear;
mod links;
mod made;
mod pty;
mod screens;
mod scripts;
mod search;
mod sheet;
mod write;
