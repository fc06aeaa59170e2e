//! Short citations: what `ibid.`, `op. cit.`, `supra` and their kin stand for, in pages of ours and against a table that
//! was written by hand from reading real texts.

use std::io::Write;
use std::path::PathBuf;

use ibid::apparatus::citations::{ShortCitation, citations, stands_for};
use ibid::cli::citations::{entries, print};
use ibid::model::{Document, FlowId, NoteId};
use ibid::read::read_bytes;
use serde_json::json;

/// Short citations of real texts: file, line, their words, some words of the work they stand for (`-` for none).
const CORPUS: &str = include_str!("data/citations/corpus.tsv");

/// Texts of ours with what their short citations stand for, by eye: the note (or `body`), words, how sure, words of the work.
///
/// `sure` and `likely` are so; `right` may be either; `none` stands for nothing known; `unsure` is not sure, and right where
/// it is anything.
const HARD: &str = include_str!("data/citations/hard.txt");

/// Answers of the corpus that are right and called sure; no fewer may be.
const SURE: usize = 92;
/// Answers of the corpus that are right, those with a reason for doubt included; no fewer may be.
const RIGHT: usize = 115;

fn document(name: &str, source: Vec<u8>) -> Document {
    read_bytes(name, source, None).expect("it is read").1.document
}

