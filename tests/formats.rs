//! How forms of text are read: small texts of ours, and what a reader is to understand of them, written by hand.

use ibid::model::RowKind;
use ibid::model::dump::dump;
use ibid::read::read_bytes;

/// Reads a text and compares its dump with the expected one; indents of the expectation's lines are those of a dump.
#[track_caller]
fn check(source: &str, expected: &str) {
    let (_, reading) = read_bytes("text.txt", source.as_bytes().to_vec(), None).expect("a text");
    assert_eq!(dump(&reading.document, &reading.warnings).trim_end(), expected.trim_matches('\n'), "\nof {source}");
    if !source.contains('\r') {
        let (_, same) = read_bytes("text.txt", source.replace('\n', "\r\n").into_bytes(), None).expect("a text");
        assert_eq!(dump(&same.document, &same.warnings), dump(&reading.document, &reading.warnings), "with CRLF");
    }
}

/// One paragraph between others, as it is dumped.
#[track_caller]
fn paragraph(text: &str, expected: &str) {
    check(&format!("It began so.\n\n{text}\n\nIt ended so.\n"), &format!("para: It began so.\npara: {expected}\npara: It ended so."));
}

#[test]
fn title_number_and_author() {
    check("8. The mill and the river\n\nAda Brenner\n\nIt stood there.", "title: 8. The mill and the river\nbyline: Ada Brenner\npara: It stood there.");
    check(
        "8\n\nThe mill and the river\n\nBy Ada Brenner\n\nIt stood there.",
        "title: 8\ntitle: The mill and the river\nbyline: By Ada Brenner\npara: It stood there.",
    );
    check("# The mill\n\nIt stood there.", "title: The mill\npara: It stood there.");
    let (_, reading) = read_bytes("text.txt", b"8\n\nThe *mill*\n\nBy Ada Brenner and Olof Tamm\n\nIt stood there.".to_vec(), None).expect("a text");
    let meta = &reading.document.meta;
    assert_eq!((meta.title.as_deref(), meta.number.as_deref()), (Some("The mill"), Some("8")));
    assert_eq!(meta.authors, ["Ada Brenner", "Olof Tamm"]);
}

#[test]
fn headings_of_every_kind() {
    check(
        "The mill\n\nI. The river\n\nIt rose.\n\nII. The wheel\n\nIt turned.\n",
        "title: The mill\nheading 1 [I]: I. The river\npara: It rose.\nheading 1 [II]: II. The wheel\npara: It turned.",
    );
    check(
        "The mill\n\nChapter 1\n\nIt rose.\n\n1.1 The river\n\nIt fell.\n\n1.2 The wheel\n\nIt turned.\n\nChapter 2: The flood\n\nIt broke.\n",
        "title: The mill\nheading 1 [1]: Chapter 1\npara: It rose.\nheading 3 [1.1]: 1.1 The river\npara: It fell.\nheading 3 [1.2]: 1.2 The wheel\npara: It turned.\n\
        heading 1 [2]: Chapter 2: The flood\npara: It broke.",
    );
    check(
        "The mill\n\nTHE RIVER\n\nIt rose.\n\nTHE WHEEL\n\nIt turned.\n",
        "title: The mill\nheading 1 []: THE RIVER\npara: It rose.\nheading 1 []: THE WHEEL\npara: It turned.",
    );
    check(
        "# The mill\n\n## The river\n\nIt rose.\n\n### Its spring\n\nIt was cold.\n",
        "title: The mill\nheading 1 []: The river\npara: It rose.\nheading 2 []: Its spring\npara: It was cold.",
    );
}

