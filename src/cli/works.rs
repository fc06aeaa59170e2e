//! `ibid works`: the works that the notes cite, each once, as lines, as JSON or as BibTeX. Owns their form as JSON and as
//! lines; reads no citation itself.

use std::io::{self, Write};

use serde::Serialize;

use super::{bibtex, words};
use crate::apparatus::works::{Work, WorkKind, works};
use crate::model::{Document, NoteId, TableId};
use crate::write::json;

/// How the works are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A paragraph each, with what cites it below.
    Lines,
    /// As CLI.md has it.
    Json,
    /// As a file for BibTeX.
    Bibtex,
}

/// A work, as CLI.md has it. What is not certain is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Who wrote or edited it.
    pub author: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// When it was published.
    pub year: Option<i32>,
    /// The title of what it is a part of.
    pub container: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// `book`, `part`, `article`, `periodical`, `case` or `other`.
    pub kind: &'static str,
    /// Whether `author` names editors.
    pub edited: bool,
    /// The words with which it is first cited.
    pub text: String,
    /// The labels of the notes that cite it.
    pub notes: Vec<String>,
    /// The same by id.
    pub note_ids: Vec<String>,
    /// The tables of which the source line cites it.
    pub tables: Vec<String>,
}

/// The works in the order in which a reader meets them.
pub fn entries(document: &Document) -> Vec<Entry> {
    works(document).into_iter().map(|work| entry(document, work)).collect()
}

/// Prints the works.
pub fn print(document: &Document, form: Form, room: u16, out: &mut dyn Write) -> io::Result<()> {
    let works = works(document);
    match form {
        Form::Json => json::print(&works.into_iter().map(|work| entry(document, work)).collect::<Vec<_>>(), out),
        Form::Bibtex => bibtex::print(&works, out),
        Form::Lines => {
            for work in works {
                words::fill("", &work.text, room, out)?;
                words::fill("    ", &format!("[{}]", whence(document, &work)), room, out)?;
            }
            Ok(())
        }
    }
}

fn entry(document: &Document, work: Work) -> Entry {
    Entry {
        notes: work.notes.iter().map(|&note| label(document, note)).collect(),
        note_ids: work.notes.iter().map(|note| format!("n{}", note.0 + 1)).collect(),
        tables: work.tables.iter().map(|&table| table_id(document, table)).collect(),
        kind: match work.kind {
            WorkKind::Book => "book",
            WorkKind::Part => "part",
            WorkKind::Article => "article",
            WorkKind::Periodical => "periodical",
            WorkKind::Case => "case",
            WorkKind::Other => "other",
        },
        author: work.author,
        title: work.title,
        year: work.year,
        container: work.container,
        publisher: work.publisher,
        place: work.place,
        edited: work.edited,
        text: work.text,
    }
}

/// What cites a work: `notes 7, 12; table 8.1`. Where numberings restart, each label has the heading under which it counts.
fn whence(document: &Document, work: &Work) -> String {
    let section = |note: NoteId| document.series.get(document.note(note)?.series as usize)?.section.as_deref();
    let mut said = Vec::new();
    for notes in work.notes.chunk_by(|&one, &other| section(one) == section(other)) {
        let labels: Vec<String> = notes.iter().map(|&note| label(document, note)).collect();
        let under = section(notes[0]).map(|section| format!(" under {section}")).unwrap_or_default();
        said.push(format!("{} {}{under}", if labels.len() == 1 { "note" } else { "notes" }, labels.join(", ")));
    }
    let tables: Vec<String> = work.tables.iter().map(|&table| table_id(document, table)).collect();
    if !tables.is_empty() {
        said.push(format!("{} {}", if tables.len() == 1 { "table" } else { "tables" }, tables.join(", ")));
    }
    said.join("; ")
}

fn label(document: &Document, note: NoteId) -> String {
    document.note(note).map(|note| note.label.clone()).unwrap_or_default()
}

fn table_id(document: &Document, table: TableId) -> String {
    document.table(table).map(|table| table.id.clone()).unwrap_or_default()
}
