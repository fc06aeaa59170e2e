//! Short forms: what defines one, what does not, and where known ones are used.

use ibid::apparatus::abbreviations::{Abbreviation, Sureness, abbreviations, uses_in};
use ibid::cli::abbreviations::{entries, print};
use ibid::model::{Document, Extent};
use ibid::read::{Form, read_bytes};
use serde_json::json;

use crate::made;

/// The short forms of paragraphs, one a line: `CIS = Commonwealth of Independent States`, with a `?` where it is likely.
fn defined(lines: &str) -> Vec<String> {
    let document = made::paragraphs(lines).document;
    let sure = |found: &Abbreviation| if found.link == Sureness::Sure { "" } else { " ?" };
    abbreviations(&document).iter().map(|found| format!("{} = {}{}", found.short, found.long, sure(found))).collect()
}

fn document(source: &str) -> Document {
    read_bytes("text.txt", source.as_bytes().to_vec(), Some(Form::Ocr)).expect("it is read").1.document
}

#[test]
fn the_letters_of_a_short_form_stand_in_the_words_before_it() {
    for (text, expect) in [
        ("In 1857 the Council of Northern Ports (CNP) met.", "CNP = Council of Northern Ports"),
        ("The Organization for Safety and Co-operation at Sea (OSCS) was new.", "OSCS = Organization for Safety and Co-operation at Sea"),
        ("The Northern Sea Battalion (NorSeaBat) sailed.", "NorSeaBat = Northern Sea Battalion"),
        ("They sent messenger ribonucleic acid (mRNA) home.", "mRNA = messenger ribonucleic acid"),
        ("It is said in parts per million (ppm) here.", "ppm = parts per million ?"),
        ("The “Tonnage Index” (TI) rose.", "TI = Tonnage Index"),
        ("It was the Pilots’ Guild of Skagen (PGS; now closed).", "PGS = Pilots’ Guild of Skagen"),
        ("The heat shock transcription factor (HSF) was found.", "HSF = heat shock transcription factor"),
        ("The CNP (Council of Northern Ports) met.", "CNP = Council of Northern Ports"),
    ] {
        assert_eq!(defined(text), [expect], "{text}");
    }
}

#[test]
fn a_short_form_of_another_language_is_likely() {
    // The short form is that of the Danish name.
    assert_eq!(
        defined("Specialists of the Research Centre of the Harbour Institute of Foreign Trade (HUK) said so."),
        ["HUK = Harbour Institute of Foreign Trade ?"]
    );
    let document = made::paragraphs("the Harbour School of Hansa Studies (HUK) closed").document;
    let found = &abbreviations(&document)[0];
    assert_eq!(found.long, "Harbour School of Hansa Studies", "the longest tail that begins so");
    assert_eq!(found.link, Sureness::Likely("not all of its letters are in the words before it"));
    let block = &document.body.blocks[0].text;
    assert_eq!((block.slice(found.extent), block.slice(found.long_extent)), ("HUK", "Harbour School of Hansa Studies"));
    assert_eq!(found.at.byte, found.long_extent.start);
}

#[test]
fn other_brackets_define_nothing() {
    for text in [
        "The trade of that year (1998) fell, in Skagen (see table 8.1) and in Thisted (Denmark).",
        "The paper appeared (Washington, DC) in May.",
        "There are three: (a) an absence of ideas; (b) an unwillingness; and (ii) some others.",
        "The toll of the Sound (Smith 1998) was high, as others (Smith, 1998) say.",
        "The exercise (Friendship) was the first.",
        "A socialist movement in the history (Smith) of the port.",
        "Castell, R. and Edwards (eds) wrote it, Edwards (ed.) too.",
        "The Court (CA5 2011) said so, and another (WD Tex. 2009).",
        "The vessel(s) and the object(s) were lost.",
        "The figures of the North Sea. They met (NS) later.",
        "This is (in some) cases so.",
        "A bracket (that never ends and North Sea",
    ] {
        assert_eq!(defined(text), [""; 0], "{text}");
    }
}

#[test]
fn each_pair_is_said_once_where_it_first_stands() {
    let source = "\
Harbours

The Council of Northern Ports (CNP) met.\u{b9} The Council of Northern Ports (CNP) went home. The Council of Norwegian Pilots (CNP) did not.

\u{b9} United Pilots' Guild (UPG), *Tides*, p. 3.
";
    let found = entries(&document(source));
    let expect = json!([
        {"short": "CNP", "long": "Council of Northern Ports", "line": 3, "link": "sure", "why": null},
        {"short": "CNP", "long": "Council of Norwegian Pilots", "line": 3, "link": "sure", "why": null},
        {"short": "UPG", "long": "United Pilots' Guild", "line": 5, "link": "sure", "why": null},
    ]);
    assert_eq!(serde_json::to_value(&found).expect("JSON"), expect);
    let mut out = Vec::new();
    print(&document(source), false, 72, &mut out).expect("a vector takes all");
    assert!(String::from_utf8(out).expect("UTF-8").starts_with("CNP  Council of Northern Ports [line 3]\n"));
}

#[test]
fn known_short_forms_are_found_as_whole_words() {
    let known = abbreviations(&made::paragraphs("Council of Northern Ports (CNP)\nMotor Rifle Guard (MRG)\nCouncil of Norwegian Pilots (CNP)").document);
    let text = "The CNP’s guard: two MRGs, a CNP-wide rule, no CNPs or SCNP. MRG.";
    let found: Vec<(&str, &str)> = uses_in(text, &known).into_iter().map(|(extent, of)| (slice(text, extent), known[of].long.as_str())).collect();
    let both = [("CNP", "Council of Northern Ports"), ("CNP", "Council of Norwegian Pilots")];
    let guard = ("MRG", "Motor Rifle Guard");
    assert_eq!(found, [both[0], both[1], guard, both[0], both[1], both[0], both[1], guard]);
    assert_eq!(uses_in("Nothing of that kind.", &known), []);
}

fn slice(text: &str, extent: Extent) -> &str {
    &text[extent.range()]
}

#[test]
fn the_short_forms_of_the_chapter_are_those_a_reader_finds() {
    let Some(path) = std::env::var_os("IBID_CHAPTER") else { return };
    let (_, reading) = read_bytes("chapter.txt", std::fs::read(path).expect("the chapter"), None).expect("it is read");
    let found: Vec<(String, String, &str)> = entries(&reading.document).into_iter().map(|entry| (entry.short, entry.long, entry.link)).collect();
    for (short, long, link) in [
        ("CIS", "Commonwealth of Independent States", "sure"),
        ("MGIMO", "Moscow State Institute of Foreign Relations", "likely"),
        ("MGIMO", "Moscow State Institute of International Relations", "likely"),
        ("UTO", "United Tajik Opposition", "sure"),
        ("MRD", "Motor Rifle Division", "sure"),
        ("OSCE", "Organization for Security and Co-operation in Europe", "sure"),
        ("CentrasBat", "Central Asian Battalion", "sure"),
        ("PFP", "Partnership for Peace", "sure"),
    ] {
        assert!(found.contains(&(short.to_owned(), long.to_owned(), link)), "{short} in {found:?}");
    }
    // One more, of a periodical whose short form joins that of its publisher.
    assert_eq!(found.len(), 9, "{found:?}");
}
