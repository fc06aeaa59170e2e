//! A string with styles: one string, and spans over it. Only the builder makes those of a
//! document; nobody changes its characters.

use super::place::{Extent, RefId, Target};

/// What a span says of its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Emphasis, set as italics.
    Emph,
    /// Strong emphasis, set as bold.
    Strong,
    /// Raised.
    Sup,
    /// Lowered.
    Sub,
    /// Code within running text.
    Code,
    /// Small capitals.
    SmallCaps,
    /// Struck out.
    Strike,
    /// Underlined.
    Underline,
    /// Words that send elsewhere.
    Link(Target),
    /// A marker: the reference to a note.
    Ref(RefId),
}

/// A mark over a byte range of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The bytes, on character boundaries.
    pub extent: Extent,
    /// What they are.
    pub mark: Mark,
}

/// The text of a block: clean (see `clean`), with spans sorted by start, then by longer first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    string: Box<str>,
    spans: Box<[Span]>,
    /// Bytes of the longest span: no span that begins further before a place reaches it.
    longest: u32,
}

impl Text {
    pub(super) fn new(string: String, mut spans: Vec<Span>) -> Text {
        spans.sort_by_key(|span| (span.extent.start, std::cmp::Reverse(span.extent.end)));
        Text { string: string.into_boxed_str(), longest: longest(&spans), spans: spans.into_boxed_slice() }
    }

    /// A text without styles, whose words are those of texts that are clean.
    pub fn made(string: String) -> Text {
        Text::new(string, Vec::new())
    }

    pub(super) fn add(&mut self, more: impl IntoIterator<Item = Span>) {
        let mut spans = std::mem::take(&mut self.spans).into_vec();
        spans.extend(more);
        spans.sort_by_key(|span| (span.extent.start, std::cmp::Reverse(span.extent.end)));
        self.longest = longest(&spans);
        self.spans = spans.into_boxed_slice();
    }

    /// Says anew what each span says of its characters.
    pub(super) fn remark(&mut self, mut marks: impl FnMut(Mark) -> Mark) {
        for span in &mut self.spans {
            span.mark = marks(span.mark);
        }
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The spans, sorted by start.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The characters of a range of this text.
    pub fn slice(&self, extent: Extent) -> &str {
        &self.string[extent.range()]
    }

    /// The spans that touch any byte of `extent`, in their order.
    pub fn spans_in(&self, extent: Extent) -> impl Iterator<Item = &Span> {
        let begin = self.spans.partition_point(|span| span.extent.start.saturating_add(self.longest) <= extent.start);
        let end = self.spans.partition_point(|span| span.extent.start < extent.end).max(begin);
        self.spans[begin..end].iter().filter(move |span| span.extent.end > extent.start)
    }

    /// This text with other texts put in, each at a byte of this one (ascending, on character boundaries): how notes
    /// are printed inside the paragraph that refers to them.
    pub fn with_inserted(&self, pieces: &[(u32, Text)]) -> Text {
        let mut string = String::with_capacity(self.string.len());
        let mut spans = Vec::new();
        let mut from = 0;
        for (at, piece) in pieces {
            string.push_str(&self.string[from as usize..*at as usize]);
            let offset = string.len() as u32;
            string.push_str(&piece.string);
            spans.extend(piece.spans.iter().map(|span| Span { extent: Extent::new(span.extent.start + offset, span.extent.end + offset), mark: span.mark }));
            from = *at;
        }
        string.push_str(&self.string[from as usize..]);
        let moved = |byte: u32, at_end: bool| {
            byte + pieces.iter().take_while(|(at, _)| if at_end { *at < byte } else { *at <= byte }).map(|(_, piece)| piece.string.len() as u32).sum::<u32>()
        };
        spans
            .extend(self.spans.iter().map(|span| Span { extent: Extent::new(moved(span.extent.start, false), moved(span.extent.end, true)), mark: span.mark }));
        Text::new(string, spans)
    }

    /// A range of this text as a text of its own.
    pub fn part(&self, extent: Extent) -> Text {
        let spans = self
            .spans_in(extent)
            .map(|span| Span {
                extent: Extent::new(span.extent.start.max(extent.start) - extent.start, span.extent.end.min(extent.end) - extent.start),
                mark: span.mark,
            })
            .collect();
        Text::new(self.slice(extent).to_owned(), spans)
    }
}

fn longest(spans: &[Span]) -> u32 {
    spans.iter().map(|span| span.extent.end - span.extent.start).max().unwrap_or(0)
}
