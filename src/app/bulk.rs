//! A data file of any size in the program: its first rows at once, the rest behind, work on it by a worker that says how far
//! it is and can be stopped. Answers carry a number, so that those to older work are dropped.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use super::App;
use crate::read::data::progress::Progress;
use crate::sheet::file::DataSheet;
use crate::sheet::file::work::{Done, Work};
use crate::store::State;
use crate::ui::data::DataView;
use crate::ui::{Answer, Effect, View};

/// What a worker says of a data file.
#[derive(Debug)]
pub enum Told {
    /// The first rows; the rest is being read.
    Head(Arc<DataSheet>, Arc<Progress>),
    /// All of it, what was odd, and the file on the disk.
    Whole(Arc<DataSheet>, Option<String>, Option<Watched>),
    /// The reading of the rest was stopped.
    Cut,
    /// What came of the work with this number; nothing where it was stopped, and whether more will come.
    Worked(u64, Option<Done>, bool),
    /// Time has gone by with something at work.
    Tick,
    /// The worker has panicked: a message for the reader, and the program goes on.
    Panicked(String),
}

/// A file on the disk as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    path: PathBuf,
    size: u64,
    changed: Option<SystemTime>,
}

/// The work on a data file.
#[derive(Debug, Default)]
pub struct Bulk {
    /// Counts the work up.
    number: u64,
    running: Option<Running>,
    /// What is to be done as soon as all of the file is there.
    wanted: Option<Work>,
    watched: Option<Watched>,
    /// What is said of the work that runs.
    said: Option<String>,
}

#[derive(Debug)]
struct Running {
    what: &'static str,
    progress: Arc<Progress>,
}

impl Watched {
    /// The file at a path.
    pub fn new(path: PathBuf) -> Option<Watched> {
        let about = path.metadata().ok()?;
        Some(Watched { size: about.len(), changed: about.modified().ok(), path })
    }

    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// What has become of it since; `None` for nothing.
    fn change(&self) -> Option<String> {
        let shown = "what is shown is as it was read";
        let Some(now) = Watched::new(self.path.clone()) else { return Some(format!("the file is gone from the disk; {shown}")) };
        match now.size.cmp(&self.size) {
            std::cmp::Ordering::Greater => Some(format!("the file has grown by {} bytes; {shown}", now.size - self.size)),
            std::cmp::Ordering::Less => Some(format!("the file has shrunk by {} bytes; {shown}", self.size - now.size)),
            std::cmp::Ordering::Equal => (now.changed != self.changed).then(|| format!("the file was changed on the disk; {shown}")),
        }
    }
}

impl Bulk {
    /// What runs, in words.
    pub fn said(&self) -> Option<&str> {
        self.said.as_deref()
    }

    /// Whether anything runs that can be stopped.
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    fn end(&mut self) {
        (self.running, self.said) = (None, None);
    }
}

impl App {
    /// Takes what a worker says.
    pub(super) fn told(&mut self, told: Told) {
        match told {
            Told::Head(data, progress) => {
                self.open.state = State::Head;
                self.bulk.running = Some(Running { what: "reading", progress });
                self.push(View::Data(Box::new(DataView::new(data))));
            }
            Told::Whole(data, odd, watched) => {
                self.open.state = State::Whole;
                self.bulk.end();
                self.bulk.watched = watched;
                match self.data_view() {
                    Some(view) => view.put(data),
                    None => {
                        let mut view = DataView::new(Arc::clone(&data));
                        view.put(data);
                        self.push(View::Data(Box::new(view)));
                    }
                }
                self.message = odd.or(self.message.take());
                if let Some(work) = self.bulk.wanted.take() {
                    self.work(work);
                }
            }
            Told::Cut => self.cut_short("reading was stopped: the first rows are there".to_owned()),
            Told::Worked(number, done, more) if number == self.bulk.number => {
                if !more {
                    self.bulk.end();
                }
                let answer = done.and_then(|done| self.data_view().map(|view| view.take(done)));
                if let Some(Answer::Done(effects)) = answer {
                    self.apply(effects);
                }
            }
            Told::Worked(..) => {}
            Told::Tick => {
                let words = |running: &Running| format!("{}… {} %; Esc stops it", running.what, running.progress.percent());
                self.bulk.said = self.bulk.running.as_ref().map(words);
            }
            Told::Panicked(words) => {
                self.bulk.end();
                self.message = Some(super::went_on(&words));
            }
        }
    }

    /// Sends work on the file to a worker; what runs is stopped. While the file is still being read the work waits for it.
    pub(super) fn work(&mut self, work: Work) {
        if self.open.state == State::Head {
            self.message = Some(format!("{} begins when all of the file is read", work.words()));
            self.bulk.wanted = Some(work);
            return;
        }
        // Other work takes the place of what runs; what it says is dropped.
        if let Some(running) = self.bulk.running.take() {
            running.progress.stop();
        }
        let Some(data) = self.data_view().map(|view| Arc::clone(view.data())) else { return };
        let progress = Arc::new(Progress::default());
        self.bulk.number += 1;
        self.bulk.running = Some(Running { what: work.words(), progress: Arc::clone(&progress) });
        self.jobs.work(self.bulk.number, data, work, progress);
    }

    /// Stops what runs; false where nothing does.
    pub(super) fn stop_work(&mut self) -> bool {
        self.bulk.wanted = None;
        let Some(running) = self.bulk.running.take() else { return false };
        running.progress.stop();
        self.bulk.end();
        self.bulk.number += 1;
        if let Some(view) = self.data_view() {
            view.stopped();
        }
        self.message = Some(format!("{} was stopped", running.what));
        true
    }

    /// Says once what has become of the file on the disk.
    pub(super) fn look_at_file(&mut self) {
        if let Some(change) = self.bulk.watched.as_ref().and_then(Watched::change) {
            self.bulk.watched = None;
            self.message = Some(change);
        }
    }

    /// Whether a data file is shown that is too big for a document.
    pub(super) fn is_bulk(&self) -> bool {
        self.stack.iter().any(|view| matches!(view, View::Data(_)))
    }

    /// Hands what was typed to the data file below.
    pub(super) fn asked_of_data(&mut self, ask: crate::ui::table::Ask, typed: &str) -> Option<Result<Vec<Effect>, String>> {
        self.data_view().map(|view| view.asked(ask, typed))
    }

    /// What runs, where something does.
    pub(super) fn busy(&self) -> Option<&str> {
        match () {
            () if self.bulk.said().is_some() => self.bulk.said(),
            () if self.open.state == State::Waiting => Some("reading…"),
            () if self.search.running => Some("searching…"),
            () => self.gathering.is_running().then_some("looking through the text…"),
        }
    }

    fn data_view(&mut self) -> Option<&mut DataView> {
        self.stack.iter_mut().find_map(|view| if let View::Data(view) = view { Some(&mut **view) } else { None })
    }
}
