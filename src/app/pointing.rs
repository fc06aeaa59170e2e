//! What points into the view below: hints, a selection, the mouse. Owns which view that is, and what makes a drag or a
//! double click of what the mouse reports.

use std::time::{Duration, Instant};

use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::{App, Wish, scene};
use crate::keys::{Action, Code, Key};
use crate::model::{Anchor, FlowId};
use crate::ui::hints::{Chosen, HintsView};
use crate::ui::select::SelectView;
use crate::ui::units::Unit;
use crate::ui::{Answer, View, holds};

/// Rows that the wheel turns at once.
const WHEEL: u32 = 3;
/// Two clicks within this time on one cell are a double one.
const DOUBLE: Duration = Duration::from_millis(400);

/// What the mouse did last.
#[derive(Debug, Default)]
pub struct Pointer {
    /// The cell that was pressed, when, and how often in a row.
    pressed: Option<(u16, u16, Instant, u8)>,
    /// The place of the text that was pressed, and how many views there were before that.
    from: Option<(Anchor, usize)>,
    /// The place that was clicked last: where a selection begins.
    pub clicked: Option<Anchor>,
}

impl App {
    /// Answers the mouse.
    pub(super) fn mouse(&mut self, mouse: MouseEvent) -> Option<Wish> {
        if matches!(mouse.kind, MouseEventKind::ScrollDown | MouseEventKind::ScrollUp | MouseEventKind::Down(_)) {
            self.message = None;
            self.keymap.clear();
            if matches!(self.stack.last(), Some(View::Hints(_))) {
                self.stack.pop();
            }
        }
        match mouse.kind {
            MouseEventKind::ScrollDown => return self.turn(Action::LineDown),
            MouseEventKind::ScrollUp => return self.turn(Action::LineUp),
            MouseEventKind::Down(MouseButton::Left) => {
                self.press(mouse.column, mouse.row);
                return self.wish.take();
            }
            MouseEventKind::Up(MouseButton::Left) => self.let_go(mouse.column, mouse.row),
            MouseEventKind::Drag(MouseButton::Left) => self.drag(mouse.column, mouse.row),
            _ => {}
        }
        None
    }

    /// A key while hints show: their letters, or the way out.
    pub(super) fn hint_key(&mut self, key: Key) -> Option<Wish> {
        let Some(View::Hints(hints)) = self.stack.last_mut() else { return None };
        let chosen = match key {
            Key { code: Code::Char(c), ctrl: false, alt: false, .. } => hints.take(c.to_ascii_lowercase()),
            _ => Chosen::None,
        };
        if chosen == Chosen::More {
            return None;
        }
        self.stack.pop();
        match chosen {
            Chosen::One(crate::ui::hints::Leads::Note(note)) => self.follow(note, None),
            Chosen::One(leads) => {
                if let Some(below) = self.stack.last_mut() {
                    below.stand(leads);
                }
                return self.act(Action::Open, None);
            }
            _ if key == Key::plain(Code::Esc) => {}
            _ => self.message = Some(format!("nothing has the letter {key}")),
        }
        None
    }

    /// Puts a letter on everything in view that can be opened.
    pub(super) fn hint(&mut self) {
        let scene = scene!(self);
        let mut hints = HintsView::default();
        if let Some(below) = self.stack.last() {
            hints.set(&scene, below);
        }
        if hints.is_empty() {
            self.say("nothing in view can be opened");
        } else {
            self.push(View::Hints(hints));
            self.say("type the letter of what to open");
        }
    }

    /// Begins to select: at the stop if it shows, else at the hit, else at the last click, else at the first word in view.
    pub(super) fn select(&mut self) {
        let scene = scene!(self);
        let Some(shown) = self.stack.last().and_then(|view| view.shown(&scene)) else { return self.say("there is no text to select here") };
        let stop = match self.stack.last() {
            Some(View::Reader(view)) => view.stop(),
            Some(View::Note(view)) => view.stop(),
            _ => None,
        };
        let hit = self.search.current.and_then(|current| self.search.hits.get(current));
        let known = [stop.map(|stop| stop.at), hit.map(|hit| hit.at), self.pointer.clicked];
        let known = known.into_iter().flatten().find(|&at| shown.row_of(at).is_some());
        let first = || shown.range().and_then(|(first, _)| Unit::Word.after(scene.document, first)).map(|word| word.from);
        let Some(begin) = known.or_else(first) else { return self.say("there is no text to select here") };
        match SelectView::new(scene.document, begin, Unit::Word) {
            Some(view) => self.push(View::Select(view)),
            None => self.say("there is no text to select here"),
        }
    }

