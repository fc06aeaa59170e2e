//! Works cited: what one note cites, in several styles; what a document cites, each work once; how that is printed.

use std::collections::HashSet;
use std::io::Write;

use ibid::apparatus::works::{Cited, Work, WorkKind, cited_in, works};
use ibid::cli::works::{Form, entries, print};
use ibid::model::{Builder, Document, Extent, FlowId, Kind, Mark, NoteId, Text};
use ibid::read::read_bytes;
use proptest::prelude::*;

/// Notes in several styles, with what they cite, read by eye.
const STYLES: &str = include_str!("data/works/styles.txt");

/// A block of text in which `*` begins and ends italics.
fn text(words: &str) -> Text {
    let mut builder = Builder::new(words);
    let mut writing = builder.open(FlowId::Body);
    let (mut from, mut italic) = (0, None);
    for (at, _) in words.match_indices('*') {
        writing.text(from..at);
        writing.markup(at..at + 1, "emphasis");
        match italic.take() {
            Some(start) => writing.mark(start, Mark::Emph),
            None => italic = Some(writing.at()),
        }
        from = at + 1;
    }
    writing.text(from..words.len());
    builder.close(writing, Kind::Para, &[]);
    builder.finish().document.body.blocks.first().map(|block| block.text.clone()).unwrap_or_default()
}

/// author | title | container | publisher | place | year
fn fields(text: &Text, cited: &Cited) -> [String; 6] {
    let field = |extent: Option<Extent>| extent.map_or("-", |extent| text.slice(extent)).to_owned();
    let year = cited.year.map_or("-".to_owned(), |year| year.to_string());
    [field(cited.author), field(cited.title), field(cited.container), field(cited.publisher), field(cited.place), year]
}

fn document(source: &str) -> Document {
    read_bytes("text.txt", source.as_bytes().to_vec(), None).expect("it is read").1.document
}

fn printed(document: &Document, form: Form) -> String {
    let mut out = Vec::new();
    print(document, form, 200, &mut out).expect("a vector takes all");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn notes_in_many_styles_are_read_as_a_reader_reads_them() {
    let mut notes = 0;
    for note in STYLES.split("\n> ").skip(1) {
        let mut lines = note.lines().filter(|line| !line.is_empty());
        let note = lines.next().expect("a note");
        let text = text(note);
        let got: Vec<[String; 6]> = cited_in(&text).iter().map(|cited| fields(&text, cited)).collect();
        let expect: Vec<Vec<&str>> = lines.map(|line| line.split(" | ").collect()).collect();
        assert_eq!(got.len(), expect.len(), "{note}\ncites {got:#?}");
        for (got, expect) in got.iter().zip(&expect) {
            assert_eq!(expect.len(), 6, "{note}");
            for (got, expect) in got.iter().zip(expect) {
                let spared = expect.strip_prefix('(').and_then(|expect| expect.strip_suffix(')'));
                assert!(got == expect || spared.is_some_and(|value| got == "-" || got == value), "{note}\ngives {got} for {expect}");
            }
        }
        notes += 1;
    }
    assert!(notes > 50, "{notes} notes were read");
}

#[test]
fn a_citation_is_its_words_and_no_others() {
    let extents = |words: &str| {
        let text = text(words);
        cited_in(&text).iter().map(|cited| text.slice(cited.extent).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        extents("See, e.g., Aalto, K., 'Tolls', Draft report given at Skagen, 5–6 Mar. 1998, p. 118. It says little."),
        ["Aalto, K., 'Tolls', Draft report given at Skagen, 5–6 Mar. 1998, p. 118"]
    );
    assert_eq!(
        extents("On the tolls, see Amer, R., *Tolls* (Holm: Oxford, 1993), pp. 10–17; and *Hafen*, no. 4 (1996)."),
        ["Amer, R., Tolls (Holm: Oxford, 1993), pp. 10–17", "Hafen, no. 4 (1996)"]
    );
}

#[test]
fn kinds_are_told_where_the_citation_tells() {
    let kind = |words: &str| cited_in(&text(words)).first().map(|cited| cited.kind);
    assert_eq!(kind("Berg, A., *Tides* (Holm: Oxford, 1993)."), Some(WorkKind::Book));
    assert_eq!(kind("Berg, A., 'Ebbs', *Tides* (Holm: Oxford, 1993)."), Some(WorkKind::Part));
    assert_eq!(kind("Berg, A., 'Ebbs', *Tides*, vol. 3, no. 2 (May 1993)."), Some(WorkKind::Article));
    assert_eq!(kind("*Tides*, vol. 3, no. 2 (May 1993)."), Some(WorkKind::Periodical));
    assert_eq!(kind("Rowe v. Wadham, 410 U. S. 113 (1973)."), Some(WorkKind::Case));
    assert_eq!(kind("Berg, A., 'Ebbs', Paper for the guild, 1993."), Some(WorkKind::Other));
    let edited = cited_in(&text("Berg, A. (ed.), *Tides* (Holm: Oxford, 1993)."));
    assert!(edited[0].edited);
}

/// A text with notes, and a table with its source.
const HARBOURS: &str = "\
Harbours of the North

The guild kept its books.\u{b9} It sold salt.\u{b2} It built a quay.\u{b3} Nobody paid.\u{2074} The tolls fell.\u{2075} It was wound up.\u{2076}

\u{b9} Berg, A., 'The state of the tolls', Draft report presented at the Guild Hall, 5–6 Mar. 1998, p. 118.

\u{b2} Berg, A., *Tides of the North: A History* (Holm: London, 1990), p. 3; and *Morgenpost*, 4 May 1921.

\u{b3} Berg, *Tides of the North*, p. 9.

\u{2074} *Morgenpost*, 5 May 1921; and Berg, K., *Tides of the North* (Holm: London, 1990), p. 4.

\u{2075} BERG, A., *Tides of the north: a history* (Holm: London, 1990), p. 77. See note 2.

\u{2076} *Morgenpost*, 4 May 1921, p. 8; Castell, R., *Quays* (Holm: Nowhere, 1991).

Table 1.1. Tolls, 1990–92

\t1990\t1991\t1992
Salt\t120.5\t88.0\t17.2
Wool\t17.0\t91.0\t12.0

Source: Berg, A., 'The State of the Tolls', Draft report Presented at the Guild Hall, 5–6 Mar. 1998.
";

fn of<'w>(works: &'w [Work], title: &str, author: Option<&str>) -> &'w Work {
    let mut found = works.iter().filter(|work| work.title.as_deref() == Some(title) && work.author.as_deref() == author);
    let work = found.next().unwrap_or_else(|| panic!("no {title} by {author:?} in {works:#?}"));
    assert_eq!(found.next(), None, "{title} is one work");
    work
}

