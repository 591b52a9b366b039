//! A file's bytes -> the part that tells encodings apart: its words beyond ASCII.

use super::word::distinct;

/// What is looked at: any encoding shows on a few hundred words.
const MOST_BYTES: usize = 16 * 1024;
const MOST_WORDS: usize = 1000;

/// Words of a file, as far as spaces show them in any encoding.
pub struct Sample<'a> {
    /// The first words with a byte beyond ASCII (or a control code, which is a letter in VISCII), a space after each.
    pub beyond: Vec<u8>,
    /// Whether these are all.
    pub whole: bool,
    /// The first words of ASCII letters, each once.
    pub ascii: Vec<&'a str>,
}

/// Looks through the bytes until it has enough words beyond ASCII.
pub fn sample(bytes: &[u8]) -> Sample<'_> {
    let (mut beyond, mut ascii, mut whole) = (Vec::new(), Vec::new(), true);
    for word in bytes.split(u8::is_ascii_whitespace) {
        if word.iter().any(|byte| !(0x20..0x80).contains(byte)) {
            if let Some(part) = word.get(..MOST_BYTES - beyond.len()) {
                beyond.extend_from_slice(part);
                whole = false;
                break;
            }
            beyond.extend_from_slice(word);
            beyond.push(b' ');
        } else if ascii.len() < MOST_WORDS {
            ascii.extend(std::str::from_utf8(word).map(|word| word.trim_matches(|c: char| !c.is_ascii_alphabetic())));
        }
    }
    let letters = |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    Sample { beyond, whole, ascii: distinct(ascii.into_iter().filter(letters)) }
}

#[cfg(test)]
mod tests {
    use super::{MOST_BYTES, sample};

    #[test]
    fn words_beyond_ascii_are_kept_and_others_only_once() {
        let sample = sample(b"to caf\xe9, to M\x19 (and) x1y\n");
        assert_eq!(sample.beyond, b"caf\xe9, M\x19 ");
        assert_eq!((sample.whole, sample.ascii), (true, vec!["and", "to"]));
    }

    #[test]
    fn a_sample_has_an_end() {
        let sample = sample(&[0xe9; 2 * MOST_BYTES]);
        assert_eq!((sample.beyond.len(), sample.whole), (MOST_BYTES, false));
    }
}
