//! Tables sorted in place. Owns by what each is sorted and in which order its rows show; the text of the table stays as it
//! was printed, and so does every place in it: what is copied, searched and counted keeps the printed order.

use std::ops::RangeBounds;

use super::super::{Answer, Scene};
use super::Reader;
use crate::layout::RowOrder;
use crate::model::{Anchor, Document, FlowId, RowKind, Table, TableId};
use crate::sheet::column::Sheet;
use crate::sheet::order::{By, Order, Over, SheetRow, SortKey, Way};

/// A table that is sorted.
#[derive(Debug)]
pub(super) struct Sort {
    sheet: Sheet,
    order: Order,
}

impl Reader {
    /// Whether a table among some blocks of the body is shown sorted.
    pub fn has_sorted(&self, blocks: impl RangeBounds<u32>) -> bool {
        self.flow.sorted().any(|block| blocks.contains(&block))
    }

    /// By what the rows of a table are sorted.
    pub(super) fn sorted_by(&self, table: TableId) -> &[SortKey] {
        self.sorts.get(&table).map_or(&[], |sort| &sort.order.by)
    }

    /// Sorts by a column: up, then down, then as printed.
    pub(super) fn turn(&mut self, scene: &Scene<'_>, table: TableId, column: u32) -> Answer {
        let by = By::Column(column as usize);
        let way = match self.sorted_by(table).first() {
            Some(key) if key.by == by && key.way == Way::Up => Some(Way::Down),
            Some(key) if key.by == by => None,
            _ => Some(Way::Up),
        };
        self.sort(scene.document, table, way.map(|way| SortKey { by, way }).into_iter().collect())
    }

    /// Sorts by a column too, where rows are alike in what they are sorted by: up, then down, then no more.
    pub(super) fn turn_further(&mut self, scene: &Scene<'_>, table: TableId, column: u32) -> Answer {
        let by = By::Column(column as usize);
        let mut keys = self.sorted_by(table).to_vec();
        match keys.iter().position(|key| key.by == by) {
            Some(at) if keys[at].way == Way::Up => keys[at].way = Way::Down,
            Some(at) => drop(keys.remove(at)),
            None => keys.push(SortKey { by, way: Way::Up }),
        }
        self.sort(scene.document, table, keys)
    }

    /// Sorts the rows of a table, or shows them as printed. Its head stays where it is on the screen.
    pub(super) fn sort(&mut self, document: &Document, id: TableId, by: Vec<SortKey>) -> Answer {
        let Some(table) = document.table(id) else { return Answer::done() };
        let head = self.head_place(document, id);
        let row = head.and_then(|head| self.row(head));
        let words = self.set_order(document, id, table, by);
        if let Some((head, row)) = head.zip(row) {
            // Also at the beginning of the text, where nothing stood above it: by what it is sorted shows.
            let above = self.above_head(document, head);
            self.put(document, head, row.max(above));
        }
        Answer::say(words)
    }

    /// Sorts the tables of a document that was read anew as those of the old one were: where there is the same table still, with
    /// the same columns.
    pub(super) fn sort_anew(&mut self, old: &Document, new: &Document) {
        for (id, sort) in std::mem::take(&mut self.sorts) {
            let Some(name) = old.table(id).map(|table| &table.id) else { continue };
            let Some((at, table)) = new.tables.iter().enumerate().find(|(_, table)| table.id == *name) else { continue };
            let Some(block) = new.body.block(table.block) else { continue };
            let names = |sheet: &Sheet| sheet.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
            if names(&Sheet::new(table, &block.text)) == names(&sort.sheet) {
                self.set_order(new, TableId(at as u32), table, sort.order.by);
            }
        }
    }

    /// Shows the rows of a table in an order; gives the words for it.
    fn set_order(&mut self, document: &Document, id: TableId, table: &Table, by: Vec<SortKey>) -> String {
        let known = self.sorts.remove(&id).map(|sort| sort.sheet);
        let Some(sheet) = known.or_else(|| Some(Sheet::new(table, &document.body.block(table.block)?.text))) else { return String::new() };
        if by.is_empty() {
            self.flow.set_order(table.block, None);
            return Order::printed(&sheet).words(&sheet);
        }
        let over = if sheet.groups.is_empty() { Over::All } else { Over::WithinGroups };
        let order = Order::sorted(&sheet, by, over);
        let words = order.words(&sheet);
        let rows = rows(&sheet, table, &order);
        self.flow.set_order(table.block, Some(RowOrder { rows: rows.into(), words: words.clone() }));
        self.sorts.insert(id, Sort { sheet, order });
        words
    }

    /// Rows of the screen above the line of a head that belong to it: those of broken heads, and by what the rows are sorted.
    pub(super) fn above_head(&mut self, document: &Document, head: Anchor) -> u16 {
        let layout = self.flow.block(document, head.block);
        let rows = layout.lines.get(layout.line_of(head.byte) as usize).map_or(0, |line| layout.broken_rows(line));
        rows + u16::from(layout.is_sorted())
    }

    /// The place of the row of heads that names the columns: the last of those on top.
    pub(super) fn head_place(&self, document: &Document, id: TableId) -> Option<Anchor> {
        let table = document.table(id)?;
        let byte = table.rows.get(head_row(table)? as usize)?.cells.first()?.start;
        Some(Anchor::new(FlowId::Body, table.block, byte))
    }
}

/// The row of heads that names the columns: the last of the first ones that stand together.
pub(super) fn head_row(table: &Table) -> Option<u32> {
    let first = table.rows.iter().position(|row| row.kind == RowKind::Header)?;
    let more = table.rows[first..].iter().take_while(|row| row.kind == RowKind::Header).count();
    Some((first + more - 1) as u32)
}

/// The data and group rows as they show: each group above its own rows. Where groups stand within groups they keep their
/// places, and rows are sorted under each.
fn rows(sheet: &Sheet, table: &Table, order: &Order) -> Vec<u32> {
    let is_group = |row: usize| table.rows.get(row).is_some_and(|row| row.kind == RowKind::Group);
    let nested = (0..table.rows.len()).any(|row| is_group(row) && is_group(row + 1));
    let shown = order.shown(sheet, table);
    // Where rows of one group do not stand together either, each group keeps its own.
    if !nested && shown.len() == sheet.rows.len() + sheet.groups.len() {
        return shown.into_iter().map(SheetRow::number).collect();
    }
    let group_of = |row: u32| sheet.position(row).and_then(|at| sheet.group_of[at]).map_or(sheet.groups.len(), |group| group as usize);
    // The rows of each group, the first behind.
    let mut of_groups = vec![Vec::new(); sheet.groups.len() + 1];
    for &row in order.rows.iter().rev() {
        of_groups[group_of(row)].push(row);
    }
    let shown = (0u32..).zip(&table.rows).filter_map(|(number, row)| match row.kind {
        RowKind::Header => None,
        RowKind::Group => Some(number),
        RowKind::Figures => of_groups[group_of(number)].pop(),
    });
    shown.collect()
}
