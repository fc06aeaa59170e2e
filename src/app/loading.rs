//! Loading a data file that is too big for a document: its first rows are sent at once, the rest is read behind them.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::bulk::{Told, Watched};
use super::event::Event;
use crate::error::Error;
use crate::read::bulk::{self, Found};
use crate::read::data::file::DataFile;
use crate::read::data::load;
use crate::read::data::progress::Progress;
use crate::read::{Asked, Form};
use crate::sheet::file::DataSheet;

/// How long the rest waits for the first rows to be shown.
const FIRST_ROWS: Duration = Duration::from_millis(100);
/// How often it is said how far work is.
const TICK: Duration = Duration::from_millis(200);

/// A data file that is being loaded.
pub struct Loading<'l> {
    form: Form,
    asked: Asked,
    /// Who is told.
    sender: &'l Sender<Event>,
    progress: Arc<Progress>,
}

impl<'l> Loading<'l> {
    /// Sends the first rows of a file that begins with `head`, and waits until they show.
    pub fn begin(form: Form, asked: &Asked, head: &[u8], sender: &'l Sender<Event>, shown: &Receiver<()>) -> Loading<'l> {
        let progress = Arc::new(Progress::default());
        let asked = Asked { form: Some(form), ..asked.clone() };
        if let Some(file) = DataFile::head(head, &asked) {
            let _ = sender.send(Event::Data(Told::Head(Arc::new(DataSheet::new(Arc::new(file))), Arc::clone(&progress))));
            // Without a first page within this time, nobody waits for one.
            let _ = shown.recv_timeout(FIRST_ROWS);
        }
        Loading { form, asked, sender, progress }
    }

    /// Reads all of a regular file, and sends it.
    ///
    /// # Errors
    /// Says why it cannot be read.
    pub fn file(self, path: &Path, file: &File, size: usize) -> Result<(), Error> {
        let sender = self.sender;
        ticking(sender, || match load::read(file, size, &self.progress) {
            None => self.cut(),
            Some(Err(cause)) => Err(Error::new("cannot read", cause.to_string())),
            Some(Ok(bytes)) => {
                let odd = if bytes.len() < size { Some(format!("the file has shrunk while it was read: {} bytes are gone", size - bytes.len())) } else { None };
                self.put(bytes, odd, Some(path.to_owned()))
            }
        })
    }

    /// Makes a data file of all bytes that a pipe gave, and sends it.
    ///
    /// # Errors
    /// Says why they are none.
    pub fn bytes(self, bytes: Vec<u8>) -> Result<(), Error> {
        let sender = self.sender;
        ticking(sender, || self.put(bytes, None, None))
    }

    fn put(&self, bytes: Vec<u8>, odd: Option<String>, path: Option<PathBuf>) -> Result<(), Error> {
        let read = bytes.len() as u64;
        match bulk::data(self.form, bytes, &self.asked, &self.progress) {
            Err(_) if self.progress.is_stopped() => self.cut(),
            Err(error) => Err(error),
            Ok(Found::Bytes(_)) => Ok(()),
            Ok(Found::Data(_, file)) => {
                let watched = path.and_then(Watched::new);
                let grown = watched.as_ref().and_then(|watched| watched.size().checked_sub(read)).filter(|&more| more > 0);
                let odd = odd.or(grown.map(|more| format!("the file has grown by {more} bytes while it was read; they are not shown")));
                send(*file, odd, watched, self.sender);
                Ok(())
            }
        }
    }

    fn cut(&self) -> Result<(), Error> {
        let _ = self.sender.send(Event::Data(Told::Cut));
        Ok(())
    }
}

/// Sends a data file of which all bytes are there, with what is odd of it.
pub fn send(file: DataFile, odd: Option<String>, watched: Option<Watched>, sender: &Sender<Event>) {
    let set = file.charset.map(|set| format!("the text is no UTF-8; it was read as {set}, the likeliest character set"));
    let _ = sender.send(Event::Data(Told::Whole(Arc::new(DataSheet::new(Arc::new(file))), odd.or(set), watched)));
}

/// Does some work, and says all the while that time goes by.
pub fn ticking<T>(sender: &Sender<Event>, work: impl FnOnce() -> T) -> T {
    let (working, ended) = channel::<()>();
    let ticks = sender.clone();
    let tick = move || {
        while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
            if ticks.send(Event::Data(Told::Tick)).is_err() {
                return;
            }
        }
    };
    // Without a thread for it nothing is said, and the work is done all the same.
    let _ = thread::Builder::new().name("ticks".to_owned()).spawn(tick);
    let done = work();
    drop(working);
    done
}
