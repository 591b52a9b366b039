//! The properties of text and paragraphs, which lie in pages by their place in the file ([MS-DOC] 2.6, 2.9.32, 2.9.54, 2.9.175).

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};

use super::parts::{BROKEN, Streams, Table};
use crate::read::letters::LegacyFont;
use crate::read::ole::{number, short};

/// Bytes of a page.
const PAGE: usize = 512;
/// At most this many styles are above a style: Word allows ten.
const MOST_PARENTS: usize = 32;

/// What is said of the characters from one place in the stream to another.
#[derive(Clone, Debug)]
pub(super) struct Spread<T> {
    pub start: usize,
    pub end: usize,
    pub said: T,
}

/// What is said of some text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TextProperties {
    pub is_deleted: bool,
    /// The number of the font of letters beyond ASCII, and of those of ASCII.
    other: Option<u16>,
    ascii: Option<u16>,
    style: Option<u16>,
    /// A character of a font that it stands for.
    pub symbol: Option<(u16, u16)>,
}

/// What is said of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ParagraphProperties {
    pub style: u16,
    /// How many tables it is in, one in the other.
    pub tables: usize,
    /// Whether it ends a row, or a cell of a table in a cell.
    pub is_row: bool,
    pub is_nested_cell: bool,
}

impl TextProperties {
    /// Those that a list of changes says.
    pub fn of(said: &[u8]) -> TextProperties {
        changes(said).fold(TextProperties::default(), |properties, (kind, value)| {
            let word = short(value, 0);
            match kind {
                0x0800 => TextProperties { is_deleted: value.first().is_some_and(|is| is & 1 != 0), ..properties },
                0x4a30 => TextProperties { style: word, ..properties },
                0x4a4f => TextProperties { ascii: word, ..properties },
                0x4a51 => TextProperties { other: word, ..properties },
                0x6a09 => TextProperties { symbol: word.zip(short(value, 2)), ..properties },
                _ => properties,
            }
        })
    }

    /// Those of text, of which a whole piece says more.
    pub fn with(self, piece: TextProperties) -> TextProperties {
        TextProperties {
            is_deleted: self.is_deleted || piece.is_deleted,
            other: piece.other.or(self.other),
            ascii: piece.ascii.or(self.ascii),
            style: piece.style.or(self.style),
            symbol: piece.symbol.or(self.symbol),
        }
    }

    fn font(self) -> Option<u16> {
        self.other.or(self.ascii)
    }
}

impl ParagraphProperties {
    fn of(said: &[u8]) -> ParagraphProperties {
        let first = ParagraphProperties { style: short(said, 0).unwrap_or_default(), ..Default::default() };
        changes(said.get(2..).unwrap_or_default()).fold(first, |properties, (kind, value)| {
            let is = value.first().is_some_and(|is| *is != 0);
            match kind {
                0x2416 => ParagraphProperties { tables: properties.tables.max(usize::from(is)), ..properties },
                0x6649 => {
                    let tables = number(value, 0).map_or(0, |tables| tables.min(64) as usize);
                    ParagraphProperties { tables, ..properties }
                }
                0x2417 | 0x244c if is => ParagraphProperties { is_row: true, ..properties },
                0x244b if is => ParagraphProperties { is_nested_cell: true, ..properties },
                _ => properties,
            }
        })
    }
}

/// The changes in a list, each with its value.
fn changes(mut said: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let kind = short(said, 0)?;
        let rest = said.get(2..)?;
        let (start, length) = match kind >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            // Two say their length in another way.
            _ if kind == 0xd608 => (2, usize::from(short(rest, 0)?).saturating_sub(1)),
            _ if kind == 0xc615 && rest.first() == Some(&255) => return None,
            _ => (1, usize::from(*rest.first()?)),
        };
        let value = rest.get(start..start + length)?;
        said = rest.get(start + length..)?;
        Some((kind, value))
    })
}

/// What the pages of a table say, in the order of places.
fn spreads<T>(streams: &Streams, table: Table, read: impl Fn(&[u8], usize, usize) -> T) -> Result<Vec<Spread<T>>> {
    let list = streams.table(table)?;
    let count = list.len().saturating_sub(4) / 8;
    // No page is listed twice.
    ensure!(count <= streams.main.len() / PAGE, BROKEN);
    let mut spreads = Vec::new();
    for place in 0..count {
        let page = number(list, 4 * (count + 1 + place)).context(BROKEN)? as usize & 0x3f_ffff;
        let page = streams.main.get(page * PAGE..(page + 1) * PAGE).context(BROKEN)?;
        let runs = usize::from(page.last().copied().unwrap_or_default());
        for run in 0..runs {
            let (start, end) = (number(page, 4 * run).context(BROKEN)?, number(page, 4 * run + 4).context(BROKEN)?);
            spreads.push(Spread { start: start as usize, end: end as usize, said: read(page, runs, run) });
        }
    }
    ensure!(spreads.is_sorted_by_key(|spread| spread.start), BROKEN);
    Ok(spreads)
}

