//! A court's slip opinion as it comes out of a converter: pages with heads of two lines, notes below a stroke at their feet, the
//! first line of a note parted from the others by the blank that its raised label left, markers glued to stops and figures. The
//! text is ours, printed by a small press of the test's own.

use ibid::model::{FlowId, Link, Reading};
use ibid::read::read_bytes;

/// What each of the pages says: its second head, its lines, its notes.
struct Page {
    second: &'static str,
    lines: &'static [&'static str],
    notes: &'static [&'static str],
}

const PAGES: [Page; 5] = [
    Page {
        second: "Opinion of the Court",
        lines: &[
            "   The ferry company held its licence from the county, and",
            "the county had never asked what the boats could carry in a",
            "flood.1 A notice that is painted over is a notice still, so",
            "long as the letters can be read by one who stands before it;",
            "but nobody stands before it who has been told that the boat",
            "is about to leave, and that there is no other on that day.",
            "   When the river rose the company went on selling",
            "passages, and nobody at the landing read the notice that",
            "hung there. The district court found that it was large",
            "enough to be read by any man who wished to read it. See 645",
        ],
        notes: &[
            "  1 The notice was put up before the war and was painted over twice by",
            "",
            "servants of the company, who were told to leave the letters alone.",
        ],
    },
    Page {
        second: "Opinion of the Court",
        lines: &[
            "F. Supp. 2d 587, 609. We have held that a carrier who takes",
            "a fare takes with it the duty to look at the water. Id., at",
            "216.2 Nothing in the record shows that the captain knew of",
            "the warning, and nothing shows that he asked for it.3",
            "   The statute speaks of vessels and not of persons, and",
            "its history shows that those who wrote it knew well what",
            "the difference was. They had seen the ferry at work and had",
            "paid for their passage as others do, in coin of the county.",
            "   Respondents answer that a licence is a promise made by",
            "the county alone, and that the passenger is no party to",
        ],
        notes: &[
            "  2 Compare the charter of the older company, which named the landing",
            "",
            "and the hours, but said nothing of the river.",
            "  3 Petitioner spoke of the warning in the reply brief alone, and we do",
            "",
            "not reach it here. We say nothing of what might have been said of it if",
        ],
    },
    Page {
        second: "Opinion of the Court",
        lines: &[
            "it. That reading would leave him with no remedy against",
            "anyone at all, for the county cannot be sued without its",
            "own consent.4 The commission has said so more than once,",
            "and its reasons are as good today as they were before the",
            "bridge was built. A river is a road that moves, and those",
            "who travel on it are owed what all travellers are owed.",
            "   The dissent reads our decision as though it had been",
            "made for the sea, where nobody asks the price of a passage",
            "until the ship has sailed. On the river a fare is paid at",
            "the landing, and what is bought is the word of the master.",
        ],
        notes: &[
            "the county could have been heard in time.",
            "  4 The commission sat for eleven days, and heard the masters of all boats",
            "",
            "that were then on the river.",
        ],
    },
    Page {
        second: "Opinion of the Court",
        lines: &[
            "   The judgment is vacated, and the case is remanded to the",
            "court of appeals, which will ask what the company knew of",
            "the water on the day before the boat was lost, and who of",
            "its servants was told. It may find that nothing was said to",
            "anyone; it may not find that nothing was asked. What else",
            "the company may plead in its turn is not before us, for it",
            "has answered the complaint, and may amend its answer if the",
            "district court gives leave. The stay is lifted. On the next",
            "question the parties are agreed, and we need not reach the",
        ],
        notes: &[],
    },
    Page {
        second: "VANCE, J., dissenting",
        lines: &[
            "words of the statute, which speaks of vessels alone.",
            "   I would have let the verdict stand. The jury saw the",
            "notice, and was told how high the water came, and in what",
            "hour; it was not asked to guess at what a captain ought to",
            "have thought of it, and it did not guess. The company did",
            "what the county asked of it, and the county asked for very",
            "little; that is a matter for the legislature. I would not",
            "make a law of the river out of one wet night, and I do not",
            "think that the Court has told us what that law is to be.",
        ],
        notes: &[],
    },
];

/// The pages as a converter prints them.
fn printed() -> String {
    let mut out = String::new();
    for (number, page) in (1..).zip(&PAGES) {
        let first = if number % 2 == 1 {
            format!("                 Cite as: 601 U. S. ____ (2031)            {number}")
        } else {
            format!("{number}              MARLOW v. FERRY CO. OF GREENHAVEN")
        };
        let feed = if number > 1 { "\u{c}" } else { "" };
        out.push_str(&format!("{feed}{first}\n\n                    {}\n\n{}\n", page.second, page.lines.join("\n")));
        if !page.notes.is_empty() {
            out.push_str(&format!("\n——————\n{}\n", page.notes.join("\n")));
        }
    }
    out
}

