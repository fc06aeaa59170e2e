//! What is set in: quotations, and what belongs to the line above.

use super::{SENTENCES, of_kind, paragraphs, wrap};

/// Paragraphs of prose around a part, and lines of the part set in.
fn set(part: &str, by: usize, width: usize, above: &str, below: &str) -> String {
    let prose = |from: usize| paragraphs(8)[from..from + 4].iter().map(|text| wrap(text, 70, 0).join("\n")).collect::<Vec<_>>().join("\n\n");
    let inner: Vec<String> = wrap(part, width, 0).iter().map(|line| format!("{}{line}", " ".repeat(by))).collect();
    let near = |text: &str| wrap(text, 70, 0).join("\n");
    format!("{}\n\n{}\n\n{}\n\n{}\n\n{}\n", prose(0), near(above), inner.join("\n"), near(below), prose(4))
}

#[test]
fn a_narrow_passage_below_a_colon_is_a_quotation() {
    let part = format!("{} {}", SENTENCES[2], SENTENCES[5]);
    for (by, width, above, below) in [
        (4, 52, "Of this the warden writes in the second of his books, which he kept by himself:", "So far the warden, who says no more of it than that."),
        (6, 60, "The keeper saw it otherwise, and in his own words, which the council kept,", "as he wrote to them in the spring."),
        (2, 56, "The petition was read aloud to all of them in the hall of the old tower:", "Nobody answered, and the hall was shut."),
    ] {
        assert_eq!(of_kind(&set(&part, by, width, above, below), "para quote"), [part.as_str()], "{by} {width}");
    }
    let marked = format!("“{part}”");
    assert_eq!(of_kind(&set(&marked, 4, 66, "It stands in the book of the second year.", "It stands there alone."), "para quote"), [marked.as_str()]);
}

#[test]
fn a_definition_belongs_to_its_term_and_is_no_quotation() {
    let part = format!("{} {}", SENTENCES[2], SENTENCES[5]);
    let source = set(&part, 6, 64, "Warden", "The word is no longer in use there.");
    assert_eq!(of_kind(&source, "para quote"), [""; 0]);
    assert_eq!(of_kind(&source, "para indent"), [part.as_str()]);
    // Flush, it is a paragraph.
    assert_eq!(of_kind(&set(&part, 0, 70, "So they wrote:", "That was all."), "para").len(), 11);
}

/// Where most of a document is set in, that is how it is built.
#[test]
fn a_document_of_indented_paragraphs_quotes_nothing() {
    let part = |i: usize| wrap(&paragraphs(8)[i], 60, 0).iter().map(|line| format!("      {line}\n")).collect::<String>();
    let source: String = (0..8).map(|i| format!("   {}\n\n{}\n", ["Type", "Length", "Value", "Use"][i % 4], part(i))).collect();
    assert_eq!(of_kind(&format!("A list of terms\n\n{source}"), "para quote"), [""; 0]);
}
