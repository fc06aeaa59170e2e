//! `ibid convert`: a whole document in another form. Owns which forms there are, and that it is said what a form cannot carry;
//! how a form looks is for `write`.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::source::{Given, Loaded, LoadedData, Opened};
use super::tables::Wrong;
use super::{output, text};
use crate::error::Error;
use crate::layout::Typography;
use crate::model::clean;
use crate::write::losses::Losses;
use crate::write::{html, json, markdown, shape};

/// What was asked of `ibid convert`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConvertQuery {
    /// The form; without it that of the output's ending.
    pub to: Option<Target>,
    /// The file to write to.
    pub output: Option<PathBuf>,
    /// Columns, for text.
    pub width: u16,
}

/// The forms of a whole document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Markdown with notes.
    Markdown,
    /// One page that needs nothing else.
    Html,
    /// All that is known of it.
    Json,
    /// Lines, as `ibid text` prints them.
    Text,
}

impl Target {
    /// Every form by its name.
    pub const ALL: [(&str, Target); 4] = [("markdown", Target::Markdown), ("html", Target::Html), ("json", Target::Json), ("text", Target::Text)];

    /// The form of a name.
    pub fn named(name: &str) -> Option<Target> {
        Target::ALL.iter().find(|(known, _)| *known == name).map(|(_, target)| *target)
    }

    /// The form that the name of a file says.
    fn of_file(path: &Path) -> Option<Target> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "md" => Some(Target::Markdown),
            "htm" | "xhtml" => Some(Target::Html),
            "txt" => Some(Target::Text),
            other => Target::named(other),
        }
    }
}

impl ConvertQuery {
    /// The form that was asked for.
    ///
    /// # Errors
    /// Where none was.
    pub fn target(&self) -> Result<Target, Wrong> {
        let of_file = || Target::of_file(self.output.as_deref()?);
        self.to
            .or_else(of_file)
            .ok_or_else(|| Wrong::Usage("it is not said what the document is to become; --to takes markdown, html, json or text".to_owned()))
    }
}

/// Writes an opened document in another form; what the form cannot carry is said on `errors`.
///
/// # Errors
/// For data that are too big for a document, and where the output cannot be written.
pub fn print(opened: &Opened, query: &ConvertQuery, target: Target, out: &mut dyn Write, errors: &mut dyn Write) -> Result<(), Wrong> {
    let loaded = match opened {
        Opened::Document(loaded) => loaded,
        Opened::Data(data) => return Err(too_big(data)),
    };
    let document = &loaded.reading.document;
    let (losses, form) = match target {
        Target::Markdown => {
            let (written, losses) = markdown::whole(document);
            output::to(query.output.as_deref(), out, |out| out.write_all(written.as_bytes()))?;
            (losses, "Markdown")
        }
        Target::Html => {
            let written = html::page(document, &named(loaded));
            output::to(query.output.as_deref(), out, |out| out.write_all(written.as_bytes()))?;
            (Losses::default(), "HTML")
        }
        Target::Json => {
            output::to(query.output.as_deref(), out, |out| json::print(&shape::document(document, &loaded.reading.warnings), out))?;
            (Losses::default(), "JSON")
        }
        Target::Text => {
            output::to(query.output.as_deref(), out, |out| text::print(document, query.width, &Typography::default(), text::Notes::End, false, out))?;
            (Losses::default(), "text")
        }
    };
    say(&losses, form, errors);
    Ok(())
}

/// The source that may not be written over.
///
/// # Errors
/// Where the output is the document itself.
pub fn not_onto_itself(source: &Given, query: &ConvertQuery) -> Result<(), Wrong> {
    output::not_onto_itself(source, query.output.as_deref(), "what is made of it")
}

/// What a page is called whose document has no title: the name of the file.
fn named(loaded: &Loaded) -> String {
    let name = Path::new(&loaded.name).file_name().map_or_else(|| loaded.name.clone(), |name| name.to_string_lossy().into_owned());
    if name == "-" { String::new() } else { clean::line(&name).into_owned() }
}

fn say(losses: &Losses, form: &str, errors: &mut dyn Write) {
    for sentence in losses.said() {
        // Where standard error is closed there is nobody left to tell.
        let _ = writeln!(errors, "ibid: lost in {form}: {sentence}");
    }
}

fn too_big(data: &LoadedData) -> Wrong {
    let error = Error::new("cannot convert", "it is a data file with more rows than a document takes".to_owned()).at(&data.name);
    Wrong::Failed(error.hint("ibid table FILE --format csv, tsv or json writes any number of rows"))
}
