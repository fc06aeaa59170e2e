//! How text stands on the screen, whatever its script: no cell holds half of anything, at any width, in any view.

use std::collections::HashSet;

use ibid::app::event::Event;
use ibid::layout::width::narrow;
use ibid::model::{Builder, FlowId, Kind, Mark};
use ibid::theme::Depth;
use ratatui::style::Modifier;
use unicode_segmentation::UnicodeSegmentation;

use crate::screens::made::{Screen, reading};
use crate::settings::configuration;

/// Scripts that a terminal has trouble with, in a title, headings, text, items, a table and notes.
const SCRIPTS: &str = "\
Of many scripts 文字 שלום العربية

I. 第一章 कहानी 🇩🇪

English first, then 中文字符中文字符中文字符中文字符中文字符 and ｶﾞｷﾞ in half width, then 한국어 문장이 여기에 있습니다 and more words.¹ The
family 👩‍👩‍👧 and flags 🇩🇪🇫🇷 and a hand 👍🏽 and a key 1️⃣ and a heart ❤️ and e\u{301}galite\u{301} with x\u{301}\u{302}y end it (CIS).²

II. עברית وعربي

שלום עולם, זה משפט ארוך מספיק כדי להישבר בין שתי שורות של הטקסט הזה, שָׁלוֹם.³ اللغة العربية جميلة جدا وهذه جملة طويلة بما يكفي لتنكسر.⁴

III. ภาษาไทย และ हिन्दी

ภาษาไทยไม่มีช่องว่างระหว่างคำจึงต้องตัดคำด้วยพจนานุกรมเพื่อให้บรรทัดสวยงามน้ำ⁵ हिन्दी में यह एक लंबा वाक्य है जो क्षत्रिय पंक्तियों में टूटेगा।⁶

1. 中文的一个项目很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长

2. העברית בפריט הזה ארוכה גם היא ונשברת לשתי שורות 👩‍👩‍👧 अगर

3. 👩‍👩‍👧🇩🇪👍🏽👩‍👩‍👧🇩🇪👍🏽👩‍👩‍👧🇩🇪👍🏽👩‍👩‍👧🇩🇪👍🏽👩‍👩‍👧🇩🇪👍🏽👩‍👩‍👧🇩🇪👍🏽

Table 1. Words 中文字符 of many scripts 👩‍👩‍👧 שלום

Name\t中文\tעברית\t1990\tहिन्दी
中文字符中文字符\t字\tשלום\t1.5\tक्षत्रिय
👩‍👩‍👧 family\t🇩🇪\t👍🏽\t12.0\tلغة
हिन्दी में\tन्दी\tสวัสดีครับ\t7\tn.a.
العربية\tｶﾞｷﾞ\te\u{301}te\u{301}\t1 350.5\t👩‍👩‍👧👩‍👩‍👧

Source: 中文字符中文字符中文字符中文字符 and शब्दकोश.

The end of it 中.

¹ 注释中文字符中文字符中文字符中文字符中文字符 and a few words, see note 2.

² Ibid. 👩‍👩‍👧 family note with flags 🇩🇪🇫🇷 and 👍🏽 and ❤️.

³ הערה בעברית שהיא ארוכה מספיק כדי להישבר בשוליים הצרים.

⁴ ملاحظة بالعربية طويلة بما يكفي لتنكسر في الهامش.

⁵ หมายเหตุภาษาไทยยาวพอที่จะตัดบรรทัดในขอบน้ำ

⁶ हिन्दी टिप्पणी जो हाशिये में टूटती है।
";

/// What leads to a view of each kind.
const VIEWS: &[&str] = &[
    "",
    "d",
    "G",
    "Tab Tab Enter",
    "3 Tab Enter",
    "z",
    "z z",
    "z z z",
    "z z z d",
    "s",
    "s j j j",
    "o",
    "o j j",
    "t",
    "t l l l",
    "t G l s",
    "t t",
    "W",
    "K",
    "/ 中 文",
    "/ 中 文 Enter Ctrl-G",
    "/ 👩",
    "v w w } y",
    "f",
    "M",
    ":",
    "G l l",
    "Tab r",
];

fn screen(settings: &str, columns: u16, rows: u16, document: &str) -> Screen {
    let mut screen = Screen::with(columns, rows, Event::Loaded(Box::new(reading(document))));
    screen.app.configure(configuration(settings), Depth::Many);
    screen.resize(columns, rows);
    screen
}

/// What is wrong with the cells of a screen: half a cluster, or one over the edge, or something in the cells it covers.
fn torn(screen: &Screen, whole: &HashSet<&str>) -> Option<String> {
    let cells = screen.cells();
    let width = cells.area.width;
    for y in 0..cells.area.height {
        let mut x = 0;
        while x < width {
            let symbol = cells[(x, y)].symbol();
            let columns = narrow(symbol).max(1);
            let known = symbol.len() <= 3 && narrow(symbol) == 1 || whole.contains(symbol);
            if symbol.graphemes(true).count() != 1 || !known {
                return Some(format!("{symbol:?} at {x}, {y} is no whole cluster of the text"));
            }
            if x + columns > width {
                return Some(format!("{symbol:?} at {x}, {y} runs over the edge"));
            }
            if (x + 1..x + columns).any(|behind| cells[(behind, y)].symbol() != " ") {
                return Some(format!("{symbol:?} at {x}, {y} is covered"));
            }
            x += columns;
        }
    }
    None
}

