//! Which marker leads to which note in the texts of the corpus, against tables made by reading them.

use std::path::{Path, PathBuf};

use ibid::model::{Anchor, Block, FlowId, Kind, Link, Mark, RowKind, Target};

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

#[test]
fn headings_tables_and_links_of_the_corpus_are_those_that_a_reader_finds() {
    let Some(folder) = std::env::var_os("IBID_CORPUS").map(PathBuf::from) else { return };
    for name in ["plurality-3-3", "eip-8173", "fitara-m-15-14", "cip-0140"] {
        let parts = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/markdown/{name}.parts.tsv"));
        let parts = std::fs::read_to_string(parts).expect("a table");
        let wanted = |kind: &str| -> Vec<Vec<String>> {
            let lines = parts.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
            lines.filter(|cells| cells[0] == kind).map(|cells| cells[1..].to_vec()).collect()
        };
        let source = std::fs::read_to_string(folder.join(format!("markdown/{name}.md"))).expect("a text");
        let document = read(&source).expect("a text").document;
        let line = |flow: FlowId, block: u32, byte: u32| document.line(document.source(Anchor::new(flow, block, byte)));

        let headings = (0u32..).zip(&document.body.blocks).filter_map(|(number, block)| match block.kind {
            Kind::Heading(heading) => Some(vec![line(FlowId::Body, number, 0).to_string(), heading.level.to_string(), words(block)]),
            _ => None,
        });
        assert_eq!(headings.collect::<Vec<_>>(), wanted("heading"), "{name}");

        let tables = document.tables.iter().map(|table| {
            let text = &document.body.blocks[table.block as usize].text;
            let heads = table.rows.iter().find(|row| row.kind == RowKind::Header).expect("a head");
            let heads: Vec<&str> = heads.cells.iter().map(|&cell| text.slice(cell).trim()).collect();
            let rows = table.rows.iter().filter(|row| row.kind == RowKind::Figures).count();
            vec![line(FlowId::Body, table.block, 0).to_string(), rows.to_string(), table.columns.to_string(), heads.join("|")]
        });
        assert_eq!(tables.collect::<Vec<_>>(), wanted("table"), "{name}");

        let mut links = Vec::new();
        for (number, block) in (0u32..).zip(&document.body.blocks) {
            for span in block.text.spans() {
                let Mark::Link(target) = span.mark else { continue };
                let leads = match target {
                    Target::Heading(block) => line(FlowId::Body, block, 0),
                    Target::Place(number) => document.named(number).map_or(0, |at| line(at.flow, at.block, at.byte)),
                    _ => 0,
                };
                links.push(vec![line(FlowId::Body, number, span.extent.start).to_string(), block.text.slice(span.extent).to_owned(), leads.to_string()]);
            }
        }
        for link in wanted("link") {
            assert!(links.contains(&link), "{name}: {link:?}");
        }
    }
}

/// The words of a heading without its markers.
fn words(block: &Block) -> String {
    let mut out = block.text.as_str().to_owned();
    for span in block.text.spans().iter().rev().filter(|span| matches!(span.mark, Mark::Ref(_))) {
        out.replace_range(span.extent.start as usize..span.extent.end as usize, "");
    }
    out.trim().to_owned()
}
