//! The rows of a data file of which conditions hold: read as for any table, and tried on the fields as they go by.

use std::borrow::Cow;

use rayon::prelude::*;

use super::plain::plain;
use super::sheet::DataSheet;
use crate::read::data::file::DataFile;
use crate::read::data::index::Part;
use crate::read::data::progress::Progress;
use crate::sheet::collation::folded;
use crate::sheet::column::{Column, Kind, Value, value_of};
use crate::sheet::filter::{Cells, Filter, Said};
use crate::sheet::order::By;

impl DataSheet {
    /// Reads conditions as they are typed, and the columns that they speak of. `None` where it was stopped.
    ///
    /// # Errors
    /// Says why one is no condition.
    pub fn filters(&self, typed: &[String], progress: &Progress) -> Option<Result<Vec<Filter>, String>> {
        let read = || {
            let sheet = self.outline();
            typed.iter().map(|typed| Filter::read(typed, &sheet)).collect::<Result<Vec<Filter>, String>>()
        };
        // What a value is depends on what its column holds; which column that is does not.
        let filters = match read() {
            Ok(filters) => filters,
            Err(why) => return Some(Err(why)),
        };
        for column in columns(&filters) {
            self.column(column, progress)?;
        }
        Some(read())
    }

    /// The rows of which all conditions hold, ascending. `None` where it was stopped.
    pub fn chosen(&self, filters: &[Filter], progress: &Progress) -> Option<Vec<u32>> {
        let file = &*self.file;
        let wanted = columns(filters);
        let known: Vec<(usize, &Column)> = wanted.iter().map(|&at| self.column(at, progress).map(|column| (at, column))).collect::<Option<_>>()?;
        progress.begin(file.len() as u64);
        let choose = |part: &Part| {
            let mut rows = Vec::new();
            match known.as_slice() {
                [(at, column)] => file.walk_one(part, *at, |row, field| {
                    let only = OneCell { file, column, field };
                    if filters.iter().all(|filter| filter.holds_for(&only)) {
                        rows.push(row);
                    }
                }),
                known => file.walk(part, |row, fields| {
                    let cells = FileRow { file, known, fields };
                    if filters.iter().all(|filter| filter.holds_for(&cells)) {
                        rows.push(row);
                    }
                }),
            }
            progress.step(part.len() as u64).map(|()| rows)
        };
        let chosen: Vec<Vec<u32>> = file.parts().par_iter().map(choose).collect::<Option<_>>()?;
        Some(chosen.concat())
    }
}

/// The columns that conditions look at.
fn columns(filters: &[Filter]) -> Vec<usize> {
    let mut columns: Vec<usize> =
        filters.iter().flat_map(Filter::looks_at).filter_map(|by| if let By::Column(column) = by { Some(column) } else { None }).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// The only cell of a row that is looked at.
struct OneCell<'f> {
    file: &'f DataFile,
    column: &'f Column,
    field: &'f [u8],
}

impl Cells for OneCell<'_> {
    fn said(&self, _: By) -> Option<Said<'_>> {
        said(self.file, self.column, self.field)
    }

    fn printed(&self, _: By) -> Cow<'_, str> {
        self.file.text(self.field)
    }
}

/// A row of a file, with what is known of the columns that are looked at.
struct FileRow<'f> {
    file: &'f DataFile,
    known: &'f [(usize, &'f Column)],
    fields: &'f [&'f [u8]],
}

impl FileRow<'_> {
    fn field(&self, by: By) -> (Option<&Column>, &[u8]) {
        let By::Column(at) = by else { return (None, &[]) };
        let column = self.known.iter().find(|(known, _)| *known == at).map(|(_, column)| *column);
        (column, self.fields.get(at).copied().unwrap_or_default())
    }
}

impl Cells for FileRow<'_> {
    fn said(&self, by: By) -> Option<Said<'_>> {
        let (column, field) = self.field(by);
        said(self.file, column?, field)
    }

    fn printed(&self, by: By) -> Cow<'_, str> {
        self.file.text(self.field(by).1)
    }
}

fn said<'f>(file: &DataFile, column: &Column, field: &'f [u8]) -> Option<Said<'f>> {
    if column.kind.is_figures()
        && let Some(plain) = plain(field, column.reading.decimal)
    {
        return Some(Said::Number(plain.value));
    }
    let text = file.text(field);
    if column.kind == Kind::Text
        && let Cow::Borrowed(words) = text
        && is_folded_word(words)
    {
        return Some(Said::Words(Cow::Borrowed(words)));
    }
    match value_of(column, &text) {
        Value::Number(value) => Some(Said::Number(value)),
        Value::Text(words) => Some(Said::Words(folded(&words).into())),
        Value::Nothing => None,
    }
}

/// Whether words are folded already, and no word for nothing: letters of English without capitals, more than a few.
fn is_folded_word(words: &str) -> bool {
    words.len() > 4 && words.bytes().all(|byte| byte.is_ascii_lowercase())
}
