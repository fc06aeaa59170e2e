//! The places of a column's words among each other. What many cells say is compared once.

use std::collections::HashMap;

use rayon::prelude::*;

use super::sheet::{DataSheet, by_part};
use crate::read::data::index::Part;
use crate::read::data::progress::Progress;
use crate::sheet::collation::{compare, folded};
use crate::sheet::column::{Column, Value, value_of};

/// The rank of a cell that says nothing.
pub const NOTHING: u32 = u32::MAX;

impl DataSheet {
    /// By row, the place of what it says in a column of words; words that stand alike have one place. `None` where it was
    /// stopped.
    pub fn ranks(&self, at: usize, progress: &Progress) -> Option<Vec<u32>> {
        let column = self.column(at, progress)?;
        let (mut numbers, fields) = self.different(at, progress)?;
        let ranks = self.ranked(column, &fields);
        progress.step(0)?;
        numbers.par_iter_mut().for_each(|number| *number = ranks[*number as usize]);
        Some(numbers)
    }

    /// The different fields of a column, and by row the number of its own.
    fn different(&self, at: usize, progress: &Progress) -> Option<(Vec<u32>, Vec<&[u8]>)> {
        let file = &*self.file;
        let mut numbers = vec![0_u32; file.rows() as usize];
        progress.begin(file.len() as u64);
        let read = |(part, numbers): (&Part, &mut [u32])| {
            let mut known: HashMap<&[u8], u32> = HashMap::new();
            let mut fields: Vec<&[u8]> = Vec::new();
            let mut places = numbers.iter_mut();
            file.walk_one(part, at, |_, field| {
                let number = *known.entry(field).or_insert_with(|| {
                    fields.push(field);
                    fields.len() as u32 - 1
                });
                if let Some(place) = places.next() {
                    *place = number;
                }
            });
            progress.step(part.len() as u64).map(|()| fields)
        };
        let by_parts: Vec<Vec<&[u8]>> = by_part(file.parts(), &mut numbers).into_par_iter().map(read).collect::<Option<_>>()?;
        let mut known: HashMap<&[u8], u32> = HashMap::new();
        let mut fields: Vec<&[u8]> = Vec::new();
        let mut of_all = |field| {
            *known.entry(field).or_insert_with(|| {
                fields.push(field);
                fields.len() as u32 - 1
            })
        };
        let of_all: Vec<Vec<u32>> = by_parts.into_iter().map(|fields| fields.into_iter().map(&mut of_all).collect()).collect();
        let shares = by_part(file.parts(), &mut numbers);
        shares.into_par_iter().zip(of_all).for_each(|((_, numbers), of_all)| numbers.iter_mut().for_each(|number| *number = of_all[*number as usize]));
        Some((numbers, fields))
    }

    /// The place of each of some fields among all.
    fn ranked(&self, column: &Column, fields: &[&[u8]]) -> Vec<u32> {
        let words = |(number, field): (usize, &&[u8])| match value_of(column, &self.file.text(field)) {
            Value::Text(words) => Some((folded(&words), number)),
            Value::Number(_) | Value::Nothing => None,
        };
        let mut said: Vec<(String, usize)> = fields.par_iter().enumerate().filter_map(words).collect();
        said.par_sort_unstable_by(|one, other| compare(&one.0, &other.0));
        let mut ranks = vec![NOTHING; fields.len()];
        let mut rank = 0;
        for (place, (words, number)) in said.iter().enumerate() {
            if place > 0 && compare(&said[place - 1].0, words).is_ne() {
                rank += 1;
            }
            ranks[*number] = rank;
        }
        ranks
    }
}
