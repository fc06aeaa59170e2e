//! The forms that a heading may have: marks, the name of a part with its number, a number, capitals, a place on the page.
//! Looks at one block by itself; whether its neighbours bear it out is for `headings`.

use super::super::super::limits::HEADING_BYTES;
use super::super::super::roman;
use super::super::blocks::{Draft, Role, ends_sentence};
use super::super::lines::Habit;
use super::super::tables::caption_number;

/// Words of a heading before its number, those of greater parts first.
const PARTS: [&str; 7] = ["part", "book", "teil", "partie", "часть", "volume", "act"];
const CHAPTERS: [&str; 17] = [
    "chapter",
    "section",
    "appendix",
    "kapitel",
    "chapitre",
    "capítulo",
    "глава",
    "capitolo",
    "anhang",
    "chap",
    "cap",
    "kap",
    "sect",
    "lecture",
    "letter",
    "canto",
    "scene",
];
/// Words before the number of what pictures show.
const PLATES: [&str; 6] = ["plate", "pl", "tafel", "planche", "figure", "tavola"];
/// What stands at the end of a book.
const ENDS: [&str; 5] = ["FINIS", "THE END", "ENDE", "FIN", "КОНЕЦ"];
/// Most lines of a heading.
const LINES: u16 = 3;
/// Most words of a heading that ends with a stop, or has no more to show than its capitals.
const WORDS: usize = 12;

/// A paragraph that has the form of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// What makes it one.
    pub class: Class,
    /// What its number says, where it has one that counts.
    pub value: u32,
    /// Byte ranges of the text of the draft: the number, and where the title begins.
    pub number: (usize, usize),
    /// The byte of the text of the draft at which the title begins.
    pub title: usize,
}

/// What makes a line a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// So many `#`.
    Hash(u8),
    /// `Part II`.
    Part,
    /// `Chapter 3`.
    Chapter,
    /// `IV. Title`.
    Roman,
    /// `§ 4. Title`.
    Section,
    /// A line in capitals.
    Capitals,
    /// `1.2 Title`, with so many numbers.
    Decimal(u8),
    /// A number or letter in the middle of a line by itself.
    Label(Label),
    /// `Plate IV`.
    Plate,
    /// It stands in the list of contents, so many steps below the first.
    Listed(u8),
    /// A line by itself that is set as a whole in other letters.
    Marked,
    /// A line by itself that stands out to the left of the text.
    Outdented,
    /// A line by itself whose words have capitals that they have nowhere else.
    Titled,
}

/// How what stands by itself counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// `I`.
    Roman,
    /// `A`.
    Letter,
    /// `1`.
    Figure,
}

impl Form {
    /// Why a line of this form is a heading of a level.
    pub fn why(&self, level: u8) -> String {
        let why = match self.class {
            Class::Hash(_) => "it is marked as a heading",
            Class::Part | Class::Chapter | Class::Plate => "it names a part by its number",
            Class::Roman | Class::Decimal(1) | Class::Section | Class::Label(_) if self.value > 1 => "its number carries on from the heading before",
            Class::Roman | Class::Decimal(1) | Class::Section | Class::Label(_) => "it begins a count of headings",
            Class::Decimal(_) => "its number is one of parts within parts",
            Class::Capitals => "it stands by itself, in capitals alone",
            Class::Listed(_) => "it stands in the list of contents",
            Class::Marked => "it stands by itself, in other letters than the text",
            Class::Outdented => "it stands by itself, to the left of the text",
            Class::Titled => "it stands by itself, with capitals that its words have nowhere else",
        };
        format!("level {level}, {why}")
    }
}

