//! The name of a file, and its first bytes -> what reads it.

use std::borrow::Cow;
use std::iter;

use anyhow::{Result, anyhow, bail};

use super::archive::{compressed, tar, zip};
use super::article::{Articles, MOST_BYTES, RawArticle};
use super::collection::{self, Split};
use super::content;
use super::entities::decode;
use super::file::CorpusFile;
use super::input::{Input, hold};
use super::listing::Listed;
use super::ole;
use super::source::{Bodies, Body, ReadingWishes, Source};
use super::{doc, docx, epub, html, mail, markdown, mhtml, odt, pdf, results, rtf, table, text, warc, xml};

/// Reads a file that holds one article, in the encoding that the user names, or in the one that fits. The error says what
/// is wrong with the file, where, and what to do.
pub type ArticleReader = fn(&[u8], Option<&str>) -> Result<RawArticle>;

/// Reads a file that may hold several articles, all at once.
pub type ArticlesReader = fn(&[u8], &ReadingWishes) -> Result<Articles>;

/// Opens a file that holds many articles, which are read one by one.
pub type Opener = fn(Input, &ReadingWishes) -> Result<Bodies>;

/// What reads a format.
#[derive(Clone, Copy)]
pub enum FileFormat {
    /// A file is one article.
    One(ArticleReader),
    /// A file is held as a whole, and is one article or several.
    Several(ArticlesReader),
    /// A file holds many.
    Many(Opener),
}

/// The formats that can be read, by extension.
pub const FORMATS: &[(&str, FileFormat)] = &[
    ("txt", FileFormat::One(text::read)),
    ("md", FileFormat::One(markdown::read)),
    ("markdown", FileFormat::One(markdown::read)),
    ("html", FileFormat::Several(page)),
    ("htm", FileFormat::Several(page)),
    ("xhtml", FileFormat::Several(page)),
    ("mhtml", FileFormat::Several(saved_page)),
    ("mht", FileFormat::Several(saved_page)),
    ("xml", FileFormat::Several(xml::open)),
    ("rss", FileFormat::Several(xml::open)),
    ("atom", FileFormat::Several(xml::open)),
    ("tei", FileFormat::Several(xml::open)),
    ("tmx", FileFormat::Several(xml::open)),
    ("docx", FileFormat::One(docx::read)),
    ("odt", FileFormat::One(odt::read)),
    ("rtf", FileFormat::One(rtf::read)),
    ("doc", FileFormat::One(doc::read)),
    ("epub", FileFormat::Several(book)),
    ("pdf", FileFormat::One(pdf::read)),
    ("csv", FileFormat::Many(table::delimited::open)),
    ("tsv", FileFormat::Many(table::delimited::open)),
    ("xlsx", FileFormat::Many(table::xlsx::open)),
    ("xls", FileFormat::Many(table::xls::open)),
    ("ods", FileFormat::Many(table::ods::open)),
    ("fods", FileFormat::Many(table::ods::open)),
    ("jsonl", FileFormat::Many(table::jsonl::open)),
    ("ndjson", FileFormat::Many(table::jsonl::open)),
    ("json", FileFormat::Many(table::jsonl::open)),
    ("parquet", FileFormat::Many(table::parquet::open)),
    ("feather", FileFormat::Many(table::arrow::open)),
    ("arrow", FileFormat::Many(table::arrow::open)),
    ("arrows", FileFormat::Many(table::arrow::open)),
    ("ipc", FileFormat::Many(table::arrow::open)),
    ("eml", FileFormat::One(mail::read)),
    ("emlx", FileFormat::One(mail::read)),
    ("mbox", FileFormat::Many(mail::mbox::open)),
    ("warc", FileFormat::Many(warc::open)),
    ("wacz", FileFormat::Many(warc::open_zipped)),
    ("zip", FileFormat::Many(zip::open)),
    ("tar", FileFormat::Many(tar::open)),
];

/// The extensions of mails, which may be made as pages that are saved in one file are.
const MAILS: &[&str] = &["eml", "emlx"];

