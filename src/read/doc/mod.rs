//! Documents of Word 97 to 2003 (.doc, [MS-DOC]) -> the lines of its text, then of its text boxes, footnotes and endnotes;
//! headers, footers and comments are left out, and what tracked changes deleted. The rows of a table are lines.

mod parts;
mod properties;
mod summary;
#[cfg(test)]
mod tests;

use std::mem::replace;
use std::ops::Range;

use anyhow::{Result, bail, ensure};

use self::parts::{Piece, Streams, TextParts};
use self::properties::{DocFonts, ParagraphProperties, Spread, TextProperties, at, of_paragraphs, of_text};
use super::article::RawArticle;
use super::letters::{FontRuns, LegacyFont};
use super::lines::{LineBuilder, numbered};
use super::metadata::Metadata;
use super::ole::{MAGIC, Ole};
use super::packed::PASSWORD;

/// The most tables in one another that are told apart.
const MOST_TABLES: usize = 16;

/// Reads a document.
///
/// # Errors
/// It is no document of Word 97 or later, is broken, or is under a password: what to do is said.
pub fn read(bytes: &[u8], _: Option<&str>) -> Result<RawArticle> {
    ensure!(bytes.starts_with(MAGIC), "it is no document of Word, whatever its name says: save it again as .docx");
    let ole = Ole::open(bytes)?;
    ensure!(!ole.has("EncryptedPackage"), PASSWORD);
    if ole.has("Workbook") || ole.has("Book") {
        bail!("it is a workbook, whatever its name says: call it .xls");
    }
    if ole.has("__properties_version1.0") {
        bail!("it is mail of Outlook: save its text as .html or .txt");
    }
    ensure!(!ole.has("PowerPoint Document"), "it is a presentation: save its text as .docx or .txt");
    let document = Document::open(&ole)?;
    let first = document.lines(FontRuns::default())?;
    let (lines, runs) = match first.1.again() {
        Some(runs) => document.lines(runs)?,
        None => first,
    };
    let title = ole.stream("\u{5}SummaryInformation").ok().flatten().and_then(|stream| summary::title(&stream));
    let title = title.map(|title| runs.beside(&title).unwrap_or(title));
    let metadata = Metadata { title, ..Metadata::default() };
    Ok(RawArticle { metadata, lines: numbered(lines), letters: runs.letters(), ..RawArticle::default() })
}

/// A document, of which all is known.
struct Document {
    streams: Streams,
    parts: TextParts,
    pieces: Vec<Piece>,
    text: Vec<Spread<TextProperties>>,
    paragraphs: Vec<Spread<ParagraphProperties>>,
    fonts: DocFonts,
}

impl Document {
    fn open(ole: &Ole) -> Result<Document> {
        let streams = Streams::open(ole)?;
        let (parts, pieces) = (streams.parts()?, streams.pieces()?);
        let end = pieces.last().map_or(0, |piece| piece.places.end);
        ensure!(parts.0.iter().all(|part| part.end <= end || part.is_empty()), parts::BROKEN);
        let (text, paragraphs, fonts) = (of_text(&streams)?, of_paragraphs(&streams)?, DocFonts::read(&streams)?);
        Ok(Document { parts, pieces, text, paragraphs, fonts, streams })
    }

    /// All lines, and how runs in old fonts were read.
    fn lines(&self, runs: FontRuns) -> Result<(Vec<String>, FontRuns)> {
        let mut walker = Walker { runs, ..Walker::default() };
        for part in &self.parts.0 {
            // Text boxes and notes begin anew, whatever was left open.
            walker.end_part()?;
            for piece in &self.pieces {
                self.read(piece, part, &mut walker)?;
            }
        }
        walker.end_part()?;
        Ok((walker.lines.finish()?, walker.runs))
    }

