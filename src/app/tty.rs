//! The terminal as a device: its settings, its modes, and the one gate through which bytes go to it.
//! Shared by the main thread, the input thread and the signal thread. It must never ask the terminal anything,
//! never write once it is closed, and never take a mode that `RESETS` does not undo.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::termios::{self, OptionalActions, SpecialCodeIndex, Termios};
use signal_hook::consts::SIGTSTP;
use signal_hook::low_level::emulate_default_handler;

use crate::error::Error;

/// Alternate screen, cleared; cursor hidden. Nothing runs over the end of a row: a cluster there may be wider than layout thinks.
const MODES: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?25l\x1b[?7l";
/// Clicks and wheel, motion while a button is held, in the form that has no last column.
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// The mouse is the terminal's own again.
const NO_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Everything that `MODES`, `MOUSE` and a frame cut off in the middle can have left behind, undone.
const RESETS: &[u8] = b"\x1b[?2026l\x1b[?7h\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[0m\x1b[?25h\x1b[?1049l";

/// The terminal that the program reads keys from and draws on.
#[derive(Debug)]
pub struct Tty {
    /// Our own open file of the terminal: not to block here must not make anybody else's descriptor non-blocking.
    own: File,
    state: Mutex<State>,
    /// Told when `busy` or `stopping` ends.
    settled: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// The settings as they were found; there while the terminal is entered.
    found: Option<Termios>,
    /// The main thread is writing or restoring, and is perhaps stuck in it.
    busy: bool,
    /// Clicks and wheel are the program's while the terminal is entered.
    mouse: bool,
    /// The program is going: nothing is entered or written any more.
    closed: bool,
    /// The program was asked to stop and has not yet been told to go on.
    stopping: bool,
    /// Another program has the terminal, and its keys' signals.
    lent: bool,
}

impl Tty {
    /// How long the signal thread waits for a terminal that takes nothing, before the program ends without it.
    pub const HURRY: Duration = Duration::from_millis(100);
    /// The same for a program that ends in peace: a slow line must get its resets.
    pub const PATIENCE: Duration = Duration::from_secs(5);

    /// Finds the terminal; changes nothing about it.
    pub fn open() -> Result<Tty, Error> {
        let doing = "cannot open the terminal";
        if !termios::isatty(rustix::stdio::stdout()) {
            return Err(Error::new(doing, "standard output is not a terminal"));
        }
        // By its name first: poll cannot wait on /dev/tty everywhere, and the name is missing in some containers.
        let named = termios::ttyname(rustix::stdio::stdout(), Vec::new()).map_err(io::Error::from);
        let own = named.and_then(|name| device(Path::new(std::ffi::OsStr::from_bytes(name.to_bytes()))));
        let own = own.or_else(|_| device(Path::new("/dev/tty"))).map_err(|cause| Error::new(doing, cause.to_string()))?;
        Ok(Tty { own, state: Mutex::default(), settled: Condvar::new() })
    }

    /// Columns and rows of the window now. A terminal that does not know is taken for one of 80 by 24.
    pub fn size(&self) -> (u16, u16) {
        match termios::tcgetwinsize(&self.own) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
            _ => (80, 24),
        }
    }

    /// Raw mode and the program's modes; also when they are there already, because somebody else may have changed them since.
    /// In the background this stops the process until a shell brings it to the front, as the kernel would, but with the signal thread free to answer.
    pub fn enter(&self) -> io::Result<()> {
        while !self.in_foreground() {
            self.asked_to_stop();
            self.stop()?;
        }
        let mut state = self.lock();
        if state.closed {
            return Ok(());
        }
        let found = match &state.found {
            Some(found) => found.clone(),
            None => termios::tcgetattr(self.keys())?,
        };
        let mut raw = found.clone();
        raw.make_raw();
        // A read that finds nothing comes back at once. Else crossterm, having read half an escape sequence, sits in the next read and cannot be parked.
        raw.special_codes[SpecialCodeIndex::VMIN] = 0;
        raw.special_codes[SpecialCodeIndex::VTIME] = 0;
        // First the record: from here on whoever leaves restores.
        state.found = Some(found);
        termios::tcsetattr(self.keys(), OptionalActions::Now, &raw)?;
        let mouse = state.mouse;
        drop(state);
        self.write(MODES)?;
        if mouse { self.write(MOUSE) } else { Ok(()) }
    }

    /// Whether clicks and wheel are to be the program's, from now on and whenever it enters. Nothing is written where that is so already.
    pub fn set_mouse(&self, on: bool) -> io::Result<()> {
        if std::mem::replace(&mut self.lock().mouse, on) == on {
            return Ok(());
        }
        self.write(if on { MOUSE } else { NO_MOUSE })
    }

    /// Puts the terminal back as it was found. Does nothing when that is done already; can be called from any thread.
    /// Gives up writing after `limit`: the settings are restored in any case.
    pub fn leave(&self, limit: Duration) {
        self.restore(self.lock(), limit);
    }

    /// Leaves for good: from now on nothing is written, whoever tries.
    pub fn close(&self, limit: Duration) {
        let mut state = self.lock();
        state.closed = true;
        self.restore(state, limit);
    }

    /// Sends bytes to the screen, as long as it takes; nothing when the terminal is not entered.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.lock();
        if state.closed || state.found.is_none() {
            return Ok(());
        }
        state.busy = true;
        drop(state);
        let result = write_all(rustix::stdio::stdout(), bytes, None);
        self.settle();
        result
    }

    /// Where keys come from: the same file that crossterm reads.
    pub(super) fn keys(&self) -> BorrowedFd<'_> {
        let stdin = rustix::stdio::stdin();
        if termios::isatty(stdin) { stdin } else { self.own.as_fd() }
    }

    /// Says whether another program has the terminal.
    pub(super) fn set_lent(&self, lent: bool) {
        self.lock().lent = lent;
    }

    /// Whether another program has the terminal.
    pub(super) fn is_lent(&self) -> bool {
        self.lock().lent
    }

    /// The process was asked to stop.
    pub(super) fn asked_to_stop(&self) {
        self.lock().stopping = true;
    }

    /// A shell with job control puts every job in a group of its own. In the group of the session's leader nobody is left to say "go on".
    pub(super) fn has_job_control() -> bool {
        getsid(None).is_ok_and(|session| session != getpgrp())
    }

    /// Stops this process, unless it was told to go on before it came to that; nobody would say so a second time.
    pub(super) fn stop(&self) -> io::Result<()> {
        if self.lock().stopping {
            emulate_default_handler(SIGTSTP)?;
        }
        self.wait_to_go_on();
        Ok(())
    }

    /// Stops the whole job, with what stands before or around this process. To be called when the terminal has been left: the shell takes it over
    /// as soon as the first of the job has stopped.
    pub(super) fn stop_job(&self) -> io::Result<()> {
        self.asked_to_stop();
        kill_current_process_group(Signal::STOP)?;
        self.wait_to_go_on();
        Ok(())
    }

    /// The process goes on. False if it had not been asked to stop: then the modes may be gone.
    pub(super) fn went_on(&self) -> bool {
        let expected = std::mem::take(&mut self.lock().stopping);
        self.settled.notify_all();
        expected
    }

    fn restore(&self, state: MutexGuard<'_, State>, limit: Duration) {
        let end = Instant::now() + limit;
        let waited = self.settled.wait_timeout_while(state, limit, |state| state.busy);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner).0;
        let Some(found) = state.found.take() else { return };
        // Whoever else wants to leave has to wait for this: it may be about to end the process.
        state.busy = true;
        drop(state);
        // A terminal that is gone can be neither restored nor told about.
        let _ = termios::tcsetattr(self.keys(), OptionalActions::Now, &found);
        let _ = write_all(self.own.as_fd(), RESETS, Some(end));
        self.settle();
    }

    /// Returns once the signal thread has seen the process go on: it answers a TERM that came meanwhile first, so that a stopped program
    /// that is killed does not flash up on the screen once more.
    fn wait_to_go_on(&self) {
        let waited = self.settled.wait_timeout_while(self.lock(), Tty::HURRY, |state| state.stopping);
        waited.unwrap_or_else(PoisonError::into_inner).0.stopping = false;
    }

    fn settle(&self) {
        self.lock().busy = false;
        self.settled.notify_all();
    }

    /// Also true where there is no job control at all.
    fn in_foreground(&self) -> bool {
        termios::tcgetpgrp(self.keys()).map_or(true, |group| group == getpgrp())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic under the lock leaves plain flags behind, and the terminal is to be restored all the more.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn device(path: &Path) -> io::Result<File> {
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC).bits();
    OpenOptions::new().write(true).custom_flags(flags.cast_signed()).open(path)
}

/// Writes all of it, waiting for room until `end` where there is one.
fn write_all(to: BorrowedFd<'_>, mut bytes: &[u8], end: Option<Instant>) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(to, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = &bytes[count..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                let left = end.map(|end| end.saturating_duration_since(Instant::now()));
                if left == Some(Duration::ZERO) {
                    return Err(io::ErrorKind::TimedOut.into());
                }
                let left = left.and_then(|left| Timespec::try_from(left).ok());
                match poll(&mut [PollFd::from_borrowed_fd(to, PollFlags::OUT)], left.as_ref()) {
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
