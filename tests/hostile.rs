//! Bad input: what is no text is refused in words, what is odd is kept and said, and nothing of it is lost or reaches a
//! string raw.

mod scans;

use ibid::error::Error;
use ibid::model::{Document, FlowId, Link, NoteId, Reading, check, clean};
use ibid::read::{Form, read_bytes, read_head};

fn read(source: impl Into<Vec<u8>>) -> Reading {
    read_bytes("odd.txt", source.into(), None).expect("a text").1
}

#[track_caller]
fn refused(source: impl Into<Vec<u8>>, cause: &str) {
    let error: Error = read_bytes("odd\u{1b}.txt", source.into(), None).expect_err("no text");
    assert_eq!(error.to_string(), format!("cannot read odd.txt: {cause}"));
}

/// Kind and line of each warning.
fn warned(reading: &Reading) -> Vec<(&'static str, u32)> {
    reading.warnings.iter().map(|warning| (warning.kind, warning.line)).collect()
}

/// Every string that a document holds.
fn strings(document: &Document) -> Vec<String> {
    let mut strings: Vec<String> = document.meta.title.iter().chain(&document.meta.number).chain(&document.meta.authors).cloned().collect();
    let flows = std::iter::once(FlowId::Body).chain((0..document.notes.len() as u32).map(|note| FlowId::Note(NoteId(note))));
    strings.extend(flows.flat_map(|flow| document.flow(flow).blocks.iter().map(|block| block.text.as_str().to_owned())));
    strings.extend(document.notes.iter().map(|note| note.label.clone()));
    strings.extend(document.refs.iter().map(|reference| reference.label.clone()));
    strings.extend(document.tables.iter().map(|table| table.id.clone()));
    strings.extend(document.series.iter().filter_map(|series| series.section.clone()));
    strings
}

/// What must hold of any reading: sound, nothing lost, nothing raw.
#[track_caller]
fn sound(source: &str) -> Reading {
    let reading = read(source);
    assert_eq!(check::check(&reading.document), Ok(()));
    assert_eq!(reading.ledger.hole(source.len()), None);
    for (place, text) in reading.ledger.rebuild(source) {
        assert!(reading.document.block(place.0, place.1).is_some_and(|block| block.text.as_str() == text), "{place:?} is not what the ledger says");
    }
    for string in strings(&reading.document).iter().chain(reading.warnings.iter().map(|warning| &warning.message)) {
        assert!(clean::changes(string).is_empty(), "{string:?} is not clean");
    }
    reading
}

#[test]
fn what_is_no_text_is_refused_in_words() {
    refused("", "it is empty");
    refused(" \n\r\n\t ", "it holds nothing but blanks");
    refused("%PDF-1.7\n", "it is no text but a PDF: convert it with pdftotext first");
    refused("PK\u{3}\u{4}...", "it is no text but a zip archive, as DOCX and EPUB are: this version reads plain text");
    refused([0x7f, b'E', b'L', b'F', 2, 1], "it is no text but a program");
    refused((0..=255).cycle().take(4096).collect::<Vec<u8>>(), "it is no text: it holds bytes that no text has");
    refused(vec![0u8; 100], "it is no text: it holds bytes that no text has");
}

#[test]
fn other_character_sets_are_read_and_said() {
    let latin = "Der Fluß war über die Ufer getreten, und die Mühle stand für Wochen still.";
    let bytes: Vec<u8> = latin.chars().map(|c| c as u8).collect();
    let reading = read(bytes);
    assert_eq!(warned(&reading), [("character-set", 1)]);
    assert_eq!(strings(&reading.document), ["Der Fluß war über die Ufer getreten, und die Mühle stand für Wochen still."]);
    for little in [true, false] {
        let units = "\u{feff}The river was high.".encode_utf16();
        let bytes: Vec<u8> = units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect();
        let reading = read(bytes);
        assert_eq!(strings(&reading.document), ["The river was high."], "little {little}");
    }
}

#[test]
fn nuls_in_a_text_are_taken_out() {
    let source = format!("The river was\0 high. {}", "And it rose again. ".repeat(20));
    assert!(strings(&sound(&source).document)[0].starts_with("The river was high."));
}

