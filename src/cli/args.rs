//! The arguments: what was typed (`LowArgs`), and what it means (`HiArgs`). Opens no file and prints nothing; it only looks
//! whether a name is that of an existing file, which wins over every other reading of it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use super::source::Given;
use super::tables::TableQuery;
use super::{Failure, text};
use crate::read::Form;
use crate::search::{Pattern, Start};

/// Commands that are agreed and not made yet.
const LATER: [&str; 10] = ["config", "completions", "man", "add", "library", "works", "abbreviations", "citations", "chart", "convert"];
/// Kinds of document that are agreed and not read yet.
const LATER_FORMS: [&str; 9] = ["markdown", "html", "epub", "docx", "pandoc", "csv", "tsv", "xlsx", "ods"];

/// A reader for the terminal in which footnotes, cross-references and tables are alive.
#[derive(Debug, Parser)]
#[command(name = "ibid", version, disable_help_subcommand = true, max_term_width = 100)]
pub struct LowArgs {
    /// The document to read, - for standard input; FILE:120, FILE#n9, +120, +/word or +50% says where to begin
    #[arg(value_name = "FILE")]
    files: Vec<OsString>,
    /// Read it as this kind of document: ocr (repaired), text (lines as they stand)
    #[arg(long = "as", global = true, value_name = "KIND")]
    form: Option<String>,
    /// Whether printed text has styles
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The laid-out text
    Text {
        /// The document; - is standard input
        file: Option<OsString>,
        /// Columns; by default those of the terminal, at most 72
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
        width: Option<u16>,
        /// Where notes are printed
        #[arg(long, value_enum, value_name = "WHERE", default_value_t = Notes::End)]
        notes: Notes,
    },
    /// The headings
    Outline {
        /// The document; - is standard input
        file: Option<OsString>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// The notes and the markers that refer to them
    Notes {
        /// The document; - is standard input
        file: Option<OsString>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// The tables
    Tables {
        /// The document; - is standard input
        file: Option<OsString>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// One table, sorted, filtered or in another format
    Table {
        /// The document; - is standard input
        file: Option<OsString>,
        /// Its printed number, else t1, t2, ...
        id: Option<String>,
        /// Sort by columns: COL, COL:asc or COL:desc, parted by commas
        #[arg(long, value_name = "COL")]
        sort: Option<String>,
        /// Sort within groups
        #[arg(long)]
        keep_groups: bool,
        /// Keep the rows of which this holds, as '1996 > 100'; can be given again
        #[arg(long = "filter", value_name = "COL OP VALUE", action = ArgAction::Append)]
        filters: Vec<String>,
        /// Print these columns alone, parted by commas
        #[arg(long, value_name = "COL")]
        columns: Option<String>,
        /// Print the first N rows alone
        #[arg(long, value_name = "N")]
        head: Option<usize>,
        /// The form of the output
        #[arg(long, value_name = "FORMAT", value_parser = ["text", "csv", "tsv", "json", "markdown", "html"], default_value = "text")]
        format: String,
        /// Columns of the screen; by default those of the terminal, 72 into a pipe
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
        width: Option<u16>,
    },
    /// What was understood and what was not
    Check {
        /// The document; - is standard input
        file: Option<OsString>,
        /// As JSON
        #[arg(long)]
        json: bool,
        /// Say why: joins, what was left out or replaced, links that are not sure
        #[arg(long)]
        explain: bool,
        /// Exit with 1 where there is a warning
        #[arg(long)]
        strict: bool,
    },
    /// Search files for words or a /regular expression/
    Search {
        /// Words, or a /regular expression/; an upper-case letter makes the case count
        pattern: String,
        /// The documents; - is standard input
        #[arg(value_name = "FILE")]
        files: Vec<OsString>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// The keys of the reader
    Keys {
        /// As Markdown
        #[arg(long)]
        markdown: bool,
    },
}

/// When printed text has styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Whether there are styles, where `auto` would have them or not.
    pub fn styles(self, auto: bool) -> bool {
        match self {
            Color::Auto => auto,
            Color::Always => true,
            Color::Never => false,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Notes {
    Inline,
    End,
    Foot,
    None,
}

/// What became of the typed arguments.
pub enum Low {
    /// They could be told apart.
    Args(LowArgs),
    /// A page was asked for: help or version.
    Page(String),
    /// They could not: what is wrong, and what can be done.
    Wrong(String, Option<String>),
}

/// What was asked.
#[derive(Debug)]
pub struct HiArgs {
    /// As what a document is read.
    pub form: Option<Form>,
    /// When printed text has styles.
    pub color: Color,
    /// What is to be done.
    pub task: Task,
}

/// What is to be done, and to which document.
#[derive(Debug)]
#[allow(missing_docs, reason = "the options are described where they are typed")]
pub enum Task {
    Read { source: Given, start: Option<Start> },
    Text { source: Given, width: Option<u16>, notes: text::Notes },
    Outline { source: Given, json: bool },
    Notes { source: Given, json: bool },
    Tables { source: Given, json: bool },
    Table { source: Given, query: TableQuery, width: Option<u16> },
    Check { source: Given, json: bool, explain: bool, strict: bool },
    Search { pattern: Pattern, files: Vec<Given>, json: bool },
    Keys { markdown: bool },
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
        Ok(low) => Low::Args(low),
        Err(error) => wrong(&error.to_string()),
    }
}

impl HiArgs {
    /// What the typed arguments mean.
    pub fn new(low: LowArgs) -> Result<HiArgs, Failure> {
        let LowArgs { files, form, color, command } = low;
        let form = form.as_deref().map(form_of).transpose()?;
        let Some(command) = command else {
            let (source, start) = reading(files)?;
            return Ok(HiArgs { form, color, task: Task::Read { source, start } });
        };
        if !files.is_empty() {
            return Err(command_first());
        }
        Ok(HiArgs { form, color, task: task(command)? })
    }
}

fn task(command: Command) -> Result<Task, Failure> {
    Ok(match command {
        Command::Text { file, width, notes } => Task::Text {
            source: Given::new(file),
            width,
            notes: match notes {
                Notes::Inline => text::Notes::Inline,
                Notes::End => text::Notes::End,
                Notes::Foot => text::Notes::Foot,
                Notes::None => text::Notes::None,
            },
        },
        Command::Outline { file, json } => Task::Outline { source: Given::new(file), json },
        Command::Notes { file, json } => Task::Notes { source: Given::new(file), json },
        Command::Tables { file, json } => Task::Tables { source: Given::new(file), json },
        Command::Table { file, id, sort, keep_groups, filters, columns, head, format, width } => {
            Task::Table { source: Given::new(file), query: TableQuery { id, sort, keep_groups, filters, columns, head, format: Some(format), width: 0 }, width }
        }
        Command::Check { file, json, explain, strict } => Task::Check { source: Given::new(file), json, explain, strict },
        Command::Search { pattern, files, json } => {
            let pattern = Pattern::new(&pattern).map_err(|error| Failure::Usage(error.to_string(), error.hint))?;
            Task::Search { pattern, files: files.into_iter().map(|file| Given::new(Some(file))).collect(), json }
        }
        Command::Keys { markdown } => Task::Keys { markdown },
    })
}

fn form_of(name: &str) -> Result<Form, Failure> {
    match name {
        "ocr" => Ok(Form::Ocr),
        "text" => Ok(Form::Text),
        _ if LATER_FORMS.contains(&name) => Err(usage(&format!("a document of the kind {name} cannot be read yet"), Some("--as takes ocr or text"))),
        _ => Err(usage(&format!("no document is of the kind {name}"), Some("--as takes ocr or text"))),
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
