//! What the figures of a column count: `US $m.`, `% of total`, `thousand tonnes`. Owns the words for it, and where in a
//! head or above a table they are found; says nothing where it is not sure.

use super::figure::currency;

/// Words for money beside signs and codes.
const MONEY: [&str; 22] = [
    "dollar", "dollars", "euro", "euros", "pound", "pounds", "sterling", "rouble", "roubles", "ruble", "rubles", "yen", "yuan", "franc", "francs", "cents",
    "rupees", "tenge", "kroner", "kronor", "livres", "pence",
];
/// Words for many at once, and how many.
const MULTIPLES: [(&str, f64); 24] = [
    ("hundred", 1e2),
    ("hundreds", 1e2),
    ("thousand", 1e3),
    ("thousands", 1e3),
    ("'000", 1e3),
    ("’000", 1e3),
    ("000", 1e3),
    ("000s", 1e3),
    ("'000s", 1e3),
    ("lakh", 1e5),
    ("million", 1e6),
    ("millions", 1e6),
    ("mln", 1e6),
    ("mn", 1e6),
    ("mio", 1e6),
    ("mill", 1e6),
    ("crore", 1e7),
    ("billion", 1e9),
    ("billions", 1e9),
    ("bn", 1e9),
    ("bln", 1e9),
    ("mrd", 1e9),
    ("trillion", 1e12),
    ("trillions", 1e12),
];
/// Words for what is measured.
const MEASURES: &str = "tonne tonnes ton tons mt kt kg kilogram kilograms kilogramme kilogrammes gram grams lb lbs oz ounce ounces cwt quintal quintals \
    bbl barrel barrels bushel bushels gallon gallons litre litres liter liters hl teu mcm km km2 km² kilometre kilometres kilometer kilometers metre metres \
    meter meters mm cm mile miles feet ft ha hectare hectares acre acres m2 m3 m² m³ kwh mwh gwh twh kw mw gw tj pj toe mtoe mmbtu btu dmtu hours days weeks \
    months years minutes seconds °c °f pp points";
/// Words for what is counted, which may as well be the name of a column.
const COUNTED: &str = "person persons people inhabitants head households workers employees passengers vehicles copies";
/// Words that say more of a unit and are none by themselves.
const ADJECTIVES: [&str; 21] = [
    "us",
    "u.s",
    "uk",
    "current",
    "constant",
    "nominal",
    "real",
    "international",
    "ppp",
    "of",
    "at",
    "prices",
    "metric",
    "short",
    "long",
    "square",
    "sq",
    "cubic",
    "cu",
    "troy",
    "percentage",
];
/// Words of a line that says in what its figures are, before the `in`.
const LEADS: [&str; 24] = [
    "all",
    "figures",
    "numbers",
    "values",
    "amounts",
    "quantities",
    "data",
    "prices",
    "weights",
    "are",
    "is",
    "given",
    "expressed",
    "stated",
    "measured",
    "shown",
    "the",
    "table",
    "unless",
    "otherwise",
    "noted",
    "money",
    "units",
    "unit",
];
/// Most words behind `thousand`, or `% of`, that may be anything.
const FREE: usize = 4;
/// Most bytes of a line that is looked at.
const LINE: usize = 300;

/// The unit that the header cells of a column name, from the topmost to the lowest: what stands in brackets at the end of
/// one, behind its last comma, or behind `in`; or a whole one below another. A name alone, as `Tons`, is a name.
pub fn of_head(cells: &[&str]) -> Option<String> {
    (0..cells.len()).rev().filter(|&at| cells[at].len() <= LINE).find_map(|at| {
        let cell = cells[at].trim();
        let end = cell.trim_end_matches(['*', '†', ' ']);
        let bracketed = [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| {
            let inner = end.strip_suffix(close)?;
            Some(inner[inner.rfind(open)? + open.len_utf8()..].trim_start_matches("in ").trim())
        });
        let behind = |sign: &str| cell.rfind(sign).map(|at| cell[at + sign.len()..].trim());
        let is_whole = at > 0 && !is_among(&cell.to_lowercase(), COUNTED) || cell.starts_with('%') || currency(cell).is_some();
        let places = [bracketed, Some(cell).filter(|_| is_whole), behind(", "), behind(" in ")];
        places.into_iter().flatten().find(|place| is_unit(place)).map(bare)
    })
}

/// The unit that a line above a table names: `US $m.`, `(Numbers in thousands)`, `Figures are in current US $m.`.
pub fn of_line(line: &str) -> Option<String> {
    let line = line.trim();
    if line.len() > LINE {
        return None;
    }
    let inner = line.strip_prefix('(').map_or(line, |inner| inner.strip_suffix(')').unwrap_or(inner));
    if is_unit(inner) {
        return Some(bare(inner));
    }
    let words = inner.strip_prefix("In ").or_else(|| inner.strip_prefix("in ")).or_else(|| {
        let at = inner.find(" in ")?;
        inner[..at].split_whitespace().all(|word| LEADS.contains(&word.to_lowercase().as_str())).then_some(&inner[at + 4..])
    });
    let said = words.or_else(|| ["Unit:", "Units:", "unit:"].iter().find_map(|lead| inner.strip_prefix(lead)));
    if let Some(said) = said.map(str::trim_start) {
        let (len, _) = leading(said);
        let rest = said[len..].trim_start_matches('.');
        // What follows begins a sentence, or a remark.
        let ends = rest.is_empty() || rest.starts_with([';', ',', ')']) || rest.trim_start().starts_with(char::is_uppercase) && rest.len() + len < said.len();
        return (len > 0 && ends).then(|| bare(&said[..len]));
    }
    let behind = inner.rfind(", ").map(|at| inner[at + 2..].trim_start_matches("in ").trim_end_matches('.'));
    behind.filter(|behind| is_unit(behind)).map(bare)
}

