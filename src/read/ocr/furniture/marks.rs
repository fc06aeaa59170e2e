//! Page marks that a transcriber or an OCR tool wrote into the text: `[Pg 12]`, `{12}`, `<!-- page 12 -->`, `\newpage`. They
//! say themselves what they are; those in braces alone must count up without a gap. Inside a line they are taken out of it.

use std::ops::Range;

use super::super::super::roman;
use super::around::Around;
use super::chains::{self, Node};
use super::heads::Numbered;
use super::sights::Number;

/// The longest mark.
const LONGEST: usize = 40;
/// Fewest marks in bare braces.
const FEWEST: usize = 5;
/// Lines that are nothing but a command to begin a page.
const COMMANDS: [&str; 6] = ["\\newpage", "\\pagebreak", "\\clearpage", "\\cleardoublepage", "<!-- pagebreak -->", "<!-- page break -->"];

/// What the marks of a text are.
#[derive(Debug, Default)]
pub struct Marks {
    /// Those within lines, with a blank that goes with them.
    pub inside: Vec<Range<u32>>,
    /// The numbers that they say, in their order.
    pub numbered: Vec<Numbered>,
}

/// A mark as it stands in the text.
struct Mark {
    line: usize,
    range: Range<usize>,
    number: Number,
    named: bool,
    /// Whether its form means nothing else.
    sure: bool,
}

/// Finds the marks, and marks the lines that are nothing else.
pub fn marks(around: &mut Around<'_>) -> Marks {
    for i in 0..around.lines.len() {
        let line = around.lines[i];
        if !line.is_blank() && line.len() <= LONGEST && COMMANDS.contains(&line.text(around.source)) {
            around.found[i] = Some("page break");
        }
    }
    let found = found(around);
    let nodes = |named: bool| -> Vec<Node> {
        let of = found.iter().enumerate().filter(|(_, mark)| mark.named == named);
        of.map(|(i, mark)| Node { of: i, at: mark.range.start as u32, value: mark.number.value }).collect()
    };
    let mut taken = vec![false; found.len()];
    // A mark with a word is one where it goes on from another, or stands apart from the text.
    for node in chains::chains(&nodes(true), 2).iter().flatten().chain(chains::chains(&nodes(false), FEWEST).iter().flatten()) {
        taken[node.of] = true;
    }
    let mut out = Marks::default();
    for (mark, taken) in found.into_iter().zip(taken) {
        let line = around.lines[mark.line];
        let alone = mark.range == (line.from as usize..line.end as usize);
        if around.found[mark.line].is_some() || !(taken || mark.sure || mark.named && alone) {
            continue;
        }
        if alone {
            around.found[mark.line] = Some("page mark");
        } else {
            out.inside.push(mark.range.start as u32..mark.range.end as u32);
        }
        out.numbered.push(Numbered { line: mark.line as u32, number: mark.number });
    }
    out
}

/// Everything that has the form of a mark.
fn found(around: &Around<'_>) -> Vec<Mark> {
    let (source, bytes) = (around.source, around.source.as_bytes());
    let mut out = Vec::new();
    let mut line = 0;
    for at in memchr::memchr3_iter(b'[', b'{', b'<', bytes) {
        // Most brackets open something else: the next byte tells.
        if !bytes.get(at + 1).is_some_and(|byte| matches!(byte, b'P' | b'p' | b'S' | b's' | b'!' | b'0'..=b'9'))
            || bytes[at] != b'{' && bytes[at + 1].is_ascii_digit()
        {
            continue;
        }
        let Some((len, number, named)) = mark(&source[at..], at) else { continue };
        line += around.lines[line..].partition_point(|line| line.next as usize <= at);
        let Some(own) = around.lines.get(line) else { break };
        let (mut start, mut end) = (at, at + len);
        if end > own.end as usize || start < own.from as usize {
            continue;
        }
        let inside = start > own.from as usize && end < own.end as usize;
        // Behind a wide gap it is a part of a head or foot.
        let set_apart = source[own.from as usize..start].ends_with("   ") || source[end..own.end as usize].starts_with("   ");
        // In braces alone there is much else.
        let formula = !named && own.text(source).contains(['\\', '$', '^', '_', '=']);
        if formula || set_apart {
            continue;
        }
        if inside && bytes[start - 1] == b' ' && bytes[end] == b' ' || start == own.from as usize && end < own.end as usize && bytes[end] == b' ' {
            end += 1;
        } else if end == own.end as usize && start > own.from as usize && bytes[start - 1] == b' ' {
            start -= 1;
        }
        let sure = source[at..].starts_with("[Pg") || source[at..].starts_with("<!--");
        out.push(Mark { line, range: start..end, number, named, sure });
    }
    out
}

/// The bytes and the number of a mark at the start of a text, and whether a word says what it is.
fn mark(text: &str, at: usize) -> Option<(usize, Number, bool)> {
    let (open, close) = match text.as_bytes() {
        [b'[', ..] => ("[", "]"),
        [b'{', ..] => ("{", "}"),
        [b'<', b'!', ..] => ("<!--", "-->"),
        _ => ("<", ">"),
    };
    let inside = text.strip_prefix(open)?;
    let mut window = inside.len().min(LONGEST);
    while !inside.is_char_boundary(window) {
        window -= 1;
    }
    let inside = &inside[..window];
    let inside = &inside[..inside.find(close)?];
    let len = open.len() + inside.len() + close.len();
    let word = inside.trim_start().trim_end_matches(|c: char| !c.is_alphanumeric());
    let name = &word[..word.len() - word.trim_start_matches(char::is_alphabetic).len()];
    let digits = word[name.len()..].trim_start_matches(['.', ' ', ':', '#', '=', '"']);
    let named = matches!(name.to_lowercase().as_str(), "pg" | "page" | "p" | "seite" | "pagina" | "página");
    let arabic = digits.len() <= 4 && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let value = if arabic { digits.parse().ok() } else { roman::value(digits).filter(|_| named && name.len() > 1) };
    let number = Number { value: value?, start: (at + (digits.as_ptr() as usize - text.as_ptr() as usize)) as u32, end: 0, roman: !arabic };
    let number = Number { end: number.start + digits.len() as u32, ..number };
    let plain = open == "{" && name.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit());
    (named && (open != "<" || name.len() > 1) || plain).then_some((len, number, named))
}
