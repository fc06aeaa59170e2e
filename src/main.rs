//! The binary: says what is around, runs the library, sets the exit status.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use ibid::app::{self, panics};
use ibid::cli::{self, Around, Input, Outcome, ReadRequest};
use ibid::error::Error;
use ibid::settings::places;
use ibid::theme::Depth;

fn main() -> ExitCode {
    match panics::guarded(|| match asked() {
        Outcome::Done(status) => ExitCode::from(status),
        Outcome::Read(request) => read(request),
        Outcome::Linear(request, width) => read_lines(request, width),
    }) {
        Ok(status) => status,
        Err(message) => {
            cli::report(&Error::new("the program failed", message), &mut io::stderr());
            ExitCode::from(101)
        }
    }
}

/// Shows a document.
fn read(request: ReadRequest) -> ExitCode {
    let variable = |name| std::env::var(name).ok();
    let depth = Depth::of(variable("NO_COLOR").as_deref(), variable("TERM").as_deref(), variable("COLORTERM").as_deref());
    let desktop = cfg!(target_os = "macos") || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| variable(name).is_some_and(|value| !value.is_empty()));
    ended(app::run(app::Request {
        source: source(request.source),
        asked: request.asked,
        start: request.start,
        configuration: *request.configuration,
        depth,
        desktop,
        editor: app::editor::Editor::found(|name| std::env::var_os(name)),
    }))
}

/// Reads a document line by line.
fn read_lines(request: ReadRequest, width: Option<u16>) -> ExitCode {
    let asked = app::linear::Request { source: source(request.source), asked: request.asked, start: request.start, width };
    ended(app::linear::run(asked, &mut io::stdin().lock(), &mut io::stdout().lock()))
}

fn ended(result: Result<(), Error>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            cli::report(&error, &mut io::stderr());
            ExitCode::FAILURE
        }
    }
}

fn source(source: cli::source::Source) -> app::Source {
    match source {
        cli::source::Source::Path(path) => app::Source::Path(path),
        cli::source::Source::Stdin => app::Source::Stdin,
        cli::source::Source::Bundled => app::Source::Bundled,
    }
}

/// Does what needs no screen. The locks of the standard streams end with it: the reader takes them again on its threads.
fn asked() -> Outcome {
    let unset_or = |name, holds: fn(OsString) -> bool| std::env::var_os(name).is_none_or(holds);
    let mut around = Around {
        input: &mut io::stdin().lock(),
        kind: input(),
        out: &mut io::stdout().lock(),
        errors: &mut io::stderr().lock(),
        terminal: io::stdout().is_terminal().then(columns),
        settings: places::settings(|name| std::env::var_os(name), etcetera::home_dir().ok()),
        styles: unset_or("NO_COLOR", |value| value.is_empty()) && unset_or("TERM", |value| value != "dumb"),
    };
    cli::run(std::env::args_os(), &mut around)
}

/// What standard input is: nothing is waited for on a terminal or a device.
fn input() -> Input {
    use rustix::fs::FileType;
    if io::stdin().is_terminal() {
        return Input::Terminal;
    }
    match rustix::fs::fstat(io::stdin()).map(|about| FileType::from_raw_mode(about.st_mode)) {
        Ok(FileType::Fifo | FileType::RegularFile | FileType::Socket) => Input::Stream,
        _ => Input::Nothing,
    }
}

/// The columns of the terminal; some that do not say how wide they are have 80.
fn columns() -> u16 {
    match rustix::termios::tcgetwinsize(io::stdout()) {
        Ok(size) if size.ws_col > 0 => size.ws_col,
        _ => 80,
    }
}
