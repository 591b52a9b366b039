//! Documents -> a sheet of their clauses, for readers to code.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::clean::Paragraph;
use crate::language::Tokens;

/// The columns of a sheet, which are those that [`super::Coding::read`] reads.
pub const COLUMNS: [&str; 7] = ["doc", "line", "clause", "priority", "themes", "disputed_themes", "text"];

/// A clause to be coded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncoded {
    /// The line in the document, from 1.
    pub line: usize,
    /// The clause's number in the line, from 1.
    pub clause: usize,
    /// Its text.
    pub text: String,
}

/// Some documents of many, drawn at random: by a hash of their names, so that the same corpus and seed give the same.
#[derive(Debug)]
pub struct DocumentSample {
    documents: usize,
    seed: u64,
    added: usize,
    /// By hash and number.
    drawn: BTreeMap<(u64, usize), (String, Vec<Uncoded>)>,
}

impl DocumentSample {
    /// Draws at most `documents` documents.
    pub fn new(documents: usize, seed: u64) -> DocumentSample {
        DocumentSample { documents, seed, added: 0, drawn: BTreeMap::new() }
    }

    /// Adds a document, and drops another where there are enough. One without a clause doesn't count.
    pub fn add(&mut self, document: &str, paragraphs: &[Paragraph], tokens: &Tokens) {
        let entries = entries(paragraphs, tokens);
        if entries.is_empty() {
            return;
        }
        let mut hasher = FxHasher::default();
        (self.seed, document).hash(&mut hasher);
        self.drawn.insert((hasher.finish(), self.added), (document.to_string(), entries));
        self.added += 1;
        if self.drawn.len() > self.documents {
            self.drawn.pop_last();
        }
    }

    /// The documents drawn, in the order in which they were added, each with its clauses.
    pub fn finish(self) -> Vec<(String, Vec<Uncoded>)> {
        let in_order: BTreeMap<usize, _> = self.drawn.into_iter().map(|((_, number), drawn)| (number, drawn)).collect();
        in_order.into_values().collect()
    }
}

fn entries(paragraphs: &[Paragraph], tokens: &Tokens) -> Vec<Uncoded> {
    let of_paragraph = |(paragraph, line): (&Paragraph, &crate::language::LineTokens)| {
        let text = |units| paragraph.text[line.word_range(units)].to_string();
        let entry = |(units, clause)| Uncoded { line: paragraph.line, clause, text: text(units) };
        line.clauses.iter().zip(1..).map(entry).collect::<Vec<Uncoded>>()
    };
    std::iter::zip(paragraphs, &tokens.lines).flat_map(of_paragraph).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Forms, Segmenters, tokenise_line};
    use crate::options::Normalisation;

    /// The names drawn of ten documents of one clause.
    fn drawn(documents: usize, seed: u64) -> Vec<String> {
        let segmenters = Segmenters::new(Normalisation::default()).unwrap();
        let mut forms = Forms::new(segmenters.get(segmenters.find("en")));
        let paragraphs = [Paragraph { line: 3, text: "Ports open; ships wait.".into(), headline: false }];
        let tokens = Tokens { lines: vec![tokenise_line(&paragraphs[0].text, &mut forms)] };
        let mut draw = DocumentSample::new(documents, seed);
        (0..10).for_each(|number| draw.add(&format!("{number}.txt"), &paragraphs, &tokens));
        draw.add("empty.txt", &[], &Tokens::default());
        let drawn = draw.finish();
        let entry = |clause, text: &str| Uncoded { line: 3, clause, text: text.into() };
        assert!(drawn.iter().all(|(_, clauses)| *clauses == [entry(1, "Ports open;"), entry(2, "ships wait.")]));
        drawn.into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn documents_are_drawn_by_the_seed_and_stay_in_order() {
        let four = drawn(4, 1);
        assert!(four.len() == 4 && four.is_sorted());
        assert_eq!(four, drawn(4, 1));
        assert!((2..9).any(|seed| drawn(4, seed) != four));
        assert_eq!(drawn(20, 1).len(), 10);
    }
}
