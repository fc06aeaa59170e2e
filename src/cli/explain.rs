//! `ibid check --explain`: what became of the source where it does not simply stand in the text, what was decided of it, and
//! why. Reads the ledger; adds no reason of its own.

use std::io::{self, Write};

use serde::Serialize;

use super::check::JoinEntry;
use super::words;
use crate::model::{Decision, Entry, Fate, Link, Reading, Reason, clean};

/// Characters quoted of a range that was left out.
const QUOTED: usize = 80;
/// Characters quoted of a line of which something was decided.
const BEGUN: usize = 40;
/// Characters quoted on each side of a cut hyphen at most.
const WORD: usize = 24;

/// Everything that was decided about the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// What belonged to the page and not to the text.
    pub furniture: Vec<Furniture>,
    /// What stands in the text in another form; line ends and blanks are not listed.
    pub replaced: Vec<Replaced>,
    /// Words that were parted by a hyphen which went.
    pub hyphens: Vec<Hyphen>,
    /// Markers that are not surely linked.
    pub links: Vec<Doubt>,
    /// Why things were decided as they were, by the steps that decided.
    pub reasons: Vec<Because>,
}

/// Why something was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Because {
    /// What was decided: `kind`, `heading`, `join`, `note` or `link`.
    pub of: &'static str,
    /// The line of the source; of a join that where the first half ends.
    pub line: u32,
    /// What stands there; before the place, where something ends there.
    pub text: String,
    /// Why.
    pub why: String,
}

/// Something that belonged to the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Furniture {
    /// The line of the source.
    pub line: u32,
    /// Its last line, where it goes over several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_line: Option<u32>,
    /// The rule by which it was told.
    pub rule: &'static str,
    /// What it says.
    pub text: String,
}

/// Something that stands in the text in another form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replaced {
    /// The line of the source.
    pub line: u32,
    /// What stood in the source.
    pub from: String,
    /// What stands for it.
    pub with: String,
}

/// A word of which a hyphen was cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hyphen {
    /// The line of the source.
    pub line: u32,
    /// The word as joined.
    pub word: String,
}

/// A marker that is not surely linked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// The line of the source.
    pub line: u32,
    /// Its label.
    pub label: String,
    /// `likely` or `none`.
    pub link: &'static str,
    /// Why.
    pub why: String,
}

/// What was decided, by the ledger of a reading of `source`.
pub fn explained(reading: &Reading, source: &str) -> Explained {
    let document = &reading.document;
    let mut out = Explained { furniture: Vec::new(), replaced: Vec::new(), hyphens: Vec::new(), links: Vec::new(), reasons: Vec::new() };
    for entry in &reading.ledger.entries {
        let line = document.line(entry.range.start);
        match &entry.fate {
            Fate::Furniture(rule) => {
                let last = document.line(entry.range.end.saturating_sub(1).max(entry.range.start));
                out.furniture.push(Furniture { line, last_line: (last > line).then_some(last), rule, text: quoted(raw(entry, source), QUOTED) });
            }
            Fate::Replaced(with) if with.trim() != raw(entry, source).trim() => {
                out.replaced.push(Replaced { line, from: raw(entry, source).to_owned(), with: with.to_string() });
            }
            Fate::Hyphen => out.hyphens.push(Hyphen { line, word: joined(entry, source) }),
            Fate::Text | Fate::Replaced(_) | Fate::Markup(_) => {}
        }
    }
    for reference in &document.refs {
        let (link, why) = match &reference.link {
            Link::Likely(_, why) => ("likely", why),
            Link::None(why) => ("none", why),
            Link::Sure(_) | Link::Pending => continue,
        };
        let line = document.line(document.source(reference.at));
        out.links.push(Doubt { line, label: reference.label.clone(), link, why: why.clone() });
    }
    let because = |reason: &Reason| {
        let (before, behind) = source.split_at_checked(reason.source as usize).unwrap_or((source, ""));
        let text = match reason.of {
            Decision::Join => words_at_end(before),
            Decision::Kind | Decision::Heading | Decision::Note | Decision::Link => quoted(behind.lines().next().unwrap_or_default(), BEGUN),
        };
        Because { of: name(reason.of), line: document.line(reason.source), text, why: reason.why.clone() }
    };
    out.reasons = reading.ledger.reasons.iter().map(because).collect();
    out
}

