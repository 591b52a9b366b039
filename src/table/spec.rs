//! A table as a constant: its name, what it is about, and its columns, each with what it means and how it is read from a
//! row. Headers, column help, number formats and documentation all derive from it.

use std::borrow::Cow;

use serde::Serialize;

use super::cell::Cell;
use crate::words::Words;

/// All that is known of a table but its rows.
pub trait Spec: Sized + 'static {
    /// One of its rows.
    type Row<'a>: Clone + Send + Sync;
    /// Its name, which is also its file's.
    const NAME: &'static str;
    /// Its title.
    const TITLE: Words;
    /// What a row is.
    const ABOUT: Words;
    /// Its columns in order.
    const COLUMNS: &'static [Column<Self>];
    /// Whether the last rows of a section tell as much as the first.
    const HAS_TWO_ENDS: bool = false;
}

/// A column: its heading, and how its value is read from a row.
pub struct Column<T: Spec> {
    /// Its name, meaning, unit and form.
    pub heading: Heading,
    value: Value<T>,
}

/// What is known of a column without a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Its name.
    pub name: &'static str,
    /// What it means, with its formula.
    pub meaning: Words,
    /// What its numbers are of.
    pub unit: Unit,
    /// How its values are written.
    pub form: Form,
}

/// How values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Form {
    /// Text as it is.
    Text,
    /// Whole numbers.
    Count,
    /// With this many decimals.
    Decimals(usize),
    /// With four significant digits, however small: for p-values.
    Significant,
}

/// What numbers are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Unit {
    /// Nothing: text, and numbers whose meaning says all.
    None,
    /// Things that are counted; the meaning says which.
    Count,
    /// A place, from 1.
    Rank,
    /// Where something is: a line, a character, a clause.
    Position,
    /// A part of a whole, 0 to 1.
    Share,
    /// A difference of shares; 0.01 is one percentage point.
    Points,
    /// Occurrences in 10,000 tokens.
    Per10k,
    /// Percent.
    Percent,
    /// Bits.
    Bits,
    /// Doublings: binary logarithm of a ratio.
    Log2,
    /// Powers of ten: decimal logarithm.
    Log10,
    /// A test's statistic: G2.
    G2,
    /// Standard deviations.
    Z,
    /// A probability, 0 to 1.
    Probability,
    /// An index without a unit.
    Score,
    /// Tokens.
    Tokens,
    /// A ratio.
    Ratio,
}

impl Unit {
    /// How numbers of it that are not whole are written.
    const fn form(self) -> Form {
        Form::Decimals(match self {
            Unit::Probability => return Form::Significant,
            Unit::Share | Unit::Points | Unit::Score | Unit::Bits => 6,
            Unit::None | Unit::G2 | Unit::Log2 | Unit::Z | Unit::Ratio => 4,
            Unit::Count | Unit::Rank | Unit::Position | Unit::Per10k | Unit::Tokens | Unit::Log10 => 3,
            Unit::Percent => 2,
        })
    }

    /// What a reader is shown; empty where there is none.
    pub fn words(self) -> Words {
        match self {
            Unit::None => Words::new("", ""),
            Unit::Count => Words::new("count", "số đếm"),
            Unit::Rank => Words::new("rank", "thứ hạng"),
            Unit::Position => Words::new("position", "vị trí"),
            Unit::Share => Words::new("share, 0 to 1", "tỷ lệ, 0 đến 1"),
            Unit::Points => Words::new("difference of shares", "chênh lệch tỷ lệ"),
            Unit::Per10k => Words::new("per 10,000 tokens", "trên 10.000 từ"),
            Unit::Percent => Words::new("percent", "phần trăm"),
            Unit::Bits => Words::new("bits", "bit"),
            Unit::Log2 => Words::new("log2", "log2"),
            Unit::Log10 => Words::new("log10", "log10"),
            Unit::G2 => Words::new("G²", "G²"),
            Unit::Z => Words::new("z", "z"),
            Unit::Probability => Words::new("probability", "xác suất"),
            Unit::Score => Words::new("index", "chỉ số"),
            Unit::Tokens => Words::new("tokens", "từ"),
            Unit::Ratio => Words::new("ratio", "tỷ số"),
        }
    }
}

