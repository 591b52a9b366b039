//! A column of a Parquet file -> its values as text, one at a time: dates and moments in ISO 8601.

use anyhow::{Result, anyhow, bail};
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::column::page::PageReader;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::DataType;
use parquet::schema::types::{ColumnDescPtr, ColumnDescriptor};

use crate::read::table::date;

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    /// Days since 1970.
    Day,
    /// Moments since 1970, so many of them a second.
    Moment(i64),
}

impl Kind {
    /// `None` for what is nested, and for what is neither text, number nor date.
    pub fn of(column: &ColumnDescriptor) -> Option<Kind> {
        if column.path().parts().len() > 1 || column.max_rep_level() > 0 {
            return None;
        }
        let (logical, converted) = (column.logical_type_ref(), column.converted_type());
        match (column.physical_type(), logical, converted) {
            (Type::INT32, Some(LogicalType::Date), _) | (Type::INT32, _, ConvertedType::DATE) => Some(Kind::Day),
            (Type::INT64, Some(LogicalType::Timestamp(moment)), _) => Some(Kind::Moment(match moment.unit {
                TimeUnit::MILLIS => 1_000,
                TimeUnit::MICROS => 1_000_000,
                TimeUnit::NANOS => 1_000_000_000,
            })),
            (Type::INT64, _, ConvertedType::TIMESTAMP_MILLIS) => Some(Kind::Moment(1_000)),
            (Type::INT64, _, ConvertedType::TIMESTAMP_MICROS) => Some(Kind::Moment(1_000_000)),
            (Type::INT96, _, _) => Some(Kind::Moment(1)),
            (_, Some(LogicalType::Decimal(_) | LogicalType::Time(_)), _) => None,
            (_, _, ConvertedType::DECIMAL | ConvertedType::TIME_MILLIS | ConvertedType::TIME_MICROS) => None,
            (Type::BYTE_ARRAY, _, _) => Some(Kind::Text),
            (Type::INT32 | Type::INT64 | Type::FLOAT | Type::DOUBLE, _, _) => Some(Kind::Number),
            (Type::BOOLEAN | Type::FIXED_LEN_BYTE_ARRAY, _, _) => None,
        }
    }
}

/// Reads a column in a group of rows.
pub(super) struct Column {
    reader: ColumnReader,
    kind: Kind,
}

impl Column {
    pub fn new(descriptor: ColumnDescPtr, kind: Kind, pages: Box<dyn PageReader>) -> Column {
        Column { reader: get_column_reader(descriptor, pages), kind }
    }

    /// The next value; an inner error is that of this value alone.
    pub fn next(&mut self) -> Result<Result<Option<String>>> {
        let kind = self.kind;
        let number = |number: i64| match kind {
            Kind::Day => number.checked_mul(86_400).and_then(date::of_seconds),
            Kind::Moment(second) => date::of_seconds(number.div_euclid(second)),
            _ => Some(number.to_string()),
        };
        let decimal = |number: f64| Some(number.to_string()).filter(|_| number.is_finite());
        Ok(Ok(match &mut self.reader {
            ColumnReader::ByteArrayColumnReader(reader) => match one(reader)? {
                Some(bytes) => match simdutf8::basic::from_utf8(bytes.data()) {
                    Ok(text) => Some(text.to_string()),
                    Err(_) => return Ok(Err(anyhow!("it is not UTF-8: save it as UTF-8"))),
                },
                None => None,
            },
            ColumnReader::Int32ColumnReader(reader) => one(reader)?.and_then(|value| number(value.into())),
            ColumnReader::Int64ColumnReader(reader) => one(reader)?.and_then(number),
            ColumnReader::Int96ColumnReader(reader) => {
                one(reader)?.and_then(|value| date::of_seconds(value.to_seconds()))
            }
            ColumnReader::FloatColumnReader(reader) => one(reader)?.and_then(|value| decimal(value.into())),
            ColumnReader::DoubleColumnReader(reader) => one(reader)?.and_then(decimal),
            _ => None,
        }))
    }
}

/// The next value; `None` where it is missing.
fn one<T: DataType>(reader: &mut ColumnReaderImpl<T>) -> Result<Option<T::T>> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    let (rows, _, _) = reader.read_records(1, Some(&mut levels), None, &mut values)?;
    if rows == 0 {
        bail!("it ends before its rows do");
    }
    Ok(values.pop())
}
