//! Search: what a pattern means, where it is found, and the words around it.

use std::sync::atomic::AtomicBool;

use ibid::model::{Anchor, FlowId};
use ibid::search::find::MOST_HITS;
use ibid::search::{Found, Pattern, Start, Where, find, snippet};

use crate::made;

fn found(reading: &ibid::model::Reading, pattern: &str) -> Found {
    let pattern = Pattern::new(pattern).expect("a pattern");
    find(&reading.document, &pattern, &AtomicBool::new(false)).expect("nobody stops it")
}

/// The texts that a pattern matches in a text.
fn matches(pattern: &str, text: &str) -> Vec<String> {
    let pattern = Pattern::new(pattern).expect("a pattern");
    pattern.matches(text).into_iter().map(|range| text[range].to_owned()).collect()
}

#[test]
fn patterns_match_what_they_mean() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("guild", "Guild guild GUILD", &["Guild", "guild", "GUILD"]),
        ("Guild", "Guild guild GUILD", &["Guild"]),
        ("été", "Été été", &["Été", "été"]),
        ("Été", "Été été", &["Été"]),
        ("it's", "it's it’s it‘s its", &["it's", "it’s", "it‘s"]),
        ("\"a\"", "\"a\" “a” «a» „a“ a", &["\"a\"", "“a”", "«a»", "„a“"]),
        ("1-2", "1-2 1–2 1—2 1‑2 1−2 12", &["1-2", "1–2", "1—2", "1‑2", "1−2"]),
        ("1–2", "1-2 1–2", &["1-2", "1–2"]),
        ("'a'", "‘a’ ‚a‘ ‹a› ´a´ a", &["‘a’", "‚a‘", "‹a›", "´a´"]),
        ("’", "'’", &["'", "’"]),
        ("resume", "résumé re\u{301}sume\u{301} RÉSUMÉ resumé résum", &["résumé", "re\u{301}sume\u{301}", "RÉSUMÉ", "resumé"]),
        ("résumé", "résumé re\u{301}sume\u{301} resume résume", &["résumé", "re\u{301}sume\u{301}"]),
        ("re\u{301}sume", "résumé resume", &["résumé"]),
        ("É", "É é E", &["É"]),
        ("e", "ế ë", &["ế", "ë"]),
        ("é", "ế é", &["é"]),
        ("strasse", "Straße STRASSE Strasse", &["Straße", "STRASSE", "Strasse"]),
        ("straße", "Straße Strasse", &["Straße"]),
        ("aesop", "Æsop æsop aesop", &["Æsop", "æsop", "aesop"]),
        ("æ", "ae æ Æ", &["æ", "Æ"]),
        ("oeuvre", "œuvre", &["œuvre"]),
        ("office", "oﬃce of\u{ad}fice", &["oﬃce", "of\u{ad}fice"]),
        ("flat", "ﬂat", &["ﬂat"]),
        ("sunset", "ſunſet", &["ſunſet"]),
        ("lodz", "Łódź", &["Łódź"]),
        ("central", "cen\u{ad}tral", &["cen\u{ad}tral"]),
        ("cen\u{ad}tral", "central", &["central"]),
        ("wait...", "wait…", &["wait…"]),
        ("шалом", "ша\u{301}лом", &["ша\u{301}лом"]),
        ("か", "がか", &["か"]),
        ("a b", "a b a\u{a0}b a\n b a\tb ab", &["a b", "a\u{a0}b", "a\n b", "a\tb"]),
        ("a  b", "a b", &["a b"]),
        ("a.b (c)*", "a.b (c)* axb c", &["a.b (c)*"]),
        ("[1]", "[1] 1", &["[1]"]),
        ("/a.b/", "a.b axb", &["a.b", "axb"]),
        ("/x*/", "axxb", &["xx"]),
        ("/^b/", "a\nb", &["b"]),
        (r"/\Sx/", "AX bx", &["AX", "bx"]),
        (r"/\p{Lu}x/", "AX bx", &["AX", "bx"]),
        ("/Ax/", "AX Ax", &["Ax"]),
        ("/a'b/", "a'b a’b", &["a'b"]),
        ("/resume/", "résumé resume", &["resume"]),
        ("/é/", "é e", &["é"]),
        ("/", "a/b", &["/"]),
        ("/usr", "/usr", &["/usr"]),
    ];
    for (pattern, text, expect) in cases {
        assert_eq!(matches(pattern, text), *expect, "{pattern:?} in {text:?}");
    }
}