/// Characters that change what a terminal shows, in every place that a document has.
#[test]
fn no_control_character_reaches_a_string() {
    for odd in ["\u{1b}[31m", "\u{9b}2J", "\u{7}", "\u{8}", "\u{202e}", "\u{2066}", "\u{7f}", "\u{feff}", "\u{fff9}", "\u{e0041}", "\r", "\u{2028}", "\u{85}"] {
        let source = format!(
            "{odd}4. The {odd}river\n\nAda {odd}Brenner\n\nI. The{odd} flood\n\nIt rose{odd} in *spring{odd}*.¹{odd}\n\n¹ See the {odd}table.\n\n\
            Table 4.{odd}1. Levels{odd}\n\ta{odd}\tb\nNorth\t1{odd}\t2\n\n1. one{odd}\n\n2. two\n\n- {odd} - -\n\n  a{odd}\n    b\n"
        );
        let reading = sound(&source);
        let kept: String = strings(&reading.document).concat();
        for word in ["river", "Brenner", "flood", "rose", "spring", "table", "Levels", "North", "one", "two"] {
            assert!(kept.contains(word), "{word} is lost with {odd:?}");
        }
        for name in ["&#27;", "&#x202e;", "&Tab;", "&NewLine;", "&#0;"] {
            sound(&format!("It rose{name} in spring.\n\n\ta\tb{name}\n1\t2\t3"));
        }
        let lines = read_bytes("odd.txt", source.clone().into_bytes(), Some(Form::Text)).expect("lines").1;
        assert_eq!((check::check(&lines.document), lines.ledger.hole(source.len())), (Ok(()), None));
    }
}

#[test]
fn oddities_of_notes_are_said_with_their_line() {
    let lone = sound("The river rose that year.\n\n¹ Report of the council.\n");
    assert_eq!(warned(&lone), [("note-without-reference", 3)]);
    let twice = sound("The river rose¹ that year.\n\n¹ Report of the council.\n¹ Report of the bridge.\n");
    assert_eq!(warned(&twice).iter().filter(|warning| warning.0 == "unsure-link" && warning.1 == 1).count(), 1, "{:?}", twice.warnings);
    assert!(matches!(twice.document.refs[0].link, Link::Likely(..)));
    let none = sound("The river rose¹ that year.\n\nAnd fell² again.\n");
    assert_eq!(warned(&none), [("marker-without-note", 1), ("marker-without-note", 3)]);
    assert!(none.document.refs.iter().all(|reference| matches!(reference.link, Link::None(_))));
    let lost = sound("The river rose¹ that year, and fell² again.³\n\n¹ Report.\n³ Letter.\n");
    assert_eq!(warned(&lost), [("marker-without-note", 1)]);
    let ragged = sound("Levels are below.\n\n\ta\tb\nNorth\t1\t2\nSouth\t3\t4\t5\nEast\t6\t7\n");
    assert_eq!(warned(&ragged), [("ragged-row", 5)]);
}

#[test]
fn labels_of_many_figures_are_text() {
    let raised = "¹".repeat(30);
    let source = format!("The river rose{raised} that year.\n\n{raised} Report.\n");
    let reading = sound(&source);
    assert_eq!((reading.document.notes.len(), reading.document.refs.len()), (0, 0));
    assert!(strings(&reading.document).iter().any(|text| text.contains(&raised)));
}

/// The rest of a word that sends elsewhere, behind a character of several bytes.
#[test]
fn half_a_word_behind_any_character_sends_nowhere() {
    for before in ["¬", "é", "n", "中", "👩", " n"] {
        let reading = sound(&format!("It rose¹ and p{before}ote 1, too.\n\n¹ Report, {before}able 1, {before}hapter 2.\n"));
        let links = reading.document.stops.iter().filter(|stop| matches!(stop.opens, ibid::model::Opens::Link(_))).count();
        assert_eq!(links, usize::from(before == " n"), "{before:?}");
    }
}

