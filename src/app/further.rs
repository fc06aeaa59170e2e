//! Further documents: the file that a link leads to opens inside, and going back comes to the one before as it was left. Owns
//! where such a file is looked for, and what of the program belongs to one document.

use std::path::{Path, PathBuf};

use super::App;
use super::editing::Editing;
use super::event::Wish;
use super::jumps::Jumps;
use super::marks::Marks;
use super::pointing::Pointer;
use crate::keys::{Action, Context, page};
use crate::model::{Anchor, FlowId, Reading, clean};
use crate::read::Asked;
use crate::read::limits::DATA_BYTES;
use crate::store::{Open, State};
use crate::ui::outline::Parts;
use crate::ui::slip::SlipView;
use crate::ui::{Effect, View};

/// Documents that are kept each way; each is held whole.
const KEPT: usize = 16;

/// The documents one came from, and those one went back from.
#[derive(Debug, Default)]
pub struct Further {
    behind: Vec<Left>,
    ahead: Vec<Left>,
    /// The file that is being read, and the name of the place in it.
    wanted: Option<(PathBuf, String)>,
}

/// What belongs to one document, as it was left.
#[derive(Debug)]
struct Left {
    open: Open,
    parts: Parts,
    stack: Vec<View>,
    jumps: Jumps,
    marks: Marks,
    editing: Editing,
}

impl Further {
    /// Whether a file is being read.
    pub fn is_reading(&self) -> bool {
        self.wanted.is_some()
    }
}

impl App {
    /// Opens what an address leads to: a file beside this one as a further document, anything else in a popup at the link.
    pub(super) fn open_address(&mut self, address: &str, link: Anchor) {
        if let Some(name) = address.strip_prefix('#') {
            return self.say(&format!("nothing in this file is called {name}"));
        }
        if !is_file_name(address) {
            return self.slip(SlipView::address(address), link);
        }
        let (name, place) = address.split_once('#').unwrap_or((address, ""));
        let name = decoded(name);
        let Some(path) = self.path().map(|path| path.parent().unwrap_or(Path::new("")).join(&name)) else {
            return self.say(&format!("{} is another file, and this text comes from none beside it", clean::line(&name)));
        };
        let name = clean::line(&name);
        if self.open.state.is_loading() || self.further.is_reading() || self.editing.is_read_anew() {
            return self.say("it is still being read");
        }
        match path.metadata() {
            Ok(about) if about.is_file() && about.len() <= DATA_BYTES as u64 => {
                self.say(&format!("reading {name}…"));
                self.jobs.open_file(path.clone());
                self.further.wanted = Some((path, decoded(place)));
                self.settle();
            }
            Ok(about) if about.is_file() => self.say(&format!("{name} is too big to be opened from here; ibid opens it by its name")),
            Ok(_) => self.say(&format!("{name} is no file")),
            Err(_) => self.say(&format!("the file {name} is not there")),
        }
    }

    /// Shows words that are no part of the text at the place that leads to them.
    pub(super) fn slip(&mut self, slip: SlipView, at: Anchor) {
        let document = std::sync::Arc::clone(&self.open.document);
        if let ([View::Reader(reader)], FlowId::Body) = (self.stack.as_mut_slice(), at.flow) {
            reader.make_room(&document, at);
        }
        self.push(View::Slip(slip));
    }

    /// Takes the file that was read, and then the keys that were typed ahead.
    pub(super) fn opened(&mut self, read: Result<Box<Reading>, String>) -> Option<Wish> {
        self.open_read(read);
        let waiting = std::mem::take(&mut self.waiting);
        waiting.into_iter().fold(None, |wish, key| self.key(key).or(wish))
    }

    /// Puts the file that was read in place: it is what is open now.
    fn open_read(&mut self, read: Result<Box<Reading>, String>) {
        let Some((path, place)) = self.further.wanted.take() else { return };
        let reading = match read {
            Ok(reading) => *reading,
            Err(why) => return self.say(&why),
        };
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let fresh = Left {
            open: Open::waiting(&name),
            parts: Parts::default(),
            stack: vec![View::Reader(Box::default())],
            jumps: Jumps::default(),
            marks: Marks::default(),
            editing: Editing::default(),
        };
        let left = self.exchange(fresh);
        self.further.behind.push(left);
        if self.further.behind.len() > KEPT {
            self.further.behind.remove(0);
        }
        self.further.ahead.clear();
        self.comes_from(Some(&path), &Asked::default());
        self.put(reading, State::Whole);
        let back = page::hint(&self.keymap, Context::Reading, Action::Back).map_or(String::new(), |key| format!("; {key} goes back"));
        self.say(&format!("{name}{back}"));
        if !place.is_empty() {
            self.go_to_named(&name, &place);
        }
    }

    /// Goes to the document before, or to the one that was gone back from; false where there is none.
    pub(super) fn travel_further(&mut self, back: bool) -> bool {
        let there = if back { self.further.behind.pop() } else { self.further.ahead.pop() };
        let Some(there) = there else { return false };
        let left = self.exchange(there);
        if back {
            self.further.ahead.push(left)
        } else {
            self.further.behind.push(left)
        }
        self.say(&self.open.name.clone());
        true
    }

    /// Puts what belongs to a document in place, and gives what belongs to the one that was open.
    fn exchange(&mut self, to: Left) -> Left {
        self.search.clear();
        self.gathering.forget();
        (self.trial, self.pointer) = (None, Pointer::default());
        Left {
            open: std::mem::replace(&mut self.open, to.open),
            parts: std::mem::replace(&mut self.parts, to.parts),
            stack: std::mem::replace(&mut self.stack, to.stack),
            jumps: std::mem::replace(&mut self.jumps, to.jumps),
            marks: std::mem::replace(&mut self.marks, to.marks),
            editing: std::mem::replace(&mut self.editing, to.editing),
        }
    }

    /// Goes to a place by its name, without a jump: the document has just come.
    fn go_to_named(&mut self, name: &str, place: &str) {
        let document = std::sync::Arc::clone(&self.open.document);
        let small = place.to_lowercase();
        let ids = || document.ids.iter();
        let found = ids().find(|(id, _)| id == place).or_else(|| ids().find(|(id, _)| id.to_lowercase() == small));
        match found.map(|(_, at)| *at) {
            Some(at @ Anchor { flow: FlowId::Body, .. }) => {
                if let Some(reader) = self.reader_mut() {
                    reader.put(&document, at, 0);
                }
            }
            Some(at) => self.apply(vec![Effect::Reach(at)]),
            None => self.say(&format!("nothing in {name} is called {}", clean::line(place))),
        }
    }
}

/// Whether an address names a file: no scheme, no host, not only a question.
fn is_file_name(address: &str) -> bool {
    let scheme = address.split_once(':').is_some_and(|(scheme, _)| scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)));
    !scheme && !address.starts_with("//") && !address.starts_with('?') && !address.starts_with("www.") && !address.contains('\0')
}

/// A name of which `%20` and its kin are read.
fn decoded(name: &str) -> String {
    let bytes = name.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = name.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).replace('\0', "")
}
