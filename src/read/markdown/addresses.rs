//! Addresses: the slugs of headings, links within the document, and addresses that stand bare in the text.

use std::collections::HashMap;

use super::super::limits::ADDRESS_BYTES;
use crate::model::{Anchor, Builder, Extent, FlowId, Mark, Target, Writing};

/// How bare addresses begin.
const BEGINS: [&str; 2] = ["http", "www."];

/// Marks the addresses that stand bare in what was written, outside of what is covered.
pub(super) fn mark_bare(writing: &mut Writing<'_>, covered: &[Extent], builder: &mut Builder<'_>) {
    let text = writing.so_far();
    let bytes = text.as_bytes();
    let colons = memchr::memmem::find_iter(bytes, b"://")
        .filter_map(|at| ["https", "http"].iter().find(|scheme| text[..at].ends_with(**scheme)).map(|scheme| at - scheme.len()));
    let mut starts: Vec<usize> = colons.chain(memchr::memmem::find_iter(bytes, b"www.")).collect();
    if starts.is_empty() {
        return;
    }
    starts.sort_unstable();
    let mut found: Vec<Extent> = Vec::new();
    for start in starts {
        let begins_word = !text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '@' | '-' | '_'));
        if !begins_word || found.last().is_some_and(|last| last.end as usize > start) {
            continue;
        }
        let end = start + length(&text[start..]);
        let extent = Extent::new(start as u32, end as u32);
        let scheme = BEGINS.iter().any(|begins| text[start..end].len() > begins.len() + 4 && text[start..end].starts_with(begins));
        let at = covered.partition_point(|other| other.end <= extent.start);
        if scheme && covered.get(at).is_none_or(|other| other.start >= extent.end) {
            found.push(extent);
        }
    }
    let addresses: Vec<String> = found.iter().map(|extent| text[extent.range()].to_owned()).collect();
    for (extent, address) in found.into_iter().zip(addresses) {
        let address = if address.starts_with("www.") { format!("http://{address}") } else { address };
        let number = builder.address(&address);
        writing.mark_range(extent, Mark::Link(Target::Address(number)));
    }
}

/// Bytes of the address at the start of a text: stops at its end and brackets that it does not open are not of it.
fn length(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '|')).unwrap_or(text.len());
    let mut address = &text[..crate::model::document::floor_char(text, end.min(ADDRESS_BYTES) as u32) as usize];
    loop {
        let bare = address.trim_end_matches(['.', ',', ':', ';', '!', '?', '*', '_', '~', '\'', '’']);
        let open = |sign: char| bare.matches(sign).count();
        let closes = bare.ends_with(')') && open(')') > open('(') || bare.ends_with(']') && open(']') > open('[');
        let bare = if closes { &bare[..bare.len() - 1] } else { bare };
        if bare.len() == address.len() {
            return bare.len();
        }
        address = bare;
    }
}

/// Leads the links to the places of the document to them: by the slugs of its headings, and by the names that places have.
pub(super) fn link(builder: &mut Builder<'_>) {
    let document = builder.document();
    let mut places: HashMap<String, Target> = HashMap::new();
    for (number, (name, _)) in (0u32..).zip(&document.ids) {
        places.entry(name.clone()).or_insert(Target::Place(number));
    }
    let mut times: HashMap<String, u32> = HashMap::new();
    let mut slugs = Vec::new();
    for (block, found) in (0u32..).zip(&document.body.blocks) {
        if !matches!(found.kind, crate::model::Kind::Heading(_) | crate::model::Kind::Title) || found.continues {
            continue;
        }
        let plain = slug(&without_label(found));
        let seen = times.entry(plain.clone()).or_default();
        let slug = if *seen == 0 { plain } else { format!("{plain}-{seen}") };
        *seen += 1;
        slugs.push((slug, block));
    }
    for (slug, block) in &slugs {
        places.entry(slug.clone()).or_insert(Target::Heading(*block));
    }
    // The heading by which a place stands is what it leads to.
    let headings: HashMap<u32, u32> = slugs.iter().map(|(_, block)| (*block, *block)).collect();
    for target in places.values_mut() {
        if let Target::Place(number) = *target
            && let Some(Anchor { flow: FlowId::Body, block, .. }) = document.named(number)
            && headings.contains_key(&block)
        {
            *target = Target::Heading(block);
        }
    }
    let addresses = document.addresses.clone();
    let top = addresses.iter().any(|address| matches!(address.as_str(), "#" | "#top")).then(|| {
        builder.name_place("top", Anchor::START);
        builder.document().ids.len() as u32 - 1
    });
    for (slug, block) in slugs {
        builder.name_place(&slug, Anchor::new(FlowId::Body, block, 0));
    }
    builder.aim(|target| {
        let Target::Address(number) = target else { return target };
        let Some(name) = addresses[number as usize].strip_prefix('#') else { return target };
        let place = places.get(name).or_else(|| places.get(&slug(&decoded(name)))).copied();
        match (place, top) {
            (Some(place), _) => place,
            (None, Some(top)) if matches!(name, "" | "top") => Target::Place(top),
            _ => target,
        }
    });
}

/// The text of a heading without the label of an item before it.
fn without_label(block: &crate::model::Block) -> String {
    let label = block.item().unwrap_or(0);
    let marks = block.text.spans().iter().filter(|span| matches!(span.mark, Mark::Ref(_)));
    let mut out = String::new();
    let mut from = label as usize;
    for marker in marks {
        out.push_str(block.text.as_str().get(from..marker.extent.start as usize).unwrap_or(""));
        from = from.max(marker.extent.end as usize);
    }
    out.push_str(block.text.as_str().get(from..).unwrap_or(""));
    out
}

/// The name that GitHub gives a heading: small letters, figures, `-` for blanks.
fn slug(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_') || is_mark(*c));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Whether a character sits on a letter, and is kept with it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

/// A name of which `%20` and its kin are read.
fn decoded(name: &str) -> String {
    if !name.contains('%') {
        return name.to_owned();
    }
    let mut out = Vec::with_capacity(name.len());
    let bytes = name.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = name.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}
