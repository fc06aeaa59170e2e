//! Documents with tables, made from a few lines: TABs part cells, the first row is the head, a row with a name alone is
//! a group row, `^{x}` is a raised x, `@{x}` a marker x. Lines without a TAB stand above the rows, or below once rows began.

use ibid::model::{Builder, Document, Extent, FlowId, Kind, Link, Mark, Row, RowKind, Table, TableId, Text, Writing, check};
use ibid::sheet::{Order, Over, Sheet, SortKey, name};

/// Rivers of nowhere, with two groups, a row under none, and words among the figures.
pub const RIVERS: &str = "Table 3. Rivers of nowhere
Lengths in leagues.
\t1801\t1802\tchange, %\tport
North\t\t\t\t
Alder\t1 200.5\t900.0\t-25.0\tQuay, old
Birch\t80.0\tn.a.\t3.1\tMole
South\t\t\t\t
Cedar\t3 400.0\t10.5\t..\tBar \"East\"
Dogwood\t80.0\t2 000.0\t12.0\tmole
Elm\t–\t700.0\t+4.5\tAnchor
Source: the waterman's book.
";

/// A document with one table, numbered 3.
pub fn document(source: &str) -> Document {
    documents(&[source])
}

/// A document with several tables, all of them numbered 3 by whoever printed them.
pub fn documents(sources: &[&str]) -> Document {
    let source = sources.concat();
    let mut builder = Builder::new(&source);
    let mut from = 0;
    for part in sources {
        table(&mut builder, &source, from..from + part.len());
        from += part.len();
    }
    let document = builder.finish().document;
    assert_eq!(check::check(&document), Ok(()));
    document
}

/// The table, its text and its sheet.
pub fn read(document: &Document) -> (&Table, &Text, Sheet) {
    let table = document.table(TableId(0)).unwrap();
    let text = &document.body.block(table.block).unwrap().text;
    (table, text, Sheet::new(table, text))
}

/// The rows in the order that was asked for as `COL`, `-COL` for descending.
pub fn ordered(sheet: &Sheet, keys: &[&str], over: Over) -> Order {
    let by = keys.iter().map(|key| {
        let (typed, way) = key.strip_prefix('-').map_or((*key, ibid::sheet::Way::Up), |typed| (typed, ibid::sheet::Way::Down));
        SortKey { by: name::column(typed, sheet).unwrap(), way }
    });
    Order::sorted(sheet, by.collect(), over)
}

fn table<'s>(builder: &mut Builder<'s>, source: &'s str, range: std::ops::Range<usize>) {
    let mut writing = builder.open(FlowId::Body);
    let mut at = range.start;
    let (mut above, mut below, mut rows) = (Vec::new(), Vec::new(), Vec::<Row>::new());
    let mut group = None;
    for line in source[range].split_inclusive('\n') {
        let words = line.strip_suffix('\n').unwrap_or(line);
        let start = writing.at();
        let mut from = at;
        let mut cells = Vec::new();
        for (number, cell) in words.split('\t').enumerate() {
            if number > 0 {
                writing.replace(from..from + 1, "\t");
                from += 1;
            }
            let begin = writing.at();
            self::cell(&mut writing, from, cell);
            cells.push(Extent::new(begin, writing.at()));
            from += cell.len();
        }
        if !words.contains('\t') {
            if rows.is_empty() { &mut above } else { &mut below }.push(Extent::new(start, writing.at()));
        } else {
            let alone = !cells[0].is_empty() && cells[1..].iter().all(|cell| cell.is_empty());
            let kind = match rows.is_empty() {
                true => RowKind::Header,
                false if alone => RowKind::Group,
                false => RowKind::Figures,
            };
            if kind == RowKind::Group {
                group = Some(rows.len() as u32);
            }
            rows.push(Row { kind, group: group.filter(|_| kind == RowKind::Figures), cells: cells.into() });
        }
        if line.ends_with('\n') {
            writing.replace(from..from + 1, "\n");
        }
        at += line.len();
    }
    let id = builder.table(Table {
        id: "3".to_owned(),
        block: builder.next_block(FlowId::Body),
        caption: above.first().copied().unwrap_or_default(),
        units: above.get(1).copied().unwrap_or_default(),
        source: below.first().copied().unwrap_or_default(),
        above: above.into(),
        below: below.into(),
        columns: rows.first().map_or(0, |row| row.cells.len()) as u32,
        rows,
    });
    builder.close(writing, Kind::Table(id), &[]);
}

fn cell(writing: &mut Writing<'_>, from: usize, cell: &str) {
    let Some(open) = cell.find("^{").or_else(|| cell.find("@{")) else { return writing.text(from..from + cell.len()) };
    let close = cell.find('}').unwrap();
    writing.text(from..from + open);
    writing.markup(from + open..from + open + 2, "raised");
    let start = writing.at();
    writing.text(from + open + 2..from + close);
    match &cell[open..=open] {
        "@" => writing.reference(start, cell[open + 2..close].to_owned(), Link::None("no such note".to_owned())),
        _ => writing.mark(start, Mark::Sup),
    }
    writing.markup(from + close..from + close + 1, "raised");
    writing.text(from + close + 1..from + cell.len());
}
