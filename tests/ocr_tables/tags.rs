//! Tables in tags of HTML.

use ibid::layout::table::TableLayout;
use ibid::model::RowKind::{Figures, Group, Header};
use ibid::model::{Kind, Mark};
use ibid::sheet::{Sheet, Value};

use super::{read, rows, words};

/// As tools write them: in one line, and over several.
const SOURCE: &str = "\
We met at the quay.

<table><caption>Ships of the year</caption><thead><tr><th rowspan=\"2\">Port</th><th colspan=\"2\">Ships</th><th rowspan=2>Men</th></tr>\
<tr><th>at sea</th><th>lost &amp; sold</th></tr></thead><tbody><tr><td rowspan=\"2\">Norrham</td><td>1,200<sup>a</sup></td><td>3</td><td>520</td></tr>\
<tr><td>1,100</td><td></td><td>480</td></tr><tr><td colspan=\"4\"><b>In the south</b></td></tr>\
<tr><td>Wick<br/>harbour</td><td>7</td><td>11</td><td>13</td></tr></tbody></table>

<TABLE border=1>
  <!-- page 7 -->
  <tr>
    <td>Day</td>
    <td>Rain <i>in inches</i></td>
  </tr>
  <tr><td>May 3<td>0.5
  <tr><td><p>May 4</p></td><td><p>0.1</p><p>at night</p></td></tr>
</TABLE> So it rained.
";

#[test]
fn cells_go_over_columns_and_down_rows() {
    let document = read(SOURCE);
    let table = &document.tables[0];
    let text = &document.body.blocks[table.block as usize].text;
    assert_eq!(text.slice(table.caption), "Ships of the year");
    // A head over two columns names both; a cell that goes down stands in its first row.
    assert_eq!(rows(&document, 0, Header), [["Port", "Ships", "Ships", "Men"], ["", "at sea", "lost & sold", ""]]);
    assert_eq!(rows(&document, 0, Group), [["In the south", "", "", ""]]);
    let expected = [["Norrham", "1,200a", "3", "520"], ["", "1,100", "", "480"], ["Wick harbour", "7", "11", "13"]];
    assert_eq!(rows(&document, 0, Figures), expected);
    let sheet = Sheet::new(table, text);
    let names: Vec<&str> = sheet.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["Port", "Ships at sea", "Ships lost & sold", "Men"]);
    // What is raised is no part of the figure.
    assert_eq!(sheet.columns[1].values[0], Value::Number(1_200.0));
    assert!(text.spans().iter().any(|span| span.mark == Mark::Sup && text.slice(span.extent) == "a"));
    // In the text, and on the screen, it stands once.
    assert_eq!(text.as_str().lines().nth(1), Some("Port\tShips\t\tMen"));
    let layout = TableLayout::measure(table, text);
    let shown: Vec<&str> = layout.place(table, text, 0, &layout.window(0, 80)).iter().map(|cell| text.slice(cell.extent)).collect();
    assert_eq!(shown, ["Port", "Ships", "", "Men"]);
}

#[test]
fn tags_need_not_be_closed_and_what_stands_beside_them_is_text() {
    let document = read(SOURCE);
    assert_eq!(rows(&document, 1, Header), [["Day", "Rain in inches"]]);
    assert_eq!(rows(&document, 1, Figures), [["May 3", "0.5"], ["May 4", "0.1 at night"]]);
    assert_eq!(words(&document), ["We met at the quay.", "So it rained."]);
    let open = "We met.\n\n<table><tr><td>a</td><td>1</td></tr>\n<tr><td>b</td><td>2</td></tr>\n\nWe parted.\n";
    let document = read(open);
    assert_eq!(rows(&document, 0, Figures), [["a", "1"], ["b", "2"]]);
    assert_eq!(words(&document), ["We met.", "We parted."]);
    let far = format!("<table><tr><td>a</td><td>1</td></tr>\n\n{}", "The sea was calm.\n\n".repeat(5_000));
    assert!(read(&far).tables.is_empty());
}

#[test]
fn no_word_outside_the_cells_is_lost() {
    let document = read("<table>stray<tr><td>a</td>loose<td>1</td></tr>behind<tr><td>b</td><td>2</td><td>3</td></tr></table>\n");
    let all: Vec<Vec<&str>> = [Header, Group, Figures].into_iter().flat_map(|kind| rows(&document, 0, kind)).collect();
    for word in ["stray", "a", "loose", "1", "behind", "b", "2", "3"] {
        assert_eq!(all.iter().flatten().filter(|cell| **cell == word).count(), 1, "{word} in {all:?}");
    }
    let inner = read("<table><tr><td>a</td><td><table><tr><td>in</td><td>side</td></tr></table></td></tr><tr><td>b</td><td>2</td></tr></table>\n");
    assert_eq!(inner.tables.len(), 1);
    for word in ["a", "in", "side", "b", "2"] {
        assert!(inner.body.blocks[0].text.as_str().contains(word), "{word}");
    }
}

#[test]
fn a_single_cell_is_a_paragraph_and_spans_have_an_end() {
    let document = read("We met.\n\n<table><tr><td>Mind the step.</td></tr></table>\n\nWe parted.\n");
    assert_eq!((document.tables.len(), words(&document)), (0, vec!["We met.", "Mind the step.", "We parted."]));
    let wide = format!("<table>{}</table>\n", "<tr><td rowspan=99999 colspan=99999>a</td><td>b</td></tr>\n".repeat(2_000));
    let document = read(&wide);
    let cells: usize = document.tables[0].rows.iter().map(|row| row.cells.len()).sum();
    assert!(cells <= wide.len() + 4_000, "{cells} cells");
    let many = format!("<table>{}</table>\n", "<tr><td>a</td><td>1</td></tr>".repeat(100_000));
    assert_eq!(read(&many).tables[0].rows.len(), 100_000);
    let opened = "<table><tr><td>a\n".repeat(20_000);
    assert!(read(&opened).body.blocks.iter().any(|block| !matches!(block.kind, Kind::Table(_))));
}