/// How a column's value is read from a row.
enum Value<T: Spec> {
    Text(for<'r, 'a> fn(&'r T::Row<'a>) -> Option<Cow<'r, str>>),
    Count(for<'r, 'a> fn(&'r T::Row<'a>) -> Option<u64>),
    Number(for<'r, 'a> fn(&'r T::Row<'a>) -> Option<f64>),
    Low(for<'r, 'a> fn(&'r T::Row<'a>) -> Option<(f64, f64)>),
    High(for<'r, 'a> fn(&'r T::Row<'a>) -> Option<(f64, f64)>),
}

impl<T: Spec> Column<T> {
    /// A column of text.
    pub const fn text(name: &'static str, value: for<'r, 'a> fn(&'r T::Row<'a>) -> Option<Cow<'r, str>>) -> Column<T> {
        Column::new(name, Unit::None, Form::Text, Value::Text(value))
    }

    /// A column of whole numbers.
    pub const fn count(
        name: &'static str,
        unit: Unit,
        value: for<'r, 'a> fn(&'r T::Row<'a>) -> Option<u64>,
    ) -> Column<T> {
        Column::new(name, unit, Form::Count, Value::Count(value))
    }

    /// A column of other numbers, written as those of their unit are.
    pub const fn number(
        name: &'static str,
        unit: Unit,
        value: for<'r, 'a> fn(&'r T::Row<'a>) -> Option<f64>,
    ) -> Column<T> {
        Column::new(name, unit, unit.form(), Value::Number(value))
    }

    /// A column of the lower bounds of intervals.
    pub const fn low(
        name: &'static str,
        unit: Unit,
        interval: for<'r, 'a> fn(&'r T::Row<'a>) -> Option<(f64, f64)>,
    ) -> Column<T> {
        Column::new(name, unit, unit.form(), Value::Low(interval))
    }

    /// The column of their upper bounds, which follows that of the lower ones.
    pub const fn high(
        name: &'static str,
        unit: Unit,
        interval: for<'r, 'a> fn(&'r T::Row<'a>) -> Option<(f64, f64)>,
    ) -> Column<T> {
        let column = Column::new(name, unit, unit.form(), Value::High(interval));
        column.means("Its upper bound.", "Cận trên của khoảng tin cậy đó.")
    }

    /// The column with numbers that have this many decimals.
    pub const fn decimals(mut self, decimals: usize) -> Column<T> {
        self.heading.form = Form::Decimals(decimals);
        self
    }

    const fn new(name: &'static str, unit: Unit, form: Form, value: Value<T>) -> Column<T> {
        Column { heading: Heading { name, meaning: Words::new("", ""), unit, form }, value }
    }

    /// The column with what it means, in English and in Vietnamese.
    pub const fn means(mut self, en: &'static str, vi: &'static str) -> Column<T> {
        self.heading.meaning = Words::new(en, vi);
        self
    }

    /// Its value in a row. A number that is not finite, as a bound may be, is none.
    pub fn cell<'r>(&self, row: &'r T::Row<'_>) -> Cell<'r> {
        let number = match self.value {
            Value::Text(value) => return value(row).map_or(Cell::Empty, Cell::Text),
            Value::Count(value) => return value(row).map_or(Cell::Empty, Cell::Count),
            Value::Number(value) => value(row),
            Value::Low(interval) => interval(row).map(|(low, _)| low),
            Value::High(interval) => interval(row).map(|(_, high)| high),
        };
        number.filter(|number| number.is_finite()).map_or(Cell::Empty, Cell::Number)
    }
}

/// What is known of a table without its rows, whichever it is.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Its name, which is also its file's.
    pub name: &'static str,
    /// Its title.
    pub title: Words,
    /// What a row is.
    pub about: Words,
    /// Its columns in order.
    pub headings: Vec<Heading>,
    /// Whether the last rows of a section tell as much as the first.
    pub has_two_ends: bool,
}

impl Schema {
    /// That of a table.
    pub fn of<T: Spec>() -> Schema {
        let headings = T::COLUMNS.iter().map(|column| column.heading).collect();
        Schema { name: T::NAME, title: T::TITLE, about: T::ABOUT, headings, has_two_ends: T::HAS_TWO_ENDS }
    }
}
