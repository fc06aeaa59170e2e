//! Keys, actions and the map between them: what a key press means before any view sees it. Draws nothing, does nothing.

pub mod binding;
pub mod action;
pub mod context;
pub mod key;
pub mod keymap;
pub mod page;
pub mod rebind;

pub use action::Action;
pub use context::{Context, Section};
pub use key::{Code, Key};
pub use keymap::{Fed, Keymap};
