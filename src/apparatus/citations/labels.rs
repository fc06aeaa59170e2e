//! Lines of running text that look like notes and were not told from it: `(9) Ibid. col. 1635.` below `(8) Thes. Antiq.`
//! What they cite is likely at best, for they may belong to different pages.

use std::ops::Range;

use super::items;
use super::last::Here;
use super::search::name_tokens;
use super::{Standing, words};
use crate::model::{Anchor, Document, Extent, FlowId};

/// Blocks that are looked back over for the label before.
const BACK: u32 = 8;

/// The label of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    number: u32,
    style: Style,
    start: usize,
    /// One past the label and the blank behind it: where the words begin.
    pub end: usize,
    name: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Bracket,
    Raised,
    Bare,
}

/// The label right before a byte, with no more than a name between.
pub(super) fn before(text: &str, at: usize) -> Option<Label> {
    let floor = crate::model::document::floor_char(text, at.saturating_sub(60) as u32) as usize;
    let window = &text[floor..at];
    let raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
    let (start, end, style) = if let Some(close) = window.rfind(") ") {
        (window[..close].rfind('(')?, close + 2, Style::Bracket)
    } else if let Some(last) = window.rfind(raised) {
        let len = window[last..].chars().next().map_or(0, char::len_utf8);
        (last - (window[..last].len() - window[..last].trim_end_matches(raised).len()), last + len, Style::Raised)
    } else if floor == 0 {
        let digits = window.bytes().take_while(u8::is_ascii_digit).count();
        (0, digits + usize::from(window[digits..].starts_with(' ')), Style::Bare)
    } else {
        return None;
    };
    let said: String =
        window[start..end].chars().map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c).map_or(c, |digit| (b'0' + digit as u8) as char)).collect();
    let number = said.trim_matches(|c: char| matches!(c, '(' | ')' | ' ' | '^' | '\\')).parse().ok().filter(|&number| number < 1000)?;
    // Between the label and the short form stands nothing, or a name.
    let between = window[end..].trim();
    let named = between.is_empty() || between.ends_with(',') && between.split(' ').all(|word| word.starts_with(char::is_uppercase)) && between.len() < 40;
    let end = floor + end + (window[end..].len() - window[end..].trim_start().len());
    named.then_some(Label { number, style, start: floor + start, end, name: end..end + between.len() })
}

/// What a short form behind a label stands for: what is cited behind the label before.
pub(super) fn standing(document: &Document, here: &Here<'_>, label: &Label) -> Result<Standing, String> {
    let unknown = "the line looks like a note that was not told from the text, and none before it cites a work".to_owned();
    let Some(number) = label.number.checked_sub(1).filter(|&number| number > 0) else { return Err(unknown) };
    let first = here.block.saturating_sub(BACK);
    for block in (first..=here.block).rev() {
        let Some(found) = document.body.block(block) else { continue };
        let text = found.text.as_str();
        let limit = if block == here.block { label.start } else { text.len() };
        let Some(at) = find(&text[..limit], number, label.style) else { continue };
        let cited = text[at..limit].trim_end();
        let start = at + (cited.len() - cited.trim_start().len());
        let cited = cited.trim();
        let name = name_tokens(&here.text[label.name.clone()]);
        let said = words::tokens(cited);
        if !name.iter().all(|token| said.contains(token)) {
            return Err("the line before it, which looks like a note, names another".to_owned());
        }
        if !items::is_like_a_citation(cited) {
            return Err(unknown);
        }
        let text = items::without_page(cited);
        return Ok(Standing {
            at: Anchor::new(FlowId::Body, block, start as u32),
            extent: Extent::new(start as u32, (start + text.len()) as u32),
            text: text.to_owned(),
            doubt: Some("the lines look like notes, but were not told from the text".to_owned()),
        });
    }
    Err(unknown)
}

/// One past a label of this number and style.
fn find(text: &str, number: u32, style: Style) -> Option<usize> {
    let raised: String = number.to_string().bytes().filter_map(|byte| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(usize::from(byte - b'0'))).collect();
    match style {
        Style::Bracket => {
            [format!("({number}) "), format!("\\(^{number}\\) ")].iter().filter_map(|label| text.rfind(label.as_str()).map(|at| at + label.len())).max()
        }
        // A raised figure is a marker too: only one with which the block begins is a label.
        Style::Raised => text.starts_with(&raised).then_some(raised.len()),
        Style::Bare => text.starts_with(&format!("{number} ")).then(|| number.to_string().len() + 1),
    }
}
