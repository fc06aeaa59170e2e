//! What holds after any keys, at any size, over any document: no panic, no place lost, the same cells twice.

use ibid::app::event::Event;
use ibid::read::{self, limits};
use ibid::ui::areas::{Areas, Wanted};
use proptest::prelude::*;

use super::position;
use crate::screens::made::{BUNDLED, ODD, PORTS, Screen, WIDE};

const KEYS: &[&str] = &[
    "j",
    "k",
    "Space",
    "b",
    "d",
    "u",
    "g",
    "G",
    "%",
    "}",
    "{",
    "]",
    "[",
    "h",
    "l",
    "Tab",
    "S-Tab",
    "Enter",
    "n",
    "p",
    "R",
    "s",
    "z",
    "o",
    "t",
    "U",
    "/",
    "N",
    "H",
    "L",
    "i",
    "?",
    ":",
    "Ctrl-G",
    "Ctrl-T",
    "S",
    "Up",
    "Down",
    "Esc",
    "q",
    "Ctrl-C",
    "5",
    "0",
    "9",
    "a",
    "Backspace",
    "Left",
    "End",
    "Home",
    "Ctrl-N",
    "Ctrl-P",
    "f",
    "v",
    "y",
    "Y",
    "m",
    "'",
    "M",
    "w",
    "e",
    ")",
    "(",
];

/// Small texts that are hostile to a screen.
const HOSTILE: &[&str] = &[
    ODD,
    WIDE,
    PORTS,
    "x",
    "\u{301}\u{301}\n\n\u{200b}",
    "I. ¹²³\n\n¹ ²\n\n² ³\n\n³ ¹ See note 1.",
    "Table 1. Wide\n\n\ta\tb\tc\td\n中文中文中文中文中文中文\t1\t2\t3\t4\nx\t1.5\nRow\t1\t2\t3\t4\t5\t6\t7\n\nEnd.",
    "Table 2. One\n\nonly\tthis\n\nTable 3. Bare\n\n\t\t\n\t\t\n\t\t\n",
    "W¹\n\n¹ A note whose only word is averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword indeed.",
];

fn document() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just(BUNDLED), proptest::sample::select(HOSTILE)]
}

fn keys(most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(proptest::sample::select(KEYS), 0..most)
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![(1u16..140, 1u16..50), (20u16..44, 4u16..12)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_at_any_size_break_the_program(document in document(), (columns, rows) in size(), keys in keys(40), second in size()) {
        let mut screen = Screen::new(columns, rows, document);
        for (at, key) in keys.iter().enumerate() {
            screen.press(key);
            if at % 8 == 7 {
                screen.resize(second.0, second.1);
            }
            let cells = screen.cells();
            prop_assert_eq!(&cells, &screen.cells(), "the same state has the same cells");
        }
    }

    #[test]
    fn a_resize_moves_nothing(document in document(), keys in keys(16), sizes in proptest::collection::vec(size(), 20)) {
        let mut screen = Screen::new(80, 24, document).keys(&keys.join(" "));
        let (place, cells) = (position(&screen), screen.cells());
        for (columns, rows) in sizes {
            screen.resize(columns, rows);
            prop_assert_eq!(position(&screen), place);
        }
        screen.resize(80, 24);
        let (before, after) = (cells, screen.cells());
        // A popup that was scrolled may have been pulled up where more of it showed; the text below it never moves.
        if screen.app.reader().is_some_and(|_| matches!(screen.app.top(), Some(ibid::ui::View::Reader(_)))) {
            prop_assert_eq!(before, after);
        }
    }

    #[test]
    fn notes_at_the_foot_take_half_the_height_and_every_line_is_met((columns, rows) in (20u16..100, 6u16..40), page in any::<bool>()) {
        let mut screen = Screen::new(columns, rows, "Many notes").keys("z Esc");
        let areas = Areas::new(screen.size, Wanted { outline: true, margin: false, measure: 72, left: false }).expect("room");
        let body = read::read_to_show("made", crate::screens::made::many_notes().into_bytes(), None).expect("a text").1.document.body;
        let mut seen = String::new();
        let mut before: Option<Vec<String>> = None;
        for _ in 0..2000 {
            let lines: Vec<String> = screen.lines()[usize::from(areas.text.y)..usize::from(areas.text.y + areas.text.height)].to_vec();
            let rule = lines.iter().position(|line| line.trim_start().starts_with('─'));
            let foot = rule.map_or(0, |rule| lines.len() - rule);
            prop_assert!(foot <= usize::from(areas.text.height / 2), "{} of {}\n{}", foot, lines.len(), screen.text());
            let mut text = lines[..rule.unwrap_or(lines.len())].to_vec();
            // A line that has no room with its notes leaves blank rows.
            text.truncate(text.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1));
            if let Some(before) = before.filter(|_| !page) {
                // One line farther: all that showed before below its first line shows one row higher.
                let kept = before.len().saturating_sub(1).min(text.len());
                prop_assert!(kept == 0 || text[..kept] == before[1..=kept] || before == text, "{before:?}\n{text:?}");
            }
            seen.push_str(&text.join("\n"));
            seen.push('\n');
            before = Some(text);
            let place = position(&screen);
            screen.press(if page { "PgDn" } else { "j" });
            if position(&screen) == place {
                break;
            }
        }
        for number in [1, 9, 17, 24] {
            prop_assert!(seen.contains(&format!("sentence {number}")) || columns < 30, "sentence {number}");
        }
        prop_assert!(screen.app.reader().is_some_and(|reader| reader.top_shown().block as usize + usize::from(rows) >= body.blocks.len()), "the end is reached");
        prop_assert!(screen.lines().iter().any(|line| line.contains("others.")), "the last line shows\n{}", screen.text());
        // Back again by pages, no line is passed over and the start comes.
        for _ in 0..2000 {
            let place = position(&screen);
            let first = screen.app.reader().expect("a reader").top_shown();
            screen.press("PgUp");
            prop_assert!(screen.app.reader().is_some_and(|reader| reader.shows(first)), "{first:?} is not on the page before\n{}", screen.text());
            if position(&screen) == place {
                break;
            }
        }
        prop_assert_eq!(position(&screen).top, ibid::model::Anchor::START);
    }
}

