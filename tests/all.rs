//! The one test binary: every suite is a module of it.

mod abbreviations;
mod chapter;
mod cli;
mod formats;
mod hostile;
mod keys;
mod language;
mod layers;
mod layout;
mod ledger;
mod linear;
mod links;
mod made;
mod pty;
mod scores;
mod screens;
mod scripts;
mod search;
mod settings;
mod setting;
mod sheet;
mod works;
mod write;
