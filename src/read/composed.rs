//! Text as it is counted: [`Composed`].

use std::borrow::Cow;
use std::iter;
use std::ops::Deref;

use encoding_rs::WINDOWS_1252;
use itertools::izip;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Text in NFC, in which every character can be seen: letters are composed, ligatures are letters again, characters that
/// nobody sees are gone, and so are the marks of notes. There is no other way to make one than [`Composed::new`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Composed(String);

impl Composed {
    /// The text composed, see [`compose`].
    pub fn new(text: &str) -> Composed {
        Composed(compose(text).into_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Composed {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<Composed> for String {
    fn from(text: Composed) -> String {
        text.0
    }
}

impl PartialEq<str> for Composed {
    fn eq(&self, text: &str) -> bool {
        self.0 == text
    }
}

impl PartialEq<&str> for Composed {
    fn eq(&self, text: &&str) -> bool {
        self.0 == *text
    }
}

/// The text in NFC, without the characters that nobody sees: they come with text copied from the web, and would cut words
/// in two. A joiner goes with them; an emoji is then two. Ligatures that fonts and PDFs put for letters (U+FB00 to U+FB06)
/// become these letters, raised digits that mark a note are left out, and letters that look like Đ and Ư are these in Vietnamese.
pub fn compose(text: &str) -> Cow<'_, str> {
    if is_composed(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let is_plain = |c: char| {
        !is_invisible(c)
            && !is_shape(c)
            && plain(c).is_none()
            && ligature(c).is_none()
            && !is_raised_digit(c)
            && twin(c).is_none()
    };
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes if text.chars().all(is_plain) => Cow::Borrowed(text),
        _ => Cow::Owned(untwinned(without_marks(&unfolded(text)))),
    }
}

/// The text in NFC, with every character in it: for readers that go by the length of text before it is composed.
pub fn nfc(text: &str) -> Cow<'_, str> {
    match is_composed(text.as_bytes()) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    }
}

/// Whether nobody sees the character: soft hyphen, grapheme joiner, zero-width space and joiners, directional marks, word
/// joiner, byte-order mark.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn unfolded(text: &str) -> String {
    let mut unfolded = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| !is_invisible(c)) {
        match ligature(c) {
            Some(letters) => unfolded.push_str(letters),
            None => unfolded.push(plain(c).unwrap_or(c)),
        }
    }
    let composed = nfc(&unfolded);
    if composed.contains(is_shape) { with_shapes(&composed) } else { composed.into_owned() }
}

/// The common character for one that looks the same: a hyphen for the non-breaking one (U+2011) and that of fonts
/// (U+2010), and the mark that windows-1252 has on the code of a control character. Text once read as Latin-1 has
/// U+0092 for an apostrophe, which HTML reads as one, too.
fn plain(c: char) -> Option<char> {
    if matches!(c, '\u{2010}' | '\u{2011}') {
        return Some('-');
    }
    let code = [u8::try_from(c).ok().filter(|byte| matches!(byte, 0x80..=0x9f))?];
    let (mark, _) = WINDOWS_1252.decode_without_bom_handling(&code);
    mark.chars().next().filter(|mark| *mark != c)
}

/// The marks that make *â* and *ă*.
fn is_shape(c: char) -> bool {
    matches!(c, '\u{302}' | '\u{306}')
}

/// Text in NFC with the shape of a vowel before its tone, where it comes after it: in that order Unicode composes no
/// letter.
fn with_shapes(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        let vowel = letters.chars().next_back().filter(|vowel| is_shape(c) && vowel.is_alphabetic());
        let Some(vowel) = vowel else {
            letters.push(c);
            continue;
        };
        letters.pop();
        let mut parts: Vec<char> = iter::once(vowel).nfd().collect();
        parts.insert(1, c);
        letters.extend(parts.into_iter().nfc());
    }
    letters
}

/// The letters of a ligature that stands for its shape alone (Unicode, Alphabetic Presentation Forms).
fn ligature(c: char) -> Option<&'static str> {
    let place = (c as usize).checked_sub(0xFB00)?;
    ["ff", "fi", "fl", "ffi", "ffl", "st", "st"].get(place).copied()
}

/// Words after which a raised digit is a power, not a note's mark, though they have three letters or more.
const UNITS: [&str; 9] = ["mét", "dặm", "feet", "foot", "inch", "mile", "miles", "yard", "yards"];

