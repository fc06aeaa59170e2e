//! Markdown: what is read of it, that nothing is lost, and how the rest of the program takes it.

mod ledger;
mod detection;
mod truth;
mod hostile;
mod spec;
mod further;
mod pages;
