//! `ibid outline`: the headings, as lines or JSON. Owns the entries' form; which line is a heading was decided in reading.

use std::io::{self, Write};

use serde::Serialize;

use super::words;
use crate::layout::width;
use crate::model::{Anchor, Document, FlowId, Kind};
use crate::write::json;

/// A heading, as CLI.md has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// 1 is the first level below the document's title.
    pub level: u8,
    /// What was printed before the title.
    pub number: Option<String>,
    /// The title, without markers.
    pub title: String,
    /// The line of the file, where it has lines.
    pub line: Option<u32>,
    /// Paragraphs up to the next heading.
    pub paragraphs: usize,
}

/// The headings in reading order.
pub fn entries(document: &Document) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (number, block) in (0u32..).zip(&document.body.blocks) {
        match block.kind {
            Kind::Heading(heading) => entries.push(Entry {
                level: heading.level,
                number: heading.number.map(|number| block.text.slice(number).to_owned()),
                title: words::without_markers(block, heading.title),
                line: document.file_line(document.source(Anchor::new(FlowId::Body, number, 0))),
                paragraphs: 0,
            }),
            Kind::Para if block.nest.is_empty() && !block.continues => {
                if let Some(entry) = entries.last_mut() {
                    entry.paragraphs += 1;
                }
            }
            _ => {}
        }
    }
    entries
}

/// Prints the headings.
pub fn print(document: &Document, json: bool, out: &mut dyn Write) -> io::Result<()> {
    let entries = entries(document);
    if json {
        return json::print(&entries, out);
    }
    let left: Vec<String> = entries.iter().map(|entry| indented(entry, &entries)).collect();
    // One title of three lines does not push the figures of all others out of sight.
    let widest = left.iter().map(|line| width::columns(line) as usize).filter(|&columns| columns <= TITLE).max().unwrap_or(0);
    for (line, entry) in left.iter().zip(&entries) {
        let at = entry.line.map_or(String::new(), |line| format!("line {line:<5} "));
        writeln!(out, "{}   {at}{}", words::padded(line, widest), words::counted(entry.paragraphs, "paragraph"))?;
    }
    Ok(())
}

/// Columns behind which the figures of the other lines do not stand.
const TITLE: usize = 60;

/// Number and title behind the blanks of the level; numbers of one level are set to one width.
fn indented(entry: &Entry, entries: &[Entry]) -> String {
    let indent = usize::from(entry.level.saturating_sub(1)) * 2;
    let numbers = entries.iter().filter(|other| other.level == entry.level).filter_map(|other| other.number.as_ref());
    match numbers.map(|number| number.chars().count()).max() {
        Some(widest) => format!("{:indent$}{:widest$}  {}", "", entry.number.as_deref().unwrap_or(""), entry.title),
        None => format!("{:indent$}{}", "", entry.title),
    }
}
