//! Which lines that have the form of a heading are one: by the numbers of those around them, by the list of contents, and
//! by what they stand above. What is announced by nothing but its place must stand over a text, and be rare.

use std::collections::HashMap;

use super::super::super::limits::HEADING_BYTES;
use super::super::blocks::{Draft, Role, ends_sentence};
use super::super::lines::Habit;
use super::contents::Contents;
use super::forms::{Class, Form, Label};
use super::line_ends;

/// Fewest bytes of a paragraph that is text.
const TEXT_BYTES: usize = 100;
/// Most lines between a heading and the text below it.
const REACH: usize = 4;
/// Line ends that set a heading off from what stands above.
const APART: usize = 3;
/// Columns by which a line stands to the right where it is a signature.
const RIGHT: usize = 20;
/// Bytes around a place that tell how its words are spelled.
const NEAR: usize = 64 << 10;

/// The forms that their surroundings bear out. A number that counts must begin at one or carry on from the heading before
/// it; a run of them without text between is a list, or a contents page.
pub fn in_sequence(source: &str, drafts: &[Draft], forms: &[Option<Form>], contents: &Contents, habit: Habit) -> Vec<Option<Form>> {
    let mut accepted: Vec<Option<Form>> = vec![None; forms.len()];
    let mut last: HashMap<Class, u32> = HashMap::new();
    let mut last_second: HashMap<Class, usize> = HashMap::new();
    for (i, form) in forms.iter().enumerate() {
        if let Some(form) = form.filter(|form| form.value == 2) {
            last_second.insert(form.class, i);
        }
    }
    let over_text = over_text(source, drafts, forms, contents);
    let titled = forms.iter().flatten().filter(|form| form.class == Class::Titled).count();
    for i in 0..forms.len() {
        // Where a paragraph is a line, what stands right below another one is the first of its page.
        let alone = (!drafts[i].close || habit.long_lines) && drafts.get(i + 1).is_none_or(|next| !next.close);
        let weak = forms[i].is_none_or(|form| matches!(form.class, Class::Capitals | Class::Titled | Class::Marked | Class::Outdented));
        if let Some(steps) = listed(source, &drafts[i], contents, i).filter(|_| weak && alone) {
            accepted[i] = Some(Form { class: Class::Listed(steps), value: 0, number: (0, 0), title: 0 });
            continue;
        }
        if contents.announces(i) && weak {
            accepted[i] = Some(Form { class: Class::Listed(0), value: 0, number: (0, 0), title: 0 });
            continue;
        }
        let Some(form) = forms[i] else { continue };
        let has_second = last_second.get(&form.class).is_some_and(|&second| second > i);
        let adjacent = |other: Option<usize>| {
            other.and_then(|at| forms.get(at).copied().flatten()).is_some_and(|other| other.class == form.class && other.value.abs_diff(form.value) == 1)
        };
        let carries_on = form.value == 1 || last.get(&form.class).is_some_and(|&before| before + 1 == form.value);
        let neighbours = adjacent(Some(i + 1)) || adjacent(i.checked_sub(1));
        let holds = match form.class {
            Class::Hash(_) => true,
            Class::Capitals => over_text[i] && !(is_signature(&drafts[i], habit) || closes(source, drafts, i) || in_sentence(source, drafts, i)),
            Class::Part | Class::Chapter | Class::Plate => !(adjacent(Some(i + 1)) && drafts[i + 1].close || adjacent(i.checked_sub(1)) && drafts[i].close),
            Class::Decimal(depth) if depth > 1 => !neighbours,
            Class::Roman | Class::Decimal(_) => carries_on && !neighbours && !(form.value == 1 && is_lonely(source, &drafts[i], has_second, form.class)),
            Class::Section => carries_on && (form.value > 1 || has_second) && drafts.get(i + 1).is_some_and(|next| !next.close),
            Class::Label(_) => carries_on,
            Class::Listed(_) => true,
            Class::Marked => alone && over_text[i],
            Class::Outdented => alone && !neighbours,
            Class::Titled => alone && over_text[i] && titled * 5 <= drafts.len() + 10 && is_named_only_here(source, drafts, forms, i),
        };
        if holds {
            last.insert(form.class, form.value);
            // What counts inside a part counts anew in the next one.
            match form.class {
                Class::Label(Label::Roman) => drop((last.remove(&Class::Label(Label::Letter)), last.remove(&Class::Label(Label::Figure)))),
                Class::Label(Label::Letter) => drop(last.remove(&Class::Label(Label::Figure))),
                _ => {}
            }
            accepted[i] = Some(form);
        }
    }
    accepted
}

