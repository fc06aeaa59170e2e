//! A table taken along: as LaTeX, as a workbook, as printed or as values, with what belongs to it.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use ibid::cli::tables::{TableQuery, Wrong, table};
use ibid::write::table::Cells;
use serde_json::{Value, json};

use crate::sheet::made::{RIVERS, document};

fn query(format: &str) -> TableQuery {
    TableQuery { width: 72, format: Some(format.to_owned()), ..TableQuery::default() }
}

#[track_caller]
fn bytes(source: &str, query: &TableQuery) -> Vec<u8> {
    let mut out = Vec::new();
    table(&document(source), query, &mut out).unwrap();
    out
}

#[track_caller]
fn printed(source: &str, query: &TableQuery) -> String {
    String::from_utf8(bytes(source, query)).unwrap()
}

#[test]
fn latex_needs_no_package_and_keeps_decimals_below_one_another() {
    let expected = r"% Table 3. Letters beyond Latin need XeLaTeX or LuaLaTeX.
\begin{table}[htbp]
\centering
Table 3. Rivers of nowhere\\
Lengths in leagues.\\[1ex]
\begin{tabular}{lrrrl}
\hline
 & \multicolumn{1}{c}{1801} & \multicolumn{1}{c}{1802} & \multicolumn{1}{c}{change, \%} & port \\
\hline
\multicolumn{5}{l}{\textbf{North}} \\
Alder & 1 200.5 & 900.0 & -25.0 & Quay, old \\
Birch & 80.0 & n.a.\phantom{.0} & 3.1 & Mole \\
\multicolumn{5}{l}{\textbf{South}} \\
Cedar & 3 400.0 & 10.5 & ..\phantom{.0} & Bar \char34{}East\char34{} \\
Dogwood & 80.0 & 2 000.0 & 12.0 & mole \\
Elm & --\phantom{.0} & 700.0 & +4.5 & Anchor \\
\hline
\end{tabular}

\vspace{1ex}
{\small
Source: the waterman's book.\par}
\end{table}
";
    assert_eq!(printed(RIVERS, &query("latex")), expected);
}

#[test]
fn no_character_of_a_cell_does_anything_in_latex() {
    let printed = printed("\tn\na_b & {c} $5 #1 100% ^~\\\t[4]\n*x [y] <z> --\t12³⁴\n", &query("latex"));
    assert!(printed.contains(r"a\_b \& \{c\} \$5 \#1 100\% \textasciicircum{}\textasciitilde{}\textbackslash{} & {[}4{]}"), "{printed}");
    assert!(printed.contains(r"{*}x {[}y{]} \textless{}z\textgreater{} -{}- & 12\rlap{\textsuperscript{34}}"), "{printed}");
}

#[test]
fn a_workbook_has_figures_as_figures_and_nothing_that_runs() {
    let mut query = query("xlsx");
    query.derive = vec!["twice = [1801] * 2".to_owned()];
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes(&RIVERS.replace("Anchor", "=1+1"), &query))).unwrap();
    let range = book.worksheet_range("3").unwrap();
    let row = |number: u32| (0..6).map(|column| range.get_value((number, column)).cloned().unwrap_or_default()).collect::<Vec<Data>>();
    let words = |words: &str| Data::String(words.to_owned());
    assert_eq!(row(0)[0], words("Table 3. Rivers of nowhere"));
    assert_eq!(row(1)[0], words("Lengths in leagues."));
    assert_eq!(row(3)[1..], [words("1801"), words("1802"), words("change, %"), words("port"), words("twice")]);
    assert_eq!(row(4)[0], words("North"));
    assert_eq!(row(5), [words("Alder"), Data::Float(1200.5), Data::Float(900.0), Data::Float(-25.0), words("Quay, old"), Data::Float(2401.0)]);
    assert_eq!(row(6)[2], words("n.a."), "what is missing keeps its word");
    assert_eq!(row(10)[4], words("=1+1"));
    let below: Vec<Data> = (11..15).map(|number| row(number)[0].clone()).filter(|cell| *cell != Data::Empty).collect();
    assert_eq!(below, [words("Source: the waterman's book."), words("twice = [1801] * 2")], "the formula of a derived column goes along");
    assert!(book.worksheet_formula("3").unwrap().used_cells().next().is_none());

    query.cells = Some(Cells::Values);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes(RIVERS, &query))).unwrap();
    assert_eq!(book.worksheet_range("3").unwrap().get_value((6, 2)), Some(&Data::Empty), "as values, what is missing is empty");
}

