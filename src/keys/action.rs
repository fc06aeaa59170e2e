//! The table of actions. It alone says which actions there are, what they are called, where they work, by which keys and
//! in which words: the enum, the keymap, the help page and `ibid keys` are made from it. Nothing is done here.

/// Where keys are pressed: what stands on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Anywhere but in a prompt.
    Everywhere,
    /// The running text.
    Reading,
    /// A note over the text. What it does not know goes to the text below.
    Note,
    /// A list: notes, tables, warnings.
    List,
    /// The outline.
    Outline,
    /// A table as a sheet.
    Sheet,
    /// The page of keys.
    Help,
    /// A line that is being typed.
    Prompt,
    /// A line that is being typed to narrow the list above it.
    Filter,
}

impl Context {
    /// Every context.
    pub const ALL: [Context; 9] = [
        Context::Everywhere,
        Context::Reading,
        Context::Note,
        Context::List,
        Context::Outline,
        Context::Sheet,
        Context::Help,
        Context::Prompt,
        Context::Filter,
    ];

    /// Where a key is looked up that means nothing here.
    pub fn beyond(self) -> Option<Context> {
        match self {
            Context::Everywhere | Context::Prompt | Context::Filter => None,
            Context::Reading | Context::List | Context::Sheet => Some(Context::Everywhere),
            Context::Note => Some(Context::Reading),
            Context::Outline | Context::Help => Some(Context::List),
        }
    }

    /// This context and those beyond it, nearest first.
    pub fn chain(self) -> impl Iterator<Item = Context> {
        std::iter::successors(Some(self), |context| context.beyond())
    }

    /// Whether digits count here; in a prompt they are typed.
    pub fn counts(self) -> bool {
        !self.is_typed()
    }

    /// Whether keys that mean nothing here are typed.
    pub fn is_typed(self) -> bool {
        matches!(self, Context::Prompt | Context::Filter)
    }
}

/// A part of the page of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// What works everywhere.
    Everywhere,
    /// Moving in the text.
    Reading,
    /// Notes, links, tables and the outline, from the text.
    Links,
    /// In a note.
    Note,
    /// In a table's sheet.
    Sheet,
    /// In lists.
    Lists,
    /// In the outline.
    Outline,
    /// In a prompt.
    Prompt,
    /// While a list is narrowed by typing.
    Filter,
}

impl Section {
    /// Every section, in the order of the page.
    pub const ALL: [Section; 9] = [
        Section::Everywhere,
        Section::Reading,
        Section::Links,
        Section::Note,
        Section::Sheet,
        Section::Lists,
        Section::Outline,
        Section::Prompt,
        Section::Filter,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Section::Everywhere => "everywhere",
            Section::Reading => "reading",
            Section::Links => "notes and links",
            Section::Note => "in a note",
            Section::Sheet => "in a sheet",
            Section::Lists => "in lists",
            Section::Outline => "in the outline",
            Section::Prompt => "in a prompt",
            Section::Filter => "narrowing a list",
        }
    }

    /// Where its keys work.
    pub fn context(self) -> Context {
        match self {
            Section::Everywhere => Context::Everywhere,
            Section::Reading | Section::Links => Context::Reading,
            Section::Note => Context::Note,
            Section::Sheet => Context::Sheet,
            Section::Lists => Context::List,
            Section::Outline => Context::Outline,
            Section::Prompt => Context::Prompt,
            Section::Filter => Context::Filter,
        }
    }
}

/// The keys of an action in one section, and what it does there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// What is done.
    pub action: Action,
    /// Where.
    pub section: Section,
    /// The default keys, parted by blanks; none where it is done by its name alone.
    pub keys: &'static str,
    /// What it does there, in plain words.
    pub help: &'static str,
}

macro_rules! actions {
    ($($action:ident $name:literal { $($section:ident $keys:literal $help:literal)+ })+) => {
        /// What a key asks for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[doc = $help])+ $action,)+
        }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &[Action] = &[$(Action::$action,)+];

            /// Its name, as `next-stop`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Action::$action => $name,)+
                }
            }
        }

        /// The default keys, in the order of the table.
        pub const BINDINGS: &[Binding] = &[
            $($(Binding { action: Action::$action, section: Section::$section, keys: $keys, help: $help },)+)+
        ];
    };
}

