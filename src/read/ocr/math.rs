//! Where formulas stand in a source, set in TeX: between dollar signs, brackets with a backslash, or the words that begin and
//! end an environment. Signs in them are no markers and no emphasis. A raised label by itself is none.

use std::ops::Range;

use super::labels;

/// Most bytes of a formula; what is longer has lost its end.
const LONGEST: usize = 8192;

/// The formulas of a source, ascending, none within another.
pub fn formulas(source: &str) -> Vec<Range<u32>> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = memchr::memchr2(b'$', b'\\', &bytes[at..]) {
        at += offset;
        let text = &source[at..];
        match formula(text) {
            Some(len) => {
                found.push(at as u32..(at + len) as u32);
                at += len;
            }
            None => {
                let label = labels::read(text).first().map_or(0, |label| label.len);
                at += label.max(1 + usize::from(bytes[at] == b'\\' && bytes.get(at + 1).is_some_and(u8::is_ascii)));
            }
        }
    }
    found
}

/// Bytes of the formula at the start of a text.
fn formula(text: &str) -> Option<usize> {
    let (open, close, inline) = match text.as_bytes() {
        [b'$', b'$', ..] => (2, "$$", false),
        [b'$', ..] => (1, "$", true),
        [b'\\', b'(', ..] => (2, "\\)", true),
        [b'\\', b'[', ..] => (2, "\\]", false),
        [b'\\', b'b', ..] => return environment(text),
        _ => return None,
    };
    if inline && !labels::read(text).is_empty() {
        return None;
    }
    let window = &text.as_bytes()[open..text.len().min(LONGEST)];
    let end = memchr::memmem::find(window, close.as_bytes())?;
    let inside = &window[..end];
    let signs = inside.iter().any(|byte| matches!(byte, b'\\' | b'^' | b'_' | b'=' | b'{' | b'+'));
    // Between dollars stands a formula only where it is set as one: sums of money stand between them too.
    let tight = close != "$" || signs || end <= 3 && !inside.contains(&b' ');
    let whole = if inline { memchr::memchr2(b'\n', b'\r', inside).is_none() } else { !has_blank_line(inside) };
    let editorial = close == "\\]" && !signs && inside.iter().filter(|byte| byte.is_ascii_alphabetic()).count() > 2;
    (end > 0 && tight && whole && !editorial).then_some(open + end + close.len())
}

/// `\begin{align*}` to its end.
fn environment(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("\\begin{")?;
    let name = &inside[..inside.as_bytes().iter().take(24).position(|&byte| byte == b'}')?];
    let close = format!("\\end{{{name}}}");
    let window = &text.as_bytes()[..text.len().min(LONGEST)];
    memchr::memmem::find(window, close.as_bytes()).map(|at| at + close.len())
}

fn has_blank_line(text: &[u8]) -> bool {
    memchr::memchr_iter(b'\n', text).any(|at| {
        let rest = &text[at + 1..];
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\r' | b'\t')).count();
        rest.get(blanks) == Some(&b'\n')
    })
}
