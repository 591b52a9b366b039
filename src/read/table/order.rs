//! The dates of a whole table -> whether day or month comes first in them, which one date alone may not tell.

use anyhow::Result;

use super::row::ArticleRow;
use crate::read::date::{day_or_month, iso_month_first};

/// How many rows are looked at before a table without such dates is left alone, and how many bytes of their texts.
const LOOKED_AT: usize = 500;
const MOST_LOOKED_AT: usize = 4 << 20;

/// Which of day and month comes first in a date such as 03/04/2021.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// The day, as in Vietnam.
    #[default]
    DayFirst,
    /// The month.
    MonthFirst,
}

/// How the dates of a table are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableDates {
    /// Which of day and month comes first.
    pub order: DateOrder,
    /// What the user should know of it.
    pub note: Option<String>,
}

impl DateOrder {
    /// The row with its date in this order.
    pub fn read(self, mut row: ArticleRow) -> ArticleRow {
        let date = row.metadata.date.as_deref().filter(|_| self == DateOrder::MonthFirst);
        if let Some(date) = date.and_then(iso_month_first) {
            row.metadata.date = Some(date);
        }
        row
    }
}

impl TableDates {
    /// Looks through all rows of a table, if dates that day or month begins are in the first of them.
    ///
    /// # Errors
    /// The table can't be read; faults of rows are passed over.
    pub fn survey(rows: impl Iterator<Item = Result<ArticleRow>>) -> TableDates {
        let (mut seen, mut bytes) = (SeenDates::default(), 0);
        for (row, number) in rows.flatten().zip(1..) {
            seen.add(row.metadata.date.as_deref().unwrap_or_default());
            bytes += row.text.len();
            if seen.is_nothing() && (number >= LOOKED_AT || bytes > MOST_LOOKED_AT) {
                break;
            }
        }
        seen.into_dates()
    }
}

/// What the dates so far say.
#[derive(Default)]
struct SeenDates {
    /// The first date that only one order fits.
    day_first: Option<String>,
    month_first: Option<String>,
    /// The first that fits both, and means another day in each.
    either: Option<String>,
}

impl SeenDates {
    fn add(&mut self, date: &str) {
        let (place, is_equal) = match day_or_month(date) {
            Some((first, second)) if first > 12 => (&mut self.day_first, first == second),
            Some((first, second)) if second > 12 => (&mut self.month_first, first == second),
            Some((first, second)) => (&mut self.either, first == second),
            None => return,
        };
        if !is_equal && place.is_none() {
            *place = Some(date.chars().take(40).collect());
        }
    }

    fn is_nothing(&self) -> bool {
        [&self.day_first, &self.month_first, &self.either].into_iter().all(Option::is_none)
    }

    fn into_dates(self) -> TableDates {
        match (self.day_first, self.month_first, self.either) {
            (None, Some(_), _) => TableDates { order: DateOrder::MonthFirst, note: None },
            (Some(day), Some(month), Some(either)) => TableDates {
                order: DateOrder::DayFirst,
                note: Some(format!(
                    "the day comes first in some dates of its table ({day}), the month in others ({month}): those that could be \
                     either, such as {either}, are read day first; write them as 2021-12-31"
                )),
            },
            (None, None, Some(either)) => TableDates {
                order: DateOrder::DayFirst,
                note: Some(format!(
                    "no date of its table says whether day or month comes first: they are read day first, such as {either}; \
                     if that is wrong, write them as 2021-12-31"
                )),
            },
            _ => TableDates::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::metadata::Metadata;

    fn row(date: &str) -> ArticleRow {
        ArticleRow { metadata: Metadata { date: Some(date.into()), ..Metadata::default() }, ..ArticleRow::default() }
    }

    fn survey(dates: &[&str]) -> TableDates {
        TableDates::survey(dates.iter().map(|date| Ok(row(date))))
    }

    #[test]
    fn one_date_decides_for_the_whole_table() {
        let late: Vec<&str> = std::iter::repeat_n("03/04/2021", 5_000).chain(["04/13/2021"]).collect();
        assert_eq!(survey(&late), TableDates { order: DateOrder::MonthFirst, note: None });
        assert_eq!(survey(&["03/04/2021", "13/04/2021", "2021-04-03"]), TableDates::default());
        let read = |order: DateOrder, date: &str| order.read(row(date)).metadata.date.unwrap();
        assert_eq!(read(DateOrder::MonthFirst, "03/04/2021 8:30 AM"), "2021-03-04");
        assert_eq!(read(DateOrder::MonthFirst, "2021-04-03"), "2021-04-03");
        assert_eq!(read(DateOrder::DayFirst, "03/04/2021"), "03/04/2021");
    }

    #[test]
    fn where_nothing_decides_or_both_stand_it_is_said() {
        assert!(survey(&["03/04/2021", "05/05/2021"]).note.unwrap().contains("such as 03/04/2021"));
        let mixed = survey(&["04/13/2021", "13/04/2021", "5/4/2021"]);
        assert_eq!(mixed.order, DateOrder::DayFirst);
        assert!(mixed.note.unwrap().contains("(13/04/2021), the month in others (04/13/2021)"));
    }

    #[test]
    fn dates_that_mean_one_day_or_are_written_otherwise_say_nothing() {
        assert_eq!(survey(&["05/05/2021", "2021-04-03", "3 tháng 4 năm 2021", ""]), TableDates::default());
        assert_eq!(survey(&["13/04/2021", "04/13/2021"]), TableDates::default());
    }
}
