//! What is known of an article beside its text: from front matter, or from `articles.csv`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use unicode_normalization::UnicodeNormalization;

/// What a folder or a file says of an article; `None` where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The event that it belongs to.
    pub group: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its date, as written (ISO 8601 is best).
    pub date: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Its language, as a two-letter code.
    pub language: Option<String>,
}

impl Metadata {
    /// Splits front matter from the text: lines `key: value` between two lines `---` at the very start. Returns it and
    /// the number of lines that it takes, 0 where there is none. Keys that are not known are passed over.
    pub fn split(text: &str) -> (Metadata, usize) {
        let mut metadata = Metadata::default();
        let mut lines = text.lines().enumerate();
        if lines.next().is_none_or(|(_, line)| line.trim_end() != "---") {
            return (metadata, 0);
        }
        for (index, line) in lines {
            if line.trim_end() == "---" {
                return (metadata, index + 1);
            }
            match line.split_once(':') {
                Some((key, value)) => metadata.set(key, value),
                None if line.trim().is_empty() => (),
                // Text, after all: a rule at its top.
                None => break,
            }
        }
        (Metadata::default(), 0)
    }

    /// This over `below`: what is said here counts.
    pub fn over(self, below: Metadata) -> Metadata {
        Metadata {
            group: self.group.or(below.group),
            title: self.title.or(below.title),
            date: self.date.or(below.date),
            source: self.source.or(below.source),
            language: self.language.or(below.language),
        }
    }

    fn set(&mut self, key: &str, value: &str) {
        let value: String = value.trim().trim_matches(['"', '\'']).nfc().collect();
        let field = match key.trim().to_lowercase().as_str() {
            "group" | "conference" | "event" => &mut self.group,
            "title" => &mut self.title,
            "date" => &mut self.date,
            "source" => &mut self.source,
            "language" | "lang" => &mut self.language,
            _ => return,
        };
        *field = Some(value).filter(|value| !value.is_empty());
    }
}

/// Reads `articles.csv`, from `input` or from the articles' `folder`: a header with `file` and any of group, date,
/// source, title, language; commas, semicolons or tabs between. Empty where there is no such table.
pub fn read_table(input: &Path, folder: &Path) -> Result<BTreeMap<String, Metadata>> {
    let mut articles = BTreeMap::new();
    let places = [input.join("articles.csv"), folder.join("articles.csv")];
    let Some(path) = places.iter().find(|path| path.is_file()) else {
        return Ok(articles);
    };
    let name = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("can't read {name} as UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    let header = text.lines().next().unwrap_or_default();
    let delimiter = [';', '\t'].into_iter().find(|&mark| header.contains(mark)).unwrap_or(',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter as u8).trim(csv::Trim::All).from_reader(text.as_bytes());
    let columns = reader.headers().with_context(|| format!("{name} is broken"))?.clone();
    let Some(file_column) = columns.iter().position(|column| column.eq_ignore_ascii_case("file")) else {
        bail!("{name}: line 1 has no column `file`; it should read file,group,date,source,title");
    };
    for row in reader.records() {
        let row = row.with_context(|| format!("{name} is broken"))?;
        let line = row.position().map_or(0, csv::Position::line);
        let mut metadata = Metadata::default();
        for (column, value) in columns.iter().zip(&row) {
            metadata.set(column, value);
        }
        let file = row.get(file_column).unwrap_or_default().replace('\\', "/");
        let file = file.trim_start_matches("./").to_string();
        if file.is_empty() {
            bail!("{name}: line {line} names no file");
        }
        if articles.insert(file.clone(), metadata).is_some() {
            bail!("{name}: line {line} names {file} a second time");
        }
    }
    Ok(articles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_at_the_top_of_a_text_is_no_front_matter() {
        assert_eq!(Metadata::split("---\nHội nghị khai mạc.\n---\n").1, 0);
        assert_eq!(Metadata::split("---\ntitle: never closed\n").1, 0);
    }

    #[test]
    fn keys_of_front_matter_that_are_not_known_are_passed_over() {
        let (metadata, lines) = Metadata::split("---\nkind: brief\nevent: 28\ndate:\n---\nText");
        assert_eq!((metadata.group.as_deref(), metadata.date, lines), (Some("28"), None, 5));
    }
}