#[test]
fn no_cell_is_ever_torn() {
    // What is typed shows too.
    let typed = ["👩"];
    let whole: HashSet<&str> = SCRIPTS.graphemes(true).chain(typed).collect();
    let plain = "";
    let other = "[text]\njustify = true\nspacing = 2\nparagraphs = \"indent\"\n[screen]\nbidi = \"reorder\"\n";
    for (settings, rows, step) in [(plain, 24, 2), (other, 30, 7)] {
        for (first, keys) in VIEWS.iter().enumerate() {
            let mut screen = screen(settings, 132, rows, SCRIPTS).keys(keys);
            // Every width for some of the views, every view at many widths.
            for columns in (10 + (first % step) as u16..=200).step_by(step) {
                screen.resize(columns, rows);
                if let Some(wrong) = torn(&screen, &whole) {
                    panic!("after {keys:?} with {settings:?} at {columns} columns: {wrong}\n{}", screen.text());
                }
            }
        }
    }
}

#[test]
fn notes_are_ragged_in_the_margin_and_even_at_the_foot() {
    let document = "\
Of Notes

I. The first part

The harbour was closed in the winter of that year, and the council met in the town hall to talk of it at length.¹ So it was.

¹ The considerable length of this note is there to be broken into some lines that could be even at both of their edges.
";
    let even = |settings: &str| {
        let screen = screen(settings, 132, 30, document);
        let lines = screen.lines();
        let of = |from: &str| lines.iter().position(|line| line.contains(from)).map(|row| lines[row].clone()).unwrap_or_default();
        (of("The harbour"), of("considerable"))
    };
    let holes = |line: &str, from: &str| line.split_once(from).is_some_and(|(_, rest)| format!("{from}{rest}").trim_end().contains("  "));
    let (_, note) = even("[text]\njustify = true\n[notes]\nshow = \"margin\"\n");
    assert!(note.contains("The considerable") && !holes(&note, "The considerable"), "{note}");
    let (text, note) = even("[text]\njustify = true\nmeasure = 56\n[notes]\nshow = \"foot\"\n");
    assert!(holes(&text, "The harbour") && holes(&note, "The considerable"), "{text}\n{note}");
}

/// The program with a paragraph of marked words, and code that is wider than the screen.
fn marked(columns: u16) -> Screen {
    const WORDS: [(&str, Option<Mark>); 10] = [
        ("H", None),
        ("2", Some(Mark::Sub)),
        ("O and x", None),
        ("2", Some(Mark::Sup)),
        (", the ", None),
        ("Nato ß", Some(Mark::SmallCaps)),
        (" of ", None),
        ("old", Some(Mark::Strike)),
        (" and 1", None),
        ("st", Some(Mark::Sup)),
    ];
    let code = "    let sum = first_number + second_number;";
    let source: String = WORDS.iter().map(|(words, _)| *words).chain([code]).collect();
    let mut builder = Builder::new(&source);
    let mut writing = builder.open(FlowId::Body);
    let mut at = 0;
    for (words, mark) in WORDS {
        let start = writing.at();
        writing.text(at..at + words.len());
        at += words.len();
        if let Some(mark) = mark {
            writing.mark(start, mark);
        }
    }
    builder.close(writing, Kind::Para, &[]);
    let mut writing = builder.open(FlowId::Body);
    writing.text(at..source.len());
    builder.close(writing, Kind::Code, &[]);
    Screen::with(columns, 12, Event::Loaded(Box::new(builder.finish())))
}

#[test]
fn marks_show_in_characters_and_styles() {
    let screen = marked(60);
    assert!(screen.find("H₂O and x², the NATO ß of old and 1st").is_some(), "{}", screen.text());
    let (x, y) = screen.find("old").expect("the word");
    let cells = screen.cells();
    let struck: Vec<u16> = (0..60).filter(|&x| cells[(x, y)].modifier.contains(Modifier::CROSSED_OUT)).collect();
    assert_eq!(struck, [x, x + 1, x + 2]);
}

#[test]
fn code_that_is_too_wide_goes_on_below_with_a_sign() {
    let screen = marked(40);
    let lines: Vec<String> = screen.lines().iter().map(|line| line.trim().to_owned()).collect();
    let first = lines.iter().position(|line| line.starts_with("let sum")).expect("the code");
    assert_eq!(lines[first..first + 2], ["let sum = first_number +", "↪ second_number;"]);
    let at = |word: &str| screen.find(word).map(|(x, _)| x);
    assert_eq!(at("second").zip(at("let")).map(|(behind, before)| behind - before), Some(2), "{}", screen.text());
}
