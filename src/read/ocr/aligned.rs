//! Tables in text whose columns are parted by blanks, with leaders of dots behind the names of rows: where they stand, and
//! the cells of each line. A run of lines is one only where several columns of figures stand one below the other in all of
//! them; what is set otherwise stays text. A line with a TAB is none of them: nobody knows in which column it goes on.

mod keyed;

use std::ops::Range;

use super::lines::Line;
use super::tables::{Grid, Slot};
use super::{blocks, markers, tables};

/// Blanks that part two cells.
const GAP: usize = 2;
/// Dots that lead to a figure wherever they stand; behind a name, one fewer do.
const LEADER: usize = 4;
/// Fewest lines of figures of a table.
const FEWEST: usize = 3;
/// Most blank lines between two lines of a table.
const BLANKS: usize = 4;
/// Most lines of heads.
const HEADS: usize = 14;
/// Most times that a run of lines is tried as a table, each time without its first line.
const TRIED: usize = 2;
/// Most cells of a line, and most bytes: what is longer was not set with blanks.
const CELLS: usize = 64;
const BYTES: usize = 2000;
/// Longest name of a group on a line of its own, in bytes.
const GROUP_BYTES: usize = 80;

/// A table that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aligned {
    /// Its lines.
    pub lines: Range<usize>,
    /// The first of its lines above which heads that go over several columns stand, if any: those lines are no rows.
    pub over: usize,
}

/// A line as it is set: the cells of its columns, in bytes of the source; `None` where one is blank.
type Set = Vec<Option<Range<usize>>>;

/// What stands between two gaps of a line: its bytes, and the columns of characters that it takes.
struct Field {
    bytes: Range<usize>,
    at: Range<usize>,
}

