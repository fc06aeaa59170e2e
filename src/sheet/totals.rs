//! Rows that sum up others: by what they are called, and by what their figures come to. Owns which rows are totals and of
//! which rows; a row is one only where its name leaves no doubt or the figures of several columns say so.

use std::ops::Range;

use super::collation::folded;
use super::column::{Kind, Sheet, Value};
use super::rounding::{Between, Printed};
use crate::model::{Table, Text};

/// Words that by themselves name a row that sums up others.
const NAMES: [&str; 42] = [
    "total",
    "totals",
    "grand total",
    "sub-total",
    "subtotal",
    "sub total",
    "sum total",
    "overall total",
    "total general",
    "totale",
    "totali",
    "totaux",
    "total général",
    "sous-total",
    "totalt",
    "totaal",
    "total geral",
    "insgesamt",
    "gesamt",
    "zusammen",
    "summe",
    "zwischensumme",
    "gesamtsumme",
    "итого",
    "всего",
    "разом",
    "усього",
    "ogółem",
    "razem",
    "suma",
    "celkem",
    "ukupno",
    "összesen",
    "yhteensä",
    "i alt",
    "summa",
    "toplam",
    "合计",
    "合計",
    "总计",
    "總計",
    "計",
];
/// Words that may begin such a name, and often begin others: the figures have to bear them out.
const MAYBE: [&str; 14] = ["total", "all", "sum", "whole", "ensemble", "tous", "toutes", "alle", "gesamt", "insgesamt", "todos", "tutti", "все", "всё"];
/// Most rows among which the figures are looked at; in more, names alone say what is a total.
const ROWS: usize = 10_000;
/// Most named totals for each to be held against all rows.
const FEW: usize = 50;
/// Digits in which figures have to bear out a row that no name tells of, beyond those that chance gives among so many rows.
const SURE: f64 = 4.0;
/// Digits in which they have to bear out a name that leaves no doubt; beyond those that chance gives, one that does.
const BORNE_OUT: f64 = 1.0;

/// A row that sums up others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Its number in the table.
    pub row: u32,
    /// What it sums up, as places among the data rows, totals among them left out; empty where the figures do not tell.
    pub of: Range<usize>,
    /// Whether its name says so.
    pub named: bool,
    /// Whether it stands for all groups, and in none.
    pub over_groups: bool,
}

/// The totals of a sheet, in printed order.
pub(super) fn of(table: &Table, text: &Text, sheet: &Sheet) -> Vec<Total> {
    let names: Vec<Name> = (0..sheet.rows.len()).map(|at| name_of(sheet, at)).collect();
    // A word that stands in every other row is none of a total.
    let said = names.iter().filter(|name| **name == Name::Sure).count();
    let sure = said * 2 < names.len();
    let mut figures = Vec::new();
    if sheet.rows.len() <= ROWS {
        figures = (0..sheet.columns.len()).map(|column| self::figures(table, text, sheet, column)).collect();
    }
    let search = Search { sheet, figures, names, sure, few: said <= FEW };
    search.totals()
}

/// Whether a name is one of a total, whatever its figures.
pub(super) fn is_name(name: &str) -> bool {
    names(name) == Name::Sure
}

/// What a row's name says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Sure,
    Perhaps,
    Empty,
    Other,
}

/// How figures bear out that a row is the sum of others.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    columns: usize,
    digits: f64,
    against: usize,
}

struct Search<'a> {
    sheet: &'a Sheet,
    /// By column and row; no columns where there are too many rows.
    figures: Vec<Vec<Option<Between>>>,
    names: Vec<Name>,
    /// Whether names that leave no doubt are believed.
    sure: bool,
    /// Whether there are so few of them that each may be held against all rows.
    few: bool,
}

/// Rows that are added up, a column at a time.
#[derive(Debug, Clone)]
struct Sums {
    of: Range<usize>,
    over_groups: bool,
    columns: Vec<Sum>,
}

#[derive(Debug, Clone, Copy)]
struct Sum {
    /// `None` where a figure is missing.
    sum: Option<Between>,
    /// The figures that are not nothing.
    several: usize,
    /// The least and the most of the figures.
    least: f64,
    most: f64,
}

impl Sum {
    const NOTHING: Sum = Sum { sum: Some(Between::NOTHING), several: 0, least: f64::INFINITY, most: f64::NEG_INFINITY };

    /// Whether a figure lies among those that are added up: it is a mean or a rate, and says nothing of sums.
    fn is_among(&self, figure: Between) -> bool {
        self.least <= figure.value && figure.value <= self.most
    }
}

