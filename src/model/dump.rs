//! A document as lines of text, for tests: what a reader understood, and nothing of how it is shown.

use std::fmt::Write;

use super::block::{Block, Flow, Kind, Nest};
use super::document::{Document, Warning};
use super::note::Link;
use super::place::Target;
use super::table::RowKind;
use super::text::Mark;

/// Everything a document holds: a line a block, then notes, joins and warnings. Marks stand in `{}` before and `{/}` behind.
pub fn dump(document: &Document, warnings: &[Warning]) -> String {
    let mut out = String::new();
    dump_flow(&mut out, document, &document.body, "");
    for note in &document.notes {
        let section = document.series.get(note.series as usize).and_then(|series| series.section.as_deref());
        let _ = writeln!(out, "note {}{}", note.label, section.map(|section| format!(" under {section}")).unwrap_or_default());
        dump_flow(&mut out, document, &note.flow, "  ");
    }
    for join in &document.joins {
        let _ = writeln!(out, "join in block {} at {}, line {}", join.at.block, join.at.byte, document.line(join.source));
    }
    for page in &document.pages {
        let _ = writeln!(out, "page {} in block {} at {}", page.label, page.at.block, page.at.byte);
    }
    for warning in warnings {
        let _ = writeln!(out, "warning {} line {}: {}", warning.kind, warning.line, warning.message);
    }
    out
}

fn dump_flow(out: &mut String, document: &Document, flow: &Flow, indent: &str) {
    for block in &flow.blocks {
        let mut kind = match block.kind {
            Kind::Title => "title".to_owned(),
            Kind::Byline => "byline".to_owned(),
            Kind::Para => "para".to_owned(),
            Kind::Heading(heading) => format!("heading {} [{}]", heading.level, heading.number.map_or("", |number| block.text.slice(number))),
            Kind::Verse => "verse".to_owned(),
            Kind::Code => "code".to_owned(),
            Kind::Rule => "rule".to_owned(),
            Kind::Table(_) => "table".to_owned(),
        };
        for nest in &block.nest {
            match nest {
                Nest::Quote => kind.push_str(" quote"),
                Nest::Indent => kind.push_str(" indent"),
                Nest::Item { label } => {
                    let _ = write!(kind, " item {label}");
                }
            }
        }
        if block.continues {
            kind.push_str(" continues");
        }
        let _ = writeln!(out, "{indent}{kind}: {}", marked(document, block));
        if let Kind::Table(id) = block.kind
            && let Some(table) = document.table(id)
        {
            let _ = writeln!(out, "{indent}  id {} columns {}", table.id, table.columns);
            for (name, extent) in [("caption", table.caption), ("units", table.units), ("source", table.source)] {
                if !extent.is_empty() {
                    let _ = writeln!(out, "{indent}  {name}: {}", block.text.slice(extent));
                }
            }
            for row in &table.rows {
                let kind = match row.kind {
                    RowKind::Header => "head",
                    RowKind::Group => "group",
                    RowKind::Figures => "row",
                };
                let cells: Vec<&str> = row.cells.iter().map(|&cell| block.text.slice(cell)).collect();
                let _ = writeln!(out, "{indent}  {kind}{}: {}", row.group.map(|group| format!(" under {group}")).unwrap_or_default(), cells.join(" | "));
            }
        }
    }
}

/// The text of a block with its marks written out.
fn marked(document: &Document, block: &Block) -> String {
    let mut edges: Vec<(u32, bool, String)> = Vec::new();
    for span in block.text.spans() {
        let name = match span.mark {
            Mark::Emph => "i".to_owned(),
            Mark::Strong => "b".to_owned(),
            Mark::Sup => "sup".to_owned(),
            Mark::Sub => "sub".to_owned(),
            Mark::Code => "code".to_owned(),
            Mark::SmallCaps => "smallcaps".to_owned(),
            Mark::Strike => "strike".to_owned(),
            Mark::Underline => "underline".to_owned(),
            Mark::Link(Target::Note(note)) => format!("to note {}", document.note(note).map_or("?", |note| &note.label)),
            Mark::Link(Target::Table(table)) => format!("to table {}", document.table(table).map_or("?", |table| &table.id)),
            Mark::Link(Target::Heading(block)) => format!("to heading {block}"),
            Mark::Link(Target::Place(id)) => format!("to place {}", document.ids.get(id as usize).map_or("?", |(name, _)| name)),
            Mark::Link(Target::Address(address)) => format!("to {}", document.address(address).unwrap_or("?")),
            Mark::Link(Target::Outside) => "outside".to_owned(),
            Mark::Ref(reference) => match document.reference(reference).map(|reference| &reference.link) {
                Some(Link::Sure(note)) => format!("sure n{}", note.0 + 1),
                Some(Link::Likely(note, why)) => format!("likely n{}, {why}", note.0 + 1),
                Some(Link::None(why)) => format!("none, {why}"),
                Some(Link::Pending) => "pending".to_owned(),
                None => "?".to_owned(),
            },
        };
        edges.push((span.extent.start, true, name));
        edges.push((span.extent.end, false, String::new()));
    }
    edges.sort_by_key(|(at, opens, _)| (*at, *opens));
    let mut out = String::new();
    let mut from = 0;
    let text = block.text.as_str();
    for (at, opens, name) in edges {
        out.push_str(&text[from..at as usize]);
        out.push_str(&if opens { format!("{{{name}}}") } else { "{/}".to_owned() });
        from = at as usize;
    }
    out.push_str(&text[from..]);
    out.replace('\n', "⏎").replace('\t', "⇥")
}
