//! What one note cites, read by itself: works in full, short forms, words that send to other notes, in their order. Says
//! nothing of what stands in other notes.

use std::ops::Range;

use super::authorities::{self, Sort};
use super::forms::{self, Form};
use super::reporters::Report;
use super::words;
use crate::apparatus::works::{WorkKind, cited_in};
use crate::model::{Anchor, Block, Extent, Flow, FlowId, Mark, NoteId, Target};

/// A work that a note cites in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Work {
    /// Where.
    pub at: Anchor,
    /// Its bytes.
    pub extent: Extent,
    /// Its words without the page.
    pub text: String,
    /// Who wrote it, where that is certain.
    pub author: Option<String>,
    /// Its words as they are compared.
    pub tokens: Vec<String>,
    /// By what it is told from other works: its title, else its words without figures.
    pub key: Vec<String>,
    /// The reports of a case.
    pub reports: Vec<Report>,
    /// Why it may be no work, or another.
    pub doubt: Option<String>,
}

/// Something in a note from which a work follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A work in full.
    Work(Work),
    /// A short form, and the note that is named with it.
    Form(Form, Option<NoteId>),
    /// "539 U. S., at 330".
    Report(Report),
    /// Words that send to a note by themselves.
    Note(NoteId),
}

/// A part of a note, with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub block: u32,
    pub range: Range<usize>,
    pub what: What,
}

/// The parts of a flow, in order.
pub(super) fn of(id: FlowId, flow: &Flow) -> Vec<Item> {
    let mut found = Vec::new();
    for (number, block) in (0u32..).zip(&flow.blocks) {
        found.extend(of_block(id, number, block));
    }
    found
}

/// Whether a flow cites by `idem`, under a name that stands before it.
pub(super) fn repeats_an_author(flow: &Flow) -> bool {
    flow.blocks.iter().any(|block| forms::find(block.text.as_str()).iter().any(|form| form.sort == forms::Sort::Person))
}

/// Whether what a flow says hangs from what is cited before it: such a form stands there before any work.
pub(super) fn leans(id: FlowId, flow: &Flow) -> bool {
    let same = |form: &Form| matches!(form.sort, forms::Sort::Same | forms::Sort::Place | forms::Sort::Person);
    if !flow.blocks.iter().any(|block| forms::find(block.text.as_str()).iter().any(same)) {
        return false;
    }
    let items = of(id, flow);
    items.iter().take_while(|item| !matches!(item.what, What::Work(_))).any(|item| matches!(&item.what, What::Form(form, _) if same(form)))
}

pub(super) fn of_block(id: FlowId, number: u32, block: &Block) -> Vec<Item> {
    let text = block.text.as_str();
    let mut items: Vec<Item> = Vec::new();
    let links = short(number, block, &mut items);
    let mut works: Vec<(Range<usize>, Work)> = Vec::new();
    for cited in authorities::find(block) {
        if !matches!(cited.sort, Sort::Case | Sort::Record | Sort::Article) {
            continue;
        }
        let report = cited.reports.first().cloned();
        match report.filter(|_| cited.short) {
            Some(report) => items.push(Item { block: number, range: cited.range, what: What::Report(report) }),
            None => {
                let name = cited.name.clone().map(|name| words::tokens(&text[name])).unwrap_or_default();
                let work = work(id, number, cited.range.clone(), cited.text, None, name, cited.reports);
                works.push((cited.range, work));
            }
        }
    }
    for cited in cited_in(&block.text) {
        let range = cited.extent.range();
        if cited.kind == WorkKind::Case || works.iter().any(|(other, _)| other.start < range.end && range.start < other.end) {
            continue;
        }
        // "Idem, Title (London, 1990)": what is read as the author stands for one.
        let person = items.iter().find(|item| matches!(&item.what, What::Form(form, _) if form.sort == forms::Sort::Person) && item.range.start == range.start);
        let range = match person {
            Some(person) => {
                let rest = &text[person.range.end..range.end.max(person.range.end)];
                range.end - rest.trim_start_matches([',', ':', ' ', '\u{a0}']).len()..range.end
            }
            None => range,
        };
        if range.is_empty() {
            continue;
        }
        let author = cited.author.filter(|_| person.is_none()).map(|author| block.text.slice(author).to_owned());
        let key = cited.title.map(|title| words::tokens(block.text.slice(title))).unwrap_or_default();
        let said = without_page(&text[range.clone()]).to_owned();
        works.push((range.clone(), work(id, number, range, said, author, key, Vec::new())));
    }
    let held = |range: &Range<usize>, items: &[Item]| items.iter().any(|item| item.range.start < range.end && range.start < item.range.end);
    works.retain(|(range, _)| !held(range, &items));
    items.extend(works.into_iter().map(|(range, work)| Item { block: number, range, what: What::Work(work) }));
    // A note that is named within a work's citation is a note of that work, or was read with it.
    items.extend(
        links
            .into_iter()
            .filter(|(range, _)| !held(range, &items))
            .map(|(range, note)| Item { block: number, range, what: What::Note(note) })
            .collect::<Vec<_>>(),
    );
    items.sort_by_key(|item| item.range.start);
    items
}

