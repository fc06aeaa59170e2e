//! What belongs to the page and not to the text: it is taken out, listed, and tells the pages; and where the same forms
//! belong to the text, nothing is taken. Each book is made here, so that it is known what was put around its text.

mod made;
mod tops;

use ibid::model::{Anchor, Document, Fate, FlowId, Reading};
use ibid::read::{Form, read_bytes};
use ibid::write::quotation::quotation;
use made::{Page, book, pages, sentence, wrapped};

use crate::screens::made::Screen;

fn read(source: &str) -> Reading {
    let reading = read_bytes("book.txt", source.as_bytes().to_vec(), Some(Form::Ocr)).expect("a text").1;
    assert_eq!(reading.ledger.hole(source.len()), None);
    assert_eq!(ibid::model::check::check(&reading.document), Ok(()));
    reading
}

/// What was taken out, with the rule.
fn taken(source: &str) -> Vec<(&'static str, String)> {
    let reading = read(source);
    let furniture = |entry: &ibid::model::Entry| match entry.fate {
        Fate::Furniture(rule) => Some((rule, source[entry.range.start as usize..entry.range.end as usize].trim().to_owned())),
        _ => None,
    };
    reading.ledger.entries.iter().filter_map(furniture).collect()
}

fn labels(document: &Document) -> Vec<&str> {
    document.pages.iter().map(|page| page.label.as_str()).collect()
}

/// The words of the body.
fn words(document: &Document) -> Vec<String> {
    document.body.blocks.iter().flat_map(|block| block.text.as_str().split_whitespace()).map(str::to_owned).collect()
}

/// The words that were printed on pages.
fn printed(pages: &[Page]) -> Vec<String> {
    pages.iter().flat_map(|page| &page.paragraphs).flat_map(|text| text.split(' ')).map(str::to_owned).collect()
}

/// That all of these lines and nothing else was taken, that the words are those of the pages, and that each page begins with its own.
#[track_caller]
fn all_taken(source: &str, pages: &[Page], rule: &str, lines: &[String]) {
    let expected: Vec<(&str, String)> = lines.iter().map(|line| (rule, line.trim().to_owned())).collect();
    assert_eq!(taken(source), expected);
    let document = read(source).document;
    assert_eq!(words(&document), printed(pages));
    for page in pages {
        let found = document.pages.iter().find(|found| found.label == page.number.to_string());
        let at = found.unwrap_or_else(|| panic!("no page {}: {:?}", page.number, labels(&document))).at;
        let text = &document.block(at.flow, at.block).expect("a block").text.as_str()[at.byte as usize..];
        let first = page.paragraphs[0].split(' ').take(3).collect::<Vec<_>>().join(" ");
        assert!(text.starts_with(&first), "page {} begins with {:.40}, not with {first}", page.number, text);
    }
}

/// That nothing was taken, and that there are no pages.
#[track_caller]
fn nothing_taken(source: &str) {
    assert_eq!(taken(source), []);
    assert_eq!(labels(&read(source).document), [""; 0]);
}

#[test]
fn heads_with_the_number_on_either_side_name_the_page_that_follows() {
    let pages = pages(12, 210, 31);
    let head = |page: &Page| {
        if page.number.is_multiple_of(2) { format!("{}  THE HARBOUR BOOKS", page.number) } else { format!("OF PILOTS AND WARDENS.  {}", page.number) }
    };
    for width in [None, Some(64)] {
        all_taken(&book(&pages, width, head, |_| String::new()), &pages, "running head", &pages.iter().map(head).collect::<Vec<_>>());
    }
}

#[test]
fn heads_that_change_with_the_chapter_and_were_misread_go_too() {
    let pages = pages(16, 210, 100);
    let head = |page: &Page| match page.number {
        104 => "104  THE HARB0UR BOOKS".to_owned(),
        110 => "110  TIIE HARBOUR BOOKS".to_owned(),
        even if even % 2 == 0 => format!("{even}  THE HARBOUR BOOKS"),
        // Chapters of one, two and many pages.
        odd @ 101 => format!("THE ROPE WALK  {odd}"),
        odd @ 103..=105 => format!("OF HERRING  {odd}"),
        odd => format!("OF THE TWO LAMPS  {odd}"),
    };
    all_taken(&book(&pages, None, head, |_| String::new()), &pages, "running head", &pages.iter().map(head).collect::<Vec<_>>());
}