fn read() -> Reading {
    read_bytes("opinion.txt", printed().into_bytes(), None).expect("a text").1
}

/// The paragraphs of a flow.
fn paragraphs(reading: &Reading, flow: FlowId) -> Vec<String> {
    reading.document.flow(flow).blocks.iter().map(|block| block.text.as_str().to_owned()).collect()
}

#[test]
fn heads_of_two_lines_are_taken_out_of_a_few_pages_and_the_second_of_one_page_alone() {
    let reading = read();
    let body = paragraphs(&reading, FlowId::Body).join("\n");
    for head in ["Cite as", "MARLOW", "Opinion of the Court", "VANCE", "——"] {
        assert!(!body.contains(head), "{head}: {body}");
    }
    let pages: Vec<&str> = reading.document.pages.iter().map(|page| page.label.as_str()).collect();
    assert_eq!(pages, ["1", "2", "3", "4", "5"]);
}

#[test]
fn markers_behind_stops_and_figures_are_sure_where_the_pages_agree() {
    let reading = read();
    let document = &reading.document;
    assert_eq!(document.notes.iter().map(|note| note.label.as_str()).collect::<Vec<_>>(), ["1", "2", "3", "4"]);
    let links: Vec<(&str, bool)> = document.refs.iter().map(|marker| (marker.label.as_str(), matches!(marker.link, Link::Sure(_)))).collect();
    assert_eq!(links, [("1", true), ("2", true), ("3", true), ("4", true)], "{:?}", reading.warnings);
}

#[test]
fn what_a_raised_label_or_a_page_parts_of_a_note_is_one_paragraph() {
    let reading = read();
    let notes: Vec<String> =
        reading.document.notes.iter().map(|note| note.flow.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("|")).collect();
    let expect = [
        "The notice was put up before the war and was painted over twice by servants of the company, who were told to leave the letters alone.",
        "Compare the charter of the older company, which named the landing and the hours, but said nothing of the river.",
        "Petitioner spoke of the warning in the reply brief alone, and we do not reach it here. We say nothing of what might have been said of it if the \
         county could have been heard in time.",
        "The commission sat for eleven days, and heard the masters of all boats that were then on the river.",
    ];
    assert_eq!(notes, expect);
}

#[test]
fn a_page_that_ends_before_an_abbreviation_is_joined() {
    let body = paragraphs(&read(), FlowId::Body).join("\n");
    assert!(body.contains("See 645 F. Supp. 2d 587, 609."), "{body}");
    assert!(body.contains("is no party to it. That reading"), "{body}");
}

#[test]
fn a_paragraph_begins_behind_a_line_that_ends_with_a_glued_marker() {
    let found = paragraphs(&read(), FlowId::Body);
    assert!(found.iter().any(|text| text.starts_with("The statute speaks of vessels and not of persons")), "{found:?}");
}

#[test]
fn notes_that_count_anew_on_each_page_are_of_their_page() {
    let mut text = String::new();
    for page in 40..46 {
        let head = if page % 2 == 0 { format!("{page}        THE HISTORY OF NETHERBY.") } else { format!("ANTIQUITIES OF THE PARISH.        {page}") };
        let field = ["north", "upper", "lower", "great", "little", "stony"][page - 40];
        let tenant = ["Harman", "Tolley", "Gough", "Pell", "Marlow", "Vance"][page - 40];
        text.push_str(&format!(
            "{head}\n\n  Of the {field} field it is told that it was sown with barley in the year\nof the flood, and that {tenant} reaped it alone;* the straw lay upon the\n\
             ground until the geese came, and old {tenant} paid his rent in feathers\nthat year.† The steward of the {field} house wrote it down, and it may be\n\
             read in the {field} book at the hall, where {tenant} is entered between the\nprice of nails and the wages of a man who mended the {field} weir, and who\n\
             was not seen by {tenant} again. They had a custom besides, which was to\ncarry a loaf about the {field} church upon the eve of the feast, and to\n\
             leave it at the door of {tenant}.\n\n  * {tenant}, MS. fol. {page}.\n  † So his widow, in the {field} book.\n\n\n"
        ));
    }
    let (_, reading) = read_bytes("netherby.txt", text.into_bytes(), None).expect("a text");
    let document = &reading.document;
    let sections: Vec<Option<&str>> = document.notes.iter().map(|note| document.series[note.series as usize].section.as_deref()).collect();
    let expect: Vec<String> = (40..46).flat_map(|page| [format!("p. {page}"), format!("p. {page}")]).collect();
    assert_eq!(sections, expect.iter().map(|page| Some(page.as_str())).collect::<Vec<_>>());
}
