//! Works by the name before a short citation: which name that is, whether a work bears it, and which earlier notes cite
//! such a work. One note is answered by looking back for the name; a whole document by an index of words, made once.

use std::collections::HashMap;
use std::rc::Rc;

use super::authorities;
use super::items::{self, Item, What, Work};
use super::words;
use crate::model::{Document, FlowId, NoteId};

/// Notes with such a work that are looked at before it is said that there may be more.
const MOST: usize = 64;

/// Notes with the name that are read where one note alone is asked for.
const FARTHEST: usize = 500;

/// A way to find works in the notes before one.
pub(super) struct Search {
    /// The notes in whose works a word stands; `None` where one note alone is asked for.
    index: Option<HashMap<String, Vec<NoteId>>>,
    /// The first note that is not in the index.
    indexed: u32,
    /// What notes cite in full, of those that were looked at.
    read: HashMap<NoteId, Rc<Cites>>,
}

/// What a note cites in full.
struct Cites {
    works: Vec<Rc<Work>>,
    /// Whether it also cites by `idem`.
    repeats: bool,
}

/// The works that were found, nearest first, each once.
pub(super) struct Works {
    pub works: Vec<Rc<Work>>,
    /// Why there may be others.
    pub doubt: Option<String>,
}

impl Search {
    /// For one note.
    pub fn back() -> Search {
        Search { index: None, indexed: 0, read: HashMap::new() }
    }

    /// For all notes of a document, asked in their order.
    pub fn indexed() -> Search {
        Search { index: Some(HashMap::new()), indexed: 0, read: HashMap::new() }
    }

    /// The works that fit and hold a word (in small letters), of those cited in a note so far and in the notes before it.
    pub fn before(&mut self, document: &Document, note: NoteId, word: &str, fits: &dyn Fn(&Work) -> bool, here: &[Rc<Work>]) -> Works {
        let mut found = Works { works: Vec::new(), doubt: None };
        let add = |work: Rc<Work>, found: &mut Works| {
            if fits(&work) && !found.works.iter().any(|other| other.key == work.key) {
                found.works.push(work);
            }
        };
        here.iter().rev().for_each(|work| add(Rc::clone(work), &mut found));
        for (looked, candidate) in self.candidates(document, note, word).into_iter().enumerate() {
            if looked == MOST || found.works.len() > 2 {
                found.doubt = Some("works of that name are cited very often before it".to_owned());
                break;
            }
            let cites = self.cites(document, candidate);
            let next = NoteId(candidate.0 + 1);
            if found.doubt.is_none() && (cites.repeats || next < note && self.cites(document, next).repeats) {
                found.doubt = Some("another work by that author may be cited before it without the name".to_owned());
            }
            cites.works.iter().rev().for_each(|work| add(Rc::clone(work), &mut found));
        }
        found
    }

    fn candidates(&mut self, document: &Document, note: NoteId, word: &str) -> Vec<NoteId> {
        if self.index.is_none() {
            return self.look_back(document, note, word);
        }
        while self.indexed < note.0 {
            let id = NoteId(self.indexed);
            let mut words: Vec<String> = self.cites(document, id).works.iter().flat_map(|work| work.tokens.clone()).collect();
            words.sort_unstable();
            words.dedup();
            if let Some(index) = &mut self.index {
                words.into_iter().for_each(|word| index.entry(word).or_default().push(id));
            }
            self.indexed += 1;
        }
        let Some(index) = &self.index else { return Vec::new() };
        let filed = index.get(word).map(Vec::as_slice).unwrap_or_default();
        let end = filed.partition_point(|other| *other < note);
        filed[..end].iter().rev().copied().take(MOST + 1).collect()
    }

    /// The notes before one that cite a work with a word, the nearest first.
    fn look_back(&mut self, document: &Document, note: NoteId, word: &str) -> Vec<NoteId> {
        // The first letter of a name is a capital in the text; the rest finds it.
        let rest: String = word.chars().skip(1).take_while(|c| c.is_alphabetic()).collect();
        let finder = memchr::memmem::Finder::new(if rest.len() > 1 { rest.as_str() } else { word });
        let says = |note: &NoteId| document.flow(FlowId::Note(*note)).blocks.iter().any(|block| finder.find(block.text.as_str().as_bytes()).is_some());
        let named = (0..note.0).rev().map(NoteId).filter(says).take(FARTHEST);
        let citing = named.filter(|&note| self.cites(document, note).works.iter().any(|work| work.tokens.iter().any(|token| token == word)));
        citing.take(MOST + 1).collect()
    }

