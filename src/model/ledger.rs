//! The account of what became of every byte of the decoded source, and why. Written by the steps that decide, through the
//! builder; read by `check --explain` and by the tests that rebuild a document from it.

use std::ops::Range;

use super::builder::Account;
use super::place::FlowId;

/// What became of a range of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It stands in the block as it is.
    Text,
    /// Something stands for it: an entity's character, a blank for a line end, nothing for a control character.
    Replaced(Box<str>),
    /// It said something about the text and is no text; the rule's name.
    Markup(&'static str),
    /// It belonged to the page and not to the text; the rule's name.
    Furniture(&'static str),
    /// A hyphen that parted a word at a line's or page's end.
    Hyphen,
}

/// One range of the source and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Bytes of the decoded source.
    pub range: Range<u32>,
    /// What became of it.
    pub fate: Fate,
    /// The block it went to, for `Text`, `Replaced` and `Hyphen`.
    pub to: Option<(FlowId, u32)>,
}

/// What a decision was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// The source is a document of this kind.
    Kind,
    /// A line is a heading.
    Heading,
    /// A paragraph goes on in another one.
    Join,
    /// A line begins a note.
    Note,
    /// A marker leads to a note, or to none.
    Link,
}

/// Why something was decided, in the words of the step that decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What it was about.
    pub of: Decision,
    /// The source byte.
    pub source: u32,
    /// Why, in a sentence's words.
    pub why: String,
}

/// Reasons, gathered by the steps that decide. Where nobody asks for the account none is made.
#[derive(Debug, Clone, Default)]
pub struct Reasons {
    account: Account,
    pub(super) given: Vec<Reason>,
}

/// All entries of a document, ascending; together they tile its source.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// The entries.
    pub entries: Vec<Entry>,
    /// Why things were decided as they were, in the order of the source.
    pub reasons: Vec<Reason>,
}

impl Reasons {
    /// No reasons so far.
    pub fn new(account: Account) -> Reasons {
        Reasons { account, given: Vec::new() }
    }

    /// Whether they are kept.
    pub fn account(&self) -> Account {
        self.account
    }

    /// Keeps why something at a source byte was decided; `why` is asked only where the account is kept.
    pub fn give(&mut self, of: Decision, source: u32, why: impl FnOnce() -> String) {
        if self.account == Account::Kept {
            self.given.push(Reason { of, source, why: why() });
        }
    }
}

impl Ledger {
    pub(super) fn sort(&mut self) {
        self.entries.sort_by_key(|entry| (entry.range.start, entry.range.end));
        self.reasons.sort_by_key(|reason| (reason.source, reason.of));
    }

    /// The first place where the entries leave a gap, overlap or do not end with the source; `None` if they tile it.
    pub fn hole(&self, source_len: usize) -> Option<u32> {
        let mut at = 0;
        for entry in &self.entries {
            if entry.range.start != at || entry.range.end < entry.range.start {
                return Some(at);
            }
            at = entry.range.end;
        }
        (at as usize != source_len).then_some(at)
    }

    /// The text of every block, by block, from the source and this account alone.
    pub fn rebuild(&self, source: &str) -> std::collections::BTreeMap<(FlowId, u32), String> {
        let mut blocks = std::collections::BTreeMap::<_, String>::new();
        for entry in &self.entries {
            let Some(to) = entry.to else { continue };
            let block = blocks.entry(to).or_default();
            match &entry.fate {
                Fate::Text => block.push_str(&source[entry.range.start as usize..entry.range.end as usize]),
                Fate::Replaced(with) => block.push_str(with),
                Fate::Markup(_) | Fate::Furniture(_) | Fate::Hyphen => {}
            }
        }
        blocks
    }
}
