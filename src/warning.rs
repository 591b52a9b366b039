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
    /// A document's text is damaged, so it is in no count.
    Damaged {
        /// The document, from the articles' folder.
        document: String,
        /// What is wrong with it, and where.
        damage: String,
    },
    /// A file's encoding was guessed, and another fits nearly as well.
    Encoding {
        /// The file, from the articles' folder.
        document: String,
        /// The encoding that it was read in.
        encoding: String,
        /// The others, best first.
        candidates: Vec<&'static str>,
    },
    /// A table is read in a way that may not be meant.
    Table {
        /// Its first document, from the articles' folder.
        document: String,
        /// What is doubtful, and what to do about it.
        note: String,
    },
    /// A document names no group, so it is in no count.
    NoGroup {
        /// The document, from the articles' folder.
        document: String,
    },
    /// As much in a document speaks for another group as for its own.
    Tie {
        /// The document, from the articles' folder.
        document: String,
        /// What speaks for which group.
        evidence: String,
    },
    /// A document is like one of another group.
    Twins {
        /// The document, from the articles' folder.
        document: String,
        /// Its group.
        group: String,
        /// The one that it is like.
        first: String,
        /// The group of that one.
        first_group: String,
    },
    /// A row of `articles.csv` names a file that isn't there.
    NoSuchArticle {
        /// The file as the row writes it.
        file: String,
    },
    /// No keyword of the dictionary stands in any document.
    NoTheme,
    /// An entry of another tool's dictionary was left out.
    Entry {
        /// The dictionary.
        dictionary: String,
        /// The line in it, from 1.
        line: usize,
        /// The entry.
        entry: String,
        /// Why.
        why: String,
    },
    /// Priorities can't be told in a language of the documents.
    NoRules {
        /// Its code.
        language: String,
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
            Warning::Damaged { document, damage } => {
                write!(f, "{document}: left out as damaged: {damage}, or count it as it is with --keep-damaged")
            }
            Warning::Encoding { document, encoding, candidates } => write!(
                f,
                "{document}: read as {encoding}, but it could be {}: look at it, and save it as UTF-8 or name its \
                 encoding with --encoding",
                candidates.join(" or ")
            ),
            Warning::Table { document, note } => write!(f, "{document}: {note}"),
            Warning::NoGroup { document } => write!(
                f,
                "{document}: names no group, so it is not counted; say its group (or its date, where groups are by date) in \
                 its front matter, in a column of its table, or in articles.csv"
            ),
            Warning::Tie { document, evidence } => write!(
                f,
                "{document}: speaks for two groups alike ({evidence}); say which in its front matter or in articles.csv"
            ),
            Warning::Twins { document, group, first, first_group } => write!(
                f,
                "{document}: is of group {group}, but nearly the same as {first} of group {first_group}; both are counted: \
                 is one of them in the wrong group?"
            ),
            Warning::NoSuchArticle { file } => {
                write!(f, "articles.csv: there is no file {file}; paths start at the folder that holds the articles")
            }
            Warning::NoTheme => write!(
                f,
                "no keyword of any theme stands in the documents: is the dictionary for their language and subject?"
            ),
            Warning::Entry { dictionary, line, entry, why } => {
                write!(f, "{dictionary}, line {line}: skipped {entry:?}: {why}")
            }
            Warning::NoRules { language } => write!(
                f,
                "there are no rules of priorities for language {language}: none of its clauses counts as stating one; \
                 write rules for it in priorities.toml"
            ),
            Warning::OneGroup { group } => {
                write!(f, "all documents belong to group {group}: there is nothing to compare it with")
            }
        }
    }
}