    /// Reads what of a piece is in a part, run by run.
    fn read(&self, piece: &Piece, part: &Range<u32>, walker: &mut Walker) -> Result<()> {
        let first = part.start.max(piece.places.start);
        let last = part.end.min(piece.places.end);
        if first >= last {
            return Ok(());
        }
        let byte_of = |place: u32| piece.start + (place - piece.places.start) as usize * piece.width;
        let (mut from, end) = (byte_of(first), byte_of(last));
        while from < end {
            let ((text, to_text), (paragraph, to_paragraph)) = (at(&self.text, from), at(&self.paragraphs, from));
            // A run has at least one character, whatever is said of its half.
            let to = to_text.min(to_paragraph).min(end).max(from + piece.width);
            let to = from + (to - from).div_ceil(piece.width) * piece.width;
            let bytes = self.streams.main.get(from..to.min(end)).unwrap_or_default();
            let run = match piece.width {
                1 => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
                _ => encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0,
            };
            let text = text.with(piece.said);
            walker.paragraph = paragraph;
            match text.symbol {
                Some((font, code)) if !text.is_deleted => {
                    let shown = char::from_u32(u32::from(code)).map(String::from).unwrap_or_default();
                    if let Some(font) = self.fonts.numbered(font) {
                        walker.show(None, &font.decode(&shown))?;
                    }
                }
                _ => walker.read(self.fonts.font(text, paragraph.style), &run, text.is_deleted)?,
            }
            from = to;
        }
        Ok(())
    }
}

/// Collects lines.
#[derive(Default)]
struct Walker {
    lines: LineBuilder,
    runs: FontRuns,
    /// The fields that are open: whether each is at its result. What comes before is how to make it.
    fields: Vec<bool>,
    /// How many of them are not.
    unshown: usize,
    paragraph: ParagraphProperties,
    /// How many tables the open line is in, and whether the open cell of each has several paragraphs.
    tables: usize,
    columns: [bool; MOST_TABLES + 1],
}

impl Walker {
    /// Reads a run of one font.
    fn read(&mut self, font: Option<LegacyFont>, run: &str, is_deleted: bool) -> Result<()> {
        let mut rest = run;
        while !rest.is_empty() {
            let end = rest.find(|c: char| c < ' ').unwrap_or(rest.len());
            let (text, after) = rest.split_at(end);
            if !is_deleted && self.unshown == 0 {
                self.show(font, text)?;
            }
            let mut marks = after.chars();
            if let Some(mark) = marks.next() {
                self.mark(mark, is_deleted)?;
            }
            rest = marks.as_str();
        }
        Ok(())
    }

    fn show(&mut self, font: Option<LegacyFont>, text: &str) -> Result<()> {
        if text.is_empty() || self.unshown > 0 {
            return Ok(());
        }
        let tables = self.paragraph.tables;
        // A table in a cell begins a line.
        if replace(&mut self.tables, tables) < tables && tables > 1 {
            self.lines.end()?;
        }
        self.lines.push(&self.runs.shown(font, text));
        Ok(())
    }

    /// Does what a character means that is none.
    fn mark(&mut self, mark: char, is_deleted: bool) -> Result<()> {
        let paragraph = self.paragraph;
        match mark {
            '\u{13}' => {
                self.fields.push(false);
                self.unshown += 1;
            }
            '\u{14}' => {
                if let Some(is_result) = self.fields.last_mut() {
                    self.unshown -= usize::from(!replace(is_result, true));
                }
            }
            '\u{15}' => self.unshown -= usize::from(self.fields.pop() == Some(false)),
            _ if self.unshown > 0 => (),
            '\u{7}' if paragraph.is_row => self.end_row()?,
            '\u{7}' => self.end_cell(1)?,
            '\r' if paragraph.is_row => self.end_row()?,
            '\r' if paragraph.is_nested_cell => self.end_cell(paragraph.tables)?,
            '\r' => {
                self.set_column(paragraph.tables, paragraph.tables > 0);
                self.lines.end()?;
            }
            '\u{b}' | '\u{c}' | '\u{e}' => self.lines.end()?,
            '\t' if !is_deleted => self.lines.push(" "),
            '\u{1e}' if !is_deleted => self.lines.push("-"),
            // Pictures, marks of notes and comments, optional hyphens.
            _ => (),
        }
        Ok(())
    }

    fn end_cell(&mut self, table: usize) -> Result<()> {
        match self.set_column(table, false) {
            true => self.lines.end(),
            false => {
                self.lines.tab();
                Ok(())
            }
        }
    }

    fn end_row(&mut self) -> Result<()> {
        self.set_column(self.paragraph.tables, false);
        self.lines.end()
    }

    /// Sets whether the open cell of a table has several paragraphs; whether it had them before.
    fn set_column(&mut self, table: usize, is_column: bool) -> bool {
        self.columns.get_mut(table).is_some_and(|column| replace(column, is_column))
    }

    fn end_part(&mut self) -> Result<()> {
        ensure!(self.unshown == 0, "a field in it has no end, and hides what follows: save it again as .docx");
        self.fields.clear();
        (self.unshown, self.tables, self.columns) = (0, 0, Default::default());
        self.lines.end()
    }
}
