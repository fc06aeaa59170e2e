//! The places of a column's words among each other, and of ordinals. What many cells say is looked at once.

use std::collections::HashMap;

use rayon::prelude::*;

use super::sheet::{DataSheet, by_part};
use crate::read::data::index::Part;
use crate::read::data::progress::Progress;
use crate::sheet::column::{Column, Value, value_of};
use crate::sheet::ranks::{self, NOTHING};
use crate::sheet::sorting;

impl DataSheet {
    /// By row, the place of what it says in a column of words; what stands alike has one place. `None` where it was
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
    pub(super) fn different(&self, at: usize, progress: &Progress) -> Option<(Vec<u32>, Vec<&[u8]>)> {
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
        let values: Vec<Value> = fields.par_iter().map(|field| value_of(column, &self.file.text(field))).collect();
        if column.kind.is_by_number() {
            return by_number(&values);
        }
        let words = values.iter().map(|value| sorting::words_of(column.kind, value));
        ranks::ranks(words, sorting::letters_of(column.kind, values.iter()))
    }
}

/// The place of each number among all.
fn by_number(values: &[Value]) -> Vec<u32> {
    let number = |(at, value): (usize, &Value)| if let Value::Number(number) = value { Some((*number, at)) } else { None };
    let mut numbers: Vec<(f64, usize)> = values.iter().enumerate().filter_map(number).collect();
    numbers.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let mut places = vec![NOTHING; values.len()];
    let mut place = 0;
    for (at, (number, field)) in numbers.iter().enumerate() {
        place += u32::from(at > 0 && numbers[at - 1].0 != *number);
        places[*field] = place;
    }
    places
}
