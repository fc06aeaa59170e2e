//! Short citations: what `ibid.`, `op. cit.`, `supra` and their kin stand for, in pages of ours and against a table that
//! was written by hand from reading real texts.

use std::path::PathBuf;

use ibid::apparatus::citations::citations;
use ibid::model::Document;
use ibid::read::read_bytes;

/// Short citations of real texts: file, line, their words, some words of the work they stand for (`-` for none).
const CORPUS: &str = include_str!("data/citations/corpus.tsv");

/// Answers of the corpus that are right and called sure; no fewer may be.
const SURE: usize = 79;
/// Answers of the corpus that are right, those with a reason for doubt included; no fewer may be.
const RIGHT: usize = 102;

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
