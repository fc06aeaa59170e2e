//! What the entries of a ledger may hold, by the names of their rules: no word is in what is no text.

/// The signs that part the cells of a data file.
const PARTING: [char; 4] = [',', ';', '|', '\t'];

/// The rules by which something belongs to a page.
pub const FURNITURE: [&str; 8] = ["catchword", "page break", "page mark", "page number", "page rule", "rule over notes", "running head", "signature mark"];

/// What a rule of markup may hold.
pub fn may_hold(rule: &str, text: &str) -> bool {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
    match rule {
        "empty cells" => text.chars().all(|c| blank(c) || PARTING.contains(&c) || matches!(c, '"' | '\\')),
        "quote" => matches!(text, "\"" | "\\"),
        "blank" | "indent" | "line end" => text.chars().all(blank),
        "note label" => {
            let bare = text.replace("<sup>", "").replace("</sup>", "").replace("[Footnote ", "[").replace("[Note ", "[");
            let letters = bare.chars().filter(|c| c.is_ascii_alphanumeric()).count();
            letters <= 5 && bare.chars().all(|c| blank(c) || c.is_ascii_alphanumeric() || raised(c) || "ᵃᵇᶜᵈᵉ.):([]{}\\^$*†‡§|‖¶_".contains(c))
        }
        "raised" => text.chars().all(|c| "\\^${}()[] ".contains(c)),
        "emphasis" => text.chars().all(|c| matches!(c, '*' | '_')),
        "leader" => text.chars().all(|c| blank(c) || c == '.'),
        "underline" => text.chars().all(|c| matches!(c, '=' | '-' | '~')),
        "table rule" => text.chars().all(|c| !c.is_alphanumeric()),
        "table tag" => without_tags(text).chars().all(blank),
        "heading" => text.chars().all(|c| blank(c) || c == '#'),
        "tag" => {
            ["i", "em", "b", "strong", "sup", "sub"].iter().any(|tag| {
                let bare = text.trim_start_matches('<').trim_start_matches('/').trim_end_matches('>');
                bare.eq_ignore_ascii_case(tag) && text.len() <= tag.len() + 3
            }) || text.starts_with('<') && without_tags(text).chars().all(blank)
        }
        _ => false,
    }
}

/// A text without its comments and what else stands between `<` and `>`.
fn without_tags(text: &str) -> String {
    if let Some((before, comment)) = text.split_once("<!--")
        && let Some((_, behind)) = comment.split_once("-->")
    {
        return without_tags(before) + &without_tags(behind);
    }
    text.split('<').enumerate().map(|(i, part)| if i == 0 { part } else { part.split_once('>').map_or("<", |(_, behind)| behind) }).collect()
}

/// A line of what a replaced range may hold: what stands for it, and that no word is in it but an entity's name.
pub fn may_stand_for(with: &str, text: &str) -> bool {
    let blank = |text: &str| text.chars().all(|c| c.is_whitespace() || c.is_control());
    let unseen = |c: char| {
        c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
    };
    blank(with) && blank(text)
        || blank(with) && text.trim_start().starts_with('<') && blank(&without_tags(text))
        || with == "\t" && text == "."
        || matches!(with, "\t" | " ") && text.chars().count() == 1 && text.chars().all(|c| PARTING.contains(&c))
        || with.is_empty() && (text.chars().all(unseen) || text.chars().all(|c| !c.is_alphanumeric() || !c.is_ascii()))
        || blank(with) && text.chars().all(|c| unseen(c) || c.is_whitespace())
        || text.starts_with('\\') && text.len() == 2 && text.ends_with(with)
        || raised_by_signs(with, text)
        || is_formula(with, text)
        || text.starts_with('&') && text.ends_with(';') && !text[1..text.len() - 1].contains(|c: char| !c.is_ascii_alphanumeric() && c != '#')
}

/// Whether a marker that carets or TeX raise stands in raised figures, or its sign by itself.
fn raised_by_signs(with: &str, text: &str) -> bool {
    let signs = |c: &char| "\\^${}()[] ".contains(*c);
    let figure = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c).map_or(c, |at| char::from(b'0' + at as u8));
    let bare: String = text.chars().filter(|c| !signs(c)).collect();
    let plain: String = with.chars().map(figure).collect();
    plain == bare || matches!((bare.as_str(), with), ("dagger", "†") | ("ddagger", "‡") | ("ast", "*") | ("S", "§") | ("P", "¶"))
}

/// Whether what stands for a formula has its figures, all of them in their order, and no letter that it has not.
fn is_formula(with: &str, text: &str) -> bool {
    let between = |open: &str, close: &str| text.len() > open.len() + close.len() && text.starts_with(open) && text.ends_with(close);
    let figure = |c: char| match "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉".chars().position(|small| small == c) {
        Some(at) => char::from(b'0' + at as u8 % 10),
        None => c,
    };
    let fractions = "½12 ⅓13 ⅔23 ¼14 ¾34 ⅕15 ⅖25 ⅗35 ⅘45 ⅙16 ⅚56 ⅐17 ⅛18 ⅜38 ⅝58 ⅞78 ⅑19 ⅒110";
    let fractions = fractions.split(' ').map(|fraction| fraction.split_at(fraction.chars().next().map_or(0, char::len_utf8)));
    let fractions: Vec<(&str, &str)> = fractions.collect();
    let written_out = |text: &str| fractions.iter().fold(text.to_owned(), |text, (sign, figures)| text.replace(sign, figures));
    let figures = |text: &str| text.chars().map(figure).filter(char::is_ascii_digit).collect::<String>();
    let mut letters = text.chars().filter(char::is_ascii_alphabetic);
    [("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")].iter().any(|(open, close)| between(open, close))
        && figures(&written_out(with)) == figures(&written_out(text))
        && with.chars().filter(char::is_ascii_alphabetic).all(|c| letters.any(|other| other == c))
}
