//! Sources that may be big: told by their first bytes whether they are data, of which any number of bytes is read, or a
//! text, which has a cap. Owns that choice; what data and texts are is for others.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::data::file::DataFile;
use super::data::load;
use super::data::progress::Progress;
use super::limits::{DATA_BYTES, HEAD_BYTES, SOURCE_BYTES};
use super::packed::Packing;
use super::{Asked, Form, source};
use crate::error::Error;

/// What a source turned out to be.
#[derive(Debug)]
pub enum Found {
    /// The bytes of a text, or of a data file that is read as one.
    Bytes(Vec<u8>),
    /// A data file that is too big for that.
    Data(Form, Box<DataFile>),
}

/// Opens a file, and reads it. `asked` says how, where that is not told from it.
///
/// # Errors
/// Says why it cannot be read, or that the work was stopped.
pub fn open(path: &Path, asked: &Asked, progress: &Progress) -> Result<Found, Error> {
    let mut file = source::open_any(path)?;
    let name = path.to_string_lossy();
    match file.metadata() {
        Ok(about) if about.is_file() => of_file(&name, &mut file, about.len(), asked, progress),
        _ => of_stream(&name, &mut file, asked, progress),
    }
}

/// Reads a stream of which it is not known how long it is.
///
/// # Errors
/// As `open`.
pub fn of_stream(name: &str, stream: &mut dyn Read, asked: &Asked, progress: &Progress) -> Result<Found, Error> {
    let mut bytes = Vec::new();
    let mut read = |bytes: &mut Vec<u8>, most: u64| stream.take(most).read_to_end(bytes).map_err(|cause| Error::new("cannot read", cause.to_string()));
    read(&mut bytes, DATA_BYTES as u64 + 1)?;
    match data_form(name, &bytes, asked).filter(|_| bytes.len() > DATA_BYTES) {
        Some(form) => {
            read(&mut bytes, u64::MAX)?;
            data(form, bytes, asked, progress)
        }
        None => {
            let room = (SOURCE_BYTES + 1).saturating_sub(bytes.len() as u64);
            read(&mut bytes, room)?;
            if bytes.len() as u64 > SOURCE_BYTES { Err(source::too_big(bytes.len() as u64)) } else { unpacked(name, bytes, asked, progress) }
        }
    }
}

/// As which data a source that begins with these bytes is read; `None` where it is a text.
pub fn data_form(name: &str, head: &[u8], asked: &Asked) -> Option<Form> {
    if Packing::of(head).is_some() {
        return None;
    }
    if let Some(form) = asked.form {
        return Some(form).filter(|form| form.is_data());
    }
    let head = source::head(&head[..head.len().min(HEAD_BYTES)]);
    let decoded = match &asked.encoding {
        Some(label) => source::decode_as(head, label),
        None => source::decode(head.to_vec()),
    };
    Some(super::form_of(name, &decoded.ok()?.text, asked).0).filter(|form| form.is_data())
}

/// The data file of all its bytes.
///
/// # Errors
/// Says why they are none, or that the work was stopped.
pub fn data(form: Form, bytes: Vec<u8>, asked: &Asked, progress: &Progress) -> Result<Found, Error> {
    // Every other byte of UTF-16 may be NUL.
    if asked.encoding.is_none() && !bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xfe, 0xff]) {
        source::refuse_binary(&bytes)?;
    }
    let file = DataFile::new(bytes, &Asked { form: Some(form), ..asked.clone() }, progress).ok_or_else(stopped)??;
    Ok(Found::Data(form, Box::new(file)))
}

/// What all bytes of a source are: those of a big data file where one is packed in them.
///
/// # Errors
/// Says why it cannot be unpacked, or that the work was stopped.
pub fn unpacked(name: &str, bytes: Vec<u8>, asked: &Asked, progress: &Progress) -> Result<Found, Error> {
    let Some(packing) = Packing::of(&bytes) else { return Ok(Found::Bytes(bytes)) };
    let Some(form) = data_form(Packing::inner_name(name), &packing.head(&bytes, HEAD_BYTES), asked) else { return Ok(Found::Bytes(bytes)) };
    let unpacked = packing.unpack(&bytes)?;
    // What breaks off is read as a document, which says so.
    if unpacked.bytes.len() <= DATA_BYTES || unpacked.damage.is_some() {
        return Ok(Found::Bytes(bytes));
    }
    data(form, unpacked.bytes, asked, progress)
}

fn of_file(name: &str, file: &mut File, size: u64, asked: &Asked, progress: &Progress) -> Result<Found, Error> {
    let mut head = Vec::new();
    let failed = |cause: std::io::Error| Error::new("cannot read", cause.to_string());
    file.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(failed)?;
    let found = data_form(name, &head, asked).filter(|_| size > DATA_BYTES as u64);
    if found.is_none() && size > SOURCE_BYTES {
        return Err(source::too_big(size));
    }
    let size = usize::try_from(size).map_err(|_| source::too_big(size))?;
    match found {
        Some(form) => {
            let bytes = load::read(file, size, progress).ok_or_else(stopped)?.map_err(failed)?;
            data(form, bytes, asked, progress)
        }
        None => {
            let mut bytes = head;
            bytes.reserve_exact((size + 1).saturating_sub(bytes.len()));
            source::read_rest(file, &mut bytes)?;
            unpacked(name, bytes, asked, progress)
        }
    }
}

fn stopped() -> Error {
    Error::new("cannot read", "the work was stopped")
}