/// The form of a heading that a draft has, if any.
pub fn form(draft: &Draft, source: &str, habit: Habit) -> Option<Form> {
    let text = draft.text(source);
    let several = draft.shape.lines > 1;
    let in_lines = draft.role == Role::Verse && several;
    if !(draft.role == Role::Para || in_lines) || text.len() > HEADING_BYTES * 4 || draft.shape.lines > LINES || text.contains('\t') {
        return None;
    }
    let hashes = text.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&hashes) && text[hashes..].starts_with(' ') && draft.is_line(source) {
        let title = text.len() - text[hashes..].trim_start().len();
        // The number printed in it, as "IV." of "## IV. Title", is the heading's.
        let inside = named(&text[title..]).or_else(|| roman(&text[title..])).or_else(|| decimal(&text[title..]));
        let number = inside.map_or((0, 0), |form| (title + form.number.0, title + form.number.1));
        let form = Form { class: Class::Hash(hashes as u8), value: 0, number, title: title + inside.map_or(0, |form| form.title) };
        return (title < text.len()).then_some(form);
    }
    if text.len() > HEADING_BYTES || text.ends_with([',', ';']) || is_address(text) || caption_number(text).is_some() {
        return None;
    }
    let indent = text.len() - text.trim_start().len();
    let (from, inner) = whole_emphasis(&text[indent..]);
    let shifted = |form: Form| Form {
        number: if form.number.0 < form.number.1 { (form.number.0 + indent + from, form.number.1 + indent + from) } else { (0, 0) },
        title: if form.title > 0 { form.title + indent + from } else { 0 },
        ..form
    };
    let label = || if draft.shape.centred && !several { label(inner) } else { None };
    let found = named(inner).or_else(label).or_else(|| section(inner)).or_else(|| roman(inner)).or_else(|| decimal(inner)).or_else(|| capitals(inner));
    // Over several lines only what is numbered, or set in the middle, is one heading.
    let found = found.filter(|form| !several || form.class != Class::Capitals && !in_lines || draft.shape.centred);
    let plain = |class| Form { class, value: 0, number: (0, 0), title: 0 };
    let outdented = usize::from(draft.shape.first) + 2 <= habit.margin && inner.split(' ').count() <= WORDS;
    let by_place = || {
        let short = !several && !is_sentence(inner) && inner.starts_with(|c: char| c.is_uppercase());
        match () {
            () if from > 0 && short_title(inner) && !several => Some(plain(Class::Marked)),
            () if short && outdented => Some(plain(Class::Outdented)),
            () if !several && title_case(inner) => Some(plain(Class::Titled)),
            () => None,
        }
    };
    found.or_else(by_place).map(shifted)
}

/// Whether a text ends as a letter's first line does: with a comma or a cry before a dash, and its marker.
fn is_address(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | '*' | ' '));
    let called = bare.trim_end_matches(['-', '—', '–']);
    called.len() < bare.len() && called.ends_with([',', '!', ';'])
}

/// The inside of a text that is emphasised as a whole, and the byte at which it begins; else the text.
fn whole_emphasis(text: &str) -> (usize, &str) {
    for (open, close) in [("***", "***"), ("**", "**"), ("__", "__"), ("*", "*"), ("_", "_"), ("<b>", "</b>"), ("<i>", "</i>")] {
        if let Some(inner) = text.strip_prefix(open).and_then(|inner| inner.strip_suffix(close))
            && !inner.is_empty()
            && !inner.contains(open)
            && !inner.starts_with(' ')
        {
            return (open.len(), inner);
        }
    }
    (0, text)
}

/// Whether a text is as short as a title, and none of a letter, a figure or a sentence alone.
fn short_title(text: &str) -> bool {
    let words = text.split(' ').filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    (1..=WORDS).contains(&words) && text.len() <= HEADING_BYTES * 2 / 3 && text.starts_with(char::is_uppercase) && !text.ends_with([':', ',', ';'])
}

