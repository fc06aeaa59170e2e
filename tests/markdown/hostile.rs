//! What nobody writes: whatever it is, it is read within bounded time, and nothing of it is lost.

use std::time::{Duration, Instant};

use super::ledger::{holds, read};

/// Longer than any of these takes by far, on a slow machine and without optimisation.
const LONG: Duration = Duration::from_secs(20);

#[track_caller]
fn check(name: &str, source: &str) {
    let begin = Instant::now();
    let reading = read(source).expect("a text");
    let took = begin.elapsed();
    assert!(took < LONG, "{name} took {took:?}");
    assert_eq!(holds(source, &reading), Ok(()), "{name}");
}

#[test]
fn depth_costs_neither_the_stack_nor_time() {
    let deep = 100_000;
    check("quotations", &format!("{}text\n", "> ".repeat(deep)));
    check("items", &format!("{}text\n", "- ".repeat(deep)));
    check("brackets", &format!("{}text{}\n", "[".repeat(deep), "]".repeat(deep)));
    check("links", &format!("{}text{}\n", "[".repeat(deep / 4), "](u)".repeat(deep / 4)));
    check("emphasis", &format!("{}text{}\n", "*a ".repeat(deep), "b*".repeat(deep)));
    check("inline notes", &format!("x{}text{}\n", "^[".repeat(deep), "]".repeat(deep)));
    check("tags", &format!("{}text\n", "<div>".repeat(deep)));
    check("marks by tags", &format!("x {}text{}\n", "<b>".repeat(deep), "</b>".repeat(deep)));
    check("lists by tags", &format!("<p>\n{}text\n", "<ul><li>".repeat(deep)));
    check("tables by tags", &format!("{}text{}\n", "<table><tr><td>".repeat(deep / 4), "</table>".repeat(deep / 4)));
}

#[test]
fn numbers_of_things_cost_no_more_than_their_length() {
    let many = 100_000;
    check("markers in a line", &format!("{}\n\n[^1]: note\n", "a[^1]".repeat(many)));
    check("markers without notes", &format!("{}\n\n[^1]: note\n", "a[^2]".repeat(many)));
    let notes: String = (0..50_000).map(|note| format!("a[^{note}]\n\n[^{note}]: note {note}\n\n")).collect();
    check("notes", &notes);
    check("one label for all", &"[^1]: note\n\n".repeat(50_000));
    check("cells", &format!("|{}\n|{}\n|{}\n", "a|".repeat(many), "-|".repeat(many), "b|".repeat(many)));
    check("ticks", &(1..600).map(|length| format!("a {}", "`".repeat(length))).collect::<String>());
    check("stray quotes in tags", &format!("<p>\n{}\n", "<a \"".repeat(many)));
    check("stray tags", &format!("<p>\n{}\n", "<a ".repeat(many)));
    check("addresses", &format!("{}\n", "http://a.b ".repeat(many / 2)));
    check("brackets in an address", &format!("http://a.b/{}\n", ")".repeat(many)));
    check("attribute lists", &format!("{}\n", "a\n{: .b}\n".repeat(many / 2)));
    check("open front matter", &format!("---\n{}", "a: b\n".repeat(many)));
    check("a long label", &format!("a[^{}]\n", "9".repeat(many)));
}

#[test]
fn notes_that_refer_to_each_other_end() {
    check("a ring of notes", "a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1] and itself[^2]\n");
}

#[test]
fn a_text_that_breaks_off_anywhere_is_read() {
    let source = super::ledger::OURS;
    for end in (0..source.len()).step_by(7).filter(|end| source.is_char_boundary(*end)) {
        if let Some(reading) = read(&source[..end]) {
            assert_eq!(holds(&source[..end], &reading), Ok(()), "up to {end}");
        }
    }
}
