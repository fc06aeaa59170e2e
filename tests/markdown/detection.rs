//! What a text is taken for: by what stands in it, and by its name where that does not tell.

use std::path::PathBuf;

use ibid::read::{Form, detect};

use super::ledger::OURS;

/// An article as a scanner and its tool write it: one heading, long paragraphs, notes by raised figures at the pages' ends.
fn scanned() -> String {
    let paragraph = "The keeper of the light wrote in 1781 that no ship had passed the bar since the great storm, and that the pilots of the town held it for settled that none would. ".repeat(4);
    let mut out = "# On the Harbour Lights\n\n".to_owned();
    for page in 1..14 {
        out.push_str(&format!("{paragraph}¹\n\n¹ See the letter of the pilots, p. {page}.\n\n{}\n\n", 200 + page));
    }
    out
}

#[test]
fn what_is_written_as_markdown_is_told_by_its_signs_whatever_it_is_called() {
    for name in ["a.md", "a.txt", "a", "-"] {
        assert_eq!(detect::form(name, OURS), Form::Markdown, "{name}");
    }
    let prose = "A line of prose.\n\nAnother one.\n";
    assert_eq!((detect::form("a.md", prose), detect::form("a.txt", prose)), (Form::Markdown, Form::Ocr));
}

#[test]
fn what_was_printed_is_told_by_its_pages_even_where_its_name_says_markdown() {
    for name in ["a.md", "a.txt"] {
        let (form, reasons) = detect::told(name, &scanned());
        assert_eq!(form, Form::Ocr, "{reasons:?}");
        assert!(reasons.iter().any(|reason| reason.form == Form::Ocr && reason.words.contains("foot of a page")), "{reasons:?}");
    }
}

#[test]
fn the_texts_of_the_corpus_are_told_right() {
    let folder = std::env::var_os("IBID_CORPUS").map(PathBuf::from).unwrap_or_default();
    for (part, wanted) in [("markdown", Form::Markdown), ("ocr-text", Form::Ocr)] {
        for file in std::fs::read_dir(folder.join(part)).into_iter().flatten().flatten().map(|file| file.path()).filter(|path| path.is_file()) {
            let text = std::fs::read_to_string(&file).expect("a text");
            assert_eq!(detect::form(&file.to_string_lossy(), &text), wanted, "{}", file.display());
        }
    }
}
