//! Pages of a printed text that Markdown says by names of places.

use ibid::model::Document;
use ibid::read::{Form, read_bytes};

fn document(source: &str) -> Document {
    read_bytes("made.md", source.as_bytes().to_vec(), Some(Form::Markdown)).expect("a text").1.document
}

fn pages(document: &Document) -> Vec<(&str, String)> {
    let words = |at: ibid::model::Anchor| document.body.block(at.block).map_or("", |block| &block.text.as_str()[at.byte as usize..]);
    document.pages.iter().map(|page| (page.label.as_str(), words(page.at).chars().take(9).collect())).collect()
}

const WELLS: &str = "# On wells\n\n<a id=\"pxii\"></a>The first was dug <a id=\"p1\"></a>by hand.\n\nThe second <a id=\"p2\"></a>was not.\n";

#[test]
fn empty_anchors_with_numbers_that_count_up_begin_pages() {
    let found = document(WELLS);
    assert_eq!(pages(&found), [("xii", "The first".to_owned()), ("1", "by hand.".to_owned()), ("2", "was not.".to_owned())]);
}

#[test]
fn pages_come_back_from_what_was_written() {
    let first = document(WELLS);
    let (written, _) = ibid::write::markdown::whole(&first);
    assert_eq!(pages(&document(&written)), pages(&first), "{written}");
    assert_eq!(written.matches("id=\"p1\"").count(), 1, "{written}");
}

#[test]
fn other_names_are_no_pages() {
    assert!(document("The <a id=\"pi\"></a>number and the <a id=\"pm\"></a>hour.\n").pages.is_empty());
    assert!(document("One <a id=\"p3\"></a>and <a id=\"p1\"></a>two.\n").pages.is_empty());
    assert!(document("One <a id=\"p3\">and</a> two, <a id=\"part4\"></a>three.\n").pages.is_empty());
}
