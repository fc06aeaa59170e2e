//! Running heads that cut no sentence: between a table and another, above a formula or a heading. Where a paragraph is a line, the
//! first line of a page stands right below the last one of the page before, as nothing else does; that it comes back there, and that
//! it is a part of the title, says that it is a head.

use super::super::lines::{Habit, LONG};
use super::around::{Around, begins_low};
use super::sights::Sight;

/// Bytes at the front of a document in which its title stands.
const FRONT: u32 = 1500;
/// Fewest letters of such a head.
const LETTERS: u32 = 12;
/// Fewest words of such a head.
const WORDS: usize = 3;
/// Fewest bytes between two pages' heads, on average.
const PAGE: u32 = 1200;

/// Marks such heads.
pub fn tops(around: &mut Around<'_>, sights: &[Sight], habit: Habit) {
    if !habit.long_lines {
        return;
    }
    let far = |sight: &&Sight| sight.letters >= LETTERS && around.lines[sight.line as usize].from >= FRONT;
    let mut order: Vec<&Sight> = sights.iter().filter(far).collect();
    order.sort_unstable_by_key(|sight| (sight.key, sight.line));
    let titles = titles(around);
    let mut heads = Vec::new();
    for group in order.chunk_by(|one, other| one.key == other.key).filter(|group| group.len() >= 2) {
        let lines: Vec<usize> = group.iter().map(|sight| sight.line as usize).filter(|&line| around.found[line].is_none()).collect();
        let (Some(&first), Some(&last)) = (lines.first(), lines.last()) else { continue };
        let apart = (around.lines[last].from - around.lines[first].from) / (lines.len().max(2) as u32 - 1) >= PAGE;
        // The title of a table may stand on each page, and goes on below: `of the weather` and then `for January`.
        let goes_on = |&&line: &&usize| around.next(line).is_some_and(|next| around.lines[next].len() <= LONG / 2 && begins_low(around.text(next)));
        let titles_of_tables = lines.iter().filter(goes_on).count() * 3 >= lines.len();
        if !apart || titles_of_tables || !lines.iter().all(|&line| is_top(around, line)) {
            continue;
        }
        if is_of_title(&titles, around.text(first)) {
            heads.extend(lines);
        }
    }
    heads.into_iter().for_each(|line| around.found[line] = Some("running head"));
}

/// The longer words of each line at the front, among which the title is.
fn titles(around: &Around<'_>) -> Vec<Vec<String>> {
    let front = around.lines.iter().take_while(|line| line.from < FRONT).filter(|line| !line.is_blank());
    front.map(|line| words(line.text(around.source))).collect()
}

/// Whether words are some of those of a title, as the heads of its pages are: `Mr. Hale's account of the`, `moon and the tides`.
fn is_of_title(titles: &[Vec<String>], text: &str) -> bool {
    let own = words(text);
    let all = text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    all >= WORDS && own.len() >= 2 && titles.iter().any(|title| title.len() > own.len() && own.iter().all(|word| title.contains(word)))
}

/// The words of a text that have four letters or more, without case.
fn words(text: &str) -> Vec<String> {
    let bare = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= 4);
    bare.map(str::to_lowercase).collect()
}

/// Whether a line is the first of a page, by the blanks around it.
fn is_top(around: &Around<'_>, line: usize) -> bool {
    let clear = |line: Option<usize>| line.and_then(|line| around.lines.get(line)).is_none_or(|line| line.is_blank());
    line > 0 && !clear(Some(line - 1)) && clear(Some(line + 1))
}
