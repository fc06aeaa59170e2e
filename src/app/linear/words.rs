//! How the parts of a document are said, each on one line: a paragraph, a note, a row of a table, a place. Owns these words;
//! keeps no place.

use std::sync::atomic::AtomicBool;

use crate::model::{Anchor, Block, Document, Extent, FlowId, Kind, Link, Mark, NoteId, RowKind, TableId, Text, Warning, figures};
use crate::search::{Hit, Pattern, Where, find, snippet};
use crate::sheet::Sheet;
use crate::ui::stands;
use crate::ui::units::paragraph as whole_paragraph;

/// Characters of a note that the list of notes says.
const NOTE_SAID: usize = 80;
/// Characters before a marker that are said.
const BEFORE: usize = 40;

/// What there is to type, and what it does.
pub const COMMANDS: [(&str, &str); 17] = [
    ("Enter", "the next paragraph"),
    ("b", "the paragraph before"),
    ("r", "this paragraph again"),
    ("n", "the next note"),
    ("notes", "notes after each paragraph that refers to them, or no longer"),
    ("] and [", "the next heading, the heading before"),
    ("o", "the outline; o 3 goes to its third part"),
    ("t", "the next table, then row by row; t 8.1 goes to a table"),
    ("/words", "search; / the next hit, // the hit before"),
    ("s", "all notes; s 12 reads note 12"),
    ("g", "the beginning; g 50% so far into the text, g 120 to a line of the file, g end to the end"),
    ("h", "back to where you came from"),
    ("m a", "set a mark, with any letter; ' a goes there"),
    ("w", "where you are"),
    ("i", "what was not understood"),
    ("?", "these commands"),
    ("q", "quit"),
];

/// What the document is.
pub fn greeting(document: &Document, name: &str) -> String {
    let title = document.meta.title.as_deref().unwrap_or(name);
    let authors = if document.meta.authors.is_empty() { String::new() } else { format!(", by {}", document.meta.authors.join(", ")) };
    let count = |number: usize, one: &str| (number > 0).then(|| format!("{number} {one}{}", if number == 1 { "" } else { "s" }));
    let parts = [count(document.headings.len(), "heading"), count(document.notes.len(), "note"), count(document.tables.len(), "table")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let parts = if parts.is_empty() { String::new() } else { format!("; {}", parts.join(", ")) };
    format!("{title}{authors}{parts}. Enter reads on, ? lists the commands.")
}

/// The paragraph that begins with a block, as a line.
pub fn paragraph(document: &Document, block: u32) -> String {
    let Some(found) = document.body.block(block) else { return String::new() };
    if let Kind::Table(id) = found.kind {
        return table(document, id, found);
    }
    let last = whole_paragraph(document, Anchor::new(FlowId::Body, block, 0)).to.block;
    let text = (block..=last).filter_map(|block| document.body.block(block)).map(|block| line(document, &block.text, all(block))).collect::<String>();
    let text = text.trim().to_owned();
    match found.kind {
        Kind::Title => format!("title: {text}"),
        Kind::Heading(_) => format!("heading: {text}"),
        _ if found.is_quote() => format!("quotation: {text}"),
        _ => text,
    }
}

/// A note, with its label before it; the paragraphs of it on one line.
pub fn note(document: &Document, id: NoteId) -> Option<String> {
    let note = document.note(id)?;
    let unsure = note.refs.iter().find_map(|&reference| match document.reference(reference).map(|reference| &reference.link) {
        Some(Link::Likely(_, why)) => Some(format!(" (not sure: {why})")),
        _ => None,
    });
    let text = note.flow.blocks.iter().map(|block| line(document, &block.text, all(block)).trim().to_owned()).collect::<Vec<_>>().join(" ");
    let stands: String = stands::of(document, id).iter().map(|stands| format!(" [{}]", stands.said)).collect();
    Some(format!("note {}{}: {text}{stands}", note.label, unsure.unwrap_or_default()))
}

/// Where a marker stands: the words before it.
pub fn stands(document: &Document, marker: Anchor) -> String {
    let Some(block) = document.body.block(marker.block) else { return String::new() };
    if let Kind::Table(id) = block.kind {
        return format!("in table {}:", document.table(id).map_or("", |table| &table.id));
    }
    let before = line(document, &block.text, Extent::new(0, marker.byte));
    let from = before.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| before[at..].find(' ').map_or(at, |blank| at + blank + 1));
    format!("further on, after “{}{}”:", if from > 0 { "… " } else { "" }, before[from..].trim())
}

