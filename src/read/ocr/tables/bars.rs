//! Tables whose cells are parted by bars, as tools that read pages write them: `| a | b |`, with or without a rule below the
//! heads. Owns which lines are rows of one and where a row is cut into cells; a line with bars that is neither (a marker, a
//! drawing, a formula) stays text.

use std::ops::Range;

use super::super::super::limits::TABLE_COLUMNS;
use super::super::lines::Line;
use super::grid::{Grid, Slot};
use super::{crossed, heads, is_figure};

/// Most lines that a row may be broken into.
const BROKEN: usize = 4;
/// Most rows above a rule that name columns.
const HEADS: usize = 6;
/// Longest cell of a table without a rule and without bars around its rows, in bytes.
const CELL_BYTES: usize = 40;
/// Most blank lines between a table and rows that go on with it.
const BLANKS: usize = 3;

/// What was found between bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The lines of a table.
    Table(Range<usize>),
    /// Lines with a single column, which set a text apart and are no table.
    Callout(Range<usize>),
}

/// A row, or a rule between rows.
#[derive(Debug, Clone)]
struct Row {
    lines: Range<usize>,
    /// From its first character to its last.
    bytes: Range<usize>,
    is_rule: bool,
    /// How many cells its bars make.
    cells: usize,
    opens: bool,
    closes: bool,
}

/// The tables of a source, in its order. What is a table already is no part of another.
pub fn find(source: &str, lines: &[Line], furniture: &[Option<&'static str>]) -> Vec<Found> {
    let mut found = Vec::new();
    let taken = |rule: Option<&'static str>| rule == Some(super::OF_TABLE);
    let mut columns = 0;
    let mut at = 0;
    while at < lines.len() {
        let opens = |line: usize| crossed::is_rule(lines[line].text(source)) && lines.get(line + 1).is_some_and(|below| has_bar(source, *below));
        if taken(furniture[at]) || !has_bar(source, lines[at]) && !opens(at) {
            at += 1;
            continue;
        }
        let ends = |line: usize| taken(furniture[line]);
        let rows = run(source, lines, at, ends, |line| has_bar(source, lines[line]) || crossed::is_rule(lines[line].text(source)));
        let start = at;
        at = rows.last().map_or(at + 1, |row| row.lines.end).max(at + 1);
        let first = found.len();
        match crossed::is_table(source, &lines[start..at]) {
            Some(true) => found.push(Found::Table(start..at)),
            Some(false) => continue,
            None if rows.iter().any(|row| !row.is_rule && crossed::is_drawn(&source[row.bytes.clone()])) => continue,
            None => {}
        }
        let ruled = found.len() > first || ruled(source, &rows, &mut found);
        if !ruled && (unruled(source, lines, &rows) || goes_on(lines, furniture, &found, columns, &rows)) {
            found.push(Found::Table(start..at));
        }
        if found.len() > first {
            columns = usual(&rows);
        }
    }
    found
}

/// The rows of a table with these lines.
pub fn grid(source: &str, lines: &[Line]) -> Grid {
    let rows = run(source, lines, 0, |_| false, |_| true);
    let usual = usual(&rows);
    let mut grid = Grid::default();
    let mut rules = Vec::new();
    let mut end = None;
    for row in &rows {
        if row.is_rule {
            rules.push(grid.rows.len());
            continue;
        }
        let mut slots = slots(source, row, usual);
        if slots.iter().all(|slot| slot.cell.is_empty()) {
            continue;
        }
        // The end of the line above stands between two rows.
        if let (Some(slot), Some(_), Some(above)) = (slots.first_mut(), end, row.lines.start.checked_sub(1)) {
            slot.sign = lines[above].end as usize..lines[row.lines.start].start as usize;
        }
        end = Some(row.lines.end);
        grid.rows.push(slots);
    }
    grid.heads = heads::of(source, &grid.cells(), &rules);
    grid
}

fn has_bar(source: &str, line: Line) -> bool {
    memchr::memchr(b'|', line.text(source).as_bytes()).is_some()
}

/// The rows from a line on up to one that ends the table, or that begins no row. The lines of a broken row stand together: those up
/// to the one that closes it, and what has no bar at all.
fn run(source: &str, lines: &[Line], from: usize, ends: impl Fn(usize) -> bool, begins: impl Fn(usize) -> bool) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut at, mut ruled) = (from, false);
    while at < lines.len() && !ends(at) && begins(at) {
        let mut row = row(source, lines, at..at + 1);
        if let Some(above) = rows.pop_if(|above| !row.is_rule && !above.is_rule && !has_bar(source, lines[at])) {
            row = self::row(source, lines, above.lines.start..at + 1);
        } else if ruled && row.opens && !row.closes {
            let further =
                (at + 1..lines.len().min(at + BROKEN)).take_while(|&line| !ends(line) && !lines[line].is_blank() && !lines[line].text(source).starts_with('|'));
            if let Some(last) = further.into_iter().find(|&line| lines[line].text(source).ends_with('|')) {
                row = self::row(source, lines, at..last + 1);
            }
        }
        ruled |= row.is_rule;
        at = row.lines.end;
        rows.push(row);
    }
    // Where most rows have no bars around them, one at the edge parts an empty cell.
    let set = || rows.iter().filter(|row| !crossed::is_rule(&source[row.bytes.clone()]));
    let few = |has: fn(&Row) -> bool| set().filter(|row| has(row)).count() * 2 < set().count();
    let (open, close) = (few(|row| row.opens), few(|row| row.closes));
    for row in &mut rows {
        row.cells += usize::from(open && row.opens) + usize::from(close && row.closes);
        row.opens &= !open;
        row.closes &= !close;
    }
    rows
}

