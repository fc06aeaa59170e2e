//! The grammar of a formula: from what was typed to steps, from left to right. Owns what is wrong and where.

use super::ways::{Base, Way, Within};
use super::{Function, Names, Sign, Step, Wrong};

/// Most bytes of a formula.
const LONGEST: usize = 4096;
/// Most brackets, signs and powers inside one another.
const DEEPEST: usize = 64;

pub(super) struct Reader<'t> {
    typed: &'t str,
    at: usize,
    names: Names<'t>,
    steps: Vec<Step>,
    depth: usize,
}

impl<'t> Reader<'t> {
    pub fn new(typed: &'t str, names: Names<'t>) -> Reader<'t> {
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
        if let Some((name, len)) = self.way_at(start) {
            return self.way(name, len);
        }
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

    /// The way of deriving that is called here, and the bytes of its name; blanks in a name may be any.
    fn way_at(&self, start: usize) -> Option<(&'static str, usize)> {
        Way::NAMES.into_iter().find_map(|name| {
            let mut at = start;
            for word in name.split(' ') {
                at += self.run(at, char::is_whitespace);
                let len = self.run(at, char::is_alphabetic);
                if !self.typed[at..at + len].eq_ignore_ascii_case(word) {
                    return None;
                }
                at += len;
            }
            self.typed[at..].trim_start().starts_with('(').then_some((name, at - start))
        })
    }

    /// A way of deriving: the columns that it takes, what else it has to know, and the rows that it goes over.
    fn way(&mut self, name: &'static str, len: usize) -> Result<(), Wrong> {
        let start = self.at;
        let refused = |why: String| Wrong { at: start, message: why };
        self.at += len;
        self.next();
        self.at += 1;
        self.operand()?;
        if Way::takes_two(name) {
            if !self.comma() {
                return Err(refused(format!("{name} takes two columns, as {name}(1991, 1996)")));
            }
            self.operand()?;
        }
        let mut words = Vec::new();
        while self.comma() {
            words.push(self.bare()?);
        }
        self.close()?;
        let mut words = words.into_iter().peekable();
        let way = match name {
            "average" => {
                let rows = words.next().and_then(|word| word.parse().ok()).filter(|&rows| rows > 0);
                Way::Average(rows.ok_or_else(|| refused("average takes a column and a number of rows, as average(1996, 3)".to_owned()))?)
            }
            // Rows alone stand behind it where there is one word that says which.
            "index" => match words.next_if(|word| !(word == "group" && self.names.grouped)) {
                None => Way::Index(Base::First),
                Some(base) => match self.column_named(&base) {
                    Some(column) => {
                        self.steps.push(Step::Column(column));
                        Way::Index(Base::Column)
                    }
                    None if (self.names.is_row)(&base) => Way::Index(Base::Row(base)),
                    None => return Err(refused(format!("no column and no row is named {base}"))),
                },
            },
            _ => Way::named(name),
        };
        let within = match words.next() {
            None => Within::All,
            Some(word) if word == "group" && self.names.grouped => Within::Group,
            Some(word) => match self.column_named(&word).or_else(|| (word == "row").then_some(0)) {
                Some(column) if way.goes_down() => Within::Column(column),
                Some(_) => return Err(refused(format!("{name} takes no {word} here"))),
                None if word == "group" => return Err(refused("the table has no groups".to_owned())),
                None => return Err(refused(format!("no column {word}; columns are {}", self.existing()))),
            },
        };
        if within != Within::All && !way.goes_down() || words.next().is_some() {
            return Err(refused(format!("too much in the brackets of {name}")));
        }
        self.steps.push(Step::Way(way, within));
        Ok(())
    }

    /// What a way is taken of: there a figure that is a column's name is that column.
    fn operand(&mut self) -> Result<(), Wrong> {
        self.next();
        let len = self.run(self.at, |c| !matches!(c, ',' | '(' | ')' | '[' | ']'));
        let typed = self.typed[self.at..self.at + len].trim_end();
        let behind = self.typed[self.at + len..].chars().next();
        if let Some(column) = self.column_named(typed)
            && matches!(behind, Some(',' | ')'))
        {
            self.steps.push(Step::Column(column));
            self.at += len;
            return Ok(());
        }
        self.sum()
    }

    /// A name as it stands, in brackets or without them.
    fn bare(&mut self) -> Result<String, Wrong> {
        let mut name = String::new();
        let bracketed = self.next() == Some('[');
        let mut characters = self.typed[self.at..].char_indices().skip(usize::from(bracketed));
        while let Some((at, c)) = characters.next() {
            match c {
                '\\' if bracketed => name.extend(characters.next().map(|(_, c)| c)),
                ']' if bracketed => {
                    self.at += at + 1;
                    return Ok(name.trim().to_owned());
                }
                ',' | ')' if !bracketed => {
                    self.at += at;
                    return Ok(name.trim().to_owned());
                }
                _ => name.push(c),
            }
        }
        Err(self.wrong(if bracketed { "this bracket is never closed" } else { "a closing bracket is due" }.to_owned()))
    }

    fn comma(&mut self) -> bool {
        let found = self.next() == Some(',');
        self.at += usize::from(found);
        found
    }

    fn column(&mut self, name: &str) -> Result<(), Wrong> {
        let Some(column) = self.column_named(name) else {
            return Err(self.wrong(match name {
                _ if (self.names.is_row)(name) => format!("{name} is a row, not a column; a formula is of rows alone or of columns alone"),
                _ => format!("no column {name}; columns are {}", self.existing()),
            }));
        };
        self.steps.push(Step::Column(column));
        Ok(())
    }

    /// The column that goes by a name.
    fn column_named(&self, name: &str) -> Option<usize> {
        let numbered = || name.strip_prefix('#')?.parse::<usize>().ok()?.checked_sub(1).filter(|&column| column < self.names.columns.len());
        self.names.columns.iter().position(|&known| known == name).or_else(numbered)
    }

    /// What columns there are; one without a name goes by its number.
    fn existing(&self) -> String {
        let named = (1..).zip(self.names.columns).map(|(number, name)| if name.is_empty() { format!("#{number}") } else { (*name).to_owned() });
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
