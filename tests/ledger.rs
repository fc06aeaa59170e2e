//! What became of every byte: the ledger tiles the source, and from source and ledger alone every block is built again,
//! whatever is done to the text.

mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ibid::model::{Fate, FlowId, Ledger, NoteId, Reading, check};
use ibid::read::{Form, read_bytes};
use proptest::prelude::*;

use rules::{FURNITURE, may_hold, may_stand_for};

/// A text of ours with one of everything: title, author, notes in blocks and on one line, joins, hyphens, table, verse, marks.
const OURS: &str = include_str!("data/ocr/everything.txt");

/// A book as it is printed: fields, contents, chapters, verse, quotations, lists, a drawing, all on wrapped lines.
const PRINTED: &str = include_str!("data/ocr/wrapped.txt");

/// Tables whose columns are parted by blanks and leaders.
const ALIGNED: &str = include_str!("data/ocr/aligned.txt");

/// Tables between bars, with what looks like one.
const BARRED: &str = include_str!("data/ocr/barred.txt");

/// Tables in tags, and tags that are none.
const TAGGED: &str = "We met.\n\n<table><caption>Ships &amp; men</caption><thead><tr><th rowspan=2>Port</th><th colspan=\"2\">Ships</th></tr><tr><th>old</th><th>new</th></tr></thead>\n<tr><td rowspan=3>Norrham</td><td>1,200<sup>a</sup></td>stray<td>3</td></tr><!-- page -->\n<tr><td></td><td> 4<br> 5 </td></tr><tr><td colspan=3>South</td></tr>\n\n<tr><td><p>x</p></td><td>**b**</td><td>7\n8</td></tr></table> behind\n\nBefore <table><tr><td>only\n</table>\n\n<table><tr><td>a<td>1\n\n<b>b</b> <td>2\n";

/// A table in two parts, with the page's lines and words of its own between them.
const PARTED: &str = "We met.¹\n\nTable 4. Ships\n\n| Port | Ships | Men |\n|---|---|---|\n| North | | |\n| Norrham | 12 | 80 |\n\n¹ On the quay.\n\nTable 4, continued.\n\n| Port. | Ships | Men |\n|---|---|---|\n| Wick | 7 | 11 |\n\n| Ham | 8 | |\n\nSource: the masters.\n\nWe parted.\n";

/// A note between the words that a table goes on and its second part.
const NOTED: &str = "We met.¹\n\n| Port | Ships | Men |\n|---|---|---|\n| Norrham | 12 | 80 |\n\nTable 4, continued.\n\n¹ On the quay.\n\n| Port | Ships | Men |\n|---|---|---|\n| Wick | 7 | 11 |\n\nWe parted.\n";

/// A data file of ours: titles, heads, empty, quoted and ragged cells, a stray quote, notes.
const DATA: &str = "\u{feff}Ships by port,,,\n\n\"(in \"\"tons\"\")\",,,\n,,,\n,\"Sail, old\", \"Steam\" ,\n,(tons),(tons),\nNorrham,\"1,200\",\"two\nlines\"x,\n\"Ost\tby\",\"\",3\nWest,\"open,5,6,7\n \n,,\"\",\nSource: harbour master, 1911,,\n\"\",,\n";

/// The forms as which every text can be read.
const FORMS: [Form; 4] = [Form::Ocr, Form::Text, Form::Csv, Form::Tsv];

fn read(source: &str, form: Form) -> Option<Reading> {
    read_bytes("text.txt", source.as_bytes().to_vec(), Some(form)).ok().map(|(_, reading)| reading)
}

