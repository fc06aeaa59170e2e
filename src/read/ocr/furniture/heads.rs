//! Running heads and feet, and page numbers by themselves. The evidence adds up: a line comes back with the same letters,
//! but for a slip or two, at pages' distances; its number counts up; and it stands where nothing of the text would, in the
//! middle of sentences or beside form feeds. Chapters, letters and captions count up and come back too, but cut no sentence.

use std::collections::{HashMap, HashSet};

use super::around::{Around, gaps, is_prose};
use super::chains::{self, Node};
use super::fed;
use super::sights::{self, Number, Sight};

/// Fewer repetitions are no evidence.
const FEWEST: usize = 3;
/// Fewest bytes between two pages' heads, on average.
const PAGE_BYTES: u32 = 600;
/// Lines that hold something, between which a repeated line keeps another company.
const COMPANY: usize = 3;
/// Letters of a head that may be misread in one of its repetitions: one in so many.
const SLIPS: usize = 6;
/// Letters of a piece by which misread heads are found again.
const PIECE: usize = 4;

/// A number that was found to be a page's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbered {
    /// The line.
    pub line: u32,
    /// Its number.
    pub number: Number,
}

/// Finds heads, feet and page numbers, marks their lines, and gives the numbers in their order.
pub fn heads(around: &mut Around<'_>, sights: &[Sight]) -> Vec<Numbered> {
    let groups = groups(around, sights);
    let mut numbered = Vec::new();
    let mut sides = Vec::with_capacity(groups.len());
    for group in &groups {
        sides.push(counted(around, sights, group, &mut numbered));
    }
    together(around, sights, &groups, &mut sides, &mut numbered);
    for group in groups.iter().filter(|group| sights[group[0] as usize].letters > 0 && group.len() >= FEWEST) {
        unnumbered(around, sights, group);
    }
    fed::counted(around, sights, &mut numbered);
    numbered.sort_by_key(|found| found.line);
    for group in &groups {
        companions(around, sights, group, &numbered);
    }
    left_over(around, sights, &groups, &sides, &mut numbered);
    between(around, sights, &mut numbered);
    for group in &groups {
        let known = group.iter().filter(|&&i| around.found[sights[i as usize].line as usize].is_some()).count() >= 2;
        // The number of a part is none of the pages.
        let of_part = |sight: &Sight| sight.letters == 0 && sight.numbers[0].is_some_and(|number| number.roman && number.value < 2000);
        for line in group.iter().map(|&i| &sights[i as usize]).filter(|sight| !of_part(sight)).map(|sight| sight.line as usize) {
            if known && around.found[line].is_none() && beside_head(around, line) {
                around.found[line] = Some("running head");
            }
        }
    }
    left_over(around, sights, &groups, &sides, &mut numbered);
    fed::second_lines(around, &numbered);
    numbered
}

/// Lines with the same letters, those that come back often first; lines whose letters come back but for a slip are among them.
fn groups(around: &Around<'_>, sights: &[Sight]) -> Vec<Vec<u32>> {
    let mut order: Vec<u32> = (0..sights.len() as u32).collect();
    order.sort_unstable_by_key(|&i| (sights[i as usize].key, i));
    let exact = order.chunk_by(|&one, &other| sights[one as usize].key == sights[other as usize].key);
    let (mut groups, single): (Vec<Vec<u32>>, Vec<Vec<u32>>) = exact.map(<[u32]>::to_vec).partition(|group| group.len() >= 2);
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
    let letters = |i: u32| -> Vec<char> {
        let sight = &sights[i as usize];
        sights::letters_of(around.text(sight.line as usize), around.lines[sight.line as usize].from, &sight.numbers).collect()
    };
    let mut pieces: HashMap<[char; PIECE], Vec<u32>> = HashMap::new();
    let heads: Vec<Vec<char>> = groups.iter().map(|group| letters(group[0])).collect();
    for (g, head) in (0u32..).zip(&heads).filter(|(_, head)| head.len() >= SLIPS) {
        for piece in head.windows(PIECE).filter_map(|piece| piece.try_into().ok()) {
            let of = pieces.entry(piece).or_default();
            if of.last() != Some(&g) && of.len() < 32 {
                of.push(g);
            }
        }
    }
    let like = |own: usize, i: u32| -> Option<usize> {
        let words = letters(i);
        let mut common: HashMap<u32, usize> = HashMap::new();
        words.windows(PIECE).filter_map(|piece| pieces.get(piece)).flatten().for_each(|&g| *common.entry(g).or_default() += 1);
        let mut near: Vec<(u32, usize)> = common.into_iter().filter(|&(g, times)| (g as usize) < own && times * 3 >= words.len()).collect();
        near.sort_by_key(|&(g, times)| (std::cmp::Reverse(times), g));
        near.into_iter().take(4).map(|(g, _)| g as usize).find(|&g| slips(&heads[g], &words) <= heads[g].len() / SLIPS)
    };
    let mut joined: Vec<(usize, Vec<u32>)> = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        if let Some(home) = like(g, group[0]) {
            joined.push((home, group.clone()));
        }
    }
    for group in &single {
        if sights[group[0] as usize].letters as usize >= SLIPS
            && let Some(home) = like(usize::MAX, group[0])
        {
            joined.push((home, group.clone()));
        }
    }
    for (home, members) in joined {
        groups[home].extend(members);
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups
}

