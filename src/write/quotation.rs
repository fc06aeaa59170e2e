//! A passage as a quotation with its reference: `“…” (Author, ‘Title’, sec. IV, n. 21)`. Owns the marks of each language and
//! the words of the reference; says nothing that the document does not say.

use crate::model::{Anchor, Document, FlowId, Mark};

/// How a language quotes, and what it calls the parts of a reference.
struct Usage {
    /// Marks round a quotation.
    outer: (&'static str, &'static str),
    /// Marks round a quotation within one.
    inner: (&'static str, &'static str),
    /// Marks round a title.
    title: (&'static str, &'static str),
    section: &'static str,
    chapter: &'static str,
    note: &'static str,
    page: &'static str,
    /// Behind the first of more than two authors.
    others: &'static str,
    and: &'static str,
}

const ENGLISH: Usage =
    Usage {
        outer: ("“", "”"), inner: ("‘", "’"), title: ("‘", "’"), section: "sec.", chapter: "ch.", note: "n.", page: "p.", others: "et al.", and: "and"
    };
const FRENCH: Usage = Usage {
    outer: ("«\u{a0}", "\u{a0}»"),
    inner: ("“", "”"),
    title: ("«\u{a0}", "\u{a0}»"),
    section: "sect.",
    chapter: "chap.",
    note: "n.",
    page: "p.",
    others: "et al.",
    and: "et",
};
const RUSSIAN: Usage =
    Usage {
        outer: ("«", "»"), inner: ("„", "“"), title: ("«", "»"), section: "разд.", chapter: "гл.", note: "прим.", page: "с.", others: "и др.", and: "и"
    };
const GERMAN: Usage = Usage {
    outer: ("„", "“"),
    inner: ("‚", "‘"),
    title: ("„", "“"),
    section: "Abschn.",
    chapter: "Kap.",
    note: "Anm.",
    page: "S.",
    others: "u. a.",
    and: "und",
};

/// Words that belong to the surname behind them.
const PARTICLES: &[&str] =
    &["van", "von", "de", "der", "den", "du", "da", "di", "del", "della", "la", "le", "ten", "ter", "zu", "zum", "zur", "af", "av", "bin", "ibn", "al"];
/// Words that stand behind a surname.
const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d."];

/// The words of a passage that begins at `from` as a quotation.
pub fn quotation(document: &Document, from: Anchor, words: &str) -> String {
    let usage = usage(document.language);
    let (open, close) = usage.outer;
    let turned = turned(words, usage);
    // Of several paragraphs each begins with the mark, and the last alone ends with it.
    let quoted = format!("{open}{}{close}", turned.replace("\n\n", &format!("\n\n{open}")));
    match reference(document, from, usage) {
        reference if reference.is_empty() => quoted,
        reference => format!("{quoted} ({reference})"),
    }
}

fn usage(language: Option<&str>) -> &'static Usage {
    match language {
        Some("fr") => &FRENCH,
        Some("ru" | "uk" | "be") => &RUSSIAN,
        Some("de") => &GERMAN,
        _ => &ENGLISH,
    }
}

/// Author, title, part and note, as far as they are known.
fn reference(document: &Document, from: Anchor, usage: &Usage) -> String {
    let mut parts = Vec::new();
    let authors: Vec<String> = document.meta.authors.iter().map(|name| surname(name)).filter(|name| !name.is_empty()).collect();
    match authors.as_slice() {
        [] => {}
        [one] => parts.push(one.clone()),
        [one, two] => parts.push(format!("{one} {} {two}", usage.and)),
        [one, ..] => parts.push(format!("{one} {}", usage.others)),
    }
    if let Some(title) = document.meta.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
        parts.push(format!("{}{}{}", usage.title.0, title_words(title, usage), usage.title.1));
    }
    let (block, note) = match from.flow {
        FlowId::Body => (from.block, None),
        FlowId::Note(note) => {
            let found = document.note(note);
            let refers =
                found.and_then(|note| note.refs.iter().find_map(|&reference| document.reference(reference).filter(|found| found.at.flow == FlowId::Body)));
            let home = found.map_or(Anchor::START, |note| note.home);
            (refers.map_or(home, |found| found.at).block, found.map(|note| note.label.as_str()))
        }
    };
    parts.extend(section(document, block, usage));
    parts.extend(document.page_at(from).map(|page| format!("{} {}", usage.page, page.label)));
    parts.extend(note.map(|label| format!("{} {label}", usage.note)));
    parts.join(", ")
}

