//! The last step: drafts to blocks, through the builder. What stands between drafts is blank; nothing else is decided here.

mod gaps;
mod pages;
mod table;

use std::collections::HashMap;
use std::ops::Range;

use super::blocks::{Draft, Role, SetIn};
use super::furniture::PageMark;
use super::headings::Front;
use super::inline::{Inline, Lines};
use super::notes::{Linked, NoteDraft};
use crate::model::{Anchor, Builder, Extent, FlowId, Heading, Kind, Meta, Nest, NoteId, Reading, Reasons, Writing};

/// What belongs to the pages within the text.
#[derive(Debug, Default)]
pub struct OfPages {
    /// Page marks within lines.
    pub inside: Vec<Range<u32>>,
    /// The pages by their printed numbers.
    pub pages: Vec<PageMark>,
}

/// Writes the document.
pub fn write(source: &str, drafts: &[Draft], front: &Front, linked: Linked, formulas: &[Range<u32>], of_pages: &OfPages, reasons: Reasons) -> Reading {
    let Linked { notes, markers, warnings } = linked;
    let mut builder = Builder::new(source);
    builder.account(reasons.account());
    builder.reasons(reasons);
    builder.expect(drafts.len().saturating_sub(notes.len()), notes.len());
    builder.meta(meta(source, front));
    builder.language(super::super::language::detect(source));
    let inline = Inline::new(source, &markers, &of_pages.inside, formulas);
    let mut writer = Writer {
        source,
        drafts,
        notes: &notes,
        inline: &inline,
        series: HashMap::new(),
        after: drafts.iter().map(|draft| draft.range.end as usize).collect(),
        next_note: 0,
        several: notes.iter().any(|note| note.run > 0),
        pages: &of_pages.pages,
        of_pages: pages::are_of_pages(&of_pages.pages, &notes),
        followers: followers(drafts),
        tables: 0,
        section: None,
    };
    writer.write(&mut builder);
    for page in &of_pages.pages {
        builder.page(page.source, page.label.clone());
    }
    for (kind, at, message) in warnings {
        builder.warn(kind, at as usize, message);
    }
    builder.finish()
}

/// For each first half the second.
fn followers(drafts: &[Draft]) -> HashMap<u32, u32> {
    (0u32..).zip(drafts).filter_map(|(i, draft)| draft.goes_on.map(|first| (first, i))).collect()
}

fn meta(source: &str, front: &Front) -> Meta {
    let text = |range: &Range<u32>| bare(&source[range.start as usize..range.end as usize]);
    let names = |range: &Range<u32>| -> Vec<String> {
        let several = text(range);
        // A surname may stand before the names, parted by a comma too.
        let listed = several.split(", ").count() > 1 && several.split(", ").all(|name| name.trim().contains(' '));
        let parts = several.split(" and ").flat_map(|name| name.split(" & "));
        parts.flat_map(|name| if listed { name.split(", ").collect() } else { vec![name] }).map(|name| name.trim().to_owned()).collect()
    };
    Meta {
        title: front.title.as_ref().map(&text),
        number: front.number.as_ref().map(&text),
        authors: front.authors.iter().flat_map(names).collect(),
        date: front.date.as_ref().map(&text),
        apart: false,
    }
}

/// The words of a heading or title, without the signs that set them.
fn bare(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.trim_start_matches('#').replace(['*', '_', '\\'], "").trim().to_owned()
}

struct Writer<'w, 's> {
    source: &'s str,
    drafts: &'w [Draft],
    notes: &'w [NoteDraft],
    inline: &'w Inline<'s>,
    /// The builder's number for each run of notes.
    series: HashMap<u32, u32>,
    /// For each draft one past what was written of it and of the line end behind it.
    after: Vec<usize>,
    next_note: usize,
    /// Whether there is more than one numbering.
    several: bool,
    /// The pages, and whether the numberings begin anew with them.
    pages: &'w [PageMark],
    of_pages: bool,
    followers: HashMap<u32, u32>,
    tables: u32,
    /// Number or title of the heading last met.
    section: Option<String>,
}

