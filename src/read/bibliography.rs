//! The works that a text cites by key: the `.bib` files beside it, and an entry of one as a reader would print it. A file is
//! looked through once; an entry is understood when it is cited, so that a damaged one harms no other.

use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};

use biblatex::{ChunksExt, Entry, Person};

use super::limits::{BIBLIOGRAPHY_BYTES, BIBLIOGRAPHY_ENTRY_BYTES};
use super::source;

/// Most bytes of an abbreviation that entries use.
const ABBREVIATION_BYTES: usize = 4 << 10;

/// The entries of some files by their keys.
#[derive(Debug, Clone, Default)]
pub struct Bibliography {
    files: Vec<(String, String)>,
    /// Where an entry stands: its file, and its bytes there. The first of a key has it.
    entries: HashMap<String, Place>,
    /// What stands for an abbreviation, as it is written: `@string{name = {…}}`.
    abbreviations: HashMap<String, String>,
    /// Whether the text names its files.
    named: bool,
    /// What was wrong with the files, in a sentence's words.
    troubles: Vec<String>,
}

#[derive(Debug, Clone)]
struct Place {
    file: usize,
    range: Range<usize>,
    /// Its line, from 1.
    line: usize,
}

impl Bibliography {
    /// The files that a text names, looked for beside it; without any, the file of the text's own name, or `references.bib`.
    pub fn beside(text: &Path, names: &[String]) -> Bibliography {
        let folder = text.parent().unwrap_or(Path::new(""));
        let mut files = Vec::new();
        let mut troubles = Vec::new();
        if names.is_empty() {
            let usual = [text.with_extension("bib"), folder.join("references.bib")];
            let found = usual.iter().find(|path| path.is_file());
            files.extend(found.and_then(|path| Some((shown(path), load(path).map_err(|why| troubles.push(why)).ok()?))));
        }
        for name in names {
            match load(&folder.join(name)) {
                Ok(text) => files.push((name.clone(), text)),
                Err(why) => troubles.push(why),
            }
        }
        let mut bibliography = Bibliography::new(files, !names.is_empty());
        troubles.append(&mut bibliography.troubles);
        Bibliography { troubles, ..bibliography }
    }

    /// The entries of files, each given by its name and its text; `named` says whether the text asks for them.
    pub fn new(files: Vec<(String, String)>, named: bool) -> Bibliography {
        let mut bibliography = Bibliography { named, ..Bibliography::default() };
        for (file, (name, text)) in files.iter().enumerate() {
            let before = bibliography.entries.len();
            let starts = starts(text);
            let mut line = 1;
            for (i, &start) in starts.iter().enumerate() {
                line += memchr::memchr_iter(b'\n', &text.as_bytes()[i.checked_sub(1).map_or(0, |before| starts[before])..start]).count();
                let range = start..starts.get(i + 1).copied().unwrap_or(text.len());
                bibliography.take(Place { file, range, line }, text);
            }
            if bibliography.entries.len() == before && !text.trim().is_empty() {
                bibliography.troubles.push(format!("no entry is found in {name}"));
            }
        }
        Bibliography { files, ..bibliography }
    }

    /// Whether there are no entries at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether the text names its files: what looks like a key is meant for one.
    pub fn is_named(&self) -> bool {
        self.named
    }

    /// What was wrong with the files.
    pub fn troubles(&self) -> &[String] {
        &self.troubles
    }

