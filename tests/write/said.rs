//! What a document says, in a form in which two can be compared: lines of text with their marks, rows of cells, and the notes
//! to which markers lead.

use ibid::model::{Block, Document, Extent, Flow, Kind, Link, Mark, Nest, RowKind, Text};

/// A line of what is said: a block, or a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The level of a heading, 0 for other words.
    pub level: u8,
    /// The words without markers, blanks as one; cells parted by `|`, behind `#` where they head a group.
    pub words: String,
    /// Words with a mark, in their order.
    pub marked: Vec<(&'static str, String)>,
}

/// All that a document says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    pub lines: Vec<Line>,
    pub notes: Vec<Vec<Line>>,
    /// By marker, in the order of the text: its note.
    pub leads: Vec<u32>,
}

impl Said {
    pub fn of(document: &Document) -> Said {
        let mut said = Said::default();
        said.lines = flow(document, &document.body, &mut said.leads);
        said.notes = document.notes.iter().map(|note| flow(document, &note.flow, &mut said.leads)).collect();
        said
    }
}

/// The sign that stands for every bullet.
pub const BULLET: &str = "•";

fn flow(document: &Document, flow: &Flow, leads: &mut Vec<u32>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut level_of_last = None;
    // A number above the title is no title of its own.
    let title = flow.blocks.iter().rposition(|block| block.kind == Kind::Title);
    for (number, block) in flow.blocks.iter().enumerate() {
        let level = match block.kind {
            Kind::Title => u8::from(title == Some(number)),
            Kind::Heading(heading) => heading.level.min(5) + 1,
            Kind::Rule => {
                level_of_last = None;
                continue;
            }
            Kind::Table(id) => {
                lines.extend(table(document, block, document.table(id).expect("a table"), leads));
                continue;
            }
            _ => 0,
        };
        let mut line = line(document, &block.text, Extent::new(label(block), block.len()), leads);
        let printed = block.text.slice(Extent::new(0, label(block))).trim();
        let bullet = matches!(printed, "-" | "*" | "+" | "•" | "·" | "–" | "—" | "◦" | "▪");
        line.words = format!("{} {}", if bullet { BULLET } else { printed }, line.words).trim().to_owned();
        line.level = level;
        match lines.last_mut().filter(|_| block.continues && level_of_last == Some(level)) {
            Some(last) => {
                last.words = format!("{} {}", last.words, line.words).trim().to_owned();
                last.marked.extend(line.marked);
            }
            None if line.words.is_empty() => {}
            None => lines.push(line),
        }
        level_of_last = Some(level);
    }
    lines
}

fn label(block: &Block) -> u32 {
    block.nest.iter().rev().find_map(|nest| if let Nest::Item { label } = nest { Some(*label) } else { None }).unwrap_or(0)
}

fn table(document: &Document, block: &Block, table: &ibid::model::Table, leads: &mut Vec<u32>) -> Vec<Line> {
    let mut lines = Vec::new();
    let text = &block.text;
    let heads = table.rows.iter().take_while(|row| row.kind == RowKind::Header).count();
    lines.extend(table.above.iter().map(|&extent| line(document, text, extent, leads)));
    // Heads over several rows may be put together.
    let mut head: Vec<Vec<String>> = Vec::new();
    let mut marked = Vec::new();
    for row in &table.rows[..heads] {
        for (column, &cell) in row.cells.iter().enumerate() {
            let said = line(document, text, cell, leads);
            head.resize(head.len().max(column + 1), Vec::new());
            head[column].extend(Some(said.words).filter(|words| !words.is_empty()));
            marked.extend(said.marked);
        }
    }
    if !head.concat().is_empty() {
        marked.sort();
        lines.push(Line { level: 0, words: row_of(head.iter().map(|parts| parts.join(" ")).collect()), marked });
    }
    for row in &table.rows[heads..] {
        let cells: Vec<Line> = row.cells.iter().map(|&cell| line(document, text, cell, leads)).collect();
        let group = row.kind == RowKind::Group;
        let words = row_of(cells.iter().map(|cell| cell.words.clone()).collect());
        // That it is strong says that it is a group.
        let marked = cells.into_iter().flat_map(|cell| cell.marked).filter(|(mark, _)| !group || *mark != "strong").collect();
        lines.push(Line { level: 0, words: format!("{}{words}", if group { "#" } else { "" }), marked });
    }
    lines.extend(table.below.iter().map(|&extent| line(document, text, extent, leads)));
    lines.retain(|line| !line.words.is_empty());
    lines
}

/// The cells of a row; those at its end that are empty are none.
pub fn row_of(mut cells: Vec<String>) -> String {
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    format!("{}|", cells.join("|"))
}

fn line(document: &Document, text: &Text, extent: Extent, leads: &mut Vec<u32>) -> Line {
    let mut words = String::new();
    // By mark: what it covers, and whether the character before belonged to it.
    let mut marked: Vec<(&'static str, String, bool)> = Vec::new();
    let spans: Vec<_> = text.spans_in(extent).collect();
    for span in &spans {
        if let Mark::Ref(reference) = span.mark
            && let Some(note) = document.reference(reference).and_then(|found| found.link.note())
        {
            leads.push(note.0);
        }
    }
    for (at, c) in text.slice(extent).char_indices().map(|(at, c)| (extent.start + at as u32, c)) {
        let over = || spans.iter().filter(move |span| span.extent.contains(at)).map(|span| span.mark);
        let dead = |reference| document.reference(reference).is_some_and(|found| matches!(found.link, Link::None(_)));
        if over().any(|mark| matches!(mark, Mark::Ref(reference) if !dead(reference))) {
            continue;
        }
        words.push(c);
        if c.is_whitespace() {
            continue;
        }
        let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ".contains(c);
        let mut names: Vec<&'static str> = over()
            .filter_map(|mark| match mark {
                Mark::Emph => Some("emph"),
                Mark::Strong => Some("strong"),
                Mark::Code => Some("code"),
                Mark::Strike => Some("strike"),
                Mark::Sub => Some("sub"),
                Mark::Underline => Some("underline"),
                Mark::Sup | Mark::Ref(_) if !raised => Some("sup"),
                _ => None,
            })
            .collect();
        names.sort_unstable();
        names.dedup();
        for entry in &mut marked {
            entry.2 &= names.contains(&entry.0);
        }
        for name in names {
            match marked.iter_mut().find(|entry| entry.0 == name && entry.2) {
                Some(entry) => entry.1.push(c),
                None => marked.push((name, c.to_string(), true)),
            }
        }
    }
    let mut marked: Vec<_> = marked.into_iter().map(|(mark, words, _)| (mark, words)).collect();
    marked.sort();
    Line { level: 0, words: spaced(&words), marked }
}

/// Words with one blank for each row of them.
pub fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