/// A text longer than its head, with notes far behind their markers.
pub fn long() -> String {
    let mut text = String::from("A Long Text\n\nI. The first part\n\n");
    for number in 1..=900 {
        text.push_str(&format!("Paragraph {number} goes on for a while, so that the head of the text holds only some of them all.\n\n"));
        if number == 3 {
            text.push_str("Here is a marker.¹ And the text goes on.\n\n");
        }
    }
    text.push_str("The last paragraph.²\n\n¹ The note from far behind.\n\n² Another.\n");
    text
}

#[test]
fn the_head_is_read_while_the_rest_comes() {
    let text = long();
    let head = read::read_head("text.txt", &text.as_bytes()[..limits::HEAD_BYTES], None).expect("a head");
    let mut screen = Screen::with(80, 24, Event::Head(Box::new(head))).keys("Tab Enter");
    assert_eq!(screen.app.message(), Some("note 1 is still being read"));
    assert!(screen.lines()[0].ends_with('…'), "{}", screen.text());
    screen = screen.keys("5 j");
    let (place, lines) = (screen.app.reader().expect("a reader").position().top, screen.lines());
    screen.app.on(Event::Loaded(Box::new(read::read_to_show("made", text.into_bytes(), None).expect("a text").1)));
    screen.resize(80, 24);
    let document = &screen.app.open().document;
    assert_eq!(document.source(position(&screen).top), document.source(place));
    assert_eq!(screen.lines()[2..20], lines[2..20], "the same lines stand where they stood");
    let screen = screen.keys("g Tab Enter");
    assert!(screen.find("The note from far behind.").is_some(), "{}", screen.text());
}

#[test]
fn the_end_of_the_head_says_that_more_comes() {
    let text = long();
    let head = || read::read_head("text.txt", &text.as_bytes()[..limits::HEAD_BYTES], None).expect("a head");
    let screen = Screen::with(80, 24, Event::Head(Box::new(head()))).keys("G");
    let shown = screen.lines().iter().filter(|line| line.contains("Paragraph")).count();
    assert!(shown > 5, "a full page\n{}", screen.text());
    let mut screen = screen.keys("j");
    assert_eq!(screen.app.message(), Some("the rest is still being read"));
    let lines = screen.lines();
    screen.app.on(Event::Loaded(Box::new(read::read_to_show("made", text.clone().into_bytes(), None).expect("a text").1)));
    screen.resize(80, 24);
    assert_eq!(screen.lines()[2..20], lines[2..20]);
}

