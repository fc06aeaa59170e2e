//! What can be said of a document only when all of it is written: where its markers and links lead, what its headings are.
//! Owns the changes that a builder makes to finished blocks; their characters it never touches.

use super::block::{Block, Kind};
use super::builder::{Account, Builder};
use super::clean;
use super::document::CitedEntry;
use super::ledger::{Entry, Fate};
use super::note::{Link, NoteRef};
use super::place::{Anchor, FlowId, Target};
use super::text::Mark;
use super::writing::Writing;

impl Builder<'_> {
    /// Takes in a block that got no text and is none: what it took in stays in the ledger.
    pub fn dismiss(&mut self, writing: Writing<'_>) {
        if self.account == Account::Kept {
            let markup = |entry: Entry| match entry.fate {
                Fate::Markup(_) | Fate::Furniture(_) => entry,
                Fate::Text | Fate::Replaced(_) | Fate::Hyphen => Entry { fate: Fate::Markup("no text"), ..entry },
            };
            self.ledger.entries.extend(writing.entries.into_iter().map(markup));
        }
    }

    /// Names a place. Of several places with one name the first has it.
    pub fn name_place(&mut self, name: &str, at: Anchor) {
        self.document.ids.push((clean::line(name).into_owned(), at));
    }

    /// Adds an address, as it is written; gives its number.
    pub fn address(&mut self, address: &str) -> u32 {
        self.document.addresses.push(clean::line(address).into_owned());
        self.document.addresses.len() as u32 - 1
    }

    /// Adds the address of a picture; gives its number.
    pub fn picture(&mut self, address: &str) -> u32 {
        let number = self.address(address);
        self.document.pictures.push(number);
        number
    }

    /// Says in which language the code of a block is.
    pub fn code_language(&mut self, block: Anchor, language: &str) {
        self.document.code.push((Anchor { byte: 0, ..block }, clean::line(language).into_owned()));
    }

    /// Adds a work that is cited, with its entry as it is printed; gives its number.
    pub fn entry(&mut self, key: &str, text: &str) -> u32 {
        self.document.entries.push(CitedEntry { key: clean::line(key).into_owned(), text: clean::line(text).into_owned() });
        self.document.entries.len() as u32 - 1
    }

    /// Says where the markers lead that were written as pending.
    pub fn lead(&mut self, mut leads: impl FnMut(&NoteRef) -> Link) {
        for reference in self.document.refs.iter_mut().filter(|reference| reference.link == Link::Pending) {
            reference.link = leads(reference);
        }
    }

    /// Says anew where links lead.
    pub fn aim(&mut self, mut aims: impl FnMut(Target) -> Target) {
        for block in blocks(&mut self.document.body.blocks, &mut self.document.notes) {
            block.text.remark(|mark| match mark {
                Mark::Link(target) => Mark::Link(aims(target)),
                other => other,
            });
        }
    }

    /// Says anew what the blocks of the body are.
    pub fn rank(&mut self, mut ranks: impl FnMut(Anchor, &Block) -> Kind) {
        for (number, block) in (0u32..).zip(&mut self.document.body.blocks) {
            block.kind = ranks(Anchor::new(FlowId::Body, number, 0), block);
        }
    }
}

/// All blocks of the body and of the notes.
fn blocks<'d>(body: &'d mut [Block], notes: &'d mut [super::note::Note]) -> impl Iterator<Item = &'d mut Block> {
    body.iter_mut().chain(notes.iter_mut().flat_map(|note| note.flow.blocks.iter_mut()))
}
