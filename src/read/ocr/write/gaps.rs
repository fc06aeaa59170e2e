//! The rows of a table whose cells are parted by blanks and leaders. Owns what stands for those gaps in the text: line ends
//! and TABs, so that its cells lie as those of any table do.

use std::ops::Range;

use super::super::blocks;
use super::super::lines::Line;
use super::super::tables::Grid;
use super::{Lines, Writer};
use crate::model::{Extent, Writing};

impl<'s> Writer<'_, 's> {
    /// Writes the rows of a table with these lines.
    pub(super) fn rows_of_gaps(&self, writing: &mut Writing<'s>, lines: &[Line], grid: &Grid) -> Vec<Vec<Extent>> {
        let mut cursor = lines.first().map_or(0, |line| line.start as usize);
        let mut rows = Vec::new();
        for row in &grid.rows {
            let mut extents = vec![Extent::default(); row.len()];
            let mut due = if rows.is_empty() { Vec::new() } else { vec!["\n"] };
            // Empty cells, and how many of the signs that are due stand before each.
            let mut empty: Vec<(usize, usize)> = Vec::new();
            for (column, slot) in row.iter().enumerate() {
                if column > 0 {
                    due.push("\t");
                }
                if slot.cell.is_empty() {
                    empty.push((column, due.len()));
                    continue;
                }
                let places = self.part(writing, cursor..slot.cell.start, lines, &due);
                for (column, signs) in empty.drain(..) {
                    let at = places[signs.min(places.len() - 1)];
                    extents[column] = Extent::new(at, at);
                }
                due.clear();
                let start = writing.at();
                self.inline.write(writing, std::slice::from_ref(&slot.cell), Lines::Wrapped);
                extents[column] = Extent::new(start, writing.at());
                cursor = slot.cell.end;
            }
            let end = writing.at();
            empty.iter().for_each(|&(column, _)| extents[column] = Extent::new(end, end));
            rows.push(extents);
        }
        self.part(writing, cursor..lines.last().map_or(cursor, |line| line.end as usize), lines, &[]);
        rows
    }

    /// Sets the signs that are due for a gap of the source, a character of it for each; strokes and leaders in it are markup.
    /// Gives the place before the first sign and behind each.
    fn part(&self, writing: &mut Writing<'s>, gap: Range<usize>, lines: &[Line], due: &[&str]) -> Vec<u32> {
        let mut places = vec![writing.at()];
        let mut marks = self.marks(&gap, lines);
        let marked: usize = marks.iter().map(|(mark, _)| self.source[mark.clone()].chars().count()).sum();
        // Where a figure follows a leader at once, its last dot is all there is to part them.
        let short = self.source[gap.clone()].chars().count() - marked < due.len();
        if let Some((leader, "leader")) = marks.last_mut().filter(|(mark, _)| short && mark.end == gap.end) {
            leader.end -= 1;
        }
        let mut cursor = gap.start;
        // What is no blank is markup; of the blanks before and between, each is a sign that is due.
        for (range, rule) in marks {
            self.signs(writing, cursor..range.start, due, &mut places);
            cursor = range.end;
            writing.markup(range, rule);
        }
        self.signs(writing, cursor..gap.end, due, &mut places);
        places
    }

    /// What is no blank in a gap, line by line: a stroke through the table, or a leader from its first dot to its last.
    fn marks(&self, gap: &Range<usize>, lines: &[Line]) -> Vec<(Range<usize>, &'static str)> {
        let first = lines.partition_point(|line| line.end as usize <= gap.start);
        let within = lines[first..].iter().take_while(|line| (line.from as usize) < gap.end);
        let mark = |line: &Line| {
            let (from, end) = (gap.start.max(line.from as usize), gap.end.min(line.end as usize));
            let text = self.source.get(from..end)?;
            if end - from == line.len() && blocks::is_rule(text) {
                return Some((from..end, "table rule"));
            }
            Some((from + text.find('.')?..from + text.rfind('.')? + 1, "leader"))
        };
        within.filter_map(mark).collect()
    }

    /// Sets as many of the signs that are still due as there are blanks.
    fn signs(&self, writing: &mut Writing<'s>, blanks: Range<usize>, due: &[&str], places: &mut Vec<u32>) {
        let due = &due[places.len() - 1..];
        let mut starts: Vec<usize> = self.source[blanks.clone()].char_indices().map(|(at, _)| blanks.start + at).take(due.len()).collect();
        if starts.is_empty() {
            return writing.markup(blanks, "blank");
        }
        starts.push(blanks.end);
        for (sign, pair) in due.iter().zip(starts.windows(2)) {
            writing.replace(pair[0]..pair[1], sign);
            places.push(writing.at());
        }
    }
}
