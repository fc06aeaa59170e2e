//! Notes on the screen: in the margin, at the foot, peeked at; who refers to them; the list of them.

use super::{Not, On, Somewhere, check, position, stop};
use crate::screens::made::{BUNDLED, ODD, Screen};

/// Three notes of which the third is referred to by two markers, and the first by words of the second and of the text.
const TWICE: &str = "A Study

I. One

First.¹ Second.² Third.³ As note 1 above says, it is so.

¹ Berg, A., *Tides* (Hanse: Bremen, 1902), p. 4.

² Compare note 1.

³ Three.

⁴ Four.

⁵ Five, to which no marker leads.

II. Two

And again.³ And more.⁴
";

/// The labels of the notes that stand in the margin, from top to bottom, each with the row on which it begins.
fn in_margin(screen: &Screen) -> Vec<(u16, String)> {
    let areas = screen.app.areas().expect("a screen").margin;
    let lines = screen.lines();
    (areas.y..areas.y + areas.height)
        .filter_map(|y| {
            let label: String = lines[usize::from(y)].chars().skip(usize::from(areas.x)).take(3).collect();
            label.trim().parse::<u32>().ok().map(|_| (y, label.trim().to_owned()))
        })
        .collect()
}

/// The markers of the running text that are on the screen, each with its row.
pub fn markers(screen: &Screen) -> Vec<(u16, String)> {
    let areas = screen.app.areas().expect("a screen").text;
    let document = &screen.app.open().document;
    let reader = screen.app.reader().expect("a reader");
    let mut found: Vec<_> = document
        .refs
        .iter()
        .filter(|reference| reference.at.flow == ibid::model::FlowId::Body)
        .filter_map(|reference| Some((areas.y + reader.row(reference.at)?, reference.label.clone())))
        .collect();
    found.sort_by_key(|(y, _)| *y);
    found
}

/// Reads a document from its first screen to its last with its notes in the margin: each stands beside its line, or right
/// below the note before it. Gives the labels in the order in which they were met.
pub fn read_with_margin(document: &str, columns: u16, rows: u16) -> Vec<String> {
    let mut screen = Screen::new(columns, rows, document);
    let mut met: Vec<String> = Vec::new();
    for _ in 0..100 {
        let (markers, margin) = (markers(&screen), in_margin(&screen));
        let labels = |notes: &[(u16, String)]| notes.iter().map(|(_, label)| label.clone()).collect::<Vec<_>>();
        assert_eq!(labels(&margin), labels(&markers), "in reading order, each\n{}", screen.text());
        let mut before = 0;
        for ((line, label), (y, _)) in markers.iter().zip(&margin) {
            // Beside its line, or right below the note before it: nothing but that pushes it down.
            assert!(y >= line && (y == line || *y > before), "note {label}\n{}", screen.text());
            if y > line {
                let area = screen.app.areas().expect("a screen").margin;
                let above: String = screen.lines()[usize::from(*y) - 1].chars().skip(usize::from(area.x)).collect();
                assert!(!above.trim().is_empty(), "note {label} has blank rows above it\n{}", screen.text());
            }
            before = *y;
        }
        for label in labels(&margin) {
            if !met.contains(&label) {
                met.push(label);
            }
        }
        screen.press("PgDn");
    }
    met
}

/// The same with the notes at the foot, line by line: every note stands there while its marker is on the top line.
pub fn read_with_foot(document: &str, columns: u16, rows: u16) -> Vec<String> {
    let mut screen = Screen::new(columns, rows, document).keys("z Esc");
    let mut met: Vec<String> = Vec::new();
    for _ in 0..3000 {
        let area = screen.app.areas().expect("a screen").text;
        let lines = screen.lines();
        let inside = |y: u16| lines[usize::from(y)].chars().skip(usize::from(area.x)).collect::<String>();
        let rule = (area.y..area.y + area.height).find(|&y| inside(y).starts_with("────────────"));
        for (y, label) in markers(&screen) {
            let rule = rule.unwrap_or_else(|| panic!("no foot for note {label}\n{}", screen.text()));
            let stands = (rule + 1..area.y + area.height).any(|y| inside(y).starts_with(&format!("{label} ")));
            assert!(stands || y > area.y, "note {label} is on the top line\n{}", screen.text());
            if stands && !met.contains(&label) {
                met.push(label);
            }
        }
        let before = position(&screen);
        screen.press("j");
        if position(&screen) == before {
            break;
        }
    }
    met
}

