//! How well the words that a segmenter finds agree with a gold standard.
//!
//! Words are compared by their character spans, as in the evaluation of Sproat and Emerson, "The
//! First International Chinese Word Segmentation Bakeoff" (2003): a word is right if both its
//! ends are. Unknown are the words that the caller does not name as known, such as those of the
//! sentences that trained the segmenter.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use anyhow::{Result, bail};
use itertools::Itertools;
use unicode_normalization::UnicodeNormalization;

use crate::language::segmenter::Segmenter;

/// The most errors that an evaluation shows.
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

/// Compares the segmenter's words with those of a gold file. `text` has the same sentences, a line for each, as they
/// were written; without it they are the gold ones with a blank between any two units.
///
/// # Errors
/// Names the first line where the two files differ by more than white space and `_`.
pub fn evaluate(
    segmenter: &impl Segmenter,
    gold: &str,
    text: Option<&str>,
    known: &BTreeSet<String>,
) -> Result<Evaluation> {
    let mut evaluation = Evaluation::default();
    let mut errors = BTreeMap::new();
    let mut written = text.map(str::lines);
    for (index, line) in gold.lines().enumerate() {
        let line: &str = &line.nfc().collect::<String>();
        let text = match &mut written {
            Some(lines) => lines.next().unwrap_or_default().nfc().collect(),
            None => line.replace('_', " "),
        };
        if !line.chars().filter(|c| !is_gap(*c)).eq(text.chars().filter(|c| !is_gap(*c))) {
            bail!("line {} of the text and of the gold standard differ by more than blanks and _", index + 1);
        }
        let gold_words = place(line.split_whitespace());
        let found_words = place(find_words(segmenter, &text).into_iter());
        let found: BTreeSet<_> = found_words.iter().map(SpannedWord::span).collect();
        evaluation.gold += gold_words.len();
        evaluation.found += found_words.len();
        for word in &gold_words {
            let right = found.contains(&word.span());
            let unknown = !known.contains(&word.text.to_lowercase());
            evaluation.right += usize::from(right);
            evaluation.unknown += usize::from(unknown);
            evaluation.unknown_right += usize::from(unknown && right);
        }
        for difference in differences(&gold_words, &found_words) {
            *errors.entry(difference).or_insert(0) += 1;
        }
    }
    evaluation.errors = errors.into_iter().map(|((gold, found), count)| (gold, found, count)).collect();
    evaluation.errors.sort_by_key(|&(_, _, count)| Reverse(count));
    Ok(evaluation)
}

/// Whether a character only occurs between words or their syllables.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || c == '_'
}

/// A word of a sentence, with its place: `start..end` in bytes that are no gaps.
struct SpannedWord<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl SpannedWord<'_> {
    fn span(&self) -> (usize, usize) {
        (self.start, self.end)
    }
}

/// Gives each word of a sentence its place.
fn place<'a>(words: impl Iterator<Item = &'a str>) -> Vec<SpannedWord<'a>> {
    let place = |end: &mut usize, text: &'a str| {
        let start = *end;
        *end += text.chars().filter(|c| !is_gap(*c)).map(char::len_utf8).sum::<usize>();
        Some(SpannedWord { text, start, end: *end })
    };
    // A word that is nothing but `_` has no place.
    words.scan(0, place).filter(|word| word.start < word.end).collect()
}

/// The words that a segmenter finds in a sentence.
pub(super) fn find_words<'a>(segmenter: &impl Segmenter, text: &'a str) -> Vec<&'a str> {
    let (units, joined) = segmenter.segment(text);
    let mut spans: Vec<Range<usize>> = Vec::new();
    for (unit, joined) in units.iter().zip(joined) {
        match spans.last_mut() {
            Some(word) if joined => word.end = unit.end as usize,
            _ => spans.push(unit.range()),
        }
    }
    spans.into_iter().map(|span| &text[span]).collect()
}

/// The shortest stretches between common ends that the two segmentations divide differently,
/// each as (gold, found) with `_` inside words, in lower case.
fn differences(gold: &[SpannedWord], found: &[SpannedWord]) -> Vec<(String, String)> {
    let write = |words: &[SpannedWord]| words.iter().map(|word| word.text.replace(' ', "_")).join(" ").to_lowercase();
    let mut differences = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < gold.len() && j < found.len() {
        let (from_gold, from_found) = (i, j);
        (i, j) = (i + 1, j + 1);
        while gold[i - 1].end != found[j - 1].end {
            let (side, length) =
                if gold[i - 1].end < found[j - 1].end { (&mut i, gold.len()) } else { (&mut j, found.len()) };
            if *side == length {
                break;
            }
            *side += 1;
        }
        let same =
            gold[from_gold..i].iter().map(SpannedWord::span).eq(found[from_found..j].iter().map(SpannedWord::span));
        if !same {
            differences.push((write(&gold[from_gold..i]), write(&found[from_found..j])));
        }
    }
    differences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::segmenter::{Unit, UnitKind};

    /// A segmenter that joins each unit in lower case to the one before it.
    struct Lower;

    impl Segmenter for Lower {
        fn units(&self, text: &str, units: &mut Vec<Unit>) {
            let mut end = 0;
            for word in text.split(' ') {
                let start = end;
                end += word.len() as u32;
                units.push(Unit { start, end, kind: UnitKind::Word });
                end += 1;
            }
        }

        fn look(&self, unit: &str, _kind: UnitKind) -> u64 {
            u64::from(unit.starts_with(char::is_lowercase))
        }

        fn join(&self, looks: &[u64], joined: &mut Vec<bool>) {
            joined.extend(looks.iter().map(|look| *look == 1));
        }

        fn write_normal(&self, unit: &str, out: &mut String) {
            out.push_str(unit);
        }
    }

    #[test]
    fn counts_are_those_made_by_hand() {
        // Found: A_b | C | D_e | F_g_h against the gold A_b | C | D | e | F_g | h, twice the last two.
        let gold = "A_b C D e\nF_g h\nF_g h";
        let evaluation = evaluate(&Lower, gold, None, &words("a_b d")).unwrap();
        assert_eq!((evaluation.gold, evaluation.found, evaluation.right), (8, 5, 2));
        assert_eq!((evaluation.unknown, evaluation.unknown_right), (6, 1));
        assert_eq!((evaluation.precision(), evaluation.recall()), (0.4, 0.25));
        assert_eq!(evaluation.f1(), 4.0 / 13.0);
        let errors = [("f_g h", "f_g_h", 2), ("d e", "d_e", 1)];
        assert_eq!(evaluation.errors, errors.map(|(gold, found, count)| (gold.to_owned(), found.to_owned(), count)));
    }

    #[test]
    fn sentences_as_they_were_written_may_have_other_blanks_but_no_other_letters() {
        let evaluate = |text: &str| evaluate(&Lower, "A_b C\nD e", Some(text), &BTreeSet::new());
        assert_eq!(evaluate("A b C\nDe").unwrap().right, 2);
        assert_eq!(evaluate("Ab C\nD e").unwrap().errors, [("d e".to_owned(), "d_e".to_owned(), 1)]);
        assert!(evaluate("A b C\nD f").unwrap_err().to_string().contains("line 2"));
        assert!(evaluate("A b C").unwrap_err().to_string().contains("line 2"));
    }

    #[test]
    fn nothing_is_no_error() {
        let evaluation = evaluate(&Lower, "", None, &BTreeSet::new()).unwrap();
        assert_eq!((evaluation.f1(), evaluation.unknown_recall()), (0.0, 0.0));
    }
}
