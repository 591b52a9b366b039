//! Rich text (RTF) -> the lines of its body, then of its notes; headers, footers and comments are left out, and what tracked
//! changes deleted. The rows of a table are lines. The format is that of Word ("Rich Text Format Specification 1.9.1"), as
//! Word, WordPad, LibreOffice and TextEdit write it.

mod fonts;
mod group;
#[cfg(test)]
mod tests;
mod token;
mod words;

use std::mem::{replace, swap, take};

use anyhow::{Result, bail, ensure};

use self::fonts::{Codes, RichFonts, codes};
use self::group::{Group, Opened, Shown, Sink};
use self::token::{Token, Tokens};
use self::words::{Effect, effect};
use super::article::{RawArticle, RawLine};
use super::letters::FontRuns;
use super::lines::{HeldLine, LineBuilder, numbered};
use super::metadata::Metadata;

/// The most groups that are open at once: documents have dozens.
const MOST_DEPTH: usize = 1_000;
/// The most characters that may stand for one of Unicode: 1, or 2 where letters are of two bytes.
const MOST_STAND_INS: i32 = 16;
/// The most tables in one another that are told apart.
const MOST_TABLES: usize = 16;
/// The most bytes of a title.
const MOST_TITLE: usize = 4_096;

/// Reads rich text. Its code pages are its own: none may be named for it.
///
/// # Errors
/// It is cut off, nested too deeply, has too many lines, or bytes of a code page that is not known.
pub fn read(bytes: &[u8], _: Option<&str>) -> Result<RawArticle> {
    let first = Walker::walk(bytes, FontRuns::default())?;
    let walker = match first.runs.again() {
        Some(runs) => Walker::walk(bytes, runs)?,
        None => first,
    };
    walker.finish()
}

/// Collects the lines of a document.
#[derive(Default)]
struct Walker {
    lines: LineBuilder,
    notes: LineBuilder,
    /// The lines that were open around boxes and notes, and how many tables they were in.
    held: Vec<(HeldLine, usize)>,
    /// The groups around the open one, which is `group`.
    around: Vec<Group>,
    group: Group,
    fonts: RichFonts,
    /// The code page of bytes whose font says none, and the font of text that says none.
    page: i32,
    font: i32,
    /// Whether the next control word begins a destination that readers may not know.
    is_starred: bool,
    /// How many characters are still to be passed over which stand for one of Unicode.
    stand_ins: i32,
    /// Bytes that are not decoded yet.
    bytes: Vec<u8>,
    /// The first half of a character of UTF-16.
    half: Option<u16>,
    /// Text that is not in a line yet, of one font.
    run: String,
    title: String,
    /// How many tables the open line is in, and whether the open cell of each has several paragraphs.
    tables: usize,
    columns: [bool; MOST_TABLES + 1],
    runs: FontRuns,
    characters: usize,
    malformed: usize,
}

impl Walker {
    /// Goes through all tokens, with what is known of how runs in old fonts are read.
    fn walk(bytes: &[u8], runs: FontRuns) -> Result<Walker> {
        let mut walker = Walker { runs, page: 1252, ..Walker::default() };
        for token in Tokens::new(bytes) {
            walker.token(token)?;
        }
        ensure!(walker.around.is_empty(), "it is cut off in the middle of its text: save it again");
        walker.flush()?;
        ensure!(
            walker.malformed * 1_000 <= walker.characters,
            "its bytes do not fit the code pages that it names: open it in a word processor and save it as .docx"
        );
        Ok(walker)
    }

    fn finish(self) -> Result<RawArticle> {
        let notes = self.notes.finish()?;
        let lines: Vec<RawLine> = numbered(self.lines.finish()?.into_iter().chain(notes));
        let title = Some(self.title.trim()).filter(|title| !title.is_empty());
        let title = title.map(|title| self.runs.beside(title).unwrap_or(title.to_string()));
        let metadata = Metadata { title, ..Metadata::default() };
        Ok(RawArticle { metadata, lines, letters: self.runs.letters(), ..RawArticle::default() })
    }