/// How many letters must be changed, put in or taken out to make one text the other; a large number where they are many.
fn slips(one: &[char], other: &[char]) -> usize {
    if one.len().abs_diff(other.len()) > one.len() / SLIPS {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = corner + usize::from(a != b);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

/// Marks the lines of a group whose numbers count up, where they stand as pages' heads do. Gives the sides of the line on which
/// the numbers stand.
fn counted(around: &mut Around<'_>, sights: &[Sight], group: &[u32], numbered: &mut Vec<Numbered>) -> [bool; 2] {
    let mut sides = [false; 2];
    let at = |i: u32| around.lines[sights[i as usize].line as usize].from;
    for roman in [false, true] {
        let numbers = |&i: &u32| sights[i as usize].numbers.into_iter().flatten().filter(move |number| number.roman == roman).map(move |number| (i, number));
        let nodes: Vec<Node> = group.iter().flat_map(numbers).map(|(i, number)| Node { of: i as usize, at: at(i), value: number.value }).collect();
        for chain in chains::chains(&nodes, 2) {
            let of = |node: &Node| &sights[node.of];
            let lines: Vec<usize> = chain.iter().map(|node| of(node).line as usize).collect();
            let explicit = chain.iter().filter(|node| of(node).explicit).count() * 2 > chain.len();
            let bare = of(&chain[0]).letters == 0;
            if !(explicit
                || chain.len() >= FEWEST && stand_as_heads(around, &lines, 7)
                || bare && !roman && chains::is_regular(&chain) && lines.iter().any(|&line| around.cuts(line)))
            {
                continue;
            }
            for (node, &line) in chain.iter().zip(&lines) {
                let says = |number: &Option<Number>| number.is_some_and(|number| number.value == node.value && number.roman == roman);
                if around.found[line].is_none()
                    && let Some(side) = of(node).numbers.iter().position(says)
                    && let Some(number) = of(node).numbers[side]
                {
                    sides[side] = true;
                    around.found[line] = Some(if bare || explicit && of(node).letters < 8 { "page number" } else { "running head" });
                    numbered.push(Numbered { line: line as u32, number });
                }
            }
        }
    }
    sides
}

/// Marks the lines of several groups whose numbers make one row without a gap, as heads of left and right pages do, or heads and
/// numbers by themselves: that they fit one another is evidence, where few of them cut a sentence.
fn together(around: &mut Around<'_>, sights: &[Sight], groups: &[Vec<u32>], sides: &mut [[bool; 2]], numbered: &mut Vec<Numbered>) {
    let mut of_group = vec![usize::MAX; sights.len()];
    let mut members = Vec::new();
    for (g, group) in groups.iter().enumerate().filter(|(_, group)| group.len() >= FEWEST) {
        for &i in group.iter().filter(|&&i| around.found[sights[i as usize].line as usize].is_none()) {
            of_group[i as usize] = g;
            members.push(i as usize);
        }
    }
    members.sort_unstable();
    let numbers = |&i: &usize| sights[i].numbers.into_iter().flatten().filter(|number| !number.roman).map(move |number| (i, number.value));
    let nodes: Vec<Node> = members.iter().flat_map(numbers).map(|(of, value)| Node { of, at: around.lines[sights[of].line as usize].from, value }).collect();
    for chain in chains::chains(&nodes, 2 * FEWEST) {
        let steps = chain.windows(2).filter(|pair| pair[1].value == pair[0].value + 1).count();
        let own = |of: usize| chain.iter().filter(|node| of_group[node.of] == of_group[of]).count();
        let several = chain.iter().all(|node| (FEWEST..=chain.len() - FEWEST).contains(&own(node.of)));
        let cut = chain.iter().any(|node| around.cuts(sights[node.of].line as usize));
        // Left and right pages take turns.
        let turns = chain.windows(3).all(|of| of_group[of[0].of] == of_group[of[2].of] && of_group[of[0].of] != of_group[of[1].of]);
        if !(several && (cut || turns && steps + 1 == chain.len()) && steps * 10 >= (chain.len() - 1) * 8) {
            continue;
        }
        for node in chain {
            let sight = &sights[node.of];
            if let Some(side) = sight.numbers.iter().position(|number| number.is_some_and(|number| number.value == node.value))
                && let Some(number) = sight.numbers[side]
            {
                around.found[sight.line as usize] = Some(if sight.letters == 0 { "page number" } else { "running head" });
                sides[of_group[node.of]][side] = true;
                numbered.push(Numbered { line: sight.line, number });
            }
        }
    }
}

/// Adds the numbers of lines that were marked for another reason than their number, as where a numbering begins anew.
fn left_over(around: &Around<'_>, sights: &[Sight], groups: &[Vec<u32>], sides: &[[bool; 2]], numbered: &mut Vec<Numbered>) {
    let known: HashSet<u32> = numbered.iter().map(|found| found.line).collect();
    for (group, sides) in groups.iter().zip(sides) {
        let marked = |sight: &&Sight| around.found[sight.line as usize].is_some() && sight.letters > 0 && !known.contains(&sight.line);
        for sight in group.iter().map(|&i| &sights[i as usize]).filter(marked) {
            let number = (0..2).filter(|&side| sides[side]).find_map(|side| sight.numbers[side]);
            numbered.extend(number.map(|number| Numbered { line: sight.line, number }));
        }
    }
    numbered.sort_by_key(|found| found.line);
}

/// Whether so many lines stand where nothing of the text would: one in `share` in the middle of a sentence, or half beside form feeds.
fn stand_as_heads(around: &Around<'_>, lines: &[usize], share: usize) -> bool {
    let cuts = lines.iter().filter(|&&line| around.cuts(line)).count();
    let fed = lines.iter().filter(|&&line| around.beside_form_feed(line)).count();
    cuts >= 2 && cuts * share >= lines.len() || fed >= 2 && fed * 2 >= lines.len()
}

/// Marks the lines of a group that has letters, with no number that counts.
fn unnumbered(around: &mut Around<'_>, sights: &[Sight], group: &[u32]) {
    let lines: Vec<usize> = group.iter().map(|&i| sights[i as usize].line as usize).collect();
    let left: Vec<usize> = lines.iter().copied().filter(|&line| around.found[line].is_none()).collect();
    let bytes = around.lines[lines[lines.len() - 1]].from - around.lines[lines[0]].from;
    if left.is_empty() || heads_tables(around, &left) || comes_again(around, &lines) || bytes / (lines.len() as u32 - 1) < PAGE_BYTES {
        return;
    }
    let known = left.len() < lines.len();
    if !known && !stand_as_heads(around, &left, 4) {
        return;
    }
    let stands = |around: &Around<'_>, line: usize| {
        let below_text = line > 0 && is_prose(around.text(line - 1));
        below_text || around.cuts(line) || around.beside_form_feed(line) || around.beside_found(line, 1)
    };
    // A heading has a blank above it.
    let ends_page = |around: &Around<'_>, line: usize| {
        let words = |above: usize| around.text(above).split(' ').filter(|word| word.starts_with(char::is_lowercase)).count() >= 3;
        line > 0 && !around.lines[line - 1].is_blank() && words(line - 1) && around.lines.get(line + 1).is_none_or(|below| below.is_blank())
    };
    let most_stand = left.iter().filter(|&&line| stands(around, line)).count() * 3 >= left.len() * 2;
    for &line in &left {
        // What stands first may be the heading from which the pages have their head; so may one that is marked as a heading.
        let may_be_heading = known || !most_stand || around.text(line).starts_with('#');
        let belongs = if line == lines[0] {
            around.cuts(line) || beside_head(around, line) || most_stand && ends_page(around, line)
        } else {
            !may_be_heading || stands(around, line)
        };
        if belongs {
            around.found[line] = Some("running head");
        }
    }
}

