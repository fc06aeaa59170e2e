//! The figures of a document's tables that do not agree with those they were reckoned from, for `ibid check`. Owns how
//! one is named; what agrees is decided in `sheet`.

use serde::Serialize;

use crate::model::{Document, Table, Text};
use crate::sheet::Sheet;
use crate::sheet::agree::{Agreement, Agreements};

/// What the figures of a document's tables say of each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judged {
    /// How many can have come from the others.
    pub agreeing: usize,
    /// Those that cannot, in the order of the tables.
    pub disagreements: Vec<DisagreementEntry>,
}

/// A printed figure that the others of its table do not give.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DisagreementEntry {
    /// The table's number.
    pub table: String,
    /// The row, behind the group it stands under.
    pub row: String,
    /// The column.
    pub column: String,
    /// What is printed.
    pub printed: f64,
    /// What the others give, with one decimal more.
    pub computed: f64,
}

impl DisagreementEntry {
    /// As a sentence, without the table.
    pub fn words(&self) -> String {
        let DisagreementEntry { row, column, printed, computed, .. } = self;
        format!("{row}, {column}: printed {printed}, the figures give {computed}")
    }
}

/// All of a document.
pub fn of(document: &Document) -> Judged {
    let mut judged = Judged::default();
    for (table, text) in document.tables.iter().filter_map(|table| Some((table, &document.body.block(table.block)?.text))) {
        of_table(table, text, &mut judged);
    }
    judged
}

fn of_table(table: &Table, text: &Text, judged: &mut Judged) {
    let sheet = Sheet::new(table, text);
    let found = Agreements::of(table, text, &sheet);
    judged.agreeing += found.agreeing();
    judged.disagreements.extend(found.disagreements().map(|(row, column, Agreement { printed, computed, .. })| {
        let scale = 10f64.powi(i32::from(printed.decimals) + 1);
        DisagreementEntry {
            table: table.id.clone(),
            row: sheet.row_name(table, text, sheet.rows[row]),
            column: sheet.columns[column].name.clone(),
            printed: printed.value,
            computed: (computed * scale).round() / scale,
        }
    }));
}
