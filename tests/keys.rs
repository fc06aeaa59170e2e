//! Keys: their names, what a terminal reports, the keymap with its counts, and the page made from the table.

use std::collections::HashSet;

use ibid::keys::action::BINDINGS;
use ibid::keys::{Action, Code, Context, Fed, Key, Keymap, page};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

fn key(name: &str) -> Key {
    name.parse().expect("the name of a key")
}

/// What the last of some keys amounts to, all pressed in one context.
#[track_caller]
fn check(context: Context, keys: &str, expect: Fed) {
    let mut keymap = Keymap::standard();
    let last = keys.split(' ').map(|name| keymap.feed(context, key(name))).last();
    assert_eq!(last, Some(expect), "{keys} in {context:?}");
}

fn acts(action: Action) -> Fed {
    Fed::Action(action, None)
}

#[test]
fn names_are_read_as_they_are_written() {
    for name in [
        "j",
        "G",
        "0",
        "-",
        "%",
        "[",
        "Space",
        "Enter",
        "Esc",
        "S-Tab",
        "Tab",
        "Ctrl-O",
        "Ctrl-Space",
        "Alt-Left",
        "Alt-x",
        "Ctrl-Alt-Home",
        "PgDn",
        "F5",
        "é",
        "Ctrl--",
    ] {
        assert_eq!(key(name).to_string(), name);
    }
    assert_eq!(key("Ctrl-O"), key("Ctrl-o"), "Ctrl knows no case");
    assert_ne!(key("g"), key("G"));
    for wrong in ["", "Ctrl-", "Ctrl-Ctrl-O", "gg", "Hyper-x", "F0", "F99", " "] {
        assert!(wrong.parse::<Key>().is_err(), "{wrong:?} is no key");
    }
}

#[test]
fn a_terminal_reports_keys_in_its_own_words() {
    let cases = [
        (KeyCode::Char('j'), KeyModifiers::NONE, Some("j")),
        (KeyCode::Char('G'), KeyModifiers::SHIFT, Some("G")),
        (KeyCode::Char('g'), KeyModifiers::SHIFT, Some("G")),
        (KeyCode::Char('}'), KeyModifiers::SHIFT, Some("}")),
        (KeyCode::Char('o'), KeyModifiers::CONTROL, Some("Ctrl-O")),
        (KeyCode::Char('O'), KeyModifiers::CONTROL | KeyModifiers::SHIFT, Some("Ctrl-O")),
        (KeyCode::Char(' '), KeyModifiers::NONE, Some("Space")),
        (KeyCode::Char('h'), KeyModifiers::CONTROL, Some("Ctrl-H")),
        (KeyCode::Backspace, KeyModifiers::NONE, Some("Backspace")),
        (KeyCode::BackTab, KeyModifiers::SHIFT, Some("S-Tab")),
        (KeyCode::BackTab, KeyModifiers::NONE, Some("S-Tab")),
        (KeyCode::Tab, KeyModifiers::SHIFT, Some("S-Tab")),
        (KeyCode::Left, KeyModifiers::ALT, Some("Alt-Left")),
        (KeyCode::PageDown, KeyModifiers::NONE, Some("PgDn")),
        (KeyCode::Char('j'), KeyModifiers::SUPER, None),
        (KeyCode::Char('\u{1}'), KeyModifiers::NONE, None),
        (KeyCode::CapsLock, KeyModifiers::NONE, None),
    ];
    for (code, held, expect) in cases {
        let named = Key::from_event(&KeyEvent::new(code, held)).map(|key| key.to_string());
        assert_eq!(named.as_deref(), expect, "{code:?} with {held:?}");
    }
    let kinds = [(KeyEventKind::Press, true), (KeyEventKind::Repeat, true), (KeyEventKind::Release, false)];
    for (kind, counts) in kinds {
        let event = KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, kind);
        assert_eq!(Key::from_event(&event).is_some(), counts, "{kind:?}");
    }
}

