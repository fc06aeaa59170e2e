//! How text is set: where lines end, what they are stretched to, what stays together; over our texts and those beside us.

use std::path::{Path, PathBuf};

use ibid::layout::width::columns;
use ibid::layout::{Line, Paragraphs, Typography, lay_out, place};
use ibid::model::{Block, Document, Extent, FlowId, Kind, Mark, Nest, NoteId, Text};
use ibid::read;

use super::made::{document, made_of};

const PLAIN: Typography =
    Typography { optimal: true, justify: false, hyphenate: false, language: Some("en"), spacing: 1, paragraphs: Paragraphs::Gap, wrap: true, reorder: false };
const GREEDY: Typography = Typography { optimal: false, ..PLAIN };
const HYPHENS: Typography = Typography { hyphenate: true, ..PLAIN };
const JUSTIFIED: Typography = Typography { justify: true, ..HYPHENS };
const INDENTED: Typography = Typography { paragraphs: Paragraphs::Indent, spacing: 2, ..PLAIN };

/// A line as it is drawn.
fn drawn(text: &Text, line: &Line) -> String {
    let mut out = " ".repeat(usize::from(line.indent));
    for cluster in place::line(text, line) {
        let symbol = text.slice(cluster.extent);
        out.push_str(symbol);
        out.extend(std::iter::repeat_n(' ', usize::from(cluster.width).saturating_sub(columns(symbol) as usize)));
    }
    out + if line.hyphen { "-" } else { "" }
}

#[track_caller]
fn check(source: &str, width: u16, typography: &Typography, expected: &[&str]) {
    check_made(&document(source), 0, width, typography, expected);
}

#[track_caller]
fn check_made(document: &Document, block: u32, width: u16, typography: &Typography, expected: &[&str]) {
    let text = &document.body.blocks[block as usize].text;
    let lines: Vec<String> = lay_out(document, FlowId::Body, block, width, typography).lines.iter().map(|line| drawn(text, line)).collect();
    assert_eq!(lines, expected, "at {width}");
}

#[test]
fn lines_are_broken_over_the_whole_paragraph() {
    let text = "aaa bb cc ddddd";
    check(text, 6, &GREEDY, &["aaa bb", "cc", "ddddd"]);
    check(text, 6, &PLAIN, &["aaa", "bb cc", "ddddd"]);
}

#[test]
fn a_paragraph_does_not_end_with_one_short_word() {
    let text = "the harbour was closed in the winter of that year and so it";
    check(text, 57, &GREEDY, &["the harbour was closed in the winter of that year and so", "it"]);
    check(text, 57, &PLAIN, &["the harbour was closed in the winter of that year and", "so it"]);
}

#[test]
fn words_are_parted_where_a_line_would_be_short() {
    let text = "a considerable misunderstanding of the international organisations";
    check(text, 22, &PLAIN, &["a considerable", "misunderstanding of", "the international", "organisations"]);
    check(text, 22, &HYPHENS, &["a considerable mis-", "understanding of the", "international organi-", "sations"]);
    check(text, 22, &Typography { language: None, ..HYPHENS }, &["a considerable", "misunderstanding of", "the international", "organisations"]);
    let german = Typography { language: Some("de"), ..HYPHENS };
    check("eine Donaudampfschifffahrtsgesellschaft", 20, &german, &["eine Donaudampf-", "schifffahrtsgesell-", "schaft"]);
}

#[test]
fn what_is_no_plain_word_is_not_parted() {
    let typography = Typography { language: Some("en"), ..HYPHENS };
    for odd in ["INTERNATIONALISATION", "example.org/organisation", "organisation2organisation", "misunderstandings_of_it"] {
        let document = document(&format!("of {odd} it"));
        let layout = lay_out(&document, FlowId::Body, 0, 24, &typography);
        assert!(layout.lines.iter().all(|line| !line.hyphen), "{odd}: {layout:?}");
    }
    for (prefix, width) in [("# ", 18), ("/ ", 18), ("= ", 18)] {
        let document = document(&format!("{prefix}a considerable misunderstanding of the international organisations"));
        let layout = lay_out(&document, FlowId::Body, 0, width, &typography);
        assert!(layout.lines.iter().all(|line| !line.hyphen), "{prefix}: {layout:?}");
    }
}

