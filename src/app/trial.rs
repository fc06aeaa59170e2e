//! The search while it is typed: each key begins it anew, the view goes to the first place behind the one where the prompt
//! was opened, and Esc brings everything back as it was. Owns what there is to go back to, and what was searched for before.

use std::sync::Arc;

use super::App;
use super::search::Search;
use crate::model::{Anchor, Document, FlowId};
use crate::search::Pattern;
use crate::search::find::MOST_HITS;
use crate::ui::View;
use crate::ui::prompt::PromptView;
use crate::ui::reader::Held;

/// Patterns that are kept to be searched for again.
const KEPT: usize = 100;

/// What was there when the prompt was opened.
#[derive(Debug)]
pub(super) struct Trial {
    /// What was typed when the search was last begun.
    typed: String,
    /// The first place that showed.
    from: Anchor,
    /// The text with its place.
    held: Held,
    /// What lay over the text, once hits are shown in its place.
    aside: Option<Vec<View>>,
    /// The search before, once another has begun.
    before: Option<Search>,
}

impl Trial {
    /// Takes what it holds over to a document that was read anew.
    pub(super) fn carry_over(&mut self, old: &Document, new: &Document) {
        self.from = new.place(old.source(self.from));
        self.held.carry_over(old, new);
        if let Some(aside) = &mut self.aside {
            aside.retain_mut(|view| view.carry_over(old, new));
        }
        self.before = self.before.take().map(|_| Search::default());
    }
}

impl App {
    /// Opens the prompt.
    pub(super) fn open_prompt(&mut self) {
        let Some(reader) = self.reader() else { return };
        self.trial = Some(Trial { typed: String::new(), from: reader.top_shown(), held: reader.hold(), aside: None, before: None });
        let prompt = PromptView::new(self.searched.clone());
        self.push(View::Prompt(prompt));
    }

    /// Begins the search anew where something else is typed than before; without the prompt, all is as it was.
    pub(super) fn follow_prompt(&mut self) {
        let Some(trial) = &mut self.trial else { return };
        let Some(View::Prompt(prompt)) = self.stack.last() else { return self.leave_prompt() };
        if prompt.text() == trial.typed {
            return;
        }
        trial.typed = prompt.text().to_owned();
        let before = trial.before.get_or_insert_with(|| std::mem::take(&mut self.search));
        self.search.number = self.search.number.max(before.number);
        self.search.clear();
        // What cannot be searched for may be half typed: nothing is said before Enter.
        match Pattern::new(&trial.typed) {
            Ok(pattern) => {
                let (number, stop) = self.search.begin(&trial.typed);
                self.jobs.search(number, Arc::clone(&self.open.document), pattern, stop);
            }
            Err(_) => self.show_origin(),
        }
    }

    /// Shows what was found for what is typed so far.
    pub(super) fn found_in_trial(&mut self) {
        let Some(trial) = &self.trial else { return };
        let from = trial.from;
        if self.search.hits.is_empty() {
            return self.show_origin();
        }
        let at = self.hit_from(from);
        let hit = self.search.hits[at];
        self.show_origin();
        self.search.current = Some(at);
        // Where the text was before may show the hit already: then it stays there.
        self.layout(self.screen);
        let prompt = self.stack.pop();
        let over = self.stack.split_off(1);
        if let Some(trial) = &mut self.trial {
            trial.aside = Some(over);
        }
        let document = Arc::clone(&self.open.document);
        match hit.at.flow {
            FlowId::Body => {
                if let Some(reader) = self.reader_mut() {
                    reader.reveal(&document, hit.at);
                }
            }
            FlowId::Note(note) => {
                // Nothing was left yet: that is for Enter.
                let jumps = std::mem::take(&mut self.jumps);
                self.follow(note, None);
                self.jumps = jumps;
                if let Some(View::Note(view)) = self.stack.last_mut() {
                    view.reveal(hit.at);
                }
            }
        }
        self.stack.extend(prompt);
    }

    /// Stays at what was found, or looks for it from where the prompt was opened.
    pub(super) fn accept(&mut self, typed: &str) {
        if typed.is_empty() {
            return self.repeat();
        }
        if let Err(error) = Pattern::new(typed) {
            self.leave_prompt();
            self.message = Some(error.to_string());
            return;
        }
        self.remember(typed);
        let Some(trial) = &mut self.trial else { return self.begin_search(typed) };
        trial.before = None;
        if self.search.running || self.search.hits.is_empty() {
            // Nothing shows yet that could be stayed at.
            self.leave_prompt();
            if !self.search.running {
                self.nowhere();
            }
            return;
        }
        let (from, position) = (trial.from, trial.held.position());
        self.trial = None;
        if self.reader().is_some_and(|reader| reader.position().top != position.top) {
            self.jumps.leave(position);
        }
        let at = self.search.current.and_then(|current| self.search.hits.get(current)).map(|hit| hit.at);
        if self.search.hits.len() == MOST_HITS {
            self.say(&format!("the first {MOST_HITS} places are marked"));
        } else if at < Some(from) {
            self.say("from the start again");
        }
    }

    /// Searches once more for what was searched for last.
    fn repeat(&mut self) {
        self.leave_prompt();
        match self.searched.last().cloned() {
            _ if !self.search.typed.is_empty() => self.step_hit(1),
            Some(last) => self.begin_search(&last),
            None => self.say("nothing was searched for yet"),
        }
    }

    /// Everything as it was when the prompt was opened.
    fn leave_prompt(&mut self) {
        self.show_origin();
        if let Some(before) = self.trial.take().and_then(|trial| trial.before) {
            let number = self.search.number.max(before.number) + 1;
            self.search.clear();
            self.search = before;
            self.search.number = number;
            if self.search.running {
                // It was stopped when another began.
                let typed = self.search.typed.clone();
                self.begin_search(&typed);
            }
        }
    }

    /// Shows the place where the prompt was opened, with what lay over it; the prompt stays where it is open.
    fn show_origin(&mut self) {
        let Some(trial) = &mut self.trial else { return };
        if let Some(View::Reader(reader)) = self.stack.first_mut() {
            reader.release(&trial.held);
        }
        if let Some(over) = trial.aside.take() {
            let prompt = self.stack.pop_if(|view| matches!(view, View::Prompt(_)));
            self.stack.truncate(1);
            self.stack.extend(over);
            self.stack.extend(prompt);
        }
    }

    /// Keeps a pattern as the one that was searched for last.
    fn remember(&mut self, typed: &str) {
        self.searched.retain(|other| other != typed);
        self.searched.push(typed.to_owned());
        if self.searched.len() > KEPT {
            self.searched.remove(0);
        }
    }
}
