//! The lines above and below the text: title, part and percent; what can be done next, or what was just said.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::areas::Areas;
use super::outline;
use super::paint::{self, cut, wrapped};
use super::peek::peek;
use super::{Scene, View};
use crate::keys::{Action, Context};
use crate::layout::width;
use crate::model::{Anchor, Document, FlowId, Kind, Opens, Stop};
use crate::search::find::MOST_HITS;
use crate::search::{Hit, Where};

/// Bytes of a line of running text.
const LINE: u16 = 60;
/// Columns of the title line in which the page's number has room.
const PAGE_ROOM: u16 = 40;

/// What the lines say beside the document's own words.
pub struct Said<'a> {
    /// What was said last, until the next key.
    pub message: Option<&'a str>,
    /// Keys typed of a longer command, a count among them.
    pub pending: &'a str,
    /// The first place that shows, and whether the end does.
    pub top: Anchor,
    /// Whether the end of the text shows.
    pub at_end: bool,
    /// The reader's stop.
    pub stop: Option<Stop>,
}

/// Draws title line, rule and status line.
pub fn draw(scene: &Scene<'_>, areas: &Areas, view: &View, said: &Said<'_>, buffer: &mut Buffer) {
    title(scene, areas, view, said, buffer);
    // What is said of a line that is typed over a sheet stands in the rule's place.
    if areas.rule.height > 0 && !matches!(view, View::Ask(_)) {
        draw_rule(scene, areas.rule, buffer);
    }
    if matches!(view, View::Prompt(_) | View::Ask(_)) {
        return;
    }
    let right = right(scene, view, said, areas.status.width);
    let right_width = width::narrow(&right).min(areas.status.width / 2);
    let room = Rect { width: areas.status.width.saturating_sub(right_width + 2), ..areas.status };
    if let Some(message) = said.message.filter(|message| width::narrow(message) > room.width) {
        return long_message(scene, areas, message, buffer);
    }
    buffer.set_style(areas.status, scene.theme.text);
    let x = areas.status.x + areas.status.width - right_width;
    cut(buffer, Rect { x, width: right_width, ..areas.status }, &right, scene.theme.dim, scene.theme.dim);
    match said.message {
        Some(message) => drop(buffer.set_stringn(room.x, room.y, message.replace('\u{a0}', " "), usize::from(room.width), scene.theme.text)),
        None => {
            let stop = match view {
                View::Reader(reader) if reader.head().is_none() => said.stop,
                View::Note(note) => note.stop(),
                View::Glance(glance) => glance.stop(),
                _ => None,
            };
            let explained = if let View::Table(sheet) = view { sheet.explained() } else { None };
            match stop.and_then(|stop| peek(scene, &stop)).or(explained) {
                Some(line) => drop(cut(buffer, room, &line, scene.theme.text, scene.theme.dim)),
                None => hints(scene, view, room, buffer),
            }
        }
    }
}

/// A message that has no room beside the rest: it takes the whole line, and lines above it as it needs, to half the screen.
fn long_message(scene: &Scene<'_>, areas: &Areas, message: &str, buffer: &mut Buffer) {
    let lines = wrapped(message, areas.status.width);
    let rows = (lines.len() as u16).min((areas.screen.height / 2).max(1));
    let first = areas.status.y + 1 - rows;
    paint::clear(buffer, Rect { y: first, height: rows, ..areas.status });
    if rows > 1 && areas.rule.height > 0 {
        let rule = Rect { y: first - 1, ..areas.rule };
        paint::clear(buffer, rule);
        draw_rule(scene, rule, buffer);
    }
    for (line, y) in lines.iter().zip(first..=areas.status.y) {
        cut(buffer, Rect { y, height: 1, ..areas.status }, &line.replace('\u{a0}', " "), scene.theme.text, scene.theme.dim);
    }
}

fn draw_rule(scene: &Scene<'_>, area: Rect, buffer: &mut Buffer) {
    let wide = usize::from(area.width);
    buffer.set_stringn(area.x, area.y, "─".repeat(wide), wide, scene.theme.dim);
}

