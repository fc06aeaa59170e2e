//! What the name of a column claims its figures to be: percents of another column, shares of a total, changes, sums of other
//! columns. Owns how such names are read, and what may be meant by each; whether it is so the figures tell.

use super::Figures;
use crate::sheet::collation::folded;
use crate::sheet::column::Kind;
use crate::sheet::rounding::Between;
use crate::sheet::totals;

/// Ways of naming a column of percents, between the names of the part and of the whole.
const BETWEEN: [&str; 8] =
    [" as % of ", " as percent of ", " as per cent of ", " as percentage of ", " as a percentage of ", " in % of ", " in per cent of ", " in percent of "];
/// Ways of beginning the name of a column of percents, before the name of the whole.
const OF: [&str; 7] = ["% of ", "percent of ", "per cent of ", "percentage of ", "as % of ", "share of ", "in % of "];
/// Words that name shares of a whole.
const SHARES: [&str; 14] = [
    "share",
    "shares",
    "% of total",
    "% of the total",
    "per cent of total",
    "percent of total",
    "percentage of total",
    "% of all",
    "distribution",
    "proportion",
    "anteil",
    "part en %",
    "доля",
    "udział",
];
/// Words that name changes.
const CHANGES: [&str; 12] =
    ["change", "growth", "increase", "decrease", "difference", "variation", "veränderung", "zunahme", "croissance", "évolution", "изменение", "рост"];
/// Most columns to the left that are tried as what a column was reckoned from.
const TRIED: usize = 6;

/// What a column may have been reckoned as.
pub(super) struct Claim<'a> {
    /// In words: `1996 / 1991`.
    pub from: String,
    reckon: Box<dyn Fn(usize) -> Option<Between> + 'a>,
}

