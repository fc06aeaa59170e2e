//! What keys do in the running text: scrolling, stops, headings, panning. Each move ends with a place in the text.

use std::rc::Rc;

use super::super::paint::table_room;
use super::super::{Answer, Effect, Scene};
use super::{Reader, in_order};
use crate::apparatus::target_of;
use crate::keys::{Action, Context};
use crate::layout::{BlockLayout, PlacedRow, Top};
use crate::model::{Anchor, Document, Extent, FlowId, Kind, Opens, Stop, TableId, Target};
use crate::settings::NotesShow;

/// Rows that stay on the screen when a page is turned.
const KEPT_ROWS: i32 = 2;
/// Most pages that are turned at once where each has to be set to know where the next begins.
const MOST_PAGES: u32 = 50;

impl Reader {
    /// Scrolls and jumps; `None` where the action is no movement.
    pub(super) fn moved(&mut self, scene: &Scene<'_>, action: Action, count: Option<u32>) -> Option<Answer> {
        let times = count.unwrap_or(1).clamp(1, 1 << 20) as i32;
        let half = (self.rows.len().max(2) / 2) as i32;
        let from = (self.top, self.above);
        match action {
            Action::LineDown => self.scroll(scene, times),
            Action::LineUp => self.scroll(scene, -times),
            Action::PageDown => self.turn_pages(scene, times),
            Action::PageUp => self.turn_pages(scene, -times),
            Action::HalfPageDown => self.scroll(scene, times.saturating_mul(half)),
            Action::HalfPageUp => self.scroll(scene, -times.saturating_mul(half)),
            Action::Start => return Some(Answer::with(Effect::Go(Anchor::START))),
            Action::End => {
                let last = self.last_top(scene);
                return Some(Answer::with(Effect::Go(self.flow.anchor(scene.document, last))));
            }
            Action::Percent => {
                let Some(percent) = count else { return Some(Answer::say("type a number first: 50% is the middle")) };
                return Some(Answer::with(Effect::Go(scene.document.at_fraction(FlowId::Body, f64::from(percent.min(100)) / 100.0))));
            }
            Action::NextParagraph => return Some(self.by_paragraph(scene, times)),
            Action::PreviousParagraph => return Some(self.by_paragraph(scene, -times)),
            Action::NextHeading => return Some(self.by_heading(scene, times)),
            Action::PreviousHeading => return Some(self.by_heading(scene, -times)),
            Action::Left => return Some(self.pan(scene, -times)),
            Action::Right => return Some(self.pan(scene, times)),
            _ => return None,
        }
        let down = matches!(action, Action::LineDown | Action::PageDown | Action::HalfPageDown);
        Some(if down && scene.loading && (self.top, self.above) == from { Answer::say("the rest is still being read") } else { Answer::done() })
    }

    /// Opens the note of the next marker behind what Tab stands on, else behind the top; or of the one before.
    fn step_note(&mut self, scene: &Scene<'_>, times: usize, on: bool) -> Answer {
        let document = scene.document;
        let stops = document.stops_of(FlowId::Body);
        let here = self.stop_in_view().map(|stop| stop.at);
        let from = here.unwrap_or(self.top_shown());
        let first = stops.partition_point(|stop| stop.at < from || on && here == Some(stop.at));
        let note = |stop: &Stop| match stop.opens {
            Opens::Ref(reference) => document.reference(reference)?.link.note().map(|note| (note, stop.at)),
            _ => None,
        };
        let found = if on { stops[first..].iter().filter_map(note).nth(times - 1) } else { stops[..first].iter().rev().filter_map(note).nth(times - 1) };
        match found {
            Some((note, at)) => Answer::with(Effect::Follow(note, Some(at))),
            None if on && scene.loading => Answer::say("the rest is still being read"),
            None => Answer::say(if on { "no note is referred to behind this place" } else { "no note is referred to before this place" }),
        }
    }

