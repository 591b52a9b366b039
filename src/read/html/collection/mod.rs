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
use crate::read::collection::Split;

/// From so many marks of a collection on, a page is one, whether its articles are found or not.
const MANY: usize = 3;

/// Reads one form of pages: its articles, and how many marks of articles there are.
type Form = fn(&PageLines) -> (Vec<FoundArticle>, usize);

/// The forms that are known. Of those that a page has marks of, the one with most counts, then the first.
const FORMS: [(&str, Form); 4] = [
    ("Europresse", europresse::read),
    ("Factiva", factiva::read),
    // Before LexisNexis, which numbers its documents in the same way.
    ("ProQuest", proquest::read),
    ("LexisNexis", lexis::read),
];

/// Finds the articles of a page that is decoded: `None` where it is no collection. Pages without the marks of a database are
/// looked through once. An article without lines is a document that holds no text.
///
/// # Errors
/// The page is far larger than that of a collection.
pub fn split(text: &str) -> Result<Option<Split>> {
    if !MARKED.fits(text) {
        return Ok(None);
    }
    let page = PageLines::read(text)?;
    let mut best: (&str, Vec<FoundArticle>, usize) = Default::default();
    for (name, form) in FORMS {
        let (articles, marks) = form(&page);
        if marks > best.2 {
            best = (name, articles, marks);
        }
    }
    let (name, articles, marks) = best;
    // Headlines alone: the text is where nothing says that it is.
    let is_bare = articles.iter().all(|article| article.body.is_empty());
    Ok(match marks {
        MANY.. if is_bare => Some(Split::Unknown { guessed: marks }),
        _ if is_bare => None,
        _ if articles.len() < marks => Some(Split::Unknown { guessed: marks }),
        _ => Some(Split::Many(
            articles.into_iter().map(|found| RawArticle { form: Some(name), ..found.article() }).collect(),
        )),
    })
}
