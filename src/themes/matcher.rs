//! Finds the keywords of all themes in one pass over a line's units.
//!
//! Keywords are matched unit by unit, and those without a wildcard begin and end where words do: "mỹ" is found in "Mỹ và Nga", not in "thẩm mỹ", so that
//! themes, concordance and tables of terms count the same words. Within a theme a stretch
//! of text counts once: of the keywords that start at one place the longest wins, and the search goes on behind it.
//! Another theme may count the same stretch.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::OnceLock;

use crate::language::{Forms, LineTokens, Segmenter, SegmenterId, tokenise_line};
use crate::phrase::{self, Automaton, Matching, Seen};

use super::Themes;

/// A keyword found in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The theme's index in [`Themes::themes`].
    pub theme: usize,
    /// The keyword's index in [`Themes::keywords`].
    pub keyword: usize,
    /// The line's units that it takes.
    pub units: Range<usize>,
}

/// Each language's matcher, made when its first document comes.
pub struct Matchers<'a> {
    themes: &'a Themes,
    matchers: [OnceLock<Matcher>; SegmenterId::COUNT],
}

impl<'a> Matchers<'a> {
    /// None made yet.
    pub fn new(themes: &'a Themes) -> Matchers<'a> {
        Matchers { themes, matchers: [const { OnceLock::new() }; SegmenterId::COUNT] }
    }

    /// The matcher of the language that `segmenter` cuts.
    pub fn get(&self, id: SegmenterId, segmenter: &dyn Segmenter) -> &Matcher {
        self.matchers[id.index()].get_or_init(|| Matcher::new(self.themes, segmenter))
    }
}

/// The keywords and exclusions of a dictionary, for one language.
#[derive(Debug)]
pub struct Matcher {
    automaton: Automaton,
    /// What each phrase of the automaton means.
    meanings: Vec<Meaning>,
    /// Where each is found.
    fits: Vec<Fit>,
    themes: usize,
}

#[derive(Clone, Copy, Debug)]
struct Meaning {
    theme: usize,
    /// `None` where the theme leaves the phrase out.
    keyword: Option<usize>,
}

/// Where a phrase is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// Anywhere: units of another tool's dictionary, wildcards, what a theme leaves out.
    Units,
    /// Where it begins and ends with words.
    Words,
    /// Where it is one word.
    Word,
}

impl Matcher {
    /// Builds it, each keyword cut by the language's segmenter.
    pub fn new(themes: &Themes, segmenter: &dyn Segmenter) -> Matcher {
        let keywords = themes
            .keywords
            .iter()
            .enumerate()
            .map(|(keyword, entry)| (entry.text.as_str(), Meaning { theme: entry.theme, keyword: Some(keyword) }));
        let excluded = themes.themes.iter().enumerate().flat_map(|(theme, entry)| {
            entry.exclude.iter().map(move |phrase| (phrase.as_str(), Meaning { theme, keyword: None }))
        });
        let (phrases, meanings): (Vec<&str>, Vec<Meaning>) = keywords.chain(excluded).unzip();
        let mut forms = Forms::new(segmenter);
        let mut is_word = |phrase: &str| {
            let line = tokenise_line(phrase, &mut forms);
            line.words.first() == Some(&(0..line.units.len()))
        };
        let fit = |(phrase, meaning): (&&str, &Meaning)| match themes.matching {
            Matching::Exact => Fit::Units,
            _ if phrase::has_wildcard(phrase) || meaning.keyword.is_none() => Fit::Units,
            Matching::Words if is_word(phrase) => Fit::Word,
            Matching::Terms | Matching::Words => Fit::Words,
        };
        let fits = phrases.iter().zip(&meanings).map(fit).collect();
        let automaton = Automaton::new(phrases, &themes.abbreviations, themes.matching, segmenter);
        Matcher { automaton, meanings, fits, themes: themes.themes.len() }
    }

