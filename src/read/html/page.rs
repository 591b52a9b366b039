//! The stream of a page's tags and text -> its lines, and what is known of each.

use std::collections::HashMap;
use std::mem::take;

use anyhow::{Result, ensure};

use super::element::{
    ElementKind, ends, kinds, names_article, names_caption, names_embedded, names_furniture, names_headline,
    names_kicker,
};
use super::fonts::HtmlFonts;
use super::head::{PageHead, is_date_key};
use super::notes;
use super::part::{ArticleSign, Container, Furniture, TextBlock};
use super::tags::{self, HtmlPiece, Tag};
use super::times::Times;
use crate::read::letters::{FontRuns, LegacyFont};
use crate::read::lines::LineBuilder;

/// Most containers of a page, and most elements open at once: real ones have thousands, and tens.
const MOST_ELEMENTS: usize = 1_000_000;
/// Longest caption that isn't marked as one, in bytes.
const LONGEST_CAPTION: usize = 300;
/// Longest line of a headline that a break doesn't end, in bytes: its end tag may be missing.
const LONGEST_HEADLINE: usize = 300;
/// How far an end tag looks for its start tag among other inline elements.
const REACH: usize = 64;

/// Whether letters in the element are raised or lowered, and go on with the word before.
fn is_raised(name: &[u8]) -> bool {
    matches!(name, b"sub" | b"sup")
}

/// Whether two texts that an element's tag separates are two words though there is no space between them, as style
/// sheets add it: a small letter or a digit, and a word with a capital ("An Lĩnh" and "Cầu mới").
fn is_parted(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let opens = next.next().is_some_and(char::is_uppercase);
    let is_word = next.next().is_some_and(char::is_lowercase);
    let last = before.chars().next_back();
    opens && (last.is_some_and(char::is_lowercase) || is_word && last.is_some_and(|c| c.is_ascii_digit()))
}

/// An element whose end tag hasn't come.
pub struct OpenElement {
    name: Vec<u8>,
    container: Option<usize>,
    hides: bool,
    is_centered: bool,
    /// The rank of a heading, from 1 on, and how surely its class says that it is the headline; 0 where it is none.
    rank: u8,
    named: u8,
    /// Whether it leads to a headline within its element.
    is_kicker: bool,
    /// The font of its text, if it is one before Unicode.
    font: Option<LegacyFont>,
}

/// A page, as far as it was read.
#[derive(Default)]
pub struct HtmlPage {
    kinds: HashMap<&'static [u8], ElementKind>,
    pub lines: LineBuilder,
    /// What is known of each line.
    pub blocks: Vec<TextBlock>,
    pub containers: Vec<Container>,
    pub open: Vec<OpenElement>,
    /// The places of containers in `open`, and how many of them have a name.
    path: Vec<usize>,
    names: HashMap<Vec<u8>, usize>,
    /// How many of the open elements hide their text, are links, are headlines, are italic, are centred.
    hiding: isize,
    links: isize,
    headlines: isize,
    kickers: isize,
    /// How many are headings of each rank, and are headlines by class, as surely as that.
    ranks: [isize; 7],
    named: [isize; 4],
    /// How surely all of the open line is named so.
    line_named: Option<u8>,
    italics: isize,
    centers: isize,
    /// Bytes of the open line that are italic.
    italic: usize,
    /// Whether a picture is right before the open line.
    after_picture: bool,
    /// Bytes of the open line that are links, and its length at the end of the last of them.
    link: usize,
    link_end: usize,
    /// Whether an element other than raised or lowered letters began or ended since the last text.
    parted: bool,
    pub head: PageHead,
    pub times: Times,
    note: notes::NoteMark,
    fonts: HtmlFonts,
    pub runs: FontRuns,
}

impl HtmlPage {
    /// Reads the tags and the text of a page; text in old fonts as `runs` say.
    ///
    /// # Errors
    /// The page is far larger than that of an article.
    pub fn read(text: &str, runs: FontRuns) -> Result<HtmlPage> {
        let mut page = HtmlPage { kinds: kinds(), containers: vec![Container::default()], runs, ..HtmlPage::default() };
        for piece in tags::pieces(text) {
            match piece {
                HtmlPiece::Start(tag) => page.start(tag)?,
                HtmlPiece::End(name) => page.end(&name)?,
                HtmlPiece::Text(text) => page.text(&text),
                HtmlPiece::Comment(_) => (),
            }
        }
        page.end_line()?;
        Ok(page)
    }

