//! Folding: which printed characters a typed one stands for. Owns the lists; finds nothing itself.

/// Quotes that a typed `'` finds.
const SINGLE_QUOTES: &str = "'‘’‚‛ʼ′";
/// Quotes that a typed `"` finds.
const DOUBLE_QUOTES: &str = "\"“”„‟«»″";
/// Dashes that a typed `-` finds.
const DASHES: &str = "-‐‑‒–—―−";

/// Literal words as a regular expression: plain quotes and dashes find the printed ones, white space finds white space.
/// A quote or dash that is typed as printed finds itself alone.
pub fn expression(words: &str) -> String {
    let mut out = String::with_capacity(words.len() * 2);
    let mut characters = words.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\'' => class(&mut out, SINGLE_QUOTES),
            '"' => class(&mut out, DOUBLE_QUOTES),
            '-' => class(&mut out, DASHES),
            c if c.is_whitespace() => {
                while characters.next_if(|c| c.is_whitespace()).is_some() {}
                out.push_str(r"\s+");
            }
            c => out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

fn class(out: &mut String, members: &str) {
    out.push('[');
    out.push_str(&regex::escape(members));
    out.push(']');
}
