//! The bytes of a file -> its text and the name of its encoding; an error where they are no text or fit no encoding.

mod alphabet;
mod choose;
mod file;
mod reading;
mod refuse;
mod sample;
mod syllable;
mod table;
pub mod tcvn3;
#[cfg(test)]
mod tests;
mod utf16;
pub mod viscii;
pub mod vni;
mod word;

use std::str::Utf8Error;

use anyhow::{Error, Result, anyhow, bail};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

pub use choose::{MARGIN, weigh};
pub use file::{read, read_from};
pub use reading::Reading;
pub use syllable::{is_syllable, is_without_vowel, plain_syllables};
pub use table::{ByteTable, windows_1252};
pub use word::{distinct, words};

/// Text and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte-order mark; not always in NFC.
    pub text: String,
    /// The encoding: "UTF-8", "UTF-8 with byte-order mark", "TCVN3", "windows-1252" ...
    pub encoding: &'static str,
    /// Other encodings that fit nearly as well, best first; empty where there is no doubt.
    pub candidates: Vec<&'static str>,
}

/// Finds the encoding of a file and decodes it.
///
/// A byte-order mark decides; then valid UTF-8; then the zero bytes and control codes of UTF-16; what is left is 8-bit
/// text, on which every encoding is scored. TCVN3 has no capital vowels with a tone: they come out small.
///
/// # Errors
/// Data that are no text; text in UTF-8 or UTF-16 with a flaw; text that no encoding fits.
pub fn decode(bytes: &[u8]) -> Result<Decoded> {
    find(bytes, OR_NAME_IT)
}

/// What may be done about an article that can't be decoded, beside saving it as UTF-8.
const OR_NAME_IT: &str = ", or name its encoding with --encoding";

/// The same; its errors give this advice, too.
fn find(bytes: &[u8], advice: &str) -> Result<Decoded> {
    refuse::refuse_document(bytes)?;
    if let Some(decoded) = marked(bytes, advice)? {
        return Ok(decoded);
    }
    let flaw = match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => {
            return Ok(Decoded { text: text.to_string(), encoding: "UTF-8", candidates: Vec::new() });
        }
        result => result.err(),
    };
    let wide = utf16::byte_orders(bytes);
    if let [order, others @ ..] = &wide[..]
        && bytes.iter().copied().any(refuse::is_control)
    {
        let text = flawless(Reading::Web(order), bytes, advice)?;
        let candidates = others.iter().map(|other| other.name()).collect();
        return Ok(Decoded { text, encoding: order.name(), candidates });
    }
    refuse::refuse_binary(bytes)?;
    let choice = choose::choose(bytes);
    match flaw {
        _ if !choice.fits => bail!("no encoding fits it: save it as UTF-8{advice}"),
        Some(flaw) if choice.best == Reading::Web(UTF_8) => return Err(not_utf8(bytes, flaw, advice)),
        _ => {}
    }
    let mut candidates = choice.rivals;
    if bytes.len().is_multiple_of(2) {
        candidates.extend(wide.into_iter().map(Encoding::name));
    }
    Ok(Decoded { text: flawless(choice.best, bytes, advice)?, encoding: choice.best.name(), candidates })
}

/// Decodes a file: in the encoding that the user names, or in the one that fits.
///
/// # Errors
/// See [`decode_as`] and [`decode`].
pub fn decode_in(bytes: &[u8], named: Option<&str>) -> Result<Decoded> {
    match named {
        Some(name) => decode_as(bytes, name),
        None => decode(bytes),
    }
}

/// Whether this is the name of an encoding that the user may give.
///
/// # Errors
/// It is the name of no encoding.
pub fn check(name: &str) -> Result<()> {
    Reading::named(name).map(drop)
}

