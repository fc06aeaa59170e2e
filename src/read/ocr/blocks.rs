//! Lines to blocks: where a paragraph, a run of verse, a note, a table's rows begin and end. What a block is beyond that
//! (title, heading, item) is for `headings`; which notes are notes of what, for `links`.

mod paragraphs;
pub mod prose;

use std::ops::Range;

use super::super::formula;
use super::lines::{Habit, LONG, Line};
use super::math;
use super::systems::Systems;
use super::tables::{self, Apart, Parted, Tagged, What};
use paragraphs::{Margins, Shape};
pub use prose::ends_sentence;

/// Most notes of a page.
const NOTES: usize = 60;

/// A block to be: a range of the source, and what it is so far.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it is.
    pub role: Role,
    /// Its bytes in the source, from its first character to its last.
    pub range: Range<u32>,
    /// How its lines stand on the page, where they are wrapped.
    pub shape: Shape,
    /// What it is set in for, where it is.
    pub set_in: Option<SetIn>,
    /// Whether it follows the block before it without a blank line.
    pub close: bool,
    /// The draft that it goes on with, after a page break.
    pub goes_on: Option<u32>,
}

/// Why a block is set in from the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetIn {
    /// It is a quotation.
    Quote,
    /// It belongs to what stands above it.
    Below,
}

/// What a block to be is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// A paragraph.
    Para,
    /// Lines that stand as they are.
    Verse,
    /// Notes: those that begin in its range.
    Note,
    /// A further part of a note.
    OfNote {
        /// The note's index.
        note: u32,
        /// Whether its lines stand as they are.
        stands: bool,
    },
    /// Rows of a table, and what parts its cells.
    Table(Parted),
    /// Stands above or below a table and belongs to it: the table's draft.
    OfTable(u32),
    /// A line between two parts.
    Rule,
    /// A line that belongs to the page.
    Furniture(&'static str),
    /// What is no text, but says something about it: the rule's name.
    Markup(&'static str),
    /// The title, or the number printed before it on a line of its own.
    Title,
    /// Who wrote it.
    Byline,
    /// A heading.
    Heading {
        /// 1 is the first level below the title.
        level: u8,
        /// The bytes of the source that hold its number.
        number: Option<Range<u32>>,
        /// The byte of the source at which its title begins.
        title: u32,
    },
    /// An item of a list; its text begins at the byte.
    Item {
        /// The byte of the source behind the label and its blank.
        text: u32,
    },
}

/// The drafts of a source, in its order. `apart` are the lines that are set apart from the text, ascending.
pub fn blocks(source: &str, lines: &[Line], furniture: &[Option<&'static str>], apart: Vec<Apart>, systems: &Systems, habit: Habit) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut tables = apart.into_iter().peekable();
    let mut margins = Margins::new(habit);
    let mut at = 0;
    while at < lines.len() {
        margins.enter(lines, furniture, at);
        if let Some(table) = tables.next_if(|table| table.lines.start == at) {
            at = table.lines.end;
            match table.what {
                What::Table { parted, over } => set_as_table(lines, &table.lines, parted, over, &mut drafts),
                What::Tagged(tagged) => set_in_tags(source, &lines[table.lines], &tagged, &mut drafts),
                What::Callout => set_between_bars(source, &lines[table.lines], &mut drafts),
            }
        } else if lines[at].is_blank() {
            at += 1;
        } else if let Some(rule) = furniture[at] {
            drafts.push(Draft::new(Role::Furniture(rule), lines[at].from..lines[at].end));
            at += 1;
        } else {
            let mut end = at + 1;
            let limit = tables.peek().map_or(lines.len(), |table| table.lines.start);
            while end < limit && !lines[end].is_blank() && furniture[end].is_none() {
                end += 1;
            }
            chunk(source, lines, at..end, systems, &margins, &mut drafts);
            at = end;
        }
    }
    drafts.shrink_to_fit();
    drafts
}

impl Draft {
    fn new(role: Role, range: Range<u32>) -> Draft {
        Draft { role, range, shape: Shape::default(), set_in: None, close: false, goes_on: None }
    }

    /// Its characters, line ends and all.
    pub fn text<'s>(&self, source: &'s str) -> &'s str {
        &source[self.range.start as usize..self.range.end as usize]
    }

    /// Whether it is one line.
    pub fn is_line(&self, source: &str) -> bool {
        !self.text(source).contains('\n')
    }
}

