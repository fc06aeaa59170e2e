//! What Markdown would take for its own, and how it is kept from that. Owns the signs of CommonMark, of GitHub's additions and
//! of those programs that are widely used; knows no document.

/// Words with what would be a sign behind a backslash; `before` is what stands before them.
pub(super) fn escape(words: &str, before: Option<char>) -> String {
    let mut out = String::with_capacity(words.len());
    let mut last = before;
    // Where words in brackets end that are no more than that.
    let mut closes = usize::MAX;
    let mut characters = words.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let follows = |wanted: fn(char) -> bool| next.is_some_and(wanted);
        let within_word = last.is_some_and(char::is_alphanumeric);
        let is_sign = match c {
            '[' if let Some(end) = bracketed(&words[at..], last) => {
                closes = at + end;
                false
            }
            ']' if at == closes => false,
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '$' | '^' => true,
            // Inside a word it is none.
            '_' => !(within_word && follows(char::is_alphanumeric)),
            '&' => is_entity(&words[at..]),
            // A citation.
            '@' => !within_word && follows(char::is_alphanumeric),
            // Behind a marker it would be an address.
            '(' => last == Some(']'),
            _ => false,
        };
        if is_sign {
            out.push('\\');
        }
        match c {
            '\t' => out.push(' '),
            // Attributes are looked for before a backslash is.
            '{' if may_be_attributes(&words[at + 1..]) => out.push_str("&#123;"),
            c => out.push(c),
        }
        last = Some(c);
    }
    out
}

/// A line that would begin as a heading, list, quotation, table, definition or rule; blanks at its start are kept by such as
/// do not break.
pub(super) fn line_start(line: &str) -> String {
    let blanks = line.len() - line.trim_start_matches(' ').len();
    let rest = &line[blanks..];
    let blanks = "&nbsp;".repeat(blanks);
    let first = rest.split(' ').next().unwrap_or("");
    let marks = matches!(first, "-" | "+" | "*" | "~" | "%")
        || first.starts_with('>')
        || first.starts_with(':')
        || first.starts_with("+++")
        || first.starts_with("---")
        || first.starts_with("===")
        || first.starts_with('|')
        || is_rule(rest);
    let signs = first.bytes().take_while(|&byte| byte == b'#').count();
    // Many programs want no blank behind the signs.
    let heading = (1..=6).contains(&signs) && (signs == first.len() || signs > 1);
    if blanks.is_empty() && (marks || heading) {
        return format!("\\{rest}");
    }
    if let Some(label) = definition(rest) {
        return format!("{blanks}{}\\{}", &rest[..label], &rest[label..]);
    }
    let digits = first.bytes().take_while(u8::is_ascii_digit).count();
    if blanks.is_empty() && (1..=9).contains(&digits) && matches!(&first[digits..], "." | ")") {
        return format!("{}\\{}", &rest[..digits], &rest[digits..]);
    }
    blanks + rest
}

/// The text of a heading, whose signs at its end would go.
pub(super) fn heading(line: &str) -> String {
    // What stands in braces at its end would be attributes.
    if let Some(open) = line.strip_suffix('}').and_then(|line| line.rfind('{')) {
        return format!("{}&#123;{}", &line[..open], &line[open + 1..]);
    }
    let bare = line.trim_end_matches('#');
    let closed = bare.len() < line.len() && (bare.is_empty() || bare.ends_with(' '));
    if closed { format!("{bare}\\{}", &line[bare.len()..]) } else { line.to_owned() }
}

/// A cell: on one line, and without a sign that would part it.
pub(super) fn cell(words: &str) -> String {
    words.trim().replace('|', "\\|").replace('\n', "<br>")
}

/// Where a link leads, as it stands in its brackets.
pub(super) fn destination(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("\\\\"),
            '&' if is_entity(&address[at..]) => out.push_str("\\&"),
            '|' => out.push_str("%7C"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    let plain = !out.is_empty() && !out.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
    if plain { out } else { format!("<{out}>") }
}

/// A value within a tag.
pub(super) fn attribute(value: &str) -> String {
    value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;").replace('|', "&#124;")
}

/// Lines of code between fences that are longer than any row of backticks in them; `language` is what they are in.
pub(super) fn fenced(lines: &str, language: &str) -> String {
    let fence = "`".repeat(backticks(lines).max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}", lines.trim_end_matches('\n'))
}

/// Code in running text.
pub(super) fn code(words: &str) -> String {
    let fence = "`".repeat(backticks(words) + 1);
    let blanks = words.starts_with(' ') && words.ends_with(' ') && !words.trim().is_empty();
    let blank = if blanks || words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    format!("{fence}{blank}{words}{blank}{fence}")
}

/// Whether a line is a rule of Markdown.
pub(super) fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| *c != ' ');
    let Some(first) = signs.next().filter(|c| matches!(c, '-' | '*' | '_')) else { return false };
    let count = signs.clone().count();
    count >= 2 && signs.all(|c| c == first)
}

