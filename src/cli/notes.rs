//! `ibid notes`: the notes, the markers that refer to them, and those that lead nowhere. Owns their form as JSON and as
//! lines; links nothing itself.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{citations, words};
use crate::apparatus;
use crate::layout::width;
use crate::model::{Document, FlowId, Link, Mark, Note, NoteId, NoteRef, Target};
use crate::write::json;

/// Characters quoted on each side of a marker.
const AROUND: usize = 60;

/// The whole answer, as CLI.md has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The notes in the order of the source.
    pub notes: Vec<Entry>,
    /// The markers that lead to no note.
    pub unlinked: Vec<Unlinked>,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// `n1`, `n2`, ... in the order of the source.
    pub id: String,
    /// Its label in plain characters.
    pub label: String,
    /// Under which heading its numbering began.
    pub section: Option<String>,
    /// What it says, paragraphs parted by an empty line.
    pub text: String,
    /// The line of the source.
    pub line: u32,
    /// The markers that lead to it.
    pub references: Vec<Reference>,
    /// The labels of the notes to which its words send.
    pub points_to: Vec<String>,
    /// The same by id.
    pub points_to_ids: Vec<String>,
    /// The work that its first short citation stands for; absent where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stands_for: Option<citations::StandsFor>,
    /// All its short citations; absent where it has none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<citations::Entry>,
}

/// A marker that leads to a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// The line of the source.
    pub line: u32,
    /// The text before it.
    pub before: String,
    /// The text behind it.
    pub after: String,
    /// `sure` or `likely`.
    pub link: &'static str,
    /// Why it is not sure.
    pub why: Option<String>,
    /// The note in which it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_note: Option<String>,
}

/// A marker that leads to no note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unlinked {
    /// Its label in plain characters.
    pub label: String,
    /// The line of the source.
    pub line: u32,
    /// The text before it.
    pub before: String,
    /// The text behind it.
    pub after: String,
    /// Why there is no note.
    pub why: String,
    /// The note in which it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_note: Option<String>,
}

/// The notes of a document and its markers.
pub fn answer(document: &Document) -> Answer {
    let ids = (0u32..).map(NoteId);
    let mut short: HashMap<NoteId, Vec<citations::Entry>> = HashMap::new();
    for citation in apparatus::citations::citations(document) {
        if let FlowId::Note(note) = citation.at.flow {
            short.entry(note).or_default().push(citations::entry(document, citation));
        }
    }
    let notes = ids.zip(&document.notes).map(|(id, note)| entry(document, id, note, short.remove(&id).unwrap_or_default())).collect();
    let unlinked = document.refs.iter().filter_map(|reference| {
        let why = match &reference.link {
            Link::Sure(_) | Link::Likely(..) => return None,
            Link::None(why) => why.clone(),
            Link::Pending => "the rest of the document was not read".to_owned(),
        };
        let Marker { line, before, after, in_note } = marker(document, reference);
        Some(Unlinked { label: reference.label.clone(), line, before, after, why, in_note })
    });
    Answer { notes, unlinked: unlinked.collect() }
}

/// Prints the notes.
pub fn print(document: &Document, json: bool, room: u16, out: &mut dyn Write) -> io::Result<()> {
    let Answer { notes, unlinked } = answer(document);
    if json {
        return json::print(&Answer { notes, unlinked }, out);
    }
    let widest = notes.iter().map(|note| width::columns(&note.label) as usize).max().unwrap_or(0);
    let mut section = None;
    for note in &notes {
        if note.section.is_some() && section != Some(&note.section) {
            writeln!(out, "{}{}\n", if section.is_some() { "\n" } else { "" }, note.section.as_deref().unwrap_or_default())?;
        }
        section = Some(&note.section);
        let before = " ".repeat(widest.saturating_sub(width::columns(&note.label) as usize));
        words::fill(&format!("{before}{}  ", note.label), &note.text, room, out)?;
        for citation in &note.citations {
            words::fill(&format!("{:widest$}  ", ""), &citations::said(citation).replace('\n', " "), room, out)?;
        }
        words::fill(&format!("{:widest$}  ", ""), &whence(note), room, out)?;
    }
    if !unlinked.is_empty() {
        writeln!(out, "{}markers without a note", if notes.is_empty() { "" } else { "\n" })?;
    }
    for marker in &unlinked {
        let said = format!("line {}: {} (… {})", marker.line, marker.why, marker.before);
        words::fill(&format!("  {}  ", marker.label), &said, room, out)?;
    }
    Ok(())
}

fn entry(document: &Document, id: NoteId, note: &Note, citations: Vec<citations::Entry>) -> Entry {
    let references = note.refs.iter().filter_map(|&reference| {
        let reference = document.reference(reference)?;
        let (link, why) = match &reference.link {
            Link::Sure(_) => ("sure", None),
            Link::Likely(_, why) => ("likely", Some(why.clone())),
            Link::None(_) | Link::Pending => return None,
        };
        let Marker { line, before, after, in_note } = marker(document, reference);
        Some(Reference { line, before, after, link, why, in_note })
    });
    let mut targets: Vec<NoteId> = Vec::new();
    for span in note.flow.blocks.iter().flat_map(|block| block.text.spans()) {
        if let Mark::Link(Target::Note(target)) = span.mark
            && !targets.contains(&target)
        {
            targets.push(target);
        }
    }
    Entry {
        id: name(id),
        label: note.label.clone(),
        section: document.series.get(note.series as usize).and_then(|series| series.section.clone()),
        text: words::of_flow(&note.flow),
        line: document.line(note.source),
        references: references.collect(),
        points_to: targets.iter().filter_map(|&target| document.note(target)).map(|note| note.label.clone()).collect(),
        points_to_ids: targets.into_iter().map(name).collect(),
        stands_for: citations.first().and_then(|citation| citation.stands_for.clone()),
        citations,
    }
}

struct Marker {
    line: u32,
    before: String,
    after: String,
    in_note: Option<String>,
}

fn marker(document: &Document, reference: &NoteRef) -> Marker {
    let at = reference.at;
    let block = document.block(at.flow, at.block);
    Marker {
        line: document.line(document.source(at)),
        before: block.map(|block| words::before(block, at.byte, AROUND)).unwrap_or_default(),
        after: block.map(|block| words::after(block, at.byte + reference.len, AROUND)).unwrap_or_default(),
        in_note: match at.flow {
            FlowId::Body => None,
            FlowId::Note(note) => Some(name(note)),
        },
    }
}

fn name(note: NoteId) -> String {
    format!("n{}", note.0 + 1)
}

/// The last line of a printed note: where it stands, and who refers to it.
fn whence(note: &Entry) -> String {
    let mut said = format!("[line {}", note.line);
    for reference in &note.references {
        let why = reference.why.as_ref().map(|why| format!(", {} because {why}", reference.link)).unwrap_or_default();
        said.push_str(&format!("; from line {}{why}", reference.line));
    }
    if note.references.is_empty() {
        said.push_str("; nothing refers to it");
    }
    if !note.points_to.is_empty() {
        said.push_str(&format!("; sends to {}", note.points_to.join(", ")));
    }
    said + "]"
}