/// All that holds of a reading and its source; the first thing that does not, in words.
fn holds(source: &str, reading: &Reading) -> Result<(), String> {
    let document = &reading.document;
    check::check(document)?;
    if let Some(at) = reading.ledger.hole(source.len()) {
        return Err(format!("the ledger has a hole at {at}"));
    }
    let rebuilt = reading.ledger.rebuild(source);
    let mut blocks = BTreeMap::new();
    let flows = std::iter::once(FlowId::Body).chain((0..document.notes.len() as u32).map(|note| FlowId::Note(NoteId(note))));
    for flow in flows {
        for (i, block) in (0u32..).zip(&document.flow(flow).blocks) {
            if !block.is_empty() {
                blocks.insert((flow, i), block.text.as_str());
            }
        }
    }
    for (place, text) in &rebuilt {
        if blocks.get(place).copied().unwrap_or("") != text {
            return Err(format!("{place:?} is {:?}, built again {text:?}", blocks.get(place)));
        }
    }
    if let Some(place) = blocks.keys().find(|place| !rebuilt.contains_key(place)) {
        return Err(format!("{place:?} is not in the ledger"));
    }
    fates(source, &reading.ledger)
}

fn fates(source: &str, ledger: &Ledger) -> Result<(), String> {
    for entry in &ledger.entries {
        let text = &source[entry.range.start as usize..entry.range.end as usize];
        let right = match &entry.fate {
            Fate::Text => entry.to.is_some(),
            Fate::Replaced(with) => entry.to.is_some() && may_stand_for(with, text),
            Fate::Markup(rule) => may_hold(rule, text),
            Fate::Furniture(rule) => FURNITURE.contains(rule),
            Fate::Hyphen => matches!(text, "-" | "\u{2010}" | "\u{ad}" | "¬"),
        };
        if !right {
            return Err(format!("{text:?} at {} is {:?}", entry.range.start, entry.fate));
        }
    }
    Ok(())
}

/// Our text as a page prints it: lines wrapped at a measure, long words parted by hyphens.
fn wrapped() -> String {
    let mut out = String::new();
    for line in OURS.lines() {
        let mut column = 0;
        for (i, word) in line.split(' ').enumerate() {
            let full = line.len() > 120 && column + 1 + word.chars().count() > 70;
            match (i, full, word) {
                (0, ..) => {}
                (_, true, "harbour") => {
                    out.push_str(" har-\nbour");
                    column = 4;
                    continue;
                }
                _ => out.push(if full { '\n' } else { ' ' }),
            }
            out.push_str(word);
            column = if full { 0 } else { column + 1 } + word.chars().count();
        }
        out.push('\n');
    }
    out
}

#[track_caller]
fn check_text(name: &str, source: &str) {
    for form in FORMS {
        let Some(reading) = read(source, form) else { panic!("{name} is not read") };
        if let Err(wrong) = holds(source, &reading) {
            panic!("{name} as {form:?}: {wrong}");
        }
    }
}

/// Folders with texts that are not ours.
fn corpus() -> Vec<PathBuf> {
    let named = std::env::var_os("IBID_CORPUS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/ocr-text");
    let folder = named.map(|folder| if folder.join("ocr-text").is_dir() { folder.join("ocr-text") } else { folder }).unwrap_or(beside);
    let data = folder.with_file_name("csv");
    let mut files: Vec<PathBuf> = [folder, data].iter().flat_map(std::fs::read_dir).flatten().flatten().map(|file| file.path()).collect();
    files.extend(std::env::var_os("IBID_CHAPTER").map(PathBuf::from));
    files.sort();
    files
}

#[test]
fn every_text_is_built_again_from_its_ledger() {
    check_text("everything.txt", OURS);
    check_text("everything.txt, wrapped", &wrapped());
    check_text("everything.txt with CRLF", &OURS.replace('\n', "\r\n"));
    check_text("wrapped.txt", PRINTED);
    check_text("wrapped.txt with CRLF", &PRINTED.replace('\n', "\r\n"));
    check_text("aligned.txt", ALIGNED);
    for (name, text) in [("barred.txt", BARRED), ("tags", TAGGED), ("parts", PARTED), ("parted by a note", NOTED)] {
        check_text(name, text);
        check_text(name, &text.replace('\n', "\r\n"));
        check_text(name, &text.replace('\n', "\r"));
    }
    check_text("data", DATA);
    check_text("data with CRLF", &DATA.replace('\n', "\r\n"));
    check_text("data with CR", &DATA.replace('\n', "\r"));
    for file in corpus() {
        let source = std::fs::read_to_string(&file).expect("a text");
        check_text(&file.to_string_lossy(), &source);
    }
}

