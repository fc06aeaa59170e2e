//! Links and pictures among words: where each leads, and what a picture without words is called.

use std::ops::Range;

use super::parser::LinkType;
use super::walk::Walk;
use crate::model::{Mark, Target};

/// A link or image that is open.
#[derive(Debug)]
pub(super) struct Opened {
    /// The number of its address.
    address: Option<u32>,
    image: bool,
    /// Whether its bracket is that of an inline note, and it is none.
    of_note: bool,
    /// Where it points.
    dest: String,
}

impl Walk<'_> {
    /// Begins a link or picture.
    pub(super) fn link(&mut self, kind: LinkType, dest: &str, image: bool, range: Range<usize>) {
        self.before(range.start);
        let of_note = range.start < self.pen.cursor;
        let within = self.links.iter().any(|link| link.address.is_some());
        let dest = match (kind, dest) {
            (LinkType::Email, dest) => format!("mailto:{dest}"),
            (_, "") => "#".to_owned(),
            // An address of the web without its scheme, which would be that of a file.
            (_, dest) if dest.starts_with("www.") => format!("http://{dest}"),
            (_, dest) => dest.to_owned(),
        };
        let builder = &mut self.pen.builder;
        let address = match () {
            () if of_note || within => None,
            () if image => Some(builder.picture(&dest)),
            () => Some(builder.address(&dest)),
        };
        if !of_note {
            self.pen.ready(range.start);
        }
        self.pen.begin_mark(address.map(|address| Mark::Link(Target::Address(address))));
        self.pen.rule = "link";
        self.links.push(Opened { address, image, of_note, dest });
    }

    /// Ends it.
    pub(super) fn end_link(&mut self, range: Range<usize>) {
        let Some(link) = self.links.pop() else { return };
        if link.of_note {
            self.pen.end_mark();
            let from = self.pen.cursor;
            self.plain(from..range.end);
            return;
        }
        self.before(range.end);
        let empty = self.pen.marks.last().zip(self.pen.leaves.last()).is_some_and(|(open, leaf)| open.leaf == leaf.serial && open.start == leaf.next());
        if link.image && empty && range.start >= self.pen.cursor {
            // A picture without words has its name.
            let name = link.dest.rsplit('/').next().filter(|name| !name.is_empty() && name.len() < 200).unwrap_or("image").to_owned();
            self.pen.replace(range.clone(), &name);
        }
        self.pen.gap(range.end, "link");
        self.pen.end_mark();
        self.pen.rule = "mark";
        self.ended = range.end;
    }
}
