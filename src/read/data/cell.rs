//! What a field of a data file says: without its quotes and the blanks round it, and safe for a terminal. The same words as
//! the document of a small file has in its cell.

use std::borrow::Cow;

use super::dialect::Dialect;
use super::records;
use crate::model::clean;

/// What a field says. Line ends and TABs within it are blanks; of a doubled quote the second is the cell's.
pub fn text(field: &[u8], dialect: Dialect) -> Cow<'_, str> {
    if !field.iter().any(|byte| matches!(byte, b'"' | b'\n' | b'\r' | b'\t')) {
        return match std::str::from_utf8(field) {
            Ok(text) => tidy(text),
            Err(_) => Cow::Owned(tidy(&String::from_utf8_lossy(field)).into_owned()),
        };
    }
    let said = match records::closing(field, dialect) {
        None => unquoted(trimmed(field), None),
        Some(end) => {
            let (inner, behind) = (&field[1..end - 1], trimmed(&field[end..]));
            if behind.is_empty() {
                unquoted(inner, Some(dialect))
            } else {
                // Words behind the quote that closes are of the cell.
                unquoted(inner, Some(dialect)) + &unquoted(behind, None)
            }
        }
    };
    Cow::Owned(tidy(&said).into_owned())
}

/// Whether a field says nothing: blanks alone, within quotes or not.
pub fn is_blank(field: &[u8], dialect: Dialect) -> bool {
    match records::closing(field, dialect) {
        Some(end) => trimmed(&field[1..end - 1]).is_empty() && trimmed(&field[end..]).is_empty(),
        None => trimmed(field).is_empty(),
    }
}

/// The bytes without the blanks round them.
fn trimmed(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii();
    // Blanks that are not ASCII stand at an end that is not ASCII.
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) if first.is_ascii_graphic() && last.is_ascii_graphic() => bytes,
        _ => std::str::from_utf8(bytes).map_or(bytes, |text| text.trim().as_bytes()),
    }
}

fn tidy(text: &str) -> Cow<'_, str> {
    match clean::line(text.trim()) {
        Cow::Borrowed(text) => Cow::Borrowed(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// The text with one quote for two where it was quoted, and a blank for a line end or TAB.
fn unquoted(bytes: &[u8], quoted: Option<Dialect>) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let doubles = quoted.is_some_and(|dialect| c == '"' || c == '\\' && dialect.backslash);
        match c {
            _ if doubles && characters.peek() == Some(&'"') => out.extend(characters.next()),
            '\r' => {
                characters.next_if_eq(&'\n');
                out.push(' ');
            }
            '\n' | '\t' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
