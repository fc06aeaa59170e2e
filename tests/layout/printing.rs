//! What `ibid text` prints.

use ibid::cli::text::{Notes, print};
use ibid::layout::Typography;

use super::made::{TRADE, document};

fn printed(source: &str, width: u16, notes: Notes, styles: bool) -> String {
    let mut out = Vec::new();
    print(&document(source), width, &Typography::default(), notes, styles, &mut out).expect("a vector takes all");
    let out = String::from_utf8(out).expect("text");
    assert!(out.lines().all(|line| !line.ends_with(' ')), "no line ends with a blank: {out:?}");
    out
}

#[test]
fn notes_are_printed_where_they_are_wanted() {
    let source =
        "The first{1} and *the* second.{2}\n\nThe first again.{1}\n\n^1 One, with *words*.\n\n^1 And more.\n\n^2 Two, see{3} there.\n\n^3 Three.\n\n^4 Four.";
    let body = "The first¹ and the second.²\n\nThe first again.¹\n";
    assert_eq!(printed(source, 40, Notes::None, false), body);
    let end = "\n────────\n\n1  One, with words.\n\n   And more.\n2  Two, see³ there.\n3  Three.\n4  Four.\n";
    assert_eq!(printed(source, 40, Notes::End, false), format!("{body}{end}"));
    let foot = "The first¹ and the second.²\n\n  1  One, with words.\n\n     And more.\n  2  Two, see³ there.\n  3  Three.\n\nThe first again.¹\n\n────────\n\n4  Four.\n";
    assert_eq!(printed(source, 40, Notes::Foot, false), foot);
    let inline =
        "The first¹ [1: One, with words. And more.]\nand the second.² [2: Two, see³ [3: Three.]\nthere.]\n\nThe first again.¹\n\n────────\n\n4  Four.\n";
    assert_eq!(printed(source, 42, Notes::Inline, false), inline);
}

#[test]
fn labels_hang_or_stand_alone() {
    let source = "x{1}{12}\n\n^1 one two three\n\n^12 four five";
    assert_eq!(printed(source, 12, Notes::End, false), "x¹¹²\n\n────────\n\n1   one two\n    three\n12  four\n    five\n");
    assert_eq!(printed(source, 5, Notes::End, false), "x¹¹²\n\n─────\n\n1\n one\n two\n thre\n e\n12\n four\n five\n");
}

#[test]
fn a_note_nobody_can_reach_by_depth_is_still_printed() {
    let mut source = "start{1}".to_owned();
    for note in 1..200 {
        source.push_str(&format!("\n\n^{note} Note {note} goes on.{{{}}}", note + 1));
    }
    for notes in [Notes::Inline, Notes::End, Notes::Foot] {
        let out = printed(&source, 60, notes, false).replace('\n', " ");
        assert!((1..200).all(|note| out.contains(&format!("Note {note} "))), "{notes:?}");
    }
    assert!(printed(&source, 60, Notes::Inline, false).contains("\n150  Note 150"), "notes are not put into each other for ever");
}

#[test]
fn styles_are_closed_on_every_line() {
    let source = "# Head\n\nplain *soft words that go* on";
    assert_eq!(printed(source, 12, Notes::End, true), "\x1b[1mHead\x1b[0m\n\nplain \x1b[3msoft\x1b[0m\n\x1b[3mwords that\x1b[0m\n\x1b[3mgo\x1b[0m on\n");
    assert!(!printed(source, 12, Notes::End, false).contains('\x1b'));
}

#[test]
fn a_wide_table_is_printed_in_blocks_of_columns() {
    let out = printed(TRADE, 30, Notes::End, false);
    let expected = "Table 1. What went over the\nborder, in boxes\n(columns 1-3 of 4)\n             1991      1992\n[North]\n  Apples  1 120.5     96.25\n  \
        Pears       7        n.a.\n[South and everything that lies farther away than anyone went]\n  Plums      12.0  1 350\n\n(column 4 of 4)\n          change\n\
        [North]\n  Apples  less\n  Pears   no one knows\n[South and everything that lies farther away than anyone went]\n  Plums   more\nSource: the border.\n";
    assert_eq!(out, expected);
    assert!(!printed(TRADE, 72, Notes::End, false).contains("(column"));
}

#[test]
fn the_foot_stands_below_the_last_piece_of_a_paragraph() {
    let source = format!("first{{1}} {}\n\nlater\n\n^1 One.", "word ".repeat(20_000).trim_end());
    let out = printed(&source, 72, Notes::Foot, false);
    assert!(out.ends_with("word\n\n  1  One.\n\nlater\n") && out.matches("One.").count() == 1, "{}", &out[out.len() - 60..]);
}

#[test]
fn a_rule_of_which_nothing_was_printed_is_drawn() {
    assert_eq!(printed("a\n\n= \n\n= - -", 40, Notes::End, false), "a\n\n────────\n\n- -\n");
}

#[test]
fn inline_notes_of_a_table_stand_below_it() {
    let source = "T\n\tone\nrow{a}\t1\n\n^a A word on the row.";
    assert_eq!(printed(source, 40, Notes::Inline, false), "      one\nrowa    1\n[a: A word on the row.]\n");
}

#[test]
fn raised_figures_stay_raised_and_points_stand_below_each_other() {
    let text = |source: &str| {
        let (_, reading) = ibid::read::read_bytes("text.txt", source.as_bytes().to_vec(), None).expect("a text");
        let mut out = Vec::new();
        print(&reading.document, 40, &Typography::default(), Notes::None, false, &mut out).expect("a vector takes all");
        String::from_utf8(out).expect("text")
    };
    assert_eq!(text("It rose.<sup>1</sup> 10<sup>5</sup> m<sup>2</sup> of H<sub>2</sub>O, the 3<sup>rd</sup>.\n"), "It rose.¹ 10⁵ m² of H₂O, the 3rd.\n");
    assert_eq!(text("It began.\n\nPort\tSalt\nNorth\t12\nSouth\t..\nEast\tn.a.\n"), "It began.\n\nPort   Salt\nNorth    12\nSouth    ..\nEast   n.a.\n");
    assert_eq!(
        text("It began.\n\nPort\tSalt\nNorth\t1.234\nSouth\t1.234.567\nEast\t12,5\nWest\t7,25<sup>1</sup>\n"),
        "It began.\n\nPort            Salt\nNorth      1.234\nSouth  1.234.567\nEast          12,5\nWest           7,25¹\n"
    );
}
