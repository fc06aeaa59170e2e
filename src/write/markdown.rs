//! A passage as Markdown: notes as `[^21]` with their definitions below, italics, lists, quotations, tables with pipes. Owns
//! what is escaped and how markers are named; what has no form in Markdown stays as it is printed.

use std::collections::HashMap;

use crate::model::{Anchor, Block, Document, Extent, FlowId, Kind, Mark, Nest, NoteId, Passage, RowKind, Table, Text};
use crate::sheet::Sheet;

/// Blanks before the further paragraphs of a note.
const NOTE_INDENT: &str = "    ";

/// The passage. The notes that it refers to, and those that these refer to, are defined behind it.
pub fn markdown(document: &Document, passage: Passage) -> String {
    let mut writer = Writer { document, names: HashMap::new(), used: HashMap::new(), wanted: Vec::new() };
    let mut parts = writer.blocks(passage);
    let mut at = 0;
    while let Some(&note) = writer.wanted.get(at) {
        let flow = FlowId::Note(note);
        let blocks = &document.flow(flow).blocks;
        let last = (blocks.len() as u32).saturating_sub(1);
        let whole = Passage { from: Anchor::new(flow, 0, 0), to: Anchor::new(flow, last, u32::MAX) };
        let text = writer.blocks(whole).join("\n\n");
        let name = writer.name(note);
        parts.push(format!("[^{name}]: {}", indented(&text)));
        at += 1;
    }
    parts.join("\n\n")
}

struct Writer<'d> {
    document: &'d Document,
    /// By note, what it is called: its label, with a number behind it where another note has that already.
    names: HashMap<NoteId, String>,
    used: HashMap<String, u32>,
    /// The notes that were referred to, in that order.
    wanted: Vec<NoteId>,
}

