//! The place of each text of a column among all of them, so that rows are sorted by small numbers: a column says few
//! things many times, and letters are compared once for each. Owns these places.

use std::collections::HashMap;

use rayon::prelude::*;

use super::collation;

/// The place of what says nothing: behind all others.
pub const NOTHING: u32 = u32::MAX;

/// How texts stand in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// As words, figures in them by value.
    Words,
    /// Sign by sign, without regard to case: dates in ISO form, and codes, of which `01` stands before `1`.
    Signs,
}

/// By text, its place from 0; texts that none stands before or behind share one. `None` is `NOTHING`.
pub fn ranks<'t>(texts: impl Iterator<Item = Option<&'t str>>, letters: Letters) -> Vec<u32> {
    let mut known: HashMap<&'t str, u32> = HashMap::new();
    let mut different: Vec<&'t str> = Vec::new();
    let mut ranks: Vec<u32> = Vec::with_capacity(texts.size_hint().0);
    for text in texts {
        ranks.push(text.map_or(NOTHING, |text| {
            *known.entry(text).or_insert_with(|| {
                different.push(text);
                different.len() as u32 - 1
            })
        }));
    }
    let keys = match letters {
        Letters::Words => collation::keys(&different),
        Letters::Signs => different.iter().map(|text| collation::folded(text).into_bytes().into()).collect(),
    };
    // The first bytes stand in the pair itself: most keys differ in them.
    let mut keys: Vec<(u128, Box<[u8]>, u32)> = keys.into_iter().zip(0..).map(|(key, text)| (first_bytes(&key), key, text)).collect();
    keys.par_sort_unstable();
    let mut places = vec![0; keys.len()];
    let mut place = 0;
    for (at, (_, key, text)) in keys.iter().enumerate() {
        if at > 0 && *key != keys[at - 1].1 {
            place += 1;
        }
        places[*text as usize] = place;
    }
    for rank in ranks.iter_mut().filter(|rank| **rank != NOTHING) {
        *rank = places[*rank as usize];
    }
    ranks
}

fn first_bytes(key: &[u8]) -> u128 {
    let mut first = [0; 16];
    let len = key.len().min(16);
    first[..len].copy_from_slice(&key[..len]);
    u128::from_be_bytes(first)
}
