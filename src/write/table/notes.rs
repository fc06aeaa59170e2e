//! The notes that go along with a table: those to which its cells, its heads and the lines round it refer.

use crate::model::{Document, Extent, Mark, NoteId, RowKind, Text};
use crate::sheet::By;
use crate::sheet::look::Look;

/// A note of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableNote {
    /// Its label, as `a`.
    pub label: String,
    /// What it says, in one line.
    pub text: String,
}

/// The notes to which that part of a table refers which is looked at, each once, in the order of their markers. Of a
/// table that was made anew, whose cells hold no markers, all notes of the printed one.
pub fn of(document: &Document, look: &Look) -> Vec<TableNote> {
    let refers = |text: &Text| text.spans().iter().any(|span| matches!(span.mark, Mark::Ref(_)));
    let printed = document.body.block(look.held.table.block).map(|block| &block.text);
    let mut found = Vec::new();
    if refers(&look.held.text) {
        extents(look).into_iter().for_each(|extent| gather(document, &look.held.text, extent, &mut found));
    } else if let Some(text) = printed {
        gather(document, text, Extent::new(0, text.as_str().len() as u32), &mut found);
    }
    found.into_iter().filter_map(|note| said(document, note)).collect()
}

/// Where the lines, heads and cells stand that are looked at, ascending.
fn extents(look: &Look) -> Vec<Extent> {
    let table = &look.held.table;
    let columns: Vec<usize> = look.columns.iter().filter_map(|&by| if let By::Column(column) = by { Some(column) } else { None }).collect();
    let heads = (0..table.rows.len() as u32).filter(|&row| table.rows[row as usize].kind == RowKind::Header);
    let shown = look.rows_on_page().into_iter().map(|row| row.number());
    let cells = heads.chain(shown).flat_map(|row| {
        let row = &table.rows[row as usize];
        let whole = row.kind == RowKind::Group;
        row.cells.iter().enumerate().filter(|(column, _)| whole || columns.contains(column)).map(|(_, &cell)| cell).collect::<Vec<_>>()
    });
    let lines = [table.caption, table.units, table.source].into_iter().chain(table.above.iter().copied()).chain(table.below.iter().copied());
    let mut extents: Vec<Extent> = lines.chain(cells).collect();
    extents.sort_by_key(|extent| (extent.start, extent.end));
    extents.dedup();
    extents
}

fn gather(document: &Document, text: &Text, extent: Extent, found: &mut Vec<NoteId>) {
    for span in text.spans_in(extent) {
        let Mark::Ref(reference) = span.mark else { continue };
        if let Some(note) = document.reference(reference).and_then(|reference| reference.link.note())
            && !found.contains(&note)
        {
            found.push(note);
        }
    }
}

fn said(document: &Document, note: NoteId) -> Option<TableNote> {
    let note = document.note(note)?;
    let text = note.flow.blocks.iter().map(|block| block.text.as_str().trim()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    Some(TableNote { label: note.label.clone(), text: text.replace(['\n', '\t'], " ") })
}
