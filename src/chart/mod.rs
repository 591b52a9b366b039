//! [`Table`]s -> [`Chart`]s as plain data: marks, axes and labels. One file a chart, one row in [`CHARTS`].
//!
//! A chart takes a table and computes no number: every picture has a CSV file that holds what it shows. Nothing here
//! knows a pixel.

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

use anyhow::Result;
use itertools::Itertools;

pub use plot::{
    Bar, Chart, Estimate, ForestRow, Multiple, OverlapPanel, PairPanel, Panel, Plot, RankLine, Series, Side,
};

use crate::group::ALL;
use crate::table::Table;
pub use setting::Setting;

/// Makes the charts of one table.
type Draw = fn(&Table, &Setting) -> Result<Vec<Chart>>;

/// A kind of chart.
struct Kind {
    /// What its file's name begins with, and where there is one of all groups, its whole name.
    name: &'static str,
    /// The table that it is made of.
    table: &'static str,
    /// Whether there is one for each pair of groups.
    of_pairs: bool,
    draw: Draw,
}

const fn whole(name: &'static str, table: &'static str, draw: Draw) -> Kind {
    Kind { name, table, of_pairs: false, draw }
}

const fn of_pairs(name: &'static str, table: &'static str, draw: Draw) -> Kind {
    Kind { name, table, of_pairs: true, draw }
}

/// The charts in the order in which they are read.
const CHARTS: &[Kind] = &[
    whole("theme_share", "theme_frequency", theme_share::chart),
    whole("theme_rank", "theme_frequency", theme_rank::chart),
    of_pairs("theme_change", "theme_shift", theme_change::charts),
    whole("priority_share", "theme_frequency", priority_share::chart),
    whole("theme_heatmap", "theme_frequency", theme_heatmap::chart),
    of_pairs("keyness", "term_keyness", keyness::chart),
    of_pairs("word_shift", "word_shift", word_shift::chart),
    whole("keyword_overlap", "keyword_overlap", keyword_overlap::chart),
    whole("top_terms", "term_frequency", top_terms::chart),
];

/// Makes the charts of a table, or of a part of its rows.
///
/// # Errors
/// A column that a chart is made of is missing.
pub fn charts(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let of_table = CHARTS.iter().filter(|kind| kind.table == table.name);
    of_table.map(|kind| (kind.draw)(table, setting)).flatten_ok().collect()
}

/// The charts of all tables in the order in which they are read. Names that are equal, or differ in case alone, get a
/// number: files are named by them.
pub fn in_order(mut charts: Vec<Chart>) -> Vec<Chart> {
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

impl Kind {
    fn is_name(&self, name: &str) -> bool {
        let rest = name.strip_prefix(self.name);
        rest.is_some_and(|rest| if self.of_pairs { rest.starts_with('_') } else { rest.is_empty() })
    }
}

/// The themes of a table of groups and themes, in the order of the last group's ranks: ids.
fn themes_by_rank(table: &Table, setting: &Setting) -> Result<Vec<String>> {
    let Some(last) = setting.groups.last() else { return Ok(Vec::new()) };
    let rows = table.text("group")?.iter().zip(table.text("theme")?.iter());
    // The table's rows are in the order of the ranks.
    Ok(rows.filter(|(group, _)| *group == Some(last.group)).filter_map(|(_, theme)| theme.map(String::from)).collect())
}

/// A number of a table of groups and themes, for each theme and each group.
fn by_theme_and_group(
    table: &Table,
    setting: &Setting,
    themes: &[String],
    column: &str,
) -> Result<Vec<Vec<Option<f64>>>> {
    let place = |theme: Option<&str>, group: Option<&str>| {
        let row = themes.iter().position(|id| Some(id.as_str()) == theme)?;
        let column = setting.groups.iter().position(|size| Some(size.group) == group)?;
        Some((row, column))
    };
    let mut values = vec![vec![None; setting.groups.len()]; themes.len()];
    let rows = table.text("theme")?.iter().zip(table.text("group")?.iter()).zip(table.numbers(column)?.iter());
    for ((theme, group), value) in rows {
        if let Some((row, column)) = place(theme, group) {
            values[row][column] = value;
        }
    }
    Ok(values)
}

/// The estimates of a table of groups and themes in percent, with their intervals, for each theme and each group.
fn percentages(table: &Table, setting: &Setting, themes: &[String], share: &str) -> Result<Vec<Vec<Option<Estimate>>>> {
    let column = |name: &str| by_theme_and_group(table, setting, themes, name);
    let (values, lows, highs) = (column(share)?, column(&format!("{share}_low"))?, column(&format!("{share}_high"))?);
    let estimate = |((value, low), high): ((&Option<f64>, &Option<f64>), &Option<f64>)| {
        let interval = low.zip(*high).map(|(low, high)| (100.0 * low, 100.0 * high));
        value.map(|value| Estimate { value: 100.0 * value, interval })
    };
    let row = |((values, lows), highs): ((&Vec<_>, &Vec<_>), &Vec<_>)| {
        values.iter().zip(lows).zip(highs).map(estimate).collect()
    };
    Ok(values.iter().zip(&lows).zip(&highs).map(row).collect())
}

/// The reference and the target of a part of a table's rows: one pair of single groups. A group against all others has
/// its rows in the table alone.
fn pair(table: &Table) -> Result<Option<(String, String)>> {
    let pairs = table.text("reference")?.iter().zip(table.text("target")?.iter());
    let first = pairs.into_iter().next().and_then(|(reference, target)| reference.zip(target));
    Ok(first.filter(|(reference, _)| *reference != ALL).map(|(reference, target)| (reference.into(), target.into())))
}

/// The name of a chart of two groups.
fn name_of_pair(chart: &str, reference: &str, target: &str) -> String {
    format!("{chart}_{}_{}", file_part(reference), file_part(target))
}

/// So many characters of a group's name are in a file's name, which holds two: file systems take 255 bytes.
const NAME: usize = 24;

/// A group's name as part of a file's name.
fn file_part(group: &str) -> String {
    group.chars().take(NAME).map(|c| if c.is_alphanumeric() { c } else { '-' }).collect()
}
