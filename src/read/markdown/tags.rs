//! Raw HTML taken apart: words, tags with their attributes, and what is hidden. Owns where a tag ends and
//! which tags are known.

use std::ops::Range;

use crate::model::Mark;

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Does {
    /// Its words bear a mark.
    Mark(Mark),
    /// Nothing.
    Nothing,
    /// Its words are a block.
    Block,
    /// A block holds others.
    Frame,
    /// A list: its items are numbered or not.
    List(bool),
    /// An item of a list.
    Item,
    /// A heading.
    Heading(u8),
    /// A line ends.
    Break,
    /// A line between two parts.
    Rule,
    /// Its lines stand as they are.
    Lines,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell, of a head or not.
    Cell(bool),
    /// What a table is called.
    Caption,
    /// A picture.
    Image,
    /// A link, or a place with a name.
    Anchor,
    /// What stands in it is shown to nobody.
    Silent,
}

/// The tags that are known.
pub(super) const TAGS: [(&str, Does); 69] = [
    ("a", Does::Anchor),
    ("b", Does::Mark(Mark::Strong)),
    ("i", Does::Mark(Mark::Emph)),
    ("p", Does::Block),
    ("q", Does::Nothing),
    ("s", Does::Mark(Mark::Strike)),
    ("u", Does::Mark(Mark::Underline)),
    ("br", Does::Break),
    ("em", Does::Mark(Mark::Emph)),
    ("dd", Does::Frame),
    ("dl", Does::Block),
    ("dt", Does::Block),
    ("h1", Does::Heading(1)),
    ("h2", Does::Heading(2)),
    ("h3", Does::Heading(3)),
    ("h4", Does::Heading(4)),
    ("h5", Does::Heading(5)),
    ("h6", Does::Heading(6)),
    ("hr", Does::Rule),
    ("li", Does::Item),
    ("ol", Does::List(true)),
    ("td", Does::Cell(false)),
    ("th", Does::Cell(true)),
    ("tr", Does::Row),
    ("tt", Does::Mark(Mark::Code)),
    ("ul", Does::List(false)),
    ("del", Does::Mark(Mark::Strike)),
    ("dfn", Does::Mark(Mark::Emph)),
    ("div", Does::Block),
    ("img", Does::Image),
    ("ins", Does::Mark(Mark::Underline)),
    ("kbd", Does::Mark(Mark::Code)),
    ("nav", Does::Block),
    ("pre", Does::Lines),
    ("sub", Does::Mark(Mark::Sub)),
    ("sup", Does::Mark(Mark::Sup)),
    ("var", Does::Mark(Mark::Emph)),
    ("cite", Does::Mark(Mark::Emph)),
    ("code", Does::Mark(Mark::Code)),
    ("span", Does::Nothing),
    ("form", Does::Block),
    ("main", Does::Block),
    ("samp", Does::Mark(Mark::Code)),
    ("aside", Does::Block),
    ("style", Does::Silent),
    ("table", Does::Table),
    ("tbody", Does::Nothing),
    ("tfoot", Does::Nothing),
    ("thead", Does::Nothing),
    ("title", Does::Silent),
    ("video", Does::Block),
    ("audio", Does::Block),
    ("button", Does::Nothing),
    ("center", Does::Block),
    ("figure", Does::Block),
    ("footer", Does::Block),
    ("header", Does::Block),
    ("iframe", Does::Block),
    ("script", Does::Silent),
    ("strike", Does::Mark(Mark::Strike)),
    ("strong", Does::Mark(Mark::Strong)),
    ("address", Does::Block),
    ("article", Does::Block),
    ("caption", Does::Caption),
    ("details", Does::Block),
    ("section", Does::Block),
    ("summary", Does::Block),
    ("blockquote", Does::Frame),
    ("figcaption", Does::Block),
];

