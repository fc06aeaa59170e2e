//! Tables that go on over a page.

use ibid::model::RowKind::{Figures, Group, Header};
use ibid::sheet::Sheet;

use super::{read, rows, words};

#[test]
fn rows_without_a_head_go_on_with_the_table_before_them() {
    let document = read("We met.\n\n| Port | Ships | Men |\n|---|---|---|\n| Norrham | 12 | 80 |\n\n| Ostby | 4 | 7 |\n| Wick | 7 | 11 |\n\nWe parted.\n");
    assert_eq!(document.tables.len(), 1);
    assert_eq!(rows(&document, 0, Figures), [["Norrham", "12", "80"], ["Ostby", "4", "7"], ["Wick", "7", "11"]]);
    assert_eq!(words(&document), ["We met.", "We parted."]);
    assert_eq!(rows(&document, 0, Header), [["Port", "Ships", "Men"]]);
}

/// A tool begins a table anew on each page, and takes the first of its rows there for a head.
#[test]
fn a_row_that_a_tool_took_for_a_head_is_a_row() {
    let first = "We met.¹\n\n| Port | Ships | Men |\n|---|---|---|\n| Norrham | 12 | 80 |\n";
    let document = read(&format!("{first}\n¹ On the quay.\n\n| Ostby | 4 | 7 |\n|---|---|---|\n| Wick | 7 | 11 |\n\nWe parted.\n"));
    assert_eq!(document.tables.len(), 1);
    assert_eq!(rows(&document, 0, Figures), [["Norrham", "12", "80"], ["Ostby", "4", "7"], ["Wick", "7", "11"]]);
    assert_eq!(rows(&document, 0, Header), [["Port", "Ships", "Men"]]);
}

#[test]
fn a_head_that_comes_back_after_the_page_is_no_row() {
    let first = "We met.¹\n\nTable 4. Ships\n\n| Port | Ships | Men |\n|---|---|---|\n| **North** | | |\n| Norrham | 12 | 80 |\n";
    let second = "\n¹ On the quay.\n\n### Table 4, continued.\n\n| Port. | Ships | Men |\n|---|---|---|\n| Ostby | 4 | 7 |\n| **South** | | |\n| Wick | 7 | 11 |\n\nSource: the harbour masters.\n\nWe parted.\n";
    let document = read(&format!("{first}{second}"));
    assert_eq!(document.tables.len(), 1);
    let table = &document.tables[0];
    let text = &document.body.blocks[table.block as usize].text;
    assert_eq!(rows(&document, 0, Figures), [["Norrham", "12", "80"], ["Ostby", "4", "7"], ["Wick", "7", "11"]]);
    assert_eq!(rows(&document, 0, Group), [["North", "", ""], ["South", "", ""]]);
    assert_eq!(rows(&document, 0, Header), [vec!["Port", "Ships", "Men"], vec!["Table 4, continued."], vec!["Port.", "Ships", "Men"]]);
    let sheet = Sheet::new(table, text);
    assert_eq!(sheet.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(), ["Port", "Ships", "Men"]);
    // The group goes on over the page, and what stands below the second part is the table's.
    assert_eq!(sheet.group_of, [Some(0), Some(0), Some(1)]);
    assert_eq!((text.slice(table.caption), text.slice(table.source)), ("Table 4. Ships", "Source: the harbour masters."));
    assert_eq!(document.notes.len(), 1);
    assert_eq!(words(&document), ["We met.¹", "We parted."]);
}

#[test]
fn the_word_for_the_next_page_parts_no_table() {
    let table = |row: &str| format!("| Day | Hour | Loss |\n|---|---|---|\n| May 3 | 6 | 12 |\n| {row} | 7 | 9 |\n");
    let document = read(&format!("We met.\n\n{}\nBreathed\n\n{}\nWe parted.\n", table("May 4"), table("May 5").replacen("| May 3", "| Breathed on it", 1)));
    assert_eq!((document.tables.len(), rows(&document, 0, Figures).len()), (1, 4));
    assert_eq!(words(&document), ["We met.", "We parted."]);
    // The name of a place over a table of its own is none.
    let document = read(&format!("We met.\n\n{}\nNorrham\n\n{}\nWe parted.\n", table("May 4"), table("May 5")));
    assert_eq!((document.tables.len(), words(&document)), (2, vec!["We met.", "Norrham", "We parted."]));
}

#[test]
fn tables_of_one_form_are_not_parts_of_one_without_a_reason() {
    let table = |head: &str| format!("| {head} | Ships | Men |\n|---|---|---|\n| Norrham | 12 | 80 |\n| Ostby | 4 | 7 |\n");
    let text_between = format!("{}\nIn the year after it was thus.\n\n{}", table("Port"), table("Port"));
    assert_eq!(read(&text_between).tables.len(), 2);
    let other_head = format!("{}\n{}", table("Port"), table("Harbour").replace("Ships", "Carts").replace("Men", "Oxen"));
    assert_eq!(read(&other_head).tables.len(), 2);
    let other_number = format!("{}\n{}", table("Liquors of Art. 2."), table("Liquors of Art. 3."));
    assert_eq!(read(&other_number).tables.len(), 2);
    let captions = format!("Table 1. Old\n\n{}\nTable 2. New\n\n{}", table("Port"), table("Port"));
    assert_eq!(read(&captions).tables.iter().map(|table| table.id.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    let columns = format!("{}\n| Wick | 7 | 11 | 12 |\n| Ham | 8 | 12 | 14 |\n", table("Port"));
    assert_eq!(read(&columns).tables.len(), 2);
}

#[test]
fn parts_in_tags_and_with_tabs_go_on_too() {
    let tags = |rows: &str| format!("<table><tr><th>Port</th><th>Ships</th></tr>{rows}</table>\n");
    let document = read(&format!("{}\n{}", tags("<tr><td>Norrham</td><td>12</td></tr>"), tags("<tr><td>Wick</td><td>7</td></tr>")));
    assert_eq!(document.tables.len(), 1);
    assert_eq!(rows(&document, 0, Figures), [["Norrham", "12"], ["Wick", "7"]]);
    let document = read("We met.\n\nPort\tShips\tMen\nNorrham\t12\t80\nPort\tShips\tMen\nWick\t7\t11\n\nWe parted.\n");
    assert_eq!(rows(&document, 0, Figures), [["Norrham", "12", "80"], ["Wick", "7", "11"]]);
    assert_eq!(rows(&document, 0, Header).len(), 2);
}
