//! The stream of a page's tags and text -> its lines, and what is known of each.

use std::collections::HashMap;
use std::mem::take;

use anyhow::{Result, ensure};

use super::element::{Kind, ends, kinds, names_caption, names_furniture};
use super::fonts::Fonts;
use super::head::{Head, is_date_key};
use super::notes;
use super::part::{Block, Container, Furniture};
use super::tags::{self, Piece, Tag};
use super::times::Times;
use crate::read::letters::{Font, Runs};
use crate::read::lines::Lines;

/// Most containers of a page, and most elements open at once: real ones have thousands, and tens.
const MOST_ELEMENTS: usize = 1_000_000;
/// Longest caption that isn't marked as one, in bytes.
const LONGEST_CAPTION: usize = 300;
/// How far an end tag looks for its start tag among other inline elements.
const REACH: usize = 64;

/// An element whose end tag hasn't come.
pub struct Open {
    name: Vec<u8>,
    container: Option<usize>,
    hides: bool,
    is_centered: bool,
    /// The font of its text, if it is one before Unicode.
    font: Option<Font>,
}

/// A page, as far as it was read.
#[derive(Default)]
pub struct Page {
    kinds: HashMap<&'static [u8], Kind>,
    pub lines: Lines,
    /// What is known of each line.
    pub blocks: Vec<Block>,
    pub containers: Vec<Container>,
    pub open: Vec<Open>,
    /// The places of containers in `open`, and how many of them have a name.
    path: Vec<usize>,
    names: HashMap<Vec<u8>, usize>,
    /// How many of the open elements hide their text, are links, are headlines, are italic, are centred.
    hiding: isize,
    links: isize,
    headlines: isize,
    italics: isize,
    centers: isize,
    /// Bytes of the open line that are italic.
    italic: usize,
    /// Whether a picture stands right before the open line.
    after_picture: bool,
    /// Bytes of the open line that are links, and its length at the end of the last of them.
    link: usize,
    link_end: usize,
    pub head: Head,
    pub times: Times,
    note: notes::Mark,
    fonts: Fonts,
    pub runs: Runs,
}

impl Page {
    /// Reads the tags and the text of a page; text in old fonts as `runs` say.
    ///
    /// # Errors
    /// The page is far larger than that of an article.
    pub fn read(text: &str, runs: Runs) -> Result<Page> {
        let mut page = Page { kinds: kinds(), containers: vec![Container::default()], runs, ..Page::default() };
        for piece in tags::pieces(text) {
            match piece {
                Piece::Start(tag) => page.start(tag)?,
                Piece::End(name) => page.end(&name)?,
                Piece::Text(text) => page.text(&text),
            }
        }
        page.end_line()?;
        Ok(page)
    }

    fn start(&mut self, tag: Tag) -> Result<()> {
        let name = &tag.name[..];
        let kind = self.kinds.get(name).copied().unwrap_or_default();
        if !self.time(&tag) {
            self.head.tag(&tag);
        }
        if matches!(name, b"a" | b"dd" | b"dt" | b"option" | b"p") {
            self.close_inline(name);
        }
        self.break_line(name)?;
        while self.innermost().is_some_and(|open| ends(name, open)) {
            self.close();
        }
        match name {
            // Links side by side are no one word, whether there is a space between them or not.
            b"a" if self.link_end == self.lines.open_len() => self.lines.push(" "),
            b"td" | b"th" => self.lines.tab(),
            b"img" if self.hiding == 0 => self.after_picture = self.lines.open_len() == 0,
            _ => (),
        }
        if kind.is_void || tag.self_closing && !kind.is_container && !kind.is_hidden {
            return Ok(());
        }
        let style = tag.value("style").unwrap_or_default().replace(char::is_whitespace, "").to_lowercase();
        let hides = kind.is_hidden || tag.value("hidden").is_some() || style.contains("display:none");
        let is_centered =
            style.contains("text-align:center") || tag.value("align").is_some_and(|align| align == "center");
        let names = |says: fn(&str) -> bool| ["class", "id"].into_iter().filter_map(|key| tag.value(key)).any(says);
        let furniture = match name {
            b"nav" => Furniture::Surely,
            b"footer" if self.innermost() != Some(b"blockquote") => Furniture::Surely,
            b"aside" => Furniture::WithLinks,
            _ if names(names_furniture) => Furniture::Perhaps,
            _ => Furniture::No,
        };
        let is_caption = name == b"figcaption" || names(names_caption);
        let is_container = kind.is_container || hides || is_caption || furniture != Furniture::No;
        let container = is_container.then_some(self.containers.len());
        if is_container {
            let first = self.blocks.len();
            self.containers.push(Container {
                parent: self.container(),
                first,
                end: first,
                furniture,
                is_caption,
                is_article: name == b"article",
            });
            self.path.push(self.open.len());
            *self.names.entry(tag.name.clone()).or_default() += 1;
        }
        if let Some(sign) = notes::sign(&tag).filter(|_| self.hiding == 0) {
            self.settle("");
            self.note.open(name, sign);
        }
        let font = self.fonts.of(&tag, self.font());
        let open = Open { container, hides, is_centered, font, name: tag.name };
        self.count(&open, 1);
        self.open.push(open);
        let most = self.open.len().max(self.containers.len());
        ensure!(most < MOST_ELEMENTS, "it has more than {MOST_ELEMENTS} elements: save the article alone");
        Ok(())
    }

