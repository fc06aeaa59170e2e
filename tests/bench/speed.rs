//! Benches of what a reader waits for: reading a text, a frame, a key, a resize, a search. They print; nothing is asserted.
//! The text is made here, in the manner of a scanned book, so that it can be of any size.

use divan::Bencher;
use ibid::app::event::Event;
use ibid::app::{App, Jobs};
use ibid::apparatus::citations::{citations, stands_for};
use ibid::layout::{FlowLayout, Typography, lay_out};
use ibid::model::{Account, Anchor, FlowId, NoteId, Reading};
use ibid::read::ocr;
use ibid::sheet::{By, Order, Over, Sheet, SortKey, Way};
use ibid::theme::{Depth, Theme};
use pulldown_cmark::{Options, Parser};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{Event as TerminalEvent, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;

fn main() {
    divan::main();
}

/// A book of about so many kilobytes: chapters, pages with notes, paragraphs cut in two, a table now and then.
fn book(kilobytes: usize) -> String {
    const WORDS: [&str; 16] =
        ["harbour", "ledger", "of", "the", "winter", "council", "and", "river", "charter", "in", "province", "was", "railway", "to", "cotton", "letters"];
    let mut out = String::new();
    let mut dice = 7usize;
    let mut roll = |sides: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    let raised =
        |number: usize| number.to_string().chars().map(|c| ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][c as usize - '0' as usize]).collect::<String>();
    let mut chapter = 0;
    while out.len() < kilobytes * 1000 {
        chapter += 1;
        out.push_str(&format!("Chapter {chapter}. The {} and the {}\n\n", WORDS[roll(2)], WORDS[4 + roll(2)]));
        let mut note = 0;
        for page in 0..20 {
            let first = note + 1;
            for _ in 0..4 {
                for _ in 0..5 {
                    out.push_str("The ");
                    (0..14).for_each(|_| out.push_str(&format!("{} ", WORDS[roll(16)])));
                    out.push_str("ended.");
                    if roll(4) == 0 {
                        note += 1;
                        out.push_str(&raised(note));
                    }
                    out.push(' ');
                }
                out.push_str("\n\n");
            }
            for number in first..=note {
                out.push_str(&format!("{} Prout, H., *The {}* (Turin, 1902), p. {number}.\n\n", raised(number), WORDS[roll(16)]));
            }
            if page == 10 {
                out.push_str(&format!("Table {chapter}.1. Trade, 1990–92\n\n\t1990\t1991\t1992\nCotton\t1 200.5\t88.0\t17.2\nTimber\t17.0\t9 100.0\tn.a.\n\n"));
            }
        }
    }
    out
}

/// The same in Markdown: headings, notes, emphasis, a list and a table a chapter.
fn markdown_book(kilobytes: usize) -> String {
    let mut out = String::with_capacity(kilobytes * 1000 + 10_000);
    let (mut chapter, mut note) = (0, 0);
    while out.len() < kilobytes * 1000 {
        chapter += 1;
        out.push_str(&format!("## The harbour of year {chapter}\n\n"));
        for paragraph in 0..40 {
            for sentence in 0..4 {
                out.push_str("The council of the harbour kept *a ledger* of what the **winter** had cost the town, and `nobody` read it");
                if (paragraph + sentence) % 3 == 0 {
                    note += 1;
                    out.push_str(&format!(".[^{note}] "));
                } else {
                    out.push_str(". ");
                }
            }
            out.push_str("See [the books](https://example.org/books).\n\n");
        }
        out.push_str("- the quay\n- the crane\n  - its chain\n\n| Port | Ships |\n|------|------:|\n| Aalto | 12 |\n| Brink | 7 |\n\n");
    }
    for number in 1..=note {
        out.push_str(&format!("[^{number}]: Prout, H., *The ledger* (Turin, 1902), p. {number}.\n\n"));
    }
    out
}

fn reading(kilobytes: usize) -> Reading {
    ocr::read(&book(kilobytes), ocr::Extent::Whole, Account::Dropped)
}

