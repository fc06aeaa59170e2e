//! Tables in tags of HTML, as tools that read pages write them into Markdown: `<table><tr><td>…`. Owns where one begins and
//! ends and which bytes are its cells; the tags inside a cell are those of its text. No word between the tags is lost: what
//! stands outside of all cells is one of its own.

use std::ops::Range;

use super::super::super::limits::{TABLE_COLUMNS, UNCLOSED_TABLE_BYTES};
use super::super::lines::Line;
use super::grid::{Grid, Slot};

/// Longest tag, in bytes: a sign with no partner within them is text.
const TAG_BYTES: usize = 2000;
/// Most rows that a cell goes down.
const DOWN: usize = 10_000;

/// A table that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// Its bytes, from its first tag to its last.
    pub bytes: Range<usize>,
    /// The bytes of its caption's words and of its rows behind them.
    pub caption: Option<(Range<usize>, Range<usize>)>,
    /// The bytes of its only cell, where it has no other and is no table.
    pub only: Option<Range<usize>>,
}

/// What a tag is to a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Table,
    Caption,
    Head,
    Part,
    Row,
    Cell,
    HeadCell,
    Comment,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tag {
    name: Name,
    opens: bool,
    bytes: Range<usize>,
}

/// The tables of a source, in its order.
pub fn find(source: &str) -> Vec<Tagged> {
    let mut open: Vec<usize> = Vec::new();
    let mut whole: Vec<Range<usize>> = Vec::new();
    let mut last = 0;
    for tag in tags(source, 0..source.len()) {
        match (tag.name, tag.opens) {
            (Name::Table, true) => open.push(tag.bytes.start),
            (Name::Table, false) => {
                if let Some(start) = open.pop() {
                    // What stands in it is part of it.
                    while whole.last().is_some_and(|inner| inner.start > start) {
                        whole.pop();
                    }
                    whole.push(start..tag.bytes.end);
                }
            }
            (Name::Comment, _) => {}
            _ => last = tag.bytes.end,
        }
    }
    // One that nobody closes ends with its last tag, where the source ends soon.
    if let Some(start) =
        open.pop().filter(|&start| start < last && source.len() - start <= UNCLOSED_TABLE_BYTES && whole.last().is_none_or(|table| table.end <= start))
    {
        whole.push(start..last);
    }
    whole.into_iter().filter_map(|bytes| tagged(source, bytes)).collect()
}

/// The rows of a table with these lines.
pub fn grid(source: &str, lines: &[Line]) -> Grid {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Grid::default() };
    let whole = first.start as usize..last.next as usize;
    let mut rows = Rows { left: whole.len(), ..Rows::default() };
    let mut cell: Option<(Range<usize>, bool)> = None;
    let mut before = whole.start..whole.start;
    let mut in_head = false;
    let mut from = whole.start;
    let end = Tag { name: Name::Table, opens: false, bytes: whole.end..whole.end };
    for tag in tags(source, whole.clone()).chain([end]) {
        if tag.name == Name::Comment {
            // Before the words of a cell and between cells it is of the markup.
            if source[from..tag.bytes.start].trim().is_empty() {
                from = tag.bytes.end;
            }
            continue;
        }
        let inside = trimmed(source, from..tag.bytes.start);
        match cell.take() {
            Some((sign, is_head)) => rows.cell(source, inside, sign, is_head),
            None if !inside.is_empty() => rows.cell(source, inside, before.clone(), false),
            None => {}
        }
        match (tag.name, tag.opens) {
            (Name::Row, _) => {
                rows.end(in_head);
                rows.sign = tag.bytes.clone();
            }
            (Name::Head, opens) => {
                rows.end(in_head);
                in_head = opens;
            }
            (Name::Cell | Name::HeadCell, true) => {
                cell = Some((tag.bytes.clone(), tag.name == Name::HeadCell));
            }
            _ => {}
        }
        (from, before) = (tag.bytes.end, tag.bytes);
    }
    rows.end(in_head);
    rows.grid(source)
}

