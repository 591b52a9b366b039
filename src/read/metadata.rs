//! What is known of an article beside its text: from front matter, or from `articles.csv`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use unicode_normalization::UnicodeNormalization;

use super::composed::compose;
use super::date;
use super::encoding::{Decoded, decode};
use super::table::Columns;

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
        let mut lines = text.lines().enumerate().skip_while(|(_, line)| line.trim().is_empty());
        if lines.next().is_none_or(|(_, line)| line.trim_end() != "---") {
            return (metadata, 0);
        }
        let mut has_key = false;
        for (index, line) in lines {
            if has_key && ["---", "..."].contains(&line.trim_end()) {
                return (metadata, index + 1);
            }
            match line.split_once(':') {
                _ if line.trim().is_empty() || line.starts_with('#') => (),
                // A list or a text that goes with the key above it.
                _ if has_key && line.starts_with([' ', '\t', '-']) => (),
                Some((key, value)) => {
                    metadata.set(key, value.split(" #").next().unwrap_or_default());
                    has_key = true;
                }
                // Text, after all: a rule at its top.
                None => break,
            }
        }
        (Metadata::default(), 0)
    }

    /// Its date as ISO 8601, as much of it as is known; `None` where it has none.
    pub fn iso_date(&self) -> Option<String> {
        date::iso(self.date.as_deref()?)
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

    /// The same with each text composed, and without those that nobody sees.
    pub fn composed(self) -> Metadata {
        let compose =
            |text: Option<String>| text.map(|text| compose(&text).into_owned()).filter(|text| !text.is_empty());
        Metadata {
            group: compose(self.group),
            title: compose(self.title),
            date: compose(self.date),
            source: compose(self.source),
            language: compose(self.language),
        }
    }

    fn set(&mut self, key: &str, value: &str) {
        let value = value.trim();
        let quoted = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
        let value: String = quoted('"').or_else(|| quoted('\'')).unwrap_or(value).nfc().collect();
        let field = match key.trim().nfc().collect::<String>().to_lowercase().as_str() {
            "group" | "conference" | "event" | "nhóm" | "hội nghị" => &mut self.group,
            "title" | "tiêu đề" => &mut self.title,
            "date" | "ngày" => &mut self.date,
            "source" | "nguồn" => &mut self.source,
            "language" | "lang" | "ngôn ngữ" => &mut self.language,
            _ => return,
        };
        *field = Some(value).filter(|value| !value.is_empty());
    }
}

/// Whether `articles.csv` in the articles' folder is no table about files, but holds articles: it has a column for their
/// text, and none for files.
pub fn holds_articles(folder: &Path, columns: &Columns) -> bool {
    let mut start = Vec::new();
    let read = File::open(folder.join("articles.csv")).and_then(|file| file.take(1 << 16).read_to_end(&mut start));
    let text = String::from_utf8_lossy(&start);
    let header = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    let names = || header.split([',', ';', '\t']).map(|name| name.trim().trim_matches('"'));
    read.is_ok() && names().any(|name| columns.is_text(name)) && !names().any(|name| name.eq_ignore_ascii_case("file"))
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
    let bytes = fs::read(path).with_context(|| format!("can't read {name}"))?;
    let Decoded { text, encoding, candidates } = decode(&bytes).with_context(|| format!("can't read {name}"))?;
    if !candidates.is_empty() {
        bail!("{name}: its encoding may be {encoding} or {}: save it as UTF-8", candidates.join(" or "));
    }
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
        let file: String = row.get(file_column).unwrap_or_default().replace('\\', "/").nfc().collect();
        let file = file.trim_start_matches("./").to_string();
        if row.iter().any(|cell| cell.contains('\n')) {
            bail!("{name}: line {line} goes on over the next: is a quotation mark missing?");
        }
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
        assert_eq!(Metadata::split("---\n- Vâng.\n- Không.\n---\n").1, 0);
        assert_eq!(Metadata::split("---\ntitle: never closed\n").1, 0);
    }

    #[test]
    fn keys_of_front_matter_that_are_not_known_are_passed_over() {
        let (metadata, lines) = Metadata::split("---\nkind: brief\nevent: 28\ndate:\n---\nText");
        assert_eq!((metadata.group.as_deref(), metadata.date, lines), (Some("28"), None, 5));
    }

    #[test]
    fn lists_comments_and_quotation_marks_of_front_matter_are_understood() {
        let text =
            "\n---\ntags:\n  - hòa bình\n- kinh tế\n# note\nNhóm: '28' # chú thích\ntitle: He said \"no\"\n...\nText";
        let (metadata, lines) = Metadata::split(text);
        assert_eq!((metadata.group.as_deref(), metadata.title.as_deref()), (Some("28"), Some("He said \"no\"")));
        assert_eq!(lines, 9);
    }
}