impl<'s> Writer<'_, 's> {
    fn write(&mut self, builder: &mut Builder<'s>) {
        let mut cursor = 0;
        let mut i = 0;
        while i < self.drafts.len() {
            let draft = &self.drafts[i];
            builder.markup(cursor..draft.range.start as usize, "blank");
            let range = draft.range.start as usize..draft.range.end as usize;
            let last = match &draft.role {
                Role::Furniture(rule) => {
                    builder.furniture(range, rule);
                    i
                }
                Role::Note => {
                    self.note(builder, i);
                    i
                }
                Role::Markup(rule) => {
                    builder.markup(range, rule);
                    i
                }
                // What goes on with another was written with it.
                Role::Table(_) | Role::Para | Role::Item { .. } | Role::OfNote { .. } if draft.goes_on.is_some() => i,
                Role::OfNote { note, stands } => {
                    self.of_note(builder, i, *note, *stands);
                    i
                }
                Role::OfTable(table) if self.drafts[*table as usize].goes_on.is_some() => i,
                Role::Table(_) => self.table(builder, i),
                Role::OfTable(table) => self.table(builder, *table as usize),
                _ => {
                    self.block(builder, i);
                    i
                }
            };
            cursor = self.after[last];
            i = last + 1;
        }
        builder.markup(cursor..self.source.len(), "blank");
    }

    /// A block of the body, with all that goes on with it.
    fn block(&mut self, builder: &mut Builder<'s>, i: usize) {
        let draft = &self.drafts[i];
        let pieces = self.pieces(i);
        let mut ranges: Vec<Range<usize>> = pieces.iter().map(|&piece| self.range(piece)).collect();
        let mut writing = builder.open(FlowId::Body);
        let hashes = self.source[ranges[0].clone()].bytes().take_while(|&byte| byte == b'#').count();
        if hashes > 0 && matches!(draft.role, Role::Heading { .. } | Role::Title) {
            let blanks = hashes + self.source[ranges[0].start + hashes..].bytes().take_while(|&byte| byte == b' ').count();
            writing.markup(ranges[0].start..ranges[0].start + blanks, "heading");
            ranges[0].start += blanks;
        }
        if let Role::Heading { number, .. } = &draft.role {
            let text = &self.source[ranges[0].clone()];
            self.section = Some(bare(number.as_ref().map_or(text, |number| &self.source[number.start as usize..number.end as usize])));
        }
        let mut nest = Vec::from_iter(draft.set_in.map(|set_in| if set_in == SetIn::Quote { Nest::Quote } else { Nest::Indent }));
        if draft.role == Role::Rule {
            let mut from = ranges[0].start;
            for tab in memchr::memchr_iter(b'\t', &self.source.as_bytes()[ranges[0].clone()]).map(|at| ranges[0].start + at) {
                writing.text(from..tab);
                writing.replace(tab..tab + 1, " ");
                from = tab + 1;
            }
            writing.text(from..ranges[0].end);
            builder.close(writing, Kind::Rule, &nest);
            return;
        }
        let set = if draft.role == Role::Verse { Lines::Kept } else { Lines::Wrapped };
        let cuts = self.inline.write(&mut writing, &ranges, set);
        // Parts of the text are known by their source bytes: where they stand in the text, it alone knows once it is written.
        let kind = match &draft.role {
            Role::Verse => Kind::Verse,
            Role::Title => Kind::Title,
            Role::Byline => Kind::Byline,
            Role::Heading { level, number, title } => {
                let number = number.as_ref().map(|range| Extent::new(writing.text_of(range.start), writing.text_of(range.end)));
                Kind::Heading(Heading { level: *level, number, title: writing.text_of(*title) })
            }
            Role::Item { text } => {
                nest.push(Nest::Item { label: writing.text_of(*text) });
                Kind::Para
            }
            _ => Kind::Para,
        };
        let at = builder.close(writing, kind, &nest);
        self.cut(builder, at, &pieces, cuts);
    }

    /// The notes of a draft.
    fn note(&mut self, builder: &mut Builder<'s>, i: usize) {
        while let Some(note) = self.notes.get(self.next_note).filter(|note| note.draft as usize == i) {
            self.next_note += 1;
            let page = self.of_pages.then(|| pages::page_of(self.pages, note.label.start)).flatten();
            let section = page.map(|page| format!("p. {page}")).or_else(|| self.section.clone()).filter(|_| self.several);
            let series = *self.series.entry(note.run).or_insert_with(|| builder.series(section));
            let id = builder.note(note.sign.clone(), series, note.label.start as usize);
            let last = self.notes.get(self.next_note).is_none_or(|next| next.draft as usize != i);
            let pieces = if last { self.pieces(i) } else { vec![i as u32] };
            let text = note.text.start as usize..note.text.end as usize;
            let mut writing = builder.open(FlowId::Note(id));
            writing.markup(note.label.start as usize..note.label.end as usize, "note label");
            let cuts = self.part_of_note(&mut writing, &pieces, text, Lines::Wrapped);
            if pieces.len() < 2 {
                let closes = !self.source[note.text.end as usize..note.end as usize].trim().is_empty();
                writing.markup(note.text.end as usize..note.end as usize, if closes { "note label" } else { "blank" });
            }
            let at = builder.close(writing, Kind::Para, &[]);
            self.cut(builder, at, &pieces, cuts);
        }
    }

    /// A further part of a note, whose lines may stand as they are.
    fn of_note(&mut self, builder: &mut Builder<'s>, i: usize, note: u32, stands: bool) {
        let mut writing = builder.open(FlowId::Note(NoteId(note)));
        let pieces = self.pieces(i);
        let range = self.range(i as u32);
        let (lines, kind) = if stands { (Lines::Kept, Kind::Verse) } else { (Lines::Wrapped, Kind::Para) };
        let cuts = self.part_of_note(&mut writing, &pieces, range, lines);
        let at = builder.close(writing, kind, &[]);
        self.cut(builder, at, &pieces, cuts);
    }

    /// Writes what goes on from a part of a note; gives where it had been cut.
    fn part_of_note(&mut self, writing: &mut Writing<'s>, pieces: &[u32], first: Range<usize>, lines: Lines) -> Vec<(u32, usize)> {
        let ranges: Vec<Range<usize>> = std::iter::once(first).chain(pieces[1..].iter().map(|&piece| self.range(piece))).collect();
        let cuts = self.inline.write(writing, &ranges, lines);
        // The bracket that closes a note which names itself.
        let last = pieces[pieces.len() - 1];
        let end = self.drafts[last as usize].range.end as usize;
        if matches!(self.drafts[last as usize].role, Role::OfNote { .. }) && self.source[end..].starts_with(']') {
            writing.markup(end..end + 1, "note label");
            self.after[last as usize] = end + 1;
        }
        cuts
    }

    /// A draft and all that goes on with it.
    fn pieces(&self, first: usize) -> Vec<u32> {
        let mut pieces = vec![first as u32];
        while let Some(&next) = self.followers.get(&pieces[pieces.len() - 1]) {
            pieces.push(next);
        }
        pieces
    }

    fn range(&self, piece: u32) -> Range<usize> {
        let range = &self.drafts[piece as usize].range;
        range.start as usize..range.end as usize
    }

    /// Takes notice of where the block that was written at a place had been cut. Between the parts of a note that stand one below
    /// the other a blank line stands, and no page ends.
    fn cut(&mut self, builder: &mut Builder<'s>, at: Anchor, pieces: &[u32], cuts: Vec<(u32, usize)>) {
        for (pair, (byte, end)) in pieces.windows(2).zip(cuts) {
            self.after[pair[0] as usize] = end;
            if at.flow == FlowId::Body || pair[1] > pair[0] + 1 {
                builder.join(Anchor { byte, ..at }, self.drafts[pair[0] as usize].range.end as usize);
            }
        }
    }
}
