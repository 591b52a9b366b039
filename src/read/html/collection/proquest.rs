//! Pages of ProQuest -> their articles: a headline, fields with their names in bold, and the text as one of them; a rule
//! between two articles.

use super::found::{FoundArticle, add};
use super::lines::{PageLine, PageLines};
use super::parts::{PagePart, PageSign};
use super::shapes::{COUNTED, MISSING, NUMBERED_FIRST};
use crate::read::date;

/// What a field says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Author,
    Source,
    Date,
    /// Source, place and date.
    Info,
    Section,
    Language,
    Text,
    Abstract,
    Number,
    Other,
}

/// The names of fields in English, French, German, Spanish, Portuguese and Italian, in lower case.
const FIELDS: [(Field, &str); 11] = [
    (Field::Title, "title|titre|titel|título|titolo|document title"),
    (Field::Author, "author|authors|auteur|auteurs|autor|autoren|autores|verfasser|autore|autori"),
    (
        Field::Source,
        "publication title|titre de la publication|titre de publication|titel der publikation|publikationstitel|\
         titel der veröffentlichung|título de publicación|título de la publicación|título da publicação|titolo della pubblicazione",
    ),
    (
        Field::Date,
        "publication date|date de publication|date de la publication|publikationsdatum|erscheinungsdatum|\
         veröffentlichungsdatum|datum der veröffentlichung|fecha de publicación|data de publicação|data di pubblicazione",
    ),
    (
        Field::Info,
        "publication info|publication information|informations de publication|informations sur la publication|\
         publikationsinfo|publikationsinformationen|información de publicación|información de la publicación",
    ),
    (Field::Section, "section|rubrique|rubrik|teil|sección|seção|sezione"),
    (
        Field::Language,
        "language of publication|language|langue de publication|langue de la publication|sprache der publikation|\
         sprache der veröffentlichung|publikationssprache|idioma de la publicación|idioma de publicación|idioma da publicação|lingua di pubblicazione",
    ),
    (Field::Text, "full text|texte intégral|volltext|texto completo|testo integrale"),
    (Field::Abstract, "abstract|résumé|zusammenfassung|resumen|resumo"),
    (
        Field::Number,
        "proquest document id|id du document proquest|identifiant du document proquest|id de document proquest|\
         proquest-dokument-id|proquest-dokumenten-id|id del documento de proquest|id de documento de proquest|\
         id do documento proquest|id documento proquest",
    ),
    (
        Field::Other,
        "links|subject|subjects|business indexing term|company / organization|company|people|location|identifier / keyword|\
         identifiers / keywords|publication year|publication subject|pages|first page|number of pages|volume|issue|publisher|\
         place of publication|country of publication|issn|e-issn|source type|document type|document url|copyright|last updated|\
         database|full text availability|document feature|dateline|column|credit|classification|supplement|\
         sujet|sujets|entreprise/organisation|personnes|lieu|année de publication|éditeur|lieu de publication|pays de publication|\
         type de source|type de document|url du document|dernière mise à jour|base de données|liens|\
         thema|unternehmen/organisation|personen|ort|erscheinungsjahr|seiten|verlag|erscheinungsort|erscheinungsland|\
         quellentyp|dokumententyp|dokumenttyp|dokument-url|zuletzt aktualisiert|letzte aktualisierung|datenbank|\
         materia|empresa/organización|personas|lugar|año de publicación|páginas|editorial|lugar de publicación|\
         país de publicación|tipo de fuente|tipo de documento|url del documento|última actualización|base de datos",
    ),
];

