//! Runs of letters and digits, which units are made of.

/// The bytes of which the common letters and digits are made: those of ASCII; the leading bytes of U+00C0 to U+023F and
/// of U+1E00 to U+1EFF, which hold all of Vietnamese; and what may follow a leading byte. The multiplication sign passes
/// for a letter ("3×4"), as do the few marks of the scripts that share a leading byte.
static LETTER_BYTES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte as u8, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0x80..=0xBF | 0xC3..=0xC8 | 0xE1);
        byte += 1;
    }
    table
};

/// The end of the run of letters, digits and combining marks that starts at `at`.
pub fn run_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        // Every branch that depends on the text costs as much as ten steps: so byte by byte, and not letter by letter.
        while bytes.get(at).is_some_and(|&byte| LETTER_BYTES[usize::from(byte)]) {
            at += 1;
        }
        match text[at..].chars().next() {
            Some(c) if !c.is_ascii() && (c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}')) => {
                at += c.len_utf8()
            }
            _ => return at,
        }
    }
}