#[test]
fn numbers_by_themselves_go_in_each_of_their_forms() {
    let numbers: [fn(u32) -> String; 6] =
        [|n| n.to_string(), |n| format!("[ {n} ]"), |n| format!("- {n} -"), |n| format!("— {n} —"), |n| format!("({n})"), |n| format!("{n}.")];
    let pages = pages(9, 210, 7);
    for number in numbers {
        let above = |page: &Page| number(page.number);
        all_taken(&book(&pages, Some(60), above, |_| String::new()), &pages, "page number", &pages.iter().map(above).collect::<Vec<_>>());
    }
    let roman = ["vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"];
    let above = |page: &Page| roman[page.number as usize - 7].to_owned();
    let source = book(&pages, None, above, |_| String::new());
    assert_eq!(taken(&source), roman.map(|number| ("page number", number.to_owned())));
    assert_eq!(labels(&read(&source).document), roman);
}

#[test]
fn numbers_at_the_foot_name_the_page_before_them() {
    let pages = pages(9, 210, 1);
    for number in [|n: u32| n.to_string(), |n: u32| format!("Page {n} of 9")] {
        let below = |page: &Page| number(page.number);
        all_taken(&book(&pages, Some(70), |_| String::new(), below), &pages, "page number", &pages.iter().map(below).collect::<Vec<_>>());
    }
}

#[test]
fn a_foot_a_form_feed_and_a_head_go_together() {
    let pages = pages(8, 230, 1);
    let foot = |page: &Page| format!("Brenner & Tamm               Informational               [Page {}]\n\u{c}", page.number);
    let head = |page: &Page| if page.number == 1 { String::new() } else { "Memo 88                  Harbour Lamps                  May 1911".to_owned() };
    let source = book(&pages, Some(66), head, foot);
    let lines: Vec<String> = pages.iter().flat_map(|page| [head(page), foot(page)]).filter(|line| !line.is_empty()).collect();
    all_taken(&source, &pages, "running head", &lines);
}

#[test]
fn the_first_page_may_have_its_number_below_and_the_number_of_a_part_stays() {
    let pages = pages(8, 230, 41);
    let head = |page: &Page| if page.number == 41 { String::new() } else { format!("{}\n\nTHE HARBOUR BOOKS", page.number) };
    let foot = |page: &Page| if page.number == 41 { "41\n\u{c}".to_owned() } else { "\u{c}".to_owned() };
    let source = book(&pages, Some(66), head, foot).replacen("THE HARBOUR BOOKS\n\n", "THE HARBOUR BOOKS\n\nI.\n", 1);
    let found = taken(&source);
    assert!(found.contains(&("page number", "41".to_owned())), "{found:?}");
    assert!(!found.iter().any(|(_, text)| text == "I."), "{found:?}");
    assert_eq!(found.len(), 15);
}

#[test]
fn a_number_that_cannot_be_read_is_known_from_its_neighbours() {
    let pages = pages(10, 210, 50);
    let head = |page: &Page| if page.number == 54 { "S4  THE HARBOUR BOOKS".to_owned() } else { format!("{}  THE HARBOUR BOOKS", page.number) };
    let source = book(&pages, None, head, |_| String::new());
    assert_eq!(taken(&source).len(), 10);
    assert_eq!(labels(&read(&source).document), ["50", "51", "52", "53", "54", "55", "56", "57", "58", "59"]);
}

#[test]
fn notices_that_come_back_go() {
    let pages = pages(6, 230, 1);
    let notice = "This content downloaded from 192.0.2.77 on Tue, 04 May 2021 10:12:13 UTC\nAll use subject to the harbour's terms and conditions";
    let source = book(&pages, Some(70), |_| String::new(), |_| notice.to_owned());
    assert_eq!(taken(&source).len(), 12);
    assert_eq!(words(&read(&source).document), printed(&pages));
}

#[test]
fn the_heading_from_which_the_pages_have_their_head_stays() {
    let pages = pages(8, 210, 20);
    let head = |page: &Page| if page.number == 20 { "OF PILOTS AND WARDENS".to_owned() } else { format!("{}  OF PILOTS AND WARDENS", page.number) };
    let source = book(&pages, None, head, |_| String::new());
    assert_eq!(taken(&source).len(), 7);
    assert_eq!(words(&read(&source).document)[..4].join(" "), "OF PILOTS AND WARDENS");
}

