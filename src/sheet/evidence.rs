//! What the cells of a column show of how they are meant: which sign comes before decimals, what parts thousands, whether
//! days stand before months. Owns the counts, which add up over parts of a column, and the decision.

use super::date::{self, Days};
use super::figure::{figure, is_apostrophe, is_blank, is_point};
use super::number::{Decimal, Reading, Thousands, is_grouped};

/// So many cells of a kind are no accident.
const MANY: u32 = 3;

/// What the cells of a column show, in numbers of cells. Of two parts of a column it adds up to that of both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The decimal sign can only be a point.
    point: u32,
    /// The decimal sign can only be a comma.
    comma: u32,
    /// One point before exactly three digits, which may part thousands or decimals.
    either_point: u32,
    /// One comma before exactly three digits.
    either_comma: u32,
    /// Whole figures of four digits and more with nothing between them: this column does not part thousands.
    unparted: u32,
    /// Whole figures of at most three digits.
    short: u32,
    /// Figures with several signs, one of them a comma that parts thousands.
    grouped_by_comma: u32,
    /// Figures with several signs, one of them a point that parts thousands.
    grouped_by_point: u32,
    /// Figures whose thousands are parted by blanks.
    blanks: u32,
    /// Figures whose thousands are parted by apostrophes.
    apostrophes: u32,
    /// Dates in numbers whose first number can only be a day.
    day_first: u32,
    /// Dates in numbers whose second number can only be a day.
    month_first: u32,
    /// Dates in numbers that may be meant in both ways.
    either_day: u32,
}

impl Evidence {
    /// Counts a cell.
    pub fn count(&mut self, cell: &str) {
        let bytes = cell.as_bytes();
        let others = bytes.iter().filter(|b| !b.is_ascii_digit()).count();
        let is_plain = others == 0 || others == 1 && bytes.iter().any(|b| matches!(b, b'.' | b','));
        if is_plain && bytes.first().is_some_and(u8::is_ascii_digit) && bytes.last().is_some_and(u8::is_ascii_digit) {
            return self.digits(cell);
        }
        // A cell of plain words, as most cells of words are, is looked at no further.
        if others == bytes.len() {
            return;
        }
        match figure(cell) {
            Some(figure) => {
                self.digits(&cell[figure.digits]);
                if let Some(upper) = figure.upper {
                    self.digits(&cell[upper]);
                }
            }
            None => match date::numbers(cell) {
                Some((first, second, between)) if between != '.' => match (first > 12, second > 12) {
                    (true, false) => self.day_first += 1,
                    (false, true) => self.month_first += 1,
                    (false, false) if first != second => self.either_day += 1,
                    _ => {}
                },
                Some(_) | None => {}
            },
        }
    }

    /// Adds what another part of the column shows.
    pub fn merge(&mut self, other: &Evidence) {
        self.point += other.point;
        self.comma += other.comma;
        self.either_point += other.either_point;
        self.either_comma += other.either_comma;
        self.unparted += other.unparted;
        self.short += other.short;
        self.grouped_by_comma += other.grouped_by_comma;
        self.grouped_by_point += other.grouped_by_point;
        self.blanks += other.blanks;
        self.apostrophes += other.apostrophes;
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.either_day += other.either_day;
    }

    /// How the column is read. It is undecided where its figures, or its dates if it has more of these, may be meant in
    /// two ways: a point then comes before decimals, and a day before its month.
    pub fn decide(&self) -> Reading {
        let (decimal, undecided) = self.decimal();
        let (days, undecided_days) = match self.day_first.cmp(&self.month_first) {
            std::cmp::Ordering::Greater => (Days::First, false),
            std::cmp::Ordering::Less => (Days::Second, false),
            std::cmp::Ordering::Equal => (Days::First, self.day_first + self.either_day > 0),
        };
        let dates = self.day_first + self.month_first + self.either_day;
        let undecided = if dates > self.figures() { undecided_days } else { undecided };
        Reading { decimal, thousands: self.thousands(decimal), days, undecided }
    }

