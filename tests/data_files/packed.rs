//! What is packed with gzip or zstd: unpacked on the way in, and never more of it than the cap.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use ibid::read::{Form, read_bytes};

use super::rows;
use ibid::model::RowKind;

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("packed");
    encoder.finish().expect("packed")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn what_is_packed_is_read_as_what_is_in_it() {
    let data = "port;ships\nNorrham;12\nOstby;3\n";
    let text = "The mill\n\nIt stood by the river, and nobody knew who had built it there.\n";
    for (ending, name) in [("gz", "gzip"), ("zst", "zstd")] {
        let pack = |bytes: &[u8]| if name == "gzip" { gzip(bytes) } else { zstd(bytes) };
        let (form, reading) = read_bytes(&format!("x.csv.{ending}"), pack(data.as_bytes()), None).expect("it is unpacked");
        assert_eq!(form, Form::Csv, "{name}");
        assert_eq!(rows(&reading, RowKind::Figures), [["Norrham", "12"], ["Ostby", "3"]]);
        assert_eq!(reading.document.manner.packed, Some(name));
        assert!(reading.document.manner.words().ends_with(&format!("cells parted by semicolons, 1 header row, unpacked from {name}")));
        let (form, reading) = read_bytes("-", pack(text.as_bytes()), None).expect("it is unpacked");
        assert_eq!((form, reading.document.meta.title.as_deref()), (Form::Ocr, Some("The mill")), "{name}");
        // Several of them one behind the other are one.
        let two = [pack(b"port;ships\nNorrham;12\n"), pack(b"Ostby;3\n")].concat();
        let (_, reading) = read_bytes(&format!("x.csv.{ending}"), two, None).expect("it is unpacked");
        assert_eq!(rows(&reading, RowKind::Figures).len(), 2, "{name}");
    }
}

#[test]
fn what_breaks_off_is_shown_up_to_there_and_said() {
    let mut random = 7_u32;
    let mut figure = || {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        random >> 8
    };
    let data = "port,ships,tons\n".to_owned() + &(0..20_000).map(|row| format!("Norrham {row},{},{}\n", figure(), figure())).collect::<String>();
    let packed = gzip(data.as_bytes());
    let (_, reading) = read_bytes("x.csv.gz", packed[..packed.len() / 2].to_vec(), None).expect("half of it");
    let read = rows(&reading, RowKind::Figures).len();
    assert!((5_000..15_000).contains(&read), "{read}");
    let warning = reading.warnings.iter().find(|warning| warning.kind == "cut-file").expect("it is said");
    assert!(warning.message.starts_with("what is packed in it with gzip breaks off"), "{}", warning.message);

    let error = read_bytes("x.gz", b"\x1f\x8b\x08 and no more".to_vec(), None).expect_err("nothing in it");
    assert!(error.cause.starts_with("it is packed with gzip, and cannot be unpacked"), "{}", error.cause);
    read_bytes("x.zst", b"\x28\xb5\x2f\xfd and no more".to_vec(), None).expect_err("nothing in it");
}

#[test]
fn a_bomb_goes_off_nowhere() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let block = vec![b' '; 1 << 20];
    for _ in 0..260 {
        encoder.write_all(&block).expect("packed");
    }
    let bomb = encoder.finish().expect("packed");
    assert!(bomb.len() < 4 << 20);
    let error = read_bytes("x.csv.gz", bomb.clone(), None).expect_err("too big");
    assert_eq!(error.cause, "what is packed in it with gzip has more than the limit of 256 MB");
    let error = read_bytes("x.csv.gz", gzip(&gzip(b"a,b\n1,2\n")), None).expect_err("one packing is taken off");
    assert!(error.cause.contains("gzip"), "{}", error.cause);
}
