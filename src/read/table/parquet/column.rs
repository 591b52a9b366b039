//! A column of a Parquet file -> its values as text, one at a time: dates and moments in ISO 8601.

use anyhow::{Result, anyhow, bail};
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::column::page::PageReader;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::{ByteArrayType, DataType};
use parquet::schema::types::{ColumnDescPtr, ColumnDescriptor};

use crate::read::table::date::{self, Zone};

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnKind {
    Text,
    Number,
    /// Numbers with this many digits after the point.
    Decimal(usize),
    /// Days since 1970.
    Day,
    /// Moments since 1970: how many make a second, and the zone whose clocks show them; UTC where it isn't said.
    Moment(i64, Option<Zone>),
}

impl ColumnKind {
    /// `None` for what is nested but no list of texts, and for what is neither text, number nor date.
    pub fn of(column: &ColumnDescriptor, zone: Option<Zone>) -> Option<ColumnKind> {
        let kind = ColumnKind::of_value(column, zone)?;
        match column.max_rep_level() {
            0 => Some(kind),
            // A list has no names of its own but those of its layers.
            1 if kind == ColumnKind::Text && column.path().parts().len() <= 3 => Some(kind),
            _ => None,
        }
    }

    fn of_value(column: &ColumnDescriptor, zone: Option<Zone>) -> Option<ColumnKind> {
        let (logical, converted) = (column.logical_type_ref(), column.converted_type());
        let scale = || usize::try_from(column.type_scale()).ok().filter(|&scale| scale <= MOST_SCALE);
        match (column.physical_type(), logical, converted) {
            (Type::INT32, Some(LogicalType::Date), _) | (Type::INT32, _, ConvertedType::DATE) => Some(ColumnKind::Day),
            (Type::INT64, Some(LogicalType::Timestamp(moment)), _) => {
                let second = match moment.unit {
                    TimeUnit::MILLIS => 1_000,
                    TimeUnit::MICROS => 1_000_000,
                    TimeUnit::NANOS => 1_000_000_000,
                };
                // Others are written as their clocks show them.
                Some(ColumnKind::Moment(second, zone.filter(|_| moment.is_adjusted_to_u_t_c)))
            }
            (Type::INT64, _, ConvertedType::TIMESTAMP_MILLIS) => Some(ColumnKind::Moment(1_000, zone)),
            (Type::INT64, _, ConvertedType::TIMESTAMP_MICROS) => Some(ColumnKind::Moment(1_000_000, zone)),
            (Type::INT96, _, _) => Some(ColumnKind::Moment(1, zone)),
            (Type::BOOLEAN | Type::FLOAT | Type::DOUBLE, Some(LogicalType::Decimal(_)), _) => None,
            (_, Some(LogicalType::Decimal(_)), _) | (_, _, ConvertedType::DECIMAL) => scale().map(ColumnKind::Decimal),
            (_, Some(LogicalType::Time(_)), _) => None,
            (_, _, ConvertedType::TIME_MILLIS | ConvertedType::TIME_MICROS) => None,
            (Type::BYTE_ARRAY, _, _) => Some(ColumnKind::Text),
            (Type::INT32 | Type::INT64 | Type::FLOAT | Type::DOUBLE, _, _) => Some(ColumnKind::Number),
            (Type::BOOLEAN | Type::FIXED_LEN_BYTE_ARRAY, _, _) => None,
        }
    }

    fn of_number(self, number: i64) -> Option<String> {
        let of_seconds = |seconds, zone: Option<Zone>| match zone {
            Some(zone) => zone.of_seconds(seconds),
            None => date::of_seconds(seconds),
        };
        match self {
            ColumnKind::Day => number.checked_mul(86_400).and_then(date::of_seconds),
            ColumnKind::Moment(second, zone) => of_seconds(number.div_euclid(second), zone),
            ColumnKind::Decimal(scale) => Some(decimal(number.into(), scale)),
            ColumnKind::Text | ColumnKind::Number => Some(number.to_string()),
        }
    }
}

/// The most digits after the point: what 16 bytes hold.
const MOST_SCALE: usize = 38;

