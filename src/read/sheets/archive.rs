//! What is in a zip archive, before anything of it is believed: which kind of document it is, and that it unpacks to no
//! more than the caps allow. Owns these checks; what the parts say is for others.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::Error;
use crate::read::limits::{ARCHIVE_PARTS, ARCHIVE_RATIO, SOURCE_BYTES};

/// Bytes that a part may unpack to, whatever it was packed into: small files pack well.
const SMALL: u64 = 16 << 20;
/// The part of a spreadsheet of OpenDocument that says what it is.
const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// The kinds of document that come as a zip archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// A workbook of Excel.
    Xlsx,
    /// A spreadsheet of OpenDocument.
    Ods,
    /// A binary workbook.
    Xlsb,
    /// Anything else.
    Other,
}

/// Whether bytes begin as a zip archive does.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// What an archive holds; `Other` where it cannot be opened.
pub fn inside(bytes: &[u8]) -> Inside {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Inside::Other };
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.xml") {
        return Inside::Xlsx;
    }
    if has("xl/workbook.bin") {
        return Inside::Xlsb;
    }
    let mut kind = Vec::new();
    let said = archive.by_name("mimetype").is_ok_and(|part| part.take(ODS.len() as u64).read_to_end(&mut kind).is_ok());
    if said && kind == ODS { Inside::Ods } else { Inside::Other }
}

/// Checks that an archive has no more parts, and unpacks to no more bytes, than the caps allow. Every part is unpacked for
/// it, and forgotten: what an archive says of its own sizes may be a lie.
///
/// # Errors
/// For what is no archive, is locked, or is too big.
pub fn check(bytes: &[u8]) -> Result<(), Error> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| failed(&cause))?;
    if archive.len() > ARCHIVE_PARTS {
        return Err(too_big(format!("it has {} parts, and the limit is {ARCHIVE_PARTS}", archive.len())));
    }
    let mut all = 0;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|cause| failed(&cause))?;
        let packed = part.compressed_size();
        // Damage shows when the part is read.
        let unpacked = io::copy(&mut part.take(SOURCE_BYTES + 1 - all), &mut io::sink()).unwrap_or(0);
        all += unpacked;
        if all > SOURCE_BYTES {
            return Err(too_big(format!("it unpacks to more than the limit of {} MB", SOURCE_BYTES >> 20)));
        }
        if unpacked > SMALL && unpacked / packed.max(1) > ARCHIVE_RATIO {
            return Err(too_big(format!("a part of it unpacks to {} times its size, as no document does", unpacked / packed.max(1))));
        }
    }
    Ok(())
}

/// One part of an archive that was checked.
///
/// # Errors
/// Where there is no such part, or it is damaged.
pub fn part(bytes: &[u8], name: &str) -> Result<Vec<u8>, Error> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| failed(&cause))?;
    let part = archive.by_name(name).map_err(|cause| failed(&cause))?;
    let mut unpacked = Vec::new();
    part.take(SOURCE_BYTES).read_to_end(&mut unpacked).map_err(|cause| Error::new("cannot read", format!("its part {name} is damaged: {cause}")))?;
    Ok(unpacked)
}

/// That something needs a password.
pub fn locked() -> Error {
    Error::new("cannot read", "it is locked with a password").hint("open it in a spreadsheet with the password, and save it without one")
}

fn failed(cause: &ZipError) -> Error {
    match cause {
        ZipError::UnsupportedArchive(why) if why.contains("assword") => locked(),
        ZipError::FileNotFound => Error::new("cannot read", "a part that every spreadsheet has is not in it"),
        other => Error::new("cannot read", format!("its zip archive is damaged: {other}")),
    }
}

fn too_big(cause: String) -> Error {
    Error::new("cannot read", cause).hint("save the sheet that matters as CSV")
}
