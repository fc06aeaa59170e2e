//! The page of keys, from the table of actions: for the help view, for `ibid keys` and for the hints of the status line.
//! Holds no words of its own and does not lay them out.

use super::action::{Action, BINDINGS, Binding, Context, Section};

/// A section of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which.
    pub section: Section,
    /// Its lines, in the order of the table.
    pub rows: Vec<Row>,
}

/// A line of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The action.
    pub action: Action,
    /// Its keys, joined by blanks.
    pub keys: String,
    /// What it does, in plain words.
    pub help: &'static str,
}

/// The whole page.
pub fn all() -> Vec<Part> {
    Section::ALL.iter().map(|&section| part(section, &[])).filter(|part| !part.rows.is_empty()).collect()
}

/// The keys that work in a context, nearest first. A key that means something else nearer by is left out.
pub fn sections(context: Context) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut taken: Vec<&str> = Vec::new();
    for context in context.chain() {
        let here = || Section::ALL.iter().copied().filter(move |section| section.context() == context);
        parts.extend(here().map(|section| part(section, &taken)).filter(|part| !part.rows.is_empty()));
        taken.extend(here().flat_map(of).flat_map(|binding| binding.keys.split_whitespace()));
    }
    parts
}

/// The first key of an action in a context, for a hint; `None` where it has no key there.
pub fn hint(context: Context, action: Action) -> Option<String> {
    let rows = sections(context).into_iter().flat_map(|part| part.rows);
    rows.into_iter().find(|row| row.action == action).and_then(|row| row.keys.split(' ').next().map(str::to_owned))
}

fn part(section: Section, taken: &[&str]) -> Part {
    let rows = of(section).filter_map(|binding| {
        let keys: Vec<&str> = binding.keys.split_whitespace().filter(|key| !taken.contains(key)).collect();
        (!keys.is_empty()).then(|| Row { action: binding.action, keys: keys.join(" "), help: binding.help })
    });
    Part { section, rows: rows.collect() }
}

fn of(section: Section) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |binding| binding.section == section)
}
