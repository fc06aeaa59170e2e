//! What holds of every text at every width.

use ibid::layout::width::{clusters, columns};
use ibid::layout::{BlockLayout, FlowLayout, Top, Typography, lay_out};
use ibid::model::{Document, Extent, FlowId, Kind, Nest, RowKind};
use proptest::prelude::*;

use super::made::{document, made_of};

fn chunk() -> impl Strategy<Value = (&'static str, bool)> {
    let words = prop_oneof![
        6 => prop::sample::select(vec!["a", "of", "word", "policy", "well-known", "“so”", "(x", "1 350.5", "https://example.org/a/b", "a/b", "—", "..."]),
        2 => prop::sample::select(vec!["中文字", "e\u{301}", "สวัสดีครับ", "👩‍👩‍👧", "ab\u{ad}cd", "\u{200b}", "a\u{a0}b", "\u{3000}", " \u{308}", "कि", "שלום"]),
    ];
    prop_oneof![
        4 => Just((" ", false)),
        1 => prop::sample::select(vec![("  ", false), ("\n", false), ("          ", false), ("x ", true)]),
        6 => (words, prop::bool::weighted(0.2)),
    ]
}

fn standing() -> impl Strategy<Value = (Kind, Vec<Nest>)> {
    prop::sample::select(vec![
        (Kind::Para, vec![]),
        (Kind::Verse, vec![]),
        (Kind::Title, vec![]),
        (Kind::Para, vec![Nest::Quote]),
        (Kind::Para, vec![Nest::Quote, Nest::Quote, Nest::Item { label: 0 }]),
        (Kind::Rule, vec![]),
    ])
}

