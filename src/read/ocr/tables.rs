//! The tables of a text: which lines are rows, and what stands above and below them. Owns those with TABs itself; a run of
//! lines with TABs that is no table (a contents page, set-in paragraphs) stays text.

mod bars;
mod crossed;
mod grid;
mod heads;
mod parts;
mod tags;

use std::ops::Range;

use super::super::limits::{HEADING_BYTES, TABLE_COLUMNS};
use super::aligned;
use super::blocks::{Draft, Role};
use super::lines::Line;
use super::markers;
pub use grid::{Grid, Parted, Slot, usual};
pub use heads::{is_figure, kinds};
pub use parts::settle;
pub use tags::Tagged;

/// What takes a line from the text as the page's furniture does.
const OF_TABLE: &str = "table";
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

/// Lines that are set apart from the text around them before that is cut into paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// The lines.
    pub lines: Range<usize>,
    /// What they are.
    pub what: What,
}

/// What lines are that are set apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Rows of a table; the first lines, before the line `over`, are heads that go over several of its columns and no rows.
    Table {
        /// What parts its cells.
        parted: Parted,
        /// Its first line that is a row.
        over: usize,
    },
    /// A table in tags: its bytes, which need be no whole lines.
    Tagged(Tagged),
    /// Paragraphs between bars.
    Callout,
}

/// The lines of tables that show by themselves, in the order of the source: those with bars, and those set with blanks.
pub fn set_apart(source: &str, lines: &[Line], furniture: &[Option<&'static str>]) -> Vec<Apart> {
    let line_at = |byte: usize| lines.partition_point(|line| line.next as usize <= byte);
    let mut found: Vec<Apart> = Vec::new();
    for table in tags::find(source) {
        let within = line_at(table.bytes.start)..line_at(table.bytes.end - 1) + 1;
        // Another on the same line is text: nobody sets them so.
        if found.last().is_none_or(|last| last.lines.end <= within.start) {
            found.push(Apart { lines: within, what: What::Tagged(table) });
        }
    }
    let mut taken = furniture.to_vec();
    let take = |found: &[Apart], taken: &mut [Option<&'static str>]| found.iter().for_each(|table| taken[table.lines.clone()].fill(Some(OF_TABLE)));
    take(&found, &mut taken);
    // What is a table already is no part of another.
    let barred = bars::find(source, lines, &taken).into_iter().map(|table| match table {
        bars::Found::Table(lines) => Apart { what: What::Table { parted: Parted::Bars, over: lines.start }, lines },
        bars::Found::Callout(lines) => Apart { what: What::Callout, lines },
    });
    found.extend(barred);
    take(&found, &mut taken);
    found.extend(
        aligned::tables(source, lines, &taken)
            .into_iter()
            .map(|table| Apart { lines: table.lines, what: What::Table { parted: Parted::Blanks, over: table.over } }),
    );
    found.sort_by_key(|table| table.lines.start);
    found
}

/// The lines that are in no table with bars or tags; `None` where all are.
pub fn outside(lines: &[Line], apart: &[Apart]) -> Option<Vec<Line>> {
    let long = |what: &What| !matches!(what, What::Table { parted: Parted::Blanks, .. });
    let mut tables = apart.iter().filter(|apart| long(&apart.what)).peekable();
    tables.peek()?;
    let mut outside = Vec::new();
    let mut at = 0;
    for table in tables {
        outside.extend_from_slice(&lines[at..table.lines.start.max(at)]);
        at = table.lines.end;
    }
    outside.extend_from_slice(&lines[at..]);
    Some(outside)
}

/// The rows of a table, or of a part of one, with these lines.
pub fn grid(source: &str, lines: &[Line], parted: Parted) -> Grid {
    match parted {
        Parted::Tabs => tabbed(source, lines),
        Parted::Blanks => aligned::grid(source, lines),
        Parted::Bars => bars::grid(source, lines),
        Parted::Tags => tags::grid(source, lines),
    }
}

/// The runs of lines that are rows of a table with TABs.
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

/// Gives each table the lines around it, caption and units above, source and remarks below, and links the parts of one.
pub fn gather(source: &str, drafts: &mut [Draft]) {
    parts::link(source, drafts);
    for i in 0..drafts.len() {
        if !matches!(drafts[i].role, Role::Table(_)) {
            continue;
        }
        let free = |draft: &Draft| matches!(draft.role, Role::Para | Role::Verse) && draft.text(source).len() <= LINE_BYTES;
        // Heads over several columns of a table that is set with blanks are its own already.
        let own = drafts[..i].iter().rev().take_while(|draft| draft.role == Role::OfTable(i as u32)).count();
        let top = i - own;
        let before = |back: usize| top.checked_sub(back).filter(|&at| free(&drafts[at]));
        let captioned = (1..=3).take_while(|&back| before(back).is_some()).find(|&back| caption_number(drafts[top - back].text(source)).is_some());
        let above = match captioned {
            _ if drafts[i].goes_on.is_some() => 0,
            Some(back) => back,
            None => before(1).filter(|&at| is_units(drafts[at].text(source))).map_or(0, |_| 1),
        };
        let after = |on: usize| drafts.get(i + on).filter(|draft| free(draft));
        // A caption may stand below the rows, unless it is that of the table that follows.
        let is_caption = |on: usize| after(on).is_some_and(|draft| caption_number(draft.text(source)).is_some());
        let heads_next = |on: usize| (on + 1..=on + 3).any(|next| drafts.get(i + next).is_some_and(|draft| matches!(draft.role, Role::Table(_))));
        let mut captioned = captioned.is_some() || drafts[i].goes_on.is_some();
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

/// The rows of a table with these lines, whose cells are parted by TABs.
fn tabbed(source: &str, lines: &[Line]) -> Grid {
    let mut rows = Vec::new();
    for (r, line) in lines.iter().enumerate() {
        let mut at = line.from as usize;
        let mut slots: Vec<Slot> = Vec::new();
        for cell in line.text(source).splitn(TABLE_COLUMNS, '\t') {
            let lead = cell.len() - cell.trim_start_matches(' ').len();
            let bare = cell.trim_matches(' ').len();
            let from = at + lead;
            // The blanks around a TAB go with it.
            let sign = match slots.last() {
                Some(last) => last.cell.end..from.max(last.cell.end),
                None => r.checked_sub(1).map_or(from..from, |above| lines[above].end as usize..line.from as usize),
            };
            slots.push(Slot::new(from..from + bare, sign));
            at += cell.len() + 1;
        }
        rows.push(slots);
    }
    Grid::new(source, rows, 0)
}
