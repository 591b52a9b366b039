//! The words that press databases write around articles, in the languages of their interfaces.

use std::collections::HashMap;
use std::sync::LazyLock;

use itertools::Itertools;

/// What a word of a press database says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marker {
    /// Nexis: fields above the text.
    Headline,
    Highlight,
    Byline,
    Section,
    Length,
    Body,
    /// Another field above the text.
    Above,
    /// Nexis: fields below the text whose value leaves no doubt, or whose name is in no text.
    LoadDate,
    Language,
    Indexing,
    /// Fields below the text that hold paragraphs, and whose names may stand on a line of their own.
    Apart,
    /// What a picture shows; among those apart, too.
    Picture,
    /// Notes, which reports of sports have in their text; among those apart, too.
    Notes,
    /// Fields below the text whose names may be in a text too.
    Below,
    /// A line of the cover page.
    Cover,
    /// How many documents the cover page lists.
    CoverCount,
    /// The line under an article.
    End,
    /// The noun in "2 of 146 DOCUMENTS".
    Documents,
    /// What stands between the numbers there.
    Of,
    /// A unit: "584 words".
    Words,
    /// A page's number: "Page 2 of 14".
    Page,
    /// Who wrote an article: "By".
    By,
    /// All rights reserved.
    Rights,
    /// ProQuest.
    Title,
    Author,
    Publication,
    PublicationInfo,
    PublicationDate,
    PublicationYear,
    PaperSection,
    TextLanguage,
    FullText,
    Abstract,
    ProQuestId,
    /// Another field of ProQuest.
    Catalogue,
    /// What stands in place of a text that the database doesn't hold.
    NotAvailable,
    /// The number of a document in Europresse.
    EuropresseId,
    /// Who a copy of Europresse was made for.
    Certificate,
    /// What else Europresse says of a copy.
    Notice,
    /// The name of what is said of a paper there.
    SourceLabel,
    /// What its cover pages and lists of articles are called.
    SavedDocuments,
    /// A button of its pages.
    Button,
}

use Marker as M;

