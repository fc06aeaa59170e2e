//! Finding: the search while it is typed, the list of hits, the outline, the palette.

use ibid::app::Wish;
use ibid::app::event::Event;

use super::{Not, On, Somewhere, check, position};
use crate::screens::made::{BUNDLED, PARTS, Screen};

/// The keys that type words.
fn typed(words: &str) -> String {
    words.chars().map(|c| if c == ' ' { "Space ".to_owned() } else { format!("{c} ") }).collect()
}

#[test]
fn the_view_goes_along_with_what_is_typed() {
    let start = Screen::new(80, 24, BUNDLED);
    let (lines, place) = (start.lines(), position(&start));
    let mut screen = start.keys("/");
    for (key, count) in [("n", None), ("a", None), ("z", None), ("a", Some("1 of 2")), ("r", Some("1 of 2"))] {
        screen.press(key);
        assert!(count.is_none_or(|count| screen.lines()[23].ends_with(count)), "{key}\n{}", screen.text());
    }
    assert!(screen.find("Nursultan Nazarbayev").is_some(), "{}", screen.text());
    screen = screen.keys("x");
    assert!(screen.lines()[23].ends_with("none"), "{}", screen.text());
    assert_eq!(position(&screen), place, "what is nowhere is shown nowhere");
    screen = screen.keys("Backspace Backspace Enter");
    assert!(screen.find("Nursultan Nazarbayev").is_some() && screen.lines()[23].ends_with("hit 1 of 2"), "{}", screen.text());
    let screen = screen.keys("Esc H");
    assert_eq!(screen.lines(), lines, "the way back is one jump");
    assert_eq!(screen.keys("H").app.message(), Some("nothing to go back to"));
}

#[test]
fn esc_brings_back_the_very_same_screen() {
    let table = "/ c u r r e n t Space U S Enter Esc l l";
    for before in ["", "1 7 j", "Tab Enter", "s 8 j Enter Tab", "t 3 l s", "/ a s i a Enter n n", "z 9 j", table, "] ] k"] {
        for words in ["dostoyevsky", "3 025", "zviag", "nowhere at all", "/n[aeiou]w/", ""] {
            // What was said goes with the next key.
            let screen = Screen::new(80, 24, BUNDLED).keys(before).keys("9 Esc");
            let cells = screen.cells();
            let back = screen.keys(&format!("/ {}Esc", typed(words)));
            assert!(back.cells() == cells, "{before:?}, {words:?}\n{}", back.text());
        }
    }
}

#[test]
fn a_hit_in_a_note_shows_the_note_while_it_is_typed() {
    let words = typed("dostoyevsky, f");
    check(BUNDLED, 80, 24, &format!("/ {words}"), &[Somewhere("┌─ 1 ─"), On(-1, "1 of 1, in note 1")]);
    check(BUNDLED, 80, 24, &format!("/ {words} Esc"), &[Not("┌─ 1 ─")]);
    check(BUNDLED, 80, 24, &format!("/ {words} Enter"), &[Somewhere("┌─ 1 ─"), On(-1, "hit 1 of 1, in note 1")]);
    check(BUNDLED, 80, 24, &format!("/ {words} Backspace x"), &[Not("┌─ 1 ─"), On(-1, "none")]);
}

#[test]
fn the_status_line_says_in_what_a_hit_stands() {
    check(BUNDLED, 80, 24, &format!("/ {} Enter", typed("3 025")), &[On(-1, "hit 1 of 1, in table 8.1")]);
    check(BUNDLED, 80, 24, &format!("/ {} Enter", typed("Economic links")), &[On(-1, "hit 1 of 1, in a heading")]);
    check(BUNDLED, 80, 24, &format!("/ {} Enter", typed("mere tailpiece")), &[On(-1, "hit 1 of 1"), Not(", in ")]);
    check(BUNDLED, 30, 10, &format!("/ {}", typed("3 025")), &[On(-1, "1 of 1")]);
}

