//! Records and their fields as ranges of the bytes: a quoted field may hold delimiters and line ends. Makes no strings.

use std::borrow::Cow;
use std::ops::Range;

use super::dialect::Dialect;

/// Most bytes of a quoted field that holds line ends. A quote that is not closed within them opens nothing: it is a sign
/// like others, so that one stray quote does not take the rest of the file with it.
pub const QUOTED_BYTES: usize = 64 << 10;

/// The end of the record that begins at `at`, before its line end, and the start of the next. The fields are given to
/// `field` as ranges, with their quotes; the start of each lies behind a delimiter.
pub fn record(bytes: &[u8], at: usize, dialect: Dialect, mut field: impl FnMut(Range<usize>)) -> (usize, usize) {
    let mut start = at;
    let mut from = at;
    loop {
        if dialect.quoted
            && from == start
            && bytes.get(start) == Some(&b'"')
            && let Some(end) = closing(bytes, start, dialect)
        {
            from = end;
        }
        let stop = memchr::memchr3(dialect.delimiter, b'\n', b'\r', &bytes[from..]).map_or(bytes.len(), |found| from + found);
        field(start..stop);
        match bytes.get(stop) {
            Some(&byte) if byte == dialect.delimiter => (start, from) = (stop + 1, stop + 1),
            Some(b'\r') if bytes.get(stop + 1) == Some(&b'\n') => return (stop, stop + 2),
            Some(_) => return (stop, stop + 1),
            None => return (stop, stop),
        }
    }
}

/// As [`record`], for who needs no fields.
pub fn skip(bytes: &[u8], at: usize, dialect: Dialect) -> (usize, usize) {
    let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |found| at + found);
    // A line without quotes is a record.
    if dialect.quoted && memchr::memchr(b'"', &bytes[at..end]).is_some() {
        return record(bytes, at, dialect, |_| {});
    }
    match bytes.get(end) {
        Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => (end, end + 2),
        Some(_) => (end, end + 1),
        None => (end, end),
    }
}

/// The field of a column of the record that begins at `at`; an empty range where it has none.
pub fn field(bytes: &[u8], at: usize, dialect: Dialect, column: usize) -> Range<usize> {
    let mut start = at;
    for passed in 0.. {
        let quoted = dialect.quoted && bytes.get(start) == Some(&b'"');
        let from = if quoted { closing(bytes, start, dialect).unwrap_or(start) } else { start };
        // Most fields are short: a byte at a time is sooner done than a search that must be set up.
        let stop = bytes[from..].iter().position(|&byte| byte == dialect.delimiter || byte == b'\n' || byte == b'\r').map_or(bytes.len(), |found| from + found);
        if passed == column {
            return start..stop;
        }
        if bytes.get(stop) != Some(&dialect.delimiter) {
            break;
        }
        start = stop + 1;
    }
    at..at
}

/// The byte behind the quote that closes the field whose quote opens at `start`; `None` where none does.
fn closing(bytes: &[u8], start: usize, dialect: Dialect) -> Option<usize> {
    let limit = bytes.len().min(start + QUOTED_BYTES);
    let mut at = start + 1;
    loop {
        let quote = at + memchr::memchr(b'"', bytes.get(at..limit)?)?;
        let slashes = || bytes[start + 1..quote].iter().rev().take_while(|&&byte| byte == b'\\').count();
        if dialect.backslash && slashes() % 2 == 1 {
            at = quote + 1;
        } else if bytes.get(quote + 1) == Some(&b'"') {
            at = quote + 2;
        } else {
            return Some(quote + 1);
        }
    }
}

/// What a field says: without the quotes round it, and each doubled or escaped quote once. A field that is quoted is one
/// only where its quotes close.
pub fn said<'b>(field: &'b [u8], dialect: Dialect) -> Cow<'b, [u8]> {
    let Some(end) = (dialect.quoted && field.first() == Some(&b'"')).then(|| closing(field, 0, dialect)).flatten() else { return Cow::Borrowed(field) };
    let inner = &field[1..end - 1];
    if end == field.len() && memchr::memchr(b'"', inner).is_none() {
        return Cow::Borrowed(inner);
    }
    let mut out = Vec::with_capacity(field.len());
    let mut i = 0;
    while i < inner.len() {
        if inner.get(i + 1) == Some(&b'"') && (inner[i] == b'"' || inner[i] == b'\\' && dialect.backslash) {
            i += 1;
        }
        out.push(inner[i]);
        i += 1;
    }
    out.extend_from_slice(&field[end..]);
    Cow::Owned(out)
}
