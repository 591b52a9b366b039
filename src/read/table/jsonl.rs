//! JSON objects (jsonl, ndjson, json) -> the bytes of each, which are only cut here; these -> row, apart, so that others can do
//! it. A file holds one object a line, or one list of objects, or objects that go over several lines.

mod cut;
pub mod keys;
mod object;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;

use anyhow::{Result, anyhow, bail};
use serde::de::{Deserializer, IgnoredAny};
use serde_json::{Map, Value};

use self::cut::{LineCutter, ValueCutter};
use self::keys::ObjectKeys;
use self::object::ObjectReader;
use super::cells::Cells;
use super::columns::{NamedColumns, sample};
use super::order::{DateOrder, TableDates};
use super::row::ArticleRow;
use crate::read::input::Input;
use crate::read::source::{Bodies, Body, ReadingWishes};

/// The number of an object, from 1, and its bytes, without the line break.
pub type Numbered = (u64, Vec<u8>);

/// The objects of a source, one after the other.
pub type Objects<'a> = Box<dyn Iterator<Item = Result<Numbered>> + Send + 'a>;

/// How many bytes are looked at to tell how a file is laid out.
const LOOKED_AT: usize = 1 << 18;

/// The articles of a file, one an object, not parsed yet.
///
/// # Errors
/// See [`objects`].
pub fn open(input: Input, wishes: &ReadingWishes) -> Result<Bodies> {
    let (keys, found) = objects(input.stream()?, &wishes.columns)?;
    let dates = TableDates::survey(found.map(|object| object.and_then(|(number, json)| parse(number, &json, &keys))));
    let (keys, found) = objects(input.stream()?, &wishes.columns)?;
    let keys = Arc::new(ObjectKeys { order: dates.order, ..keys });
    let mut note = dates.note;
    Ok(Box::new(found.map(move |object| match object {
        Ok((number, json)) => {
            (format!("#{number}"), Ok(Body::Object { number, json, keys: Arc::clone(&keys), note: note.take() }))
        }
        Err(error) => (String::new(), Err(error)),
    })))
}

/// The objects of a source with their numbers, from 1, and the keys to give to [`parse`] with each. Blank lines are
/// passed over. One object that holds no text but a list of objects stands for these.
///
/// # Errors
/// Of the whole: it is empty, its first lines are no objects, or no key holds the text. Of an object: it is over 64 MB,
/// which is not held. Where the source fails, the objects before are given.
pub fn objects<'a, R: Read + Send + 'a>(source: R, columns: &NamedColumns) -> Result<(ObjectKeys, Objects<'a>)> {
    let mut source = BufReader::with_capacity(LOOKED_AT, source);
    let layout = ObjectLayout::of(source.fill_buf()?);
    let mut unit = if layout == ObjectLayout::Lines { "line" } else { "article" };
    let mut objects: Objects<'a> = match layout {
        ObjectLayout::Lines => Box::new(LineCutter::new(source)),
        ObjectLayout::List => Box::new(ValueCutter::of_list(source)),
        ObjectLayout::Values => Box::new(ValueCutter::new(source)),
    };
    let mut first = sample(&mut objects, |object| object.as_ref().map_or(0, |(_, json)| json.len()));
    if layout != ObjectLayout::List
        && let [Ok((_, json))] = first.as_slice()
        && let Some(list) = list_within(json, columns)
    {
        unit = "article";
        first = list.into_iter().zip(1..).map(|(json, number)| Ok((number, json))).collect();
    }
    let columns = choose(&first, unit, columns)?;
    Ok((ObjectKeys { columns, unit, order: DateOrder::default() }, Box::new(first.into_iter().chain(objects))))
}

/// How a file is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ObjectLayout {
    /// One object a line.
    Lines,
    /// One list of objects.
    List,
    /// Objects that go over several lines.
    Values,
}

impl ObjectLayout {
    fn of(start: &[u8]) -> ObjectLayout {
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
        if start.starts_with(b"[") {
            return ObjectLayout::List;
        }
        let mut lines = start.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
        let (first, second) = (lines.next().unwrap_or_default(), lines.next());
        let is_open = serde_json::from_slice::<IgnoredAny>(first).is_err_and(|error| error.is_eof());
        // The line below an object that is cut off is another object.
        match second {
            Some(second) if is_open && !second.starts_with(b"{") => ObjectLayout::Values,
            _ => ObjectLayout::Lines,
        }
    }
}

