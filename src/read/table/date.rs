//! Moments as files count them -> ISO 8601, "2021-12-14" or "2021-12-14T08:30:00"; midnight is the day alone.

use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

/// A moment in seconds since 1970, UTC; `None` where it is no date that a calendar holds.
pub(super) fn of_seconds(seconds: i64) -> Option<String> {
    DateTime::from_timestamp(seconds, 0).map(|moment| iso(moment.naive_utc()))
}

/// The place on earth whose days and hours are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// By its name, with the history of its clocks.
    Named(Tz),
    /// By what it is ahead of UTC.
    Ahead(FixedOffset),
}

impl Zone {
    /// "Asia/Ho_Chi_Minh", or "+07:00".
    pub fn of(name: &str) -> Option<Zone> {
        let named = || name.parse().ok().map(Zone::Named);
        let offset = name.strip_prefix("UTC").or_else(|| name.strip_prefix("GMT")).unwrap_or(name);
        named().or_else(|| offset.parse().ok().map(Zone::Ahead))
    }

    /// A moment in seconds since 1970, UTC, as the clocks of the zone show it.
    pub fn of_seconds(self, seconds: i64) -> Option<String> {
        let moment = DateTime::from_timestamp(seconds, 0)?;
        // At the end of the calendar no clock shows it.
        let local = match self {
            Zone::Named(zone) => moment.naive_utc().checked_add_offset(offset(zone, moment)),
            Zone::Ahead(offset) => moment.naive_utc().checked_add_offset(offset),
        };
        local.map(iso)
    }
}

fn offset(zone: Tz, moment: DateTime<Utc>) -> FixedOffset {
    zone.offset_from_utc_datetime(&moment.naive_utc()).fix()
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

/// The moment that a number in a column of dates means, as programs write it that have no type for dates: one that is
/// counted from 1970, in whichever unit brings it before 2103, or the digits of a date and time of day. `None` for a year, for
/// the digits of a day alone, which are read as such, and for what is no whole number.
pub(super) fn of_cell(cell: &str) -> Option<String> {
    let digits = cell.strip_suffix(".0").unwrap_or(cell);
    let number: i64 = digits.parse().ok()?;
    if let Some(moment) = of_digits(digits) {
        return Some(moment);
    }
    let units = [(LEAST, 1), (MOST, 1_000), (MOST * 1_000, 1_000_000), (MOST * 1_000_000, 1_000_000_000)];
    let size = number.checked_abs()?;
    let (_, second) = units.into_iter().rev().find(|(least, _)| size > *least)?;
    let seconds = number.div_euclid(second);
    if seconds > MOST { None } else { of_seconds(seconds) }
}

/// Numbers up to it are no moments in seconds, but days such as 20211214, or years; and the last moment that is one, in 2103.
const LEAST: i64 = 100_000_000;
const MOST: i64 = 4_200_000_000;

/// The digits of year, month, day, hour, minute and, it may be, second.
fn of_digits(digits: &str) -> Option<String> {
    let form = match digits.len() {
        12 => "%Y%m%d%H%M",
        14 => "%Y%m%d%H%M%S",
        _ => return None,
    };
    let is_near = ["19", "20"].contains(&digits.get(..2)?);
    NaiveDateTime::parse_from_str(digits, form).ok().filter(|_| is_near).map(iso)
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
    fn a_zone_by_name_or_offset_gives_the_day_that_its_clocks_show() {
        // 2021-12-31T23:00Z, in summer 2021-07-01T22:30Z.
        for (zone, winter, summer) in [
            ("Asia/Ho_Chi_Minh", "2022-01-01T06:00:00", "2021-07-02T05:30:00"),
            ("+07:00", "2022-01-01T06:00:00", "2021-07-02T05:30:00"),
            ("UTC+07:00", "2022-01-01T06:00:00", "2021-07-02T05:30:00"),
            ("America/New_York", "2021-12-31T18:00:00", "2021-07-01T18:30:00"),
            ("-03:30", "2021-12-31T19:30:00", "2021-07-01T19:00:00"),
            ("UTC", "2021-12-31T23:00:00", "2021-07-01T22:30:00"),
        ] {
            let Some(zone) = Zone::of(zone) else { panic!("{zone}") };
            assert_eq!(zone.of_seconds(1_640_991_600).as_deref(), Some(winter), "{zone:?}");
            assert_eq!(zone.of_seconds(1_625_178_600).as_deref(), Some(summer), "{zone:?}");
        }
        assert_eq!((Zone::of("Atlantis/Capital"), Zone::of("")), (None, None));
        assert_eq!(Zone::of("+07:00").unwrap().of_seconds(8_210_266_876_799), None);
    }

    #[test]
    fn numbers_count_from_1970_in_the_unit_that_gives_a_date_of_our_times() {
        for number in ["1639470600", "1639470600000", "1639470600000000", "1639470600000000000", "1639470600.0"] {
            assert_eq!(of_cell(number).as_deref(), Some("2021-12-14T08:30:00"), "{number}");
        }
        assert_eq!(of_cell("-2676931200000").as_deref(), Some("1885-03-04"));
        assert_eq!(of_cell("86400000000").as_deref(), Some("1972-09-27"));
        for digits in ["202112140830", "20211214083000"] {
            assert_eq!(of_cell(digits).as_deref(), Some("2021-12-14T08:30:00"), "{digits}");
        }
        for other in ["2021", "20211214", "44544", "14/12/2021", "2021-12-14", "99999999999999999999", "", "1e9", "x"] {
            assert_eq!(of_cell(other), None, "{other}");
        }
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
