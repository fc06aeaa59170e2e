//! The program: one state, answered event by event. Nothing here knows a document's format or draws a cell.
//!
//! A key is resolved to an action before any view sees it; `View::act` goes down the stack until one handles it; what
//! crosses views comes back as effects, which `apply` carries out in one place. Frames are made in two passes: `layout`
//! writes caches and geometry, `draw` writes cells.
//!
//! How the edge to the terminal is put together stands in `run`.

pub mod event;
pub mod input;
pub mod jobs;
mod jumps;
pub mod panics;
pub mod run;
mod search;
pub mod signals;
pub mod terminal;
pub mod tty;

use std::sync::Arc;

use ratatui::Frame;
use ratatui::crossterm::event::{Event as TerminalEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Rect;

pub use jobs::{Jobs, Source};
pub use run::{Request, run};

use crate::keys::{Action, Context, Fed, Key, Keymap};
use crate::model::{Anchor, FlowId, Link, NoteId, Opens, Reading, RefId, Stop, Target};
use crate::search::{Pattern, Start};
use crate::store::{Open, State};
use crate::theme::Theme;
use crate::ui::areas::Areas;
use crate::ui::help::HelpView;
use crate::ui::list::{Holds, ListView};
use crate::ui::note::NoteView;
use crate::ui::outline::OutlineView;
use crate::ui::prompt::PromptView;
use crate::ui::reader::Reader;
use crate::ui::table::SheetView;
use crate::ui::{Answer, Effect, NotesShow, Scene, View, status};
use event::Event;
use jumps::Jumps;
use search::Search;

/// Rows that the wheel turns at once.
const WHEEL: u32 = 3;
/// Views above the text: beyond them the oldest gives way.
const DEEPEST: usize = 24;

/// What the program asks of whoever holds the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// End.
    Quit,
    /// Stop until the shell goes on.
    Suspend,
    /// Draw every cell anew.
    Redraw,
}

/// The state of the program.
pub struct App {
    open: Open,
    stack: Vec<View>,
    keymap: Keymap,
    theme: Theme,
    notes: NotesShow,
    search: Search,
    jumps: Jumps,
    jobs: Jobs,
    message: Option<String>,
    start: Option<Start>,
    areas: Option<Areas>,
    /// The screen of the last frame.
    screen: Rect,
    /// Something has changed since the last layout: what views know of their rows no longer holds.
    stale: bool,
}

impl App {
    /// A program that waits for its document.
    pub fn new(name: &str, start: Option<Start>, theme: Theme, jobs: Jobs) -> App {
        App {
            open: Open::waiting(name),
            stack: vec![View::Reader(Reader::default())],
            keymap: Keymap::standard(),
            theme,
            notes: NotesShow::default(),
            search: Search::default(),
            jumps: Jumps::default(),
            jobs,
            message: None,
            start,
            areas: None,
            screen: Rect::default(),
            stale: false,
        }
    }

    /// Answers an event.
    pub fn on(&mut self, event: Event) -> Option<Wish> {
        // Keys that came in one go are answered one by one, each on the screen that the one before leaves behind.
        if self.stale && matches!(event, Event::Input(_)) {
            self.layout(self.screen);
        }
        self.stale = true;
        let wish = match event {
            Event::Input(TerminalEvent::Key(key)) => Key::from_event(&key).and_then(|key| self.key(key)),
            Event::Input(TerminalEvent::Mouse(mouse)) => self.mouse(mouse),
            Event::Head(reading) => {
                self.put(*reading, State::Head);
                None
            }
            Event::Loaded(reading) => {
                self.put(*reading, State::Whole);
                None
            }
            Event::Found { number, found } => {
                self.found(number, found);
                None
            }
            Event::Failed(error) => {
                self.message = Some(error.to_string());
                None
            }
            Event::WorkerPanicked(words) => {
                self.message = Some(format!("something went wrong, and the program goes on: {words}"));
                self.search.running = false;
                None
            }
            // The rest is for whoever holds the terminal.
            _ => None,
        };
        self.settle();
        wish
    }

    /// Makes caches and geometry for a screen.
    pub fn layout(&mut self, screen: Rect) {
        (self.screen, self.stale) = (screen, false);
        self.areas = Areas::new(screen, !self.open.document.headings.is_empty());
        let Some(areas) = self.areas else { return };
        let scene = scene(&self.open, &self.search, self.theme, self.notes);
        let mut row = None;
        for view in &mut self.stack {
            view.layout(&scene, &areas, row);
            row = view.row();
        }
    }

