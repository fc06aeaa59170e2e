//! Real data files, where they are at hand, against what was read in them by eye.

use ibid::read::data::file::{DataFile, Progress};

#[test]
fn the_parts_of_real_files_are_as_read_by_eye() {
    let Some(corpus) = std::env::var_os("IBID_CORPUS") else { return };
    for line in include_str!("../data/sheets/expected.tsv").lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let path = std::path::Path::new(&corpus).join("csv").join(fields[0]);
        let file = DataFile::new(std::fs::read(path).expect("the file"), None, None, &Progress::default()).expect("data");
        let layout = file.layout();
        let titles = (layout.titles.clone()).filter(|&title| !file.of_record(title, 0).is_empty()).count();
        let rows = (0..file.rows()).filter(|&row| (0..file.columns()).any(|column| !file.text(row, column).is_empty())).count();
        let found = [titles, layout.heads.len(), usize::from(layout.units.is_some()), rows, file.columns()].map(|number| number.to_string());
        assert_eq!(found, fields[1..6], "{}", fields[0]);
    }
}
