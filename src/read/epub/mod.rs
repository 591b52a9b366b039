//! A book (.epub, EPUB 2 and 3) -> its lines: those of its chapters in the order of reading, without cover and table of
//! contents.

mod opf;

use std::collections::HashSet;

use anyhow::{Context, Result, bail, ensure};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use self::opf::OpfPackage;
use super::article::{RawArticle, RawLine};
use super::html;
use super::lines::check;
use super::packed::Package;

/// The ways to hide fonts, which is no protection of the text (EPUB 3.3, 4.3; Adobe's older one).
const OF_FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// Most chapters: books have tens.
const MOST_CHAPTERS: usize = 20_000;

/// Reads a book as one article.
///
/// # Errors
/// It is no book, is protected against copying, is broken, or unpacks to too much.
pub fn read(bytes: &[u8]) -> Result<RawArticle> {
    ensure!(bytes.starts_with(b"PK"), "it is no EPUB, whatever its name says: save it again");
    let mut package = Package::open(bytes)?;
    if let Some(protected) = package.part("META-INF/encryption.xml")? {
        check_protection(&protected)?;
    }
    let container =
        package.part("META-INF/container.xml")?.context("it is no EPUB: META-INF/container.xml is missing")?;
    let path =
        values(&container, "rootfile", "full-path")?.into_iter().next().context("its container names no book")?;
    let missing = |path: &str| format!("its part {path} is missing: download or save it again");
    let opf = OpfPackage::read(&package.part(&path)?.with_context(|| missing(&path))?, &path)?;
    ensure!(opf.chapters.len() <= MOST_CHAPTERS, "it has more than {MOST_CHAPTERS} chapters: split it");
    let (mut lines, mut length): (Vec<RawLine>, usize) = (Vec::new(), 0);
    for chapter in &opf.chapters {
        let text = match package.part(&chapter.decoded)? {
            Some(text) => text,
            None => package.part(&chapter.written)?.with_context(|| missing(&chapter.decoded))?,
        };
        // The marks in it count, too: all of it is looked at.
        length += text.len();
        check(lines.len(), length)?;
        for line in html::chapter(&text)? {
            check(lines.len() + 1, length)?;
            lines.push(RawLine { number: lines.len() + 1, ..line });
        }
    }
    Ok(RawArticle { metadata: opf.metadata, lines, ..RawArticle::default() })
}

/// Says so where more is encrypted than fonts.
fn check_protection(protected: &str) -> Result<()> {
    let ways: HashSet<String> = values(protected, "EncryptionMethod", "Algorithm")?.into_iter().collect();
    if ways.iter().any(|way| !OF_FONTS.contains(&way.as_str())) {
        bail!("it is protected against copying (DRM), so that its text can't be read: use an edition without");
    }
    Ok(())
}

/// The values of an attribute of all elements of a name.
fn values(xml: &str, element: &str, attribute: &str) -> Result<Vec<String>> {
    let (mut reader, mut found) = (Reader::from_str(xml), Vec::new());
    loop {
        match reader.read_event().context("its list of parts is broken: download or save it again")? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == element => {
                found.extend(value(&tag, attribute));
            }
            Event::Eof => return Ok(found),
            _ => (),
        }
    }
}

/// The value of an attribute, whatever its prefix.
fn value(tag: &BytesStart, name: &str) -> Option<String> {
    // Twice the same is none of our concern, and checking it takes time.
    let mut attributes = tag.attributes();
    let mut known = attributes.with_checks(false).flatten();
    let found = known.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(super::entities::decode(&found.value).into_owned())
}

#[cfg(test)]
mod tests;