/// Whether each word that is no small one has a capital, and there are several.
fn title_case(text: &str) -> bool {
    let words: Vec<&str> = text.trim_end_matches('.').split(' ').collect();
    let plain = |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''));
    let high = |word: &&str| word.starts_with(char::is_uppercase);
    let (first, last) = (words.first().is_some_and(high), words.last().is_some_and(high));
    let small = text.chars().any(char::is_lowercase);
    small && first && last && (2..=8).contains(&words.len()) && words.iter().all(|word| plain(word) && (high(word) || word.len() <= 3) && word.len() > 1)
}

/// Whether most words of a text have a capital.
pub fn is_capitalised(text: &str) -> bool {
    let words = || text.split(' ').filter(|word| word.starts_with(char::is_alphabetic));
    words().filter(|word| word.starts_with(char::is_uppercase)).count() * 2 > words().count()
}

/// A number or letter by itself: `IV`, `B.`, `2`.
fn label(text: &str) -> Option<Form> {
    let bare = text.trim_end_matches('.');
    let form = |label, value| Some(Form { class: Class::Label(label), value, number: (0, bare.len()), title: 0 });
    if let Some(value) = roman_value(bare) {
        return form(Label::Roman, value);
    }
    match bare.as_bytes() {
        [letter] if letter.is_ascii_uppercase() => form(Label::Letter, u32::from(letter - b'A') + 1),
        [first, ..] if bare.len() <= 2 && first.is_ascii_digit() => form(Label::Figure, bare.parse().ok()?),
        _ => None,
    }
}

/// `§ 4. Title`, `§ IV. Title`.
fn section(text: &str) -> Option<Form> {
    let rest = text.strip_prefix('§')?.trim_start();
    let start = text.len() - rest.len();
    let len = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let value = rest[..len].parse().ok().or_else(|| roman_value(&rest[..len]))?;
    let title = rest[len..].trim_start_matches(['.', ':', ')', ' ', '—', '-']);
    let short = title.split(' ').count() <= WORDS && title.len() <= HEADING_BYTES * 2 / 3;
    (short && title.starts_with(char::is_uppercase)).then_some(Form {
        class: Class::Section,
        value,
        number: (start, start + len),
        title: text.len() - title.len(),
    })
}

/// `Chapter 3`, `Part II: Title`.
fn named(text: &str) -> Option<Form> {
    let end = text.find(' ')?;
    let word = text[..end].trim_end_matches('.').to_lowercase();
    let class = match word.as_str() {
        word if PARTS.contains(&word) => Class::Part,
        word if CHAPTERS.contains(&word) => Class::Chapter,
        word if PLATES.contains(&word) => Class::Plate,
        _ => return None,
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
    let numeral = text.chars().all(|c| !c.is_alphabetic() || "IVXLCDM".contains(c));
    let starred = text.starts_with(['*', '[']) || is_initialled(text) || ENDS.contains(&text.trim_end_matches('.'));
    (!lower && !numeral && !starred && upper >= 4 && upper == letters && word && text.len() <= 90 && signs * 3 <= letters).then_some(Form {
        class: Class::Capitals,
        value: 0,
        number: (0, 0),
        title: 0,
    })
}

/// Whether a text is a name behind initials, as below a letter.
fn is_initialled(text: &str) -> bool {
    let words: Vec<&str> = text.trim_end_matches(['.', ',']).split([' ', '.']).filter(|word| !word.is_empty()).collect();
    words.len() <= 4 && words.first().is_some_and(|word| word.chars().count() == 1) && text.chars().nth(1) == Some('.')
}

/// Whether a text is a sentence: a heading ends without a stop, and is not long.
pub fn is_sentence(text: &str) -> bool {
    ends_sentence(text) && !text.ends_with(['?', ':']) || text.split(' ').count() > 16
}

/// The value of a Roman number in capitals, up to hundreds.
pub fn roman_value(text: &str) -> Option<u32> {
    let is_number = text.len() <= 8 && text.bytes().all(|byte| b"IVXLC".contains(&byte));
    is_number.then(|| roman::value(text)).flatten()
}
