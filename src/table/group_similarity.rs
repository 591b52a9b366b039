//! How alike the groups are.

use anyhow::Result;

use super::{Columns, Format, Table, high, low};
use crate::compare::{Comparison, Estimate, GroupSimilarity};
use crate::options::Labels;

/// Makes the table, its columns in the order in which they are written.
pub fn table(comparison: &Comparison, _labels: Labels) -> Result<Table> {
    let all = comparison.similarities()?;
    let rows = || all.iter();
    let table = Columns::new(
        "group_similarity",
        "One row for every two groups. All words and numbers count, function words too, but for rank_biased_overlap.",
    )
    .text("group_1", "The earlier group.", rows().map(|row| row.group_1))
    .text("group_2", "The later group, or the reference corpus.", rows().map(|row| row.group_2));
    let table = estimate(
        table,
        &all,
        |row| row.cosine,
        ["cosine", "cosine_low", "cosine_high"],
        [
            "Cosine of the terms' frequencies (0 to 1): 1 where all stand in the same proportions. The commonest terms decide it.",
            INTERVAL,
        ],
    );
    let table = estimate(
        table,
        &all,
        |row| row.jensen_shannon,
        ["jensen_shannon", "jensen_shannon_low", "jensen_shannon_high"],
        [
            "Jensen-Shannon divergence of the terms' shares, in bits (0 to 1; Lin 1991): 0 where they are the same, 1 where no term is shared. word_shift says which terms make it up.",
            "Lower bound of its 95 % interval, as of cosine.",
        ],
    );
    let table = estimate(
        table,
        &all,
        |row| row.weighted_jaccard,
        ["weighted_jaccard", "weighted_jaccard_low", "weighted_jaccard_high"],
        [
            "Sum over the terms of the smaller share, over the sum of the larger (0 to 1).",
            "Lower bound of its 95 % interval, as of cosine.",
        ],
    );
    estimate(
        table,
        &all,
        |row| row.rank_biased_overlap,
        ["rank_biased_overlap", "rank_biased_overlap_low", "rank_biased_overlap_high"],
        ["Rank-biased overlap of the lists of content words by frequency (0 to 1; Webber, Moffat and Zobel 2010, extrapolated, p = .9): the ten commonest have 86 % of the weight. Equally frequent words stand in the order of their letters in both lists.", "Lower bound of its 95 % interval, as of cosine; rough, since ranks change in jumps."],
    )
    .build()
}

/// Adds a measure and the bounds of its interval; `meanings` are the measure's and the lower bound's.
fn estimate<'a>(
    table: Columns<'a>,
    all: &[GroupSimilarity],
    of: fn(&GroupSimilarity) -> Estimate,
    [name, lower, upper]: [&'static str; 3],
    meanings: [&'static str; 2],
) -> Columns<'a> {
    let rows = || all.iter().map(of);
    table
        .number(name, Format::Decimals(6), meanings[0], rows().map(|estimate| estimate.value))
        .number(lower, Format::Decimals(6), meanings[1], rows().map(|estimate| low(estimate.interval)))
        .number(upper, Format::Decimals(6), "Its upper bound.", rows().map(|estimate| high(estimate.interval)))
}

/// What the lower bound of a similarity is.
const INTERVAL: &str = "Lower bound of the 95 % interval of what samples of this size would show: delete-a-group jackknife over 20 parts \
    of each group, into which a hash of their text deals its paragraphs (its documents where it has five or more), less what the \
    parts' sizes explain, with Welch's degrees of freedom. Small samples of one and the same text look less alike than large \
    ones: compare only pairs of groups of like sizes, and don't take the interval for one of the sources behind them. Empty where a group has \
    fewer than three parts, or none makes a difference.";
