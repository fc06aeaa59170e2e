//! Systems of notes: every way in which printers and converters set markers and labels, and what only looks like one. The
//! texts are made here, so that every link is known.

mod lookalikes;

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

/// A note whose marker is in doubt takes nothing from those behind it.
#[test]
fn a_count_begins_behind_a_marker_in_doubt() {
    let text = "The ferry was let to a widow in the year of the frost, and her sons rowed it for her, 1\nthough the council had asked for a man.2 She paid in eggs;3 the clerk wrote them down as pence.4 When she\ndied the ferry went to the miller,5 who sold it,6 and the town has no record of the buyer.7\n";
    let notes = "1 Roll of the ferry, p. 2.\n2 Minutes for May.\n3 Roll of the ferry, p. 9.\n4 Ibid.\n5 Deed in the library.\n6 See the annals.\n7 The last leaf is torn.\n";
    let found = links(&document(&format!("{text}\n{notes}")));
    let sure = found.iter().filter(|(.., sure)| *sure).count();
    assert_eq!((found.len(), sure), (7, 6), "{found:?}");
}

/// What a program makes of a page that was printed: figures behind words, notes below each other without a blank line, some of
/// several lines, and the rest of a sentence on the next page.
fn printed(label: fn(usize) -> String) -> String {
    let mut text = String::new();
    for page in 0..4usize {
        let note = |k: usize| page * 3 + k + 1;
        let place = |k: usize| PLACES[page * 3 + k];
        text.push_str(&format!(
            "The records of the {}{} were kept by the clerk, who wrote them out\ntwice, and those of the {}{} were lost in the year of the flood.\n",
            place(0),
            note(0),
            place(1),
            note(1)
        ));
        text.push_str(&format!("Nobody asked for the {}{} before the second winter, when the whole of\nthe town was called upon to\n\n", place(2), note(2)));
        text.push_str(&format!(
            "{}See the roll of the {}, p. 10, which was copied for the bishop and\nis whole but for its first leaf.\n",
            label(note(0)),
            place(0)
        ));
        text.push_str(&format!("{}See the roll of the {}, p. 11.\n{}See the roll of the {}, p. 12.\n", label(note(1)), place(1), label(note(2)), place(2)));
        text.push_str(&format!("\u{c}pay what it owed for the repair of page {}, and paid it before the end\nof Lent in eggs and in rye.\n\n", page + 1));
    }
    text
}

/// Notes that follow one another without a blank line are known by their count; their labels stand before a stop, right before
/// the first word, or on lines of their own.
#[test]
fn notes_of_printed_pages_are_known_by_their_count() {
    let ways: [fn(usize) -> String; 3] = [|n| format!("{n}. "), |n| format!("{n} "), |n| format!("  {n}\n       ")];
    for way in ways {
        let document = document(&printed(way));
        let found = links(&document);
        assert_eq!((document.notes.len(), found.len()), (12, 12), "{:?}: {found:?}", way(1));
        for (place, (word, note, sure)) in PLACES.iter().zip(&found) {
            assert_eq!(word, place, "{:?}", way(1));
            assert!(
                *sure && note.as_ref().is_some_and(|note| note.starts_with(&format!("See the roll of the {place}, p. "))),
                "{:?}: {place} leads to {note:?}",
                way(1)
            );
        }
        assert!(document.notes.iter().all(|note| note.flow.blocks.len() == 1));
    }
}

