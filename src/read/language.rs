//! The language of a text, told by its function words; `None` where they do not tell.

/// The commonest short words of a language that the others of this list do not share, or share little.
const WORDS: [(&str, &[&str]); 17] = [
    ("en", &["the", "of", "and", "to", "that", "is", "was", "which", "with", "for", "by", "from"]),
    ("de", &["der", "die", "und", "das", "nicht", "von", "ist", "mit", "den", "dem", "ein", "auch"]),
    ("fr", &["le", "les", "des", "et", "une", "dans", "est", "que", "pour", "qui", "du", "sur"]),
    ("es", &["el", "los", "las", "y", "del", "una", "por", "con", "se", "como", "más", "para"]),
    ("it", &["il", "di", "che", "della", "per", "sono", "gli", "con", "nel", "una", "è", "dei"]),
    // Not "de" and "en", which French and Spanish are full of.
    ("nl", &["het", "een", "van", "niet", "dat", "voor", "met", "op", "aan", "zijn", "ook", "maar", "werd", "naar"]),
    ("pt", &["o", "os", "as", "do", "da", "dos", "não", "uma", "em", "ao", "com", "pela", "são", "mais"]),
    ("sv", &["och", "att", "är", "för", "inte", "till", "av", "från", "ett", "jag", "hade", "som"]),
    ("da", &["og", "at", "er", "ikke", "til", "jeg", "også", "hun", "eller", "når"]),
    ("pl", &["w", "nie", "się", "na", "z", "do", "że", "jest", "przez", "od", "oraz", "po", "był"]),
    ("cs", &["se", "sa", "v", "na", "je", "že", "s", "z", "do", "jako", "ako", "pro", "pre", "ve", "vo", "byl", "bol", "který", "ktorý"]),
    ("hr", &["se", "u", "na", "je", "da", "su", "od", "za", "kao", "i", "koji", "bio"]),
    ("la", &["et", "est", "non", "cum", "ut", "quod", "quae", "sed", "esse", "autem", "enim", "sunt", "nec", "aut", "atque", "ab"]),
    ("ru", &["и", "в", "не", "на", "что", "с", "по", "как", "из", "для", "к", "это"]),
    ("uk", &["і", "що", "та", "як", "до", "це", "від", "з", "є", "або", "й", "на"]),
    ("bg", &["се", "от", "да", "е", "са", "за", "като", "това", "ще", "които", "на", "и"]),
    ("tr", &["ve", "bir", "bu", "için", "ile", "olarak", "gibi", "daha", "çok", "olan", "kadar", "değil"]),
];
/// Languages that share their function words, with the words that part the one of the list above from the other.
const TWINS: [(&str, [&str; 8], &str, [&str; 8]); 2] = [
    ("da", ["af", "efter", "blev", "sig", "havde", "ud", "op", "mellem"], "no", ["av", "etter", "ble", "seg", "hadde", "ut", "opp", "mellom"]),
    ("cs", ["se", "jako", "pro", "ve", "byl", "který", "která", "jsou"], "sk", ["sa", "ako", "pre", "vo", "bol", "ktorý", "ktorá", "sú"]),
];
/// Bytes of the text that are looked at: the front of a document tells as well as the whole.
const BYTES: usize = 8 << 10;
/// Fewer words say nothing.
const FEWEST: usize = 12;

/// The code of a language that is known, where it is one.
pub fn known(code: &str) -> Option<&'static str> {
    let twins = TWINS.iter().map(|(_, _, other, _)| *other);
    WORDS.iter().map(|(known, _)| *known).chain(twins).find(|known| *known == code)
}

/// The language as a two-letter code. It is told when a language's function words are a twelfth of all words at least,
/// and twice as many as any other's: function words are a third and more of any prose.
pub fn detect(text: &str) -> Option<&'static str> {
    let end = crate::model::document::floor_char(text, BYTES as u32) as usize;
    let mut counts = [0usize; WORDS.len()];
    let mut twins = [(0usize, 0usize); TWINS.len()];
    let mut words = 0usize;
    for word in text[..end].split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        if word.len() > 12 {
            continue;
        }
        let lower = word.to_lowercase();
        for (count, (_, list)) in counts.iter_mut().zip(WORDS) {
            *count += usize::from(list.contains(&lower.as_str()));
        }
        for ((one, other), (_, of_one, _, of_other)) in twins.iter_mut().zip(TWINS) {
            *one += usize::from(of_one.contains(&lower.as_str()));
            *other += usize::from(of_other.contains(&lower.as_str()));
        }
    }
    let best = (0..WORDS.len()).max_by_key(|&i| counts[i])?;
    let second = (0..WORDS.len()).filter(|&i| i != best).map(|i| counts[i]).max().unwrap_or(0);
    if counts[best] < FEWEST || counts[best] * 12 < words || counts[best] < 2 * second {
        return None;
    }
    let code = WORDS[best].0;
    match TWINS.iter().zip(twins).find(|((twin, ..), _)| *twin == code) {
        Some(((.., other, _), (one, two))) if two >= 2 * one.max(1) => Some(other),
        Some((_, (one, two))) if one < 2 * two.max(1) => None,
        _ => Some(code),
    }
}