/// The parts, a line each.
pub fn outline(document: &Document) -> Vec<String> {
    if document.headings.is_empty() {
        return vec!["the text has no headings".to_owned()];
    }
    let said = |(at, &block): (usize, &u32)| {
        let found = document.body.block(block)?;
        let percent = document.fraction(Anchor::new(FlowId::Body, block, 0)) * 100.0;
        Some(format!("{}: {}, {percent:.0} %", at + 1, line(document, &found.text, all(found)).trim()))
    };
    document.headings.iter().enumerate().filter_map(said).collect()
}

/// The heading that has this number.
pub fn heading_called(document: &Document, number: &str) -> Option<u32> {
    document.headings.iter().copied().find(|&block| {
        let found = document.section(block).and_then(|(at, heading)| Some(document.body.block(at)?.text.slice(heading.number?)));
        found.is_some_and(|found| found.eq_ignore_ascii_case(number.trim_end_matches('.')))
    })
}

/// A row of a table with the names of its columns; the lines below the table when there is none left.
pub fn row(document: &Document, id: TableId, number: usize) -> Vec<String> {
    let Some((table, block)) = document.table(id).and_then(|table| Some((table, document.body.block(table.block)?))) else { return Vec::new() };
    let sheet = Sheet::new(table, &block.text);
    let Some(&row) = sheet.rows.get(number) else {
        let below = table.below.iter().map(|&extent| line(document, &block.text, extent).trim().to_owned());
        return std::iter::once(format!("this is the end of table {}", table.id)).chain(below).collect();
    };
    let cells = &table.rows[row as usize].cells;
    let said = |column: usize| cells.get(column).map(|&cell| line(document, &block.text, cell).trim().to_owned()).unwrap_or_default();
    let group = sheet.group(row).map_or(String::new(), |group| format!("{}, ", group.name));
    let values = (1..sheet.columns.len()).filter_map(|column| {
        let (name, value) = (&sheet.columns[column].name, said(column));
        (!value.is_empty()).then(|| if name.is_empty() { value } else { format!("{name}, {value}") })
    });
    vec![format!("{group}{}: {}", said(0), values.collect::<Vec<_>>().join("; "))]
}

/// All notes, a line each.
pub fn notes(document: &Document) -> Vec<String> {
    if document.notes.is_empty() {
        return vec!["the text has no notes".to_owned()];
    }
    let said = (0..document.notes.len() as u32).filter_map(|id| note(document, NoteId(id))).map(|words| match words.char_indices().nth(NOTE_SAID) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words,
    });
    said.collect()
}