    /// The decimal sign, where the figures show one and no other.
    pub fn shown(&self) -> Option<Decimal> {
        match (self.point, self.comma) {
            (1.., 0) => Some(Decimal::Point),
            (0, 1..) => Some(Decimal::Comma),
            _ => None,
        }
    }

    fn figures(&self) -> u32 {
        self.point + self.comma + self.either_point + self.either_comma + self.unparted + self.short + self.blanks.max(self.apostrophes)
    }

    fn whole(&mut self, digits: &str) {
        match digits.len() {
            // A nothing is set without decimals among figures with three.
            0 | 1 if digits.is_empty() || digits == "0" => {}
            ..=3 => self.short += 1,
            _ => self.unparted += 1,
        }
    }

    /// Counts the digits of a figure with the signs between them.
    fn digits(&mut self, digits: &str) {
        if digits.bytes().all(|b| b.is_ascii_digit()) {
            return self.whole(digits);
        }
        let blanks = digits.contains(is_blank);
        let apostrophes = digits.contains(is_apostrophe);
        self.blanks += u32::from(blanks);
        self.apostrophes += u32::from(apostrophes);
        let mut signs = digits.char_indices().filter(|&(_, c)| is_point(c)).rev();
        let Some((at, last)) = signs.next() else {
            if !blanks && !apostrophes {
                self.whole(digits);
            }
            return;
        };
        let first = signs.next().map(|(_, sign)| sign);
        let alike = first.is_none_or(|first| signs.all(|(_, sign)| sign == first));
        let decimal = match first {
            _ if last == '·' => '.',
            None => {
                let (whole, behind) = (&digits[..at], &digits[at + 1..]);
                let may_part = behind.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
                if may_part && last == '.' {
                    return self.either_point += 1;
                } else if may_part {
                    return self.either_comma += 1;
                }
                last
            }
            Some(first) if first == last => match last {
                _ if !is_grouped(digits) => return,
                '.' => ',',
                _ => '.',
            },
            Some(_) if alike => last,
            Some(_) => return,
        };
        if decimal == ',' {
            self.comma += 1
        } else {
            self.point += 1
        }
        self.grouped_by_comma += u32::from(decimal == '.' && digits.contains(','));
        self.grouped_by_point += u32::from(decimal == ',' && digits.contains('.'));
    }

    /// The decimal sign, and whether another would do as well.
    fn decimal(&self) -> (Decimal, bool) {
        let parted = self.blanks > 0 || self.apostrophes > 0;
        match self.point.cmp(&self.comma) {
            std::cmp::Ordering::Greater => (Decimal::Point, false),
            std::cmp::Ordering::Less => (Decimal::Comma, false),
            std::cmp::Ordering::Equal if self.point > 0 => (Decimal::Point, true),
            std::cmp::Ordering::Equal => match (self.either_point > 0, self.either_comma > 0) {
                (false, false) => (Decimal::Point, false),
                (true, true) => (Decimal::Point, true),
                // Where blanks part the thousands, nothing else does.
                (true, false) if parted || self.unparted > 0 => (Decimal::Point, false),
                (false, true) if parted => (Decimal::Comma, false),
                // Small whole figures among them: three decimals in every other cell would be odd, and are no longer likely
                // where there are many of both.
                (true, false) if self.short > 0 => (Decimal::Comma, self.short < MANY || self.either_point < MANY),
                (false, true) if self.short >= MANY && self.either_comma >= MANY => (Decimal::Point, false),
                (true, false) | (false, true) => (Decimal::Point, true),
            },
        }
    }

    fn thousands(&self, decimal: Decimal) -> Option<Thousands> {
        match decimal {
            _ if self.blanks > 0 => Some(Thousands::Blank),
            _ if self.apostrophes > 0 => Some(Thousands::Apostrophe),
            Decimal::Point if self.either_comma + self.grouped_by_comma > 0 => Some(Thousands::Comma),
            Decimal::Comma if self.either_point + self.grouped_by_point > 0 => Some(Thousands::Point),
            Decimal::Point | Decimal::Comma => None,
        }
    }
}