#[test]
fn a_title_begins_at_its_first_letter_however_its_number_is_set_off() {
    for source in ["1.  The river\n\nIt rose.\n\n2.   The wheel\n\nIt turned.\n", "I.  The river\n\nIt rose.\n\nII.   The wheel\n\nIt turned.\n"] {
        let (_, reading) = read_bytes("text.txt", format!("The mill\n\n{source}").into_bytes(), None).expect("a text");
        let document = &reading.document;
        let titles: Vec<&str> = (document.headings.iter())
            .filter_map(|&block| {
                let block = document.body.block(block)?;
                let ibid::model::Kind::Heading(heading) = block.kind else { return None };
                block.text.as_str().get(heading.title as usize..)
            })
            .collect();
        assert_eq!(titles, ["The river", "The wheel"], "of {source}");
    }
}

#[test]
fn numbered_sentences_are_items_and_no_headings() {
    check(
        "The mill\n\nIt had three parts.\n\n1. The first was the wheel, which turned.\n\n2. The second was the stone.\n\n3. The third was the door.\n",
        "title: The mill\npara: It had three parts.\npara item 3: 1. The first was the wheel, which turned.\npara item 3: 2. The second was the stone.\npara item 3: 3. The third was the door.",
    );
    paragraph("1995, which was a dry year, had no flood.", "1995, which was a dry year, had no flood.");
    paragraph("4. And this was all.", "4. And this was all.");
}

#[test]
fn markers_where_books_set_them() {
    let notes = |first: u32, count: u32| {
        (first..first + count).map(|label| format!("note {label}\n  para: Letter {}.\n", ["a", "b", "c", "d"][(label - first) as usize])).collect::<String>()
    };
    check(
        "It rose,¹ they say [so it is told²], and fell³ again.⁴\n\n¹ Letter a.\n² Letter b.\n³ Letter c.\n⁴ Letter d.\n",
        format!(
            "para: It rose,{{sure n1}}¹{{/}} they say [so it is told{{sure n2}}²{{/}}], and fell{{sure n3}}³{{/}} again.{{sure n4}}⁴{{/}}\n{}",
            notes(1, 4)
        )
        .trim_end(),
    );
    check(
        "It rose that year.¹²,¹³ It fell¹⁴.\n\n¹² Letter a.\n¹³ Letter b.\n¹⁴ Letter c.\n",
        format!("para: It rose that year.{{sure n1}}¹²{{/}},{{sure n2}}¹³{{/}} It fell{{sure n3}}¹⁴{{/}}.\n{}", notes(12, 3)).trim_end(),
    );
    check("It rose.<sup>1</sup> It fell.\n\n¹ Letter a.\n", format!("para: It rose.{{sup}}{{sure n1}}1{{/}}{{/}} It fell.\n{}", notes(1, 1)).trim_end());
}

#[test]
fn powers_are_no_markers() {
    for power in ["40 m²", "10⁵ men", "E = mc² too", "²³⁵U", "x² + y²", "2¹⁰ sacks", "10⁻³ of it", "1ʳᵉ", "SO₄²⁻"] {
        let (_, reading) = read_bytes("text.txt", format!("It held {power} and more.¹\n\n¹ Letter.\n").into_bytes(), None).expect("a text");
        let sure: Vec<_> = reading.document.refs.iter().filter(|reference| matches!(reference.link, ibid::model::Link::Sure(_))).map(|r| &r.label).collect();
        assert_eq!(sure, ["1"], "{power}");
        assert_eq!(reading.warnings, [], "{power}");
    }
}

#[test]
fn several_notes_on_one_line() {
    check(
        "It rose¹ and fell.² Then³ it stood.\n\n¹ Letter a. ² See p. 10². So it is. ³ Letter c.\n",
        "para: It rose{sure n1}¹{/} and fell.{sure n2}²{/} Then{sure n3}³{/} it stood.\nnote 1\n  para: Letter a.\nnote 2\n  para: See p. 10². So it is.\nnote 3\n  para: Letter c.",
    );
}

const LONG: &str = "The river that ran below the mill was high in spring, and nobody in the village could remember that it had ever been as high as this, or";

