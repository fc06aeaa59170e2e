//! Workbooks: a table for each sheet, cells as they are shown, and only what is there, whatever a file claims.

use std::io::{Cursor, Write};

use crate::data_files::old::{compound, record};
use ibid::model::{Account, Kind, Reading};
use ibid::read::{Asked, Form, read, read_bytes};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The rows of the table of a number, heads included.
pub fn rows_of(reading: &Reading, number: usize) -> Vec<Vec<String>> {
    let table = &reading.document.tables[number];
    let text = &reading.document.body.blocks[table.block as usize].text;
    table.rows.iter().map(|row| row.cells.iter().map(|&cell| text.slice(cell).to_owned()).collect()).collect()
}

fn warnings(reading: &Reading) -> Vec<(&str, &str)> {
    reading.warnings.iter().map(|warning| (warning.kind, warning.message.as_str())).collect()
}

/// A zip archive with these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(part).expect("a part");
    }
    archive.finish().expect("an archive").into_inner()
}

fn ods(sheets: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:automatic-styles><style:style style:name=\"ta2\"><style:table-properties \
         table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    let parts: [(&str, &[u8]); 3] =
        [("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("META-INF/manifest.xml", b"<manifest/>"), ("content.xml", content.as_bytes())];
    archive(&parts)
}

#[test]
fn each_sheet_is_a_table_under_its_name_with_cells_as_they_are_shown() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Ships").expect("a name");
    for (column, head) in (0..).zip(["port", "built", "share", "tons", "loss", "note"]) {
        sheet.write_string(0, column, head).expect("a cell");
    }
    let shown = |form: &str| Format::new().set_num_format(form);
    sheet.write_string(1, 0, "Norrham").expect("a cell");
    sheet.write_datetime_with_format(1, 1, ExcelDateTime::from_ymd(1931, 7, 4).expect("a day"), &shown("d mmm yyyy")).expect("a cell");
    sheet.write_number_with_format(1, 2, 0.125, &shown("0.0%")).expect("a cell");
    sheet.write_number_with_format(1, 3, 12345.5, &shown("#,##0.00")).expect("a cell");
    sheet.write_number_with_format(1, 4, -20.0, &shown("0.0;(0.0)")).expect("a cell");
    sheet.write_string(1, 5, "two\nlines").expect("a cell");
    sheet.write_string(2, 0, "\"East\"").expect("a cell");
    sheet.write_datetime_with_format(2, 1, ExcelDateTime::from_ymd(1932, 12, 31).expect("a day"), &Format::new().set_num_format_index(14)).expect("a cell");
    sheet.write_number(2, 2, 0.1 + 0.2).expect("a cell");
    sheet.write_number_with_format(2, 3, 1.0e6, &shown("0.00E+00")).expect("a cell");
    sheet.write_number_with_format(2, 4, 3.0, &shown("[$€-407] 0")).expect("a cell");
    sheet.write_boolean(2, 5, true).expect("a cell");
    let sheet = book.add_worksheet().set_name("Sums").expect("a name");
    sheet.write_string(0, 0, "port").expect("a cell");
    sheet.write_string(0, 1, "sum").expect("a cell");
    sheet.write_string(1, 0, "Norrham").expect("a cell");
    sheet.write_formula(1, 1, Formula::new("=SUM(Ships!D2:D3)").set_result("1012345.5")).expect("a cell");
    let bytes = book.save_to_buffer().expect("a workbook");

    // Its content says what it is, whatever its name.
    let (form, reading) = read_bytes("-", bytes.clone(), None).expect("a workbook");
    assert_eq!(form, Form::Xlsx);
    let headings: Vec<&str> =
        reading.document.body.blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(_))).map(|block| block.text.as_str()).collect();
    assert_eq!(headings, ["Ships", "Sums"]);
    assert_eq!(
        rows_of(&reading, 0),
        [
            ["port", "built", "share", "tons", "loss", "note"],
            ["Norrham", "4 Jul 1931", "12.5%", "12,345.50", "(20.0)", "two lines"],
            ["\"East\"", "1932-12-31", "0.3", "1.00E+06", "€ 3", "TRUE"],
        ]
    );
    assert_eq!(rows_of(&reading, 1), [["port", "sum"], ["Norrham", "1012345.5"]], "of a formula its value is read");
    assert_eq!(reading.document.tables.iter().map(|table| table.id.as_str()).collect::<Vec<_>>(), ["t1", "t2"]);
    assert!(reading.warnings.is_empty(), "{:?}", reading.warnings);

    let asked = |sheet: &str| Asked { sheet: Some(sheet.to_owned()), ..Asked::default() };
    for sheet in ["Sums", "sums", "2"] {
        let read = read("x.xlsx", bytes.clone(), &asked(sheet), Account::Kept).expect("a sheet");
        assert_eq!(read.reading.document.tables.len(), 1);
        assert_eq!(rows_of(&read.reading, 0)[0], ["port", "sum"]);
        assert_eq!(read.reading.ledger.hole(read.source.len()), None, "every byte is accounted for");
    }
    let error = read("x.xlsx", bytes, &asked("3"), Account::Kept).expect_err("no such sheet");
    assert_eq!(error.cause, "it has no sheet 3; sheets are Ships, Sums");
}

