//! The stream of a workbook -> what its sheets have in common: their places, the texts that they share, dates and fonts
//! ([MS-XLS] 2.1.7.20.3).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};

use super::record::{Data, record};
use crate::read::letters::{LegacyFont, LegacyLetters};
use crate::read::ole::{number, short};
use crate::read::packed::PASSWORD;
use crate::read::table::sheets::own_name;
use crate::read::table::xlsx::styles::{is_builtin_date, is_date};

/// The most sheets that are looked at.
const MOST_SHEETS: usize = 256;
/// The most texts that the sheets share.
const MOST_TEXTS: u32 = 2_000_000;

/// A workbook.
#[derive(Default)]
pub struct XlsBook {
    pub stream: Vec<u8>,
    pub sheets: Vec<XlsSheet>,
    pub is_1904: bool,
    texts: Vec<XlsText>,
    /// By the number of a style: whether it shows dates, and its font.
    styles: Vec<(bool, Option<LegacyFont>)>,
}

/// A sheet as the workbook lists it.
pub struct XlsSheet {
    pub name: String,
    pub is_hidden: bool,
    /// Where it is in the stream, at most up to the next.
    pub start: usize,
    pub end: usize,
}

/// A text as its reader saw it.
#[derive(Clone, Debug)]
pub struct XlsText {
    pub text: Arc<str>,
    pub letters: Option<LegacyLetters>,
    /// Whether it names its fonts itself.
    is_own: bool,
}

impl XlsBook {
    /// Reads what comes before the sheets.
    ///
    /// # Errors
    /// It is under a password, of an older program, cut off or broken.
    pub fn open(stream: Vec<u8>) -> Result<XlsBook> {
        let mut book = XlsBook::default();
        let (mut fonts, mut dates, mut styles) = (Vec::new(), BTreeMap::new(), Vec::new());
        let mut at = 0;
        loop {
            let record = record(&stream, at).context("it is cut off before its sheets: save it again as .xlsx")?;
            let field = |at| short(record.data, at).unwrap_or_default();
            at = record.end;
            match record.kind {
                0x809 => ensure!(field(0) == 0x600, "it is a workbook of Excel 95 or before: save it as .xlsx"),
                0x9 | 0x209 | 0x409 => bail!("it is a workbook of Excel 4 or before: save it as .xlsx"),
                0x2f => bail!(PASSWORD),
                0x22 => book.is_1904 = field(0) == 1,
                0x31 => fonts.push(LegacyFont::named(&Data::of(&stream, record, 14)?.short_text()?)),
                0x41e => {
                    let code = String::from_utf16_lossy(&Data::of(&stream, record, 2)?.text()?.0);
                    dates.insert(field(0), is_date(&code));
                }
                0xe0 => styles.push((field(0), field(2))),
                0x85 if book.sheets.len() < MOST_SHEETS => {
                    let name = Data::of(&stream, record, 6)?.short_text()?;
                    let [state, kind] = field(4).to_le_bytes();
                    let start = number(record.data, 0).unwrap_or_default() as usize;
                    // A part that is listed twice holds its articles once; others than 0 hold charts and macros.
                    if kind == 0 && book.sheets.iter().all(|sheet| sheet.start != start) {
                        let name = own_name(&name, book.sheets.len(), |name| {
                            book.sheets.iter().any(|sheet| sheet.name == name)
                        });
                        book.sheets.push(XlsSheet { name, is_hidden: state & 3 != 0, start, end: stream.len() });
                    }
                }
                0xfc => {
                    let mut data = Data::of(&stream, record, 4)?;
                    let count = data.long()?;
                    ensure!(count <= MOST_TEXTS, "it has more than {MOST_TEXTS} texts: save it as .xlsx");
                    for _ in 0..count {
                        let (text, runs) = data.text()?;
                        book.texts.push(XlsText::new(&text, &runs, &fonts));
                    }
                    at = data.end;
                }
                0xa => break,
                _ => (),
            }
        }
        let starts: BTreeSet<usize> = book.sheets.iter().map(|sheet| sheet.start).collect();
        for sheet in &mut book.sheets {
            sheet.end = starts.range(sheet.start + 1..).next().copied().unwrap_or(stream.len()).min(stream.len());
        }
        let is_shown = |format: u16| dates.get(&format).copied().unwrap_or(is_builtin_date(u32::from(format)));
        book.styles = styles.into_iter().map(|(font, format)| (is_shown(format), font_of(&fonts, font))).collect();
        Ok(XlsBook { stream, ..book })
    }

    /// Whether numbers in cells of this style are dates.
    pub fn is_date(&self, style: u16) -> bool {
        self.styles.get(usize::from(style)).is_some_and(|(is_date, _)| *is_date)
    }

    /// The shared text of a number, in a cell of this style.
    pub fn shared(&self, number: u32, style: u16) -> Result<XlsText> {
        let text = self.texts.get(number as usize).context("it refers to a text that isn't there")?;
        Ok(self.in_font(text.clone(), style))
    }

    /// A text of a cell of this style.
    pub fn in_font(&self, text: XlsText, style: u16) -> XlsText {
        let font = self.styles.get(usize::from(style)).and_then(|(_, font)| *font).filter(|_| !text.is_own);
        match font.and_then(|font| Some((font.turned(&text.text)?, font.letters))) {
            Some((turned, letters)) => XlsText { text: turned.into(), letters: Some(letters), is_own: false },
            None => text,
        }
    }
}

/// The font of a number: there is none of number 4.
fn font_of(fonts: &[Option<LegacyFont>], number: u16) -> Option<LegacyFont> {
    fonts.get(usize::from(if number > 4 { number - 1 } else { number })).copied().flatten()
}

impl XlsText {
    /// A text in which runs of these fonts begin.
    fn new(text: &[u16], runs: &[(usize, u16)], fonts: &[Option<LegacyFont>]) -> XlsText {
        let mut letters = BTreeSet::new();
        let first = runs.first().map_or(text.len(), |(start, _)| *start);
        let mut shown = String::from_utf16_lossy(text.get(..first).unwrap_or(text));
        for (place, (start, font)) in runs.iter().enumerate() {
            let end = runs.get(place + 1).map_or(text.len(), |(start, _)| *start);
            let piece = String::from_utf16_lossy(text.get(*start..end).unwrap_or_default());
            let font = font_of(fonts, *font);
            let turned = font.and_then(|font| Some((font.turned(&piece)?, font.letters)));
            letters.extend(turned.as_ref().map(|(_, letters)| *letters));
            shown.push_str(&turned.map_or(Cow::Borrowed(piece.as_str()), |(turned, _)| turned.into()));
        }
        XlsText { text: shown.into(), letters: letters.first().copied(), is_own: !runs.is_empty() }
    }

    /// A text of one font.
    pub fn plain(text: &[u16]) -> XlsText {
        XlsText::new(text, &[], &[])
    }
}
