//! Reading line by line, for speech and braille: no panes, no colours, no cursor, nothing redrawn. A command is a line of
//! input, an answer is lines of output, and every message and every paragraph is one of them. Owns the commands and the
//! place; the words for a paragraph, a note, a row stand in `words`.

mod words;

use std::collections::HashMap;
use std::io::{self, BufRead, Write};

use super::jobs::Source;
use crate::error::Error;
use crate::model::{Account, Anchor, Document, FlowId, NoteId, Opens, Reading, TableId, Warning, clean};
use crate::read::{self, Asked, source};
use crate::search::{Hit, Start};
use crate::ui::paint::wrapped;

/// What to read, and how.
#[derive(Debug)]
pub struct Request {
    /// Where from; standard input is for commands.
    pub source: Source,
    /// As what; as what it seems to be where this is not said.
    pub asked: Asked,
    /// Where to begin.
    pub start: Option<Start>,
    /// Columns at which lines are broken; not at all where this is not said.
    pub width: Option<u16>,
}

/// A session: the document, and where one is in it.
pub struct Linear {
    document: Document,
    warnings: Vec<Warning>,
    /// The first block of the paragraph that was read last; `None` before the first.
    at: Option<u32>,
    /// The marker whose note was read last.
    marker: Option<Anchor>,
    /// The table that is being read, and how many of its rows were.
    table: Option<(TableId, usize)>,
    hits: Vec<Hit>,
    hit: Option<usize>,
    /// Where one came from.
    back: Vec<Option<u32>>,
    marks: HashMap<char, u32>,
    /// Whether notes are read after the paragraph that refers to them.
    with_notes: bool,
    /// Whether the paragraph one is in was not read yet: a hit was said of it alone.
    unread: bool,
    /// Whether the end was asked for.
    ended: bool,
}

/// Reads a document line by line until the reader quits or the commands end.
pub fn run(request: Request, input: &mut dyn BufRead, out: &mut dyn Write) -> Result<(), Error> {
    let name = request.source.name();
    let reading = match request.source {
        Source::Bundled => read::bundled(),
        Source::Stdin => return Err(Error::new("cannot read", "standard input is where the commands come from").hint("give a file")),
        Source::Path(path) => {
            let mut bytes = Vec::new();
            source::read_rest(&mut source::open(&path)?, &mut bytes).map_err(|error| error.at(&path))?;
            read::read(&path.to_string_lossy(), bytes, &request.asked.of_file(&path), Account::Dropped)?.reading
        }
    };
    let (mut session, said) = Linear::begin(reading, &name, request.start.as_ref());
    match converse(&mut session, said, request.width, input, out) {
        // Who listens has heard enough.
        Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|cause| Error::new("cannot go on", cause.to_string())),
    }
}

fn converse(session: &mut Linear, said: Vec<String>, width: Option<u16>, input: &mut dyn BufRead, out: &mut dyn Write) -> io::Result<()> {
    let mut said = said;
    loop {
        for line in said {
            match width {
                Some(width) => wrapped(&line, width).iter().try_for_each(|line| writeln!(out, "{line}"))?,
                None => writeln!(out, "{line}")?,
            }
        }
        out.flush()?;
        let mut typed = Vec::new();
        if session.ended || input.read_until(b'\n', &mut typed)? == 0 {
            return Ok(());
        }
        said = session.answer(String::from_utf8_lossy(&typed).trim_end_matches(['\r', '\n']));
    }
}

impl Linear {
    /// A session with a document that is shown by this name, and what is said first.
    pub fn begin(reading: Reading, name: &str, start: Option<&Start>) -> (Linear, Vec<String>) {
        let Reading { document, warnings, .. } = reading;
        let mut said = vec![words::greeting(&document, name)];
        let (at, marker, table, hit) = (None, None, None, None);
        let mut session = Linear {
            document,
            warnings,
            at,
            marker,
            table,
            hits: Vec::new(),
            hit,
            back: Vec::new(),
            marks: HashMap::new(),
            with_notes: false,
            unread: false,
            ended: false,
        };
        match start.map(|start| start.anchor(&session.document)) {
            Some(Ok(at)) => said.extend(session.go_to(at)),
            Some(Err(why)) => said.push(why),
            None => {}
        }
        (session, said)
    }