#[test]
fn a_search_goes_on_over_the_whole_without_a_move() {
    let text = long();
    let head = read::read_head("text.txt", &text.as_bytes()[..limits::HEAD_BYTES], None).expect("a head");
    let mut screen = Screen::with(80, 24, Event::Head(Box::new(head))).keys("/ m a r k e r Enter 9 j");
    assert!(screen.find("1 of 1").is_some(), "{}", screen.text());
    let lines = screen.lines();
    screen.app.on(Event::Loaded(Box::new(read::read_to_show("made", text.into_bytes(), None).expect("a text").1)));
    screen.resize(80, 24);
    assert_eq!(screen.lines()[2..20], lines[2..20]);
    assert!(screen.find("1 of 1").is_some(), "{}", screen.text());
}

#[test]
fn a_text_whose_rest_cannot_be_read_says_so_and_waits_for_nothing() {
    let mut screen = Screen::with(80, 24, Event::Head(Box::new(read::read_head("text.txt", &long().as_bytes()[..limits::HEAD_BYTES], None).expect("a head"))));
    assert!(screen.find("still being read").is_some(), "{}", screen.text());
    screen.app.on(Event::Failed(ibid::error::Error::new("cannot read", "the disk is gone")));
    screen.resize(80, 24);
    assert!(screen.find("the disk is gone").is_some(), "{}", screen.text());
    let screen = screen.keys("G G");
    assert!(screen.find("100 %").is_some() && screen.find("not all of it").is_some(), "{}", screen.text());
    let screen = screen.keys("/ z z z q Enter");
    assert_eq!(screen.app.message(), Some("no place has zzzq in what was read"));
}

#[test]
fn an_open_note_keeps_its_marker_in_view_in_every_window() {
    for number in [1, 2, 9, 20, 36] {
        let mut screen = Screen::new(80, 24, BUNDLED).keys(&format!("{} Tab Enter", number.to_string().chars().map(|c| format!("{c} ")).collect::<String>()));
        let before = (screen.lines(), screen.app.reader().map(|reader| reader.position()));
        for (columns, rows) in [(40, 10), (20, 4), (30, 7), (132, 40), (40, 16), (24, 9)] {
            screen.resize(columns, rows);
            let marked = screen.cells().content().iter().any(|cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED));
            assert!(marked && screen.find("┌─").is_some(), "note {number} at {columns}x{rows}\n{}", screen.text());
        }
        let small = screen.cells();
        screen.resize(80, 24);
        assert_eq!((screen.lines(), screen.app.reader().map(|reader| reader.position())), before, "and the place is what it was");
        screen.resize(24, 9);
        assert_eq!(screen.cells(), small);
        let row = screen.app.reader().and_then(|reader| reader.stop_row());
        screen = screen.keys("Esc");
        assert_eq!(screen.app.reader().and_then(|reader| reader.stop_row()), row, "what the note was read beside stays\n{}", screen.text());
    }
}

#[test]
fn a_sorted_sheet_stays_sorted_when_the_rest_of_the_text_comes() {
    let text = long().replace("Paragraph 2 ", "Table 1. Boxes\n\nName\tBoxes\nPears\t3\nPlums\t1\nNuts\t2\n\nParagraph 2 ");
    let head = read::read_head("text.txt", &text.as_bytes()[..limits::HEAD_BYTES], None).expect("a head");
    let mut screen = Screen::with(80, 24, Event::Head(Box::new(head))).keys("t l s k");
    let rows =
        |screen: &Screen| screen.lines().into_iter().filter(|line| ["Pears", "Plums", "Nuts"].iter().any(|name| line.contains(name))).collect::<Vec<_>>();
    let (before, cells) = (rows(&screen), screen.cells().content()[80 * 4..80 * 12].to_vec());
    assert!(before[0].contains("Plums") && before[2].contains("Pears"), "{}", screen.text());
    screen.app.on(Event::Loaded(Box::new(read::read_to_show("made", text.into_bytes(), None).expect("a text").1)));
    screen.resize(80, 24);
    assert_eq!(rows(&screen), before);
    assert_eq!(screen.cells().content()[80 * 4..80 * 12].to_vec(), cells, "the cursor too is where it was\n{}", screen.text());
}
