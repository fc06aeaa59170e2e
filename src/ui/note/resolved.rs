//! What a popup's note stands for, below its own words: its lines, which of them belong together, and where they lead. Kept
//! until the popup gets another width.

use super::super::paint::wrapped;
use super::super::stands::{self, Stands};
use super::super::{Answer, Effect, Scene};
use super::{At, NoteView};
use crate::layout::width;
use crate::model::{Anchor, FlowId, NoteId, Opens, Target};

/// The lines of what a note stands for.
#[derive(Debug, Default)]
pub struct Resolved {
    /// The width for which it was found.
    width: Option<u16>,
    /// All lines, each with the number of what it belongs to.
    all: Vec<(usize, String)>,
    /// The lines that show.
    lines: Vec<(usize, String)>,
    /// Where each leads; `None` where nothing was found, or where a link of the note leads there too.
    leads: Vec<Option<Anchor>>,
}

impl Resolved {
    /// Finds it for a width, and shows so many lines of it.
    pub fn layout(&mut self, scene: &Scene<'_>, note: NoteId, width: u16, most: usize) {
        if self.width != Some(width) {
            let found = stands::of(scene.document, note);
            self.all = (0..).zip(&found).flat_map(|(number, stands)| wrapped(&stands.line, width).into_iter().map(move |line| (number, line))).collect();
            self.leads = found.iter().map(|stands| lead(scene, note, stands)).collect();
            self.width = Some(width);
        }
        self.lines = self.all.iter().take(most).cloned().collect();
        self.end(width);
    }

    /// Shows so many of the lines that show.
    pub fn truncate(&mut self, most: usize) {
        self.lines.truncate(most);
        self.end(self.width.unwrap_or(0));
    }

    /// How many lines show.
    pub fn height(&self) -> usize {
        self.lines.len()
    }

    /// The lines that show, each with the number of what it belongs to.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines.iter().map(|(number, line)| (*number, line.as_str()))
    }

    /// The numbers of those that lead somewhere and show.
    pub fn stops(&self) -> impl Iterator<Item = usize> {
        let shown = self.lines.last().map_or(0, |(number, _)| number + 1);
        self.leads.iter().take(shown).enumerate().filter_map(|(number, lead)| lead.map(|_| number))
    }

    /// Where one leads.
    pub fn leads(&self, number: usize) -> Option<Anchor> {
        self.leads.get(number).copied().flatten()
    }

    /// Says with `…` that there is more.
    fn end(&mut self, room: u16) {
        if self.lines.len() < self.all.len()
            && let Some((_, last)) = self.lines.last_mut()
            && !last.ends_with('…')
        {
            last.truncate(width::fitting(last, u32::from(room.saturating_sub(1))));
            last.push('…');
        }
    }
}

impl NoteView {
    /// The cells at which the lines begin that say what it stands for, with their numbers.
    pub fn resolved_cells(&self) -> Vec<(usize, u16, u16)> {
        let inside = self.inside();
        let below = (inside.y + inside.height).saturating_sub(self.resolved.height() as u16);
        let stops: Vec<usize> = self.resolved.stops().collect();
        let first = |number: usize| self.resolved.lines().position(|(other, _)| other == number);
        stops.into_iter().filter_map(|number| Some((number, inside.x, below + first(number)? as u16))).collect()
    }

    /// Stands on what it stands for.
    pub fn stand_on_resolved(&mut self, number: usize) {
        self.stop = Some(At::Resolved(number));
    }

    /// Whether it leads to what it stands for.
    pub fn stands_for_something(&self) -> bool {
        self.resolved.stops().next().is_some()
    }

    /// The number of what leads somewhere and is said in a row of the screen.
    pub(super) fn resolved_at(&self, y: u16) -> Option<usize> {
        let inside = self.inside();
        let row = y.checked_sub((inside.y + inside.height).saturating_sub(self.resolved.height() as u16))?;
        let (number, _) = self.resolved.lines().nth(usize::from(row))?;
        self.resolved.leads(number).map(|_| number)
    }

    /// Opens the note that it stands for; goes there, where that is in the text.
    pub(super) fn enter(&mut self, number: usize) -> Answer {
        self.stop = Some(At::Resolved(number));
        match self.resolved.leads(number) {
            Some(Anchor { flow: FlowId::Note(note), .. }) => Answer::with(Effect::Open(note, None)),
            Some(at) => Answer::Done(vec![Effect::Close, Effect::Go(at)]),
            None => Answer::done(),
        }
    }
}

/// Where it leads, if no link of the note leads there.
fn lead(scene: &Scene<'_>, note: NoteId, stands: &Stands) -> Option<Anchor> {
    let linked = |to: NoteId| scene.document.stops_of(FlowId::Note(note)).iter().any(|stop| stop.opens == Opens::Link(Target::Note(to)));
    stands.at.filter(|at| !matches!(at.flow, FlowId::Note(to) if linked(to)))
}
