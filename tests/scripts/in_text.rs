//! Tables in the text: sorted in place from their heads, and looked at from the words that send to them.

use ibid::app::event::Event;

use super::{Not, On, Shows, Somewhere, check, position, stop};
use crate::screens::made::{BUNDLED, PORTS, Screen, reading};

/// The bundled table comes to the screen, and its heads are gone into.
const HEADS: &str = "/ T a b l e Space 8 Enter Esc Ctrl-T";
/// The heads of the table of ports: two stops before it, then the column of ships.
const SHIPS: &str = "Tab Tab Ctrl-T l";

/// The first words of the lines between the head of a table and what stands below it.
fn rows(screen: &Screen) -> Vec<String> {
    let lines = screen.lines();
    let from = lines.iter().position(|line| line.trim_start().starts_with("Port ")).map_or(0, |head| head + 1);
    lines[from..]
        .iter()
        .map(|line| line.split_whitespace().next().unwrap_or("").to_owned())
        .take_while(|word| !matches!(word.as_str(), "" | "Source:"))
        .collect()
}

fn ports(keys: &str) -> Screen {
    Screen::new(80, 24, PORTS).keys(keys)
}

/// Whether just these words stand out as the stop does.
fn stands_on(screen: &Screen, words: &str) -> bool {
    screen.styled().lines().any(|line| line.split_once("reversed: ").is_some_and(|(_, marked)| marked.trim() == words))
}

#[test]
fn keys_go_from_head_to_head_and_the_table_pans_with_them() {
    check(BUNDLED, 80, 24, HEADS, &[On(-1, "column 2 of 8"), On(-1, "Enter sort"), On(-1, "u as printed")]);
    check(BUNDLED, 80, 24, &format!("{HEADS} l 2 l"), &[On(-1, "column 5 of 8")]);
    check(BUNDLED, 80, 24, &format!("{HEADS} Right Left"), &[On(-1, "column 2 of 8")]);
    check(BUNDLED, 80, 24, &format!("{HEADS} 9 h"), &[On(-1, "column 1 of 8")]);
    check(BUNDLED, 80, 24, &format!("{HEADS} 9 l"), &[On(-1, "column 8 of 8"), Somewhere("1996 as % of 1991"), Somewhere("◂"), Not("▸")]);
    check(BUNDLED, 80, 24, &format!("{HEADS} 9 l 9 h l"), &[On(-1, "column 2 of 8"), Somewhere("11 820.0"), Not("◂")]);
    let screen = Screen::new(80, 24, BUNDLED).keys(&format!("{HEADS} 4 l"));
    assert!(stands_on(&screen, "1995") && !stands_on(&screen, "1994"));
    assert!(!stands_on(&screen.keys("Esc"), "1995"));
}

#[test]
fn keys_of_the_heads_mean_what_they_did_once_these_are_left() {
    for leave in ["Esc", "Ctrl-T"] {
        let screen = Screen::new(80, 24, BUNDLED).keys(&format!("{HEADS} {leave}"));
        assert_eq!(stop(&screen).as_deref(), Some("table"), "the table itself is the stop then");
        assert!(screen.keys("Enter").find("row 1 of 10").is_some(), "its sheet opens");
    }
    // Who scrolls on until the head is gone does not stand in it; who comes back does.
    let screen = Screen::new(80, 24, BUNDLED).keys(&format!("{HEADS} 2 Space"));
    assert!(screen.find("column 2").is_none() && screen.find("Enter sort").is_none());
    assert!(screen.keys("2 b").find("column 2 of 8").is_some());
    // Standing on the table its keys are told; a popup over the text is left for the heads.
    check(PORTS, 80, 24, "Tab Tab", &[On(-1, "Enter sheet   Ctrl-T heads")]);
    check(PORTS, 40, 16, "Tab Tab", &[On(-1, "Ctrl-T heads")]);
    check(PORTS, 80, 24, "Tab Enter Ctrl-T", &[Not("┌─"), On(-1, "column 2 of 4")]);
    check(BUNDLED, 80, 24, "Ctrl-T", &[On(-1, "no table in view")]);
    check(PORTS, 80, 24, "Ctrl-T Enter", &[Somewhere("sorted by Flag, ascending")]);
}