/// What a table is that stands in these bytes; `None` where it has no cell.
fn tagged(source: &str, bytes: Range<usize>) -> Option<Tagged> {
    let mut tags = tags(source, bytes.clone()).filter(|tag| tag.name != Name::Comment);
    let table = tags.next()?;
    let at_once = |open: &Tag| open.name == Name::Caption && open.opens && trimmed(source, table.bytes.end..open.bytes.start).is_empty();
    let caption = tags.next().filter(at_once);
    let caption = caption.and_then(|open| {
        let close = self::tags(source, open.bytes.end..bytes.end).find(|tag| tag.name != Name::Comment)?;
        let words = trimmed(source, open.bytes.end..close.bytes.start);
        let rows = if close.name == Name::Caption { close.bytes.end } else { close.bytes.start };
        (!words.is_empty() && words.end < rows).then_some((words, rows..bytes.end))
    });
    let lines = [Line { start: bytes.start as u32, from: bytes.start as u32, end: bytes.end as u32, next: bytes.end as u32 }];
    let grid = grid(source, &lines);
    let only = match &grid.rows[..] {
        [] => return None,
        [row] if caption.is_none() => Some(row).filter(|row| row.iter().filter(|slot| !slot.cell.is_empty()).count() == 1),
        _ => None,
    };
    let only = only.and_then(|row| row.iter().find(|slot| !slot.cell.is_empty())).map(|slot| slot.cell.clone());
    Some(Tagged { bytes, caption, only })
}

/// The rows of a table while its tags are read.
#[derive(Default)]
struct Rows {
    done: Vec<Vec<Slot>>,
    heads: Vec<bool>,
    row: Vec<Slot>,
    /// The tag that began the row.
    sign: Range<usize>,
    /// How many of its cells say something, and how many of these are cells of heads.
    said: usize,
    head_cells: usize,
    /// By column, how many further rows a cell above goes down.
    down: Vec<usize>,
    /// How many cells may still be made of others that go over several columns or rows.
    left: usize,
}

impl Rows {
    /// The next cell of the row, behind its tag.
    fn cell(&mut self, source: &str, cell: Range<usize>, tag: Range<usize>, is_head: bool) {
        self.fill(false);
        if self.row.len() >= TABLE_COLUMNS {
            return self.row_is_full(cell, tag);
        }
        self.said += usize::from(!cell.is_empty());
        self.head_cells += usize::from(is_head && !cell.is_empty());
        let over = attribute(&source[tag.clone()], "colspan").clamp(1, TABLE_COLUMNS - self.row.len()).min(self.left + 1);
        let down = attribute(&source[tag.clone()], "rowspan").clamp(1, DOWN) - 1;
        let sign = if self.sign.is_empty() { tag } else { std::mem::take(&mut self.sign) };
        let at = self.row.len();
        let place = cell.end..cell.end;
        self.row.push(Slot::new(cell, sign));
        self.row.extend((1..over).map(|_| Slot { cell: place.clone(), sign: 0..0, goes_over: true }));
        self.left -= over - 1;
        self.down.resize(self.down.len().max(at + over), 0);
        self.down[at..at + over].fill(down);
    }

    /// A cell beyond the last column is a row of its own: no word is lost.
    fn row_is_full(&mut self, cell: Range<usize>, tag: Range<usize>) {
        self.end(false);
        self.said = usize::from(!cell.is_empty());
        self.row.push(Slot::new(cell, tag));
    }

    /// The cells that go down into the row from those above: up to the next that is its own, or all.
    fn fill(&mut self, all: bool) {
        let last = if all { self.down.iter().rposition(|&rows| rows > 0).map_or(0, |at| at + 1) } else { usize::MAX };
        while self.row.len() < last && (all || self.down.get(self.row.len()).is_some_and(|&rows| rows > 0)) && self.left > 0 {
            let at = self.row.len();
            self.down[at] = self.down[at].saturating_sub(1);
            self.left -= 1;
            self.row.push(Slot::new(0..0, 0..0));
        }
    }

