//! What parts the cells of a data file, and whether they are quoted: told from its first bytes.

use super::records;

/// Bytes from which a dialect is told.
pub const HEAD_BYTES: usize = 64 << 10;
/// The signs that part cells, those that stand in prose last.
const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];
/// Most records from which a dialect is told.
const RECORDS: usize = 400;

/// How the cells of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// The byte between two cells.
    pub delimiter: u8,
    /// Whether a cell that begins with a quote ends with one.
    pub quoted: bool,
    /// Whether a backslash before a quote makes it part of the cell.
    pub backslash: bool,
}

impl Dialect {
    /// Cells parted by this byte, quoted as RFC 4180 says.
    pub fn parted_by(delimiter: u8) -> Dialect {
        Dialect { delimiter, quoted: true, backslash: false }
    }
}

/// The dialect of a file that is known to hold data; `delimiter` where it is said. Commas where nothing else fits.
pub fn dialect(bytes: &[u8], delimiter: Option<u8>) -> Dialect {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let best = delimiter.or_else(|| best(head).map(|found| found.delimiter)).unwrap_or(b',');
    Dialect { backslash: backslash(head, best), ..Dialect::parted_by(best) }
}

/// Whether bytes are data for all that is seen of them: every record has as many cells as the others, and not only two.
/// Prose and printed tables never are. TABs part the printed tables of a text too, so they do not say it by themselves.
pub fn is_data(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    best(head).is_some_and(|found| found.delimiter != b'\t' && found.records >= 4 && found.columns >= 3 && found.even >= 1.0)
        && memchr::memmem::find(head, b", ").is_none_or(|_| memchr::memchr_iter(b',', head).count() > 3 * memchr::memmem::find_iter(head, b", ").count())
}

/// What was measured of a head under one delimiter.
struct Found {
    delimiter: u8,
    /// The share of the records that have the usual number of cells.
    even: f64,
    columns: usize,
    records: usize,
}

/// The delimiter under which the records are most alike.
fn best(head: &[u8]) -> Option<Found> {
    let tried = DELIMITERS.iter().filter_map(|&delimiter| measure(head, Dialect { backslash: backslash(head, delimiter), ..Dialect::parted_by(delimiter) }));
    tried.max_by(|one, other| (one.even * worth(one)).total_cmp(&(other.even * worth(other))))
}

fn worth(found: &Found) -> f64 {
    // Many columns that are even say more than two that are.
    1.0 - 0.5 / found.columns as f64
}

fn measure(head: &[u8], dialect: Dialect) -> Option<Found> {
    let mut widths = Vec::new();
    let mut at = 0;
    while at < head.len() && widths.len() < RECORDS {
        let mut width = 0;
        let (end, next) = records::record(head, at, dialect, |_| width += 1);
        // The last record of the head may be cut.
        if end == head.len() && head.len() == HEAD_BYTES && !widths.is_empty() {
            break;
        }
        if end > at {
            widths.push(width);
        }
        at = next;
    }
    let mut sorted: Vec<usize> = widths.iter().copied().filter(|&width| width > 1).collect();
    sorted.sort_unstable();
    let usual = *sorted.get(sorted.len() / 2)?;
    let even = widths.iter().filter(|&&width| width == usual).count() as f64 / widths.len() as f64;
    Some(Found { delimiter: dialect.delimiter, even, columns: usual, records: widths.len() })
}

/// Whether quotes within quoted cells stand behind backslashes: more often than they are doubled.
fn backslash(head: &[u8], delimiter: u8) -> bool {
    let escaped = memchr::memmem::find_iter(head, b"\\\"")
        .filter(|&at| !matches!(head.get(at + 2), Some(&next) if next == delimiter || next == b'\n' || next == b'\r'))
        .count();
    escaped > memchr::memmem::find_iter(head, b"\"\"").count()
}