    fn cites(&mut self, document: &Document, note: NoteId) -> Rc<Cites> {
        let read = self.read.entry(note).or_insert_with(|| {
            let (id, flow) = (FlowId::Note(note), document.flow(FlowId::Note(note)));
            let works = items::of(id, flow).into_iter().filter_map(|item| if let What::Work(work) = item.what { Some(Rc::new(work)) } else { None });
            Rc::new(Cites { works: works.collect(), repeats: items::repeats_an_author(flow) })
        });
        Rc::clone(read)
    }
}

/// The name before a short form in the same citation, without the words that lead to it.
pub(super) fn name(document: &Document, flow: FlowId, item: &Item, items: &[Item]) -> Option<String> {
    let text = document.block(flow, item.block)?.text.as_str();
    let key = key(item);
    let end = text[..key].trim_end().trim_end_matches([',', '(']).trim_end();
    let end = end.strip_suffix("wie").unwrap_or(end).trim_end().trim_end_matches([',', '(']).trim_end().len();
    let start = name_start(document, flow, item);
    let said = text.get(start..end)?.trim_matches(|c: char| matches!(c, ',' | ' ' | '’' | '\''));
    // "For more, see the tables, and ibid.": what leads to the form is no name.
    let led = said.rsplit([' ', '\u{a0}']).next().is_some_and(|last| last.starts_with(char::is_lowercase) && words::is_signal(last));
    let taken = items.iter().any(|other| other.block == item.block && other.range != item.range && other.range.start < end && start < other.range.end);
    let named = !taken
        && !led
        && !name_tokens(said).is_empty()
        && said.chars().next().is_some_and(|c| !c.is_lowercase() || said.starts_with("de ") || said.starts_with("von ") || said.starts_with("van "));
    named.then(|| said.to_owned())
}

/// Where the name before a short form begins, or the form where it has none.
pub(super) fn name_start(document: &Document, flow: FlowId, item: &Item) -> usize {
    let Some(block) = document.block(flow, item.block) else { return item.range.start };
    let text = block.text.as_str();
    let end = text[..key(item)].trim_end().trim_end_matches([',', '(']).trim_end().len();
    authorities::behind_signals(text, words::citation_start(text, end, 160)..end)
}

fn key(item: &Item) -> usize {
    match &item.what {
        What::Form(form, _) => form.key.start.min(item.range.start),
        What::Work(_) | What::Report(_) | What::Note(_) => item.range.start,
    }
}

/// The words of a name that have to be in the work: those with a capital.
pub(super) fn name_tokens(name: &str) -> Vec<String> {
    let capital = name.split(|c: char| c.is_whitespace() || c == ',').filter(|word| {
        let bare = words::bare(word);
        bare.starts_with(char::is_uppercase) && bare.chars().count() > 2 && !words::is_signal(bare)
    });
    capital.flat_map(words::tokens).collect()
}

/// Whether a work holds all words of a name, and its author may have the initials.
pub(super) fn is_by(work: &Work, name: &str) -> bool {
    let tokens = name_tokens(name);
    let author = work.author.as_deref().map(words::tokens).unwrap_or_default();
    let given = |initial: char| author.iter().any(|word| !tokens.contains(word) && word.starts_with(initial) || word.contains(initial) && word.len() < 4);
    let named = author.len() > 1 && tokens.first().is_some_and(|first| author.contains(first));
    !tokens.is_empty() && tokens.iter().all(|token| work.tokens.contains(token)) && (!named || initials(name).into_iter().all(given))
}

/// The initials of a name in small letters: "Berg, J.-M." has two.
fn initials(name: &str) -> Vec<char> {
    let cut = name.split(|c: char| c.is_whitespace() || c == ',').filter(|word| word.ends_with('.'));
    let pieces = cut.flat_map(|word| word.split(['.', '-', '‑'])).filter(|piece| piece.chars().count() == 1);
    pieces.flat_map(str::chars).filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect()
}

/// Whether the name begins with that of the author as it was read, or is that of a case.
pub(super) fn by_its_author(work: &Work, name: &str) -> bool {
    let author = work.author.as_deref().map(words::tokens).unwrap_or_default();
    !work.reports.is_empty() || name_tokens(name).first().is_some_and(|first| author.contains(first))
}

/// Whether a note says a name.
pub(super) fn says(document: &Document, note: NoteId, name: &str) -> bool {
    let said: Vec<String> = document.flow(FlowId::Note(note)).blocks.iter().flat_map(|block| words::tokens(block.text.as_str())).collect();
    name_tokens(name).iter().all(|token| said.contains(token))
}
