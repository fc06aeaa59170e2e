//! Words with their marks as Markdown. Owns when a mark can be asterisks and when it has to be a tag; what is escaped in words
//! is for `escape`.

use super::Writer;
use super::escape::{attribute, code, destination, escape};
use crate::model::{Extent, Mark, Target, Text};
use crate::write::losses::Loss;
use crate::write::pieces::{Piece, pieces};

/// Figures that are raised without a mark.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ";

/// A piece of Markdown within a line.
enum Token {
    /// A mark begins; the token that ends it.
    Open(Style, usize),
    Close,
    /// What stands as it is written.
    Words(String),
}

/// What a mark is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Emphasis and strong emphasis of the same words.
    Both,
    One(Mark),
}

impl Writer<'_> {
    /// A range of a text. Line ends stay what they are.
    pub(super) fn words(&mut self, text: &Text, extent: Extent) -> String {
        let tokens = self.tokens(text, extent);
        let mut out = String::new();
        let mut ends: Vec<String> = Vec::new();
        let mut starred = 0;
        for (at, token) in tokens.iter().enumerate() {
            match token {
                &Token::Open(style, close) => {
                    let plain = stands(&tokens, (at, close), (out.chars().next_back(), ends.last().map(String::as_str)), starred > 0);
                    let (begin, end) = self.signs(style, plain);
                    starred += usize::from(end.starts_with('*'));
                    out.push_str(begin);
                    ends.push(end);
                }
                Token::Close => {
                    let end = ends.pop().unwrap_or_default();
                    starred -= usize::from(end.starts_with('*'));
                    out.push_str(&end);
                }
                Token::Words(words) => out.push_str(words),
            }
        }
        out
    }

    /// What begins and ends a mark; `plain` where signs are understood there.
    fn signs(&self, style: Style, plain: bool) -> (&'static str, String) {
        let (begin, end) = match style {
            Style::Both if plain => ("***", "***"),
            Style::Both => ("<strong><em>", "</em></strong>"),
            Style::One(Mark::Strong) if plain => ("**", "**"),
            Style::One(Mark::Strong) => ("<strong>", "</strong>"),
            Style::One(Mark::Emph) if plain => ("*", "*"),
            Style::One(Mark::Emph) => ("<em>", "</em>"),
            Style::One(Mark::Strike) if plain => ("~~", "~~"),
            Style::One(Mark::Strike) => ("<s>", "</s>"),
            Style::One(Mark::Underline) => ("<u>", "</u>"),
            Style::One(Mark::Sup) => ("<sup>", "</sup>"),
            Style::One(Mark::Sub) => ("<sub>", "</sub>"),
            Style::One(Mark::Link(Target::Heading(block))) => return ("[", format!("](#{})", self.slugs.of(block))),
            Style::One(Mark::Link(Target::Place(number))) => {
                let name = self.document.ids.get(number as usize).map_or("", |(name, _)| name);
                return ("[", format!("]({})", destination(&format!("#{name}"))));
            }
            Style::One(Mark::Link(Target::Address(number))) => {
                let begins = if self.document.is_picture(number) { "![" } else { "[" };
                return (begins, format!("]({})", destination(self.document.address(number).unwrap_or_default())));
            }
            Style::One(Mark::Link(_) | Mark::Code | Mark::SmallCaps | Mark::Ref(_)) => ("", ""),
        };
        (begin, end.to_owned())
    }

    /// The pieces of a text in Markdown, but for the signs of marks, which depend on what stands beside them.
    fn tokens(&mut self, text: &Text, extent: Extent) -> Vec<Token> {
        let names = if self.naming { self.named_in(extent) } else { Vec::new() };
        let pieces = pieces(text, extent, &names);
        let mut tokens: Vec<Token> = Vec::with_capacity(pieces.len());
        let mut open: Vec<Option<usize>> = Vec::new();
        // Within a link there is no other.
        let mut linked = None;
        let mut at = 0;
        while let Some(&piece) = pieces.get(at) {
            at += 1;
            match piece {
                Piece::Open(Mark::Code) => {
                    let inside = pieces[at..].iter().take_while(|piece| **piece != Piece::Close(Mark::Code));
                    let words: Vec<&str> = inside.map(|piece| if let Piece::Words(words) = piece { words } else { "" }).collect();
                    at += words.len() + 1;
                    // A line end in code would be a blank.
                    let lines = words.concat();
                    let lines = lines.split('\n').map(|line| if line.is_empty() { String::new() } else { code(line) });
                    tokens.push(Token::Words(lines.collect::<Vec<_>>().join("\n")));
                }
                Piece::Open(Mark::Link(Target::Address(address))) if linked.is_none() && self.is_bare(address, &pieces[at..]) => {
                    if let Piece::Words(words) = pieces[at] {
                        tokens.push(Token::Words(bare(words)));
                    }
                    at += 2;
                }
                Piece::Open(Mark::Link(_)) if linked.is_some() => open.push(None),
                Piece::Open(mark) => {
                    let raised = mark == Mark::Sup && matches!(pieces.get(at), Some(Piece::Words(words)) if words.chars().all(|c| RAISED.contains(c)));
                    if raised || !self.has_form(mark, extent.start) {
                        open.push(None);
                        continue;
                    }
                    if matches!(mark, Mark::Link(_)) {
                        escape_exclamation(tokens.last_mut());
                        linked = Some(open.len());
                    }
                    open.push(Some(tokens.len()));
                    tokens.push(Token::Open(Style::One(mark), 0));
                }
                Piece::Close(_) => {
                    if let Some(Some(began)) = open.pop() {
                        close(&mut tokens, began);
                    }
                    linked = linked.filter(|&at| at < open.len());
                }
                Piece::Name(name) => tokens.extend(self.places.get(name).map(|named| Token::Words(anchor(&named.name)))),
                Piece::Words(words) => {
                    let before = match tokens.last() {
                        Some(Token::Words(before)) => before.chars().next_back(),
                        _ => None,
                    };
                    tokens.push(Token::Words(escape(words, before)));
                }
                Piece::Marker(reference, printed) => match self.refer(reference) {
                    Some(name) => {
                        escape_exclamation(tokens.last_mut());
                        tokens.push(Token::Words(format!("[^{name}]")));
                    }
                    None if printed.chars().all(|c| RAISED.contains(c)) => tokens.push(Token::Words(printed.to_owned())),
                    None => tokens.push(Token::Words(format!("<sup>{}</sup>", escape(printed, None)))),
                },
            }
        }
        tokens
    }

    /// Whether a link is what its words say, and nothing else.
    fn is_bare(&self, address: u32, behind: &[Piece<'_>]) -> bool {
        let [Piece::Words(words), Piece::Close(_), ..] = behind else { return false };
        let address = self.document.address(address).unwrap_or_default();
        let plain = !words.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\'));
        let scheme = words.starts_with("https://") || words.starts_with("http://");
        plain && (scheme && *words == address || words.starts_with("www.") && address.strip_prefix("http://") == Some(words))
    }

    /// Whether a mark has a form in Markdown; what has none is noted.
    fn has_form(&mut self, mark: Mark, at: u32) -> bool {
        let loss = match mark {
            Mark::SmallCaps => Loss::SmallCaps,
            Mark::Link(Target::Note(_) | Target::Table(_)) => Loss::Sending,
            // The key is as good as a link.
            Mark::Link(Target::Entry(_) | Target::Outside) => return false,
            _ => return true,
        };
        self.lose(loss, at);
        false
    }
}

