//! Markdown to a document: CommonMark with what GitHub, pandoc, kramdown and wikis add to it. The parser says what is what, by
//! places in the source; from these alone text, ledger and links are written.

mod parser;
mod front;
mod notes;
mod tags;
mod pen;
mod ink;
mod tables;
mod walk;
mod words;
mod links;
mod html;
mod headings;
mod addresses;
mod citations;
mod pages;

use self::citations::Citations;
use self::front::Front;
use self::pen::{Frame, Pen, Shape};
use self::walk::Walk;
use super::bibliography::Bibliography;
use super::language;
use super::ocr::Extent;
use crate::model::{Account, Builder, Meta, Reading};

/// The files that the front matter of a text names for the works it cites.
pub fn bibliography(source: &str) -> Vec<String> {
    front::front(source).bibliography
}

/// Reads a decoded source, which cites from a bibliography. Never fails: whatever is odd is kept as text, with a warning.
pub fn read(source: &str, bibliography: Bibliography, extent: Extent, account: Account) -> Reading {
    let front = front::front(source);
    let begin = if front.end == 0 && source.starts_with('\u{feff}') { 3 } else { front.end };
    let text = parser::masked(source);
    let mut builder = Builder::new(source);
    builder.account(account);
    builder.language(told(&front).or_else(|| language::detect(&source[begin..])));
    if let Some((at, why)) = &front.wrong {
        builder.warn("front-matter", *at, why.clone());
    }
    let series = builder.series(None);
    let citations = Citations::new(bibliography);
    citations.warn_of_files(&mut builder);
    let mut pen = Pen::new(source, builder, citations);
    let meta = write_front(&mut pen, front, begin);
    pen.gap(begin, "front matter");
    pen.rule = "mark";
    let mut walk = Walk::new(pen, &text, series);
    for (event, range) in parser::events(&text[begin..]) {
        walk.event(event, range.start + begin..range.end + begin);
    }
    let (pen, notes) = walk.finish();
    let (mut builder, headings) = pen.finish();
    notes.link(&mut builder, extent);
    headings::rank(&mut builder, &headings, meta);
    addresses::link(&mut builder);
    builder.finish()
}

/// Writes title and authors of the front matter as they would be printed, and gives them as what the document says of itself. A
/// title that the first heading says again is written there.
fn write_front(pen: &mut Pen<'_>, front: Front, begin: usize) -> Meta {
    pen.rule = "front matter";
    let first = pen.source[begin..].trim_start().lines().next().and_then(|line| line.strip_prefix("# "));
    if let Some(title) = front.title.as_ref().filter(|title| first.is_none_or(|first| first.trim().trim_end_matches('#').trim() != title.text)) {
        pen.open(Shape::Title);
        pen.value(title, "");
        pen.close();
    }
    let from = pen.cursor.max(1);
    for (written, author) in front.authors.iter().filter(|author| author.range.start >= from).enumerate() {
        if pen.leaves.is_empty() {
            pen.open(Shape::Byline);
        }
        pen.value(author, if written == 0 { "" } else { ", " });
    }
    pen.close();
    if let Some(summary) = front.summary.as_ref().filter(|summary| summary.range.start >= pen.cursor) {
        pen.enter(Frame::Quote);
        pen.open(Shape::Para);
        pen.value(summary, "");
        pen.close();
        pen.leave();
    }
    // An address behind a name is not of it.
    let bare = |name: String| name.find(['<', '(']).filter(|at| *at > 0).map_or(name.clone(), |at| name[..at].trim_end().to_owned());
    Meta {
        apart: front.end > 0,
        title: front.title.map(|title| title.text),
        number: None,
        date: front.date,
        authors: front.authors.into_iter().map(|author| bare(author.text)).collect(),
    }
}

/// The language that the front matter says, where it is one that is known.
fn told(front: &Front) -> Option<&'static str> {
    let code = front.language.as_ref()?.split(['-', '_']).next()?.to_lowercase();
    language::known(&code)
}