#[test]
fn page_marks_go_wherever_they_stand() {
    let pages = pages(7, 120, 12);
    for (open, close) in [("[Pg ", "]"), ("[Page ", "]"), ("{", "}"), ("<!-- page ", " -->")] {
        let mut source = String::new();
        for page in &pages {
            // Inside a line, glued into a paragraph that goes on.
            let blank = if source.is_empty() || source.ends_with('\n') { "" } else { " " };
            source.push_str(&format!("{blank}{open}{}{close} {}", page.number, page.paragraphs.join("\n\n")));
            if !page.cut {
                source.push_str("\n\n");
            }
        }
        let lines: Vec<String> = pages.iter().map(|page| format!("{open}{}{close}", page.number)).collect();
        all_taken(&source, &pages, "page mark", &lines);
    }
    let inside = "It was said of the lamp[Pg 3]keeper that he slept in the day[Pg 4] and read his book at night when the lamp was lit.\n";
    assert_eq!(words(&read(inside).document)[5..13].join(" "), "lampkeeper that he slept in the day and");
}

#[test]
fn commands_that_begin_a_page_go() {
    let pages = pages(4, 120, 1);
    let source = book(&pages, None, |_| String::new(), |_| "\\newpage".to_owned());
    assert_eq!(taken(&source).len(), 4);
    assert_eq!(words(&read(&source).document), printed(&pages));
}

#[test]
fn catchwords_go_from_the_text_and_from_the_notes() {
    let pages: Vec<Page> = pages(12, 190, 1).into_iter().filter(|page| page.cut).collect();
    // Behind the last line of the text, on a line of their own, behind a note.
    let mut source = String::new();
    let mut expected = Vec::new();
    for (i, page) in pages.iter().enumerate() {
        let last = i + 1 == pages.len();
        let text = page.paragraphs.join("\n\n");
        let next = pages.get(i + 1).map_or("", |page| page.paragraphs[0].split(' ').next().unwrap_or(""));
        expected.extend((!last).then(|| ("catchword", next.to_owned())));
        match i % 3 {
            _ if last => source.push_str(&format!("{text}\n")),
            0 => source.push_str(&format!("{text} {next}\n")),
            1 => source.push_str(&format!("{text}\n\n{next}\n")),
            _ => source.push_str(&format!("{text}\n\n* Harbour Rolls, third chest, leaf {i}. {next}\n")),
        }
    }
    assert!(pages.len() > 6);
    assert_eq!(taken(&source), expected);
}

#[test]
fn a_catchword_that_was_glued_to_its_syllable_goes_once() {
    let source = format!(
        "{} The wardens had considered the lamp.\n\n{} and nobody in the town had ever considered\ndered the cost of the oil that the keeper burned in it. {}\n",
        sentence(1),
        sentence(2),
        sentence(3)
    );
    assert_eq!(taken(&source), [("catchword", "dered".to_owned())]);
    let document = read(&source).document;
    assert!(words(&document).join(" ").contains("had ever considered the cost of the oil"));
    assert_eq!(document.joins.len(), 1);
}

#[test]
fn heads_that_were_run_into_the_first_line_of_their_page_go() {
    let pages: Vec<Page> = pages(14, 190, 1).into_iter().filter(|page| page.cut).collect();
    let head = "Mr. Norrham's Account of some";
    let text = |page: &Page| page.paragraphs.join("\n\n");
    let glued = |by_itself: bool| {
        let first = if by_itself { format!("{head}\n\n") } else { String::new() };
        pages.iter().enumerate().fold(String::new(), |source, (i, page)| match i {
            0 => source + &text(page) + "\n\n",
            1 => source + &first + &text(page) + "\n\n",
            _ => source + &format!("{head} {}\n\n", text(page)),
        })
    };
    assert!(pages.len() > 6 && pages[1..].iter().all(|page| page.paragraphs[0].starts_with(char::is_lowercase)));
    let source = glued(true);
    assert_eq!(taken(&source), vec![("running head", head.to_owned()); pages.len() - 1]);
    assert_eq!(words(&read(&source).document), printed(&pages));
    // The page before ends with a catchword all the same, and with a note.
    let (first, word) = (format!("{}Nobody asked what the clerk had written in the book of the", sentence(5).repeat(3) + " "), "harbour");
    let foot = format!("{first} {word}\n{head} {word} before the second winter, or so he says. {}\n\n", sentence(3).repeat(4));
    let noted = format!("{first}\n\n(e) Described in the roll, p. 12.\n{head} town before the second winter. {}\n\n", sentence(3).repeat(4));
    let both = taken(&(source.clone() + &foot + &noted));
    assert_eq!(both.iter().filter(|(rule, _)| *rule == "running head").count(), pages.len() + 1);
    assert!(both.contains(&("catchword", word.to_owned())));
    // Where nothing says that the words are a head, they are the text's.
    assert_eq!(taken(&glued(false)), []);
    // Where they begin sentences, too.
    let begun = (1..8).fold(format!("{head}\n\n"), |source, i| source + &format!("{}\n\n{head} boats was read. {}\n\n", sentence(i).repeat(9), sentence(i)));
    assert_eq!(taken(&begun), []);
}