/// The sign of a place with a name.
pub(super) fn anchor(name: &str) -> String {
    format!("<a id=\"{}\"></a>", attribute(name))
}

/// An address that stands for itself.
fn bare(words: &str) -> String {
    if words.starts_with("www.") { escape(words, None) } else { format!("<{words}>") }
}

/// Ends the mark that began with a token. Strong emphasis that holds emphasis and nothing else is both.
fn close(tokens: &mut Vec<Token>, began: usize) {
    let inner = match tokens.get(began + 1) {
        Some(&Token::Open(Style::One(Mark::Emph), end)) => end + 1 == tokens.len(),
        _ => false,
    };
    if inner && matches!(tokens[began], Token::Open(Style::One(Mark::Strong), _)) {
        tokens.remove(began + 1);
        tokens.pop();
        // What stands between was moved by one.
        for token in &mut tokens[began + 1..] {
            if let Token::Open(_, end) = token {
                *end -= 1;
            }
        }
        tokens[began] = Token::Open(Style::Both, tokens.len());
    } else if let Token::Open(style, _) = tokens[began] {
        tokens[began] = Token::Open(style, tokens.len());
    }
    tokens.push(Token::Close);
}

/// An exclamation mark before a bracket would make a picture of it.
fn escape_exclamation(before: Option<&mut Token>) {
    if let Some(Token::Words(words)) = before
        && words.ends_with('!')
    {
        words.insert(words.len() - 1, '\\');
    }
}

/// Whether signs are understood as the mark of the tokens between two, with the character before them and the signs that end
/// the mark around them: by the rules for what stands beside them, with room
/// to spare where programs differ.
fn stands(tokens: &[Token], (open, close): (usize, usize), (before, outer): (Option<char>, Option<&str>), starred: bool) -> bool {
    let is_sign = |at: usize| matches!(tokens.get(at), Some(Token::Open(..) | Token::Close));
    if before.is_some_and(|c| matches!(c, '*' | '~')) && open > 0 && is_sign(open - 1) {
        return false;
    }
    let first = |at: usize| match tokens.get(at) {
        Some(Token::Words(words)) => words.chars().next(),
        Some(Token::Open(Style::One(Mark::Link(_)), _)) => Some('['),
        _ => None,
    };
    let last = match &tokens[close - 1] {
        Token::Words(words) => words.chars().next_back(),
        Token::Open(..) | Token::Close => None,
    };
    let after = match tokens.get(close + 1) {
        // A link that ends there too ends with its bracket.
        Some(Token::Close) => outer.and_then(|outer| outer.chars().next()).filter(|c| *c == ']'),
        _ => first(close + 1),
    };
    if after.is_none() && close + 1 < tokens.len() {
        return false;
    }
    let (Some(first), Some(last)) = (first(open + 1), last) else { return false };
    flanks(before, first, starred) && flanks(after, last, starred)
}

/// Whether a sign between two characters is on the side of the inner one.
fn flanks(outside: Option<char>, inside: char, starred: bool) -> bool {
    let apart = outside.is_none_or(|c| c.is_whitespace());
    let punctuation = outside.is_some_and(|c| c.is_ascii_punctuation() || matches!(c, '“'..='‟' | '‘'..='‛' | '–' | '—' | '…' | '«' | '»'));
    let word = inside.is_alphanumeric();
    !inside.is_whitespace() && (apart || word && (punctuation || !starred) || punctuation && !starred)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_where_they_are_understood() {
        assert!(flanks(None, 'a', false));
        assert!(flanks(Some(' '), '“', true));
        assert!(flanks(Some('x'), 'a', false), "within a word");
        assert!(!flanks(Some('x'), '“', false));
        assert!(!flanks(Some('x'), 'a', true), "would be an end as well as a beginning");
        assert!(!flanks(Some(' '), ' ', false));
    }
}
