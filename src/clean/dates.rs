//! Lines that hold nothing but a date, a time or an age: `date_bar`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::letters::to_lowercase;
use super::page::{LineFinding, LineShape, Page};
use super::tables::cells;

/// Words that may occur in a date bar, in lower case.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "thứ", "hai", "ba", "tư", "năm", "sáu", "bảy", "chủ", "nhật", "ngày", "tháng", "lúc", "giờ", "phút", "cập",
    "đăng", "xuất", "bản", "sáng", "trưa", "chiều", "tối", "gmt", "utc", "am", "pm", "trước", "hôm", "nay", "qua",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri",
    "sat", "sun", "published", "updated", "posted", "last", "on", "at", "date", "ago", "hour", "hours", "minute",
    "minutes", "day", "days", "min", "et", "ict", "of", "thời", "gian", "first", "est", "edt", "bst", "live", "a.m", "p.m", "read", "đọc",
    "sửa", "đổi", "publié", "mis", "mise", "à", "jour", "modifié", "hier", "aujourd'hui", "le", "lundi", "mardi", "mercredi", "jeudi",
    "vendredi", "samedi", "dimanche", "il", "y", "a", "heures", "publicado", "actualizado", "el", "las", "de", "del", "hace", "horas",
    "minutos", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "hrs", "veröffentlicht", "aktualisiert", "am", "um",
    "uhr", "vor", "stunden", "minuten", "tagen", "stand", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "cet", "cest",
    "ist", "sgt", "hkt",
    "sa", "ch", "thg", "tải", "t2", "t3", "t4", "t5", "t6", "t7", "cn",
];
/// Months of English, French, Spanish and German, whole and short.
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "janv", "févr",
    "avr", "juil", "déc", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "setiembre", "octubre",
    "noviembre", "diciembre", "ene", "abr", "ago", "dic", "januar", "februar", "märz", "juni", "juli", "oktober", "dezember", "mär", "okt", "dez",
];
/// The same, found without looking through the lists.
static KNOWN_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| WORDS.iter().copied().collect());
static KNOWN_MONTHS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| MONTHS.iter().copied().collect());
/// The fewest headings of a chronicle after the first running text, and anywhere.
const ENTRIES: usize = 2;
const ENTRIES_ANYWHERE: usize = 3;
/// Longest date bar, in words: weekday, date, time, zone, each with its label.
const MOST_WORDS: usize = 16;

/// `date_bar`: dates outside the running text, above it also beside other words; and the only date line near its start (under
/// the summary). Dates between paragraphs are the headings of a chronicle and stay, also where its entries are short: dates
/// without a time of day, each with text right under it.
pub fn date_bars(page: &Page) -> Vec<LineFinding> {
    let is_head = |at: usize| page.running.is_some_and(|(first, _)| at < first) && page.headline() != Some(at);
    let is_stamp =
        |at: usize, shape: &LineShape| is_head(at) && !shape.marked && !shape.is_closed() && is_stamp(shape.text);
    let is_dated = |&(at, shape): &(usize, &LineShape)| is_date(shape.text) || is_stamp(at, shape);
    let dates: Vec<usize> = page.shapes().filter(is_dated).map(|(at, _)| at).collect();
    let third = page.shapes().filter(|(_, shape)| shape.is_running()).nth(2).map(|(at, _)| at);
    let outside = |at: usize| match page.running {
        Some((first, last)) => at < first || at > last,
        None => page.kept.first() == Some(&at) || page.kept.last() == Some(&at),
    };
    let cells = cells(page);
    let early = dates.iter().filter(|&&at| !outside(at) && third.is_some_and(|third| at < third)).count();
    let near_start = |at: usize| early == 1 && third.is_some_and(|third| at < third);
    let is_entry = |at: usize| {
        let text_under = page.is_kept(at + 1) && !is_date(page.lines[at + 1].text);
        text_under && is_day(page.lines[at].text)
    };
    let entries: Vec<usize> = dates.iter().copied().filter(|&at| is_entry(at)).collect();
    let after_start = entries.iter().filter(|&&at| page.running.is_some_and(|(first, _)| at > first)).count();
    let chronicle = after_start >= ENTRIES || entries.len() >= ENTRIES_ANYWHERE;
    let heads = |at: usize| chronicle && entries.binary_search(&at).is_ok();
    dates
        .iter()
        .filter(|&&at| (outside(at) || near_start(at)) && !heads(at) && !page.is_broken(at) && !cells[at])
        .map(|&at| LineFinding::at(at))
        .collect()
}

