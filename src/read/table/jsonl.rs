//! JSON objects (jsonl, ndjson, json) -> the bytes of each, which are only cut here; these -> row, apart, so that others can do
//! it. A file holds one object a line, or one list of objects, or objects that go over several lines, or an object that holds
//! them in one of the ways of [`layout`].

mod cut;
pub mod keys;
mod layout;
mod object;
mod outline;
mod rows;
mod several;

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read};
use std::sync::Arc;

use anyhow::{Result, anyhow, bail};
use serde::de::Deserializer;
use serde_json::{Map, Value};

use self::cut::{LineCutter, ValueCutter};
use self::keys::ObjectKeys;
use self::layout::ObjectLayout;
use self::object::{ObjectReader, TEXT_KEYS};
use self::several::Several;
use super::cells::Cells;
use super::columns::{NamedColumns, sample};
use super::order::TableDates;
use super::row::ArticleRow;
use crate::read::input::{Input, hold};
use crate::read::source::{Bodies, Body, ReadingWishes};

/// The number of an object, from 1, and its bytes, without the line break.
pub type Numbered = (u64, Vec<u8>);

/// The objects of a source, one after the other.
pub type Objects<'a> = Box<dyn Iterator<Item = Result<Numbered>> + Send + 'a>;

/// The most bytes of a list of names, and of a file that has its columns one after the other: it is held as a whole.
const MOST_HEADER: u64 = 1 << 20;
const MOST_COLUMNS: u64 = 200_000_000;

/// The most bytes of a file in UTF-16, which is held as a whole.
const MOST_WIDE: u64 = 100_000_000;

/// How deep in an object the one may be that holds its text.
const DEEPEST: usize = 4;

/// The articles of a file, one an object, not parsed yet.
///
/// # Errors
/// See [`laid_out`]; a file in UTF-16 is too large to be held, or broken.
pub fn open(input: Input, wishes: &ReadingWishes) -> Result<Bodies> {
    let input = narrowed(input)?;
    let layout = ObjectLayout::of(input.stream()?, &wishes.columns);
    let (keys, found) = laid_out(&input, &layout, &wishes.columns)?;
    let dates = TableDates::survey(found.map(|object| object.and_then(|(number, json)| parse(number, &json, &keys))));
    let (keys, found) = laid_out(&input, &layout, &wishes.columns)?;
    let keys = Arc::new(ObjectKeys { order: dates.order, ..keys });
    let mut note = dates.note;
    Ok(Box::new(found.map(move |object| match object {
        Ok((number, json)) => {
            (format!("#{number}"), Ok(Body::Object { number, json, keys: Arc::clone(&keys), note: note.take() }))
        }
        Err(error) => (String::new(), Err(error)),
    })))
}

/// The same in UTF-8 where its byte-order mark says that it is UTF-16.
fn narrowed(input: Input) -> Result<Input> {
    let mut mark = Vec::new();
    // Whoever reads the articles comes to a fault, too.
    let _ = input.stream()?.take(2).read_to_end(&mut mark);
    let encoding = match mark[..] {
        [0xff, 0xfe] => encoding_rs::UTF_16LE,
        [0xfe, 0xff] => encoding_rs::UTF_16BE,
        _ => return Ok(input),
    };
    let wide = hold(input.stream()?, MOST_WIDE)?;
    match encoding.decode_with_bom_removal(&wide) {
        (text, false) => Ok(Input::Held(text.into_owned().into())),
        (_, true) => bail!("its byte-order mark says UTF-16, and it is none throughout: save it as UTF-8"),
    }
}

/// The objects of a file with their numbers, from 1, and the keys to give to [`parse`] with each. Blank lines are
/// passed over. An object that is no article but holds some stands for these: a list of objects or of texts, objects under
/// keys of their own, a table by rows or by columns, as deep in it as they may be.
///
/// # Errors
/// Of the whole: it is empty, its first lines are no objects, no key holds the text, or its articles are in too many lists. Of an object: it is over 64 MB,
/// which is not held. Where the source fails, the objects before are given.
fn laid_out(input: &Input, layout: &ObjectLayout, columns: &NamedColumns) -> Result<(ObjectKeys, Objects<'static>)> {
    let unit = if *layout == ObjectLayout::Lines { "line" } else { "article" };
    let mut objects = cut(input, layout, columns)?;
    let parts = match layout {
        ObjectLayout::Parts(key) => Some(NamedColumns { text: Some(key.clone()), ..columns.clone() }),
        _ => None,
    };
    let columns = parts.as_ref().unwrap_or(columns);
    let first = sample(&mut objects, |object| object.as_ref().map_or(0, |(_, json)| json.len()));
    let keys = choose(&first, unit, columns)?;
    Ok((keys, Box::new(first.into_iter().chain(objects))))
}