/// Sizes that make a quadratic step take minutes.
#[test]
fn big_oddities_are_read_whole() {
    let numbers = |count: u32| {
        (1..=count).map(|value| value.to_string().chars().map(|c| ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][c as usize - 48]).collect::<String>())
    };
    let markers: String = numbers(20_000).map(|label| format!("word{label} ")).collect();
    let notes: String = numbers(20_000).map(|label| format!("{label} Note.\n")).collect();
    let both = sound(&format!("{markers}\n\n{notes}"));
    assert_eq!(both.document.refs.iter().filter(|reference| matches!(reference.link, Link::Sure(_))).count(), 20_000);
    let alone = sound(&markers);
    assert_eq!(alone.document.refs.len(), 20_000);
    assert!(alone.warnings.len() < 1_000 && alone.warnings.iter().any(|warning| warning.message.contains("more")), "{}", alone.warnings.len());
    for (piece, times) in [
        ("word ", 400_000),
        ("*", 400_000),
        ("*a ", 200_000),
        ("_a", 200_000),
        ("\\", 400_000),
        ("&", 400_000),
        ("$x^2 ", 100_000),
        ("\\(", 200_000),
        (" ", 400_000),
        ("a-\n", 200_000),
        ("-", 400_000),
        ("<i>", 100_000),
        ("¹", 200_000),
        (")¹", 50_000),
        ("¹ A. ", 50_000),
        ("e\u{301}\u{301}\u{301}", 50_000),
        ("x\t", 200_000),
        ("a\tb\n1\t2\n\n", 10_000),
        ("I. Title\n\n", 50_000),
        ("see note 1\tx\n", 20_000),
    ] {
        sound(&format!("x{}y", piece.repeat(times)));
    }
}

#[test]
fn in_a_head_what_needs_the_rest_is_pending() {
    let source = "The river rose¹ that year, and fell² again.\n\n¹ Report.\n² Letter.\n\nThen it was³ dry, and⁴ the mill stood still.\n\n";
    let head = read_head("text.txt", source.as_bytes(), None).expect("a head");
    let links: Vec<&Link> = head.document.refs.iter().map(|reference| &reference.link).collect();
    assert_eq!(links, [&Link::Sure(NoteId(0)), &Link::Sure(NoteId(1)), &Link::Pending, &Link::Pending]);
    assert_eq!(head.warnings, []);
    let whole = read(source);
    assert_eq!(warned(&whole), [("marker-without-note", 6), ("marker-without-note", 6)]);
    // Cut inside a character, a line, a note.
    for end in 1..source.len() {
        if let Some(head) = read_head("text.txt", &source.as_bytes()[..end], None) {
            assert!(head.document.refs.iter().all(|reference| matches!(reference.link, Link::Sure(_) | Link::Pending)), "{end} bytes");
            assert_eq!(head.warnings, [], "{end} bytes");
        }
    }
}

/// What a terminal would obey is taken out, and said: once for a line, and for no more lines than one can read.
#[test]
fn what_is_taken_out_is_said_with_its_line() {
    let reading = read("The title\n\nPlain words.\n\nA \u{1b}[31mred\u{1b}[0m word and \u{202e}more.\n\nAnd a bell\u{7}.\n");
    assert_eq!(warned(&reading), [("control-character", 5), ("control-character", 7)]);
    assert_eq!(reading.warnings[0].message, "U+001B and 2 other characters were taken out: a terminal could be disturbed");
    let many = read("A bell\u{7} in a line of words.\n\n".repeat(300));
    assert_eq!(many.warnings.len(), 101);
    assert_eq!(many.warnings[100].message, "and characters were taken out of 200 more lines");
}

#[test]
fn marks_that_come_together_are_no_more_than_a_cell_can_hold() {
    let marks = "\u{301}".repeat(9);
    for between in ["\u{1}", "&#x301;", "\u{301}&#x301;", "\u{feff}", "<i></i>", ""] {
        let source = format!("It began so.\n\nThe word e{marks}{between}{marks} stands here.\n");
        for form in [Form::Ocr, Form::Text] {
            let (_, reading) = read_bytes("text.txt", source.clone().into_bytes(), Some(form)).expect("a text");
            assert_eq!(check::check(&reading.document), Ok(()), "{between:?} as {form:?}");
        }
    }
}
