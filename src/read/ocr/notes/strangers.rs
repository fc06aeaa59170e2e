//! Lines that begin with a number as notes do not: where one stands between a marker and its note, the link is not sure. Finds
//! them; judges no link.

use std::collections::HashMap;

use super::super::blocks::{Draft, Role};
use super::super::markers::Marker;
use super::NoteDraft;

/// Lines that begin with a number in another way than notes do, by number: they may be notes that were not recognised.
/// Items of lists and headings are none.
pub fn strangers(source: &str, drafts: &[Draft]) -> HashMap<u32, Vec<u32>> {
    let mut strangers: HashMap<u32, Vec<u32>> = HashMap::new();
    for draft in drafts {
        let lines = match draft.role {
            Role::Para => 1,
            Role::Verse => usize::MAX,
            _ => continue,
        };
        let mut at = draft.range.start;
        for line in draft.text(source).split('\n').take(lines) {
            if let Some(value) = strange_label(line.trim_start()) {
                strangers.entry(value).or_default().push(at);
            }
            at += line.len() as u32 + 1;
        }
    }
    strangers
}

/// The number of a label such as `(1)`, `[1]`, `1.`, `^1` or `\(^{1}\)`, with a text behind it.
fn strange_label(line: &str) -> Option<u32> {
    let bare = line.strip_prefix("<sup>").unwrap_or(line).trim_start_matches(['\\', '(', '[', '{', '$', '^']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let value = bare.get(..digits)?.parse().ok()?;
    let rest = &bare[digits..];
    (rest.starts_with([')', ']', '}', '\\', '$', '<', '.', ':', ' ']) && rest.contains(char::is_alphabetic)).then_some(value)
}

/// Whether a stranger with a marker's number stands between the marker and its note.
pub fn stands_between(strangers: &HashMap<u32, Vec<u32>>, marker: &Marker, note: &NoteDraft) -> bool {
    let Some(same) = strangers.get(&marker.value) else { return false };
    let behind = same.partition_point(|&at| at < marker.range.end);
    same.get(behind).is_some_and(|&at| at < note.label.start)
}
