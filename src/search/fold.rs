//! Folding: which printed characters a plainly typed one stands for. Owns the lists, and the way back from a folded text to
//! the printed one; finds nothing itself.
//!
//! A text is folded to what a keyboard types: quotes and dashes to the plain ones, accents off, ligatures apart, any white
//! space to one blank, what may break a word to nothing. Most texts are their own folding and are not copied.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// Bytes that are looked at in one go where nothing is to be folded.
const WINDOW: usize = 64;

/// A text as it is compared.
#[derive(Debug)]
pub struct Folded<'t> {
    text: Cow<'t, str>,
    units: Vec<Unit>,
}

/// A part of a text that is folded to something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The bytes that stand for it.
    pub folded: Range<usize>,
    /// Its own bytes.
    pub printed: Range<usize>,
}

impl Folded<'_> {
    /// What is compared.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The parts that were folded, in their order.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The printed bytes of a range of the folded text: of what is folded as one, all.
    pub fn printed(&self, range: Range<usize>) -> Range<usize> {
        let before = self.units.partition_point(|unit| unit.folded.end <= range.start);
        let start = match self.units.get(before).filter(|unit| unit.folded.start < range.start) {
            Some(within) => within.printed.start,
            None => self.behind(before, range.start),
        };
        let before = self.units.partition_point(|unit| unit.folded.start < range.end);
        let end = match before.checked_sub(1).map(|last| &self.units[last]).filter(|unit| unit.folded.end > range.end) {
            Some(within) => within.printed.end,
            None => self.behind(before, range.end),
        };
        start..end.max(start)
    }

    /// The printed byte of a byte behind so many units.
    fn behind(&self, units: usize, byte: usize) -> usize {
        units.checked_sub(1).map_or(byte, |last| self.units[last].printed.end + (byte - self.units[last].folded.end))
    }
}

/// Folds a text.
pub fn fold(text: &str) -> Folded<'_> {
    let mut folding = Folding { text, out: String::new(), units: Vec::new(), from: 0 };
    let mut at = 0;
    while let Some(next) = odd(text.as_bytes(), at) {
        at = folding.take(next);
    }
    if folding.units.is_empty() {
        return Folded { text: Cow::Borrowed(text), units: Vec::new() };
    }
    folding.out.push_str(&text[folding.from..]);
    Folded { text: Cow::Owned(folding.out), units: folding.units }
}

/// A text as it is compared where every sign counts: however its accents were typed, and without what may break a word.
pub fn exact(text: &str, with_case: bool) -> String {
    let signs = text.chars().filter(|&c| !breaks(c)).nfd();
    if with_case { signs.collect() } else { signs.flat_map(char::to_lowercase).collect() }
}

/// A text that is being folded.
struct Folding<'t> {
    text: &'t str,
    out: String,
    units: Vec<Unit>,
    /// The first byte that was not taken over.
    from: usize,
}

impl Folding<'_> {
    /// Folds what stands at a byte, where it is to be; gives the byte behind it.
    fn take(&mut self, at: usize) -> usize {
        let Some(c) = self.text[at..].chars().next() else { return self.text.len() };
        let end = at + c.len_utf8();
        if c.is_whitespace() {
            let start = at - usize::from(at > self.from && self.text.as_bytes()[at - 1] == b' ');
            let end = self.text.len() - self.text[at..].trim_start().len();
            if self.parts_a_word(start..end) {
                self.unit(start..end, "");
            } else if &self.text[start..end] != " " {
                self.unit(start..end, " ");
            }
            return end;
        }
        if breaks(c) {
            self.unit(at..end, "");
        } else if is_accent(c) {
            self.accent(at..end);
        } else if let Some(plain) = plain(c) {
            self.unit(at..end, plain);
        } else if let Some(base) = base(c) {
            match plain(base) {
                Some(plain) => self.unit(at..end, plain),
                None => self.unit(at..end, base.encode_utf8(&mut [0; 4])),
            }
        }
        end
    }

    /// Whether white space is a line end behind a hyphen in a word.
    fn parts_a_word(&self, blank: Range<usize>) -> bool {
        let Some(before) = self.text[..blank.start].strip_suffix(['-', '\u{2010}']) else { return false };
        self.text[blank.clone()].contains('\n') && before.ends_with(char::is_alphabetic) && self.text[blank.end..].starts_with(char::is_alphabetic)
    }

    fn unit(&mut self, printed: Range<usize>, folded: &str) {
        self.out.push_str(&self.text[self.from..printed.start]);
        let start = self.out.len();
        self.out.push_str(folded);
        self.from = printed.end;
        self.units.push(Unit { folded: start..self.out.len(), printed });
    }

    /// An accent is one with the letter that it stands on.
    fn accent(&mut self, printed: Range<usize>) {
        if printed.start > self.from
            && let Some((before, c)) = self.text[self.from..printed.start].char_indices().next_back()
        {
            let letter = self.from + before;
            return self.unit(letter..printed.end, c.encode_utf8(&mut [0; 4]));
        }
        match self.units.last_mut() {
            Some(unit) => (unit.printed.end, self.from) = (printed.end, printed.end),
            None => self.unit(printed, ""),
        }
    }
}

