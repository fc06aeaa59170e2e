//! How text is set: what may be chosen of it, and what each kind of block makes of that.

use super::hyphen::Hyphens;
use super::wrap::Breaking;
use crate::model::Kind;

/// How text is set. What is set differently has other lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Typography {
    /// Whether lines are broken over the whole paragraph, not one by one.
    pub optimal: bool,
    /// Whether the lines of paragraphs are stretched to the measure.
    pub justify: bool,
    /// Whether words are parted at line ends.
    pub hyphenate: bool,
    /// The language of the words as a two-letter code; where it is not known only their own soft hyphens part them.
    pub language: Option<&'static str>,
    /// Rows that a line takes: 1 or 2.
    pub spacing: u16,
    /// How paragraphs are parted.
    pub paragraphs: Paragraphs,
    /// Whether the long lines of verse and code are broken; else they run on behind the measure.
    pub wrap: bool,
    /// Whether what runs from right to left is put in its order here, as the terminal does not.
    pub reorder: bool,
}

/// How paragraphs are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paragraphs {
    /// By an empty row.
    #[default]
    Gap,
    /// By setting in their first line.
    Indent,
}

impl Default for Typography {
    /// As text is printed to a file: lines broken well, words whole.
    fn default() -> Typography {
        Typography {
            optimal: true,
            justify: false,
            hyphenate: false,
            language: None,
            spacing: 1,
            paragraphs: Paragraphs::default(),
            wrap: true,
            reorder: false,
        }
    }
}

impl Typography {
    /// How the lines of a block of this kind are broken: only running text is justified and parts its words.
    pub fn breaking(&self, kind: Kind) -> Breaking {
        match kind {
            Kind::Para => {
                let hyphens = self.hyphenate.then(|| Hyphens::of(self.language));
                Breaking { optimal: self.optimal, justified: self.justify, hyphens }
            }
            Kind::Title | Kind::Byline | Kind::Heading(_) | Kind::Table(_) => Breaking { optimal: self.optimal, justified: false, hyphens: None },
            // Each of their lines is the writer's: what is left over goes on alone.
            Kind::Verse | Kind::Code | Kind::Rule => Breaking::default(),
        }
    }

    /// Rows from one line of such a block to the next.
    pub fn spacing(&self, kind: Kind) -> u16 {
        match kind {
            Kind::Table(_) | Kind::Code => 1,
            Kind::Title | Kind::Byline | Kind::Para | Kind::Heading(_) | Kind::Verse | Kind::Rule => self.spacing.clamp(1, 2),
        }
    }
}
