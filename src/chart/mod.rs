//! A table's rows -> [`Chart`]s as plain data: marks, axes and labels in both languages. One file a chart, one row in
//! `CHARTS`.
//!
//! A chart takes the rows of one table and computes no number: every picture has a CSV file that holds what it shows.
//! Nothing here knows a pixel.

mod keyness;
mod keyword_overlap;
mod plot;
mod priority_share;
mod setting;
mod theme_change;
mod theme_heatmap;
mod theme_rank;
mod theme_share;
mod top_terms;
mod word_shift;

use std::collections::BTreeSet;

pub use plot::{
    Bar, Chart, Estimate, ForestRow, Multiple, OverlapPanel, PairPanel, Panel, Plot, RankLine, Series, Side, Text,
};
pub use setting::{Setting, Voice};

use crate::compare::{Share, ThemeFrequency};
use crate::group::ALL;
use crate::table::{Labelled, Part, Spec, Tabled};
use crate::themes::Theme;

/// A kind of chart: the table that it is made of, and how.
trait Kind {
    /// The table that it is made of.
    type Table: Tabled;
    /// What its file's name begins with, and where there is one of all groups, its whole name.
    const NAME: &'static str;
    /// Whether there is one for each pair of groups.
    const OF_PAIRS: bool = false;
    /// Whether it shows themes.
    const OF_THEMES: bool = false;

    /// Makes the charts of a table's rows, or of a part of them.
    fn charts(rows: &[<Self::Table as Spec>::Row<'_>], setting: &Setting) -> Vec<Chart<Text>>;
}

/// A kind of chart, whichever its table.
struct AnyKind {
    name: &'static str,
    of_pairs: bool,
    of_themes: bool,
    charts: fn(&Part, &Setting) -> Vec<Chart<Text>>,
}

impl AnyKind {
    const fn of<K: Kind>() -> AnyKind {
        AnyKind { name: K::NAME, of_pairs: K::OF_PAIRS, of_themes: K::OF_THEMES, charts: charts_of::<K> }
    }

    fn is_name(&self, name: &str) -> bool {
        let rest = name.strip_prefix(self.name);
        rest.is_some_and(|rest| if self.of_pairs { rest.starts_with('_') } else { rest.is_empty() })
    }
}

/// The charts of a part of a table; none where it is another table's.
fn charts_of<K: Kind>(part: &Part, setting: &Setting) -> Vec<Chart<Text>> {
    K::Table::rows_in(part).map_or_else(Vec::new, |rows| K::charts(&rows.charted(), setting))
}

/// The charts in the order in which they are read.
const CHARTS: &[AnyKind] = &[
    AnyKind::of::<theme_share::ThemeShare>(),
    AnyKind::of::<theme_rank::ThemeRank>(),
    AnyKind::of::<theme_change::ThemeChange>(),
    AnyKind::of::<priority_share::PriorityShare>(),
    AnyKind::of::<theme_heatmap::ThemeHeatmap>(),
    AnyKind::of::<keyness::TermsByKeyness>(),
    AnyKind::of::<word_shift::WordShiftGraph>(),
    AnyKind::of::<keyword_overlap::KeywordOverlapChart>(),
    AnyKind::of::<top_terms::TopTerms>(),
];

/// Makes the charts of a table, or of a part of it; none of themes where these say nothing.
pub fn charts(part: &Part, setting: &Setting) -> Vec<Chart<Text>> {
    let kinds = CHARTS.iter().filter(|kind| !(kind.of_themes && setting.themes_say_nothing));
    kinds.flat_map(|kind| (kind.charts)(part, setting)).collect()
}

/// The charts of all tables in the order in which they are read. Names that are equal, or differ in case alone, get a
/// number: files are named by them.
pub fn in_order(mut charts: Vec<Chart<Text>>) -> Vec<Chart<Text>> {
    charts.sort_by_key(|chart| CHARTS.iter().position(|kind| kind.is_name(&chart.name)));
    let mut taken = BTreeSet::new();
    for chart in &mut charts {
        let numbered = (2..).map(|number| format!("{}_{number}", chart.name));
        let mut names = [chart.name.clone()].into_iter().chain(numbered);
        // There is always another number.
        chart.name = names.find(|name| taken.insert(name.to_lowercase())).unwrap_or_default();
    }
    charts
}

/// Whether a run gives a chart this name.
pub fn is_name(name: &str) -> bool {
    CHARTS.iter().any(|kind| kind.is_name(name))
}

/// The themes in the order of the last group's ranks, in which the table's rows are.
fn themes_by_rank<'a>(rows: &[Labelled<ThemeFrequency<'a>>], setting: &Setting) -> Vec<&'a Theme> {
    let last = setting.groups.last().map(|size| size.group);
    rows.iter().filter(|row| Some(row.group) == last).map(|row| row.theme).collect()
}

/// Of each theme and each group, what a row of the table holds; `None` where there is no such row.
fn by_theme_and_group<T>(
    rows: &[Labelled<ThemeFrequency>],
    setting: &Setting,
    themes: &[&Theme],
    of: impl Fn(&ThemeFrequency) -> Option<T>,
) -> Vec<Vec<Option<T>>> {
    let cell = |theme: &Theme, group: &str| {
        rows.iter().find(|row| row.theme.id == theme.id && row.group == group).and_then(|row| of(row))
    };
    themes.iter().map(|theme| setting.groups.iter().map(|size| cell(theme, size.group)).collect()).collect()
}

/// A share in percent with its interval.
fn percentage(share: &Share) -> Option<Estimate> {
    let interval = share.interval.map(|(low, high)| (100.0 * low, 100.0 * high));
    share.value.map(|value| Estimate { value: 100.0 * value, interval })
}

/// The reference and the target of a row, where they are single groups. A group against all others has its rows in the
/// table alone.
fn pair<'a>(reference: &'a str, target: &'a str) -> Option<(&'a str, &'a str)> {
    (reference != ALL).then_some((reference, target))
}

/// The name of a chart of two groups.
fn name_of_pair(chart: &str, reference: &str, target: &str) -> String {
    format!("{chart}_{}_{}", file_part(reference), file_part(target))
}

/// At most this many characters of a group's name go into a file's name, which holds two: file systems allow 255 bytes.
const NAME: usize = 24;

/// A group's name as part of a file's name.
fn file_part(group: &str) -> String {
    group.chars().take(NAME).map(|c| if c.is_alphanumeric() { c } else { '-' }).collect()
}
