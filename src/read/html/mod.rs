//! HTML page -> its lines, each with its mark: whether it is part of the article; and what the page says of it. The
//! page is read as a stream of tags, without a tree, so that time and memory grow with its length alone. Which part of
//! it is the article is chosen by `part`.

mod chapter;
pub mod collection;
mod element;
mod fonts;
mod head;
mod linked;
mod notes;
mod page;
mod part;
mod references;
mod tags;
mod times;
mod title;
mod value;

use std::iter;
use std::mem::take;

use anyhow::{Result, ensure};
use whatlang::Lang;

pub use self::chapter::chapter;
use self::head::declared_encoding;
use self::page::HtmlPage;
use self::title::Titles;
use crate::encoding::{Decoded, decode_as, decode_in};
use crate::read::article::{LineMark, RawArticle, RawLine};
use crate::read::collection::{self as lines, Split};
use crate::read::date::is_ambiguous;
use crate::read::letters::{FontRuns, LegacyLetters};
use crate::read::lines::numbered;

/// Longest page: saved ones have less than a tenth of it.
const MOST_BYTES: usize = 100_000_000;
/// How many bytes of text tell its language.
const SAMPLE: usize = 4000;

/// Reads a page in the encoding that the user names, or in the one that fits; where another fits nearly as well, in the one
/// of them that the page declares, or else something `outside`.
///
/// # Errors
/// No encoding fits; the page is far larger than that of an article.
pub fn read_declared(bytes: &[u8], encoding: Option<&str>, outside: Option<&str>) -> Result<RawArticle> {
    let decoded = decoded(bytes, encoding, outside)?;
    Ok(RawArticle { encoding: Some(decoded.encoding), candidates: decoded.candidates, ..parse(&decoded.text)? })
}

/// The same, where a press database may have put many articles into the page.
///
/// # Errors
/// The same.
pub fn articles(bytes: &[u8], encoding: Option<&str>, outside: Option<&str>) -> Result<Split> {
    let Decoded { text, encoding, candidates, .. } = decoded(bytes, encoding, outside)?;
    let with = |raw| RawArticle { encoding: Some(encoding), candidates: candidates.clone(), ..raw };
    Ok(match collection::split(&text)? {
        Some(Split::Many(articles)) => Split::Many(articles.into_iter().map(with).collect()),
        Some(split) => split,
        None => lines::split(with(parse(&text)?)),
    })
}

/// The text of a page.
fn decoded(bytes: &[u8], encoding: Option<&str>, outside: Option<&str>) -> Result<Decoded> {
    let mut decoded = decode_in(bytes, encoding)?;
    let rivals = || iter::once(decoded.encoding).chain(decoded.candidates.iter().copied());
    let declared = declared_encoding(bytes).or(outside);
    let declared = declared.filter(|_| encoding.is_none() && !decoded.candidates.is_empty());
    let declared = declared.and_then(|name| decode_as(bytes, name).ok());
    if let Some(declared) = declared.filter(|declared| rivals().any(|rival| rival == declared.encoding)) {
        decoded = declared;
    }
    if bytes.contains(&b'&') && LegacyLetters::named(decoded.encoding).is_ok_and(|letters| letters.is_some()) {
        let Decoded { text, .. } = decode_as(&references::in_bytes(bytes), decoded.encoding)?;
        decoded.text = text;
    }
    Ok(decoded)
}

/// Reads a page that is decoded already.
///
/// # Errors
/// The page is far larger than that of an article.
pub fn parse(text: &str) -> Result<RawArticle> {
    ensure!(text.len() <= MOST_BYTES, "it is larger than {} MB: save the article alone", MOST_BYTES / 1_000_000);
    let page = HtmlPage::read(text, FontRuns::default())?;
    match page.runs.again() {
        Some(runs) => HtmlPage::read(text, runs)?.content(),
        None => page.content(),
    }
}

impl HtmlPage {
    fn content(mut self) -> Result<RawArticle> {
        while !self.open.is_empty() {
            self.close();
        }
        self.containers[0].end = self.blocks.len();
        let lines = take(&mut self.lines).finish()?;
        self.head.turn_titles(|title| self.runs.beside(title));
        let titles = Titles::new(&lines, &self.blocks, &self.head);
        let mut marks = part::marks(&self.blocks, &self.containers, &titles.lines);
        let time = self.times.of_article(&marks, &self.blocks, &self.containers).map(String::from);
        let first = marks.iter().position(|mark| *mark != LineMark::Outside);
        let headline = marks.iter().position(|mark| *mark == LineMark::Heading).map(|place| lines[place].clone());
        // A headline that the text lacks comes before it.
        let unseen = titles.unseen.filter(|_| headline.is_none());
        let mut texts = lines;
        if let (Some(first), Some(unseen)) = (first, unseen) {
            texts.insert(first, unseen);
            marks.insert(first, LineMark::Heading);
        }
        let mut lines = numbered(texts);
        lines.iter_mut().zip(marks).for_each(|(line, mark)| line.mark = mark);
        if headline.is_some() {
            self.head.forget(&titles.sites);
        }
        let (mut metadata, mut second_date) = self.head.metadata(headline, time.as_deref());
        let told = told_language(&lines);
        // Where day and month could be either, an English page doesn't say which is which.
        if told == Some(Lang::Eng) || told.is_none() && metadata.language.as_deref() == Some("en") {
            let is_plain = |date: &String| !is_ambiguous(date);
            (metadata.date, second_date) = (metadata.date.filter(is_plain), second_date.filter(is_plain));
        }
        metadata.language = metadata.language.filter(|_| told.is_none());
        Ok(RawArticle { metadata, second_date, letters: self.runs.letters(), lines, ..RawArticle::default() })
    }
}

/// The language that the text itself tells: better than its page, which often says that of the site's template.
fn told_language(lines: &[RawLine]) -> Option<Lang> {
    let mut sample = String::new();
    for line in lines.iter().filter(|line| line.mark == LineMark::Text) {
        sample.extend([line.text.as_str(), "\n"]);
        if sample.len() > SAMPLE {
            break;
        }
    }
    whatlang::detect(&sample).filter(|detected| detected.is_reliable()).map(|detected| detected.lang())
}

#[cfg(test)]
mod tests;
