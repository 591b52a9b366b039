//! themes.toml, or another tool's dictionary -> [`Themes`], and the [`Matcher`] that finds their keywords.

mod beside;
mod check;
mod formats;
mod matcher;
mod native;

use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};
use unicode_normalization::UnicodeNormalization;

use crate::encoding;
use crate::group::ALL;
use crate::language::UNDETERMINED;
use crate::options::Labels;
use crate::phrase::{self, Matching};
use crate::warning::Warning;

pub use check::{Problem, Remark, Usage, check};
pub use formats::Skipped;
use formats::{Category, Dictionary, Pattern, write_yaml};
pub use matcher::{Hit, Matcher, Matchers};

/// The dictionary of a folder that has none of its own.
pub static BUILT_IN: &str = include_str!("../../input/themes.toml");

/// A theme dictionary: themes and their keywords, in the order of the file.
#[derive(Clone, Debug)]
pub struct Themes {
    /// The themes.
    pub themes: Vec<Theme>,
    /// The keywords of all themes: those of a theme are adjacent.
    pub keywords: Vec<Keyword>,
    /// What some of them ask for beside them.
    pub conditions: Vec<Condition>,
    /// Short forms and what they stand for: a keyword that holds the full form is found in the short one too.
    pub abbreviations: Vec<(String, String)>,
    /// The languages that it has keywords in; empty where nothing says so.
    pub languages: Vec<&'static str>,
    /// Which words a keyword's words stand for: those of another tool's dictionary for themselves alone, as in that
    /// tool.
    pub matching: Matching,
    /// The entries of another tool's dictionary that can't be searched for.
    pub skipped: Vec<Skipped>,
    /// That the encoding of the file is in doubt.
    pub doubt: Option<Warning>,
}

/// One theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its short name in tables.
    pub id: String,
    /// The names of the categories that hold it, from the outermost, and its own.
    pub path: Vec<String>,
    /// What a reader is shown in English.
    pub label_en: String,
    /// What a reader is shown in Vietnamese.
    pub label_vi: String,
    /// Its keywords in [`Themes::keywords`].
    pub keywords: Range<usize>,
    /// Phrases that look like a keyword and aren't: where one occurs, nothing counts.
    pub exclude: Vec<String>,
}

/// One keyword of one theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// Its theme in [`Themes::themes`].
    pub theme: usize,
    /// As the dictionary writes it, in NFC.
    pub text: String,
    /// Its line in the dictionary, from 1.
    pub line: usize,
    /// Where it asks for something beside it: what, in [`Themes::conditions`].
    pub condition: Option<usize>,
}

/// What must be beside a keyword for it to count, and what must not. Only what is in the clause and outside the keyword
/// can be what it asks for; what it forbids may overlap it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Of each list one phrase must be there.
    pub with: Vec<Vec<String>>,
    /// None of these may.
    pub without: Vec<String>,
    /// With at most this many words between; `None` is anywhere in the clause.
    pub near: Option<usize>,
}

impl Condition {
    /// All that it asks for and forbids.
    pub fn phrases(&self) -> impl Iterator<Item = &str> {
        self.with.iter().flatten().chain(&self.without).map(String::as_str)
    }
}

impl Theme {
    /// Its label in one language.
    pub fn label(&self, labels: Labels) -> &str {
        labels.pick(&self.label_en, &self.label_vi)
    }
}

impl Themes {
    /// Reads a dictionary in any encoding; `None` is the built-in one. It is the project's own (themes.toml), or of a form
    /// that `formats` lists, which the text tells or the extension.
    ///
    /// # Errors
    /// Names the file and the line of what is broken: one that can't be read at all, and in themes.toml also an unknown
    /// key, a theme or keyword that occurs twice, a keyword that can't be searched for, no theme at all. For an unknown
    /// form it lists the known ones.
    pub fn read(path: Option<&Path>) -> Result<Themes> {
        let Some(path) = path else {
            return native::parse(BUILT_IN).context("the built-in theme dictionary is broken");
        };
        let name = path.display();
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let unknown = || {
            let known = formats::known();
            format!(
                "{name} is no dictionary of a known form: save it in one of these: themes.toml, where [[theme]] begins a \
                 theme, {known}"
            )
        };
        let is_known = extension == "toml" || formats::find(&extension, "").is_some() || !path.is_file();
        let (text, doubt) = encoding::read(path).with_context(|| match is_known {
            true => format!("can't read the theme dictionary {name}"),
            false => unknown(),
        })?;
        let themes = match formats::find(&extension, &text) {
            Some(format) => (format.read)(&text).and_then(Themes::of_another_tool),
            None if native::is_native(&text) => native::parse(&text),
            None => bail!(unknown()),
        };
        Ok(Themes { doubt, ..themes.with_context(|| format!("{name} is broken"))? })
    }

