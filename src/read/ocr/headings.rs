//! Which paragraphs are more than that: title, author, headings, items of a list. Decides by form and by sequence: a
//! number counts as a heading's or an item's when its neighbours carry on from it.

use super::super::limits::HEADING_BYTES;
use super::blocks::{Draft, Role, ends_sentence, item_label};
use super::tables::caption_number;
use crate::model::{Decision, Reasons};

/// Words of a heading before its number.
const PARTS: [&str; 12] = ["chapter", "part", "book", "section", "appendix", "kapitel", "teil", "chapitre", "partie", "capítulo", "глава", "часть"];
/// Drafts between two items of one list: an item may have paragraphs of its own.
const ITEM_REACH: usize = 4;

/// What the front of the document says.
#[derive(Debug, Clone, Default)]
pub struct Front {
    /// Bytes of the source that hold the title without its number.
    pub title: Option<std::ops::Range<u32>>,
    /// Bytes that hold the number printed with it.
    pub number: Option<std::ops::Range<u32>>,
    /// Bytes that hold the authors.
    pub author: Option<std::ops::Range<u32>>,
}

/// A paragraph that has the form of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Form {
    class: Class,
    /// What its number says, where it has one that counts.
    value: u32,
    /// Byte ranges of the text of the draft: the number, and where the title begins.
    number: (usize, usize),
    title: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Class {
    Hash(u8),
    Part,
    Chapter,
    Roman,
    Capitals,
    Decimal(u8),
}

impl Form {
    /// Why a line of this form is a heading of a level.
    fn why(&self, level: u8) -> String {
        let why = match self.class {
            Class::Hash(_) => "it is marked as a heading",
            Class::Part | Class::Chapter => "it names a part by its number",
            Class::Roman | Class::Decimal(1) if self.value > 1 => "its number carries on from the heading before",
            Class::Roman | Class::Decimal(1) => "it begins a count of headings",
            Class::Decimal(_) => "its number is one of parts within parts",
            Class::Capitals => "it stands by itself, in capitals alone",
        };
        format!("level {level}, {why}")
    }
}

/// Gives drafts their roles of title, author, heading and item.
pub fn headings(source: &str, drafts: &mut [Draft], reasons: &mut Reasons) -> Front {
    let forms: Vec<Option<Form>> = drafts.iter().map(|draft| form(draft, source)).collect();
    let accepted = in_sequence(source, drafts, &forms);
    let front = front(source, drafts, &accepted);
    let has = |class: fn(Class) -> bool| {
        accepted.iter().zip(drafts.iter()).any(|(form, draft)| draft.role == Role::Para && form.is_some_and(|form| class(form.class)))
    };
    let parts = has(|class| class == Class::Part);
    let chapters = has(|class| class == Class::Chapter);
    let romans = has(|class| class == Class::Roman);
    let least_hash = accepted
        .iter()
        .zip(drafts.iter())
        .filter(|(_, draft)| draft.role == Role::Para)
        .filter_map(|(form, _)| form.and_then(|form| if let Class::Hash(n) = form.class { Some(n) } else { None }))
        .min();
    let below = |levels: &[bool]| 1 + levels.iter().filter(|&&there| there).count() as u8;
    for (draft, form) in drafts.iter_mut().zip(&accepted) {
        let Some(form) = form.filter(|_| draft.role == Role::Para) else { continue };
        let level = match form.class {
            Class::Hash(n) => n - least_hash.unwrap_or(1) + 1,
            Class::Part => 1,
            Class::Chapter => below(&[parts]),
            Class::Roman => below(&[parts, chapters]),
            Class::Capitals => below(&[parts, chapters]),
            Class::Decimal(depth) => below(&[parts, chapters, romans]) + depth - 1,
        };
        let start = draft.range.start;
        reasons.give(Decision::Heading, start, || form.why(level));
        let number = (form.number.0 < form.number.1).then(|| start + form.number.0 as u32..start + form.number.1 as u32);
        draft.role = Role::Heading { level, number, title: start + form.title as u32 };
    }
    items(source, drafts);
    front
}