    /// Whether the end was asked for.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// Answers a command.
    pub fn answer(&mut self, typed: &str) -> Vec<String> {
        let typed = typed.trim();
        let (command, rest) = typed.split_once(' ').map_or((typed, ""), |(command, rest)| (command, rest.trim()));
        match (command, rest) {
            ("", _) => self.step(true),
            ("b", "") => self.step(false),
            ("r", "") => self.again(),
            ("n", "") => self.next_note(),
            ("notes", "") => {
                self.with_notes = !self.with_notes;
                one(if self.with_notes { "notes are read after their paragraph" } else { "notes are read when asked for, with n" })
            }
            ("]", "") => self.heading(true),
            ("[", "") => self.heading(false),
            ("o", "") => words::outline(&self.document),
            ("o", part) => self.visit_part(part),
            ("t", "") => self.next_row(),
            ("t", id) => self.visit_table(id),
            ("s", "") => words::notes(&self.document),
            ("s", label) => words::notes_called(&self.document, label),
            ("g", place) => self.go(place),
            ("h", "") => match self.back.pop() {
                Some(at) => {
                    self.settle(at);
                    self.again()
                }
                None => one("nothing to go back to"),
            },
            ("m", letter) => self.mark(letter),
            ("'", letter) => self.visit_mark(letter),
            ("w" | "where", "") => one(words::place(&self.document, self.at, self.is_last())),
            ("i", "") => words::warnings(&self.document, &self.warnings),
            ("?" | "help", "") => words::COMMANDS.iter().map(|(command, does)| format!("{command}: {does}")).collect(),
            ("q" | "quit", "") => {
                self.ended = true;
                Vec::new()
            }
            _ if typed.starts_with('/') => self.search(&typed[1..]),
            // Without the blank they are as good: `m a`, `ma`.
            _ if typed.starts_with('\'') => self.visit_mark(typed[1..].trim()),
            _ if typed.starts_with('m') && typed.chars().count() == 2 => self.mark(&typed[1..]),
            _ => one(format!("no command is called {}; ? lists them", clean::line(typed))),
        }
    }

    /// The next paragraph, or the one before.
    fn step(&mut self, on: bool) -> Vec<String> {
        if on && std::mem::take(&mut self.unread) {
            return self.again();
        }
        let blocks = &self.document.body.blocks;
        let reads =
            |&block: &u32| blocks[block as usize].kind != crate::model::Kind::Rule && !blocks[block as usize].continues && !blocks[block as usize].is_empty();
        let all = blocks.len() as u32;
        let next = match (self.at, on) {
            (None, true) => (0..all).find(reads),
            (None, false) => None,
            (Some(at), true) => (at + 1..all).find(reads),
            (Some(at), false) => (0..at).rev().find(reads),
        };
        match next {
            Some(block) => {
                self.settle(Some(block));
                self.again()
            }
            None if on => one("this is the end of the text"),
            None => one("this is the beginning"),
        }
    }

    /// The paragraph that was read last, with its notes where these are wanted.
    fn again(&self) -> Vec<String> {
        let Some(at) = self.at else { return one("nothing was read yet; Enter begins") };
        let mut said = one(words::paragraph(&self.document, at));
        if self.with_notes {
            let (from, to) = self.extent(at);
            said.extend(self.markers(from, to).filter_map(|(_, note)| words::note(&self.document, note)));
        }
        said
    }

