//! Themes: what is built in can be read, what a file says holds, and fewer colours leave every difference there is.

use std::collections::HashSet;
use std::path::Path;

use ibid::theme::colour::{READABLE, contrast};
use ibid::theme::{self, BUILT_IN, Depth, Theme};
use ratatui::style::{Color, Modifier, Style};

use super::{configuration, screen_in};

fn built_in(name: &str, depth: Depth) -> Theme {
    let (theme, problems) = theme::load(name, None, depth);
    assert!(problems.is_empty(), "{problems:?}");
    theme
}

fn read(text: &str, depth: Depth) -> (Theme, Vec<String>) {
    let (theme, problems) = theme::read(Path::new("mine.toml"), text, depth);
    (theme, problems.iter().map(ToString::to_string).collect())
}

/// The formula of WCAG 2.2, by its own examples: black on white has 21, #767676 on white is the lightest grey of level AA.
#[test]
fn contrast_is_that_of_the_guidelines() {
    let of = |one, other| contrast(Color::from_u32(one), Color::from_u32(other)).expect("colours");
    assert!((of(0x000000, 0xffffff) - 21.0).abs() < 0.001);
    assert!((of(0xffffff, 0x000000) - 21.0).abs() < 0.001);
    assert!(of(0x767676, 0xffffff) >= 4.5 && of(0x777777, 0xffffff) < 4.5);
    assert_eq!(contrast(Color::Reset, Color::White), None);
}

/// Every style that sets both colours, its ground being that of the text where it has none, in every depth that shows colours.
#[test]
fn every_style_of_every_theme_can_be_read() {
    for name in BUILT_IN {
        for depth in [Depth::Full, Depth::Many, Depth::Sixteen] {
            let theme = built_in(name, depth);
            let mut measured = 0;
            for style in Theme::NAMES {
                let of = theme.style(style).expect("a style");
                let (Some(fg), Some(bg)) = (of.fg.or(theme.text.fg), of.bg.or(theme.text.bg)) else { continue };
                let Some(contrast) = contrast(fg, bg) else { continue };
                assert!(contrast >= READABLE, "{style} of {name} has {contrast:.2} in {depth:?}");
                assert!(!of.add_modifier.contains(Modifier::DIM), "{style} of {name} is dimmed, and nobody knows how far");
                measured += 1;
            }
            let colours = !matches!(name, "terminal" | "none");
            assert_eq!(measured, if colours { Theme::NAMES.len() } else { measured }, "{name} sets both for every style");
        }
    }
}

#[test]
fn nothing_is_told_by_colour_alone_where_there_is_none() {
    for name in BUILT_IN {
        let theme = built_in(name, Depth::None);
        let mut looks = HashSet::new();
        for style in Theme::NAMES {
            let of = theme.style(style).expect("a style");
            assert_eq!((of.fg, of.bg), (None, None), "{style} of {name}");
            if ["text", "link", "unsure", "broken", "stop"].contains(style) {
                assert!(looks.insert(of.add_modifier), "{style} of {name} looks like another");
            }
        }
    }
}

#[test]
fn a_file_makes_a_theme() {
    let (theme, problems) = read("[link]\nfg = \"#79b8ff\"\nunderlined = true\n[hit]\nbg = 220\nfg = \"bright-blue\"\n", Depth::Full);
    assert_eq!(problems, [""; 0]);
    assert_eq!(theme.link, Style::new().fg(Color::Rgb(0x79, 0xb8, 0xff)).add_modifier(Modifier::UNDERLINED));
    assert_eq!(theme.hit, Style::new().fg(Color::LightBlue).bg(Color::Indexed(220)));
    assert_eq!(theme.heading, Theme::new(Depth::Full).heading, "what is not named is that of the default theme");
    let (theme, _) = read("[link]\nbold = true\nfg = \"red\"\nbase = \"none\"\n", Depth::Full);
    assert_eq!(theme.text.bg, None);
    let (theme, problems) = read("base = \"sepia\"\n[link]\nbold = true\n", Depth::Full);
    assert_eq!((problems.len(), theme.text), (0, built_in("sepia", Depth::Full).text));
    assert_eq!(theme.link, Style::new().add_modifier(Modifier::BOLD), "a style that is named is what the file says alone");
}

