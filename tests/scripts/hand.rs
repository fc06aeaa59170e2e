//! What the hand does in the text: hints, the way back, marks, selecting, copying.

use ratatui::style::Modifier;

use super::{Not, On, Somewhere};
use super::{check, position, stop};
use crate::screens::made::{BUNDLED, Screen};

/// The words that are selected, as the screen shows them.
fn selected(screen: &Screen) -> String {
    let cells = screen.cells();
    let mut words = String::new();
    for y in 0..cells.area.height {
        let line: String = (0..cells.area.width).filter(|&x| cells[(x, y)].modifier.contains(Modifier::REVERSED)).map(|x| cells[(x, y)].symbol()).collect();
        if !line.is_empty() {
            words.push_str(line.trim_end());
            words.push(' ');
        }
    }
    words.trim_end().to_owned()
}

#[track_caller]
fn selects(document: &str, keys: &str, expected: &str) {
    let screen = Screen::new(80, 24, document).keys(keys);
    assert_eq!(selected(&screen), expected, "{keys}\n{}", screen.text());
}

const WORDS: &str = "A\n\nIt rose. See p. 5 of it. It fell.¹\n\nThen it stood still, and nobody spoke.\n\n¹ A note. It has two sentences.\n";

#[test]
fn a_letter_opens_what_it_stands_on() {
    let screen = Screen::new(80, 24, BUNDLED).keys("4 Tab Esc f");
    let lines = screen.lines().join(" ");
    let before = lines.chars().zip(lines.chars().skip(1)).find(|&(_, next)| next == '⁴').map(|(letter, _)| letter.to_string());
    let letter = before.filter(|letter| letter.chars().all(|c| c.is_ascii_lowercase())).expect("a letter, and the number of its marker not hidden");
    let opened = screen.keys(&letter);
    assert!(opened.find("┌─ 4 ─").is_some(), "{}", opened.text());
    assert_eq!(stop(&opened).as_deref(), Some("4"));
    // Any other key leaves, and says so.
    check(BUNDLED, 80, 24, "8 j f Esc", &[Not("f¹"), Somewhere("still.¹")]);
    check(BUNDLED, 80, 24, "8 j f z", &[Somewhere("still.¹"), On(-1, "nothing has the letter z")]);
    check(BUNDLED, 80, 24, "8 j f", &[On(-1, "type the letter")]);
    check("A\n\nIt rose.\n", 80, 24, "f", &[On(-1, "nothing in view can be opened")]);
    // At the foot the notes have letters too.
    check(BUNDLED, 80, 24, "z 8 j f j", &[Somewhere("┌─ 1 ─")]);
}

#[test]
fn in_a_popup_its_links_and_its_label_have_letters() {
    check(BUNDLED, 80, 24, "s 8 j Enter f f", &[Somewhere("┌─ 9 ─"), Somewhere("┌─ 4 ─")]);
    check(BUNDLED, 80, 24, "s 8 j Enter f j", &[Somewhere("note 9 stood here, in line"), Not("┌─")]);
}

