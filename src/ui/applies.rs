//! Whether an action applies where it is asked for, and why not: for the palette, and for whoever wants to offer only what
//! there is something for. Knows what each needs; does nothing itself.

use super::Scene;
use crate::keys::action::BINDINGS;
use crate::keys::binding::Binding;
use crate::keys::{Action, Context};

/// Why an action does not apply to a document in a context; `Ok` where it does.
pub fn applies(scene: &Scene<'_>, context: Context, action: Action) -> Result<(), String> {
    if binding(context, action).is_none() && !opens_a_view(action) {
        let places: Vec<&str> = BINDINGS.iter().filter(|binding| binding.action == action).map(|binding| place(binding.section.context())).collect();
        return Err(format!("{} works {}", action.name(), places.first().copied().unwrap_or("nowhere yet")));
    }
    let document = scene.document;
    let lacks = match action {
        Action::NextHit | Action::PreviousHit | Action::Hits if scene.sought.is_empty() => "nothing was searched for; / searches",
        Action::Notes if document.notes.is_empty() => "the text has no notes",
        Action::Works if document.notes.is_empty() => "the text has no notes that could cite works",
        Action::Table if document.tables.is_empty() => "the text has no tables",
        Action::Outline | Action::NextHeading | Action::PreviousHeading if document.headings.is_empty() => "the text has no headings",
        Action::Percent => "type the number here: 50 goes to the middle",
        _ => return Ok(()),
    };
    // What is still being read may have it.
    if scene.loading && !matches!(action, Action::Percent | Action::NextHit | Action::PreviousHit | Action::Hits) { Ok(()) } else { Err(lacks.to_owned()) }
}

/// What an action does, in the words of the nearest place where it does it.
pub fn help(context: Context, action: Action) -> &'static str {
    binding(context, action).or_else(|| BINDINGS.iter().find(|binding| binding.action == action)).map_or("", |binding| binding.help)
}

/// What an action is in a context, nearest first.
fn binding(context: Context, action: Action) -> Option<&'static Binding> {
    context.chain().find_map(|context| BINDINGS.iter().find(|binding| binding.action == action && binding.section.context() == context))
}

/// Whether an action puts a view on top of whatever there is.
fn opens_a_view(action: Action) -> bool {
    matches!(action, Action::Notes | Action::Works | Action::Table | Action::Outline | Action::Marks)
}

fn place(context: Context) -> &'static str {
    match context {
        Context::Everywhere => "everywhere",
        Context::Reading => "in the text",
        Context::Note => "in a note",
        Context::List => "in a list",
        Context::Outline => "in the outline",
        Context::Heads => "in the heads of a table",
        Context::Glance => "in a table over the text",
        Context::Select => "while words are selected",
        Context::Sheet => "in a table's sheet",
        Context::Card => "on a row's card",
        Context::Chart => "in a chart",
        Context::Settings => "in the settings",
        Context::Help => "on the page of keys",
        Context::Prompt => "while something is typed",
        Context::Filter => "while a list is narrowed",
    }
}