/// How many of what it counts a figure in this unit stands for: a million in `US $m.`; `None` where that is not plain.
pub fn multiplier(unit: &str) -> Option<f64> {
    leading(unit).1
}

/// Whether it is an amount of money, or a price.
pub fn is_money(unit: &str) -> bool {
    let amount = unit.split('/').next().unwrap_or_default();
    let mut words = amount.split_whitespace().map(|word| word.trim_end_matches(['.', ',', ';'])).take_while(|word| *word != "per");
    let is_money = |word: &str| currency(word).is_some() || MONEY.contains(&word.to_lowercase().as_str());
    words.any(is_money)
}

/// The unit itself, where it says of what its hundredths are: `% of total`.
pub fn percent_of(unit: &str) -> Option<&str> {
    (is_percent(unit) && unit.contains(" of ")).then_some(unit)
}

/// Whether it is hundredths.
pub fn is_percent(unit: &str) -> bool {
    let unit = unit.to_lowercase();
    unit.starts_with('%') || unit.starts_with("per cent") || unit.starts_with("percent") && !unit.starts_with("percentage point")
}

/// Whether words are a unit and nothing else.
fn is_unit(said: &str) -> bool {
    let said = bare(said);
    // A letter by itself may be a mark as well.
    !said.is_empty() && (said.len() > 1 || !said.as_bytes()[0].is_ascii_alphanumeric()) && leading(&said).0 == said.len()
}

/// The unit without blanks and a full stop at its ends.
fn bare(said: &str) -> String {
    said.trim().trim_end_matches(['.', ':', ';']).trim().to_owned()
}

fn is_among(word: &str, words: &str) -> bool {
    words.split_whitespace().any(|known| known == word)
}

/// The bytes of a unit at the beginning of `said`, none where there is none; and how many it counts at once.
fn leading(said: &str) -> (usize, Option<f64>) {
    if let Some(len) = index(said) {
        return (len, None);
    }
    let (mut at, mut end, mut free, mut known, mut multiple) = (0, 0, 0, false, None);
    let mut money = false;
    while at < said.len() {
        let rest = &said[at..];
        let first = rest.chars().next().unwrap_or_default();
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let word = rest.split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | ';' | '(' | ')')).next().unwrap_or_default();
        let word = word.trim_end_matches('.');
        let lower = word.to_lowercase();
        let many = MULTIPLES
            .iter()
            .find(|(name, _)| *name == lower)
            .map(|&(_, many)| many)
            .or_else(|| (money && matches!(&*lower, "m" | "k")).then(|| if lower == "m" { 1e6 } else { 1e3 }));
        at += if let Some(len) = currency(rest) {
            (known, money) = (true, true);
            len
        } else if first == '%' {
            (known, free) = (true, FREE);
            1
        } else if first == '/' {
            free = free.max(2);
            1
        } else if let Some(many) = many {
            (known, free) = (true, free.max(2));
            *multiple.get_or_insert(1.0) *= many;
            word.len()
        } else if MONEY.contains(&&*lower) || [MEASURES, COUNTED].iter().any(|words| is_among(&lower, words)) {
            (known, free) = (true, 0);
            money |= MONEY.contains(&&*lower);
            word.len()
        } else if matches!(&*lower, "percent" | "percentage") || lower == "per" && rest[3..].trim_start().to_lowercase().starts_with("cent") {
            (known, free) = (true, FREE);
            if lower == "per" { rest.to_lowercase().find("cent").unwrap_or(0) + 4 } else { word.len() }
        } else if lower == "per" {
            free = free.max(2);
            word.len()
        } else if ADJECTIVES.contains(&&*lower) || word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
            word.len()
        } else if known && free > 0 && word.chars().any(char::is_alphanumeric) {
            free -= 1;
            word.len()
        } else {
            break;
        };
        end = if known { at } else { 0 };
        if let Some(rest) = said[at..].strip_prefix('.') {
            // A full stop ends what is said, but not behind a short word.
            if word.len() > 3 || known && rest.trim_start().starts_with(char::is_uppercase) {
                break;
            }
            at += 1;
        }
    }
    (end, multiple)
}

/// The bytes of the base of an index: `1991 = 100`.
fn index(said: &str) -> Option<usize> {
    let (base, rest) = said.split_once('=')?;
    let base = base.trim();
    let years = base.len() >= 4 && base.bytes().take(4).all(|b| b.is_ascii_digit()) && base.chars().all(|c| c.is_ascii_digit() || "-–/ ".contains(c));
    let digits = rest.trim_start();
    (years && digits.starts_with("100") && !digits[3..].starts_with(|c: char| c.is_ascii_digit())).then(|| said.len() - digits.len() + 3)
}
