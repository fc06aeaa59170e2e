//! What columns hold: codes, ordinals, money, dates and the cells that are none of it. All of it is invented.

use ibid::sheet::date::Days;
use ibid::sheet::evidence::Evidence;
use ibid::sheet::kind::Tally;
use ibid::sheet::number::{Decimal, Reading};
use ibid::sheet::{By, Column, Kind, Order, Over, SortKey, Value, Way};
use proptest::prelude::*;

use crate::sheet::made::{document, read};

/// The second column of a table.
fn column(head: &str, cells: &[&str]) -> Column {
    let rows: String = cells.iter().map(|cell| format!("a\t{cell}\tz\n")).collect();
    let document = document(&format!("\t{head}\tlast\n{rows}"));
    let (_, _, sheet) = read(&document);
    sheet.columns[1].clone()
}

#[track_caller]
fn holds(kind: Kind, columns: &[(&str, &[&str])]) {
    for (head, cells) in columns {
        assert_eq!(column(head, cells).kind, kind, "{head:?} {cells:?}");
    }
}

/// The cells of a column in its order.
fn sorted<'c>(head: &str, cells: &[&'c str], way: Way) -> Vec<&'c str> {
    let rows: String = cells.iter().map(|cell| format!("a\t{cell}\tz\n")).collect();
    let document = document(&format!("\t{head}\tlast\n{rows}"));
    let (_, _, sheet) = read(&document);
    let order = Order::sorted(&sheet, vec![SortKey { by: By::Column(1), way }], Over::All);
    order.rows.iter().map(|&row| cells[sheet.position(row).unwrap()]).collect()
}

#[test]
fn ids_that_look_like_figures_are_codes() {
    holds(
        Kind::Code,
        &[
            ("ship", &["007", "012", "100"]),
            ("ship", &["01", "n.a.", "02"]),
            ("SITC code", &["0", "11", "112", "7"]),
            ("Port ID", &["1441", "1442"]),
            ("port_id", &["8", "9"]),
            ("No.", &["1", "2", "10"]),
            ("Item no.", &["7", "9"]),
            ("Country code", &["NOR", "EST"]),
            ("ISIN", &["NO0010063308", "EE3100004466"]),
            ("share", &["NO0010063308", "EE3100004466", "NO0003054108"]),
            ("office", &["+47 22 00 00 00", "(212) 555-0199", "212-555-0100"]),
            ("Phone", &["4722000", "4722001"]),
            ("footnotes", &["1", "", "2"]),
        ],
    );
    holds(
        Kind::Number,
        &[
            ("ships", &["7", "12", "0"]),
            ("ships", &["0.5", "0.07"]),
            ("No. of ships", &["7", "12"]),
            ("No", &["7", "12"]),
            ("Telephone lines", &["7", "12"]),
            ("Nuts", &["7", "12"]),
            ("Number", &["7", "12"]),
            ("codes per head", &["7", "12"]),
            ("Port ID", &["1.5", "2.5"]),
        ],
    );
    holds(Kind::Text, &[("grade", &["A4", "B5"]), ("street", &["12 North", "14 North"]), ("phase", &["1991Q1", "later"])]);
    assert_eq!(column("ship", &["007", "n.a.", "012"]).values, [Value::Text("007".into()), Value::Nothing, Value::Text("012".into())]);
    let many = ["1", "011", "12", "01", "002"];
    assert_eq!(sorted("SITC code", &many, Way::Up), ["002", "01", "011", "1", "12"], "filled codes stand sign by sign");
    assert_eq!(sorted("No.", &["10", "9", "1"], Way::Up), ["1", "9", "10"]);
}

#[test]
fn ordinals_stand_by_their_number() {
    holds(
        Kind::Ordinal,
        &[
            ("place", &["1st", "2nd", "23rd", "11th"]),
            ("Platz", &["1.", "2.", "10."]),
            ("rang", &["1er", "2e", "3e"]),
            ("puesto", &["1º", "2º"]),
            ("place", &["1st", "2nd", "unplaced"]),
        ],
    );
    holds(Kind::Number, &[("ships", &["2e", "3e", "14"]), ("ships", &["1º", "12.5", "3"]), ("ships", &["1", "2"])]);
    assert_eq!(sorted("place", &["10th", "2nd", "unplaced", "1st", ""], Way::Up), ["1st", "2nd", "10th", "unplaced", ""]);
    assert_eq!(sorted("place", &["10th", "2nd", "unplaced", "1st", ""], Way::Down), ["10th", "2nd", "1st", "unplaced", ""]);
    assert_eq!(column("place", &["10th", "2nd"]).values, [Value::Number(10.0), Value::Number(2.0)]);
}

