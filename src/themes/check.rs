//! What is wrong with a dictionary, and what to know about it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use itertools::Itertools;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Keyword, Matcher, Themes};
use crate::language::{Forms, LineTokens, Segmenter, tokenise_line};
use crate::phrase::{self, SeenSymbols};

/// A keyword that occurs in more than this part of all clauses matches too much to tell groups apart.
const FREQUENT: f64 = 0.1;

/// At least this many clauses must be known before a keyword is said to match too much.
const ENOUGH: u64 = 50;

/// At most this many of the forms that a keyword found are named.
const NAMED: usize = 20;

/// What a corpus says of a dictionary's keywords.
#[derive(Default)]
pub struct Usage {
    keywords: FxHashMap<usize, KeywordUse>,
    /// The normal forms of all units.
    words: FxHashSet<Box<str>>,
    /// How often each keyword with a condition occurs where it isn't met.
    unmet: FxHashMap<usize, u64>,
    /// Clauses.
    clauses: u64,
}

/// What a keyword found.
#[derive(Default)]
struct KeywordUse {
    hits: u64,
    /// Clauses that hold it.
    clauses: u64,
    /// How often it was written in each way, in small letters.
    forms: FxHashMap<String, u64>,
}

/// Something to know about a keyword.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its line in the dictionary, from 1.
    pub line: usize,
    /// Its theme's id; empty where it got into none.
    pub theme: String,
    /// The keyword.
    pub keyword: String,
    /// What there is to know.
    pub problem: Problem,
    /// More of it.
    pub detail: String,
}

/// What there is to know about a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// No problem: the forms in which it was found, the commonest first.
    Found,
    /// It can't be searched for, and was left out.
    Skipped,
    /// It can't count: an exclusion or another keyword takes its place, or it holds the end of a clause.
    Never,
    /// It has a word that occurs nowhere in the corpus: a slip, perhaps.
    Unknown,
    /// It occurs nowhere in the corpus, though its words do.
    Unused,
    /// It occurs in the corpus, but nowhere beside what its rule asks for, or only beside what it forbids.
    Unmet,
    /// It is in another theme, too.
    Duplicate,
    /// It holds a shorter keyword of its theme, which finds all that it finds.
    Nested,
    /// It occurs in more than a tenth of all clauses.
    Frequent,
}

impl Problem {
    /// Its name in the report.
    pub fn name(self) -> &'static str {
        match self {
            Problem::Found => "found",
            Problem::Skipped => "skipped",
            Problem::Never => "never",
            Problem::Unknown => "unknown",
            Problem::Unused => "unused",
            Problem::Unmet => "unmet",
            Problem::Duplicate => "duplicate",
            Problem::Nested => "nested",
            Problem::Frequent => "frequent",
        }
    }

    /// Whether it is a fault of the dictionary, whatever the corpus.
    pub fn is_fault(self) -> bool {
        matches!(self, Problem::Skipped | Problem::Never)
    }
}

impl Usage {
    /// Adds the keywords in a line of the corpus whose condition isn't met: `wherever` holds those found whatever is
    /// beside them ([`Themes::without_conditions`]), `hits` those that count.
    pub fn add_unmet(&mut self, themes: &Themes, wherever: &[super::Hit], hits: &[super::Hit]) {
        let bound = wherever.iter().filter(|hit| themes.keywords[hit.keyword].condition.is_some());
        for hit in bound.filter(|hit| !hits.contains(hit)) {
            *self.unmet.entry(hit.keyword).or_default() += 1;
        }
    }

    /// Adds a line of the corpus, cut with these forms, with what was found in it.
    pub fn add(&mut self, line: &LineTokens, forms: &Forms, hits: &[super::Hit]) {
        self.clauses += line.clauses.len() as u64;
        for unit in 0..line.units.len() {
            if !self.words.contains(line.normal(unit, forms)) {
                self.words.insert(line.normal(unit, forms).into());
            }
        }
        for hit in hits {
            let form = line.forms[hit.units.clone()].iter().map(|form| forms.surface(*form)).join(" ");
            *self.keywords.entry(hit.keyword).or_default().forms.entry(form).or_default() += 1;
        }
        let places = hits.iter().map(|hit| (hit.keyword, line.clause_of(hit.units.start)));
        for (keyword, clauses) in places.sorted().chunk_by(|(keyword, _)| *keyword).into_iter() {
            let clauses = clauses.collect_vec();
            let found = self.keywords.entry(keyword).or_default();
            found.hits += clauses.len() as u64;
            found.clauses += clauses.iter().dedup().count() as u64;
        }
    }
}