#[test]
fn an_apostrophe_finds_both_kinds() {
    let text = "A\n\nI. One\n\nIt was Russia's policy to wait.\n\nII. Two\n\nIt was Russia’s policy to act.\n";
    for (typed, first) in [("r u s s i a ' s", "1 of 2"), ("r u s s i a ’ s", "1 of 2")] {
        check(text, 60, 20, &format!("/ {typed} Enter"), &[On(-1, first)]);
    }
}

#[test]
fn what_was_searched_for_comes_again() {
    let screen = Screen::new(80, 24, BUNDLED).keys("/ a s i a Enter / t r a d e Enter / a s i a Enter / x");
    let shows = |screen: &Screen, words: &str| assert!(screen.lines()[23].starts_with(&format!("  /{words}  ")), "{words}\n{}", screen.text());
    let screen = screen.keys("Up");
    shows(&screen, "asia");
    assert!(screen.lines()[23].contains(" of "), "and is searched for at once\n{}", screen.text());
    let screen = screen.keys("Up");
    shows(&screen, "trade");
    let screen = screen.keys("Up Up");
    shows(&screen, "trade");
    let screen = screen.keys("Down Down Down");
    shows(&screen, "x");
    // Without words, the last once more: from hit to hit, also where its marks were taken away.
    check(BUNDLED, 80, 24, "/ d o s t o y Enter / Enter", &[On(-1, "hit 2 of 2")]);
    check(BUNDLED, 80, 24, "/ d o s t o y Enter Esc / Enter", &[On(-1, "hit 1 of 2")]);
    check(BUNDLED, 80, 24, "/ Enter", &[On(-1, "nothing was searched for yet")]);
}

#[test]
fn an_expression_that_is_not_understood_is_quiet_until_enter() {
    check(BUNDLED, 80, 24, "/ / ( /", &[On(-1, "//(/"), Not("not understood")]);
    check(BUNDLED, 80, 24, "/ / ( / Enter", &[Somewhere("the regular expression /(/ is not understood")]);
    check(BUNDLED, 80, 24, "/ a s i a Enter / / ( / Enter Esc", &[Not("not understood")]);
    check(BUNDLED, 80, 24, "/ / D o s t . * s k y / Enter", &[On(-1, "hit 1 of 2")]);
}

#[test]
fn the_list_of_hits_leads_to_each() {
    let first = Screen::new(80, 24, BUNDLED).keys("/ r u s s i a n Ctrl-G");
    assert!(first.find("russian (20)").is_some(), "{}", first.text());
    let third = Screen::new(80, 24, BUNDLED).keys("/ r u s s i a n Enter n n").keys("Ctrl-G");
    let cursor = |screen: &Screen| {
        let cells = screen.cells();
        (0..24u16).find(|&y| cells[(6, y)].modifier.contains(ratatui::style::Modifier::REVERSED))
    };
    assert_eq!(cursor(&third), cursor(&first).map(|first| first + 2), "on the hit that it stands on\n{}", third.text());
    let there = third.keys("6 j Enter");
    assert!(there.lines()[23].contains("hit 9 of 20"), "{}", there.text());
    let stepped = Screen::new(80, 24, BUNDLED).keys("/ r u s s i a n Enter n n 6 n");
    assert_eq!(there.lines(), stepped.lines(), "as if n had gone there");
    assert_ne!(there.keys("H").lines(), stepped.lines(), "and back is where one came from");
    // Narrowed, and in a note.
    check(BUNDLED, 80, 24, "/ d o s t o y Enter Ctrl-G / n o t e Enter", &[Somewhere("┌─ 1 ─"), On(-1, "hit 2 of 2, in note 1")]);
    check(BUNDLED, 80, 24, "Ctrl-G", &[On(-1, "nothing was searched for; / searches")]);
    check(BUNDLED, 80, 24, "/ d o s t o y Enter Ctrl-G Ctrl-G", &[Not("dostoy (")]);
}

