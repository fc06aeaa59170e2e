//! `ibid check`: what was understood of a document and what was not. Owns what is counted; decides nothing about the text.

use std::io::{self, Write};

use serde::Serialize;

use super::disagreements::{self, DisagreementEntry};
use super::explain::{self, Explained};
use super::source::{Loaded, LoadedData};
use super::words;
use crate::model::{Block, DataManner, Document, Flow, Kind, Manner, Warning, clean};
use crate::read::data::progress::Progress;
use crate::write::json;

/// Characters quoted on each side of a join.
const AROUND: usize = 40;

/// The whole answer, as CLI.md has it.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// The file as given, or `-`.
    pub file: String,
    /// As what it was read.
    pub format: &'static str,
    /// How a data file was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<DataEntry>,
    /// The title without its number.
    pub title: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it appeared, as it says.
    pub date: Option<String>,
    /// The language of its words.
    pub language: Option<&'static str>,
    /// Words of the text and the notes.
    pub words: usize,
    /// What there is, by kind.
    pub counts: Counts,
    /// The paragraphs that a page break had cut.
    pub joins: Vec<JoinEntry>,
    /// The pages whose printed numbers are known.
    pub pages: Vec<PageEntry>,
    /// What was odd.
    pub warnings: Vec<WarningEntry>,
    /// Figures of tables that do not agree with one another.
    pub disagreements: Vec<DisagreementEntry>,
    /// What became of the source, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explained: Option<Explained>,
}

/// How a data file was read: what `--delimiter`, `--header` and `--encoding` say otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataEntry {
    /// The sign between two cells.
    pub delimiter: char,
    /// Lines above the rows that name the columns.
    pub title_lines: usize,
    /// Rows that name the columns.
    pub header_rows: usize,
    /// Rows of data.
    pub rows: usize,
    /// The character set, where it was guessed or told.
    pub encoding: Option<&'static str>,
    /// What the file was packed with.
    pub packed: Option<&'static str>,
}

/// What there is, by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the names are the description")]
pub struct Counts {
    pub headings: usize,
    pub paragraphs: usize,
    pub quotes: usize,
    pub list_items: usize,
    pub notes: usize,
    pub references: usize,
    pub linked: usize,
    pub tables: usize,
    pub joins: usize,
    /// Pages whose printed numbers are known.
    pub pages: usize,
    pub images: usize,
    /// Figures of tables that agree with those they were reckoned from.
    pub agreeing: usize,
}

/// A join.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JoinEntry {
    /// The line where the first half ends.
    pub line: u32,
    /// The end of the first half.
    pub before: String,
    /// The beginning of the second.
    pub after: String,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageEntry {
    /// Its number as printed.
    pub label: String,
    /// The line of the file on which it begins, where it has lines.
    pub line: Option<u32>,
}

/// A warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WarningEntry {
    /// What it is, in kebab case.
    pub kind: &'static str,
    /// The line of the file, where it has lines.
    pub line: Option<u32>,
    /// What was met.
    pub message: String,
}

/// What was understood; `source`, where the ledger is to be told too.
pub fn answer(loaded: &Loaded, source: Option<&str>) -> Answer {
    let document = &loaded.reading.document;
    let flows = std::iter::once(&document.body).chain(document.notes.iter().map(|note| &note.flow));
    let joins = document.joins.iter().filter_map(|join| {
        let block = document.block(join.at.flow, join.at.block)?;
        let (before, after) = (words::before(block, join.at.byte, AROUND), words::after(block, join.at.byte, AROUND));
        Some(JoinEntry { line: document.line(join.source), before, after })
    });
    let judged = disagreements::of(document);
    let warning = |warning: &Warning| WarningEntry { kind: warning.kind, line: document.file_line(warning.source), message: warning.message.clone() };
    Answer {
        file: loaded.name.clone(),
        format: loaded.form.name(),
        data: data(&document.manner),
        title: document.meta.title.clone(),
        authors: document.meta.authors.clone(),
        date: document.meta.date.clone(),
        language: document.language,
        words: flows.map(words_of).sum(),
        counts: counts(document, judged.agreeing),
        joins: joins.collect(),
        pages: document.pages.iter().map(|page| PageEntry { label: page.label.clone(), line: document.file_line(page.source) }).collect(),
        warnings: loaded.reading.warnings.iter().map(warning).collect(),
        disagreements: judged.disagreements,
        explained: source.map(|source| explain::explained(&loaded.reading, source)),
    }
}

fn data(manner: &Manner) -> Option<DataEntry> {
    let Manner { data, encoding, packed, .. } = manner;
    let DataManner { delimiter, titles, heads, rows } = data.clone()?;
    Some(DataEntry { delimiter, title_lines: titles, header_rows: heads, rows, encoding: *encoding, packed: *packed })
}

