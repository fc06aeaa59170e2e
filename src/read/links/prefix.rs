//! The greatest value over a growing prefix, in log n (P. M. Fenwick, 1994). Knows nothing of markers and notes.

/// Greatest values over growing prefixes.
pub struct Fenwick {
    cells: Vec<(i64, Option<usize>)>,
}

impl Fenwick {
    /// A tree over so many indices.
    pub fn new(len: usize) -> Fenwick {
        Fenwick { cells: vec![(0, None); len + 1] }
    }

    /// The greatest value at an index below `end`, and who set it.
    pub fn best(&self, end: usize) -> (i64, Option<usize>) {
        let mut best = (0, None);
        let mut at = end;
        while at > 0 {
            if self.cells[at].0 > best.0 {
                best = self.cells[at];
            }
            at &= at - 1;
        }
        best
    }

    /// Raises the value at an index; `who` is answered where it is the greatest.
    pub fn raise(&mut self, index: usize, value: i64, who: usize) {
        let mut at = index + 1;
        while at < self.cells.len() {
            if value > self.cells[at].0 {
                self.cells[at] = (value, Some(who));
            }
            at += at & at.wrapping_neg();
        }
    }
}