/// The lines of a block tile its text, and what is shown lies in them.
fn tiles(document: &Document, layout: &BlockLayout) -> Result<(), TestCaseError> {
    let text = &document.body.blocks[0].text;
    let mut at = 0;
    for line in &layout.lines {
        prop_assert_eq!(line.extent.start, at);
        prop_assert!(!line.extent.is_empty() || text.as_str().is_empty());
        prop_assert!(line.extent.start <= line.shown.start && line.shown.end <= line.extent.end);
        prop_assert!(!text.slice(line.shown).contains('\n') && !text.slice(line.shown).ends_with(' '));
        at = line.extent.end;
    }
    prop_assert_eq!(at as usize, text.as_str().len());
    Ok(())
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn at_every_width_lines_tile_the_text_and_fit(chunks in prop::collection::vec(chunk(), 0..40), (kind, nest) in standing()) {
        let document = made_of(&chunks, kind, &nest);
        let text = &document.body.blocks[0].text;
        for width in 1..=200 {
            let layout = lay_out(&document, FlowId::Body, 0, width, &Typography::default());
            tiles(&document, &layout)?;
            for line in &layout.lines {
                let drawn = text.slice(line.shown);
                prop_assert_eq!(u32::from(line.width), columns(drawn));
                prop_assert!(line.indent + line.width <= width || clusters(drawn).filter(|(_, columns)| *columns > 0).count() == 1, "{:?} at {}", drawn, width);
                if kind != Kind::Rule {
                    let behind = text.slice(Extent::new(line.shown.end, line.extent.end));
                    prop_assert!(behind.chars().all(char::is_whitespace), "{:?} is drawn nowhere", behind);
                }
            }
        }
    }

    #[test]
    fn no_line_begins_at_a_marker(chunks in prop::collection::vec(chunk(), 1..40), (kind, nest) in standing()) {
        let document = made_of(&chunks, kind, &nest);
        let text = &document.body.blocks[0].text;
        for width in 1..=200 {
            for line in lay_out(&document, FlowId::Body, 0, width, &Typography::default()).lines {
                let start = line.extent.start;
                let before = &text.as_str()[..start as usize];
                let Some(marker) = text.spans().iter().find(|span| span.extent.start <= start && start < span.extent.end) else { continue };
                if before.is_empty() || before.ends_with('\n') {
                    continue;
                }
                // Where a marker and the character before it are wider than a line, nothing can be held together.
                let word = text.as_str()[..marker.extent.start as usize].trim_end();
                let last = clusters(word).last().map_or(0, |(range, _)| range.start);
                let held = columns(text.slice(Extent::new(last as u32, marker.extent.end)));
                prop_assert!(held + u32::from(line.indent) + 4 > u32::from(width), "{:?} at {}", before, width);
            }
        }
    }

    #[test]
    fn tables_tile_their_text(width in 1u16..=200, cells in prop::collection::vec(prop::collection::vec("[a-z]{0,9}|[0-9]{1,3}\\.[0-9]", 2..6), 1..8)) {
        let rows: Vec<_> = cells.iter().map(|row| row.join("\t")).collect();
        let document = document(&format!("T\nA caption of some words\n{}\n[group]\nz\t1\nSource: x.", rows.join("\n")));
        let layout = lay_out(&document, FlowId::Body, 0, width, &Typography::default());
        let mut at = 0;
        for line in &layout.lines {
            prop_assert_eq!(line.extent.start, at);
            at = line.extent.end;
        }
        prop_assert_eq!(at, document.body.blocks[0].len());
        let found: Vec<_> = layout.lines.iter().filter_map(|line| line.row).collect();
        prop_assert_eq!(found, (0..document.tables[0].rows.len() as u32).collect::<Vec<_>>());
        let table = layout.table.expect("a table");
        let text = &document.body.blocks[0].text;
        // Printed in blocks of columns, no cell is cut and none is left out.
        for (number, row) in (0u32..).zip(&document.tables[0].rows) {
            let windows = table.windows(width);
            let placed: Vec<_> = windows.iter().flat_map(|window| table.place(&document.tables[0], text, number, window)).collect();
            for cell in &placed {
                prop_assert!(columns(text.slice(cell.extent)) <= u32::from(cell.width - cell.pad) || row.kind == RowKind::Group);
            }
            prop_assert!(row.cells.iter().all(|cell| placed.iter().any(|placed| placed.extent == *cell)));
        }
    }

    #[test]
    fn rows_of_a_flow_are_walked_there_and_back(sizes in prop::collection::vec(0usize..30, 1..12), width in 1u16..40, height in 1u16..30, from in 0i32..60, by in 0i32..60) {
        let blocks: Vec<_> = sizes.iter().map(|&size| format!("{}{}", if size % 5 == 0 { "# " } else { "" }, "word ".repeat(size).trim_end())).collect();
        let document = document(&blocks.join("\n\n"));
        let mut layout = FlowLayout::new(FlowId::Body);
        layout.set_width(width);
        let mut all = Vec::new();
        for block in 0..document.body.blocks.len() as u32 {
            let laid = layout.block(&document, block);
            all.extend((0..laid.gap).rev().map(|above| Top { block, line: 0, above: above + 1 }));
            all.extend((0..laid.lines.len() as u32).map(|line| Top { block, line, above: 0 }));
        }
        let at = |row: i32| all[(row.max(0) as usize).min(all.len() - 1)];
        let top = layout.step(&document, Top::default(), from);
        prop_assert_eq!(top, at(from));
        let down = layout.step(&document, top, by);
        prop_assert_eq!(down, at(from.min(all.len() as i32 - 1) + by));
        if from + by < all.len() as i32 {
            prop_assert_eq!(layout.step(&document, down, -by), top);
        }
        prop_assert_eq!(layout.step(&document, top, -1000), at(0));
        for &top in &all {
            let place = layout.anchor(&document, top);
            let found = layout.top_of(&document, place);
            prop_assert_eq!(found, Top { above: 0, ..top });
            prop_assert_eq!(layout.anchor(&document, found), place);
        }
        let filled = layout.fill(&document, top, height);
        let expected: Vec<_> = all.iter().skip(from.min(all.len() as i32 - 1) as usize).take(usize::from(height)).collect();
        prop_assert_eq!(filled.len(), expected.len());
        for (row, top) in filled.iter().zip(expected) {
            prop_assert_eq!((row.block, row.line), (top.block, (top.above == 0).then_some(top.line)));
        }
        let last = layout.last_top(&document, height);
        prop_assert_eq!(last, at(all.len() as i32 - i32::from(height)));
        prop_assert_eq!(layout.fill(&document, last, height).len(), all.len().min(usize::from(height)));
    }
}
