//! Letters of a line -> those that are marks of footnotes: raised small digits after a word, or before the note.
//!
//! Digits after a unit ("km2"), after a single letter and after ten are powers and stay.

use std::collections::HashMap;

use super::font::GlyphShape;
use super::letter::{Joint, PdfPage};

/// How much higher than the others a raised letter is, and how much lower it is itself, in their heights.
const RAISED: f64 = 0.12;
const SMALL: f64 = 0.9;
/// Most characters of a mark: several numbers with commas.
const LONGEST: usize = 12;
/// Units of length, of which there are squares and cubes.
const UNITS: [&str; 12] = ["mm", "cm", "dm", "dam", "hm", "km", "µm", "nm", "ft", "in", "yd", "mi"];

/// Raised digits, or what they might be.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Raised {
    Mark,
    Degree,
    Text,
}

/// The places among a line's letters of those that are left out, and what is said instead; given what comes before
/// each, and how high the line's letters are and where its baseline is.
pub fn marks(
    page: &PdfPage,
    letters: &[usize],
    joints: &[Joint],
    [height, y]: [f64; 2],
) -> HashMap<usize, Option<&'static str>> {
    let mut marks = HashMap::new();
    let texts: Vec<&str> = letters.iter().map(|&at| page.text(&page.letters[at])).collect();
    // How sure it is from the looks of each alone.
    let raised = letters.iter().zip(&texts).map(|(&at, text)| {
        let letter = &page.letters[at];
        let is_high = y - letter.y > RAISED * height && letter.height < SMALL * height;
        let shape = if is_high || is_superscript(text) { GlyphShape::Small } else { letter.shape };
        if is_part(text) { shape } else { GlyphShape::Plain }
    });
    let raised: Vec<GlyphShape> = raised.collect();
    let mut place = 0;
    while place < letters.len() {
        let run = raised[place..].iter().take_while(|shape| **shape > GlyphShape::Plain).count();
        let end = place + run;
        let is_run =
            (1..=LONGEST).contains(&run) && texts[place..end].iter().any(|text| text.contains(char::is_numeric));
        if is_run {
            let start = (0..=place).rev().find(|&at| at == 0 || joints[at] > Joint::Tight).unwrap_or_default();
            let next = texts.get(end).filter(|_| joints[end] == Joint::Tight);
            let is_sure = !raised[place..end].contains(&GlyphShape::Narrow);
            let around = Around {
                before: texts[start..place].concat(),
                next: next.and_then(|next| next.chars().next()),
                is_first: place == 0,
                is_last: end == letters.len(),
            };
            match kind(&texts[place..end].concat(), &around, is_sure) {
                Raised::Mark => marks.extend((place..end).map(|place| (place, None))),
                Raised::Degree => drop(marks.insert(place, Some("°"))),
                Raised::Text => (),
            }
        }
        place = end.max(place + 1);
    }
    marks
}

/// What surrounds raised digits.
struct Around {
    /// What comes before them, from the last space on.
    before: String,
    /// What follows without a space.
    next: Option<char>,
    /// Whether they begin the line, and whether they end it.
    is_first: bool,
    is_last: bool,
}

/// What raised digits are.
fn kind(digits: &str, around: &Around, is_sure: bool) -> Raised {
    let Around { before, next, .. } = around;
    if matches!(next, Some('/' | '⁄')) || (around.is_first && around.is_last) {
        return Raised::Text;
    }
    if before.is_empty() {
        let is_note = is_sure || (around.is_first && next.is_some_and(char::is_uppercase));
        return if is_note { Raised::Mark } else { Raised::Text };
    }
    let word: String = before.chars().rev().take_while(|c| c.is_alphabetic()).collect();
    let word: String = word.chars().rev().collect::<String>().to_lowercase();
    if before.ends_with(|c: char| c.is_ascii_digit()) {
        let number = before.trim_start_matches(|c: char| !c.is_ascii_digit());
        return match digits {
            _ if !is_sure || number == "10" => Raised::Text,
            "0" => Raised::Degree,
            _ => Raised::Mark,
        };
    }
    let is_power = matches!(digits, "2" | "3" | "²" | "³") && UNITS.contains(&&word[..]);
    let is_symbol = word.len() == 1 || next.is_some_and(char::is_alphanumeric);
    let follows_text = before.contains(if is_sure { char::is_alphanumeric } else { char::is_alphabetic });
    if is_power || is_symbol || !follows_text { Raised::Text } else { Raised::Mark }
}

fn is_part(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || is_superscript_digit(c) || matches!(c, ',' | '[' | ']' | '*' | '–' | '-'))
}

fn is_superscript(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_superscript_digit)
}

fn is_superscript_digit(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}