impl KeywordUse {
    /// The forms with how often each occurred, the commonest first.
    fn named(&self) -> String {
        let forms = self.forms.iter().sorted_by_key(|(form, frequency)| (Reverse(**frequency), form.as_str()));
        let named = forms.take(NAMED).map(|(form, frequency)| format!("{form} {frequency}")).join(", ");
        match self.forms.len().saturating_sub(NAMED) {
            0 => named,
            more => format!("{named} and {more} more forms"),
        }
    }
}

/// What there is to know about a dictionary's keywords in a language, by line.
pub fn check(themes: &Themes, segmenter: &dyn Segmenter, usage: &Usage) -> Vec<Remark> {
    // A keyword is looked for as if nothing were beside it.
    let matcher = Matcher::new(&themes.without_conditions(), segmenter);
    let (mut forms, mut seen) = (Forms::new(segmenter), SeenSymbols::default());
    let mut by_text: BTreeMap<String, Vec<&Keyword>> = BTreeMap::new();
    for keyword in &themes.keywords {
        by_text.entry(keyword.text.to_lowercase()).or_default().push(keyword);
    }
    let mut remarks = Vec::new();
    for skipped in &themes.skipped {
        remarks.push(Remark {
            line: skipped.line,
            theme: String::new(),
            keyword: skipped.entry.clone(),
            problem: Problem::Skipped,
            detail: skipped.why.clone(),
        });
    }
    for (index, keyword) in themes.keywords.iter().enumerate() {
        let theme = &themes.themes[keyword.theme];
        let mut say = |problem, detail: String| {
            let (theme, keyword_text) = (theme.id.clone(), keyword.text.clone());
            remarks.push(Remark { line: keyword.line, theme, keyword: keyword_text, problem, detail });
        };
        let others = by_text[&keyword.text.to_lowercase()].iter().filter(|other| other.theme != keyword.theme);
        let others = others.map(|other| themes.themes[other.theme].id.as_str()).join(", ");
        if !others.is_empty() {
            say(Problem::Duplicate, format!("also in {others}"));
        }
        if let Some(shorter) = shorter_inside(keyword, &by_text) {
            say(Problem::Nested, format!("holds {shorter:?}"));
        }
        let line = tokenise_line(&keyword.text, &mut forms);
        if !phrase::has_wildcard(&keyword.text) {
            let found = matcher.find(&line, &forms, &mut seen);
            let whole = found.iter().find(|hit| hit.theme == keyword.theme && hit.units == (0..line.units.len()));
            match whole {
                Some(hit) if hit.keyword != index => {
                    say(Problem::Never, format!("{:?} counts in its place", themes.keywords[hit.keyword].text));
                    continue;
                }
                Some(_) => {}
                None => {
                    let why = match line.clauses.len() {
                        0 | 1 => "the theme excludes it, or a part of it",
                        _ => "it holds the end of a clause",
                    };
                    say(Problem::Never, why.to_string());
                    continue;
                }
            }
        }
        match usage.keywords.get(&index) {
            None if usage.clauses == 0 => {}
            None if usage.unmet.contains_key(&index) => {
                say(
                    Problem::Unmet,
                    format!("occurs {} times, never where its rule lets it count", usage.unmet[&index]),
                );
            }
            None => {
                let is_missing = |unit: &usize| !usage.words.contains(line.normal(*unit, &forms));
                let missing = (0..line.units.len()).filter(is_missing);
                let missing = missing.map(|unit| forms.surface(line.forms[unit])).join(", ");
                if missing.is_empty() || phrase::has_wildcard(&keyword.text) {
                    say(Problem::Unused, "occurs nowhere in the corpus".to_string());
                } else {
                    say(Problem::Unknown, format!("occurs nowhere in the corpus: {missing}"));
                }
            }
            Some(found) => {
                let unmet =
                    usage.unmet.get(&index).map(|unmet| format!("; {unmet} more where its rule lets none count"));
                say(Problem::Found, found.named() + &unmet.unwrap_or_default());
                let (hits, share) = (found.hits, found.clauses as f64 / usage.clauses as f64);
                if share > FREQUENT && usage.clauses >= ENOUGH {
                    say(Problem::Frequent, format!("{hits} hits, in {:.0} % of all clauses", 100.0 * share));
                }
            }
        }
    }
    remarks.sort_by(|left, right| {
        (left.line, left.problem, &left.keyword).cmp(&(right.line, right.problem, &right.keyword))
    });
    remarks
}

