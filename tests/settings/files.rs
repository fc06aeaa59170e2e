//! The file itself: written for good, printed, checked, and set over for one run, by the real program where that matters.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use ibid::cli::{self, Around, Input, Outcome, config};
use ibid::keys::rebind;
use ibid::keys::{Keymap, page};
use ibid::settings::{Configuration, Settings, TABLE, Value, keep, setting};
use ibid::theme::Depth;

use super::{configuration, screen_in};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A folder of its own, gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        let path = std::env::temp_dir().join(format!("ibid-settings-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed)));
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("config.toml")
    }

    fn with(text: &str) -> Folder {
        let folder = Folder::new();
        fs::write(folder.file(), text).expect("a file");
        folder
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).expect("a text")
    }

    /// What the real program prints and says, and its status.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_ibid"))
            .args(arguments)
            .env_clear()
            .env("IBID_CONFIG", self.file())
            .stdin(std::process::Stdio::null())
            .output()
            .expect("the program");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8").replace(&self.0.to_string_lossy().into_owned(), "FOLDER");
        (output.status.code(), text(output.stdout), text(output.stderr))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What becomes of arguments on a terminal, and what was said.
fn asked(arguments: &[&str], file: Option<&Path>) -> (Outcome, String) {
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let mut around = Around {
        input: &mut std::io::empty(),
        kind: Input::Nothing,
        out: &mut out,
        errors: &mut errors,
        terminal: Some(80),
        styles: true,
        settings: file.map(Path::to_owned),
    };
    let outcome = cli::run(std::iter::once("ibid").chain(arguments.iter().copied()).map(Into::into), &mut around);
    (outcome, String::from_utf8(errors).expect("UTF-8"))
}

#[test]
fn a_value_is_kept_for_good_and_the_rest_of_the_file_stays() {
    let text = "# mine\n[text] # of text\nmeasure   = 60 # books\n# justify = true\n\n[keys.note]\nx = \"quit\"\n";
    let of = |name: &str| setting(name).expect("a setting");
    let changed = |text: &str, name: &str, value: Value| keep::changed(text, of(name), &value).expect("a text");
    assert_eq!(changed(text, "text.measure", Value::Number(68)), text.replace("60", "68"));
    assert_eq!(changed(text, "screen.theme", Value::Word("dark".to_owned())), format!("{text}\n[screen]\ntheme = \"dark\"\n"));
    assert_eq!(configuration(&changed(text, "text.justify", Value::Switch(true))).settings, Settings { measure: 60, justify: true, ..Settings::default() });
    assert_eq!(changed("text.measure = 60\n", "text.measure", Value::Number(64)), "text.measure = 64\n");
    assert_eq!(changed("text = { measure = 60 } # so\n", "text.measure", Value::Number(64)), "text = { measure = 64 } # so\n");
    assert!(keep::changed("text = 3\n", of("text.measure"), &Value::Number(64)).is_err());
    // Every setting of the printed file can be added to it.
    for setting in TABLE {
        let text = keep::changed(&config::default_file(), setting, &setting.kind.next(&setting.of(&Settings::default()), true, &["dark".to_owned()]));
        let said = configuration(&text.expect("a text"));
        assert!(said.problems.is_empty() && setting.of(&said.settings) != setting.of(&Settings::default()), "{}", setting.name);
    }
}

#[test]
fn the_list_writes_the_file_and_says_so() {
    let folder = Folder::with("[text]\nmeasure = 60 # books\n");
    let screen = |folder: &Folder| screen_in(Configuration::read(Some(&folder.file())), 80, 24, Depth::Many);
    let mut changed = screen(&folder).keys(", j l w");
    assert_eq!(changed.app.message(), Some("text.measure = 64 is kept in config.toml"));
    assert_eq!(folder.text(), "[text]\nmeasure = 64 # books\n");
    assert!(!changed.text().contains('*'), "what is kept is no change any more\n{}", changed.text());
    changed.press("l");
    changed.press("U");
    assert_eq!(changed.app.settings().measure, 64);
    assert_eq!(fs::read_dir(&folder.0).expect("a folder").count(), 1, "nothing is left beside it");

    let new = Folder(Folder::new().0.join("not").join("there"));
    screen(&new).keys(", j l w");
    assert_eq!(new.text(), "# Settings of ibid. `ibid config default` prints all there are.\n\n[text]\nmeasure = 76\n");
}

