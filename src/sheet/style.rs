//! How the figures of a column are set when they are not to stand as printed: with so many decimals, thousands parted, in
//! thousands. Owns that small language and the characters of each figure; the values stay what they are.

use super::column::Value;
use super::held::{Held, Lines};
use crate::model::{Extent, Text};
use std::sync::Arc;

/// Most digits behind a decimal sign.
const DECIMALS: usize = 12;

/// How figures are set.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Style {
    /// The digits behind the decimal sign; `None` for as many as are printed.
    decimals: Option<usize>,
    /// What parts thousands; `None` for nothing.
    parted: Option<char>,
    /// How many units one of the figures stands for: 1,000 where they are set in thousands.
    scale: Option<(f64, &'static str)>,
}

impl Style {
    /// What can be typed, in a sentence's words.
    pub const WORDS: &str = "2 decimals   blanks, commas or plain (between thousands)   thousands, millions";

    /// Reads what was typed: any of `N decimals`, `blanks`, `commas`, `plain`, `thousands`, `millions`, parted by commas or
    /// blanks.
    ///
    /// # Errors
    /// Names what is none of these.
    pub fn read(typed: &str) -> Result<Style, String> {
        let mut style = Style::default();
        let mut words = typed.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
        if words.peek().is_none() {
            return Err(format!("nothing was said; there are {}", Style::WORDS));
        }
        while let Some(word) = words.next() {
            match (word, word.parse::<usize>()) {
                (_, Ok(decimals)) if decimals <= DECIMALS && words.next_if(|next| next.starts_with("decimal")).is_some() => style.decimals = Some(decimals),
                ("blanks", _) => style.parted = Some('\u{a0}'),
                ("commas", _) => style.parted = Some(','),
                ("plain", _) => style.parted = None,
                ("thousands", _) => style.scale = Some((1e3, "thousands")),
                ("millions", _) => style.scale = Some((1e6, "millions")),
                _ => return Err(format!("{word} says nothing of figures; there are {}", Style::WORDS)),
            }
        }
        Ok(style)
    }

    /// A figure as it is set; `printed` are the decimals that it was printed with.
    pub fn set(&self, value: f64, printed: usize) -> String {
        let value = self.scale.map_or(value, |(scale, _)| value / scale);
        let decimals = self.decimals.unwrap_or(printed);
        let plain = format!("{value:.decimals$}");
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("−", digits));
        let sign = if digits.bytes().all(|b| matches!(b, b'0' | b'.')) { "" } else { sign };
        let (whole, behind) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
        let mut out = sign.to_owned();
        for (at, digit) in whole.chars().enumerate() {
            if let (true, Some(parted)) = (at > 0 && (whole.len() - at).is_multiple_of(3), self.parted) {
                out.push(parted);
            }
            out.push(digit);
        }
        out + behind
    }
}

impl Held {
    /// With the figures of a column set in another way. What is missing, and what is no figure, stands as printed; below the
    /// table stands what was done.
    pub fn styled(&self, column: usize, style: &Style, name: &str, typed: &str) -> Held {
        let mut held = self.clone();
        let table = Arc::make_mut(&mut held.table);
        let mut more = Lines { string: String::new(), from: self.text.as_str().len() as u32 };
        for &row in &self.sheet.rows {
            let (Value::Number(value), Some(place)) = (self.sheet.value(row, column), table.rows[row as usize].cells.get_mut(column)) else { continue };
            *place = more.put(&style.set(*value, self.cell(row, column).decimals), '\n');
        }
        let below: Extent = more.put(&format!("{name}: shown as {typed}."), '\n');
        table.below = table.below.iter().copied().chain([below]).collect();
        let end = self.text.as_str().len() as u32;
        held.text = Arc::new(self.text.with_inserted(&[(end, Text::made(more.string))]));
        held
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(typed: &str, value: f64, printed: usize) -> String {
        Style::read(typed).map_or_else(|why| why, |style| style.set(value, printed))
    }

    #[test]
    fn figures_are_set_as_was_typed() {
        assert_eq!(set("2 decimals", 1234.5, 1), "1234.50");
        assert_eq!(set("0 decimals, blanks", -1_234_567.8, 1), "−1\u{a0}234\u{a0}568");
        assert_eq!(set("thousands 1 decimal commas", 12_345_678.0, 0), "12,345.7");
        assert_eq!(set("millions", 12_300_000.0, 1), "12.3");
        assert_eq!(set("commas", 123.0, 0), "123");
        assert_eq!(set("0 decimals", -0.2, 1), "0", "what rounds to nothing has no sign");
        assert!(set("wide", 1.0, 0).starts_with("wide says nothing of figures"));
        assert!(set("99 decimals", 1.0, 0).starts_with("99 says nothing"));
        assert!(set(" ", 1.0, 0).starts_with("nothing was said"));
    }
}
