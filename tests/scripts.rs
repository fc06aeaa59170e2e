//! What keys do: a state, keys, the state they lead to. And what holds after any keys at any size.

mod bulk;
mod copying;
mod editing;
mod find;
mod hand;
mod in_text;
pub mod notes;
mod sheet_acts;
mod sheets;
mod stands;
mod properties;

use crate::screens::made::{BUNDLED, ODD, Screen};

/// What is looked at after the keys: a row and words on it, words anywhere, words nowhere.
enum Shows {
    On(i32, &'static str),
    Some(&'static str),
    Not(&'static str),
}

use Shows::{Not, On, Some as Somewhere};

#[track_caller]
fn check(document: &str, columns: u16, rows: u16, keys: &str, shows: &[Shows]) {
    let screen = Screen::new(columns, rows, document).keys(keys);
    let lines = screen.lines();
    for shown in shows {
        let holds = match shown {
            On(row, words) => lines[row.rem_euclid(lines.len() as i32) as usize].contains(words),
            Somewhere(words) => lines.iter().any(|line| line.contains(words)),
            Not(words) => !lines.iter().any(|line| line.contains(words)),
        };
        let (row, words) = match shown {
            On(row, words) => (Some(row), words),
            Somewhere(words) | Not(words) => (None, words),
        };
        assert!(holds, "{keys:?} at {columns}x{rows}: {words:?} {row:?}\n{}", lines.join("\n"));
    }
}

fn position(screen: &Screen) -> ibid::ui::reader::Position {
    screen.app.reader().expect("a reader").position()
}

/// The label of what Tab stands on; `link` or `table` for what has none.
fn stop(screen: &Screen) -> Option<String> {
    use ibid::model::Opens;
    let stop = screen.app.reader()?.stop()?;
    Some(match stop.opens {
        Opens::Ref(reference) => screen.app.open().document.reference(reference)?.label.clone(),
        Opens::Link(_) => "link".to_owned(),
        Opens::Table(_) => "table".to_owned(),
    })
}

#[test]
fn tab_goes_from_stop_to_stop_in_the_order_of_the_text() {
    let mut screen = Screen::new(80, 24, BUNDLED);
    let mut met = Vec::new();
    while screen.app.message().is_none() {
        screen.press("Tab");
        met.extend(stop(&screen));
    }
    met.pop();
    let markers: Vec<_> = met.iter().filter(|label| label.parse::<u32>().is_ok()).cloned().collect();
    assert_eq!(markers, (1..=36).map(|number| number.to_string()).collect::<Vec<_>>());
    assert_eq!(met.iter().filter(|label| *label == "table").count(), 1, "a table is one stop: {met:?}");
    assert_eq!(screen.app.message(), Some("no note or link behind this one"));
    let mut back = Vec::new();
    screen.press("S-Tab");
    while screen.app.message().is_none() {
        back.extend(stop(&screen));
        screen.press("S-Tab");
    }
    back.reverse();
    assert_eq!(back, met[..met.len() - 1]);
}

#[test]
fn a_count_repeats() {
    let stops = |keys: &str| stop(&Screen::new(80, 24, BUNDLED).keys(keys));
    assert_eq!(stops("5 Tab").as_deref(), Some("5"));
    assert_eq!(stops("5 Tab 2 S-Tab").as_deref(), Some("3"));
    let top = |keys: &str| position(&Screen::new(80, 24, BUNDLED).keys(keys));
    assert_eq!(top("7 j"), top("j j j j j j j"));
    assert_eq!(top("7 j 3 k"), top("4 j"));
    assert_eq!(top("2 PgDn"), top("PgDn PgDn"));
    assert_eq!(top("3 ]"), top("] ] ]"));
    assert_eq!(top("3 } "), top("} } }"));
    assert_ne!(top("3 }"), top("} }"));
    check(BUNDLED, 80, 24, "3", &[On(-1, "3")]);
    check(BUNDLED, 80, 24, "3 Esc j", &[On(2, "")]);
    assert_eq!(top("3 Esc j"), top("j"));
}

#[test]
fn percent_puts_the_place_on_top() {
    for percent in ["1 0", "5 0", "7 3"] {
        let screen = Screen::new(80, 24, BUNDLED).keys(&format!("{percent} %"));
        let fraction = screen.app.open().document.fraction(position(&screen).top) * 100.0;
        let wanted: f64 = percent.replace(' ', "").parse().expect("a number");
        assert!((fraction - wanted).abs() < 1.0, "{fraction} for {wanted}");
    }
    check(BUNDLED, 80, 24, "%", &[On(-1, "type a number first")]);
    check(BUNDLED, 80, 24, "1 0 0 %", &[On(0, "100 %")]);
}

#[test]
fn pages_keep_two_lines() {
    let first = Screen::new(80, 24, BUNDLED);
    let lines = first.lines();
    let second = first.keys("PgDn").lines();
    assert_eq!(second[2..4], lines[20..22], "the last two are the first two");
    let there_and_back = Screen::new(80, 24, BUNDLED).keys("PgDn PgDn PgUp");
    assert_eq!(there_and_back.lines(), second);
}

#[test]
fn a_note_opens_and_closes_and_its_marker_stays_marked() {
    let opened = Screen::new(80, 24, BUNDLED).keys("Tab Enter");
    assert!(opened.find("┌─ 1 ─").is_some());
    let closed = opened.keys("Esc");
    assert!(closed.find("┌─").is_none());
    assert_eq!(stop(&closed).as_deref(), Some("1"));
    let cleared = closed.keys("Esc");
    assert_eq!(stop(&cleared), None);
    // Without a stop Enter opens the first in view.
    check(BUNDLED, 80, 24, "j j j j j j j j Enter", &[Somewhere("┌─ 1 ─")]);
    check(ODD, 60, 20, "3 Tab Enter", &[On(-1, "no note 7 before the next note 1"), Not("┌")]);
    check(ODD, 60, 20, "G S-Tab Enter", &[Somewhere("┌─ 5 ? ─"), Somewhere("not sure: ")]);
}

#[test]
fn a_popup_never_covers_its_marker() {
    for rows in 4..40 {
        for columns in [20, 33, 40, 60, 80, 120] {
            let mut screen = Screen::new(columns, rows, BUNDLED);
            for _ in 0..14 {
                screen.press("Tab");
                let Some(label) = stop(&screen).filter(|label| label.parse::<u32>().is_ok()) else { continue };
                screen.press("Enter");
                let cells = screen.cells();
                let reversed = cells.content().iter().any(|cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED));
                assert!(reversed, "note {label} at {columns}x{rows}\n{}", screen.text());
                assert!(screen.find(&format!("─ {label} ─")).is_some(), "note {label} at {columns}x{rows}\n{}", screen.text());
                screen.press("Esc");
            }
        }
    }
}

#[test]
fn notes_open_on_notes() {
    // Notes 9 and 11 send to notes 4 and 10.
    for (list, from, to) in [("8 j", "9", "4"), ("1 0 j", "11", "10")] {
        let screen = Screen::new(80, 24, BUNDLED).keys(&format!("s {list} Enter Tab Enter"));
        assert!(screen.find(&format!("┌─ {from} ─")).is_some() && screen.find(&format!("┌─ {to} ─")).is_some(), "{}", screen.text());
        let screen = screen.keys("Esc");
        assert!(screen.find(&format!("┌─ {from} ─")).is_some() && screen.find(&format!("┌─ {to} ─")).is_none(), "{}", screen.text());
        let screen = screen.keys("Esc");
        assert_eq!((screen.find("┌─"), stop(&screen).as_deref()), (None, Some(from)));
    }
}

#[test]
fn notes_that_send_to_each_other_do_not_pile_up() {
    let round = "A\n\nI. One\n\nFirst.¹ Second.²\n\n¹ See note 2.\n\n² See note 1.\n";
    check(round, 60, 20, "Tab Enter Tab Enter", &[Somewhere("─ 1 ─"), Somewhere("─ 2 ─")]);
    check(round, 60, 20, "Tab Enter Tab Enter Tab Enter", &[Somewhere("─ 1 ─"), Not("─ 2 ─")]);
    check(round, 60, 20, "Tab Enter Tab Enter Tab Enter Esc", &[Not("┌─")]);
}

#[test]
fn a_table_in_the_text_pans_with_its_stub_held() {
    let at = "/ c u r r e n t Space U S Enter";
    check(BUNDLED, 40, 16, at, &[Somewhere("1991     1992"), Somewhere("▸"), Not("◂")]);
    check(BUNDLED, 40, 16, &format!("{at} l"), &[Somewhere("Exports  6 265.0"), Not("11 820.0"), Somewhere("◂")]);
    check(BUNDLED, 40, 16, &format!("{at} 9 l"), &[Somewhere("% of 1991"), Somewhere("◂"), Not("▸")]);
    check(BUNDLED, 40, 16, &format!("{at} 9 l 9 h"), &[Somewhere("1991     1992")]);
    check(BUNDLED, 40, 16, "l", &[On(-1, "no table in view to pan")]);
}

#[test]
fn n_and_p_in_a_popup_go_on_and_the_text_follows() {
    let screen = Screen::new(80, 24, BUNDLED).keys("Tab Enter n n n n n");
    assert!(screen.find("┌─ 6 ─").is_some());
    assert_eq!(stop(&screen).as_deref(), Some("6"));
    let screen = screen.keys("p p");
    assert_eq!(stop(&screen).as_deref(), Some("4"));
    let start = Screen::new(80, 24, BUNDLED).keys("Tab Enter");
    assert_eq!(position(&screen.keys("H")).top, position(&start).top, "the whole row of notes is one jump");
    check(BUNDLED, 80, 24, "Tab Enter p", &[On(-1, "this is the first note")]);
    check(BUNDLED, 80, 24, "s G Enter n", &[On(-1, "this is the last note")]);
    check(BUNDLED, 80, 24, "Tab Enter 9 9 n", &[Somewhere("┌─ 36 ─")]);
    check(BUNDLED, 80, 24, "s G Enter 9 9 p", &[Somewhere("┌─ 1 ─")]);
    check(BUNDLED, 80, 24, "Tab Enter R", &[On(-1, "this is the only place that refers to this note")]);
    let twice = "A\n\nI. One\n\nFirst.¹ Second.² Third.³\n\n¹ One.\n\n² Two.\n\n³ Three.\n\n⁴ Four.\n\nII. Two\n\nAnd again.³ And more.⁴\n";
    check(twice, 60, 20, "3 Tab Enter", &[Somewhere("1 of 2"), Somewhere("─ 3 ─")]);
    check(twice, 60, 20, "3 Tab Enter R", &[Somewhere("2 of 2"), Somewhere("not sure")]);
    check(twice, 60, 20, "3 Tab Enter R R", &[Somewhere("1 of 2")]);
    check(BUNDLED, 80, 24, "Tab Enter S-Tab Enter", &[Somewhere("note 1 stood here, in line 16"), Not("┌─")]);
}

#[test]
fn jumps_come_back_to_the_same_rows() {
    let mut screen = Screen::new(80, 24, BUNDLED).keys("1 7 j");
    let start = screen.lines();
    for away in ["G", "] ]", "5 0 %", "o G Enter", "s G Enter", "/ t a b l e Enter"] {
        screen = screen.keys(away);
        assert_ne!(screen.lines()[2..8], start[2..8], "{away}");
        screen = screen.keys(if away.starts_with('/') { "Esc Esc" } else { "" });
        while screen.app.message().is_none() {
            screen.press("H");
        }
        screen.press("Esc");
        assert_eq!(screen.lines()[..22], start[..22], "{away}");
    }
    check(BUNDLED, 80, 24, "H", &[On(-1, "nothing to go back to")]);
    check(BUNDLED, 80, 24, "L", &[On(-1, "nothing to go forward to")]);
    let there = Screen::new(80, 24, BUNDLED).keys("5 0 %");
    assert_eq!(Screen::new(80, 24, BUNDLED).keys("5 0 % H L").lines(), there.lines());
}

#[test]
fn headings_and_the_outline_lead_to_the_parts() {
    check(BUNDLED, 80, 24, "]", &[On(2, "I. Introduction")]);
    check(BUNDLED, 80, 24, "] ] ]", &[On(2, "III. Political approaches")]);
    check(BUNDLED, 80, 24, "3 ] [", &[On(2, "II. The progress of Russian policy")]);
    check(BUNDLED, 80, 24, "6 ] ]", &[On(-1, "no heading behind this one")]);
    check(BUNDLED, 80, 24, "[", &[On(-1, "no heading before this one")]);
    check(BUNDLED, 80, 24, "o j j Enter", &[On(2, "III. Political approaches")]);
    check(BUNDLED, 120, 24, "3 ]", &[Somewhere("III  Political approaches"), On(0, "III. Political approaches"), Somewhere("◂")]);
    check(BUNDLED, 120, 24, "o", &[On(-1, "Enter go"), Not("◂")]);
}

#[test]
fn a_search_goes_round_and_esc_clears_it() {
    check(BUNDLED, 80, 24, "/ d o s t o y e v s k y Enter", &[On(-1, "hit 1 of 2"), Somewhere("Dostoyevsky had met it")]);
    check(BUNDLED, 80, 24, "/ d o s t o y e v s k y Enter n", &[Somewhere("┌─ 1 ─"), On(-1, "hit 2 of 2")]);
    check(BUNDLED, 80, 24, "/ d o s t o y e v s k y Enter n Ctrl-N", &[On(-1, "from the start again"), On(-1, "1 of 2")]);
    check(BUNDLED, 80, 24, "/ d o s t o y e v s k y Enter N", &[On(-1, "from the end again"), On(-1, "hit 2 of 2")]);
    check(BUNDLED, 80, 24, "/ d o s t o y e v s k y Enter Esc", &[Not("1 of 2")]);
    check(BUNDLED, 80, 24, "/ z z z q Enter", &[On(-1, "no place has zzzq")]);
    check(BUNDLED, 80, 24, "n", &[On(-1, "nothing was searched for; / searches")]);
    check(BUNDLED, 80, 24, "/ 3 Space 0 2 5 Enter", &[Somewhere("3 025.7"), On(-1, "1 of 1")]);
    // A hit in a column that does not show is panned to.
    check(BUNDLED, 40, 10, "/ 3 Space 0 2 5 Enter", &[Somewhere("3 025.7"), Not("6 266.8")]);
}

#[test]
fn a_sheet_sorts_up_and_down_and_back() {
    let first = |keys: &str, words: &'static str, said: &'static str| check(BUNDLED, 100, 30, keys, &[On(6, words), On(-1, said)]);
    first("t", "Kazakhstan", "row 1 of 10");
    first("t 6 l s", "88.0", "sorted by 1996, ascending");
    first("t 6 l s s", "3 025.7", "sorted by 1996, descending");
    first("t 6 l s s s", "Kazakhstan", "as printed");
    first("t 6 l s U", "Kazakhstan", "as printed");
    first("t g l s", "Tajikistan", "sorted by 1991, ascending, within groups");
    check(BUNDLED, 100, 30, "t 6 l s", &[On(6, "Tajikistan")]);
    check(BUNDLED, 80, 24, "t End j j", &[Somewhere("6 903.0"), On(-1, "row 10 of 10")]);
    check(BUNDLED, 40, 10, "t 7 l", &[Somewhere("◂"), Somewhere("21.6"), Somewhere("Exports")]);
    check(BUNDLED, 40, 10, "t q", &[Not("Exports")]);
    check(BUNDLED, 40, 10, "t t", &[On(1, "Tables (1)"), Somewhere("Table 8.1")]);
}

#[test]
fn clicks_open_what_is_under_them() {
    let mut screen = Screen::new(120, 30, BUNDLED);
    let (x, y) = screen.find("IV   Economic").expect("the outline");
    screen.click(x + 6, y);
    assert!(screen.lines()[2].contains("IV. Economic links"), "{}", screen.text());

    let mut screen = Screen::new(80, 24, BUNDLED).keys("8 j");
    let (x, y) = screen.find("¹").expect("a marker");
    screen.click(x, y);
    assert!(screen.find("┌─ 1 ─").is_some());
    screen.click(0, 0);
    assert!(screen.find("┌─ 1 ─").is_none(), "a click outside closes it");

    let mut screen = Screen::new(80, 24, BUNDLED).keys("s 8 j Enter");
    let (x, y) = screen.find("note 4.").expect("a link");
    screen.click(x, y);
    assert!(screen.find("┌─ 4 ─").is_some(), "{}", screen.text());

    let mut screen = Screen::new(80, 24, BUNDLED).keys("z PgDn");
    let (x, y) = screen.find("Zviagelskaia, I.").expect("a note at the foot");
    screen.click(x, y);
    assert!(screen.find("┌─ 2 ─").is_some(), "{}", screen.text());
    assert_eq!(stop(&screen).as_deref(), Some("2"));

    let mut screen = Screen::new(100, 30, BUNDLED).keys("t");
    let x = screen.lines()[5].find("1996").expect("a head") as u16;
    screen.click(x, 5);
    assert_eq!(screen.app.message(), Some("sorted by 1996, ascending"));

    let mut screen = Screen::new(80, 24, BUNDLED);
    screen.wheel(true);
    assert_eq!(position(&screen), position(&Screen::new(80, 24, BUNDLED).keys("3 j")));
    screen.wheel(false);
    assert_eq!(position(&screen), position(&Screen::new(80, 24, BUNDLED)));
}

#[test]
fn q_closes_views_and_quits_from_the_text() {
    let mut screen = Screen::new(80, 24, BUNDLED).keys("Tab Enter");
    assert_eq!(screen.press("q"), None);
    assert_eq!(screen.press("q"), Some(ibid::app::Wish::Quit));
    assert_eq!(Screen::new(80, 24, BUNDLED).keys("t ?").press("Q"), Some(ibid::app::Wish::Quit));
    check(BUNDLED, 80, 24, "x", &[On(-1, "x does nothing here; ? shows the keys")]);
}

#[test]
fn only_what_there_is_something_for_is_offered() {
    let plain = "A\n\nIt rose. It fell.\n";
    check(plain, 80, 24, "", &[On(-1, "/ search"), Not("next note"), Not("Enter open"), Not("t table")]);
    check(plain, 80, 24, "Enter", &[On(-1, "nothing here can be opened")]);
    check(plain, 80, 24, "i", &[Somewhere("Nothing odd was met"), On(-1, "Esc close"), Not("Enter go")]);
    check(BUNDLED, 132, 40, "Tab Enter", &[On(-1, "Enter where it stood"), Not("Tab link")]);
    check(BUNDLED, 132, 40, "s 8 j Enter", &[On(-1, "Tab link   Enter open")]);
}
