//! Scans at their worst: cut anywhere, nested without end, markers by the hundred thousand in every way of setting them. What
//! grows faster than its text takes minutes here.

use ibid::model::{Account, Fate, check};
use ibid::read::{Form, read};
use proptest::prelude::*;

use super::{sound, strings, warned};

/// Two pages with a head, a page number, notes of three kinds, a formula, tables in two ways, a paragraph that goes on.
const PAGES: &str = "210     THE RIVER AND ITS MILLS\n\nII. The flood\n\nThe water rose to the sill¹ of the mill (1), and inter-\nest fell; x\u{b2} = $a^{2}$ \
    was *never* paid.[1] It stood\n\n¹ Council, p. 4.\n(1) So the miller; see note 1 (2).\n(2) So his wife.\n[Footnote 1: Café, “his” book.]\n\n211     THE \
    RIVER AND ITS MILLS\n\nthere for weeks* and fell† in <sup>2</sup> spring.\n\n\ta\tb\nNorth\t1\t2\n\n| a | b |\n|---|---|\n| 1¹ | 2 |\n\n<table><tr>\
    <td>1</td></tr></table>\n\nMill . . . . . 12   13\nFord . . . . . 14   15\nWeir . . . . . 16   17\n\n* Torn.\n† Lost.\n<sup>2</sup> Burnt.\n\n[Pg 212]\n\nIt fell.\n";

/// Pieces of which bad texts are made.
const PIECES: [&str; 56] = [
    "(1)",
    "[1]",
    "¹",
    "*",
    "†",
    "‡",
    "^1",
    "$^{1}$",
    "<sup>1</sup>",
    "held.216",
    "word12",
    "(a)",
    "ᵃ",
    "||",
    "[Footnote 1: ",
    "[Footnote ",
    "]",
    "[A]",
    "ii.",
    "\n",
    "\n\n",
    "\n\n\n",
    " ",
    "  ",
    "\t",
    "    ",
    "\u{c}",
    "\r",
    "---",
    "- - -",
    "| a | b |",
    "|---|",
    "<table>",
    "<tr><td>",
    "</table>",
    "<!-- ",
    " -->",
    "[Pg 12]",
    "Page 3 of 9",
    "12",
    "- 12 -",
    "THE RIVER",
    "inter-",
    "est",
    "“",
    "”",
    "(",
    ")",
    "\\(",
    "$",
    "A . . . . 12",
    "&amp;",
    "# ",
    "1. ",
    "> ",
    "It rose to the sill of the mill, and it fell again.",
];

/// Ways of setting markers; `#` counts.
const MARKERS: [&str; 15] = ["(#)", "[#]", "*", "**", "†", "|", "||", "‖", "^#", "$^{#}$", "<sup>#</sup>", "#", ".#", "(a)", "[Footnote #: It rose.]"];

/// Notes of every kind: where there are labels of a kind, its markers are looked for.
const NOTES: &str = "1 It rose.\n2 It fell.\n3 It rose.\n(1) It rose.\n(2) It fell.\n(3) It rose.\n[1] It rose.\n[2] It fell.\n[3] It rose.\n\
    * It rose.\n† It fell.\n‡ It rose.\n§ It fell.\n|| It rose.\n¶ It fell.\nᵃ It rose.\nᵇ It fell.\nᶜ It rose.\n1. It rose.\n2. It fell.\n";

fn counted(piece: &str, times: usize) -> String {
    (1..=times).map(|number| piece.replace('#', &number.to_string())).collect()
}

#[test]
fn a_text_that_breaks_off_anywhere_is_read_as_far_as_it_goes() {
    for end in (1..PAGES.len()).filter(|&end| PAGES.is_char_boundary(end)) {
        sound(&PAGES[..end]);
    }
    for start in (1..PAGES.len()).filter(|&start| PAGES.is_char_boundary(start)).step_by(3) {
        sound(&PAGES[start..]);
    }
}

#[test]
fn a_text_that_breaks_off_inside_a_character_is_read_and_said() {
    let inside = (1..PAGES.len()).filter(|&end| !PAGES.is_char_boundary(end));
    for end in inside {
        let read = read("odd.txt", PAGES.as_bytes()[..end].to_vec(), &Some(Form::Ocr).into(), Account::Kept).expect("a text");
        assert_eq!(check::check(&read.reading.document), Ok(()));
        assert_eq!(read.reading.ledger.hole(read.source.len()), None);
        assert!(read.reading.warnings.iter().any(|warning| warning.kind == "character-set"), "cut at {end}: {:?}", read.reading.warnings);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn pieces_of_bad_texts_in_any_order_are_read_whole(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..60)) {
        let source = format!("x{}", pieces.concat());
        sound(&source);
    }
}

#[test]
fn markers_by_the_hundred_thousand_are_read_whole() {
    for marker in MARKERS {
        for (piece, times) in [(format!("word{marker} "), 100_000), (format!("word{marker}"), 20_000), (marker.to_owned(), 20_000)] {
            let reading = sound(&format!("The river.\n\n{}\n\n{NOTES}", counted(&piece, times)));
            assert!(reading.warnings.len() < 1_000, "{piece}: {} warnings", reading.warnings.len());
        }
    }
}

