//! What blocks stand in, as HTML has it: quotations, lists and their items, what is set in. Owns which elements are open.

use crate::model::{Block, Extent, Nest};
use crate::write::html::words::escape;

/// The elements that are open, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Holders(Vec<Holder>);

/// An element that holds blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holder {
    Quote,
    /// An item of a list, and the list with it.
    Item(List),
    Indent,
}

/// A list, by the marks of its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Bullets,
    Numbers,
    /// Labels that are printed.
    Labels,
}

impl Holders {
    /// Opens what a block stands in, and closes what it does not. Gives the byte at which its words begin.
    pub(super) fn stand(&mut self, block: &Block, out: &mut String) -> u32 {
        let last = block.nest.iter().rposition(|nest| matches!(nest, Nest::Item { .. }));
        let label = |at: usize| match block.nest[at] {
            Nest::Item { label } if Some(at) == last && label > 0 => Some(block.text.slice(Extent::new(0, label)).trim()),
            _ => None,
        };
        let goes_on = |(at, (open, nest)): &(usize, (&Holder, &Nest))| match (open, nest) {
            (Holder::Quote, Nest::Quote) | (Holder::Item(_) | Holder::Indent, Nest::Indent) => true,
            (Holder::Item(_), Nest::Item { .. }) => label(*at).is_none(),
            // What goes on with an item that was not opened as one.
            (Holder::Indent, Nest::Item { .. }) => label(*at).is_none(),
            _ => false,
        };
        let kept = self.0.iter().zip(&block.nest).enumerate().take_while(goes_on).count();
        let list = label_at(&self.0, kept).zip(block.nest.get(kept).and_then(|_| label(kept)));
        // The next item of the same list.
        let next = list.is_some_and(|(open, label)| open == list_of(label).0);
        self.close(kept + usize::from(next), out);
        let mut from = 0;
        for at in kept..block.nest.len() {
            let holder = match (block.nest[at], label(at)) {
                (Nest::Quote, _) => {
                    out.push_str("<blockquote>\n");
                    Holder::Quote
                }
                (Nest::Item { label: bytes }, Some(label)) => {
                    let (list, value) = list_of(label);
                    if at == kept && next {
                        out.push_str("</li>\n");
                        self.0.pop();
                    } else {
                        out.push_str(list.opens());
                    }
                    match (list, value) {
                        (List::Numbers, Some(value)) => out.push_str(&format!("<li value=\"{value}\">\n")),
                        (List::Labels, _) => out.push_str(&format!("<li>\n<span class=\"label\">{}</span>\n", escape(label))),
                        _ => out.push_str("<li>\n"),
                    }
                    from = bytes;
                    Holder::Item(list)
                }
                (Nest::Item { .. } | Nest::Indent, _) => {
                    out.push_str("<div class=\"indent\">\n");
                    Holder::Indent
                }
            };
            self.0.push(holder);
        }
        from
    }

    /// Closes everything.
    pub(super) fn end(&mut self, out: &mut String) {
        self.close(0, out);
    }

    fn close(&mut self, kept: usize, out: &mut String) {
        while self.0.len() > kept {
            out.push_str(match self.0.pop() {
                Some(Holder::Quote) => "</blockquote>\n",
                Some(Holder::Item(List::Numbers)) => "</li>\n</ol>\n",
                Some(Holder::Item(_)) => "</li>\n</ul>\n",
                Some(Holder::Indent) => "</div>\n",
                None => "",
            });
        }
    }
}

impl List {
    fn opens(self) -> &'static str {
        match self {
            List::Bullets => "<ul>\n",
            List::Numbers => "<ol>\n",
            List::Labels => "<ul class=\"labelled\">\n",
        }
    }
}

fn label_at(open: &[Holder], at: usize) -> Option<List> {
    match open.get(at)? {
        Holder::Item(list) => Some(*list),
        Holder::Quote | Holder::Indent => None,
    }
}

/// The list of an item with this label, and its number.
fn list_of(label: &str) -> (List, Option<u32>) {
    let number = label.strip_suffix('.').and_then(|number| number.parse::<u32>().ok().filter(|value| value.to_string() == number));
    match (label, number) {
        ("-" | "*" | "+" | "•" | "·" | "◦" | "‣" | "▪", _) => (List::Bullets, None),
        (_, Some(number)) => (List::Numbers, Some(number)),
        _ => (List::Labels, None),
    }
}
