//! A document as HTML: well-formed, whole, with its notes linked both ways. The page is read by a parser of XML and has to say
//! what the document says.

use std::collections::HashMap;

use ibid::model::{Anchor, Document, FlowId, Page};
use ibid::write::html::page;
use roxmltree::{Node, ParsingOptions};

use super::said::{BULLET, Said, row_of, spaced};
use super::{documents, made};

#[test]
fn a_page_says_what_the_document_says() {
    for (name, document) in documents() {
        check(&name, &document);
    }
}

#[test]
fn a_page_has_a_title_a_language_and_nothing_that_runs() {
    let document =
        made("A\u{a0}Tale & <its> \"end\"\n\nAnn Brown\n\nI. One\n\nFirst of all it was said and done.¹\n\nII. Two\n\nThen it was forgotten.\n\n¹ Here.\n");
    let page = page(&document, "tale.txt");
    assert!(page.starts_with("<!DOCTYPE html>\n<html"), "{}", &page[..60]);
    assert!(page.contains("<title>A Tale &amp; &lt;its&gt; &quot;end&quot;</title>"), "{page}");
    for none in ["<script", "http:", "https:", "src=", "@import"] {
        assert!(!page.contains(none), "{none}");
    }
    assert!(page.contains("<h2 id=\"i-one\">I. One</h2>"), "{page}");
    assert!(page.contains("done.<sup><a id=\"ref:1\" href=\"#note:1\" role=\"doc-noteref\">1</a></sup></p>"), "{page}");
    let note = "<li id=\"note:1\">\n<span class=\"label\">1</span>\n<div>\n<p>Here.</p>\n<a class=\"back\" href=\"#ref:1\" role=\"doc-backlink\"";
    assert!(page.contains(note), "{page}");
    let nameless = ibid::write::html::page(&made("Only words, and no title to speak of at all.\n"), "a&b.txt");
    assert!(nameless.contains("<title>a&amp;b.txt</title>"));
}

#[test]
fn how_sure_a_link_is_can_be_seen() {
    let page = page(&crate::made::harbours().document, "");
    assert!(page.contains("class=\"likely\" title=\"likely: the number before it is missing\">2</a>"), "{page}");
    assert!(page.contains("class=\"lost\" title=\"no note 3 before the end\">³</span>"), "{page}");
    assert!(page.contains("<ul class=\"labelled\">\n<li>\n<span class=\"label\">(a)</span>\n<p>one item of a list</p>\n</li>\n</ul>"), "{page}");
    assert!(page.contains("<blockquote>\n<p>A quoted voice from the quay.</p>\n</blockquote>"), "{page}");
    let table = "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"3\">North</th></tr>\n<tr><th scope=\"row\">Outward</th><td class=\"figure\">12</td>";
    assert!(page.contains(table), "{page}");
    assert!(page.contains("See <a href=\"#note:2\">note 2</a>."), "{page}");
}

#[test]
fn pages_begin_where_they_began() {
    let mut document = made("On Wells\n\nAnn Brown\n\nI. One\n\nThe first well was dug by hand.\n\nII. Two\n\nNobody knows who dug the second.\n");
    let at = Anchor::new(FlowId::Body, 3, 15);
    document.pages.push(Page { at, label: "212".to_owned(), source: document.source(at) });
    assert!(page(&document, "").contains("<p>The first well <span id=\"p212\" role=\"doc-pagebreak\" aria-label=\"212\"></span>was dug"));
    let (written, losses) = ibid::write::markdown::whole(&document);
    assert!(written.contains("\n\nThe first well <a id=\"p212\"></a>was dug by hand.\n"), "{written}");
    assert!(losses.is_empty());
}