actions! {
    LineDown "line-down" {
        Reading "j Down" "a line down"
        Lists "j Down" "the next line"
        Sheet "j Down" "the row below"
        Filter "Down Ctrl-N" "the next line"
    }
    LineUp "line-up" {
        Reading "k Up" "a line up"
        Lists "k Up" "the line before"
        Sheet "k Up" "the row above"
        Filter "Up Ctrl-P" "the line before"
    }
    PageDown "page-down" {
        Reading "Space PgDn" "a page down, keeping two lines"
        Lists "Space PgDn" "a page down"
        Sheet "PgDn" "a page of rows down"
        Filter "PgDn" "a page down"
    }
    PageUp "page-up" {
        Reading "b PgUp" "a page up, keeping two lines"
        Lists "b PgUp" "a page up"
        Sheet "PgUp" "a page of rows up"
        Filter "PgUp" "a page up"
    }
    HalfPageDown "half-page-down" {
        Reading "d" "half a page down"
    }
    HalfPageUp "half-page-up" {
        Reading "u" "half a page up"
    }
    Start "start" {
        Reading "g Home" "the beginning"
        Lists "g Home" "the first line"
        Sheet "Home" "the first row"
    }
    End "end" {
        Reading "G End" "the end"
        Lists "G End" "the last line"
        Sheet "End" "the last row"
    }
    Percent "percent" {
        Reading "%" "so far into the text: 50% is its middle"
    }
    NextParagraph "next-paragraph" {
        Reading "}" "the next paragraph"
    }
    PreviousParagraph "previous-paragraph" {
        Reading "{" "the paragraph before"
    }
    NextHeading "next-heading" {
        Reading "]" "the next heading"
    }
    PreviousHeading "previous-heading" {
        Reading "[" "the heading before"
    }
    Left "left" {
        Reading "h Left" "pan the table to the left"
        Sheet "h Left" "the column to the left"
    }
    Right "right" {
        Reading "l Right" "pan the table to the right"
        Sheet "l Right" "the column to the right"
    }
    NextStop "next-stop" {
        Links "Tab" "the next marker, link or table"
    }
    PreviousStop "previous-stop" {
        Links "S-Tab" "the marker, link or table before"
    }
    Open "open" {
        Links "Enter" "open it; without one, the first in view"
        Lists "Enter" "go there"
        Prompt "Enter" "go there; without words, the last search again"
        Filter "Enter" "go there, or do it"
    }
    NextNote "next-note" {
        Note "n" "the next note; the text follows"
    }
    PreviousNote "previous-note" {
        Note "p" "the note before; the text follows"
    }
    NextReference "next-reference" {
        Note "R" "the next place that refers to this note"
    }
    Notes "notes" {
        Links "s" "list of all notes"
    }
    NotesWay "notes-way" {
        Links "z" "where notes are shown: in a popup, at the foot"
    }
    Outline "outline" {
        Links "o" "the outline"
        Outline "o" "close the outline"
    }
    Fold "fold" {
        Outline "h Left" "fold the part; of a folded one, the part around it"
    }
    Unfold "unfold" {
        Outline "l Right" "unfold the part"
    }
    FoldLevel "fold-level" {
        Outline "z" "unfold all, or fold all; 3z shows three levels"
    }
    Table "table" {
        Links "t" "the nearest table as a sheet; again for a list of tables"
        Sheet "t" "list of tables"
    }
    Sort "sort" {
        Sheet "s" "sort by this column; again the other way, then as printed"
    }
    SortGroups "sort-groups" {
        Sheet "g" "sort within groups, or over all rows"
    }
    AsPrinted "as-printed" {
        Sheet "U" "the rows as printed"
    }
    Search "search" {
        Everywhere "/" "search; /.../ is a regular expression"
        Lists "/" "narrow the list: words, or letters in their order"
    }
    ForgetSearch "forget-search" {
        Everywhere "" "take the marks of the search away"
    }
    NextHit "next-hit" {
        Everywhere "n" "the next hit"
        Note "Ctrl-N" "the next hit"
    }
    PreviousHit "previous-hit" {
        Everywhere "N" "the hit before"
        Note "Ctrl-P" "the hit before"
    }
    Hits "hits" {
        Everywhere "Ctrl-G" "list of hits"
        Prompt "Ctrl-G" "list of hits"
    }
    EarlierSearch "earlier-search" {
        Prompt "Up Ctrl-P" "what was searched for before"
    }
    LaterSearch "later-search" {
        Prompt "Down Ctrl-N" "what was searched for after that"
    }
    Back "back" {
        Everywhere "H Ctrl-O Backspace Ctrl-H Alt-Left" "back to where you came from"
    }
    Forward "forward" {
        Everywhere "L Alt-Right" "forward again"
    }
    Warnings "warnings" {
        Everywhere "i" "what was not understood"
    }
    Palette "palette" {
        Everywhere ":" "every action by name; 50, note 12, section IV go there"
    }
    Help "help" {
        Everywhere "?" "the keys that work here"
    }
    Close "close" {
        Everywhere "Esc" "close what is open, or clear marks and hits"
        Prompt "Esc Ctrl-C" "leave it, back to where you were"
        Filter "Esc Ctrl-C" "show all again; leave the palette"
    }
    CloseView "close-view" {
        Everywhere "q" "close this view; quit from the text"
    }
    Quit "quit" {
        Everywhere "Q" "quit"
    }
    Interrupt "interrupt" {
        Everywhere "Ctrl-C" "stop what is running, else as q"
    }
    Redraw "redraw" {
        Everywhere "Ctrl-L" "draw the screen anew"
    }
    Suspend "suspend" {
        Everywhere "Ctrl-Z" "back to the shell for a while; fg returns"
    }
}
