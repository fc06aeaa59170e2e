//! Words that name a note of this text by its number: "note 4", "notes 4 and 5", "(n. 12)", "fn. 12 above", "siehe Anm. 4",
//! "voir note 4", "см. примеч. 4". Owns which words these are, and what tells them from a note of another work ("p. 5, n. 12");
//! whether there is such a note is for `references`.

use crate::model::Extent;

/// Words that are written out. They need no other word beside them.
const WHOLE: [&str; 30] = [
    "note",
    "notes",
    "footnote",
    "footnotes",
    "endnote",
    "endnotes",
    "fußnote",
    "fußnoten",
    "fussnote",
    "fussnoten",
    "anmerkung",
    "anmerkungen",
    "nota",
    "notas",
    "noot",
    "noten",
    "przypis",
    "przypisie",
    "poznámka",
    "сноска",
    "сноски",
    "сноску",
    "сноске",
    "примечание",
    "примечания",
    "примечанию",
    "примечании",
    "remarque",
    "renvoi",
    "fotnot",
];
/// Short forms. A page of another work has such notes too, so a word or a bracket has to say that one of this text is meant.
const SHORT: [&str; 12] = ["n.", "nn.", "fn.", "fn", "fnn.", "ftn.", "anm.", "прим.", "примеч.", "сн.", "przyp.", "pozn."];
/// Words of these that name several notes.
const SEVERAL: [&str; 12] = ["notes", "footnotes", "endnotes", "fußnoten", "fussnoten", "anmerkungen", "notas", "noten", "nn.", "fnn.", "сноски", "примечания"];
/// Words before it that send somewhere.
const SENDING: [&str; 20] = [
    "see", "also", "cf.", "cf", "compare", "vide", "siehe", "auch", "vgl.", "s.", "voir", "aussi", "voyez", "см.", "ср.", "véase", "ver", "vedi", "zie", "zob.",
];
/// Words before it that say that it is a note of this text: "Smith, supra note 12", "Holm, op. cit. n. 3".
const OWN_BEFORE: [&str; 9] = ["supra", "infra", "ante", "post", "cit.", "cit", "a.a.o.", "aao", "соч."];
/// Words behind its number that say so.
const OWN_BEHIND: [&str; 13] = ["above", "below", "supra", "infra", "ante", "post", "oben", "unten", "ci", "plus", "выше", "ниже", "arriba"];
/// Words behind a number that go on with the sentence. Before another word the number counts it: "please note 3 things".
const GOING_ON: [&str; 20] = ["and", "or", "in", "on", "for", "to", "und", "oder", "in", "et", "ou", "y", "o", "e", "и", "или", "of", "at", "is", "says"];
/// Letters of the longest of these words.
const LONGEST: usize = 12;

/// The numbers that such words name in a text, in order: each with the bytes of word and number, or of a further number of a
/// list.
pub fn note_words(text: &str) -> Vec<(Extent, String)> {
    let bytes = text.as_bytes();
    let mut found: Vec<(Extent, String)> = Vec::new();
    let mut at = 0;
    while let Some(step) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let from = at + step;
        at = from + bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let Some((start, word)) = word_before(text, from) else { continue };
        let several = SEVERAL.contains(&word.as_str());
        let numbers = numbers(text, from, several);
        let Some((last, _)) = numbers.last() else { continue };
        let listed = found.last().is_some_and(|(extent, _)| joins(&text[extent.end as usize..start]));
        if means_own(text, start, &text[last.end as usize..], &word, listed || numbers.len() > 1) {
            at = last.end as usize;
            found.extend(numbers);
            if let Some((extent, _)) = found.iter_mut().find(|(extent, _)| extent.start as usize == from) {
                extent.start = start as u32;
            }
        }
    }
    found
}

