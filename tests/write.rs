//! Other forms of a document: Markdown with its notes, HTML, JSON. What is written is read again, and has to say the same.

mod back;
mod convert;
mod html;
mod kept;
mod said;

use std::path::{Path, PathBuf};

use ibid::model::{Anchor, Document, FlowId, Kind, Mark, Passage};
use ibid::write::markdown::markdown;

/// Documents that are made, and those of the folders that `IBID_CORPUS` and `IBID_CHAPTER` name.
fn documents() -> Vec<(String, Document)> {
    let mut found = vec![
        ("harbours".to_owned(), crate::made::harbours().document),
        ("the bundled one".to_owned(), ibid::read::bundled().document),
        ("everything".to_owned(), made(include_str!("data/ocr/everything.txt"))),
        ("aligned".to_owned(), made(include_str!("data/ocr/aligned.txt"))),
    ];
    let mut paths: Vec<PathBuf> = std::env::var_os("IBID_CHAPTER").map(PathBuf::from).into_iter().collect();
    if let Some(corpus) = std::env::var_os("IBID_CORPUS") {
        for folder in ["ocr-text", "markdown"] {
            let entries = std::fs::read_dir(Path::new(&corpus).join(folder)).expect("the folder is there");
            paths.extend(entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file()));
        }
    }
    paths.sort();
    for path in paths {
        let (name, bytes) = (path.to_string_lossy().into_owned(), std::fs::read(&path).expect("the text is there"));
        let document = ibid::read::read_to_show(&name, bytes, None).expect("a text").1.document;
        found.push((name, document));
    }
    found
}

fn made(text: &str) -> Document {
    ibid::read::read_to_show("made", text.as_bytes().to_vec(), None).expect("a text").1.document
}

fn all(document: &Document) -> Passage {
    Passage { from: Anchor::START, to: Anchor::new(FlowId::Body, document.body.blocks.len() as u32, 0) }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let document = made(text);
    assert_eq!(markdown(&document, all(&document)), expected);
}

#[test]
fn notes_stand_below_and_marks_are_marks() {
    check(
        "Weights\n\nI. The *beginning*\n\nIt was <i>heavy </i>once.¹ Five * six_ is [so] & <b>so</b>, 10<sup>5</sup> m² x.\n\n¹ See note 2.\n\n² No_body, \"said\" # so.\n",
        "# Weights\n\n## I. The *beginning*\n\nIt was *heavy* once.[^1] Five \\* six\\_ is [so] & **so**, 10<sup>5</sup> m² x.\n\n[^1]: See note 2.",
    );
}

#[test]
fn a_table_has_pipes() {
    check(
        "On Weights\n\nI. The first\n\nTable 1. Weights | measures\n\n\t1991\t1992¹\nIron\t1 200.5\t3\nLead | tin\t2\n\nSource: The scales.\n\n¹ So far.\n",
        "# On Weights\n\n## I. The first\n\nTable 1. Weights | measures\n\n|  | 1991 | 1992[^1] |\n| --- | ---: | ---: |\n| Iron | 1 200.5 | 3 |\n| Lead \\| tin | 2 |  |\n\nSource: The scales.\n\n[^1]: So far.",
    );
}

/// A part of a paragraph, with the notes that it refers to and no others.
#[test]
fn a_passage_brings_its_own_notes() {
    let document = made("A\n\nI. One\n\nFirst.¹ Second.² Third.³\n\n¹ One.\n\n² Two.\n\n³ Three.\n");
    let at = |byte| Anchor::new(FlowId::Body, 2, byte);
    let text = document.body.blocks[2].text.as_str();
    let (from, to) = (text.find("Second").expect("a word") as u32, text.find(" Third").expect("a word") as u32);
    assert_eq!(markdown(&document, Passage { from: at(from), to: at(to) }), "Second.[^2]\n\n[^2]: Two.");
}

/// The words of a piece of Markdown, with what it marks taken out.
fn plain(markdown: &str) -> String {
    let mut out = String::new();
    let mut characters = markdown.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' => out.extend(characters.next()),
            '*' => {}
            '[' if characters.peek() == Some(&'^') => while characters.next().is_some_and(|c| c != ']') {},
            '<' => while characters.next().is_some_and(|c| c != '>') {},
            c => out.push(c),
        }
    }
    out.replace("&amp;", "&")
}

/// A block without its markers.
fn bare(document: &Document, flow: FlowId, block: u32) -> String {
    let text = &document.block(flow, block).expect("a block").text;
    let mut out = String::new();
    let mut from = 0;
    for span in text.spans().iter().filter(|span| matches!(span.mark, Mark::Ref(_))) {
        out.push_str(&text.as_str()[from..span.extent.start as usize]);
        from = span.extent.end as usize;
    }
    (out + &text.as_str()[from..]).trim().to_owned()
}

#[test]
fn the_bundled_document_says_the_same_in_markdown() {
    let document = ibid::read::bundled().document;
    let written = markdown(&document, all(&document));
    let parts: Vec<&str> = written.split("\n\n").collect();
    let words: Vec<String> = written.lines().map(|part| plain(part.trim_start_matches(['#', '>', ' ']))).collect();
    for (number, block) in (0u32..).zip(&document.body.blocks) {
        if !matches!(block.kind, Kind::Table(_) | Kind::Rule) {
            let said = bare(&document, FlowId::Body, number).replace('\n', " ");
            assert!(words.iter().any(|words| words.replace('\n', " ") == said), "{said:?} is lost");
        }
    }
    for (id, note) in (0u32..).zip(&document.notes) {
        let label = format!("[^{}]: ", note.label);
        let defined: Vec<&&str> = parts.iter().filter(|part| part.starts_with(&label)).collect();
        assert_eq!(defined.len(), 1, "note {} is defined once", note.label);
        assert_eq!(plain(&defined[0][label.len()..]), bare(&document, FlowId::Note(ibid::model::NoteId(id)), 0));
        assert!(
            written.contains(&format!("[^{}]", note.label)) && written.matches(&format!("[^{}]", note.label)).count() >= 2,
            "note {} is referred to",
            note.label
        );
    }
    let emphasised = document
        .notes
        .iter()
        .flat_map(|note| &note.flow.blocks)
        .chain(&document.body.blocks)
        .flat_map(|block| block.text.spans())
        .filter(|span| span.mark == Mark::Emph)
        .count();
    assert!(written.matches('*').count() >= emphasised * 2, "{emphasised} emphasised runs");
    let rows: Vec<&str> = written.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), 1 + 1 + 5 + 10, "head, rule, groups, rows: {rows:#?}");
    assert!(rows.contains(&"| Exports | 11 820.0 | 6 265.0 | 2 924.0 | 2 198.4 | 2 586.0 | 2 552.4 | 21.6 |"));
}