#[test]
fn enter_sorts_up_then_down_then_as_printed() {
    let printed = ["Aalto", "Brink¹", "Corve", "Dorne²"];
    assert_eq!(rows(&ports("")), printed);
    assert_eq!(rows(&ports(&format!("{SHIPS} Enter"))), ["Brink¹", "Aalto", "Dorne²", "Corve"], "what has no figure stands last");
    let down = ports(&format!("{SHIPS} Enter Enter"));
    assert_eq!(rows(&down), ["Aalto", "Dorne²", "Brink¹", "Corve"], "also the other way");
    assert!(down.find("the year▼").is_some());
    let said = "sorted by Ships that called in the year, descending; 1 row has no figure";
    assert_eq!(down.lines().iter().filter(|line| line.trim() == said).count(), 2, "below the caption, and in the status line");
    for last in ["Enter", "U", "u"] {
        let back = ports(&format!("{SHIPS} Enter Enter {last}"));
        assert_eq!(rows(&back), printed, "{last}");
        assert!(back.find("sorted by").is_none() && back.find("▼").is_none());
        assert_eq!(back.app.message(), Some("as printed"));
    }
}

#[test]
fn a_further_key_sorts_what_is_alike() {
    let flags = ports("Tab Tab Ctrl-T Enter l S");
    assert_eq!(rows(&flags), ["Brink¹", "Dorne²", "Aalto", "Corve"], "blue: 7, 12; red: 12, none");
    assert!(flags.find("sorted by Flag, ascending, then Ships that called in the year, ascending").is_some());
    let other = flags.keys("S");
    assert_eq!(rows(&other), ["Dorne²", "Brink¹", "Aalto", "Corve"], "blue: 12, 7");
    assert!(other.keys("S").find("sorted by Flag, ascending").is_some());
}