/// Prints what was decided, and the joins.
pub fn print(explained: &Explained, joins: &[JoinEntry], width: u16, out: &mut dyn Write) -> io::Result<()> {
    let reasons = |of: Decision| explained.reasons.iter().filter(move |reason| reason.of == name(of));
    let said = |reason: &Because| (reason.line, format!("{}: {}", reason.text, reason.why));
    part("the kind of the document", reasons(Decision::Kind).map(|reason| (reason.line, reason.why.clone())), width, out)?;
    part("headings", reasons(Decision::Heading).map(said), width, out)?;
    let joins = joins.iter().map(|join| {
        let why: Vec<&str> = reasons(Decision::Join).filter(|reason| reason.line == join.line).map(|reason| reason.why.as_str()).collect();
        let colon = if why.is_empty() { "" } else { ": " };
        (join.line, format!("… {} | {} …{colon}{}", join.before, join.after, why.join("; ")))
    });
    part("paragraphs that were joined", joins, width, out)?;
    let hyphens = explained.hyphens.iter().map(|hyphen| (hyphen.line, hyphen.word.clone()));
    part("hyphens that were cut", hyphens, width, out)?;
    let furniture = explained.furniture.iter().map(|item| (item.line, format!("{}: {}", item.rule, item.text)));
    part("left out, as belonging to the page", furniture, width, out)?;
    let replaced = explained.replaced.iter().map(|item| {
        let with = if item.with.is_empty() { "left out".to_owned() } else { format!("stands as {}", item.with) };
        (item.line, format!("{} {with}", visible(&item.from)))
    });
    part("replaced", replaced, width, out)?;
    part("notes", reasons(Decision::Note).map(said), width, out)?;
    part("links that are sure", reasons(Decision::Link).map(said), width, out)?;
    let links = explained.links.iter().map(|doubt| {
        let leads = if doubt.link == "none" { "leads nowhere" } else { "is likely" };
        (doubt.line, format!("{} {leads}: {}", doubt.label, doubt.why))
    });
    part("links that are not sure", links, width, out)
}

/// The name of a decision in JSON.
fn name(of: Decision) -> &'static str {
    match of {
        Decision::Kind => "kind",
        Decision::Heading => "heading",
        Decision::Join => "join",
        Decision::Note => "note",
        Decision::Link => "link",
    }
}

fn part(title: &str, lines: impl Iterator<Item = (u32, String)>, width: u16, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        writeln!(out, "\n{title}")?;
    }
    for (line, said) in lines {
        words::fill(&format!("  line {line:<6}"), &clean::line(&said), width, out)?;
    }
    Ok(())
}

/// A text in which control characters are spelled out: they are what was replaced.
fn visible(text: &str) -> String {
    let spelled = |c: char| if clean::line(c.encode_utf8(&mut [0; 4])) == c.to_string() { c.to_string() } else { c.escape_unicode().to_string() };
    text.chars().map(spelled).collect()
}

fn raw<'s>(entry: &Entry, source: &'s str) -> &'s str {
    source.get(entry.range.start as usize..entry.range.end as usize).unwrap_or_default()
}

fn quoted(text: &str, characters: usize) -> String {
    clean::line(text.trim()).chars().take(characters).collect()
}

/// The last characters of a text.
fn words_at_end(text: &str) -> String {
    let from = text.char_indices().rev().take(BEGUN).last().map_or(0, |(at, _)| at);
    quoted(&text[from..], BEGUN)
}

/// The word around a cut hyphen: the letters before it, and those behind the blanks and line ends that follow.
fn joined(entry: &Entry, source: &str) -> String {
    let before = source.get(..entry.range.start as usize).unwrap_or_default();
    let after = source.get(entry.range.end as usize..).unwrap_or_default().trim_start();
    let letters = |c: &char| c.is_alphanumeric();
    let start: Vec<char> = before.chars().rev().take_while(letters).take(WORD).collect();
    start.into_iter().rev().chain(after.chars().take_while(letters).take(WORD)).collect()
}
