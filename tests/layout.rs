//! Documents of a few blocks, laid out: exact lines where a rule is meant, properties at every width where none may fail.

use ibid::cli::text::{Notes, print};
use ibid::layout::width::{clusters, columns};
use ibid::layout::{BlockLayout, FlowLayout, PlacedCell, TableLayout, Top, lay_out};
use ibid::model::{Anchor, Builder, Document, Extent, FlowId, Heading, Kind, Link, Mark, Nest, NoteId, Row, RowKind, Table, TableId};
use proptest::prelude::*;

/// A document from blocks parted by empty lines. A block begins with what it is: `# `, `## ` a heading, `> ` a quotation,
/// `- ` an item, `/ ` verse, `= ` a rule, `T` a table, `^1 ` a block of the note 1.
/// `{1}` is a marker, `*so*` is emphasis.
fn document(source: &str) -> Document {
    let mut builder = Builder::new(source);
    let series = builder.series(None);
    let mut labels: Vec<&str> = Vec::new();
    for (at, block) in blocks(source) {
        if let Some((label, _)) = block.strip_prefix('^').and_then(|note| note.split_once(' '))
            && !labels.contains(&label)
        {
            labels.push(label);
            builder.note(label.to_owned(), series, at);
        }
    }
    for (at, block) in blocks(source) {
        let heading = |level| Kind::Heading(Heading { level, number: None, title: 0 });
        let (prefix, kind, nest): (usize, Kind, Vec<Nest>) = match block.split_once(' ').map_or(block, |(prefix, _)| prefix) {
            "#" => (2, heading(1), vec![]),
            "##" => (3, heading(2), vec![]),
            ">" => (2, Kind::Para, vec![Nest::Quote]),
            "-" => (0, Kind::Para, vec![Nest::Item { label: 2 }]),
            "/" => (2, Kind::Verse, vec![]),
            "=" => (2, Kind::Rule, vec![]),
            _ if block.starts_with("T\n") => (2, Kind::Table(TableId(builder.document().tables.len() as u32)), vec![]),
            _ => (block.strip_prefix('^').and_then(|_| block.find(' ')).map_or(0, |at| at + 1), Kind::Para, vec![]),
        };
        let note = block.strip_prefix('^').and_then(|note| note.split_once(' ')).and_then(|(label, _)| labels.iter().position(|&l| l == label));
        let flow = note.map_or(FlowId::Body, |note| FlowId::Note(NoteId(note as u32)));
        let mut writing = builder.open(flow);
        let mut emphasis = None;
        let mut from = at + prefix;
        let end = at + block.len();
        while let Some(next) = source[from..end].find(['{', '*']).map(|next| from + next) {
            writing.text(from..next);
            if source[next..].starts_with('*') {
                match emphasis.take() {
                    Some(start) => writing.mark(start, Mark::Emph),
                    None => emphasis = Some(writing.at()),
                }
                from = next + 1;
                continue;
            }
            let close = next + source[next..].find('}').expect("a marker ends");
            let label = &source[next + 1..close];
            let start = writing.at();
            writing.text(next + 1..close);
            let link = labels.iter().position(|&known| known == label).map_or(Link::None("no such note".to_owned()), |note| Link::Sure(NoteId(note as u32)));
            writing.reference(start, label.to_owned(), link);
            from = close + 1;
        }
        writing.text(from..end);
        let text = writing.so_far().to_owned();
        let number = builder.next_block(flow);
        builder.close(writing, kind, &nest);
        if matches!(kind, Kind::Table(_)) {
            builder.table(table(&text, number));
        }
    }
    let document = builder.finish().document;
    ibid::model::check::check(&document).expect("a sound document");
    document
}

fn blocks(source: &str) -> Vec<(usize, &str)> {
    let base = source.as_ptr() as usize;
    source.split("\n\n").map(|block| (block.as_ptr() as usize - base, block.trim_end_matches('\n'))).collect()
}

