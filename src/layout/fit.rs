//! Which of the places where a line may end are taken: the first that fill each line, or those that are best over the
//! whole paragraph. Owns what a line costs; knows no text, only columns.
//!
//! The best lines are those whose costs add up to the least (Knuth and Plass, Breaking Paragraphs into Lines, 1981, with
//! the square of what is left at a line's end for its badness, as text set ragged needs no glue). The least cost up to
//! each place is found from the places before it that lie within a line's width, so time grows with the text and not
//! with its square.

/// Columns from the start of the text, and the bytes they come from, at a place where a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Break {
    /// The byte at which the next line would begin.
    pub at: u32,
    /// One past the last byte that is drawn before it.
    pub shown_end: u32,
    /// Columns up to there, without a hyphen that is drawn then.
    pub shown: u32,
    /// Columns with the blanks behind.
    pub full: u32,
    /// Words up to there: how many places before it do not part one.
    pub word: u32,
    /// What a line that ends here is like.
    pub end: End,
}

/// How a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum End {
    /// Between two words.
    #[default]
    Free,
    /// Between what belongs together: only where nothing else fits.
    Tight,
    /// Within a word, with a hyphen.
    Hyphen,
    /// Within a word that is wider than a line.
    Cut,
    /// With the text.
    Last,
}

/// The columns that lines have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Of the first line.
    pub first: u32,
    /// Of the others.
    pub following: u32,
    /// Whether lines will be stretched to them.
    pub justified: bool,
}

/// What every line costs: of two ways alike, the one of fewer lines is better.
const LINE: u64 = 100;
/// What it costs to part what belongs together: more than any other way to end all lines of a paragraph but cutting words.
const TIGHT: u64 = 1 << 32;
/// What it costs to cut a word that is wider than a line.
const CUT: u64 = 1 << 24;
/// A last line of one word is short where it has no more columns than this, or than an eighth of the measure.
const SHORT: u32 = 5;
/// No way leads there.
const NEVER: u64 = u64::MAX;

impl Break {
    /// Goes on over a cluster that ends at a byte.
    pub fn push(&mut self, end: u32, columns: u16, blank: bool) {
        self.at = end;
        self.full += u32::from(columns);
        if !blank {
            (self.shown_end, self.shown) = (end, self.full);
        }
    }
}

/// Columns of a line from one place to another.
pub fn width(from: &Break, to: &Break) -> u32 {
    let hyphen = u32::from(to.end == End::Hyphen);
    if to.shown_end > from.at { (to.shown + hyphen).saturating_sub(from.full) } else { 0 }
}

/// The places at which lines end, as numbers of `breaks`, the last included. No line is wider than its room, where no
/// single step is.
pub fn lines(breaks: &[Break], room: Room, optimal: bool) -> Vec<usize> {
    let last = breaks.len() - 1;
    // Most lines of notes and cells: there is nothing to choose.
    if width(&breaks[0], &breaks[last]) <= room.first {
        return vec![last];
    }
    if optimal { best(breaks, room) } else { first_fit(breaks, room) }
}

/// Whether a line but the last leaves so much at its end that words should rather be parted.
pub fn leaves_too_much(breaks: &[Break], taken: &[usize], room: Room) -> bool {
    let mut from = 0;
    taken.iter().any(|&to| {
        let wide = room.of(from);
        let left = wide.saturating_sub(width(&breaks[from], &breaks[to]));
        from = to;
        matches!(breaks[to].end, End::Cut) || breaks[to].end != End::Last && left > room.borne(wide)
    })
}

/// For each place whether the word before it is worth parting: a line from some place earlier ends before that word and
/// leaves too much.
pub fn worth_parting(breaks: &[Break], room: Room) -> Vec<bool> {
    let mut worth = vec![false; breaks.len()];
    let mut over = 1;
    for (from, start) in breaks.iter().enumerate() {
        let wide = room.of(from);
        over = over.max(from + 1);
        while over < breaks.len() && width(start, &breaks[over]) <= wide {
            over += 1;
        }
        if let Some(word) = worth.get_mut(over) {
            *word |= wide.saturating_sub(width(start, &breaks[over - 1])) > room.borne(wide);
        }
    }
    worth
}

impl Room {
    /// The columns of the line that begins at a place.
    fn of(self, from: usize) -> u32 {
        if from == 0 { self.first } else { self.following }
    }

    /// The columns that a line may leave at its end before words are parted for it.
    fn borne(self, wide: u32) -> u32 {
        if self.justified { wide / 16 } else { wide / 6 }
    }

