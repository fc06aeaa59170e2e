//! Formulas in TeX as plain characters, where that can be: raised and lowered figures, Greek letters, signs, fractions. What is not
//! understood whole stands as it was written. Where formulas stand, the readers of the forms know.

mod signs;

use super::limits::FORMULA_BYTES;
use signs::{ACCENTS, FACES, FRACTIONS, FUNCTIONS, LOWERED, RAISED, SIGNS, WORDS};

/// Groups within each other that are still read in a line.
const DEEPEST: usize = 12;
/// What may stand behind a fraction and multiplies nothing with it.
const PARTING: [&str; 15] =
    ["\\right", "\\text", "\\quad", "\\qquad", "\\times", "\\div", "\\cdot", "\\pm", "\\mp", "\\ldots", "\\leq", "\\geq", "\\approx", "\\therefore", "\\&"];

/// A formula as plain characters, between the text before it and the text behind it; `None` where not all of it is understood.
pub fn plain(formula: &str, before: &str, behind: &str) -> Option<String> {
    let formula = formula.trim();
    if formula.len() > FORMULA_BYTES {
        return None;
    }
    let mut reader = Reader { rest: formula, before: before.chars().next_back(), behind: behind.chars().next(), words: false };
    let mut out = String::with_capacity(formula.len());
    reader.run(&mut out, None, 0)?;
    // A blank that holds a number together stays.
    let out = out.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    (!out.trim().is_empty()).then(|| if out.contains("′′") { out.replace("′′′", "‴").replace("′′", "″") } else { out })
}

struct Reader<'t> {
    rest: &'t str,
    /// The characters on both sides of the formula.
    before: Option<char>,
    behind: Option<char>,
    /// Whether what is read are words.
    words: bool,
}

impl Reader<'_> {
    /// What stands up to a closing brace, or the end.
    fn run(&mut self, out: &mut String, until: Option<char>, depth: usize) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        loop {
            let Some(next) = self.rest.chars().next() else { return until.is_none().then_some(()) };
            if Some(next) == until {
                self.rest = &self.rest[next.len_utf8()..];
                return Some(());
            }
            match next {
                '}' | '$' => return None,
                // As it parts cells it is not understood; printers wrote `&c.` with it.
                '&' if !self.rest.starts_with("&c") => return None,
                '^' | '_' if !self.words => {
                    self.rest = &self.rest[1..];
                    let small = self.argument(depth)?;
                    set(out, small.trim(), next);
                }
                _ => self.one(out, depth)?,
            }
        }
    }

    /// One sign, command or group.
    fn one(&mut self, out: &mut String, depth: usize) -> Option<()> {
        let next = self.rest.chars().next()?;
        self.rest = &self.rest[next.len_utf8()..];
        match next {
            '{' => return self.run(out, Some('}'), depth + 1),
            '\\' => return self.command(out, depth),
            '~' => out.push(' '),
            '\'' if !self.words => out.push('′'),
            '-' if !self.words => out.push('−'),
            _ => out.push(next),
        }
        Some(())
    }

    fn command(&mut self, out: &mut String, depth: usize) -> Option<()> {
        let length = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if length == 0 {
            let sign = self.rest.chars().next()?;
            self.rest = &self.rest[sign.len_utf8()..];
            match sign {
                ',' | ':' | ';' | ' ' => out.push(' '),
                '!' => {}
                // Where the writer believed that Markdown takes one backslash away.
                '\\' if self.rest.starts_with(['{', '}']) => {
                    out.push_str(&self.rest[..1]);
                    self.rest = &self.rest[1..];
                }
                '|' => out.push('‖'),
                '{' | '}' | '_' | '%' | '$' | '#' | '&' => out.push(sign),
                _ => return None,
            }
            return Some(());
        }
        let (name, rest) = self.rest.split_at(length);
        self.rest = rest;
        let known = |names: &[(&str, &'static str)]| names.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign);
        match name {
            "frac" | "tfrac" | "dfrac" => {
                let (above, below) = (self.argument(depth)?, self.argument(depth)?);
                self.fraction(out, above.trim(), below.trim());
            }
            "sqrt" if !self.rest.starts_with('[') => {
                let under = self.argument(depth)?;
                let one = under.chars().count() == 1 || under.chars().all(|c| c.is_ascii_digit());
                out.push_str(&if one { format!("√{under}") } else { format!("√({})", under.trim()) });
            }
            "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "Bigl" | "Bigr" | "bigg" | "Bigg" => {
                self.rest = self.rest.strip_prefix('.').unwrap_or(self.rest)
            }
            "displaystyle" | "textstyle" | "limits" => {}
            "quad" | "qquad" => out.push(' '),
            "mathbb" => doubled(out, &self.argument(depth)?)?,
            _ if FACES.contains(&name) => out.push_str(&self.argument(depth)?),
            _ if WORDS.contains(&name) => {
                let within = std::mem::replace(&mut self.words, true);
                let words = self.argument(depth);
                self.words = within;
                out.push_str(&words?);
            }
            _ => match (known(&SIGNS), known(&FUNCTIONS), ACCENTS.iter().find(|(known, _)| *known == name)) {
                (Some(sign), ..) => out.push_str(sign),
                (_, Some(function), _) => {
                    if out.ends_with(char::is_alphanumeric) {
                        out.push(' ');
                    }
                    out.push_str(function);
                    let of = self.rest.trim_start();
                    if !of.starts_with(['^', '_', '(', '[']) && !of.starts_with("\\left") {
                        out.push(' ');
                    }
                }
                (.., Some((_, accent))) => {
                    let letter = self.argument(depth)?;
                    if letter.chars().count() != 1 {
                        return None;
                    }
                    out.push_str(&letter);
                    out.push(*accent);
                }
                _ => return None,
            },
        }
        Some(())
    }

    /// The group or sign that belongs to a command.
    fn argument(&mut self, depth: usize) -> Option<String> {
        self.rest = self.rest.trim_start();
        let mut out = String::new();
        self.one(&mut out, depth + 1)?;
        Some(out)
    }

    /// A fraction, which must not run into what stands beside it: `4\frac{3}{10}` is not 43/10.
    fn fraction(&self, out: &mut String, above: &str, below: &str) {
        if let Some((.., sign)) = FRACTIONS.iter().find(|(known, under, _)| *known == above && *under == below) {
            return out.push_str(sign);
        }
        let before = if out.is_empty() { self.before } else { out.trim_end().chars().next_back() };
        let rest = self.rest.trim_start();
        let next = if rest.is_empty() { self.behind } else { rest.chars().next() };
        let is_number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit()) && part.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '·'));
        let mixed = before.is_some_and(|c| c.is_ascii_digit()) && is_number(above) && is_number(below);
        let multiplied = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '}' | ']' | '′' | '√')) && !mixed;
        let parted = PARTING.iter().any(|name| rest.starts_with(name));
        let multiplies = next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '\\' | '(' | '{' | '^' | '_')) && !parted;
        let holds = multiplied || multiplies;
        if mixed {
            out.truncate(out.trim_end().len());
            out.push('\u{a0}');
        }
        if holds {
            out.push('(');
        }
        held(out, above);
        out.push('/');
        held(out, below);
        if holds {
            out.push(')');
        }
    }
}

