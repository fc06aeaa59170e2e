//! Whether lines that stand together are wrapped prose, or stand as they are: verse, addresses, drawings, lists. A break
//! is forced where the next word found no room; in prose nearly all are, and few lines begin with a capital.

use super::super::lines::Line;
use super::super::{judge, markers};
use super::paragraphs::Margins;

/// Fewest columns of a measure.
const NARROW: usize = 34;
/// Columns right of the others at which a line stands in a column of its own.
const COLUMN: usize = 24;

/// Most closing signs and markers behind a sentence's stop.
const CLOSING: usize = 64;

/// What the breaks of several lines tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breaks {
    /// How many there are.
    pub all: usize,
    /// Those at which the next word found no room.
    pub forced: usize,
    /// Those at which it found none on a line of the text's measure.
    pub full: usize,
    /// Those at which it would have made the line longer than the widest of them.
    pub greedy: usize,
    /// Those behind which a capital stands.
    pub capitals: usize,
    /// The column at which the widest line ends.
    pub widest: usize,
}

impl Breaks {
    /// Of lines in a text whose lines are so many columns wide.
    pub fn of(source: &str, lines: &[Line], margins: &Margins) -> Breaks {
        let (width, widest) = (margins.right(), widest(source, lines, margins));
        // The widest line of a paragraph is its measure, unless all are short.
        let measure = widest.max(width * 3 / 4);
        let mut breaks = Breaks { all: lines.len() - 1, forced: 0, full: 0, greedy: 0, capitals: 0, widest };
        for pair in lines.windows(2) {
            let next = pair[1].text(source);
            breaks.forced += usize::from(room(source, pair[0], pair[1], measure) <= measure / 8 || ends_with_hyphen(pair[0].text(source)));
            breaks.full += usize::from(room(source, pair[0], pair[1], width) <= width / 16);
            breaks.greedy += usize::from(room(source, pair[0], pair[1], widest) == 0);
            breaks.capitals += usize::from(begins_high(next));
        }
        breaks
    }

    /// Whether they are those of lines that stand as they are, each begun with a capital.
    pub fn are_verse(self, width: usize) -> bool {
        let wrapped = self.full * 5 >= self.all * 4 || self.widest * 10 >= width * 9 && self.forced * 5 >= self.all * 4;
        let capitals = if self.all < 3 { self.capitals == self.all } else { self.capitals * 4 >= self.all * 3 };
        capitals && !wrapped && (self.all > 1 || self.widest * 4 < width * 3)
    }

    /// Whether nearly all are forced, by the measure of the text or by one of their own; where a converter joined lines, which
    /// leaves notes and text together, that few lines begin with a capital is enough.
    pub fn are_prose(self, margins: &Margins) -> bool {
        let narrow = self.widest >= NARROW && self.all >= 3 && self.greedy * 5 >= self.all * 4 && self.capitals * 2 <= self.all;
        self.forced * 10 >= self.all * 7 || narrow || margins.habit.joins_lines() && self.capitals * 2 <= self.all
    }
}

/// The column at which the widest of several lines ends, those left out that a converter joined.
pub fn widest(source: &str, lines: &[Line], margins: &Margins) -> usize {
    let right = || lines.iter().map(|line| line.right(source));
    let most = if margins.habit.joins_lines() { margins.right() * 5 / 4 } else { usize::MAX };
    right().filter(|&right| right <= most).max().or_else(|| right().max()).unwrap_or(0)
}

/// The columns that the first word of a line would have left on the line before it.
pub fn room(source: &str, line: Line, next: Line, measure: usize) -> usize {
    let next = next.text(source);
    let word = next.find(' ').unwrap_or(next.len());
    measure.saturating_sub(line.right(source) + 1 + next[..word].chars().count())
}

