//! What in the first pages of a text says that it was written as Markdown, and what that it was printed and scanned. Each sign
//! counts by itself; none is more than evidence, for OCR tools write headings and tables in the manner of Markdown too.

use super::{Form, Reason};
use crate::read::limits::HEAD_BYTES;
use crate::read::source;

/// What the signs for Markdown must weigh more than those for print.
pub(super) const ENOUGH: u32 = 100;

/// What was counted in a text.
#[derive(Debug, Default)]
struct Counts {
    lines: usize,
    /// Headings by `#`, by level.
    headings: [usize; 6],
    /// Markers and definitions of footnotes: `[^1]`.
    footnotes: usize,
    /// Lines that open or close code.
    fences: usize,
    /// Words that are links: `[words](address)`, `[words]: address`.
    links: usize,
    /// Code within words.
    code: usize,
    /// Items by a sign, and the boxes of tasks among them.
    items: usize,
    /// Lines under the head of a table.
    tables: usize,
    /// Strong words.
    strong: usize,
    /// Tags and attribute lists that people write into Markdown.
    tags: usize,
    /// Lines that hold nothing but a number.
    numbers: usize,
    /// Lines that begin as a note at the foot of a page: `¹ See`, `(1) P. 103`, `* Vide`.
    notes: usize,
    /// Lines that end within a word.
    hyphens: usize,
    /// Page breaks, and what says that there was one.
    pages: usize,
    /// Words with a raised figure or a printer's mark behind them.
    raised: usize,
    /// Formulas between `\\(` and `\\)`, as OCR tools write them.
    formulas: usize,
    /// Years before 1930, and later ones.
    old_years: usize,
    new_years: usize,
}

/// The signs of a text, for Markdown and for print. `ending` is that of its name.
pub(super) fn reasons(ending: &str, text: &str) -> Vec<Reason> {
    let text = if text.len() > HEAD_BYTES { head(text) } else { text };
    let counts = count(text);
    let mut reasons = Vec::new();
    let mut say = |form: Form, weight: u32, words: String| {
        if weight > 0 {
            reasons.push(Reason { form, weight, words });
        }
    };
    let some = |count: usize, first: u32, most: u32| if count == 0 { 0 } else { (first + (count as u32 - 1).min(most) * 10).min(most) };
    let counted = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });

    if matches!(ending, "md" | "markdown" | "mkd" | "mdown" | "qmd" | "rmd") {
        say(Form::Markdown, 100, format!("its name ends with .{ending}"));
    }
    if text.trim_start_matches('\u{feff}').starts_with("---\n") && text.lines().nth(1).is_some_and(|line| line.contains(": ")) {
        say(Form::Markdown, 80, "front matter between lines of ---".to_owned());
    }
    say(Form::Markdown, some(counts.footnotes, 100, 160), counted(counts.footnotes, "footnote by [^…]", "footnotes by [^…]"));
    say(Form::Markdown, some(counts.fences / 2, 70, 120), counted(counts.fences / 2, "block of fenced code", "blocks of fenced code"));
    say(Form::Markdown, some(counts.links, 60, 120), counted(counts.links, "link", "links"));
    say(Form::Markdown, some(counts.tags, 30, 60), counted(counts.tags, "tag or attribute list", "tags or attribute lists"));
    say(Form::Markdown, some(counts.code, 20, 60), counted(counts.code, "piece of code", "pieces of code"));

    // What OCR tools write too counts by half where nothing else was written by hand.
    let by_hand = counts.footnotes + counts.fences / 2 + counts.links + counts.tags > 0;
    let either = |weight: u32| if by_hand { weight } else { weight / 2 };
    let levels = counts.headings.iter().filter(|&&count| count > 0).count();
    let below = counts.headings[1..].iter().sum::<usize>();
    let headings = counts.headings[0] + below;
    let weight = if levels > 1 { some(headings, 50, 90) } else { some(below, 30, 60) };
    say(Form::Markdown, either(weight), format!("{} of {}", counted(headings, "heading", "headings"), counted(levels, "level", "levels")));
    say(Form::Markdown, either(some(counts.items.saturating_sub(2), 20, 50)), counted(counts.items, "item of a list", "items of lists"));
    say(Form::Markdown, either(some(counts.tables, 20, 40)), counted(counts.tables, "table by bars", "tables by bars"));
    say(Form::Markdown, either(some(counts.strong, 20, 40)), counted(counts.strong, "strong word", "strong words"));

    say(Form::Ocr, some(counts.pages, 100, 200), counted(counts.pages, "sign of a page's end", "signs of a page's end"));
    say(Form::Ocr, some(counts.notes.saturating_sub(1), 60, 200), counted(counts.notes, "note as at the foot of a page", "notes as at the foot of a page"));
    say(Form::Ocr, some(counts.numbers.saturating_sub(2), 40, 120), counted(counts.numbers, "line that is a number alone", "lines that are a number alone"));
    say(Form::Ocr, some(counts.hyphens.saturating_sub(2), 40, 120), counted(counts.hyphens, "line that ends within a word", "lines that end within a word"));
    say(Form::Ocr, some(counts.raised, 20, 60), counted(counts.raised, "raised mark behind a word", "raised marks behind words"));
    let fields = imprint(text);
    say(Form::Ocr, if fields.len() >= 3 { 120 } else { 0 }, format!("a head that tells of a print: {}", fields.join(", ")));
    if !by_hand {
        let long = text.lines().filter(|line| line.len() > 400).count();
        say(Form::Ocr, some(counts.formulas.saturating_sub(2), 40, 60), counted(counts.formulas, "formula by \\(", "formulas by \\("));
        say(Form::Ocr, if levels <= 1 && below == 0 && long > 10 { 80 } else { 0 }, format!("{long} long paragraphs without a link or a heading between them"));
        let old = counts.old_years > 4 && counts.old_years > 3 * counts.new_years;
        say(Form::Ocr, if old { 80 } else { 0 }, format!("{} years before 1930, {} later", counts.old_years, counts.new_years));
    }
    reasons
}

