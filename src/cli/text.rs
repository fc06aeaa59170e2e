//! `ibid text`: a document printed as lines, with its notes where they are wanted. Owns what stands between the lines
//! of the layout; breaks none itself, and decides no width.

use std::io::{self, Write};

use crate::layout::block::{self, BlockLayout, Line};
use crate::layout::table::{PlacedCell, TableLayout, Window};
use crate::layout::{Typography, place, width};
use crate::model::{Block, Builder, Document, Extent, FlowId, Kind, Mark, NoteId, Table, Text, figures};

/// The short rule before the notes, and a rule of which nothing was printed.
const RULE: &str = "────────";
/// Blanks before the notes under a paragraph.
const FOOT_INDENT: u16 = 2;
/// Columns up to which labels of notes stand in a column of their own: what is longer is a name, and stands in a line above.
const WIDEST_LABEL: u16 = 8;
/// Columns of that column where all labels are longer.
const LONG_LABEL: u16 = 2;
/// How deep notes are put into notes; those beyond are listed at the end.
const DEEPEST: u32 = 8;

/// Where the notes are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notes {
    /// In the running text, behind the marker: `[12: ...]`.
    Inline,
    /// Behind the body.
    End,
    /// After the paragraph that refers to them.
    Foot,
    /// Nowhere.
    None,
}

/// Prints a document for `width` columns, set so; with `styles` emphasis and headings carry terminal sequences.
pub fn print(document: &Document, width: u16, typography: &Typography, notes: Notes, styles: bool, out: &mut dyn Write) -> io::Result<()> {
    let width = width.max(1);
    let printed = vec![notes == Notes::None; document.notes.len()];
    let mut printer = Printer { document, width, typography, styles, out, printed };
    for (number, block) in (0u32..).zip(&document.body.blocks) {
        let layout = block::lay_out(document, FlowId::Body, number, width, typography);
        printer.blank_rows(layout.gap)?;
        if notes == Notes::Inline && layout.table.is_none() {
            let text = printer.with_notes(&block.text, 0);
            let lines = block::lines(&text, block.kind, &block.nest, width, typography);
            printer.lines(&text, block.kind, &lines, 0, layout.spacing)?;
        } else {
            printer.block(block, &layout, 0)?;
        }
        match notes {
            Notes::Foot => printer.foot(number)?,
            Notes::Inline if layout.table.is_some() => printer.bracketed_under(&block.text)?,
            Notes::Inline | Notes::End | Notes::None => {}
        }
    }
    printer.rest()
}

struct Printer<'d, 'o> {
    document: &'d Document,
    width: u16,
    typography: &'d Typography,
    styles: bool,
    out: &'o mut dyn Write,
    /// By note: whether it was printed, or is not to be.
    printed: Vec<bool>,
}

impl Printer<'_, '_> {
    /// The notes that a paragraph refers to, and those that they refer to, after its last piece.
    fn foot(&mut self, number: u32) -> io::Result<()> {
        let blocks = &self.document.body.blocks;
        if blocks.get(number as usize + 1).is_some_and(|next| next.continues) {
            return Ok(());
        }
        let first = (0..=number).rev().find(|&block| !blocks[block as usize].continues).unwrap_or(0);
        let mut found = Vec::new();
        for block in &blocks[first as usize..=number as usize] {
            self.take_notes(&block.text, &mut found);
        }
        let mut at = 0;
        while let Some(note) = found.get(at).copied() {
            for block in &self.document.flow(FlowId::Note(note)).blocks {
                self.take_notes(&block.text, &mut found);
            }
            at += 1;
        }
        if !found.is_empty() {
            self.blank_rows(1)?;
        }
        self.notes(&found, FOOT_INDENT.min(self.width / 3))
    }

    /// The notes that a table refers to, each as a line of its own below it: its cells have no room for them.
    fn bracketed_under(&mut self, text: &Text) -> io::Result<()> {
        let mut found = Vec::new();
        self.take_notes(text, &mut found);
        for note in found {
            let text = self.bracketed(note, 1);
            self.lines(&text, Kind::Para, &block::lines(&text, Kind::Para, &[], self.width, self.typography), 0, 1)?;
        }
        Ok(())
    }

    /// The notes that stand nowhere yet, behind the body.
    fn rest(&mut self) -> io::Result<()> {
        let rest: Vec<_> = (0u32..).zip(&self.printed).filter(|&(_, &printed)| !printed).map(|(note, _)| NoteId(note)).collect();
        if rest.is_empty() {
            return Ok(());
        }
        if !self.document.body.blocks.is_empty() {
            self.blank_rows(1)?;
        }
        let short = width::fitting(RULE, u32::from(self.width));
        writeln!(self.out, "{}\n", &RULE[..short])?;
        self.notes(&rest, 0)
    }

