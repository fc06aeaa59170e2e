//! Where the parts of the screen lie. Pure geometry: sizes in, rectangles out.

use ratatui::layout::Rect;

/// From this many columns on the outline stands beside the text.
pub const WITH_OUTLINE: u16 = 100;
/// Columns of the outline beside the text: at least beside notes in the margin, and at most.
const OUTLINE: (u16, u16) = (26, 34);
/// Fewer columns than these, with those behind them, tell no heading from another.
const NARROWEST: u16 = 20;
/// Columns of the notes in the margin, at least and at most.
const MARGIN: (u16, u16) = (36, 44);
/// Columns that the text keeps beside notes in the margin, where it is not set to fewer.
const KEPT: u16 = 60;
/// Columns between two of these.
const BETWEEN: u16 = 3;
/// Below these nothing can be read.
const LEAST: (u16, u16) = (20, 4);

/// What is wanted of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The outline beside the text.
    pub outline: bool,
    /// Notes in the margin.
    pub margin: bool,
    /// Most columns of running text.
    pub measure: u16,
    /// The text at the left edge, not in the middle.
    pub left: bool,
}

/// The parts of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Areas {
    /// The whole screen.
    pub screen: Rect,
    /// The line with title, section and percent; no rows where there is no room.
    pub title: Rect,
    /// The outline; no columns where there is no room.
    pub outline: Rect,
    /// The running text.
    pub text: Rect,
    /// The notes beside the text; no columns where there is no room, or they stand elsewhere.
    pub margin: Rect,
    /// The rule above the status line; no rows where there is no room.
    pub rule: Rect,
    /// The status line.
    pub status: Rect,
}

impl Areas {
    /// The parts of a screen. `None` where the window is too small.
    pub fn new(screen: Rect, wanted: Wanted) -> Option<Areas> {
        if screen.width < LEAST.0 || screen.height < LEAST.1 {
            return None;
        }
        let above = if screen.height >= 20 { 2 } else { u16::from(screen.height >= 8) };
        let below = if screen.height >= 16 { 2 } else { 1 };
        let edge = edge(screen.width);
        let row = |y: u16, height: u16| Rect { x: screen.x + edge, y, width: screen.width - 2 * edge, height };
        let middle = row(screen.y + above, screen.height - above - below);
        let (outline, text, margin) = columns(middle.width, screen.width, wanted);
        let with_gap = |columns: u16| if columns > 0 { columns + BETWEEN } else { 0 };
        let block = with_gap(outline) + text + with_gap(margin);
        let left = if wanted.left { middle.x } else { middle.x + (middle.width - block) / 2 };
        let text_x = left + with_gap(outline);
        let bottom = screen.y + screen.height - 1;
        Some(Areas {
            screen,
            title: row(screen.y, above.min(1)),
            outline: Rect { x: left, width: outline, ..middle },
            text: Rect { x: text_x, width: text, ..middle },
            margin: Rect { x: text_x + text + if margin > 0 { BETWEEN } else { 0 }, width: margin, ..middle },
            rule: row(bottom - (below - 1), below - 1),
            status: row(bottom, 1),
        })
    }
}

/// The columns of a screen from which on notes can stand in the margin.
pub fn needed_for_margin(wanted: Wanted) -> u16 {
    let inner = margin_room(wanted, wanted.outline);
    (inner..).find(|&width| width - 2 * edge(width) >= inner).unwrap_or(inner)
}

/// Columns of outline, text and margin. Where there is more room than the least, the text gets it first.
fn columns(room: u16, screen: u16, wanted: Wanted) -> (u16, u16, u16) {
    let outline = wanted.outline && screen >= WITH_OUTLINE;
    if wanted.margin && room >= margin_room(wanted, outline) {
        let least = if outline { OUTLINE.0 + BETWEEN } else { 0 };
        let text = wanted.measure.min(room - least - BETWEEN - MARGIN.0);
        let margin = (room - least - BETWEEN - text).min(MARGIN.1);
        let outline = if outline { (room - text - BETWEEN - margin - BETWEEN).min(OUTLINE.1) } else { 0 };
        return (outline, text, margin);
    }
    let beside = if outline { room.saturating_sub(wanted.measure).min(OUTLINE.1 + BETWEEN) } else { 0 };
    let beside = if beside < NARROWEST { 0 } else { beside };
    (beside.saturating_sub(BETWEEN), wanted.measure.min(room - beside), 0)
}

/// The least room in which notes can stand in the margin.
fn margin_room(wanted: Wanted, outline: bool) -> u16 {
    (if outline { OUTLINE.0 + BETWEEN } else { 0 }) + KEPT.min(wanted.measure) + BETWEEN + MARGIN.0
}

/// Blank columns at each edge of the screen.
fn edge(width: u16) -> u16 {
    if width >= 60 { 2 } else { u16::from(width >= 30) }
}