/// The tables of a source, in its order.
pub fn tables(source: &str, lines: &[Line], furniture: &[Option<&'static str>]) -> Vec<Aligned> {
    let mut found = of_columns(source, lines, furniture);
    let mut taken = furniture.to_vec();
    found.iter().for_each(|table| taken[table.lines.clone()].fill(Some("table")));
    found.extend(keyed::find(source, lines, &taken).into_iter().map(|lines| Aligned { over: lines.start, lines }));
    found.sort_by_key(|table| table.lines.start);
    found
}

/// The tables with columns of figures, in the order of the source.
fn of_columns(source: &str, lines: &[Line], furniture: &[Option<&'static str>]) -> Vec<Aligned> {
    let mut found: Vec<Aligned> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let from = found.last().map_or(0, |last| last.lines.end);
        let mut start = of_figures(source, lines[at]).then_some(at);
        at += 1;
        // Where the first line does not stand as the others do, it may be of something else; no more than one is tried.
        for _ in 0..TRIED {
            let Some(first) = start else { break };
            match table(source, lines, furniture, from, first) {
                Ok(table) => {
                    at = table.lines.end;
                    found.push(table);
                    break;
                }
                Err(last) => {
                    start = (first + 1..=last).find(|&line| of_figures(source, lines[line]));
                    at = last + 1;
                }
            }
        }
    }
    found
}

/// The rows of a table with these lines, those above its rows left out.
pub fn grid(source: &str, lines: &[Line]) -> Grid {
    let figures: Vec<usize> = (0..lines.len()).filter(|&line| of_figures(source, lines[line])).collect();
    if let Some(keyed) = keyed::grid(source, lines).filter(|_| figures.is_empty()) {
        return keyed;
    }
    let columns = columns(source, lines, &figures).unwrap_or_else(|| std::iter::once(0..usize::MAX).collect());
    let first = body(source, lines, &figures);
    let set: Vec<usize> = (0..lines.len()).filter(|&line| !lines[line].is_blank() && !blocks::is_rule(lines[line].text(source))).collect();
    let rows: Vec<Set> = set.iter().map(|&line| cells(&fields(source, lines[line]), &columns, line < first)).collect();
    let above = set.iter().take_while(|&&line| line < first).count();
    // A line of years is one of figures; below other heads, with nothing in its stub, it is a head too.
    let is_year = |cell: &Range<usize>| cell.len() == 4 && source[cell.clone()].bytes().all(|byte| byte.is_ascii_digit());
    let of_years = |row: &Set| row.first().is_some_and(Option::is_none) && row.iter().flatten().all(is_year);
    let years = above > 0 && rows.get(above).is_some_and(of_years);
    let slot = |cell: Option<Range<usize>>| Slot::new(cell.unwrap_or_default(), 0..0);
    let rows = rows.into_iter().map(|row| row.into_iter().map(slot).collect()).collect();
    Grid::new(source, rows, above + usize::from(years))
}

/// The table whose first line of figures stands at `first`; it begins at `from` or below. Where there is none, the last of
/// its lines of figures.
fn table(source: &str, lines: &[Line], furniture: &[Option<&'static str>], from: usize, first: usize) -> Result<Aligned, usize> {
    let mut figures = vec![first];
    let mut at = first + 1;
    let mut blanks = 0;
    while at < lines.len() && furniture[at].is_none() && blanks <= BLANKS {
        let line = lines[at];
        if has_tab(source, line) {
            break;
        } else if line.is_blank() {
            blanks += 1;
        } else if of_figures(source, line) {
            figures.push(at);
            blanks = 0;
        } else if !(may_stand_between(source, line) && at - figures[figures.len() - 1] <= BLANKS) {
            break;
        }
        at += 1;
    }
    let last = figures.last().copied().unwrap_or(first);
    let columns = columns(source, lines, &figures).ok_or(last)?;
    // Upwards: heads, each over one column; above them those that go over several.
    let mut top = first;
    let mut over = None;
    let body = body(source, &lines[..=last], &figures);
    let mut line = first;
    while line > from && first - line < HEADS && furniture[line - 1].is_none() {
        line -= 1;
        if lines[line].is_blank() {
            if top - line > BLANKS {
                break;
            }
            continue;
        }
        if has_tab(source, lines[line]) {
            break;
        }
        if blocks::is_rule(lines[line].text(source)) {
            continue;
        }
        let fields = fields(source, lines[line]);
        // Figures above that are no rows of this table are of another.
        if of_figures(source, lines[line]) || lines[line].text(source).contains('\t') || line < body && !is_head(source, lines[line], &fields, &columns) {
            break;
        }
        top = line;
        if over.is_none() && line < body && !fields.iter().all(|field| column_of(&field.at, &columns).is_some()) {
            over = Some(line);
        }
    }
    // The heads may stand again at the foot.
    let words = |line: usize| lines[line].text(source).split_whitespace();
    let foot =
        lines.get(last + 1).is_some_and(|line| !line.is_blank() && furniture[last + 1].is_none()) && (top..first).any(|head| words(head).eq(words(last + 1)));
    Ok(Aligned { lines: top..last + 1 + usize::from(foot), over: over.map_or(top, |line| line + 1) })
}

/// The first line of the rows: that of the first figures, or the name of a group above it, where groups are named below too.
fn body(source: &str, lines: &[Line], figures: &[usize]) -> usize {
    let Some((&first, &last)) = figures.first().zip(figures.last()) else { return 0 };
    let alone = |line: &usize| !lines[*line].is_blank() && !blocks::is_rule(lines[*line].text(source)) && fields(source, lines[*line]).len() == 1;
    let named_below = (first..last).any(|line| alone(&line));
    let above = (0..first).rev().find(|&line| !lines[line].is_blank());
    above.filter(|line| named_below && alone(line)).unwrap_or(first)
}

/// Whether a line above the figures names columns: a line of prose, a caption or a title does not.
fn is_head(source: &str, line: Line, fields: &[Field], columns: &[Range<usize>]) -> bool {
    let text = line.text(source);
    let (Some(stub), Some(second), Some(end)) = (columns.first(), columns.get(1), columns.last().map(|column| column.end)) else { return false };
    if tables::caption_number(text).is_some() || tables::is_units(text) || text.starts_with('#') || markers::note_label(text).is_some() {
        return false;
    }
    match fields {
        [] => false,
        [only] => {
            // What is set in the middle of the whole table is its title.
            let middle = (only.at.start + only.at.end).abs_diff(stub.start + end) <= 4;
            only.at.start + GAP >= second.start && !middle && only.at.len() <= GROUP_BYTES
        }
        several => several.iter().all(|field| field.at.len() <= GROUP_BYTES / 2),
    }
}

/// Whether a line without figures may stand between lines of figures: the name of a group, or a row of which little is known.
fn may_stand_between(source: &str, line: Line) -> bool {
    let text = line.text(source);
    let plain = text.len() <= GROUP_BYTES && !text.ends_with(['.', ',', ';']) && !text.starts_with('#');
    plain && tables::caption_number(text).is_none() && !tables::is_below(text) && markers::note_label(text).is_none() || blocks::is_rule(text)
}

/// Whether a line holds several figures behind its first words, parted by gaps.
fn of_figures(source: &str, line: Line) -> bool {
    let text = line.text(source);
    if line.end - line.start > BYTES as u32 || !text.contains("  ") || has_tab(source, line) || text.contains('|') {
        return false;
    }
    let fields = fields(source, line);
    let behind: Vec<&str> = fields.iter().skip(1).map(|field| &source[field.bytes.clone()]).collect();
    let figures = behind.iter().filter(|cell| tables::is_figure(cell)).count();
    let nothing = behind.iter().filter(|cell| cell.chars().all(|c| matches!(c, '.' | '-' | '–' | '—' | '…'))).count();
    fields.len() <= CELLS && figures >= 2 && (figures + nothing) * 3 >= behind.len() * 2
}

/// Whether a line that is not blank has a TAB in it.
fn has_tab(source: &str, line: Line) -> bool {
    line.text(source).contains('\t')
}

/// The columns of characters that lines of figures have in common; `None` where they have no three, or are set otherwise.
fn columns(source: &str, lines: &[Line], figures: &[usize]) -> Option<Vec<Range<usize>>> {
    if figures.len() < FEWEST {
        return None;
    }
    let set: Vec<Vec<Field>> = figures.iter().map(|&line| fields(source, lines[line])).collect();
    let width = set.iter().flatten().map(|field| field.at.end).max()?;
    let mut taken = vec![false; width];
    set.iter().flatten().for_each(|field| taken[field.at.clone()].fill(true));
    let mut columns: Vec<Range<usize>> = Vec::new();
    for at in (0..width).filter(|&at| taken[at]) {
        match columns.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => columns.push(at..at + 1),
        }
    }
    let one_each = |fields: &&Vec<Field>| {
        let places: Vec<usize> = fields.iter().filter_map(|field| columns.iter().position(|column| overlap(&field.at, column))).collect();
        places.windows(2).all(|pair| pair[0] < pair[1])
    };
    let filled = |column: &Range<usize>| set.iter().flatten().filter(|field| overlap(&field.at, column)).count();
    let usual = set.iter().filter(|fields| fields.len() == columns.len()).count();
    let holds = columns.len() >= 3 && set.iter().all(|fields| one_each(&fields)) && usual * 10 >= set.len() * 6;
    (holds && columns.iter().all(|column| filled(column) * 3 >= set.len())).then_some(columns)
}

/// The cells of a line: each field in the column that it stands in, or nearest to; several in one column are one cell. Below
/// the heads a line with nothing but a name is named in its first column, wherever it is set.
fn cells(fields: &[Field], columns: &[Range<usize>], is_head: bool) -> Set {
    let mut cells: Set = vec![None; columns.len()];
    let mut last = 0;
    for field in fields {
        let shared = |column: &Range<usize>| column.end.min(field.at.end).saturating_sub(column.start.max(field.at.start));
        let apart = |column: &Range<usize>| column.start.midpoint(column.end).abs_diff(field.at.start.midpoint(field.at.end));
        let best = (0..columns.len()).max_by_key(|&at| (shared(&columns[at]), std::cmp::Reverse(apart(&columns[at])))).unwrap_or(0);
        let at = if fields.len() == 1 && !is_head { 0 } else { best.max(last) };
        last = at;
        if let Some(cell) = cells.get_mut(at) {
            let start = cell.as_ref().map_or(field.bytes.start, |cell| cell.start);
            *cell = Some(start..field.bytes.end);
        }
    }
    cells
}

/// The one column that a head stands over: it reaches into no other, or lies between two and clearly nearer to one.
fn column_of(field: &Range<usize>, columns: &[Range<usize>]) -> Option<usize> {
    let over: Vec<usize> = (0..columns.len()).filter(|&at| overlap(field, &columns[at])).collect();
    match over[..] {
        [one] => Some(one),
        [] => {
            let within = |at: &usize| {
                let start = at.checked_sub(1).map_or(0, |before| columns[before].end.midpoint(columns[*at].start));
                let end = columns.get(at + 1).map_or(usize::MAX, |next| columns[*at].end.midpoint(next.start));
                let shared = end.min(field.end).saturating_sub(start.max(field.start));
                shared * 4 >= field.len() * 3
            };
            (0..columns.len()).find(within)
        }
        _ => None,
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The fields of a line: what is parted by two blanks or more, or by leaders.
fn fields(source: &str, line: Line) -> Vec<Field> {
    let (from, end) = (line.start as usize, line.end as usize);
    let characters: Vec<(usize, char)> = source[from..end].char_indices().map(|(at, c)| (from + at, c)).collect();
    let is_blank = |at: usize| characters.get(at).is_none_or(|&(_, c)| matches!(c, ' ' | '\u{b}' | '\u{c}' | '\u{a0}' | '\u{2003}'));
    let byte = |at: usize| characters.get(at).map_or(end, |&(byte, _)| byte);
    let mut fields: Vec<Field> = Vec::new();
    let mut at = 0;
    let mut start = None;
    while at < characters.len() {
        let dots = leader(&characters[at..], fields.is_empty() && start.is_some());
        let gap = if is_blank(at) && (is_blank(at + 1) || start.is_none()) { 1 } else { dots };
        match (gap, start) {
            (0, None) => start = Some(at),
            (1.., Some(begun)) => {
                fields.push(Field { bytes: byte(begun)..byte(at), at: begun..at });
                start = None;
            }
            _ => {}
        }
        at += gap.max(1);
    }
    if let Some(begun) = start {
        fields.push(Field { bytes: byte(begun)..end, at: begun..characters.len() });
    }
    fields
}

/// The characters of a leader that begins here: dots one behind the other, or parted by single blanks.
fn leader(characters: &[(usize, char)], behind_name: bool) -> usize {
    let dots = characters.iter().take_while(|(_, c)| *c == '.').count();
    if dots >= LEADER || behind_name && dots + 1 >= LEADER {
        return dots;
    }
    if !behind_name {
        return 0;
    }
    let parted = characters.chunks(2).take_while(|pair| matches!(pair, [(_, ' '), (_, '.')])).count();
    if parted + 1 >= LEADER { parted * 2 } else { 0 }
}
