//! Which rows of a table name its columns, and what its other rows are. Owns what tells heads, groups and figures apart; where
//! a row's cells stand is known before.

use std::ops::Range;

use super::super::markers;
use crate::model::RowKind;

/// Most rows below a rule that go on with the heads above it.
const BELOW_RULE: usize = 4;
/// Rows behind a name that are looked at to tell whether it heads them.
const LOOKED_AT: usize = 12;
/// What columns of figures are counted in, where a row says nothing else.
const UNITS: [&str; 65] = [
    "in", "inch", "inches", "ft", "feet", "foot", "yd", "yards", "yds", "miles", "mile", "m", "mm", "cm", "km", "grain", "grains", "gr", "grs", "oz", "ozs",
    "lb", "lbs", "dwt", "cwt", "tons", "ton", "kg", "g", "h", "hr", "hrs", "hours", "min", "mins", "minutes", "s", "sec", "secs", "seconds", "d", "days",
    "years", "deg", "degrees", "°", "'", "\"", "′", "″", "%", "cent", "per", "cub", "cubic", "sq", "square", "£", "$", "faht", "fahr", "cc", "points", "o",
    "º",
];

/// By row, whether it names the columns. `rules` are the rows above which a rule stands.
pub fn of(source: &str, rows: &[Vec<Range<usize>>], rules: &[usize]) -> Vec<bool> {
    let mut heads = vec![false; rows.len()];
    let Some(&rule) = rules.iter().find(|&&rule| rule > 0) else { return below(source, rows, 0) };
    if rule == 1 && is_row(source, rows) {
        return heads;
    }
    heads[..rule].fill(true);
    // A second rule a row or a few further on, with no figures between.
    let near = |next: &usize| next - rule < BELOW_RULE && *next < rows.len() && rows[rule..*next].iter().all(|row| !has_figures(source, row));
    let between_all = rules.windows(2).filter(|pair| pair[1] == pair[0] + 1).count() * 2 > rows.len();
    let further = rules.iter().copied().find(|&next| next > rule).filter(|next| near(next) && !between_all);
    heads[rule..further.unwrap_or(rule)].fill(true);
    further_down(source, rows, &mut heads);
    heads
}

/// Whether the row over a rule is one of figures, which a tool took for the heads: its figures have the form of those below.
fn is_row(source: &str, rows: &[Vec<Range<usize>>]) -> bool {
    let Some((first, below)) = rows.split_first().filter(|(_, below)| below.len() > 1) else { return false };
    let columns: Vec<usize> = (1..first.len()).filter(|&column| !first[column].is_empty()).collect();
    let like = |column: usize| {
        let form = form(&source[first[column].clone()]);
        let cells = below.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty());
        let (same, all) = cells.take(LOOKED_AT).fold((0, 0), |(same, all), cell| (same + usize::from(self::form(&source[cell.clone()]) == form), all + 1));
        form != "#" && is_figure(&source[first[column].clone()].replace(char::is_alphabetic, "")) && same * 2 > all
    };
    !columns.is_empty() && columns.iter().filter(|&&column| like(column)).count() * 2 > columns.len()
}

/// A cell with each number as `#`.
fn form(cell: &str) -> String {
    let mut form = String::new();
    for c in cell.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }) {
        if !(c == '#' && form.ends_with('#')) {
            form.push(c);
        }
    }
    form
}

/// The same where no rule stands below the heads and so many rows at the top are known to be some; where none are, the rows
/// themselves say it.
pub fn below(source: &str, rows: &[Vec<Range<usize>>], top: usize) -> Vec<bool> {
    let top = if top == 0 { head_rows(source, rows) } else { top };
    let mut heads: Vec<bool> = (0..rows.len()).map(|row| row < top).collect();
    further_down(source, rows, &mut heads);
    heads
}

/// The heads below those that are known: rows that go on with them, and where the table repeats them.
fn further_down(source: &str, rows: &[Vec<Range<usize>>], heads: &mut [bool]) {
    let top = heads.iter().take_while(|&&head| head).count();
    let mut at = top;
    while at < rows.len().min(top + BELOW_RULE) && goes_on(source, rows, at) {
        heads[at] = true;
        at += 1;
    }
    repeated(source, rows, heads);
}

