//! Which document a command is about: a file, standard input, or the bundled one. Owns the rule of what is opened where no
//! file was named; what the bytes mean is for `read`.

use std::ffi::OsString;
use std::io::BufRead;
use std::path::{Path, PathBuf};

use super::Input;
use crate::error::Error;
use crate::model::{Account, Reading};
use crate::read::data::file::DataFile;
use crate::read::data::progress::Progress;
use crate::read::{self, Asked, Form, bulk};

/// What was named on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A file.
    Path(PathBuf),
    /// Standard input, by `-`.
    Stdin,
    /// Nothing.
    Nothing,
}

impl Given {
    /// What an argument names.
    pub fn new(file: Option<OsString>) -> Given {
        match file {
            Some(file) if file == "-" => Given::Stdin,
            Some(file) => Given::Path(file.into()),
            None => Given::Nothing,
        }
    }
}

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// From a file.
    Path(PathBuf),
    /// From standard input.
    Stdin,
    /// It is compiled in.
    Bundled,
}

/// Standard input.
pub struct Stream<'i> {
    /// Its bytes.
    pub stream: &'i mut dyn BufRead,
    /// What it is.
    pub kind: Input,
}

/// A document that was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The name it is shown by: the path as given, or `-`.
    pub name: String,
    /// As what it was read.
    pub form: Form,
    /// What was made of it.
    pub reading: Reading,
}

/// Where the document comes from: where nothing was named, standard input if it holds a byte, else the bundled one.
pub fn resolve(given: Given, stream: &mut dyn BufRead, kind: Input) -> Result<Source, Error> {
    Ok(match given {
        Given::Path(path) => Source::Path(path),
        Given::Stdin => Source::Stdin,
        Given::Nothing if kind == Input::Stream && holds(stream)? => Source::Stdin,
        Given::Nothing => Source::Bundled,
    })
}

/// Whether there is a byte on standard input; waits for it, or for the end, and leaves it there.
pub fn holds(stream: &mut dyn BufRead) -> Result<bool, Error> {
    match stream.fill_buf() {
        Ok(bytes) => Ok(!bytes.is_empty()),
        Err(cause) => Err(Error::new("cannot read", cause.to_string()).at("standard input")),
    }
}

/// What was opened.
#[derive(Debug)]
pub enum Opened {
    /// A document.
    Document(Box<Loaded>),
    /// A data file that is too big for one.
    Data(Box<LoadedData>),
}

/// A data file that was read.
#[derive(Debug)]
pub struct LoadedData {
    /// The name it is shown by: the path as given, or `-`.
    pub name: String,
    /// As what it was read.
    pub form: Form,
    /// The file.
    pub file: DataFile,
}

/// Reads the document, or the data file where it is a big one.
pub fn open(given: Given, asked: &Asked, input: &mut Stream<'_>) -> Result<Opened, Error> {
    let progress = Progress::default();
    let (name, found) = match resolve(given, input.stream, input.kind)? {
        Source::Path(path) => {
            let name = path.to_string_lossy().into_owned();
            let found = bulk::open(&path, asked, &progress).map_err(|error| error.at(&path))?;
            (name, found)
        }
        Source::Stdin => ("-".to_owned(), bulk::of_stream("standard input", &mut input.stream, asked, &progress).map_err(|error| error.at("standard input"))?),
        Source::Bundled => return Ok(Opened::Document(Box::new(bundled()))),
    };
    Ok(match found {
        bulk::Found::Data(form, file) => Opened::Data(Box::new(LoadedData { name, form, file: *file })),
        bulk::Found::Bytes(bytes) => Opened::Document(Box::new(Fetched { name, bytes }.read(asked, Account::Dropped)?.0)),
    })
}

/// Reads the document.
pub fn load(given: Given, asked: &Asked, input: &mut Stream<'_>) -> Result<Loaded, Error> {
    Ok(match fetch(given, input)? {
        Some(fetched) => fetched.read(asked, Account::Dropped)?.0,
        None => bundled(),
    })
}

/// Reads the document, and gives its decoded source with it, of which the ledger tells.
pub fn load_with_source(given: Given, asked: &Asked, input: &mut Stream<'_>) -> Result<(Loaded, String), Error> {
    Ok(match fetch(given, input)? {
        Some(fetched) => fetched.read(asked, Account::Kept)?,
        None => (bundled(), read::bundled_source().to_owned()),
    })
}

struct Fetched {
    name: String,
    bytes: Vec<u8>,
}

impl Fetched {
    fn shown(&self) -> &str {
        if self.name == "-" { "standard input" } else { &self.name }
    }

    fn read(mut self, asked: &Asked, account: Account) -> Result<(Loaded, String), Error> {
        let bytes = std::mem::take(&mut self.bytes);
        let asked = if self.name == "-" { asked.clone() } else { asked.of_file(Path::new(&self.name)) };
        let read = read::read(self.shown(), bytes, &asked, account)?;
        Ok((Loaded { name: self.name, form: read.form, reading: read.reading }, read.source))
    }
}

fn bundled() -> Loaded {
    Loaded { name: read::BUNDLED_NAME.to_owned(), form: Form::Ocr, reading: read::bundled() }
}

/// The bytes of what was named; `None` for the bundled document.
fn fetch(given: Given, input: &mut Stream<'_>) -> Result<Option<Fetched>, Error> {
    let mut bytes = Vec::new();
    let name = match resolve(given, input.stream, input.kind)? {
        Source::Path(path) => {
            let mut file = read::source::open(&path)?;
            read::source::read_rest(&mut file, &mut bytes).map_err(|error| error.at(&path))?;
            path.to_string_lossy().into_owned()
        }
        Source::Stdin => {
            read::source::read_rest(&mut input.stream, &mut bytes).map_err(|error| error.at("standard input"))?;
            "-".to_owned()
        }
        Source::Bundled => return Ok(None),
    };
    Ok(Some(Fetched { name, bytes }))
}