#[test]
fn what_cannot_be_written_is_said_and_loses_nothing() {
    let broken = "[text]\nmeasure = \n";
    let folder = Folder::with(broken);
    let screen = |file: PathBuf| screen_in(Configuration::read(Some(&file)), 80, 24, Depth::Many).keys(", j l w");
    let said = screen(folder.file()).app.message().map(str::to_owned).unwrap_or_default();
    assert!(said.ends_with("it has an error; ibid config check shows where") && said.starts_with("cannot write "), "{said}");
    assert_eq!(folder.text(), broken);
    // A folder in its place, and none to put it in.
    for file in [folder.0.clone(), folder.file().join("config.toml"), PathBuf::from("/dev/null")] {
        let changed = screen(file.clone());
        let said = changed.app.message().unwrap_or_default();
        assert!(said.starts_with("cannot write "), "{}: {said}", file.display());
        assert_eq!(changed.app.settings().measure, 76, "for now it holds");
    }
    let mut nowhere = Configuration::read(None);
    nowhere.settings.measure = 80;
    assert!(screen_in(nowhere, 80, 24, Depth::Many).keys(", j w").app.message().is_some_and(|said| said.contains("IBID_CONFIG")));
}

#[test]
fn a_link_to_the_file_stays_a_link() {
    let folder = Folder::new();
    let (real, link) = (folder.0.join("real.toml"), folder.file());
    fs::write(&real, "text.measure = 60\n").expect("a file");
    std::os::unix::fs::symlink(&real, &link).expect("a link");
    keep::keep(&link, setting("text.measure").expect("a setting"), &Value::Number(64)).expect("a file");
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    assert_eq!(fs::read_to_string(&real).expect("a text"), "text.measure = 64\n");
}