/// The notes that have this label, with their part where there are several.
pub fn notes_called(document: &Document, label: &str) -> Vec<String> {
    let found: Vec<_> = (0..).zip(&document.notes).filter(|(_, note)| note.label == label).map(|(id, note)| (NoteId(id), note)).collect();
    let several = found.len() > 1;
    let said = found.into_iter().filter_map(|(id, found)| {
        let words = note(document, id)?;
        let section = document.series.get(found.series as usize).and_then(|series| series.section.as_deref()).filter(|_| several);
        Some(section.map_or(words.clone(), |section| format!("under {section}, {words}")))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { vec![format!("there is no note {}", crate::model::clean::line(label))] } else { said }
}

/// Where one is: title, part, percent.
pub fn place(document: &Document, block: Option<u32>, last: bool) -> String {
    let Some(block) = block else { return "before the beginning; Enter reads on".to_owned() };
    let part = document.section(block).and_then(|(at, _)| document.body.block(at)).map(|found| line(document, &found.text, all(found)).trim().to_owned());
    let percent = if last { 100.0 } else { document.fraction(Anchor::new(FlowId::Body, block, 0)) * 100.0 };
    [document.meta.title.clone(), part, Some(format!("{percent:.0} %"))].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// What was not understood, a line each.
pub fn warnings(document: &Document, warnings: &[Warning]) -> Vec<String> {
    if warnings.is_empty() {
        return vec!["nothing odd was met".to_owned()];
    }
    let line = |warning: &Warning| document.file_line(warning.source).map_or(String::new(), |line| format!("line {line}: "));
    warnings.iter().map(|warning| format!("{}{}", line(warning), warning.message)).collect()
}

/// All places that match a pattern, those of a note where the text refers to it.
pub fn hits(document: &Document, typed: &str) -> Result<Vec<Hit>, String> {
    let pattern = Pattern::new(typed).map_err(|error| error.to_string())?;
    let mut hits = find(document, &pattern, &AtomicBool::new(false)).unwrap_or_default().hits;
    hits.sort_by_key(|hit| (in_body(document, hit.at), hit.at));
    Ok(hits)
}

/// In what a hit stands, and the words around it.
pub fn hit(document: &Document, hit: &Hit) -> String {
    let place = match hit.place {
        Where::Note(note) => format!("in note {}", document.note(note).map_or("", |note| &note.label)),
        Where::Heading => "in a heading".to_owned(),
        Where::Table => match document.block(hit.at.flow, hit.at.block).map(|block| block.kind) {
            Some(Kind::Table(id)) => format!("in table {}", document.table(id).map_or("", |table| &table.id)),
            _ => "in a table".to_owned(),
        },
        Where::Text => "in the text".to_owned(),
    };
    format!("{place}: {}", snippet(document, hit))
}

/// The place in the body that belongs to a place: of a note the one that refers to it, else where it stood.
pub fn in_body(document: &Document, at: Anchor) -> Anchor {
    let FlowId::Note(note) = at.flow else { return at };
    let Some(note) = document.note(note) else { return Anchor::START };
    let refers = note.refs.iter().find_map(|&reference| document.reference(reference).filter(|found| found.at.flow == FlowId::Body));
    refers.map_or(note.home, |found| found.at)
}

/// The block that begins the paragraph of a block.
pub fn first_of(document: &Document, block: u32) -> u32 {
    whole_paragraph(document, Anchor::new(FlowId::Body, block, 0)).from.block
}

/// The letter of a mark.
pub fn letter(typed: &str) -> Option<char> {
    let mut characters = typed.chars();
    characters.next().filter(|c| c.is_alphabetic() && characters.next().is_none())
}

fn table(document: &Document, id: TableId, block: &Block) -> String {
    let Some(table) = document.table(id) else { return String::new() };
    let above: Vec<String> = table.above.iter().map(|&extent| line(document, &block.text, extent).trim().trim_end_matches('.').to_owned()).collect();
    let rows = table.rows.iter().filter(|row| row.kind == RowKind::Figures).count();
    let name = if above.is_empty() { format!("table {}", table.id) } else { format!("table: {}", above.join(". ")) };
    format!("{name}. {rows} row{}, {} columns; t reads them one by one", if rows == 1 { "" } else { "s" }, table.columns)
}

fn all(block: &Block) -> Extent {
    Extent::new(0, block.len())
}

/// A range of a text on one line: markers stand in brackets, lines of verse are parted by a stroke.
fn line(document: &Document, text: &Text, extent: Extent) -> String {
    let mut out = String::new();
    let mut from = extent.start;
    for span in text.spans_in(extent) {
        let Mark::Ref(reference) = span.mark else { continue };
        if span.extent.start < from || span.extent.end > extent.end {
            continue;
        }
        out.push_str(&figures::set(text, Extent::new(from, span.extent.start)));
        let said = match document.reference(reference).map(|reference| (&reference.link, &reference.label)) {
            Some((Link::Sure(_) | Link::Pending, label)) => format!("[{label}]"),
            Some((Link::Likely(..), label)) => format!("[{label}?]"),
            Some((Link::None(_), label)) => format!("[{label}, no note]"),
            None => String::new(),
        };
        out.push_str(&said);
        from = span.extent.end;
    }
    out.push_str(&figures::set(text, Extent::new(from, extent.end)));
    out.trim_end().replace('\n', " / ").replace('\t', " ")
}