#[test]
fn signature_marks_go() {
    let pages: Vec<Page> = pages(9, 400, 1);
    let marks = ["MDCCCXV. S", "B 2", "Vol. XLVIII. 3 R", "Kk 2", "MDCCCXV."];
    let source = pages.iter().enumerate().fold(String::new(), |mut source, (i, page)| {
        // The next page follows without a blank line.
        let mark = if page.cut && i + 1 < pages.len() { marks.get(i / 2).filter(|_| i % 2 == 0) } else { None };
        source.push_str(&page.paragraphs.join("\n\n"));
        source.push_str(&mark.map_or("\n".to_owned(), |mark| format!("\n\n{mark}\n")));
        source
    });
    let put: Vec<(&str, String)> =
        marks.iter().filter(|mark| source.contains(&format!("\n{mark}\n"))).map(|mark| ("signature mark", (*mark).to_owned())).collect();
    assert!(put.len() >= 3);
    assert_eq!(taken(&source), put);
}

#[test]
fn rules_over_notes_go_and_those_between_parts_stay() {
    let mut source = String::new();
    for (i, page) in pages(8, 150, 1).iter().enumerate() {
        source.push_str(&page.paragraphs.join("\n\n"));
        source.push_str(&if i % 2 == 0 { format!("\n\n———\n\n* Harbour Rolls, chest {i}.\n\n") } else { "\n\n".to_owned() });
    }
    source.push_str(&format!("* * *\n\n{}\n", sentence(3)));
    assert_eq!(taken(&source), vec![("rule over notes", "———".to_owned()); 4]);
}

#[test]
fn a_poem_keeps_its_refrain() {
    let stanza = |i: usize| {
        format!(
            "the ice came in over the bar,\n  and the bells were still;\nit went in spring, by the {i}th star,\n  over sea and hill.\n\nand the tide, the tide goes out,\n\n"
        )
    };
    nothing_taken(&(0..30).map(stanza).collect::<String>());
    let verse = |i: usize| {
        let lines: String = (0..14).map(|line| format!("Of all the ships that came to harbour {line} times,\n")).collect();
        format!("{i}\n\n{lines}\n")
    };
    nothing_taken(&(1..20).map(verse).collect::<String>());
}

#[test]
fn a_table_keeps_its_head_wherever_it_is_repeated() {
    let part = |part: usize| {
        let rows: String = (0..25).map(|row| format!("Boats of the quay {row:<14}{:>8}{:>10}\n", part * 10 + row, row * 7)).collect();
        format!("Harbour                         Casks      Weight\n\n{rows}\n\u{c}\n")
    };
    let source: String = (1..7).map(part).collect();
    assert_eq!(taken(&source), []);
}

#[test]
fn a_dialogue_keeps_its_speakers() {
    let speech = |i: usize| format!("{}\n\n{} {}\n\n", if i.is_multiple_of(2) { "THE WARDEN." } else { "THE PILOT" }, sentence(i), sentence(i + 3));
    nothing_taken(&(0..40).map(speech).collect::<String>());
}

