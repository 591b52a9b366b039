//! The ways to read bytes as text: three Vietnamese tables, and every encoding of the WHATWG Encoding Standard.

use anyhow::{Context, Result};
use encoding_rs::{CoderResult, Encoding, X_USER_DEFINED};

use super::{tcvn3, viscii, vni};

/// One way to read bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    Tcvn3,
    Vni,
    Viscii,
    /// An encoding of the Encoding Standard.
    Web(&'static Encoding),
}

impl Reading {
    pub fn name(self) -> &'static str {
        match self {
            Reading::Tcvn3 => "TCVN3",
            Reading::Vni => "VNI-Windows",
            Reading::Viscii => "VISCII",
            Reading::Web(encoding) => encoding.name(),
        }
    }

    /// The reading that the user names: case, hyphens, underlines and spaces don't matter.
    pub fn named(name: &str) -> Result<Reading> {
        let bare = name.to_lowercase().replace(['-', '_', ' '], "");
        Ok(match bare.as_str() {
            "tcvn3" | "abc" | "tcvn" | "tcvn5712" | "tcvn57123" => Reading::Tcvn3,
            "vni" | "vniwin" | "vniwindows" => Reading::Vni,
            "viscii" | "csviscii" => Reading::Viscii,
            _ => Reading::Web(web(&bare).or_else(|| web(name)).with_context(|| {
                format!("{name} is no encoding known here: try UTF-8, windows-1258, TCVN3, VNI, VISCII or windows-1252")
            })?),
        })
    }

    /// The text, and how many malformed sequences became U+FFFD.
    pub fn decode(self, bytes: &[u8]) -> (String, usize) {
        let table = match self {
            Reading::Tcvn3 => tcvn3::table(),
            Reading::Vni => vni::table(),
            Reading::Viscii => viscii::table(),
            Reading::Web(encoding) => return decode_web(encoding, bytes),
        };
        // About every fourth letter of Vietnamese has a mark, and is two or three bytes long in UTF-8.
        let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
        for &byte in bytes {
            text.push_str(&table[usize::from(byte)]);
        }
        (text, 0)
    }
}

/// Decodes piece by piece: in one go the decoder takes, and fills, room for the longest text that there could be.
fn decode_web(encoding: &'static Encoding, mut bytes: &[u8]) -> (String, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut piece = "\0".repeat(bytes.len().clamp(16, 1 << 16));
    let mut malformed = false;
    loop {
        let (result, read, written, errors) = decoder.decode_to_str(bytes, &mut piece, true);
        text.push_str(piece.get(..written).unwrap_or_default());
        malformed |= errors;
        bytes = bytes.get(read..).unwrap_or_default();
        if result == CoderResult::InputEmpty {
            let count = if malformed { text.matches(char::REPLACEMENT_CHARACTER).count() } else { 0 };
            return (text, count);
        }
    }
}

/// The encoding with this label. Few labels have more than one hyphen that matters: it is tried everywhere.
fn web(bare: &str) -> Option<&'static Encoding> {
    let hyphenated = bare.char_indices().map(|(at, _)| {
        let (before, after) = bare.split_at(at);
        format!("{before}-{after}")
    });
    std::iter::once(bare.to_string())
        .chain(hyphenated)
        .find_map(|label| Encoding::for_label_no_replacement(label.as_bytes()))
        .filter(|&encoding| encoding != X_USER_DEFINED)
}