#[test]
fn where_letters_do_not_suffice_two_are_typed() {
    let mut text = String::from("A\n\n");
    for number in 1..=60 {
        text.push_str(&format!("Word{} ", "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(number % 10).expect("a figure")));
    }
    let screen = Screen::new(80, 24, &text).keys("f");
    let words = screen.lines().join(" ");
    let lengths: Vec<usize> =
        words.split_whitespace().filter(|word| word.starts_with("Wo") && !word.contains("rd")).map(|word| word.matches('r').count()).collect();
    // One letter hides the d, two hide the rd.
    assert!(lengths.contains(&1) && lengths.contains(&0), "{}", screen.text());
    let screen = screen.keys("x f");
    assert_eq!(screen.app.message(), Some("the text has no notes"), "two letters open it");
}

#[test]
fn a_mark_comes_back_to_the_same_rows() {
    let start = Screen::new(80, 24, BUNDLED).keys("1 7 j");
    let lines = start.lines();
    let screen = start.keys("m a G ' a");
    assert_eq!(screen.lines()[..22], lines[..22]);
    check(BUNDLED, 80, 24, "m", &[On(-1, "type a letter")]);
    check(BUNDLED, 80, 24, "m a", &[On(-1, "mark a is set; ' a comes back")]);
    check(BUNDLED, 80, 24, "m a m a", &[On(-1, "mark a stands here now")]);
    check(BUNDLED, 80, 24, "m 5", &[On(-1, "5 is no letter of a mark")]);
    check(BUNDLED, 80, 24, "' b", &[On(-1, "no mark b is set; m b sets it")]);
    check(BUNDLED, 80, 24, "m Esc a", &[On(-1, "a does nothing here")]);
    // Going to a mark is a jump, and letters of either case are marks of their own.
    let there_and_back = Screen::new(80, 24, BUNDLED).keys("9 j m a G m A ' a H");
    assert_eq!(position(&there_and_back).top, position(&Screen::new(80, 24, BUNDLED).keys("G")).top);
    let capital = Screen::new(80, 24, BUNDLED).keys("9 j m a G m A g ' A");
    assert_eq!(position(&capital).top, position(&Screen::new(80, 24, BUNDLED).keys("G")).top);
    // At another width the same first words stand on top.
    let mut screen = Screen::new(80, 24, BUNDLED).keys("1 7 j m a G");
    screen.resize(60, 30);
    let screen = screen.keys("' a");
    let top = position(&screen).top;
    assert_eq!(screen.app.reader().map(|reader| reader.top_shown().block), Some(top.block));
    assert_eq!(top, position(&Screen::new(80, 24, BUNDLED).keys("1 7 j")).top);
}

#[test]
fn the_last_place_and_this_one_change_places() {
    let here = position(&Screen::new(80, 24, BUNDLED).keys("9 j"));
    let there = position(&Screen::new(80, 24, BUNDLED).keys("9 j 3 ]"));
    for last in ["' '", "' Space"] {
        let back = Screen::new(80, 24, BUNDLED).keys(&format!("9 j 3 ] {last}"));
        assert_eq!(position(&back), here, "{last}");
        assert_eq!(position(&back.keys(last)), there, "{last}");
    }
    check(BUNDLED, 80, 24, "' '", &[On(-1, "there was no jump yet")]);
}

#[test]
fn marks_are_listed_and_lead_back() {
    check(BUNDLED, 80, 24, "M", &[Somewhere("No mark is set; m and a letter sets one")]);
    let keys = "4 ] m d g 9 j m b";
    check(
        BUNDLED,
        80,
        24,
        &format!("{keys} M"),
        &[Somewhere("Marks (2)"), On(3, "b     where"), On(4, "d     IV. Economic links                                            51 %")],
    );
    check(BUNDLED, 80, 24, &format!("{keys} ' Enter j Enter"), &[On(2, "IV. Economic links")]);
}

#[test]
fn a_way_of_many_jumps_is_gone_back_and_forward() {
    let steps = ["3 ]", "s 4 j Enter", "Esc 5 0 %", "8 j f f", "Esc o G Enter", "/ c u s t o m s Enter", "m x g", "' x"];
    let mut screen = Screen::new(80, 24, BUNDLED).keys("5 j");
    let mut seen = vec![position(&screen)];
    for keys in steps {
        screen = screen.keys(keys);
        if position(&screen).top != seen[seen.len() - 1].top {
            seen.push(position(&screen));
        }
    }
    let mut back = Vec::new();
    screen = screen.keys("Esc Esc");
    loop {
        back.push(position(&screen).top);
        screen.press("H");
        if screen.app.message() == Some("nothing to go back to") {
            break;
        }
    }
    back.reverse();
    let mut on = vec![position(&screen).top];
    loop {
        screen.press("L");
        if screen.app.message() == Some("nothing to go forward to") {
            break;
        }
        on.push(position(&screen).top);
    }
    assert_eq!(back, on, "forward is the same way as back");
    assert!(back.len() >= 6, "{back:?}");
    assert_eq!(back[0], seen[0].top);
}

#[test]
fn words_sentences_and_paragraphs_are_selected() {
    selects(WORDS, "j j v", "A");
    selects(WORDS, "2 j v w w", "A It rose");
    let at = "2 j v w o w o";
    selects(WORDS, at, "It");
    selects(WORDS, &format!("{at} v"), "It rose.");
    selects(WORDS, &format!("{at} v )"), "It rose. See p. 5 of it.");
    selects(WORDS, &format!("{at} v ) )"), "It rose. See p. 5 of it. It fell.¹");
    selects(WORDS, &format!("{at} v ) ("), "It rose.");
    selects(WORDS, &format!("{at} v v"), "It rose. See p. 5 of it. It fell.¹");
    selects(WORDS, &format!("{at} v v }}"), "It rose. See p. 5 of it. It fell.¹ Then it stood still, and nobody spoke.");
    selects(WORDS, &format!("{at} }}"), "It rose. See p. 5 of it. It fell.¹");
    selects(WORDS, &format!("{at} w l l"), "It rose.");
    selects(WORDS, &format!("{at} w h h"), "It ro");
    selects(WORDS, &format!("{at} 3 w b"), "It rose. See");
    selects(WORDS, &format!("{at} j"), "It rose. See p. 5 of it. It fell.¹ Then");
    selects(WORDS, &format!("{at} {{"), "A It");
    check(WORDS, 80, 24, &format!("{at} v v v"), &[On(-1, "a paragraph is the widest")]);
    check(WORDS, 80, 24, &format!("{at} w"), &[On(-1, "y copy"), On(-1, "by word")]);
    check(WORDS, 80, 24, &format!("{at} w Esc"), &[On(-1, "Tab next note")]);
}

/// What was marked, jumped from and stood on in the head of a document is there in the whole of it.
#[test]
fn marks_and_jumps_go_over_to_the_whole_document() {
    use ibid::app::event::Event;
    let source = ibid::read::bundled_source();
    let head = ibid::read::read_head("text.txt", &source.as_bytes()[..20_000], None).expect("a head");
    let mut screen = Screen::with(80, 24, Event::Head(Box::new(head))).keys("2 ] 3 j Tab Esc m a g");
    screen.app.on(Event::Loaded(Box::new(ibid::read::bundled())));
    screen.resize(80, 24);
    let marked = Screen::new(80, 24, BUNDLED).keys("2 ] 3 j Tab Esc");
    let there = screen.keys("' a");
    assert_eq!(there.lines()[..22], marked.lines()[..22]);
    assert_eq!(position(&there), position(&marked), "the stop too");
    let back = there.keys("H H");
    assert_eq!(position(&back).top, position(&marked).top);
}

#[test]
fn the_wheel_leaves_the_selection() {
    let mut screen = Screen::new(80, 24, BUNDLED).keys("8 j v w");
    let words = selected(&screen);
    screen.wheel(true);
    screen.wheel(false);
    assert_eq!(selected(&screen), words);
    screen.wheel(true);
    assert_ne!(position(&screen), position(&Screen::new(80, 24, BUNDLED).keys("8 j")), "the text moves");
}