/// Adds the short forms, each with the note that is named behind it; gives the links to notes that are left.
fn short(number: u32, block: &Block, items: &mut Vec<Item>) -> Vec<(Range<usize>, NoteId)> {
    let text = block.text.as_str();
    let mut links: Vec<(Range<usize>, NoteId)> = block
        .text
        .spans()
        .iter()
        .filter_map(|span| match span.mark {
            Mark::Link(Target::Note(note)) => Some((span.extent.range(), note)),
            _ => None,
        })
        .collect();
    for form in forms::find(text) {
        let mut range = form.key.start..form.end;
        let near = |link: &&(Range<usize>, NoteId)| {
            let gap = if link.0.start >= form.key.end { &text[form.key.end..link.0.start] } else { return false };
            gap.len() <= 12 && !gap.contains(['.', ';', ')'])
        };
        // "(note 4 above)" has no form; "note 4 supra" has it behind.
        let behind = |link: &&(Range<usize>, NoteId)| link.0.end <= form.key.start && matches!(text[link.0.end..form.key.start].trim(), "" | ",");
        let named = if matches!(form.sort, forms::Sort::Same | forms::Sort::Person) {
            None
        } else {
            links.iter().find(near).or_else(|| links.iter().find(behind)).cloned()
        };
        if let Some((link, _)) = &named {
            let close = if text[link.end..].starts_with(')') { link.end + 1 } else { link.end };
            range = range.start.min(link.start)..words::locator(text, close).end.max(link.end).max(range.end);
            links.retain(|other| other.0 != *link);
        }
        items.push(Item { block: number, range, what: What::Form(form, named.map(|(_, note)| note)) });
    }
    links
}

fn work(flow: FlowId, block: u32, range: Range<usize>, text: String, author: Option<String>, key: Vec<String>, reports: Vec<Report>) -> Work {
    let tokens = words::tokens(&text);
    let key = if key.is_empty() { tokens.iter().filter(|token| !token.starts_with(|c: char| c.is_ascii_digit())).cloned().collect() } else { key };
    Work {
        at: Anchor::new(flow, block, range.start as u32),
        extent: Extent::new(range.start as u32, range.end as u32),
        text,
        author,
        tokens,
        key,
        reports,
        doubt: None,
    }
}

/// A citation without the pages at its end: "Smith, Title (London, 1990)" of ", p. 5".
pub(super) fn without_page(text: &str) -> &str {
    let text = text.trim_end_matches(['.', ' ']);
    let mut at = text.len();
    // The first comma or blank behind which nothing but a place within the work stands.
    while let Some(before) = text[..at].rfind([',', ' ', '\u{a0}']) {
        let tail = text[before..].trim_start_matches([',', ' ', '\u{a0}']);
        if text.len() - before > 40 {
            break;
        }
        let word = tail.split([' ', '\u{a0}']).next().unwrap_or_default();
        let lettered = matches!(
            words::bare(word.split('.').next().unwrap_or_default()),
            "p" | "pp" | "S" | "s" | "P" | "PP" | "С" | "с" | "col" | "cols" | "page" | "pages" | "Sp" | "at" | "fol"
        );
        if lettered && words::locator(text, before).end == text.len() {
            return text[..before].trim_end_matches([',', ' ', '\u{a0}']);
        }
        at = before;
    }
    text
}

/// A whole note that has the look of one citation though no work was made out in it.
pub(super) fn whole(id: FlowId, flow: &Flow) -> Option<Work> {
    let [block] = &flow.blocks[..] else { return None };
    let text = block.text.as_str().trim_end();
    is_like_a_citation(text).then(|| {
        let mut work = work(id, 0, 0..text.len(), without_page(text).to_owned(), None, Vec::new(), Vec::new());
        work.doubt = Some("the whole of that note is taken for the work".to_owned());
        work
    })
}

/// Whether words have the look of one citation: few, with a page, a volume or a year, and no sentence.
pub(super) fn is_like_a_citation(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    // A plate or a table is one of this text.
    let own = ["plate", "plates", "fig", "figs", "figure", "figures", "table", "tables", "pl", "note", "notes", "p", "pp"];
    let words = words::words(text, 0..text.len());
    let numbered = text.contains(|c: char| c.is_ascii_digit()) || words.iter().any(|(_, word)| words::is_locator(word) && word.ends_with('.'));
    let small = words.iter().filter(|(_, word)| word.starts_with(char::is_lowercase) && word.len() > 3 && !words::is_locator(word)).count();
    let several = text.matches([';', '?', '!']).count();
    numbered && several + small < 4 && text.len() < 200 && first.starts_with(char::is_uppercase) && !own.contains(&words::bare(first).to_lowercase().as_str())
}

/// Whether more may be cited in a flow than its parts: figures, titles or addresses stand outside of them.
pub(super) fn is_partly_read(flow: &Flow, items: &[Item]) -> bool {
    (0u32..).zip(&flow.blocks).any(|(number, block)| {
        let text = block.text.as_str();
        let inside = |at: usize| items.iter().any(|item| item.block == number && item.range.start <= at && at < item.range.end);
        let marker = |at: usize| block.text.spans().iter().any(|span| matches!(span.mark, Mark::Ref(_)) && span.extent.contains(at as u32));
        let signs = text.char_indices().any(|(at, c)| (c.is_ascii_digit() || matches!(c, '“' | '"' | '«' | '„')) && !inside(at) && !marker(at));
        signs
            || text.contains("http")
            || block.text.spans().iter().any(|span| span.mark == Mark::Emph && !inside(span.extent.start as usize) && span.extent.end - span.extent.start > 8)
    })
}
