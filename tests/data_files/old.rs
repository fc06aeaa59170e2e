//! Old workbooks (xls), made byte by byte: what they show, whatever way their bytes are kept.

use calamine::{Data, Reader, Xls};
use ibid::model::check;
use ibid::read::{Form, read_bytes};

use super::workbooks::rows_of;

/// A record of a workbook.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes()[..], data].concat()
}

/// A compound file with one stream.
pub fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const END: u32 = 0xffff_fffe;
    const FREE: u32 = 0xffff_ffff;
    let padded = |bytes: &[u8]| [bytes, &vec![0; bytes.len().next_multiple_of(512) - bytes.len()]].concat();
    let small = stream.len() < 4096;
    let sectors = stream.len().div_ceil(512) as u32;
    // Sector 0 is the table of sectors, 1 the directory, 2 the table of small ones, then comes the stream.
    let chain = |from: u32, count: u32| (0..count).map(move |at| if at + 1 == count { END } else { from + at + 1 });
    let mut table: Vec<u32> = vec![0xffff_fffd, END, END];
    table.extend(chain(3, sectors));
    table.resize(table.len().next_multiple_of(128), FREE);
    assert_eq!(table.len(), 128, "one sector of it is enough");
    let mut table_small: Vec<u32> = if small { chain(0, stream.len().div_ceil(64) as u32).collect() } else { Vec::new() };
    table_small.resize(128, FREE);
    let entry = |name: &str, kind: u8, first: u32, len: u32| {
        let mut entry = vec![0; 128];
        let units: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64..66].copy_from_slice(&(units.len() as u16).to_le_bytes());
        (entry[66], entry[67]) = (kind, 1);
        entry[68..80].fill(0xff);
        entry[116..120].copy_from_slice(&first.to_le_bytes());
        entry[120..124].copy_from_slice(&len.to_le_bytes());
        entry
    };
    let mut root = entry("Root Entry", 5, if small { 3 } else { END }, if small { sectors * 512 } else { 0 });
    root[76..80].copy_from_slice(&1u32.to_le_bytes());
    let directory = [root, entry(name, 2, if small { 0 } else { 3 }, stream.len() as u32)].concat();
    let mut header = vec![0; 512];
    header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0x18, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    for (at, number) in [(0x2c, 1u32), (0x30, 1), (0x38, 4096), (0x3c, 2), (0x40, 1), (0x44, END), (0x48, 0), (0x4c, 0)] {
        put(at, &number.to_le_bytes());
    }
    put(0x50, &[0xff; 432]);
    let numbers = |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
    [header, numbers(&table), padded(&directory), numbers(&table_small), padded(stream)].concat()
}

/// A text of one byte a character, behind the two bytes that count them.
fn text(words: &str) -> Vec<u8> {
    [&(words.len() as u16).to_le_bytes()[..], &[0], words.as_bytes()].concat()
}

