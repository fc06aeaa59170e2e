//! Words that send elsewhere in a document: "see note 4", "table 8.1", "section V", "chapter 7". Finds them in finished
//! text and says where they lead; where that is not plain, it says nothing, and the words stay words.

use std::collections::HashMap;

use super::note_words::note_words;
use crate::model::{Document, Extent, FlowId, Kind, NoteId, TableId, Target};

/// What a word before a number sends to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Table,
    Section,
    Chapter,
}

/// The rest of each word behind its first letter, which may be a capital, and what it sends to. The rest alone is
/// searched for: it is rare enough, and one search finds both cases.
const WORDS: [(&str, &str, Word); 6] = [
    ("t", "able", Word::Table),
    ("t", "ables", Word::Table),
    ("s", "ection", Word::Section),
    ("s", "ections", Word::Section),
    ("c", "hapter", Word::Chapter),
    ("c", "hapters", Word::Chapter),
];

/// The links of all flows: where their words stand, and where they lead.
pub fn cross_references(document: &Document) -> Vec<(FlowId, u32, Extent, Target)> {
    let index = Index::new(document);
    let finders: Vec<(memchr::memmem::Finder, &str, Word)> =
        WORDS.iter().map(|(first, rest, word)| (memchr::memmem::Finder::new(rest), *first, *word)).collect();
    let mut links = Vec::new();
    let flows = std::iter::once(FlowId::Body).chain((0..document.notes.len() as u32).map(|note| FlowId::Note(NoteId(note))));
    for flow in flows {
        for (i, block) in (0u32..).zip(&document.flow(flow).blocks) {
            if matches!(block.kind, Kind::Heading(_) | Kind::Title | Kind::Byline | Kind::Code | Kind::Rule) {
                continue;
            }
            let text = block.text.as_str();
            let before = links.len();
            for (finder, first, word) in &finders {
                for at in finder.find_iter(text.as_bytes()) {
                    if let Some(start) = word_start(text, at, first) {
                        let found = sends(text, start, at + finder.needle().len(), *word);
                        links.extend(found.into_iter().filter_map(|(extent, number)| Some((flow, i, extent, index.target(flow, i, *word, &number)?))));
                    }
                }
            }
            let notes = note_words(text).into_iter();
            links.extend(notes.filter_map(|(extent, number)| Some((flow, i, extent, index.note(flow, i, &number, extent)?))));
            links[before..].sort_by_key(|link: &(FlowId, u32, Extent, Target)| link.2.start);
        }
    }
    links
}

/// Where the word begins whose rest was found at `at`.
fn word_start(text: &str, at: usize, first: &str) -> Option<usize> {
    let start = at.checked_sub(1)?;
    // What is that letter begins a character, so the text may be cut before it.
    let is_first = text.as_bytes()[start].eq_ignore_ascii_case(&first.as_bytes()[0]);
    (is_first && text[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric())).then_some(start)
}

/// The numbers behind a word that ends at `end`: "table 4", "sections 4 and 5", "tables 8.1–8.3".
fn sends(text: &str, start: usize, end: usize, word: Word) -> Vec<(Extent, String)> {
    let mut found = Vec::new();
    let Some(mut at) = blank(text, end) else { return found };
    let mut from = start;
    while let Some(len) = number(&text[at..], word) {
        found.push((Extent::new(from as u32, (at + len) as u32), text[at..at + len].to_owned()));
        let rest = &text[at + len..];
        let next = [" and ", ", ", " & ", "–", "-", " or ", " to "].iter().find_map(|between| {
            let behind = rest.strip_prefix(between)?;
            let here = text.len() - behind.len();
            number(behind, word).filter(|_| !behind.starts_with('0')).map(|_| here)
        });
        match next {
            // "section 4, 1998" is no list: only a plural has one.
            Some(here) if text.as_bytes()[end - 1] == b's' => (at, from) = (here, here),
            _ => break,
        }
    }
    let behind = found.last().map_or("", |(extent, _)| &text[extent.end as usize..]);
    if !found.is_empty() && stands(behind) { found } else { Vec::new() }
}

/// Behind one blank.
fn blank(text: &str, at: usize) -> Option<usize> {
    let c = text[at..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))?;
    Some(at + c.len_utf8())
}