/// Whether a short line holds a day and a time of day, whatever else it holds: "Gửi bởi Hoài An vào 05/03/2024 -
/// 09:12".
fn is_stamp(text: &str) -> bool {
    let parts: Vec<&str> = parts(text).take(MOST_WORDS + 1).collect();
    parts.len() <= MOST_WORDS && parts.iter().any(|part| is_full(part)) && is_time(&parts)
}

/// Whether the text is a full date, a time of day or an age ("2 giờ trước") and nothing else.
pub fn is_date(text: &str) -> bool {
    // For most lines the first word is enough.
    if !parts(text).take(MOST_WORDS + 1).all(is_date_part) {
        return false;
    }
    let parts: Vec<&str> = parts(text).take(MOST_WORDS + 1).collect();
    if parts.is_empty() || parts.len() > MOST_WORDS {
        return false;
    }
    let has = |words: &[&str]| parts.iter().any(|part| words.contains(&part.to_lowercase().as_str()));
    let numbers = parts.iter().filter(|part| part.starts_with(|c: char| c.is_ascii_digit())).count();
    let parted = |mark: char| parts.iter().any(|part| part.contains(mark));
    let issue = parts.len() == 2 && parts[0].contains('/') && parts[0].starts_with(char::is_alphabetic) && numbers == 1;
    let written = (has(&["tháng", "thg"]) || has(MONTHS)) && numbers >= 2 || issue;
    let weekday = numbers >= 1 && (parted('/') || parted('-')) && has(&["thứ", "chủ"]);
    let aged = numbers >= 1 && has(&["trước", "ago", "hace", "vor"]);
    parts.iter().any(|part| is_full(part)) || is_time(&parts) || written || weekday || aged
}

/// Whether it is a day, a month and a year, or these in another order: "1.170.000" and "4-4-2" are figures.
fn is_full(part: &str) -> bool {
    let is_dated = |mark: char| {
        let numbers: Vec<Option<u32>> = part.split(mark).map(|number| number.parse().ok()).collect();
        let [Some(first), Some(second), Some(third)] = numbers[..] else { return false };
        let (day, year) =
            if first > 31 { (third, part.find(mark)) } else { (first, part.rfind(mark).map(|at| part.len() - at - 1)) };
        (1..=31).contains(&day) && (1..=31).contains(&second) && day.min(second) <= 12 && matches!(year, Some(2 | 4))
    };
    ['/', '-', '.'].into_iter().any(is_dated)
}

/// Whether a date names a day, not a time of day or an age.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = parts(text).collect();
    let aged = parts.iter().any(|part| matches!(part.to_lowercase().as_str(), "trước" | "ago"));
    !is_time(&parts) && !aged
}

/// The text without its dates and times: what is left of "Bảo An - 10:20 01/02/2023" is the name.
pub fn without_dates(text: &str) -> String {
    let is_dated = |word: &&str| {
        let mut parts = parts(word).peekable();
        parts.peek().is_some() && parts.all(|part| part.starts_with(|c: char| c.is_ascii_digit()) && is_date_part(part))
    };
    text.split_whitespace().filter(|word| !is_dated(word)).collect::<Vec<_>>().join(" ")
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '[' | ']' | '–' | '•' | '·' | '+' | ';')
    })
    .map(|part| part.trim_matches(['-', ':', '.', '/']))
    .filter(|part| !part.is_empty())
}