/// What is said of the text.
///
/// # Errors
/// The pages are broken, or lie beyond the end of the file.
pub(super) fn of_text(streams: &Streams) -> Result<Vec<Spread<TextProperties>>> {
    spreads(streams, Table::Characters, |page, runs, run| {
        let at = usize::from(page.get(4 * (runs + 1) + run).copied().unwrap_or_default()) * 2;
        let length = usize::from(page.get(at).copied().unwrap_or_default());
        let said = page.get(at + 1..at + 1 + length).filter(|_| at > 0);
        TextProperties::of(said.unwrap_or_default())
    })
}

/// What is said of the paragraphs.
///
/// # Errors
/// As for [`of_text`].
pub(super) fn of_paragraphs(streams: &Streams) -> Result<Vec<Spread<ParagraphProperties>>> {
    spreads(streams, Table::Paragraphs, |page, runs, run| {
        let at = usize::from(page.get(4 * (runs + 1) + 13 * run).copied().unwrap_or_default()) * 2;
        let (start, length) = match page.get(at).copied().unwrap_or_default() {
            0 => (at + 2, usize::from(page.get(at + 1).copied().unwrap_or_default()) * 2),
            words => (at + 1, usize::from(words) * 2 - 1),
        };
        let said = page.get(start..start + length).filter(|_| at > 0);
        ParagraphProperties::of(said.unwrap_or_default())
    })
}

/// What is said at a place, and how far it holds.
pub(super) fn at<T: Copy + Default>(spreads: &[Spread<T>], place: usize) -> (T, usize) {
    let after = spreads.partition_point(|spread| spread.start <= place);
    let next = spreads.get(after).map_or(usize::MAX, |spread| spread.start);
    match after.checked_sub(1).and_then(|before| spreads.get(before)).filter(|spread| place < spread.end) {
        Some(spread) => (spread.said, spread.end.min(next)),
        None => (T::default(), next),
    }
}

/// The fonts of a document that draw letters before Unicode.
#[derive(Default)]
pub(super) struct DocFonts {
    fonts: Vec<Option<LegacyFont>>,
    /// By style: the one above it, and the number of its font.
    styles: HashMap<u16, (u16, Option<u16>)>,
    /// The number of the font where no style says one.
    document: Option<u16>,
}

impl DocFonts {
    /// Reads the fonts and styles.
    pub fn read(streams: &Streams) -> Result<DocFonts> {
        let fonts = fonts(streams.table(Table::Fonts)?);
        if fonts.iter().all(Option::is_none) {
            return Ok(DocFonts::default());
        }
        let sheet = streams.table(Table::Styles)?;
        let head = usize::from(short(sheet, 0).unwrap_or_default());
        let base = usize::from(short(sheet, 4).unwrap_or_default());
        let (mut at, mut styles) = (2 + head, HashMap::new());
        for style in 0..short(sheet, 2).unwrap_or_default() {
            let Some(length) = short(sheet, at).map(usize::from) else { break };
            let said = sheet.get(at + 2..at + 2 + length).unwrap_or_default();
            styles.extend(style_of(said, base).map(|said| (style, said)));
            at += 2 + length;
        }
        Ok(DocFonts { fonts, styles, document: short(sheet, 18).or(short(sheet, 14)) })
    }

    /// The font of a number.
    pub fn numbered(&self, number: u16) -> Option<LegacyFont> {
        self.fonts.get(usize::from(number)).copied().flatten()
    }

    /// The font of text in a paragraph of that style.
    pub fn font(&self, text: TextProperties, style: u16) -> Option<LegacyFont> {
        let number = text.font().or_else(|| self.inherited(text.style?)).or_else(|| self.inherited(style));
        self.numbered(number.or(self.document)?)
    }

    fn inherited(&self, mut style: u16) -> Option<u16> {
        for _ in 0..=MOST_PARENTS {
            let (parent, font) = self.styles.get(&style)?;
            if font.is_some() {
                return *font;
            }
            style = *parent;
        }
        None
    }
}

/// The style above a style, and the number of its font. After its name there are properties of paragraphs, where it is one for
/// these, then of text.
fn style_of(said: &[u8], base: usize) -> Option<(u16, Option<u16>)> {
    let kinds = short(said, 2)?;
    let name = usize::from(short(said, base)?);
    let mut at = base + 2 + 2 * name + 2;
    if kinds & 0xf == 1 {
        let length = usize::from(short(said, at)?);
        at += 2 + length + length % 2;
    }
    let length = short(said, at).map_or(0, usize::from);
    let text = said.get(at + 2..at + 2 + length).unwrap_or_default();
    Some((kinds >> 4, TextProperties::of(text).font()))
}

/// The fonts that the table names.
fn fonts(table: &[u8]) -> Vec<Option<LegacyFont>> {
    const NAME: usize = 39;
    let (mut rest, mut fonts) = (table.get(4..).unwrap_or_default(), Vec::new());
    while let Some((length, entry)) = rest.split_first() {
        let entry = entry.get(..usize::from(*length)).unwrap_or(entry);
        let units = entry.get(NAME..).unwrap_or_default().chunks_exact(2);
        let units: Vec<u16> = units.map_while(|unit| short(unit, 0).filter(|unit| *unit != 0)).collect();
        fonts.push(LegacyFont::named(&String::from_utf16_lossy(&units)));
        rest = rest.get(1 + entry.len()..).unwrap_or_default();
    }
    fonts
}