fn row(source: &str, lines: &[Line], range: Range<usize>) -> Row {
    let bytes = lines[range.start].from as usize..lines[range.end - 1].end as usize;
    let text = &source[bytes.clone()];
    let bars = bars(text).count();
    let opens = text.starts_with('|');
    let closes = text.len() > 1 && text.ends_with('|') && !text.ends_with("\\|");
    let cells = (bars + 1).saturating_sub(usize::from(opens) + usize::from(closes)).max(1);
    Row { lines: range, bytes, is_rule: is_rule(text) || crossed::is_rule(text), cells, opens, closes }
}

/// How many cells most rows have, the rule's among them; of two numbers that are as frequent the greater.
fn usual(rows: &[Row]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(|row| row.cells).collect();
    widths.sort_unstable();
    let most = widths.chunk_by(|one, other| one == other).max_by_key(|same| same.len());
    most.map_or(0, |same| same[0])
}

/// The bars of a text that are not escaped.
fn bars(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'|', bytes).filter(|&at| bytes[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 0)
}

/// Whether a line is strokes between bars: `|---|:--:|`.
fn is_rule(text: &str) -> bool {
    let bare = text.strip_prefix('|').unwrap_or(text);
    let bare = bare.strip_suffix('|').unwrap_or(bare);
    let stroke = |cell: &str| {
        let strokes = cell.trim().trim_start_matches(':').trim_end_matches(':');
        !strokes.is_empty() && strokes.chars().all(|c| matches!(c, '-' | '=' | '—' | '–'))
    };
    let (mut strokes, mut cells, mut long) = (0, 0, false);
    for cell in bare.split(['|', '+']) {
        cells += 1;
        if stroke(cell) {
            strokes += 1;
            long |= cell.trim().len() > 1;
        } else if !cell.trim().is_empty() {
            return false;
        }
    }
    // A row may say nothing in each cell, and say so with a dash.
    long && strokes * 2 > cells
}

/// The tables of a run of lines that has rules; whether it has any.
fn ruled(source: &str, rows: &[Row], found: &mut Vec<Found>) -> bool {
    let Some(rule) = (1..rows.len()).find(|&at| rows[at].is_rule && !rows[at - 1].is_rule) else { return false };
    let barred = |row: &Row| row.opens || row.closes;
    let style = barred(&rows[rule]) || barred(&rows[rule - 1]);
    let may_head = |at: &usize| !rows[*at].is_rule && (!style || barred(&rows[*at])) && (*at + 1 == rule || !has_figures(source, &rows[*at]));
    let mut start = (rule.saturating_sub(HEADS)..rule).rev().take_while(may_head).last().unwrap_or(rule - 1);
    if start == 1 && rows[0].is_rule {
        start = 0;
    }
    let end = (rule + 1..rows.len()).find(|&at| style && !rows[at].is_rule && !barred(&rows[at])).unwrap_or(rows.len());
    let mut push = |from: usize, end: usize| {
        let set: Vec<&Row> = rows[from..end].iter().filter(|row| !row.is_rule).collect();
        let filled = set.iter().filter(|row| !source[row.bytes.clone()].bytes().all(|byte| matches!(byte, b'|' | b' '))).count();
        let lines = rows[from].lines.start..rows[end - 1].lines.end;
        match usual(&rows[from..end]) {
            0 | 1 if filled < 3 => found.push(Found::Callout(lines)),
            _ => found.push(Found::Table(lines)),
        }
    };
    // A row over a further rule may be the head of another table.
    let mut above = rule;
    for at in rule + 1..end {
        if !rows[at].is_rule {
            continue;
        }
        let between = &rows[above + 1..at];
        let other = between.len() > 1
            && !has_figures(source, &rows[at - 1])
            && between.iter().any(|row| has_figures(source, row))
            && !same_words(source, &rows[start], &rows[at - 1]);
        if other {
            push(start, at - 1);
            start = at - 1;
        }
        above = at;
    }
    push(start, end);
    true
}