/// Whether the text behind most of the lines comes back with them: a burden, a form of words, and no head.
fn comes_again(around: &Around<'_>, lines: &[usize]) -> bool {
    let behind = |line: usize| std::iter::successors(around.next(line), |&at| around.next(at)).take(COMPANY);
    let same = |pair: &&[usize]| behind(pair[0]).map(|at| around.text(at)).eq(behind(pair[1]).map(|at| around.text(at)));
    lines.windows(2).filter(same).count() * 2 >= lines.len()
}

/// Whether most lines have columns, and so has the line behind each.
fn heads_tables(around: &Around<'_>, lines: &[usize]) -> bool {
    let columns = |line: usize| gaps(around.text(line)) > 0 && around.found[line].is_none();
    lines.iter().filter(|&&line| columns(line) && around.next(line).is_some_and(columns)).count() * 2 > lines.len()
}

/// Whether a head stands right beside a line.
fn beside_head(around: &Around<'_>, line: usize) -> bool {
    [around.previous(line), around.next(line)].into_iter().flatten().any(|at| around.found[at] == Some("running head"))
}

/// Marks lines that come back on page after page beside what was found or form feeds.
fn companions(around: &mut Around<'_>, sights: &[Sight], group: &[u32], numbered: &[Numbered]) {
    let lines: Vec<usize> = group.iter().map(|&i| sights[i as usize].line as usize).filter(|&line| around.found[line].is_none()).collect();
    if lines.len() < 2 || sights[group[0] as usize].letters == 0 {
        return;
    }
    let (first, last) = (lines[0], lines[lines.len() - 1]);
    let bytes = around.lines[last].from - around.lines[first].from;
    // What stands on few of the pages between its first and last is a heading.
    let before = |line: usize| numbered.partition_point(|found| (found.line as usize) < line);
    let sparse = (before(last) - before(first) + 1) > lines.len() * 3;
    if sparse || bytes / (lines.len() as u32 - 1) < PAGE_BYTES || heads_tables(around, &lines) {
        return;
    }
    let free = |at: Option<usize>| at.and_then(|at| around.lines.get(at).map(|line| line.is_blank() || around.found[at].is_some())).unwrap_or(true);
    let apart = |line: usize| free(line.checked_sub(1)) && free(Some(line + 1)) || around.beside_form_feed(line) && free(Some(line + 1));
    let near: Vec<usize> =
        lines.iter().copied().filter(|&line| apart(line)).filter(|&line| around.beside_form_feed(line) || around.beside_found(line, COMPANY)).collect();
    let right_beside = near.iter().filter(|&&line| around.beside_found(line, 1)).count();
    if near.len() >= FEWEST && near.len() * 5 >= lines.len() * 4 || right_beside >= 2 && right_beside * 2 >= lines.len() {
        near.iter().for_each(|&line| around.found[line] = Some("running head"));
    }
}

