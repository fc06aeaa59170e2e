//! Texts of ours with notes, whose markers know their notes; and edits of them, which say what they touch.

use std::collections::BTreeSet;

/// A text that is still in parts.
#[derive(Debug, Clone)]
pub struct Made {
    pub items: Vec<Item>,
    /// For each note the numbering it belongs to.
    pub numbering: Vec<usize>,
    /// Characters after which its lines are wrapped; a paragraph is one line where there is none.
    pub wrap: Option<usize>,
}

#[derive(Debug, Clone)]
pub enum Item {
    Heading(String),
    Para(Vec<Piece>),
    Notes(Vec<NoteMade>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Word(String),
    /// A marker, glued to the word before it; and the note that it belongs to, if any.
    Marker(u32, Option<usize>),
}

#[derive(Debug, Clone)]
pub struct NoteMade {
    pub label: u32,
    pub id: usize,
    pub words: String,
}

/// Where the notes of a text stand, and how they are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    /// Below each page, numbered through the chapter.
    Through,
    /// Below each page, beginning again on each.
    EachPage,
    /// All at the end, beginning again with each chapter.
    List,
    /// All at the end, a heading before those of each chapter.
    HeadedList,
    /// Behind each chapter.
    EachChapter,
}

pub const PLANS: [Plan; 5] = [Plan::Through, Plan::EachPage, Plan::List, Plan::HeadedList, Plan::EachChapter];

const WORDS: [&str; 36] = [
    "the", "harbour", "was", "closed", "before", "winter", "and", "every", "ledger", "went", "to", "council", "with", "a", "copy", "for", "their", "clerk",
    "who", "kept", "it", "among", "letters", "from", "northern", "towns", "until", "spring", "when", "boats", "came", "back", "over", "quiet", "water",
    "again",
];

/// Raised figures: as a marker or a label is printed.
pub fn raised(value: u32) -> String {
    value.to_string().chars().map(|c| ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][c as usize - '0' as usize]).collect()
}

/// A text with the given number of notes in each part (page or chapter). `seed` varies words and where markers stand.
pub fn made(plan: Plan, parts: &[u32], seed: usize) -> Made {
    let wrap = matches!(plan, Plan::EachPage | Plan::List).then_some(70);
    let mut text = Made { items: Vec::new(), numbering: Vec::new(), wrap };
    let mut word = seed * 7;
    let mut list = Vec::new();
    let mut label = 0;
    for (part, &count) in parts.iter().enumerate() {
        let chapters = !matches!(plan, Plan::Through | Plan::EachPage);
        if chapters {
            text.items.push(Item::Heading(format!(
                "{}. The {} year",
                ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"][part],
                ["first", "next"][part.min(1)]
            )));
        }
        if chapters || plan == Plan::EachPage {
            label = 0;
        }
        let mut notes = Vec::new();
        let mut pieces = Vec::new();
        for i in 0..count.max(1) {
            for sentence in 0..2 {
                let length = 9 + (word + sentence) % 5;
                let mut waits = false;
                for k in 0..length {
                    let plain = WORDS[(word * 5 + k * 11 + word / 3) % WORDS.len()];
                    word += 1;
                    let last = k + 1 == length;
                    let plain = if last && plain.len() < 4 { "winter" } else { plain };
                    let first = if k == 0 { plain[..1].to_uppercase() + &plain[1..] } else { plain.to_owned() };
                    pieces.push(Piece::Word(if last { first + "." } else { first }));
                    // A marker stands behind the sentence, or in the midst of it; never behind an article or the like.
                    waits |= count > 0 && sentence == 1 && (if (seed + i as usize) % 3 == 2 { k == length / 2 } else { last });
                    if waits && (last || plain.len() > 3) {
                        waits = false;
                        label += 1;
                        let id = text.numbering.len();
                        text.numbering.push(if plan == Plan::Through { 0 } else { part });
                        pieces.push(Piece::Marker(label, Some(id)));
                        notes.push(NoteMade {
                            label,
                            id,
                            words: format!(
                                "{} in the papers of the {} office, p. {}.",
                                ["Letter", "Report", "Minutes"][id % 3],
                                ["old", "new"][id % 2],
                                11 + id
                            ),
                        });
                    }
                }
            }
            if i % 2 == 1 {
                text.items.push(Item::Para(std::mem::take(&mut pieces)));
            }
        }
        if !pieces.is_empty() {
            text.items.push(Item::Para(pieces));
        }
        match plan {
            Plan::List | Plan::HeadedList => list.push(notes),
            _ if notes.is_empty() => {}
            _ => text.items.push(Item::Notes(notes)),
        }
    }
    match plan {
        Plan::List => {
            text.items.push(Item::Heading("NOTES".to_owned()));
            text.items.push(Item::Notes(list.concat()));
        }
        Plan::HeadedList => {
            text.items.push(Item::Heading("NOTES".to_owned()));
            for (part, notes) in list.into_iter().enumerate().filter(|(_, notes)| !notes.is_empty()) {
                text.items.push(Item::Heading(format!("CHAPTER {}", part + 1)));
                text.items.push(Item::Notes(notes));
            }
        }
        Plan::Through | Plan::EachPage | Plan::EachChapter => {
            text.items.push(Item::Para("And that was all that anyone had kept.".split(' ').map(|word| Piece::Word(word.to_owned())).collect()));
        }
    }
    text
}