    /// A dictionary of one theme with one keyword, which is found as often as it is counted as a term where it is one.
    ///
    /// # Errors
    /// The keyword can't be searched for.
    pub fn of_pattern(pattern: &str) -> Result<Themes> {
        let text = compose(pattern);
        phrase::check(&text)?;
        let id = "pattern".to_string();
        let (label_en, label_vi) = (text.clone(), text.clone());
        let theme = Theme { path: vec![id.clone()], id, label_en, label_vi, keywords: 0..1, exclude: Vec::new() };
        let keywords = vec![Keyword { theme: 0, text, line: 1, condition: None }];
        let (conditions, abbreviations, languages, skipped) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (themes, matching) = (vec![theme], Matching::Words);
        Ok(Themes { themes, keywords, conditions, abbreviations, languages, matching, skipped, doubt: None })
    }

    /// No theme at all, for what reads texts and looks for none.
    pub fn none() -> Themes {
        let (themes, keywords, conditions, abbreviations) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (languages, skipped) = (Vec::new(), Vec::new());
        let matching = Matching::Terms;
        Themes { themes, keywords, conditions, abbreviations, languages, matching, skipped, doubt: None }
    }

    /// Reads the text of a themes.toml.
    ///
    /// # Errors
    /// Names the line of what is broken.
    pub fn parse(text: &str) -> Result<Themes> {
        native::parse(text)
    }

    /// The categories that hold words as themes, named by their paths.
    fn of_another_tool(Dictionary { categories, mut skipped }: Dictionary) -> Result<Themes> {
        let (mut themes, mut keywords): (Vec<Theme>, Vec<Keyword>) = (Vec::new(), Vec::new());
        for Category { path, patterns } in categories.into_iter().filter(|category| !category.patterns.is_empty()) {
            let (id, label) = (path.join("."), path.join(" / "));
            if id == ALL || themes.iter().any(|theme| theme.id == id) {
                bail!("a category is named {id}, or two would be, with the categories that hold them: rename it");
            }
            let first = keywords.len();
            for Pattern { text, line } in patterns {
                let text = compose(&text);
                match phrase::check(&text) {
                    Ok(()) => keywords.push(Keyword { theme: themes.len(), text, line, condition: None }),
                    Err(error) => skipped.push(Skipped { line, entry: text, why: error.to_string() }),
                }
            }
            let keywords = first..keywords.len();
            themes.push(Theme { id, path, label_en: label.clone(), label_vi: label, keywords, exclude: Vec::new() });
        }
        if themes.is_empty() {
            bail!("none of its categories holds a word");
        }
        skipped.sort_by_key(|skipped| skipped.line);
        let (conditions, abbreviations, languages) = (Vec::new(), Vec::new(), Vec::new());
        let matching = Matching::Exact;
        Ok(Themes { themes, keywords, conditions, abbreviations, languages, matching, skipped, doubt: None })
    }

    /// The dictionary with keywords that count wherever they occur.
    pub fn without_conditions(&self) -> Themes {
        let keyword = |keyword: &Keyword| Keyword { condition: None, ..keyword.clone() };
        Themes { keywords: self.keywords.iter().map(keyword).collect(), conditions: Vec::new(), ..self.clone() }
    }

    /// Whether a text of that language can be read for the themes: the dictionary has keywords in it, or its languages
    /// are unknown.
    pub fn reads(&self, language: &str) -> bool {
        self.languages.is_empty() || language == UNDETERMINED || self.languages.contains(&language)
    }

