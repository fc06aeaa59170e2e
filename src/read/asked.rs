//! What was said of a source before it is read: of what kind it is, and how its data are written. Owns what can be said;
//! what was not is told from the bytes.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::Form;

/// What was said of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// As what it is read.
    pub form: Option<Form>,
    /// The byte that parts the cells of a data file.
    pub delimiter: Option<u8>,
    /// The records of a data file that name its columns, from 0; an empty range for none.
    pub heads: Option<Range<usize>>,
    /// The label of its character set, as `windows-1252`: one that [`Asked::encoding`] takes.
    pub encoding: Option<String>,
    /// The file that the source is: what it names is looked for beside it.
    pub beside: Option<PathBuf>,
    /// The sheet of a workbook: its name, else its number from 1.
    pub sheet: Option<String>,
}

impl From<Option<Form>> for Asked {
    fn from(form: Option<Form>) -> Asked {
        Asked { form, ..Asked::default() }
    }
}

impl Asked {
    /// The same, of a source that is this file.
    pub fn of_file(&self, path: &Path) -> Asked {
        Asked { beside: Some(path.to_owned()), ..self.clone() }
    }

    /// Whether nothing was said of how the source is written: its first bytes can be read by themselves.
    pub fn is_form_alone(&self) -> bool {
        *self == Asked { beside: self.beside.clone(), ..Asked::from(self.form) }
    }

    /// The delimiter of a name, or of a sign that is one byte.
    ///
    /// # Errors
    /// Says which there are.
    pub fn delimiter(typed: &str) -> Result<u8, String> {
        match (typed.to_lowercase().as_str(), typed.as_bytes()) {
            ("comma", _) => Ok(b','),
            ("semicolon", _) => Ok(b';'),
            ("tab" | "\\t", _) => Ok(b'\t'),
            ("bar" | "pipe", _) => Ok(b'|'),
            ("blank" | "space", _) => Ok(b' '),
            (_, &[byte]) if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'"' | b'\n' | b'\r' | 0) => Ok(byte),
            _ => Err(format!("{typed:?} parts no cells; a delimiter is one sign, or tab, comma, semicolon, bar or blank")),
        }
    }

    /// The records that name the columns: `3` is the third, `2-3` the second and third, `0` none.
    ///
    /// # Errors
    /// Says how they are given.
    pub fn heads(typed: &str) -> Result<Range<usize>, String> {
        let wrong = || format!("{typed} names no header; 3 is the third line, 2-3 the second and third, 0 says there is none");
        let (first, last) = typed.split_once('-').unwrap_or((typed, typed));
        let (first, last): (usize, usize) = (first.trim().parse().map_err(|_| wrong())?, last.trim().parse().map_err(|_| wrong())?);
        match (first, last) {
            (0, 0) => Ok(0..0),
            (first, last) if first >= 1 && last >= first && last - first < 20 => Ok(first - 1..last),
            _ => Err(wrong()),
        }
    }

    /// Whether a character set has this label.
    ///
    /// # Errors
    /// Says what a label looks like.
    pub fn encoding(label: &str) -> Result<String, String> {
        let known = encoding_rs::Encoding::for_label(label.as_bytes()).is_some();
        known.then(|| label.to_owned()).ok_or_else(|| format!("no character set is called {label}; some are utf-8, windows-1252, utf-16le, koi8-r, shift_jis"))
    }
}
