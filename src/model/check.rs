//! What is true of every document. Called by debug builds after reading, and by tests and fuzz targets.

use super::block::{Flow, Kind};
use super::clean;
use super::document::Document;
use super::place::{FlowId, NoteId};
use super::text::Mark;

/// The first thing that does not hold of a document, in words; `Ok` where all holds.
pub fn check(document: &Document) -> Result<(), String> {
    let mut spans_of_refs = vec![0u32; document.refs.len()];
    flow(document, FlowId::Body, &document.body, &mut spans_of_refs)?;
    for (i, note) in (0u32..).zip(&document.notes) {
        flow(document, FlowId::Note(NoteId(i)), &note.flow, &mut spans_of_refs)?;
        hold(document.series.len() > note.series as usize, || format!("note {i} is of no numbering"))?;
    }
    if let Some(reference) = spans_of_refs.iter().position(|&times| times != 1) {
        return Err(format!("reference {reference} has {} spans", spans_of_refs[reference]));
    }
    let ordered = document.pages.windows(2).all(|pair| pair[0].at <= pair[1].at && pair[0].source < pair[1].source);
    hold(ordered, || "pages are not in their order".to_owned())?;
    links(document)?;
    tables(document)
}

fn hold(holds: bool, else_say: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(else_say()) }
}

fn flow(document: &Document, id: FlowId, flow: &Flow, spans_of_refs: &mut [u32]) -> Result<(), String> {
    hold(flow.starts.len() == flow.blocks.len() + 1 || id != FlowId::Body, || {
        format!("{id:?} has {} starts for {} blocks", flow.starts.len(), flow.blocks.len())
    })?;
    for (i, block) in (0u32..).zip(&flow.blocks) {
        let place = || format!("block {i} of {id:?}");
        let text = block.text.as_str();
        hold(clean::changes(text).is_empty(), || format!("{} is not clean", place()))?;
        hold(!text.contains('\t') || matches!(block.kind, Kind::Table(_)), || format!("{} holds a TAB and is no table", place()))?;
        let mut before = 0;
        for span in block.text.spans() {
            let range = span.extent.range();
            hold(range.start < range.end && text.get(range).is_some(), || format!("{}: the span {:?} stands on no text", place(), span))?;
            hold(before <= span.extent.start, || format!("{}: spans are not sorted", place()))?;
            before = span.extent.start;
            if let Mark::Ref(reference) = span.mark {
                let at = document.reference(reference).ok_or_else(|| format!("{}: no reference {reference:?}", place()))?.at;
                hold((at.flow, at.block, at.byte) == (id, i, span.extent.start), || format!("{}: {reference:?} says that it stands at {at:?}", place()))?;
                spans_of_refs[reference.0 as usize] += 1;
            }
        }
        let origin = &block.origin.0;
        hold(text.is_empty() || origin.first().is_some_and(|pair| pair.0 == 0), || format!("{} does not say where it begins in the source", place()))?;
        hold(origin.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1), || format!("{}: its origin does not ascend", place()))?;
    }
    Ok(())
}

fn links(document: &Document) -> Result<(), String> {
    // By marker the note that lists it; a note may be referred to any number of times.
    let mut listed = vec![None; document.refs.len()];
    for (i, note) in (0u32..).zip(&document.notes) {
        for back in &note.refs {
            let leads = document.reference(*back).and_then(|reference| reference.link.note());
            hold(leads == Some(NoteId(i)), || format!("note {i} lists {back:?}, which leads elsewhere"))?;
            listed[back.0 as usize] = Some(NoteId(i));
        }
    }
    for (i, (reference, listed)) in document.refs.iter().zip(listed).enumerate() {
        if let Some(id) = reference.link.note() {
            document.note(id).ok_or_else(|| format!("reference {i} leads to no note"))?;
            hold(listed == Some(id), || format!("note {} does not list reference {i}", id.0))?;
        }
    }
    Ok(())
}

fn tables(document: &Document) -> Result<(), String> {
    for table in &document.tables {
        let block = document.body.block(table.block).ok_or_else(|| format!("table {} has no block", table.id))?;
        hold(matches!(block.kind, Kind::Table(_)), || format!("the block of table {} is none", table.id))?;
        let cells = table.rows.iter().flat_map(|row| row.cells.iter());
        let mut before = 0;
        for extent in cells {
            hold(block.text.as_str().get(extent.range()).is_some_and(|cell| !cell.contains(['\n', '\t'])), || {
                format!("table {}: a cell is no range of its text", table.id)
            })?;
            hold(before <= extent.start, || format!("table {}: cells are not in their order", table.id))?;
            before = extent.start;
        }
        for row in &table.rows {
            hold(row.group.is_none_or(|group| (group as usize) < table.rows.len()), || format!("table {}: a row stands under no group", table.id))?;
        }
    }
    Ok(())
}
