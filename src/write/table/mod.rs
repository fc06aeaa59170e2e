//! A table as it is looked at, in other forms: for a spreadsheet, a program, a page. Owns what forms there are.

mod formats;
pub mod rows;

use std::io::{self, Write};

use crate::sheet::look::Look;

/// A form in which a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Fields parted by commas, in quotes where they need it.
    Csv,
    /// Fields parted by TABs.
    Tsv,
    /// An object with the columns, and of each cell what was printed and what it says.
    Json,
    /// A pipe table.
    Markdown,
    /// A page that holds the table alone.
    Html,
}

impl Form {
    /// Every form by its name.
    pub const ALL: [(&str, Form); 5] = [("csv", Form::Csv), ("tsv", Form::Tsv), ("json", Form::Json), ("markdown", Form::Markdown), ("html", Form::Html)];

    /// What the names of files in a form end in.
    pub const ENDINGS: [(&str, Form); 7] = [
        ("csv", Form::Csv),
        ("tsv", Form::Tsv),
        ("json", Form::Json),
        ("md", Form::Markdown),
        ("markdown", Form::Markdown),
        ("html", Form::Html),
        ("htm", Form::Html),
    ];

    /// The form that the name of a file says.
    pub fn of_file(name: &str) -> Option<Form> {
        let ending = std::path::Path::new(name).extension()?.to_str()?.to_lowercase();
        Form::ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, form)| *form)
    }

    /// The form of a name.
    pub fn named(name: &str) -> Option<Form> {
        Form::ALL.iter().find(|(known, _)| *known == name).map(|(_, form)| *form)
    }

    /// Writes a table in this form.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn print(self, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Form::Csv => formats::separated(look, b',', out),
            Form::Tsv => formats::separated(look, b'\t', out),
            Form::Json => formats::json(look, out),
            Form::Markdown => formats::markdown(look, out),
            Form::Html => formats::html(look, out),
        }
    }
}
