//! What belongs together across a blank, so that a line ends there only where nothing else fits: a number and its unit,
//! initials and a name, a short form and the number it counts, figures in groups, an ellipsis of points, a dash and the
//! word before it. Owns these rules and their short lists; a wrong guess costs a ragged line and nothing else.
//!
//! The rules are those of the printing houses (Hart's Rules 2.5.1 and 11.1.3; Duden, Textverarbeitung; Мильчин, 3.5).

/// Signs of units as they stand behind a number.
const UNITS: &[&str] = &[
    "%", "‰", "°", "°C", "°F", "µg", "mg", "g", "kg", "t", "lb", "lbs", "lb.", "oz", "oz.", "cwt", "cwt.", "mm", "cm", "dm", "m", "km", "µm", "nm", "ft",
    "ft.", "yd", "yd.", "yds.", "mi", "m²", "km²", "cm²", "m³", "cm³", "ha", "ml", "cl", "l", "hl", "ms", "s", "min", "h", "hr", "hrs", "Hz", "kHz", "MHz",
    "GHz", "W", "kW", "MW", "GW", "TW", "kWh", "MWh", "V", "kV", "mV", "A", "mA", "J", "kJ", "MJ", "kcal", "cal", "K", "Pa", "hPa", "kPa", "bar", "mbar", "dB",
    "B", "kB", "KB", "MB", "GB", "TB", "bit", "bits", "kbit", "Mbit", "px", "pt", "€", "$", "£", "¥", "₽", "d.", "s.", "a.m.", "p.m.", "BC", "AD", "BCE", "CE",
    "мм", "см", "м", "км", "мг", "г", "кг", "т", "л", "га", "руб", "руб.", "коп.", "г.", "гг.", "в.", "вв.", "млн", "млрд", "тыс.",
];

/// Short forms that stand before a number, without their point and in small letters.
const BEFORE_NUMBERS: &[&str] = &[
    "p", "pp", "f", "ff", "fol", "fols", "vol", "vols", "no", "nos", "nr", "ch", "chs", "chap", "chaps", "sec", "secs", "sect", "art", "arts", "fig", "figs",
    "tab", "tabs", "pl", "n", "nn", "note", "l", "ll", "par", "para", "paras", "pt", "pts", "bk", "bks", "cap", "col", "cols", "v", "vv", "eq", "eqs", "app",
    "ex", "c", "ca", "s", "sp", "bd", "bde", "kap", "abb", "anm", "abs", "taf", "t", "tt", "fasc", "liv", "lib", "с", "стр", "т", "тт", "гл", "рис", "табл",
    "ст", "п", "пп", "ч", "вып", "кн", "прим",
];

/// Whether the blank between what ends with `before` and what begins with `after` should be no line end.
pub fn holds(before: &str, after: &str) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return false };
    match (last, next) {
        (_, '–' | '—') => stands_alone(after),
        ('§' | '№' | '¶', _) => next.is_ascii_digit(),
        ('.', '.') => true,
        ('.', _) if next.is_ascii_digit() || is_roman(word(after)) => is_short_form(before) || is_initials(before) && next.is_uppercase(),
        ('.', _) => next.is_uppercase() && is_initials(before),
        (_, '0'..='9') => last.is_ascii_digit() && is_group(before, after),
        _ => last.is_ascii_digit() && is_unit(after),
    }
}

/// The beginning of a text up to a blank.
fn word(text: &str) -> &str {
    text.split(is_space).next().unwrap_or_default()
}

/// What is parted by blanks, the one that does not break among them.
fn is_space(c: char) -> bool {
    c == ' ' || c == '\t' || c == '\u{a0}' || c == '\u{2009}'
}

/// Whether a text begins with a dash between blanks.
fn stands_alone(after: &str) -> bool {
    after.chars().nth(1).is_some_and(is_space)
}

fn without_brackets(text: &str) -> &str {
    text.trim_start_matches(['(', '[', '“', '‘', '«', '„', '"', '\''])
}

/// `p.`, `(vol.`, `No.`
fn is_short_form(before: &str) -> bool {
    let bare = without_brackets(before).trim_end_matches('.');
    bare.len() <= 10 && BEFORE_NUMBERS.contains(&bare.to_lowercase().as_str())
}

/// `F.`, `J.-P.`, `F.M.`: capitals, each with its point.
fn is_initials(before: &str) -> bool {
    let mut rest = without_brackets(before);
    if rest.len() > 16 {
        return false;
    }
    while let Some(first) = rest.chars().next() {
        let Some(after) = rest[first.len_utf8()..].strip_prefix('.').filter(|_| first.is_uppercase()) else { return false };
        rest = after.strip_prefix('-').unwrap_or(after);
    }
    true
}

fn is_roman(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '.', ';', ':', ')', ']', '”']);
    (1..=8).contains(&bare.len()) && bare.chars().all(|c| matches!(c.to_ascii_uppercase(), 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
}

/// `1 350`, `12 000 000`: one to three figures, then three and three.
fn is_group(before: &str, after: &str) -> bool {
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let first = without_brackets(before).trim_start_matches(['$', '£', '€', '-', '−', '+']);
    let next = after.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    first.len() <= 3 && figures(first) && next.len() == 3
}

/// A unit's sign, or the words for one in a hundred.
fn is_unit(after: &str) -> bool {
    let word = word(after);
    if word == "per" {
        return after[3..].trim_start().starts_with("cent");
    }
    let bare = word.trim_end_matches([',', ';', ':', ')', ']', '”', '’', '»']);
    bare.len() <= 8 && (UNITS.contains(&bare) || UNITS.contains(&bare.trim_end_matches(['.', '?', '!'])))
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn what_belongs_together_is_known() {
        for (before, after) in [
            ("5", "kg of salt"),
            ("20", "m, and"),
            ("45", "per cent of it"),
            ("3.5", "%"),
            ("30", "°C."),
            ("1,200", "км от"),
            ("F.", "M. Dostoyevsky"),
            ("M.", "Dostoyevsky"),
            ("J.-P.", "Sartre"),
            ("(F.M.", "Ustrialov"),
            ("p.", "5"),
            ("pp.", "10–12"),
            ("(vol.", "4)"),
            ("No.", "12"),
            ("ch.", "iii"),
            ("Vol.", "IV,"),
            ("§", "4"),
            ("Fig.", "2"),
            ("S.", "5"),
            ("Nr.", "3"),
            ("с.", "12"),
            ("1", "350 boxes"),
            ("$12", "000"),
            (".", ". ."),
            ("that", "– he"),
        ] {
            assert!(holds(before, after), "{before} {after}");
        }
    }

    #[test]
    fn other_words_are_free() {
        for (before, after) in [
            ("the", "end"),
            ("house.", "5 men"),
            ("1990", "350 men"),
            ("1990", "in London"),
            ("5", "men"),
            ("end.", "He"),
            ("U", "boats"),
            ("45", "per head"),
            ("it", "5"),
            ("p.", "is a letter"),
            ("Smith.", "The"),
            ("word", "—so"),
            ("so—", "it"),
            ("", "5"),
            ("a.", "b"),
            ("said.", "I went"),
        ] {
            assert!(!holds(before, after), "{before} {after}");
        }
    }
}
