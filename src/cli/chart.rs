//! `ibid chart`: rows of a table drawn, in cells or as SVG. Owns what is asked and how big it is drawn; parses no
//! arguments and opens no file.

use std::io::Write;

use super::tables::{self, Wrong};
use crate::layout::width;
use crate::model::Document;
use crate::sheet::Sheet;
use crate::sheet::chart::{Kind, rows, svg, text};

/// Points that a drawing is wide for each column that a page would have, and high for each row.
const POINTS: (u32, u32) = (8, 16);

/// What was asked of `ibid chart`, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChartQuery {
    /// The table; without it the only one.
    pub id: Option<String>,
    /// `NAME,...`: the rows to draw.
    pub rows: Option<String>,
    /// `COL,...`: the columns to draw.
    pub columns: Option<String>,
    /// The kind of chart, by its name; without it lines.
    pub kind: Option<String>,
    /// Whether equal steps are equal ratios.
    pub log: bool,
    /// Whether it is drawn as SVG.
    pub svg: bool,
    /// Columns of the screen or page.
    pub width: usize,
}

/// Draws rows of a table.
pub fn print(document: &Document, query: &ChartQuery, out: &mut dyn Write) -> Result<(), Wrong> {
    let (table, words) = tables::find_with_text(document, query.id.as_deref())?;
    let sheet = Sheet::new(table, words);
    let kind = query.kind.as_deref().map_or(Some(Kind::Lines), Kind::named).ok_or_else(|| {
        let kinds: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).collect();
        Wrong::Usage(format!("no such kind of chart; kinds are {}", kinds.join(", ")))
    })?;
    let chosen = query.rows.as_deref().map_or(Ok(sheet.rows.clone()), |typed| rows::rows(typed, &sheet)).map_err(Wrong::Usage)?;
    let columns = query.columns.as_deref().map_or(Ok(rows::usual_columns(&sheet)), |typed| rows::columns(typed, &sheet)).map_err(Wrong::Usage)?;
    if columns.is_empty() || kind == Kind::Scatter && columns.len() < 2 {
        return Err(Wrong::Usage(format!("{} of figures to draw", if columns.is_empty() { "no columns" } else { "a scatter takes two columns" })));
    }
    let in_time = if matches!(kind, Kind::Lines | Kind::Slope) { rows::in_time(&sheet, &chosen) } else { None };
    let mut chart = match in_time {
        Some(chosen) => rows::over_time(kind, &sheet, &chosen, &columns),
        None => rows::chart(kind, &sheet, &chosen, &columns),
    };
    chart.log = query.log;
    chart.title = words.slice(table.caption).trim().to_owned();
    if chart.title.is_empty() {
        chart.title = format!("Table {}", table.id);
    }
    chart.unit = words.slice(table.units).trim().to_owned();
    chart.source = words.slice(table.source).trim().to_owned();
    // A page is three times as wide as it is high in rows, as a cell is twice as high as it is wide.
    let (wide, high) = (query.width.max(20), (query.width * 3 / 10).clamp(16, 100));
    if query.svg {
        out.write_all(svg::draw(&chart, wide as u32 * POINTS.0, high as u32 * POINTS.1).as_bytes())?;
        return Ok(());
    }
    for row in text::draw(&chart, wide, high, width::columns).rows {
        writeln!(out, "{}", row.trim_end())?;
    }
    Ok(())
}
