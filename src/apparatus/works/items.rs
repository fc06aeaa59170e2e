//! What a piece of a citation between two commas is: a date, a volume, a page, or words. Owns the lists of months and of the
//! words for volumes and pages; knows nothing of works.

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A date or a year.
    Date,
    /// A volume, a number or a part: `vol. 4`, `no. 12`.
    Volume,
    /// A page or another place within a work: `p. 12`, `101`.
    Page,
    /// Anything else.
    Words,
}

/// A piece, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    /// What it is.
    pub sort: Sort,
    /// Its year, where it names just one.
    pub year: Option<i32>,
}

/// Months and seasons by how they begin, in the languages of the notes one meets; at least three letters.
const MONTHS: &[&str] = &[
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "mär",
    "mai",
    "okt",
    "dez",
    "janv",
    "fév",
    "fev",
    "avr",
    "juin",
    "juil",
    "aoû",
    "déc",
    "ene",
    "abr",
    "ago",
    "dic",
    "gen",
    "mag",
    "giu",
    "lug",
    "set",
    "ott",
    "янв",
    "фев",
    "март",
    "мар",
    "апр",
    "мая",
    "май",
    "июн",
    "июл",
    "авг",
    "сен",
    "окт",
    "ноя",
    "дек",
    "printemps",
    "sommer",
    "herbst",
];
/// Words that may stand in a date beside numbers and months.
const IN_DATES: &[&str] =
    &["c", "ca", "circa", "about", "early", "mid", "late", "г", "гг", "год", "года", "th", "st", "nd", "rd", "de", "er", "dated", "and", "und", "r"];
/// Words before the number of a volume, an issue or a part.
const VOLUMES: &[&str] = &[
    "vol", "vols", "volume", "volumes", "no", "nos", "nr", "num", "number", "issue", "bd", "bde", "band", "tome", "tom", "t", "pt", "part", "parts", "heft",
    "h", "jg", "jahrgang", "ser", "series", "book", "bk", "n", "том", "т", "вып", "ч", "fasc", "livre",
];
/// Words before the number of a page or of another place within a work.
const PAGES: &[&str] = &[
    "p", "pp", "page", "pages", "s", "ss", "sp", "col", "cols", "f", "ff", "fol", "fols", "pl", "pls", "plate", "plates", "fig", "figs", "table", "tables",
    "map", "ch", "chap", "chapter", "chapters", "chs", "sec", "sect", "section", "art", "para", "paras", "at", "line", "lines", "note", "notes", "с", "стр",
    "гл", "seite", "kap",
];

/// Reads a piece.
pub(super) fn read(piece: &str) -> Item {
    let tokens = tokens(piece);
    let years: Vec<i32> = tokens.iter().filter_map(Token::year).collect();
    let sort = sort(piece, &tokens);
    let span = tokens
        .windows(3)
        .any(|three| three[0].year().is_some() && matches!(three[1], Token::Sign('-' | '–' | '—' | '/')) && matches!(three[2], Token::Digits(_)));
    Item { sort, year: if sort == Sort::Date && years.len() == 1 && !span { Some(years[0]) } else { None } }
}

/// The year as which a number of four digits is read.
pub(super) fn year(digits: &str) -> Option<i32> {
    if digits.len() != 4 { None } else { digits.parse().ok().filter(|year| (1400..2100).contains(year)) }
}

/// Whether a word names a month or a season, in full or cut short.
pub(super) fn is_month(word: &str) -> bool {
    let lower = word.to_lowercase();
    MONTHS.iter().any(|month| lower.starts_with(month)) && lower.chars().count() <= 9
}

/// Whether a word stands before the number of a volume.
pub(super) fn is_volume_word(word: &str) -> bool {
    VOLUMES.contains(&word.to_lowercase().as_str())
}

/// Whether a word stands before the number of a page or figure.
pub(super) fn is_page_word(word: &str) -> bool {
    PAGES.contains(&word.to_lowercase().as_str())
}

fn sort(piece: &str, tokens: &[Token<'_>]) -> Sort {
    let Some(first) = tokens.first() else { return Sort::Words };
    let number = |token: Option<&Token<'_>>| token.is_some_and(Token::is_number);
    let second = tokens.iter().skip(1).find(|token| !matches!(token, Token::Sign(_)));
    match first {
        Token::Sign('§' | '¶') => return Sort::Page,
        Token::Sign('№') => return Sort::Volume,
        Token::Letters(word) if is_volume_word(word) && number(second) => return Sort::Volume,
        Token::Letters(word) if is_page_word(word) && number(second) => return Sort::Page,
        _ => {}
    }
    let dated = tokens.iter().all(|token| match token {
        Token::Digits(digits) => digits.len() <= 2 || year(digits).is_some(),
        Token::Letters(word) => is_month(word) || IN_DATES.contains(&word.to_lowercase().as_str()),
        Token::Sign(sign) => matches!(sign, '-' | '–' | '—' | '/' | '.' | '?' | '’' | '\''),
    });
    if dated && tokens.iter().any(|token| token.year().is_some() || matches!(token, Token::Letters(word) if is_month(word))) {
        return Sort::Date;
    }
    let paged = tokens.iter().all(|token| match token {
        Token::Digits(digits) => digits.len() <= 4,
        Token::Letters(word) => matches!(*word, "f" | "ff" | "n" | "and" | "a" | "b" | "c" | "d" | "e" | "r" | "v") || token.is_number() && word.len() > 1,
        Token::Sign(sign) => matches!(sign, '-' | '–' | '—' | ':' | '.' | '*'),
    });
    if paged && number(tokens.iter().find(|token| token.is_number())) && piece.len() < 24 { Sort::Page } else { Sort::Words }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'p> {
    Letters(&'p str),
    Digits(&'p str),
    Sign(char),
}

impl Token<'_> {
    fn year(&self) -> Option<i32> {
        match self {
            Token::Digits(digits) => year(digits),
            Token::Letters(_) | Token::Sign(_) => None,
        }
    }

    /// A number in figures, in roman figures, or a single letter as in `part B`.
    fn is_number(&self) -> bool {
        match self {
            Token::Digits(_) => true,
            Token::Letters(word) => {
                word.bytes().all(|byte| b"ivxlcdmIVXLCDM".contains(&byte)) || word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
            }
            Token::Sign(_) => false,
        }
    }
}

fn tokens(piece: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = piece;
    while let Some(c) = rest.chars().next() {
        let len = if c.is_numeric() {
            rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len())
        } else if c.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
        } else {
            c.len_utf8()
        };
        let (token, behind) = rest.split_at(len);
        if c.is_numeric() {
            found.push(Token::Digits(token));
        } else if c.is_alphabetic() {
            found.push(Token::Letters(token));
        } else if !c.is_whitespace() && !matches!(c, ',') {
            found.push(Token::Sign(c));
        }
        rest = behind;
    }
    // A stop that ends a word that was cut short says nothing.
    let mut kept: Vec<Token<'_>> = Vec::with_capacity(found.len());
    for token in found {
        if token == Token::Sign('.') && matches!(kept.last(), Some(Token::Letters(_) | Token::Digits(_))) {
            continue;
        }
        kept.push(token);
    }
    kept
}
