//! The one test binary: every suite is a module of it.

mod layout;
mod ledger;
mod links;
