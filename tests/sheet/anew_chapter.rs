//! The table of the real chapter made anew and checked, by the binary. Runs where `IBID_CHAPTER` names the file.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

fn chapter() -> Option<PathBuf> {
    Some(PathBuf::from(std::env::var_os("IBID_CHAPTER")?))
}

fn run(args: &[&str], file: &Path) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_ibid")).arg(args[0]).arg(file).args(&args[1..]).env_clear().output().unwrap();
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn its_sixty_figures_sort_against_each_other() {
    let Some(file) = chapter() else { return };
    let long = run(&["table", "8.1", "--long", "--sort", "value:desc"], &file);
    let words: Vec<Vec<&str>> = long
        .lines()
        .filter(|line| line.contains(" 1991  "))
        .take(3)
        .map(|line| line.split("  ").filter(|cell| !cell.is_empty()).map(str::trim).collect())
        .collect();
    let first = [
        ["Kazakhstan", "Exports", "1991", "11 820.0", "21.6"],
        ["Uzbekistan", "Exports", "1991", "7 820.0", "13.9"],
        ["Uzbekistan", "Imports", "1991", "6 903.0", "9.5"],
    ];
    assert_eq!(words, first);
    let csv = run(&["table", "8.1", "--long", "--sort", "value:desc", "--format", "csv"], &file);
    assert_eq!(csv.lines().count(), 1 + 60);
    assert!(csv.starts_with("group,row,year,value,1996 as % of 1991\nKazakhstan,Exports,1991,11820.0,21.6\n"), "{csv}");
}

#[test]
fn its_percents_are_reckoned_and_a_changed_one_is_named() {
    let Some(file) = chapter() else { return };
    let derived =
        run(&["table", "8.1", "--derive", "share = round([1996] / [1991] * 100, 1)", "--columns", "share,1996 as % of 1991", "--format", "csv"], &file);
    let rows: Vec<(&str, &str)> = derived.lines().skip(1).filter_map(|line| line.split_once(',')?.1.split_once(',')).collect();
    assert!(rows.len() == 10 && rows.iter().all(|(share, printed)| share == printed), "{derived}");

    let check = |file: &Path| serde_json::from_str::<Value>(&run(&["check", "--json"], file)).unwrap()["disagreements"].take();
    assert_eq!(check(&file), json!([]), "all ten agree");
    let source = std::fs::read_to_string(&file).unwrap();
    let changed = std::env::temp_dir().join(format!("ibid-changed-{}.txt", std::process::id()));
    std::fs::write(&changed, source.replacen("\t48.3\n", "\t84.3\n", 1)).unwrap();
    let (found, lines) = (check(&changed), run(&["check"], &changed));
    let strict = Command::new(env!("CARGO_BIN_EXE_ibid")).args(["check", "--strict"]).arg(&changed).env_clear().output().unwrap();
    std::fs::remove_file(&changed).unwrap();
    assert_eq!(found, json!([{"table": "8.1", "row": "Kazakhstan / Imports", "column": "1996 as % of 1991", "printed": 84.3, "computed": 48.28}]));
    let words = lines.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.ends_with("1 disagreement in tables table 8.1 Kazakhstan / Imports, 1996 as % of 1991: printed 84.3, the figures give 48.28"), "{words}");
    assert_eq!(strict.status.code(), Some(0), "a disagreement is no warning");
}
