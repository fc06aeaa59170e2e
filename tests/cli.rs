//! The command line: the JSON shapes over a document of ours, and exit statuses and messages of the real binary.

use std::process::{Command, Stdio};

use ibid::cli::source::{Loaded, Source};
use ibid::cli::{self, Around, Input, Outcome, ReadRequest, check, explain, notes, outline, search, words};
use ibid::read::{Asked, Form};
use ibid::search::{Pattern, Start};
use ibid::write::json;
use serde_json::{Value, json};

use crate::folder::Folder;
use crate::made;

fn harbours() -> Loaded {
    Loaded { name: "harbours.txt".to_owned(), form: Form::Ocr, reading: made::harbours() }
}

fn value(of: impl serde::Serialize) -> Value {
    serde_json::to_value(of).expect("JSON")
}

fn printed(print: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    print(&mut out).expect("a vector takes all");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn outline_has_its_agreed_shape() {
    let expect = json!([
        {"level": 1, "number": "I", "title": "Beginnings", "line": 3, "paragraphs": 1},
        {"level": 1, "number": "II", "title": "Decline", "line": 9, "paragraphs": 1},
    ]);
    assert_eq!(value(outline::entries(&made::harbours().document)), expect);
    let lines = printed(|out| outline::print(&made::harbours().document, false, out));
    assert_eq!(lines, "I   Beginnings   line 3     1 paragraph\nII  Decline      line 9     1 paragraph\n");
}

#[test]
fn notes_have_their_agreed_shape() {
    let text = "Lost in the fire,* and so were the books of Wapping.";
    let stands_for = json!({"note": "2", "id": "n2", "line": 16, "text": text, "link": "sure", "why": null});
    let expect = json!({
        "notes": [
            {"id": "n1", "label": "1", "section": null, "text": "Berg, Tides, p. 9. See note 2.", "line": 5,
             "references": [{"line": 4, "before": "ots’ guild kept its books in “plain speech” and sold salt", "after": " and wool to every ship that came—the ledgers of the guild s",
                             "link": "sure", "why": null}],
             "points_to": ["2"], "points_to_ids": ["n2"],
             "stands_for": stands_for,
             "citations": [{"line": 5, "in_note": "n1", "words": "note 2", "stands_for": stands_for, "why": null}]},
            {"id": "n2", "label": "2", "section": null, "text": "Lost in the fire,* and so were the books of Wapping.", "line": 16,
             "references": [{"line": 9, "before": "II. Decline", "after": "", "link": "likely", "why": "the number before it is missing"}],
             "points_to": [], "points_to_ids": []},
            {"id": "n3", "label": "*", "section": null, "text": "The fire of 1701.", "line": 17,
             "references": [{"line": 16, "before": "Lost in the fire,", "after": " and so were the books of Wapping.", "link": "sure", "why": null, "in_note": "n2"}],
             "points_to": [], "points_to_ids": []},
        ],
        "unlinked": [{"label": "3", "line": 10, "before": "After the frost nobody paid", "after": " the toll. The Guild was wound up\u{a0}in 1702.",
                      "why": "no note 3 before the end"}],
    });
    let mut got = value(notes::answer(&made::harbours().document));
    let before = got["notes"][0]["references"][0]["before"].take();
    let before = before.as_str().expect("a string");
    assert!(before.chars().count() <= 60 && before.ends_with("“plain speech” and sold salt"), "{before}");
    got["notes"][0]["references"][0]["before"] = expect["notes"][0]["references"][0]["before"].clone();
    assert_eq!(got, expect);

    let lines = printed(|out| notes::print(&made::harbours().document, false, 100, out));
    assert!(lines.contains("1  Berg, Tides, p. 9. See note 2.\n   stands for Lost in the fire,* and so were the books of Wapping. [note 2]\n   [line 5; from line 4; sends to 2]\n"), "{lines}");
    assert!(lines.contains("likely because the number before it is missing"), "{lines}");
    assert!(lines.contains("markers without a note\n  3  line 10: no note 3 before the end"), "{lines}");
}

#[test]
fn check_has_its_agreed_shape() {
    let expect = json!({
        "file": "harbours.txt", "format": "ocr", "title": "Harbours of the North", "authors": ["Anna Berg"], "date": null, "language": "en", "words": 92,
        "counts": {"headings": 2, "paragraphs": 2, "quotes": 1, "list_items": 1, "notes": 3, "references": 4, "linked": 3, "tables": 1, "joins": 1, "pages": 0, "images": 0, "agreeing": 0},
        "joins": [{"line": 4, "before": "ooks in “plain speech” and sold salt¹ and", "after": "wool to every ship that came—the ledgers"}],
        "pages": [],
        "warnings": [{"kind": "marker-without-note", "line": 10, "message": "no note 3 before the end"}],
        "disagreements": [],
    });
    let mut got = value(check::answer(&harbours(), None));
    let before = got["joins"][0]["before"].take();
    let before = before.as_str().expect("a string");
    assert!(before.chars().count() == 40 && before.ends_with("and sold salt¹ and"), "{before}");
    got["joins"][0]["before"] = expect["joins"][0]["before"].clone();
    assert_eq!(got, expect);

    let lines = printed(|out| check::print(&harbours(), None, false, 72, out));
    for line in [
        "harbours.txt\n",
        "  read as ocr, language en, 92 words\n",
        "       2 headings\n",
        "       4 references, 3 linked\n",
        "       1 join\n",
        "\n1 warning\n  line 10    no note 3 before the end\n",
    ] {
        assert!(lines.contains(line), "{line:?} is not in {lines}");
    }
}

#[test]
fn check_explains_what_the_ledger_says() {
    let expect = json!({
        "furniture": [{"line": 15, "rule": "running-head", "text": "RUNNING HEAD"}],
        "replaced": [],
        "hyphens": [],
        "links": [{"line": 9, "label": "2", "link": "likely", "why": "the number before it is missing"},
                  {"line": 10, "label": "3", "link": "none", "why": "no note 3 before the end"}],
        "reasons": [],
    });
    assert_eq!(value(check::answer(&harbours(), Some(made::SOURCE)))["explained"], expect);
    let lines = printed(|out| check::print(&harbours(), Some(made::SOURCE), false, 72, out));
    for line in ["running-head: RUNNING HEAD", "salt¹ and | wool to every", "2 is likely: the number", "3 leads nowhere: no note 3"] {
        assert!(lines.contains(line), "{line:?} is not in {lines}");
    }

    let source = "harb-\nours &amp; \u{1b}[2J tides\n";
    let mut builder = ibid::model::Builder::new(source);
    let mut writing = builder.open(ibid::model::FlowId::Body);
    writing.text(0..4);
    writing.hyphen(4..5);
    writing.replace(5..6, "");
    writing.text(6..11);
    writing.replace(11..16, "&");
    writing.text(16..source.len() - 1);
    builder.close(writing, ibid::model::Kind::Para, &[]);
    let explained = explain::explained(&builder.finish(), source);
    let expect = json!([{"line": 2, "from": "&amp;", "with": "&"}, {"line": 2, "from": "\u{1b}", "with": ""}]);
    assert_eq!(value(&explained.replaced), expect);
    assert_eq!(value(&explained.hyphens), json!([{"line": 1, "word": "harbours"}]));
    let lines = printed(|out| explain::print(&explained, &[], 72, out));
    assert!(lines.contains("\\u{1b} left out") && !lines.contains('\u{1b}'), "{lines:?}");
}

#[test]
fn search_has_its_agreed_shape() {
    let hits = |pattern: &str| value(search::entries(&harbours(), &Pattern::new(pattern).expect("a pattern")).0);
    assert_eq!(hits("wapping")[0]["where"], "note");
    let got = hits("12");
    assert_eq!(got, json!([{"file": "harbours.txt", "where": "table", "label": "1", "line": 14, "snippet": "Outward 12 7", "place": got[0]["place"]}]));
    assert!(got[0]["place"].as_f64().is_some_and(|place| place > 0.9 && place <= 1.0), "{got}");
    let note = hits("tides");
    assert_eq!((&note[0]["label"], &note[0]["line"]), (&json!("1"), &json!(5)));
    assert!(note[0]["place"].as_f64().is_some_and(|place| place > 0.2 && place < 0.4), "a note is where it is referred to: {note}");
    assert_eq!((&hits("decline")[0]["where"], &hits("decline")[0]["label"]), (&json!("heading"), &Value::Null));
    assert_eq!(hits("absent"), json!([]));
}

#[test]
fn json_holds_nothing_that_moves_a_terminal() {
    let name = "a\u{1b}[2J\u{202e}\u{9b}b";
    let text = printed(|out| json::print(&name, out));
    assert_eq!(text, "\"a\\u001b[2J\\u202e\\u009bb\"\n");
    assert_eq!(serde_json::from_str::<String>(&text).expect("JSON"), name);
}

/// What is left to do where standard output is a terminal.
fn on_a_terminal(args: &[&str], typed: &str, kind: Input) -> (Outcome, String) {
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let mut around = Around { input: &mut typed.as_bytes(), kind, out: &mut out, errors: &mut errors, terminal: Some(80), styles: true, settings: None };
    let outcome = cli::run(std::iter::once("ibid").chain(args.iter().copied()).map(Into::into), &mut around);
    (outcome, String::from_utf8_lossy(&errors).into_owned())
}

#[test]
fn the_reader_is_asked_for_where_there_is_a_screen() {
    let folder = Folder::new();
    let file = folder.file("chapter.txt", "Some text.\n");
    let odd = folder.file("odd:12", "Some text.\n");
    let [name, odd_name] = [&file, &odd].map(|path| path.to_str().expect("UTF-8").to_owned());
    let at =
        |start: Option<Start>| Outcome::Read(ReadRequest { source: Source::Path(file.clone()), asked: Asked::default(), start, configuration: Box::default() });
    let cases = [
        (vec![name.clone()], at(None)),
        (vec![format!("{name}:120")], at(Some(Start::Line(120)))),
        (vec![format!("{name}#n9")], at(Some(Start::Id("n9".to_owned())))),
        (vec![name.clone(), "+120".to_owned()], at(Some(Start::Line(120)))),
        (vec!["+/some words".to_owned(), name.clone()], at(Some(Start::Word("some words".to_owned())))),
        (vec![name.clone(), "+50%".to_owned()], at(Some(Start::Percent(50.0)))),
        (
            vec![odd_name.clone()],
            Outcome::Read(ReadRequest { source: Source::Path(odd.clone()), asked: Asked::default(), start: None, configuration: Box::default() }),
        ),
        (
            vec![format!("{name}:x")],
            Outcome::Read(ReadRequest {
                source: Source::Path(format!("{name}:x").into()),
                asked: Asked::default(),
                start: None,
                configuration: Box::default(),
            }),
        ),
        (
            vec!["--as".to_owned(), "text".to_owned(), name.clone()],
            Outcome::Read(ReadRequest { source: Source::Path(file.clone()), asked: Some(Form::Text).into(), start: None, configuration: Box::default() }),
        ),
        (
            vec![name.clone(), "--as=ocr".to_owned()],
            Outcome::Read(ReadRequest { source: Source::Path(file.clone()), asked: Some(Form::Ocr).into(), start: None, configuration: Box::default() }),
        ),
        (
            vec!["--".to_owned(), "text".to_owned()],
            Outcome::Read(ReadRequest { source: Source::Path("text".into()), asked: Asked::default(), start: None, configuration: Box::default() }),
        ),
    ];
    for (args, expect) in cases {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        assert_eq!(on_a_terminal(&args, "", Input::Terminal), (expect, String::new()), "{args:?}");
    }
}

#[test]
fn without_a_file_standard_input_comes_before_the_bundled_document() {
    let of = |source| Outcome::Read(ReadRequest { source, asked: Asked::default(), start: None, configuration: Box::default() });
    assert_eq!(on_a_terminal(&[], "text", Input::Stream).0, of(Source::Stdin));
    assert_eq!(on_a_terminal(&[], "", Input::Stream).0, of(Source::Bundled));
    assert_eq!(on_a_terminal(&[], "text", Input::Terminal).0, of(Source::Bundled));
    assert_eq!(on_a_terminal(&[], "text", Input::Nothing).0, of(Source::Bundled));
    assert_eq!(on_a_terminal(&["-"], "text", Input::Stream).0, of(Source::Stdin));
    let (outcome, said) = on_a_terminal(&["-"], "", Input::Terminal);
    assert_eq!(outcome, Outcome::Done(2));
    assert!(said.starts_with("ibid: standard input is the terminal"), "{said}");
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_is_wrong() {
    let folder = Folder::new();
    folder.file("a.txt", "One line of text.\n");
    let cases: &[(&[&str], &str)] = &[
        (&["a.txt", "b.txt"], "ibid: several files cannot be read at once yet\nhint: "),
        (&["a.txt", "outline"], "ibid: a command comes before its files\nhint: "),
        (&["a.txt", "--as", "text", "outline"], "ibid: a command comes before its files\nhint: "),
        (&["--as", "docx", "a.txt"], "ibid: a document of the kind docx cannot be read yet\nhint: "),
        (&["outline", "a.txt", "--as", "rot13"], "ibid: no document is of the kind rot13\nhint: "),
        (&["a.txt", "+abc"], "ibid: +abc is no place to begin\nhint: "),
        (&["a.txt", "+0"], "ibid: +0 is no place to begin\nhint: "),
        (&["a.txt", "+120%"], "ibid: +120% is no place to begin\nhint: "),
        (&["outline", "--jsn"], "ibid: unexpected argument '--jsn' found\nhint: "),
        (&["text", "a.txt", "--width", "0"], "ibid: invalid value '0' for '--width <N>'"),
        (&["text", "a.txt", "--notes", "left"], "ibid: invalid value 'left' for '--notes <WHERE>'"),
        (&["table", "a.txt", "--format", "xml"], "ibid: invalid value 'xml' for '--format <FORMAT>'"),
        (&["table", "a.txt", "--derive"], "ibid: a value is required for '--derive <NAME = FORMULA>' but none was supplied"),
        (&["search"], "ibid: the following required arguments were not provided: <PATTERN>\nhint: "),
        (&["search", "x"], "ibid: search needs a file\nhint: "),
        (&["search", "/(/", "a.txt"], "ibid: cannot search: the regular expression /(/ is not understood: unclosed group\nhint: "),
    ];
    for (args, begins) in cases {
        let (status, out, errors) = folder.run(args, None);
        assert!(errors.starts_with(begins), "{args:?} said {errors}");
        assert_eq!((status, out.as_str()), (Some(2), ""), "{args:?}");
    }
    for later in ["completions", "man", "add", "library"] {
        let (status, _, errors) = folder.run(&[later, "--any", "thing"], None);
        assert_eq!((status, errors.lines().next()), (Some(2), Some(format!("ibid: {later} is not there yet").as_str())));
    }
}

#[test]
fn what_cannot_be_read_ends_with_1() {
    let folder = Folder::new();
    folder.file("empty.txt", "");
    for name in ["gone.txt", "empty.txt", "."] {
        for command in ["text", "outline", "notes", "tables", "check"] {
            let (status, out, errors) = folder.run(&[command, name], None);
            assert_eq!((status, out.as_str()), (Some(1), ""), "{command} {name}");
            assert!(errors.starts_with(&format!("ibid: cannot read {name}: ")), "{errors}");
        }
    }
    let (status, _, errors) = folder.run(&["a\u{1b}[2Jb"], None);
    assert_eq!(status, Some(1));
    assert!(errors.contains("cannot read a[2Jb: "), "{errors:?}");
    let (status, out, errors) = folder.run(&["search", "x", "gone.txt", "--json"], None);
    assert_eq!((status, out.as_str()), (Some(1), "[]\n"));
    assert!(errors.starts_with("ibid: cannot read gone.txt: "), "{errors}");
}

#[test]
fn a_file_is_read_from_wherever_it_comes() {
    let folder = Folder::new();
    let text = "One line of text.\n\nAnother line of it.\n";
    folder.file("a.txt", text);
    folder.file("text", text);
    for (args, typed) in [
        (&["a.txt"][..], None),
        (&["text", "a.txt"], None),
        (&["-"], Some(text)),
        (&[], Some(text)),
        (&["text"], Some(text)),
        (&["./text"], None),
        (&["--", "text"], None),
        (&["a.txt", "+2"], None),
    ] {
        let (status, out, errors) = folder.run(args, typed);
        assert_eq!((status, errors.as_str()), (Some(0), ""), "{args:?}");
        assert!(out.contains("One line of text.") && out.contains("Another line of it."), "{args:?} printed {out}");
    }
    let (status, out, _) = folder.run(&["check", "-", "--json"], Some(text));
    let answer: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((status, &answer["file"], &answer["format"]), (Some(0), &json!("-"), &json!("ocr")));
    let (_, out, _) = folder.run(&["check", "--as", "text", "a.txt", "--json"], None);
    assert_eq!(serde_json::from_str::<Value>(&out).expect("JSON")["format"], "text");
    let (status, out, _) = folder.run(&["search", "LINE", "a.txt", "--json"], None);
    assert_eq!((status, out.as_str()), (Some(0), "[]\n"), "nothing found is no failure");
    let (_, out, _) = folder.run(&["search", "line", "a.txt", "./text"], None);
    assert!(out.starts_with("a.txt\n1  One line of text.\n3  Another line of it.\n\n./text\n1  "), "{out}");
}

#[test]
fn strict_ends_with_1_where_there_is_a_warning() {
    let folder = Folder::new();
    folder.file("odd.txt", "Some words with a marker¹² that leads nowhere, and then more words of it.\n\nAnother paragraph.\n");
    folder.file("plain.txt", "Some words.\n\nMore words.\n");
    let status = |args: &[&str]| folder.run(args, None).0;
    assert_eq!(status(&["check", "odd.txt"]), Some(0));
    assert_eq!(status(&["check", "odd.txt", "--strict"]), Some(1));
    assert_eq!(status(&["check", "plain.txt", "--strict"]), Some(0));
}

#[test]
fn an_output_that_nobody_reads_is_no_failure() {
    let folder = Folder::new();
    folder.file("long.txt", &"Words of a long text, line after line.\n\n".repeat(20_000));
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let mut child = command
        .args(["text", "long.txt"])
        .current_dir(&folder.0)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    let done = child.wait_with_output().expect("the binary ends");
    assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn keys_and_help_are_printed() {
    let folder = Folder::new();
    let (status, out, _) = folder.run(&["keys"], None);
    assert_eq!(status, Some(0));
    assert!(out.lines().any(|line| line.starts_with("  S-Tab ") && line.ends_with("the marker, link or table before")), "{out}");
    let (_, out, _) = folder.run(&["keys", "--markdown"], None);
    assert!(out.contains("| in a sheet | |\n|---|---|\n| `j` `Down` | the row below |\n"), "{out}");
    let (status, out, _) = folder.run(&["--help"], None);
    assert!(status == Some(0) && out.contains("outline") && !out.contains("library"), "{out}");
    assert_eq!(folder.run(&["--version"], None), (Some(0), format!("ibid {}\n", env!("CARGO_PKG_VERSION")), String::new()));
}

#[test]
fn lines_are_filled_by_columns() {
    let filled = printed(|out| words::fill("山  ", "川川川 川川川 abc", 12, out));
    assert_eq!(filled, "山  川川川\n    川川川\n    abc\n");
    assert_eq!(words::padded("山", 4), "山  ");
}

#[test]
fn a_table_is_made_anew() {
    let folder = Folder::new();
    folder.file("a.txt", "Table 1. Ports\n\n\t1801\t1802\nQuay\t10\t20\nMole\t30\t5\n\nThe harbours grew.\n");
    let (status, out, errors) = folder.run(&["table", "a.txt", "1", "--derive", "n = [1802] / [1801]", "--transpose", "--format", "csv"], None);
    assert_eq!((status, out.as_str(), errors.as_str()), (Some(0), ",Quay,Mole\n1801,10,30\n1802,20,5\nn,2.0,0.2\n", ""));
}