/// A table from its text: lines with a TAB are rows, the first the head; a line `[...]` heads a group; the others stand
/// above or below.
fn table(text: &str, block: u32) -> Table {
    let mut table = Table {
        id: "1".to_owned(),
        block,
        caption: Extent::default(),
        units: Extent::default(),
        source: Extent::default(),
        above: Box::default(),
        below: Box::default(),
        columns: 0,
        rows: Vec::new(),
    };
    let (mut above, mut below, mut group, mut at) = (Vec::new(), Vec::new(), None, 0u32);
    for line in text.split('\n') {
        let extent = Extent::new(at, at + line.len() as u32);
        if line.contains('\t') {
            let mut start = at;
            let mut cells = Vec::new();
            for cell in line.split('\t') {
                cells.push(Extent::new(start, start + cell.len() as u32));
                start += cell.len() as u32 + 1;
            }
            table.columns = table.columns.max(cells.len() as u32);
            let kind = if table.rows.is_empty() { RowKind::Header } else { RowKind::Figures };
            table.rows.push(Row { kind, group: if kind == RowKind::Figures { group } else { None }, cells: cells.into() });
        } else if line.starts_with('[') {
            group = Some(table.rows.len() as u32);
            table.rows.push(Row { kind: RowKind::Group, group: None, cells: [extent].into() });
        } else if table.rows.is_empty() {
            above.push(extent);
        } else {
            below.push(extent);
        }
        at = extent.end + 1;
    }
    (table.above, table.below) = (above.into(), below.into());
    table
}

const TRADE: &str = "T\nTable 1. What went over the border, in boxes\n\t1991\t1992\tchange\n[North]\nApples\t1 120.5\t96.25\tless\nPears\t7\tn.a.\tno one knows\n\
    [South and everything that lies farther away than anyone went]\nPlums\t12.0\t1 350\tmore\nSource: the border.";

fn shown(document: &Document, block: u32, width: u16) -> Vec<String> {
    let text = &document.body.blocks[block as usize].text;
    let line = |line: &ibid::layout::Line| format!("{}{}", " ".repeat(usize::from(line.indent)), text.slice(line.shown));
    lay_out(document, FlowId::Body, block, width).lines.iter().map(line).collect()
}

fn printed(source: &str, width: u16, notes: Notes, styles: bool) -> String {
    let mut out = Vec::new();
    print(&document(source), width, notes, styles, &mut out).expect("a vector takes all");
    let out = String::from_utf8(out).expect("text");
    assert!(out.lines().all(|line| !line.ends_with(' ')), "no line ends with a blank: {out:?}");
    out
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
        let layout = lay_out(&document, FlowId::Body, 0, width);
        assert!(layout.lines.iter().all(|line| line.indent == indent && line.indent + line.width <= width - right), "at {width}: {layout:?}");
        assert!(layout.lines[0].indent + layout.lines[0].width + 5 > width - right, "at {width} the room is used: {layout:?}");
    }
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
    let gaps: Vec<_> = (0..7).map(|block| lay_out(&document, FlowId::Body, block, 40).gap).collect();
    assert!(document.body.blocks[6].continues);
    assert_eq!(gaps, [0, 1, 2, 1, 1, 1, 0]);
}