/// The part in which a block stands, by its number, else by its title.
fn section(document: &Document, block: u32, usage: &Usage) -> Option<String> {
    let (at, heading) = document.section(block)?;
    let text = &document.body.block(at)?.text;
    if let Some(number) = heading.number {
        let word = if number.start > 0 { usage.chapter } else { usage.section };
        return Some(format!("{word} {}", text.slice(number)));
    }
    let mut title = String::new();
    let mut from = heading.title as usize;
    for span in text.spans().iter().filter(|span| matches!(span.mark, Mark::Ref(_))) {
        if span.extent.start as usize >= from {
            title.push_str(&text.as_str()[from..span.extent.start as usize]);
            from = span.extent.end as usize;
        }
    }
    title.push_str(&text.as_str()[from..]);
    let title = title.replace('\n', " ");
    (!title.trim().is_empty()).then(|| format!("{} {}{}{}", usage.section, usage.title.0, title_words(title.trim(), usage), usage.title.1))
}

/// The surname of an author, with what belongs to it: `van Gogh`, `Zviagelskaya`.
fn surname(name: &str) -> String {
    let name = name.trim();
    if let Some((surname, first)) = name.split_once(',')
        && !SUFFIXES.contains(&first.trim().to_lowercase().as_str())
    {
        return surname.trim().to_owned();
    }
    let mut words: Vec<&str> = name.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|word| SUFFIXES.contains(&word.to_lowercase().as_str())) {
        words.pop();
    }
    let mut first = words.len().saturating_sub(1);
    while first > 1 && PARTICLES.contains(&words[first - 1]) {
        first -= 1;
    }
    words[first.min(words.len())..].join(" ")
}

/// The words of a title, with the marks in them turned where they are those that go round it.
fn title_words(title: &str, usage: &Usage) -> String {
    if usage.title.0.starts_with('‘') {
        // An apostrophe is no mark: only a pair is turned.
        return pairs(title, '‘', '’', "“", "”");
    }
    turned(title, usage)
}

/// Words to stand within quotation marks: quotations in them get the marks of a quotation within one, and those within these
/// the outer ones again.
fn turned(words: &str, usage: &Usage) -> String {
    let mut out = String::with_capacity(words.len());
    let mut depth = 0u32;
    let mut kept = 0u32;
    let mut before = ' ';
    let mut characters = words.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let opens = match c {
            '„' => Some(true),
            '”' => Some(false),
            // German and Russian close with the mark that opens in English.
            '“' => Some(depth == 0 || !closes_with_sixes(usage)),
            '«' => Some(!(usage.outer.0 == "„" && depth > 0)),
            '»' => Some(usage.outer.0 == "„" && depth == 0),
            '"' => Some(before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–')),
            _ => None,
        };
        match opens {
            // Within single marks that were printed: turned, both would be alike.
            Some(true) if c != '«' && in_single(&words[..at]) => {
                kept += 1;
                out.push(c);
            }
            Some(false) if kept > 0 => {
                kept -= 1;
                out.push(c);
            }
            Some(true) => {
                depth += 1;
                out.push_str(if depth % 2 == 1 { usage.inner.0 } else { usage.outer.0 });
                // The space inside French marks goes with them.
                if c == '«' {
                    while characters.next_if(|(_, c)| matches!(c, '\u{a0}' | '\u{202f}' | ' ')).is_some() {}
                }
            }
            Some(false) => {
                if c == '»' {
                    out.truncate(out.trim_end_matches(['\u{a0}', '\u{202f}', ' ']).len());
                }
                let marks = if depth.max(1) % 2 == 1 { usage.inner.1 } else { usage.outer.1 };
                out.push_str(marks);
                depth = depth.saturating_sub(1);
            }
            None if c == '‘' && depth % 2 == 1 && usage.inner.0 == "‘" => {
                // A quotation in single marks inside one in double ones, which are single now.
                let end = closing(&words[at + c.len_utf8()..]).map(|end| at + c.len_utf8() + end);
                match end {
                    Some(end) => {
                        out.push('“');
                        out.push_str(&words[at + c.len_utf8()..end]);
                        out.push('”');
                        while characters.next_if(|(next, _)| *next <= end).is_some() {}
                    }
                    None => out.push(c),
                }
            }
            None => out.push(c),
        }
        before = if opens == Some(true) { '(' } else { c };
    }
    out
}

