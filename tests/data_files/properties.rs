//! What holds of every data file: its cells are those of another reader, and sorting agrees with the plain way.

use ibid::read::data::file::{DataFile, Progress};
use ibid::sheet::sorting;
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
                records
                    .push(ends[..ended].iter().map(|&end| String::from_utf8_lossy(&out[std::mem::replace(&mut start, end)..end]).trim().to_owned()).collect());
            }
            csv_core::ReadRecordResult::InputEmpty => {}
            _ => return records,
        }
    }
}

proptest! {
    #[test]
    fn cells_are_those_that_csv_core_reads(cells in prop::collection::vec(prop::collection::vec("[a-c,\"\n ]{1,6}", 3..4), 1..30)) {
        let line = |row: &Vec<String>| row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",");
        let source = cells.iter().map(line).collect::<Vec<_>>().join("\n");
        let file = DataFile::new(source.clone().into_bytes(), Some(b','), Some(0), &Progress::default()).expect("data");
        for (r, record) in by_csv_core(source.as_bytes()).iter().enumerate() {
            for (c, cell) in record.iter().enumerate() {
                prop_assert_eq!(&file.of_record(r, c), cell);
            }
        }
    }

    #[test]
    fn sorting_is_stable_and_puts_what_is_missing_last(values in prop::collection::vec(prop_oneof![Just(f64::NAN), (-3i32..4).prop_map(f64::from)], 0..60), descending: bool) {
        let rows: Vec<u32> = (0..values.len() as u32).rev().collect();
        let mut plain = rows.clone();
        plain.sort_by(|&one, &other| {
            let (one, other) = (values[one as usize], values[other as usize]);
            one.is_nan().cmp(&other.is_nan()).then_with(|| {
                let order = one.partial_cmp(&other).unwrap_or(std::cmp::Ordering::Equal);
                if descending { order.reverse() } else { order }
            })
        });
        prop_assert_eq!(sorting::by_numbers(&values, &rows, descending), plain.clone());
        prop_assert_eq!(&sorting::first_by_numbers(&values, &rows, descending, 5), &plain[..plain.len().min(5)]);
    }
}
