//! What a column holds: figures, percents, money, dates, years, ordinals, codes or words. Owns the counts of its cells'
//! forms, which add up over parts of a column, and the decision.

use super::collation::folded;
use super::date;
use super::marks::without_marks;
use super::number::{Printed, Reading};
use super::unit;

/// What stands behind the number of an ordinal.
const ORDINALS: [&str; 16] = ["st", "nd", "rd", "th", "er", "ère", "ere", "ème", "eme", "è", "-й", "-я", "-е", ".", "º", "ª"];
/// Words in a column's name that make its cells codes.
const CODES: [&str; 14] = ["code", "codes", "id", "ids", "isin", "isbn", "issn", "sitc", "cusip", "fips", "isic", "naics", "postcode", "код"];
/// Last words of a name that do: `Telephone lines` are counted.
const NUMBERS: [&str; 9] = ["nr", "№", "n°", "phone", "telephone", "tel", "fax", "zip", "plz"];
/// A name that does.
const LABELS: [&str; 6] = ["note", "notes", "footnote", "footnotes", "ref", "refs"];
/// Least characters of a code of letters and digits, and most of any.
const CODE: std::ops::RangeInclusive<usize> = 5..=24;
/// Least digits of a telephone number.
const PHONE: usize = 7;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Figures.
    Number,
    /// Figures that are hundredths of something.
    Percent,
    /// Amounts of money, and prices.
    Money,
    /// Days or months.
    Date,
    /// Years.
    Year,
    /// Places in an order: `1st`, `2nd`, `3.`
    Ordinal,
    /// Names made of digits and letters, which are no figures: `007`.
    Code,
    /// Words.
    #[default]
    Text,
}

impl Kind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Number => "number",
            Kind::Percent => "percent",
            Kind::Money => "money",
            Kind::Date => "date",
            Kind::Year => "year",
            Kind::Ordinal => "ordinal",
            Kind::Code => "code",
            Kind::Text => "text",
        }
    }

    /// Whether the values are figures.
    pub fn is_figures(self) -> bool {
        matches!(self, Kind::Number | Kind::Percent | Kind::Money | Kind::Year)
    }

    /// Whether the values are numbers, be it only to put them in order.
    pub fn is_by_number(self) -> bool {
        self.is_figures() || self == Kind::Ordinal
    }

    /// Whether a cell that is not of this kind is worth a word: in columns of words all are as good as others.
    pub fn is_exacting(self) -> bool {
        self.is_by_number() || self == Kind::Date
    }
}

/// The forms of a column's cells, in numbers of cells. Of two parts of a column it adds up to that of both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Cells that say something.
    said: u32,
    figures: u32,
    percents: u32,
    money: u32,
    /// Ranges: `10–12`.
    ranges: u32,
    /// Figures that are digits alone.
    whole: u32,
    /// Such that begin with a nothing.
    padded: u32,
    /// Figures that can be a year.
    years: u32,
    /// Words that are ordinals, figures that can be one, and those of the latter with a sign for it.
    ordinals: u32,
    figures_as_ordinals: u32,
    signed_ordinals: u32,
    dates: u32,
    /// Words of letters and digits without a blank; those with both and of the length of the first; and that length.
    unparted: u32,
    mixed: u32,
    length: usize,
    phones: u32,
}

impl Tally {
    /// Counts a cell, and says what it says.
    pub fn count(&mut self, cell: &str, reading: &Reading) -> Printed {
        let printed = reading.read(cell);
        match printed {
            Printed::Nothing => return printed,
            Printed::Words => self.words(cell.trim(), reading),
            Printed::Figure { percent, .. } => {
                self.figures += 1;
                self.percents += u32::from(percent);
                self.figure(cell.trim(), reading);
            }
        }
        self.said += 1;
        printed
    }

    /// Adds the forms of another part of the column.
    pub fn merge(&mut self, other: &Tally) {
        if self.length == 0 {
            self.length = other.length;
        }
        // Codes of another length than those of the first part are none of its form.
        self.mixed += if self.length == other.length { other.mixed } else { 0 };
        self.said += other.said;
        self.figures += other.figures;
        self.percents += other.percents;
        self.money += other.money;
        self.ranges += other.ranges;
        self.whole += other.whole;
        self.padded += other.padded;
        self.years += other.years;
        self.ordinals += other.ordinals;
        self.figures_as_ordinals += other.figures_as_ordinals;
        self.signed_ordinals += other.signed_ordinals;
        self.dates += other.dates;
        self.unparted += other.unparted;
        self.phones += other.phones;
    }

