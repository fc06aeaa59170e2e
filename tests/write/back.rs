//! What was written as Markdown is read again, and says the same: headings, words, marks, cells with their groups, and which
//! marker leads to which note.

use ibid::model::{Builder, Document, FlowId, Heading, Kind, Link, Mark, Nest, NoteId};
use ibid::read::{Form, read_to_show};
use ibid::write::markdown::whole;
use proptest::prelude::*;
use proptest::test_runner::Config;

use super::documents;
use super::said::{Line, Said};

#[test]
fn documents_come_back_as_they_were() {
    for (name, document) in documents() {
        if let Err(why) = back(&document) {
            panic!("{name}: {why}");
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 400, failure_persistence: None, ..Config::default() })]

    #[test]
    fn made_documents_come_back_as_they_were(plan in plan()) {
        let document = made(&plan);
        prop_assert_eq!(ibid::model::check::check(&document), Ok(()));
        let done = back(&document);
        prop_assert!(done.is_ok(), "{}\n--- written:\n{}", done.err().unwrap_or_default(), whole(&document).0);
    }
}

/// Whether a document that is written and read again says the same; else what it does not.
fn back(document: &Document) -> Result<(), String> {
    let written = whole(document).0;
    let (_, read) = read_to_show("back.md", written.into_bytes(), Some(Form::Markdown)).map_err(|error| error.to_string())?;
    let (before, after) = (Said::of(document), Said::of(&read.document));
    same("the text", &before.lines, &after.lines)?;
    if before.notes.len() != after.notes.len() {
        return Err(format!("{} notes became {}", before.notes.len(), after.notes.len()));
    }
    for (at, (before, after)) in before.notes.iter().zip(&after.notes).enumerate() {
        same(&format!("note {}", at + 1), before, after)?;
    }
    if before.leads != after.leads {
        let at = before.leads.iter().zip(&after.leads).take_while(|(one, other)| one == other).count();
        return Err(format!("marker {at} leads elsewhere: {:?} and {:?}", before.leads.get(at), after.leads.get(at)));
    }
    Ok(())
}

fn same(what: &str, before: &[Line], after: &[Line]) -> Result<(), String> {
    for (at, (before, after)) in before.iter().zip(after).enumerate() {
        if before != after {
            return Err(format!("{what}, line {at}:\n  {before:?}\nbecame\n  {after:?}"));
        }
    }
    if before.len() == after.len() { Ok(()) } else { Err(format!("{what}: {} lines became {}", before.len(), after.len())) }
}

/// A document to be made: blocks of the body, and notes.
#[derive(Debug, Clone)]
struct Plan {
    blocks: Vec<Block>,
    notes: Vec<Vec<Block>>,
}

#[derive(Debug, Clone)]
struct Block {
    shape: Shape,
    runs: Vec<Run>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Para,
    Heading(u8),
    Verse,
    Code,
    Quote,
    Bullet,
    Number(u32),
    /// Further down in the item before it.
    OfItem,
    BulletOfItem,
    Labelled,
    QuotedBullet,
}

#[derive(Debug, Clone)]
struct Run {
    words: String,
    mark: Option<Mark>,
    /// A marker behind it: which note.
    note: Option<usize>,
}

/// Words, and what stands in texts that Markdown takes for its own.
const TOKENS: [&str; 52] = [
    "one", "two.", "three,", "*", "_", "_a_", "a_b", "**", "[x]", "[a](b)", "(1998)", "#", "##", "1.", "12)", "-", "+", ">", "|", "<b>", "&amp;", "AT&T",
    "&#38;", "$5", "$x$", "~~", "~", "^1", "^[a]", "\\", "`c`", "``", "!", "“q”", "«q»", "'s", "é", "---", "===", "[^1]", "[^1]:", ":", "@key", "[@key]",
    "{: .x}", "{#id}", "!!", "…", "(a)", "<!--", "a@b.c", "...",
];

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec((0..TOKENS.len(), prop::bool::weighted(0.75)), 1..7)
        .prop_map(|tokens| tokens.into_iter().map(|(at, apart)| format!("{}{}", TOKENS[at], if apart { " " } else { "" })).collect())
}

fn runs(notes: usize) -> impl Strategy<Value = Vec<Run>> {
    let marks =
        prop::option::weighted(0.4, prop::sample::select(vec![Mark::Emph, Mark::Strong, Mark::Code, Mark::Strike, Mark::Sup, Mark::Sub, Mark::Underline]));
    let note = prop::option::weighted(0.25, 0..notes);
    prop::collection::vec((words(), marks, note).prop_map(|(words, mark, note)| Run { words, mark, note }), 1..5)
}

