//! Labels -> SVG: the outline of each letter once, and every place where it is drawn. No viewer needs the font.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use plotters::style::RGBColor;
use quick_xml::escape::escape;

use super::sheet::Label;
use super::text::{self, EM, Weight};

/// Letters as shapes.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    /// The outline of each letter, as data of an SVG path, by the name that the drawing calls it by. Charts of one page
    /// can share them: a name stands for the same shape in all.
    pub shapes: BTreeMap<String, Arc<str>>,
    /// The labels as SVG elements.
    pub labels: String,
}

impl Letters {
    /// Adds a label of a sheet whose upper edge is at `top`. What it says is its `aria-label`.
    pub fn add(&mut self, label: &Label, top: i32) {
        let Label { text, at: (x, y), style, upright } = label;
        let scale = f64::from(style.size) / f64::from(EM);
        let RGBColor(red, green, blue) = style.color;
        let turn = if *upright { " rotate(-90)" } else { "" };
        // The font's vertical axis points upwards. Writing to a string can't fail.
        let _ = write!(
            self.labels,
            "<g transform=\"translate({x} {}){turn} scale({scale} -{scale})\" fill=\"#{red:02x}{green:02x}{blue:02x}\" \
             role=\"img\" aria-label=\"{}\">",
            y + top,
            escaped(text)
        );
        for (letter, along) in label.letters() {
            let name = name(letter, style.weight);
            let shape = self.shapes.entry(name.clone()).or_insert_with(|| text::outline(letter, style.weight));
            if !shape.is_empty() {
                let _ = write!(self.labels, "<use x=\"{}\" href=\"#{name}\"/>", along / scale);
            }
        }
        self.labels.push_str("</g>\n");
    }
}

/// Shapes as the content of an SVG `defs`.
pub fn definitions<'a>(shapes: impl IntoIterator<Item = (&'a String, &'a Arc<str>)>) -> String {
    let drawn = shapes.into_iter().filter(|(_, shape)| !shape.is_empty());
    drawn.map(|(name, shape)| format!("<path id=\"{name}\" d=\"{shape}\"/>\n")).collect()
}

/// What a letter's shape is called: its weight and code point.
fn name(letter: char, weight: Weight) -> String {
    let weight = match weight {
        Weight::Regular => 'r',
        Weight::Bold => 'b',
    };
    format!("{weight}{:x}", letter as u32)
}

/// Text as it may be written in XML.
pub fn escaped(text: &str) -> String {
    escape(text::drawable(text)).into_owned()
}
