//! The grammar of a formula: from what was typed to steps, from left to right. Owns what is wrong and where.

use super::{Function, Sign, Step, Wrong};

/// Most bytes of a formula.
const LONGEST: usize = 4096;
/// Most brackets, signs and powers inside one another.
const DEEPEST: usize = 64;

pub(super) struct Reader<'t> {
    typed: &'t str,
    at: usize,
    names: &'t [&'t str],
    steps: Vec<Step>,
    depth: usize,
}

impl<'t> Reader<'t> {
    pub fn new(typed: &'t str, names: &'t [&'t str]) -> Reader<'t> {
        Reader { typed, at: 0, names, steps: Vec::new(), depth: 0 }
    }

    /// The steps of the whole formula.
    pub fn steps(mut self) -> Result<Vec<Step>, Wrong> {
        if self.typed.len() > LONGEST {
            return Err(self.wrong(format!("a formula has at most {LONGEST} bytes")));
        }
        self.sum()?;
        match self.next() {
            None => Ok(self.steps),
            Some(')') => Err(self.wrong("this bracket was never opened".to_owned())),
            Some(c) => Err(self.wrong(format!("no sign before {c}; signs are + - * / ^"))),
        }
    }

    fn sum(&mut self) -> Result<(), Wrong> {
        self.product()?;
        while let Some(sign) = self.sign(&[('+', Sign::Plus), ('-', Sign::Less), ('−', Sign::Less)]) {
            self.product()?;
            self.steps.push(Step::Two(sign));
        }
        Ok(())
    }

    fn product(&mut self) -> Result<(), Wrong> {
        self.signed()?;
        while let Some(sign) = self.sign(&[('*', Sign::Times), ('×', Sign::Times), ('/', Sign::Over), ('÷', Sign::Over)]) {
            self.signed()?;
            self.steps.push(Step::Two(sign));
        }
        Ok(())
    }

    fn signed(&mut self) -> Result<(), Wrong> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong("too many brackets or signs inside one another".to_owned()));
        }
        if self.sign(&[('-', Sign::Less), ('−', Sign::Less)]).is_some() {
            self.signed()?;
            self.steps.push(Step::Minus);
        } else {
            self.one()?;
            if let Some(sign) = self.sign(&[('^', Sign::Power)]) {
                self.signed()?;
                self.steps.push(Step::Two(sign));
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn one(&mut self) -> Result<(), Wrong> {
        let Some(first) = self.next() else { return Err(self.wrong("the formula ends where a column or a figure is due".to_owned())) };
        match first {
            '(' => {
                self.at += 1;
                self.sum()?;
                self.close()
            }
            '[' => self.bracketed(),
            '#' => self.numbered(),
            _ if first.is_ascii_digit() || first == '.' => self.figure(),
            _ if first.is_alphabetic() || first == '_' => self.word(),
            _ => Err(self.wrong(format!("{first} stands where a column or a figure is due"))),
        }
    }

    fn bracketed(&mut self) -> Result<(), Wrong> {
        let opened = self.at;
        let mut name = String::new();
        let mut characters = self.typed[opened + 1..].char_indices();
        while let Some((at, c)) = characters.next() {
            match c {
                '\\' => name.extend(characters.next().map(|(_, c)| c)),
                ']' => {
                    self.column(name.trim())?;
                    self.at = opened + 1 + at + 1;
                    return Ok(());
                }
                _ => name.push(c),
            }
        }
        Err(self.wrong("this bracket is never closed".to_owned()))
    }

    fn numbered(&mut self) -> Result<(), Wrong> {
        let digits = self.run(self.at + 1, |c| c.is_ascii_digit());
        self.column(&self.typed[self.at..self.at + 1 + digits])?;
        self.at += 1 + digits;
        Ok(())
    }

    fn figure(&mut self) -> Result<(), Wrong> {
        let len = self.run(self.at, |c| c.is_ascii_digit() || c == '.');
        let typed = &self.typed[self.at..self.at + len];
        let Some(value) = typed.parse().ok().filter(|value: &f64| value.is_finite()) else { return Err(self.wrong(format!("{typed} is no figure"))) };
        // A figure in a formula is exact: it lends the outcome no decimals.
        self.steps.push(Step::Figure(value, 0));
        self.at += len;
        Ok(())
    }

    fn word(&mut self) -> Result<(), Wrong> {
        let start = self.at;
        let len = self.run(start, |c| c.is_alphanumeric() || c == '_');
        let word = &self.typed[start..start + len];
        let called = self.typed[start + len..].trim_start().starts_with('(');
        let Some(function) = Function::named(word).filter(|_| called) else {
            self.column(word)?;
            self.at = start + len;
            return Ok(());
        };
        self.at = start + len;
        self.next();
        self.at += 1;
        let mut arguments = 0;
        loop {
            self.sum()?;
            arguments += 1;
            if self.next() != Some(',') {
                break;
            }
            self.at += 1;
        }
        self.close()?;
        if !function.takes(arguments) {
            return Err(Wrong { at: start, message: format!("{word} does not take {arguments} figures") });
        }
        self.steps.push(Step::Call(function, arguments));
        Ok(())
    }

    fn column(&mut self, name: &str) -> Result<(), Wrong> {
        let numbered = || name.strip_prefix('#')?.parse::<usize>().ok()?.checked_sub(1).filter(|&column| column < self.names.len());
        let Some(column) = self.names.iter().position(|&known| known == name).or_else(numbered) else {
            return Err(self.wrong(format!("no column {name}; columns are {}", self.existing())));
        };
        self.steps.push(Step::Column(column));
        Ok(())
    }

    /// What columns there are; one without a name goes by its number.
    fn existing(&self) -> String {
        let named = (1..).zip(self.names).map(|(number, name)| if name.is_empty() { format!("#{number}") } else { (*name).to_owned() });
        named.collect::<Vec<String>>().join(", ")
    }

    fn close(&mut self) -> Result<(), Wrong> {
        match self.next() {
            Some(')') => {
                self.at += 1;
                Ok(())
            }
            _ => Err(self.wrong("a closing bracket is due".to_owned())),
        }
    }

    fn sign(&mut self, signs: &[(char, Sign)]) -> Option<Sign> {
        let next = self.next()?;
        let &(_, sign) = signs.iter().find(|(c, _)| *c == next)?;
        self.at += next.len_utf8();
        Some(sign)
    }

    /// The next character that is no blank, and goes there.
    fn next(&mut self) -> Option<char> {
        self.at += self.run(self.at, char::is_whitespace);
        self.typed[self.at..].chars().next()
    }

    fn run(&self, from: usize, holds: impl Fn(char) -> bool) -> usize {
        self.typed[from..].chars().take_while(|&c| holds(c)).map(char::len_utf8).sum()
    }

    fn wrong(&self, message: String) -> Wrong {
        Wrong { at: self.at, message }
    }
}