/// The word before a number, in small letters, with its first byte.
fn word_before(text: &str, number: usize) -> Option<(usize, String)> {
    let before = text[..number].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    let glued = before.len() == number;
    let blanks = text[before.len()..number].chars().count();
    if blanks > 1 || glued && !before.ends_with('.') {
        return None;
    }
    let letters = before.chars().rev().take(LONGEST + 1).take_while(|&c| c.is_alphabetic() || c == '.');
    let len: usize = letters.map(char::len_utf8).sum();
    let start = before.len() - len;
    let parted = before[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let word = before[start..].to_lowercase();
    (parted && (WHOLE.contains(&word.as_str()) || SHORT.contains(&word.as_str()))).then_some((start, word))
}

/// The number at a byte, and those that go on a list of it.
fn numbers(text: &str, from: usize, several: bool) -> Vec<(Extent, String)> {
    let mut found = Vec::new();
    let mut at = from;
    loop {
        let len = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        let ends = text[at + len..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        if len == 0 || len > 5 || !ends || text[at..].starts_with('0') {
            return found;
        }
        found.push((Extent::new(at as u32, (at + len) as u32), text[at..at + len].to_owned()));
        let rest = &text[at + len..];
        // "note 4, 1998" is no list: only a plural has one.
        let between = [" and ", ", ", " & ", "–", "-", " or ", " to ", " und ", " et ", " y ", " e ", " и "];
        match between.iter().find(|between| rest.starts_with(**between)).filter(|_| several) {
            Some(between) => at += len + between.len(),
            None => return found,
        }
    }
}

/// Whether such words mean a note of this text; `list` says that they are part of a list of notes.
fn means_own(text: &str, start: usize, behind: &str, word: &str, list: bool) -> bool {
    let next = first_word(behind);
    let before = text[..start].trim_end();
    let bracket = before.ends_with(['(', '[']);
    let open = before.trim_end_matches(['(', '[']).trim_end();
    let comma = open.ends_with([',', ';']);
    let prior = open.trim_end_matches([',', ';']).trim_end();
    let last = last_word(prior);
    if OWN_BEHIND.contains(&next.as_str()) || OWN_BEFORE.contains(&last.as_str()) {
        return true;
    }
    // "p. 5, n. 12" and "xii, note 3" name a note of that page.
    if prior.ends_with(|c: char| c.is_ascii_digit()) || comma && !last.is_empty() && last.chars().all(|c| "ivxlc".contains(c)) {
        return false;
    }
    let sends = !comma && SENDING.contains(&last.as_str()) || list;
    // "Smith, History, note 12": the note of what was named.
    if comma && !sends && prior.split_whitespace().next_back().is_some_and(|word| word.starts_with(|c: char| c.is_uppercase() || "‘“'\"*_".contains(c))) {
        return false;
    }
    if SHORT.contains(&word) && !(sends || bracket) {
        return false;
    }
    goes_on(behind, &next, list)
}

/// Whether what stands behind the number lets the words stand for themselves: "note 4, p. 850" sends to another page, "note 3
/// things" counts them.
fn goes_on(behind: &str, next: &str, list: bool) -> bool {
    let lower: String = behind.trim_start().chars().take(24).flat_map(char::to_lowercase).collect();
    let elsewhere = ["of ", ", p. ", ", pp. ", ", page", "in chapter", "to chapter", ", s. "].iter().any(|other| lower.starts_with(other));
    if elsewhere && !lower.starts_with("of this") {
        return false;
    }
    let mut characters = behind.chars();
    match characters.next() {
        None => true,
        Some(c) if !c.is_whitespace() => !matches!(c, '%' | '/' | '°'),
        Some(_) => list || next.is_empty() || GOING_ON.contains(&next) || characters.next().is_some_and(|c| !c.is_alphabetic()),
    }
}

/// Whether nothing but a sign of a list stands between two of them.
fn joins(between: &str) -> bool {
    matches!(between.trim(), "," | ";" | "and" | "&" | "or" | "und" | "et" | "y" | "e" | "и" | ", and" | ", or")
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take(16).take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

fn last_word(text: &str) -> String {
    let len: usize = text.chars().rev().take(16).take_while(|&c| c.is_alphabetic() || c == '.').map(char::len_utf8).sum();
    text[text.len() - len..].to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::note_words;

    fn numbers(text: &str) -> Vec<String> {
        note_words(text).into_iter().map(|(extent, number)| format!("{}={number}", &text[extent.start as usize..extent.end as usize])).collect()
    }

    #[test]
    fn words_that_name_a_note_of_this_text() {
        for (text, expected) in [
            ("See note 4.", "note 4=4"),
            ("As note 4 above says, it is so.", "note 4=4"),
            ("Smith (note 12), p. 7.", "note 12=12"),
            ("See fn. 12.", "fn. 12=12"),
            ("Cf. n. 12 and n. 14.", "n. 12=12 n. 14=14"),
            ("See nn. 4 and 5.", "nn. 4=4 5=5"),
            ("Holm, op. cit. (n. 3), p. 9.", "n. 3=3"),
            ("Smith, supra note 12, at 30.", "note 12=12"),
            ("Smith, note 12 above, p. 7.", "note 12=12"),
            ("Siehe Anm. 4.", "Anm. 4=4"),
            ("Berg, a.a.O. (Fn. 4), S. 9.", "Fn. 4=4"),
            ("So auch Fußnote 7.", "Fußnote 7=7"),
            ("Voir note 4 ci-dessus.", "note 4=4"),
            ("Véase nota 8.", "nota 8=8"),
            ("См. примеч. 4.", "примеч. 4=4"),
            ("Об этом сказано выше (см. сноску 5).", "сноску 5=5"),
            ("Notes 4, 5 and 7 say more.", "Notes 4=4 5=5 7=7"),
        ] {
            assert_eq!(numbers(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn words_that_name_a_note_of_another_work_or_none() {
        for text in [
            "Smith, History, p. 5, n. 12.",
            "Smith, History, p. 5 n. 12.",
            "Smith, History, 42 n. 3; Holm, 7 note 2.",
            "Id., at 315, n. 12.",
            "Holm, Pilots, note 12.",
            "Preface, xii, note 3.",
            "Please note 3 things.",
            "Note 4, p. 850 of the Acts.",
            "It weighs n. 12 or so.",
            "Report no. 12.",
            "He took a note. 12 men came.",
            "Keynote 4.",
        ] {
            assert_eq!(numbers(text), Vec::<String>::new(), "{text}");
        }
    }
}
