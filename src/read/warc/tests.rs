use proptest::prelude::*;

use crate::options::{Layer, Options};
use crate::read::testing::{gz, packs, zip};
use crate::read::{Article, Corpus};

fn read(name: &str, bytes: Vec<u8>) -> Vec<Result<Article, String>> {
    let read = Corpus::read_bytes(name, bytes, &Options::build(Layer::default()).unwrap()).unwrap();
    read.into_iter().map(|article| article.map_err(|error| format!("{error:#}"))).collect()
}

/// The document and the lines of each page, or its error.
fn pages(name: &str, bytes: Vec<u8>) -> Vec<(String, String)> {
    let shown = |article: Article| {
        let lines: Vec<_> = article.lines.iter().map(|line| line.text.to_string()).collect();
        (article.origin.document, lines.join("|"))
    };
    read(name, bytes).into_iter().map(|page| page.map_or_else(|error| (String::new(), error), shown)).collect()
}

fn record(kind: &str, fields: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://lua.example/x>\r\n{fields}Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(fields: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{fields}\r\n");
    record("response", "Content-Type: application/http; msgtype=response\r\n", &[head.as_bytes(), body].concat())
}

const PAGE: &str = "<p>Bà con gặt lúa từ sáng sớm.</p>";
const LINE: &str = "Bà con gặt lúa từ sáng sớm.";

#[test]
fn archives_that_another_program_wrote_give_their_pages_packed_or_not() {
    for name in ["pages.warc", "pages.warc.gz", "pages.wacz"] {
        let expected = [
            ("Mùa lúa mới|Bà con ra đồng từ sáng sớm để kịp gặt trước cơn mưa chiều.", "https://lua.example/a"),
            ("Chợ nổi|Chợ nổi họp từ bốn giờ sáng, khi sương còn phủ kín mặt sông.", "https://lua.example/b"),
            ("Gió mùa|Gió mùa về sớm, vườn hoa được che chắn từ chiều hôm trước.", "https://lua.example/c"),
        ];
        let found = pages(name, packs(name));
        let names = [1, 2, 3].map(|number| format!("{name}#{number}"));
        assert!(found.iter().map(|(name, _)| name).eq(&names), "{found:?}");
        assert!(found.iter().map(|(_, lines)| lines.as_str()).eq(expected.map(|(lines, _)| lines)), "{found:?}");
        let known = read(name, packs(name)).into_iter().map(|page| page.unwrap().origin.metadata);
        let known: Vec<_> = known.map(|metadata| (metadata.source, metadata.date)).collect();
        // The day on which a page was saved is no date of its article.
        let dates = [Some("2021-12-14"), None, None];
        for ((source, date), (expected, day)) in known.iter().zip(expected.iter().zip(dates)) {
            assert_eq!(
                (source.as_deref(), expected.1.starts_with("https://lua.example/")),
                (Some("lua.example"), true)
            );
            assert!(date.as_deref().map(|date| &date[..10]) == day, "{date:?}");
        }
    }
}

