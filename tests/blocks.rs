//! What lines of damaged text are put together to: paragraphs that pages cut, lines that were wrapped, verse, lists, quotations,
//! headings, the front. Texts of ours, printed by a small press of the test's own; what they say was written before they were.

mod formulas;
mod fronts;
mod heads;
mod joins;
mod lines;
mod sets;

use ibid::model::Reading;
use ibid::model::dump::dump;
use ibid::read::{Form, read_bytes};

/// Sentences of ours, enough for a paragraph of several lines each.
const SENTENCES: [&str; 8] = [
    "The harbour lay open to the north, and in a hard winter the ice came in over the bar before the boats were laid up for the year.",
    "A pilot was kept at the tower, who was paid by the ship and not by the season, and who was therefore seldom found there in autumn.",
    "Of the tolls that were taken at the quay nothing was written down for as long as the old warden lived, who trusted nobody but himself.",
    "When he had died the council found a chest with eleven hundred coins in it, most of them from towns that no ship of theirs had ever seen.",
    "They built a second quay with the money, and it was finished in the summer of the third year, although the masons had asked for five.",
    "Salt was landed there in sacks, and timber was piled along the sea wall until the carts came down from the villages to fetch it.",
    "The fishermen complained of the noise, of the smell, and above all of the light which was now kept burning on the tower all night.",
    "Their petition is still among the papers, with the answer written across it in another hand, and the answer is a single word.",
];

/// So many paragraphs, of two or three sentences each. Names stand among their words, so that no line comes twice, as it does
/// in no book.
fn paragraphs(count: usize) -> Vec<String> {
    const SYLLABLES: [&str; 11] = ["ba", "ke", "lo", "ni", "tur", "mes", "vo", "dal", "gri", "ro", "sen"];
    let name = |i: usize| format!("Mc{}{}{}", SYLLABLES[i % 11], SYLLABLES[i / 11 % 11], SYLLABLES[i / 121 % 11]);
    let sentence = |i: usize, k: usize| {
        let words: Vec<&str> = SENTENCES[(i * 3 + k) % SENTENCES.len()].split(' ').collect();
        let last = words.len() - 2;
        let named = words
            .iter()
            .enumerate()
            .map(|(w, word)| if w % 7 == 4 || w == last { format!("{word} {}", name(i * 15 + k * 5 + w / 7)) } else { (*word).to_owned() });
        named.collect::<Vec<_>>().join(" ")
    };
    (0..count).map(|i| (0..2 + i % 2).map(|k| sentence(i, k)).collect::<Vec<_>>().join(" ")).collect()
}

/// Lines of a text wrapped at a width, the first set in by so many columns.
fn wrap(text: &str, width: usize, first: usize) -> Vec<String> {
    let mut lines = vec![" ".repeat(first)];
    for word in text.split(' ') {
        let last = lines.len() - 1;
        let begun = !lines[last].trim().is_empty();
        if begun && lines[last].chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            lines[last].push_str(if begun { " " } else { "" });
            lines[last].push_str(word);
        }
    }
    lines
}

fn read(source: &str) -> Reading {
    read_bytes("text.txt", source.as_bytes().to_vec(), Some(Form::Ocr)).expect("a text").1
}

/// What a source is read as, a line a block.
fn dumped(source: &str) -> String {
    let reading = read(source);
    dump(&reading.document, &reading.warnings)
}

/// The kind and text of each block of the body.
fn blocks(source: &str) -> Vec<(String, String)> {
    let plain = dumped(source);
    let lines = plain.lines().filter(|line| !line.starts_with("join ") && !line.starts_with("warning "));
    lines.filter_map(|line| line.split_once(": ")).map(|(kind, text)| (kind.to_owned(), text.to_owned())).collect()
}

/// The texts of the blocks of a kind.
fn of_kind(source: &str, kind: &str) -> Vec<String> {
    blocks(source).into_iter().filter(|(name, _)| name == kind).map(|(_, text)| text).collect()
}

/// The headings, with their levels.
fn headings(source: &str) -> Vec<(u8, String)> {
    let level = |kind: &str| kind.strip_prefix("heading ").and_then(|rest| rest.split(' ').next()).and_then(|level| level.parse().ok());
    blocks(source).into_iter().filter_map(|(kind, text)| Some((level(&kind)?, text))).collect()
}
