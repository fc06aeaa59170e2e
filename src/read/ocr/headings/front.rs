//! The front of a document: title, the number printed with it, authors and date, from fields with names, from marks, or
//! from the places of its first lines.

use std::ops::Range;

use super::super::super::limits::HEADING_BYTES;
use super::super::blocks::{Draft, Role, ends_sentence};
use super::super::tables::caption_number;
use super::forms::{Class, Form, roman_value};

/// Drafts at the beginning among which fields and the title are looked for.
const FRONT: usize = 24;
/// Words before a colon that say what stands behind it.
const TITLES: [&str; 7] = ["title", "titel", "titre", "título", "titolo", "заглавие", "название"];
const AUTHORS: [&str; 9] = ["author", "authors", "author(s)", "autor", "auteur", "auteurs", "autore", "verfasser", "автор"];
const DATES: [&str; 9] = ["year", "date", "jahr", "datum", "année", "año", "anno", "data", "год"];
const OTHERS: [&str; 13] =
    ["journal", "volume", "pages", "language", "publisher", "release date", "identifier", "issue", "subject", "editor", "translator", "sprache", "langue"];

/// What the front of the document says, as bytes of the source.
#[derive(Debug, Clone, Default)]
pub struct Front {
    /// The title without its number.
    pub title: Option<Range<u32>>,
    /// The number printed with it.
    pub number: Option<Range<u32>>,
    /// The authors, several perhaps in one place.
    pub authors: Vec<Range<u32>>,
    /// When it appeared.
    pub date: Option<Range<u32>>,
}

/// Title, its number and the author, from the first drafts; they get their roles here.
pub fn front(source: &str, drafts: &mut [Draft], accepted: &[Option<Form>]) -> Front {
    let mut front = fields(source, drafts);
    let text_of = |draft: &Draft| draft.text(source).to_owned();
    let mut at = match drafts.iter().position(|draft| !matches!(draft.role, Role::Furniture(_) | Role::Rule)) {
        Some(at) => at,
        None => return front,
    };
    if !text_of(&drafts[at]).starts_with('#') && front.title.is_some() {
        return front;
    }
    // What stands over every page names the document, where its first lines are those of a title page.
    if (!is_title(&drafts[at], source) || text_of(&drafts[at]).contains("   "))
        && let Some(named) = over_pages(source, drafts)
    {
        front.title = Some(drafts[named].range.clone());
        drafts[named].role = Role::Title;
        if front.authors.is_empty() {
            front.authors = at_the_right(source, &drafts[..named]);
        }
        return front;
    }
    // Below lines of two columns, as those that say of what series a paper is, stands the title.
    let in_columns = drafts[at].role == Role::Verse && text_of(&drafts[at]).contains("   ");
    if in_columns && drafts.get(at + 1).is_some_and(|next| is_title(next, source) && next.shape.centred) {
        front.authors.extend(at_the_right(source, &drafts[..=at]));
        at += 1;
    }
    let first = text_of(&drafts[at]);
    let lone = first.trim_end_matches('.');
    let is_lone_number =
        drafts[at].role == Role::Para && (!lone.is_empty() && lone.len() <= 3 && lone.bytes().all(|b| b.is_ascii_digit()) || roman_value(lone).is_some());
    if is_lone_number && drafts.get(at + 1).is_some_and(|draft| is_title(draft, source)) {
        front.number = Some(drafts[at].range.start..drafts[at].range.start + lone.len() as u32);
        drafts[at].role = Role::Title;
        at += 1;
    }
    let numbered_further = |form: Form| accepted[at + 1..].iter().flatten().any(|other| other.class == form.class && other.value == form.value + 1);
    let heads_a_part = accepted.get(at).copied().flatten().is_some_and(|form| match form.class {
        Class::Hash(n) => n > 1 && accepted[at + 1..].iter().flatten().any(|other| other.class <= form.class),
        Class::Part | Class::Chapter => accepted[at + 1..].iter().flatten().any(|other| other.class == form.class),
        Class::Capitals | Class::Marked | Class::Titled | Class::Outdented | Class::Listed(_) | Class::Label(_) | Class::Plate => false,
        Class::Roman | Class::Section | Class::Decimal(_) => form.value == 1 && numbered_further(form),
    });
    if heads_a_part || !is_title(&drafts[at], source) {
        return front;
    }
    let text = text_of(&drafts[at]);
    let start = drafts[at].range.start;
    let form = accepted.get(at).copied().flatten().or_else(|| numbered_title(&text));
    let title = form.map_or(0, |form| form.title);
    front.title = Some(start + title as u32..drafts[at].range.end);
    if let Some(form) = form.filter(|form| form.number.0 < form.number.1) {
        front.number = Some(start + form.number.0 as u32..start + form.number.1 as u32);
    }
    drafts[at].role = Role::Title;
    if let Some(next) = drafts.get_mut(at + 1)
        && next.role == Role::Para
        && next.is_line(source)
        && is_name(next.text(source))
    {
        let text = next.text(source);
        let by = text.get(..3).filter(|start| start.eq_ignore_ascii_case("by ")).map_or(0, |_| 3);
        if front.authors.is_empty() {
            front.authors.push(next.range.start + by..next.range.end);
        }
        next.role = Role::Byline;
    }
    front
}

