//! Words without their marks -> whether they are spelt like Vietnamese syllables.

use std::collections::HashSet;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;
use unicode_normalization::UnicodeNormalization;

/// The beginnings of syllables, without marks.
const ONSETS: [&str; 27] = [
    "", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu", "r",
    "s", "t", "th", "tr", "v", "x",
];

/// Their ends, without marks.
const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et ech enh eu i ia ich im in inh ip it iu \
    iec iem ien ieng iep iet ieu o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oe oem oen oeo oet \
    ooc oong u ua uc ui um un ung up ut uu uan uang uat uay ue uech uenh uo uoc uoi uom uon uong uop uot uou uy uya uych uyn \
    uynh uyp uyt uyu uyen uyet y ych yn ynh yp yt yem yen yeng yet yeu";

/// What Vietnamese says most, without marks, where other languages have few words that look the same.
const COMMON: &str = "va cua la cac nhung duoc cho khong nguoi mot voi da ve nam nay nhieu phai khi cung den vao ra lam nhu \
    nhat nuoc viet tai trong thi hon sau dang theo tren con se ong rang bi doi hai hoi dinh cong viec thanh ngay dau thu tu the \
    qua giao chinh dong hien quoc gia phat trien bo hop tac kinh te xa chi chu cao lai su minh gi duong biet hoc dan";

/// The ends of syllables after the vowel, and their beginnings, none of which holds a vowel.
const CODAS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

static SYLLABLES: LazyLock<HashSet<String, FxBuildHasher>> = LazyLock::new(|| {
    let of = |onset: &str| RHYMES.split(' ').map(move |rhyme| format!("{onset}{rhyme}")).collect::<Vec<_>>();
    ONSETS.iter().flat_map(|onset| of(onset)).collect()
});

static FREQUENT: LazyLock<HashSet<&str, FxBuildHasher>> = LazyLock::new(|| COMMON.split_whitespace().collect());

static BARE: LazyLock<HashSet<String, FxBuildHasher>> = LazyLock::new(|| {
    let bare = ONSETS.iter().filter(|onset| !onset.contains(['u', 'i']));
    bare.flat_map(|onset| CODAS.iter().map(move |coda| format!("{onset}{coda}")))
        .filter(|word| word.len() > 1)
        .collect()
});

/// Whether the word, small and without marks, is spelt like a Vietnamese syllable without its marks.
pub fn is_syllable(word: &str) -> bool {
    SYLLABLES.contains(word)
}

/// Whether it is one of those that Vietnamese uses most.
pub fn is_common(word: &str) -> bool {
    FREQUENT.contains(word)
}

/// Whether it is what is left of a Vietnamese syllable without its vowel.
pub fn is_bare(word: &str) -> bool {
    BARE.contains(word)
}

/// A word as it is spelt without marks, and whether one of them was a tone or another mark.
#[derive(Default)]
pub struct Plain {
    /// Small letters of ASCII.
    pub letters: String,
    /// Whether a vowel bears a tone.
    pub has_tone: bool,
}

impl Plain {
    /// Takes the word in; `false` where it has anything but Latin letters.
    pub fn take(&mut self, word: &str) -> bool {
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
                '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => self.has_tone = true,
                '\u{302}' | '\u{306}' | '\u{31b}' => {}
                _ => return false,
            }
        }
        !self.letters.is_empty()
    }
}

/// The runs of letters in a word, those with a digit beside them apart; an apostrophe is a letter.
pub fn runs(word: &str) -> impl Iterator<Item = &str> {
    let is_within = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}');
    word.split(move |c| !is_within(c)).filter(|run| !run.is_empty() && !run.contains(|c: char| c.is_numeric()))
}

/// A vowel of Latin letters, y among them.
pub fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'A' | 'E' | 'I' | 'O' | 'U' | 'Y')
        || (!c.is_ascii() && std::iter::once(c).nfd().next().is_some_and(|base| base.is_ascii() && is_vowel(base)))
        || matches!(c, 'ı' | 'æ' | 'Æ' | 'ø' | 'Ø' | 'œ' | 'Œ')
}
