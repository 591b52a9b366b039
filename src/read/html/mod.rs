//! HTML page -> its lines, each with its mark: whether it is part of the article; and what the page says of it. The page is read as a stream
//! of tags, without a tree, so that time and memory grow with its length alone. Which part of it is the article is chosen
//! by `part`.

mod element;
mod fonts;
mod head;
mod linked;
mod notes;
mod part;
mod references;
mod tags;
mod times;

use std::collections::HashMap;
use std::iter;
use std::mem::take;

use anyhow::{Result, ensure};
use whatlang::Lang;

use self::element::{Kind, ends, kinds, names_caption, names_furniture};
use self::fonts::Fonts;
use self::head::{Head, declared_encoding, is_date_key};
use self::part::{Block, Container, Furniture};
use self::tags::{Piece, Tag};
use self::times::Times;
use crate::read::encoding::{Decoded, decode_as, decode_in};
use crate::read::letters::{Font, Letters, Runs};
use crate::read::lines::{Lines, numbered};
use crate::read::{Content, Mark, RawLine, compose, is_ambiguous_date};

/// Longest page: saved ones have less than a tenth of it.
const MOST_BYTES: usize = 100_000_000;
/// Most containers of a page, and most elements open at once: real ones have thousands, and tens.
const MOST_ELEMENTS: usize = 1_000_000;
/// Words of a title before a dash from which the site's name may stand behind it.
const LEAST_TITLE: usize = 4;
/// So many bytes of text tell its language.
const SAMPLE: usize = 4000;
/// Longest caption that isn't marked as one, in bytes.
const LONGEST_CAPTION: usize = 300;
/// How far an end tag looks for its start tag among other inline elements.
const REACH: usize = 64;

/// An element whose end tag hasn't come.
struct Open {
    name: Vec<u8>,
    container: Option<usize>,
    hides: bool,
    is_centered: bool,
    /// The font of its text, if it is one before Unicode.
    font: Option<Font>,
}

#[derive(Default)]
struct Page {
    kinds: HashMap<&'static [u8], Kind>,
    lines: Lines,
    /// What is known of each line.
    blocks: Vec<Block>,
    containers: Vec<Container>,
    open: Vec<Open>,
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
    head: Head,
    times: Times,
    note: notes::Mark,
    fonts: Fonts,
    runs: Runs,
}

/// Reads a page in the encoding that the user names, or in the one that fits; where another fits nearly as well, in the one
/// of them that the page declares.
///
/// # Errors
/// No encoding fits; the page is far larger than that of an article.
pub fn read(bytes: &[u8], encoding: Option<&str>) -> Result<Content> {
    read_declared(bytes, encoding, None)
}

/// The same, where something else declares the page's encoding if it doesn't itself.
///
/// # Errors
/// The same.
pub fn read_declared(bytes: &[u8], encoding: Option<&str>, outside: Option<&str>) -> Result<Content> {
    let mut decoded = decode_in(bytes, encoding)?;
    let rivals = || iter::once(decoded.encoding).chain(decoded.candidates.iter().copied());
    let declared = declared_encoding(bytes).or(outside);
    let declared = declared.filter(|_| encoding.is_none() && !decoded.candidates.is_empty());
    let declared = declared.and_then(|name| decode_as(bytes, name).ok());
    if let Some(declared) = declared.filter(|declared| rivals().any(|rival| rival == declared.encoding)) {
        decoded = declared;
    }
    if bytes.contains(&b'&') && Letters::named(decoded.encoding).is_ok_and(|letters| letters.is_some()) {
        let Decoded { text, .. } = decode_as(&references::in_bytes(bytes), decoded.encoding)?;
        decoded.text = text;
    }
    Ok(Content { encoding: Some(decoded.encoding), candidates: decoded.candidates, ..parse(&decoded.text)? })
}

/// Reads a page that is decoded already.
///
/// # Errors
/// The page is far larger than that of an article.
pub fn parse(text: &str) -> Result<Content> {
    ensure!(text.len() <= MOST_BYTES, "it is larger than {} MB: save the article alone", MOST_BYTES / 1_000_000);
    let page = Page::read(text, Runs::default())?;
    match page.runs.again() {
        Some(runs) => Page::read(text, runs)?.content(),
        None => page.content(),
    }
}

