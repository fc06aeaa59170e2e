//! What a note's short citations stand for, as it is shown under the note's own words: the work that "ibid." means, the words
//! of the note that "see note 4" sends to.

use crate::apparatus::citations::{self, ShortCitation, Standing};
use crate::model::{Anchor, Document, NoteId};

/// Characters of a short citation that are said before what it stands for.
const SAID: usize = 40;

/// What a short citation stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    /// It as a line: `= 10: Harris, D. R. (ed.), ...`; `=? ` where it is likely, with the reason, and `= ?` where there is none.
    pub line: String,
    /// It in words, for the ear.
    pub said: String,
    /// Where that is cited; `None` where nothing was found.
    pub at: Option<Anchor>,
}

/// What the short citations of a note stand for, in their order; none where it speaks for itself. Where there are several, each
/// line begins with the words it is about.
pub fn of(document: &Document, note: NoteId) -> Vec<Stands> {
    let found = citations::stands_for(document, note);
    let several = found.len() > 1;
    found.iter().map(|citation| stands(document, citation, several)).collect()
}

fn stands(document: &Document, citation: &ShortCitation, named: bool) -> Stands {
    let (name, subject) = if named { (shortened(&citation.words) + " ", shortened(&citation.words) + " ") } else { (String::new(), String::new()) };
    let standing = match &citation.stands_for {
        Ok(standing) => standing,
        Err(why) => return Stands { line: format!("{name}= ? ({why})"), said: format!("what {subject}stands for is not known: {why}"), at: None },
    };
    let label = standing.note().and_then(|note| document.note(note)).map(|note| &note.label);
    let text = standing.text.replace('\n', " ") + &further(document, standing);
    let before = label.map_or(String::new(), |label| format!("{label}: "));
    let of_note = label.map_or(String::new(), |label| format!("note {label}, "));
    let at = Some(standing.at);
    match &standing.doubt {
        Some(why) => Stands { line: format!("{name}=? {before}{text} ({why})"), said: format!("{subject}stands for {of_note}{text}; not sure: {why}"), at },
        None => Stands { line: format!("{name}= {before}{text}"), said: format!("{subject}stands for {of_note}{text}"), at },
    }
}

/// What the note that was found stands for itself, where it says "ibid." in its turn.
fn further(document: &Document, standing: &Standing) -> String {
    let Some(note) = standing.note() else { return String::new() };
    let short = citations::stands_for(document, note).into_iter().find(|citation| standing.text.contains(&citation.words));
    short.and_then(|citation| citation.stands_for.ok()).map_or(String::new(), |further| format!(" = {}", further.text.replace('\n', " ")))
}

fn shortened(words: &str) -> String {
    let words = words.replace('\n', " ");
    if words.chars().count() <= SAID { words } else { words.chars().take(SAID - 1).chain(['…']).collect() }
}
