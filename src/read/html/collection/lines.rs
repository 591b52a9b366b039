//! A page with several articles -> its lines, each with what the elements around it say of it. The page is read as a
//! stream, without a tree.

use std::collections::HashMap;
use std::mem::take;

use anyhow::{Result, ensure};

use super::parts::{PagePart, PageSign};
use super::shapes::DOCUMENT;
use crate::read::html::element::{ElementKind, ends, kinds};
use crate::read::html::tags::{self, HtmlPiece, Tag};
use crate::read::lines::LineBuilder;

/// Most elements open at once: real pages have tens.
const MOST_ELEMENTS: usize = 1_000_000;
/// From this size on, in points, bold text is a headline; the text around it has ten.
const BIG: f32 = 13.0;

/// A line of a page.
#[derive(Clone, Debug, Default)]
pub struct PageLine {
    /// Its text, cells separated by tabs.
    pub text: String,
    /// What the innermost element with a telling class says of it.
    pub part: PagePart,
    /// How many bytes are bold at its start.
    pub bold: usize,
    /// Whether its text is set as a headline.
    pub is_big: bool,
    /// The number of its block: those that `br` separates share one.
    pub block: usize,
    /// What began before it, since the line before.
    pub sign: Option<PageSign>,
    /// Whether it is within an element that is an article.
    pub is_within: bool,
}

/// A page's lines, and how many of each sign it has.
#[derive(Default)]
pub struct PageLines {
    /// The lines that hold text.
    pub lines: Vec<PageLine>,
    /// How many elements are articles.
    pub articles: usize,
}

impl PageLines {
    /// Reads a page.
    ///
    /// # Errors
    /// The page is far larger than that of a collection.
    pub fn read(text: &str) -> Result<PageLines> {
        let mut page = Scanner { kinds: kinds(), ..Scanner::default() };
        for piece in tags::pieces(text) {
            match piece {
                HtmlPiece::Start(tag) => page.start(&tag)?,
                HtmlPiece::End(name) => page.end(&name)?,
                HtmlPiece::Text(text) => page.text(&text)?,
                HtmlPiece::Comment(text) => page.comment(&text)?,
            }
        }
        page.end_line()?;
        let texts = page.builder.finish()?;
        let lines = page.lines.into_iter().zip(texts).map(|(line, text)| PageLine { text, ..line });
        Ok(PageLines { lines: lines.collect(), articles: page.articles })
    }
}

/// An element whose end tag hasn't come.
struct Open {
    name: Vec<u8>,
    part: PagePart,
    is_bold: bool,
    is_big: bool,
    hides: bool,
    is_article: bool,
}

/// What separates the text that comes from the open line.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    /// The end of a block within a cell: a break, unless the cell ends, too.
    Block,
}

#[derive(Default)]
struct Scanner {
    kinds: HashMap<&'static [u8], ElementKind>,
    builder: LineBuilder,
    lines: Vec<PageLine>,
    open: Vec<Open>,
    /// How many elements of a name are open.
    names: HashMap<Vec<u8>, usize>,
    /// How many of the open elements are bold, hide their text, are articles.
    bolds: usize,
    hiding: usize,
    within: usize,
    /// What is known of the open line.
    line: PageLine,
    /// Whether all of the open line's text was bold so far.
    gap: Gap,
    /// The line at which each open cell begins.
    cells: Vec<usize>,
    block: usize,
    articles: usize,
    styles: Styles,
}

impl Scanner {
    fn start(&mut self, tag: &Tag) -> Result<()> {
        let name = &tag.name[..];
        let kind = self.kinds.get(name).copied().unwrap_or_default();
        if name == b"p" && self.open.last().is_some_and(|open| open.name == b"p") {
            self.close();
        }
        while self.open.last().is_some_and(|open| ends(name, &open.name)) {
            self.close();
        }
        self.break_line(name, kind, true)?;
        if let Some(sign) = PageSign::of(tag) {
            self.sign(sign)?;
        }
        if kind.is_void || tag.self_closing && !kind.is_container && !kind.is_hidden {
            return Ok(());
        }
        if matches!(name, b"td" | b"th") {
            self.cells.push(self.lines.len());
        }
        let style = tag.value("style").unwrap_or_default();
        let (is_bold, is_big) = self.styles.of(tag, style);
        let is_none = style.replace(char::is_whitespace, "").to_ascii_lowercase().contains("display:none");
        let hides = kind.is_hidden || tag.value("hidden").is_some() || is_none;
        let part = PagePart::of(tag).unwrap_or_else(|| self.part());
        let is_article = PageSign::of(tag) == Some(PageSign::Article);
        self.bolds += usize::from(is_bold);
        self.hiding += usize::from(hides);
        self.within += usize::from(is_article);
        *self.names.entry(name.to_vec()).or_default() += 1;
        self.open.push(Open { name: name.to_vec(), part, is_bold, is_big, hides, is_article });
        ensure!(self.open.len() < MOST_ELEMENTS, "it has more than {MOST_ELEMENTS} elements: split it");
        Ok(())
    }

    /// What is hidden in a comment: the mark of a document.
    fn comment(&mut self, text: &str) -> Result<()> {
        if DOCUMENT.fits(text) { self.sign(PageSign::Document) } else { Ok(()) }
    }