/// The same by Tab and Enter: a popup for each marker.
pub fn read_with_popups(document: &str, columns: u16, rows: u16) -> Vec<String> {
    let mut screen = Screen::new(columns, rows, document);
    let mut met: Vec<String> = Vec::new();
    for _ in 0..200 {
        screen.press("Tab");
        let Some(label) = stop(&screen).filter(|label| label.parse::<u32>().is_ok()) else { continue };
        screen.press("Enter");
        let title = format!("┌─ {label} ─");
        assert!(screen.find(&title).is_some(), "note {label}\n{}", screen.text());
        if !met.contains(&label) {
            met.push(label);
        }
        screen.press("Esc");
    }
    met
}

/// The labels 1 to `last`.
pub fn labels(last: u32) -> Vec<String> {
    (1..=last).map(|number| number.to_string()).collect()
}

#[test]
fn every_note_is_met_in_each_way() {
    assert_eq!(read_with_margin(BUNDLED, 132, 40), labels(36));
    for (columns, rows) in [(132, 40), (100, 30), (80, 24)] {
        assert_eq!(read_with_foot(BUNDLED, columns, rows), labels(36), "{columns}x{rows}");
        assert_eq!(read_with_popups(BUNDLED, columns, rows), labels(36), "{columns}x{rows}");
    }
}

#[test]
fn z_goes_round_the_ways_and_says_why_there_is_no_margin() {
    check(BUNDLED, 132, 40, "z", &[On(-1, "notes stand at the foot")]);
    check(BUNDLED, 132, 40, "z z", &[On(-1, "notes open in a popup")]);
    check(BUNDLED, 132, 40, "z z z", &[On(-1, "notes stand in the margin")]);
    for (columns, rows) in [(100, 30), (80, 24)] {
        let said = format!("notes stand at the foot: the margin needs 132 columns, and here are {columns}");
        let screen = Screen::new(columns, rows, BUNDLED).keys("z");
        assert_eq!(screen.app.message(), Some(said.as_str()));
        check(BUNDLED, columns, rows, "z z", &[On(-1, "notes open in a popup")]);
        // What was asked for comes as soon as there is room.
        let mut screen = Screen::new(columns, rows, BUNDLED).keys("z PgDn");
        screen.resize(132, 40);
        assert!(!in_margin(&screen).is_empty(), "{}", screen.text());
    }
    // Without an outline there is room sooner.
    check("Plain.¹ More.\n\n¹ A note.\n", 104, 20, "", &[Somewhere("1   A note.")]);
}

#[test]
fn a_long_note_in_the_margin_gives_way_and_is_whole_in_the_popup() {
    let long = "It says more than it should, and then says it once more. ".repeat(30);
    let text = format!("A\n\nI. One\n\nFirst.¹ Second.²\n\n¹ {long}\n\n² The second.\n");
    let screen = Screen::new(132, 24, &text);
    assert_eq!(in_margin(&screen).len(), 2, "{}", screen.text());
    assert!(screen.lines().iter().any(|line| line.ends_with('…')), "{}", screen.text());
    assert!(screen.find("The second.").is_some(), "{}", screen.text());
    let area = screen.app.areas().expect("a screen").margin;
    let mut clicked = Screen::new(132, 24, &text);
    let second = in_margin(&clicked)[1].0;
    clicked.click(area.x + 8, second);
    assert!(clicked.find("┌─ 2 ─").is_some(), "a click opens it\n{}", clicked.text());
}

#[test]
fn standing_on_a_marker_shows_the_first_line_of_its_note() {
    check(BUNDLED, 80, 24, "Tab", &[On(-1, "1  Dostoyevsky, F. M."), On(-1, "note 1 of 36")]);
    check(BUNDLED, 80, 24, "Tab Enter", &[On(-1, "Esc close")]);
    check(BUNDLED, 80, 24, "Tab Esc", &[On(-1, "Tab next note")]);
    check(ODD, 60, 20, "3 Tab", &[On(-1, "no note 7 before the next note 1")]);
    check(TWICE, 60, 20, "4 Tab", &[On(-1, "1  Berg, A., Tides")]);
    // In a popup the words that send elsewhere say where to.
    check(BUNDLED, 80, 24, "s 8 j Enter Tab", &[On(-1, "4  'Ob utverzhdenii")]);
}

