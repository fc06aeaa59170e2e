//! The front matter of a document that had some: its title, who wrote it, when, in which language. Owns its form, and which
//! blocks of the body it stands for.

use crate::model::{Anchor, Document, Extent, FlowId, Kind};
use crate::write::places::Places;

/// The front matter, and how many blocks of the body are said by it; `None` where the document had none, or where title and
/// authors say more than it can.
pub(super) fn front(document: &Document, places: &Places) -> Option<(String, u32)> {
    let meta = &document.meta;
    if !meta.apart {
        return None;
    }
    let mut said = 0;
    let mut next = |kind: Kind| {
        let block = document.body.block(said).filter(|block| block.kind == kind && block.text.spans().is_empty() && !block.text.as_str().contains('\n'))?;
        let at = Anchor::new(FlowId::Body, said, 0);
        let named = places.within(at, block, Extent::new(0, block.len()));
        let bare = named.iter().all(|&(_, number)| places.get(number).is_none_or(|named| named.name == "top"));
        said += u32::from(bare);
        bare.then(|| block.text.as_str())
    };
    let mut out = "---\n".to_owned();
    if let Some(title) = next(Kind::Title) {
        out.push_str(&format!("title: {}\n", scalar(title)));
    }
    if let Some(byline) = next(Kind::Byline) {
        out.push_str("author:\n");
        for author in byline.split(", ") {
            out.push_str(&format!("  - {}\n", scalar(author)));
        }
    }
    if said == 0 {
        return None;
    }
    for (name, value) in [("date", meta.date.as_deref()), ("lang", document.language)] {
        if let Some(value) = value {
            out.push_str(&format!("{name}: {}\n", scalar(value)));
        }
    }
    out.push_str("---\n\n");
    Some((out, said))
}

/// A value, in quotes where it would be more than words without them.
fn scalar(value: &str) -> String {
    let plain = value.starts_with(char::is_alphanumeric) && !value.ends_with(':') && !value.contains(": ") && !value.contains(" #");
    if plain { value.to_owned() } else { format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_more_than_words_is_quoted() {
        assert_eq!(scalar("On Wells"), "On Wells");
        assert_eq!(scalar("Wells: a \"history\""), "\"Wells: a \\\"history\\\"\"");
        assert_eq!(scalar("@key"), "\"@key\"");
        assert_eq!(scalar("C # D"), "\"C # D\"");
    }
}