    fn sign(&mut self, sign: PageSign) -> Result<()> {
        // Nothing else ends the line there.
        if sign == PageSign::Document {
            self.block += 1;
            self.end_line()?;
        }
        self.line.sign = self.line.sign.max(Some(sign));
        self.articles += usize::from(sign == PageSign::Article);
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<()> {
        let kind = self.kinds.get(name).copied().unwrap_or_default();
        self.break_line(name, kind, false)?;
        if !self.names.contains_key(name) {
            return Ok(());
        }
        while self.open.last().is_some_and(|open| open.name != name) {
            self.close();
        }
        self.close();
        Ok(())
    }

    /// Closes the innermost element.
    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.bolds -= usize::from(open.is_bold);
        self.hiding -= usize::from(open.hides);
        self.within -= usize::from(open.is_article);
        if matches!(&open.name[..], b"td" | b"th") {
            self.cells.pop();
        }
        match self.names.get_mut(&open.name) {
            Some(count) if *count > 1 => *count -= 1,
            _ => _ = self.names.remove(&open.name),
        }
    }

    fn part(&self) -> PagePart {
        self.open.last().map(|open| open.part).unwrap_or_default()
    }

    /// Ends the line where a tag does. The cells of a row share a line, but for those of several lines.
    fn break_line(&mut self, name: &[u8], kind: ElementKind, is_start: bool) -> Result<()> {
        if self.hiding > 0 {
            return Ok(());
        }
        match name {
            b"br" => self.end_line(),
            b"td" | b"th" => {
                self.block += 1;
                self.gap = Gap::None;
                // A cell of several lines is a column of the page, not of a table.
                if self.cells.last().is_some_and(|&first| first < self.lines.len()) {
                    return self.end_line();
                }
                if is_start {
                    self.builder.tab();
                }
                Ok(())
            }
            _ if !kind.is_block => Ok(()),
            _ if matches!(name, b"tr" | b"table" | b"tbody" | b"hr") || self.cells.is_empty() => {
                self.block += 1;
                self.gap = Gap::None;
                self.end_line()
            }
            _ => {
                self.block += 1;
                // The first block of a cell goes on with the row.
                if !is_start {
                    self.gap = Gap::Block;
                }
                Ok(())
            }
        }
    }

    fn text(&mut self, text: &str) -> Result<()> {
        if self.open.last().is_some_and(|open| open.name == b"style") {
            self.styles.read(text);
        }
        if self.hiding > 0 {
            return Ok(());
        }
        let is_blank = text.trim().is_empty();
        if !is_blank {
            let part = self.part();
            let changes = self.builder.open_len() > 0 && part != self.line.part;
            if take(&mut self.gap) == Gap::Block || changes && (part.is_apart() || self.line.part.is_apart()) {
                self.end_line()?;
            }
            if self.builder.open_len() == 0 {
                let block = self.block;
                let (is_within, sign) = (self.within > 0, self.line.sign);
                self.line = PageLine { part, block, is_within, sign, is_big: true, ..PageLine::default() };
            }
            self.line.is_big &= self.open.iter().rev().take(8).any(|open| open.is_big);
        }
        let before = self.builder.open_len();
        self.builder.push(text);
        if self.bolds > 0 && self.line.bold == before {
            self.line.bold = self.builder.open_len();
        }
        Ok(())
    }

    fn end_line(&mut self) -> Result<()> {
        let before = self.builder.open_len();
        let holds_text = self.builder.open_text().contains(|c| c != '\u{ad}');
        self.builder.end()?;
        if holds_text {
            self.lines.push(take(&mut self.line));
        } else if before == 0 {
            self.line.bold = 0;
        }
        Ok(())
    }
}

/// Style sheets: the classes that they make bold, and big and bold.
#[derive(Default)]
struct Styles(HashMap<String, (bool, bool)>);

/// Most rules of a style sheet that are read.
const MOST_RULES: usize = 10_000;

impl Styles {
    fn read(&mut self, sheet: &str) {
        for rule in sheet.split('}').take(MOST_RULES) {
            let (names, said) = rule.rsplit_once('{').unwrap_or_default();
            let properties = properties(said);
            let classes = names.rsplit(['}', ',', ' ', '\n']).filter_map(|name| name.rsplit_once('.'));
            let classes = classes.filter(|_| properties != (false, false)).take(MOST_RULES);
            self.0.extend(classes.map(|(_, class)| (class.to_string(), properties)));
        }
    }

    /// Whether an element is bold, and big.
    fn of(&self, tag: &Tag, style: &str) -> (bool, bool) {
        let (mut is_bold, mut is_big) = properties(style);
        let classes = tag.value("class").unwrap_or_default().split_whitespace();
        for (bold, big) in classes.filter_map(|class| self.0.get(class)) {
            (is_bold, is_big) = (is_bold || *bold, is_big || *big);
        }
        (is_bold || matches!(&tag.name[..], b"b" | b"strong"), is_big)
    }
}

/// Whether a style is bold, and big and bold.
fn properties(style: &str) -> (bool, bool) {
    let style = style.to_ascii_lowercase();
    let value = |name: &str| {
        let mut declared = style.split(';').filter_map(|declaration| declaration.split_once(':'));
        declared.find(|(key, _)| key.trim() == name).map(|(_, value)| value.trim().to_string())
    };
    let is_bold =
        value("font-weight").is_some_and(|weight| weight == "bold" || weight.starts_with(['6', '7', '8', '9']));
    let size = || value("font-size").and_then(|size| size.strip_suffix("pt")?.trim().parse::<f32>().ok());
    (is_bold, is_bold && size().is_some_and(|size| size >= BIG))
}