#[test]
fn a_soft_hyphen_parts_a_word_and_is_no_text() {
    let text = "the misunder\u{ad}standings";
    check(text, 14, &Typography { language: None, ..HYPHENS }, &["the misunder\u{ad}-", "standings"]);
    check(text, 14, &PLAIN, &["the", "misunder\u{ad}standi", "ngs"]);
    check("so\u{ad}ft", 9, &HYPHENS, &["so\u{ad}ft"]);
}

#[test]
fn what_belongs_together_stands_on_one_line() {
    check("the mass was 5 kg of salt", 14, &GREEDY, &["the mass was", "5 kg of salt"]);
    check("it is told on p. 5 of it", 16, &GREEDY, &["it is told on", "p. 5 of it"]);
    check("so wrote F. M. Dostoyevsky", 14, &GREEDY, &["so wrote", "F. M.", "Dostoyevsky"]);
    check("so wrote F. M. Dostoyevsky", 20, &GREEDY, &["so wrote", "F. M. Dostoyevsky"]);
    check("and so on . . . for ever", 14, &GREEDY, &["and so", "on . . . for", "ever"]);
    check("he came – so it is told", 8, &GREEDY, &["he", "came –", "so it is", "told"]);
}

#[test]
fn a_justified_line_is_as_wide_as_the_measure() {
    check("one two three four five six", 16, &JUSTIFIED, &["one  two   three", "four five six"]);
    check("- one two three four five", 12, &JUSTIFIED, &["- one    two", "  three four", "  five"]);
    // Three blanks more for each blank there is: more would be holes.
    check("a word misunderstandings", 18, &Typography { hyphenate: false, ..JUSTIFIED }, &["a word", "misunderstandings"]);
}

#[test]
fn what_belongs_together_is_not_stretched() {
    check("he paid 1 350 men on p. 5 and so on to the end", 22, &JUSTIFIED, &["he  paid   1 350   men", "on p. 5 and  so on  to", "the end"]);
}

#[test]
fn a_click_finds_what_is_drawn() {
    let document = document("one two three four five six");
    let text = &document.body.blocks[0].text;
    let line = &lay_out(&document, FlowId::Body, 0, 16, &JUSTIFIED).lines[0];
    let row = drawn(text, line);
    for (column, c) in (0u16..).zip(row.chars()) {
        let byte = place::byte_at(text, line, column).expect("a byte");
        assert_eq!(text.as_str().as_bytes()[byte as usize], c as u8, "column {column} of {row:?}");
    }
    assert_eq!(place::byte_at(text, line, 16), None);
    assert_eq!((place::column_of(text, line, 4), place::column_of(text, line, 8)), (5, 11));
}

#[test]
fn paragraphs_are_set_in_or_parted_and_lines_stand_wide() {
    let document = document("# A heading\n\nfirst\n\nsecond one\n\n- item\n\n- item two");
    let layouts = |typography: &Typography| (0..5).map(|block| lay_out(&document, FlowId::Body, block, 40, typography)).collect::<Vec<_>>();
    let look = |typography: &Typography| layouts(typography).iter().map(|layout| (layout.gap, layout.lines[0].indent)).collect::<Vec<_>>();
    assert_eq!(look(&PLAIN), [(0, 0), (1, 0), (1, 0), (1, 0), (1, 0)]);
    assert_eq!(look(&Typography { paragraphs: Paragraphs::Indent, ..PLAIN }), [(0, 0), (1, 0), (0, 2), (1, 0), (0, 0)]);
    assert_eq!(look(&Typography { spacing: 2, ..PLAIN }), [(0, 0), (2, 0), (2, 0), (2, 0), (2, 0)]);
    let wide = lay_out(&document, FlowId::Body, 2, 7, &Typography { spacing: 2, ..PLAIN });
    assert_eq!((wide.lines.len(), wide.rows()), (2, 5), "two rows above, and one between its lines");
}

