//! Links that lead out of a document: to another file, which opens inside, and to an address, which is shown whole.

use std::path::{Path, PathBuf};

use ibid::app::event::Event;
use ibid::read::{Asked, Form, read_bytes};

use super::ledger::read;
use crate::screens::made::{Screen, reading};

const HOUSE: &str = "# The house\n\nThe garden is [told of](the%20garden.md#the-pond) elsewhere, the cellar [nowhere](cellar.md).\n\n## The roof\n\nIt leaks.\n\nA\n\nB\n\nC\n\nD\n\nE\n\nF\n";
const GARDEN: &str = "# The garden\n\nIt is old.\n\n## The pond\n\nIt is deep.\n\n[The roof](house.md#the-roof) is far off.\n\nA\n\nB\n\nC\n\nD\n\nE\n\nF\n";

/// A folder of its own with two files that send to each other.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("house.md"), HOUSE).expect("a file");
    std::fs::write(folder.join("the garden.md"), GARDEN).expect("a file");
    folder
}

/// The program with the first of the two files.
fn house(name: &str) -> Screen {
    let mut screen = Screen::with(60, 12, Event::Loaded(Box::new(reading(HOUSE))));
    screen.app.comes_from(Some(&folder(name).join("house.md")), &Asked::default());
    screen
}

#[test]
fn a_link_to_a_file_opens_it_inside_with_a_way_back_and_forth() {
    let screen = house("inside").keys("Tab Enter");
    let text = screen.text();
    assert!(text.contains("The pond") && text.contains("It is deep.") && !text.contains("It is old."), "{text}");
    assert!(screen.app.message().is_some_and(|message| message.starts_with("the garden.md; ")), "{:?}", screen.app.message());
    let screen = screen.keys("H");
    assert!(screen.text().contains("It leaks."), "{}", screen.text());
    let screen = screen.keys("L");
    assert!(screen.text().contains("It is deep."), "{}", screen.text());
}

#[test]
fn a_file_that_came_by_a_link_leads_further() {
    let screen = house("further").keys("Tab Enter Tab Enter");
    assert!(screen.text().contains("It leaks.") && !screen.text().contains("The garden is"), "{}", screen.text());
    let screen = screen.keys("H H");
    assert!(screen.text().contains("The garden is"), "{}", screen.text());
    let screen = screen.keys("H");
    assert_eq!(screen.app.message(), Some("nothing to go back to"));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let screen = house("missing").keys("Tab Tab Enter");
    assert_eq!(screen.app.message(), Some("the file cellar.md is not there"));
    assert!(screen.text().contains("It leaks."));
}

#[test]
fn an_address_is_shown_whole_and_copied() {
    let address = "https://example.org/a/very/long/way/to/the/pond/of/the/garden/behind/the/house?from=the&way=round";
    let mut screen =
        Screen::new(40, 14, &format!("# A house\n\nThe [pond]({address}) and **more** of it.\n\n- `one`\n- two [^1]\n\n[^1]: Three.\n")).keys("Tab Enter");
    let lines: String = screen.lines().iter().filter_map(|line| Some(line.split_once('│')?.1.split_once('│')?.0.trim().to_owned())).collect();
    assert_eq!(lines, address);
    screen.press("y");
    assert_eq!(screen.app.copied(), Some(address));
    let screen = screen.keys("Esc");
    assert!(screen.find("address").is_none(), "{}", screen.text());
}

#[test]
fn what_other_programs_take_for_a_heading_is_one() {
    let document = read("## One\n\n##Two\n\nwords\n##not this\n\n#tag\n\n##1 is no word\n").expect("a text").document;
    let headings: Vec<&str> = document.headings.iter().map(|&block| document.body.blocks[block as usize].text.as_str()).collect();
    assert_eq!(headings, ["One", "Two"]);
}

#[test]
fn a_line_end_behind_the_last_words_is_none() {
    let document = read("One  \ntwo<br><br>three<br></br>\n<br>\n\nFour<br>\n").expect("a text").document;
    let texts: Vec<&str> = document.body.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts, ["One\ntwo\n\nthree", "Four"]);
}

#[test]
fn an_address_without_its_scheme_is_one_of_the_web() {
    assert_eq!(read("See [them](www.example.org/a).\n").expect("a text").document.addresses, ["http://www.example.org/a"]);
}

#[test]
fn what_other_programs_read_is_not_shown_raw() {
    let source = "---\ntitle: Wells\nabstract: |\n  They are\n  deep.\n---\n\n[TOC]\n\n::: {.note #n}\nA note.\n:::\n\n| A line,\n| and *one* more.\n\n[A link](x.md){:target=\"_blank\"} of it.\n\n| a | b |\n\nThe set [toc] is one\n";
    let document = read(source).expect("a text").document;
    let texts: Vec<&str> = document.body.blocks.iter().map(|block| block.text.as_str()).collect();
    let expected = ["Wells", "They are deep.", "A note.", "A line,\nand one more.", "A link of it.", "| a | b |", "The set [toc] is one"];
    assert_eq!(texts, expected);
}

/// An address that stands bare in the text opens as a link does; the stop behind it and the bracket around it are not of it.
#[test]
fn an_address_that_stands_bare_is_a_link() {
    let text = "# The mill\n\n- Write to https://example.org/mill_(old), or\n- look at it (www.example.org/mill).\n\n`http://example.org/code` is **code**.\n";
    let reading = read_bytes("mill.md", text.as_bytes().to_vec(), Some(Form::Markdown)).expect("a text").1;
    assert_eq!(reading.document.addresses, ["https://example.org/mill_(old)", "http://www.example.org/mill"]);
    let screen = Screen::with(60, 12, Event::Loaded(Box::new(reading))).keys("Tab Enter y");
    assert_eq!(screen.app.copied(), Some("https://example.org/mill_(old)"));
}
