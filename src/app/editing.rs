//! The source in the reader's own editor: which line of which file, and what becomes of the document when the file has
//! changed. It is read anew, and the words that stood on top stand there again. Runs no program: whoever holds the terminal does.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::App;
use super::event::Wish;
use crate::model::{Anchor, Document, Extent, FlowId, Reading};
use crate::read::Asked;
use crate::store::State;
use crate::ui::View;

/// Bytes of the words by which a place is found again.
const WORDS: usize = 60;

/// The file of the document, and an errand to the editor.
#[derive(Debug, Default)]
pub struct Editing {
    /// The file, where the document comes from one.
    path: Option<PathBuf>,
    /// As what it was read.
    asked: Asked,
    /// The line that the editor is to show.
    line: u32,
    /// The file as it was when the editor was called.
    before: Option<Stamp>,
    /// Whether it is being read anew.
    anew: bool,
}

impl Editing {
    /// Whether the document is being read anew.
    pub fn is_read_anew(&self) -> bool {
        self.anew
    }
}

/// What tells that a file was changed.
type Stamp = (u64, Option<SystemTime>);

impl App {
    /// Says from which file the document comes, and as what it is read.
    pub fn comes_from(&mut self, path: Option<&Path>, asked: &Asked) {
        self.editing = Editing { path: path.map(Path::to_owned), asked: asked.clone(), ..Editing::default() };
    }

    /// The errand to the editor: the file and its line.
    pub fn errand(&self) -> Option<(&Path, u32)> {
        self.editing.path.as_deref().map(|path| (path, self.editing.line))
    }

    /// The file of the document, where it comes from one.
    pub(super) fn path(&self) -> Option<&Path> {
        self.editing.path.as_deref()
    }

    /// Asks for the editor at the line of what is looked at; says why where that cannot be.
    pub(super) fn edit(&mut self) -> Option<Wish> {
        let document = Arc::clone(&self.open.document);
        let Some(path) = self.editing.path.as_deref() else {
            self.say("there is no file of it that could be edited");
            return None;
        };
        if self.open.state.is_loading() {
            self.say("it is still being read");
            return None;
        }
        if let Some(packing) = document.manner.packed {
            self.message = Some(format!("it is packed with {packing}: unpacked it can be edited"));
            return None;
        }
        let before = stamp(path);
        let Some(source) = self.source_in_view(&document) else {
            self.say("nothing here has a line of its own");
            return None;
        };
        let Some(line) = document.file_line(source) else {
            self.say("a workbook has no lines that an editor could show");
            return None;
        };
        (self.editing.line, self.editing.before) = (line, before);
        Some(Wish::Edit)
    }

    /// The editor has come to its end: the document is read anew where its file was changed.
    pub fn edited(&mut self) {
        let Some(path) = self.editing.path.clone() else { return };
        if stamp(&path) == self.editing.before {
            return;
        }
        if self.is_bulk() {
            self.say("the file was changed: opened again it shows that");
            return;
        }
        self.say("the file was changed and is read anew");
        self.editing.anew = true;
        self.jobs.reread(path, self.editing.asked.clone());
        self.settle();
    }

    /// Puts the document in place that was read anew, with the same words on top.
    pub(super) fn reread(&mut self, read: Result<Box<Reading>, String>) {
        // Another document may be open by now.
        if !std::mem::take(&mut self.editing.anew) {
            return;
        }
        let reading = match read {
            Ok(reading) => *reading,
            Err(why) => return self.say(&why),
        };
        // The words that are on top by now: reading may have gone on meanwhile. At the beginning it is the new beginning.
        let top = self.reader().map_or(Anchor::START, |reader| reader.position().top);
        let words = if top == Anchor::START { String::new() } else { words_at(&self.open.document, top) };
        self.put(reading, State::Whole);
        let document = Arc::clone(&self.open.document);
        if let Some(reader) = self.reader_mut() {
            let top = reader.position().top;
            if let Some(at) = place_of(&document, &words, top) {
                reader.put(&document, at, 0);
            }
        }
    }

    /// The source byte of what has the keys: of an entry, of a note, of what Tab stands on, else of the top.
    fn source_in_view(&self, document: &Document) -> Option<u32> {
        match self.stack.last()? {
            View::List(list) => list.source(&self.scene()),
            View::Note(view) => document.note(view.note()).map(|note| note.source),
            View::Reader(reader) => Some(document.source(reader.stop_in_view().map_or(reader.top_shown(), |stop| stop.at))),
            _ => None,
        }
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let about = path.metadata().ok()?;
    Some((about.len(), about.modified().ok()))
}

/// The words of the body from a place on.
fn words_at(document: &Document, at: Anchor) -> String {
    let Some(block) = document.block(FlowId::Body, at.block) else { return String::new() };
    let end = crate::model::document::floor_char(block.text.as_str(), (at.byte + WORDS as u32).min(block.len()));
    block.text.slice(Extent::new(at.byte.min(end), end)).to_owned()
}

/// Where these words stand, of several places the nearest to the one before.
fn place_of(document: &Document, words: &str, before: Anchor) -> Option<Anchor> {
    if words.trim().is_empty() {
        return None;
    }
    let finder = memchr::memmem::Finder::new(words);
    let found = (0u32..).zip(&document.body.blocks).filter_map(|(number, block)| {
        let byte = finder.find(block.text.as_str().as_bytes())?;
        Some(Anchor::new(FlowId::Body, number, byte as u32))
    });
    found.min_by_key(|at| at.block.abs_diff(before.block))
}