    /// Notes below each other, labels hanging.
    fn notes(&mut self, notes: &[NoteId], indent: u16) -> io::Result<()> {
        let room = self.width.saturating_sub(indent).max(1);
        let label_of = |note: &NoteId| self.document.note(*note).map_or("", |note| note.label.as_str());
        let labels: Vec<_> = notes.iter().map(label_of).collect();
        let widest = labels.iter().map(|label| width::narrow(label)).filter(|&label| label <= WIDEST_LABEL).max().unwrap_or(LONG_LABEL);
        let hang = widest.saturating_add(2).min(room / 3);
        for (&note, label) in notes.iter().zip(labels) {
            let flow = FlowId::Note(note);
            // A label that leaves no blank before the text has a line of its own.
            let mut label = Some(label);
            if width::narrow(label.unwrap_or("")) >= hang
                && let Some(alone) = label.take()
            {
                writeln!(self.out, "{}{alone}", blanks(indent))?;
            }
            let blocks = &self.document.flow(flow).blocks;
            for (number, block) in (0u32..).zip(blocks) {
                let layout = block::lay_out(self.document, flow, number, room.saturating_sub(hang).max(1), self.typography);
                self.blank_rows(layout.gap)?;
                match label.take() {
                    Some(label) => {
                        write!(self.out, "{}{label}", blanks(indent))?;
                        self.block_behind(block, &layout, indent + hang, indent + width::narrow(label))?;
                    }
                    None => self.block(block, &layout, indent + hang)?,
                }
            }
            if let Some(label) = label {
                writeln!(self.out, "{}{label}", blanks(indent))?;
            }
        }
        Ok(())
    }

    /// A block whose first line goes on with one on which `used` columns are printed.
    fn block_behind(&mut self, block: &Block, layout: &BlockLayout, indent: u16, used: u16) -> io::Result<()> {
        let Some((first, others)) = layout.lines.split_first() else { return writeln!(self.out) };
        let mut string = String::new();
        if !first.shown.is_empty() {
            string.push_str(&blanks((indent + first.indent).saturating_sub(used)));
            self.push_line(&mut string, &block.text, first, is_strong(block.kind));
        }
        writeln!(self.out, "{string}")?;
        self.blank_rows(if others.is_empty() { 0 } else { layout.spacing - 1 })?;
        self.lines(&block.text, block.kind, others, indent, layout.spacing)
    }

    fn block(&mut self, block: &Block, layout: &BlockLayout, indent: u16) -> io::Result<()> {
        let table = match block.kind {
            Kind::Table(id) => self.document.table(id).zip(layout.table.as_ref()),
            _ => None,
        };
        let Some((table, columns)) = table else {
            return self.lines(&block.text, block.kind, &layout.lines, indent, layout.spacing);
        };
        for run in layout.lines.chunk_by(|line, next| line.row.is_some() == next.row.is_some()) {
            let rows: Vec<_> = run.iter().filter_map(|line| line.row).collect();
            if rows.is_empty() { self.lines(&block.text, block.kind, run, indent, 1)? } else { self.rows(table, columns, &block.text, &rows)? }
        }
        Ok(())
    }

    /// Rows of a table, in as many blocks of columns as it takes.
    fn rows(&mut self, table: &Table, layout: &TableLayout, text: &Text, rows: &[u32]) -> io::Result<()> {
        let windows = layout.windows(self.width);
        for (i, window) in windows.iter().enumerate() {
            if i > 0 {
                self.blank_rows(1)?;
            }
            if windows.len() > 1 {
                writeln!(self.out, "{}", name_of(window, layout.columns.len()))?;
            }
            let lines: Vec<_> = rows.iter().map(|&row| layout.lines_of(table, text, row, window)).collect();
            let parted = lines.iter().any(|lines| lines.len() > 1);
            let mut before = None;
            for (&row, lines) in rows.iter().zip(&lines) {
                self.blank_rows(u16::from(parted && layout.parts(table, before, Some(row))))?;
                before = Some(row);
                lines.iter().try_for_each(|cells| self.cells(text, cells))?;
            }
        }
        Ok(())
    }

    /// The cells that stand in one line.
    fn cells(&mut self, text: &Text, cells: &[PlacedCell]) -> io::Result<()> {
        let mut string = String::new();
        let mut x = 0;
        for cell in cells.iter().filter(|cell| !cell.extent.is_empty()) {
            let at = cell.x.saturating_add(cell.pad);
            string.push_str(&blanks(at.saturating_sub(x)));
            self.push(&mut string, text, cell.extent, false);
            x = at.saturating_add(width::narrow(text.slice(cell.extent)));
        }
        writeln!(self.out, "{string}")
    }

    fn lines(&mut self, text: &Text, kind: Kind, lines: &[Line], indent: u16, spacing: u16) -> io::Result<()> {
        for (n, line) in lines.iter().enumerate() {
            self.blank_rows(if n > 0 { spacing - 1 } else { 0 })?;
            let mut string = String::new();
            if !line.shown.is_empty() {
                string.push_str(&blanks(indent + line.indent));
                self.push_line(&mut string, text, line, is_strong(kind));
            } else if kind == Kind::Rule {
                string.push_str(&RULE[..width::fitting(RULE, u32::from(self.width.saturating_sub(indent)))]);
            }
            writeln!(self.out, "{string}")?;
        }
        Ok(())
    }