#[test]
fn titles_units_and_notes_of_a_sheet_stand_round_its_rows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new();
    sheet.merge_range(0, 0, 0, 4, "Ships by port", &bold).expect("a cell");
    sheet.merge_range(2, 1, 2, 2, "Sail", &bold).expect("a cell");
    sheet.merge_range(2, 3, 2, 4, "Steam", &bold).expect("a cell");
    for (column, head) in (1..).zip(["1901", "1902", "1901", "1902"]) {
        sheet.write_string(3, column, head).expect("a cell");
    }
    for (row, port) in (4..).zip(["Norrham", "Ostby"]) {
        sheet.write_string(row, 0, port).expect("a cell");
        for column in 1..5 {
            sheet.write_number(row, column, f64::from(row) * 10.0 + f64::from(column)).expect("a cell");
        }
    }
    sheet.write_string(7, 0, "Source: the harbour master").expect("a cell");
    let (_, reading) = read_bytes("x.xlsx", book.save_to_buffer().expect("a workbook"), None).expect("a workbook");
    let table = &reading.document.tables[0];
    let text = &reading.document.body.blocks[table.block as usize].text;
    assert_eq!((text.slice(table.caption), text.slice(table.source)), ("Ships by port", "Source: the harbour master"));
    let names: Vec<String> = ibid::sheet::Sheet::new(table, text).columns.into_iter().map(|column| column.name).collect();
    assert_eq!(names, ["", "Sail 1901", "Sail 1902", "Steam 1901", "Steam 1902"], "a merged head is that of all its columns");
    assert_eq!(table.figures().count(), 2);
}

#[test]
fn only_what_is_there_is_read_whatever_a_sheet_claims() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let marked = Format::new().set_bold();
    for (column, head) in (0..).zip(["port", "ships"]) {
        sheet.write_string(0, column, head).expect("a cell");
    }
    sheet.write_string(1, 0, "Norrham").expect("a cell");
    sheet.write_number(1, 1, 12.0).expect("a cell");
    // A cell without a word in the last corner there is, and one with a word far down.
    sheet.write_blank(1_048_575, 16_383, &marked).expect("a cell");
    sheet.write_string(900_000, 0, "Ostby").expect("a cell");
    sheet.write_number(900_000, 1, 3.0).expect("a cell");
    let (_, reading) = read_bytes("x.xlsx", book.save_to_buffer().expect("a workbook"), None).expect("a workbook");
    assert_eq!(rows_of(&reading, 0), [["port", "ships"], ["Norrham", "12"], ["Ostby", "3"]]);

    let far = "<table:table table:name=\"Far\"><table:table-column table:number-columns-repeated=\"1000000\"/><table:table-row>\
        <table:table-cell office:value-type=\"string\"><text:p>port</text:p></table:table-cell><table:table-cell office:value-type=\"string\">\
        <text:p>ships</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"1000000\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell table:number-columns-repeated=\"4000000000\"/></table:table-row>\
        </table:table>";
    assert_eq!(rows_of(&read_bytes("x.ods", ods(far), None).expect("a spreadsheet").1, 0), [["port", "ships"]]);

    // A word that says it stands in every cell: as many of them as the cap, and the rest is said.
    let full = "<table:table table:name=\"Full\"><table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell \
        table:number-columns-repeated=\"16000\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    let (_, reading) = read_bytes("x.ods", ods(full), None).expect("a spreadsheet");
    assert!(reading.warnings.iter().any(|warning| warning.kind == "cut-sheet" && warning.message.contains("sheet Full has more cells than can be shown")));
    let long = full.replace(">x<", &format!(">{}<", "many words ".repeat(300_000)));
    let (_, reading) = read_bytes("x.ods", ods(&long), None).expect("a spreadsheet");
    assert!(reading.warnings.iter().any(|warning| warning.kind == "cut-sheet"), "{:?}", reading.warnings);
}

