//! A word -> whether it is spelt like a Vietnamese syllable: onset, rhyme and tone.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::word::is_even;

/// The onsets of standard spelling; *qu* is one, and so the rhyme of *quyết* is *yêt*.
const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu",
    "r", "s", "t", "th", "tr", "v", "x",
];

/// Each nucleus, with the codas that follow it; a dash means none.
const RHYMES: [(&str, &str); 25] = [
    ("a", "- c ch i m n ng nh o p t u y"),
    ("ă", "c m n ng p t"),
    ("â", "c m n ng p t u y"),
    ("e", "- c m n ng o p t"),
    ("ê", "- ch m n nh p t u"),
    ("i", "- a ch m n nh p t u"),
    ("iê", "c m n ng p t u"),
    ("o", "- c i m n ng p t"),
    ("oa", "- c ch i m n ng nh o p t y"),
    ("oă", "c m n ng t"),
    ("oe", "- m n o t"),
    ("oo", "c ng"),
    ("ô", "- c i m n ng p t"),
    ("ơ", "- i m n p t"),
    ("u", "- a c i m n ng p t"),
    ("uâ", "n ng t y"),
    ("uê", "- ch nh"),
    ("uơ", "-"),
    ("uô", "c i m n ng t"),
    ("uy", "- a ch n nh p t u"),
    ("uyê", "n t"),
    ("ư", "- a c i m n ng t u"),
    ("ươ", "c i m n ng p t u"),
    ("y", "- ch n nh p t"),
    ("yê", "m n ng t u"),
];

/// A word, taken apart.
struct Parts {
    /// In lower case, with their shapes (*ê*, *ư*), without the tone.
    letters: String,
    /// The tone, and where in the letters its vowel ends.
    tone: Option<(char, usize)>,
    /// Whether each letter is a capital.
    capitals: Vec<bool>,
}

/// Whether the word is spelt like one syllable: small, capitalised or all in capitals. With `small_tones` the vowel
/// that bears the tone may be small among capitals, as in TCVN3.
pub fn is_syllable(word: &str, small_tones: bool) -> bool {
    let Some(parts) = take_apart(word, small_tones) else { return false };
    is_even(parts.capitals) && ONSETS.iter().any(|onset| agree(onset, &parts.letters, parts.tone))
}

fn take_apart(word: &str, small_tones: bool) -> Option<Parts> {
    let (mut letters, mut tone, mut capitals) = (String::new(), None, Vec::new());
    for c in word.nfd() {
        match c.to_ascii_lowercase() {
            small @ 'a'..='z' => {
                letters.push(small);
                capitals.push(c != small);
            }
            'đ' | 'Đ' => {
                letters.push('đ');
                capitals.push(c == 'Đ');
            }
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'
                if tone.is_none() && letters.ends_with(is_vowel) =>
            {
                tone = Some((c, letters.len()));
                capitals.pop_if(|capital| small_tones && !*capital);
            }
            _ => {
                let shaped = match (letters.pop()?, c) {
                    ('a', '\u{306}') => 'ă',
                    ('a', '\u{302}') => 'â',
                    ('e', '\u{302}') => 'ê',
                    ('o', '\u{302}') => 'ô',
                    ('o', '\u{31b}') => 'ơ',
                    ('u', '\u{31b}') => 'ư',
                    _ => return None,
                };
                letters.push(shaped);
            }
        }
    }
    Some(Parts { letters, tone, capitals })
}

/// Every syllable as it is written without marks: each onset with each rhyme.
pub fn plain_syllables() -> impl Iterator<Item = String> {
    let rhymes = RHYMES.iter().flat_map(|(nucleus, codas)| {
        codas.split(' ').map(|coda| without_marks(nucleus) + if coda == "-" { "" } else { coda })
    });
    rhymes.flat_map(|rhyme| ONSETS.map(|onset| without_marks(onset) + &rhyme))
}

/// Whether the letters, small, are what is left of a syllable whose vowel is gone: an onset, a coda or both.
pub fn is_without_vowel(letters: &str) -> bool {
    let is_coda = |rest: &str| matches!(rest, "" | "c" | "ch" | "m" | "n" | "ng" | "nh" | "p" | "t");
    !letters.is_empty()
        && ONSETS.iter().any(|onset| letters.strip_prefix(onset).is_some_and(is_coda))
        && !letters.contains(is_vowel)
}

fn without_marks(letters: &str) -> String {
    letters.nfd().filter(|c| !is_combining_mark(*c)).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}

/// Whether the letters are the onset and a rhyme that may follow it, and the rhyme may bear the tone where it is.
fn agree(onset: &str, letters: &str, tone: Option<(char, usize)>) -> bool {
    let Some(rhyme) = letters.strip_prefix(onset) else { return false };
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    let spelt = match onset {
        "k" | "gh" | "ngh" => front,
        "c" | "ng" => !front,
        "g" => !front || rhyme.starts_with('i'),
        _ => true,
    };
    let fits = |(nucleus, codas): (&str, &str)| {
        let Some(coda) = rhyme.strip_prefix(nucleus) else { return false };
        let stopped = matches!(coda, "c" | "ch" | "p" | "t");
        let toned = match tone {
            Some((mark, end)) => {
                end + coda.len() <= letters.len() && (!stopped || matches!(mark, '\u{301}' | '\u{323}'))
            }
            None => !stopped,
        };
        toned && codas.split(' ').any(|known| known == if coda.is_empty() { "-" } else { coda })
    };
    spelt && RHYMES.into_iter().any(fits)
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn syllables_of_every_build_are_known() {
        let syllables =
            "ở ý yêu khuya Quốc quý quyết gì giếng giữa nghiêng ngoằn ngoèo khuỷu thuở hoà hòa THỦY xoong Đắng người";
        for word in syllables.split(' ') {
            assert!(is_syllable(word, false), "{word}");
        }
    }

    #[test]
    fn other_words_are_no_syllables() {
        for word in "été für naïve tot tòt cề ngi đoì kà người1 ngừơìi ăn8 vIệt laÌ ́a Škoda".split(' ')
        {
            assert!(!is_syllable(word, false), "{word}");
        }
    }

    #[test]
    fn a_small_vowel_with_a_tone_may_stand_among_capitals_of_tcvn3() {
        assert!(is_syllable("VIệT", true));
        assert!(!is_syllable("VIệT", false));
        assert!(!is_syllable("VIêN", true));
    }
}
