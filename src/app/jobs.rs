//! Work that may take longer than a frame: reading a document, searching it. A worker writes nothing and sends events.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

use super::bulk::Told;
use super::event::Event;
use super::gather;
use super::loading::{self, Loading, ticking};
use super::panics;
use super::pipe::Pipe;
use crate::error::Error;
use crate::model::{Account, Document, Reading};
use crate::read::data::progress::Progress;
use crate::read::{self, Asked, bulk, limits, source};
use crate::search::{self, Pattern};
use crate::sheet::file::DataSheet;
use crate::sheet::file::work::Work;

/// How long the rest of a document waits for the first page.
const FIRST_PAGE: Duration = Duration::from_millis(100);

/// Where a document is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    Path(PathBuf),
    /// Standard input; what was already read of it waits in its buffer.
    Stdin,
    /// The document that is compiled in.
    Bundled,
}

impl Source {
    /// The name under which it is shown.
    pub fn name(&self) -> String {
        match self {
            Source::Path(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            Source::Stdin => "standard input".to_owned(),
            Source::Bundled => read::BUNDLED_NAME.to_owned(),
        }
    }
}

/// Who does the work: threads, or, in tests, whoever asks.
#[derive(Debug)]
pub enum Jobs {
    /// A thread a job; what it finds comes as an event.
    Threads(Sender<Event>),
    /// At once; what was found waits here.
    AtOnce(Vec<Event>),
}

impl Jobs {
    /// Searches a document; the answer is `Event::Found` with the number of the search.
    pub fn search(&mut self, number: u64, document: Arc<Document>, pattern: Pattern, stop: Arc<AtomicBool>) {
        self.run("search", Event::SearchPanicked, move || search::find(&document, &pattern, &stop).map(|found| Event::Found { number, found }));
    }

    /// Looks for works and short forms; the answer is `Event::Gathered` with the number of the document.
    pub fn gather(&mut self, number: u64, document: Arc<Document>) {
        self.run("gather", Event::SearchPanicked, move || Some(gather::event(number, &document)));
    }

    /// Works on a data file; the answers are `Told::Worked` with the number of the work.
    pub fn work(&mut self, number: u64, data: Arc<DataSheet>, work: Work, progress: Arc<Progress>) {
        let done = |done, more| Event::Data(Told::Worked(number, done, more));
        match self {
            Jobs::AtOnce(events) => {
                let mut early = Vec::new();
                let last = work.carry_out(&data, &progress, &mut |first| early.push(done(Some(first), true)));
                events.extend(early);
                events.push(done(last, false));
            }
            Jobs::Threads(sender) => {
                let failed = sender.clone();
                let panicked = |words| Event::Data(Told::Panicked(words));
                let spawned = panics::spawn_worker("work", sender.clone(), panicked, move |sender| {
                    let last = ticking(sender, || {
                        work.carry_out(&data, &progress, &mut |first| {
                            let _ = sender.send(Event::Data(Told::Worked(number, Some(first), true)));
                        })
                    });
                    let _ = sender.send(Event::Data(Told::Worked(number, last, false)));
                });
                if let Err(cause) = spawned {
                    let _ = failed.send(panicked(format!("cannot start a thread: {cause}")));
                }
            }
        }
    }

    /// Reads a file anew as a whole: what is shown stays until it is there. The answer is `Event::Reread`.
    pub fn reread(&mut self, path: PathBuf, asked: Asked) {
        self.run("loading", Event::LoadingPanicked, move || Some(Event::Reread(read_whole(&path, &asked).map(Box::new).map_err(|error| error.to_string()))));
    }

    /// Reads the file that a link leads to as what it seems to be. The answer is `Event::Opened`.
    pub fn open_file(&mut self, path: PathBuf) {
        let panicked = |words| Event::Opened(Err(words));
        self.run("loading", panicked, move || Some(Event::Opened(read_whole(&path, &Asked::default()).map(Box::new).map_err(|error| error.to_string()))));
    }

