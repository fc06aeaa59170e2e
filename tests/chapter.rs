//! The real chapter, which is under copyright and stands beside the project, never in it: everything its facts say is
//! true of the reading. Runs where `IBID_CHAPTER` names the file (the facts stand beside it); each test that ran adds its
//! name to the file that `IBID_CHAPTER_RAN` names, so that a script can see that it did.

use std::io::Write;
use std::path::PathBuf;

use ibid::model::{Document, FlowId, Kind, Link, NoteId, Reading, RowKind, Target};
use ibid::read::{read_bytes, read_head};
use serde_json::Value;

struct Chapter {
    source: String,
    facts: Value,
    reading: Reading,
}

/// The chapter, where it is there; `test` is then said to have run.
fn chapter(test: &str) -> Option<Chapter> {
    let path = PathBuf::from(std::env::var_os("IBID_CHAPTER")?);
    let source = std::fs::read_to_string(&path).expect("the chapter");
    let facts = std::fs::read_to_string(path.with_extension("facts.json")).expect("its facts");
    let facts = serde_json::from_str(&facts).expect("facts in JSON");
    let (_, reading) = read_bytes("chapter.txt", std::fs::read(&path).expect("the chapter is there"), None).expect("the chapter is read");
    if let Some(ran) = std::env::var_os("IBID_CHAPTER_RAN") {
        let mut ran = std::fs::OpenOptions::new().create(true).append(true).open(ran).expect("a file for the names of tests");
        writeln!(ran, "{test}").expect("a name is written");
    }
    Some(Chapter { source, facts, reading })
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().unwrap_or_else(|| panic!("no list {name}"))
}

fn words<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_else(|| panic!("no words {name}"))
}

