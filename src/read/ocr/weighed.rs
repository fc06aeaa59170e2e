//! Evidence that adds up: what speaks for a decision and what against it, in points. Where the account is kept, each has its
//! words, so that it can be said why something was decided.

/// What speaks for a decision, and what against it.
#[derive(Debug, Clone, Default)]
pub struct Weighed {
    points: i32,
    /// Points and words, where somebody asks for them.
    said: Option<Vec<(i32, &'static str)>>,
}

impl Weighed {
    /// Nothing so far; `kept` says whether the words are kept.
    pub fn new(kept: bool) -> Weighed {
        Weighed { points: 0, said: kept.then(Vec::new) }
    }

    /// Adds what speaks for it, or against it where the points are below nothing.
    pub fn add(&mut self, points: i32, words: &'static str) {
        self.points += points;
        if let Some(said) = self.said.as_mut().filter(|_| points != 0) {
            said.push((points, words));
        }
    }

    /// All points.
    pub fn points(&self) -> i32 {
        self.points
    }

    /// All of it in words, the heaviest first: `it ends in mid-word (+6), a blank line stands between (-3)`.
    pub fn words(&self) -> String {
        let mut said = self.said.clone().unwrap_or_default();
        said.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
        said.iter().map(|(points, words)| format!("{words} ({points:+})")).collect::<Vec<_>>().join(", ")
    }
}
