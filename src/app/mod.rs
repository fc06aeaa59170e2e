//! The program: events, jobs, the loop. Nothing here knows a document's format or draws a cell.
//!
//! How the edge to the terminal is put together, in this order, so that a signal is answered from the first moment on:
//! `Tty::open`, `signals::watch`, `Terminal::enter`, the first frame, `Input::start`; all of it inside `panics::guarded`.

pub mod event;
pub mod input;
pub mod panics;
pub mod signals;
pub mod terminal;
pub mod tty;
