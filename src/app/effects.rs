//! What crosses views, carried out in one place: views pushed and taken off, jumps, notes that open. No view writes another.

use std::sync::Arc;

use super::App;
use super::gather::Asked;
use crate::apparatus::way_to;
use crate::model::{Anchor, FlowId, Link, NoteId, Opens, Stop, TableId, Target};
use crate::ui::glance::GlanceView;
use crate::ui::note::NoteView;
use crate::ui::slip::SlipView;
use crate::ui::table::SheetView;
use crate::ui::{Effect, View};

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
                Effect::Restore(to) => self.jump_to(to),
                Effect::Open(note, from) => self.open_note(note, from),
                Effect::Follow(note, from) => self.follow(note, from),
                Effect::Reach(at) => self.reach(at),
                Effect::Behind(at, covered) => self.behind(at, covered),
                Effect::ShortForm(at) => self.ask(Asked::ShortForm(at)),
                Effect::Referrers(target) => self.list_referrers(target),
                Effect::Enter(stop) => self.enter(stop),
                Effect::Sheet(table) => {
                    if let Some(sheet) = SheetView::new(&self.scene(), table) {
                        self.push(View::Table(Box::new(sheet)));
                    }
                }
                Effect::Asked(ask, typed) => self.asked(ask, &typed),
                Effect::Work(work) => self.work(work),
                Effect::Copy(text, said) => self.copy_text(text, said),
                Effect::Export(look, file) => self.export(&look, &file),
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
                Effect::Show(way) => self.show_notes(way),
                Effect::Set(settings) => self.set(*settings),
                Effect::Keep(setting) => self.keep(setting),
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
            None if self.travel_further(back) => {}
            None => self.say(if back { "nothing to go back to" } else { "nothing to go forward to" }),
        }
    }

    /// Shows a note over the place that refers to it, or over the one where it stood.
    pub(super) fn follow(&mut self, note: NoteId, from: Option<Anchor>) {
        let document = Arc::clone(&self.open.document);
        let Some(found) = document.note(note) else { return };
        // From note to note is one jump, however many notes it goes.
        let goes_on = matches!(self.stack.last(), Some(View::Note(view)) if view.followed());
        self.stack.truncate(1);
        let markers = found.refs.iter().filter_map(|&reference| document.reference(reference)).map(|reference| reference.at);
        let from = from.or_else(|| markers.clone().find(|at| at.flow == FlowId::Body));
        let place = from.map_or(found.home, |from| way_to(&document, from));
        let mut moved = false;
        if let Some(reader) = self.reader_mut() {
            let before = reader.position();
            reader.stand(from.and_then(|_| document.stop_at(place)));
            reader.reveal(&document, place);
            reader.make_room(&document, place);
            moved = reader.position().top != before.top;
            if moved && !goes_on {
                self.jumps.leave(before);
            }
        }
        // What refers to it from another note stands in that note's popup.
        if let Some(Anchor { flow: FlowId::Note(other), .. }) = from
            && other != note
        {
            self.push(View::Note(NoteView::new(other, None).standing(&document, from)));
        }
        self.push(View::Note(NoteView::new(note, from).following(goes_on || moved)));
    }

    /// Goes to a place of the body or of a note, and stands on what can be opened there.
    pub(super) fn reach(&mut self, at: Anchor) {
        let document = Arc::clone(&self.open.document);
        if let FlowId::Note(note) = at.flow {
            self.follow(note, None);
            if let Some(View::Note(view)) = self.stack.pop() {
                self.stack.push(View::Note(view.standing(&document, Some(at))));
            }
            return;
        }
        self.stack.truncate(1);
        if let Some(reader) = self.reader_mut() {
            let before = reader.position();
            reader.stand(document.stop_at(at));
            reader.reveal(&document, at);
            if reader.position().top != before.top {
                self.jumps.leave(before);
            }
        }
    }

    /// Moves the text behind a list that covers its first rows, so that a place shows below it.
    fn behind(&mut self, at: Anchor, covered: u16) {
        let document = Arc::clone(&self.open.document);
        let place = way_to(&document, at);
        // However many places are looked at from one list, it is one jump.
        let goes_on = match self.stack.last_mut() {
            Some(View::List(list)) => list.followed(),
            _ => false,
        };
        let Some(reader) = self.reader_mut() else { return };
        let before = reader.position();
        reader.stand(document.stop_at(place));
        reader.put_below(&document, place, covered);
        if !goes_on {
            self.jumps.leave(before);
        }
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
                Some((Link::Sure(note) | Link::Likely(note, _), _)) => self.open_note(*note, Some(stop.at)),
                Some((Link::Pending, label)) if self.open.state.is_loading() => self.message = Some(format!("note {label} is still being read")),
                Some((Link::Pending, label)) => self.message = Some(format!("note {label} is not in what was read")),
                Some((Link::None(why), _)) => self.say(why),
                None => {}
            },
            Opens::Link(Target::Note(note)) => self.open_note(note, Some(stop.at)),
            Opens::Link(Target::Table(table)) => self.glance(table, stop.at),
            Opens::Link(Target::Heading(block)) => self.go(Anchor::new(FlowId::Body, block, 0)),
            Opens::Link(Target::Place(id)) => {
                if let Some(at) = document.named(id) {
                    self.reach(at);
                }
            }
            Opens::Link(Target::Address(address)) => {
                if let Some(address) = document.address(address) {
                    self.open_address(address, stop.at);
                }
            }
            Opens::Link(Target::Entry(entry)) => {
                if let Some(entry) = document.entries.get(entry as usize) {
                    self.slip(SlipView::entry(entry), stop.at);
                }
            }
            Opens::Link(Target::Outside) => {
                let words = document.block(stop.at.flow, stop.at.block).map_or("it", |block| &block.text.as_str()[stop.at.byte as usize..stop.end as usize]);
                self.message = Some(format!("{} is not in this file", words.replace('\n', " ")));
            }
        }
    }

    /// Shows a table over the words that send to it.
    fn glance(&mut self, table: TableId, from: Anchor) {
        let document = Arc::clone(&self.open.document);
        if let ([View::Reader(reader)], FlowId::Body) = (self.stack.as_mut_slice(), from.flow) {
            reader.make_room(&document, from);
        }
        self.push(View::Glance(GlanceView::new(table)));
    }

    fn open_note(&mut self, note: NoteId, from: Option<Anchor>) {
        // A note that is open further down comes up again: no chain of notes grows without end.
        let open = self.stack.iter().position(|view| matches!(view, View::Note(view) if view.note() == note));
        if let Some(at) = open {
            self.stack.truncate(at + 1);
            return;
        }
        let document = Arc::clone(&self.open.document);
        if let ([View::Reader(reader)], Some(from)) = (self.stack.as_mut_slice(), from.filter(|from| from.flow == FlowId::Body)) {
            reader.make_room(&document, from);
        }
        self.push(View::Note(NoteView::new(note, from)));
    }
}
