//! Rows of a data file, written as they are read: any number of them, without a table in memory. The same characters as
//! the forms in `formats` write of a table with these rows.

use std::borrow::Cow;
use std::io::{self, Write};

use rayon::prelude::*;

use super::super::json;
use super::Form;
use super::formats::{CellJson, RowJson, ValueJson, quoted};
use crate::sheet::column::value_of;
use crate::sheet::file::DataSheet;
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
    /// Writes them; false where the form is none for any number of rows.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn print(&self, form: Form, out: &mut dyn Write) -> io::Result<bool> {
        match form {
            Form::Csv => self.separated(b',', out)?,
            Form::Tsv => self.separated(b'\t', out)?,
            Form::Json => self.json(out)?,
            _ => return Ok(false),
        }
        Ok(true)
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
                    let fields = self.data.file.fields(row);
                    let cell = |&column: &usize| fields.get(column).map_or(Cow::Borrowed(""), |field| self.data.file.text(field));
                    let cells: Vec<Cow<'_, str>> = self.columns.iter().map(cell).collect();
                    write((block * RUNS + number) * ROWS + place, &cells, &mut written);
                }
                written
            };
            let runs: Vec<Vec<u8>> = rows.par_chunks(ROWS).enumerate().map(run).collect();
            runs.iter().try_for_each(|run| out.write_all(run))?;
        }
        Ok(())
    }

    fn column(&self, place: usize) -> &Column {
        &self.sheet.columns[self.columns[place]]
    }

    fn separated(&self, separator: u8, out: &mut dyn Write) -> io::Result<()> {
        let names = (0..self.columns.len()).map(|place| quoted(self.column(place).name.clone(), separator as char));
        writeln!(out, "{}", names.collect::<Vec<_>>().join(&(separator as char).to_string()))?;
        self.each(out, |_, cells, written| {
            for (place, cell) in cells.iter().enumerate() {
                if place > 0 {
                    written.push(separator);
                }
                let plain = plain(self.column(place), cell);
                match plain {
                    Cow::Borrowed(plain) if !plain.bytes().any(|byte| byte == separator || byte == b'"' || byte == b'\n') => {
                        written.extend_from_slice(plain.as_bytes());
                    }
                    plain => written.extend_from_slice(quoted(plain.into_owned(), separator as char).as_bytes()),
                }
            }
            written.push(b'\n');
        })
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let names: Vec<&str> = (0..self.columns.len()).map(|place| self.column(place).name.as_str()).collect();
        write!(out, "{{\n  \"id\": \"t1\",\n  \"columns\": {},\n  \"rows\": ", indented(&json::text(&names)?, "  "))?;
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

/// What a cell says as plain data: `11820.0`, an ISO date, nothing for `n.a.`.
fn plain<'c>(column: &Column, cell: &'c str) -> Cow<'c, str> {
    match value_of(column, cell) {
        Value::Nothing => Cow::Borrowed(""),
        Value::Number(value) => {
            let plain = column.plain(cell, value);
            if plain == cell { Cow::Borrowed(cell) } else { Cow::Owned(plain) }
        }
        Value::Text(date) if column.kind == Kind::Date => Cow::Owned(date),
        Value::Text(_) => Cow::Borrowed(cell),
    }
}

fn indented(text: &str, by: &str) -> String {
    text.replace('\n', &format!("\n{by}"))
}
