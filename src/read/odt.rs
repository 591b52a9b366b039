//! ODT (LibreOffice) -> the lines of its body, then of its footnotes and endnotes; headers and footers are left out, and
//! what tracked changes deleted. The rows of a table are lines.

use anyhow::{Context, Result, ensure};

use super::article::RawArticle;
use super::metadata::Metadata;
use super::packed::{self, DocumentStyles, PASSWORD, Package, Role};

/// Reads a document.
///
/// # Errors
/// It is no OpenDocument text, is broken, is too large, or is under a password: what to do is said.
pub fn read(bytes: &[u8], _: Option<&str>) -> Result<RawArticle> {
    let mut package = Package::open(bytes)?;
    // The parts of a protected document are there, but aren't XML; since version 1.4 there is one for all.
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    ensure!(!manifest.contains("encryption-data"), PASSWORD);
    let body = package.part("content.xml")?.context("it is no OpenDocument text: it has no part content.xml")?;
    let mut styles = DocumentStyles::default();
    styles.read(&package.part("styles.xml")?.unwrap_or_default())?;
    styles.read(&body)?;
    let (lines, runs) = packed::lines(role, styles, &[body])?;
    // The date there is that of the file, and the language that of the program.
    let title = package.title("meta.xml").map(|title| runs.beside(&title).unwrap_or(title));
    let metadata = Metadata { title, ..Metadata::default() };
    Ok(RawArticle { metadata, lines, letters: runs.letters(), ..RawArticle::default() })
}

