//! What is no text, or text with a flaw, is an error that says so; and no bytes whatever make the program stop.

use proptest::prelude::{any, prop_assert_eq, proptest};

use super::super::{decode, decode_as};

const TEXT: &str = "Trời mưa to suốt đêm.\nSáng ra nước ngập đến đầu gối, chợ không họp được.\n";

fn error(bytes: &[u8]) -> String {
    decode(bytes).unwrap_err().to_string()
}

#[test]
fn binary_files_are_refused() {
    assert!(error(b"PK\x03\x04\x14\0\x06\0").starts_with("it is a zip archive"));
    assert!(error(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n").starts_with("it is a PDF document, not text"));
    assert!(error(b"{\\rtf1\\ansi B\\'e9\\par}").starts_with("it is an RTF document"));
    assert!(error(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").starts_with("it is not text (a zero byte at position 8)"));
    assert!(error(b"\x7fELF\x02\x01\x01\0\0\0").starts_with("it is not text (a zero byte at position 7)"));
    assert!(error(b"\xff\xd8\xff\xe0\0\x10JFIF").starts_with("it is not text (a zero byte at position 4)"));
    assert!(error(b"abc\0def").starts_with("it is not text (a zero byte at position 3)"));
    assert!(
        error(b"\x01\x8b\x03\x90\xff\x10\x11\xd8\x0e\xdb").starts_with("it is not text (a control code at position 0)")
    );
    assert!(error(b"\xff\xfe\0\0a\0\0\0").starts_with("it is UTF-32"));
}

#[test]
fn noise_is_refused() {
    let mut state = 1_u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .filter(|&byte| byte != 0)
    .take(5_000)
    .collect();
    assert!(error(&noise).starts_with("it is not text (a control code at position"));
}

#[test]
fn a_stray_byte_in_utf_8_is_named_with_its_line() {
    let mut bytes = TEXT.repeat(1000).into_bytes();
    let at = bytes.len() - 50;
    bytes.insert(at, 0xe9);
    let expected = "line 2000 is not UTF-8 (byte 0xE9): save it again as UTF-8, or name its encoding with --encoding";
    assert_eq!(error(&bytes), expected);
    let decoded = decode_as(&bytes, "utf8").unwrap();
    assert_eq!(decoded.text.matches('\u{fffd}').count(), 1);
}

#[test]
fn utf_8_cut_in_a_character_is_an_error_that_says_so() {
    let bytes = TEXT.as_bytes();
    let cut = &bytes[..TEXT.find("được").unwrap() + 1];
    assert!(error(cut).starts_with("line 2 is not UTF-8 (byte 0xC4)"));
    let marked = [b"\xef\xbb\xbf", cut].concat();
    assert!(error(&marked).starts_with("line 2 is not UTF-8 (byte 0xC4)"));
}

#[test]
fn utf_16_cut_in_a_character_is_an_error_that_says_so() {
    let bytes: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cut = &bytes[..bytes.len() - 1];
    assert!(error(cut).starts_with("it is UTF-16 cut in the middle of a character"));
    assert!(error(&[b"\xff\xfe", cut].concat()).starts_with("it is UTF-16 cut in the middle of a character"));
    let mut lone = bytes.clone();
    lone[60..62].copy_from_slice(&0xd800_u16.to_le_bytes());
    assert_eq!(error(&lone), "line 2 is not UTF-16LE: save it again as UTF-8, or name its encoding with --encoding");
}

#[test]
fn a_name_that_doesnt_fit_is_an_error() {
    let latin = encoding_rs::WINDOWS_1252.encode("Un café, s’il vous plaît").0.into_owned();
    let message = decode_as(&latin, "utf-8").unwrap_err().to_string();
    assert_eq!(message, "line 1 is not UTF-8: save it again as UTF-8, or name its encoding with --encoding");
    assert!(decode_as(b"ab\0c", "TCVN3").unwrap_err().to_string().contains("a zero byte at position 2"));
}

#[test]
fn a_long_file_of_few_words_beyond_ascii_is_read_to_its_end() {
    let mut bytes = b"Plain words only. ".repeat(50_000);
    bytes.extend(encoding_rs::WINDOWS_1252.encode("Fünf Brücken für müde Füße, schöne Grüße").0.iter());
    let decoded = decode(&bytes).unwrap();
    assert_eq!((decoded.encoding, decoded.candidates), ("windows-1252", Vec::new()));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>, name in "\\PC{0,12}") {
        let _ = decode(&bytes);
        let _ = decode_as(&bytes, &name);
        for name in ["utf8", "utf16", "TCVN3", "VNI", "VISCII", "cp1258", "sjis"] {
            let _ = decode_as(&bytes, name);
        }
    }

    #[test]
    fn bytes_without_control_codes_are_read_or_refused(bytes in proptest::collection::vec(0x20..=0xff_u8, 0..200)) {
        let _ = decode(&bytes);
    }

    #[test]
    fn any_text_in_utf_8_comes_back(text in "[^\0\u{feff}%{]*") {
        prop_assert_eq!(decode(text.as_bytes()).unwrap().text, text);
    }

    #[test]
    fn any_text_in_utf_16_with_a_mark_comes_back(text in any::<String>()) {
        let text = text.replace('\0', "");
        let bytes: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        prop_assert_eq!(decode(&bytes).unwrap().text, text);
    }
}
