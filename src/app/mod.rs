//! The program: one state, answered event by event. Nothing here knows a document's format or draws a cell.
//!
//! A key is resolved to an action before any view sees it; `View::act` goes down the stack until one handles it; what
//! crosses views comes back as effects, which `apply` carries out in one place. Frames are made in two passes: `layout`
//! writes caches and geometry, `draw` writes cells.
//!
//! How the edge to the terminal is put together stands in `run`.

/// What views may look at, borrowed from its fields alone, so that a view can be changed meanwhile.
macro_rules! scene {
    ($app:expr) => {{
        let notes = crate::app::ways::shown(&$app.configuration.settings, $app.areas.as_ref());
        scene(&$app.open, &$app.parts, &$app.search, $app.theme, notes, &$app.configuration, &$app.keymap)
    }};
}

mod acts;
mod arrival;
pub mod bulk;
mod asking;
mod clipboard;
pub mod copying;
mod doubtful;
mod editing;
pub mod editor;
mod effects;
mod further;
pub mod event;
pub mod gather;
pub mod input;
pub mod jobs;
mod jumps;
pub mod linear;
mod lists;
mod loading;
mod marks;
pub mod panics;
mod pipe;
mod pointing;
pub mod run;
mod search;
mod settings;
pub mod signals;
pub mod terminal;
mod trial;
pub mod tty;
mod ways;

use ratatui::Frame;
use ratatui::crossterm::event::Event as TerminalEvent;
use ratatui::layout::Rect;

pub use jobs::{Jobs, Source};
pub use run::{Request, run};

use crate::keys::{Action, Code, Context, Fed, Key, Keymap, page};
use crate::layout::width;
use crate::model::Anchor;
use crate::search::Start;
use crate::settings::{Configuration, NotesShow};
use crate::store::{Open, State};
use crate::theme::{Depth, Theme};
use crate::ui::areas::Areas;
use crate::ui::outline::Parts;
use crate::ui::reader::Reader;
use crate::ui::{Answer, Scene, View, status};
use bulk::Bulk;
use editing::Editing;
pub use event::Wish;
use event::{Event, went_on};
use further::Further;
use gather::Gathering;
use jumps::Jumps;
use marks::Marks;
use pointing::Pointer;
use search::Search;

/// The state of the program.
pub struct App {
    open: Open,
    /// The parts of what is open, and which are folded.
    parts: Parts,
    stack: Vec<View>,
    keymap: Keymap,
    theme: Theme,
    configuration: Configuration,
    /// The colours of the terminal, for a theme that is set while the program runs.
    depth: Depth,
    search: Search,
    gathering: Gathering,
    bulk: Bulk,
    /// What there is to go back to from a search that is being typed.
    trial: Option<trial::Trial>,
    /// What was searched for, the last behind.
    searched: Vec<String>,
    jumps: Jumps,
    marks: Marks,
    pointer: Pointer,
    copied: Option<String>,
    /// Whether the desktop has a clipboard beside the terminal's way.
    clipboard: bool,
    editing: Editing,
    further: Further,
    jobs: Jobs,
    message: Option<String>,
    /// What an effect asks of whoever holds the terminal.
    wish: Option<Wish>,
    /// Keys that wait for what was asked for.
    waiting: Vec<Key>,
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
            stack: vec![View::Reader(Box::default())],
            keymap: Keymap::standard(),
            theme,
            configuration: Configuration::default(),
            depth: Depth::default(),
            search: Search::default(),
            gathering: Gathering::default(),
            bulk: Bulk::default(),
            trial: None,
            searched: Vec::new(),
            jumps: Jumps::default(),
            marks: Marks::default(),
            pointer: Pointer::default(),
            copied: None,
            clipboard: false,
            editing: Editing::default(),
            further: Further::default(),
            jobs,
            message: None,
            wish: None,
            waiting: Vec::new(),
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
            Event::Gathered { number, found } => {
                self.gathered(number, found);
                let waiting = std::mem::take(&mut self.waiting);
                waiting.into_iter().fold(None, |wish, key| self.key(key).or(wish))
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
            Event::Data(told) => {
                self.told(told);
                None
            }
            Event::Reread(read) => {
                self.reread(read);
                None
            }
            Event::Opened(read) => self.opened(read),
            Event::NotCopied(words) => {
                self.message = Some(words);
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
        self.areas = Areas::new(screen, self.wanted());
        let Some(areas) = self.areas else { return };
        let popup = matches!(self.stack.get(1), Some(View::Note(_) | View::Slip(_) | View::Glance(_)));
        if let Some(reader) = self.reader_mut() {
            reader.under(popup);
        }
        let scene = scene!(self);
        let mut row = None;
        for view in &mut self.stack {
            view.layout(&scene, &areas, row);
            row = view.row();
        }
        if let [.., below, View::Hints(hints)] = self.stack.as_mut_slice() {
            hints.set(&scene, below);
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
            self.theme.ground(frame.buffer_mut());
            return;
        };
        let selected = match self.stack.last() {
            Some(View::Select(view)) => Some(view.passage()),
            _ => None,
        };
        let scene = Scene { selected, ..self.scene() };
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
            stop: reader.and_then(Reader::stop_in_view),
        };
        if let Some(view) = self.stack.last() {
            status::draw(&scene, areas, view, &said, frame.buffer_mut());
        }
        self.theme.ground(frame.buffer_mut());
    }

