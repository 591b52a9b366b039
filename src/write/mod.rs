//! Tables and charts -> files: the only place that knows file formats.
//!
//! All is written to a hidden folder in the target, on its own file system, and moved into place at the end: a run that
//! fails leaves the earlier output as it was. Files that no run wrote stay where they are.

pub mod csv;
mod decimal;
mod docx;
mod html;
mod picture;
mod png;
mod readme;
mod svg;
#[cfg(test)]
mod testing;
mod xlsx;

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::chart;
use crate::flow::{self, Steps};
use crate::options::{Dialect, Labels, Options, Picture};
use crate::progress::{Step, Watch};
use crate::report::{Figure, Report};
use crate::table::{Rows, Table};
use csv::CsvFile;
use html::Drawings;
use png::Canvas;
use svg::Drawing;

/// So many rows of a large table are made and written at a time.
const CHUNK: usize = 2048;

/// Where files are written first, and their folder in the output.
const FOLDERS: [(&str, &str); 3] = [("tables", "tables"), ("charts", "charts"), ("report", "")];

/// What a run writes, not in place yet. Dropped before [`Output::finish`], it takes with it what it wrote.
pub struct Output<'a> {
    options: &'a Options,
    /// The folder that is written to; it goes when the output is dropped.
    work: TempDir,
    /// The target itself, where it was made for this run; behind `work`, since fields are dropped in order.
    _made: Option<Made>,
    tables: BTreeMap<&'static str, (CsvFile, Table)>,
}

