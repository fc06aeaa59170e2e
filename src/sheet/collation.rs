//! The order of words: letters without regard to case, figures in them by value, so that `Row 9` stands before `row 10`.
//! Owns that order alone; languages have no say in it yet.

use std::cmp::Ordering;

/// Compares two texts that `folded` made.
pub fn compare(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one, other);
    loop {
        let (Some(a), Some(b)) = (one.chars().next(), other.chars().next()) else {
            return one.len().cmp(&other.len());
        };
        let order = if a.is_ascii_digit() && b.is_ascii_digit() {
            let (left, right) = (digits(one), digits(other));
            (one, other) = (&one[left.len()..], &other[right.len()..]);
            let (left, right) = (left.trim_start_matches('0'), right.trim_start_matches('0'));
            left.len().cmp(&right.len()).then_with(|| left.cmp(right))
        } else {
            (one, other) = (&one[a.len_utf8()..], &other[b.len_utf8()..]);
            a.cmp(&b)
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// A text as it is compared.
pub fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

fn digits(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_digit).count()]
}
