//! The thread that reads keys. It waits in its own poll, on the terminal and on a pipe that wakes it, and goes into crossterm only when there is
//! something to read: crossterm's wait can be neither ended nor told that the terminal is gone. It knows nothing of what a key means.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ratatui::crossterm::event::{self, Event as TerminalEvent};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::event::Event;
use super::panics;
use super::tty::Tty;

/// How long `park` waits for the thread's word.
const PARKING: Duration = Duration::from_millis(200);
/// Not zero, with which crossterm does not even look; it spins for so long when there is nothing, so not much more either.
const GLANCE: Duration = Duration::from_micros(50);

/// The main thread's hold on the input thread.
#[derive(Debug)]
pub struct Input {
    wake: PipeWriter,
    parking: Arc<Parking>,
}

#[derive(Debug, Default)]
struct Parking {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    wanted: bool,
    /// The thread reads nothing: it is parked, or it has ended.
    quiet: bool,
}

impl Input {
    /// Starts reading. The terminal must have been entered.
    pub fn start(tty: Arc<Tty>, sender: Sender<Event>) -> io::Result<Input> {
        let (woken, wake) = io::pipe()?;
        let parking = Arc::new(Parking::default());
        let ours = Arc::clone(&parking);
        panics::spawn_vital("input", sender, move |sender| {
            // Also when a panic unwinds, so that nobody waits for a thread that is no more.
            let _ending = Ending(&ours);
            if let Some(reason) = read(&tty, woken, &ours, sender) {
                let _ = sender.send(Event::InputEnded(reason));
            }
        })?;
        Ok(Input { wake, parking })
    }

    /// Stops reading, before somebody else gets the terminal. False if the thread did not give its word in time.
    pub fn park(&self) -> bool {
        self.parking.lock().wanted = true;
        if (&self.wake).write_all(b".").is_err() {
            return self.parking.lock().quiet;
        }
        let waited = self.parking.changed.wait_timeout_while(self.parking.lock(), PARKING, |state| !state.quiet);
        waited.unwrap_or_else(PoisonError::into_inner).0.quiet
    }

    /// Reads again.
    pub fn unpark(&self) {
        self.parking.lock().wanted = false;
        self.parking.changed.notify_all();
    }
}

impl Parking {
    fn wait(&self) {
        let mut state = self.lock();
        if state.wanted {
            state.quiet = true;
            self.changed.notify_all();
            state = self.changed.wait_while(state, |state| state.wanted).unwrap_or_else(PoisonError::into_inner);
            state.quiet = false;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Ending<'a>(&'a Parking);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.lock().quiet = true;
        self.0.changed.notify_all();
    }
}

/// Reads until the terminal is gone, and says why; `None` when nobody listens any more.
fn read(tty: &Tty, mut woken: PipeReader, parking: &Parking, sender: &Sender<Event>) -> Option<String> {
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    loop {
        parking.wait();
        let mut files = [PollFd::from_borrowed_fd(tty.keys(), PollFlags::IN), PollFd::new(&woken, PollFlags::IN)];
        match poll(&mut files, None) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Some(error.to_string()),
        }
        let [keys, wake] = files.map(|file| file.revents());
        if !wake.is_empty() {
            // The main thread's end of the pipe is gone when the program is ending.
            if !matches!(woken.read(&mut [0; 16]), Ok(1..)) {
                return None;
            }
        } else if keys.intersects(gone) {
            return Some("the terminal was closed".to_owned());
        } else if !keys.is_empty() {
            match forward(sender) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => return Some(error.to_string()),
            }
        }
    }
}

/// Sends what there is to read. False when nobody listens any more.
fn forward(sender: &Sender<Event>) -> io::Result<bool> {
    while event::poll(GLANCE)? {
        match event::read()? {
            // crossterm sees the signal of a resize only when a key wakes it; the signal thread sees it at once.
            TerminalEvent::Resize(..) => {}
            event => {
                if event.is_key() {
                    panics::rehearse("input");
                }
                if sender.send(Event::Input(event)).is_err() {
                    return Ok(false);
                }
            }
        }
    }
    Ok(true)
}