/// Whether lines were laid out by hand: columns parted by wide gaps, leaders of dots, drawings.
pub fn is_laid_out(source: &str, lines: &[Line]) -> bool {
    let margin = lines.iter().map(|line| line.indent()).min().unwrap_or(0);
    let by_hand = lines.iter().filter(|line| {
        let text = line.text(source);
        let signs = text.bytes().filter(|byte| byte.is_ascii_punctuation()).count();
        has_gap(text) || text.trim().contains('\t') || text.contains("....") || text.contains(". . . .") || signs * 2 > text.len().max(10)
    });
    let count = by_hand.count();
    // Beside lines of two columns may stand some of the right one alone.
    let of_columns = lines.iter().filter(|line| has_gap(line.text(source))).count();
    let right_alone = lines.iter().filter(|line| !has_gap(line.text(source)) && line.indent() >= margin + COLUMN).count();
    count * 2 > lines.len() || of_columns > 1 && (of_columns + right_alone) * 2 > lines.len()
}

/// Whether a line by itself stands as it is: it has columns, as heads of a table or of a drawing have, and is no sentence.
pub fn has_columns(text: &str) -> bool {
    !ends_sentence(text) && text.split("   ").filter(|part| part.contains(|c: char| !c.is_whitespace())).take(3).count() > 2
}

/// Whether a line has a wide gap in it.
pub fn has_gap(text: &str) -> bool {
    text.contains("   ")
}

/// Whether a text begins with a capital or a figure, behind opening signs.
pub fn begins_high(text: &str) -> bool {
    let first = bare(text).chars().next();
    first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether a text begins with a small letter, behind opening signs.
pub fn begins_low(text: &str) -> bool {
    bare(text).starts_with(char::is_lowercase)
}

/// Whether a line's last word goes on in the next one.
pub fn ends_with_hyphen(text: &str) -> bool {
    let mut back = text.chars().rev();
    matches!(back.next(), Some('-' | '\u{2010}' | '\u{ad}' | '¬')) && back.next().is_some_and(char::is_alphabetic)
}

/// Whether a text ends as a sentence does: a stop, and behind it nothing but closing signs, markers and emphasis.
pub fn ends_sentence(text: &str) -> bool {
    let mut bare = before_figures(text.trim_end());
    for _ in 0..CLOSING {
        let Some(last) = bare.chars().next_back() else { break };
        let shorter = &bare[..bare.len() - last.len_utf8()];
        let closes = matches!(last, '"' | '\'' | '’' | '”' | '»' | '«' | '“' | ')' | ']' | '*' | '_' | '†' | '‡' | ' ') || markers::raised(last).is_some();
        // Markers in a row are parted by a comma.
        let parts = last == ',' && bare.len() < text.trim_end().len() && shorter.chars().next_back().is_some_and(|c| markers::raised(c).is_some());
        if last == '>' {
            let Some(tag) = ["</i>", "</b>", "</em>", "</strong>", "</sup>"].iter().find(|tag| bare.ends_with(**tag)) else { break };
            bare = &bare[..bare.len() - tag.len()];
        } else if closes || parts {
            bare = shorter;
        } else {
            break;
        }
    }
    bare.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '؟', '।'])
}

/// A text without the figures of a marker that stand right behind the stop of its last sentence.
fn before_figures(text: &str) -> &str {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if bare.len() == text.len() || text.len() - bare.len() > 3 {
        return text;
    }
    let stem = bare.trim_end_matches(['.', '!', '?', ')', ']', '"', '”', '’', '\'']);
    let closed = &bare[stem.len()..];
    let word = &stem[stem.trim_end_matches(char::is_alphabetic).len()..];
    let stops = closed.contains(['.', '!', '?']) && !word.is_empty();
    if stops && (closed.len() > 1 || word.chars().nth(1).is_some() && !judge::is_abbreviation(word)) { bare } else { text }
}

fn bare(text: &str) -> &str {
    text.trim_start_matches(['(', '[', '"', '\'', '“', '‘', '«', '„', '*', '_'])
}
