//! What a printed figure says, by itself and in its column.

use ibid::sheet::number::{Decimal, Printed, Reading, Thousands, decimal_at};

use proptest::prelude::*;

/// What a cell says by itself: a figure, words (`None`), or nothing (`NOTHING`).
const NOTHING: Option<f64> = Some(f64::INFINITY);

#[track_caller]
fn check(cell: &str, expected: Option<f64>) {
    let said = match Reading::of([cell]).read(cell) {
        Printed::Figure { value, .. } => Some(value),
        Printed::Nothing => NOTHING,
        Printed::Words => None,
    };
    assert_eq!(said, expected, "{cell:?}");
}

#[test]
fn a_figure_is_read_in_every_form_it_is_printed_in() {
    for (cell, value) in [
        ("0", 0.0),
        ("42", 42.0),
        ("1991", 1991.0),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("12·5", 12.5),
        (".5", 0.5),
        (",75", 0.75),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("11 820.0", 11820.0),
        ("11\u{a0}820,0", 11820.0),
        ("11\u{2009}820", 11820.0),
        ("11\u{202f}820.25", 11820.25),
        ("1 234 567", 1_234_567.0),
        ("1 234.567", 1234.567),
        ("1,234,567", 1_234_567.0),
        ("1.234.567", 1_234_567.0),
        ("1.234.567,8", 1_234_567.8),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1'234'567", 1_234_567.0),
        ("1’234.5", 1234.5),
        ("1234.567", 1234.567),
        ("-7", -7.0),
        ("−7.5", -7.5),
        ("–7,5", -7.5),
        ("- 12", -12.0),
        ("(1 234)", -1234.0),
        ("(12.5%)", -12.5),
        ("12.5-", -12.5),
        ("12.5−", -12.5),
        ("+13%", 13.0),
        ("13 %", 13.0),
        ("13 per cent", 13.0),
        ("$12.50", 12.5),
        ("US$1,200.50", 1200.5),
        ("-$5", -5.0),
        ("$-5", -5.0),
        ("12 €", 12.0),
        ("£1 250", 1250.0),
        ("EUR 12", 12.0),
        ("12.5 USD", 12.5),
        ("12.3ᵃ", 12.3),
        ("12.3¹", 12.3),
        ("12.3¹²", 12.3),
        ("12.3ᵃ,ᵇ", 12.3),
        ("45*", 45.0),
        ("45 **", 45.0),
        ("45†", 45.0),
        ("1 234 r", 1234.0),
        ("1 234 (p)", 1234.0),
        ("8.66 [4]", 8.66),
        ("8.66[note 4]", 8.66),
        ("*12", 12.0),
        ("  7  ", 7.0),
        ("-0", 0.0),
    ] {
        check(cell, Some(value));
    }
}

#[test]
fn fractions_and_powers_of_ten_are_read() {
    for (cell, value) in [
        ("½", 0.5),
        ("3½", 3.5),
        ("3 ½", 3.5),
        ("−3½", -3.5),
        ("1/2", 0.5),
        ("3 1/2", 3.5),
        ("12 3/16", 12.1875),
        ("1 234½", 1234.5),
        ("¾ %", 0.75),
        ("1.2e6", 1_200_000.0),
        ("1.2E+06", 1_200_000.0),
        ("-5e-3", -0.005),
        ("1e308", 1e308),
        ("1,5e3", 1500.0),
    ] {
        check(cell, Some(value));
    }
    for cell in ["23/16", "23/31", "1/1", "0/2", "1/2/3", "1/2/1991", "12/1991", "1 2/3 4", "1.5 1/2", "1e309", "1e9999", "12e5x", "e5", "½½"] {
        check(cell, None);
    }
}

