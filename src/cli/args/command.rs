//! The commands: what each takes (`Command`, as typed), and what is to be done (`Task`). Looks at no file.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Subcommand, ValueEnum};

use super::super::chart::ChartQuery;
use super::super::convert::{ConvertQuery, Target};
use super::super::source::Given;
use super::super::tables::TableQuery;
use super::super::{Failure, config, text, works};
use crate::search::{Pattern, Start};
use crate::write::table::Cells;

/// A command as typed.
#[derive(Debug, Subcommand)]
#[allow(missing_docs, reason = "the options describe themselves")]
pub enum Command {
    /// The laid-out text
    Text {
        /// The document; - is standard input
        file: Option<OsString>,
        /// Columns; by default those of the terminal, at most 72
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
        width: Option<u16>,
        /// Where notes are printed
        #[arg(long, value_enum, value_name = "WHERE", default_value_t = Notes::End)]
        notes: Notes,
    },
    /// The headings
    Outline {
        /// The document; - is standard input
        file: Option<OsString>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// The notes and the markers that refer to them
    Notes {
        /// The document; - is standard input
        file: Option<OsString>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// The short citations, as "ibid." and "op. cit.", and the works they stand for
    Citations {
        /// The document; - is standard input
        file: Option<OsString>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// The works that the notes cite
    Works {
        /// The document; - is standard input
        file: Option<OsString>,
        /// As JSON
        #[arg(long)]
        json: bool,
        /// As BibTeX
        #[arg(long, conflicts_with = "json")]
        bibtex: bool,
    },
    /// The short forms that the text introduces
    Abbreviations {
        /// The document; - is standard input
        file: Option<OsString>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// The tables
    Tables {
        /// The document; - is standard input
        file: Option<OsString>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// One table, sorted, filtered or in another format
    Table {
        /// The document; - is standard input
        file: Option<OsString>,
        /// Its printed number, else t1, t2, ...
        id: Option<String>,
        /// Sort by columns: COL, COL:asc or COL:desc, parted by commas
        #[arg(long, value_name = "COL")]
        sort: Option<String>,
        /// Sort within groups
        #[arg(long)]
        keep_groups: bool,
        /// Sort totals among the rows that they sum up, not behind them
        #[arg(long)]
        totals_among: bool,
        /// Keep the rows of which this holds, as '1996 > 100'; can be given again
        #[arg(long = "filter", value_name = "COL OP VALUE", action = ArgAction::Append)]
        filters: Vec<String>,
        /// Print these columns alone, parted by commas
        #[arg(long, value_name = "COL")]
        columns: Option<String>,
        /// Print the first N rows alone
        #[arg(long, value_name = "N")]
        head: Option<usize>,
        /// Add a column, or a row in each group: NAME = FORMULA, as 'change = [1996] - [1991]'; can be given again
        #[arg(long, value_name = "NAME = FORMULA", action = ArgAction::Append)]
        derive: Vec<String>,
        /// A row for each figure
        #[arg(long)]
        long: bool,
        /// Make columns of what one column says, filled from another, as year,value: the way back from --long
        #[arg(long, value_name = "COL,COL")]
        pivot: Option<String>,
        /// Take rows together by what a column says, or by group: sum (default), mean, median, min, max or count
        #[arg(long, value_name = "COL[:HOW]")]
        group: Option<String>,
        /// Turn rows into columns
        #[arg(long)]
        transpose: bool,
        /// The statistics of each column
        #[arg(long)]
        stats: bool,
        /// The form of the output; by default that of the file's ending, else text
        #[arg(long, value_name = "FORMAT", value_parser = ["text", "csv", "tsv", "json", "markdown", "html", "latex", "xlsx"])]
        format: Option<String>,
        /// Write to this file
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Cells as they were printed; by default, but in csv and tsv
        #[arg(long)]
        printed: bool,
        /// Cells as plain data, as 11820.0; by default in csv and tsv
        #[arg(long, conflicts_with = "printed")]
        values: bool,
        /// Write words as they stand that a spreadsheet would run as a formula; else ' is put before them
        #[arg(long)]
        raw_formulas: bool,
        /// Columns of the screen; by default those of the terminal, 72 into a pipe
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
        width: Option<u16>,
    },
    /// The whole document in another form, repaired, with its notes linked
    Convert {
        /// The document; - is standard input
        file: Option<OsString>,
        /// The form; by default that of the output's ending
        #[arg(long, value_name = "FORMAT", value_parser = ["markdown", "html", "json", "text"])]
        to: Option<String>,
        /// Write to this file
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// With --to text: columns; by default those of the terminal, at most 72
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
        width: Option<u16>,
    },
    /// Rows of a table drawn
    Chart {
        /// The document; - is standard input
        file: Option<OsString>,
        /// The table: its printed number, else t1, t2, ...
        id: Option<String>,
        /// Draw these rows alone, as 'North / Alder', parted by commas; a group stands for its rows
        #[arg(long, value_name = "NAME")]
        rows: Option<String>,
        /// Draw these columns alone, parted by commas; by default those that share kind and unit
        #[arg(long, value_name = "COL")]
        columns: Option<String>,
        /// How it is drawn
        #[arg(long, value_name = "KIND", value_parser = ["lines", "bars", "slope", "scatter", "histogram"], default_value = "lines")]
        kind: String,
        /// A scale on which equal steps are equal ratios
        #[arg(long)]
        log: bool,
        /// The form of the output
        #[arg(long, value_name = "FORMAT", value_parser = ["text", "svg"], default_value = "text")]
        format: String,
        /// Columns of the screen; by default those of the terminal, 72 into a pipe
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=300))]
        width: Option<u16>,
    },
    /// What was understood and what was not
    Check {
        /// The document; - is standard input
        file: Option<OsString>,
        /// As JSON
        #[arg(long)]
        json: bool,
        /// Say why: joins, what was left out or replaced, links that are not sure
        #[arg(long)]
        explain: bool,
        /// Exit with 1 where there is a warning
        #[arg(long)]
        strict: bool,
    },
    /// Search files for words or a /regular expression/
    Search {
        /// Words, or a /regular expression/; an upper-case letter makes the case count
        pattern: String,
        /// The documents; - is standard input
        #[arg(value_name = "FILE")]
        files: Vec<OsString>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// The settings, and where each comes from
    Config {
        /// Where the file is; a file with all there are; what is wrong in it
        #[arg(value_enum)]
        what: Option<Config>,
    },
    /// The keys of the reader
    Keys {
        /// As Markdown
        #[arg(long)]
        markdown: bool,
    },
}

/// When printed text has styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Whether there are styles, where `auto` would have them or not.
    pub fn styles(self, auto: bool) -> bool {
        match self {
            Color::Auto => auto,
            Color::Always => true,
            Color::Never => false,
        }
    }
}

/// Where notes are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Notes {
    Inline,
    End,
    Foot,
    None,
}

/// What is asked of the settings.
#[derive(Debug, Clone, Copy, ValueEnum)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Config {
    Path,
    Default,
    Check,
}

