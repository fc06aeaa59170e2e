//! How columns are named where they are typed: `1996`, `#7`, `row`, `group`, with `\,` and `\:` inside names. Owns the
//! rules and the words for a name that is none.

use super::column::Sheet;
use super::order::By;

/// The column that was typed: its exact name, else `#N` counted from 1, `row` for the stub, `group` for the groups.
pub fn column(typed: &str, sheet: &Sheet) -> Result<By, String> {
    let typed = typed.trim();
    let name = unescaped(typed);
    let mut same = (0..sheet.columns.len()).filter(|&column| !name.is_empty() && sheet.columns[column].name == name);
    match (same.next(), same.next()) {
        (Some(column), None) => return Ok(By::Column(column)),
        (Some(first), Some(second)) => {
            return Err(format!("several columns are named {name}: say #{} or #{}", first + 1, second + 1));
        }
        (None, _) => {}
    }
    let number = name.strip_prefix('#').and_then(|digits| digits.parse::<usize>().ok());
    match (name.as_str(), number.and_then(|number| number.checked_sub(1))) {
        (_, Some(column)) if column < sheet.columns.len() => Ok(By::Column(column)),
        ("row", _) if !sheet.columns.is_empty() => Ok(By::Column(0)),
        ("group", _) if !sheet.groups.is_empty() => Ok(By::Group),
        _ => Err(format!("no column {name}; {}", existing(sheet))),
    }
}

/// The column whose name `typed` begins with, and what stands behind it. Where one name begins another the longer counts.
pub fn leading<'t>(typed: &'t str, sheet: &Sheet) -> Option<(By, &'t str)> {
    let typed = typed.trim_start();
    let named = (0..sheet.columns.len()).map(|at| sheet.columns[at].name.clone());
    let counted = (0..sheet.columns.len()).map(|at| format!("#{}", at + 1));
    let names = named.filter(|name| !name.is_empty()).chain(counted).chain(["row".to_owned(), "group".to_owned()]);
    let rests = names.filter_map(|name| behind(typed, &name));
    // A name ends where an operator or nothing follows.
    let rest = rests.filter(|rest| rest.trim_start().is_empty() || rest.trim_start().starts_with(['=', '!', '<', '>', '~'])).min_by_key(|rest| rest.len())?;
    let by = column(&typed[..typed.len() - rest.len()], sheet).ok()?;
    Some((by, rest))
}

/// Parts what was typed at a sign, but not where a `\` stands before it.
pub fn split(typed: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut escaped = false;
    for (at, c) in typed.char_indices() {
        if c == sign && !escaped {
            parts.push(&typed[from..at]);
            from = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(&typed[from..]);
    parts
}

/// The columns that there are, in a sentence's words.
pub fn existing(sheet: &Sheet) -> String {
    let named = (1..).zip(&sheet.columns).map(|(number, column)| match column.name.as_str() {
        "" if number == 1 => "row".to_owned(),
        "" => format!("#{number}"),
        name => name.to_owned(),
    });
    let names: Vec<String> = named.chain((!sheet.groups.is_empty()).then(|| "group".to_owned())).collect();
    if names.is_empty() { "the table has no columns".to_owned() } else { format!("columns are {}", names.join(", ")) }
}

fn unescaped(typed: &str) -> String {
    typed.replace("\\,", ",").replace("\\:", ":")
}

/// What stands behind a name at the beginning of `typed`.
fn behind<'t>(typed: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = typed;
    for c in name.chars() {
        if matches!(c, ',' | ':')
            && let Some(escaped) = rest.strip_prefix('\\').and_then(|rest| rest.strip_prefix(c))
        {
            rest = escaped;
            continue;
        }
        rest = rest.strip_prefix(c)?;
    }
    Some(rest)
}
