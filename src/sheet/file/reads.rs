//! A column of a data file read as a whole: its kind and its reading, decided by all cells together, while whatever is
//! wanted of each cell is taken along. Cells of one form, and cells that say the same, are looked at once and counted.

use std::collections::HashMap;

use crate::read::data::file::DataFile;
use crate::sheet::evidence::Evidence;
use crate::sheet::kind::Tally;
use crate::sheet::number::{Printed, Reading};

use super::plain::{FORMS, plain};

/// Most different cells of a part that are remembered.
const WORDS: usize = 4096;

/// What was met in a part of a column, under a reading that was guessed.
#[derive(Debug)]
pub struct Met<'f> {
    guess: Reading,
    forms: [(u64, &'f [u8]); FORMS],
    words: HashMap<&'f [u8], usize>,
    /// The cells that say something else than a plain figure, in the order in which they are met.
    counted: Vec<Word<'f>>,
    /// What the cells show that were too many to be remembered.
    evidence: Evidence,
    tally: Tally,
}

/// What a cell says as a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// Its value; NaN where it is none.
    pub value: f64,
    /// The digits behind its decimal sign, as printed.
    pub decimals: usize,
}

/// A cell that is no plain figure.
#[derive(Debug, Clone, Copy)]
struct Word<'f> {
    field: &'f [u8],
    count: u64,
    figure: Figure,
}

impl<'f> Met<'f> {
    /// Nothing met yet.
    pub fn new(guess: Reading) -> Met<'f> {
        Met { guess, forms: [(0, &[]); FORMS], words: HashMap::new(), counted: Vec::new(), evidence: Evidence::default(), tally: Tally::default() }
    }

    /// Takes a field, and gives its figure in the reading that was guessed.
    #[inline]
    pub fn take(&mut self, file: &DataFile, field: &'f [u8]) -> Figure {
        if let Some(plain) = plain(field, self.guess.decimal) {
            let form = &mut self.forms[plain.form];
            form.0 += 1;
            form.1 = field;
            return Figure { value: plain.value, decimals: plain.decimals };
        }
        self.take_word(file, field)
    }

    fn take_word(&mut self, file: &DataFile, field: &'f [u8]) -> Figure {
        if let Some(&at) = self.words.get(field) {
            let word = &mut self.counted[at];
            word.count += 1;
            return word.figure;
        }
        let text = file.text(field);
        if self.counted.len() < WORDS {
            let figure = self.figure(&text, self.guess.read(&text));
            self.words.insert(field, self.counted.len());
            self.counted.push(Word { field, count: 1, figure });
            return figure;
        }
        self.evidence.count(&text);
        let printed = self.tally.count(&text, &self.guess);
        self.figure(&text, printed)
    }

    fn figure(&self, cell: &str, printed: Printed) -> Figure {
        let Printed::Figure { value, .. } = printed else { return Figure { value: f64::NAN, decimals: 0 } };
        let decimals = self.guess.plain(cell).and_then(|plain| plain.split_once('.').map(|(_, behind)| behind.len()));
        Figure { value, decimals: decimals.unwrap_or(0) }
    }

    /// Adds what was met in the part that follows.
    pub fn merge(&mut self, other: Met<'f>) {
        for (form, (count, field)) in self.forms.iter_mut().zip(other.forms) {
            form.0 += count;
            form.1 = if count > 0 { field } else { form.1 };
        }
        for word in other.counted {
            match self.words.get(word.field) {
                Some(&at) => self.counted[at].count += word.count,
                None => {
                    self.words.insert(word.field, self.counted.len());
                    self.counted.push(word);
                }
            }
        }
        self.evidence.merge(&other.evidence);
        self.tally.merge(&other.tally);
    }

    /// What its cells show.
    pub fn evidence(&self, file: &DataFile) -> Evidence {
        let mut evidence = self.evidence.clone();
        for (field, count) in self.cells() {
            let mut one = Evidence::default();
            one.count(&file.text(field));
            times(one, count, Evidence::merge, &mut evidence);
        }
        evidence
    }

    /// Whether a reading reads every cell as the one that was guessed.
    pub fn is_read_as(&self, reading: &Reading) -> bool {
        (self.guess.decimal, self.guess.days) == (reading.decimal, reading.days)
    }

    /// The forms of its cells in the reading that was guessed, which must be that of the column.
    pub fn tally(&self, file: &DataFile) -> Tally {
        let mut tally = Tally::default();
        for (field, count) in self.cells() {
            let mut one = Tally::default();
            one.count(&file.text(field), &self.guess);
            times(one, count, Tally::merge, &mut tally);
        }
        tally.merge(&self.tally);
        tally
    }

    /// A cell of each form and each word, with how often it was met.
    fn cells(&self) -> impl Iterator<Item = (&'f [u8], u64)> {
        let forms = self.forms.iter().filter(|form| form.0 > 0).map(|form| (form.1, form.0));
        forms.chain(self.counted.iter().map(|word| (word.field, word.count)))
    }
}

/// A reading guessed from some cells.
pub fn guess<'c>(file: &DataFile, fields: impl Iterator<Item = &'c [u8]>) -> Reading {
    let mut evidence = Evidence::default();
    fields.for_each(|field| evidence.count(&file.text(field)));
    evidence.decide()
}

/// Adds something so many times: what was added up to now is doubled and doubled again.
fn times<T: Clone>(mut one: T, mut count: u64, merge: fn(&mut T, &T), sum: &mut T) {
    while count > 0 {
        if count % 2 == 1 {
            merge(sum, &one);
        }
        let twice = one.clone();
        merge(&mut one, &twice);
        count /= 2;
    }
}
