//! Tables between bars, with a rule below the heads and without.

use ibid::model::RowKind::{Figures, Group, Header};
use ibid::sheet::{Sheet, Value};

use super::{read, rows, words};

const SOURCE: &str = include_str!("../data/ocr/barred.txt");

#[test]
fn heads_units_and_groups_are_told_from_the_figures() {
    let document = read(SOURCE);
    let table = &document.tables[0];
    let text = &document.body.blocks[table.block as usize].text;
    assert_eq!((table.id.as_str(), text.slice(table.caption)), ("I", "TABLE I."));
    assert_eq!(rows(&document, 0, Header), [vec!["No.", "Weight when wet", "Weight when dry", ""], vec!["", "lbs.", "oz.", "oz."]]);
    assert_eq!(rows(&document, 0, Group), [["Of hemp", "", "", ""], ["Of flax", "", "", ""]]);
    let expected = [["1", "4", "62·5", "½"], ["2", "5 6", "81", ""], ["3", "3*", "44", "—"], ["4", "wanting", "45", "1¼"]];
    assert_eq!(rows(&document, 0, Figures), expected);
    let sheet = Sheet::new(table, text);
    assert_eq!(sheet.columns[2].values[0], Value::Number(62.5));
    assert_eq!(sheet.group_of, [Some(0), Some(0), Some(1), Some(1)]);
    // Neither a bar nor the rule is left in what is shown.
    assert!(!text.as_str().contains(['|', '_']) && !text.as_str().contains("--"), "{}", text.as_str());
}

#[test]
fn bars_need_not_stand_around_a_row_nor_a_rule_below_the_heads() {
    let document = read(SOURCE);
    assert_eq!(rows(&document, 1, Header), [["Day.", "Hour.", "Loss in grains"]]);
    assert_eq!(rows(&document, 1, Figures), [["May 3", "6 A.M.", "12½"], ["", "7 P.M.", "9"], ["May 4", "6 A.M.", "{not seen} 0"]]);
    assert_eq!(rows(&document, 2, Header), [[""; 0]; 0]);
    assert_eq!(rows(&document, 2, Figures), [["Tar laid on", "18.27 grains."], ["Tar lost", "5.78"], ["Dust", "1.2"]]);
}

#[test]
fn a_row_that_a_tool_took_for_heads_is_a_row() {
    let document = read(SOURCE);
    assert!(rows(&document, 4, Header).is_empty());
    assert_eq!(rows(&document, 4, Figures)[0], ["From the observations of Berg", "48° 50' 10\""]);
}

#[test]
fn a_bar_may_be_part_of_a_cell_and_a_cell_may_be_broken() {
    let document = read(SOURCE);
    assert_eq!(rows(&document, 3, Header), [["Rope", "Strands | yarns", "Words (|x|)"]]);
    assert_eq!(rows(&document, 3, Figures), [["a long", "3 ||", "4"], ["short", "12", "||"], ["strong", "7", "9"], ["old", "8", ""], ["new", "9", "1"]]);
    let broken = "We met.\n\n| Wood | Weight |\n|---|---|\n| Oak, in the green\nstate, bark on | 171·6 |\n| Vine | 116 |\n\nWe parted.\n";
    let document = read(broken);
    assert_eq!(rows(&document, 0, Figures), [["Oak, in the green state, bark on", "171·6"], ["Vine", "116"]]);
    assert_eq!(words(&document), ["We met.", "We parted."]);
}

#[test]
fn signs_drawings_formulas_and_callouts_are_no_tables() {
    let document = read(SOURCE);
    assert_eq!(document.tables.len(), 5);
    assert!(words(&document).contains(&"The master || of the walk and his men|"));
    assert!(words(&document).contains(&"|| See the plate."));
    for drawn in [
        "   +-+-+-+-+-+-+-+-+\n   |  Type | Length|\n   +-+-+-+-+-+-+-+-+\n   |  Value  (cont)|\n   +-+-+-+-+-+-+-+-+\n",
        "  John Marchant | Garis of Bayonne.\n         |      |\n   ------+------+--\n   |            |\n  Henry     | Anne   | Peter\n",
        "  +------+      +------+\n  | here |----->| there|\n  | was  |      | is   |\n  +------+      +------+\n",
        "\\[ \\begin{array}{c|c}\n0 & 68 \\\\\n5 & 75\n\\end{array} \\]\n",
        "word = one | two | three\nother = four | five | six\n",
    ] {
        let document = read(&format!("We met at the quay.\n\n{drawn}\nWe parted.\n"));
        assert!(document.tables.is_empty(), "{drawn}");
        for line in drawn.lines() {
            let bare = line.trim().trim_matches(['\\', '[', ']', ' ']);
            assert!(words(&document).iter().any(|text| text.contains(bare)), "{bare} is lost in {:?}", words(&document));
        }
    }
    let document = read("We met.\n\n| **Mind** the step. |\n|---|\n\nWe parted.\n");
    assert_eq!((document.tables.len(), words(&document)), (0, vec!["We met.", "Mind the step.", "We parted."]));
}

