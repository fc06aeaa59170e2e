//! A table as LaTeX sets it without any package: figures on their decimal sign, group rows across all columns, the lines
//! above and below it in print. Owns that form and its escapes.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::Options;
use super::notes::TableNote;
use crate::sheet::look::Look;
use crate::sheet::{By, SheetRow};

/// Writes the table as a float without a number of its own: the caption keeps the printed one.
pub(super) fn print(look: &Look, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let (above, below) = look.held.around();
    let columns = look.columns_on_page();
    let rows = look.rows_on_page();
    let cells: Vec<Vec<String>> = columns.iter().map(|&column| set(look, options, column, &rows)).collect();
    writeln!(out, "% Table {}. Letters beyond Latin need XeLaTeX or LuaLaTeX.", one_line(&look.held.table.id))?;
    writeln!(out, "\\begin{{table}}[htbp]\n\\centering")?;
    for (at, line) in above.iter().enumerate() {
        let behind = if at + 1 == above.len() { "\\\\[1ex]" } else { "\\\\" };
        writeln!(out, "{}{behind}", escaped(line))?;
    }
    let align: String = columns.iter().map(|&column| if look.is_figures(column) { 'r' } else { 'l' }).collect();
    writeln!(out, "\\begin{{tabular}}{{{align}}}\n\\hline")?;
    // A head is wider than its figures as often as not: it stands over the middle of them.
    let head = |&column: &By| match (escaped(look.head(column)), look.is_figures(column)) {
        (head, true) => format!("\\multicolumn{{1}}{{c}}{{{head}}}"),
        (head, false) => head,
    };
    writeln!(out, "{} \\\\\n\\hline", columns.iter().map(head).collect::<Vec<_>>().join(" & "))?;
    for (at, row) in rows.iter().enumerate() {
        match row {
            SheetRow::Group(_) => {
                let said = columns.iter().map(|&column| escaped(&options.said(look, *row, column))).filter(|cell| !cell.is_empty());
                writeln!(out, "\\multicolumn{{{}}}{{l}}{{\\textbf{{{}}}}} \\\\", columns.len(), said.collect::<Vec<_>>().join(" "))?;
            }
            SheetRow::Data(_) => writeln!(out, "{} \\\\", cells.iter().map(|column| column[at].as_str()).collect::<Vec<_>>().join(" & "))?,
        }
    }
    writeln!(out, "\\hline\n\\end{{tabular}}")?;
    let notes = options.notes.iter().map(|TableNote { label, text }| format!("\\textsuperscript{{{}}} {}", escaped(label), escaped(text)));
    let below: Vec<String> = below.iter().map(|line| escaped(line)).chain(notes).collect();
    if !below.is_empty() {
        writeln!(out, "\n\\vspace{{1ex}}\n{{\\small\n{}\\par}}", below.join("\\par\n"))?;
    }
    writeln!(out, "\\end{{table}}")
}

/// The cells of a column, each row of figures filled up with the room of the decimals that it lacks.
fn set(look: &Look, options: &Options, by: By, rows: &[SheetRow]) -> Vec<String> {
    let cells: Vec<Cow<'_, str>> = rows.iter().map(|&row| options.said(look, row, by)).collect();
    let Some(reading) = options.reading(look, by) else { return cells.iter().map(|cell| escaped(cell)).collect() };
    // A cell in three: before the decimal sign, that and the decimals, and what stands behind them.
    let parts: Vec<(&str, &str, &str)> = cells.iter().map(|cell| parts(cell, reading.decimal_at(cell))).collect();
    let longest = parts.iter().map(|(_, decimals, _)| *decimals).max_by_key(|decimals| decimals.chars().count()).unwrap_or_default();
    let filled = |&(whole, decimals, behind): &(&str, &str, &str)| {
        let room: String = longest.chars().skip(decimals.chars().count()).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        let room = if whole.is_empty() || room.is_empty() { room } else { format!("\\phantom{{{}}}", escaped(&room)) };
        let figure = format!("{}{}", escaped(whole), escaped(decimals));
        match (behind, whole) {
            (_, "") => String::new(),
            // A raised mark hangs over, as in print: what is below it stays in its column.
            (mark, _) if !mark.is_empty() && mark.chars().all(is_raised) => format!("{figure}\\rlap{{{}}}{room}", escaped(mark)),
            (behind, _) => format!("{figure}{}{room}", escaped(behind)),
        }
    };
    parts.iter().map(filled).collect()
}

/// A cell cut at its decimal sign and behind its decimals; all of it is the first part where it is no figure.
fn parts(cell: &str, decimal_at: Option<usize>) -> (&str, &str, &str) {
    let (whole, tail) = cell.split_at(decimal_at.unwrap_or(cell.len()));
    let (decimals, behind) = tail.split_at(tail.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '·')).unwrap_or(tail.len()));
    (whole, decimals, behind)
}

fn is_raised(c: char) -> bool {
    "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠ*†‡§".contains(c)
}

/// A text as LaTeX prints it: no character of it does anything.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut raised = false;
    for (at, c) in text.char_indices() {
        let digit = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c);
        if raised && digit.is_none() {
            out.push('}');
        } else if !raised && digit.is_some() {
            out.push_str("\\textsuperscript{");
        }
        raised = digit.is_some();
        match (c, digit) {
            (_, Some(digit)) => drop(write!(out, "{digit}")),
            // Two of these would become one other sign, and at the start of a row some mean something.
            ('-', _) if text[..at].ends_with('-') => out.push_str("{}-"),
            ('\'', _) if text[..at].ends_with('\'') => out.push_str("{}'"),
            ('[' | ']' | '*', _) => drop(write!(out, "{{{c}}}")),
            ('{' | '}' | '$' | '&' | '#' | '%' | '_', _) => drop(write!(out, "\\{c}")),
            ('\n' | '\t', _) => out.push(' '),
            (c, _) => match NAMED.iter().find(|(named, _)| *named == c) {
                Some((_, name)) => out.push_str(name),
                None => out.push(c),
            },
        }
    }
    if raised {
        out.push('}');
    }
    out
}

/// Characters that are set by a command.
const NAMED: [(char, &str); 27] = [
    ('\\', "\\textbackslash{}"),
    ('^', "\\textasciicircum{}"),
    ('~', "\\textasciitilde{}"),
    ('<', "\\textless{}"),
    ('>', "\\textgreater{}"),
    ('|', "\\textbar{}"),
    ('`', "\\textasciigrave{}"),
    ('"', "\\char34{}"),
    ('\u{a0}', "~"),
    ('\u{202f}', "\\,"),
    ('\u{2009}', "\\,"),
    ('−', "$-$"),
    ('–', "--"),
    ('—', "---"),
    ('…', "\\ldots{}"),
    ('×', "$\\times$"),
    ('±', "$\\pm$"),
    ('≤', "$\\le$"),
    ('≥', "$\\ge$"),
    ('≈', "$\\approx$"),
    ('°', "$^\\circ$"),
    ('½', "$\\frac12$"),
    ('¼', "$\\frac14$"),
    ('¾', "$\\frac34$"),
    ('†', "\\dag{}"),
    ('‡', "\\ddag{}"),
    ('§', "\\S{}"),
];

/// What a comment may hold.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}