/// Takes drafts out that others hold by now.
pub fn remove(drafts: &mut Vec<Draft>, gone: &[bool]) {
    if !gone.contains(&true) {
        return;
    }
    let counted = gone.iter().scan(0, |before, &gone| {
        *before += u32::from(gone);
        Some(*before)
    });
    let lower: Vec<u32> = counted.collect();
    for draft in drafts.iter_mut() {
        if let Role::OfTable(table) = &mut draft.role {
            *table -= lower[*table as usize];
        }
    }
    let mut at = 0;
    drafts.retain(|_| {
        at += 1;
        !gone[at - 1]
    });
}

/// Drafts for a table: the heads that go over several columns, and its rows.
fn set_as_table(lines: &[Line], range: &Range<usize>, parted: Parted, over: usize, drafts: &mut Vec<Draft>) {
    let above = (range.start..over).rev().find(|&line| !lines[line].is_blank());
    if let Some(last) = above {
        let of = Role::OfTable(drafts.len() as u32 + 1);
        drafts.push(Draft::new(of, lines[range.start].from..lines[last].end));
    }
    let start = (over..range.end).find(|&line| !lines[line].is_blank()).unwrap_or(over);
    // The blanks before the first cell tell in which column that stands, where blanks part cells.
    let from = if parted == Parted::Blanks { lines[start].start } else { lines[start].from };
    drafts.push(Draft::new(Role::Table(parted), from..lines[range.end - 1].end));
}

/// Drafts for a table in tags, and for what stands beside it on its first line and its last.
fn set_in_tags(source: &str, lines: &[Line], table: &Tagged, drafts: &mut Vec<Draft>) {
    let mut push = |role: fn(u32) -> Role, range: Range<usize>| {
        let text = &source[range.clone()];
        let from = range.start + text.len() - text.trim_start().len();
        if range.start < range.end && !text.trim().is_empty() {
            let next = drafts.len() as u32 + 1;
            drafts.push(Draft::new(role(next), from as u32..(from + text.trim().len()) as u32));
        }
    };
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
    let bytes = table.bytes.clone();
    push(|_| Role::Para, first.from as usize..bytes.start);
    match (&table.only, &table.caption) {
        (Some(only), _) => {
            push(|_| Role::Markup("table tag"), bytes.start..only.start);
            push(|_| Role::Para, only.clone());
            push(|_| Role::Markup("table tag"), only.end..bytes.end);
        }
        (None, Some((words, rows))) => {
            push(|_| Role::Markup("table tag"), bytes.start..words.start);
            push(Role::OfTable, words.clone());
            push(|_| Role::Table(Parted::Tags), rows.clone());
        }
        (None, None) => push(|_| Role::Table(Parted::Tags), bytes.clone()),
    }
    push(|_| Role::Para, bytes.end..(last.end as usize).max(bytes.end));
}

/// Drafts for paragraphs that are set apart between bars.
fn set_between_bars(source: &str, lines: &[Line], drafts: &mut Vec<Draft>) {
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let text = line.text(source);
        let bar = |c: char| matches!(c, '|' | ' ' | '\t');
        let inside = text.trim_matches(bar);
        let from = line.from + (text.len() - text.trim_start_matches(bar).len()) as u32;
        if inside.chars().all(|c| matches!(c, '-' | '=' | ':' | '—' | '–')) {
            drafts.push(Draft::new(Role::Markup("table rule"), line.from..line.end));
            continue;
        }
        let end = from + inside.len() as u32;
        drafts.extend((line.from < from).then(|| Draft::new(Role::Markup("table rule"), line.from..from)));
        drafts.push(Draft::new(Role::Para, from..end));
        drafts.extend((end < line.end).then(|| Draft::new(Role::Markup("table rule"), end..line.end)));
    }
}

