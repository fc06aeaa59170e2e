//! A folder for the files of one test, and the program run in it.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own for one test, gone at its end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let path = std::env::temp_dir().join(format!("ibid-cli-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed)));
        std::fs::create_dir(&path).expect("a new folder");
        Folder(path)
    }

    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).expect("a file is written");
        path
    }

    /// Runs the binary here: its status, standard output and standard error.
    pub fn run(&self, args: &[&str], typed: Option<&str>) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
        command.args(args).current_dir(&self.0).env_clear().stdout(Stdio::piped()).stderr(Stdio::piped());
        command.stdin(if typed.is_some() { Stdio::piped() } else { Stdio::null() });
        let mut child = command.spawn().expect("the binary runs");
        if let (Some(typed), Some(mut input)) = (typed, child.stdin.take()) {
            // A command that fails early closes its end.
            let _ = input.write_all(typed.as_bytes());
        }
        let done = child.wait_with_output().expect("the binary ends");
        (done.status.code(), String::from_utf8_lossy(&done.stdout).into_owned(), String::from_utf8_lossy(&done.stderr).into_owned())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
