//! `ibid keys`: the keys of the reader, as lines or Markdown. Owns their form; the words come from the table of actions.

use std::io::{self, Write};

use crate::keys::{Keymap, page};

/// Prints the keys.
pub fn print(keymap: &Keymap, markdown: bool, out: &mut dyn Write) -> io::Result<()> {
    if markdown { as_markdown(keymap, out) } else { as_lines(keymap, out) }
}

fn as_lines(keymap: &Keymap, out: &mut dyn Write) -> io::Result<()> {
    let parts = page::all(keymap);
    let widest = parts.iter().flat_map(|part| &part.rows).map(|row| row.keys.chars().count()).max().unwrap_or(0);
    for (number, part) in parts.iter().enumerate() {
        writeln!(out, "{}{}", if number > 0 { "\n" } else { "" }, part.section.title())?;
        for row in &part.rows {
            writeln!(out, "  {:widest$}  {}", row.keys, row.help)?;
        }
    }
    Ok(())
}

fn as_markdown(keymap: &Keymap, out: &mut dyn Write) -> io::Result<()> {
    for (number, part) in page::all(keymap).iter().enumerate() {
        writeln!(out, "{}| {} | |\n|---|---|", if number > 0 { "\n" } else { "" }, part.section.title())?;
        for row in &part.rows {
            let keys: Vec<String> = row.keys.split(' ').map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            writeln!(out, "| {} | {} |", keys.join(" "), row.help)?;
        }
    }
    Ok(())
}
