//! A table of statistics: a row for each column of another table. Owns what is said of a column, and with how many
//! decimals; reckons nothing itself.

use super::column::Value;
use super::kind::Kind;
use super::reshape::{Made, MadeCell, column, words};
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

impl Made {
    /// What can be said of each column at once. Of words only how many there are; years are not added up.
    pub fn summary(&self) -> Made {
        let heads = HEADS.iter().map(|&(name, kind)| column(name, kind, None));
        let columns = std::iter::once(column("column", Kind::Text, None)).chain(heads).collect();
        Made { columns, rows: (0..self.columns.len()).map(|at| self.summed_up(at)).collect(), groups: Vec::new() }
    }

    fn summed_up(&self, at: usize) -> Vec<MadeCell> {
        let said = &self.columns[at];
        let name = match said.name.as_str() {
            "" if at == 0 => "row".to_owned(),
            "" => format!("#{}", at + 1),
            name => name.to_owned(),
        };
        let whole = |number: usize| MadeCell::of(Some(number as f64), 0);
        if !said.kind.is_figures() {
            let count = self.rows.iter().filter(|row| row[at].value != Value::Nothing).count();
            let mut cells = vec![words(&name), whole(count), whole(self.rows.len() - count)];
            cells.resize(HEADS.len() + 1, MadeCell::default());
            return cells;
        }
        let found = Statistics::of(self.rows.iter().map(|row| row[at].figure().unwrap_or(f64::NAN)));
        let decimals = self.rows.iter().filter(|row| row[at].figure().is_some()).map(|row| row[at].decimals).max().unwrap_or(0);
        let sum = (found.count > 0 && said.kind != Kind::Year).then_some(found.sum);
        let extreme = |extreme: Option<(usize, f64)>| match extreme {
            Some((row, _)) => [self.rows[row][at].clone(), words(&self.row_name(row))],
            None => [MadeCell::default(), MadeCell::default()],
        };
        let [min, min_row] = extreme(found.min);
        let [max, max_row] = extreme(found.max);
        let mean = MadeCell::of(found.mean, decimals + 1);
        let median = MadeCell::of(found.median, decimals + usize::from(found.count.is_multiple_of(2)));
        let deviation = MadeCell::of(found.deviation, decimals + 1);
        vec![words(&name), whole(found.count), whole(found.missing), MadeCell::of(sum, decimals), mean, median, min, min_row, max, max_row, deviation]
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