/// What an element does (OpenDocument 1.3, part 3, 5, 6, 9 and 10).
fn role(name: &str) -> Role {
    match name {
        "p" | "h" => Role::TextParagraph,
        "line-break" => Role::Break,
        "s" | "tab" => Role::Space,
        "table-row" => Role::Row,
        "table-cell" | "covered-table-cell" => Role::Cell,
        // Frames, and shapes that may hold text; the description of a picture is no paragraph.
        "frame" | "text-box" | "g" | "custom-shape" | "rect" | "ellipse" | "circle" | "caption" => Role::Box,
        "note" => Role::Note,
        "annotation" | "tracked-changes" | "ruby-text" => Role::Hidden,
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
        let content = format!("<office:document-content><office:text>{body}</office:text></office:document-content>");
        zipped(&[("content.xml", &content), ("meta.xml", "<office:meta><dc:title>Tít</dc:title></office:meta>")])
    }

    fn lines(bytes: &[u8]) -> Vec<String> {
        read(bytes, None).unwrap().lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn spans_are_joined_and_breaks_end_lines() {
        let body = "\n <text:h>Tít</text:h>\n <text:p>Ng<text:span>uyễn</text:span><text:s text:c='3'/>Thị<text:tab/>A\
            <text:line-break/>b&#xE1;o &amp; đài</text:p> <text:p/>";
        assert_eq!(lines(&document(body)), ["Tít", "Nguyễn Thị A", "báo & đài"]);
        assert_eq!(read(&document(body), None).unwrap().metadata.title.as_deref(), Some("Tít"));
    }

    #[test]
    fn text_in_an_old_font_is_what_its_reader_saw_and_the_spans_beside_it_stay() {
        let faces = "<style:font-face style:name='.VnTime' svg:font-family='&apos;.VnTime&apos;'/>\
            <style:font-face style:name='F1' svg:font-family='VNI-Times'/>\
            <style:font-face style:name='.VnTimeH2' svg:font-family='&quot;.VnTimeH&quot;'/>\
            <style:font-face style:name='Sans' svg:font-family='Liberation Sans'/>";
        let style = |family: &str, name: &str, parent: &str, properties: &str| {
            format!(
                "<style:style style:name='{name}' style:family='{family}' style:parent-style-name='{parent}'>\
                <style:text-properties {properties}/></style:style>"
            )
        };
        let styles = [
            format!("<office:document-styles>{faces}<style:default-style style:family='paragraph'>"),
            "<style:text-properties style:font-name='.VnTime'/></style:default-style>".into(),
            "<style:style style:name='Standard' style:family='paragraph'/>".into(),
            style("paragraph", "P1", "Standard", "style:font-name='Sans'"),
            style("text", "Foreign", "", "fo:font-family='Arial'"),
            "</office:document-styles>".into(),
        ];
        let automatic = [
            style("paragraph", "P1", "Standard", "fo:font-weight='bold'"),
            style("paragraph", "P2", "Standard", "style:font-name='.VnTimeH2'"),
            style("paragraph", "P3", "Standard", "style:font-name='F1'"),
            style("text", "T1", "Foreign", "fo:font-weight='bold'"),
            style("text", "P3", "", "style:font-name='Sans'"),
        ];
        let body = "<text:h text:style-name='P2'>Héi nghÞ</text:h>\
            <text:p text:style-name='P1'>N\u{ad}íc <text:span text:style-name='T1'>Café</text:span> lÇn\
            <text:span text:style-name='none'> thø</text:span> 28</text:p><text:p>TØnh</text:p>\
            <text:p text:style-name='P3'>Hoäi nghò <text:span text:style-name='P3'>é<text:span>è</text:span></text:span></text:p>";
        let content = format!(
            "<office:document-content>{faces}<office:automatic-styles>{}</office:automatic-styles>\
            <office:body>{body}</office:body></office:document-content>",
            automatic.concat()
        );
        let found = lines(&zipped(&[("content.xml", &content), ("styles.xml", &styles.concat())]));
        let found: Vec<String> = found.iter().map(|line| line.nfc().collect()).collect();
        assert_eq!(found, ["HỘI NGHỊ", "Nước Café lần thứ 28", "Tỉnh", "Hội nghị éè"]);
    }

    #[test]
    fn frames_stand_apart_and_descriptions_and_remarks_are_left_out() {
        let body = "<text:p>Đầu<draw:frame><draw:text-box><text:p>Hộp</text:p></draw:text-box><svg:title>t</svg:title>\
            <svg:desc>d</svg:desc></draw:frame> cuối<office:annotation><text:p>riêng</text:p></office:annotation>, \
            <text:title>tên</text:title></text:p>";
        assert_eq!(lines(&document(body)), ["Hộp", "Đầu cuối, tên"]);
    }

    #[test]
    fn notes_follow_the_body() {
        let note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>chú thích</text:p>\
            </text:note-body></text:note>";
        let body = format!("<text:p>Một{note} câu.</text:p><text:p>Hết.</text:p>");
        assert_eq!(lines(&document(&body)), ["Một câu.", "Hết.", "chú thích"]);
    }

    #[test]
    fn a_document_made_by_libreoffice_gives_the_text_that_it_shows() {
        let expected = include_str!("../../tests/data/packed/libreoffice.txt");
        let found = lines(include_bytes!("../../tests/data/packed/libreoffice.odt"));
        assert_eq!(found, expected.lines().collect::<Vec<_>>());
    }

    #[test]
    fn protected_and_other_files_are_errors_that_say_so() {
        let manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
        let protected = zipped(&[("META-INF/manifest.xml", manifest), ("content.xml", "\u{1}")]);
        assert_eq!(read(&protected, None).unwrap_err().to_string(), PASSWORD);
        let other = zipped(&[("word/document.xml", "<a/>")]);
        assert!(read(&other, None).unwrap_err().to_string().contains("no OpenDocument text"));
    }

    proptest! {
        #[test]
        fn a_document_changed_anywhere_is_read_without_panic(changes in prop::collection::vec((0..18_431_usize, any::<u8>()), 1..20)) {
            let mut bytes = include_bytes!("../../tests/data/packed/libreoffice.odt").to_vec();
            for (at, byte) in changes {
                bytes[at] = byte;
            }
            let _ = read(&bytes, None);
        }
    }
}
