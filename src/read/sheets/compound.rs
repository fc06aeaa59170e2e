//! Compound files, in which old Office files keep their parts as streams of sectors. Owns the way from a name to the bytes
//! of a stream; a chain of sectors that runs in a circle, or out of the file, ends where it can.

use crate::error::Error;

/// What such a file begins with.
const BEGINNING: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Sectors from which on a number is no sector but an end or a gap.
const NONE: u32 = 0xffff_fffa;
/// Bytes of an entry of the directory.
const ENTRY: usize = 128;
/// Bytes of the sectors in which short streams are kept.
const SMALL: usize = 64;

/// A compound file.
pub struct Compound<'b> {
    bytes: &'b [u8],
    /// Bytes of a sector.
    size: usize,
    /// By sector, the next of its chain.
    next: Vec<u32>,
    /// The same for the sectors of short streams, and their bytes.
    next_small: Vec<u32>,
    small: Vec<u8>,
    /// Bytes from which on a stream is not short.
    long: u64,
    entries: Vec<Entry>,
}

/// A stream: its name, its first sector and its bytes.
struct Entry {
    name: String,
    first: u32,
    len: u64,
    is_root: bool,
}

/// Whether bytes begin as such a file does.
pub fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(BEGINNING)
}

impl<'b> Compound<'b> {
    /// Opens a file.
    ///
    /// # Errors
    /// For what is too damaged to have a directory.
    pub fn open(bytes: &'b [u8]) -> Result<Compound<'b>, Error> {
        Compound::read(bytes).ok_or_else(|| Error::new("cannot read", "it is a damaged Office file"))
    }

    /// Whether it has a stream of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// The bytes of a stream, as many as can be found.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name == name)?;
        let mut found = if entry.len < self.long {
            let sectors = chain(&self.next_small, entry.first, self.small.len() / SMALL + 1);
            sectors.iter().flat_map(|&sector| self.small.chunks(SMALL).nth(sector as usize).unwrap_or_default()).copied().collect()
        } else {
            self.sectors(entry.first)
        };
        found.truncate(usize::try_from(entry.len).unwrap_or(usize::MAX));
        Some(found)
    }

    fn read(bytes: &'b [u8]) -> Option<Compound<'b>> {
        let size = 1usize << u16_at(bytes, 0x1e).filter(|shift| (7..=12).contains(shift))?;
        let mut file = Compound { bytes, size, next: Vec::new(), next_small: Vec::new(), small: Vec::new(), long: 0, entries: Vec::new() };
        // The sectors that hold the chains: the first in the header, the rest in a chain of their own.
        let most = bytes.len() / size + 1;
        let mut tables: Vec<u32> = (0..109).filter_map(|at| u32_at(bytes, 0x4c + 4 * at)).take_while(|&sector| sector < NONE).collect();
        let mut more = u32_at(bytes, 0x44)?;
        while more < NONE && tables.len() < most {
            let sector = file.sector(more);
            let inside = numbers(sector);
            let (last, inside) = inside.split_last()?;
            tables.extend(inside.iter().copied().filter(|&sector| sector < NONE));
            more = *last;
        }
        tables.truncate(most);
        file.next = tables.iter().flat_map(|&table| numbers(file.sector(table))).collect();
        let directory = file.sectors(u32_at(bytes, 0x30)?);
        file.entries = directory.chunks_exact(ENTRY).filter_map(entry).collect();
        file.next_small = numbers(&file.sectors(u32_at(bytes, 0x3c)?));
        file.long = u64::from(u32_at(bytes, 0x38)?);
        file.small = file.entries.iter().find(|entry| entry.is_root).map(|root| file.sectors(root.first)).unwrap_or_default();
        (!file.entries.is_empty()).then_some(file)
    }

    /// The bytes of a chain of sectors.
    fn sectors(&self, first: u32) -> Vec<u8> {
        chain(&self.next, first, self.bytes.len() / self.size + 1).iter().flat_map(|&sector| self.sector(sector)).copied().collect()
    }

    fn sector(&self, sector: u32) -> &'b [u8] {
        let start = (sector as usize + 1).saturating_mul(self.size);
        self.bytes.get(start..self.bytes.len().min(start.saturating_add(self.size))).unwrap_or_default()
    }
}

/// The sectors of a chain: never more than there are, `most`, so that a circle ends.
fn chain(next: &[u32], first: u32, most: usize) -> Vec<u32> {
    let mut sectors = Vec::new();
    let mut at = first;
    while (at as usize) < next.len() && sectors.len() < most {
        sectors.push(at);
        at = next[at as usize];
    }
    sectors
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let len = usize::from(u16_at(bytes, 64)?).clamp(2, 64) - 2;
    let units: Vec<u16> = bytes[..len].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let kind = bytes[66];
    matches!(kind, 2 | 5).then_some(Entry {
        name: String::from_utf16_lossy(&units),
        first: u32_at(bytes, 116)?,
        len: u64::from(u32_at(bytes, 120)?),
        is_root: kind == 5,
    })
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
}

/// The number of two bytes at a place.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// The number of four bytes at a place.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
