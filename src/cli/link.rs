//! A file -> an address that terminals open at a click.

use std::fmt::Write as _;
use std::path::Path;

/// The address of a file that is there; `None` where its place can't be told.
pub fn address(file: &Path) -> Option<String> {
    let path = file.canonicalize().ok()?;
    Some(of_path(path.as_os_str().as_encoded_bytes()))
}

/// The address of an absolute path, what is no letter of addresses escaped.
fn of_path(path: &[u8]) -> String {
    // Windows: `\\?\C:\a` is `/C:/a` here.
    let path = path.strip_prefix(br"\\?\").unwrap_or(path);
    let mut address = String::from(if path.starts_with(b"/") { "file://" } else { "file:///" });
    for &byte in path {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' => {
                address.push(char::from(byte));
            }
            b'\\' if cfg!(windows) => address.push('/'),
            _ => _ = write!(address, "%{byte:02X}"),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_take_for_the_end_of_an_address_is_escaped() {
        assert_eq!(of_path(b"/a b/(x)/report.html"), "file:///a%20b/%28x%29/report.html");
        assert_eq!(of_path("/kết/quả.html".as_bytes()), "file:///k%E1%BA%BFt/qu%E1%BA%A3.html");
        assert_eq!(of_path(b"C:/a%/b\x1b.html"), "file:///C:/a%25/b%1B.html");
    }

    #[test]
    fn a_file_that_is_not_there_has_no_address() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(address(&folder.path().join("report.html")), None);
        std::fs::write(folder.path().join("report.html"), "").unwrap();
        assert!(address(&folder.path().join("report.html")).unwrap().ends_with("/report.html"));
    }
}
