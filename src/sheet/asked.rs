//! What is typed of a table: the columns to sort by, what makes a table anew, what is taken together. Owns these small
//! languages; carries nothing out.

use super::column::Sheet;
use super::name;
use super::order::{By, SortKey, Way};
use super::reshape::Together;

/// The keys of a sort: `COL[:asc|:desc],...`.
///
/// # Errors
/// Names what is no column, or no direction.
pub fn sort_keys(typed: &str, sheet: &Sheet) -> Result<Vec<SortKey>, String> {
    let mut keys = Vec::new();
    for typed in name::split(typed, ',') {
        let parts = name::split(typed, ':');
        let key = match parts.split_last() {
            Some((&"asc", [_, ..])) => (&typed[..typed.len() - ":asc".len()], Way::Up),
            Some((&"desc", [_, ..])) => (&typed[..typed.len() - ":desc".len()], Way::Down),
            // A name may hold a colon that was not escaped; anything else behind one is no direction.
            Some((way, [_, ..])) if name::column(typed, sheet).is_err() => {
                return Err(format!("no direction {way} in {typed}; directions are asc and desc"));
            }
            _ => (typed, Way::Up),
        };
        keys.push(SortKey { by: name::column(key.0, sheet)?, way: key.1 });
    }
    Ok(keys)
}

/// Columns: `COL,...`.
///
/// # Errors
/// Names what is no column.
pub fn columns(typed: &str, sheet: &Sheet) -> Result<Vec<By>, String> {
    name::split(typed, ',').into_iter().map(|typed| name::column(typed, sheet)).collect()
}

/// The column that names columns, and the one that fills them: `COL,COL`.
///
/// # Errors
/// Names what is no column, or says what was expected.
pub fn pivots(typed: &str, sheet: &Sheet) -> Result<(usize, usize), String> {
    let columns = if typed.trim().is_empty() { Vec::new() } else { columns(typed, sheet)? };
    match columns.as_slice() {
        &[By::Column(names), By::Column(values)] if names != values => Ok((names, values)),
        _ => Err(format!(
            "{} is no pivot; say the column that names columns and the one that fills them, as year,value",
            if typed.is_empty() { "that" } else { typed }
        )),
    }
}

/// What rows are taken together by, and what is made of them: `COL[:HOW]`.
///
/// # Errors
/// Names what is no column, or nothing that can be made of figures.
pub fn together(typed: &str, sheet: &Sheet) -> Result<(By, Together), String> {
    if typed.trim().is_empty() {
        return Err("taken together by which column? say it, as row:mean".to_owned());
    }
    let parts = name::split(typed, ':');
    if let Some((last, [_, ..])) = parts.split_last() {
        if let Some((_, how)) = Together::ALL.iter().find(|(word, _)| word == last) {
            return Ok((name::column(&typed[..typed.len() - last.len() - 1], sheet)?, *how));
        }
        if name::column(typed, sheet).is_err() {
            let words = Together::ALL.map(|(word, _)| word).join(", ");
            return Err(format!("nothing is called {last} in {typed}; there are {words}"));
        }
    }
    Ok((name::column(typed, sheet)?, Together::Sum))
}
