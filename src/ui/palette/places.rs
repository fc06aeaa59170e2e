//! Places that can be typed: a percentage, a line, a page, a note, a table, a section. Owns how they are said and where they lead.

use crate::model::{Anchor, Document, FlowId, NoteId};
use crate::search::Start;
use crate::ui::list::Goes;
use crate::ui::{Scene, outline};

/// Characters of a note that are shown at most.
const SHOWN: usize = 200;
/// Most headings that are found by their words.
const MOST: usize = 5;

/// A place that was typed: what it is, and where it leads or why it leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is called: `note 12`.
    pub name: String,
    /// What stands there; why there is none.
    pub words: String,
    /// Where it leads.
    pub goes: Option<Goes>,
}

/// The places that words name: those that say which kind they mean, and headings that hold the words. `at` is where the
/// reader is; of several notes with one label the nearest is meant.
pub fn places(scene: &Scene<'_>, typed: &str, at: Anchor) -> (Option<Place>, Vec<Place>) {
    let typed = typed.trim();
    let (word, rest) = typed.split_once(char::is_whitespace).map_or((typed, ""), |(word, rest)| (word, rest.trim()));
    let named = match (word.to_lowercase().as_str(), rest) {
        (_, "" | "%") => percent(scene, typed),
        ("line", rest) => Some(line(scene, rest)),
        ("note" | "footnote", rest) => Some(note(scene, rest, at)),
        ("table", rest) => Some(table(scene, rest)),
        ("page" | "p" | "p." | "pg", rest) => Some(page(scene, rest, at)),
        ("section" | "chapter" | "part" | "§", rest) => Some(section(scene, rest)),
        _ => None,
    };
    let by_words = if named.is_none() && typed.chars().count() >= 3 { headings(scene, typed) } else { Vec::new() };
    (named, by_words)
}

fn percent(scene: &Scene<'_>, typed: &str) -> Option<Place> {
    let number: f64 = typed.trim_end_matches('%').trim_end().replace(',', ".").parse().ok()?;
    let name = format!("{number} %");
    if !(0.0..=100.0).contains(&number) {
        return Some(nowhere(name, "the text goes from 0 to 100 %; line 120 goes to a line"));
    }
    let at = Start::Percent(number).anchor(scene.document).ok()?;
    Some(Place { name, words: section_of(scene, at), goes: Some(Goes::To(at)) })
}

fn line(scene: &Scene<'_>, typed: &str) -> Place {
    let name = format!("line {typed}");
    let Some(number) = typed.parse().ok().filter(|&number: &u32| number > 0) else { return nowhere(name, "a line is a number from 1") };
    match Start::Line(number).anchor(scene.document) {
        Ok(at) => Place { name, words: section_of(scene, at), goes: Some(Goes::To(at)) },
        Err(why) => nowhere(name, &why),
    }
}

fn note(scene: &Scene<'_>, label: &str, at: Anchor) -> Place {
    let document = scene.document;
    let alike = |id: &NoteId| document.note(*id).is_some_and(|note| note.label == label);
    let source = document.source(at);
    let distance = |id: &NoteId| document.note(*id).map_or(u32::MAX, |note| note.source.abs_diff(source));
    let name = format!("note {label}");
    let Some(id) = (0..document.notes.len() as u32).map(NoteId).filter(alike).min_by_key(distance) else {
        return nowhere(name, if scene.loading { "no note has that label in what was read so far" } else { "no note has that label" });
    };
    let first = document.note(id).and_then(|note| note.flow.blocks.first());
    let words = first.map_or("", |block| block.text.as_str()).chars().take(SHOWN).map(|c| if c == '\n' { ' ' } else { c }).collect();
    Place { name, words, goes: Some(Goes::Note(id)) }
}

/// The page with a printed number; of several with one number, as where a numbering begins anew, the nearest.
fn page(scene: &Scene<'_>, label: &str, at: Anchor) -> Place {
    let document = scene.document;
    let name = format!("page {label}");
    let source = document.source(at);
    let alike = document.pages.iter().filter(|page| page.label.eq_ignore_ascii_case(label));
    match alike.min_by_key(|page| page.source.abs_diff(source)) {
        Some(page) => Place { name, words: section_of(scene, page.at), goes: Some(Goes::To(page.at)) },
        None if document.pages.is_empty() => nowhere(name, "the text does not say the numbers of its pages; 50 % and line 120 go to a place"),
        None => {
            let known = document.pages.first().zip(document.pages.last()).map_or(String::new(), |(first, last)| format!("{} to {}", first.label, last.label));
            nowhere(name, &format!("no such number was found: there are {known}"))
        }
    }
}

fn table(scene: &Scene<'_>, id: &str) -> Place {
    let name = format!("table {id}");
    let Some(table) = scene.document.tables.iter().find(|table| table.id.eq_ignore_ascii_case(id)) else { return nowhere(name, "no table has that number") };
    let caption = scene.document.body.block(table.block).map_or("", |block| block.text.slice(table.caption));
    Place { name, words: caption.replace('\n', " "), goes: Some(Goes::To(Anchor::new(FlowId::Body, table.block, 0))) }
}

/// The section with a number, in figures or Roman, or the first whose heading holds the words.
fn section(scene: &Scene<'_>, typed: &str) -> Place {
    let document = scene.document;
    let numbered = |&&block: &&u32| {
        let number = document.section(block).and_then(|(_, heading)| heading.number);
        let text = number.zip(document.body.block(block)).map(|(number, block)| block.text.slice(number));
        text.is_some_and(|text| roman(text) == roman(typed))
    };
    let found = document.headings.iter().find(numbered).map(|&block| heading(scene, block));
    found
        .or_else(|| headings(scene, typed).into_iter().next())
        .unwrap_or_else(|| nowhere(format!("section {typed}"), "no heading has that number, or those words"))
}

/// The headings that hold all words.
fn headings(scene: &Scene<'_>, typed: &str) -> Vec<Place> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let holds = |&block: &u32| {
        let text = scene.document.body.block(block).map_or(String::new(), |block| block.text.as_str().to_lowercase());
        words.iter().all(|word| text.contains(word))
    };
    scene.document.headings.iter().copied().filter(holds).take(MOST).map(|block| heading(scene, block)).collect()
}

fn heading(scene: &Scene<'_>, block: u32) -> Place {
    let (number, title, _) = outline::entry(scene, block).unwrap_or_default();
    let name = if number.is_empty() { "section".to_owned() } else { format!("section {number}") };
    Place { name, words: title.replace('\n', " "), goes: Some(Goes::To(Anchor::new(FlowId::Body, block, 0))) }
}

fn nowhere(name: String, why: &str) -> Place {
    Place { name, words: why.to_owned(), goes: None }
}

/// The heading above a place.
fn section_of(scene: &Scene<'_>, at: Anchor) -> String {
    let document: &Document = scene.document;
    let Some((block, _)) = document.section(at.block) else { return "before the first heading".to_owned() };
    let (number, title, _) = outline::entry(scene, block).unwrap_or_default();
    let title = title.replace('\n', " ");
    if number.is_empty() { format!("in {title}") } else { format!("in {number}. {title}") }
}

/// A number as Roman figures, so that `4` and `iv` are one; anything else in capitals.
fn roman(number: &str) -> String {
    const FIGURES: [(u32, &str); 13] =
        [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let Some(mut left) = number.parse().ok().filter(|number: &u32| (1..4000).contains(number)) else { return number.to_uppercase() };
    let mut out = String::new();
    for (value, figure) in FIGURES {
        while left >= value {
            left -= value;
            out.push_str(figure);
        }
    }
    out
}
