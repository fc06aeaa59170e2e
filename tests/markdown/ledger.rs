//! From source and ledger alone every block is built again, whatever is written in Markdown and whatever is done to it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ibid::model::{Fate, FlowId, NoteId, Reading, check};
use ibid::read::{Form, read_bytes};
use proptest::prelude::*;

/// A text of ours with one of everything.
pub const OURS: &str = include_str!("../data/markdown/everything.md");

/// A text read as Markdown.
pub fn read(source: &str) -> Option<Reading> {
    read_bytes("text.md", source.as_bytes().to_vec(), Some(Form::Markdown)).ok().map(|(_, reading)| reading)
}

/// What may hold words that are shown to nobody.
fn may_hold_words(rule: &str) -> bool {
    matches!(rule, "link" | "link definition" | "front matter" | "tag" | "comment" | "attribute list" | "fence" | "note label" | "note marker")
}

/// All that holds of a reading and its source; the first thing that does not, in words.
pub fn holds(source: &str, reading: &Reading) -> Result<(), String> {
    let document = &reading.document;
    check::check(document)?;
    if let Some(at) = reading.ledger.hole(source.len()) {
        return Err(format!("the ledger has a hole at {at}"));
    }
    let rebuilt = reading.ledger.rebuild(source);
    let flows = std::iter::once(FlowId::Body).chain((0..document.notes.len() as u32).map(|note| FlowId::Note(NoteId(note))));
    let blocks: BTreeMap<_, _> =
        flows.flat_map(|flow| (0u32..).zip(&document.flow(flow).blocks).map(move |(i, block)| ((flow, i), block.text.as_str()))).collect();
    for (place, text) in &blocks {
        if rebuilt.get(place).map_or("", String::as_str) != *text {
            return Err(format!("{place:?} is {text:?}, built again {:?}", rebuilt.get(place)));
        }
    }
    if let Some(place) = rebuilt.keys().find(|place| !blocks.contains_key(place)) {
        return Err(format!("{place:?} is in the ledger alone"));
    }
    for entry in &reading.ledger.entries {
        let text = &source[entry.range.start as usize..entry.range.end as usize];
        if let Fate::Markup(rule) = entry.fate
            && text.contains(char::is_alphanumeric)
            && !may_hold_words(rule)
        {
            let around =
                &source[source.floor_char_boundary((entry.range.start as usize).saturating_sub(80))..source.ceil_char_boundary(entry.range.end as usize + 40)];
            return Err(format!("{text:?} at {} is {rule} in {around:?}", entry.range.start));
        }
    }
    Ok(())
}

/// Folders with texts that are not ours.
pub fn corpus() -> Vec<PathBuf> {
    let folder = std::env::var_os("IBID_CORPUS").map(PathBuf::from).unwrap_or_default();
    let mut files: Vec<PathBuf> = [folder.join("markdown"), folder.join("markdown/spec-tests")]
        .iter()
        .flat_map(std::fs::read_dir)
        .flatten()
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

#[test]
fn every_markdown_text_is_built_again_from_its_ledger() {
    let mut texts = vec![
        ("everything.md".to_owned(), OURS.to_owned()),
        ("with CRLF".to_owned(), OURS.replace('\n', "\r\n")),
        ("with CR".to_owned(), OURS.replace('\n', "\r")),
    ];
    texts.push(("in a quotation".to_owned(), OURS.lines().map(|line| format!("> {line}\n")).collect()));
    texts.push(("in an item".to_owned(), format!("- item\n\n{}", OURS.lines().map(|line| format!("  {line}\n")).collect::<String>())));
    texts.push(("items set in by TABs".to_owned(), "Term\n: a\n\t1. b\n\nTerm\n:a\n\t12) b\n".to_owned()));
    texts.push(("an item that is a table".to_owned(), "1. a |\n    |---\n\nb\n".to_owned()));
    texts.push(("words behind a lone CR".to_owned(), "    code\n\rword\nth\n".to_owned()));
    texts.push(("a cell's end and a line's outside of a table".to_owned(), "Words within<td>one</td><br>two</td>\\\nthree</td></tr><br/> four\n".to_owned()));
    texts.extend(corpus().into_iter().map(|file| (file.to_string_lossy().into_owned(), std::fs::read_to_string(&file).expect("a text"))));
    for (name, text) in texts {
        assert_eq!(holds(&text, &read(&text).expect("a text")), Ok(()), "{name}");
    }
}

/// The number of an item is shown wherever it stands, and what the parser passes over is, too.
#[test]
fn items_and_words_in_odd_places_are_shown() {
    for (text, expected) in [
        ("Term\n: a\n\t1. b\n", ["Term", "a", "1. b"]),
        ("Term\n:a\n\t1) b\n", ["Term", "a", "1) b"]),
        ("1. a |\n    |---\n\nb\n", ["1. ", "a", "b"]),
        ("    code\n\rword\nth\n", ["code", "word", "th"]),
    ] {
        let blocks: Vec<String> = read(text).expect("a text").document.body.blocks.iter().map(|block| block.text.as_str().to_owned()).collect();
        assert_eq!(blocks, expected, "{text:?}");
    }
}

const INSERTED: [&str; 44] = [
    "\n",
    "\n\n",
    "\r\n",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "```\n",
    "~~~\n",
    "`",
    "*",
    "**",
    "_",
    "~~",
    "[",
    "]",
    "](",
    "(",
    ")",
    "[^1]",
    "[^x]: ",
    "^[",
    "[[a|b]]",
    "{: .x}",
    "{#y}",
    "|",
    "|---|\n",
    "| a | b |\n|---|---|\n| c | d | e |\n",
    "<table><tr><td>",
    "</table>",
    "<li>",
    "</ul>",
    "<pre>",
    "</pre>",
    "<script>",
    "<!--",
    "-->",
    "<b",
    "&amp;",
    "$x$",
    "$$",
    "\\",
    "\u{feff}",
];

fn edited(source: &str, edits: &[(usize, usize, usize)]) -> String {
    let mut chars: Vec<char> = source.chars().collect();
    for &(kind, at, length) in edits {
        let at = at % chars.len().max(1);
        let range = at.min(chars.len())..(at + length % 60).min(chars.len());
        match kind % 5 {
            0 => drop(chars.drain(range)),
            1 => {
                let moved: Vec<char> = chars.drain(range).collect();
                let to = (at * 7 + length) % chars.len().max(1);
                let to = to.min(chars.len());
                chars.splice(to..to, moved);
            }
            _ => drop(chars.splice(range.start..range.start, INSERTED[length % INSERTED.len()].chars())),
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, max_shrink_iters: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_markdown_text_is_built_again_from_its_ledger(edits in prop::collection::vec((0usize..5, 0usize..1_000_000, 0usize..1_000_000), 1..24)) {
        let source = edited(OURS, &edits);
        if let Some(reading) = read(&source) {
            prop_assert_eq!(holds(&source, &reading), Ok(()));
        }
    }
}
