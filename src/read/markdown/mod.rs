//! Markdown -> its text as a reader sees it, one line per block: paragraph, heading, list item, table row, footnote.

mod guard;
mod html;

use anyhow::{Result, ensure};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::article::{LineMark, RawArticle, RawLine, too_large};
use super::composed::nfc;
use super::entities::decode;
use super::lines::check;
use super::metadata::Metadata;
use super::text::whole_lines;
use crate::encoding::decode_in;
use html::BlockPiece;

/// Longest text: what is parsed takes fifty times its length in memory, where it is all marks.
const MOST_BYTES: usize = 8_000_000;
/// Characters of a line that no writer breaks lines at.
const WHOLE: usize = 200;
/// Words of an underlined line that is still a heading; a longer one is a paragraph above a rule.
const LONGEST_HEADING: usize = 30;

/// Reads Markdown in any encoding, with or without front matter.
///
/// # Errors
/// No encoding fits; it is too long, or has too many lines.
pub fn read(bytes: &[u8], encoding: Option<&str>) -> Result<RawArticle> {
    let decoded = decode_in(bytes, encoding)?;
    ensure!(decoded.text.len() <= MOST_BYTES, too_large(MOST_BYTES as u64));
    // How long a line is decides what it is.
    let text = nfc(&decoded.text);
    let text = whole_lines(&text);
    let (metadata, before) = Metadata::split(&text);
    let body = text.split_inclusive('\n').take(before).map(str::len).sum();
    let lines = lines(&text[body..]);
    check(lines.len(), 0)?;
    let lines = lines.into_iter().map(|line| {
        let heading = line.text.strip_prefix("# ");
        let text = heading.unwrap_or(&line.text).to_string();
        let mark = if heading.is_some() { LineMark::Heading } else { LineMark::Text };
        RawLine { number: line.number + before, text, mark }
    });
    let (encoding, candidates, lines) = (Some(decoded.encoding), decoded.candidates, lines.collect());
    Ok(RawArticle { encoding, candidates, metadata, lines, ..RawArticle::default() })
}

/// The text of Markdown (CommonMark, with tables, footnotes and strikethrough), its front matter taken off. A number is
/// that of the line where the block's text begins. Marks, addresses, images, comments and tags go, and what they mark
/// stays; code stays line by line. Headings begin with "# " whatever their level, list items with "- " or their number
/// ("12. "), cells of a table row are separated by tabs. A line break within a block becomes a space, but in a block
/// with a line of more than 200 characters each line is taken for a paragraph, since nobody breaks lines at that width.
/// Word joiners (U+2060) are dropped. Quotations or lists nested more than a hundred deep come back line by line.
pub fn lines(text: &str) -> Vec<RawLine> {
    if guard::is_too_deep(text) {
        let numbered = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        return numbered.map(|(index, line)| RawLine::new(index + 1, line.trim().to_string())).collect();
    }
    let text = guard::keep_labels(text);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut writer = Writer::new(&text);
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        writer.event(event, range.start, range.end);
    }
    writer.end_block();
    writer.lines
}

/// The block that is being read, and the lines before it.
struct Writer<'a> {
    source: &'a str,
    /// Where the lines of the source end.
    ends: Vec<usize>,
    lines: Vec<RawLine>,
    /// The text of the block, its soft breaks as line feeds.
    text: String,
    /// The number of each of its lines.
    numbers: Vec<usize>,
    /// What goes before the text: the mark of a heading or an item.
    prefix: String,
    /// The next number of each list that is open, one in another; `None` for one without numbers.
    orders: Vec<Option<u64>>,
    /// How many images are open, one in another: the text within them isn't seen.
    images: usize,
    /// The targets of the links that are open, where they are no addresses and so belong to the text.
    links: Vec<Option<String>>,
    /// The lines of the block of HTML, with their places in the source.
    html: Vec<(usize, String)>,
    in_code: bool,
    in_cell: bool,
    in_heading: bool,
}