    fn blank_rows(&mut self, rows: u16) -> io::Result<()> {
        (0..rows).try_for_each(|_| writeln!(self.out))
    }

    /// Adds a line, its blanks widened as layout wants it, with the hyphen at its end.
    fn push_line(&self, string: &mut String, text: &Text, line: &Line, strong: bool) {
        let mut from = line.shown.start;
        for (byte, more) in place::widened(text, line) {
            self.push(string, text, Extent::new(from, byte), strong);
            string.push_str(&blanks(more));
            from = byte;
        }
        self.push(string, text, Extent::new(from, line.shown.end), strong);
        if line.hyphen {
            string.push('-');
        }
    }

    /// Adds a range of a text, styled where styles are wanted; every style is closed at its end.
    fn push(&self, string: &mut String, text: &Text, extent: Extent, strong: bool) {
        let plain = |range: Extent| figures::set(text, range).replace(['\n', '\t'], " ");
        if !self.styles {
            string.push_str(&plain(extent));
            return;
        }
        let styled: Vec<_> = text.spans_in(extent).filter(|span| matches!(span.mark, Mark::Emph | Mark::Strong)).collect();
        let mut edges: Vec<u32> = styled.iter().flat_map(|span| [span.extent.start, span.extent.end]).filter(|&at| extent.contains(at)).collect();
        edges.extend([extent.start, extent.end]);
        edges.sort_unstable();
        edges.dedup();
        for edge in edges.windows(2) {
            let part = Extent::new(edge[0], edge[1]);
            let has = |mark: Mark| styled.iter().any(|span| span.mark == mark && span.extent.contains(part.start));
            let codes = match (strong || has(Mark::Strong), has(Mark::Emph)) {
                (false, false) => None,
                (true, false) => Some("1"),
                (false, true) => Some("3"),
                (true, true) => Some("1;3"),
            };
            match codes {
                Some(codes) => string.push_str(&format!("\x1b[{codes}m{}\x1b[0m", plain(part))),
                None => string.push_str(&plain(part)),
            }
        }
    }

    /// A text with the notes it refers to behind their markers, where they were not printed before.
    fn with_notes(&mut self, text: &Text, depth: u32) -> Text {
        if depth > DEEPEST {
            return text.clone();
        }
        let mut pieces = Vec::new();
        for span in text.spans() {
            if let Mark::Ref(reference) = span.mark
                && let Some(note) = self.document.reference(reference).and_then(|reference| reference.link.note())
                && self.take(note)
            {
                pieces.push((span.extent.end, plain(" ")));
                pieces.push((span.extent.end, self.bracketed(note, depth + 1)));
            }
        }
        pieces.sort_by_key(|&(at, _)| at);
        if pieces.is_empty() { text.clone() } else { text.with_inserted(&pieces) }
    }

    /// `[12: ...]`, its paragraphs joined by a blank.
    fn bracketed(&mut self, note: NoteId, depth: u32) -> Text {
        let Some(found) = self.document.note(note) else { return Text::default() };
        let bracket = plain(&format!("[{}: ]", found.label));
        let inside = bracket.as_str().len() as u32 - 1;
        let mut pieces = Vec::new();
        for block in &found.flow.blocks {
            if !pieces.is_empty() && !block.continues {
                pieces.push((inside, plain(" ")));
            }
            pieces.push((inside, self.with_notes(&block.text, depth)));
        }
        bracket.with_inserted(&pieces)
    }

    /// The notes that a text refers to and that were not printed before; from here on they are.
    fn take_notes(&mut self, text: &Text, found: &mut Vec<NoteId>) {
        for span in text.spans() {
            if let Mark::Ref(reference) = span.mark
                && let Some(note) = self.document.reference(reference).and_then(|reference| reference.link.note())
                && self.take(note)
            {
                found.push(note);
            }
        }
    }

    /// Whether the note is yet to be printed; from here on it is.
    fn take(&mut self, note: NoteId) -> bool {
        self.printed.get_mut(note.0 as usize).is_some_and(|printed| !std::mem::replace(printed, true))
    }
}

/// `(columns 1-4 of 8)`, the stub counted.
fn name_of(window: &Window, columns: usize) -> String {
    let first = if window.left { window.columns.start + 1 } else { 1 };
    if first == window.columns.end { format!("(column {first} of {columns})") } else { format!("(columns {first}-{} of {columns})", window.columns.end) }
}

fn is_strong(kind: Kind) -> bool {
    matches!(kind, Kind::Title | Kind::Heading(_))
}

fn blanks(columns: u16) -> String {
    " ".repeat(usize::from(columns))
}

/// A text of our own words.
fn plain(words: &str) -> Text {
    let mut builder = Builder::new(words);
    let mut writing = builder.open(FlowId::Body);
    writing.text(0..words.len());
    builder.close(writing, Kind::Title, &[]);
    builder.finish().document.body.blocks.swap_remove(0).text
}