    /// The entry of a key as it is printed; `None` where there is none.
    ///
    /// # Errors
    /// Says where the entry stands that is not understood, and why.
    pub fn printed(&self, key: &str) -> Option<Result<String, String>> {
        let place = self.entries.get(key)?;
        let (name, text) = &self.files[place.file];
        let wrong = |why: String| format!("the entry {key} in {name}, line {}, is not understood: {why}", place.line);
        let own = &text[place.range.clone()];
        if own.len() > BIBLIOGRAPHY_ENTRY_BYTES {
            return Some(Err(wrong(format!("it has {} KB, and the limit is {} KB", own.len() >> 10, BIBLIOGRAPHY_ENTRY_BYTES >> 10))));
        }
        let mut entries = String::new();
        if let Some(parent) = parent(own).filter(|parent| *parent != key).and_then(|parent| self.entries.get(parent)) {
            let parent = &self.files[parent.file].1[parent.range.clone()];
            if parent.len() <= ABBREVIATION_BYTES * 4 && self::parent(parent).is_none() {
                entries.push_str(parent);
            }
        }
        entries.push_str(own);
        let whole = self.abbreviations_in(&entries) + &entries;
        let parsed = biblatex::Bibliography::parse(&whole).map_err(|error| wrong(error.kind.to_string()));
        Some(parsed.and_then(|parsed| parsed.get(key).map(print).ok_or_else(|| wrong("it has no fields".to_owned()))))
    }

    /// Takes in what begins with an `@`.
    fn take(&mut self, place: Place, text: &str) {
        let Some((kind, rest)) = text[place.range.start + 1..place.range.end].split_once(['{', '(']) else { return };
        let kind = kind.trim().to_ascii_lowercase();
        match kind.as_str() {
            "comment" | "preamble" => {}
            "string" => {
                // One that is made of others is not followed.
                let plain = |value: &str| value.trim_start().starts_with(['{', '"']) && !value.contains('#');
                if let Some((name, _)) = rest.split_once('=').filter(|(_, value)| plain(value) && value.len() <= ABBREVIATION_BYTES) {
                    self.abbreviations.entry(name.trim().to_ascii_lowercase()).or_insert_with(|| text[place.range].to_owned());
                }
            }
            _ => {
                let Some((key, _)) = rest.split_once(',') else { return };
                let key = key.trim();
                if !key.is_empty() && !key.contains(char::is_whitespace) {
                    self.entries.entry(key.to_owned()).or_insert(place);
                }
            }
        }
    }

    /// The abbreviations that an entry uses.
    fn abbreviations_in(&self, entry: &str) -> String {
        let mut out = String::new();
        if self.abbreviations.is_empty() {
            return out;
        }
        let mut used = std::collections::HashSet::new();
        for word in entry.split(|c: char| c.is_whitespace() || matches!(c, '=' | ',' | '#' | '{' | '}' | '"')).filter(|word| !word.is_empty()) {
            let name = word.to_ascii_lowercase();
            if let Some(definition) = self.abbreviations.get(&name)
                && out.len() < BIBLIOGRAPHY_ENTRY_BYTES
                && used.insert(name)
            {
                out.push_str(definition);
                out.push('\n');
            }
        }
        out
    }
}

/// The text of a file.
fn load(path: &Path) -> Result<String, String> {
    let wrong = |why: &str| format!("{} cannot be read: {why}", shown(path));
    // What is no file, as a pipe, might never end.
    match std::fs::metadata(path) {
        Ok(about) if !about.is_file() => return Err(wrong("it is no file")),
        Ok(about) if about.len() > BIBLIOGRAPHY_BYTES => {
            return Err(wrong(&format!("it has {} MB, and the limit is {} MB", about.len() >> 20, BIBLIOGRAPHY_BYTES >> 20)));
        }
        Ok(_) => {}
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Err(wrong("there is no such file")),
        Err(cause) => return Err(wrong(&cause.to_string())),
    }
    let mut bytes = Vec::new();
    let read = source::open(path).and_then(|mut file| source::read_rest(&mut file, &mut bytes));
    let decoded = read.and_then(|()| if bytes.trim_ascii().is_empty() { Ok(None) } else { source::decode(bytes).map(Some) });
    decoded.map(|decoded| decoded.map_or(String::new(), |decoded| decoded.text)).map_err(|error| wrong(&error.to_string()))
}

fn shown(path: &Path) -> String {
    path.file_name().map_or_else(PathBuf::new, PathBuf::from).to_string_lossy().into_owned()
}

