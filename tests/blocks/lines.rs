//! Which lines were wrapped, and which stand as they are.

use super::{blocks, of_kind, paragraphs, read, wrap};

fn around(part: &str) -> String {
    let prose: Vec<String> = paragraphs(8).iter().map(|text| wrap(text, 72, 0).join("\n")).collect();
    format!("{}\n\n{part}\n\n{}\n", prose[..5].join("\n\n"), prose[5..].join("\n\n"))
}

#[test]
fn verse_stands_line_by_line_and_prose_does_not() {
    let verses = [
        "The ice came in upon the bar,\nThe bells were still that night,\nAnd nobody could tell how far\nThe keeper saw his light.",
        "   The ice came in upon the bar before the year was out,\n   And all the bells of all the town were silent round about;\n   But in the tower stood a man who",
        "    The ice came in,\n      the bells were still,\n    it went in spring\n      beyond the hill.",
        "To the warden of the harbour\nat the sign of the three cranes\nOld Quay, Norrham",
        "Here lies the keeper of the light,\nHe kept it burning all the night.",
    ];
    for verse in verses {
        let found = of_kind(&around(verse), "verse");
        assert_eq!(found.len(), 1, "{verse}");
        assert_eq!(found[0].matches('⏎').count(), verse.matches('\n').count(), "{verse}");
    }
    // Prose, narrow or not, with names at the starts of lines.
    for prose in [
        "They built a second quay with the money that was found there, and in\nNorrham it was said that the masons had asked for five years. Nothing is\nknown of what was paid for it.",
        "Old Tamm had never seen the tower of\nNorrham, and when he was told of it\nhe said that no tower could be so high\nas that, or the town would have heard\nof it before.",
    ] {
        assert_eq!(of_kind(&around(prose), "verse"), [""; 0], "{prose}");
    }
}

#[test]
fn a_drawing_and_a_list_of_contents_stay_as_they_are() {
    for kept in [
        "Boat                    Pilot\n                        <- call\nanswer ->\n                        <- rope\n         both wait\nashore ->",
        "   +--------+        +--------+\n   |  quay  |--------|  tower |\n   +--------+        +--------+",
        "1.  The harbour ........................ 3\n2.  The tower .......................... 12\n3.  The light .......................... 44",
    ] {
        let found = of_kind(&around(kept), "verse");
        assert_eq!(found.len(), 1, "{kept}");
        assert_eq!(found[0].matches('⏎').count(), kept.matches('\n').count(), "{kept}");
    }
}

/// Paragraphs without indents and blank lines: the last line of each leaves room for the next word.
#[test]
fn a_short_last_line_parts_paragraphs_that_nothing_else_parts() {
    let written = ["It was finished. They went home.", "Nobody knew. The warden did."];
    let long = paragraphs(6);
    let lines: Vec<String> = long.iter().flat_map(|text| wrap(&format!("{text} {}", written[0]), 66, 0)).collect();
    let found = of_kind(&format!("A title of it\n\n{}\n", lines.join("\n")), "para");
    let rest: Vec<usize> = long.iter().map(|text| wrap(&format!("{text} {}", written[0]), 66, 0).last().map_or(0, String::len)).collect();
    // A last line that is nearly full tells nothing.
    let parted = rest[..5].iter().filter(|&&len| len + 1 + 6 + 66 / 6 < 66).count();
    assert!(parted >= 2, "{rest:?}");
    assert_eq!(found.len(), parted + 1, "{rest:?} {found:#?}");
}

#[test]
fn first_lines_that_are_set_in_begin_paragraphs_of_any_length() {
    let mut written = paragraphs(9);
    written.insert(2, "“Is it true?”".to_owned());
    written.insert(3, "“Nobody knows.”".to_owned());
    written.insert(6, "He went.".to_owned());
    let lines: Vec<String> = written.iter().flat_map(|text| wrap(text, 64, 3)).collect();
    assert_eq!(of_kind(&format!("{}\n", lines.join("\n")), "para"), written);
    // A page whose lines all stand further in has the same paragraphs.
    let shifted: Vec<String> = lines.iter().map(|line| format!("    {line}")).collect();
    assert_eq!(of_kind(&format!("{}\n", shifted.join("\n")), "para"), written);
}

#[test]
fn a_centred_number_above_a_paragraph_is_no_part_of_it() {
    let written = paragraphs(12);
    let part = |label: &str, texts: &[String]| {
        let lines: Vec<String> = texts.iter().flat_map(|text| wrap(text, 60, 3)).collect();
        format!("{:>31}\n{}\n", label, lines.join("\n"))
    };
    let source = format!("{}{}{}", part("I", &written[..4]), part("* * *", &written[4..8]), part("II", &written[8..]));
    let found = blocks(&source);
    assert_eq!(found.iter().filter(|(kind, _)| kind == "para").map(|(_, text)| text.clone()).collect::<Vec<_>>(), written);
    let others: Vec<&str> = found.iter().filter(|(kind, _)| kind != "para").map(|(_, text)| text.as_str()).collect();
    assert_eq!(others, ["I", "* * *", "II"]);
}

