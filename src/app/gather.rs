//! What only the whole of a document can tell of its words: the works it cites, the short forms it introduces. A worker finds
//! them when they are first asked for; they are kept until the document is read anew.

use std::sync::Arc;

use super::App;
use super::event::Event;
use super::lists::part_of;
use crate::apparatus::abbreviations::{Abbreviation, Sureness, abbreviations, uses_in};
use crate::apparatus::works::{Work, works};
use crate::model::{Anchor, Document, FlowId};
use crate::store::State;
use crate::ui::View;
use crate::ui::list::{Entry, Goes, Holds, ListView, Made};

/// What was found.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The works, in the order in which they are first cited.
    pub works: Vec<Work>,
    /// The short forms, in the order in which they are introduced.
    pub abbreviations: Vec<Abbreviation>,
}

impl Gathered {
    /// Looks through a document.
    pub fn of(document: &Document) -> Gathered {
        Gathered { works: works(document), abbreviations: abbreviations(document) }
    }
}

/// What is there of it.
#[derive(Debug, Default)]
pub struct Gathering {
    found: Option<Arc<Gathered>>,
    /// What is to be shown when it comes.
    asked: Option<Asked>,
    /// Counts the documents up: what was found in an older one is dropped.
    number: u64,
}

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The works cited.
    Works,
    /// The short forms in view.
    ShortForms,
    /// What a word of the text stands for.
    ShortForm(Anchor),
}

impl Gathering {
    /// Forgets what was found: the document is another. What was asked for is asked for again.
    pub fn forget(&mut self) -> Option<Asked> {
        let asked = self.asked.take();
        *self = Gathering { number: self.number + 1, ..Gathering::default() };
        asked
    }

    /// Whether it is being looked for.
    pub fn is_running(&self) -> bool {
        self.asked.is_some()
    }
}

impl App {
    /// Shows works or short forms, as soon as they are known.
    pub(super) fn ask(&mut self, asked: Asked) {
        if let Some(found) = self.gathering.found.clone() {
            return self.show_gathered(&found, asked);
        }
        let running = self.gathering.asked.replace(asked).is_some();
        if !running {
            self.jobs.gather(self.gathering.number, Arc::clone(&self.open.document));
        }
    }

    /// Takes what a worker has found.
    pub(super) fn gathered(&mut self, number: u64, found: Gathered) {
        if number != self.gathering.number {
            return;
        }
        let found = Arc::new(found);
        self.gathering.found = Some(Arc::clone(&found));
        if let Some(asked) = self.gathering.asked.take() {
            self.show_gathered(&found, asked);
        }
    }

    /// Looks again in a document that was read anew, where something was asked for.
    pub(super) fn gather_anew(&mut self) {
        if let Some(asked) = self.gathering.forget() {
            self.ask(asked);
        }
    }

    fn show_gathered(&mut self, found: &Gathered, asked: Asked) {
        let document = Arc::clone(&self.open.document);
        let so_far = if self.open.state == State::Whole { "" } else { " in what was read so far" };
        let made = match asked {
            Asked::Works => {
                let entries = found.works.iter().map(|work| of_work(&document, work)).collect();
                Made::new("Works cited", format!("no works are cited{so_far}"), entries)
            }
            Asked::ShortForms => {
                let near = self.reader().and_then(|reader| reader.stop_in_view()).map(|stop| stop.at);
                let entries = self.in_view(&document, found, near);
                Made::new("Short forms in view", format!("no short form in view is explained{so_far}"), entries)
            }
            Asked::ShortForm(at) => {
                let Some(entry) = at_place(&document, found, at) else { return };
                Made::new("Short form", "", vec![entry])
            }
        };
        match made.entries.is_empty() {
            true => self.message = Some(made.none),
            false => self.push(View::List(ListView::new(Holds::Made(made), 0))),
        }
    }