#[test]
fn a_work_cited_twice_is_one_and_two_works_are_never_one() {
    let document = document(HARBOURS);
    let works = works(&document);
    let notes = |work: &Work| work.notes.iter().map(|&note| document.note(note).expect("a note").label.clone()).collect::<Vec<_>>();

    let report = of(&works, "The state of the tolls", Some("Berg, A."));
    assert_eq!((notes(report), report.tables.len()), (vec!["1".to_owned()], 1), "letter case is no difference");
    let tides = of(&works, "Tides of the North: A History", Some("Berg, A."));
    assert_eq!(notes(tides), ["2", "5"], "an author in capitals is the same");
    assert_eq!(notes(of(&works, "Tides of the North", Some("Berg"))), ["3"], "which Berg's book that is, nobody can tell");
    let other = of(&works, "Tides of the North", Some("Berg, K."));
    assert_eq!(notes(other), ["4"], "another author wrote another work");
    let papers: Vec<Vec<String>> = works.iter().filter(|work| work.title.as_deref() == Some("Morgenpost")).map(notes).collect();
    assert_eq!(papers, [vec!["2", "6"], vec!["4"]], "an issue of another day is another work");
    // The document's plain imprints set the publisher first, so the others do.
    let quays = of(&works, "Quays", Some("Castell, R."));
    assert_eq!((quays.publisher.as_deref(), quays.place.as_deref()), (Some("Holm"), Some("Nowhere")));
    for work in &works {
        assert_eq!(work.citings.len(), work.notes.len() + work.tables.len());
        let (at, end) = work.citings[0];
        let words = document.block(at.flow, at.block).expect("a block").text.slice(Extent::new(at.byte, end));
        assert_eq!(words, work.text);
    }
}