/// A note that names itself is one, though each letter of a book counts anew and has no more than one.
#[test]
fn notes_that_name_themselves_may_all_be_the_first() {
    let letter = |i: usize| {
        format!(
            "LETTER {i}\n\nThe boat to the {}[1] came in on Monday, and all of us went down to see it.\n\n[Footnote 1: It lay beside the {}.]\n\n",
            PLACES[i], PLACES[i]
        )
    };
    let document = document(&(0..6).map(letter).collect::<String>());
    let found = links(&document);
    assert_eq!(found.len(), 6, "{found:?}");
    for (i, (word, note, sure)) in found.iter().enumerate() {
        assert!(*sure && word == PLACES[i] && note.as_deref() == Some(format!("It lay beside the {}.", PLACES[i]).as_str()), "{word}: {note:?}");
    }
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

/// What each marker leads to: the word before it, and the first word of its note.
fn leads(text: &str) -> Vec<(String, String, bool)> {
    let last = |words: String| words.split_whitespace().next_back().unwrap_or_default().to_owned();
    links(&document(text)).into_iter().filter_map(|(words, note, sure)| Some((last(words), note?.split(' ').next()?.to_owned(), sure))).collect()
}

fn likely(pairs: &[(&str, &str)]) -> Vec<(String, String, bool)> {
    pairs.iter().map(|(word, note)| ((*word).to_owned(), (*note).to_owned(), false)).collect()
}

const FILLING: &str = "Much was written of the town in those years, and most of it by people who had never seen it, or who had seen it only from the river. ";

/// A letter that is out of the count of those around it was misread: letters that are called again lead to the first of their
/// name, and the one that is missing to the note in its place. A label is misread alike in the line that it begins.
#[test]
fn letters_out_of_the_count_are_misread_ones() {
    let text = "Nobody doubts the harbour (a), nor the council (b), nor the ledger (c), nor what was said of the market (d) by\n\n\
        (a) Arnold, p. 1. (b) Berta, p. 2. (c) Caesar, p. 3. (d) Dora, p. 4.\nthose who came after, to the bridge (a), the chapel (f), the garden (g) and the quarry (h), which were sold before the\n\n\
        (a) Emil, p. 5. (f) Fanny, p. 6. (g) Gustav, p. 7. (h) Hanna, p. 8.\nflood came. The clerk went back to the lighthouse (a), to the granary (e) and to the foundry (b), and all was well.\n";
    let found = leads(text);
    let of = |word: &str| found.iter().find(|(before, ..)| before == word).map(|(_, note, _)| note.as_str());
    let expected = [("harbour", "Arnold,"), ("market", "Dora,"), ("bridge", "Emil,"), ("chapel", "Fanny,"), ("quarry", "Hanna,")];
    for (word, note) in expected.iter().chain(&[("lighthouse", "Arnold,"), ("granary", "Emil,"), ("foundry", "Berta,")]) {
        assert_eq!(of(word), Some(*note), "{word}: {found:?}");
    }
    assert!(found.iter().filter(|(word, ..)| matches!(word.as_str(), "lighthouse" | "granary")).all(|(.., sure)| !sure));
}

/// A letter is raised behind any word, also one that names the parts of a book; one in brackets names the part.
#[test]
fn raised_letters_behind_words_that_name_parts_are_markers() {
    let text = |open: &str, close: &str| {
        format!(
            "The clerk kept the glass{open}a{close} and the plate{open}b{close} and the box{open}c{close} in the room\n\n(a) Arnold, p. 1.\n(b) Berta, p. 2.\n(c) Caesar, p. 3.\nabove the harbour.\n"
        )
    };
    assert_eq!(leads(&text("\\(^{(", ")}\\)")).len(), 3);
    assert!(leads(&text(" (", ")")).iter().all(|(word, ..)| word != "plate"));
}

/// On a page the nearest sign is the note's: one far above it has lost its own.
#[test]
fn a_sign_far_above_the_sign_of_a_page_takes_not_its_note() {
    let text = format!(
        "The harbour* was old. {}\n\n{}\n\nThe council* met twice in the year, and the whole of the town came to\n\n* Arnold, p. 1.\nhear what it said, or so they say. {FILLING}\n",
        FILLING.repeat(8),
        FILLING.repeat(8)
    );
    assert_eq!(leads(&text), likely(&[("council", "Arnold,")]));
}

/// Signs whose notes are mostly lost lead nowhere, but for those of a row of notes that they follow one by one.
#[test]
fn signs_that_have_lost_most_notes_lead_to_none_of_the_rest() {
    let page = format!("The harbour †, the council ‡ and the ledger * were old, and the market † was older. {FILLING}\n\n");
    let rest = "The bridge † was wide, the chapel * narrow, and the garden ‡ was both, as far as anybody knows who has seen them.\n\n";
    let text =
        format!("{}{rest}* No. 1.\n\n† No. 2.\n\n‡ No. 3.\n\nThe quarry * and the granary † and the foundry ‡ were sold. {FILLING}\n\n{page}", page.repeat(4));
    assert_eq!(leads(&text), likely(&[("quarry", "No."), ("granary", "No."), ("foundry", "No.")]));
}

/// A sign may stand before the figure of a cell, and a letter that tags raise behind one that is no ordinal.
#[test]
fn signs_before_figures_of_cells_and_letters_behind_them_are_markers() {
    let text = "The harbour* was measured with a rod, and nobody could say who had built it before the flood, though they were asked to\n\n* Arnold, p. 1.\ntell.\n\n| Day | Height |\n|---|---|\n| May 3 | 12.1 |\n| May *4 | 12.7 |\n\nThe council was measured with a rod, and the rest with\n\n* Berta, p. 2.\na chain.\n";
    assert_eq!(leads(text)[1..], likely(&[("May", "Berta,")]));
    let text = "| No. | Name |\n|---|---|\n| 1 | Harbour<sup>a</sup> |\n| 2 | Council<sup>b</sup> |\n| 3 | P XXII 306<sup>c</sup> |\n| 4 | the 2<sup>d</sup> of May |\n\n<sup>a</sup> Arnold, p. 1.\n\n<sup>b</sup> Berta, p. 2.\n\n<sup>c</sup> Caesar, p. 3.\n\n<sup>d</sup> Dora, p. 4.\n";
    let words: Vec<String> = leads(text).into_iter().map(|(word, ..)| word).collect();
    assert_eq!(words, ["Harbour", "Council", "306"]);
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
