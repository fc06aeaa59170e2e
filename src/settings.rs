//! What can be set: the settings with their values. Owns what each may be and what it is where nobody set it; knows no
//! screen, and changes nothing.

/// The settings of a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// How notes show (`notes.show`).
    pub notes_show: NotesShow,
    /// Most columns of running text (`text.measure`), from 20 to 200.
    pub measure: u16,
    /// Whether lines are justified (`text.justify`).
    pub justify: bool,
    /// Whether words are hyphenated at line ends, where the language is known (`text.hyphenate`).
    pub hyphenate: bool,
    /// Whether lines are broken over the whole paragraph, not one by one (`text.optimal`).
    pub optimal: bool,
    /// Rows that a line takes: 1 or 2 (`text.spacing`).
    pub spacing: u16,
    /// How paragraphs are parted (`text.paragraphs`).
    pub paragraphs: Paragraphs,
    /// Where the text column stands (`text.position`).
    pub position: Position,
    /// Whether the outline stands beside the text where there is room (`screen.outline`).
    pub outline: bool,
    /// Whether clicks and the wheel are the program's (`screen.mouse`).
    pub mouse: bool,
    /// The name of a built-in theme, or of a file beside the settings (`screen.theme`).
    pub theme: String,
    /// Who sets text that runs from right to left in its order (`screen.bidi`).
    pub bidi: Bidi,
}

/// How notes show while one reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NotesShow {
    /// In the margin on a wide screen, else when they are opened.
    #[default]
    Auto,
    /// When they are opened.
    Popup,
    /// Beside the lines that refer to them; at the foot where the screen is too narrow.
    Margin,
    /// At the bottom of the screen, those of the lines in view.
    Foot,
}

/// How paragraphs are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paragraphs {
    /// By an empty row.
    #[default]
    Gap,
    /// By setting in their first line.
    Indent,
}

/// Where the text column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Position {
    /// In the middle of the window.
    #[default]
    Centred,
    /// At its left edge.
    Left,
}

/// Who sets text that runs from right to left in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bidi {
    /// The terminal.
    #[default]
    Terminal,
    /// The program: for terminals that do not.
    Reorder,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            notes_show: NotesShow::default(),
            // Books have 45 to 75 characters a line (Bringhurst, The Elements of Typographic Style, 2.1.2).
            measure: 72,
            justify: false,
            hyphenate: true,
            optimal: true,
            spacing: 1,
            paragraphs: Paragraphs::default(),
            position: Position::default(),
            outline: true,
            mouse: true,
            theme: "terminal".to_owned(),
            bidi: Bidi::default(),
        }
    }
}
