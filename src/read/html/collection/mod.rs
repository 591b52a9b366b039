//! A page that a press database saved with many articles -> these articles. What is what follows from the classes of its
//! elements, from its blocks, and from the names of fields: of Factiva (`factiva`), Europresse (`europresse`), LexisNexis before
//! Nexis Uni (`lexis`) and ProQuest (`proquest`), in the languages of their users.

mod europresse;
mod factiva;
mod found;
mod lexis;
mod lines;
mod parts;
mod proquest;
mod shapes;
#[cfg(test)]
mod tests;

use anyhow::Result;

use self::found::FoundArticle;
use self::lines::PageLines;
use self::shapes::MARKED;
use crate::read::article::RawArticle;

/// From so many marks of a collection on, a page is one, whether its articles are found or not.
const MANY: usize = 3;

/// What a page turns out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Split {
    /// A page as others are.
    One,
    /// A collection, and its articles in order; one without lines is a document that holds no text.
    Many(Vec<RawArticle>),
    /// A collection in a form that isn't known.
    Unknown {
        /// About how many articles it has.
        guessed: usize,
    },
}

/// Reads one form of pages: its articles, and how many marks of articles there are.
type Form = fn(&PageLines) -> (Vec<FoundArticle>, usize);

/// The forms that are known. Of those that a page has marks of, the one with most counts, then the first.
const FORMS: [Form; 4] = [europresse::read, factiva::read, lexis::read, proquest::read];

/// Finds the articles of a page that is decoded. Pages without the marks of a database are looked through once, and are no
/// collection.
///
/// # Errors
/// The page is far larger than that of a collection.
pub fn split(text: &str) -> Result<Split> {
    if !MARKED.fits(text) {
        return Ok(Split::One);
    }
    let page = PageLines::read(text)?;
    let mut best: (Vec<FoundArticle>, usize) = Default::default();
    for form in FORMS {
        let read = form(&page);
        if read.1 > best.1 {
            best = read;
        }
    }
    let (articles, marks) = best;
    // Headlines alone: the text is where nothing says that it is.
    let is_bare = articles.iter().all(|article| article.body.is_empty());
    Ok(match marks {
        MANY.. if is_bare => Split::Unknown { guessed: marks },
        _ if is_bare => Split::One,
        _ if articles.len() < marks => Split::Unknown { guessed: marks },
        _ => Split::Many(articles.into_iter().map(FoundArticle::article).collect()),
    })
}
