//! Files of word processors: zipped XML -> its parts, unpacked within bounds, and the lines of a part.

mod fonts;
mod styles;

use std::io::{Cursor, Read};
use std::mem::{swap, take};

use anyhow::{Context, Result, bail, ensure};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::article::RawLine;
use super::letters::FontRuns;
use super::lines::{HeldLine, LineBuilder, numbered};
use fonts::{PackedFonts, symbol};
pub use styles::DocumentStyles;

/// Most bytes that the parts of a file may unpack to: a long article takes a hundredth of it.
const MOST_UNPACKED: u64 = 100_000_000;
/// Most entries of a zip directory: documents have dozens.
const MOST_ENTRIES: usize = 65_534;
/// The error for a file that can't be read without its password.
pub const PASSWORD: &str = "it is protected by a password: save it without";

/// A file whose parts are read by name.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a file.
    ///
    /// # Errors
    /// It is no zip, or a broken one.
    pub fn open(bytes: &'a [u8]) -> Result<Self> {
        ensure!(
            bytes.starts_with(b"PK"),
            "it is no document of a word processor, whatever its name says: save it again"
        );
        let entries = bytes.windows(4).filter(|window| window == b"PK\x01\x02").take(MOST_ENTRIES + 1).count();
        ensure!(entries <= MOST_ENTRIES, "its zip directory has too many entries: save it again");
        let archive = ZipArchive::new(Cursor::new(bytes)).context("its zip directory is broken: save it again")?;
        Ok(Package { archive, left: MOST_UNPACKED })
    }

    /// The XML of a part; `None` where there is no such part.
    ///
    /// # Errors
    /// The part is broken, under a password, or too large.
    pub fn part(&mut self, name: &str) -> Result<Option<String>> {
        let broken = || format!("its part {name} is broken: save it again");
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => bail!(PASSWORD),
            Err(error) => return Err(error).with_context(broken),
        };
        let too_large = || format!("it unpacks to more than {} MB: split it", MOST_UNPACKED / 1_000_000);
        ensure!(file.size() <= self.left, too_large());
        let mut bytes = Vec::new();
        // The size may be a lie.
        file.take(self.left + 1).read_to_end(&mut bytes).with_context(broken)?;
        self.left = self.left.checked_sub(bytes.len() as u64).with_context(too_large)?;
        Ok(Some(String::from_utf8(bytes).with_context(broken)?))
    }

    /// The title that a part says, as far as it can be read.
    pub fn title(&mut self, name: &str) -> Option<String> {
        let role = |name: &str| if name == "title" { Role::TextParagraph } else { Role::Other };
        let mut walker = Walker::new(role, PackedFonts::default());
        walker.read(&self.part(name).ok()??).ok()?;
        walker.finish().ok()?.0.into_iter().next().map(|line| line.text)
    }
}

/// What an element of a document does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nothing of its own.
    Other,
    /// It is a line, or one of several in a cell.
    Paragraph,
    /// The same, and the text in it is its own.
    TextParagraph,
    /// The text in it is that of its paragraph.
    Text,
    /// It ends the line.
    Break,
    /// It stands for white space.
    Space,
    /// It stands for a hyphen.
    Hyphen,
    /// It stands for a character of a font that it names.
    Symbol,
    /// It is the row of a table: a line, unless one of its cells has several paragraphs.
    Row,
    /// It is a cell of a row.
    Cell,
    /// Its paragraphs are separate from the one that it is anchored in.
    Box,
    /// The same, and after all others.
    Note,
    /// Nothing of it is shown.
    Hidden,
}

/// The lines of parts whose elements do what `role` says of their names, without prefix; and how runs in old fonts were read.
///
/// # Errors
/// The XML is broken, or has too many lines.
pub fn lines(role: fn(&str) -> Role, styles: DocumentStyles, parts: &[String]) -> Result<(Vec<RawLine>, FontRuns)> {
    let read = |fonts: PackedFonts| {
        let mut walker = Walker::new(role, fonts);
        parts.iter().try_for_each(|part| walker.read(part))?;
        walker.finish()
    };
    let (lines, fonts) = read(PackedFonts::new(styles))?;
    match fonts.again() {
        Ok(fonts) => read(fonts).map(|(lines, fonts)| (lines, fonts.runs)),
        Err(runs) => Ok((lines, runs)),
    }
}