/// Bytes of a number such as the word takes.
fn number(text: &str, word: Word) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let len = match word {
        Word::Table | Word::Section | Word::Chapter if digits > 0 => {
            let len = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
            text[..len].trim_end_matches('.').len()
        }
        Word::Table | Word::Section | Word::Chapter => text.bytes().take_while(|b| b"IVXLC".contains(b)).count(),
    };
    let ends = text[len..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    (len > 0 && len < 8 && ends).then_some(len)
}

/// Whether what stands behind the number lets the words stand for themselves: "table 4, p. 850" and "section 4 of the Act"
/// send to another page, another work.
fn stands(behind: &str) -> bool {
    let lower: String = behind.trim_start().chars().take(24).flat_map(char::to_lowercase).collect();
    let elsewhere = lower.starts_with("of ") && !lower.starts_with("of this")
        || lower.starts_with(", p. ")
        || lower.starts_with(", pp. ")
        || lower.starts_with(", page")
        || lower.starts_with("in chapter")
        || lower.starts_with("to chapter");
    let sign = behind.chars().next().is_some_and(|c| matches!(c, '%' | '/' | '°'));
    !sign && !elsewhere
}

/// What can be sent to, by number.
struct Index<'d> {
    document: &'d Document,
    notes: HashMap<(u32, &'d str), NoteId>,
    tables: HashMap<&'d str, TableId>,
    headings: HashMap<&'d str, Option<u32>>,
    chapters: HashMap<&'d str, u32>,
}

impl<'d> Index<'d> {
    fn new(document: &'d Document) -> Index<'d> {
        let mut index = Index { document, notes: HashMap::new(), tables: HashMap::new(), headings: HashMap::new(), chapters: HashMap::new() };
        for (i, note) in (0u32..).zip(&document.notes) {
            index.notes.entry((note.series, note.label.as_str())).or_insert(NoteId(i));
        }
        for (i, table) in (0u32..).zip(&document.tables) {
            index.tables.insert(table.id.as_str(), TableId(i));
        }
        for &block in &document.headings {
            let Some(heading) = document.body.block(block) else { continue };
            let Kind::Heading(parts) = heading.kind else { continue };
            let Some(number) = parts.number.map(|number| heading.text.slice(number)) else { continue };
            if parts.number.is_some_and(|number| number.start > 0) {
                index.chapters.entry(number).or_insert(block);
            } else {
                // A number that several headings have says nothing.
                index.headings.entry(number).and_modify(|block| *block = None).or_insert(Some(block));
            }
        }
        index
    }

    fn note(&self, flow: FlowId, block: u32, number: &str, extent: Extent) -> Option<Target> {
        let series = match flow {
            FlowId::Note(note) => self.document.note(note)?.series,
            FlowId::Body => self.series_at(self.document.body.block(block)?.origin.source(extent.start))?,
        };
        let note = *self.notes.get(&(series, number))?;
        (flow != FlowId::Note(note)).then_some(Target::Note(note))
    }

    fn target(&self, flow: FlowId, block: u32, word: Word, number: &str) -> Option<Target> {
        match word {
            Word::Table => {
                let table = *self.tables.get(number)?;
                let own = self.document.table(table).is_some_and(|found| flow == FlowId::Body && found.block == block);
                (!own).then_some(Target::Table(table))
            }
            Word::Section => (*self.headings.get(number)?).map(Target::Heading),
            Word::Chapter => match self.chapters.get(number) {
                Some(&block) => Some(Target::Heading(block)),
                // A chapter of the book that this text is itself a chapter of, or whose other chapters are here.
                None if self.document.meta.number.as_deref() == Some(number) => None,
                None => (self.document.meta.number.is_some() || !self.chapters.is_empty()).then_some(Target::Outside),
            },
        }
    }

    /// The numbering that is in use at a source byte: that of the next note, for notes stand behind what refers to them;
    /// where the text has one numbering, that one.
    fn series_at(&self, source: u32) -> Option<u32> {
        let at = self.document.notes.partition_point(|note| note.source <= source);
        self.document.notes.get(at).or(self.document.notes.last()).map(|note| note.series)
    }
}