fn place(row: u16, column: u16, style: u16) -> Vec<u8> {
    [row, column, style].iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A workbook of two sheets, the second hidden; `padding` bytes stand between its records.
fn workbook(padding: usize) -> Vec<u8> {
    let cell = |kind: u16, row: u16, column: u16, style: u16, value: &[u8]| record(kind, &[&place(row, column, style)[..], value].concat());
    let number = |row: u16, column: u16, style: u16, value: f64| cell(0x0203, row, column, style, &value.to_le_bytes());
    // Seven shared texts; the third is cut by the end of its record, and its rest is two bytes a character.
    let shared_start = [&7u32.to_le_bytes()[..], &7u32.to_le_bytes()[..], &text("port"), &text("share"), &[6, 0, 0], b"Norr"].concat();
    let rest = "h\u{e5}".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let rich = [&[5u8, 0, 8, 1, 0][..], b"Ostby", &[2, 0, 0, 0]].concat();
    let shared_rest = [&[1u8][..], &rest, &rich, &text("day"), &text("sum"), &text("note")].concat();
    let formula = |row: u16, column: u16, value: [u8; 8]| cell(0x0006, row, column, 0, &[&value[..], &[0; 8]].concat());
    let sheet = [
        record(0x0809, &[0, 6, 0x10, 0, 0, 0, 0, 0]),
        cell(0x00fd, 0, 0, 0, &0u32.to_le_bytes()),
        cell(0x00fd, 0, 1, 0, &1u32.to_le_bytes()),
        cell(0x00fd, 0, 2, 0, &4u32.to_le_bytes()),
        cell(0x00fd, 0, 3, 0, &5u32.to_le_bytes()),
        cell(0x00fd, 0, 4, 0, &6u32.to_le_bytes()),
        cell(0x00fd, 1, 0, 0, &2u32.to_le_bytes()),
        number(1, 1, 1, 0.125),
        number(1, 2, 2, 11508.0),
        formula(1, 3, 1012.5f64.to_le_bytes()),
        cell(0x0205, 1, 4, 0, &[7, 1]),
        record(0x0999, &vec![0; padding]),
        cell(0x00fd, 2, 0, 0, &3u32.to_le_bytes()),
        // A quarter as a packed number in hundredths, two packed numbers in one record.
        cell(0x027e, 2, 1, 1, &((25u32 << 2) | 3).to_le_bytes()),
        record(0x00bd, &[&[2u8, 0, 2, 0, 3, 0][..], &((11510u32 << 2) | 2).to_le_bytes(), &[0, 0], &((7u32 << 2) | 2).to_le_bytes(), &[3, 0]].concat()),
        formula(2, 4, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        record(0x0207, &text("fine")),
        record(0x000a, &[]),
    ]
    .concat();
    let sheet = {
        // The styles of the two packed numbers: a day and a plain number.
        let mut sheet = sheet;
        let at = sheet.windows(4).position(|bytes| bytes == [0xbd, 0, 18, 0]).expect("the record");
        sheet[at + 8..at + 10].copy_from_slice(&3u16.to_le_bytes());
        sheet[at + 14..at + 16].copy_from_slice(&0u16.to_le_bytes());
        sheet
    };
    let hidden = [record(0x0809, &[0, 6, 0x10, 0, 0, 0, 0, 0]), cell(0x0204, 0, 0, 0, &text("kept")), record(0x000a, &[])].concat();
    let style = |format: u16| record(0x00e0, &[&[0u8, 0][..], &format.to_le_bytes(), &[0; 16]].concat());
    let globals = |first: u32, second: u32| {
        let named = |from: u32, state: u8, name: &str| record(0x0085, &[&from.to_le_bytes()[..], &[state, 0, name.len() as u8, 0], name.as_bytes()].concat());
        [
            record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]),
            record(0x041e, &[&164u16.to_le_bytes()[..], &text("d mmm yyyy")].concat()),
            style(0),
            style(10),
            style(164),
            style(15),
            named(first, 0, "Ships"),
            named(second, 1, "Shut"),
            record(0x00fc, &shared_start),
            record(0x003c, &shared_rest),
            record(0x000a, &[]),
        ]
        .concat()
    };
    let start = globals(0, 0).len() as u32;
    let globals = globals(start, start + sheet.len() as u32);
    compound("Workbook", &[globals, sheet, hidden].concat())
}

#[test]
fn an_old_workbook_shows_its_cells_however_its_bytes_are_kept() {
    for padding in [0, 6000] {
        let bytes = workbook(padding);
        // Another reader finds the same in these bytes: they are a workbook.
        let mut other: Xls<_> = Xls::new(std::io::Cursor::new(&bytes)).expect("a workbook");
        let range = other.worksheet_range("Ships").expect("a sheet");
        assert_eq!(range.get_value((1, 0)), Some(&Data::String("Norrh\u{e5}".to_owned())), "{padding}");
        assert_eq!(range.get_value((2, 1)), Some(&Data::Float(0.25)), "{padding}");

        let (form, reading) = read_bytes("-", bytes, None).expect("a workbook");
        assert_eq!(form, Form::Xls);
        assert_eq!(
            rows_of(&reading, 0),
            [
                ["port", "share", "day", "sum", "note"],
                ["Norrh\u{e5}", "12.50%", "4 Jul 1931", "1012.5", "#DIV/0!"],
                ["Ostby", "25.00%", "6-Jul-31", "7", "fine"],
            ],
            "{padding}"
        );
        assert_eq!(rows_of(&reading, 1), [["kept"]]);
        assert_eq!(reading.warnings.iter().map(|warning| warning.kind).collect::<Vec<_>>(), ["hidden-sheet"]);
    }
}

#[test]
fn an_old_workbook_with_damage_anywhere_is_answered() {
    let whole = workbook(6000);
    let mut seed = 11_u32;
    let mut below = |end: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % end
    };
    for _ in 0..2000 {
        let mut bytes = whole.clone();
        for _ in 0..1 + below(3) {
            let at = below(bytes.len());
            bytes[at] = [0, 1, 0x7f, 0xff, 0xfe, 3][below(6)];
        }
        bytes.truncate(if below(4) == 0 { below(bytes.len()) } else { bytes.len() });
        if let Ok((_, reading)) = read_bytes("x.xls", bytes, Some(Form::Xls)) {
            assert_eq!(check::check(&reading.document), Ok(()));
        }
    }
}