#[test]
fn groups_keep_their_rows_and_rows_their_words() {
    let shown = |keys: &str| {
        let screen = Screen::new(80, 40, BUNDLED).keys(keys);
        let from = screen.find("1991     1992").expect("the head").1 + 1;
        screen.lines()[usize::from(from)..].iter().take(15).map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    let printed = shown(HEADS);
    // By 1994, the greatest first: Kazakhstan 2 198.4, Uzbekistan 851.8, Tajikistan 143.3, Turkmenistan 111.9, Kyrgyzstan 103.9.
    let sorted = shown(&format!("{HEADS} 3 l Enter Enter"));
    let names: Vec<&str> = sorted.iter().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(
        names,
        [
            "Kazakhstan",
            "Exports",
            "Imports",
            "Uzbekistan",
            "Imports",
            "Exports",
            "Tajikistan",
            "Exports",
            "Imports",
            "Turkmenistan",
            "Exports",
            "Imports",
            "Kyrgyzstan",
            "Exports",
            "Imports"
        ]
    );
    let mut one: Vec<_> = printed.iter().map(|line| line.trim_end_matches(['│', '┝', ' '])).collect();
    let mut other: Vec<_> = sorted.iter().map(|line| line.trim_end_matches(['│', '┝', ' '])).collect();
    one.sort_unstable();
    other.sort_unstable();
    assert_eq!(one, other, "no row says anything else");
}

#[test]
fn groups_within_groups_keep_their_places() {
    let levels = "A Note on Levels\n\nI. The levels\n\nTable 3.1. Two levels\n\n\tBoats\tMen\nNorth\t\t\nInland\t\t\nAmsel\t4\t1\nBirke\t9\t2\nCoast\t\t\nDrift\t2\t3\n\
        South\t\t\nInland\t\t\nErle\t7\t4\nFurt\t8\t5\n\nMore.\n";
    let screen = Screen::new(80, 24, levels).keys("Ctrl-T Enter Enter");
    let from = usize::from(screen.find("Boats▼").expect("the head").1) + 1;
    let words: Vec<_> = screen.lines()[from..from + 10].iter().map(|line| line.split_whitespace().next().unwrap_or("").to_owned()).collect();
    assert_eq!(words, ["North", "Inland", "Birke", "Amsel", "Coast", "Drift", "South", "Inland", "Furt", "Erle"]);
}

#[test]
fn the_head_stays_where_it_is() {
    let at = |screen: &Screen| screen.find("1992     1993").expect("the head").1;
    for (columns, rows) in [(132, 40), (80, 24), (40, 10)] {
        let before = Screen::new(columns, rows, BUNDLED).keys(HEADS);
        let top = position(&before).top;
        let head = at(&before);
        let sorted = before.keys("Enter");
        assert_eq!(at(&sorted), head, "{columns}x{rows}");
        let back = sorted.keys("Enter Enter");
        assert_eq!((at(&back), position(&back).top), (head, top), "{columns}x{rows}");
    }
}

#[test]
fn tab_and_n_go_down_the_screen_in_a_table_that_is_sorted() {
    // Dorne² stands above Brink¹ now.
    let sorted = format!("{SHIPS} Enter Enter Esc");
    assert_eq!(stop(&ports(&format!("{sorted} Tab"))).as_deref(), Some("2"));
    assert_eq!(stop(&ports(&format!("{sorted} Tab Tab"))).as_deref(), Some("1"));
    assert_eq!(stop(&ports(&format!("{sorted} Tab Tab S-Tab"))).as_deref(), Some("2"));
    assert_eq!(stop(&ports("2 Tab Tab")).as_deref(), Some("1"), "as printed it is the other way round");
    let opened = ports(&format!("{sorted} Tab Enter"));
    assert!(opened.find("┌─ 2 ─").is_some() && opened.find("With the ford.").is_some());
    assert_eq!(opened.find("┌─ 2 ─").map(|at| at.1), opened.find("Dorne²").map(|at| at.1 + 1), "below the row that it belongs to");
    // "blue" stands in the rows of Brink and of Dorne: the numbers of hits are those of the text, the way goes down the screen.
    let hit = |keys: &str| ports(&format!("{sorted} / b l u e Enter {keys}")).lines().last().cloned().unwrap_or_default();
    assert!(
        hit("").ends_with("hit 2 of 2, in table 2.1") && hit("n").ends_with("hit 1 of 2, in table 2.1") && hit("n N").ends_with("hit 2 of 2, in table 2.1")
    );
    assert!(hit("n n").contains("from the start again"));
}

#[test]
fn what_is_copied_keeps_the_printed_order() {
    let table = "Table 2.1. Ships that called at the ports\nPort\tFlag\tShips that called in the year\tTons\nAalto\tred\t12\t340.5\nBrink¹\tblue\t7\t1 200\n\
        Corve\tred\tn.a.\t25\nDorne²\tblue\t12\t88.25\nSource: the harbour books.";
    let screen = ports(&format!("{SHIPS} Enter Esc y"));
    assert_eq!(screen.app.copied(), Some(table));
    assert!(screen.app.message().is_some_and(|said| said.starts_with("copied table 2.1, ") && said.contains(" in the printed order: “Table 2.1.")));
    // What is marked is what is copied: from Dorne, on top now, to Brink below it lies what was printed between them.
    let selected = ports(&format!("{SHIPS} Enter Enter Esc Tab v h j y"));
    let copied = selected.app.copied().expect("something copied");
    assert!(copied.contains("Corve\tred\tn.a.\t25") && !copied.contains("Aalto"), "{copied}");
}

#[test]
fn a_sort_outlives_sizes_and_settings_and_the_rest_of_the_document() {
    let mut screen = ports(&format!("{SHIPS} Enter Enter"));
    for (columns, rows) in [(132, 40), (30, 30), (40, 10), (80, 24)] {
        screen.resize(columns, rows);
    }
    let sorted = ["Aalto", "Dorne²", "Brink¹", "Corve"];
    let screen = screen.keys("Esc - - +");
    assert_eq!(rows(&screen), sorted);
    // The same document comes anew, as when its head gives way to the whole.
    let mut screen = screen;
    screen.app.on(Event::Loaded(Box::new(reading(PORTS))));
    screen.resize(80, 24);
    assert_eq!(rows(&screen), sorted);
    // A table of other columns under the same number is another table.
    screen.app.on(Event::Loaded(Box::new(reading(&PORTS.replace("Tons", "Boats")))));
    screen.resize(80, 24);
    assert_eq!(rows(&screen), ["Aalto", "Brink¹", "Corve", "Dorne²"]);
    assert!(screen.find("sorted by").is_none());
}

#[test]
fn a_click_on_a_head_sorts_unless_the_mouse_drags() {
    let at = |screen: &Screen, word: &str| screen.find(word).expect("it shows");
    let mut screen = ports("");
    let (x, y) = at(&screen, "Flag");
    screen.click(x + 1, y);
    assert_eq!(rows(&screen)[1], "Brink¹", "not before it is let go");
    screen.let_go(x + 1, y);
    assert_eq!(rows(&screen), ["Brink¹", "Dorne²", "Aalto", "Corve"]);
    assert!(screen.find("column 2 of 4").is_some(), "and keys go on from there");
    let mut screen = ports("");
    screen.click(x, y);
    screen.drag(x + 3, y);
    screen.let_go(x + 3, y);
    assert_eq!(rows(&screen), ["Aalto", "Brink¹", "Corve", "Dorne²"]);
    assert!(screen.keys("y").app.copied().is_some_and(|copied| copied == "Flag"));
    // A row opens the sheet as before, a marker its note.
    let mut screen = ports("");
    let (x, y) = at(&screen, "Corve");
    screen.click(x, y);
    assert!(screen.find("row 1 of 4").is_some());
    let mut screen = ports("");
    let (x, y) = at(&screen, "Brink¹");
    screen.click(x + 5, y);
    assert!(screen.find("┌─ 1 ─").is_some());
}

#[test]
fn words_that_send_to_a_table_show_it_over_the_text() {
    let shows: &[Shows] =
        &[Somewhere("┌─ table 2.1 ─"), Somewhere("│ Aalto   red"), Somewhere("The towns were never rich (see table 2.1)"), On(-1, "as a sheet")];
    check(PORTS, 80, 24, "Tab Enter", shows);
    check(PORTS, 80, 24, "Tab Enter Esc", &[Not("┌─"), On(-1, "Table 2.1. Ships")]);
    assert_eq!(stop(&ports("Tab Enter Esc")).as_deref(), Some("link"), "one is back at the words");
    check(PORTS, 80, 24, "Tab Enter Enter", &[On(-1, "row 1 of 4")]);
    check(PORTS, 80, 24, "Tab Enter t", &[On(-1, "row 1 of 4")]);
    check(PORTS, 80, 24, "Tab Enter Enter q q", &[Not("row 1"), Not("┌─")]);
    // Its markers are stops, and lead to their notes above it.
    check(PORTS, 80, 24, "Tab Enter Tab Tab Enter", &[Somewhere("┌─ 1 ─"), Somewhere("Closed in the winter.")]);
    let copied = ports("Tab Enter y");
    assert!(copied.app.copied().is_some_and(|copied| copied.starts_with("Table 2.1. Ships") && copied.ends_with("the harbour books.")));
    check(PORTS, 80, 24, "Tab Enter r", &[Somewhere("The towns were never rich")]);
}

#[test]
fn from_the_title_of_its_popup_one_goes_to_the_table() {
    let screen = Screen::new(80, 24, BUNDLED).keys("/ s e e Space t a b l e Enter Esc Tab Enter Tab");
    assert!(stands_on(&screen, "table 8.1"));
    let there = screen.keys("Enter");
    assert!(there.find("┌─").is_none());
    assert!(there.lines()[2].contains("Table 8.1. Russia's trade"), "it is on top\n{}", there.text());
    assert!(there.keys("H").find("(see table 8.1)").is_some(), "and back");
}

#[test]
fn a_table_in_a_popup_scrolls_under_its_head_and_pans_beside_its_stub() {
    let at = "/ s e e Space t a b l e Enter Esc Tab Enter";
    check(BUNDLED, 80, 24, &format!("{at} 9 j"), &[Somewhere("1991     1992"), Not("11 820.0"), Somewhere("│ Uzbekistan"), Somewhere("↕")]);
    check(BUNDLED, 80, 24, &format!("{at} G"), &[Somewhere("1991     1992"), Somewhere("5–6 Mar. 1998."), Somewhere("↑")]);
    check(BUNDLED, 80, 24, &format!("{at} G g"), &[Somewhere("│ Table 8.1. Russia's"), Somewhere("↓")]);
    check(BUNDLED, 80, 24, &format!("{at} l l"), &[Somewhere("│   Exports  2 924.0"), Somewhere("◂")]);
    check(BUNDLED, 80, 24, &format!("{at} 9 l 9 h"), &[Somewhere("│   Exports  11 820.0"), Not("◂")]);
    // In a low window the head and a row rather than the caption.
    check(BUNDLED, 40, 10, at, &[Somewhere("1991"), Somewhere("│ Kazakhstan"), Somewhere("│   Exports  11 820.0")]);
    check(BUNDLED, 20, 6, at, &[Somewhere("1991"), Somewhere("│ Kazakhstan")]);
}

#[test]
fn heads_are_gone_through_in_small_windows_too() {
    check(BUNDLED, 40, 10, &format!("{HEADS} 2 l Enter Enter"), &[Somewhere("1993▼"), Somewhere("2 924.0"), Somewhere("sorted by 1993, desc")]);
    check(BUNDLED, 40, 10, &format!("{HEADS} 9 l"), &[Somewhere("1996 as % of 1991"), Somewhere("21.6"), Somewhere("◂")]);
    check(BUNDLED, 20, 6, &format!("{HEADS} l l"), &[Somewhere("1993"), Somewhere("2 924.0"), Somewhere("◂")]);
    check(BUNDLED, 20, 6, &format!("{HEADS} 9 l Enter"), &[Somewhere("1991▲"), On(0, "sorted by")]);
}
