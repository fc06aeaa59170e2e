//! The arguments: what was typed (`LowArgs`), and what it means (`HiArgs`). Opens no file and prints nothing; it only looks
//! whether a name is that of an existing file, which wins over every other reading of it.

pub mod command;

use std::ffi::OsString;
use std::ops::Range;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{ArgAction, CommandFactory, FromArgMatches, Parser};

pub use command::{Color, Task};
use command::{Command, task};

use super::Failure;
use super::source::Given;
use crate::read::{Asked, Form};
use crate::search::{Pattern, Start};

/// Commands that are agreed and not made yet.
const LATER: [&str; 4] = ["completions", "man", "add", "library"];
/// Kinds of document that are agreed and not read yet.
const LATER_FORMS: [&str; 4] = ["html", "epub", "docx", "pandoc"];
/// What `--as` takes.
const FORMS: &str = "--as takes ocr, markdown, text, csv, tsv, xlsx, xls or ods";

/// A reader for the terminal in which footnotes, cross-references and tables are alive.
#[derive(Debug, Parser)]
#[command(name = "ibid", version, disable_help_subcommand = true, max_term_width = 100)]
pub struct LowArgs {
    /// The document to read, - for standard input; FILE:120, FILE#n9, +120, +/word or +50% says where to begin
    #[arg(value_name = "FILE")]
    files: Vec<OsString>,
    /// Read it as this kind of document: ocr (repaired), markdown, text (lines as they stand), csv or tsv (one table), xlsx, xls or ods (a table for each sheet)
    #[arg(long = "as", global = true, value_name = "KIND")]
    form: Option<String>,
    /// The sign that parts the cells of a data file, as ';' or tab
    #[arg(long, global = true, value_name = "SIGN", value_parser = Asked::delimiter)]
    delimiter: Option<u8>,
    /// The line of a data file that names its columns, or lines, as 2-3; 0 where none does
    #[arg(long, global = true, value_name = "N", value_parser = Asked::heads)]
    header: Option<Range<usize>>,
    /// The character set of the document, as windows-1252
    #[arg(long, global = true, value_name = "NAME", value_parser = Asked::encoding)]
    encoding: Option<String>,
    /// Of a workbook this sheet alone: its name, or its number
    #[arg(long, global = true, value_name = "NAME")]
    sheet: Option<String>,
    /// Whether printed text has styles
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,
    /// Set something for this run, as text.measure=60; can be given again
    #[arg(long = "set", global = true, value_name = "NAME=VALUE", action = ArgAction::Append)]
    once: Vec<String>,
    /// Read line by line, without a screen: for speech and braille, and for terminals that move no cursor
    #[arg(long)]
    linear: bool,
    /// With --linear: columns at which lines are broken; by default they are not
    #[arg(long, value_name = "N", requires = "linear", value_parser = clap::value_parser!(u16).range(1..))]
    width: Option<u16>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What became of the typed arguments.
pub enum Low {
    /// They could be told apart.
    Args(Box<LowArgs>),
    /// A page was asked for: help or version.
    Page(String),
    /// They could not: what is wrong, and what can be done.
    Wrong(String, Option<String>),
}

/// What was asked.
#[derive(Debug)]
pub struct HiArgs {
    /// As what a document is read, and how.
    pub asked: Asked,
    /// When printed text has styles.
    pub color: Color,
    /// What is set for this run alone, as `text.measure=60`.
    pub once: Vec<String>,
    /// What is to be done.
    pub task: Task,
}

/// Tells the arguments apart; the first is the program's name.
pub fn parse(args: impl Iterator<Item = OsString>) -> Low {
    let later = LATER.iter().map(|&name| {
        let rest = clap::Arg::new("rest").num_args(0..).trailing_var_arg(true).allow_hyphen_values(true).value_parser(clap::value_parser!(OsString));
        clap::Command::new(name).hide(true).disable_help_flag(true).arg(rest)
    });
    let matches = match LowArgs::command().subcommands(later).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => return Low::Page(error.to_string()),
        Err(error) => return wrong(&error.to_string()),
    };
    if let Some(name) = matches.subcommand_name().filter(|name| LATER.contains(name)) {
        return Low::Wrong(format!("{name} is not there yet"), Some(format!("a file of that name is ./{name}")));
    }
    match LowArgs::from_arg_matches(&matches) {
        Ok(low) => Low::Args(Box::new(low)),
        Err(error) => wrong(&error.to_string()),
    }
}

