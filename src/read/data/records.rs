//! Records and their fields as ranges of the bytes: a quoted field may hold delimiters and line ends. Makes no strings.

use std::ops::Range;

use super::dialect::Dialect;

/// Most bytes of a quoted field. A quote that is not closed within them opens nothing: it is a sign like others, so that
/// one stray quote does not take the rest of the file with it.
const QUOTED_BYTES: usize = 64 << 10;

/// The end of the record that begins at `at`, before its line end, and the start of the next. The fields are given to
/// `field` as ranges, with their quotes; the start of each lies behind a delimiter.
pub fn record(bytes: &[u8], at: usize, dialect: Dialect, mut field: impl FnMut(Range<usize>)) -> (usize, usize) {
    let mut start = at;
    loop {
        let from = closing(&bytes[start..], dialect).map_or(start, |end| start + end);
        let stop = memchr::memchr3(dialect.delimiter, b'\n', b'\r', &bytes[from..]).map_or(bytes.len(), |found| from + found);
        field(start..stop);
        match bytes.get(stop) {
            Some(&byte) if byte == dialect.delimiter => start = stop + 1,
            Some(b'\r') if bytes.get(stop + 1) == Some(&b'\n') => return (stop, stop + 2),
            Some(_) => return (stop, stop + 1),
            None => return (stop, stop),
        }
    }
}

/// The byte behind the quote that closes a field, where one opens it; `None` where none does, or none closes it.
pub fn closing(field: &[u8], dialect: Dialect) -> Option<usize> {
    if field.first() != Some(&b'"') {
        return None;
    }
    let limit = field.len().min(QUOTED_BYTES);
    let mut at = 1;
    loop {
        let quote = at + memchr::memchr(b'"', field.get(at..limit)?)?;
        let slashes = || field[1..quote].iter().rev().take_while(|&&byte| byte == b'\\').count();
        if dialect.backslash && slashes() % 2 == 1 {
            at = quote + 1;
        } else if field.get(quote + 1) == Some(&b'"') {
            at = quote + 2;
        } else {
            return Some(quote + 1);
        }
    }
}
