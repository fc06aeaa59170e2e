//! How notes show: what was asked for, what the screen has room for, and the words that say so.

use super::App;
use crate::settings::{NotesShow, Settings};
use crate::ui::areas::{Areas, Wanted, needed_for_margin};

/// How notes show on a screen: never `Auto`.
pub fn shown(settings: &Settings, areas: Option<&Areas>) -> NotesShow {
    let margin = areas.is_some_and(|areas| areas.margin.width > 0);
    match settings.notes_show {
        NotesShow::Auto | NotesShow::Margin if margin => NotesShow::Margin,
        NotesShow::Auto => NotesShow::Popup,
        NotesShow::Margin => NotesShow::Foot,
        way => way,
    }
}

impl App {
    /// What is wanted of a screen.
    pub(super) fn wanted(&self) -> Wanted {
        let document = &self.open.document;
        Wanted {
            outline: self.configuration.settings.outline && !document.headings.is_empty(),
            margin: !document.notes.is_empty() && matches!(self.configuration.settings.notes_show, NotesShow::Auto | NotesShow::Margin),
            measure: self.configuration.settings.measure,
            left: self.configuration.settings.position == crate::settings::Position::Left,
        }
    }

    /// Shows notes in a way, or in the one that comes next: popup, margin, foot. Where the margin has no room it says so.
    pub(super) fn show_notes(&mut self, way: Option<NotesShow>) {
        let way = way.unwrap_or(match shown(&self.configuration.settings, self.areas.as_ref()) {
            NotesShow::Popup | NotesShow::Auto => NotesShow::Margin,
            NotesShow::Margin => NotesShow::Foot,
            NotesShow::Foot => NotesShow::Popup,
        });
        self.configuration.settings.notes_show = way;
        let here = self.screen.width;
        let needed = needed_for_margin(self.wanted());
        self.message = Some(match way {
            NotesShow::Margin if here < needed => format!("notes stand at the foot: the margin needs {needed} columns, and here are {here}"),
            NotesShow::Margin => "notes stand in the margin".to_owned(),
            NotesShow::Foot => "notes stand at the foot".to_owned(),
            NotesShow::Popup => "notes open in a popup".to_owned(),
            NotesShow::Auto => "notes stand in the margin where there is room, else they open in a popup".to_owned(),
        });
    }
}
