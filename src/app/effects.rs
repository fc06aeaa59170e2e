//! What crosses views, carried out in one place: views pushed and taken off, jumps, notes that open. No view writes another.

use std::sync::Arc;

use super::App;
use crate::model::{Anchor, FlowId, Link, NoteId, Opens, RefId, Stop, Target};
use crate::ui::note::NoteView;
use crate::ui::table::SheetView;
use crate::ui::{Effect, NotesShow, View};

/// Views above the text: beyond them the oldest gives way.
const DEEPEST: usize = 24;

impl App {
    /// Carries out what views asked for.
    pub(super) fn apply(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Pop => {
                    if self.stack.len() > 1 {
                        self.stack.pop();
                    }
                }
                Effect::Close => self.stack.truncate(1),
                Effect::Push(view) => self.push(*view),
                Effect::Go(at) => self.go(at),
                Effect::Open(note, reference) => self.open_note(note, reference),
                Effect::Follow(note, reference) => self.follow(note, reference),
                Effect::Enter(stop) => self.enter(stop),
                Effect::Sheet(table) => {
                    if let Some(sheet) = SheetView::new(&self.scene(), table) {
                        self.push(View::Table(sheet));
                    }
                }
                Effect::Search(typed) => self.accept(&typed),
                Effect::Hits => self.list_hits(),
                Effect::ToHit(at) => self.go_to_hit(at),
                Effect::Hit(by) => self.step_hit(by),
                Effect::Act(action) => self.wish = self.act(action, None),
                Effect::Fold(fold) => {
                    if !self.parts.fold(fold) {
                        self.say("no part has parts of its own");
                    }
                }
                Effect::Say(words) => self.message = Some(words),
                Effect::Show(notes) => {
                    self.notes = notes;
                    self.say(if notes == NotesShow::Foot { "notes stand at the foot" } else { "notes open in a popup" });
                }
            }
        }
    }

    /// Puts a view on top.
    pub(super) fn push(&mut self, view: View) {
        // One list, one help page: another of the same kind takes its place.
        if self.stack.len() > 1
            && !matches!(view, View::Note(_))
            && self.stack.last().is_some_and(|top| std::mem::discriminant(top) == std::mem::discriminant(&view))
        {
            self.stack.pop();
        }
        if self.stack.len() > DEEPEST {
            self.stack.remove(1);
        }
        self.stack.push(view);
    }

    /// Goes back to where one jumped from, or forward again.
    pub(super) fn travel(&mut self, back: bool) {
        let Some(from) = self.reader().map(|reader| reader.position()) else { return };
        let to = if back { self.jumps.back(from) } else { self.jumps.forward(from) };
        match to {
            Some(to) => {
                self.stack.truncate(1);
                if let Some(reader) = self.reader_mut() {
                    reader.restore(to);
                }
            }
            None => self.say(if back { "nothing to go back to" } else { "nothing to go forward to" }),
        }
    }

    /// Shows a note over the place that refers to it, or over the one where it stood.
    pub(super) fn follow(&mut self, note: NoteId, reference: Option<RefId>) {
        let document = Arc::clone(&self.open.document);
        let Some(found) = document.note(note) else { return };
        // From note to note is one jump, however many notes it goes.
        let goes_on = matches!(self.stack.last(), Some(View::Note(view)) if view.followed());
        self.stack.truncate(1);
        let in_text = |reference: &RefId| document.reference(*reference).is_some_and(|found| found.at.flow == FlowId::Body);
        let reference = reference.or_else(|| found.refs.iter().copied().find(in_text));
        let place = reference.filter(in_text).and_then(|reference| document.reference(reference)).map(|found| found.at);
        let mut moved = false;
        if let Some(reader) = self.reader_mut() {
            let from = reader.position();
            let stops = document.stops_of(FlowId::Body);
            let at = |at: Anchor| stops[stops.partition_point(|stop| stop.at < at)..].iter().find(|stop| matches!(stop.opens, Opens::Ref(_))).copied();
            reader.stand(place.and_then(at));
            reader.reveal(&document, place.unwrap_or(found.home));
            reader.make_room(&document, place.unwrap_or(found.home));
            moved = reader.position().top != from.top;
            if moved && !goes_on {
                self.jumps.leave(from);
            }
        }
        self.push(View::Note(NoteView::following(note, reference, goes_on || moved)));
    }

    /// Goes to a place of the body.
    fn go(&mut self, at: Anchor) {
        self.stack.truncate(1);
        let document = Arc::clone(&self.open.document);
        if let Some(reader) = self.reader_mut() {
            let from = reader.position();
            reader.stand(None);
            reader.put(&document, at, 0);
            if reader.position().top != from.top {
                self.jumps.leave(from);
            }
        }
    }

    /// Opens what a stop leads to.
    fn enter(&mut self, stop: Stop) {
        let document = Arc::clone(&self.open.document);
        match stop.opens {
            Opens::Table(table) => self.apply(vec![Effect::Sheet(table)]),
            Opens::Ref(reference) => match document.reference(reference).map(|reference| (&reference.link, &reference.label)) {
                Some((Link::Sure(note) | Link::Likely(note, _), _)) => self.open_note(*note, Some(reference)),
                Some((Link::Pending, label)) if self.open.state.is_loading() => self.message = Some(format!("note {label} is still being read")),
                Some((Link::Pending, label)) => self.message = Some(format!("note {label} is not in what was read")),
                Some((Link::None(why), _)) => self.say(why),
                None => {}
            },
            Opens::Link(Target::Note(note)) => self.open_note(note, None),
            Opens::Link(Target::Table(table)) => {
                if let Some(table) = document.table(table) {
                    self.go(Anchor::new(FlowId::Body, table.block, 0));
                }
            }
            Opens::Link(Target::Heading(block)) => self.go(Anchor::new(FlowId::Body, block, 0)),
            Opens::Link(Target::Outside) => {
                let words = document.block(stop.at.flow, stop.at.block).map_or("it", |block| &block.text.as_str()[stop.at.byte as usize..stop.end as usize]);
                self.message = Some(format!("{} is not in this file", words.replace('\n', " ")));
            }
        }
    }

    fn open_note(&mut self, note: NoteId, reference: Option<RefId>) {
        // A note that is open further down comes up again: no chain of notes grows without end.
        let open = self.stack.iter().position(|view| matches!(view, View::Note(view) if view.note() == note));
        if let Some(at) = open {
            self.stack.truncate(at + 1);
            return;
        }
        let document = Arc::clone(&self.open.document);
        if let ([View::Reader(reader)], Some(reference)) = (self.stack.as_mut_slice(), reference.and_then(|reference| document.reference(reference))) {
            reader.make_room(&document, reference.at);
        }
        self.push(View::Note(NoteView::new(note, reference)));
    }
}