/// The words, in lower case: English, German, French, Spanish, Dutch, Italian, Portuguese.
#[rustfmt::skip]
const WORDS: &[(Marker, [&[&str]; 7])] = &[
    (M::Headline, [&["headline"], &["überschrift", "titel", "schlagzeile"], &["titre"], &["título", "titular"], &["kop", "koptekst"], &["titolo"], &["título"]]),
    (M::Highlight, [
        &["highlight"],
        &["hervorhebung", "höhepunkt", "blickpunkt"],
        &["points saillants", "chapeau", "encart"],
        &["destacado", "resaltado", "resumen"],
        &["samenvatting", "hoogtepunt"],
        &[],
        &[],
    ]),
    (M::Byline, [&["byline", "author"], &["autor", "verfasser"], &["auteur", "signature"], &["autor", "firma"], &["auteur", "naamregel"], &["autore"], &["autor"]]),
    (M::Section, [&["section"], &["rubrik", "ressort"], &["rubrique", "section"], &["sección"], &["sectie", "rubriek"], &["sezione"], &["seção"]]),
    (M::Length, [&["length"], &["länge", "laenge"], &["longueur", "longeur"], &["longitud", "extensión"], &["lengte"], &["lunghezza"], &["extensão", "comprimento", "tamanho"]]),
    (M::Body, [&["body"], &["text", "haupttext", "volltext"], &["corps", "corps du texte", "texte"], &["cuerpo", "texto"], &["volledige tekst", "hoofdtekst", "tekst"], &["testo"], &["texto"]]),
    (M::Above, [
        &["dateline", "series", "column", "type", "show", "anchors", "guests", "reporters", "contributor", "edition", "pub-date", "source"],
        &["datumszeile", "ortsmarke", "ort", "serie", "ausgabe", "quelle"],
        &["date-ligne", "lieu", "série", "édition", "origine", "origine-depeche"],
        &["fecha y lugar", "serie", "edición", "fuente"],
        &["dagtekening", "serie", "editie", "bron"],
        &[],
        &[],
    ]),
    (M::LoadDate, [
        &["load-date", "load date"],
        &["update", "ladedatum", "datum des ladens"],
        &["date de chargement", "date-chargement", "mise à jour"],
        &["fecha de carga", "fecha-carga", "fecha-de-carga"],
        &["laaddatum", "laad-datum"],
        &["data-caricamento"],
        &[],
    ]),
    (M::Language, [&["language"], &["sprache"], &["langue"], &["idioma", "lengua"], &["taal"], &["lingua"], &["língua", "idioma"]]),
    (M::Indexing, [
        &[
            "publication-type", "publication type", "journal code", "journal-code", "jour-code", "document-type", "document type", "correction-date", "acc-no",
            "transcript-id", "category-code", "distribution", "pub-type",
        ],
        &["publikationstyp", "publikations-typ", "zeitungs-code", "dokumententyp", "dokumenttyp", "zeitungs-typ"],
        &["type de publication", "type-publication", "type-publi", "code de revue", "code journal", "type-document", "type-publ", "code-journal", "droits-auteur"],
        &["tipo de publicación", "tipo-publicación", "código de la publicación", "tipo-documento", "tipo-publicacion"],
        &["publicatietype", "publicatie-type", "tijdschriftcode", "document-soort", "publicatie-soort", "type-publicatie"],
        &[],
        &[],
    ]),
    (M::Apart, [
        &["classification", "graphic", "correction", "notes", "link to image", "link to pdf"],
        &["klassifizierung", "klassifikation", "grafik", "berichtigung", "anmerkungen"],
        &["classification", "graphique", "illustration", "correction", "notes"],
        &["clasificación", "gráfico", "corrección", "notas"],
        &["classificatie", "grafiek", "afbeelding", "correctie", "notities", "link naar pdf", "bekijk de oorspronkelijke pagina"],
        &["grafico"],
        &[],
    ]),
    (M::Picture, [&["graphic"], &["grafik"], &["graphique"], &["gráfico"], &["grafiek"], &["grafico"], &["gráfico"]]),
    (M::Notes, [&["notes"], &["anmerkungen"], &["notes"], &["notas"], &["notities"], &[], &[]]),
    (M::Below, [
        &[
            "subject", "person", "people", "organization", "company", "ticker", "industry", "geographic", "city", "state", "country", "name", "product", "url",
            "pagina", "series", "isin",
        ],
        &["thema", "themen", "schlagwörter", "person", "organisation", "firma", "unternehmen", "branche", "geographie", "geographisch", "stadt", "land"],
        &["sujet", "personne", "organisation", "société", "entreprise", "secteur", "géographie", "ville", "pays"],
        &["materia", "asunto", "tema", "persona", "organización", "empresa", "industria", "sector", "geografía", "ciudad", "país"],
        &["onderwerp", "persoon", "organisatie", "bedrijf", "sector", "geografie", "stad", "land"],
        &[],
        &[],
    ]),
    (M::Cover, [
        &[
            "user name", "date and time", "job number", "client/matter", "search terms", "search type", "narrowed by", "content type", "about lexisnexis",
            "download request", "print request", "time of request", "send to", "project id", "terms", "number of lines", "print number", "research information",
        ],
        &[
            "benutzername", "datum und uhrzeit", "auftragsnummer", "client/mandat", "mandant/angelegenheit", "suchbegriffe", "suchtyp", "suchart",
            "eingegrenzt durch", "eingegrenzt nach", "inhaltstyp", "inhaltsart", "quellen",
        ],
        &[
            "nom d'utilisateur", "date et heure", "numéro de tâche", "numéro du travail", "client/dossier", "client/affaire", "termes de recherche",
            "termes recherchés", "type de recherche", "filtré par", "affiné par", "type de contenu",
        ],
        &["nombre de usuario", "fecha y hora", "número de trabajo", "cliente/asunto", "términos de búsqueda", "tipo de búsqueda", "acotado por", "limitado por", "tipo de contenido", "fuentes"],
        &["gebruikersnaam", "datum en tijd", "taaknummer", "cliënt/zaak", "klant/zaak", "zoektermen", "zoektype", "beperkt door", "verfijnd door", "inhoudstype", "printopdracht", "bronnen"],
        &[],
        &[],
    ]),
    (M::CoverCount, [&["documents", "document"], &["dokumente", "dokument"], &["documents", "document"], &["documentos", "documento"], &["documenten", "document"], &[], &[]]),
    (M::End, [
        &["end of document"],
        &["ende des dokuments", "dokumentende"],
        &["fin du document", "fin de document"],
        &["fin del documento", "fin de documento", "final del documento"],
        &["einde van het document", "einde van document", "einde document"],
        &[],
        &[],
    ]),
    (M::Documents, [
        &["documents", "document"],
        &["dokumente", "dokumenten", "dokument"],
        &["documents", "document"],
        &["documentos", "documento"],
        &["documenten", "document"],
        &["documenti", "documento"],
        &["documentos", "documento"],
    ]),
    (M::Of, [&["of"], &["von"], &["de", "sur"], &["de"], &["van"], &["di"], &["de"]]),
    (M::Words, [&["words", "word"], &["wörter", "worte", "wort"], &["mots", "mot"], &["palabras", "palabra"], &["woorden", "woord"], &["parole"], &["palavras"]]),
    (M::Page, [&["page"], &["seite"], &["page"], &["página"], &["pagina"], &[], &[]]),
    (M::By, [&["by", "words by", "exclusive by"], &["von"], &["par", "propos recueillis par"], &["por"], &["door"], &[], &[]]),
    (M::Rights, [
        &["all rights reserved"],
        &["alle rechte vorbehalten"],
        &["tous droits réservés"],
        &["todos los derechos reservados", "reservados todos los derechos"],
        &["alle rechten voorbehouden"],
        &[],
        &[],
    ]),
    (M::Title, [&["title", "document title"], &["titel"], &["titre"], &["título"], &["titel"], &["titolo"], &["título"]]),
    (M::Author, [&["author", "authors"], &["autor", "autoren", "verfasser"], &["auteur", "auteurs"], &["autor", "autores"], &["auteur", "auteurs"], &["autore", "autori"], &["autor", "autores"]]),
    (M::Publication, [
        &["publication title"],
        &["titel der publikation", "publikationstitel", "titel der veröffentlichung"],
        &["titre de la publication", "titre de publication"],
        &["título de publicación", "título de la publicación"],
        &["publicatietitel", "titel van publicatie"],
        &["titolo della pubblicazione"],
        &["título da publicação"],
    ]),
    (M::PublicationInfo, [
        &["publication info", "publication information"],
        &["publikationsinfo", "publikationsinformation", "publikationsinformationen"],
        &["informations sur la publication", "informations de publication", "info de publication"],
        &["información de publicación", "información de la publicación"],
        &["publicatie-info"],
        &[],
        &[],
    ]),
    (M::PublicationDate, [
        &["publication date", "publication-date", "pub-date"],
        &["publikationsdatum", "erscheinungsdatum", "datum der publikation", "veröffentlichungsdatum", "datum der veröffentlichung"],
        &["date de publication", "date de la publication"],
        &["fecha de publicación", "fecha de la publicación"],
        &["publicatiedatum"],
        &["data di pubblicazione"],
        &["data de publicação"],
    ]),
    (M::PublicationYear, [&["publication year"], &["publikationsjahr", "erscheinungsjahr"], &["année de publication"], &["año de publicación"], &["publicatiejaar"], &[], &[]]),
    (M::PaperSection, [&["section"], &["abschnitt", "rubrik", "teil"], &["section", "rubrique"], &["sección"], &["sectie"], &["sezione"], &["seção"]]),
    (M::TextLanguage, [
        &["language of publication", "language"],
        &["publikationssprache", "sprache der publikation", "sprache", "sprache der veröffentlichung"],
        &["langue de publication", "langue de la publication", "langue"],
        &["idioma de la publicación", "idioma de publicación", "idioma"],
        &["taal van publicatie", "taal"],
        &["lingua di pubblicazione"],
        &["idioma da publicação"],
    ]),
    (M::FullText, [&["full text"], &["volltext"], &["texte intégral", "texte complet"], &["texto completo"], &["volledige tekst"], &["testo integrale"], &["texto completo"]]),
    (M::Abstract, [&["abstract"], &["zusammenfassung", "abstract"], &["résumé", "abrégé"], &["resumen"], &["samenvatting"], &[], &["resumo"]]),
    (M::ProQuestId, [
        &["proquest document id"],
        &["proquest-dokument-id", "proquest dokument-id", "proquest-dokumenten-id"],
        &["id de document proquest", "identifiant de document proquest", "id du document proquest"],
        &["id del documento de proquest", "id de documento de proquest", "identificador de proquest"],
        &["proquest document-id"],
        &[],
        &["id do documento proquest", "id documento proquest"],
    ]),
    (M::Catalogue, [
        &[
            "subject", "subject term", "subjects", "location", "people", "person", "company / organization", "company", "organization", "identifier / keyword",
            "identifier (keyword)", "keywords", "source type", "document type", "document url", "copyright", "last updated", "database", "links", "issn",
            "e-issn", "isbn", "pages", "page", "first page", "start page", "number of pages", "volume", "issue", "edition", "place of publication",
            "country of publication", "publisher", "publication subject", "publication type", "dateline", "column", "accession number", "document feature",
            "credit", "classification", "illustration", "number of references", "peer reviewed", "medium", "ethnicity", "supplement", "series", "doi", "coden",
            "naics", "product name", "geographic", "business indexing term", "document status", "online publication date", "publication history",
            "publication frequency", "publisher e-mail", "contact us at", "source attribution", "entry date", "correspondence author", "author affiliation",
            "industry", "names", "notes", "section", "subject terms", "identifiers / keywords", "full text availability",
        ],
        &[
            "thema", "themen", "ort", "personen", "unternehmen/organisation", "firma/organisation", "schlüsselwort", "quellentyp", "dokumenttyp",
            "dokumententyp", "dokument-url", "copyright", "zuletzt aktualisiert", "datenbank", "links", "seiten", "band", "ausgabe", "erscheinungsort",
            "erscheinungsland", "land der publikation", "herausgeber", "verlag", "publikationsthema", "letzte aktualisierung",
        ],
        &[
            "sujet", "lieu", "personnes", "société / organisation", "identificateur / mot-clé", "mots-clés", "type de source", "type de document",
            "url du document", "droits d'auteur", "droit d'auteur", "droit d’auteur", "dernière mise à jour", "base de données", "liens", "numéro",
            "lieu de publication", "pays de publication", "éditeur", "sujet de la publication", "sujets", "entreprise/organisation",
        ],
        &[
            "materia", "lugar", "ubicación", "personas", "empresa / organización", "identificador / palabra clave", "tipo de fuente", "tipo de documento",
            "url del documento", "copyright", "última actualización", "base de datos", "enlaces", "páginas", "volumen", "número", "lugar de publicación",
            "país de publicación", "editorial", "materia de la publicación", "empresa/organización",
        ],
        &["onderwerp", "locatie", "personen", "brontype", "documenttype", "document-url", "laatst bijgewerkt", "database"],
        &[],
        &[],
    ]),
    (M::NotAvailable, [
        &["full text not available", "abstract not available", "not available", "none available"],
        &["volltext nicht verfügbar", "nicht verfügbar"],
        &["texte intégral non disponible", "non disponible"],
        &["texto completo no disponible", "no disponible"],
        &["niet beschikbaar"],
        &[],
        &[],
    ]),
    (M::EuropresseId, [&["document number", "news document"], &[], &["numéro de document"], &[], &[], &[], &[]]),
    (M::Certificate, [&["certificate issued on", "this certificate is issued to"], &[], &["certificat émis le", "ce certificat est émis à"], &[], &[], &[], &[]]),
    (M::Notice, [
        &["issue date", "this document is protected", "public certificate"],
        &[],
        &[
            "date d'émission", "date d’émission", "le présent document est protégé", "le présent document et son utilisation", "ce document est destiné",
            "ce document est réservé", "certificat public",
        ],
        &[],
        &[],
        &[],
        &[],
    ]),
    (M::SourceLabel, [
        &["source name", "source type", "periodicity", "geographical coverage", "origin"],
        &[],
        &["nom de la source", "type de source", "périodicité", "couverture géographique", "provenance"],
        &[],
        &[],
        &[],
        &[],
    ]),
    (M::SavedDocuments, [&["saved documents", "summary", "table of contents"], &[], &["documents sauvegardés", "sommaire"], &[], &[], &[], &[]]),
    (M::Button, [
        &["save", "cancel", "print", "close"],
        &[],
        &["sauvegarder", "annuler", "imprimer", "fermer", "enregistrer", "haut de page", "retour", "télécharger"],
        &[],
        &[],
        &[],
        &[],
    ]),
];

