//! Short citations in notes. What `ibid.` stands for hangs from the note before it, and that from the one before it: a walk
//! reads each note once and keeps what it leaves to the next. It goes back from a note as far as notes lean on others, so
//! that one note is answered without reading the document.

use std::collections::HashMap;
use std::rc::Rc;

use super::forms::{Form, Sort};
use super::items::{self, Item, What, Work};
use super::order;
use super::search::{Search, by_its_author, is_by, name, name_start, name_tokens, says};
use super::{ShortCitation, Standing, words};
use crate::model::{Anchor, Document, Extent, FlowId, Kind, Mark, NoteId, Target};

/// Notes that send to notes that send to notes: deeper than any book goes, and no way round in a circle.
const DEEPEST: u32 = 40;

/// Notes over which a chain of `ibid.` is followed back where one note alone is asked for: longer than in any book.
const LONGEST: usize = 500;

/// The short citations of all notes, and the words of the running text that send to notes.
pub(super) fn citations(document: &Document) -> Vec<ShortCitation> {
    let mut walk = Walk::new(document, Search::indexed());
    let mut found = Vec::new();
    for (number, block) in (0u32..).zip(&document.body.blocks) {
        let sends = block.text.spans().iter().any(|span| matches!(span.mark, Mark::Link(Target::Note(_))));
        if sends && !matches!(block.kind, Kind::Heading(_) | Kind::Title) {
            found.extend(walk.body(number));
        }
    }
    for note in (0..document.notes.len() as u32).map(NoteId) {
        let flow = document.flow(FlowId::Note(note));
        let sends = flow.blocks.iter().any(|block| block.text.spans().iter().any(|span| matches!(span.mark, Mark::Link(Target::Note(_)))));
        let shortened = flow.blocks.iter().any(|block| !super::forms::find(block.text.as_str()).is_empty() || block.text.as_str().contains("., at "));
        if sends || shortened {
            found.extend(walk.note(note));
        }
    }
    found
}

/// The short citations of one note.
pub(super) fn of_note(document: &Document, note: NoteId) -> Vec<ShortCitation> {
    if document.note(note).is_none() { Vec::new() } else { Walk::new(document, Search::back()).note(note) }
}

/// What a note leaves to the next.
#[derive(Debug, Clone, Default)]
struct Left {
    /// The works it cites, in order, those it stands for included.
    works: Vec<Rc<Work>>,
    /// Why `ibid.` after it is not sure.
    doubt: Option<String>,
}

/// A work, and why it is not sure that it is meant.
type Found = Result<(Rc<Work>, Option<String>), String>;

struct Walk<'d> {
    document: &'d Document,
    search: Search,
    left: HashMap<NoteId, Rc<Left>>,
    depth: u32,
}

