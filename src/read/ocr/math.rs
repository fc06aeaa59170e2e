//! Where formulas stand in a source, set in TeX: between dollar signs, brackets with a backslash, or the words that begin and
//! end an environment. Signs in them are no markers and no emphasis. A raised label by itself is none.

use std::ops::Range;

use super::labels;

/// Longest formula in bytes; what is longer has lost its end.
const LONGEST: usize = 8192;
/// Longest formula that has neither a command nor an index, in bytes.
const LONGEST_PLAIN: usize = 40;
/// Words that make what stands between dollars running text.
const PROSE: usize = 4;
/// The signs around a formula.
const SIGNS: [(&str, &str); 4] = [("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")];

/// The formulas of a source, ascending, none within another.
pub fn formulas(source: &str) -> Vec<Range<u32>> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    // Brackets with a backslash are TeX's only where they are so elsewhere in the text: else the backslash says that they are brackets.
    let (mut doubtful, mut is_tex) = (Vec::new(), false);
    let mut at = 0;
    while let Some(offset) = memchr::memchr2(b'$', b'\\', &bytes[at..]) {
        at += offset;
        let text = &source[at..];
        match formula(&source[..at], text) {
            Some((len, sure)) => {
                let is_bracket = text.starts_with(['\\']);
                is_tex |= sure && is_bracket;
                if !sure && is_bracket {
                    doubtful.push(found.len());
                }
                found.push(at as u32..(at + len) as u32);
                at += len;
            }
            None => {
                let label = labels::read(text).first().map_or(0, |label| label.len);
                is_tex |= label > 0 && text.starts_with("\\(");
                at += label.max(1 + usize::from(bytes[at] == b'\\' && bytes.get(at + 1).is_some_and(u8::is_ascii)));
            }
        }
    }
    if !is_tex && !doubtful.is_empty() {
        let mut doubtful = doubtful.into_iter().peekable();
        let mut i = 0;
        found.retain(|_| {
            i += 1;
            doubtful.next_if_eq(&(i - 1)).is_none()
        });
    }
    found
}

/// What stands between the signs of a formula; `None` for an environment.
pub fn inside(formula: &str) -> Option<&str> {
    SIGNS.iter().find_map(|(open, close)| formula.strip_prefix(open)?.strip_suffix(close))
}

/// The formula at the start of a text that stands behind another: its bytes, and whether it can be nothing else.
fn formula(before: &str, text: &str) -> Option<(usize, bool)> {
    if text.starts_with("\\b") {
        return environment(text).map(|len| (len, true));
    }
    let (open, close) = SIGNS.iter().find(|(open, _)| text.starts_with(open))?;
    let is_line = matches!(*open, "$" | "\\(");
    if *open != "$$" && !labels::read(text).is_empty() {
        return None;
    }
    let window = &text.as_bytes()[open.len()..text.len().min(LONGEST)];
    let end = memchr::memmem::find(window, close.as_bytes()).filter(|end| *end > 0)?;
    let inside = &text[open.len()..open.len() + end];
    let behind = &text[open.len() + end + close.len()..];
    let command = inside.as_bytes().windows(2).any(|pair| matches!(pair, [b'\\', b'a'..=b'z' | b'A'..=b'Z'] | [b'^' | b'_', b'{']));
    let signs = command || inside.bytes().any(|byte| matches!(byte, b'\\' | b'^' | b'_' | b'=' | b'{' | b'+'));
    let whole = if is_line && (*open == "$" || !signs) { !inside.contains(['\n', '\r']) } else { !has_blank_line(inside.as_bytes()) };
    let set = match *open {
        // Between dollars stands a formula only where it is set as one: sums of money stand between them too.
        "$" => !is_prose(inside) && (command || is_tight(inside, behind) && (signs || is_plain(before, inside))),
        "\\[" => signs || inside.bytes().filter(u8::is_ascii_alphabetic).count() <= 2,
        _ => true,
    };
    let sure = signs || inside.starts_with(' ') && inside.ends_with(' ');
    (whole && set).then_some((open.len() + end + close.len(), sure))
}

/// Whether what stands between dollars touches them, and nothing touches the second from behind, as the sum does of which it is the
/// sign.
fn is_tight(inside: &str, behind: &str) -> bool {
    !inside.starts_with(char::is_whitespace) && !inside.ends_with(char::is_whitespace) && !behind.starts_with(|c: char| c.is_alphanumeric() || c == '$')
}

/// Whether it is running text, between two dollars that lost their partners: words in a row that no command sets as such.
fn is_prose(inside: &str) -> bool {
    let set_as_words = ["\\text", "\\mbox", "\\hbox", "\\mathrm", "\\mathit"].iter().any(|name| inside.contains(name));
    let is_word = |word: &&str| word.len() >= 4 && word.trim_end_matches(['.', ',', ';', ':']).chars().all(char::is_alphabetic);
    !set_as_words && inside.split_whitespace().filter(is_word).count() >= PROSE
}

/// Whether it is a figure or letters such as name lines and places, and no words.
fn is_plain(before: &str, inside: &str) -> bool {
    let short = inside.split(|c: char| !c.is_alphabetic()).all(|letters| letters.len() <= 3);
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | ',' | ':' | ';' | '\'' | '(' | ')' | '/' | '-' | '<' | '>' | '*' | '&');
    inside.len() <= LONGEST_PLAIN && short && inside.chars().all(known) && !before.ends_with(char::is_alphanumeric)
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
