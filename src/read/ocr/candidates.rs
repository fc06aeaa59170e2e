//! Places at which a note may begin: lines that start with a label of any form, and labels further on in such lines. Weighs
//! each by what stands around it; which of them are notes is for `systems`.

mod headed;
mod place;

use super::blocks::{self, ends_sentence};
use super::furniture::{CATCHWORD, OVER_NOTES};
use super::labels::{self, Class, Form, Label};
use super::lines::{Habit, Line};
use super::markers;
use super::tables::Apart;

/// Lines of a note that are looked through for the label of a further one.
const WRAPPED: usize = 40;
/// Brackets among which the label is looked for that carries on from another.
const FURTHER: usize = 4;
/// Lines over which an emphasis goes on.
const EMPHASIS: usize = 12;
/// Most bytes of a note that is a mere citation.
const SHORT: usize = 200;
/// Lines without text that are looked over on both sides of a block of notes.
const AROUND: usize = 12;

/// A place at which a note may begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The source byte of its label, with all that sets it off.
    pub at: u32,
    /// The byte at which its text begins.
    pub text: u32,
    /// The bytes that hold the sign of its label.
    pub sign: (u32, u32),
    /// What counts.
    pub class: Class,
    /// How the label is set.
    pub form: Form,
    /// Whether it is figures before a closing bracket, `1)`, and not before a stop.
    pub closed: bool,
    /// How far it has counted.
    pub value: u32,
    /// What speaks for it, or against it.
    pub weight: i64,
    /// Whether it is one of several, one below the other, that count from one.
    pub counted: bool,
    /// Whether it stands in a list that a heading calls notes.
    pub headed: bool,
    /// The index of its line.
    pub line: u32,
    /// One past the last byte of its line.
    pub line_end: u32,
    /// Whether the label is of an unusual sign, which may be a misread one.
    pub misread: bool,
    /// The closing sign of an emphasis that goes around the whole note.
    pub wrapped: bool,
}