/// The fields of the head that tell of a print, where volume or pages are among them.
fn imprint(text: &str) -> Vec<&'static str> {
    const FIELDS: [&str; 9] = ["author", "year", "journal", "volume", "issue", "pages", "publisher", "identifier", "doi"];
    let names = text
        .lines()
        .take(20)
        .filter_map(|line| line.trim().trim_start_matches('*').split_once(':'))
        .map(|(name, _)| name.trim_matches(['*', ' ']).to_lowercase());
    let names: Vec<String> = names.collect();
    let found: Vec<&str> = FIELDS
        .into_iter()
        .filter(|field| names.iter().any(|name| name.strip_suffix("(s)").unwrap_or(name).trim_end_matches('s') == field.trim_end_matches('s')))
        .collect();
    if found.iter().any(|field| matches!(*field, "volume" | "pages")) { found } else { Vec::new() }
}

/// The first pages: as many as are read first, so that they are told as the whole is.
fn head(text: &str) -> &str {
    let end = source::head(&text.as_bytes()[..HEAD_BYTES]).len();
    &text[..crate::model::document::floor_char(text, end as u32) as usize]
}

fn count(text: &str) -> Counts {
    let mut counts = Counts { pages: memchr::memchr_iter(0x0c, text.as_bytes()).count(), ..Counts::default() };
    let mut fenced = false;
    for line in text.lines() {
        counts.lines += 1;
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            counts.fences += 1;
            fenced = !fenced;
        }
        if !fenced && !bare.is_empty() {
            count_line(line, bare, &mut counts);
        }
    }
    counts
}

fn count_line(line: &str, bare: &str, counts: &mut Counts) {
    let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        counts.headings[hashes - 1] += 1;
    }
    let bytes = bare.as_bytes();
    for at in memchr::memmem::find_iter(bytes, b"[^") {
        let label = bytes[at + 2..].iter().take(60).position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_'));
        counts.footnotes += usize::from(label.is_some_and(|length| length > 0 && bytes[at + 2 + length] == b']') || at > 0 && bytes[at - 1] == b'^');
    }
    counts.links += memchr::memmem::find_iter(bytes, b"](").filter(|&at| bytes.get(at + 2).is_some_and(|byte| !byte.is_ascii_whitespace())).count();
    counts.links += usize::from(bare.starts_with('[') && bare.contains("]: ") && (bare.contains("http") || bare.contains('/')) && !bare.starts_with("[^"));
    counts.code += memchr::memchr_iter(b'`', bytes).count() / 2;
    counts.items += usize::from(["- ", "* ", "+ "].iter().any(|sign| bare.starts_with(sign)) && !bare.starts_with("* * "));
    let rule = bare.contains("--") && bare.contains('|') && bare.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '));
    counts.tables += usize::from(rule);
    counts.strong += bare.matches("**").count() / 2;
    let lower = |tag: &str| bare.contains(tag);
    counts.tags += usize::from(["<details", "<summary", "<img ", "<a ", "<div", "<!--", "{: .", "{:.", "<kbd", "<br>", "<br/>"].iter().any(|tag| lower(tag)));

    let digits = bare.trim_matches(['[', ']', '(', ')', '-', ' ', '.']);
    counts.numbers += usize::from(!digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()));
    counts.notes += usize::from(begins_note(bare));
    counts.hyphens += usize::from(bare.len() > 30 && bare.strip_suffix('-').is_some_and(|rest| rest.ends_with(|c: char| c.is_lowercase())));
    counts.pages += usize::from(bare.starts_with("[Pg ") || bare.starts_with("[Footnote") || bare.starts_with("[Page "));
    counts.formulas += bare.matches("\\(").count();
    for word in bytes.chunk_by(|one, other| one.is_ascii_alphanumeric() == other.is_ascii_alphanumeric()).filter(|word| word.len() == 4) {
        counts.old_years += usize::from((&b"1500"[..]..=&b"1929"[..]).contains(&word) && word.iter().all(u8::is_ascii_digit));
        counts.new_years += usize::from((&b"1930"[..]..=&b"2039"[..]).contains(&word) && word.iter().all(u8::is_ascii_digit));
    }
    let raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁴'..='⁹' | '†' | '‡');
    let mut before = ' ';
    for c in bare.chars() {
        counts.raised += usize::from(raised(c) && matches!(before, '.' | ',' | ';' | ':' | ')' | '”' | '"'));
        before = c;
    }
}

/// Whether a line begins as a note at the foot of a page does.
fn begins_note(line: &str) -> bool {
    let mut chars = line.chars();
    let first = chars.next().unwrap_or(' ');
    let rest = chars.as_str();
    let words = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '"' | '\'' | '‘'));
    match first {
        '¹' | '²' | '³' | '⁴'..='⁹' | '†' | '‡' | '§' | '‖' => {
            words(rest.trim_start_matches(['¹', '²', '³', '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '†', '‡']))
        }
        // A sign with a blank is an item of a list as well.
        '*' => rest.starts_with(|c: char| c.is_uppercase()) && !rest.contains('*'),
        '(' => {
            let label = rest.split(')').next().unwrap_or("");
            let number = !label.is_empty() && label.len() <= 3 && label.bytes().all(|byte| byte.is_ascii_digit());
            let sign = matches!(label, "*" | "†" | "‡");
            (number || sign) && words(rest[label.len()..].trim_start_matches(')'))
        }
        _ => false,
    }
}
