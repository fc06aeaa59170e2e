//! What figures count: units in heads, in rows of units and above tables. All of it is invented, and no unit is better
//! than a wrong one.

use ibid::sheet::unit::{is_money, multiplier, of_head, of_line};
use ibid::sheet::{Kind, Sheet};

use crate::sheet::made::{document, read};

#[test]
fn a_head_names_its_unit() {
    for (head, unit) in [
        ("Exports (US $m.)", "US $m"),
        ("Price ($/bbl)", "$/bbl"),
        ("Population, thousands", "thousands"),
        ("Population (thousands)", "thousands"),
        ("Cargo, thousand tonnes", "thousand tonnes"),
        ("Cargo ('000 tons)", "'000 tons"),
        ("Prices (1913=100)", "1913=100"),
        ("Prices [1913 = 100]", "1913 = 100"),
        ("share, %", "%"),
        ("Share (% of total)", "% of total"),
        ("Share (per cent of all ships)", "per cent of all ships"),
        ("Tolls in US dollars", "US dollars"),
        ("Tolls, million roubles", "million roubles"),
        ("Tolls (in millions of dollars)", "millions of dollars"),
        ("Toll per ship (£)", "£"),
        ("Timber ($/cubic meter)", "$/cubic meter"),
        ("Boards (¢/sheet)", "¢/sheet"),
        ("Gold ($/troy oz)", "$/troy oz"),
        ("Length, km", "km"),
        ("Area (sq. km)", "sq. km"),
        ("Yield, kg/ha", "kg/ha"),
        ("Debt (Mrd. €)", "Mrd. €"),
        ("Ships (thousand persons)", "thousand persons"),
        ("%", "%"),
        ("Debt (€ bn)", "€ bn"),
        ("GDP, constant 1990 US$", "constant 1990 US$"),
        ("Ships, per 1000 inhabitants", "per 1000 inhabitants"),
    ] {
        assert_eq!(of_head(&[head]).as_deref(), Some(unit), "{head:?}");
    }
    for head in [
        "",
        "1996",
        "Exports",
        "Circulation, 2004",
        "Rye, 5% broken",
        "Coal, Northern",
        "Ships (a)",
        "Ships (1)",
        "Ships (see note)",
        "Total",
        "Ships in port",
        "(of which)",
        "Salt, US",
        "Tons",
        "Employees",
        "Year",
    ] {
        assert_eq!(of_head(&[head]), None, "{head:?}");
    }
    assert_eq!(of_head(&["Salt", "(tons)"]).as_deref(), Some("tons"), "a row of units");
    assert_eq!(of_head(&["Salt", "tons"]).as_deref(), Some("tons"));
    assert_eq!(of_head(&["Port", "Workers"]), None, "what is counted may be a name");
    assert_eq!(of_head(&["Exports (US $m.)", "1801"]).as_deref(), Some("US $m"), "a head over several columns");
}

#[test]
fn a_line_above_a_table_names_its_unit() {
    for (line, unit) in [
        ("US $m.", "US $m"),
        ("Millions of US dollars", "Millions of US dollars"),
        ("(Numbers in thousands)", "thousands"),
        ("(in thousands)", "thousands"),
        ("In millions of dollars", "millions of dollars"),
        ("Figures are in current US $m. Figures in italics are shares.", "current US $m"),
        ("Figures are given in thousand tonnes.", "thousand tonnes"),
        ("Per cent", "Per cent"),
        ("% of total", "% of total"),
        ("Unit: tonnes", "tonnes"),
        ("Tolls by port, 1801–05, in thousand roubles", "thousand roubles"),
        ("yearly prices, nominal US dollars", "nominal US dollars"),
    ] {
        assert_eq!(of_line(line).as_deref(), Some(unit), "{line:?}");
    }
    for line in [
        "",
        "Rivers of nowhere",
        "Lengths in leagues.",
        "Ships in port, 1801",
        "Table 3. Salt, 1801–02",
        "Printed in London.",
        "Tons of trouble, a novel",
        "Source: the harbour.",
    ] {
        assert_eq!(of_line(line), None, "{line:?}");
    }
}

#[test]
fn a_unit_says_how_many_it_counts() {
    for (unit, many) in [
        ("US $m", Some(1e6)),
        ("current US $m", Some(1e6)),
        ("thousand tonnes", Some(1e3)),
        ("'000 tons", Some(1e3)),
        ("hundred thousand tonnes", Some(1e5)),
        ("millions of dollars", Some(1e6)),
        ("€ bn", Some(1e9)),
        ("tonnes", None),
        ("%", None),
        ("m", None),
        ("$/bbl", None),
    ] {
        assert_eq!(multiplier(unit), many, "{unit:?}");
    }
    assert!(
        is_money("US $m") && is_money("million roubles") && is_money("$/bbl") && is_money("Mrd. €") && !is_money("tonnes") && !is_money("tonnes per pound")
    );
}

#[test]
fn the_unit_above_goes_for_columns_without_their_own() {
    let document = document("Table 3. Salt\nThousand tonnes\n\tYear\tNorth\tshare, %\tprice ($/ton)\tport\na\t1801\t12\t3\t5\tQuay\nb\t1802\t13\t4\t6\tMole\n");
    let (_, _, sheet) = read(&document);
    let columns: Vec<(Kind, Option<&str>)> = sheet.columns.iter().map(|column| (column.kind, column.unit.as_deref())).collect();
    let expected = [
        (Kind::Text, None),
        (Kind::Year, None),
        (Kind::Number, Some("Thousand tonnes")),
        (Kind::Percent, Some("%")),
        (Kind::Money, Some("$/ton")),
        (Kind::Text, None),
    ];
    assert_eq!(columns, expected);
    assert_eq!(sheet.columns[2].facts.multiplier, Some(1000));
    assert_eq!(of_sheet("Table 3. Salt\nPer cent of total\n\tNorth\na\t12\nb\t13\n"), (Kind::Percent, Some("Per cent of total".to_owned())));
}

fn of_sheet(source: &str) -> (Kind, Option<String>) {
    let document = document(source);
    let (_, _, sheet): (_, _, Sheet) = read(&document);
    (sheet.columns[1].kind, sheet.columns[1].unit.clone())
}
