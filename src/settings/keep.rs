//! Setting a value for good: one line of the file is changed, everything else stays as it stands. The new file is written
//! beside the old one and takes its place when it is whole, so that a failure loses nothing.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, Table, value};

use super::{Setting, Value, toml};
use crate::error::Error;

/// What a new file begins with.
const HEAD: &str = "# Settings of ibid. `ibid config default` prints all there are.\n\n";

/// Writes the value of a setting to a file, which is made where it is not there.
pub fn keep(path: &Path, setting: &Setting, held: &Value) -> Result<(), Error> {
    let failed = |cause: String| Error::new("cannot write", cause).at(path);
    let old = toml::text(path).map_err(|problem| failed(problem.message))?;
    let text = match old {
        Some(old) => changed(&old, setting, held),
        None => changed("", setting, held).map(|text| format!("{HEAD}{text}")),
    };
    let text = text.map_err(failed)?;
    put(path, &text).map_err(|cause| failed(cause.to_string().split(" (os error").next().unwrap_or_default().to_lowercase()))
}

/// A text with a setting changed or added; else why not.
pub fn changed(text: &str, setting: &Setting, held: &Value) -> Result<String, String> {
    let mut document: DocumentMut = text.parse().map_err(|_| "it has an error; ibid config check shows where".to_owned())?;
    let (group, name) = setting.name.split_once('.').unwrap_or(("", setting.name));
    let table = document.entry(group).or_insert_with(|| Item::Table(Table::new()));
    let Some(table) = table.as_table_like_mut() else { return Err(format!("{group} is no table in it")) };
    let new = match held {
        Value::Switch(on) => value(*on),
        Value::Number(number) => value(i64::from(*number)),
        Value::Word(word) => value(word.as_str()),
    };
    match table.get_mut(name) {
        // What stands around the old value, a comment behind it above all, stays.
        Some(Item::Value(old)) => {
            if let Item::Value(mut new) = new {
                *new.decor_mut() = old.decor().clone();
                *old = new;
            }
        }
        _ => drop(table.insert(name, new)),
    }
    Ok(document.to_string())
}

/// Puts a text in the place of a file, all of it or nothing.
fn put(path: &Path, text: &str) -> std::io::Result<()> {
    // A link stays one: the file it leads to is changed.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let found = fs::metadata(&path).ok();
    if found.as_ref().is_some_and(|found| !found.is_file()) {
        return Err(std::io::Error::other("it is no file"));
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = beside(&path);
    let written = (|| {
        let mut file = File::create_new(&beside)?;
        file.write_all(text.as_bytes())?;
        if let Some(found) = found {
            file.set_permissions(found.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&beside, &path)
    })();
    if written.is_err() {
        // What is left half done is of no use to anybody.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A name beside a file that no other run uses.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    path.with_file_name(name)
}
