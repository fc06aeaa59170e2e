//! `ibid`: a reader for the terminal in which footnotes, cross-references and tables are alive.

pub mod app;
pub mod apparatus;
pub mod cli;
pub mod error;
pub mod keys;
pub mod layout;
pub mod model;
pub mod read;
pub mod search;
pub mod sheet;
pub mod store;
pub mod theme;
pub mod ui;
