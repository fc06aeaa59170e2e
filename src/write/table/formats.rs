//! A table as CSV, JSON, Markdown and HTML. Owns quoting and escaping; decides nothing about rows and columns.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::super::json;
use super::notes::TableNote;
use super::{Cells, Options};
use crate::sheet::look::Look;
use crate::sheet::{By, SheetRow, Value};

/// CSV or TSV: a head, plain figures, and a column for the group where the table has groups. No line but those of the table.
pub(super) fn separated(look: &Look, options: &Options, separator: u8, out: &mut dyn Write) -> io::Result<()> {
    let columns = look.columns_with_group();
    let mut record = |fields: &mut dyn Iterator<Item = String>| {
        let fields: Vec<String> = fields.map(|field| quoted(field, separator as char)).collect();
        writeln!(out, "{}", fields.join(&(separator as char).to_string()))
    };
    let words = |words: Cow<'_, str>| if options.guarded { guarded(words) } else { words.into_owned() };
    record(&mut columns.iter().map(|&column| words(Cow::Borrowed(look.head(column)))))?;
    for &row in &look.order.rows {
        let field = |&by: &By| {
            let field = options.cell(look, row, by, Cells::Values);
            let figure = matches!(by, By::Column(column) if matches!(look.sheet().value(row, column), Value::Number(_)));
            if figure { field.into_owned() } else { words(field) }
        };
        record(&mut columns.iter().map(field))?;
    }
    Ok(())
}

/// The JSON of `table`, with the lines round it, its notes, and the formulas of what was derived.
pub(super) fn json(look: &Look, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let columns: Vec<usize> = look.columns.iter().filter_map(|&by| if let By::Column(column) = by { Some(column) } else { None }).collect();
    let cell = |row: u32, column: usize| CellJson { text: look.cell(row, By::Column(column)), value: ValueJson::of(look.sheet().value(row, column)) };
    let row = |&row: &u32| RowJson {
        group: look.sheet().group(row).map(|group| group.name.as_str()),
        total: look.sheet().is_total(row),
        derived: look.sheet().is_derived(row),
        cells: columns.iter().map(|&column| cell(row, column)).collect(),
    };
    let derived = columns.iter().filter_map(|&column| {
        let column = look.sheet().columns.get(column)?;
        Some((column.name.as_str(), column.formula.as_deref()?))
    });
    let held = &look.held;
    let line = |extent| Some(held.text.slice(extent).trim()).filter(|line| !line.is_empty());
    let table = TableJson {
        id: &held.table.id,
        caption: line(held.table.caption),
        units: line(held.table.units),
        source: line(held.table.source),
        columns: columns.iter().map(|&column| look.head(By::Column(column))).collect(),
        derived: derived.collect(),
        rows: look.order.rows.iter().map(row).collect(),
        notes: options.notes.iter().map(|TableNote { label, text }| NoteJson { label, text }).collect(),
    };
    json::print(&table, out)
}

/// A pipe table with the lines that stand round it.
pub(super) fn markdown(look: &Look, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let (above, below) = look.held.around();
    let columns = look.columns_on_page();
    for text in &above {
        writeln!(out, "{}\n", for_markdown(text))?;
    }
    let mut line = |cells: Vec<String>| writeln!(out, "| {} |", cells.join(" | "));
    line(columns.iter().map(|&column| for_markdown(look.head(column))).collect())?;
    line(columns.iter().map(|&column| if look.is_figures(column) { "---:" } else { "---" }.to_owned()).collect())?;
    for row in look.rows_on_page() {
        let cell = |&column: &By| {
            let cell = for_markdown(&options.said(look, row, column));
            if matches!(row, SheetRow::Group(_)) && !cell.is_empty() { format!("**{cell}**") } else { cell }
        };
        line(columns.iter().map(cell).collect())?;
    }
    for text in &below {
        writeln!(out, "\n{}", for_markdown(text))?;
    }
    for TableNote { label, text } in &options.notes {
        writeln!(out, "\n<sup>{}</sup> {}", for_markdown(label), for_markdown(text))?;
    }
    Ok(())
}

