//! HTML page -> its lines, each with its mark: whether it is part of the article; and what the page says of it. The page is read as a stream
//! of tags, without a tree, so that time and memory grow with its length alone. Which part of it is the article is chosen
//! by `part`.

mod element;
mod head;
mod part;
mod tags;

use std::collections::HashMap;
use std::iter;
use std::mem::take;

use anyhow::{Result, ensure};

use self::element::{Kind, ends, kinds, names_caption, names_furniture};
use self::head::{Head, declared_encoding};
use self::part::{Block, Container, Furniture};
use self::tags::{Piece, Tag};
use crate::read::encoding::{decode_as, decode_in};
use crate::read::lines::{Lines, numbered};
use crate::read::{Content, Line, Mark};

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
}

/// Reads a page in the encoding that the user names, or in the one that fits; where another fits nearly as well, in the one
/// of them that the page declares.
///
/// # Errors
/// No encoding fits; the page is far larger than that of an article.
pub fn read(bytes: &[u8], encoding: Option<&str>) -> Result<Content> {
    let mut decoded = decode_in(bytes, encoding)?;
    let rivals = || iter::once(decoded.encoding).chain(decoded.candidates.iter().copied());
    let declared = declared_encoding(bytes).filter(|_| encoding.is_none() && !decoded.candidates.is_empty());
    let declared = declared.and_then(|name| decode_as(bytes, name).ok());
    if let Some(declared) = declared.filter(|declared| rivals().any(|rival| rival == declared.encoding)) {
        decoded = declared;
    }
    Ok(Content { encoding: Some(decoded.encoding), candidates: decoded.candidates, ..parse(&decoded.text)? })
}

/// Reads a page that is decoded already.
///
/// # Errors
/// The page is far larger than that of an article.
pub fn parse(text: &str) -> Result<Content> {
    ensure!(text.len() <= MOST_BYTES, "it is larger than {} MB: save the article alone", MOST_BYTES / 1_000_000);
    let mut page = Page { kinds: kinds(), containers: vec![Container::default()], ..Page::default() };
    for piece in tags::pieces(text) {
        match piece {
            Piece::Start(tag) => page.start(tag)?,
            Piece::End(name) => page.end(&name)?,
            Piece::Text(text) => page.text(&text),
        }
    }
    page.end_line()?;
    page.content()
}

