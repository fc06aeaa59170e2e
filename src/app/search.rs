//! The search as the program holds it: what was looked for, the hits, the one it stands on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::Anchor;
use crate::search::{Found, Hit};

/// The last search.
#[derive(Debug, Default)]
pub struct Search {
    /// The pattern as typed; empty where nothing is searched for.
    pub typed: String,
    /// The hits, sorted by place.
    pub hits: Vec<Hit>,
    /// The hit it stands on.
    pub current: Option<usize>,
    /// Counts the searches up: an answer to an older one is dropped.
    pub number: u64,
    /// Set to stop the one that runs.
    stop: Arc<AtomicBool>,
    /// Whether one runs.
    pub running: bool,
    /// Steps from hit to hit that were asked for while it ran.
    pub wanted: i64,
}

impl Search {
    /// Begins a new search: stops the one that runs, and gives its number and what stops it.
    pub fn begin(&mut self, typed: &str) -> (u64, Arc<AtomicBool>) {
        self.clear();
        self.typed = typed.to_owned();
        self.running = true;
        (self.number, Arc::clone(&self.stop))
    }

    /// Takes an answer; false where it belongs to an older search.
    pub fn take(&mut self, number: u64, found: Found) -> bool {
        let mine = self.running && number == self.number;
        if mine {
            (self.hits, self.running) = (found.hits, false);
        }
        mine
    }

    /// Forgets what was found, and stops what runs.
    pub fn clear(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        *self = Search { number: self.number + 1, ..Search::default() };
    }

    /// The hit so many on or back from the one it stands on, or from a place; and whether it went round the end.
    pub fn step(&self, by: i64, from: Anchor) -> Option<(usize, bool)> {
        let all = i64::try_from(self.hits.len()).ok().filter(|&all| all > 0)?;
        let at = match self.current {
            Some(current) => current as i64 + by,
            None => {
                let next = self.hits.partition_point(|hit| hit.at < from) as i64;
                if by > 0 { next + by - 1 } else { next + by }
            }
        };
        Some((at.rem_euclid(all) as usize, !(0..all).contains(&at)))
    }
}
