//! The search as the program holds it: what was looked for, the hits, the one it stands on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::App;
use super::event::Event;
use super::jobs::Jobs;
use crate::model::{Anchor, Document, FlowId, NoteId, clean};
use crate::search::{Found, Hit, Pattern};
use crate::store::State;
use crate::ui::View;
use crate::ui::list::{Holds, ListView};
use crate::ui::reader::ShownOrder;

/// The last search.
#[derive(Debug, Default)]
pub struct Search {
    /// The pattern as typed; empty where nothing is searched for.
    pub typed: String,
    /// The hits, sorted by place.
    pub hits: Vec<Hit>,
    /// The hit it stands on.
    pub current: Option<usize>,
    /// Counts the searches up: an answer to an older one is dropped.
    pub number: u64,
    /// Set to stop the one that runs.
    stop: Arc<AtomicBool>,
    /// Whether one runs.
    pub running: bool,
    /// Steps from hit to hit that were asked for while it ran.
    pub wanted: i64,
    /// Where it stood when the document was read anew under it: what it finds is only to be marked.
    stood: Option<Anchor>,
}

impl Search {
    /// Begins a new search: stops the one that runs, and gives its number and what stops it.
    pub fn begin(&mut self, typed: &str) -> (u64, Arc<AtomicBool>) {
        self.clear();
        self.typed = typed.to_owned();
        self.running = true;
        (self.number, Arc::clone(&self.stop))
    }

    /// Takes an answer; false where it belongs to an older search.
    pub fn take(&mut self, number: u64, found: Found) -> bool {
        let mine = self.running && number == self.number;
        if mine {
            (self.hits, self.running) = (found.hits, false);
        }
        mine
    }

    /// Forgets what was found, and stops what runs.
    pub fn clear(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        *self = Search { number: self.number + 1, ..Search::default() };
    }

    /// The hit so many on or back from the one it stands on if that is in view, else from a place; and whether it went round the end.
    /// Hits follow each other in the order in which they show.
    pub fn step(&self, by: i64, from: Anchor, in_view: bool, order: &ShownOrder) -> Option<(usize, bool)> {
        let all = i64::try_from(self.hits.len()).ok().filter(|&all| all > 0)?;
        let at = match self.current.filter(|_| in_view) {
            Some(current) => order.rank(current) as i64 + by,
            None => {
                let next = self.hits.partition_point(|hit| hit.at < from) as i64;
                if by > 0 { next + by - 1 } else { next + by }
            }
        };
        Some((order.index(at.rem_euclid(all) as usize), !(0..all).contains(&at)))
    }
}

impl App {
    /// Looks for what was typed, and goes to the first place behind the top of the screen that has it.
    pub(super) fn begin_search(&mut self, typed: &str) {
        match Pattern::new(typed) {
            Ok(pattern) => {
                let (number, stop) = self.search.begin(typed);
                self.jobs.search(number, Arc::clone(&self.open.document), pattern, stop);
            }
            Err(error) => self.message = Some(error.to_string()),
        }
    }

    /// Looks again in a document that was read anew. Who has had an answer stays where they are.
    pub(super) fn search_anew(&mut self, old: &Document) {
        let typed = self.search.typed.clone();
        if typed.is_empty() {
            return;
        }
        let stood = self.search.current.and_then(|current| self.search.hits.get(current)).map(|hit| carried(hit.at, old, &self.open.document));
        let wanted = self.search.wanted;
        self.begin_search(&typed);
        (self.search.wanted, self.search.stood) = (wanted, stood);
    }

    /// Takes what a search has found.
    pub(super) fn found(&mut self, number: u64, found: Found) {
        let more = found.more;
        if !self.search.take(number, found) {
            return;
        }
        if self.trial.is_some() {
            return self.found_in_trial();
        }
        if self.search.hits.is_empty() {
            return self.nowhere();
        }
        let next = self.next_hit();
        match (self.search.stood.take(), self.stack.last_mut()) {
            (Some(at), _) => self.search.current = Some(self.search.hits.partition_point(|hit| hit.at < at).min(self.search.hits.len() - 1)),
            // The list of them was opened before they were there.
            (None, Some(View::List(list))) if *list.holds() == Holds::Hits => list.stand(next),
            (None, _) => self.step_hit(1),
        }
        let wanted = std::mem::take(&mut self.search.wanted);
        if wanted != 0 {
            self.step_hit(wanted);
        }
        if more {
            self.message = Some(format!("the first {} places are marked", self.search.hits.len()));
        }
    }