    /// What a line costs from one place to another that is within its room.
    fn cost(self, breaks: &[Break], from: usize, to: usize) -> u64 {
        let (wide, start, end) = (self.of(from), &breaks[from], &breaks[to]);
        let left = u64::from(wide.saturating_sub(width(start, end)));
        // A hyphen is worth what a line may leave anyway.
        let hyphen = u64::from(self.borne(wide)).pow(2) + 9;
        let after_hyphen = start.end == End::Hyphen;
        match end.end {
            End::Free => LINE + left * left,
            End::Tight => TIGHT + left * left,
            End::Cut => CUT + left * left,
            End::Hyphen => LINE + left * left + if after_hyphen { 4 * hyphen } else { hyphen },
            End::Last if end.word - start.word > 1 || width(start, end) > SHORT.max(wide / 8) => LINE,
            // One short word or the rest of a word alone: a line before it may leave a third of itself.
            End::Last => LINE + u64::from(wide / 3).pow(2),
        }
    }
}

/// The lines of the least cost.
fn best(breaks: &[Break], room: Room) -> Vec<usize> {
    let mut ways: Vec<(u64, u32)> = Vec::with_capacity(breaks.len());
    ways.push((0, 0));
    let mut oldest = 1;
    for to in 1..breaks.len() {
        let end = &breaks[to];
        while oldest < to && width(&breaks[oldest], end) > room.following {
            oldest += 1;
        }
        let mut way = (NEVER, to as u32 - 1);
        let mut consider = |from: usize, so_far: u64| {
            let cost = so_far + room.cost(breaks, from, to);
            if cost < way.0 {
                way = (cost, from as u32);
            }
        };
        if width(&breaks[0], end) <= room.first {
            consider(0, 0);
        }
        for (from, &(so_far, _)) in ways.iter().enumerate().skip(oldest) {
            consider(from, so_far);
        }
        if way.0 == NEVER {
            // A single character that is wider than a line.
            way.0 = ways[to - 1].0 + CUT;
        }
        ways.push(way);
    }
    let mut taken = Vec::new();
    let mut at = breaks.len() - 1;
    while at > 0 {
        taken.push(at);
        at = ways[at].1 as usize;
    }
    taken.reverse();
    taken
}

/// The lines each of which takes as much as it has room for; words are parted only where much would be left.
fn first_fit(breaks: &[Break], room: Room) -> Vec<usize> {
    let mut taken = Vec::new();
    let mut from = 0;
    while from + 1 < breaks.len() {
        let wide = room.of(from);
        let (mut free, mut hyphen, mut any) = (None, None, from + 1);
        for (to, end) in breaks.iter().enumerate().skip(from + 1).take_while(|(_, end)| width(&breaks[from], end) <= wide) {
            match end.end {
                End::Free | End::Last => free = Some(to),
                End::Hyphen => hyphen = Some(to),
                End::Tight | End::Cut => any = to,
            }
        }
        let left = |to: usize| wide - width(&breaks[from], &breaks[to]).min(wide);
        let too_much = free.is_none_or(|to| breaks[to].end != End::Last && left(to) > room.borne(wide));
        from = hyphen.filter(|&to| too_much && free.is_none_or(|free| to > free)).or(free).unwrap_or(any);
        taken.push(from);
    }
    taken
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Break, End, Room, best, first_fit};

    fn cost(breaks: &[Break], room: Room, lines: &[usize]) -> u64 {
        let starts = [0].into_iter().chain(lines.iter().copied());
        starts.zip(lines).map(|(from, &to)| room.cost(breaks, from, to)).sum()
    }

    /// The least cost of all ways there are.
    fn least(breaks: &[Break], room: Room, from: usize) -> u64 {
        let last = breaks.len() - 1;
        let fits = |&to: &usize| super::width(&breaks[from], &breaks[to]) <= room.of(from);
        let on = |to: usize| room.cost(breaks, from, to) + if to == last { 0 } else { least(breaks, room, to) };
        (from + 1..=last).filter(fits).map(on).min().unwrap_or(u64::MAX / 2)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_other_lines_cost_less(words in prop::collection::vec((1u32..8, 0usize..8), 2..12), first in 8u32..20, following in 8u32..20) {
            let mut breaks = vec![Break::default()];
            let (mut at, mut word) = (0, 0);
            for &(columns, end) in &words {
                let end = match end {
                    0 => End::Tight,
                    1 | 2 if columns > 2 => End::Hyphen,
                    _ => End::Free,
                };
                let blank = u32::from(end != End::Hyphen);
                word += blank;
                breaks.push(Break { at: at + columns + blank, shown_end: at + columns, shown: at + columns, full: at + columns + blank, word, end });
                at += columns + blank;
            }
            if let Some(last) = breaks.last_mut() {
                last.end = End::Last;
            }
            for justified in [false, true] {
                let room = Room { first, following, justified };
                let (best, first) = (cost(&breaks, room, &best(&breaks, room)), cost(&breaks, room, &first_fit(&breaks, room)));
                prop_assert!(best <= first);
                prop_assert_eq!(best, least(&breaks, room, 0));
            }
        }
    }
}