/// The extension of a name in lower case, empty where it has none.
pub fn extension(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
}

/// The format that a name indicates.
pub fn of_name(name: &str) -> Option<FileFormat> {
    of_extension(&extension(name))
}

fn of_extension(extension: &str) -> Option<FileFormat> {
    FORMATS.iter().find(|(known, _)| *known == extension).map(|(_, format)| *format)
}

/// The articles in the bytes of a file.
///
/// # Errors
/// There is no reader for it; or that of its format says what is wrong with it.
pub fn read(name: &str, bytes: &[u8], wishes: &ReadingWishes) -> Result<Articles> {
    match of_content(name, bytes)? {
        FileFormat::One(read) => of_database(collection::split(read(bytes, wishes.encoding.as_deref())?)),
        FileFormat::Several(read) => read(bytes, wishes),
        FileFormat::Many(_) => bail!("{}", advice(&extension(name))),
    }
}

/// A page, or the articles of a page that a press database saved.
fn page(bytes: &[u8], wishes: &ReadingWishes) -> Result<Articles> {
    of_database(html::articles(bytes, wishes.encoding.as_deref(), None)?)
}

/// The same in the form in which browsers save a page in one file.
fn saved_page(bytes: &[u8], wishes: &ReadingWishes) -> Result<Articles> {
    of_database(mhtml::articles(bytes, wishes.encoding.as_deref())?)
}

/// A book, which is never what a press database wrote.
fn book(bytes: &[u8], _: &ReadingWishes) -> Result<Articles> {
    Ok(Articles::One(Box::new(epub::read(bytes)?)))
}

/// The articles that a press database wrote into a file, if one did.
///
/// # Errors
/// It did so in a form that is not known.
fn of_database(split: Split) -> Result<Articles> {
    match split {
        Split::One(article) => Ok(Articles::One(article)),
        Split::Many(articles) => Ok(Articles::Many(articles)),
        Split::Unknown { guessed } => bail!(
            "it looks like about {guessed} articles that a press database put into one file, in a form that is not known: have \
             them sent in another (Nexis: .docx, Factiva and Europresse: .html, ProQuest: .txt), or one article a file"
        ),
    }
}

