//! A Parquet file -> its rows, one at a time: of a group of rows, a page of each column that is needed is held.
//!
//! The crate that reads it panics on some broken files. That is caught here and becomes an error.

mod column;
mod footer;
mod pages;
mod zones;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Error, Result, anyhow, bail};
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::ChunkReader;
use parquet::schema::types::ColumnDescPtr;

use self::column::{ColumnKind, ValueReader};
use self::pages::Pages;
use super::cells::Cells;
use super::columns::{NamedColumns, SAMPLE};
use super::names::Slot;
use super::order::TableDates;
use super::row::ArticleRow;
use crate::caught;
use crate::read::bounded::{BOMB, allowed};
use crate::read::input::Input;
use crate::read::source::{Bodies, ReadingWishes, of_rows};

/// The articles of a file, see [`rows`].
///
/// # Errors
/// It is no Parquet file that can be read.
pub fn open(input: Input, wishes: &ReadingWishes) -> Result<Bodies> {
    match input.unpacked()? {
        Input::File(opened, file) => {
            file.note_opened();
            let dates = TableDates::survey(rows(opened.try_clone()?, &wishes.columns)?);
            Ok(of_rows(rows(opened, &wishes.columns)?, dates, None, Vec::new()))
        }
        Input::Held(bytes) => {
            let dates = TableDates::survey(rows(bytes.clone(), &wishes.columns)?);
            Ok(of_rows(rows(bytes, &wishes.columns)?, dates, None, Vec::new()))
        }
        Input::Packed(_) => bail!("it is packed twice"),
    }
}

/// The rows of a file, or of its bytes (`bytes::Bytes`), in order. A list of texts is one text, a line each; columns that hold
/// other lists, or neither texts, numbers nor dates, are passed over.
///
/// # Errors
/// Of the whole: it is no Parquet file, is cut off or broken, or no column holds the text. Of a row: it holds no text, or
/// not UTF-8. A fault in a column is one of the group of rows that it is in, from there on: the next group is read.
pub fn rows<R: ChunkReader + 'static>(
    source: R,
    columns: &NamedColumns,
) -> Result<impl Iterator<Item = Result<ArticleRow>> + use<R>> {
    let directory = footer::read(&source)?;
    let length = source.len();
    let mut counts = directory.row_groups().iter().map(|group| u64::try_from(group.num_rows()).ok());
    let rows = counts.try_fold(0u64, |sum, rows| sum.checked_add(rows?));
    // No text is shorter than a byte; rows without any take next to none.
    if rows.is_none_or(|rows| rows > length) {
        bail!("it says that it holds more rows than bytes: it is broken");
    }
    let schema = directory.file_metadata().schema_descr_ptr();
    let zones = zones::zones(directory.file_metadata());
    let leaves = schema.columns().iter().enumerate();
    let kind = |column: &ColumnDescPtr| ColumnKind::of(column, zones.get(column.path().string().as_str()).copied());
    let leaves: Vec<(usize, ColumnKind)> = leaves.filter_map(|(leaf, column)| Some((leaf, kind(column)?))).collect();
    let names: Vec<String> = leaves.iter().map(|(leaf, _)| name(&schema.column(*leaf))).collect();
    let file = ParquetFile { source: Arc::new(source), directory, left: Arc::new(AtomicU64::new(allowed(length))) };
    // The columns are looked into where their names don't tell.
    let slots = columns.slots(&names, &[], 0).or_else(|_| {
        let (lengths, rows) = caught(|| file.sample(&leaves)).unwrap_or_default();
        columns.slots(&names, &lengths, rows)
    })?;
    let (leaves, slots) = leaves.into_iter().zip(slots).filter_map(|(leaf, slot)| Some((leaf, slot?))).unzip();
    Ok(ParquetRows { file, leaves, slots, group: 0, open: None, number: 0, left: 0, given: allowed(length) })
}

/// The name of a column: of a list its own, without those of its layers; of what is within another "other.name".
fn name(column: &ColumnDescPtr) -> String {
    match column.max_rep_level() {
        0 => column.path().string(),
        _ => column.path().parts()[0].clone(),
    }
}

/// The result of what may panic, as an error if it does.
fn caught<T>(read: impl FnOnce() -> Result<T>) -> Result<T> {
    // Whatever was read halfway is not read again.
    caught::caught(read).unwrap_or_else(|panic| Err(anyhow!(panic)))
}

struct ParquetFile<R> {
    source: Arc<R>,
    directory: ParquetMetaData,
    /// How many bytes its pages may still unpack to.
    left: Arc<AtomicU64>,
}

