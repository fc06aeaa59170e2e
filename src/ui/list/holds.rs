//! What lists hold: how many entries, what each says, where it leads. Makes an entry when it shows, not before.

use crate::model::{Anchor, FlowId, Link, NoteId, TableId};
use crate::ui::reader::Position;
use crate::ui::{Effect, Scene};

/// Characters of a note that its entry shows at most.
const SHOWN: usize = 400;

/// What a list holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// All notes.
    Notes,
    /// What was not understood.
    Warnings,
    /// All tables.
    Tables,
    /// Entries that were made when the list was opened.
    Made(Made),
}

/// A list whose entries were made when it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// What they are, as the list's head says it: `Works cited`.
    pub head: String,
    /// What is said where there is none.
    pub none: String,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// What stands before it: a label, a line number.
    pub label: String,
    /// What it says, on one line.
    pub text: String,
    /// Whether it stands back.
    pub dim: bool,
    /// Where it leads.
    pub goes: Option<Goes>,
}

/// Where an entry leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goes {
    /// To a place of the body.
    To(Anchor),
    /// To a note, with the text at the place that refers to it.
    Note(NoteId),
    /// To a table's sheet.
    Sheet(TableId),
    /// Back to a screen as it was.
    Back(Position),
}

impl Goes {
    /// Goes there: everything above the text gives way.
    pub fn effects(self) -> Vec<Effect> {
        match self {
            Goes::To(Anchor { flow: FlowId::Note(note), .. }) | Goes::Note(note) => vec![Effect::Follow(note, None)],
            Goes::To(at) => vec![Effect::Close, Effect::Go(at)],
            Goes::Back(to) => vec![Effect::Close, Effect::Restore(to)],
            Goes::Sheet(table) => vec![Effect::Close, Effect::Sheet(table)],
        }
    }
}

impl Holds {
    /// How many entries there are.
    pub fn len(&self, scene: &Scene<'_>) -> usize {
        match self {
            Holds::Notes => scene.document.notes.len(),
            Holds::Warnings => scene.warnings.len(),
            Holds::Tables => scene.document.tables.len(),
            Holds::Made(made) => made.entries.len(),
        }
    }

    /// What they are, and how many; `shown` is how many of them a filter leaves.
    pub fn head(&self, scene: &Scene<'_>, shown: Option<usize>) -> String {
        let all = self.len(scene);
        let loading = if scene.loading { ", still being read" } else { "" };
        let count = shown.map_or(format!("{all}{loading}"), |shown| format!("{shown} of {all}{loading}"));
        match self {
            Holds::Warnings if all == 0 && scene.loading => "Warnings: still being read".to_owned(),
            Holds::Warnings if all == 0 => "Nothing odd was met".to_owned(),
            Holds::Warnings => format!("What was not understood ({count})"),
            Holds::Notes => format!("Notes ({count})"),
            Holds::Tables => format!("Tables ({count})"),
            Holds::Made(made) if all == 0 => made.none.clone(),
            Holds::Made(made) => format!("{} ({count})", made.head),
        }
    }

    /// An entry.
    pub fn entry(&self, scene: &Scene<'_>, i: usize) -> Entry {
        let found = match self {
            Holds::Warnings => warning(scene, i),
            Holds::Tables => table(scene, i),
            Holds::Notes => note(scene, i),
            Holds::Made(made) => made.entries.get(i).cloned(),
        };
        found.unwrap_or_default()
    }

    /// What opening an entry does.
    pub fn open(&self, scene: &Scene<'_>, i: usize) -> Vec<Effect> {
        let goes = self.entry(scene, i).goes;
        let mut effects = goes.map_or(Vec::new(), Goes::effects);
        if let (Holds::Warnings, Some(warning)) = (self, scene.warnings.get(i)) {
            effects.insert(0, Effect::Close);
            effects.push(Effect::Say(format!("line {}: {}", warning.line, warning.message)));
        }
        effects
    }
}

fn warning(scene: &Scene<'_>, i: usize) -> Option<Entry> {
    let warning = scene.warnings.get(i)?;
    let at = scene.document.place(warning.source);
    let notes = &scene.document.notes;
    let note = notes.partition_point(|note| note.source <= warning.source).checked_sub(1);
    // What stands behind the last of the body before it, and in a note, was read from there.
    let goes = match note.filter(|&note| notes[note].source > scene.document.source(at)) {
        Some(note) => Goes::Note(NoteId(note as u32)),
        None => Goes::To(at),
    };
    Some(Entry { label: warning.line.to_string(), text: warning.message.clone(), dim: false, goes: Some(goes) })
}

fn table(scene: &Scene<'_>, i: usize) -> Option<Entry> {
    let table = scene.document.tables.get(i)?;
    let caption = scene.document.body.block(table.block).map_or("", |block| block.text.slice(table.caption));
    let text = if caption.is_empty() { format!("{} rows, {} columns", table.figures().count(), table.columns) } else { caption.to_owned() };
    Some(Entry { label: table.id.clone(), text, dim: false, goes: Some(Goes::Sheet(TableId(i as u32))) })
}

fn note(scene: &Scene<'_>, i: usize) -> Option<Entry> {
    let id = NoteId(i as u32);
    let note = scene.document.note(id)?;
    let first = note.flow.blocks.first().map_or("", |block| block.text.as_str());
    let text = first.chars().take(SHOWN).map(|c| if c == '\n' { ' ' } else { c }).collect();
    let unsure = note.refs.iter().any(|&reference| matches!(scene.document.reference(reference).map(|reference| &reference.link), Some(Link::Likely(..))));
    Some(Entry { label: format!("{}{}", note.label, if unsure { "?" } else { "" }), text, dim: note.refs.is_empty(), goes: Some(Goes::Note(id)) })
}
