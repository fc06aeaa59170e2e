//! `ibid check --explain`: what became of the source where it does not simply stand in the text, and why a link is not
//! sure. Reads the ledger; adds no reason of its own.

use std::io::{self, Write};

use serde::Serialize;

use super::check::JoinEntry;
use super::words;
use crate::model::{Entry, Fate, Link, Reading, clean};

/// Characters quoted of a range that was left out.
const QUOTED: usize = 80;
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
}

/// Something that belonged to the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Furniture {
    /// The line of the source.
    pub line: u32,
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
    let mut out = Explained { furniture: Vec::new(), replaced: Vec::new(), hyphens: Vec::new(), links: Vec::new() };
    for entry in &reading.ledger.entries {
        let line = document.line(entry.range.start);
        match &entry.fate {
            Fate::Furniture(rule) => out.furniture.push(Furniture { line, rule, text: quoted(entry, source) }),
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
    out
}

/// Prints what was decided, and the joins.
pub fn print(explained: &Explained, joins: &[JoinEntry], width: u16, out: &mut dyn Write) -> io::Result<()> {
    let joins = joins.iter().map(|join| (join.line, format!("… {} | {} …", join.before, join.after)));
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
    let links = explained.links.iter().map(|doubt| {
        let leads = if doubt.link == "none" { "leads nowhere" } else { "is likely" };
        (doubt.line, format!("{} {leads}: {}", doubt.label, doubt.why))
    });
    part("links that are not sure", links, width, out)
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

fn quoted(entry: &Entry, source: &str) -> String {
    clean::line(raw(entry, source).trim()).chars().take(QUOTED).collect()
}

/// The word around a cut hyphen: the letters before it, and those behind the blanks and line ends that follow.
fn joined(entry: &Entry, source: &str) -> String {
    let before = source.get(..entry.range.start as usize).unwrap_or_default();
    let after = source.get(entry.range.end as usize..).unwrap_or_default().trim_start();
    let letters = |c: &char| c.is_alphanumeric();
    let start: Vec<char> = before.chars().rev().take_while(letters).take(WORD).collect();
    start.into_iter().rev().chain(after.chars().take_while(letters).take(WORD)).collect()
}
