//! Finds the keywords of all themes in one pass over a line's units.
//!
//! Keywords are matched unit by unit, and those without a wildcard begin and end where words do: "mỹ" is found in "Mỹ
//! và Nga", not in "thẩm mỹ", so that themes, concordance and tables of terms count the same words. Within a theme a
//! stretch of text counts once: of the keywords that start at one place the longest wins, and the search goes on after
//! it. Another theme may count the same stretch. A keyword whose [`super::Condition`] isn't met is as if it
//! weren't there.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::language::{Forms, LineTokens, Segmenter, SegmenterId, tokenise_line};
use crate::phrase::{self, Automaton, Matching, SeenSymbols};

use super::Themes;
use super::beside::{Beside, ConditionLists, PhraseMatch};

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

    /// Whether that of a language is made.
    pub fn has(&self, id: SegmenterId) -> bool {
        self.matchers[id.index()].get().is_some()
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
    /// What each keyword asks for.
    conditions: Vec<Option<PhraseCondition>>,
    lists: ConditionLists,
    themes: usize,
}

/// What a phrase means where it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// A keyword of a theme.
    Keyword { theme: usize, keyword: usize },
    /// What a theme leaves out.
    Excluded { theme: usize },
    /// What keywords ask for beside them, or forbid.
    Beside,
}

impl Meaning {
    fn theme(self) -> Option<usize> {
        match self {
            Meaning::Keyword { theme, .. } | Meaning::Excluded { theme } => Some(theme),
            Meaning::Beside => None,
        }
    }
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

/// [`super::Condition`], its lists of phrases by number.
#[derive(Clone, Debug)]
struct PhraseCondition {
    with: Vec<usize>,
    without: usize,
    near: Option<usize>,
}

impl Matcher {
    /// Builds it, each keyword cut by the language's segmenter.
    pub fn new(themes: &Themes, segmenter: &dyn Segmenter) -> Matcher {
        let mut phrases: Vec<(&str, Meaning)> = Vec::new();
        for (keyword, entry) in themes.keywords.iter().enumerate() {
            phrases.push((&entry.text, Meaning::Keyword { theme: entry.theme, keyword }));
        }
        for (theme, entry) in themes.themes.iter().enumerate() {
            phrases.extend(entry.exclude.iter().map(|phrase| (phrase.as_str(), Meaning::Excluded { theme })));
        }
        let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
        for phrase in themes.conditions.iter().flat_map(super::Condition::phrases) {
            numbers.entry(phrase).or_insert_with(|| {
                phrases.push((phrase, Meaning::Beside));
                phrases.len() - 1
            });
        }
        let mut lists: Vec<Vec<usize>> = Vec::new();
        let mut number = |list: &Vec<String>| {
            lists.push(list.iter().map(|phrase| numbers[phrase.as_str()]).collect());
            lists.len() - 1
        };
        let conditions = themes.conditions.iter().map(|condition| PhraseCondition {
            with: condition.with.iter().map(&mut number).collect(),
            without: number(&condition.without),
            near: condition.near,
        });
        let conditions: Vec<_> = conditions.collect();
        let lists = ConditionLists::new(phrases.len(), &lists);
        let conditions = themes.keywords.iter().map(|keyword| Some(conditions[keyword.condition?].clone())).collect();
        let mut forms = Forms::new(segmenter);
        let mut is_word = |phrase: &str| {
            let line = tokenise_line(phrase, &mut forms);
            line.words.first() == Some(&(0..line.units.len()))
        };
        let fit = |(phrase, meaning): &(&str, Meaning)| match (themes.matching, meaning) {
            (Matching::Exact, _) | (_, Meaning::Excluded { .. }) => Fit::Units,
            _ if phrase::has_wildcard(phrase) => Fit::Units,
            (Matching::Words, _) if is_word(phrase) => Fit::Word,
            (Matching::Terms | Matching::Words, _) => Fit::Words,
        };
        let fits = phrases.iter().map(fit).collect();
        let (phrases, meanings): (Vec<&str>, Vec<Meaning>) = phrases.into_iter().unzip();
        let automaton = Automaton::new(phrases, &themes.abbreviations, themes.matching, segmenter);
        Matcher { automaton, meanings, fits, conditions, lists, themes: themes.themes.len() }
    }

