//! What views say to the program: what they did with an action, and what they ask for. Data alone; nothing here acts.

use super::{View, outline, reader, table};
use crate::keys::Action;
use crate::model::{Anchor, NoteId, TableId, Target};
use crate::settings::{NotesShow, Setting, Settings};
use crate::sheet::file::work::Work;
use crate::sheet::look::Look;

/// What a view asks for.
#[derive(Debug)]
pub enum Effect {
    /// Take the top view off.
    Pop,
    /// Take off everything above the text.
    Close,
    /// Put a view on top.
    Push(Box<View>),
    /// Go to a place of the body: its line comes to the top of the screen, and the place before can be gone back to.
    Go(Anchor),
    /// Go to a place of the body or of a note, and stand on what can be opened there: what is on the screen already stays.
    Reach(Anchor),
    /// Jump to a screen as it was.
    Restore(reader::Position),
    /// Move the text behind a list to a place; the list stays, and covers so many rows.
    Behind(Anchor, u16),
    /// Open a note, over the place that refers to it where one is known.
    Open(NoteId, Option<Anchor>),
    /// Show a note with the text following, at a place that refers to it or at its first marker: everything above the text
    /// gives way to its popup.
    Follow(NoteId, Option<Anchor>),
    /// Say what a word of the text stands for, where that is known.
    ShortForm(Anchor),
    /// List who refers to something.
    Referrers(Target),
    /// Open what a stop leads to.
    Enter(crate::model::Stop),
    /// Open a table's sheet.
    Sheet(TableId),
    /// Do something with the data file that takes time.
    Work(Work),
    /// Carry out what was typed over a sheet.
    Asked(table::Ask, String),
    /// Copy a text, and say so.
    Copy(String, String),
    /// Write a table to a file, in the form that its name says.
    Export(Box<Look>, String),
    /// Search for a pattern, or stay at what was found for it while it was typed.
    Search(String),
    /// List the hits.
    Hits,
    /// Go to the hit with this number.
    ToHit(usize),
    /// Go to the next hit, or the previous, so many times.
    Hit(i64),
    /// Do as if the key of an action were pressed in the view on top.
    Act(Action),
    /// Fold the outline, or unfold it.
    Fold(outline::Fold),
    /// Say something in the status line.
    Say(String),
    /// Show notes another way, or in the one that comes next.
    Show(Option<NotesShow>),
    /// Set settings, for now.
    Set(Box<Settings>),
    /// Write a setting to the file, for good.
    Keep(&'static Setting),
}

/// What a view did with an action.
#[derive(Debug)]
pub enum Answer {
    /// It was its to handle; what comes of it.
    Done(Vec<Effect>),
    /// It is for a view below.
    Pass,
}

impl Answer {
    /// Handled, with one effect.
    pub fn with(effect: Effect) -> Answer {
        Answer::Done(vec![effect])
    }

    /// Handled, and nothing comes of it.
    pub fn done() -> Answer {
        Answer::Done(Vec::new())
    }

    /// Handled, with something to say.
    pub fn say(words: impl Into<String>) -> Answer {
        Answer::with(Effect::Say(words.into()))
    }
}