impl Writer<'_> {
    /// The blocks of a passage, each a piece of Markdown; a paragraph that is kept in pieces is one.
    fn blocks(&mut self, passage: Passage) -> Vec<String> {
        let flow = passage.from.flow;
        let mut parts: Vec<String> = Vec::new();
        let blocks = &self.document.flow(flow).blocks;
        for (number, block) in (passage.from.block..=passage.to.block).zip(blocks.iter().skip(passage.from.block as usize)) {
            let Some(part) = passage.part(flow, number, block.len()) else {
                if block.kind == Kind::Rule && number > passage.from.block && number < passage.to.block {
                    parts.push("---".to_owned());
                }
                continue;
            };
            let text = self.block(block, part);
            match parts.last_mut() {
                Some(last) if block.continues => last.push_str(&text),
                _ => parts.push(text),
            }
        }
        parts
    }

    fn block(&mut self, block: &Block, part: Extent) -> String {
        let whole = part == Extent::new(0, block.len());
        let text = match block.kind {
            Kind::Title if part.start == 0 => format!("# {}", self.inline(&block.text, part).replace('\n', " ")),
            Kind::Heading(heading) if part.start == 0 => {
                format!("{} {}", "#".repeat(usize::from(heading.level.min(5)) + 1), self.inline(&block.text, part).replace('\n', " "))
            }
            Kind::Rule => "---".to_owned(),
            Kind::Table(id) if whole && let Some(table) = self.document.table(id) => self.table(table, &block.text),
            Kind::Table(_) => self.rows(&block.text, part),
            Kind::Verse => self.inline(&block.text, part).trim_end().replace('\n', "\\\n"),
            Kind::Code => fenced(block.text.slice(part)),
            Kind::Title | Kind::Heading(_) | Kind::Para | Kind::Byline => self.item_or_words(block, part),
        };
        let quotes = block.nest.iter().filter(|&&nest| nest == Nest::Quote).count();
        if quotes == 0 {
            return text;
        }
        let mark = "> ".repeat(quotes);
        text.lines().map(|line| format!("{mark}{line}")).collect::<Vec<_>>().join("\n")
    }

    /// A paragraph; an item of a list keeps its label, as a mark of Markdown where it is one.
    fn item_or_words(&mut self, block: &Block, part: Extent) -> String {
        let depth = block.nest.iter().filter(|nest| matches!(nest, Nest::Item { .. })).count();
        let Some(label) = block.item().filter(|&label| part.start == 0 && label <= part.end) else {
            return at_line_start(self.inline(&block.text, part).trim_end());
        };
        let indent = NOTE_INDENT.repeat(depth.saturating_sub(1));
        let rest = self.inline(&block.text, Extent::new(label, part.end));
        let label = block.text.slice(Extent::new(0, label)).trim();
        let number = label.strip_suffix('.').is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()));
        let mark = match label {
            "-" | "*" | "+" | "•" | "–" | "—" | "·" => "-".to_owned(),
            _ if number => label.to_owned(),
            _ => return format!("{indent}- {} {}", escaped(label), rest.trim_end()),
        };
        format!("{indent}{mark} {}", rest.trim_end())
    }

    /// A table with pipes: the lines above it and below it are paragraphs.
    fn table(&mut self, table: &Table, text: &Text) -> String {
        let mut parts: Vec<String> = Vec::new();
        for &line in &table.above {
            parts.push(at_line_start(&self.inline(text, line)));
        }
        let sheet = Sheet::new(table, text);
        let columns = sheet.columns.len().max(1);
        let line = |mut cells: Vec<String>| {
            cells.resize(columns, String::new());
            format!("| {} |", cells.join(" | "))
        };
        let mut lines = Vec::new();
        let mut heads: Vec<Vec<String>> = Vec::new();
        let mut rows = Vec::new();
        for row in &table.rows {
            let cells: Vec<String> = row.cells.iter().map(|&cell| in_cell(&self.inline(text, cell))).collect();
            match row.kind {
                RowKind::Header if rows.is_empty() => heads.push(cells),
                RowKind::Header | RowKind::Group => {
                    let strong = cells.into_iter().map(|cell| if cell.is_empty() { cell } else { format!("**{cell}**") }).collect();
                    rows.push(line(strong));
                }
                RowKind::Figures => rows.push(line(cells)),
            }
        }
        let head = |column: usize| heads.iter().filter_map(|cells| cells.get(column)).filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        lines.push(line((0..columns).map(head).collect()));
        let figures = |column: usize| sheet.columns.get(column).is_some_and(|column| column.kind.is_figures());
        lines.push(line((0..columns).map(|column| if figures(column) { "---:" } else { "---" }.to_owned()).collect()));
        lines.extend(rows);
        parts.push(lines.join("\n"));
        for &line in &table.below {
            parts.push(at_line_start(&self.inline(text, line)));
        }
        parts.join("\n\n")
    }

    /// A part of a table: its lines as a table of their own, without a head.
    fn rows(&mut self, text: &Text, part: Extent) -> String {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut start = part.start;
        for line in text.slice(part).split('\n') {
            let mut cells = Vec::new();
            for cell in line.split('\t') {
                cells.push(in_cell(&self.inline(text, Extent::new(start, start + cell.len() as u32))));
                start += cell.len() as u32 + 1;
            }
            rows.push(cells);
        }
        let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
        if columns == 1 {
            return rows.concat().join("\n\n");
        }
        let line = |mut cells: Vec<String>| {
            cells.resize(columns, String::new());
            format!("| {} |", cells.join(" | "))
        };
        let mut lines = vec![line(Vec::new()), line(vec!["---".to_owned(); columns])];
        lines.extend(rows.into_iter().map(line));
        lines.join("\n")
    }

    /// A range of a text, run by run of the same marks.
    fn inline(&mut self, text: &Text, extent: Extent) -> String {
        let spans: Vec<_> = text.spans_in(extent).copied().collect();
        let mut edges: Vec<u32> = spans.iter().flat_map(|span| [span.extent.start, span.extent.end]).filter(|&edge| extent.contains(edge)).collect();
        edges.extend([extent.start, extent.end]);
        edges.sort_unstable();
        edges.dedup();
        let mut out = String::new();
        let (mut emph, mut strong) = (false, false);
        for pair in edges.windows(2) {
            let run = Extent::new(pair[0], pair[1]);
            let has = |wanted: Mark| spans.iter().any(|span| span.mark == wanted && span.extent.contains(run.start));
            let words = text.slice(run);
            let reference = spans.iter().find_map(|span| match span.mark {
                Mark::Ref(reference) if span.extent.contains(run.start) => Some((reference, span.extent)),
                _ => None,
            });
            let piece = match reference {
                Some((reference, whole)) => match self.document.reference(reference).and_then(|reference| reference.link.note()) {
                    Some(note) if whole.start == run.start => format!("[^{}]", self.name(note)),
                    Some(_) => String::new(),
                    None => raised(words),
                },
                None if has(Mark::Sup) => raised(words),
                None if has(Mark::Code) => code(words),
                None if has(Mark::Strike) => format!("~~{}~~", escaped(words)),
                None if has(Mark::Sub) => format!("<sub>{}</sub>", escaped(words)),
                None => escaped(words),
            };
            // Blanks at the edge of emphasis stand outside: inside, the mark would be a character.
            let now = (has(Mark::Emph), has(Mark::Strong));
            if now != (emph, strong) {
                change(&mut out, &mut (emph, strong), (false, false));
                let blank = piece.len() - piece.trim_start().len();
                out.push_str(&piece[..blank]);
                if !piece[blank..].is_empty() {
                    change(&mut out, &mut (false, false), now);
                    (emph, strong) = now;
                } else {
                    (emph, strong) = (false, false);
                }
                out.push_str(&piece[blank..]);
            } else {
                out.push_str(&piece);
            }
        }
        change(&mut out, &mut (emph, strong), (false, false));
        out
    }

    /// What a note is called, and that it is wanted.
    fn name(&mut self, note: NoteId) -> String {
        if let Some(name) = self.names.get(&note) {
            return name.clone();
        }
        let label = self.document.note(note).map_or(String::new(), |note| note.label.chars().filter(|c| !c.is_whitespace() && !"[]^".contains(*c)).collect());
        let times = self.used.entry(label.clone()).or_insert(0);
        *times += 1;
        let name = if *times == 1 && !label.is_empty() { label } else { format!("{label}-{times}") };
        self.names.insert(note, name.clone());
        self.wanted.push(note);
        name
    }
}