/// The printed file, with each # taken off, says what holds anyway.
#[test]
fn the_default_file_is_every_setting_and_every_key() {
    let file = config::default_file();
    let lines = file.lines().map(|line| match line.strip_prefix("# ") {
        Some(rest) if !rest.starts_with(' ') && rest.split_once(" = ").is_some_and(|(name, _)| !name.trim().contains(' ')) => rest,
        _ => line,
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let said = configuration(&text);
    let (keymap, problems) = rebind::keymap(&said.bindings, Path::new(""));
    assert_eq!((said.problems.clone(), problems), (Vec::new(), Vec::new()));
    assert_eq!(said.settings, Settings::default());
    assert!(TABLE.iter().all(|setting| matches!(said.origin(setting), ibid::settings::Origin::File(_))), "{text}");
    assert_eq!(page::all(&keymap), page::all(&Keymap::standard()));
    let keys: usize = ibid::keys::action::BINDINGS.iter().map(|binding| binding.keys.split_whitespace().count()).sum();
    assert_eq!(said.bindings.len(), keys);
    assert_eq!(configuration(&file), configuration(""), "as it is printed it says nothing");
}

#[test]
fn a_setting_is_set_once_on_the_command_line() {
    let folder = Folder::with("[text]\nmeasure = 60\nspacing = 2\n");
    let (outcome, said) = asked(&["--set", "text.measure=44", "--set=screen.theme=dark"], Some(&folder.file()));
    let Outcome::Read(request) = outcome else { panic!("{said}") };
    let settings = request.configuration.settings;
    assert_eq!((settings.measure, settings.spacing, settings.theme.as_str()), (44, 2, "dark"));
    assert_eq!(request.configuration.saved.measure, 60, "the file says what it said");
    assert_eq!(folder.text(), "[text]\nmeasure = 60\nspacing = 2\n");
    for (set, expect) in [
        ("text.mesure=3", "no setting is called text.mesure; the nearest name is text.measure"),
        ("text.measure=3", "text.measure is a number from 20 to 200, not 3"),
        ("text.justify=yes", "text.justify is true or false, not yes"),
        ("text.justify", "text.justify sets nothing: it has no ="),
        ("screen.theme=drak", "no theme is called drak\nhint: the nearest name is dark"),
    ] {
        for arguments in [vec!["--set", set], vec!["text", "--set", set, "-"], vec!["config", "--set", set]] {
            let (outcome, said) = asked(&arguments, None);
            assert_eq!(outcome, Outcome::Done(2), "{set}");
            assert!(said.starts_with(&format!("ibid: {expect}")), "{said}");
        }
    }
}

#[test]
fn the_command_says_where_what_and_what_is_wrong() {
    let folder = Folder::with("[text]\nmeasure = 60\nspacing = 3\n[screen]\ntheme = \"drak\"\n[keys.reading]\nx = \"notes\"\ns = \"none\"\n");
    assert_eq!(folder.run(&["config", "path"]), (Some(0), "FOLDER/config.toml\n".to_owned(), String::new()));
    let wrong = "FOLDER/config.toml:3:1: text.spacing is 1 or 2, not 3\nFOLDER/config.toml:5:1: no theme is called drak; the nearest name is dark\n";
    assert_eq!(folder.run(&["config", "check"]), (Some(1), wrong.to_owned(), String::new()));
    let (status, values, said) = folder.run(&["config", "--set", "text.justify=true"]);
    assert_eq!(status, Some(0));
    for line in [
        "text.measure      60          config.toml, line 2",
        "text.spacing      1           default",
        "text.justify      true        --set",
        "keys.reading \"x\"  \"notes\"     config.toml, line 7",
    ] {
        assert!(values.lines().any(|other| other == line), "{line}\n{values}");
    }
    assert!(said.contains("text.spacing is 1 or 2") && said.contains("ibid config check shows all"), "{said}");
    assert_eq!(folder.run(&["config", "default"]).1, config::default_file());
    let keys = folder.run(&["keys"]).1;
    assert!(keys.lines().any(|line| line.trim_start().starts_with("x ") && line.ends_with("list of all notes")), "{keys}");

    fs::create_dir(folder.0.join("themes")).expect("a folder");
    fs::write(folder.0.join("themes/mine.toml"), "[likn]\nbold = true\n").expect("a file");
    fs::write(folder.file(), "[text]\nmeasure = 60\n").expect("a file");
    assert_eq!(folder.run(&["config", "check"]).1, "FOLDER/themes/mine.toml:2:1: no style is called likn; the nearest name is link\n");
    assert_eq!(
        folder.run(&["text", "--set", "screen.theme=mine", &folder.file().to_string_lossy()]).0,
        Some(0),
        "a theme of one's own is known wherever it is set"
    );
    fs::remove_dir_all(folder.0.join("themes")).expect("no folder");
    assert_eq!(folder.run(&["config", "check"]), (Some(0), "nothing is wrong in FOLDER/config.toml\n".to_owned(), String::new()));
    fs::remove_file(folder.file()).expect("no file");
    assert_eq!(folder.run(&["config", "check"]).0, Some(0));
    fs::create_dir(folder.file()).expect("a folder");
    assert_eq!(folder.run(&["config", "check"]), (Some(1), "FOLDER/config.toml: cannot be read: it is a folder\n".to_owned(), String::new()));
}

/// What is printed is for scripts: the file of settings changes nothing of it.
#[test]
fn printed_text_does_not_follow_the_file() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/ocr/everything.txt");
    let document = document.to_string_lossy();
    let plain = Folder::new().run(&["text", &document]);
    assert_eq!(Folder::with("text.measure = 30\nthis is no line\n").run(&["text", &document]), plain);
    assert_eq!(plain.0, Some(0));
}
