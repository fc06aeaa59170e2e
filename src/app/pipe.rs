//! A stream that may come slowly: read by a thread of its own, so that what has come can be shown while the rest is awaited.
//! Knows nothing of what the bytes mean.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, sync_channel};
use std::time::Duration;

use super::event::Event;
use super::panics;
use crate::error::Error;
use crate::read::limits::{HEAD_BYTES, SOURCE_BYTES};

/// Bytes that are read at once.
const CHUNK: usize = 64 << 10;
/// Chunks that wait: a stream that comes faster than it is taken up is held back.
const WAITING: usize = 16;
/// A stream that pauses for so long has a reader waiting for it.
const PAUSE: Duration = Duration::from_millis(40);

/// The bytes of a stream, as they come.
#[derive(Debug)]
pub struct Pipe {
    chunks: Receiver<io::Result<Vec<u8>>>,
}

impl Pipe {
    /// Starts reading; `stream` is made on the thread that reads.
    pub fn start<R: Read>(sender: &Sender<Event>, stream: impl FnOnce() -> R + Send + 'static) -> Result<Pipe, Error> {
        let (give, chunks) = sync_channel(WAITING);
        let started = panics::spawn_worker("pipe", sender.clone(), Event::LoadingPanicked, move |_| pump(stream(), &give));
        started.map_err(|cause| Error::new("cannot start a thread", cause.to_string()))?;
        Ok(Pipe { chunks })
    }

    /// Reads until there is a head's worth, or the stream pauses with something come; true where it has ended.
    pub fn head(&self, bytes: &mut Vec<u8>) -> Result<bool, Error> {
        while bytes.len() <= HEAD_BYTES {
            match self.chunks.recv_timeout(PAUSE) {
                Ok(chunk) => bytes.extend(chunk.map_err(failed)?),
                Err(RecvTimeoutError::Timeout) if bytes.is_empty() => {}
                Err(RecvTimeoutError::Timeout) => return Ok(false),
                Err(RecvTimeoutError::Disconnected) => return Ok(true),
            }
        }
        Ok(false)
    }

    /// Reads to the end, or to the cap.
    pub fn rest(&self, bytes: &mut Vec<u8>) -> Result<(), Error> {
        if self.more(bytes, SOURCE_BYTES)? {
            return Err(Error::new("cannot read", format!("it has more than the limit of {} MB", SOURCE_BYTES >> 20)));
        }
        Ok(())
    }

    /// Reads to the end, or until there are more than so many bytes; true where there are.
    pub fn more(&self, bytes: &mut Vec<u8>, most: u64) -> Result<bool, Error> {
        while bytes.len() as u64 <= most {
            match self.chunks.recv() {
                Ok(chunk) => bytes.extend(chunk.map_err(failed)?),
                Err(_) => return Ok(false),
            }
        }
        Ok(true)
    }
}

/// Reads a stream to its end; stops when nobody takes the chunks any more.
fn pump(mut stream: impl Read, give: &SyncSender<io::Result<Vec<u8>>>) {
    loop {
        let mut chunk = vec![0; CHUNK];
        let read = match stream.read(&mut chunk) {
            Ok(0) => return,
            Ok(read) => {
                chunk.truncate(read);
                Ok(chunk)
            }
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
            Err(cause) => Err(cause),
        };
        let ended = read.is_err();
        if give.send(read).is_err() || ended {
            return;
        }
    }
}

fn failed(cause: io::Error) -> Error {
    Error::new("cannot read", cause.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    /// A stream that gives some words, and the rest when it is told to.
    struct Slow {
        words: Vec<&'static [u8]>,
        go_on: Receiver<()>,
    }

    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.words.len() == 1 && self.go_on.recv().is_err() {
                return Err(io::Error::other("cut off"));
            }
            let words = self.words.pop().unwrap_or_default();
            buffer[..words.len()].copy_from_slice(words);
            Ok(words.len())
        }
    }

    fn slow() -> (Pipe, Sender<()>) {
        let (events, _) = mpsc::channel();
        let (go_on, told) = mpsc::channel();
        (Pipe::start(&events, move || Slow { words: vec![b"the end", b"the start, "], go_on: told }).expect("a thread"), go_on)
    }

    #[test]
    fn what_has_come_is_given_while_the_rest_is_awaited() {
        let (pipe, go_on) = slow();
        let mut bytes = Vec::new();
        assert!(!pipe.head(&mut bytes).expect("bytes"), "the stream has not ended");
        assert_eq!(bytes, b"the start, ");
        go_on.send(()).expect("somebody reads");
        pipe.rest(&mut bytes).expect("bytes");
        assert_eq!(bytes, b"the start, the end");
    }

    #[test]
    fn a_stream_that_breaks_is_an_error() {
        let (pipe, go_on) = slow();
        let mut bytes = Vec::new();
        assert!(!pipe.head(&mut bytes).expect("bytes"));
        drop(go_on);
        assert_eq!(pipe.rest(&mut bytes).expect_err("no end").to_string(), "cannot read: cut off");
    }
}
