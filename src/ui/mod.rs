//! What is on the screen: the views and what they have in common. A view changes itself alone; what crosses views comes
//! back as effects, which the program applies in one place.

pub mod areas;
pub mod typography;
pub mod bar;
pub mod paint;
pub mod shown;
pub mod units;
pub mod typing;
pub mod filter;
pub mod reader;
pub mod stands;
pub mod beside;
pub mod foot;
pub mod margin;
pub mod popup;
pub mod note;
pub mod slip;
pub mod glance;
pub mod outline;
pub mod list;
pub mod table;
pub mod data;
mod effect;
pub mod chart;
pub mod prompt;
pub mod hints;
pub mod select;
pub mod applies;
pub mod palette;
pub mod help;
pub mod peek;
pub mod settings;
pub mod status;

use ratatui::Frame;
use ratatui::layout::Rect;

pub use effect::{Answer, Effect};

use crate::keys::{Action, Context, Key, Keymap, page};
use crate::model::{Anchor, Document, Extent, FlowId, Passage, Warning};
use crate::search::Hit;
use crate::settings::{Configuration, NotesShow, Settings};
use crate::theme::Theme;
use areas::Areas;

/// What every view may look at: the document, what was searched for, how things look.
pub struct Scene<'a> {
    /// The document.
    pub document: &'a Document,
    /// What was odd in it.
    pub warnings: &'a [Warning],
    /// The name it is shown under where it has no title.
    pub name: &'a str,
    /// Whether the rest of it is still being read.
    pub loading: bool,
    /// Whether the rest of it could not be read.
    pub cut: bool,
    /// The hits of the search, sorted by place.
    pub hits: &'a [Hit],
    /// The hit that the search stands on.
    pub current: Option<usize>,
    /// What is searched for, as typed; empty where nothing is.
    pub sought: &'a str,
    /// Whether the search is still running.
    pub searching: bool,
    /// The parts of the document, and which are folded.
    pub parts: &'a outline::Parts,
    /// What is selected.
    pub selected: Option<Passage>,
    /// The styles.
    pub theme: Theme,
    /// How notes show on this screen; never `Auto`.
    pub notes: NotesShow,
    /// What was set.
    pub settings: &'a Settings,
    /// Where that comes from, and what the file says.
    pub configuration: &'a Configuration,
    /// What keys mean.
    pub keymap: &'a Keymap,
}

/// A view on the stack. To be on it is to be visible; the top one has the keys.
#[derive(Debug)]
pub enum View {
    /// The running text, always at the bottom.
    Reader(Box<reader::Reader>),
    /// A note in a popup.
    Note(note::NoteView),
    /// Words that are no part of the text in a popup: an address, an entry of the bibliography.
    Slip(slip::SlipView),
    /// A table in a popup.
    Glance(glance::GlanceView),
    /// The outline, over the text or with the keys in its pane.
    Outline(outline::OutlineView),
    /// Notes, warnings or tables, one a line.
    List(list::ListView),
    /// A table, whole screen.
    Table(Box<table::SheetView>),
    /// A data file of any size, whole screen.
    Data(Box<data::DataView>),
    /// A row of a sheet as a card, whole screen.
    Card(table::CardView),
    /// A line to type in over a sheet.
    Ask(table::AskView),
    /// A chart over a sheet, whole screen.
    Chart(Box<chart::ChartView>),
    /// A line to type in.
    Prompt(prompt::PromptView),
    /// Letters over the view below.
    Hints(hints::HintsView),
    /// Words that are being selected in the view below.
    Select(select::SelectView),
    /// All actions by name.
    Palette(palette::PaletteView),
    /// The keys that work here.
    Help(help::HelpView),
    /// The settings.
    Settings(settings::SettingsView),
}

impl View {
    /// Takes it over to a document that was read anew; false where what it showed is no more.
    pub fn carry_over(&mut self, old: &Document, new: &Document) -> bool {
        match self {
            View::Reader(view) => {
                view.carry_over(old, new);
                true
            }
            View::Note(view) => view.carry_over(old, new),
            View::Glance(view) => view.carry_over(old, new),
            View::Table(view) => view.carry_over(old, new),
            // Its entries lead to places of the document that was.
            View::List(view) => !matches!(view.holds(), list::Holds::Made(_)),
            // They hold places of the document that was.
            View::Select(_) | View::Palette(_) | View::Chart(_) | View::Card(_) | View::Ask(_) => false,
            View::Hints(_) | View::Outline(_) | View::Prompt(_) | View::Help(_) | View::Settings(_) | View::Data(_) | View::Slip(_) => true,
        }
    }

