//! A data file with what its columns are: their names at once, their kinds and readings when they are first asked for.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::reads::{self, Figure, Met};
use crate::read::data::file::DataFile;
use crate::read::data::index::Part;
use crate::read::data::progress::Progress;
use crate::sheet::column::{self, Column, Sheet};
use crate::sheet::evidence::Evidence;
use crate::sheet::heads;
use crate::sheet::number::Reading;

/// Rows from which a reading is guessed before all cells are seen.
const GUESSED_FROM: u32 = 1000;

/// A data file as a sheet.
#[derive(Debug)]
pub struct DataSheet {
    /// The file.
    pub file: Arc<DataFile>,
    /// What stands over the columns, and what that makes their names.
    heads: Vec<Vec<String>>,
    names: Vec<String>,
    /// The unit that the lines above name.
    above: Option<String>,
    known: Vec<OnceLock<Column>>,
    shown: Vec<OnceLock<Evidence>>,
}

impl DataSheet {
    /// The sheet of a file. No column is read yet.
    pub fn new(file: Arc<DataFile>) -> DataSheet {
        let heads = heads::spread(file.around.heads.clone(), file.columns());
        let names: Vec<String> = (0..file.columns()).map(|at| heads::heads_of(&heads, at).join(" ")).collect();
        let above = column::unit_above(file.around.units().into_iter().chain(file.around.above.iter().rev().map(String::as_str)));
        let known = names.iter().map(|_| OnceLock::new()).collect();
        DataSheet { shown: names.iter().map(|_| OnceLock::new()).collect(), known, heads, names, above, file }
    }

    /// What the columns are called.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// A column without its values; read now, where nobody asked for it before. `None` where it was stopped.
    pub fn column(&self, at: usize, progress: &Progress) -> Option<&Column> {
        match self.known[at].get() {
            Some(known) => Some(known),
            None => self.read(at, progress, |_| ()).map(|_| self.known[at].get()).unwrap_or_default(),
        }
    }

    /// Whether a column was read.
    pub fn column_is_known(&self, at: usize) -> bool {
        self.known[at].get().is_some()
    }

    /// The columns as they are known, as a sheet without rows: what is not known yet holds words.
    pub fn outline(&self) -> Sheet {
        let unknown = |name: &String| Column { name: name.clone(), ..Column::default() };
        let columns = self.names.iter().zip(&self.known).map(|(name, known)| known.get().cloned().unwrap_or_else(|| unknown(name)));
        Sheet { columns: columns.collect(), ..Sheet::default() }
    }

    /// The columns as their first cells say they are, as far as they are not known.
    pub fn likely(&self) -> Vec<Column> {
        let all: Vec<usize> = (0..self.names.len()).collect();
        let guesses = self.guesses(&all);
        let mut columns = self.outline().columns;
        for (at, (column, guess)) in columns.iter_mut().zip(guesses).enumerate().filter(|(at, _)| !self.column_is_known(*at)) {
            let mut met = Met::new(guess);
            for row in 0..self.file.rows().min(GUESSED_FROM) {
                met.take(&self.file, self.file.fields(row).get(at).copied().unwrap_or_default());
            }
            *column = self.decided(at, &met, guess);
        }
        columns
    }

    /// What is made of the figure of every row in a column, in the order of the rows; NaN stands for none. `None` where it
    /// was stopped.
    pub fn figures<T: Copy + Default + Send>(&self, at: usize, progress: &Progress, make: impl Fn(Figure) -> T + Sync) -> Option<Vec<T>> {
        let known = self.known[at].get().map(|column| column.reading);
        let Some(reading) = known else { return self.read(at, progress, make) };
        self.read_with(at, reading, progress, &make).map(|(made, _)| made)
    }

    /// Reads some columns at once, where nobody asked for them before. `None` where it was stopped.
    pub fn know(&self, columns: &[usize], progress: &Progress) -> Option<()> {
        let columns: Vec<usize> = columns.iter().copied().filter(|&at| !self.column_is_known(at)).collect();
        if columns.len() < 2 {
            return columns.first().map_or(Some(()), |&at| self.column(at, progress).map(|_| ()));
        }
        for (&at, met) in columns.iter().zip(self.meet(&columns, progress)?) {
            if self.settle(at, &met, progress)?.is_err() {
                self.column(at, progress)?;
            }
        }
        Some(())
    }

