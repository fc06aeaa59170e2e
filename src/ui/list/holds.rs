//! What lists hold: how many entries, what each says, where it leads. Makes an entry when it shows, not before.

use std::ops::Range;

use crate::layout::width;
use crate::model::{Anchor, Document, FlowId, Link, NoteId, Opens, TableId, Target};
use crate::search::{self, Where};
use crate::ui::reader::Position;
use crate::ui::{Effect, Scene, outline, status};

/// Columns of labels at least, with the blank behind them.
const LABELS: u16 = 6;
/// Columns of labels that name a note, a table or a part, as `note 21`.
const PLACES: u16 = 11;
/// Characters of a note that its entry shows at most.
const SHOWN: usize = 400;
/// Bytes of a note in which the words of a filter are looked for.
const SEARCHED: usize = 2000;

/// What a list holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// All notes.
    Notes,
    /// What was not understood.
    Warnings,
    /// All tables.
    Tables,
    /// The hits of the search.
    Hits,
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
    label_columns: u16,
}

impl Made {
    /// A list of entries.
    pub fn new(head: impl Into<String>, none: impl Into<String>, entries: Vec<Entry>) -> Made {
        let widest = entries.iter().map(|entry| width::narrow(&entry.label)).max().unwrap_or(0);
        Made { head: head.into(), none: none.into(), entries, label_columns: (widest + 2).max(LABELS) }
    }
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// What stands before it: a label, a line number.
    pub label: String,
    /// What it says, on one line.
    pub text: String,
    /// What stands at the end of its line: a count.
    pub right: String,
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
            Goes::Note(note) => vec![Effect::Follow(note, None)],
            Goes::To(at) => vec![Effect::Reach(at)],
            Goes::Back(to) => vec![Effect::Close, Effect::Restore(to)],
            Goes::Sheet(table) => vec![Effect::Close, Effect::Sheet(table)],
        }
    }

    /// What it leads to, where others may refer to that.
    pub fn target(self) -> Option<Target> {
        match self {
            Goes::Note(note) => Some(Target::Note(note)),
            Goes::Sheet(table) => Some(Target::Table(table)),
            Goes::To(_) | Goes::Back(_) => None,
        }
    }

    /// The place in the body or in a note.
    pub fn place(self, document: &Document) -> Option<Anchor> {
        match self {
            Goes::To(at) => Some(at),
            Goes::Back(position) => Some(position.top),
            Goes::Note(note) => Some(Anchor::new(FlowId::Note(note), 0, 0)),
            Goes::Sheet(table) => document.table(table).map(|table| Anchor::new(FlowId::Body, table.block, 0)),
        }
    }
}

impl Holds {
    /// The words of an entry in which a filter looks: of a note more than its entry shows.
    pub fn searched(&self, scene: &Scene<'_>, i: usize) -> String {
        let entry = self.entry(scene, i);
        let mut words = format!("{} {}", entry.label, entry.text);
        if let (Holds::Notes, Some(note)) = (self, scene.document.notes.get(i)) {
            words.truncate(entry.label.len());
            for block in &note.flow.blocks {
                if words.len() > SEARCHED {
                    break;
                }
                words.push(' ');
                words.push_str(block.text.as_str());
            }
        }
        words
    }

    /// How many entries there are.
    pub fn len(&self, scene: &Scene<'_>) -> usize {
        match self {
            Holds::Notes => scene.document.notes.len(),
            Holds::Warnings => scene.warnings.len(),
            Holds::Tables => scene.document.tables.len(),
            Holds::Hits => scene.hits.len(),
            Holds::Made(made) => made.entries.len(),
        }
    }

    /// Columns of the widest label, with the blank behind it.
    pub fn label_columns(&self) -> u16 {
        match self {
            Holds::Made(made) => made.label_columns,
            Holds::Hits => PLACES,
            Holds::Notes | Holds::Warnings | Holds::Tables => LABELS,
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
            Holds::Hits if all == 0 && scene.searching => "searching…".to_owned(),
            Holds::Hits if all == 0 => "Nothing is searched for".to_owned(),
            Holds::Hits => format!("{} ({count})", scene.sought),
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
            Holds::Hits => hit(scene, i),
            Holds::Made(made) => made.entries.get(i).cloned(),
        };
        found.unwrap_or_default()
    }

