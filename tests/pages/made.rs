//! Books of ours, page by page: running text that is cut where a page is full, and what a printer puts around it.

/// Sentences of a harbour's history. Their words are put together anew from page to page.
const OPENINGS: [&str; 6] =
    ["When the frost held", "In the year of the long rain", "Before the new quay was built", "For all that was said of it", "After the fair", "So it was told"];
const MIDDLES: [&str; 8] = [
    "the wardens counted every cask twice and wrote the lesser number down",
    "no pilot would take a ship over the bar without a letter from the guild",
    "the rope walk burned and was built again by men from the other shore",
    "the council kept its papers in a chest with three locks and two keys",
    "a tax on herring paid for the lamp and for the man who slept beside it",
    "the weavers sold their looms to strangers and went north with the herds",
    "nobody could say whose boats had carried the stone for the second pier",
    "the old chart hung in the hall until damp had eaten the whole coast",
];
const ENDS: [&str; 5] = [
    "and that was the end of the matter.",
    "as the ledger of that winter shows.",
    "though the clerk thought otherwise.",
    "and few were sorry.",
    "until the spring came back.",
];

/// The words of a page, and whether a paragraph begins with it.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its number, from that of the first page.
    pub number: u32,
    /// Its paragraphs; the last may go on over the page.
    pub paragraphs: Vec<String>,
    /// Whether the last paragraph goes on.
    pub cut: bool,
}

/// A sentence that differs from those around it.
pub fn sentence(number: usize) -> String {
    let pick = |of: &[&str], step: usize| of[(number * step + number / of.len()) % of.len()].to_owned();
    format!("{}, {}, {}, {}", pick(&OPENINGS, 5), pick(&MIDDLES, 3), pick(&MIDDLES, 7), pick(&ENDS, 2))
}

/// So many pages of running text with about so many words each, the first of which has a number.
pub fn pages(count: usize, words: usize, first: u32) -> Vec<Page> {
    let mut flow: Vec<(String, bool)> = Vec::new();
    let mut number = 0;
    while flow.len() < count * words + 40 {
        // Five sentences make a paragraph.
        for (i, word) in sentence(number).split(' ').enumerate() {
            flow.push((word.to_owned(), i == 0 && number.is_multiple_of(5)));
        }
        number += 1;
    }
    let mut out = Vec::new();
    for page in 0..count {
        let own = &flow[page * words..(page + 1) * words];
        let mut paragraphs: Vec<String> = Vec::new();
        for (i, (word, begins)) in own.iter().enumerate() {
            match paragraphs.last_mut() {
                Some(last) if !begins && i > 0 => {
                    last.push(' ');
                    last.push_str(word);
                }
                _ => paragraphs.push(word.clone()),
            }
        }
        let begins = flow[(page + 1) * words].1;
        out.push(Page { number: first + page as u32, paragraphs, cut: !begins });
    }
    out
}

/// A paragraph in lines of at most so many characters.
pub fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut line = 0;
    for word in text.split(' ') {
        if line > 0 && line + 1 + word.len() > width {
            out.push('\n');
            line = 0;
        } else if line > 0 {
            out.push(' ');
            line += 1;
        }
        out.push_str(word);
        line += word.len();
    }
    out
}

/// The book: each page with what stands above and below it, parted by blank lines.
pub fn book(pages: &[Page], width: Option<usize>, above: impl Fn(&Page) -> String, below: impl Fn(&Page) -> String) -> String {
    let mut out = String::new();
    for page in pages {
        let paragraphs: Vec<String> = page.paragraphs.iter().map(|text| width.map_or(text.clone(), |width| wrapped(text, width))).collect();
        for part in [above(page), paragraphs.join("\n\n"), below(page)] {
            if !part.is_empty() {
                out.push_str(&part);
                out.push_str("\n\n");
            }
        }
    }
    out
}
