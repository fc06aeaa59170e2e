//! Words with their marks as HTML. Owns what is escaped, and what a link or a marker looks like by how sure it is.

use std::fmt::Write;

use super::{Writer, ref_name};
use crate::model::{Anchor, Extent, FlowId, Kind, Link, Mark, RefId, Target, Text};
use crate::write::pieces::{Piece, pieces};

impl Writer<'_> {
    /// A range of a text. Line ends stay what they are.
    pub(super) fn words(&mut self, text: &Text, extent: Extent) {
        // Places in a table are named before it.
        let found = self.document.block(self.here.flow, self.here.block).filter(|block| !matches!(block.kind, Kind::Rule | Kind::Table(_)));
        let names = found.map_or(Vec::new(), |block| self.places.within(self.here, block, extent));
        let pieces = pieces(text, extent, &names);
        let mut ends: Vec<&'static str> = Vec::new();
        for (at, &piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Open(mark) => {
                    let (begins, end) = self.mark(mark, &pieces[at + 1..]);
                    self.out.push_str(&begins);
                    ends.push(end);
                }
                Piece::Close(_) => self.out.push_str(ends.pop().unwrap_or_default()),
                Piece::Words(words) => self.out.push_str(&escape(words)),
                Piece::Marker(reference, printed) => self.marker(reference, printed),
                Piece::Name(place) => self.place(place),
            }
        }
    }

    /// What begins and ends a mark.
    fn mark(&self, mark: Mark, behind: &[Piece<'_>]) -> (String, &'static str) {
        let (begins, end) = match mark {
            Mark::Emph => ("<em>", "</em>"),
            Mark::Strong => ("<strong>", "</strong>"),
            Mark::Sup => ("<sup>", "</sup>"),
            Mark::Sub => ("<sub>", "</sub>"),
            Mark::Code => ("<code>", "</code>"),
            Mark::SmallCaps => ("<span class=\"sc\">", "</span>"),
            Mark::Strike => ("<s>", "</s>"),
            Mark::Underline => ("<u>", "</u>"),
            // A link holds no other.
            Mark::Link(target) => match self.link(target).filter(|_| !holds_links(mark, behind)) {
                Some(address) => return (format!("<a href=\"{address}\">"), "</a>"),
                None => ("", ""),
            },
            Mark::Ref(_) => ("", ""),
        };
        (begins.to_owned(), end)
    }

    /// The address to which words send; `None` where it is in no document.
    fn link(&self, target: Target) -> Option<String> {
        match target {
            Target::Note(note) => Some(format!("#{}", self.name_of(note))),
            Target::Table(table) => Some(format!("#{}", table_name(&self.document.table(table)?.id))),
            Target::Heading(block) => Some(format!("#{}", escape(self.place_of(Anchor::new(FlowId::Body, block, 0))?))),
            Target::Place(number) => Some(format!("#{}", escape(&self.document.ids.get(number as usize)?.0))),
            // Nothing that runs is linked to, and nothing that is not there.
            Target::Address(number) => self.document.address(number).filter(|address| is_harmless(address) && !address.starts_with('#')).map(escape),
            Target::Entry(number) => Some(format!("#{}", super::work_name(&self.document.entries.get(number as usize)?.key))),
            Target::Outside => None,
        }
    }

    /// A place that has a name.
    pub(super) fn place(&mut self, number: usize) {
        let Some(named) = self.places.get(number) else { return };
        let page = named.page.as_ref().map(|page| format!(" role=\"doc-pagebreak\" aria-label=\"{}\"", escape(page)));
        let _ = write!(self.out, "<span id=\"{}\"{}></span>", escape(&named.name), page.unwrap_or_default());
    }

    /// A marker: a link to its note, which says so where it is not sure; where it has none, a raised sign.
    fn marker(&mut self, reference: RefId, printed: &str) {
        let Some(found) = self.document.reference(reference) else { return self.out.push_str(&escape(printed)) };
        let (name, label) = (ref_name(reference), escape(&found.label));
        // What is raised by itself is not raised again.
        let lost = if printed.chars().all(|c| c.is_numeric() && !c.is_ascii_digit()) { "span" } else { "sup" };
        let _ = match &found.link {
            Link::Sure(note) => write!(self.out, "<sup><a id=\"{name}\" href=\"#{}\" role=\"doc-noteref\">{label}</a></sup>", self.name_of(*note)),
            Link::Likely(note, why) => {
                let why = escape(why);
                let note = self.name_of(*note);
                write!(self.out, "<sup><a id=\"{name}\" href=\"#{note}\" role=\"doc-noteref\" class=\"likely\" title=\"likely: {why}\">{label}</a></sup>")
            }
            Link::None(why) => write!(self.out, "<{lost} id=\"{name}\" class=\"lost\" title=\"{}\">{}</{lost}>", escape(why), escape(printed)),
            Link::Pending => write!(self.out, "<{lost} id=\"{name}\" class=\"lost\">{}</{lost}>", escape(printed)),
        };
    }
}

/// Whether an address is one that leads somewhere, and holds no program.
fn is_harmless(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.trim().to_lowercase());
    scheme.is_none_or(|scheme| matches!(scheme.as_str(), "http" | "https" | "mailto" | "ftp" | "doi" | "tel") || scheme.contains(['/', '#', '?', '.']))
}

/// The name of a table on the page.
pub(super) fn table_name(id: &str) -> String {
    format!("table:{}", escape(&id.replace(char::is_whitespace, "-")))
}

/// Text without what would be markup, also within an attribute.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // No character of XML.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Whether a link or marker stands within a link.
fn holds_links(mark: Mark, behind: &[Piece<'_>]) -> bool {
    let inside = behind.iter().take_while(|piece| **piece != Piece::Close(mark));
    inside.into_iter().any(|piece| matches!(piece, Piece::Marker(..) | Piece::Open(Mark::Link(_))))
}