fn note_text(document: &Document, note: u32) -> String {
    document.flow(FlowId::Note(NoteId(note))).blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn its_front_and_sections_are_known() {
    let Some(Chapter { facts, reading, .. }) = chapter("sections") else { return };
    let document = &reading.document;
    assert_eq!(document.meta.title.as_deref(), Some(words(&facts, "title")));
    assert_eq!(document.meta.number, Some(facts["chapter_number"].to_string()));
    assert_eq!(document.meta.authors, [words(&facts, "author")]);
    let blocks = &document.body.blocks;
    let mut ends = document.headings.clone();
    ends.push(blocks.len() as u32);
    assert_eq!(document.headings.len(), list(&facts, "sections").len());
    for (i, section) in list(&facts, "sections").iter().enumerate() {
        let heading = &blocks[ends[i] as usize];
        let Kind::Heading(parts) = heading.kind else { panic!("no heading") };
        assert_eq!(heading.text.slice(parts.number.expect("a number")), words(section, "number"));
        assert_eq!(&heading.text.as_str()[parts.title as usize..], words(section, "title"));
        assert_eq!(parts.level, 1);
        let within = &blocks[ends[i] as usize + 1..ends[i + 1] as usize];
        let count = |holds: fn(&ibid::model::Block) -> bool| within.iter().filter(|block| holds(block)).count() as u64;
        let number = |name: &str| section[name].as_u64().unwrap_or(0);
        let paragraphs = count(|block| block.kind == Kind::Para && block.item().is_none());
        assert_eq!(paragraphs, number("paragraphs") + number("blockquotes"), "{section}");
        assert_eq!(count(|block| block.item().is_some()), number("list_items"), "{section}");
        assert_eq!(count(|block| matches!(block.kind, Kind::Table(_))), number("tables"), "{section}");
        assert_eq!(within.len() as u64, paragraphs + number("list_items") + number("tables"), "{section}");
    }
}

#[test]
fn every_note_is_sure_and_has_its_marker() {
    let Some(Chapter { facts, reading, .. }) = chapter("notes") else { return };
    let document = &reading.document;
    let notes = list(&facts, "notes");
    assert_eq!((document.notes.len(), document.refs.len()), (notes.len(), notes.len()));
    for ((i, fact), note) in (0u32..).zip(notes).zip(&document.notes) {
        assert_eq!(note.label, fact["number"].to_string());
        assert!(note_text(document, i).starts_with(words(fact, "first_60_plain").trim_end()), "note {}", note.label);
        let [reference] = note.refs[..] else { panic!("note {} has {} references", note.label, note.refs.len()) };
        let reference = document.reference(reference).expect("a reference");
        assert_eq!(reference.link, Link::Sure(NoteId(i)));
        let block = document.block(reference.at.flow, reference.at.block).expect("its block");
        let before = &block.text.as_str()[..reference.at.byte as usize];
        assert!(before.ends_with(words(fact, "body_before_marker_last_25")), "note {}: {before:?}", note.label);
    }
}

/// A superscript figure that is no marker would be dead text.
#[test]
fn no_marker_is_left_as_text() {
    let Some(Chapter { reading, .. }) = chapter("markers") else { return };
    let document = &reading.document;
    let flows = std::iter::once(FlowId::Body).chain((0..document.notes.len() as u32).map(|note| FlowId::Note(NoteId(note))));
    let mut raised = 0;
    for flow in flows {
        for block in &document.flow(flow).blocks {
            for (at, _) in block.text.as_str().char_indices().filter(|(_, c)| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(*c)) {
                raised += 1;
                let linked = block.text.spans().iter().any(|span| matches!(span.mark, ibid::model::Mark::Ref(_)) && span.extent.contains(at as u32));
                assert!(linked, "a raised figure is no marker: {:?}", block.text.as_str());
            }
        }
    }
    assert!(raised >= document.refs.len());
}

#[test]
fn its_cut_paragraphs_are_joined() {
    let Some(Chapter { source, facts, reading }) = chapter("joins") else { return };
    let document = &reading.document;
    let cuts = list(&facts, "split_paragraphs");
    assert_eq!(document.joins.len(), cuts.len());
    for (join, cut) in document.joins.iter().zip(cuts) {
        let text = document.block(join.at.flow, join.at.block).expect("a block").text.as_str();
        let (before, after) = text.split_at(join.at.byte as usize);
        assert!(before.strip_suffix(' ').is_some_and(|before| before.ends_with(words(cut, "last_30_before"))), "{before:?}");
        assert!(after.starts_with(words(cut, "first_30_after")), "{after:?}");
        assert!(source[..join.source as usize].ends_with(words(cut, "last_30_before")));
    }
    assert!(document.body.blocks.iter().all(|block| !block.continues));
}

#[test]
fn its_table_has_all_its_rows() {
    let Some(Chapter { facts, reading, .. }) = chapter("table") else { return };
    let document = &reading.document;
    let fact = &facts["table"];
    let [table] = &document.tables[..] else { panic!("{} tables", document.tables.len()) };
    let text = &document.body.blocks[table.block as usize].text;
    assert_eq!(table.id, words(fact, "number"));
    assert_eq!(text.slice(table.caption), words(fact, "caption"));
    assert_eq!(text.slice(table.units), words(fact, "unit_line_plain"));
    assert!(text.slice(table.source).starts_with("Source"));
    assert_eq!(u64::from(table.columns), fact["column_count"].as_u64().expect("a count"));
    let cells = |row: &ibid::model::Row| row.cells.iter().map(|&cell| text.slice(cell).to_owned()).collect::<Vec<_>>();
    assert_eq!(table.rows[0].kind, RowKind::Header);
    assert_eq!(cells(&table.rows[0]), list(fact, "columns").iter().map(|name| name.as_str().unwrap_or_default()).collect::<Vec<_>>());
    let groups: Vec<String> = table.rows.iter().filter(|row| row.kind == RowKind::Group).map(|row| cells(row).remove(0)).collect();
    assert_eq!(groups, list(fact, "groups").iter().map(|name| name.as_str().unwrap_or_default()).collect::<Vec<_>>());
    let figures: Vec<u32> = table.figures().collect();
    assert_eq!(figures.len(), list(fact, "rows").len());
    for (row, fact) in figures.into_iter().zip(list(fact, "rows")) {
        let row = &table.rows[row as usize];
        let group = row.group.expect("a group");
        assert_eq!(cells(&table.rows[group as usize])[0], words(fact, "group"));
        assert_eq!(cells(row)[0], words(fact, "label"));
        let values: Vec<f64> = cells(row)[1..].iter().map(|cell| cell.replace([' ', '\u{a0}', '\u{202f}'], "").parse().expect("a figure")).collect();
        assert_eq!(values, list(fact, "values").iter().map(|value| value.as_f64().expect("a value")).collect::<Vec<_>>());
    }
}

#[test]
fn its_cross_references_lead_somewhere() {
    let Some(Chapter { facts, reading, .. }) = chapter("links") else { return };
    let document = &reading.document;
    let links = |flow: FlowId| {
        document
            .stops_of(flow)
            .iter()
            .filter_map(|stop| if let ibid::model::Opens::Link(target) = stop.opens { Some(target) } else { None })
            .collect::<Vec<_>>()
    };
    let mut between = Vec::new();
    for note in 0..document.notes.len() as u32 {
        for target in links(FlowId::Note(NoteId(note))) {
            match target {
                Target::Note(to) => between.push((note as u64 + 1, u64::from(to.0) + 1)),
                // Only one note sends out of the file.
                other => assert_eq!((note + 1, other), (25, Target::Outside)),
            }
        }
    }
    let number = |value: &Value, name: &str| value[name].as_u64().expect("a number");
    assert_eq!(
        between,
        list(&facts, "cross_references_between_notes").iter().map(|fact| (number(fact, "from_note"), number(fact, "to_note"))).collect::<Vec<_>>()
    );
    assert_eq!(links(FlowId::Note(NoteId(24))), [Target::Outside]);
    assert_eq!(links(FlowId::Body).len(), 1, "the table, and nothing else");
    assert!(matches!(links(FlowId::Body)[0], Target::Table(_)));
}

#[test]
fn nothing_in_it_is_odd() {
    let Some(Chapter { source, reading, .. }) = chapter("warnings") else { return };
    assert_eq!(reading.warnings, []);
    assert_eq!(reading.ledger.hole(source.len()), None);
    assert_eq!(reading.document.language, Some("en"));
}

#[test]
fn its_notes_show_in_each_way() {
    let Some(Chapter { source, .. }) = chapter("ways") else { return };
    use crate::scripts::notes::{labels, read_with_foot, read_with_margin, read_with_popups};
    assert_eq!(read_with_margin(&source, 132, 40), labels(36));
    for (columns, rows) in [(132, 40), (100, 30), (80, 24)] {
        assert_eq!(read_with_foot(&source, columns, rows), labels(36), "{columns}x{rows}");
        assert_eq!(read_with_popups(&source, columns, rows), labels(36), "{columns}x{rows}");
    }
}

/// In every head of it a link is either the right one or not yet known.
#[test]
fn a_head_of_it_says_nothing_untrue() {
    let Some(Chapter { source, .. }) = chapter("heads") else { return };
    for end in (1_000..source.len()).step_by(977) {
        let head = read_head("text.txt", &source.as_bytes()[..end], None).expect("a head");
        let document = &head.document;
        for reference in &document.refs {
            match &reference.link {
                Link::Sure(note) => assert_eq!(document.notes[note.0 as usize].label, reference.label),
                Link::Pending => {}
                other => panic!("marker {} in a head of {end} bytes: {other:?}", reference.label),
            }
        }
        assert_eq!(head.warnings, [], "in a head of {end} bytes");
    }
}