#[test]
fn numbers_of_parts_and_years_stay() {
    let paragraph = |i: usize, sentences: usize| (0..sentences).map(|k| sentence(i * 7 + k)).collect::<Vec<_>>().join(" ");
    // Paragraphs with numbers on lines of their own, of many lengths.
    nothing_taken(&(1..40).map(|i| format!("{i}\n\n{}\n\n", paragraph(i, 3 + i * i % 7))).collect::<String>());
    // Chapters.
    nothing_taken(&(1..12).map(|i| format!("CHAPTER {i}\n\n{}\n\n{}\n\n", paragraph(i, 12), paragraph(i + 50, 3 + i * 5 % 13))).collect::<String>());
    let roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    nothing_taken(&roman.iter().enumerate().map(|(i, number)| format!("{number}.\n\n{}\n\n", paragraph(i, 9 + i % 4))).collect::<String>());
    // Years, and days of a diary.
    nothing_taken(&(1701..1740).map(|year| format!("{year}\n\n{}\n\n", paragraph(year, 6 + year % 5))).collect::<String>());
    nothing_taken(&(2..29).map(|day| format!("May {day}\n\n{}\n\n", paragraph(day, 6 + day % 3))).collect::<String>());
    let years: String = (1701..1790).map(|year| format!("{year}\n")).collect();
    nothing_taken(&format!("{}\n\n{years}\n{}\n", sentence(1), sentence(2)));
}

#[test]
fn captions_and_formulas_that_cut_a_paragraph_stay() {
    let pages = pages(10, 210, 1);
    nothing_taken(&book(&pages, None, |_| String::new(), |page| format!("Fig. {}.", page.number)));
    let formula = |page: &Page| format!("\\[ a + b = {} \\]\n\n({})", page.number * 7, page.number);
    nothing_taken(&book(&pages, None, |_| String::new(), formula));
}

#[test]
fn words_that_are_said_twice_stay() {
    let long = |i: usize| format!("{} {}", sentence(i), sentence(i + 1));
    // A paragraph may begin with the word that ended the one before it, and a heading with that of its text.
    nothing_taken(&format!("{} Nothing was left of the lamp.\n\nLamp oil was dear in those days. {}\n\n{}\n", long(1), long(3), long(5)));
    nothing_taken(&format!("{}\n\nHerring\n\nHerring came in with the tide and went out with it again. {}\n", long(1), long(3)));
    let list = "Lamp\nLamp oil, in casks of the larger size\nTar\nTar for the hulls of the pilots, in barrels\n";
    nothing_taken(&format!("{}\n\n{list}\n{}\n", long(1), long(3)));
    nothing_taken(&wrapped(&format!("{} he said that he had had no oil, and that that was all there was to be said of it. {}", long(1), long(2)), 60));
}

#[test]
fn two_repetitions_are_no_evidence() {
    let pages = pages(6, 210, 1);
    let head = |page: &Page| if matches!(page.number, 2 | 4) { "The Harbour Books".to_owned() } else { String::new() };
    assert_eq!(taken(&book(&pages, None, head, |_| String::new())), []);
}

#[test]
fn the_page_of_a_place_is_told_and_quoted() {
    let pages = pages(9, 210, 31);
    let source = book(&pages, None, |page| format!("{}  THE HARBOUR BOOKS", page.number), |_| String::new());
    let document = read(&source).document;
    let start = document.pages[4].at;
    assert_eq!(document.page_at(start).map(|page| page.label.as_str()), Some("35"));
    let before = Anchor::new(FlowId::Body, start.block, start.byte - 1);
    assert_eq!(document.page_at(before).map(|page| page.label.as_str()), Some("34"));
    assert!(quotation(&document, start, "no oil").ends_with("p. 35)"), "{}", quotation(&document, start, "no oil"));
}

#[test]
fn the_page_shows_and_can_be_gone_to() {
    let made = pages(9, 210, 31);
    let source = book(&made, None, |page| format!("{}  THE HARBOUR BOOKS", page.number), |_| String::new());
    let title = |keys: &str, columns: u16| Screen::new(columns, 12, &source).keys(keys).text().lines().next().unwrap_or("").to_owned();
    assert!(title("", 80).contains("p. 31 "), "{}", title("", 80));
    let gone = Screen::new(80, 12, &source).keys(": p a g e Space 3 5 Enter").text().split_whitespace().collect::<Vec<_>>().join(" ");
    let first = made[4].paragraphs[0].split(' ').take(6).collect::<Vec<_>>().join(" ");
    assert!(gone.contains(&first), "{first} in {gone}");
    assert!(!title("", 30).contains("p. 31"));
    let nowhere = Screen::new(80, 12, &source).keys(": p Space 9 9 Enter").text();
    assert!(nowhere.contains("31 to 39"), "{nowhere}");
}
