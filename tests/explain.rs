//! Why things were decided as they were: each decision of the repair with its line and its reason, by the step that made it.

use ibid::cli::explain::{explained, print};
use ibid::read::{read_bytes, read_to_show};

/// A page of ours with headings of several kinds.
const PAGES: &str = "\
The River and its Mills

I. The flood

The water rose to the sill of the mill, and nobody who lived there had seen it so high before the bridge was built.

II. The drought

In the summer of the next year the weir was dry, and the miller went to the council to ask for what he had paid.

WHAT THE COUNCIL SAID

Nothing was said of it in the book of the council, and the miller was not paid.
";

/// What was decided of one kind, each with its line.
fn decided(source: &str, of: &str) -> Vec<(u32, String)> {
    let (_, reading) = read_bytes("text.txt", source.as_bytes().to_vec(), None).expect("a text");
    let reasons = explained(&reading, source).reasons.into_iter().filter(|reason| reason.of == of);
    reasons.map(|reason| (reason.line, format!("{}: {}", reason.text, reason.why))).collect()
}

#[test]
fn headings_say_what_makes_them_some() {
    let expect = [
        (3, "I. The flood: level 1, it begins a count of headings"),
        (7, "II. The drought: level 1, its number carries on from the heading before"),
        (11, "WHAT THE COUNCIL SAID: level 1, it stands by itself, in capitals alone"),
    ];
    assert_eq!(decided(PAGES, "heading"), expect.map(|(line, why)| (line, why.to_owned())));
}

#[test]
fn reasons_are_printed_with_their_lines_and_made_for_nobody_else() {
    let (_, reading) = read_bytes("text.txt", PAGES.as_bytes().to_vec(), None).expect("a text");
    let mut out = Vec::new();
    print(&explained(&reading, PAGES), &[], 100, &mut out).expect("it is printed");
    let printed = String::from_utf8(out).expect("text");
    assert!(printed.contains("\nheadings\n  line 3     I. The flood: level 1, it begins a count of headings\n"), "{printed}");
    let (_, shown) = read_to_show("text.txt", PAGES.as_bytes().to_vec(), None).expect("a text");
    assert!(shown.ledger.reasons.is_empty() && !reading.ledger.reasons.is_empty());
}

#[test]
fn joins_say_what_speaks_for_them_and_what_against() {
    let filler = "The water stood in the lower rooms for a week, and nobody who lived there had seen it so high before the bridge was built. ".repeat(3);
    let cut =
        format!("The mill\n\n{filler}The miller went to the council and asked¹ for the inter-\n\n¹ Council, p. 4.\n\nest of what he had paid. {filler}\n");
    let joined = decided(&cut, "join");
    assert_eq!(joined.len(), 1, "{joined:?}");
    assert_eq!(joined[0].0, 3);
    assert!(joined[0].1.ends_with("and asked¹ for the inter-: it ends with a hyphen (+6), what follows begins with a small letter (+3)"), "{joined:?}");
}

#[test]
fn notes_and_sure_links_say_why() {
    let text = "The mill\n\nThe water rose to the sill¹ of the mill, and fell² again.\n\n¹ Council, p. 4.\n² So the miller.\n³ Nobody knows why.\n";
    let notes = decided(text, "note");
    assert_eq!(notes.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [5, 6, 7]);
    assert!(notes[0].1.contains(": a marker refers to it") && notes[2].1.ends_with("no marker refers to it"), "{notes:?}");
    let links = decided(text, "link");
    assert_eq!(links.len(), 2, "{links:?}");
    assert!(links.iter().all(|(line, why)| *line == 3 && why.contains("label and order agree")), "{links:?}");
}

#[test]
fn the_kind_of_a_document_says_what_told_it() {
    let source = "# The mill\n\nIt [stood](https://example.org) by the river.[^1]\n\n[^1]: So the miller.\n";
    let (_, reading) = read_bytes("mill.md", source.as_bytes().to_vec(), None).expect("a text");
    let told: Vec<String> = explained(&reading, source).reasons.into_iter().filter(|reason| reason.of == "kind").map(|reason| reason.why).collect();
    assert!(told.iter().any(|why| why == "its name ends with .md, 100, for markdown"), "{told:?}");
    assert!(told.iter().any(|why| why.starts_with("1 link, ")), "{told:?}");
    let mut out = Vec::new();
    print(&explained(&reading, source), &[], 100, &mut out).expect("it is printed");
    assert!(String::from_utf8(out).expect("text").contains("\nthe kind of the document\n  line 1 "));
}
