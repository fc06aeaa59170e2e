//! What is wrong in a file that the reader wrote: where, what, and the name that was perhaps meant. The one way it is worded.

use std::fmt;
use std::path::PathBuf;

use crate::model::clean;

/// Something that does not hold in a file of settings or a theme. The rest of the file does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file; empty where it is of none.
    pub path: PathBuf,
    /// Line and column, from 1, the column in characters; `None` where it is of the whole file.
    pub place: Option<(u32, u32)>,
    /// What is wrong, in one line.
    pub message: String,
}

impl Problem {
    /// Something wrong with a file as a whole.
    pub fn whole(path: impl Into<PathBuf>, message: impl Into<String>) -> Problem {
        Problem { path: path.into(), place: None, message: message.into() }
    }

    /// The same in a few words, for the status line: the file by its name alone.
    pub fn short(&self) -> String {
        if self.path.as_os_str().is_empty() {
            return clean::line(&self.message).into_owned();
        }
        let name = self.path.file_name().map_or_else(|| self.path.to_string_lossy(), |name| name.to_string_lossy());
        let line = self.place.map_or(String::new(), |(line, _)| format!(", line {line}"));
        clean::line(&format!("{name}{line}: {}", self.message)).into_owned()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
        // Names in the file are a stranger's words as soon as the file is.
        out.write_str(&clean::line(&format!("{}{place}: {}", self.path.to_string_lossy(), self.message)))
    }
}

/// The name that comes nearest to a word, where one comes near: so many letters wrong as a slip of the fingers makes.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let word = word.to_lowercase();
    let far = |name: &str| strsim::damerau_levenshtein(&word, &name.to_lowercase());
    // The first of those that are as near: the order of the names is that of the page.
    let (distance, name) = names.into_iter().map(|name| (far(name), name)).min_by_key(|(distance, _)| *distance)?;
    (distance <= name.chars().count().max(word.chars().count()).div_ceil(3)).then_some(name)
}