impl Page {
    fn start(&mut self, tag: Tag) -> Result<()> {
        let name = &tag.name[..];
        let kind = self.kinds.get(name).copied().unwrap_or_default();
        self.head.tag(&tag);
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
            self.containers.push(Container { parent: self.container(), first, end: first, furniture, is_caption });
            self.path.push(self.open.len());
            *self.names.entry(tag.name.clone()).or_default() += 1;
        }
        let open = Open { container, hides, is_centered, name: tag.name };
        self.count(&open, 1);
        self.open.push(open);
        let most = self.open.len().max(self.containers.len());
        ensure!(most < MOST_ELEMENTS, "it has more than {MOST_ELEMENTS} elements: save the article alone");
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<()> {
        self.break_line(name)?;
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
        if self.hiding == 0 {
            let before = self.lines.open_len();
            self.lines.push(text);
            self.link += if self.links > 0 { self.lines.open_len() - before } else { 0 };
            self.italic += if self.italics > 0 { self.lines.open_len() - before } else { 0 };
        }
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

    fn content(mut self) -> Result<Content> {
        while !self.open.is_empty() {
            self.close();
        }
        self.containers[0].end = self.blocks.len();
        let lines = self.lines.finish()?;
        let title = self.head.title().map(String::from);
        let plain_title = title.as_deref().map(str::to_lowercase);
        let is_title = |place: usize| match &plain_title {
            // The title may have the name of the site after it.
            Some(title) => {
                let line = lines[place].to_lowercase();
                line.starts_with(title) || title.starts_with(&line) && line.len() * 3 > title.len()
            }
            None => self.blocks[place].is_headline,
        };
        let mut marks = part::marks(&self.blocks, &self.containers, &is_title);
        let first = marks.iter().position(|mark| *mark != Mark::Outside);
        let headline = marks.iter().position(|mark| *mark == Mark::Heading).map(|place| lines[place].clone());
        // A headline that the text lacks comes before it.
        let unseen = title.as_deref().filter(|_| headline.is_none()).map(without_site);
        let mut texts = lines;
        if let (Some(first), Some(unseen)) = (first, unseen) {
            texts.insert(first, unseen.to_string());
            marks.insert(first, Mark::Heading);
        }
        let mut lines = numbered(texts);
        lines.iter_mut().zip(marks).for_each(|(line, mark)| line.mark = mark);
        let mut metadata = self.head.metadata(headline);
        metadata.language = metadata.language.filter(|_| !tells_language(&lines));
        Ok(Content { metadata, lines, ..Content::default() })
    }
}

/// A title without the name of the site behind it.
fn without_site(title: &str) -> &str {
    let cut = |mark| {
        title.rsplit_once(mark).filter(|(title, _): &(&str, &str)| title.split_whitespace().count() >= LEAST_TITLE)
    };
    let (title, _) = title.split_once(" | ").unwrap_or((title, ""));
    [" - ", " – ", " — "].into_iter().find_map(cut).map_or(title, |(title, _)| title)
}

/// Whether the text tells its language better than its page, which often says that of the site's template.
fn tells_language(lines: &[Line]) -> bool {
    let mut sample = String::new();
    for line in lines.iter().filter(|line| line.mark == Mark::Text) {
        sample.extend([line.text.as_str(), "\n"]);
        if sample.len() > SAMPLE {
            break;
        }
    }
    whatlang::detect(&sample).is_some_and(|detected| detected.is_reliable())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::*;
    use crate::read::Metadata;

    /// The lines of the article.
    fn lines(page: &str) -> Vec<String> {
        let is_kept = |line: &Line| matches!(line.mark, Mark::Text | Mark::Heading);
        parse(page).unwrap().lines.into_iter().filter(is_kept).map(|line| line.text).collect()
    }

    /// The made-up pages, each with what must be kept of it (+) and what may be (?).
    fn pages() -> Vec<(PathBuf, String, String)> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/html");
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let pages = paths.filter(|path| path.extension().unwrap() == "html");
        let text = |path: &PathBuf| fs::read_to_string(path).unwrap();
        pages.map(|path| (path.clone(), text(&path), text(&path.with_extension("txt")))).collect()
    }

    fn assert_kept(path: &Path, expected: &str, lines: &[String]) {
        let mut rest = lines.iter().map(|line| line.replace('\t', " "));
        for line in expected.lines().filter_map(|line| line.strip_prefix('+')) {
            assert!(rest.any(|kept| kept == line), "{}: {line}\n{lines:#?}", path.display());
        }
    }

    #[test]
    fn every_line_of_the_articles_is_kept_whole_and_in_order() {
        let pages = pages();
        assert!(pages.len() >= 19);
        for (path, page, expected) in pages {
            assert_kept(&path, &expected, &lines(&page));
        }
    }

    #[test]
    fn menus_and_lists_of_teasers_around_an_article_are_left_out() {
        let menu: String = (0..80).map(|i| format!("<li><a href='/{i}'>Chuyên mục số {i}</a></li>")).collect();
        let teaser = |i| {
            format!(
                "<div><h3><a href='/t{i}'>Tít của một bài khác, số {i}</a></h3><p>Đoạn tóm tắt của bài khác, dài chừng \
                 hai dòng, kể chuyện chẳng liên quan gì đến bài ở giữa trang.</p></div>"
            )
        };
        let teasers: String = (0..25).map(teaser).collect();
        let (mut kept, mut furniture) = (0, 0);
        for (path, page, expected) in pages() {
            let page = page.replacen("</head>", &format!("</head><div><ul>{menu}</ul></div>"), 1);
            let page = page.replace("</body>", &format!("<div>{teasers}</div><div><ul>{menu}</ul></div></body>"));
            let lines = lines(&page);
            assert_kept(&path, &expected, &lines);
            kept += lines.iter().map(String::len).sum::<usize>();
            let is_other = |line: &&String| !expected.contains(&line.replace('\t', " "));
            furniture += lines.iter().filter(is_other).map(String::len).sum::<usize>();
        }
        assert!(furniture * 4 < kept, "{furniture} of {kept} bytes");
    }