    /// Under which context keys are looked up while it is on top.
    pub fn context(&self) -> Context {
        match self {
            View::Reader(view) if view.head().is_some() => Context::Heads,
            View::Reader(_) => Context::Reading,
            View::Note(_) | View::Slip(_) => Context::Note,
            View::Glance(_) => Context::Glance,
            View::Outline(view) if view.is_typing() => Context::Filter,
            View::Outline(_) => Context::Outline,
            View::List(view) if view.is_typing() => Context::Filter,
            View::List(_) => Context::List,
            View::Table(_) | View::Data(_) => Context::Sheet,
            View::Chart(_) => Context::Chart,
            View::Card(_) => Context::Card,
            View::Prompt(_) | View::Hints(_) | View::Ask(_) => Context::Prompt,
            View::Palette(_) => Context::Filter,
            View::Select(_) => Context::Select,
            View::Help(_) => Context::Help,
            View::Settings(_) => Context::Settings,
        }
    }

    /// Answers an action.
    pub fn act(&mut self, scene: &Scene<'_>, action: Action, count: Option<u32>) -> Answer {
        match self {
            View::Reader(view) => view.act(scene, action, count),
            View::Note(view) => view.act(scene, action, count),
            View::Slip(view) => view.act(action, count),
            View::Glance(view) => view.act(scene, action, count),
            View::Outline(view) => view.act(scene, action, count),
            View::List(view) => view.act(scene, action, count),
            View::Table(view) => view.act(scene, action, count),
            View::Data(view) => view.act(action, count),
            View::Chart(view) => view.act(action, count),
            View::Card(view) => view.act(action, count),
            View::Ask(view) => view.act(action),
            View::Prompt(view) => view.act(action),
            // They act on the view below, which `App` hands them.
            View::Hints(_) | View::Select(_) => Answer::Pass,
            View::Palette(view) => view.act(action, count),
            View::Help(view) => view.act(action, count),
            View::Settings(view) => view.act(scene, action, count),
        }
    }

    /// Takes a key that means nothing here as typing; false where nothing is typed.
    pub fn type_key(&mut self, key: Key) -> bool {
        match self {
            View::Prompt(view) => view.type_key(key),
            View::Ask(view) => view.type_key(key),
            View::Palette(view) => view.type_key(key),
            View::List(view) => view.type_key(key),
            View::Outline(view) => view.type_key(key),
            View::Reader(_) | View::Note(_) | View::Glance(_) | View::Table(_) | View::Data(_) | View::Chart(_) | View::Card(_) => false,
            View::Slip(_) | View::Help(_) | View::Settings(_) | View::Hints(_) | View::Select(_) => false,
        }
    }

    /// Answers a click on a cell of the screen, or `Pass` where it lies outside the view.
    pub fn click(&mut self, scene: &Scene<'_>, x: u16, y: u16) -> Answer {
        match self {
            View::Reader(view) => view.click(scene, x, y),
            View::Note(view) => view.click(scene, x, y),
            View::Slip(view) => view.click(x, y),
            View::Glance(view) => view.click(scene, x, y),
            View::Outline(view) => view.click(scene, x, y),
            View::List(view) => view.click(scene, x, y),
            View::Table(view) => view.click(x, y),
            View::Data(view) => view.click(x, y),
            View::Settings(view) => view.click(scene, x, y),
            View::Palette(view) => view.click(x, y),
            View::Prompt(_) | View::Ask(_) | View::Card(_) | View::Chart(_) => Answer::Pass,
            View::Help(_) | View::Hints(_) | View::Select(_) => Answer::Pass,
        }
    }

    /// The mouse was let go on the cell on which it was pressed.
    pub fn let_go(&mut self, scene: &Scene<'_>, x: u16, y: u16) -> Answer {
        match self {
            View::Reader(view) => view.let_go(scene, x, y),
            _ => Answer::Pass,
        }
    }