/// Drafts for a run of lines without a blank line.
fn chunk(source: &str, lines: &[Line], range: Range<usize>, systems: &Systems, margins: &Margins, drafts: &mut Vec<Draft>) {
    let first = drafts.len();
    let mut at = range.start;
    for rows in tables::rows(source, lines, range.clone()) {
        // The line of units below a caption is no part of it.
        let units = rows.start > at + 1 && tables::is_units(lines[rows.start - 1].text(source));
        let above = rows.start - usize::from(units);
        text_lines(source, lines, at..above, systems, margins, drafts);
        text_lines(source, lines, above..rows.start, systems, margins, drafts);
        let mut draft = Draft::new(Role::Table(Parted::Tabs), lines[rows.start].from..lines[rows.end - 1].end);
        draft.close = true;
        drafts.push(draft);
        at = rows.end;
        // Source and remarks below it are a paragraph each.
        let bare = |line: &usize| !lines[*line].text(source).contains('\t');
        let belongs = |line: &usize| tables::is_below(lines[*line].text(source));
        let starts = (rows.end..range.end).take_while(bare).filter(|line| *line > rows.end && belongs(&rows.end) && belongs(line));
        for start in starts {
            text_lines(source, lines, at..start, systems, margins, drafts);
            at = start;
        }
    }
    text_lines(source, lines, at..range.end, systems, margins, drafts);
    drafts.iter_mut().skip(first + 1).for_each(|draft| draft.close = true);
    if let Some(draft) = drafts.get_mut(first) {
        draft.close = false;
    }
}

/// Drafts for lines that are no table's rows.
fn text_lines(source: &str, lines: &[Line], range: Range<usize>, systems: &Systems, margins: &Margins, drafts: &mut Vec<Draft>) {
    let mut at = range.start;
    // A line as long as a paragraph is one; what stands below it on shorter lines is wrapped, or lines of their own.
    let by_line = margins.habit.long_lines || lines[range.clone()].iter().any(|line| line.len() > margins.habit.whole);
    let mut limit = if by_line { at } else { range.end };
    while at < range.end {
        if let Some(end) = set_formula_end(source, &lines[at..range.end], systems).map(|lines| at + lines) {
            drafts.push(Draft::new(Role::Para, lines[at].from..lines[end - 1].end));
            (at, limit) = (end, limit.max(end));
            continue;
        }
        let is_note = systems.at(lines[at].from).is_some();
        if at == limit {
            limit = short_lines_end(source, lines, at..range.end, margins.habit);
            // A note that breaks off where no text was broken off goes on below.
            let wrapped = is_note && limit == at + 1 && limit < range.end && lines[at..=limit].iter().all(|line| line.len() <= LONG);
            limit += usize::from(wrapped && !ends_sentence(lines[at].text(source)) && !is_open(source, drafts));
        }
        let mut end = part_end(source, lines, at, systems, limit);
        if is_note {
            end = note_end(source, lines, at..end, by_line, is_open(source, drafts));
        }
        let whole = lines[at].from..lines[end - 1].end;
        if is_note {
            drafts.push(Draft::new(Role::Note, whole));
        } else if is_rule(lines[at].text(source)) {
            drafts.push(Draft::new(Role::Rule, whole));
        } else {
            for piece in paragraphs::split(source, lines, at..end, margins) {
                let (first, last) = (lines[piece.lines.start], lines[piece.lines.end - 1]);
                // The indent of its first line is part of how its lines stand.
                let (role, start) = if piece.stands { (Role::Verse, first.start) } else { (Role::Para, first.from) };
                let mut draft = Draft::new(role, start..last.end);
                draft.shape = paragraphs::shape(source, &lines[piece.lines], margins);
                drafts.push(draft);
            }
        }
        at = end;
    }
}

