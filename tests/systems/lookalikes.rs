//! What looks like the marker or the label of a note and is none: enumerations, powers, names, signs of another trade.

use ibid::model::Document;

use super::{NUMBERS, PLACES, document, leads, links};

/// A dagger before each paragraph of a kind is the author's own sign, and the notes beside them stay notes.
#[test]
fn signs_before_paragraphs_are_no_labels() {
    let seen: String =
        (1..12).map(|night| format!("† On night {night} the lamp was seen from the tower, and no boat came in before the morning.\n\n")).collect();
    let text =
        format!("The lamp was lit each night,* as the keeper says in his book, and it was put\n\n* Report of the council, p. 3.\n\nout at dawn.\n\n{seen}");
    let document = document(&text);
    assert_eq!(links(&document), [("night,".to_owned(), Some("Report of the council, p. 3.".to_owned()), true)]);
    assert_eq!((document.notes.len(), document.body.blocks.iter().filter(|block| block.text.as_str().starts_with('†')).count()), (1, 11));
}

/// Of these texts none has a note, and nothing in them may be taken for one.
#[test]
fn what_looks_like_a_marker_and_is_none_stays_text() {
    let texts = [
        // Enumerations, and the paragraphs that take them up again.
        "There are three reasons: (1) the river is low, (2) the boats are old, and (3) nobody pays.\n\n(1) The river is low in summer.\n\n(2) The boats are old and leak.\n\n(3) Nobody pays for the ferry.\n",
        // Parts of a statute.
        "Under section 4(a)(1) and § 12(b) the board may act; see also section 3(a) and rule 9(b).\n\n(a) The board may act alone.\n\n(b) It shall report each year.\n",
        // Equations and their numbers.
        "From equations (1) and (2) we find the height; putting it into (3) gives the width.\n\n(1) is the first of them.\n\n(2) is the second.\n",
        // Equations that are set out, and taken up again in order.
        "The tension grows along the chain, and we have\n\n(1) dT/ds = g sin a\n\nand, along the normal,\n\n(2) T da/ds = g cos a\n\nFrom (1) and (2) it follows that T cos a is constant.\n\n(3) T = gc / cos a\n\nWith (3) the rest is plain, and by (2) we have its length.\n",
        // Steps that are named after their numbers, and told again below.
        "The plant is set up in step1 by the fitter. In step2 the motor is hung, and in step3 the belt is drawn. The belt is tried in step4, and the guards are hung in step5; with step6 it is handed over.\n\n1 Bolt the frame.\n2 Hang the motor.\n3 Draw the belt.\n4 Try the belt.\n5 Hang the guards.\n6 Hand over.\n",
        // Works cited.
        "The method is old [3], and was taken up again [1]. Others [3] doubt it [2], as [1] does not.\n\nReferences\n\n[1] A. Miller, On Ferries, 1901.\n\n[2] B. Cook, On Tides, 1899.\n\n[3] C. Ward, On Locks, 1875.\n",
        // Powers and units.
        "The field has 40 m² and the wall 3 ft²; the constant is 10⁵, and x² + y² = z² holds.\n\nIts area in km² is small.\n",
        // Isotopes, in a sentence and at the head of one.
        "Of the ¹⁴C in the wood little is left.\n\n¹⁴C decays in the course of ages.\n\n²³⁸U lasts longer.\n",
        // Stars and daggers of other trades.
        "He was born * 1801 and died † 1877 in the town.\n\n* * *\n\n*A whole line in italics.*\n\nThe form *gwer is not found in writing.\n",
        // A list with stars.
        "What was bought:\n\n* Bread for the men\n\n* Oil for the lamps\n\n* Rope for the boats\n",
        // Numbered paragraphs.
        "1. The first rule is short.\n\n2. The second rule is longer.\n\n3. The third rule has 2 parts, of which rule 1.2 speaks.\n",
        // Numbers that end a word or a sentence.
        "The route A4 leads to platform 9. In 1991.4 tons were sold; see vol.2 and p.16 of the report, and MP3 files.\n\n4 Tons were lost.\n",
    ];
    for text in texts {
        let document = document(text);
        assert_eq!((document.notes.len(), links(&document)), (0, Vec::new()), "{text}");
    }
}

