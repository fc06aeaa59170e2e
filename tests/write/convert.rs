//! `ibid convert`: what the command says and writes.

use serde_json::Value;

use crate::folder::Folder;

/// A text of ours with a numbering that begins anew, a table and a note that nobody refers to.
const TEXT: &str = include_str!("../data/convert/restarts.txt");

#[test]
fn a_text_becomes_markdown_with_notes_of_their_own_names() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    let (status, out, errors) = folder.run(&["convert", "a.txt", "--to", "markdown"], None);
    assert_eq!((status, errors.as_str()), (Some(0), "ibid: lost in Markdown: 1 note has no marker (line 17), kept, though most programs show no such note\n"));
    assert_eq!(out, include_str!("../data/convert/restarts.md"));
}

#[test]
fn the_form_is_that_of_the_file_where_none_is_named() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    for (name, begins) in [("out.md", "# On Wells"), ("out.html", "<!DOCTYPE html>"), ("out.json", "{\n  \"title\": \"On Wells\""), ("out.txt", "On Wells\n")] {
        let (status, out, _) = folder.run(&["convert", "a.txt", "-o", name], None);
        assert_eq!((status, out.as_str()), (Some(0), ""), "{name}");
        let written = std::fs::read_to_string(folder.0.join(name)).expect("it was written");
        assert!(written.starts_with(begins), "{name}: {written}");
    }
}

#[test]
fn text_is_what_the_command_text_prints() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    let (_, printed, _) = folder.run(&["text", "a.txt", "--width", "50"], None);
    let (status, out, errors) = folder.run(&["convert", "a.txt", "--to", "text", "--width", "50"], None);
    assert_eq!((status, out, errors.as_str()), (Some(0), printed, ""));
}

#[test]
fn json_holds_all_that_is_known() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    let (status, out, _) = folder.run(&["convert", "a.txt", "--to", "json"], None);
    assert_eq!(status, Some(0));
    let document: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(document["title"], "On Wells");
    assert_eq!(document["language"], "en");
    let blocks = document["blocks"].as_array().expect("blocks");
    assert_eq!((&blocks[0]["kind"], &blocks[0]["line"]), (&"title".into(), &1.into()));
    assert_eq!((&blocks[1]["kind"], &blocks[1]["level"], &blocks[1]["number"]), (&"heading".into(), &1.into(), &"I".into()));
    let runs = blocks[2]["runs"].as_array().expect("runs");
    assert_eq!(runs[1]["marker"], serde_json::json!({"label": "1", "note": "n1", "link": "sure", "why": null}));
    assert_eq!(runs[3], serde_json::json!({"text": "deep", "marks": ["emph"]}));
    assert_eq!((&document["notes"][2]["id"], &document["notes"][2]["section"]), (&"n3".into(), &"II".into()));
    assert_eq!(document["notes"][2]["blocks"][0]["runs"][0]["text"], "The second is said to be older.");
    let table = &document["tables"][0];
    assert_eq!((&table["id"], &table["caption"]), (&"1".into(), &"Table 1. Wells by parish".into()));
    assert_eq!(table["rows"][2]["cells"][1], serde_json::json!({"text": "12", "value": 12.0}));
    assert_eq!(table["rows"][1]["kind"], "group");
    assert_eq!(document["warnings"][0]["kind"], "note-without-reference");
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    let cases: [(&[&str], i32, &str); 4] = [
        (&["convert", "a.txt"], 2, "ibid: it is not said what the document is to become; --to takes markdown, html, json or text\n"),
        (&["convert", "a.txt", "--to", "docx"], 2, "ibid: invalid value 'docx' for '--to <FORMAT>'"),
        (&["convert", "a.txt", "--to", "html", "-o", "a.txt"], 2, "ibid: a.txt is the document itself; what is made of it goes to another file\n"),
        (&["convert", "a.txt", "-o", "no/such.md"], 1, "ibid: cannot write no/such.md: "),
    ];
    for (args, expected, begins) in cases {
        let (status, out, errors) = folder.run(args, None);
        assert!(errors.starts_with(begins), "{args:?} said {errors}");
        assert_eq!((status, out.as_str()), (Some(expected), ""), "{args:?}");
    }
    assert_eq!(std::fs::read_to_string(folder.0.join("a.txt")).expect("it is there"), TEXT);
}

#[test]
fn a_data_file_becomes_its_table() {
    let folder = Folder::new();
    folder.file("a.csv", "Port,1911,1912\nNorrham,\"1,200\",7\nOst|by,3,4\n");
    let (status, out, _) = folder.run(&["convert", "a.csv", "--to", "markdown"], None);
    let expected = "| Port | 1911 | 1912 |\n| --- | ---: | ---: |\n| Norrham | 1,200 | 7 |\n| Ost\\|by | 3 | 4 |\n";
    assert_eq!((status, out.as_str()), (Some(0), expected));
}