/// The format of a file: its content says where it is plain, and its name otherwise.
///
/// # Errors
/// There is no reader for it.
fn of_content(name: &str, bytes: &[u8]) -> Result<FileFormat> {
    if results::is_file(bytes) {
        bail!(results::ADVICE);
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |mark: &str| start.get(..mark.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(mark.as_bytes()));
    if begins("%PDF-") {
        return Ok(FileFormat::One(pdf::read));
    }
    if ["<!doctype html", "<html"].into_iter().any(begins) {
        return Ok(FileFormat::Several(page));
    }
    if mhtml::is_mhtml(start) && !MAILS.contains(&extension(name).as_str()) {
        return Ok(FileFormat::Several(saved_page));
    }
    if begins("{\\rtf") {
        return Ok(FileFormat::One(rtf::read));
    }
    // Documents of Word before .docx, under any name; what else a compound file holds is said there.
    if bytes.starts_with(ole::MAGIC) {
        return Ok(FileFormat::One(doc::read));
    }
    let extension = extension(compressed::inner(name)?);
    let among = |known: &[&str]| known.contains(&extension.as_str());
    let is_text = among(&["txt", "md", "markdown"]);
    let is_page = among(&["html", "htm", "xhtml"]);
    let is_mail = among(MAILS);
    if begins("<") {
        let (root, attributes) = content::root(start).unwrap_or_default();
        if let Some(advice) = content::flat_advice(&root, &attributes) {
            bail!(advice);
        }
        // Pages of XHTML have names of their own; there, what is broken is read as browsers do.
        if begins("<?xml") && !is_page || (is_text || is_page) && content::is_data(&root) {
            return Ok(FileFormat::Several(xml::open));
        }
    }
    if (is_text || is_page || is_mail) && content::is_mailbox(start) {
        bail!("it is a mailbox: call it .mbox");
    }
    if (is_text || is_page) && content::is_mail(start) {
        return Ok(FileFormat::One(mail::read));
    }
    // What is known of a page in Markdown may be written in JSON above it.
    if (is_page || extension == "txt") && content::is_json(start) {
        bail!("it is JSON: call it .json");
    }
    match of_extension(&extension) {
        // The newer format under the name of the older one.
        Some(FileFormat::One(_)) if extension == "doc" && bytes.starts_with(b"PK") => Ok(FileFormat::One(docx::read)),
        Some(format) => Ok(format),
        None => bail!("{}", advice(&extension)),
    }
}

/// What to do about a file of a format that isn't read.
fn advice(extension: &str) -> String {
    let (kind, way) = match extension {
        "xlsb" | "xlsm" | "ots" | "numbers" | "et" => ("a workbook", "save it as .xlsx or .csv"),
        "ppt" | "pptx" | "odp" | "key" | "pps" | "ppsx" => ("a presentation", "save its text as .docx or .txt"),
        "mobi" | "azw" | "azw3" | "kfx" | "fb2" | "lit" | "prc" | "pdb" | "chm" => {
            ("a book", "turn it into .epub, with Calibre for example")
        }
        "pages" | "wps" | "wpd" | "dot" | "dotx" | "docm" | "ott" | "fodt" | "one" => {
            ("a document", "save it as .docx")
        }
        "msg" | "pst" | "ost" | "olm" | "dbx" => ("mail", "save it as .eml, or export its folder as .mbox"),
        "png" | "jpg" | "jpeg" | "gif" | "bmp" | "tif" | "tiff" | "webp" | "heic" | "avif" | "djvu" | "djv" => {
            ("a picture", "have its text recognised (OCR), and save that as .docx or .txt")
        }
        "webarchive" | "maff" | "arc" => ("a web page or archive", "save the pages as .html or .warc"),
        "7z" | "rar" | "bz2" | "cab" | "iso" => ("an archive", "unpack it, or pack it as .zip"),
        "rds" | "rdata" | "sav" | "dta" | "sas7bdat" | "pkl" | "pickle" | "h5" | "orc" | "avro" => (
            "a table",
            "save it as .parquet or .csv: in Python df.to_parquet(name), in R arrow::write_parquet(df, name)",
        ),
        "sqlite" | "sqlite3" | "db" | "mdb" | "accdb" => ("a database", "export its table as .csv"),
        "mp3" | "m4a" | "wav" | "ogg" | "mp4" | "mkv" | "mov" | "webm" | "avi" => {
            ("a recording", "save what is said in it as .txt")
        }
        _ => return format!("its format is not one of {}: save it as plain text", known()),
    };
    format!("it is {kind} of a format that is not read (.{extension}): {way}")
}

/// The extensions that are known, for a message.
pub fn known() -> String {
    FORMATS.iter().map(|(format, _)| format!(".{format}")).collect::<Vec<_>>().join(", ")
}

/// The HTML of a text that is a page or a piece of one, as cells of tables hold them: it begins with an element, or has
/// elements of HTML in it; also where all of it is escaped. `None` where it is plain.
pub fn page_of(text: &str) -> Option<Cow<'_, str>> {
    if text.trim_start().starts_with('<') && (text.contains("</") || text.contains("/>")) {
        return Some(Cow::Borrowed(text));
    }
    let low = || text.to_ascii_lowercase();
    // Most texts have none.
    if text.contains('<') {
        let low = low();
        let has = |tags: &[&str]| tags.iter().any(|tag| low.contains(tag));
        if has(&BLOCK_TAGS) {
            return Some(Cow::Borrowed(text));
        }
        // Where no element ends a line, the lines do.
        return has(&INLINE_TAGS).then(|| Cow::Owned(text.replace('\n', "<br>\n")));
    }
    let is_escaped = text.contains("&lt;") && ESCAPED_TAGS.iter().any(|tag| low().contains(tag));
    is_escaped.then(|| Cow::Owned(decode(text).into_owned()))
}

