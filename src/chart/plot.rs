//! A chart as plain data: marks, axes and labels.

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
