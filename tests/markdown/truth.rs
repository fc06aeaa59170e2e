//! Which marker leads to which note in the texts of the corpus, against tables made by reading them.

use std::path::{Path, PathBuf};

use ibid::model::Link;

use super::ledger::read;

#[test]
fn every_marker_of_the_corpus_leads_surely_to_the_note_that_a_reader_finds() {
    let Some(folder) = std::env::var_os("IBID_CORPUS").map(PathBuf::from) else { return };
    for name in ["plurality-3-3", "eip-8173", "fitara-m-15-14", "cip-0140"] {
        let table = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/markdown/{name}.tsv"));
        let table = std::fs::read_to_string(table).expect("a table");
        let mut wanted: Vec<(u32, String, u32)> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect::<Vec<_>>())
            .map(|cells| (cells[0].parse().expect("a line"), cells[1].to_owned(), cells[2].parse().expect("a line")))
            .collect();
        let source = std::fs::read_to_string(folder.join(format!("markdown/{name}.md"))).expect("a text");
        let document = read(&source).expect("a text").document;
        let mut found: Vec<(u32, String, u32)> = document
            .refs
            .iter()
            .map(|reference| {
                let note = match reference.link {
                    Link::Sure(note) => document.line(document.note(note).expect("a note").source),
                    _ => 0,
                };
                (document.line(document.source(reference.at)), reference.label.clone(), note)
            })
            .collect();
        wanted.sort();
        found.sort();
        assert_eq!(found, wanted, "{name}");
    }
}