/// A program with a document on a screen of this size.
fn app(kilobytes: usize, columns: u16, rows: u16) -> (App, Terminal<TestBackend>) {
    let mut app = App::new("bench", None, Theme::new(Depth::Many), Jobs::AtOnce(Vec::new()));
    app.on(Event::Loaded(Box::new(reading(kilobytes))));
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a screen in memory");
    app.layout(Rect::new(0, 0, columns, rows));
    terminal.draw(|frame| app.draw(frame)).expect("a frame");
    (app, terminal)
}

fn press(app: &mut App, terminal: &mut Terminal<TestBackend>, code: KeyCode) {
    app.on(Event::Input(TerminalEvent::Key(KeyEvent::new(code, KeyModifiers::NONE))));
    let size = terminal.size().expect("a size");
    app.layout(Rect::new(0, 0, size.width, size.height));
    terminal.draw(|frame| app.draw(frame)).expect("a frame");
}

#[divan::bench(args = [45, 1000, 10_000])]
fn read_a_text(bencher: Bencher, kilobytes: usize) {
    let text = book(kilobytes);
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench(|| ocr::read(&text, ocr::Extent::Whole, Account::Dropped));
}

/// Markdown to a document, beside what its parser and HTML writer take for the same text.
#[divan::bench(args = ["document", "HTML"], sample_count = 9)]
fn markdown_of_10_mb_to(bencher: Bencher, what: &str) {
    let text = markdown_book(10_000);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_MATH;
    let options = options | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_GFM | Options::ENABLE_DEFINITION_LIST;
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench(|| match what {
        "HTML" => {
            let mut page = String::with_capacity(text.len() * 3 / 2);
            pulldown_cmark::html::push_html(&mut page, Parser::new_ext(&text, options));
            page.len()
        }
        _ => ibid::read::markdown::read(&text, ocr::Extent::Whole, Account::Dropped).document.body.blocks.len(),
    });
}

#[divan::bench(args = [(80, 24), (132, 40), (300, 100)])]
fn page_down_in_10_mb(bencher: Bencher, (columns, rows): (u16, u16)) {
    let (mut app, mut terminal) = app(10_000, columns, rows);
    bencher.bench_local(|| press(&mut app, &mut terminal, KeyCode::PageDown));
}

#[divan::bench]
fn next_marker_in_10_mb(bencher: Bencher) {
    let (mut app, mut terminal) = app(10_000, 132, 40);
    bencher.bench_local(|| press(&mut app, &mut terminal, KeyCode::Tab));
}

/// A screen on which every line that can has its note beside it, made anew a line farther each time.
#[divan::bench(args = [(132, 40), (300, 100)])]
fn frame_with_notes_in_the_margin_in_10_mb(bencher: Bencher, (columns, rows): (u16, u16)) {
    let (mut app, mut terminal) = app(10_000, columns, rows);
    assert!(app.areas().is_some_and(|areas| areas.margin.width > 0), "there is room for a margin");
    bencher.bench_local(|| press(&mut app, &mut terminal, KeyCode::Down));
}

#[divan::bench]
fn to_the_end_and_back_in_10_mb(bencher: Bencher) {
    let (mut app, mut terminal) = app(10_000, 132, 40);
    bencher.bench_local(|| {
        press(&mut app, &mut terminal, KeyCode::End);
        press(&mut app, &mut terminal, KeyCode::Home);
    });
}

#[divan::bench]
fn resize_in_10_mb(bencher: Bencher) {
    let (mut app, mut terminal) = app(10_000, 132, 40);
    let mut wide = false;
    bencher.bench_local(|| {
        wide = !wide;
        let columns = if wide { 131 } else { 97 };
        terminal.backend_mut().resize(columns, 40);
        app.layout(Rect::new(0, 0, columns, 40));
        terminal.draw(|frame| app.draw(frame)).expect("a frame");
    });
}

#[divan::bench]
fn a_page_laid_out(bencher: Bencher) {
    let reading = reading(1000);
    bencher.bench_local(|| {
        let mut flow = FlowLayout::new(FlowId::Body);
        flow.set_width(72);
        let top = flow.top_of(&reading.document, Anchor::new(FlowId::Body, 40, 0));
        flow.fill(&reading.document, top, 40)
    });
}

