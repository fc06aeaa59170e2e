//! Lists that are made when they are asked for: who refers to something.

use std::sync::Arc;

use super::App;
use crate::apparatus::referrers;
use crate::model::{Anchor, Document, FlowId, Kind, Stop, Target};
use crate::search::{Hit, Where, snippet};
use crate::ui::View;
use crate::ui::list::{Entry, Goes, Holds, ListView, Made};

impl App {
    /// Lists who refers to something.
    pub(super) fn list_referrers(&mut self, target: Target) {
        let document = Arc::clone(&self.open.document);
        let name = name_of(&document, target);
        let entries: Vec<Entry> = referrers(&document, target).iter().map(|stop| referrer(&document, stop)).collect();
        if entries.is_empty() {
            let so_far = if self.open.state.is_loading() { " so far" } else { "" };
            self.message = Some(format!("nobody refers to {name}{so_far}"));
            return;
        }
        let made = Made::new(format!("Who refers to {name}"), "", entries);
        self.push(View::List(ListView::new(Holds::Made(made), 0)));
    }
}

/// What something is called: `note 4`, `table 8.1`, `part IV`.
pub(super) fn name_of(document: &Document, target: Target) -> String {
    match target {
        Target::Note(note) => document.note(note).map_or(String::new(), |note| format!("note {}", note.label)),
        Target::Table(table) => document.table(table).map_or(String::new(), |table| format!("table {}", table.id)),
        Target::Heading(block) => document.body.block(block).map_or(String::new(), |block| match block.kind {
            Kind::Heading(heading) => match heading.number {
                Some(number) => format!("part {}", block.text.slice(number)),
                None => block.text.as_str()[heading.title as usize..].replace('\n', " "),
            },
            _ => String::new(),
        }),
        Target::Place(id) => document.ids.get(id as usize).map_or(String::new(), |(name, _)| name.clone()),
        Target::Address(address) => document.address(address).unwrap_or_default().to_owned(),
        Target::Outside => "what is not in this file".to_owned(),
    }
}

/// The part in which a place of the body stands: its number, else its title; empty before the first.
pub(super) fn part_of(document: &Document, at: Anchor) -> String {
    document.section(at.block).map_or(String::new(), |(block, _)| name_of(document, Target::Heading(block)))
}

/// A place that refers to something, with the words around it.
fn referrer(document: &Document, stop: &Stop) -> Entry {
    let (label, place) = match stop.at.flow {
        FlowId::Note(note) => (document.note(note).map_or(String::new(), |note| format!("n. {}", note.label)), Where::Note(note)),
        FlowId::Body => {
            let percent = (document.fraction(stop.at) * 100.0).round();
            let is_table = document.body.block(stop.at.block).is_some_and(|block| matches!(block.kind, Kind::Table(_)));
            (format!("{percent} %"), if is_table { Where::Table } else { Where::Text })
        }
    };
    let hit = Hit { at: stop.at, len: stop.end - stop.at.byte, place };
    Entry { label, text: snippet(document, &hit), goes: Some(Goes::To(stop.at)), ..Entry::default() }
}