#[test]
fn money_is_told_by_its_signs() {
    holds(
        Kind::Money,
        &[
            ("toll", &["$12.50", "$1,200", "n.a."]),
            ("toll", &["12 €", "7 €"]),
            ("toll", &["EUR 12", "EUR 7"]),
            ("toll", &["US $5", "US $7"]),
            ("toll (US$)", &["5", "7"]),
            ("Price ($/ton)", &["5", "7"]),
        ],
    );
    holds(Kind::Number, &[("toll", &["$5", "7", "8"])]);
}

#[test]
fn years_and_percents_are_told_by_cells_and_names() {
    holds(Kind::Year, &[("Year", &["1801", "1802*", "1803 p", "1804 (1)"]), ("Jahr", &["1801", "1802"])]);
    holds(Kind::Number, &[("Year", &["1801", "12"]), ("ships", &["1801", "1802"])]);
    holds(Kind::Percent, &[("growth", &["+13%", "-4%", "0"]), ("share of all, per cent", &["12", "13"]), ("labour_percent", &["12"])]);
    holds(Kind::Number, &[("Rye, 5% broken", &["12", "13"]), ("5 per cent bonds", &["101", "99"])]);
}

#[test]
fn days_and_months_are_told_apart_by_all_cells() {
    let dates = |cells: &[&str]| {
        let column = column("day", cells);
        assert_eq!(column.kind, Kind::Date, "{cells:?}");
        let said = column.values.into_iter().map(|value| if let Value::Text(date) = value { date } else { "-".to_owned() });
        (said.collect::<Vec<_>>().join(" "), column.reading.days, column.reading.undecided)
    };
    assert_eq!(dates(&["3/4/1801", "25/4/1801"]), ("1801-04-03 1801-04-25".into(), Days::First, false));
    assert_eq!(dates(&["3/4/1801", "4/25/1801"]), ("1801-03-04 1801-04-25".into(), Days::Second, false));
    assert_eq!(dates(&["3/4/1801", "4/5/1801"]), ("1801-04-03 1801-05-04".into(), Days::First, true));
    assert_eq!(dates(&["3.4.1801", "4.5.1801"]), ("1801-04-03 1801-05-04".into(), Days::First, false), "points stand in dates that begin with the day");
    assert_eq!(dates(&["1/22/20", "1/23/20"]), ("2020-01-22 2020-01-23".into(), Days::Second, false));
    assert_eq!(dates(&["25-Dec-91", "Dec-91", "1 January 1801", "Mar 3rd, 1802"]).0, "1991-12-25 1991-12 1801-01-01 1802-03-03");
    assert_eq!(dates(&["3 März 1801", "4 août 1801", "5 мая 1801", "1801/12/31", "1801-11"]).0, "1801-03-03 1801-08-04 1801-05-05 1801-12-31 1801-11");
    assert_eq!(dates(&["1991-12-25 10:30", "1991-12-25T09:05:00Z"]).0, "1991-12-25T10:30 1991-12-25T09:05:00Z");
    assert_eq!(sorted("day", &["soon", "2 May 1801", "1 June 1801", "30 April 1801"], Way::Down), ["1 June 1801", "2 May 1801", "30 April 1801", "soon"]);
    assert_eq!(dates(&["3.4.1801", "4/25/1801"]).0, "1801-04-03 1801-04-25", "points say it for themselves");
    assert_eq!(sorted("day", &["soon", "2 May 1801", "1 June 1801", "", "30 April 1801"], Way::Up), ["30 April 1801", "2 May 1801", "1 June 1801", "soon", ""]);
    holds(Kind::Text, &[("day", &["31/31/1801", "40/1/1801"]), ("day", &["23/16", "1/2/3/4"]), ("ships", &["Marsh 12", "Maybe 1801"])]);
}

#[test]
fn classes_are_words_and_stray_ranges_are_figures() {
    holds(Kind::Text, &[("age", &["0–4", "5–9", "10–14"]), ("years", &["1801–05", "1806–10"])]);
    assert_eq!(sorted("age", &["10–14", "5–9", "0–4"], Way::Up), ["0–4", "5–9", "10–14"]);
    let ships = column("ships", &["12", "10–12", "<5", "7"]);
    assert_eq!((ships.kind, ships.facts.about, ships.facts.unread.len()), (Kind::Number, 2, 0));
}

#[test]
fn cells_that_are_no_figures_are_listed_and_words_for_nothing_counted() {
    let ships = column("ships", &["12", "NaN", "n.a.", "many", "..", "..", "", "7*", "inf", "0x10", "5", "6", "7", "8"]);
    assert_eq!(ships.facts.unread, [1, 3, 8, 9]);
    assert_eq!(ships.unread_words().as_deref(), Some("4 of 14 not figures"));
    assert_eq!(ships.facts.missing, [("n.a.".to_owned(), 1), ("..".to_owned(), 2), (String::new(), 1)]);
    assert_eq!(ships.facts.nothing, 4);
    assert_eq!(ships.values[1], Value::Text("NaN".into()), "what was printed is kept");
    assert_eq!(column("ships", &["12", "7"]).unread_words(), None);
    assert_eq!(column("port", &["North", "East"]).unread_words(), None, "words are no figures that went wrong");
    assert_eq!(column("day", &["1 May 1801", "2 May 1801", "soon"]).unread_words().as_deref(), Some("1 of 3 not dates"));
}

