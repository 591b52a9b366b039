//! A file that says how articles are counted (a dictionary, configuration, rules, a table about the articles) -> its text.

use std::io::Read;
use std::path::Path;
use std::str;

use anyhow::{Result, ensure};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{Decoded, decode_as, find};
use crate::regular;
use crate::warning::Warning;

/// Most bytes of such a file: a table of some million articles.
const MOST_BYTES: u64 = 500_000_000;

/// Reads a file in any encoding that articles are read in; the warning is that another fits nearly as well. XML may name
/// its own. The text is composed (NFC), and its lines, which may end in CR alone, end in LF.
///
/// # Errors
/// It can't be read, is no text, or fits no encoding: the message says what to do about it, but doesn't name the file.
pub fn read(path: &Path) -> Result<(String, Option<Warning>)> {
    read_from(regular::open_named(path)?, path)
}

/// The same for a file that is already open.
///
/// # Errors
/// The same.
pub fn read_from(file: impl Read, path: &Path) -> Result<(String, Option<Warning>)> {
    let mut bytes = Vec::new();
    // A file or pipe may have no end.
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    ensure!(bytes.len() as u64 <= MOST_BYTES, "it is larger than {} MB: split it", MOST_BYTES / 1_000_000);
    let Decoded { text, encoding, candidates } = decode_file(&bytes)?;
    let text = if text.contains('\n') { text } else { text.replace('\r', "\n") };
    let text = if is_nfc(&text) { text } else { text.nfc().collect() };
    let file = path.display().to_string();
    Ok((text, (!candidates.is_empty()).then_some(Warning::Doubt { file, encoding, candidates })))
}

fn decode_file(bytes: &[u8]) -> Result<Decoded> {
    let stated = stated(bytes).filter(|_| str::from_utf8(bytes).is_err());
    match stated.and_then(|name| decode_as(bytes, name).ok()) {
        Some(decoded) if !decoded.text.contains(char::REPLACEMENT_CHARACTER) => Ok(decoded),
        _ => find(bytes, ""),
    }
}

/// The encoding that XML names at its beginning.
fn stated(bytes: &[u8]) -> Option<&str> {
    let end = bytes.windows(2).take(200).position(|pair| pair == b"?>")?;
    let declaration = str::from_utf8(bytes.get(..end)?).ok()?.strip_prefix("<?xml")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    value.split(['"', '\'']).nth(1)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use encoding_rs::Encoding;

    use super::*;

    /// What is read from these bytes, composed, and how.
    fn decoded(bytes: &[u8]) -> (String, &'static str) {
        let Decoded { text, encoding, .. } = decode_file(bytes).unwrap();
        (text.nfc().collect(), encoding)
    }

    fn encoded(text: &str, encoding: &str) -> Vec<u8> {
        let (bytes, _, is_lossy) = Encoding::for_label(encoding.as_bytes()).unwrap().encode(text);
        assert!(!is_lossy);
        bytes.into_owned()
    }

    #[test]
    fn a_few_words_in_any_encoding_are_read() {
        for (text, encoding) in [
            ("+Forêt\nchêne*\nhêtre\n+Fôrets\n", "windows-1252"),
            ("Gebäude: [Tür, Schlüssel*]\nKüche: Löffel\n", "windows-1252"),
            ("%\n1\tЛес\n%\nберёза\t1\nдуб*\t1\n", "windows-1251"),
            ("+Лес\nберезы\nдубы\n+Море\nволны\n", "KOI8-U"),
            ("słowo,kategoria\nżaglówka,łódź\nwęgorz,rybołówstwo\n", "windows-1250"),
        ] {
            assert_eq!(decoded(&encoded(text, encoding)).0, text, "{encoding}");
        }
        // "rừng núi", "đồng ruộng" and "biển đảo" in TCVN3 and windows-1258.
        let text = "Cảnh\n\trừng núi (1)\n\tđồng ruộng (1)\n".to_string();
        let tcvn3 = b"C\xb6nh\n\tr\xf5ng n\xf3i (1)\n\t\xae\xe5ng ru\xe9ng (1)\n";
        assert_eq!(decoded(tcvn3), (text.clone(), "TCVN3"));
        let windows = b"Ca\xd2nh\n\tr\xfd\xccng nu\xeci (1)\n\t\xf0\xf4\xccng ru\xf4\xf2ng (1)\n";
        assert_eq!(decoded(windows).1, "windows-1258");
        let wide = |mark: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            format!("{mark}{text}").encode_utf16().flat_map(bytes).collect()
        };
        for mark in ["", "\u{feff}"] {
            assert_eq!(decoded(&wide(mark, u16::to_le_bytes)).0, text);
            assert_eq!(decoded(&wide(mark, u16::to_be_bytes)).0, text);
        }
    }

    #[test]
    fn a_doubt_is_a_warning_that_says_how_to_settle_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("words.lc3");
        fs::write(&path, b"+tree\nh\xeatre\n").unwrap();
        let (text, doubt) = read(&path).unwrap();
        assert_eq!(text, "+tree\nhêtre\n");
        let doubt = doubt.unwrap().to_string();
        assert!(doubt.contains("words.lc3: read as windows-1252, but it could be windows-1250"), "{doubt}");
        assert!(doubt.ends_with(": save it as UTF-8"), "{doubt}");
        fs::write(&path, "+tree\rhe\u{302}tre\r").unwrap();
        assert_eq!(read(&path).unwrap(), ("+tree\nhêtre\n".to_string(), None));
    }

    #[test]
    fn what_xml_states_settles_its_encoding() {
        let text = "<?xml version='1.0' encoding = \"ISO-8859-7\"?><a>δ</a>";
        let bytes = encoded(text, "ISO-8859-7");
        assert_eq!(decode_file(&bytes).unwrap(), decode_as(&bytes, "ISO-8859-7").unwrap());
        // It is wrong where the text was turned to UTF-8 later, or is no such text.
        assert_eq!(decoded(text.as_bytes()), (text.to_string(), "UTF-8"));
        let wrong = "<?xml version='1.0' encoding='UTF-8'?><a>Gebäude, Tür, Löffel</a>";
        assert_eq!(decoded(&encoded(wrong, "windows-1252")), (wrong.to_string(), "windows-1252"));
    }

    #[test]
    fn an_error_gives_no_advice_that_is_for_articles_alone() {
        for bytes in [&b"PK\x03\x04\x14\0"[..], b"\xef\xbb\xbfa\xff", b"\xff\xfea", b"abc\0def"] {
            let error = decode_file(bytes).unwrap_err().to_string();
            assert!(!error.contains("article") && !error.contains("--encoding"), "{error}");
        }
    }
}
