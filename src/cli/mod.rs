//! The command line: what was asked, the commands that need no screen, and how a failure is worded. Reads no environment
//! and asks no terminal: `main` says what is around. Must never start the screen itself: it hands that back.

pub mod abbreviations;
pub mod args;
pub mod bibtex;
pub mod chart;
pub mod check;
pub mod citations;
pub mod config;
pub mod convert;
pub mod disagreements;
pub mod explain;
pub mod keys;
pub mod notes;
pub mod outline;
pub mod output;
pub mod search;
pub mod source;
pub mod tables;
pub mod text;
pub mod words;
pub mod works;

use std::ffi::OsString;
use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;

use args::{HiArgs, Low, Task};
use source::{Given, Loaded, Opened, Source};

use crate::error::Error;
use crate::keys::rebind;
use crate::layout::Typography;
use crate::model::clean;
use crate::read::Asked;
use crate::read::limits::DATA_BYTES;
use crate::search::Start;
use crate::settings::Configuration;
use crate::sheet::file::DataSheet;

/// Columns of running text at most, where no width was asked for.
const MEASURE: u16 = 72;

/// What is around the program.
pub struct Around<'a> {
    /// Standard input.
    pub input: &'a mut dyn BufRead,
    /// What standard input is.
    pub kind: Input,
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub errors: &'a mut dyn Write,
    /// The columns of the terminal that standard output is; `None` where it is none.
    pub terminal: Option<u16>,
    /// Whether the terminal is to have styles where nothing else was asked for.
    pub styles: bool,
    /// The file of settings, whether or not it is there; `None` where there is no place for one.
    pub settings: Option<PathBuf>,
}

/// What standard input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A terminal: nothing is read from it unless `-` asks for it.
    Terminal,
    /// A pipe or a file.
    Stream,
    /// Anything else, as `/dev/null`.
    Nothing,
}

/// What is left to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Nothing: the program ends with this status.
    Done(u8),
    /// A document is to be read on the screen.
    Read(ReadRequest),
    /// A document is to be read line by line, broken at so many columns.
    Linear(ReadRequest, Option<u16>),
}

/// A document that is to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadRequest {
    /// Where it comes from. Of standard input the first bytes may wait in the buffer of `std::io::stdin`.
    pub source: Source,
    /// As what it is read, and how.
    pub asked: Asked,
    /// Where reading begins.
    pub start: Option<Start>,
    /// What was set.
    pub configuration: Box<Configuration>,
}

/// Why a command ended.
#[derive(Debug)]
pub enum Failure {
    /// It was asked wrongly: what is wrong, and what can be done.
    Usage(String, Option<String>),
    /// It could not be done.
    Failed(Error),
    /// Its output could not be written.
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Failed(error)
    }
}

