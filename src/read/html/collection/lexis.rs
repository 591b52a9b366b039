//! Pages of LexisNexis before Nexis Uni -> their documents: number, source, date and headline as blocks of their own, then
//! fields with their names in capitals, the text among them.

use super::found::{FoundArticle, add};
use super::lines::{PageLine, PageLines};
use super::parts::PageSign;
use super::shapes::{COPYRIGHT, NUMBERED, NUMBERED_FIRST, RIGHTS, SORRY};
use crate::read::date;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Headline,
    Author,
    Section,
    Language,
    Date,
    /// Text that leads to the article.
    Lead,
    Body,
    /// About the document, above its text.
    Above,
    /// About the document, below its text.
    Below,
}

/// The names of fields in English, French, German, Spanish, Dutch, Italian and Portuguese.
const FIELDS: [(Field, &str); 9] = [
    (Field::Headline, "HEADLINE|TITRE|ÜBERSCHRIFT|SCHLAGZEILE|TITULAR|TÍTULO|KOP|TITOLO|TITEL"),
    (Field::Author, "BYLINE|AUTEUR|AUTOR|AUTORE|AUTHOR|VERFASSER"),
    (Field::Section, "SECTION|RUBRIQUE|RUBRIK|SECCIÓN|SECTIE|SEZIONE|SEÇÃO|RESSORT"),
    (Field::Language, "LANGUAGE|LANGUE|SPRACHE|IDIOMA|TAAL|LINGUA|LENGUA"),
    (
        Field::Date,
        "PUBLICATION-DATE|PUB-DATE|DATE DE PUBLICATION|PUBLIKATIONSDATUM|FECHA DE PUBLICACIÓN|PUBLICATIEDATUM",
    ),
    (Field::Lead, "HIGHLIGHT|ENCART|BLICKPUNKT|RESUMEN|HOOGTEPUNT"),
    (Field::Body, "BODY|TEXTE|TEXT|TEXTO|TEKST|CORPS|CUERPO|TESTO"),
    (
        Field::Above,
        "LENGTH|LONGUEUR|LÄNGE|LONGITUD|EXTENSIÓN|LENGTE|LUNGHEZZA|DATELINE|ORIGINE-DEPECHE|EDITION|ÉDITION|AUSGABE",
    ),
    (
        Field::Below,
        "LOAD-DATE|DATE-CHARGEMENT|DATE DE CHARGEMENT|DATUM DES LADENS|UPDATE|FECHA-CARGA|FECHA DE CARGA|FECHA-DE-CARGA|LAAD-DATUM|\
         LAADDATUM|DATA-CARICAMENTO|GRAPHIC|GRAPHIQUE|GRAFIK|GRÁFICO|GRAFIEK|GRAFICO|DOCUMENT-TYPE|PUBLICATION-TYPE|PUB-TYPE|\
         TYPE-DOCUMENT|TYPE-PUBLICATION|TYPE-PUBL|DOKUMENTTYP|PUBLIKATIONSTYP|ZEITUNGS-TYP|TIPO-DOCUMENTO|TIPO-PUBLICACIÓN|\
         TIPO-PUBLICACION|DOCUMENT-SOORT|PUBLICATIE-SOORT|TYPE-PUBLICATIE|JOURNAL-CODE|CODE-JOURNAL|SUBJECT|SUJET|NOTES|NOTE|\
         CORRECTION|CORRECTION-DATE|DISTRIBUTION|SERIES|ACC-NO|GEOGRAPHIC|COMPANY|ORGANIZATION|PERSON|INDUSTRY|TICKER|COUNTRY|\
         STATE|CITY|COPYRIGHT|DROITS-AUTEUR|URL",
    ),
];

/// Longest name of a field, in bytes.
const LONGEST_NAME: usize = 40;
/// Longest line that numbers a document, in bytes.
const LONGEST_NUMBER: usize = 60;

/// Names of fields below the text that no line of a text begins with, where names aren't bold; those with a hyphen, too.
const CERTAIN: &str = "GRAPHIC|GRAPHIQUE|GRAFIK|GRÁFICO|GRAFIEK|GRAFICO|FECHA DE CARGA|DATE DE CHARGEMENT";

/// The articles of a page, and how many it should have.
pub fn read(page: &PageLines) -> (Vec<FoundArticle>, usize) {
    let is_above = |line: &PageLine, bold| field(line, bold).is_some_and(|(field, _)| field == Field::Above);
    let bold = page.lines.iter().any(|line| is_above(line, true));
    let has_fields = page.lines.iter().any(|line| is_above(line, bold));
    // ProQuest numbers its documents in the same way, but has other fields.
    let is_number = |line: &PageLine| {
        line.text.len() < LONGEST_NUMBER && (NUMBERED.fits(&line.text) || has_fields && NUMBERED_FIRST.fits(&line.text))
    };
    let mut groups: Vec<Vec<&PageLine>> = Vec::new();
    for line in &page.lines {
        let (is_marked, is_numbered) = (line.sign == Some(PageSign::Document), is_number(line));
        let begins = is_marked || is_numbered;
        // The mark of a document and its number are one beginning.
        let is_second =
            |group: &Vec<&PageLine>| group.len() == 1 && is_number(group[0]) != is_numbered && is_marked != is_numbered;
        match groups.last_mut() {
            Some(group) if !begins || is_second(group) => group.push(line),
            _ if begins => groups.push(vec![line]),
            // What is before the first is a cover page.
            _ => (),
        }
    }
    let marks = page.lines.iter().filter(|line| is_number(line)).count().max(groups.len());
    let articles = groups.iter().filter(|_| has_fields).map(|group| of_group(group, bold));
    (articles.collect(), marks)
}