    fn end(&mut self, in_head: bool) {
        if self.row.is_empty() {
            return;
        }
        self.fill(true);
        let (said, head_cells) = (std::mem::take(&mut self.said), std::mem::take(&mut self.head_cells));
        // One alone further down heads a group of rows.
        let is_head = said > 0 && (in_head || head_cells == said && (said > 1 || self.heads.iter().all(|&head| head)));
        self.sign = 0..0;
        let mut row = std::mem::take(&mut self.row);
        // A head over several columns names each of them; another cell stands in the first.
        row.iter_mut().for_each(|slot| slot.goes_over &= is_head);
        row.iter_mut().filter(|slot| !slot.goes_over && slot.cell.is_empty()).for_each(|slot| slot.cell = 0..0);
        if said > 0 {
            self.done.push(row);
            self.heads.push(is_head);
        }
    }

    /// The grid; where no tag says which rows are heads, the rows say it themselves.
    fn grid(self, source: &str) -> Grid {
        let top = self.heads.iter().take_while(|&&head| head).count();
        let all = top == self.done.len();
        let mut grid = Grid::new(source, self.done, if all { 0 } else { top });
        if !all {
            grid.heads.iter_mut().zip(&self.heads).for_each(|(head, &said)| *head |= said);
        }
        grid
    }
}

/// The tags of tables in a range, and its comments.
fn tags(source: &str, range: Range<usize>) -> impl Iterator<Item = Tag> {
    let bytes = &source.as_bytes()[..range.end];
    let mut at = range.start;
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr::memchr(b'<', &bytes[at..])?;
            at = start + 1;
            if let Some(tag) = tag(bytes, start) {
                at = tag.bytes.end;
                return Some(tag);
            }
        }
    })
}

fn tag(bytes: &[u8], start: usize) -> Option<Tag> {
    const NAMES: [(&[u8], Name); 10] = [
        (b"table", Name::Table),
        (b"caption", Name::Caption),
        (b"thead", Name::Head),
        (b"tbody", Name::Part),
        (b"tfoot", Name::Part),
        (b"colgroup", Name::Part),
        (b"col", Name::Part),
        (b"tr", Name::Row),
        (b"td", Name::Cell),
        (b"th", Name::HeadCell),
    ];
    let window = &bytes[start..bytes.len().min(start + TAG_BYTES)];
    if window.starts_with(b"<!--") {
        let end = memchr::memmem::find(window, b"-->")? + 3;
        return Some(Tag { name: Name::Comment, opens: false, bytes: start..start + end });
    }
    let closes = window.get(1) == Some(&b'/');
    let inside = &window[1 + usize::from(closes)..];
    let len = inside.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (_, name) = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(&inside[..len]))?;
    let end = memchr::memchr2(b'<', b'>', &window[1..]).map(|at| at + 1).filter(|&at| window[at] == b'>')?;
    // Words that are no attributes are of the text: whatever stands there is no tag.
    let attributes = window[1 + usize::from(closes) + len..end].trim_ascii();
    let holds = attributes.is_empty() || attributes == b"/" || attributes.eq_ignore_ascii_case(b"nowrap") || attributes.contains(&b'=') && !closes;
    let parted = matches!(inside.get(len)?, b'>' | b'/') || inside.get(len)?.is_ascii_whitespace();
    (holds && parted).then(|| Tag { name: *name, opens: !closes, bytes: start..start + end + 1 })
}

/// The number that an attribute of a tag gives; 1 where it has none.
fn attribute(tag: &str, name: &str) -> usize {
    let Some(at) = tag.as_bytes().windows(name.len()).position(|word| word.eq_ignore_ascii_case(name.as_bytes())) else { return 1 };
    let value = tag[at + name.len()..].trim_start().strip_prefix('=').map_or("", |value| value.trim_start().trim_start_matches(['"', '\'']));
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    value[..digits.min(6)].parse().unwrap_or(1)
}

fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let text = source.get(range.clone()).unwrap_or("");
    let start = range.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}