#[test]
fn a_paragraph_goes_on_behind_the_notes() {
    // It does not end a sentence; what follows begins small, with a capital, with a number.
    for second in ["as cold.", "Tamm had forgotten it.", "1871 was forgotten."] {
        let (_, reading) = read_bytes("text.txt", format!("The mill\n\n{LONG}¹\n\n¹ Letter.\n\n{second}\n").into_bytes(), None).expect("a text");
        assert_eq!(reading.document.joins.len(), 1, "{second}");
        assert_eq!(reading.document.body.blocks[1].text.as_str(), format!("{LONG}¹ {second}"));
    }
    // It ends with a stop, but what follows cannot begin a sentence.
    let (_, reading) =
        read_bytes("text.txt", format!("The mill\n\n{LONG} so said Dr.¹\n\n¹ Letter.\n\nand his brother.\n").into_bytes(), None).expect("a text");
    assert_eq!(reading.document.joins.len(), 1);
    // Nothing is joined where a sentence ended, or before a heading, an item, a table.
    for second in ["Then it fell.", "## The wheel", "(a) the wheel, and\n\n(b) the stone.", "\ta\tb\nNorth\t1\t2"] {
        let (_, reading) = read_bytes("text.txt", format!("The mill\n\n{LONG} so it was.¹\n\n¹ Letter.\n\n{second}\n").into_bytes(), None).expect("a text");
        assert_eq!(reading.document.joins, [], "{second}");
    }
}

#[test]
fn a_hyphen_goes_where_the_word_is_known() {
    let joined = |second: &str, elsewhere: &str| {
        let text = format!("The mill\n\n{LONG} below the wheel-\n\n¹ Letter.\n\n{second} of it stood.\n\n{elsewhere}\n");
        let (_, reading) = read_bytes("text.txt", text.into_bytes(), None).expect("a text");
        reading.document.body.blocks[1].text.as_str()[LONG.len() + 1..].to_owned()
    };
    assert_eq!(joined("house", "The wheelhouse was old."), "below the wheelhouse of it stood.");
    assert_eq!(joined("house", "The mill was old."), "below the wheel-house of it stood.");
    assert_eq!(joined("House", "The wheelhouse was old."), "below the wheel- House of it stood.");
}

#[test]
fn tables_with_all_their_parts() {
    check(
        "It is told below (see table 4.1).\n\nTable 4.1. Water at the mill\n\nFigures are in *feet*.\n\n\t1870\t1871\n<i>Spring</i>\t\t\nHigh\t11 820.0\t7¹\nLow\t3\t\n<i>Autumn</i>\t\t\nHigh\t9\t8\n\nSource: the miller.\n\n¹ By guess.\n",
        "para: It is told below (see {to table 4.1}table 4.1{/}).\n\
        table: Table 4.1. Water at the mill⏎Figures are in {i}feet{/}.⏎⇥1870⇥1871⏎{i}Spring{/}⇥⇥⏎High⇥11 820.0⇥7{likely n1, it stands behind a number, as a power does}¹{/}⏎Low⇥3⇥⏎{i}Autumn{/}⇥⇥⏎High⇥9⇥8⏎Source: the miller.\n\
        \x20 id 4.1 columns 3\n  caption: Table 4.1. Water at the mill\n  units: Figures are in feet.\n  source: Source: the miller.\n\
        \x20 head:  | 1870 | 1871\n  group: Spring |  | \n  row under 1: High | 11 820.0 | 7¹\n  row under 1: Low | 3 | \n  group: Autumn |  | \n  row under 4: High | 9 | 8\n\
        note 1\n  para: By guess.\n\
        warning unsure-link line 9: marker 1 may belong to another note, or to none: it stands behind a number, as a power does",
    );
}

#[test]
fn plain_and_ragged_tables() {
    check(
        "It is told below.\n\nNorth\t1\t2\nSouth\t3\t4\nEast\t5\n",
        "para: It is told below.\ntable: North⇥1⇥2⏎South⇥3⇥4⏎East⇥5\n  id t1 columns 3\n  row: North | 1 | 2\n  row: South | 3 | 4\n  row: East | 5\n\
        warning ragged-row line 5: a row of table t1 has 2 cells, most have 3",
    );
    // One line with a TAB, and prose behind TABs, are no tables.
    paragraph("North\t12", "North 12");
    let prose = "and so it went on for many a year, with the wheel and the stone and the door, ".repeat(4);
    let (_, reading) = read_bytes("text.txt", format!("It began.\n\n\t{prose}\n\t{prose}\n").into_bytes(), None).expect("a text");
    assert!(reading.document.tables.is_empty());
}

