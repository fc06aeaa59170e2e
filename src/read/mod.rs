//! Bytes to document.

pub mod detect;
pub mod limits;
pub mod source;

use std::path::Path;

pub use detect::Form;

use crate::error::Error;
use crate::model::{Builder, Reading};

/// The name under which the bundled document is shown.
pub const BUNDLED_NAME: &str = "russia-central-asia.txt";

/// Reads a file, as the form it is told to be, else as the one it seems to be.
pub fn read_path(path: &Path, _form: Option<Form>) -> Result<(Form, Reading), Error> {
    Err(Error::new("cannot read", "no reader is there yet").at(path))
}

/// Reads the bytes of a source; `name` stands in errors.
pub fn read_bytes(name: &str, _bytes: Vec<u8>, _form: Option<Form>) -> Result<(Form, Reading), Error> {
    Err(Error::new("cannot read", "no reader is there yet").at(name))
}

/// The source of the bundled document.
pub fn bundled_source() -> &'static str {
    ""
}

/// The bundled document.
pub fn bundled() -> Reading {
    Builder::new(bundled_source()).finish()
}
