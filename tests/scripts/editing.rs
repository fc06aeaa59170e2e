//! The editor at a line of the source: which line that is, and what is said where there is none.

use std::path::Path;

use ibid::app::Wish;
use ibid::app::event::Event;
use ibid::read::Asked;

use crate::screens::made::{BUNDLED, Screen, reading};

const TEXT: &str =
    "Wells\n\nAnn Brown\n\nI. The first\n\nIt was dug by hand.¹ Nobody knows when.²\n\n¹ By the monks.\n\nII. The second\n\nIt is dry.\n\n⁷ Said of no well.\n";

fn of_file(text: &str) -> Screen {
    let mut screen = Screen::new(80, 24, text);
    screen.app.comes_from(Some(Path::new("wells.txt")), &Asked::default());
    screen
}

/// The line that the editor is called with after some keys.
#[track_caller]
fn line(screen: &mut Screen, keys: &str) -> u32 {
    let wishes: Vec<Option<Wish>> = keys.split_whitespace().map(|key| screen.press(key)).collect();
    assert_eq!(wishes.last(), Some(&Some(Wish::Edit)), "{keys}: {:?}", screen.app.message());
    let (path, line) = screen.app.errand().expect("an errand");
    assert_eq!(path, Path::new("wells.txt"));
    line
}

#[test]
fn the_line_is_that_of_what_is_looked_at() {
    assert_eq!(line(&mut of_file(TEXT), "e"), 1, "the top");
    assert_eq!(line(&mut of_file(TEXT), "Tab e"), 7, "the marker that Tab stands on");
    assert_eq!(line(&mut of_file(TEXT), "Tab Enter e"), 9, "the note that is open");
    assert_eq!(line(&mut of_file(TEXT), "s j e"), 15, "the note of a list");
}

#[test]
fn what_was_not_understood_is_edited_where_it_stands() {
    let mut screen = of_file(TEXT);
    let warnings = &screen.app.open().warnings;
    let lines: Vec<u32> = warnings.iter().map(|warning| warning.line).collect();
    assert!(lines.contains(&7) && lines.contains(&15), "{warnings:?}");
    screen.press("i");
    for (at, expected) in lines.iter().enumerate() {
        let keys = if at == 0 { "e" } else { "j e" };
        assert_eq!(line(&mut screen, keys), *expected);
    }
}

#[test]
fn where_no_file_is_that_is_said() {
    let mut screen = Screen::new(80, 24, BUNDLED);
    assert_eq!(screen.press("e"), None);
    assert_eq!(screen.app.message(), Some("there is no file of it that could be edited"));
    let mut screen = Screen::with(80, 24, Event::Head(Box::new(reading(TEXT))));
    screen.app.comes_from(Some(Path::new("wells.txt")), &Asked::default());
    assert_eq!(screen.press("e"), None);
    assert_eq!(screen.app.message(), Some("it is still being read"));
}

#[test]
fn the_words_on_top_stay_there_when_the_file_is_read_anew() {
    let paragraphs = |from: usize| (from..=80).map(|number| format!("Paragraph {number} of a long text, told apart by this.\n\n")).collect::<String>();
    let mut screen = of_file(&paragraphs(1));
    screen.press("4");
    screen.press("0");
    screen.press("%");
    let top = screen.lines().into_iter().find(|line| line.contains("Paragraph")).expect("a paragraph");
    let folder = crate::folder::Folder::new();
    let path = folder.file("wells.txt", &paragraphs(1));
    screen.app.comes_from(Some(&path), &Asked::default());
    assert_eq!(screen.press("e"), Some(Wish::Edit));
    screen.app.edited();
    assert_eq!(screen.app.message(), None, "nothing was changed");
    folder.file("wells.txt", &format!("{}{}", "A line that was put before it all.\n\n".repeat(30), paragraphs(3)));
    screen.app.edited();
    assert_eq!(screen.app.message(), Some("the file was changed and is read anew"));
    screen.resize(80, 24);
    assert_eq!(screen.lines().into_iter().find(|line| line.contains("Paragraph")), Some(top));
}