impl<R: ChunkReader + 'static> ParquetFile<R> {
    /// Opens columns in a group of rows.
    fn open(&self, group: usize, leaves: &[(usize, ColumnKind)]) -> Result<Vec<ValueReader>> {
        let group = self.directory.row_group(group);
        let rows = usize::try_from(group.num_rows())?;
        let open = |&(leaf, kind): &(usize, ColumnKind)| {
            let column = group.column(leaf);
            let pages = Pages::new(&self.source, column, rows, &self.left)?;
            Ok(ValueReader::new(column.column_descr_ptr(), kind, Box::new(pages)))
        };
        leaves.iter().map(open).collect()
    }

    /// The length of the texts in each column over the first rows, and their number.
    fn sample(&self, leaves: &[(usize, ColumnKind)]) -> Result<(Vec<usize>, usize)> {
        let groups = self.directory.row_groups();
        let Some(group) = groups.iter().position(|group| group.num_rows() > 0) else {
            return Ok((Vec::new(), 0));
        };
        let rows = SAMPLE.min(usize::try_from(groups[group].num_rows())?);
        let mut lengths = vec![0; leaves.len()];
        for (length, leaf) in lengths.iter_mut().zip(leaves).filter(|(_, (_, kind))| *kind == ColumnKind::Text) {
            for column in &mut self.open(group, &[*leaf])? {
                for _ in 0..rows {
                    *length += column.next()?.ok().flatten().map_or(0, |text| text.len());
                }
            }
        }
        Ok((lengths, rows))
    }
}

struct ParquetRows<R> {
    file: ParquetFile<R>,
    leaves: Vec<(usize, ColumnKind)>,
    slots: Vec<Slot>,
    /// The group that is open, or next.
    group: usize,
    open: Option<Vec<ValueReader>>,
    /// The row that was read last, and how many the open group still has.
    number: u64,
    left: u64,
    /// How many bytes of text may still be given: a page can hold one for many rows.
    given: u64,
}

impl<R: ChunkReader + 'static> ParquetRows<R> {
    /// Opens the next group that has rows; false after the last.
    fn open(&mut self) -> Result<bool> {
        while self.left == 0 {
            self.open = None;
            let Some(group) = self.file.directory.row_groups().get(self.group) else {
                return Ok(false);
            };
            self.left = u64::try_from(group.num_rows())?;
            self.group += 1;
        }
        if self.open.is_none() {
            self.open = Some(caught(|| self.file.open(self.group - 1, &self.leaves))?);
        }
        Ok(true)
    }

    /// Reads a row of the open group; an inner error is that of this row alone.
    fn read(&mut self) -> Result<Result<ArticleRow>> {
        let (mut cells, mut fault) = (Cells::default(), None);
        for (column, slot) in self.open.iter_mut().flatten().zip(&self.slots) {
            match caught(|| column.next())? {
                Ok(cell) => cells.set(*slot, cell),
                Err(error) => fault = Some(error),
            }
        }
        let number = self.number + 1;
        Ok(fault.map_or_else(|| cells.into_row(number), Err).map_err(|error| anyhow!("row {number}: {error}")))
    }

    /// Gives up the rest of a group.
    fn fail(&mut self, error: &Error) -> Error {
        let first = self.number + 1;
        self.number += self.left;
        (self.left, self.open) = (0, None);
        anyhow!("rows {first} to {} can't be read ({}): save it again", self.number, error.root_cause())
    }

    fn end(&mut self) -> Option<Result<ArticleRow>> {
        (self.left, self.group) = (0, usize::MAX);
        Some(Err(anyhow!(BOMB)))
    }
}

