//! Bytes to document. Each form is read by one module; nothing above this knows what a source looked like.

pub mod source;
pub mod asked;
pub mod bibliography;
pub mod bulk;
pub mod data;
pub mod detect;
pub mod formula;
pub mod packed;
pub mod roman;
pub mod sheets;
pub mod limits;
pub mod language;
pub mod ocr;
pub mod links;
pub mod markdown;
pub mod plain;

pub use asked::Asked;
pub use detect::Form;

use bibliography::Bibliography;
use packed::{Packing, Unpacked};

use crate::error::Error;
use crate::model::{Account, Decision, Reading, Reason, Warning, clean};

/// The document that is compiled in.
const BUNDLED: &str = include_str!("../../assets/russia-central-asia.txt");

/// The name under which the bundled document is shown.
pub const BUNDLED_NAME: &str = "russia-central-asia.txt";

/// What was read of a source.
#[derive(Debug, Clone)]
pub struct Read {
    /// As what it was read.
    pub form: Form,
    /// What was made of it.
    pub reading: Reading,
    /// The decoded source, or the text that stands for a workbook: places and the ledger are in it.
    pub source: String,
}

/// Reads the bytes of a source as is asked; `name` stands in errors, and its ending helps to tell what it is.
///
/// # Errors
/// For what cannot be read as that, or at all.
pub fn read(name: &str, bytes: Vec<u8>, asked: &Asked, account: Account) -> Result<Read, Error> {
    read_unpacked(name, bytes, asked, account).map_err(|error| error.at(name))
}

/// Reads the bytes of a source, and keeps account of every one; `name` stands in errors.
pub fn read_bytes(name: &str, bytes: Vec<u8>, form: Option<Form>) -> Result<(Form, Reading), Error> {
    read(name, bytes, &form.into(), Account::Kept).map(|read| (read.form, read.reading))
}

/// Reads the bytes of a source for those who only show the document: the ledger stays empty.
pub fn read_to_show(name: &str, bytes: Vec<u8>, form: Option<Form>) -> Result<(Form, Reading), Error> {
    read(name, bytes, &form.into(), Account::Dropped).map(|read| (read.form, read.reading))
}

fn read_unpacked(name: &str, bytes: Vec<u8>, asked: &Asked, account: Account) -> Result<Read, Error> {
    let Some(packing) = Packing::of(&bytes) else { return read_plain(name, bytes, asked, account) };
    let Unpacked { bytes, damage, .. } = packing.unpack(&bytes)?;
    let mut read = read_plain(Packing::inner_name(name), bytes, asked, account)?;
    read.reading.document.manner.packed = Some(packing.name());
    if let Some(why) = damage {
        let message = format!("what is packed in it with {} breaks off: {}", packing.name(), clean::line(&why));
        let line = read.reading.document.lines.len().max(1) as u32;
        read.reading.warnings.push(Warning { kind: "cut-file", source: read.source.len() as u32, line, message });
    }
    Ok(read)
}

fn read_plain(name: &str, bytes: Vec<u8>, asked: &Asked, account: Account) -> Result<Read, Error> {
    let workbook = match asked.form {
        Some(form) => Some(form).filter(|form| form.is_workbook()),
        None => sheets::form(&bytes)?,
    };
    if let Some(form) = workbook {
        let (mut reading, source) = sheets::read(&bytes, form, asked, account)?;
        reading.document.manner.lineless = true;
        return Ok(Read { form, reading: linked(reading), source });
    }
    let decoded = match &asked.encoding {
        Some(label) => source::decode_as(&bytes, label)?,
        None => source::decode(bytes)?,
    };
    let (form, told) = match asked.form {
        Some(form) => (form, Vec::new()),
        None => form_of(name, &decoded.text, asked),
    };
    let mut reading = read_text(&decoded.text, &Asked { form: Some(form), ..asked.clone() }, ocr::Extent::Whole, account);
    if account == Account::Kept {
        let because =
            |told: detect::Reason| Reason { of: Decision::Kind, source: 0, why: format!("{}, {}, for {}", told.words, told.weight, told.form.name()) };
        reading.ledger.reasons.splice(0..0, told.into_iter().map(because));
    }
    let named = asked.encoding.as_ref().and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes())).map(encoding_rs::Encoding::name);
    reading.document.manner.encoding = decoded.guessed.or(named);
    let message = match (decoded.guessed, decoded.damaged) {
        (Some(set), _) => Some(format!("the text is no UTF-8; it was read as {set}, the likeliest character set")),
        (_, Some(set)) => Some(format!("not all of the text is {set}; what is not has signs in its place that say so")),
        (None, None) => None,
    };
    reading.warnings.splice(0..0, message.map(|message| Warning { kind: "character-set", source: 0, line: 1, message }));
    Ok(Read { form, reading, source: decoded.text })
}

/// Reads the start of a source, which ends with a paragraph: what its first page needs. `None` where it cannot be told
/// yet whether it is a text.
pub fn read_head(name: &str, bytes: &[u8], form: Option<Form>) -> Option<Reading> {
    let decoded = source::decode(source::head(bytes).to_vec()).ok()?;
    // A table is shown when all of it is read: its columns are as wide as its widest cells.
    let form = form.unwrap_or_else(|| detect::form(name, &decoded.text));
    if form.is_data() || form.is_workbook() {
        return None;
    }
    Some(read_text(&decoded.text, &Some(form).into(), ocr::Extent::Head, Account::Dropped))
}

/// What a text is, and what told it: who says how its cells are parted, or what names its columns, says that it has some.
fn form_of(name: &str, text: &str, asked: &Asked) -> (Form, Vec<detect::Reason>) {
    if asked.delimiter.is_some() || asked.heads.is_some() { (Form::Csv, Vec::new()) } else { detect::told(name, text) }
}

/// The source of the bundled document.
pub fn bundled_source() -> &'static str {
    BUNDLED
}

/// The bundled document.
pub fn bundled() -> Reading {
    read_text(BUNDLED, &Asked::default(), ocr::Extent::Whole, Account::Kept)
}

fn read_text(text: &str, asked: &Asked, extent: ocr::Extent, account: Account) -> Reading {
    linked(match asked.form.unwrap_or_default() {
        Form::Text => plain::read(text, account),
        Form::Markdown => markdown::read(text, cited(text, asked, extent), extent, account),
        Form::Csv | Form::Tsv => data::document::read(text, asked, account),
        Form::Ocr | Form::Xlsx | Form::Xls | Form::Ods => ocr::read(text, extent, account),
    })
}

/// What a text may cite: the files beside it, where there is an `@` in it at all.
fn cited(text: &str, asked: &Asked, extent: ocr::Extent) -> Bibliography {
    match &asked.beside {
        Some(path) if extent == ocr::Extent::Whole && memchr::memchr(b'@', text.as_bytes()).is_some() => {
            Bibliography::beside(path, &markdown::bibliography(text))
        }
        _ => Bibliography::default(),
    }
}

/// With the links that only the whole document can tell.
fn linked(mut reading: Reading) -> Reading {
    let links = crate::apparatus::cross_references(&reading.document);
    reading.document.add_links(links);
    debug_assert_eq!(crate::model::check::check(&reading.document), Ok(()));
    reading
}