    /// The numbers of the entries with those first that are most referred to, by markers and words; `None` where the list
    /// has one order alone.
    pub fn by_referrers(&self, scene: &Scene<'_>) -> Option<Vec<u32>> {
        if *self != Holds::Notes {
            return None;
        }
        let mut counts: Vec<u32> = scene.document.notes.iter().map(|note| note.refs.len() as u32).collect();
        for stop in &scene.document.stops {
            if let Opens::Link(Target::Note(note)) = stop.opens
                && let Some(count) = counts.get_mut(note.0 as usize)
            {
                *count += 1;
            }
        }
        let mut order: Vec<u32> = (0..counts.len() as u32).collect();
        order.sort_by_key(|&note| std::cmp::Reverse(counts[note as usize]));
        Some(order)
    }

    /// The bytes of an entry's words that are shown as a hit of the search.
    pub fn marked(&self, scene: &Scene<'_>, i: usize) -> Option<Range<usize>> {
        let hit = scene.hits.get(i).filter(|_| *self == Holds::Hits)?;
        Some(search::context(scene.document, hit).hit)
    }

    /// The source byte of what an entry is about.
    pub fn source(&self, scene: &Scene<'_>, i: usize) -> Option<u32> {
        match self {
            Holds::Warnings => scene.warnings.get(i).map(|warning| warning.source),
            Holds::Notes => scene.document.notes.get(i).map(|note| note.source),
            Holds::Hits => scene.hits.get(i).map(|hit| scene.document.source(hit.at)),
            Holds::Tables | Holds::Made(_) => self.entry(scene, i).goes?.place(scene.document).map(|at| scene.document.source(at)),
        }
    }

    /// What opening an entry does.
    pub fn open(&self, scene: &Scene<'_>, i: usize) -> Vec<Effect> {
        if *self == Holds::Hits {
            return vec![Effect::ToHit(i)];
        }
        let goes = self.entry(scene, i).goes;
        let mut effects = goes.map_or(Vec::new(), Goes::effects);
        if let (Holds::Warnings, Some(warning)) = (self, scene.warnings.get(i)) {
            effects.insert(0, Effect::Close);
            let line = scene.document.file_line(warning.source).map_or(String::new(), |line| format!("line {line}: "));
            effects.push(Effect::Say(format!("{line}{}", warning.message)));
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
    let label = scene.document.file_line(warning.source).map_or(String::new(), |line| line.to_string());
    Some(Entry { label, text: warning.message.clone(), goes: Some(goes), ..Entry::default() })
}

/// A hit: its label says the note or table it stands in, or the part of the text.
fn hit(scene: &Scene<'_>, i: usize) -> Option<Entry> {
    let hit = scene.hits.get(i)?;
    let part = || {
        let (block, _) = scene.document.section(hit.at.block)?;
        let (number, title, _) = outline::entry(scene, block)?;
        Some(if number.is_empty() { title } else { number }.replace('\n', " "))
    };
    let label = match hit.place {
        Where::Text | Where::Heading => part().unwrap_or_default(),
        Where::Note(_) | Where::Table => status::within(scene.document, hit),
    };
    Some(Entry { label, text: search::snippet(scene.document, hit), goes: Some(Goes::To(hit.at)), ..Entry::default() })
}

fn table(scene: &Scene<'_>, i: usize) -> Option<Entry> {
    let table = scene.document.tables.get(i)?;
    let caption = scene.document.body.block(table.block).map_or("", |block| block.text.slice(table.caption));
    let text = if caption.is_empty() { format!("{} rows, {} columns", table.figures().count(), table.columns) } else { caption.to_owned() };
    Some(Entry { label: table.id.clone(), text, goes: Some(Goes::Sheet(TableId(i as u32))), ..Entry::default() })
}

fn note(scene: &Scene<'_>, i: usize) -> Option<Entry> {
    let id = NoteId(i as u32);
    let note = scene.document.note(id)?;
    let first = note.flow.blocks.first().map_or("", |block| block.text.as_str());
    let text = first.chars().take(SHOWN).map(|c| if c == '\n' { ' ' } else { c }).collect();
    let unsure = note.refs.iter().any(|&reference| matches!(scene.document.reference(reference).map(|reference| &reference.link), Some(Link::Likely(..))));
    let right = match note.refs.len() {
        0 => "no marker".to_owned(),
        1 => String::new(),
        several => format!("{several} markers"),
    };
    Some(Entry { label: format!("{}{}", note.label, if unsure { "?" } else { "" }), text, right, dim: note.refs.is_empty(), goes: Some(Goes::Note(id)) })
}
