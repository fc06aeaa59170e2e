//! The list of contents: lines that end with the number of a page, which counts up from line to line. Its lines stay lines,
//! and a title that stands in it is a heading further on.

use std::ops::Range;

use super::super::blocks::{Draft, Role};
use super::Titles;
use super::forms::roman_value;

/// Fewest lines of a list that nothing announces.
const FEWEST: usize = 6;
/// Fewest where a line above says what it is.
const ANNOUNCED: usize = 3;
/// Most lines without a page between two lines with one, and their length in bytes.
const BETWEEN: usize = 2;
const BETWEEN_BYTES: usize = 90;
/// What such a list is called.
const NAMES: [&str; 13] = [
    "contents",
    "table of contents",
    "inhalt",
    "inhaltsverzeichnis",
    "table des matières",
    "sommaire",
    "indice",
    "índice",
    "inhoud",
    "innehåll",
    "illustrations",
    "содержание",
    "оглавление",
];

/// What the lists of contents say.
#[derive(Debug, Default)]
pub struct Contents {
    /// The drafts that are their lines.
    lists: Vec<Range<usize>>,
    /// The drafts above them that say what they are.
    names: Vec<usize>,
    /// The titles in them.
    titles: Titles,
}

/// A line of such a list.
struct Entry<'s> {
    title: &'s str,
    indent: usize,
    page: u32,
}

/// The lists of contents among the drafts.
pub fn contents(source: &str, drafts: &[Draft]) -> Contents {
    let mut contents = Contents::default();
    let free = |draft: &Draft| matches!(draft.role, Role::Para | Role::Verse);
    let mut at = 0;
    while at < drafts.len() {
        if !(free(&drafts[at]) && is_list(source, &drafts[at])) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let mut i = at + 1;
        while i < drafts.len() && i - end <= BETWEEN {
            let draft = &drafts[i];
            if free(draft) && is_list(source, draft) {
                end = i + 1;
            } else if !(matches!(draft.role, Role::Furniture(_)) || free(draft) && draft.text(source).len() <= BETWEEN_BYTES) {
                break;
            }
            // The lines of a page's foot and head count for nothing.
            end += usize::from(matches!(draft.role, Role::Furniture(_)) && end == i);
            i += 1;
        }
        let entries: Vec<Entry> = drafts[at..end].iter().filter(|draft| free(draft)).flat_map(|draft| entries(source, draft)).collect();
        let above = (at.saturating_sub(3)..at).rev().find(|&above| is_named(drafts[above].text(source)));
        let fewest = if above.is_some() || is_named(first_line(source, &drafts[at])) { ANNOUNCED } else { FEWEST };
        let rising = entries.windows(2).filter(|pair| pair[0].page <= pair[1].page).count();
        if entries.len() >= fewest && rising * 5 >= (entries.len() - 1) * 4 {
            contents.note(&entries);
            contents.names.extend(above);
            contents.lists.push(at..end);
        }
        at = end;
    }
    contents
}

impl Contents {
    /// Whether a draft is of such a list.
    pub fn holds(&self, draft: usize) -> bool {
        let behind = self.lists.partition_point(|list| list.end <= draft);
        self.lists.get(behind).is_some_and(|list| list.contains(&draft))
    }

    /// Whether a draft says that such a list follows.
    pub fn announces(&self, draft: usize) -> bool {
        self.names.contains(&draft)
    }

    /// By how many steps a title that stands in the list is below the first, where it does.
    pub fn steps(&self, text: &str) -> Option<u8> {
        if self.titles.is_empty() { None } else { self.titles.get(&key(text)).copied() }
    }

    /// Makes one block of lines of a list that stand one below the other.
    pub fn merge(&self, source: &str, drafts: &mut [Draft], gone: &mut [bool]) {
        for list in &self.lists {
            let mut last: Option<usize> = None;
            for i in list.clone() {
                if !matches!(drafts[i].role, Role::Para | Role::Verse) {
                    last = None;
                    continue;
                }
                let end = drafts[i].range.end;
                drafts[i].role = Role::Verse;
                match last {
                    Some(first) => {
                        drafts[first].range.end = end;
                        gone[i] = true;
                    }
                    None => {
                        // The indent of its first line is part of how its lines stand.
                        let start = drafts[i].range.start as usize;
                        let blanks = source[..start].len() - source[..start].trim_end_matches(' ').len();
                        drafts[i].range.start = (start - blanks) as u32;
                        last = Some(i);
                    }
                }
            }
        }
    }

    fn note(&mut self, entries: &[Entry]) {
        let mut indents: Vec<usize> = entries.iter().filter(|entry| bare(entry.title).len() == entry.title.len()).map(|entry| entry.indent).collect();
        indents.sort_unstable();
        indents.dedup();
        for entry in entries {
            // What is numbered there is numbered over the text, too: there its number tells.
            let steps = match bare(entry.title).len() == entry.title.len() {
                true => indents.partition_point(|&indent| indent < entry.indent),
                false if entry.title.starts_with(|c: char| c.is_ascii_digit()) => continue,
                false => 0,
            };
            self.titles.entry(key(entry.title)).or_insert(steps.min(4) as u8);
        }
    }
}

/// Whether a text is what such a list is called.
fn is_named(text: &str) -> bool {
    let bare = text.trim().trim_matches(['*', '_', '#', ' ', '.', ':']);
    bare.len() < 40 && NAMES.contains(&bare.to_lowercase().as_str())
}

fn first_line<'s>(source: &'s str, draft: &Draft) -> &'s str {
    draft.text(source).split(['\n', '\r']).next().unwrap_or("")
}

/// Whether most lines of a draft end with a page, or its last one does.
fn is_list(source: &str, draft: &Draft) -> bool {
    let text = draft.text(source);
    if !text.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x' | 'l')) {
        return false;
    }
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let (all, found) = (lines().count(), lines().filter(|line| entry(line).is_some()).count());
    found * 2 >= all || all <= 3 && found > 0
}

fn entries<'s>(source: &'s str, draft: &Draft) -> Vec<Entry<'s>> {
    draft.text(source).lines().filter_map(entry).collect()
}

/// A line that ends with the number of a page, behind leaders or a wide gap.
fn entry(line: &str) -> Option<Entry<'_>> {
    let text = line.trim();
    let at = text.rfind(|c: char| !(c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x' | 'l')))? + 1;
    let number = text.get(at..).filter(|number| !number.is_empty() && number.len() <= 6)?;
    let page = number.parse().ok().or_else(|| roman_value(&number.to_uppercase()))?;
    let title = text[..at].trim_end_matches(['.', ' ', '\t', '·', '…', '_']);
    let gap = &text[title.len()..at];
    let led = gap.matches(['.', '·', '…', '_']).count() >= 3 || gap.trim_start_matches('.').starts_with("   ") || gap.contains('\t');
    (led && title.contains(char::is_alphabetic)).then_some(Entry { title, indent: line.len() - line.trim_start().len(), page })
}

/// A title without the number before it.
fn bare(title: &str) -> &str {
    let word = title.find(' ').map_or(title, |end| &title[..end]);
    let number = word.trim_end_matches(['.', ')', ':']);
    let counts =
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') || roman_value(number).is_some() && number.len() < word.len();
    if counts { title[word.len()..].trim_start() } else { title }
}

/// What is left of a title where it is written in another way: its letters and figures.
fn key(title: &str) -> String {
    bare(title.trim().trim_start_matches(['*', '_', '#', ' '])).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