#[test]
fn groups_of_a_table_without_their_tabs() {
    let rows = "Port\t1801\t1802\nNorth\nSalt\t1\t2\nWool\t3\t4\nSouth\nSalt\t5\t6\n";
    let rows_read =
        "head: Port | 1801 | 1802\n  group: North\n  row under 1: Salt | 1 | 2\n  row under 1: Wool | 3 | 4\n  group: South\n  row under 4: Salt | 5 | 6";
    check(
        &format!("Table 1. Ports\n(in tons)\n{rows}\nNote: By guess.\nSource: the guild.\n\nIt ended so.\n"),
        &format!(
            "table: Table 1. Ports⏎(in tons)⏎Port⇥1801⇥1802⏎North⏎Salt⇥1⇥2⏎Wool⇥3⇥4⏎South⏎Salt⇥5⇥6⏎Note: By guess.⏎Source: the guild.\n  id 1 columns 3\n\
            \x20 caption: Table 1. Ports\n  units: (in tons)\n  source: Source: the guild.\n  {rows_read}\npara: It ended so."
        ),
    );
    // A name over a name is a group too, where the table begins with one.
    let nested = "Port\t1801\t1802\nNorth\t\t\nOuter\t\t\nSalt\t1\t2\nSouth\t\t\nInner\t\t\nWool\t3\t4\n";
    let (_, reading) = read_bytes("text.txt", format!("It began.\n\n{nested}").into_bytes(), None).expect("a text");
    let groups = reading.document.tables[0].rows.iter().filter(|row| row.kind == RowKind::Group).count();
    assert_eq!((groups, reading.document.tables[0].figures().collect::<Vec<_>>()), (4, vec![3, 6]));
}

#[test]
fn a_caption_may_stand_below() {
    check(
        "It began.\n\nPort\t1801\t1802\nSalt\t1\t2\n\nTable 7. Ports of the north\n\nIt ended.\n",
        "para: It began.\ntable: Port⇥1801⇥1802⏎Salt⇥1⇥2⏎Table 7. Ports of the north\n  id 7 columns 3\n  caption: Table 7. Ports of the north\n\
        \x20 head: Port | 1801 | 1802\n  row: Salt | 1 | 2\npara: It ended.",
    );
    let two = "Port\t1801\nSalt\t1\n\nTable 7. Ports\n\nPort\t1801\nSalt\t1\n";
    let (_, reading) = read_bytes("text.txt", two.as_bytes().to_vec(), None).expect("a text");
    assert_eq!(reading.document.tables.iter().map(|table| table.id.as_str()).collect::<Vec<_>>(), ["t1", "7"], "it is that of the next table");
}

#[test]
fn lines_with_tabs_that_are_no_table_stay_lines() {
    check(
        "It began.\n\nPort\t1801\t1802\nSalt\t1\nWool\t3\t4\t7\t8\nTar\n\nIt ended.\n",
        "para: It began.\nverse: Port    1801    1802⏎Salt    1⏎Wool    3    4    7    8⏎Tar\npara: It ended.",
    );
}

#[test]
fn a_title_begins_where_its_number_ends() {
    check(
        "The mill\n\n1.   The river\n\nIt rose.\n\n1.1   The spring\n\nIt was cold.\n\n2.   The wheel\n\nIt turned.\n",
        "title: The mill\nheading 1 [1]: 1. The river\npara: It rose.\nheading 2 [1.1]: 1.1 The spring\npara: It was cold.\nheading 1 [2]: 2. The wheel\npara: It turned.",
    );
    let (_, reading) = read_bytes("text.txt", b"The mill\n\n1.   The river\n\nIt rose.\n\n2.   The wheel\n\nIt turned.\n".to_vec(), None).expect("a text");
    let titles: Vec<String> = ibid::cli::outline::entries(&reading.document).into_iter().map(|entry| entry.title).collect();
    assert_eq!(titles, ["The river", "The wheel"]);
}

