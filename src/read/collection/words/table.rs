//! The one table of the words that press databases write: what each says, in the languages of their interfaces.

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
    /// Where an article appeared first.
    Appeared,
    /// A button of its pages.
    Button,
    /// What was searched for in Factiva, and what is said of that.
    Search,
    Searched,
}

use Marker as M;

/// The words, in lower case: English, German, French, Spanish, Dutch, Italian, Portuguese.
#[rustfmt::skip]
pub const WORDS: &[(Marker, [&[&str]; 7])] = &[
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
    (M::Appeared, [&[], &[], &["cet article est paru dans"], &[], &[], &[], &[]]),
    (M::Search, [&["search summary"], &[], &[], &[], &[], &[], &[]]),
    (M::Searched, [
        &["text", "date", "source", "author", "company", "subject", "industry", "region", "language", "news filters", "results found", "timestamp"],
        &[],
        &[],
        &[],
        &[],
        &[],
        &[],
    ]),
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
