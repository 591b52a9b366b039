use crate::options::{Layer, Options};
use crate::read::Corpus;
use crate::read::testing::{TEXTS, data, gz, zip};

fn read(name: &str, bytes: Vec<u8>) -> Vec<(String, String)> {
    let articles = Corpus::read_bytes(name, bytes, &Options::build(Layer::default()).unwrap()).unwrap();
    let shown = |article: crate::read::Article| {
        (article.origin.document, article.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"))
    };
    articles.into_iter().map(|article| article.map_or_else(|error| (String::new(), error.to_string()), shown)).collect()
}

#[test]
fn a_cell_with_elements_of_html_in_it_is_a_page_and_plain_text_is_none() {
    let lines = |text: &str| {
        let json = serde_json::to_vec(&serde_json::json!({ "text": text })).unwrap();
        read("a.jsonl", json).remove(0).1
    };
    let two = "Bến mới.\nChợ họp.";
    for text in [
        "<p>Bến mới.</p><p>Chợ họp.</p>",
        "Bến mới.<br>Chợ họp.",
        "Bến <strong>mới</strong>.\nChợ <a href=\"https://cho.example/\">họp</a>.",
        "&lt;p&gt;Bến mới.&lt;/p&gt;&lt;p&gt;Chợ họp.&lt;/p&gt;",
        two,
    ] {
        assert_eq!(lines(text), two, "{text}");
    }
    assert_eq!(lines("Giá < 5 và > 3, a<b"), "Giá < 5 và > 3, a<b");
}

#[test]
fn xml_is_known_by_its_name_and_its_declaration_and_names_its_articles() {
    let two = "<rss><channel><item><description>One.</description></item><item><description>Two.</description></item>\
               </channel></rss>";
    let expected = [("a.rss#1", "One."), ("a.rss#2", "Two.")].map(|(name, text)| (name.to_string(), text.to_string()));
    assert_eq!(read("a.rss", two.into()), expected);
    let one = "<?xml version='1.0'?><doc><text>One.</text></doc>";
    assert_eq!(read("a.txt", one.into()), [("a.txt".to_string(), "One.".to_string())]);
    assert!(error("a.xml", two[..60].into()).contains("it is cut off"));
}

#[test]
fn what_a_file_plainly_is_counts_for_more_than_its_name() {
    let mail = "From: An <an@x>\nDate: Tue, 14 Dec 2021 23:30:00 +0700\nMIME-Version: 1.0\n\nTin mưa.\n";
    for name in ["a.txt", "a.html", "a.eml"] {
        assert_eq!(read(name, mail.into()), [(name.to_string(), "Tin mưa.".to_string())]);
        let mailbox = format!("From a@x 08:30:00\n{mail}\nFrom a@x 08:30:00\n{mail}");
        assert_eq!(error(name, mailbox.into()), "it is a mailbox: call it .mbox");
    }
    let feed = "<rss><channel><item><description>One.</description></item></channel></rss>";
    for (name, declared) in [("a.html", "<?xml version='1.0'?>\n"), ("a.txt", ""), ("a.htm", "")] {
        assert_eq!(read(name, format!("{declared}{feed}").into())[0].1, "One.");
    }
    assert_eq!(read("a.html", "<?xml version='1.0'?><html><p>One.</p></html>".into())[0].1, "One.");
    assert_eq!(error("a.txt", "[{\"text\": \"One.\"}]".into()), "it is JSON: call it .json");
    let workbook =
        "<?xml version='1.0'?><office:document office:mimetype='x.opendocument.spreadsheet'></office:document>";
    assert_eq!(error("a.xml", workbook.into()), "it is a workbook of LibreOffice: call it .fods");
    for text in ["From: tomorrow on.\nDate: today.", "{One.}"] {
        assert_eq!(read("a.txt", text.into())[0].1, text);
    }
}

fn error(name: &str, bytes: Vec<u8>) -> String {
    read(name, bytes).into_iter().find_map(|(document, error)| document.is_empty().then_some(error)).unwrap()
}

#[test]
fn bytes_that_are_packed_are_unpacked_where_their_name_says_so() {
    assert_eq!(read("a.txt.gz", gz(b"Text.")), [("a.txt.gz".to_string(), "Text.".to_string())]);
    assert_eq!(read("a.html.GZ", gz(b"<p>Text.</p>"))[0].1, "Text.");
    let rows = read("a.jsonl.zst", data("articles.jsonl.zst"));
    assert!(rows.iter().map(|(_, text)| text).eq(&TEXTS) && rows[2].0 == "a.jsonl.zst#3");
    assert_eq!(read("a.xlsx.gz", gz(&data("articles.xlsx"))).len(), 3);
}

#[test]
fn of_a_format_that_is_not_read_it_is_said_what_it_is_and_what_to_save_it_as() {
    for (name, kind, way) in [
        ("a.mobi", "a book", ".epub"),
        ("a.AZW3", "a book", ".epub"),
        ("a.msg", "mail", ".eml"),
        ("a.pst", "mail", ".mbox"),
        ("a.pages", "a document", ".docx"),
        ("a.numbers", "a workbook", ".xlsx"),
        ("a.djvu", "a picture", "OCR"),
        ("a.heic", "a picture", "OCR"),
        ("a.pptx", "a presentation", ".docx"),
        ("a.rar", "an archive", ".zip"),
        ("a.rds", "a table", ".csv"),
        ("a.sqlite", "a database", ".csv"),
    ] {
        let error = error(name, b"\x01\x02".to_vec());
        assert!(error.starts_with(&format!("it is {kind} of a format that is not read")), "{error}");
        assert!(error.contains(way), "{error}");
    }
    assert!(error("a.qqq", b"text".to_vec()).starts_with("its format is not one of .txt, "));
}

#[test]
fn packed_bytes_are_bounded_and_archives_in_archives_refused_as_those_of_files_are() {
    for name in ["a.txt.zst", "a.jsonl.zst"] {
        assert!(error(name, data("bomb.zst")).contains("it unpacks to over 1000 times its size"));
    }
    assert!(error("a.txt.gz", gz(b"Text.")[..20].to_vec()).contains("it is cut off"));
    assert!(error("a.txt.gz", b"Text.".to_vec()).contains("packed neither by gzip nor by zstd or xz"));
    for name in ["a.zip.gz", "a.7z.xz", "a.gz.zst"] {
        assert!(error(name, gz(&zip(&[("a.txt", b"a")]))).contains("an archive in an archive"));
    }
    assert!(error("a.zip", zip(&[("a.txt.gz", &gz(b"a"))])).contains("an archive in an archive"));
}
