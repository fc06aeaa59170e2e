//! Marks: places that were given a letter. They last while the program runs. Owns the letters and what is said of them.

use std::collections::BTreeMap;

use super::App;
use crate::keys::{Action, Code, Key};
use crate::model::{Anchor, Document, Kind};
use crate::ui::View;
use crate::ui::list::{Entry, Goes, Holds, ListView, Made};
use crate::ui::reader::Position;

/// Characters of a line that the list shows at most.
const SHOWN: usize = 200;

/// The places, by letter.
#[derive(Debug, Default)]
pub struct Marks(BTreeMap<char, Position>);

impl Marks {
    /// Takes the places over to a document that was read anew.
    pub fn carry_over(&mut self, old: &Document, new: &Document) {
        for position in self.0.values_mut() {
            *position = position.carried(old, new);
        }
    }
}

impl App {
    /// Waits for the letter of a mark.
    pub(super) fn wait_for_letter(&mut self, action: Action) {
        self.keymap.wait(action);
        self.say(if action == Action::SetMark { "set a mark: type a letter" } else { "go to a mark: type its letter; ' is the last place, Enter lists them" });
    }

    /// Takes the key that sets a mark or goes to one.
    pub(super) fn mark_key(&mut self, action: Action, key: Key) {
        let letter = match key {
            Key { code: Code::Char(c), ctrl: false, alt: false, .. } => Some(c),
            _ => None,
        };
        match (action, letter) {
            (Action::SetMark, Some(c)) if c.is_alphabetic() => {
                let Some(position) = self.reader().map(|reader| reader.position()) else { return };
                let again = self.marks.0.insert(c, position).is_some();
                self.message = Some(if again { format!("mark {c} stands here now") } else { format!("mark {c} is set; ' {c} comes back") });
            }
            (Action::GoToMark, Some('\'' | ' ' | '`')) => match self.jumps.last() {
                Some(to) => self.jump_to(to),
                None => self.say("there was no jump yet: no last place to go to"),
            },
            (Action::GoToMark, Some(c)) if c.is_alphabetic() => match self.marks.0.get(&c).copied() {
                Some(to) => self.jump_to(to),
                None => self.message = Some(format!("no mark {c} is set; m {c} sets it")),
            },
            (Action::GoToMark, None) if key == Key::plain(Code::Enter) => self.list_marks(),
            _ => self.message = Some(format!("{key} is no letter of a mark")),
        }
    }

    /// Lists the marks.
    pub(super) fn list_marks(&mut self) {
        let document = &self.open.document;
        let entry = |(letter, position): (&char, &Position)| {
            let part = document.section(position.top.block).filter(|(block, _)| *block != position.top.block).and_then(|(block, heading)| {
                let text = &document.body.block(block)?.text;
                Some(heading.number.map_or_else(|| text.as_str()[heading.title as usize..].replace('\n', " "), |number| text.slice(number).to_owned()))
            });
            let percent = document.fraction(position.top) * 100.0;
            let part = part.map_or(String::new(), |part| format!("{part}: "));
            Entry {
                label: letter.to_string(),
                text: format!("{part}{}", words_at(document, position.top)),
                right: format!("{percent:.0} %"),
                dim: false,
                goes: Some(Goes::Back(*position)),
            }
        };
        let made = Made::new("Marks".to_owned(), "No mark is set; m and a letter sets one".to_owned(), self.marks.0.iter().map(entry).collect());
        self.push(View::List(ListView::new(Holds::Made(made), 0)));
    }

    /// Jumps to a position: the same line comes to the same row, and the place before can be gone back to.
    pub(super) fn jump_to(&mut self, to: Position) {
        self.stack.truncate(1);
        if let Some(reader) = self.reader_mut() {
            let from = reader.position();
            reader.restore(to);
            if from != to {
                self.jumps.leave(from);
            }
        }
    }
}

/// The words from a place on, as far as a list shows them.
fn words_at(document: &Document, at: Anchor) -> String {
    let Some(block) = document.block(at.flow, at.block) else { return String::new() };
    let from = if matches!(block.kind, Kind::Table(_)) { 0 } else { at.byte as usize };
    let words = block.text.as_str().get(from..).unwrap_or_default();
    words.chars().take(SHOWN).map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect()
}