impl From<tables::Wrong> for Failure {
    fn from(wrong: tables::Wrong) -> Failure {
        match wrong {
            tables::Wrong::Usage(message) => Failure::Usage(message, None),
            tables::Wrong::Failed(error) => Failure::Failed(error),
            tables::Wrong::Output(error) => Failure::Output(error),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

/// Does what the arguments ask (the first is the program's name), and says what is left to do.
pub fn run(args: impl Iterator<Item = OsString>, around: &mut Around<'_>) -> Outcome {
    let low = match args::parse(args) {
        Low::Args(low) => *low,
        Low::Page(page) => return finish(around.out, around.errors, |out, _| Ok(write!(out, "{page}").map(|()| 0)?)),
        Low::Wrong(message, hint) => return fail(Failure::Usage(message, hint), around.errors),
    };
    let asked = match HiArgs::new(low) {
        Ok(asked) => asked,
        Err(failure) => return fail(failure, around.errors),
    };
    // What is printed is for scripts: the file of settings changes nothing of it.
    let reads = matches!(&asked.task, Task::Read { .. } if around.terminal.is_some()) || matches!(asked.task, Task::Keys { .. } | Task::Config(_));
    let file = around.settings.as_deref();
    let settings = if reads { Configuration::read(file) } else { Configuration::unread(file) };
    let configuration = match config::configured(settings, &asked.once) {
        Ok(configuration) => configuration,
        Err(failure) => return fail(failure, around.errors),
    };
    if let Task::Read { source: given, start, linear: true, width } = &asked.task {
        return match given.clone() {
            Given::Path(path) => Outcome::Linear(
                ReadRequest { source: Source::Path(path), asked: asked.asked.clone(), start: start.clone(), configuration: Box::new(configuration) },
                *width,
            ),
            Given::Nothing => Outcome::Linear(
                ReadRequest { source: Source::Bundled, asked: asked.asked.clone(), start: start.clone(), configuration: Box::new(configuration) },
                *width,
            ),
            Given::Stdin => fail(no_stream(), around.errors),
        };
    }
    if let Task::Read { source: given, start, .. } = &asked.task
        && around.terminal.is_some()
    {
        return match source::resolve(given.clone(), around.input, around.kind) {
            Ok(Source::Stdin) if around.kind == Input::Terminal => fail(from_terminal(), around.errors),
            Ok(source) => Outcome::Read(ReadRequest { source, asked: asked.asked.clone(), start: start.clone(), configuration: Box::new(configuration) }),
            Err(error) => fail(error.into(), around.errors),
        };
    }
    let mut input = source::Stream { stream: &mut *around.input, kind: around.kind };
    let screen = Screen { terminal: around.terminal, styles: around.styles };
    finish(around.out, around.errors, |out, errors| command(asked, &configuration, &mut input, &screen, out, errors))
}

/// Says an error on `out`, its hint on a line of its own. Nothing of it can reach a terminal as a control character.
pub fn report(error: &Error, out: &mut dyn Write) {
    say(&error.to_string(), error.hint.as_deref(), out);
}

struct Screen {
    terminal: Option<u16>,
    styles: bool,
}

impl Screen {
    fn columns(&self) -> u16 {
        self.terminal.unwrap_or(MEASURE)
    }

    fn measure(&self) -> u16 {
        self.columns().min(MEASURE)
    }
}

fn command(
    asked: HiArgs,
    configuration: &Configuration,
    input: &mut source::Stream<'_>,
    screen: &Screen,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> Result<u8, Failure> {
    let HiArgs { asked, color, task, .. } = asked;
    let styles = color.styles(screen.styles && screen.terminal.is_some());
    let mut load = |given| -> Result<Loaded, Failure> { Ok(source::load(given, &asked, input)?) };
    match task {
        Task::Read { source, .. } => text::print(&load(source)?.reading.document, screen.measure(), &Typography::default(), text::Notes::End, styles, out)?,
        Task::Text { source, width, notes } => {
            text::print(&load(source)?.reading.document, width.unwrap_or(screen.measure()), &Typography::default(), notes, styles, out)?;
        }
        Task::Outline { source, json } => outline::print(&load(source)?.reading.document, json, out)?,
        Task::Notes { source, json } => notes::print(&load(source)?.reading.document, json, screen.measure(), out)?,
        Task::Citations { source, json } => citations::print(&load(source)?.reading.document, json, screen.measure(), out)?,
        Task::Works { source, form } => works::print(&load(source)?.reading.document, form, screen.measure(), out)?,
        Task::Abbreviations { source, json } => abbreviations::print(&load(source)?.reading.document, json, screen.measure(), out)?,
        Task::Tables { source, json } => match source::open(source, &asked, input)? {
            Opened::Document(loaded) => tables::tables(&loaded.reading.document, json, out)?,
            Opened::Data(loaded) => tables::data_tables(&DataSheet::new(loaded.file.into()), json, out)?,
        },
        Task::Table { source, mut query, width } => {
            query.width = usize::from(width.unwrap_or(screen.columns()));
            query.on_terminal = screen.terminal.is_some();
            query.raw_formulas |= !configuration.settings.guard;
            output::not_onto_itself(&source, query.output.as_deref(), "a table of it")?;
            match source::open(source, &asked, input)? {
                Opened::Document(loaded) => tables::table(&loaded.reading.document, &query, out)?,
                Opened::Data(loaded) => tables::data_table(&DataSheet::new(loaded.file.into()), &query, DATA_BYTES, out)?,
            }
        }
        Task::Convert { source, mut query, width } => {
            query.width = width.unwrap_or(screen.measure());
            let target = query.target()?;
            convert::not_onto_itself(&source, &query)?;
            convert::print(&source::open(source, &asked, input)?, &query, target, out, errors)?;
        }
        Task::Chart { source, mut query, width } => {
            query.width = usize::from(width.unwrap_or(screen.columns()));
            chart::print(&load(source)?.reading.document, &query, out)?;
        }
        Task::Check { source, json, explain, strict } => {
            let (loaded, quoted) = if explain {
                let (loaded, source) = source::load_with_source(source, &asked, input)?;
                (loaded, Some(source))
            } else {
                match source::open(source, &asked, input)? {
                    Opened::Document(loaded) => (*loaded, None),
                    Opened::Data(loaded) => {
                        let warnings = check::print_data(&loaded, json, screen.measure(), out)?;
                        return Ok(u8::from(strict && warnings > 0));
                    }
                }
            };
            check::print(&loaded, quoted.as_deref(), json, screen.measure(), out)?;
            return Ok(u8::from(strict && !loaded.reading.warnings.is_empty()));
        }
        Task::Search { pattern, files, json } => return search::run(&pattern, files, &asked, json, input, out, errors),
        Task::Keys { markdown } => {
            let path = configuration.path.clone().unwrap_or_default();
            keys::print(&rebind::keymap(&configuration.bindings, &path).0, markdown, out)?;
        }
        Task::Config(what) => return config::print(what, configuration, out, errors),
    }
    Ok(0)
}

/// Does the work on a buffered output, and makes the exit status of how it ended.
fn finish(out: &mut dyn Write, errors: &mut dyn Write, work: impl FnOnce(&mut dyn Write, &mut dyn Write) -> Result<u8, Failure>) -> Outcome {
    let mut pipe = Pipe { out, broken: false };
    let mut buffer = BufWriter::new(&mut pipe);
    let done = work(&mut buffer, errors).and_then(|status| Ok(buffer.flush().map(|()| status)?));
    // What is left in the buffer of a failed command is still written; if that fails, the failure was said already.
    drop(buffer);
    match done {
        // Who reads the output has read enough.
        Err(_) if pipe.broken => Outcome::Done(0),
        Ok(status) => Outcome::Done(status),
        Err(failure) => fail(failure, errors),
    }
}

fn fail(failure: Failure, errors: &mut dyn Write) -> Outcome {
    match failure {
        Failure::Usage(message, hint) => {
            say(&message, hint.as_deref(), errors);
            Outcome::Done(2)
        }
        Failure::Failed(error) => {
            report(&error, errors);
            Outcome::Done(1)
        }
        Failure::Output(error) => {
            let cause = error.to_string();
            let cause = cause.split(" (os error").next().unwrap_or_default().to_lowercase();
            say(&format!("cannot write the output: {cause}"), None, errors);
            Outcome::Done(1)
        }
    }
}

fn say(message: &str, hint: Option<&str>, out: &mut dyn Write) {
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(out, "ibid: {}", clean::line(message));
    if let Some(hint) = hint {
        let _ = writeln!(out, "hint: {}", clean::line(hint));
    }
}

fn no_stream() -> Failure {
    Failure::Usage("--linear takes its commands from standard input, which cannot be the document too".to_owned(), Some("give a file".to_owned()))
}

fn from_terminal() -> Failure {
    Failure::Usage("standard input is the terminal, from which the keys come".to_owned(), Some("give a file, or pipe the text in".to_owned()))
}

/// An output that remembers that nobody reads it any more.
struct Pipe<'o> {
    out: &'o mut dyn Write,
    broken: bool,
}

impl Pipe<'_> {
    fn note<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        self.broken |= matches!(&done, Err(error) if error.kind() == io::ErrorKind::BrokenPipe);
        done
    }
}

impl Write for Pipe<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.out.write(bytes);
        self.note(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.out.flush();
        self.note(done)
    }
}