    /// Goes through all cells of some columns.
    fn meet(&self, columns: &[usize], progress: &Progress) -> Option<Vec<Met<'_>>> {
        let file = &*self.file;
        let guesses = self.guesses(columns);
        progress.begin(file.len() as u64);
        let read = |part: &Part| {
            let mut met: Vec<Met<'_>> = guesses.iter().map(|&guess| Met::new(guess)).collect();
            file.walk(part, |_, fields| {
                for (&at, met) in columns.iter().zip(&mut met) {
                    met.take(file, fields.get(at).copied().unwrap_or_default());
                }
            });
            progress.step(part.len() as u64).map(|()| met)
        };
        let by_part: Vec<Vec<Met<'_>>> = file.parts().par_iter().map(read).collect::<Option<_>>()?;
        let mut all: Vec<Met<'_>> = guesses.iter().map(|&guess| Met::new(guess)).collect();
        for part in by_part {
            all.iter_mut().zip(part).for_each(|(all, part)| all.merge(part));
        }
        Some(all)
    }

    /// Reads a column, and decides what it is.
    fn read<T: Copy + Default + Send>(&self, at: usize, progress: &Progress, make: impl Fn(Figure) -> T + Sync) -> Option<Vec<T>> {
        let mut guess = self.guesses(&[at]).pop().unwrap_or_default();
        loop {
            let (made, met) = self.read_with(at, guess, progress, &make)?;
            match self.settle(at, &met, progress)? {
                Ok(()) => return Some(made),
                Err(reading) => guess = reading,
            }
        }
    }

    /// The readings of columns, guessed from their first cells.
    fn guesses(&self, columns: &[usize]) -> Vec<Reading> {
        let sample: Vec<Vec<&[u8]>> = (0..self.file.rows().min(GUESSED_FROM)).map(|row| self.file.fields(row)).collect();
        columns.iter().map(|&at| reads::guess(&self.file, sample.iter().filter_map(|fields| fields.get(at).copied()))).collect()
    }

    /// Decides what a column is by what was met in it. `None` where it was stopped.
    ///
    /// # Errors
    /// The reading of the column, where another one was guessed.
    fn settle(&self, at: usize, met: &Met<'_>, progress: &Progress) -> Option<Result<(), Reading>> {
        let mut reading = self.shown[at].get_or_init(|| met.evidence(&self.file)).decide();
        if reading.undecided {
            // Whoever set a table wrote all of its decimals with one sign.
            let others: Vec<usize> = (0..self.names.len()).filter(|&other| self.shown[other].get().is_none()).collect();
            for (&other, met) in others.iter().zip(self.meet(&others, progress)?) {
                self.shown[other].get_or_init(|| met.evidence(&self.file));
            }
            let mut shown = self.shown.iter().filter_map(|shown| shown.get()?.shown());
            let usual = shown.next().filter(|first| shown.all(|other| other == *first));
            if usual.is_some_and(|usual| usual != reading.decimal) {
                reading = Reading { undecided: true, ..reading.other(false) };
            }
        }
        if !met.is_read_as(&reading) {
            return Some(Err(reading));
        }
        // Who read it meanwhile came to the same.
        let _ = self.known[at].set(self.decided(at, met, reading));
        Some(Ok(()))
    }

    fn decided(&self, at: usize, met: &Met<'_>, reading: Reading) -> Column {
        column::decided(&heads::heads_of(&self.heads, at), at == 0, self.above.as_deref(), &met.tally(&self.file), reading)
    }

    fn read_with<T: Copy + Default + Send>(
        &self,
        at: usize,
        reading: Reading,
        progress: &Progress,
        make: &(impl Fn(Figure) -> T + Sync),
    ) -> Option<(Vec<T>, Met<'_>)> {
        let file = &*self.file;
        let mut made = vec![T::default(); file.rows() as usize];
        progress.begin(file.len() as u64);
        let read = |(part, made): (&Part, &mut [T])| {
            let mut met = Met::new(reading);
            let mut places = made.iter_mut();
            file.walk_one(part, at, |_, field| {
                let figure = make(met.take(file, field));
                if let Some(place) = places.next() {
                    *place = figure;
                }
            });
            progress.step(part.len() as u64).map(|()| met)
        };
        let met: Vec<Met<'_>> = by_part(file.parts(), &mut made).into_par_iter().map(read).collect::<Option<_>>()?;
        let mut met = met.into_iter();
        let mut all = met.next().unwrap_or_else(|| Met::new(reading));
        met.for_each(|part| all.merge(part));
        Some((made, all))
    }
}

/// Parts of a file, each with its share of something that has a place for every row.
pub(super) fn by_part<'p, 'm, T>(parts: &'p [Part], mut all: &'m mut [T]) -> Vec<(&'p Part, &'m mut [T])> {
    let mut shares = Vec::with_capacity(parts.len());
    for part in parts {
        let (share, rest) = all.split_at_mut(part.rows.len());
        shares.push((part, share));
        all = rest;
    }
    shares
}