/// The days of the week as the lines with dates begin with them.
#[rustfmt::skip]
const WEEKDAYS: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
];

/// Words of lines under the date that tell the edition, or that something was mended later.
#[rustfmt::skip]
const EDITIONS: &[&str] = &[
    "edition", "editions", "final", "ausgabe", "auflage", "édition", "édition,", "edición", "editie", "appended", "edition;", "bundesausgabe",
];

/// The seasons, in the languages of these databases.
#[rustfmt::skip]
const SEASONS: &[&str] = &[
    "spring", "summer", "autumn", "fall", "winter", "frühling", "frühjahr", "sommer", "herbst",
    "printemps", "été", "automne", "hiver", "primavera", "verano", "otoño", "invierno", "lente", "zomer", "herfst",
];

/// Whether a word is a season.
pub fn is_season(word: &str) -> bool {
    SEASONS.contains(&word.to_lowercase().as_str())
}

static MARKERS: LazyLock<HashMap<&str, Vec<Marker>>> = LazyLock::new(|| {
    let mut markers: HashMap<&str, Vec<Marker>> = HashMap::new();
    for (marker, languages) in WORDS {
        for word in languages.iter().copied().flatten() {
            markers.entry(word).or_default().push(*marker);
        }
    }
    markers
});

/// Most bytes of the name of a field.
const NAME: usize = 60;

