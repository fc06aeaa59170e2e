//! A sheet of cells that is drawn on: braille dots, 2 by 4 a cell, and text over them. Owns which series a cell belongs
//! to; knows nothing of charts.

/// How many columns a text takes on the screen.
pub type Columns = fn(&str) -> u32;

/// What was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The rows, blanks at their ends.
    pub rows: Vec<String>,
    /// For each row and column of the screen, the number of the series it belongs to.
    pub series: Vec<Vec<Option<u16>>>,
}

/// The dots of a cell: by column and row, the bit of each.
const DOTS: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

#[derive(Debug, Clone, Default)]
struct Cell {
    dots: u8,
    text: String,
    /// The second column of a wide character.
    taken: bool,
    series: Option<u16>,
}

/// What is drawn on.
#[derive(Debug)]
pub struct Canvas {
    width: usize,
    height: usize,
    cells: Vec<Cell>,
    columns: Columns,
}

impl Canvas {
    /// An empty one, in cells.
    pub fn new(width: usize, height: usize, columns: Columns) -> Canvas {
        Canvas { width, height, cells: vec![Cell::default(); width * height], columns }
    }

    /// Columns of a text.
    pub fn columns(&self, text: &str) -> usize {
        (self.columns)(text) as usize
    }

    /// Sets a dot, counted in dots from the upper left corner.
    pub fn dot(&mut self, x: usize, y: usize, series: u16) {
        if x < self.width * 2 && y < self.height * 4 {
            let cell = &mut self.cells[y / 4 * self.width + x / 2];
            cell.dots |= DOTS[x % 2][y % 4];
            cell.series = cell.series.or(Some(series));
        }
    }

    /// Draws a line between dots; `pattern` says of dots that follow each other which are set, and `phase` where in it one is.
    pub fn line(&mut self, from: (usize, usize), to: (usize, usize), pattern: &[bool], phase: &mut usize, series: u16) {
        let steps = from.0.abs_diff(to.0).max(from.1.abs_diff(to.1));
        let between = |one: usize, other: usize, step: usize| (one as f64 + (other as f64 - one as f64) * step as f64 / steps.max(1) as f64).round() as usize;
        for step in 0..=steps {
            if pattern[*phase % pattern.len()] {
                self.dot(between(from.0, to.0, step), between(from.1, to.1, step), series);
            }
            *phase += 1;
        }
    }

    /// Sets a text over what is there, cut with `…` to its room; the columns it took.
    pub fn text(&mut self, x: usize, y: usize, text: &str, room: usize, series: Option<u16>) -> usize {
        let room = room.min(self.width.saturating_sub(x));
        if y >= self.height || room == 0 {
            return 0;
        }
        let whole = self.columns(text) <= room;
        let (mut at, end) = (x, x + room - usize::from(!whole));
        for c in text.chars() {
            let sign = c.to_string();
            let columns = self.columns(&sign);
            if at + columns > end {
                break;
            }
            if columns == 0 {
                // What has no column of its own goes on the character before it.
                if at > x && !c.is_control() {
                    let before = (x..at).rev().find(|&before| !self.cells[y * self.width + before].taken).unwrap_or(x);
                    self.cells[y * self.width + before].text.push(c);
                }
                continue;
            }
            for column in 0..columns {
                let text = if column == 0 { sign.clone() } else { String::new() };
                self.cells[y * self.width + at + column] = Cell { dots: 0, text, taken: column > 0, series };
            }
            at += columns;
        }
        if !whole {
            self.cells[y * self.width + at] = Cell { text: "…".to_owned(), series, ..Cell::default() };
            at += 1;
        }
        at - x
    }

    /// Whether nothing is there yet.
    pub fn is_free(&self, x: usize, y: usize, columns: usize) -> bool {
        let free = |cell: &Cell| cell.dots == 0 && cell.text.is_empty() && !cell.taken;
        y < self.height && x + columns <= self.width && self.cells[y * self.width + x..y * self.width + x + columns].iter().all(free)
    }

    /// Whether a text stands there.
    pub fn has_text(&self, x: usize, y: usize) -> bool {
        x < self.width && y < self.height && !self.cells[y * self.width + x].text.is_empty()
    }

    /// What was drawn.
    pub fn finish(self) -> Picture {
        let mut picture = Picture { rows: Vec::new(), series: Vec::new() };
        for row in self.cells.chunks(self.width.max(1)) {
            let sign = |cell: &Cell| match cell.dots {
                _ if cell.taken => String::new(),
                _ if !cell.text.is_empty() => cell.text.clone(),
                0 => " ".to_owned(),
                dots => char::from_u32(0x2800 + u32::from(dots)).map(String::from).unwrap_or_default(),
            };
            picture.rows.push(row.iter().map(sign).collect());
            picture.series.push(row.iter().map(|cell| cell.series).collect());
        }
        picture
    }
}
