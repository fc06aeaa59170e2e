//! Settings: what a file says and what is wrong in it, keys bound anew, values changed for now and for good.

mod files;
mod themes;

use std::path::Path;

use ibid::app::event::Event;
use ibid::keys::rebind;
use ibid::keys::{Context, Keymap, page};
use ibid::settings::{Configuration, NotesShow, Origin, Settings, places, setting};
use ibid::theme::Depth;

use crate::screens::made::{BUNDLED, Screen, reading};

/// What a text says as the file of settings.
pub fn configuration(text: &str) -> Configuration {
    let mut configuration = Configuration::read(Some(Path::new("/nowhere/config.toml")));
    configuration.take(Path::new("/nowhere/config.toml"), text);
    configuration
}

/// What is wrong in a text, with that of its keys.
fn problems(text: &str) -> Vec<String> {
    let configuration = configuration(text);
    let path = configuration.path.clone().unwrap_or_default();
    let keys = rebind::keymap(&configuration.bindings, &path).1;
    configuration.problems.iter().chain(&keys).map(|problem| problem.to_string().replace("/nowhere/", "")).collect()
}

/// The program with a text as its file of settings.
fn screen(text: &str, columns: u16, rows: u16) -> Screen {
    screen_in(configuration(text), columns, rows, Depth::Many)
}

/// The program with settings, on a terminal of some colours.
pub fn screen_in(configuration: Configuration, columns: u16, rows: u16, depth: Depth) -> Screen {
    let mut screen = Screen::with(columns, rows, Event::Loaded(Box::new(reading(BUNDLED))));
    screen.app.configure(configuration, depth);
    screen.resize(columns, rows);
    screen
}