impl Search<'_> {
    fn totals(&self) -> Vec<Total> {
        let mut found: Vec<Total> = Vec::new();
        // Back to the last total, of the group, of all.
        let (mut behind, mut group, mut all) = (self.sums(0), self.sums(0), self.sums(0));
        for at in 0..self.sheet.rows.len() {
            if at > 0 && self.sheet.group_of[at] != self.sheet.group_of[at - 1] {
                (behind, group) = (self.sums(at), self.sums(at));
            }
            all.over_groups = self.sheet.group_of[at].is_some();
            let named = self.names[at] == Name::Sure && self.sure;
            let below = if named { self.below(at) } else { Vec::new() };
            let scope = [&behind, &group, &all].into_iter().chain(&below).find(|sums| self.bears_out(at, sums, named));
            if named || scope.is_some() {
                let (of, over_groups) = scope.map_or((0..0, false), |sums| (sums.of.clone(), sums.over_groups));
                found.push(Total { row: self.sheet.rows[at], of, named, over_groups });
                behind = self.sums(at + 1);
            } else {
                [&mut behind, &mut group, &mut all].into_iter().for_each(|sums| self.add(at, sums));
            }
        }
        found
    }

    /// What a named total above its parts may stand for: the rows of its group down to the next total, to the end, all.
    fn below(&self, at: usize) -> Vec<Sums> {
        let mut sums = self.sums(at + 1);
        let mut found = Vec::new();
        for row in at + 1..self.names.len() {
            let ends = self.sheet.group_of[row] != self.sheet.group_of[row - 1];
            let total = self.names[row] == Name::Sure;
            if (total || ends) && sums.of.len() > 1 {
                found.push(sums.clone());
                if !self.few {
                    return found;
                }
            }
            sums.over_groups |= ends;
            if !total {
                self.add(row, &mut sums);
            }
        }
        found.push(sums);
        found
    }

    fn sums(&self, from: usize) -> Sums {
        Sums { of: from..from, over_groups: false, columns: vec![Sum::NOTHING; self.figures.len()] }
    }

    fn add(&self, row: usize, sums: &mut Sums) {
        sums.of.end = row + 1;
        for (sum, figures) in sums.columns.iter_mut().zip(&self.figures) {
            sum.sum = sum.sum.zip(figures[row]).map(|(sum, figure)| sum.plus(figure));
            if let Some(figure) = figures[row] {
                sum.several += usize::from(figure.value != 0.0);
                (sum.least, sum.most) = (sum.least.min(figure.low), sum.most.max(figure.high));
            }
        }
    }

    /// Whether the figures of a row are the sums of others, in as many columns and digits as its name asks for.
    fn bears_out(&self, at: usize, sums: &Sums, named: bool) -> bool {
        if sums.of.len() < 2 {
            return false;
        }
        let Evidence { columns, digits, against } = self.evidence(at, sums);
        let chance = (self.sheet.rows.len() as f64).log10();
        match self.names[at] {
            Name::Sure if named => columns >= against && digits >= BORNE_OUT,
            Name::Sure | Name::Perhaps => columns > against && digits >= BORNE_OUT + chance,
            Name::Empty => columns > against * 2 && digits >= SURE + chance,
            Name::Other => columns > 1 && columns > against * 2 && digits >= SURE + chance,
        }
    }

    fn evidence(&self, at: usize, sums: &Sums) -> Evidence {
        let mut evidence = Evidence::default();
        for ((column, figures), sum) in self.sheet.columns.iter().zip(&self.figures).zip(&sums.columns) {
            let (Some(printed), Some(of)) = (figures[at], sum.sum) else { continue };
            if of.meets(printed) {
                let digits = of.digits();
                if sum.several > 1 && digits > 1.0 {
                    evidence.columns += 1;
                    evidence.digits += digits;
                }
            // Hundredths of several things do not add up, and that says nothing of the others.
            } else if column.kind == Kind::Number && !sum.is_among(printed) {
                evidence.against += 1;
            }
        }
        evidence
    }
}

/// Whether figures of a kind are added up at all.
fn adds_up(kind: Kind) -> bool {
    matches!(kind, Kind::Number | Kind::Percent)
}

fn figures(table: &Table, text: &Text, sheet: &Sheet, column: usize) -> Vec<Option<Between>> {
    if column == 0 || !adds_up(sheet.columns[column].kind) {
        return vec![None; sheet.rows.len()];
    }
    (0..sheet.rows.len()).map(|row| Printed::of(table, text, sheet, row, column).map(Printed::between)).collect()
}

/// What the words of a row say of it: those of its stub, else those of another column of words.
fn name_of(sheet: &Sheet, at: usize) -> Name {
    let words = |column: usize| match &sheet.columns[column].values[at] {
        Value::Text(words) => Some(words.as_str()),
        Value::Number(_) | Value::Nothing => None,
    };
    let Some(stub) = sheet.columns.first() else { return Name::Other };
    let group = sheet.group_of[at].and_then(|group| sheet.groups.get(group as usize)).map(|group| folded(&group.name));
    let said = match (words(0), stub.kind) {
        (None, Kind::Text) if stub.values[at] == Value::Nothing => Name::Empty,
        (None, _) => Name::Other,
        (Some(words), _) => match folded(words).strip_suffix(" total").zip(group.as_deref()) {
            Some((name, group)) if name == group => Name::Sure,
            _ => names(words),
        },
    };
    let others = (1..sheet.columns.len()).filter(|&column| sheet.columns[column].kind == Kind::Text).filter_map(words);
    if said == Name::Sure || others.into_iter().any(is_name) { Name::Sure } else { said }
}

fn names(name: &str) -> Name {
    let name = folded(name);
    let bare = name.trim_end_matches(|c: char| !c.is_alphanumeric()).trim_start_matches(|c: char| !c.is_alphanumeric());
    // What stands behind a comma or in brackets says more of the total: `Total, all ages`, `Total (a)`.
    let head = bare.split([',', ':', '(', '[', ';']).next().unwrap_or(bare).trim();
    if NAMES.contains(&bare) || NAMES.contains(&head) {
        return Name::Sure;
    }
    let first = bare.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    if MAYBE.contains(&first) || bare.ends_with(" total") { Name::Perhaps } else { Name::Other }
}
