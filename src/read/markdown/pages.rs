//! The pages of a printed text, where empty anchors with their numbers as names say them, as `p212`.

use super::super::roman;
use crate::model::Builder;

/// Fewest pages with Roman numbers that are believed without any in figures: `pi` is a name like others.
const ROMANS: usize = 3;

/// The number of the page that a name stands for: in figures, or Roman in small letters.
pub(super) fn number(name: &str) -> Option<&str> {
    let number = name.strip_prefix('p')?;
    value(number).map(|_| number)
}

/// Says where pages begin, by source bytes with their numbers. Where these do not count up they are numbers of something else.
pub(super) fn say(builder: &mut Builder<'_>, pages: Vec<(usize, String)>) {
    let is_counted = |pair: &[(usize, String)]| pair[0].0 < pair[1].0 && value(&pair[0].1) < value(&pair[1].1);
    let figures = pages.iter().any(|(_, number)| number.starts_with(|c: char| c.is_ascii_digit()));
    if (figures || pages.len() >= ROMANS) && pages.windows(2).all(is_counted) {
        for (source, number) in pages {
            builder.page(source as u32, number);
        }
    }
}

/// What a number of a page counts; those in figures stand behind those of the front, which are Roman.
fn value(number: &str) -> Option<(bool, u32)> {
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.parse().ok().map(|value| (true, value));
    }
    roman::strict(number).map(|value| (false, value))
}
