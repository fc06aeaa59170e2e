//! A note in a popup: at its marker, never over the marker's own line, as tall as the note up to half the screen. Its text
//! is a flow like any other; the words in it that send elsewhere are stops, and so is its own label.

mod resolved;
mod shown;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::areas::Areas;
use super::paint::{Painter, cut, wrapped};
use super::popup::{self, FRAME, LEAST, Popup, SIDES};
use super::{Answer, Effect, Scene};
use crate::apparatus::referrers;
use crate::keys::Action;
use crate::layout::{FlowLayout, PlacedRow, Top};
use crate::model::{Anchor, Document, Extent, FlowId, Link, NoteId, Opens, Stop, Target};
use resolved::Resolved;

/// A popup with a note.
#[derive(Debug)]
pub struct NoteView {
    note: NoteId,
    /// The marker or the words it was opened from, where it was opened from some.
    from: Option<Anchor>,
    /// Who refers to it; not known before the first layout.
    referrers: Option<Vec<Anchor>>,
    flow: FlowLayout,
    top: Top,
    /// Whether the text was moved for it: who goes on from it goes on with the same jump.
    followed: bool,
    /// A place that the next layout brings into view.
    wanted: Option<Anchor>,
    /// What Tab stands on.
    stop: Option<At>,
    rows: Vec<PlacedRow>,
    /// Why its link is not sure, in lines.
    reason: Vec<String>,
    /// What it stands for, below its own words.
    resolved: Resolved,
    popup: Popup,
}

/// A stop of a note: one of its links, or its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Link(Stop),
    /// What it stands for, by number.
    Resolved(usize),
    Label,
}

impl NoteView {
    /// A popup for a note, opened from a place that refers to it.
    pub fn new(note: NoteId, from: Option<Anchor>) -> NoteView {
        NoteView {
            note,
            from,
            referrers: None,
            flow: FlowLayout::new(FlowId::Note(note)),
            top: Top::default(),
            followed: false,
            wanted: None,
            stop: None,
            rows: Vec::new(),
            reason: Vec::new(),
            resolved: Resolved::default(),
            popup: Popup::default(),
        }
    }

    /// Says whether the text was moved for it, or for the one before.
    pub fn following(self, followed: bool) -> NoteView {
        NoteView { followed, ..self }
    }

    /// Stands on the words at a place of it, and brings them into view.
    pub fn standing(mut self, document: &Document, at: Option<Anchor>) -> NoteView {
        self.stop = at.and_then(|at| document.stop_at(at)).map(At::Link).or(self.stop);
        self.wanted = at.or(self.wanted);
        self
    }

    /// Whether the text was moved for it.
    pub fn followed(&self) -> bool {
        self.followed
    }

    /// The note.
    pub fn note(&self) -> NoteId {
        self.note
    }

    /// Takes the popup over to a document that was read anew: the note that begins at the same source byte. False where there is none.
    pub fn carry_over(&mut self, old: &Document, new: &Document) -> bool {
        let Some(source) = old.note(self.note).map(|note| note.source) else { return false };
        let at = new.notes.partition_point(|note| note.source < source);
        let found = new.notes.get(at).is_some_and(|note| note.source == source);
        *self = NoteView::new(NoteId(at as u32), None);
        found
    }

    /// The words of it that Tab stands on.
    pub fn stop(&self) -> Option<Stop> {
        match self.stop {
            Some(At::Link(stop)) => Some(stop),
            _ => None,
        }
    }

    /// Brings a place of the note into view.
    pub fn reveal(&mut self, at: Anchor) {
        self.wanted = Some(at);
    }

    /// The row of the screen on which the current stop stands.
    pub fn stop_row(&self) -> Option<u16> {
        let inside = self.inside();
        let stop = match self.stop {
            Some(At::Link(stop)) => stop,
            Some(At::Resolved(number)) => {
                let from = (inside.y + inside.height).saturating_sub(self.resolved.height() as u16);
                return self.resolved.lines().position(|(other, _)| other == number).map(|row| from + row as u16);
            }
            Some(At::Label) | None => return Some(self.popup.area.y),
        };
        let row = self.rows.iter().position(|row| {
            let line = row.line.and_then(|line| row.layout.lines.get(line as usize));
            row.block == stop.at.block && line.is_some_and(|line| line.extent.contains(stop.at.byte))
        })?;
        Some(inside.y + self.reason.len() as u16 + row as u16)
    }

