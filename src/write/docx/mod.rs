//! [`Report`] and the charts as PNG -> a Word document that a report can start from. The parts of the file are the
//! templates beside this file; the same report gives the same bytes.

use std::io::{Cursor, Write};

use anyhow::{Context, Result};
use minijinja::value::Serde;
use minijinja::{Environment, Error, context};
use quick_xml::escape::escape;
use serde::Serialize;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::options::Labels;
use crate::report::Report;
use crate::write::png::Png;
use crate::write::{Figure, printable};

/// A chart's width in EMU, of which a centimetre has 360,000: 16 cm, all that the margins leave of A4.
const WIDTH: u64 = 5_760_000;
/// Its largest height: 19 cm leave room for the caption on the same page.
const HEIGHT: u64 = 6_840_000;

/// The parts of the file by their names, those first that tell what it is.
const PARTS: &[(&str, &str)] = &[
    ("[Content_Types].xml", include_str!("content_types.xml")),
    ("_rels/.rels", include_str!("package.xml")),
    ("docProps/core.xml", include_str!("core.xml")),
    ("docProps/app.xml", include_str!("app.xml")),
    ("word/document.xml", include_str!("document.xml")),
    ("word/_rels/document.xml.rels", include_str!("relationships.xml")),
    ("word/styles.xml", include_str!("styles.xml")),
    ("word/numbering.xml", include_str!("numbering.xml")),
    ("word/settings.xml", include_str!("settings.xml")),
    ("word/footer1.xml", include_str!("footer.xml")),
    ("word/theme/theme1.xml", include_str!("theme.xml")),
];

/// Makes the document of a report with these figures.
///
/// # Errors
/// Only the writer's and the templates' own errors.
pub fn document(report: &Report, figures: &[Figure]) -> Result<Vec<u8>> {
    let picture = |(chart, png): &Figure| {
        let (width, height) = scale(png);
        let [title, caption] = [&chart.title, &chart.caption].map(|text| text.pick(report.labels).clone());
        let alternative = chart.alternative().pick(report.labels).clone();
        Picture { name: chart.name.clone(), title, caption, alternative, width, height }
    };
    let pictures: Vec<Picture> = figures.iter().map(picture).collect();
    let sum = |count: fn(&crate::report::Group) -> u64| report.groups.iter().map(count).sum::<u64>();
    let values = context! {
        vi => report.labels == Labels::Vi,
        lang => report.labels.pick("en", "vi"),
        tag => report.labels.tag(),
        title => report.title.pick(report.labels),
        version => env!("CARGO_PKG_VERSION"),
        groups => Serde(&report.groups),
        documents => sum(|group| group.documents),
        tokens => sum(|group| group.tokens),
        clauses => sum(|group| group.clauses),
        themed_clauses => sum(|group| group.themed_clauses),
        answer => Serde(&report.answer),
        findings => Serde(&report.findings),
        doubts => Serde(&report.doubts),
        figures => Serde(&pictures),
    };
    let environment = environment(report.labels);
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    // Without a date of its own a part would take the clock's where zip is built with it.
    let packed = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, template) in PARTS {
        let part = environment.render_str(template, &values).with_context(|| format!("can't fill in {name}"))?;
        file.start_file(*name, packed)?;
        file.write_all(part.as_bytes())?;
    }
    // PNG is deflated already.
    let stored = packed.compression_method(CompressionMethod::Stored);
    for (number, (_, png)) in (1..).zip(figures) {
        file.start_file(format!("word/media/image{number}.png"), stored)?;
        file.write_all(&png.bytes)?;
    }
    Ok(file.finish()?.into_inner())
}

/// A chart with the size that it is printed in, in EMU.
#[derive(Serialize)]
struct Picture {
    name: String,
    title: String,
    caption: String,
    alternative: String,
    width: u64,
    height: u64,
}

/// The printed size of a picture, in its own proportions.
fn scale(png: &Png) -> (u64, u64) {
    let (width, height) = (u64::from(png.width.max(1)), u64::from(png.height.max(1)));
    let (printed_width, printed_height) = if WIDTH * height <= HEIGHT * width {
        (WIDTH, WIDTH * height / width)
    } else {
        (HEIGHT * width / height, HEIGHT)
    };
    (printed_width.max(1), printed_height.max(1))
}

/// What the templates are filled in by: every value that they print is escaped for XML.
fn environment(labels: Labels) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_formatter(|output, _, value| {
        let text = value.as_str().map_or_else(|| value.to_string().into(), printable);
        output.write_str(&escape(text)).map_err(Error::from)
    });
    environment.add_filter("thousands", move |count: u64| labels.count(count));
    environment
}

#[cfg(test)]
mod tests;
