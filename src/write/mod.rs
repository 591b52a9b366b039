//! Tables and charts -> files: the only place that knows file formats.
//!
//! All is written to a folder beside the target and moved into place at the end, so that a run that fails leaves the
//! earlier output as it was.

mod csv;
mod png;
mod readme;
mod svg;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::chart::Chart;
use crate::options::Picture;
use crate::table::Table;
use csv::CsvFile;

/// What a run writes, not in place yet. Dropped before [`Output::finish`], it leaves nothing behind.
pub struct Output {
    target: PathBuf,
    /// The folder that is written to; it goes when the output is dropped.
    work: Work,
    delimiter: u8,
    tables: BTreeMap<&'static str, (CsvFile, Table)>,
}

/// The parts of the output folder that are ours and replaced whole.
const PARTS: [&str; 2] = ["tables", "charts"];

impl Output {
    /// Makes the folder to write to, beside `target`.
    ///
    /// # Errors
    /// `target` is a file, or its folder can't be written to.
    pub fn begin(target: &Path, delimiter: u8) -> Result<Output> {
        if target.exists() && !target.is_dir() {
            bail!("{} is a file: --output takes a folder", target.display());
        }
        let name = target.file_name().with_context(|| format!("{} names no folder to write to", target.display()))?;
        let mut work = name.to_os_string();
        work.push(format!(".part-{}", std::process::id()));
        let work = Work(target.with_file_name(work));
        for part in PARTS {
            fs::create_dir_all(work.0.join(part))
                .with_context(|| format!("can't make a folder beside {}; is it read-only?", target.display()))?;
        }
        Ok(Output { target: target.to_path_buf(), work, delimiter, tables: BTreeMap::new() })
    }

    /// Appends a table's rows to its file, which is made when its first rows come.
    ///
    /// # Errors
    /// The file can't be written: the disk is full, say.
    pub fn append(&mut self, table: &Table) -> Result<()> {
        let path = self.work.0.join("tables").join(format!("{}.csv", table.name));
        let context = || format!("can't write the table {}; is the disk full?", table.name);
        if !self.tables.contains_key(table.name) {
            let file = CsvFile::create(&path, table, self.delimiter).with_context(context)?;
            self.tables.insert(table.name, (file, Table { data: table.data.clear(), ..table.clone() }));
        }
        match self.tables.get_mut(table.name) {
            Some((file, _)) => file.append(table).with_context(context),
            None => Ok(()),
        }
    }

    /// Draws the charts in each of the formats.
    ///
    /// # Errors
    /// A file can't be written.
    pub fn draw(&mut self, charts: &[Chart], formats: &[Picture]) -> Result<()> {
        for chart in charts {
            let context = || format!("can't write the chart {}", chart.name);
            let svg = svg::draw(chart).with_context(context)?;
            for format in formats {
                let (extension, bytes) = match format {
                    Picture::Png => ("png", png::encode(&svg).with_context(context)?),
                    Picture::Svg => ("svg", png::outline(&svg).with_context(context)?.into_bytes()),
                };
                let path = self.work.0.join("charts").join(format!("{}.{extension}", chart.name));
                fs::write(path, bytes).with_context(context)?;
            }
        }
        Ok(())
    }

    /// Writes the page of the charts' captions, which are the same charts in two languages.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn caption(&mut self, english: &[Chart], vietnamese: &[Chart]) -> Result<()> {
        let path = self.work.0.join("charts/README.md");
        fs::write(path, readme::of_charts(english, vietnamese)).context("can't write the charts' README.md")
    }

    /// Moves all that was written into place.
    ///
    /// # Errors
    /// A file can't be written or moved.
    pub fn finish(mut self) -> Result<()> {
        let mut tables = Vec::new();
        for (_, (file, table)) in std::mem::take(&mut self.tables) {
            file.finish().with_context(|| format!("can't write the table {}; is the disk full?", table.name))?;
            tables.push(table);
        }
        let readme = self.work.0.join("tables/README.md");
        fs::write(readme, readme::of_tables(&tables)).context("can't write the tables' README.md")?;
        fs::create_dir_all(&self.target).with_context(|| format!("can't make {}", self.target.display()))?;
        for part in PARTS {
            let (new, place, old) =
                (self.work.0.join(part), self.target.join(part), self.work.0.join(format!("{part}.old")));
            let moved = || format!("can't put {} in place", place.display());
            if place.exists() {
                fs::rename(&place, &old).with_context(moved)?;
            }
            fs::rename(&new, &place).with_context(moved)?;
        }
        Ok(())
    }
}

/// A folder that is removed with all that is in it.
struct Work(PathBuf);

impl Drop for Work {
    fn drop(&mut self) {
        // What can't be removed is only a left-over: the run's result stands.
        let _ = fs::remove_dir_all(&self.0);
    }
}
