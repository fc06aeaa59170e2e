//! Where a command writes what it made: to the file that was asked for, else to standard output. Owns that a document is
//! never written over by what was made of it.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::source::Given;
use super::tables::Wrong;
use crate::error::Error;
use crate::model::clean;

/// Writes to the file that was asked for, else to the output.
///
/// # Errors
/// That the file cannot be written, with its name; else those of `out`.
pub fn to(path: Option<&Path>, out: &mut dyn Write, print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Wrong> {
    let Some(path) = path else { return Ok(print(out)?) };
    let failed = |cause: io::Error| Wrong::Failed(Error::new("cannot write", cause.to_string()).at(path));
    let write = |file: File| {
        let mut file = BufWriter::new(file);
        print(&mut file).and_then(|()| file.flush())
    };
    File::create(path).and_then(write).map_err(failed)
}

/// Refuses to write what is made of a document over the document itself; `what` is that, as `a table of it`.
///
/// # Errors
/// Where both are the same file.
pub fn not_onto_itself(source: &Given, output: Option<&Path>, what: &str) -> Result<(), Wrong> {
    let same = |one: &Path, other: &Path| matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other);
    match (source, output) {
        (Given::Path(source), Some(output)) if same(source, output) => {
            Err(Wrong::Usage(format!("{} is the document itself; {what} goes to another file", clean::line(&output.to_string_lossy()))))
        }
        _ => Ok(()),
    }
}