#[test]
fn the_edge_shows_where_hits_stand() {
    let bar = |keys: &str| -> Vec<u16> {
        let screen = Screen::new(80, 24, BUNDLED).keys(keys);
        let cells = screen.cells();
        (2..22).filter(|&y| matches!(cells[(77, y)].symbol(), "╺" | "┝")).collect()
    };
    assert_eq!(bar(""), [] as [u16; 0]);
    assert_eq!(bar("/ x x x x Enter"), [] as [u16; 0]);
    let table = bar(&format!("/ {} Enter", typed("3 025")));
    assert_eq!(table.len(), 1, "{table:?}");
    let both = bar("/ d o s t o y Enter");
    assert_eq!(both, [2, 3], "one in the text, and one where its note is referred to");
    assert_eq!(bar("/ d o s t o y Enter Esc"), [] as [u16; 0]);
    assert!(bar("/ t h e Enter").len() > 15);
}

#[test]
fn what_is_typed_goes_over_to_the_whole_text() {
    let text = super::properties::long();
    let head = ibid::read::read_head(&text.as_bytes()[..ibid::read::limits::HEAD_BYTES], None).expect("a head");
    let mut screen = Screen::with(80, 24, Event::Head(Box::new(head))).keys("9 j");
    let top = position(&screen).top;
    screen = screen.keys("/ l a s t Space p a r a");
    assert!(screen.lines()[23].ends_with("none"), "{}", screen.text());
    screen.app.on(Event::Loaded(Box::new(crate::screens::made::reading(&text))));
    screen.resize(80, 24);
    assert!(screen.find("The last paragraph.").is_some() && screen.lines()[23].ends_with("1 of 1"), "{}", screen.text());
    assert_eq!(position(&screen.keys("Esc")).top, top);
}

#[test]
fn the_outline_folds() {
    let all = Screen::new(80, 30, PARTS).keys("o");
    for shown in ["The river", "1.1  ", "1.1.1  ", "2.2.2  "] {
        assert!(all.find(shown).is_some(), "{shown}\n{}", all.text());
    }
    check(PARTS, 80, 30, "o 2 z", &[Somewhere("2.2  "), Not("1.1.1  "), Somewhere("▸")]);
    check(PARTS, 80, 30, "o 1 z", &[Somewhere("The harbour"), Not("2.2  ")]);
    check(PARTS, 80, 30, "o 3 z", &[Somewhere("2.2.2  "), Not("▸")]);
    check(PARTS, 80, 30, "o z", &[Somewhere("The harbour"), Not("2.2  ")]);
    check(PARTS, 80, 30, "o z z", &[Somewhere("2.2.2  ")]);
    // One part: h folds it, and then goes to the part around it; l unfolds it, and then goes into it.
    check(PARTS, 80, 30, "o j h", &[Somewhere("1.1  "), Not("1.1.1  "), Somewhere("1.2.1  ")]);
    check(PARTS, 80, 30, "o j h l", &[Somewhere("1.1.1  ")]);
    check(PARTS, 80, 30, "o j j h h", &[Not("1.1.1  "), Somewhere("1.1  ")]);
    check(PARTS, 80, 30, "o j j h h h h", &[Not("      1.1  "), Somewhere("2.1.1  ")]);
    check(PARTS, 80, 30, "o 1 z l l Enter", &[On(2, "1.1 The first bend")]);
    check(PARTS, 80, 30, "o j j l", &[On(-1, "this part has no parts of its own")]);
    check(BUNDLED, 80, 24, "o z", &[On(-1, "no part has parts of its own")]);
    // Folds stay, beside the text too, and a part that is folded stands for those within it.
    check(PARTS, 80, 30, "o 1 z Esc o", &[Not("1.1  ")]);
    check(PARTS, 132, 30, "o 1 z Esc 4 ]", &[Not("1.1  "), Somewhere("The river ▸"), Somewhere("◂")]);
}