/// In a text whose paragraphs are lines, a page may have been taken line by line.
#[test]
fn a_wrapped_page_among_long_lines_is_prose() {
    let long = paragraphs(6).join("\n\n");
    let page = "They found the second book under the stairs of the tow-\ner, where it had been laid by the keeper, and the har-\nbour master took it home with him, and the tower was\nlocked. In the harbour nobody asked for it.";
    let found = of_kind(&format!("{long}\n\n{page}\n\n{long}\n"), "para");
    assert!(found.contains(&page.replace("tow-\ner", "tower").replace("har-\nbour", "harbour").replace('\n', " ")), "{found:#?}");
    // Short lines that begin with capitals are a list.
    let list = "Norrham, on the bay.\nWick, on the cape.\nOstby, up the river.\nTarn, by the lake.";
    assert_eq!(of_kind(&format!("{long}\n\n{list}\n\n{long}\n"), "verse"), [list.replace('\n', "⏎")]);
}

/// A hyphen at a line's end goes where the document has the word, and stays where it has it parted or not at all.
#[test]
fn hyphens_at_line_ends_go_by_the_words_of_the_document() {
    for (elsewhere, joined) in
        [("The harbour was old.", "harbour"), ("The har-bour was old.", "har-bour"), ("It was old.", "har-bour"), ("The har-bour and the harbour.", "harbour")]
    {
        let part =
            format!("They built a second quay with the money that was found there in the old har-\nbour, and nobody asked where it had come from. {elsewhere}");
        let document = read(&format!("It began so.\n\n{part}\n\nIt ended so, and nothing else has come down to us about what was built there.\n")).document;
        let text = document.body.blocks[1].text.as_str();
        assert!(text.contains(&format!("in the old {joined}, and")), "{elsewhere}: {text}");
    }
}

/// A few paragraphs tell how they begin, too; and lines set in the middle among sentences are no drawing.
#[test]
fn a_short_text_needs_no_habit() {
    let long = wrap(&paragraphs(3)[0], 66, 3).join("\n");
    let talk = format!("{long}\n   “Is it so?” said the warden.\n   “It is so.”\n{}", wrap(&paragraphs(3)[1], 66, 3).join("\n"));
    let found = of_kind(&format!("The quay\n\n{talk}\n"), "para");
    assert_eq!(found, [paragraphs(3)[0].as_str(), "“Is it so?” said the warden.", "“It is so.”", paragraphs(3)[1].as_str()]);

    let part = format!("So far the clerk, who was paid by the sack.\n{:>36}\nThe harbour had three gates, of which two were open.", "* * *");
    let kinds: Vec<String> = blocks(&around(&part)).into_iter().map(|(kind, _)| kind).filter(|kind| kind != "para").collect();
    assert_eq!(kinds, ["rule"]);
}

/// A converter that takes the hyphens out joins two lines of a page, or three; they are no paragraphs, and a text of more words
/// than a page's is joined where neither part of a word stands in it.
#[test]
fn lines_that_a_converter_joined_are_wrapped_all_the_same() {
    let written = paragraphs(6);
    let joined = |text: &String| {
        let mut lines = wrap(text, 66, 0);
        let second = lines.remove(2);
        lines[1] = format!("{} {second}", lines[1]);
        lines.join("\n")
    };
    let pages: Vec<String> = written.iter().map(joined).collect();
    assert_eq!(of_kind(&format!("{}\n", pages.join("\n\n")), "para"), written);
    let words: Vec<String> =
        (0..420).map(|i| format!("{}{}{}", (b'a' + i as u8 % 26) as char, ["or", "el", "un"][i % 3], (b'a' + (i / 26) as u8) as char)).collect();
    let source = format!("They wrote to the com-\nmittee, which was hard of hear-\ning.\n\nThe hear of it was {}.\n", words.join(" "));
    assert!(read(&source).document.body.blocks[0].text.as_str().contains("to the committee, which was hard of hear-ing."));
}

/// A short line above one that is set in is a heading's, and a marker in mere figures is no part of the sentence before it.
#[test]
fn a_line_that_is_set_in_begins_a_paragraph_below_a_heading_and_behind_figures() {
    let mut lines = Vec::new();
    for (i, text) in paragraphs(6).iter().enumerate() {
        if i == 3 {
            lines.extend([String::new(), "Of the tolls and the lights".to_owned()]);
        }
        lines.extend(wrap(&format!("{text}{}", i + 1), 66, 3));
    }
    lines.push(String::new());
    lines.extend((1..=6).map(|i| format!("{i} The roll of the quay, p. {i}.")));
    let found: Vec<String> = blocks(&format!("{}\n", lines.join("\n"))).into_iter().map(|(_, text)| text.chars().take(24).collect()).collect();
    let expected: Vec<String> = paragraphs(6).iter().map(|text| text.chars().take(24).collect()).collect();
    let at = found.iter().position(|text| text.starts_with("Of the tolls and the lig"));
    assert_eq!(at, Some(3), "{found:#?}");
    assert_eq!([&found[..3], &found[4..7]].concat(), expected);
}