#[test]
fn a_pattern_that_cannot_be_says_why() {
    for (typed, cause) in
        [("", "the pattern is empty"), ("//", "the pattern is empty"), ("/(/", "the regular expression /(/ is not understood: unclosed group")]
    {
        let error = Pattern::new(typed).expect_err("no pattern");
        assert_eq!(error.cause, cause);
    }
    let large = Pattern::new(r"/(\w{1000}){1000}/").expect_err("too large");
    assert!(large.cause.ends_with("it is too large"), "{}", large.cause);
}

#[test]
fn hits_stand_in_reading_order_and_know_in_what() {
    let reading = made::harbours();
    let places = |pattern: &str| found(&reading, pattern).hits.iter().map(|hit| hit.place).collect::<Vec<_>>();
    assert_eq!(places("guild"), [Where::Text, Where::Text, Where::Text]);
    assert_eq!(places("salt"), [Where::Text, Where::Table]);
    assert_eq!(places("decline"), [Where::Heading]);
    assert_eq!(places("berg"), [Where::Text, Where::Note(made::note(1))]);
    assert_eq!(places("fire"), [Where::Note(made::note(2)), Where::Note(made::note(3))]);
    assert_eq!(places("and wool to"), [Where::Text], "over the place where it was cut");
    assert_eq!(places("up in 1702"), [Where::Text], "over a blank that does not break");
    assert_eq!(places("nothing of it"), []);

    let all = found(&reading, "/./");
    assert!(all.hits.windows(2).all(|pair| pair[0].at < pair[1].at));
    let text: usize = reading
        .document
        .body
        .blocks
        .iter()
        .chain(reading.document.notes.iter().flat_map(|note| &note.flow.blocks))
        .map(|b| b.text.as_str().replace('\n', "").chars().count())
        .sum();
    assert_eq!(all.hits.len(), text);
    assert!(!all.more);
    let hit = found(&reading, "Tides").hits[0];
    assert_eq!((hit.at, hit.len), (Anchor::new(FlowId::Note(made::note(1)), 0, 6), 5));
}

#[test]
fn a_phrase_is_found_across_a_marker() {
    let reading = ibid::read::read_bytes("text.txt", "It rose.¹ The mill¹,² stood.\n\n¹ Letter a.\n² Letter b.\n".as_bytes().to_vec(), None)
        .map(|(_, reading)| reading)
        .expect("a text");
    let hits = |pattern: &str| found(&reading, pattern).hits.iter().map(|hit| (hit.at.byte, hit.len)).collect::<Vec<_>>();
    assert_eq!(hits("rose. The"), [(3, 11)]);
    assert_eq!(hits("rose.¹ The"), [(3, 11)]);
    assert_eq!(hits("ose"), [(4, 3)], "and what crosses none once");
    assert_eq!(hits("¹"), [(8, 2), (19, 2)]);
    assert_eq!(hits("mill, stood"), [(15, 15)]);
}

