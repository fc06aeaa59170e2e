//! Works cited: what one note cites, in several styles; what a document cites, each work once.

use ibid::apparatus::works::{Cited, cited_in};
use ibid::model::{Builder, Extent, FlowId, Kind, Mark, Text};

/// A block of text in which `*` begins and ends italics.
pub fn text(words: &str) -> Text {
    let mut builder = Builder::new(words);
    let mut writing = builder.open(FlowId::Body);
    let (mut from, mut italic) = (0, None);
    for (at, _) in words.match_indices('*').chain([(words.len(), "")]) {
        writing.text(from..at);
        if at == words.len() {
            break;
        }
        writing.markup(at..at + 1, "emphasis");
        match italic.take() {
            Some(start) => writing.mark(start, Mark::Emph),
            None => italic = Some(writing.at()),
        }
        from = at + 1;
    }
    builder.close(writing, Kind::Para, &[]);
    builder.finish().document.body.blocks[0].text.clone()
}

/// The works of a block in a line each: author | title | container | publisher | place | year.
fn fields(words: &str) -> Vec<String> {
    let text = text(words);
    cited_in(&text).iter().map(|cited| line(&text, cited)).collect()
}

fn line(text: &Text, cited: &Cited) -> String {
    let field = |extent: Option<Extent>| extent.map_or("-", |extent| text.slice(extent)).to_owned();
    let year = cited.year.map_or("-".to_owned(), |year| year.to_string());
    [field(cited.author), field(cited.title), field(cited.container), field(cited.publisher), field(cited.place), year].join(" | ")
}

#[test]
fn a_remark_cites_nothing() {
    for remark in [
        "Translator's note.",
        "Uzbekistan withdrew its troops in Nov. 1998 and Kyrgyzstan in Feb. 1999.",
        "See note 4.",
        "Ibid., p. 5.",
        "Op. cit. p. 8.",
        "Plates LV. fig. 3; LX. fig. 3.",
    ] {
        assert_eq!(fields(remark), [""; 0], "{remark}");
    }
}

#[test]
fn books_and_articles_in_the_manner_of_a_yearbook() {
    let note = "See also chapter 3 in this volume; and, e.g., Aalto, K. and Brandt, J.-M. (eds), *La Hanse: l'Âge d'Or* [The Hanse: the golden age] (Institut d'Histoire: Geneva, 1985), pp. 11–12; \
                and Castell, R., 'The toll of the sound', *Baltic Forum*, vol. 6, no. 11 (July 1993), p. 6.";
    assert_eq!(
        fields(note),
        [
            "Aalto, K. and Brandt, J.-M. | La Hanse: l'Âge d'Or | - | Institut d'Histoire | Geneva | 1985",
            "Castell, R. | The toll of the sound | Baltic Forum | - | - | 1993"
        ]
    );
}
