//! The real program on a real terminal: it starts, answers, and leaves the terminal as it found it, whatever ends it.
//! Nothing is slept for: what is read decides, up to a deadline.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};

use crate::folder::Folder;

/// By then anything has happened that will: far beyond what a loaded machine needs.
const DEADLINE: Duration = Duration::from_secs(20);
/// The size of the terminal.
const ROWS: NonZero<u16> = NonZero::new(24).expect("rows");
const COLUMNS: NonZero<u16> = NonZero::new(80).expect("columns");
/// Leaves the alternate screen.
const LEAVES: &str = "\x1b[?1049l";

struct Program {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    raw: Vec<u8>,
    /// For the settings of the terminal.
    master: Box<dyn MasterPty + Send>,
    /// Held open: a terminal does not close when a program on it ends.
    _terminal: Box<dyn SlavePty + Send>,
    before: String,
}

impl Program {
    fn start(panic: Option<&str>) -> Program {
        Program::start_with(panic, &[])
    }

    fn start_with(panic: Option<&str>, arguments: &[&str]) -> Program {
        let variable = panic.map(|place| ("IBID_PANIC", place));
        Program::start_in(variable.as_slice(), arguments)
    }

    /// Starts it with these variables of the environment alone.
    fn start_in(variables: &[(&str, &str)], arguments: &[&str]) -> Program {
        let pair = native_pty_system().openpty(PtySize { rows: ROWS.get(), cols: COLUMNS.get(), pixel_width: 0, pixel_height: 0 }).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_ibid"));
        command.args(arguments);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        for (name, value) in variables {
            command.env(name, value);
        }
        let before = settings(&*pair.master);
        let child = pair.slave.spawn_command(command).expect("the program");
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().expect("its input");
        Program { child, keys, output, screen: vt100::Parser::new(ROWS, COLUMNS, 0), raw: Vec::new(), master: pair.master, _terminal: pair.slave, before }
    }

    fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("a terminal that takes keys");
    }

    /// Reads until the screen shows what is wanted.
    #[track_caller]
    fn wait(&mut self, what: &str, shows: impl Fn(&Program) -> bool) {
        let end = Instant::now() + DEADLINE;
        while !shows(self) {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => {
                    self.screen.process(&bytes);
                    self.raw.extend(bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => panic!("{what} did not come\n{}", self.screen.screen().contents()),
            }
        }
    }

    #[track_caller]
    fn wait_for(&mut self, words: &str) {
        self.wait(words, |program| program.screen.screen().contents().contains(words));
    }

    /// Waits for the end, and checks that the terminal is as it was.
    #[track_caller]
    fn ended(&mut self) -> ExitStatus {
        self.wait("the end of the alternate screen", |program| String::from_utf8_lossy(&program.raw).contains(LEAVES));
        let status = self.child.wait().expect("a status");
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste(), "the screen is left");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(settings(&*self.master), self.before, "the settings of the terminal");
        status
    }
}

/// The settings of the terminal, in words.
fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("settings"))
}

#[test]
fn it_shows_the_first_page_answers_and_quits() {
    let mut program = Program::start(None);
    program.wait_for("Irina D. Zviagelskaya");
    assert!(program.screen.screen().alternate_screen());
    program.send("\t\r");
    program.wait_for("┌─ 1 ─");
    program.send("\x1b");
    program.wait("the popup's end", |program| !program.screen.screen().contents().contains("┌─ 1 ─"));
    program.send("q");
    assert!(program.ended().success());
}

#[test]
fn the_mouse_is_the_terminals_where_that_is_set() {
    let asks = |program: &Program| program.screen.screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None;
    let mut program = Program::start_with(None, &["--set", "screen.mouse=false"]);
    program.wait_for("Irina D. Zviagelskaya");
    assert!(!asks(&program));
    // Its line is the tenth.
    program.send(",9j ");
    program.wait("the mouse", asks);
    program.send(" ");
    program.wait("the mouse's end", |program| !asks(program));
    program.send("Q");
    assert!(program.ended().success());
    let mut program = Program::start(None);
    program.wait("the mouse", asks);
    program.send("q");
    assert!(program.ended().success());
}

#[test]
fn what_is_copied_goes_to_the_terminal() {
    let mut program = Program::start(None);
    program.wait_for("Irina D. Zviagelskaya");
    assert_eq!(program.screen.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::ButtonMotion, "drags are reported");
    // The title is the paragraph on top: as base64 its first letters are OC4gUnVzc2lh.
    program.send("y");
    program.wait("the sequence that copies", |program| String::from_utf8_lossy(&program.raw).contains("\x1b]52;c;OC4gUnVzc2lh"));
    program.wait_for("copied the paragraph on top");
    program.send("q");
    assert!(program.ended().success());
}

