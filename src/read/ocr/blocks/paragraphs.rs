//! Where paragraphs begin among lines that no blank parts, and how each stands on its page. Paragraphs are marked by
//! lines that are set in, by first lines that stand out, or by neither: then a last line that left room for more tells.

use std::ops::Range;

use super::super::lines::{Habit, LONG, Line};
use super::ends_sentence;
use super::prose::{self, Breaks};

/// Least columns left and right of a line that is set in the middle.
const CENTRED: usize = 6;
/// Most columns of a centred line that stands for itself wherever others stand below it: a number, a letter, stars.
const ALONE: usize = 8;

/// How the lines of a block stand on the page, in columns; all zero where a paragraph is a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape {
    /// Where its first line begins.
    pub first: u16,
    /// Where its other lines begin; where it is one line, as `first`.
    pub body: u16,
    /// Where its last line ends.
    pub last: u16,
    /// Where its widest line ends.
    pub widest: u16,
    /// Where the lines of its page begin.
    pub margin: u16,
    /// How many lines it has.
    pub lines: u16,
    /// Whether they are set in the middle.
    pub centred: bool,
}

/// The margin of the page that is read, beside the habit of the document: recto and verso may stand apart.
#[derive(Debug, Clone, Copy)]
pub struct Margins {
    /// The habit of the document.
    pub habit: Habit,
    /// The column at which the lines of the page begin.
    pub page: usize,
    /// One past the page's last line.
    end: usize,
}

/// Lines that are a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its lines.
    pub lines: Range<usize>,
    /// Whether they stand as they are.
    pub stands: bool,
}

impl Margins {
    /// Those before the first page.
    pub fn new(habit: Habit) -> Margins {
        Margins { habit, page: habit.margin, end: 0 }
    }

    /// Takes notice that a line is read: where a page begins there, its margin is found.
    pub fn enter(&mut self, lines: &[Line], furniture: &[Option<&'static str>], at: usize) {
        if at < self.end || self.habit.long_lines || furniture[at].is_some() {
            return;
        }
        self.end = (at..lines.len()).find(|&line| furniture[line].is_some()).unwrap_or(lines.len());
        let mut begin = [0usize; 64];
        lines[at..self.end].iter().filter(|line| !line.is_blank()).for_each(|line| begin[line.indent().min(63)] += 1);
        let all: usize = begin.iter().sum();
        // What the title stands at, or a table, is no margin.
        let fewest = (all / 10).max(2);
        self.page = begin.iter().position(|&lines| lines >= fewest).filter(|_| all >= 3).unwrap_or(self.habit.margin);
    }

    /// The column at which the lines of the page end.
    pub fn right(&self) -> usize {
        // Where paragraphs are lines, the short ones have no measure in common.
        if self.habit.long_lines {
            return LONG / 2;
        }
        (self.habit.width + self.page).saturating_sub(self.habit.margin)
    }
}

/// The blocks of lines that belong together.
pub fn split(source: &str, lines: &[Line], range: Range<usize>, margins: &Margins) -> Vec<Piece> {
    let whole = &lines[range.clone()];
    let mut centred: Vec<bool> = range.clone().map(|line| is_apart(source, lines, range.clone(), line, margins)).collect();
    // Lines that begin at one column and end at several are set in, not centred.
    for line in range.start + 1..range.end {
        let same = lines[line].indent() == lines[line - 1].indent() && lines[line].right(source) != lines[line - 1].right(source);
        if same && lines[line].indent() > margins.page {
            (centred[line - range.start], centred[line - 1 - range.start]) = (false, false);
        }
    }
    // Lines that stand here and there without a sentence's end among them are a drawing.
    let scattered = || {
        let breaks = Breaks::of(source, whole, margins);
        let ends = (0..whole.len()).filter(|&line| !centred[line] && centred.get(line + 1).is_none_or(|&next| next));
        let (mut runs, mut ended) = (0, 0);
        ends.for_each(|line| {
            runs += 1;
            ended += usize::from(ends_sentence(whole[line].text(source)));
        });
        centred.contains(&true) && runs > 0 && ended * 2 < runs && breaks.forced * 2 < breaks.all
    };
    if range.len() > 1 && (prose::is_laid_out(source, whole) || scattered()) {
        return vec![Piece { lines: range, stands: true }];
    }
    let mut pieces = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let apart = centred[at - range.start];
        let end = at + centred[at - range.start..].iter().take_while(|&&centred| centred == apart).count();
        if !apart {
            within(source, lines, at..end, margins, &mut pieces);
            at = end;
        } else {
            let columns = |line: usize| lines[line].right(source) - lines[line].indent();
            let alone = end > at + 1 && (columns(at) <= ALONE || columns(at + 1) <= ALONE);
            let end = if alone { at + 1 } else { end };
            pieces.push(Piece { lines: at..end, stands: end > at + 1 });
            at = end;
        }
    }
    pieces
}

/// How lines stand.
pub fn shape(source: &str, lines: &[Line], margins: &Margins) -> Shape {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Shape::default() };
    let body = lines[1..].iter().map(|line| line.indent()).min().unwrap_or(first.indent());
    let column = |column: usize| u16::try_from(column).unwrap_or(u16::MAX);
    Shape {
        first: column(first.indent()),
        body: column(body),
        last: column(last.right(source)),
        widest: column(prose::widest(source, lines, margins)),
        margin: column(margins.page),
        lines: column(lines.len()),
        centred: lines.iter().all(|line| is_centred(source, *line, margins)),
    }
}

