//! The cells of a row that are known -> [`ArticleRow`].

use anyhow::{Result, bail};

use super::columns::NamedColumns;
use super::date;
use super::names::{ColumnField, KNOWN, Slot, compose};
use super::row::ArticleRow;
use crate::read::collection::said;
use crate::read::metadata::Metadata;

/// What is known of a row so far: a cell for each place in [`KNOWN`].
pub(super) struct Cells([Option<String>; KNOWN.len()]);

impl Default for Cells {
    fn default() -> Cells {
        Cells([const { None }; KNOWN.len()])
    }
}

impl Cells {
    /// Sets a cell; the last value of a name counts. What programs write for a missing value counts as none.
    pub fn set(&mut self, slot: Slot, value: Option<String>) {
        self.0[slot.0] = value.filter(|value| !is_missing(value.trim()));
    }

    /// The row. The error says that it holds no text.
    pub fn into_row(mut self, number: u64) -> Result<ArticleRow> {
        match self.first(ColumnField::Text) {
            Some(text) => Ok(ArticleRow { number, metadata: self.metadata(), text, ..ArticleRow::default() }),
            None => bail!("it holds no text"),
        }
    }

    /// Whether there is a text.
    pub fn has_text(&self) -> bool {
        let texts = self.0.iter().zip(KNOWN).filter(|(_, (_, known))| *known == ColumnField::Text);
        texts.filter_map(|(cell, _)| cell.as_ref()).any(|cell| !cell.trim().is_empty())
    }

    /// What is known beside the text.
    pub fn metadata(mut self) -> Metadata {
        Metadata {
            group: self.tidy(ColumnField::Group).map(whole),
            title: self.tidy(ColumnField::Title),
            date: self.tidy(ColumnField::Date).map(|cell| date::of_cell(&cell).unwrap_or(cell)),
            source: self.tidy(ColumnField::Source),
            author: self.tidy(ColumnField::Author),
            section: self.tidy(ColumnField::Section),
            language: self.tidy(ColumnField::Language).map(|cell| said::language(&cell).unwrap_or(cell)),
        }
    }

    fn first(&mut self, field: ColumnField) -> Option<String> {
        let cells = self.0.iter_mut().zip(KNOWN).filter(|(_, (_, known))| *known == field);
        cells.filter_map(|(cell, _)| cell.take()).find(|cell| !cell.trim().is_empty())
    }

    fn tidy(&mut self, field: ColumnField) -> Option<String> {
        self.first(field).map(|cell| compose(cell.trim()))
    }
}

impl ArticleRow {
    /// What is known of rows that all have these values in the columns of these names.
    pub fn known<'a>(columns: &NamedColumns, values: impl Iterator<Item = (&'a str, &'a str)>) -> Metadata {
        let mut cells = Cells::default();
        for (name, value) in values {
            if let Some(slot) = columns.slot(name) {
                cells.set(slot, Some(value.to_string()));
            }
        }
        cells.metadata()
    }
}

/// Whether a cell says that there is no value, as R, pandas, SQL, Excel, and sites that took a text back write it.
fn is_missing(cell: &str) -> bool {
    matches!(
        cell,
        "NA" | "N/A"
            | "#N/A"
            | "<NA>"
            | "NaN"
            | "nan"
            | "NaT"
            | "NULL"
            | "null"
            | "None"
            | "\\N"
            | "[deleted]"
            | "[removed]"
    )
}

/// A whole number that a program wrote as a fraction, since another of its column is missing: "28.0" is 28.
fn whole(cell: String) -> String {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // "1.000" may be a thousand, "2.00" a version: programs write one zero.
    match cell.strip_suffix(".0") {
        Some(number) if is_number(number) => number.to_string(),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_that_is_a_whole_number_is_written_without_fraction() {
        for (cell, group) in
            [("28.0", "28"), ("31.5", "31.5"), ("28.", "28."), ("v2.0", "v2.0"), ("1.000", "1.000"), ("1.10", "1.10")]
        {
            assert_eq!(whole(cell.into()), group);
        }
    }

    #[test]
    fn a_cell_that_says_that_there_is_no_value_is_none() {
        for missing in ["NA", " nan ", "NULL", "\\N", "[deleted]"] {
            let mut cells = Cells::default();
            let columns = NamedColumns::default();
            cells.set(columns.slot("text").unwrap(), Some("Lúa".into()));
            cells.set(columns.slot("group").unwrap(), Some(missing.into()));
            assert_eq!(cells.into_row(1).unwrap().metadata.group, None);
            let mut cells = Cells::default();
            cells.set(columns.slot("text").unwrap(), Some(missing.into()));
            assert_eq!(cells.into_row(1).unwrap_err().to_string(), "it holds no text");
        }
    }

    #[test]
    fn of_two_columns_for_a_field_the_first_known_that_holds_something_counts() {
        let mut cells = Cells::default();
        let columns = NamedColumns::default();
        for (name, value) in [("body", "Text"), ("text", " "), ("published", "2021"), ("date", "")] {
            cells.set(columns.slot(name).unwrap(), Some(value.into()));
        }
        let row = cells.into_row(7).unwrap();
        assert_eq!((row.number, row.text.as_str()), (7, "Text"));
        assert_eq!(row.metadata, Metadata { date: Some("2021".into()), ..Metadata::default() });
    }
}
