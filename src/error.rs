//! The one way a failure is worded: what was being done, to which file, why, and what can be done about it.
//! Nothing else in the library prints or formats an error, and nothing here decides an exit status.

use std::fmt;
use std::path::PathBuf;

/// A failure that leaves nothing to show. Oddities inside a document are warnings, never errors.
#[derive(Debug, thiserror::Error)]
pub struct Error {
    /// What could not be done, as "cannot read".
    pub doing: &'static str,
    /// The file it was done to, where there is one.
    pub path: Option<PathBuf>,
    /// Why, in lower case and without a full stop.
    pub cause: String,
    /// What the reader can do, as one line.
    pub hint: Option<String>,
}

impl Error {
    /// A failure of `doing` because of `cause`.
    pub fn new(doing: &'static str, cause: impl Into<String>) -> Error {
        Error { doing, path: None, cause: cause.into(), hint: None }
    }

    /// Names the file.
    pub fn at(mut self, path: impl Into<PathBuf>) -> Error {
        self.path = Some(path.into());
        self
    }

    /// Adds what can be done.
    pub fn hint(mut self, hint: impl Into<String>) -> Error {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A file name is text of a stranger too: its control characters must not reach the terminal.
        match &self.path {
            Some(path) => write!(out, "{} {}: {}", self.doing, crate::model::clean::line(&path.to_string_lossy()), self.cause),
            None => write!(out, "{}: {}", self.doing, self.cause),
        }
    }
}
