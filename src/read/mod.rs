//! Bytes to document. Each form is read by one module; nothing above this knows what a source looked like.

pub mod source;
pub mod bulk;
pub mod data;
pub mod detect;
pub mod limits;
pub mod language;
pub mod ocr;
pub mod links;
pub mod plain;

pub use detect::Form;

use crate::error::Error;
use crate::model::{Account, Reading};

/// The document that is compiled in.
const BUNDLED: &str = include_str!("../../assets/russia-central-asia.txt");

/// The name under which the bundled document is shown.
pub const BUNDLED_NAME: &str = "russia-central-asia.txt";

/// Reads the bytes of a source, and keeps account of every one; `name` stands in errors.
pub fn read_bytes(name: &str, bytes: Vec<u8>, form: Option<Form>) -> Result<(Form, Reading), Error> {
    read_with(name, bytes, form, Account::Kept)
}

/// Reads the bytes of a source for those who only show the document: the ledger stays empty.
pub fn read_to_show(name: &str, bytes: Vec<u8>, form: Option<Form>) -> Result<(Form, Reading), Error> {
    read_with(name, bytes, form, Account::Dropped)
}

fn read_with(name: &str, bytes: Vec<u8>, form: Option<Form>, account: Account) -> Result<(Form, Reading), Error> {
    let decoded = source::decode(bytes).map_err(|error| error.at(name))?;
    let form = form.unwrap_or_else(|| detect::form(name, &decoded.text));
    let mut reading = read_text(&decoded.text, form, ocr::Extent::Whole, account);
    if let Some(set) = decoded.guessed {
        let warning = crate::model::Warning {
            kind: "character-set",
            source: 0,
            line: 1,
            message: format!("the text is no UTF-8; it was read as {set}, the likeliest character set"),
        };
        reading.warnings.insert(0, warning);
    }
    Ok((form, reading))
}

/// Reads the start of a source, which ends with a paragraph: what its first page needs. `None` where it cannot be told
/// yet whether it is a text.
pub fn read_head(name: &str, bytes: &[u8], form: Option<Form>) -> Option<Reading> {
    let decoded = source::decode(source::head(bytes).to_vec()).ok()?;
    // A table is shown when all of it is read: its columns are as wide as its widest cells.
    let form = form.unwrap_or_else(|| detect::form(name, &decoded.text));
    if form.is_data() {
        return None;
    }
    Some(read_text(&decoded.text, form, ocr::Extent::Head, Account::Dropped))
}

/// The source of the bundled document.
pub fn bundled_source() -> &'static str {
    BUNDLED
}

/// The bundled document.
pub fn bundled() -> Reading {
    read_text(BUNDLED, Form::Ocr, ocr::Extent::Whole, Account::Kept)
}

fn read_text(text: &str, form: Form, extent: ocr::Extent, account: Account) -> Reading {
    let mut reading = match form {
        Form::Ocr => ocr::read(text, extent, account),
        Form::Text => plain::read(text, account),
        Form::Csv => data::document::read(text, None, account),
        Form::Tsv => data::document::read(text, Some(b'\t'), account),
    };
    let links = crate::apparatus::cross_references(&reading.document);
    reading.document.add_links(links);
    debug_assert_eq!(crate::model::check::check(&reading.document), Ok(()));
    reading
}
