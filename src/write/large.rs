//! A table of more rows than a spreadsheet opens -> a Parquet file of all of them, and a CSV file of those that tell most.
//!
//! Which table that is shows at its end. So what was written is read again, and the figures are the same in both files.

use std::io::{BufReader, Read, Write};
use std::ops::Range;
use std::sync::Arc;

use anyhow::{Context, Result};
use csv::StringRecord;
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::csv as lines;
use crate::options::Dialect;
use crate::table::{Form, Heading, Schema};

/// This many rows are held in memory, and make a group of rows in a file.
const GROUP: usize = 1 << 16;

/// The values of a column that are held.
struct Held {
    /// For each row whether there is a value.
    is_there: Vec<i16>,
    values: Values,
}

enum Values {
    Texts(Vec<ByteArray>),
    Counts(Vec<i64>),
    Numbers(Vec<f64>),
}

impl Held {
    fn new(form: Form) -> Held {
        let values = match form {
            Form::Text => Values::Texts(Vec::new()),
            Form::Count => Values::Counts(Vec::new()),
            Form::Decimals(_) | Form::Significant => Values::Numbers(Vec::new()),
        };
        Held { is_there: Vec::new(), values }
    }

    /// Adds a cell as the CSV file has it.
    fn add(&mut self, cell: &str, decimal: char) -> Result<()> {
        self.is_there.push(i16::from(!cell.is_empty()));
        if cell.is_empty() {
            return Ok(());
        }
        match &mut self.values {
            Values::Texts(texts) => texts.push(cell.as_bytes().to_vec().into()),
            Values::Counts(counts) => counts.push(cell.parse()?),
            Values::Numbers(numbers) if decimal == '.' => numbers.push(cell.parse()?),
            Values::Numbers(numbers) => numbers.push(cell.replace(decimal, ".").parse()?),
        }
        Ok(())
    }

    fn clear(&mut self) {
        self.is_there.clear();
        match &mut self.values {
            Values::Texts(texts) => texts.clear(),
            Values::Counts(counts) => counts.clear(),
            Values::Numbers(numbers) => numbers.clear(),
        }
    }
}

/// A column's type.
fn column(heading: &Heading) -> Result<TypePtr> {
    let (physical, logical) = match heading.form {
        Form::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Form::Count => (Physical::INT64, None),
        Form::Decimals(_) | Form::Significant => (Physical::DOUBLE, None),
    };
    let column = Type::primitive_type_builder(heading.name, physical).with_repetition(Repetition::OPTIONAL);
    Ok(Arc::new(column.with_logical_type(logical).build()?))
}

/// Writes the rows that are held as a group, and forgets them.
fn end_group(held: &mut [Held], to: &mut SerializedFileWriter<impl Write + Send>) -> Result<()> {
    let mut group = to.next_row_group()?;
    for Held { is_there, values } in &*held {
        let mut column = group.next_column()?.context("a column is missing")?;
        match values {
            Values::Texts(texts) => column.typed::<ByteArrayType>().write_batch(texts, Some(is_there), None)?,
            Values::Counts(counts) => column.typed::<Int64Type>().write_batch(counts, Some(is_there), None)?,
            Values::Numbers(numbers) => column.typed::<DoubleType>().write_batch(numbers, Some(is_there), None)?,
        };
        column.close()?;
    }
    group.close()?;
    held.iter_mut().for_each(Held::clear);
    Ok(())
}