fn blocks(notes: usize, shapes: Vec<Shape>) -> impl Strategy<Value = Vec<Block>> {
    prop::collection::vec((prop::sample::select(shapes), runs(notes)).prop_map(|(shape, runs)| Block { shape, runs }), 1..8)
}

fn plan() -> impl Strategy<Value = Plan> {
    use Shape::{Bullet, BulletOfItem, Code, Heading, Labelled, Number, OfItem, Para, Quote, QuotedBullet, Verse};
    let body = vec![
        Para,
        Para,
        Heading(1),
        Heading(3),
        Verse,
        Code,
        Quote,
        Bullet,
        Bullet,
        Number(1),
        Number(2),
        Number(7),
        OfItem,
        BulletOfItem,
        Labelled,
        QuotedBullet,
    ];
    let note = vec![Para, Para, Verse, Quote, Bullet, Code];
    (1usize..5).prop_flat_map(move |notes| {
        let of_notes = prop::collection::vec(blocks(notes, note.clone()), notes);
        (blocks(notes, body.clone()), of_notes).prop_map(|(blocks, notes)| Plan { blocks, notes })
    })
}

/// The document of a plan. Its source is what it says, one range behind the other.
fn made(plan: &Plan) -> Document {
    let mut source = String::new();
    let flows = std::iter::once(&plan.blocks).chain(&plan.notes);
    // By flow, block and run: where its words and its marker stand.
    let mut places = Vec::new();
    for block in flows.clone().flatten() {
        let label = label(block.shape);
        let start = source.len();
        source.push_str(label);
        let mut runs = Vec::new();
        for (at, run) in block.runs.iter().enumerate() {
            let from = source.len();
            match block.shape {
                // Lines of their own.
                Shape::Verse | Shape::Code if at > 0 => source.push('\n'),
                _ => {}
            }
            source.push_str(if block.shape == Shape::Code { &run.words } else { run.words.trim_start() });
            let end = source.len();
            if run.note.is_some() && block.shape != Shape::Code {
                source.push('¹');
            }
            runs.push((from, end, source.len()));
        }
        places.push((start, label.len(), runs));
        source.push('\n');
    }
    let mut builder = Builder::new(&source);
    let series = builder.series(None);
    for at in 0..plan.notes.len() {
        builder.note((at + 1).to_string(), series, at);
    }
    let mut places = places.into_iter();
    for (number, blocks) in flows.enumerate() {
        let flow = number.checked_sub(1).map_or(FlowId::Body, |note| FlowId::Note(NoteId(note as u32)));
        let mut in_item = false;
        for block in blocks {
            let (start, label, runs) = places.next().expect("a place for each block");
            let mut writing = builder.open(flow);
            writing.text(start..start + label);
            for ((from, end, behind), run) in runs.into_iter().zip(&block.runs) {
                let at = writing.at();
                writing.text(from..end);
                if block.shape != Shape::Code {
                    run.mark.into_iter().for_each(|mark| writing.mark(at, mark));
                }
                if let Some(note) = run.note.filter(|_| behind > end) {
                    let at = writing.at();
                    writing.text(end..behind);
                    writing.reference(at, (note + 1).to_string(), Link::Sure(NoteId(note as u32)));
                }
            }
            let item = Nest::Item { label: label as u32 };
            let nest = match block.shape {
                Shape::Quote => vec![Nest::Quote],
                Shape::QuotedBullet => vec![Nest::Quote, item],
                Shape::Bullet | Shape::Number(_) | Shape::Labelled => vec![item],
                Shape::BulletOfItem if in_item => vec![Nest::Item { label: 0 }, item],
                Shape::OfItem if in_item => vec![Nest::Item { label: 0 }],
                Shape::BulletOfItem => vec![item],
                _ => Vec::new(),
            };
            in_item = matches!(block.shape, Shape::Bullet | Shape::Number(_)) || in_item && matches!(block.shape, Shape::OfItem | Shape::BulletOfItem);
            let kind = match block.shape {
                Shape::Heading(level) => Kind::Heading(Heading { level, number: None, title: 0 }),
                Shape::Verse => Kind::Verse,
                Shape::Code => Kind::Code,
                _ => Kind::Para,
            };
            builder.close(writing, kind, &nest);
        }
    }
    builder.finish().document
}

fn label(shape: Shape) -> &'static str {
    match shape {
        Shape::Bullet | Shape::BulletOfItem | Shape::QuotedBullet => "- ",
        Shape::Number(1) => "1. ",
        Shape::Number(2) => "2. ",
        Shape::Number(_) => "7. ",
        Shape::Labelled => "(a) ",
        _ => "",
    }
}
