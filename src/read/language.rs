//! The language of a text, told by its function words; `None` where they do not tell.

/// The commonest short words of a language that the others of this list do not share, or share little.
const WORDS: [(&str, &[&str]); 18] = [
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
    ("cs", &["se", "v", "na", "je", "že", "s", "z", "do", "jako", "pro", "ve", "byl", "který"]),
    ("sk", &["sa", "v", "na", "je", "že", "s", "z", "do", "ako", "pre", "vo", "bol", "ktorý"]),
    ("hr", &["se", "u", "na", "je", "da", "su", "od", "za", "kao", "i", "koji", "bio"]),
    ("la", &["et", "est", "non", "cum", "ut", "quod", "quae", "sed", "esse", "autem", "enim", "sunt", "nec", "aut", "atque", "ab"]),
    ("ru", &["и", "в", "не", "на", "что", "с", "по", "как", "из", "для", "к", "это"]),
    ("uk", &["і", "що", "та", "як", "до", "це", "від", "з", "є", "або", "й", "на"]),
    ("bg", &["се", "от", "да", "е", "са", "за", "като", "това", "ще", "които", "на", "и"]),
    ("tr", &["ve", "bir", "bu", "için", "ile", "olarak", "gibi", "daha", "çok", "olan", "kadar", "değil"]),
];
/// Two languages that share their function words, and the words that part them.
const DANISH: [&str; 8] = ["af", "efter", "blev", "sig", "havde", "ud", "op", "mellem"];
const NORWEGIAN: [&str; 8] = ["av", "etter", "ble", "seg", "hadde", "ut", "opp", "mellom"];
/// Bytes of the text that are looked at: the front of a document tells as well as the whole.
const BYTES: usize = 8 << 10;
/// Fewer words say nothing.
const FEWEST: usize = 12;

/// The language as a two-letter code. It is told when a language's function words are a twelfth of all words at least,
/// and twice as many as any other's: function words are a third and more of any prose.
pub fn detect(text: &str) -> Option<&'static str> {
    let end = crate::model::document::floor_char(text, BYTES as u32) as usize;
    let mut counts = [0usize; WORDS.len()];
    let (mut words, mut danish, mut norwegian) = (0usize, 0usize, 0usize);
    for word in text[..end].split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        if word.len() > 12 {
            continue;
        }
        let lower = word.to_lowercase();
        for (count, (_, list)) in counts.iter_mut().zip(WORDS) {
            *count += usize::from(list.contains(&lower.as_str()));
        }
        danish += usize::from(DANISH.contains(&lower.as_str()));
        norwegian += usize::from(NORWEGIAN.contains(&lower.as_str()));
    }
    let best = (0..WORDS.len()).max_by_key(|&i| counts[i])?;
    let second = (0..WORDS.len()).filter(|&i| i != best).map(|i| counts[i]).max().unwrap_or(0);
    if counts[best] < FEWEST || counts[best] * 12 < words || counts[best] < 2 * second {
        return None;
    }
    match WORDS[best].0 {
        "da" if norwegian >= 2 * danish.max(1) => Some("no"),
        "da" if danish < 2 * norwegian.max(1) => None,
        code => Some(code),
    }
}
