//! Works cited by key from a bibliography beside the text: where a key leads, what is said of one that leads nowhere.

use std::path::Path;
use std::time::{Duration, Instant};

use ibid::app::event::Event;
use ibid::model::{Account, Mark, Reading, Target};
use ibid::read::bibliography::Bibliography;
use ibid::read::{Asked, Form};

use crate::screens::made::Screen;

/// The text that cites, with the files beside it.
fn weirs() -> Reading {
    let path = Path::new("tests/data/citations/weirs.md");
    let bytes = std::fs::read(path).expect("the text");
    ibid::read::read("weirs.md", bytes, &Asked::from(Some(Form::Markdown)).of_file(path), Account::Kept).expect("a text").reading
}

/// A text that cites from a bibliography of these words.
fn citing(text: &str, entries: &str, named: bool) -> Reading {
    let bibliography = Bibliography::new(vec![("made.bib".to_owned(), entries.to_owned())], named);
    ibid::read::markdown::read(text, bibliography, ibid::read::ocr::Extent::Whole, Account::Kept)
}

/// The words that lead to entries, with their keys.
fn cited(reading: &Reading) -> Vec<(String, String)> {
    let document = &reading.document;
    let notes = document.notes.iter().map(|note| &note.flow);
    let mut found = Vec::new();
    for block in std::iter::once(&document.body).chain(notes).flat_map(|flow| &flow.blocks) {
        for span in block.text.spans() {
            if let Mark::Link(Target::Entry(entry)) = span.mark {
                found.push((block.text.slice(span.extent).to_owned(), document.entries[entry as usize].key.clone()));
            }
        }
    }
    found
}

fn warnings(reading: &Reading) -> Vec<(&str, u32, &str)> {
    reading.warnings.iter().map(|warning| (warning.kind, warning.line, warning.message.as_str())).collect()
}

#[test]
fn keys_lead_to_entries_and_the_text_stays() {
    let reading = weirs();
    let same = |key: &str| (format!("@{key}"), key.to_owned());
    assert_eq!(cited(&reading), [same("dorne1961"), same("brink-2004"), same("aalto:1999"), same("dorne1961")]);
    let text: Vec<&str> = reading.document.body.blocks.iter().map(|block| block.text.as_str()).collect();
    assert!(text[1].starts_with("The weir was older than the mill [@dorne1961, p. 5; see also @brink-2004]. What @aalto:1999 says"), "{text:?}");
    let source = std::fs::read_to_string("tests/data/citations/weirs.md").expect("the text");
    assert_eq!(super::ledger::holds(&source, &reading), Ok(()));
}

#[test]
fn an_entry_is_printed_whole() {
    let entries = weirs().document.entries;
    let printed: Vec<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
    assert_eq!(
        printed,
        [
            "Anna Maria Dorne and Karl van der Brink. The Weir at the Bend. In: Annals of Small Rivers 12 (3), 1961, pp. 41–58. doi:10.1000/weir.12",
            "Karl Brink. Mills. Quay Press, 2004",
            "Päivi Aalto. What Did the Miller Know? In: Mills and Their Water, J. Corve (ed.), Harbour: Quay Press, 1999, p. 7",
        ]
    );
}

#[test]
fn a_key_without_an_entry_is_told_with_its_line() {
    let reading = weirs();
    let told = warnings(&reading);
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!((told[0].0, told[0].1), ("citation-without-entry", 9));
    assert!(told[0].2.contains("@nobody1900"), "{told:?}");
    assert_eq!((told[1].0, told[1].1), ("bibliography", 11));
    assert!(told[1].2.contains("lost_2010 in rivers.bib, line 26"), "{told:?}");
}

#[test]
fn a_name_is_no_citation_where_nothing_says_so() {
    let entries = "@book{a, title = {A}}\n";
    let reading = citing("Thanks to @someone, says @a.\n\nSee [@other].\n", entries, false);
    assert_eq!(cited(&reading), [("@a".to_owned(), "a".to_owned())]);
    assert_eq!(warnings(&reading).iter().map(|told| (told.0, told.1)).collect::<Vec<_>>(), [("citation-without-entry", 3)]);
    let silent = ibid::read::read_to_show("a.md", b"# A\n\nThanks to @someone [@a].\n".to_vec(), Some(Form::Markdown)).expect("a text").1;
    assert!(cited(&silent).is_empty() && silent.warnings.is_empty());
}