#[test]
fn code_keeps_its_lines() {
    let code = made_of(&[("let so = a_long_name;\n  of(two)", false)], Kind::Code, &[]);
    check_made(&code, 0, 14, &HYPHENS, &["let so =", "  a_long_name;", "  of(two)"]);
    check_made(&code, 0, 14, &Typography { wrap: false, ..HYPHENS }, &["let so = a_long_name;", "  of(two)"]);
}

#[test]
fn what_a_line_leaves_over_is_set_in_under_it() {
    let verse = made_of(&[("  set in by two and long\n- one of a list of some\n  (a) a part of that one\n1) the last of them all", false)], Kind::Verse, &[]);
    let expected = ["  set in by two", "      and long", "- one of a list", "  of some", "  (a) a part of", "      that one", "1) the last of", "   them all"];
    check_made(&verse, 0, 15, &PLAIN, &expected);
    let code = made_of(&[("    of(a_name, another)", false)], Kind::Code, &[]);
    check_made(&code, 0, 16, &PLAIN, &["    of(a_name,", "      another)"]);
}

#[test]
fn items_and_tasks_hang_in_quotations_too() {
    let quoted = made_of(&[("- [x] a task that was done", false)], Kind::Para, &[Nest::Quote, Nest::Item { label: 6 }]);
    check_made(&quoted, 0, 22, &PLAIN, &["  - [x] a task that", "        was done"]);
    let twice = made_of(&[("words within words of others", false)], Kind::Para, &[Nest::Quote, Nest::Quote]);
    check_made(&twice, 0, 22, &PLAIN, &["    words within words", "    of others"]);
}

#[test]
fn a_definition_is_set_in_under_its_term() {
    let definition = made_of(&[("what it says of the term", false)], Kind::Para, &[Nest::Indent]);
    check_made(&definition, 0, 20, &PLAIN, &["  what it says of", "  the term"]);
}

#[test]
fn right_to_left_is_put_in_order_where_the_terminal_does_not() {
    let typography = Typography { reorder: true, ..PLAIN };
    check("see שלום now", 20, &typography, &["see םולש now"]);
    check("see שלום now", 20, &PLAIN, &["see שלום now"]);
    check("שלום now", 12, &typography, &["    now םולש"]);
    let document = document("see שלום now");
    let (text, line) = (&document.body.blocks[0].text, lay_out(&document, FlowId::Body, 0, 20, &typography).lines[0]);
    assert_eq!(place::byte_at(text, &line, 4).map(|byte| &text.as_str()[byte as usize..byte as usize + 2]), Some("ם"));
}

/// Our text, and those beside the project where there are any.
fn texts() -> Vec<(String, Document)> {
    let named = std::env::var_os("IBID_CORPUS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/ocr-text");
    let folder = named.map(|folder| if folder.join("ocr-text").is_dir() { folder.join("ocr-text") } else { folder }).unwrap_or(beside);
    let files = std::fs::read_dir(folder).map(|files| files.flatten().map(|file| file.path()).collect()).unwrap_or_else(|_| Vec::new());
    let mut texts = vec![("bundled".to_owned(), read::bundled().document)];
    for file in files {
        let bytes = std::fs::read(&file).expect("a file");
        texts.push((file.to_string_lossy().into_owned(), read::read_to_show("made", bytes, None).expect("a text").1.document));
    }
    texts
}

