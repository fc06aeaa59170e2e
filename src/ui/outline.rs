//! The outline: a line a heading, the current part marked, kept in view as the text moves. Parts fold, and typing narrows it.
//! The pane beside the text and the view that has the keys are drawn by the same code.

mod pane;
mod parts;

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::Rect;

pub use pane::Pane;
pub use parts::{Fold, Parts};

use super::areas::Areas;
use super::filter::Filter;
use super::paint;
use super::{Answer, Effect, Scene};
use crate::keys::{Action, Key};
use crate::model::{Anchor, FlowId, Kind, Target};

/// The outline with the keys: a cursor on one of its lines.
#[derive(Debug)]
pub struct OutlineView {
    /// The part that the cursor is on.
    cursor: u32,
    /// Where the reader is.
    at: Anchor,
    filter: Filter,
    /// What the filter leaves; folds do not matter then.
    left: Option<Left>,
    /// The lines of the outline, and what is cleared for them.
    area: Rect,
    frame: Rect,
    /// Whether it lies over the text, for want of a pane.
    over: bool,
}

/// What a filter leaves.
#[derive(Debug)]
struct Left {
    /// What was typed.
    typed: String,
    /// The parts that match, and those around them, ascending.
    lines: Vec<u32>,
    /// Those that only stand around.
    around: Vec<u32>,
}

impl OutlineView {
    /// The outline with the cursor on the part that holds a place.
    pub fn new(scene: &Scene<'_>, at: Anchor) -> OutlineView {
        let cursor = scene.document.headings.partition_point(|&block| block <= at.block).saturating_sub(1) as u32;
        OutlineView { cursor, at, filter: Filter::default(), left: None, area: Rect::default(), frame: Rect::default(), over: false }
    }

    /// Whether keys are typed into its filter.
    pub fn is_typing(&self) -> bool {
        self.filter.is_on()
    }

    /// Takes a key as typing; false where it is none.
    pub fn type_key(&mut self, key: Key) -> bool {
        self.filter.type_key(key)
    }

    /// Finds its place: the pane, or the text column.
    pub fn layout(&mut self, scene: &Scene<'_>, areas: &Areas) {
        self.choose(scene);
        self.over = areas.outline.width == 0;
        let line = u16::from(self.filter.is_on() && !self.over);
        // What a filter takes away leaves the frame as it is: nothing jumps while one types.
        let rows = scene.parts.shown().len().clamp(1, usize::from(areas.text.height)) as u16 + 1;
        self.frame = if self.over { Rect { height: (rows + 1).min(areas.text.height), ..areas.text } } else { areas.outline };
        let height = if self.over { rows.min(self.frame.height - 1) } else { areas.outline.height - line };
        self.area = Rect { height, ..self.frame };
        let row = self.pane(scene).row_of(Some(self.cursor));
        self.cursor = self.lines(scene).get(row.unwrap_or(0)).copied().unwrap_or(0);
    }

