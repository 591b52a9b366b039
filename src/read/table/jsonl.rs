//! One JSON object a line (jsonl, ndjson) -> lines, which are only cut here; line -> row, apart, so that others can do it.

mod object;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;

use anyhow::{Error, Result, anyhow, bail};
use serde::de::Deserializer;
use serde_json::{Map, Value};

use self::object::Object;
use super::cells::Cells;
use super::columns::sample;
use super::{Columns, MOST_ROW, Row};
use crate::read::source::{Bodies, Body, Input, Wishes};

/// The number of a line, from 1, and its bytes, without the line break.
pub type Line = (u64, Vec<u8>);

/// The articles of a file, one a line, not parsed yet.
///
/// # Errors
/// See [`lines`].
pub fn open(input: Input, wishes: &Wishes) -> Result<Bodies> {
    let (columns, lines) = lines(input.stream(), &wishes.columns)?;
    let columns = Arc::new(columns);
    Ok(Box::new(lines.map(move |line| match line {
        Ok((number, json)) => (format!("#{number}"), Ok(Body::Line { number, json, columns: Arc::clone(&columns) })),
        Err(error) => (String::new(), Err(error)),
    })))
}

/// The lines of a source with their numbers, from 1, and the columns to give to [`parse`] with each. Blank lines are
/// passed over.
///
/// # Errors
/// Of the whole: it is empty, its first lines are no objects, or no column holds the text. Of a line: it is over 64 MB,
/// which is not held. Where the source fails, the lines before are given.
pub fn lines<R: Read>(source: R, columns: &Columns) -> Result<(Columns, impl Iterator<Item = Result<Line>> + use<R>)> {
    let mut lines = Lines { source: BufReader::with_capacity(1 << 18, source), number: 0, ended: false };
    let first = sample(&mut lines, |line| line.as_ref().map_or(0, |(_, line)| line.len()));
    let columns = choose(&first, columns)?;
    Ok((columns, first.into_iter().chain(lines)))
}

/// The row of a line. The text is a string, or an array of strings that are its paragraphs. Keys that are not known and
/// nested values are passed over; of a key that comes twice, the last counts.
///
/// # Errors
/// The line is not UTF-8, is no JSON object, or holds no text; its number is said.
pub fn parse(number: u64, line: &[u8], columns: &Columns) -> Result<Row> {
    let text = simdutf8::basic::from_utf8(line).map_err(|_| anyhow!("line {number} is not UTF-8: save it as UTF-8"))?;
    let mut cells = Cells::default();
    let mut source = serde_json::Deserializer::from_str(text);
    let read = source.deserialize_map(Object { columns, cells: &mut cells }).and_then(|()| source.end());
    if let Err(error) = read {
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        bail!("line {number} is no JSON object (at byte {}: {what})", error.column());
    }
    cells.into_row(number).map_err(|error| anyhow!("line {number}: {error}"))
}

/// Chooses the text column from the first lines.
fn choose(first: &[Result<Line>], columns: &Columns) -> Result<Columns> {
    let mut lines = first.iter().flatten().peekable();
    match (lines.peek(), first.first()) {
        (None, None) => bail!("it is empty"),
        (None, Some(Err(error))) => bail!("{error}"),
        (Some((_, line)), _) if line.trim_ascii_start().starts_with(b"[") => {
            bail!("it is one JSON array: save it with one object a line (JSON Lines)")
        }
        _ => (),
    }
    let (mut lengths, mut rows): (BTreeMap<String, usize>, usize) = (BTreeMap::new(), 0);
    // A line that long tells nothing of the others, and takes much memory as a whole.
    let objects = lines.clone().filter(|(_, line)| line.len() < 1 << 20);
    for object in objects.filter_map(|(_, line)| serde_json::from_slice::<Map<String, Value>>(line).ok()) {
        rows += 1;
        for (name, value) in object {
            *lengths.entry(name).or_default() += length(&value);
        }
    }
    if rows == 0 {
        // Says what is wrong with the first.
        for (number, line) in lines {
            parse(*number, line, columns)?;
        }
        return Ok(columns.clone());
    }
    let (mut names, lengths): (Vec<String>, Vec<usize>) = lengths.into_iter().unzip();
    let longest = columns.longest(&names, &lengths, rows)?;
    Ok(Columns { text: longest.map(|column| names.swap_remove(column)).or_else(|| columns.text.clone()) })
}

fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(values) => values.iter().filter_map(Value::as_str).map(str::len).sum(),
        _ => 0,
    }
}

/// Cuts a source into lines.
struct Lines<R> {
    source: BufReader<R>,
    number: u64,
    ended: bool,
}

impl<R: Read> Lines<R> {
    fn read(&mut self) -> Result<Option<Line>> {
        loop {
            let mut line = Vec::new();
            let read = self.source.by_ref().take(MOST_ROW + 1).read_until(b'\n', &mut line);
            if read.map_err(|error| self.fail(&error))? == 0 {
                self.ended = true;
                return Ok(None);
            }
            self.number += 1;
            if line.last() == Some(&b'\n') {
                line.pop();
            } else if line.len() as u64 > MOST_ROW {
                drop(line);
                self.source.skip_until(b'\n').map_err(|error| self.fail(&error))?;
                bail!("line {} is over 64 MB: is a line break missing?", self.number);
            }
            if self.number == 1 && line.starts_with(b"\xef\xbb\xbf") {
                line.drain(..3);
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some((self.number, line)));
            }
        }
    }

    fn fail(&mut self, error: &std::io::Error) -> Error {
        self.ended = true;
        anyhow!("after line {}: {error}", self.number)
    }
}

impl<R: Read> Iterator for Lines<R> {
    type Item = Result<Line>;

    fn next(&mut self) -> Option<Result<Line>> {
        if self.ended { None } else { self.read().transpose() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::table::Metadata;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Vec<Result<Row, String>> {
        let (columns, lines) = match lines(bytes, &Columns::default()) {
            Ok(lines) => lines,
            Err(error) => return vec![Err(format!("all: {error}"))],
        };
        lines
            .map(|line| {
                line.and_then(|(number, line)| parse(number, &line, &columns)).map_err(|error| error.to_string())
            })
            .collect()
    }

    fn row(line: &str) -> Row {
        parse(1, line.as_bytes(), &Columns::default()).unwrap()
    }

    fn error(line: &[u8]) -> String {
        parse(7, line, &Columns::default()).unwrap_err().to_string()
    }

    #[test]
    fn keys_fill_the_fields_that_they_are_named_after() {
        let row = row(
            r#"{"ID":17,"nhóm":31.5,"headline":"T\u0110","published":"2021","else":{"text":[1,{}]},"text":"a\nb"}"#,
        );
        assert_eq!(row.text, "a\nb");
        let Metadata { group, title, date, source, language } = row.metadata;
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
        assert!(error(b"\n[\n{}]").contains("one JSON array"));
        assert!(error(b"id,text\n1,a\n").contains("all: line 1 is no JSON object"));
        assert!(error(b"{\"name\":1,\"number\":\"x\"}").ends_with("they are name, number"));
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
        let (_, lines) = lines(source, &Columns::default()).unwrap();
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
