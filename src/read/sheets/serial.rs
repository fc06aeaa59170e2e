//! Days as workbooks count them, from 1900 or 1904 on, as dates. Owns that count, with the day it has too many.

/// The names of the months.
const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
/// The names of the days, from the first one that is counted.
const DAYS: [&str; 7] = ["Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
/// Days from 1 March of the year 0 to 30 December 1899.
const BEFORE_1900: i64 = 693_899;
/// Days between both counts.
const TO_1904: i64 = 1462;
/// The last day that is counted, in 9999.
const LAST: f64 = 2_958_466.0;

/// A date and a time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: u64,
    /// The month, from 1.
    pub month: u64,
    /// The day of the month, from 1.
    pub day: u64,
    /// The hour, from 0.
    pub hour: u64,
    /// The minute.
    pub minute: u64,
    /// The second.
    pub second: u64,
    /// The thousandth of a second.
    pub millisecond: u64,
    /// Seconds since the count began.
    pub seconds_in_all: u64,
    /// The day, as it is counted from 1900.
    counted: i64,
}

/// The moment of a number of days; `None` where no date is counted so. Without `fine` it is that of the nearest second.
pub fn moment(days: f64, is_1904: bool, fine: bool) -> Option<Moment> {
    if !(0.0..LAST).contains(&days) {
        return None;
    }
    let step = if fine { 1 } else { 1000 };
    let milliseconds = ((days * 86_400_000.0 / step as f64).round() as u64) * step;
    let of_day = milliseconds % 86_400_000;
    let counted = (milliseconds / 86_400_000) as i64 + if is_1904 { TO_1904 } else { 0 };
    let (year, month, day) = match counted {
        // This count has a 29 February in 1900.
        60 => (1900, 2, 29),
        ..60 => civil(BEFORE_1900 + counted + 1),
        _ => civil(BEFORE_1900 + counted),
    };
    Some(Moment {
        year,
        month,
        day,
        hour: of_day / 3_600_000,
        minute: of_day / 60_000 % 60,
        second: of_day / 1000 % 60,
        millisecond: of_day % 1000,
        seconds_in_all: milliseconds / 1000,
        counted,
    })
}

impl Moment {
    /// The name of the month: three letters, all, or the first.
    pub fn month_name(&self, times: usize) -> String {
        let name = MONTHS[(self.month as usize - 1) % 12];
        match times {
            3 => name[..3].to_owned(),
            5 => name[..1].to_owned(),
            _ => name.to_owned(),
        }
    }

    /// The name of the day: three letters, or all.
    pub fn day_name(&self, times: usize) -> String {
        let name = DAYS[self.counted.rem_euclid(7) as usize];
        if times == 3 { name[..3].to_owned() } else { name.to_owned() }
    }
}

/// The date of a number of days since 1 March of the year 0.
fn civil(days: i64) -> (u64, u64, u64) {
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    ((year + era * 400 + next) as u64, month as u64, day as u64)
}