impl<R: ChunkReader + 'static> Iterator for ParquetRows<R> {
    type Item = Result<ArticleRow>;

    fn next(&mut self) -> Option<Result<ArticleRow>> {
        let row = match self.open() {
            Ok(false) => return None,
            Ok(true) => self.read(),
            Err(error) => Err(error),
        };
        if self.file.left.load(Ordering::Relaxed) == 0 {
            return self.end();
        }
        let row = match row {
            Ok(row) => row,
            Err(error) => return Some(Err(self.fail(&error))),
        };
        self.number += 1;
        self.left -= 1;
        match self.given.checked_sub(row.as_ref().map_or(0, |row| row.text.len() as u64)) {
            Some(given) => self.given = given,
            None => return self.end(),
        }
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use proptest::prelude::*;

    use super::*;
    use crate::read::metadata::Metadata;
    use crate::read::testing::{TEXTS, data};

    fn read(bytes: &[u8], columns: &NamedColumns) -> Vec<Result<ArticleRow, String>> {
        match rows(Bytes::copy_from_slice(bytes), columns) {
            Ok(rows) => rows.map(|row| row.map_err(|error| error.to_string())).collect(),
            Err(error) => vec![Err(format!("all: {error}"))],
        }
    }

    fn file(name: &str) -> Vec<ArticleRow> {
        read(&data(name), &NamedColumns::default()).into_iter().map(Result::unwrap).collect()
    }

    fn error(bytes: &[u8]) -> String {
        read(bytes, &NamedColumns::default()).into_iter().find_map(Result::err).unwrap()
    }

    #[test]
    fn files_of_every_usual_compression_give_the_same_rows() {
        for name in ["snappy", "zstd", "gzip", "none", "brotli", "delta"] {
            let rows = file(&format!("{name}.parquet"));
            assert_eq!(rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), TEXTS, "{name}");
            assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3]);
            let of = |text: &str| Some(text.to_string());
            let first =
                Metadata { group: of("31"), title: of("Tiêu đề 1"), date: of("2021-12-14"), ..Metadata::default() };
            assert_eq!(rows[0].metadata, first);
            assert_eq!((&rows[2].metadata.title, &rows[2].metadata.date), (&of("Tiêu đề 3"), &None));
        }
    }

    #[test]
    fn moments_and_numbers_in_every_width_and_encoding_become_text() {
        let dates = [Some("2021-12-14"), Some("2021-12-15T08:30:00"), None];
        let groups = [
            ("pandas.parquet", [Some("31"), None, Some("32.5")]),
            ("page-1.0.parquet", [Some("1"), None, Some("3")]),
            ("page-2.0.parquet", [Some("1"), None, Some("3")]),
            ("int96.parquet", [Some("31"); 3]),
        ];
        for (name, groups) in groups {
            let rows = file(name);
            assert_eq!(rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), TEXTS, "{name}");
            assert_eq!(rows.iter().map(|row| row.metadata.date.as_deref()).collect::<Vec<_>>(), dates, "{name}");
            assert_eq!(rows.iter().map(|row| row.metadata.group.as_deref()).collect::<Vec<_>>(), groups, "{name}");
        }
    }

    #[test]
    fn lists_of_paragraphs_decimals_and_values_within_others_are_read() {
        for name in ["lists.parquet", "lists-2.0.parquet"] {
            let rows = file(name);
            assert_eq!(rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), TEXTS, "{name}");
            let groups: Vec<_> = rows.iter().map(|row| row.metadata.group.as_deref()).collect();
            assert_eq!(groups, [Some("28"), Some("31.5"), None], "{name}");
            assert_eq!(rows[0].metadata.source.as_deref(), Some("Báo A"), "{name}");
        }
    }

    #[test]
    fn moments_with_a_zone_keep_the_day_that_its_clocks_show() {
        for name in ["lists.parquet", "lists-2.0.parquet", "polars.parquet"] {
            let dates: Vec<_> = file(name).into_iter().map(|row| row.metadata.date).collect();
            let of = |date: &str| Some(date.to_string());
            assert_eq!(dates, [of("2022-01-01T06:00:00"), of("2022-01-01T15:30:00"), None], "{name}");
        }
    }

    #[test]
    fn the_text_column_is_the_users_choice_or_told_by_its_length() {
        let columns = |name: &str| NamedColumns { text: Some(name.into()), ..NamedColumns::default() };
        assert_eq!(read(&data("zstd.parquet"), &columns("title"))[0].as_ref().unwrap().text, "Tiêu đề 1");
        let error = read(&data("zstd.parquet"), &columns("body"))[0].clone().unwrap_err();
        assert_eq!(error, "all: it has no column `body`: its columns are id, group, title, date, text");
        let rename = |name: &str| {
            let (mut bytes, old) = (data("none.parquet"), b"text");
            for place in 0..bytes.len() - 4 {
                if bytes[place..].starts_with(old) {
                    bytes[place..place + 4].copy_from_slice(name.as_bytes());
                }
            }
            bytes
        };
        assert!(super::tests::error(&rename("blah")).starts_with("all: none of its columns is called `text`"));
    }

    #[test]
    fn a_file_that_is_cut_off_or_another_thing_is_an_error_that_says_so() {
        let whole = data("snappy.parquet");
        for cut in [0, 4, 100, whole.len() - 1] {
            assert!(error(&whole[..cut]).contains("cut off"));
        }
        let short = [&whole[..4], &whole[2_000..]].concat();
        assert!(read(&short, &NamedColumns::default()).iter().all(Result::is_err));
    }

    #[test]
    fn a_fault_in_a_group_of_rows_leaves_the_others() {
        let mut bytes = data("zstd.parquet");
        // The first column, of two pages, is not read.
        let is_page = |place: &usize| bytes[*place..].starts_with(&[0x28, 0xb5, 0x2f, 0xfd]);
        let place = (0..bytes.len()).filter(is_page).nth(2).unwrap();
        bytes[place] = 0;
        let rows = read(&bytes, &NamedColumns::default());
        assert!(rows[0].as_ref().unwrap_err().starts_with("rows 1 to 2 can't be read ("));
        assert_eq!((rows.len(), rows[1].as_ref().unwrap().number), (2, 3));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn any_bytes_and_any_mutation_give_rows_or_errors(
            bytes: Vec<u8>, places in prop::collection::vec((0usize..5_000, any::<u8>()), 1..4),
        ) {
            read(&bytes, &NamedColumns::default());
            read(&[&bytes[..], &(bytes.len() as u32).to_le_bytes(), b"PAR1"].concat(), &NamedColumns::default());
            for name in [
                "snappy", "zstd", "gzip", "none", "page-1.0", "page-2.0", "int96", "pandas", "brotli", "delta", "lists", "lists-2.0",
            ] {
                let mut file = data(&format!("{name}.parquet"));
                for (place, byte) in &places {
                    let last = file.len() - 1;
                    file[*place.min(&last)] = *byte;
                }
                read(&file, &NamedColumns::default());
            }
        }
    }
}
