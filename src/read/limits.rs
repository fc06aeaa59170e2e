//! Every cap on what is read, in one place. Beyond a cap there is an error or a warning, never a slow or a broken program.

/// Most bytes of a source. Offsets into it are kept in 32 bits, and a text of this size takes about a second to read.
pub const SOURCE_BYTES: u64 = 256 << 20;
/// Bytes of a source that are read first, so that the first page need not wait for the rest.
pub const HEAD_BYTES: usize = 64 << 10;
/// Most bytes of a heading's or caption's line.
pub const HEADING_BYTES: usize = 140;
/// Most columns of a table; what stands further right stays in the last cell of its row.
pub const TABLE_COLUMNS: usize = 512;
/// Largest label of a numbered note.
pub const LABEL: u32 = 99_999;
/// Most bytes between the two signs of an emphasis: a title is shorter, a sign that stands alone finds no far partner.
pub const EMPHASIS_BYTES: usize = 600;
/// Most warnings of one kind; the last says how many more there are.
pub const WARNINGS: usize = 200;
/// Most bytes of a data file that is read as a document; a bigger one is shown as lines.
pub const DATA_BYTES: usize = 4 << 20;
/// Most cells of a workbook that hold something.
pub const SHEET_CELLS: usize = 4_000_000;
/// Most bytes of the cells of a workbook.
pub const SHEET_TEXT_BYTES: usize = 64 << 20;
/// Most parts of a zip archive.
pub const ARCHIVE_PARTS: usize = 10_000;
/// Most bytes that one byte of a zip archive may stand for.
pub const ARCHIVE_RATIO: u64 = 400;
/// Most quotations, lists and notes within each other for which a block says in what it stands; what is deeper is set as if it
/// stood there.
pub const NESTED: usize = 64;
/// Most bytes of an address that stands bare in a text.
pub const ADDRESS_BYTES: usize = 4 << 10;
/// Most bytes of front matter.
pub const FRONT_BYTES: usize = 256 << 10;
/// Most bytes behind a tag that begins a table and none that ends it: where the text goes on for longer, the tag is text.
pub const UNCLOSED_TABLE_BYTES: usize = 64 << 10;
/// Most bytes of a formula that is set as plain characters.
pub const FORMULA_BYTES: usize = 600;
