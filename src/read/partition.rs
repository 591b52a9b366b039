//! Folders as Spark, Hive, pyarrow and DuckDB write tables to -> what the names of folders say of the rows (`group=28/`), and
//! which files are no tables but marks of the writer.

use super::metadata::Metadata;
use super::table::{ArticleRow, NamedColumns};

/// The value that Hive writes where there is none.
const NONE: &str = "__HIVE_DEFAULT_PARTITION__";

/// Whether a file is a mark that a program puts beside the tables it writes, or a summary of them. Most others are
/// hidden.
pub fn is_mark(name: &str) -> bool {
    let is_numbered = |start: &str| name.strip_prefix(start).is_some_and(|rest| !rest.contains('.'));
    ["_SUCCESS", "_metadata", "_common_metadata"].contains(&name)
        || is_numbered("_committed_")
        || is_numbered("_started_")
        || name.ends_with(".crc") && !name.contains(' ')
}

/// What the folders of a path say: those called `name=value` after a column that is known, and year, month and day.
pub fn metadata(document: &str, columns: &NamedColumns) -> Metadata {
    let folders = document.rsplit_once('/').map_or("", |(folders, _)| folders);
    let values = folders.split('/').filter_map(|folder| folder.split_once('='));
    let values: Vec<(&str, String)> =
        values.filter(|(_, value)| *value != NONE).map(|(name, value)| (name, decode(value))).collect();
    if values.is_empty() {
        return Metadata::default();
    }
    let mut metadata = ArticleRow::known(columns, values.iter().map(|(name, value)| (*name, value.as_str())));
    let of = |known: &str| values.iter().find(|(name, _)| name.eq_ignore_ascii_case(known)).map(|(_, value)| value);
    if let (Some(year), Some(month)) = (of("year"), of("month"))
        && metadata.date.as_ref() == Some(year)
    {
        let day = of("day").map(|day| format!("-{day:0>2}")).unwrap_or_default();
        metadata.date = Some(format!("{year}-{month:0>2}{day}"));
    }
    metadata
}

/// A value with its escapes (`%20`) resolved.
fn decode(value: &str) -> String {
    let (mut bytes, mut rest) = (Vec::with_capacity(value.len()), value.as_bytes());
    while let Some((&byte, behind)) = rest.split_first() {
        let escaped = behind.get(..2).filter(|_| byte == b'%').and_then(|digits| {
            let digits = std::str::from_utf8(digits).ok().filter(|digits| !digits.starts_with('+'))?;
            u8::from_str_radix(digits, 16).ok()
        });
        bytes.push(escaped.unwrap_or(byte));
        rest = if escaped.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(document: &str) -> Metadata {
        metadata(document, &NamedColumns::default())
    }

    #[test]
    fn folders_named_after_known_columns_say_what_their_rows_are() {
        let known = of("a/group=28/title=Lúa%20g%E1%BA%A1o/source=a%2/part-0.parquet#1");
        assert_eq!((known.group.as_deref(), known.title.as_deref()), (Some("28"), Some("Lúa gạo")));
        assert_eq!(known.source.as_deref(), Some("a%2"));
        assert_eq!(of("Hội nghị=31/a.csv").group.as_deref(), Some("31"));
        assert_eq!(of("x=1/group=__HIVE_DEFAULT_PARTITION__/group=a.csv#1"), Metadata::default());
    }

    #[test]
    fn year_month_and_day_make_a_date() {
        for (document, date) in [
            ("year=2023/month=3/day=7/a.parquet", "2023-03-07"),
            ("year=2023/month=12/a.parquet", "2023-12"),
            ("year=2023/a.parquet", "2023"),
            ("date=2023-12-19/month=3/a.parquet", "2023-12-19"),
        ] {
            assert_eq!(of(document).date.as_deref(), Some(date), "{document}");
        }
    }

    #[test]
    fn marks_of_writers_are_known_and_articles_are_none() {
        for name in ["_SUCCESS", "_metadata", "_committed_123", "_started_9", "part-0.crc"] {
            assert!(is_mark(name), "{name}");
        }
        for name in ["_SUCCESS.txt", "_committed_to_peace.txt", "_bài.txt", "metadata"] {
            assert!(!is_mark(name), "{name}");
        }
    }
}