/// The first byte from `from` on at which something may have to be folded.
fn odd(bytes: &[u8], from: usize) -> Option<usize> {
    let is_odd = |at: usize| !(0x20..0x80).contains(&bytes[at]) || bytes[at] == b' ' && bytes.get(at + 1) == Some(&b' ');
    let mut at = from;
    while at < bytes.len() {
        let end = (at + WINDOW).min(bytes.len());
        let window = &bytes[at..end];
        let next = &bytes[(at + 1).min(bytes.len())..(end + 1).min(bytes.len())];
        // Without a branch in it, this is done for many bytes at once.
        let signs = window.iter().fold(false, |odd, byte| odd | !(0x20..0x80).contains(byte));
        let blanks = window.iter().zip(next).fold(false, |odd, (&byte, &next)| odd | ((byte == b' ') & (next == b' ')));
        if signs || blanks {
            return (at..end).find(|&at| is_odd(at));
        }
        at = end;
    }
    None
}

/// Whether a character only says where a word may be broken, or may not.
fn breaks(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}')
}

/// Whether a character is an accent or a vowel point on the letter before it, by its combining class (Unicode, chapter 3.11,
/// and PropList: 10 to 36 are the points of Hebrew, Arabic and Syriac, 200 to 240 marks above and below). Voiced kana, viramas,
/// nuktas and tones of Thai are of other classes: they make other letters.
fn is_accent(c: char) -> bool {
    matches!(canonical_combining_class(c), 10..=36 | 200..=240)
}

/// The letter under the accents of a character; `None` where it has none, or is more than a letter with accents.
fn base(c: char) -> Option<char> {
    let (mut base, mut letters) = (None, 0);
    decompose_canonical(c, |part| {
        if !is_accent(part) {
            (base, letters) = (Some(part), letters + 1);
        }
    });
    base.filter(|&base| letters == 1 && base != c)
}

/// What is typed for a printed character that is no letter with accents.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | 'ʹ' | '′' | '‹' | '›' | '´' | '＇' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' => "-",
        '…' => "...",
        'ß' => "ss",
        'ẞ' => "SS",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ĳ' => "ij",
        'Ĳ' => "IJ",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        'ſ' => "s",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' => "d",
        'Đ' => "D",
        'ħ' => "h",
        'Ħ' => "H",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_range_is_the_printed_one() {
        let cases: &[(&str, &str, &str)] = &[
            ("plain words", "words", "words"),
            ("caf\u{e9}s", "cafe", "caf\u{e9}"),
            ("cafe\u{301}s", "cafe", "cafe\u{301}"),
            ("e\u{323}\u{301}x", "e", "e\u{323}\u{301}"),
            ("a\u{ad}b", "a", "a"),
            ("a\u{ad}b", "b", "b"),
            ("a\u{ad}b", "ab", "a\u{ad}b"),
            ("o\u{fb03}ce", "off", "o\u{fb03}"),
            ("o\u{fb03}ce", "ice", "\u{fb03}ce"),
            ("a \n\t b", "a b", "a \n\t b"),
            ("a \u{a0}b", "a b", "a \u{a0}b"),
            ("\u{1fd}", "ae", "\u{1fd}"),
            ("\u{301}x", "x", "x"),
            ("\u{304c}", "\u{304c}", "\u{304c}"),
        ];
        for (text, folded, printed) in cases {
            let found = fold(text);
            let at = found.as_str().find(folded).unwrap_or_else(|| panic!("{folded:?} in {:?}", found.as_str()));
            assert_eq!(&text[found.printed(at..at + folded.len())], *printed, "{folded:?} in {text:?}");
        }
    }

    #[test]
    fn what_is_plain_is_not_copied() {
        for text in ["", "a plain text, with all it has: 'words' - and so on", "¹ and ²", &"x ".repeat(500)] {
            assert!(matches!(fold(text).text, Cow::Borrowed(_)), "{text}");
        }
    }
}
