//! The page of keys: the keymap, in the order and the words of the table. What is shown is what works, also where the
//! reader bound keys anew. Holds no words of its own and does not lay them out.

use super::action::{Action, BINDINGS};
use super::context::{Context, Section};
use super::key::Key;
use super::keymap::Keymap;

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
    /// Its keys, joined by blanks; keys that are pressed one after the other are joined by no-break spaces.
    pub keys: String,
    /// What it does, in plain words.
    pub help: &'static str,
}

/// The whole page.
pub fn all(keymap: &Keymap) -> Vec<Part> {
    Section::ALL.iter().map(|&section| part(keymap, section, &[])).filter(|part| !part.rows.is_empty()).collect()
}

/// The keys that work in a context, nearest first. A key that means something else nearer by is left out.
pub fn sections(keymap: &Keymap, context: Context) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut taken: Vec<&[Key]> = Vec::new();
    for context in context.chain() {
        let here = Section::ALL.iter().copied().filter(move |section| section.context() == context);
        parts.extend(here.map(|section| part(keymap, section, &taken)).filter(|part| !part.rows.is_empty()));
        taken.extend(keymap.bound(context).map(|(keys, _)| keys));
    }
    parts
}

/// The first key of an action in a context, for a hint; `None` where it has no key there.
pub fn hint(keymap: &Keymap, context: Context, action: Action) -> Option<String> {
    let mut taken: Vec<&[Key]> = Vec::new();
    for context in context.chain() {
        if let Some((keys, _)) = keymap.bound(context).find(|(keys, asks)| *asks == action && is_free(keys, &taken)) {
            return Some(written(keys));
        }
        taken.extend(keymap.bound(context).map(|(keys, _)| keys));
    }
    None
}

/// How keys that are pressed one after the other are written.
pub fn written(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join("\u{a0}")
}

/// Whether keys mean nothing else nearer by: what begins alike there takes them too.
fn is_free(keys: &[Key], taken: &[&[Key]]) -> bool {
    !taken.iter().any(|nearer| nearer.starts_with(keys) || keys.starts_with(nearer))
}

fn part(keymap: &Keymap, section: Section, taken: &[&[Key]]) -> Part {
    let context = section.context();
    let keys_of = |action: Action| {
        let keys = keymap.bound(context).filter(|(keys, asks)| *asks == action && is_free(keys, taken)).map(|(keys, _)| written(keys));
        keys.collect::<Vec<_>>().join(" ")
    };
    let of = BINDINGS.iter().filter(|binding| binding.section == section).map(|binding| (binding.action, binding.help));
    // What has no line in the table where it was bound stands at the end, in the words it has elsewhere.
    let known = |action: Action| BINDINGS.iter().any(|binding| binding.section.context() == context && binding.action == action);
    let last = Section::ALL.iter().rfind(|section| section.context() == context) == Some(&section);
    let mut others: Vec<(Action, &'static str)> = Vec::new();
    for (_, action) in keymap.bound(context).filter(|(_, action)| last && !known(*action)) {
        if !others.iter().any(|(other, _)| *other == action) {
            others.extend(BINDINGS.iter().find(|binding| binding.action == action).map(|binding| (action, binding.help)));
        }
    }
    let rows = of.chain(others).map(|(action, help)| Row { action, keys: keys_of(action), help });
    Part { section, rows: rows.filter(|row| !row.keys.is_empty()).collect() }
}