    /// Draws the frame.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let Some(areas) = &self.areas else {
            let area = frame.area();
            frame.buffer_mut().set_stringn(area.x, area.y, "the window is too small", usize::from(area.width), self.theme.text);
            return;
        };
        let scene = scene(&self.open, &self.search, self.theme, self.notes);
        let from = self.stack.iter().rposition(View::covers).unwrap_or(0);
        for view in &self.stack[from..] {
            view.draw(&scene, areas, frame);
        }
        let pending = self.keymap.half_typed();
        let reader = self.reader();
        let said = status::Said {
            message: self.message.as_deref().or(self.busy()),
            pending: &pending,
            top: reader.map_or(Anchor::START, Reader::top_shown),
            at_end: reader.is_some_and(|reader| reader.at_end(&self.open.document)),
            stop: reader.and_then(Reader::stop).map(|stop| stop.opens),
        };
        if let Some(view) = self.stack.last() {
            status::draw(&scene, areas, view, &said, frame.buffer_mut());
            if let View::Prompt(prompt) = view {
                prompt.draw(&scene, frame);
            }
        }
    }

    /// The document that is open.
    pub fn open(&self) -> &Open {
        &self.open
    }

    /// The view that has the keys.
    pub fn top(&self) -> Option<&View> {
        self.stack.last()
    }

    /// The running text, which is always there.
    pub fn reader(&self) -> Option<&Reader> {
        match self.stack.first() {
            Some(View::Reader(reader)) => Some(reader),
            _ => None,
        }
    }

    /// What was said last.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Says something in the status line, until the next key.
    pub fn say(&mut self, words: &str) {
        self.message = Some(words.to_owned());
    }

    /// What runs, where something does.
    fn busy(&self) -> Option<&'static str> {
        if self.open.state == State::Waiting { Some("reading…") } else { self.search.running.then_some("searching…") }
    }

    fn reader_mut(&mut self) -> Option<&mut Reader> {
        match self.stack.first_mut() {
            Some(View::Reader(reader)) => Some(reader),
            _ => None,
        }
    }

    fn key(&mut self, key: Key) -> Option<Wish> {
        self.message = None;
        let context = self.stack.last().map_or(Context::Reading, View::context);
        if let Some(View::Prompt(prompt)) = self.stack.last_mut() {
            let bound = matches!(self.keymap.clone().feed(context, key), Fed::Action(..));
            if !bound && prompt.type_key(key) {
                return None;
            }
        }
        match self.keymap.feed(context, key) {
            Fed::Action(action, count) => self.act(action, count),
            Fed::Pending => None,
            Fed::Unbound(key) => {
                self.message = Some(format!("{key} does nothing here; ? shows the keys"));
                None
            }
        }
    }

    fn mouse(&mut self, mouse: MouseEvent) -> Option<Wish> {
        match mouse.kind {
            MouseEventKind::ScrollDown => self.act(Action::LineDown, Some(WHEEL)),
            MouseEventKind::ScrollUp => self.act(Action::LineUp, Some(WHEEL)),
            MouseEventKind::Down(MouseButton::Left) => {
                self.message = None;
                let scene = scene(&self.open, &self.search, self.theme, self.notes);
                let answer = self.stack.last_mut().map_or(Answer::Pass, |view| view.click(&scene, mouse.column, mouse.row));
                if let Answer::Done(effects) = answer {
                    self.apply(effects);
                }
                None
            }
            _ => None,
        }
    }

    fn act(&mut self, action: Action, count: Option<u32>) -> Option<Wish> {
        let view = scene(&self.open, &self.search, self.theme, self.notes);
        for at in (0..self.stack.len()).rev() {
            if let Answer::Done(effects) = self.stack[at].act(&view, action, count) {
                self.apply(effects);
                return None;
            }
        }
        self.act_everywhere(action, count)
    }

    /// What no view handles.
    fn act_everywhere(&mut self, action: Action, count: Option<u32>) -> Option<Wish> {
        let document = Arc::clone(&self.open.document);
        match action {
            Action::Search => self.push(View::Prompt(PromptView::default())),
            Action::NextHit => self.apply(vec![Effect::Hit(i64::from(count.unwrap_or(1)))]),
            Action::PreviousHit => self.apply(vec![Effect::Hit(-i64::from(count.unwrap_or(1)))]),
            Action::Back | Action::Forward => self.travel(action == Action::Back),
            Action::Warnings => self.push(View::List(ListView::new(Holds::Warnings, 0))),
            Action::Notes => {
                let at = self.reader().map_or(0, |reader| document.source(reader.top_shown()));
                let next = document.notes.partition_point(|note| note.source < at);
                self.push(View::List(ListView::new(Holds::Notes, next)));
            }
            Action::Table => self.push(View::List(ListView::new(Holds::Tables, 0))),
            Action::Outline => {
                let at = self.reader().map_or(Anchor::START, Reader::top_shown);
                let view = OutlineView::new(&scene(&self.open, &self.search, self.theme, self.notes), at);
                self.push(View::Outline(view));
            }
            Action::Help => {
                let context = self.stack.last().map_or(Context::Reading, View::context);
                self.push(View::Help(HelpView::new(context)));
            }
            Action::Close if self.stack.len() > 1 => drop(self.stack.pop()),
            Action::Close => self.search.clear(),
            Action::Interrupt if self.search.running => {
                self.search.clear();
                self.message = Some("the search was stopped".to_owned());
            }
            Action::CloseView | Action::Interrupt if self.stack.len() > 1 => drop(self.stack.pop()),
            Action::CloseView | Action::Interrupt | Action::Quit => return Some(Wish::Quit),
            Action::Redraw => return Some(Wish::Redraw),
            Action::Suspend => return Some(Wish::Suspend),
            other => self.message = Some(format!("{} does not apply here", other.name())),
        }
        None
    }

    fn apply(&mut self, effects: Vec<Effect>) {
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
                    let view = scene(&self.open, &self.search, self.theme, self.notes);
                    if let Some(sheet) = SheetView::new(&view, table) {
                        self.push(View::Table(sheet));
                    }
                }
                Effect::Search(typed) => self.begin_search(&typed),
                Effect::Hit(by) => self.step_hit(by),
                Effect::Say(words) => self.message = Some(words),
                Effect::Show(notes) => {
                    self.notes = notes;
                    self.message = Some(if notes == NotesShow::Foot { "notes stand at the foot".to_owned() } else { "notes open in a popup".to_owned() });
                }
            }
        }
    }

    fn push(&mut self, view: View) {
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

    fn go(&mut self, at: Anchor) {
        self.stack.truncate(1);
        let document = Arc::clone(&self.open.document);
        if let Some(reader) = self.reader_mut() {
            let from = reader.position();
            reader.stand(None);
            if at.byte == 0 {
                reader.put(&document, at, 0)
            } else {
                reader.reveal(&document, at)
            }
            if reader.position() != from {
                self.jumps.leave(from);
            }
        }
    }

    fn travel(&mut self, back: bool) {
        let Some(from) = self.reader().map(Reader::position) else { return };
        let to = if back { self.jumps.back(from) } else { self.jumps.forward(from) };
        match to {
            Some(to) => {
                self.stack.truncate(1);
                if let Some(reader) = self.reader_mut() {
                    reader.restore(to);
                }
            }
            None => self.message = Some(if back { "nothing to go back to" } else { "nothing to go forward to" }.to_owned()),
        }
    }

    fn enter(&mut self, stop: Stop) {
        let document = Arc::clone(&self.open.document);
        match stop.opens {
            Opens::Table(table) => self.apply(vec![Effect::Sheet(table)]),
            Opens::Ref(reference) => match document.reference(reference).map(|reference| (&reference.link, &reference.label)) {
                Some((Link::Sure(note) | Link::Likely(note, _), _)) => self.open_note(*note, Some(reference)),
                Some((Link::Pending, label)) => self.message = Some(format!("note {label} is still being read")),
                Some((Link::None(why), _)) => self.message = Some(why.clone()),
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
                self.message = Some(format!("{words} is not in this file"));
            }
        }
    }

    fn open_note(&mut self, note: NoteId, reference: Option<RefId>) {
        // A note that is open further down comes up again: no chain of notes grows without end.
        let open = self.stack.iter().position(|view| matches!(view, View::Note(view) if view.note() == note));
        match open {
            Some(at) => self.stack.truncate(at + 1),
            None => self.push(View::Note(NoteView::new(note, reference))),
        }
    }

    /// Shows a note over the place that refers to it, or over the one where it stood.
    fn follow(&mut self, note: NoteId, reference: Option<RefId>) {
        let document = Arc::clone(&self.open.document);
        let Some(found) = document.note(note) else { return };
        let from_note = matches!(self.stack.last(), Some(View::Note(_)));
        self.stack.truncate(1);
        let reference = reference
            .or_else(|| found.refs.iter().copied().find(|&reference| document.reference(reference).is_some_and(|found| found.at.flow == FlowId::Body)));
        let place = reference.and_then(|reference| document.reference(reference)).filter(|found| found.at.flow == FlowId::Body).map(|found| found.at);
        if let Some(reader) = self.reader_mut() {
            let from = reader.position();
            let stops = document.stops_of(FlowId::Body);
            let stop =
                place.and_then(|at| stops.get(stops.partition_point(|stop| stop.at < at)..)?.iter().find(|stop| matches!(stop.opens, Opens::Ref(_))).copied());
            reader.stand(stop);
            reader.reveal(&document, place.unwrap_or(found.home));
            if !from_note && reader.position().top != from.top {
                self.jumps.leave(from);
            }
        }
        self.push(View::Note(NoteView::new(note, reference)));
    }

    fn begin_search(&mut self, typed: &str) {
        match Pattern::new(typed) {
            Ok(pattern) => {
                let (number, stop) = self.search.begin(typed);
                self.jobs.search(number, Arc::clone(&self.open.document), pattern, stop);
            }
            Err(error) => self.message = Some(error.to_string()),
        }
    }

    fn found(&mut self, number: u64, found: crate::search::Found) {
        let more = found.more;
        if !self.search.take(number, found) {
            return;
        }
        if self.search.hits.is_empty() {
            let so_far = if self.open.state == State::Whole { "" } else { "; the rest is still being read" };
            self.message = Some(format!("no place has {}{so_far}", crate::model::clean::line(&self.search.typed)));
            self.search.clear();
        } else {
            let wanted = std::mem::take(&mut self.search.wanted);
            self.step_hit(1);
            if wanted != 0 {
                self.step_hit(wanted);
            }
            if more {
                self.message = Some(format!("the first {} places are marked", self.search.hits.len()));
            }
        }
    }

    fn step_hit(&mut self, by: i64) {
        if self.search.running {
            self.search.wanted += by;
            return;
        }
        let from = self.reader().map_or(Anchor::START, Reader::top_shown);
        let Some((at, round)) = self.search.step(by, from) else {
            self.message = Some("nothing was searched for; / searches".to_owned());
            return;
        };
        self.search.current = Some(at);
        let hit = self.search.hits[at];
        match hit.at.flow {
            FlowId::Body => {
                self.stack.truncate(1);
                let document = Arc::clone(&self.open.document);
                if let Some(reader) = self.reader_mut() {
                    let position = reader.position();
                    reader.reveal(&document, hit.at);
                    if reader.position() != position {
                        self.jumps.leave(position);
                    }
                }
            }
            FlowId::Note(note) => {
                self.follow(note, None);
                let scene = scene(&self.open, &self.search, self.theme, self.notes);
                if let Some(View::Note(view)) = self.stack.last_mut() {
                    view.reveal(&scene, hit.at);
                }
            }
        }
        if round {
            self.message = Some(if by > 0 { "from the start again" } else { "from the end again" }.to_owned());
        }
    }

    /// Puts a document in the place of what there was; what is shown goes over to it by source byte.
    fn put(&mut self, reading: Reading, state: State) {
        let first = self.open.state == State::Waiting;
        let old = self.open.put(reading, state);
        let new = Arc::clone(&self.open.document);
        if !first {
            self.jumps.carry_over(&old, &new);
            let mut kept = Vec::new();
            for mut view in std::mem::take(&mut self.stack) {
                let stays = match &mut view {
                    View::Reader(reader) => {
                        reader.carry_over(&old, &new);
                        true
                    }
                    View::Note(view) => view.carry_over(&old, &new),
                    View::Table(view) => view.carry_over(&old, &new),
                    View::Outline(_) | View::List(_) | View::Prompt(_) | View::Help(_) => true,
                };
                if stays {
                    kept.push(view);
                }
            }
            self.stack = kept;
            if !self.search.typed.is_empty() {
                let typed = std::mem::take(&mut self.search.typed);
                self.begin_search(&typed);
            }
        }
        self.begin(state);
    }

    /// Goes to where reading was to begin, as soon as that is there.
    fn begin(&mut self, state: State) {
        let Some(start) = self.start.take() else { return };
        let whole = state == State::Whole;
        match start {
            Start::Word(word) if whole => self.begin_search(&word),
            // How much there is, and where a word stands first, is known with the whole text alone.
            Start::Percent(_) | Start::Word(_) if !whole => self.start = Some(start),
            start => match start.anchor(&self.open.document) {
                Ok(at) => self.place_at(at),
                Err(why) if whole => self.message = Some(why),
                Err(_) => self.start = Some(start),
            },
        }
    }

    /// Shows a place as the first one.
    fn place_at(&mut self, at: Anchor) {
        let document = Arc::clone(&self.open.document);
        if let FlowId::Note(note) = at.flow {
            self.follow(note, None);
        } else if let Some(reader) = self.reader_mut() {
            reader.put(&document, at, 0);
        }
    }

    /// Takes what jobs found that were done at once.
    fn settle(&mut self) {
        if let Jobs::AtOnce(events) = &mut self.jobs {
            let events = std::mem::take(events);
            for event in events {
                if let Event::Found { number, found } = event {
                    self.found(number, found);
                }
            }
        }
    }
}

/// What views may look at: of the program's parts just those, so that a view can be changed meanwhile.
fn scene<'a>(open: &'a Open, search: &'a Search, theme: Theme, notes: NotesShow) -> Scene<'a> {
    Scene {
        document: &open.document,
        warnings: &open.warnings,
        name: &open.name,
        loading: open.state != State::Whole,
        hits: &search.hits,
        current: search.current,
        theme,
        notes,
    }
}
