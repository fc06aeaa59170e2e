//! How many columns of a terminal a text takes. Owns the one way of counting them, by clusters (UAX #29) as the screen
//! is painted; breaks no lines.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a text. Line ends take none and a TAB takes one, as the blank that is painted for it.
pub fn columns(text: &str) -> u32 {
    if text.is_ascii() {
        return (text.len() - memchr::memchr_iter(b'\n', text.as_bytes()).count()) as u32;
    }
    text.graphemes(true).map(|cluster| u32::from(cluster_columns(cluster))).sum()
}

/// `columns`, for what is known to be narrow: at most what a `u16` holds.
pub fn narrow(text: &str) -> u16 {
    columns(text).min(u32::from(u16::MAX)) as u16
}

/// The clusters of a text, in order: the bytes of each and its columns.
pub fn clusters(text: &str) -> Clusters<'_> {
    Clusters { text, at: 0 }
}

/// The longest beginning of a text that fits into `room` columns, in bytes.
pub fn fitting(text: &str, room: u32) -> usize {
    let mut used = 0;
    for (range, columns) in clusters(text) {
        used += u32::from(columns);
        if used > room {
            return range.start;
        }
    }
    text.len()
}

/// Whether terminals do not agree on the columns of a cluster: emoji, alone or of several characters, what is made to be one
/// by a selector, and letters whose marks take columns of their own in some. A base with marks of no width is none.
pub fn is_doubtful(cluster: &str) -> bool {
    let mut characters = cluster.chars();
    let Some(first) = characters.next().filter(|c| !c.is_ascii() || cluster.len() > 1) else { return false };
    let emoji = |c| matches!(c, '\u{1f000}'..='\u{1faff}');
    emoji(first) || characters.any(|c| c.width() != Some(0) || matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{ff9e}' | '\u{ff9f}') || emoji(c))
}

/// An iterator over the clusters of a text.
#[derive(Debug, Clone)]
pub struct Clusters<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Clusters<'_> {
    type Item = (Range<usize>, u16);

    fn next(&mut self) -> Option<(Range<usize>, u16)> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let &byte = bytes.get(start)?;
        // Between two ASCII characters there is always a boundary: the text holds no carriage returns.
        if byte.is_ascii() && bytes.get(start + 1).is_none_or(u8::is_ascii) {
            self.at = start + 1;
            return Some((start..self.at, u16::from(byte != b'\n')));
        }
        let cluster = self.text[start..].graphemes(true).next()?;
        self.at = start + cluster.len();
        Some((start..self.at, cluster_columns(cluster)))
    }
}

fn cluster_columns(cluster: &str) -> u16 {
    match cluster {
        "\n" => 0,
        "\t" => 1,
        _ => cluster.width() as u16,
    }
}

#[cfg(test)]
mod tests {
    use super::{clusters, columns, fitting, is_doubtful};

    #[test]
    fn columns_are_counted_by_cluster() {
        for (text, expected) in
            [("", 0), ("plain", 5), ("a\nb\tc", 4), ("e\u{301}te\u{301}", 3), ("中文", 4), ("so\u{ad}ft", 4), ("\u{200b}", 0), ("👩‍👩‍👧", 2), ("²¹", 2), ("ｶﾞ", 2)]
        {
            assert_eq!(columns(text), expected, "{text:?}");
            assert_eq!(clusters(text).map(|(_, columns)| u32::from(columns)).sum::<u32>(), expected, "{text:?} by cluster");
        }
    }

    #[test]
    fn clusters_tile_the_text() {
        let text = "a e\u{301}中 x\u{301}\u{302}yz👩‍👩‍👧 \u{301}.";
        let mut at = 0;
        for (range, _) in clusters(text) {
            assert_eq!(range.start, at);
            at = range.end;
        }
        assert_eq!(at, text.len());
        assert_eq!(clusters("xe\u{301}").count(), 2);
    }

    #[test]
    fn what_fits_ends_on_a_cluster() {
        assert_eq!(fitting("中文", 3), 3);
        assert_eq!(fitting("ae\u{301}b", 2), 4);
        assert_eq!(fitting("abc", 9), 3);
    }

    #[test]
    fn what_terminals_count_differently_is_known() {
        for cluster in ["👩‍👩‍👧", "🇩🇪", "👍🏽", "👍", "❤\u{fe0f}", "1\u{fe0f}\u{20e3}", "का", "ｶﾞ", "ำ".repeat(2).as_str()]
        {
            assert!(is_doubtful(cluster), "{cluster}");
        }
        for cluster in ["", "a", " ", "é", "e\u{301}", "中", "ש", "שׁ", "ع", "กี", "—"] {
            assert!(!is_doubtful(cluster), "{cluster}");
        }
    }
}
