//! The styles of a page -> the font of each element, where one before Unicode is named.

use std::collections::HashMap;

use super::tags::Tag;
use crate::read::letters::LegacyFont;

/// Most rules that are kept: pages have hundreds.
const MOST_RULES: usize = 20_000;
/// Longest selector and value, in bytes.
const LONGEST: usize = 200;

/// What a place says of the font: nothing, one of Unicode, or one before it.
type Said = Option<Option<LegacyFont>>;

/// The rules for elements, classes and identifiers: `p`, `.lead`, `p.lead`, `#main`.
#[derive(Default)]
pub struct HtmlFonts(HashMap<String, Option<LegacyFont>>);

impl HtmlFonts {
    /// Reads the rules of a `<style>`. Those for elements within others aren't followed.
    pub fn read(&mut self, sheet: &str) {
        for rule in sheet.replace("<!--", " ").replace("-->", " ").split('}') {
            let Some((selectors, declarations)) = rule.rsplit_once('{') else { continue };
            // What precedes the last selector, as "@media screen {", is cut off.
            let selectors = selectors.rsplit(['{', ';', '/']).next().unwrap_or_default();
            let Some(font) = said(declarations).filter(|_| !selectors.contains('@')) else { continue };
            for selector in selectors.split(',').map(str::trim) {
                let is_simple = !selector.is_empty() && !selector.contains([' ', '>', ':', '[', '+', '~', '\n']);
                if is_simple && selector.len() < LONGEST && self.0.len() < MOST_RULES {
                    self.0.insert(lower_name(selector), font);
                }
            }
        }
    }

    /// The font of an element in text of another font: what is nearest to it counts.
    pub fn of(&self, tag: &Tag, around: Option<LegacyFont>) -> Option<LegacyFont> {
        let style = || tag.value("style").and_then(said);
        let face = || tag.value("face").filter(|_| tag.name == b"font").map(LegacyFont::named);
        let ruled = || (!self.0.is_empty()).then(|| self.ruled(tag)).flatten();
        style().or_else(face).or_else(ruled).unwrap_or(around)
    }

    fn ruled(&self, tag: &Tag) -> Said {
        let name = String::from_utf8_lossy(&tag.name);
        let rule = |selector: &str| self.0.get(selector).copied();
        let classes = || tag.value("class").unwrap_or_default().split_ascii_whitespace();
        tag.value("id")
            .and_then(|id| rule(&format!("#{id}")))
            .or_else(|| classes().find_map(|class| rule(&format!("{name}.{class}"))))
            .or_else(|| classes().find_map(|class| rule(&format!(".{class}"))))
            .or_else(|| rule(&name))
            .or_else(|| rule("*"))
    }
}

/// A selector with the name of its element in lower case.
fn lower_name(selector: &str) -> String {
    let end = selector.find(['.', '#']).unwrap_or(selector.len());
    selector[..end].to_ascii_lowercase() + &selector[end..]
}

/// The font that declarations name, the last of them.
fn said(declarations: &str) -> Said {
    let mut named = declarations.split(';').filter_map(|declaration| {
        let (key, value) = declaration.split_once(':')?;
        let value = value.split("!important").next().unwrap_or_default().trim();
        match key.trim().to_ascii_lowercase().as_str() {
            "font-family" => Some(value),
            // After the size: "italic 12pt/1.5 '.VnTime', serif".
            "font" => {
                value.split_once(|c: char| c.is_ascii_digit()).and_then(|(_, rest)| Some(rest.split_once(' ')?.1))
            }
            _ => None,
        }
    });
    named
        .next_back()
        .filter(|value| !matches!(*value, "inherit" | "unset") && value.len() < LONGEST)
        .map(LegacyFont::named)
}