/// What fields at the beginning say, as `Title: …`; one by itself says nothing.
fn fields(source: &str, drafts: &[Draft]) -> Front {
    let mut front = Front::default();
    let mut found = 0;
    for draft in drafts.iter().filter(|draft| matches!(draft.role, Role::Para | Role::Verse)).take(FRONT) {
        let mut at = draft.range.start;
        // The field that the line before began: lines that are set in go on with it.
        let mut title = false;
        for line in draft.text(source).split_inclusive('\n') {
            let bare = line.trim();
            let start = at + (line.len() - line.trim_start().len()) as u32;
            let end = start + bare.len() as u32;
            at += line.len() as u32;
            let Some((key, behind)) = field(bare) else {
                if title && line.starts_with(' ') {
                    front.title = front.title.map(|title| title.start..end);
                }
                continue;
            };
            let value = || Some(start + behind as u32..end);
            title = false;
            match key.as_str() {
                key if TITLES.contains(&key) => (front.title, title) = (front.title.take().or_else(value), true),
                key if AUTHORS.contains(&key) => front.authors.extend(value()),
                key if DATES.contains(&key) => front.date = front.date.take().or_else(value),
                key if OTHERS.contains(&key) => {}
                _ => continue,
            }
            found += 1;
        }
    }
    if found < 2 { Front::default() } else { front }
}

/// The name of a field at a line's start, in small letters, and the byte at which its value begins.
fn field(line: &str) -> Option<(String, usize)> {
    let bare = line.trim_start_matches(['*', '_']);
    let colon = bare.get(..bare.len().min(24)).or(Some(bare))?.find(':')?;
    let key = bare[..colon].trim_end_matches(['*', '_']).trim().to_lowercase();
    let value = bare[colon + 1..].trim_start_matches(['*', '_', ' ']);
    (!key.is_empty() && !value.is_empty()).then_some((key, line.len() - value.len()))
}

/// The draft at the beginning whose words stand over the pages, too: the longest one.
fn over_pages(source: &str, drafts: &[Draft]) -> Option<usize> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect::<String>();
    let heads: Vec<String> =
        drafts.iter().filter(|draft| matches!(draft.role, Role::Furniture(_))).take(3 * FRONT).map(|draft| letters(draft.text(source))).collect();
    let free = |draft: &Draft| matches!(draft.role, Role::Para | Role::Verse) && draft.range.len() <= HEADING_BYTES;
    let times = |key: &str| {
        let same = |head: &&String| head.contains(key) || head.len() * 5 >= key.len() * 3 && key.contains(head.as_str());
        heads.iter().filter(same).count()
    };
    let candidates = drafts.iter().take(FRONT).enumerate().filter(|(_, draft)| free(draft)).map(|(i, draft)| (i, letters(draft.text(source))));
    candidates.filter(|(_, key)| key.len() >= 8 && times(key) >= 3).max_by_key(|(i, key)| (key.len(), std::cmp::Reverse(*i))).map(|(i, _)| i)
}

/// Names with initials at the right of the lines above a title.
fn at_the_right(source: &str, drafts: &[Draft]) -> Vec<Range<u32>> {
    let mut names = Vec::new();
    for draft in drafts {
        let mut at = draft.range.start;
        for line in draft.text(source).split_inclusive('\n') {
            let bare = line.trim_end();
            let from = bare.rfind("   ").map(|gap| gap + 3).unwrap_or(0);
            let name = &bare[from..];
            let initial = name.get(1..2) == Some(".") && name.starts_with(|c: char| c.is_ascii_uppercase());
            if initial && is_name(name) && (from > 0) {
                names.push(at + from as u32..at + bare.len() as u32);
            }
            at += line.len() as u32;
        }
    }
    names
}

/// A title with a number before it that counts no further: `8. Title`.
fn numbered_title(text: &str) -> Option<Form> {
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || b"IVXLC".contains(b)).count();
    let value = text[..digits].parse().ok().or_else(|| roman_value(&text[..digits]))?;
    let rest = text[digits..].strip_prefix(['.', ':'])?.trim_start();
    (!rest.is_empty()).then_some(Form { class: Class::Decimal(1), value, number: (0, digits), title: text.len() - rest.len() })
}

fn is_title(draft: &Draft, source: &str) -> bool {
    let text = draft.text(source);
    // What is marked as a heading may be as long as titles once were.
    let marked = text.starts_with('#');
    draft.role == Role::Para
        && draft.is_line(source)
        && text.len() <= if marked { 4 * HEADING_BYTES } else { 2 * HEADING_BYTES }
        && (marked || !ends_sentence(text) || text.ends_with('?') || !text.chars().any(char::is_lowercase))
        && caption_number(text).is_none()
        && text.chars().any(char::is_alphabetic)
}

/// Whether a line can be a person's name, or several: a few capitalised words, perhaps after "By".
fn is_name(text: &str) -> bool {
    const SMALL: [&str; 14] = ["and", "de", "von", "van", "der", "den", "di", "da", "la", "le", "du", "et", "und", "&"];
    const NO_NAMES: [&str; 12] = ["The", "A", "An", "On", "Of", "In", "To", "For", "Introduction", "Preface", "Contents", "Abstract"];
    let rest = text.get(..3).filter(|start| start.eq_ignore_ascii_case("by ")).map_or(text, |_| &text[3..]);
    let words: Vec<&str> = rest.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\''));
    let named = words.iter().filter(|word| capital(word)).count();
    text.len() <= 90
        && (2..=12).contains(&words.len())
        && named >= 2
        && words.iter().all(|word| (capital(word) || SMALL.contains(word)) && !NO_NAMES.contains(word))
        && (rest.len() < text.len() || text.chars().any(char::is_lowercase))
}