    /// Finds its place on the screen: below the row it belongs to, or above where there is more room.
    pub fn layout(&mut self, scene: &Scene<'_>, areas: &Areas, below: Option<u16>) {
        let column = areas.text;
        let referrers = || referrers(scene.document, Target::Note(self.note)).iter().map(|stop| stop.at).collect();
        self.referrers.get_or_insert_with(referrers);
        let width = column.width.saturating_sub(SIDES).max(1);
        self.flow.set_width(width);
        self.flow.set_typography(scene.typography_of_notes());
        self.reason = self.why(scene).map_or(Vec::new(), |why| wrapped(&why, width));
        let most = (areas.screen.height / 2).max(LEAST);
        let all = self.flow.fill(scene.document, Top::default(), most).len() as u16;
        // A short note leaves what it stands for the rest of the popup, a long one a third of it.
        let rest = usize::from(most.saturating_sub(FRAME + all)).saturating_sub(self.reason.len());
        self.resolved.layout(scene, self.note, width, rest.max(usize::from(most / 3)).max(1));
        let reason = (self.reason.len() + self.resolved.height()) as u16;
        let wanted = all.saturating_add(reason).saturating_add(FRAME).min(most);
        self.popup.set(popup::place(column, below, wanted), all.saturating_add(reason));
        self.reason.truncate(usize::from(self.inside().height.saturating_sub(1)));
        let left = usize::from(self.inside().height) - self.reason.len().min(usize::from(self.inside().height));
        self.resolved.truncate(left.saturating_sub(1));
        let inside = (left - self.resolved.height().min(left)) as u16;
        if let Some(at) = self.wanted.take() {
            self.top = self.flow.top_of(scene.document, at);
        }
        let last = self.flow.last_top(scene.document, inside);
        if (self.top.block, self.top.line) > (last.block, last.line) {
            self.top = last;
        }
        self.rows = self.flow.fill(scene.document, self.top, inside);
        let end = self.flow.last_top(scene.document, 1);
        let shown_end = self.rows.last().and_then(|row| Some((row.block, row.line?)));
        self.popup.more = ((self.top.block, self.top.line) > (0, 0), shown_end < Some((end.block, end.line)));
    }

