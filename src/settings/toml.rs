//! A file of settings or a theme as entries, each with its place: the only reader of TOML. A line that is no TOML is a
//! problem and is passed over; the others hold.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use toml_edit::{Document, Item, Key, TableLike, Value};

use super::Problem;

/// Most bytes of a file.
const LARGEST: u64 = 1 << 20;
/// Lines that are passed over before the rest is given up.
const MOST_LINES: usize = 20;

/// A value in a file, with the names of the tables that hold it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The names, from the outermost table to the key.
    pub names: Vec<String>,
    /// Its value.
    pub found: Found,
    /// Line and column of the key, from 1, the column in characters.
    pub place: (u32, u32),
}

/// What stands in a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// True or false.
    Switch(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Word(String),
    /// A table with nothing in it.
    Table,
    /// Something that no setting is, by its name.
    Other(&'static str),
}

impl Entry {
    /// A problem with it.
    pub fn problem(&self, path: &Path, message: impl Into<String>) -> Problem {
        Problem { path: path.to_owned(), place: Some(self.place), message: message.into() }
    }
}

/// The text of a file; `None` where there is no file.
pub fn text(path: &Path) -> Result<Option<String>, Problem> {
    let file = match File::open(path) {
        Ok(file) => file,
        // A parent that is no folder holds no file either.
        Err(cause) if matches!(cause.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => return Ok(None),
        Err(cause) => return Err(Problem::whole(path, unreadable(&cause))),
    };
    let mut bytes = Vec::new();
    match file.take(LARGEST + 1).read_to_end(&mut bytes) {
        Err(cause) => return Err(Problem::whole(path, unreadable(&cause))),
        Ok(_) if bytes.len() as u64 > LARGEST => {
            return Err(Problem::whole(path, format!("it has more than {} MB, and is no file of settings", LARGEST >> 20)));
        }
        Ok(_) => {}
    }
    String::from_utf8(bytes).map(Some).map_err(|error| {
        let before = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
        Problem { path: path.to_owned(), place: Some(place(&before, before.len())), message: "this is not UTF-8".to_owned() }
    })
}

/// The entries of a text in its order, and what is wrong with its form.
pub fn entries(path: &Path, text: &str) -> (Vec<Entry>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut text = text.to_owned();
    let document = loop {
        match Document::parse(text.clone()) {
            Ok(document) => break document,
            Err(error) => {
                let at = error.span().map_or(text.len(), |span| span.start);
                // What ends too early is told at its last line.
                let at = if at >= text.trim_end().len() { text.trim_end().len().saturating_sub(1) } else { at };
                let at = (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
                problems.push(Problem { path: path.to_owned(), place: Some(place(&text, at)), message: error.message().replace('\n', ", ") });
                if problems.len() > MOST_LINES {
                    return (Vec::new(), problems);
                }
                text = without_line(&text, at);
            }
        }
    };
    let mut entries = Vec::new();
    walk(document.as_table(), &mut Vec::new(), &text, &mut entries);
    entries.sort_by_key(|entry: &Entry| entry.place);
    (entries, problems)
}

/// The text with the line of a byte emptied. A table without its head is emptied whole: its keys would go to another.
fn without_line(text: &str, at: usize) -> String {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
    let end = if text[start..end].trim_start().starts_with('[') { text[end..].find("\n[").map_or(text.len(), |next| end + next) } else { end };
    format!("{}{}{}", &text[..start], "\n".repeat(text[start..end].matches('\n').count()), &text[end..])
}

fn walk(table: &dyn TableLike, names: &mut Vec<String>, text: &str, entries: &mut Vec<Entry>) {
    for (name, _) in table.iter() {
        let Some((key, item)) = table.get_key_value(name) else { continue };
        names.push(name.to_owned());
        match item.as_table_like() {
            Some(inner) if !inner.is_empty() => walk(inner, names, text, entries),
            _ => entries.push(Entry { names: names.clone(), found: found(item), place: place(text, start(key)) }),
        }
        names.pop();
    }
}

fn start(key: &Key) -> usize {
    key.span().map_or(0, |span| span.start)
}

fn found(item: &Item) -> Found {
    match item {
        Item::Value(Value::Boolean(on)) => Found::Switch(*on.value()),
        Item::Value(Value::Integer(number)) => Found::Number(*number.value()),
        Item::Value(Value::String(word)) => Found::Word(word.value().clone()),
        Item::Value(Value::Float(_)) => Found::Other("a number with a fraction"),
        Item::Value(Value::Datetime(_)) => Found::Other("a date"),
        Item::Value(Value::Array(_)) | Item::ArrayOfTables(_) => Found::Other("a list"),
        Item::Value(Value::InlineTable(_)) | Item::Table(_) | Item::None => Found::Table,
    }
}

/// Line and column of a byte, from 1.
fn place(text: &str, at: usize) -> (u32, u32) {
    let before = &text[..at.min(text.len())];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count());
    (line as u32 + 1, column as u32 + 1)
}

fn unreadable(cause: &std::io::Error) -> String {
    match cause.kind() {
        std::io::ErrorKind::IsADirectory => "cannot be read: it is a folder".to_owned(),
        _ => format!("cannot be read: {}", cause.to_string().split(" (os error").next().unwrap_or_default().to_lowercase()),
    }
}