#[test]
fn a_spreadsheet_of_opendocument_shows_its_cells_as_it_says() {
    let sheets = "<table:table table:name=\"Ships &amp; tons\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>port</text:p>\
        </table:table-cell><table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"2\"><text:p>share</text:p></table:table-cell>\
        <table:covered-table-cell/><table:table-cell><text:p>day</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"string\"><text:p>Nor<text:span>rham</text:span></text:p>\
        <office:annotation><text:p>a remark</text:p></office:annotation></table:table-cell><table:table-cell office:value-type=\"percentage\" \
        office:value=\"0.125\"><text:p>12,5 %</text:p></table:table-cell><table:table-cell table:formula=\"of:=1+1\"/>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"1931-07-04\"><text:p>4. Juli 1931</text:p></table:table-cell></table:table-row>\
        </table:table><table:table table:name=\"Hidden\" table:style-name=\"ta2\"><table:table-row><table:table-cell office:value-type=\"float\" \
        office:value=\"7\"/></table:table-row></table:table>";
    let (form, reading) = read_bytes("x", ods(sheets), None).expect("a spreadsheet");
    assert_eq!(form, Form::Ods);
    let row = ["Norrham", "12,5 %", "=1+1", "4. Juli 1931"];
    assert_eq!(rows_of(&reading, 0), [["port", "share", "", "day"], row, row]);
    assert_eq!(rows_of(&reading, 1), [["7"]]);
    assert_eq!(
        warnings(&reading),
        [
            ("formula-without-value", "sheet Ships & tons, C2: its formula has no value in the file, and is shown itself"),
            ("hidden-sheet", "sheet Hidden is hidden in the workbook; it is shown here all the same"),
        ]
    );
}

#[test]
fn hidden_sheets_and_rounded_figures_are_said() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Open").expect("a name");
    sheet.write_string(0, 0, "n").expect("a cell");
    sheet.write_number_with_format(1, 0, 12.345, &Format::new().set_num_format("0.0")).expect("a cell");
    let sheet = book.add_worksheet().set_name("Shut").expect("a name");
    sheet.set_hidden(true);
    sheet.write_string(0, 0, "kept").expect("a cell");
    let (_, reading) = read_bytes("x.xlsx", book.save_to_buffer().expect("a workbook"), None).expect("a workbook");
    assert_eq!(rows_of(&reading, 0), [["n"], ["12.3"]]);
    assert_eq!(rows_of(&reading, 1), [["kept"]]);
    assert_eq!(
        warnings(&reading),
        [
            ("rounded-cells", "sheet Open shows numbers with fewer decimals than they have, as at A2; they are read as they are shown"),
            ("hidden-sheet", "sheet Shut is hidden in the workbook; it is shown here all the same"),
        ]
    );
}

#[test]
fn what_is_locked_or_no_workbook_is_said() {
    let cause = |name: &str, bytes: Vec<u8>, form: Option<Form>| read_bytes(name, bytes, form).expect_err("no workbook").cause;
    let locked = "it is locked with a password";
    let manifest = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let parts: [(&str, &[u8]); 3] =
        [("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("META-INF/manifest.xml", manifest), ("content.xml", b"\x01\x02")];
    assert_eq!(cause("x.ods", archive(&parts), None), locked);
    assert_eq!(cause("x.xlsx", compound("EncryptedPackage", b"\x01\x02"), None), locked);
    assert_eq!(cause("x.xls", compound("Book", b"\x01\x02"), None), "it is a workbook older than Excel 97");
    assert_eq!(cause("x.doc", compound("WordDocument", b"\x01\x02"), None), "it is an old Office file");
    assert_eq!(cause("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more".to_vec(), None), "it is a damaged Office file");
    let locked_stream = [record(0x0809, &[0, 6, 5, 0]), record(0x002f, &[1, 0])].concat();
    assert_eq!(cause("x.xls", compound("Workbook", &locked_stream), None), locked);
    assert_eq!(cause("x.xlsb", archive(&[("xl/workbook.bin", b"")]), None), "it is a binary workbook (xlsb)");
    assert_eq!(cause("x.xlsx", b"%PDF-1.7".to_vec(), Some(Form::Xlsx)), "it is no zip archive, as xlsx is (it begins with \"%PDF\")");
    assert!(cause("x.xlsx", archive(&[("xl/workbook.xml", b"<workbook")]), None).starts_with("its workbook is damaged"));
    assert!(cause("x.xlsx", b"PK\x03\x04 and no more".to_vec(), Some(Form::Xlsx)).starts_with("its zip archive is damaged"));
    assert_eq!(
        cause("x.docx", archive(&[("word/document.xml", b"<w/>")]), None),
        "it is no text but a zip archive, as DOCX and EPUB are: this version reads plain text"
    );
    assert_eq!(cause("x.ods", ods("<table:table table:name=\"\"></table:table>"), None), "no cell of the workbook says anything");
}

#[test]
fn an_archive_that_unpacks_to_very_much_is_refused() {
    let part = vec![b' '; 40 << 20];
    let error = read_bytes("x.xlsx", archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &part)]), None).expect_err("a bomb");
    assert!(error.cause.contains("times its size, as no document does"), "{}", error.cause);
    let many: Vec<String> = (0..10_001).map(|number| number.to_string()).collect();
    let parts: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"".as_slice())).chain([("xl/workbook.xml", b"".as_slice())]).collect();
    let error = read_bytes("x.xlsx", archive(&parts), None).expect_err("too many parts");
    assert_eq!(error.cause, "it has 10002 parts, and the limit is 10000");
}
