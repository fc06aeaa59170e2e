//! What kind of document a source is: as which it is read, and under which name that is said.

/// The kinds of document that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Text that went through a scanner or a converter, and is repaired. Every text is read so unless told otherwise.
    #[default]
    Ocr,
    /// Lines as they stand.
    Text,
}

impl Form {
    /// The name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Form::Ocr => "ocr",
            Form::Text => "text",
        }
    }
}