    /// What the column of this name and unit (if its head names one) holds; the stub is the column of row names.
    pub fn decide(&self, name: &str, is_stub: bool, unit: Option<&str>) -> Kind {
        let most = |number: u32| number > 0 && number * 2 > self.said;
        let ordinals = self.ordinals + self.figures_as_ordinals;
        let says_code = names_codes(name);
        if most(ordinals) && self.figures == self.figures_as_ordinals && (self.ordinals > 0 || self.signed_ordinals == self.said) {
            return Kind::Ordinal;
        }
        // Ranges alone are names of classes: they stand in order by their words too.
        if most(self.figures) && self.ranges * 2 <= self.figures {
            let whole = self.whole == self.figures;
            return match () {
                () if whole && (self.padded > 0 || says_code) => Kind::Code,
                () if unit.map_or(self.percents * 2 > self.figures || names_percent(name), unit::is_percent) => Kind::Percent,
                () if self.years == self.said && (is_stub || names_years(name)) => Kind::Year,
                () if self.money * 2 > self.figures || unit.is_some_and(unit::is_money) => Kind::Money,
                () => Kind::Number,
            };
        }
        match () {
            () if most(self.dates) => Kind::Date,
            () if says_code && self.whole + self.unparted == self.said && self.said > 0 => Kind::Code,
            () if self.mixed + self.whole == self.said && most(self.mixed) || self.phones + self.whole == self.said && most(self.phones) => Kind::Code,
            () => Kind::Text,
        }
    }

    fn figure(&mut self, cell: &str, reading: &Reading) {
        if cell.bytes().all(|b| b.is_ascii_digit()) {
            self.whole += 1;
            self.padded += u32::from(cell.len() > 1 && cell.starts_with('0'));
            self.years += u32::from(date::year_of(cell).is_some());
            return;
        }
        let unsigned = cell.strip_prefix('-').unwrap_or(cell);
        if unsigned.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) {
            return;
        }
        let Some((figure, _)) = reading.figure(cell) else { return };
        self.money += u32::from(figure.money);
        self.ranges += u32::from(figure.upper.is_some());
        self.years += u32::from(!figure.about && !figure.negative && date::year_of(&cell[figure.digits]).is_some());
        if cell.ends_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        self.figures_as_ordinals += u32::from(ordinal(cell).is_some() || cell.strip_suffix('e').is_some_and(is_place));
        self.signed_ordinals += u32::from(ordinal(cell).is_some());
    }

    fn words(&mut self, cell: &str, reading: &Reading) {
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let unparted = cell.len() <= *CODE.end() && cell.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'/'));
        self.unparted += u32::from(unparted);
        if digits == 0 {
            return;
        }
        if ordinal(cell).is_some() {
            self.ordinals += 1;
        } else if date::iso(cell, reading.days).is_some() {
            self.dates += 1;
        } else if unparted && CODE.contains(&cell.len()) && digits < cell.len() && cell.bytes().all(|b| b.is_ascii_alphanumeric()) {
            if self.length == 0 {
                self.length = cell.len();
            }
            self.mixed += u32::from(self.length == cell.len());
        } else {
            self.phones += u32::from(digits >= PHONE && cell.chars().all(|c| c.is_ascii_digit() || "+-() .\u{a0}".contains(c)));
        }
    }
}

/// The place that an ordinal names: 2 in `2nd`.
pub fn ordinal(cell: &str) -> Option<u32> {
    let cell = without_marks_but_signs(cell);
    ORDINALS.iter().find_map(|sign| cell.strip_suffix(sign).filter(|digits| is_place(digits)))?.parse().ok()
}

/// The place of a cell of a column of ordinals, where `2e` and `2` are some as well.
pub fn place(cell: &str) -> Option<u32> {
    let cell = cell.trim();
    ordinal(cell).or_else(|| cell.strip_suffix('e').unwrap_or(cell).parse().ok())
}

/// A cell without notes behind it; `1º` keeps its sign, which could be one.
fn without_marks_but_signs(cell: &str) -> &str {
    let cell = cell.trim();
    if cell.ends_with(['º', 'ª']) { cell } else { without_marks(cell) }
}

fn is_place(digits: &str) -> bool {
    (1..=4).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit())
}

fn names_percent(name: &str) -> bool {
    let name = folded(name);
    // `Rice, 5% broken` says nothing of the figures below it.
    let after_no_figure = |at: usize| !name[..at].trim_end().ends_with(|c: char| c.is_ascii_digit());
    ["%", "per cent", "percent"].iter().any(|word| name.match_indices(word).any(|(at, _)| after_no_figure(at)))
}

fn names_years(name: &str) -> bool {
    folded(name).split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "year" | "years" | "date" | "année" | "jahr" | "año" | "год" | "годы"))
}

fn names_codes(name: &str) -> bool {
    let name = folded(name);
    let mut words = name.split(|c: char| !(c.is_alphanumeric() || c == '№' || c == '°')).filter(|word| !word.is_empty());
    if name.contains(" of ") || name.contains(" per ") {
        return false;
    }
    let (last, count) = (words.clone().next_back().unwrap_or_default(), words.clone().count());
    // A `No` beside a `Yes` counts answers.
    let numbered = NUMBERS.contains(&last) || last == "no" && (name.ends_with("no.") || name.ends_with("_no"));
    LABELS.contains(&last) && count == 1 || numbered && count <= 3 || words.any(|word| CODES.contains(&word))
}