#[test]
fn the_outline_is_narrowed_by_typing() {
    let second = [Somewhere("The river"), Somewhere("1.2  "), Somewhere("The lower mill"), Not("1.1.1  "), Not("harbour")];
    check(PARTS, 80, 30, "o / l o w e r", &second);
    check(PARTS, 80, 30, "o / l o w e r Enter", &[On(2, "1.2.2 The lower mill")]);
    check(PARTS, 80, 30, "o 1 z / l o w e r", &second);
    check(PARTS, 80, 30, "o / l o w e r Esc", &[Somewhere("2.2.2  "), On(-1, "Enter go")]);
    check(PARTS, 80, 30, "o / q q q", &[Somewhere("no heading has that")]);
    check(PARTS, 80, 30, "o / q q q Enter", &[On(-1, "no heading has that; Esc shows all")]);
    let dim = Screen::new(80, 30, PARTS).keys("o / l o w e r").cells();
    let at = |word: &str| Screen::new(80, 30, PARTS).keys("o / l o w e r").find(word).expect("a line");
    let is_dim = |word: &str| dim[at(word)].modifier.contains(ratatui::style::Modifier::DIM);
    assert!(is_dim("The river") && !is_dim("The lower mill"), "what stands around stands back");
}

#[test]
fn the_outline_says_how_long_each_part_is() {
    // Two chapters with the same words, and a last one without any.
    check(PARTS, 80, 30, "o", &[On(2, "49 %"), On(9, "49 %")]);
    check(PARTS, 80, 30, "o 1 z", &[On(2, "49 %")]);
    check(PARTS, 20, 8, "o", &[Somewhere("The ri")]);
}

#[test]
fn the_palette_does_what_a_name_says() {
    check(BUNDLED, 80, 24, ":", &[On(2, ":"), Somewhere("line-down"), On(-1, "Enter do it")]);
    check(BUNDLED, 80, 24, ": n e x t - h e a d Enter", &[On(2, "I. Introduction")]);
    check(BUNDLED, 80, 24, ": n e x t Space h e a d", &[On(3, "next-heading"), On(3, "]")]);
    check(BUNDLED, 80, 24, ": n x t h d g", &[On(3, "next-heading")]);
    check(BUNDLED, 80, 24, ": l i s t Space o f Space a l l Enter", &[Somewhere("Notes (36)")]);
    assert_eq!(position(&Screen::new(80, 24, BUNDLED).keys(": Down Down Enter")), position(&Screen::new(80, 24, BUNDLED).keys("PgDn")));
    check(BUNDLED, 80, 24, ": x q z", &[Somewhere("nothing is called that")]);
    check(BUNDLED, 80, 24, ": x q z Enter", &[On(-1, "nothing is called xqz")]);
    check(BUNDLED, 80, 24, ": Esc", &[Not("line-down")]);
    assert_eq!(Screen::new(80, 24, BUNDLED).keys(": q u i t").press("Enter"), Some(Wish::Quit));
    assert_eq!(Screen::new(80, 24, BUNDLED).keys(": r e d r").press("Enter"), Some(Wish::Redraw));
    // As if the key had been pressed in the view below.
    check(BUNDLED, 80, 24, "Tab Enter : n e x t - n o t e Enter", &[Somewhere("┌─ 2 ─")]);
    check(BUNDLED, 80, 24, "t 6 l : s o r t Enter", &[On(-1, "sorted by 1996, ascending")]);
    check(BUNDLED, 80, 24, ": p a l Enter", &[On(2, ":"), Somewhere("line-down")]);
}

