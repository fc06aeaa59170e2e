//! What notes are called where a name has to be the only one of its kind: their labels, with the part of the document before
//! them where numbers begin anew. Owns these names, which stay the same as long as labels and parts do.

use std::collections::{HashMap, HashSet};

use crate::model::{Document, NoteId};

/// Most characters of the name of a part.
const PART: usize = 16;

/// The names of all notes of a document.
#[derive(Debug, Clone)]
pub struct Names(Vec<String>);

impl Names {
    /// Names that are all different, also where small letters are as good as capitals. They hold no blank and no sign that
    /// Markdown or an address would take for its own.
    pub fn new(document: &Document) -> Names {
        let labels: Vec<String> = document.notes.iter().map(|note| plain(&note.label)).collect();
        let mut times: HashMap<String, u32> = HashMap::new();
        for label in &labels {
            *times.entry(label.to_lowercase()).or_default() += 1;
        }
        let mut taken: HashSet<String> = HashSet::with_capacity(labels.len());
        let mut again: HashMap<String, u32> = HashMap::new();
        let mut names = Vec::with_capacity(labels.len());
        for (note, label) in document.notes.iter().zip(labels) {
            let part = document.series.get(note.series as usize).and_then(|series| series.section.as_deref()).map(part).unwrap_or_default();
            let single = times.get(&label.to_lowercase()).is_none_or(|&times| times == 1);
            let wanted = match (label.is_empty(), single || part.is_empty()) {
                (true, _) => "note".to_owned(),
                (false, true) => label,
                (false, false) => format!("{part}-{label}"),
            };
            let mut name = wanted.clone();
            while !taken.insert(name.to_lowercase()) {
                let count = again.entry(wanted.to_lowercase()).or_insert(1);
                *count += 1;
                name = format!("{wanted}-{count}");
            }
            names.push(name);
        }
        Names(names)
    }

    /// What a note is called.
    pub fn of(&self, note: NoteId) -> &str {
        self.0.get(note.0 as usize).map_or("", String::as_str)
    }
}

/// A label without what a language may take for its own: signs that are often labels by their names, doubled ones with their
/// number; those of no language stay, as `†`.
fn plain(label: &str) -> String {
    let mut out = String::new();
    let mut rest = label.chars().filter(|c| !c.is_whitespace()).peekable();
    while let Some(c) = rest.next() {
        let name = match c {
            '*' => "star",
            '|' => "bar",
            '#' => "number",
            '+' => "plus",
            c if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') || !c.is_ascii() => {
                out.push(c);
                continue;
            }
            _ => continue,
        };
        let mut count = 1;
        while rest.next_if_eq(&c).is_some() {
            count += 1;
        }
        out.push_str(name);
        if count > 1 {
            out.push_str(&count.to_string());
        }
    }
    out
}

/// The name of a part in a few small letters: `iv`, `p212`, `the-beginning`.
fn part(section: &str) -> String {
    let bare = section.trim();
    if let Some(page) = bare.strip_prefix("p. ") {
        return format!("p{}", plain(page).to_lowercase());
    }
    let mut out = String::new();
    for word in bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() && out.chars().count() + 1 + word.chars().count() > PART {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.extend(word.to_lowercase().chars().take(PART));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_plain() {
        assert_eq!(part("IV"), "iv");
        assert_eq!(part("p. 212"), "p212");
        assert_eq!(part("The beginning of the end"), "the-beginning-of");
        assert_eq!(part("2.1."), "2-1");
        assert_eq!(plain("**"), "star2");
        assert_eq!(plain("12a"), "12a");
        assert_eq!(plain("†*"), "†star");
    }
}
