//! The outline: a line a heading, the current part marked, kept in view as the text moves. The pane beside the text and the
//! view that has the keys are drawn by the same code.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::areas::Areas;
use super::paint::{self, cut};
use super::{Answer, Effect, Scene};
use crate::keys::Action;
use crate::layout::width;
use crate::model::{Anchor, FlowId, Kind, Target};

/// The outline with the keys: a cursor on one of its lines.
#[derive(Debug)]
pub struct OutlineView {
    cursor: usize,
    /// Where the reader is.
    at: Anchor,
    /// The lines of the outline, and what is cleared for them.
    area: Rect,
    frame: Rect,
    /// Whether it lies over the text, for want of a pane.
    over: bool,
}

impl OutlineView {
    /// The outline with the cursor on the part that holds a place.
    pub fn new(scene: &Scene<'_>, at: Anchor) -> OutlineView {
        OutlineView { cursor: current(scene, at).unwrap_or(0), at, area: Rect::default(), frame: Rect::default(), over: false }
    }

    /// Finds its place: the pane, or the text column.
    pub fn layout(&mut self, scene: &Scene<'_>, areas: &Areas) {
        self.over = areas.outline.width == 0;
        let rows = scene.document.headings.len().clamp(1, usize::from(areas.text.height)) as u16 + 1;
        self.frame = if self.over { Rect { height: (rows + 1).min(areas.text.height), ..areas.text } } else { areas.outline };
        self.area = if self.over { Rect { height: rows.min(self.frame.height - 1), ..self.frame } } else { areas.outline };
        self.cursor = self.cursor.min(scene.document.headings.len().saturating_sub(1));
    }

    /// Draws it.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let buffer = frame.buffer_mut();
        paint::clear(buffer, self.frame);
        if self.over {
            let rule = "─".repeat(usize::from(self.frame.width));
            buffer.set_stringn(self.frame.x, self.frame.y + self.frame.height - 1, &rule, rule.len(), scene.theme.dim);
        }
        draw_pane(scene, self.area, self.at, Some(self.cursor), buffer);
    }

    /// A click goes to the heading of the line; outside, the outline closes.
    pub fn click(&mut self, scene: &Scene<'_>, x: u16, y: u16) -> Answer {
        if !super::holds(self.frame, x, y) {
            return Answer::with(Effect::Pop);
        }
        if !super::holds(self.area, x, y) {
            return Answer::done();
        }
        let first = first_shown(scene, self.area, Some(self.cursor).or(current(scene, self.at)));
        match scene.document.headings.get(first + usize::from(y - self.area.y)) {
            Some(&block) => Answer::Done(vec![Effect::Pop, Effect::Go(Anchor::new(FlowId::Body, block, 0))]),
            None => Answer::done(),
        }
    }

    /// Answers an action.
    pub fn act(&mut self, scene: &Scene<'_>, action: Action, count: Option<u32>) -> Answer {
        let last = scene.document.headings.len().saturating_sub(1);
        let times = count.unwrap_or(1) as usize;
        let page = usize::from(self.area.height.max(2)) - 1;
        match action {
            Action::LineDown | Action::NextStop => self.cursor = self.cursor.saturating_add(times).min(last),
            Action::LineUp | Action::PreviousStop => self.cursor = self.cursor.saturating_sub(times),
            Action::PageDown | Action::HalfPageDown => self.cursor = self.cursor.saturating_add(page).min(last),
            Action::PageUp | Action::HalfPageUp => self.cursor = self.cursor.saturating_sub(page),
            Action::Start => self.cursor = 0,
            Action::End => self.cursor = last,
            Action::Open => {
                return match scene.document.headings.get(self.cursor) {
                    Some(&block) => Answer::Done(vec![Effect::Pop, Effect::Go(Anchor::new(FlowId::Body, block, 0))]),
                    None => Answer::with(Effect::Pop),
                };
            }
            Action::Referrers => {
                return scene.document.headings.get(self.cursor).map_or(Answer::Pass, |&block| Answer::with(Effect::Referrers(Target::Heading(block))));
            }
            Action::Close | Action::CloseView | Action::Outline => return Answer::with(Effect::Pop),
            _ => return Answer::Pass,
        }
        Answer::done()
    }
}