impl<'d> Walk<'d> {
    fn new(document: &'d Document, search: Search) -> Walk<'d> {
        Walk { document, search, left: HashMap::new(), depth: 0 }
    }

    fn note(&mut self, note: NoteId) -> Vec<ShortCitation> {
        self.prepare(note);
        let (found, left) = self.read(note);
        self.left.insert(note, Rc::new(left));
        found
    }

    /// The words of a block of the running text that send to notes.
    fn body(&mut self, number: u32) -> Vec<ShortCitation> {
        let Some(block) = self.document.body.block(number) else { return Vec::new() };
        let items = items::of_block(FlowId::Body, number, block);
        let mut found = Vec::new();
        for item in &items {
            if let What::Note(target) = item.what {
                let (range, stands_for, _) = self.sent(FlowId::Body, item, target, &items);
                found.push(self.citation(FlowId::Body, number, range, stands_for));
            }
        }
        found
    }

    /// Reads what stands before a note and it hangs from, the earliest first.
    fn prepare(&mut self, note: NoteId) {
        let mut chain = Vec::new();
        let mut at = note;
        while items::leans(FlowId::Note(at), self.document.flow(FlowId::Note(at)))
            && let Ok((before, _)) = order::before(self.document, at)
            && !self.left.contains_key(&before)
        {
            if chain.len() == LONGEST {
                let doubt = Some("the chain of notes goes back too far".to_owned());
                self.left.insert(before, Rc::new(Left { works: Vec::new(), doubt }));
                break;
            }
            chain.push(before);
            at = before;
        }
        for note in chain.into_iter().rev() {
            let (_, left) = self.read(note);
            self.left.insert(note, Rc::new(left));
        }
    }

    fn left(&mut self, note: NoteId) -> Rc<Left> {
        if let Some(left) = self.left.get(&note) {
            return Rc::clone(left);
        }
        if self.depth >= DEEPEST {
            return Rc::new(Left::default());
        }
        self.depth += 1;
        self.prepare(note);
        let (_, left) = self.read(note);
        self.depth -= 1;
        let left = Rc::new(left);
        self.left.insert(note, Rc::clone(&left));
        left
    }

    /// What a note says in short, and what it leaves to the next.
    fn read(&mut self, note: NoteId) -> (Vec<ShortCitation>, Left) {
        let id = FlowId::Note(note);
        let flow = self.document.flow(id);
        let items = items::of(id, flow);
        let mut found = Vec::new();
        let mut here = Left::default();
        for item in &items {
            match &item.what {
                What::Work(work) => cite(&mut here, Rc::new(work.clone())),
                What::Note(target) => {
                    let (range, stands_for, work) = self.sent(id, item, *target, &items);
                    found.push(self.citation(id, item.block, range, stands_for));
                    match work {
                        Some(work) => cite(&mut here, work),
                        None => here.doubt = Some("the note before sends to another note".to_owned()),
                    }
                }
                What::Report(report) => {
                    let series = report.series.clone();
                    let volume = report.volume.to_string();
                    let page = report.page;
                    let fits = |work: &Work| {
                        work.reports.iter().any(|other| {
                            other.series == series && other.volume == report.volume && other.page.zip(page).is_some_and(|(first, page)| first <= page)
                        })
                    };
                    let works = self.search.before(self.document, note, &volume, &fits, &here.works);
                    let start = item.range.start;
                    // Of the cases of a volume the one that begins last before the page.
                    let nearest = works
                        .works
                        .into_iter()
                        .max_by_key(|work| work.reports.iter().filter_map(|report| report.page).filter(|first| Some(*first) <= page).max());
                    let resolved: Found = nearest.map(|work| (work, None)).ok_or_else(|| "no case of that volume is cited in the notes before it".to_owned());
                    if let Ok((work, _)) = &resolved {
                        cite(&mut here, Rc::clone(work));
                    }
                    found.push(self.citation(id, item.block, start..item.range.end, stands(resolved)));
                }
                What::Form(form, target) => {
                    let name = name(self.document, id, item, &items);
                    let (resolved, named) = self.resolve(note, form, *target, name.as_deref(), item, &here);
                    let start = if named { name_start(self.document, id, item).min(item.range.start) } else { item.range.start };
                    match &resolved {
                        Ok((work, doubt)) if form.sort != Sort::Person => {
                            cite(&mut here, Rc::clone(work));
                            here.doubt = here.doubt.or_else(|| doubt.clone());
                        }
                        Ok(_) => {}
                        Err(why) => here.doubt = Some(format!("the note before has a short citation of which {}", why_short(why))),
                    }
                    let stands_for = if form.sort == Sort::Person { person(resolved) } else { stands(resolved) };
                    found.push(self.citation(id, item.block, start..item.range.end, stands_for));
                }
            }
        }
        if here.works.is_empty() && items.is_empty() {
            here.works.extend(items::whole(id, flow).map(Rc::new));
        } else if here.works.len() == 1 && here.doubt.is_none() && items::is_partly_read(flow, &items) {
            here.doubt = Some(format!("more than one work may be cited in note {}", self.label(note)));
        }
        (found, here)
    }

    fn resolve(&mut self, note: NoteId, form: &Form, target: Option<NoteId>, name: Option<&str>, item: &Item, here: &Left) -> (Found, bool) {
        match (form.sort, target) {
            (Sort::Below, None) => (Err("it sends to a later page or part, which cannot be told from the words".to_owned()), false),
            (_, Some(target)) => self.in_note(note, target, name),
            (Sort::Same | Sort::Place | Sort::Person, None) if form.sort != Sort::Place || name.is_none() => match name {
                Some(name) if form.sort == Sort::Same => (self.same(note, Some(name), here), true),
                _ => (self.same(note, None, here).map(|found| self.weigh(note, form, item, found)), false),
            },
            _ => match name {
                Some(name) => (self.by_author(note, name, here), true),
                None => (self.unnamed(note, form, item, here), false),
            },
        }
    }

    /// `idem` by itself may be the author alone, and a date behind `ibid.` is that of another issue.
    fn weigh(&self, note: NoteId, form: &Form, item: &Item, (work, doubt): (Rc<Work>, Option<String>)) -> (Rc<Work>, Option<String>) {
        let behind = self.document.block(FlowId::Note(note), item.block).map_or("", |block| &block.text.as_str()[form.key.end..]);
        let unread = form.sort == Sort::Person && work.author.is_none();
        let dated = form.sort == Sort::Same && words::is_dated(behind);
        let doubt = doubt.or_else(|| unread.then(|| "who wrote it was not read for certain".to_owned()));
        (work, doubt.or_else(|| dated.then(|| "a date behind it may be that of another issue".to_owned())))
    }

    /// The work cited just before: in this note, else in the note before.
    fn same(&mut self, note: NoteId, name: Option<&str>, here: &Left) -> Found {
        let (left, place, passed) = if here.works.is_empty() {
            let (before, passed) = order::before(self.document, note)?;
            (self.left(before), format!("note {}", self.label(before)), passed)
        } else {
            (Rc::new(here.clone()), "this note".to_owned(), None)
        };
        let named: Vec<&Rc<Work>> = left.works.iter().filter(|work| name.is_none_or(|name| is_by(work, name))).collect();
        let several = format!("{place} cites several works; it is taken for the last");
        match (named.as_slice(), name) {
            ([], Some(name)) => {
                let (work, _) = self.by_author(note, name, here)?;
                Ok((work, Some(format!("{place} does not name {name}; it is taken for what was cited by that name before"))))
            }
            ([], None) => Err(match &left.doubt {
                Some(_) => format!("{place} cites no work that can be made out"),
                None => format!("{place}, which stands before it, cites no work"),
            }),
            ([work], Some(_)) => Ok((Rc::clone(work), passed.or_else(|| work.doubt.clone()).or_else(|| left.doubt.clone().filter(|_| left.works.len() == 1)))),
            ([work], None) => Ok((Rc::clone(work), passed.or_else(|| work.doubt.clone()).or_else(|| left.doubt.clone()))),
            ([.., last], _) => Ok((Rc::clone(last), Some(passed.unwrap_or(several)))),
        }
    }

    /// A work by its author in a note that is named.
    fn in_note(&mut self, note: NoteId, target: NoteId, name: Option<&str>) -> (Found, bool) {
        if target == note {
            return (Err("it sends to the note in which it stands".to_owned()), false);
        }
        let label = self.label(target);
        let left = self.left(target);
        let by: Vec<&Rc<Work>> = left.works.iter().filter(|work| name.is_some_and(|name| is_by(work, name))).collect();
        match (by.as_slice(), name) {
            ([work], Some(_)) => (Ok((Rc::clone(work), work.doubt.clone())), true),
            ([.., last], Some(_)) => (Ok((Rc::clone(last), Some(format!("note {label} cites several works by that name; it is taken for the last")))), true),
            (_, Some(name)) if !says(self.document, target, name) => match left.works.as_slice() {
                // The name may be of another way of writing.
                [work] => (Ok((Rc::clone(work), Some(format!("note {label} does not name {name}")))), true),
                _ => (Err(format!("note {label} does not name {name}")), true),
            },
            _ => match left.works.as_slice() {
                [work] => (
                    Ok((
                        Rc::clone(work),
                        work.doubt.clone().or_else(|| left.doubt.clone()).or_else(|| name.map(|name| format!("{name} is not read as its author"))),
                    )),
                    name.is_some(),
                ),
                [first, ..] => (Ok((Rc::clone(first), Some(format!("note {label} cites several works; it is taken for the first")))), name.is_some()),
                [] => (Err(format!("note {label} cites no work that can be made out")), name.is_some()),
            },
        }
    }

    /// The work of an author that was cited before: sure where it is the only one.
    fn by_author(&mut self, note: NoteId, name: &str, here: &Left) -> Found {
        let tokens = name_tokens(name);
        let Some(first) = tokens.first() else { return Err("it names no author".to_owned()) };
        let found = self.search.before(self.document, note, first, &|work| is_by(work, name), &here.works);
        let doubt = found.doubt.clone();
        match found.works.as_slice() {
            [] => Err(format!("no note before it cites a work by {name}")),
            [only] => {
                let doubt = only.doubt.clone().or(doubt).or_else(|| (!by_its_author(only, name)).then(|| format!("{name} is not read as its author")));
                Ok((Rc::clone(only), doubt))
            }
            [last, ..] => Ok((Rc::clone(last), Some(format!("several works by {name} are cited before it; it is taken for the last")))),
        }
    }

    /// `op. cit.` without a name: the running text may name the author before the marker.
    fn unnamed(&mut self, note: NoteId, form: &Form, item: &Item, here: &Left) -> Found {
        if form.sort == Sort::Above && item.what == What::Form(form.clone(), None) {
            return Err("it sends to an earlier page or part, which cannot be told from the words".to_owned());
        }
        if let [work] = here.works.as_slice() {
            return Ok((Rc::clone(work), Some("it names no author; it is taken for the work cited before it in this note".to_owned())));
        }
        let marker = self.document.note(note).and_then(|note| self.document.reference(*note.refs.first()?)).map(|reference| reference.at);
        let Some(block) = marker.and_then(|at| self.document.block(at.flow, at.block)) else { return Err("it names no author".to_owned()) };
        let end = marker.map_or(0, |at| at.byte);
        let start = crate::model::document::floor_char(block.text.as_str(), end.saturating_sub(160));
        let before = block.text.slice(Extent::new(start, end));
        for (_, word) in words::words(before, 0..before.len()).into_iter().rev() {
            let name = words::bare(word);
            if !name.starts_with(char::is_uppercase) || name.len() < 4 || words::is_signal(name) {
                continue;
            }
            if let Ok((work, _)) = self.by_author(note, name, &Left::default()) {
                return Ok((work, Some(format!("it names no author; the running text names {name} before it"))));
            }
        }
        Err("it names no author, and none that was cited is named before its marker".to_owned())
    }

    /// Words that send to a note: for the note itself, or for the work in it by the author that is named before.
    fn sent(&mut self, flow: FlowId, item: &Item, target: NoteId, items: &[Item]) -> (std::ops::Range<usize>, Result<Standing, String>, Option<Rc<Work>>) {
        let text = self.document.block(flow, item.block).map_or("", |block| block.text.as_str());
        let bracket =
            text[..item.range.start].ends_with('(') || text[..item.range.start].trim_end().ends_with(" wie") || text[..item.range.start].ends_with("(wie ");
        let own = match flow {
            FlowId::Note(note) => Some(note),
            FlowId::Body => None,
        };
        if bracket && let Some(name) = name(self.document, flow, item, items) {
            let close = if text[item.range.end..].starts_with(')') { item.range.end + 1 } else { item.range.end };
            let range = name_start(self.document, flow, item)..words::locator(text, close).end;
            let (found, _) = self.in_note(own.unwrap_or(NoteId(u32::MAX)), target, Some(&name));
            let work = found.as_ref().ok().map(|(work, _)| Rc::clone(work));
            return (range, stands(found), work);
        }
        let whole = self.document.flow(FlowId::Note(target)).blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ");
        let first = self.document.block(FlowId::Note(target), 0).map_or(0, |block| block.len());
        let standing = Standing { at: Anchor::new(FlowId::Note(target), 0, 0), extent: Extent::new(0, first), text: whole, doubt: None };
        let work = if own.is_some_and(|own| target < own) {
            match self.left(target).works.as_slice() {
                [work] => Some(Rc::clone(work)),
                _ => None,
            }
        } else {
            None
        };
        (item.range.clone(), Ok(standing), work)
    }

    fn label(&self, note: NoteId) -> String {
        self.document.note(note).map(|note| note.label.clone()).unwrap_or_default()
    }

    fn citation(&self, flow: FlowId, block: u32, range: std::ops::Range<usize>, stands_for: Result<Standing, String>) -> ShortCitation {
        let extent = Extent::new(range.start as u32, range.end as u32);
        let words = self.document.block(flow, block).map(|block| block.text.slice(extent).to_owned()).unwrap_or_default();
        ShortCitation { at: Anchor::new(flow, block, extent.start), extent, words, stands_for }
    }
}

/// Adds a work to what a note cites; one that it has already is the last again.
fn cite(left: &mut Left, work: Rc<Work>) {
    left.works.retain(|other| other.key != work.key);
    left.works.push(work);
}

fn stands(found: Found) -> Result<Standing, String> {
    found.map(|(work, doubt)| Standing { at: work.at, extent: work.extent, text: work.text.clone(), doubt })
}

/// `idem`: who wrote the work before.
fn person(found: Found) -> Result<Standing, String> {
    let (work, doubt) = found?;
    match &work.author {
        Some(author) => Ok(Standing { at: work.at, extent: work.extent, text: author.clone(), doubt }),
        None => Err("who wrote the work before it was not read for certain".to_owned()),
    }
}

fn why_short(why: &str) -> String {
    format!("nothing is known ({why})")
}
