//! Values that are no objects -> the bytes of an object each: the rows of a table, its columns, bare texts.

use std::io::{BufReader, Cursor};

use anyhow::{Result, anyhow, bail};
use bytes::Bytes;
use serde_json::Value;

use super::cut::ValueCutter;
use super::layout::ColumnPlace;
use super::{Numbered, Objects};

/// The values with those that are bare texts under a key.
pub(super) fn of_texts<'a>(values: Objects<'a>, key: &str) -> Objects<'a> {
    let key = quoted(key);
    Box::new(values.map(move |value| {
        let (number, json) = value?;
        Ok((number, if json.starts_with(b"\"") { object([(&key[..], &json[..])]) } else { json }))
    }))
}

/// The rows with their cells under these names. The first row is the first article.
pub(super) fn of_rows(rows: Objects<'_>, names: Vec<String>) -> Objects<'_> {
    let names: Vec<_> = names.iter().map(|name| quoted(name)).collect();
    Box::new(rows.map(move |row| {
        let (number, json) = row?;
        if !json.starts_with(b"[") {
            return Ok((number, json));
        }
        let cells = ValueCutter::of_list(BufReader::with_capacity(1 << 12, &json[..]));
        let cells = cells.map(|cell| Ok(cell?.1)).collect::<Result<Vec<_>>>();
        let cells = cells.map_err(|_| anyhow!("article {number} is no list that ends"))?;
        if cells.len() > names.len() {
            bail!(
                "article {number} has {} cells, the header {}: save it as JSON Lines or .csv",
                cells.len(),
                names.len()
            );
        }
        Ok((number, object(names.iter().map(Vec::as_slice).zip(cells.iter().map(Vec::as_slice)))))
    }))
}

/// The same, where the first row has the names.
///
/// # Errors
/// It has others.
pub(super) fn under_header(mut rows: Objects<'_>) -> Result<Objects<'_>> {
    let header = rows.next().transpose()?.map(|(_, json)| json).unwrap_or_default();
    let rows = rows.map(|row| row.map(|(number, json)| (number - 1, json)));
    Ok(of_rows(Box::new(rows), names(&header)?))
}

/// The names in a list.
///
/// # Errors
/// It holds others than texts.
pub(super) fn names(json: &[u8]) -> Result<Vec<String>> {
    let names = serde_json::from_slice::<Vec<Value>>(json).unwrap_or_default();
    let names: Option<Vec<_>> = names.into_iter().map(|name| name.as_str().map(String::from)).collect();
    match names.filter(|names| !names.is_empty()) {
        Some(names) => Ok(names),
        None => bail!(
            "it is a table whose columns have no names: save it as JSON Lines (in Python \
             df.to_json(name, orient=\"records\", lines=True)) or .csv"
        ),
    }
}

/// The rows of a table whose columns are objects, in the bytes of the file, which are held.
pub(super) fn of_columns(file: &Bytes, columns: &[ColumnPlace]) -> Objects<'static> {
    let column = |(name, start, length): &ColumnPlace| {
        let start = usize::try_from(*start).map_or(file.len(), |start| start.min(file.len()));
        let end = start.saturating_add(usize::try_from(*length).unwrap_or(usize::MAX)).min(file.len());
        let source = BufReader::with_capacity(1 << 14, Cursor::new(file.slice(start..end)));
        (quoted(name), ValueCutter::of_members(source))
    };
    Box::new(ColumnRows { columns: columns.iter().map(column).collect(), number: 0, ended: false })
}

struct ColumnRows {
    /// Each with its name.
    columns: Vec<(Vec<u8>, ValueCutter<Cursor<Bytes>>)>,
    number: u64,
    ended: bool,
}

impl ColumnRows {
    fn read(&mut self) -> Result<Option<Numbered>> {
        let mut cells = Vec::with_capacity(self.columns.len());
        let mut row: Option<Vec<u8>> = None;
        for (name, column) in &mut self.columns {
            let cell = column.next().transpose()?;
            // The columns end together.
            let key = if cell.is_some() { column.key().to_vec() } else { Vec::new() };
            if row.get_or_insert_with(|| key.clone()) != &key {
                bail!(
                    "after article {}: its columns do not have the same rows: save it as JSON Lines or .csv",
                    self.number
                );
            }
            cells.extend(cell.map(|(_, json)| (name.clone(), json)));
        }
        self.number += 1;
        let json = || object(cells.iter().map(|(name, json)| (&name[..], &json[..])));
        Ok((!cells.is_empty()).then(|| (self.number, json())))
    }
}

impl Iterator for ColumnRows {
    type Item = Result<Numbered>;

    fn next(&mut self) -> Option<Result<Numbered>> {
        if self.ended {
            return None;
        }
        let read = self.read().transpose();
        // Rows go by the place of their cells: nothing is sure after a fault.
        self.ended = !matches!(read, Some(Ok(_)));
        read
    }
}

/// The bytes of an object of these members, their names quoted.
fn object<'a>(members: impl IntoIterator<Item = (&'a [u8], &'a [u8])>) -> Vec<u8> {
    let mut json = vec![b'{'];
    for (name, value) in members {
        if json.len() > 1 {
            json.push(b',');
        }
        json.extend_from_slice(name);
        json.push(b':');
        json.extend_from_slice(value);
    }
    json.push(b'}');
    json
}

/// A text as JSON writes it.
fn quoted(text: &str) -> Vec<u8> {
    Value::from(text).to_string().into_bytes()
}
