//! The part of a workbook that holds its styles -> those that show numbers as dates, and those in fonts
//! before Unicode.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use anyhow::Result;
use quick_xml::events::Event;

use super::part::{XmlPart, attribute};
use crate::read::letters::LegacyFont;

/// What the styles of cells say, by their numbers from 0.
#[derive(Default)]
pub(super) struct CellStyles {
    /// Those that show dates.
    pub dates: BTreeSet<usize>,
    /// Those in fonts before Unicode.
    pub fonts: BTreeMap<usize, LegacyFont>,
}

/// Reads the styles.
pub(super) fn read(mut part: XmlPart<impl Read>) -> Result<CellStyles> {
    let (mut own, mut within, mut style) = (BTreeSet::new(), String::new(), 0);
    let (mut styles, mut fonts, mut font) = (CellStyles::default(), BTreeMap::new(), 0);
    loop {
        match part.next()? {
            Event::Start(element) => match (within.as_str(), element.local_name().as_ref()) {
                (_, "numFmt") if attribute(&element, "formatCode").is_some_and(|code| is_date(&code)) => {
                    own.extend(attribute(&element, "numFmtId").map(|id| id.into_owned()));
                }
                ("", name @ ("fonts" | "cellXfs")) => within = name.to_string(),
                ("fonts", "name") => {
                    let named = attribute(&element, "val").and_then(|name| LegacyFont::named(&name));
                    fonts.extend(named.map(|named| (font, named)));
                }
                ("cellXfs", "xf") => {
                    let shows = |id: &str| own.contains(id) || id.parse().is_ok_and(is_builtin_date);
                    if attribute(&element, "numFmtId").is_some_and(|id| shows(&id)) {
                        styles.dates.insert(style);
                    }
                    let id = attribute(&element, "fontId").and_then(|id| id.parse::<usize>().ok());
                    let font = id.and_then(|id| fonts.get(&id).copied());
                    styles.fonts.extend(font.map(|font| (style, font)));
                    style += 1;
                }
                _ => (),
            },
            Event::End(element) => match element.local_name().as_ref() {
                "font" if within == "fonts" => font += 1,
                name if name == within => within.clear(),
                _ => (),
            },
            Event::Eof => return Ok(styles),
            _ => (),
        }
    }
}

/// Whether a number format that needs no code shows a date (ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are those of
/// East Asian versions).
pub(in crate::read::table) fn is_builtin_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether the code of a number format shows a date: it has a letter of day, month, year or time outside of quotation
/// marks and brackets.
pub(in crate::read::table) fn is_date(code: &str) -> bool {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    for character in code.chars() {
        match character {
            _ if escaped => escaped = false,
            '"' => quoted = !quoted,
            _ if quoted => (),
            '\\' | '_' | '*' => escaped = true,
            '[' => bracketed = true,
            ']' => bracketed = false,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' if !bracketed => return true,
            _ => (),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_dates_are_told_from_those_of_numbers() {
        for code in ["yyyy-mm-dd", "dd/mm/yyyy;@", "[$-42A]d mmmm", "[Red]h:mm"] {
            assert!(is_date(code), "{code}");
        }
        for code in ["General", "#,##0.00", "0.00\" days\"", "[Red]0", "0\\d", "@", "_d0"] {
            assert!(!is_date(code), "{code}");
        }
        assert!(is_builtin_date(14) && !is_builtin_date(9));
    }
}
