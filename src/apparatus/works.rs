//! The works that a document cites. Reads each note and each source line of a table by rules that hold for any: italics,
//! quotation marks, brackets with a year, volumes, dates, pages. Nothing is invented: a field that is not certain is absent.

mod bare;
mod behind;
mod cases;
mod cited;
mod imprint;
mod items;
mod merge;
mod names;
mod pieces;
mod places;
mod scan;
mod statutes;

pub use cited::{Cited, WorkKind, cited_in};

use crate::model::{Anchor, Document, Extent, FlowId, Mark, NoteId, TableId, Text};

/// A work that a document cites, however often. What is not certain is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    /// Who wrote it, or edited it: the names as they stand.
    pub author: Option<String>,
    /// Whether the names are those of editors.
    pub edited: bool,
    /// Its title; that of the periodical where an issue is cited by itself; of a case, its name.
    pub title: Option<String>,
    /// The title of the periodical or book that it is a part of.
    pub container: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// When.
    pub year: Option<i32>,
    /// What it is.
    pub kind: WorkKind,
    /// The words with which it is first cited, as they stand, on one line.
    pub text: String,
    /// The notes that cite it, each once, in the order of the source.
    pub notes: Vec<NoteId>,
    /// The tables of which the source line cites it, each once.
    pub tables: Vec<TableId>,
    /// Every place that cites it, in order: where the citation begins, and one past its last byte in the same block.
    pub citings: Vec<(Anchor, u32)>,
}

/// The works that the notes and the source lines of the tables of a document cite, each once, in the order in which a reader
/// meets them. Walks all notes: meant for a worker or a command, never for a key.
pub fn works(document: &Document) -> Vec<Work> {
    let mut found: Vec<(Anchor, Found)> = Vec::new();
    for (id, note) in (0u32..).map(NoteId).zip(&document.notes) {
        let met = note.refs.iter().filter_map(|&reference| document.reference(reference)).map(|reference| reference.at).find(|at| at.flow == FlowId::Body);
        for (number, block) in (0u32..).zip(&note.flow.blocks) {
            let cited = cited_in(&block.text);
            found.extend(cited.iter().map(|cited| (met.unwrap_or(note.home), read(&block.text, cited, Anchor::new(FlowId::Note(id), number, 0)))));
        }
    }
    for (id, table) in (0u32..).map(TableId).zip(&document.tables) {
        let Some(block) = document.body.block(table.block).filter(|_| !table.source.is_empty()) else { continue };
        let at = Anchor::new(FlowId::Body, table.block, table.source.start);
        let source = block.text.part(table.source);
        found.extend(cited_in(&source).iter().map(|cited| {
            let mut found = read(&source, cited, at);
            found.work.tables.push(id);
            (at, found)
        }));
    }
    // A note may be met before the one that stands before it; those of one place keep their order.
    found.sort_by_key(|(met, _)| *met);
    merge::merged(found.into_iter().map(|(_, found)| found).collect())
}

/// A work as one place cites it, with what only the comparison with others needs.
struct Found {
    work: Work,
    issue: String,
    sides: Option<(String, String)>,
    publisher_first: Option<bool>,
}

/// What a text cites, in words. The text begins at `at`.
fn read(text: &Text, cited: &Cited, at: Anchor) -> Found {
    let field = |extent: Option<Extent>| extent.map(|extent| words(text, extent)).filter(|words| !words.is_empty());
    let place = Anchor::new(at.flow, at.block, at.byte + cited.extent.start);
    let work = Work {
        author: field(cited.author),
        edited: cited.edited,
        title: field(cited.title),
        container: field(cited.container),
        publisher: field(cited.publisher),
        place: field(cited.place),
        year: cited.year,
        kind: cited.kind,
        text: words(text, cited.extent),
        notes: match at.flow {
            FlowId::Note(note) => vec![note],
            FlowId::Body => Vec::new(),
        },
        tables: Vec::new(),
        citings: vec![(place, at.byte + cited.extent.end)],
    };
    let sides = cited.sides.map(|(left, right)| (words(text, left), words(text, right)));
    Found { work, issue: merge::folded(text.slice(cited.issue)), sides, publisher_first: cited.publisher_first }
}

/// The words of a range on one line, without markers.
fn words(text: &Text, extent: Extent) -> String {
    let mut out = String::with_capacity((extent.end - extent.start) as usize);
    let mut from = extent.start;
    for span in text.spans_in(extent).filter(|span| matches!(span.mark, Mark::Ref(_))) {
        if span.extent.start >= from && span.extent.end <= extent.end {
            out.push_str(text.slice(Extent::new(from, span.extent.start)));
            from = span.extent.end;
        }
    }
    out.push_str(text.slice(Extent::new(from, extent.end)));
    if out.contains(['\n', '\t']) { out.replace(['\n', '\t'], " ") } else { out }
}