fn is_date_part(part: &str) -> bool {
    let low = to_lowercase(part);
    if part.starts_with(|c: char| c.is_ascii_digit()) {
        let rest = low.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '/' | ':' | '-' | '.'));
        return matches!(rest, "" | "h" | "am" | "pm" | "st" | "nd" | "rd" | "th" | "z")
            || rest.strip_prefix('h').is_some_and(|minutes| minutes.chars().all(|c| c.is_ascii_digit()))
            || rest.strip_prefix('t').is_some_and(|time| time.contains(':') && time.chars().all(is_of_time));
    }
    low.strip_prefix("gmt").is_some_and(|zone| zone.chars().all(|c| !c.is_alphabetic()))
        || KNOWN_WORDS.contains(low.as_str())
        || low.split('/').all(|month| KNOWN_MONTHS.contains(month))
}

/// Whether the character may occur in an ISO 8601 time of day.
fn is_of_time(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ':' | '.' | '-' | 'z')
}

/// Whether the text names a time of day.
pub fn names_time(text: &str) -> bool {
    is_time(&parts(text).take(MOST_WORDS + 1).collect::<Vec<_>>())
}

/// Whether one of the parts is a time of day; "9.30" only beside another part, since alone it is a figure.
fn is_time(parts: &[&str]) -> bool {
    let number =
        |text: &str, most: u32| (1..=2).contains(&text.len()) && text.parse::<u32>().is_ok_and(|number| number <= most);
    parts.iter().any(|part| {
        let marks: &[char] = if parts.len() > 1 { &[':', 'h', 'H', '.'] } else { &[':', 'h', 'H'] };
        part.split_once(marks).is_some_and(|(hours, minutes)| {
            number(hours, 24) && number(minutes.get(..2).unwrap_or(minutes), 59) && minutes.len() <= 5
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_times_and_ages_are_known_in_both_languages() {
        for date in [
            "Thứ hai,  05/02/2018",
            "07:45, 11/03/2022",
            "Chủ nhật, 9/7/2023 | 08:30 (GMT+7)",
            "Thứ Tư, ngày 3 tháng 5 năm 2021",
            "Cập nhật lúc 14h05 ngày 02-09-2020",
            "March 4, 2024",
            "Published 10:15 AM, Mon 12 Feb 2024",
            "3 giờ trước",
            "5 hours ago",
            "2021-12-14",
            "14.12.2021",
            "3/14/21",
            "7h05",
            "March/April 2024",
            "Feb 27, 2024 • 7 min read",
        ] {
            assert!(is_date(date), "{date}");
        }
    }

    #[test]
    fn a_year_a_score_or_a_sentence_is_no_date() {
        for text in [
            "Năm 2021",
            "Tháng năm",
            "Kịch bản năm 2030",
            "Ngày 5/3, mưa lớn",
            "12",
            "Thứ hai",
            "",
            "Trang 3/4",
            "27.15",
            "1.170.000",
            "4-4-2",
            "58.100",
            "12.05.500",
            "99:15",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn a_day_and_a_time_stamp_a_line() {
        assert!(
            is_stamp("Gửi bởi Hoài An vào T4, 05/03/2024 - 09:12")
                && is_stamp("Hoài An (Theo MV) 5/12/2023 11:48 GMT+7")
        );
        assert!(!is_stamp("Họp báo ngày 5/12/2023") && !is_stamp("Chợ mở cửa từ 6:30"));
    }

    #[test]
    fn a_time_of_day_or_an_age_names_no_day() {
        assert!(is_day("02/03/1956") && is_day("Ngày 5 tháng 9 năm 1990"));
        assert!(!is_day("07:45, 11/03/2022") && !is_day("3 giờ trước"));
    }

    #[test]
    fn the_name_beside_a_date_is_left() {
        assert_eq!(without_dates("Hoài An - 10:20, 01/02/2023"), "Hoài An -");
    }
}