impl<'a> Writer<'a> {
    fn new(source: &'a str) -> Self {
        Writer {
            source,
            ends: memchr::memchr_iter(b'\n', source.as_bytes()).collect(),
            lines: Vec::new(),
            text: String::new(),
            numbers: Vec::new(),
            prefix: String::new(),
            orders: Vec::new(),
            images: 0,
            links: Vec::new(),
            html: Vec::new(),
            in_code: false,
            in_cell: false,
            in_heading: false,
        }
    }

    fn event(&mut self, event: Event, start: usize, end: usize) {
        match event {
            Event::Start(tag) => self.start(tag, start, end),
            Event::End(tag) => self.end(tag, start, end),
            Event::Text(text) if self.in_code => self.code(&text, start),
            Event::Text(text) | Event::Code(text) => self.push(&text, start),
            Event::Html(text) => self.html.push((start, text.to_string())),
            Event::InlineHtml(raw) => match html::tag(&raw) {
                html::TagEffect::Inline => (),
                html::TagEffect::Block if self.in_cell || self.in_heading => self.push(" ", start),
                html::TagEffect::Block => self.end_block(),
                html::TagEffect::Text => self.push(&raw, start),
            },
            Event::SoftBreak if self.images == 0 => {
                self.line_feed(self.number(start));
            }
            Event::HardBreak if self.in_heading => self.push(" ", start),
            Event::HardBreak if self.images == 0 => self.end_block(),
            Event::Rule => self.end_block(),
            _ => (),
        }
    }

    fn start(&mut self, tag: Tag, start: usize, end: usize) {
        match tag {
            Tag::Image { .. } => self.images += 1,
            Tag::Link { dest_url, .. } => {
                self.links.push((!guard::is_address(&dest_url)).then(|| format!("({dest_url})")));
            }
            Tag::TableCell => {
                if self.in_cell {
                    self.text.push('\t');
                }
                self.in_cell = true;
            }
            Tag::List(first) => {
                self.end_block();
                self.orders.push(first);
            }
            Tag::Item => {
                self.end_block();
                self.item(start);
            }
            Tag::CodeBlock(_) => {
                self.end_block();
                self.in_code = true;
            }
            Tag::Heading { .. } => {
                self.end_block();
                self.in_heading = true;
            }
            Tag::Emphasis if self.is_product(start, end) => self.push("*", start),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => (),
            _ => self.end_block(),
        }
    }

    /// Sets the mark of the item at `start`: its number as written, or counted where it can't be found there.
    fn item(&mut self, start: usize) {
        let Some(Some(next)) = self.orders.last_mut() else {
            if self.prefix.is_empty() {
                self.prefix.push_str("- ");
            }
            return;
        };
        let item = self.source.get(start..).unwrap_or_default().trim_start();
        let digits = item.bytes().take_while(u8::is_ascii_digit).count();
        let number = if digits > 0 { item[..digits].to_string() } else { next.to_string() };
        *next = next.saturating_add(1);
        self.prefix = format!("{}{number}. ", self.prefix.strip_prefix("- ").unwrap_or(&self.prefix));
    }

