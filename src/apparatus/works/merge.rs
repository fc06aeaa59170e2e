//! Which citations are of one work. Compares author, title and year with letter case and signs folded, and takes a short
//! title for the beginning of a long one; where two works could be meant, nothing is merged.

use std::collections::{BTreeMap, HashMap};

use super::{Found, Work, WorkKind};

/// Imprints of one document that must agree before an unclear one is read as they are.
const AGREED: usize = 3;

/// Each work once, in the order of the first citation.
pub(super) fn merged(mut found: Vec<Found>) -> Vec<Work> {
    read_imprints(&mut found);
    let mut works: Vec<(usize, Work)> = Vec::new();
    let mut index = Index::default();
    // Citations without a year are short ones, as a rule: they are placed when all works are known that they could be of.
    let (full, short): (Vec<_>, Vec<_>) = found.into_iter().enumerate().partition(|(_, found)| found.work.year.is_some());
    for (order, found) in full.into_iter().chain(short) {
        let key = Key::new(&found);
        match index.same(&works, &key, &found.work) {
            Some(at) => {
                let (first, work) = &mut works[at];
                if order < *first {
                    let later = std::mem::replace(work, found.work);
                    *first = order;
                    add(work, later);
                } else {
                    add(work, found.work);
                }
            }
            None => {
                index.enter(works.len(), key);
                works.push((order, found.work));
            }
        }
    }
    works.sort_by_key(|(order, _)| *order);
    let mut works: Vec<Work> = works.into_iter().map(|(_, work)| work).collect();
    for work in &mut works {
        work.notes.sort_unstable();
        work.notes.dedup();
        work.tables.sort_unstable();
        work.tables.dedup();
    }
    works
}

/// Letters and digits in lower case, words parted by one blank.
pub(super) fn folded(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut parted = false;
    for c in words.chars() {
        if c.is_alphanumeric() {
            if parted && !out.is_empty() {
                out.push(' ');
            }
            parted = false;
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '\u{ad}') {
            parted = true;
        }
    }
    out
}

/// A book keeps to one style: where all imprints that are plain set the publisher on one side, so do the others.
fn read_imprints(found: &mut [Found]) {
    let first = found.iter().filter(|found| found.publisher_first == Some(true)).count();
    let last = found.iter().filter(|found| found.publisher_first == Some(false)).count();
    if first.max(last) < AGREED || first.min(last) > 0 {
        return;
    }
    for found in found {
        if let Some((left, right)) = found.sides.take() {
            let (publisher, place) = if first > 0 { (left, right) } else { (right, left) };
            (found.work.publisher, found.work.place) = (Some(publisher), Some(place));
        }
    }
}

/// By what a work is found again.
struct Key {
    /// The folded title; where there is none, the folded words.
    title: String,
    author: String,
    /// What must be the same, as the issue of a periodical.
    exact: String,
    titled: bool,
}

impl Key {
    fn new(found: &Found) -> Key {
        let Work { title, author, text, kind, .. } = &found.work;
        let exact = if *kind == WorkKind::Periodical { found.issue.clone() } else { String::new() };
        let author = author.as_deref().map(folded).unwrap_or_default();
        match title {
            Some(title) => Key { title: folded(title), author, exact, titled: true },
            None => Key { title: folded(text), author, exact, titled: false },
        }
    }
}

/// The works that were met, by title.
#[derive(Default)]
struct Index {
    /// The works of each title in the order of their letters, so that those that begin with a title stand together.
    titles: BTreeMap<String, Vec<usize>>,
    /// Author and issue of each work.
    keys: HashMap<usize, (String, String)>,
}

/// Works of one title that are looked at: more than that are no books but a name, as that of a newspaper.
const MOST: usize = 64;

impl Index {
    fn enter(&mut self, work: usize, key: Key) {
        if key.titled {
            self.titles.entry(key.title).or_default().push(work);
        } else {
            self.titles.entry(format!("\u{1}{}", key.title)).or_default().push(work);
        }
        self.keys.insert(work, (key.author, key.exact));
    }

    /// The work that this one is, where it is plain.
    fn same(&self, works: &[(usize, Work)], key: &Key, work: &Work) -> Option<usize> {
        if !key.titled {
            return self.titles.get(&format!("\u{1}{}", key.title))?.first().copied();
        }
        let same = |at: &usize| self.keys.get(at).is_some_and(|(author, exact)| *exact == key.exact && agree(author, &key.author) && fits(&works[*at].1, work));
        let alike = self.titles.get(&key.title).into_iter().flat_map(|of_title| of_title.iter().rev().take(MOST)).copied().filter(same);
        if key.author.is_empty() || work.year.is_some() && alike.clone().next().is_some() {
            return alike.take(1).next();
        }
        // One title is the beginning of the other, of the same author.
        let shorter = key.title.match_indices(' ').filter_map(|(end, _)| self.titles.get(&key.title[..end]));
        let begun = format!("{} ", key.title);
        let longer = self.titles.range(begun.clone()..).take(MOST).take_while(|(title, _)| title.starts_with(&begun)).map(|(_, of_title)| of_title);
        let begins = shorter.chain(longer).flat_map(|of_title| of_title.iter().take(MOST)).copied();
        let named = |at: &usize| self.keys.get(at).is_some_and(|(author, _)| !author.is_empty());
        let mut candidates = alike.chain(begins.filter(named).filter(same));
        let only = candidates.next()?;
        candidates.next().is_none().then_some(only)
    }
}

/// Whether two folded names may be one: the same, or one the surname of the other. Names against none are in doubt.
fn agree(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    match long.strip_prefix(short) {
        Some("") => true,
        Some(rest) if !short.is_empty() => rest.starts_with(' '),
        _ => !short.is_empty() && long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' ')),
    }
}

/// Whether nothing else speaks against two citations being of one work.
fn fits(one: &Work, other: &Work) -> bool {
    let years = match (one.year, other.year) {
        (Some(one), Some(other)) => one == other,
        (None, None) => true,
        // Without its year a title by itself is too little.
        _ => one.author.is_some(),
    };
    let containers = match (&one.container, &other.container) {
        (Some(one), Some(other)) => agree(&folded(one), &folded(other)),
        _ => true,
    };
    years && containers
}

/// Takes over what another citation of the same work knows.
fn add(work: &mut Work, other: Work) {
    let longer = |one: &mut Option<String>, other: Option<String>| {
        if other.as_ref().map_or(0, String::len) > one.as_ref().map_or(0, String::len) {
            *one = other;
        }
    };
    longer(&mut work.author, other.author);
    longer(&mut work.title, other.title);
    for (one, other) in [(&mut work.container, other.container), (&mut work.publisher, other.publisher), (&mut work.place, other.place)] {
        *one = one.take().or(other);
    }
    work.year = work.year.or(other.year);
    if work.kind == WorkKind::Other {
        work.kind = other.kind;
    }
    work.notes.extend(other.notes);
    work.tables.extend(other.tables);
    work.citings.extend(other.citings);
}