/// Whether a word is one of a marker's, in any case.
pub fn is(text: &str, marker: Marker) -> bool {
    text.len() <= NAME && MARKERS.get(text.to_lowercase().as_str()).is_some_and(|markers| markers.contains(&marker))
}

/// What a field's name says, of those `among`, in the order of that list.
pub fn named(name: &str, among: &[Marker]) -> Option<Marker> {
    let opens = name.starts_with(char::is_uppercase);
    among.iter().find(|&&marker| opens && is(name, marker)).copied()
}

/// What stands beside the first marker of a list that a field's name says.
pub fn of<F: Copy>(name: &str, among: &[(Marker, F)]) -> Option<F> {
    among.iter().find(|(marker, _)| is(name, *marker)).map(|(_, field)| *field)
}

/// A field in a line: what its name says, of those `among`, and its value, empty where it follows.
pub fn field<'a>(text: &'a str, among: &[Marker]) -> Option<(Marker, &'a str)> {
    let (name, value) = text.split_once(':')?;
    Some((named(name.trim(), among)?, value.trim()))
}

/// Whether a line is a field of a name in capitals: "PUB-TYPE: Paper".
pub fn is_label(text: &str) -> bool {
    let name = text.split_once(": ").map_or(text.strip_suffix(':'), |(name, _)| Some(name)).unwrap_or_default();
    let is_capital = |c: char| c.is_uppercase() || matches!(c, '-' | ' ' | '/' | '_');
    (3..=30).contains(&name.len()) && name.split(' ').count() <= 3 && name.chars().all(is_capital)
}

