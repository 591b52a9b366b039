//! Tables and charts -> files: the only place that knows file formats.
//!
//! All is written to a hidden folder and takes the place of the earlier output at the end, see `place`: a run that fails
//! leaves the earlier output as it was. Files that no run wrote stay where they are.

pub mod csv;
mod decimal;
mod docx;
mod html;
mod large;
mod place;
mod png;
mod readme;
mod svg;
#[cfg(test)]
mod testing;
mod xlsx;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Write;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::chart::{self, Chart, Text};
use crate::digest::FileDigest;
use crate::flow::{self, Steps};
use crate::manifest::{Manifest, RUN};
use crate::options::{Dialect, Labels, Options, Picture};
use crate::progress::{Step, Watch};
use crate::report::{self, Excerpt, Report};
use crate::table::{self, Grid, Schema};
use crate::words::Words;
use place::{NewFile, Place, Wishes};
pub use place::{Settled, folder_of, save};
use png::{Canvas, Png};
use svg::Drawing;

/// How many rows of a large table are made and written at a time.
const CHUNK: usize = 2048;

/// What a run writes, not in place yet. Dropped before [`Output::finish`], it takes with it what it wrote.
pub struct Output<'a> {
    options: &'a Options,
    /// Before the folder, since fields are dropped in order.
    tables: BTreeMap<&'static str, Table>,
    place: Place,
}

/// A table on its way.
struct Table {
    file: NewFile,
    schema: Schema,
    /// The numbers of the rows that belong together, one behind another; the last ends where the table does so far.
    sections: Vec<Range<u64>>,
}

impl Table {
    /// Notes the rows of a part.
    fn note(&mut self, part: &dyn Grid) {
        let end = self.sections.last().map_or(0, |section| section.end);
        let after = |section: &Range<usize>| end + section.start as u64..end + section.end as u64;
        match (part.sections(), self.sections.last_mut()) {
            (Some(sections), _) => self.sections.extend(sections.iter().map(after)),
            (None, Some(last)) => last.end += part.height() as u64,
            (None, None) => self.sections.push(0..part.height() as u64),
        }
    }
}

