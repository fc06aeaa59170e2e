//! What commands quote of a document, and how they print it: pieces of text around a place, lines filled to a width, JSON.
//! Knows nothing of what a command wants to say.

use std::io::{self, Write};

use crate::layout::width;
use crate::model::{Block, Extent, Flow, Mark};

/// The text of a flow, paragraphs parted by an empty line; one that is kept in pieces is one again.
pub fn of_flow(flow: &Flow) -> String {
    let mut out = String::new();
    for block in &flow.blocks {
        if !out.is_empty() && !block.continues {
            out.push_str("\n\n");
        }
        out.push_str(block.text.as_str());
    }
    out
}

/// The last `count` characters before a byte of a block, on one line.
pub fn before(block: &Block, byte: u32, count: usize) -> String {
    let text = block.text.slice(Extent::new(0, byte)).trim_end();
    let from = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
    one_line(&text[from..])
}

/// The first `count` characters from a byte of a block on, on one line.
pub fn after(block: &Block, byte: u32, count: usize) -> String {
    let text = block.text.slice(Extent::new(byte, block.len()));
    one_line(&text[..text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)])
}

/// The text from a byte on, without the markers in it: a title as it stands in a list.
pub fn without_markers(block: &Block, from: u32) -> String {
    let mut out = String::new();
    let mut from = from;
    for span in block.text.spans().iter().filter(|span| matches!(span.mark, Mark::Ref(_))) {
        if span.extent.start >= from {
            out.push_str(block.text.slice(Extent::new(from, span.extent.start)));
            from = span.extent.end;
        }
    }
    out.push_str(block.text.slice(Extent::new(from, block.len())));
    out.replace('\n', " ").trim().to_owned()
}

/// How many words a text has: runs without blanks that hold a letter or digit.
pub fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// A number with its noun, as `1 table`, `36 notes`.
pub fn counted(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// Prints a text in lines of at most `room` columns: the first begins with `first`, the others with as many blanks.
pub fn fill(first: &str, text: &str, room: u16, out: &mut dyn Write) -> io::Result<()> {
    let indent = width::columns(first) as usize;
    let mut lead = first.to_owned();
    for paragraph in text.split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
        let mut line = std::mem::replace(&mut lead, " ".repeat(indent));
        let mut columns = indent;
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let long = width::columns(word) as usize;
            if columns > indent && columns + 1 + long > usize::from(room) {
                writeln!(out, "{}", line.trim_end())?;
                line = lead.clone();
                columns = indent;
            }
            if columns > indent {
                line.push(' ');
                columns += 1;
            }
            line.push_str(word);
            columns += long;
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// A text with blanks behind it, so that it takes `columns` columns.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width::columns(text) as usize)))
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}
