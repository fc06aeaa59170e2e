//! Documents for tests of commands and search, made by `Builder` from a source of ours.

use std::ops::Range;

use ibid::model::{Builder, Extent, FlowId, Heading, Kind, Link, Mark, Nest, NoteId, Reading, Row, RowKind, Table, TableId, Target};

/// The source: a title, two sections, a paragraph that a note block had cut, a quote, a list item, a table, notes.
pub const SOURCE: &str = "\
Harbours of the North
Anna Berg
I. Beginnings
The pilots’ guild kept its books in “plain speech” and sold salt¹ and
[1] Berg, Tides, p. 9. See note 2.
wool to every ship that came—the ledgers of the guild say so.
A quoted voice from the quay.
(a) one item of a list
II. Decline²
After the frost nobody paid³ the toll. The Guild was wound up\u{a0}in 1702.
Table 1. Cargo
\tsalt\twool
North
Outward\t12\t7
RUNNING HEAD
[2] Lost in the fire,* and so were the books of Wapping.
* The fire of 1701.
";

/// The document of `SOURCE`, as a reader would give it.
pub fn harbours() -> Reading {
    let mut builder = Builder::new(SOURCE);
    builder.meta(ibid::model::Meta {
        title: Some("Harbours of the North".to_owned()),
        number: None,
        authors: vec!["Anna Berg".to_owned()],
        ..ibid::model::Meta::default()
    });
    builder.language(Some("en"));
    let series = builder.series(None);
    let [first, second, star] =
        [("1", "[1] Berg"), ("2", "[2] Lost"), ("*", "* The fire")].map(|(label, at)| builder.note(label.to_owned(), series, range(at).start));

    block(&mut builder, FlowId::Body, "Harbours of the North", Kind::Title, &[]);
    block(&mut builder, FlowId::Body, "Anna Berg", Kind::Byline, &[]);
    heading(&mut builder, "I. Beginnings", Extent::new(0, 1), 3);

    let mut writing = builder.open(FlowId::Body);
    let one = range("The pilots’ guild kept its books in “plain speech” and sold salt");
    writing.text(one.clone());
    let start = writing.at();
    writing.text(one.end..one.end + "¹".len());
    writing.reference(start, "1".to_owned(), Link::Sure(first));
    let rest = range(" and\n[1]");
    writing.text(rest.start..rest.start + 4);
    writing.replace(rest.start + 4..rest.start + 5, " ");
    let cut = writing.at();
    writing.text(range("wool to every ship that came—the ledgers of the guild say so."));
    let at = builder.close(writing, Kind::Para, &[]);
    builder.join(ibid::model::Anchor::new(at.flow, at.block, cut), rest.start + 4);

    block(&mut builder, FlowId::Body, "A quoted voice from the quay.", Kind::Para, &[Nest::Quote]);
    block(&mut builder, FlowId::Body, "(a) one item of a list", Kind::Para, &[Nest::Item { label: 4 }]);

    let mut writing = builder.open(FlowId::Body);
    writing.text(range("II. Decline"));
    let start = writing.at();
    let digit = range("Decline²").end;
    writing.text(digit - "²".len()..digit);
    writing.reference(start, "2".to_owned(), Link::Likely(second, "the number before it is missing".to_owned()));
    builder.close(writing, Kind::Heading(Heading { level: 1, number: Some(Extent::new(0, 2)), title: 4 }), &[]);

    let mut writing = builder.open(FlowId::Body);
    writing.text(range("After the frost nobody paid"));
    let start = writing.at();
    let digit = range("paid³").end;
    writing.text(digit - "³".len()..digit);
    writing.reference(start, "3".to_owned(), Link::None("no note 3 before the end".to_owned()));
    writing.text(range(" the toll. The Guild was wound up\u{a0}in 1702."));
    builder.close(writing, Kind::Para, &[]);

    table(&mut builder);
    builder.furniture(range("RUNNING HEAD"), "running-head");

    let mut writing = builder.open(FlowId::Note(first));
    writing.text(range("Berg, Tides, p. 9. See "));
    let start = writing.at();
    writing.text(range("note 2"));
    writing.mark(start, Mark::Link(Target::Note(second)));
    let stop = range("note 2.").end;
    writing.text(stop - 1..stop);
    builder.close(writing, Kind::Para, &[]);

    let mut writing = builder.open(FlowId::Note(second));
    writing.text(range("Lost in the fire,"));
    let start = writing.at();
    let sign = range("fire,*").end;
    writing.text(sign - 1..sign);
    writing.reference(start, "*".to_owned(), Link::Sure(star));
    writing.text(range(" and so were the books of Wapping."));
    builder.close(writing, Kind::Para, &[]);

    block(&mut builder, FlowId::Note(star), "The fire of 1701.", Kind::Para, &[]);
    builder.warn("marker-without-note", range("After the frost").start, "no note 3 before the end".to_owned());
    let reading = builder.finish();
    assert_eq!(ibid::model::check::check(&reading.document), Ok(()));
    reading
}

/// A document of paragraphs alone, one a line of `source`.
pub fn paragraphs(source: &str) -> Reading {
    let mut builder = Builder::new(source);
    let mut from = 0;
    for line in source.split_inclusive('\n') {
        let mut writing = builder.open(FlowId::Body);
        writing.text(from..from + line.trim_end_matches('\n').len());
        builder.close(writing, Kind::Para, &[]);
        from += line.len();
    }
    builder.finish()
}

/// The note counted from 1 in the source.
pub fn note(number: u32) -> NoteId {
    NoteId(number - 1)
}

fn range(words: &str) -> Range<usize> {
    let start = SOURCE.find(words).expect("words of the source");
    start..start + words.len()
}

fn block(builder: &mut Builder<'_>, flow: FlowId, words: &str, kind: Kind, nest: &[Nest]) {
    let mut writing = builder.open(flow);
    writing.text(range(words));
    builder.close(writing, kind, nest);
}

fn heading(builder: &mut Builder<'_>, words: &str, number: Extent, title: u32) {
    block(builder, FlowId::Body, words, Kind::Heading(Heading { level: 1, number: Some(number), title }), &[]);
}

fn table(builder: &mut Builder<'_>) {
    let number = builder.next_block(FlowId::Body);
    block(builder, FlowId::Body, "Table 1. Cargo\n\tsalt\twool\nNorth\nOutward\t12\t7", Kind::Table(TableId(0)), &[]);
    let cells = |cells: &[(u32, u32)]| cells.iter().map(|&(start, end)| Extent::new(start, end)).collect();
    let rows = vec![
        Row { kind: RowKind::Header, group: None, cells: cells(&[(15, 15), (16, 20), (21, 25)]) },
        Row { kind: RowKind::Group, group: None, cells: cells(&[(26, 31)]) },
        Row { kind: RowKind::Figures, group: Some(1), cells: cells(&[(32, 39), (40, 42), (43, 44)]) },
    ];
    let none = Extent::default();
    let caption = Extent::new(0, 14);
    builder.table(Table {
        id: "1".to_owned(),
        block: number,
        caption,
        units: none,
        source: none,
        above: Box::new([caption]),
        below: Box::new([]),
        columns: 3,
        rows,
    });
}
