//! `ibid abbreviations`: the short forms that a document introduces, as lines or JSON. Owns the entries' form; finds none.

use std::io::{self, Write};

use serde::Serialize;

use super::words;
use crate::apparatus::abbreviations::{Sureness, abbreviations};
use crate::layout::width;
use crate::model::Document;
use crate::write::json;

/// A short form, as CLI.md has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The short form.
    pub short: String,
    /// What it stands for.
    pub long: String,
    /// The line of the source where both stand.
    pub line: u32,
    /// `sure` or `likely`.
    pub link: &'static str,
    /// Why it is not sure.
    pub why: Option<&'static str>,
}

/// The short forms in the order of the source.
pub fn entries(document: &Document) -> Vec<Entry> {
    let entry = |found: crate::apparatus::abbreviations::Abbreviation| {
        let (link, why) = match found.link {
            Sureness::Sure => ("sure", None),
            Sureness::Likely(why) => ("likely", Some(why)),
        };
        Entry { line: document.line(document.source(found.at)), short: found.short, long: found.long, link, why }
    };
    abbreviations(document).into_iter().map(entry).collect()
}

/// Prints the short forms.
pub fn print(document: &Document, json: bool, room: u16, out: &mut dyn Write) -> io::Result<()> {
    let entries = entries(document);
    if json {
        return json::print(&entries, out);
    }
    let widest = entries.iter().map(|entry| width::columns(&entry.short) as usize).max().unwrap_or(0);
    for entry in entries {
        let why = entry.why.map(|why| format!("; {} because {why}", entry.link)).unwrap_or_default();
        words::fill(&format!("{}  ", words::padded(&entry.short, widest)), &format!("{} [line {}{why}]", entry.long, entry.line), room, out)?;
    }
    Ok(())
}
