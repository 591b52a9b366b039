//! VNI-Windows: a table from byte to text. A vowel is a letter and, after it, one byte for the marks it bears; that
//! byte becomes combining marks, which NFC joins to the letter.

use super::table::{ByteTable, windows_1252};

/// Small letters and marks of the VNI character set (VNI Software Co.); its capitals lie 0x20 lower. The published
/// pairs write the codes as windows-1252 shows them: *aù* is *á*, *oâ* is *ô*, *ñ* is *đ*.
const CODES: [(u8, &str); 26] = [
    (0xe0, "\u{302}\u{300}"),
    (0xe1, "\u{302}\u{301}"),
    (0xe2, "\u{302}"),
    (0xe3, "\u{302}\u{303}"),
    (0xe4, "\u{302}\u{323}"),
    (0xe5, "\u{302}\u{309}"),
    (0xe6, "ỉ"),
    (0xe8, "\u{306}\u{300}"),
    (0xe9, "\u{306}\u{301}"),
    (0xea, "\u{306}"),
    (0xeb, "\u{306}\u{323}"),
    (0xec, "ì"),
    (0xed, "í"),
    (0xee, "ỵ"),
    (0xef, "\u{323}"),
    (0xf1, "đ"),
    (0xf2, "ị"),
    (0xf3, "ĩ"),
    (0xf4, "ơ"),
    (0xf5, "\u{303}"),
    (0xf6, "ư"),
    (0xf8, "\u{300}"),
    (0xf9, "\u{301}"),
    (0xfa, "\u{306}\u{309}"),
    (0xfb, "\u{309}"),
    (0xfc, "\u{306}\u{303}"),
];

/// The table; codes that VNI gives no letter or mark are those of windows-1252.
pub fn table() -> ByteTable {
    let mut table = windows_1252();
    for (code, text) in CODES {
        table[usize::from(code)] = text.to_string();
        table[usize::from(code - 0x20)] = text.to_uppercase();
    }
    table
}
