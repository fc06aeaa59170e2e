//! The one place that knows which crate takes Markdown apart: its options, its events, and what is hidden from it. What
//! CommonMark does not know and would take for words is blanked in a copy of the same length, so that places stay.

use std::borrow::Cow;
use std::ops::Range;

pub(super) use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, LinkType, Tag, TagEnd};
use pulldown_cmark::{Options, Parser};

/// The events of a text with their byte ranges, in the order of the text but for the marks of tasks.
pub(super) fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(text, options()).into_offset_iter()
}

/// CommonMark, what GitHub adds to it, and definition lists. Front matter is not among them: the parser would see it in the
/// middle of a text as well, and lose what stands in it.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// The text with blanks for the lines that are attribute lists alone (`{: .table}`), for those that begin and end the divisions
/// of pandoc (`::: {.note}`), and for those where a program puts the contents (`[TOC]`): to CommonMark they are words, which
/// swallow the table below them. Lines of fenced code are left as they are.
pub(super) fn masked(text: &str) -> Cow<'_, str> {
    let mut lists = Vec::new();
    let holds = |sign: &str| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    if holds("{:") || holds(":::") || CONTENTS.iter().any(|mark| holds(mark)) {
        let mut fence: Option<(u8, usize)> = None;
        let mut from = 0;
        for line in text.split_inclusive('\n') {
            let range = from..from + line.len();
            from = range.end;
            let bare = line.trim_start_matches([' ', '\t', '>']);
            match (fence, fence_of(bare)) {
                (None, Some(opens)) => fence = Some(opens),
                (Some((sign, length)), Some((other, more))) if sign == other && more >= length && bare.trim_end().bytes().all(|byte| byte == sign) => {
                    fence = None
                }
                (None, None) if is_attribute_list(bare.trim_end()) || is_division(bare.trim_end()) || CONTENTS.contains(&line.trim_end()) => {
                    lists.push(range.start + (line.len() - bare.len())..range.start + line.trim_end().len())
                }
                _ => {}
            }
        }
    }
    blanked(text, &lists)
}

/// What stands where a program is to put the contents.
const CONTENTS: [&str; 4] = ["[TOC]", "[toc]", "[[_TOC_]]", "[[toc]]"];

/// Whether a line begins or ends a division of pandoc: `::: {.note}`, `::: note`, `:::`.
fn is_division(line: &str) -> bool {
    let rest = line.trim_start_matches(':');
    let name = rest.trim_end_matches(':').trim();
    let plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    line.len() - rest.len() >= 3 && (plain(name) || name.starts_with('{') && name.ends_with('}') && !name[1..].contains('{'))
}

/// The sign of a fence at the start of a line and how often it stands there.
fn fence_of(line: &str) -> Option<(u8, usize)> {
    let sign = line.bytes().next().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.bytes().take_while(|&byte| byte == sign).count();
    (length >= 3).then_some((sign, length))
}

/// Whether a text is one attribute list of kramdown: `{: .class key="value"}`, `{:#id}`, `{:toc}`.
pub(super) fn is_attribute_list(text: &str) -> bool {
    let Some(inside) = text.strip_prefix("{:").and_then(|text| text.strip_suffix('}')) else { return false };
    let begins = inside.starts_with([' ', '.', '#'])
        || inside.starts_with(|c: char| c.is_ascii_alphabetic()) && inside.contains("=\"")
        || matches!(inside.trim(), "toc" | "no_toc" | "refdef");
    begins && !inside.contains(['{', '}']) && !inside.trim().is_empty()
}

fn blanked<'t>(text: &'t str, ranges: &[Range<usize>]) -> Cow<'t, str> {
    if ranges.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for range in ranges {
        out.push_str(&text[from..range.start]);
        out.extend(std::iter::repeat_n(' ', range.len()));
        from = range.end;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}
