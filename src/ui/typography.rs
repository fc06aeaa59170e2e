//! How text is set on the screen: what was set and the language of the document, as layout wants to know it.

use super::Scene;
use crate::layout::{self, Typography};
use crate::settings::{Bidi, Paragraphs};

impl Scene<'_> {
    /// How the running text is set.
    pub fn typography(&self) -> Typography {
        Typography {
            optimal: self.settings.optimal,
            justify: self.settings.justify,
            hyphenate: self.settings.hyphenate,
            language: self.document.language,
            spacing: self.settings.spacing,
            paragraphs: match self.settings.paragraphs {
                Paragraphs::Gap => layout::Paragraphs::Gap,
                Paragraphs::Indent => layout::Paragraphs::Indent,
            },
            wrap: true,
            reorder: self.settings.bidi == Bidi::Reorder,
        }
    }

    /// How notes are set: as the running text, but close, as they have little room.
    pub fn typography_of_notes(&self) -> Typography {
        Typography { spacing: 1, ..self.typography() }
    }

    /// How notes in the margin are set: ragged, as a narrow column that is stretched has holes.
    pub fn typography_of_margin(&self) -> Typography {
        Typography { justify: false, ..self.typography_of_notes() }
    }
}
