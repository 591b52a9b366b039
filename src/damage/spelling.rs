//! A word -> how many of its runs of letters are spelt like Vietnamese syllables, with their marks or without.

use std::collections::HashSet;
use std::ops::AddAssign;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;
use unicode_normalization::UnicodeNormalization;

use crate::clean::is_alphanumeric;
use crate::encoding::{is_without_vowel, plain_syllables};

/// The most frequent words of Vietnamese, without marks, that few other languages have.
const COMMON: &str = "va cua cac duoc mot voi nam nay nhieu cung vao lam viet tai dang rang doi hai hoi dinh cong viec ngay     dau hien quoc bo hop tac lai duong biet hoc";

/// Words of English, French and Italian that begin or end like Vietnamese syllables.
const OTHERS: &str =
    "the that than then thin thing them chat che chi chin chien chic tra tram trap trop tri que qui ing gin phi";

static SYLLABLES: LazyLock<HashSet<String, FxBuildHasher>> = LazyLock::new(|| plain_syllables().collect());

static FREQUENT: LazyLock<HashSet<&str, FxBuildHasher>> = LazyLock::new(|| COMMON.split_whitespace().collect());

static FOREIGN: LazyLock<HashSet<&str, FxBuildHasher>> = LazyLock::new(|| OTHERS.split_whitespace().collect());

/// How the words of a passage are spelt, or what one of them adds to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Spelling {
    /// Runs of letters, including all that follow.
    pub words: u16,
    /// Those that open with a small letter.
    pub small: u16,
    /// Those that are Vietnamese syllables, with marks or without.
    pub syllables: u16,
    /// Those of them that are hardly words of another language.
    pub common: u16,
    /// Those of them whose vowel bears a tone.
    pub toned: u16,
    /// Those of the syllables that are ASCII, and hardly words of another language.
    pub plain: u16,
    pub plain_common: u16,
    /// Syllables with letters that Vietnamese alone has.
    pub own: u16,
    /// Words with such letters that are no syllables.
    pub not_own: u16,
    /// Words of ASCII.
    pub ascii: u16,
    /// Single letters beyond ASCII: of 100 words of Vietnamese one ("ở", "ý").
    pub lone: u16,
    /// Small consonants that are left of a syllable without its vowel.
    pub bare: u16,
    /// Those of them that are one letter.
    pub single: u16,
}

impl Spelling {
    /// The spelling of a word, as white space separates words.
    pub fn of(word: &str) -> Spelling {
        let (mut all, mut plain) = (Spelling::default(), Plain::default());
        for run in runs(word) {
            let (is_ascii, is_latin) = (run.is_ascii(), plain.take(run));
            all.words += 1;
            all.small += u16::from(run.starts_with(char::is_lowercase));
            all.ascii += u16::from(is_ascii);
            all.lone += u16::from(!is_ascii && run.chars().nth(1).is_none());
            let is_own = !is_ascii && run.contains(is_own_letter);
            if is_latin && is_syllable(&plain.letters) {
                all.syllables += 1;
                let is_common = is_common(&plain.letters);
                all.common += u16::from(is_common);
                all.plain_common += u16::from(is_common && is_ascii);
                all.toned += u16::from(plain.has_tone);
                all.plain += u16::from(is_ascii);
                all.own += u16::from(is_own);
            } else if is_own {
                all.not_own += 1;
            } else if is_ascii && run.ends_with(|c: char| c.is_ascii_lowercase()) && is_without_vowel(&plain.letters) {
                all.bare += 1;
                all.single += u16::from(run.len() == 1);
            }
        }
        all
    }

    /// Words beyond ASCII, and how many of them are no Vietnamese syllables.
    pub fn beyond_ascii(&self) -> (u16, u16) {
        let beyond = self.words - self.ascii;
        (beyond, beyond - (self.syllables - self.plain))
    }
}

impl AddAssign for Spelling {
    fn add_assign(&mut self, other: Spelling) {
        self.words += other.words;
        self.small += other.small;
        self.syllables += other.syllables;
        self.common += other.common;
        self.toned += other.toned;
        self.plain += other.plain;
        self.plain_common += other.plain_common;
        self.own += other.own;
        self.not_own += other.not_own;
        self.ascii += other.ascii;
        self.lone += other.lone;
        self.bare += other.bare;
        self.single += other.single;
    }
}

/// Whether the word, small and without marks, is spelt like a Vietnamese syllable without its marks.
pub fn is_syllable(word: &str) -> bool {
    SYLLABLES.contains(word)
}

/// Whether such a syllable is hardly a word of another language.
pub fn is_common(word: &str) -> bool {
    let begins = ["ng", "nh", "th", "tr", "kh", "ph", "ch", "gi"].iter().any(|onset| word.starts_with(onset));
    (begins || word.len() > 3 && word.ends_with(['g', 'h'])) && !FOREIGN.contains(word) || FREQUENT.contains(word)
}

/// A word as it is spelt without marks, and whether one of them was a tone.
#[derive(Default)]
struct Plain {
    /// Small letters of ASCII.
    letters: String,
    /// Whether a vowel bears a tone.
    has_tone: bool,
}

impl Plain {
    /// Takes the word in; `false` where it has anything but letters of Vietnamese, or two tones.
    fn take(&mut self, word: &str) -> bool {
        self.letters.clear();
        self.has_tone = false;
        if word.is_ascii() {
            self.letters.extend(word.chars().map(|c| c.to_ascii_lowercase()));
            return word.bytes().all(|byte| byte.is_ascii_alphabetic());
        }
        for c in word.nfd() {
            match c {
                'a'..='z' | 'A'..='Z' => self.letters.push(c.to_ascii_lowercase()),
                'đ' | 'Đ' => self.letters.push('d'),
                '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' if !self.has_tone => self.has_tone = true,
                '\u{302}' | '\u{306}' | '\u{31b}' => {}
                _ => return false,
            }
        }
        !self.letters.is_empty()
    }
}

/// Whether Vietnamese alone has the letter: one with two marks, or with a horn. Yoruba and Igbo have dots below, too.
fn is_own_letter(c: char) -> bool {
    matches!(c, 'ơ' | 'ư' | 'Ơ' | 'Ư' | 'Ả'..='Ặ' | 'Ẻ'..='Ỉ' | 'Ỏ'..='Ợ' | 'Ủ'..='ỹ')
}

/// The runs of letters in a word, those with a digit beside them apart; an apostrophe is a letter.
fn runs(word: &str) -> impl Iterator<Item = &str> {
    let is_within = |c: char| is_alphanumeric(c) || matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}');
    word.split(move |c| !is_within(c)).filter(|run| !run.is_empty() && !run.contains(|c: char| c.is_numeric()))
}

/// A vowel of Latin letters, y among them.
pub fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'A' | 'E' | 'I' | 'O' | 'U' | 'Y')
        || (!c.is_ascii() && std::iter::once(c).nfd().next().is_some_and(|base| base.is_ascii() && is_vowel(base)))
        || matches!(c, 'ı' | 'æ' | 'Æ' | 'ø' | 'Ø' | 'œ' | 'Œ')
}