/// The form of a heading that a draft has, if any.
fn form(draft: &Draft, source: &str) -> Option<Form> {
    let text = draft.text(source);
    if draft.role != Role::Para || text.len() > HEADING_BYTES * 4 || !draft.is_line(source) || text.contains('\t') {
        return None;
    }
    let hashes = text.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&hashes) && text[hashes..].starts_with(' ') {
        let title = text.len() - text[hashes..].trim_start().len();
        // The number printed in it, as "IV." of "## IV. Title", is the heading's.
        let inside = named(&text[title..]).or_else(|| roman(&text[title..])).or_else(|| decimal(&text[title..]));
        let number = inside.map_or((0, 0), |form| (title + form.number.0, title + form.number.1));
        let form = Form { class: Class::Hash(hashes as u8), value: 0, number, title: title + inside.map_or(0, |form| form.title) };
        return (title < text.len()).then_some(form);
    }
    if text.len() > HEADING_BYTES || text.ends_with([',', ';']) {
        return None;
    }
    named(text).or_else(|| roman(text)).or_else(|| decimal(text)).or_else(|| capitals(text))
}

/// `Chapter 3`, `Part II: Title`.
fn named(text: &str) -> Option<Form> {
    let end = text.find(' ')?;
    let word = text[..end].to_lowercase();
    let class = match PARTS.iter().position(|part| *part == word)? {
        1 | 2 | 6 | 8 | 11 => Class::Part,
        _ => Class::Chapter,
    };
    let rest = &text[end + 1..];
    let len = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let value = rest[..len].parse().ok().or_else(|| roman_value(&rest[..len])).or_else(|| (len == 1).then(|| rest.chars().next().map_or(0, |c| c as u32)))?;
    let number = (end + 1, end + 1 + len);
    let behind = rest[len..].trim_start_matches(['.', ':', ')', '—', '–', '-', ' ']);
    let parted = rest[len..].starts_with(['.', ':', ')', '—', '–']) || behind.starts_with(char::is_uppercase);
    let title = if behind.is_empty() { 0 } else { text.len() - behind.len() };
    (behind.is_empty() || parted && !behind.ends_with('.')).then_some(Form { class, value, number, title })
}

/// `IV. Title`.
fn roman(text: &str) -> Option<Form> {
    let len = text.bytes().take_while(|b| b"IVXLC".contains(b)).count();
    let value = roman_value(&text[..len])?;
    let title = text.len() - text[len..].strip_prefix('.')?.trim_start_matches(' ').len();
    let rest = &text[title..];
    (title > len + 1 && rest.starts_with(|c: char| c.is_uppercase() || !c.is_ascii()) && !is_sentence(rest)).then_some(Form {
        class: Class::Roman,
        value,
        number: (0, len),
        title,
    })
}

/// `1.2 Title`, `3 Title`, `3. Title`.
fn decimal(text: &str) -> Option<Form> {
    let len = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let number = text[..len].trim_end_matches('.');
    let parts: Vec<u32> = number.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    let rest = text[len..].trim_start_matches([' ', '\u{a0}']);
    let parted = rest.len() < text.len() - len;
    let small = parts.iter().all(|&part| part < 100) && parts.len() <= 6;
    // Dots and a figure at the end: a line of a contents page.
    let contents = rest.contains("...") || rest.contains(". .");
    (parted && small && rest.starts_with(char::is_uppercase) && !is_sentence(rest) && !contents).then_some(Form {
        class: Class::Decimal(parts.len() as u8),
        value: *parts.last()?,
        number: (0, number.len()),
        title: text.len() - rest.len(),
    })
}

/// `ALL CAPITALS`.
fn capitals(text: &str) -> Option<Form> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let lower = text.chars().any(char::is_lowercase);
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    let word = text.split(|c: char| !c.is_alphabetic()).any(|word| word.len() >= 4);
    let signs = text.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).count();
    (!lower && upper >= 4 && upper == letters && word && text.len() <= 90 && signs * 3 <= letters).then_some(Form {
        class: Class::Capitals,
        value: 0,
        number: (0, 0),
        title: 0,
    })
}

/// A heading ends without a stop, or is not long enough for a sentence.
fn is_sentence(text: &str) -> bool {
    ends_sentence(text) && !text.ends_with(['?', ':']) || text.split(' ').count() > 16
}