#[test]
fn keys_ask_for_actions_where_they_are_pressed() {
    let cases = [
        (Context::Reading, "j", Action::LineDown),
        (Context::Reading, "Space", Action::PageDown),
        (Context::Reading, "Tab", Action::NextStop),
        (Context::Reading, "S-Tab", Action::PreviousStop),
        (Context::Reading, "n", Action::NextHit),
        (Context::Reading, "s", Action::Notes),
        (Context::Reading, "g", Action::Start),
        (Context::Reading, "h", Action::Left),
        (Context::Reading, "Ctrl-C", Action::Interrupt),
        (Context::Reading, "Q", Action::Quit),
        (Context::Note, "n", Action::NextNote),
        (Context::Note, "Ctrl-N", Action::NextHit),
        (Context::Note, "R", Action::NextReference),
        (Context::Note, "Tab", Action::NextStop),
        (Context::Note, "j", Action::LineDown),
        (Context::Note, "q", Action::CloseView),
        (Context::Sheet, "s", Action::Sort),
        (Context::Sheet, "g", Action::SortGroups),
        (Context::Sheet, "U", Action::AsPrinted),
        (Context::Sheet, "Home", Action::Start),
        (Context::Sheet, "l", Action::Right),
        (Context::Sheet, "t", Action::Table),
        (Context::List, "Enter", Action::Open),
        (Context::Outline, "Down", Action::LineDown),
        (Context::Outline, "o", Action::Outline),
        (Context::Help, "PgDn", Action::PageDown),
        (Context::Help, "Esc", Action::Close),
        (Context::Prompt, "Enter", Action::Open),
        (Context::Prompt, "Ctrl-C", Action::Close),
    ];
    for (context, keys, action) in cases {
        check(context, keys, acts(action));
    }
    for back in ["H", "Ctrl-O", "Backspace", "Ctrl-H", "Alt-Left"] {
        check(Context::Reading, back, acts(Action::Back));
    }
    for forward in ["L", "Alt-Right"] {
        check(Context::Reading, forward, acts(Action::Forward));
    }
}

#[test]
fn what_means_nothing_is_handed_back() {
    check(Context::Reading, "R", Fed::Unbound(key("R")));
    check(Context::List, "s", Fed::Unbound(key("s")));
    check(Context::Sheet, "x", Fed::Unbound(key("x")));
    check(Context::Reading, "0", Fed::Unbound(key("0")));
    for typed in ["q", "3", "n", "Space", "Backspace", "/"] {
        check(Context::Prompt, typed, Fed::Unbound(key(typed)));
    }
}

#[test]
fn counts_are_taken_with_the_action() {
    check(Context::Reading, "3 j", Fed::Action(Action::LineDown, Some(3)));
    check(Context::Reading, "5 0 %", Fed::Action(Action::Percent, Some(50)));
    check(Context::Reading, "1 0 0 ]", Fed::Action(Action::NextHeading, Some(100)));
    check(Context::Reading, "3", Fed::Pending);
    check(Context::Reading, "3 Esc", Fed::Pending);
    check(Context::Reading, "3 Esc Esc", acts(Action::Close));
    check(Context::Reading, "3 Esc j", acts(Action::LineDown));
    check(Context::Reading, "3 j j", acts(Action::LineDown));
    check(Context::Reading, "3 R j", acts(Action::LineDown));
    check(Context::Reading, &format!("{}j", "9 ".repeat(40)), Fed::Action(Action::LineDown, Some(99_999_999)));

    let mut keymap = Keymap::standard();
    keymap.feed(Context::Reading, key("1"));
    keymap.feed(Context::Reading, key("2"));
    assert_eq!(keymap.half_typed(), "12");
    assert_eq!(keymap.feed(Context::Note, key("j")), acts(Action::LineDown), "another view takes no count that was not typed in it");
    assert_eq!(keymap.half_typed(), "");
}

#[test]
fn several_keys_can_make_one() {
    let mut keymap = Keymap::standard();
    assert_eq!(keymap.bind(Context::Reading, &[key("Ctrl-X"), key("n")], Action::Notes), None);
    assert_eq!(keymap.feed(Context::Note, key("2")), Fed::Pending);
    assert_eq!(keymap.feed(Context::Note, key("Ctrl-X")), Fed::Pending);
    assert_eq!(keymap.half_typed(), "2Ctrl-X");
    assert_eq!(keymap.feed(Context::Note, key("n")), Fed::Action(Action::Notes, Some(2)), "the nearer n does not cut in");
    keymap.feed(Context::Note, key("Ctrl-X"));
    assert_eq!(keymap.feed(Context::Note, key("z")), Fed::Unbound(key("z")));
    assert_eq!(keymap.feed(Context::Note, key("z")), acts(Action::NotesWay));
    assert_eq!(keymap.bind(Context::Reading, &[key("j")], Action::LineUp), Some(Action::LineDown), "what a key meant is told");
}

