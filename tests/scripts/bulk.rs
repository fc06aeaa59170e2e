//! Keys over a data file of any size: its first rows, all of them, and what is done with them by a worker.

use std::sync::Arc;

use ibid::app::bulk::{Told, Watched};
use ibid::app::event::Event;
use ibid::read::Asked;
use ibid::read::data::file::DataFile;
use ibid::read::data::progress::Progress;
use ibid::sheet::file::DataSheet;

use crate::screens::made::Screen;

/// Ships that call at a port, one row in seven without a figure.
fn source(rows: usize) -> String {
    let row = |n: usize| {
        let cargo = if n % 7 == 3 { "n.a.".to_owned() } else { format!("{}.5", n * 37 % 1000) };
        format!("{},{},{cargo}\n", 1900 + n % 90, ["Nørrham", "Ostby", "Eastwick"][n % 3])
    };
    "year,port,cargo\n".to_owned() + &(0..rows).map(row).collect::<String>()
}

fn data(bytes: &[u8]) -> Arc<DataSheet> {
    let file = DataFile::new(bytes.to_vec(), &Asked::default(), &Progress::default()).expect("not stopped").expect("rows");
    Arc::new(DataSheet::new(Arc::new(file)))
}

/// The program with the head of a file, and then with all of it.
fn screen(rows: usize) -> Screen {
    let source = source(rows);
    let head = DataFile::head(&source.as_bytes()[..source.len() / 2], &Asked::default()).expect("a head");
    let progress = Arc::new(Progress::default());
    let mut screen = Screen::with(80, 20, Event::Data(Told::Head(Arc::new(DataSheet::new(Arc::new(head))), progress)));
    assert!(screen.lines().iter().any(|line| line.contains("1900  Nørrham")), "the first rows show at once:\n{}", screen.text());
    assert!(screen.text().contains(&format!("of {}+", rows / 2 - 1)), "more is to come:\n{}", screen.text());
    screen.app.on(Event::Data(Told::Whole(data(source.as_bytes()), None, None)));
    screen.resize(80, 20);
    screen
}

