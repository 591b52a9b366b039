//! Chart -> SVG text. One unit of the drawing is one pixel at 300 dpi; the page is 8 inches wide.
//!
//! Each plot form places its marks and labels on a [`sheet::Sheet`] (a complete value that tests
//! can look at); the page puts title, plot and caption one below the other; plotters writes the marks, and the letters are
//! outlines.

mod bars;
mod change;
mod diverging;
mod dots;
mod forest;
mod headings;
mod heatmap;
mod leaders;
mod letters;
mod multiples;
mod overlap;
mod pairs;
mod palette;
mod ranks;
mod scale;
pub mod sheet;
mod stages;
pub mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context, Result};
use plotters::prelude::{IntoDrawingArea, SVGBackend};

use crate::chart::{Chart, Plot};
use crate::options::Labels;
pub use letters::definitions;
use letters::{Letters, escaped};
use palette::{GRID, INK, SOFT, WHITE};
use sheet::{Anchor, Mark, Sheet, Type, dash, paragraph};
use text::Weight;

/// Pixels in an inch of print.
pub const DPI: i32 = 300;

/// Width of every chart in pixels.
pub const WIDTH: i32 = 8 * DPI;

/// White space left and right.
const MARGIN: i32 = 60;

/// The first and the last pixel that a plot may use.
const LEFT: i32 = MARGIN;
const RIGHT: i32 = WIDTH - MARGIN;

/// A drawing of a chart, 8 inches wide and as high as its content.
#[derive(Clone, Debug)]
pub struct Drawing {
    height: i32,
    /// Marks and labels as SVG elements.
    content: String,
    /// The outlines that the labels refer to, by their names.
    pub shapes: BTreeMap<String, Arc<str>>,
    /// What it shows, one below the other.
    pub sheets: [Sheet; 4],
    title: String,
    alternative: String,
}

impl Drawing {
    /// Draws a chart in one language, which decides on the decimal mark, too.
    ///
    /// # Errors
    /// Only if the drawing crate cannot write to memory.
    pub fn new(chart: &Chart, labels: Labels) -> Result<Drawing> {
        let [title, subtitle, caption] = words(chart);
        let sheets = [title, subtitle, place(&chart.plot, labels), caption];
        let height = sheets.iter().map(|sheet| sheet.height).sum();
        let mut content = marks(&sheets, height).with_context(|| format!("cannot draw the chart {}", chart.name))?;
        let mut letters = Letters::default();
        let mut top = 0;
        for sheet in &sheets {
            sheet.labels.iter().for_each(|label| letters.add(label, top));
            top += sheet.height;
        }
        content.push_str(&letters.labels);
        Ok(Drawing {
            height,
            content,
            shapes: letters.shapes,
            sheets,
            title: chart.title.clone(),
            alternative: chart.alternative(),
        })
    }

    /// The drawing as a file of its own.
    pub fn file(&self) -> String {
        let inches = |pixels: i32| f64::from(pixels) / f64::from(DPI);
        let (width, height) = (inches(WIDTH), inches(self.height));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}in\" height=\"{height}in\" {}\n<defs>\n{}</defs>\n{}</svg>\n",
            self.head(),
            definitions(&self.shapes),
            self.content
        )
    }

    /// The drawing as a part of a page that holds the shapes of its letters.
    pub fn inline(&self) -> String {
        format!("<svg {}\n{}</svg>", self.head(), self.content)
    }

    /// The attributes of both, and the words for those who can't see it.
    fn head(&self) -> String {
        let Drawing { height, title, alternative, .. } = self;
        let (title, alternative) = (escaped(title), escaped(alternative));
        format!("viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{title}\"><desc>{alternative}</desc>")
    }
}

/// The marks of the sheets one below the other, as SVG elements.
fn marks(sheets: &[Sheet], height: i32) -> Result<String> {
    let mut svg = String::new();
    let page = SVGBackend::with_string(&mut svg, (WIDTH as u32, height as u32)).into_drawing_area();
    page.fill(&WHITE)?;
    let mut below = page.clone();
    for sheet in sheets {
        let (area, rest) = below.split_vertically(sheet.height);
        sheet.draw_marks(&area)?;
        below = rest;
    }
    page.present()?;
    drop((page, below));
    // The drawing crate writes a whole file; its outer element is the drawing's own.
    let content = svg.find('>').zip(svg.rfind("</svg>")).and_then(|(head, foot)| svg.get(head + 1..foot));
    Ok(content.unwrap_or_default().to_string())
}

/// Places the plot of one form.
fn place(plot: &Plot, labels: Labels) -> Sheet {
    match plot {
        Plot::Dots { axis, rows, series } => dots::place(axis, rows, series, labels),
        Plot::Ranks { stages, lines } => ranks::place(stages, lines),
        Plot::Heatmap { columns, rows, values, unit, decimals } => {
            heatmap::place(columns, rows, values, unit, *decimals, labels)
        }
        Plot::Bars { axis, panels } => bars::place(axis, panels, labels),
        Plot::Forest { axis, rows, directions } => forest::place(axis, rows, directions, labels),
        Plot::Multiples { axis, stages, panels } => multiples::place(axis, stages, panels, labels),
        Plot::Pairs { axis, rows, measures, panels } => pairs::place(axis, rows, measures, panels, labels),
        Plot::Overlap { axis, rows, shared, panels } => overlap::place(axis, rows, shared, panels),
        Plot::Diverging { axis, sides, cumulative, bars } => {
            diverging::place(axis, sides, cumulative.as_deref(), bars, labels)
        }
    }
}

/// Title, subtitle and caption, each with the white space around it.
fn words(chart: &Chart) -> [Sheet; 3] {
    let block = |text: &str, size, weight, color, above, below| {
        let lines = text::wrap(text, RIGHT - LEFT, size, weight);
        let height = above + text::height(lines.len(), size) + below;
        let style = Type { size, weight, color, anchor: Anchor::Start };
        Sheet { height, marks: vec![], labels: paragraph(&lines, LEFT, above, style) }
    };
    [
        block(&chart.title, 56, Weight::Bold, INK, 36, 4),
        block(&chart.subtitle, 40, Weight::Regular, SOFT, 0, 36),
        block(&chart.caption, 32, Weight::Regular, SOFT, 30, 40),
    ]
}

/// What a plot without data shows: its frame and a dash.
fn nothing() -> Sheet {
    let (top, bottom) = (0, 600);
    let frame = [(LEFT, top), (RIGHT, top), (RIGHT, bottom), (LEFT, bottom), (LEFT, top)];
    let style = Type::regular(56, SOFT, Anchor::Middle);
    Sheet {
        height: bottom,
        marks: vec![Mark::Line { points: frame.to_vec(), width: 3, color: GRID }],
        labels: dash(WIDTH / 2, bottom / 2, style),
    }
}

#[cfg(test)]
pub mod tests;
