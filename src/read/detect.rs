//! What kind of document a source is: as which it is read, and under which name that is said.

mod signs;

use super::data::dialect;

/// The kinds of document that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Text that went through a scanner or a converter, and is repaired. Every text is read so unless told otherwise.
    #[default]
    Ocr,
    /// Markdown, in any of its kinds.
    Markdown,
    /// Lines as they stand.
    Text,
    /// Cells parted by a sign: one table.
    Csv,
    /// Cells parted by TABs: one table.
    Tsv,
    /// A workbook of Excel: a table for each sheet.
    Xlsx,
    /// A workbook of Excel from before 2007: a table for each sheet.
    Xls,
    /// A spreadsheet of OpenDocument: a table for each sheet.
    Ods,
}

impl Form {
    /// The name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Form::Ocr => "ocr",
            Form::Markdown => "markdown",
            Form::Text => "text",
            Form::Csv => "csv",
            Form::Tsv => "tsv",
            Form::Xlsx => "xlsx",
            Form::Xls => "xls",
            Form::Ods => "ods",
        }
    }

    /// Whether it is one table.
    pub fn is_data(self) -> bool {
        matches!(self, Form::Csv | Form::Tsv)
    }

    /// Whether its bytes are no text, but a workbook.
    pub fn is_workbook(self) -> bool {
        matches!(self, Form::Xlsx | Form::Xls | Form::Ods)
    }
}

/// What told the kind of a source.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// What it speaks for.
    pub form: Form,
    /// How much, in hundredths of what decides by itself.
    pub weight: u32,
    /// What was met, as `12 headings of two levels`.
    pub words: String,
}

/// The kind of a source that nobody named: by its content, then by the ending of its name, which helps where the content
/// may be data and cannot make data of prose.
pub fn form(name: &str, text: &str) -> Form {
    told(name, text).0
}

/// The kind of a source that nobody named, and what told it.
pub fn told(name: &str, text: &str) -> (Form, Vec<Reason>) {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "csv" | "psv" if dialect::may_be_data(text.as_bytes()) => (Form::Csv, Vec::new()),
        "tsv" | "tab" if dialect::may_be_data(text.as_bytes()) => (if text.contains('\t') { Form::Tsv } else { Form::Csv }, Vec::new()),
        _ if dialect::is_data(text.as_bytes()) => (Form::Csv, Vec::new()),
        _ => {
            let reasons = signs::reasons(&ending, text);
            let weight = |form: Form| reasons.iter().filter(|reason| reason.form == form).map(|reason| reason.weight).sum::<u32>();
            (if weight(Form::Markdown) >= signs::ENOUGH + weight(Form::Ocr) { Form::Markdown } else { Form::Ocr }, reasons)
        }
    }
}
