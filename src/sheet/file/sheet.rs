//! A data file with what its columns are: their names at once, their kinds and readings when they are first asked for.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::reads::{self, Met};
use crate::read::data::file::DataFile;
use crate::read::data::index::Part;
use crate::read::data::progress::Progress;
use crate::sheet::column::{self, Column, Kind, Sheet};
use crate::sheet::number::Reading;

/// Rows from which a reading is guessed before all cells are seen.
const GUESSED_FROM: u32 = 1000;

/// A data file as a sheet.
#[derive(Debug)]
pub struct DataSheet {
    /// The file.
    pub file: Arc<DataFile>,
    names: Vec<String>,
    known: Vec<OnceLock<Column>>,
}

impl DataSheet {
    /// The sheet of a file. No column is read yet.
    pub fn new(file: Arc<DataFile>) -> DataSheet {
        let names = column::names(&file.around.heads, file.columns());
        DataSheet { known: names.iter().map(|_| OnceLock::new()).collect(), names, file }
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

    /// The columns as they are known, as a sheet without rows: what is not known yet holds words.
    pub fn outline(&self) -> Sheet {
        let unknown = |name: &String| Column { name: name.clone(), kind: Kind::Text, unit: None, reading: Reading::default(), values: Vec::new() };
        let columns = self.names.iter().zip(&self.known).map(|(name, known)| known.get().cloned().unwrap_or_else(|| unknown(name)));
        Sheet { columns: columns.collect(), ..Sheet::default() }
    }

    /// What is made of the figure of every row in a column, in the order of the rows; NaN stands for none. `None` where it
    /// was stopped.
    pub fn figures<T: Copy + Default + Send>(&self, at: usize, progress: &Progress, make: impl Fn(f64) -> T + Sync) -> Option<Vec<T>> {
        let known = self.known[at].get().map(|column| column.reading);
        let Some(reading) = known else { return self.read(at, progress, make) };
        self.read_with(at, reading, progress, &make).map(|(made, _)| made)
    }

    /// Reads a column, and decides what it is.
    fn read<T: Copy + Default + Send>(&self, at: usize, progress: &Progress, make: impl Fn(f64) -> T + Sync) -> Option<Vec<T>> {
        let file = &*self.file;
        let sample: Vec<Vec<&[u8]>> = (0..file.rows().min(GUESSED_FROM)).map(|row| file.fields(row)).collect();
        let mut guess = reads::guess(file, sample.iter().filter_map(|fields| fields.get(at).copied()));
        loop {
            let (made, met) = self.read_with(at, guess, progress, &make)?;
            let reading = met.reading(file);
            if reads::alike(&reading, &guess) {
                let kind = met.tally(file).decide(&self.names[at], at == 0);
                let unit = (kind == Kind::Percent).then(|| "%".to_owned());
                // Who read it meanwhile came to the same.
                let _ = self.known[at].set(Column { name: self.names[at].clone(), kind, unit, reading, values: Vec::new() });
                return Some(made);
            }
            guess = reading;
        }
    }

    fn read_with<T: Copy + Default + Send>(
        &self,
        at: usize,
        reading: Reading,
        progress: &Progress,
        make: &(impl Fn(f64) -> T + Sync),
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