/// The objects of the list that an object holds, as the answers of servers do: `{"status": "ok", "articles": [...]}`. It may
/// be nested. `None` where the object is an article itself, or holds no such list.
fn list_within(json: &[u8], columns: &NamedColumns) -> Option<Vec<Vec<u8>>> {
    let object: Map<String, Value> = serde_json::from_slice(json).ok()?;
    if object.keys().any(|name| columns.is_text(name)) {
        return None;
    }
    let lists = object.values().filter_map(longest_list);
    let list = lists.max_by_key(|list| list.iter().map(length_within).sum::<usize>())?;
    list.iter().map(|value| serde_json::to_vec(value).ok()).collect()
}

/// The list of objects within a value that holds most text.
fn longest_list(value: &Value) -> Option<&Vec<Value>> {
    match value {
        Value::Array(list) if list.iter().any(Value::is_object) => Some(list),
        Value::Object(object) => {
            let lists = object.values().filter_map(longest_list);
            lists.max_by_key(|list| list.iter().map(length_within).sum::<usize>())
        }
        _ => None,
    }
}

fn length_within(value: &Value) -> usize {
    value.as_object().map_or(0, |object| object.values().map(length).sum())
}

/// The row of an object. The text is a string, or an array of strings that are its paragraphs. Keys that are not known and
/// nested values are passed over; of a key that comes twice, the last counts.
///
/// # Errors
/// The bytes are not UTF-8, are no JSON object, or hold no text; the number is said.
pub fn parse(number: u64, json: &[u8], keys: &ObjectKeys) -> Result<ArticleRow> {
    let ObjectKeys { columns, order, unit } = keys;
    let text =
        simdutf8::basic::from_utf8(json).map_err(|_| anyhow!("{unit} {number} is not UTF-8: save it as UTF-8"))?;
    let mut cells = Cells::default();
    let mut source = serde_json::Deserializer::from_str(text);
    let read = source.deserialize_map(ObjectReader { columns, cells: &mut cells }).and_then(|()| source.end());
    if let Err(error) = read {
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        bail!("{unit} {number} is no JSON object (at byte {}: {what})", error.column());
    }
    let row = cells.into_row(number).map_err(|error| anyhow!("{unit} {number}: {error}"))?;
    Ok(order.read(row))
}

/// Chooses the text column from the first objects.
fn choose(first: &[Result<Numbered>], unit: &'static str, columns: &NamedColumns) -> Result<NamedColumns> {
    let mut objects = first.iter().flatten().peekable();
    match (objects.peek(), first.first()) {
        (None, None) => bail!("it is empty"),
        (None, Some(Err(error))) => bail!("{error}"),
        _ => (),
    }
    let (mut lengths, mut rows): (BTreeMap<String, usize>, usize) = (BTreeMap::new(), 0);
    // One that long tells nothing of the others, and takes much memory as a whole.
    let short = objects.clone().filter(|(_, json)| json.len() < 1 << 20);
    for object in short.filter_map(|(_, json)| serde_json::from_slice::<Map<String, Value>>(json).ok()) {
        rows += 1;
        for (name, value) in object {
            *lengths.entry(name).or_default() += length(&value);
        }
    }
    if rows == 0 {
        // Says what is wrong with the first.
        let keys = ObjectKeys { columns: columns.clone(), unit, order: DateOrder::default() };
        for (number, json) in objects {
            parse(*number, json, &keys)?;
        }
        return Ok(columns.clone());
    }
    let (mut names, lengths): (Vec<String>, Vec<usize>) = lengths.into_iter().unzip();
    let longest = columns.longest(&names, &lengths, rows)?;
    let text = longest.map(|column| names.swap_remove(column)).or_else(|| columns.text.clone());
    Ok(NamedColumns { text, ..columns.clone() })
}

fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(values) => values.iter().filter_map(Value::as_str).map(str::len).sum(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::metadata::Metadata;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Vec<Result<ArticleRow, String>> {
        let (keys, found) = match objects(bytes, &NamedColumns::default()) {
            Ok(objects) => objects,
            Err(error) => return vec![Err(format!("all: {error}"))],
        };
        found
            .map(|object| {
                object.and_then(|(number, json)| parse(number, &json, &keys)).map_err(|error| error.to_string())
            })
            .collect()
    }

    fn keys() -> ObjectKeys {
        ObjectKeys { unit: "line", ..ObjectKeys::default() }
    }

    fn row(line: &str) -> ArticleRow {
        parse(1, line.as_bytes(), &keys()).unwrap()
    }

    fn error(line: &[u8]) -> String {
        parse(7, line, &keys()).unwrap_err().to_string()
    }

    #[test]
    fn keys_fill_the_fields_that_they_are_named_after() {
        let row = row(
            r#"{"ID":17,"nhóm":31.5,"headline":"T\u0110","published":"2021","else":{"text":[1,{}]},"text":"a\nb"}"#,
        );
        assert_eq!(row.text, "a\nb");
        let Metadata { group, title, date, source, language, .. } = row.metadata;
        assert_eq!((group.as_deref(), title.as_deref(), date.as_deref()), (Some("31.5"), Some("TĐ"), Some("2021")));
        assert_eq!((source, language), (None, None));
    }

    #[test]
    fn a_text_may_be_an_array_of_paragraphs_and_other_nested_values_are_passed_over() {
        let row = row(
            r#"{"title":["a"],"source":{"name":"b"},"lang":true,"date":null,"text":["Một.",7,null,["Hai."],{"a":1}]}"#,
        );
        assert_eq!(row.text, "Một.\n7\nHai.");
        assert_eq!(row.metadata, Metadata::default());
    }

    #[test]
    fn the_last_of_a_key_that_comes_twice_counts() {
        let row = row(r#"{"text":"a","title":"x","text":"b","title":""}"#);
        assert_eq!((row.text.as_str(), row.metadata.title), ("b", None));
    }

    #[test]
    fn dates_in_seconds_to_nanoseconds_as_programs_write_them_become_iso_dates() {
        assert_eq!(row(r#"{"date":1639440000000000,"text":"a"}"#).metadata.date.as_deref(), Some("2021-12-14"));
        assert_eq!(row(r#"{"date":1639440000.0,"text":"a"}"#).metadata.date.as_deref(), Some("2021-12-14"));
        assert_eq!(row(r#"{"date":1639440000000,"text":"a"}"#).metadata.date.as_deref(), Some("2021-12-14"));
        assert_eq!(row(r#"{"date":20211214,"text":"a"}"#).metadata.date.as_deref(), Some("20211214"));
    }

    #[test]
    fn lines_keep_their_numbers_and_a_bad_one_is_an_error_while_the_rest_goes_on() {
        let rows = read(
            b"\xef\xbb\xbf{\"text\":\"a\"}\r\n\n \t\n{\"text\":}\n{\"text\":\"\xe9\"}\n{\"id\":1}\n{\"text\":\"b\"}",
        );
        let text = |row: usize| rows[row].as_ref().map(|row| (row.number, row.text.as_str()));
        assert_eq!((rows.len(), text(0), text(4)), (5, Ok((1, "a")), Ok((7, "b"))));
        assert_eq!(rows[1], Err("line 4 is no JSON object (at byte 9: expected value)".into()));
        assert_eq!(rows[2], Err("line 5 is not UTF-8: save it as UTF-8".into()));
        assert_eq!(rows[3], Err("line 6: it holds no text".into()));
    }

    #[test]
    fn what_is_no_object_is_an_error_that_says_so() {
        for line in ["17", "\"a\"", "[{}]", "null", "{\"text\":\"a\"} x", "{\"text\":\"a\"", "{\"text\":\"\\ud800\"}"] {
            assert!(error(line.as_bytes()).starts_with("line 7 is no JSON object (at byte "), "{line}");
        }
    }

    #[test]
    fn a_broken_file_is_an_error_that_says_what_to_do() {
        let error = |bytes: &[u8]| read(bytes)[0].clone().unwrap_err();
        assert_eq!(error(b"\n \n"), "all: it is empty");
        assert_eq!(error(b"\n[\n]"), "all: it is empty");
        assert!(error(b"{\n\"a\":1,\n\"b\":2}").ends_with("they are a, b"));
        assert!(error(b"id,text\n1,a\n").contains("all: line 1 is no JSON object"));
        assert!(error(b"{\"name\":1,\"number\":\"x\"}").ends_with("they are name, number"));
    }

    fn texts(json: &str) -> Vec<(u64, String)> {
        read(json.as_bytes()).into_iter().map(|row| row.map(|row| (row.number, row.text)).unwrap()).collect()
    }

    #[test]
    fn objects_are_read_however_the_file_lays_them_out() {
        let both = vec![(1, "a ] }".to_string()), (2, "b\"".to_string())];
        for json in [
            r#"{"text":"a ] }"}\n{"text":"b\""}"#.replace("\\n", "\n"),
            r#" [{"text":"a ] }"} , {"text":"b\""}] "#.to_string(),
            "\u{feff}[\n  {\n    \"text\": \"a ] }\"\n  },\n  {\n    \"text\": \"b\\\"\"\n  }\n]\n".to_string(),
            "{\n  \"text\": \"a ] }\"\n}\n{\n  \"text\": \"b\\\"\"\n}\n".to_string(),
            "{\n  \"status\": \"ok\",\n \"answer\": {\"articles\": [{\"text\": \"a ] }\"}, {\"text\": \"b\\\"\"}], \"ids\": [1]}\n}"
                .to_string(),
        ] {
            assert_eq!(texts(&json), both, "{json}");
        }
        assert_eq!(texts("{\n  \"text\": \"a\",\n  \"tags\": [{\"name\": \"x\"}]\n}\n"), [(1, "a".into())]);
    }

    #[test]
    fn a_fault_in_a_list_names_the_article_and_the_rest_goes_on() {
        let rows = read(b"[{\"text\":\"a\"},{\"text\":},7,{\"text\":\"b\"}");
        assert_eq!(rows[1], Err("article 2 is no JSON object (at byte 9: expected value)".into()));
        assert!(rows[2].as_ref().unwrap_err().starts_with("article 3 is no JSON object"));
        assert_eq!(rows[3].as_ref().unwrap().text, "b");
        assert_eq!(rows[4], Err("after article 4: its list does not end: it is cut off".into()));
    }

    #[test]
    fn the_text_is_found_by_its_length_where_no_key_is_known() {
        let line = |story: &str| {
            format!("{{\"ref\":\"1\",\"story\":[\"{}\",\"{}\"]}}\n", story.repeat(100), story.repeat(100))
        };
        let rows = read((line("a") + &line("b")).as_bytes());
        assert_eq!(rows[1].as_ref().unwrap().text, "b".repeat(100) + "\n" + &"b".repeat(100));
    }

    #[test]
    fn nested_values_are_bounded_in_depth_and_do_not_overflow_the_stack() {
        let deep = |depth: usize| format!("{{\"else\":{0}{1},\"text\":\"a\"}}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(row(&deep(100_000)).text, "a");
        let deep = |depth: usize| format!("{{\"text\":{0}\"a\"{1}}}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(row(&deep(100)).text, "a");
        assert!(error(deep(100_000).as_bytes()).contains("recursion limit"));
    }

    #[test]
    fn a_line_of_500_mb_is_an_error_that_is_not_held_and_the_next_line_is_read() {
        let before: &[u8] = b"{\"text\":\"a\"}\n";
        let source = before.chain(std::io::repeat(b'x').take(500_000_000)).chain(&b"\n{\"text\":\"b\"}"[..]);
        let (_, lines) = objects(source, &NamedColumns::default()).unwrap();
        let lines: Vec<_> = lines.collect();
        assert_eq!(lines[1].as_ref().unwrap_err().to_string(), "line 2 is over 64 MB: is a line break missing?");
        assert_eq!((lines.len(), lines[2].as_ref().unwrap().0), (3, 3));
    }

    proptest! {
        #[test]
        fn any_bytes_and_any_mutation_give_rows_or_errors(
            bytes: Vec<u8>, at in 0usize..200, put: u8, marks in "[\\[\\]{}\":,\n\\\\etx1. -]{0,60}",
        ) {
            read(&bytes);
            read(marks.as_bytes());
            let mut file = "{\"text\":[\"a\\u00e9\",\"b\"],\"id\":-1.5e3,\"x\":{\"y\":[null,true]}}\n".repeat(3).into_bytes();
            let last = file.len() - 1;
            file[at.min(last)] = put;
            read(&file);
        }
    }
}