/// Marks lines whose number fits between those of the pages before and behind: heads that change, or were misread.
fn between(around: &mut Around<'_>, sights: &[Sight], numbered: &mut Vec<Numbered>) {
    let mut added = Vec::new();
    for sight in sights {
        if around.found[sight.line as usize].is_some() {
            continue;
        }
        let after = numbered.partition_point(|found| found.line < sight.line);
        let (Some(first), Some(last)) = (after.checked_sub(1).map(|before| numbered[before]), numbered.get(after)) else { continue };
        let (low, high) = (first.number.value, last.number.value);
        if first.number.roman != last.number.roman || !(low + 2..=low + 6).contains(&high) {
            continue;
        }
        let (from, to, here) = (first.number.start, last.number.start, around.lines[sight.line as usize].from);
        let fits = |number: &Number| {
            let expected = f64::from(number.value - low) / f64::from(high - low);
            let found = f64::from(here - from) / f64::from(to - from);
            number.roman == first.number.roman && (low + 1..high).contains(&number.value) && (expected - found).abs() <= 0.3
        };
        let text = around.text(sight.line as usize);
        let Some(number) = sight.numbers.into_iter().flatten().find(|number| number.value > low && fits(number)) else { continue };
        let line = sight.line as usize;
        let plain = sight.letters == 0 || text.len() < 80 && gaps(text) < 3 && !text.ends_with([',', ';']);
        if plain && (around.cuts(line) || around.beside_form_feed(line) || sight.letters == 0) {
            around.found[line] = Some(if sight.letters == 0 { "page number" } else { "running head" });
            added.push(Numbered { line: sight.line, number });
        }
    }
    numbered.extend(added);
    numbered.sort_by_key(|found| found.line);
    // The first page may have its number at its foot.
    if let Some(&first) = numbered.first()
        && let Some(above) = around.previous(first.line as usize).filter(|&above| around.found[above].is_none())
        && let Ok(at) = sights.binary_search_by_key(&(above as u32), |sight| sight.line)
        && sights[at].letters == 0
        && sights[at].numbers[0].is_some_and(|number| number.value + 1 == first.number.value && number.roman == first.number.roman)
    {
        around.found[above] = Some("page number");
    }
    // The first page may have another head.
    let opening = sights.iter().take(3).find(|sight| around.found[sight.line as usize].is_none() && around.previous(sight.line as usize).is_none());
    if let (Some(sight), Some(&first)) = (opening, numbered.first())
        && let Some(number) = sight.numbers.into_iter().flatten().find(|number| number.value + 1 == first.number.value && number.roman == first.number.roman)
    {
        around.found[sight.line as usize] = Some("running head");
        numbered.insert(0, Numbered { line: sight.line, number });
    }
}
