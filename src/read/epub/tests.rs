use proptest::prelude::*;

use super::*;
use crate::read::article::LineMark;
use crate::read::packed::tests::{renumbered, zipped};
use crate::read::testing::packs;

const CONTAINER: &str = "<container><rootfiles><rootfile full-path='OPS/b.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";

/// A book of these chapters: what the list of parts says beside them, and each chapter's path there, its path in the zip and
/// its text.
fn book(more: &str, chapters: &[(&str, &str, &str)]) -> Vec<u8> {
    let item = |(n, (href, _, _)): (usize, &(&str, &str, &str))| {
        format!("<item id='c{n}' href='{href}' media-type='application/xhtml+xml'/>")
    };
    let items: String = chapters.iter().enumerate().map(item).collect();
    let spine: String = (0..chapters.len()).map(|n| format!("<itemref idref='c{n}'/>")).collect();
    let opf = format!(
        "<?xml version='1.0'?><package xmlns:dc='d'><manifest>{items}</manifest><spine>{spine}</spine>{more}</package>"
    );
    let mut parts = vec![("META-INF/container.xml", CONTAINER), ("OPS/b.opf", opf.as_str())];
    parts.extend(chapters.iter().map(|(_, path, text)| (*path, *text)));
    zipped(&parts)
}

fn lines(bytes: &[u8]) -> Vec<String> {
    read(bytes).unwrap().lines.into_iter().map(|line| line.text).collect()
}

fn error(bytes: &[u8]) -> String {
    format!("{:#}", read(bytes).unwrap_err())
}

#[test]
fn a_book_that_another_program_wrote_is_read_in_its_order_without_table_of_contents_and_asides() {
    let book = read(&packs("book.epub")).unwrap();
    let marked: Vec<_> = book.lines.iter().map(|line| (line.number, line.mark, line.text.as_str())).collect();
    assert_eq!(
        marked,
        [
            (1, LineMark::Heading, "Chương một"),
            (2, LineMark::Text, "Bà con xuống đồng khi nước còn lạnh."),
            (3, LineMark::Text, "Ai cũng mong một vụ lúa đầy."),
            (4, LineMark::Heading, "Chương hai"),
            (5, LineMark::Text, "Chợ nổi họp từ bốn giờ sáng & tan trước bảy giờ."),
        ]
    );
    let said = book.metadata;
    assert_eq!((said.title.as_deref(), said.date.as_deref()), (Some("Sổ tay mùa lúa"), Some("2019-05-20")));
    assert_eq!((said.source.as_deref(), said.language.as_deref()), (Some("Nhà in Bờ Sông"), Some("vi")));
    assert_eq!(said.author.as_deref(), Some("Trần Thị Sông, Lê Văn Đò"));
}

#[test]
fn every_line_of_a_chapter_counts_however_it_looks_and_empty_elements_hide_nothing() {
    let chapter = "<?xml version='1.0' encoding='utf-8'?><html><head><title/><script src='a.js'/></head><body>\
        <div class='related'><a id='p1'/><p><a href='b.xhtml'>Liên kết</a></p></div><h3>Đầu mục</h3><p/><div/>\
        <ul><li><a href='c.xhtml'>Một</a></li><li><a href='d.xhtml'>Hai</a></li></ul><footer>Cuối</footer>\
        <figure><img src='a.png'/><figcaption>Ảnh</figcaption></figure><p>Chữ<a epub:type='noteref' href='#n'>1</a>.</p></body></html>";
    let book = book("", &[("a.xhtml", "OPS/a.xhtml", chapter)]);
    let read = read(&book).unwrap().lines;
    let lines: Vec<_> = read.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(lines, ["Liên kết", "Đầu mục", "Một", "Hai", "Cuối", "Ảnh", "Chữ."]);
    let marks = [LineMark::Text, LineMark::Heading, LineMark::Text, LineMark::Text, LineMark::Text, LineMark::Caption];
    assert!(read.iter().map(|line| line.mark).take(6).eq(marks));
}