/// Draws the lines of the outline that fit, with the part that holds `at` marked, and the cursor where there is one.
pub fn draw_pane(scene: &Scene<'_>, area: Rect, at: Anchor, cursor: Option<usize>, buffer: &mut Buffer) {
    if area.width == 0 {
        return;
    }
    let here = current(scene, at);
    let first = first_shown(scene, area, cursor.or(here));
    let numbers = numbers_width(scene, first, area.height);
    if scene.document.headings.is_empty() && cursor.is_some() {
        buffer.set_stringn(area.x, area.y, "no headings", usize::from(area.width), scene.theme.dim);
    }
    for (i, &block) in (first..).zip(scene.document.headings.iter().skip(first)).take(usize::from(area.height)) {
        let y = area.y + (i - first) as u16;
        let Some((number, title, level)) = entry(scene, block) else { continue };
        let style = if Some(i) == here { scene.theme.heading } else { scene.theme.text };
        let indent = u16::from(level - 1).min(4) * 2;
        let room = area.width.saturating_sub(2);
        buffer.set_stringn(area.x + indent.min(room), y, number, usize::from(room.saturating_sub(indent)), scene.theme.dim);
        let x = area.x + (indent + numbers).min(room);
        let left = Rect { x, y, width: room.saturating_sub(indent + numbers), height: 1 };
        cut(buffer, left, &title.replace('\n', " "), style, scene.theme.dim);
        if Some(i) == here && cursor.is_none() {
            buffer.set_stringn(area.x + area.width - 1, y, "◂", 1, scene.theme.link);
        }
        if Some(i) == cursor {
            buffer.set_style(Rect { x: area.x, y, width: area.width, height: 1 }, scene.theme.stop);
        }
    }
}

/// The heading's block at a row of the pane.
pub fn entry_at(scene: &Scene<'_>, area: Rect, at: Anchor, y: u16) -> Option<u32> {
    let first = first_shown(scene, area, current(scene, at));
    scene.document.headings.get(first + usize::from(y.checked_sub(area.y)?)).copied()
}

/// Number, title and level of a heading.
pub fn entry<'s>(scene: &'s Scene<'_>, block: u32) -> Option<(&'s str, &'s str, u8)> {
    let block = scene.document.body.block(block)?;
    let Kind::Heading(heading) = block.kind else { return None };
    // A number that stands in the title itself ("Chapter 3") is not said twice.
    let number = heading.number.filter(|number| heading.title >= number.end).map_or("", |number| block.text.slice(number));
    Some((number, &block.text.as_str()[heading.title as usize..], heading.level))
}

/// The entry that holds a place.
fn current(scene: &Scene<'_>, at: Anchor) -> Option<usize> {
    scene.document.headings.partition_point(|&block| block <= at.block).checked_sub(1)
}

/// The first entry that shows: as many before the one in question as fit in a third of the pane.
fn first_shown(scene: &Scene<'_>, area: Rect, wanted: Option<usize>) -> usize {
    let (all, rows) = (scene.document.headings.len(), usize::from(area.height));
    if all <= rows { 0 } else { wanted.unwrap_or(0).saturating_sub(rows / 3).min(all - rows) }
}

/// Columns that the numbers of the entries that show take, with the blank behind them.
fn numbers_width(scene: &Scene<'_>, first: usize, rows: u16) -> u16 {
    let shown = scene.document.headings.iter().skip(first).take(usize::from(rows));
    let widest = shown.filter_map(|&block| entry(scene, block)).map(|(number, ..)| width::narrow(number)).max().unwrap_or(0);
    if widest == 0 { 0 } else { widest.min(8) + 2 }
}
