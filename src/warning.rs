//! What the user should know of though the run goes on: collected and returned, never printed from the depths.

use std::fmt;
use std::mem::discriminant;

use itertools::Itertools;

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
    /// The code of a document's language is unknown.
    Language {
        /// The document, from the articles' folder.
        document: String,
        /// The code.
        code: String,
        /// The code of the language that it is read in.
        language: String,
    },
    /// The encoding of a file that is no article was guessed, and another fits nearly as well.
    Doubt {
        /// The file.
        file: String,
        /// The encoding that it was read in.
        encoding: &'static str,
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
    /// No keyword of the dictionary occurs in any document.
    NoTheme,
    /// The built-in dictionary covers too little of the corpus for its themes to say anything.
    LittleCovered {
        /// Clauses with any theme.
        themed: u64,
        /// All clauses.
        clauses: u64,
    },
    /// No keyword of the dictionary occurs in the documents of a language, though others hold some.
    NoKeywords {
        /// Its code.
        language: String,
        /// How many documents are in it.
        documents: u64,
        /// Whether they were read for the themes at all.
        is_read: bool,
    },
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
    /// A group occurs under several names that look alike.
    Alike {
        /// The name that it goes by.
        group: String,
        /// The others.
        others: Vec<String>,
    },
    /// Some groups have no date, others have one.
    Undated {
        /// Those without.
        groups: Vec<String>,
        /// All, in their order.
        order: Vec<String>,
    },
    /// The order of groups lists one that isn't there.
    NoSuchGroup {
        /// The group as it is listed.
        group: String,
    },
    /// There is nothing to compare with.
    OneGroup {
        /// The only group.
        group: String,
    },
}

impl Warning {
    /// The document that it is about; `None` where it is about the corpus.
    pub fn document(&self) -> Option<&str> {
        match self {
            Warning::LeftOut { document, .. }
            | Warning::Damaged { document, .. }
            | Warning::Encoding { document, .. }
            | Warning::Language { document, .. }
            | Warning::Table { document, .. }
            | Warning::NoGroup { document }
            | Warning::Tie { document, .. }
            | Warning::Twins { document, .. } => Some(document),
            Warning::Alike { .. }
            | Warning::Doubt { .. }
            | Warning::Entry { .. }
            | Warning::LittleCovered { .. }
            | Warning::NoKeywords { .. }
            | Warning::NoRules { .. }
            | Warning::NoSuchArticle { .. }
            | Warning::NoSuchGroup { .. }
            | Warning::NoTheme
            | Warning::OneGroup { .. }
            | Warning::Undated { .. } => None,
        }
    }
}

/// Warnings by kind, in the order in which kinds first come up: of each the first, at most `most`, and how many there are in
/// all where that is more.
pub fn summed(warnings: &[Warning], most: usize) -> Vec<(Vec<&Warning>, Option<usize>)> {
    let mut kinds: Vec<Vec<&Warning>> = Vec::new();
    for warning in warnings {
        match kinds.iter_mut().find(|kind| discriminant(kind[0]) == discriminant(warning)) {
            Some(kind) => kind.push(warning),
            None => kinds.push(vec![warning]),
        }
    }
    let all = kinds.iter().map(|kind| Some(kind.len()).filter(|all| *all > most)).collect_vec();
    kinds.iter_mut().for_each(|kind| kind.truncate(most));
    kinds.into_iter().zip(all).collect()
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
                "{document}: read as {encoding}, but it could be {}: check it, and save it as UTF-8 or name its \
                 encoding with --encoding",
                candidates.join(" or ")
            ),
            Warning::Language { document, code, language } => write!(
                f,
                "{document}: its metadata state the language {code:?}, which is not the code of a known language: it is \
                 read as {language}; write two or three letters, as en or eng"
            ),
            Warning::Doubt { file, encoding, candidates } => {
                write!(f, "{file}: read as {encoding}, but it could be {}: save it as UTF-8", candidates.join(" or "))
            }
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
                "{document}: belongs to group {group}, but is nearly the same as {first} of group {first_group}; \
                 both are counted: is one of them in the wrong group?"
            ),
            Warning::NoSuchArticle { file } => {
                write!(f, "articles.csv: there is no file {file}; paths start at the folder that holds the articles")
            }
            Warning::NoTheme => write!(
                f,
                "no keyword of any theme occurs in the documents: is the dictionary for their language and subject?"
            ),
            Warning::LittleCovered { themed, clauses } => write!(
                f,
                "the built-in themes, of Vietnamese foreign policy, occur in {themed} of {clauses} clauses, which is less than a \
                 tenth: the charts of themes are left out, since they would say nothing. `themeshift init` drafts themes from \
                 your own articles; --themes FILE names a dictionary that you have"
            ),
            Warning::NoKeywords { language, documents, is_read: true } => write!(
                f,
                "no keyword of any theme occurs in the {documents} documents in language {language}: has the dictionary \
                 keywords in it? Say which languages it has with languages = [...] at the head of themes.toml"
            ),
            Warning::NoKeywords { language, documents, is_read: false } => write!(
                f,
                "the dictionary has no keywords in language {language}: its {documents} documents are not read for \
                 themes and count in no share or rate of one; name them with --language if that is wrong, or add keywords \
                 and the language to themes.toml"
            ),
            Warning::Entry { dictionary, line, entry, why } => {
                write!(f, "{dictionary}, line {line}: skipped {entry:?}: {why}")
            }
            Warning::NoRules { language } => write!(
                f,
                "there are no rules of priorities for language {language}: none of its clauses counts as stating one; \
                 write rules for it in priorities.toml"
            ),
            Warning::Alike { group, others } => write!(
                f,
                "group {group:?} is also written {}: they are counted as one; give them names that differ more if they \
                 are several",
                others.iter().map(|other| format!("{other:?}")).join(", ")
            ),
            Warning::Undated { groups, order } => write!(
                f,
                "the groups are in the order of their names ({}), since {} has no date: give each of its articles one, or \
                 list the groups under [groups] as order = [...]",
                order.join(", "),
                groups.join(", ")
            ),
            Warning::NoSuchGroup { group } => {
                write!(f, "[groups] order lists {group:?}, but no article is of that group: check its spelling")
            }
            Warning::OneGroup { group } => {
                write!(f, "all documents belong to group {group}: there is nothing to compare it with")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_are_summed_by_kind_and_the_first_of_each_are_kept() {
        let ungrouped = |number: u32| Warning::NoGroup { document: format!("{number}.txt") };
        let all = [vec![ungrouped(1), Warning::NoTheme], (2..9).map(ungrouped).collect()].concat();
        let summed = summed(&all, 5);
        assert_eq!(summed.len(), 2);
        assert_eq!(summed[0], ((1..6).map(ungrouped).collect::<Vec<_>>().iter().collect(), Some(8)));
        assert_eq!(summed[1], (vec![&Warning::NoTheme], None));
    }
}
