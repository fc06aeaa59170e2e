//! The program: one state, answered event by event. Nothing here knows a document's format or draws a cell.
//!
//! A key is resolved to an action before any view sees it; `View::act` goes down the stack until one handles it; what
//! crosses views comes back as effects, which `apply` carries out in one place. Frames are made in two passes: `layout`
//! writes caches and geometry, `draw` writes cells.
//!
//! How the edge to the terminal is put together stands in `run`.

mod acts;
mod arrival;
mod effects;
pub mod event;
pub mod input;
pub mod jobs;
mod jumps;
pub mod panics;
mod pipe;
pub mod run;
mod search;
pub mod signals;
pub mod terminal;
mod trial;
pub mod tty;

use ratatui::Frame;
use ratatui::crossterm::event::{Event as TerminalEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Rect;

pub use jobs::{Jobs, Source};
pub use run::{Request, run};

use crate::keys::{Action, Context, Fed, Key, Keymap};
use crate::layout::width;
use crate::model::Anchor;
use crate::search::Start;
use crate::settings::Settings;
use crate::store::{Open, State};
use crate::theme::Theme;
use crate::ui::areas::Areas;
use crate::ui::outline::Parts;
use crate::ui::reader::Reader;
use crate::ui::{Answer, NotesShow, Scene, View, status};
use event::Event;
use jumps::Jumps;
use search::Search;

/// Rows that the wheel turns at once.
const WHEEL: u32 = 3;

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
    /// The parts of what is open, and which are folded.
    parts: Parts,
    stack: Vec<View>,
    keymap: Keymap,
    theme: Theme,
    notes: NotesShow,
    settings: Settings,
    search: Search,
    /// What there is to go back to from a search that is being typed.
    trial: Option<trial::Trial>,
    /// What was searched for, the last behind.
    searched: Vec<String>,
    jumps: Jumps,
    jobs: Jobs,
    message: Option<String>,
    /// What an effect asks of whoever holds the terminal.
    wish: Option<Wish>,
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
            parts: Parts::default(),
            stack: vec![View::Reader(Reader::default())],
            keymap: Keymap::standard(),
            theme,
            notes: NotesShow::default(),
            settings: Settings::default(),
            search: Search::default(),
            trial: None,
            searched: Vec::new(),
            jumps: Jumps::default(),
            jobs,
            message: None,
            wish: None,
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
                self.cut_short(error.to_string());
                None
            }
            Event::LoadingPanicked(words) => {
                self.cut_short(went_on(&words));
                None
            }
            Event::SearchPanicked(words) => {
                self.search.clear();
                self.message = Some(went_on(&words));
                None
            }
            // The rest is for whoever holds the terminal.
            _ => None,
        };
        self.follow_prompt();
        self.settle();
        wish
    }

    /// Makes caches and geometry for a screen.
    pub fn layout(&mut self, screen: Rect) {
        (self.screen, self.stale) = (screen, false);
        self.areas = Areas::new(screen, !self.open.document.headings.is_empty());
        let Some(areas) = self.areas else { return };
        let popup = matches!(self.stack.get(1), Some(View::Note(_)));
        if let Some(reader) = self.reader_mut() {
            reader.under(popup);
        }
        let scene = scene(&self.open, &self.parts, &self.search, self.theme, self.notes, &self.settings);
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
            let fits = |words: &&str| width::narrow(words) <= area.width;
            let words = ["the window is too small", "window too small", "too small"].into_iter().find(fits).unwrap_or_default();
            if area.height > 0 {
                frame.buffer_mut().set_stringn(area.x, area.y, words, usize::from(area.width), self.theme.text);
            }
            return;
        };
        let scene = self.scene();
        let below = |at: usize| at.checked_sub(1).map(|below| &self.stack[below]);
        let from = (0..self.stack.len()).rev().find(|&at| self.stack[at].covers(below(at))).unwrap_or(0);
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
        match self.keymap.feed(context, key) {
            Fed::Action(action, count) => return self.act(action, count),
            Fed::Pending => {}
            Fed::Unbound(key) => {
                // What means nothing to a prompt is typed into it.
                let typed = self.stack.last_mut().is_some_and(|view| view.type_key(key));
                if !typed {
                    self.message =
                        Some(if context.is_typed() { format!("{key} cannot be typed here") } else { format!("{key} does nothing here; ? shows the keys") });
                }
            }
        }
        None
    }

    fn mouse(&mut self, mouse: MouseEvent) -> Option<Wish> {
        if matches!(mouse.kind, MouseEventKind::ScrollDown | MouseEventKind::ScrollUp | MouseEventKind::Down(_)) {
            self.message = None;
        }
        match mouse.kind {
            MouseEventKind::ScrollDown => self.act(Action::LineDown, Some(WHEEL)),
            MouseEventKind::ScrollUp => self.act(Action::LineUp, Some(WHEEL)),
            MouseEventKind::Down(MouseButton::Left) => {
                let scene = scene(&self.open, &self.parts, &self.search, self.theme, self.notes, &self.settings);
                let answer = self.stack.last_mut().map_or(Answer::Pass, |view| view.click(&scene, mouse.column, mouse.row));
                if let Answer::Done(effects) = answer {
                    self.apply(effects);
                }
                self.wish.take()
            }
            _ => None,
        }
    }

    fn act(&mut self, action: Action, count: Option<u32>) -> Option<Wish> {
        let view = scene(&self.open, &self.parts, &self.search, self.theme, self.notes, &self.settings);
        for at in (0..self.stack.len()).rev() {
            if let Answer::Done(effects) = self.stack[at].act(&view, action, count) {
                self.apply(effects);
                return self.wish.take();
            }
        }
        self.act_everywhere(action, count)
    }

    fn scene(&self) -> Scene<'_> {
        scene(&self.open, &self.parts, &self.search, self.theme, self.notes, &self.settings)
    }
}

/// The message of a worker's panic.
fn went_on(words: &str) -> String {
    format!("something went wrong, and the program goes on: {words}")
}

/// What views may look at: of the program's parts just those, so that a view can be changed meanwhile.
fn scene<'a>(open: &'a Open, parts: &'a Parts, search: &'a Search, theme: Theme, notes: NotesShow, settings: &'a Settings) -> Scene<'a> {
    Scene {
        document: &open.document,
        warnings: &open.warnings,
        name: &open.name,
        loading: open.state.is_loading(),
        cut: open.state == State::Cut,
        hits: &search.hits,
        current: search.current,
        sought: &search.typed,
        searching: search.running,
        parts,
        theme,
        notes,
        settings,
    }
}