/// Whether rows without a rule are a table: bars around each of them, or figures between bars.
fn unruled(source: &str, lines: &[Line], rows: &[Row]) -> bool {
    let usual = usual(rows);
    let same = rows.iter().filter(|row| row.cells == usual).count();
    if rows.len() < 2 || usual < 2 || same * 10 < rows.len() * 6 || is_drawn(source, lines, rows) {
        return false;
    }
    let cells: Vec<Vec<Range<usize>>> = rows.iter().map(|row| slots(source, row, usual).into_iter().map(|slot| slot.cell).collect()).collect();
    let filled = |row: &[Range<usize>]| row.iter().filter(|cell| !cell.is_empty()).count();
    if rows.iter().all(|row| row.opens && row.closes) {
        return cells.iter().filter(|row| filled(row) >= 2).count() * 2 > rows.len();
    }
    let behind = || cells.iter().skip(1).flat_map(|row| row.iter().skip(1)).filter(|cell| !cell.is_empty());
    let figures = behind().filter(|cell| is_figure(&source[(*cell).clone()])).count();
    same == rows.len() && usual >= 3 && cells.iter().flatten().all(|cell| cell.len() <= CELL_BYTES) && figures * 2 > behind().count()
}

/// Whether bars stand in a drawing: lines beside them that no table has, or bars that stand below each other in no columns.
fn is_drawn(source: &str, lines: &[Line], rows: &[Row]) -> bool {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return true };
    let beside = [first.lines.start.checked_sub(1), Some(last.lines.end)].into_iter().flatten().filter_map(|line| lines.get(line));
    let strokes = |text: &str| ["+-", "-+", "--", "__", "==", "/\\", "\\/", "<-", "->"].iter().any(|stroke| text.contains(stroke));
    beside.into_iter().any(|line| strokes(line.text(source))) || rows.iter().any(|row| strokes(&source[row.bytes.clone()]))
}

/// Whether rows without a rule go on with the table before them: as many cells, and nothing but blank lines and the page's
/// own lines between.
fn goes_on(lines: &[Line], furniture: &[Option<&'static str>], found: &[Found], columns: usize, rows: &[Row]) -> bool {
    let Some(Found::Table(before)) = found.last() else { return false };
    let Some(first) = rows.first() else { return false };
    let between = before.end..first.lines.start;
    let blank = between.clone().filter(|&line| lines[line].is_blank()).count();
    let near = between.clone().all(|line| lines[line].is_blank() || furniture[line].is_some()) && (1..=BLANKS).contains(&blank);
    let alike = rows.iter().all(|row| row.cells == columns && (row.opens || row.closes || columns > 2));
    near && alike && columns >= 2
}

/// Whether a row holds a figure behind its first cell.
fn has_figures(source: &str, row: &Row) -> bool {
    let text = &source[row.bytes.clone()];
    text.trim_start_matches('|').split('|').skip(1).any(|cell| is_figure(cell.trim()))
}

/// Whether two rows say the same, but for how it is set.
fn same_words(source: &str, one: &Row, other: &Row) -> bool {
    let cells = |row: &Row| slots(source, row, row.cells).into_iter().map(|slot| slot.cell).collect::<Vec<_>>();
    heads::alike(source, &cells(one), &cells(other))
}

/// The cells of a row. Where its bars make more cells than the other rows have, those in a formula may be part of it, and two
/// side by side may be a sign.
fn slots(source: &str, row: &Row, usual: usize) -> Vec<Slot> {
    let text = &source[row.bytes.clone()];
    let start = row.bytes.start;
    let mut inner: Vec<usize> = bars(text).filter(|&at| !(row.opens && at == 0 || row.closes && at + 1 == text.len())).collect();
    if inner.len() + 1 > usual {
        let outside = |at: &usize| !in_formula(text, *at);
        let alone = |at: &usize| !(text[at + 1..].starts_with('|') || text[..*at].ends_with('|'));
        let fewer = [inner.iter().copied().filter(outside).collect::<Vec<_>>(), inner.iter().copied().filter(alone).collect()];
        if let Some(fewer) = fewer.into_iter().find(|bars| bars.len() + 1 == usual) {
            inner = fewer;
        }
    }
    inner.truncate(TABLE_COLUMNS - 1);
    let (first, end) = (usize::from(row.opens), text.len() - usize::from(row.closes));
    let starts = std::iter::once(first).chain(inner.iter().map(|at| at + 1));
    let ends = inner.iter().copied().chain([end]);
    let signs = std::iter::once(first..first).chain(inner.iter().map(|&at| at..at + 1));
    let slot = |((from, end), sign): ((usize, usize), Range<usize>)| {
        let cell = text.get(from..end).unwrap_or("");
        let lead = from + cell.len() - cell.trim_start_matches(is_blank).len();
        let bare = cell.trim_matches(is_blank).len();
        Slot::new(start + lead..start + lead + bare, start + sign.start..start + sign.end)
    };
    starts.zip(ends).zip(signs).map(slot).collect()
}

/// Whether a byte stands between two signs of a formula.
fn in_formula(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let dollars = before.matches('$').count() % 2 == 1 && text[at..].contains('$');
    let opened = before.rfind("\\(").is_some_and(|open| before.rfind("\\)").is_none_or(|close| close < open)) && text[at..].contains("\\)");
    dollars || opened
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{b}' | '\u{c}' | '\u{a0}')
}
