//! Themes by name: those that are built in, and files in a folder beside the settings. Built-in ones with colours are files
//! too, so that each can be the beginning of one's own.

use std::fs;
use std::path::{Path, PathBuf};

use ratatui::style::{Color, Modifier, Style};

use super::{Depth, Theme, colour};
use crate::settings::toml::{self, Entry, Found};
use crate::settings::{Problem, nearest};

/// The themes that are built in; `terminal` is the default.
pub const BUILT_IN: [&str; 6] = ["terminal", "light", "dark", "sepia", "high-contrast", "none"];

/// What a style can have besides colours.
const LOOKS: [(&str, Modifier); 5] =
    [("bold", Modifier::BOLD), ("italic", Modifier::ITALIC), ("underlined", Modifier::UNDERLINED), ("reversed", Modifier::REVERSED), ("dim", Modifier::DIM)];
/// Of which built-in theme a file takes the styles that it does not name.
const BASE: &str = "base";

/// The names of the themes there are: those built in, then those of a folder.
pub fn names(folder: Option<&Path>) -> Vec<String> {
    let mut found: Vec<String> = files(folder).iter().filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    found.retain(|name| !BUILT_IN.contains(&name.as_str()));
    found.sort_unstable();
    BUILT_IN.iter().map(|name| (*name).to_owned()).chain(found).collect()
}

/// The theme of a name, and what is wrong with it; of a name that is none, the default. A file is taken before one that is built in.
pub fn load(name: &str, folder: Option<&Path>, depth: Depth) -> (Theme, Vec<Problem>) {
    let file = folder.filter(|_| is_name(name)).map(|folder| folder.join(format!("{name}.toml")));
    let text = file.as_deref().map(|path| (path, toml::text(path)));
    match text {
        Some((path, Ok(Some(text)))) => read(path, &text, depth),
        Some((_, Err(problem))) => (built_in(name, depth).unwrap_or_else(|| Theme::new(depth)), vec![problem]),
        _ => match built_in(name, depth) {
            Some(theme) => (theme, Vec::new()),
            None => {
                let all = names(folder);
                let near = nearest(name, all.iter().map(String::as_str))
                    .map_or_else(|| format!("there are {}", all.join(", ")), |near| format!("the nearest name is {near}"));
                (Theme::new(depth), vec![Problem::whole("", format!("no theme is called {name}; {near}"))])
            }
        },
    }
}

/// What is wrong in the files of a folder.
pub fn problems(folder: Option<&Path>) -> Vec<Problem> {
    let of = |path: PathBuf| match toml::text(&path) {
        Ok(text) => read(&path, &text.unwrap_or_default(), Depth::Full).1,
        Err(problem) => vec![problem],
    };
    files(folder).into_iter().flat_map(of).collect()
}

/// The theme that a text describes.
pub fn read(path: &Path, text: &str, depth: Depth) -> (Theme, Vec<Problem>) {
    let (entries, mut problems) = toml::entries(path, text);
    let mut theme = Theme::new(depth);
    let mut named: Vec<&str> = Vec::new();
    // The base first, wherever it stands.
    for entry in entries.iter().filter(|entry| entry.names == [BASE]) {
        match &entry.found {
            Found::Word(name) if BUILT_IN.contains(&name.as_str()) => theme = built_in(name, Depth::Full).unwrap_or(theme),
            _ => problems.push(entry.problem(path, format!("the base is a built-in theme: {}", BUILT_IN.join(", ")))),
        }
    }
    for entry in entries.iter().filter(|entry| entry.names != [BASE]) {
        let style = entry.names.first().and_then(|name| Some((name.as_str(), theme.style_mut(name)?)));
        let done = match style {
            Some((name, style)) => {
                // A style that is named is what the file says, and nothing else.
                if !named.contains(&name) {
                    named.push(name);
                    *style = Style::new();
                }
                set(style, entry)
            }
            None => Err(unknown("style", entry.names.first().map_or("", String::as_str), Theme::NAMES)),
        };
        problems.extend(done.err().map(|message| entry.problem(path, message)));
    }
    problems.sort_by_key(|problem| problem.place);
    (theme.fitted(depth), problems)
}

fn set(style: &mut Style, entry: &Entry) -> Result<(), String> {
    let what = match entry.names.as_slice() {
        [_] if entry.found == Found::Table => return Ok(()),
        [_, what] => what.as_str(),
        _ => return Err(format!("a style is a table, as [{}]", entry.names[0])),
    };
    if let "fg" | "bg" = what {
        let colour = match &entry.found {
            Found::Word(word) => colour::named(word)?,
            Found::Number(number) => Color::Indexed(u8::try_from(*number).map_err(|_| format!("{number} is no colour: those with a number go from 0 to 255"))?),
            _ => return Err(format!("{what} is a colour, as \"#1f2328\"")),
        };
        *if what == "fg" { &mut style.fg } else { &mut style.bg } = Some(colour);
        return Ok(());
    }
    match (LOOKS.iter().find(|(name, _)| *name == what), &entry.found) {
        (Some((_, look)), Found::Switch(on)) => {
            *style = if *on { style.add_modifier(*look) } else { *style };
            Ok(())
        }
        (Some(_), _) => Err(format!("{what} is true or false")),
        (None, _) => {
            let all: Vec<&str> = ["fg", "bg"].into_iter().chain(LOOKS.iter().map(|(name, _)| *name)).collect();
            Err(unknown("part of a style", what, &all))
        }
    }
}

fn built_in(name: &str, depth: Depth) -> Option<Theme> {
    let text = match name {
        "terminal" => return Some(Theme::new(depth)),
        "none" => return Some(Theme::new(Depth::None)),
        "light" => include_str!("../../assets/themes/light.toml"),
        "dark" => include_str!("../../assets/themes/dark.toml"),
        "sepia" => include_str!("../../assets/themes/sepia.toml"),
        "high-contrast" => include_str!("../../assets/themes/high-contrast.toml"),
        _ => return None,
    };
    Some(read(Path::new(name), text, depth).0)
}

fn files(folder: Option<&Path>) -> Vec<PathBuf> {
    let entries = folder.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    files.retain(|path| path.file_stem().and_then(|name| name.to_str()).is_some_and(is_name));
    files.sort_unstable();
    files
}

/// Whether a word can be the name of a theme: it leads to no other folder.
fn is_name(word: &str) -> bool {
    !word.is_empty() && !word.starts_with('.') && !word.contains(['/', '\\'])
}

fn unknown(what: &str, name: &str, names: &[&'static str]) -> String {
    match nearest(name, names.iter().copied()) {
        Some(near) => format!("no {what} is called {name}; the nearest name is {near}"),
        None => format!("no {what} is called {name}; there are {}", names.join(", ")),
    }
}
