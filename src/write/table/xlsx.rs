//! A table as a workbook with one sheet: figures as figures with the decimals of the print, and no cell that a spreadsheet
//! would run. Owns what stands in which row; the file format is the crate's.

use std::io::{self, Write};

use rust_xlsxwriter::{Format, FormatAlign, Note, Workbook, Worksheet, XlsxError};

use super::notes::TableNote;
use super::{Cells, Options};
use crate::sheet::look::Look;
use crate::sheet::{By, SheetRow, Value};

/// Characters of a column at most, however long its cells are.
const WIDEST: usize = 60;
/// Characters of a sheet's name.
const NAME: usize = 31;
/// Bytes of a form of figures.
const LONGEST_FORM: usize = 200;

/// Writes the table: the lines above it, its heads, its rows, the lines and notes below it.
pub(super) fn print(look: &Look, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let written = sheet.set_name(name(&look.held.table.id)).map(drop).and_then(|()| fill(sheet, look, options));
    let bytes = written.and_then(|()| book.save_to_buffer());
    out.write_all(&bytes.map_err(|error| io::Error::other(format!("the table fits in no workbook: {error}")))?)
}

fn fill(sheet: &mut Worksheet, look: &Look, options: &Options) -> Result<(), XlsxError> {
    let (above, below) = look.held.around();
    let columns = look.columns_on_page();
    let bold = Format::new().set_bold();
    let mut at = 0;
    for line in &above {
        let format = if at == 0 { &bold } else { &Format::default() };
        words(sheet, (at, 0), line, format, options)?;
        at += 1;
    }
    at += u32::from(!above.is_empty());

    for (column, &by) in (0..).zip(&columns) {
        let format = if look.is_figures(by) { bold.clone().set_align(FormatAlign::Right) } else { bold.clone() };
        words(sheet, (at, column), look.head(by), &format.set_text_wrap(), options)?;
        let formula = if let By::Column(column) = by { look.sheet().columns.get(column).and_then(|column| column.formula.as_deref()) } else { None };
        if let Some(formula) = formula {
            sheet.insert_note(at, column, &Note::new(formula).add_author_prefix(false))?;
        }
        sheet.set_column_width(column, width(look, by) as f64)?;
    }
    at += 1;
    sheet.set_freeze_panes(at, 0)?;

    for row in look.rows_on_page() {
        for (column, &by) in (0..).zip(&columns) {
            match row {
                SheetRow::Group(row) => words(sheet, (at, column), &look.cell(row, by), &bold, options)?,
                SheetRow::Data(row) => cell(sheet, (at, column), look, (row, by), options)?,
            }
        }
        at += 1;
    }

    at += 1;
    let notes = options.notes.iter().map(|TableNote { label, text }| format!("{label} {text}"));
    for line in below.iter().map(|&line| line.to_owned()).chain(notes) {
        words(sheet, (at, 0), &line, &Format::default(), options)?;
        at += 1;
    }
    Ok(())
}

/// A cell of data: a figure that looks as it was printed, else words.
fn cell(sheet: &mut Worksheet, place: (u32, u16), look: &Look, (row, by): (u32, By), options: &Options) -> Result<(), XlsxError> {
    let printed = look.cell(row, by);
    let as_printed = options.cells != Some(Cells::Values);
    if let By::Column(column) = by
        && let &Value::Number(value) = look.sheet().value(row, column)
    {
        let plain = look.held.plain(row, column, value);
        let form = if as_printed { form_of(&printed, &plain) } else { form_of_plain(&plain, false) };
        let format = Format::new().set_num_format(form).set_align(FormatAlign::Right);
        return sheet.write_number_with_format(place.0, place.1, value, &format).map(drop);
    }
    let said = if as_printed { printed } else { look.plain(row, by) };
    let format = if look.is_figures(by) { Format::new().set_align(FormatAlign::Right) } else { Format::default() };
    words(sheet, place, &said, &format, options)
}

/// Words are never a formula; where they look like one, a mark keeps them words when somebody edits the cell.
fn words(sheet: &mut Worksheet, (row, column): (u32, u16), words: &str, format: &Format, options: &Options) -> Result<(), XlsxError> {
    if words.is_empty() {
        return Ok(());
    }
    let looks_run = options.guarded && words.starts_with(['=', '+', '-', '@']);
    let format = if looks_run { format.clone().set_quote_prefix() } else { format.clone() };
    sheet.write_string_with_format(row, column, words, &format).map(drop)
}

/// The form of a figure under which it looks as it was printed: its decimals, thousands, and the marks round it. One that
/// no form makes of its value, as `3½`, has its print for a form.
fn form_of(printed: &str, plain: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    let (Some(first), Some(last)) = (printed.find(is_digit), printed.rfind(is_digit)) else { return literal(printed) };
    let digits = &printed[first..=last];
    let bare = |text: &str| text.chars().filter(|c| is_digit(*c)).collect::<String>();
    let signs = digits.chars().all(|c| is_digit(c) || c.is_whitespace() || matches!(c, '.' | ',' | '·' | '\'' | '’' | '\u{202f}' | '\u{2009}'));
    if !signs || bare(digits).trim_start_matches('0') != bare(plain).trim_start_matches('0') {
        return literal(printed);
    }
    let decimals = plain.split_once('.').map_or(0, |(_, behind)| behind.len());
    let parted = digits.chars().filter(|c| !is_digit(*c)).count() > usize::from(decimals > 0);
    let (mut before, mut behind) = (printed[..first].to_owned(), printed[last + 1..].to_owned());
    let bracketed = before.contains('(') && behind.contains(')');
    if plain.starts_with('-') {
        // The form of a negative figure has its sign; brackets stand for one.
        let signs = ['-', '−', '–'];
        before = before.replace(signs, "").replacen('(', "", usize::from(bracketed));
        behind = behind.replace(signs, "").replacen(')', "", usize::from(bracketed));
    }
    let form = format!("{}{}{}", literal(&before), form_of_plain(plain, parted), literal(&behind));
    match () {
        () if form.len() > LONGEST_FORM => form_of_plain(plain, parted),
        () if bracketed && plain.starts_with('-') => format!("{form};({form})"),
        () => form,
    }
}

fn form_of_plain(plain: &str, parted: bool) -> String {
    let decimals = plain.split_once('.').map_or(0, |(_, behind)| behind.len()).min(30);
    let whole = if parted { "#,##0" } else { "0" };
    if decimals == 0 { whole.to_owned() } else { format!("{whole}.{}", "0".repeat(decimals)) }
}

/// Words in a form of figures, which print themselves.
fn literal(words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    if words.len() > LONGEST_FORM {
        return "General".to_owned();
    }
    words.split('"').map(|part| if part.is_empty() { String::new() } else { format!("\"{part}\"") }).collect::<Vec<_>>().join("\\\"")
}

/// Characters of a column: the widest of its cells, and of the words of its head.
fn width(look: &Look, by: By) -> usize {
    let cells = look.rows_on_page().into_iter().filter_map(|row| match row {
        SheetRow::Data(row) => Some(look.cell(row, by).chars().count()),
        SheetRow::Group(_) => None,
    });
    let words = look.head(by).split_whitespace().map(|word| word.chars().count());
    cells.chain(words).max().unwrap_or(0).clamp(6, WIDEST) + 2
}

/// A name that a sheet may have.
fn name(id: &str) -> String {
    let name: String = id.chars().map(|c| if "[]:*?/\\'".contains(c) { '-' } else { c }).take(NAME).collect();
    if name.trim().is_empty() { "table".to_owned() } else { name }
}
