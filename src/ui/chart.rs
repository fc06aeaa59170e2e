//! A chart over a sheet, whole screen. Owns which kind is shown and what the keys do to it; what is drawn is made by
//! `sheet::chart`, once for a size, and painted from there.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::areas::Areas;
use super::{Answer, Effect, Scene};
use crate::keys::Action;
use crate::layout::width;
use crate::sheet::chart::canvas::Picture;
use crate::sheet::chart::{Chart, Kind, Series, envelope, rows, text};
use crate::sheet::look::Look;

/// More rows than these are a column to look at, not lines to tell apart.
const MOST: usize = 200;
/// More rows than these are no lines over years or dates, but a column.
const MOST_TIMES: usize = 2000;
/// Points at most of a column that is drawn as a line.
const PARTS: usize = 400;

/// The view of a chart.
#[derive(Debug)]
pub struct ChartView {
    chart: Chart,
    /// The charts that can be shown, one of each kind; the first is shown first.
    others: Vec<Chart>,
    /// The series that stands out.
    only: Option<u16>,
    area: Rect,
    picture: Option<Picture>,
}

impl ChartView {
    /// The charts of the rows that are looked at, in their order; of many rows, of one column alone. `None` where there are no
    /// figures.
    pub fn new(look: &Look, column: usize) -> Option<ChartView> {
        let (table, words, sheet, order) = (&look.held.table, &look.held.text, look.sheet(), look.order.rows.as_slice());
        let columns = rows::usual_columns(sheet);
        let figures = |column: &usize| sheet.columns.get(*column).is_some_and(|column| column.kind.is_figures());
        let in_time = if order.len() <= MOST_TIMES { rows::in_time(sheet, order) } else { None };
        let mut charts = if let (Some(order), false) = (in_time, columns.is_empty()) {
            // The column that the cursor is on; on the years themselves, all that can be compared.
            let chosen = if column > 0 && figures(&column) { vec![column] } else { columns.clone() };
            let kind = |kind| match kind {
                Kind::Lines | Kind::Slope => Some(rows::over_time(kind, sheet, &order, &chosen)),
                Kind::Bars | Kind::Histogram => Some(rows::chart(kind, sheet, &order, &chosen)),
                Kind::Scatter => {
                    let across = columns.iter().copied().find(|other| *other != chosen[0])?;
                    Some(rows::chart(kind, sheet, &order, &[across, chosen[0]]))
                }
            };
            Kind::ALL.into_iter().filter_map(kind).collect()
        } else if order.len() > MOST {
            let column = Some(column).filter(figures).or(columns.first().copied())?;
            let histogram = rows::chart(Kind::Histogram, sheet, order, &[column]);
            let values = rows::figures(sheet, order, column);
            let line = Series { name: sheet.columns[column].name.clone(), points: envelope(&values, PARTS) };
            vec![histogram, Chart::new(Kind::Lines, vec![line])]
        } else {
            let kinds = Kind::ALL.into_iter().filter(|&kind| kind != Kind::Scatter && kind != Kind::Slope || columns.len() > 1);
            let ends: Vec<usize> = columns.first().into_iter().chain(columns.last()).copied().collect();
            kinds.map(|kind| rows::chart(kind, sheet, order, if kind == Kind::Scatter { &ends } else { &columns })).collect()
        };
        if columns.is_empty() {
            return None;
        }
        for chart in &mut charts {
            chart.title = words.slice(table.caption).trim().to_owned();
            chart.unit = words.slice(table.units).trim().to_owned();
            chart.source = words.slice(table.source).trim().to_owned();
        }
        ChartView::made(charts)
    }

    /// Charts that were made elsewhere, the first to be shown first. `None` where there is none.
    pub fn made(charts: Vec<Chart>) -> Option<ChartView> {
        Some(ChartView { chart: charts.first()?.clone(), others: charts, only: None, area: Rect::default(), picture: None })
    }

    /// What is shown, for the status line.
    pub fn place(&self) -> String {
        let only = self.only.and_then(|only| self.chart.series.get(usize::from(only)));
        let name = only.map_or(String::new(), |series| format!(": {}", series.name));
        format!("{}{}{name}", self.chart.kind.name(), if self.chart.is_log() { ", log" } else { "" })
    }

    /// Takes the text's place, and draws the chart where it is of another size.
    pub fn layout(&mut self, areas: &Areas) {
        let area = Rect { x: areas.title.x, width: areas.title.width, ..areas.text };
        if self.picture.is_none() || area != self.area {
            self.picture = Some(text::draw(&self.chart, usize::from(area.width), usize::from(area.height), width::columns));
        }
        self.area = area;
    }

    /// Paints it.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let Some(picture) = &self.picture else { return };
        let buffer = frame.buffer_mut();
        for ((row, series), y) in picture.rows.iter().zip(&picture.series).zip(self.area.y..self.area.y + self.area.height) {
            buffer.set_stringn(self.area.x, y, row, usize::from(self.area.width), scene.theme.text);
            for (series, x) in series.iter().zip(self.area.x..self.area.x + self.area.width) {
                if let Some(series) = series {
                    buffer.set_style(Rect { x, y, width: 1, height: 1 }, self.style(scene, *series));
                }
            }
        }
        if self.area.height >= 8 && !self.chart.title.is_empty() {
            buffer.set_style(Rect { height: 1, ..self.area }, scene.theme.heading);
        }
    }

    /// Answers an action.
    pub fn act(&mut self, action: Action, count: Option<u32>) -> Answer {
        let times = count.unwrap_or(1) as usize;
        match action {
            Action::NextKind => self.turn(times),
            Action::PreviousKind => self.turn(self.others.len() - times % self.others.len()),
            Action::LineDown => self.stand_out(true),
            Action::LineUp => self.stand_out(false),
            Action::LogScale => {
                self.chart.log = !self.chart.log;
                self.picture = None;
                return Answer::say(if self.chart.log { self.chart.said().pop().unwrap_or_default() } else { "even scale".to_owned() });
            }
            Action::Chart | Action::Close | Action::CloseView => return Answer::with(Effect::Pop),
            _ => return Answer::Pass,
        }
        Answer::done()
    }

    fn turn(&mut self, by: usize) {
        let at = self.others.iter().position(|chart| chart.kind == self.chart.kind).unwrap_or(0);
        let log = self.chart.log;
        self.chart = Chart { log, ..self.others[(at + by) % self.others.len()].clone() };
        (self.picture, self.only) = (None, None);
    }

    /// The next series stands out, or the one before; behind the last none does.
    fn stand_out(&mut self, on: bool) {
        let count = self.chart.series.len().min(usize::from(u16::MAX)) as u16;
        self.only = match (self.only, on) {
            (None, true) => Some(0),
            (None, false) => count.checked_sub(1),
            (Some(at), true) => Some(at + 1).filter(|&at| at < count),
            (Some(at), false) => at.checked_sub(1),
        };
    }

    fn style(&self, scene: &Scene<'_>, series: u16) -> Style {
        let theme = &scene.theme;
        match self.only {
            Some(only) if only == series => theme.link.add_modifier(Modifier::BOLD),
            Some(_) => theme.dim,
            // Two after two: neighbours differ in colour, and all by dots, marks and names.
            None => [theme.text, theme.link][usize::from(series % 2)],
        }
    }
}
