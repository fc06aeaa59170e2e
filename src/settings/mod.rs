//! What can be set, and the file it is set in: the table of settings, their values in words, what is wrong in a file and
//! where. Knows no screen, no key and no theme: what the file says of keys is handed on as it stands.

mod configuration;
pub mod keep;
pub mod places;
mod problem;
mod table;
pub mod toml;
mod value;

pub use configuration::{Binding, Configuration, Origin};
pub use problem::{Problem, nearest};
pub use table::{Bidi, NotesShow, Paragraphs, Position, Setting, Settings, TABLE, setting};
pub use value::{Kind, Value};
