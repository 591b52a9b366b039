//! Names of files as text, and back: a name may have bytes that are no text.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};

use unicode_normalization::UnicodeNormalization;

/// A name, or a path, as text. A byte that is no UTF-8 is `\xE9`; where `\` comes before what looks like this, it is
/// `\x5C`. Different names give different texts.
#[cfg(unix)]
pub fn text(name: &OsStr) -> String {
    use std::os::unix::ffi::OsStrExt;
    let mut text = String::new();
    for chunk in name.as_bytes().utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some((before, behind)) = rest.split_once('\\') {
            text.push_str(before);
            text.push_str(if escaped(behind.as_bytes()).is_some() { r"\x5C" } else { r"\" });
            rest = behind;
        }
        text.push_str(rest);
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02X}")));
    }
    text
}

/// The name that [`text`] gives so.
#[cfg(unix)]
pub fn file(text: &str) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    let (mut name, mut rest) = (Vec::with_capacity(text.len()), text.as_bytes());
    while let Some((&byte, behind)) = rest.split_first() {
        let meant = escaped(behind).filter(|_| byte == b'\\');
        name.push(meant.unwrap_or(byte));
        rest = if meant.is_some() { &behind[3..] } else { behind };
    }
    OsString::from_vec(name)
}

/// The byte that `x5C` stands for, where a text begins so.
#[cfg(unix)]
fn escaped(text: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).filter(|_| !byte.is_ascii_lowercase());
    match *text {
        [b'x', high, low, ..] => Some((digit(high)? * 16 + digit(low)?) as u8),
        _ => None,
    }
}

/// A name, or a path, as text.
#[cfg(not(unix))]
pub fn text(name: &OsStr) -> String {
    name.to_string_lossy().into_owned()
}

/// The name that [`text`] gives so.
#[cfg(not(unix))]
pub fn file(text: &str) -> OsString {
    text.into()
}

/// The names of files, as `articles.csv` may write them.
pub struct FileNames(BTreeSet<String>);

impl FileNames {
    /// The names of these files.
    pub fn new<'n>(files: impl Iterator<Item = &'n str>) -> FileNames {
        FileNames(files.map(|name| name.nfc().collect()).collect())
    }

    /// Whether a name is that of a file, or of what is in one: a row of a table, a file in an archive.
    pub fn hold(&self, name: &str) -> bool {
        self.0.contains(name) || name.match_indices(['/', '#']).any(|(end, _)| self.0.contains(&name[..end]))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::ffi::OsStrExt;

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bytes_that_are_no_text_are_escaped_and_names_that_look_so_stay_apart_from_them() {
        for (name, shown) in [
            (&b"b\xe0i.txt"[..], r"b\xE0i.txt"),
            (br"b\xE0i.txt", r"b\x5CxE0i.txt"),
            (br"b\x5CxE0i.txt", r"b\x5Cx5CxE0i.txt"),
            (br"a\b\xe0\x4.txt", r"a\b\xe0\x4.txt"),
            (b"\\x4\xe0", r"\x4\xE0"),
            ("bài.txt".as_bytes(), "bài.txt"),
        ] {
            assert_eq!(text(OsStr::from_bytes(name)), shown);
        }
    }

    proptest! {
        #[test]
        fn every_name_is_found_again_by_its_text(name in prop::collection::vec(prop::sample::select(&b"\\x5CE0\xe0\xc3a/"[..]), 0..12)) {
            let name = OsStr::from_bytes(&name);
            prop_assert_eq!(file(&text(name)), name);
        }
    }
}
