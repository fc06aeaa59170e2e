//! How far notes go, and lists of them under a heading of their own: each note has all of its paragraphs, and the text has none.

use ibid::model::{Document, FlowId, Link, NoteId};
use ibid::read::{Form, read_bytes};

fn document(text: &str) -> Document {
    read_bytes("book.txt", text.as_bytes().to_vec(), Some(Form::Ocr)).expect("it is text").1.document
}

/// The text of each block of the note with this index.
fn note(document: &Document, index: usize) -> Vec<String> {
    document.flow(FlowId::Note(NoteId(index as u32))).blocks.iter().map(|block| block.text.as_str().to_owned()).collect()
}

/// Whether a block of the body has these words.
fn in_body(document: &Document, words: &str) -> bool {
    document.body.blocks.iter().any(|block| block.text.as_str().contains(words))
}

const BODY: &str = "The mill was built by the monks of the house,[1] who had their own boats, and it stood for two hundred years.[2]\n\n";

#[test]
fn a_note_in_a_bracket_goes_to_the_bracket_that_closes_it() {
    let text = format!(
        "{BODY}[Footnote 1: Report of the council, p. 12 [of the copy].\n\nThe report was never printed.]\n\n[Footnote 2: Annals, p. 3.]\n\nNobody knows who burnt it down.\n"
    );
    let document = document(&text);
    assert_eq!(note(&document, 0), ["Report of the council, p. 12 [of the copy].", "The report was never printed."]);
    assert_eq!(note(&document, 1), ["Annals, p. 3."]);
    assert!(in_body(&document, "Nobody knows who burnt it down.") && !in_body(&document, "never printed"));
}

#[test]
fn paragraphs_between_the_labels_of_two_notes_are_the_first_ones() {
    let text = format!(
        "{BODY}[1] Report of the council, p. 12.\n\nThe report was never printed, and the copy is lost.\n\n[2] Annals, p. 3.\n\nNobody knows who burnt it down.\n"
    );
    let document = document(&text);
    assert_eq!(note(&document, 0), ["Report of the council, p. 12.", "The report was never printed, and the copy is lost."]);
    assert!(in_body(&document, "Nobody knows who burnt it down.") && !in_body(&document, "never printed"));
}

/// Two chapters whose notes stand together at the end, each under the head of its chapter; `{}` is the marker's or the label's sign.
fn with_end_notes(marker: &str, label: &str) -> String {
    let mark = |sign: &str| marker.replace("{}", sign);
    let name = |sign: &str| label.replace("{}", sign);
    format!(
        "THE HISTORY OF THE MILL\n\nCHAPTER I\n\nThe sill was laid in the spring.{0} The mill was built by the monks of the house,{1} and it stood for two\nhundred years.{2} Nobody knows who burnt it down.\n\nCHAPTER II\n\nIn the year 1672 it was rebuilt.{0} The new mill had four stones and two wheels, at a cost of 3,500\nflorins.{1}\n\nNOTES\n\nCHAPTER I\n\n{3}Report of the council.\n\n{4}See the annals for 1481. The monks had a mill before.\n\nThe annals have this at two places.\n\n{5}Ibid.\n\nCHAPTER II\n\n{3}Accounts, vol. 3.\n\n{4}Miller, The Mill, p. 80.\n",
        mark("1"),
        mark("2"),
        mark("3"),
        name("1"),
        name("2"),
        name("3")
    )
}

#[test]
fn notes_under_a_heading_at_the_end_are_found_however_both_are_set() {
    for (marker, label) in [("({})", "{}. "), ("[{}]", "{}. "), ("({})", "{} "), ("<sup>{}</sup>", "{}. "), ("({})", "({}) ")] {
        let document = document(&with_end_notes(marker, label));
        let heads: Vec<String> = (0..document.notes.len()).map(|index| note(&document, index).join(" ")).collect();
        let expected = [
            "Report of the council.",
            "See the annals for 1481. The monks had a mill before. The annals have this at two places.",
            "Ibid.",
            "Accounts, vol. 3.",
            "Miller, The Mill, p. 80.",
        ];
        assert_eq!(heads, expected, "{marker} {label}");
        let links: Vec<&Link> = document.refs.iter().map(|reference| &reference.link).collect();
        let expected: Vec<Link> = (0..5).map(|index| Link::Sure(NoteId(index))).collect();
        assert_eq!(links, expected.iter().collect::<Vec<_>>(), "{marker} {label}");
    }
}

/// Points below a heading that calls them notes are no notes while nothing refers to them.
#[test]
fn points_under_a_heading_are_no_notes_without_markers() {
    let text = "The form is to be filled in twice.\n\nNotes\n\n1. Use black ink.\n\n2. Write one letter in each box.\n\n* The office is closed on Mondays.\n";
    assert_eq!(document(text).notes.len(), 0);
}

/// The end of a sentence that goes over two lines is no heading, though it begins as one might.
#[test]
fn words_at_the_end_of_a_sentence_are_no_heading_over_notes() {
    let notes = |above: &str| {
        let text = format!(
            "The lamp is old,(1) the oil is dear,(2) and the keeper is tired.(3) He left in his book{above}\n\n1. So the keeper.\n\n2. So the council.\n\n3. So the town.\n"
        );
        document(&text).notes.len()
    };
    assert_eq!(notes("\nnotes on the lamp."), 0);
    assert_eq!(notes(" what he knew.\n\nNotes on the lamp"), 3);
}