#[test]
fn figures_that_say_that_they_are_not_exact_are_read_and_said_to_be_such() {
    let about = |cell: &str| match Reading::of([cell]).read(cell) {
        Printed::Figure { value, about, .. } => Some((value, about)),
        Printed::Nothing | Printed::Words => None,
    };
    // A bound is the value; of a range it is the lower end.
    for (cell, value) in [
        ("<0.1", 0.1),
        ("< 0.1", 0.1),
        ("<=5", 5.0),
        ("≤5", 5.0),
        (">100", 100.0),
        (">1 000", 1000.0),
        ("~5", 5.0),
        ("≈ 5", 5.0),
        ("c. 5", 5.0),
        ("c.5", 5.0),
        ("ca. 1 200", 1200.0),
        ("about 7", 7.0),
        ("10+", 10.0),
        ("10–12", 10.0),
        ("10 – 12", 10.0),
        ("12-14", 12.0),
        ("1.5–2.5", 1.5),
        ("10 to 12", 10.0),
        ("10–12%", 10.0),
        ("$10–12", 10.0),
        ("1,200–1,500", 1200.0),
        ("1e-400", 0.0),
    ] {
        assert_eq!(about(cell), Some((value, true)), "{cell:?}");
    }
    for cell in ["5", "-5", "5-", "+5", "0e5", "0"] {
        assert!(about(cell).is_some_and(|(_, about)| !about), "{cell:?}");
    }
}

#[test]
fn thousands_are_parted_as_in_india() {
    for (cell, value) in [("12,34,567", 1_234_567.0), ("1,23,456.5", 123_456.5), ("₹ 1,00,000", 100_000.0)] {
        check(cell, Some(value));
    }
    for cell in ["123,45,678", "12,34,56", "1,234,56,789"] {
        check(cell, None);
    }
    assert_eq!(Reading::of(["1,234", "12,34,567"]).read("1,234"), Printed::Figure { value: 1234.0, percent: false, about: false });
}

#[test]
fn what_is_no_figure_is_never_made_one() {
    for cell in [
        "Exports",
        "1 2345",
        "12 34",
        "1.2.3",
        "1,23,4.5",
        "12-14-16",
        "14-12",
        "01-02",
        "555-0199",
        "-5-7",
        "12 –",
        "5m",
        "12 km",
        "3 (45%)",
        "12.5 (3)",
        "1953 (45)",
        "(5",
        "5)",
        "-(5)",
        "--5",
        "-5-",
        "12.",
        "1991/92",
        "§ 12",
        "12*45",
        "1e400",
        "NaN",
        "inf",
        "-inf",
        "Infinity",
        "0x10",
        "1h",
        "1_000",
        "$",
        "%",
        "5%%",
        "$5€",
        "A4",
        "1 234.5.6",
        "12 [a remark that is far too long]",
    ] {
        check(cell, None);
    }
    let endless = "9".repeat(400);
    check(&endless, None);
}

#[test]
fn nothing_is_said_in_many_words() {
    for cell in [
        "", "  ", "n.a.", "N.A.", "n/a", "..", "...", "…", "–", "-", "—", "−", ".", "NA", "na", ":", "null", "x", "X", "n.a.*", "..¹", "– [c]", "[c]", "(p)",
        "*",
    ] {
        check(cell, NOTHING);
    }
}

#[test]
fn the_whole_part_ends_at_the_decimal_sign() {
    for (cell, at) in [
        ("11 820.0", Some(6)),
        ("84,3", Some(2)),
        ("1,234", Some(5)),
        ("1,234.5", Some(5)),
        ("1.234", Some(1)),
        ("-7", Some(2)),
        ("−7.5", Some(4)),
        ("13.9%", Some(2)),
        ("48*", Some(2)),
        ("12.3¹", Some(2)),
        ("(1 234)", Some(6)),
        (" $5.0", Some(3)),
        (".5", Some(0)),
        ("n.a.", None),
        ("..", None),
        ("", None),
        ("Exports", None),
    ] {
        assert_eq!(decimal_at(cell), at, "{cell:?}");
    }
}

