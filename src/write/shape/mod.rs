//! A document as JSON: all that is known of it, for other programs. Owns the names of its parts, which stay; lines count from 1
//! in the source, and are null where it has none.

mod tables;

use serde::Serialize;

pub use tables::{CellShape, ColumnShape, RowShape, TableShape, ValueShape};

use super::pieces::{Piece, pieces};
use crate::model::{Block, Document, Extent, FlowId, Kind, Link, Mark, Nest, NoteId, Target, Text, Warning};

/// A document.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the description")]
pub struct DocumentShape<'d> {
    pub title: Option<&'d str>,
    /// The number printed with the title.
    pub number: Option<&'d str>,
    pub authors: &'d [String],
    /// When it appeared, as it says.
    pub date: Option<&'d str>,
    pub language: Option<&'d str>,
    /// The body, in reading order.
    pub blocks: Vec<BlockShape<'d>>,
    /// Where the pages of the printed document begin.
    pub pages: Vec<PageShape<'d>>,
    /// The notes, in the order of the source.
    pub notes: Vec<NoteShape<'d>>,
    pub tables: Vec<TableShape<'d>>,
    pub warnings: Vec<WarningShape<'d>>,
}

/// A page of the printed document.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the description")]
pub struct PageShape<'d> {
    pub label: &'d str,
    /// The source line at which it begins.
    pub line: Option<u32>,
}

/// A paragraph, heading, or other block.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the description")]
pub struct BlockShape<'d> {
    /// `title`, `byline`, `paragraph`, `heading`, `verse`, `code`, `table` or `rule`.
    pub kind: &'static str,
    /// Of a heading: 1 is the first level below the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Of a heading: the number printed before its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<&'d str>,
    /// Of a table: its id in `tables`, where its cells are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<&'d str>,
    /// Of code: the language, as the source names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'d str>,
    /// What it stands in, outermost first: `quote`, `item`, `indent`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nest: Vec<&'static str>,
    /// The label of an item that begins here, which is not repeated in `runs`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<&'d str>,
    pub line: Option<u32>,
    /// Its words; `\n` parts lines of verse and code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<RunShape<'d>>,
}

/// Words with the same marks.
#[derive(Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the names are the description")]
pub struct RunShape<'d> {
    pub text: &'d str,
    /// `emph`, `strong`, `sup`, `sub`, `code`, `smallcaps`, `strike`, `underline`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<&'static str>,
    /// Where the words send: a note (`n4`), a table by its id, the line of a heading, a named place, an address, or
    /// `outside`, to what is no part of this document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<ToShape<'d>>,
    /// The words are a marker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marker: Option<MarkerShape<'d>>,
}

/// Where words send.
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names are the description")]
pub enum ToShape<'d> {
    Note(String),
    Table(&'d str),
    Heading(Option<u32>),
    /// The name of a place.
    Place(&'d str),
    /// An address of the web or of another file.
    Address(&'d str),
    /// An entry of the bibliography, as it is printed.
    Entry(&'d str),
    Outside,
}

/// A marker.
#[derive(Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the names are the description")]
pub struct MarkerShape<'d> {
    pub label: &'d str,
    /// The id of its note.
    pub note: Option<String>,
    /// `sure`, `likely` or `none`.
    pub link: &'static str,
    /// Why it is not sure, or none.
    pub why: Option<&'d str>,
}

/// A note.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the description")]
pub struct NoteShape<'d> {
    /// `n1`, `n2`, … in the order of the source.
    pub id: String,
    pub label: &'d str,
    /// Number or title of the heading under which its numbering began.
    pub section: Option<&'d str>,
    pub line: Option<u32>,
    pub blocks: Vec<BlockShape<'d>>,
}

/// Something odd that was met and kept.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the description")]
pub struct WarningShape<'d> {
    pub kind: &'static str,
    pub line: Option<u32>,
    pub message: &'d str,
}

/// The shape of a document.
pub fn document<'d>(document: &'d Document, warnings: &'d [Warning]) -> DocumentShape<'d> {
    let notes = document.notes.iter().enumerate().map(|(at, note)| NoteShape {
        id: format!("n{}", at + 1),
        label: &note.label,
        section: document.series.get(note.series as usize).and_then(|series| series.section.as_deref()),
        line: document.file_line(note.source),
        blocks: blocks(document, FlowId::Note(NoteId(at as u32))),
    });
    let warning = |warning: &'d Warning| WarningShape { kind: warning.kind, line: document.file_line(warning.source), message: &warning.message };
    DocumentShape {
        title: document.meta.title.as_deref(),
        number: document.meta.number.as_deref(),
        authors: &document.meta.authors,
        date: document.meta.date.as_deref(),
        language: document.language,
        blocks: blocks(document, FlowId::Body),
        pages: document.pages.iter().map(|page| PageShape { label: &page.label, line: document.file_line(page.source) }).collect(),
        notes: notes.collect(),
        tables: document.tables.iter().filter_map(|found| tables::table(document, found)).collect(),
        warnings: warnings.iter().map(warning).collect(),
    }
}