/// A text as it is printed, with the source bytes of its markers and notes.
pub struct Written {
    pub source: String,
    pub markers: Vec<(u32, u32, Option<usize>)>,
    pub notes: Vec<(u32, u32, usize)>,
    /// For each note how many paragraphs stand before it: what parts blocks of notes.
    pub blocks: Vec<u32>,
}

impl Made {
    pub fn written(&self) -> Written {
        let mut out = Written { source: String::new(), markers: Vec::new(), notes: Vec::new(), blocks: Vec::new() };
        let mut paragraphs = 0;
        for item in &self.items {
            match item {
                Item::Heading(words) => out.source.push_str(words),
                Item::Para(pieces) => {
                    paragraphs += 1;
                    self.para(pieces, &mut out);
                }
                Item::Notes(notes) => {
                    for (i, note) in notes.iter().enumerate() {
                        if i > 0 {
                            out.source.push('\n');
                        }
                        out.blocks.push(paragraphs);
                        out.notes.push((out.source.len() as u32, note.label, note.id));
                        out.source.push_str(&format!("{} {}", raised(note.label), note.words));
                    }
                }
            }
            out.source.push_str("\n\n");
        }
        out
    }

    /// Its markers and notes in their order, for messages: `!` behind a marker that belongs to no note.
    pub fn story(&self) -> String {
        let mut story = String::new();
        for item in &self.items {
            match item {
                Item::Heading(_) => story.push_str("# "),
                Item::Para(pieces) => {
                    for piece in pieces {
                        if let Piece::Marker(label, note) = piece {
                            story.push_str(&format!("{label}{} ", if note.is_none() { "!" } else { "" }));
                        }
                    }
                    story.push_str("/ ");
                }
                Item::Notes(notes) => story.push_str(&format!("{:?} ", notes.iter().map(|note| note.label).collect::<Vec<_>>())),
            }
        }
        story
    }

