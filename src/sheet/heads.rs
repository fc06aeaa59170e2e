//! What the columns of a table are called: the words of their header cells, and which heads go for several columns. Owns that
//! alone; knows no values.

use super::column::replaced;
use crate::model::{Extent, Mark, Table, Text};

/// What stands in the header cells, row by row; those that stand again further down, as after a page, name nothing anew. A head goes for all columns up to the next one where the
/// lowest heads are the same again and again, or where its row parts the columns.
pub(super) fn heads(table: &Table, text: &Text, columns: usize) -> Vec<Vec<String>> {
    spread(table.rows[table.heads()].iter().map(|row| row.cells.iter().map(|&cell| name(text, cell)).collect()).collect(), columns)
}

/// The same of heads in printed order, a text for each cell.
pub(super) fn spread(mut heads: Vec<Vec<String>>, columns: usize) -> Vec<Vec<String>> {
    heads.iter_mut().for_each(|row| row.resize(columns, String::new()));
    if let Some((lowest, above)) = heads.split_last_mut() {
        let said: Vec<&String> = lowest.iter().skip(1).filter(|name| !name.is_empty()).collect();
        let again = (1..said.len()).any(|at| said[..at].contains(&said[at]));
        for row in above.iter_mut() {
            if !(again || parts_columns(row, lowest)) {
                continue;
            }
            for column in 2..columns {
                if row[column].is_empty() && !lowest[column].is_empty() {
                    row[column] = row[column - 1].clone();
                }
            }
        }
    }
    heads
}

/// The header cells of a column that say something, from the topmost to the lowest.
pub(super) fn heads_of(heads: &[Vec<String>], column: usize) -> Vec<&str> {
    heads.iter().map(|row| row[column].as_str()).filter(|name| !name.is_empty()).collect()
}

/// Whether each head of a row goes for several columns: it names the first of two or more that have names of their own
/// below it, up to the next head; and there are several such heads. A head over one column alone has nothing below it.
fn parts_columns(row: &[String], lowest: &[String]) -> bool {
    let starts: Vec<usize> = (1..row.len()).filter(|&column| !row[column].is_empty()).collect();
    let mut spans = 0;
    for (at, &start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(row.len());
        let named = lowest[start..end].iter().filter(|name| !name.is_empty()).count();
        match (end - start, named) {
            (1, 0) => {}
            (several, named) if several > 1 && several == named => spans += 1,
            _ => return false,
        }
    }
    spans > 1
}

/// What a header cell says, without the markers that lead to notes.
pub(super) fn name(text: &Text, cell: Extent) -> String {
    replaced(text, cell, "", |mark| matches!(mark, Mark::Ref(_))).trim().to_owned()
}

/// Parts of a name one behind the other; a hyphen that parts a word at the end of a line goes.
pub(super) fn joined(parts: &[&str]) -> String {
    parts.iter().fold(String::new(), |mut name, part| {
        let word = name.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphabetic)) && part.starts_with(char::is_lowercase);
        if word {
            name.pop();
        } else if !name.is_empty() {
            name.push(' ');
        }
        name + part
    })
}