#[test]
fn the_cells_of_a_column_decide_together() {
    use Decimal::{Comma, Point};
    for (cells, decimal, thousands, undecided, values) in [
        (&["1.234", "2.5"][..], Point, None, false, &[1.234, 2.5][..]),
        (&["1.234", "2,5"], Comma, Some(Thousands::Point), false, &[1234.0, 2.5]),
        (&["1,234", "2.5"], Point, Some(Thousands::Comma), false, &[1234.0, 2.5]),
        (&["1,234", "2,5"], Comma, None, false, &[1.234, 2.5]),
        (&["1.234", "1.234.567"], Comma, Some(Thousands::Point), false, &[1234.0, 1_234_567.0]),
        (&["1.234", "12 345.5"], Point, Some(Thousands::Blank), false, &[1.234, 12345.5]),
        (&["1.234", "12 345"], Point, Some(Thousands::Blank), false, &[1.234, 12345.0]),
        (&["1,234", "12 345"], Comma, Some(Thousands::Blank), false, &[1.234, 12345.0]),
        (&["1,234", "12'345"], Comma, Some(Thousands::Apostrophe), false, &[1.234, 12345.0]),
        (&["1.234", "12345"], Point, None, false, &[1.234, 12345.0]),
        (&["1.234", "5.678"], Point, None, true, &[1.234, 5.678]),
        (&["1,234", "5,678"], Point, Some(Thousands::Comma), true, &[1234.0, 5678.0]),
        (&["1.234", "56"], Comma, Some(Thousands::Point), true, &[1234.0, 56.0]),
        (&["1,5", "2.5"], Point, None, true, &[f64::NAN, 2.5]),
        (&["12", "n.a."], Point, None, false, &[12.0, f64::NAN]),
    ] {
        let reading = Reading::of(cells.iter().copied());
        assert_eq!(reading, Reading { decimal, thousands, undecided, ..Reading::default() }, "{cells:?}");
        for (cell, expected) in cells.iter().zip(values) {
            let value = match reading.read(cell) {
                Printed::Figure { value, .. } => value,
                Printed::Nothing | Printed::Words => f64::NAN,
            };
            assert!(value == *expected || value.is_nan() && expected.is_nan(), "{cell:?} of {cells:?} is {value}");
        }
    }
}

#[test]
fn plain_figures_keep_the_decimals_that_were_printed() {
    for (cell, plain) in [
        ("11 820.0", "11820.0"),
        ("(5)", "-5"),
        ("1,250", "1250"),
        ("7.50*", "7.50"),
        (".5", "0.5"),
        ("3½", "3.5"),
        ("1.20e2", "120"),
        ("1.5e-2", "0.015"),
        ("1.2e308", "12e307"),
    ] {
        assert_eq!(Reading::of([cell]).plain(cell).as_deref(), Some(plain));
    }
    let commas = Reading::of(["1.234,50"]);
    assert_eq!((commas.plain("1.234"), commas.decimal_at("1.234")), (Some("1234".to_owned()), Some(5)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_cell_is_read_in_one_way(cell in prop_oneof![any::<String>(), "[-−–+($£<~ ]{0,2}[0-9.,'·  ]{0,12}[-)%*¹ᵃa\\[\\]€, ]{0,4}", "[<c-]?[0-9.]{0,5}[–e½/ -]{0,2}[0-9]{0,4}[+%ºe]?"]) {
        let reading = Reading::of([cell.as_str()]);
        let said = reading.read(&cell);
        // The hurried way of plain figures comes to what the thorough one does.
        prop_assert_eq!(&said, &reading.read(&format!(" {cell}")));
        let figure = matches!(said, Printed::Figure { .. });
        prop_assert!(!figure || cell.chars().any(|c| c.is_ascii_digit() || c.is_numeric()));
        prop_assert_eq!(decimal_at(&cell).is_some(), figure);
        prop_assert!(decimal_at(&cell).is_none_or(|at| cell.is_char_boundary(at)));
        if let (Printed::Figure { value, .. }, Some(plain)) = (said, reading.plain(&cell)) {
            prop_assert_eq!(Ok(value + 0.0), plain.parse::<f64>().map(|plain| plain + 0.0));
        }
    }

    #[test]
    fn figures_come_back_from_every_way_of_printing_them(thousands in 1u32..999, rest in 0u32..999, cents in 0u32..99, form in 0usize..6, minus in any::<bool>()) {
        let (parts, decimal) = [(" ", "."), ("\u{202f}", ","), (",", "."), (".", ","), ("'", "."), ("\u{a0}", "·")][form];
        let figure = format!("{thousands}{parts}{rest:03}{decimal}{cents:02}");
        let cell = if minus { format!("({figure})") } else { format!("{figure}*") };
        let plain = format!("{}{thousands}{rest:03}.{cents:02}", if minus { "-" } else { "" });
        prop_assert_eq!(Reading::of([cell.as_str()]).plain(&cell), Some(plain));
    }
}