fn roman_value(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    let digit = |b: u8| match b {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        b'C' => Some(100),
        _ => None,
    };
    let digits: Vec<u32> = text.bytes().map(digit).collect::<Option<_>>()?;
    let value = digits.iter().zip(digits.iter().skip(1).chain([&0])).fold(0i64, |sum, (&a, &b)| if a < b { sum - i64::from(a) } else { sum + i64::from(a) });
    u32::try_from(value).ok().filter(|&value| value > 0)
}

/// The forms that their sequence bears out. A number that counts must begin at one or carry on from the heading before
/// it; a run of them without text between is a list, or a contents page.
fn in_sequence(source: &str, drafts: &[Draft], forms: &[Option<Form>]) -> Vec<Option<Form>> {
    let mut accepted: Vec<Option<Form>> = vec![None; forms.len()];
    let mut last: std::collections::HashMap<Class, u32> = std::collections::HashMap::new();
    let mut last_second: std::collections::HashMap<Class, usize> = std::collections::HashMap::new();
    for (i, form) in forms.iter().enumerate() {
        if let Some(form) = form.filter(|form| form.value == 2) {
            last_second.insert(form.class, i);
        }
    }
    for i in 0..forms.len() {
        let Some(form) = forms[i] else { continue };
        let has_second = last_second.get(&form.class).is_some_and(|&second| second > i);
        let adjacent = |other: Option<usize>| {
            other.and_then(|at| forms.get(at).copied().flatten()).is_some_and(|other| other.class == form.class && other.value.abs_diff(form.value) == 1)
        };
        let holds = match form.class {
            Class::Hash(_) | Class::Capitals => true,
            Class::Part | Class::Chapter => !(adjacent(Some(i + 1)) && drafts[i + 1].close || adjacent(i.checked_sub(1)) && drafts[i].close),
            Class::Decimal(depth) if depth > 1 => !(adjacent(Some(i + 1)) || adjacent(i.checked_sub(1))),
            Class::Roman | Class::Decimal(_) => {
                let carries_on = form.value == 1 || last.get(&form.class).is_some_and(|&before| before + 1 == form.value);
                let listed = adjacent(Some(i + 1)) || adjacent(i.checked_sub(1));
                carries_on && !listed && !(form.value == 1 && is_lonely(source, &drafts[i], has_second, form.class))
            }
        };
        if holds {
            last.insert(form.class, form.value);
            accepted[i] = Some(form);
        }
    }
    accepted
}

/// Whether a first number has no second behind it: then it says nothing, unless the draft is a single short line by itself.
fn is_lonely(source: &str, draft: &Draft, second: bool, class: Class) -> bool {
    !second && (class != Class::Roman || draft.close || draft.text(source).len() > HEADING_BYTES / 2)
}

/// Title, its number and the author, from the first drafts; they get their roles here.
fn front(source: &str, drafts: &mut [Draft], accepted: &[Option<Form>]) -> Front {
    let mut front = Front::default();
    let text_of = |draft: &Draft| draft.text(source).to_owned();
    let mut at = match drafts.iter().position(|draft| !matches!(draft.role, Role::Furniture(_) | Role::Rule)) {
        Some(at) => at,
        None => return front,
    };
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
        Class::Capitals => false,
        Class::Roman | Class::Decimal(_) => form.value == 1 && numbered_further(form),
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
        front.author = Some(next.range.start + by..next.range.end);
        next.role = Role::Byline;
    }
    front
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

/// Numbered paragraphs whose neighbours carry the numbers on are items of a list.
fn items(source: &str, drafts: &mut [Draft]) {
    let labels: Vec<Option<(u32, usize)>> =
        drafts.iter().map(|draft| if matches!(draft.role, Role::Para) { item_label(draft.text(source)) } else { None }).collect();
    for i in 0..drafts.len() {
        let Some((value, bytes)) = labels[i] else { continue };
        let near = |range: std::ops::Range<usize>, wanted: Option<u32>| labels[range].iter().flatten().any(|&(other, _)| Some(other) == wanted);
        let before = near(i.saturating_sub(ITEM_REACH)..i, value.checked_sub(1));
        let after = near(i + 1..(i + 1 + ITEM_REACH).min(drafts.len()), Some(value + 1));
        if before || after {
            drafts[i].role = Role::Item { text: drafts[i].range.start + bytes as u32 };
        }
    }
}
