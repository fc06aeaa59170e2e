//! `ibid citations`: every short citation with the work it stands for. Owns their form as JSON and as lines; resolves
//! nothing itself.

use std::io::{self, Write};

use serde::Serialize;

use super::words;
use crate::apparatus::citations::{self, ShortCitation, Standing};
use crate::model::{Document, FlowId, NoteId};
use crate::write::json;

/// A short citation, as CLI.md has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The line of the source.
    pub line: u32,
    /// The note in which it stands.
    pub in_note: Option<String>,
    /// Its words.
    pub words: String,
    /// What it stands for.
    pub stands_for: Option<StandsFor>,
    /// Why it is not known what it stands for.
    pub why: Option<String>,
}

/// The work that a short citation stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandsFor {
    /// The label of the note in which that work is cited; null where it is the running text.
    pub note: Option<String>,
    /// The same by id.
    pub id: Option<String>,
    /// The line of the source at which that work is cited.
    pub line: u32,
    /// The words of the work.
    pub text: String,
    /// `sure` or `likely`.
    pub link: &'static str,
    /// Why it is not sure.
    pub why: Option<String>,
}

/// The short citations of a document, in the order of the source.
pub fn entries(document: &Document) -> Vec<Entry> {
    citations::citations(document).into_iter().map(|citation| entry(document, citation)).collect()
}

/// A short citation in the form of the answer.
pub fn entry(document: &Document, citation: ShortCitation) -> Entry {
    let (stands_for, why) = match citation.stands_for {
        Ok(standing) => (Some(stands_for(document, standing)), None),
        Err(why) => (None, Some(why)),
    };
    let in_note = match citation.at.flow {
        FlowId::Body => None,
        FlowId::Note(note) => Some(name(note)),
    };
    Entry { line: document.line(document.source(citation.at)), in_note, words: citation.words, stands_for, why }
}

/// What a line of text says of it: the work, or why it is not known.
pub fn said(entry: &Entry) -> String {
    match (&entry.stands_for, &entry.why) {
        (Some(standing), _) => {
            let place = match &standing.note {
                Some(note) => format!("note {note}"),
                None => format!("line {}", standing.line),
            };
            let doubt = standing.why.as_ref().map(|why| format!("; likely, because {why}")).unwrap_or_default();
            format!("stands for {} [{place}{doubt}]", standing.text)
        }
        (None, why) => format!("stands for nothing known: {}", why.as_deref().unwrap_or_default()),
    }
}

/// Prints the short citations.
pub fn print(document: &Document, json: bool, room: u16, out: &mut dyn Write) -> io::Result<()> {
    let entries = entries(document);
    if json {
        return json::print(&entries, out);
    }
    if entries.is_empty() {
        return writeln!(out, "no short citations");
    }
    let widest = entries.last().map_or(0, |entry| entry.line.to_string().len());
    for entry in &entries {
        words::fill(&format!("{:>widest$}  ", entry.line), &entry.words.replace('\n', " "), room, out)?;
        words::fill(&format!("{:widest$}    ", ""), &said(entry).replace('\n', " "), room, out)?;
    }
    Ok(())
}

fn stands_for(document: &Document, standing: Standing) -> StandsFor {
    let note = standing.note();
    StandsFor {
        note: note.and_then(|note| document.note(note)).map(|note| note.label.clone()),
        id: note.map(name),
        line: document.line(document.source(standing.at)),
        text: standing.text,
        link: if standing.doubt.is_none() { "sure" } else { "likely" },
        why: standing.doubt,
    }
}

fn name(note: NoteId) -> String {
    format!("n{}", note.0 + 1)
}
