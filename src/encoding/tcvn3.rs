//! TCVN3 (ABC), the encoding of the .VnTime fonts: a table from byte to text.

use super::table::{ByteTable, windows_1252};

/// The codes from 0xA0 on. TCVN 5712:1993 has three parts: VN3 (TCVN3), with the small letters and the seven capitals
/// that bear no tone; VN2, which adds 16 capitals with a tone and the combining tones 0xB0 to 0xB4; VN1, which puts the
/// other 44 capitals on control codes. This is VN2 (registered as ISO-IR 180), which VN3 is a part of; checked against
/// the charmap TCVN5712-1 of glibc.
const HIGH: &str = "\u{a0}ĂÂÊÔƠƯĐăâêôơưđẰ\
    \u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ\
    ẮẦẨẪẤỀặầẩẫấậèỂẻẽ\
    éẹềểễếệìỉỄẾỒĩíịò\
    Ổỏõóọồổỗốộờởỡớợù\
    ỖủũúụừửữứựỳỷỹýỵỐ";

/// A capital with a tone is the small letter in a font of capitals (.VnTimeH): it comes out as a small letter. The
/// codes below 0xA0 are those of windows-1252, as in Windows, where the fonts were used.
pub fn table() -> ByteTable {
    let mut table = windows_1252();
    for (entry, letter) in table.iter_mut().skip(0xa0).zip(HIGH.chars()) {
        *entry = letter.to_string();
    }
    table
}
