//! What was found of an article in XML -> [`RawArticle`].

use std::mem::take;

use anyhow::Result;

use crate::read::article::{LineMark, RawArticle, RawLine};
use crate::read::collection::said::{author, language};
use crate::read::date;
use crate::read::entities::decode;
use crate::read::format::page_of;
use crate::read::html;
use crate::read::lines::{LineBuilder, numbered};
use crate::read::metadata::Metadata;

/// What is known of an article beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Title,
    Date,
    Source,
    Author,
    Section,
    Language,
    Group,
}

/// A value and its rank: the lowest counts, then the first.
type Ranked = Option<(u8, String)>;

/// An article that is being read.
#[derive(Default)]
pub struct XmlArticle {
    title: Ranked,
    date: Ranked,
    source: Ranked,
    authors: Vec<String>,
    /// The rank of the authors.
    authors_rank: u8,
    section: Ranked,
    language: Ranked,
    group: Ranked,
    html: Ranked,
    builder: LineBuilder,
    marks: Vec<LineMark>,
    /// At which of its lines elements that hold text begin.
    parts: Vec<usize>,
    /// How many lines stand above the text, see [`Role::Lead`](super::walker::Role::Lead).
    lead: usize,
    /// Whether the text has begun.
    pub has_begun: bool,
    /// How many of the open elements are headings.
    pub headings: usize,
}

/// Most authors that are named.
const MOST_AUTHORS: usize = 20;

impl XmlArticle {
    /// Sets a field, unless it is known better.
    pub fn set(&mut self, field: Field, rank: u8, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.is_empty() {
            return;
        }
        let ranked = match field {
            Field::Author => {
                let name = author(&value).to_string();
                if self.authors.is_empty() || rank < self.authors_rank {
                    self.authors.clear();
                    self.authors_rank = rank;
                }
                if rank > self.authors_rank {
                    return;
                }
                if self.authors.len() < MOST_AUTHORS && !self.authors.contains(&name) {
                    self.authors.push(name);
                }
                return;
            }
            Field::Title => &mut self.title,
            Field::Date => &mut self.date,
            Field::Source => &mut self.source,
            Field::Section => &mut self.section,
            Field::Language => &mut self.language,
            Field::Group => &mut self.group,
        };
        let value = match field {
            Field::Date => match date::iso(&value) {
                Some(date) => date,
                None => return,
            },
            _ => value,
        };
        if ranked.as_ref().is_none_or(|(known, _)| rank < *known) {
            *ranked = Some((rank, value));
        }
    }

    /// Sets the date from the numbers of day, month and year in any order, the year with four digits: "14 12 2021".
    pub fn set_day(&mut self, rank: u8, value: &str) {
        let numbers: Vec<&str> = value.split_whitespace().collect();
        let is_year = |part: &&&str| part.len() == 4;
        let day = match (numbers.iter().find(is_year), &numbers[..]) {
            (Some(year), [day, month, last]) if last == year => format!("{year}-{month:0>2}-{day:0>2}"),
            (Some(year), [first, month, day]) if first == year => format!("{year}-{month:0>2}-{day:0>2}"),
            (Some(year), [month, last]) if last == year => format!("{year}-{month:0>2}"),
            (Some(year), [first, month]) if first == year => format!("{year}-{month:0>2}"),
            _ => value.to_string(),
        };
        // A month by its name leaves the year alone.
        let known = |text: &str| date::iso(text).map_or(0, |date| date.len());
        self.set(Field::Date, rank, if known(&day) >= known(value) { &day } else { value });
    }

    /// Sets the text that is HTML.
    pub fn set_html(&mut self, rank: u8, value: String) {
        if !value.trim().is_empty() && self.html.as_ref().is_none_or(|(known, _)| rank < *known) {
            self.html = Some((rank, value));
        }
    }

    /// Adds text to the open line.
    pub fn push(&mut self, text: &str) {
        self.builder.push(text);
    }

    /// Separates the cells of a row.
    pub fn tab(&mut self) {
        self.builder.tab();
    }

    /// Ends the open line.
    ///
    /// # Errors
    /// There are too many lines.
    pub fn end_line(&mut self) -> Result<()> {
        let holds_text = self.builder.open_text().contains(|c| c != '\u{ad}');
        self.builder.end()?;
        if holds_text {
            self.marks.push(if self.headings > 0 { LineMark::Heading } else { LineMark::Text });
        }
        Ok(())
    }

    /// An element begins that holds text, or what stands above it.
    pub fn begin_part(&mut self, is_text: bool) {
        self.parts.push(self.marks.len());
        self.has_begun |= is_text;
    }

    /// Ends the lines that stand above the text.
    ///
    /// # Errors
    /// There are too many lines.
    pub fn end_lead(&mut self) -> Result<()> {
        self.end_line()?;
        self.lead = self.marks.len();
        Ok(())
    }