    fn token(&mut self, token: Token) -> Result<()> {
        let is_starred = take(&mut self.is_starred);
        match token {
            Token::Open => {
                self.flush()?;
                ensure!(
                    self.around.len() < MOST_DEPTH,
                    "its groups are nested over {MOST_DEPTH} deep: it is broken, or made to harm"
                );
                self.stand_ins = 0;
                self.around.push(self.group);
                self.group.opened = Opened::Group;
                self.group.is_bare = true;
                return Ok(());
            }
            Token::Close => self.close()?,
            Token::Text(text) => {
                // Where characters are passed over, each is a byte.
                let skipped = text.len().min(usize::try_from(self.stand_ins).unwrap_or_default());
                self.stand_ins -= skipped as i32;
                self.bytes(text.get(skipped..).unwrap_or_default())?;
            }
            Token::Hex(byte) if self.stand_ins == 0 => self.bytes(&[byte])?,
            Token::Symbol(b'*') => {
                self.is_starred = true;
                return Ok(());
            }
            Token::Symbol(b'\r' | b'\n') => self.apply(Effect::Paragraph)?,
            Token::Symbol(b'~') => self.sign(" ")?,
            Token::Symbol(b'_') => self.sign("-")?,
            Token::Symbol(sign @ (b'\\' | b'{' | b'}')) if self.stand_ins == 0 => self.bytes(&[sign])?,
            // An optional hyphen, say, or what is passed over.
            Token::Hex(_) | Token::Symbol(_) => self.stand_ins = (self.stand_ins - 1).max(0),
            Token::Word(word, number) => {
                let is_bare = self.group.is_bare;
                self.group.is_bare = false;
                return self.word(word, number, is_bare, is_starred);
            }
        }
        self.group.is_bare = false;
        Ok(())
    }

    /// Does what a control word says, which comes first in its group or not.
    fn word(&mut self, word: &[u8], number: Option<i32>, is_first: bool, is_starred: bool) -> Result<()> {
        let effect = effect(word);
        match self.group.shown {
            Shown::Nothing => return Ok(()),
            Shown::Only(revived) if revived.as_bytes() == word && is_first => return self.revive(revived),
            Shown::Only(_) => return Ok(()),
            Shown::All => (),
        }
        match effect {
            Effect::Hide(shown) => {
                self.flush()?;
                self.group.shown = shown;
            }
            Effect::Note if self.group.is_deleted => self.group.shown = Shown::Nothing,
            Effect::Note => self.open_apart(Opened::Note)?,
            Effect::Fonts => self.group.sink = Sink::Fonts,
            Effect::Rows => (),
            _ if is_starred => self.group.shown = Shown::Nothing,
            Effect::Unicode => self.unicode(number.unwrap_or_default())?,
            Effect::StandIns => {
                let count = number.unwrap_or(1);
                ensure!((0..=MOST_STAND_INS).contains(&count), "it is broken (\\uc{count}): save it again");
                self.group.stand_ins = count;
            }
            Effect::Page => self.page = number.unwrap_or(1252),
            Effect::OldPage(page) => self.page = page,
            Effect::DefaultFont => self.font = number.unwrap_or_default(),
            Effect::Font if self.group.sink != Sink::Fonts => {
                self.flush()?;
                self.group.font = number;
            }
            Effect::Font | Effect::Charset => {
                self.decode()?;
                self.fonts.word(word, number);
            }
            Effect::Plain => {
                self.flush()?;
                (self.group.font, self.group.is_deleted) = (None, false);
            }
            Effect::Deleted => {
                self.flush()?;
                self.group.is_deleted = number != Some(0);
            }
            Effect::Sign(sign) => self.sign(sign)?,
            Effect::Body => self.group.tables = 0,
            Effect::InTable => self.group.tables = self.group.tables.max(1),
            Effect::Tables => {
                self.group.tables = usize::try_from(number.unwrap_or_default()).unwrap_or_default().min(MOST_TABLES);
            }
            effect => self.apply(effect)?,
        }
        Ok(())
    }

    /// Does what ends lines and cells.
    fn apply(&mut self, effect: Effect) -> Result<()> {
        if self.group.shown != Shown::All || self.group.sink != Sink::Body {
            return Ok(());
        }
        self.flush()?;
        match effect {
            Effect::Paragraph => {
                self.set_column(self.group.tables, self.group.tables > 0);
                self.lines.end()
            }
            Effect::Line => self.lines.end(),
            Effect::Cell { is_nested } => match self.set_column(if is_nested { self.group.tables } else { 1 }, false) {
                true => self.lines.end(),
                false => {
                    self.lines.tab();
                    Ok(())
                }
            },
            Effect::Row => {
                self.set_column(self.group.tables, false);
                self.lines.end()
            }
            _ => Ok(()),
        }
    }

    /// Sets whether the open cell of a table has several paragraphs; whether it had them before.
    fn set_column(&mut self, table: usize, is_column: bool) -> bool {
        self.columns.get_mut(table).is_some_and(|column| replace(column, is_column))
    }

    /// Shows a group in one that is not shown.
    fn revive(&mut self, word: &str) -> Result<()> {
        self.group.shown = Shown::All;
        match word {
            // Of two, the second is of Unicode.
            "title" => {
                self.title.clear();
                self.group.sink = Sink::Title;
            }
            "shptxt" => self.open_apart(Opened::Box)?,
            _ => (),
        }
        Ok(())
    }

