//! How well the words that a segmenter finds agree with a gold standard.
//!
//! Words are compared by their character spans, as in the evaluation of Sproat and Emerson, "The
//! First International Chinese Word Segmentation Bakeoff" (2003): a word is right if both its
//! ends are. Unknown are the words that the caller does not name as known, such as those of the
//! sentences that trained the segmenter.

use crate::language::{Segmenter, Unit};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The errors that an evaluation shows.
const SHOWN_ERRORS: usize = 20;

/// Counts of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// Words in the gold standard.
    pub gold: usize,
    /// Words that the segmenter found.
    pub found: usize,
    /// Words that are in both.
    pub right: usize,
    /// Gold words that are not known.
    pub unknown: usize,
    /// Those of them that were found.
    pub unknown_right: usize,
    /// Stretches that differ, as gold and as found, with how often; the commonest first.
    pub errors: Vec<(String, String, usize)>,
}

impl Evaluation {
    /// Right words of those found.
    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// Right words of those in the gold standard.
    pub fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        share(2 * self.right, self.gold + self.found)
    }

    /// Found words of those that are not known.
    pub fn unknown_recall(&self) -> f64 {
        share(self.unknown_right, self.unknown)
    }
}

/// `part` of `whole`; 0 of nothing is 0.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "words             {} gold, {} found, {} right", self.gold, self.found, self.right)?;
        writeln!(f, "precision         {:.4}", self.precision())?;
        writeln!(f, "recall            {:.4}", self.recall())?;
        writeln!(f, "F1                {:.4}", self.f1())?;
        writeln!(f, "unknown recall    {:.4} of {}", self.unknown_recall(), self.unknown)?;
        writeln!(f, "commonest errors  gold | found")?;
        for (gold, found, count) in self.errors.iter().take(SHOWN_ERRORS) {
            writeln!(f, "{count:16}  {gold} | {found}")?;
        }
        Ok(())
    }
}

/// The words of a gold file (words joined by `_`, a sentence a line) in lower case.
pub fn words(gold: &str) -> BTreeSet<String> {
    gold.split_whitespace().map(str::to_lowercase).collect()
}

/// Compares the segmenter's words with those of a gold file.
pub fn evaluate(segmenter: &impl Segmenter, gold: &str, known: &BTreeSet<String>) -> Evaluation {
    let mut evaluation = Evaluation::default();
    let mut errors = BTreeMap::new();
    for line in gold.lines() {
        let gold_words: Vec<(usize, usize)> = spans(line);
        let text = line.replace('_', " ");
        let found_words = found_spans(segmenter, &text);
        let found: BTreeSet<_> = found_words.iter().copied().collect();
        evaluation.gold += gold_words.len();
        evaluation.found += found_words.len();
        for &(start, end) in &gold_words {
            let right = found.contains(&(start, end));
            let unknown = !known.contains(&line[start..end].to_lowercase());
            evaluation.right += usize::from(right);
            evaluation.unknown += usize::from(unknown);
            evaluation.unknown_right += usize::from(unknown && right);
        }
        for (gold, found) in differences(&text, &gold_words, &found_words) {
            *errors.entry((gold, found)).or_insert(0) += 1;
        }
    }
    evaluation.errors = errors.into_iter().map(|((gold, found), count)| (gold, found, count)).collect();
    evaluation.errors.sort_by_key(|&(_, _, count)| Reverse(count));
    evaluation
}

/// The words of a gold line. `_` and the blank are one byte each, so the spans hold in the raw text too.
fn spans(line: &str) -> Vec<(usize, usize)> {
    let mut start = 0;
    let mut spans = Vec::new();
    for word in line.split(' ') {
        if !word.is_empty() {
            spans.push((start, start + word.len()));
        }
        start += word.len() + 1;
    }
    spans
}

fn found_spans(segmenter: &impl Segmenter, text: &str) -> Vec<(usize, usize)> {
    let (mut units, mut joined): (Vec<Unit>, Vec<bool>) = (Vec::new(), Vec::new());
    segmenter.units(text, &mut units);
    segmenter.join(text, &units, &mut joined);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for (unit, joined) in units.iter().zip(joined) {
        match spans.last_mut() {
            Some(word) if joined => word.1 = unit.end as usize,
            _ => spans.push((unit.start as usize, unit.end as usize)),
        }
    }
    spans
}

/// The shortest stretches between common ends that the two segmentations divide differently,
/// each as (gold, found) with `_` inside words, in lower case.
fn differences(text: &str, gold: &[(usize, usize)], found: &[(usize, usize)]) -> Vec<(String, String)> {
    let write = |words: &[(usize, usize)]| {
        let words: Vec<String> = words.iter().map(|&(start, end)| text[start..end].replace(' ', "_")).collect();
        words.join(" ").to_lowercase()
    };
    let mut differences = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < gold.len() && j < found.len() {
        let (from_gold, from_found) = (i, j);
        (i, j) = (i + 1, j + 1);
        while gold[i - 1].1 != found[j - 1].1 {
            let (side, length) =
                if gold[i - 1].1 < found[j - 1].1 { (&mut i, gold.len()) } else { (&mut j, found.len()) };
            if *side == length {
                break;
            }
            *side += 1;
        }
        if gold[from_gold..i] != found[from_found..j] {
            differences.push((write(&gold[from_gold..i]), write(&found[from_found..j])));
        }
    }
    differences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Kind;

    /// A segmenter that joins each unit in lower case to the one before it.
    struct Lower;

    impl Segmenter for Lower {
        fn units(&self, text: &str, units: &mut Vec<Unit>) {
            let mut end = 0;
            for word in text.split(' ') {
                let start = end;
                end += word.len() as u32;
                units.push(Unit { start, end, kind: Kind::Word });
                end += 1;
            }
        }

        fn join(&self, text: &str, units: &[Unit], joined: &mut Vec<bool>) {
            joined.extend(units.iter().map(|unit| text[unit.start as usize..].starts_with(char::is_lowercase)));
        }

        fn write_normal(&self, unit: &str, out: &mut String) {
            out.push_str(unit);
        }
    }

    #[test]
    fn counts_are_those_made_by_hand() {
        // Found: A_b | C | D_e | F_g_h against the gold A_b | C | D | e | F_g | h, twice the last two.
        let gold = "A_b C D e\nF_g h\nF_g h";
        let evaluation = evaluate(&Lower, gold, &words("a_b d"));
        assert_eq!((evaluation.gold, evaluation.found, evaluation.right), (8, 5, 2));
        assert_eq!((evaluation.unknown, evaluation.unknown_right), (6, 1));
        assert_eq!((evaluation.precision(), evaluation.recall()), (0.4, 0.25));
        assert_eq!(evaluation.f1(), 4.0 / 13.0);
        let errors = [("f_g h", "f_g_h", 2), ("d e", "d_e", 1)];
        assert_eq!(evaluation.errors, errors.map(|(gold, found, count)| (gold.to_owned(), found.to_owned(), count)));
    }

    #[test]
    fn nothing_is_no_error() {
        let evaluation = evaluate(&Lower, "", &BTreeSet::new());
        assert_eq!((evaluation.f1(), evaluation.unknown_recall()), (0.0, 0.0));
    }
}