#[test]
fn several_rules_part_heads_or_tables() {
    let two = "| Gallon weights. |\n|---|\n| No. 1. Divisions. | No. 2. Divisions. |\n|---|---|\n| - 1,9 | - 0,6 |\n| + 3,0 | - 3,3 |\n";
    let document = read(&format!("We met.\n\n{two}\nWe parted.\n"));
    assert_eq!(rows(&document, 0, Header), [vec!["Gallon weights."], vec!["No. 1. Divisions.", "No. 2. Divisions."]]);
    assert_eq!(rows(&document, 0, Figures), [["- 1,9", "- 0,6"], ["+ 3,0", "- 3,3"]]);
    let again = "| Day | Rain |\n|---|---|\n| 1 | 0.5 |\n| 2 | 0.1 |\n| Day. | Rain |\n|---|---|\n| 3 | 0.7 |\n| Hour | Wind | Sky |\n|---|---|---|\n| 6 | NW 3 | 7 |\n| 7 | NW 2 | 8 |\n";
    let document = read(&format!("We met.\n\n{again}\nWe parted.\n"));
    assert_eq!(document.tables.len(), 2);
    assert_eq!(rows(&document, 0, Header), [["Day", "Rain"], ["Day.", "Rain"]]);
    assert_eq!(rows(&document, 0, Figures), [["1", "0.5"], ["2", "0.1"], ["3", "0.7"]]);
    assert_eq!(rows(&document, 1, Figures), [["6", "NW 3", "7"], ["7", "NW 2", "8"]]);
    // A head that stands again inside names no column twice.
    let table = &document.tables[0];
    let sheet = Sheet::new(table, &document.body.blocks[table.block as usize].text);
    assert_eq!(sheet.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(), ["Day", "Rain"]);
}

#[test]
fn a_hundred_thousand_rows_are_read() {
    let mut source = String::from("| Day | Rain |\n|---|---|\n");
    (0..100_000).for_each(|day| source.push_str(&format!("| {day} | 0.{} |\n", day % 10)));
    let document = read(&source);
    assert_eq!((document.tables.len(), document.tables[0].rows.len()), (1, 100_001));
    // Where each row is one of heads, or a name alone, none looks at all the others.
    let names = "| a | | |\n".repeat(100_000);
    assert_eq!(read(&format!("| x | y | z |\n|---|---|---|\n{names}")).tables[0].rows.len(), 100_001);
}

#[test]
fn a_grid_of_crosses_is_a_table_and_a_packet_is_a_drawing() {
    let grid = "    +======+=========+\n    | Code | Meaning |\n    +======+=========+\n    | 200  | Done    |\n    +------+---------+\n    | 404  | Gone    |\n    +------+---------+\n";
    let document = read(&format!("   The codes are these:\n\n{grid}\n                   Table 4: The codes\n\n   Nothing else is sent.\n"));
    assert_eq!(rows(&document, 0, Header), [["Code", "Meaning"]]);
    assert_eq!(rows(&document, 0, Figures), [["200", "Done"], ["404", "Gone"]]);
    assert_eq!(document.tables[0].id, "4");
    assert_eq!(words(&document), ["The codes are these:", "Nothing else is sent."]);
    for drawn in [
        "   +---+---+---+\n   |ID1|ID2| CM|\n   +---+---+---+\n",
        "   +--------+--------+\n   |  type  | length |\n   +--------+--------+\n   |     address     |\n   +--------+--------+\n   |     address     |\n   +--------+--------+\n",
        "        +-----------+\n        |           |\n   +----+    quay   <----+\n   |    |           |    |\n   |    |===========|    |\n   |    |   tower   |    |\n   |    +-----------+    |\n",
    ] {
        let document = read(&format!("   We met at the quay.\n\n{drawn}\n   We parted.\n"));
        assert!(document.tables.is_empty(), "{drawn}");
        for line in drawn.lines() {
            assert!(words(&document).iter().any(|text| text.contains(line.trim())), "{line} is lost in {:?}", words(&document));
        }
    }
}

/// A row that is broken, and lines without a bar below it, below a rule that is the table's above: no word of them is lost.
#[test]
fn lines_without_bars_between_rows_are_of_the_row_above() {
    let document = read("|-----|------|\n| Norrham | 4 |\n| Ostby | 3\n\tlamps\toil\n* Rope | Strands |\n|:----|:---:|\n| Tar | 2 |\n");
    let all: String = document.body.blocks.iter().map(|block| format!("{}\n", block.text.as_str())).collect();
    for word in ["Norrham", "Ostby", "lamps", "oil", "Rope", "Strands", "Tar"] {
        assert!(all.contains(word), "{word} in {all:?}");
    }
}
