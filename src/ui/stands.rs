//! What a note's short citations stand for, as it is shown under the note's own words: the work that "ibid." means, the words
//! of the note that "see note 4" sends to.

use super::Scene;
use crate::apparatus::citations::{self, ShortCitation};
use crate::model::{Anchor, NoteId};

/// Characters of a short citation that are said before what it stands for.
const SAID: usize = 40;

/// What a short citation stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    /// It as a line.
    pub line: String,
    /// Where that is cited; `None` where nothing was found.
    pub at: Option<Anchor>,
}

/// What the short citations of a note stand for, in their order; none where it speaks for itself. Where there are several, each
/// line begins with the words it is about.
pub fn of(scene: &Scene<'_>, note: NoteId) -> Vec<Stands> {
    let found = citations::stands_for(scene.document, note);
    let several = found.len() > 1;
    found.iter().map(|citation| Stands { line: line(scene, citation, several), at: citation.stands_for.as_ref().ok().map(|standing| standing.at) }).collect()
}

/// As one line: `= 10: Harris, D. R. (ed.), ...`; `=? ` where it is likely, with the reason, and `= ?` where there is none.
fn line(scene: &Scene<'_>, citation: &ShortCitation, named: bool) -> String {
    let name = if named { shortened(&citation.words) + " " } else { String::new() };
    match &citation.stands_for {
        Err(why) => format!("{name}= ? ({why})"),
        Ok(standing) => {
            let label = standing.note().and_then(|note| scene.document.note(note)).map_or(String::new(), |note| format!("{}: ", note.label));
            let text = standing.text.replace('\n', " ");
            match &standing.doubt {
                Some(why) => format!("{name}=? {label}{text} ({why})"),
                None => format!("{name}= {label}{text}"),
            }
        }
    }
}

fn shortened(words: &str) -> String {
    let words = words.replace('\n', " ");
    if words.chars().count() <= SAID { words } else { words.chars().take(SAID - 1).chain(['…']).collect() }
}
