//! Rows of a data file, written as they are read: any number of them, without a table in memory. The same characters as
//! the forms in `formats` write of a table with these rows.

use std::borrow::Cow;
use std::io::{self, Write};

use rayon::prelude::*;

use super::super::json;
use super::formats::{CellJson, RowJson, ValueJson, guarded, quoted};
use super::{Cells, Form, Options};
use crate::sheet::column::value_of;
use crate::sheet::file::{DataSheet, is_written_plainly};
use crate::sheet::{Column, Kind, Sheet, Value};

/// Rows that are written by one processor at a time.
const ROWS: usize = 4096;
/// Such runs of rows that wait to be written out.
const RUNS: usize = 16;

/// Rows of a file and its columns, in the order in which they are written.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'r> {
    /// The file; its columns are known.
    pub data: &'r DataSheet,
    /// What its columns are.
    pub sheet: &'r Sheet,
    /// The rows.
    pub rows: &'r [u32],
    /// The columns, from 0.
    pub columns: &'r [usize],
}

impl Rows<'_> {
    /// Whether a form can be written of any number of rows.
    pub fn takes(form: Form) -> bool {
        matches!(form, Form::Csv | Form::Tsv | Form::Json)
    }

    /// Writes them in a form that can be.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn print(&self, form: Form, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        match form {
            Form::Json => self.json(out),
            Form::Tsv => self.separated(options, b'\t', out),
            _ => self.separated(options, b',', out),
        }
    }

    /// What is made of each row, run after run.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn each(&self, out: &mut dyn Write, write: impl Fn(usize, &[Cow<'_, str>], &mut Vec<u8>) + Sync) -> io::Result<()> {
        for (block, rows) in self.rows.chunks(ROWS * RUNS).enumerate() {
            let run = |(number, rows): (usize, &[u32])| {
                let mut written = Vec::new();
                for (place, &row) in rows.iter().enumerate() {
                    write((block * RUNS + number) * ROWS + place, &self.cells(row), &mut written);
                }
                written
            };
            let runs: Vec<Vec<u8>> = rows.par_chunks(ROWS).enumerate().map(run).collect();
            runs.iter().try_for_each(|run| out.write_all(run))?;
        }
        Ok(())
    }

    /// What is gathered of all rows: by each processor of its own, and put together.
    pub fn gathered<G: Send>(
        &self,
        none: impl Fn() -> G + Sync + Send,
        take: impl Fn(&mut G, &[Cow<'_, str>]) + Sync,
        merge: impl Fn(G, G) -> G + Sync + Send,
    ) -> G {
        let of_run = |rows: &[u32]| {
            let mut gathered = none();
            rows.iter().for_each(|&row| take(&mut gathered, &self.cells(row)));
            gathered
        };
        self.rows.par_chunks(ROWS).map(of_run).reduce(&none, merge)
    }

    /// What the columns that are written say in a row.
    fn cells(&self, row: u32) -> Vec<Cow<'_, str>> {
        let fields = self.data.file.fields(row);
        self.columns.iter().map(|&column| fields.get(column).map_or(Cow::Borrowed(""), |field| self.data.file.text(field))).collect()
    }

    /// The column that is written at a place.
    pub fn column(&self, place: usize) -> &Column {
        &self.sheet.columns[self.columns[place]]
    }

    fn separated(&self, options: &Options, separator: u8, out: &mut dyn Write) -> io::Result<()> {
        let guard = |words: Cow<'_, str>| if options.guarded { guarded(words) } else { words.into_owned() };
        let names = (0..self.columns.len()).map(|place| quoted(guard(Cow::Borrowed(&self.column(place).name)), separator as char));
        writeln!(out, "{}", names.collect::<Vec<_>>().join(&(separator as char).to_string()))?;
        let printed = options.cells == Some(Cells::Printed);
        self.each(out, |_, cells, written| {
            for (place, cell) in cells.iter().enumerate() {
                if place > 0 {
                    written.push(separator);
                }
                let column = self.column(place);
                if column.kind.is_figures() && is_written_plainly(cell, &column.reading) {
                    written.extend_from_slice(cell.as_bytes());
                    continue;
                }
                let value = value_of(column, cell);
                let said = if printed { Cow::Borrowed(cell.as_ref()) } else { plain(column, cell, &value) };
                let harmless = said.as_bytes().first().is_none_or(|byte| byte.is_ascii_alphanumeric());
                match (said, value) {
                    (Cow::Borrowed(said), _) if harmless && !said.bytes().any(|byte| byte == separator || byte == b'"' || byte == b'\n') => {
                        written.extend_from_slice(said.as_bytes());
                    }
                    (said, Value::Number(_)) => written.extend_from_slice(quoted(said.into_owned(), separator as char).as_bytes()),
                    (said, _) => written.extend_from_slice(quoted(guard(said), separator as char).as_bytes()),
                }
            }
            written.push(b'\n');
        })
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let names: Vec<&str> = (0..self.columns.len()).map(|place| self.column(place).name.as_str()).collect();
        write!(out, "{{\n  \"id\": \"t1\",\n")?;
        let around = &self.data.file.around;
        for (name, line) in [("caption", around.above.first().map(String::as_str)), ("units", around.units()), ("source", around.source())] {
            if let Some(line) = line.filter(|line| !line.is_empty()) {
                writeln!(out, "  \"{name}\": {},", json::text(&line)?)?;
            }
        }
        write!(out, "  \"columns\": {},\n  \"rows\": ", indented(&json::text(&names)?, "  "))?;
        if self.rows.is_empty() {
            return writeln!(out, "[]\n}}");
        }
        self.each(out, |number, cells, written| {
            let values: Vec<Value> = cells.iter().enumerate().map(|(place, cell)| value_of(self.column(place), cell)).collect();
            let cells = cells.iter().zip(&values).map(|(cell, value)| CellJson { text: Cow::Borrowed(cell), value: ValueJson::of(value) });
            let row = RowJson { group: None, total: false, derived: false, cells: cells.collect() };
            written.extend_from_slice(if number == 0 { b"[\n    " } else { b",\n    " });
            // Words and figures are always written.
            written.extend_from_slice(indented(&json::text(&row).unwrap_or_default(), "    ").as_bytes());
        })?;
        writeln!(out, "\n  ]\n}}")
    }
}

/// What a cell of a value says as plain data: `11820.0`, an ISO date, nothing for `n.a.`.
fn plain<'c>(column: &Column, cell: &'c str, value: &Value) -> Cow<'c, str> {
    match value {
        Value::Nothing => Cow::Borrowed(""),
        Value::Number(value) => Cow::Owned(column.plain(cell, *value)),
        Value::Text(date) if column.kind == Kind::Date => Cow::Owned(date.clone()),
        Value::Text(_) => Cow::Borrowed(cell),
    }
}

fn indented(text: &str, by: &str) -> String {
    text.replace('\n', &format!("\n{by}"))
}