#[test]
fn what_is_wrong_in_a_theme_is_told_with_its_place() {
    for (text, expect) in [
        ("[likn]\nbold = true", "mine.toml:2:1: no style is called likn; the nearest name is link"),
        ("[link]\nfg = \"gren\"", "mine.toml:2:1: no colour is called gren; the nearest name is green"),
        ("[link]\nfg = \"#12345\"", "mine.toml:2:1: #12345 is no colour: # and six digits are, as #1f2328"),
        ("[link]\nfg = 256", "mine.toml:2:1: 256 is no colour: those with a number go from 0 to 255"),
        ("[link]\nbold = 1", "mine.toml:2:1: bold is true or false"),
        ("[link]\nundelined = true", "mine.toml:2:1: no part of a style is called undelined; the nearest name is underlined"),
        ("link = \"red\"", "mine.toml:1:1: a style is a table, as [link]"),
        ("base = \"mine\"", "mine.toml:1:1: the base is a built-in theme: terminal, light, dark, sepia, high-contrast, none"),
    ] {
        assert_eq!(read(text, Depth::Full).1, [expect], "{text}");
    }
    let (_, problems) = theme::load("../etc/passwd", Some(Path::new("/nowhere")), Depth::Full);
    assert!(problems[0].message.starts_with("no theme is called ../etc/passwd; there are terminal, light"), "{problems:?}");
}

#[test]
fn a_terminal_of_fewer_colours_gets_the_nearest() {
    let text = "[text]\nfg = \"#d7d7d7\"\nbg = \"#00005f\"\n[link]\nfg = \"#5f0101\"\n";
    let of = |depth| read(text, depth).0;
    assert_eq!((of(Depth::Many).text.fg, of(Depth::Many).text.bg), (Some(Color::Indexed(188)), Some(Color::Indexed(17))));
    assert_eq!((of(Depth::Sixteen).text.fg, of(Depth::Sixteen).text.bg), (Some(Color::Gray), Some(Color::Black)));
    assert_eq!(of(Depth::Full).link.fg, Some(Color::Rgb(0x5f, 1, 1)));
    assert_eq!(of(Depth::Many).link.fg, Some(Color::White), "what could not be read any more is white or black");
    let depth = |no_color, term, colorterm| Depth::of(no_color, Some(term), colorterm);
    assert_eq!(depth(None, "xterm-256color", Some("truecolor")), Depth::Full);
    assert_eq!(depth(None, "xterm-256color", None), Depth::Many);
    assert_eq!(depth(None, "linux", None), Depth::Sixteen);
    assert_eq!(depth(Some("1"), "xterm-256color", Some("truecolor")), Depth::None);
    assert_eq!(depth(Some(""), "xterm-256color", None), Depth::Many);
}

#[test]
fn a_ground_fills_the_screen_whatever_lies_on_it() {
    for keys in ["", "Tab Enter", "s", "o", "t", "?", ",", "/", "i"] {
        let screen = screen_in(configuration("screen.theme = \"dark\""), 80, 24, Depth::Full).keys(keys);
        let ground = built_in("dark", Depth::Full).text;
        let cells = screen.cells();
        assert!(cells.content.iter().all(|cell| cell.bg != Color::Reset && cell.fg != Color::Reset), "{keys:?}");
        assert!(cells.content.iter().filter(|cell| Some(cell.bg) == ground.bg).count() > 1000, "{keys:?}");
    }
    let screen = screen_in(configuration("screen.theme = \"dark\""), 19, 3, Depth::Full);
    assert!(screen.cells().content.iter().all(|cell| cell.bg != Color::Reset));
}

#[test]
fn a_theme_that_is_set_is_seen_at_once() {
    let ground = |screen: &crate::screens::made::Screen| screen.cells()[(0, 0)].bg;
    let mut screen = screen_in(configuration(""), 80, 24, Depth::Full).keys(", 1 0 j");
    assert_eq!(ground(&screen), Color::Reset);
    screen.press("l");
    assert_eq!((screen.app.settings().theme.as_str(), ground(&screen)), ("light", Color::Rgb(255, 255, 255)));
    screen.press("h");
    assert_eq!((screen.app.settings().theme.as_str(), ground(&screen)), ("terminal", Color::Reset));
    let screen = screen_in(configuration("screen.theme = \"sepai\""), 80, 24, Depth::Full);
    assert_eq!(ground(&screen), Color::Reset);
    assert_eq!(screen.app.message(), Some("no theme is called sepai; the nearest name is sepia (ibid config check shows all)"));
}

#[test]
fn the_first_page_in_colours_looks_as_it_did() {
    let styled = |theme: &str| screen_in(configuration(&format!("screen.theme = \"{theme}\"")), 80, 24, Depth::Full).keys("Tab").styled();
    insta::with_settings!({ snapshot_path => "../screens", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("sepia-80x24", styled("sepia"));
        insta::assert_snapshot!("dark-80x24", styled("dark"));
    });
}
