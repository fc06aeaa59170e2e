//! The columns of a data file summed up, a row for each. Owns how a column is gone through; what is said of it is that of any
//! table.

use super::sheet::DataSheet;
use crate::read::data::progress::Progress;
use crate::sheet::column::{Value, value_of};
use crate::sheet::reshape::{Made, MadeCell, MadeColumn};
use crate::sheet::statistics::Statistics;
use crate::sheet::summary::{Summed, summary};

impl DataSheet {
    /// What can be said of each column; of some rows, or of all. `None` where it was stopped.
    pub fn summed_up(&self, rows: Option<&[u32]>, progress: &Progress) -> Option<Made> {
        self.know(&(0..self.names().len()).collect::<Vec<_>>(), progress)?;
        let columns = self.outline().columns;
        let made = |column: &crate::sheet::Column| MadeColumn { name: column.name.clone(), kind: column.kind, unit: column.unit.clone(), formula: None };
        let made: Vec<MadeColumn> = columns.iter().map(made).collect();
        let summed: Option<Vec<Summed>> = (0..columns.len()).map(|at| self.summed(at, rows, progress)).collect();
        let mut summed = summed?.into_iter();
        let count = rows.map_or(self.file.rows() as usize, <[u32]>::len);
        Some(summary(&made, count, |_| summed.next().unwrap_or(Summed::Words(0))))
    }

    fn summed(&self, at: usize, rows: Option<&[u32]>, progress: &Progress) -> Option<Summed> {
        if !self.column(at, progress)?.kind.is_figures() {
            return self.said(at, rows, progress).map(Summed::Words);
        }
        let all = self.figures(at, progress, |figure| (figure.value, figure.decimals as u32))?;
        let of = |place: usize| rows.map_or(place, |rows| rows[place] as usize);
        let places = 0..rows.map_or(all.len(), <[u32]>::len);
        let found = Statistics::of(places.clone().map(|place| all[of(place)].0));
        let decimals = places.map(|place| all[of(place)]).filter(|(value, _)| !value.is_nan()).map(|(_, decimals)| decimals as usize).max();
        let extremes = [found.min, found.max].map(|extreme| {
            let (place, value) = extreme?;
            let row = of(place) as u32;
            let stub = self.file.cell(row, 0).into_owned();
            let name = if stub.is_empty() { format!("row {}", place + 1) } else { stub };
            let cell = MadeCell { text: self.file.cell(row, at).into_owned(), value: Value::Number(value), decimals: all[row as usize].1 as usize };
            Some((cell, name))
        });
        Some(Summed::Figures { found, decimals: decimals.unwrap_or(0), extremes: Box::new(extremes) })
    }

    /// How many cells of a column of words say anything.
    fn said(&self, at: usize, rows: Option<&[u32]>, progress: &Progress) -> Option<usize> {
        let column = self.column(at, progress)?;
        let (numbers, fields) = self.different(at, progress)?;
        let says: Vec<bool> = fields.iter().map(|field| value_of(column, &self.file.text(field)) != Value::Nothing).collect();
        let count = |number: u32| usize::from(says[number as usize]);
        Some(match rows {
            None => numbers.iter().map(|&number| count(number)).sum(),
            Some(rows) => rows.iter().map(|&row| count(numbers[row as usize])).sum(),
        })
    }
}
