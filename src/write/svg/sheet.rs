//! A drawing with everything in its place: marks and labels in pixels, not yet in any file format.

use anyhow::Result;
use plotters::coord::Shift;
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::prelude::{DrawingArea, SVGBackend};
use plotters::style::{Color, RGBColor};

use super::text::{self, EM, Weight};

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

impl Type {
    /// Body text.
    pub fn regular(size: i32, color: RGBColor, anchor: Anchor) -> Type {
        Type { size, weight: Weight::Regular, color, anchor }
    }

    /// The same in bold.
    pub fn bold(size: i32, color: RGBColor, anchor: Anchor) -> Type {
        Type { size, weight: Weight::Bold, color, anchor }
    }
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
    /// Its letters, each with its distance from `at` along the line in whole pixels: a letter looks the same wherever it is,
    /// which makes the PNG a sixth smaller.
    pub fn letters(&self) -> impl Iterator<Item = (char, f64)> {
        let Type { size, weight, anchor, .. } = self.style;
        let scale = f64::from(size) / f64::from(EM);
        let width = || self.text.chars().map(|letter| text::advance(letter, weight)).sum::<f32>();
        let mut pen = match anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => -width() / 2.0,
            Anchor::End => -width(),
        };
        self.text.chars().map(move |letter| {
            let along = (f64::from(pen) * scale).round();
            pen += text::advance(letter, weight);
            (letter, along)
        })
    }

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
    /// Lays what another sheet shows over this one, whose height stays.
    pub fn add(&mut self, other: Sheet) {
        self.marks.extend(other.marks);
        self.labels.extend(other.labels);
    }

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
    set(lines, (x, top), text::ASCENT, style)
}

/// Lines of text centred on the height `middle`.
pub fn beside(lines: &[String], x: i32, middle: i32, style: Type) -> Vec<Label> {
    set(lines, (x, middle), text::MIDDLE - (lines.len() as f64 - 1.0) / 2.0 * text::LINE, style)
}

/// What stands where there is no value, centred on the height `middle`.
pub fn dash(x: i32, middle: i32, style: Type) -> Vec<Label> {
    beside(&["–".to_owned()], x, middle, style)
}

/// Lines of text, the baseline of the first this many ems below a point.
fn set(lines: &[String], (x, y): Point, first: f64, style: Type) -> Vec<Label> {
    let baseline = |line: usize| y + ((first + line as f64 * text::LINE) * f64::from(style.size)).round() as i32;
    let label =
        |(line, text): (usize, &String)| Label { text: text.clone(), at: (x, baseline(line)), style, upright: false };
    lines.iter().enumerate().map(label).collect()
}

/// A bar from the pixel `zero` to the pixel `end` around the height `middle`, in a row of this height beside text of
/// this size.
pub fn bar((zero, end): (i32, i32), (middle, height): (i32, i32), size: i32, color: RGBColor) -> Mark {
    let half = (height * 3 / 10).min(size / 2);
    Mark::Rect { corners: [(zero.min(end), middle - half), (zero.max(end), middle + half)], color }
}

/// A square sign of a colour, with its left edge at `x`, as high as most letters of this size.
pub fn swatch(x: i32, middle: i32, size: i32, color: RGBColor) -> Mark {
    let side = swatch_side(size);
    Mark::Rect { corners: [(x, middle - side / 2), (x + side, middle + side / 2)], color }
}

/// The side of such a square in pixels.
pub fn swatch_side(size: i32) -> i32 {
    size * 7 / 10
}
