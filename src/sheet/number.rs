//! Reads a printed figure. Owns what counts as one; knows no columns and no units.

/// The byte of a trimmed cell just behind the whole part of its figure: at the decimal sign, or behind the last digit;
/// `None` where the cell is no figure.
pub fn decimal_at(cell: &str) -> Option<usize> {
    let body = cell.trim_start_matches(['+', '-', '−', '–', '(', '<', '>', '~', '≈']).trim_start();
    let start = cell.len() - body.len();
    let tail = |c: char| matches!(c, '%' | ')' | '*' | '†' | '‡' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹') || c.is_whitespace();
    let body = body.trim_end_matches(tail);
    let parts = |c: char| matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’');
    if !body.chars().any(|c| c.is_ascii_digit()) || !body.chars().all(|c| c.is_ascii_digit() || parts(c)) {
        return None;
    }
    let sign = body.rfind(['.', ',']).filter(|&at| {
        let behind = &body[at + 1..];
        let digits = !behind.is_empty() && behind.bytes().all(|b| b.is_ascii_digit());
        // `1,234` and `1.234.567` are whole figures: a comma before three digits, or one sign met twice, parts thousands.
        let thousands = behind.len() == 3 && (body.as_bytes()[at] == b',' || body[..at].contains('.'));
        digits && !thousands
    });
    Some(start + sign.unwrap_or(body.len()))
}

#[cfg(test)]
mod tests {
    use super::decimal_at;

    #[test]
    fn the_decimal_sign_is_found() {
        for (cell, expected) in [
            ("11 820.0", Some(6)),
            ("84,3", Some(2)),
            ("1,234", Some(5)),
            ("1,234.5", Some(5)),
            ("1.234", Some(1)),
            ("-7", Some(2)),
            ("−7.5", Some(4)),
            ("13.9%", Some(2)),
            ("48*", Some(2)),
            ("n.a.", None),
            ("..", None),
            ("", None),
            ("Exports", None),
            ("1991 a", None),
        ] {
            assert_eq!(decimal_at(cell), expected, "{cell:?}");
        }
    }
}