/// How many lines a formula takes that begins with the first and ends with a line, where it is understood: it is set by itself.
fn set_formula_end(source: &str, lines: &[Line], systems: &Systems) -> Option<usize> {
    let formula = &systems.formulas[systems.formulas.binary_search_by_key(&lines[0].from, |formula| formula.start).ok()?];
    let last = lines.iter().position(|line| line.end >= formula.end).filter(|last| *last > 0)?;
    let stops = source[formula.end as usize..lines[last].end as usize].trim_matches(['.', ',', ';', ':', ' ']).is_empty();
    let inside = math::inside(&source[formula.start as usize..formula.end as usize]).filter(|_| stops)?;
    formula::plain(inside, "", "").map(|_| last + 1)
}

/// One past the last of the short lines that stand together from a line on; one past it where it stands by itself. Two
/// lines may be what a page break parted, unless both are as short as an address or a verse.
fn short_lines_end(source: &str, lines: &[Line], range: Range<usize>, habit: Habit) -> usize {
    let start = range.start;
    let short = lines[range].iter().take_while(|line| line.len() <= habit.whole).count();
    let stand = |pair: &[Line]| pair.iter().all(|line| line.len() < LONG / 2) && prose::begins_high(pair[1].text(source));
    if short > 2 || short == 2 && stand(&lines[start..start + 2]) { start + short } else { start + 1 }
}

/// Whether the text before the notes that end the drafts breaks off in mid-sentence.
fn is_open(source: &str, drafts: &[Draft]) -> bool {
    let before = drafts.iter().rev().take(NOTES).find(|draft| !matches!(draft.role, Role::Note | Role::Furniture(_) | Role::Rule));
    before.is_some_and(|draft| draft.role == Role::Para && !ends_sentence(draft.text(source)))
}

/// One past the last line of a note below which the text goes on. Behind a full stop, which is none of an abbreviation, a line
/// that begins in mid-sentence goes on with the text that its page cut, where there is some; and one that begins a sentence is
/// of the text, where a paragraph is a line.
fn note_end(source: &str, lines: &[Line], part: Range<usize>, by_line: bool, open: bool) -> usize {
    let goes_on = |&line: &usize| {
        let (above, text) = (lines[line - 1].text(source), lines[line].text(source));
        let word = above.trim_end_matches(['.', '!', '?', ')', ']', '"', '”']).rsplit(' ').next().unwrap_or_default();
        let whole = word.chars().count() > 3 || word.ends_with(|c: char| c.is_ascii_digit());
        ends_sentence(above) && (open && whole && text.starts_with(char::is_lowercase) || by_line && prose::begins_high(text))
    };
    (part.start + 1..part.end).find(goes_on).unwrap_or(part.end)
}

/// One past the last line of the part that begins at a line: before a note's label, an item, a rule.
fn part_end(source: &str, lines: &[Line], start: usize, systems: &Systems, limit: usize) -> usize {
    if is_rule(lines[start].text(source)) {
        return start + 1;
    }
    let mut end = start + 1;
    let below_table = tables::is_below(lines[start].text(source));
    while end < limit {
        let (text, before) = (lines[end].text(source), lines[end - 1].text(source));
        let ended = ends_sentence(before);
        if systems.at(lines[end].from).is_some()
            || is_rule(text)
            || text.starts_with('#')
            || ended && text.starts_with('\t')
            || ended && item_label(text).is_some()
            || below_table && tables::is_below(text)
        {
            break;
        }
        end += 1;
    }
    end
}

/// A line of nothing but strokes, stars or dots.
pub fn is_rule(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next() else { return false };
    matches!(first, '-' | '*' | '_' | '—' | '–' | '=' | '~' | '⁂' | '·' | '•')
        && text.chars().filter(|c| !c.is_whitespace()).count() >= 3
        && signs.all(|c| c == first)
        || text == "⁂"
}

/// The number and bytes of an item's label (`3.`, `3)`) with its blanks.
pub fn item_label(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = text[..digits].parse().ok()?;
    let rest = text[digits..].strip_prefix(['.', ')'])?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
    (digits <= 3 && blanks > 0 && rest.len() > blanks).then_some((value, digits + 1 + blanks))
}