#[test]
fn notes_labelled_with_tags_and_markers_behind_emphasis() {
    check("It rose.<sup>1</sup> It fell.\n\n<sup>1</sup> Letter a.\n", "para: It rose.{sup}{sure n1}1{/}{/} It fell.\nnote 1\n  para: Letter a.");
    check("It stood in *Mills*¹ then.\n\n¹ Letter a.\n", "para: It stood in {i}Mills{/}{sure n1}¹{/} then.\nnote 1\n  para: Letter a.");
}

#[test]
fn a_hyphen_before_a_capital_takes_no_blank() {
    let prose = "It was carried from the mill to the town by the carts of the Spey-\nBrenner company, and from the town to the ports by the boats of Wick.";
    check(&format!("It began.\n\n{prose}\n"), &format!("para: It began.\npara: {}", prose.replace("-\n", "-").replace('\n', " ")));
}

#[test]
fn a_byte_order_mark_is_no_guess() {
    for bytes in [&b"\xff\xfeI\0t\0 \0r\0o\0s\0e\0"[..], b"\xfe\xff\0I\0t\0 \0r\0o\0s\0e"] {
        let (_, reading) = read_bytes("text.txt", bytes.to_vec(), None).expect("a text");
        assert_eq!(dump(&reading.document, &reading.warnings).trim_end(), "title: It rose");
    }
}

#[test]
fn what_stands_within_a_line() {
    paragraph(
        "The *old mill* and _its wheel_ and **its door** and ***all***.",
        "The {i}old mill{/} and {i}its wheel{/} and {b}its door{/} and {i}{b}all{/}{/}.",
    );
    paragraph(
        "<i>The</i> <b>mill</b> H<sub>2</sub>O x<sup>n</sup> <em>a</em> <strong>b</strong>.",
        "{i}The{/} {b}mill{/} H{sub}2{/}O x{sup}n{/} {i}a{/} {b}b{/}.",
    );
    paragraph("It cost 3 \\$ and \\*no\\* more; a\\b.", "It cost 3 $ and *no* more; a\\b.");
    paragraph("Tamm &amp; Sons &lt;mill&gt; &eacute;&#8212;&#x41; AT&T &nosuch; &", "Tamm & Sons <mill> é—A AT&T &nosuch; &");
    paragraph("5 * 3 is snake_case_word *open and _so </i> <u>x</u> < > a *", "5 * 3 is snake_case_word *open and _so </i> <u>x</u> < > a *");
    paragraph("It holds $a_1 *b* c_2$ and \\(x^2\\) and costs $5.", "It holds a₁ *b* c₂ and x² and costs $5.");
}

#[test]
fn words_that_send_elsewhere() {
    check(
        "Title of it all\n\nI. The river\n\nIt rose.¹ See section II and note 2 below.\n\nII. The wheel\n\nIt turned,² as chapter 7 says; section 4 of the Act, note 3 things, and notebook 2 say no more.\n\n¹ See note 2 below.\n² Note 1, p. 5 of another book; see note 1.\n",
        "title: Title of it all\nheading 1 [I]: I. The river\npara: It rose.{sure n1}¹{/} See {to heading 3}section II{/} and {to note 2}note 2{/} below.\nheading 1 [II]: II. The wheel\n\
        para: It turned,{sure n2}²{/} as chapter 7 says; section 4 of the Act, note 3 things, and notebook 2 say no more.\n\
        note 1\n  para: See {to note 2}note 2{/} below.\nnote 2\n  para: Note 1, p. 5 of another book; see {to note 1}note 1{/}.",
    );
    check(
        "8. The mill\n\nIt stood, as chapter 7 says and chapter 8 does not.\n\nIt fell.\n",
        "title: 8. The mill\npara: It stood, as {outside}chapter 7{/} says and chapter 8 does not.\npara: It fell.",
    );
}

