//! The loop: wait for an event, drain what waits, draw once. Owns the order in which the edge to the terminal is put together.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use super::clipboard::Clipboard;
use super::copying::TERMINAL_BYTES;
use super::editor::Editor;
use super::event::Event;
use super::input::Input;
use super::jobs::{self, Jobs, Source};
use super::terminal::Terminal;
use super::tty::Tty;
use super::{App, Wish, panics, signals};
use crate::error::Error;
use crate::read::Asked;
use crate::search::Start;
use crate::settings::Configuration;
use crate::theme::{Depth, Theme};

/// How long the screen waits for the first page before it says that it is being read.
const PATIENCE: Duration = Duration::from_millis(150);

/// What to read, and how.
#[derive(Debug)]
pub struct Request {
    /// Where from.
    pub source: Source,
    /// As what, and how; as it seems to be where this is not said.
    pub asked: Asked,
    /// Where to begin.
    pub start: Option<Start>,
    /// What was set.
    pub configuration: Configuration,
    /// The colours of the terminal.
    pub depth: Depth,
    /// Whether there is a desktop with a clipboard.
    pub desktop: bool,
    /// The editor for the source, where there is one.
    pub editor: Option<Editor>,
}

/// Shows a document until the reader quits.
pub fn run(request: Request) -> Result<(), Error> {
    let (sender, events) = mpsc::channel();
    let tty = Arc::new(Tty::open()?);
    let edge = |cause: std::io::Error| Error::new("cannot use the terminal", cause.to_string());
    let name = request.source.name();
    let (page_shown, shown) = mpsc::channel();
    let path = if let Source::Path(path) = &request.source { Some(path.clone()) } else { None };
    let asked = request.asked.clone();
    jobs::load(request.source, request.asked, &sender, shown)?;
    signals::watch(Arc::clone(&tty), sender.clone()).map_err(edge)?;
    let mut app = App::new(&name, request.start, Theme::new(request.depth), Jobs::Threads(sender.clone()));
    app.comes_from(path.as_deref(), &asked);
    app.configure(request.configuration, request.depth);
    let clipboard = request.desktop.then(|| Clipboard::start(sender.clone())).flatten();
    app.has_clipboard(clipboard.is_some());
    // What cannot be read is said before the screen is touched.
    match events.recv_timeout(PATIENCE) {
        Ok(Event::Failed(error)) => return Err(error),
        Ok(event) => drop(app.on(event)),
        Err(_) => {}
    }
    tty.set_mouse(app.settings().mouse).map_err(edge)?;
    let mut terminal = Terminal::enter(Arc::clone(&tty)).map_err(edge)?;
    show(&mut app, &mut terminal, &tty).map_err(edge)?;
    // The worker may be through already.
    let _ = page_shown.send(());
    let input = Input::start(Arc::clone(&tty), sender).map_err(edge)?;
    follow(&mut app, &mut terminal, &Edge { tty, input, clipboard, editor: request.editor }, &events)
}

/// What the loop speaks to beside the screen.
struct Edge {
    tty: Arc<Tty>,
    input: Input,
    clipboard: Option<Clipboard>,
    editor: Option<Editor>,
}

fn follow(app: &mut App, terminal: &mut Terminal, around: &Edge, events: &Receiver<Event>) -> Result<(), Error> {
    let edge = |cause: std::io::Error| Error::new("cannot use the terminal", cause.to_string());
    loop {
        let Ok(first) = events.recv() else { return Ok(()) };
        for event in std::iter::once(first).chain(events.try_iter()) {
            match event {
                Event::Resized => terminal.redraw(),
                Event::Suspend => terminal.suspend(&around.input).map_err(edge)?,
                Event::Continued => terminal.resume().map_err(edge)?,
                Event::InputEnded(why) => return Err(Error::new("cannot go on", why)),
                Event::Panicked(message) => panics::pass_on(message),
                Event::Failed(error) if app.open().state == crate::store::State::Waiting => return Err(error),
                event => match app.on(event) {
                    Some(Wish::Quit) => return Ok(()),
                    Some(Wish::Redraw) => terminal.redraw(),
                    Some(Wish::Copy) => copy(app, terminal, around.clipboard.as_ref()).map_err(edge)?,
                    Some(Wish::Edit) => edit(app, terminal, around).map_err(edge)?,
                    Some(Wish::Suspend) if terminal.suspend_job(&around.input).map_err(edge)? => {}
                    Some(Wish::Suspend) => app.say("no shell is there to go back to"),
                    None => {}
                },
            }
        }
        show(app, terminal, &around.tty).map_err(edge)?;
    }
}

/// Runs the editor on the terminal, and says what came of it.
fn edit(app: &mut App, terminal: &mut Terminal, around: &Edge) -> std::io::Result<()> {
    let Some((path, line)) = app.errand() else { return Ok(()) };
    let Some(editor) = &around.editor else {
        app.say("no editor is there: set EDITOR to the one you like");
        return Ok(());
    };
    let ended = terminal.lend_to_program(&around.input, || editor.run(path, line))?;
    match ended {
        Ok(status) if status.success() => {}
        Ok(status) => app.say(&format!("{} ended with {status}", editor.name())),
        Err(error) => app.say(&format!("{} cannot be started: {error}", editor.name())),
    }
    app.edited();
    Ok(())
}

/// Hands what was copied to the terminal, and to the desktop where there is one.
fn copy(app: &App, terminal: &mut Terminal, clipboard: Option<&Clipboard>) -> std::io::Result<()> {
    let Some(copied) = app.copied() else { return Ok(()) };
    let fits = copied.len() <= TERMINAL_BYTES;
    if let Some(clipboard) = clipboard {
        clipboard.copy(copied, !fits);
    }
    if fits { terminal.copy(copied) } else { Ok(()) }
}

fn show(app: &mut App, terminal: &mut Terminal, tty: &Tty) -> std::io::Result<()> {
    tty.set_mouse(app.settings().mouse)?;
    let size = terminal.size();
    app.layout(ratatui::layout::Rect::new(0, 0, size.width, size.height));
    terminal.draw(|frame| app.draw(frame))
}