/// Signs that are spoken of are none of the text's, and neither are those at the head of cells of which the first is missing.
#[test]
fn signs_that_are_spoken_of_are_no_markers() {
    let text = "The harbour* and the council† are marked in the table *, †, and ‡, as the whole of the town was called upon to\n\n* Arnold, p. 1.\n† Berta, p. 2.\n‡ Caesar, p. 3.\nbear in mind.\n";
    let words: Vec<String> = leads(text).into_iter().map(|(word, ..)| word).collect();
    assert_eq!(words, ["harbour", "council"]);
}

/// A star that begins an emphasis of several lines begins no note; one that cuts a sentence begins one without a marker.
#[test]
fn a_star_before_words_in_italics_begins_no_note() {
    let text = "The harbour* was old, and nobody could say who had built it before the flood, though the whole town was asked to\n\n* Arnold, p. 1.\ntell. And the clerk wrote in his book;\n*The river has a mouth, wherein it carries\nand keeps its young.* But nobody read it.\n";
    assert_eq!(document(text).notes.len(), 1);
    let text = "The harbour* was old, and nobody could say who had built it before the flood, though the whole town was asked to\n\n* Arnold, p. 1.\ntell what it knew. When the council came together again for the second time it was found that all of these\n\n* The clerk was not asked, since he had been in the town for no more than a year, and knew nothing of what was built.\n\nhad been asked.\n";
    assert_eq!(document(text).notes.len(), 2);
}

/// A text in whose lines figures stand as converters leave raised ones, with more than them that counts.
fn numbered(paragraph: impl Fn(usize) -> String, note: impl Fn(usize) -> String) -> Document {
    let mut text = String::from("The Clauses of the Weir\n\n");
    for (k, place) in PLACES.iter().enumerate() {
        text.push_str(&format!("3.{}. Of the {place}\n\n{}\n\n{}\n\n", k + 1, paragraph(k), note(k)));
    }
    document(&text)
}

#[test]
fn numbered_paragraphs_are_no_notes_beside_notes_with_brackets() {
    let paragraph = |k: usize| {
        let (n, place) = (k + 1, PLACES[k]);
        format!(
            "1   The {place} is kept by the warden.\n2   Whoever opens the {place}{n}) pays for it at the end of the year.\n3   Nothing else is said of the {place}."
        )
    };
    let document = numbered(paragraph, |k| format!("    {})  As the custom of the {} has it.", k + 1, PLACES[k]));
    let labels: Vec<&str> = document.notes.iter().map(|note| note.label.as_str()).collect();
    assert_eq!(labels, NUMBERS);
    let body: String = document.body.blocks.iter().map(|block| block.text.as_str()).collect();
    assert!(body.contains("Nothing else is said of the harbour") && !body.contains("As the custom"), "{body}");
    for (before, note, _) in links(&document) {
        assert!(note.is_some_and(|note| note.contains(&before)), "{before}");
    }
}

#[test]
fn stars_of_a_grammar_and_of_lists_make_no_notes() {
    let rules =
        |k: usize| format!("The rule of the {0} is {0} = *( word / *sign ) and *word.\n\n*  the {0} of the north;\n\n*  the {0} of the south.", PLACES[k]);
    let document = numbered(rules, |_| String::from("That is all of it."));
    assert!(document.notes.is_empty() && document.refs.is_empty(), "{:?}", links(&document));
}

#[test]
fn figures_of_names_are_no_markers() {
    let used =
        |k: usize| format!("The {} is read by xml2rfc and by item1 or item2, as utf8mb4 is.\n\n1. First we open it.\n\n2. And then we shut it.", PLACES[k]);
    let document = numbered(used, |_| String::from("That is all of it."));
    assert!(document.notes.is_empty() && document.refs.is_empty(), "{:?}", links(&document));
}