/// The longest shorter keyword of the same theme inside this one.
fn shorter_inside<'k>(keyword: &Keyword, by_text: &BTreeMap<String, Vec<&'k Keyword>>) -> Option<&'k str> {
    let text = keyword.text.to_lowercase();
    let words = text.split_whitespace().collect_vec();
    let runs = (1..words.len()).rev().flat_map(|length| words.windows(length));
    let mut inside = runs.flat_map(|run| by_text.get(&run.join(" ")).into_iter().flatten());
    inside.find(|shorter| shorter.theme == keyword.theme).map(|shorter| shorter.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::native;
    use super::*;
    use crate::language::Segmenters;
    use crate::options::Normalisation;

    /// What is found in a dictionary over a corpus of one line: line, keyword, problem.
    fn remarks(dictionary: &str, corpus: &str) -> Vec<(usize, String, &'static str)> {
        let themes = native::parse(dictionary).unwrap();
        let segmenters = Segmenters::new(Normalisation::default()).unwrap();
        let segmenter = segmenters.get(segmenters.find("en"));
        let mut forms = Forms::new(segmenter);
        let line = tokenise_line(corpus, &mut forms);
        let mut usage = Usage::default();
        let find = |themes| Matcher::new(themes, segmenter).find(&line, &forms, &mut SeenSymbols::default());
        let hits = find(&themes);
        usage.add(&line, &forms, &hits);
        usage.add_unmet(&themes, &find(&themes.without_conditions()), &hits);
        let remarks = check(&themes, segmenter, &usage);
        remarks.into_iter().map(|remark| (remark.line, remark.keyword, remark.problem.name())).collect()
    }

    #[test]
    fn each_problem_is_found_with_its_line() {
        let dictionary = r#"[[theme]]
id = "a"
keywords = [
    "peace",
    "peace talks",
    "world peace",
    "Peaces",
    "port. Ports",
    "harbuor",
    "ports peace",
]
exclude = ["world *"]
[[theme]]
id = "b"
keywords = ["peace"]"#;
        let found = |line: usize, keyword: &str, problem| (line, keyword.to_string(), problem);
        assert_eq!(
            remarks(dictionary, "Peace talks and world peace; the ports want peace."),
            [
                found(4, "peace", "found"),
                found(4, "peace", "duplicate"),
                found(5, "peace talks", "found"),
                found(5, "peace talks", "nested"),
                found(6, "world peace", "never"),
                found(6, "world peace", "nested"),
                found(7, "Peaces", "never"),
                found(8, "port. Ports", "never"),
                found(9, "harbuor", "unknown"),
                found(10, "ports peace", "unused"),
                found(10, "ports peace", "nested"),
                found(15, "peace", "found"),
                found(15, "peace", "duplicate"),
            ]
        );
    }

    #[test]
    fn a_keyword_in_every_tenth_clause_of_many_is_frequent() {
        let dictionary = "[[theme]]\nid = \"a\"\nkeywords = [\"peace\", \"port\"]";
        let corpus = format!("{} {}", "Peace is near.".repeat(6), "A port is far. It lies there. ".repeat(30));
        let port = |problem| (3, "port".to_string(), problem);
        assert_eq!(remarks(dictionary, &corpus), [(3, "peace".to_string(), "found"), port("found"), port("frequent")]);
    }

    #[test]
    fn a_keyword_that_stands_only_where_its_rule_lets_it_not_count_is_unmet() {
        let dictionary = r#"[[theme]]
id = "a"
[[theme.rule]]
keywords = [
    "ports",
    "ships",
    "docks",
]
with = ["open"]"#;
        let found = |line: usize, keyword: &str, problem| (line, keyword.to_string(), problem);
        assert_eq!(
            remarks(dictionary, "Open ports; ports and ships."),
            [found(5, "ports", "found"), found(6, "ships", "unmet"), found(7, "docks", "unknown")]
        );
    }
}
