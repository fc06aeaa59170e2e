//! The tables of what is true of damaged texts, which `tests/bench/ocr` scores by: each is whole, agrees with itself, and
//! names places that are in its text.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Kinds of record, with how many fields each has.
const KINDS: &[(&str, usize)] = &[
    ("note", 4),
    ("ref", 7),
    ("friend", 5),
    ("join", 3),
    ("joinnote", 3),
    ("furniture", 3),
    ("inline", 4),
    ("page", 3),
    ("pagefoot", 3),
    ("heading", 4),
    ("title", 3),
    ("author", 3),
    ("table", 3),
    ("quote", 3),
    ("verse", 3),
    ("doubt", 4),
];

/// The name of each table and what is in it.
fn tables() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/ocr/truth");
    let files = std::fs::read_dir(folder).expect("the folder of tables").map(|entry| entry.expect("an entry").path());
    files.map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), std::fs::read_to_string(path).expect("a table"))).collect()
}

/// The records of a table, each by its fields, with the line on which it stands.
fn records(table: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    (1..).zip(table.lines()).filter(|(_, row)| !row.is_empty() && !row.starts_with('#')).map(|(at, row)| (at, row.split('\t').collect()))
}

/// The lines of the text that a table is of, where there is one on this machine.
fn text(table: &str) -> Option<Vec<String>> {
    let name = table.lines().find_map(|row| row.strip_prefix("# text: ")).expect("the name of the text");
    let corpus = std::env::var_os("IBID_CORPUS").map(|folder| PathBuf::from(folder).join("ocr-text"));
    let folders = [Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")), corpus];
    let source = folders.into_iter().flatten().find_map(|folder| std::fs::read(folder.join(name)).ok())?;
    Some(String::from_utf8_lossy(&source).split('\n').map(str::to_owned).collect())
}

/// Letters and digits alone.
fn plain(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[test]
fn every_record_has_its_fields_and_every_marker_its_note() {
    let tables = tables();
    assert!(tables.len() >= 5, "the tables are there");
    for (name, table) in &tables {
        let notes: HashSet<[&str; 3]> = records(table).filter(|(_, row)| row[0] == "note").map(|(_, row)| [row[1], row[2], row[3]]).collect();
        for (at, row) in records(table) {
            let fields = KINDS.iter().find(|(kind, _)| *kind == row[0]).map(|(_, fields)| *fields);
            assert_eq!(fields, Some(row.len()), "{name}, line {at}");
            assert!(row[1].parse::<usize>().is_ok_and(|line| line > 0), "{name}, line {at}: {}", row[1]);
            if row[0] == "ref" && row[4] != "-" {
                assert!(notes.contains(&[row[4], row[5], row[6]]), "{name}, line {at}: no such note");
            }
        }
    }
}

#[test]
fn every_place_is_in_its_text() {
    for (name, table) in &tables() {
        let Some(lines) = text(table) else { continue };
        for (at, row) in records(table) {
            let line: usize = row[1].parse().expect("a line");
            let said = match row[0] {
                "friend" | "title" | "author" | "doubt" => row[2],
                "ref" | "heading" | "inline" => row[3],
                _ => "",
            };
            let on = lines.get(line - 1).unwrap_or_else(|| panic!("{name}, line {at}: the text has no line {line}"));
            // A heading may run on, and the words before a marker may begin on the line before.
            let around = plain(&format!("{} {on} {}", lines[line.saturating_sub(2)], lines.get(line).map_or("", String::as_str)));
            assert!(around.contains(&plain(said)), "{name}, line {at}: {said:?} is not on line {line}");
        }
    }
}