/// For each draft whether a text stands below it, with no more than a few lines between. Of many lines one below the other
/// none does: they are a title page or a list.
fn over_text(source: &str, drafts: &[Draft], forms: &[Option<Form>], contents: &Contents) -> Vec<bool> {
    let mut over = vec![false; drafts.len()];
    let mut lines = REACH;
    let mut below: Option<usize> = None;
    let mut run: Vec<usize> = Vec::new();
    for i in (0..drafts.len()).rev() {
        let draft = &drafts[i];
        let text = match draft.role {
            Role::Furniture(_) => continue,
            Role::Para => forms[i].is_none() && is_text(draft.text(source)),
            Role::Verse => draft.shape.lines > 1 && !contents.holds(i),
            Role::Rule => false,
            _ => true,
        };
        over[i] = lines < REACH;
        let apart = below.is_some_and(|below| line_ends(source, draft.range.end, drafts[below].range.start) >= APART);
        if text || apart {
            many(&mut run, &mut over);
        }
        if !text && draft.role != Role::Rule {
            run.push(i);
        }
        lines = if text { 0 } else { lines + 1 };
        below = Some(i);
    }
    many(&mut run, &mut over);
    over
}

/// Whether a paragraph is text: long, or a sentence that ends with no name.
pub fn is_text(text: &str) -> bool {
    text.len() >= TEXT_BYTES
        || ends_sentence(text) && text.rsplit(' ').next().is_some_and(|word| word.len() < text.len() && word.starts_with(char::is_lowercase))
}

/// Ends a run of lines without text.
fn many(run: &mut Vec<usize>, over: &mut [bool]) {
    if run.len() > REACH {
        run.iter().for_each(|&i| over[i] = false);
    }
    run.clear();
}

/// Whether a line has more room below it than above: it ends something.
fn closes(source: &str, drafts: &[Draft], i: usize) -> bool {
    let room = |above: usize, below: usize| line_ends(source, drafts[above].range.end, drafts[below].range.start);
    i > 0 && i + 1 < drafts.len() && room(i, i + 1) > room(i - 1, i) + 1
}

/// By how many steps a draft that stands in the list of contents is below the first.
fn listed(source: &str, draft: &Draft, contents: &Contents, at: usize) -> Option<u8> {
    let text = draft.text(source);
    let may_be = matches!(draft.role, Role::Para | Role::Verse) && draft.shape.lines <= 3 && text.len() <= 2 * HEADING_BYTES && !contents.holds(at);
    if may_be && text.len() > 2 { contents.steps(text) } else { None }
}

/// Whether a first number has no second behind it: then it says nothing, unless the draft is a single short line by itself.
fn is_lonely(source: &str, draft: &Draft, second: bool, class: Class) -> bool {
    !second && (class != Class::Roman || draft.close || draft.text(source).len() > HEADING_BYTES / 2)
}

/// Whether a line stands at the right of its page.
fn is_signature(draft: &Draft, habit: Habit) -> bool {
    !habit.long_lines && !draft.shape.centred && usize::from(draft.shape.first.saturating_sub(draft.shape.margin)) >= RIGHT
}

/// Whether a draft stands right below a paragraph that ends in mid-sentence.
fn in_sentence(source: &str, drafts: &[Draft], i: usize) -> bool {
    let before = i.checked_sub(1).map(|before| &drafts[before]).filter(|_| drafts[i].close);
    before.is_some_and(|before| before.role == Role::Para && before.text(source).len() >= TEXT_BYTES && !ends_sentence(before.text(source)))
}

/// Whether a line is a title that no mark shows: a long text begins below it, and its words are written with small letters
/// elsewhere, as those of names are not.
fn is_named_only_here(source: &str, drafts: &[Draft], forms: &[Option<Form>], i: usize) -> bool {
    let (Some(above), Some(below)) = (i.checked_sub(1).map(|above| &drafts[above]), drafts.get(i + 1)) else { return false };
    let text = drafts[i].text(source);
    let ended = above.role != Role::Para || forms[i - 1].is_some() || ends_sentence(above.text(source));
    let begins = below.role == Role::Para && below.text(source).len() >= 2 * TEXT_BYTES && below.text(source).starts_with(char::is_uppercase);
    // A catchword is what the next page begins with.
    if !ended || !begins || below.text(source).starts_with(text.trim_end_matches('.')) {
        return false;
    }
    let at = drafts[i].range.start as usize;
    let (mut from, mut to) = (at.saturating_sub(NEAR), (at + NEAR).min(source.len()));
    while !source.is_char_boundary(from) {
        from += 1;
    }
    while !source.is_char_boundary(to) {
        to -= 1;
    }
    let near = &source.as_bytes()[from..to];
    let small = |word: &str| memchr::memmem::find(near, format!(" {}", word.to_lowercase()).as_bytes()).is_some();
    let again = memchr::memmem::find_iter(near, text.as_bytes()).take(2).count() > 1;
    !again && text.trim_end_matches('.').split([' ', '-']).filter(|word| word.len() > 3).all(small)
}
