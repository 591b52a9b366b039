//! The articles of a corpus, read but not counted -> what each file holds, and what is doubtful.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use indexmap::IndexMap;

use crate::language::canonical_code;
use crate::pipeline::{ListedArticle, Pipeline};
use crate::read::{Corpus, is_ambiguous_date};

/// Groups of a file that are named; of more, their number is told.
const MOST_NAMED: usize = 8;
/// Faults of a file that are told in full; of more, their number is told.
const MOST_TOLD: usize = 3;

/// What one file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path from the articles' folder.
    pub file: String,
    /// The extension that it is read by, and the database or program whose form it has.
    pub form: String,
    /// Articles that could be read.
    pub articles: u64,
    /// Articles, or whole files, that could not.
    pub left_out: u64,
    /// The first and the last date, ISO 8601, as much of it as is known; empty where no article has one.
    pub dates: Option<(String, String)>,
    /// Articles without a date.
    pub undated: u64,
    /// Languages with their articles.
    pub languages: Tallied,
    /// The groups that metadata state.
    pub said: Tallied,
    /// The folders that tell its articles from others.
    pub folders: Tallied,
    /// The years of the dates.
    pub years: Tallied,
    /// The events that names or texts name.
    pub named: Tallied,
    /// What is doubtful, in words, once each, with the number of articles.
    pub doubts: IndexMap<String, u64>,
}

/// Names, each with the number of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallied(BTreeMap<String, u64>);

impl Tallied {
    fn add(&mut self, name: Option<&str>) {
        if let Some(name) = name {
            *self.0.entry(name.to_string()).or_default() += 1;
        }
    }

    /// In one cell: `28 (3), 31 (5)`.
    pub fn words(&self) -> String {
        let named = self.0.iter().take(MOST_NAMED).map(|(name, articles)| format!("{name} ({articles})"));
        let mut words = named.collect::<Vec<_>>().join(", ");
        if self.0.len() > MOST_NAMED {
            words.push_str(&format!(" and {} more", self.0.len() - MOST_NAMED));
        }
        words
    }
}

impl SourceFile {
    fn new(file: &str) -> SourceFile {
        SourceFile { file: file.to_string(), ..SourceFile::default() }
    }

    fn add(&mut self, article: &ListedArticle) {
        if self.form.is_empty() {
            self.form = form(&self.file, article.form);
        }
        let doubt = |doubts: &mut IndexMap<String, u64>, words: String| *doubts.entry(words).or_default() += 1;
        if let Some(why) = &article.fault {
            self.left_out += 1;
            return doubt(&mut self.doubts, why.clone());
        }
        self.articles += 1;
        match &article.date {
            Some(date) => {
                let (first, last) = self.dates.take().unwrap_or_else(|| (date.clone(), date.clone()));
                self.dates = Some((first.min(date.clone()), last.max(date.clone())));
                self.years.add(date.get(..4));
            }
            None => self.undated += 1,
        }
        let metadata = &article.metadata;
        self.languages.add(Some(&article.language));
        self.said.add(metadata.group.as_deref());
        self.folders.add(article.folder.as_deref());
        self.named.add(article.named.as_deref());
        if metadata.date.as_deref().is_some_and(is_ambiguous_date) {
            doubt(&mut self.doubts, "day and month of the date could be either".to_string());
        }
        if let Some(code) = metadata.language.as_deref().filter(|code| canonical_code(code).is_err()) {
            doubt(&mut self.doubts, format!("there is no language {code}"));
        }
        article.doubts.iter().for_each(|words| doubt(&mut self.doubts, words.clone()));
    }

    /// What is doubtful, in one cell.
    pub fn doubtful(&self) -> String {
        let undated = (self.undated > 0 && self.articles > 0).then(|| counted("no date", self.undated));
        let told = self.doubts.iter().take(MOST_TOLD).map(|(words, articles)| counted(words, *articles));
        let more = self.doubts.len().saturating_sub(MOST_TOLD);
        let more = (more > 0).then(|| format!("and {more} more"));
        undated.into_iter().chain(told).chain(more).collect::<Vec<_>>().join(" | ")
    }
}

fn counted(words: &str, articles: u64) -> String {
    if articles == 1 { words.to_string() } else { format!("{words} ({articles} articles)") }
}