/// A piece of raw HTML; its ranges are those of the text it was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Words, with entities as they are written.
    Words(Range<usize>),
    /// A tag: all its bytes, its name, whether it closes, and its attributes.
    Tag { range: Range<usize>, name: Range<usize>, closes: bool },
    /// A comment, a declaration, an instruction: nothing is shown for it.
    Hidden(Range<usize>),
}

/// Takes a text apart from its first byte on.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// From where on there is known to be no sign of this kind: `"`, `'`, `>`.
    none: [usize; 3],
}

impl<'t> Tokens<'t> {
    /// The pieces of a text.
    pub(super) fn new(text: &'t str) -> Tokens<'t> {
        Tokens { text, at: 0, none: [usize::MAX; 3] }
    }

    /// Goes on behind a byte.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The tag at a `<`.
    fn tag(&mut self, at: usize) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let closes = bytes.get(at + 1) == Some(&b'/');
        let start = at + 1 + usize::from(closes);
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
        if length == 0 || !bytes[start].is_ascii_alphabetic() {
            return None;
        }
        let mut end = start + length;
        loop {
            // A tag within a tag is none: so no two of them look through the same bytes.
            end += bytes[end..].iter().position(|byte| matches!(byte, b'>' | b'<' | b'"' | b'\''))?;
            match bytes[end] {
                b'<' => return None,
                b'>' => return Some(Token::Tag { range: at..end + 1, name: start..start + length, closes }),
                quote => end = self.find(quote, end + 1)? + 1,
            }
        }
    }

    /// What is hidden at a `<`.
    fn hidden(&mut self, at: usize) -> Option<Token> {
        let rest = &self.text[at..];
        let end = if rest.starts_with("<!--") {
            at + 4 + memchr::memmem::find(&rest.as_bytes()[4..], b"-->").map_or(rest.len() - 4, |end| end + 3)
        } else if rest.starts_with("<![CDATA[") {
            at + memchr::memmem::find(rest.as_bytes(), b"]]>").map_or(rest.len(), |end| end + 3)
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            self.find(b'>', at)? + 1
        } else {
            return None;
        };
        Some(Token::Hidden(at..end))
    }

    /// The next byte of a kind; what was not found once is not looked for again.
    fn find(&mut self, sign: u8, from: usize) -> Option<usize> {
        let kind = match sign {
            b'"' => 0,
            b'\'' => 1,
            _ => 2,
        };
        if from >= self.none[kind] {
            return None;
        }
        let found = memchr::memchr(sign, &self.text.as_bytes()[from.min(self.text.len())..]).map(|at| from + at);
        if found.is_none() {
            self.none[kind] = from;
        }
        found
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let from = self.at;
        if from >= self.text.len() {
            return None;
        }
        let mut look = from;
        while let Some(at) = memchr::memchr(b'<', &self.text.as_bytes()[look..]).map(|at| look + at) {
            if let Some(token) = self.hidden(at).or_else(|| self.tag(at)) {
                if at > from {
                    // The words before it; it is found again from where it begins.
                    self.at = at;
                    return Some(Token::Words(from..at));
                }
                let (Token::Tag { range, .. } | Token::Hidden(range) | Token::Words(range)) = &token;
                self.at = range.end;
                return Some(token);
            }
            look = at + 1;
        }
        self.at = self.text.len();
        Some(Token::Words(from..self.text.len()))
    }
}

/// The value of an attribute in the bytes of a tag behind its name, with its entities read; empty for one without a value.
pub(super) fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
        if end == 0 {
            let first = rest.chars().next()?;
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let value = match rest.strip_prefix('=').map(str::trim_start) {
            None => "",
            Some(after) => {
                let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
                let inner = if quote.is_some() { &after[1..] } else { after };
                let end = match quote {
                    Some(quote) => inner.find(quote).unwrap_or(inner.len()),
                    None => inner.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(inner.len()),
                };
                rest = inner.get(end + usize::from(quote.is_some())..).unwrap_or("");
                &inner[..end]
            }
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(htmlize::unescape_attribute(value).into_owned());
        }
    }
}
