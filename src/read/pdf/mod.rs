//! PDF -> the paragraphs of its text layer, in the order in which they are written.
//!
//! Strings make lines, lines make paragraphs: what the layout of the page broke is joined again, words with a hyphen at
//! the end of a line too. What repeats in the margins of the pages is left out.
//!
//! The parser is our own. Of the crates tried in its place, pdf_oxide ends the whole process on one hostile file, lopdf reads a
//! file cut in the middle as an empty one, hayro-syntax has no bound on what it unpacks; the first two place letters of a second
//! font in the wrong words, and each is many times as long as `file` and `object`, which it would replace.

mod contents;
mod cues;
mod file;
mod font;
mod joints;
mod layout;
mod legacy;
mod letter;
mod line;
mod margins;
mod marked;
mod notes;
mod object;
mod paragraphs;
mod placed;
mod repeated;
mod rows;
mod standard;
#[cfg(test)]
mod tests;
mod tracking;
mod visual;

use anyhow::Result;

use self::file::PdfFile;
use crate::read::article::{RawArticle, RawLine};
use crate::read::lines::LineBuilder;

/// Reads a file. A paragraph's number is that of its first line on the page, where lines count from 1 without what
/// repeats; one number is skipped before each paragraph that is set apart from the one above.
///
/// # Errors
/// It is no PDF, is broken, encrypted, too large, or has no text layer: what to do is said.
pub fn read(bytes: &[u8], _: Option<&str>) -> Result<RawArticle> {
    let file = PdfFile::open(bytes)?;
    let (mut lines, letters) = contents::read(&file)?;
    let body = layout::body_height(&lines);
    repeated::drop_repeated(&mut lines, body);
    let paragraphs = paragraphs::build(&lines);
    drop(lines);
    let lines = paragraphs.into_iter().map(|paragraph| Ok(RawLine::new(paragraph.number, clean(&paragraph.text)?)));
    let lines = lines.filter(|line| !line.as_ref().is_ok_and(|line| line.text.is_empty()));
    Ok(RawArticle { lines: lines.collect::<Result<_>>()?, letters, ..RawArticle::default() })
}

/// Collapses white space, but for the tabs between cells.
fn clean(text: &str) -> Result<String> {
    let mut lines = LineBuilder::default();
    for cell in text.split('\t') {
        lines.tab();
        lines.push(cell);
    }
    Ok(lines.finish()?.concat())
}
