//! A table on the desk: what was done to it, act by act, and the way back. Owns the acts (sorting, choosing rows, arranging
//! columns, deriving, making anew) and what is said of each; draws nothing, and never changes a printed cell.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::asked;
use super::column::{Column, Kind, Sheet};
use super::filter::{self, Filter};
use super::held::Held;
use super::look::Look;
use super::order::{By, GroupKey, Order, Over, SheetRow, SortKey, Way};
use super::reshape::Together;
use super::style::Style;

/// Acts that can be undone; the oldest is forgotten first.
const MOST_PAST: usize = 100;

/// A table with its history.
#[derive(Debug, Clone)]
pub struct Desk {
    /// As it stands.
    now: State,
    /// As it stood before each act, the last behind, with the act's name.
    past: Vec<(State, &'static str)>,
    /// As it was opened.
    printed: Held,
    /// How often rows were numbered anew.
    numberings: u32,
}

/// How a table stands.
#[derive(Debug, Clone)]
pub struct State {
    /// Which rows and columns, in what order.
    pub look: Look,
    /// How rows are sorted: within their groups, or over all.
    pub over: Over,
    /// The conditions under which rows were chosen, as typed or said.
    pub conditions: Vec<String>,
    /// Columns at the left that stay where they are when others are panned.
    pub frozen: usize,
    /// Which numbers the rows have: those of the printed table are 0, and another after every act that numbers rows anew.
    pub numbering: u32,
}

impl Desk {
    /// A table as printed.
    pub fn new(held: Held) -> Desk {
        Desk { now: State::printed(held.clone()), past: Vec::new(), printed: held, numberings: 0 }
    }

    /// How it stands.
    pub fn now(&self) -> &State {
        &self.now
    }

    /// Its sheet.
    pub fn sheet(&self) -> &Sheet {
        self.now.look.sheet()
    }

    /// Whether there is an act to take back.
    pub fn has_past(&self) -> bool {
        !self.past.is_empty()
    }

    /// Sorts by a column: up, then down, then as printed.
    pub fn turn(&mut self, column: usize) -> String {
        let by = By::Column(column);
        let way = match self.now.look.order.by.as_slice() {
            [key] if key.by == by && key.way == Way::Up => Some(Way::Down),
            [key] if key.by == by => None,
            _ => Some(Way::Up),
        };
        self.sort(way.map(|way| SortKey { by, way }).into_iter().collect(), self.now.over)
    }

    /// Adds a column to the keys of the sort, or turns it where it is one: up, then down, then no key.
    pub fn add_key(&mut self, column: usize) -> String {
        let by = By::Column(column);
        let mut keys = self.now.look.order.by.clone();
        match keys.iter().position(|key| key.by == by) {
            None => keys.push(SortKey { by, way: Way::Up }),
            Some(at) if keys[at].way == Way::Up => keys[at].way = Way::Down,
            Some(at) => drop(keys.remove(at)),
        }
        self.sort(keys, self.now.over)
    }

    /// Sorts within groups, or over all rows.
    pub fn by_groups(&mut self) -> Result<String, String> {
        self.has_groups()?;
        Ok(self.sort_over(if self.now.over == Over::All { Over::WithinGroups } else { Over::All }))
    }

    /// Sorts groups by the next key: by their first rows, their sum, their mean, their name.
    pub fn next_group_key(&mut self) -> Result<String, String> {
        self.has_groups()?;
        Ok(self.sort_over(match self.now.over {
            Over::WithinGroups => Over::GroupsBy(GroupKey::Sum),
            Over::GroupsBy(GroupKey::Sum) => Over::GroupsBy(GroupKey::Mean),
            Over::GroupsBy(GroupKey::Mean) => Over::GroupsBy(GroupKey::Name),
            Over::All | Over::GroupsBy(GroupKey::Name) => Over::WithinGroups,
        }))
    }

    fn has_groups(&self) -> Result<(), String> {
        if self.sheet().groups.is_empty() { Err("the table has no groups".to_owned()) } else { Ok(()) }
    }

