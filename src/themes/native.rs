//! themes.toml -> [`Themes`].

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::{Condition, Keyword, Theme, Themes, compose};
use crate::group::ALL;
use crate::language::canonical_code;
use crate::phrase::{self, Matching};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NativeFile {
    #[serde(default)]
    languages: Vec<toml::Spanned<String>>,
    #[serde(default)]
    abbreviations: BTreeMap<toml::Spanned<String>, toml::Spanned<String>>,
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    theme: Vec<NativeEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NativeEntry {
    id: toml::Spanned<String>,
    #[serde(default)]
    label: NativeLabel,
    keywords: Option<Vec<toml::Spanned<String>>>,
    #[serde(default)]
    exclude: Vec<toml::Spanned<String>>,
    #[serde(default, rename = "rule")]
    rules: Vec<NativeRule>,
}

/// Keywords that count only beside other words, or not beside them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NativeRule {
    keywords: Vec<toml::Spanned<String>>,
    with: Option<toml::Spanned<With>>,
    without: Option<toml::Spanned<Vec<String>>>,
    near: Option<toml::Spanned<usize>>,
}

/// Phrases of which one is asked for, or lists of such.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "with is a list of phrases, of which one must stand beside the keyword, or a list of such lists"
)]
enum With {
    One(Vec<String>),
    OneOfEach(Vec<Vec<String>>),
}

/// Text for both languages, or for each its own.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a label is text, or { en = \"text\", vi = \"text\" }")]
enum NativeLabel {
    Both(String),
    Each(Each),
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Each {
    en: Option<String>,
    vi: Option<String>,
}

impl Default for NativeLabel {
    fn default() -> NativeLabel {
        NativeLabel::Each(Each::default())
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
/// Names the line of what is broken: TOML that can't be read, an unknown key, a theme or keyword that occurs twice, a
/// keyword that can't be searched for, no theme at all.
pub fn parse(text: &str) -> Result<Themes> {
    let text = text.trim_start_matches('\u{feff}');
    let ends: Vec<usize> = text.match_indices('\n').map(|(end, _)| end).collect();
    let line = |span: Range<usize>| 1 + ends.partition_point(|end| *end < span.start);
    let file: NativeFile = toml::from_str(text)?;
    let (mut themes, mut keywords, mut conditions, mut ids) = (Vec::new(), Vec::new(), Vec::new(), HashSet::new());
    for (theme, entry) in file.theme.into_iter().enumerate() {
        let at = line(entry.id.span());
        let id = entry.id.into_inner();
        if id.trim().is_empty() || id == ALL || !ids.insert(id.clone()) {
            bail!("line {at}: the theme id {id:?} is empty, is *, or occurs a second time: give each theme its own");
        }
        let first = keywords.len();
        let mut phrases = HashSet::new();
        let mut checked = |spanned: toml::Spanned<String>| {
            let at = line(spanned.span());
            let phrase = compose(spanned.get_ref());
            if phrase.starts_with('@') {
                bail!("line {at}: {phrase:?} names a list: lists stand only in with and without of a rule");
            }
            phrase::check(&phrase).with_context(|| format!("line {at}: a keyword of theme {id} can't be used"))?;
            if !phrases.insert(phrase.to_lowercase()) {
                bail!("line {at}: theme {id} has {phrase:?} twice: take one out");
            }
            Ok(phrase)
        };
        if entry.keywords.is_none() && entry.rules.is_empty() {
            bail!("line {at}: theme {id} has no keywords: write some as keywords = [\"...\"], or in a [[theme.rule]]");
        }
        for keyword in entry.keywords.into_iter().flatten() {
            let at = line(keyword.span());
            keywords.push(Keyword { theme, text: checked(keyword)?, line: at, condition: None });
        }
        let mut of_rules = Vec::new();
        for rule in entry.rules {
            let first = rule.keywords.first().map(|keyword| line(keyword.span()));
            let Some(first) = first else { bail!("a rule of theme {id} has no keywords: say which it is for") };
            for keyword in &rule.keywords {
                let text = checked(keyword.clone())?;
                of_rules.push((text, line(keyword.span()), conditions.len()));
            }
            conditions.push(
                condition(rule, &file.lists, line).with_context(|| format!("line {first}: a rule of theme {id}"))?,
            );
        }
        let of_rule = |(text, line, condition)| Keyword { theme, text, line, condition: Some(condition) };
        keywords.extend(of_rules.into_iter().map(of_rule));
        let exclude = entry.exclude.into_iter().map(&mut checked).collect::<Result<_>>()?;
        let (en, vi) = match entry.label {
            NativeLabel::Both(label) => (Some(label), None),
            NativeLabel::Each(Each { en, vi }) => (en, vi),
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
    Ok(Themes { themes, keywords, conditions, abbreviations, languages, matching, skipped, doubt: None })
}

/// What a rule asks for.
///
/// # Errors
/// It asks for nothing, for what can't be searched for, for what it forbids, or names a list that there isn't.
fn condition(
    rule: NativeRule,
    lists: &BTreeMap<String, Vec<String>>,
    line: impl Fn(Range<usize>) -> usize,
) -> Result<Condition> {
    let all = |at: usize, phrases: Vec<String>| {
        let checked = |phrase: String| {
            let phrase = compose(&phrase);
            phrase::check(&phrase).with_context(|| format!("line {at}: a phrase beside its keywords can't be used"))?;
            Ok(phrase)
        };
        let mut all = Vec::new();
        for phrase in phrases {
            match phrase.trim().strip_prefix('@') {
                Some(name) => {
                    let list = lists.get(name).with_context(|| format!("line {at}: [lists] has no list {name:?}"))?;
                    if let Some(inner) = list.iter().find(|phrase| phrase.trim().starts_with('@')) {
                        bail!("line {at}: the list {name:?} names another list, {inner:?}: write its phrases instead");
                    }
                    all.extend(list.iter().cloned());
                }
                None => all.push(phrase),
            }
        }
        all.into_iter().map(checked).collect::<Result<Vec<String>>>()
    };
    let with = rule.with.map_or(Ok(Vec::new()), |with| {
        let at = line(with.span());
        let lists = match with.into_inner() {
            With::One(phrases) => vec![phrases],
            With::OneOfEach(lists) => lists,
        };
        lists
            .into_iter()
            .filter(|phrases| !phrases.is_empty())
            .map(|phrases| all(at, phrases))
            .collect::<Result<Vec<_>>>()
    })?;
    let without = rule.without.map_or(Ok(Vec::new()), |without| all(line(without.span()), without.into_inner()))?;
    if with.is_empty() && without.is_empty() {
        bail!("it asks for nothing: say with or without which phrases its keywords count, or put them into keywords");
    }
    if let Some(phrase) = with.iter().flatten().find(|phrase| without.contains(phrase)) {
        bail!("it asks for {phrase:?} and forbids it: take one out");
    }
    let near = rule.near.map(|near| {
        let at = line(near.span());
        match near.into_inner() {
            0 => bail!("line {at}: near is 0: say within how many words, or leave it out for the whole clause"),
            words => Ok(words),
        }
    });
    Ok(Condition { with, without, near: near.transpose()? })
}
