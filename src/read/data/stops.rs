//! Where fields and records end, found 64 bytes at a time: the same as `records::record` finds, for files of millions of
//! records that are gone through one after another.

use std::ops::Range;

use super::dialect::Dialect;
use super::records;

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// Goes through bytes from record to record.
pub struct Stops<'b> {
    bytes: &'b [u8],
    dialect: Dialect,
    /// Where the bytes begin that `mask` tells of.
    block: usize,
    /// The stops of the block that were not passed yet, a bit each.
    mask: u64,
}

impl<'b> Stops<'b> {
    /// Begins at a byte at which a record begins.
    pub fn new(bytes: &'b [u8], at: usize, dialect: Dialect) -> Stops<'b> {
        let mut stops = Stops { bytes, dialect, block: 0, mask: 0 };
        stops.seek(at);
        stops
    }

    /// The end of the record that begins at `at`, before its line end, and the start of the next. `at` is where this
    /// began, or the start that it gave last. Each field is given to `field`, with its quotes.
    #[inline]
    pub fn record(&mut self, at: usize, mut field: impl FnMut(Range<usize>)) -> (usize, usize) {
        let mut start = at;
        loop {
            let mut stop = self.next();
            while self.bytes.get(stop) == Some(&b'"') {
                if stop == start
                    && let Some(end) = records::closing(&self.bytes[start..], self.dialect)
                {
                    self.seek(start + end);
                }
                stop = self.next();
            }
            field(start..stop);
            match self.bytes.get(stop) {
                Some(&byte) if byte == self.dialect.delimiter => start = stop + 1,
                Some(b'\r') if self.bytes.get(stop + 1) == Some(&b'\n') => {
                    self.next();
                    return (stop, stop + 2);
                }
                Some(_) => return (stop, stop + 1),
                None => return (stop, stop),
            }
        }
    }

    /// The next stop, or the end of the bytes.
    #[inline]
    fn next(&mut self) -> usize {
        while self.mask == 0 {
            self.block += BLOCK;
            if self.block >= self.bytes.len() {
                self.block = self.bytes.len();
                return self.bytes.len();
            }
            self.mask = self.look();
        }
        let at = self.block + self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1;
        at
    }

    /// Passes over all stops before a byte.
    fn seek(&mut self, at: usize) {
        let block = at / BLOCK * BLOCK;
        if block != self.block || self.mask == 0 {
            self.block = block;
            self.mask = self.look();
        }
        self.mask &= u64::MAX << (at - block);
    }

    fn look(&self) -> u64 {
        let bytes = self.bytes.get(self.block..).unwrap_or_default();
        match bytes.first_chunk::<BLOCK>() {
            Some(block) => mask(block, self.dialect.delimiter),
            None => {
                let mut block = [b' '; BLOCK];
                block[..bytes.len()].copy_from_slice(bytes);
                mask(&block, self.dialect.delimiter) & ((1 << bytes.len()) - 1)
            }
        }
    }
}

/// A bit for every byte of a block at which a field may end or be quoted.
#[inline]
fn mask(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    let mut bits = [0_u8; BLOCK];
    for (at, (bit, &byte)) in bits.iter_mut().zip(block).enumerate() {
        let stops = byte == delimiter || byte == b'\n' || byte == b'\r' || byte == b'"';
        *bit = if stops { 1 << (at % 8) } else { 0 };
    }
    // The bits of eight bytes differ, so their sum, which ends up in the highest byte, holds them all.
    let (eights, _) = bits.as_chunks::<8>();
    let sum = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0101_0101_0101_0101) >> 56;
    eights.iter().enumerate().fold(0, |mask, (at, eight)| mask | sum(eight) << (8 * at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Walked = Vec<(Vec<Range<usize>>, (usize, usize))>;

    fn slowly(bytes: &[u8], dialect: Dialect) -> Walked {
        let (mut at, mut walked) = (0, Vec::new());
        while at < bytes.len() {
            let mut fields = Vec::new();
            let ends = records::record(bytes, at, dialect, |field| fields.push(field));
            at = ends.1;
            walked.push((fields, ends));
        }
        walked
    }

    fn quickly(bytes: &[u8], dialect: Dialect) -> Walked {
        let mut stops = Stops::new(bytes, 0, dialect);
        let (mut at, mut walked) = (0, Vec::new());
        while at < bytes.len() {
            let mut fields = Vec::new();
            let ends = stops.record(at, |field| fields.push(field));
            at = ends.1;
            walked.push((fields, ends));
        }
        walked
    }

    proptest! {
        #[test]
        fn fields_are_those_that_are_found_one_by_one(bytes in "([a-c]{0,9}|[,\"\\\\\n\r;]|\r\n|\",\"|é){0,120}", backslash: bool) {
            let dialect = Dialect { delimiter: b',', backslash };
            prop_assert_eq!(quickly(bytes.as_bytes(), dialect), slowly(bytes.as_bytes(), dialect));
        }
    }
}
