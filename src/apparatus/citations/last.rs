//! The citation before a short form in running text, and all that makes it doubtful that `id.` means it.

use super::known::Shelf;
use super::quotes::Quotes;
use super::words;
use crate::model::Document;

/// Blocks over which `id.` still plainly means the citation before it.
const NEAR: u32 = 2;

/// Blocks behind a line drawn across in which a footnote may stand that was not told from the text: the line, the note, and
/// the rest of the note with what the next page goes on with.
const FOOTNOTE: u32 = 2;

/// A block that is read, with its quotations.
pub(super) struct Here<'t> {
    /// Its number.
    pub block: u32,
    /// Its text.
    pub text: &'t str,
    /// What is quoted in it.
    pub quotes: Quotes,
}

/// The citation before.
#[derive(Debug, Clone)]
pub(super) struct Last {
    /// What it cites; `None` where that is not known.
    pub authority: Option<usize>,
    /// The block in which it ends.
    pub block: u32,
    /// The byte behind it and the remarks in brackets that belong to it.
    pub end: usize,
    /// Other authorities that are cited together with it, before it.
    pub rivals: Vec<usize>,
    /// What its remarks, and quotations since, cite, with the page.
    pub within: Vec<(usize, Option<u32>)>,
    /// Why what it stands for is not sure itself.
    pub doubt: Option<String>,
    /// Whether a heading of the first level was passed since.
    pub heading: bool,
}

/// What `id.` stands for, and why that is not sure.
pub(super) type Meant = Result<(usize, Option<String>), String>;

impl Last {
    /// What `id.` at a byte, of a page, stands for. `line` is where a line was drawn last before which a footnote may begin.
    pub fn meant(&self, here: &Here<'_>, start: usize, page: Option<u32>, shelf: &Shelf, document: &Document, line: Option<(u32, usize)>) -> Meant {
        let Some(id) = self.authority else { return Err("what is cited just before it is not known".to_owned()) };
        let mentioned = self.mentioned(here, start, shelf, document);
        let reasons = [
            self.doubt.clone(),
            self.heading.then(|| "a heading stands between it and the citation before".to_owned()),
            self.footnote(here.block, line).then(|| "a footnote may stand between it and the citation before".to_owned()),
            (self.block == here.block && start < self.end).then(|| "it stands in a remark within another citation".to_owned()),
            self.quoted(here, start).then(|| "it stands within quoted words, which may have citations of their own".to_owned()),
            (here.block > self.block + shelf.of(id).sort.reach().min(NEAR)).then(|| "the citation before it stands some paragraphs off".to_owned()),
            self.several(here, start, id, &mentioned).then(|| "several authorities are cited together before it; it is taken for the last".to_owned()),
            mentioned.iter().any(|&other| other != id).then(|| "another authority is named between it and the citation before".to_owned()),
        ];
        let mut doubt = reasons.into_iter().flatten().next();
        if let Some((inner, pin)) = self.within.iter().rfind(|(inner, _)| *inner != id) {
            doubt.get_or_insert_with(|| "a remark or quotation before it cites another authority".to_owned());
            if page.is_some() && *pin == page {
                return Ok((*inner, doubt));
            }
        }
        if shelf.of(id).may_hold(page) {
            return Ok((id, doubt));
        }
        let why = "the citation before it does not reach to that page";
        match self.rivals.iter().rev().copied().find(|&rival| shelf.of(rival).may_hold(page)) {
            Some(rival) => Ok((rival, Some(format!("{why}; one that is cited together with it does")))),
            None => Err(why.to_owned()),
        }
    }

    fn footnote(&self, block: u32, line: Option<(u32, usize)>) -> bool {
        line.is_some_and(|(at, byte)| block <= at + FOOTNOTE || (at, byte) > (self.block, self.end))
    }

    /// Whether a quotation that began since holds the place.
    fn quoted(&self, here: &Here<'_>, start: usize) -> bool {
        here.quotes
            .around(start)
            .is_some_and(|quote| self.block != here.block || quote.start >= self.end || here.quotes.around(self.end.saturating_sub(1)).is_none())
    }

    /// Whether several authorities stand together, and neither the next words nor a name since say which is meant.
    fn several(&self, here: &Here<'_>, start: usize, id: usize, mentioned: &[usize]) -> bool {
        let adjoins = self.block == here.block && here.text[self.end.min(start)..start].trim_start().starts_with(';');
        !self.rivals.is_empty() && mentioned != [id] && !adjoins
    }

    /// The cases that are named by a single word between the citation before and a byte.
    fn mentioned(&self, here: &Here<'_>, start: usize, shelf: &Shelf, document: &Document) -> Vec<usize> {
        let mut found = Vec::new();
        let mut look = |text: &str| {
            for word in text.split_whitespace() {
                if let Some(id) = shelf.by_party(word).filter(|id| !found.contains(id)) {
                    found.push(id);
                }
            }
        };
        if self.block == here.block {
            look(&here.text[self.end.min(start)..start]);
        } else if here.block - self.block <= NEAR {
            let before = document.body.block(self.block).map_or("", |block| block.text.as_str());
            look(&before[self.end.min(before.len())..]);
            (self.block + 1..here.block).filter_map(|between| document.body.block(between)).for_each(|between| look(between.text.as_str()));
            look(&here.text[..start]);
        }
        found
    }
}

/// Whether the words between two citations make one string of them: a semicolon, "and", "see also".
pub(super) fn joined(between: &str) -> bool {
    let between = between.trim();
    let led = between.split_whitespace().all(|word| words::is_signal(word) || words::bare(word).is_empty());
    between.starts_with(';') && !between.contains(". ") || between.len() < 40 && led && !between.starts_with('.')
}
