//! What a note stands for, as it is shown under the note's own words: the work that "ibid." means.

use super::Scene;
use crate::model::NoteId;

/// What a note stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    /// The label of the note in which it was found; `None` where that is in the running text.
    pub label: Option<String>,
    /// The words of the work; empty where none was found.
    pub words: String,
    /// Why it is not sure, or why there is none.
    pub why: Option<String>,
}

impl Stands {
    /// As one line: `= 10: Harris, D. R. (ed.), ...`.
    pub fn line(&self) -> String {
        let label = self.label.as_ref().map_or(String::new(), |label| format!("{label}: "));
        match &self.why {
            _ if self.words.is_empty() => format!("= ? {}", self.why.as_deref().unwrap_or_default()),
            Some(why) => format!("=? {label}{} ({why})", self.words),
            None => format!("= {label}{}", self.words),
        }
    }
}

/// What a note stands for; `None` where it speaks for itself.
pub fn stands_for(_scene: &Scene<'_>, _note: NoteId) -> Option<Stands> {
    None
}