    #[test]
    fn no_word_is_glued_to_its_neighbour_or_split() {
        let page = "<p>Ng<b>uy</b><i>ễn</i> Thị<br>H<wbr>oa<div>Kho<script>1</script>a</div>học<table><tr><td>A<td>B</tr>\
            <tr><th>C</th><th>D</th></tr></table><ul><li>một<li>hai</ul><a>X</a><a>Y</a>, n<svg><title>t</title></svg>ước \
            Ph&oacute; &amp; tr&#432;&#x1edf;ng &nbsp; ph&ograve;ng";
        let expected =
            ["Nguyễn Thị", "Hoa", "Khoa", "học", "A\tB", "C\tD", "một", "hai", "X Y, nước Phó & trưởng phòng"];
        assert_eq!(lines(page), expected);
    }

    #[test]
    fn cells_of_several_lines_are_columns_of_the_page() {
        let page = "<table><tr><td>Một<br>Hai</td><td><p>Ba</p><p>Bốn</p></td></tr></table>";
        assert_eq!(lines(page), ["Một", "Hai", "Ba", "Bốn"]);
    }

    #[test]
    fn text_that_is_not_shown_is_left_out() {
        let page = "<style>a</style><p>Giữ<!-- b --><span hidden>c<span>d</span></span><b style='color:red; DISPLAY : none'>e</b>\
            </p><template><p>f</p></template><noscript>g</noscript><textarea>h</textarea><select><option>i</select>\
            <svg><path/><path/><text>k</text></svg><script>'<p>l</p>'</script><button>m</button><p>lại</p>";
        assert_eq!(lines(page), ["Giữ", "lại"]);
    }

    #[test]
    fn what_a_page_says_of_its_article_is_metadata() {
        let page = r#"<html lang="vi-VN"><head><title>Tít | Báo</title><meta property="og:title" content="Tít  dài">
            <script type="application/ld+json">{"datePublished": "2024-05-06", "publisher":{"name":"B\u00e1o \"Sông\""}}
            </script></head><body><time datetime="2020-01-01">1-1</time><h1>Tít dài</h1><p>Bài.</p></body></html>"#;
        let expected = Metadata {
            group: None,
            title: Some("Tít dài".into()),
            date: Some("2024-05-06".into()),
            source: Some("Báo \"Sông\"".into()),
            language: Some("vi".into()),
        };
        assert_eq!(parse(page).unwrap().metadata, expected);
        assert_eq!(parse("<p>a").unwrap().metadata, Metadata::default());
    }

    #[test]
    fn a_headline_that_the_text_lacks_is_its_first_line() {
        assert_eq!(lines("<title>Đê mới | Báo Sông</title><p>Đê dài 3 km.</p>"), ["Đê mới", "Đê dài 3 km."]);
        assert_eq!(lines("<title>Đê mới | Báo Sông</title><h1>Đê mới</h1><p>Dài 3 km."), ["Đê mới", "Dài 3 km."]);
        assert_eq!(lines("<title>Trống</title>"), [""; 0]);
    }

    #[test]
    fn an_article_in_a_menu_that_was_never_closed_is_kept() {
        let article = "Câu dài của bài viết, đủ mười lăm chữ trở lên để được coi là văn xuôi. ".repeat(5);
        let page = format!("<nav><a href='/'>Nhà</a><div><p>{article}</p></div>");
        assert!(lines(&page).contains(&article.trim().to_string()));
    }