/// A sign that the columns of a table set with blanks do not foresee, wherever it stands.
#[test]
fn a_stray_sign_in_a_table_set_with_blanks_leaves_no_hole() {
    let table = "           Ships\n            at sea    Men\n\nNorrham...    120     80\nOstby          .4    1.2\n------------------------\nWick ....       7     11\n";
    for stray in ["\t", "\u{feff}", "\u{c}", ".", " . . . .", "\n.....\n"] {
        for at in 0..=table.len() {
            let source = format!("{}{stray}{}", &table[..at], &table[at..]);
            let reading = read(&source, Form::Ocr).expect("a text");
            assert_eq!(holds(&source, &reading), Ok(()), "{stray:?} at {at}");
        }
    }
}

/// A byte order mark where two files were put one behind the other stands in the first cell of a table.
#[test]
fn a_table_that_begins_with_a_byte_order_mark_is_built_again() {
    let source = "We met at the quay.\n\n\u{feff}Port\tShips\nNorrham\t12\nOstby\t7\n";
    let reading = read(source, Form::Ocr).expect("a text");
    assert_eq!(holds(source, &reading), Ok(()));
    assert_eq!(reading.document.tables.len(), 1);
}

/// Everything a text can do to a ledger is in ours: were a rule gone, its fate would be too.
#[test]
fn our_text_has_every_fate() {
    let reading = read(OURS, Form::Ocr).expect("a text");
    let name = |fate: &Fate| match fate {
        Fate::Text => "text",
        Fate::Replaced(_) => "replaced",
        Fate::Markup(rule) | Fate::Furniture(rule) => rule,
        Fate::Hyphen => "hyphen",
    };
    let printed = read(&wrapped(), Form::Ocr).expect("a text");
    let fates: BTreeSet<&str> = reading.ledger.entries.iter().chain(&printed.ledger.entries).map(|entry| name(&entry.fate)).collect();
    let all = ["blank", "emphasis", "heading", "hyphen", "indent", "line end", "note label", "page number", "replaced", "running head", "tag", "text"];
    assert_eq!(fates.into_iter().collect::<Vec<_>>(), all);
    assert!(reading.document.joins.len() >= 2 && !reading.document.tables.is_empty());
}

/// The words of the body and the notes are those of the source without its furniture, in the same number.
#[test]
fn no_word_is_lost_or_doubled() {
    let reading = read(OURS, Form::Ocr).expect("a text");
    let letters = |text: &str| {
        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        text.chars().filter(|c| c.is_alphabetic()).for_each(|c| *counts.entry(c).or_default() += 1);
        counts
    };
    let mut kept = String::new();
    let document = &reading.document;
    for flow in std::iter::once(&document.body).chain(document.notes.iter().map(|note| &note.flow)) {
        flow.blocks.iter().for_each(|block| kept.push_str(block.text.as_str()));
    }
    for entry in reading.ledger.entries.iter().filter(|entry| matches!(entry.fate, Fate::Furniture(_))) {
        kept.push_str(&OURS[entry.range.start as usize..entry.range.end as usize]);
    }
    let mut source = OURS.replace("&amp;", "&").replace("&eacute;", "é");
    for tag in ["<i>", "</i>", "<b>", "</b>", "<sub>", "</sub>"] {
        source = source.replace(tag, "");
    }
    assert_eq!(letters(&kept), letters(&source));
}

