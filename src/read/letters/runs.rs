//! Text in fonts that are named, run by run -> what its reader saw. People give a text another font, and turn its letters
//! without its font: whether the letters are those of the font is judged for the whole document.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::judge::is_vietnamese_letter;
use super::{LegacyFont, LegacyLetters, votes};

/// What is looked at of the text in old fonts, in bytes.
const MOST_BYTES: usize = 64 * 1024;
/// How many runs of Unicode outweigh one word that is Vietnamese only in the letters of the font.
const RUNS: i64 = 20;

/// How text in an old font is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum RunReading {
    /// In the letters of the font, where it has none of Unicode alone.
    #[default]
    Font,
    /// The same, unless more of its words are Vietnamese as they stand: the document has both.
    Judged,
    /// As it stands: the document is Unicode.
    Unicode,
}

/// The runs of a document.
#[derive(Clone, Debug, Default)]
pub struct FontRuns {
    reading: RunReading,
    /// How many runs in old fonts are Unicode, and how many more words of the others are Vietnamese in their letters.
    unicode: i64,
    lead: i64,
    seen: usize,
    letters: BTreeSet<LegacyLetters>,
}

impl FontRuns {
    /// The text that a reader saw, in that font. Letters that old fonts lack are of Unicode, whatever font is named for
    /// them.
    pub fn shown<'a>(&mut self, font: Option<LegacyFont>, text: &'a str) -> Cow<'a, str> {
        let Some(font) = font else { return Cow::Borrowed(text) };
        if text.contains(is_vietnamese_letter) {
            self.unicode += 1;
            return Cow::Borrowed(text);
        }
        let lead = if text.is_ascii() { 0 } else { self.survey(text, font.letters) };
        match self.reading {
            RunReading::Unicode => Cow::Borrowed(text),
            RunReading::Judged if lead < 0 => Cow::Borrowed(text),
            _ => {
                let decoded = font.decode(text);
                if !text.is_ascii() && decoded != text {
                    self.letters.insert(font.letters);
                }
                Cow::Owned(decoded)
            }
        }
    }

    fn survey(&mut self, text: &str, letters: LegacyLetters) -> i64 {
        self.seen += text.len();
        if self.seen > MOST_BYTES && self.reading == RunReading::Font {
            return 0;
        }
        let lead = votes(text, letters);
        self.lead += lead;
        lead
    }

    /// Those to read the document with once more, where some of its runs in old fonts are Unicode and some may be.
    pub fn again(&self) -> Option<FontRuns> {
        let is_mixed = self.reading == RunReading::Font && self.unicode > 0 && self.seen > 0;
        let reading = if self.lead > self.unicode / RUNS { RunReading::Judged } else { RunReading::Unicode };
        is_mixed.then(|| FontRuns { reading, ..FontRuns::default() })
    }

    /// A text beside the runs that names no font, a title say, as its reader saw it.
    pub fn beside(&self, text: &str) -> Option<String> {
        let is_open = !text.is_ascii() && !text.contains(is_vietnamese_letter);
        let letters = self.letters.iter().filter(|_| is_open).max_by_key(|letters| votes(text, **letters))?;
        (votes(text, *letters) > 0).then(|| letters.decode(text))
    }

    /// The letters that runs were read in.
    pub fn letters(self) -> BTreeSet<LegacyLetters> {
        self.letters
    }
}

impl LegacyFont {
    /// A text in the font by itself, as its reader saw it; `None` where it isn't plainly in its letters.
    pub fn turned(self, text: &str) -> Option<String> {
        let is_open = !text.is_ascii() && !text.contains(is_vietnamese_letter);
        (is_open && votes(text, self.letters) > 0).then(|| self.decode(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(runs: &[&str]) -> Vec<String> {
        let font = LegacyFont::named(".VnTime");
        let read =
            |found: &mut FontRuns| runs.iter().map(|text| found.shown(font, text).into_owned()).collect::<Vec<_>>();
        let mut first = FontRuns::default();
        let texts = read(&mut first);
        first.again().map_or(texts, |mut again| read(&mut again))
    }

    #[test]
    fn a_document_of_unicode_in_an_old_font_stays_as_it_is_down_to_its_shortest_run() {
        for runs in [&["Lúa mới về", "là", "thôn"][..], &["á", "Bà con gặt lúa ở ruộng bậc thang", "Phó Thôn", "é"]]
        {
            assert_eq!(shown(runs), runs);
        }
    }

    #[test]
    fn a_run_of_unicode_among_old_letters_leaves_them_old() {
        let runs = ["Lóa míi vÒ lµng", "Chữ mới", "vô gÆt", "¹", "là"];
        assert_eq!(shown(&runs)[..4], ["Lúa mới về làng", "Chữ mới", "vụ gặt", "ạ"]);
    }

    #[test]
    fn a_title_beside_the_runs_is_in_their_letters_where_it_reads_better() {
        let mut runs = FontRuns::default();
        runs.shown(LegacyFont::named(".VnTime"), "Lóa míi");
        assert_eq!(runs.beside("Héi nghÞ").as_deref(), Some("Hội nghị"));
        assert_eq!([runs.beside("Cà phê"), runs.beside("Hội"), runs.beside("Café")], [None, None, None]);
        assert_eq!(runs.letters(), BTreeSet::from([LegacyLetters::Tcvn3]));
    }
}