/// Ends the marks that no longer hold, before the blanks at the end, and begins those that now do.
fn change(out: &mut String, from: &mut (bool, bool), to: (bool, bool)) {
    let marks = |(emph, strong): (bool, bool)| match (emph, strong) {
        (true, true) => "***",
        (true, false) => "*",
        (false, true) => "**",
        (false, false) => "",
    };
    let end = marks(*from);
    if !end.is_empty() {
        let at = out.trim_end().len();
        out.insert_str(at, end);
    }
    out.push_str(marks(to));
    *from = to;
}

/// Lines of code between fences that are longer than any row of backticks in them.
fn fenced(lines: &str) -> String {
    let fence = "`".repeat(backticks(lines).max(2) + 1);
    format!("{fence}\n{}\n{fence}", lines.trim_end_matches('\n'))
}

/// Code in running text.
fn code(words: &str) -> String {
    let fence = "`".repeat(backticks(words) + 1);
    let blank = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    format!("{fence}{blank}{words}{blank}{fence}")
}

/// The longest row of backticks.
fn backticks(words: &str) -> usize {
    words.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn raised(words: &str) -> String {
    // What is a raised character already needs nothing to raise it.
    if words.chars().all(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ".contains(c)) { words.to_owned() } else { format!("<sup>{}</sup>", escaped(words)) }
}

/// Words with what Markdown would take for its own.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut characters = words.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '$' | '^' => out.extend(['\\', c]),
            // Inside a word it is none.
            '_' if !(out.ends_with(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)) => out.extend(['\\', c]),
            '&' if next.is_some_and(|c| c.is_alphabetic() || c == '#') => out.push_str("&amp;"),
            '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A line that would begin as a heading, list, quotation or rule.
fn at_line_start(line: &str) -> String {
    let first = line.split(' ').next().unwrap_or("");
    let marks = matches!(first, "-" | "+" | "*" | "=" | "–")
        || first.starts_with('>')
        || first.starts_with("---")
        || first.starts_with("===")
        || first.starts_with('|');
    let heading = !first.is_empty() && first.chars().all(|c| c == '#');
    if marks || heading {
        return format!("\\{line}");
    }
    let digits = first.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && matches!(&first[digits..], "." | ")") {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    line.to_owned()
}

fn in_cell(words: &str) -> String {
    words.trim().replace('|', "\\|").replace('\n', " ")
}

fn indented(text: &str) -> String {
    text.lines()
        .enumerate()
        .map(|(i, line)| if i == 0 || line.is_empty() { line.to_owned() } else { format!("{NOTE_INDENT}{line}") })
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stands_as_it_is() {
        assert_eq!(fenced("let a = *b;\n"), "```\nlet a = *b;\n```");
        assert_eq!(fenced("```\nx\n```"), "````\n```\nx\n```\n````");
        assert_eq!(code("a_b"), "`a_b`");
        assert_eq!(code("`"), "`` ` ``");
    }

    #[test]
    fn what_would_be_a_mark_is_escaped() {
        for (line, expected) in [
            ("- a dash", "\\- a dash"),
            ("1998. A year", "1998\\. A year"),
            ("12) a number", "12\\) a number"),
            ("# a sign", "\\# a sign"),
            ("> said", "\\> said"),
            ("--- a rule", "\\--- a rule"),
            ("3.5 per cent", "3.5 per cent"),
            ("#hash", "#hash"),
        ] {
            assert_eq!(at_line_start(line), expected);
        }
        assert_eq!(escaped("a_b _c_ *d* [e] <f> &amp; g & h\\"), "a_b \\_c\\_ \\*d\\* \\[e\\] \\<f> &amp;amp; g & h\\\\");
    }
}