fn title(scene: &Scene<'_>, areas: &Areas, view: &View, said: &Said<'_>, buffer: &mut Buffer) {
    if areas.title.height == 0 {
        return;
    }
    let percent = if said.at_end { 100.0 } else { scene.document.fraction(said.top) * 100.0 };
    let state = match view {
        _ if scene.loading => "…".to_owned(),
        View::Data(data) => data.dialect(),
        View::Table(_) if !scene.document.manner.words().is_empty() => scene.document.manner.words(),
        _ => match scene.document.page_at(within_line(said.top, areas.title.width)).filter(|_| areas.title.width >= PAGE_ROOM) {
            Some(page) => format!("p. {}   {percent:.0} %", page.label),
            None => format!("{percent:.0} %"),
        },
    };
    let part = scene.document.section(said.top.block).and_then(|(block, _)| outline::entry(scene, block)).map_or(String::new(), |(number, title, _)| {
        let title = title.replace('\n', " ");
        if number.is_empty() { title } else { format!("{number}. {title}") }
    });
    let wide = areas.title.width;
    let state_width = width::narrow(&state);
    buffer.set_stringn(areas.title.x + wide.saturating_sub(state_width), areas.title.y, &state, usize::from(wide), scene.theme.dim);
    let room = wide.saturating_sub(state_width + 2);
    let name = scene.document.meta.title.as_deref().unwrap_or(scene.name);
    // The part matters more than the title once one has begun to read: it gets up to half.
    let part_room = if room >= 50 { room / 2 } else { 0 };
    let part_width = width::narrow(&part).min(part_room);
    let part_area = Rect { x: areas.title.x + room - part_width, width: part_width, ..areas.title };
    cut(buffer, part_area, &part, scene.theme.dim, scene.theme.dim);
    let name_room = room.saturating_sub(if part_width > 0 { part_width + 2 } else { 0 });
    cut(buffer, Rect { width: name_room, ..areas.title }, name, scene.theme.dim, scene.theme.dim);
}

/// About where the first line ends: a page that begins on it is the one that is read.
fn within_line(top: Anchor, width: u16) -> Anchor {
    Anchor { byte: top.byte + u32::from(width.min(LINE)), ..top }
}

/// Where one is among the hits, notes or rows.
fn right(scene: &Scene<'_>, view: &View, said: &Said<'_>, room: u16) -> String {
    if !said.pending.is_empty() {
        return said.pending.to_owned();
    }
    if let View::Table(sheet) = view {
        return sheet.place();
    }
    if let View::Data(data) = view {
        return data.place();
    }
    if let View::Card(card) = view {
        return card.place();
    }
    if let View::Chart(chart) = view {
        return chart.place();
    }
    if let View::Reader(reader) = view
        && let Some((column, all)) = reader.head_count(scene.document)
    {
        return format!("column {column} of {all}");
    }
    if let View::Select(view) = view {
        return format!("by {}", view.unit().name());
    }
    if scene.current.is_some() {
        let words = hits(scene);
        let fits = |words: &&String| width::narrow(words) + 4 <= room / 2;
        return words.iter().find(fits).or(words.last()).map_or(String::new(), |words| format!("hit {words}"));
    }
    let of_notes = |number: u32| format!("note {} of {}{}", number + 1, scene.document.notes.len(), if scene.loading { "+" } else { "" });
    match (view, said.stop.map(|stop| stop.opens)) {
        (View::Note(note), _) => of_notes(note.note().0),
        (View::Reader(_), Some(Opens::Ref(reference))) => {
            scene.document.reference(reference).and_then(|reference| reference.link.note()).map_or(String::new(), |note| of_notes(note.0))
        }
        (View::Reader(_), Some(Opens::Table(_))) => {
            let (sheet, heads) = (scene.hint(Context::Reading, Action::Open, "sheet"), scene.hint(Context::Reading, Action::Heads, "heads"));
            let both = format!("{sheet}   {heads}");
            if width::narrow(&both) <= room / 2 { both } else { heads }
        }
        _ if scene.loading => "still being read".to_owned(),
        _ if scene.cut => "not all of it".to_owned(),
        _ => String::new(),
    }
}

/// Which of how many hits the search stands on and in what that is; then the same in fewer words.
pub fn hits(scene: &Scene<'_>) -> Vec<String> {
    let Some((current, hit)) = scene.current.and_then(|current| Some((current, scene.hits.get(current)?))) else {
        return vec![if scene.searching { "…" } else { "none" }.to_owned()];
    };
    let more = if scene.loading || scene.hits.len() == MOST_HITS { "+" } else { "" };
    let count = format!("{} of {}{more}", current + 1, scene.hits.len());
    match within(scene.document, hit) {
        place if place.is_empty() => vec![count],
        place => vec![format!("{count}, in {place}"), count],
    }
}

/// In what a hit stands: `note 21`, `table 8.1`, `a heading`; empty for the text.
pub fn within(document: &Document, hit: &Hit) -> String {
    match hit.place {
        Where::Text => String::new(),
        Where::Heading => "a heading".to_owned(),
        Where::Note(note) => document.note(note).map_or(String::new(), |note| format!("note {}", note.label)),
        Where::Table => match document.block(hit.at.flow, hit.at.block).map(|block| block.kind) {
            Some(Kind::Table(table)) => document.table(table).map_or(String::new(), |table| format!("table {}", table.id)),
            _ => String::new(),
        },
    }
}

