//! Systems of notes: every way in which printers and converters set markers and labels, and what only looks like one. The
//! texts are made here, so that every link is known.

use ibid::model::{Document, FlowId, Link};
use ibid::read::{Form, read_bytes};

/// How a text sets its markers and labels; `{}` stands for the sign.
struct Way {
    marker: &'static str,
    label: &'static str,
    signs: &'static [&'static str],
    /// Whether the signs begin again on each page.
    restarts: bool,
}

const NUMBERS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
const RAISED: [&str; 12] = ["¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "¹⁰", "¹¹", "¹²"];
const LETTERS: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "k", "l", "m"];
const SYMBOLS: [&str; 12] = ["*", "†", "‡", "*", "†", "‡", "*", "†", "‡", "*", "†", "‡"];

const WAYS: [Way; 16] = [
    Way { marker: "{}", label: "{} ", signs: &RAISED, restarts: false },
    Way { marker: " ({})", label: "({}) ", signs: &NUMBERS, restarts: false },
    Way { marker: " ({})", label: "({}) ", signs: &LETTERS, restarts: false },
    Way { marker: "[{}]", label: "[{}] ", signs: &NUMBERS, restarts: false },
    Way { marker: "[{}]", label: "[Footnote {}: ", signs: &NUMBERS, restarts: false },
    Way { marker: "{}", label: "{} ", signs: &SYMBOLS, restarts: true },
    Way { marker: " {}", label: "{} ", signs: &SYMBOLS, restarts: true },
    Way { marker: "\\(^{{}}\\)", label: "\\(^{{}}\\) ", signs: &NUMBERS, restarts: false },
    Way { marker: "\\(^{}\\)", label: "\\(^{}\\) ", signs: &NUMBERS, restarts: false },
    Way { marker: "$^{{}}$", label: "$^{{}}$ ", signs: &NUMBERS, restarts: false },
    Way { marker: "<sup>{}</sup>", label: "<sup>{}</sup> ", signs: &NUMBERS, restarts: false },
    Way { marker: "\\(^{({})}\\)", label: "({}) ", signs: &LETTERS, restarts: false },
    Way { marker: "\\(^{}\\)", label: "{} ", signs: &NUMBERS, restarts: false },
    Way { marker: "^{}", label: "^{} ", signs: &NUMBERS, restarts: false },
    Way { marker: "({})", label: "({}) ", signs: &NUMBERS, restarts: true },
    Way { marker: "{}", label: "{}. ", signs: &RAISED, restarts: true },
];

const PLACES: [&str; 12] = ["harbour", "council", "ledger", "market", "bridge", "chapel", "garden", "quarry", "lighthouse", "granary", "foundry", "library"];

/// Four pages of three notes each: a page's notes cut the sentence that goes on behind them.
fn book(way: &Way) -> String {
    let mut text = String::from("# The Town Records\n\n");
    let set = |form: &str, sign: &str| form.replace("{}", sign);
    for page in 0..4 {
        let note = |k: usize| if way.restarts { way.signs[k] } else { way.signs[page * 3 + k] };
        let place = |k: usize| PLACES[page * 3 + k];
        let marker = |k: usize| set(way.marker, note(k));
        text.push_str(&format!(
            "The records of the {}{} were kept by the clerk, who wrote them out twice, and those of the {}{} were lost in the year of the flood.\n\n",
            place(0),
            marker(0),
            place(1),
            marker(1)
        ));
        text.push_str(&format!("Nobody asked for the {}{} before the second winter, when the whole of the town was called upon to\n\n", place(2), marker(2)));
        for k in 0..3 {
            let close = if way.label.starts_with("[Footnote") { "]" } else { "" };
            text.push_str(&format!("{}See the roll of the {}, p. {}.{close}\n", set(way.label, note(k)), place(k), 10 + k));
        }
        text.push_str("pay what it owed to the river, and did so without a word of complaint from either of the two banks.\n\n");
    }
    text
}

fn document(text: &str) -> Document {
    read_bytes("made.txt", text.as_bytes().to_vec(), Some(Form::Ocr)).expect("a text").1.document
}

