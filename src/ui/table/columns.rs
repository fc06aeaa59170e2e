//! The columns of a sheet on the screen: how wide each is, which are held at the left, and which show beside them. Owns
//! that geometry alone; knows no cell.

/// Blank columns between two columns of a table.
pub const BETWEEN: u16 = 2;
/// Columns of the screen that a column gets where nothing else was said.
const USUAL: u16 = 40;
/// Columns of the screen of a column that was made narrow.
const NARROW: u16 = 10;

/// The columns that can be shown, in their order.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// Of each the columns of the screen that it has.
    pub widths: Vec<u16>,
    /// How many at the left are held when others are panned.
    pub frozen: usize,
}

/// A column that shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Which, counted over all columns that can be shown.
    pub at: usize,
    /// Columns of the screen before it.
    pub x: u16,
    /// Columns of the screen that it has.
    pub width: u16,
}

/// How wide a column was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wide {
    /// As wide as its cells, up to a measure.
    #[default]
    Usual,
    /// As wide as its widest cell.
    Whole,
    /// Narrow: longer cells are cut.
    Narrow,
}

impl Wide {
    /// Columns of the screen of a column whose widest cell has so many.
    pub fn of(self, widest: u16) -> u16 {
        match self {
            Wide::Usual => widest.min(USUAL),
            Wide::Whole => widest,
            Wide::Narrow => widest.min(NARROW),
        }
        .max(1)
    }

    /// The next of them that makes a column of this width another, and the words for it.
    pub fn next(self, widest: u16) -> (Wide, &'static str) {
        match self {
            Wide::Usual if widest > USUAL => (Wide::Whole, "as wide as its widest cell"),
            Wide::Usual | Wide::Whole if widest > NARROW => (Wide::Narrow, "narrow; longer cells are cut"),
            _ => (Wide::Usual, "as wide as its cells"),
        }
    }
}

impl Columns {
    /// What shows in `room` columns when the first `pan` columns behind the held ones are passed over: the held ones, then
    /// as many as fit. One beside them shows at least, even if it is cut.
    pub fn spans(&self, pan: usize, room: u16) -> Vec<Span> {
        let (mut spans, mut x) = self.held(room);
        let held = spans.len();
        for at in held + pan.min(self.last_pan(room))..self.widths.len() {
            let from = if x == 0 { 0 } else { x + BETWEEN };
            let width = self.widths[at];
            if from >= room || spans.len() > held && from.saturating_add(width) > room {
                break;
            }
            spans.push(Span { at, x: from, width: width.min(room - from) });
            x = from.saturating_add(width).min(room);
        }
        spans
    }

    /// The furthest pan that changes what shows: there the last column shows whole.
    pub fn last_pan(&self, room: u16) -> usize {
        let (held, x) = self.held(room);
        let held = held.len();
        let mut left = room.saturating_sub(if x == 0 { 0 } else { x + BETWEEN });
        let mut shown = 0;
        for &width in self.widths[held..].iter().rev() {
            let needs = if shown == 0 { width } else { width.saturating_add(BETWEEN) };
            if shown > 0 && needs > left {
                break;
            }
            left = left.saturating_sub(needs);
            shown += 1;
        }
        self.widths.len() - held - shown
    }

    /// The pan nearest to one with which a column shows whole.
    pub fn pan_to(&self, at: usize, pan: usize, room: u16) -> usize {
        let held = self.held(room).0.len();
        let last = self.last_pan(room);
        let mut pan = pan.min(last);
        if at < held {
            return pan;
        }
        pan = pan.min(at - held);
        while pan < last && !self.spans(pan, room).iter().any(|span| span.at == at && span.width == self.widths[at]) && pan < at - held {
            pan += 1;
        }
        pan
    }

    /// Whether columns are hidden at the left of those that are panned, and at the right.
    pub fn hidden(&self, spans: &[Span], room: u16) -> (bool, bool) {
        let held = self.held(room).0.len();
        let first = spans.get(held).is_some_and(|span| span.at > held);
        (first, spans.last().is_some_and(|span| span.at + 1 < self.widths.len()))
    }

    /// Columns of the screen that all of them take.
    pub fn whole(&self) -> u32 {
        self.widths.iter().fold(0u32, |sum, &width| sum + u32::from(width) + u32::from(BETWEEN)).saturating_sub(u32::from(BETWEEN))
    }

    /// The held columns, and the columns of the screen behind them: all they need where everything fits, else at most half.
    fn held(&self, room: u16) -> (Vec<Span>, u16) {
        let most = if self.whole() <= u32::from(room) || self.widths.len() < 2 { room } else { (room / 2).max(1) };
        let mut spans: Vec<Span> = Vec::new();
        let mut x: u16 = 0;
        for (at, &width) in self.widths.iter().enumerate().take(self.frozen) {
            let from = if at == 0 { 0 } else { x + BETWEEN };
            if at > 0 && from.saturating_add(width) > most {
                break;
            }
            let width = width.min(most);
            spans.push(Span { at, x: from, width });
            x = from + width;
        }
        (spans, x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(spans: &[Span]) -> Vec<usize> {
        spans.iter().map(|span| span.at).collect()
    }

    #[test]
    fn held_columns_stay_and_the_last_shows_at_the_end() {
        let columns = Columns { widths: vec![6, 4, 5, 5, 5, 5], frozen: 1 };
        assert_eq!(at(&columns.spans(0, 20)), [0, 1, 2]);
        assert_eq!(at(&columns.spans(2, 20)), [0, 3, 4]);
        assert_eq!(columns.last_pan(20), 3);
        assert_eq!(at(&columns.spans(9, 20)), [0, 4, 5]);
        let two = Columns { frozen: 2, ..columns.clone() };
        assert_eq!(at(&two.spans(1, 30)), [0, 1, 3, 4]);
        assert_eq!(at(&columns.spans(0, 60)), [0, 1, 2, 3, 4, 5], "where all fit, all show");
        assert_eq!(columns.pan_to(4, 0, 20), 2);
        assert_eq!(columns.pan_to(1, 3, 20), 0);
        assert_eq!(columns.hidden(&columns.spans(1, 20), 20), (true, true));
    }

    #[test]
    fn a_column_wider_than_the_screen_is_cut_and_still_reached() {
        let columns = Columns { widths: vec![30, 50, 4], frozen: 1 };
        for room in 1..90 {
            for column in 0..3 {
                let pan = columns.pan_to(column, 0, room);
                let spans = columns.spans(pan, room);
                assert!(spans.iter().all(|span| span.x + span.width <= room), "{room} {spans:?}");
                assert!(room < 6 || spans.iter().any(|span| span.at == column), "column {column} in {room}: {spans:?}");
            }
        }
    }
}
