//! Tables drawn with strokes and crosses, as programs print them: `+-----+-----+` above, below and between the rows. Owns what
//! tells one from a drawing of boxes or of a packet's fields, whose lines are made of the same signs.

use super::super::lines::Line;

/// Fewest strokes between two crosses.
const STROKES: usize = 3;
/// Fewest parts of a table: its heads, and a row.
const FEWEST: usize = 2;

/// Whether a line is strokes between crosses: `+-----+-----+`. Those of a drawing may be a stroke apart.
pub fn is_rule(text: &str) -> bool {
    text.len() > 4
        && text.starts_with('+')
        && text.ends_with('+')
        && text.trim_matches('+').split('+').all(|cell| cell.len() >= STROKES && cell.bytes().all(|byte| matches!(byte, b'-' | b'=')))
}

/// Whether lines that begin and end with a rule of crosses, or have one among them, are a table: each row between two rules has its
/// bars where those have their crosses, and the rules part rows from heads. `None` where there is no such rule.
pub fn is_table(source: &str, lines: &[Line]) -> Option<bool> {
    let rule = lines.iter().find(|line| is_rule(line.text(source)))?;
    let crosses = signs(source, *rule, '+');
    let (mut fit, mut rows, mut parts, mut above_is_rule) = (0, 0, 0, true);
    for line in lines {
        let text = line.text(source);
        if is_rule(text) {
            above_is_rule = true;
            continue;
        }
        rows += 1;
        fit += usize::from(signs(source, *line, '|') == crosses);
        if above_is_rule && text.contains(char::is_alphanumeric) {
            parts += 1;
            above_is_rule = false;
        }
    }
    Some(crosses.len() > 2 && parts >= FEWEST && fit * 5 >= rows * 4)
}

/// Whether bars and strokes that stand together are a drawing: a stroke ends in the middle of a row, at a corner or at a word.
pub fn is_drawn(text: &str) -> bool {
    let corner = ["+--", "--+", "+==", "+-+"].iter().any(|corner| text.contains(corner)) && !is_rule(text);
    let cell_is_cut = |cell: &str| {
        let strokes = cell.starts_with("---") || cell.ends_with("---") || cell.starts_with("--->") || cell.ends_with("<---");
        strokes && cell.contains(|c: char| c.is_alphabetic() || matches!(c, '<' | '>' | '\\' | '/'))
    };
    corner || text.split('|').any(cell_is_cut)
}

/// The columns at which a sign stands in a line.
fn signs(source: &str, line: Line, sign: char) -> Vec<usize> {
    let (from, end) = (line.start as usize, line.end as usize);
    source[from..end].chars().enumerate().filter(|(_, c)| *c == sign).map(|(at, _)| at).collect()
}
