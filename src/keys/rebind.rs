//! The reader's own keys: what the file of settings says of them, bound over those of the table, and what does not hold in
//! it. Also prints the lines of the file, one for each key of the table.

use std::path::Path;

use super::action::{Action, BINDINGS};
use super::context::Context;
use super::key::Key;
use super::keymap::Keymap;
use super::page;
use crate::settings::{Binding, Problem, nearest};

/// Takes a key's meaning from it.
const NONE: &str = "none";

/// The keymap of the table with what a file says, and what is wrong in that.
pub fn keymap(bindings: &[Binding], path: &Path) -> (Keymap, Vec<Problem>) {
    let mut keymap = Keymap::standard();
    let mut problems = Vec::new();
    let mut bound: Vec<Read> = Vec::new();
    for binding in bindings {
        match read(binding) {
            Err(message) => problems.push(binding.entry.problem(path, message)),
            Ok(read) => match bound.iter().find(|other| (other.context, &other.keys) == (read.context, &read.keys)) {
                Some(other) => {
                    let first = other.binding.entry.place.0;
                    problems.push(binding.entry.problem(path, format!("{} is bound in line {first} already; that holds", page::written(&read.keys))));
                }
                None => {
                    match read.action {
                        Some(action) => drop(keymap.bind(read.context, &read.keys, action)),
                        None => drop(keymap.unbind(read.context, &read.keys)),
                    }
                    bound.push(read);
                }
            },
        }
    }
    // Only when all is bound: the beginning may be freed further down.
    for read in bound.iter().filter(|read| read.action.is_some()) {
        if let Some((begin, action)) = keymap.hides(read.context, &read.keys) {
            let (keys, begin) = (page::written(&read.keys), page::written(begin));
            problems.push(read.binding.entry.problem(path, format!("{keys} is never reached: {begin} is bound to {}; \"none\" frees it", action.name())));
        }
    }
    let quits = |action: Action| matches!(action, Action::CloseView | Action::Quit | Action::Interrupt);
    if !Context::Reading.chain().any(|context| keymap.bound(context).any(|(_, action)| quits(action))) {
        problems.push(Problem::whole(path, "no key quits any more; Ctrl-C does"));
        if let Ok(key) = "Ctrl-C".parse() {
            keymap.bind(Context::Everywhere, &[key], Action::Interrupt);
        }
    }
    problems.sort_by_key(|problem| problem.place);
    (keymap, problems)
}

/// The lines of a file of settings that bind the keys of the table, each commented out.
pub fn lines() -> String {
    let mut out = String::new();
    for context in Context::ALL {
        let lines = BINDINGS.iter().filter(|binding| binding.section.context() == context);
        let lines: Vec<_> = lines.flat_map(|binding| binding.keys.split_whitespace().map(move |key| (key, binding.action, binding.help))).collect();
        if lines.is_empty() {
            continue;
        }
        out.push_str(&format!("\n[keys.{}]\n", context.name()));
        for (key, action, help) in lines {
            out.push_str(&format!("# {:14} = {:22} # {help}\n", format!("{:?}", key), format!("\"{}\"", action.name())));
        }
    }
    out
}

/// A binding that could be read.
struct Read<'b> {
    context: Context,
    keys: Vec<Key>,
    /// `None` takes the keys' meaning from them.
    action: Option<Action>,
    binding: &'b Binding,
}

fn read(binding: &Binding) -> Result<Read<'_>, String> {
    let near =
        |word: &str, names: &mut dyn Iterator<Item = &'static str>| nearest(word, names).map_or(String::new(), |near| format!("; the nearest name is {near}"));
    let context = Context::ALL.into_iter().find(|context| context.name() == binding.view);
    let context =
        context.ok_or_else(|| format!("no view is called {}{}", binding.view, near(&binding.view, &mut Context::ALL.iter().map(|context| context.name()))))?;
    let keys = binding.keys.split_whitespace().map(Key::written).collect::<Result<Vec<_>, _>>()?;
    let Some(first) = keys.first() else { return Err("a key has a name, as ctrl-n".to_owned()) };
    if context.counts() && first.digit().is_some_and(|digit| digit > 0) {
        return Err(format!("{first} begins a count, and cannot be bound"));
    }
    let action = Action::ALL.iter().copied().find(|action| action.name() == binding.action);
    if action.is_none() && binding.action != NONE {
        let names = &mut Action::ALL.iter().map(|action| action.name());
        return Err(format!("no action is called {}{}", binding.action, near(&binding.action, names)));
    }
    Ok(Read { context, keys, action, binding })
}
