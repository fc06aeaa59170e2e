//! Figures set small: the raised and lowered characters that stand for plain ones, so that `10` with a raised `5` never
//! reads `105`. Owns these characters; knows no screen.

use std::borrow::Cow;

use crate::model::{Extent, Mark, Text};

/// Plain characters, and how they look raised.
const RAISED: (&str, &str) = ("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ");
/// Plain characters, and how they look lowered.
const LOWERED: (&str, &str) = ("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎");

/// The characters of a range as they are printed where a style cannot raise them. They take the same columns; what has
/// no small form stays as it is.
pub fn set(text: &Text, extent: Extent) -> Cow<'_, str> {
    let mut out = String::new();
    let mut from = extent.start;
    for span in text.spans_in(extent) {
        let forms = match span.mark {
            Mark::Sup | Mark::Ref(_) => RAISED,
            Mark::Sub => LOWERED,
            Mark::Emph | Mark::Strong | Mark::Link(_) => continue,
        };
        let part = Extent::new(span.extent.start.max(from), span.extent.end.min(extent.end));
        if part.start >= part.end {
            continue;
        }
        if let Some(small) = small(text.slice(part), forms) {
            out.push_str(text.slice(Extent::new(from, part.start)));
            out.push_str(&small);
            from = part.end;
        }
    }
    if from == extent.start {
        return Cow::Borrowed(text.slice(extent));
    }
    out.push_str(text.slice(Extent::new(from, extent.end)));
    Cow::Owned(out)
}

/// A text in small characters, where each of them has such a form.
fn small(text: &str, (plain, forms): (&str, &str)) -> Option<String> {
    text.chars().map(|c| plain.find(c).and_then(|at| forms.chars().nth(at))).collect()
}
