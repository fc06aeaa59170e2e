//! The one test binary: every suite is a module of it.

mod chapter;
mod formats;
mod hostile;
mod layout;
mod ledger;
mod links;
