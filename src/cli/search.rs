//! `ibid search`: the places in which files match a pattern. Owns the form of a hit; finding is in `search`.

use std::io::{self, Write};
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::source::{self, Given, Loaded, Stream};
use super::{Failure, Input, report, words};
use crate::layout::width;
use crate::model::{Anchor, Document, FlowId, Kind, clean};
use crate::read::Asked;
use crate::search::{self, Hit, Pattern, Where};
use crate::write::json;

/// A hit, as CLI.md has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The file as given, or `-`.
    pub file: String,
    /// `text`, `heading`, `table` or `note`.
    #[serde(rename = "where")]
    pub within: &'static str,
    /// The note's label, or the table's number.
    pub label: Option<String>,
    /// The line of the file, where it has lines.
    pub line: Option<u32>,
    /// The words around it.
    pub snippet: String,
    /// How far into the text it is, from 0 to 1; for a note, where it is referred to.
    pub place: f64,
}

/// Searches the files, or standard input where there are none. A file that cannot be read is said and remembered for the
/// exit status.
pub fn run(
    pattern: &Pattern,
    files: Vec<Given>,
    asked: &Asked,
    json: bool,
    input: &mut Stream<'_>,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> Result<u8, Failure> {
    let files = match files.is_empty() {
        true if input.kind == Input::Stream && source::holds(input.stream)? => vec![Given::Stdin],
        true => return Err(Failure::Usage("search needs a file".to_owned(), Some("ibid search PATTERN FILE, or pipe the text in".to_owned()))),
        false => files,
    };
    let several = files.len() > 1;
    let mut status = 0;
    let mut all = Vec::new();
    let mut named = false;
    for file in files {
        let loaded = match source::load(file, asked, input) {
            Ok(loaded) => loaded,
            Err(error) => {
                report(&error, errors);
                status = 1;
                continue;
            }
        };
        let (entries, more) = entries(&loaded, pattern);
        if more {
            let _ = writeln!(errors, "ibid: {}: only the first {} hits are listed", clean::line(&loaded.name), entries.len());
        }
        if json {
            all.extend(entries);
        } else if !entries.is_empty() {
            if several {
                writeln!(out, "{}{}", if named { "\n" } else { "" }, clean::line(&loaded.name))?;
                named = true;
            }
            print(&entries, out)?;
        }
    }
    if json {
        json::print(&all, out)?;
    }
    Ok(status)
}

/// The hits in a document, and whether there are more.
pub fn entries(loaded: &Loaded, pattern: &Pattern) -> (Vec<Entry>, bool) {
    let document = &loaded.reading.document;
    // Nobody sets it: the whole document is searched.
    let found = search::find(document, pattern, &AtomicBool::new(false)).unwrap_or_default();
    (found.hits.iter().map(|hit| entry(&loaded.name, document, hit)).collect(), found.more)
}

fn entry(file: &str, document: &Document, hit: &Hit) -> Entry {
    let (within, label) = match hit.place {
        Where::Text => ("text", None),
        Where::Heading => ("heading", None),
        Where::Table => ("table", table(document, hit.at)),
        Where::Note(note) => ("note", document.note(note).map(|note| note.label.clone())),
    };
    let place = (document.fraction(in_body(document, hit)) * 10_000.0).round() / 10_000.0;
    let line = document.file_line(document.source(hit.at));
    Entry { file: file.to_owned(), within, label, line, snippet: search::snippet(document, hit), place }
}

fn table(document: &Document, at: Anchor) -> Option<String> {
    match document.block(at.flow, at.block)?.kind {
        Kind::Table(table) => document.table(table).map(|table| table.id.clone()),
        _ => None,
    }
}

/// The place of a hit in the running text: a note stands where it is referred to, else where it was printed.
fn in_body(document: &Document, hit: &Hit) -> Anchor {
    let Where::Note(note) = hit.place else { return hit.at };
    let Some(note) = document.note(note) else { return Anchor::START };
    let references = note.refs.iter().filter_map(|&reference| document.reference(reference));
    references.map(|reference| reference.at).find(|at| at.flow == FlowId::Body).unwrap_or(note.home)
}

/// The hits of one file, a line each.
fn print(entries: &[Entry], out: &mut dyn Write) -> io::Result<()> {
    let places: Vec<String> = entries
        .iter()
        .map(|entry| match (&entry.label, entry.within) {
            (_, "text") => String::new(),
            (Some(label), within) => format!("{within} {label}"),
            (None, within) => within.to_owned(),
        })
        .collect();
    let widest = places.iter().map(|place| width::columns(place) as usize).max().unwrap_or(0);
    let line = |entry: &Entry| entry.line.map_or(String::new(), |line| line.to_string());
    let lines = entries.iter().map(|entry| line(entry).len()).max().unwrap_or(0);
    for (entry, place) in entries.iter().zip(&places) {
        writeln!(out, "{:>lines$}  {}{}{}", line(entry), words::padded(place, widest), if widest > 0 { "  " } else { "" }, entry.snippet)?;
    }
    Ok(())
}
