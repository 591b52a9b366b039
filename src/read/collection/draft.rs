//! An article of a collection while it is put together.

use super::said;
use super::words;
use crate::read::article::{LineMark, RawArticle, RawLine};
use crate::read::date;
use crate::read::metadata::Metadata;

/// What is found of an article, before its headline is put above its text.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub title: Option<RawLine>,
    /// What stands under the headline and belongs to it.
    pub highlight: Option<RawLine>,
    /// As it is written.
    pub date: Option<String>,
    pub source: Option<String>,
    pub author: Option<String>,
    pub section: Option<String>,
    /// The name or code of its language.
    pub language: Option<String>,
    pub text: Vec<RawLine>,
}

impl Draft {
    /// The article, with what its file says of all. One without text stays empty, so that it is told of.
    pub fn finish(self, file: &RawArticle) -> RawArticle {
        let title = self.title.as_ref().map(|line| line.text.clone());
        // Some databases tell the headline under the text.
        let first = self.text.first().map_or(0, |line| line.number);
        let heading = |line: RawLine| RawLine { number: line.number.min(first), mark: LineMark::Heading, ..line };
        let mut lines: Vec<RawLine> = Vec::new();
        if !self.text.is_empty() {
            lines.extend(self.title.into_iter().chain(self.highlight).map(heading));
            // Some papers have their headline once more above the text.
            let again = self.text.iter().take(1).filter(|line| Some(&line.text) == title.as_ref()).count();
            lines.extend(self.text.into_iter().skip(again));
        }
        let metadata = Metadata {
            group: file.metadata.group.clone(),
            title,
            date: self.date.as_deref().and_then(date::iso),
            source: self.source,
            author: self.author.map(|name| said::author(&name).to_string()),
            section: self.section,
            language: self.language.and_then(|name| said::language(&name)),
        };
        RawArticle {
            encoding: file.encoding,
            candidates: file.candidates.clone(),
            metadata,
            second_date: None,
            form: None,
            note: None,
            letters: file.letters.clone(),
            lines,
        }
    }
}

/// The text of lines that are one value: a headline or a field.
pub fn joined<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The date that a line tells, where it tells that first and foremost: "jeudi 5 octobre 2013", "December 19, 1991, Sunday, Late
/// Edition", "March 2019".
pub fn date_line(text: &str) -> Option<String> {
    if text.len() > 120 {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().filter(|word| *word != "|" && *word != "-").collect();
    let bare = |word: &str| word.trim_matches([',', '.', ':', ';']).to_string();
    let days =
        words.iter().take_while(|word| words::is_weekday(&bare(word)) || ["le", "den", "am"].contains(word)).count();
    let rest = words.get(days..)?;
    let first = bare(rest.first()?);
    let is_month = date::months::of_any_language(&first).is_some();
    if rest.len() > 14 || !(is_month || first.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let found = date::iso(&rest.iter().take(5).copied().collect::<Vec<_>>().join(" "))?;
    let is_day = found.len() == 10;
    let is_of_month = found.len() == 7 && is_month && rest.len() <= 3;
    (is_day || is_of_month).then_some(found)
}

/// The year in a line that tells it with the season: "Spring 2014".
pub fn season_line(text: &str) -> Option<String> {
    let (season, year) = text.trim_end_matches('.').split_once(' ')?;
    let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    let is_year = is_year && year.bytes().all(|byte| byte.is_ascii_digit());
    (is_year && words::is_season(season)).then(|| year.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_a_date_begins_with_it() {
        for (text, expected) in [
            ("December 19, 1991, Sunday, Late Edition", Some("1991-12-19")),
            ("July 1, 2019 Monday 9:20 AM GMT", Some("2019-07-01")),
            ("Mittwoch, 3. Januar 2018", Some("2018-01-03")),
            ("3 de enero de 2018 miércoles", Some("2018-01-03")),
            ("12 tháng 3 năm 2019", Some("2019-03-12")),
            ("March 2019", Some("2019-03")),
            ("The treaty of 3 May 2019", None),
            ("May the force of 2019 last", None),
            ("1984", None),
        ] {
            assert_eq!(date_line(text).as_deref(), expected, "{text}");
        }
    }
}
