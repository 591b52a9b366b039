//! A chart as plain data: marks, axes and labels. `T` is its text: in both languages where it is made, in one where it is
//! drawn.

mod spoken;

pub use spoken::Text;

use crate::compare::Verdict;

/// One picture: the words around the plot, and the plot.
#[derive(Clone, Debug)]
pub struct Chart<T = String> {
    /// File name without extension.
    pub name: String,
    /// The table that holds what it shows.
    pub table: &'static str,
    /// What is shown, in one sentence.
    pub title: T,
    /// A second line under the title; may be empty.
    pub subtitle: T,
    /// Sample sizes and the meaning of the intervals, in small print at the foot; may be empty.
    pub caption: T,
    /// What the picture looks like, in a sentence.
    pub form: T,
    /// The marks themselves: one of the plot forms.
    pub plot: Plot<T>,
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
pub struct Series<T = String> {
    /// The group's name in the legend.
    pub name: T,
    /// One per row; `None` where there is no estimate.
    pub values: Vec<Option<Estimate>>,
}

/// One item's ranks through the stages.
#[derive(Clone, Debug)]
pub struct RankLine<T = String> {
    /// The item's name at both ends.
    pub label: T,
    /// One per stage, 1 = top; `None` where it has no rank.
    pub ranks: Vec<Option<u32>>,
    /// Drawn in colour instead of grey.
    pub emphasis: bool,
}

/// One horizontal bar.
#[derive(Clone, Debug)]
pub struct Bar<T = String> {
    /// Written left of the bar.
    pub label: T,
    /// The bar's length in the unit of the axis.
    pub value: f64,
    /// Written at the bar's end.
    pub value_label: T,
    /// What this bar and those above it come to; in diverging bars alone.
    pub cumulative_label: Option<T>,
}

/// Bars under one heading.
#[derive(Clone, Debug)]
pub struct Panel<T = String> {
    /// The heading.
    pub title: T,
    /// From top to bottom.
    pub bars: Vec<Bar<T>>,
    /// Index into the palette.
    pub color: usize,
}

/// One row of a forest plot.
#[derive(Clone, Debug)]
pub struct ForestRow<T = String> {
    /// Written left of the plot.
    pub label: T,
    /// The change, with its interval.
    pub estimate: Option<Estimate>,
    /// The change in figures, written right of the plot.
    pub value_label: T,
    /// What can be said of it, which its mark and colour show.
    pub verdict: Verdict,
    /// That in a word.
    pub verdict_label: T,
}

/// One small plot among many.
#[derive(Clone, Debug)]
pub struct Multiple<T = String> {
    /// Its heading.
    pub title: T,
    /// One a stage.
    pub values: Vec<Option<Estimate>>,
    /// Drawn in colour instead of grey.
    pub emphasis: bool,
}

/// Two measures of each row, side by side.
#[derive(Clone, Debug)]
pub struct PairPanel<T = String> {
    /// The heading.
    pub title: T,
    /// Index into the palette.
    pub color: usize,
    /// The two measures of each row.
    pub values: Vec<[Option<Estimate>; 2]>,
}

/// What two sets share, row by row.
#[derive(Clone, Debug)]
pub struct OverlapPanel<T = String> {
    /// The two sets.
    pub sides: [T; 2],
    /// Their indices into the palette.
    pub colors: [usize; 2],
    /// How many are in the first alone, in both, in the second alone.
    pub parts: Vec<[u64; 3]>,
}

/// One side of diverging bars.
#[derive(Clone, Debug)]
pub struct Side<T = String> {
    /// Its heading.
    pub title: T,
    /// Index into the palette.
    pub color: usize,
}

/// The plot forms.
#[derive(Clone, Debug)]
pub enum Plot<T = String> {
    /// A row per category, a dot per series, intervals as thin lines.
    Dots {
        /// What the horizontal axis measures, with its unit.
        axis: T,
        /// The categories from top to bottom.
        rows: Vec<T>,
        /// The groups.
        series: Vec<Series<T>>,
    },
    /// A line per item through its rank in each stage.
    Ranks {
        /// The stages from left to right.
        stages: Vec<T>,
        /// The items.
        lines: Vec<RankLine<T>>,
    },
    /// Shaded cells with their values written in them.
    Heatmap {
        /// Column headings.
        columns: Vec<T>,
        /// Row labels.
        rows: Vec<T>,
        /// `values[row][column]`.
        values: Vec<Vec<Option<f64>>>,
        /// What the values measure, with their unit.
        unit: T,
        /// Decimals written in the cells.
        decimals: usize,
    },
    /// Panels of horizontal bars on one common scale.
    Bars {
        /// What the bars' lengths measure, with the unit.
        axis: T,
        /// The panels in reading order.
        panels: Vec<Panel<T>>,
    },
    /// A row per change: a mark with its interval, its figures and its verdict.
    Forest {
        /// What the horizontal axis measures, with its unit.
        axis: T,
        /// From top to bottom.
        rows: Vec<ForestRow<T>>,
        /// What lies left and right of zero.
        directions: [T; 2],
    },
    /// A small plot per item on one common scale: a line through the stages, with its intervals.
    Multiples {
        /// What the vertical axes measure, with the unit.
        axis: T,
        /// The stages from left to right.
        stages: Vec<T>,
        /// In reading order.
        panels: Vec<Multiple<T>>,
    },
    /// A row per category, and in each panel two marks: one for each measure.
    Pairs {
        /// What the horizontal axes measure, with the unit.
        axis: T,
        /// The categories from top to bottom.
        rows: Vec<T>,
        /// The names of the two measures.
        measures: [T; 2],
        /// From left to right.
        panels: Vec<PairPanel<T>>,
    },
    /// A row per category, and in each panel a bar in three parts around what is shared.
    Overlap {
        /// What the bars' lengths measure.
        axis: T,
        /// The categories from top to bottom.
        rows: Vec<T>,
        /// The name of the middle part.
        shared: T,
        /// From left to right.
        panels: Vec<OverlapPanel<T>>,
    },
    /// One list of bars to the left (below zero) or to the right.
    Diverging {
        /// What the bars' lengths measure, with the unit.
        axis: T,
        /// The left and the right side.
        sides: [Side<T>; 2],
        /// The heading of what the bars come to; `None` where they carry no such labels.
        cumulative: Option<T>,
        /// From top to bottom.
        bars: Vec<Bar<T>>,
    },
}