#[test]
fn a_short_title_goes_to_the_only_work_that_it_can_be_of() {
    let source = "\
Harbours

One.\u{b9} Two.\u{b2}

\u{b9} Berg, *Tides of the North*, p. 9.

\u{b2} Berg, A., *Tides of the North: A History* (Holm: London, 1990).
";
    let works = works(&document(source));
    assert_eq!(works.len(), 1, "{works:#?}");
    assert_eq!((works[0].year, works[0].author.as_deref(), works[0].notes.len()), (Some(1990), Some("Berg, A."), 2));
    assert_eq!(works[0].text, "Berg, Tides of the North, p. 9", "the words are those of the first citation");
}

#[test]
fn a_short_title_that_two_works_begin_with_joins_neither() {
    let source = "\
Harbours

One.\u{b9} Two.\u{b2} Three.\u{b3}

\u{b9} Berg, A., *Tides: The South* (Holm: London, 1990).

\u{b2} Berg, A., *Tides: The North* (Holm: London, 1990).

\u{b3} Berg, *Tides*, p. 9.
";
    let works = works(&document(source));
    assert_eq!(works.iter().map(|work| work.notes.clone()).collect::<Vec<_>>(), [[NoteId(0)], [NoteId(1)], [NoteId(2)]]);
}

#[test]
fn the_list_has_its_agreed_shape() {
    let document = document(HARBOURS);
    let first = serde_json::to_value(&entries(&document)[0]).expect("JSON");
    let expect = serde_json::json!({
        "author": "Berg, A.", "title": "The state of the tolls", "year": 1998, "container": null, "publisher": null, "place": null, "kind": "other",
        "edited": false, "text": "Berg, A., 'The state of the tolls', Draft report presented at the Guild Hall, 5–6 Mar. 1998, p. 118",
        "notes": ["1"], "note_ids": ["n1"], "tables": ["1.1"],
    });
    assert_eq!(first, expect);
    let lines = printed(&document, Form::Lines);
    assert!(lines.contains("5–6 Mar. 1998, p. 118\n    [note 1; table 1.1]\n"), "{lines}");
    assert!(lines.contains("Morgenpost, 4 May 1921\n    [notes 2, 6]\n"), "{lines}");
}

/// Reads BibTeX as BibTeX does: an entry is `@sort{key, name = {value}, ...}`, where braces count even behind a backslash.
fn bibtex(out: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut entries = Vec::new();
    let mut rest = out.trim_start();
    while !rest.is_empty() {
        let (_, behind) = rest.strip_prefix('@').and_then(|rest| rest.split_once('{')).expect("an entry");
        let (key, behind) = behind.split_once(',').expect("a key");
        rest = behind.trim_start();
        let mut fields = Vec::new();
        while !rest.starts_with('}') {
            let (name, behind) = rest.split_once(" = {").expect("a field");
            let mut depth = 1;
            let end = behind.char_indices().find(|(_, c)| {
                depth += i32::from(*c == '{') - i32::from(*c == '}');
                depth == 0
            });
            let (end, _) = end.expect("a value that ends");
            fields.push((name.to_owned(), behind[..end].to_owned()));
            rest = behind[end + 1..].strip_prefix(',').expect("a comma").trim_start();
        }
        rest = rest[1..].trim_start();
        entries.push((key.to_owned(), fields));
    }
    entries
}