/// Elements that end a line, elements that don't, and how escaped ones begin.
const BLOCK_TAGS: [&str; 7] = ["</p>", "<br>", "<br/>", "<br />", "</div>", "</li>", "</td>"];
const INLINE_TAGS: [&str; 8] = ["</a>", "</b>", "</strong>", "</em>", "</i>", "</u>", "</span>", "</font>"];
const ESCAPED_TAGS: [&str; 5] = ["&lt;/p&gt;", "&lt;br&gt;", "&lt;br/&gt;", "&lt;br /&gt;", "&lt;/div&gt;"];

/// The articles of a file: itself, or those in it.
pub fn sources<'a>(file: &'a Listed, wishes: &'a ReadingWishes) -> Box<dyn Iterator<Item = Source> + Send + 'a> {
    let document = file.name.as_str();
    let file_of = file.file.as_ref().map_err(|why| anyhow!("{why}"));
    match file_of.and_then(|file| open_file(file, document, wishes)) {
        Ok(bodies) => {
            Box::new(bodies.flat_map(move |(name, body)| sources_within(format!("{document}{name}"), body, wishes)))
        }
        Err(error) => Box::new(iter::once(Source { document: document.to_string(), body: Err(error) })),
    }
}

/// The paths of what could be articles in a file: its own, or in an archive those of the files in it. None where its format is
/// not read.
pub fn paths(file: &Listed) -> Vec<String> {
    let is_known = |name: &String| compressed::inner(name).is_ok_and(|name| of_name(name).is_some());
    let input = || Input::open(file.file.as_ref().ok()?, compressed::is_packed(&file.name)).ok();
    let within = match compressed::inner(&file.name).map(extension).as_deref() {
        Ok("zip") => input().and_then(|input| zip::paths(input).ok()),
        Ok("tar") => input().and_then(|input| tar::paths(&input).ok()),
        _ => return [file.name.clone()].into_iter().filter(is_known).collect(),
    };
    let within = within.unwrap_or_default().into_iter().filter(is_known);
    within.map(|path| format!("{}/{path}", file.name)).collect()
}

/// Whether a file of that name holds more than one article.
pub fn holds_many(document: &str) -> bool {
    let inner = compressed::inner(document);
    inner.is_ok_and(|name| matches!(of_name(name), Some(FileFormat::Many(_))))
}

/// What is in a file. One that is an article is left to be read.
fn open_file(file: &CorpusFile, document: &str, wishes: &ReadingWishes) -> Result<Bodies> {
    match of_name(compressed::inner(document)?) {
        Some(FileFormat::Many(open)) => open(Input::open(file, compressed::is_packed(document))?, wishes),
        _ => Ok(one(Body::File(file.clone()))),
    }
}

/// The articles of a file that is held, as those of an archive are: itself, or those in it.
pub fn sources_within(
    document: String,
    body: Result<Body>,
    wishes: &ReadingWishes,
) -> Box<dyn Iterator<Item = Source> + Send> {
    let bodies = match body {
        Ok(Body::Held(bytes)) => open_held(&document, bytes, wishes),
        body => return Box::new(iter::once(Source { document, body })),
    };
    match bodies {
        Ok(bodies) => Box::new(bodies.map(move |(name, body)| Source { document: format!("{document}{name}"), body })),
        Err(error) => Box::new(iter::once(Source { document, body: Err(error) })),
    }
}

/// What is in a file that is held, which is unpacked where its name says that it is packed.
fn open_held(document: &str, bytes: Vec<u8>, wishes: &ReadingWishes) -> Result<Bodies> {
    let format = of_name(compressed::inner(document)?);
    match format {
        Some(FileFormat::Many(open)) => open(Input::hold(bytes.into(), compressed::is_packed(document))?, wishes),
        _ if compressed::is_packed(document) => {
            Ok(one(Body::Held(hold(Input::hold(bytes.into(), true)?.stream()?, MOST_BYTES)?)))
        }
        _ => Ok(one(Body::Held(bytes))),
    }
}

/// A file that is one article.
fn one(body: Body) -> Bodies {
    Box::new(iter::once((String::new(), Ok(body))))
}

#[cfg(test)]
mod tests;
