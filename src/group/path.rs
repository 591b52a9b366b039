//! The path of a document -> the date that it speaks of.

use crate::read::iso_date;

/// Words that mark a number beside them as a year.
const YEAR_WORDS: [&str; 2] = ["năm", "year"];

/// Words of titles in whose names a year is a goal, not a date.
const GOALS: [&str; 24] = [
    "đến", "tới", "den", "toi", "nhìn", "nhin", "chiến", "chien", "kế", "ke", "mục", "muc", "hướng", "huong", "agenda",
    "vision", "plan", "goal", "goals", "target", "strategy", "until", "towards", "by",
];

/// The most words beside a year for it to be a date: in the name of a file, which more often than not is the title, and
/// of a folder.
const IN_FILE: usize = 1;
const IN_FOLDER: usize = 3;

/// The date in a path, as ISO 8601, as much as is known: anywhere if it has a month; a year alone where hardly anything
/// else is beside it, since titles speak of years too ("Tầm nhìn đến năm 2045").
pub(super) fn date(document: &str) -> Option<String> {
    let date = iso_date(document)?;
    if date.len() > 4 {
        return Some(date);
    }
    let mut parts = document.rsplit('/');
    let (file, sheet) = file_and_sheet(parts.next().unwrap_or_default());
    let of_file = sheet.and_then(|sheet| year(sheet, IN_FOLDER)).or_else(|| year(file, IN_FILE));
    of_file.or_else(|| parts.find_map(|folder| year(folder, IN_FOLDER)))
}

/// The last part of a document's path without its extensions and row, and the sheet of a workbook.
pub(super) fn file_and_sheet(part: &str) -> (&str, Option<&str>) {
    let (file, rest) = part.split_once('#').unwrap_or((part, ""));
    let sheet = rest.rsplit_once('#').map(|(sheet, _)| sheet);
    (file.rsplit_once('.').map_or(file, |(stem, _)| stem), sheet)
}

/// The year of a name that has at most `most` other words.
fn year(name: &str, most: usize) -> Option<String> {
    let name = name.to_lowercase();
    let parts = || name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let mut years = parts().filter(|part| part.len() == 4 && iso_date(part).as_deref() == Some(part));
    let year = years.next().filter(|_| years.next().is_none())?;
    let words = || parts().filter(|part| part.starts_with(char::is_alphabetic) && !YEAR_WORDS.contains(part));
    (words().count() <= most && !words().any(|word| GOALS.contains(&word))).then(|| year.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_in_a_title_is_no_date() {
        for path in [
            "Tầm nhìn đến năm 2045.txt",
            "tam-nhin-den-nam-2045.html",
            "Việt Nam 2045.txt",
            "Agenda 2030.pdf",
            "bai/Chiến lược 2021-2030.docx",
            "Kế hoạch 2025/a.txt",
        ] {
            assert_eq!(date(path), None, "{path}");
        }
    }

    #[test]
    fn dates_and_years_that_stand_alone_are_found() {
        for (path, expected) in [
            ("2020/01/a.txt", "2020-01"),
            ("tin/2021-12-14-den-nam-2045.txt", "2021-12-14"),
            ("2021/Tầm nhìn đến năm 2045.txt", "2021"),
            ("Năm 2021/a.txt", "2021"),
            ("Báo Nhân Dân 2021/a.txt", "2021"),
            ("tin_2021.txt", "2021"),
            ("001_2021.txt.gz", "2021"),
            ("a.xlsx#2023#1", "2023"),
        ] {
            assert_eq!(date(path).as_deref(), Some(expected), "{path}");
        }
    }
}
