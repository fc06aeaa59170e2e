//! How far a piece of work on a data file is, and whether it is to stop: what a worker and whoever waits for it share.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How far a piece of work is. Shared by reference: the worker counts on, others look and may stop it.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU64,
    all: AtomicU64,
    stop: AtomicBool,
}

impl Progress {
    /// Says that a step begins which is done after `all` units.
    pub fn begin(&self, all: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
    }

    /// Counts units of the step as done; `None` where the work is to stop.
    pub fn step(&self, units: u64) -> Option<()> {
        self.done.fetch_add(units, Ordering::Relaxed);
        (!self.is_stopped()).then_some(())
    }

    /// How many hundredths of the step are done.
    pub fn percent(&self) -> u64 {
        let all = self.all.load(Ordering::Relaxed).max(1);
        (self.done.load(Ordering::Relaxed) * 100 / all).min(100)
    }

    /// Asks the work to stop.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether the work was asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
