//! The lines of a file that a press database wrote, whatever its format -> the articles in it, each with what the database says
//! of it and the lines of its text alone. A form is known by what it holds, never by the name of the file.

mod draft;
mod factiva;
mod factiva_codes;
mod europresse;
mod nexis;
mod nexis_documents;
mod nexis_uni;
mod pieces;
mod proquest;
pub mod said;
mod seen;
mod signs;
mod tail;
#[cfg(test)]
mod tests;
pub mod words;

use draft::Draft;
use seen::{Seen, look};

use super::article::RawArticle;

/// What the lines of a file are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Split {
    /// It is no collection.
    One(Box<RawArticle>),
    /// Its articles, each with its metadata and the lines of its text alone; no lines where the database holds no text of it.
    Many(Vec<RawArticle>),
    /// It looks like a collection, but fits no form that is known.
    Unknown {
        /// About how many articles it holds.
        guessed: usize,
    },
}

/// What a form finds in lines.
enum Found {
    /// They are of another form, or no collection.
    Nothing,
    /// Their articles.
    Articles(Vec<Draft>),
    /// They are of this form, but how many articles they hold is in doubt: about so many.
    Doubt(usize),
}

/// Looks for the articles of a form.
type Form = fn(&[Seen]) -> Found;

/// The forms that are known, with the names of their databases, in the order in which they are tried.
const FORMS: &[(&str, Form)] = &[
    ("Nexis Uni", nexis_uni::find),
    ("ProQuest", proquest::find),
    ("Factiva", factiva_codes::find),
    ("Factiva", factiva::find),
    ("Nexis", nexis_documents::find),
    ("Europresse", europresse::find),
];

/// The articles in the lines of a file that a press database wrote.
pub fn split(content: RawArticle) -> Split {
    let lines = look(&content);
    for (name, find) in FORMS {
        match find(&lines) {
            Found::Nothing => (),
            Found::Doubt(guessed) => return Split::Unknown { guessed },
            Found::Articles(drafts) => {
                return Split::Many(
                    drafts.into_iter().map(|draft| RawArticle { form: Some(name), ..draft.finish(&content) }).collect(),
                );
            }
        }
    }
    if let Some(guessed) = signs::count(&lines) {
        return Split::Unknown { guessed };
    }
    let note = pieces::count(&lines).map(pieces::note);
    Split::One(Box::new(RawArticle { note, ..content }))
}