/// The text without raised digits that mark a note: those at the end of a word of three letters or more that is no
/// unit, or after a full stop, comma, bracket or quotation mark.
fn without_marks(text: &str) -> String {
    if !text.contains(is_raised_digit) {
        return text.to_string();
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_raised_digit) {
        let (before, from) = rest.split_at(at);
        let after = from.trim_start_matches(is_raised_digit);
        kept.push_str(before);
        if after.starts_with(char::is_alphanumeric) || !ends_where_notes_stand(&kept) {
            kept.push_str(&from[..from.len() - after.len()]);
        }
        rest = after;
    }
    kept + rest
}

/// Whether a raised number after the text is the mark of a note.
pub fn ends_where_notes_stand(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    match word.chars().count() {
        0 => text.ends_with(['.', ',', ';', ':', '?', '!', '"', '”', '’', '»', ')', ']']),
        letters => letters > 2 && word.chars().all(char::is_alphabetic) && !UNITS.contains(&&*word.to_lowercase()),
    }
}

fn is_raised_digit(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The text with Đ and Ư for other letters that look like them. Pages once in windows-1258 have Ð (U+00D0, eth), theses
/// made with converted fonts Ƣ (U+01A2, gha). Eth is Đ where it begins a syllable, as it does in no word of Icelandic
/// or Faroese; the d of Ewe (U+0189) and gha, once a letter of Turkic languages, are changed only beside Vietnamese
/// letters.
fn untwinned(text: String) -> String {
    if !text.contains(|c| twin(c).is_some()) {
        return text;
    }
    let is_vietnamese = text.contains(is_vietnamese_letter);
    let mut chars = text.chars().peekable();
    let mut before = None;
    let mut letters = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        let begins = !before.is_some_and(char::is_alphanumeric) && chars.peek().is_some_and(|&next| is_vowel(next));
        let is_meant = match c {
            'Ð' | 'ð' => begins,
            'Ɖ' | 'ɖ' => begins && is_vietnamese,
            _ => is_vietnamese,
        };
        letters.push(twin(c).filter(|_| is_meant).unwrap_or(c));
        before = Some(c);
    }
    // A tone may follow that the other letter has no form with.
    nfc(&letters).into_owned()
}

/// The Vietnamese letter that another looks like.
fn twin(c: char) -> Option<char> {
    match c {
        'Ð' | 'Ɖ' => Some('Đ'),
        'ð' | 'ɖ' => Some('đ'),
        'Ƣ' => Some('Ư'),
        'ƣ' => Some('ư'),
        _ => None,
    }
}

/// Whether Vietnamese alone, or nearly alone, has the letter.
fn is_vietnamese_letter(c: char) -> bool {
    matches!(c, 'Ạ'..='ỹ' | 'Ơ' | 'ơ' | 'Ư' | 'ư')
}

/// Whether it is a vowel of Vietnamese, with any marks.
fn is_vowel(c: char) -> bool {
    is_vietnamese_letter(c) || "aàáâãăeèéêiìíĩoòóôõuùúũyý".contains(|vowel| c.to_lowercase().eq([vowel]))
}