    /// Stops and what they open; `None` where the action is none of these.
    pub(super) fn opened(&mut self, scene: &Scene<'_>, action: Action, count: Option<u32>) -> Option<Answer> {
        let times = count.unwrap_or(1).max(1) as usize;
        Some(match action {
            Action::NextStop => self.step_stop(scene, times, true),
            Action::PreviousStop => self.step_stop(scene, times, false),
            Action::Open => match self.stop_in_view().or_else(|| self.first_stop_in_view(scene)) {
                Some(stop) => {
                    self.stand(Some(stop));
                    Answer::with(Effect::Enter(stop))
                }
                None if scene.document.stops_of(FlowId::Body).is_empty() => Answer::say("nothing here can be opened"),
                None => Answer::say(match scene.hint(Context::Reading, Action::NextStop, "goes to the next") {
                    next if next.is_empty() => "nothing to open in view".to_owned(),
                    next => format!("nothing to open in view; {next}"),
                }),
            },
            Action::Close if self.stop.is_some() => {
                self.stand(None);
                Answer::done()
            }
            Action::NextNote => self.step_note(scene, times, true),
            Action::PreviousNote => self.step_note(scene, times, false),
            Action::NotesWay => Answer::with(Effect::Show(None)),
            Action::Referrers => {
                let at_stop = self.stop_in_view().and_then(|stop| match stop.opens {
                    Opens::Table(table) => Some(Target::Table(table)),
                    _ => target_of(scene.document, &stop),
                });
                let section = || scene.document.section(self.top_shown().block).map(|(block, _)| Target::Heading(block));
                match at_stop.or_else(section) {
                    Some(target) => Answer::with(Effect::Referrers(target)),
                    None => Answer::say("stand on a marker, a link or a table first: Tab goes there"),
                }
            }
            Action::Table => match self.nearest_table(scene) {
                Some(table) => Answer::with(Effect::Sheet(table)),
                None => Answer::say("the text has no tables"),
            },
            _ => return None,
        })
    }

    /// The table in view, else the next, else the last before.
    fn nearest_table(&self, scene: &Scene<'_>) -> Option<TableId> {
        if let Some(Opens::Table(table)) = self.stop.map(|stop| stop.opens) {
            return Some(table);
        }
        let block = self.top_shown().block;
        let after = scene.document.tables.partition_point(|table| table.block < block);
        let at = if after < scene.document.tables.len() { after } else { after.checked_sub(1)? };
        Some(TableId(at as u32))
    }

    fn scroll(&mut self, scene: &Scene<'_>, rows: i32) {
        let from = self.top_placed(scene);
        let mut top = self.flow.step(scene.document, from, rows);
        if rows > 0 {
            let last = self.last_top(scene);
            if in_order(top) > in_order(last) {
                top = if in_order(from) > in_order(last) { from } else { last };
            }
        }
        self.set_top(scene.document, top);
    }

    /// Turns pages, on or back; each by the rows that really show.
    fn turn_pages(&mut self, scene: &Scene<'_>, times: i32) {
        if scene.notes != NotesShow::Foot {
            let page = (self.rows.len() as i32 - KEPT_ROWS).max(1);
            return self.scroll(scene, times.saturating_mul(page));
        }
        for _ in 0..times.unsigned_abs().min(MOST_PAGES) {
            let rows = if times > 0 { (self.rows.len() as i32 - KEPT_ROWS).max(1) } else { -self.page_before(scene) };
            self.scroll(scene, rows);
            self.place(scene);
        }
    }

    /// How many rows back the page begins that ends with the first rows of this one.
    fn page_before(&mut self, scene: &Scene<'_>) -> i32 {
        let here = self.top_placed(scene);
        let height = self.area.height;
        for back in (2..i32::from(height) - 1).rev() {
            let top = self.flow.step(scene.document, here, -back);
            let rows = self.flow.fill(scene.document, top, height);
            let fits = self.foot.fit(scene, &rows, self.area) as i32;
            if fits >= back + KEPT_ROWS || fits == rows.len() as i32 {
                return back;
            }
        }
        1
    }

    /// The first row that shows. Where the last page was pulled up, moves begin there.
    fn top_placed(&mut self, scene: &Scene<'_>) -> Top {
        match self.rows.first() {
            Some(row) => row.top,
            None => self.top_row(scene.document),
        }
    }

    fn by_paragraph(&mut self, scene: &Scene<'_>, times: i32) -> Answer {
        let blocks = &scene.document.body.blocks;
        let begins = |block: usize| blocks.get(block).is_some_and(|block| !block.continues);
        let top = self.top_shown();
        let mut block = top.block as usize;
        let inside = top.byte > 0 || !begins(block);
        for n in 0..times.unsigned_abs() {
            if times > 0 {
                block = (block + 1..blocks.len()).find(|&next| begins(next)).unwrap_or(block);
            } else if n > 0 || !inside {
                block = (0..block).rev().find(|&before| begins(before)).unwrap_or(0);
            }
        }
        if block == top.block as usize && times > 0 {
            self.scroll(scene, i32::MAX / 2);
        } else {
            self.put(scene.document, Anchor::new(FlowId::Body, block as u32, 0), 0);
        }
        // A popup over the text has nothing to stand at any more.
        Answer::with(Effect::Close)
    }