/// The same in whatever layout the file has.
#[cfg(test)]
pub fn objects(input: &Input, columns: &NamedColumns) -> Result<(ObjectKeys, Objects<'static>)> {
    laid_out(input, &ObjectLayout::of(input.stream()?, columns), columns)
}

/// The objects in a file of a layout.
fn cut(input: &Input, layout: &ObjectLayout, columns: &NamedColumns) -> Result<Objects<'static>> {
    let from = |start: u64| -> Result<_> {
        let mut source = BufReader::with_capacity(1 << 18, input.stream()?);
        io::copy(&mut source.by_ref().take(start), &mut io::sink())?;
        Ok(source)
    };
    let list = |source| -> Objects<'static> { Box::new(ValueCutter::of_inner_list(source)) };
    let key = columns.text.as_deref().unwrap_or("text");
    Ok(match layout {
        ObjectLayout::Lines => Box::new(LineCutter::new(from(0)?)),
        ObjectLayout::Values | ObjectLayout::Parts(_) => Box::new(ValueCutter::new(from(0)?)),
        ObjectLayout::List => rows::of_texts(Box::new(ValueCutter::of_list(from(0)?)), key),
        ObjectLayout::InnerList(start) => list(from(*start)?),
        ObjectLayout::Members(start) => Box::new(ValueCutter::of_members(from(*start)?)),
        ObjectLayout::Several(places) => Box::new(Several::new(from(0)?, places.clone())),
        ObjectLayout::TooMany => bail!(
            "its articles are in more lists or objects than can be told apart: make one list of them, or save each as a \
             file of its own"
        ),
        ObjectLayout::Rows => rows::under_header(Box::new(ValueCutter::of_list(from(0)?)))?,
        ObjectLayout::InnerRows(start, (names, length)) => {
            let mut header = Vec::new();
            from(*names)?.take((*length).min(MOST_HEADER)).read_to_end(&mut header)?;
            rows::of_rows(list(from(*start)?), rows::names(&header)?)
        }
        ObjectLayout::Columns(cells) => rows::of_columns(&hold(input.stream()?, MOST_COLUMNS)?.into(), cells),
    })
}

/// The row of an object. The text is a string, or an array of strings that are its paragraphs. Keys that are not known and
/// nested values are passed over; of a key that comes twice, the last counts.
///
/// # Errors
/// The bytes are not UTF-8, are no JSON object, or hold no text; the number is said.
pub fn parse(number: u64, json: &[u8], keys: &ObjectKeys) -> Result<ArticleRow> {
    let ObjectKeys { columns, within, order, unit } = keys;
    let text =
        simdutf8::basic::from_utf8(json).map_err(|_| anyhow!("{unit} {number} is not UTF-8: save it as UTF-8"))?;
    let read = |text: &str| {
        let (mut cells, mut inner) = (Cells::default(), Cells::default());
        let mut source = serde_json::Deserializer::from_str(text);
        let reader = ObjectReader { columns, within, cells: &mut cells, inner: Some(&mut inner) };
        source.deserialize_map(reader).and_then(|()| source.end()).map(|()| (cells, inner))
    };
    let (cells, inner) = match read(text).or_else(|error| numbers_mended(text).map_or(Err(error), |text| read(&text))) {
        Ok(cells) => cells,
        Err(error) => {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default();
            bail!("{unit} {number} is no JSON object (at byte {}: {what})", error.column());
        }
    };
    let (cells, around) = if inner.has_text() && !cells.has_text() { (inner, cells) } else { (cells, inner) };
    let row = cells.into_row(number).map_err(|error| anyhow!("{unit} {number}: {error}"))?;
    Ok(order.read(ArticleRow { metadata: row.metadata.over(around.metadata()), ..row }))
}

