//! A tree over the words of all phrases, walked from every unit of a line.

use std::borrow::Cow;
use std::ops::Range;

use itertools::Itertools;

use super::symbols::{Marks, SeenSymbols, Symbol, Symbols};
use super::{GAP, Matching, PhrasePart, parse};
use crate::language::{Forms, LineTokens, Segmenter, UnitKind};
use crate::words::capital;

/// The phrases of a dictionary for one language.
#[derive(Debug)]
pub struct Automaton {
    symbols: Symbols,
    nodes: Vec<Node>,
    /// The node that each symbol leads to from the root; the root where there is none.
    first: Vec<u32>,
}

#[derive(Debug, Default)]
struct Node {
    /// The nodes after it, by symbol; the root has many, see [`Automaton::first`].
    edges: Vec<(Symbol, u32)>,
    /// The node after any unit that is no mark.
    any: Option<u32>,
    /// The node after a gap.
    gap: Option<u32>,
    /// The phrases that end here.
    ends: Vec<u32>,
    /// [`Node::following`], once all phrases are there.
    follow: Marks,
}

impl Node {
    /// The symbols of the units that may follow.
    fn following(&self) -> Marks {
        match self.any {
            Some(_) => Marks::ANY,
            None => self.edges.iter().map(|(symbol, _)| Marks::of(*symbol)).collect(),
        }
    }

    /// The same for the very next unit, before which a phrase may also end or a gap lie.
    fn marks(&self) -> Marks {
        if self.gap.is_some() || !self.ends.is_empty() { Marks::ANY } else { self.follow }
    }
}

/// The root.
const ROOT: u32 = 0;

/// At most this many abbreviations are looked for in one phrase: each doubles its ways through the tree.
const ABBREVIATIONS: usize = 3;

/// The phrase, and where it holds more than letters, also with other capitals: whether "covid-19" is cut at its hyphen
/// depends on them, whether it is found must not.
fn shapes(phrase: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let is_plain = phrase.chars().all(|c| c.is_alphabetic() || c == ' ');
    let capitals = (!is_plain).then(|| {
        [phrase.to_lowercase(), phrase.split(' ').map(capital).join(" "), phrase.to_uppercase()].map(Cow::Owned)
    });
    [Cow::Borrowed(phrase)].into_iter().chain(capitals.into_iter().flatten())
}

/// A phrase found from a unit on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The unit after its last.
    pub end: usize,
    /// The phrase's number in the order in which they were given.
    pub phrase: usize,
}

/// A line with the symbols of its units.
pub struct Looked<'a> {
    line: &'a LineTokens,
    seen: &'a SeenSymbols,
}

