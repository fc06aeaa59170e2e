//! stub
use super::{Answer, Scene, areas::Areas};
use crate::keys::Action;
use crate::model::{Document, TableId};
use ratatui::Frame;
/// stub
#[derive(Debug)]
pub struct SheetView;
impl SheetView {
    /// s
    pub fn new(_: &Scene<'_>, _: TableId) -> Option<SheetView> {
        None
    }
    /// s
    pub fn place(&self, _: &Scene<'_>) -> String {
        String::new()
    }
    /// s
    pub fn act(&mut self, _: &Scene<'_>, _: Action, _: Option<u32>) -> Answer {
        Answer::Pass
    }
    /// s
    pub fn click(&mut self, _: &Scene<'_>, _: u16, _: u16) -> Answer {
        Answer::Pass
    }
    /// s
    pub fn layout(&mut self, _: &Scene<'_>, _: &Areas) {}
    /// s
    pub fn draw(&self, _: &Scene<'_>, _: &Areas, _: &mut Frame<'_>) {}
    /// s
    pub fn carry_over(&mut self, _: &Document, _: &Document) -> bool {
        true
    }
}