/// An editor of ours: it notes what it was called with, waits for a key, and puts a line into the file.
const EDITOR: &str = "#!/bin/sh
printf '%s\\n' \"$@\" > \"$NOTED\"
printf 'the editor has the screen'
read -r key
printf 'A new beginning stands here now.\\n\\n' | /bin/cat - \"$NAMED\" > \"$NAMED.new\"
/bin/mv \"$NAMED.new\" \"$NAMED\"
";

#[test]
fn the_source_is_edited_at_its_line_and_read_anew() {
    let folder = Folder::new();
    let paragraphs: Vec<String> = (1..=60).map(|number| format!("Paragraph {number} of a longer text, which says so itself.\n")).collect();
    let text = folder.file("a.txt", &paragraphs.join("\n"));
    let script = folder.file("my editor", EDITOR);
    std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a program");
    let noted = folder.0.join("noted");
    let (text, noted) = (text.to_str().expect("a name"), noted.to_str().expect("a name"));
    let editor = format!("'{}' -q", script.display());
    let mut program = Program::start_in(&[("EDITOR", &editor), ("NOTED", noted), ("NAMED", text)], &[&format!("{text}:39")]);
    program.wait_for("Paragraph 20 of");
    program.send("e");
    program.wait_for("the editor has the screen");
    assert!(!program.screen.screen().alternate_screen(), "the editor gets the terminal as it was");
    assert_eq!(settings(&*program.master), program.before, "and its settings");
    // What is typed goes to the editor alone.
    program.send("q\n");
    program.wait_for("the file was changed and is read anew");
    program.wait("the same words on top", |program| program.screen.screen().contents().lines().any(|line| line.contains("Paragraph 20 of")));
    assert_eq!(std::fs::read_to_string(noted).expect("it was called"), format!("-q\n+39\n{text}\n"));
    program.send("g");
    program.wait_for("A new beginning stands here now.");
    program.raw.clear();
    program.send("q");
    assert!(program.ended().success());
}

#[test]
fn an_editor_that_is_not_there_is_a_message() {
    let folder = Folder::new();
    let text = folder.file("a.txt", "A text with a few words in it.\n");
    let text = text.to_str().expect("a name");
    let mut program = Program::start_in(&[("EDITOR", "/no/such/editor")], &[text]);
    program.wait_for("A text with a few words");
    program.send("e");
    program.wait_for("/no/such/editor cannot be started");
    program.raw.clear();
    program.send("q");
    assert!(program.ended().success());
    let mut program = Program::start_in(&[("PATH", "/no/such")], &[text]);
    program.wait_for("A text with a few words");
    program.send("e");
    program.wait_for("no editor is there: set EDITOR");
    program.send("q");
    assert!(program.ended().success());
}

#[test]
fn a_signal_ends_it_with_the_terminal_restored() {
    let mut program = Program::start(None);
    program.wait_for("Irina D. Zviagelskaya");
    let id = program.child.process_id().and_then(|id| rustix::process::Pid::from_raw(id as i32)).expect("a process");
    rustix::process::kill_process(id, rustix::process::Signal::TERM).expect("a signal");
    let status = program.ended();
    assert!(!status.success(), "{status:?}");
}

#[test]
fn a_panic_ends_it_with_the_terminal_restored() {
    if !cfg!(debug_assertions) {
        return;
    }
    for place in ["main", "input"] {
        let mut program = Program::start(Some(place));
        if place == "input" {
            // The thread panics on its first key.
            program.wait_for("Irina D. Zviagelskaya");
            program.send("j");
        }
        program.wait("the rehearsed panic", |program| String::from_utf8_lossy(&program.raw).contains(&format!("rehearsed in {place}")));
        let status = program.child.wait().expect("a status");
        assert_eq!(status.exit_code(), 101, "{place}");
        assert!(!program.screen.screen().alternate_screen(), "{place}");
        assert_eq!(settings(&*program.master), program.before, "{place}");
    }
}

#[test]
fn a_panic_of_a_worker_becomes_a_message() {
    if !cfg!(debug_assertions) {
        return;
    }
    let mut program = Program::start(Some("worker"));
    program.wait_for("something went wrong, and the program goes on");
    program.send("q");
    assert!(program.ended().success());
}
