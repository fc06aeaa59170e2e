//! Paragraphs that a page break cut, and what looks like one and is none.

use super::{SENTENCES, of_kind, paragraphs, read, wrap};

/// How a press sets a book.
struct Press {
    width: usize,
    /// Columns of the first line of a paragraph.
    first: usize,
    /// Blank lines between paragraphs.
    between: usize,
    /// Columns before the lines of odd and even pages.
    margins: [usize; 2],
    /// Lines of a page.
    lines: usize,
    /// Whether a form feed stands before a page's head.
    feed: bool,
}

impl Press {
    /// The pages of a book, and how many of its paragraphs they cut.
    fn print(&self, paragraphs: &[String]) -> (String, usize) {
        let mut lines: Vec<(usize, String)> = Vec::new();
        for (i, paragraph) in paragraphs.iter().enumerate() {
            lines.extend(wrap(paragraph, self.width, self.first).into_iter().map(|line| (i, line)));
            lines.extend((0..self.between).map(|_| (usize::MAX, String::new())));
        }
        let (mut out, mut cut, mut page) = (String::new(), 0, 0);
        let mut at = 0;
        while at < lines.len() {
            let mut end = (at + self.lines).min(lines.len());
            // Without indents nobody can tell whether a paragraph ends with a sentence at a page's foot.
            while self.first == 0 && end < lines.len() && lines[end - 1].0 == lines[end].0 && lines[end - 1].1.ends_with('.') {
                end -= 1;
            }
            cut += usize::from(end < lines.len() && lines[end - 1].0 == lines[end].0 && lines[end].0 != usize::MAX);
            let margin = " ".repeat(self.margins[page % 2]);
            if page > 0 {
                out.push_str(if self.feed { "\u{c}" } else { "" });
                let number = 40 + page;
                out.push_str(&if page % 2 == 0 { format!("{number} Harbours of the North\n\n") } else { format!("Harbours of the North {number}\n\n") });
            }
            for (_, line) in &lines[at..end] {
                out.push_str(if line.is_empty() { "" } else { &margin });
                out.push_str(line);
                out.push('\n');
            }
            out.push('\n');
            (at, page) = (end, page + 1);
        }
        (out, cut)
    }
}

#[test]
fn what_a_page_cut_is_whole_again_however_it_was_set() {
    let written = paragraphs(60);
    let mut cuts = 0;
    for (width, first, between, margins) in
        [(60, 3, 0, [0, 0]), (66, 2, 0, [4, 0]), (72, 0, 1, [3, 3]), (64, 4, 1, [0, 2]), (58, 0, 1, [0, 5]), (70, 5, 0, [6, 6])]
    {
        for (lines, feed) in [(31, false), (34, true), (37, false)] {
            let (printed, cut) = Press { width, first, between, margins, lines, feed }.print(&written);
            let found = of_kind(&printed, "para");
            let differ = written.iter().zip(&found).find(|(written, found)| written != found);
            assert_eq!((differ, found.len()), (None, written.len()), "{width} {first} {between} {margins:?} {lines}");
            assert_eq!(read(&printed).document.joins.len(), cut, "{width} {first} {between} {margins:?} {lines}");
            cuts += cut;
        }
    }
    assert!(cuts > 150, "{cuts}");
}

/// Where a paragraph is a line: what stands right below it is on the next page.
#[test]
fn a_long_line_goes_on_in_the_next_one_where_it_does_not_end() {
    let first = "The harbour lay open to the north, and in a hard winter the ice came in over the bar before the boats were laid up for the year, which the";
    let long = paragraphs(6).join("\n\n");
    for (second, goes_on) in [
        ("warden wrote down each time in a book of his own, and nobody else in any.", true),
        ("7th of May was the day on which they were all to be in the water again.", true),
        ("Norrham pilots knew better than the pilots of the other towns on that coast.", true),
        // The text has these words with a capital only where they begin a sentence.
        ("The fishermen complained of the noise, of the smell, and of the light.", false),
        ("| salt | 12 |", false),
        ("(a) the first of these, and", false),
        ("# The second quay", false),
    ] {
        let reading = read(&format!("{long}\n\n{first}\n{second}\n\n{long}\n"));
        assert_eq!(reading.document.joins.len(), usize::from(goes_on), "{second}");
    }
    // What ended does not go on.
    let reading = read(&format!("{long}\n\n{first} warden wrote.\nNorrham pilots knew better than the others.\n\n{long}\n"));
    assert_eq!(reading.document.joins.len(), 0);
}