    fn para(&self, pieces: &[Piece], out: &mut Written) {
        let mut column = 0;
        for (i, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Word(word) => {
                    let glued = pieces[i + 1..].iter().take_while(|piece| matches!(piece, Piece::Marker(..))).count();
                    let width = word.chars().count() + glued;
                    if i > 0 {
                        let full = self.wrap.is_some_and(|wrap| column + 1 + width > wrap);
                        out.source.push(if full { '\n' } else { ' ' });
                        column = if full { 0 } else { column + 1 };
                    }
                    out.source.push_str(word);
                    column += width;
                }
                Piece::Marker(label, note) => {
                    if matches!(pieces.get(i.wrapping_sub(1)), Some(Piece::Marker(..))) {
                        out.source.push(',');
                    }
                    out.markers.push((out.source.len() as u32, *label, *note));
                    out.source.push_str(&raised(*label));
                }
            }
        }
    }

    /// Where its markers stand: item, piece, and the note of each.
    pub fn markers(&self) -> Vec<(usize, usize, usize)> {
        let of = |(i, item): (usize, &Item)| match item {
            Item::Para(pieces) => {
                pieces.iter().enumerate().filter_map(|(k, piece)| if let Piece::Marker(_, Some(id)) = piece { Some((i, k, *id)) } else { None }).collect()
            }
            _ => Vec::new(),
        };
        self.items.iter().enumerate().flat_map(of).collect()
    }

    /// The places between two words: item and piece.
    pub fn gaps(&self) -> Vec<(usize, usize)> {
        let of = |(i, item): (usize, &Item)| match item {
            Item::Para(pieces) => (1..pieces.len()).filter(|&k| matches!(pieces[k], Piece::Word(_))).map(|k| (i, k)).collect(),
            _ => Vec::new(),
        };
        self.items.iter().enumerate().flat_map(of).collect()
    }

    /// A note and its neighbours.
    pub fn around(&self, id: usize) -> BTreeSet<usize> {
        (id.saturating_sub(1)..=id + 1).collect()
    }

    fn pieces(&mut self, item: usize) -> &mut Vec<Piece> {
        match &mut self.items[item] {
            Item::Para(pieces) => pieces,
            _ => panic!("no paragraph"),
        }
    }

    pub fn drop_marker(&self, id: usize) -> (Made, BTreeSet<usize>) {
        let mut edited = self.clone();
        let &(item, piece, _) = self.markers().iter().find(|marker| marker.2 == id).expect("a marker");
        edited.pieces(item).remove(piece);
        (edited, self.around(id))
    }

    pub fn drop_note(&self, id: usize) -> (Made, BTreeSet<usize>) {
        let mut edited = self.clone();
        for item in &mut edited.items {
            if let Item::Notes(notes) = item {
                notes.retain(|note| note.id != id);
            }
        }
        edited.items.retain(|item| !matches!(item, Item::Notes(notes) if notes.is_empty()));
        (edited, self.around(id))
    }

    /// A second marker with the same label: words away in the same paragraph, or in one of the next. It belongs to none.
    pub fn double(&self, id: usize, far: bool) -> (Made, BTreeSet<usize>) {
        let mut edited = self.clone();
        let &(item, piece, _) = self.markers().iter().find(|marker| marker.2 == id).expect("a marker");
        let Item::Para(pieces) = &self.items[item] else { panic!("no paragraph") };
        let Piece::Marker(label, _) = pieces[piece] else { panic!("no marker") };
        let words = |pieces: &[Piece], from: usize| (from..pieces.len()).filter(|&k| matches!(pieces[k], Piece::Word(_))).nth(3);
        let (item, at) = if far {
            let next = (item + 1..self.items.len()).find(|&i| matches!(self.items[i], Item::Para(_)));
            match next {
                Some(next) => (next, 4),
                None => (item, 2),
            }
        } else {
            (item, words(pieces, piece).unwrap_or(piece - 2))
        };
        edited.pieces(item).insert(at, Piece::Marker(label, None));
        // It may as well be taken for one of the page or chapter that it was put into.
        let mut touched = self.around(id);
        for (_, _, other) in self.markers() {
            let here = edited.markers().iter().any(|&(i, _, o)| o == other && i.abs_diff(item) <= 1);
            let same = edited.written().markers.iter().any(|&(_, l, o)| o == Some(other) && l == label);
            if here && same {
                touched.extend(self.around(other));
            }
        }
        (edited, touched)
    }

    /// A word put before another.
    pub fn insert(&self, (item, piece): (usize, usize), words: &str) -> Made {
        let mut edited = self.clone();
        let new: Vec<Piece> = words.split(' ').map(|word| Piece::Word(word.to_owned())).collect();
        edited.pieces(item).splice(piece..piece, new);
        edited
    }

    /// A marker that belongs to no note, put behind a word.
    pub fn stray(&self, (item, piece): (usize, usize), label: u32) -> Made {
        let mut edited = self.clone();
        edited.pieces(item).insert(piece, Piece::Marker(label, None));
        edited
    }

    /// The numbering begins again at a note, in markers and notes, as far as it went.
    pub fn restart(&self, id: usize) -> (Made, BTreeSet<usize>) {
        let mut edited = self.clone();
        let old = self.written().notes.iter().find(|note| note.2 == id).expect("a note").1;
        let moved = |other: usize| other >= id && self.numbering[other] == self.numbering[id];
        for item in &mut edited.items {
            match item {
                Item::Para(pieces) => pieces.iter_mut().for_each(|piece| match piece {
                    Piece::Marker(label, Some(other)) if moved(*other) => *label = *label + 1 - old,
                    _ => {}
                }),
                Item::Notes(notes) => notes.iter_mut().filter(|note| moved(note.id)).for_each(|note| note.label = note.label + 1 - old),
                Item::Heading(_) => {}
            }
        }
        (edited, self.around(id))
    }
}