#[test]
fn labels_by_the_thousand_are_read_whole() {
    for marker in MARKERS {
        for line in [format!("{marker} It rose.\n"), format!("{marker}\n"), format!("{marker} It rose. ")] {
            let reading = sound(&format!("The river.\n\n{}", counted(&line, 30_000)));
            assert!(reading.warnings.len() < 1_000, "{line:?}: {} warnings", reading.warnings.len());
        }
    }
}

#[test]
fn fifty_thousand_notes_far_from_their_markers_are_read_whole() {
    for (marker, label) in [("(#)", "(#)"), ("[#]", "[#]"), ("<sup>#</sup>", "<sup>#</sup>"), ("[#]", "[Footnote #:"), (".#", "#.")] {
        let text = counted(&format!("It rose {marker} and fell.\n\n"), 50_000);
        let notes = counted(&format!("{label} Report of the council.\n\n"), 50_000);
        sound(&format!("{text}{notes}"));
    }
}

#[test]
fn what_is_nested_a_hundred_thousand_deep_is_read_whole() {
    let pairs = [
        ("(", ")"),
        ("[", "]"),
        ("“", "”"),
        ("*", "*"),
        ("<i>", "</i>"),
        ("[Footnote 1: ", "]"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<!-- ", " -->"),
        ("$^{", "}$"),
        ("<sup>", "</sup>"),
        ("> ", ""),
    ];
    for (before, after) in pairs {
        sound(&format!("It rose.\n\n{}x{}\n", before.repeat(100_000), after.repeat(100_000)));
        sound(&format!("It rose.\n\n{}\n", before.repeat(100_000)));
        sound(&format!("It rose.\n\n{}\n", format!("{before}\n").repeat(100_000)));
    }
}

/// Each note refers to the next, and the last to the first.
#[test]
fn notes_that_refer_to_each_other_in_a_ring_are_read_whole() {
    let ring = |count: usize, marker: &str| -> String {
        let next = |i: usize| marker.replace('#', &(i % count + 1).to_string());
        (1..=count).map(|i| format!("{} See{} for it.\n", marker.replace('#', &i.to_string()), next(i))).collect()
    };
    for marker in ["(#)", "[#]", "<sup>#</sup>"] {
        for count in [1, 2, 3, 20_000] {
            sound(&format!("It rose{} that year, and fell.\n\n{}", marker.replace('#', "1"), ring(count, marker)));
        }
    }
    let rose = sound("It rose¹ that year.\n\n¹ See the second.²\n² See the first.¹\n");
    assert_eq!(rose.document.notes.len(), 2);
}

#[test]
fn labels_of_thirty_figures_are_text_in_every_way_of_setting_them() {
    let (long, raised) = ("1".repeat(30), "¹".repeat(30));
    for marker in MARKERS.iter().filter(|marker| marker.contains('#')) {
        let marker = marker.replace('#', &long);
        let reading = sound(&format!("The river rose{marker} that year, and it fell.\n\n{marker} Report of the council.\n"));
        let kept: usize = strings(&reading.document).iter().map(|text| text.matches(&long).count() + text.matches(&raised).count()).sum();
        assert!(kept >= 1, "{marker}: {:?}", strings(&reading.document));
        assert!(reading.document.refs.iter().all(|reference| reference.link.note().is_none()), "{marker}");
    }
}

#[test]
fn a_line_of_ten_megabytes_is_read_whole() {
    let words = "The water stood in the lower rooms (1) for a week, and nobody[2] who lived there had seen it so high.3 ";
    let source = words.repeat(10_000_000 / words.len());
    let reading = sound(&source);
    let text: usize = reading.ledger.entries.iter().filter(|entry| entry.fate == Fate::Text).map(|entry| entry.range.len()).sum();
    assert!(text * 100 >= source.len() * 95, "{text} bytes are text");
}

#[test]
fn a_million_lines_of_next_to_nothing_are_read_whole() {
    for (line, times) in [
        ("(1)\n", 1_000_000),
        ("\n", 1_000_000),
        (" \n", 200_000),
        ("¹\n", 200_000),
        ("*\n", 200_000),
        ("\u{c}\n", 200_000),
        ("a\n", 200_000),
        ("1\n", 200_000),
    ] {
        let source = format!("x\n{}", line.repeat(times));
        let reading = sound(&source);
        assert!(reading.warnings.len() < 1_000, "{line:?}: {} warnings", reading.warnings.len());
    }
}

#[test]
fn nothing_but_blanks_and_markers_is_read() {
    for source in
        ["(1)", "¹", "*", "[1]\n\n[1]", "\u{c}\u{c}x", "[Footnote 1: ]", "[Footnote 1:", "<sup>", "<sup></sup>", "1.\n\n2.\n\n3.", "(", "|", "<table>", "[Pg ]"]
    {
        sound(source);
    }
    assert_eq!(warned(&sound("¹\n\n¹ It rose.\n")).iter().filter(|(kind, _)| *kind == "character-set").count(), 0);
}
