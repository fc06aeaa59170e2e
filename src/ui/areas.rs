//! Where the parts of the screen lie. Pure geometry: sizes in, rectangles out.

use ratatui::layout::Rect;

use crate::settings::{Position, Settings};

/// From this many columns on the outline stands beside the text.
pub const WITH_OUTLINE: u16 = 100;
/// Most columns of the outline beside the text.
const OUTLINE: u16 = 34;
/// Least columns of the outline beside the text: with less room it gives way to a wide text.
const LEAST_OUTLINE: u16 = 21;
/// Columns between outline and text.
const BETWEEN: u16 = 3;
/// Below these nothing can be read.
const LEAST: (u16, u16) = (20, 4);

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
    /// The rule above the status line; no rows where there is no room.
    pub rule: Rect,
    /// The status line.
    pub status: Rect,
}

impl Areas {
    /// The parts of a screen; `outline` says whether there is one to be set beside the text. `None` where the window is too small.
    pub fn new(screen: Rect, outline: bool, settings: &Settings) -> Option<Areas> {
        if screen.width < LEAST.0 || screen.height < LEAST.1 {
            return None;
        }
        let above = if screen.height >= 20 { 2 } else { u16::from(screen.height >= 8) };
        let below = if screen.height >= 16 { 2 } else { 1 };
        let margin = if screen.width >= 60 { 2 } else { u16::from(screen.width >= 30) };
        let row = |y: u16, height: u16| Rect { x: screen.x + margin, y, width: screen.width - 2 * margin, height };
        let middle = row(screen.y + above, screen.height - above - below);
        let room = middle.width.saturating_sub(settings.measure);
        let outline = outline && settings.outline && screen.width >= WITH_OUTLINE && room >= LEAST_OUTLINE + BETWEEN;
        let beside = if outline { room.min(OUTLINE + BETWEEN) } else { 0 };
        let measure = settings.measure.min(middle.width - beside);
        let left = match settings.position {
            Position::Centred => middle.x + (middle.width - beside - measure) / 2,
            Position::Left => middle.x,
        };
        let bottom = screen.y + screen.height - 1;
        Some(Areas {
            screen,
            title: row(screen.y, above.min(1)),
            outline: Rect { x: left, width: beside.saturating_sub(BETWEEN), ..middle },
            text: Rect { x: left + beside, width: measure, ..middle },
            rule: row(bottom - (below - 1), below - 1),
            status: row(bottom, 1),
        })
    }
}
