//! The few styles of the screen, by what they mean, and the themes that say how they look. The default uses the terminal's
//! own colours and one accent, which is readable on light and dark; without colours everything is told by weight, slope
//! and reversal.

pub mod colour;
mod file;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

pub use file::{BUILT_IN, load, names, problems, read};

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// None are to be used.
    None,
    /// The sixteen of old.
    Sixteen,
    /// 256.
    #[default]
    Many,
    /// Any.
    Full,
}

impl Depth {
    /// What a terminal can do, by what its environment says of it.
    pub fn of(no_color: Option<&str>, term: Option<&str>, colorterm: Option<&str>) -> Depth {
        let (term, colorterm) = (term.unwrap_or_default(), colorterm.unwrap_or_default());
        if no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" || term.ends_with("-mono") || term == "vt100" {
            Depth::None
        } else if colorterm == "truecolor" || colorterm == "24bit" || term.contains("kitty") || term.contains("direct") {
            Depth::Full
        } else if !colorterm.is_empty() || term.contains("256") {
            Depth::Many
        } else {
            Depth::Sixteen
        }
    }
}

macro_rules! styles {
    ($($(#[$doc:meta])+ $field:ident $name:literal;)+) => {
        /// The styles.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Theme {
            $($(#[$doc])+ pub $field: Style,)+
        }

        impl Theme {
            /// The names of the styles, as a file of a theme has them.
            pub const NAMES: &[&str] = &[$($name,)+];

            /// The style of a name.
            pub fn style(&self, name: &str) -> Option<Style> {
                match name {
                    $($name => Some(self.$field),)+
                    _ => None,
                }
            }

            /// The style of a name, to be changed.
            fn style_mut(&mut self, name: &str) -> Option<&mut Style> {
                match name {
                    $($name => Some(&mut self.$field),)+
                    _ => None,
                }
            }
        }
    };
}

styles! {
    /// Running text, and what lies under everything.
    text "text";
    /// What stands back: rules, hints, units, sources.
    dim "dim";
    /// Headings and captions.
    heading "heading";
    /// A marker that surely has its note, and words that send elsewhere.
    link "link";
    /// A marker whose note is likely only.
    unsure "unsure";
    /// A marker without a note.
    broken "broken";
    /// The current stop, the line of a list that the cursor is on. Put over the others.
    stop "stop";
    /// A hit of the search.
    hit "hit";
    /// The hit that the search stands on.
    current_hit "current-hit";
    /// Words that were worked out rather than printed.
    resolved "resolved";
    /// Code.
    code "code";
    /// What is quoted.
    quote "quote";
    /// Notes in the margin.
    margin "margin";
}

impl Theme {
    /// The default theme for a terminal: its own colours.
    pub fn new(depth: Depth) -> Theme {
        let plain = Style::new();
        // 31 has 4.1 to white and 5.1 to black; of the sixteen, magenta comes nearest to being readable on both.
        let accent = match depth {
            Depth::None => plain,
            Depth::Sixteen => plain.fg(Color::Magenta),
            Depth::Many | Depth::Full => plain.fg(Color::Indexed(31)),
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
            resolved: plain.add_modifier(Modifier::DIM | Modifier::ITALIC),
            code: plain,
            quote: plain,
            margin: plain,
        }
    }

    /// Gives every cell that has no colour of its own those of the text, so that they fill the screen. The last thing that is drawn.
    pub fn ground(&self, buffer: &mut Buffer) {
        let (fg, bg) = (self.text.fg.unwrap_or_default(), self.text.bg.unwrap_or_default());
        if (fg, bg) == (Color::Reset, Color::Reset) {
            return;
        }
        for cell in &mut buffer.content {
            if cell.fg == Color::Reset {
                cell.fg = fg;
            }
            if cell.bg == Color::Reset {
                cell.bg = bg;
            }
        }
    }

    /// The theme for a terminal of fewer colours: each becomes the nearest there is, and what is not readable any more
    /// black or white. Without colours a style that has some is that of the default theme.
    fn fitted(mut self, depth: Depth) -> Theme {
        if depth == Depth::Full {
            return self;
        }
        let bare = Theme::new(Depth::None);
        let under = self.text.bg.map(|colour| colour::fitted(colour, depth));
        for name in Theme::NAMES {
            let (Some(style), Some(bare)) = (self.style_mut(name), bare.style(name)) else { continue };
            *style = if depth == Depth::None {
                if (style.fg, style.bg) == (None, None) { *style } else { bare }
            } else {
                colour::readable(style.fg.map(|fg| colour::fitted(fg, depth)), style.bg.map(|bg| colour::fitted(bg, depth)), under, *style)
            };
        }
        self
    }
}