/// What a workbook shows is what was printed: its own reader says so.
#[test]
fn figures_look_in_a_workbook_as_they_were_printed() {
    let source = "\tn\nplain\t12.50\nthousands\t1,234.5\nmarked\t7.25 (p)\nraised\t8.10³\npercent\t13%\nplus\t+4.5\nloss\t(6.0)\nbelow\t-0.5\nmoney\t$3.20\n";
    let (_, reading) = ibid::read::read_bytes("x.xlsx", bytes(source, &query("xlsx")), None).expect("a workbook");
    let table = &reading.document.tables[0];
    let text = &reading.document.body.blocks[table.block as usize].text;
    let figures: Vec<&str> = table.figures().map(|row| text.slice(table.rows[row as usize].cells[1])).collect();
    assert_eq!(figures, ["12.50", "1,234.5", "7.25 (p)", "8.10³", "13%", "+4.5", "(6.0)", "-0.5", "$3.20"]);
    assert!(reading.warnings.is_empty(), "{:?}", reading.warnings);
}

#[test]
fn every_form_gives_the_print_or_the_values() {
    let rows = |format: &str, cells: Option<Cells>| {
        let printed = printed(RIVERS, &TableQuery { cells, ..query(format) });
        printed.lines().filter(|line| line.contains("Alder") || line.contains("Birch")).map(str::to_owned).collect::<Vec<_>>()
    };
    let values = ["North,Alder,1200.5,900.0,-25.0,\"Quay, old\"", "North,Birch,80.0,,3.1,Mole"];
    assert_eq!(rows("csv", None), values);
    assert_eq!(rows("csv", Some(Cells::Values)), values);
    assert_eq!(rows("csv", Some(Cells::Printed)), ["North,Alder,1 200.5,900.0,-25.0,\"Quay, old\"", "North,Birch,80.0,n.a.,3.1,Mole"]);
    assert_eq!(rows("markdown", None), ["| Alder | 1 200.5 | 900.0 | -25.0 | Quay, old |", "| Birch | 80.0 | n.a. | 3.1 | Mole |"]);
    assert_eq!(rows("markdown", Some(Cells::Values)), ["| Alder | 1200.5 | 900.0 | -25.0 | Quay, old |", "| Birch | 80.0 |  | 3.1 | Mole |"]);
    assert_eq!(rows("text", Some(Cells::Values)), ["  Alder    1200.5   900.0    -25.0  Quay, old", "  Birch      80.0              3.1  Mole"]);
}

#[test]
fn words_that_a_spreadsheet_would_run_are_kept_from_it() {
    let source = "\tn\tsays\na\t-5\t=1+1\nb\t+4.5\t+cmd|' /C calc'!A0\nc\t-3\t-2+3+cmd\nd\t1\t@SUM(A1)\ne\t2\t-\n=x\t3\t+44 20 7946\n";
    let guarded = ",n,says\na,-5,'=1+1\nb,4.5,'+cmd|' /C calc'!A0\nc,-3,'-2+3+cmd\nd,1,'@SUM(A1)\ne,2,\n'=x,3,+44 20 7946\n";
    assert_eq!(printed(source, &query("csv")), guarded);
    assert_eq!(printed(source, &query("tsv")), guarded.replace(',', "\t"));
    let raw = printed(source, &TableQuery { raw_formulas: true, ..query("csv") });
    assert_eq!(raw, guarded.replace('\'', "").replace("+cmd| /C calc!A0", "+cmd|' /C calc'!A0"));
    assert!(printed("=head\tn\na\t1\n", &query("csv")).starts_with("'=head,n\n"), "heads too");
    assert!(printed(source, &query("markdown")).contains("| =1+1 |"), "a page runs nothing");
}

#[test]
fn json_has_the_lines_round_the_table_and_the_formulas() {
    let mut query = query("json");
    query.derive = vec!["twice = [1801] * 2".to_owned()];
    let read: Value = serde_json::from_str(&printed(RIVERS, &query)).unwrap();
    assert_eq!(read["caption"], "Table 3. Rivers of nowhere");
    assert_eq!(read["units"], "Lengths in leagues.");
    assert_eq!(read["source"], "Source: the waterman's book.");
    assert_eq!(read["derived"], json!({"twice": "[1801] * 2"}));
    assert_eq!(read["rows"][0]["cells"][5]["value"], 2401.0);
}

#[test]
fn a_file_gets_the_form_of_its_ending() {
    let folder = crate::folder::Folder::new();
    let path = folder.0.join("out.tex");
    let query = TableQuery { width: 72, output: Some(path.clone()), ..TableQuery::default() };
    assert_eq!(printed(RIVERS, &query), "");
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("% Table 3."));
    let path = folder.0.join("out.xlsx");
    bytes(RIVERS, &TableQuery { output: Some(path.clone()), on_terminal: true, ..TableQuery::default() });
    assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    let lost = folder.0.join("no/such/folder/out.csv");
    let wrong = table(&document(RIVERS), &TableQuery { output: Some(lost), ..TableQuery::default() }, &mut Vec::new());
    assert!(matches!(wrong, Err(Wrong::Failed(error)) if error.doing == "cannot write"));
}

#[test]
fn a_workbook_is_not_written_on_a_terminal() {
    let wrong = table(&document(RIVERS), &TableQuery { on_terminal: true, ..query("xlsx") }, &mut Vec::new());
    assert!(matches!(wrong, Err(Wrong::Usage(why)) if why == "a workbook is no text for a terminal; --output FILE writes it to a file"));
}
