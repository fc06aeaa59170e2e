//! What a stop leads to, in one line: the status line says it as soon as Tab stands there.

use super::Scene;
use super::outline;
use crate::model::{FlowId, Link, NoteId, Opens, Stop, Target};

/// Characters of a note that are looked at: no status line is longer.
const MOST: usize = 400;

/// The line; `None` where there is nothing to say of the stop.
pub fn peek(scene: &Scene<'_>, stop: &Stop) -> Option<String> {
    let document = scene.document;
    match stop.opens {
        Opens::Ref(reference) => match &document.reference(reference)?.link {
            Link::Sure(note) => of_note(scene, *note, ""),
            Link::Likely(note, _) => of_note(scene, *note, "?"),
            Link::None(why) => Some(why.clone()),
            Link::Pending => None,
        },
        Opens::Link(Target::Note(note)) => of_note(scene, note, ""),
        Opens::Table(table) | Opens::Link(Target::Table(table)) => {
            let table = document.table(table)?;
            let caption = document.body.block(table.block)?.text.slice(table.caption);
            Some(if caption.is_empty() { format!("table {}", table.id) } else { one_line(caption) })
        }
        Opens::Link(Target::Heading(block)) => {
            let (number, title, _) = outline::entry(scene, block)?;
            Some(one_line(&format!("{number}  {title}")).trim_start().to_owned())
        }
        Opens::Link(Target::Place(id)) => {
            let at = document.named(id)?;
            Some(one_line(document.block(at.flow, at.block)?.text.as_str()))
        }
        Opens::Link(Target::Address(address)) => document.address(address).map(one_line),
        Opens::Link(Target::Outside) => Some("not in this file".to_owned()),
    }
}

fn of_note(scene: &Scene<'_>, note: NoteId, sign: &str) -> Option<String> {
    let label = &scene.document.note(note)?.label;
    let first = scene.document.block(FlowId::Note(note), 0).map_or("", |block| block.text.as_str());
    Some(format!("{label}{sign}  {}", one_line(first)))
}

fn one_line(text: &str) -> String {
    text.chars().take(MOST).map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect()
}