#[test]
fn a_note_and_a_cell_cite_too() {
    let text = "A word.[^1]\n\n| a | b |\n|---|---|\n| c | [@{k.1}] |\n\n[^1]: See @k_2, there.\n";
    let reading = citing(text, "@misc{k.1, title = {One}}\n@misc{k_2, title = {Two}}\n", true);
    assert_eq!(cited(&reading).iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>(), ["@{k.1}", "@k_2"]);
}

#[test]
fn an_entry_has_its_parent_and_may_lack_everything() {
    let entries = "@book{whole, title = {The Whole}, booktitle = {The Whole}, year = 1990, editor = {E. Ditor}}\n\
        @inbook{part, author = {A. Uthor}, title = {A Part}, crossref = {whole}}\n@misc{bare,}\n@string{a = a}\n@misc{ring, title = a}\n";
    let reading = citing("[@part; @bare; @ring]\n", entries, true);
    let printed: Vec<&str> = reading.document.entries.iter().map(|entry| entry.text.as_str()).collect();
    assert_eq!(printed, ["A. Uthor. A Part. In: The Whole, E. Ditor (ed.), 1990", ""]);
    assert_eq!(super::ledger::holds("[@part; @bare; @ring]\n", &reading), Ok(()));
}

#[test]
fn a_file_that_is_missing_or_no_bibliography_is_told() {
    let path = Path::new("tests/data/citations/none.md");
    let text = b"---\nbibliography: nowhere.bib\n---\n\nSee [@a].\n".to_vec();
    let reading = ibid::read::read("none.md", text, &Asked::from(Some(Form::Markdown)).of_file(path), Account::Kept).expect("a text").reading;
    assert_eq!(warnings(&reading), [("bibliography", 1, "nowhere.bib cannot be read: there is no such file")]);
    let reading = citing("See [@a].\n", "No entry stands here.\n", true);
    assert_eq!(warnings(&reading), [("bibliography", 1, "no entry is found in made.bib")]);
}

#[test]
fn big_and_damaged_bibliographies_cost_no_more_than_their_length() {
    let began = Instant::now();
    let entry = |i: usize| {
        format!("@article{{k{i}, author = {{A. Writer and B. Writer}}, title = {{Of the number {i}}}, year = 1900, abstract = {{{}}}}}\n", "w ".repeat(60))
    };
    let big: String = (0..25_000).map(entry).collect();
    let text: String = (0..25_000).map(|i| format!("[@k{i}]\n\n")).collect();
    assert!(big.len() > 5_000_000);
    assert_eq!(citing(&text, &big, true).document.entries.len(), 25_000);
    let open = format!("@misc{{a, title = {}\n", "{".repeat(60_000));
    assert_eq!(citing("[@a]\n", &open, true).document.entries.len(), 0);
    let deep = format!("@misc{{a, title = {{{}x{}}}}}\n", "{".repeat(20_000), "}".repeat(20_000));
    citing("[@a]\n", &deep, true);
    citing(&"@a ".repeat(100_000), "@misc{b, title = {B}}\n", true);
    citing("[@a]\n", &"@a{".repeat(300_000), true);
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
}

#[test]
fn enter_on_a_citation_shows_its_entry() {
    let screen = Screen::with(80, 24, Event::Loaded(Box::new(weirs()))).keys("Tab");
    assert!(screen.lines().last().is_some_and(|line| line.contains("Anna Maria Dorne")), "{}", screen.text());
    let opened = screen.keys("Enter");
    assert!(opened.find("┌─ dorne1961 ─").is_some() && opened.find("The Weir at the Bend.").is_some(), "{}", opened.text());
    let copied = opened.keys("y");
    assert!(copied.app.copied().is_some_and(|words| words.starts_with("Anna Maria Dorne")), "{:?}", copied.app.copied());
    let closed = copied.keys("Esc");
    assert!(closed.find("┌─").is_none(), "{}", closed.text());
}
