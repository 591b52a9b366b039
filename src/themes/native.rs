//! themes.toml -> [`Themes`].

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::{Keyword, Theme, Themes, compose};
use crate::group::ALL;
use crate::language::canonical_code;
use crate::phrase::{self, Matching};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    languages: Vec<toml::Spanned<String>>,
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

/// Text for both languages, or for each its own.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a label is text, or { en = \"text\", vi = \"text\" }")]
enum Label {
    Both(String),
    Each(Each),
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Each {
    en: Option<String>,
    vi: Option<String>,
}

impl Default for Label {
    fn default() -> Label {
        Label::Each(Each::default())
    }
}

/// Whether a text is meant as themes.toml: it is TOML, or has a line that begins a part of it.
pub fn is_native(text: &str) -> bool {
    let parts = ["[[theme", "[theme", "[abbreviations", "theme"];
    let begins =
        |line: &str| parts.iter().any(|part| line.trim_start_matches('\u{feff}').trim_start().starts_with(part));
    text.lines().any(begins) || text.parse::<toml::Table>().is_ok_and(|table| !table.is_empty())
}

/// Reads the text of a dictionary.
///
/// # Errors
/// Names the line of what is broken: TOML that can't be read, an unknown key, a theme or keyword that stands twice, a
/// keyword that can't be searched for, no theme at all.
pub fn parse(text: &str) -> Result<Themes> {
    let text = text.trim_start_matches('\u{feff}');
    let ends: Vec<usize> = text.match_indices('\n').map(|(end, _)| end).collect();
    let line = |span: Range<usize>| 1 + ends.partition_point(|end| *end < span.start);
    let file: File = toml::from_str(text)?;
    let (mut themes, mut keywords, mut ids) = (Vec::new(), Vec::new(), HashSet::new());
    for (theme, entry) in file.theme.into_iter().enumerate() {
        let at = line(entry.id.span());
        let id = entry.id.into_inner();
        if id.trim().is_empty() || id == ALL || !ids.insert(id.clone()) {
            bail!("line {at}: the theme id {id:?} is empty, is *, or stands a second time: give each theme its own");
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
            let at = line(keyword.span());
            keywords.push(Keyword { theme, text: checked(keyword)?, line: at });
        }
        let exclude = entry.exclude.into_iter().map(&mut checked).collect::<Result<_>>()?;
        let (en, vi) = match entry.label {
            Label::Both(label) => (Some(label), None),
            Label::Each(Each { en, vi }) => (en, vi),
        };
        let [en, vi] = [en, vi].map(|label| label.map(|text| compose(&text)));
        themes.push(Theme {
            label_en: en.clone().or_else(|| vi.clone()).unwrap_or_else(|| id.clone()),
            label_vi: vi.or(en).unwrap_or_else(|| id.clone()),
            keywords: first..keywords.len(),
            exclude,
            path: vec![id.clone()],
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
    let language = |code: toml::Spanned<String>| {
        let at = line(code.span());
        canonical_code(code.get_ref()).with_context(|| format!("line {at}: a language of the dictionary isn't known"))
    };
    let languages = file.languages.into_iter().map(language).collect::<Result<_>>()?;
    let (matching, skipped) = (Matching::Terms, Vec::new());
    Ok(Themes { themes, keywords, abbreviations, languages, matching, skipped, doubt: None })
}
