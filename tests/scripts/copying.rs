//! What is copied, in which form, and what is said of it. And the mouse, which selects.

use super::{Not, check, stop};
use crate::screens::made::{BUNDLED, Screen};
use ibid::app::Wish;

const PAPER: &str = "Weights’ ‘measure’\n\nBy Anna van der Poel\n\nI. The beginning\n\nIt was “heavy” once.¹ Then <i>light</i> came, and 10<sup>5</sup> of them\nstayed. All was well.\n\n¹ The note speaks. See p. 5 of it.\n\nII. The end\n\nTable 1. Weights\n\n\t1991\t1992\nIron\t1 200.5\t3\nLead\t2\t4\n\nNothing more.\n";

/// At the first marker, the word before it selected.
const AT: &str = "Tab v";

#[track_caller]
fn copies(document: &str, keys: &str, said: &str, expected: &str) {
    let screen = Screen::new(80, 24, document).keys(keys);
    assert_eq!(screen.app.copied().unwrap_or_default(), expected, "{keys}");
    assert_eq!(screen.app.message(), Some(said), "{keys}");
}

#[test]
fn what_is_selected_is_copied_and_said() {
    copies(PAPER, &format!("{AT} v y"), "copied 4 words: “It was “heavy” once.”", "It was “heavy” once.¹");
    copies(
        PAPER,
        &format!("{AT} v v y"),
        "copied 15 words: “It was “heavy” once. Then light came…”",
        "It was “heavy” once.¹ Then light came, and 10⁵ of them stayed. All was well.",
    );
    // A selection ends with its copy; what is copied leaves by a wish.
    let mut screen = Screen::new(80, 24, PAPER).keys(AT);
    assert_eq!(screen.press("y"), Some(Wish::Copy));
    assert!(!screen.lines()[23].contains("by word"));
}

#[test]
fn without_a_selection_the_nearest_thing_is_copied() {
    copies(PAPER, "Tab y", "copied note 1, 8 words: “The note speaks. See p. 5 of it.”", "The note speaks. See p. 5 of it.");
    copies(PAPER, "Tab Enter y", "copied note 1, 8 words: “The note speaks. See p. 5 of it.”", "The note speaks. See p. 5 of it.");
    copies(PAPER, "y", "copied the paragraph on top, 2 words: “Weights’ ‘measure’”", "Weights’ ‘measure’");
    let table = "Table 1. Weights\n\t1991\t1992\nIron\t1 200.5\t3\nLead\t2\t4";
    copies(PAPER, "2 Tab y", "copied table 1, 12 words: “Table 1. Weights 1991 1992 Iron 1 200.5…”", table);
}

#[test]
fn a_selection_over_a_table_keeps_its_cells_apart() {
    let rows = "Table 1. Weights\n\t1991\t1992\nIron\t1 200.5\t3";
    copies(PAPER, "2 Tab v v ) ) y", "copied 9 words: “Table 1. Weights 1991 1992 Iron 1 200.5…”", rows);
    copies(PAPER, "2 Tab v v 2 ) } y", "copied 12 words: “Table 1. Weights 1991 1992 Iron 1 200.5…”", &format!("{rows}\nLead\t2\t4"));
}

#[test]
fn a_quotation_carries_its_reference() {
    let reference = "van der Poel, ‘Weights’ “measure”’, sec. I";
    copies(PAPER, &format!("{AT} v Y"), "copied 4 words as a quotation: “It was “heavy” once.”", &format!("“It was ‘heavy’ once.” ({reference})"));
    copies(PAPER, "Tab Enter v v Y", "copied 3 words as a quotation: “The note speaks.”", &format!("“The note speaks.” ({reference}, n. 1)"));
    copies(
        PAPER,
        "Tab Y",
        "copied note 1, 8 words, as a quotation: “The note speaks. See p. 5 of it.”",
        &format!("“The note speaks. See p. 5 of it.” ({reference}, n. 1)"),
    );
    // What the document does not say stands in no reference.
    copies("It rose once more.\n\nThen it fell.\n", "y", "copied the paragraph on top, 4 words: “It rose once more.”", "It rose once more.");
    let bare = "It rose once more.\n\nThen it fell.\n";
    copies(bare, "Y", "copied the paragraph on top, 4 words, as a quotation: “It rose once more.”", "“It rose once more.”");
}

/// The example of the bundled document: author, title, part, note.
#[test]
fn a_quotation_from_a_note_names_the_note() {
    let screen = Screen::new(80, 24, BUNDLED).keys("s 2 0 j Enter Y");
    let copied = screen.app.copied().expect("a copy");
    assert!(copied.starts_with("“Nikonov, V."), "{copied}");
    assert!(copied.ends_with("(Zviagelskaya, ‘Russia's policy options in Central Asia’, sec. IV, n. 21)"), "{copied}");
}

#[test]
fn what_is_too_long_for_the_terminal_is_said() {
    let long = "All of these words are one sentence, and it has no end in sight\n".repeat(2_000);
    let screen = Screen::new(80, 24, &long).keys("v G y");
    assert!(screen.app.copied().is_none());
    assert_eq!(screen.app.message(), Some("not copied: 127 kB are too much for the terminal, which takes 74; ibid text prints all of it"));
    let mut screen = Screen::new(80, 24, &long);
    screen.app.has_clipboard(true);
    let screen = screen.keys("v G y");
    assert!(screen.app.copied().is_some_and(|copied| copied.len() > 100_000));
    let mut screen = Screen::new(80, 24, &long.repeat(80));
    screen.app.has_clipboard(true);
    let screen = screen.keys("v G y");
    assert_eq!(screen.app.message(), Some("not copied: 10239 kB are too much to copy at once: no more than 4194; ibid text prints all of it"));
}

#[test]
fn the_mouse_selects() {
    let mut screen = Screen::new(80, 24, PAPER);
    let (x, y) = screen.find("Then light").expect("a word");
    screen.click(x, y);
    screen.drag(x + 9, y);
    let screen = screen.keys("y");
    assert_eq!(screen.app.copied().expect("a copy"), "Then light");
    // Twice is a word, three times the paragraph.
    let mut screen = Screen::new(80, 24, PAPER);
    screen.click(x + 1, y);
    screen.click(x + 1, y);
    let mut screen = screen.keys("y");
    assert_eq!(screen.app.copied().expect("a copy"), "Then");
    for _ in 0..3 {
        screen.click(x + 30, y);
    }
    let screen = screen.keys("y");
    assert!(screen.app.copied().expect("a copy").ends_with("stayed. All was well."));
    // A drag that begins on a marker closes what the press had opened.
    let mut screen = Screen::new(80, 24, PAPER);
    let (x, y) = screen.find("¹").expect("a marker");
    screen.click(x, y);
    assert!(screen.find("┌─ 1 ─").is_some());
    screen.drag(x + 6, y);
    assert!(screen.find("┌─ 1 ─").is_none());
    assert_eq!(screen.keys("y").app.copied().expect("a copy"), "¹ Then");
    // A plain click stays what it is.
    let mut screen = Screen::new(80, 24, PAPER);
    screen.click(x, y);
    assert_eq!(stop(&screen).as_deref(), Some("1"));
    // Below the last row the text follows.
    let mut screen = Screen::new(80, 24, BUNDLED);
    screen.click(10, 12);
    for _ in 0..8 {
        screen.drag(10, 23);
    }
    let top = super::position(&screen).top;
    assert!(top.block > 0 || top.byte > 0, "{}", screen.text());
    check(PAPER, 80, 24, "v Esc", &[Not("by word")]);
}