/// Of the rows of a CSV file, writes all to a Parquet file, and those of the numbers `shown` to another CSV file.
///
/// # Errors
/// It can't be read, or the others can't be written.
pub fn split(
    whole: impl Read,
    schema: &Schema,
    dialect: Dialect,
    shown: &[Range<u64>],
    csv: &mut impl Write,
    parquet: &mut (impl Write + Send),
) -> Result<()> {
    let columns = schema.headings.iter().map(column).collect::<Result<_>>()?;
    let of_rows = Type::group_type_builder(schema.name).with_fields(columns).build()?;
    let mut parquet =
        SerializedFileWriter::new(parquet, Arc::new(of_rows), Arc::new(WriterProperties::builder().build()))?;
    let mut held: Vec<Held> = schema.headings.iter().map(|heading| Held::new(heading.form)).collect();
    csv.write_all(&lines::header(&schema.headings, dialect))?;
    // The header is ours: what it begins with, the byte-order mark, is no matter.
    let mut rows = csv::ReaderBuilder::new().delimiter(dialect.delimiter).from_reader(BufReader::new(whole));
    let (mut row, mut number, mut shown) = (StringRecord::new(), 0, shown.iter().peekable());
    while rows.read_record(&mut row)? {
        for (cell, column) in row.iter().zip(&mut held) {
            column.add(cell, dialect.decimal).with_context(|| format!("row {number} holds {cell:?}"))?;
        }
        while shown.next_if(|range| range.end <= number).is_some() {}
        if shown.peek().is_some_and(|range| range.contains(&number)) {
            csv.write_all(&lines::guarded_row(&row, dialect.delimiter))?;
        }
        number += 1;
        if number % GROUP as u64 == 0 {
            end_group(&mut held, &mut parquet)?;
        }
    }
    if number % GROUP as u64 != 0 {
        end_group(&mut held, &mut parquet)?;
    }
    parquet.finish()?;
    Ok(())
}

/// The numbers of the rows that tell most, this many at most: as many of each section, from its begin, and where both ends
/// tell as much, half of them from its end.
pub fn telling(sections: &[Range<u64>], have_two_ends: bool, most: u64) -> Vec<Range<u64>> {
    let room = most / (sections.len() as u64).max(1);
    let of_section = |section: &Range<u64>| {
        if section.end - section.start <= room {
            return [section.clone(), section.end..section.end];
        }
        let last = if have_two_ends { room / 2 } else { 0 };
        [section.start..section.start + room - last, section.end - last..section.end]
    };
    sections.iter().flat_map(of_section).filter(|range| !range.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    use super::*;
    use crate::table::Unit;
    use crate::words::Words;

    #[test]
    fn of_each_section_as_many_rows_tell_most() {
        assert_eq!(telling(&[0..10, 10..13], false, 8), [0..4, 10..13]);
        assert_eq!(telling(&[0..10, 10..13, 13..13, 13..20], true, 16), [0..2, 8..10, 10..13, 13..15, 18..20]);
        assert!(telling(&[], true, 8).is_empty());
    }

    #[test]
    fn parquet_has_all_rows_with_their_types_and_csv_those_that_are_shown_as_they_were() {
        let heading = |name, form| Heading { name, meaning: Words::same("m"), unit: Unit::None, form };
        let headings = vec![heading("term", Form::Text), heading("n", Form::Count), heading("x", Form::Decimals(2))];
        let schema =
            Schema { name: "t", title: Words::same("t"), about: Words::same("a"), headings, has_two_ends: false };
        let dialect = Dialect { delimiter: b';', decimal: ',' };
        let row = |number: usize| match number % 3 {
            0 => format!("từ {number};{number};-0,50\r\n"),
            1 => format!("\"a;\"\"b\"\" {number}\";;\r\n"),
            _ => format!("\"two\nlines\";{number};1,25\r\n"),
        };
        let header = String::from_utf8(lines::header(&schema.headings, dialect)).unwrap();
        let rows = GROUP + 7;
        let whole = header.clone() + &(0..rows).map(row).collect::<String>();
        let (mut csv, mut parquet) = (Vec::new(), Vec::new());
        split(whole.as_bytes(), &schema, dialect, &[0..2, 5..6], &mut csv, &mut parquet).unwrap();
        assert_eq!(String::from_utf8(csv).unwrap(), header + &[0, 1, 5].map(row).concat());
        let reader = SerializedFileReader::new(bytes::Bytes::from(parquet)).unwrap();
        assert_eq!(reader.num_row_groups(), 2);
        let read: Vec<Vec<Field>> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap().get_column_iter().map(|(_, field)| field.clone()).collect())
            .collect();
        let text = |text: &str| Field::Str(text.into());
        assert_eq!(read.len(), rows);
        assert_eq!(read[3], [text("từ 3"), Field::Long(3), Field::Double(-0.5)]);
        assert_eq!(read[4], [text("a;\"b\" 4"), Field::Null, Field::Null]);
        // One of the second group of rows.
        assert_eq!(read[65_541], [text("từ 65541"), Field::Long(65_541), Field::Double(-0.5)]);
    }
}