/// The articles of a page, and how many it should have.
pub fn read(page: &PageLines) -> (Vec<FoundArticle>, usize) {
    let bold = page.lines.iter().any(|line| field(line, true).is_some_and(|(field, _)| field == Field::Number));
    let marks = page.lines.iter().filter(|line| is_number(line, bold)).count();
    // The page of one article is as others are: menus and all.
    if marks < 2 {
        return Default::default();
    }
    let mut groups: Vec<Vec<&PageLine>> = vec![Vec::new()];
    for line in &page.lines {
        let is_ruled = line.text.len() >= 20 && line.text.chars().all(|c| matches!(c, '_' | '-' | '='));
        let begins = line.sign == Some(PageSign::Rule) || is_ruled;
        match groups.last_mut() {
            Some(group) if !begins || group.is_empty() => group.push(line),
            _ => groups.push(vec![line]),
        }
    }
    // A rule within an article: what is before its number belongs together.
    let mut articles = Vec::new();
    let mut held: Vec<&PageLine> = Vec::new();
    for group in groups {
        held.extend(group);
        if held.iter().any(|line| is_number(line, bold)) {
            articles.push(of_group(&std::mem::take(&mut held), bold));
        }
    }
    (articles.into_iter().filter(|article| !article.is_empty()).collect(), marks)
}

fn is_number(line: &PageLine, bold: bool) -> bool {
    field(line, bold).is_some_and(|(field, _)| field == Field::Number)
}

/// The field that a line begins with, and the rest of the line. Where names are bold, others are text.
fn field(line: &PageLine, bold: bool) -> Option<(Field, &str)> {
    let (name, rest) = match line.text.split_once([':', '\t']) {
        Some((name, rest)) => (name, rest.trim_start_matches([':', '\t', ' '])),
        None if line.part == PagePart::Label => (line.text.as_str(), ""),
        None => return None,
    };
    let name = name.trim();
    let is_named = line.part == PagePart::Label || !bold || line.bold >= name.len();
    let lower = name.to_lowercase();
    let listed = FIELDS.iter().find(|(_, names)| names.split('|').any(|known| known == lower));
    listed.filter(|_| is_named && name.len() < 60).map(|(field, _)| (*field, rest.trim()))
}

fn of_group(lines: &[&PageLine], bold: bool) -> FoundArticle {
    let mut article = FoundArticle::default();
    let (mut top, mut info) = (String::new(), String::new());
    let mut summary = Vec::new();
    let mut open = None;
    for line in lines {
        let (is_first, text) = match field(line, bold) {
            Some((field, text)) => {
                open = Some(field);
                (true, text)
            }
            None => (false, line.text.as_str()),
        };
        let is_ruled = text.chars().all(|c| matches!(c, '_' | '-' | '='));
        if text.is_empty() || is_ruled || MISSING.fits(text) {
            continue;
        }
        let target = match open {
            None if top.is_empty() && !NUMBERED_FIRST.fits(text) => &mut top,
            Some(Field::Text) => {
                article.body.push(text.to_string());
                continue;
            }
            Some(Field::Abstract) => {
                summary.push(text.to_string());
                continue;
            }
            Some(Field::Title) => &mut article.title,
            Some(Field::Author) => &mut article.author,
            Some(Field::Source) => &mut article.source,
            Some(Field::Date) => &mut article.date,
            Some(Field::Info) => &mut info,
            Some(Field::Section) => &mut article.section,
            Some(Field::Language) => &mut article.language,
            _ => continue,
        };
        // A field is a line, or the one below its name.
        if is_first || target.is_empty() {
            add(target, text);
        }
    }
    if article.body.is_empty() {
        article.body = summary;
    }
    if article.title.is_empty() {
        let number = if COUNTED.fits(&top) { top.find(' ').map_or(0, |at| at + 1) } else { 0 };
        article.title = top[number..].to_string();
    }
    // "The Canal ; Lisbon [Lisbon]. 05 Mar 2014: A1."
    if article.source.is_empty() {
        article.source = info.split(';').next().unwrap_or_default().trim().to_string();
    }
    if date::iso(&article.date).is_none() {
        article.date = info;
    }
    // "Stone, Ada; Brook, Jo."
    article.author = article.author.trim_end_matches('.').to_string();
    article
}