    /// Reads the next note: of this paragraph, else of the first one behind it that has one.
    fn next_note(&mut self) -> Vec<String> {
        let (from, _) = self.extent(self.at.unwrap_or(0));
        let from = self.marker.filter(|&marker| marker >= from).map_or(from, |marker| Anchor { byte: marker.byte + 1, ..marker });
        let end = Anchor::new(FlowId::Body, u32::MAX, 0);
        let Some((marker, note)) = self.markers(from, end).next() else { return one("no note behind this place") };
        let mut said = Vec::new();
        let (_, to) = self.extent(self.at.unwrap_or(0));
        if self.at.is_none() || marker >= to {
            self.settle(Some(words::first_of(&self.document, marker.block)));
            said.push(words::stands(&self.document, marker));
        }
        self.marker = Some(marker);
        said.extend(words::note(&self.document, note));
        said
    }

    fn heading(&mut self, on: bool) -> Vec<String> {
        let headings = &self.document.headings;
        let here = self.at.map_or(-1, i64::from);
        let found = if on { headings.iter().find(|&&block| i64::from(block) > here) } else { headings.iter().rev().find(|&&block| i64::from(block) < here) };
        match found.copied() {
            Some(block) => self.go_to(Anchor::new(FlowId::Body, block, 0)),
            None => one(if on { "no heading behind this one" } else { "no heading before this one" }),
        }
    }

    fn visit_part(&mut self, part: &str) -> Vec<String> {
        let count = self.document.headings.len();
        let block = match part.parse::<usize>() {
            Ok(number) => number.checked_sub(1).and_then(|at| self.document.headings.get(at)).copied(),
            Err(_) => words::heading_called(&self.document, part),
        };
        match block {
            Some(block) => self.go_to(Anchor::new(FlowId::Body, block, 0)),
            None => one(format!("there is no part {}; the outline has {count}", clean::line(part))),
        }
    }

    /// The next row of the table that is being read; without one the next table.
    fn next_row(&mut self) -> Vec<String> {
        let here = self.document.tables.iter().position(|table| Some(table.block) == self.at).map(|table| TableId(table as u32));
        let Some(table) = here else {
            let from = self.at.unwrap_or(0);
            let next = self.document.tables.iter().position(|table| table.block >= from);
            return match next {
                Some(table) => self.open_table(TableId(table as u32)),
                None => one("no table behind this place"),
            };
        };
        let read = self.table.filter(|(other, _)| *other == table).map_or(0, |(_, read)| read);
        self.table = Some((table, read + 1));
        words::row(&self.document, table, read)
    }

    fn visit_table(&mut self, id: &str) -> Vec<String> {
        match self.document.tables.iter().position(|table| table.id == id) {
            Some(table) => self.open_table(TableId(table as u32)),
            None => one(format!("there is no table {}", clean::line(id))),
        }
    }

    fn open_table(&mut self, table: TableId) -> Vec<String> {
        let block = self.document.table(table).map_or(0, |table| table.block);
        self.table = None;
        self.go_to(Anchor::new(FlowId::Body, block, 0))
    }

    /// Looks for words, or goes on to the next place that has them.
    fn search(&mut self, typed: &str) -> Vec<String> {
        let by = match typed {
            "" => 1,
            "/" => -1,
            words => match words::hits(&self.document, words) {
                Ok(hits) if hits.is_empty() => return one(format!("no place has {}", clean::line(words))),
                Ok(hits) => {
                    (self.hits, self.hit) = (hits, None);
                    1
                }
                Err(why) => return one(why),
            },
        };
        let all = self.hits.len() as i64;
        if all == 0 {
            return one("nothing was searched for; /words searches");
        }
        let from = Anchor::new(FlowId::Body, self.at.unwrap_or(0), 0);
        let next = match self.hit {
            Some(hit) => hit as i64 + by,
            None => self.hits.partition_point(|hit| words::in_body(&self.document, hit.at) < from) as i64,
        };
        let at = next.rem_euclid(all) as usize;
        self.hit = Some(at);
        let hit = self.hits[at];
        let place = words::in_body(&self.document, hit.at);
        self.leave();
        self.settle(Some(words::first_of(&self.document, place.block)));
        self.unread = true;
        let round = if (0..all).contains(&next) { "" } else { "from the other end again, " };
        one(format!("{round}hit {} of {all} {}", at + 1, words::hit(&self.document, &hit)))
    }