fn closes_with_sixes(usage: &Usage) -> bool {
    usage.outer.1 == "“" || usage.inner.1 == "“"
}

/// Whether a quotation in single marks is open at the end of these words.
fn in_single(before: &str) -> bool {
    let mut open = false;
    let mut last = ' ';
    let mut characters = before.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        match c {
            '\'' | '‘'
                if (last.is_whitespace() || matches!(last, '(' | '[' | '—' | '–')) && (next.is_alphanumeric() || "\"“”[(".contains(next) || next == ' ') =>
            {
                open = true
            }
            '\'' | '’' if !last.is_whitespace() && !next.is_alphanumeric() => open = false,
            '\n' if next == '\n' => open = false,
            _ => {}
        }
        last = c;
    }
    open
}

/// Where the quotation ends that was opened by `‘`: at a `’` that is no apostrophe, before the next of either mark.
fn closing(rest: &str) -> Option<usize> {
    let limit = rest.find(['‘', '“', '”']).unwrap_or(rest.len());
    let mut found = None;
    for (at, c) in rest[..limit].char_indices() {
        let next = rest[at + c.len_utf8()..].chars().next();
        if c == '’' && !next.is_some_and(char::is_alphanumeric) {
            found = Some(at);
        }
    }
    found
}

/// A text with each pair of marks turned into another pair.
fn pairs(text: &str, open: char, close: char, new_open: &str, new_close: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(open) {
        let inside = &rest[at + open.len_utf8()..];
        let Some(end) = closing(inside) else { break };
        out.push_str(&rest[..at]);
        out.push_str(new_open);
        out.push_str(&inside[..end]);
        out.push_str(new_close);
        rest = &inside[end + close.len_utf8()..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_found_with_what_belongs_to_it() {
        for (name, expected) in [
            ("Irina D. Zviagelskaya", "Zviagelskaya"),
            ("Zviagelskaya, Irina", "Zviagelskaya"),
            ("Vincent van der Gogh", "van der Gogh"),
            ("Martin Luther King, Jr.", "King"),
            ("Plato", "Plato"),
            ("", ""),
        ] {
            assert_eq!(surname(name), expected);
        }
    }

    #[test]
    fn quotations_within_are_turned() {
        for (language, words, expected) in [
            (None, "He said “no” to Russia’s men.", "He said ‘no’ to Russia’s men."),
            (None, "He said ‘no’ to Russia’s men.", "He said ‘no’ to Russia’s men."),
            (None, "“It is ‘so’, they’d say” was all", "‘It is “so”, they’d say’ was all"),
            (None, "He said \"no\" (\"never\").", "He said ‘no’ (‘never’)."),
            (Some("fr"), "Il a dit «\u{a0}non\u{a0}» hier.", "Il a dit “non” hier."),
            (Some("de"), "Er sagte „nein“ dazu.", "Er sagte ‚nein‘ dazu."),
            (Some("de"), "Er sagte »nein« dazu.", "Er sagte ‚nein‘ dazu."),
            (Some("ru"), "Он сказал «нет» вчера.", "Он сказал „нет“ вчера."),
        ] {
            assert_eq!(turned(words, usage(language)), expected);
        }
    }

    #[test]
    fn a_title_keeps_its_apostrophe() {
        assert_eq!(title_words("Russia’s ‘near abroad’", &ENGLISH), "Russia’s “near abroad”");
    }
}