    /// The keywords in the clauses of a line, in the order in which they start, then of the themes. The line was cut with
    /// these forms, of which this matcher has `seen` some.
    pub fn find(&self, line: &LineTokens, forms: &Forms, seen: &mut SeenSymbols) -> Vec<Hit> {
        let looked = self.automaton.look_up(line, forms, seen);
        let mut continues = vec![false; line.units.len() + 1];
        for word in &line.words {
            continues[word.start + 1..word.end].fill(true);
        }
        let mut hits = Vec::new();
        let mut free_from = vec![0; self.themes];
        let (mut found, mut places) = (Vec::new(), Vec::new());
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
                places
                    .extend(found.drain(..).map(|found| PhraseMatch { units: start..found.end, phrase: found.phrase }));
            }
            self.choose(line, &places, &mut free_from, &mut hits);
            places.clear();
        }
        hits
    }

    /// Appends the keywords that count of all that was found in a clause, in the order in which they start.
    fn choose(&self, line: &LineTokens, places: &[PhraseMatch], free_from: &mut [usize], hits: &mut Vec<Hit>) {
        let (mut here, mut beside) = (Vec::new(), Beside::new(line, places, &self.lists));
        for of_start in places.chunk_by(|left, right| left.units.start == right.units.start) {
            let start = of_start[0].units.start;
            here.extend(of_start.iter().filter_map(|place| {
                let meaning = self.meanings[place.phrase];
                let theme = meaning.theme().filter(|theme| free_from[*theme] <= start)?;
                let keyword = match meaning {
                    Meaning::Keyword { keyword, .. } => Some(keyword),
                    Meaning::Excluded { .. } | Meaning::Beside => None,
                };
                Some((theme, place.units.end, keyword))
            }));
            here.retain(|(_, end, keyword)| {
                keyword.is_none_or(|keyword| self.is_met(keyword, start..*end, &mut beside))
            });
            // The longest first; of a keyword and an exclusion that end at one place, the exclusion.
            here.sort_by_key(|(theme, end, keyword)| (*theme, Reverse(*end), *keyword));
            here.dedup_by_key(|(theme, ..)| *theme);
            for (theme, end, keyword) in here.drain(..) {
                free_from[theme] = end;
                if let Some(keyword) = keyword {
                    hits.push(Hit { theme, keyword, units: start..end });
                }
            }
        }
    }

    /// Whether a keyword finds beside it what it asks for, and nothing that it forbids, among what was found in its clause.
    fn is_met(&self, keyword: usize, units: Range<usize>, beside: &mut Beside) -> bool {
        let Some(PhraseCondition { with, without, near }) = &self.conditions[keyword] else { return true };
        let near = near.unwrap_or(usize::MAX);
        with.iter().all(|list| beside.occurs(*list, &units, near)) && {
            !beside.occurs(*without, &units, near) && !beside.overlaps(*without, &units)
        }
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
            .find(&line, &forms, &mut SeenSymbols::default())
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
    fn what_a_keyword_asks_for_is_found_as_one_place_after_another_would_be_looked_at() {
        // In one clause: keywords, what they ask for and forbid, some of it over them, and marks, in any order.
        let dictionary = |near: &str| {
            format!(
                "[[theme]]\nid = \"a\"\n[[theme.rule]]\nkeywords = [\"trade\"]\nwith = [\"free\", \"trade deal\"]\n\
                 without = [\"no trade\", \"war\"]{near}"
            )
        };
        let words = ["trade", "free", "deal", "no", "war", "sea", "/", "sea", "sea"];
        let mut number = 7_u64;
        for _ in 0..300 {
            let clause: Vec<&str> = (0..12)
                .map(|_| {
                    number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    words[(number >> 33) as usize % words.len()]
                })
                .collect();
            for near in [usize::MAX, 1, 2] {
                let at = |phrase: &[&str]| -> Vec<Range<usize>> {
                    (0..clause.len())
                        .filter(|place| clause[*place..].starts_with(phrase))
                        .map(|place| place..place + phrase.len())
                        .collect()
                };
                let between = |range: Range<usize>| range.filter(|unit| clause[*unit] != "/").count();
                let is_met = |units: &Range<usize>| {
                    let is_near = |place: &Range<usize>| {
                        between(place.end..units.start) + between(units.end..place.start) <= near
                    };
                    let is_outside = |place: &Range<usize>| place.end <= units.start || units.end <= place.start;
                    let asked = [at(&["free"]), at(&["trade", "deal"])].concat();
                    let forbidden = [at(&["no", "trade"]), at(&["war"])].concat();
                    asked.iter().any(|place| is_outside(place) && is_near(place)) && !forbidden.iter().any(is_near)
                };
                let expected = at(&["trade"]).iter().filter(|units| is_met(units)).count();
                let asked = if near == usize::MAX { String::new() } else { format!("\nnear = {near}") };
                let found = found(&dictionary(&asked), "en", &clause.join(" "));
                assert_eq!(found.len(), expected, "{clause:?} {near}");
            }
        }
    }

    #[test]
    fn a_long_clause_takes_no_time_that_grows_with_its_square() {
        let dictionary = "[[theme]]\nid = \"a\"\n[[theme.rule]]\nkeywords = [\"trade\"]\nwith = [\"free\"]\n\
                          without = [\"trade deal\"]\nnear = 3";
        let text = format!("free {}", "trade with all ".repeat(50_000));
        let start = std::time::Instant::now();
        assert_eq!(found(dictionary, "en", &text).len(), 2);
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
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

    /// The powers count as partners beside a relation, and where nothing says that they are the state of the world.
    const POWERS: &str = r#"
        [[theme]]
        id = "a"
        keywords = ["quan hệ"]
        [[theme.rule]]
        keywords = ["nước lớn", "cường quốc"]
        with = ["hợp tác", "với các"]
        without = ["cạnh tranh", "giữa các nước lớn"]"#;

    fn keywords(dictionary: &str, code: &str, text: &str) -> Vec<String> {
        found(dictionary, code, text).into_iter().map(|(_, keyword)| keyword).collect()
    }

    #[test]
    fn a_keyword_of_a_rule_counts_beside_what_the_rule_asks_for_in_the_same_clause() {
        assert_eq!(keywords(POWERS, "vi", "Hợp tác cùng nước lớn; nước lớn ở xa."), ["nước lớn"]);
        assert_eq!(keywords(POWERS, "vi", "Cường quốc biển hợp tác, nước lớn cũng thế."), ["cường quốc", "nước lớn"]);
        assert_eq!(keywords(POWERS, "vi", "Quan hệ cường quốc."), ["quan hệ"]);
    }

    #[test]
    fn a_keyword_of_a_rule_does_not_count_beside_what_the_rule_forbids_even_around_it() {
        assert_eq!(keywords(POWERS, "vi", "Nước lớn hợp tác mà cạnh tranh."), [""; 0]);
        assert_eq!(keywords(POWERS, "vi", "Hợp tác giữa các nước lớn."), [""; 0]);
    }

    #[test]
    fn what_a_rule_asks_for_lies_outside_the_keyword() {
        let dictionary = "[[theme]]\nid = \"a\"\n[[theme.rule]]\nkeywords = [\"trade deal\"]\nwith = [\"trade\"]";
        assert_eq!(keywords(dictionary, "en", "A trade deal."), [""; 0]);
        assert_eq!(keywords(dictionary, "en", "A trade deal for trade."), ["trade deal"]);
    }

    #[test]
    fn a_list_of_lists_asks_for_one_of_each() {
        let dictionary = "[[theme]]\nid = \"a\"\n[[theme.rule]]\nkeywords = [\"ports\"]\n\
            with = [[\"open\", \"build*\"], [\"sea\", \"coast\"]]";
        let is_found = |text| !keywords(dictionary, "en", text).is_empty();
        assert!(is_found("We build ports by the sea.") && is_found("Open ports of the coast."));
        assert!(!is_found("We build ports.") && !is_found("Ports by the sea and the coast."));
    }

    #[test]
    fn a_named_list_stands_for_its_phrases() {
        let dictionary = "[lists]\nwaters = [\"sea\", \"coast\"]\n[[theme]]\nid = \"a\"\n[[theme.rule]]\n\
            keywords = [\"ports\"]\nwith = [\"@waters\", \"river\"]";
        let is_found = |text| !keywords(dictionary, "en", text).is_empty();
        assert!(is_found("Ports by the sea.") && is_found("Ports of the river.") && !is_found("Ports."));
    }

    #[test]
    fn near_is_so_many_words_on_either_side_and_marks_are_none() {
        let dictionary = "[[theme]]\nid = \"a\"\n[[theme.rule]]\nkeywords = [\"ports\"]\nwith = [\"open\"]\nnear = 2";
        let is_found = |text| !keywords(dictionary, "en", text).is_empty();
        assert!(is_found("Ports are, still, open.") && is_found("Open these old ports."));
        assert!(!is_found("Ports are still not open.") && !is_found("Open these very old ports."));
        let dictionary = dictionary.replace("with =", "without =");
        assert_eq!(keywords(&dictionary, "en", "Open ports; ports that may not yet open."), ["ports"]);
    }

    #[test]
    fn a_keyword_that_does_not_count_leaves_its_place_to_a_shorter_one() {
        let dictionary = "[[theme]]\nid = \"a\"\nkeywords = [\"trade\"]\n\
            [[theme.rule]]\nkeywords = [\"trade deal\"]\nwith = [\"sign\"]";
        assert_eq!(keywords(dictionary, "en", "Sign a trade deal; a trade deal."), ["trade deal", "trade"]);
    }
}
