//! The screen as the main thread holds it: entered when made, left when dropped, drawn a frame at a time.
//! It never asks the terminal anything and never writes but through `Tty`; what a frame shows is none of its business.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::Arc;

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::queue;
use ratatui::crossterm::style::force_color_output;
use ratatui::layout::{Rect, Size};
use ratatui::{Frame, TerminalOptions, Viewport};

use super::doubtful::DoubtfulRows;
use super::input::Input;
use super::panics;
use super::tty::Tty;

/// A frame shows at once, where the terminal knows how.
const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";
const CLEAR: &[u8] = b"\x1b[0m\x1b[2J";

/// The entered terminal. Dropping it leaves, also while a panic unwinds.
#[derive(Debug)]
pub struct Terminal {
    tty: Arc<Tty>,
    pending: Pending,
    inner: ratatui::Terminal<CrosstermBackend<Pending>>,
    size: Size,
    doubtful: DoubtfulRows,
    /// What the screen shows is not known: the next frame clears it and draws every cell.
    stale: bool,
}

impl Terminal {
    /// Enters: raw mode, alternate screen, no cursor, clicks and wheel.
    pub fn enter(tty: Arc<Tty>) -> io::Result<Terminal> {
        // Under NO_COLOR crossterm drops bold and reverse too. Colours are the theme's to leave out.
        force_color_output(true);
        let size = measure(&tty);
        let pending = Pending::default();
        let inner = blank(&pending, size)?;
        // Made before entering, so that a failure half way leaves too.
        let terminal = Terminal { tty, pending, inner, size, doubtful: DoubtfulRows::default(), stale: false };
        terminal.tty.enter()?;
        Ok(terminal)
    }

    /// The size that the next frame will have, in columns and rows. It changes in `redraw`, `resume`, `lend` and `suspend` alone.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Draws a frame, in one write: the cells that differ from the last one.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.pending.add(FRAME_BEGINS);
        if std::mem::take(&mut self.stale) {
            self.pending.add(CLEAR);
            self.inner = blank(&self.pending, self.size)?;
            self.doubtful.forget();
        }
        let (doubtful, pending) = (&mut self.doubtful, &mut self.pending);
        self.inner.try_draw(|frame| {
            render(frame);
            doubtful.send(frame.buffer_mut(), pending)
        })?;
        self.pending.add(FRAME_ENDS);
        let written = self.pending.send(&self.tty);
        panics::rehearse("main");
        written
    }

    /// Has the terminal copy a text (OSC 52). Terminals that cannot, ignore it.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        queue!(self.pending, CopyToClipboard::to_clipboard_from(text))?;
        self.pending.send(&self.tty)
    }

    /// Measures the window anew and makes the next frame draw every cell: for a resize, and when something else wrote on the screen.
    pub fn redraw(&mut self) {
        self.size = measure(&self.tty);
        self.stale = true;
    }

    /// Sets the modes again after a stop that came unannounced.
    pub fn resume(&mut self) -> io::Result<()> {
        self.redraw();
        self.tty.enter()
    }

    /// Lends the terminal, as it was found, to whatever runs meanwhile; no key is taken from it.
    pub fn lend<T>(&mut self, input: &Input, run: impl FnOnce() -> T) -> io::Result<T> {
        input.park();
        self.tty.leave(Tty::PATIENCE);
        let result = run();
        let entered = self.resume();
        input.unpark();
        entered.map(|()| result)
    }

    /// Lends the terminal to another program, which has the signals of its keys to itself: what stops it stops this one too, and
    /// what interrupts it does not.
    pub fn lend_to_program<T>(&mut self, input: &Input, run: impl FnOnce() -> T) -> io::Result<T> {
        let tty = Arc::clone(&self.tty);
        self.lend(input, || {
            tty.set_lent(true);
            let result = run();
            tty.set_lent(false);
            result
        })
    }

    /// Stops this process, and goes on when told to: the answer to `Event::Suspend`.
    pub fn suspend(&mut self, input: &Input) -> io::Result<()> {
        let tty = Arc::clone(&self.tty);
        self.lend(input, || tty.stop())?
    }

    /// Stops the whole job, as Ctrl-Z does in a shell: the answer to that key. False, and nothing done, where no shell could make it go on again.
    pub fn suspend_job(&mut self, input: &Input) -> io::Result<bool> {
        let tty = Arc::clone(&self.tty);
        if !Tty::has_job_control() {
            return Ok(false);
        }
        self.lend(input, || tty.stop_job())?.map(|()| true)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.tty.leave(Tty::PATIENCE);
    }
}

fn measure(tty: &Tty) -> Size {
    let (columns, rows) = tty.size();
    Size::new(columns, rows)
}

/// A ratatui terminal over an empty screen. With a fixed viewport it asks nobody for size or cursor.
fn blank(pending: &Pending, size: Size) -> io::Result<ratatui::Terminal<CrosstermBackend<Pending>>> {
    let area = Rect::new(0, 0, size.width, size.height);
    ratatui::Terminal::with_options(CrosstermBackend::new(pending.clone()), TerminalOptions { viewport: Viewport::Fixed(area) })
}

/// The bytes of the frame being made. ratatui flushes several times a frame; only `send` writes.
#[derive(Clone, Debug, Default)]
struct Pending(Rc<RefCell<Vec<u8>>>);

impl Pending {
    fn add(&self, bytes: &[u8]) {
        self.0.borrow_mut().extend_from_slice(bytes);
    }

    fn send(&self, tty: &Tty) -> io::Result<()> {
        let mut bytes = self.0.borrow_mut();
        let written = tty.write(&bytes);
        bytes.clear();
        written
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