    /// The article: its title is its first line, too.
    ///
    /// # Errors
    /// There are too many lines; HTML in it is too large.
    pub fn finish(mut self) -> Result<XmlFinished> {
        self.end_line()?;
        let marks = take(&mut self.marks);
        let texts = take(&mut self.builder).finish()?;
        let mut lines: Vec<(String, LineMark)> = texts.into_iter().zip(marks).collect();
        let (above, below) = lines.split_at(self.lead.min(lines.len()));
        let is_again = below.len() >= above.len() && above.iter().zip(below).all(|((a, _), (b, _))| is_same(a, b));
        if is_again {
            let count = take(&mut self.lead);
            lines.drain(..count);
            self.parts.iter_mut().for_each(|start| *start = start.saturating_sub(count));
        }
        let lines = of_parts(lines, &self.parts)?;
        let bare = |(text, mark): (String, LineMark)| (without_empty_brackets(&text).unwrap_or(text), mark);
        let mut lines: Vec<(String, LineMark)> = lines.into_iter().map(bare).collect();
        if let Some((_, html)) = self.html.take().filter(|_| lines.is_empty()) {
            lines = html::parse(&html)?.lines.into_iter().map(|line| (line.text, line.mark)).collect();
        }
        let value = |ranked: Ranked| ranked.map(|(_, value)| value);
        let title = value(self.title);
        // A document without text is none, whatever its title.
        if let Some(title) = title.as_ref().filter(|_| !lines.is_empty()) {
            match lines.first_mut().filter(|(text, _)| is_same(text, title)) {
                Some((_, mark)) => *mark = LineMark::Heading,
                None => lines.insert(0, (title.clone(), LineMark::Heading)),
            }
        }
        let marks: Vec<LineMark> = lines.iter().map(|(_, mark)| *mark).collect();
        let lines = numbered(lines.into_iter().map(|(text, _)| text)).into_iter().zip(marks);
        Ok(XmlFinished(RawArticle {
            metadata: Metadata {
                title,
                date: value(self.date),
                source: value(self.source),
                author: Some(self.authors.join(", ")).filter(|authors| !authors.is_empty()),
                section: value(self.section),
                language: value(self.language).and_then(|named| language(&named)),
                group: value(self.group),
            },
            lines: lines.map(|(line, mark)| RawLine { mark, ..line }).collect(),
            ..RawArticle::default()
        }))
    }
}

/// The lines of an article, those of elements whose text is HTML read as such, as in the cells of tables, and the character
/// references of others decoded. The elements begin at `parts`.
fn of_parts(lines: Vec<(String, LineMark)>, parts: &[usize]) -> Result<Vec<(String, LineMark)>> {
    let mut read = Vec::with_capacity(lines.len());
    let starts = std::iter::once(0).chain(parts.iter().copied());
    let ends = parts.iter().copied().chain([lines.len()]);
    for (start, end) in starts.zip(ends) {
        let Some(part) = lines.get(start..end).filter(|part| !part.is_empty()) else { continue };
        // Most text isn't HTML: it needn't be joined.
        let text = match part.iter().any(|(text, _)| text.contains('<')) {
            true => part.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("\n"),
            false => String::new(),
        };
        match page_of(&text) {
            Some(page) => read.extend(html::parse(&page)?.lines.into_iter().map(|line| (line.text, line.mark))),
            None => read.extend(part.iter().map(|(text, mark)| (decode(text).into_owned(), *mark))),
        }
    }
    Ok(read)
}

/// The text without brackets that hold nothing, as the marks of references leave them: "[]", "[, –]"; `None` where it has none.
fn without_empty_brackets(text: &str) -> Option<String> {
    let mut rest = text;
    let mut kept = String::new();
    while let Some(start) = rest.find('[') {
        let after = &rest[start + 1..];
        let inner = after.len() - after.trim_start_matches([' ', ',', ';', '-', '–']).len();
        match after[inner..].starts_with(']') {
            true => kept += rest[..start].trim_end(),
            false => kept += &rest[..start + 1 + inner],
        }
        rest = &after[inner + usize::from(after[inner..].starts_with(']'))..];
    }
    kept += rest;
    (kept.len() < text.len()).then_some(kept)
}

fn is_same(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    words(one) == words(other)
}

/// An article that was read.
pub struct XmlFinished(RawArticle);

impl XmlFinished {
    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.0.lines.len()
    }

    /// The article, with what is said of all articles where it doesn't say it itself.
    pub fn known_with(self, of_all: &XmlArticle) -> RawArticle {
        let value = |ranked: &Ranked| ranked.as_ref().map(|(_, value)| value.clone());
        let below = Metadata {
            source: value(&of_all.source),
            language: value(&of_all.language).and_then(|named| language(&named)),
            ..Metadata::default()
        };
        RawArticle { metadata: self.0.metadata.over(below), ..self.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_parts_is_told_in_any_order() {
        for (parts, expected) in [
            (" 5  3  2021 ", Some("2021-03-05")),
            ("2021 03 05", Some("2021-03-05")),
            ("3 2021", Some("2021-03")),
            ("2021", Some("2021")),
            ("5 March 2021", Some("2021-03-05")),
            ("spring", None),
        ] {
            let mut article = XmlArticle::default();
            article.set_day(0, parts);
            assert_eq!(article.date.map(|(_, date)| date).as_deref(), expected, "{parts}");
        }
    }

    #[test]
    fn brackets_that_marks_left_empty_are_dropped() {
        for (text, expected) in
            [("Rain [1] fell [, –], late [].", Some("Rain [1] fell, late.")), ("[a] [", None), ("[...] is left", None)]
        {
            assert_eq!(without_empty_brackets(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_value_of_lower_rank_counts_then_the_first_and_no_date_is_none() {
        let mut article = XmlArticle::default();
        article.set(Field::Source, 1, "The Quay");
        article.set(Field::Source, 0, " The\n Canal ");
        article.set(Field::Source, 0, "Other");
        article.set(Field::Date, 0, "soon");
        article.set(Field::Author, 0, "By Ada Stone");
        article.set(Field::Author, 0, "Ada Stone");
        article.push("Rain.");
        let metadata = article.finish().unwrap().known_with(&XmlArticle::default()).metadata;
        assert_eq!((metadata.source.as_deref(), metadata.date), (Some("The Canal"), None));
        assert_eq!(metadata.author.as_deref(), Some("Ada Stone"));
    }
}
