//! A chapter of a book, written as a page -> its lines. It has no menus: all of them are text.

use std::mem::take;
use std::sync::LazyLock;

use anyhow::Result;
use regex::Regex;

use super::element::kinds;
use super::page::HtmlPage;
use crate::read::article::{LineMark, RawLine};
use crate::read::letters::FontRuns;
use crate::read::lines::numbered;

/// An element of XML that ends where it begins.
static EMPTY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)/>").ok());

/// Reads a chapter.
///
/// # Errors
/// It is far larger than a chapter.
pub fn chapter(text: &str) -> Result<Vec<RawLine>> {
    let (text, kinds) = (text.trim_start_matches('\u{feff}'), kinds());
    // Pages know no such elements but those that are always empty.
    let closed = |found: &regex::Captures| {
        let name = found[1].to_ascii_lowercase();
        match kinds.get(name.as_bytes()).is_some_and(|kind| kind.is_void) {
            true => found[0].to_string(),
            false => format!("<{name}{}></{name}>", &found[2]),
        }
    };
    let text = EMPTY.as_ref().map_or(text.into(), |empty| empty.replace_all(text, closed));
    let page = HtmlPage::read(&text, FontRuns::default())?;
    match page.runs.again() {
        Some(runs) => HtmlPage::read(&text, runs)?.all_lines(),
        None => page.all_lines(),
    }
}

impl HtmlPage {
    fn all_lines(mut self) -> Result<Vec<RawLine>> {
        let mut lines = numbered(take(&mut self.lines).finish()?);
        for (line, block) in lines.iter_mut().zip(&self.blocks) {
            line.mark = match block {
                _ if block.rank > 0 => LineMark::Heading,
                _ if block.is_caption || self.containers[block.container].is_caption => LineMark::Caption,
                _ => LineMark::Text,
            };
        }
        Ok(lines)
    }
}