    fn by_heading(&mut self, scene: &Scene<'_>, times: i32) -> Answer {
        let headings = &scene.document.headings;
        // Not what shows: a heading of the last page is passed though the page stays.
        let top = self.top;
        let at = if times > 0 {
            let after = headings.partition_point(|&block| block <= top.block);
            after.checked_add(times as usize - 1).filter(|&at| at < headings.len())
        } else {
            let before = headings.partition_point(|&block| block < top.block || block == top.block && top.byte > 0);
            before.checked_sub(times.unsigned_abs() as usize)
        };
        match at {
            Some(at) => Answer::with(Effect::Go(Anchor::new(FlowId::Body, headings[at], 0))),
            None => Answer::say(if times > 0 { "no heading behind this one" } else { "no heading before this one" }),
        }
    }

    fn pan(&mut self, scene: &Scene<'_>, columns: i32) -> Answer {
        let Some((id, layout)) = self.table_in_view(scene.document) else { return Answer::say("no table in view to pan") };
        let Some(table) = &layout.table else { return Answer::Pass };
        let last = table.last_pan(table_room(table, self.area.width));
        if last == 0 {
            return Answer::say("the whole table shows");
        }
        let pan = i64::from(self.pans.get(&id).copied().unwrap_or(0)) + i64::from(columns);
        self.pans.insert(id, pan.clamp(0, i64::from(last)) as u32);
        Answer::done()
    }

    /// The table at the stop if it shows, else the first in view, and its layout.
    pub(super) fn table_in_view(&self, document: &Document) -> Option<(TableId, Rc<BlockLayout>)> {
        let wanted = self.stop.map(|stop| stop.at.block);
        let tables = || self.rows.iter().filter(|row| row.layout.table.is_some());
        let row = tables().find(|row| wanted == Some(row.block)).or_else(|| tables().next())?;
        match document.body.block(row.block)?.kind {
            Kind::Table(id) => Some((id, Rc::clone(&row.layout))),
            _ => None,
        }
    }

    fn first_stop_in_view(&self, scene: &Scene<'_>) -> Option<Stop> {
        let on_row = |row: &PlacedRow| scene.document.stops_in(FlowId::Body, row.block, row.shows()?.extent).first().copied();
        self.rows.iter().find_map(on_row)
    }

    /// Goes to the stop behind or before the current one, or behind or before the edge of the view where there is none in it.
    fn step_stop(&mut self, scene: &Scene<'_>, times: usize, on: bool) -> Answer {
        let stops = scene.document.stops_of(FlowId::Body);
        let order = self.shown_order(scene.document, stops, |stop| stop.at);
        let rank_of = |stop: Stop| order.rank(stops.partition_point(|other| (other.at, other.end) < (stop.at, stop.end)));
        let behind = |stop: Stop| order.rank(stops.partition_point(|other| (other.at, other.end) <= (stop.at, stop.end)).saturating_sub(1)) + 1;
        let current = self.stop_in_view();
        let next = match (current, on) {
            (Some(stop), true) => behind(stop),
            (Some(stop), false) => rank_of(stop),
            (None, true) => self.first_stop_in_view(scene).map_or_else(|| self.stops_before(stops, false), rank_of),
            (None, false) => self.stops_before(stops, true),
        };
        // A count that reaches too far stops at the last there is.
        let at = if on { Some(next.saturating_add(times - 1).min(stops.len().saturating_sub(1)).max(next)) } else { next.checked_sub(times.min(next.max(1))) };
        match at.and_then(|at| stops.get(order.index(at))) {
            Some(&stop) => {
                self.stand(Some(stop));
                self.reveal(scene.document, stop.at);
                Answer::done()
            }
            None if scene.loading && on => Answer::say("the rest is still being read"),
            None if stops.is_empty() => Answer::say("nothing here can be opened"),
            None => Answer::say(if on { "no note or link behind this one" } else { "no note or link before this one" }),
        }
    }

    /// How many stops stand before what shows, or before its end.
    fn stops_before(&self, stops: &[Stop], end: bool) -> usize {
        let (first, last) = (self.top_shown(), self.last_shown());
        let last = Anchor { byte: last.byte.max(1), ..last };
        stops.partition_point(|stop| stop.at < if end { last } else { first })
    }

    /// The parts of blocks that show, in their order.
    pub fn in_view(&self) -> Vec<(u32, Extent)> {
        let mut parts: Vec<(u32, Extent)> = Vec::new();
        for row in &self.rows {
            let Some(line) = row.line.and_then(|line| row.layout.lines.get(line as usize)) else { continue };
            match parts.last_mut() {
                Some((block, extent)) if *block == row.block && extent.end == line.extent.start => extent.end = line.extent.end,
                _ => parts.push((row.block, line.extent)),
            }
        }
        parts
    }
}