/// Breaks all paragraphs of a book of 1 MB into lines: one by one, over the whole paragraph, and with words parted.
#[divan::bench(args = [("greedy", 72), ("optimal", 72), ("hyphens", 72), ("justified", 72), ("greedy", 40), ("optimal", 40), ("hyphens", 40), ("justified", 40)])]
fn lines_of_1_mb(bencher: Bencher, (way, width): (&str, u16)) {
    let document = reading(1000).document;
    let typography = Typography {
        optimal: way != "greedy",
        hyphenate: matches!(way, "hyphens" | "justified"),
        justify: way == "justified",
        language: Some("en"),
        ..Typography::default()
    };
    bencher.bench_local(|| {
        (0..document.body.blocks.len() as u32).map(|block| lay_out(&document, FlowId::Body, block, width, &typography).lines.len()).sum::<usize>()
    });
}

/// The largest block there is: 64 KiB of one paragraph.
#[divan::bench(args = ["greedy", "optimal", "hyphens"])]
fn lines_of_64_kib(bencher: Bencher, way: &str) {
    let sentences: Vec<String> = book(300).lines().filter(|line| line.starts_with("The ")).map(str::to_owned).collect();
    let document = ocr::read(&sentences.join(" "), ocr::Extent::Whole, Account::Dropped).document;
    let block = (0..document.body.blocks.len() as u32).max_by_key(|&block| document.body.blocks[block as usize].len()).expect("a block");
    assert!(document.body.blocks[block as usize].len() > 60_000, "a block as large as any");
    let typography = Typography { optimal: way != "greedy", hyphenate: way == "hyphens", language: Some("en"), ..Typography::default() };
    bencher.bench_local(|| lay_out(&document, FlowId::Body, block, 72, &typography).lines.len());
}

#[divan::bench]
fn search_10_mb(bencher: Bencher) {
    let reading = reading(10_000);
    let pattern = ibid::search::Pattern::new("winter council").expect("a pattern");
    let stop = std::sync::atomic::AtomicBool::new(false);
    bencher.bench_local(|| ibid::search::find(&reading.document, &pattern, &stop));
}

/// What the last of 20,000 short notes stands for, and all of them: a chain of "ibid.", and one work that all name.
#[divan::bench(args = ["chain, the last", "chain, all", "op. cit., the last", "op. cit., all"], sample_count = 5)]
fn short_citations(bencher: Bencher, which: &str) {
    let short = if which.starts_with("chain") { "Ibid." } else { "Berg, op. cit., p. 7." };
    let raised = |number: usize| number.to_string().bytes().filter_map(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(usize::from(digit - b'0'))).collect::<String>();
    let mut text = String::from("Harbours\n\n");
    for number in 1..=20_000 {
        let note = if number == 1 { "Berg, A., *Tides of the North* (Holm: London, 1990), p. 3." } else { short };
        text.push_str(&format!("The guild kept its books.{}\n\n{} {note}\n\n", raised(number), raised(number)));
    }
    let document = ocr::read(&text, ocr::Extent::Whole, Account::Dropped).document;
    let last = NoteId(document.notes.len() as u32 - 1);
    bencher.bench_local(|| if which.ends_with("last") { stands_for(&document, last).len() } else { citations(&document).len() });
}

/// The rows of a table of 60,000, sorted by words: of English letters alone, and of several alphabets.
#[divan::bench(args = [false, true], sample_count = 7)]
fn words_sorted(bencher: Bencher<'_, '_>, alphabets: bool) {
    const WORDS: [&str; 8] = ["harbour", "Éclair", "ledger", "Straße", "winter", "Город", "Council", "river"];
    let mut dice = 7usize;
    let mut roll = |sides: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    let mut source = "port,ships\n".to_owned();
    for _ in 0..60_000 {
        let word = |at: usize| WORDS[if alphabets { at } else { at / 2 * 2 % 8 }];
        source.push_str(&format!("{} {} {},{}\n", word(roll(8)), word(roll(8)), roll(100_000), roll(1000)));
    }
    let (_, reading) = ibid::read::read_bytes("x.csv", source.into_bytes(), None).expect("data");
    let table = &reading.document.tables[0];
    let sheet = Sheet::new(table, &reading.document.body.blocks[0].text);
    let by = || vec![SortKey { by: By::Column(0), way: Way::Up }];
    bencher.bench_local(|| Order::sorted(&sheet, by(), Over::All));
}
