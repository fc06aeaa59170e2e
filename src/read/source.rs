//! Bytes to characters: the cap on size, what is no text at all, and the character set. Knows nothing of what a text says.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::limits::SOURCE_BYTES;
use crate::error::Error;

/// A decoded source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The characters.
    pub text: String,
    /// The character set it was read as, where it was not UTF-8.
    pub guessed: Option<&'static str>,
    /// The character set that was said, where not all of it could be read so.
    pub damaged: Option<&'static str>,
}

/// Opens a file for reading that is no bigger than a text may be, with the errors a reader of it can do something about.
pub fn open(path: &Path) -> Result<File, Error> {
    let file = open_any(path)?;
    match file.metadata() {
        Ok(about) if about.len() > SOURCE_BYTES => Err(too_big(about.len()).at(path)),
        _ => Ok(file),
    }
}

/// Opens a file of any size.
pub fn open_any(path: &Path) -> Result<File, Error> {
    let failed = |cause: std::io::Error| {
        let error = Error::new("cannot read", words(&cause)).at(path);
        match cause.kind() {
            std::io::ErrorKind::NotFound => error.hint("check the name, or give - to read standard input"),
            _ => error,
        }
    };
    let file = File::open(path).map_err(failed)?;
    let about = file.metadata().map_err(failed)?;
    if about.is_dir() {
        return Err(Error::new("cannot read", "it is a folder").at(path).hint("give a file in it"));
    }
    Ok(file)
}

/// Reads what is left of a stream behind `bytes`, up to the cap.
pub fn read_rest(stream: &mut dyn Read, bytes: &mut Vec<u8>) -> Result<(), Error> {
    let room = SOURCE_BYTES + 1 - bytes.len() as u64;
    stream.take(room).read_to_end(bytes).map_err(|cause| Error::new("cannot read", words(&cause)))?;
    if bytes.len() as u64 > SOURCE_BYTES { Err(too_big(bytes.len() as u64)) } else { Ok(()) }
}

/// Decodes a source of which the character set is said, by a label that is known.
pub fn decode_as(bytes: &[u8], label: &str) -> Result<Source, Error> {
    let Some(set) = encoding_rs::Encoding::for_label(label.as_bytes()) else {
        return Err(Error::new("cannot read", format!("no character set is called {label}")));
    };
    let (text, damaged) = set.decode_with_bom_removal(bytes);
    if text.trim().is_empty() {
        return Err(Error::new("cannot read", if bytes.is_empty() { "it is empty" } else { "it holds nothing but blanks" }));
    }
    Ok(Source { text: text.into_owned(), guessed: None, damaged: damaged.then(|| set.name()) })
}

/// Decodes a source: UTF-8 as it is, UTF-16 by its byte order mark, else the likeliest character set.
/// Fails for what is empty or no text.
pub fn decode(bytes: Vec<u8>) -> Result<Source, Error> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::new("cannot read", if bytes.is_empty() { "it is empty" } else { "it holds nothing but blanks" }));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let (text, set, damaged) = encoding_rs::UTF_16LE.decode(&bytes);
        // The mark says it: nothing was guessed, unless not all of it could be read so.
        return Ok(Source { text: text.into_owned(), guessed: damaged.then(|| set.name()), damaged: None });
    }
    refuse_binary(&bytes)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source { text, guessed: None, damaged: None }),
        Err(error) => {
            let bytes = error.into_bytes();
            let mut guess = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            guess.feed(&bytes, true);
            let set = guess.guess(None, chardetng::Utf8Detection::Allow);
            let (text, set, _) = set.decode(&bytes);
            Ok(Source {
                text: match text {
                    Cow::Borrowed(text) => text.to_owned(),
                    Cow::Owned(text) => text,
                },
                guessed: Some(set.name()),
                damaged: None,
            })
        }
    }
}

/// The longest start of `bytes` that ends with a paragraph, within them; all of them where there is none.
pub fn head(bytes: &[u8]) -> &[u8] {
    let paragraph = memchr::memmem::rfind(bytes, b"\n\n").or_else(|| memchr::memmem::rfind(bytes, b"\n\r\n"));
    let line = || memchr::memrchr(b'\n', bytes);
    match paragraph.filter(|&at| at > bytes.len() / 4).or_else(line) {
        Some(end) => &bytes[..end + 1],
        None => {
            // No line end at all: not in the middle of a character.
            let mut end = bytes.len();
            while end > 0 && end > bytes.len().saturating_sub(4) && bytes.get(end).is_some_and(|&next| next & 0xc0 == 0x80) {
                end -= 1;
            }
            match std::str::from_utf8(&bytes[..end]) {
                Ok(_) => &bytes[..end],
                Err(error) if error.error_len().is_none() => &bytes[..error.valid_up_to()],
                Err(_) => &bytes[..end],
            }
        }
    }
}

/// The words of an operating system's error, without its number.
fn words(cause: &std::io::Error) -> String {
    match cause.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => cause.to_string(),
    }
}

/// The error of a text that is bigger than the cap.
pub fn too_big(bytes: u64) -> Error {
    Error::new("cannot read", format!("it has {} MB, and the limit is {} MB", bytes >> 20, SOURCE_BYTES >> 20))
        .hint("split it, or read a part of it: head -c 200M FILE | ibid -")
}

/// Bytes that no text has, of which so many are damage, however short the file is.
const FEW: usize = 8;

/// Refuses what begins as a known kind of file, or holds many bytes that no text has.
pub fn refuse_binary(bytes: &[u8]) -> Result<(), Error> {
    const BEGINNINGS: [(&[u8], &str); 10] = [
        (b"%PDF", "a PDF: convert it with pdftotext first"),
        (b"PK\x03\x04", "a zip archive, as DOCX and EPUB are: this version reads plain text"),
        (b"\x7fELF", "a program"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1f\x8b", "packed with gzip twice: unpack it with gunzip -c FILE | ibid -"),
        (b"\x28\xb5\x2f\xfd", "packed with zstd twice: unpack it with zstd -dc FILE | ibid -"),
        (b"SQLite format 3\0", "a database"),
        (b"\xd0\xcf\x11\xe0", "an old Office file: save it as text first"),
    ];
    if let Some((_, what)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return Err(Error::new("cannot read", format!("it is no text but {what}")));
    }
    // NUL is in no text; a few are damage, more are a binary file. Other control characters alone may be colours of a log.
    let window = &bytes[..bytes.len().min(64 << 10)];
    let nul = window.iter().filter(|&&byte| byte == 0).count();
    let control = window.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0c | 0x1b | 0x08)).count();
    if nul > FEW && nul * 100 > window.len() || control > FEW && control * 10 > window.len() {
        return Err(Error::new("cannot read", "it is no text: it holds bytes that no text has")
            .hint("if it is text all the same, take them out first: tr -d '\\000-\\010' < FILE | ibid -"));
    }
    Ok(())
}
