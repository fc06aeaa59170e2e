//! A letter on everything in view that can be opened. Owns which letters stand where, and what was typed of them; opens
//! nothing itself.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::{Scene, View};
use crate::layout::width;
use crate::model::{Anchor, FlowId, NoteId, Stop};

/// The letters, those under the fingers first.
const LETTERS: &[u8] = b"fjdkslaghrueiwotyqpvbncmxz";

/// Where a hint leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leads {
    /// To what a stop opens.
    Stop(Stop),
    /// To a note that stands on the screen.
    Note(NoteId),
    /// To what the open note stands for, by number.
    Resolved(usize),
    /// To where the open note stood: its popup's label.
    Label,
}

/// The hints over a view.
#[derive(Debug, Default)]
pub struct HintsView {
    /// Where they lead, with the cell at which that begins on the screen.
    spots: Vec<(Leads, u16, u16)>,
    typed: String,
}

/// What came of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// This was meant.
    One(Leads),
    /// Another letter is needed.
    More,
    /// It is the letter of nothing.
    None,
}

impl HintsView {
    /// Whether there is anything to put a letter on.
    pub fn is_empty(&self) -> bool {
        self.spots.is_empty()
    }

    /// Takes what can be opened in the view below.
    pub fn set(&mut self, scene: &Scene<'_>, below: &View) {
        self.spots = match below {
            View::Reader(view) => {
                let shown = view.shown(scene);
                let mut spots = Vec::new();
                if let Some((first, last)) = shown.range() {
                    let stops = scene.document.stops_of(FlowId::Body);
                    let from = stops.partition_point(|stop| stop.at < Anchor { byte: 0, ..first });
                    let near = stops[from..].iter().take_while(|stop| stop.at < last);
                    spots.extend(near.filter_map(|&stop| shown.cell(scene.document, stop.at).map(|(x, y)| (Leads::Stop(stop), x, y))));
                }
                spots.extend(view.foot_labels().into_iter().map(|(note, x, y)| (Leads::Note(note), x, y)));
                spots
            }
            View::Note(view) => {
                let shown = view.shown();
                let stops = scene.document.stops_of(FlowId::Note(view.note()));
                let (x, y) = view.label_cell();
                let links = stops.iter().filter_map(|&stop| shown.cell(scene.document, stop.at).map(|(x, y)| (Leads::Stop(stop), x, y)));
                let resolved = view.resolved_cells().into_iter().map(|(number, x, y)| (Leads::Resolved(number), x, y));
                links.chain(resolved).chain([(Leads::Label, x, y)]).collect()
            }
            _ => Vec::new(),
        };
    }

    /// Takes a letter.
    pub fn take(&mut self, letter: char) -> Chosen {
        self.typed.push(letter);
        let codes = codes(self.spots.len());
        match codes.iter().position(|code| *code == self.typed) {
            Some(at) => Chosen::One(self.spots[at].0),
            None if codes.iter().any(|code| code.starts_with(&self.typed)) => Chosen::More,
            None => Chosen::None,
        }
    }

    /// Draws what is left to type of each hint: before what it leads to where there is room, so that a marker's own number shows.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let style = scene.theme.text.add_modifier(Modifier::REVERSED | Modifier::BOLD);
        let buffer = frame.buffer_mut();
        let mut taken: Vec<Rect> = Vec::new();
        let starts: Vec<(u16, u16)> = self.spots.iter().map(|&(_, x, y)| (x, y)).collect();
        for (&(_, x, y), code) in self.spots.iter().zip(codes(self.spots.len())) {
            let Some(left) = code.strip_prefix(self.typed.as_str()) else { continue };
            let long = left.len() as u16;
            let places = [x.checked_sub(long), Some(x), Some(x + 1)].into_iter().flatten();
            let places: Vec<Rect> = places.map(|x| Rect::new(x, y, long, 1)).filter(|area| area.intersection(buffer.area) == *area).collect();
            let free = |area: &&Rect| !taken.iter().any(|other| other.intersects(**area));
            let hides = |area: &&Rect| starts.iter().any(|&(other, row)| (other, row) != (x, y) && super::holds(**area, other, row));
            let area = places.iter().filter(|area| !hides(area)).find(free).or_else(|| places.iter().find(free));
            let Some(&area) = area else { continue };
            // Half of a wide character would be torn.
            if area.x > 0 && width::narrow(buffer[(area.x - 1, y)].symbol()) > 1 {
                buffer[(area.x - 1, y)].set_symbol(" ");
            }
            buffer.set_stringn(area.x, y, left, usize::from(long), style);
            taken.push(area);
        }
    }
}

/// Codes for so many hints, none of which begins another: single letters as long as they suffice, and then as many letters
/// as needed stand before a second one. What there is no code for has none.
fn codes(count: usize) -> Vec<String> {
    let all = LETTERS.len();
    let prefixes = (0..=all).find(|prefixes| all - prefixes + prefixes * all >= count).unwrap_or(all);
    let letter = |at: usize| char::from(LETTERS[at]);
    let single = (0..all - prefixes).map(|at| letter(at).to_string());
    let double = (all - prefixes..all).flat_map(|first| (0..all).map(move |second| format!("{}{}", letter(first), letter(second))));
    single.chain(double).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_begins_another() {
        for count in [0, 1, 5, 26, 27, 60, 300, 676, 900] {
            let codes = codes(count);
            assert_eq!(codes.len(), count.min(676));
            for (i, code) in codes.iter().enumerate() {
                assert!(codes.iter().enumerate().all(|(j, other)| i == j || !other.starts_with(code.as_str())), "{code} of {count}");
            }
        }
        assert!(codes(26).iter().all(|code| code.len() == 1));
        assert_eq!(codes(3), ["f", "j", "d"]);
    }
}
