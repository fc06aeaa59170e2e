//! What is packed with gzip or zstd, unpacked in memory up to the cap. Owns both formats; knows nothing of what is in them.

use std::io::Read;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};

use super::limits::SOURCE_BYTES;
use crate::error::Error;

/// The first bytes of both.
const BEGINNINGS: [(&[u8], Packing); 2] = [(b"\x1f\x8b\x08", Packing::Gzip), (b"\x28\xb5\x2f\xfd", Packing::Zstd)];

/// What a source is packed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// As `.gz`.
    Gzip,
    /// As `.zst`.
    Zstd,
}

/// What was unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpacked {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What they were packed with.
    pub packing: Packing,
    /// Why there are no more, where the packed ones break off or are damaged.
    pub damage: Option<String>,
}

impl Packing {
    /// What bytes are packed with, by their first ones.
    pub fn of(bytes: &[u8]) -> Option<Packing> {
        BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|(_, packing)| *packing)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstd => "zstd",
        }
    }

    /// The name of a file without the ending that says how it is packed.
    pub fn inner_name(name: &str) -> &str {
        let ending = name.rsplit_once('.').filter(|(_, ending)| matches!(ending.to_lowercase().as_str(), "gz" | "gzip" | "zst" | "zstd"));
        ending.map_or(name, |(inner, _)| inner)
    }

    /// The first bytes of what is packed, as many as there are up to `most`.
    pub fn head(self, packed: &[u8], most: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        // Damage shows when all of it is unpacked.
        let _ = match self {
            Packing::Gzip => MultiGzDecoder::new(packed).take(most as u64).read_to_end(&mut bytes).map(drop),
            Packing::Zstd => StreamingDecoder::new(packed).map_or(Ok(()), |frame| frame.take(most as u64).read_to_end(&mut bytes).map(drop)),
        };
        bytes
    }

    /// Unpacks bytes. What comes before damage is kept.
    ///
    /// # Errors
    /// Where nothing can be unpacked, or more than the cap.
    pub fn unpack(self, packed: &[u8]) -> Result<Unpacked, Error> {
        let mut bytes = Vec::new();
        let damage = match self {
            Packing::Gzip => MultiGzDecoder::new(packed).take(SOURCE_BYTES + 1).read_to_end(&mut bytes).err().map(|cause| cause.to_string()),
            Packing::Zstd => frames(packed, &mut bytes).err(),
        };
        let name = self.name();
        if bytes.len() as u64 > SOURCE_BYTES {
            let cause = format!("what is packed in it with {name} has more than the limit of {} MB", SOURCE_BYTES >> 20);
            return Err(Error::new("cannot read", cause).hint("unpack a part of it: gunzip -c FILE | head -c 200M | ibid -"));
        }
        match damage {
            Some(why) if bytes.is_empty() => Err(Error::new("cannot read", format!("it is packed with {name}, and cannot be unpacked: {why}"))),
            damage => Ok(Unpacked { bytes, packing: self, damage }),
        }
    }
}

/// Unpacks the frames of zstd, one behind the other.
fn frames(mut packed: &[u8], bytes: &mut Vec<u8>) -> Result<(), String> {
    while !packed.is_empty() && bytes.len() as u64 <= SOURCE_BYTES {
        match StreamingDecoder::new(&mut packed) {
            Ok(mut frame) => {
                let room = SOURCE_BYTES + 1 - bytes.len() as u64;
                frame.by_ref().take(room).read_to_end(bytes).map_err(|cause| cause.to_string())?;
            }
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                packed = packed.get(length as usize..).unwrap_or_default();
            }
            Err(cause) => return Err(cause.to_string()),
        }
    }
    Ok(())
}
