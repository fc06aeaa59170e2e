//! JSON as this program prints it: pretty, and without a character that a terminal would obey. Owns that form alone.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::clean;

/// Prints a value as JSON. Characters that would do something to a terminal (in the name of a file, say) are escaped.
pub fn print(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    let mut from = 0;
    for change in clean::changes(&text) {
        out.write_all(&text.as_bytes()[from..change.range.start])?;
        for unit in text[change.range.clone()].encode_utf16() {
            write!(out, "\\u{unit:04x}")?;
        }
        from = change.range.end;
    }
    writeln!(out, "{}", &text[from..])
}
