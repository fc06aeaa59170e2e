//! Data files at the command line: what can be told of them, what is said of them, and where tables go.

use crate::folder::Folder;

fn ran(folder: &Folder, args: &[&str]) -> String {
    let (status, out, errors) = folder.run(args, None);
    assert_eq!((status, errors.as_str()), (Some(0), ""), "{args:?}");
    out
}

#[test]
fn how_a_data_file_is_read_can_be_told_and_is_said() {
    let folder = Folder::new();
    folder.file("x.csv", "of,ships;in port\nname;tons\nNorrham;1,5\nOstby;2,5\n");
    let told = ["table", "x.csv", "--delimiter", ";", "--header", "2", "--format", "csv"];
    assert_eq!(ran(&folder, &told), "name,tons\nNorrham,1.5\nOstby,2.5\n");
    assert_eq!(ran(&folder, &["--delimiter=semicolon", "--header=0", "table", "x.csv", "--format", "tsv"]).lines().count(), 5);
    let said = ran(&folder, &["check", "x.csv", "--delimiter", ";", "--header", "2"]);
    assert!(said.contains("read as csv (cells parted by semicolons, 1 title line, 1 header row)"), "{said}");
    let json: serde_json::Value = serde_json::from_str(&ran(&folder, &["check", "x.csv", "--delimiter", ";", "--json"])).expect("JSON");
    assert_eq!(json["data"]["delimiter"], ";");
    for wrong in [["--delimiter", "ab"], ["--header", "x"], ["--encoding", "no such set"]] {
        let (status, _, errors) = folder.run(&[&["tables", "x.csv"][..], &wrong[..]].concat(), None);
        assert_eq!(status, Some(2), "{errors}");
        assert!(errors.contains(wrong[1]), "{errors}");
    }
}

#[test]
fn a_table_goes_to_a_file_and_comes_back_from_it() {
    let folder = Folder::new();
    folder.file("x.csv", "port,tons\nNorrham,1.50\nOstby,20.25\n");
    assert_eq!(ran(&folder, &["table", "x.csv", "--output", "out.xlsx"]), "");
    let listed: serde_json::Value = serde_json::from_str(&ran(&folder, &["tables", "out.xlsx", "--json"])).expect("JSON");
    assert_eq!(listed[0]["rows"], 2);
    assert!(listed[0]["line"].is_null(), "a workbook has no lines");
    assert_eq!(ran(&folder, &["table", "out.xlsx", "--sheet", "t1", "--format", "csv"]), "port,tons\nNorrham,1.50\nOstby,20.25\n");
    let (status, _, errors) = folder.run(&["table", "out.xlsx", "--output", "./out.xlsx"], None);
    assert_eq!((status, errors.as_str()), (Some(2), "ibid: ./out.xlsx is the document itself; a table of it goes to another file\n"));
    let (status, _, errors) = folder.run(&["tables", "out.xlsx", "--sheet", "5"], None);
    assert_eq!((status, errors.as_str()), (Some(1), "ibid: cannot read out.xlsx: it has no sheet 5; sheets are t1\n"));
}

#[test]
fn words_are_kept_from_running_unless_that_is_set_otherwise() {
    let folder = Folder::new();
    folder.file("x.csv", "port,says\nNorrham,=1+1\nOstby,fine\n");
    let csv = |more: &[&str]| ran(&folder, &[&["table", "x.csv", "--format", "csv"][..], more].concat());
    let raw = "port,says\nNorrham,=1+1\nOstby,fine\n";
    assert_eq!(csv(&[]), raw.replace('=', "'="));
    assert_eq!(csv(&["--raw-formulas"]), raw);
    assert_eq!(csv(&["--set", "tables.guard=false"]), raw);
}

/// A file that is too big for a document is told, unpacked and written in the same words.
#[test]
fn what_is_told_of_a_big_file_holds_too() {
    let folder = Folder::new();
    let rows: String = (0..400_000).map(|row| format!("Norrham {row};{row},5\n")).collect();
    let source = format!("of;ships\nname;tons\n{rows}=x;1,5\n");
    assert!(source.len() > 4 << 20);
    folder.file("x.csv", &source);
    std::fs::write(folder.0.join("y.csv.gz"), super::packed::gzip(source.as_bytes())).expect("a file is written");
    for name in ["x.csv", "y.csv.gz"] {
        let told = ["table", name, "--header", "2", "--columns", "name,tons", "--format", "csv"];
        let printed = ran(&folder, &told);
        assert!(printed.starts_with("name,tons\nNorrham 0,0.5\nNorrham 1,1.5\n"), "{name}: {}", &printed[..60]);
        assert!(printed.ends_with("Norrham 399999,399999.5\n'=x,1.5\n"), "{name}: {}", &printed[printed.len() - 60..]);
        assert!(ran(&folder, &[&told[..], &["--raw-formulas", "--printed"]].concat()).ends_with("Norrham 399999,\"399999,5\"\n=x,\"1,5\"\n"), "{name}");
        assert_eq!(ran(&folder, &[&told[..], &["--output", "out.csv"]].concat()), "");
        assert_eq!(std::fs::read_to_string(folder.0.join("out.csv")).expect("a file"), printed, "{name}");
    }
}
