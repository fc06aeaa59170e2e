//! The binary.
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let t = std::time::Instant::now();
    let (_, r) = ibid::read::read_path(std::path::Path::new(&path), None).unwrap();
    eprintln!("{:?}", t.elapsed());
    use std::io::Write;
    let _ = std::io::stdout().write_all(ibid::model::dump::dump(&r.document, &r.warnings).as_bytes());
    let source = std::fs::read(&path).unwrap();
    if let Ok(s) = String::from_utf8(source) {
        eprintln!("hole {:?} check {:?}", r.ledger.hole(s.len()), ibid::model::check::check(&r.document));
    }
}