impl Page {
    fn read(text: &str, runs: Runs) -> Result<Page> {
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

    fn close(&mut self) {
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

    /// Whether a headline is the name of the site, or its logo: all of it a link.
    fn is_site(&self, headline: &str, place: usize) -> bool {
        let Block { link, bytes, .. } = self.blocks[place];
        let headline = compose(headline).to_lowercase();
        let is_behind = |title: &str| site_of(title).is_some_and(|site| compose(site).to_lowercase() == headline);
        link * 5 > bytes * 4 || self.head.is_site(&headline) || self.head.titles().any(is_behind)
    }

    fn content(mut self) -> Result<Content> {
        while !self.open.is_empty() {
            self.close();
        }
        self.containers[0].end = self.blocks.len();
        let lines = take(&mut self.lines).finish()?;
        self.head.turn_titles(|title| self.runs.beside(title));
        let title = self.head.title().map(String::from);
        let plain_title = title.as_deref().map(|title| compose(title).to_lowercase());
        let headlines: Vec<usize> = (0..lines.len()).filter(|&place| self.blocks[place].is_headline).take(2).collect();
        let only = match headlines[..] {
            [only] if !self.is_site(&lines[only], only) => Some(only),
            _ => None,
        };
        let is_title = |place: usize| match &plain_title {
            _ if only == Some(place) => true,
            // Beside the only headline, a short line may be the name of the site.
            Some(_) if only.is_some() && lines[place].split_whitespace().count() < LEAST_TITLE => false,
            // The title may have the name of the site after it.
            Some(title) => {
                let line = compose(&lines[place]).to_lowercase();
                line.starts_with(title) || title.starts_with(&line) && line.len() * 3 > title.len()
            }
            None => self.blocks[place].is_headline,
        };
        let mut marks = part::marks(&self.blocks, &self.containers, &is_title);
        let time = self.times.of_article(&marks, &self.blocks, &self.containers).map(String::from);
        let first = marks.iter().position(|mark| *mark != Mark::Outside);
        let headline = marks.iter().position(|mark| *mark == Mark::Heading).map(|place| lines[place].clone());
        // A headline that the text lacks comes before it.
        let unseen = title.as_deref().filter(|title| headline.is_none() && !self.head.is_site(title)).map(without_site);
        let mut texts = lines;
        if let (Some(first), Some(unseen)) = (first, unseen) {
            texts.insert(first, unseen.to_string());
            marks.insert(first, Mark::Heading);
        }
        let mut lines = numbered(texts);
        lines.iter_mut().zip(marks).for_each(|(line, mark)| line.mark = mark);
        let (mut metadata, mut second_date) = self.head.metadata(headline, time.as_deref());
        let told = told_language(&lines);
        // Where day and month could be either, an English page doesn't say which is which.
        if told == Some(Lang::Eng) || told.is_none() && metadata.language.as_deref() == Some("en") {
            let is_plain = |date: &String| !is_ambiguous_date(date);
            (metadata.date, second_date) = (metadata.date.filter(is_plain), second_date.filter(is_plain));
        }
        metadata.language = metadata.language.filter(|_| told.is_none());
        Ok(Content { metadata, second_date, letters: self.runs.letters(), lines, ..Content::default() })
    }
}

/// What follows the last dash or stroke of a title: the name of the site, if anything.
fn site_of(title: &str) -> Option<&str> {
    let behind = |mark| title.rsplit_once(mark).map(|(_, site): (&str, &str)| site.trim());
    [" | ", " - ", " – ", " — "].into_iter().filter_map(behind).min_by_key(|site| site.len())
}

/// A title without the name of the site behind it.
fn without_site(title: &str) -> &str {
    let cut = |mark| {
        title.rsplit_once(mark).filter(|(title, _): &(&str, &str)| title.split_whitespace().count() >= LEAST_TITLE)
    };
    let (title, _) = title.split_once(" | ").unwrap_or((title, ""));
    [" - ", " – ", " — "].into_iter().find_map(cut).map_or(title, |(title, _)| title)
}

/// The language that the text itself tells: better than its page, which often says that of the site's template.
fn told_language(lines: &[RawLine]) -> Option<Lang> {
    let mut sample = String::new();
    for line in lines.iter().filter(|line| line.mark == Mark::Text) {
        sample.extend([line.text.as_str(), "\n"]);
        if sample.len() > SAMPLE {
            break;
        }
    }
    whatlang::detect(&sample).filter(|detected| detected.is_reliable()).map(|detected| detected.lang())
}

#[cfg(test)]
mod tests;