/// The text with `null` for what Python writes for a number that is missing or too large, though JSON has no such word. `None`
/// where there is none.
fn numbers_mended(text: &str) -> Option<String> {
    let (mut mended, mut rest, mut found) = (String::with_capacity(text.len()), text, false);
    // Every second piece between quotation marks that aren't escaped is text.
    while let Some(quote) = rest.find('"') {
        found |= mend(&rest[..quote], &mut mended);
        let inside = &rest[quote + 1..];
        let mut bytes = inside.bytes().enumerate();
        let mut end = None;
        while let Some((place, byte)) = bytes.next() {
            match byte {
                b'\\' => drop(bytes.next()),
                b'"' => {
                    end = Some(place);
                    break;
                }
                _ => (),
            }
        }
        let end = end?;
        mended.push_str(&rest[quote..=quote + 1 + end]);
        rest = &inside[end + 1..];
    }
    found |= mend(rest, &mut mended);
    found.then_some(mended)
}

/// Adds a piece that is no text; whether there was such a word in it.
fn mend(piece: &str, mended: &mut String) -> bool {
    let found = piece.contains("NaN") || piece.contains("Infinity");
    match found {
        true => {
            let plain = piece.replace("-Infinity", "null").replace("Infinity", "null").replace("NaN", "null");
            mended.push_str(&plain);
        }
        false => mended.push_str(piece),
    }
    found
}

/// An object as it is parsed for a sample.
fn sampled(json: &[u8]) -> Option<Map<String, Value>> {
    let mended = || serde_json::from_str(&numbers_mended(std::str::from_utf8(json).ok()?)?).ok();
    serde_json::from_slice(json).ok().or_else(mended)
}

/// The keys that lead from an object to the one in it that holds the text; none where it holds it itself.
fn path_within(object: &Map<String, Value>, columns: &NamedColumns) -> Vec<String> {
    find_within(object, columns, DEEPEST).map(|(_, path)| path).unwrap_or_default()
}

fn find_within(object: &Map<String, Value>, columns: &NamedColumns, depth: usize) -> Option<(usize, Vec<String>)> {
    let texts = object.iter().filter(|(key, _)| columns.is_text(key)).map(|(_, value)| length(value));
    if let Some(length @ 1..) = texts.max() {
        return Some((length, Vec::new()));
    }
    let inner = object.iter().filter_map(|(key, value)| Some((key, value.as_object()?)));
    let found = inner.filter(|_| depth > 0).filter_map(|(key, value)| {
        let (length, path) = find_within(value, columns, depth - 1)?;
        Some((length, [vec![key.clone()], path].concat()))
    });
    found.max_by_key(|(length, _)| *length)
}

/// Chooses the text column from the first objects.
fn choose(first: &[Result<Numbered>], unit: &'static str, columns: &NamedColumns) -> Result<ObjectKeys> {
    let keys = ObjectKeys { columns: columns.clone(), unit, ..ObjectKeys::default() };
    let mut objects = first.iter().flatten().peekable();
    match (objects.peek(), first.first()) {
        (None, None) => bail!("it is empty"),
        (None, Some(Err(error))) => bail!("{error}"),
        _ => (),
    }
    let (mut lengths, mut rows): (BTreeMap<String, usize>, usize) = (BTreeMap::new(), 0);
    let mut within = Vec::new();
    // One that long tells nothing of the others, and takes much memory as a whole.
    let short = objects.clone().filter(|(_, json)| json.len() < 1 << 20);
    for object in short.filter_map(|(_, json)| sampled(json)) {
        rows += 1;
        if within.is_empty() {
            within = path_within(&object, columns);
        }
        for (name, value) in object {
            *lengths.entry(name).or_default() += length(&value);
        }
    }
    if rows == 0 {
        // Says what is wrong with the first.
        for (number, json) in objects {
            parse(*number, json, &keys)?;
        }
        return Ok(keys);
    }
    if !within.is_empty() {
        return Ok(ObjectKeys { within, ..keys });
    }
    let (mut names, lengths): (Vec<String>, Vec<usize>) = lengths.into_iter().unzip();
    if names.is_empty() {
        bail!("its objects are empty: save the articles as JSON Lines, each with `title`, `date` and `text`");
    }
    let longest = columns.longest(&names, &lengths, rows)?;
    let text = longest.map(|column| names.swap_remove(column)).or_else(|| columns.text.clone());
    Ok(ObjectKeys { columns: NamedColumns { text, ..columns.clone() }, ..keys })
}

fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(values) => values.iter().filter_map(Value::as_str).map(str::len).sum(),
        Value::Object(object) => {
            let texts = TEXT_KEYS.iter().filter(|key| **key != "name").filter_map(|key| object.get(*key)?.as_str());
            texts.map(str::len).next().unwrap_or_default()
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
