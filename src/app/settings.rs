//! The program's settings: taken at its start, changed while it runs, kept for good where that is asked for.

use std::path::Path;

use super::App;
use crate::keys::{Action, rebind};
use crate::settings::{Configuration, Problem, Setting, Settings, keep, setting};
use crate::theme::{self, Depth};

impl App {
    /// Takes settings, keys and theme, and says what is wrong in their files.
    pub fn configure(&mut self, configuration: Configuration, depth: Depth) {
        let path = configuration.path.clone().unwrap_or_default();
        let (keymap, of_keys) = rebind::keymap(&configuration.bindings, &path);
        let first = configuration.problems.iter().chain(&of_keys).min_by_key(|problem| problem.place).map(Problem::short);
        (self.configuration, self.keymap, self.depth) = (configuration, keymap, depth);
        self.dress();
        // What is wrong in the file itself is said before what is wrong in that of the theme.
        if let Some(first) = first.or(self.message.take()) {
            self.message = Some(format!("{first} (ibid config check shows all)"));
        }
    }

    /// What is set.
    pub fn settings(&self) -> &Settings {
        &self.configuration.settings
    }

    /// Sets settings, for now.
    pub(super) fn set(&mut self, settings: Settings) {
        let other = settings.theme != self.configuration.settings.theme;
        self.configuration.settings = settings;
        if other {
            self.dress();
        }
    }

    /// Writes a setting to the file, for good.
    pub(super) fn keep(&mut self, setting: &'static Setting) {
        let Some(path) = self.configuration.path.clone() else {
            return self.say("there is no folder to keep settings in; IBID_CONFIG can name a file");
        };
        let value = setting.of(&self.configuration.settings);
        let words = match keep::keep(&path, setting, &value) {
            Ok(()) => {
                // What the file says now, also where somebody else has changed it.
                let mut now = Configuration::read(Some(&path));
                now.settings = self.configuration.settings.clone();
                self.configuration = now;
                format!("{} = {} is kept in {}", setting.name, value.in_file(), file_name(&path))
            }
            Err(error) => error.to_string(),
        };
        self.say(&words);
    }

    /// Makes the text column narrower or wider, or as it was set, and says what it is.
    pub(super) fn set_measure(&mut self, action: Action, times: u32) {
        let (Some(measure), Some(areas)) = (setting("text.measure"), self.areas) else { return };
        let mut settings = self.configuration.settings.clone();
        match action {
            Action::Measure => settings.measure = self.configuration.saved.measure,
            _ => {
                for _ in 0..times.min(u32::from(u8::MAX)) {
                    let next = measure.kind.next(&measure.of(&settings), action == Action::Wider, &[]);
                    measure.set(&mut settings, &next);
                }
            }
        }
        let room = areas.status.width;
        let words = if settings.measure > room {
            format!("measure {}; the window has {room} columns", settings.measure)
        } else {
            format!("measure {}", settings.measure)
        };
        self.set(settings);
        self.say(&words);
    }

    /// Loads the theme that is set.
    fn dress(&mut self) {
        let folder = self.configuration.themes();
        let (theme, problems) = theme::load(&self.configuration.settings.theme, folder.as_deref(), self.depth);
        self.theme = theme;
        if let Some(problem) = problems.first() {
            self.message = Some(problem.short());
        }
    }
}

fn file_name(path: &Path) -> String {
    crate::model::clean::line(&path.file_name().unwrap_or_default().to_string_lossy()).into_owned()
}
