//! What the bytes of an encoding mean, one by one.

use encoding_rs::WINDOWS_1252;

/// What each byte means.
pub type ByteTable = [String; 256];

/// Windows-1252, which the Vietnamese fonts of Windows changed only in part.
pub fn windows_1252() -> ByteTable {
    std::array::from_fn(|code| WINDOWS_1252.decode_without_bom_handling(&[code as u8]).0.into_owned())
}
