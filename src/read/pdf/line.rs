//! Letters of a line, from left to right -> the line: its text, where it begins and ends, how high its letters are.
//!
//! A wide gap becomes a tab, marks of footnotes are left out.

use super::font::FontStyle;
use super::letter::{CELL_GAP, Joint, PdfPage, PlacedLetter, WORD_GAP};
use super::notes;
use super::tracking;

/// How far adjacent letters may differ in height.
const ALIKE: f64 = 1.05;
/// How much wider than the narrowest gap between words the widest may be where a line is stretched.
const EVEN: f64 = 1.5;
/// Accents that stand alone, and the combining characters that they are on a letter.
const ACCENTS: &str =
    "´\u{301}`\u{300}ˆ\u{302}^\u{302}˜\u{303}~\u{303}¨\u{308}˘\u{306}ˇ\u{30c}˚\u{30a}¯\u{304}˙\u{307}¸\u{327}";

/// A line of a page. Places are in the units of the page, in a plane turned so that the line runs from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PdfLine {
    /// Its text, cells parted by tabs.
    pub text: String,
    /// Where its first letter begins.
    pub x0: f64,
    /// Where its last letter ends.
    pub x1: f64,
    /// Where its baseline is, counted downwards.
    pub y: f64,
    /// How wide its first word is.
    pub word: f64,
    /// How high most of its letters are.
    pub height: f64,
    /// How its letters look, if all look the same.
    pub style: Option<FontStyle>,
    /// Which way it runs, in degrees.
    pub angle: i32,
    /// Its page, from 0.
    pub page: usize,
    /// Where gaps as wide as those between cells begin and end.
    pub wide: Vec<[f64; 2]>,
    /// How many gaps between words it has, if all are about equally wide.
    pub even: Option<usize>,
}

/// Makes a line of letters.
pub fn compose(page: &PdfPage, letters: &[usize], angle: i32) -> PdfLine {
    let (height, y) = vote(page, letters);
    let joints: Vec<Joint> = (0..letters.len()).map(|place| joint(page, letters, place)).collect();
    let joints = tracking::joints(page, letters, &joints).unwrap_or(joints);
    let marks = notes::marks(page, letters, &joints, [height, y]);
    let mut line = PdfLine { height, y, angle, ..PdfLine::default() };
    let (mut last, mut word, mut between): (Option<&PlacedLetter>, _, _) = (None, None, Joint::Tight);
    let (mut gaps, mut styles) = (Vec::new(), Vec::new());
    for (place, letter) in letters.iter().map(|&at| &page.letters[at]).enumerate() {
        between = between.max(joints[place]);
        let text = match marks.get(&place) {
            Some(None) => continue,
            Some(Some(instead)) => instead,
            None => page.text(letter),
        };
        match last {
            None => line.x0 = letter.x0,
            Some(last) if between > Joint::Tight => {
                word = word.or(Some(last.x1));
                line.text.push(if between == Joint::Tab { '\t' } else { ' ' });
                line.wide.extend((between == Joint::Tab).then_some([last.x1, letter.x0]));
                gaps.push(letter.x0 - last.x1);
            }
            Some(_) => (),
        }
        push(&mut line.text, text, last.filter(|last| is_over(last, letter)).map(|last| page.text(last)));
        styles.push(letter.style);
        (line.x1, between, last) = (letter.x1, Joint::Tight, Some(letter));
    }
    line.style = styles.first().copied().filter(|first| styles.iter().all(|style| style == first));
    line.word = word.unwrap_or(line.x1) - line.x0;
    let least = gaps.iter().copied().fold(f64::INFINITY, f64::min);
    line.even = gaps.iter().all(|gap| *gap <= EVEN * least).then_some(gaps.len());
    line
}

/// The height that leads in the vote of the letters, and the baseline that goes with it.
fn vote(page: &PdfPage, letters: &[usize]) -> (f64, f64) {
    let (mut height, mut y, mut lead) = (0.0, 0.0, 0);
    for letter in letters.iter().map(|&at| &page.letters[at]) {
        if lead == 0 {
            (height, y, lead) = (letter.height, letter.y, 1);
        } else if is_alike(height, letter.height) {
            lead += 1;
        } else {
            lead -= 1;
        }
    }
    (height, y)
}

/// What comes before a letter: what was written there, or else what the places say.
fn joint(page: &PdfPage, letters: &[usize], place: usize) -> Joint {
    let Some(before) = place.checked_sub(1).map(|before| letters[before]) else {
        return Joint::Tight;
    };
    let (one, other) = (&page.letters[before], &page.letters[letters[place]]);
    if before + 1 == letters[place] && one.strip == other.strip {
        return other.joint;
    }
    match (other.x0 - one.x1) / one.height.max(other.height) {
        gap if gap > CELL_GAP => Joint::Tab,
        gap if gap > WORD_GAP => Joint::Space,
        _ => Joint::Tight,
    }
}

/// Whether most of one of two letters is over the other.
fn is_over(one: &PlacedLetter, other: &PlacedLetter) -> bool {
    let overlap = one.x1.min(other.x1) - one.x0.max(other.x0);
    overlap > 0.5 * (one.x1 - one.x0).min(other.x1 - other.x0)
}

/// Adds the text of a letter; an accent drawn over the letter, or under it, follows it as a combining character.
fn push(text: &mut String, new: &str, under: Option<&str>) {
    let is_letter = |text: &str| text.chars().count() == 1 && text.chars().all(char::is_alphabetic);
    match under {
        Some(base) if is_letter(base) && is_accent(new) => text.extend(accent(new)),
        Some(mark) if is_letter(new) && is_accent(mark) && text.ends_with(mark) => {
            text.truncate(text.len() - mark.len());
            text.push_str(new);
            text.extend(accent(mark));
        }
        _ => text.extend(new.chars().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c })),
    }
}

/// Whether a text is an accent that stands alone.
pub fn is_accent(text: &str) -> bool {
    accent(text).is_some()
}

fn accent(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let (accent, None) = (chars.next()?, chars.next()) else {
        return None;
    };
    let pairs: Vec<char> = ACCENTS.chars().collect();
    pairs.chunks(2).find(|pair| pair[0] == accent).map(|pair| pair[1])
}

/// Whether letters have the same height, as far as one sees.
pub fn is_alike(one: f64, other: f64) -> bool {
    one <= ALIKE * other && other <= ALIKE * one
}
