//! The table of settings. It alone says which there are, what they are called in the file, what they may be, what they are
//! where nobody set them and what they do: the struct, the file that `ibid config default` prints, the reading of a file
//! and the list of settings are made from it.

use super::value::{Held, Kind, Value};

/// A line of the table.
#[derive(Debug)]
pub struct Setting {
    /// Its name in the file, as `text.measure`.
    pub name: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// What it does, in plain words.
    pub words: &'static str,
    read: fn(&Settings) -> Value,
    write: fn(&mut Settings, &Value) -> bool,
}

impl Setting {
    /// Its value in some settings.
    pub fn of(&self, settings: &Settings) -> Value {
        (self.read)(settings)
    }

    /// Sets it; false, and nothing done, where it cannot be that.
    pub fn set(&self, settings: &mut Settings, value: &Value) -> bool {
        self.kind.holds(value) && (self.write)(settings, value)
    }
}

/// The setting of a name.
pub fn setting(name: &str) -> Option<&'static Setting> {
    TABLE.iter().find(|setting| setting.name == name)
}

macro_rules! settings {
    ($($(#[$doc:meta])+ $field:ident: $type:ty = $default:expr, $name:literal, $kind:expr, $words:literal;)+) => {
        /// The settings of a reader.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Settings {
            $($(#[$doc])+ pub $field: $type,)+
        }

        impl Default for Settings {
            fn default() -> Settings {
                Settings { $($field: $default,)+ }
            }
        }

        /// Every setting, in the order of the file.
        pub const TABLE: &[Setting] = &[
            $(Setting {
                name: $name,
                kind: $kind,
                words: $words,
                read: |settings| settings.$field.value(),
                write: |settings, value| match Held::held(value) {
                    Some(held) => {
                        settings.$field = held;
                        true
                    }
                    None => false,
                },
            },)+
        ];
    };
}

macro_rules! choices {
    ($($(#[$doc:meta])+ $choice:ident { $($(#[$of:meta])+ $variant:ident $name:literal,)+ })+) => {
        $($(#[$doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $choice {
            $($(#[$of])+ $variant,)+
        }

        impl $choice {
            /// What it is called in the file, in the order in which it goes round.
            pub const NAMES: &[&str] = &[$($name,)+];
        }

        impl Held for $choice {
            fn value(&self) -> Value {
                Value::Word(match self { $($choice::$variant => $name,)+ }.to_owned())
            }

            fn held(value: &Value) -> Option<$choice> {
                match value {
                    $(Value::Word(word) if word == $name => Some($choice::$variant),)+
                    _ => None,
                }
            }
        })+
    };
}

choices! {
    /// How notes show while one reads.
    NotesShow {
        /// In the margin on a wide screen, else when they are opened.
        Auto "auto",
        /// When they are opened.
        Popup "popup",
        /// Beside the lines that refer to them; at the foot where the screen is too narrow.
        Margin "margin",
        /// At the bottom of the screen, those of the lines in view.
        Foot "foot",
    }
    /// How paragraphs are parted.
    Paragraphs {
        /// By an empty row.
        Gap "gap",
        /// By setting in their first line.
        Indent "indent",
    }
    /// Where the text column stands.
    Position {
        /// In the middle of the window.
        Centred "centred",
        /// At its left edge.
        Left "left",
    }
    /// Who sets text that runs from right to left in its order.
    Bidi {
        /// The terminal.
        Terminal "terminal",
        /// The program: for terminals that do not.
        Reorder "reorder",
    }
}

// Books have 45 to 75 characters a line (Bringhurst, The Elements of Typographic Style, 2.1.2).
settings! {
    /// How notes show (`notes.show`).
    notes_show: NotesShow = NotesShow::Auto, "notes.show", Kind::Choice(NotesShow::NAMES), "how notes show; auto: margin, else popup";
    /// Most columns of running text (`text.measure`), from 20 to 200.
    measure: u16 = 72, "text.measure", Kind::Number { least: 20, most: 200, step: 4 }, "most columns of running text";
    /// Whether lines are justified (`text.justify`).
    justify: bool = false, "text.justify", Kind::Switch, "lines end at one edge";
    /// Whether words are hyphenated at line ends, where the language is known (`text.hyphenate`).
    hyphenate: bool = true, "text.hyphenate", Kind::Switch, "hyphens where the language is known";
    /// Whether lines are broken over the whole paragraph, not one by one (`text.optimal`).
    optimal: bool = true, "text.optimal", Kind::Switch, "lines are broken by the whole paragraph";
    /// Rows that a line takes: 1 or 2 (`text.spacing`).
    spacing: u16 = 1, "text.spacing", Kind::Number { least: 1, most: 2, step: 1 }, "rows that a line takes";
    /// How paragraphs are parted (`text.paragraphs`).
    paragraphs: Paragraphs = Paragraphs::Gap, "text.paragraphs", Kind::Choice(Paragraphs::NAMES), "how paragraphs are parted";
    /// Where the text column stands (`text.position`).
    position: Position = Position::Centred, "text.position", Kind::Choice(Position::NAMES), "where the text column stands";
    /// Whether the outline stands beside the text where there is room (`screen.outline`).
    outline: bool = true, "screen.outline", Kind::Switch, "the outline beside the text, given room";
    /// Whether clicks and the wheel are the program's (`screen.mouse`).
    mouse: bool = true, "screen.mouse", Kind::Switch, "clicks and the wheel are the program's";
    /// The name of a built-in theme, or of a file beside the settings (`screen.theme`).
    theme: String = "terminal".to_owned(), "screen.theme", Kind::Theme, "built in, or a file in the folder themes";
    /// Who sets text that runs from right to left in its order (`screen.bidi`).
    bidi: Bidi = Bidi::Terminal, "screen.bidi", Kind::Choice(Bidi::NAMES), "who orders what runs right to left";
    /// Whether words that a spreadsheet would run are written so that it does not (`tables.guard`).
    guard: bool = true, "tables.guard", Kind::Switch, "' before words a spreadsheet would run";
}
