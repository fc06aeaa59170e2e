//! How a source was read, where there is more than one way: what a reader can be told otherwise. Owns the words for it.

/// How a source was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manner {
    /// Whether the source has no lines that anybody could count, as a workbook has none.
    pub lineless: bool,
    /// How a data file was read; `None` for what is none.
    pub data: Option<DataManner>,
    /// The character set, where it was guessed or told.
    pub encoding: Option<&'static str>,
    /// What the source was packed with.
    pub packed: Option<&'static str>,
}

/// How a data file was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DataManner {
    /// The sign that parts cells.
    pub delimiter: char,
    /// Lines above the rows that name the columns.
    pub titles: usize,
    /// Rows that name the columns.
    pub heads: usize,
    /// Rows of data.
    pub rows: usize,
}

impl Manner {
    /// All of it in words, parted by commas: `cells parted by semicolons, 1 header row`. Empty for a plain text.
    pub fn words(&self) -> String {
        let counted = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        let data = self.data.iter().flat_map(|data| {
            let titles = (data.titles > 0).then(|| counted(data.titles, "title line"));
            [Some(format!("cells parted by {}", data.delimiter_name())), titles, Some(counted(data.heads, "header row"))]
        });
        let packed = self.packed.map(|packed| format!("unpacked from {packed}"));
        let all = data.chain([self.encoding.map(str::to_owned), packed]).flatten();
        all.collect::<Vec<_>>().join(", ")
    }
}

impl DataManner {
    /// What the sign is called.
    pub fn delimiter_name(&self) -> String {
        match self.delimiter {
            ',' => "commas".to_owned(),
            ';' => "semicolons".to_owned(),
            '\t' => "TABs".to_owned(),
            '|' => "bars".to_owned(),
            ' ' => "blanks".to_owned(),
            other => format!("“{other}”"),
        }
    }
}
