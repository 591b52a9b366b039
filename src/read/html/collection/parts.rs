//! The class of an element -> which part of an article it is, and whether one begins with it, in the pages of Factiva,
//! Europresse, LexisNexis and ProQuest.

use crate::read::html::tags::Tag;

/// What an element says of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PagePart {
    /// Nothing.
    #[default]
    Plain,
    /// It is the headline.
    Headline,
    /// It is the line above the headline, or that below.
    Subtitle,
    /// It names the newspaper.
    Source,
    /// It says section, date and page.
    Header,
    /// It names the author.
    Author,
    /// It is the article's text.
    Body,
    /// It is the number of the document.
    Number,
    /// It is the name of a field.
    Label,
    /// It is no part of the article.
    Aside,
}

/// Classes, in lower case, and what they say: those of Europresse, then of ProQuest.
const CLASSES: [(&str, PagePart); 25] = [
    ("docpublicationname", PagePart::Source),
    ("rdp__docpublicationname", PagePart::Source),
    ("docheader", PagePart::Header),
    ("rdp__docheader", PagePart::Header),
    ("titrearticle", PagePart::Headline),
    ("titrearticlevisu", PagePart::Headline),
    ("rdp__articletitle", PagePart::Headline),
    ("grandtitre", PagePart::Headline),
    ("rdp__surtitle", PagePart::Subtitle),
    ("rdp__subtitle", PagePart::Subtitle),
    ("docauthors", PagePart::Author),
    ("sm-margin-bottomnews", PagePart::Author),
    ("doctext", PagePart::Body),
    ("dococurrcontainer", PagePart::Body),
    ("public-lblnodoc", PagePart::Number),
    ("public_lblnodoc", PagePart::Number),
    ("doc-legalinfo", PagePart::Aside),
    ("apd-wrapper", PagePart::Aside),
    ("txtcertificat", PagePart::Aside),
    ("public-certificat", PagePart::Aside),
    ("icon-information", PagePart::Aside),
    // Factiva's.
    ("articleparagraph", PagePart::Body),
    ("author", PagePart::Author),
    ("headline", PagePart::Headline),
    ("display_record_indexing_fieldname", PagePart::Label),
];

impl PagePart {
    /// What an element says; `None` where its parent's counts.
    pub fn of(tag: &Tag) -> Option<PagePart> {
        if matches!(&tag.name[..], b"aside" | b"footer" | b"nav") {
            return Some(PagePart::Aside);
        }
        let known = |class: &str| {
            let class = class.to_ascii_lowercase();
            let listed = CLASSES.iter().find(|(known, _)| *known == class).map(|(_, part)| *part);
            listed.or_else(|| in_language(&class, "headline").then_some(PagePart::Headline))
        };
        let parts = || tag.value("class").into_iter().flat_map(str::split_whitespace).filter_map(known);
        // A class of headlines can be that of the line below, too.
        parts()
            .find(|part| *part == PagePart::Subtitle)
            .or_else(|| parts().next())
            .or_else(|| tag.value("id").filter(|id| *id == "hd").map(|_| PagePart::Headline))
    }

    /// Whether its text shares no line with others.
    pub fn is_apart(self) -> bool {
        !matches!(self, PagePart::Plain | PagePart::Body)
    }
}

/// What begins at a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageSign {
    /// What follows a rule.
    Rule,
    /// A document, as LexisNexis marks it.
    Document,
    /// An element that is an article: Factiva's or Europresse's.
    Article,
}

impl PageSign {
    /// What begins at a tag, if anything.
    pub fn of(tag: &Tag) -> Option<PageSign> {
        let is_named = |prefix: &str| tag.value("name").is_some_and(|name| name.starts_with(prefix));
        match &tag.name[..] {
            b"hr" => Some(PageSign::Rule),
            // The whole of the page has the number 0.
            b"doc" if tag.value("number").is_some_and(|number| number != "0") => Some(PageSign::Document),
            b"a" if is_named("DOC_ID_") => Some(PageSign::Document),
            b"article" => Some(PageSign::Article),
            b"div" if tag.value("class").is_some_and(is_factiva) => Some(PageSign::Article),
            _ => None,
        }
    }
}

/// Whether the classes are those of an article of Factiva ("article enArticle").
fn is_factiva(classes: &str) -> bool {
    let mut classes = classes.split_whitespace();
    let (first, second) = (classes.next(), classes.next());
    first == Some("article") && second.is_some_and(|class| in_language(&class.to_ascii_lowercase(), "article"))
}

/// Whether a class is a name after the two letters of a language.
fn in_language(class: &str, name: &str) -> bool {
    class.strip_suffix(name).is_some_and(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()))
}