/// A page of HTML that holds the table alone.
pub(super) fn html(look: &Look, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let (above, below) = look.held.around();
    let columns = look.columns_on_page();
    let title = above.first().map_or_else(|| look.held.table.id.clone(), |&line| line.to_owned());
    writeln!(out, "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n</head>\n<body>\n<table>", for_html(&title))?;
    if !above.is_empty() {
        writeln!(out, "<caption>{}</caption>", above.iter().map(|line| for_html(line)).collect::<Vec<_>>().join("<br>"))?;
    }
    let align = |column: By| if look.is_figures(column) { " style=\"text-align: right\"" } else { "" };
    writeln!(out, "<thead>\n<tr>")?;
    for &column in &columns {
        writeln!(out, "<th scope=\"col\"{}>{}</th>", align(column), for_html(look.head(column)))?;
    }
    writeln!(out, "</tr>\n</thead>\n<tbody>")?;
    for row in look.rows_on_page() {
        writeln!(out, "<tr>")?;
        for (at, &column) in columns.iter().enumerate() {
            let cell = for_html(&options.said(look, row, column));
            match (row, column) {
                (SheetRow::Group(_), _) if at == 0 => writeln!(out, "<th scope=\"rowgroup\">{cell}</th>")?,
                (SheetRow::Data(_), By::Column(0)) => writeln!(out, "<th scope=\"row\">{cell}</th>")?,
                _ => writeln!(out, "<td{}>{cell}</td>", align(column))?,
            }
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    for line in below {
        writeln!(out, "<p>{}</p>", for_html(line))?;
    }
    for TableNote { label, text } in &options.notes {
        writeln!(out, "<p><sup>{}</sup> {}</p>", for_html(label), for_html(text))?;
    }
    writeln!(out, "</body>\n</html>")
}

/// A table in the JSON of `table`.
#[derive(Serialize)]
struct TableJson<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    columns: Vec<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    derived: BTreeMap<&'a str, &'a str>,
    rows: Vec<RowJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteJson<'a>>,
}

/// A note of the table.
#[derive(Serialize)]
struct NoteJson<'a> {
    label: &'a str,
    text: &'a str,
}

/// A data row.
#[derive(Serialize)]
pub(super) struct RowJson<'a> {
    pub(super) group: Option<&'a str>,
    /// Whether it sums up others; absent where it does not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) total: bool,
    /// Whether it was reckoned and not printed; absent where it was printed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) derived: bool,
    pub(super) cells: Vec<CellJson<'a>>,
}

/// A cell: what was printed, and what it says.
#[derive(Serialize)]
pub(super) struct CellJson<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) value: Option<ValueJson<'a>>,
}

/// A value that is there.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum ValueJson<'a> {
    Number(f64),
    Text(&'a str),
}

impl<'a> ValueJson<'a> {
    pub(super) fn of(value: &'a Value) -> Option<ValueJson<'a>> {
        match value {
            Value::Number(number) => Some(ValueJson::Number(*number)),
            Value::Text(text) => Some(ValueJson::Text(text)),
            Value::Nothing => None,
        }
    }
}

/// A field, in quotes where it would not be read back as it is without them.
pub(super) fn quoted(field: String, separator: char) -> String {
    if field.contains([separator, '"', '\n']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

/// Words behind an apostrophe where a spreadsheet would run them: it takes what begins with one of a few signs for a formula.
/// A sign alone, or one before a figure, runs nothing.
pub(super) fn guarded(words: Cow<'_, str>) -> String {
    let runs = words.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let behind = words.trim_start_matches(['+', '-']);
    let harmless = words.len() - behind.len() < 2 && behind.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b' ' | b'%'));
    if runs && !harmless { format!("'{words}") } else { words.into_owned() }
}

fn for_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '|' | '<' | '[' | ']') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

fn for_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\n', " ")
}