/// Whether two rows of heads say the same, but for how it is set: a table that goes on over a page repeats them.
pub fn alike(source: &str, one: &[Range<usize>], other: &[Range<usize>]) -> bool {
    let words = |cell: &Range<usize>| source[cell.clone()].chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let other_table = |(one, other): (&Range<usize>, &Range<usize>)| {
        let number = |cell: &Range<usize>| super::caption_number(&source[cell.clone()]);
        number(one) != number(other)
    };
    if one.iter().zip(other).any(other_table) {
        return false;
    }
    let digits = |words: &str| words.chars().filter(char::is_ascii_digit).collect::<String>();
    let pairs: Vec<(String, String)> = one.iter().zip(other).map(|(one, other)| (words(one), words(other))).collect();
    let said = pairs.iter().filter(|(one, other)| !(one.is_empty() && other.is_empty())).count();
    let same = pairs.iter().filter(|(one, other)| !one.is_empty() && one == other).count();
    // A slip of the scanner is the same head; another number is another.
    one.len() == other.len() && same > 0 && same * 4 >= said * 3 && pairs.iter().all(|(one, other)| digits(one) == digits(other))
}

/// Whether a row below the heads and their rule goes on with them: it names in what the columns are counted, or stands over
/// columns of figures with nothing in its stub, or is set in bold as heads are.
fn goes_on(source: &str, rows: &[Vec<Range<usize>>], at: usize) -> bool {
    let row = &rows[at];
    let filled: Vec<&str> = row.iter().filter(|cell| !cell.is_empty()).map(|cell| &source[cell.clone()]).collect();
    let below = &rows[at + 1..];
    if below.is_empty() || has_figures(source, row) || filled.is_empty() {
        return false;
    }
    let columns = below.iter().map(Vec::len).max().unwrap_or(0);
    let over_figures = below.iter().any(|row| has_figures(source, row));
    let stub_empty = row.first().is_none_or(Range::is_empty);
    let bold = |cell: &str| cell.len() > 4 && cell.starts_with("**") && cell.ends_with("**");
    let behind: Vec<&str> = row.iter().skip(1).filter(|cell| !cell.is_empty()).map(|cell| &source[cell.clone()]).collect();
    // What the stub counts in may stand alone.
    let of_stub = filled.len() == 1 && !stub_empty && is_unit(filled[0]) && filled[0].len() <= 4;
    // A stub that counts is that of a row, unless it is a year or the sign of a degree.
    let stub = row.first().map_or("", |cell| &source[cell.clone()]);
    let counts = is_figure(stub) && stub != "0" && !is_year(stub);
    let others = behind.iter().filter(|cell| !is_unit(cell)).count();
    let many = behind.len() > 1 || behind.len() * 2 >= columns.saturating_sub(1);
    let units = of_stub || !counts && many && !behind.is_empty() && others * 4 < behind.len();
    let set_bold = filled.len() > 1
        && filled.iter().all(|cell| bold(cell))
        && !below.iter().any(|row| row.iter().filter(|cell| !cell.is_empty()).all(|cell| bold(&source[cell.clone()])) && has_figures(source, row));
    set_bold || over_figures && (units || stub_empty && filled.len() * 2 >= columns.saturating_sub(1))
}

/// Whether a cell says in what a column is counted, and nothing else.
fn is_unit(cell: &str) -> bool {
    let mut words = cell.split(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '(' | ')' | '*' | '&')).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| UNITS.contains(&word.to_lowercase().as_str()))
}

/// Rows further down that say what the last of the heads says: the table went on over a page.
fn repeated(source: &str, rows: &[Vec<Range<usize>>], heads: &mut [bool]) {
    let top = heads.iter().take_while(|&&head| head).count();
    let mut at = top + 1;
    while top > 0 && at < rows.len() {
        let same = (1..=top).rev().find(|&many| {
            let last = at + many;
            last <= rows.len()
                && !heads[at]
                && (0..many).all(|row| says_same(source, &rows[top - many + row], &rows[at + row]) && !has_figures(source, &rows[at + row]))
        });
        heads[at..at + same.unwrap_or(0)].fill(true);
        at += same.unwrap_or(1);
    }
}

