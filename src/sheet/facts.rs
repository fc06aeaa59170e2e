//! What is worth saying of a column beside its values: the cells that are not of its kind, and the words that stand for
//! nothing. Owns these lists and the words for them.

use super::marks::without_marks;
use super::number::Printed;

/// Most different words for nothing that are told apart; further ones are counted, but not by word.
const WORDS: usize = 12;

/// What was met in a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The cells that say something, but nothing of the kind of the column: their places among the data rows, ascending.
    /// Empty for columns of words and of codes.
    pub unread: Vec<u32>,
    /// The words that stand for nothing, as printed (empty for a blank), and how often, in the order in which they are met.
    pub missing: Vec<(String, u32)>,
    /// How many cells say that there is nothing.
    pub nothing: u32,
    /// Figures that say themselves that they are not exact: `<0.1`, `10–12`.
    pub about: u32,
    /// How many of what the unit names a figure stands for, in units of one: a million in `US $m.`.
    pub multiplier: Option<u64>,
}

impl Facts {
    /// What a head says of a column with so many rows: `2 of 60 not figures`; `None` where there is nothing to say.
    pub fn words(&self, rows: usize, of_dates: bool) -> Option<String> {
        let what = if of_dates { "dates" } else { "figures" };
        (!self.unread.is_empty()).then(|| format!("{} of {rows} not {what}", self.unread.len()))
    }

    /// Notes a cell that says nothing.
    pub(super) fn note_nothing(&mut self, cell: &str) {
        let cell = cell.trim();
        // What is left of a cell that is a mark alone is a blank.
        let word = without_marks(cell);
        self.nothing += 1;
        match self.missing.iter().position(|(known, _)| known == word) {
            Some(at) => self.missing[at].1 += 1,
            None if self.missing.len() < WORDS => self.missing.push((word.to_owned(), 1)),
            None => {}
        }
    }

    /// Notes a figure.
    pub(super) fn note_figure(&mut self, read: &Printed) {
        self.about += u32::from(matches!(read, Printed::Figure { about: true, .. }));
    }
}
