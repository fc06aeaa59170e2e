//! Which paragraphs are more than that: title, author, headings, items of a list. Decides by form, by what stands around,
//! by the list of contents and by sequence: a number counts as a heading's or an item's when its neighbours carry on from it.

mod contents;
mod forms;
mod front;
mod lists;
mod sequence;
mod underlined;

use std::collections::HashMap;

use super::blocks::{self, Draft, Role, ends_sentence};
use super::lines::Habit;
use crate::model::{Decision, Reasons};
use forms::{Class, Form, Label};
pub use front::Front;

/// Longest title below the number of its chapter, in bytes.
const TITLE_BYTES: usize = 90;

/// Gives drafts their roles of title, author, heading and item.
pub fn headings(source: &str, drafts: &mut Vec<Draft>, habit: Habit, reasons: &mut Reasons) -> Front {
    let under = underlined::underlined(source, drafts);
    let contents = contents::contents(source, drafts);
    let form = |(i, draft): (usize, &Draft)| if contents.holds(i) { None } else { under[i].or_else(|| forms::form(draft, source, habit)) };
    let mut forms: Vec<Option<Form>> = drafts.iter().enumerate().map(form).collect();
    signed(source, drafts, &mut forms);
    let mut accepted = sequence::in_sequence(source, drafts, &forms, &contents, habit);
    let front = front::front(source, drafts, &accepted);
    let mut gone = vec![false; drafts.len()];
    titles_below(source, drafts, &mut accepted, &mut gone);
    let levels = levels(source, drafts, &accepted);
    for (i, draft) in drafts.iter_mut().enumerate() {
        let Some(form) = accepted[i].filter(|_| matches!(draft.role, Role::Para | Role::Verse)) else { continue };
        let start = draft.range.start;
        reasons.give(Decision::Heading, start, || form.why(levels[i]));
        let number = (form.number.0 < form.number.1).then(|| start + form.number.0 as u32..start + form.number.1 as u32);
        draft.role = Role::Heading { level: levels[i], number, title: start + form.title as u32 };
    }
    contents.merge(source, drafts, &mut gone);
    blocks::remove(drafts, &gone);
    lists::items(source, drafts);
    front
}

/// A name below a line that ends with a comma signs a letter, and is no heading.
fn signed(source: &str, drafts: &[Draft], forms: &mut [Option<Form>]) {
    let by_look = |form: Form| matches!(form.class, Class::Capitals | Class::Marked | Class::Outdented | Class::Titled);
    for i in (1..drafts.len()).filter(|&i| drafts[i - 1].role == Role::Para && drafts[i - 1].text(source).ends_with(',')) {
        forms[i] = forms[i].filter(|&form| !by_look(form));
    }
}

/// Puts together the number of a chapter and its title on a line below.
fn titles_below(source: &str, drafts: &mut [Draft], accepted: &mut [Option<Form>], gone: &mut [bool]) {
    for i in 0..drafts.len().saturating_sub(2) {
        let Some(form) = accepted[i].filter(|form| matches!(form.class, Class::Part | Class::Chapter) && form.title == 0) else { continue };
        let (draft, below) = (&drafts[i], &drafts[i + 1]);
        let text = below.text(source);
        let own = accepted[i + 1].is_none_or(|form| matches!(form.class, Class::Capitals | Class::Titled | Class::Marked | Class::Listed(_)));
        let short = text.len() <= TITLE_BYTES && below.shape.lines <= 3 && text.trim_start_matches(['*', '_', ' ', '“', '"']).starts_with(char::is_uppercase);
        let is_title = short
            && (!ends_sentence(text) || text.split(' ').count() <= 8 && (!sequence::is_text(text) || forms::is_capitalised(text)))
            && matches!(below.role, Role::Para | Role::Verse);
        if own && is_title && matches!(draft.role, Role::Para) && !matches!(drafts[i + 2].role, Role::Furniture(_)) && drafts[i + 2].text(source).len() > 1 {
            let start = below.range.start + (text.len() - text.trim_start().len()) as u32;
            accepted[i] = Some(Form { title: (start - draft.range.start) as usize, ..form });
            accepted[i + 1] = None;
            drafts[i].range.end = drafts[i + 1].range.end;
            gone[i + 1] = true;
        }
    }
}

/// The level of each heading.
fn levels(source: &str, drafts: &[Draft], accepted: &[Option<Form>]) -> Vec<u8> {
    let has = |class: fn(Class) -> bool| accepted.iter().flatten().any(|form| class(form.class));
    let parts = u8::from(has(|class| class == Class::Part));
    let chapters = u8::from(has(|class| class == Class::Chapter));
    let romans = u8::from(has(|class| class == Class::Roman));
    let hash = |form: &Form| if let Class::Hash(n) = form.class { Some(n) } else { None };
    let untitled = accepted.iter().zip(drafts).filter(|(_, draft)| draft.role == Role::Para);
    let least_hash = untitled.filter_map(|(form, _)| form.as_ref().and_then(hash)).min().unwrap_or(1);
    // A line with as much room above it as a chapter has is no part of the chapter before it.
    let room = |i: usize| i.checked_sub(1).map_or(usize::MAX, |above| line_ends(source, drafts[above].range.end, drafts[i].range.start));
    let chapter_room = (0..drafts.len()).filter(|&i| accepted[i].is_some_and(|form| form.class == Class::Chapter)).map(room).min().unwrap_or(0).max(4);
    let mut labels: Vec<Label> = Vec::new();
    let (mut in_part, mut in_chapter, mut over, mut over_plates) = (0, 0, 0u8, 0u8);
    let mut levels = vec![0; drafts.len()];
    for i in 0..drafts.len() {
        let Some(form) = accepted[i] else { continue };
        let level = match form.class {
            Class::Hash(n) => n.saturating_sub(least_hash) + 1,
            Class::Part => 1,
            Class::Chapter => 1 + parts,
            Class::Roman | Class::Section => 1 + parts + chapters,
            Class::Decimal(depth) => parts + chapters + romans + depth,
            Class::Listed(steps) if parts + chapters == 0 => 1 + steps,
            Class::Capitals | Class::Marked | Class::Outdented | Class::Titled | Class::Listed(_) => {
                if room(i) >= chapter_room {
                    1 + in_part.min(parts)
                } else {
                    1 + in_part + in_chapter
                }
            }
            Class::Label(label) => {
                let rank = labels.iter().position(|other| *other == label).unwrap_or_else(|| {
                    labels.push(label);
                    labels.len() - 1
                });
                over + 1 + rank as u8
            }
            Class::Plate => over_plates + 1,
        };
        match form.class {
            Class::Part => (in_part, in_chapter) = (1, 0),
            Class::Chapter => in_chapter = 1,
            _ => {}
        }
        over = if matches!(form.class, Class::Label(_)) { over } else { level };
        over_plates = if form.class == Class::Plate { over_plates } else { level };
        levels[i] = level;
    }
    levels
}

/// How many lines end in a part of the source.
fn line_ends(source: &str, from: u32, to: u32) -> usize {
    memchr::memchr_iter(b'\n', &source.as_bytes()[from as usize..(to.max(from)) as usize]).count()
}

/// The words of titles, by what is left of them where they are written in another way.
type Titles = HashMap<String, u8>;
