//! A table of statistics: a row for each column of another table. Owns what is said of a column, and with how many
//! decimals; reckons nothing itself.

use super::column::Value;
use super::kind::Kind;
use super::reshape::{Made, MadeCell, MadeColumn, column, words};
use super::statistics::Statistics;

/// The columns of the table, behind the name of the column they tell of.
const HEADS: [(&str, Kind); 10] = [
    ("count", Kind::Number),
    ("missing", Kind::Number),
    ("sum", Kind::Number),
    ("mean", Kind::Number),
    ("median", Kind::Number),
    ("min", Kind::Number),
    ("min row", Kind::Text),
    ("max", Kind::Number),
    ("max row", Kind::Text),
    ("sd", Kind::Number),
];

/// What can be said of a column.
#[derive(Debug, Clone)]
pub enum Summed {
    /// Of words: how many cells say anything.
    Words(usize),
    /// Of figures.
    Figures {
        /// Their statistics.
        found: Statistics,
        /// Most decimals that one of them is printed with.
        decimals: usize,
        /// The least and the greatest: the cell, and what its row is called.
        extremes: Box<[Option<(MadeCell, String)>; 2]>,
    },
}

/// The table of what can be said of each of some columns of so many rows. Years are not added up.
pub fn summary(columns: &[MadeColumn], rows: usize, summed: impl FnMut(usize) -> Summed) -> Made {
    let heads = HEADS.iter().map(|&(name, kind)| column(name, kind, None));
    let heads = std::iter::once(column("column", Kind::Text, None)).chain(heads).collect();
    let cells = (0..columns.len()).map(summed).enumerate().map(|(at, summed)| line(&columns[at], at, rows, summed));
    Made { columns: heads, rows: cells.collect(), groups: Vec::new() }
}

fn line(said: &MadeColumn, at: usize, rows: usize, summed: Summed) -> Vec<MadeCell> {
    let name = match said.name.as_str() {
        "" if at == 0 => "row".to_owned(),
        "" => format!("#{}", at + 1),
        name => name.to_owned(),
    };
    let whole = |number: usize| MadeCell::of(Some(number as f64), 0);
    match summed {
        Summed::Words(count) => {
            let mut cells = vec![words(&name), whole(count), whole(rows - count)];
            cells.resize(HEADS.len() + 1, MadeCell::default());
            cells
        }
        Summed::Figures { found, decimals, extremes } => {
            let sum = (found.count > 0 && said.kind != Kind::Year).then_some(found.sum);
            let [[min, min_row], [max, max_row]] =
                (*extremes).map(|extreme| extreme.map_or([MadeCell::default(), MadeCell::default()], |(cell, row)| [cell, words(&row)]));
            let mean = MadeCell::of(found.mean, decimals + 1);
            let median = MadeCell::of(found.median, decimals + usize::from(found.count.is_multiple_of(2)));
            let deviation = MadeCell::of(found.deviation, decimals + 1);
            vec![words(&name), whole(found.count), whole(found.missing), MadeCell::of(sum, decimals), mean, median, min, min_row, max, max_row, deviation]
        }
    }
}

impl Made {
    /// What can be said of each column at once. Of words only how many there are.
    pub fn summary(&self) -> Made {
        summary(&self.columns, self.rows.len(), |at| self.summed_up(at))
    }

    fn summed_up(&self, at: usize) -> Summed {
        if !self.columns[at].kind.is_figures() {
            return Summed::Words(self.rows.iter().filter(|row| row[at].value != Value::Nothing).count());
        }
        let found = Statistics::of(self.rows.iter().map(|row| row[at].figure().unwrap_or(f64::NAN)));
        let decimals = self.rows.iter().filter(|row| row[at].figure().is_some()).map(|row| row[at].decimals).max().unwrap_or(0);
        let extremes = [found.min, found.max].map(|extreme| extreme.map(|(row, _)| (self.rows[row][at].clone(), self.row_name(row))));
        Summed::Figures { found, decimals, extremes: Box::new(extremes) }
    }

    /// What a row is called: by its group and its stub, else by its number.
    fn row_name(&self, row: usize) -> String {
        let stub = self.rows[row].first().map_or("", |cell| cell.text.as_str());
        match self.group(row) {
            _ if stub.is_empty() => format!("row {}", row + 1),
            Some(group) => format!("{group} / {stub}"),
            None => stub.to_owned(),
        }
    }
}