/// Whether a line stands in the middle of the measure, with room on either side.
fn is_centred(source: &str, line: Line, margins: &Margins) -> bool {
    let (left, right) = (line.indent().saturating_sub(margins.page), margins.right().saturating_sub(line.right(source)));
    // Letters are of several widths, and lines of notes hold more of them.
    let most = if line.len() <= ALONE { margins.right() / 5 } else { CENTRED + 2 };
    left >= CENTRED && right >= CENTRED && left.abs_diff(right) <= most
}

/// Whether a line of several is centred, and no part of a sentence that is set in.
fn is_apart(source: &str, lines: &[Line], range: Range<usize>, line: usize, margins: &Margins) -> bool {
    if !is_centred(source, lines[line], margins) {
        return false;
    }
    let runs_on = |first: usize| {
        let (above, below) = (lines[first], lines[first + 1]);
        let ended = ends_sentence(above.text(source));
        !ended
            && prose::room(source, above, below, margins.right()) <= CENTRED + 2
            && !(is_centred(source, above, margins) && is_centred(source, below, margins))
    };
    !(line > range.start && runs_on(line - 1) || line + 1 < range.end && runs_on(line))
}

/// The blocks of lines of which none is centred.
fn within(source: &str, lines: &[Line], range: Range<usize>, margins: &Margins, pieces: &mut Vec<Piece>) {
    let whole = &lines[range.clone()];
    let starts = starts(source, lines, range.clone(), margins);
    let breaks = Breaks::of(source, whole, margins);
    if range.len() == 1 || starts.is_empty() {
        let columns = range.len() == 1 && prose::has_columns(whole[0].text(source));
        let stands = columns || range.len() > 1 && (breaks.are_verse(margins.right()) || !breaks.are_prose(margins));
        if stands {
            pieces.push(Piece { lines: range, stands });
        } else {
            by_last_lines(source, lines, range, breaks.widest.max(margins.right() * 3 / 4), pieces);
        }
        return;
    }
    let first = pieces.len();
    let mut at = range.start;
    let mut standing = 0;
    for end in starts.into_iter().chain([range.end]) {
        let breaks = Breaks::of(source, &lines[at..end], margins);
        let stands = end > at + 1 && (breaks.are_verse(margins.right()) || !breaks.are_prose(margins) || prose::is_laid_out(source, &lines[at..end]));
        standing += if stands { end - at } else { 0 };
        pieces.push(Piece { lines: at..end, stands });
        at = end;
    }
    // Verse that is set in here and there is not parted where it is.
    if standing * 3 >= range.len() * 2 {
        pieces.truncate(first);
        pieces.push(Piece { lines: range, stands: true });
    }
}

/// The lines at which a paragraph begins that stands in from the line before it, or out.
fn starts(source: &str, lines: &[Line], range: Range<usize>, margins: &Margins) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut last = range.start;
    // Where the first line of all is set in, those that begin at its column are first lines, too.
    let base = lines[range.clone()].iter().map(|line| line.indent()).min().unwrap_or(0);
    let own = lines[range.start].indent();
    let by_own = (base + 2..=base + 8).contains(&own);
    let is_first = |line: Line| {
        let by_habit = margins.habit.first.is_some_and(|by| line.indent() > margins.page && (line.indent() - margins.page).abs_diff(by) <= 1);
        by_habit || by_own && line.indent() == own
    };
    for at in range.start + 1..range.end {
        let (line, before) = (lines[at], lines[at - 1]);
        let ended = ends_sentence(before.text(source));
        let left = line.indent();
        let below = lines[..range.end].get(at + 1).map(|next| next.indent());
        let hanging = at > last + 1 && left <= lines[last].indent() && (last + 1..at).all(|inner| lines[inner].indent() > lines[last].indent() + 1);
        let set_in = left > before.indent() + 1 && (at > last + 1 || is_first(line)) && below.is_none_or(|below| below < left || is_first(line));
        let again = is_first(line) && is_first(before) && at == last + 1;
        // A short line above one that is set in is a heading's, or an item's.
        let above = at == last + 1 && set_in && prose::room(source, before, line, margins.right()) > margins.right() / 4 && !before.text(source).ends_with(',');
        // A line laid out with a gap stands by itself above wrapped lines.
        let laid_out = at == last + 1 && left < before.indent() && before.text(source).contains("    ") && !line.text(source).contains("   ");
        if ended && (set_in || hanging || again) || above || laid_out {
            starts.push(at);
            last = at;
        }
    }
    starts
}

/// Prose parted where a line that ends a sentence left room for much more than the next word.
fn by_last_lines(source: &str, lines: &[Line], range: Range<usize>, measure: usize, pieces: &mut Vec<Piece>) {
    let mut cuts = vec![range.start];
    for at in range.start + 1..range.end {
        let (line, before) = (lines[at], lines[at - 1]);
        let ends = ends_sentence(before.text(source)) && prose::room(source, before, line, measure) > measure / 6;
        if ends && prose::begins_high(line.text(source)) {
            cuts.push(at);
        }
    }
    cuts.push(range.end);
    // Lines that end so one after the other are no paragraphs.
    if (cuts.len() - 1) * 2 > range.len() && range.len() > 1 {
        return pieces.push(Piece { lines: range, stands: false });
    }
    pieces.extend(cuts.windows(2).map(|pair| Piece { lines: pair[0]..pair[1], stands: false }));
}