#[test]
fn pages_are_unpacked_however_they_were_sent_or_were_unpacked_already() {
    let packed = gz(PAGE.as_bytes());
    let deflated = &packed[10..packed.len() - 8];
    let chunked = format!("{:x}\r\n{PAGE}\r\n0\r\n\r\n", PAGE.len());
    for (fields, body) in [
        ("Content-Encoding: gzip\r\n", &packed[..]),
        ("Content-Encoding: deflate\r\n", deflated),
        ("Content-Encoding: gzip\r\n", PAGE.as_bytes()),
        ("Transfer-Encoding: chunked\r\n", chunked.as_bytes()),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: br\r\n", PAGE.as_bytes()),
        ("Content-Encoding: identity\r\n", PAGE.as_bytes()),
    ] {
        assert_eq!(pages("a.warc", response(fields, body))[0].1, LINE, "{fields}");
    }
    let legacy =
        [b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1258\r\n\r\n<p>c\xe0 ph\xea".as_slice()]
            .concat();
    assert_eq!(pages("a.warc", record("response", "Content-Type: application/http\r\n", &legacy))[0].1, "cà phê");
}

#[test]
fn a_fault_of_one_page_leaves_the_others_and_a_cut_those_before() {
    let both =
        [response("", PAGE.as_bytes()), response("Content-Encoding: lzw\r\n", b"abc"), response("", PAGE.as_bytes())]
            .concat();
    let found = pages("a.warc", both.clone());
    assert_eq!((found[0].1.as_str(), found[2].1.as_str()), (LINE, LINE));
    assert!(found[1].1.contains("packed by lzw"), "{found:?}");
    let short = record(
        "response",
        "Content-Type: application/http\r\nWARC-Truncated: length\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>a",
    );
    assert!(pages("a.warc", short)[0].1.contains("was cut off when it was saved (length)"));
    let first = response("", PAGE.as_bytes()).len();
    for cut in first + 20..both.len() - 300 {
        let found = pages("a.warc", both[..cut].to_vec());
        assert_eq!(found[0].1, LINE);
        assert!(found.last().unwrap().1.contains("it is cut off"), "{cut} {found:?}");
    }
    let found = pages("a.warc", [response("", PAGE.as_bytes()), b"more".to_vec()].concat());
    assert!(found[1].1.contains("record 1: no record begins where one should"), "{found:?}");
    let packed = packs("pages.warc.gz");
    assert!(pages("a.warc.gz", packed[..packed.len() / 2].to_vec()).last().unwrap().1.contains("cut off"));
}

#[test]
fn what_is_no_web_archive_or_holds_no_page_is_an_error_that_says_so() {
    let error = |name: &str, bytes: &[u8]| pages(name, bytes.to_vec())[0].1.clone();
    assert!(error("a.warc", b"").contains("it is empty"));
    assert!(error("a.warc", b"text").contains("it is no web archive"));
    assert!(error("a.warc", b"filedesc://a").contains("older form ARC"));
    assert!(error("a.warc", &record("request", "", b"GET /")).contains("it holds no web page"));
    assert!(error("a.wacz", &zip(&[("a.txt", b"a")])).contains("it holds no web archive"));
    assert!(error("a.wacz", b"text").contains("it is no zip"));
    assert_eq!(error("a.wacz", &zip(&[("archive/a.warc", &response("", PAGE.as_bytes()))])), LINE);
    assert!(
        error("a.wacz", &zip(&[("archive/a.warc.gz", b"abc")])).contains("archive/a.warc.gz: it is packed neither")
    );
}

#[test]
fn an_archive_made_to_harm_is_an_error_within_seconds() {
    let start = std::time::Instant::now();
    let bomb = gz(&vec![b' '; 120 << 20]);
    let found =
        pages("a.warc", [response("Content-Encoding: gzip\r\n", &bomb), response("", PAGE.as_bytes())].concat());
    assert!(found[0].1.contains("more than 100 MB"), "{found:?}");
    assert_eq!(found[1].1, LINE);
    let endless = "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99999999999\r\n\r\n";
    let bomb = [gz(endless.as_bytes()), gz(&vec![0; 100 << 20]).repeat(30)].concat();
    assert!(pages("a.warc.gz", bomb)[0].1.contains("over 1000 times its size"));
    let large = [response("", &vec![b'a'; 60_000_000]), response("", PAGE.as_bytes())].concat();
    let found = pages("a.warc", large);
    assert!(found[0].1.contains("larger than 50 MB"), "{}", found[0].1);
    assert_eq!(found[1].1, LINE);
    for length in ["18446744073709551615", "-1", "99999999999999999999999", ""] {
        let lie = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n{PAGE}"
        );
        assert!(pages("a.warc", lie.into())[0].0.is_empty());
    }
    let endless = [b"WARC/1.0\r\n".to_vec(), b"A: b\r\n".repeat(1_000_000)].concat();
    assert!(pages("a.warc", endless)[0].1.contains("its fields do not end"));
    let pieces = response("Transfer-Encoding: chunked\r\n", &b"1\r\na\r\n".repeat(1_000_000));
    assert_eq!(pages("a.warc", pieces)[0].1.len(), 1_000_000);
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_change_of_an_archive_is_read_without_panic(
        changes in prop::collection::vec((0..6_000_usize, any::<u8>()), 1..9), cut in 0..6_000_usize,
    ) {
        for name in ["pages.warc", "pages.wacz"] {
            let mut bytes = packs(name);
            for (at, byte) in &changes {
                let at = at % bytes.len();
                bytes[at] = *byte;
            }
            pages(name, bytes.clone());
            bytes.truncate(cut);
            pages(name, bytes);
        }
    }
}