#[test]
fn r_lists_the_markers_and_the_words_that_send_to_a_note() {
    check(TWICE, 60, 24, "Tab r", &[Somewhere("Who refers to note 1 (3)"), Somewhere("As note 1 above"), Somewhere("n. 2  Compare note 1.")]);
    // Enter goes there, and stands on it.
    let screen = Screen::new(60, 24, TWICE).keys("Tab r j Enter");
    assert_eq!(stop(&screen).as_deref(), Some("link"));
    let screen = Screen::new(60, 24, TWICE).keys("Tab r 2 j Enter");
    assert!(screen.find("┌─ 2 ─").is_some(), "{}", screen.text());
    let screen = screen.keys("Enter");
    assert!(screen.find("┌─ 1 ─").is_some(), "the words are the stop\n{}", screen.text());
    check(BUNDLED, 80, 24, "s 3 j Enter r", &[Somewhere("Who refers to note 4 (2)"), Somewhere("n. 9  See note 4.")]);
    check(BUNDLED, 80, 24, "s 3 j r", &[Somewhere("Who refers to note 4 (2)")]);
    check(BUNDLED, 80, 24, "t r", &[Somewhere("Who refers to table 8.1 (1)"), Somewhere("table 8.1")]);
    check(BUNDLED, 80, 24, "o r", &[On(-1, "nobody refers to part I")]);
    check(
        "A\n\nI. One\n\nAs section II shows.\n\nII. Two\n\nMore.\n",
        60,
        24,
        "o j r",
        &[Somewhere("Who refers to part II (1)"), Somewhere("As section II shows.")],
    );
}

#[test]
fn r_in_a_popup_steps_through_markers_and_words() {
    check(TWICE, 60, 24, "Tab Enter", &[Somewhere("┌─ 1 ─"), Somewhere("1 of 3")]);
    check(TWICE, 60, 24, "Tab Enter R", &[Somewhere("┌─ 1 ─"), Somewhere("2 of 3")]);
    // The third stands in note 2, whose popup shows below.
    check(TWICE, 60, 24, "Tab Enter R R", &[Somewhere("┌─ 1 ─"), Somewhere("3 of 3"), Somewhere("┌─ 2 ─")]);
    check(TWICE, 60, 24, "Tab Enter R R R", &[Somewhere("1 of 3"), Not("┌─ 2 ─")]);
}

#[test]
fn the_list_of_notes_is_ordered_and_narrowed_and_moves_the_text_behind_it() {
    check(TWICE, 60, 24, "s", &[On(3, "1     Berg, A."), On(5, "3?    Three."), On(5, "2 markers"), On(7, "no marker")]);
    check(TWICE, 60, 24, "s o", &[On(3, "1     Berg, A."), On(4, "3?    Three."), On(-1, "those most referred to first")]);
    check(TWICE, 60, 24, "s o o", &[On(4, "2     Compare"), On(-1, "in the order of the text")]);
    check(TWICE, 60, 24, "s / f o u r", &[On(2, "Notes (1 of 5)"), On(3, "4?    Four")]);
    check(TWICE, 60, 24, "s / f o u r Esc", &[On(2, "Notes (5)")]);
    check(TWICE, 60, 24, "s / q q", &[On(2, "Notes (0 of 5)")]);
    check(TWICE, 60, 24, "s / q q Enter", &[On(-1, "nothing here has qq; Esc shows all")]);
    let start = Screen::new(80, 24, BUNDLED);
    let moved = Screen::new(80, 24, BUNDLED).keys("s 1 9 j Tab");
    assert!(moved.find("Notes (36)").is_some(), "the list stays\n{}", moved.text());
    assert_ne!(position(&moved).top, position(&start).top);
    assert_eq!(stop(&moved).as_deref(), Some("20"));
    let (_, y) = moved.find("²⁰").expect("the marker shows below the list");
    assert!(y > 14, "{}", moved.text());
    // However many were looked at, it is one way back.
    let back = moved.keys("j Tab j Tab Esc H");
    assert_eq!(position(&back).top, position(&start).top);
    let opened = Screen::new(80, 24, BUNDLED).keys("s / n i k o n Enter");
    assert!(opened.find("┌─ 21 ─").is_some(), "{}", opened.text());
}