impl<'a> Output<'a> {
    /// Makes the folder to write to.
    ///
    /// # Errors
    /// The target is a file, or can't be written to.
    pub fn begin(options: &'a Options) -> Result<Output<'a>> {
        let target = &options.output;
        if target.exists() && !target.is_dir() {
            bail!("{} is a file: --output takes a folder", target.display());
        }
        let template = target.join("report.docx");
        if options.template && template.exists() {
            bail!("{} is there and may hold words of your own: rename or delete it, and run again", template.display());
        }
        let context = || format!("can't write to the folder {}", target.display());
        let made = (!target.exists()).then(|| Made(target.to_path_buf()));
        fs::create_dir_all(target).with_context(context)?;
        let work = tempfile::Builder::new().prefix(".part-").tempdir_in(target).with_context(context)?;
        for (part, _) in FOLDERS {
            fs::create_dir(work.path().join(part)).with_context(context)?;
        }
        Ok(Output { options, work, _made: made, tables: BTreeMap::new() })
    }

    /// Appends a table's rows to its file, which is made when its first rows come.
    ///
    /// # Errors
    /// The file can't be written: the disk is full, say.
    pub fn append(&mut self, table: &Table) -> Result<()> {
        let rows = csv::rows(&table.values()?, self.options.dialect);
        self.file(table)?.append(&rows).with_context(|| context(table.name))
    }

    /// Appends rows that are made when they are asked for, on as many threads as there may be.
    ///
    /// # Errors
    /// The file can't be written: the disk is full, say.
    pub fn append_rows(&mut self, rows: &Rows) -> Result<()> {
        let (threads, dialect, height) = (self.options.threads, self.options.dialect, rows.height());
        let table = rows.ends(0)?;
        let file = self.file(&table)?;
        let of_chunk = |_: &mut (), chunk: usize| {
            let rows = rows.columns(chunk * CHUNK..height.min((chunk + 1) * CHUNK));
            csv::rows(&rows.into_values(), dialect)
        };
        let steps = Steps { prepare: of_chunk, decide: |rows| rows, finish: |_: &mut (), rows| rows };
        let append = |rows: Vec<u8>| file.append(&rows).with_context(|| context(table.name));
        flow::in_order(0..height.div_ceil(CHUNK), threads, || (), steps, append)?;
        Ok(())
    }

    /// The file of a table.
    fn file(&mut self, table: &Table) -> Result<&mut CsvFile> {
        let (file, _) = match self.tables.entry(table.name) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let path = self.work.path().join("tables").join(format!("{}.csv", table.name));
                let file = CsvFile::create(&path, &table.columns, self.options.dialect);
                let file = file.with_context(|| context(table.name))?;
                entry.insert((file, Table { data: table.data.clear(), ..table.clone() }))
            }
        };
        Ok(file)
    }

    /// Writes all that is made of the report: the charts with their captions, the page, the workbook.
    ///
    /// # Errors
    /// A file can't be written: the disk is full, say.
    pub fn publish(&mut self, report: &Report, watch: Watch) -> Result<()> {
        watch(Step::Drawing { charts: report.figures.len() as u64 });
        let drawn = self.draw(report)?;
        for (figure, drawn) in report.figures.iter().zip(&drawn) {
            let chart = figure.pick(report.labels);
            for format in &self.options.charts {
                match format {
                    Picture::Png => self.write(&format!("charts/{}.png", chart.name), &drawn.png)?,
                    Picture::Svg => {
                        self.write(&format!("charts/{}.svg", chart.name), drawn.pick(report.labels).file().as_bytes())?
                    }
                }
            }
        }
        watch(Step::Writing);
        self.write("charts/README.md", readme::of_charts(&report.figures).as_bytes())?;
        let pictures: Vec<&[u8]> = drawn.iter().map(|drawn| drawn.png.as_slice()).collect();
        let workbook = || xlsx::workbook(report, &pictures);
        let page = || page(report, &drawn, self.options.dialect).map(String::into_bytes);
        let document = || docx::document(report, &pictures);
        let files: [(&str, bool, Make); 3] = [
            ("report/themeshift.xlsx", true, &workbook),
            ("report/report.html", true, &page),
            ("report/report.docx", self.options.template, &document),
        ];
        let files = files.into_iter().filter(|(_, is_wanted, _)| *is_wanted);
        let prepare = |_: &mut (), (file, _, make): (_, _, Make)| (file, make());
        let steps = Steps { prepare, decide: |made| made, finish: |_: &mut (), made| made };
        flow::in_order(files, self.options.threads, || (), steps, |(file, bytes)| self.write(file, &bytes?))?;
        Ok(())
    }

    /// Draws the figures, on as many threads as there may be.
    fn draw(&self, report: &Report) -> Result<Vec<Drawn>> {
        let draw = |canvas: &mut Canvas, figure: &Figure| -> Result<Drawn> {
            let chart = figure.pick(report.labels);
            let context = || format!("can't draw the chart {}", chart.name);
            let (en, vi) =
                (Drawing::new(&figure.en).with_context(context)?, Drawing::new(&figure.vi).with_context(context)?);
            let png = canvas.encode(&report.labels.pick(&en, &vi).file()).with_context(context)?;
            Ok(Drawn { en, vi, png })
        };
        let mut drawn = Vec::new();
        let steps = Steps { prepare: |_: &mut Canvas, figure| figure, decide: |figure| figure, finish: draw };
        flow::in_order(report.figures.iter(), self.options.threads, Canvas::default, steps, |figure| {
            drawn.push(figure?);
            Ok(())
        })?;
        Ok(drawn)
    }

    /// Writes a file.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        fs::write(self.work.path().join(name), bytes).with_context(|| format!("can't write {name}; is the disk full?"))
    }

    /// Moves all that was written into place.
    ///
    /// # Errors
    /// A file can't be written or moved; the earlier output is put back.
    pub fn finish(mut self) -> Result<()> {
        let mut tables = Vec::new();
        for (_, (file, table)) in std::mem::take(&mut self.tables) {
            file.finish().with_context(|| context(table.name))?;
            tables.push(table);
        }
        let readme = self.work.path().join("tables/README.md");
        fs::write(readme, readme::of_tables(&tables, self.options.dialect))
            .context("can't write the tables' README.md")?;
        let mut moves = Vec::new();
        for (part, folder) in FOLDERS {
            let (new, old) = (self.work.path().join(part), self.work.path().join(format!("old-{part}")));
            let place = self.options.output.join(folder);
            let context = || format!("can't put {} in place", place.display());
            fs::create_dir_all(&place).with_context(context)?;
            fs::create_dir(&old).with_context(context)?;
            let written = names(&new).with_context(context)?;
            // A chart of an earlier run goes even where this run has none of its name: another pair of groups, say.
            let is_of_a_run = |name: &String| written.contains(name) || (part == "charts" && is_chart(name));
            let earlier = names(&place).with_context(context)?.into_iter().filter(is_of_a_run);
            moves.extend(earlier.map(|name| (place.join(&name), old.join(&name))));
            moves.extend(written.iter().map(|name| (new.join(name), place.join(name))));
        }
        move_all(&moves)
    }
}