impl<'a> Claim<'a> {
    fn new(from: String, reckon: impl Fn(usize) -> Option<Between> + 'a) -> Claim<'a> {
        Claim { from, reckon: Box::new(reckon) }
    }

    /// What the other figures give for a row.
    pub fn reckoned(&self, row: usize) -> Option<Between> {
        (self.reckon)(row)
    }
}

/// What the name of a column may claim, the likeliest first.
pub(super) fn of<'a>(figures: &'a Figures<'_>, column: usize) -> Vec<Claim<'a>> {
    let said = &figures.sheet.columns[column];
    if !matches!(said.kind, Kind::Number | Kind::Percent) || said.formula.is_some() {
        return Vec::new();
    }
    let name = folded(&said.name);
    let mut claims: Vec<Claim<'a>> = percent(figures, &said.name).into_iter().collect();
    claims.extend(percents_of(figures, column, &name));
    if totals::is_name(&name) {
        claims.extend(sums(figures, column));
    }
    if SHARES.iter().any(|word| name.contains(word)) || matches!(name.as_str(), "%" | "per cent" | "percent") {
        claims.extend(tried(figures, column).into_iter().flat_map(|part| shares(figures, part)));
    }
    if CHANGES.iter().any(|word| name.split(|c: char| !c.is_alphabetic()).any(|said| said == *word)) {
        claims.extend(changes(figures, column, &name));
    }
    claims
}

/// `1996 as % of 1991`.
fn percent<'a>(figures: &'a Figures<'_>, name: &str) -> Option<Claim<'a>> {
    let (part, whole) = BETWEEN.iter().find_map(|between| name.split_once(between))?;
    let at = |wanted: &str| figures.sheet.columns.iter().position(|column| column.name == wanted.trim());
    let (part, whole) = (at(part)?, at(whole)?);
    let reckon = move |row| figures.at(row, part)?.percent_of(figures.at(row, whole)?);
    Some(Claim::new(format!("{} / {}", named(figures, part), named(figures, whole)), reckon))
}

/// `% of tonnage`: of one of the columns to the left in one whose name says so.
fn percents_of<'a>(figures: &'a Figures<'_>, column: usize, name: &str) -> Vec<Claim<'a>> {
    let Some(whole) = OF.iter().find_map(|of| name.strip_prefix(of)).map(str::trim).filter(|whole| !whole.is_empty()) else { return Vec::new() };
    let named_so = |at: usize| at != column && figures.sheet.columns[at].kind == Kind::Number && folded(&figures.sheet.columns[at].name).ends_with(whole);
    let wholes: Vec<usize> = (1..figures.sheet.columns.len()).filter(|&at| named_so(at)).take(TRIED).collect();
    let pairs = tried(figures, column).into_iter().flat_map(|part| wholes.iter().map(move |&whole| (part, whole))).filter(|(part, whole)| part != whole);
    let claim = |(part, whole): (usize, usize)| {
        let reckon = move |row| figures.at(row, part)?.percent_of(figures.at(row, whole)?);
        Claim::new(format!("{} / {}", named(figures, part), named(figures, whole)), reckon)
    };
    pairs.map(claim).collect()
}

/// The sum of the other columns of figures: of all, of those to the left, of those to the right.
fn sums<'a>(figures: &'a Figures<'_>, column: usize) -> Vec<Claim<'a>> {
    let unit = &figures.sheet.columns[column].unit;
    let adds = |at: &usize| {
        let other = &figures.sheet.columns[*at];
        other.kind == Kind::Number && other.unit == *unit && other.formula.is_none() && !totals::is_name(&other.name)
    };
    let last = figures.sheet.columns.len();
    let all: Vec<usize> = (1..last).filter(|at| *at != column && adds(at)).collect();
    let mut left: Vec<usize> = (1..column).rev().take_while(adds).collect();
    left.reverse();
    let right: Vec<usize> = (column + 1..last).take_while(adds).collect();
    let mut sets = vec![left, right, all];
    sets.dedup();
    sets.retain(|set| set.len() > 1);
    let claim = |set: Vec<usize>| {
        Claim::new(format!("sum of {} columns", set.len()), move |row| set.iter().try_fold(Between::NOTHING, |sum, &at| Some(sum.plus(figures.at(row, at)?))))
    };
    sets.into_iter().map(claim).collect()
}

/// The shares of a column's figures: of a total that stands in its row, of the printed total, of the sum of its rows.
fn shares<'a>(figures: &'a Figures<'_>, part: usize) -> Vec<Claim<'a>> {
    let sheet = figures.sheet;
    let mut claims = Vec::new();
    for whole in (1..sheet.columns.len()).filter(|&at| at != part && totals::is_name(&sheet.columns[at].name)) {
        let reckon = move |row| figures.at(row, part)?.percent_of(figures.at(row, whole)?);
        claims.push(Claim::new(format!("{} / {}", named(figures, part), named(figures, whole)), reckon));
    }
    let rows = || (0..sheet.rows.len()).filter(|&row| !sheet.stands_apart(sheet.rows[row]));
    let sum = |of: &dyn Fn(usize) -> bool| rows().filter(|&row| of(row)).try_fold(Between::NOTHING, |sum, row| Some(sum.plus(figures.at(row, part)?)));
    // By group, and for all rows: the total that was printed, else what the rows come to.
    let printed = |of: &dyn Fn(usize) -> bool| {
        sheet.totals.iter().filter_map(|total| sheet.position(total.row)).filter(|&row| of(row)).last().and_then(|row| figures.at(row, part))
    };
    let whole = printed(&|_| true).or_else(|| sum(&|_| true));
    let groups: Vec<Option<Between>> = (0..sheet.groups.len() as u32)
        .map(|group| {
            let is_in = move |row: usize| sheet.group_of[row] == Some(group);
            printed(&is_in).or_else(|| sum(&is_in))
        })
        .collect();
    claims.push(Claim::new(format!("{} / its total", named(figures, part)), move |row| figures.at(row, part)?.percent_of(whole?)));
    if groups.len() > 1 {
        let reckon = move |row: usize| figures.at(row, part)?.percent_of((*groups.get(sheet.group_of[row]? as usize)?)?);
        claims.push(Claim::new(format!("{} / its group's total", named(figures, part)), reckon));
    }
    claims
}

/// Changes between two columns, or from the row above.
fn changes<'a>(figures: &'a Figures<'_>, column: usize, name: &str) -> Vec<Claim<'a>> {
    let near = tried(figures, column);
    let mut pairs: Vec<(usize, usize)> = years(name).and_then(|years| columns_of(figures, column, years)).into_iter().collect();
    pairs.extend(near.get(1).copied().zip(near.first().copied()));
    pairs.extend(near.last().copied().zip(near.first().copied()).filter(|(from, to)| from != to));
    pairs.dedup();
    let mut claims = Vec::new();
    for (from, to) in pairs {
        let words = |sign: &str| format!("{} {sign} {}", named(figures, to), named(figures, from));
        claims.push(Claim::new(words("/"), move |row| Some(figures.at(row, to)?.percent_of(figures.at(row, from)?)?.as_change())));
        claims.push(Claim::new(words("−"), move |row| Some(figures.at(row, to)?.less(figures.at(row, from)?))));
    }
    let same = |row: usize, other: usize| figures.sheet.group_of[row] == figures.sheet.group_of[other];
    for of in near {
        let words = |sign: &str| format!("{} {sign} the row above", named(figures, of));
        let before = move |row: usize| figures.at(row.checked_sub(1).filter(|&above| same(row, above))?, of);
        claims.push(Claim::new(words("/"), move |row| Some(figures.at(row, of)?.percent_of(before(row)?)?.as_change())));
        claims.push(Claim::new(words("−"), move |row| Some(figures.at(row, of)?.less(before(row)?))));
    }
    claims
}

/// The columns from which a column may have been reckoned, the nearest to its left first.
fn tried(figures: &Figures<'_>, column: usize) -> Vec<usize> {
    (1..column).rev().filter(|&at| figures.sheet.columns[at].kind == Kind::Number && figures.sheet.columns[at].formula.is_none()).take(TRIED).collect()
}

/// The first two years that a name says, the earlier first.
fn years(name: &str) -> Option<(&str, &str)> {
    let mut years = name.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let (one, other) = (years.next()?, years.next()?);
    Some(if one <= other { (one, other) } else { (other, one) })
}

/// The nearest columns whose names say one year each.
fn columns_of(figures: &Figures<'_>, column: usize, years: (&str, &str)) -> Option<(usize, usize)> {
    let says = |year: &str| (1..column).rev().find(|&at| figures.sheet.columns[at].kind == Kind::Number && figures.sheet.columns[at].name.contains(year));
    says(years.0).zip(says(years.1)).filter(|(from, to)| from != to)
}

fn named(figures: &Figures<'_>, column: usize) -> String {
    match figures.sheet.columns[column].name.as_str() {
        "" => format!("#{}", column + 1),
        name => name.to_owned(),
    }
}