impl<'a> Output<'a> {
    /// Locks the output folder, and makes the one to write to.
    ///
    /// # Errors
    /// The output is a file, or can't be written to; another run writes there; it holds a file of the user's under a name
    /// that the run may write.
    pub fn begin(options: &'a Options, watch: Watch) -> Result<Output<'a>> {
        let document = options.output.join("report.docx");
        if options.template && document.exists() && !options.overwrite {
            bail!("{} is there and may hold words of your own: rename or delete it, and run again", document.display());
        }
        let may_write = |name: &str| may_write(name, options);
        let wishes = Wishes { wait: options.wait, overwrite: options.overwrite, may_write: &may_write };
        Ok(Output { options, place: Place::take(&options.output, wishes, watch)?, tables: BTreeMap::new() })
    }

    /// The folder that is written to, for temporary files, too.
    pub fn folder(&self) -> &Path {
        self.place.folder()
    }

    /// Appends a table's rows to its file, which is made when its first rows come; on as many threads as there may be.
    ///
    /// # Errors
    /// The file can't be written: the disk is full, say.
    pub fn append(&mut self, rows: &dyn Grid) -> Result<()> {
        let (threads, dialect, height) = (self.options.threads, self.options.dialect, rows.height());
        let (name, table) = (rows.name(), self.table(rows)?);
        table.note(rows);
        let file = &mut table.file;
        let of_chunk =
            |_: &mut (), chunk: usize| csv::rows(rows, chunk * CHUNK..height.min((chunk + 1) * CHUNK), dialect);
        let steps = Steps { prepare: of_chunk, decide: |rows| rows, finish: |_: &mut (), rows| rows };
        let append = |rows: Vec<u8>| Ok(file.write_all(&rows)?);
        let appended = flow::in_order(0..height.div_ceil(CHUNK), threads, || (), steps, append);
        appended.with_context(|| self.place.full(&path(name)))?;
        Ok(())
    }

    /// The table whose rows these are.
    fn table(&mut self, rows: &dyn Grid) -> Result<&mut Table> {
        Ok(match self.tables.entry(rows.name()) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let (path, schema) = (path(rows.name()), rows.schema());
                let mut file = self.place.create(&path)?;
                let header = csv::header(&schema.headings, self.options.dialect);
                file.write_all(&header).with_context(|| self.place.full(&path))?;
                entry.insert(Table { file, schema, sections: Vec::new() })
            }
        })
    }

    /// Ends the tables, and writes all that is made of the report: the charts with their captions, the page, the workbook.
    ///
    /// # Errors
    /// A file can't be written: the disk is full, say.
    pub fn publish(&mut self, report: &Report, watch: Watch) -> Result<()> {
        self.end_tables(report)?;
        watch(Step::Drawing { charts: report.figures.len() as u64 });
        let drawn = self.draw(report)?;
        watch(Step::Writing);
        self.place.write("charts/README.md", readme::of_charts(&report.figures).as_bytes())?;
        let figures: Vec<Figure> = report.figures.iter().zip(drawn.iter().map(|drawn| &drawn.png)).collect();
        let workbook = || xlsx::workbook(report, &figures);
        let page = || page(report, &drawn, self.options.dialect).map(String::into_bytes);
        let document = || docx::document(report, &figures);
        let files: [(&str, bool, Make); 3] = [
            ("themeshift.xlsx", true, &workbook),
            ("report.html", true, &page),
            ("report.docx", self.options.template, &document),
        ];
        let files = files.into_iter().filter(|(_, is_wanted, _)| *is_wanted);
        let prepare = |_: &mut (), (file, _, make): (_, _, Make)| (file, make());
        let steps = Steps { prepare, decide: |made| made, finish: |_: &mut (), made| made };
        flow::in_order(files, self.options.threads, || (), steps, |(file, bytes)| self.place.write(file, &bytes?))?;
        Ok(())
    }

    /// Writes the last rows of all tables, and what their columns mean.
    fn end_tables(&mut self, report: &Report) -> Result<()> {
        let mut tables = Vec::new();
        for (name, Table { file, schema, sections }) in std::mem::take(&mut self.tables) {
            if report.table(name).is_none_or(Excerpt::fits_a_sheet) {
                self.place.finish(&path(name), file)?;
            } else {
                self.split(name, file, &schema, &sections)?;
            }
            tables.push(schema);
        }
        let readme = readme::of_tables(&tables, report, self.options.dialect);
        self.place.write("tables/README.md", readme.as_bytes())
    }

    /// Of a table that no spreadsheet opens, writes all rows to a Parquet file, and those that tell most to the CSV file.
    fn split(&mut self, name: &str, whole: NewFile, schema: &Schema, sections: &[Range<u64>]) -> Result<()> {
        let paths = [path(name), format!("tables/{name}.parquet")];
        let shown = large::telling(sections, schema.has_two_ends, report::CSV);
        let whole = self.place.take_back(&paths[0], whole)?;
        let (mut csv, mut parquet) = (self.place.create(&paths[0])?, self.place.create(&paths[1])?);
        let split = large::split(whole, schema, self.options.dialect, &shown, &mut csv, &mut parquet);
        split.with_context(|| self.place.full(&paths[1]))?;
        self.place.finish(&paths[0], csv)?;
        self.place.finish(&paths[1], parquet)
    }

    /// Draws the figures, on as many threads as there may be, and writes each while others are drawn.
    fn draw(&mut self, report: &Report) -> Result<Vec<Drawn>> {
        let Output { options, place, .. } = self;
        let draw = |canvas: &mut Canvas, figure: &Chart<Text>| -> Result<Drawn> {
            let drawing = |labels| {
                Drawing::new(&figure.spoken(labels), labels)
                    .with_context(|| format!("can't draw the chart {}", figure.name))
            };
            let (en, vi) = (drawing(Labels::En)?, drawing(Labels::Vi)?);
            let png = canvas.encode(report.labels.pick(&en, &vi));
            let png = png.with_context(|| format!("can't draw the chart {}", figure.name))?;
            Ok(Drawn { drawings: Words::new(en, vi), png })
        };
        let mut write = |name: &str, drawn: &Drawn| {
            options.charts.iter().try_for_each(|format| match format {
                Picture::Png => place.write(&format!("charts/{name}.png"), &drawn.png.bytes),
                Picture::Svg => {
                    let drawing = drawn.drawings.pick(report.labels).file();
                    place.write(&format!("charts/{name}.svg"), drawing.as_bytes())
                }
            })
        };
        let mut all: Vec<Drawn> = Vec::new();
        let steps = Steps { prepare: |_: &mut Canvas, figure| figure, decide: |figure| figure, finish: draw };
        flow::in_order(report.figures.iter(), options.threads, Canvas::default, steps, |drawn| {
            let drawn = drawn?;
            write(&report.figures[all.len()].name, &drawn)?;
            all.push(drawn);
            Ok(())
        })?;
        Ok(all)
    }

    /// Puts all that was written in place, with the record of the run that `describe` makes of a list of these files.
    ///
    /// # Errors
    /// A file can't be written or put in place; the earlier output is as it was.
    pub fn finish(self, describe: impl FnOnce(BTreeMap<String, FileDigest>) -> Manifest) -> Result<Settled> {
        self.place.settle(describe)
    }
}

