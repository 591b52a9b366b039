//! Bytes -> an error, where they are no text.

use anyhow::{Result, bail};

/// Beginnings of document formats that may consist of printable characters, or that deserve a name.
const DOCUMENTS: [(&[u8], &str); 5] = [
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive, or a document of Word, LibreOffice or EPUB"),
    (b"\xd0\xcf\x11\xe0", "an old document of Word or Excel"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
];

const ADVICE: &str = "save it as plain text in UTF-8";

/// Refuses a document of another format.
pub fn refuse_document(bytes: &[u8]) -> Result<()> {
    match DOCUMENTS.iter().find(|(start, _)| bytes.starts_with(start)) {
        Some((_, what)) => bail!("it is {what}, not text: {ADVICE}"),
        None => Ok(()),
    }
}

/// Refuses bytes with a zero, or of which more than 2 in 100 are control codes: random data have 8.
pub fn refuse_binary(bytes: &[u8]) -> Result<()> {
    refuse_zero(bytes)?;
    let mut controls = bytes.iter().enumerate().filter(|&(_, &byte)| is_control(byte));
    match controls.next() {
        Some((at, _)) if (1 + controls.count()) * 50 > bytes.len() => {
            bail!("it is not text (a control code at position {at}): {ADVICE}")
        }
        _ => Ok(()),
    }
}

/// Refuses bytes with a zero.
pub fn refuse_zero(bytes: &[u8]) -> Result<()> {
    match bytes.iter().position(|&byte| byte == 0) {
        Some(at) => bail!("it is not text (a zero byte at position {at}): {ADVICE}"),
        None => Ok(()),
    }
}

/// Whether the byte is no part of any 8-bit text. Tab, line ends, form feed, the old mark for the end of a file and the
/// six letters that VISCII has on control codes are.
pub fn is_control(byte: u8) -> bool {
    let of_text = matches!(byte, b'\t'..=b'\r' | 0x1a);
    let of_viscii = matches!(byte, 0x02 | 0x05 | 0x06 | 0x14 | 0x19 | 0x1e);
    byte < 0x20 && !of_text && !of_viscii
}