    fn sort_over(&mut self, over: Over) -> String {
        if self.now.look.order.by.is_empty() {
            self.keep("choosing how s sorts");
            self.now.over = over;
            return format!("s sorts {}", if over == Over::All { "over all rows" } else { "within groups" });
        }
        self.sort(self.now.look.order.by.clone(), over)
    }

    /// Sorts the chosen rows by some keys; as printed where there are none.
    pub fn sort(&mut self, by: Vec<SortKey>, over: Over) -> String {
        self.keep("sorting");
        self.now.over = over;
        self.now.sort(by);
        self.now.look.order.words(self.sheet())
    }

    /// Keeps the rows for which a condition holds; plain words are looked for in all columns.
    ///
    /// # Errors
    /// Says why that is no condition.
    pub fn filter(&mut self, typed: &str) -> Result<String, String> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err("no condition (as in '1996 > 1000', 'row ~ port', 'missing 1996', or words to find)".to_owned());
        }
        let look = &self.now.look;
        let Held { table, text, sheet } = &look.held;
        let rows: Vec<u32> = match Filter::read(typed, sheet) {
            Ok(filter) => look.order.rows.iter().copied().filter(|&row| filter.holds(sheet, table, text, row)).collect(),
            Err(why) if filter::operator(typed).is_some() || typed.starts_with("missing ") => return Err(why),
            Err(_) => {
                let pattern = filter::pattern(typed)?;
                let group = (!sheet.groups.is_empty()).then_some(By::Group);
                let of = |row: u32| group.into_iter().chain((0..sheet.columns.len()).map(By::Column)).any(|by| pattern.is_match(&look.cell(row, by)));
                look.order.rows.iter().copied().filter(|&row| of(row)).collect()
            }
        };
        Ok(self.choose(rows, typed.to_owned()))
    }

    /// Keeps the rows that say the same as one in a column.
    pub fn only_same(&mut self, row: u32, by: By) -> String {
        let look = &self.now.look;
        let said = look.cell(row, by);
        let rows = look.order.rows.iter().copied().filter(|&other| look.cell(other, by) == said).collect();
        let words = if said.is_empty() { format!("missing {}", by.name(self.sheet())) } else { format!("{} = {said}", by.name(self.sheet())) };
        self.choose(rows, words)
    }

    /// Keeps the rows that are marked.
    pub fn only_marked(&mut self, marks: &BTreeSet<u32>) -> Result<String, String> {
        let rows: Vec<u32> = self.now.look.order.rows.iter().copied().filter(|row| marks.contains(row)).collect();
        if rows.is_empty() {
            return Err("no row is marked; Space marks one".to_owned());
        }
        Ok(self.choose(rows, "a mark".to_owned()))
    }

    fn choose(&mut self, rows: Vec<u32>, condition: String) -> String {
        self.keep("choosing rows");
        let all = self.now.look.order.rows.len();
        let words = format!("{} of {all} rows: {condition}", rows.len());
        self.now.look.order.rows = rows;
        self.now.conditions.push(condition);
        words
    }

    /// Takes a column out of what shows; one at least stays.
    pub fn hide(&mut self, at: usize) -> Result<String, String> {
        if self.now.look.columns.len() < 2 || at >= self.now.look.columns.len() {
            return Err("the last column stays".to_owned());
        }
        self.keep("hiding a column");
        let hidden = self.now.look.columns.remove(at);
        if at < self.now.frozen {
            self.now.frozen -= 1;
        }
        Ok(format!("{} is hidden; + shows all columns", hidden.name(self.sheet())))
    }

    /// Shows all columns again, in printed order.
    pub fn show_all(&mut self) -> String {
        self.keep("showing all columns");
        self.now.look.columns = (0..self.sheet().columns.len()).map(By::Column).collect();
        self.now.frozen = self.now.frozen.max(1);
        "all columns, in their order".to_owned()
    }

    /// Moves a column by one place; gives its new place.
    pub fn shift(&mut self, at: usize, right: bool) -> Result<usize, String> {
        let to = if right { at + 1 } else { at.wrapping_sub(1) };
        if to >= self.now.look.columns.len() || at >= self.now.look.columns.len() {
            return Err("there is no column on that side".to_owned());
        }
        self.keep("moving a column");
        self.now.look.columns.swap(at, to);
        Ok(to)
    }

    /// Holds the columns up to one when others are panned; where they are held already, the first alone.
    pub fn freeze(&mut self, at: usize) -> String {
        self.keep("holding columns");
        self.now.frozen = if self.now.frozen == at + 1 { 1 } else { at + 1 };
        match self.now.frozen {
            1 => "the first column is held".to_owned(),
            many => format!("the first {many} columns are held"),
        }
    }

    /// Reads a column in the other way in which its cells can be meant.
    ///
    /// # Errors
    /// Says that there is none.
    pub fn read_otherwise(&mut self, column: usize) -> Result<String, String> {
        let name = By::Column(column).name(self.sheet());
        let found = self.sheet().columns.get(column).filter(|column| column.formula.is_none());
        let reading = found.and_then(Column::other_reading).ok_or_else(|| format!("{name} can be read in one way alone"))?;
        let mut held = self.now.look.held.clone();
        Arc::make_mut(&mut held.sheet).read_as(&held.table, &held.text, column, reading);
        let (was, other) = (&self.sheet().columns[column], &held.sheet.columns[column]);
        if was.values == other.values || other.kind == Kind::Text {
            let why = if other.kind == Kind::Text { format!(": as {} it would be words", other.reading.words(false)) } else { String::new() };
            return Err(format!("{name} can be read in one way alone{why}"));
        }
        self.keep("reading a column otherwise");
        self.now.look.held = held;
        self.now.sort(self.now.look.order.by.clone());
        let read = &self.sheet().columns[column];
        let unread = read.unread_words().map_or(String::new(), |words| format!("; {words}"));
        Ok(format!("{name} is read as {}{unread}", read.reading.words(read.kind == Kind::Date)))
    }

    /// Sets the figures of a column in another way; what sorts is the value as before.
    ///
    /// # Errors
    /// Says what was not understood, or that the column holds no figures.
    pub fn style(&mut self, column: usize, typed: &str) -> Result<String, String> {
        let name = By::Column(column).name(self.sheet());
        if !self.sheet().columns.get(column).is_some_and(|column| column.kind.is_figures()) {
            return Err(format!("{name} holds no figures"));
        }
        let typed = typed.trim();
        let held = self.now.look.held.styled(column, &Style::read(typed)?, &name, typed);
        self.keep("showing figures otherwise");
        self.now.look.held = held;
        Ok(format!("{name} is shown as {typed}; u shows it as printed"))
    }

    /// Keeps the rows whose cell in a column is not of its kind.
    ///
    /// # Errors
    /// Says that there is none.
    pub fn only_unread(&mut self, column: usize) -> Result<String, String> {
        let (name, sheet) = (By::Column(column).name(self.sheet()), self.sheet());
        let unread = sheet.columns.get(column).map(|column| column.facts.unread.as_slice()).unwrap_or_default();
        let unread: BTreeSet<u32> = unread.iter().filter_map(|&at| sheet.rows.get(at as usize).copied()).collect();
        let what = if sheet.columns.get(column).is_some_and(|column| column.kind == Kind::Date) { "date" } else { "figure" };
        let rows: Vec<u32> = self.now.look.order.rows.iter().copied().filter(|row| unread.contains(row)).collect();
        if rows.is_empty() {
            return Err(format!("every cell of {name} is of its kind"));
        }
        Ok(self.choose(rows, format!("no {what} in {name}")))
    }

    /// Puts a column to the table that is reckoned from others, as `NAME = FORMULA` says, or what else can be derived.
    ///
    /// # Errors
    /// Says why that is no formula.
    pub fn derive(&mut self, typed: &str) -> Result<String, String> {
        let held = self.now.look.held.derived(typed)?;
        self.keep("deriving");
        let rows = held.table.rows.len() != self.now.look.held.table.rows.len();
        for column in self.sheet().columns.len()..held.sheet.columns.len() {
            self.now.look.columns.push(By::Column(column));
        }
        self.now.look.held = held;
        if rows {
            // Rows came between: their numbers are others now.
            self.now.look.order = Order::printed(self.sheet());
            self.now.conditions.clear();
            self.now.numbering = self.next_numbering();
        }
        self.now.sort(self.now.look.order.by.clone());
        Ok(format!("derived: {}", typed.trim()))
    }

    /// Makes the table anew of its chosen rows: `long`, `transpose`, `stats`, `pivot COL,COL`, `group COL[:HOW]`.
    ///
    /// # Errors
    /// Says what can be made, or why this cannot.
    pub fn reshape(&mut self, typed: &str) -> Result<String, String> {
        let typed = typed.trim();
        let (what, of) = typed.split_once(char::is_whitespace).map_or((typed, ""), |(what, of)| (what, of.trim()));
        let Look { held, order, .. } = &self.now.look;
        let figures = || match held.sheet.columns.iter().skip(1).any(|column| column.kind.is_figures()) {
            true => Ok(()),
            false => Err("no column of the table holds figures".to_owned()),
        };
        let mut said = Vec::new();
        let mut rows = order.rows.clone();
        if matches!(what, "stats" | "group") {
            rows.retain(|&row| !held.sheet.stands_apart(row));
        }
        let made = match what {
            "long" => figures().map(|()| held.cells(&order.rows).long())?,
            "transpose" => held.cells(&order.rows).transposed(),
            "stats" => held.cells(&rows).summary(),
            "pivot" => {
                let (names, values) = asked::pivots(of, &held.sheet)?;
                held.cells(&order.rows).pivoted(names, values).ok_or("two rows would go into one cell")?
            }
            "group" => {
                let (by, how) = asked::together(of, &held.sheet)?;
                if how != Together::Count {
                    figures()?;
                }
                said.push(how.words(&by.name(&held.sheet)));
                held.cells(&rows).together(if let By::Column(column) = by { Some(column) } else { None }, how)
            }
            _ => return Err("it can be made long, transpose, stats, pivot COL,COL (as in pivot year,value), group COL:HOW (as in group row:mean)".to_owned()),
        };
        if rows.len() < order.rows.len() {
            said.extend(held.sheet.left_out(&order.rows).map(|words| format!("Left out of the reckoning: {words}.")));
        }
        if !self.now.conditions.is_empty() {
            said.push(format!("Of the rows with {}.", self.now.conditions.join(", ")));
        }
        let held = held.set(made, &said);
        self.keep("making it anew");
        self.now = State { numbering: self.next_numbering(), ..State::printed(held) };
        Ok(format!("{typed}: {}, {}; u goes back", counted(self.sheet().rows.len(), "row"), counted(self.sheet().columns.len(), "column")))
    }

    /// Takes the last act back.
    ///
    /// # Errors
    /// Says that there is none.
    pub fn undo(&mut self) -> Result<String, String> {
        let (state, act) = self.past.pop().ok_or("nothing to undo")?;
        self.now = state;
        Ok(format!("undone: {act}"))
    }

    /// Shows the table as printed; that can be undone too.
    pub fn as_printed(&mut self) -> String {
        self.keep("as printed");
        self.now = State::printed(self.printed.clone());
        "as printed".to_owned()
    }

    fn next_numbering(&mut self) -> u32 {
        self.numberings += 1;
        self.numberings
    }

    fn keep(&mut self, act: &'static str) {
        if self.past.len() == MOST_PAST {
            self.past.remove(0);
        }
        self.past.push((self.now.clone(), act));
    }
}

impl State {
    fn printed(held: Held) -> State {
        State { look: Look::printed(held), over: Over::All, conditions: Vec::new(), frozen: 1, numbering: 0 }
    }

    fn sort(&mut self, by: Vec<SortKey>) {
        let mut rows = std::mem::take(&mut self.look.order.rows);
        rows.sort_unstable();
        self.look.order = Order::chosen(&self.look.held.sheet, rows, by, self.over);
    }

    /// The rows as they are shown.
    pub fn shown(&self) -> Vec<SheetRow> {
        self.look.order.shown(&self.look.held.sheet, &self.look.held.table)
    }
}

fn counted(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}
