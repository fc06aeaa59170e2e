//! The parts of a text that one points at: words and sentences. Owns the rules for where they end; knows no lines.
//!
//! Words are those of UAX #29. Its sentences know no abbreviations, so sentences go by a rule of their own: a full stop ends
//! one where a blank and no lower-case letter follows, unless the word before it is an initial or a usual short form. Where
//! the rule cannot tell ("in the U.S. The") two sentences stay one: better a word too many than half a sentence.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::Extent;

/// Short forms that stand before a name or go on in any case.
const NEVER: &[&str] = &[
    "dr", "mr", "mrs", "ms", "st", "prof", "gen", "capt", "lt", "rev", "hon", "sen", "gov", "messrs", "cf", "vs", "viz", "ca", "approx", "ed", "eds", "trans",
    "op", "loc", "e.g", "i.e", "bzw", "vgl", "ebd", "hrsg", "usw", "сост", "ред", "см", "ср", "им", "изд", "т.е", "напр", "éd", "dir", "coll",
];
/// Short forms that stand before a number.
const NUMBERED: &[&str] = &[
    "no", "nos", "nr", "p", "pp", "vol", "vols", "bd", "bde", "ch", "chap", "sec", "sect", "fig", "figs", "tab", "art", "arts", "n", "nn", "t", "s", "col",
    "cols", "par", "para", "pt", "v", "vv", "anm", "abb", "abs", "ziff", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "с", "стр", "т", "гл", "рис", "табл", "вып", "№",
];

/// The words of a text: what has a letter or a figure. Markers, which hold none of the words, are passed over.
pub fn words<'t>(text: &'t str, markers: &'t [Extent]) -> impl Iterator<Item = Range<usize>> + 't {
    let bounds = text.split_word_bound_indices().filter(|(_, word)| word.chars().any(char::is_alphanumeric)).map(|(at, word)| at..at + word.len());
    bounds.filter(|word| !markers.iter().any(|marker| marker.contains(word.start as u32)))
}

/// The sentences of a text, without the blanks between them. A marker behind the stop belongs to its sentence.
pub fn sentences(text: &str, markers: &[Extent], language: Option<&str>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = skip_blanks(text, 0);
    let mut from = start;
    while let Some(at) = text[from..].find(is_terminator).map(|at| from + at) {
        let stop = text[at..].chars().next().unwrap_or('.');
        let end = behind(text, at, markers);
        let next = skip_blanks(text, end);
        let wide = matches!(stop, '。' | '！' | '？' | '．');
        let parted = wide || next > end || end == text.len();
        if parted && (stop != '.' || !is_short(text, start, at, &text[next..], language)) && !goes_on(&text[next..]) {
            found.push(start..end);
            start = next;
        }
        from = next.max(at + stop.len_utf8());
    }
    let rest = text[start..].trim_end();
    if !rest.is_empty() {
        found.push(start..start + rest.len());
    }
    found
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '؟' | '।')
}

fn skip_blanks(text: &str, from: usize) -> usize {
    text.len() - text[from..].trim_start().len()
}

/// One past the stop at a byte, with the stops, closing marks and markers behind it.
fn behind(text: &str, at: usize, markers: &[Extent]) -> usize {
    let mut end = at;
    loop {
        if let Some(marker) = markers.iter().find(|marker| marker.start as usize == end && !marker.is_empty()) {
            end = marker.end as usize;
            continue;
        }
        match text[end..].chars().next() {
            Some(c) if is_terminator(c) || matches!(c, '"' | '\'' | '”' | '’' | '»' | '«' | '“' | ')' | ']' | '}' | '」' | '』') => {
                end += c.len_utf8()
            }
            _ => return end,
        }
    }
}

/// Whether what follows goes on with the sentence: it begins with a small letter, or with a mark that begins none.
fn goes_on(rest: &str) -> bool {
    let first = rest.trim_start_matches(['(', '[', '“', '‘', '„', '«', '"', '\'']).chars().next();
    first.is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ';' | ':' | '–' | '—'))
}

/// Whether the full stop at a byte belongs to a short form, an initial or a number in its order.
fn is_short(text: &str, start: usize, at: usize, rest: &str, language: Option<&str>) -> bool {
    let word =
        text[start..at].rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '‘' | '„' | '«' | '"' | '/' | '–' | '—')).next().unwrap_or("");
    let lower = word.to_lowercase();
    let digits = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    // The number of an item at its beginning, and in German the third of October.
    if digits && (start + word.len() == at || language == Some("de") && word.len() <= 2) {
        return true;
    }
    // "F. M.", "U.S.", "z.B.": letters, each with its stop.
    let initial = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    let letters = !word.is_empty() && word.split(['.', '-']).filter(|part| !part.is_empty()).all(initial);
    if letters && (word.chars().count() > 1 || word.chars().any(char::is_uppercase)) || NEVER.contains(&lower.as_str()) {
        return true;
    }
    let number = rest.chars().next().is_some_and(|c| c.is_numeric()) || rest.split(|c: char| !c.is_alphanumeric()).next().is_some_and(is_roman);
    NUMBERED.contains(&lower.as_str()) && number
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| "IVXLC".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn parted(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text, &[], None).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_they_end() {
        parted("It rose. It fell.", &["It rose.", "It fell."]);
        parted("See p. 5. Then go on.", &["See p. 5.", "Then go on."]);
        parted("F. M. Dostoyevsky met it. So did A.-M. Petit.", &["F. M. Dostoyevsky met it.", "So did A.-M. Petit."]);
        parted("Cf. Dr. Roy, vol. XII, no. 8 (1997). No. He did not.", &["Cf. Dr. Roy, vol. XII, no. 8 (1997).", "No.", "He did not."]);
        parted("“What is it?” he asked. “Nothing.” He left!", &["“What is it?” he asked.", "“Nothing.”", "He left!"]);
        parted("It was 3.5 per cent in 1996. In 1997 it was 4", &["It was 3.5 per cent in 1996.", "In 1997 it was 4"]);
        parted("1. The first. 2. The second.", &["1. The first.", "2. The second."]);
        parted("Wait … and see. 第一句。第二句！", &["Wait … and see.", "第一句。", "第二句！"]);
        parted("  ", &[]);
    }

    #[test]
    fn a_marker_behind_the_stop_belongs_to_its_sentence() {
        let text = "It rose.12 It fell.";
        let found: Vec<&str> = sentences(text, &[Extent::new(8, 10)], None).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["It rose.12", "It fell."]);
        let words: Vec<&str> = words(text, &[Extent::new(8, 10)]).map(|range| &text[range]).collect();
        assert_eq!(words, ["It", "rose", "It", "fell"]);
    }

    #[test]
    fn a_day_of_a_month_ends_no_german_sentence() {
        let text = "Am 3. Oktober war es so. Dann nicht.";
        assert_eq!(sentences(text, &[], Some("de")).len(), 2);
        assert_eq!(sentences(text, &[], Some("en")).len(), 3);
    }
}