    /// The short forms on the screen, each once, those nearest to a place first.
    fn in_view(&self, document: &Document, found: &Gathered, near: Option<Anchor>) -> Vec<Entry> {
        let mut met: Vec<(u64, usize)> = Vec::new();
        let far = |at: Anchor| {
            let bytes = |at: Anchor| document.body.before(at.block as usize) + u64::from(at.byte);
            near.map_or(bytes(at), |near| bytes(near).abs_diff(bytes(at)))
        };
        for (block, extent) in self.reader().map(|reader| reader.in_view()).unwrap_or_default() {
            let Some(found_in) = document.body.block(block) else { continue };
            for (used, which) in uses_in(found_in.text.slice(extent), &found.abbreviations) {
                let distance = far(Anchor::new(FlowId::Body, block, extent.start + used.start));
                match met.iter_mut().find(|(_, other)| found.abbreviations[*other].short == found.abbreviations[which].short) {
                    Some((nearest, _)) => *nearest = distance.min(*nearest),
                    None => met.push((distance, which)),
                }
            }
        }
        met.sort_unstable();
        met.iter().flat_map(|&(_, which)| meanings(document, found, which)).collect()
    }
}

/// The short form that stands at a place.
fn at_place(document: &Document, found: &Gathered, at: Anchor) -> Option<Entry> {
    let text = document.block(at.flow, at.block)?.text.as_str();
    // The line around it is enough: short forms are words.
    let start = text[..at.byte as usize].rfind([' ', '\n', '\t']).map_or(0, |blank| blank + 1);
    let end = text[at.byte as usize..].find([' ', '\n', '\t']).map_or(text.len(), |blank| at.byte as usize + blank);
    let (_, which) = uses_in(&text[start..end], &found.abbreviations).into_iter().next()?;
    meanings(document, found, which).into_iter().next()
}

/// Everything a short form was introduced for: some have several long forms.
fn meanings(document: &Document, found: &Gathered, which: usize) -> Vec<Entry> {
    let short = &found.abbreviations[which].short;
    found.abbreviations.iter().filter(|other| other.short == *short).map(|other| of_short_form(document, other)).collect()
}

fn of_short_form(document: &Document, form: &Abbreviation) -> Entry {
    let sign = if form.link == Sureness::Sure { "" } else { "?" };
    let right = match form.at.flow {
        FlowId::Body => part_of(document, form.at),
        FlowId::Note(note) => document.note(note).map_or(String::new(), |note| format!("n. {}", note.label)),
    };
    Entry { label: format!("{}{sign}", form.short), text: form.long.clone(), right, goes: Some(Goes::To(form.at)), ..Entry::default() }
}

/// A work on one line: author, title, publisher and year where they are certain, else the words as they stand.
fn of_work(document: &Document, work: &Work) -> Entry {
    let labels = work.notes.iter().filter_map(|&note| document.note(note)).map(|note| note.label.clone());
    let tables = work.tables.iter().filter_map(|&table| document.table(table)).map(|table| format!("table {}", table.id));
    let mut cited: Vec<String> = labels.chain(tables).collect();
    let label = if cited.is_empty() { String::new() } else { cited.remove(0) };
    let right = if cited.is_empty() { String::new() } else { format!("also {}", cited.join(", ")) };
    Entry { label, text: line_of(work), right, goes: work.citings.first().map(|&(at, _)| Goes::To(at)), ..Entry::default() }
}

fn line_of(work: &Work) -> String {
    // Without an author it is an issue of a paper, a decree, a report: number and date tell it from others.
    let (Some(title), Some(_)) = (&work.title, &work.author) else { return work.text.replace('\n', " ") };
    let author = work.author.as_ref().map_or(String::new(), |author| format!("{author}{}, ", if work.edited { " (ed.)" } else { "" }));
    let container = work.container.as_ref().map_or(String::new(), |container| format!(", in {container}"));
    let year = work.year.map(|year| year.to_string());
    let imprint: Vec<&str> = work.publisher.as_deref().into_iter().chain(year.as_deref()).collect();
    let imprint = if imprint.is_empty() { String::new() } else { format!(" ({})", imprint.join(", ")) };
    format!("{author}{title}{container}{imprint}")
}

/// The answer to `Jobs::gather`.
pub fn event(number: u64, document: &Document) -> Event {
    Event::Gathered { number, found: Gathered::of(document) }
}