/// What follows a word of a marker at the start of a text: "By PAT SAMPLE" -> "PAT SAMPLE".
pub fn after(text: &str, marker: Marker) -> Option<&str> {
    let ends: Vec<usize> = text.match_indices(' ').map(|(end, _)| end).take(5).collect();
    ends.into_iter().rev().find(|&end| is(text[..end].trim_end_matches(':'), marker)).map(|end| text[end..].trim())
}

/// The number of words that a text tells, and nothing else: "1,584 words".
pub fn count_of_words(text: &str) -> Option<usize> {
    let (number, unit) = text.trim_end_matches('.').rsplit_once(' ')?;
    let is_number = number.len() <= 12 && number.starts_with(|c: char| c.is_ascii_digit());
    let digits: String = number.chars().filter(|c| !matches!(c, ' ' | ',' | '.' | '\'' | '’' | '\u{202f}')).collect();
    digits.parse().ok().filter(|_| is_number && is(unit, Marker::Words))
}

/// The numbers in "2 of 146 DOCUMENTS", "Dokument 1 von 20"; `None` where the line is another.
pub fn numbers(text: &str) -> Option<(usize, usize)> {
    if text.len() > 60 {
        return None;
    }
    let text = text.strip_prefix("FOCUS - ").unwrap_or(text).trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = text.split(' ').collect();
    let [number, of, all] = match words.as_slice() {
        [number, of, all, noun] if is(noun, Marker::Documents) => [number, of, all],
        [noun, number, of, all] if is(noun, Marker::Documents) => [number, of, all],
        _ => return None,
    };
    let read = |number: &str| number.replace([',', '.'], "").parse::<usize>().ok();
    let (number, all) = (read(number)?, read(all)?);
    (is(of, Marker::Of) && (1..=all).contains(&number)).then_some((number, all))
}

