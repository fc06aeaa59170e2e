//! Tables in text with TABs: which lines are rows, what stands above and below them, what each row is.
//! A run of lines with TABs that is no table (a contents page, set-in paragraphs) stays text.

use std::ops::Range;

use super::super::limits::{HEADING_BYTES, TABLE_COLUMNS};
use super::blocks::{Draft, Role};
use super::lines::Line;
use super::{labels, markers};
use crate::model::RowKind;

/// Longest cell of a table of figures, in bytes; a longer one is prose behind a TAB.
const CELL_BYTES: usize = 240;
/// Longest name of a group on a line without TABs, in bytes.
const GROUP_BYTES: usize = 80;
/// Most groups within groups.
const GROUPS_DEEP: usize = 2;
/// Most bytes of the lines above and below that belong to a table.
const LINE_BYTES: usize = 600;
/// The words that begin a caption, before its number.
const CAPTIONS: [&str; 8] = ["Table", "Tableau", "Tabelle", "Tabella", "Tabla", "Tabela", "Tab.", "Таблица"];
/// The words that begin the line that says where the figures come from.
const SOURCES: [&str; 8] = ["Source", "Sources", "Quelle", "Quellen", "Fuente", "Fonte", "Źródło", "Источник"];
/// The words that begin a remark below a table.
const REMARKS: [&str; 6] = ["Note", "Notes", "Anmerkung", "Nota", "Remarque", "Примечание"];

/// The runs of lines that are rows of a table.
pub fn rows(source: &str, lines: &[Line], range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let mut end = at;
        while end < range.end && lines[end].text(source).contains('\t') {
            end += 1;
            let names = (end..range.end).take(GROUPS_DEEP).take_while(|&line| may_name_group(lines[line].text(source))).count();
            if lines[..range.end].get(end + names).is_some_and(|line| line.text(source).contains('\t')) {
                end += names;
            }
        }
        if end - at >= 2 && is_table(source, &lines[at..end]) {
            found.push(at..end);
        }
        at = end + 1;
    }
    found
}

/// Whether a line between rows may name those below it: what was printed there may have lost the TABs behind it.
fn may_name_group(text: &str) -> bool {
    let plain = !text.contains('\t') && !text.starts_with('#') && !text.is_empty() && text.len() <= GROUP_BYTES;
    plain && !text.ends_with(['.', ',', ';']) && caption_number(text).is_none() && !is_below(text) && markers::note_label(text).is_none()
}

/// Most rows have the same number of cells, at least two of them filled, and none holds prose.
fn is_table(source: &str, lines: &[Line]) -> bool {
    let lines: Vec<&Line> = lines.iter().filter(|line| line.text(source).contains('\t')).collect();
    if lines.len() < 2 {
        return false;
    }
    let mut widths: Vec<usize> = lines.iter().map(|line| line.text(source).matches('\t').count() + 1).collect();
    widths.sort_unstable();
    let usual = widths[widths.len() / 2];
    let same = widths.iter().filter(|&&width| width == usual).count();
    let cells = || lines.iter().flat_map(|line| line.text(source).split('\t')).map(str::trim).filter(|cell| !cell.is_empty());
    let filled = |line: &Line| line.text(source).split('\t').filter(|cell| !cell.trim().is_empty()).count();
    let rows_of_cells = lines.iter().filter(|line| filled(line) >= 2).count();
    // A name with nothing but TABs behind it heads a group: it speaks neither for a table nor against one.
    let groups = lines.iter().filter(|line| filled(line) == 1 && !line.text(source).starts_with('\t')).count();
    let (bytes, count, longest) = cells().fold((0, 0, 0), |(bytes, count, longest), cell| (bytes + cell.len(), count + 1, longest.max(cell.len())));
    usual >= 2 && same * 10 >= lines.len() * 6 && rows_of_cells > 0 && rows_of_cells * 2 >= lines.len() - groups && longest <= CELL_BYTES && bytes <= count * 60
}

/// Gives each table the lines around it: caption and units above, source and remarks below.
pub fn gather(source: &str, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if !matches!(drafts[i].role, Role::Table) {
            continue;
        }
        let free = |draft: &Draft| matches!(draft.role, Role::Para | Role::Verse) && draft.text(source).len() <= LINE_BYTES;
        // Heads over several columns of a table that is set with blanks are its own already.
        let own = drafts[..i].iter().rev().take_while(|draft| draft.role == Role::OfTable(i as u32)).count();
        let top = i - own;
        let before = |back: usize| top.checked_sub(back).filter(|&at| free(&drafts[at]));
        let captioned = (1..=3).take_while(|&back| before(back).is_some()).find(|&back| caption_number(drafts[top - back].text(source)).is_some());
        let above = match captioned {
            Some(back) => back,
            None => before(1).filter(|&at| is_units(drafts[at].text(source))).map_or(0, |_| 1),
        };
        let after = |on: usize| drafts.get(i + on).filter(|draft| free(draft));
        // A caption may stand below the rows, unless it is that of the table that follows.
        let is_caption = |on: usize| after(on).is_some_and(|draft| caption_number(draft.text(source)).is_some());
        let heads_next = |on: usize| (on + 1..=on + 3).any(|next| drafts.get(i + next).is_some_and(|draft| matches!(draft.role, Role::Table)));
        let mut captioned = captioned.is_some();
        let below = (1..=3)
            .take_while(|&on| {
                let caption = !captioned && is_caption(on) && !heads_next(on);
                captioned |= caption;
                caption || after(on).is_some_and(|draft| is_below(draft.text(source)))
            })
            .count();
        drafts[top - above..top].iter_mut().for_each(|draft| draft.role = Role::OfTable(i as u32));
        drafts[i + 1..=i + below].iter_mut().for_each(|draft| draft.role = Role::OfTable(i as u32));
    }
}