/// Whether two rows say the same; first what costs little.
fn says_same(source: &str, one: &[Range<usize>], other: &[Range<usize>]) -> bool {
    let bytes = |row: &[Range<usize>]| row.iter().map(Range::len).sum::<usize>();
    one.len() == other.len() && bytes(one).abs_diff(bytes(other)) * 4 <= bytes(one) && alike(source, one, other)
}

fn has_figures(source: &str, row: &[Range<usize>]) -> bool {
    figures(source, row) > 0
}

/// How many cells behind the stub hold a figure.
fn figures(source: &str, row: &[Range<usize>]) -> usize {
    row.iter().skip(1).map(|cell| &source[cell.clone()]).filter(|cell| is_figure(cell) || is_measured(cell)).count()
}

/// Whether a cell holds a figure and says in what it is counted, as the first of a column may.
fn is_measured(cell: &str) -> bool {
    let words = cell.trim_start_matches(|c: char| !c.is_alphabetic());
    words.len() < cell.len() && cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '—')) && is_unit(words)
}

/// What each row is, and the group row it stands under, where it is known which rows name the columns.
pub fn kinds(rows: &[Vec<Range<usize>>], heads: &[bool]) -> Vec<(RowKind, Option<u32>)> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let filled = |row: &[Range<usize>]| row.iter().filter(|cell| !cell.is_empty()).count();
    let stub_alone = |row: &[Range<usize>]| filled(row) == 1 && row.first().is_some_and(|cell| !cell.is_empty());
    let mut group = None;
    // Where the first row is a group in a group, a name before another one is none of a row that says nothing.
    let top = heads.iter().take_while(|&&head| head).count();
    let nested = rows.get(top..top + 2).is_some_and(|first| first.iter().all(|row| stub_alone(row)));
    let mut kinds = Vec::with_capacity(rows.len());
    for i in 0..rows.len() {
        let near = (i + 1..rows.len()).take(LOOKED_AT).filter(|&next| !heads[next]).map(|next| &rows[next]);
        let mut behind = near.skip_while(|row| nested && stub_alone(row));
        let heads_others = columns > 2 && stub_alone(&rows[i]) && behind.next().is_some_and(|next| filled(next) > 1);
        kinds.push(if heads[i] {
            (RowKind::Header, None)
        } else if heads_others {
            group = Some(i as u32);
            (RowKind::Group, None)
        } else {
            (RowKind::Figures, group)
        });
    }
    kinds
}

/// How many rows at the top name the columns: those whose stub is empty, or that hold no figure above columns of figures.
pub fn head_rows(source: &str, rows: &[Vec<Range<usize>>]) -> usize {
    let figures = |row: &[Range<usize>]| figures(source, row);
    let years = |row: &[Range<usize>]| row.iter().skip(1).filter(|cell| is_year(&source[(*cell).clone()])).count();
    let below = rows.iter().skip(1).map(|row| figures(row)).max().unwrap_or(0);
    let mut heads = 0;
    for row in rows.iter().take(rows.len().saturating_sub(1)) {
        let stub_empty = row.first().is_none_or(Range::is_empty);
        let named = row.iter().skip(1).any(|cell| !cell.is_empty());
        let no_figures = figures(row) == 0 || figures(row) == years(row);
        let over_figures = below > 0 && no_figures && (heads == 0 || stub_empty);
        // A first row of names over rows of words is a head too.
        let over_words = heads == 0 && below == 0 && row.iter().all(|cell| !cell.is_empty() && cell.len() < 40);
        if !(named && (over_figures || over_words || heads == 0 && stub_empty)) {
            break;
        }
        heads += 1;
        if over_words {
            break;
        }
    }
    heads
}

/// Whether a cell holds a figure, with no more than a sign or a letter beside it.
pub fn is_figure(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let letters = cell.chars().filter(|c| c.is_alphabetic() && markers::raised(*c).is_none()).count();
    digits > 0 && letters <= 1
}

fn is_year(cell: &str) -> bool {
    let bare: String = cell.chars().filter(|c| markers::raised(*c).is_none()).collect();
    let bare = bare.trim_end_matches(['*', 'a', 'b']);
    let years = |text: &str| text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1400..2200).contains(&year));
    years(bare) || bare.split(['–', '-', '/']).next().is_some_and(years)
}
