//! Finds the keywords of all themes in one pass over a line's units.
//!
//! Keywords are matched unit by unit, not word by word, so that segmentation never hides one. Within a theme a stretch
//! of text counts once: of the keywords that start at one place the longest wins, and the search goes on behind it.
//! Another theme may count the same stretch.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::language::{Kind, LineTokens, Segmenter, SegmenterId, tokenise_line};

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

/// The keywords of a dictionary as a tree over normal forms of units.
#[derive(Debug)]
pub struct Matcher {
    nodes: Vec<Node>,
    themes: usize,
    /// Whether normal forms are stems.
    stems: bool,
}

#[derive(Debug, Default)]
struct Node {
    /// The next unit's normal form, and the node behind it.
    exact: FxHashMap<Box<str>, usize>,
    /// The beginning of the next unit's normal form (`diplomat*`), and the node behind it.
    prefixes: Vec<(Box<str>, usize)>,
    /// The node behind any unit that is no mark (`*`).
    any: Option<usize>,
    /// The phrases that end here.
    ends: Vec<End>,
}

#[derive(Clone, Copy, Debug)]
struct End {
    theme: usize,
    /// `None` where the theme leaves the phrase out.
    keyword: Option<usize>,
}

impl Matcher {
    /// Builds the tree, each keyword cut by the language's segmenter.
    pub fn new(themes: &Themes, segmenter: &dyn Segmenter) -> Matcher {
        let mut matcher =
            Matcher { nodes: vec![Node::default()], themes: themes.themes.len(), stems: segmenter.stems() };
        for (keyword, entry) in themes.keywords.iter().enumerate() {
            matcher.insert(&entry.text, End { theme: entry.theme, keyword: Some(keyword) }, segmenter);
        }
        for (theme, entry) in themes.themes.iter().enumerate() {
            for phrase in &entry.exclude {
                matcher.insert(phrase, End { theme, keyword: None }, segmenter);
            }
        }
        matcher
    }

    fn insert(&mut self, phrase: &str, end: End, segmenter: &dyn Segmenter) {
        let mut node = 0;
        for part in phrase.split_whitespace() {
            let stem = part.trim_end_matches('*');
            let line = tokenise_line(stem, segmenter);
            if line.units.is_empty() {
                node = self.next_any(node);
            }
            for (index, unit) in line.units.iter().enumerate() {
                node = if stem.len() < part.len() && index + 1 == line.units.len() {
                    self.next_prefix(node, &self.beginning(&stem[unit.range()], line.normal(index)))
                } else {
                    self.next_exact(node, line.normal(index))
                };
            }
        }
        self.nodes[node].ends.push(end);
    }

    fn add_node(&mut self) -> usize {
        self.nodes.push(Node::default());
        self.nodes.len() - 1
    }

    fn next_any(&mut self, node: usize) -> usize {
        if let Some(next) = self.nodes[node].any {
            return next;
        }
        let next = self.add_node();
        self.nodes[node].any = Some(next);
        next
    }

    fn next_exact(&mut self, node: usize, form: &str) -> usize {
        if let Some(&next) = self.nodes[node].exact.get(form) {
            return next;
        }
        let next = self.add_node();
        self.nodes[node].exact.insert(form.into(), next);
        next
    }

    fn next_prefix(&mut self, node: usize, prefix: &str) -> usize {
        if let Some((_, next)) = self.nodes[node].prefixes.iter().find(|(known, _)| **known == *prefix) {
            return *next;
        }
        let next = self.add_node();
        self.nodes[node].prefixes.push((prefix.into(), next));
        next
    }

    /// The keywords in the clauses of a line, in the order in which they start, then of the themes.
    pub fn find(&self, text: &str, line: &LineTokens) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut free_from = vec![0; self.themes];
        let mut ends = Vec::new();
        for clause in &line.clauses {
            for start in clause.clone() {
                self.walk(0, start, clause.end, &Place { text, line }, &mut ends);
                ends.retain(|(_, end)| free_from[end.theme] <= start);
                // The longest first; of a keyword and an exclusion that end at one place, the exclusion.
                ends.sort_by_key(|(stop, end)| (end.theme, Reverse(*stop), end.keyword));
                ends.dedup_by_key(|(_, end)| end.theme);
                for (stop, end) in ends.drain(..) {
                    free_from[end.theme] = stop;
                    if let Some(keyword) = end.keyword {
                        hits.push(Hit { theme: end.theme, keyword, units: start..stop });
                    }
                }
            }
        }
        hits
    }

    /// The form of a unit that beginnings (`diplomat*`) are compared by: the normal form, unless that is a stem, which can
    /// be longer than the beginning that is meant.
    fn beginning<'t>(&self, unit: &str, normal: &'t str) -> Cow<'t, str> {
        if self.stems { Cow::Owned(unit.to_lowercase()) } else { Cow::Borrowed(normal) }
    }

    /// Appends what ends on any way from `node` over the units from `at` to `stop`, with the unit behind it.
    fn walk(&self, node: usize, at: usize, stop: usize, place: &Place, ends: &mut Vec<(usize, End)>) {
        let node = &self.nodes[node];
        ends.extend(node.ends.iter().map(|end| (at, *end)));
        if at == stop {
            return;
        }
        if let Some(&next) = node.exact.get(place.line.normal(at)) {
            self.walk(next, at + 1, stop, place, ends);
        }
        if !node.prefixes.is_empty() {
            let form = self.beginning(&place.text[place.line.units[at].range()], place.line.normal(at));
            for (_, next) in node.prefixes.iter().filter(|(prefix, _)| form.starts_with(&**prefix)) {
                self.walk(*next, at + 1, stop, place, ends);
            }
        }
        if let Some(next) = node.any.filter(|_| place.line.units[at].kind != Kind::Punctuation) {
            self.walk(next, at + 1, stop, place, ends);
        }
    }
}

/// The line that is searched.
struct Place<'a> {
    text: &'a str,
    line: &'a LineTokens,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Segmenters;
    use crate::options::ToneMarks;

    /// The keywords found, each with its theme.
    fn found(dictionary: &str, code: &str, text: &str) -> Vec<(String, String)> {
        let themes = Themes::parse(dictionary).unwrap();
        let segmenters = Segmenters::new(ToneMarks::Old).unwrap();
        let segmenter = segmenters.get(segmenters.find(code));
        Matcher::new(&themes, segmenter)
            .find(text, &tokenise_line(text, segmenter))
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