/// Compares a page with its document, and its links with the places they name.
fn check(name: &str, document: &Document) {
    let page = page(document, name);
    let options = ParsingOptions { allow_dtd: true, nodes_limit: u32::MAX, ..ParsingOptions::default() };
    let tree = roxmltree::Document::parse_with_options(&page, options).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut said = Said::of(document);
    for line in said.lines.iter_mut().chain(said.notes.iter_mut().flatten()) {
        // Marks are elements, of which nothing is asked here.
        line.marked.clear();
    }
    let main = tree.descendants().find(|node| node.has_tag_name("main")).expect("a main part");
    let notes = main.children().find(|node| node.has_tag_name("section"));
    let found: Vec<(u8, String)> = main.children().filter(|node| node.is_element() && Some(*node) != notes).flat_map(lines).collect();
    let expected: Vec<(u8, String)> = said.lines.iter().map(|line| (line.level, line.words.clone())).collect();
    same(name, &found, &expected);

    let items: Vec<Node> = notes.into_iter().flat_map(|notes| notes.descendants()).filter(|node| is_note(*node)).collect();
    assert_eq!(items.len(), document.notes.len(), "{name}: notes");
    for ((item, expected), note) in items.iter().zip(&said.notes).zip(&document.notes) {
        let label = item.children().find(|node| node.has_tag_name("span")).expect("a label");
        assert_eq!(text(label), spaced(&note.label), "{name}");
        let body = item.children().find(|node| node.has_tag_name("div")).expect("its words");
        let found: Vec<(u8, String)> = body.children().filter(|node| node.is_element() && node.attribute("class") != Some("back")).flat_map(lines).collect();
        same(name, &found, &expected.iter().map(|line| (line.level, line.words.clone())).collect::<Vec<_>>());
        assert_eq!(item.descendants().filter(|node| node.attribute("role") == Some("doc-backlink")).count(), note.refs.len(), "{name}");
    }

    let ids: Vec<&str> = tree.descendants().filter_map(|node| node.attribute("id")).collect();
    let by_id: HashMap<&str, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    assert_eq!(by_id.len(), ids.len(), "{name}: every name is one of its own");
    for href in tree.descendants().filter_map(|node| node.attribute("href")).filter(|href| href.starts_with('#')) {
        assert!(by_id.contains_key(href.trim_start_matches('#')), "{name}: {href} leads nowhere");
    }
    let order: HashMap<&str, u32> = (0u32..).zip(&items).map(|(at, item)| (item.attribute("id").expect("a name"), at)).collect();
    let markers = main.descendants().filter(|node| node.attribute("role") == Some("doc-noteref"));
    let leads: Vec<u32> = markers.map(|node| order[node.attribute("href").expect("an address").trim_start_matches('#')]).collect();
    assert_eq!(leads, said.leads, "{name}: markers lead to their notes");
}

fn same(name: &str, found: &[(u8, String)], expected: &[(u8, String)]) {
    for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert_eq!(found, expected, "{name}, line {at}");
    }
    assert_eq!(found.len(), expected.len(), "{name}: lines");
}

fn is_note(node: Node) -> bool {
    node.has_tag_name("li") && node.attribute("id").is_some_and(|id| id.starts_with("note:"))
}

/// The lines that an element says.
fn lines(node: Node) -> Vec<(u8, String)> {
    let within = |node: Node| -> Vec<(u8, String)> { node.children().filter(Node::is_element).flat_map(lines).collect() };
    let mut found = match node.tag_name().name() {
        "blockquote" | "ul" | "ol" | "div" => within(node),
        "li" => {
            let ordered = node.attribute("value").map(|value| format!("{value}."));
            let label = node.children().find(|child| child.attribute("class") == Some("label")).map(text);
            let mut found: Vec<(u8, String)> =
                node.children().filter(|child| child.is_element() && child.attribute("class") != Some("label")).flat_map(lines).collect();
            let label = ordered.or(label).unwrap_or_else(|| BULLET.to_owned());
            match found.first_mut() {
                Some(first) => first.1 = format!("{label} {}", first.1),
                None => found.push((0, label)),
            }
            found
        }
        // A line between two parts, the name of a place.
        "hr" | "span" => Vec::new(),
        "p" if node.attribute("class") == Some("rule") => Vec::new(),
        "table" => rows(node),
        "h1" => vec![(1, text(node))],
        heading @ ("h2" | "h3" | "h4" | "h5" | "h6") => vec![(heading[1..].parse().expect("a level"), text(node))],
        "p" | "pre" => vec![(0, text(node))],
        other => panic!("an element {other} between blocks"),
    };
    found.retain(|(_, words)| !words.is_empty());
    found
}

fn rows(table: Node) -> Vec<(u8, String)> {
    let mut found = Vec::new();
    let cells = |row: Node| -> Vec<String> { row.children().filter(Node::is_element).map(text).collect() };
    for part in table.children().filter(Node::is_element) {
        let rows = part.children().filter(|row| row.has_tag_name("tr"));
        match part.tag_name().name() {
            "caption" => {
                // Lines are parted by an element.
                let mut line = String::new();
                for child in part.children() {
                    if child.has_tag_name("br") {
                        found.push((0, spaced(&std::mem::take(&mut line))));
                    } else {
                        line.push_str(&raw(child));
                    }
                }
                found.push((0, spaced(&line)));
            }
            "thead" => {
                let rows: Vec<Vec<String>> = rows.map(cells).collect();
                let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
                let said = |column: usize| rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" ");
                let head: Vec<String> = (0..columns).map(said).collect();
                if !head.concat().is_empty() {
                    found.push((0, row_of(head)));
                }
            }
            "tfoot" => found.extend(rows.map(|row| (0, cells(row).concat()))),
            _ => found.extend(rows.map(|row| {
                let group = if row.attribute("class") == Some("group") { "#" } else { "" };
                (0, format!("{group}{}", row_of(cells(row))))
            })),
        }
    }
    found.retain(|(_, words)| !words.is_empty());
    found
}

/// The words of an element, without the markers that lead somewhere.
fn text(node: Node) -> String {
    spaced(&raw(node))
}

fn raw(node: Node) -> String {
    if node.is_text() {
        return node.text().unwrap_or_default().to_owned();
    }
    let marker = node.has_tag_name("sup") && node.children().any(|child| child.attribute("role") == Some("doc-noteref"));
    if marker { String::new() } else { node.children().map(raw).collect() }
}