#[test]
fn bibtex_can_be_read_whatever_the_titles_hold() {
    let source = HARBOURS.replace("Tides of the North: A History", "Salt & {Wool}: 100% of \\ #1_$ ~ ^ }");
    let document = document(&source);
    let entries = bibtex(&printed(&document, Form::Bibtex));
    assert_eq!(entries.len(), works(&document).len());
    let keys: HashSet<&String> = entries.iter().map(|(key, _)| key).collect();
    assert_eq!(keys.len(), entries.len(), "keys are unique");
    assert!(keys.iter().all(|key| key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')));
    let field = |of: usize, name: &str| entries[of].1.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    assert_eq!((field(0, "author"), field(0, "year"), field(0, "publisher")), (Some("Berg, A."), Some("1998"), None));
    let title = entries.iter().flat_map(|(_, fields)| fields).find(|(name, value)| name == "title" && value.contains("Salt")).expect("the title");
    let plain = title.1.trim_matches(['{', '}']);
    assert!(!plain.contains(['{', '}']) && plain.contains("\\&") && plain.contains("100\\%") && plain.contains("\\textbackslash"), "{plain}");
}

#[test]
fn names_go_to_bibtex_one_by_one_only_where_they_are_surely_so() {
    let source = "\
Harbours

One.\u{b9} Two.\u{b2} Three.\u{b3}

\u{b9} Berg, A., Castell, R. and Dahl, E. (eds), *Tides* (Holm: London, 1990).

\u{b2} Institute of Tolls and Harbours, *Ebbs* (Holm: London, 1990).

\u{b3} Berg, A., Castell, R. and Dahl, E., *Quays* (Holm: London, 1990).
";
    let out = printed(&document(source), Form::Bibtex);
    assert!(out.contains("editor = {Berg, A. and Castell, R. and Dahl, E.}"), "{out}");
    assert!(out.contains("author = {{Institute of Tolls and Harbours}}"), "{out}");
    assert!(out.contains("@book{berg1990,") && out.contains("@book{berg1990-2,"), "{out}");
}

/// What is right, wrong and absent of the works of the real chapter, against a table written by hand from reading its notes.
#[test]
fn the_works_of_the_chapter_are_those_of_the_table() {
    let Some(path) = std::env::var_os("IBID_CHAPTER") else { return };
    let (_, reading) = read_bytes("chapter.txt", std::fs::read(path).expect("the chapter"), None).expect("it is read");
    if let Some(ran) = std::env::var_os("IBID_CHAPTER_RAN") {
        let mut ran = std::fs::OpenOptions::new().create(true).append(true).open(ran).expect("a file for the names of tests");
        writeln!(ran, "works").expect("a name is written");
    }
    let document = &reading.document;
    let works = works(document);
    let rows: Vec<Vec<&str>> = include_str!("data/works/chapter.tsv").lines().map(|line| line.split('\t').collect()).collect();
    let (mut right, mut wrong, mut absent) = (0, Vec::new(), Vec::new());
    let mut expected = vec![0usize; document.notes.len()];
    for row in &rows {
        let note = document.notes.iter().position(|note| note.label == row[0]).expect("a note of that label");
        expected[note] += 1;
        let of_note = |work: &&Work| work.notes.contains(&NoteId(note as u32)) && work.title.as_ref().is_some_and(|title| title.starts_with(row[2]));
        let Some(work) = works.iter().find(of_note) else {
            absent.push(format!("note {}: {}", row[0], row[2]));
            continue;
        };
        right += 1;
        let year = work.year.map(|year| year.to_string());
        let got = [&work.author, &work.container, &work.publisher, &work.place, &year];
        for (got, expect) in got.into_iter().zip([row[1], row[3], row[4], row[5], row[6]]) {
            match got.as_deref() {
                None if expect == "-" => {}
                None => absent.push(format!("note {}: {expect}", row[0])),
                Some(got) if got == expect || expect != "-" && expect == row[3] && got.starts_with(expect) => right += 1,
                Some(got) => wrong.push(format!("note {}: {got} for {expect}", row[0])),
            }
        }
    }
    crate::scores::note(&format!("fields of works in the chapter: {right} right, {} wrong, {} absent", wrong.len(), absent.len()));
    assert_eq!((wrong, absent), (Vec::<String>::new(), Vec::<String>::new()));
    let got: Vec<usize> = (0u32..).zip(&document.notes).map(|(note, _)| works.iter().filter(|work| work.notes.contains(&NoteId(note))).count()).collect();
    assert_eq!(got, expected, "works of each note");
    let of_table: Vec<&Work> = works.iter().filter(|work| !work.tables.is_empty()).collect();
    assert_eq!(of_table.len(), 1);
    assert_eq!(of_table[0].notes.iter().map(|&note| document.notes[note.0 as usize].label.as_str()).collect::<Vec<_>>(), ["7"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a note holds, what is read of it are ranges of it, in order, each within its citation.
    #[test]
    fn what_is_read_stands_in_the_text(words in "(Berg, |A\\. |and |see |\\*|‘|’|“|”|'|«|»|\\(|\\)|\\[|\\]|; |\\. |, |1990|vol\\. 3|p\\. 4|London: |Holm|é| v\\. |410 U\\. S\\. 113|§ 4|note 3|in ){0,40}") {
        let text = text(&words);
        let cited = cited_in(&text);
        let mut end = 0;
        for work in &cited {
            prop_assert!(work.extent.start >= end && !work.extent.is_empty(), "{:?}", cited);
            end = work.extent.end;
            for field in [work.author, work.title, work.container, work.publisher, work.place].into_iter().flatten() {
                prop_assert!(work.extent.start <= field.start && field.end <= work.extent.end && !text.slice(field).is_empty(), "{:?}", cited);
            }
        }
    }
}