    /// Hands an action to the selection, with the view it selects in.
    pub(super) fn act_on_selection(&mut self, action: Action, count: Option<u32>) -> Option<Answer> {
        let scene = scene!(self);
        match self.stack.as_mut_slice() {
            [.., below, View::Select(view)] => Some(view.act(&scene, below, action, count)),
            _ => None,
        }
    }

    /// The wheel turns the text, also under a selection, which stays.
    fn turn(&mut self, action: Action) -> Option<Wish> {
        let scene = scene!(self);
        if let [.., below, View::Select(_)] = self.stack.as_mut_slice() {
            below.act(&scene, action, Some(WHEEL));
            return None;
        }
        self.act(action, Some(WHEEL))
    }

    fn press(&mut self, x: u16, y: u16) {
        let now = Instant::now();
        let times = match self.pointer.pressed {
            Some((column, row, when, times)) if (column, row) == (x, y) && now.duration_since(when) <= DOUBLE => times % 3 + 1,
            _ => 1,
        };
        self.pointer.pressed = Some((x, y, now, times));
        if matches!(self.stack.last(), Some(View::Select(_))) {
            self.stack.pop();
        }
        let depth = self.stack.len();
        let scene = scene!(self);
        let shown = self.stack.last().and_then(|view| view.shown(&scene));
        let at = shown.as_ref().and_then(|shown| shown.place(scene.document, x, y));
        // Who drags may begin beside a line.
        let near = shown.filter(|shown| holds(shown.area, x, y)).and_then(|shown| shown.nearest(scene.document, x, y));
        self.pointer.from = near.map(|at| (at, depth));
        self.pointer.clicked = at;
        if let Some(at) = at
            && times > 1
        {
            let unit = if times == 2 { Unit::Word } else { Unit::Paragraph };
            if let Some(view) = SelectView::new(scene.document, at, unit) {
                self.push(View::Select(view));
            }
            return;
        }
        // The second click of a double one would close what the first has opened.
        if times > 1 {
            return;
        }
        let answer = self.stack.last_mut().map_or(Answer::Pass, |view| view.click(&scene, x, y));
        if let Answer::Done(effects) = answer {
            self.apply(effects);
        }
    }

    /// The mouse is let go: where it was pressed and nothing was dragged, that is a whole click.
    fn let_go(&mut self, x: u16, y: u16) {
        let once = self.pointer.pressed.is_some_and(|(column, row, _, times)| (column, row, times) == (x, y, 1));
        let scene = scene!(self);
        let answer = self.stack.last_mut().filter(|_| once).map_or(Answer::Pass, |view| view.let_go(&scene, x, y));
        if let Answer::Done(effects) = answer {
            self.apply(effects);
        }
    }

    /// Selects from the place that was pressed to where the mouse is. What the press had opened over the text closes again.
    fn drag(&mut self, x: u16, y: u16) {
        let Some((from, depth)) = self.pointer.from else { return };
        let moved = self.pointer.pressed.is_none_or(|(column, row, ..)| (column, row) != (x, y));
        if !moved && !matches!(self.stack.last(), Some(View::Select(_))) {
            return;
        }
        if !matches!(self.stack.last(), Some(View::Select(_))) {
            self.stack.truncate(depth);
            let document = &self.open.document;
            let belongs = match self.stack.last() {
                Some(View::Reader(_)) => from.flow == FlowId::Body,
                Some(View::Note(view)) => from.flow == FlowId::Note(view.note()),
                _ => false,
            };
            let Some(view) = SelectView::new(document, from, Unit::Character).filter(|_| belongs) else { return };
            self.push(View::Select(view));
        }
        let scene = scene!(self);
        let [.., below, View::Select(view)] = self.stack.as_mut_slice() else { return };
        let Some(shown) = below.shown(&scene) else { return };
        let (area, at) = (shown.area, shown.nearest(scene.document, x, y));
        // Beyond the edge it goes on by lines, and the text follows.
        let beyond = if y < area.y { -1 } else { i32::from(y >= area.y + area.height) };
        if let Some(at) = at {
            let at = if beyond == 0 { Some((at, 0)) } else { below.line_from(scene.document, at, beyond, None) };
            if let Some((at, _)) = at {
                view.drag(&scene, below, at);
            }
        }
    }
}
