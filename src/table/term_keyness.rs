//! Which terms are key to a group against another.

use anyhow::Result;

use super::{Columns, Format, Rows, high, low};
use crate::compare::{Comparison, Keyness};
use crate::measure::{bic, odds_ratio, per_10k, percent_difference};

/// What the lower bound of a log ratio is.
const LOW: &str = "Lower bound of the 95 % interval of log_ratio, from those of both shares, whose variance is that of the parts that \
    group_similarity describes; empty where there is none, since the target lacks the term or is of a single part.";

/// The rows of a pair.
pub fn rows<'c>(comparison: &'c Comparison, pair: usize) -> Result<Rows<'c>> {
    let all = comparison.keyness(pair)?;
    let height = all.as_ref().map_or(0, |all| all.len());
    let row = move |number| all.as_ref()?.row(number);
    Ok(Rows {
        sections: std::iter::once(0..height).collect(),
        columns: Box::new(move |numbers| columns(&numbers.filter_map(&row).collect::<Vec<_>>())),
    })
}

/// The columns in the order in which they are written.
fn columns<'a>(all: &[Keyness<'a>]) -> Columns<'a> {
    let rows = || all.iter();
    Columns::new(
        "term_keyness",
        "One row for each pair of groups and term, from the target's own terms to the reference's own. Pairs: each group \
         against the one before it, the last against the first, (with three groups or more) each against all others, and each \
         against the reference corpus where one is named.",
    )
    .text("target", "The group that is described.", rows().map(|row| row.target))
    .text("reference", "The group that it is held against; * is all others together.", rows().map(|row| row.reference))
    .text("term", "The term, as in term_frequency.", rows().map(|row| row.term))
    .count("target_frequency", "Occurrences in the target.", rows().map(|row| row.table.target))
    .count("reference_frequency", "Occurrences in the reference.", rows().map(|row| row.table.reference))
    .number("target_per_10k", Format::Decimals(3), "Occurrences in 10,000 tokens of the target.", rows().map(|row| per_10k(row.table.target, row.table.target_total)))
    .number("reference_per_10k", Format::Decimals(3), "Occurrences in 10,000 tokens of the reference.", rows().map(|row| per_10k(row.table.reference, row.table.reference_total)))
    .number(
        "log_likelihood",
        Format::Decimals(4),
        "G2 = 2 Σ O ln(O/E) over the four cells (Dunning 1993), without correction; negative where the target has less than expected.",
        rows().map(|row| row.significance.log_likelihood),
    )
    .number("p_value", Format::Significant, "P-value of G2: chi-square, one degree of freedom.", rows().map(|row| row.significance.p_value))
    .number("q_value", Format::Significant, "Benjamini-Hochberg q-value among the terms of the pair.", rows().map(|row| row.significance.q_value))
    .number(
        "log_ratio",
        Format::Decimals(4),
        "Binary logarithm of target share over reference share (Hardie 2014). 1 is twice as often. Where a frequency is 0, each is raised by its total's part of both totals (Sweeting, Sutton and Lambert 2004), so that the sign is that of log_likelihood.",
        rows().map(|row| row.significance.log_ratio),
    )
    .number("log_ratio_low", Format::Decimals(4), LOW, rows().map(|row| low(row.interval)))
    .number(
        "log_ratio_high",
        Format::Decimals(4),
        "Its upper bound; empty where there is none, since the reference lacks the term or is of a single part.",
        rows().map(|row| high(row.interval)),
    )
    .number(
        "percent_diff",
        Format::Decimals(2),
        "%DIFF: 100 (target share - reference share) / reference share; empty where the reference has none.",
        rows().map(|row| percent_difference(row.table)),
    )
    .number(
        "bic",
        Format::Decimals(4),
        "The size of G2 less ln(tokens of both) (Wilson 2013): above 2 is evidence for a difference, above 10 very strong evidence; below 0 speaks against one.",
        rows().map(|row| Some(bic(row.significance.log_likelihood?, row.table.target_total + row.table.reference_total))),
    )
    .number(
        "odds_ratio",
        Format::Decimals(4),
        "Odds of the term in the target over those in the reference; empty where the reference lacks it.",
        rows().map(|row| odds_ratio(row.table)),
    )
    .number(
        "fightin_words_z",
        Format::Decimals(4),
        "Z-score of the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), as large as all groups \
         together: it draws rare terms towards 0.",
        rows().map(|row| row.fightin_words_z),
    )
    .number(
        "log10_p_value",
        Format::Decimals(3),
        "Decimal logarithm of p_value, also where that is too small to be written.",
        rows().map(|row| row.significance.log10_p),
    )
    .number(
        "split_half",
        Format::Decimals(4),
        "A yardstick for log_likelihood: the largest, either way, that a term of the pair shows between random halves of the two groups' own \
         texts, of 19 halvings, each group halved by itself. Below it a score means nothing: it could be chance alone. Of groups of like size that differ no more \
         than such halves, the largest score exceeds it one time in twenty; of very unlike sizes, somewhat more often. Empty where a group has fewer than five parts.",
        rows().map(|row| row.split_half),
    )
}