/// Whether a text says that there is none: "Full text not available.", "[Not available]".
pub fn is_missing(text: &str) -> bool {
    is(text.trim_matches(['.', '(', ')', '[', ']']), Marker::NotAvailable)
}

/// Whether a word is a day of the week.
pub fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word.to_lowercase().as_str())
}

/// Whether a line tells the edition of a paper, or that it was corrected.
pub fn is_edition(text: &str) -> bool {
    let words = || text.split_whitespace();
    words().count() <= 7 && words().any(|word| EDITIONS.contains(&word.to_lowercase().as_str()))
}

/// Whether a text begins with words of a marker.
pub fn begins(text: &str, marker: Marker) -> bool {
    is(text, marker) || after(text, marker).is_some()
}

/// Whether a line of Europresse says who a copy was made for or that it is protected, or is a button.
pub fn is_of_copy(text: &str) -> bool {
    begins(text, Marker::Certificate) || begins(text, Marker::Notice) || is(text, Marker::Button)
}

/// The words of a marker in all languages, each once.
pub fn all(marker: Marker) -> Vec<&'static str> {
    let of = WORDS.iter().filter(|(known, _)| *known == marker);
    of.flat_map(|(_, languages)| languages.iter().copied().flatten().copied()).unique().collect()
}

/// Whether a line tells who holds the rights in an article: "Copyright 1991 The Paper", "(c) 2012, ...", "© 2012",
/// "Copyright by The Paper".
pub fn is_copyright(text: &str) -> bool {
    let start: String = text.chars().take(40).collect::<String>().to_lowercase();
    let start = start.strip_prefix('(').filter(|rest| rest.starts_with("copyright")).unwrap_or(&start);
    let rest = ["copyright", "(c)", "©", "copy ", "copr."].iter().find_map(|mark| start.strip_prefix(mark));
    let is_said = |rest: &str| {
        let bare = rest.trim_start_matches([' ', '(', 'c', ')', '©', ',', ':']);
        let is_year = bare.starts_with("19") || bare.starts_with("20");
        is_year || start.starts_with("copyright") && (rest.trim().is_empty() || rest.starts_with(" by "))
    };
    rest.is_some_and(is_said) || is_rights(text)
}