#[test]
fn what_does_not_apply_here_says_why() {
    check(BUNDLED, 80, 24, ": s o r t Enter", &[On(-1, "sort works in a table's sheet"), Somewhere("sort-groups")]);
    check(BUNDLED, 80, 24, ": n e x t - r e f Enter", &[On(-1, "next-reference works in a note")]);
    check(BUNDLED, 80, 24, ": n e x t - h i t Enter", &[On(-1, "nothing was searched for; / searches")]);
    check(BUNDLED, 80, 24, "/ a s i a Enter : n e x t - h i t Enter", &[On(-1, "hit 2 of")]);
    check("A\n\nIt rose. It fell.\n", 80, 24, ": n o t e s Enter", &[On(-1, "the text has no notes")]);
    let screen = Screen::new(80, 24, BUNDLED).keys(": n e x t - r e f");
    let (cells, at) = (screen.cells(), screen.find("next-reference  ").expect("a line"));
    assert!(cells[(at.0 + 25, at.1)].modifier.contains(ratatui::style::Modifier::DIM), "and stands back\n{}", screen.text());
}

#[test]
fn an_action_without_a_key_is_done_by_its_name() {
    check(BUNDLED, 80, 24, "/ a s i a Enter : f o r g e t", &[On(3, "forget-search")]);
    check(BUNDLED, 80, 24, "/ a s i a Enter : f o r g e t Enter", &[Not("hit 1 of")]);
    check(BUNDLED, 80, 24, "?", &[Not("take the marks of the search away")]);
}

#[test]
fn the_palette_goes_to_places() {
    let top = |keys: &str| position(&Screen::new(80, 24, BUNDLED).keys(keys)).top;
    for percent in [": 5 0 Enter", ": 5 0 % Enter", ": 5 0 Space % Enter"] {
        assert_eq!(top(percent), top("5 0 %"), "{percent}");
    }
    check(BUNDLED, 80, 24, ": 5 0", &[On(3, "50 %"), On(3, "in ")]);
    check(BUNDLED, 80, 24, &format!(": {}Enter", typed("note 12")), &[Somewhere("┌─ 12 ─")]);
    for section in ["section IV", "section 4", "section iv", "section economic", "economic links", "chapter 4"] {
        check(BUNDLED, 80, 24, &format!(": {}Enter", typed(section)), &[On(2, "IV. Economic links")]);
    }
    let table = format!(": {}", typed("table 8.1"));
    check(BUNDLED, 80, 24, &table, &[On(3, "table 8.1"), On(3, "Table 8.1")]);
    check(BUNDLED, 80, 24, &format!("{table}Enter"), &[On(2, "Table 8.1")]);
    assert_eq!(Screen::new(80, 24, BUNDLED).keys(&format!("{table}Enter H")).cells(), Screen::new(80, 24, BUNDLED).cells(), "a jump");
    let line = Screen::new(80, 24, BUNDLED).keys(&format!(": {}Enter", typed("line 64")));
    let document = &line.app.open().document;
    assert_eq!(document.line(document.source(position(&line).top)), 64);
    for (wrong, why) in [
        ("note 99", "no note has that label"),
        ("table 9", "no table has that number"),
        ("section XX", "no heading has that number"),
        ("101", "from 0 to 100 %"),
        ("line 0", "a line is a number from 1"),
        ("line 9999", "lines, not 9999"),
    ] {
        check(BUNDLED, 80, 24, &format!(": {}", typed(wrong)), &[On(3, why)]);
        check(BUNDLED, 80, 24, &format!(": {}Enter", typed(wrong)), &[On(-1, why)]);
    }
    // Of several notes with one label, the nearest.
    let twice = "A\n\nChapter 1. One\n\nFirst.¹\n\n¹ The early note.\n\nChapter 2. Two\n\nThe second goes on.\n\nAnd on.\n\nAnd on and on.\n\nAnd on.\n\nSecond.¹\n\n¹ The late note.\n";
    check(twice, 60, 20, &format!(": {}Enter", typed("note 1")), &[Somewhere("The early note.")]);
    check(twice, 60, 8, &format!("G : {}Enter", typed("note 1")), &[Somewhere("The late note.")]);
}
