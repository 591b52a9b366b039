//! The streams of a document -> its text in pieces, and where its tables are ([MS-DOC] 2.4.1, 2.5).

use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};

use super::properties::TextProperties;
use crate::read::ole::{Ole, number, short};
use crate::read::packed::PASSWORD;

pub(super) const BROKEN: &str = "it is broken, or cut off: save it again as .docx";

/// The tables that are read, by their place in the list.
#[derive(Clone, Copy)]
pub(super) enum Table {
    Styles = 1,
    Characters = 12,
    Paragraphs = 13,
    Fonts = 15,
    Pieces = 33,
}

/// The streams of a document.
pub(super) struct Streams {
    /// The one that begins with the list of all tables, and holds the text.
    pub main: Vec<u8>,
    tables: Vec<u8>,
}

/// A piece of the text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The places of its characters in the whole text.
    pub places: Range<u32>,
    /// Where it begins in the stream, and how many bytes a character has.
    pub start: usize,
    pub width: usize,
    /// What holds for all of it.
    pub said: TextProperties,
}

/// The parts of the text that are read, in the order in which they are given.
pub(super) struct TextParts(pub [Range<u32>; 4]);

impl Streams {
    /// Takes the streams of a document.
    ///
    /// # Errors
    /// It is under a password, of an older program, or broken.
    pub fn open(ole: &Ole) -> Result<Streams> {
        let main = ole.stream("WordDocument")?.context("it is no document of Word: save it again as .docx")?;
        let flags = short(&main, 10).context(BROKEN)?;
        ensure!(flags & 0x100 == 0, PASSWORD);
        ensure!(
            short(&main, 0) == Some(0xa5ec) && short(&main, 2) >= Some(0xc1),
            "it is a document of Word 95 or before: save it as .docx"
        );
        let name = if flags & 0x200 == 0 { "0Table" } else { "1Table" };
        Ok(Streams { tables: ole.stream(name)?.context(BROKEN)?, main })
    }

    /// The bytes of a table; none where there is no such table.
    pub fn table(&self, table: Table) -> Result<&[u8]> {
        let at = 0x9a + 8 * table as usize;
        let (start, length) = (number(&self.main, at).context(BROKEN)?, number(&self.main, at + 4).context(BROKEN)?);
        let end = (start as usize).saturating_add(length as usize);
        match length {
            0 => Ok(&[]),
            _ => self.tables.get(start as usize..end).context(BROKEN),
        }
    }

    /// The parts of the text: itself, its text boxes, footnotes and endnotes.
    pub fn parts(&self) -> Result<TextParts> {
        let mut end = 0_u32;
        let mut next = |at| {
            let start = end;
            end = start.saturating_add(number(&self.main, at).unwrap_or_default());
            start..end
        };
        // Beside them there are headers, macros and comments.
        let [text, footnotes, _, _, _, endnotes, boxes] = [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64].map(&mut next);
        Ok(TextParts([text, boxes, footnotes, endnotes]))
    }

    /// The pieces of the text, in order.
    ///
    /// # Errors
    /// They are broken, or lie beyond the end of the file.
    pub fn pieces(&self) -> Result<Vec<Piece>> {
        let (mut rest, mut properties) = (self.table(Table::Pieces)?, Vec::new());
        let places = loop {
            match rest.first().context(BROKEN)? {
                1 => {
                    let end = 3 + usize::from(short(rest, 1).context(BROKEN)?);
                    properties.push(TextProperties::of(rest.get(3..end).context(BROKEN)?));
                    rest = rest.get(end..).context(BROKEN)?;
                }
                2 => break rest.get(5..).context(BROKEN)?,
                _ => bail!(BROKEN),
            }
        };
        let count = places.len().saturating_sub(4) / 12;
        let pieces: Vec<Piece> =
            (0..count).map(|piece| self.piece(places, count, piece, &properties)).collect::<Result<_>>()?;
        // No byte is in two pieces.
        let length: u64 = pieces.iter().map(|piece| piece.places.len() as u64 * piece.width as u64).sum();
        ensure!(length <= self.main.len() as u64, BROKEN);
        Ok(pieces)
    }

    fn piece(&self, table: &[u8], count: usize, piece: usize, properties: &[TextProperties]) -> Result<Piece> {
        let place = |at| number(table, 4 * at).context(BROKEN);
        let described = 4 * (count + 1) + 8 * piece;
        let code = number(table, described + 2).context(BROKEN)?;
        let start = (code & 0x3fff_ffff) as usize;
        let (start, width) = if code & 0x4000_0000 == 0 { (start, 2) } else { (start / 2, 1) };
        let places = place(piece)?..place(piece + 1)?;
        let length = places.end.checked_sub(places.start).context(BROKEN)? as usize;
        ensure!(start.saturating_add(length.saturating_mul(width)) <= self.main.len(), BROKEN);
        let said = short(table, described + 6).context(BROKEN)?;
        let said = match said & 1 {
            1 => properties.get(usize::from(said >> 1)).copied().unwrap_or_default(),
            // One property in short: that the text was deleted is number 65.
            _ => TextProperties::of(if said >> 1 & 0x7f == 0x41 { &[0x00, 0x08, 1] } else { &[] }),
        };
        Ok(Piece { places, start, width, said })
    }
}