/// What is raised or lowered, in small characters where all of it has them, else behind a sign.
fn set(out: &mut String, small: &str, sign: char) {
    if sign == '^' && small.chars().all(|c| matches!(c, '′' | '*' | '∗' | '⋆' | '°' | '∘')) {
        return out.extend(small.chars().map(|c| if c == '∘' { '°' } else { c }));
    }
    // A point of decimals is printed at any height.
    if matches!(small, "·" | "." | ",") {
        return out.push_str(small);
    }
    let (plain, forms) = if sign == '^' { RAISED } else { LOWERED };
    let found: Option<String> = small.chars().map(|c| plain.chars().position(|known| known == c).and_then(|at| forms.chars().nth(at))).collect();
    match found {
        Some(found) => out.push_str(&found),
        None if small.chars().count() == 1 || small.chars().all(char::is_alphanumeric) => out.extend(std::iter::once(sign).chain(small.chars())),
        None => out.push_str(&format!("{sign}({small})")),
    }
}

/// What stands above or below a stroke, in brackets where it is more than a word.
fn held(out: &mut String, part: &str) {
    if part.chars().all(|c| c.is_alphanumeric() || "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉′.,·".contains(c)) {
        out.push_str(part);
    } else {
        out.push('(');
        out.push_str(part);
        out.push(')');
    }
}

/// Capitals with a double stroke.
fn doubled(out: &mut String, letters: &str) -> Option<()> {
    let forms = [('N', 'ℕ'), ('Z', 'ℤ'), ('Q', 'ℚ'), ('R', 'ℝ'), ('C', 'ℂ'), ('P', 'ℙ'), ('H', 'ℍ')];
    for letter in letters.chars() {
        out.push(forms.iter().find(|(plain, _)| *plain == letter)?.1);
    }
    Some(())
}