    /// Says that nothing was found.
    pub(super) fn nowhere(&mut self) {
        let so_far = match self.open.state {
            State::Whole => "",
            State::Cut => " in what was read",
            State::Waiting | State::Head => "; the rest is still being read",
        };
        let typed = &self.search.typed;
        let half = typed.len() > 1 && typed.starts_with('/') && !typed.ends_with('/');
        let hint = if half { "; a regular expression ends with / too" } else { "" };
        self.message = Some(format!("no place has {}{so_far}{hint}", clean::line(typed)));
        self.search.clear();
    }

    /// Goes to the hit so many on or back.
    pub(super) fn step_hit(&mut self, by: i64) {
        if self.search.running {
            self.search.wanted += by;
            return;
        }
        let from = self.reader().map_or(Anchor::START, |reader| reader.top_shown());
        let (in_view, order) = (self.shows_hit(), self.order_of_hits());
        let Some((at, round)) = self.search.step(by, from, in_view, &order) else {
            self.say("nothing was searched for; / searches");
            return;
        };
        self.go_to_hit(at);
        if round {
            self.say(if by > 0 { "from the start again" } else { "from the end again" });
        }
    }

    /// Goes to a hit: everything above the text gives way.
    pub(super) fn go_to_hit(&mut self, at: usize) {
        let Some(hit) = self.search.hits.get(at).copied() else { return };
        self.search.current = Some(at);
        match hit.at.flow {
            FlowId::Body => {
                self.stack.truncate(1);
                let document = Arc::clone(&self.open.document);
                if let Some(reader) = self.reader_mut() {
                    let position = reader.position();
                    reader.reveal(&document, hit.at);
                    if reader.position().top != position.top {
                        self.jumps.leave(position);
                    }
                }
            }
            FlowId::Note(note) => {
                self.follow(note, None);
                if let Some(View::Note(view)) = self.stack.last_mut() {
                    view.reveal(hit.at);
                }
            }
        }
    }

    /// Lists the hits, the cursor on the one it stands on.
    pub(super) fn list_hits(&mut self) {
        if self.search.typed.is_empty() {
            return self.say("nothing was searched for; / searches");
        }
        let cursor = match self.search.current {
            Some(current) => current,
            None => self.next_hit(),
        };
        self.push(View::List(ListView::new(Holds::Hits, cursor)));
    }

    /// The first hit behind the top of the screen; behind the last, the first of all.
    fn next_hit(&mut self) -> usize {
        let from = self.reader().map_or(Anchor::START, |reader| reader.top_shown());
        self.hit_from(from)
    }

    /// The first hit that shows behind a place; behind the last, the first of all.
    pub(super) fn hit_from(&mut self, from: Anchor) -> usize {
        let order = self.order_of_hits();
        self.search.step(1, from, false, &order).map_or(0, |(at, _)| at)
    }

    /// The order in which hits show.
    fn order_of_hits(&mut self) -> ShownOrder {
        match self.stack.first_mut() {
            Some(View::Reader(reader)) => reader.shown_order(&self.open.document, &self.search.hits, |hit| hit.at),
            _ => ShownOrder::default(),
        }
    }

    /// Takes what jobs found that were done at once.
    pub(super) fn settle(&mut self) {
        if let Jobs::AtOnce(events) = &mut self.jobs {
            for event in std::mem::take(events) {
                match event {
                    Event::Found { number, found } => self.found(number, found),
                    Event::Gathered { number, found } => self.gathered(number, found),
                    Event::Data(told) => self.told(told),
                    Event::Reread(read) => self.reread(read),
                    Event::Opened(read) => drop(self.opened(read)),
                    _ => {}
                }
            }
        }
    }

    /// Whether the hit that the search stands on is on the screen.
    fn shows_hit(&self) -> bool {
        let Some(hit) = self.search.current.and_then(|current| self.search.hits.get(current)) else { return false };
        match hit.at.flow {
            FlowId::Body => self.reader().is_some_and(|reader| reader.shows(hit.at)),
            FlowId::Note(note) => matches!(self.stack.last(), Some(View::Note(view)) if view.note() == note),
        }
    }
}

/// A place of a document in the one that was read anew, by source byte.
fn carried(at: Anchor, old: &Document, new: &Document) -> Anchor {
    let FlowId::Note(note) = at.flow else { return new.place(old.source(at)) };
    let source = old.note(note).map_or(0, |note| note.source);
    Anchor { flow: FlowId::Note(NoteId(new.notes.partition_point(|note| note.source < source) as u32)), ..at }
}
