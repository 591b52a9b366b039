//! Moments as files count them -> ISO 8601, "2021-12-14" or "2021-12-14T08:30:00"; midnight is the day alone.

use chrono::{DateTime, NaiveDateTime, NaiveTime};

/// A moment in seconds since 1970, UTC; `None` where it is no date that a calendar holds.
pub(super) fn of_seconds(seconds: i64) -> Option<String> {
    DateTime::from_timestamp(seconds, 0).map(|moment| iso(moment.naive_utc()))
}

/// A moment in days of a spreadsheet: since 1899-12-30, or since 1904-01-01 in workbooks that came from a Macintosh
/// (ECMA-376 part 1, 18.17.4.1). `None` for a time of day without a date.
pub(super) fn of_serial(days: f64, is_1904: bool) -> Option<String> {
    // Days from the first day of each count to 1970-01-01.
    let before = if is_1904 { 24_107.0 } else { 25_569.0 };
    let is_date = (1.0..3_000_000.0).contains(&days);
    // A half second either way is lost in the fraction of a day.
    if is_date { of_seconds(((days - before) * 86_400.0).round() as i64) } else { None }
}

fn iso(moment: NaiveDateTime) -> String {
    match moment.time() == NaiveTime::MIN {
        true => moment.date().to_string(),
        false => format!("{moment:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_become_iso_dates_with_the_time_unless_it_is_midnight() {
        assert_eq!(of_seconds(1_639_440_000).as_deref(), Some("2021-12-14"));
        assert_eq!(of_seconds(1_639_470_600).as_deref(), Some("2021-12-14T08:30:00"));
        assert_eq!(of_seconds(-1).as_deref(), Some("1969-12-31T23:59:59"));
        assert_eq!(of_seconds(i64::MAX), None);
    }

    #[test]
    fn days_of_a_spreadsheet_become_iso_dates() {
        // Serial numbers as Excel shows them for these dates.
        assert_eq!(of_serial(44_544.0, false).as_deref(), Some("2021-12-14"));
        assert_eq!(of_serial(43_082.0, true).as_deref(), Some("2021-12-14"));
        assert_eq!(of_serial(44_544.354_166_666_664, false).as_deref(), Some("2021-12-14T08:30:00"));
        assert_eq!((of_serial(0.5, false), of_serial(f64::NAN, false), of_serial(1e300, false)), (None, None, None));
    }
}