    fn end(&mut self, tag: TagEnd, start: usize, end: usize) {
        match tag {
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Link => {
                if let Some(target) = self.links.pop().flatten() {
                    self.push(&target, end.saturating_sub(1));
                }
            }
            TagEnd::Emphasis if self.is_product(start, end) => self.push("*", end),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::TableCell => (),
            TagEnd::TableHead | TagEnd::TableRow => {
                self.end_block();
                self.in_cell = false;
            }
            TagEnd::CodeBlock => {
                self.end_block();
                self.in_code = false;
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::List(_) => {
                self.end_block();
                self.orders.pop();
            }
            TagEnd::Heading(_) => {
                self.in_heading = false;
                if !self.text.trim().is_empty() && self.is_heading(start) {
                    self.prefix = format!("# {}", self.prefix.strip_prefix("- ").unwrap_or(&self.prefix));
                }
                self.end_block();
            }
            TagEnd::Item => {
                self.end_block();
                // A number alone on its line is text.
                if self.prefix.starts_with(|c: char| c.is_ascii_digit()) {
                    self.numbers.push(self.number(start));
                    self.text = std::mem::take(&mut self.prefix);
                    self.end_block();
                }
                self.prefix.clear();
            }
            _ => self.end_block(),
        }
    }

    /// Whether what looks like emphasis multiplies numbers: "5*3*2".
    fn is_product(&self, start: usize, end: usize) -> bool {
        let digit =
            |at: Option<usize>| at.and_then(|at| self.source.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
        digit(start.checked_sub(1)) && digit(Some(end))
    }

    /// Whether the heading at `start` was marked by "#", or is one short line above a rule.
    fn is_heading(&self, start: usize) -> bool {
        let marked = self.source.get(start..).is_some_and(|heading| heading.starts_with('#'));
        marked || !self.text.contains('\n') && self.text.split_whitespace().count() <= LONGEST_HEADING
    }

    fn number(&self, at: usize) -> usize {
        self.ends.partition_point(|&end| end < at) + 1
    }

    fn push(&mut self, text: &str, start: usize) {
        if self.images == 0 && !text.is_empty() {
            self.push_at(text, self.number(start));
        }
    }

    /// Adds text that is in the line of this number.
    fn push_at(&mut self, text: &str, number: usize) {
        if self.numbers.is_empty() {
            self.numbers.push(number);
        }
        self.text.extend(text.chars().filter(|&c| c != guard::JOINER).map(|c| if c == '\n' { ' ' } else { c }));
    }

    /// Ends the line of this number within the block.
    fn line_feed(&mut self, number: usize) {
        if self.numbers.is_empty() {
            self.numbers.push(number);
        }
        self.numbers.push(number + 1);
        self.text.push('\n');
    }

    fn code(&mut self, text: &str, start: usize) {
        let number = self.number(start);
        for (index, line) in text.split_inclusive('\n').enumerate() {
            self.push_at(line, number + index);
            if line.ends_with('\n') {
                self.end_block();
            }
        }
    }

    fn html_block(&mut self) {
        let parts = std::mem::take(&mut self.html);
        let first = parts.first().map_or(1, |(start, _)| self.number(*start));
        let block: String = parts.into_iter().map(|(_, text)| text).collect();
        let ends: Vec<usize> = memchr::memchr_iter(b'\n', block.as_bytes()).collect();
        for piece in html::pieces(&block) {
            let BlockPiece::Text(at, text) = piece else {
                self.end_block();
                continue;
            };
            let number = first + ends.partition_point(|&end| end < at);
            for (index, line) in text.split_inclusive('\n').enumerate() {
                self.push_at(line.trim_end_matches(['\n', '\r']), number + index);
                if line.ends_with('\n') {
                    self.line_feed(number + index);
                }
            }
        }
        self.end_block();
    }

    /// Ends the block: it becomes a line, or several where its lines are too long to have been broken.
    fn end_block(&mut self) {
        let text = std::mem::take(&mut self.text);
        let numbers = std::mem::take(&mut self.numbers);
        if text.trim().is_empty() {
            return;
        }
        let mut prefix = std::mem::take(&mut self.prefix);
        if self.in_code {
            let number = numbers.first().copied().unwrap_or(1);
            self.lines.push(RawLine::new(number, prefix + text.trim_end()));
            return;
        }
        let is_whole = text.contains('\n') && text.split('\n').any(|line| line.chars().nth(WHOLE).is_some());
        let mut first = true;
        for (part, number) in text.split('\n').zip(numbers).filter(|(part, _)| !part.trim().is_empty()) {
            let part = decode(part.trim());
            match self.lines.last_mut() {
                Some(line) if !first && !is_whole => {
                    line.text.push(' ');
                    line.text.push_str(&part);
                }
                _ => self.lines.push(RawLine::new(number, std::mem::take(&mut prefix) + &part)),
            }
            first = false;
        }
    }
}

#[cfg(test)]
mod tests;
