//! What kind of document a source is: as which it is read, and under which name that is said.

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
}

impl Form {
    /// The name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Form::Ocr => "ocr",
            Form::Text => "text",
            Form::Csv => "csv",
            Form::Tsv => "tsv",
        }
    }

    /// Whether it is one table.
    pub fn is_data(self) -> bool {
        matches!(self, Form::Csv | Form::Tsv)
    }
}

/// The kind of a source that nobody named: by its content, then by the ending of its name.
pub fn form(name: &str, text: &str) -> Form {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "csv" | "psv" => Form::Csv,
        "tsv" | "tab" => Form::Tsv,
        _ if super::data::dialect::is_data(text.as_bytes()) => Form::Csv,
        _ => Form::Ocr,
    }
}
