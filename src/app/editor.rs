//! The reader's own editor: which it is, how it is told a line, and how it runs on the terminal that was lent to it. Knows no
//! document; reads no environment: `main` says what is around.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::model::clean;

/// Editors that take `FILE:LINE`.
const COLON: [&str; 5] = ["hx", "helix", "subl", "zed", "zeditor"];
/// Editors that take it behind an option.
const GOTO: [&str; 5] = ["code", "code-insiders", "codium", "vscodium", "cursor"];

/// An editor: a program, and what it is always given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    program: OsString,
    arguments: Vec<OsString>,
}

impl Editor {
    /// The editor that `VISUAL` or `EDITOR` names, else `vi` where it is in one of the folders of `PATH`.
    pub fn found(variable: impl Fn(&str) -> Option<OsString>) -> Option<Editor> {
        let named = ["VISUAL", "EDITOR"].into_iter().filter_map(&variable).find_map(|typed| Editor::named(&typed));
        let vi = || {
            let folders = variable("PATH")?;
            let there = std::env::split_paths(&folders).any(|folder| folder.join("vi").is_file());
            there.then(|| Editor { program: "vi".into(), arguments: Vec::new() })
        };
        named.or_else(vi)
    }

    /// The editor of a variable: words parted by blanks, as a shell parts them; quotes hold blanks together.
    pub fn named(typed: &OsStr) -> Option<Editor> {
        let mut words = match typed.to_str() {
            Some(typed) => words(typed).into_iter().map(OsString::from).collect(),
            None => vec![typed.to_owned()],
        };
        if words.is_empty() {
            return None;
        }
        let program = words.remove(0);
        Some(Editor { program, arguments: words })
    }

    /// What it is called with to show a line of a file, its program first.
    pub fn call(&self, path: &Path, line: u32) -> Vec<OsString> {
        // What begins with a hyphen would be taken for an option.
        let path = if path.as_os_str().as_encoded_bytes().starts_with(b"-") { PathBuf::from(".").join(path) } else { path.to_owned() };
        let name = Path::new(&self.program).file_stem().and_then(OsStr::to_str).unwrap_or_default();
        let with_line = || {
            let mut file = path.clone().into_os_string();
            file.push(format!(":{line}"));
            file
        };
        let told: Vec<OsString> = match name {
            _ if COLON.contains(&name) => vec![with_line()],
            _ if GOTO.contains(&name) => vec!["--goto".into(), with_line()],
            _ => vec![format!("+{line}").into(), path.into_os_string()],
        };
        std::iter::once(self.program.clone()).chain(self.arguments.iter().cloned()).chain(told).collect()
    }

    /// What it is called, for messages.
    pub fn name(&self) -> String {
        clean::line(&self.program.to_string_lossy()).into_owned()
    }

    /// Runs it to its end. The terminal must have been lent.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub fn run(&self, path: &Path, line: u32) -> io::Result<ExitStatus> {
        let call = self.call(path, line);
        let mut command = Command::new(&call[0]);
        command.args(&call[1..]);
        // Where the document came through a pipe beside it, keys still come from the terminal.
        if !io::stdin().is_terminal() {
            command.stdin(Stdio::from(File::open("/dev/tty")?));
        }
        command.status()
    }
}

/// Words as a shell parts them.
fn words(typed: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut rest = typed.chars();
    while let Some(c) = rest.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(rest.next()),
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn called(typed: &str, path: &str, expected: &[&str]) {
        let editor = Editor::named(OsStr::new(typed)).expect("an editor");
        assert_eq!(editor.call(Path::new(path), 12), expected.iter().map(OsString::from).collect::<Vec<_>>());
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_way() {
        called("vim", "a.txt", &["vim", "+12", "a.txt"]);
        called("/usr/bin/nvim -u NONE", "a b.txt", &["/usr/bin/nvim", "-u", "NONE", "+12", "a b.txt"]);
        called("hx", "a.txt", &["hx", "a.txt:12"]);
        called("code --wait", "a.txt", &["code", "--wait", "--goto", "a.txt:12"]);
        called("'/opt/my editor/ed' \"-p x\" a\\ b", "-a.txt", &["/opt/my editor/ed", "-p x", "a b", "+12", "./-a.txt"]);
    }

    #[test]
    fn what_is_set_wins_and_vi_is_looked_for() {
        let of = |visual: Option<&str>, editor: Option<&str>| {
            Editor::found(|name| match name {
                "VISUAL" => visual.map(OsString::from),
                "EDITOR" => editor.map(OsString::from),
                _ => None,
            })
            .map(|editor| editor.name())
        };
        assert_eq!(of(Some("a"), Some("b")).as_deref(), Some("a"));
        assert_eq!(of(Some(" "), Some("b")).as_deref(), Some("b"));
        assert_eq!(of(None, None), None);
    }
}
