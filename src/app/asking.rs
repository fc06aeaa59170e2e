//! What is typed over a sheet, and what of a table leaves the program: to the clipboard, to a file. Owns how an answer comes
//! back to the line it was typed in; what is done with a table is the sheet's.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use super::copying::TERMINAL_BYTES;
use super::{App, Wish};
use crate::sheet::look::Look;
use crate::ui::table::{Ask, AskView};
use crate::ui::{Answer, View};
use crate::write::table::{Form, Options, notes};

impl App {
    /// Hands what was typed to the sheet below; where it could not be done, the line stays and says why.
    pub(super) fn asked(&mut self, ask: Ask, typed: &str) {
        let on_file = self.stack.iter().rev().find_map(|view| match view {
            View::Table(_) => Some(false),
            View::Data(_) => Some(true),
            _ => None,
        });
        if on_file == Some(true)
            && let Some(answer) = self.asked_of_data(ask, typed)
        {
            match answer {
                Ok(effects) => {
                    self.close_ask();
                    self.apply(effects);
                }
                Err(why) => self.refuse_asked(why),
            }
            return;
        }
        let sheet = self.stack.iter_mut().rev().find_map(|view| if let View::Table(sheet) = view { Some(sheet) } else { None });
        match sheet.map(|sheet| sheet.asked(ask, typed)) {
            Some(Ok(answer)) => {
                self.close_ask();
                if let Answer::Done(effects) = answer {
                    self.apply(effects);
                }
            }
            Some(Err(why)) => self.refuse_asked(why),
            None => self.close_ask(),
        }
    }

    fn refuse_asked(&mut self, why: String) {
        if let Some(View::Ask(line)) = self.stack.last_mut() {
            line.refuse(why);
        }
    }

    fn close_ask(&mut self) {
        if matches!(self.stack.last(), Some(View::Ask(_))) {
            self.stack.pop();
        }
    }

    /// Copies a text, where it is not too long for who takes it.
    pub(super) fn copy_text(&mut self, text: String, said: String) {
        let limit = if self.clipboard { super::copying::MOST_BYTES } else { TERMINAL_BYTES };
        if text.len() > limit {
            self.message = Some(format!("not copied: {} kB are too much to copy at once; e writes the table to a file", text.len() / 1000));
            return;
        }
        self.message = Some(said);
        self.copied = Some(text);
        self.wish = Some(Wish::Copy);
    }

    /// Writes a table to a file; where that cannot be done, the line comes back and says why. A file that is there already is
    /// left alone, but where its name is followed by `!`.
    pub(super) fn export(&mut self, look: &Look, typed: &str) {
        let (name, over) = typed.strip_suffix('!').map_or((typed, false), |name| (name.trim_end(), true));
        let options = Options { cells: None, guarded: self.configuration.settings.guard, notes: notes::of(&self.open.document, look) };
        let written = match Form::of_file(name) {
            None => {
                let ends = Form::ENDINGS.join(", ");
                Err(format!("the form is not known from {name:?}: the file is to end in one of {ends}"))
            }
            Some(form) => match write(look, &options, form, Path::new(name), over) {
                Ok(()) => Ok(format!("wrote {} rows and {} columns to {name}", look.order.rows.len(), look.columns.len())),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    Err(format!("{name} is there already; with ! behind the name it is written over"))
                }
                Err(error) => Err(format!("cannot write {name}: {error}")),
            },
        };
        match written {
            Ok(said) => self.message = Some(said),
            Err(why) => self.stack.push(View::Ask(AskView::again(Ask::Export, typed, why))),
        }
    }
}

fn write(look: &Look, options: &Options, form: Form, path: &Path, over: bool) -> io::Result<()> {
    // What cannot be made leaves no file behind.
    let bytes = form.bytes(look, options)?;
    let mut how = OpenOptions::new();
    how.write(true);
    let mut file = if over { how.create(true).truncate(true).open(path)? } else { how.create_new(true).open(path)? };
    file.write_all(&bytes)
}