    /// Draws the frame with its title, and the note.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let theme = &scene.theme;
        let buffer = frame.buffer_mut();
        let (label, place) = self.title(scene);
        let style = if self.stop == Some(At::Label) { theme.heading.patch(theme.stop) } else { theme.heading };
        self.popup.draw(buffer, theme, (&label, style), &place);
        let inside = self.inside();
        for (i, words) in (0u16..).zip(&self.reason).take_while(|(i, _)| *i < inside.height) {
            buffer.set_stringn(inside.x, inside.y + i, words, usize::from(inside.width), theme.dim);
        }
        let painter = Painter { scene, flow: FlowId::Note(self.note), stop: self.stop(), base: theme.text };
        let reason = self.reason.len() as u16;
        for (i, row) in (reason..inside.height).zip(&self.rows) {
            painter.row(buffer, Rect { y: inside.y + i, height: 1, ..inside }, row, None);
        }
        let last = inside.y + inside.height;
        let style = theme.dim.add_modifier(Modifier::ITALIC);
        for ((number, words), y) in self.resolved.lines().zip(last.saturating_sub(self.resolved.height() as u16)..last) {
            let style = if self.stop == Some(At::Resolved(number)) { style.patch(theme.stop) } else { style };
            cut(buffer, Rect { y, height: 1, ..inside }, words, style, theme.dim);
        }
    }

    /// A click: on a link it opens, on the frame's title it goes to where the note stood.
    pub fn click(&mut self, scene: &Scene<'_>, x: u16, y: u16) -> Answer {
        if !super::holds(self.popup.area, x, y) {
            return Answer::with(Effect::Pop);
        }
        if y == self.popup.area.y {
            return self.home(scene);
        }
        let at = self.shown().place(scene.document, x, y);
        let stop = at.and_then(|at| {
            let stops = scene.document.stops_in(at.flow, at.block, Extent::new(0, at.byte + 1));
            stops.iter().find(|stop| at.byte < stop.end).copied()
        });
        self.stop = stop.map(At::Link);
        if let Some(stop) = stop {
            return Answer::with(Effect::Enter(stop));
        }
        self.resolved_at(y).map_or(Answer::done(), |number| self.enter(number))
    }

    /// Answers an action.
    pub fn act(&mut self, scene: &Scene<'_>, action: Action, count: Option<u32>) -> Answer {
        let times = count.unwrap_or(1).min(1 << 16) as i32;
        let page = (self.rows.len() as i32 - 1).max(1);
        match action {
            Action::LineDown => self.scroll(scene, times),
            Action::LineUp => self.scroll(scene, -times),
            Action::PageDown | Action::HalfPageDown => self.scroll(scene, times * page),
            Action::PageUp | Action::HalfPageUp => self.scroll(scene, -times * page),
            Action::Start => self.scroll(scene, i32::MIN / 2),
            Action::End => self.scroll(scene, i32::MAX / 2),
            Action::NextStop => self.turn(scene, true),
            Action::PreviousStop => self.turn(scene, false),
            Action::Open => {
                let first = scene.document.stops_of(FlowId::Note(self.note)).first().copied();
                let first = first.map(At::Link).or(self.resolved.stops().next().map(At::Resolved));
                match self.stop.or(first).unwrap_or(At::Label) {
                    At::Link(stop) => {
                        self.stop = Some(At::Link(stop));
                        Answer::with(Effect::Enter(stop))
                    }
                    At::Resolved(number) => self.enter(number),
                    At::Label => self.home(scene),
                }
            }
            Action::Close | Action::CloseView => Answer::with(Effect::Pop),
            Action::NextNote => self.neighbour(scene, times),
            Action::PreviousNote => self.neighbour(scene, -times),
            Action::NextReference => self.next_referrer(),
            Action::Referrers => Answer::with(Effect::Referrers(Target::Note(self.note))),
            _ => Answer::Pass,
        }
    }

    fn scroll(&mut self, scene: &Scene<'_>, rows: i32) -> Answer {
        self.top = self.flow.step(scene.document, self.top, rows);
        Answer::done()
    }

    /// The next or previous of the links and the label, round and round.
    fn turn(&mut self, scene: &Scene<'_>, on: bool) -> Answer {
        let mut all: Vec<At> = scene.document.stops_of(FlowId::Note(self.note)).iter().map(|&stop| At::Link(stop)).collect();
        all.extend(self.resolved.stops().map(At::Resolved));
        all.push(At::Label);
        let here = self.stop.and_then(|stop| all.iter().position(|&other| other == stop));
        let next = match (here, on) {
            (Some(here), true) => (here + 1) % all.len(),
            (Some(here), false) => (here + all.len() - 1) % all.len(),
            (None, true) => 0,
            (None, false) => all.len() - 1,
        };
        self.stop = Some(all[next]);
        if let At::Link(stop) = all[next]
            && self.stop_row().is_none()
        {
            self.reveal(stop.at);
        }
        Answer::done()
    }

    /// Goes to the place in the text where the note stood.
    fn home(&self, scene: &Scene<'_>) -> Answer {
        let Some(note) = scene.document.note(self.note) else { return Answer::done() };
        let line = scene.document.line(note.source);
        Answer::Done(vec![Effect::Close, Effect::Go(note.home), Effect::Say(format!("note {} stood here, in line {line}", note.label))])
    }

    /// The note so many before or behind; the text follows.
    fn neighbour(&self, scene: &Scene<'_>, by: i32) -> Answer {
        // A count that reaches too far stops at the last there is.
        let last = (scene.document.notes.len() as u32).saturating_sub(1);
        match NoteId(self.note.0.saturating_add_signed(by).min(last)) {
            note if note != self.note => Answer::with(Effect::Follow(note, None)),
            _ if by > 0 && scene.loading => Answer::say("the rest is still being read"),
            _ => Answer::say(if by > 0 { "this is the last note" } else { "this is the first note" }),
        }
    }

    /// The next place that refers to this note; the text follows.
    fn next_referrer(&self) -> Answer {
        let all = self.referrers.as_deref().unwrap_or_default();
        match all.len() {
            0 => Answer::say("nobody refers to this note"),
            1 => Answer::say("this is the only place that refers to this note"),
            several => Answer::with(Effect::Follow(self.note, Some(all[(self.here().unwrap_or(0) + 1) % several]))),
        }
    }

    /// Which of the places that refer to it it was opened from; the first where it was opened by other means.
    fn here(&self) -> Option<usize> {
        let all = self.referrers.as_deref()?;
        self.from.map_or((!all.is_empty()).then_some(0), |from| all.iter().position(|&at| at == from))
    }

    fn inside(&self) -> Rect {
        self.popup.inside()
    }

    /// Its label, with a question mark where the link is not sure, and which of several places refer to it.
    fn title(&self, scene: &Scene<'_>) -> (String, String) {
        let Some(note) = scene.document.note(self.note) else { return (String::new(), String::new()) };
        let sure = self.why(scene).is_none();
        let all = self.referrers.as_ref().map_or(0, Vec::len);
        let place = match self.here() {
            Some(here) if all > 1 => format!(" {} of {all} ", here + 1),
            _ if all == 0 => " nobody refers to it ".to_owned(),
            _ => String::new(),
        };
        (format!("{}{}", note.label, if sure { "" } else { " ?" }), place)
    }

    fn why(&self, scene: &Scene<'_>) -> Option<String> {
        let first = || scene.document.note(self.note)?.refs.first().copied();
        let of_stop = |at| match scene.document.stop_at(at)?.opens {
            Opens::Ref(reference) => Some(reference),
            _ => None,
        };
        let reference = self.from.map_or_else(first, of_stop)?;
        match &scene.document.reference(reference)?.link {
            Link::Likely(_, why) => Some(format!("not sure: {why}")),
            _ => None,
        }
    }
}
