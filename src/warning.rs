//! What the user should know of though the run goes on: collected and returned, never printed from the depths.

use std::fmt;

/// Something that the run got past, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A file was left out.
    LeftOut {
        /// The file, from the articles' folder.
        document: String,
        /// What is wrong with it, and where.
        why: String,
    },
    /// A document names no group, so it is in no count.
    NoGroup {
        /// The document, from the articles' folder.
        document: String,
    },
    /// A row of `articles.csv` names a file that isn't there.
    NoSuchArticle {
        /// The file as the row writes it.
        file: String,
    },
    /// There is nothing to compare with.
    OneGroup {
        /// The only group.
        group: String,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::LeftOut { document, why } => write!(f, "{document}: left out: {why}"),
            Warning::NoGroup { document } => write!(
                f,
                "{document}: names no group, so it is not counted; write `group: ...` in its front matter, or a row for \
                 it in articles.csv"
            ),
            Warning::NoSuchArticle { file } => {
                write!(f, "articles.csv: there is no file {file}; paths start at the folder that holds the articles")
            }
            Warning::OneGroup { group } => {
                write!(f, "all documents belong to group {group}: there is nothing to compare it with")
            }
        }
    }
}