/// What is done to a text at a place.
#[derive(Debug, Clone)]
enum Edit {
    Delete(usize, usize),
    Insert(usize, &'static str),
    Copy(usize, usize, usize),
    Move(usize, usize, usize),
}

const INSERTED: [&str; 50] = [
    ",",
    ",\"",
    "\"\"",
    "\\\"",
    "\u{0}",
    "\u{1b}[31m",
    "\u{7}",
    "\u{202e}",
    "\u{2066}",
    "\r",
    "\r\n",
    "\n",
    "\n\n",
    "\u{c}",
    "\t",
    "\t\t",
    "\n\ta\tb\nc\td\te\n",
    "¹",
    "²³",
    "\n¹ ",
    "\n⁹⁹ Note.",
    "*",
    "**",
    "_",
    "<i>",
    "</i>",
    "<b",
    "</sup>",
    "<sup>3</sup>",
    "\\",
    "\\*",
    "&amp;",
    "&",
    ";",
    "$x^2",
    "$",
    "-\n",
    "¬\n",
    "\u{ad}",
    "# ",
    "\n1. ",
    "\nTable 3. ",
    "\nSource: ",
    "   ",
    "\u{feff}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{2028}",
    "12\n",
    "&Tab;",
    "&NewLine;",
];

fn edit() -> impl Strategy<Value = Edit> {
    let at = || 0usize..1_000_000;
    prop_oneof![
        2 => (at(), 1usize..60).prop_map(|(at, len)| Edit::Delete(at, len)),
        6 => (at(), prop::sample::select(INSERTED.to_vec())).prop_map(|(at, text)| Edit::Insert(at, text)),
        2 => (at(), 1usize..200, at()).prop_map(|(at, len, to)| Edit::Copy(at, len, to)),
        2 => (at(), 1usize..200, at()).prop_map(|(at, len, to)| Edit::Move(at, len, to)),
    ]
}

fn edited(source: &str, edits: &[Edit]) -> String {
    let mut chars: Vec<char> = source.chars().collect();
    for edit in edits {
        let len = chars.len().max(1);
        let range = |at: usize, count: usize| (at % len).min(chars.len())..(at % len + count).min(chars.len());
        match *edit {
            Edit::Delete(at, count) => drop(chars.drain(range(at, count))),
            Edit::Insert(at, text) => drop(chars.splice(range(at, 0), text.chars())),
            Edit::Copy(at, count, to) => {
                let copied: Vec<char> = chars[range(at, count)].to_vec();
                chars.splice(range(to, 0), copied);
            }
            Edit::Move(at, count, to) => {
                let moved: Vec<char> = chars.drain(range(at, count)).collect();
                let to = (to % len).min(chars.len());
                chars.splice(to..to, moved);
            }
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 768, max_shrink_iters: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_text_is_built_again_from_its_ledger(edits in prop::collection::vec(edit(), 1..24)) {
        let texts = [OURS.to_owned(), wrapped(), PRINTED.to_owned(), ALIGNED.to_owned(), BARRED.to_owned(), TAGGED.to_owned(), PARTED.to_owned()];
        let source = edited(&texts[edits.len() % texts.len()], &edits);
        for form in FORMS {
            if let Some(reading) = read(&source, form) {
                prop_assert_eq!(holds(&source, &reading), Ok(()), "as {:?}", form);
            }
        }
    }

    #[test]
    fn a_part_of_any_text_is_built_again_from_its_ledger(pick in 0usize..100, from in 0usize..1_000_000, edits in prop::collection::vec(edit(), 0..12)) {
        let files = corpus();
        let source = files.get(pick % files.len().max(1)).and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_else(|| OURS.to_owned());
        let chars = source.chars().count();
        let part: String = source.chars().skip(from % chars).take(6_000).collect();
        let source = edited(&part, &edits);
        for form in FORMS {
            if let Some(reading) = read(&source, form) {
                prop_assert_eq!(holds(&source, &reading), Ok(()), "from {} of {:?} as {:?}", from % chars, files.get(pick % files.len().max(1)), form);
            }
        }
    }
}
