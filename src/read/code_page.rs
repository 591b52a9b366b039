//! The number of a code page of Windows -> its encoding.

use encoding_rs::Encoding;

/// The encoding of a code page; `None` where it isn't known here.
pub fn encoding(page: i32) -> Option<&'static Encoding> {
    Some(match page {
        0 | 1252 => encoding_rs::WINDOWS_1252,
        708 | 1256 => encoding_rs::WINDOWS_1256,
        866 => encoding_rs::IBM866,
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        1200 => encoding_rs::UTF_16LE,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        10_000 => encoding_rs::MACINTOSH,
        10_007 => encoding_rs::X_MAC_CYRILLIC,
        54_936 => encoding_rs::GB18030,
        UTF_8 => encoding_rs::UTF_8,
        _ => return None,
    })
}

/// The number of UTF-8 among code pages.
pub const UTF_8: i32 = 65_001;
