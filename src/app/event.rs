//! Everything that can wake the program, in one closed list, and what it asks of whoever holds the terminal. Both are data:
//! nothing here acts, and nothing here is drawn.

use ratatui::crossterm::event::Event as TerminalEvent;

use super::bulk::Told;
use super::gather::Gathered;
use crate::error::Error;
use crate::model::Reading;
use crate::search::Found;

/// What the main loop waits for.
#[derive(Debug)]
pub enum Event {
    /// A key, a click or a turn of the wheel. Never a resize: that is `Resized`.
    Input(TerminalEvent),
    /// The window may have another size: answered by `Terminal::redraw`.
    Resized,
    /// No key will ever come again, and why: the terminal is gone.
    InputEnded(String),
    /// The program is to stop (Ctrl-Z in a shell): answered by `Terminal::suspend`.
    Suspend,
    /// The program goes on after a stop it could not see coming: answered by `Terminal::resume`.
    Continued,
    /// A thread without which the program cannot go on has panicked: answered by `panics::pass_on`.
    Panicked(String),
    /// The head of the document was read; the rest follows.
    Head(Box<Reading>),
    /// The whole document was read.
    Loaded(Box<Reading>),
    /// The document cannot be read.
    Failed(Error),
    /// A search has come to its end.
    Found {
        /// The number of the search.
        number: u64,
        /// What it found.
        found: Found,
    },
    /// Works and short forms were looked for.
    Gathered {
        /// The number of the document.
        number: u64,
        /// What was found.
        found: Gathered,
    },
    /// What a worker says of a data file.
    Data(Told),
    /// The document was read anew after its file had changed; else a message.
    Reread(Result<Box<Reading>, String>),
    /// The file that a link leads to was read; else a message.
    Opened(Result<Box<Reading>, String>),
    /// What was to be copied could not be: a message.
    NotCopied(String),
    /// The worker that reads has panicked: a message for the reader, and the program goes on with what is there.
    LoadingPanicked(String),
    /// The worker that searches has panicked: a message for the reader, and the program goes on.
    SearchPanicked(String),
}

/// What the program asks of whoever holds the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// End.
    Quit,
    /// Stop until the shell goes on.
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Put what was copied where it can be pasted from.
    Copy,
    /// Run the editor at the line that `App::errand` says.
    Edit,
}

/// The message of a worker's panic.
pub(super) fn went_on(words: &str) -> String {
    format!("something went wrong, and the program goes on: {words}")
}
