//! The front matter of a text, between `---` in the manner of YAML or between `+++` in that of TOML: what it says of title,
//! authors, language and bibliography. Reads as much of both as people write there; what it does not know it passes over.

use std::ops::Range;

use crate::read::limits::FRONT_BYTES;

/// What the front matter says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Front {
    /// One past its last byte; 0 where there is none.
    pub(super) end: usize,
    /// The title.
    pub(super) title: Option<Value>,
    /// Who wrote it.
    pub(super) authors: Vec<Value>,
    /// What it is about, where it says so at length.
    pub(super) summary: Option<Value>,
    /// When it was written.
    pub(super) date: Option<String>,
    /// The language, as it is written.
    pub(super) language: Option<String>,
    /// Files that hold the works cited.
    pub(super) bibliography: Vec<String>,
    /// Why what looks like front matter is none, and is read as text.
    pub(super) wrong: Option<(usize, String)>,
}

/// A value, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    /// What it says.
    pub(super) text: String,
    /// Its bytes without quotes.
    pub(super) range: Range<usize>,
}

/// A line of the front matter.
struct Entry<'t> {
    /// Where it begins, behind its indent.
    at: usize,
    indent: usize,
    text: &'t str,
}

/// Reads the front matter at the start of a text.
pub(super) fn front(text: &str) -> Front {
    let begin = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = text[begin..].split_inclusive('\n');
    let Some(fence) = lines.next().map(str::trim_end).filter(|line| matches!(*line, "---" | "+++")) else { return Front::default() };
    let mut at = begin + text[begin..].find('\n').map_or(text.len() - begin, |end| end + 1);
    let mut entries = Vec::new();
    for line in lines {
        let bare = line.trim_end();
        if bare == fence || fence == "---" && bare == "..." {
            return said(text, fence == "+++", entries, at + line.len(), begin);
        }
        let words = bare.trim_start();
        entries.push(Entry { at: at + (bare.len() - words.len()), indent: bare.len() - words.len(), text: words });
        at += line.len();
        if at > FRONT_BYTES {
            break;
        }
    }
    Front::default()
}

/// What the lines say.
fn said(text: &str, toml: bool, entries: Vec<Entry<'_>>, end: usize, begin: usize) -> Front {
    let mut front = Front { end, ..Front::default() };
    let sign = if toml { '=' } else { ':' };
    let key = |entry: &Entry<'_>| pair(entry.text, sign).filter(|_| entry.indent == 0).map(|(key, _)| key.to_lowercase());
    let bare = |entry: &&Entry<'_>| !entry.text.is_empty() && !entry.text.starts_with('#');
    // What follows a line between two words without a key is no front matter: a rule, or the line under a heading.
    if entries.first().is_none_or(|entry| entry.text.is_empty()) || !entries.iter().any(|entry| key(entry).is_some()) {
        return Front::default();
    }
    let mut within = false;
    for entry in entries.iter().filter(bare) {
        let opens = key(entry).is_some() || toml && entry.text.starts_with('[');
        let goes_on = within && (toml || entry.indent > 0 || entry.text.starts_with(['-', ']', '}', '"', '\'']));
        if !opens && !goes_on {
            return Front {
                wrong: Some((entry.at, "the front matter is not understood from this line on, and stands as text".to_owned())),
                ..Front::default()
            };
        }
        within = true;
    }
    let mut i = 0;
    while i < entries.len() {
        let next = (i + 1..entries.len()).find(|&j| key(&entries[j]).is_some()).unwrap_or(entries.len());
        if let Some((name, value)) = pair(entries[i].text, sign).filter(|_| entries[i].indent == 0) {
            let at = entries[i].at + (entries[i].text.len() - value.len());
            let values = values(value, at, &entries[i + 1..next], toml);
            match name.trim_matches('"').to_lowercase().as_str() {
                "title" => front.title = values.into_iter().next(),
                "author" | "authors" | "creator" | "by" => front.authors.extend(values),
                "lang" | "language" | "locale" => front.language = values.into_iter().next().map(|value| value.text),
                "date" | "published" => front.date = values.into_iter().next().map(|value| value.text),
                "abstract" => front.summary = values.into_iter().next(),
                "bibliography" => front.bibliography.extend(values.into_iter().map(|value| value.text)),
                _ => {}
            }
        }
        i = next.max(i + 1);
    }
    debug_assert!(begin <= end && end <= text.len());
    front
}