    /// Draws it.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let buffer = frame.buffer_mut();
        paint::clear(buffer, self.frame);
        let last = Rect { y: self.frame.y + self.frame.height.saturating_sub(1), height: 1, ..self.frame };
        if self.over {
            let rule = "─".repeat(usize::from(self.frame.width));
            buffer.set_stringn(last.x, last.y, &rule, rule.len(), scene.theme.dim);
        }
        self.pane(scene).draw(scene, buffer);
        if self.lines(scene).is_empty() {
            let words = if scene.document.headings.is_empty() { "no headings" } else { "no heading has that" };
            buffer.set_stringn(self.area.x, self.area.y, words, usize::from(self.area.width), scene.theme.dim);
        }
        if let Some(typing) = &self.filter.typing {
            typing.draw("/", &scene.theme, last, frame);
        }
    }

    /// A click goes to the heading of the line; outside, the outline closes.
    pub fn click(&mut self, scene: &Scene<'_>, x: u16, y: u16) -> Answer {
        if !super::holds(self.frame, x, y) {
            return Answer::with(Effect::Pop);
        }
        if !super::holds(self.area, x, y) {
            return Answer::done();
        }
        self.pane(scene).part_at(scene, y).map_or(Answer::done(), |part| open(scene, part))
    }

    /// Answers an action.
    pub fn act(&mut self, scene: &Scene<'_>, action: Action, count: Option<u32>) -> Answer {
        let times = count.unwrap_or(1) as usize;
        let page = usize::from(self.area.height.max(2)) - 1;
        let row = self.pane(scene).row_of(Some(self.cursor)).unwrap_or(0);
        let row = match action {
            Action::LineDown | Action::NextStop => row.saturating_add(times),
            Action::LineUp | Action::PreviousStop => row.saturating_sub(times),
            Action::PageDown | Action::HalfPageDown => row.saturating_add(page),
            Action::PageUp | Action::HalfPageUp => row.saturating_sub(page),
            Action::Start => 0,
            Action::End => usize::MAX,
            Action::Fold if scene.parts.is_whole(self.cursor) && !scene.parts.is_closed(self.cursor) => {
                return Answer::with(Effect::Fold(Fold::Close(self.cursor)));
            }
            Action::Fold => {
                self.cursor = scene.parts.parent(self.cursor).unwrap_or(self.cursor);
                return Answer::done();
            }
            Action::Unfold if scene.parts.is_closed(self.cursor) => return Answer::with(Effect::Fold(Fold::Open(self.cursor))),
            Action::Unfold if scene.parts.is_whole(self.cursor) => row + 1,
            Action::Unfold => return Answer::say("this part has no parts of its own"),
            Action::FoldLevel => return Answer::with(Effect::Fold(count.map_or(Fold::Turn, |level| Fold::To(level.min(255) as u8)))),
            Action::Search if !scene.document.headings.is_empty() => {
                self.filter = Filter::typed();
                return Answer::done();
            }
            Action::Open => {
                return match self.lines(scene).get(row) {
                    Some(&part) => open(scene, part),
                    None if self.filter.is_on() => Answer::say("no heading has that; Esc shows all"),
                    None => Answer::with(Effect::Pop),
                };
            }
            Action::Referrers => {
                let block = self.lines(scene).get(row).and_then(|&part| scene.document.headings.get(part as usize));
                return block.map_or(Answer::Pass, |&block| Answer::with(Effect::Referrers(Target::Heading(block))));
            }
            Action::Close | Action::Interrupt if self.filter.is_on() => {
                self.filter = Filter::default();
                return Answer::done();
            }
            Action::Close | Action::CloseView | Action::Outline => return Answer::with(Effect::Pop),
            _ => return Answer::Pass,
        };
        let lines = self.lines(scene);
        self.cursor = lines.get(row.min(lines.len().saturating_sub(1))).copied().unwrap_or(0);
        Answer::done()
    }

    fn lines<'s>(&'s self, scene: &Scene<'s>) -> &'s [u32] {
        self.left.as_ref().map_or(scene.parts.shown(), |left| &left.lines)
    }

    fn pane<'s>(&'s self, scene: &Scene<'s>) -> Pane<'s> {
        let around = self.left.as_ref().map_or(&[][..], |left| &left.around);
        Pane { area: self.area, at: self.at, cursor: Some(self.cursor), lines: self.lines(scene), around }
    }

    /// Chooses the lines anew where something else is typed; the cursor goes to the first that matches.
    fn choose(&mut self, scene: &Scene<'_>) {
        let typed = self.filter.text();
        if typed.is_empty() {
            self.left = None;
            return;
        }
        if self.left.as_ref().is_some_and(|left| left.typed == typed) {
            return;
        }
        let words = |&block: &u32| entry(scene, block).map_or(Cow::Borrowed(""), |(number, title, _)| Cow::Owned(format!("{number} {title}")));
        let matching = self.filter.pick(scene.document.headings.iter().map(words));
        let mut around: Vec<u32> = Vec::new();
        for &part in &matching {
            around.extend(std::iter::successors(scene.parts.parent(part), |&part| scene.parts.parent(part)));
        }
        around.sort_unstable();
        around.dedup();
        around.retain(|part| matching.binary_search(part).is_err());
        let mut lines = matching.clone();
        lines.extend(&around);
        lines.sort_unstable();
        self.cursor = matching.first().copied().unwrap_or(self.cursor);
        self.left = Some(Left { typed: typed.to_owned(), lines, around });
    }
}

/// Number, title and level of a heading.
pub fn entry<'s>(scene: &Scene<'s>, block: u32) -> Option<(&'s str, &'s str, u8)> {
    let block = scene.document.body.block(block)?;
    let Kind::Heading(heading) = block.kind else { return None };
    // A number that stands in the title itself ("Chapter 3") is not said twice.
    let number = heading.number.filter(|number| heading.title >= number.end).map_or("", |number| block.text.slice(number));
    Some((number, &block.text.as_str()[heading.title as usize..], heading.level))
}

/// Goes to a part.
fn open(scene: &Scene<'_>, part: u32) -> Answer {
    match scene.document.headings.get(part as usize) {
        Some(&block) => Answer::Done(vec![Effect::Pop, Effect::Go(Anchor::new(FlowId::Body, block, 0))]),
        None => Answer::with(Effect::Pop),
    }
}
