//! The language of a text told by its small words, and not told where they leave a doubt.

use ibid::read::language::detect;

/// A few sentences of ours in each language, long enough to have a dozen of its small words.
const TEXTS: &[(&str, &str)] = &[
    (
        "en",
        "The harbour was closed by the ice that came from the north, and the ships of the guild waited for the wind which was to bring them home with salt and wool.",
    ),
    (
        "de",
        "Der Hafen ist von dem Eis geschlossen, und die Schiffe der Gilde warten auf den Wind, mit dem das Salz und die Wolle nach Hause kommen; auch die Lotsen sind nicht da, und den Winter über ist das Haus leer.",
    ),
    (
        "fr",
        "Le port est fermé par les glaces, et les navires de la guilde attendent le vent qui doit les ramener dans une ville que les marchands ont quittée pour le nord; une lettre du maire est sur la table.",
    ),
    (
        "es",
        "El puerto se cerró por el hielo y los barcos del gremio esperan el viento para volver con la sal y la lana; las cartas del alcalde se leen como una noticia más, y los pilotos se han ido con los otros por el norte.",
    ),
    (
        "it",
        "Il porto è chiuso per il ghiaccio che viene dal nord, e le navi della gilda aspettano il vento che deve portare il sale; una lettera della città è sul tavolo, e gli uomini che sono nel porto parlano di una nave con molti dei loro.",
    ),
    (
        "nl",
        "De haven werd door het ijs gesloten en de schepen van het gilde wachten op een wind van zee, maar het zout is niet voor hen; een brief van de stad ligt op tafel, dat is ook niet naar de zin van het volk met zijn boten aan de kade.",
    ),
    (
        "pt",
        "O porto foi fechado com o gelo que veio do norte, e os navios da guilda esperam o vento que traz as lãs ao cais; uma carta da cidade está em cima da mesa, e os pilotos não são mais do que uma parte dos homens.",
    ),
    (
        "sv",
        "Hamnen är stängd av isen som kom från norr, och skeppen väntar på en vind för att segla hem till staden; ett brev från rådet är inte öppnat, och jag vet att det hade skrivits av dem som var till sjöss för ett år sedan.",
    ),
    (
        "da",
        "Havnen er lukket af isen, og skibene venter på en vind til at sejle hjem; et brev blev åbnet af borgmesteren, og det er ikke til at læse, at byen havde ventet, og at folk satte sig ned efter arbejdet og også gik ud til havnen.",
    ),
    (
        "no",
        "Havnen er stengt av isen, og skipene venter på en vind til å seile hjem; et brev ble åpnet av borgermesteren, og det er ikke til å lese, og byen hadde ventet, og folk satte seg ned etter arbeidet og gikk også ut til havnen, og det er til å le av og ikke til å gråte av.",
    ),
    (
        "pl",
        "Port jest zamknięty przez lód, który przyszedł z północy, a statki nie wracają do domu, bo na wiatr się czeka od tygodnia; list z miasta jest na stole, i nie wiadomo, że był pisany w nocy przez pisarza, oraz po co się go czyta w porcie.",
    ),
    (
        "cs",
        "Přístav je uzavřen ledem, který přišel ze severu, a lodě se nevracejí do domu, na vítr se čeká v zátoce; dopis z města je na stole a ví se, že byl psán v noci pro cech jako zpráva, která se čte ve všech domech s radostí.",
    ),
    (
        "la",
        "Portus glacie clausus est et naves non redeunt, quod ventus adversus est; epistulae enim quae ab urbe missae sunt in mensa iacent, sed non leguntur, nec scriptor adest, ut dicunt, cum aut aeger sit aut in urbe, atque omnes tristes sunt, et nihil boni esse putant.",
    ),
    (
        "ru",
        "Порт закрыт из-за льда, что пришёл с севера, и корабли не идут к дому, как это было по весне; письмо из города лежит на столе, и в нём не сказано, что для гильдии это важно, и как с этим быть.",
    ),
];

#[test]
fn small_words_tell_the_language() {
    for (code, text) in TEXTS {
        assert_eq!(detect(text), Some(*code), "{text}");
    }
}

#[test]
fn a_doubt_is_no_language() {
    assert_eq!(detect("The harbour of the north."), None, "too few words");
    assert_eq!(detect("12 34 56 78 90 12 34 56 78 90 12 34 56"), None);
    assert_eq!(detect(&TEXTS.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" ")), None, "all at once");
    let (danish, norwegian) = (TEXTS[8].1, TEXTS[9].1);
    assert_eq!(detect(&format!("{danish} {norwegian}")), None, "two that are written alike");
    let names = "Amsterdam Berlin Paris Madrid Roma Lisboa Oslo Warszawa Praha Moskva ".repeat(20);
    assert_eq!(detect(&names), None);
}