/// Every width from 20 to 200, each with some of the blocks of text and notes; every block at some of the widths.
#[test]
fn every_text_is_set_soundly_at_every_width() {
    for (name, document) in texts() {
        let notes = (0..document.notes.len() as u32).map(|note| FlowId::Note(NoteId(note)));
        let all = |flow: FlowId| (0..document.flow(flow).blocks.len() as u32).map(move |block| (flow, block));
        let blocks: Vec<(FlowId, u32)> = [FlowId::Body].into_iter().chain(notes).flat_map(all).collect();
        let step = if name == "bundled" { 5 } else { 47 };
        for width in 20u16..=200 {
            for &(flow, block) in blocks.iter().skip(usize::from(width) % step).step_by(step) {
                let of = &document.flow(flow).blocks[block as usize];
                for typography in [PLAIN, GREEDY, HYPHENS, JUSTIFIED, INDENTED] {
                    let lines = lay_out(&document, flow, block, width, &typography).lines;
                    if let Err(wrong) = holds(of, &lines, width, &typography) {
                        panic!("{name}, {flow:?}, block {block} at {width} with {typography:?}: {wrong}\n{}", of.text.as_str());
                    }
                }
            }
        }
    }
}

/// What holds of the lines of any block.
fn holds(block: &Block, lines: &[Line], width: u16, typography: &Typography) -> Result<(), String> {
    let text = &block.text;
    let mut at = 0;
    for (n, line) in lines.iter().enumerate() {
        let last = n + 1 == lines.len();
        if line.extent.start != at || line.shown.start < line.extent.start || line.shown.end > line.extent.end {
            return Err(format!("{line:?} does not go on from {at}"));
        }
        at = line.extent.end;
        if line.row.is_some() || block.kind == Kind::Rule {
            continue;
        }
        if line.indent + line.width > width {
            return Err(format!("{line:?} is wider than the room"));
        }
        let shown = text.slice(line.shown);
        if u32::from(line.width) != columns(shown) + u32::from(line.hyphen) + u32::from(line.stretch) {
            return Err(format!("{line:?} is not as wide as it says"));
        }
        if !text.slice(Extent::new(line.shown.end, line.extent.end)).chars().all(char::is_whitespace) {
            return Err(format!("{line:?} leaves words out"));
        }
        let inside = |byte: u32| text.spans().iter().any(|span| matches!(span.mark, Mark::Ref(_)) && span.extent.start <= byte && byte < span.extent.end);
        if !last && inside(line.extent.end) && width > 30 {
            return Err(format!("a marker begins the line behind {line:?}"));
        }
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        if line.hyphen {
            let (before, after) = (&text.as_str()[..line.extent.end as usize], &text.as_str()[line.extent.end as usize..]);
            if !typography.hyphenate
                || block.kind != Kind::Para
                || !letter(before.trim_end_matches('\u{ad}').chars().next_back())
                || !letter(after.chars().next())
            {
                return Err(format!("{line:?} has a hyphen that parts no word"));
            }
        }
        if line.stretch > 0 {
            let placed = place::line(text, line);
            let end = placed.last().map_or(0, |last| last.x + last.width) + u16::from(line.hyphen);
            let measure = if block.nest.is_empty() { width } else { line.indent + end };
            if !typography.justify || last || line.indent + end != measure || line.indent + line.width != measure {
                return Err(format!("{line:?} is stretched to {end}"));
            }
        }
    }
    if at == block.len() { Ok(()) } else { Err(format!("it ends at {at}")) }
}

#[test]
fn text_is_less_ragged_with_lines_broken_over_the_paragraph() {
    for (name, document) in texts() {
        for width in [30, 50, 72] {
            let ragged = |typography: &Typography| -> u64 {
                let blocks = (0..document.body.blocks.len() as u32).filter(|&block| {
                    let block = &document.body.blocks[block as usize];
                    block.kind == Kind::Para && block.nest.is_empty()
                });
                let lines = blocks.step_by(5).flat_map(|block| {
                    let mut lines = lay_out(&document, FlowId::Body, block, width, typography).lines;
                    lines.pop();
                    lines
                });
                lines.map(|line| u64::from(width - line.indent - line.width).pow(2)).sum()
            };
            let (greedy, plain, hyphens) = (ragged(&GREEDY), ragged(&PLAIN), ragged(&HYPHENS));
            // What else a line is weighed by may cost a few lines a little.
            assert!(plain * 100 <= greedy * 102 && hyphens <= plain, "{name} at {width}: {greedy}, {plain}, {hyphens}");
        }
    }
}
