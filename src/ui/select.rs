//! Words that are being selected, in the running text or in a popup's note. Owns the two ends and how they move; the view
//! below knows the lines, the painter draws what lies between.

use super::units::Unit;
use super::{Answer, Effect, Scene, View};
use crate::keys::Action;
use crate::model::{Anchor, Document, Passage};

/// Most steps that a count makes: each may look at a paragraph of 64 KiB.
const MOST_STEPS: u32 = 1_000;

/// A selection: from the part it began with to the part at its moving end, both of them in it.
#[derive(Debug)]
pub struct SelectView {
    /// What it began with.
    fixed: Passage,
    /// What is at the moving end.
    moving: Passage,
    unit: Unit,
    /// The column that steps by line keep to.
    column: Option<u16>,
}

impl SelectView {
    /// A selection of what is at a place; `None` where there is nothing.
    pub fn new(document: &Document, at: Anchor, unit: Unit) -> Option<SelectView> {
        let fixed = unit.at(document, at)?;
        Some(SelectView { fixed, moving: fixed, unit, column: None })
    }

    /// What is selected.
    pub fn passage(&self) -> Passage {
        Passage { from: self.fixed.from.min(self.moving.from), to: self.fixed.to.max(self.moving.to) }
    }

    /// What it grows by.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// Takes the selection to a place: what is dragged.
    pub fn drag(&mut self, scene: &Scene<'_>, below: &mut View, at: Anchor) {
        if at.flow == self.fixed.from.flow
            && let Some(moving) = self.unit.at(scene.document, at)
        {
            self.moving = moving;
            below.bring(scene, self.head());
        }
    }

    /// Answers an action; `below` is the view in which it selects.
    pub fn act(&mut self, scene: &Scene<'_>, below: &mut View, action: Action, count: Option<u32>) -> Answer {
        let document = scene.document;
        let times = count.unwrap_or(1).clamp(1, MOST_STEPS);
        let column = self.column.take();
        match action {
            Action::Right => self.go(document, Unit::Character, times, true),
            Action::Left => self.go(document, Unit::Character, times, false),
            Action::NextWord => self.go(document, Unit::Word, times, true),
            Action::PreviousWord => self.go(document, Unit::Word, times, false),
            Action::NextSentence => self.go(document, Unit::Sentence, times, true),
            Action::PreviousSentence => self.go(document, Unit::Sentence, times, false),
            Action::NextParagraph => self.go(document, Unit::Paragraph, times, true),
            Action::PreviousParagraph => self.go(document, Unit::Paragraph, times, false),
            Action::LineDown | Action::LineUp | Action::PageDown | Action::PageUp => {
                let page = if matches!(action, Action::PageDown | Action::PageUp) { below.rows_shown().saturating_sub(1).max(1) } else { 1 };
                let lines = times.saturating_mul(page).min(100_000) as i32;
                let lines = if matches!(action, Action::LineDown | Action::PageDown) { lines } else { -lines };
                let Some((at, column)) = below.line_from(document, self.head(), lines, column) else { return Answer::done() };
                self.column = Some(column);
                self.moving = self.unit.at(document, at).unwrap_or(self.moving);
            }
            Action::Start | Action::End => {
                let flow = self.fixed.from.flow;
                let end = Anchor::new(flow, (document.flow(flow).blocks.len() as u32).saturating_sub(1), u32::MAX);
                // Also the stop behind the last word.
                let unit = Unit::Character;
                let at = if action == Action::Start { unit.after(document, Anchor::new(flow, 0, 0)) } else { unit.before(document, end) };
                self.moving = at.unwrap_or(self.moving);
            }
            Action::SwapEnds => (self.fixed, self.moving) = (self.moving, self.fixed),
            Action::Select => match self.unit.wider() {
                Some(wider) => self.widen(document, wider),
                None => return Answer::say("a paragraph is the widest; } takes the next"),
            },
            Action::Close | Action::CloseView | Action::Interrupt => return Answer::with(Effect::Pop),
            _ => return Answer::Pass,
        }
        below.bring(scene, self.head());
        Answer::done()
    }

    /// Whether the moving end is the first.
    fn is_backward(&self) -> bool {
        self.moving.from < self.fixed.from
    }

    /// The place of the moving end: that of its last character, or of its first.
    fn head(&self) -> Anchor {
        let end = self.moving.to;
        if self.is_backward() { self.moving.from } else { Anchor { byte: end.byte.saturating_sub(1), ..end } }
    }

    /// Moves the end by so many units.
    fn go(&mut self, document: &Document, unit: Unit, times: u32, on: bool) {
        // Steps smaller than what it began with may leave a part of that out: it shrinks to its outer edge.
        if unit < self.unit {
            let backward = self.is_backward();
            let edge = if backward { unit.before(document, self.fixed.to) } else { unit.after(document, self.fixed.from) };
            let whole = self.fixed == self.moving;
            self.fixed = edge.unwrap_or(self.fixed);
            if whole {
                self.moving = unit.before(document, self.moving.to).unwrap_or(self.moving);
            }
        }
        self.unit = unit;
        for _ in 0..times {
            let next = if on { self.step_on(document, unit) } else { self.step_back(document, unit) };
            match next {
                Some(next) if next != self.moving => self.moving = next,
                _ => break,
            }
        }
    }

    fn step_on(&self, document: &Document, unit: Unit) -> Option<Passage> {
        if self.is_backward() {
            let here = unit.at(document, self.moving.from)?;
            let next = unit.after(document, here.to)?;
            return Some(if next.from >= self.fixed.from { self.fixed } else { next });
        }
        let end = self.moving.to;
        let here = unit.at(document, self.head())?;
        if here.to > end && here.from < end { Some(here) } else { unit.after(document, end) }
    }

    fn step_back(&self, document: &Document, unit: Unit) -> Option<Passage> {
        if self.is_backward() || self.moving == self.fixed {
            let start = self.moving.from;
            let here = unit.at(document, start)?;
            return if here.from < start { Some(here) } else { unit.before(document, start) };
        }
        let here = unit.at(document, self.head())?;
        let before = unit.before(document, here.from)?;
        Some(if before.to <= self.fixed.to { self.fixed } else { before })
    }

    fn widen(&mut self, document: &Document, unit: Unit) {
        let wide = |passage: Passage| unit.at(document, passage.from);
        self.unit = unit;
        self.fixed = wide(self.fixed).unwrap_or(self.fixed);
        self.moving = wide(self.moving).unwrap_or(self.moving);
    }
}
