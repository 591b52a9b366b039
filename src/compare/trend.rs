//! How the themes' shares run over all groups.

use itertools::Itertools;

use super::shares::{CONFIDENCE, SIGNIFICANCE, Share, Verdict};
use super::themes::ThemeFrequency;
use crate::measure::{MannKendall, Slope, mann_kendall, q_values, theil_sen};
use crate::themes::{Theme, Themes};

/// A share that runs over the groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Of the clauses with any theme.
    Share,
    /// Of those of them that state a priority.
    PriorityShare,
}

impl Measure {
    /// Its column in the table of the shares.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Share => "share",
            Measure::PriorityShare => "priority_share",
        }
    }

    fn of(self, row: &ThemeFrequency) -> Share {
        match self {
            Measure::Share => row.share,
            Measure::PriorityShare => row.priority_share,
        }
    }
}

/// A theme's trend over five groups or more.
#[derive(Clone, Copy, Debug)]
pub struct ThemeTrend<'a> {
    /// The theme.
    pub theme: &'a Theme,
    /// Which of its shares.
    pub measure: Measure,
    /// How many groups have it.
    pub groups: u64,
    /// Mann and Kendall's test.
    pub test: MannKendall,
    /// The q-value among the themes.
    pub q_value: f64,
    /// Theil and Sen's slope, from one group to the next.
    pub slope: Slope,
    /// Rise or fall where the q-value supports it, else unclear.
    pub verdict: Verdict,
}

/// The trends of all themes of which any clause speaks, by measure and p-value; none where there are fewer than five groups.
pub(super) fn trends<'a>(frequencies: &[ThemeFrequency<'a>], themes: &'a Themes) -> Vec<ThemeTrend<'a>> {
    [Measure::Share, Measure::PriorityShare]
        .iter()
        .flat_map(|measure| of_measure(*measure, frequencies, themes))
        .collect()
}

fn of_measure<'a>(measure: Measure, frequencies: &[ThemeFrequency<'a>], themes: &'a Themes) -> Vec<ThemeTrend<'a>> {
    let tested = themes.themes.iter().filter_map(|theme| {
        let shares = frequencies.iter().filter(|row| row.theme.id == theme.id).map(|row| measure.of(row));
        let values = shares.filter_map(|share| share.value).collect_vec();
        let is_spoken_of = values.iter().any(|value| *value > 0.0);
        Some((theme, values.len(), mann_kendall(&values)?, theil_sen(&values, CONFIDENCE)?)).filter(|_| is_spoken_of)
    });
    let tested = tested.collect_vec();
    let q_values = q_values(&tested.iter().map(|(_, _, test, _)| test.p_value).collect_vec());
    let rows = std::iter::zip(tested, q_values).map(|((theme, groups, test, slope), q_value)| {
        let verdict = match test.s.signum() {
            1 if q_value <= SIGNIFICANCE => Verdict::Rise,
            -1 if q_value <= SIGNIFICANCE => Verdict::Fall,
            _ => Verdict::Unclear,
        };
        ThemeTrend { theme, measure, groups: groups as u64, test, q_value, slope, verdict }
    });
    // A stable sort: equals stay in the dictionary's order.
    rows.sorted_by(|left, right| left.test.p_value.total_cmp(&right.test.p_value)).collect()
}