/// Makes a file's bytes.
type Make<'m> = &'m (dyn Fn() -> Result<Vec<u8>> + Sync);

/// What can't be done where a table can't be written.
fn context(table: &str) -> String {
    format!("can't write the table {table}; is the disk full?")
}

/// The text without the characters that XML 1.0 (section 2.2) can't hold even when escaped.
fn printable(text: &str) -> Cow<'_, str> {
    let is_forbidden =
        |c: char| matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    if text.contains(is_forbidden) { text.replace(is_forbidden, "").into() } else { text.into() }
}

/// A figure as it is drawn in both languages, and as a picture in that of the report.
struct Drawn {
    en: Drawing,
    vi: Drawing,
    png: Vec<u8>,
}

/// The report as a page; its charts share the shapes of their letters.
fn page(report: &Report, drawn: &[Drawn], dialect: Dialect) -> Result<String> {
    let shapes: BTreeMap<_, _> =
        drawn.iter().flat_map(|drawn| drawn.en.shapes.iter().chain(&drawn.vi.shapes)).collect();
    let drawings = drawn.iter().map(|Drawn { en, vi, .. }| Drawings { en: en.inline(), vi: vi.inline() });
    html::page(report, &drawings.collect::<Vec<_>>(), &svg::definitions(shapes), dialect)
}

impl Drawn {
    fn pick(&self, labels: Labels) -> &Drawing {
        labels.pick(&self.en, &self.vi)
    }
}

/// A folder made for a run; it goes again where the run leaves nothing in it.
struct Made(PathBuf);

impl Drop for Made {
    fn drop(&mut self) {
        // Fails, as it should, where something lies in it.
        let _ = fs::remove_dir(&self.0);
    }
}

/// The names of the files in a folder.
fn names(folder: &Path) -> io::Result<BTreeSet<String>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

/// Whether a file has the name of a chart.
fn is_chart(name: &str) -> bool {
    let stem = [".png", ".svg"].iter().find_map(|extension| name.strip_suffix(extension));
    stem.is_some_and(chart::is_name)
}

/// Moves each file; where one can't be moved, those before it are moved back.
fn move_all(moves: &[(PathBuf, PathBuf)]) -> Result<()> {
    for (index, (from, to)) in moves.iter().enumerate() {
        if let Err(error) = fs::rename(from, to) {
            for (from, to) in moves[..index].iter().rev() {
                fs::rename(to, from).with_context(|| format!("can't put {} back", from.display()))?;
            }
            return Err(error).with_context(|| format!("can't put {} in place", to.display()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_that_fails_halfway_undoes_those_before_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("old"), "earlier").unwrap();
        fs::write(path("new"), "later").unwrap();
        let moves = [(path("old"), path("aside")), (path("new"), path("old")), (path("none"), path("else"))];
        let error = move_all(&moves).unwrap_err().to_string();
        assert!(error.contains("else"), "{error}");
        assert_eq!(fs::read_to_string(path("old")).unwrap(), "earlier");
        assert_eq!(fs::read_to_string(path("new")).unwrap(), "later");
    }

    #[test]
    fn only_what_xml_forbids_is_dropped() {
        assert_eq!(printable("a\0\u{1}b\tc\nd\u{b}\u{ffff}é😀<&"), "ab\tc\ndé😀<&");
        assert!(matches!(printable("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn only_charts_have_their_names() {
        for name in ["theme_share.png", "theme_share.svg", "keyness_2_3.png", "theme_change_a_b.svg"] {
            assert!(is_chart(name), "{name}");
        }
        for name in ["theme_share.docx", "theme_share_2024.png", "map.png", "notes.txt", "theme_share", "keyness.png"] {
            assert!(!is_chart(name), "{name}");
        }
    }
}
