//! Translation memories (TMX) -> one article for each language, a line for each segment.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};

use super::found::{Field, XmlArticle};
use super::pieces::{XmlPiece, XmlPieces};
use crate::read::article::RawArticle;

/// Most languages of a memory.
const MOST_LANGUAGES: usize = 1000;
/// Elements within a segment that stand for codes of its format.
const CODES: [&str; 6] = ["bpt", "ept", "it", "ph", "ut", "x"];

/// Reads a memory.
///
/// # Errors
/// It is broken, or has too many languages or lines.
pub fn articles(text: &str) -> Result<Vec<RawArticle>> {
    let mut articles: BTreeMap<String, XmlArticle> = BTreeMap::new();
    let mut open: Vec<String> = Vec::new();
    // The language of the open variant; how many elements are open from a code on.
    let (mut language, mut codes) = (String::new(), 0);
    let mut pieces = XmlPieces::new(text);
    while let Some(piece) = pieces.next()? {
        match piece {
            XmlPiece::Start(tag) => {
                codes += usize::from(codes > 0 || CODES.contains(&tag.name()));
                if tag.name() == "tuv" {
                    language = tag.value("lang").unwrap_or_default().to_lowercase();
                }
                open.push(tag.name().to_string());
            }
            XmlPiece::End => {
                codes -= usize::from(codes > 0);
                if open.pop().as_deref() == Some("seg")
                    && let Some(article) = articles.get_mut(&language)
                {
                    article.end_line()?;
                }
            }
            XmlPiece::Text(text) if codes == 0 && open.iter().any(|name| name == "seg") => {
                if !articles.contains_key(&language) {
                    ensure!(articles.len() < MOST_LANGUAGES, "it has more than {MOST_LANGUAGES} languages: split it");
                    let mut article = XmlArticle::default();
                    article.set(Field::Language, 0, &language);
                    articles.insert(language.clone(), article);
                }
                if let Some(article) = articles.get_mut(&language) {
                    article.push(&text);
                }
            }
            XmlPiece::Text(_) => (),
        }
    }
    let of_all = XmlArticle::default();
    articles.into_values().map(|article| Ok(article.finish()?.known_with(&of_all))).collect()
}
