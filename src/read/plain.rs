//! Lines as they stand, without repair: what `--as text` asks for.

use crate::model::{Account, Builder, FlowId, Kind, Meta, Reading};

/// Bytes after which a block of lines ends: small enough to be laid out at once, and invisible on the screen.
const BLOCK_BYTES: usize = 2 << 10;
/// Columns between two stops of the TAB.
const TAB_STOP: usize = 8;

/// Reads a text line by line: every line is shown, TABs are set as blanks up to the next stop.
pub fn read(source: &str, account: Account) -> Reading {
    let mut builder = Builder::new(source);
    builder.account(account);
    builder.meta(Meta::default());
    let mut from = 0;
    while from < source.len() {
        let mut end = crate::model::document::floor_char(source, (from + BLOCK_BYTES) as u32) as usize;
        end = memchr::memchr(b'\n', &source.as_bytes()[end..]).map_or(source.len(), |at| end + at + 1);
        let mut writing = builder.open(FlowId::Body);
        let mut line = from;
        while line < end {
            let next = memchr::memchr(b'\n', &source.as_bytes()[line..end]).map_or(end, |at| line + at + 1);
            let bare = source[line..next].trim_end_matches(['\n', '\r']);
            let mut column = 0;
            let mut at = line;
            for (i, piece) in bare.split('\t').enumerate() {
                if i > 0 {
                    let blanks = TAB_STOP - column % TAB_STOP;
                    writing.replace(at..at + 1, &" ".repeat(blanks));
                    (column, at) = (column + blanks, at + 1);
                }
                writing.text(at..at + piece.len());
                (column, at) = (column + piece.chars().count(), at + piece.len());
            }
            if next == end {
                writing.markup(at..next, "line end")
            } else {
                writing.replace(at..next, "\n")
            }
            line = next;
        }
        if from == 0 {
            builder.close(writing, Kind::Verse, &[])
        } else {
            builder.close_on(writing, Kind::Verse)
        };
        from = end;
    }
    builder.finish()
}
