//! The text of a block as pieces whose marks are nested, as a language of marks wants them. Owns how marks that overlap are
//! taken apart; knows no language.

use std::cmp::Reverse;

use crate::model::{Extent, Mark, RefId, Span, Text};

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// A mark begins. What was begun last ends first.
    Open(Mark),
    /// The mark ends that was begun last.
    Close(Mark),
    /// Words.
    Words(&'t str),
    /// A marker with what was printed for it.
    Marker(RefId, &'t str),
    /// A place that has a name, by its number.
    Name(usize),
}

/// The pieces of a range of a text with the places in it that have names, by their bytes. Blanks at the edge of what is
/// emphasised stand outside; a marker is one piece, and is left out where the range begins within it.
pub fn pieces<'t>(text: &'t Text, extent: Extent, names: &[(u32, usize)]) -> Vec<Piece<'t>> {
    let mut markers = Vec::new();
    let mut spans = Vec::new();
    for span in text.spans_in(extent) {
        let within = Extent::new(span.extent.start.max(extent.start), span.extent.end.min(extent.end));
        match span.mark {
            Mark::Ref(reference) => markers.push((span.extent, reference)),
            mark => spans.extend(trimmed(text, within, mark).map(|extent| Span { extent, mark })),
        }
    }
    // Trimming may have put a later span first.
    spans.sort_by_key(|span| (span.extent.start, Reverse(span.extent.end)));
    let mut edges: Vec<u32> = spans.iter().flat_map(|span| [span.extent.start, span.extent.end]).collect();
    edges.extend(markers.iter().flat_map(|(whole, _)| [whole.start, whole.end]).filter(|&edge| extent.contains(edge)));
    edges.extend([extent.start, extent.end]);
    edges.extend(names.iter().map(|(byte, _)| *byte));
    edges.sort_unstable();
    edges.dedup();

    let mut taking = Taking { out: Vec::new(), open: Vec::new(), running: Vec::new() };
    let mut coming = spans.into_iter().peekable();
    let mut markers = markers.into_iter().peekable();
    let mut names = names.iter().peekable();
    for edge in edges.windows(2) {
        let run = Extent::new(edge[0], edge[1]);
        taking.running.retain(|span| span.extent.end > run.start);
        while let Some(span) = coming.next_if(|span| span.extent.start <= run.start) {
            taking.running.push(span);
        }
        while markers.next_if(|(whole, _)| whole.end <= run.start).is_some() {}
        taking.set();
        while let Some((_, name)) = names.next_if(|(byte, _)| *byte <= run.start) {
            taking.out.push(Piece::Name(*name));
        }
        match markers.peek().filter(|(whole, _)| whole.contains(run.start)) {
            Some(&(whole, reference)) if whole.start == run.start => taking.out.push(Piece::Marker(reference, text.slice(whole))),
            Some(_) => {}
            None => taking.out.push(Piece::Words(text.slice(run))),
        }
    }
    taking.running.clear();
    taking.set();
    taking.out.extend(names.map(|(_, name)| Piece::Name(*name)));
    taking.out
}

/// Where a mark stands without the blanks at its edges, which only matter where they are seen.
fn trimmed(text: &Text, extent: Extent, mark: Mark) -> Option<Extent> {
    let seen = matches!(mark, Mark::Code | Mark::Underline | Mark::Link(_));
    let words = text.slice(extent);
    let before = if seen { 0 } else { (words.len() - words.trim_start().len()) as u32 };
    let behind = if seen { 0 } else { (words.len() - words.trim_end().len()) as u32 };
    (before + behind < extent.end - extent.start).then(|| Extent::new(extent.start + before, extent.end - behind))
}

struct Taking<'t> {
    out: Vec<Piece<'t>>,
    /// The marks that were begun, the outermost first.
    open: Vec<Mark>,
    /// The spans that hold at the place.
    running: Vec<Span>,
}

impl Taking<'_> {
    /// Ends what no longer holds, and begins what now does: what ends last first.
    fn set(&mut self) {
        let holds = |mark: &Mark| self.running.iter().any(|span| span.mark == *mark);
        let kept = self.open.iter().take_while(|mark| holds(mark)).count();
        self.out.extend(self.open.drain(kept..).rev().map(Piece::Close));
        let mut wanted: Vec<Span> = self.running.iter().filter(|span| !self.open.contains(&span.mark)).copied().collect();
        wanted.sort_by_key(|span| (span.mark == Mark::Code, Reverse(span.extent.end), rank(span.mark)));
        for span in wanted {
            if !self.open.contains(&span.mark) {
                self.open.push(span.mark);
                self.out.push(Piece::Open(span.mark));
            }
        }
    }
}

/// Which of two marks over the same words stands outside.
fn rank(mark: Mark) -> u8 {
    match mark {
        Mark::Link(_) => 0,
        Mark::Strong => 1,
        Mark::Emph => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Builder, FlowId, Kind};

    #[test]
    fn marks_that_overlap_are_nested() {
        let words = "one two three";
        let mut builder = Builder::new(words);
        let mut writing = builder.open(FlowId::Body);
        writing.text(0..7);
        writing.mark(0, Mark::Emph);
        writing.text(7..13);
        writing.mark(3, Mark::Strong);
        builder.close(writing, Kind::Para, &[]);
        let document = builder.finish().document;
        use Piece::{Close, Open, Words};
        let expected = [
            Open(Mark::Emph),
            Words("one "),
            Open(Mark::Strong),
            Words("two"),
            Close(Mark::Strong),
            Close(Mark::Emph),
            Open(Mark::Strong),
            Words(" three"),
            Close(Mark::Strong),
        ];
        assert_eq!(pieces(&document.body.blocks[0].text, Extent::new(0, 13), &[]), expected);
    }
}