/// The next useful keys, as many as fit; the help key always.
fn hints(scene: &Scene<'_>, view: &View, area: Rect, buffer: &mut Buffer) {
    let document = scene.document;
    let context = view.context();
    // What there is nothing for is not offered: an empty string of words is no hint.
    let when = |there: bool, words: &'static str| if there { words } else { "" };
    let wanted: &[(Action, &str)] = match view {
        View::Reader(reader) if reader.head().is_some() => {
            &[(Action::Sort, "sort"), (Action::AddKey, "sort further"), (Action::AsPrinted, "as printed"), (Action::Close, "leave")]
        }
        View::Glance(glance) if glance.is_at_title() => &[(Action::Open, "where it stands"), (Action::Close, "close")],
        View::Slip(_) => &[(Action::Copy, "copy"), (Action::Close, "close")],
        View::Glance(_) => &[(Action::Open, "as a sheet"), (Action::NextStop, "where it stands"), (Action::Close, "close")],
        View::Reader(_) => {
            let stops = !document.stops_of(FlowId::Body).is_empty();
            &[
                (Action::NextStop, when(stops, if document.notes.is_empty() { "next link" } else { "next note" })),
                (Action::Open, when(stops, "open")),
                (Action::Table, when(!document.tables.is_empty(), "table")),
                (Action::Search, "search"),
                (Action::CloseView, "quit"),
            ]
        }
        View::Note(note) => {
            let links = !document.stops_of(FlowId::Note(note.note())).is_empty() || note.stands_for_something();
            &[
                (Action::Close, "close"),
                (Action::NextHit, when(scene.current.is_some(), "next hit")),
                (Action::NextNote, "next"),
                (Action::PreviousNote, "previous"),
                (Action::NextStop, when(links, "link")),
                (Action::Open, if links { "open" } else { "where it stood" }),
            ]
        }
        View::Table(sheet) => {
            let groups = !sheet.desk().sheet().groups.is_empty();
            &[
                (Action::Sort, "sort"),
                (Action::FilterRows, "filter"),
                (Action::Chart, "chart"),
                (Action::SortGroups, when(groups, "by group or over all")),
                (Action::Derive, "derive"),
                (Action::Undo, when(sheet.desk().has_past(), "undo")),
                (Action::CloseView, "close"),
            ]
        }
        View::Data(_) => {
            &[(Action::Sort, "sort"), (Action::FilterRows, "filter"), (Action::Chart, "chart"), (Action::AboutColumn, "sum up"), (Action::CloseView, "quit")]
        }
        View::Card(_) => &[(Action::NextRow, "next row"), (Action::PreviousRow, "previous"), (Action::Close, "close")],
        View::Chart(_) => &[(Action::NextKind, "next kind"), (Action::LineDown, "next line"), (Action::LogScale, "log scale"), (Action::CloseView, "close")],
        View::List(list) => &[(Action::Open, when(!list.is_empty(scene), "go")), (Action::Close, "close")],
        View::Outline(_) => &[(Action::Open, when(!document.headings.is_empty(), "go")), (Action::Close, "close")],
        View::Palette(_) => &[(Action::Open, "do it"), (Action::Close, "close")],
        View::Help(_) => &[(Action::Close, "close")],
        View::Settings(_) => &[(Action::NextValue, "for now"), (Action::Keep, "for good"), (Action::AsKept, "as in the file"), (Action::Close, "close")],
        View::Select(_) => &[(Action::Copy, "copy"), (Action::CopyQuotation, "as a quotation"), (Action::Select, "widen"), (Action::Close, "leave")],
        View::Prompt(_) | View::Ask(_) | View::Hints(_) => &[],
    };
    let help = if context == Context::Help { String::new() } else { scene.hint(context, Action::Help, "keys") };
    let mut line = String::new();
    for (action, words) in wanted {
        let next = if words.is_empty() { String::new() } else { scene.hint(context, *action, words) };
        let gap = if line.is_empty() { "" } else { "   " };
        if !next.is_empty() && width::narrow(&line) + width::narrow(gap) + width::narrow(&next) + 3 + width::narrow(&help) <= area.width {
            line = line + gap + &next;
        }
    }
    if !help.is_empty() {
        line = if line.is_empty() { help } else { line + "   " + &help };
    }
    buffer.set_stringn(area.x, area.y, line, usize::from(area.width), scene.theme.dim);
}
