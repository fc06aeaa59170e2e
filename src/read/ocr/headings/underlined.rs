//! Headings that are underlined with strokes as long as they are, as plain texts have them; perhaps with a line of strokes above.

use super::super::blocks::{Draft, Role, ends_sentence};
use super::Form;
use super::forms::Class;

/// By how many columns strokes may be longer or shorter than the words above them.
const APART: usize = 2;
/// The strokes, those of the greatest headings first.
const STROKES: [char; 3] = ['=', '-', '~'];
/// The name of the rule for the strokes.
const UNDERLINE: &str = "underline";

/// Takes the strokes out of the text; for each draft its form, where it is such a heading.
pub fn underlined(source: &str, drafts: &mut [Draft]) -> Vec<Option<Form>> {
    let mut forms = vec![None; drafts.len()];
    for i in 1..drafts.len() {
        let Some(stroke) = strokes(source, &drafts[i - 1], &drafts[i]) else { continue };
        let above =
            i.checked_sub(2).filter(|&above| drafts[above].role == Role::Rule && drafts[i - 1].close && drafts[above].text(source) == drafts[i].text(source));
        let level = STROKES.iter().position(|other| *other == stroke).map_or(1, |at| at as u8 + 1);
        forms[i - 1] = Some(Form { class: Class::Hash(level), value: 0, number: (0, 0), title: 0 });
        drafts[i].role = Role::Markup(UNDERLINE);
        above.into_iter().for_each(|above| drafts[above].role = Role::Markup(UNDERLINE));
    }
    forms
}

/// The stroke with which a line is underlined by the draft below it.
fn strokes(source: &str, line: &Draft, below: &Draft) -> Option<char> {
    let (text, rule) = (line.text(source), below.text(source));
    let stroke = rule.chars().next().filter(|c| STROKES.contains(c))?;
    let long = text.chars().count();
    let heads = line.role == Role::Para && line.is_line(source) && text.contains(char::is_alphabetic) && !text.starts_with('#') && !text.contains("   ");
    let ends = ends_sentence(text) && !text.ends_with(['?', '!', ':']);
    let fits = rule.chars().all(|c| c == stroke) && rule.len() > APART && rule.len().abs_diff(long) <= APART;
    (below.role == Role::Rule && below.close && heads && !ends && fits).then_some(stroke)
}
