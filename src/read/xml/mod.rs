//! XML -> its articles. Which elements are articles, and what is in them, follows from the names of a form that is known: Factiva
//! (`factiva`), TEI (`tei`), NewsML and NITF (`news`), JATS (`jats`), RSS and Atom (`feed`), FictionBook (`fictionbook`), TMX (`memory`); else from how
//! often elements come, how much text they hold, and from the names of tables' columns (`records`). A file is read twice as a
//! stream, without a tree.

mod factiva;
mod feed;
mod fictionbook;
mod found;
mod jats;
mod memory;
mod news;
mod outline;
mod pieces;
mod records;
mod tei;
#[cfg(test)]
mod tests;
mod walker;
mod xhtml;

use anyhow::{Result, ensure};

use self::outline::Outline;
use self::pieces::XmlTag;
use self::walker::{Context, Role};
use crate::encoding::{Decoded, decode_as, decode_in};
use crate::read::article::{Articles, MOST_BYTES, RawArticle, too_large};
use crate::read::html;
use crate::read::source::ReadingWishes;
use crate::read::table::NamedColumns;

/// How far the declaration of an encoding is looked for, in bytes.
const DECLARATION: usize = 1000;

/// Says what the elements of a form are.
type Form = fn(&Context, &XmlTag) -> Role;

/// Reads the articles of a file, in the encoding that the user names, or in the one that fits; where it is neither UTF-8 nor
/// UTF-16, in the one that the file declares. An article without lines is one that holds no text.
///
/// # Errors
/// It is broken or cut off, too large, in no encoding that is known; or it isn't clear which of its elements are articles.
pub fn read(bytes: &[u8], encoding: Option<&str>, columns: &NamedColumns) -> Result<Vec<RawArticle>> {
    ensure!(bytes.len() as u64 <= MOST_BYTES, too_large(MOST_BYTES));
    let Decoded { text, encoding, candidates } = decode(bytes, encoding)?;
    let articles = of_text(&text, columns)?;
    Ok(articles
        .into_iter()
        .map(|raw| RawArticle { encoding: Some(encoding), candidates: candidates.clone(), ..raw })
        .collect())
}

/// Reads a file that is one article or several.
///
/// # Errors
/// The same.
pub fn open(bytes: &[u8], wishes: &ReadingWishes) -> Result<Articles> {
    let mut articles = read(bytes, wishes.encoding.as_deref(), &wishes.columns)?;
    match (articles.pop(), articles.is_empty()) {
        (Some(only), true) => Ok(Articles::One(Box::new(only))),
        (last, _) => {
            articles.extend(last);
            Ok(Articles::Many(articles))
        }
    }
}

fn of_text(text: &str, columns: &NamedColumns) -> Result<Vec<RawArticle>> {
    let outline = Outline::read(text)?;
    if outline.root() == "html" {
        return Ok(vec![html::parse(text)?]);
    }
    if outline.root() == "tmx" {
        return memory::articles(text);
    }
    let Some((name, form)) = form(&outline) else {
        return records::articles(text, &outline, columns);
    };
    let articles = walker::articles(text, &outline, &form)?;
    ensure!(!articles.is_empty(), "it has the elements of a known form (`{}`), but no article", outline.root());
    Ok(articles.into_iter().map(|raw| RawArticle { form: Some(name), ..raw }).collect())
}

/// The form of a file, by the names of its elements.
fn form(outline: &Outline) -> Option<(&'static str, Form)> {
    let has = |name| outline.has(name);
    let named: (&str, Form) = match outline.root() {
        "TEI" | "TEI.2" | "teiCorpus" | "teiCorpus.2" => ("TEI", tei::role),
        "FictionBook" => ("FictionBook", fictionbook::role),
        "rss" => ("RSS or Atom", feed::role),
        "feed" if has("entry") => ("RSS or Atom", feed::role),
        "RDF" if has("item") && has("channel") => ("RSS or Atom", feed::role),
        _ if has("accessionNo") && (has("leadParagraph") || has("tailParagraphs")) => ("Factiva", factiva::role),
        _ if has("newsItem") || has("NewsItem") || has("nitf") => ("NewsML", news::role),
        _ if has("article-meta") && has("article") => ("JATS", jats::role),
        _ => return None,
    };
    Some(named)
}

/// The text of a file.
fn decode(bytes: &[u8], named: Option<&str>) -> Result<Decoded> {
    let found = decode_in(bytes, named);
    let is_sure = found.as_ref().is_ok_and(|found| found.encoding.starts_with("UTF-"));
    if named.is_some() || is_sure {
        return found;
    }
    match declared(bytes).and_then(|name| decode_as(bytes, name).ok()) {
        Some(decoded) => Ok(decoded),
        None => found,
    }
}

/// The encoding that the declaration of a file names.
fn declared(bytes: &[u8]) -> Option<&str> {
    let start = bytes.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = start.iter().take(DECLARATION).position(|byte| *byte == b'>')?;
    let (_, rest) = std::str::from_utf8(&start[..end]).ok()?.split_once("encoding")?;
    rest.trim_start_matches(['=', ' ', '\t', '\r', '\n']).split(['"', '\'']).nth(1)
}