/// The candidates of a source, in its order; none stands in the rows of tables. Where a label may be of several classes, one for each.
pub fn candidates(source: &str, lines: &[Line], furniture: &[Option<&'static str>], apart: &[Apart], habit: Habit) -> Vec<Candidate> {
    let whole = habit.whole;
    let mut found: Vec<Candidate> = Vec::new();
    // The line of the last candidate whose paragraph still goes on.
    let mut open: Option<usize> = None;
    let mut tables = apart.iter().peekable();
    for (i, &line) in lines.iter().enumerate() {
        while tables.next_if(|table| table.lines.end <= i).is_some() {}
        let in_table = tables.peek().is_some_and(|table| table.lines.contains(&i));
        if line.is_blank() || furniture[i].is_some() || in_table {
            open = None;
            continue;
        }
        let text = line.text(source);
        let first = found.len();
        if !begins_emphasis(source, lines, i) {
            at_start(source, line, i, &mut found);
            if found.len() == first {
                found.extend(place::alone(source, lines, furniture, i));
            }
        }
        if found.len() > first {
            open = Some(i);
            if weak(&found[first]) && !place::stands_clear(source, lines, furniture, i, whole) && !place::carries_on(source, lines, i, &found[..=first]) {
                found.truncate(first);
                open = open.filter(|_| false);
            }
        } else if line.len() > whole && open.is_some_and(|begun| lines[begun].len() > whole) || open.is_some_and(|begun| i - begun > WRAPPED) {
            open = None;
        }
        if let Some(last) = found.last().cloned().filter(|_| open.is_some()) {
            let skip = if found.len() > first { (last.text - line.from) as usize } else { 0 };
            further(text, skip, line.from, i, last, &mut found);
        }
    }
    headed::headed(source, lines, &mut found);
    weigh(source, lines, furniture, whole, &mut found);
    found
}

/// Whether a star before a word begins an emphasis that goes on over the lines below and ends there.
fn begins_emphasis(source: &str, lines: &[Line], at: usize) -> bool {
    let text = lines[at].text(source);
    let glued = text.strip_prefix('*').is_some_and(|rest| rest.starts_with(char::is_alphabetic) && !rest.contains('*'));
    let below = || lines[at + 1..].iter().take(EMPHASIS).map_while(|line| (!line.is_blank()).then(|| line.text(source)));
    let closes = |text: &str| {
        text.split_once('*').is_some_and(|(inside, behind)| {
            let stop = inside.ends_with(['.', ',', ';', ':', '!', '?', '"', '”']);
            stop && !behind.starts_with(|c: char| c.is_alphanumeric() || c == '*')
        })
    };
    glued && below().find(|text| text.contains('*')).is_some_and(closes)
}

/// Whether a label needs more than itself to be one.
fn weak(candidate: &Candidate) -> bool {
    matches!(candidate.form, Form::Bare | Form::Stop)
}

/// The labels with which a line starts.
fn at_start(source: &str, at: Line, number: usize, found: &mut Vec<Candidate>) {
    let (line, from) = (at.text(source), at.from);
    // A note that is set in italics as a whole.
    let sign = line.chars().next().filter(|c| matches!(c, '*' | '_') && line.len() > 2 && line.ends_with(*c));
    let wrapped = sign
        .is_some_and(|sign| line[1..].starts_with(|c: char| matches!(c, '(' | '[') || labels::raised(c).is_some()) && !line[1..line.len() - 1].contains(sign));
    let begin = usize::from(wrapped);
    let text = &line[begin..line.len() - begin];
    let mut labels: Vec<(Label, usize)> = markers::note_label(text).into_iter().collect();
    if labels.is_empty() {
        labels = labels::read(text).into_iter().filter_map(|label| stands_at_start(text, &label).map(|text_at| (label, text_at))).collect();
    }
    if labels.is_empty() && !text.contains('\t') {
        labels = labels::read_at_line(text).into_iter().filter_map(|label| stands_at_start(text, &label).map(|text_at| (label, text_at))).collect();
    }
    for (label, text_at) in labels {
        let misread = labels::misread(&label, text).filter(|_| label.form == Form::Round);
        let mut candidate = Candidate::new(&label, from + begin as u32, text_at, number);
        candidate.at = from;
        candidate.line_end = at.end;
        candidate.closed = label.form == Form::Stop && text[label.sign.end..].starts_with(')');
        candidate.wrapped = wrapped;
        if let Some(value) = misread {
            found.push(Candidate { class: Class::Number, value, misread: true, ..candidate.clone() });
        }
        found.push(candidate);
    }
}

impl Candidate {
    fn new(label: &Label, from: u32, text_at: usize, line: usize) -> Candidate {
        Candidate {
            at: from,
            text: from + text_at as u32,
            sign: (from + label.sign.start as u32, from + label.sign.end as u32),
            class: label.class,
            form: label.form,
            closed: false,
            value: label.value,
            weight: 0,
            counted: false,
            headed: false,
            line: line as u32,
            line_end: from,
            misread: false,
            wrapped: false,
        }
    }
}

/// The byte at which a note's text begins behind a label at the start of a line; `None` where the line shows that it is none.
fn stands_at_start(text: &str, label: &Label) -> Option<usize> {
    let rest = &text[label.len..];
    if label.form == Form::Raised && label.class == Class::Number {
        return None;
    }
    let bare = rest.trim_start_matches([' ', '\u{a0}']);
    let mut text_at = text.len() - bare.len();
    if matches!(label.form, Form::Round | Form::Square | Form::Raised | Form::Sign)
        && let Some(behind) = bare.strip_prefix(['.', ')', ':']).filter(|behind| behind.starts_with(' '))
    {
        text_at = text.len() - behind.trim_start_matches([' ', '\u{a0}']).len();
    }
    // A label may stand alone on its line, its text below.
    if bare.is_empty() && label.form == Form::Square {
        return Some(text_at);
    }
    let next = text[text_at..].chars().next()?;
    let glued = text_at == label.len;
    if matches!(next, '+' | '=' | '/' | '×' | '^' | '|') || !bare.contains(char::is_alphanumeric) {
        return None;
    }
    let stands = match (label.form, label.class) {
        (Form::Sign, _) => match label.value {
            // Stars: emphasis has its partner in the line.
            _ if text.starts_with('*') => {
                let parts = bare.starts_with('*') || rest.trim_end().ends_with(&text[..label.len]);
                let emphasis = glued && (!next.is_alphabetic() || text.matches('*').count().is_multiple_of(2) || rest.contains(&text[..label.len]));
                !parts && !emphasis
            }
            4 => !is_section(label, bare),
            5 => !bare.contains('|'),
            _ => true,
        },
        (Form::Round | Form::Square, _) => {
            let opens = next.is_alphabetic() || matches!(next, '_' | '*' | '"' | '“' | '«');
            !matches!(next, '-' | '{' | ',' | ';') && (!glued || opens)
        }
        (Form::Stop, _) => next.is_alphabetic() || matches!(next, '"' | '“' | '\'' | '‘' | '«' | '*' | '_' | '(' | '[' | '§') || cites_volume(bare),
        (Form::Bare, _) => next.is_uppercase() || matches!(next, '"' | '“' | '\'' | '‘' | '«' | '*' | '_' | '(' | '['),
        _ => true,
    };
    stands.then_some(text_at)
}

/// Whether a text begins with a volume's number before the name of what it is of: `12 Smith 34`.
fn cites_volume(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Whether a sign is that of a section, whose number stands behind it.
fn is_section(label: &Label, behind: &str) -> bool {
    label.form == Form::Sign && label.value == 4 && (behind.starts_with(|c: char| c.is_ascii_digit()) || is_roman_number(behind))
}

/// Whether a text begins with a roman number, as behind a section's sign: `IX.`
fn is_roman_number(text: &str) -> bool {
    let len = text.bytes().take_while(|byte| b"IVXLC".contains(byte)).count();
    len > 0 && !text[len..].starts_with(|c: char| c.is_alphabetic())
}

/// Labels further on in a line of notes: behind a sentence's end and a blank, set as the one before and next in order, or the
/// first again. `last` is the candidate before.
fn further(text: &str, skip: usize, from: u32, line: usize, mut last: Candidate, found: &mut Vec<Candidate>) {
    if matches!(last.form, Form::Bare | Form::Stop | Form::Named) {
        return;
    }
    let mut at = skip.min(text.len());
    let before = found.len();
    while let Some(offset) = text[at..].find(|c: char| matches!(c, '(' | '[' | '*' | '|' | '\\' | '$' | '<' | '^') || !c.is_ascii()) {
        at += offset;
        let width = text[at..].chars().next().map_or(1, char::len_utf8);
        // Where several notes stand in one line already, a note may end without a stop.
        let several = found.len() > before + 1;
        let apart = at > 0 && text[..at].ends_with([' ', '\u{a0}']);
        let above = if apart { text[..at].trim_end() } else { "" };
        // Behind a citation's last figure a symbol needs no stop.
        let cited = !several && last.form == Form::Sign && above.ends_with(|c: char| c.is_ascii_digit());
        let stands = apart && (several || cited || ends_sentence(&text[..at]) || above.ends_with(']'));
        let next = stands.then(|| next_label(&text[at..], &last).or_else(|| misled(&text[at..], &last))).flatten();
        let Some((label, value, misread)) = next else {
            at += width;
            continue;
        };
        let behind = text[at + label.len..].trim_start_matches([' ', '\u{a0}']);
        let text_at = text.len() - behind.len();
        if behind.is_empty()
            || !(text[at + label.len..].starts_with([' ', '\u{a0}']))
            || cited && !behind.starts_with(char::is_uppercase)
            || is_section(&label, behind)
        {
            at += width;
            continue;
        }
        let mut candidate = Candidate::new(&label, from + at as u32, 0, line);
        (candidate.text, candidate.value, candidate.class, candidate.misread) = (from + text_at as u32, value, last.class, misread);
        candidate.line_end = from + text.len() as u32;
        found.push(candidate.clone());
        (at, last) = (text_at, candidate);
    }
}

/// The label at the start of a text that does not carry on from the one before, which may be misread, but from which the next
/// one in the line carries on.
fn misled(text: &str, last: &Candidate) -> Option<(Label, u32, bool)> {
    let label = labels::read(text).into_iter().find(|label| label.class == last.class && label.form == last.form && label.value > last.value)?;
    let follows = |at: usize| {
        let behind = text[..at].ends_with(' ') && ends_sentence(&text[..at]);
        behind && labels::read(&text[at..]).iter().any(|next| next.class == label.class && next.form == label.form && next.value == label.value + 1)
    };
    let open = text.as_bytes()[0];
    let mut opens = memchr::memchr_iter(open, text.as_bytes()).skip(1).take(FURTHER);
    let value = label.value;
    (matches!(label.form, Form::Round | Form::Square) && opens.any(follows)).then_some((label, value, false))
}

/// The label at the start of a text that carries on from another, with its value, and whether it was misread.
fn next_label(text: &str, last: &Candidate) -> Option<(Label, u32, bool)> {
    // Old alphabets leave out j, and v or u, and w.
    let left_out = |value: u32| last.class == Class::Letter && value == last.value + 2 && matches!((value - 1) % 26, 10 | 21 | 22 | 23);
    let follows = |value: u32| value == last.value + 1 || value == 1 && last.value > 1 || left_out(value);
    let labels = labels::read(text);
    let exact = labels.iter().find(|label| label.class == last.class && label.form == last.form && follows(label.value));
    if let Some(label) = exact {
        return Some((label.clone(), label.value, false));
    }
    let misread = labels.iter().filter(|label| label.form == last.form && last.class == Class::Number);
    misread.filter_map(|label| labels::misread(label, text).filter(|&value| follows(value)).map(|value| (label.clone(), value, true))).next()
}

/// What a heading that calls them notes says for the labels below it.
const HEADED: i64 = 6;

/// Weighs the candidates by their form and by what stands around their block.
fn weigh(source: &str, lines: &[Line], furniture: &[Option<&'static str>], whole: usize, found: &mut [Candidate]) {
    let mut at = 0;
    while at < found.len() {
        // A block: candidates on lines between which nothing but blanks, or lines of the same paragraph, stand. Numbered
        // paragraphs are of another one.
        let mut end = at + 1;
        while end < found.len()
            && weak(&found[end]) == weak(&found[at])
            && adjoins(lines, furniture, whole, found[end - 1].line as usize, found[end].line as usize)
        {
            end += 1;
        }
        let (around, ruled) = around(source, lines, furniture, whole, [&found[at], &found[end - 1]]);
        // Notes of a page that count from one.
        let counted = end - at > 1 && (1u32..).zip(&found[at..end]).all(|(value, candidate)| candidate.value == value && candidate.form == found[at].form);
        for candidate in &mut found[at..end] {
            let line = lines[candidate.line as usize];
            let own = match (candidate.form, candidate.value) {
                (Form::Named, _) => 6,
                (Form::Worded, _) => 4,
                (Form::Raised, _) => 2,
                (Form::Sign, 2..) => 2,
                (Form::Stop, _) => -3,
                (Form::Bare, _) => -4,
                _ => 0,
            };
            // Below a rule a figure by itself is as good as one that is set off.
            let own = if ruled { own.max(-1) } else { own };
            let counts = i64::from(counted) * 2;
            let cites = line.len() < SHORT && source[candidate.text as usize..candidate.line_end as usize].contains(|c: char| c.is_ascii_digit());
            candidate.counted = counted;
            candidate.weight = own + around + counts + i64::from(cites) + if candidate.headed { HEADED } else { 0 } - if candidate.misread { 4 } else { 0 };
        }
        at = end;
    }
}

/// Whether one line follows another with nothing but blanks, or the rest of its paragraph, between.
fn adjoins(lines: &[Line], furniture: &[Option<&'static str>], whole: usize, one: usize, other: usize) -> bool {
    let mut blank = false;
    other - one <= WRAPPED
        && (one + 1..other).all(|line| {
            let fits = furniture[line].is_none() && (lines[line].is_blank() || !blank && lines[one].len() <= whole && lines[line].len() <= whole);
            blank |= lines[line].is_blank();
            fits
        })
}

/// What stands around a block of candidates: a rule above it, and a sentence that it cuts in two. And whether it is a rule.
fn around(source: &str, lines: &[Line], furniture: &[Option<&'static str>], whole: usize, [first, last]: [&Candidate; 2]) -> (i64, bool) {
    let (form, first, last) = (last.form, first.line as usize, last.line as usize);
    let text = |line: &usize| !lines[*line].is_blank() && furniture[*line].is_none();
    let above = (first.saturating_sub(AROUND)..first).rev().find(|line| !lines[*line].is_blank() && furniture[*line] != Some(CATCHWORD));
    let ruled = above.is_some_and(|line| furniture[line] == Some(OVER_NOTES) || furniture[line].is_none() && blocks::is_rule(lines[line].text(source)));
    let before = (first.saturating_sub(AROUND)..first).rev().find(|line| text(line) && !blocks::is_rule(lines[*line].text(source)));
    let open = before.is_some_and(|line| lines[line].len() >= 20 && !ends_sentence(lines[line].text(source)));
    // The rest of the last note's paragraph, where lines are wrapped; a line as long as a paragraph is another one.
    let wrapped = |line: &usize| lines[last].len() <= whole && lines[*line].len() <= whole && !lines[*line].is_blank() && furniture[*line].is_none();
    let end = (last + 1..lines.len().min(last + WRAPPED)).take_while(wrapped).last().unwrap_or(last) + 1;
    let behind = (end..lines.len().min(end + AROUND)).find(text);
    let low = behind.is_some_and(|line| lines[line].text(source).trim_start_matches(['(', '[', '"', '“', '‘', '*', '_']).starts_with(char::is_lowercase));
    // Paragraphs that are lines have a blank between them, but where a page ends.
    let right_below = behind == Some(end) && (lines[last].len() <= whole || form == Form::Sign) && lines[end].len() > whole;
    let cut = if open && low { 4 + i64::from(right_below) * 4 } else { i64::from(open) * 2 };
    (cut + i64::from(ruled) * 3, ruled)
}
