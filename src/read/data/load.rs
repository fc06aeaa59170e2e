//! The bytes of a data file into memory: a regular file in pieces by all processors, and its characters as UTF-8. Owns what
//! is said of a file that changes meanwhile; knows nothing of rows.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use rayon::prelude::*;

use super::progress::Progress;

/// Bytes that are read or looked at in one piece.
const PIECE: usize = 4 << 20;
/// Bytes from which a character set is guessed, from the first that is no UTF-8 on.
const GUESSED_FROM: usize = 1 << 20;

/// Reads a regular file of so many bytes. What is not there any more is left out, what was added is not read. `None` where
/// it was stopped.
pub fn read(file: &File, size: usize, progress: &Progress) -> Option<io::Result<Vec<u8>>> {
    progress.begin(size as u64);
    let mut bytes = vec![0; size];
    let read = |(number, piece): (usize, &mut [u8])| {
        let done = fill(file, piece, (number * PIECE) as u64);
        progress.step(piece.len() as u64).map(|()| done)
    };
    let pieces: Vec<io::Result<usize>> = bytes.par_chunks_mut(PIECE).enumerate().map(read).collect::<Option<_>>()?;
    let mut end = 0;
    for piece in pieces {
        match piece {
            Ok(read) => end += read,
            Err(cause) => return Some(Err(cause)),
        }
        // Behind the first piece that is short there is nothing.
        if end % PIECE != 0 {
            break;
        }
    }
    bytes.truncate(end);
    Some(Ok(bytes))
}

/// The bytes as UTF-8, and the character set they were read as where they were not: that of a label, where it is said.
pub fn decoded(bytes: Vec<u8>, label: Option<&str>, progress: &Progress) -> Option<(Vec<u8>, Option<&'static str>)> {
    if let Some(set) = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes())) {
        let (text, _) = set.decode_with_bom_removal(&bytes);
        return Some((text.into_owned().into_bytes(), Some(set.name())));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let (text, set, damaged) = encoding_rs::UTF_16LE.decode(&bytes);
        return Some((text.into_owned().into_bytes(), damaged.then(|| set.name())));
    }
    let Some(wrong) = first_wrong(&bytes, progress)? else { return Some((bytes, None)) };
    let mut guess = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    guess.feed(&bytes[..bytes.len().min(GUESSED_FROM)], false);
    guess.feed(&bytes[wrong..bytes.len().min(wrong + GUESSED_FROM)], true);
    let set = guess.guess(None, chardetng::Utf8Detection::Allow);
    let (text, set, _) = set.decode(&bytes);
    Some((text.into_owned().into_bytes(), Some(set.name())))
}

/// The first byte from which on the bytes are no UTF-8. `None` outside where it was stopped.
fn first_wrong(bytes: &[u8], progress: &Progress) -> Option<Option<usize>> {
    progress.begin(bytes.len() as u64);
    let pieces: Vec<usize> = (0..bytes.len()).step_by(PIECE).collect();
    let wrong = pieces.par_iter().map(|&start| {
        let (start, end) = (character_at(bytes, start), character_at(bytes, start + PIECE));
        let wrong = std::str::from_utf8(&bytes[start..end]).err().map(|error| start + error.valid_up_to());
        progress.step(PIECE as u64).map(|()| wrong)
    });
    let wrong: Vec<Option<usize>> = wrong.collect::<Option<_>>()?;
    Some(wrong.into_iter().flatten().next())
}

/// The first byte at or behind one at which a character may begin.
fn character_at(bytes: &[u8], at: usize) -> usize {
    let at = at.min(bytes.len());
    at + bytes[at..].iter().take(3).take_while(|&&byte| byte & 0xc0 == 0x80).count()
}

/// Reads a piece as far as the file goes.
fn fill(file: &File, piece: &mut [u8], from: u64) -> io::Result<usize> {
    let mut read = 0;
    while read < piece.len() {
        match file.read_at(&mut piece[read..], from + read as u64) {
            Ok(0) => break,
            Ok(more) => read += more,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            Err(cause) => return Err(cause),
        }
    }
    Ok(read)
}