impl HiArgs {
    /// What the typed arguments mean.
    pub fn new(low: LowArgs) -> Result<HiArgs, Failure> {
        let LowArgs { files, form, delimiter, header, encoding, sheet, color, once, linear, width, command } = low;
        let form = form.as_deref().map(form_of).transpose()?;
        let asked = Asked { form, delimiter, heads: header, encoding, sheet, beside: None };
        let Some(command) = command else {
            let (source, start) = reading(files)?;
            return Ok(HiArgs { asked, color, once, task: Task::Read { source, start, linear, width } });
        };
        if !files.is_empty() {
            return Err(command_first());
        }
        if linear {
            return Err(usage("--linear is a way to read, and goes with no command", Some("ibid --linear FILE")));
        }
        Ok(HiArgs { asked, color, once, task: task(command)? })
    }
}

fn form_of(name: &str) -> Result<Form, Failure> {
    match name {
        "ocr" => Ok(Form::Ocr),
        "markdown" => Ok(Form::Markdown),
        "text" => Ok(Form::Text),
        "csv" => Ok(Form::Csv),
        "tsv" => Ok(Form::Tsv),
        "xlsx" => Ok(Form::Xlsx),
        "xls" => Ok(Form::Xls),
        "ods" => Ok(Form::Ods),
        _ if LATER_FORMS.contains(&name) => Err(usage(&format!("a document of the kind {name} cannot be read yet"), Some(FORMS))),
        _ => Err(usage(&format!("no document is of the kind {name}"), Some(FORMS))),
    }
}

/// The one document to read and where to begin, of the arguments without a command.
fn reading(files: Vec<OsString>) -> Result<(Given, Option<Start>), Failure> {
    let mut start = None;
    let mut names = Vec::new();
    for file in files {
        match file.to_str().and_then(|name| name.strip_prefix('+')).filter(|_| !exists(&file)) {
            Some(_) if start.is_some() => return Err(usage("two places to begin were given", None)),
            Some(place) => start = Some(plus(place)?),
            None => names.push(file),
        }
    }
    let mut names = names.into_iter();
    let first = names.next();
    if let Some(second) = names.next() {
        if LowArgs::command().get_subcommands().any(|command| second == command.get_name()) {
            return Err(command_first());
        }
        return Err(usage("several files cannot be read at once yet", Some("give one; ibid search takes several")));
    }
    let Some(first) = first else { return Ok((Given::Nothing, start)) };
    match place_in_name(&first).filter(|_| !exists(&first)) {
        Some((path, inside)) => Ok((Given::Path(path), start.or(Some(inside)))),
        None => Ok((Given::new(Some(first)), start)),
    }
}

/// The place that `+120`, `+/word` or `+50%` asks for, without its `+`.
fn plus(place: &str) -> Result<Start, Failure> {
    if let Some(word) = place.strip_prefix('/') {
        Pattern::new(word).map_err(|error| Failure::Usage(error.to_string(), error.hint))?;
        return Ok(Start::Word(word.to_owned()));
    }
    let percent = || place.strip_suffix('%')?.parse().ok().filter(|percent| (0.0..=100.0).contains(percent)).map(Start::Percent);
    let line = || place.parse().ok().filter(|&line| line > 0).map(Start::Line);
    percent().or_else(line).ok_or_else(|| usage(&format!("+{place} is no place to begin"), Some("+120 is a line, +/word a word, +50% a part of the text")))
}

/// `name:120` or `name#id`, where the file without it is there.
fn place_in_name(name: &OsString) -> Option<(PathBuf, Start)> {
    let name = name.to_str()?;
    let line = || {
        let (file, line) = name.rsplit_once(':')?;
        Some((file, Start::Line(line.parse().ok().filter(|&line| line > 0)?)))
    };
    let id = || name.rsplit_once('#').filter(|(_, id)| !id.is_empty()).map(|(file, id)| (file, Start::Id(id.to_owned())));
    let (file, start) = line().or_else(id).filter(|(file, _)| exists(file))?;
    Some((PathBuf::from(file), start))
}

fn exists(name: impl AsRef<Path>) -> bool {
    name.as_ref().symlink_metadata().is_ok()
}

fn command_first() -> Failure {
    usage("a command comes before its files", Some("a file named like a command is given as ./NAME"))
}

fn usage(message: &str, hint: Option<&str>) -> Failure {
    Failure::Usage(message.to_owned(), hint.map(str::to_owned))
}

/// The first paragraph of what the parser says, and its tip; its usage lines are those of `--help`.
fn wrong(said: &str) -> Low {
    let one_line = |lines: &str| lines.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut paragraphs = said.split("\n\n").map(one_line);
    let message = paragraphs.next().unwrap_or_default();
    let tip = paragraphs.find_map(|paragraph| paragraph.strip_prefix("tip: ").map(str::to_owned));
    let hint = tip.unwrap_or_else(|| "ibid --help lists the commands and their options".to_owned());
    Low::Wrong(message.strip_prefix("error: ").unwrap_or(&message).to_owned(), Some(hint))
}