/// The field that a line begins with, and the rest of the line. Where names are bold, others are text.
fn field(line: &PageLine, bold: bool) -> Option<(Field, &str)> {
    let (name, rest) = line.text.split_once(':').filter(|(name, _)| name.len() <= LONGEST_NAME)?;
    let is_bold = line.bold > name.len();
    let name = name.trim();
    if name.is_empty() || name.chars().any(char::is_lowercase) || bold && !is_bold {
        return None;
    }
    let is_among = |names: &str| names.split('|').any(|known| known == name);
    let listed = FIELDS.iter().find(|(_, names)| is_among(names)).map(|(field, _)| *field);
    let field = match listed {
        // Words that were searched for are bold, too, but not the colon after one.
        _ if bold => listed.unwrap_or(Field::Below),
        Some(Field::Below) if !name.contains('-') && !is_among(CERTAIN) && !is_update(name, rest) => return None,
        listed => listed?,
    };
    Some((field, rest.trim()))
}

/// Whether a field says when the document was changed, and no more.
fn is_update(name: &str, rest: &str) -> bool {
    name == "UPDATE" && rest.len() < LONGEST_NUMBER && date::iso(rest).is_some_and(|date| date.len() == 10)
}

/// Where the lines of a document are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Source,
    Date,
    Headline,
    Body,
    Below,
}

fn of_group(lines: &[&PageLine], bold: bool) -> FoundArticle {
    let mut article = FoundArticle::default();
    let is_date = |line: &PageLine| date::iso(&line.text).is_some_and(|date| date.len() == 10);
    let is_field = |line: &PageLine| field(line, bold).is_some_and(|(field, _)| field != Field::Headline);
    let head = lines.iter().position(|line| is_field(line)).unwrap_or(lines.len());
    let has_date = lines[..head].iter().any(|line| is_date(line));
    let has_big = lines[..head].iter().any(|line| line.is_big);
    let mut place = Place::Source;
    let mut open: Option<(Field, usize)> = None;
    // The block that place and headline are in.
    let mut block = usize::MAX;
    for line in lines.iter().filter(|line| !NUMBERED.fits(&line.text) && !NUMBERED_FIRST.fits(&line.text)) {
        let text = line.text.as_str();
        if let Some((field, rest)) = field(line, bold) {
            open = Some((field, line.block));
            place = match field {
                Field::Below | Field::Language | Field::Date => place,
                Field::Headline => Place::Headline,
                _ => Place::Body,
            };
            if field == Field::Below && (place == Place::Body || !article.body.is_empty()) {
                place = Place::Below;
            }
            put(&mut article, field, rest);
            continue;
        }
        match open {
            Some((field, at)) if at == line.block => put(&mut article, field, text),
            // Text below the fields about the document is theirs.
            _ if place == Place::Below => (),
            _ if SORRY.fits(text) => (),
            _ if place == Place::Body => article.body.push(text.to_string()),
            _ if is_right(text) => (),
            Some((Field::Headline, _)) => {
                place = Place::Body;
                article.body.push(text.to_string());
            }
            _ if place == Place::Source && !(has_date && is_date(line)) => {
                let is_same = article.source.is_empty() || block == line.block;
                if has_date || is_same {
                    add(&mut article.source, text);
                } else {
                    place = Place::Headline;
                    add(&mut article.title, text);
                }
                block = line.block;
            }
            _ if place == Place::Source => {
                place = Place::Date;
                block = line.block;
                article.date = text.to_string();
            }
            // Edition, and what else is said of the date.
            _ if place == Place::Date && block == line.block => (),
            _ if has_big && !line.is_big && article.title.is_empty() => (),
            _ if article.title.is_empty() || block == line.block || has_big && line.is_big => {
                place = Place::Headline;
                block = line.block;
                add(&mut article.title, text);
            }
            _ => {
                place = Place::Body;
                article.body.push(text.to_string());
            }
        }
    }
    while article.body.last().is_some_and(|line| is_right(line)) {
        article.body.pop();
    }
    article
}

/// Whether a line says whose rights a text is under.
fn is_right(line: &str) -> bool {
    COPYRIGHT.fits(line) || RIGHTS.fits(line)
}

/// Adds a text to its field.
fn put(article: &mut FoundArticle, field: Field, text: &str) {
    let target = match field {
        _ if text.is_empty() => return,
        Field::Headline => &mut article.title,
        Field::Author => &mut article.author,
        Field::Section => &mut article.section,
        Field::Language => &mut article.language,
        Field::Date if article.date.is_empty() => &mut article.date,
        Field::Lead | Field::Body => return article.body.push(text.to_string()),
        Field::Date | Field::Above | Field::Below => return,
    };
    add(target, text);
}
