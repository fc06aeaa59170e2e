//! The last step: drafts to blocks, through the builder. What stands between drafts is blank; nothing else is decided here.

mod gaps;
mod table;

use std::collections::HashMap;
use std::ops::Range;

use super::blocks::{Draft, Role, SetIn};
use super::furniture::PageMark;
use super::headings::Front;
use super::inline::{Inline, Lines};
use super::notes::{Linked, NoteDraft};
use crate::model::{Builder, Extent, FlowId, Heading, Kind, Meta, Nest, NoteId, Reading, Reasons};

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
    let text = |range: &Range<u32>| {
        let bare = source[range.start as usize..range.end as usize].split_whitespace().collect::<Vec<_>>().join(" ");
        bare.trim_start_matches('#').replace(['*', '_', '\\'], "").trim().to_owned()
    };
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
                Role::OfNote { note, stands } => {
                    self.of_note(builder, i, *note, *stands);
                    i
                }
                Role::Markup(rule) => {
                    builder.markup(range, rule);
                    i
                }
                // What goes on with another was written with it.
                Role::Table(_) | Role::Para | Role::Item { .. } if draft.goes_on.is_some() => i,
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
        let mut pieces = vec![i as u32];
        while let Some(&next) = self.followers.get(&pieces[pieces.len() - 1]) {
            pieces.push(next);
        }
        let mut ranges: Vec<Range<usize>> =
            pieces.iter().map(|&piece| &self.drafts[piece as usize].range).map(|range| range.start as usize..range.end as usize).collect();
        let mut writing = builder.open(FlowId::Body);
        let hashes = self.source[ranges[0].clone()].bytes().take_while(|&byte| byte == b'#').count();
        if hashes > 0 && matches!(draft.role, Role::Heading { .. } | Role::Title) {
            let blanks = hashes + self.source[ranges[0].start + hashes..].bytes().take_while(|&byte| byte == b' ').count();
            writing.markup(ranges[0].start..ranges[0].start + blanks, "heading");
            ranges[0].start += blanks;
        }
        if let Role::Heading { number, .. } = &draft.role {
            let text = &self.source[ranges[0].clone()];
            self.section = Some(number.as_ref().map_or(text, |number| &self.source[number.start as usize..number.end as usize]).to_owned());
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
        for (k, (byte, end)) in cuts.into_iter().enumerate() {
            let piece = pieces[k] as usize;
            self.after[piece] = end;
            builder.join(crate::model::Anchor { byte, ..at }, self.drafts[piece].range.end as usize);
        }
    }

    /// The notes of a draft.
    fn note(&mut self, builder: &mut Builder<'s>, i: usize) {
        while let Some(note) = self.notes.get(self.next_note).filter(|note| note.draft as usize == i) {
            self.next_note += 1;
            let section = self.section.clone().filter(|_| self.several);
            let series = *self.series.entry(note.run).or_insert_with(|| builder.series(section));
            let id = builder.note(note.sign.clone(), series, note.label.start as usize);
            let mut writing = builder.open(FlowId::Note(id));
            writing.markup(note.label.start as usize..note.label.end as usize, "note label");
            let text = note.text.start as usize..note.text.end as usize;
            self.inline.write(&mut writing, std::slice::from_ref(&text), Lines::Wrapped);
            let closes = !self.source[note.text.end as usize..note.end as usize].trim().is_empty();
            writing.markup(note.text.end as usize..note.end as usize, if closes { "note label" } else { "blank" });
            builder.close(writing, Kind::Para, &[]);
        }
    }

    /// A further part of a note, whose lines may stand as they are.
    fn of_note(&mut self, builder: &mut Builder<'s>, i: usize, note: u32, stands: bool) {
        let draft = &self.drafts[i];
        let mut writing = builder.open(FlowId::Note(NoteId(note)));
        let range = draft.range.start as usize..draft.range.end as usize;
        let (lines, kind) = if stands { (Lines::Kept, Kind::Verse) } else { (Lines::Wrapped, Kind::Para) };
        self.inline.write(&mut writing, std::slice::from_ref(&range), lines);
        // The bracket that closes a note which names itself.
        if self.source[range.end..].starts_with(']') {
            writing.markup(range.end..range.end + 1, "note label");
            self.after[i] = range.end + 1;
        }
        builder.close(writing, kind, &[]);
    }
}