    /// Does some work, and sends what comes of it.
    fn run(&mut self, name: &'static str, panicked: fn(String) -> Event, work: impl FnOnce() -> Option<Event> + Send + 'static) {
        match self {
            Jobs::AtOnce(events) => events.extend(work()),
            Jobs::Threads(sender) => {
                let failed = sender.clone();
                let spawned = panics::spawn_worker(name, sender.clone(), panicked, move |sender| {
                    if let Some(event) = work() {
                        // Nobody receives when the program is ending anyway.
                        let _ = sender.send(event);
                    }
                });
                if let Err(cause) = spawned {
                    let _ = failed.send(panicked(format!("cannot start a thread: {cause}")));
                }
            }
        }
    }
}

/// Starts reading a document: first its head, where it is longer than that, then all of it. The rest waits until `shown`
/// says that the first page is on the screen: it would only be in that page's way.
pub fn load(source: Source, asked: Asked, sender: &Sender<Event>, shown: Receiver<()>) -> Result<(), Error> {
    let spawned = panics::spawn_worker("loading", sender.clone(), Event::LoadingPanicked, move |sender| {
        panics::rehearse("worker");
        if let Err(error) = read_in_steps(source, &asked, sender, &shown) {
            let _ = sender.send(Event::Failed(error));
        }
    });
    spawned.map_err(|cause| Error::new("cannot start a thread", cause.to_string()))
}

fn read_in_steps(source: Source, asked: &Asked, sender: &Sender<Event>, shown: &Receiver<()>) -> Result<(), Error> {
    let name = match &source {
        Source::Path(path) => path.to_string_lossy().into_owned(),
        other => other.name(),
    };
    let bytes = match source {
        Source::Bundled => {
            let _ = sender.send(Event::Loaded(Box::new(read::bundled())));
            return Ok(());
        }
        Source::Stdin => match from_pipe(&Pipe::start(sender, std::io::stdin)?, &name, asked, sender, shown)? {
            Some(bytes) => Ok(bytes),
            None => return Ok(()),
        },
        Source::Path(path) => {
            let mut file: File = source::open_any(&path)?;
            match file.metadata() {
                // What is no file, as a pipe under a name, may come slowly too.
                Ok(about) if !about.is_file() => match from_pipe(&Pipe::start(sender, move || file)?, &name, asked, sender, shown)? {
                    Some(bytes) => Ok(bytes),
                    None => return Ok(()),
                },
                Ok(about) if about.len() > limits::DATA_BYTES as u64 => {
                    let mut head = Vec::new();
                    file.by_ref().take(limits::HEAD_BYTES as u64).read_to_end(&mut head).map_err(failed)?;
                    match (bulk::data_form(&name, &head, asked), usize::try_from(about.len())) {
                        (Some(form), Ok(size)) => return Loading::begin(form, asked, &head, sender, shown).file(&path, &file, size),
                        _ if about.len() > limits::SOURCE_BYTES => Err(source::too_big(about.len())),
                        _ => from_file(file, head, about.len(), |head| show_head(&name, head, asked, sender, shown)),
                    }
                }
                about => from_file(file, Vec::new(), about.map_or(0, |about| about.len()), |head| show_head(&name, head, asked, sender, shown)),
            }
        }
    };
    let bytes = bytes.map_err(|error| error.at(&name))?;
    let unpacked = ticking(sender, || bulk::unpacked(&name, bytes, asked, &Progress::default())).map_err(|error| error.at(&name))?;
    let bytes = match unpacked {
        bulk::Found::Bytes(bytes) => bytes,
        bulk::Found::Data(_, file) => {
            loading::send(*file, None, None, sender);
            return Ok(());
        }
    };
    let reading = read::read(&name, bytes, asked, Account::Dropped)?.reading;
    let _ = sender.send(Event::Loaded(Box::new(reading)));
    Ok(())
}

fn read_whole(path: &Path, asked: &Asked) -> Result<Reading, Error> {
    let mut bytes = Vec::new();
    let mut file = source::open(path)?;
    source::read_rest(&mut file, &mut bytes).map_err(|error| error.at(path))?;
    Ok(read::read(&path.to_string_lossy(), bytes, asked, Account::Dropped)?.reading)
}

/// The bytes of a file of about this size, the first of which were read already; `head` is given those of its head, where
/// there are more.
fn from_file(mut file: File, mut bytes: Vec<u8>, size: u64, head: impl FnOnce(&[u8])) -> Result<Vec<u8>, Error> {
    // One byte more, so that the end is seen without another growth.
    bytes.reserve_exact((usize::try_from(size).unwrap_or(0) + 1).saturating_sub(bytes.len()));
    let room = (limits::HEAD_BYTES as u64 + 1).saturating_sub(bytes.len() as u64);
    file.by_ref().take(room).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > limits::HEAD_BYTES {
        head(&bytes);
        source::read_rest(&mut file, &mut bytes)?;
    }
    Ok(bytes)
}

/// The bytes of a pipe; what has come when it pauses, or its head, is shown. `None` where they are a data file, which was
/// sent.
fn from_pipe(pipe: &Pipe, name: &str, asked: &Asked, sender: &Sender<Event>, shown: &Receiver<()>) -> Result<Option<Vec<u8>>, Error> {
    let mut bytes = Vec::new();
    if pipe.head(&mut bytes)? {
        return Ok(Some(bytes));
    }
    match bulk::data_form(name, &bytes, asked) {
        Some(form) if pipe.more(&mut bytes, limits::DATA_BYTES as u64)? => {
            let loading = Loading::begin(form, asked, &bytes[..limits::HEAD_BYTES], sender, shown);
            pipe.more(&mut bytes, u64::MAX)?;
            loading.bytes(bytes).map(|()| None)
        }
        Some(_) => Ok(Some(bytes)),
        None => {
            show_head(name, &bytes, asked, sender, shown);
            pipe.rest(&mut bytes)?;
            Ok(Some(bytes))
        }
    }
}

fn failed(cause: std::io::Error) -> Error {
    Error::new("cannot read", cause.to_string())
}

fn show_head(name: &str, bytes: &[u8], asked: &Asked, sender: &Sender<Event>, shown: &Receiver<()>) {
    if asked.is_form_alone()
        && let Some(head) = read::read_head(name, bytes, asked.form)
    {
        let _ = sender.send(Event::Head(Box::new(head)));
        // Without a first page within this time, nobody waits for one.
        let _ = shown.recv_timeout(FIRST_PAGE);
    }
}
