//! Blocks, tables and flows laid out: exact lines where a rule is meant.

mod arranged;
mod made;
mod printing;
mod properties;
mod setting;

use ibid::layout::{FlowLayout, PlacedCell, TableLayout, Typography, lay_out};
use ibid::model::{Anchor, Document, FlowId, Kind, Nest};

use made::{TRADE, document, made_of};

fn shown(document: &Document, block: u32, width: u16) -> Vec<String> {
    let text = &document.body.blocks[block as usize].text;
    let line = |line: &ibid::layout::Line| format!("{}{}", " ".repeat(usize::from(line.indent)), text.slice(line.shown));
    lay_out(document, FlowId::Body, block, width, &Typography::default()).lines.iter().map(line).collect()
}

#[track_caller]
fn check(source: &str, width: u16, expected: &[&str]) {
    assert_eq!(shown(&document(source), 0, width), expected, "at {width}");
}

#[test]
fn words_go_to_the_next_line_whole() {
    check("one two three", 7, &["one two", "three"]);
    check("one two three", 6, &["one", "two", "three"]);
    check("one  two", 3, &["one", "two"]);
    check("well-known", 5, &["well-", "known"]);
    check("a “quoted” word", 9, &["a", "“quoted”", "word"]);
}

#[test]
fn a_word_wider_than_the_line_is_cut_between_clusters() {
    check("an abcdefgh x", 3, &["an", "abc", "def", "gh", "x"]);
    check("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
    check("中文字", 5, &["中文", "字"]);
    check("中文", 1, &["中", "文"]);
}

#[test]
fn what_has_no_width_does_not_pull_blanks_onto_the_line() {
    check("ab      \u{ad}cd", 4, &["ab", "\u{ad}cd"]);
}

#[test]
fn a_marker_stays_with_its_word() {
    check("to the end {12} and", 10, &["to the", "end 12 and"]);
    check("to the end {12} and", 9, &["to the", "end 12", "and"]);
    check("to well-{12} and", 8, &["to", "well-12", "and"]);
    // A word that has to be cut leaves a character with its marker.
    check("abcdef{12}", 6, &["abcde", "f12"]);
    check("abcde {12}", 6, &["abcd", "e 12"]);
    // There is no line wide enough for a character and this marker.
    check("a{12}", 2, &["a1", "2"]);
}

#[test]
fn an_item_hangs_under_its_text() {
    check("- one two three", 9, &["- one two", "  three"]);
    check("- one two", 2, &["- ", " o", " n", " e", " t", " w", " o"].map(str::trim_end));
}

#[test]
fn an_item_within_an_item_is_set_in() {
    let document = made_of(&[("a) one two three", false)], Kind::Para, &[Nest::Item { label: 2 }, Nest::Item { label: 3 }]);
    assert_eq!(shown(&document, 0, 12), ["  a) one two", "     three"]);
}

#[test]
fn a_quotation_is_set_in_by_less_where_it_is_narrow() {
    let quote = format!("> {}", "word ".repeat(20).trim_end());
    let document = document(&quote);
    for (width, indent, right) in [(49, 2, 0), (50, 4, 2), (72, 4, 2)] {
        let layout = lay_out(&document, FlowId::Body, 0, width, &Typography::default());
        assert!(layout.lines.iter().all(|line| line.indent == indent && line.indent + line.width <= width - right), "at {width}: {layout:?}");
        assert!(layout.lines[0].indent + layout.lines[0].width + 5 > width - right, "at {width} the room is used: {layout:?}");
    }
}

/// What stands at the right of a kept line that is too wide stays at the right, whether words stand before it or not.
#[test]
fn what_stands_apart_at_the_right_stays_there() {
    let front = made_of(&[("Of the town          A. Ward\n            In the harbour\n    June", false)], Kind::Verse, &[]);
    assert_eq!(shown(&front, 0, 20), ["Of the town", "             A. Ward", "      In the harbour", "    June"]);
    assert_eq!(shown(&front, 0, 28), ["Of the town          A. Ward", "            In the harbour", "    June"]);
}

#[test]
fn verse_keeps_its_lines_and_hangs_the_long_ones() {
    check("/ one two three four\nfive\nsix", 13, &["one two three", "    four", "five", "six"]);
}

#[test]
fn a_rule_is_one_line() {
    check("= - - - - -", 4, &["- -"]);
}

#[test]
fn gaps_part_blocks_but_not_pieces() {
    let long = "word ".repeat(20_000);
    let document = document(&format!("# First\n\ntext\n\n# Second\n\n## Third\n\n- item\n\n{}", long.trim_end()));
    let gaps: Vec<_> = (0..7).map(|block| lay_out(&document, FlowId::Body, block, 40, &Typography::default()).gap).collect();
    assert!(document.body.blocks[6].continues);
    assert_eq!(gaps, [0, 1, 2, 1, 1, 1, 0]);
}

#[test]
fn nothing_is_one_empty_line() {
    for source in ["", "= ", "/ ", "> "] {
        let document = document(source);
        for width in [0, 1, 72] {
            let layout = lay_out(&document, FlowId::Body, 0, width, &Typography::default());
            assert_eq!((layout.lines.len(), layout.lines[0].width), (1, 0), "{source:?}");
        }
    }
}

/// The rows of a table as they are drawn in a window.
fn drawn(document: &Document, layout: &TableLayout, pan: u32, width: u16) -> Vec<String> {
    let table = &document.tables[0];
    let text = &document.body.blocks[table.block as usize].text;
    let window = layout.window(pan, width);
    let row = |row| {
        let mut line = String::new();
        for PlacedCell { extent, x, width, pad, .. } in layout.place(table, text, row, &window) {
            let room = usize::from(width - pad);
            line.push_str(&" ".repeat(usize::from(x + pad).saturating_sub(line.chars().count())));
            line.extend(text.slice(extent).chars().take(room));
        }
        line.trim_end().to_owned()
    };
    (0..table.rows.len() as u32).map(row).collect()
}

#[test]
fn figures_stand_on_the_decimal_sign() {
    let document = document(TRADE);
    let layout = lay_out(&document, FlowId::Body, 0, 72, &Typography::default()).table.expect("a table");
    let expected = [
        "             1991      1992  change",
        "[North]",
        "  Apples  1 120.5     96.25  less",
        "  Pears       7        n.a.  no one knows",
        "[South and everything that lies farther away than anyone went]",
        "  Plums      12.0  1 350     more",
    ];
    assert_eq!(drawn(&document, &layout, 0, 72), expected);
    let window = layout.window(0, 72);
    assert_eq!((window.columns, window.left, window.right), (1..4, false, false));
}

#[test]
fn a_wide_table_pans_with_its_stub_held() {
    let document = document(TRADE);
    let layout = lay_out(&document, FlowId::Body, 0, 30, &Typography::default()).table.expect("a table");
    let window = layout.window(0, 30);
    assert_eq!((window.columns, window.left, window.right), (1..3, false, true));
    assert_eq!(drawn(&document, &layout, 0, 30)[2], "  Apples  1 120.5     96.25");
    let window = layout.window(9, 32);
    assert_eq!((window.columns, window.left, window.right), (2..4, true, false), "panning ends where the last column shows");
    assert_eq!(drawn(&document, &layout, 1, 32)[2], "  Apples     96.25  less");
    for width in 1..=60 {
        for pan in 0..5 {
            let window = layout.window(pan, width);
            assert!(!window.columns.is_empty() && window.columns.start >= 1, "a column shows at {width}: {window:?}");
            assert!(layout.width() <= width || window.stub <= width / 2, "the stub leaves room at {width}: {window:?}");
            assert_eq!(window.left, window.columns.start > 1);
            assert_eq!(window.right, window.columns.end < 4);
        }
    }
}

#[test]
fn rows_are_found_by_their_bytes() {
    let document = document(TRADE);
    let text = document.body.blocks[0].text.as_str();
    let layout = lay_out(&document, FlowId::Body, 0, 20, &Typography::default());
    let row = |word: &str| layout.lines[layout.line_of(text.find(word).expect("it is there") as u32) as usize].row;
    assert_eq!((row("Table 1"), row("1991"), row("96.25"), row("1 350"), row("Source")), (None, Some(0), Some(2), Some(5), None));
}

#[test]
fn a_place_survives_a_resize() {
    let document = document(&format!("first\n\n{}", "word ".repeat(200).trim_end()));
    let mut layout = FlowLayout::new(FlowId::Body);
    let anchor = Anchor::new(FlowId::Body, 1, 501);
    for width in [72, 30, 7, 1, 72] {
        layout.set_width(width);
        let top = layout.top_of(&document, anchor);
        let block = layout.block(&document, 1);
        assert!(block.lines[top.line as usize].extent.contains(501), "at {width}");
        assert_eq!(block.lines, lay_out(&document, FlowId::Body, 1, width, &Typography::default()).lines, "laid out anew at {width}");
        layout.set_width(width);
        assert!(layout.kept() > 0, "the same width drops nothing");
    }
    assert_eq!(layout.top_of(&document, Anchor::new(FlowId::Body, 9, 0)).block, 1, "behind the end is the end");
}

#[test]
fn only_what_is_looked_at_is_laid_out() {
    let document = document(&vec!["word"; 30_000].join("\n\n"));
    let mut layout = FlowLayout::new(FlowId::Body);
    let top = layout.last_top(&document, 20);
    assert_eq!(layout.fill(&document, top, 20).len(), 20);
    assert!(layout.kept() <= 20, "{} blocks for one screen", layout.kept());
    for block in 0..2_000 {
        layout.block(&document, block);
    }
    assert!(layout.kept() <= 512, "{} blocks are kept", layout.kept());
}
