//! [`Table`]s -> [`Chart`]s as plain data: marks, axes and labels. One file a chart, one row in [`CHARTS`].
//!
//! A chart takes a table and computes no number: every picture has a CSV file that holds what it shows. Nothing here
//! knows a pixel.

mod keyness;
mod theme_heatmap;
mod theme_rank;
mod theme_share;
mod top_terms;

use anyhow::Result;
use itertools::Itertools;

use crate::compare::GroupSize;
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
    ("term_keyness", keyness::charts),
    ("term_frequency", top_terms::chart),
];

/// Makes the charts of a table.
///
/// # Errors
/// A column that a chart is made of is missing.
pub fn charts(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let of_table = CHARTS.iter().filter(|(name, _)| *name == table.name);
    of_table.map(|(_, draw)| draw(table, setting)).flatten_ok().collect()
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
        let name = self.labels.pick(&self.grouping.name_en, &self.grouping.name_vi);
        match name {
            // With many groups the numbers alone still fit beside one another.
            Some(name) if self.groups.len() <= MANY && group.starts_with(|c: char| c.is_ascii_digit()) => {
                format!("{name} {group}")
            }
            _ => group.to_string(),
        }
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

    /// The size of the sample, as the small print says it.
    fn sample(&self) -> String {
        let each = self.groups.iter().map(|size| {
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

/// One picture: the words around the plot, and the plot.
#[derive(Clone, Debug)]
pub struct Chart {
    /// File name without extension.
    pub name: String,
    /// The table that holds what it shows.
    pub table: &'static str,
    /// What is shown, in one sentence.
    pub title: String,
    /// A second line under the title; may be empty.
    pub subtitle: String,
    /// Sample sizes and the meaning of the intervals, in small print at the foot; may be empty.
    pub caption: String,
    /// What it shows, for a reader who can't see it.
    pub alternative: String,
    /// What is drawn.
    pub plot: Plot,
}

/// A number with, where it has one, its interval (low, high) in the same unit.
#[derive(Clone, Debug)]
pub struct Estimate {
    /// The point estimate.
    pub value: f64,
    /// Low and high end of the interval.
    pub interval: Option<(f64, f64)>,
}

/// One group's estimates, a value per row of the plot.
#[derive(Clone, Debug)]
pub struct Series {
    /// The group's name in the legend.
    pub name: String,
    /// One per row; `None` where there is no estimate.
    pub values: Vec<Option<Estimate>>,
}

/// One item's ranks through the stages.
#[derive(Clone, Debug)]
pub struct RankLine {
    /// The item's name at both ends.
    pub label: String,
    /// One per stage, 1 = top; `None` where it has no rank.
    pub ranks: Vec<Option<u32>>,
    /// Drawn in colour instead of grey.
    pub emphasis: bool,
}

/// One horizontal bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Written left of the bar.
    pub label: String,
    /// The bar's length in the unit of the axis.
    pub value: f64,
    /// Written at the bar's end.
    pub value_label: String,
}

/// Bars under one heading.
#[derive(Clone, Debug)]
pub struct Panel {
    /// The heading.
    pub title: String,
    /// From top to bottom.
    pub bars: Vec<Bar>,
    /// Index into the palette.
    pub color: usize,
}

/// The plot forms.
#[derive(Clone, Debug)]
pub enum Plot {
    /// A row per category, a dot per series, intervals as thin lines.
    Dots {
        /// What the horizontal axis measures, with its unit.
        axis: String,
        /// The categories from top to bottom.
        rows: Vec<String>,
        /// The groups.
        series: Vec<Series>,
    },
    /// A line per item through its rank in each stage.
    Ranks {
        /// The stages from left to right.
        stages: Vec<String>,
        /// The items.
        lines: Vec<RankLine>,
    },
    /// Shaded cells with their values written in them.
    Heatmap {
        /// Column headings.
        columns: Vec<String>,
        /// Row labels.
        rows: Vec<String>,
        /// `values[row][column]`.
        values: Vec<Vec<Option<f64>>>,
        /// What the values measure, with their unit.
        unit: String,
        /// Decimals written in the cells.
        decimals: usize,
    },
    /// Panels of horizontal bars on one common scale.
    Bars {
        /// What the bars' lengths measure, with the unit.
        axis: String,
        /// The panels in reading order.
        panels: Vec<Panel>,
    },
}
