//! The few styles of the screen, by what they mean. The default uses the terminal's own colours and one accent, which is
//! readable on light and dark; without colours everything is told by weight, slope and reversal.

use ratatui::style::{Color, Modifier, Style};

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// None are to be used.
    None,
    /// The sixteen of old.
    Sixteen,
    /// 256 or more.
    #[default]
    Many,
}

impl Depth {
    /// What a terminal can do, by what its environment says of it.
    pub fn of(no_color: Option<&str>, term: Option<&str>, colorterm: Option<&str>) -> Depth {
        let term = term.unwrap_or_default();
        if no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" || term.ends_with("-mono") || term == "vt100" {
            Depth::None
        } else if colorterm.is_some_and(|value| !value.is_empty()) || term.contains("256") || term.contains("kitty") || term.contains("direct") {
            Depth::Many
        } else {
            Depth::Sixteen
        }
    }
}

/// The styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Running text.
    pub text: Style,
    /// What stands back: rules, hints, units, sources.
    pub dim: Style,
    /// Headings and captions.
    pub heading: Style,
    /// A marker that surely has its note, and words that send elsewhere.
    pub link: Style,
    /// A marker whose note is likely only.
    pub unsure: Style,
    /// A marker without a note.
    pub broken: Style,
    /// The current stop, the line of a list that the cursor is on. Put over the others.
    pub stop: Style,
    /// A hit of the search.
    pub hit: Style,
    /// The hit that the search stands on.
    pub current_hit: Style,
}

impl Theme {
    /// The default theme for a terminal.
    pub fn new(depth: Depth) -> Theme {
        let plain = Style::new();
        // 31 has 4.1 to white and 5.1 to black; of the sixteen, magenta comes nearest to being readable on both.
        let accent = match depth {
            Depth::None => plain,
            Depth::Sixteen => plain.fg(Color::Magenta),
            Depth::Many => plain.fg(Color::Indexed(31)),
        };
        let colours = depth != Depth::None;
        Theme {
            text: plain,
            dim: plain.add_modifier(Modifier::DIM),
            heading: plain.add_modifier(Modifier::BOLD),
            link: if colours { accent } else { plain.add_modifier(Modifier::BOLD) },
            unsure: accent.add_modifier(Modifier::UNDERLINED),
            broken: plain.add_modifier(Modifier::DIM | Modifier::UNDERLINED),
            stop: plain.add_modifier(Modifier::REVERSED),
            hit: if colours { plain.fg(Color::Black).bg(Color::Yellow) } else { plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED) },
            current_hit: if colours {
                plain.fg(Color::Black).bg(Color::Yellow).add_modifier(Modifier::BOLD | Modifier::REVERSED)
            } else {
                plain.add_modifier(Modifier::REVERSED)
            },
        }
    }
}
