//! Sections of codes and acts: "42 U. S. C. § 1981(a)", "§ 4 of the Clean Harbours Act". A bare "§ 12" is a section of the
//! text itself, or of what was named before, and no work.

use std::sync::LazyLock;

use regex::Regex;

use super::cited::{Cited, WorkKind};
use crate::model::Extent;

/// A section with the code before it, or with the act behind it.
static SECTION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let section = r"§{1,2}\s?\d[\w.\-–]*(?:\([0-9A-Za-z]{1,4}\)){0,6}";
    let act = r"(?:[A-Z][\w’'&.\-]*\s(?:(?:of|and|for|the|to|on)\s){0,2}){0,8}(?:Act|Code|Law|Statute|Ordinance|Constitution|Regulations?)(?:\sof\s\d{4})?";
    Regex::new(&format!(
        r"(?:\d{{1,3}}\sU\.\s?S\.\s?C\.(?:\s?A\.)?|\d{{1,3}}\sC\.\s?F\.\s?R\.|(?P<before>{act})(?:\sAnn\.)?,?)\s?{section}|{section}\sof\sthe\s(?P<behind>{act})\b"
    ))
    .ok()
});

/// The sections of codes and acts in a text, in order.
pub(super) fn find(string: &str) -> Vec<Cited> {
    let Some(pattern) = SECTION.as_ref().filter(|_| string.contains('§')) else { return Vec::new() };
    let cited = pattern.captures_iter(string).filter_map(|found| {
        let whole = found.get(0)?;
        let extent = |range: std::ops::Range<usize>| Extent::new(range.start as u32, range.end as u32);
        // "The Act", "the Code" are names only together with others.
        let named = found.name("before").or_else(|| found.name("behind")).filter(|name| name.as_str().contains(' ') && !name.as_str().starts_with("The "));
        Some(Cited { extent: extent(whole.range()), title: named.map(|name| extent(name.range())), kind: WorkKind::Case, ..Cited::default() })
    });
    cited.collect()
}
