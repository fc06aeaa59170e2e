//! Tables in text whose columns are parted by blanks and leaders of dots.

use ibid::model::{Document, RowKind, check};
use ibid::read::read_bytes;
use ibid::sheet::{Kind, Sheet, Value};

const SOURCE: &str = include_str!("data/ocr/aligned.txt");

fn read(source: &str) -> Document {
    let document = read_bytes("text.txt", source.as_bytes().to_vec(), None).expect("text").1.document;
    assert_eq!(check::check(&document), Ok(()));
    document
}

/// The cells of the rows of a kind.
fn rows(document: &Document, table: usize, kind: RowKind) -> Vec<Vec<String>> {
    let table = &document.tables[table];
    let text = &document.body.blocks[table.block as usize].text;
    table.rows.iter().filter(|row| row.kind == kind).map(|row| row.cells.iter().map(|&cell| text.slice(cell).to_owned()).collect()).collect()
}

#[test]
fn columns_of_figures_are_a_table_with_its_heads_and_groups() {
    let document = read(SOURCE);
    assert_eq!(document.tables.iter().map(|table| table.id.as_str()).collect::<Vec<_>>(), ["7", "t2"]);
    let table = &document.tables[0];
    let text = &document.body.blocks[table.block as usize].text;
    assert_eq!(text.slice(table.caption), "Table 7. Ships and men");
    assert_eq!(text.slice(table.units), "(In thousands)");
    assert_eq!(text.slice(table.source), "Source: the harbour masters.");
    let sheet = Sheet::new(table, text);
    assert_eq!(sheet.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(), ["Year", "Ships registered", "Percent of ships", "Men"]);
    assert_eq!(sheet.groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["Northern ports", "Southern ports"]);
    let expected = [
        ["1901", "9,840", "55.7", "520"],
        ["1902 (1)", "9,900", "56.0", "350"],
        ["1903", "10,640", "-", "750"],
        ["1901", "4,640", "58.7", "470"],
        ["1902", "220", "58.6", "1,960"],
        ["1903", "...", "9.9", "20"],
    ];
    assert_eq!(rows(&document, 0, RowKind::Figures), expected);
    assert_eq!(sheet.columns[1].values[2], Value::Number(10_640.0));
    assert_eq!(sheet.columns[1].values[5], Value::Nothing);
    assert_eq!(sheet.columns[2].kind, Kind::Percent);
    assert_eq!(sheet.group_of, [Some(0), Some(0), Some(0), Some(1), Some(1), Some(1)]);
}

#[test]
fn a_line_of_years_and_a_stroke_stand_over_the_figures() {
    let document = read(SOURCE);
    assert_eq!(rows(&document, 1, RowKind::Header), [["Port", "1801", "1802", "1803"]]);
    assert_eq!(rows(&document, 1, RowKind::Figures), [["Norrham", "120", "80", "75"], ["Ostby", "4", ".", "12"], ["Wick", "7", "11", "13"]]);
}

#[test]
fn lists_contents_and_lines_that_do_not_stand_in_columns_stay_text() {
    let document = read(SOURCE);
    let words: String = document.body.blocks.iter().map(|block| format!("{}\n", block.text.as_str())).collect();
    assert!(words.contains("salt      in sacks     at the quay"), "{words}");
    assert!(words.contains("2.  The ports ..................... 14"), "{words}");
    let crossed = "We met.\n\nNorrham  12  80\nOstby 4  1 200 and more  7\nWick          7        11\n\nWe parted.\n";
    assert!(read(crossed).tables.is_empty());
    let two = "We met.\n\nNorrham       12      80\nOstby          4       7\n\nWe parted.\n";
    assert!(read(two).tables.is_empty(), "two lines are too few to tell");
}

#[test]
fn codes_and_what_they_stand_for_are_a_table_without_heads() {
    let codes =
        "    0      No light\n    1      One lamp, at the quay.  It is out by day.\n    4-7    For later use\n    10+    Any number of lamps, as they come\n";
    let document = read(&format!("   The lamps mean what follows:\n\n{codes}\n   Nothing else is lit.\n"));
    let expected =
        [["0", "No light"], ["1", "One lamp, at the quay. It is out by day."], ["4-7", "For later use"], ["10+", "Any number of lamps, as they come"]];
    assert_eq!(document.tables.len(), 1);
    assert_eq!(rows(&document, 0, RowKind::Figures), expected);
    assert!(rows(&document, 0, RowKind::Header).is_empty());
    for other in [
        "   1   The quay\n   2   The light\n   3   The keeper\n",
        "   0      No light at all is\n          to be seen\n   1      One lamp\n",
        "   12 lamps stand on the quay,\n   14 in the yard.\n",
        "   0   quay   light\n   5   tower   bell\n",
        "   0   The quay\n   5     The light\n",
        "   12   And the keeper went down to the quay.\n   13   And the light was out.\n",
    ] {
        assert!(read(&format!("   We met at the quay.\n\n{other}\n   We parted.\n")).tables.is_empty(), "{other}");
    }
}

#[test]
fn heads_that_stand_again_at_the_foot_are_no_row() {
    let source = "We met.\n\nSail   Steam  Tugs  Port\n12     80     3     Norrham\n4      7      1     Ostby\n7      11     2     Wick\nSail   Steam  Tugs  Port\n\nWe parted.\n";
    let document = read(source);
    assert_eq!(rows(&document, 0, RowKind::Header), [["Sail", "Steam", "Tugs", "Port"], ["Sail", "Steam", "Tugs", "Port"]]);
    assert_eq!(rows(&document, 0, RowKind::Figures).len(), 3);
}

#[test]
fn a_head_that_goes_over_several_columns_stands_above_the_table() {
    let over = SOURCE.replace(
        "                                     Ships\n                  Year",
        "                                      All of the ships\n                  Year",
    );
    let document = read(&over);
    let table = &document.tables[0];
    let text = &document.body.blocks[table.block as usize].text;
    let above: Vec<&str> = table.above.iter().map(|&extent| text.slice(extent)).collect();
    assert_eq!(above, ["Table 7. Ships and men", "(In thousands)", "All of the ships"]);
    assert_eq!(Sheet::new(table, text).columns[1].name, "registered");
}

/// A page of figures as a statistical office printed it, where it is at hand: what was read in it by eye.
#[test]
fn a_printed_page_of_figures_is_its_data() {
    let Some(corpus) = std::env::var_os("IBID_CORPUS") else { return };
    let file = std::fs::read_to_string(std::path::Path::new(&corpus).join("csv/bls-aat1.txt")).expect("the file");
    let document = read(&file);
    assert_eq!(document.tables.len(), 1);
    let table = &document.tables[0];
    let sheet = Sheet::new(table, &document.body.blocks[table.block as usize].text);
    assert_eq!((sheet.rows.len(), sheet.groups.len(), sheet.columns.len()), (72, 2, 11));
    assert_eq!(sheet.group_of.iter().filter(|group| **group == Some(0)).count(), 8, "1940 to 1947");
    let last: Vec<f64> = sheet.columns[1..].iter().map(|column| if let Value::Number(value) = column.values[71] { value } else { f64::NAN }).collect();
    assert_eq!(last, [237_830.0, 153_889.0, 64.7, 139_064.0, 58.5, 2_206.0, 136_858.0, 14_825.0, 9.6, 83_941.0]);
}
