//! What the columns of real data files hold, against a table that was made from the files themselves. Runs where `IBID_CORPUS`
//! names them.

use std::collections::HashMap;

use ibid::model::RowKind;
use ibid::read::read_bytes;
use ibid::sheet::{Column, Sheet};

struct File {
    sheet: Sheet,
    headers: usize,
}

#[test]
fn kinds_units_and_missing_words_are_those_of_the_files() {
    let Some(corpus) = std::env::var_os("IBID_CORPUS") else { return };
    let mut files: HashMap<&str, File> = HashMap::new();
    let (mut held, mut wrong) = (0, Vec::new());
    for line in include_str!("../data/sheets/columns.tsv").lines().skip(2) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, headers, number, head, kind, unit, unread, missing] = fields[..] else { panic!("{line}") };
        let file = files.entry(name).or_insert_with(|| {
            let bytes = std::fs::read(std::path::Path::new(&corpus).join("csv").join(name)).expect("the file");
            let (_, reading) = read_bytes(name, bytes, None).expect("data");
            let table = &reading.document.tables[0];
            let headers = table.rows.iter().filter(|row| row.kind == RowKind::Header).count();
            File { sheet: Sheet::new(table, &reading.document.body.blocks[0].text), headers }
        });
        let column = &file.sheet.columns[number.parse::<usize>().expect("a number") - 1];
        assert!(column.name.starts_with(head), "{line}: {}", column.name);
        let found = [
            file.headers.to_string(),
            column.kind.name().to_owned(),
            column.unit.clone().unwrap_or("-".into()),
            column.facts.unread.len().to_string(),
            words(column),
        ];
        for (what, (found, expected)) in
            ["header rows", "kind", "unit", "unread", "missing"].into_iter().zip(found.iter().zip([headers, kind, unit, unread, missing]))
        {
            match found == expected {
                true => held += 1,
                false => wrong.push(format!("{name}, {}: {what} is {found}, not {expected}", column.name)),
            }
        }
    }
    crate::scores::note(&format!("facts of columns of data files: {held} held, {} not {wrong:?}", wrong.len()));
    assert!(wrong.is_empty(), "{held} held, not:\n{}", wrong.join("\n"));
}

fn words(column: &Column) -> String {
    let words = column.facts.missing.iter().map(|(word, count)| format!("{} {count}", if word.is_empty() { "_" } else { word }));
    Some(words.collect::<Vec<_>>().join(", ")).filter(|words| !words.is_empty()).unwrap_or("-".to_owned())
}
