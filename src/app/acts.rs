//! What actions do that no view handles: they put views on top, travel, stop what runs, or are wishes of whoever holds the terminal.

use super::gather::Asked;
use super::{App, Wish};
use crate::keys::{Action, Context};
use crate::model::Anchor;
use crate::ui::help::HelpView;
use crate::ui::list::{Holds, ListView};
use crate::ui::outline::OutlineView;
use crate::ui::palette::PaletteView;
use crate::ui::reader::Reader;
use crate::ui::settings::SettingsView;
use crate::ui::{Effect, View};

impl App {
    /// What no view handles.
    pub(super) fn act_everywhere(&mut self, action: Action, count: Option<u32>) -> Option<Wish> {
        match action {
            Action::Search => self.open_prompt(),
            Action::Hits => self.list_hits(),
            Action::NextHit => self.apply(vec![Effect::Hit(i64::from(count.unwrap_or(1)))]),
            Action::PreviousHit => self.apply(vec![Effect::Hit(-i64::from(count.unwrap_or(1)))]),
            Action::Back | Action::Forward => self.travel(action == Action::Back),
            Action::Warnings => self.push(View::List(ListView::new(Holds::Warnings, 0))),
            Action::Works => self.ask(Asked::Works),
            Action::ShortForms => self.ask(Asked::ShortForms),
            Action::Notes => {
                let document = &self.open.document;
                let at = self.reader().map_or(0, |reader| document.source(reader.top_shown()));
                let next = document.notes.partition_point(|note| note.source < at);
                self.push(View::List(ListView::new(Holds::Notes, next)));
            }
            Action::Table => self.push(View::List(ListView::new(Holds::Tables, 0))),
            Action::Outline => {
                let at = self.reader().map_or(Anchor::START, Reader::top_shown);
                let view = OutlineView::new(&self.scene(), at);
                self.push(View::Outline(view));
            }
            Action::Hints => self.hint(),
            Action::Select => self.select(),
            Action::Copy | Action::CopyQuotation | Action::CopyMarkdown => return self.copy(action),
            Action::SetMark | Action::GoToMark => self.wait_for_letter(action),
            Action::Marks => self.list_marks(),
            Action::Help => {
                let context = self.stack.last().map_or(Context::Reading, View::context);
                self.push(View::Help(HelpView::new(context)));
            }
            Action::Settings => {
                let view = SettingsView::new(&self.scene());
                self.push(View::Settings(view));
            }
            Action::Narrower | Action::Wider | Action::Measure => self.set_measure(action, count.unwrap_or(1)),
            Action::Palette => {
                let context = self.stack.last().map_or(Context::Reading, View::context);
                let at = self.reader().map_or(Anchor::START, Reader::top_shown);
                self.push(View::Palette(PaletteView::new(context, at)));
            }
            Action::ForgetSearch => self.search.clear(),
            Action::Close if self.stack.len() > 1 => drop(self.stack.pop()),
            Action::Close => self.search.clear(),
            Action::Interrupt if self.gathering.is_running() => {
                self.gathering.forget();
                self.waiting.clear();
                self.message = Some("the search was stopped".to_owned());
            }
            Action::Interrupt if self.search.running => {
                self.search.clear();
                self.message = Some("the search was stopped".to_owned());
            }
            Action::CloseView | Action::Interrupt if self.stack.len() > 1 => drop(self.stack.pop()),
            Action::CloseView | Action::Interrupt | Action::Quit => return Some(Wish::Quit),
            Action::Redraw => return Some(Wish::Redraw),
            Action::Suspend => return Some(Wish::Suspend),
            Action::Edit => return self.edit(),
            other => self.message = Some(format!("{} does not apply here", other.name())),
        }
        None
    }
}
