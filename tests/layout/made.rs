//! Documents made for the layout: from a short notation, or of chunks.

use ibid::model::{Builder, Document, Extent, FlowId, Heading, Kind, Link, Mark, Nest, NoteId, Row, RowKind, Table, TableId};

/// A document from blocks parted by empty lines. A block begins with what it is: `# `, `## ` a heading, `> ` a quotation,
/// `- ` an item, `/ ` verse, `= ` a rule, `T` a table, `^1 ` a block of the note 1.
/// `{1}` is a marker, `*so*` is emphasis.
pub fn document(source: &str) -> Document {
    let mut builder = Builder::new(source);
    let series = builder.series(None);
    let mut labels: Vec<&str> = Vec::new();
    for (at, block) in blocks(source) {
        if let Some((label, _)) = block.strip_prefix('^').and_then(|note| note.split_once(' '))
            && !labels.contains(&label)
        {
            labels.push(label);
            builder.note(label.to_owned(), series, at);
        }
    }
    for (at, block) in blocks(source) {
        let heading = |level| Kind::Heading(Heading { level, number: None, title: 0 });
        let (prefix, kind, nest): (usize, Kind, Vec<Nest>) = match block.split_once(' ').map_or(block, |(prefix, _)| prefix) {
            "#" => (2, heading(1), vec![]),
            "##" => (3, heading(2), vec![]),
            ">" => (2, Kind::Para, vec![Nest::Quote]),
            "-" => (0, Kind::Para, vec![Nest::Item { label: 2 }]),
            "/" => (2, Kind::Verse, vec![]),
            "=" => (2, Kind::Rule, vec![]),
            _ if block.starts_with("T\n") => (2, Kind::Table(TableId(builder.document().tables.len() as u32)), vec![]),
            _ => (block.strip_prefix('^').and_then(|_| block.find(' ')).map_or(0, |at| at + 1), Kind::Para, vec![]),
        };
        let note = block.strip_prefix('^').and_then(|note| note.split_once(' ')).and_then(|(label, _)| labels.iter().position(|&l| l == label));
        let flow = note.map_or(FlowId::Body, |note| FlowId::Note(NoteId(note as u32)));
        let mut writing = builder.open(flow);
        let mut emphasis = None;
        let mut from = at + prefix;
        let end = at + block.len();
        while let Some(next) = source[from..end].find(['{', '*']).map(|next| from + next) {
            writing.text(from..next);
            if source[next..].starts_with('*') {
                match emphasis.take() {
                    Some(start) => writing.mark(start, Mark::Emph),
                    None => emphasis = Some(writing.at()),
                }
                from = next + 1;
                continue;
            }
            let close = next + source[next..].find('}').expect("a marker ends");
            let label = &source[next + 1..close];
            let start = writing.at();
            writing.text(next + 1..close);
            let link = labels.iter().position(|&known| known == label).map_or(Link::None("no such note".to_owned()), |note| Link::Sure(NoteId(note as u32)));
            writing.reference(start, label.to_owned(), link);
            from = close + 1;
        }
        writing.text(from..end);
        let text = writing.so_far().to_owned();
        let number = builder.next_block(flow);
        builder.close(writing, kind, &nest);
        if matches!(kind, Kind::Table(_)) {
            builder.table(table(&text, number));
        }
    }
    let document = builder.finish().document;
    ibid::model::check::check(&document).expect("a sound document");
    document
}

pub fn blocks(source: &str) -> Vec<(usize, &str)> {
    let base = source.as_ptr() as usize;
    source.split("\n\n").map(|block| (block.as_ptr() as usize - base, block.trim_end_matches('\n'))).collect()
}

/// A table from its text: lines with a TAB are rows, the first the head; a line `[...]` heads a group; the others stand
/// above or below.
pub fn table(text: &str, block: u32) -> Table {
    let mut table = Table {
        id: "1".to_owned(),
        block,
        caption: Extent::default(),
        units: Extent::default(),
        source: Extent::default(),
        above: Box::default(),
        below: Box::default(),
        columns: 0,
        rows: Vec::new(),
    };
    let (mut above, mut below, mut group, mut at) = (Vec::new(), Vec::new(), None, 0u32);
    for line in text.split('\n') {
        let extent = Extent::new(at, at + line.len() as u32);
        if line.contains('\t') {
            let mut start = at;
            let mut cells = Vec::new();
            for cell in line.split('\t') {
                cells.push(Extent::new(start, start + cell.len() as u32));
                start += cell.len() as u32 + 1;
            }
            table.columns = table.columns.max(cells.len() as u32);
            let kind = if table.rows.is_empty() { RowKind::Header } else { RowKind::Figures };
            table.rows.push(Row { kind, group: if kind == RowKind::Figures { group } else { None }, cells: cells.into() });
        } else if line.starts_with('[') {
            group = Some(table.rows.len() as u32);
            table.rows.push(Row { kind: RowKind::Group, group: None, cells: [extent].into() });
        } else if table.rows.is_empty() {
            above.push(extent);
        } else {
            below.push(extent);
        }
        at = extent.end + 1;
    }
    (table.above, table.below) = (above.into(), below.into());
    table
}

pub const TRADE: &str = "T\nTable 1. What went over the border, in boxes\n\t1991\t1992\tchange\n[North]\nApples\t1 120.5\t96.25\tless\nPears\t7\tn.a.\tno one knows\n\
    [South and everything that lies farther away than anyone went]\nPlums\t12.0\t1 350\tmore\nSource: the border.";

/// A paragraph made of chunks: words, blanks and oddities, some of them with a marker behind.
pub fn made_of(chunks: &[(&str, bool)], kind: Kind, nest: &[Nest]) -> Document {
    let source: String = chunks.iter().flat_map(|&(chunk, marked)| [chunk, if marked { "12" } else { "" }]).collect();
    let mut builder = Builder::new(&source);
    let mut writing = builder.open(FlowId::Body);
    let mut at = 0;
    for &(chunk, marked) in chunks {
        writing.text(at..at + chunk.len());
        at += chunk.len();
        if marked {
            let start = writing.at();
            writing.text(at..at + 2);
            writing.reference(start, "12".to_owned(), Link::None("no notes here".to_owned()));
            at += 2;
        }
    }
    builder.close(writing, kind, nest);
    builder.finish().document
}