/// Where what begins with an `@` begins: first on its line, or behind what ends one before it.
fn starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let begins = |&at: &usize| {
        let before = bytes[..at].iter().rposition(|byte| !matches!(byte, b' ' | b'\t'));
        let first = before.is_none_or(|before| matches!(bytes[before], b'\n' | b'\r' | b'}' | 0xbf));
        let word = bytes[at + 1..].iter().take(40).take_while(|byte| byte.is_ascii_alphabetic()).count();
        first && word > 0 && bytes[at + 1 + word..].trim_ascii_start().first().is_some_and(|byte| matches!(byte, b'{' | b'('))
    };
    memchr::memchr_iter(b'@', bytes).filter(begins).collect()
}

/// The key of the work of which an entry is a part.
fn parent(entry: &str) -> Option<&str> {
    let at = memchr::memmem::find(entry.as_bytes(), b"crossref").or_else(|| memchr::memmem::find(entry.as_bytes(), b"CROSSREF"))?;
    let value = entry[at + "crossref".len()..].trim_start().strip_prefix('=')?.trim_start().strip_prefix(['{', '"'])?;
    value.split_once(['}', '"']).map(|(key, _)| key.trim())
}

/// An entry in one paragraph: who, what, in what, where, when, on which pages.
fn print(entry: &Entry) -> String {
    let field = |names: &[&str]| names.iter().find_map(|name| entry.get(name)).map(|chunks| tidy(&chunks.format_verbatim())).filter(|value| !value.is_empty());
    let people = |name: &str| entry.get(name).and_then(|chunks| chunks.parse::<Vec<Person>>().ok()).map(|people| names(&people)).filter(|it| !it.is_empty());
    let edited = |people: &str| format!("{people} ({})", if people.contains(" and ") { "eds" } else { "ed." });
    let mut sentences = Vec::new();
    let container = field(&["journaltitle", "journal", "booktitle", "maintitle"]);
    let (author, editor) = (people("author"), people("editor"));
    sentences.extend(author.clone().or_else(|| editor.as_deref().map(edited)));
    sentences.extend(field(&["title"]).map(|title| match field(&["subtitle"]) {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    }));
    let mut within = Vec::new();
    let issue = |mut words: String| {
        if let Some(volume) = field(&["volume"]) {
            let _ = write!(words, " {volume}");
        }
        if let Some(number) = field(&["number", "issue"]) {
            let _ = write!(words, " ({number})");
        }
        words
    };
    within.extend(container.map(|container| issue(format!("In: {container}"))));
    within.extend(editor.as_deref().filter(|_| author.is_some()).map(edited));
    within.extend(field(&["series"]));
    within.extend(field(&["edition"]).map(|edition| if edition.parse::<u32>().is_ok() { format!("edition {edition}") } else { edition }));
    within.extend(field(&["school", "institution", "organization", "howpublished"]));
    within.extend(match (field(&["location", "address"]), field(&["publisher"])) {
        (Some(place), Some(publisher)) => Some(format!("{place}: {publisher}")),
        (place, publisher) => place.or(publisher),
    });
    within.extend(field(&["date", "year"]));
    within.extend(field(&["pages"]).map(|pages| format!("{} {pages}", if pages.contains(['–', '-', ',']) { "pp." } else { "p." })));
    if !within.is_empty() {
        sentences.push(within.join(", "));
    }
    sentences.extend(field(&["note"]));
    sentences.extend(field(&["doi"]).map(|doi| if doi.starts_with("http") { doi } else { format!("doi:{doi}") }).or_else(|| field(&["url"])));
    let mut out = String::new();
    for sentence in sentences {
        if !out.is_empty() {
            out.push_str(if out.ends_with(['.', '?', '!']) { " " } else { ". " });
        }
        out.push_str(&sentence);
    }
    out
}

/// People in the order of their names as they are said.
fn names(people: &[Person]) -> String {
    let whole = |person: &Person| {
        let parts = [&person.given_name, &person.prefix, &person.name, &person.suffix];
        tidy(&parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" "))
    };
    let mut said: Vec<String> = people.iter().map(whole).filter(|name| !name.is_empty()).collect();
    match said.pop() {
        Some(last) if last == "others" && !said.is_empty() => format!("{} and others", said.join(", ")),
        Some(last) if said.is_empty() => last,
        Some(last) => format!("{} and {last}", said.join(", ")),
        None => String::new(),
    }
}

fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