/// A table's file in the output.
fn path(table: &str) -> String {
    format!("tables/{table}.csv")
}

/// Whether a run may write a file of that name.
fn may_write(name: &str, options: &Options) -> bool {
    match name.split_once('/') {
        Some(("tables", file)) => {
            let table = file.strip_suffix(".csv").or_else(|| file.strip_suffix(".parquet"));
            file == "README.md" || table.is_some_and(|table| table::NAMES.contains(&table))
        }
        Some(("charts", file)) => {
            let is_of = |format: &Picture| {
                let stem = match format {
                    Picture::Png => file.strip_suffix(".png"),
                    Picture::Svg => file.strip_suffix(".svg"),
                };
                stem.is_some_and(chart::is_name)
            };
            file == "README.md" || options.charts.iter().any(is_of)
        }
        Some(_) => false,
        None => ["report.html", "themeshift.xlsx", RUN].contains(&name) || options.template && name == "report.docx",
    }
}

/// Makes a file's bytes.
type Make<'m> = &'m (dyn Fn() -> Result<Vec<u8>> + Sync);

/// The text without the characters that XML 1.0 (section 2.2) can't hold even when escaped.
fn printable(text: &str) -> Cow<'_, str> {
    let is_forbidden =
        |c: char| matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    if text.contains(is_forbidden) { text.replace(is_forbidden, "").into() } else { text.into() }
}

/// A figure as it is drawn in both languages, and as a picture in that of the report.
struct Drawn {
    drawings: Words<Drawing>,
    png: Png,
}

/// A figure with its picture.
type Figure<'f> = (&'f Chart<Text>, &'f Png);

/// The report as a page; its charts share the shapes of their letters.
fn page(report: &Report, drawn: &[Drawn], dialect: Dialect) -> Result<String> {
    let each = || drawn.iter().map(|drawn| &drawn.drawings);
    let shapes: BTreeMap<_, _> = each().flat_map(|Words { en, vi }| en.shapes.iter().chain(&vi.shapes)).collect();
    let drawings: Vec<_> = each().map(|Words { en, vi }| Words::new(en.inline(), vi.inline())).collect();
    html::page(report, &drawings, &svg::definitions(shapes), dialect)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Layer;

    #[test]
    fn only_what_xml_forbids_is_dropped() {
        assert_eq!(printable("a\0\u{1}b\tc\nd\u{b}\u{ffff}é😀<&"), "ab\tc\ndé😀<&");
        assert!(matches!(printable("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_run_writes_tables_and_charts_of_its_names_and_pictures_of_its_formats() {
        let options = |typed| Options::build(typed).unwrap();
        let (plain, all) = (
            options(Layer::default()),
            options(Layer { charts: Some(vec![Picture::Png, Picture::Svg]), template: Some(true), ..Layer::default() }),
        );
        let both =
            ["tables/findings.csv", "tables/README.md", "charts/theme_share.png", "charts/keyness_2_3.png", "run.json"];
        let more = ["charts/theme_share.svg", "charts/theme_change_a_b.svg", "report.docx"];
        for name in both {
            assert!(may_write(name, &plain) && may_write(name, &all), "{name}");
        }
        for name in more {
            assert!(!may_write(name, &plain) && may_write(name, &all), "{name}");
        }
        for name in [
            "tables/notes.csv",
            "tables/findings.txt",
            "findings.csv",
            "charts/theme_share.docx",
            "charts/theme_share_2024.png",
            "charts/map.png",
            "charts/keyness.png",
            "theme_share.png",
            "mine/report.html",
        ] {
            assert!(!may_write(name, &plain) && !may_write(name, &all), "{name}");
        }
    }
}