#[test]
fn a_file_says_what_holds_and_what_it_does_not_name_stays() {
    let said = configuration("[text]\nmeasure = 60\njustify = true\n[notes]\nshow = \"foot\"\n[screen]\ntheme = \"sepia\"\n");
    let expect = Settings { measure: 60, justify: true, notes_show: NotesShow::Foot, theme: "sepia".to_owned(), ..Settings::default() };
    assert_eq!((said.settings.clone(), said.saved.clone(), said.problems.len()), (expect.clone(), expect, 0));
    assert_eq!(said.origin(setting("text.measure").expect("a setting")), Origin::File(2));
    assert_eq!(said.origin(setting("text.spacing").expect("a setting")), Origin::Default);
    assert_eq!(configuration("text = { measure = 50 }\nnotes.show = \"popup\"").settings.measure, 50, "other ways to write a table");
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_the_nearest_name() {
    let cases = [
        ("[text]\n  mesure = 60", "config.toml:2:3: no setting is called text.mesure; the nearest name is text.measure"),
        ("measure = 60", "config.toml:1:1: no setting is called measure; the nearest name is text.measure"),
        ("[txet]\nmeasure = 60", "config.toml:2:1: no setting is called txet.measure; the nearest name is text.measure"),
        ("[colours]", "config.toml:1:2: no setting is called colours; ibid config default shows all"),
        ("[text]\nmeasure = 300", "config.toml:2:1: text.measure is a number from 20 to 200, not 300"),
        ("[text]\nmeasure = -1", "config.toml:2:1: text.measure is a number from 20 to 200, not -1"),
        ("[text]\nspacing = 1.5", "config.toml:2:1: text.spacing is 1 or 2, not a number with a fraction"),
        ("[text]\njustify = \"yes\"", "config.toml:2:1: text.justify is true or false, not \"yes\""),
        ("[notes]\nshow = \"below\"", "config.toml:2:1: notes.show is auto, popup, margin or foot, not \"below\""),
        ("[keys.reading]\n\"ctrl-n\" = \"nxt-note\"", "config.toml:2:1: no action is called nxt-note; the nearest name is next-note"),
        ("[keys.redaing]\nx = \"open\"", "config.toml:2:1: no view is called redaing; the nearest name is reading"),
        ("[keys.note]\nspce = \"open\"", "config.toml:2:1: no key is called spce; the nearest name is Space"),
        ("[keys.note]\n3 = \"open\"", "config.toml:2:1: 3 begins a count, and cannot be bound"),
        ("[keys.note]\nx = 3", "config.toml:2:1: a key is bound to the name of an action, or to \"none\""),
        ("[keys]\nx = \"open\"", "config.toml:2:1: keys are bound in a view, as \"ctrl-n\" = \"next-note\" below [keys.note]"),
    ];
    for (text, expect) in cases {
        assert_eq!(problems(text), [expect], "{text}");
    }
}

#[test]
fn a_line_that_is_wrong_takes_no_other_with_it() {
    let text = "[text]\nmeasure = 60\nthis is no line\njustify = true\nspacing = \n[keys.note\nx = \"quit\"\n[screen]\nmouse = false\nmouse = true\n";
    let said = configuration(text);
    assert_eq!((said.settings.measure, said.settings.justify, said.settings.mouse), (60, true, false));
    assert!(said.bindings.is_empty(), "keys whose table is not known are bound nowhere");
    let lines: Vec<_> = said.problems.iter().map(|problem| problem.place.map(|(line, _)| line)).collect();
    assert_eq!(lines, [Some(3), Some(5), Some(6), Some(10)]);
    assert_eq!(configuration("[text]\nmeasure = 60\nspacing = \"\"\"\nno end").settings.measure, 60);
}

#[test]
fn control_characters_of_a_file_do_not_reach_the_terminal() {
    let said = problems("\"\\u001b[31m\" = 1\n[text]\n\"\\u202e\" = 2\n[keys.note]\nx = \"\\u001bc\"\n");
    assert_eq!(said.len(), 3);
    assert!(said.iter().all(|line| !line.contains(['\u{1b}', '\u{202e}', '\n'])), "{said:?}");
}

#[test]
fn keys_that_get_in_each_others_way_are_told() {
    let conflict = |text: &str| problems(&format!("[keys.reading]\n{text}"));
    assert_eq!(conflict("ctrl-n = \"notes\"\nCtrl-N = \"open\""), ["config.toml:3:1: Ctrl-N is bound in line 2 already; that holds"]);
    assert_eq!(conflict("\"g g\" = \"start\""), ["config.toml:2:1: g\u{a0}g is never reached: g is bound to start; \"none\" frees it"]);
    assert_eq!(conflict("\"g g\" = \"start\"\ng = \"none\""), [""; 0]);
    assert_eq!(conflict("\"x y\" = \"start\"\nx = \"end\"").len(), 1);
    let none = ["q", "Q", "ctrl-c"].map(|key| format!("{key} = \"none\"\n")).concat();
    assert_eq!(problems(&format!("[keys.everywhere]\n{none}")), ["config.toml: no key quits any more; Ctrl-C does"]);
    let said = screen("[keys.reading]\n\"g g\" = \"start\"\nx = \"nothing\"", 80, 24).app.message().map(str::to_owned);
    assert_eq!(said.as_deref(), Some("config.toml, line 2: g\u{a0}g is never reached: g is bound to start; \"none\" frees it (ibid config check shows all)"));
}

#[test]
fn a_key_bound_anew_works_shows_and_leaves_its_old_one_free() {
    let mut screen =
        screen("[keys.reading]\nx = \"notes\"\ns = \"none\"\n\"Shift-Tab\" = \"next-stop\"\nTAB = \"none\"\n\"g g\" = \"end\"\ng = \"none\"\n", 80, 24);
    assert_eq!(screen.app.message(), None);
    assert!(screen.text().contains("S-Tab next note"), "the hint names the new key\n{}", screen.text());
    screen.press("s");
    assert_eq!(screen.app.message(), Some("s does nothing here; ? shows the keys"));
    screen.press("x");
    assert!(screen.text().contains("Notes (36)"), "{}", screen.text());
    screen.press("Esc");
    screen.press("g");
    assert_eq!(screen.app.message(), None, "it waits for the next");
    screen.press("g");
    assert!(screen.lines()[0].contains("100 %"), "{}", screen.text());
    screen.press("?");
    let help = |screen: &mut Screen| {
        let mut text = screen.text();
        for _ in 0..4 {
            screen.press("PgDn");
            text.push_str(&screen.text());
        }
        text
    };
    let page = help(&mut screen);
    for (keys, words, there) in [("x", "list of all notes", true), ("s", "list of all notes", false), ("g Home", "the beginning", false)] {
        let line = page.lines().any(|line| line.trim_start().strip_prefix(keys).is_some_and(|rest| rest.contains(words)));
        assert_eq!(line, there, "{keys} {words}\n{page}");
    }
    assert!(page.lines().any(|line| line.contains("End g\u{a0}g") && line.contains("the end")), "the new key stands beside the others\n{page}");
}

#[test]
fn an_action_can_be_bound_where_it_has_no_key() {
    let said = configuration("[keys.sheet]\nF5 = \"warnings\"\n[keys.help]\nx = \"close\"\n");
    let (keymap, problems) = rebind::keymap(&said.bindings, Path::new(""));
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(page::hint(&keymap, Context::Sheet, ibid::keys::Action::Warnings).as_deref(), Some("F5"));
    assert_eq!(page::hint(&keymap, Context::Help, ibid::keys::Action::Close).as_deref(), Some("x"));
    assert_eq!(page::hint(&keymap, Context::Reading, ibid::keys::Action::Warnings).as_deref(), Some("i"));
    assert_eq!(page::all(&rebind::keymap(&[], Path::new("")).0), page::all(&Keymap::standard()));
}

#[test]
fn keys_are_written_in_any_case() {
    for (written, name) in [
        ("ctrl-n", "Ctrl-N"),
        ("CTRL-n", "Ctrl-N"),
        ("alt-x", "Alt-x"),
        ("s-tab", "S-Tab"),
        ("shift-tab", "S-Tab"),
        ("space", "Space"),
        ("ctrl-space", "Ctrl-Space"),
        ("pageup", "PgUp"),
        ("escape", "Esc"),
        ("return", "Enter"),
        ("f5", "F5"),
        ("f", "f"),
        ("G", "G"),
        ("shift-g", "G"),
        ("-", "-"),
        ("s-", "s-"),
    ] {
        let read = ibid::keys::Key::written(written).map(|key| key.to_string());
        assert_eq!(read.ok().as_deref(), Some(name).filter(|name| *name != "s-"), "{written}");
    }
}

#[test]
fn the_file_lies_where_the_environment_says() {
    let path = |variables: &'static [(&str, &str)], home: Option<&str>| {
        let variable = move |name: &str| variables.iter().find(|(of, _)| *of == name).map(|(_, value)| value.into());
        places::settings(variable, home.map(Into::into)).map(|path| path.to_string_lossy().into_owned())
    };
    assert_eq!(path(&[("IBID_CONFIG", "/a/b.toml"), ("XDG_CONFIG_HOME", "/x")], Some("/h")).as_deref(), Some("/a/b.toml"));
    assert_eq!(path(&[("IBID_CONFIG", ""), ("XDG_CONFIG_HOME", "/x")], Some("/h")).as_deref(), Some("/x/ibid/config.toml"));
    assert_eq!(path(&[("XDG_CONFIG_HOME", "relative")], Some("/h")).as_deref(), Some("/h/.config/ibid/config.toml"));
    assert_eq!(path(&[], Some("/h")).as_deref(), Some("/h/.config/ibid/config.toml"));
    assert_eq!(path(&[], None), None);
}