    /// The keywords in the clauses of a line, in the order in which they start, then of the themes. The line was cut with
    /// these forms, of which this matcher has `seen` some.
    pub fn find(&self, line: &LineTokens, forms: &Forms, seen: &mut Seen) -> Vec<Hit> {
        let looked = self.automaton.look_up(line, forms, seen);
        let mut continues = vec![false; line.units.len() + 1];
        for word in &line.words {
            continues[word.start + 1..word.end].fill(true);
        }
        let mut hits = Vec::new();
        let mut free_from = vec![0; self.themes];
        let (mut found, mut ends) = (Vec::new(), Vec::new());
        for clause in &line.clauses {
            for start in clause.clone() {
                self.automaton.find_at(&looked, start..clause.end, &mut found);
                found.retain(|found| {
                    let are_words = || !continues[start] && !continues[found.end];
                    match self.fits[found.phrase] {
                        Fit::Units => true,
                        Fit::Words => are_words(),
                        Fit::Word => are_words() && (start + 1..found.end).all(|unit| continues[unit]),
                    }
                });
                if found.is_empty() {
                    continue;
                }
                ends.extend(found.drain(..).map(|found| (found.end, self.meanings[found.phrase])));
                ends.retain(|(_, meaning)| free_from[meaning.theme] <= start);
                // The longest first; of a keyword and an exclusion that end at one place, the exclusion.
                ends.sort_by_key(|(end, meaning)| (meaning.theme, Reverse(*end), meaning.keyword));
                ends.dedup_by_key(|(_, meaning)| meaning.theme);
                for (end, meaning) in ends.drain(..) {
                    free_from[meaning.theme] = end;
                    if let Some(keyword) = meaning.keyword {
                        hits.push(Hit { theme: meaning.theme, keyword, units: start..end });
                    }
                }
            }
        }
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Segmenters;
    use crate::options::Normalisation;

    /// The keywords found, each with its theme.
    fn found(dictionary: &str, code: &str, text: &str) -> Vec<(String, String)> {
        let themes = super::super::native::parse(dictionary).unwrap();
        let segmenters = Segmenters::new(Normalisation::default()).unwrap();
        let segmenter = segmenters.get(segmenters.find(code));
        let mut forms = Forms::new(segmenter);
        let line = tokenise_line(text, &mut forms);
        Matcher::new(&themes, segmenter)
            .find(&line, &forms, &mut Seen::default())
            .into_iter()
            .map(|hit| (themes.themes[hit.theme].id.clone(), themes.keywords[hit.keyword].text.clone()))
            .collect()
    }

    fn pair(theme: &str, keyword: &str) -> (String, String) {
        (theme.into(), keyword.into())
    }

    #[test]
    fn of_nested_keywords_of_a_theme_the_longest_counts_and_once() {
        let dictionary = r#"
            [[theme]]
            id = "economy"
            keywords = ["kinh tế", "ngoại giao kinh tế"]
            [[theme]]
            id = "diplomacy"
            keywords = ["ngoại giao"]"#;
        assert_eq!(
            found(dictionary, "vi", "Ngoại giao kinh tế phục vụ kinh tế."),
            [pair("economy", "ngoại giao kinh tế"), pair("diplomacy", "ngoại giao"), pair("economy", "kinh tế")]
        );
    }

    #[test]
    fn a_keyword_begins_and_ends_where_words_do() {
        let dictionary = "[[theme]]\nid = \"a\"\nkeywords = [\"mỹ\", \"kinh tế\"]";
        assert_eq!(found(dictionary, "vi", "Thẩm mỹ viện ở Mỹ, nền kinh tế."), [pair("a", "mỹ"), pair("a", "kinh tế")]);
        // A wildcard stands for the end of a syllable.
        let dictionary = "[[theme]]\nid = \"a\"\nkeywords = [\"kinh*\"]";
        assert_eq!(found(dictionary, "vi", "Kinh tế và kinh doanh."), [pair("a", "kinh*"), pair("a", "kinh*")]);
    }

    #[test]
    fn tone_mark_style_and_case_and_dashes_do_not_matter() {
        let dictionary = "[[theme]]\nid = \"a\"\nkeywords = [\"hoà bình\", \"kinh tế - xã hội\"]";
        assert_eq!(
            found(dictionary, "vi", "HÒA BÌNH và kinh tế–xã hội"),
            [pair("a", "hoà bình"), pair("a", "kinh tế - xã hội")]
        );
    }

    #[test]
    fn an_excluded_phrase_counts_nothing() {
        let dictionary = "[[theme]]\nid = \"a\"\nkeywords = [\"ngoại giao\"]\nexclude = [\"bộ ngoại giao\"]";
        assert_eq!(found(dictionary, "vi", "Bộ Ngoại giao làm ngoại giao."), [pair("a", "ngoại giao")]);
    }

    #[test]
    fn wildcards_stand_for_one_unit_or_for_the_end_of_one() {
        let dictionary = "[[theme]]\nid = \"a\"\nkeywords = [\"nâng cao * thế\", \"diplomat*\"]";
        assert_eq!(found(dictionary, "vi", "nâng cao vị thế, nâng cao, thế"), [pair("a", "nâng cao * thế")]);
        assert_eq!(found(dictionary, "en", "Diplomatic diplomats"), [pair("a", "diplomat*"), pair("a", "diplomat*")]);
        let dictionary = "[[theme]]\nid = \"a\"\nkeywords = [\"hoà*\"]";
        assert_eq!(found(dictionary, "vi", "HÒA"), [pair("a", "hoà*")]);
    }

    #[test]
    fn keywords_match_every_form_of_a_stem_and_never_across_a_mark_or_a_clause() {
        let dictionary = "[[theme]]\nid = \"a\"\nkeywords = [\"foreign policy\"]";
        assert_eq!(found(dictionary, "en", "Foreign policies; foreign, policy. Foreign").len(), 1);
    }
}
