//! Numbers that count up from page to page: the longest such chains among those that were found, in n log n.

/// A number at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// Which line says it, as its finder counts.
    pub of: usize,
    /// The byte of the source.
    pub at: u32,
    /// What it says.
    pub value: u32,
}

/// Earlier numbers that are looked at for each.
const REACH: usize = 24;
/// Pages that may be missing between two numbers.
const MISSING: u32 = 7;
/// Fewest bytes of a page, and most.
const PAGE: std::ops::Range<u32> = 200..40_000;
/// Fewest bytes of a chain's pages on average.
const AVERAGE: u32 = 600;

/// The chains of at least so many numbers, the longest first; no line is in two. The nodes stand in the order of the source.
pub fn chains(nodes: &[Node], fewest: usize) -> Vec<Vec<Node>> {
    let mut best: Vec<(u32, Option<usize>)> = Vec::with_capacity(nodes.len());
    for (i, node) in nodes.iter().enumerate() {
        let mut found = (1, None);
        for j in (i.saturating_sub(REACH)..i).rev() {
            let before = nodes[j];
            if node.of == before.of || node.value <= before.value || node.value - before.value > MISSING + 1 {
                continue;
            }
            let step = node.value - before.value;
            if !PAGE.contains(&((node.at - before.at) / step)) {
                continue;
            }
            let score = best[j].0 + if step <= 2 { 3 } else { 1 };
            if score > found.0 {
                found = (score, Some(j));
            }
        }
        best.push(found);
    }
    let mut ends: Vec<usize> = (0..nodes.len()).filter(|&i| best[i].1.is_some()).collect();
    ends.sort_by_key(|&i| std::cmp::Reverse(best[i].0));
    let mut taken = vec![false; nodes.len()];
    let mut out = Vec::new();
    for end in ends {
        let mut chain = Vec::new();
        let mut at = Some(end);
        while let Some(i) = at.filter(|&i| !taken[i]) {
            chain.push(nodes[i]);
            taken[i] = true;
            at = best[i].1;
        }
        chain.reverse();
        let long = chain.len() >= fewest && {
            let (first, last) = (chain[0], chain[chain.len() - 1]);
            (last.at - first.at) / (last.value - first.value).max(1) >= AVERAGE
        };
        if long {
            out.push(chain);
        }
    }
    out
}

/// Whether the pages of a chain are all nearly of one length, and hardly one is missing.
pub fn is_regular(chain: &[Node]) -> bool {
    let steps: Vec<u32> = chain.windows(2).filter(|pair| pair[1].value == pair[0].value + 1).map(|pair| pair[1].at - pair[0].at).collect();
    let mut sorted = steps.clone();
    sorted.sort_unstable();
    let Some(&middle) = sorted.get(sorted.len() / 2) else { return false };
    let near = steps.iter().filter(|&&step| step.abs_diff(middle) * 20 <= middle * 7).count();
    chain.len() >= 6 && steps.len() * 100 >= (chain.len() - 1) * 85 && near * 10 >= steps.len() * 8
}