    /// Notes the moment that an element names, if it does so of what it stands in.
    fn time(&mut self, tag: &Tag) -> bool {
        let is_published = tag.value("itemprop").is_some_and(is_date_key) || tag.value("pubdate").is_some();
        let value = match &tag.name[..] {
            b"time" => tag.value("datetime"),
            b"meta" if tag.value("property").or(tag.value("name")).is_none() && self.is_in_body() => {
                tag.value("content").filter(|_| is_published)
            }
            _ => None,
        };
        value.inspect(|value| self.times.push(self.blocks.len(), value, is_published)).is_some()
    }

    fn is_in_body(&self) -> bool {
        self.path.iter().any(|&at| self.open[at].name != b"html") || !self.blocks.is_empty()
    }

    fn end(&mut self, name: &[u8]) -> Result<()> {
        self.head.end();
        self.break_line(name)?;
        if self.note.close(name) && !self.note.is_mark(self.lines.open_text()) {
            let text = self.note.take();
            self.push(&text);
        }
        if name == b"a" {
            self.link_end = self.lines.open_len();
        }
        if self.names.get(name).is_none_or(|&count| count == 0) {
            self.close_inline(name);
            return Ok(());
        }
        while self.open.last().is_some_and(|open| open.name != *name) {
            self.close();
        }
        self.close();
        Ok(())
    }

    /// Closes an element of that name, and those within, if it is near and no container stands between.
    fn close_inline(&mut self, name: &[u8]) {
        let mut near = self.open.iter().rev().take(REACH).take_while(|open| open.container.is_none());
        for _ in 0..near.position(|open| *open.name == *name).map_or(0, |at| at + 1) {
            self.close();
        }
    }

    /// Closes the innermost element.
    pub fn close(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        self.count(&open, -1);
        if let Some(container) = open.container {
            self.containers[container].end = self.blocks.len();
            self.path.pop();
            self.names.entry(open.name).and_modify(|count| *count -= 1);
        }
    }

    fn count(&mut self, open: &Open, step: isize) {
        self.hiding += if open.hides { step } else { 0 };
        self.links += if open.name == b"a" { step } else { 0 };
        self.headlines += if open.name == b"h1" { step } else { 0 };
        self.italics += if matches!(&open.name[..], b"em" | b"i") { step } else { 0 };
        self.centers += if open.is_centered { step } else { 0 };
    }

    /// The font of the text that comes.
    fn font(&self) -> Option<Font> {
        self.open.last().and_then(|open| open.font)
    }

    /// The name of the innermost container that is open.
    fn innermost(&self) -> Option<&[u8]> {
        self.path.last().map(|&at| &self.open[at].name[..])
    }

    /// The place of that container: of the page itself where there is none.
    fn container(&self) -> usize {
        self.path.last().and_then(|&at| self.open[at].container).unwrap_or(0)
    }

    fn text(&mut self, text: &str) {
        self.head.text(text, self.innermost() == Some(b"title") && self.hiding == 1);
        if self.innermost() == Some(b"style") {
            self.fonts.read(text);
        }
        if self.hiding > 0 {
            return;
        }
        let shown = self.runs.shown(self.font(), text);
        let text: &str = &shown;
        if self.note.is_open() {
            if let Some(text) = self.note.push(text) {
                self.push(&text);
            }
        } else {
            self.settle(text);
            self.push(text);
        }
    }

    /// Gives up the mark of a note that was closed before, unless the text after it makes it a part of a word.
    fn settle(&mut self, after: &str) {
        if !self.note.is_open() {
            let is_text = self.lines.ends_in_gap() && self.note.is_prefix(after);
            let text = self.note.take();
            if is_text {
                self.push(&text);
            }
        }
    }

    fn push(&mut self, text: &str) {
        let before = self.lines.open_len();
        self.lines.push(text);
        self.link += if self.links > 0 { self.lines.open_len() - before } else { 0 };
        self.italic += if self.italics > 0 { self.lines.open_len() - before } else { 0 };
    }

    /// Ends the line where an element does, at its start or at its end. The cells of a row share a line; a cell of several
    /// lines is a column of the page, not of a table.
    fn break_line(&mut self, name: &[u8]) -> Result<()> {
        let is_column = matches!(name, b"td" | b"th")
            && matches!(self.innermost(), Some(b"td" | b"th"))
            && self.containers[self.container()].first < self.blocks.len();
        let breaks = is_column || self.kinds.get(name).is_some_and(|kind| kind.is_block);
        if breaks && self.hiding == 0 { self.end_line() } else { Ok(()) }
    }

    fn end_line(&mut self) -> Result<()> {
        // A mark that was never closed is text.
        if self.note.is_open() {
            let text = self.note.take();
            self.push(&text);
        }
        self.settle("");
        let (bytes, link, italic) = (self.lines.open_len(), take(&mut self.link), take(&mut self.italic));
        self.link_end = 0;
        self.lines.end()?;
        if bytes > 0 {
            let is_caption = take(&mut self.after_picture)
                && bytes < LONGEST_CAPTION
                && (self.centers > 0 || italic * 5 > bytes * 4);
            let (container, is_headline) = (self.container(), self.headlines > 0);
            self.blocks.push(Block { container, bytes, link, is_headline, is_caption });
        }
        Ok(())
    }
}
