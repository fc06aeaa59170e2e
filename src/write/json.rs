//! JSON as this program prints it: pretty, and without a character that a terminal would obey. Owns that form alone.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::clean;

/// Prints a value as JSON. Characters that would do something to a terminal (in the name of a file, say) are escaped.
pub fn print(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", text(value)?)
}

/// A value as it is printed, without a line end behind it.
pub fn text(value: &impl Serialize) -> io::Result<String> {
    let text = serde_json::to_string_pretty(value)?;
    let mut safe = String::new();
    let mut from = 0;
    for change in clean::changes(&text) {
        safe.push_str(&text[from..change.range.start]);
        for unit in text[change.range.clone()].encode_utf16() {
            safe.push_str(&format!("\\u{unit:04x}"));
        }
        from = change.range.end;
    }
    Ok(if from == 0 { text } else { safe + &text[from..] })
}
