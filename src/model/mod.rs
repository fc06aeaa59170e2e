//! What a document is. No I/O, no width, no colour, no serialisation; of crates, `unicode-segmentation` in `clean` alone.

pub mod document;
pub mod block;
pub mod text;
pub mod place;
pub mod note;
pub mod table;
pub mod clean;
pub mod figures;
pub mod ledger;
pub mod manner;
pub mod writing;
pub mod builder;
pub mod settle;
pub mod check;
pub mod dump;

pub use block::{Block, Flow, Heading, Kind, Nest, Origin};
pub use builder::{Account, Builder, Reading};
pub use document::{Document, Join, Meta, Opens, Page, Stop, Warning};
pub use ledger::{Decision, Entry, Fate, Ledger, Reason, Reasons};
pub use manner::{DataManner, Manner};
pub use note::{Link, Note, NoteRef, Series};
pub use place::{Anchor, Extent, FlowId, NoteId, Passage, RefId, TableId, Target};
pub use table::{Row, RowKind, Table};
pub use text::{Mark, Span, Text};
pub use writing::Writing;