/// A number with `scale` digits after the point, without zeros at its end: 2800 and 2 give "28".
fn decimal(number: i128, scale: usize) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

/// A number of bytes, the highest first, in two's complement; `None` where it has over 16.
fn integer(bytes: &[u8]) -> Option<i128> {
    let mut all = [if bytes.first()? >> 7 == 1 { 0xff } else { 0 }; 16];
    all.get_mut(16usize.checked_sub(bytes.len())?..)?.copy_from_slice(bytes);
    Some(i128::from_be_bytes(all))
}

/// Reads a column in a group of rows.
pub(super) struct ValueReader {
    reader: ColumnReader,
    kind: ColumnKind,
}

impl ValueReader {
    pub fn new(descriptor: ColumnDescPtr, kind: ColumnKind, pages: Box<dyn PageReader>) -> ValueReader {
        ValueReader { reader: get_column_reader(descriptor, pages), kind }
    }

    /// The next value, those of a list joined by line breaks; an inner error is that of this value alone.
    pub fn next(&mut self) -> Result<Result<Option<String>>> {
        let kind = self.kind;
        let real = |number: f64| Some(number.to_string()).filter(|_| number.is_finite());
        let number = |number: i64| kind.of_number(number);
        let bytes = |bytes: &[u8]| match kind {
            ColumnKind::Decimal(scale) => integer(bytes).map(|number| decimal(number, scale)),
            _ => None,
        };
        Ok(Ok(match &mut self.reader {
            ColumnReader::ByteArrayColumnReader(reader) if kind == ColumnKind::Text => return texts(reader),
            ColumnReader::ByteArrayColumnReader(reader) => one(reader)?.and_then(|value| bytes(value.data())),
            ColumnReader::FixedLenByteArrayColumnReader(reader) => one(reader)?.and_then(|value| bytes(value.data())),
            ColumnReader::Int32ColumnReader(reader) => one(reader)?.and_then(|value| number(value.into())),
            ColumnReader::Int64ColumnReader(reader) => one(reader)?.and_then(number),
            ColumnReader::Int96ColumnReader(reader) => one(reader)?.and_then(|value| number(value.to_seconds())),
            ColumnReader::FloatColumnReader(reader) => one(reader)?.and_then(|value| real(value.into())),
            ColumnReader::DoubleColumnReader(reader) => one(reader)?.and_then(real),
            ColumnReader::BoolColumnReader(_) => None,
        }))
    }
}

/// The texts of the next row, joined; an inner error is that of this row alone.
fn texts(reader: &mut ColumnReaderImpl<ByteArrayType>) -> Result<Result<Option<String>>> {
    let mut joined: Option<String> = None;
    for value in values(reader)? {
        let Ok(text) = simdutf8::basic::from_utf8(value.data()) else {
            return Ok(Err(anyhow!("it is not UTF-8: save it as UTF-8")));
        };
        joined = Some(match joined {
            Some(before) => before + "\n" + text,
            None => text.to_string(),
        });
    }
    Ok(Ok(joined))
}

/// The next value; `None` where it is missing.
fn one<T: DataType>(reader: &mut ColumnReaderImpl<T>) -> Result<Option<T::T>> {
    Ok(values(reader)?.pop())
}

/// The values of the next row, of which a list has many.
fn values<T: DataType>(reader: &mut ColumnReaderImpl<T>) -> Result<Vec<T::T>> {
    let (mut levels, mut repeats, mut values) = (Vec::new(), Vec::new(), Vec::new());
    let (rows, _, _) = reader.read_records(1, Some(&mut levels), Some(&mut repeats), &mut values)?;
    if rows == 0 {
        bail!("it ends before its rows do");
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_written_as_people_write_them() {
        let written = [(2800, 2), (3150, 2), (-5, 3), (7, 0), (0, 2)].map(|(number, scale)| decimal(number, scale));
        assert_eq!(written, ["28", "31.5", "-0.005", "7", "0"]);
        assert_eq!((integer(&[0x0a, 0xf0]), integer(&[0xff, 0xfb]), integer(&[0; 17])), (Some(2800), Some(-5), None));
    }
}