/// Whether a line says that all rights are reserved, alone or behind a name.
pub fn is_rights(text: &str) -> bool {
    let lower = text.to_lowercase();
    let lower = lower.trim_end_matches('.');
    let before = all(Marker::Rights).into_iter().find_map(|words| lower.strip_suffix(words)).map(str::trim_end);
    let is_apart = |c: char| c.is_ascii_digit() || c.is_ascii_punctuation();
    text.len() <= 160 && before.is_some_and(|before| before.is_empty() || before.ends_with(is_apart))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_say_whose_rights_a_text_is_under_are_told_from_sentences_about_rights() {
        for (line, expected) in [
            ("© 2012 Le Canal. Tous droits réservés.", true),
            ("(c) 2012 The Canal Press", true),
            ("(Copyright 2012 The Canal)", true),
            ("Copyright by The Canal", true),
            ("Canal Press 2012. All Rights Reserved", true),
            ("Alle Rechte vorbehalten.", true),
            ("The copyright was sold.", false),
            ("Copyright law is changing.", false),
            ("(c) the third of our points", false),
            ("He has all rights reserved for him.", false),
            ("She sold it with all rights reserved.", false),
        ] {
            assert_eq!(is_copyright(line), expected, "{line}");
        }
    }

    #[test]
    fn counts_of_words_are_known_in_the_languages_of_the_table_alone() {
        assert_eq!(count_of_words("1.942 Wörter"), Some(1942));
        assert_eq!(count_of_words("355 parole"), Some(355));
        assert_eq!(count_of_words("1 204 palavras"), Some(1204));
        assert_eq!(count_of_words("942 words of thanks"), None);
    }

    #[test]
    fn words_of_a_marker_begin_a_text_or_are_all_of_it() {
        assert!(begins("Ce certificat est émis à Jo Berg", Marker::Certificate));
        assert!(begins("Certificat public", Marker::Notice));
        assert!(!begins("Le certificat est émis", Marker::Certificate));
        assert!(is_missing("[Not available]") && is_missing("Full text not available."));
        assert!(!is_missing("Not available to all."));
    }

    #[test]
    fn every_word_of_the_table_is_found_as_it_is_written() {
        for (marker, languages) in WORDS {
            for word in languages.iter().copied().flatten() {
                assert!(is(word, *marker), "{word} is too long, or not in lower case");
            }
        }
    }

    #[test]
    fn the_line_above_an_article_is_known_in_the_languages_of_the_database() {
        for (text, expected) in [
            ("2 of 146 DOCUMENTS", Some((2, 146))),
            ("FOCUS - 2 of 1,146 DOCUMENTS", Some((2, 1146))),
            ("Dokument 1 von 20", Some((1, 20))),
            ("*** 3 di 8 DOCUMENTI ***", Some((3, 8))),
            ("Document 3 de 20", Some((3, 20))),
            ("3 de 20 DOCUMENTOS", Some((3, 20))),
            ("Document 4 van 20", Some((4, 20))),
            ("5 of 3 documents", None),
            ("2 of 146 DOCUMENTS were lost", None),
            ("2 of 146", None),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }
}
