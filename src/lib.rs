//! `ibid`: a reader for the terminal in which footnotes, cross-references and tables are alive.
//!
//! # From above
//!
//! A source becomes a [`model::Document`]: flat flows of blocks, one flow for the body and one for each note. A block is one
//! string with spans over it, so a place in the text is three integers (flow, block, byte), and everything that has to
//! survive a resize, a sort or a second reading is such a place. Lines exist only near the view, while it is drawn.
//!
//! Two ways lead through the house:
//!
//! - A document: path, worker, [`read::source`] (cap, character set), [`read::detect`] (what it is), then its reader: for damaged
//!   text [`read::ocr`] (lines, furniture, blocks, headings, notes, joins), for Markdown [`read::markdown`] (what a parser tells, and
//!   what it does not know). Both write the text in one stroke through [`model::Builder`]; then [`apparatus`] (cross-references), an event.
//!   A long text comes twice: its head at once, then all of it, and what is shown goes over by source byte.
//! - A key: input thread, [`app::event::Event`], [`keys::Keymap`], [`keys::Action`], the views from the top of the stack
//!   down, [`ui::Effect`]s, which [`app::App`] applies; then `layout`, which writes caches, and `draw`, which writes cells.
//!
//! # What is not there
//!
//! - Reading text never fails: what is odd stays, and gives a warning with its line. Only what cannot be shown is an error.
//! - No string reaches the screen but through [`model::Builder`], which passes it through [`model::clean`].
//! - No line number is a position, and nobody counts the lines of a document.
//! - Nothing walks the whole document on a key, a frame or a resize. A search does, on a worker.
//! - No note is looked up by its label: [`read::links`] aligns the two sequences, and says how sure it is.
//! - Views have no `visible` flags: to be on the stack is to be visible. Rows of a table never move: an order is a list.
//! - A release build of the library reads no environment: `main` says what is around. It prints through what it is given.
//!
//! # The rooms, each using only those that stand before it in its row
//!
//! `error`, `model` · `apparatus`, `read` · `sheet`, `layout` · `write`, `search`, `store` · `settings`, `keys`, `theme` · `ui`, `app` · `cli`

pub mod error;
pub mod model;
pub mod apparatus;
pub mod read;
pub mod sheet;
pub mod layout;
pub mod write;
pub mod search;
pub mod store;
pub mod settings;
pub mod keys;
pub mod theme;
pub mod ui;
pub mod app;
pub mod cli;
