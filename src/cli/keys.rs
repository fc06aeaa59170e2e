//! `ibid keys`: the keys of the reader, as lines or Markdown. Owns their form; the words come from the table of actions.

use std::io::{self, Write};

use crate::keys::page;

/// Prints the keys.
pub fn print(markdown: bool, out: &mut dyn Write) -> io::Result<()> {
    if markdown { as_markdown(out) } else { as_lines(out) }
}

fn as_lines(out: &mut dyn Write) -> io::Result<()> {
    let parts = page::all();
    let widest = parts.iter().flat_map(|part| &part.rows).map(|row| row.keys.chars().count()).max().unwrap_or(0);
    for (number, part) in parts.iter().enumerate() {
        writeln!(out, "{}{}", if number > 0 { "\n" } else { "" }, part.section.title())?;
        for row in &part.rows {
            writeln!(out, "  {:widest$}  {}", row.keys, row.help)?;
        }
    }
    Ok(())
}

fn as_markdown(out: &mut dyn Write) -> io::Result<()> {
    for (number, part) in page::all().iter().enumerate() {
        writeln!(out, "{}| {} | |\n|---|---|", if number > 0 { "\n" } else { "" }, part.section.title())?;
        for row in &part.rows {
            let keys: Vec<String> = row.keys.split(' ').map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            writeln!(out, "| {} | {} |", keys.join(" "), row.help)?;
        }
    }
    Ok(())
}