#[test]
fn the_list_changes_settings_for_now() {
    let mut screen = screen("[text]\nmeasure = 60\n", 80, 24).keys(", j l l");
    assert_eq!(screen.app.settings().measure, 68);
    assert!(screen.text().contains("* text.measure     68"), "{}", screen.text());
    assert!(screen.text().contains("for now; otherwise 60"), "{}", screen.text());
    screen.press("h");
    assert_eq!(screen.app.settings().measure, 64);
    screen.press("U");
    assert_eq!(screen.app.settings().measure, 60);
    assert!(!screen.text().contains('*'), "{}", screen.text());
    let mut screen = screen.keys("g Left Left Space j 9 9 l");
    assert_eq!((screen.app.settings().notes_show, screen.app.settings().measure), (NotesShow::Foot, 200), "words go round, numbers stop");
    screen.press(",");
    assert!(!screen.text().contains("Settings"), "{}", screen.text());
    screen.press(",");
    let (column, row) = screen.find("false").expect("a value");
    screen.click(column, row);
    assert!(screen.app.settings().justify, "a click on a value changes it");
}

#[test]
fn the_text_column_follows_its_settings() {
    let mut screen = screen("[screen]\noutline = false\n[text]\nposition = \"left\"\nmeasure = 50\n", 132, 40);
    let widest = |screen: &Screen| screen.lines()[2..28].iter().map(|line| ibid::layout::width::columns(line.trim_start())).max().unwrap_or(0);
    let left = |screen: &Screen| screen.find("Irina D. Zviagelskaya").expect("a byline").0;
    assert!((45..=50).contains(&widest(&screen)), "{}", screen.text());
    assert_eq!(left(&screen), 2);
    assert_eq!(screen.find("VI   Conclusions"), None);
    for (key, measure) in [("+", 54), ("+", 58), ("-", 54), ("=", 50)] {
        screen.press(key);
        assert_eq!((screen.app.settings().measure, screen.app.message()), (measure, Some(format!("measure {measure}").as_str())));
        assert!((measure - 8..=measure).contains(&(widest(&screen) as u16)), "{}", screen.text());
    }
    let screen = screen_in(configuration(""), 132, 40, Depth::Many);
    assert!(screen.find("VI   Conclusions").is_some() && left(&screen) > 30, "{}", screen.text());
    let screen = screen_in(configuration("text.measure = 100"), 110, 30, Depth::Many);
    assert!(screen.find("VI   Conclusions").is_none() && widest(&screen) > 90, "an outline of a few columns gives way\n{}", screen.text());
    assert_eq!(screen_in(configuration("text.measure = 80"), 80, 24, Depth::Many).keys("+").app.message(), Some("measure 84; the window has 76 columns"));
}

#[test]
fn the_list_of_settings_looks_as_it_did() {
    insta::with_settings!({ snapshot_path => "screens", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("settings-80x24", screen("[text]\nmeasure = 60\n", 80, 24).keys(", j l l").styled());
        insta::assert_snapshot!("settings-20x6", screen("", 20, 6).keys(", j l").text());
        insta::assert_snapshot!("settings-40x10", screen("", 40, 10).keys(", G k k l").text());
    });
}