/// Decodes in the encoding that the user names.
///
/// Case, hyphens and underlines don't matter: "TCVN3" or "ABC", "VNI", "VISCII", "utf8", "utf16", "cp1258", and every
/// label of the WHATWG Encoding Standard. A byte-order mark overrides the name, and UTF-8 overrides TCVN3, VNI and
/// VISCII. Malformed sequences become U+FFFD.
///
/// # Errors
/// An unknown name; a zero byte outside UTF-16; more than one malformed sequence in 1000 characters.
pub fn decode_as(bytes: &[u8], name: &str) -> Result<Decoded> {
    let named = Reading::named(name)?;
    refuse::refuse_document(bytes)?;
    if let Some(decoded) = marked(bytes, OR_NAME_IT)? {
        return Ok(decoded);
    }
    // Letters of the old fonts were saved as Unicode, too; 8-bit text in them is hardly ever UTF-8.
    if !matches!(named, Reading::Web(_)) && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() {
        return decode(bytes);
    }
    let reading = match utf16::byte_orders(bytes).first() {
        Some(order) if named == Reading::Web(UTF_16LE) && !name.to_lowercase().ends_with("le") => Reading::Web(order),
        _ => named,
    };
    if !is_utf16(reading) {
        refuse::refuse_zero(bytes)?;
    }
    let (text, malformed) = reading.decode(bytes);
    if malformed > 0 && malformed * 1000 > text.chars().count() {
        return Err(not_fitting(reading, &text, OR_NAME_IT));
    }
    Ok(Decoded { text, encoding: reading.name(), candidates: Vec::new() })
}

/// The text after a byte-order mark.
fn marked(bytes: &[u8], advice: &str) -> Result<Option<Decoded>> {
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        bail!("it is UTF-32: save it as UTF-8");
    }
    let Some((encoding, length)) = Encoding::for_bom(bytes) else { return Ok(None) };
    let name = match encoding.name() {
        "UTF-16LE" => "UTF-16LE with byte-order mark",
        "UTF-16BE" => "UTF-16BE with byte-order mark",
        _ => "UTF-8 with byte-order mark",
    };
    let text = flawless(Reading::Web(encoding), bytes.get(length..).unwrap_or_default(), advice)?;
    Ok(Some(Decoded { text, encoding: name, candidates: Vec::new() }))
}

/// The text, unless something in it is malformed or zero.
fn flawless(reading: Reading, bytes: &[u8], advice: &str) -> Result<String> {
    if is_utf16(reading) && !bytes.len().is_multiple_of(2) {
        bail!("it is UTF-16 cut in the middle of a character (an odd number of bytes): save it again");
    }
    if reading == Reading::Web(UTF_8)
        && let Err(flaw) = std::str::from_utf8(bytes)
    {
        return Err(not_utf8(bytes, flaw, advice));
    }
    let (text, malformed) = reading.decode(bytes);
    if malformed > 0 || text.contains('\0') { Err(not_fitting(reading, &text, advice)) } else { Ok(text) }
}

fn is_utf16(reading: Reading) -> bool {
    [UTF_16LE, UTF_16BE].map(Reading::Web).contains(&reading)
}

fn not_utf8(bytes: &[u8], flaw: Utf8Error, advice: &str) -> Error {
    let (before, after) = bytes.split_at(flaw.valid_up_to());
    let (line, byte) = (line_after(before), after.first().copied().unwrap_or_default());
    anyhow!("line {line} is not UTF-8 (byte 0x{byte:02X}): save it again as UTF-8{advice}")
}

fn not_fitting(reading: Reading, text: &str, advice: &str) -> Error {
    let before = text.split(['\0', char::REPLACEMENT_CHARACTER]).next().unwrap_or_default();
    let (line, name) = (line_after(before.as_bytes()), reading.name());
    anyhow!("line {line} is not {name}: save it again as UTF-8{advice}")
}

/// The number of the line that follows; lines of the old Macintosh end in CR alone.
fn line_after(before: &[u8]) -> usize {
    let count = |end: u8| before.iter().filter(|&&byte| byte == end).count();
    1 + if before.contains(&b'\n') { count(b'\n') } else { count(b'\r') }
}