#[test]
fn works_cited_are_listed_with_the_notes_that_cite_them() {
    check(BUNDLED, 100, 30, "W", &[Somewhere("Works cited ("), Somewhere("1     Dostoyevsky, F. M., Dnevnik Pisatelya"), Somewhere("also table 8.1")]);
    // Enter goes to the note that cites it first.
    check(BUNDLED, 100, 30, "W / a r b a t o v Enter", &[Somewhere("┌─ 6 ─")]);
    check("A\n\nI. One\n\nNothing is cited.\n", 60, 20, "W", &[On(-1, "no works are cited"), Not("Works cited")]);
    let screen = Screen::new(60, 20, TWICE).keys("W Tab");
    assert!(screen.find("Berg, A., Tides (1902)").is_some() && screen.find("First.¹").is_some(), "{}", screen.text());
}

/// A text that introduces a short form and uses it two screens on.
fn short_forms() -> String {
    let told = |from: u32| {
        (from..from + 30).map(|number| format!("Tale {number} is told at length, and then at some more length, in words of no weight.\n\n")).collect::<String>()
    };
    let (first, second) = (told(1), told(31));
    format!(
        "A Study of Pilots\n\nI. The beginning\n\nThe Guild of River Pilots (GRP) kept a book.\n\n{first}II. Two\n\nWhat the GRP wrote is lost.\n\n{second}"
    )
}

#[test]
fn short_forms_in_view_say_what_they_stand_for() {
    let text = short_forms();
    check(&text, 80, 24, "2 ] K", &[Somewhere("Short forms in view (1)"), Somewhere("GRP   Guild of River Pilots"), Somewhere("part I")]);
    check(&text, 80, 24, "2 ] K Enter", &[Somewhere("The Guild of River Pilots (GRP) kept a book.")]);
    check(&text, 80, 24, "2 ] H K", &[Somewhere("GRP   Guild of River Pilots")]);
    check(&text, 80, 24, "G K", &[On(-1, "no short form in view is explained")]);
    let mut screen = Screen::new(80, 24, &text).keys("2 ]");
    let (x, y) = screen.find("GRP").expect("a short form");
    screen.click(x + 1, y);
    assert!(screen.find("GRP   Guild of River Pilots").is_some(), "{}", screen.text());
    let mut screen = Screen::new(80, 24, &text).keys("2 ]");
    let (x, y) = screen.find("wrote").expect("a word");
    screen.click(x, y);
    assert!(screen.find("Short form").is_none(), "{}", screen.text());
}

#[test]
fn the_next_note_opens_from_the_text_by_the_name_of_its_action() {
    check(TWICE, 80, 24, ": n e x t - n o t e Enter", &[Somewhere("┌─ 1 ─")]);
    check(TWICE, 80, 24, "Tab : n e x t - n o t e Enter", &[Somewhere("┌─ 2 ─")]);
    check(TWICE, 80, 24, "Tab Tab : p r e v i o u s - n o t e Enter", &[Somewhere("┌─ 1 ─")]);
}

#[test]
fn a_filter_looks_beyond_what_a_line_of_the_list_shows() {
    let long = format!("A Study\n\nOne.¹ Two.²\n\n¹ {}and at its end a tragedy.\n\n² The rage died.\n", "words that go on ".repeat(40));
    check(&long, 80, 24, "s / t r a g e d y", &[Somewhere("Notes (1 of 2)")]);
}

/// Each entry of the list of what was not understood leads to its place: in the text, and in a note.
#[test]
fn what_was_not_understood_leads_to_its_places() {
    let filler = "It rose to the sill of the mill, and it fell again before the summer of the year in which the mill was sold.\n\n".repeat(30);
    let text =
        format!("The mill\n\n{filler}The first is here.¹ The second is lost.⁷\n\n¹ First note.\n\n{filler}The third is far.⁹\n\n{filler}² Nobody knows why.\n");
    let places = [("⁷", "line 63: marker 7 has no note"), ("⁹", "line 127: marker 9 has no note"), ("Nobody knows why", "line 189: ")];
    for (i, (shown, said)) in places.iter().enumerate() {
        let keys = format!("i {}Enter", "j ".repeat(i));
        check(&text, 80, 24, &keys, &[Somewhere(shown), Not("What was not understood"), On(-1, said)]);
        check(&text, 80, 24, &format!("{keys} H"), &[Somewhere("The mill"), Not(shown)]);
    }
    check(&text, 80, 24, "i", &[Somewhere("What was not understood (3)"), Somewhere("63 "), Somewhere("127"), Somewhere("189")]);
    check(&text, 80, 24, "i i", &[Not("What was not understood")]);
}
