//! A drawing with everything in its place: marks and labels in pixels, not yet in any file format.

use anyhow::Result;
use plotters::coord::Shift;
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::prelude::{DrawingArea, SVGBackend};
use plotters::style::{Color, RGBColor};

use super::text::{self, Weight};

/// What plotters draws on.
pub type Canvas<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// A position in pixels from the upper left corner of the sheet.
pub type Point = (i32, i32);

/// A shape without text.
#[derive(Clone, Debug)]
pub enum Mark {
    /// An open line.
    Line {
        /// Its corners.
        points: Vec<Point>,
        /// Its width in pixels.
        width: u32,
        /// Its colour.
        color: RGBColor,
    },
    /// A filled rectangle.
    Rect {
        /// Upper left and lower right corner.
        corners: [Point; 2],
        /// Its colour.
        color: RGBColor,
    },
    /// A filled circle.
    Disc {
        /// Its centre.
        centre: Point,
        /// Its radius in pixels.
        radius: i32,
        /// Its colour.
        color: RGBColor,
    },
    /// A filled polygon.
    Polygon {
        /// Its corners.
        points: Vec<Point>,
        /// Its colour.
        color: RGBColor,
    },
}

/// Which point of its line a label's `x` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The beginning.
    Start,
    /// The middle.
    Middle,
    /// The end.
    End,
}

/// How a label is set.
#[derive(Clone, Copy, Debug)]
pub struct Type {
    /// Pixels per em.
    pub size: i32,
    /// Regular or bold.
    pub weight: Weight,
    /// Its colour.
    pub color: RGBColor,
    /// Where it is held.
    pub anchor: Anchor,
}

/// One line of text.
#[derive(Clone, Debug)]
pub struct Label {
    /// The words.
    pub text: String,
    /// The anchor on the baseline.
    pub at: Point,
    /// How it is set.
    pub style: Type,
    /// Reads from bottom to top.
    pub upright: bool,
}

impl Label {
    /// The box that the text stays within: left, top, right, bottom.
    pub fn bounds(&self) -> [i32; 4] {
        let size = f64::from(self.style.size);
        let width = text::width(&self.text, self.style.size, self.style.weight);
        let before = match self.style.anchor {
            Anchor::Start => 0,
            Anchor::Middle => width / 2,
            Anchor::End => width,
        };
        let above = (text::ASCENT * size).round() as i32;
        let below = (text::LINE * size).round() as i32 - above;
        let (x, y) = self.at;
        if self.upright {
            [x - above, y + before - width, x + below, y + before]
        } else {
            [x - before, y - above, x - before + width, y + below]
        }
    }
}

/// Marks and labels, in the order in which they are drawn: marks first.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Height in pixels; the width is the page's.
    pub height: i32,
    /// Shapes, the later over the earlier.
    pub marks: Vec<Mark>,
    /// Text, over all shapes.
    pub labels: Vec<Label>,
}

impl Sheet {
    /// Draws the marks on a canvas whose upper left corner is the sheet's.
    pub fn draw_marks(&self, canvas: &Canvas) -> Result<()> {
        for mark in &self.marks {
            match mark {
                Mark::Line { points, width, color } => {
                    canvas.draw(&PathElement::new(points.as_slice(), color.stroke_width(*width)))?
                }
                Mark::Rect { corners, color } => canvas.draw(&Rectangle::new(*corners, color.filled()))?,
                Mark::Disc { centre, radius, color } => canvas.draw(&Circle::new(*centre, *radius, color.filled()))?,
                Mark::Polygon { points, color } => canvas.draw(&Polygon::new(points.as_slice(), color.filled()))?,
            }
        }
        Ok(())
    }
}

/// Lines of text one below the other, the first with its top at `top`.
pub fn paragraph(lines: &[String], x: i32, top: i32, style: Type) -> Vec<Label> {
    let size = f64::from(style.size);
    lines
        .iter()
        .enumerate()
        .map(|(line, text)| Label {
            text: text.clone(),
            at: (x, top + ((line as f64 * text::LINE + text::ASCENT) * size).round() as i32),
            style,
            upright: false,
        })
        .collect()
}

/// Lines of text centred on the height `middle`.
pub fn beside(lines: &[String], x: i32, middle: i32, style: Type) -> Vec<Label> {
    let size = f64::from(style.size);
    let first = text::MIDDLE - (lines.len() as f64 - 1.0) / 2.0 * text::LINE;
    lines
        .iter()
        .enumerate()
        .map(|(line, text)| Label {
            text: text.clone(),
            at: (x, middle + ((first + line as f64 * text::LINE) * size).round() as i32),
            style,
            upright: false,
        })
        .collect()
}