/// The byte of the colon, where a line begins as the definition of a note.
fn definition(line: &str) -> Option<usize> {
    line.strip_prefix("[^")?.find("]:").map(|at| at + 3)
}

/// The byte of the bracket that closes the one at the start, where what they hold is plain words in brackets to every program:
/// no link can be made of it, no note, citation or box to tick.
fn bracketed(words: &str, before: Option<char>) -> Option<usize> {
    let end = 1 + words[1..].find(['[', ']', '\n'])?;
    if !words[end..].starts_with(']') {
        return None;
    }
    let (inside, behind) = (&words[1..end], words[end + 1..].chars().next()?);
    let plain = inside.len() > 1 && inside.starts_with(char::is_alphabetic) && !inside.contains(['\\', '`', '@', '^', '*', '_', '<', '&', '|', '$', '~', '{']);
    let alone = !matches!(behind, '(' | '[' | ':' | '{' | ']') && !matches!(before, Some('!' | ']' | '[' | '^' | '\\'));
    (plain && alone).then_some(end)
}

/// Whether a program may take what stands behind a brace for attributes: `{#id}`, `{.class}`, `{: .x}`, `{width=50%}`, `{{ x }}`.
fn may_be_attributes(behind: &str) -> bool {
    let inside = behind.find(['{', '}']).map_or(behind, |end| &behind[..end]);
    behind.is_empty() || behind.starts_with([':', '#', '.', '-', '%', '{', '=', ' ']) || inside.contains(['=', '#', '.'])
}

/// Whether words begin with what stands for a character, as `&amp;` or `&#38;`.
fn is_entity(words: &str) -> bool {
    let name: &str = &words[1..];
    let end = name.bytes().take(40).position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#');
    end.is_some_and(|end| end > 0 && name.as_bytes()[end] == b';')
}

/// The longest row of backticks.
fn backticks(words: &str) -> usize {
    words.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stands_as_it_is() {
        assert_eq!(fenced("let a = *b;\n", "rust"), "```rust\nlet a = *b;\n```");
        assert_eq!(fenced("```\nx\n```", ""), "````\n```\nx\n```\n````");
        assert_eq!(code("a_b"), "`a_b`");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(" a "), "`  a  `");
    }

    #[test]
    fn what_would_be_a_mark_is_escaped() {
        for (line, expected) in [
            ("- a dash", "\\- a dash"),
            ("1998. A year", "1998\\. A year"),
            ("12) a number", "12\\) a number"),
            ("1234567890. no list", "1234567890. no list"),
            ("# a sign", "\\# a sign"),
            ("> said", "\\> said"),
            ("--- a rule", "\\--- a rule"),
            (": a definition", "\\: a definition"),
            ("| a bar", "\\| a bar"),
            ("- - -", "\\- - -"),
            ("3.5 per cent", "3.5 per cent"),
            ("#hash", "#hash"),
            ("##hash", "\\##hash"),
            ("+", "\\+"),
            ("  set in", "&nbsp;&nbsp;set in"),
            ("[^1]: said of a marker", "[^1]\\: said of a marker"),
            ("– a dash of print", "– a dash of print"),
        ] {
            assert_eq!(line_start(line), expected);
        }
        let signs = "a_b _c_ *d* [e] <f> &amp; g & h\\ AT&T; 5^2 ~6~ $7 a@b.c @key {#id} {x}";
        let escaped = "a_b \\_c\\_ \\*d\\* \\[e\\] \\<f> \\&amp; g & h\\\\ AT\\&T; 5\\^2 \\~6\\~ \\$7 a@b.c \\@key &#123;#id} {x}";
        assert_eq!(escape(signs, None), escaped);
        assert_eq!(escape("(1998)", Some(']')), "\\(1998)");
        assert_eq!(heading("C #"), "C \\#");
        assert_eq!(heading("C#"), "C#");
        assert_eq!(heading("Sets {x}"), "Sets &#123;x}");
        assert_eq!(escape("he [the king] came [1] [x](y) [see", None), "he [the king] came \\[1\\] \\[x\\]\\(y) \\[see");
        assert_eq!(cell(" a | b\nc "), "a \\| b<br>c");
    }
}