#[test]
fn an_undecided_column_can_be_told() {
    let document = document("\tone\ttwo\tday\na\t1.234\t1.5\t3/4/1801\nb\t5.678\t2.5\t5/6/1801\n");
    let (table, text, mut sheet) = read(&document);
    assert!(sheet.columns[1].reading.undecided && !sheet.columns[2].reading.undecided && sheet.columns[3].reading.undecided);
    assert_eq!(sheet.columns[1].values, [Value::Number(1.234), Value::Number(5.678)]);
    let other = sheet.columns[1].other_reading().unwrap();
    assert_eq!((other.decimal, other.undecided, other.words(false).as_str()), (Decimal::Comma, false, "1.234,5"));
    sheet.read_as(table, text, 1, other);
    assert_eq!(sheet.columns[1].values, [Value::Number(1234.0), Value::Number(5678.0)]);
    assert_eq!(sheet.columns[1].reading, other);
    let back = sheet.columns[1].other_reading().unwrap();
    sheet.read_as(table, text, 1, back);
    assert_eq!(sheet.columns[1].values, [Value::Number(1.234), Value::Number(5.678)]);
    let days = sheet.columns[3].other_reading().unwrap();
    sheet.read_as(table, text, 3, days);
    assert_eq!(sheet.columns[3].values, [Value::Text("1801-03-04".into()), Value::Text("1801-05-06".into())]);
    assert!(sheet.columns[0].other_reading().is_none());
    // A name that no head gave is kept.
    sheet.columns[1].name = "reckoned".to_owned();
    sheet.read_as(table, text, 1, back);
    assert_eq!(sheet.columns[1].name, "reckoned");
    sheet.read_as(table, text, 99, back);
}

#[test]
fn an_undecided_column_follows_the_others_of_its_table_and_stays_undecided() {
    let document = document("\tone\ttwo\tthree\na\t1.234\t1,5\t1.234\nb\t5.678\t2,5\t12.345,6\n");
    let (_, _, sheet) = read(&document);
    assert_eq!(sheet.columns[1].values, [Value::Number(1234.0), Value::Number(5678.0)]);
    assert!(sheet.columns[1].reading.undecided && !sheet.columns[2].reading.undecided);
}

#[test]
fn small_figures_among_large_ones_say_that_thousands_are_parted() {
    let of = |cells: &[&str]| (column("ships", cells).reading.decimal, column("ships", cells).reading.undecided);
    assert_eq!(of(&["1,234", "56", "2,345", "78", "3,456", "9"]), (Decimal::Point, false));
    assert_eq!(of(&["1.234", "56", "2.345", "78", "3.456", "9"]), (Decimal::Comma, false));
    assert_eq!(of(&["1.234", "0", "2.345", "0", "3.456", "0"]), (Decimal::Point, true), "a nothing has no decimals");
}

/// Cells in many forms.
fn cells() -> impl Strategy<Value = Vec<String>> {
    let forms =
        ["[0-9]{1,4}[.,][0-9]{1,3}", "[0-9]{1,3}[ .,][0-9]{3}", "[0-9]{1,2}/[0-9]{1,2}/1801", "[a-c]{2}[0-9]{4}", "0?[0-9]{2}", "[0-9](st|e|\\.)?", "n.a."];
    prop::collection::vec(forms.map(Strategy::boxed).into_iter().reduce(|one, other| prop_oneof![one, other].boxed()).unwrap(), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_of_a_column_add_up(cells in cells(), at in 0usize..12) {
        let (one, other) = cells.split_at(at.min(cells.len()));
        let evidence = |cells: &[String]| {
            let mut evidence = Evidence::default();
            cells.iter().for_each(|cell| evidence.count(cell));
            evidence
        };
        let mut both = evidence(one);
        both.merge(&evidence(other));
        prop_assert_eq!(&both, &evidence(&cells));
        let reading = both.decide();
        prop_assert_eq!(reading, Reading::of(cells.iter().map(String::as_str)));
        let tally = |cells: &[String]| {
            let mut tally = Tally::default();
            cells.iter().for_each(|cell| { tally.count(cell, &reading); });
            tally
        };
        let mut parts = tally(one);
        parts.merge(&tally(other));
        for name in ["", "code", "year", "%"] {
            prop_assert_eq!(parts.decide(name, false, None), tally(&cells).decide(name, false, None));
        }
    }
}
