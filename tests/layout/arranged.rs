//! Tables as the text shows them: heads broken into lines, rows in another order. Whatever the order, no byte is lost, and each
//! row of the screen is one place.

use ibid::layout::width::columns;
use ibid::layout::{FlowLayout, PlacedCell, PlacedRow, RowOrder, Top};
use ibid::model::{Anchor, Document, Extent, FlowId, RowKind};
use proptest::prelude::*;

use super::made::document;

const PORTS: &str =
    "T\nTable 1. Ships\nPort\tFlag of the owner\tShips that called in the whole year\tTons\nAalto\tred\t12\t340.5\nBrink\tblue\t7\t1 200\nSource: x.";

fn flow(width: u16) -> FlowLayout {
    let mut flow = FlowLayout::new(FlowId::Body);
    flow.set_width(width);
    flow
}

/// A row of the screen as it is drawn, with what shows first of a table.
fn drawn(document: &Document, row: &PlacedRow, width: u16) -> String {
    let text = &document.body.blocks[row.block as usize].text;
    let Some(line) = row.shows() else { return if row.says_order() { "(sorted)" } else { "" }.to_owned() };
    let (Some(number), Some(layout)) = (line.row, &row.layout.table) else { return text.slice(line.shown).to_owned() };
    let mut out = String::new();
    for PlacedCell { extent, x, width, pad, .. } in layout.place_up(&document.tables[0], text, (number, row.top.above), &layout.window(0, width)) {
        let wide = columns(&out);
        out.push_str(&" ".repeat(usize::from(x + pad).saturating_sub(wide as usize)));
        out.push_str(text.slice(extent));
        assert!(columns(text.slice(extent)) <= u32::from(width), "a head is never cut: {:?}", text.slice(extent));
    }
    out.trim_end().to_owned()
}

fn screen(source: &str, width: u16, order: Option<&[u32]>) -> Vec<String> {
    let document = document(source);
    let mut flow = flow(width);
    flow.set_order(0, order.map(|rows| RowOrder { rows: rows.into(), words: "sorted".to_owned() }));
    flow.fill(&document, Top::default(), 40).iter().map(|row| drawn(&document, row, width)).collect()
}

#[test]
fn heads_stay_on_one_line_where_there_is_room() {
    let whole = screen(PORTS, 80, None);
    assert_eq!(whole[1], "Port   Flag of the owner  Ships that called in the whole year     Tons");
    assert_eq!(whole[2], "Aalto  red                                                 12    340.5");
}

#[test]
fn long_heads_are_broken_between_words_and_stand_on_their_columns() {
    // Words flush left, figures flush right; the last lines on one row.
    assert_eq!(
        screen(PORTS, 50, None)[1..5],
        [
            "       Flag of    Ships that called",
            "Port   the owner  in the whole year     Tons",
            "Aalto  red                       12    340.5",
            "Brink  blue                       7  1 200",
        ]
    );
    // No more than three lines, and no word is cut.
    let narrow = screen(PORTS, 20, None);
    assert!(narrow.iter().all(|line| columns(line) <= 20), "{narrow:?}");
    assert_eq!(narrow[1..4], ["       Flag", "       of the", "Port   owner"]);
}

#[test]
fn heads_are_not_broken_where_that_shows_no_more() {
    // All columns but the last have short heads and wide figures.
    let source = "T\nOf\ta\tb\tlast of all\nx\t111111111\t222222222\t3\ny\t111111111\t222222222\t3";
    assert_eq!(screen(source, 24, None)[0], "Of          a          b");
}