    /// Opens a group whose lines stand apart from the one around it.
    fn open_apart(&mut self, opened: Opened) -> Result<()> {
        self.flush()?;
        if opened == Opened::Note {
            swap(&mut self.lines, &mut self.notes);
        }
        self.held.push((self.lines.hold(), take(&mut self.tables)));
        (self.group.opened, self.group.tables, self.group.sink) = (opened, 0, Sink::Body);
        Ok(())
    }

    fn close(&mut self) -> Result<()> {
        self.flush()?;
        self.stand_ins = 0;
        if self.group.sink == Sink::Fonts && self.group.is_shown() {
            self.fonts.end();
        }
        let opened = self.group.opened;
        if opened != Opened::Group {
            self.lines.end()?;
            let (line, tables) = self.held.pop().unwrap_or_default();
            self.lines.resume(line);
            self.tables = tables;
        }
        if opened == Opened::Note {
            swap(&mut self.lines, &mut self.notes);
        }
        // Some programs close one group too many: what follows is text as before.
        self.group = self.around.pop().unwrap_or_default();
        Ok(())
    }

    /// Adds a sign that a control word stands for.
    fn sign(&mut self, sign: &str) -> Result<()> {
        if self.stand_ins > 0 {
            self.stand_ins -= 1;
            return Ok(());
        }
        self.decode()?;
        self.push(sign);
        Ok(())
    }

    /// Adds bytes that are decoded as soon as all of them are known.
    fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        if self.group.is_shown() && !bytes.is_empty() {
            if self.half.is_some() {
                self.decode()?;
            }
            self.bytes.extend_from_slice(bytes);
        }
        Ok(())
    }

    /// Adds a character, or half of one of UTF-16. Numbers of 16 bits were written with a sign.
    fn unicode(&mut self, number: i32) -> Result<()> {
        self.stand_ins = self.group.stand_ins;
        if !self.group.is_shown() {
            return Ok(());
        }
        let half = self.half.take();
        self.decode()?;
        let code = u32::try_from(if number < 0 { number.saturating_add(0x1_0000) } else { number }).unwrap_or(0xfffd);
        match (half, u16::try_from(code)) {
            (_, Ok(first @ 0xd800..=0xdbff)) => self.half = Some(first),
            (Some(first), Ok(second @ 0xdc00..=0xdfff)) => self.push(&String::from_utf16_lossy(&[first, second])),
            _ => self.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4])),
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if !self.group.is_shown() {
            return;
        }
        match self.group.sink {
            Sink::Body => {
                self.characters += 1;
                self.run.push_str(text);
            }
            Sink::Title if self.title.len() < MOST_TITLE => self.title.push_str(text),
            Sink::Title => (),
            Sink::Fonts => self.fonts.push(text),
        }
    }

    /// Decodes the bytes so far, in the code page of their font.
    fn decode(&mut self) -> Result<()> {
        if self.half.take().is_some() {
            self.malformed += 1;
        }
        let mut bytes = take(&mut self.bytes);
        if bytes.is_empty() {
            return Ok(());
        }
        let codes = match self.group.sink {
            Sink::Body => self.fonts.get(self.group.font.unwrap_or(self.font)).codes(self.page),
            Sink::Title => codes(self.page),
            // What is asked of names is ASCII.
            Sink::Fonts => codes(1252),
        };
        let encoding = match codes {
            Codes::Known(encoding) => encoding,
            Codes::Symbols => {
                bytes.retain(u8::is_ascii);
                encoding_rs::WINDOWS_1252
            }
            Codes::Unknown(_) if bytes.is_ascii() => encoding_rs::WINDOWS_1252,
            Codes::Unknown(page) => bail!("it has text in code page {page}, which is not read: save it as .docx"),
        };
        let (text, is_malformed) = encoding.decode_without_bom_handling(&bytes);
        if is_malformed {
            self.malformed += text.matches(char::REPLACEMENT_CHARACTER).count();
        }
        self.characters += text.chars().count();
        self.push(&text);
        Ok(())
    }

    /// Adds the run of text that was collected to its line.
    fn flush(&mut self) -> Result<()> {
        self.decode()?;
        let run = take(&mut self.run);
        if !run.is_empty() {
            // A table in a cell begins a line.
            if replace(&mut self.tables, self.group.tables) < self.group.tables && self.group.tables > 1 {
                self.lines.end()?;
            }
            let font = self.fonts.get(self.group.font.unwrap_or(self.font)).legacy;
            self.lines.push(&self.runs.shown(font, &run));
        }
        Ok(())
    }
}