/// What is to be done, and to which document.
#[derive(Debug)]
#[allow(missing_docs, reason = "the options are described where they are typed")]
pub enum Task {
    Read { source: Given, start: Option<Start>, linear: bool, width: Option<u16> },
    Text { source: Given, width: Option<u16>, notes: text::Notes },
    Outline { source: Given, json: bool },
    Notes { source: Given, json: bool },
    Citations { source: Given, json: bool },
    Works { source: Given, form: works::Form },
    Abbreviations { source: Given, json: bool },
    Tables { source: Given, json: bool },
    Table { source: Given, query: Box<TableQuery>, width: Option<u16> },
    Convert { source: Given, query: ConvertQuery, width: Option<u16> },
    Chart { source: Given, query: ChartQuery, width: Option<u16> },
    Check { source: Given, json: bool, explain: bool, strict: bool },
    Search { pattern: Pattern, files: Vec<Given>, json: bool },
    Keys { markdown: bool },
    Config(config::What),
}

/// What a command means.
pub fn task(command: Command) -> Result<Task, Failure> {
    Ok(match command {
        Command::Text { file, width, notes } => Task::Text {
            source: Given::new(file),
            width,
            notes: match notes {
                Notes::Inline => text::Notes::Inline,
                Notes::End => text::Notes::End,
                Notes::Foot => text::Notes::Foot,
                Notes::None => text::Notes::None,
            },
        },
        Command::Outline { file, json } => Task::Outline { source: Given::new(file), json },
        Command::Notes { file, json } => Task::Notes { source: Given::new(file), json },
        Command::Citations { file, json } => Task::Citations { source: Given::new(file), json },
        Command::Works { file, json, bibtex } => Task::Works {
            source: Given::new(file),
            form: if json {
                works::Form::Json
            } else if bibtex {
                works::Form::Bibtex
            } else {
                works::Form::Lines
            },
        },
        Command::Abbreviations { file, json } => Task::Abbreviations { source: Given::new(file), json },
        Command::Tables { file, json } => Task::Tables { source: Given::new(file), json },
        Command::Table {
            file,
            id,
            sort,
            keep_groups,
            totals_among,
            filters,
            columns,
            head,
            derive,
            long,
            pivot,
            group,
            transpose,
            stats,
            format,
            output,
            printed,
            values,
            raw_formulas,
            width,
        } => {
            let cells = if printed { Some(Cells::Printed) } else { values.then_some(Cells::Values) };
            let made = TableQuery { derive, long, pivot, group, transpose, stats, ..TableQuery::default() };
            let written = TableQuery { format, cells, raw_formulas, output, ..made };
            let query = TableQuery { id, sort, keep_groups, totals_among, filters, columns, head, ..written };
            Task::Table { source: Given::new(file), query: Box::new(query), width }
        }
        Command::Convert { file, to, output, width } => {
            Task::Convert { source: Given::new(file), query: ConvertQuery { to: to.as_deref().and_then(Target::named), output, width: 0 }, width }
        }
        Command::Chart { file, id, rows, columns, kind, log, format, width } => {
            Task::Chart { source: Given::new(file), query: ChartQuery { id, rows, columns, kind: Some(kind), log, svg: format == "svg", width: 0 }, width }
        }
        Command::Check { file, json, explain, strict } => Task::Check { source: Given::new(file), json, explain, strict },
        Command::Search { pattern, files, json } => {
            let pattern = Pattern::new(&pattern).map_err(|error| Failure::Usage(error.to_string(), error.hint))?;
            Task::Search { pattern, files: files.into_iter().map(|file| Given::new(Some(file))).collect(), json }
        }
        Command::Config { what } => Task::Config(match what {
            None => config::What::Values,
            Some(Config::Path) => config::What::Path,
            Some(Config::Default) => config::What::Default,
            Some(Config::Check) => config::What::Check,
        }),
        Command::Keys { markdown } => Task::Keys { markdown },
    })
}