/// Counts the parts of a document.
fn counts(document: &Document, agreeing: usize) -> Counts {
    let blocks = |holds: fn(&Block) -> bool| document.body.blocks.iter().filter(|block| !block.continues && holds(block)).count();
    Counts {
        headings: document.headings.len(),
        paragraphs: blocks(|block| block.kind == Kind::Para && block.nest.is_empty()),
        quotes: blocks(|block| matches!(block.kind, Kind::Para | Kind::Verse) && block.is_quote() && block.item().is_none()),
        // The label is printed before the first paragraph of an item alone.
        list_items: blocks(|block| block.item().is_some_and(|label| label > 0)),
        notes: document.notes.len(),
        references: document.refs.len(),
        linked: document.refs.iter().filter(|reference| reference.link.note().is_some()).count(),
        tables: document.tables.len(),
        joins: document.joins.len(),
        pages: document.pages.len(),
        images: document.pictures.len(),
        agreeing,
    }
}

/// Prints what was understood.
pub fn print(loaded: &Loaded, source: Option<&str>, json: bool, width: u16, out: &mut dyn Write) -> io::Result<()> {
    print_answer(&answer(loaded, source), &loaded.reading.document.manner, json, width, out)
}

/// Prints what was understood of a data file of any size; gives how many warnings there are. Its sums are not checked.
///
/// # Errors
/// Those of `out`.
pub fn print_data(loaded: &LoadedData, json: bool, width: u16, out: &mut dyn Write) -> io::Result<usize> {
    let (file, progress) = (&loaded.file, Progress::default());
    let around = &file.around;
    let warnings = file.warnings(&progress).unwrap_or_default();
    let manner = Manner {
        data: Some(DataManner {
            delimiter: char::from(file.dialect().delimiter),
            titles: around.above.len(),
            heads: around.heads.len(),
            rows: file.rows() as usize,
        }),
        encoding: file.charset,
        ..Manner::default()
    };
    let lines = around.above.iter().chain(around.heads.iter().flatten()).chain(&around.below);
    let answer = Answer {
        file: loaded.name.clone(),
        format: loaded.form.name(),
        data: data(&manner),
        title: around.title.clone(),
        authors: Vec::new(),
        date: None,
        language: None,
        words: lines.map(|line| words::count(line)).sum::<usize>() + file.count(words::count),
        counts: Counts { tables: 1, ..Counts::default() },
        joins: Vec::new(),
        pages: Vec::new(),
        warnings: warnings.iter().map(|warning| WarningEntry { kind: warning.kind, line: Some(warning.line), message: warning.message.clone() }).collect(),
        disagreements: Vec::new(),
        explained: None,
    };
    print_answer(&answer, &manner, json, width, out)?;
    Ok(warnings.len())
}

fn print_answer(answer: &Answer, manner: &Manner, json: bool, width: u16, out: &mut dyn Write) -> io::Result<()> {
    if json {
        return json::print(answer, out);
    }
    let Answer { file, format, title, authors, language, words, counts, warnings, disagreements, .. } = answer;
    writeln!(out, "{}", clean::line(file))?;
    if let Some(title) = title {
        words::fill("  ", title, width, out)?;
    }
    if !authors.is_empty() {
        words::fill("  ", &authors.join(", "), width, out)?;
    }
    let language = language.map(|language| format!(", language {language}")).unwrap_or_default();
    let manner = manner.words();
    let manner = if manner.is_empty() { manner } else { format!(" ({manner})") };
    words::fill("  ", &format!("read as {format}{manner}{language}, {}", words::counted(*words, "word")), width, out)?;
    writeln!(out)?;

    let rows = [
        (counts.headings, "heading"),
        (counts.paragraphs, "paragraph"),
        (counts.quotes, "quote"),
        (counts.list_items, "list item"),
        (counts.tables, "table"),
        (counts.notes, "note"),
        (counts.references, "reference"),
        (counts.joins, "join"),
        (counts.pages, "page"),
    ];
    // Most texts say nothing of their pages.
    for (number, noun) in rows.into_iter().filter(|&(number, noun)| number > 0 || noun != "page") {
        let linked = if noun == "reference" { format!(", {} linked", counts.linked) } else { String::new() };
        writeln!(out, "  {number:>6} {noun}{}{linked}", if number == 1 { "" } else { "s" })?;
    }
    if warnings.is_empty() {
        writeln!(out, "\nno warnings")?;
    } else {
        writeln!(out, "\n{}", words::counted(warnings.len(), "warning"))?;
    }
    for warning in warnings {
        let line = warning.line.map_or("  ".to_owned(), |line| format!("  line {line:<6}"));
        words::fill(&line, &warning.message, width, out)?;
    }
    if counts.agreeing > 0 {
        let agree = if counts.agreeing == 1 { "agrees" } else { "agree" };
        writeln!(out, "\n{} in tables {agree} with the others", words::counted(counts.agreeing, "figure"))?;
    }
    if !disagreements.is_empty() {
        writeln!(out, "\n{} in tables", words::counted(disagreements.len(), "disagreement"))?;
    }
    for found in disagreements {
        words::fill(&format!("  table {}  ", found.table), &found.words(), width, out)?;
    }
    match &answer.explained {
        Some(explained) => explain::print(explained, &answer.joins, width, out),
        None => Ok(()),
    }
}

fn words_of(flow: &Flow) -> usize {
    words::count(&words::of_flow(flow))
}