    #[test]
    fn the_encoding_is_found_where_a_page_declares_it() {
        let declared = |page: &'static str| declared_encoding(page.as_bytes());
        assert_eq!(declared("<!doctype html><META charset=utf-8 />"), Some("utf-8"));
        assert_eq!(declared("<meta name=a><meta charset='Windows-1258'>"), Some("Windows-1258"));
        assert_eq!(declared("<meta content=\"text/html; charset=TCVN\" http-equiv=Content-Type>"), Some("TCVN"));
        assert_eq!(declared("<?xml version=\"1.0\" encoding=\"UTF-16\"?><html>"), Some("UTF-16"));
        assert_eq!(declared("<script charset=x></script><p>charset=y <meta charset>"), None);
        assert_eq!(declared_encoding(b"\xff\xfe<meta charset=utf-8>"), None);
    }

    #[test]
    fn hostile_pages_end_soon_and_keep_what_they_say() {
        let text = "<p>Bến đò mở lại sau ba năm sửa chữa, người dân hai xã đỡ phải đi vòng xa mỗi ngày.</p>";
        let fonts: String = (0..50_000).map(|i| format!("<font color={i}>")).collect();
        let attributes: String = (0..1_000_000).map(|i| format!("a{i}=1 ")).collect();
        let pages = [
            "<div>".repeat(100_000) + text + &"</div>".repeat(100_000),
            fonts + &text.repeat(2000) + &"</i>".repeat(100_000),
            format!("<div {attributes}>{text}"),
            format!("<title>{}</title>{}{text}", "abc ".repeat(300_000), "<h1>abc".repeat(50_000)),
            "<b>".repeat(500_000) + text + &"</i>".repeat(500_000),
            "<select>".repeat(200_000) + &"</select>".repeat(200_000) + text,
            text.to_string() + &"<".repeat(5_000_000),
            text.to_string() + "<!--" + &"-".repeat(5_000_000),
            text.repeat(40_000),
        ];
        for page in pages {
            let start = Instant::now();
            let lines = lines(&page);
            assert!(lines.iter().any(|line| line.starts_with("Bến đò")), "{}", &page[..100]);
            assert!(start.elapsed() < Duration::from_secs(60), "{:?}: {}", start.elapsed(), &page[..100]);
        }
    }

    #[test]
    fn a_page_beyond_all_bounds_is_an_error_that_says_so() {
        let error = |page: String| parse(&page).unwrap_err().to_string();
        assert!(error("<div>".repeat(1_100_000)).contains("elements"));
        assert!(error("<p>a".repeat(1_100_000)).contains("lines"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(page in "\\PC{0,300}") {
            parse(&page).unwrap();
        }

        #[test]
        fn any_soup_of_tags_is_read_without_panic_and_no_line_is_empty(
            soup in prop::collection::vec(prop::sample::select(vec![
                "<div>", "</div>", "<p>", "</p>", "<td>", "</td>", "<tr>", "<table>", "</table>", "<a>", "</a>", "<h1>",
                "</h1>", "<li>", "</li>", "<ul>", "<nav>", "</nav>", "<span hidden>", "</span>", "<br>", "<title>",
                "</title>", "<select>", "</select>", "<svg/>", "<article>", "</article>", "a", " ", "Hà Nội", "&amp;", "<",
            ]), 0..200)
        ) {
            prop_assert!(lines(&soup.concat()).iter().all(|line| !line.trim().is_empty()));
        }

        #[test]
        fn any_page_cut_and_joined_anywhere_is_read_without_panic(page in 0..19_usize, from in 0..3000_usize, to in 0..3000_usize) {
            let bytes = pages().swap_remove(page).1.into_bytes();
            let cut = [&bytes[..from.min(bytes.len())], &bytes[to.min(bytes.len())..]].concat();
            parse(&String::from_utf8_lossy(&cut)).unwrap();
        }
    }
}