/// Key and value of a line.
fn pair(line: &str, sign: char) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(sign)?;
    let is_key =
        !key.is_empty() && key.len() < 64 && !key.starts_with(['-', '#', '[', '{']) && key.trim().chars().all(|c| c.is_alphanumeric() || " _-.\"".contains(c));
    (is_key && (value.is_empty() || value.starts_with([' ', '\t']) || sign == '=')).then(|| (key.trim(), value.trim_start()))
}

/// The values of a key: of its line, or of the lines under it.
fn values(value: &str, at: usize, below: &[Entry<'_>], toml: bool) -> Vec<Value> {
    let value = uncommented(value);
    if let Some(inner) = value.strip_prefix('[') {
        let mut found = listed(inner.trim_end_matches(']'), at + 1);
        for line in below.iter().filter(|_| !value.ends_with(']')) {
            found.extend(listed(line.text.trim_end_matches(']'), line.at));
        }
        return found;
    }
    if !value.is_empty() && !matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+") {
        let mut first = scalar(value, at);
        // A value that goes on in lines that are set in.
        if !toml {
            for line in below.iter().filter(|line| line.indent > 0 && !line.text.is_empty()) {
                first.text = format!("{} {}", first.text, line.text);
                first.range.end = line.at + line.text.len();
            }
        }
        return vec![first];
    }
    if !value.is_empty() {
        let lines: Vec<&Entry<'_>> = below.iter().filter(|line| !line.text.is_empty()).collect();
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Vec::new() };
        let text = lines.iter().map(|line| line.text).collect::<Vec<_>>().join(" ");
        return vec![Value { text, range: first.at..last.at + last.text.len() }];
    }
    let mut found = Vec::new();
    for line in below {
        let item = line.text.strip_prefix('-').map(str::trim_start);
        let words = uncommented(item.unwrap_or(line.text));
        let at = line.at + (line.text.len() - item.unwrap_or(line.text).len());
        match pair(words, ':').filter(|_| !words.starts_with(['"', '\''])) {
            Some((key, name)) if matches!(key.to_lowercase().as_str(), "name" | "literal" | "given" | "family" | "text") && !name.is_empty() => {
                found.push(scalar(name, at + (words.len() - name.len())));
            }
            Some(_) => {}
            None if item.is_some() && !words.is_empty() => found.push(scalar(words, at)),
            None => {}
        }
    }
    found
}

/// The values of a list in one line.
fn listed(inner: &str, at: usize) -> Vec<Value> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut quote = None;
    for (i, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match (quote, c) {
            (Some(open), c) if c == open && i < inner.len() => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (_, ',') if quote.is_none() || i == inner.len() => {
                let part = &inner[from..i];
                let begin = at + from + (part.len() - part.trim_start().len());
                if !part.trim().is_empty() {
                    found.push(scalar(part.trim(), begin));
                }
                from = (i + 1).min(inner.len());
            }
            _ => {}
        }
    }
    found
}

/// A value without its quotes.
fn scalar(value: &str, at: usize) -> Value {
    let value = value.trim_end();
    let quoted =
        ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote).filter(|_| value.len() >= 2).map(|inner| (quote, inner)));
    match quoted {
        Some((quote, inner)) => {
            let text = if quote == '"' { inner.replace("\\\"", "\"").replace("\\\\", "\\") } else { inner.replace("''", "'") };
            Value { text, range: at + 1..at + 1 + inner.len() }
        }
        None => Value { text: value.to_owned(), range: at..at + value.len() },
    }
}

/// A value without the comment behind it.
fn uncommented(value: &str) -> &str {
    if value.starts_with(['"', '\'']) {
        let quote = value.chars().next().unwrap_or('"');
        return value[1..].rfind(quote).map_or(value, |end| &value[..end + 2]);
    }
    if value.starts_with('#') { "" } else { value.find(" #").map_or(value, |at| &value[..at]).trim_end() }
}
