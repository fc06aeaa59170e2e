//! What stands for characters that a terminal cannot set: raised and lowered figures, so that `10` with a raised `5` never
//! reads `105`, and capitals for small capitals, as on a typewriter. Owns these characters; knows no screen.

use std::borrow::Cow;

use super::{Extent, Mark, Text};

/// Plain characters, and how they look raised.
const RAISED: (&str, &str) = ("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ");
/// Plain characters, and how they look lowered.
const LOWERED: (&str, &str) = ("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎");

/// The characters of a range as they are printed where no style can do it. Each stands for one of the text and takes the
/// same columns; what has no such form stays as it is.
pub fn set(text: &Text, extent: Extent) -> Cow<'_, str> {
    let mut out = String::new();
    let mut from = extent.start;
    for span in text.spans_in(extent) {
        let forms = match span.mark {
            Mark::Sup | Mark::Ref(_) => Some(RAISED),
            Mark::Sub => Some(LOWERED),
            Mark::SmallCaps => None,
            Mark::Emph | Mark::Strong | Mark::Code | Mark::Strike | Mark::Underline | Mark::Link(_) => continue,
        };
        let part = Extent::new(span.extent.start.max(from), span.extent.end.min(extent.end));
        if part.start >= part.end {
            continue;
        }
        let plain = text.slice(part);
        if let Some(small) = forms.map_or_else(|| Some(plain.chars().map(capital).collect()), |forms| small(plain, forms)) {
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

/// The capital of a letter, where it is one character that takes the same columns: `ß` stays.
fn capital(c: char) -> char {
    let mut capitals = c.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) if c.is_alphabetic() => capital,
        _ => c,
    }
}
