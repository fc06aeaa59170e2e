//! Roman figures, small or capital: their value, and a value in them.

/// Figures and pairs of them, from the greatest.
const FIGURES: [(&str, u32); 13] =
    [("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];
/// Front pages, notes and parts are no more: `d` and `m` are letters.
const MOST: u32 = 399;
/// Longest number that is read, in figures.
const LONGEST: usize = 15;

/// The value of a number that is all small or all capital, also as old printers set it: `iiii`, `XVIIII`.
pub fn value(word: &str) -> Option<u32> {
    let is_number = |figures: &[u8]| !word.is_empty() && word.len() <= LONGEST && word.bytes().all(|byte| figures.contains(&byte));
    if !is_number(b"ivxlcdm") && !is_number(b"IVXLCDM") {
        return None;
    }
    let worth = |byte: u8| FIGURES.iter().find(|(figure, _)| figure.as_bytes() == [byte.to_ascii_lowercase()]).map_or(0, |(_, worth)| *worth as i32);
    let mut figures = word.bytes().map(worth).peekable();
    let mut value = 0;
    while let Some(figure) = figures.next() {
        value += if figures.peek().is_some_and(|&next| next > figure) { -figure } else { figure };
    }
    u32::try_from(value).ok().filter(|&value| value > 0)
}

/// The value of a number in small figures that is set as the rules have it, `iv` and not `iiii`, up to what pages and notes count
/// to.
pub fn strict(word: &str) -> Option<u32> {
    value(word).filter(|&value| value <= MOST && small(value) == word)
}

/// A value in small figures.
pub fn small(mut value: u32) -> String {
    let mut printed = String::new();
    for (figures, worth) in FIGURES {
        printed.push_str(&figures.repeat((value / worth) as usize));
        value %= worth;
    }
    printed
}
