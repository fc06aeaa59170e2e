//! Spreadsheets of OpenDocument: the cells of each sheet as they are shown there, which such a file says itself. Owns what
//! of its XML is a cell.

use std::collections::HashSet;
use std::ops::Range;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::archive;
use super::grid::Grid;
use super::number_format::truth;
use crate::error::Error;

/// Columns and rows of a sheet at most: what stands further out is nowhere.
const MOST: (u32, u32) = (1 << 20, 1 << 14);
/// Blanks that one sign of the text stands for at most.
const BLANKS: usize = 1000;

/// Reads the sheets of a spreadsheet.
///
/// # Errors
/// For what is no spreadsheet, or is locked.
pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, Error> {
    if archive::part(bytes, "META-INF/manifest.xml").is_ok_and(|manifest| memchr::memmem::find(&manifest, b"encryption-data").is_some()) {
        return Err(archive::locked());
    }
    let content = archive::part(bytes, "content.xml")?;
    let content = String::from_utf8_lossy(&content);
    let mut reading = Sheets::default();
    let mut reader = Reader::from_str(&content);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => reading.take(&event),
            Err(cause) => {
                let damage = format!("it is damaged, and not all of it could be read: {cause}");
                match reading.grids.last_mut() {
                    Some(grid) => grid.say("damaged-sheet", None, damage),
                    None => return Err(Error::new("cannot read", format!("its spreadsheet is damaged: {cause}"))),
                }
                break;
            }
        }
    }
    Ok(reading.grids)
}

/// What was read so far.
#[derive(Default)]
struct Sheets {
    grids: Vec<Grid>,
    /// The styles that hide a sheet, and the style whose properties are read.
    hiding: HashSet<String>,
    style: String,
    /// Tables that are open: one in a cell of another is part of that cell.
    depth: usize,
    row: u32,
    column: u32,
    /// How often the row stands there, and the columns of its cells.
    times: u32,
    cells: Vec<(Range<u32>, String)>,
    /// The cell that is open.
    cell: Option<Cell>,
    /// Whether a remark on a cell is open, which is no text of it.
    remark: bool,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    times: u32,
    value: String,
    formula: String,
    text: String,
    paragraphs: usize,
}

impl Sheets {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(start) => self.begin(start),
            Event::End(end) => self.end(end.name().as_ref()),
            Event::Text(text) => self.say(&text.xml10_content()),
            Event::CData(text) => self.say(&text.xml10_content()),
            Event::GeneralRef(name) => match (resolve_predefined_entity(name.as_ref()), name.resolve_char_ref()) {
                (Some(said), _) => self.say(said),
                (None, Ok(Some(said))) => self.say(said.encode_utf8(&mut [0; 4])),
                // An entity that nobody explains stays as it is written.
                _ => self.say(&format!("&{};", name.as_ref() as &str)),
            },
            _ => {}
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>) {
        let attribute = |name: &str| {
            start.try_get_attribute(name).ok().flatten().and_then(|found| Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned()))
        };
        let times = |name: &str| attribute(name).and_then(|times| times.parse::<u32>().ok()).unwrap_or(1);
        match start.name().as_ref() {
            "style:style" => self.style = attribute("style:name").unwrap_or_default(),
            "style:table-properties" if attribute("table:display").as_deref() == Some("false") => drop(self.hiding.insert(self.style.clone())),
            "table:table" => {
                self.depth += 1;
                if self.depth == 1 {
                    let hidden = attribute("table:style-name").is_some_and(|style| self.hiding.contains(&style));
                    let grid = Grid::behind(&self.grids, attribute("table:name").unwrap_or_default(), hidden);
                    self.grids.push(grid);
                    self.row = 0;
                }
            }
            "table:table-row" if self.depth == 1 => {
                self.times = times("table:number-rows-repeated");
                self.column = 0;
                self.cells.clear();
            }
            "table:table-cell" | "table:covered-table-cell" if self.depth == 1 => {
                let value = ["office:date-value", "office:time-value", "office:string-value", "office:value"].iter().find_map(|name| attribute(name));
                let value = value.or_else(|| attribute("office:boolean-value").map(|holds| truth(holds == "true").to_owned()));
                self.cell = Some(Cell {
                    times: times("table:number-columns-repeated"),
                    value: value.unwrap_or_default(),
                    formula: attribute("table:formula").unwrap_or_default(),
                    ..Cell::default()
                });
            }
            "office:annotation" => self.remark = true,
            "text:p" => {
                if let Some(cell) = self.cell.as_mut().filter(|_| !self.remark) {
                    if cell.paragraphs > 0 {
                        cell.text.push(' ');
                    }
                    cell.paragraphs += 1;
                }
            }
            "text:s" => self.say(&" ".repeat((times("text:c") as usize).min(BLANKS))),
            "text:tab" | "text:line-break" => self.say(" "),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "table:table" => self.depth = self.depth.saturating_sub(1),
            "table:table-row" if self.depth == 1 => self.end_row(),
            "table:table-cell" | "table:covered-table-cell" if self.depth == 1 => self.end_cell(),
            "office:annotation" => self.remark = false,
            _ => {}
        }
    }

    fn say(&mut self, words: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| !self.remark && cell.paragraphs > 0) {
            cell.text.push_str(words);
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let formula = cell.formula.split_once('=').map(|(_, formula)| format!("={formula}"));
        let said = [Some(cell.text), Some(cell.value), formula.clone()].into_iter().flatten().find(|said| !said.trim().is_empty());
        if let (Some(said), Some(grid)) = (said, self.grids.last_mut()) {
            if formula.as_ref() == Some(&said) {
                grid.say("formula-without-value", Some((self.row, self.column)), "its formula has no value in the file, and is shown itself");
            }
            let end = self.column.saturating_add(cell.times).min(MOST.1);
            self.cells.push((self.column..end, said));
        }
        self.column = self.column.saturating_add(cell.times);
    }

    fn end_row(&mut self) {
        let end = self.row.saturating_add(self.times);
        if let Some(grid) = self.grids.last_mut().filter(|_| !self.cells.is_empty()) {
            'rows: for row in self.row..end.min(MOST.0) {
                for (columns, said) in &self.cells {
                    if !columns.clone().all(|column| grid.put(row, column, said)) {
                        break 'rows;
                    }
                }
            }
        }
        self.row = end;
    }
}
