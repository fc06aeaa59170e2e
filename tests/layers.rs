//! The plan of the house against the code: which rooms may name which, and what stands in every file.

use std::fs;
use std::path::{Path, PathBuf};

/// Who may name whom, as in DESIGN.md, decision 10: each room below those it may be named by.
const ARROWS: &[(&str, &[&str])] = &[
    ("main", &["app", "cli", "theme", "settings", "read", "error", "model"]),
    ("app", &["ui", "keys", "store", "search", "sheet", "layout", "read", "write", "apparatus", "theme", "settings"]),
    ("ui", &["keys", "store", "search", "sheet", "layout", "read", "write", "apparatus", "theme", "settings"]),
    ("cli", &["keys", "store", "search", "sheet", "layout", "read", "write", "apparatus", "theme", "settings"]),
    ("keys", &["theme", "settings"]),
    ("store", &["read", "search", "sheet", "apparatus"]),
    ("sheet", &["read"]),
    ("layout", &["sheet"]),
    ("read", &["apparatus"]),
    ("write", &["sheet", "apparatus"]),
    ("search", &[]),
    ("apparatus", &[]),
    ("theme", &["settings"]),
    ("settings", &[]),
    ("model", &[]),
    ("error", &[]),
    ("lib", &[]),
];

/// Most lines of a file.
const LONGEST: usize = 400;

#[test]
fn no_room_names_one_it_may_not() {
    for file in sources() {
        let Some((_, allowed)) = ARROWS.iter().find(|(room, _)| *room == file.room) else { panic!("{} is in no room of the plan", file.path.display()) };
        for named in file.names() {
            let below = named == "model" || named == "error" && file.room != "model";
            assert!(named == file.room || below || allowed.contains(&named.as_str()), "{} names {named}, which the plan does not draw", file.path.display());
        }
    }
}

#[test]
fn crates_are_named_where_the_plan_says() {
    let places: &[(&str, &[&str])] = &[
        ("unicode_width", &["src/layout/width.rs", "src/layout/wrap.rs", "src/search/fold.rs"]),
        ("unicode_segmentation", &["src/layout/width.rs", "src/layout/wrap.rs", "src/layout/parts.rs", "src/search/fold.rs", "src/model/clean.rs"]),
        ("unicode_normalization", &["src/search/fold.rs", "src/cli/bibtex.rs"]),
        ("icu_segmenter", &["src/layout/width.rs", "src/layout/wrap.rs"]),
        ("hypher", &["src/layout/hyphen.rs"]),
        ("unicode_bidi", &["src/layout/bidi.rs"]),
        ("ratatui", &["src/app/", "src/ui/", "src/keys/key.rs", "src/theme/"]),
        ("arboard", &["src/app/clipboard.rs"]),
        ("tui_input", &["src/ui/typing.rs"]),
        ("nucleo_matcher", &["src/ui/filter.rs"]),
        ("clap", &["src/cli", "src/main.rs"]),
        ("serde", &["src/cli", "src/write"]),
        ("serde_json", &["src/cli", "src/write"]),
        ("rustix", &["src/app/", "src/cli", "src/main.rs"]),
        ("signal_hook", &["src/app/"]),
        ("toml_edit", &["src/settings/toml.rs", "src/settings/keep.rs"]),
        ("strsim", &["src/settings/problem.rs"]),
        ("etcetera", &["src/main.rs"]),
        ("calamine", &["src/read/sheets/xlsx.rs"]),
        ("quick_xml", &["src/read/sheets/ods.rs"]),
        ("pulldown_cmark", &["src/read/markdown/parser.rs"]),
        ("zip", &["src/read/sheets/archive.rs"]),
        ("flate2", &["src/read/packed.rs"]),
        ("ruzstd", &["src/read/packed.rs"]),
        ("rust_xlsxwriter", &["src/write/table/xlsx.rs"]),
    ];
    for file in sources() {
        for (name, allowed) in places {
            let path = file.path.to_string_lossy();
            let named = file.code().any(|line| line.contains(&format!("{name}::")));
            assert!(!named || allowed.iter().any(|place| path.starts_with(place)), "{path} names {name}");
        }
    }
}

#[test]
fn the_model_does_no_input_and_is_no_file_format() {
    for file in sources().filter(|file| file.room == "model") {
        for word in ["std::fs", "std::io", "std::env", "std::net", "File::", "Serialize", "println!"] {
            assert!(!file.code().any(|line| line.contains(word)), "{} names {word}", file.path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_owns_and_is_of_a_size_to_read() {
    for file in sources() {
        assert!(file.text.starts_with("//! "), "{} does not open with //!", file.path.display());
        let lines = file.text.lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", file.path.display());
    }
}

#[test]
fn the_reader_of_names_finds_them() {
    let file = Source {
        path: PathBuf::new(),
        room: "x".to_owned(),
        text: "use crate::model::{Anchor, Text};\nuse crate::{ui::View, theme::{Theme}, app};\nlet a = crate::search::Hit; // crate::store::x\n".to_owned(),
    };
    assert_eq!(file.names(), ["model", "ui", "theme", "app", "search"]);
}

struct Source {
    path: PathBuf,
    room: String,
    text: String,
}

impl Source {
    /// The lines without comments.
    fn code(&self) -> impl Iterator<Item = &str> {
        self.text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line.split(" // ").next().unwrap_or_default() })
    }

    /// The rooms that it names, one for each naming.
    fn names(&self) -> Vec<String> {
        let code: String = self.code().collect::<Vec<_>>().join("\n");
        let prefix = if self.room == "main" { "ibid::" } else { "crate::" };
        let mut names = Vec::new();
        for after in code.split(prefix).skip(1) {
            match after.strip_prefix('{') {
                // The first name of each entry of the group, however deep the entries nest.
                Some(group) => {
                    let mut depth = 0;
                    let mut begins = true;
                    for (at, c) in group.char_indices() {
                        match c {
                            '{' => depth += 1,
                            '}' if depth == 0 => break,
                            '}' => depth -= 1,
                            ',' if depth == 0 => begins = true,
                            c if begins && c.is_alphabetic() => {
                                names.push(word(&group[at..]));
                                begins = false;
                            }
                            _ => {}
                        }
                    }
                }
                None => names.push(word(after)),
            }
        }
        names.retain(|name| !name.is_empty());
        names
    }
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// All files of `src`, with the room each is in.
fn sources() -> impl Iterator<Item = Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below = path.strip_prefix(root).expect("below the root").to_owned();
                let room = below.components().nth(1).expect("a room").as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
                files.push(Source { text: fs::read_to_string(&path).expect("a text"), path: below, room });
            }
        }
    }
    assert!(files.len() > 50, "the sources were found");
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files.into_iter()
}
