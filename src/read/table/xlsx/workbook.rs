//! A workbook (xlsx) -> what its sheets need: their paths, the texts that they share, and which styles show dates. A
//! workbook is a zip of XML parts (ECMA-376 part 1, 12.3 and 18).

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use anyhow::{Result, anyhow, bail};
use quick_xml::events::Event;
use zip::ZipArchive;

use super::part::{Own, XmlPart, attribute};
use super::styles::{self, CellStyles};
use crate::read::letters::LegacyFont;
use crate::read::table::sheets::own_name;

/// The most bytes of a part that is held in memory, which of all are the texts: 80,000 long articles.
const MOST_HELD: u64 = 256 << 20;

/// The most bytes of one of these texts: eight times what a cell holds in Excel.
const MOST_TEXT: usize = 1 << 20;

/// The most sheets that are looked at.
const MOST_SHEETS: usize = 256;

/// What the sheets of a workbook have in common.
#[derive(Default)]
pub(super) struct Workbook {
    /// The worksheets, in order.
    pub sheets: Vec<ListedSheet>,
    /// Whether days are counted from 1904.
    pub is_1904: bool,
    texts: String,
    ends: Vec<u32>,
    /// What the texts say of their fonts themselves, where they do.
    own: BTreeMap<usize, Own>,
    styles: CellStyles,
}

/// A worksheet as the workbook lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ListedSheet {
    /// Its name, which no other has, without what would separate names in a path.
    pub name: String,
    /// Whether the workbook doesn't show it.
    pub is_hidden: bool,
    /// The place of its part in the archive.
    pub place: usize,
}

impl Workbook {
    pub fn open<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<Workbook> {
        let links = links(archive, "_rels/.rels")?;
        let Some(link) = links.values().find(|link| link.kind == "officeDocument") else {
            bail!("it names no workbook");
        };
        let path = link.target.trim_start_matches('/').to_string();
        let (folder, file) = path.rsplit_once('/').map_or(("", path.as_str()), |(folder, file)| (folder, file));
        let links = self::links(archive, &format!("{folder}/_rels/{file}.rels"))?;
        let find = |archive: &ZipArchive<R>, target: &str| match target.strip_prefix('/') {
            Some(target) => place(archive, target),
            None => place(archive, &format!("{folder}/{target}")),
        };
        let mut workbook = Workbook::default();
        let shared = |kind: &str| links.values().find(|link| link.kind == kind).map(|link| link.target.as_str());
        if let Some(place) = shared("sharedStrings").and_then(|target| find(archive, target)) {
            workbook.read_texts(archive, place).map_err(|error| anyhow!("its texts are broken: {error}"))?;
        }
        if let Some(place) = shared("styles").and_then(|target| find(archive, target)) {
            let styles = styles::read(open(archive, place)?);
            workbook.styles = styles.map_err(|error| anyhow!("its styles are broken: {error}"))?;
        }
        for (id, name, is_hidden) in workbook.read_sheets(archive, &path)? {
            let link = links.get(&id).filter(|link| link.kind == "worksheet");
            let Some(place) = link.and_then(|link| find(archive, &link.target)) else { continue };
            // A part that is listed twice holds its articles once.
            if workbook.sheets.iter().all(|listed| listed.place != place) {
                let name = workbook.own_name(&name);
                workbook.sheets.push(ListedSheet { name, is_hidden, place });
            }
        }
        Ok(workbook)
    }

    /// The shared text of a number.
    pub fn text(&self, number: usize) -> Option<&str> {
        let start = number.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.texts.get(*start as usize..*self.ends.get(number)? as usize)
    }

    /// What the shared text of a number says of its font itself.
    pub fn own(&self, number: usize) -> Own {
        self.own.get(&number).copied().unwrap_or_default()
    }

    /// The font of cells of this style, if it is one before Unicode.
    pub fn font(&self, style: usize) -> Option<LegacyFont> {
        self.styles.fonts.get(&style).copied()
    }

    /// Whether numbers in cells of this style are dates.
    pub fn is_date(&self, style: usize) -> bool {
        self.styles.dates.contains(&style)
    }

    /// A sheet's name as no other has it.
    fn own_name(&self, name: &str) -> String {
        own_name(name, self.sheets.len(), |name| self.sheets.iter().any(|listed| listed.name == name))
    }

    /// The link of each sheet to its part, its name, and whether it is hidden, in order.
    fn read_sheets<R: Read + Seek>(
        &mut self,
        archive: &mut ZipArchive<R>,
        path: &str,
    ) -> Result<Vec<(String, String, bool)>> {
        let place = place(archive, path).ok_or_else(|| anyhow!("its part {path} is missing"))?;
        let mut part = open(archive, place)?;
        let mut sheets = Vec::new();
        loop {
            match part.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    // Its own id is `sheetId`: the link's alone is called `id`.
                    "sheet" if sheets.len() < MOST_SHEETS => {
                        let value = |name| attribute(&element, name).unwrap_or_default().into_owned();
                        let is_hidden = ["hidden", "veryHidden"].contains(&value("state").as_str());
                        sheets.push((value("id"), value("name"), is_hidden));
                    }
                    "workbookPr" => {
                        self.is_1904 |= attribute(&element, "date1904").is_some_and(|is| is != "0" && is != "false")
                    }
                    _ => (),
                },
                Event::Eof => return Ok(sheets),
                _ => (),
            }
        }
    }

    fn read_texts<R: Read + Seek>(&mut self, archive: &mut ZipArchive<R>, place: usize) -> Result<()> {
        let mut part = open(archive, place)?;
        loop {
            match part.next()? {
                Event::Start(element) if element.local_name().as_ref() == "si" => {
                    let start = self.texts.len();
                    let own = part.read_text("si", &mut self.texts)?;
                    if own.is_named {
                        self.own.insert(self.ends.len(), own);
                    }
                    if self.texts.len() - start > MOST_TEXT {
                        bail!("text {} is over 1 MB", self.ends.len() + 1);
                    }
                    self.ends.push(u32::try_from(self.texts.len())?);
                }
                Event::Eof => return Ok(()),
                _ => (),
            }
        }
    }
}

/// From one part to another.
struct Link {
    /// The last part of the address that says what it is.
    kind: String,
    target: String,
}

/// The links of a part, by id.
fn links<R: Read + Seek>(archive: &mut ZipArchive<R>, path: &str) -> Result<BTreeMap<String, Link>> {
    let place = place(archive, path).ok_or_else(|| anyhow!("it is no workbook: its part {path} is missing"))?;
    let mut part = open(archive, place)?;
    let mut links = BTreeMap::new();
    loop {
        match part.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let value = |name| attribute(&element, name).unwrap_or_default().into_owned();
                let kind = value("Type").rsplit('/').next().unwrap_or_default().to_string();
                links.insert(value("Id"), Link { kind, target: value("Target") });
            }
            Event::Eof => return Ok(links),
            _ => (),
        }
    }
}

/// The place of a part in the archive; some programs differ in case, or write a path with `\`.
fn place<R: Read + Seek>(archive: &ZipArchive<R>, path: &str) -> Option<usize> {
    let path = path.trim_start_matches('/');
    let same = |name: &[u8]| {
        let name = name.iter().map(|byte| if *byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() });
        name.eq(path.bytes().map(|byte| byte.to_ascii_lowercase()))
    };
    archive.file_names_raw().position(same)
}

fn open<R: Read + Seek>(archive: &mut ZipArchive<R>, place: usize) -> Result<XmlPart<impl Read>> {
    Ok(XmlPart::new(archive.by_index(place)?, MOST_HELD))
}
