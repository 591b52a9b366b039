//! Texts and terms -> which of the terms keep company: how often two stand in the same clause.

use rustc_hash::FxHashMap;

use super::candidates::Term;
use super::is_part;
use crate::language::{Forms, LineTokens, UnitKind};
use crate::measure::{ContingencyTable, log_likelihood, normalised_mutual_information};
use crate::pipeline::Text;
use crate::suggest::WORDS;

/// Two terms stand together in this many clauses at least.
const FEWEST: u64 = 2;

/// With so many documents these must be of two: what one article repeats says little then. With fewer, each is much of
/// all.
const MANY: u64 = 20;

/// Two terms in one clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Pair {
    clauses: u64,
    documents: u64,
    last_document: u64,
}

/// Counts in how many clauses terms stand, and in how many each two of them stand together. Where terms overlap, the
/// longest that begins first counts.
pub struct Company {
    numbers: FxHashMap<String, u32>,
    /// The clauses with each term.
    terms: Vec<u64>,
    /// By the terms' numbers, the smaller first.
    pairs: FxHashMap<(u32, u32), Pair>,
    clauses: u64,
    documents: u64,
}

impl Company {
    /// Nothing counted yet.
    pub fn new(terms: &[Term]) -> Company {
        let numbers = terms.iter().enumerate().map(|(number, term)| (term.normal.clone(), number as u32)).collect();
        Company { numbers, terms: vec![0; terms.len()], pairs: FxHashMap::default(), clauses: 0, documents: 0 }
    }

    /// Counts those of a document.
    pub fn add(&mut self, text: &Text) {
        self.documents += 1;
        for line in &text.tokens.lines {
            let mut clauses = vec![Vec::new(); line.clauses.len()];
            self.find(line, &text.forms, |clause, number| clauses[clause].push(number));
            for mut found in clauses {
                found.sort_unstable();
                found.dedup();
                self.add_clause(&found);
            }
        }
    }

    /// Counts a clause that holds these terms, in ascending order.
    fn add_clause(&mut self, found: &[u32]) {
        self.clauses += 1;
        for (at, first) in found.iter().enumerate() {
            self.terms[*first as usize] += 1;
            for second in &found[at + 1..] {
                let pair = self.pairs.entry((*first, *second)).or_default();
                pair.clauses += 1;
                if pair.last_document != self.documents {
                    pair.last_document = self.documents;
                    pair.documents += 1;
                }
            }
        }
    }

    /// Tells `take` of each term in a line: the index of its clause, and its number.
    fn find(&self, line: &LineTokens, forms: &Forms, mut take: impl FnMut(usize, u32)) {
        let (mut key, mut first) = (String::new(), 0);
        while first < line.words.len() {
            let clause = line.clause_of(line.words[first].start);
            key.clear();
            let mut longest = None;
            for (last, word) in line.words.iter().enumerate().skip(first).take(WORDS) {
                let from = if last == first { word.start } else { line.words[last - 1].end };
                let is_plain = line.units[from..word.end].iter().all(|unit| unit.kind == UnitKind::Word);
                if !is_plain || word.start >= line.clauses[clause].end {
                    break;
                }
                if last > first {
                    key.push(' ');
                }
                line.write_term(word, forms, &mut key);
                let is_whole = !is_part(line, &(line.words[first].start..word.end), forms);
                longest = self.numbers.get(&key).filter(|_| is_whole).map(|number| (last, *number)).or(longest);
            }
            first = match longest {
                Some((last, number)) => {
                    take(clause, number);
                    last + 1
                }
                None => first + 1,
            };
        }
    }

    /// In how many clauses two terms stand together.
    pub fn together(&self, first: u32, second: u32) -> u64 {
        self.pairs.get(&(first.min(second), first.max(second))).map_or(0, |pair| pair.clauses)
    }

    /// In how many clauses a term stands.
    pub fn clauses_with(&self, term: u32) -> u64 {
        self.terms[term as usize]
    }

    /// For each term, the clauses that it shares with other terms, one for each of these.
    pub fn shared(&self) -> Vec<u64> {
        let mut shared = vec![0; self.terms.len()];
        for ((first, second), pair) in &self.pairs {
            shared[*first as usize] += pair.clauses;
            shared[*second as usize] += pair.clauses;
        }
        shared
    }

    /// For each term those that it keeps company with, in the order of their numbers, and how closely, 0 to 1: where
    /// the log-likelihood of the two in one clause is at least `significant`, their normalised mutual information.
    pub fn neighbours(&self, significant: f64) -> Vec<Vec<(u32, f64)>> {
        let fewest = if self.documents < MANY { 1 } else { 2 };
        let mut neighbours = vec![Vec::new(); self.terms.len()];
        for (&(first, second), pair) in &self.pairs {
            if pair.clauses < FEWEST || pair.documents < fewest {
                continue;
            }
            let [of_first, of_second] = [first, second].map(|term| self.clauses_with(term));
            let table = ContingencyTable {
                target: pair.clauses,
                target_total: of_first,
                reference: of_second - pair.clauses,
                reference_total: self.clauses - of_first,
            };
            if log_likelihood(table).is_some_and(|score| score >= significant) {
                let weight = normalised_mutual_information(pair.clauses, of_first, of_second, self.clauses);
                neighbours[first as usize].push((second, weight));
                neighbours[second as usize].push((first, weight));
            }
        }
        neighbours.iter_mut().for_each(|list| list.sort_unstable_by_key(|(term, _)| *term));
        neighbours
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Company of as many terms as this, over clauses that hold some of them, two clauses a document.
    fn company(terms: u32, clauses: &[&[u32]]) -> Company {
        let term = |number: u32| {
            let normal = format!("term {number}");
            Term { written: normal.clone(), normal, clauses: 0, is_multiple: true }
        };
        let mut company = Company::new(&(0..terms).map(term).collect::<Vec<_>>());
        for document in clauses.chunks(2) {
            company.documents += 1;
            document.iter().for_each(|clause| company.add_clause(clause));
        }
        company
    }

    #[test]
    fn clauses_are_counted_once_for_each_two_terms() {
        let company = company(4, &[&[0, 1], &[0, 1, 2], &[2], &[], &[0, 3]]);
        let together = |first, second| company.together(first, second);
        assert_eq!([together(0, 1), together(1, 0), together(1, 2), together(0, 3), together(2, 3)], [2, 2, 1, 1, 0]);
        assert_eq!([0, 1, 2, 3].map(|term| company.clauses_with(term)), [3, 2, 2, 1]);
        assert_eq!((company.shared(), company.clauses), (vec![4, 3, 2, 1], 5));
    }

    #[test]
    fn terms_are_neighbours_that_are_together_twice_and_more_often_than_by_chance() {
        let mut clauses: Vec<&[u32]> = vec![&[]; 90];
        // 0 and 1 always together; 2 and 3 once; 0 and 4, and 1 and 4, twice, as often as 4 is with nothing.
        clauses.extend([&[0, 1][..]; 8]);
        clauses.extend([&[0, 1, 4][..], &[0, 1, 4], &[2, 3], &[4], &[4]]);
        clauses.extend([&[4][..]; 60]);
        let neighbours = company(5, &clauses).neighbours(6.63);
        assert_eq!(neighbours.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 0, 0, 0]);
        // Of 163 clauses ten hold the one, and the same ten the other.
        assert_eq!(neighbours[0][0].0, 1);
        assert!((neighbours[0][0].1 - 1.0).abs() < 1e-12);
    }
}