    fn go(&mut self, place: &str) -> Vec<String> {
        let percent = place.strip_suffix('%').and_then(|number| number.trim().parse::<f64>().ok()).filter(|percent| (0.0..=100.0).contains(percent));
        let start = match (place, percent, place.parse::<u32>()) {
            ("", ..) => Start::Percent(0.0),
            ("end", ..) => Start::Percent(100.0),
            (_, Some(percent), _) => Start::Percent(percent),
            (_, _, Ok(line)) => Start::Line(line),
            _ => return one(format!("{} is no place: g 50% is the middle, g 120 a line, g end the end", clean::line(place))),
        };
        match start.anchor(&self.document) {
            Ok(at) => self.go_to(at),
            Err(why) => one(why),
        }
    }

    fn mark(&mut self, letter: &str) -> Vec<String> {
        match (words::letter(letter), self.at) {
            (None, _) => one("a mark needs a letter: m a"),
            (_, None) => one("nothing was read yet; Enter begins"),
            (Some(letter), Some(at)) => {
                self.marks.insert(letter, at);
                one(format!("mark {letter} is set; ' {letter} comes back"))
            }
        }
    }

    fn visit_mark(&mut self, letter: &str) -> Vec<String> {
        match words::letter(letter).map(|letter| (letter, self.marks.get(&letter).copied())) {
            None => one("a mark has a letter: ' a"),
            Some((letter, None)) => one(format!("no mark {letter} is set; m {letter} sets it")),
            Some((_, Some(block))) => self.go_to(Anchor::new(FlowId::Body, block, 0)),
        }
    }

    /// Goes to a place and reads the paragraph that holds it.
    fn go_to(&mut self, at: Anchor) -> Vec<String> {
        self.leave();
        let at = words::in_body(&self.document, at);
        self.settle(Some(words::first_of(&self.document, at.block)));
        self.again()
    }

    fn leave(&mut self) {
        if self.at.is_some() && self.back.last() != Some(&self.at) {
            self.back.push(self.at);
        }
    }

    fn settle(&mut self, at: Option<u32>) {
        if at != self.at {
            (self.marker, self.table) = (None, None);
        }
        (self.at, self.unread) = (at, false);
    }

    /// The places of a paragraph: its first, and one behind its last.
    fn extent(&self, block: u32) -> (Anchor, Anchor) {
        let blocks = &self.document.body.blocks;
        let end = (block + 1..blocks.len() as u32).find(|&next| !blocks[next as usize].continues).unwrap_or(blocks.len() as u32);
        (Anchor::new(FlowId::Body, block, 0), Anchor::new(FlowId::Body, end, 0))
    }

    /// The markers of the body between two places that lead to a note.
    fn markers(&self, from: Anchor, to: Anchor) -> impl Iterator<Item = (Anchor, NoteId)> {
        let stops = self.document.stops_of(FlowId::Body);
        stops[stops.partition_point(|stop| stop.at < from)..].iter().take_while(move |stop| stop.at < to).filter_map(|stop| match stop.opens {
            Opens::Ref(reference) => Some((stop.at, self.document.reference(reference)?.link.note()?)),
            _ => None,
        })
    }

    fn is_last(&self) -> bool {
        let blocks = &self.document.body.blocks;
        self.at.is_some_and(|at| (at as usize + 1..blocks.len()).all(|block| blocks[block].continues || blocks[block].is_empty()))
    }
}

fn one(words: impl Into<String>) -> Vec<String> {
    vec![words.into()]
}