#[test]
fn paths_may_be_escaped_or_lead_upwards_and_cover_and_contents_of_older_books_are_left_out() {
    let chapters = [
        ("bia.html", "OPS/bia.html", "<p>Bìa"),
        ("m%E1%BB%99t%20hai.html#a", "OPS/một hai.html", "<p>Một."),
        ("./x/../../hai.html", "hai.html", "<p>Hai."),
        ("100%.html", "OPS/100%.html", "<p>Ba."),
        ("muc.html", "OPS/muc.html", "<p>Mục lục"),
    ];
    let guide = "<guide><reference type='cover' href='bia.html'/><reference type='toc' href='muc.html#top'/></guide>";
    let said = "<metadata><dc:creator opf:role='ill'>Họa sĩ</dc:creator><dc:date opf:event='modification'>2024</dc:date>\
        <dc:language>VI-vn</dc:language><dc:source>Báo &#x110;&amp;S</dc:source></metadata>";
    let bytes = book(&format!("{guide}{said}"), &chapters);
    assert_eq!(lines(&bytes), ["Một.", "Hai.", "Ba."]);
    let said = read(&bytes).unwrap().metadata;
    assert_eq!((said.author, said.date, said.source.as_deref()), (None, None, Some("Báo Đ&S")));
    assert_eq!(said.language.as_deref(), Some("vi"));
}

#[test]
fn a_book_that_is_protected_or_broken_is_an_error_that_says_so() {
    let protected = |way: &str| {
        let xml = format!(
            "<encryption><EncryptedData><enc:EncryptionMethod Algorithm='{way}'/></EncryptedData></encryption>"
        );
        let chapter = "<item id='c' href='a.html' media-type='text/html'/>";
        let opf = format!("<package><manifest>{chapter}</manifest><spine><itemref idref='c'/></spine></package>");
        zipped(&[
            ("META-INF/container.xml", CONTAINER),
            ("META-INF/encryption.xml", &xml),
            ("OPS/b.opf", &opf),
            ("OPS/a.html", "<p>a"),
        ])
    };
    assert!(
        error(&protected("http://www.w3.org/2001/04/xmlenc#aes128-cbc")).contains("protected against copying (DRM)")
    );
    assert_eq!(lines(&protected(OF_FONTS[0])), ["a"]);
    assert!(error(b"text").contains("it is no EPUB"));
    assert!(error(&zipped(&[("a", "b")])).contains("META-INF/container.xml is missing"));
    assert!(error(&zipped(&[("META-INF/container.xml", CONTAINER)])).contains("OPS/b.opf is missing"));
    assert!(error(&book("", &[("a.xhtml", "b.xhtml", "")])).contains("OPS/a.xhtml is missing"));
    assert!(error(&book("", &[])).contains("it holds no chapter"));
    let whole = packs("book.epub");
    assert!((1..whole.len() - 1).step_by(97).all(|cut| read(&whole[..cut]).is_err()));
}

#[test]
fn a_book_made_to_harm_is_an_error_within_seconds() {
    let start = std::time::Instant::now();
    let bomb = " ".repeat(60_000_000);
    let two = book("", &[("a", "OPS/a", &bomb), ("b", "OPS/b", &bomb)]);
    assert_eq!(error(&two), "it is larger than 50 MB: split it");
    assert!(error(&renumbered(two, bomb.len(), 100)).contains("broken"));
    let again = format!("<spine>{}</spine>", "<itemref idref='c0'/>".repeat(30_000));
    assert!(error(&book(&again, &[("a", "OPS/a", "<p>a")])).contains("more than 20000 chapters"));
    let deep = "<a>".repeat(200_000);
    let _ = read(&book(&deep, &[("a", "OPS/a", "<p>a")]));
    let nested = format!("{}{}", "<div><p>a".repeat(20_000), "</div>".repeat(20_000));
    assert_eq!(lines(&book("", &[("a", "OPS/a", &nested)])).len(), 20_000);
    let open = "<a ".repeat(100_000);
    let _ = read(&book("", &[("a", "OPS/a", &open)]));
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_change_of_a_book_is_read_without_panic(changes in prop::collection::vec((0..6_000_usize, any::<u8>()), 1..9), list in "[<>/a-z='\" ]{0,80}") {
        let mut bytes = packs("book.epub");
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let _ = read(&bytes);
        let _ = read(&book(&list, &[("a", "OPS/a", &list)]));
    }
}
