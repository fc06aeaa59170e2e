//! The language of a text, told by its function words; `None` where they do not tell.

/// The commonest short words of a language that the others of this list do not share.
const WORDS: [(&str, &[&str]); 6] = [
    ("en", &["the", "of", "and", "to", "that", "is", "was", "which", "with", "for", "by", "from"]),
    ("de", &["der", "die", "und", "das", "nicht", "von", "ist", "mit", "den", "dem", "ein", "auch"]),
    ("fr", &["le", "les", "des", "et", "une", "dans", "est", "que", "pour", "qui", "du", "sur"]),
    ("es", &["el", "los", "las", "y", "del", "una", "por", "con", "se", "como", "más", "para"]),
    ("it", &["il", "di", "che", "della", "per", "sono", "gli", "con", "nel", "una", "è", "dei"]),
    ("ru", &["и", "в", "не", "на", "что", "с", "по", "как", "из", "для", "к", "это"]),
];
/// Bytes of the text that are looked at: the front of a document tells as well as the whole.
const BYTES: usize = 8 << 10;
/// Fewer words say nothing.
const FEWEST: usize = 12;

/// The language as a two-letter code. It is told when a language's function words are a twelfth of all words at least,
/// and twice as many as any other's: function words are a third and more of any prose.
pub fn detect(text: &str) -> Option<&'static str> {
    let end = crate::model::document::floor_char(text, BYTES as u32) as usize;
    let mut counts = [0usize; WORDS.len()];
    let mut words = 0usize;
    for word in text[..end].split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        if word.len() > 8 {
            continue;
        }
        let lower = word.to_lowercase();
        for (count, (_, list)) in counts.iter_mut().zip(WORDS) {
            *count += usize::from(list.contains(&lower.as_str()));
        }
    }
    let best = (0..WORDS.len()).max_by_key(|&i| counts[i])?;
    let second = (0..WORDS.len()).filter(|&i| i != best).map(|i| counts[i]).max().unwrap_or(0);
    (counts[best] >= FEWEST && counts[best] * 12 >= words && counts[best] >= 2 * second).then_some(WORDS[best].0)
}