impl Automaton {
    /// Builds the tree. Where a phrase holds what an abbreviation stands for (short form, full form), it is found in the
    /// short form too. Every phrase has gone through [`super::check`].
    pub fn new<'p>(
        phrases: impl IntoIterator<Item = &'p str>,
        abbreviations: &[(String, String)],
        matching: Matching,
        segmenter: &dyn Segmenter,
    ) -> Automaton {
        let mut symbols = Symbols::new(matching);
        let mut forms = Forms::new(segmenter);
        let mut parts = |phrase: &str| parse(phrase, &mut forms, &mut symbols);
        let abbreviations: Vec<_> = abbreviations.iter().map(|(short, full)| (parts(short), parts(full))).collect();
        let phrases: Vec<Vec<_>> =
            phrases.into_iter().map(|phrase| shapes(phrase).map(|shape| parts(&shape)).collect()).collect();
        let mut automaton = Automaton { symbols: symbols.finish(), nodes: vec![Node::default()], first: Vec::new() };
        automaton.first = vec![ROOT; automaton.symbols.len()];
        for (number, shapes) in phrases.iter().enumerate() {
            for shape in shapes {
                automaton.insert(ROOT, shape, number as u32, &abbreviations, ABBREVIATIONS);
            }
        }
        automaton.nodes.iter_mut().for_each(|node| node.follow = node.following());
        automaton
    }

    /// Adds the rest of a phrase after a node, in full and with at most `left` abbreviations.
    fn insert(
        &mut self,
        node: u32,
        rest: &[PhrasePart],
        phrase: u32,
        abbreviations: &[(Vec<PhrasePart>, Vec<PhrasePart>)],
        left: usize,
    ) {
        let Some((part, behind)) = rest.split_first() else {
            let ends = &mut self.nodes[node as usize].ends;
            if !ends.contains(&phrase) {
                ends.push(phrase);
            }
            return;
        };
        for (short, full) in abbreviations.iter().filter(|_| left > 0) {
            if let Some(behind) = rest.strip_prefix(full.as_slice())
                && !full.is_empty()
            {
                let next = short.iter().fold(node, |node, part| self.next(node, *part));
                self.insert(next, behind, phrase, abbreviations, left - 1);
            }
        }
        let next = self.next(node, *part);
        self.insert(next, behind, phrase, abbreviations, left);
    }

    /// The node after a part, a new one where there is none yet.
    fn next(&mut self, node: u32, part: PhrasePart) -> u32 {
        let new = self.nodes.len() as u32;
        let known = &mut self.nodes[node as usize];
        let at = match part {
            PhrasePart::Unit(symbol) if node == ROOT => {
                let first = &mut self.first[symbol as usize];
                if *first == ROOT {
                    *first = new;
                }
                *first
            }
            PhrasePart::Unit(symbol) => match known.edges.binary_search_by_key(&symbol, |(symbol, _)| *symbol) {
                Ok(edge) => known.edges[edge].1,
                Err(edge) => {
                    known.edges.insert(edge, (symbol, new));
                    new
                }
            },
            PhrasePart::Any => *known.any.get_or_insert(new),
            PhrasePart::Gap => *known.gap.get_or_insert(new),
        };
        if at == new {
            self.nodes.push(Node::default());
        }
        at
    }

    /// Looks up the units of a line, which was cut with these forms; `seen` is what this automaton has seen of them.
    pub fn look_up<'a>(&self, line: &'a LineTokens, forms: &Forms, seen: &'a mut SeenSymbols) -> Looked<'a> {
        self.symbols.see(forms, seen, |symbol| {
            self.behind(ROOT, symbol).map_or(Marks::default(), |node| self.nodes[node as usize].marks())
        });
        Looked { line, seen }
    }

    /// Appends the phrases that start at the first unit of `units` and end within them.
    #[inline]
    pub fn find_at(&self, line: &Looked, units: Range<usize>, found: &mut Vec<Occurrence>) {
        let forms = &line.line.forms[units.clone()];
        if self.nodes[0].any.is_some() || line.seen.opens(forms[0], forms.get(1).copied()) {
            self.walk(ROOT, units, line, found);
        }
    }

    /// Appends what ends on any way from a node over the units.
    fn walk(&self, number: u32, units: Range<usize>, line: &Looked, found: &mut Vec<Occurrence>) {
        let node = &self.nodes[number as usize];
        found.extend(node.ends.iter().map(|phrase| Occurrence { end: units.start, phrase: *phrase as usize }));
        if let Some(next) = node.gap {
            self.walk_gap(next, units.clone(), line, found);
        }
        if units.is_empty() || number != ROOT && !line.may_be(units.start, node.follow) {
            return;
        }
        let behind = units.start + 1..units.end;
        for symbol in line.symbols(units.start) {
            if let Some(next) = self.behind(number, *symbol) {
                self.walk(next, behind.clone(), line, found);
            }
        }
        if let Some(next) = node.any.filter(|_| line.is_word(units.start)) {
            self.walk(next, behind, line, found);
        }
    }

    /// The node that a symbol leads to from another.
    fn behind(&self, node: u32, symbol: Symbol) -> Option<u32> {
        match node {
            ROOT => Some(self.first[symbol as usize]).filter(|node| *node != ROOT),
            _ => {
                let edges = &self.nodes[node as usize].edges;
                edges.binary_search_by_key(&symbol, |(symbol, _)| *symbol).ok().map(|edge| edges[edge].1)
            }
        }
    }

    /// The same from the node after a gap, for every length of it.
    fn walk_gap(&self, node: u32, units: Range<usize>, line: &Looked, found: &mut Vec<Occurrence>) {
        let (mut words, marks) = (0, self.nodes[node as usize].marks());
        // Marks are free, but not without end.
        for start in units.clone().take(3 * GAP) {
            if line.may_be(start, marks) {
                self.walk(node, start..units.end, line, found);
            }
            words += usize::from(line.is_word(start));
            if words > GAP {
                break;
            }
        }
    }
}

