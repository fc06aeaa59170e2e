//! What a form cannot carry of a document: kinds of it, and where it stands. Owns how that is said; whoever writes a form says
//! what got lost.

use std::fmt::Write;

use crate::model::{Anchor, Document};

/// Lines that are named of one kind of loss.
const NAMED: usize = 5;

/// What a form cannot carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// That a link is likely and not sure.
    Likely,
    /// A note to which no marker leads.
    Unreferenced,
    /// Small capitals.
    SmallCaps,
    /// That words send to another part of the document.
    Sending,
    /// Column heads over several rows, which are one row.
    Heads,
    /// A row of heads among the rows of a table, which is a row like others.
    LateHead,
    /// A heading below the sixth level.
    Level,
    /// A label of a list that the form has not.
    Label,
    /// That words belong to what stands before them.
    Indent,
    /// What was printed for a rule.
    Ornament,
}

/// All that was lost, in the order in which it was met.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Losses(Vec<(Loss, Option<u32>)>);

impl Losses {
    /// Notes a loss at a place.
    pub fn add(&mut self, loss: Loss, document: &Document, at: Anchor) {
        self.add_at(loss, document, document.source(at));
    }

    /// Notes a loss at a byte of the source.
    pub fn add_at(&mut self, loss: Loss, document: &Document, source: u32) {
        self.0.push((loss, document.file_line(source)));
    }

    /// Whether nothing was lost.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A sentence for each kind of loss, with the first lines where it was met.
    pub fn said(&self) -> Vec<String> {
        let mut all = self.0.clone();
        all.sort_unstable();
        all.chunk_by(|one, other| one.0 == other.0).map(|found| sentence(found[0].0, found)).collect()
    }
}

fn sentence(loss: Loss, found: &[(Loss, Option<u32>)]) -> String {
    let (one, several, became) = match loss {
        Loss::Likely => {
            ("link from a marker to its note is likely and not sure", "links from markers to their notes are likely and not sure", "written like the sure ones")
        }
        Loss::Unreferenced => ("note has no marker", "notes have no marker", "kept, though most programs show no such note"),
        Loss::SmallCaps => ("run of small capitals", "runs of small capitals", "written as plain words"),
        Loss::Sending => ("cross-reference", "cross-references", "written as plain words"),
        Loss::Heads => ("table has heads over several rows", "tables have heads over several rows", "put together in one row"),
        Loss::LateHead => ("row of heads stands within a table", "rows of heads stand within a table", "written as rows like the others"),
        Loss::Level => ("heading is below the sixth level", "headings are below the sixth level", "written as of the sixth"),
        Loss::Label => ("label of a list item has no form", "labels of list items have no form", "written as words"),
        Loss::Indent => ("paragraph is set in", "paragraphs are set in", "written at the margin"),
        Loss::Ornament => ("ornament between two parts", "ornaments between two parts", "written as plain rules"),
    };
    let mut lines: Vec<u32> = found.iter().filter_map(|(_, line)| *line).collect();
    lines.dedup();
    let count = found.len();
    let mut out = format!("{count} {}", if count == 1 { one } else { several });
    if let Some(first) = lines.first() {
        let _ = write!(out, " (line{} {first}", if lines.len() == 1 { "" } else { "s" });
        for line in &lines[1..lines.len().min(NAMED)] {
            let _ = write!(out, ", {line}");
        }
        out.push_str(if lines.len() > NAMED { ", …)" } else { ")" });
    }
    let _ = write!(out, ", {became}");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_said_once_with_its_lines() {
        let losses = Losses(vec![(Loss::Likely, Some(12)), (Loss::SmallCaps, None), (Loss::Likely, Some(3)), (Loss::Likely, Some(12))]);
        let expected = [
            "3 links from markers to their notes are likely and not sure (lines 3, 12), written like the sure ones",
            "1 run of small capitals, written as plain words",
        ];
        assert_eq!(losses.said(), expected);
        let many = Losses((1..=7).map(|line| (Loss::Heads, Some(line))).collect());
        assert_eq!(many.said(), ["7 tables have heads over several rows (lines 1, 2, 3, 4, 5, …), put together in one row"]);
        assert!(Losses::default().said().is_empty());
    }
}
