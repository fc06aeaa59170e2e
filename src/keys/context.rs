//! Where keys work: the contexts, how one falls back on another, and the parts of the page of keys.

/// Where keys are pressed: what stands on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Anywhere but in a prompt.
    Everywhere,
    /// The running text.
    Reading,
    /// A note over the text. What it does not know goes to the text below.
    Note,
    /// The heads of a table in the text. What they do not know goes to the text.
    Heads,
    /// A table over the text. What it does not know goes to the text below.
    Glance,
    /// A list: notes, tables, warnings.
    List,
    /// The outline.
    Outline,
    /// A table as a sheet.
    Sheet,
    /// A row of a sheet as a card.
    Card,
    /// A chart over a sheet.
    Chart,
    /// Words that are being selected.
    Select,
    /// The page of keys.
    Help,
    /// The list of settings.
    Settings,
    /// A line that is being typed.
    Prompt,
    /// A line that is being typed to narrow the list above it.
    Filter,
}

impl Context {
    /// Every context.
    pub const ALL: [Context; 15] = [
        Context::Everywhere,
        Context::Reading,
        Context::Note,
        Context::Heads,
        Context::Glance,
        Context::List,
        Context::Outline,
        Context::Sheet,
        Context::Card,
        Context::Chart,
        Context::Select,
        Context::Help,
        Context::Settings,
        Context::Prompt,
        Context::Filter,
    ];

    /// Its name in the file of settings.
    pub fn name(self) -> &'static str {
        match self {
            Context::Everywhere => "everywhere",
            Context::Reading => "reading",
            Context::Note => "note",
            Context::Heads => "heads",
            Context::Glance => "glance",
            Context::Select => "select",
            Context::List => "list",
            Context::Outline => "outline",
            Context::Sheet => "sheet",
            Context::Card => "card",
            Context::Chart => "chart",
            Context::Help => "help",
            Context::Settings => "settings",
            Context::Prompt => "prompt",
            Context::Filter => "filter",
        }
    }

    /// Where a key is looked up that means nothing here.
    pub fn beyond(self) -> Option<Context> {
        match self {
            Context::Everywhere | Context::Prompt | Context::Filter => None,
            Context::Reading | Context::List | Context::Sheet | Context::Card | Context::Chart | Context::Select => Some(Context::Everywhere),
            Context::Note | Context::Heads | Context::Glance => Some(Context::Reading),
            Context::Outline | Context::Help | Context::Settings => Some(Context::List),
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
    /// While words are selected.
    Select,
    /// In the heads of a table in the text.
    Heads,
    /// In a table over the text.
    Glance,
    /// In a table's sheet.
    Sheet,
    /// On the card of a row.
    Card,
    /// In a chart.
    Chart,
    /// In lists.
    Lists,
    /// In the outline.
    Outline,
    /// On the page of keys.
    Help,
    /// In the list of settings.
    Settings,
    /// In a prompt.
    Prompt,
    /// While a list is narrowed by typing.
    Filter,
}

impl Section {
    /// Every section, in the order of the page.
    pub const ALL: [Section; 16] = [
        Section::Everywhere,
        Section::Reading,
        Section::Links,
        Section::Note,
        Section::Select,
        Section::Heads,
        Section::Glance,
        Section::Sheet,
        Section::Card,
        Section::Chart,
        Section::Lists,
        Section::Outline,
        Section::Help,
        Section::Settings,
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
            Section::Select => "selecting",
            Section::Heads => "in the heads of a table",
            Section::Glance => "in a table over the text",
            Section::Sheet => "in a sheet",
            Section::Card => "on a row's card",
            Section::Chart => "in a chart",
            Section::Lists => "in lists",
            Section::Outline => "in the outline",
            Section::Help => "on this page",
            Section::Settings => "in the settings",
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
            Section::Select => Context::Select,
            Section::Heads => Context::Heads,
            Section::Glance => Context::Glance,
            Section::Sheet => Context::Sheet,
            Section::Card => Context::Card,
            Section::Chart => Context::Chart,
            Section::Lists => Context::List,
            Section::Outline => Context::Outline,
            Section::Help => Context::Help,
            Section::Settings => Context::Settings,
            Section::Prompt => Context::Prompt,
            Section::Filter => Context::Filter,
        }
    }
}