impl Looked<'_> {
    fn symbols(&self, unit: usize) -> &[Symbol] {
        self.seen.symbols(self.line.forms[unit])
    }

    /// Whether a unit may be one of some symbols. False is certain.
    fn may_be(&self, unit: usize, symbols: Marks) -> bool {
        self.seen.may_be(self.line.forms[unit], symbols)
    }

    fn is_word(&self, unit: usize) -> bool {
        self.line.units[unit].kind != UnitKind::Punctuation
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Segmenters, tokenise_line};
    use crate::options::Normalisation;
    use proptest::prelude::*;

    /// What is found in a text from any unit of any clause, each as the stretch of text and the phrase, in order.
    fn found(phrases: &[&str], abbreviations: &[(&str, &str)], code: &str, text: &str) -> Vec<(String, String)> {
        let segmenters = Segmenters::new(Normalisation::default()).unwrap();
        let segmenter = segmenters.get(segmenters.find(code));
        let abbreviations: Vec<_> =
            abbreviations.iter().map(|(short, full)| (short.to_string(), full.to_string())).collect();
        let automaton = Automaton::new(phrases.iter().copied(), &abbreviations, Matching::Terms, segmenter);
        let (mut forms, mut seen) = (Forms::new(segmenter), SeenSymbols::default());
        let line = tokenise_line(text, &mut forms);
        let looked = automaton.look_up(&line, &forms, &mut seen);
        let mut all = Vec::new();
        for clause in &line.clauses {
            for start in clause.clone() {
                let mut here = Vec::new();
                automaton.find_at(&looked, start..clause.end, &mut here);
                all.extend(here.into_iter().map(|found| {
                    let stretch = &text[line.word_range(&(start..found.end))];
                    (stretch.to_string(), phrases[found.phrase].to_string())
                }));
            }
        }
        all
    }

    fn stretches(phrase: &str, code: &str, text: &str) -> Vec<String> {
        found(&[phrase], &[], code, text).into_iter().map(|(stretch, _)| stretch).collect()
    }

    #[test]
    fn a_star_alone_is_one_word() {
        let text = "nâng cao vị thế, nâng cao, thế, nâng cao thế";
        assert_eq!(stretches("nâng cao * thế", "vi", text), ["nâng cao vị thế"]);
    }

    #[test]
    fn a_gap_spans_no_to_six_words_of_the_clause() {
        let text = "Nâng cao vị thế; nâng cao hơn nữa vai trò, vị thế; nâng cao một hai ba bốn năm sáu bảy vị thế; nâng cao; vị thế";
        assert_eq!(
            stretches("nâng cao ... vị thế", "vi", text),
            ["Nâng cao vị thế", "nâng cao hơn nữa vai trò, vị thế"]
        );
        let text = "nâng cao một hai ba bốn năm sáu vị thế";
        assert_eq!(stretches("nâng cao … vị thế", "vi", text), [text]);
    }

    #[test]
    fn wildcards_stand_at_the_end_the_beginning_and_inside_of_a_word() {
        assert_eq!(stretches("diplomat*", "en", "Diplomatic diplomats diplomacy"), ["Diplomatic", "diplomats"]);
        assert_eq!(stretches("*national", "en", "International, national, nationals"), ["International", "national"]);
        assert_eq!(stretches("col*r", "en", "colour color collar cold"), ["colour", "color", "collar"]);
        assert_eq!(stretches("wom?n", "en", "woman women womn"), ["woman", "women"]);
        assert_eq!(stretches("hoà*", "vi", "HÒA bình"), ["HÒA"]);
        assert_eq!(stretches("covid-1*", "en", "Covid-19 and covid"), ["Covid-19"]);
        assert_eq!(stretches("*-made", "en", "Hand-made, man-made, made"), ["Hand-made", "man-made"]);
    }

    #[test]
    fn stops_of_abbreviations_and_apostrophes_belong_to_their_words_in_a_phrase_too() {
        let text = "Ở TP. Huế và TP. Vinh, PGS.TS. Mai nói.";
        assert_eq!(stretches("TP. Huế", "vi", text), ["TP. Huế"]);
        assert_eq!(stretches("tp.", "vi", text), ["TP.", "TP."]);
        assert_eq!(stretches("PGS.TS.", "vi", text), ["PGS.TS."]);
        assert_eq!(stretches("don'*", "en", "They don't, don’t and do."), ["don't", "don’t"]);
    }

    #[test]
    fn a_phrase_is_found_in_its_abbreviations_too() {
        let abbreviations = [("NQ", "nghị quyết"), ("T.Ư", "trung ương"), ("HNNG", "hội nghị ngoại giao")];
        let all = found(
            &["nghị quyết trung ương", "nghị quyết", "hội nghị ngoại giao"],
            &abbreviations,
            "vi",
            "Nghị quyết T.Ư, NQ Trung ương, NQ T.Ư và HNNG",
        );
        let all: Vec<_> = all.iter().map(|(stretch, _)| stretch.as_str()).collect();
        let expected = ["Nghị quyết", "Nghị quyết T.Ư", "NQ", "NQ Trung ương", "NQ", "NQ T.Ư", "HNNG"];
        assert_eq!(all, expected);
    }

    #[test]
    fn capitals_do_not_matter_even_where_they_decide_how_a_word_is_cut() {
        let text = "Dịch Covid-19, covid-19, COVID-19";
        assert_eq!(stretches("covid-19", "vi", text), ["Covid-19", "covid-19", "COVID-19"]);
        assert_eq!(stretches("COVID-19", "vi", text), ["Covid-19", "covid-19", "COVID-19"]);
    }

    #[test]
    fn marks_match_only_where_the_phrase_writes_them() {
        assert_eq!(stretches("kinh tế - xã hội", "vi", "kinh tế–xã hội, kinh tế xã hội"), ["kinh tế–xã hội"]);
        assert_eq!(
            stretches("foreign policy", "en", "Foreign policies; foreign, policy. Foreign"),
            ["Foreign policies"]
        );
    }

    proptest! {
        #[test]
        fn what_is_skipped_without_a_walk_holds_no_phrase(
            phrases in prop::collection::vec(prop::collection::vec(0..12_usize, 1..4), 1..20),
            text in prop::collection::vec(0..14_usize, 0..40),
        ) {
            const WORDS: [&str; 14] =
                ["trade", "trade*", "*", "...", "tra*e", "peace", "ports", "-", "2030", "Port", "grow", "we", ",", "."];
            let phrases = phrases.iter().map(|phrase| phrase.iter().map(|word| WORDS[*word]).join(" ")).collect_vec();
            let phrases = phrases.iter().filter(|phrase| super::super::check(phrase).is_ok()).collect_vec();
            let segmenters = Segmenters::new(Normalisation::default()).unwrap();
            let segmenter = segmenters.get(segmenters.find("en"));
            let automaton = Automaton::new(phrases.iter().map(|phrase| phrase.as_str()), &[], Matching::Terms, segmenter);
            let (mut forms, mut seen) = (Forms::new(segmenter), SeenSymbols::default());
            let line = tokenise_line(&text.iter().map(|word| WORDS[*word]).join(" "), &mut forms);
            let looked = automaton.look_up(&line, &forms, &mut seen);
            for start in 0..line.units.len() {
                let (mut found, mut walked) = (Vec::new(), Vec::new());
                automaton.find_at(&looked, start..line.units.len(), &mut found);
                automaton.walk(ROOT, start..line.units.len(), &looked, &mut walked);
                prop_assert_eq!(found, walked);
            }
        }
    }
}