    /// The document that is open.
    pub fn open(&self) -> &Open {
        &self.open
    }

    /// The parts of the screen; `None` where it is too small.
    pub fn areas(&self) -> Option<&Areas> {
        self.areas.as_ref()
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

    fn key(&mut self, key: Key) -> Option<Wish> {
        // What was asked for comes in a moment: keys that were typed ahead are meant for it.
        if self.gathering.is_running() && key == Key::plain(Code::Esc) {
            return self.act(Action::Interrupt, None);
        }
        if (self.gathering.is_running() || self.further.is_reading()) && !key.ctrl {
            self.waiting.push(key);
            return None;
        }
        self.message = None;
        self.look_at_file();
        if matches!(self.stack.last(), Some(View::Hints(_))) {
            return self.hint_key(key);
        }
        let context = self.stack.last().map_or(Context::Reading, View::context);
        match self.keymap.feed(context, key) {
            Fed::Action(action, count) => return self.act(action, count),
            Fed::Pending => {}
            Fed::Given(action, key) => self.mark_key(action, key),
            Fed::Unbound(key) => {
                // What means nothing to a prompt is typed into it.
                let typed = self.stack.last_mut().is_some_and(|view| view.type_key(key));
                if !typed {
                    self.message = Some(if context.is_typed() {
                        format!("{key} cannot be typed here")
                    } else {
                        let help = page::hint(&self.keymap, context, Action::Help).map_or(String::new(), |help| format!("; {help} shows the keys"));
                        format!("{key} does nothing here{help}")
                    });
                }
            }
        }
        None
    }

    fn act(&mut self, action: Action, count: Option<u32>) -> Option<Wish> {
        if let Some(answer) = self.act_on_selection(action, count) {
            match answer {
                Answer::Done(effects) => self.apply(effects),
                Answer::Pass => return self.act_everywhere(action, count),
            }
            return self.wish.take();
        }
        if matches!(action, Action::Close | Action::Interrupt) && self.bulk.is_running() {
            self.stop_work();
            return None;
        }
        let view = scene!(self);
        for at in (0..self.stack.len()).rev() {
            if let Answer::Done(effects) = self.stack[at].act(&view, action, count) {
                self.apply(effects);
                return self.wish.take();
            }
        }
        self.act_everywhere(action, count)
    }

    fn scene(&self) -> Scene<'_> {
        scene!(self)
    }
}

/// What views may look at: of the program's parts just those, so that a view can be changed meanwhile.
fn scene<'a>(
    open: &'a Open,
    parts: &'a Parts,
    search: &'a Search,
    theme: Theme,
    notes: NotesShow,
    configuration: &'a Configuration,
    keymap: &'a Keymap,
) -> Scene<'a> {
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
        selected: None,
        theme,
        notes,
        settings: &configuration.settings,
        configuration,
        keymap,
    }
}
