//! Works as BibTeX: keys, fields, and the characters that TeX reads as its own. Writes only fields that are certain; the
//! words as cited go with each entry, so that nothing is lost.

use std::collections::HashSet;
use std::io::{self, Write};

use unicode_normalization::UnicodeNormalization;

use crate::apparatus::works::{Work, WorkKind};

/// Prints an entry for each work.
pub fn print(works: &[Work], out: &mut dyn Write) -> io::Result<()> {
    let mut keys = HashSet::new();
    for (i, work) in works.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        writeln!(out, "@{}{{{},", sort(work), key(work, &mut keys))?;
        for (name, value) in fields(work) {
            writeln!(out, "  {name} = {{{value}}},")?;
        }
        writeln!(out, "}}")?;
    }
    Ok(())
}

fn sort(work: &Work) -> &'static str {
    match work.kind {
        WorkKind::Book => "book",
        WorkKind::Part => "incollection",
        WorkKind::Article => "article",
        WorkKind::Periodical | WorkKind::Case | WorkKind::Other => "misc",
    }
}

fn fields(work: &Work) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    if let Some(author) = &work.author {
        fields.push((if work.edited { "editor" } else { "author" }, people(author)));
    }
    if let Some(title) = &work.title {
        fields.push(("title", format!("{{{}}}", escaped(title))));
    }
    if let Some(container) = &work.container {
        fields.push((if work.kind == WorkKind::Article { "journal" } else { "booktitle" }, format!("{{{}}}", escaped(container))));
    }
    for (name, value) in [("publisher", &work.publisher), ("address", &work.place)] {
        fields.extend(value.as_ref().map(|value| (name, escaped(value))));
    }
    fields.extend(work.year.map(|year| ("year", year.to_string())));
    let said = match work.kind {
        WorkKind::Book | WorkKind::Part | WorkKind::Article => "annote",
        _ if work.title.is_none() => "howpublished",
        _ => "note",
    };
    fields.push((said, escaped(&work.text)));
    fields
}

/// `berg1985`, `berg1985a`: the first word that tells something, and the year. Stable while the works before it are the same.
fn key(work: &Work, keys: &mut HashSet<String>) -> String {
    let from = work.author.as_ref().or(work.title.as_ref()).unwrap_or(&work.text);
    let plain = |word: &str| -> String { word.nfd().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase() };
    let small = ["the", "a", "an", "der", "die", "das", "le", "la", "les", "de", "von", "van", "in", "on", "of"];
    let word = from.split_whitespace().map(plain).find(|word| word.len() > 1 && !small.contains(&word.as_str())).unwrap_or_else(|| "work".to_owned());
    let stem = format!("{word}{}", work.year.map(|year| year.to_string()).unwrap_or_default());
    let mut key = stem.clone();
    let mut count = 1usize;
    while !keys.insert(key.clone()) {
        count += 1;
        key = format!("{stem}-{count}");
    }
    key
}

/// The names parted by "and" where each is a surname with initials, else all of them as one name that is left as it stands.
fn people(names: &str) -> String {
    let mut people = Vec::new();
    for part in names.replace(" & ", " and ").split(" and ") {
        let pieces: Vec<&str> = part.split(',').map(str::trim).filter(|piece| !piece.is_empty()).collect();
        let inverted = pieces.len().is_multiple_of(2) && !pieces.is_empty() && pieces.chunks(2).all(|pair| !pair[0].contains('.') && pair[1].contains('.'));
        if !inverted {
            return format!("{{{}}}", escaped(names));
        }
        people.extend(pieces.chunks(2).map(|pair| format!("{}, {}", escaped(pair[0]), escaped(pair[1]))));
    }
    people.join(" and ")
}

/// The words without characters that TeX reads as its own, and without braces, which BibTeX counts even where they are escaped.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            '{' => out.push_str("\\textbraceleft "),
            '}' => out.push_str("\\textbraceright "),
            '~' => out.push_str("\\textasciitilde "),
            '^' => out.push_str("\\textasciicircum "),
            '\\' => out.push_str("\\textbackslash "),
            '\u{a0}' => out.push('~'),
            c => out.push(c),
        }
    }
    out
}