    fn start(&mut self, tag: Tag) -> Result<()> {
        let name = &tag.name[..];
        self.parted |= !is_raised(name);
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
            // Links side by side are not one word, whether there is a space between them or not.
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
            b"article" | b"aside" if names(names_embedded) => Furniture::Embedded,
            b"aside" => Furniture::WithLinks,
            _ if names(names_furniture) => Furniture::Perhaps,
            _ => Furniture::No,
        };
        let is_caption = name == b"figcaption" || names(names_caption);
        let is_container = kind.is_container || hides || is_caption || furniture != Furniture::No;
        let container = is_container.then_some(self.containers.len());
        if is_container {
            let article = match name {
                b"article" => ArticleSign::Tag,
                _ if tag.value("role") == Some("article") => ArticleSign::Tag,
                b"div" | b"section" if tag.value("class").is_some_and(names_article) => ArticleSign::Named,
                b"section" => ArticleSign::Section,
                _ => ArticleSign::No,
            };
            let first = self.blocks.len();
            self.containers.push(Container {
                parent: self.container(),
                first,
                end: first,
                furniture,
                is_caption,
                article,
            });
            self.path.push(self.open.len());
            *self.names.entry(tag.name.clone()).or_default() += 1;
        }
        if let Some(sign) = notes::sign(&tag).filter(|_| self.hiding == 0) {
            self.settle("");
            self.note.open(name, sign);
        }
        let font = self.fonts.of(&tag, self.font());
        let rank = match name {
            [b'h', digit @ b'1'..=b'6'] => digit - b'0',
            _ => 0,
        };
        let named = match tag.value("itemprop") {
            Some("headline") => 3,
            _ => tag.value("class").map_or(0, names_headline),
        };
        let is_kicker = self.headlines > 0 && tag.value("class").is_some_and(names_kicker);
        if is_kicker && self.hiding == 0 {
            self.end_line()?;
        }
        let open = OpenElement { container, hides, is_centered, font, rank, named, is_kicker, name: tag.name };
        self.count(&open, 1);
        self.open.push(open);
        let most = self.open.len().max(self.containers.len());
        ensure!(most < MOST_ELEMENTS, "it has more than {MOST_ELEMENTS} elements: save the article alone");
        Ok(())
    }

    /// Notes the moment that an element names, if it says it of what it is in.
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
        self.parted |= !is_raised(name);
        self.break_line(name)?;
        if self.note.close(name) && !self.note.is_mark(self.lines.open_text()) {
            let text = self.note.take();
            self.push(&text);
        }
        if name == b"a" {
            self.link_end = self.lines.open_len();
        }
        if self.open.last().is_some_and(|open| open.is_kicker && open.name == name) && self.hiding == 0 {
            self.end_line()?;
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

    /// Closes an element of that name, and those within, if it is near and no container is between.
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

    fn count(&mut self, open: &OpenElement, step: isize) {
        self.hiding += if open.hides { step } else { 0 };
        self.links += if open.name == b"a" { step } else { 0 };
        self.headlines += if open.rank == 1 { step } else { 0 };
        self.kickers += if open.is_kicker { step } else { 0 };
        self.ranks[usize::from(open.rank)] += step;
        self.named[usize::from(open.named)] += step;
        self.italics += if matches!(&open.name[..], b"em" | b"i") { step } else { 0 };
        self.centers += if open.is_centered { step } else { 0 };
    }

    /// The font of the text that comes.
    fn font(&self) -> Option<LegacyFont> {
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
        if take(&mut self.parted) && is_parted(self.lines.open_text(), text) && !self.lines.ends_in_gap() {
            self.lines.push(" ");
        }
        let before = self.lines.open_len();
        self.lines.push(text);
        if self.lines.open_len() > before && !text.trim().is_empty() {
            let named = (1..4).rev().find(|&named| self.named[usize::from(named)] > 0).unwrap_or(0);
            self.line_named = Some(self.line_named.map_or(named, |before| before.min(named)));
        }
        self.link += if self.links > 0 { self.lines.open_len() - before } else { 0 };
        self.italic += if self.italics > 0 { self.lines.open_len() - before } else { 0 };
    }

    /// Ends the line where an element does, at its start or at its end. The cells of a row share a line; a cell of several
    /// lines is a column of the page, not of a table.
    fn break_line(&mut self, name: &[u8]) -> Result<()> {
        let is_column = matches!(name, b"td" | b"th")
            && matches!(self.innermost(), Some(b"td" | b"th"))
            && self.containers[self.container()].first < self.blocks.len();
        if name == b"br" && self.headlines > 0 && self.hiding == 0 && self.lines.open_len() < LONGEST_HEADLINE {
            self.lines.push(" ");
            return Ok(());
        }
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
        let is_line = self.lines.is_line();
        let (bytes, link, italic) = (self.lines.open_len(), take(&mut self.link), take(&mut self.italic));
        let named = take(&mut self.line_named).unwrap_or(0);
        self.link_end = 0;
        self.lines.end()?;
        if is_line {
            let is_caption = take(&mut self.after_picture)
                && bytes < LONGEST_CAPTION
                && (self.centers > 0 || italic * 5 > bytes * 4);
            let (container, is_headline) = (self.container(), self.headlines > 0 && self.kickers == 0);
            let highest = (1..7).find(|&rank| self.ranks[rank] > 0).filter(|_| self.kickers == 0);
            let rank = highest.map_or(0, |rank| rank as u8);
            self.blocks.push(TextBlock { container, bytes, link, is_headline, is_caption, rank, named });
        }
        Ok(())
    }
}