#[test]
fn rows_take_the_places_of_each_other() {
    let source = "T\nTable 1\na\tb\n[One]\nx\t1\ny\t2\n[Two]\nz\t3\nSource: it.";
    // Numbers of the rows: 0 the head, 1 One, 2 x, 3 y, 4 Two, 5 z.
    assert_eq!(screen(source, 40, Some(&[4, 5, 1, 3, 2])), ["Table 1", "(sorted)", "a    b", "[Two]", "  z  3", "[One]", "  y  2", "  x  1", "Source: it."]);
    for broken in [&[4, 5, 1, 3][..], &[4, 5, 1, 3, 3], &[4, 5, 1, 3, 2, 0], &[]] {
        assert_eq!(screen(source, 40, Some(broken)), screen(source, 40, None), "what is no order of these rows changes nothing");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_and_no_width_loses_a_byte_or_a_row(
        width in 1u16..=90,
        heads in prop::collection::vec("([a-z]{1,9} ){0,7}[a-z]{1,6}", 2..6),
        cells in prop::collection::vec(prop::collection::vec("[a-z]{0,9}|[0-9]{1,3}\\.[0-9]|([a-z]{1,9} ){4,20}[a-z]{1,6}", 2..6), 1..9),
        seed in prop::option::of(any::<u64>()),
        byte in any::<prop::sample::Index>(),
    ) {
        let rows: Vec<_> = cells.iter().map(|row| row.join("\t")).collect();
        let document = document(&format!("Before.\n\nT\nA caption of some words\n{}\n{}\n[group]\nz\t1\nSource: x.\n\nBehind.", heads.join("\t"), rows.join("\n")));
        let table = &document.tables[0];
        let text = &document.body.blocks[1].text;
        let mut flow = flow(width);
        if let Some(mut seed) = seed {
            let mut order: Vec<u32> = (0..table.rows.len() as u32).filter(|&row| table.rows[row as usize].kind != RowKind::Header).collect();
            order.sort_by_cached_key(|_| {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                seed >> 32
            });
            flow.set_order(1, Some(RowOrder { rows: order.into(), words: "sorted".to_owned() }));
        }
        let layout = flow.block(&document, 1);
        prop_assert_eq!(layout.is_sorted(), seed.is_some());
        // The lines hold each byte once.
        let mut extents: Vec<Extent> = layout.lines.iter().map(|line| line.extent).collect();
        extents.sort_by_key(|extent| extent.start);
        let mut at = 0;
        for extent in &extents {
            prop_assert_eq!(extent.start, at);
            at = extent.end;
        }
        prop_assert_eq!(at, document.body.blocks[1].len());
        // Rows are walked there and back, and each knows its line.
        let all = flow.fill(&document, Top::default(), u16::MAX);
        prop_assert_eq!(all.iter().filter(|row| row.block == 1).count() as u32, layout.rows());
        for (n, row) in all.iter().enumerate() {
            prop_assert_eq!(flow.step(&document, Top::default(), n as i32), row.top);
            prop_assert_eq!(flow.step(&document, row.top, -(n as i32)), all[0].top);
            if row.shows().is_some() {
                let place = flow.anchor(&document, row.top);
                prop_assert_eq!(flow.top_of(&document, place), row.top);
            }
        }
        // A byte stands on one row of the screen.
        let byte = byte.index(document.body.blocks[1].len() as usize) as u32;
        let place = Anchor::new(FlowId::Body, 1, byte);
        prop_assert_eq!(all.iter().filter(|row| row.block == 1 && row.holds(byte)).count(), 1);
        prop_assert!(layout.lines[flow.top_of(&document, place).line as usize].holds(byte));
        // The lines of a broken cell are its words, none wider than its column; those of a head no more than three.
        let columns_of = layout.table.as_ref().expect("a table");
        for head in &columns_of.broken {
            for (column, (lines, cell)) in head.lines.iter().zip(&table.rows[head.row as usize].cells).enumerate() {
                prop_assert_eq!(lines.iter().map(|&line| text.slice(line)).collect::<String>(), text.slice(*cell));
                prop_assert!(head.from_top || (1..=3).contains(&lines.len()));
                prop_assert!(lines.iter().all(|&line| columns(text.slice(line).trim_end()) <= u32::from(columns_of.columns[column].width)));
            }
        }
    }
}

const TERMS: &str = "T\nTerm\tYear\tMeaning\nquay\t1801\tA wall of stone along which ships are laid to be loaded and unloaded\nmole\t1820\tA wall\nroad\t1833\tWater before a harbour where ships lie at anchor until there is room for them within";

#[test]
fn sentences_are_broken_where_the_table_has_no_room_for_them() {
    let whole = [
        "Term  Year  Meaning",
        "quay  1801  A wall of stone along",
        "            which ships are laid to be",
        "            loaded and unloaded",
        "",
        "mole  1820  A wall",
        "",
        "road  1833  Water before a harbour",
        "            where ships lie at anchor",
        "            until there is room for",
        "            them within",
    ];
    assert_eq!(screen(TERMS, 38, None), whole);
    // In another order they stay whole.
    let turned = screen(TERMS, 38, Some(&[3, 1, 2]));
    assert_eq!(turned[1..5], whole[7..11]);
    assert_eq!(turned[6..9], whole[1..4]);
    // With room nothing is broken, and nothing parted.
    assert_eq!(screen(TERMS, 120, None).len(), 4);
}

#[test]
fn a_place_in_a_broken_cell_is_the_line_that_holds_it() {
    let document = document(TERMS);
    let mut flow = flow(38);
    let text = document.body.blocks[0].text.as_str();
    for (words, row) in [("A wall of", 1), ("which ships are", 2), ("loaded", 3), ("quay", 1), ("1801", 1), ("road", 7), ("until there", 9)] {
        let place = Anchor::new(FlowId::Body, 0, text.find(words).expect("they are there") as u32);
        let top = flow.top_of(&document, place);
        assert_eq!(flow.step(&document, Top::default(), row), top, "{words}");
    }
}

#[test]
fn figures_and_names_are_never_broken() {
    let document = document("T\nPort\tFlag\tShips\tTons of all that called\nAalto on the great river\tred\t12\t340.5\nBrink\tblue\t7\t1 200");
    for width in 10..60 {
        let layout = flow(width).block(&document, 0);
        let columns = layout.table.as_ref().expect("a table");
        assert!(!columns.parted && columns.broken.iter().all(|broken| broken.row == 0), "{width}");
    }
}
