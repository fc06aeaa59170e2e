//! What kind of document a source is: as which it is read, and under which name that is said.

use super::data::dialect;

/// The kinds of document that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Text that went through a scanner or a converter, and is repaired. Every text is read so unless told otherwise.
    #[default]
    Ocr,
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

/// The kind of a source that nobody named: by its content, then by the ending of its name, which helps where the content
/// may be data and cannot make data of prose.
pub fn form(name: &str, text: &str) -> Form {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "csv" | "psv" if dialect::may_be_data(text.as_bytes()) => Form::Csv,
        "tsv" | "tab" if dialect::may_be_data(text.as_bytes()) => {
            if text.contains('\t') {
                Form::Tsv
            } else {
                Form::Csv
            }
        }
        _ if dialect::is_data(text.as_bytes()) => Form::Csv,
        _ => Form::Ocr,
    }
}