    /// The dictionary as YAML that quanteda reads, and what that can't express: exclusions, abbreviations, and keywords
    /// with a gap or a condition.
    pub fn to_yaml(&self) -> (String, Vec<String>) {
        let mut lost = Vec::new();
        let category = |theme: &Theme| {
            let keywords = &self.keywords[theme.keywords.clone()];
            let (kept, bound): (Vec<_>, Vec<_>) = keywords.iter().partition(|keyword| keyword.condition.is_none());
            lost.extend(bound.iter().map(|keyword| format!("{}: {} (a condition)", theme.id, keyword.text)));
            let (kept, gaps): (Vec<_>, Vec<_>) = kept.into_iter().partition(|keyword| !phrase::has_gap(&keyword.text));
            lost.extend(gaps.iter().map(|keyword| format!("{}: {} (a gap)", theme.id, keyword.text)));
            lost.extend(theme.exclude.iter().map(|phrase| format!("{}: {phrase} (excluded)", theme.id)));
            let pattern = |keyword: &&Keyword| Pattern { text: keyword.text.clone(), line: keyword.line };
            Category { path: theme.path.clone(), patterns: kept.iter().map(pattern).collect() }
        };
        let categories: Vec<Category> = self.themes.iter().map(category).collect();
        lost.extend(self.abbreviations.iter().map(|(short, full)| format!("{short} = {full} (an abbreviation)")));
        (write_yaml(&categories), lost)
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
        format!("{:#}", native::parse(text).unwrap_err())
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
    fn a_rule_that_asks_for_nothing_or_for_what_it_forbids_is_an_error_that_names_its_line() {
        let rule = |rule: &str| error(&format!("[[theme]]\nid = \"a\"\n[[theme.rule]]\nkeywords = [\"b\"]\n{rule}"));
        assert!(rule("").contains("line 4") && rule("").contains("asks for nothing"));
        assert!(rule("with = [[]]").contains("asks for nothing"));
        assert!(rule("with = [\"c\"]\nwithout = [\"c\"]").contains("forbids it"));
        let nested = "with = [\"@b\"]\n[lists]\nb = [\"@c\"]\nc = [\"d\"]";
        assert!(rule(nested).contains("line 5: the list \"b\" names another list"));
        assert!(error("[[theme]]\nid = \"a\"\nkeywords = [\"@b\"]").contains("line 3: \"@b\" names a list"));
        assert!(rule("with = [\"c\"]\nnear = 0").contains("line 6: near is 0"));
        assert!(rule("with = [\"...\"]").contains("line 5"));
        assert!(rule("with = \"c\"").contains("with is a list of phrases"));
        assert!(rule("without = [\"@seas\"]").contains("line 5: [lists] has no list \"seas\""));
        assert!(
            error("[[theme]]\nid = \"a\"\nkeywords = [\"b\"]\n[[theme.rule]]\nkeywords = [\"B\"]\nwith = [\"c\"]")
                .contains("twice")
        );
        assert!(error("[[theme]]\nid = \"a\"").contains("has no keywords"));
    }

    #[test]
    fn a_file_of_an_unknown_form_is_an_error_that_lists_the_known_ones() {
        let folder = tempfile::tempdir().unwrap();
        let files: [(&str, &[u8]); 7] = [
            ("d.json", b"{\"sea\": [\"tide\"]}"),
            ("d.xml", b"<words><word>tide</word></words>"),
            ("d.txt", b"tide\nwave\n"),
            ("d.ini", b"[sea]\ntide\n"),
            ("d.xlsx", b"PK\x03\x04\x14\0\x06\0"),
            ("d", b""),
            ("d.toml", b"tide, wave\n"),
        ];
        for (name, bytes) in files {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            let error = format!("{:#}", Themes::read(Some(&path)).unwrap_err());
            assert!(
                error.contains(&format!(
                    "{name} is no dictionary of a known form: save it in one of these: themes.toml"
                ))
            );
            assert!(error.contains("LIWC (.dic), LIWC-22 (.dicx)") && !error.contains("TOML parse"), "{error}");
        }
        let error = format!("{:#}", Themes::read(Some(&folder.path().join("no.json"))).unwrap_err());
        assert!(error.starts_with("can't read the theme dictionary") && !error.contains("LIWC"), "{error}");
    }

    #[test]
    fn themes_toml_goes_by_any_name_and_its_errors_stay_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("themes.txt");
        std::fs::write(&path, "[[theme]]\nid = \"sea\"\nkeywords = [\"tide\"]").unwrap();
        assert_eq!(Themes::read(Some(&path)).unwrap().keywords[0].text, "tide");
        std::fs::write(&path, "[[theme]]\nid = sea").unwrap();
        assert!(format!("{:#}", Themes::read(Some(&path)).unwrap_err()).contains("line 2"));
    }

    #[test]
    fn a_label_is_for_both_languages_or_for_each() {
        let labels = |label: &str| {
            let text = format!("[[theme]]\nid = \"a\"\nkeywords = [\"b\"]\nlabel = {label}");
            let theme = native::parse(&text).map(|themes| themes.themes[0].clone());
            theme.map(|theme| (theme.label_en, theme.label_vi)).map_err(|error| error.to_string())
        };
        let pair = |en: &str, vi: &str| Ok((en.to_string(), vi.to_string()));
        assert_eq!(labels("\" Sea \""), pair("Sea", "Sea"));
        assert_eq!(labels("{ en = \"Sea\", vi = \"Biển\" }"), pair("Sea", "Biển"));
        assert_eq!(labels("{ vi = \"Biển\" }"), pair("Biển", "Biển"));
        for label in ["3", "{ fr = \"Mer\" }"] {
            let error = labels(label).unwrap_err();
            assert!(error.contains("line 4") && error.contains("a label is text, or { en"), "{error}");
        }
    }

    #[test]
    fn a_theme_without_labels_is_called_by_its_id() {
        let themes = native::parse("[[theme]]\nid = \"peace\"\nkeywords = [\"hòa bình\"]").unwrap();
        assert_eq!(themes.themes[0].label(Labels::Vi), "peace");
    }
}
