//! The opinions that a report of a case is made of, by who wrote them: where `post, at 3 (SMITH, J., dissenting)` leads.

use crate::model::{Document, Kind};

/// How the first words of an opinion begin, and what is then said.
const TITLES: [&str; 3] = ["JUSTICE ", "CHIEF JUSTICE ", "MR. JUSTICE "];

/// The opinions, in order.
#[derive(Debug)]
pub(super) struct Opinions(Vec<Opinion>);

#[derive(Debug)]
struct Opinion {
    block: u32,
    author: String,
    /// Whether it is that of the court.
    courts: bool,
}

impl Opinions {
    /// Finds the blocks with which opinions begin.
    pub fn new(document: &Document) -> Opinions {
        let mut found = Vec::new();
        for (number, block) in (0u32..).zip(&document.body.blocks) {
            if !matches!(block.kind, Kind::Para | Kind::Heading(_)) {
                continue;
            }
            let text = block.text.as_str();
            if text.len() > 5 && text.is_char_boundary(10.min(text.len())) && text[..10.min(text.len())].eq_ignore_ascii_case("per curiam") {
                found.push(Opinion { block: number, author: String::new(), courts: true });
                continue;
            }
            let Some(title) = TITLES.iter().find(|title| text.get(..title.len()).is_some_and(|start| start.eq_ignore_ascii_case(title))) else { continue };
            let mut words = text[title.len()..].split_whitespace();
            let author = words.next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric()).to_uppercase();
            let said: Vec<&str> = words.take(60).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
            let courts = said.windows(2).any(|two| matches!(two, ["the", "opinion"] | ["the", "judgment"]))
                && said.iter().any(|word| matches!(*word, "delivered" | "announced"));
            if courts || said.iter().any(|word| matches!(*word, "concurring" | "dissenting")) {
                found.push(Opinion { block: number, author, courts });
            }
        }
        Opinions(found)
    }

    /// The opinion that is meant from a block on: by the name behind the page, `(SMITH, J., dissenting)`, else that of the
    /// court; one before the block, or behind it.
    pub fn find(&self, behind: &str, block: u32, before: bool) -> Option<u32> {
        let side = |opinion: &&Opinion| if before { opinion.block <= block } else { opinion.block > block };
        let named = behind.trim_start().strip_prefix('(').and_then(|inside| {
            let inside = inside.strip_prefix("opinion of ").unwrap_or(inside);
            let (name, rest) = inside.split_once(',')?;
            let judge = rest.trim_start().starts_with("J.") || rest.trim_start().starts_with("C.");
            (judge && name.len() < 30).then(|| name.to_uppercase())
        });
        let fits = |opinion: &&Opinion| match &named {
            Some(name) => opinion.author == *name,
            None => before && opinion.courts,
        };
        let mut found = self.0.iter().filter(side).filter(fits);
        let only = found.next()?;
        found.next().is_none().then_some(only.block)
    }
}