    /// Makes caches and geometry; `below` is the row of the screen that the view below speaks of.
    pub fn layout(&mut self, scene: &Scene<'_>, areas: &Areas, below: Option<u16>) {
        match self {
            View::Reader(view) => view.layout(scene, areas),
            View::Note(view) => view.layout(scene, areas, below),
            View::Slip(view) => view.layout(areas, below),
            View::Glance(view) => view.layout(scene, areas, below),
            View::Outline(view) => view.layout(scene, areas),
            View::List(view) => view.layout(scene, areas),
            View::Table(view) => view.layout(areas),
            View::Data(view) => view.layout(areas),
            View::Chart(view) => view.layout(areas),
            View::Card(view) => view.layout(areas),
            View::Ask(view) => view.layout(areas),
            View::Prompt(view) => view.layout(areas),
            View::Hints(_) | View::Select(_) => {}
            View::Palette(view) => view.layout(scene, areas),
            View::Help(view) => view.layout(scene, areas),
            View::Settings(view) => view.layout(areas),
        }
    }

    /// The row of the screen that a popup above it belongs to.
    pub fn row(&self) -> Option<u16> {
        match self {
            View::Reader(view) => view.stop_row(),
            View::Note(view) => view.stop_row(),
            View::Glance(view) => view.stop_row(),
            View::Slip(view) => Some(view.row()),
            View::Table(view) => view.row(),
            View::Data(view) => view.row(),
            _ => None,
        }
    }

    /// Draws it. Same state, same cells.
    pub fn draw(&self, scene: &Scene<'_>, areas: &Areas, frame: &mut Frame<'_>) {
        match self {
            View::Reader(view) => view.draw(scene, areas, frame),
            View::Note(view) => view.draw(scene, frame),
            View::Slip(view) => view.draw(scene, frame),
            View::Glance(view) => view.draw(scene, frame),
            View::Outline(view) => view.draw(scene, frame),
            View::List(view) => view.draw(scene, frame),
            View::Table(view) => view.draw(scene, frame),
            View::Data(view) => view.draw(scene, frame),
            View::Chart(view) => view.draw(scene, frame),
            View::Card(view) => view.draw(scene, frame),
            View::Ask(view) => view.draw(scene, frame),
            View::Prompt(view) => view.draw(scene, frame),
            View::Hints(view) => view.draw(scene, frame),
            View::Select(_) => {}
            View::Palette(view) => view.draw(scene, frame),
            View::Help(view) => view.draw(scene, frame),
            View::Settings(view) => view.draw(scene, frame),
        }
    }

    /// Whether it hides what lies below it, but for title and status line. A list over a sheet does: the two have no columns in common.
    pub fn covers(&self, below: Option<&View>) -> bool {
        match self {
            View::Reader(_) | View::Table(_) | View::Data(_) | View::Card(_) | View::Chart(_) | View::Help(_) => true,
            View::List(_) | View::Outline(_) | View::Settings(_) | View::Palette(_) => {
                matches!(below, Some(View::Table(_) | View::Data(_) | View::Card(_) | View::Chart(_)))
            }
            View::Note(_) | View::Slip(_) | View::Glance(_) | View::Prompt(_) | View::Ask(_) | View::Hints(_) | View::Select(_) => false,
        }
    }
}

impl Scene<'_> {
    /// The hits that touch a range of a block.
    pub fn hits_in(&self, flow: FlowId, block: u32, extent: Extent) -> &[Hit] {
        // A hit that began before the range is at most a pattern's length away; the one before is looked at too.
        let from = self.hits.partition_point(|hit| hit.at < Anchor::new(flow, block, extent.start));
        let from = from - usize::from(from > 0 && (self.hits[from - 1].at.flow, self.hits[from - 1].at.block) == (flow, block));
        let to = self.hits.partition_point(|hit| hit.at < Anchor::new(flow, block, extent.end));
        &self.hits[from..to.max(from)]
    }

    /// The first key of an action in a context, with what it is for; empty where it has none.
    pub fn hint(&self, context: Context, action: Action, words: &str) -> String {
        page::hint(self.keymap, context, action).map_or(String::new(), |key| format!("{key} {words}"))
    }

    /// Whether the search stands on a hit.
    pub fn is_current(&self, hit: &Hit) -> bool {
        self.current.and_then(|current| self.hits.get(current)).is_some_and(|current| current.at == hit.at)
    }
}

/// Whether a cell of the screen lies in an area.
pub fn holds(area: Rect, x: u16, y: u16) -> bool {
    area.contains(ratatui::layout::Position { x, y })
}
