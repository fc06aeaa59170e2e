//! What holds of every data file: its cells are those of another reader.

use ibid::read::{Form, read_bytes};
use proptest::prelude::*;

/// The records that csv-core reads.
fn by_csv_core(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv_core::Reader::new();
    let (mut at, mut out, mut ends) = (0, vec![0; bytes.len() + 16], vec![0; bytes.len() + 16]);
    let mut records = Vec::new();
    loop {
        let (result, read, _, ended) = reader.read_record(&bytes[at..], &mut out, &mut ends);
        at += read;
        match result {
            csv_core::ReadRecordResult::Record => {
                let mut start = 0;
                let mut cell = |end: usize| String::from_utf8_lossy(&out[std::mem::replace(&mut start, end)..end]).replace('\n', " ").trim().to_owned();
                records.push(ends[..ended].iter().map(|&end| cell(end)).collect());
            }
            csv_core::ReadRecordResult::InputEmpty => {}
            _ => return records,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cells_are_those_that_csv_core_reads(cells in prop::collection::vec(prop::collection::vec("[a-c][a-c,\"\n ]{0,6}", 3..4), 1..30)) {
        let line = |row: &Vec<String>| row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",");
        let source = cells.iter().map(line).collect::<Vec<_>>().join("\n") + "\n";
        let (_, reading) = read_bytes("x.csv", source.clone().into_bytes(), Some(Form::Csv)).expect("data");
        let text = &reading.document.body.blocks[0].text;
        let rows: Vec<Vec<String>> = reading.document.tables[0].rows.iter().map(|row| row.cells.iter().map(|&cell| text.slice(cell).to_owned()).collect()).collect();
        prop_assert_eq!(rows, by_csv_core(source.as_bytes()));
    }
}
