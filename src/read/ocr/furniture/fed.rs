//! Heads and feet of pages that form feeds part, and the second lines of heads. Beside form feeds fewer numbers are enough; and
//! where the heads of nearly all pages have a second line, what stands in its place on the page that is left is one, too.

use super::around::Around;
use super::chains::{self, Node};
use super::heads::Numbered;
use super::sights::Sight;

/// Fewer pages are no evidence.
const FEWEST: usize = 3;
/// Fewest heads with a second line, by which others are known.
const SECOND: usize = 4;
/// Longest second line.
const LONGEST: usize = 60;
/// Fewest columns by which a second line is set in.
const SET_IN: usize = 4;
/// Lines between a head and its second line, at most.
const BELOW: usize = 3;

/// Marks the lines beside form feeds whose numbers count up from page to page without a gap, where one of them cuts a sentence:
/// what begins on a page of its own is a part of the text, and cuts none.
pub fn counted(around: &mut Around<'_>, sights: &[Sight], numbered: &mut Vec<Numbered>) {
    if memchr::memchr(0x0c, around.source.as_bytes()).is_none() {
        return;
    }
    let fed = |line: usize| around.beside_form_feed(line) || around.previous(line).is_none();
    let members: Vec<usize> = (0..sights.len()).filter(|&i| sights[i].numbers.iter().any(Option::is_some) && fed(sights[i].line as usize)).collect();
    let numbers = |&i: &usize| sights[i].numbers.into_iter().flatten().filter(|number| !number.roman).map(move |number| (i, number.value));
    let nodes: Vec<Node> = members.iter().flat_map(numbers).map(|(of, value)| Node { of, at: around.lines[sights[of].line as usize].from, value }).collect();
    for chain in chains::chains(&nodes, FEWEST) {
        let whole = chain.windows(2).all(|pair| pair[1].value == pair[0].value + 1);
        if !whole || !chain.iter().any(|node| around.cuts_with_others(sights[node.of].line as usize)) {
            continue;
        }
        let left: Vec<Node> = chain.into_iter().filter(|node| around.found[sights[node.of].line as usize].is_none()).collect();
        for node in left {
            let sight = &sights[node.of];
            if let Some(number) = sight.numbers.into_iter().flatten().find(|number| number.value == node.value && !number.roman) {
                around.found[sight.line as usize] = Some(if sight.letters == 0 { "page number" } else { "running head" });
                numbered.push(Numbered { line: sight.line, number });
            }
        }
    }
}

/// Marks the lines that stand in the place of a head's second line, where nearly all heads have one.
pub fn second_lines(around: &mut Around<'_>, numbered: &[Numbered]) {
    let heads: Vec<usize> = numbered.iter().map(|found| found.line as usize).filter(|&line| around.found[line] == Some("running head")).collect();
    let below = |head: usize| around.next(head).filter(|&line| line - head <= BELOW);
    let known = |line: &usize| around.found[*line] == Some("running head");
    let indent = |line: usize| around.lines[line].indent();
    let second: Vec<usize> = heads.iter().filter_map(|&head| below(head)).filter(known).collect();
    let (Some(least), Some(most)) = (second.iter().map(|&line| indent(line)).min(), second.iter().map(|&line| indent(line)).max()) else { return };
    if second.len() < SECOND || second.len() * 10 < heads.len() * 8 || least < SET_IN {
        return;
    }
    let apart = |line: usize| [line.checked_sub(1), Some(line + 1)].into_iter().flatten().all(|at| around.lines.get(at).is_none_or(|line| line.is_blank()));
    let fits = |&line: &usize| around.found[line].is_none() && around.lines[line].len() <= LONGEST && apart(line) && (least..=most).contains(&indent(line));
    let left: Vec<usize> = heads.iter().filter_map(|&head| below(head)).filter(fits).collect();
    left.into_iter().for_each(|line| around.found[line] = Some("running head"));
}
