//! Headings, whatever shows them, and what has their look and is none.

use super::{SENTENCES, headings, of_kind, paragraphs, wrap};

/// Prose of a text whose paragraphs are lines.
fn long(i: usize) -> String {
    format!("{} {}", SENTENCES[i % 8], SENTENCES[(i + 3) % 8])
}

/// Prose of a wrapped text.
fn wrapped(i: usize, margin: usize) -> String {
    let margin = " ".repeat(margin);
    wrap(&paragraphs(8)[i % 8], 66, 0).into_iter().map(|line| format!("{margin}{line}")).collect::<Vec<_>>().join("\n")
}

fn titles(source: &str) -> Vec<String> {
    headings(source).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn a_title_that_stands_in_the_contents_is_a_heading() {
    let contents = "Contents\n\nThe old quay ............ 3\n  How it was built ...... 5\n  Who paid for it ....... 9\nThe light .............. 14\n";
    let part = |title: &str, i: usize| format!("{title}\n\n{}\n\n", wrapped(i, 0));
    let body = [part("The old quay", 0), part("How it was built", 1), part("Who paid for it", 2), part("The light", 3), part("the light", 4)].concat();
    let found = headings(&format!("A book of harbours\n\n{contents}\n\n{body}"));
    let named = ["Contents", "The old quay", "How it was built", "Who paid for it", "The light", "the light"];
    assert_eq!(found.iter().map(|(level, text)| (*level, text.as_str())).collect::<Vec<_>>(), [1, 1, 2, 2, 1, 1].into_iter().zip(named).collect::<Vec<_>>());
    // Without the list there is nothing to tell them by.
    assert_eq!(headings(&format!("A book of harbours\n\n{body}")), []);
}

#[test]
fn the_lines_of_the_contents_are_no_headings() {
    let contents = "CONTENTS\n\nCHAP.                          PAGE\n\n   I. THE QUAY                    1\n\n  II. THE LIGHT, ETC.            38\n\n III. THE PILOTS AND THE\n      FISHERMEN                  71\n\n      INDEX                      99\n";
    let body: String = ["I", "II", "III"]
        .iter()
        .zip(["THE QUAY", "THE LIGHT", "The Pilots"])
        .enumerate()
        .map(|(i, (number, title))| format!("\n\n\nCHAPTER {number}.\n\n{title}.\n\n\n{}\n", wrapped(i, 0)))
        .collect();
    let source = format!("HARBOURS\n\n\n\n{contents}{body}");
    assert_eq!(titles(&source), ["CONTENTS", "CHAPTER I. THE QUAY.", "CHAPTER II. THE LIGHT.", "CHAPTER III. The Pilots."]);
    let list = of_kind(&source, "verse");
    assert!(list.len() == 1 && list[0].contains("I. THE QUAY                    1⏎") && list[0].ends_with("99"), "{list:?}");
}

#[test]
fn numbers_set_in_the_middle_count_by_kind() {
    let prose = |i: usize| wrap(&paragraphs(8)[i], 60, 3).join("\n");
    let label = |label: &str| format!("{label:>31}");
    let source = ["I", "A", "B", "1", "2", "II", "A"].iter().enumerate().map(|(i, text)| format!("{}\n{}\n", label(text), prose(i))).collect::<String>();
    let found: Vec<(u8, String)> = headings(&format!("{}\n\n{source}", prose(7)));
    let expected = [(1, "I"), (2, "A"), (2, "B"), (3, "1"), (3, "2"), (1, "II"), (2, "A")].map(|(level, text)| (level, text.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn marks_signs_and_places_show_headings() {
    let source = |heads: [&str; 3]| format!("# The harbour\n\n{}\n\n{}\n\n{}\n\n{}\n\n{}\n\n{}\n", heads[0], long(0), heads[1], long(1), heads[2], long(2));
    for heads in [
        ["§ 1. Of the old quay.", "§ II. Of the light and of the tolls.", "§ 3. Of the pilots."],
        ["**The old quay.**", "*The light and the tolls*", "**PILOTS.**"],
        ["PLATE I.", "PLATE II.", "**PLATE III.**"],
        ["The Second Quay", "Petition and Answer", "The Old Tower."],
    ] {
        let plain: Vec<String> = heads.iter().map(|head| head.replace("**", "").replace('*', "")).collect();
        let found: Vec<String> =
            titles(&source(heads)).iter().map(|head| ["{b}", "{i}", "{/}"].iter().fold(head.clone(), |head, mark| head.replace(mark, ""))).collect();
        // Words with capitals are a title where the text has them without, as it has those of no name.
        let told = format!("{} It is of a second quay, of a petition, an answer and an old tower.", long(4));
        let with: Vec<String> = titles(&format!("{}\n{told}\n", source(heads)));
        assert!(found == plain || heads[0] == "The Second Quay" && found.len() < 3, "{found:?}");
        assert_eq!(with.len(), 3, "{heads:?}");
    }
}

#[test]
fn a_line_that_stands_out_to_the_left_is_a_heading() {
    let text = |margin| {
        ["Abstract", "Who kept the light"]
            .iter()
            .enumerate()
            .map(|(i, head)| format!("{head}\n\n{}\n\n{}\n\n", wrapped(i, margin), wrapped(i + 2, margin)))
            .collect::<String>()
    };
    assert_eq!(titles(&format!("   The harbour\n\n{}", text(3))), ["Abstract", "Who kept the light"]);
    assert_eq!(titles(&format!("The harbour\n\n{}", text(0))), [""; 0]);
}

#[test]
fn what_has_the_look_of_a_heading_is_none() {
    let silent = [
        // A title page.
        "THE\n\nOLD QUAY\n\nAND WHAT BECAME OF IT\n\nNORRHAM AND LONDON:\n\nTAMM AND SONS, PRINTERS.\n\n1893.",
        // The signature below a letter, and the end.
        "A. B. TAMM.",
        "THE END.",
        // A signature mark, a caption, a name, a short sentence, several words of emphasis in a sentence.
        "MDCCCLVIII.",
        "TABLE IV. TOLLS OF THE QUAY.",
        "Olof Tamm",
        "It was so.",
        "*The old quay* stood there.",
        "*** TAKEN FROM THE PAPERS OF THE TOWER ***",
    ];
    for look in silent {
        let source = format!("# The harbour\n\n{}\n\n{look}\n\n{}\n\n{}\n", long(0), long(1), long(2));
        assert_eq!(titles(&source), [""; 0], "{look}");
    }
    // Capitals below the middle of a sentence belong to it.
    let first = wrap(&format!("{} On the wall of it they read in letters as high as a man of the town the", SENTENCES[0]), 66, 0).join("\n");
    let source = format!(
        "The harbour\n\n{}\n\n{first}\nWORDS OF THE FOUNDER\nof that town, and nobody knew what they meant by it there.\n\n{}\n",
        wrapped(0, 0),
        wrapped(1, 0)
    );
    assert_eq!(titles(&source), [""; 0]);
}

#[test]
fn labels_that_count_on_are_items() {
    let item = |label: &str, i: usize| format!("{label} {}", SENTENCES[i]);
    for labels in [["(a)", "(b)", "(c)"], ["i.", "ii.", "iii."], ["(1)", "(2)", "(3)"], ["a)", "b)", "c)"], ["h.", "i.", "j."], ["-", "-", "-"]] {
        let list: Vec<String> = labels.iter().enumerate().map(|(i, label)| item(label, i)).collect();
        let source = format!("# The harbour\n\n{}\n\n{}\n\n{}\n", long(3), list.join("\n\n"), long(4));
        let found = of_kind(&source, &format!("para item {}", labels[0].len() + 1));
        let all = labels.iter().all(|label| label.len() == labels[0].len());
        assert!(if all { found == list } else { found == list[..1] }, "{labels:?}: {found:?}");
        // One by itself counts nothing.
        let source = format!("# The harbour\n\n{}\n\n{}\n\n{}\n", long(3), list[0], long(4));
        assert_eq!(of_kind(&source, "para").len(), 3, "{labels:?}");
    }
}

/// Who is addressed in a letter, and who signs it, are set in capitals and are no headings.
#[test]
fn a_letter_has_no_headings_in_it() {
    let letter = |to: &str, i: usize| format!("TO {to}.\n\nMY DEAR {to},--\n\n{}\n\nIn haste, your friend,\n\nTAMM.\n\n\n", long(i));
    let letters: String = ["HARDING", "VOSS", "ELLEN VOSS", "BRENNER"].iter().enumerate().map(|(i, to)| letter(to, i)).collect();
    assert_eq!(titles(&format!("{}\n\n{letters}", long(6))), ["TO HARDING.", "TO VOSS.", "TO ELLEN VOSS.", "TO BRENNER."]);
}

#[test]
fn strokes_as_long_as_a_line_make_it_a_heading() {
    let source = format!(
        "The Harbours\n============\n\n{}\n\nHow it was built\n----------------\n\n{}\n\nWho paid?\n---------\n\n{}\n",
        wrapped(0, 0),
        wrapped(1, 0),
        wrapped(2, 0)
    );
    assert_eq!(titles(&source), ["How it was built", "Who paid?"]);
    assert!(!of_kind(&source, "para").iter().chain(&of_kind(&source, "rule")).any(|text| text.contains("--") || text.contains("==")));
    // A stroke between parts, and one below a sentence.
    for other in ["It was never built again, and nobody asked for it.\n---------", "The end of it all\n---"] {
        assert_eq!(titles(&format!("{}\n\n{other}\n\n{}\n", wrapped(0, 0), wrapped(1, 0))), [""; 0], "{other}");
    }
}
