//! The last step: drafts to blocks, through the builder. What stands between drafts is blank; nothing else is decided here
//! but the order in which a table's lines are set.

mod gaps;

use std::collections::HashMap;
use std::ops::Range;

use super::blocks::{Draft, Role, SetIn};
use super::headings::Front;
use super::inline::{Inline, Lines};
use super::lines::{self, Line};
use super::notes::{Linked, NoteDraft};
use super::tables;
use crate::model::{Builder, Extent, FlowId, Heading, Kind, Meta, Nest, NoteId, Reading, Reasons, Row, RowKind, Table, TableId};

/// Writes the document.
pub fn write(source: &str, drafts: &[Draft], front: &Front, linked: Linked, reasons: Reasons) -> Reading {
    let Linked { notes, markers, warnings } = linked;
    let mut builder = Builder::new(source);
    builder.account(reasons.account());
    builder.reasons(reasons);
    builder.expect(drafts.len().saturating_sub(notes.len()), notes.len());
    builder.meta(meta(source, front));
    builder.language(super::super::language::detect(source));
    let inline = Inline::new(source, &markers);
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
    let authors =
        front.author.as_ref().map(&text).map(|names| names.split(" and ").flat_map(|name| name.split(" & ")).map(|name| name.trim().to_owned()).collect());
    Meta { title: front.title.as_ref().map(&text), number: front.number.as_ref().map(&text), authors: authors.unwrap_or_default() }
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
                Role::OfNote(note) => {
                    self.of_note(builder, i, *note);
                    i
                }
                Role::Table => self.table(builder, i),
                Role::OfTable(table) => self.table(builder, *table as usize),
                Role::Para | Role::Item { .. } if draft.goes_on.is_some() => i,
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

    /// A further part of a note.
    fn of_note(&mut self, builder: &mut Builder<'s>, i: usize, note: u32) {
        let draft = &self.drafts[i];
        let mut writing = builder.open(FlowId::Note(NoteId(note)));
        let range = draft.range.start as usize..draft.range.end as usize;
        self.inline.write(&mut writing, std::slice::from_ref(&range), Lines::Wrapped);
        // The bracket that closes a note which names itself.
        if self.source[range.end..].starts_with(']') {
            writing.markup(range.end..range.end + 1, "note label");
            self.after[i] = range.end + 1;
        }
        builder.close(writing, Kind::Para, &[]);
    }

    /// A table with the lines around it, in the order of the source; gives the last of its drafts.
    fn table(&mut self, builder: &mut Builder<'s>, table: usize) -> usize {
        let of_table = |at: &usize| self.drafts[*at].role == Role::OfTable(table as u32);
        let first = (0..table).rev().take_while(of_table).last().unwrap_or(table);
        let last = (table + 1..self.drafts.len()).take_while(of_table).last().unwrap_or(table);
        let mut writing = builder.open(FlowId::Body);
        let (mut above, mut below) = (Vec::new(), Vec::new());
        let mut rows = Vec::new();
        let mut cursor = self.drafts[first].range.start as usize;
        for i in first..=last {
            let range = self.drafts[i].range.start as usize..self.drafts[i].range.end as usize;
            if i > first {
                // The blank between two parts is their line end.
                writing.replace(cursor..range.start, "\n");
            }
            cursor = range.end;
            if i == table {
                rows = self.rows(&mut writing, i);
            } else {
                let start = writing.at();
                self.inline.write(&mut writing, std::slice::from_ref(&range), Lines::Wrapped);
                let extent = Extent::new(start, writing.at());
                if i < table { above.push((extent, range)) } else { below.push((extent, range)) }
            }
        }
        let text = |range: &Range<usize>| &self.source[range.clone()];
        let caption = above.iter().position(|(_, range)| tables::caption_number(text(range)).is_some());
        let caption_below = || below.iter().find(|(_, range)| tables::caption_number(text(range)).is_some());
        let captioned = caption.map(|at| &above[at]).or_else(caption_below);
        let number = captioned.and_then(|(_, range)| tables::caption_number(text(range)));
        let source_line = below.iter().find(|(_, range)| tables::is_source(text(range)));
        self.tables += 1;
        let columns = rows.iter().map(|row: &Row| row.cells.len()).max().unwrap_or(0) as u32;
        let made = Table {
            id: number.map_or_else(|| format!("t{}", self.tables), str::to_owned),
            block: builder.next_block(FlowId::Body),
            caption: captioned.map(|(extent, _)| *extent).unwrap_or_default(),
            units: above
                .iter()
                .enumerate()
                .filter(|(at, _)| Some(*at) != caption && caption.is_none_or(|caption| *at > caption))
                .map(|(_, (extent, _))| *extent)
                .next()
                .unwrap_or_default(),
            source: source_line.map(|(extent, _)| *extent).unwrap_or_default(),
            above: above.iter().map(|(extent, _)| *extent).collect(),
            below: below.iter().map(|(extent, _)| *extent).collect(),
            columns,
            rows,
        };
        self.ragged(builder, &made, table);
        let id: TableId = builder.table(made);
        builder.close(writing, Kind::Table(id), &[]);
        last
    }

    /// The lines of a draft.
    fn lines_of(&self, draft: usize) -> Vec<Line> {
        let range = &self.drafts[draft].range;
        lines::lines_within(self.source, range.start as usize..range.end as usize)
    }

    /// The rows of a table: cells parted by TABs, lines by line ends.
    fn rows(&self, writing: &mut crate::model::Writing<'s>, table: usize) -> Vec<Row> {
        let lines = self.lines_of(table);
        if !lines.iter().any(|line| line.text(self.source).contains('\t')) {
            return self.rows_of_gaps(writing, &lines);
        }
        let cells: Vec<Vec<Range<usize>>> = lines.iter().map(|line| tables::cells(self.source, *line)).collect();
        let kinds = tables::kinds(self.source, &cells);
        let mut rows = Vec::new();
        for (r, (row, (kind, group))) in cells.iter().zip(kinds).enumerate() {
            let mut extents = Vec::new();
            let mut cursor = lines[r].from as usize;
            for (c, cell) in row.iter().enumerate() {
                if c > 0 {
                    writing.replace(cursor..cell.start.max(cursor), "\t");
                } else {
                    writing.markup(cursor..cell.start, "blank");
                }
                let start = writing.at();
                self.inline.write(writing, std::slice::from_ref(cell), Lines::Wrapped);
                extents.push(Extent::new(start, writing.at()));
                cursor = cell.end;
            }
            writing.markup(cursor..lines[r].end as usize, "blank");
            if r + 1 < lines.len() {
                writing.replace(lines[r].end as usize..lines[r + 1].from as usize, "\n");
            }
            rows.push(Row { kind, group, cells: extents.into() });
        }
        rows
    }

    /// Says which rows have more or fewer cells than most.
    fn ragged(&self, builder: &mut Builder<'s>, table: &Table, draft: usize) {
        let mut widths: Vec<usize> = table.rows.iter().map(|row| row.cells.len()).collect();
        widths.sort_unstable();
        let usual = widths[widths.len() / 2];
        for (row, line) in table.rows.iter().zip(self.lines_of(draft)) {
            // A group row may leave its empty cells out.
            if row.cells.len() != usual && row.kind != RowKind::Group {
                builder.warn("ragged-row", line.from as usize, format!("a row of table {} has {} cells, most have {usual}", table.id, row.cells.len()));
            }
        }
    }
}