/// Collects the lines of parts.
struct Walker {
    role: fn(&str) -> Role,
    lines: LineBuilder,
    notes: LineBuilder,
    /// What was open around each box: its line, and `texts`.
    held: Vec<(HeldLine, usize)>,
    /// How many paragraphs each open cell has so far; `None` for a box, which is no part of its cell.
    cells: Vec<Option<usize>>,
    /// How many elements are open that hold text.
    texts: usize,
    fonts: PackedFonts,
}

impl Walker {
    fn new(role: fn(&str) -> Role, fonts: PackedFonts) -> Self {
        let (lines, notes) = (LineBuilder::default(), LineBuilder::default());
        Walker { role, lines, notes, held: vec![], cells: vec![], texts: 0, fonts }
    }

    /// Adds the lines of a part.
    fn read(&mut self, xml: &str) -> Result<()> {
        const BROKEN: &str = "its text is broken: save it again";
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().context(BROKEN)? {
                Event::Start(tag) => match (self.role)(tag.local_name().as_ref()) {
                    Role::Hidden => {
                        reader.read_to_end(tag.name()).context(BROKEN)?;
                    }
                    role => self.open(role, &tag)?,
                },
                Event::Empty(tag) => {
                    let role = (self.role)(tag.local_name().as_ref());
                    self.open(role, &tag)?;
                    self.close(role, tag.local_name().as_ref())?;
                }
                Event::End(tag) => self.close((self.role)(tag.local_name().as_ref()), tag.local_name().as_ref())?,
                Event::Text(text) if self.texts > 0 => self.lines.push(&self.fonts.shown(&text)),
                Event::CData(text) if self.texts > 0 => self.lines.push(&self.fonts.shown(&text)),
                Event::GeneralRef(name) if self.texts > 0 => match name.resolve_char_ref().context(BROKEN)? {
                    Some(c) => self.lines.push(&self.fonts.shown(c.encode_utf8(&mut [0; 4]))),
                    None => self.lines.push(resolve_predefined_entity(&name).unwrap_or_default()),
                },
                Event::Eof => return Ok(()),
                _ => (),
            }
        }
    }

    fn open(&mut self, role: Role, tag: &BytesStart) -> Result<()> {
        self.fonts.open(tag);
        match role {
            Role::Paragraph | Role::TextParagraph if matches!(self.cells.last(), Some(Some(1..))) => {
                self.lines.end()?
            }
            Role::Break | Role::Row => self.lines.end()?,
            Role::Space => self.lines.push(" "),
            Role::Hyphen => self.lines.push("-"),
            Role::Symbol => self.lines.push(&symbol(tag).unwrap_or_default()),
            Role::Cell => {
                self.lines.tab();
                self.cells.push(Some(0));
            }
            Role::Box | Role::Note => {
                if role == Role::Note {
                    swap(&mut self.lines, &mut self.notes);
                }
                self.held.push((self.lines.hold(), take(&mut self.texts)));
                self.cells.push(None);
            }
            _ => (),
        }
        self.texts += usize::from(matches!(role, Role::Text | Role::TextParagraph));
        Ok(())
    }

    fn close(&mut self, role: Role, name: &str) -> Result<()> {
        self.fonts.close(name);
        self.texts -= usize::from(matches!(role, Role::Text | Role::TextParagraph)).min(self.texts);
        match role {
            Role::Paragraph | Role::TextParagraph => match self.cells.last_mut() {
                Some(Some(paragraphs)) => *paragraphs += 1,
                _ => self.lines.end()?,
            },
            Role::Cell if matches!(self.cells.pop(), Some(Some(2..))) => self.lines.end()?,
            Role::Row => self.lines.end()?,
            Role::Box | Role::Note => {
                self.lines.end()?;
                self.cells.pop();
                let (line, texts) = self.held.pop().unwrap_or_default();
                self.lines.resume(line);
                self.texts = texts;
                if role == Role::Note {
                    swap(&mut self.lines, &mut self.notes);
                }
            }
            _ => (),
        }
        Ok(())
    }

    /// The lines of all parts, those of notes at the end.
    fn finish(self) -> Result<(Vec<RawLine>, PackedFonts)> {
        let notes = self.notes.finish()?;
        Ok((numbered(self.lines.finish()?.into_iter().chain(notes)), self.fonts))
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::read::testing;

    /// A zip of these parts.
    pub fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
        let parts: Vec<_> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        testing::zip(&parts)
    }

    /// The bytes with every occurrence of one 32-bit number replaced by another, in sizes for example.
    pub fn renumbered(mut bytes: Vec<u8>, from: usize, to: usize) -> Vec<u8> {
        let (from, to) = ((from as u32).to_le_bytes(), (to as u32).to_le_bytes());
        while let Some(at) = bytes.windows(4).position(|window| window == from) {
            bytes[at..at + 4].copy_from_slice(&to);
        }
        bytes
    }

    fn error(bytes: &[u8], part: &str) -> String {
        match Package::open(bytes) {
            Ok(mut package) => format!("{:#}", package.part(part).unwrap_err()),
            Err(error) => format!("{error:#}"),
        }
    }

    #[test]
    fn files_that_are_no_zip_of_xml_are_errors_that_say_so() {
        assert!(error(b"Hello", "a").contains("whatever its name says"));
        let whole = zipped(&[("a", &"chữ ".repeat(500))]);
        assert!(error(&whole[..whole.len() - 30], "a").contains("directory is broken"));
        let mut broken = whole.clone();
        broken[40] ^= 0xff;
        assert!(error(&broken, "a").contains("part a is broken"));
    }

    #[test]
    fn parts_that_unpack_to_too_much_are_refused_within_a_second() {
        let start = std::time::Instant::now();
        let bomb = " ".repeat(MOST_UNPACKED as usize + 1);
        let zip = zipped(&[("bomb", &bomb), ("half", &bomb[..bomb.len() / 2])]);
        let packed = start.elapsed();
        assert!(error(&zip, "bomb").contains("more than 100 MB"));
        let mut package = Package::open(&zip).unwrap();
        assert!(package.part("half").is_ok());
        assert!(package.part("half").is_ok_and(|part| part.is_some()));
        assert!(package.part("half").unwrap_err().to_string().contains("more than 100 MB"));
        let lie = renumbered(zip, bomb.len(), 1000);
        assert!(error(&lie, "bomb").contains("broken"));
        assert!((start.elapsed() - packed).as_secs_f32() < 20.0);
    }

    #[test]
    fn parts_that_share_their_data_count_each_time_they_are_read() {
        let text = " ".repeat(60_000_000);
        let mut zip = zipped(&[("a", &text), ("b", "")]);
        // The second entry of the directory leads to the data of the first.
        let entry = |zip: &[u8], n| zip.windows(4).enumerate().filter(|(_, w)| w == b"PK\x01\x02").nth(n).unwrap().0;
        let (a, b) = (entry(&zip, 0), entry(&zip, 1));
        for field in [10..12, 16..28, 42..46] {
            zip.copy_within(a + field.start..a + field.end, b + field.start);
        }
        let mut package = Package::open(&zip).unwrap();
        assert_eq!(package.part("b").unwrap().map(|part| part.len()), Some(text.len()));
        assert!(package.part("a").unwrap_err().to_string().contains("more than 100 MB"));
    }

    #[test]
    fn a_directory_of_too_many_entries_is_refused() {
        let mut zip = zipped(&[("a", "b")]);
        zip.extend(b"PK\x01\x02".repeat(70_000));
        assert!(error(&zip, "a").contains("too many entries"));
    }
}
