//! From keys to actions: a trie for each context, with counts and keys that wait for the next one. Owns what was half
//! typed, and the list of what is bound, from which the page of keys is made; knows no view and does nothing.

use std::collections::HashMap;

use super::action::{Action, BINDINGS};
use super::context::Context;
use super::key::{Code, Key};

/// The largest count that can be typed; more digits change nothing.
const LARGEST_COUNT: u32 = 99_999_999;

/// What a key amounted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fed {
    /// It asks for an action, with the count typed before it.
    Action(Action, Option<u32>),
    /// It waits for the next key, or took back what was half typed.
    Pending,
    /// It is what an action waited for.
    Given(Action, Key),
    /// It means nothing here.
    Unbound(Key),
}

/// The map, and what was half typed.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    roots: HashMap<Context, Node>,
    /// What is bound, in the order in which it was.
    bound: Vec<Bound>,
    pending: Vec<Key>,
    count: Option<u32>,
    context: Option<Context>,
    /// The action that takes the next key, whatever that means elsewhere.
    waiting: Option<Action>,
}

/// Keys with what they ask for in a context.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bound {
    context: Context,
    keys: Vec<Key>,
    action: Action,
}

#[derive(Debug, Clone, Default)]
struct Node {
    action: Option<Action>,
    next: HashMap<Key, Node>,
}

impl Keymap {
    /// The map with the default keys of the table.
    pub fn standard() -> Keymap {
        let mut keymap = Keymap::default();
        for binding in BINDINGS {
            for key in binding.keys.split_whitespace().filter_map(|name| name.parse().ok()) {
                keymap.bind(binding.section.context(), &[key], binding.action);
            }
        }
        keymap
    }

    /// Binds keys, pressed one after the other, to an action; gives what they meant in this context before.
    pub fn bind(&mut self, context: Context, keys: &[Key], action: Action) -> Option<Action> {
        let mut node = self.roots.entry(context).or_default();
        for &key in keys {
            node = node.next.entry(key).or_default();
        }
        let before = node.action.replace(action);
        self.bound.retain(|bound| bound.context != context || bound.keys != keys);
        self.bound.push(Bound { context, keys: keys.to_owned(), action });
        before
    }

    /// Takes what keys ask for in a context from them; gives what that was.
    pub fn unbind(&mut self, context: Context, keys: &[Key]) -> Option<Action> {
        self.bound.retain(|bound| bound.context != context || bound.keys != keys);
        let root = self.roots.get_mut(&context)?;
        let action = keys.iter().try_fold(&mut *root, |node, key| node.next.get_mut(key))?.action.take();
        root.prune(keys);
        action
    }

    /// What is bound in a context and can be typed, in the order in which it was bound.
    pub fn bound(&self, context: Context) -> impl Iterator<Item = (&[Key], Action)> {
        let here = self.bound.iter().filter(move |bound| bound.context == context);
        here.filter(move |bound| self.hides(context, &bound.keys).is_none()).map(|bound| (bound.keys.as_slice(), bound.action))
    }

    /// The beginning of some keys that is itself bound in a context, so that the rest is never waited for.
    pub fn hides<'k>(&self, context: Context, keys: &'k [Key]) -> Option<(&'k [Key], Action)> {
        let mut node = self.roots.get(&context)?;
        for (typed, key) in keys.iter().enumerate() {
            if let Some(action) = node.action {
                return Some((&keys[..typed], action));
            }
            node = node.next.get(key)?;
        }
        None
    }

    /// The next key is for an action: the letter of a mark.
    pub fn wait(&mut self, action: Action) {
        self.clear();
        self.waiting = Some(action);
    }

    /// Takes a key that was pressed in a context.
    pub fn feed(&mut self, context: Context, key: Key) -> Fed {
        if let Some(action) = self.waiting.take() {
            return if key == Key::plain(Code::Esc) { Fed::Pending } else { Fed::Given(action, key) };
        }
        if self.context != Some(context) {
            self.clear();
            self.context = Some(context);
        }
        let half_typed = self.count.is_some() || !self.pending.is_empty();
        if half_typed && key == Key::plain(Code::Esc) {
            self.clear();
            return Fed::Pending;
        }
        if let Some(digit) = key.digit()
            && context.counts()
            && self.pending.is_empty()
            && (digit > 0 || self.count.is_some())
        {
            let count = self.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
            self.count = Some(count.min(LARGEST_COUNT));
            return Fed::Pending;
        }
        self.pending.push(key);
        match context.chain().find_map(|context| self.node(context)) {
            Some(Node { action: Some(action), .. }) => {
                let fed = Fed::Action(*action, self.count);
                self.clear();
                fed
            }
            Some(_) => Fed::Pending,
            None => {
                self.clear();
                Fed::Unbound(key)
            }
        }
    }

    /// What was half typed, as the status line shows it; empty where nothing was.
    pub fn half_typed(&self) -> String {
        let count = self.count.map(|count| count.to_string()).unwrap_or_default();
        self.pending.iter().fold(count, |typed, key| format!("{typed}{key}"))
    }

    /// Forgets what was half typed.
    pub fn clear(&mut self) {
        self.pending.clear();
        (self.count, self.waiting) = (None, None);
    }

    fn node(&self, context: Context) -> Option<&Node> {
        self.pending.iter().try_fold(self.roots.get(&context)?, |node, key| node.next.get(key))
    }
}

impl Node {
    /// Takes out what leads nowhere: a key of which nothing is left must not be waited behind.
    fn prune(&mut self, keys: &[Key]) {
        let Some((key, rest)) = keys.split_first() else { return };
        let Some(next) = self.next.get_mut(key) else { return };
        next.prune(rest);
        if next.action.is_none() && next.next.is_empty() {
            self.next.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_default_key_means_two_things_in_one_context() {
        let mut keymap = Keymap::default();
        for binding in BINDINGS {
            for name in binding.keys.split_whitespace() {
                let key: Key = name.parse().expect("the name of a key");
                assert_eq!(key.to_string(), name, "{} is not written as the page writes it", binding.action.name());
                let before = keymap.bind(binding.section.context(), &[key], binding.action);
                assert_eq!(before, None, "{name} is bound twice in {:?}", binding.section);
            }
        }
    }
}
