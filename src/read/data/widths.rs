//! Which rows of a data file have other numbers of cells than most, as they are warned of. Owns that count alone.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::cell;
use super::file::DataFile;
use super::index::Part;
use super::progress::Progress;
use super::stops::Stops;
use crate::model::Warning;
use crate::read::limits::{TABLE_COLUMNS, WARNINGS};

/// What was met in a part.
struct Met {
    /// Records, blank ones among them.
    records: u64,
    /// How many rows have so many cells.
    widths: BTreeMap<usize, u64>,
}

impl DataFile {
    /// What is odd about the rows and the character set. `None` where it was stopped.
    pub fn warnings(&self, progress: &Progress) -> Option<Vec<Warning>> {
        progress.begin(self.len() as u64);
        let met: Vec<Met> = self.parts().par_iter().map(|part| progress.step(part.len() as u64).map(|()| self.met(part))).collect::<Option<_>>()?;
        let mut widths: BTreeMap<usize, u64> = BTreeMap::new();
        for (width, rows) in
            met.iter().flat_map(|met| &met.widths).map(|(&width, &rows)| (width, rows)).chain(self.around.widths.iter().map(|&width| (width, 1)))
        {
            *widths.entry(width).or_default() += rows;
        }
        let all: u64 = widths.values().sum();
        let mut below = 0;
        let middle = widths.iter().find(|(_, rows)| {
            below += **rows;
            below > all / 2
        });
        let usual = middle.map_or(0, |(&width, _)| width);
        let ragged = all - widths.get(&usual).copied().unwrap_or(0);
        let mut warnings = Vec::new();
        if let Some(set) = self.charset {
            let message = format!("the text is no UTF-8; it was read as {set}, the likeliest character set");
            warnings.push(Warning { kind: "character-set", source: 0, line: 1, message });
        }
        if ragged > 0 {
            warnings.extend(self.ragged(usual, &met, ragged));
        }
        let widest = widths.last_key_value().map_or(0, |(&width, _)| width);
        if widest > TABLE_COLUMNS {
            let message = format!("the table has {widest} columns; those from column {TABLE_COLUMNS} on stand together in one");
            warnings.push(Warning { kind: "wide-table", source: 0, line: 1, message });
        }
        Some(warnings)
    }

    fn met(&self, part: &Part) -> Met {
        let mut met = Met { records: 0, widths: BTreeMap::new() };
        self.records_of(part, |_, width, blank| {
            met.records += 1;
            if !blank {
                *met.widths.entry(width).or_default() += 1;
            }
        });
        met
    }

    /// The first rows that have another number of cells, and how many there are.
    fn ragged(&self, usual: usize, met: &[Met], all: u64) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let (mut record, mut line, mut from) = (self.around.records as u64, 1, 0);
        for (part, met) in self.parts().iter().zip(met) {
            let first = record;
            record += met.records;
            if met.widths.keys().all(|&width| width == usual) || warnings.len() + 1 >= WARNINGS {
                continue;
            }
            let mut number = first;
            self.records_of(part, |at, width, blank| {
                number += 1;
                if blank || width == usual || warnings.len() + 1 >= WARNINGS {
                    return;
                }
                line += memchr::memchr_iter(b'\n', &self.bytes()[from..at]).count() as u32;
                from = at;
                let (cells, ends) = (if width == 1 { "cell" } else { "cells" }, if width < usual { "ends with" } else { "goes on from" });
                let column = usual.min(width.saturating_sub(1)) + 1;
                let message = format!("record {number} has {width} {cells}, most have {usual}: it {ends} column {column}");
                warnings.push(Warning { kind: "ragged-row", source: u32::try_from(at).unwrap_or(u32::MAX), line, message });
            });
        }
        if all >= WARNINGS as u64 {
            let message = format!("{all} records in all have more or fewer cells than most");
            warnings.push(Warning { kind: "ragged-row", source: u32::try_from(self.len()).unwrap_or(u32::MAX), line, message });
        }
        warnings
    }

    /// Goes through the records of a part: where each begins, how many cells it has, and whether it says nothing.
    fn records_of(&self, part: &Part, mut take: impl FnMut(usize, usize, bool)) {
        let mut stops = Stops::new(self.bytes(), part.bytes().start, self.dialect());
        let mut at = part.bytes().start;
        while at < part.bytes().end {
            let (mut width, mut blank) = (0, true);
            let (_, next) = stops.record(at, |field| {
                width += 1;
                blank = blank && cell::is_blank(&self.bytes()[field], self.dialect());
            });
            take(at, width, blank);
            at = next;
        }
    }
}