/// The form of a file: `docx, Nexis Uni`.
fn form(file: &str, form: Option<&str>) -> String {
    let name = file.rsplit('/').next().unwrap_or(file).to_lowercase();
    let extension = |name: &str| name.rsplit_once('.').map(|(_, extension)| extension.to_string());
    // What is packed is named by both: "warc.gz".
    let packing = ["gz", "zst", "xz"].into_iter().find(|packing| name.ends_with(&format!(".{packing}")));
    let inner = packing.and_then(|packing| extension(&name[..name.len() - packing.len() - 1]));
    let extension = extension(&name).map(|outer| inner.map_or(outer.clone(), |inner| format!("{inner}.{outer}")));
    extension.as_deref().into_iter().chain(form).collect::<Vec<_>>().join(", ")
}

/// Reads all articles of a corpus, hands each to `consume` in its order, and says what each file holds. A file that holds no
/// article has a row, too.
///
/// # Errors
/// `consume` fails.
pub fn list(
    pipeline: &Pipeline,
    corpus: &Corpus,
    mut consume: impl FnMut(&ListedArticle) -> Result<()>,
) -> Result<Vec<SourceFile>> {
    let mut files: IndexMap<String, SourceFile> =
        corpus.names().map(|name| (name.to_string(), SourceFile::new(name))).collect();
    let names: BTreeSet<String> = files.keys().cloned().collect();
    pipeline.list(corpus, |article| {
        let file = file_of(&names, &article.document);
        files.entry(file.to_string()).or_insert_with(|| SourceFile::new(file)).add(&article);
        consume(&article)
    })?;
    let named = |mut file: SourceFile| {
        if file.form.is_empty() {
            file.form = form(&file.file, None);
            file.doubts.insert("it holds no article".to_string(), 1);
        }
        file
    };
    Ok(files.into_values().map(named).collect())
}

/// The file that a document is in: its own name, or what comes before `#` or `/` in it.
fn file_of<'d>(files: &BTreeSet<String>, document: &'d str) -> &'d str {
    let within = || document.match_indices(['#', '/']).map(|(end, _)| &document[..end]);
    if files.contains(document) { document } else { within().find(|name| files.contains(*name)).unwrap_or(document) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_belongs_to_the_file_that_its_name_begins_with() {
        let files = BTreeSet::from(["a#b.txt".to_string(), "nexis.docx".to_string(), "x/years.zip".to_string()]);
        for (document, file) in [
            ("a#b.txt", "a#b.txt"),
            ("nexis.docx#12", "nexis.docx"),
            ("x/years.zip/2021/a.html", "x/years.zip"),
            ("elsewhere.txt", "elsewhere.txt"),
        ] {
            assert_eq!(file_of(&files, document), file);
        }
    }

    #[test]
    fn the_form_of_a_file_is_its_extension_and_what_wrote_it() {
        let forms = [("a/Files(2).DOCX", Some("Nexis Uni")), ("b.warc.gz", None), ("c.gz", None), ("d", None)];
        assert_eq!(forms.map(|(file, by)| form(file, by)), ["docx, Nexis Uni", "warc.gz", "gz", ""]);
    }

    #[test]
    fn many_names_are_told_in_short() {
        let mut tallied = Tallied::default();
        (0..10).for_each(|name| tallied.add(Some(&name.to_string())));
        tallied.add(Some("1"));
        assert_eq!(tallied.words(), "0 (1), 1 (2), 2 (1), 3 (1), 4 (1), 5 (1), 6 (1), 7 (1) and 2 more");
        assert_eq!(Tallied::default().words(), "");
    }

    #[test]
    fn dates_and_doubts_of_a_file_are_added_up() {
        let mut file = SourceFile::new("a.csv");
        let article = |date: Option<&str>, fault: Option<&str>| ListedArticle {
            date: date.map(String::from),
            fault: fault.map(String::from),
            language: "vi".to_string(),
            ..ListedArticle::default()
        };
        for (date, fault) in
            [(Some("2021-12-14"), None), (Some("2019"), None), (None, None), (None, Some("it holds no text"))]
        {
            file.add(&article(date, fault));
        }
        assert_eq!((file.articles, file.left_out, file.undated), (3, 1, 1));
        assert_eq!(file.dates, Some(("2019".to_string(), "2021-12-14".to_string())));
        assert_eq!((file.years.words().as_str(), file.languages.words().as_str()), ("2019 (1), 2021 (1)", "vi (3)"));
        assert_eq!(file.doubtful(), "no date | it holds no text");
    }
}
