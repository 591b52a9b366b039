//! Vietnamese letters of the fonts before Unicode. Such a font draws *ộ* where another draws *é*: a file that names the
//! font, or was copied from one that did, says "Héi nghÞ" where its reader saw "Hội nghị".

mod font;
mod judge;
mod runs;

use std::collections::HashMap;
use std::sync::LazyLock;

use anyhow::Result;

use crate::encoding::{ByteTable, Reading, is_syllable, tcvn3, viscii, vni, windows_1252, words};

pub use font::LegacyFont;
pub use judge::{is_vietnamese_letter, turn};
pub use runs::FontRuns;

/// What the codes of a family of fonts stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegacyLetters {
    /// The .Vn fonts (ABC).
    Tcvn3,
    /// The fonts of VNI.
    Vni,
    /// The fonts of the TriChlor group.
    Viscii,
}

/// The letters of each byte, in the order of [`LegacyLetters`].
static TABLES: LazyLock<[ByteTable; 3]> = LazyLock::new(|| [tcvn3::table(), vni::table(), viscii::table()]);

/// The characters beyond Latin-1 that windows-1252 has, and their bytes.
static BEYOND_LATIN: LazyLock<HashMap<char, u8>> = LazyLock::new(|| {
    let windows = windows_1252();
    (0x80..=0x9f).filter_map(|byte: u8| Some((windows[usize::from(byte)].chars().next()?, byte))).collect()
});

impl LegacyLetters {
    /// All.
    pub const ALL: [LegacyLetters; 3] = [LegacyLetters::Tcvn3, LegacyLetters::Vni, LegacyLetters::Viscii];

    /// The encoding of the same codes.
    fn reading(self) -> Reading {
        match self {
            LegacyLetters::Tcvn3 => Reading::Tcvn3,
            LegacyLetters::Vni => Reading::Vni,
            LegacyLetters::Viscii => Reading::Viscii,
        }
    }

    /// The letters that an encoding of that name has, if it is one of theirs.
    ///
    /// # Errors
    /// There is no such encoding.
    pub fn named(encoding: &str) -> Result<Option<LegacyLetters>> {
        let reading = Reading::named(encoding)?;
        Ok(LegacyLetters::ALL.into_iter().find(|letters| letters.reading() == reading))
    }

    /// Their name, which is that of the encoding.
    pub fn name(self) -> &'static str {
        self.reading().name()
    }

    /// The text that a reader saw. What has no code in the font stays as it is. A letter of VNI and its marks are apart
    /// until the text is composed.
    pub fn decode(self, text: &str) -> String {
        let table = &TABLES[self as usize];
        let mut decoded = String::with_capacity(text.len());
        for c in text.chars() {
            match code(c) {
                Some(byte) => decoded.push_str(&table[usize::from(byte)]),
                None => decoded.push(c),
            }
        }
        decoded
    }
}

/// The code in a font that a character stands for: that of Latin-1 or of windows-1252, or of the private use that fonts
/// of symbols are given.
fn code(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ 0..=0xff => u8::try_from(code).ok(),
        code @ 0xf000..=0xf0ff => u8::try_from(code - 0xf000).ok(),
        _ => BEYOND_LATIN.get(&c).copied(),
    }
}

/// How many more words of a text are Vietnamese in the letters than as it stands, those of ASCII apart.
fn votes(text: &str, letters: LegacyLetters) -> i64 {
    let count = |text: &str, small_tones: bool| {
        let words = words(text);
        words.iter().filter(|word| is_syllable(word, small_tones)).count() as i64
    };
    count(&letters.decode(text), letters == LegacyLetters::Tcvn3) - count(text, false)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::LegacyLetters::{Tcvn3, Viscii, Vni};

    #[test]
    fn letters_are_read_whether_they_stand_on_latin_1_windows_1252_or_private_use() {
        assert_eq!(Tcvn3.decode("N\u{ad}íc s\u{a9}u \u{93}tèt\u{94}"), "Nước sâu “tốt”");
        assert_eq!(Tcvn3.decode("“tèt” –"), "“tốt” –");
        assert_eq!(Viscii.decode("\u{85} …"), "Ầ Ầ");
        let symbols: String = "§Êt".chars().map(|c| char::from_u32(0xf000 + u32::from(c)).unwrap()).collect();
        assert_eq!(Tcvn3.decode(&symbols), "Đất");
        assert_eq!(Vni.decode("Nöôùc saâu").nfc().collect::<String>(), "Nước sâu");
    }

    #[test]
    fn what_is_on_no_code_stays() {
        assert_eq!(Tcvn3.decode("ế → 中"), "ế → 中");
    }
}
