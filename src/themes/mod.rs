//! themes.toml -> [`Themes`], and the [`Matcher`] that finds their keywords.

mod matcher;

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::group::ALL;
use crate::options::Labels;
use crate::phrase;

pub use matcher::{Hit, Matcher, Matchers};

/// The dictionary of a folder that has none of its own.
const BUILT_IN: &str = include_str!("../../input/themes.toml");

/// A theme dictionary: themes and their keywords, in the order of the file.
#[derive(Clone, Debug)]
pub struct Themes {
    /// The themes.
    pub themes: Vec<Theme>,
    /// The keywords of all themes: those of a theme stand together.
    pub keywords: Vec<Keyword>,
    /// Short forms and what they stand for: a keyword that holds the full form is found in the short one too.
    pub abbreviations: Vec<(String, String)>,
}

/// One theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its short name in tables.
    pub id: String,
    /// What a reader is shown in English.
    pub label_en: String,
    /// What a reader is shown in Vietnamese.
    pub label_vi: String,
    /// Its keywords in [`Themes::keywords`].
    pub keywords: Range<usize>,
    /// Phrases that look like a keyword and aren't: where one stands, nothing counts.
    pub exclude: Vec<String>,
}

/// One keyword of one theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// Its theme in [`Themes::themes`].
    pub theme: usize,
    /// As the dictionary writes it, in NFC.
    pub text: String,
}

impl Theme {
    /// Its label in one language.
    pub fn label(&self, labels: Labels) -> &str {
        labels.pick(&self.label_en, &self.label_vi)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    abbreviations: BTreeMap<toml::Spanned<String>, toml::Spanned<String>>,
    theme: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: toml::Spanned<String>,
    #[serde(default)]
    label: Label,
    keywords: Vec<toml::Spanned<String>>,
    #[serde(default)]
    exclude: Vec<toml::Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    en: Option<String>,
    vi: Option<String>,
}

impl Themes {
    /// Reads a dictionary; `None` is the built-in one.
    ///
    /// # Errors
    /// Names the file and the line of what is broken: TOML that can't be read, an unknown key, a theme or keyword that
    /// stands twice, an empty keyword, no theme at all.
    pub fn read(path: Option<&Path>) -> Result<Themes> {
        let Some(path) = path else {
            return Themes::parse(BUILT_IN).context("the built-in theme dictionary is broken");
        };
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("can't read the theme dictionary {}", path.display()))?;
        Themes::parse(&text).with_context(|| format!("{} is broken", path.display()))
    }

    fn parse(text: &str) -> Result<Themes> {
        let text = text.trim_start_matches('\u{feff}');
        let line = |span: Range<usize>| 1 + text[..span.start].matches('\n').count();
        let file: File = toml::from_str(text)?;
        let (mut themes, mut keywords, mut ids) = (Vec::new(), Vec::new(), HashSet::new());
        for (theme, entry) in file.theme.into_iter().enumerate() {
            let at = line(entry.id.span());
            let id = entry.id.into_inner();
            if id.trim().is_empty() || id == ALL || !ids.insert(id.clone()) {
                bail!(
                    "line {at}: the theme id {id:?} is empty, is *, or stands a second time: give each theme its own"
                );
            }
            let first = keywords.len();
            let mut phrases = HashSet::new();
            let mut checked = |spanned: toml::Spanned<String>| {
                let at = line(spanned.span());
                let phrase = compose(spanned.get_ref());
                phrase::check(&phrase).with_context(|| format!("line {at}: a keyword of theme {id} can't be used"))?;
                if !phrases.insert(phrase.to_lowercase()) {
                    bail!("line {at}: theme {id} has {phrase:?} twice: take one out");
                }
                Ok(phrase)
            };
            for keyword in entry.keywords {
                keywords.push(Keyword { theme, text: checked(keyword)? });
            }
            let exclude = entry.exclude.into_iter().map(&mut checked).collect::<Result<_>>()?;
            let label = |text: Option<String>| text.map(|text| compose(&text));
            let (en, vi) = (label(entry.label.en), label(entry.label.vi));
            themes.push(Theme {
                label_en: en.clone().or_else(|| vi.clone()).unwrap_or_else(|| id.clone()),
                label_vi: vi.or(en).unwrap_or_else(|| id.clone()),
                keywords: first..keywords.len(),
                exclude,
                id,
            });
        }
        if themes.is_empty() {
            bail!("it holds no theme: write one as [[theme]] with an id and keywords");
        }
        let abbreviation = |(short, full): (toml::Spanned<String>, toml::Spanned<String>)| {
            let at = line(short.span());
            let (short, full) = (compose(short.get_ref()), compose(full.get_ref()));
            for phrase in [&short, &full] {
                if phrase::check(phrase).is_err() || phrase::has_wildcard(phrase) {
                    bail!("line {at}: the abbreviation {short:?} and what it stands for must be words");
                }
            }
            Ok((short, full))
        };
        let abbreviations = file.abbreviations.into_iter().map(abbreviation).collect::<Result<_>>()?;
        Ok(Themes { themes, keywords, abbreviations })
    }
}

/// NFC, white space at the ends cut.
fn compose(text: &str) -> String {
    text.trim().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        format!("{:#}", Themes::parse(text).unwrap_err())
    }

    #[test]
    fn the_built_in_dictionary_has_twenty_themes_with_both_labels() {
        let themes = Themes::read(None).unwrap();
        assert_eq!(themes.themes.len(), 20);
        assert!(themes.themes.iter().all(|theme| theme.label_en != theme.label_vi && !theme.keywords.is_empty()));
    }

    #[test]
    fn a_broken_dictionary_is_an_error_that_names_its_line() {
        assert!(error("[[theme]]\nid = \"a\"\nkeyword = [\"b\"]").contains("line 3"));
        assert!(error("[[theme]]\nid = \"a\"\nkeywords = [\n\"b\",\n\"B\"]").contains("line 5"));
        assert!(error("[[theme]]\nid=\"a\"\nkeywords=[]\n[[theme]]\nid = \"a\"\nkeywords=[]").contains("line 5"));
        assert!(error("[[theme]]\nid = \"a\"\nkeywords = [\"*\"]").contains("line 3"));
        assert!(error("[[theme]]\nid = \"a\"\nkeywords = [\"... trade\"]").contains("line 3"));
        assert!(error("theme = []").contains("no theme"));
    }

    #[test]
    fn a_theme_without_labels_is_called_by_its_id() {
        let themes = Themes::parse("[[theme]]\nid = \"peace\"\nkeywords = [\"hòa bình\"]").unwrap();
        assert_eq!(themes.themes[0].label(Labels::Vi), "peace");
    }
}