/// The runs of a range of a text.
fn runs<'d>(document: &'d Document, text: &'d Text, extent: Extent) -> Vec<RunShape<'d>> {
    let mut runs = Vec::new();
    let mut open: Vec<Mark> = Vec::new();
    for piece in pieces(text, extent, &[]) {
        let (text, marker) = match piece {
            Piece::Open(mark) => {
                open.push(mark);
                continue;
            }
            Piece::Close(_) => {
                open.pop();
                continue;
            }
            Piece::Name(_) => continue,
            Piece::Words(words) => (words, None),
            Piece::Marker(reference, printed) => (printed, document.reference(reference)),
        };
        let marker = marker.map(|found| {
            let (link, why) = match &found.link {
                Link::Sure(_) => ("sure", None),
                Link::Likely(_, why) => ("likely", Some(why.as_str())),
                Link::None(why) => ("none", Some(why.as_str())),
                Link::Pending => ("none", None),
            };
            MarkerShape { label: &found.label, note: found.link.note().map(|note| format!("n{}", note.0 + 1)), link, why }
        });
        let to = open.iter().find_map(|mark| if let Mark::Link(target) = mark { to(document, *target) } else { None });
        runs.push(RunShape { text, marks: open.iter().filter_map(|mark| name(*mark)).collect(), to, marker });
    }
    runs
}

fn blocks(document: &Document, flow: FlowId) -> Vec<BlockShape<'_>> {
    let blocks = &document.flow(flow).blocks;
    let mut out: Vec<BlockShape<'_>> = Vec::with_capacity(blocks.len());
    for (number, block) in (0u32..).zip(blocks) {
        match out.last_mut().filter(|_| block.continues) {
            Some(first) => first.runs.extend(runs(document, &block.text, Extent::new(0, block.len()))),
            None => out.push(BlockShape { language: document.code_language(flow, number), ..shape(document, block) }),
        }
    }
    out
}

fn shape<'d>(document: &'d Document, block: &'d Block) -> BlockShape<'d> {
    let (level, number) = match block.kind {
        Kind::Heading(heading) => (Some(heading.level), heading.number.map(|number| block.text.slice(number))),
        _ => (None, None),
    };
    let table = match block.kind {
        Kind::Table(id) => document.table(id),
        _ => None,
    };
    let label = block.nest.iter().rev().find_map(|nest| if let Nest::Item { label } = nest { Some(*label) } else { None }).unwrap_or(0);
    let nest = |nest: &Nest| match nest {
        Nest::Quote => "quote",
        Nest::Item { .. } => "item",
        Nest::Indent => "indent",
    };
    BlockShape {
        kind: kind(block.kind),
        level,
        number,
        table: table.map(|table| table.id.as_str()),
        language: None,
        nest: block.nest.iter().map(nest).collect(),
        label: (label > 0).then(|| block.text.slice(Extent::new(0, label)).trim()),
        line: document.file_line(block.origin.source(0)),
        runs: if table.is_some() { Vec::new() } else { runs(document, &block.text, Extent::new(label, block.len())) },
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Title => "title",
        Kind::Byline => "byline",
        Kind::Para => "paragraph",
        Kind::Heading(_) => "heading",
        Kind::Verse => "verse",
        Kind::Code => "code",
        Kind::Table(_) => "table",
        Kind::Rule => "rule",
    }
}

fn name(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Emph => Some("emph"),
        Mark::Strong => Some("strong"),
        Mark::Sup => Some("sup"),
        Mark::Sub => Some("sub"),
        Mark::Code => Some("code"),
        Mark::SmallCaps => Some("smallcaps"),
        Mark::Strike => Some("strike"),
        Mark::Underline => Some("underline"),
        Mark::Link(_) | Mark::Ref(_) => None,
    }
}

fn to(document: &Document, target: Target) -> Option<ToShape<'_>> {
    Some(match target {
        Target::Note(note) => ToShape::Note(format!("n{}", note.0 + 1)),
        Target::Table(table) => ToShape::Table(&document.table(table)?.id),
        Target::Heading(block) => ToShape::Heading(document.file_line(document.body.block(block)?.origin.source(0))),
        Target::Place(number) => ToShape::Place(&document.ids.get(number as usize)?.0),
        Target::Address(number) => ToShape::Address(document.address(number)?),
        Target::Entry(number) => ToShape::Entry(&document.entries.get(number as usize)?.text),
        Target::Outside => ToShape::Outside,
    })
}
