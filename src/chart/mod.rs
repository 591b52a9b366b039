//! [`Table`]s -> [`Chart`]s as plain data: marks, axes and labels. One file a chart, one row in [`CHARTS`].
//!
//! A chart takes a table and computes no number: every picture has a CSV file that holds what it shows. Nothing here
//! knows a pixel.

mod keyness;
mod plot;
mod theme_heatmap;
mod theme_rank;
mod theme_share;
mod top_terms;

use std::collections::BTreeSet;

use anyhow::Result;
use itertools::Itertools;

pub use plot::{Bar, Chart, Estimate, Panel, Plot, RankLine, Series};

use crate::compare::GroupSize;
use crate::group::REFERENCE;
use crate::options::{Grouping, Labels};
use crate::table::Table;
use crate::themes::Themes;

/// Makes the charts of one table.
type Draw = fn(&Table, &Setting) -> Result<Vec<Chart>>;

/// The charts: the table that each is made of, and the function.
const CHARTS: &[(&str, Draw)] = &[
    ("theme_frequency", theme_share::chart),
    ("theme_frequency", theme_rank::chart),
    ("theme_frequency", theme_heatmap::chart),
    ("term_keyness", keyness::chart),
    ("term_frequency", top_terms::chart),
];

/// Makes the charts of a table, or of a part of its rows.
///
/// # Errors
/// A column that a chart is made of is missing.
pub fn charts(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let of_table = CHARTS.iter().filter(|(name, _)| *name == table.name);
    of_table.map(|(_, draw)| draw(table, setting)).flatten_ok().collect()
}

/// The same charts, but names that are equal, or differ in case alone, get a number: files are named by them.
pub fn with_names_apart(mut charts: Vec<Chart>) -> Vec<Chart> {
    let mut taken = BTreeSet::new();
    for chart in &mut charts {
        let numbered = (2..).map(|number| format!("{}_{number}", chart.name));
        let mut names = [chart.name.clone()].into_iter().chain(numbered);
        // There is always another number.
        chart.name = names.find(|name| taken.insert(name.to_lowercase())).unwrap_or_default();
    }
    charts
}

/// With more groups than this, charts call them by their numbers alone.
const MANY: usize = 6;

/// What every chart needs beside its table.
pub struct Setting<'a> {
    /// The language of its words.
    pub labels: Labels,
    /// The dictionary, for the themes' names.
    pub themes: &'a Themes,
    /// The groups in order, with their sizes.
    pub groups: &'a [GroupSize<'a>],
    /// What the groups are called.
    pub grouping: &'a Grouping,
}

impl Setting<'_> {
    /// A group as a reader is shown it: "Conference 31".
    fn group(&self, group: &str) -> String {
        if group == REFERENCE && self.groups.iter().all(|size| size.group != group) {
            return self.labels.pick("the reference corpus", "ngữ liệu đối chiếu").to_string();
        }
        // With many groups the numbers alone still fit beside one another.
        if self.groups.len() <= MANY { self.grouping.title(group, self.labels) } else { group.to_string() }
    }

    /// The groups in order: "Conference 28, 31 and 32".
    fn groups(&self) -> String {
        let first = self.groups.first().map(|first| self.group(first.group));
        let names =
            first.into_iter().chain(self.groups.iter().skip(1).map(|size| size.group.to_string())).collect_vec();
        match names.as_slice() {
            [rest @ .., last] if !rest.is_empty() => {
                format!("{} {} {last}", rest.join(", "), self.labels.pick("and", "và"))
            }
            names => names.concat(),
        }
    }

    /// A theme's name.
    fn theme(&self, id: &str) -> String {
        let theme = self.themes.themes.iter().find(|theme| theme.id == id);
        theme.map_or(id, |theme| theme.label(self.labels)).to_string()
    }

    /// What a share is of.
    fn what_a_share_is(&self) -> String {
        let (en, vi) = (
            "Clauses with the theme as a percentage of the clauses with any theme",
            "Số mệnh đề có chủ đề, tính theo phần trăm số mệnh đề có ít nhất một chủ đề",
        );
        self.labels.pick(en, vi).to_string()
    }

    /// The size of the sample, as the small print says it.
    fn sample(&self) -> String {
        self.sample_of(|_| true)
    }

    /// The size of the sample in some of the groups.
    fn sample_of(&self, is_shown: impl Fn(&str) -> bool) -> String {
        let each = self.groups.iter().filter(|size| is_shown(size.group)).map(|size| {
            let group = self.group(size.group);
            let GroupSize { documents, clauses, themed_clauses, tokens, .. } = size;
            match self.labels {
                Labels::En => format!(
                    "{group}: {documents} {}, {tokens} words, {clauses} clauses ({themed_clauses} with a theme)",
                    if *documents == 1 { "document" } else { "documents" }
                ),
                Labels::Vi => {
                    format!("{group}: {documents} văn bản, {tokens} từ, {clauses} mệnh đề ({themed_clauses} có chủ đề)")
                }
            }
        });
        format!("{}.", each.format("; "))
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
