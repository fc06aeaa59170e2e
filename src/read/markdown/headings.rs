//! Headings: the number before a title, which of them is the title of the document, and the levels of the others.

use crate::model::{Builder, Extent, Heading, Kind, Meta, Nest};

/// Most bytes of a number before a title.
const NUMBER_BYTES: usize = 16;

/// The number before the title of a heading, and the byte at which the title begins: `2.1` in `2.1 Methods`, `IV` in `IV. Trade`.
pub(super) fn title(text: &str, label: u32) -> (Option<Extent>, u32) {
    let words = &text[label as usize..];
    let Some((first, rest)) = words.split_once([' ', '\u{a0}']) else { return (None, label) };
    let bare = first.trim_end_matches(['.', ')', ':']);
    let stopped = bare.len() < first.len();
    let parts = || bare.split('.');
    let decimal = !bare.is_empty() && parts().all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    let roman = stopped && !bare.is_empty() && bare.bytes().all(|byte| b"IVXLC".contains(&byte));
    let numbered = bare.len() <= NUMBER_BYTES && (decimal && (stopped || bare.contains('.')) || roman) && !rest.trim().is_empty();
    if !numbered {
        return (None, label);
    }
    let begins = label as usize + first.len() + (words.len() - first.len() - words[first.len()..].trim_start().len());
    (Some(Extent::new(label, label + bare.len() as u32)), begins as u32)
}

/// The level of a paragraph of one line that is a heading to all but CommonMark: `##Words`, without a blank. One sign is none:
/// `#words` is said of many things.
pub(super) fn tight(paragraph: &str) -> Option<u8> {
    let line = paragraph.trim_end();
    let signs = line.bytes().take_while(|byte| *byte == b'#').count();
    let begins = (2..=6).contains(&signs) && line[signs..].starts_with(|c: char| c.is_alphabetic() || c == '*' || c == '_');
    (begins && !line.contains('\n')).then_some(signs as u8)
}

/// The bytes of the label before a heading in an item.
pub(super) fn label(nest: &[Nest]) -> u32 {
    nest.iter().rev().find_map(|nest| if let Nest::Item { label } = nest { Some(*label) } else { None }).unwrap_or(0)
}

/// Says which heading is the title, and how deep the others stand: `headings` are their blocks with the level of the source.
/// A heading of the first level is the title where it is the only one, stands before all others, and the front says no other.
pub(super) fn rank(builder: &mut Builder<'_>, headings: &[(u32, u8)], mut meta: Meta) {
    let first_level = headings.iter().filter(|(_, level)| *level == 1).count();
    let title = headings.first().filter(|(_, level)| *level == 1 && first_level == 1).map(|(block, _)| *block);
    let words = title.and_then(|block| builder.document().body.block(block)).map(|block| block.text.as_str().replace('\n', " "));
    let same = |one: &str, other: &str| one.trim().eq_ignore_ascii_case(other.trim());
    let title = title.filter(|_| meta.title.is_none() || meta.title.as_deref().zip(words.as_deref()).is_some_and(|(one, other)| same(one, other)));
    // Where no heading of the first level is left, the second is the first below the title.
    let above = u8::from(first_level == usize::from(title.is_some()));
    builder.rank(|at, block| match block.kind {
        Kind::Heading(_) if Some(at.block) == title && block.nest.is_empty() => Kind::Title,
        Kind::Heading(heading) => Kind::Heading(Heading { level: heading.level.saturating_sub(above).max(1), ..heading }),
        kind => kind,
    });
    if meta.title.is_none() {
        meta.title = words.filter(|_| title.is_some());
    }
    builder.meta(meta);
}
