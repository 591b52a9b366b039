//! An article, written in formats that hold its text as it is given, in a font that is named or in none.

use std::io::{Cursor, Write};
use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use rust_xlsxwriter::{Format, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The paragraphs in each format: the name of the file and its bytes.
pub fn packed(paragraphs: &[&str], font: Option<&str>) -> Vec<(&'static str, Vec<u8>)> {
    let text = paragraphs.join("\n\n");
    vec![
        ("a.docx", docx(paragraphs, font)),
        ("a.odt", odt(paragraphs, font)),
        ("a.xlsx", xlsx(&text, font)),
        ("a.pdf", pdf(paragraphs, font)),
    ]
}

fn zip(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(paragraphs: &[&str], font: Option<&str>) -> Vec<u8> {
    let font = font.map(|font| format!("<w:rPr><w:rFonts w:ascii='{font}' w:hAnsi='{font}'/></w:rPr>"));
    let font = font.unwrap_or_default();
    let run = |text: &&str| format!("<w:p><w:r>{font}<w:t xml:space='preserve'>{text}</w:t></w:r></w:p>");
    let body: String = paragraphs.iter().map(run).collect();
    zip(&[("word/document.xml", format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"))])
}

fn odt(paragraphs: &[&str], font: Option<&str>) -> Vec<u8> {
    let font = font.map(|font| format!("<style:text-properties style:font-name='{font}'/>")).unwrap_or_default();
    let style = format!("<style:style style:name='P1' style:family='paragraph'>{font}</style:style>");
    let body: String = paragraphs.iter().map(|text| format!("<text:p text:style-name='P1'>{text}</text:p>")).collect();
    let content = format!(
        "<office:document-content><office:automatic-styles>{style}</office:automatic-styles><office:body>\
         <office:text>{body}</office:text></office:body></office:document-content>"
    );
    zip(&[("content.xml", content)])
}

fn xlsx(text: &str, font: Option<&str>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let format = font.map_or(Format::new(), |font| Format::new().set_font_name(font));
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "text").unwrap().write_string_with_format(1, 0, text, &format).unwrap();
    workbook.save_to_buffer().unwrap()
}

/// A page of lines in one font, whose codes are those of windows-1252.
fn pdf(paragraphs: &[&str], font: Option<&str>) -> Vec<u8> {
    let mut contents = b"BT /F1 11 Tf 13 TL 60 780 Td\n".to_vec();
    for paragraph in paragraphs {
        let mut line = String::new();
        for word in paragraph.split(' ').chain(["\n"]) {
            if word == "\n" || line.chars().count() + word.chars().count() > 78 {
                contents.extend(b"(");
                contents.extend(line.trim().chars().map(|c| u8::try_from(c).unwrap()));
                contents.extend(b") Tj T*\n");
                line.clear();
            }
            line = format!("{line} {word}");
        }
        contents.extend(b"T*\n");
    }
    contents.extend(b"ET");
    let font = font.unwrap_or("Helvetica");
    let objects = [
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>".to_vec(),
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F1 5 0 R>>>> /Contents 4 0 R>>"
            .to_vec(),
        [format!("<</Length {}>>\nstream\n", contents.len()).as_bytes(), &contents, b"\nendstream"].concat(),
        format!("<</Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding>>").into_bytes(),
    ];
    let (mut file, mut places) = (b"%PDF-1.4\n".to_vec(), Vec::new());
    for (object, number) in objects.iter().zip(1..) {
        places.push(file.len());
        file.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = file.len();
    let entries: String = places.iter().map(|place| format!("{place:010} 00000 n \n")).collect();
    file.extend(format!("xref\n0 6\n0000000000 65535 f \n{entries}trailer\n<</Size 6 /Root 1 0 R>>\n").into_bytes());
    file.extend(format!("startxref\n{start}\n%%EOF\n").into_bytes());
    file
}

/// A table of one row, which is the text.
pub fn parquet(text: &str) -> Vec<u8> {
    let schema = Arc::new(parse_message_type("message m { required binary text (UTF8); }").unwrap());
    let mut bytes = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut bytes, schema, Arc::new(WriterProperties::builder().build())).unwrap();
    let mut rows = writer.next_row_group().unwrap();
    while let Some(mut column) = rows.next_column().unwrap() {
        column.typed::<ByteArrayType>().write_batch(&[ByteArray::from(text)], None, None).unwrap();
        column.close().unwrap();
    }
    rows.close().unwrap();
    writer.close().unwrap();
    bytes
}
