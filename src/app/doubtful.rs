//! Rows with clusters that terminals count differently: joined emoji, flags, vowel signs of Indic scripts. Where a terminal
//! gives such a cluster more columns than layout did, or fewer, what is drawn behind it shifts, and what stood there before
//! stays. So these rows are never sent as differences: they are wiped and drawn anew, with the cursor put where layout wants
//! it behind each such cluster.

use std::io::{self, Write};

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::crossterm::cursor::MoveTo;
use ratatui::crossterm::queue;
use ratatui::crossterm::terminal::{Clear, ClearType};

use crate::layout::width;

/// The rows of the last frame that had such clusters.
#[derive(Debug, Default)]
pub struct DoubtfulRows(Vec<(u16, Vec<Cell>)>);

impl DoubtfulRows {
    /// The screen was cleared.
    pub fn forget(&mut self) {
        self.0.clear();
    }

    /// Sends the rows of a frame that have such clusters now or had them before, where they changed; and takes them out of
    /// the differences. To be called on a frame that is drawn and not yet sent.
    pub fn send(&mut self, frame: &mut Buffer, out: &mut impl Write) -> io::Result<()> {
        let columns = usize::from(frame.area.width.max(1));
        let before = std::mem::take(&mut self.0);
        for (y, row) in (0u16..).zip(frame.content.chunks_mut(columns)) {
            let known = before.iter().find(|(number, _)| *number == y).map(|(_, cells)| cells);
            let doubtful = row.iter().any(|cell| width::is_doubtful(cell.symbol()));
            if !doubtful && known.is_none() {
                continue;
            }
            if known.is_none_or(|cells| cells != row) {
                draw(y, row, out)?;
            }
            if doubtful {
                self.0.push((y, row.to_vec()));
            }
            for cell in row {
                cell.set_diff_option(CellDiffOption::Skip);
            }
        }
        Ok(())
    }
}

/// Wipes a row and draws all its cells.
fn draw(y: u16, row: &[Cell], out: &mut impl Write) -> io::Result<()> {
    queue!(out, MoveTo(0, y), Clear(ClearType::CurrentLine))?;
    let mut cells: Vec<(u16, Cell)> = Vec::with_capacity(row.len());
    let mut x = 0;
    while let Some(cell) = row.get(usize::from(x)) {
        let columns = width::narrow(cell.symbol()).max(1);
        cells.push((x, cell.clone()));
        x = x.saturating_add(columns);
        if width::is_doubtful(cell.symbol()) {
            // A cell of nothing where the next one stands: that one is no neighbour of the cell before it then, and the
            // cursor is put there.
            let mut nothing = cell.clone();
            nothing.set_symbol("");
            cells.push((x, nothing));
        }
    }
    CrosstermBackend::new(out).draw(cells.iter().map(|(x, cell)| (*x, y, cell)))
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::DoubtfulRows;
    use crate::ui::paint;

    const COLUMNS: u16 = 24;
    const ROWS: u16 = 3;

    /// A terminal that gives a joined emoji the columns of its parts, driven as the program drives one.
    struct Screen {
        terminal: vt100::Parser,
        rows: DoubtfulRows,
        last: Buffer,
    }

    impl Screen {
        fn new() -> Screen {
            let size = |number: u16| NonZero::new(number).expect("a size");
            let last = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
            Screen { terminal: vt100::Parser::new(size(ROWS), size(COLUMNS), 0), rows: DoubtfulRows::default(), last }
        }

        fn show(&mut self, lines: [&str; ROWS as usize]) {
            let mut frame = Buffer::empty(self.last.area);
            for (y, line) in (0..).zip(lines) {
                paint::write(&mut frame, 0, y, line, COLUMNS, Style::default());
            }
            let mut bytes = Vec::new();
            self.rows.send(&mut frame, &mut bytes).expect("bytes");
            let differences = self.last.diff(&frame);
            ratatui::backend::Backend::draw(&mut ratatui::backend::CrosstermBackend::new(&mut bytes), differences.into_iter()).expect("bytes");
            self.terminal.process(&bytes);
            self.last = frame;
        }

        fn cells(&self) -> Vec<&str> {
            let screen = self.terminal.screen();
            let cell = |at: u16| screen.cell(at / COLUMNS, at % COLUMNS).map_or("", |cell| cell.contents());
            (0..COLUMNS * ROWS).map(|at| if cell(at).is_empty() { " " } else { cell(at) }).collect()
        }
    }

    #[test]
    fn nothing_of_an_earlier_frame_stays_behind_a_cluster_and_nothing_shifts() {
        let frames = [
            ["a 👩‍👩‍👧 b 🇩🇪🇫🇷 c 👍🏽 d", "हिन्दी में यह है", "plain words of one row"],
            ["plain words of the first", "and of the second row x", "then ｶﾞ and 👩‍👩‍👧 here"],
            ["कहानी 🇩🇪", "", "plain"],
            ["", "क्षत्रिय ❤️ 1️⃣ ย้ำ end", "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧"],
        ];
        for (from, to) in (0..16).map(|n| (frames[n / 4], frames[n % 4])) {
            let (mut over, mut fresh) = (Screen::new(), Screen::new());
            over.show(from);
            over.show(to);
            fresh.show(to);
            assert_eq!(over.cells(), fresh.cells(), "{from:?} then {to:?}");
            // What stands behind a cluster stands where layout put it.
            for (y, line) in (0..).zip(to) {
                for word in ["b", "c", "d", "and", "here", "end"] {
                    let Some(at) = line.find(&format!(" {word}")).filter(|&at| line[at + 1..].split(' ').next() == Some(word)) else { continue };
                    let x = crate::layout::width::narrow(&line[..=at]);
                    let shown: String = (x..x + word.len() as u16).filter_map(|x| over.terminal.screen().cell(y, x)).map(|cell| cell.contents()).collect();
                    assert_eq!(shown, word, "row {y} of {to:?}");
                }
            }
        }
    }

    #[test]
    fn a_row_that_stays_is_not_sent_again() {
        let mut rows = DoubtfulRows::default();
        let mut sent = |line: &str| {
            let mut frame = Buffer::empty(Rect::new(0, 0, COLUMNS, 1));
            paint::write(&mut frame, 0, 0, line, COLUMNS, Style::default());
            let mut bytes = Vec::new();
            rows.send(&mut frame, &mut bytes).expect("bytes");
            bytes.len()
        };
        assert!(sent("a 👩‍👩‍👧") > 0);
        assert_eq!(sent("a 👩‍👩‍👧"), 0);
        assert!(sent("a plain row") > 0, "the cluster has to go");
        assert_eq!(sent("another"), 0, "a plain row goes with the differences");
    }
}
