//! What belongs to the page and not to the text: form feeds, running heads and feet, page numbers. Finds lines alone,
//! and says nothing of the text around them.
//!
//! The evidence is repetition. A line that comes back with a number that counts up, over pages' distances, is a head or
//! foot; one that comes back unchanged is so when it keeps such a line or a form feed company. A number alone on its
//! line is a page's when many such numbers count up at pages' distances. Whatever comes back fewer than three times stays.

use std::collections::HashMap;

use super::lines::Line;

/// Fewer repetitions are no evidence.
const FEWEST: usize = 3;
/// Least bytes between two pages' heads, on average.
const PAGE_BYTES: u32 = 900;
/// Lines that are no blank, between which a repeated line keeps another company.
const COMPANY: usize = 3;

/// For each line the rule by which it is furniture, if it is.
pub fn furniture(source: &str, lines: &[Line]) -> Vec<Option<&'static str>> {
    let mut found = vec![None; lines.len()];
    let filled: Vec<usize> = (0..lines.len()).filter(|&i| !lines[i].is_blank()).collect();
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (order, &i) in filled.iter().enumerate() {
        if let Some(shape) = shape(source, lines, i) {
            groups.entry(shape).or_default().push(order);
        }
    }
    groups.retain(|_, members| members.len() >= 2 && spread(lines, &filled, members));
    let mut heads: Vec<(&String, &Vec<usize>)> = groups.iter().collect();
    heads.sort_by_key(|(_, members)| members[0]);

    for (shape, members) in &heads {
        // The number of a chapter may stand alone before those of the pages.
        let without_first = usize::from(shape.as_str() == "#" && members.len() > FEWEST);
        let counted = (0..=without_first).map(|from| &members[from..]).find(|pages| counts_up(source, lines, &filled, pages));
        if let Some(pages) = counted.filter(|pages| pages.len() >= FEWEST && shape.contains('#')) {
            let rule = if shape.chars().any(char::is_alphabetic) { "running head" } else { "page number" };
            pages.iter().for_each(|&order| found[filled[order]] = Some(rule));
        }
    }
    // Those that come back unchanged, beside what was just found or a form feed. Two that stand right beside it are enough.
    for (_, members) in &heads {
        let beside = |order: usize, reach: usize| {
            let near = order.saturating_sub(reach)..(order + reach + 1).min(filled.len());
            near.into_iter().any(|other| other != order && found[filled[other]].is_some()) || beside_form_feed(source, lines, filled[order])
        };
        let text = |order: usize| lines[filled[order]].text(source);
        let kept: Vec<usize> = members.iter().copied().filter(|&order| found[filled[order]].is_none() && text(order) == text(members[0])).collect();
        let near: Vec<usize> = kept.iter().copied().filter(|&order| beside(order, COMPANY)).collect();
        let right_beside = near.iter().filter(|&&order| beside(order, 1)).count();
        if kept.len() == members.len()
            && (near.len() >= FEWEST && near.len() * 5 >= members.len() * 4 || right_beside >= 2 && right_beside * 2 >= members.len())
        {
            near.iter().for_each(|&order| found[filled[order]] = Some("running head"));
        }
    }
    found
}

/// The line with each number as `#` and blanks as one, where it could be a head or foot: short, and at a chunk's edge.
fn shape(source: &str, lines: &[Line], i: usize) -> Option<String> {
    let text = lines[i].text(source);
    let at_edge = i == 0 || lines[i - 1].is_blank() || lines.get(i + 1).is_none_or(|next| next.is_blank());
    if text.len() > 100 || text.contains('\t') || !at_edge {
        return None;
    }
    let mut shape = String::with_capacity(text.len());
    let mut last = ' ';
    for c in text.chars() {
        let c = if c.is_ascii_digit() {
            '#'
        } else if c.is_whitespace() {
            ' '
        } else {
            c
        };
        if !(c == last && (c == '#' || c == ' ')) {
            shape.push(c);
        }
        last = c;
    }
    Some(shape)
}

/// Whether the members stand pages apart.
fn spread(lines: &[Line], filled: &[usize], members: &[usize]) -> bool {
    let (first, last) = (lines[filled[members[0]]].start, lines[filled[members[members.len() - 1]]].start);
    (last - first) / (members.len() as u32 - 1) >= PAGE_BYTES
}

/// Whether one of the numbers in the lines counts up from line to line, by a page or a few at a time.
fn counts_up(source: &str, lines: &[Line], filled: &[usize], members: &[usize]) -> bool {
    let numbers: Vec<Vec<u32>> = members
        .iter()
        .map(|&order| {
            lines[filled[order]]
                .text(source)
                .split(|c: char| !c.is_ascii_digit())
                .filter(|digits| !digits.is_empty())
                .filter_map(|digits| digits.parse().ok())
                .collect()
        })
        .collect();
    let places = numbers.iter().map(Vec::len).min().unwrap_or(0);
    (0..places).any(|place| {
        let rising = numbers.windows(2).filter(|pair| pair[0][place] < pair[1][place] && pair[1][place] - pair[0][place] <= 4).count();
        rising * 10 >= (numbers.len() - 1) * 8
    })
}

fn beside_form_feed(source: &str, lines: &[Line], i: usize) -> bool {
    let around = lines[i.saturating_sub(2)].start as usize..lines[(i + 2).min(lines.len() - 1)].next as usize;
    memchr::memchr(0x0c, &source.as_bytes()[around]).is_some()
}
