//! Title, authors and date, from the front of a text.

use super::{paragraphs, read, wrap};
use ibid::model::Meta;

fn meta(source: &str) -> Meta {
    read(source).document.meta
}

fn body() -> String {
    paragraphs(4).join("\n\n")
}

#[test]
fn fields_say_who_wrote_what_and_when() {
    let found = meta(&format!("# The old quay\n\n**Author(s):** Ada Brenner, Olof Tamm  \n**Year:** 1893  \n**Journal:** Harbours  \n\n---\n\n{}\n", body()));
    assert_eq!((found.title.as_deref(), found.date.as_deref()), (Some("The old quay"), Some("1893")));
    assert_eq!(found.authors, ["Ada Brenner", "Olof Tamm"]);

    let wrapped = |text: &str| wrap(text, 70, 0).join("\n");
    let front = "A text of the Harbour Library\n\nTitle: The Old Quay\n       and What Became of It\n\nAuthor: Ada Brenner\n\nLanguage: English\n";
    let found = meta(&format!("{front}\n\n{}\n", paragraphs(4).iter().map(|text| wrapped(text)).collect::<Vec<_>>().join("\n\n")));
    assert_eq!((found.title.as_deref(), &found.authors[..]), (Some("The Old Quay and What Became of It"), &["Ada Brenner".to_owned()][..]));

    let found = meta(&format!("Titel: Der alte Kai\nAutor: Brenner, Ada\nJahr: 1893\n\n{}\n", body()));
    assert_eq!((found.title.as_deref(), found.date.as_deref(), &found.authors[..]), (Some("Der alte Kai"), Some("1893"), &["Brenner, Ada".to_owned()][..]));
}

#[test]
fn a_single_field_is_a_sentence() {
    let found = meta(&format!("# The old quay\n\nTitle: nobody had any to it, and it was sold.\n\n{}\n", body()));
    assert_eq!((found.title.as_deref(), &found.authors[..], found.date), (Some("The old quay"), &[][..], None));
}

/// Where the first lines are those of a title page, what stands over every page names the document.
#[test]
fn the_line_over_every_page_names_the_document() {
    let head = |page: usize| format!("\u{c}Memo 212               Of the Old Quay          May 1893 {page:>4}\n\n");
    let prose: Vec<String> = paragraphs(40).iter().map(|text| wrap(text, 66, 0).iter().map(|line| format!("   {line}\n")).collect::<String>()).collect();
    let pages: String =
        prose.chunks(6).enumerate().map(|(i, page)| format!("{}{}", if i == 0 { String::new() } else { head(i + 1) }, page.join("\n"))).collect();
    let front = "Harbour Working Group                                      A. Brenner\nMemo: 212                                                     O. Tamm\n                                                        Norrham Harbour\n\n                        Of the Old Quay\n\n";
    let found = meta(&format!("{front}{pages}"));
    assert_eq!((found.title.as_deref(), &found.authors[..]), (Some("Of the Old Quay"), &["A. Brenner".to_owned(), "O. Tamm".to_owned()][..]));
}

#[test]
fn lines_of_two_columns_stand_above_the_title() {
    let front = "Harbour Working Group                                      A. Brenner\nMemo: 212                                                     O. Tamm\n                                                      Norrham Harbour\n                                                             May 1893\n\n                            Of the Old Quay\n\n";
    let prose: Vec<String> = paragraphs(8).iter().map(|text| wrap(text, 66, 0).iter().map(|line| format!("   {line}\n")).collect::<String>()).collect();
    let source = format!("{front}{}", prose.join("\n"));
    let found = meta(&source);
    assert_eq!((found.title.as_deref(), &found.authors[..]), (Some("Of the Old Quay"), &["A. Brenner".to_owned(), "O. Tamm".to_owned()][..]));
    let first = &read(&source).document.body.blocks[0];
    assert_eq!(first.text.as_str().lines().count(), 4, "{:?}", first.text.as_str());
}
