//! A document as one page of HTML that needs nothing else, and is well-formed XML too. Owns the elements of blocks and notes, and what
//! they are called; runs nothing, fetches nothing.

mod holders;
mod table;
mod words;

use std::fmt::Write;

use holders::Holders;
use words::escape;

use super::names::Names;
use super::places::Places;
use super::slugs::Slugs;
use crate::model::{Anchor, Block, Document, Extent, FlowId, Kind, NoteId, RefId};

/// How the page looks: a measure to read by, light or dark as the reader has it.
const STYLE: &str = include_str!("style.css");

/// The page. Where the document has no title, it is called `name`.
pub fn page(document: &Document, name: &str) -> String {
    let slugs = Slugs::new(document);
    let places = Places::new(document, &slugs);
    let title = super::slugs::title(document);
    let mut writer = Writer { document, names: Names::new(document), slugs, places, title, here: Anchor::START, out: String::new() };
    writer.head(name);
    writer.flow(FlowId::Body);
    writer.notes();
    writer.works();
    writer.out.push_str("</main>\n</body>\n</html>\n");
    writer.out
}

struct Writer<'d> {
    document: &'d Document,
    names: Names,
    slugs: Slugs,
    places: Places,
    /// The block of the title.
    title: Option<u32>,
    /// The block that is being written.
    here: Anchor,
    out: String,
}

impl Writer<'_> {
    fn head(&mut self, name: &str) {
        let meta = &self.document.meta;
        let title = meta.title.as_deref().unwrap_or(name);
        let language = self.document.language.map(|language| format!(" lang=\"{language}\"")).unwrap_or_default();
        let _ = write!(self.out, "<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset=\"utf-8\"/>\n");
        self.out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        let _ = writeln!(self.out, "<title>{}</title>", escape(title));
        for author in &meta.authors {
            let _ = writeln!(self.out, "<meta name=\"author\" content=\"{}\"/>", escape(author));
        }
        let _ = write!(self.out, "<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n");
    }

    /// The blocks of a flow.
    fn flow(&mut self, flow: FlowId) {
        let blocks = &self.document.flow(flow).blocks;
        let mut holders = Holders::default();
        let mut number = 0;
        while number < blocks.len() {
            let pieces = 1 + blocks[number + 1..].iter().take_while(|block| block.continues).count();
            let from = holders.stand(&blocks[number], &mut self.out);
            self.block(flow, number as u32, &blocks[number..number + pieces], from);
            number += pieces;
        }
        holders.end(&mut self.out);
    }

    /// A block with those that go on with it, from a byte of the first.
    fn block(&mut self, flow: FlowId, number: u32, pieces: &[Block], from: u32) {
        let first = &pieces[0];
        self.here = Anchor::new(flow, number, 0);
        if matches!(first.kind, Kind::Rule | Kind::Table(_)) {
            for (_, place) in self.places.within(self.here, first, Extent::new(0, first.len())) {
                self.place(place);
            }
        }
        let id = if flow == FlowId::Body { format!(" id=\"{}\"", escape(self.slugs.of(number))) } else { String::new() };
        let (opens, closes): (String, &str) = match first.kind {
            Kind::Title if self.title == Some(number) => (format!("<h1{id}>"), "</h1>"),
            Kind::Title => (format!("<p{id} class=\"title\">"), "</p>"),
            Kind::Byline => ("<p class=\"byline\">".to_owned(), "</p>"),
            Kind::Para => ("<p>".to_owned(), "</p>"),
            Kind::Heading(heading) => {
                let level = usize::from(heading.level) + 1;
                let deeper = if level > 6 { format!(" aria-level=\"{level}\"") } else { String::new() };
                (format!("<h{}{id}{deeper}>", level.min(6)), ["</h2>", "</h3>", "</h4>", "</h5>", "</h6>"][level.clamp(2, 6) - 2])
            }
            Kind::Verse => (format!("<pre class=\"verse\">{}", line_end(first, from)), "</pre>"),
            Kind::Code => {
                let class = self.document.code_language(flow, number).map(|language| format!(" class=\"language-{}\"", escape(language)));
                (format!("<pre><code{}>{}", class.unwrap_or_default(), line_end(first, from)), "</code></pre>")
            }
            Kind::Rule if first.text.as_str().chars().all(|c| matches!(c, ' ' | '-' | '_' | '*' | '=' | '—')) => ("<hr/>".to_owned(), ""),
            Kind::Rule => ("<p class=\"rule\">".to_owned(), "</p>"),
            Kind::Table(id) => {
                if let Some(table) = self.document.table(id) {
                    self.table(table, &first.text);
                }
                return;
            }
        };
        self.out.push_str(&opens);
        if !closes.is_empty() {
            for (at, piece) in (0u32..).zip(pieces) {
                self.here.block = number + at;
                self.words(&piece.text, Extent::new(if at == 0 { from } else { 0 }, piece.len()));
            }
        }
        self.out.push_str(closes);
        self.out.push('\n');
    }

    /// The notes, each with its label, and the way back to its markers.
    fn notes(&mut self) {
        if self.document.notes.is_empty() {
            return;
        }
        self.out.push_str("<section role=\"doc-endnotes\" aria-label=\"Notes\">\n<hr/>\n<ol>\n");
        for (id, note) in (0u32..).map(NoteId).zip(&self.document.notes) {
            let lone = if note.refs.is_empty() { " title=\"no marker leads to this note\"" } else { "" };
            let name = self.name_of(id);
            let _ = write!(self.out, "<li id=\"{name}\">\n<span class=\"label\"{lone}>{}</span>\n<div>\n", escape(&note.label));
            self.flow(FlowId::Note(id));
            for (at, &back) in note.refs.iter().enumerate() {
                let which = if note.refs.len() > 1 { format!("<sup>{}</sup>", at + 1) } else { String::new() };
                let _ = writeln!(self.out, "<a class=\"back\" href=\"#{}\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩{which}</a>", ref_name(back));
            }
            self.out.push_str("</div>\n</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    /// The works that are cited by their keys, as their entries are printed.
    fn works(&mut self) {
        if self.document.entries.is_empty() {
            return;
        }
        self.out.push_str("<section role=\"doc-bibliography\" aria-label=\"Works cited\">\n<hr/>\n<ol>\n");
        let mut listed = std::collections::HashSet::new();
        for entry in self.document.entries.iter().filter(|entry| listed.insert(entry.key.as_str())) {
            let _ = writeln!(self.out, "<li id=\"{}\">{}</li>", work_name(&entry.key), escape(&entry.text));
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    /// The name of a note on the page. No heading has a colon in its.
    fn name_of(&self, note: NoteId) -> String {
        format!("note:{}", escape(self.names.of(note)))
    }

    /// Whether words send to a place that has a name.
    fn place_of(&self, at: Anchor) -> Option<&str> {
        matches!(self.document.block(at.flow, at.block)?.kind, Kind::Heading(_)).then(|| self.slugs.of(at.block))
    }
}

/// The name of a work on the page, by the key that it is cited by.
fn work_name(key: &str) -> String {
    format!("work:{}", escape(&key.replace(char::is_whitespace, "-")))
}

/// The name of a marker on the page.
fn ref_name(reference: RefId) -> String {
    format!("ref:{}", reference.0 + 1)
}

/// A line end at the very start of such an element is dropped: another stands before it.
fn line_end(block: &Block, from: u32) -> &'static str {
    if block.text.as_str()[from as usize..].starts_with('\n') { "\n" } else { "" }
}