/// The cells of the rows that show, without the lines around them.
fn rows(screen: &Screen) -> Vec<String> {
    let lines = screen.lines();
    lines.iter().filter(|line| line.trim_start().starts_with("19")).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[track_caller]
fn says(screen: &Screen, words: &str) {
    assert!(screen.lines().iter().any(|line| line.contains(words)), "{words:?}\n{}", screen.text());
}

#[test]
fn the_rest_takes_the_place_of_the_first_rows() {
    let screen = screen(900).keys("j j l");
    says(&screen, "row 3 of 900");
    let screen = screen.keys("End");
    says(&screen, "row 900 of 900");
    says(&screen, "1989  Eastwick");
}

#[test]
fn a_column_is_sorted_both_ways_and_as_printed_again() {
    let screen = screen(900).keys("$ s");
    says(&screen, "sorted by cargo, ascending");
    assert_eq!(rows(&screen)[..2], ["1900 Nørrham 0.5", "1955 Ostby 5.5"], "37 times 865 are 32005");
    let screen = screen.keys("End");
    assert!(rows(&screen).iter().all(|row| row.ends_with("n.a.")), "{}", screen.text());
    let screen = screen.keys("Home s");
    says(&screen, "sorted by cargo, descending");
    assert!(rows(&screen)[0].ends_with("999.5"), "{}", screen.text());
    let screen = screen.keys("u");
    says(&screen, "sorted by cargo, ascending");
    let screen = screen.keys("U");
    says(&screen, "as printed");
    assert_eq!(rows(&screen)[0], "1900 Nørrham 0.5");
}

#[test]
fn rows_are_chosen_by_a_condition_and_by_two_keys_sorted() {
    let screen = screen(900).keys("/ c a r g o Space > Space 5 0 0 Enter");
    says(&screen, "rows: cargo > 500; as printed");
    let screen = screen.keys("l s l S");
    says(&screen, "384 of 900 rows: cargo > 500; sorted by port, ascending, then cargo");
    let shown = rows(&screen);
    assert!(shown.iter().all(|row| row.rsplit(' ').next().and_then(|cargo| cargo.parse::<f64>().ok()).is_some_and(|cargo| cargo > 500.0)), "{shown:?}");
    let cargo = |row: &String| row.rsplit(' ').next().and_then(|cargo| cargo.parse::<f64>().ok());
    assert!(shown.iter().all(|row| row.contains("Eastwick")) && shown.is_sorted_by_key(cargo), "{shown:?}");
    let screen = screen.keys("U");
    says(&screen, "row 1 of 900");
}

#[test]
fn a_condition_that_is_none_is_refused_while_it_is_typed() {
    let screen = screen(900).keys("/ c r e w > 3 Enter");
    says(&screen, "no column crew");
    says(&screen, "only rows with: crew>3");
}

#[test]
fn a_column_is_summed_up_and_drawn() {
    let screen = screen(900).keys("$ a");
    says(&screen, "cargo: 771 figures, 129 missing");
    let screen = screen.keys("c");
    says(&screen, "histogram");
    let screen = screen.keys("q h c");
    says(&screen, "port holds no figures");
}

#[test]
fn an_act_that_is_asked_for_too_soon_waits_for_the_rest() {
    let source = source(900);
    let head = data(&source.as_bytes()[..4000]);
    let mut screen = Screen::with(80, 20, Event::Data(Told::Head(head, Arc::new(Progress::default()))));
    screen = screen.keys("$ s");
    says(&screen, "sorting begins when all of the file is read");
    screen.app.on(Event::Data(Told::Whole(data(source.as_bytes()), None, None)));
    screen.resize(80, 20);
    says(&screen, "sorted by cargo, ascending");
}

#[test]
fn what_is_being_read_is_stopped_by_escape() {
    let progress = Arc::new(Progress::default());
    let mut screen = Screen::with(80, 20, Event::Data(Told::Head(data(source(50).as_bytes()), Arc::clone(&progress))));
    screen.app.on(Event::Data(Told::Tick));
    screen.resize(80, 20);
    says(&screen, "reading… 0 %; Esc stops it");
    let screen = screen.keys("Esc");
    assert!(progress.is_stopped());
    says(&screen, "reading was stopped");
}

#[test]
fn an_answer_to_older_work_is_dropped() {
    let mut screen = screen(900).keys("$ s");
    screen.app.on(Event::Data(Told::Worked(1, Some(ibid::sheet::file::work::Done::Said("old".to_owned())), false)));
    screen.app.on(Event::Data(Told::Worked(0, Some(ibid::sheet::file::work::Done::Said("older".to_owned())), false)));
    screen.resize(80, 20);
    assert!(!screen.text().contains("older"), "{}", screen.text());
}

#[test]
fn a_file_that_changes_on_the_disk_is_said() {
    let path = std::env::temp_dir().join(format!("ibid-grows-{}.csv", std::process::id()));
    let text = source(900);
    std::fs::write(&path, &text).expect("a file");
    let watched = Watched::new(path.clone());
    let mut screen = Screen::with(80, 20, Event::Data(Told::Whole(data(text.as_bytes()), None, watched)));
    std::fs::write(&path, text.clone() + "1999,Ostby,3\n").expect("a file");
    screen = screen.keys("j");
    says(&screen, "the file has grown by 13 bytes");
    let watched = Watched::new(path.clone());
    screen.app.on(Event::Data(Told::Whole(data(text.as_bytes()), None, watched)));
    std::fs::write(&path, &text[..100]).expect("a file");
    screen = screen.keys("j");
    says(&screen, "the file has shrunk by");
    std::fs::remove_file(&path).expect("a file");
}

#[test]
fn a_row_is_a_card_and_is_copied() {
    let screen = screen(900).keys("j j Enter");
    // The third row: 1902, Eastwick, 2 * 37.
    says(&screen, "cargo  74.5");
    says(&screen, "row 3 of 900");
    let screen = screen.keys("n");
    says(&screen, "cargo  n.a.");
    let screen = screen.keys("Esc l l y");
    assert_eq!(screen.app.copied(), Some("74.5"));
    assert_eq!(screen.keys("Y").app.copied(), Some("year\tport\tcargo\n1902\tEastwick\t74.5\n"));
}

#[test]
fn words_are_found_from_cell_to_cell_and_round_the_end() {
    // 962.5 is 26 * 37; and again a thousand rows on, which these have not.
    let screen = screen(900).keys("f 9 6 2 . 5 Enter");
    says(&screen, "row 27 of 900");
    let screen = screen.keys("Home f e a s t w Enter");
    says(&screen, "row 3 of 900");
    let screen = screen.keys("n");
    says(&screen, "row 6 of 900");
    let screen = screen.keys("N N");
    says(&screen, "row 900 of 900");
    says(&screen.keys("f z z Enter"), "zz stands in no cell");
}

#[test]
fn the_rows_that_show_become_a_table_of_their_own() {
    let keys = "/ p o r t Space = Space O s t b y Enter = h a l f Space = Space [ c a r g o ] Space / Space 2 Enter";
    let screen = screen(900).keys(keys);
    // The second row: 37.5 / 2.
    says(&screen, "18.75");
    says(&screen, "row 1 of 300");
    let screen = screen.keys("q");
    says(&screen, "row 1 of 300 (of 900)");
    assert!(!screen.text().contains("half"), "the file is as it was:\n{}", screen.text());
}

#[test]
fn rows_that_say_the_same_are_kept_under_the_name_of_the_column() {
    says(&screen(900).keys("j l ."), "300 of 900 rows: port = Ostby");
}
