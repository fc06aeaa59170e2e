//! One key press: its code and modifiers, and the names they have on the help page. The only file that knows how a
//! terminal reports a key; must never say what a key does.

use std::fmt;
use std::str::FromStr;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::settings::nearest;

/// A key press. Letters carry their case and no Shift; with Ctrl they are lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
    /// Whether Shift was held, for keys that are no characters.
    pub shift: bool,
}

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A key that types this character.
    Char(char),
    /// A function key, from 1.
    F(u8),
    /// Tab.
    Tab,
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// Page up.
    PgUp,
    /// Page down.
    PgDn,
    /// Home.
    Home,
    /// End.
    End,
}

/// The keys that are named by a word.
const NAMES: [(&str, Code); 15] = [
    ("Space", Code::Char(' ')),
    ("Tab", Code::Tab),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Insert", Code::Insert),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("PgUp", Code::PgUp),
    ("PgDn", Code::PgDn),
    ("Home", Code::Home),
    ("End", Code::End),
];

/// How the keys that are held are written, and what they are called here.
const HELD: [(&str, &str); 4] = [("ctrl-", "Ctrl-"), ("alt-", "Alt-"), ("shift-", "S-"), ("s-", "S-")];

/// Other words for some keys.
const OTHERS: [(&str, &str); 7] =
    [("Return", "Enter"), ("Escape", "Esc"), ("BackTab", "S-Tab"), ("PageUp", "PgUp"), ("PageDown", "PgDn"), ("Del", "Delete"), ("Ins", "Insert")];

impl Key {
    /// The key without a modifier.
    pub fn plain(code: Code) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    /// A key as people write it: names and modifiers in any case, `shift-` for `s-`, and a few other words for a key.
    pub fn written(name: &str) -> Result<Key, String> {
        let (mut rest, mut canonical) = (name, String::new());
        while let Some((held, after)) = HELD.iter().find_map(|(word, held)| Some((held, strip(rest, word)?))).filter(|(_, after)| !after.is_empty()) {
            canonical.push_str(held);
            rest = after;
        }
        let alike = |word: &str| word.eq_ignore_ascii_case(rest);
        let other = OTHERS.iter().find(|(word, _)| alike(word)).map(|(_, name)| *name);
        let named = other.or_else(|| NAMES.iter().map(|(word, _)| *word).find(|word| alike(word)));
        match named {
            Some(named) => canonical.push_str(named),
            None if rest.len() > 1 && rest.starts_with('f') => canonical.push_str(&rest.to_uppercase()),
            None => canonical.push_str(rest),
        }
        canonical.parse().map_err(|_| match nearest(rest, NAMES.iter().map(|(word, _)| *word)).filter(|_| rest.chars().count() > 1) {
            Some(near) => format!("no key is called {name}; the nearest name is {near}"),
            None => format!("no key is called {name}"),
        })
    }

    /// The digit it types, where it types one and no modifier is held.
    pub fn digit(self) -> Option<u32> {
        match self {
            Key { code: Code::Char(c), ctrl: false, alt: false, .. } => c.to_digit(10),
            _ => None,
        }
    }

    /// What a terminal reported; `None` for releases, lone modifiers and keys that have no name here.
    pub fn from_event(event: &KeyEvent) -> Option<Key> {
        let held = event.modifiers;
        if event.kind == KeyEventKind::Release || held.intersects(KeyModifiers::SUPER | KeyModifiers::HYPER) {
            return None;
        }
        let mut key = Key {
            code: Code::Tab,
            ctrl: held.contains(KeyModifiers::CONTROL),
            alt: held.intersects(KeyModifiers::ALT | KeyModifiers::META),
            shift: held.contains(KeyModifiers::SHIFT),
        };
        key.code = match event.code {
            KeyCode::Char(c) => return key.typing(c),
            KeyCode::BackTab => {
                key.shift = true;
                Code::Tab
            }
            KeyCode::Tab => Code::Tab,
            KeyCode::F(number) => Code::F(number),
            KeyCode::Enter => Code::Enter,
            KeyCode::Esc => Code::Esc,
            KeyCode::Backspace => Code::Backspace,
            KeyCode::Delete => Code::Delete,
            KeyCode::Insert => Code::Insert,
            KeyCode::Left => Code::Left,
            KeyCode::Right => Code::Right,
            KeyCode::Up => Code::Up,
            KeyCode::Down => Code::Down,
            KeyCode::PageUp => Code::PgUp,
            KeyCode::PageDown => Code::PgDn,
            KeyCode::Home => Code::Home,
            KeyCode::End => Code::End,
            _ => return None,
        };
        Some(key)
    }

    /// The same modifiers with a character: Shift is in the character, and Ctrl knows no case.
    fn typing(self, c: char) -> Option<Key> {
        if c.is_control() {
            return None;
        }
        let c = if self.ctrl {
            c.to_ascii_lowercase()
        } else if self.shift {
            c.to_ascii_uppercase()
        } else {
            c
        };
        Some(Key { code: Code::Char(c), shift: false, ..self })
    }
}

/// What stands behind a word, in whatever case that is written.
fn strip<'n>(name: &'n str, word: &str) -> Option<&'n str> {
    name.get(..word.len()).filter(|begin| begin.eq_ignore_ascii_case(word)).map(|_| &name[word.len()..])
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "S-")] {
            if held {
                out.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return out.write_str(name);
        }
        match self.code {
            Code::Char(c) if self.ctrl => write!(out, "{}", c.to_ascii_uppercase()),
            Code::Char(c) => write!(out, "{c}"),
            Code::F(number) => write!(out, "F{number}"),
            _ => Ok(()),
        }
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(name: &str) -> Result<Key, String> {
        let unknown = || format!("no key has the name {name}");
        let mut key = Key::plain(Code::Tab);
        let mut rest = name;
        loop {
            let (held, after) = match rest {
                _ if rest.starts_with("Ctrl-") => (&mut key.ctrl, &rest[5..]),
                _ if rest.starts_with("Alt-") => (&mut key.alt, &rest[4..]),
                _ if rest.starts_with("S-") => (&mut key.shift, &rest[2..]),
                _ => break,
            };
            if *held || after.is_empty() {
                return Err(unknown());
            }
            *held = true;
            rest = after;
        }
        if let Some(&(_, code)) = NAMES.iter().find(|(word, _)| *word == rest) {
            key.code = code;
            return if code == Code::Char(' ') { key.typing(' ').ok_or_else(unknown) } else { Ok(key) };
        }
        if let Some(number) = rest.strip_prefix('F').and_then(|digits| digits.parse().ok()).filter(|number| (1..=35).contains(number)) {
            key.code = Code::F(number);
            return Ok(key);
        }
        let mut characters = rest.chars();
        match (characters.next(), characters.next()) {
            (Some(c), None) if c != ' ' => key.typing(c).ok_or_else(unknown),
            _ => Err(unknown()),
        }
    }
}