#[test]
fn a_hyphen_at_a_line_end_is_no_obstacle() {
    let source = "\
It was said at the time and for many years after it that the cen-
tral bank of the two towns by the river and of all the half-
forgotten villages behind the hills was in its day very well-
known there, as a well-known bank, and that nobody who had been
there had seen more of it than its front. The end of the tale is
told by others.

Another paragraph says as much of it, in as many words as are there
to fill a second line of it, and a third one, which is shorter than
the others.
";
    let read = |form| ibid::read::read_bytes("text.txt", source.as_bytes().to_vec(), form).map(|(_, reading)| reading).expect("a text");
    // Joined to one line, or line by line as it stands.
    for reading in [read(None), read(Some(ibid::read::Form::Text))] {
        let texts = |pattern: &str| {
            let text = |hit: &ibid::search::Hit| {
                let text = reading.document.body.blocks[hit.at.block as usize].text.as_str();
                text[hit.at.byte as usize..(hit.at.byte + hit.len) as usize].replace('\n', "")
            };
            found(&reading, pattern).hits.iter().map(text).collect::<Vec<_>>()
        };
        assert_eq!(reading.document.body.blocks[0].text.as_str().contains("cen-tral"), reading.document.body.blocks.len() > 1, "both ways are met");
        assert_eq!(texts("central"), ["cen-tral"]);
        assert_eq!(texts("the central bank"), ["the cen-tral bank"]);
        assert_eq!(texts("halfforgotten"), ["half-forgotten"]);
        assert_eq!(texts("wellknown"), ["well-known"], "within a line a hyphen is one");
    }
    for reading in [read(None), read(Some(ibid::read::Form::Text))] {
        assert_eq!(found(&reading, "well-known").hits.len(), 2, "and is found as it stands");
        assert_eq!(found(&reading, "/wellknown/").hits.len(), 0, "an expression is matched as typed");
    }
}

#[test]
fn searching_stops_when_told_and_at_its_limit() {
    let reading = made::paragraphs(&"aaaaaaaaaa ".repeat(MOST_HITS / 5));
    let pattern = Pattern::new("a").expect("a pattern");
    assert_eq!(find(&reading.document, &pattern, &AtomicBool::new(true)), None);
    let found = found(&reading, "a");
    assert_eq!((found.hits.len(), found.more), (MOST_HITS, true));
}

#[test]
fn a_snippet_is_cut_between_words() {
    let reading = made::harbours();
    let around = |pattern: &str| snippet(&reading.document, &found(&reading, pattern).hits[0]);
    assert_eq!(around("wool"), "speech” and sold salt¹ and wool to every ship that came—the");
    assert_eq!(around("Harbours"), "Harbours of the North");
}

#[test]
fn a_snippet_holds_its_hit_whatever_stands_around() {
    let long = format!("{}needle{} and é… some words — after the end\u{a0}of it\n", "ä".repeat(200), "z".repeat(200));
    let reading = made::paragraphs(&format!("{long}needle\nx needle y\n{}\n", "word ".repeat(60)));
    for hit in found(&reading, "needle").hits {
        let said = snippet(&reading.document, &hit);
        assert!(said.contains("needle") && said.chars().count() <= 80, "{said}");
    }
    let whole = found(&reading, "/word.*word/").hits[0];
    assert!(snippet(&reading.document, &whole).chars().count() < 200, "a long hit is cut");
    let table = made::harbours();
    let hit = found(&table, "12").hits[0];
    assert_eq!(snippet(&table.document, &hit), "Outward 12 7", "of a table its row");
}

#[test]
fn reading_begins_where_it_is_asked_to() {
    let reading = made::harbours();
    let document = &reading.document;
    let body = |block, byte| Ok(Anchor::new(FlowId::Body, block, byte));
    assert_eq!(Start::Line(1).anchor(document), body(0, 0));
    assert_eq!(Start::Line(9).anchor(document), body(6, 0));
    assert_eq!(Start::Line(99).anchor(document), Err("there are 17 lines, not 99".to_owned()));
    assert_eq!(Start::Word("toll".to_owned()).anchor(document), body(7, 34));
    assert_eq!(Start::Word("absent".to_owned()).anchor(document), Err("absent does not stand in it".to_owned()));
    assert_eq!(Start::Percent(0.0).anchor(document), body(0, 0));
    assert!(Start::Percent(50.0).anchor(document) > body(2, 0));
    assert_eq!(Start::Id("II".to_owned()).anchor(document), body(6, 0));
    assert_eq!(Start::Id("1".to_owned()).anchor(document), body(8, 0), "the table");
    assert_eq!(Start::Id("n2".to_owned()).anchor(document), body(6, 11), "the marker of the note");
    assert_eq!(Start::Id("n9".to_owned()).anchor(document), Err("nothing in it is called n9".to_owned()));
}