/// For each marker the word before it, the first words of its note, and whether the link is sure.
fn links(document: &Document) -> Vec<(String, Option<String>, bool)> {
    let words = |reference: &ibid::model::NoteRef| {
        let block = document.block(reference.at.flow, reference.at.block).expect("its block");
        let before = block.text.as_str()[..reference.at.byte as usize].trim_end();
        before.rsplit(' ').next().unwrap_or_default().trim_start_matches('(').to_owned()
    };
    let note = |reference: &ibid::model::NoteRef| reference.link.note().map(|note| document.flow(FlowId::Note(note)).blocks[0].text.as_str().to_owned());
    document.refs.iter().map(|reference| (words(reference), note(reference), matches!(reference.link, Link::Sure(_)))).collect()
}

/// In every way of setting them, each of twelve markers leads to the note that speaks of the same place, and surely.
#[test]
fn markers_lead_to_their_notes_however_they_are_set() {
    for way in &WAYS {
        let document = document(&book(way));
        let found = links(&document);
        assert_eq!(document.notes.len(), 12, "notes of {} {} {}", way.marker, way.label, way.signs[0]);
        assert_eq!(found.len(), 12, "markers of {} {}: {found:?}", way.marker, way.label);
        for (place, (word, note, sure)) in PLACES.iter().zip(&found) {
            assert_eq!(word, place);
            let expected = format!("See the roll of the {place}, p. ");
            assert!(note.as_ref().is_some_and(|note| note.starts_with(&expected)), "{} {}: {place} leads to {note:?}", way.marker, way.label);
            assert!(sure, "{} {}: {place} is not sure", way.marker, way.label);
        }
    }
}

/// Mere figures behind words and at the heads of notes are set as any number is; a count that both keep without a gap is sure
/// all the same, and a shorter one is not.
#[test]
fn figures_behind_words_are_sure_where_both_sides_count_on() {
    let text = "The sill was laid in the spring.1 The mill was built by the monks of the house,2 and it stood for two\nhundred years.3 Nobody knows who burnt it down; the council said it was lightning4 and the town said\nit was the council.5\n\nIn the year 1672 it was rebuilt.6 The new mill had 4 stones and 2 wheels.\n";
    let notes = [
        "1 Report of the council, p. 12.",
        "2 See the annals for 1481.",
        "3 Ibid.",
        "4 Letter of 3 May 1670.",
        "5 Broadside in the library.",
        "6 Accounts, vol. 2.",
    ];
    let sure = |count: usize| links(&document(&format!("{text}\n{}\n", notes[..count].join("\n")))).iter().filter(|(.., sure)| *sure).count();
    assert_eq!(sure(6), 6);
    assert_eq!(sure(3), 0);
}

/// The sentences that the notes cut are whole again in every way of setting the notes.
#[test]
fn sentences_that_notes_cut_are_whole_however_the_notes_are_set() {
    for way in &WAYS {
        let document = document(&book(way));
        let whole = |block: &ibid::model::Block| block.text.as_str().contains("was called upon to pay what it owed");
        assert_eq!(document.body.blocks.iter().filter(|block| whole(block)).count(), 4, "{} {}", way.marker, way.label);
    }
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

/// A page's star leads to the note of its page, although a page without a marker follows, whose note cuts a sentence.
#[test]
fn a_symbol_leads_to_the_note_of_its_own_page() {
    let page = |place: &str, marker: &str| {
        format!(
            "The records of the {place}{marker} were kept by the clerk, who wrote them out twice in the winter before the flood. The council asked for them, and the whole of the town was called upon to pay.\n\n"
        )
    };
    let note = |place: &str| {
        format!("* See what the roll of the {place} says, which the clerk kept by himself for many years, and which nobody but him could read at all.\n")
    };
    let whole = |place: &str| page(place, "*") + &note(place);
    // The last of the next page is cut by a note whose marker the scan has lost.
    let cut = format!(
        "{}In all of these years the granary stood empty, and those who came to it from the villages round about for the grain were sent\n\n{}\nhome again without any, as the ledger of that year shows more than once to the reader.\n",
        page("market", ""),
        note("granary")
    );
    let text = format!("# The Town Records\n\n{}{}{}{}{cut}", whole("harbour"), whole("council"), whole("ledger"), whole("bridge"));
    let found = links(&document(&text));
    let places: Vec<(&str, bool)> =
        found.iter().map(|(word, note, sure)| (word.as_str(), *sure && note.as_ref().is_some_and(|note| note.contains(word.as_str())))).collect();
    assert_eq!(places, [("harbour", true), ("council", true), ("ledger", true), ("bridge", true)]);
    // Signs that are named beside each other are none.
    let named = text.replace("In all of these years", "Those marked *, †, and ‡ are lost. In all of these years");
    assert_eq!(links(&document(&named)).len(), 4);
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