/// The number of a caption, as `8.1` of "Table 8.1. …", where the text is one.
pub fn caption_number(text: &str) -> Option<&str> {
    let bare = text.trim_start_matches(['*', '_', '#', ' ']).trim_start_matches("<b>").trim_start_matches("<i>");
    let word = CAPTIONS.iter().find(|word| bare.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))?;
    let rest = bare[word.len()..].strip_prefix([' ', '\u{a0}'])?.trim_start();
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '–'))).unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches(['.', '-', '–']);
    let roman = !number.is_empty() && number.bytes().all(|b| b"IVXLC".contains(&b));
    (text.len() <= 3 * HEADING_BYTES && (number.starts_with(|c: char| c.is_ascii_digit()) || roman || number.len() == 1))
        .then_some(number)
        .filter(|number| !number.is_empty())
}

/// Whether a line below a table says where its figures come from.
pub fn is_source(text: &str) -> bool {
    begins_with(text, &SOURCES)
}

/// Whether a line below a table belongs to it: its source, or a remark.
pub fn is_below(text: &str) -> bool {
    is_source(text) || begins_with(text, &REMARKS)
}

fn begins_with(text: &str, words: &[&str]) -> bool {
    let bare = text.trim_start_matches(['*', '_', ' ']).trim_start_matches("<i>").trim_start_matches("<b>");
    words.iter().any(|word| {
        bare.strip_prefix(word)
            .is_some_and(|rest| rest.trim_start_matches(['*', '_', ' ']).trim_start_matches("</i>").trim_start_matches("</b>").starts_with(':'))
    })
}

/// Whether a line above a table without a caption says in what its figures are.
pub fn is_units(text: &str) -> bool {
    let bare = text.trim_start_matches(['*', '_']);
    text.len() <= HEADING_BYTES && (bare.starts_with("Figures are") || bare.starts_with("In ") || bare.starts_with('(') && bare.ends_with(')'))
}

/// The cells of a line, as ranges of the source without the blanks around them.
pub fn cells(source: &str, line: Line) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut at = line.from as usize;
    for cell in line.text(source).splitn(TABLE_COLUMNS, '\t') {
        let lead = cell.len() - cell.trim_start_matches(' ').len();
        let bare = cell.trim_matches(' ').len();
        cells.push(at + lead..at + lead + bare);
        at += cell.len() + 1;
    }
    cells
}

/// What each row is, and the group row it stands under; the rows themselves say how many of them name the columns.
pub fn kinds(source: &str, rows: &[Vec<Range<usize>>]) -> Vec<(RowKind, Option<u32>)> {
    kinds_below(rows, head_rows(source, rows))
}

/// What each row is, and the group row it stands under, below so many rows that name the columns.
pub fn kinds_below(rows: &[Vec<Range<usize>>], heads: usize) -> Vec<(RowKind, Option<u32>)> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let filled = |row: &[Range<usize>]| row.iter().filter(|cell| !cell.is_empty()).count();
    let stub_alone = |row: &[Range<usize>]| filled(row) == 1 && row.first().is_some_and(|cell| !cell.is_empty());
    let mut group = None;
    // Where the first row is a group in a group, a name before another one is none of a row that says nothing.
    let nested = rows.get(heads..heads + 2).is_some_and(|first| first.iter().all(|row| stub_alone(row)));
    (0..rows.len())
        .map(|i| {
            let mut behind = rows[i + 1..].iter().skip_while(|row| nested && stub_alone(row));
            let heads_others = columns > 2 && stub_alone(&rows[i]) && behind.next().is_some_and(|next| filled(next) > 1);
            if i < heads {
                (RowKind::Header, None)
            } else if heads_others {
                group = Some(i as u32);
                (RowKind::Group, None)
            } else {
                (RowKind::Figures, group)
            }
        })
        .collect()
}

/// How many rows at the top name the columns: those whose stub is empty, or that hold no figure above columns of figures.
pub fn head_rows(source: &str, rows: &[Vec<Range<usize>>]) -> usize {
    let figures = |row: &[Range<usize>]| row.iter().skip(1).filter(|cell| is_figure(&source[(*cell).clone()])).count();
    let years = |row: &[Range<usize>]| row.iter().skip(1).filter(|cell| is_year(&source[(*cell).clone()])).count();
    let below = rows.iter().skip(1).map(|row| figures(row)).max().unwrap_or(0);
    let mut heads = 0;
    for row in rows.iter().take(rows.len() - 1) {
        let stub_empty = row.first().is_none_or(Range::is_empty);
        let named = row.iter().skip(1).any(|cell| !cell.is_empty());
        let no_figures = figures(row) == 0 || figures(row) == years(row);
        let over_figures = below > 0 && no_figures && (heads == 0 || stub_empty);
        // A first row of names over rows of words is a head too.
        let over_words = heads == 0 && below == 0 && row.iter().all(|cell| !cell.is_empty() && cell.len() < 40);
        if !(named && (over_figures || over_words || heads == 0 && stub_empty)) {
            break;
        }
        heads += 1;
        if over_words {
            break;
        }
    }
    heads
}

/// Whether a cell holds a figure, with no more than a sign or a letter beside it.
pub fn is_figure(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let letters = cell.chars().filter(|c| c.is_alphabetic() && labels::raised(*c).is_none()).count();
    digits > 0 && letters <= 1
}

fn is_year(cell: &str) -> bool {
    let bare: String = cell.chars().filter(|c| labels::raised(*c).is_none()).collect();
    let bare = bare.trim_end_matches(['*', 'a', 'b']);
    let years = |text: &str| text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1400..2200).contains(&year));
    years(bare) || bare.split(['–', '-', '/']).next().is_some_and(years)
}
