//! Tables and charts -> files: the only place that knows file formats.
//!
//! All is written to a hidden folder in the target, on its own file system, and moved into place at the end: a run that
//! fails leaves the earlier output as it was. Files that no run wrote stay where they are.

pub mod csv;
mod png;
mod readme;
mod svg;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::chart::Chart;
use crate::options::{PARTS, Picture};
use crate::table::Table;
use csv::CsvFile;

/// What a run writes, not in place yet. Dropped before [`Output::finish`], it takes with it what it wrote.
pub struct Output {
    target: PathBuf,
    /// The folder that is written to; it goes when the output is dropped.
    work: TempDir,
    /// The target itself, where it was made for this run; behind `work`, since fields are dropped in order.
    _made: Option<Made>,
    delimiter: u8,
    tables: BTreeMap<&'static str, (CsvFile, Table)>,
}

impl Output {
    /// Makes the folder to write to.
    ///
    /// # Errors
    /// `target` is a file, or can't be written to.
    pub fn begin(target: &Path, delimiter: u8) -> Result<Output> {
        if target.exists() && !target.is_dir() {
            bail!("{} is a file: --output takes a folder", target.display());
        }
        let context = || format!("can't write to the folder {}", target.display());
        let made = (!target.exists()).then(|| Made(target.to_path_buf()));
        fs::create_dir_all(target).with_context(context)?;
        let work = tempfile::Builder::new().prefix(".part-").tempdir_in(target).with_context(context)?;
        for part in PARTS {
            fs::create_dir(work.path().join(part)).with_context(context)?;
        }
        Ok(Output { target: target.to_path_buf(), work, _made: made, delimiter, tables: BTreeMap::new() })
    }

    /// Appends a table's rows to its file, which is made when its first rows come.
    ///
    /// # Errors
    /// The file can't be written: the disk is full, say.
    pub fn append(&mut self, table: &Table) -> Result<()> {
        let path = self.work.path().join("tables").join(format!("{}.csv", table.name));
        let context = || format!("can't write the table {}; is the disk full?", table.name);
        let (file, _) = match self.tables.entry(table.name) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let file = CsvFile::create(&path, table, self.delimiter).with_context(context)?;
                entry.insert((file, Table { data: table.data.clear(), ..table.clone() }))
            }
        };
        file.append(table).with_context(context)
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
                let path = self.work.path().join("charts").join(format!("{}.{extension}", chart.name));
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
        let path = self.work.path().join("charts/README.md");
        fs::write(path, readme::of_charts(english, vietnamese)).context("can't write the charts' README.md")
    }

    /// Moves all that was written into place.
    ///
    /// # Errors
    /// A file can't be written or moved; the earlier output is put back.
    pub fn finish(mut self) -> Result<()> {
        let mut tables = Vec::new();
        for (_, (file, table)) in std::mem::take(&mut self.tables) {
            file.finish().with_context(|| format!("can't write the table {}; is the disk full?", table.name))?;
            tables.push(table);
        }
        let readme = self.work.path().join("tables/README.md");
        fs::write(readme, readme::of_tables(&tables)).context("can't write the tables' README.md")?;
        let mut moves = Vec::new();
        for part in PARTS {
            let (new, place, old) =
                (self.work.path().join(part), self.target.join(part), self.work.path().join(format!("old-{part}")));
            let context = || format!("can't put {} in place", place.display());
            fs::create_dir_all(&place).with_context(context)?;
            fs::create_dir(&old).with_context(context)?;
            let written = names(&new).with_context(context)?;
            let earlier = names(&place).with_context(context)?.into_iter().filter(|name| is_of_a_run(name, &written));
            moves.extend(earlier.map(|name| (place.join(&name), old.join(&name))));
            moves.extend(written.iter().map(|name| (new.join(name), place.join(name))));
        }
        move_all(&moves)
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

/// Whether an earlier run wrote a file: it has the name of one that this run wrote, or it is a chart of that name in
/// another format, or a chart of another pair of groups.
fn is_of_a_run(name: &str, written: &BTreeSet<String>) -> bool {
    let chart = |name: &str| {
        let (stem, extension) = name.rsplit_once('.')?;
        ["png", "svg"].contains(&extension).then(|| stem.to_string())
    };
    let is_chart =
        |stem: &String| stem.starts_with("keyness_") || written.iter().any(|new| chart(new).as_ref() == Some(stem));
    written.contains(name) || chart(name).as_ref().is_some_and(is_chart)
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
    fn only_files_of_an_earlier_run_are_replaced() {
        let written = ["theme_share.png", "keyness_1_2.png", "README.md"].map(String::from).into();
        for name in ["theme_share.png", "theme_share.svg", "keyness_2_3.png", "README.md"] {
            assert!(is_of_a_run(name, &written), "{name}");
        }
        for name in ["theme_share.docx", "map.png", "notes.txt", "theme_share"] {
            assert!(!is_of_a_run(name, &written), "{name}");
        }
    }
}