/// Whether UTF-8 is composed by its bytes alone, as nearly all Vietnamese and English text is: ASCII, U+00A1 to U+02FF
/// and U+1E00 to U+1EFF, of which no letter has another form in NFC, none is a raised digit and none looks like Đ or Ư, and
/// dashes, quotation marks and dots.
fn is_composed(utf8: &[u8]) -> bool {
    // Without a branch, so that many bytes are checked at a time.
    let is_other = |byte: u8, next: u8, after: u8| {
        let plain = (byte < 0xCC)
            & ((byte != 0xC2) | !matches!(next, ..0xA0 | 0xAD | 0xB2 | 0xB3 | 0xB9))
            & ((byte != 0xC3) | !matches!(next, 0x90 | 0xB0))
            & ((byte != 0xC6) | !matches!(next, 0x89 | 0xA2 | 0xA3))
            & ((byte != 0xC9) | (next != 0x96));
        let vietnamese = (byte == 0xE1) & matches!(next, 0xB8..=0xBB);
        let punctuation = (byte == 0xE2) & (next == 0x80) & matches!(after, 0x92..=0xA7);
        u8::from(!(plain | vietnamese | punctuation))
    };
    let from = |start: usize| utf8.get(start..).unwrap_or_default();
    let threes = izip!(utf8, from(1), from(2));
    let others = threes.fold(0, |others, (byte, next, after)| others | is_other(*byte, *next, *after));
    let at_end = match utf8 {
        [] => 0,
        [last] => is_other(*last, 0, 0),
        [.., byte, last] => is_other(*byte, *last, 0) | is_other(*last, 0, 0),
    };
    others | at_end == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::char::canonical_combining_class;

    #[test]
    fn letters_are_composed_in_whatever_order_their_marks_come() {
        for parts in ["e\u{302}\u{323}", "e\u{323}\u{302}", "ê\u{323}", "ẹ\u{302}", "ệ"] {
            assert_eq!(Composed::new(parts), "ệ");
        }
        for parts in ["a\u{301}\u{306}", "á\u{306}", "ắ"] {
            assert_eq!(Composed::new(&format!("b{parts}c")), "bắc");
        }
    }

    #[test]
    fn characters_that_nobody_sees_are_dropped() {
        assert_eq!(Composed::new("ngoại\u{200b} gi\u{ad}ao\u{feff}"), "ngoại giao");
        assert_eq!(Composed::new("e\u{200d}\u{301}"), "é");
        assert_eq!(Composed::new("bi\u{34f}ê\u{34f}\u{309}n"), "biển");
    }

    #[test]
    fn ligatures_are_the_letters_that_they_show() {
        assert_eq!(
            Composed::new("ﬁnance, eﬀort, ﬂeet, oﬃce, baﬄe, ﬅill, ﬆay"),
            "finance, effort, fleet, office, baffle, still, stay"
        );
    }

    #[test]
    fn raised_digits_that_mark_a_note_are_left_out_and_powers_kept() {
        assert_eq!(Composed::new("Sông Hồng¹ dài.¹² Nghị quyết³, (xem)⁴"), "Sông Hồng dài. Nghị quyết, (xem)");
        for power in ["12 km²", "5 m³", "10⁶", "mười dặm²", "x²", "CO²", "Ngo¹i", "2021¹"] {
            assert_eq!(Composed::new(power), power);
        }
    }

    #[test]
    fn hyphens_are_one_and_controls_of_latin_1_are_the_marks_of_windows_1252() {
        assert_eq!(Composed::new("Covid\u{2011}19, Mê\u{2010}kông"), "Covid-19, Mê-kông");
        assert_eq!(Composed::new("the minister\u{92}s \u{93}plan\u{94} \u{96} now"), "the minister’s “plan” – now");
        assert_eq!(Composed::new("\u{81}\u{1f}"), "\u{81}\u{1f}");
    }

    #[test]
    fn letters_that_look_like_those_of_vietnamese_are_these_in_its_words() {
        for (shown, meant) in [
            ("Ðẩy mạnh, Ðảng, Bà-Ðen, ÐỖ VĂN ÐỨC, Ði", "Đẩy mạnh, Đảng, Bà-Đen, ĐỖ VĂN ĐỨC, Đi"),
            ("Ða\u{323}i hội ðồng", "Đại hội đồng"),
            ("Ɖường phố", "Đường phố"),
            ("ngƣời, NGƢỜI, tƣ lệnh, nhƣ\u{303}ng", "người, NGƯỜI, tư lệnh, những"),
        ] {
            assert_eq!(Composed::new(shown), meant);
        }
        for other in ["maðurinn", "EÐA", "/ðə/", "ðæt", "Ɖe wò", "5ð", "Ð.", "qaƣaz", "Ƣ"] {
            assert_eq!(Composed::new(other), other);
        }
    }

    #[test]
    fn what_passes_for_composed_is_composed() {
        let mut composed = 0;
        for c in ('\u{1}'..=char::MAX).filter(|&c| is_composed(c.to_string().as_bytes())) {
            assert!(plain(c).is_none() && !is_shape(c));
            assert!(!is_invisible(c) && ligature(c).is_none() && !is_raised_digit(c), "{c:?}");
            assert_eq!(twin(c), None);
            assert!(c.nfc().eq([c]) && canonical_combining_class(c) == 0, "{c:?}");
            composed += 1;
        }
        assert!(composed > 1000 && is_composed("“Ngoại giao – cây tre…”".as_bytes()));
    }

    #[test]
    fn what_is_composed_stays_as_it_is() {
        for text in ["", "Hội nghị", "a\u{301}", "ﬁ", "Hồng¹.", "\u{301}a", "naïve e\u{feff}\u{301}"] {
            let once = Composed::new(text);
            assert_eq!(Composed::new(&once), once);
        }
    }
}
