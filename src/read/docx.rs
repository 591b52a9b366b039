//! DOCX (Word) -> the lines of its body, then of its footnotes and endnotes; headers and footers are left out, and what
//! tracked changes deleted. The rows of a table are lines.

use anyhow::{Context, Result, ensure};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::article::RawArticle;
use super::metadata::Metadata;
use super::packed::{self, DocumentStyles, Package, Role};
use super::results;

/// Reads a document.
///
/// # Errors
/// It is no document of Word, is broken, is too large, or is under a password: what to do is said.
pub fn read(bytes: &[u8], _: Option<&str>) -> Result<RawArticle> {
    let mut package = Package::open(bytes)?;
    ensure!(!results::is_of_properties(&package.part("docProps/core.xml")?.unwrap_or_default()), results::ADVICE);
    let main = main_part(&package.part("_rels/.rels")?.unwrap_or_default()).unwrap_or("word/document.xml".to_string());
    let body = package.part(&main)?.context("it is no Word document: it has no text")?;
    // Programs that turn pages into documents leave the page in them as it is, for Word to read.
    ensure!(
        !body.contains(":altChunk"),
        "its text, or a part of it, is in a part of another format (altChunk): open it in Word and save it as .docx again"
    );
    let folder = main.rfind('/').map_or("", |end| &main[..=end]);
    let mut styles = DocumentStyles::default();
    styles.read(&package.part(&format!("{folder}styles.xml"))?.unwrap_or_default())?;
    let mut parts = vec![body];
    for notes in ["footnotes.xml", "endnotes.xml"] {
        parts.push(package.part(&format!("{folder}{notes}"))?.unwrap_or_default());
    }
    let (lines, runs) = packed::lines(role, styles, &parts)?;
    // The date there is that of the file, and the language that of the program.
    let title = package.title("docProps/core.xml").map(|title| runs.beside(&title).unwrap_or(title));
    let metadata = Metadata { title, ..Metadata::default() };
    Ok(RawArticle { metadata, lines, letters: runs.letters(), ..RawArticle::default() })
}

/// The path of the part with the body, as the list of relationships says it.
fn main_part(relationships: &str) -> Option<String> {
    let mut reader = Reader::from_str(relationships);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                let value = |name| tag.try_get_attribute(name).ok().flatten().map(|attribute| attribute.value);
                if value("Type").is_some_and(|kind| kind.ends_with("/officeDocument")) {
                    return Some(value("Target")?.trim_start_matches('/').to_string());
                }
            }
            Event::Eof => return None,
            _ => (),
        }
    }
}

