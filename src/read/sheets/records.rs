//! The records of an old workbook, and the texts in them, which may go on in the record behind. Owns these; what a record
//! means is for `xls`.

use super::compound::{u16_at, u32_at};

/// A record that goes on with the one before it.
const CONTINUE: u16 = 0x003c;

/// A record: its kind, its bytes, and those of the records that go on with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<'b> {
    /// Its kind.
    pub kind: u16,
    /// Its bytes.
    pub data: &'b [u8],
    /// Those of the records that go on with it, one by one.
    pub more: Vec<&'b [u8]>,
}

/// The records from a byte on, up to the end or to damage.
pub fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Record<'_>> {
    let mut at = from;
    let mut next = move || {
        let kind = u16_at(stream, at)?;
        let len = usize::from(u16_at(stream, at + 2)?);
        let data = stream.get(at + 4..at + 4 + len)?;
        at += 4 + len;
        Some((kind, data))
    };
    let mut waiting = None;
    std::iter::from_fn(move || {
        let (kind, data) = waiting.take().or_else(&mut next)?;
        let mut more = Vec::new();
        loop {
            match next() {
                Some((CONTINUE, data)) => more.push(data),
                other => {
                    waiting = other;
                    break;
                }
            }
        }
        Some(Record { kind, data, more })
    })
}

/// A text of `count` characters behind the byte that says how wide they are.
pub fn text(bytes: &[u8], count: usize) -> String {
    let Some((&flags, characters)) = bytes.split_first() else { return String::new() };
    if flags & 1 == 0 { narrow(characters.get(..count).unwrap_or(characters)) } else { wide(characters.get(..2 * count).unwrap_or(characters)) }
}

/// A text behind the two bytes that say how many characters it has.
pub fn counted(bytes: &[u8]) -> String {
    u16_at(bytes, 0).map_or(String::new(), |count| text(&bytes[2..], usize::from(count)))
}

/// The texts that cells share.
pub fn shared(record: &Record<'_>) -> Vec<String> {
    let mut bytes = Bytes { parts: std::iter::once(record.data.get(8..).unwrap_or_default()).chain(record.more.iter().copied()).collect(), part: 0, at: 0 };
    let count = u32_at(record.data, 4).unwrap_or(0);
    let mut texts = Vec::new();
    for _ in 0..count {
        let Some(text) = bytes.text() else { break };
        texts.push(text);
    }
    texts
}

/// Bytes in several parts. A text may be cut by the end of one: the next begins with the width of the rest.
struct Bytes<'b> {
    parts: Vec<&'b [u8]>,
    part: usize,
    at: usize,
}

impl Bytes<'_> {
    fn text(&mut self) -> Option<String> {
        let count = usize::from(self.number()?);
        let mut flags = self.take(1)?[0];
        let runs = if flags & 8 != 0 { usize::from(self.number()?) } else { 0 };
        let behind = if flags & 4 != 0 { u32_at(&self.take(4)?, 0)? as usize } else { 0 };
        let mut text = String::new();
        let mut left = count;
        while left > 0 {
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let rest = self.rest();
            if rest.is_empty() {
                self.part += 1;
                self.at = 0;
                flags = *self.parts.get(self.part)?.first()?;
                self.at = 1;
                continue;
            }
            let here = left.min(rest.len() / width);
            if here == 0 {
                return None;
            }
            let characters = &rest[..here * width];
            text.push_str(&if width == 1 { narrow(characters) } else { wide(characters) });
            self.at += here * width;
            left -= here;
        }
        self.skip(4 * runs)?;
        self.skip(behind)?;
        Some(text)
    }

    fn rest(&self) -> &[u8] {
        self.parts.get(self.part).and_then(|part| part.get(self.at..)).unwrap_or_default()
    }

    fn number(&mut self) -> Option<u16> {
        u16_at(&self.take(2)?, 0)
    }

    fn take(&mut self, count: usize) -> Option<Vec<u8>> {
        let mut taken = Vec::with_capacity(count);
        while taken.len() < count {
            let here = self.rest().iter().take(count - taken.len()).copied().collect::<Vec<u8>>();
            self.at += here.len();
            taken.extend(here);
            if taken.len() < count {
                self.next_part()?;
            }
        }
        Some(taken)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let here = count.min(self.rest().len());
            self.at += here;
            count -= here;
            if count > 0 {
                self.next_part()?;
            }
        }
        Some(())
    }

    fn next_part(&mut self) -> Option<()> {
        self.part += 1;
        self.at = 0;
        self.parts.get(self.part).map(|_| ())
    }
}

fn narrow(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

fn wide(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}