#[test]
fn an_action_can_wait_for_a_key_of_any_meaning() {
    let mut keymap = Keymap::standard();
    assert_eq!(keymap.feed(Context::Reading, key("m")), acts(Action::SetMark));
    keymap.wait(Action::SetMark);
    assert_eq!(keymap.feed(Context::Reading, key("j")), Fed::Given(Action::SetMark, key("j")));
    assert_eq!(keymap.feed(Context::Reading, key("j")), acts(Action::LineDown), "one key alone");
    keymap.wait(Action::GoToMark);
    assert_eq!(keymap.feed(Context::Reading, key("Esc")), Fed::Pending);
    assert_eq!(keymap.feed(Context::Reading, key("Esc")), acts(Action::Close));
    // Also where it was called by its name from another view.
    keymap.feed(Context::Help, key("j"));
    keymap.wait(Action::SetMark);
    assert_eq!(keymap.feed(Context::Reading, key("3")), Fed::Given(Action::SetMark, key("3")));
}

#[test]
fn an_action_without_a_key_has_a_name_and_stands_on_no_page() {
    let bare: Vec<_> = BINDINGS.iter().filter(|binding| binding.keys.is_empty()).collect();
    assert!(bare.iter().any(|binding| binding.action == Action::CopyMarkdown));
    let rows: Vec<_> = page::all(&Keymap::standard()).into_iter().flat_map(|part| part.rows).collect();
    assert!(rows.iter().all(|row| !row.keys.is_empty() && row.action != Action::CopyMarkdown));
    assert_eq!(page::hint(&Keymap::standard(), Context::Reading, Action::CopyMarkdown), None);
}

#[test]
fn every_action_has_a_name_of_its_own_a_key_and_words() {
    let names: HashSet<&str> = Action::ALL.iter().map(|action| action.name()).collect();
    assert_eq!(names.len(), Action::ALL.len());
    for action in Action::ALL {
        assert!(action.name().chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{} is no kebab name", action.name());
        assert!(BINDINGS.iter().any(|binding| binding.action == *action && !binding.help.is_empty()), "{} has no key", action.name());
    }
    assert_eq!(Action::NextStop.name(), "next-stop");
}

#[test]
fn the_page_of_a_context_lists_what_its_keys_do() {
    for context in Context::ALL {
        let mut seen = HashSet::new();
        for row in page::sections(&Keymap::standard(), context).iter().flat_map(|part| &part.rows) {
            for name in row.keys.split(' ') {
                assert!(seen.insert(name.to_owned()), "{name} stands twice on the page of {context:?}");
                check(context, name, acts(row.action));
            }
        }
        assert!(!seen.is_empty(), "nothing works in {context:?}");
    }
}

#[test]
fn a_nearer_meaning_of_a_key_stands_alone_on_the_page() {
    let rows = |context| page::sections(&Keymap::standard(), context).into_iter().flat_map(|part| part.rows).collect::<Vec<_>>();
    let note = rows(Context::Note);
    assert!(note.iter().any(|row| row.keys == "n" && row.action == Action::NextNote));
    assert!(!note.iter().any(|row| row.keys == "n" && row.action == Action::NextHit));
    assert!(rows(Context::Reading).iter().any(|row| row.keys == "n" && row.action == Action::NextHit));
    assert_eq!(page::hint(&Keymap::standard(), Context::Reading, Action::NextStop).as_deref(), Some("Tab"));
    assert_eq!(page::hint(&Keymap::standard(), Context::Note, Action::NextHit).as_deref(), Some("Ctrl-N"));
    assert_eq!(page::hint(&Keymap::standard(), Context::List, Action::NextStop), None);
    assert_eq!(Key::plain(Code::Tab).to_string(), "Tab");
}

/// What README says of keys is printed from the table: `ibid keys --markdown`.
#[test]
fn the_readme_has_the_keys_of_the_table() {
    let mut printed = Vec::new();
    ibid::cli::keys::print(&Keymap::standard(), true, &mut printed).expect("a page");
    let printed = String::from_utf8(printed).expect("UTF-8");
    assert!(include_str!("../README.md").contains(&printed), "the key section of README.md is not that of `ibid keys --markdown`");
}
