//! A part of a workbook, which is XML -> its events, and the text of its elements.

use std::borrow::Cow;
use std::io::{BufReader, Read};

use anyhow::{Result, anyhow};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion, escape};

use crate::read::bounded::BoundedReader;
use crate::read::letters::{LegacyFont, LegacyLetters};

/// An XML document that is read on demand.
pub(in crate::read::table) struct XmlPart<R: Read> {
    reader: Reader<BufReader<BoundedReader<R>>>,
    buffer: Vec<u8>,
}

impl<R: Read> XmlPart<R> {
    /// Allows `most` bytes to be read, until [`XmlPart::source`] is allowed more.
    pub fn new(source: R, most: u64) -> XmlPart<R> {
        let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, BoundedReader::new(source, most)));
        reader.config_mut().expand_empty_elements = true;
        XmlPart { reader, buffer: Vec::new() }
    }

    /// The source, of which somewhat more may have been read than was asked for.
    pub fn source(&mut self) -> &mut BoundedReader<R> {
        self.reader.get_mut().get_mut()
    }

    /// The next event; an empty element gives a start and an end.
    pub fn next(&mut self) -> Result<Event<'_>> {
        self.buffer.clear();
        self.reader.read_event_into(&mut self.buffer).map_err(|error| match error {
            quick_xml::Error::Io(error) => anyhow!("{error}"),
            error => anyhow!("{error}"),
        })
    }

    /// Appends the text up to the end of the element `end`: what is in its elements `t`, else `v`, without the hints of
    /// how to say it (`rPh`). Escapes like `_x000D_` are resolved, and runs in old fonts are what their reader saw.
    pub fn read_text(&mut self, end: &str, text: &mut String) -> Result<Own> {
        let (mut runs, mut said, mut piece) = (TextRuns::default(), None, String::new());
        let (mut taken, mut hint) = (false, false);
        loop {
            match self.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "t" | "v" => taken = !hint,
                    "rPh" => hint = true,
                    "r" => said = None,
                    "rFont" => said = Some(attribute(&element, "val").and_then(|name| LegacyFont::named(&name))),
                    // A value that comes before is the same once more.
                    "is" => (runs, piece) = Default::default(),
                    _ => (),
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "t" | "v" => {
                        taken = false;
                        runs.push(said, std::mem::take(&mut piece));
                    }
                    "rPh" => hint = false,
                    name if name == end => break,
                    _ => (),
                },
                Event::Text(part) if taken => piece.push_str(&part.xml10_content()),
                Event::CData(part) if taken => piece.push_str(&part.xml10_content()),
                Event::GeneralRef(name) if taken => match name.resolve_char_ref()? {
                    Some(character) => piece.push(character),
                    None => piece.push_str(escape::resolve_predefined_entity(&name).unwrap_or_default()),
                },
                Event::Eof => return Err(anyhow!("it is cut off")),
                _ => (),
            }
        }
        Ok(runs.finish(text))
    }
}

/// What a text says of its font itself: whether it names one, and the letters that it was turned from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::read::table) struct Own {
    pub is_named: bool,
    pub letters: Option<LegacyLetters>,
}

/// The runs of a text, each with what it says of its font.
#[derive(Default)]
struct TextRuns(Vec<(Option<Option<LegacyFont>>, String)>);

impl TextRuns {
    fn push(&mut self, said: Option<Option<LegacyFont>>, piece: String) {
        match self.0.last_mut() {
            Some((before, text)) if *before == said => text.push_str(&piece),
            _ => self.0.push((said, piece)),
        }
    }

    /// Appends them to a text. The first run may leave its font to the cell, which is that of the others then.
    fn finish(self, text: &mut String) -> Own {
        let font = self.0.iter().find_map(|(said, _)| said.flatten());
        let mut own = Own { is_named: self.0.iter().any(|(said, _)| said.is_some()), letters: None };
        for (said, piece) in self.0 {
            let piece = if piece.contains("_x") { resolve(&piece) } else { piece };
            match said.unwrap_or(font).and_then(|font| Some((font.turned(&piece)?, font.letters))) {
                Some((turned, letters)) => {
                    text.push_str(&turned);
                    own.letters = Some(letters);
                }
                None => text.push_str(&piece),
            }
        }
        own
    }
}

/// The value of an attribute, whatever its name space.
pub(in crate::read::table) fn attribute<'a>(element: &'a BytesStart, name: &str) -> Option<Cow<'a, str>> {
    // Checks for a name that comes twice take the square of their number.
    let mut attributes = element.attributes();
    let attribute =
        attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// Resolves `_xHHHH_`, by which a workbook writes characters that XML can't hold (ECMA-376 part 1, 22.9.2.19).
fn resolve(text: &str) -> String {
    let (mut resolved, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once("_x") {
        resolved.push_str(before);
        match character(after) {
            Some(character) => resolved.push(character),
            None => resolved.push_str("_x"),
        }
        rest = character(after).and_then(|_| after.get(5..)).unwrap_or(after);
    }
    resolved + rest
}

/// The character of `HHHH_`.
fn character(text: &str) -> Option<char> {
    let digits = text.get(..5)?.strip_suffix('_')?;
    let is_code = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    char::from_u32(u32::from_str_radix(digits, 16).ok()?).filter(|_| is_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> Result<String> {
        let mut text = String::new();
        XmlPart::new(xml.as_bytes(), 1_000).read_text("si", &mut text).map(|_| text)
    }

    #[test]
    fn text_is_taken_from_all_runs_without_hints_and_with_its_entities_resolved() {
        let xml = "<si><r><t>a &lt;</t></r><rPh><t>no</t></rPh> <r><t xml:space='preserve'> &#x110;&#7879;\r\n</t></r><t/></si>";
        assert_eq!(text(xml).unwrap(), "a < Đệ\n");
    }

    #[test]
    fn escapes_of_the_format_are_resolved_and_what_only_looks_like_one_is_kept() {
        assert_eq!(text("<si><t>a_x000D_b_x005F_x000D_ _x_ _x12</t></si>").unwrap(), "a\rb_x000D_ _x_ _x12");
        assert_eq!(resolve("_xD800_ _x+123_ _xấấ_"), "_xD800_ _x+123_ _xấấ_");
    }

    #[test]
    fn runs_in_old_fonts_are_what_their_reader_saw() {
        let old = "<rPr><rFont val='.VnTime'/></rPr>";
        let xml = format!(
            "<si><r><t>Héi </t></r><r>{old}<t>nghÞ</t></r><r><rPr><rFont val='Arial'/></rPr><t> Café là</t></r>\
             <r>{old}<t> Hội là</t></r></si>"
        );
        assert_eq!(text(&xml).unwrap(), "Hội nghị Café là Hội là");
    }

    #[test]
    fn a_text_that_never_ends_is_an_error() {
        assert!(text("<si><t>a").is_err());
        assert!(text(&format!("<si><t>{}</t></si>", "a".repeat(2_000))).is_err());
    }
}
