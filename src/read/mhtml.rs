//! A page as browsers save it in one file (.mhtml, RFC 2557) -> the page in it: the first part that is HTML, unpacked.

use std::borrow::Cow;

use anyhow::{Context, Result};

use super::collection::Split;
use super::html;
use super::mime::{PartHeader, parameter, parts};

/// Most parts within parts.
const DEEPEST: usize = 4;

/// Reads a page, or the articles of one that a press database saved.
///
/// # Errors
/// It holds no page, or one that can't be read.
pub fn articles(bytes: &[u8], encoding: Option<&str>) -> Result<Split> {
    let (page, declared) = page(bytes, DEEPEST).context("it holds no web page: save the page again as .html")?;
    html::articles(&page, encoding, declared.as_deref())
}

/// Whether a file is such a page, whatever its name.
pub fn is_mhtml(bytes: &[u8]) -> bool {
    let is_start =
        |name: &&str| bytes.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()));
    let names = ["mime-version:", "content-type:", "from:", "subject:", "date:", "snapshot-content-location:"];
    names.iter().any(is_start) && {
        let (header, _) = PartHeader::split(bytes);
        header.field("mime-version").is_some()
            && header.field("content-type").is_some_and(|kind| kind.to_ascii_lowercase().contains("multipart/related"))
    }
}

/// The page in a part, and the encoding that the part declares.
fn page(part: &[u8], depth: usize) -> Option<(Cow<'_, [u8]>, Option<String>)> {
    let (header, body) = PartHeader::split(part);
    let kind = header.field("content-type")?;
    let low = kind.to_ascii_lowercase();
    if low.starts_with("text/html") || low.starts_with("application/xhtml") {
        return Some((header.unpack(body), parameter(&kind, "charset")));
    }
    if depth == 0 || !low.starts_with("multipart/") {
        return None;
    }
    parts(body, &parameter(&kind, "boundary")?).find_map(|part| page(part, depth - 1))
}

#[cfg(test)]
mod tests {
    use super::super::article::RawArticle;
    use proptest::prelude::*;

    use super::*;

    const HEAD: &str = "From: <Saved by Blink>\nSubject: =?utf-8?Q?L=C3=BAa?=\nMIME-Version: 1.0\n\
        Content-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"--b--\"\n\n";
    const PAGE: &str =
        "<meta charset=3D\"utf-8\"><h1>M=C3=B9a l=C3=BAa m=E1=BB=9Bi</h1><p>Ba x=\n=C3=A3 g=E1=BA=B7t 1=3D1";

    fn saved(parts: &[(&str, &str)]) -> String {
        let parts = parts.iter().map(|(header, body)| format!("----b--\n{header}\n\n{body}\n"));
        format!("{HEAD}{}----b----\n", parts.collect::<String>())
    }

    fn article(page: &[u8]) -> Result<RawArticle> {
        match articles(page, None)? {
            Split::One(article) => Ok(*article),
            other => panic!("{other:?}"),
        }
    }

    fn lines(page: &str) -> Vec<String> {
        article(page.as_bytes()).unwrap().lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn the_first_page_of_a_file_is_read_in_whatever_it_is_packed() {
        let expected = ["Mùa lúa mới", "Ba xã gặt 1=1"];
        let picture = ("Content-Type: image/png\nContent-Transfer-Encoding: base64", "iVBORw0KGgo=");
        let html = "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable";
        let page = saved(&[picture, (html, PAGE), (html, "<p>Khung")]);
        assert_eq!(lines(&page), expected);
        assert_eq!(lines(&page.replace('\n', "\r\n")), expected);
        assert!(is_mhtml(page.as_bytes()));
        let packed = "PGgxPk3DuWEgbMO6YSBt4bubaTwvaDE+PHA+QmEgeMOjIGfhurd0\nIDE9MQ==";
        assert_eq!(
            lines(&saved(&[("Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: Base64", packed)])),
            expected
        );
        let inner = format!("--c\n{html}\n\n{PAGE}\n--c--");
        assert_eq!(lines(&saved(&[("Content-Type: multipart/alternative; boundary=c", &inner)])), expected);
    }

    #[test]
    fn what_holds_no_page_is_an_error_that_says_so() {
        let error = |page: &str| articles(page.as_bytes(), None).unwrap_err().to_string();
        assert!(error(&saved(&[("Content-Type: text/css", "a {}")])).contains("it holds no web page"));
        assert!(error("").contains("it holds no web page"));
        for text in
            ["From: ngày mai, giá lúa tăng.\n\nMIME", "<html>", "MIME-Version: 1.0\nContent-Type: text/plain\n\na"]
        {
            assert!(!is_mhtml(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_million_boundaries_and_parts_within_parts_take_no_time() {
        let start = std::time::Instant::now();
        assert!(articles(format!("{HEAD}{}", "----b--\n".repeat(1_000_000)).as_bytes(), None).is_err());
        let deep = "Content-Type: multipart/related; boundary=\"--b--\"\n\n----b--\n".repeat(100_000);
        assert!(articles(deep.as_bytes(), None).is_err());
        assert!(start.elapsed().as_secs() < 20);
    }

    proptest! {
        #[test]
        fn any_change_of_a_file_is_read_without_panic(changes in prop::collection::vec((0..400_usize, any::<u8>()), 1..9)) {
            let mut bytes = saved(&[("Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable", PAGE)]).into_bytes();
            for (at, byte) in changes {
                let at = at % bytes.len();
                bytes[at] = byte;
            }
            let _ = (articles(&bytes, None), is_mhtml(&bytes));
        }
    }
}
