//! Reading line by line: what is typed, and what is answered, a line each.

use std::io::Write;
use std::process::{Command, Stdio};

use ibid::app::linear::Linear;

const PAPER: &str = "Weights and Measures\n\nBy Anna van der Poel\n\nI. The beginning\n\nIt was heavy once.¹ Then light came, and 10<sup>5</sup> of them\nstayed. All was well.²\n\nNobody spoke of it, whatever they thought.\n\n¹ The note speaks. See p. 5 of it.\n\n² The second is heavy too.\n\nII. The end\n\nTable 1. Weights\n\n\t1991\t1992\nIron\t1 200.5\t3\nLead\t2\t4\n\nSource: The scales.\n\nNothing more was heard.³\n";

/// A session as `> command` lines and the lines of their answers.
#[track_caller]
fn check(document: &str, session: &str) {
    let reading = ibid::read::read_to_show("made", document.as_bytes().to_vec(), None).expect("a text").1;
    let (mut linear, said) = Linear::begin(reading, "made.txt", None);
    let mut answered = said.join("\n") + "\n";
    for line in session.lines() {
        if let Some(typed) = line.strip_prefix('>') {
            answered.push_str(line);
            answered.push('\n');
            for said in linear.answer(typed) {
                assert!(!said.contains('\n'), "every message is a line: {said:?}");
                answered.push_str(&said);
                answered.push('\n');
            }
        }
    }
    assert_eq!(answered, session);
}

#[test]
fn paragraphs_and_notes_are_read_in_their_order() {
    check(
        PAPER,
        "\
Weights and Measures, by Anna van der Poel; 2 headings, 2 notes, 1 table. Enter reads on, ? lists the commands.
> b
this is the beginning
>
title: Weights and Measures
>
By Anna van der Poel
>
heading: I. The beginning
>
It was heavy once.[1] Then light came, and 10⁵ of them stayed. All was well.[2]
> n
note 1: The note speaks. See p. 5 of it.
> n
note 2: The second is heavy too.
> n
no note behind this place
>
Nobody spoke of it, whatever they thought.
> b
It was heavy once.[1] Then light came, and 10⁵ of them stayed. All was well.[2]
> n
note 1: The note speaks. See p. 5 of it.
> s 2
note 2: The second is heavy too.
> s
note 1: The note speaks. See p. 5 of it.
note 2: The second is heavy too.
> g
title: Weights and Measures
> n
further on, after “It was heavy once.”:
note 1: The note speaks. See p. 5 of it.
> notes
notes are read after their paragraph
> r
It was heavy once.[1] Then light came, and 10⁵ of them stayed. All was well.[2]
note 1: The note speaks. See p. 5 of it.
note 2: The second is heavy too.
",
    );
}

#[test]
fn tables_headings_hits_and_marks_are_said() {
    check(
        PAPER,
        "\
Weights and Measures, by Anna van der Poel; 2 headings, 2 notes, 1 table. Enter reads on, ? lists the commands.
> w
before the beginning; Enter reads on
> ]
heading: I. The beginning
> o
1: I. The beginning, 14 %
2: II. The end, 62 %
> o II
heading: II. The end
> h
heading: I. The beginning
> m a
mark a is set; ' a comes back
> t
table: Table 1. Weights. 2 rows, 3 columns; t reads them one by one
> t
Iron: 1991, 1 200.5; 1992, 3
> t
Lead: 1991, 2; 1992, 4
> t
this is the end of table 1
Source: The scales.
>
Nothing more was heard.[3, no note]
>
this is the end of the text
> w
Weights and Measures; II. The end; 100 %
> ' a
heading: I. The beginning
> ' b
no mark b is set; m b sets it
> /heavy
hit 1 of 2 in the text: It was heavy once.¹ Then light came, and
> /
hit 2 of 2 in note 2: The second is heavy too.
> /
from the other end again, hit 1 of 2 in the text: It was heavy once.¹ Then light came, and
> r
It was heavy once.[1] Then light came, and 10⁵ of them stayed. All was well.[2]
> /nowhere
no place has nowhere
> //s.c.nd/
hit 1 of 1 in note 2: The second is heavy too.
> //(/
cannot search: the regular expression /(/ is not understood: unclosed group
> xyz
no command is called xyz; ? lists them
> [
heading: I. The beginning
> [
no heading before this one
> g 999
there are 26 lines, not 999
> t 2
there is no table 2
> q
",
    );
}

/// The program itself, over pipes: commands in, lines out, at a width where one is asked for.
#[test]
fn it_is_read_over_pipes() {
    let read = |arguments: &[&str], commands: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ibid"))
            .args(arguments)
            .env("TERM", "dumb")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        // A program that refuses reads nothing.
        let _ = child.stdin.take().expect("its input").write_all(commands.as_bytes());
        let output = child.wait_with_output().expect("an end");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (status, out, _) = read(&["--linear"], "\n\ns 21\nq\nr\n");
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!((status, lines.len()), (Some(0), 4), "{out}");
    assert_eq!(lines[1..3], ["title: 8. Russia's policy options in Central Asia", "Irina D. Zviagelskaya"]);
    assert!(lines[3].starts_with("note 21: Nikonov, V."));
    assert!(!out.contains('\x1b'));
    let (_, out, _) = read(&["--linear", "--width", "30", "+50%"], "");
    assert!(out.lines().count() > 5 && out.lines().all(|line| line.chars().count() <= 30), "{out}");
    for (arguments, said) in [
        (&["--linear", "-"][..], "standard input, which cannot be the document too"),
        (&["--linear", "keys"][..], "goes with no command"),
        (&["--width", "30"][..], "--linear"),
    ] {
        let (status, _, errors) = read(arguments, "");
        assert!(status == Some(2) && errors.contains(said), "{arguments:?}: {errors}");
    }
}

#[test]
fn what_ibid_stands_for_is_said() {
    let text = "A\n\nOne.¹ Two.² Three.³\n\n¹ Berg, A., *Tides* (Hanse: Bremen, 1902), p. 4.\n\n² Ibid., p. 5.\n\n³ It is so.\n";
    let reading = ibid::read::read_to_show("made", text.as_bytes().to_vec(), None).expect("a text").1;
    let (mut linear, _) = Linear::begin(reading, "made.txt", None);
    assert_eq!(linear.answer("s 2"), ["note 2: Ibid., p. 5. [stands for note 1, Berg, A., Tides (Hanse: Bremen, 1902)]"]);
    assert_eq!(linear.answer("s 3"), ["note 3: It is so."]);
}

#[test]
fn behind_a_hit_its_paragraph_is_read() {
    let text = "A\n\nThe harbour was shut.\n\nThe ice came from the north.\n\nIt went away.\n";
    let reading = ibid::read::read_to_show("made", text.as_bytes().to_vec(), None).expect("a text").1;
    let (mut linear, _) = Linear::begin(reading, "made.txt", None);
    linear.answer("/north");
    assert_eq!(linear.answer(""), ["The ice came from the north."]);
    assert_eq!(linear.answer(""), ["It went away."]);
}
