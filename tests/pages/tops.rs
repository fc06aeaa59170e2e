//! Heads that cut no sentence: a page's first line, right below the page before, with words of the title.

use super::made::{pages, sentence};
use super::{read, taken};

/// A paper of ours, a paragraph a line: pages that end with a whole sentence, each with this line first.
fn paper(head: &str, blank: &str) -> String {
    let title = "IX. On the Keeping of the Harbour Rolls, and on the Tolls of the Northern Quay. By Captain Anselm Norrham.\n\n";
    let front: String = (0..6).map(|i| format!("{} {}\n\n", sentence(i), sentence(i + 20))).collect();
    let row = |i: usize| format!("| {i} | {} |\n| --- | --- |\n| casks | {} |\n", i * 7, i * 3);
    let page = |i: usize| {
        format!("{}\n\n{}{blank}{head}\n\n{}\n\n", (0..9).map(|k| sentence(30 + i * 11 + k)).collect::<Vec<_>>().join(" "), row(i), sentence(i + 80))
    };
    format!("{title}{front}{}", (0..4).map(page).collect::<String>())
}

#[test]
fn a_part_of_the_title_goes_where_pages_begin_with_it() {
    for head in ["the Tolls of the Northern Quay.", "THE TOLLS OF THE NORTHERN QUAY.", "Captain Norrham's Rolls of the"] {
        let source = paper(head, "");
        assert_eq!(taken(&source), vec![("running head", head.to_owned()); 4], "{head}");
        assert_eq!(read(&source).document.tables.len(), 4);
        // By itself between blank lines it may be a heading.
        assert_eq!(taken(&paper(head, "\n")), [], "{head}");
    }
    // What the title does not say is the text's.
    for line in ["The pilots of the other shore", "So it was written:", "the Tolls, in casks"] {
        assert_eq!(taken(&paper(line, "")), [], "{line}");
    }
}

#[test]
fn the_title_of_a_table_on_every_page_stays() {
    let source = paper("Harbour Rolls of the Quay", "").replace("Rolls of the Quay\n\n", "Rolls of the Quay\n\nfor the month of May.\n\n");
    assert_eq!(taken(&source), []);
}

#[test]
fn catchwords_behind_marks_and_words_cut_short_go() {
    let text = |i: usize| pages(1, 60, 1)[0].paragraphs[0].clone() + &format!(" {}", sentence(i));
    let source = format!("{} and in the\n\nY y I com-\nI commonly read it so. {}\n\nDr.\nDr. Norrham was the first who {}\n", text(3), text(4), text(5));
    assert_eq!(taken(&source), [("signature mark", "Y y I com-".to_owned()), ("catchword", "Dr.".to_owned())]);
}