/// What an element does (ECMA-376, part 1, 17; part 3 for alternate content).
fn role(name: &str) -> Role {
    match name {
        "p" => Role::Paragraph,
        "t" => Role::Text,
        "br" | "cr" => Role::Break,
        "tab" | "ptab" => Role::Space,
        "noBreakHyphen" => Role::Hyphen,
        "sym" => Role::Symbol,
        "tr" => Role::Row,
        "tc" => Role::Cell,
        "txbxContent" => Role::Box,
        // A text box is there a second time, for older programs.
        "Fallback" => Role::Hidden,
        "del" | "moveFrom" => Role::Hidden,
        // How to pronounce the text beside it.
        "rt" => Role::Hidden,
        // The properties before a change.
        "rPrChange" | "pPrChange" => Role::Hidden,
        _ => Role::Other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::read::packed::tests::zipped;

    fn document(body: &str) -> Vec<u8> {
        zipped(&[("word/document.xml", &format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"))])
    }

    fn lines(bytes: &[u8]) -> Vec<String> {
        read(bytes, None).unwrap().lines.into_iter().map(|line| line.text).collect()
    }

    fn paragraph(runs: &str) -> String {
        format!("<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>{runs}</w:p>")
    }

    #[test]
    fn runs_are_joined_and_breaks_end_lines() {
        let body = paragraph("<w:r><w:t>Ng</w:t></w:r><w:r><w:t xml:space='preserve'>uyễn </w:t><w:t>Thị</w:t></w:r>")
            + "<w:p/>"
            + &paragraph(
                "<w:r><w:t>một</w:t><w:tab/><w:t>hai</w:t><w:br/><w:t>ba</w:t><w:noBreakHyphen/><w:t>bốn</w:t></w:r>",
            )
            + &paragraph(
                "<w:r><w:t>so<w:softHyphen/></w:t><w:softHyphen/><w:t>ft &amp; &#x1EC1;</w:t><w:instrText>PAGE</w:instrText></w:r>",
            );
        assert_eq!(lines(&document(&body)), ["Nguyễn Thị", "một hai", "ba-bốn", "soft & ề"]);
    }

    #[test]
    fn what_was_deleted_is_left_out_and_what_was_inserted_kept() {
        let body = "<w:p><w:r><w:t>Đê dài </w:t></w:r><w:del><w:r><w:delText>hai</w:delText><w:t>2</w:t></w:r></w:del>\
            <w:ins><w:r><w:t>ba</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:r><w:t> km</w:t></w:r></w:p>";
        assert_eq!(lines(&document(body)), ["Đê dài ba km"]);
    }

    #[test]
    fn how_to_pronounce_a_word_is_no_part_of_it() {
        let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let (hint, base) = (run("âm"), run("chữ"));
        let body = format!("<w:r><w:ruby><w:rubyPr/><w:rt>{hint}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>");
        assert_eq!(lines(&document(&paragraph(&(run("Một ") + &body)))), ["Một chữ"]);
    }

    #[test]
    fn a_document_whose_text_is_a_page_in_it_says_what_to_do() {
        let error = read(&document("<w:altChunk r:id='c'/>"), None).unwrap_err().to_string();
        assert!(error.contains("open it in Word and save it as .docx again"), "{error}");
    }

    #[test]
    fn a_text_box_stands_once_beside_the_paragraph_that_holds_it() {
        let text = "<w:txbxContent><w:p><w:r><w:t>Trong hộp</w:t></w:r></w:p></w:txbxContent>";
        let body = paragraph(&format!(
            "<w:r><w:t>Đầu câu</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><wps:txbx>{text}</wps:txbx></mc:Choice>\
             <mc:Fallback><v:textbox>{text}</v:textbox></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> cuối câu</w:t></w:r>"
        ));
        assert_eq!(lines(&document(&body)), ["Trong hộp", "Đầu câu cuối câu"]);
    }

    #[test]
    fn rows_of_data_are_lines_and_cells_of_several_paragraphs_are_columns() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let column = "<w:tc><w:p><w:r><w:t>Đoạn một</w:t></w:r></w:p><w:p><w:r><w:t>Đoạn hai</w:t></w:r></w:p></w:tc>";
        let body = format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{column}{}</w:tr></w:tbl>", cell("a"), cell("b"), cell("c"));
        assert_eq!(lines(&document(&body)), ["a\tb", "Đoạn một", "Đoạn hai", "c"]);
    }

    const OLD: &str = "<w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/>";

    fn run(properties: &str, text: &str) -> String {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
    }

    #[test]
    fn text_in_an_old_font_is_what_its_reader_saw_and_the_runs_beside_it_stay() {
        let new = "<w:rFonts w:ascii='Times New Roman' w:hAnsi='Times New Roman'/>";
        let body = [
            paragraph(&run("<w:rFonts w:ascii='.VnTimeH' w:hAnsi='.VnTimeH'/>", "Héi nghÞ §µ N½ng")),
            paragraph(&(run(OLD, "TØnh dù héi th¶o N\u{ad}íc &#xAD;u tiªn ") + &run(new, "Café là Æ"))),
            paragraph(&(run(OLD, "thø 28") + &run("", " é"))),
            paragraph(&run("<w:rFonts w:hAnsi='VNI-Times'/>", "Hoäi nghò Ngoaïi giao")),
            paragraph(&run(OLD, "Chữ mới là Unicode")),
            format!("<w:p><w:pPr><w:rPr>{OLD}</w:rPr></w:pPr>{}</w:p>", run("", "Résumé")),
            paragraph(&run(&format!("<w:rPrChange><w:rPr>{OLD}</w:rPr></w:rPrChange>"), "Résumé")),
            paragraph(&format!(
                "<w:r><w:t>L</w:t><w:sym w:font='.VnTime' w:char='F0C7'/><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>{}",
                run(OLD, "n")
            )),
        ];
        let expected = [
            "HỘI NGHỊ ĐÀ NẴNG",
            "Tỉnh dự hội thảo Nước ưu tiên Café là Æ",
            "thứ 28 é",
            "Hội nghị Ngoại giao",
            "Chữ mới là Unicode",
            "Résumé",
            "Résumé",
            "Lần",
        ];
        let found: Vec<String> = lines(&document(&body.concat())).iter().map(|line| line.nfc().collect()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_font_of_a_style_holds_unless_one_below_it_says_another() {
        let style = |kind: &str, id: &str, parent: &str, font: &str| {
            format!(
                "<w:style w:type='{kind}' w:styleId='{id}'><w:basedOn w:val='{parent}'/><w:rPr>{font}</w:rPr></w:style>"
            )
        };
        let new = "<w:rFonts w:ascii='Arial' w:hAnsi='Arial'/>";
        let styles = [
            format!("<w:styles><w:docDefaults><w:rPrDefault><w:rPr>{OLD}</w:rPr></w:rPrDefault></w:docDefaults>"),
            "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style>".into(),
            style("paragraph", "Title", "Normal", "<w:rFonts w:ascii='.VnTimeH' w:hAnsi='.VnTimeH'/>"),
            style("paragraph", "Subtitle", "Title", "<w:rFonts w:eastAsia='Arial'/>"),
            style("paragraph", "New", "Normal", "<w:rFonts w:asciiTheme='minorHAnsi' w:hAnsiTheme='minorHAnsi'/>"),
            style("paragraph", "Round", "Round", ""),
            style("character", "Old", "Older", ""),
            style("character", "Older", "", OLD),
            style("character", "Foreign", "", new),
            style("table", "Grid", "", new),
            "</w:styles>".into(),
        ];
        let of = |style: &str, runs: &str| format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{runs}</w:p>");
        let inside = of("New", &run("", "é"));
        let body = [
            format!("<w:p>{}{}</w:p>", run("", "Héi nghÞ "), run("<w:rStyle w:val='Foreign'/>", "Café")),
            of("Title", &run("", "Ngo¹i giao")),
            of("Subtitle", &run("", "lÇn thø 28")),
            of("New", &(run("", "Café ") + &run("<w:rStyle w:val='Old'/>", "Héi") + &run(new, " é"))),
            of("Round", &run("", "vßng")),
            of("", &format!("<w:r><w:txbxContent>{inside}</w:txbxContent><w:t>sau hép</w:t></w:r>")),
        ];
        let body = format!("<w:document><w:body>{}</w:body></w:document>", body.concat());
        let found = lines(&zipped(&[("word/document.xml", &body), ("word/styles.xml", &styles.concat())]));
        assert_eq!(found, ["Hội nghị Café", "NGOẠI GIAO", "LẦN THỨ 28", "Café Hội é", "vòng", "é", "sau hộp"]);
    }

    #[test]
    fn notes_follow_the_body_and_headers_are_left_out() {
        let part = |text: &str| format!("<w:x><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:x>");
        let relationships = "<Relationships><Relationship Type='http://x/core-properties' Target='c.xml'/>\
            <Relationship Type='http://x/officeDocument' Target='/word/document2.xml'/></Relationships>";
        let core = "<cp:coreProperties><dc:title> Tít &amp; bài </dc:title><dc:language>en-US</dc:language>\
            <dcterms:created>2020-01-01T00:00:00Z</dcterms:created></cp:coreProperties>";
        let parts = [("_rels/.rels", relationships.to_string()), ("word/document2.xml", part("thân"))];
        let notes = [("word/footnotes.xml", part("cước chú")), ("word/endnotes.xml", part("hậu chú"))];
        let others = [("word/header1.xml", part("đầu trang")), ("docProps/core.xml", core.to_string())];
        let parts: Vec<_> = [parts, notes, others].into_iter().flatten().collect();
        let parts: Vec<_> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        assert_eq!(lines(&zipped(&parts)), ["thân", "cước chú", "hậu chú"]);
        let expected = Metadata { title: Some("Tít & bài".into()), ..Metadata::default() };
        assert_eq!(read(&zipped(&parts), None).unwrap().metadata, expected);
    }

    #[test]
    fn a_document_made_by_libreoffice_gives_the_text_that_it_shows() {
        let expected = include_str!("../../tests/data/packed/libreoffice.txt");
        let found = lines(include_bytes!("../../tests/data/packed/libreoffice.docx"));
        assert_eq!(found, expected.lines().collect::<Vec<_>>());
    }

    #[test]
    fn other_files_are_errors_that_say_so() {
        let error = |bytes: &[u8]| read(bytes, None).unwrap_err().to_string();
        assert!(error(&zipped(&[("content.xml", "<a/>")])).contains("no Word document"));
        assert!(error(&document("<w:p>")).contains("its text is broken"));
    }

    #[test]
    fn a_million_empty_paragraphs_and_deep_boxes_are_read() {
        let text = paragraph("<w:r><w:t>hết</w:t></w:r>");
        assert_eq!(lines(&document(&("<w:p/>".repeat(1_000_000) + &text))), ["hết"]);
        let deep = "<w:txbxContent><w:p>".repeat(100_000) + &text + &"</w:p></w:txbxContent>".repeat(100_000);
        assert_eq!(lines(&document(&deep)), ["hết"]);
        assert!(read(&document(&text.repeat(1_000_001)), None).unwrap_err().to_string().contains("lines"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes, None);
            let _ = read(&[b"PK\x03\x04", &bytes[..]].concat(), None);
        }

        #[test]
        fn a_document_changed_anywhere_is_read_without_panic(changes in prop::collection::vec((0..10_267_usize, any::<u8>()), 1..20)) {
            let mut bytes = include_bytes!("../../tests/data/packed/libreoffice.docx").to_vec();
            for (at, byte) in changes {
                bytes[at] = byte;
            }
            let _ = read(&bytes, None);
        }

        #[test]
        fn any_soup_of_elements_is_read_without_panic(
            soup in prop::collection::vec(prop::sample::select(vec![
                "<w:p>", "</w:p>", "<w:t>", "</w:t>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:txbxContent>",
                "</w:txbxContent>", "<w:r>", "</w:r>", "<w:pPr>", "</w:pPr>", "<w:pStyle/>", "<w:rFonts w:hAnsi='.VnTime'/>", "<w:sym/>",
                "<w:del>", "</w:del>", "<w:br/>", "<w:t/>", "<w:p/>", "<w:tc/>", "chữ", "&amp;", "&x;",
            ]), 0..60)
        ) {
            let _ = read(&document(&soup.concat()), None);
        }
    }
}
