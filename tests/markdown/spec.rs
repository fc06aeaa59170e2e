//! The examples of CommonMark and of GitHub's additions: what is shown of each is what the parser itself finds in it, but where a
//! rule of ours is meant to show something else. Those stand in a table, each with its reason.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ibid::model::{FlowId, Kind, NoteId};
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::ledger::{holds, read};

/// File, number of the example from 1, reason.
const EXCEPTIONS: &str = include_str!("../data/markdown/exceptions.tsv");

/// The Markdown of the examples of a file of tests.
fn examples(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let ticks = line.bytes().take_while(|&byte| byte == b'`').count();
        if ticks < 20 || !line.contains("example") {
            continue;
        }
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != ".").collect();
        found.push(format!("{}\n", body.join("\n")).replace('→', "\t"));
        lines.by_ref().find(|line| line.starts_with("````````````````````"));
    }
    found
}

/// The words that the parser finds, without blanks. Of HTML the words between the tags.
fn expected(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let mut out = String::new();
    let mut html = String::new();
    for event in Parser::new_ext(markdown, options) {
        if !matches!(event, Event::Html(_)) && !html.is_empty() {
            out.push_str(&between_tags(&std::mem::take(&mut html)));
        }
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::InlineMath(text) => out.push_str(&format!("${text}$")),
            Event::DisplayMath(text) => out.push_str(&format!("$${text}$$")),
            Event::FootnoteReference(label) => out.push_str(&label),
            Event::Html(text) => html.push_str(&text),
            Event::Start(Tag::BlockQuote(Some(kind))) => out.push_str(&format!("{kind:?}")),
            _ => {}
        }
    }
    out.push_str(&between_tags(&html));
    out.chars().filter(|c| !c.is_whitespace()).collect()
}

fn between_tags(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let end = if rest[open..].starts_with("<!--") { rest[open..].find("-->").map(|end| end + 3) } else { rest[open..].find('>').map(|end| end + 1) };
        rest = end.map_or("", |end| &rest[open + end..]);
    }
    out.push_str(rest);
    htmlize::unescape(&out).into_owned()
}

/// What is shown: the text of all blocks without labels of items and rules.
fn shown(markdown: &str) -> String {
    let Some(reading) = read(markdown) else { return String::new() };
    assert_eq!(holds(markdown, &reading), Ok(()), "{markdown:?}");
    let document = &reading.document;
    let flows = std::iter::once(FlowId::Body).chain((0..document.notes.len() as u32).map(|note| FlowId::Note(NoteId(note))));
    let blocks = flows.flat_map(|flow| document.flow(flow).blocks.iter()).filter(|block| block.kind != Kind::Rule);
    let words = blocks.map(|block| &block.text.as_str()[block.item().unwrap_or(0) as usize..]);
    words.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn what_is_shown_of_each_example_is_what_the_parser_finds() {
    let Some(folder) = std::env::var_os("IBID_CORPUS").map(|folder| PathBuf::from(folder).join("markdown/spec-tests")) else { return };
    let exceptions: BTreeMap<(&str, usize), &str> = EXCEPTIONS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .map(|cells| ((cells[0], cells[1].parse().expect("a number")), cells[2]))
        .collect();
    let mut wrong = String::new();
    let mut all = 0;
    for file in ["commonmark-spec.txt", "gfm-spec.txt", "gfm-extensions.txt", "gfm-regression.txt", "gfm-smart_punct.txt"] {
        let text = std::fs::read_to_string(folder.join(file)).expect("a text");
        for (number, example) in (1..).zip(examples(&text)) {
            all += 1;
            let (wanted, found) = (expected(&example), shown(&example));
            let listed = exceptions.contains_key(&(file, number));
            if (wanted == found) == listed {
                wrong.push_str(&format!(
                    "{file}\t{number}\t{}\n  {example:?}\n  wanted {wanted:?}\n  shown  {found:?}\n",
                    if listed { "is no exception" } else { "differs" }
                ));
            }
        }
    }
    assert!(all > 1300, "{all} examples");
    assert!(wrong.is_empty(), "{wrong}");
}
