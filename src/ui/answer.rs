//! What a view says to an action: it is done, with what comes of it, or it is for a view below.

use super::Effect;

/// What a view did with an action.
#[derive(Debug)]
pub enum Answer {
    /// It was its to handle; what comes of it.
    Done(Vec<Effect>),
    /// It is for a view below.
    Pass,
}

impl Answer {
    /// Handled, with one effect.
    pub fn with(effect: Effect) -> Answer {
        Answer::Done(vec![effect])
    }

    /// Handled, and nothing comes of it.
    pub fn done() -> Answer {
        Answer::Done(Vec::new())
    }

    /// Handled, with something to say.
    pub fn say(words: impl Into<String>) -> Answer {
        Answer::with(Effect::Say(words.into()))
    }
}