#[test]
fn nothing_is_one_empty_line() {
    for source in ["", "= ", "/ ", "> "] {
        let document = document(source);
        for width in [0, 1, 72] {
            let layout = lay_out(&document, FlowId::Body, 0, width);
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
    let layout = lay_out(&document, FlowId::Body, 0, 72).table.expect("a table");
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
    let layout = lay_out(&document, FlowId::Body, 0, 30).table.expect("a table");
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
    let layout = lay_out(&document, FlowId::Body, 0, 20);
    let row = |word: &str| layout.lines[layout.line_of(text.find(word).expect("it is there") as u32) as usize].row;
    assert_eq!((row("Table 1"), row("1991"), row("96.25"), row("1 350"), row("Source")), (None, Some(0), Some(2), Some(5), None));
}

#[test]
fn notes_are_printed_where_they_are_wanted() {
    let source =
        "The first{1} and *the* second.{2}\n\nThe first again.{1}\n\n^1 One, with *words*.\n\n^1 And more.\n\n^2 Two, see{3} there.\n\n^3 Three.\n\n^4 Four.";
    let body = "The first1 and the second.2\n\nThe first again.1\n";
    assert_eq!(printed(source, 40, Notes::None, false), body);
    let end = "\n────────\n\n1  One, with words.\n\n   And more.\n2  Two, see3 there.\n3  Three.\n4  Four.\n";
    assert_eq!(printed(source, 40, Notes::End, false), format!("{body}{end}"));
    let foot = "The first1 and the second.2\n\n  1  One, with words.\n\n     And more.\n  2  Two, see3 there.\n  3  Three.\n\nThe first again.1\n\n────────\n\n4  Four.\n";
    assert_eq!(printed(source, 40, Notes::Foot, false), foot);
    let inline =
        "The first1 [1: One, with words. And more.]\nand the second.2 [2: Two, see3 [3: Three.]\nthere.]\n\nThe first again.1\n\n────────\n\n4  Four.\n";
    assert_eq!(printed(source, 42, Notes::Inline, false), inline);
}

#[test]
fn labels_hang_or_stand_alone() {
    let source = "x{1}{12}\n\n^1 one two three\n\n^12 four five";
    assert_eq!(printed(source, 12, Notes::End, false), "x112\n\n────────\n\n1   one two\n    three\n12  four\n    five\n");
    assert_eq!(printed(source, 5, Notes::End, false), "x112\n\n─────\n\n1\n one\n two\n thre\n e\n12\n four\n five\n");
}

#[test]
fn a_note_nobody_can_reach_by_depth_is_still_printed() {
    let mut source = "start{1}".to_owned();
    for note in 1..200 {
        source.push_str(&format!("\n\n^{note} Note {note} goes on.{{{}}}", note + 1));
    }
    for notes in [Notes::Inline, Notes::End, Notes::Foot] {
        let out = printed(&source, 60, notes, false).replace('\n', " ");
        assert!((1..200).all(|note| out.contains(&format!("Note {note} "))), "{notes:?}");
    }
}

#[test]
fn styles_are_closed_on_every_line() {
    let source = "# Head\n\nplain *soft words that go* on";
    assert_eq!(printed(source, 12, Notes::End, true), "\x1b[1mHead\x1b[0m\n\nplain \x1b[3msoft\x1b[0m\n\x1b[3mwords that\x1b[0m\n\x1b[3mgo\x1b[0m on\n");
    assert!(!printed(source, 12, Notes::End, false).contains('\x1b'));
}

#[test]
fn a_wide_table_is_printed_in_blocks_of_columns() {
    let out = printed(TRADE, 30, Notes::End, false);
    let expected = "Table 1. What went over the\nborder, in boxes\n(columns 1-3 of 4)\n             1991      1992\n[North]\n  Apples  1 120.5     96.25\n  \
        Pears       7        n.a.\n[South and everything that lies farther away than anyone went]\n  Plums      12.0  1 350\n\n(column 4 of 4)\n          change\n\
        [North]\n  Apples  less\n  Pears   no one knows\n[South and everything that lies farther away than anyone went]\n  Plums   more\nSource: the border.\n";
    assert_eq!(out, expected);
    assert!(!printed(TRADE, 72, Notes::End, false).contains("(column"));
}

#[test]
fn the_foot_stands_below_the_last_piece_of_a_paragraph() {
    let source = format!("first{{1}} {}\n\nlater\n\n^1 One.", "word ".repeat(20_000).trim_end());
    let out = printed(&source, 72, Notes::Foot, false);
    assert!(out.ends_with("word\n\n  1  One.\n\nlater\n") && out.matches("One.").count() == 1, "{}", &out[out.len() - 60..]);
}

#[test]
fn a_rule_of_which_nothing_was_printed_is_drawn() {
    assert_eq!(printed("a\n\n= \n\n= - -", 40, Notes::End, false), "a\n\n────────\n\n- -\n");
}

#[test]
fn inline_notes_of_a_table_stand_below_it() {
    let source = "T\n\tone\nrow{a}\t1\n\n^a A word on the row.";
    assert_eq!(printed(source, 40, Notes::Inline, false), "      one\nrowa    1\n[a: A word on the row.]\n");
}

/// A paragraph made of chunks: words, blanks and oddities, some of them with a marker behind.
fn made_of(chunks: &[(&str, bool)], kind: Kind, nest: &[Nest]) -> Document {
    let source: String = chunks.iter().flat_map(|&(chunk, marked)| [chunk, if marked { "12" } else { "" }]).collect();
    let mut builder = Builder::new(&source);
    let mut writing = builder.open(FlowId::Body);
    let mut at = 0;
    for &(chunk, marked) in chunks {
        writing.text(at..at + chunk.len());
        at += chunk.len();
        if marked {
            let start = writing.at();
            writing.text(at..at + 2);
            writing.reference(start, "12".to_owned(), Link::None("no notes here".to_owned()));
            at += 2;
        }
    }
    builder.close(writing, kind, nest);
    builder.finish().document
}

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
            let layout = lay_out(&document, FlowId::Body, 0, width);
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
            for line in lay_out(&document, FlowId::Body, 0, width).lines {
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
        let layout = lay_out(&document, FlowId::Body, 0, width);
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

#[test]
fn a_place_survives_a_resize() {
    let document = document(&format!("first\n\n{}", "word ".repeat(200).trim_end()));
    let mut layout = FlowLayout::new(FlowId::Body);
    let anchor = Anchor::new(FlowId::Body, 1, 501);
    for width in [72, 30, 7, 1, 72] {
        layout.set_width(width);
        let top = layout.top_of(&document, anchor);
        assert!(layout.block(&document, 1).lines[top.line as usize].extent.contains(501), "at {width}");
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