/// Words with single blanks and without soft hyphens.
fn plain(words: &str) -> String {
    words.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many answers came out in which way.
#[derive(Debug, Default)]
struct Score {
    sure: usize,
    likely: usize,
    none: usize,
    missed: usize,
    absent: usize,
    wrong: Vec<String>,
}

impl Score {
    /// Holds the rows of the table for one file against what was found in it.
    fn add(&mut self, document: &Document, rows: &[Vec<&str>]) {
        let found = citations(document);
        let lines: Vec<u32> = found.iter().map(|citation| document.line(document.source(citation.at))).collect();
        let mut used = vec![false; found.len()];
        for row in rows {
            let line: u32 = row[1].parse().expect("a line");
            let fits = |at: &usize| !used[*at] && lines[*at].abs_diff(line) < 2 && plain(&found[*at].words).contains(&plain(row[2]));
            let Some(at) = (0..found.len()).filter(fits).min_by_key(|&at| lines[at].abs_diff(line)) else {
                self.absent += 1;
                continue;
            };
            used[at] = true;
            match &found[at].stands_for {
                Err(_) if row[3] == "-" => self.none += 1,
                Err(_) => self.missed += 1,
                Ok(standing) if row[3] != "-" && standing.text.to_lowercase().contains(&row[3].to_lowercase()) => match standing.doubt {
                    None => self.sure += 1,
                    Some(_) => self.likely += 1,
                },
                Ok(standing) => self.wrong.push(format!("{}, line {line}: {} for {}, and not {}", row[0], row[2], standing.text, row[3])),
            }
        }
        // The table has all of these files: what it does not have cannot be sure.
        for ((citation, line), _) in found.iter().zip(lines).zip(used).filter(|(_, used)| !used) {
            if let Ok(standing) = &citation.stands_for
                && standing.doubt.is_none()
            {
                self.wrong.push(format!("{}, line {line}: {} for {}, not in the table", rows[0][0], citation.words, standing.text));
            }
        }
    }
}

#[test]
fn short_citations_of_real_texts_stand_for_what_a_reader_finds() {
    let Some(folder) = std::env::var_os("IBID_CORPUS").map(PathBuf::from) else { return };
    let rows: Vec<Vec<&str>> = CORPUS.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    let mut score = Score::default();
    for rows in rows.chunk_by(|one, next| one[0] == next[0]) {
        let path = folder.join("ocr-text").join(rows[0][0]);
        score.add(&document(rows[0][0], std::fs::read(path).expect("a file of the corpus")), rows);
    }
    let Score { sure, likely, none, missed, absent, wrong } = score;
    crate::scores::note(&format!(
        "short citations of the corpus: {sure} right and sure, {likely} right and likely, {none} rightly none, {missed} not resolved, {absent} not found, {} wrong",
        wrong.len()
    ));
    assert_eq!(wrong, Vec::<String>::new(), "no answer is wrong, sure or not");
    assert_eq!(sure + likely + none + missed + absent, rows.len());
    assert!(sure >= SURE, "{sure} are right and sure");
    assert!(sure + likely >= RIGHT, "{sure} and {likely} are right");
}

/// The label of the note in which a citation stands.
fn place(document: &Document, citation: &ShortCitation) -> String {
    match citation.at.flow {
        FlowId::Body => "body".to_owned(),
        FlowId::Note(note) => document.note(note).expect("a note").label.clone(),
    }
}

/// Why an answer is not what a reader says.
fn amiss(citation: &ShortCitation, link: &str, work: &str) -> Option<String> {
    match &citation.stands_for {
        Err(why) if why.is_empty() => Some("no reason is given".to_owned()),
        Err(why) => (!matches!(link, "none" | "unsure")).then(|| format!("nothing is known, because {why}")),
        Ok(standing) => {
            let given = match &standing.doubt {
                None => "sure",
                Some(why) if why.is_empty() => "likely without a reason",
                Some(_) => "likely",
            };
            let allowed = match link {
                "right" => matches!(given, "sure" | "likely"),
                "unsure" => given == "likely",
                _ => given == link,
            };
            (!allowed || !standing.text.contains(work)).then(|| format!("{given}: {} ({:?})", standing.text, standing.doubt))
        }
    }
}

#[test]
fn hard_short_citations_are_answered_as_a_reader_answers_them() {
    let mut wrong = Vec::new();
    let mut answers = 0;
    for text in HARD.split("\n======\n") {
        let (source, expected) = text.split_once("\n=> ").unwrap_or((text, ""));
        let title = source.lines().next().expect("a title");
        let document = document("text.txt", source.as_bytes().to_vec());
        let found = citations(&document);
        let expected: Vec<Vec<&str>> =
            expected.split("\n=> ").filter(|line| !line.is_empty()).map(|line| line.trim_start().trim_end_matches('\n').split(" | ").collect()).collect();
        for (at, citation) in found.iter().enumerate() {
            match expected.get(at) {
                Some(row) if place(&document, citation) == row[0] && plain(&citation.words).contains(row[1]) => {
                    let why = amiss(citation, row[2], if row[3] == "-" { "" } else { row[3] });
                    wrong.extend(why.map(|why| format!("{title}, {row:?}: {why}")));
                }
                _ => wrong.push(format!("{title}, note {}: {:?} was not looked for at place {at}", place(&document, citation), citation.words)),
            }
        }
        if found.len() < expected.len() {
            wrong.push(format!("{title}: {} of {} were found", found.len(), expected.len()));
        }
        answers += expected.len();
        // One note asked by itself answers as the whole document does.
        for note in (0..document.notes.len() as u32).map(NoteId) {
            let here: Vec<ShortCitation> = found.iter().filter(|citation| citation.at.flow == FlowId::Note(note)).cloned().collect();
            assert_eq!(stands_for(&document, note), here, "{title}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(answers > 50, "{answers} answers");
}

/// The real chapter cites in full: of its notes two send to another, and nothing else is short.
#[test]
fn two_notes_of_the_chapter_send_to_another() {
    let Some(path) = std::env::var_os("IBID_CHAPTER") else { return };
    let document = document("chapter.txt", std::fs::read(path).expect("the chapter"));
    if let Some(ran) = std::env::var_os("IBID_CHAPTER_RAN") {
        let mut ran = std::fs::OpenOptions::new().create(true).append(true).open(ran).expect("a file for the names of tests");
        writeln!(ran, "citations").expect("a name is written");
    }
    let note = |label: &str| NoteId(document.notes.iter().position(|note| note.label == label).expect("a note of that label") as u32);
    for (from, to) in [("9", "4"), ("11", "10")] {
        let found = stands_for(&document, note(from));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0].words, format!("note {to}"));
        let standing = found[0].stands_for.as_ref().expect("it stands for a note");
        assert_eq!((standing.note(), standing.doubt.as_ref()), (Some(note(to)), None));
        let words: Vec<&str> = document.flow(FlowId::Note(note(to))).blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(standing.text, words.join(" "), "the whole of note {to}");
    }
    let all: Vec<String> = citations(&document).iter().map(|citation| place(&document, citation)).collect();
    assert_eq!(all, ["9", "11"]);
}

/// A text with short citations that are sure, likely and not known, in notes and in the running text.
const PRINTED: &str = "\
Harbours of the North

It built a quay, Rowe v. Wadham, 410 U. S. 113 (1973). Id., at 120. The guild kept its books.¹ It sold salt.² Nobody paid.³

¹ Berg, A., *Tides of the North* (Holm: London, 1990), p. 3; and Castell, R., *Quays and Tolls* (Holm: London, 1991), p. 8.

² Ibid., p. 9.

³ Dahl, op. cit., p. 2.
";

#[test]
fn the_list_has_its_agreed_shape() {
    let document = document("text.txt", PRINTED.as_bytes().to_vec());
    let several = "note 1 cites several works; it is taken for the last";
    let unknown = "no note before it cites a work by Dahl";
    let expect = json!([
        {"line": 3, "in_note": null, "words": "Id., at 120", "why": null,
         "stands_for": {"note": null, "id": null, "line": 3, "text": "Rowe v. Wadham, 410 U. S. 113 (1973)", "link": "sure", "why": null}},
        {"line": 7, "in_note": "n2", "words": "Ibid., p. 9", "why": null,
         "stands_for": {"note": "1", "id": "n1", "line": 5, "text": "Castell, R., Quays and Tolls (Holm: London, 1991)", "link": "likely", "why": several}},
        {"line": 9, "in_note": "n3", "words": "Dahl, op. cit., p. 2", "stands_for": null, "why": unknown},
    ]);
    assert_eq!(serde_json::to_value(entries(&document)).expect("JSON"), expect);
    let lines = |json| {
        let mut out = Vec::new();
        print(&document, json, 200, &mut out).expect("a vector takes all");
        String::from_utf8(out).expect("UTF-8")
    };
    assert_eq!(serde_json::from_str::<serde_json::Value>(&lines(true)).expect("JSON"), expect);
    let expect = format!(
        "\
3  Id., at 120
     stands for Rowe v. Wadham, 410 U. S. 113 (1973) [line 3]
7  Ibid., p. 9
     stands for Castell, R., Quays and Tolls (Holm: London, 1991) [note 1; likely, because {several}]
9  Dahl, op. cit., p. 2
     stands for nothing known: {unknown}
"
    );
    assert_eq!(lines(false), expect);
}

/// A book of very many notes, each written by its number.
fn many(note: &dyn Fn(usize) -> String) -> Document {
    const NOTES: usize = 2_000;
    let raised = |number: usize| -> String {
        number.to_string().bytes().filter_map(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(usize::from(digit - b'0'))).collect()
    };
    let mut source = String::from("Harbours\n\n");
    for at in 1..=NOTES {
        source.push_str(&format!("The guild kept its books.{}\n\n{} {}\n\n", raised(at), raised(at), note(at)));
    }
    let document = document("text.txt", source.into_bytes());
    assert_eq!(document.notes.len(), NOTES);
    document
}

const BOOK: &str = "Berg, A., *Tides of the North* (Holm: London, 1990), p. 3.";

#[test]
fn very_many_short_notes_are_answered_to_the_last() {
    let chain = |at: usize| if at == 1 { BOOK.to_owned() } else { "Ibid.".to_owned() };
    let turns = |at: usize| if at % 2 == 1 { BOOK.to_owned() } else { "Berg, op. cit., p. 7.".to_owned() };
    let far = |at: usize| if at == 1 { BOOK.to_owned() } else { "Berg, op. cit., p. 7.".to_owned() };
    for (name, note) in [("a chain", &chain as &dyn Fn(usize) -> String), ("in turn", &turns), ("far off", &far)] {
        let document = many(note);
        let one = stands_for(&document, NoteId(document.notes.len() as u32 - 1));
        let all = citations(&document);
        assert_eq!(one.len(), 1, "{name}");
        let last = all.last().and_then(|citation| citation.stands_for.as_ref().ok()).expect("a work");
        assert!(last.text.starts_with("Berg, A., Tides of the North"), "{name}");
    }
}
