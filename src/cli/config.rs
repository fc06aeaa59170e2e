//! `ibid config`: where the settings lie, what they are and where each comes from, all there are, and what is wrong in
//! their files. Owns the form of these pages; what is printed comes from the tables of settings and actions.

use std::io::{self, Write};
use std::path::Path;

use super::Failure;
use super::words::padded;
use crate::error::Error;
use crate::keys::rebind;
use crate::model::clean;
use crate::settings::{Configuration, Origin, Problem, TABLE, nearest, setting};
use crate::theme;

/// What is asked of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// What they are, and where each comes from.
    Values,
    /// Where the file is, or would be.
    Path,
    /// A file with all there are, commented out.
    Default,
    /// What is wrong.
    Check,
}

/// Settings with what `--set` says over them; wrong words are wrong usage.
pub fn configured(mut configuration: Configuration, once: &[String]) -> Result<Configuration, Failure> {
    for words in once {
        let wrong = |message: String| Failure::Usage(message, Some("ibid config default prints what can be set".to_owned()));
        configuration.set_once(words).map_err(wrong)?;
    }
    let theme = setting("screen.theme").filter(|setting| configuration.origin(setting) == Origin::Once);
    if theme.is_some() {
        let (all, name) = (theme::names(configuration.themes().as_deref()), &configuration.settings.theme);
        if !all.contains(name) {
            let near = nearest(name, all.iter().map(String::as_str))
                .map_or_else(|| format!("there are {}", all.join(", ")), |near| format!("the nearest name is {near}"));
            return Err(Failure::Usage(format!("no theme is called {name}"), Some(near)));
        }
    }
    Ok(configuration)
}

/// Prints what was asked; the status is 1 where something was to be checked and is wrong.
pub fn print(what: What, configuration: &Configuration, out: &mut dyn Write, errors: &mut dyn Write) -> Result<u8, Failure> {
    let path =
        || configuration.path.as_deref().ok_or_else(|| Error::new("cannot find the settings", "there is no home folder").hint("IBID_CONFIG can name a file"));
    match what {
        What::Values => {
            values(configuration, out)?;
            if let Some(first) = problems(configuration).first() {
                super::say(&format!("{first} (ibid config check shows all)"), None, errors);
            }
        }
        What::Path => writeln!(out, "{}", clean::line(&path()?.to_string_lossy()))?,
        What::Default => write!(out, "{}", default_file())?,
        What::Check => return Ok(check(configuration, out)?),
    }
    Ok(0)
}

/// Everything that is wrong in the file and in the themes beside it, in the order of the files.
pub fn problems(configuration: &Configuration) -> Vec<Problem> {
    let Some(path) = &configuration.path else { return Vec::new() };
    let mut problems = configuration.problems.clone();
    problems.extend(rebind::keymap(&configuration.bindings, path).1);
    let folder = configuration.themes();
    let name = &configuration.saved.theme;
    if !theme::names(folder.as_deref()).contains(name) {
        let line = setting("screen.theme").map_or(Origin::Default, |setting| configuration.origin(setting));
        let place = if let Origin::File(line) = line { Some((line, 1)) } else { None };
        let said = theme::load(name, folder.as_deref(), theme::Depth::Full).1;
        problems.extend(said.into_iter().map(|problem| Problem { path: path.clone(), place, ..problem }));
    }
    problems.sort_by_key(|problem| problem.place);
    problems.extend(theme::problems(folder.as_deref()));
    problems
}

/// A file with every setting and every key, each commented out and at its default.
pub fn default_file() -> String {
    let mut out = String::from(
        "# Settings of ibid. Each line that begins with # stands for what holds anyway: take the # off, and change it.\n\
         # `ibid config path` says where this file belongs, `ibid config check` what is wrong in it.\n",
    );
    let mut group = "";
    for setting in TABLE {
        let (of, name) = setting.name.split_once('.').unwrap_or(("", setting.name));
        if of != group {
            out.push_str(&format!("\n[{of}]\n"));
            group = of;
        }
        out.push_str(&format!("# {} ({})\n", setting.words, setting.kind.allows()));
        out.push_str(&format!("# {name} = {}\n", setting.of(&Default::default()).in_file()));
    }
    out.push_str(&format!(
        "\n# Themes: {}, and every NAME.toml in the folder themes beside this file:\n\
         #   base = \"dark\"                 the built-in theme it begins with\n\
         #   [link]                        one of {}\n\
         #   fg = \"#79b8ff\"                or bg; a number to 255, or a name as bright-blue\n\
         #   underlined = true             or bold, italic, reversed, dim\n",
        theme::BUILT_IN.join(", "),
        theme::Theme::NAMES.join(", "),
    ));
    out.push_str(
        "\n# Keys: \"none\" takes the meaning from a key; \"g g\" is one key after the other. A key that is bound here keeps\n\
         # the other keys of its action.\n",
    );
    out.push_str(&rebind::lines());
    out
}

fn values(configuration: &Configuration, out: &mut dyn Write) -> io::Result<()> {
    let name = configuration.path.as_deref().and_then(Path::file_name).map_or(String::new(), |name| clean::line(&name.to_string_lossy()).into_owned());
    let mut lines: Vec<[String; 3]> = Vec::new();
    for setting in TABLE {
        let origin = match configuration.origin(setting) {
            Origin::Default => "default".to_owned(),
            Origin::File(line) => format!("{name}, line {line}"),
            Origin::Once => "--set".to_owned(),
        };
        lines.push([setting.name.to_owned(), clean::line(&setting.of(&configuration.settings).in_file()).into_owned(), origin]);
    }
    for binding in &configuration.bindings {
        let key = format!("keys.{} {:?}", binding.view, binding.keys);
        lines.push([
            clean::line(&key).into_owned(),
            clean::line(&format!("{:?}", binding.action)).into_owned(),
            format!("{name}, line {}", binding.entry.place.0),
        ]);
    }
    let widest = |column: usize| lines.iter().map(|line| crate::layout::width::columns(&line[column]) as usize).max().unwrap_or(0);
    let (first, second) = (widest(0), widest(1));
    for [setting, value, origin] in &lines {
        writeln!(out, "{}  {}  {origin}", padded(setting, first), padded(value, second))?;
    }
    Ok(())
}

fn check(configuration: &Configuration, out: &mut dyn Write) -> io::Result<u8> {
    let found = problems(configuration);
    for problem in &found {
        writeln!(out, "{problem}")?;
    }
    if found.is_empty() {
        match &configuration.path {
            Some(path) if path.exists() => writeln!(out, "nothing is wrong in {}", clean::line(&path.to_string_lossy()))?,
            Some(path) => writeln!(out, "there is no file {}; every setting has its default", clean::line(&path.to_string_lossy()))?,
            None => writeln!(out, "there is no folder for settings; every one has its default")?,
        }
    }
    Ok(u8::from(!found.is_empty()))
}
