//! The settings of a run: the defaults, what the file says, what the command line says, and where each comes from.

use std::path::{Path, PathBuf};

use super::toml::{self, Entry, Found};
use super::{Problem, Setting, Settings, TABLE, nearest, setting};

/// The table of the file that binds keys.
const KEYS: &str = "keys";

/// What holds for a run, and what is wrong in the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Configuration {
    /// The file, whether or not it is there; `None` where there is no place for one.
    pub path: Option<PathBuf>,
    /// What holds.
    pub settings: Settings,
    /// What the file says, with the defaults for the rest.
    pub saved: Settings,
    /// What the file says of keys, in its order.
    pub bindings: Vec<Binding>,
    /// What is wrong in the file, in its order.
    pub problems: Vec<Problem>,
    origins: Vec<(&'static str, Origin)>,
}

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// This line of the file, from 1.
    File(u32),
    /// `--set`.
    Once,
}

/// A line of the file that binds a key, as it stands: what it means is for whoever knows keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Binding {
    /// The view, as `reading`.
    pub view: String,
    /// The keys, as `ctrl-n`.
    pub keys: String,
    /// The action, as `next-note`.
    pub action: String,
    /// Where it stands.
    pub entry: Entry,
}

impl Configuration {
    /// The defaults, with the place of a file that is not read.
    pub fn unread(path: Option<&Path>) -> Configuration {
        Configuration { path: path.map(Path::to_owned), ..Configuration::default() }
    }

    /// What a file says; without one, the defaults.
    pub fn read(path: Option<&Path>) -> Configuration {
        let mut configuration = Configuration::unread(path);
        let Some(path) = path else { return configuration };
        match toml::text(path) {
            Ok(Some(text)) => configuration.take(path, &text),
            Ok(None) => {}
            Err(problem) => configuration.problems.push(problem),
        }
        configuration
    }

    /// Takes what a text says, as if it stood in the file.
    pub fn take(&mut self, path: &Path, text: &str) {
        let (entries, problems) = toml::entries(path, text);
        self.problems.extend(problems);
        for entry in entries {
            if let Err(problem) = self.take_entry(path, entry) {
                self.problems.push(problem);
            }
        }
        self.problems.sort_by_key(|problem| problem.place);
        self.settings = self.saved.clone();
    }

    /// Sets what `NAME=VALUE` says, for this run; else what is wrong with it.
    pub fn set_once(&mut self, words: &str) -> Result<(), String> {
        let (name, value) = words.split_once('=').ok_or_else(|| format!("{words} sets nothing: it has no ="))?;
        let (name, value) = (name.trim(), value.trim());
        let setting = setting(name).ok_or_else(|| unknown(name))?;
        let typed = setting.kind.typed(value).ok_or_else(|| wrong(setting, value))?;
        setting.set(&mut self.settings, &typed);
        self.origins.push((setting.name, Origin::Once));
        Ok(())
    }

    /// Where a setting comes from.
    pub fn origin(&self, setting: &Setting) -> Origin {
        self.origins.iter().rev().find(|(name, _)| *name == setting.name).map_or(Origin::Default, |(_, origin)| *origin)
    }

    /// The folder in which themes lie.
    pub fn themes(&self) -> Option<PathBuf> {
        self.path.as_deref().map(super::places::themes)
    }

    fn take_entry(&mut self, path: &Path, entry: Entry) -> Result<(), Problem> {
        let problem = |message: String| Err(entry.problem(path, message));
        if entry.names.first().is_some_and(|name| name == KEYS) {
            return match (entry.names.as_slice(), &entry.found) {
                ([_, view, keys], Found::Word(action)) => {
                    self.bindings.push(Binding { view: view.clone(), keys: keys.clone(), action: action.clone(), entry: entry.clone() });
                    Ok(())
                }
                ([_] | [_, _], Found::Table) => Ok(()),
                ([_, _, _], _) => problem("a key is bound to the name of an action, or to \"none\"".to_owned()),
                _ => problem("keys are bound in a view, as \"ctrl-n\" = \"next-note\" below [keys.note]".to_owned()),
            };
        }
        let name = entry.names.join(".");
        let Some(setting) = setting(&name) else {
            let group = |setting: &Setting| setting.name.split('.').next().is_some_and(|group| group == name);
            return if entry.found == Found::Table && TABLE.iter().any(group) { Ok(()) } else { problem(unknown(&name)) };
        };
        match setting.kind.found(&entry.found) {
            Some(value) => {
                setting.set(&mut self.saved, &value);
                self.origins.push((setting.name, Origin::File(entry.place.0)));
                Ok(())
            }
            None => problem(wrong(setting, &words(&entry.found))),
        }
    }
}

/// That there is no setting of a name, and which was perhaps meant.
fn unknown(name: &str) -> String {
    // One that stands outside its table lacks the table's name alone.
    let bare = || TABLE.iter().map(|setting| setting.name).find(|full| full.rsplit('.').next() == Some(name));
    match bare().or_else(|| nearest(name, TABLE.iter().map(|setting| setting.name))) {
        Some(near) => format!("no setting is called {name}; the nearest name is {near}"),
        None => format!("no setting is called {name}; ibid config default shows all"),
    }
}

fn wrong(setting: &Setting, value: &str) -> String {
    format!("{} is {}, not {value}", setting.name, setting.kind.allows())
}

fn words(found: &Found) -> String {
    match found {
        Found::Switch(on) => on.to_string(),
        Found::Number(number) => number.to_string(),
        Found::Word(word) => format!("{word:?}"),
        Found::Table => "a table".to_owned(),
        Found::Other(what) => (*what).to_owned(),
    }
}