#[test]
fn prose_verse_and_lines_laid_out() {
    let prose = "The river that ran below the mill was high in spring, and nobody in\nthe village could remember that it had ever been as high as this or\nas cold, and the wheel stood still.\n";
    check(&format!("{prose}\n{prose}"), &format!("para: {0}\npara: {0}", prose.trim_end().replace('\n', " ")));
    check(
        &format!("{prose}\n  The river rose,\n    the mill stood still,\n  and no one goes\n    up to the hill.\n\n{prose}"),
        &format!("para: {0}\nverse: The river rose,⏎  the mill stood still,⏎and no one goes⏎  up to the hill.\npara: {0}", prose.trim_end().replace('\n', " ")),
    );
    check(
        &format!("{prose}\n+------+      +------+\n| mill | ---- | weir |\n+------+      +------+\n\n{prose}"),
        &format!("para: {0}\nverse: +------+      +------+⏎| mill | ---- | weir |⏎+------+      +------+\npara: {0}", prose.trim_end().replace('\n', " ")),
    );
    check("It began.\n\n* * *\n\nIt ended.\n", "para: It began.\nrule: * * *\npara: It ended.");
}

#[test]
fn a_marker_that_stands_once_is_not_said_to_stand_more_often() {
    let (_, reading) = read_bytes("text.txt", "It rose.¹ It fell.² It stood.⁴\n\n¹ One.³\n² Two.\n³ Three.\n⁴ Four.\n\nIt ended.\n".as_bytes().to_vec(), None)
        .expect("a text");
    let said: Vec<&str> = reading.warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert!(said.iter().any(|said| said.ends_with("marker 4 stands out of the order of the others")), "{said:?}");
    assert!(!said.iter().any(|said| said.contains("more than once")), "{said:?}");
}

#[test]
fn a_raised_dash_parts_the_ends_of_a_run_of_notes() {
    let source = "The mill\n\nIt rose in the spring,⁵⁻⁷ and fell by 10⁻³ and s⁻¹ and 10²⁻³ of it.\n\n⁵ Ames.\n\n⁶ Prout.\n\n⁷ Vasek.\n";
    let (_, reading) = read_bytes("text.txt", source.into(), None).expect("a text");
    let found: Vec<(&str, Option<u32>)> = reading.document.refs.iter().map(|marker| (marker.label.as_str(), marker.link.note().map(|note| note.0))).collect();
    assert_eq!(found, [("5", Some(0)), ("7", Some(2))]);
}

#[test]
fn a_tab_begins_a_paragraph_where_the_one_before_has_ended() {
    check(
        "The mill\n\n\tIt stood below the bridge for a hundred years and more.\n\tNobody remembers who had built it, or for whom it was built.\n",
        "title: The mill\npara: It stood below the bridge for a hundred years and more.\npara: Nobody remembers who had built it, or for whom it was built.\n",
    );
}

#[test]
fn a_carriage_return_by_itself_ends_a_line() {
    let (_, reading) = read_bytes("text.txt", b"The mill\r\rIt rose.\xc2\xb9\r\r\xc2\xb9 Letter.\r".to_vec(), None).expect("a text");
    assert_eq!(reading.document.line(reading.document.notes[0].source), 5);
}

#[test]
fn a_number_within_a_marked_heading_is_its_number() {
    check(
        "# The book\n\n## IV. The river\n\nIt rose.\n\n### 4.1 The *north* bank\n\nIt fell.\n\n## Chapter 5\n\nIt ended.\n",
        "title: The book\nheading 1 [IV]: IV. The river\npara: It rose.\nheading 2 [4.1]: 4.1 The {i}north{/} bank\npara: It fell.\nheading 1 [5]: Chapter 5\npara: It ended.\n",
    );
}