/// A blank line parts paragraphs, but for one that was cut in mid-sentence where paragraphs are lines.
#[test]
fn what_a_blank_line_parts_stays_apart() {
    let long = SENTENCES.join(" ");
    let open = format!("{} and of the tolls that were taken there by the", SENTENCES[0].trim_end_matches('.'));
    for (first, second, joined) in [
        (open.as_str(), "warden and his sons, who kept no book of them.", true),
        (open.as_str(), "Nobody has counted them again since then.", false),
        ("It was divided among these, namely", "the pilot, the warden, and the keeper of the light.", false),
        (SENTENCES[1], "and so it was.", false),
    ] {
        let reading = read(&format!("{long}\n\n{first}\n\n{second}\n\n{long}\n"));
        assert_eq!(reading.document.joins.len(), usize::from(joined), "{first} | {second}");
    }
    // In wrapped text it always does.
    let wrapped: Vec<String> = paragraphs(9).iter().map(|text| wrap(text, 70, 0).join("\n")).collect();
    let text = format!("{}\n\n{}\n\nwarden and his sons, who kept no book.\n", wrapped.join("\n\n"), wrap(&open, 70, 0).join("\n"));
    assert_eq!(read(&text).document.joins, []);
}

/// A form feed is a page break by itself.
#[test]
fn a_form_feed_between_two_halves_is_enough() {
    let wrapped: Vec<String> = paragraphs(9).iter().map(|text| wrap(text, 70, 0).join("\n")).collect();
    let lines = wrap(&paragraphs(2)[1], 70, 0);
    let text = |break_: &str| format!("{}\n\n{}\n{break_}{}\n\n{}\n", wrapped.join("\n\n"), lines[..3].join("\n"), lines[3..].join("\n"), wrapped[2]);
    assert_eq!(read(&text("\n\u{c}")).document.joins.len(), 1);
    assert_eq!(read(&text("\n")).document.joins.len(), 0);
}

/// A note whose marker was lost stands between the halves all the same: the text goes on right below it.
#[test]
fn a_paragraph_goes_on_right_below_a_note_whose_marker_is_gone() {
    let long = paragraphs(6).join("\n\n");
    let noted = "It was the custom to light the lamp an hour before the tide\\(^1\\), whatever the keeper thought of it, and so it was kept on all of that coast\\(^2\\) in the winter.";
    let open = "The harbour lay open to the north, and in a hard winter the ice came in over the bar before the boats were laid up for the year, which the";
    let goes_on = "warden wrote down each time in a book of his own, and nobody else in any, so that it is now the only witness of the ice and of the boats.";
    let page = |n: usize| format!("{noted}\n\n1 Harbour Rolls, p. {n}.\n2 The same, p. {}.\n\n{long}\n\n", n + 1);
    let reading = read(&format!("{long}\n\n{}{}{open}\n\n1 Harbour Rolls, p. 34.\n{goes_on}\n\n{long}\n\n{}", page(12), page(30), page(40)));
    assert_eq!(reading.document.joins.len(), 1);
    assert_eq!(reading.document.notes.len(), 7);
}

/// What a rule parts from the text is notes, as far as the page goes.
#[test]
fn a_paragraph_goes_on_below_the_notes_under_a_rule() {
    let long = paragraphs(6).join("\n\n");
    let noted = "It was the custom to light the lamp an hour before the tide*, whatever the keeper thought of it, which the";
    let goes_on = "warden wrote down each time in a book of his own, and nobody else in any, so that it is now the only witness of the ice and of the boats.";
    let page = |n: usize| format!("{noted}\n\n---\n\n* Harbour Rolls, p. {n}.\n{goes_on}\n\n{long}\n\n");
    let reading = read(&format!("{long}\n\n{}{}{}", page(12), page(14), page(19)));
    assert_eq!(reading.document.joins.len(), 3);
    assert!(reading.document.notes.iter().all(|note| note.flow.blocks.len() == 1));
}
