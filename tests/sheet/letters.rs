//! The order of words, in tables and by themselves. All of them are invented.

use std::cmp::Ordering;

use ibid::sheet::collation::compare;
use ibid::sheet::ranks::{Letters, NOTHING, ranks};
use ibid::sheet::{By, Over, Way};
use proptest::prelude::*;

use crate::sheet::made::{document, ordered, read};

/// Words in their order, as they are to be.
#[track_caller]
fn in_order(words: &[&str]) {
    for shift in 0..words.len() {
        // From several beginnings, so that the order does not come from where they stood.
        let turned: Vec<&str> = words[shift..].iter().chain(&words[..shift]).copied().rev().collect();
        let document = document(&format!("\tword\tn\n{}", turned.iter().map(|word| format!("a\t{word}\t1\n")).collect::<String>()));
        let (_, _, sheet) = read(&document);
        let of = |keys: &[&str]| ordered(&sheet, keys, Over::All).rows.iter().map(|&row| turned[sheet.position(row).unwrap()]).collect::<Vec<_>>();
        assert_eq!(of(&["word"]), words);
        assert_eq!(of(&["-word"]), words.iter().rev().copied().collect::<Vec<_>>());
    }
}

#[test]
fn figures_in_words_count_by_value() {
    in_order(&["Table 9", "Table 10", "Table 010b", "Table 100"]);
    in_order(&["2 ships", "10 ships", "ships"]);
    in_order(&["Row 1.2", "Row 1.10"]);
    in_order(&["v1", "v99999999999999999999999999999999999998", "v99999999999999999999999999999999999999"]);
}

#[test]
fn letters_stand_in_the_order_of_alphabets() {
    in_order(&["eagle", "École", "elm", "être", "eve", "Ève", "even", "éz"]);
    in_order(&["cote", "coté", "côte", "coter"]);
    in_order(&["Strasb", "Straße", "Strassf"]);
    in_order(&["Ember", "Öl", "Ozean", "Übel", "ulm", "vase"]);
    in_order(&["ёлка", "еля", "жук", "икра", "йод", "Казань", "яма"]);
    in_order(&["Zebra", "Алма", "Бор"]);
    in_order(&["αγορά", "Άδης", "βήτα"]);
}

#[test]
fn capitals_and_places_say_nothing_and_nothing_stands_last() {
    let document = document("\tword\tn\na\tmole\t1\nb\tMole\t2\nc\t\t3\nd\tAlder\t4\ne\tMOLE\t5\n");
    let (_, _, sheet) = read(&document);
    let order = |way: &str| ordered(&sheet, &[way], Over::All).rows;
    let (up, down) = (order("word"), order("-word"));
    assert_eq!(up, [4, 1, 2, 5, 3], "what is alike stands as printed");
    assert_eq!(down, [1, 2, 5, 4, 3]);
    assert_eq!(compare("mole", " MOLE "), Ordering::Equal);
}

#[test]
fn groups_are_named_in_the_same_order() {
    let document = document("\tn\tm\nPort 10\t\t\na\t1\t1\nPort 9\t\t\nb\t1\t1\nÉtang\t\t\nc\t1\t1\nFen\t\t\nd\t1\t1\n");
    let (_, _, sheet) = read(&document);
    let order = ibid::sheet::Order::sorted(&sheet, vec![ibid::sheet::SortKey { by: By::Group, way: Way::Up }], Over::WithinGroups);
    let names: Vec<&str> = order.rows.iter().map(|&row| sheet.group(row).unwrap().name.as_str()).collect();
    assert_eq!(names, ["Étang", "Fen", "Port 9", "Port 10"]);
}

#[test]
fn texts_of_any_length_and_codes_have_their_places() {
    let long = "x".repeat(1 << 20);
    let digits = "9".repeat(5000);
    let texts = ["b", &long, "", &digits, "a"];
    assert_eq!(ranks(texts.iter().map(|text| Some(*text)), Letters::Words), [3, 4, 0, 1, 2]);
    assert_eq!(ranks([Some("b"), None, Some("B"), Some("a")].into_iter(), Letters::Words), [1, NOTHING, 1, 0]);
    assert_eq!(ranks(["1", "011", "01", "12"].into_iter().map(Some), Letters::Signs), [2, 1, 0, 3]);
    assert_eq!(ranks([None, None].into_iter(), Letters::Words), [NOTHING, NOTHING]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_are_those_of_the_texts(texts in prop::collection::vec(prop_oneof!["[ -~]{0,6}", "[a-cA-C0-2 .-]{0,5}", "[aäbßé0-3Яя ]{0,4}"], 0..20), plain in any::<bool>()) {
        let texts: Vec<String> = texts.into_iter().filter(|text| !plain || text.is_ascii()).collect();
        let places = ranks(texts.iter().map(|text| Some(text.as_str())), Letters::Words);
        for (one, place) in texts.iter().zip(&places) {
            for (other, other_place) in texts.iter().zip(&places) {
                prop_assert_eq!(place.cmp(other_place), compare(one, other), "{:?} {:?}", one, other);
            }
        }
    }
}
