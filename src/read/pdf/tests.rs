//! Files written here, and printed by others, as they are read.

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

const FONT: &str = "<< /Type /Font /Subtype /Type1 /Widths [500 500] /FirstChar 65 >>";

fn text(bytes: &[u8]) -> Vec<String> {
    read(bytes, None).unwrap().lines.into_iter().map(|line| line.text).collect()
}

fn error(bytes: &[u8]) -> String {
    format!("{:#}", read(bytes, None).unwrap_err())
}

fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(data).unwrap();
    let packed = packed.finish().unwrap();
    let head = format!("<< /Filter /FlateDecode /Length {} {dictionary} >>\nstream\n", packed.len());
    [head.as_bytes(), &packed, b"\nendstream"].concat()
}

/// A file of one page with these contents and this font F, and more objects from 6 on.
fn pdf(contents: &str, font: &str, others: &[Vec<u8>]) -> Vec<u8> {
    let resources = "<< /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >>";
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources {resources} >>").into_bytes(),
        b"<< /Type /Page /Parent 2 0 R /Contents [4 0 R] >>".to_vec(),
        stream("", contents.as_bytes()),
        font.as_bytes().to_vec(),
    ];
    let mut file = b"%PDF-1.5\n".to_vec();
    for (object, number) in objects.iter().chain(others).zip(1..) {
        file.extend(format!("{number} 0 obj\n").bytes().chain(object.iter().copied()).chain(*b"\nendobj\n"));
    }
    file.extend(b"trailer\n<< /Root 1 0 R >>\n%%EOF\n");
    file
}

fn shown(contents: &str) -> Vec<String> {
    text(&pdf(contents, FONT, &[]))
}

/// The paragraphs of a file, without the bullets and gaps that a printer adds, and its source's.
macro_rules! printed {
    ($file:literal, $source:literal) => {
        let read = text(include_bytes!(concat!("../../../tests/data/pdf/", $file, ".pdf")));
        let read: Vec<_> = read.iter().map(|text| text.trim_start_matches("• ").replace('\t', " ")).collect();
        let source = include_str!(concat!("../../../tests/data/pdf/", $source, ".txt"));
        assert_eq!(read, source.lines().collect::<Vec<_>>(), $file);
    };
}

#[test]
fn vietnamese_printed_by_chromium_and_libreoffice_is_read_paragraph_for_paragraph() {
    printed!("chromium", "article");
    printed!("chromium_columns", "article");
    printed!("libreoffice", "article");
    printed!("libreoffice_columns", "article");
}

#[test]
fn pages_with_heads_and_numbers_are_read_paragraph_for_paragraph() {
    // Parted by gaps or by indents, ragged or justified, in one column or in two.
    printed!("chromium_gap_ragged", "pages");
    printed!("chromium_indent_justified", "pages");
    printed!("chromium_indent_justified_columns", "pages");
    printed!("libreoffice_gap_justified", "pages");
    printed!("libreoffice_indent_ragged", "pages");
    printed!("libreoffice_gap_ragged_columns", "pages");
}

#[test]
fn english_with_hyphens_at_the_ends_of_lines_is_read_paragraph_for_paragraph() {
    printed!("chromium_hyphens", "hyphens");
    printed!("libreoffice_hyphens", "hyphens");
}

#[test]
fn narrow_columns_stretched_to_both_edges_are_paragraphs_and_tables_beside_them_stay_rows() {
    // Words with gaps of several heights between them, words alone in their line, and punctuation that hangs over the edge.
    printed!("chromium_narrow", "narrow");
    printed!("typst_narrow", "narrow");
}

#[test]
fn paragraphs_have_the_numbers_of_their_lines_and_gaps_count() {
    let lines = read(include_bytes!("../../../tests/data/pdf/libreoffice.pdf"), None).unwrap().lines;
    let numbers: Vec<_> = lines.iter().map(|line| line.number).collect();
    // As the boxes of pdftotext's lines are set apart.
    assert_eq!(numbers, [1, 3, 6, 10, 14, 17, 19, 23, 24, 26, 27]);
}

#[test]
fn words_are_told_by_the_gaps_between_them() {
    assert_eq!(shown("BT /F 10 Tf [(AB) -20 (B) -250 (A) 30 (B)] TJ ET"), ["ABB AB"]);
    assert_eq!(shown("BT /F 10 Tf (AB) Tj 10 0 Td (BA) Tj 13 0 Td (A) Tj 40 0 Td (B) Tj ET"), ["ABBA A\tB"]);
    assert_eq!(shown("BT /F 10 Tf 50 TL (A) Tj T* (B) Tj (A) ' 0 0 (B) \" ET"), ["A", "B", "A", "B"]);
    assert_eq!(shown("BT /F 10 Tf 0 1 -1 0 50 50 Tm (A) Tj 5 0 Td (B.) Tj 0 -30 Td (A) Tj ET"), ["AB.", "A"]);
    assert_eq!(
        shown("q .1 0 0 .1 0 0 cm BT /F 100 Tf (A) Tj 50 0 Td (B) Tj ET Q BT /F 10 Tf 0 -50 Td (A) Tj ET"),
        ["AB", "A"]
    );
}

#[test]
fn bold_type_made_by_writing_twice_is_read_once_and_pictures_in_the_text_are_skipped() {
    assert_eq!(shown("BT /F 10 Tf (AB) Tj .3 0 Td (AB) Tj ET"), ["AB"]);
    assert_eq!(shown("BT /F 10 Tf (A) Tj ET BI /W 1 ID (\u{1}Tj( EI BT 0 -50 Td (B) Tj ET"), ["A", "B"]);
}

#[test]
fn letters_go_where_they_stand_in_whatever_order_they_are_written() {
    // Each letter is 5 wide: gaps, and then the letters that go there.
    assert_eq!(shown("BT /F 10 Tf [(A) -500 (B A) -500 ( A)] TJ 1 0 0 1 5 0 Tm [(B) -1500 (B)] TJ ET"), ["ABB AB A"]);
    // The last word of the line first, and a whole page's letters after all gaps.
    assert_eq!(shown("BT /F 10 Tf 1 0 0 1 12.5 0 Tm (BA) Tj 1 0 0 1 0 0 Tm (AB) Tj ET"), ["AB BA"]);
    let gaps = "BT /F 10 Tf 12 TL [(A) -500 (B)] TJ T* [(B.) -500 (B)] TJ T* ET ";
    let letters = "BT /F 10 Tf 1 0 0 1 5 0 Tm (A) Tj 1 0 0 1 10 -12 Tm (A) Tj ET";
    assert_eq!(shown(&format!("{gaps}{letters}")).concat().replace([' ', '.', '\u{fffd}'], ""), "AABBAB");
    // Columns are no gaps to fill, and what is written over other text is a line of its own.
    let columns = "BT /F 10 Tf (AB AB.) Tj 1 0 0 1 0 -12 Tm (AA AA.) Tj 1 0 0 1 45 0 Tm (BB BB.) Tj ET";
    assert_eq!(shown(columns).join(" "), "AB AB. AA AA. BB BB.");
    assert_eq!(shown("BT /F 10 Tf (AB AB) Tj 1 0 0 1 2 0 Tm (BAABAB) Tj ET").len(), 2);
}

#[test]
fn lines_of_one_column_follow_each_other_as_they_stand() {
    assert_eq!(shown("BT /F 10 Tf (A) Tj 0 60 Td (B) Tj 0 -30 Td (A) Tj ET"), ["B", "A", "A"]);
}

#[test]
fn accents_drawn_over_a_letter_are_part_of_it() {
    let font = "<< /Encoding /WinAnsiEncoding /FirstChar 65 /Widths [500] >>";
    assert_eq!(text(&pdf("BT /F 10 Tf [(caf) (\\264) 500 (e t) (\\140) 500 (o)] TJ ET", font, &[])), ["café tò"]);
}

#[test]
fn marks_of_footnotes_are_left_out_and_powers_stay() {
    let font = "<< /Encoding /WinAnsiEncoding >>";
    let up = |mark: &str| format!("/F 6 Tf 4 Ts ({mark}) Tj /F 10 Tf 0 Ts");
    let read = |parts: &[&str]| {
        let shown: String = parts
            .iter()
            .map(|part| match part.strip_prefix('^') {
                Some(mark) => up(mark),
                None => format!("({part}) Tj "),
            })
            .collect();
        text(&pdf(&format!("BT /F 10 Tf {shown} ET"), font, &[])).join("|")
    };
    assert_eq!(read(&["in Hanoi", "^1", " today; the law", "^2,3", "."]), "in Hanoi today; the law.");
    assert_eq!(read(&["the law of 2021", "^12", ", he said.", "^[4]"]), "the law of 2021, he said.");
    assert_eq!(read(&["^1", "The law of the land"]), "The law of the land");
    assert_eq!(read(&["12 km", "^2", ", 5 m", "^3", " and 10", "^6"]), "12 km2, 5 m3 and 106");
    assert_eq!(read(&["at 38", "^0", "C, x", "^2", ", the 1", "^st"]), "at 38°C, x2, the 1st");
}

#[test]
fn small_digits_of_a_font_are_marks_of_footnotes_too() {
    let map = "3 beginbfchar <41> <0031> <42> <0031> <43> <006e> endbfchar";
    let font = "<< /ToUnicode 6 0 R /Encoding /WinAnsiEncoding /FirstChar 65 /Widths [300 500 500] >>";
    let read = |contents: &str| text(&pdf(contents, font, &[stream("", map.as_bytes())]));
    assert_eq!(read("BT /F 10 Tf (CCA CBB CCA, BB) Tj ET"), ["nn n11 nn, 11"]);
}

#[test]
fn marks_of_tagged_files_are_understood() {
    let said = "/Span << /ActualText (Vi) >> BDC (A) Tj (B) Tj EMC (A) Tj";
    assert_eq!(shown(&format!("BT /F 10 Tf {said} ET")), ["ViA"]);
    let page = "/Artifact << /Type /Pagination >> BDC BT /F 10 Tf (B) Tj ET EMC";
    assert_eq!(shown(&format!("{page} BT /F 10 Tf 0 50 Td (A) Tj ET")), ["A"]);
    assert_eq!(shown("/Artifact BMC BT /F 10 Tf (B) Tj ET EMC EMC BT /F 10 Tf 0 -50 Td (A) Tj ET"), ["B", "A"]);
}

#[test]
fn the_names_of_letters_are_understood() {
    let differences = "/H /ohorn /i /space /n /g /h /ecircumflexdotbelow /uni00E2 /fi /quotedblright /u1EF9";
    let font =
        format!("<< /Type /Font /Encoding << /BaseEncoding /MacRomanEncoding /Differences [1 {differences}] >> >>");
    let show = "BT /F 10 Tf (\\001\\002\\003\\004\\005\\006\\007\\010\\011\\012\\013\\014 \\216) Tj ET";
    assert_eq!(text(&pdf(show, &font, &[])), ["Hơi nghệâfi”ỹ é"]);
    assert_eq!(text(&pdf("BT /F 10 Tf <93 E1 94> Tj ET", "<< /Encoding /WinAnsiEncoding >>", &[])), ["“á”"]);
}

#[test]
fn fonts_that_every_reader_has_need_no_widths() {
    // Placed word by word and letter by letter: with any other widths words would touch or fall apart.
    let words = "BT /F 10 Tf (will) Tj 16.66 0 Td (come) Tj ET";
    assert_eq!(text(&pdf(words, "<< /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>", &[])), ["will come"]);
    let letters = "BT /F 10 Tf (m) Tj 8.33 0 Td (i) Tj 2.22 0 Td (l) Tj 5 0 Td (W) Tj ET";
    assert_eq!(text(&pdf(letters, "<< /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>", &[])), ["mil W"]);
}

#[test]
fn letters_set_apart_are_words() {
    let font = "<< /BaseFont /Courier /Encoding /WinAnsiEncoding >>";
    let spaced = |words: &str| {
        let letters = words.chars().map(|c| if c == ' ' { "-900 ".into() } else { format!("({c}) -300 ") });
        text(&pdf(&format!("BT /F 10 Tf [{}] TJ ET", letters.collect::<String>()), font, &[]))
    };
    assert_eq!(spaced("the harbour is open"), ["the harbour is open"]);
    assert_eq!(spaced("1234567890"), ["1 2 3 4 5 6 7 8 9 0"]);
}

#[test]
fn bitmaps_of_tex_are_called_by_their_codes() {
    let font = "<< /Subtype /Type3 /Encoding << /Differences [28 /a28 97 /a97 228 /a228] >> >>";
    assert_eq!(text(&pdf(r"BT /F 10 Tf (\034aaaaa\344) Tj ET", font, &[])), ["fiaaaaa\u{fffd}"]);
}

#[test]
fn maps_to_unicode_count_above_encodings() {
    let map = "2 beginbfchar <41> <1EBF> <42> <00660069> endbfchar 1 beginbfrange <43> <45> <0061> endbfrange \
        2 beginbfrange <46> <47> [<0078> <0079>] endbfrange";
    let font = "<< /Encoding /WinAnsiEncoding /ToUnicode 6 0 R >>";
    assert_eq!(text(&pdf("BT /F 10 Tf (ABCDEFG) Tj ET", font, &[stream("", map.as_bytes())])), ["ếfiabcxy"]);
}

#[test]
fn fonts_before_unicode_draw_their_own_letters_run_by_run() {
    let named = |name: &str, rest: &str| format!("<< /Encoding /WinAnsiEncoding /BaseFont /{name} {rest} >>");
    let read = |show: &str, font: &str, others: &[Vec<u8>]| text(&pdf(&format!("BT /F 10 Tf {show} ET"), font, others));
    // "Nước sâu, bến đợi": the letter of code AD is no hyphen, as it is elsewhere.
    let water = "<4E ADED63 20 73A975 2C 20 62D56E 20 AEEE69> Tj";
    assert_eq!(read(water, &named("ABCDEF+.VnTime", ""), &[]), ["Nước sâu, bến đợi"]);
    assert_eq!(read(water, &named("#2EVnTimeH", ""), &[]), ["NƯỚC SÂU, BẾN ĐỢI"]);
    let map = stream("", b"2 beginbfchar <AD> <002D> <ED> <00ED> endbfchar");
    assert_eq!(read(water, &named(".VnTime,Bold", "/ToUnicode 6 0 R"), &[map]), ["Nước sâu, bến đợi"]);
    let vni = read("<4E F6F4F963> Tj", &named("VNI-Times", ""), &[]).concat();
    assert_eq!(vni.nfc().collect::<String>(), "Nước");
    // Codes that are numbers of shapes, and a hyphen that stands for a letter in what a mark says.
    let shapes = "/Subtype /Type0 /DescendantFonts [<< /DW 500 >>] /ToUnicode 6 0 R";
    let map = stream("", b"3 beginbfchar <0001> <0074> <0002> <00EA> <0003> <0020> endbfchar");
    let said = "<0001> Tj /Span << /ActualText <FEFF00AD> >> BDC <0003> Tj EMC 5 0 Td <0002> Tj";
    assert_eq!(read(said, &named("ABCDEF+.VnTime", shapes), &[map]), ["tườ"]);
    // A map that is right stays as it is, letters of Latin-1 too; so does any other font.
    let map = stream("", b"3 beginbfchar <01> <00E9> <02> <1EBF> <03> <00F4> endbfchar");
    assert_eq!(read("<010203> Tj", &named(".VnTime", "/ToUnicode 6 0 R"), &[map]), ["éếô"]);
    assert_eq!(read("<E9E8> Tj", &named("TimesNewRoman", ""), &[]), ["éè"]);
}

#[test]
fn forms_are_read_where_they_are_drawn() {
    let form = stream("/Subtype /Form /Matrix [1 0 0 1 5 0]", b"BT /F 10 Tf (B) Tj ET");
    assert_eq!(text(&pdf("BT /F 10 Tf (A) Tj ET /X Do", FONT, &[form])), ["AB"]);
}

#[test]
fn objects_in_streams_and_later_versions_are_found() {
    let objects = stream("/Type /ObjStm /N 1 /First 4", format!("5 0 {FONT}").as_bytes());
    let contents = "BT /F 10 Tf (AB) Tj ET";
    assert_eq!(text(&pdf(contents, "null", &[objects])), ["AB"]);
    let packed = r#"6<#'\7NaE>+B2qq-pg3K+B3(u78s"#;
    let later = format!("4 0 obj << /Length 9 0 R /Filter [/A85] >> stream\n{packed}~>\nendstream endobj %%EOF");
    assert_eq!(text(&[&pdf(contents, FONT, &[])[..], later.as_bytes()].concat()), ["BA"]);
}

#[test]
fn files_that_cannot_be_read_are_errors_that_say_what_to_do() {
    assert!(error(b"Hello").contains("no PDF"));
    assert!(error(b"%PDF-1.4\n1 0 obj").contains("cut off"));
    assert!(error(&pdf("q 100 0 0 100 0 0 cm /X Do Q", FONT, &[])).contains("run OCR"));
    let unknown = "<< /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< >>] >>";
    assert!(error(&pdf("BT /F 9 Tf (ABCD) Tj ET", unknown, &[])).contains("which letters"));
    let encrypted = [&pdf("", FONT, &[])[..], b"trailer << /Encrypt 9 0 R >> %%EOF"].concat();
    assert!(error(&encrypted).contains("encrypted"));
    let packed = b"6 0 obj << /Subtype /Form /Filter /LZWDecode >> stream\n..endstream endobj %%EOF";
    assert!(error(&[&pdf("/X Do", FONT, &[])[..], packed].concat()).contains("LZWDecode"));
}

#[test]
fn hostile_files_end_soon() {
    let show = "BT /F 10 Tf (AB) Tj ET ";
    let map = "1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange ".repeat(1000);
    let numbers = [b"[", "1 ".repeat(3_000_000).as_bytes(), b"]"].concat();
    let index: String = (0..100_000).map(|i| format!("{} 0 ", i + 100)).collect();
    let same = [index.as_bytes(), b"[", "1 ".repeat(500_000).as_bytes(), b"]"].concat();
    let same = stream(&format!("/Type /ObjStm /N 100000 /First {}", index.len()), &same);
    let bomb = stream("/Type /ObjStm /N 1 /First 8", &b" ".repeat(10_000_000));
    let form = stream("/Subtype /Form /Resources << /XObject << /X 6 0 R >> >>", &b"/X Do ".repeat(300));
    let long = format!("1 beginbfchar <41> <{}> endbfchar", "1EBF".repeat(32));
    let strings: String = (10..100_000).map(|i| format!("{i} 0 obj (\\(")).collect();
    let pages = format!("<< /Kids [{}] >>", "2 0 R 3 0 R ".repeat(10_000));
    let names: String = (0..35_000).map(|i| format!("/A{i} 5 0 R ")).collect();
    let entries =
        |kind: &str| format!("null endobj 2 0 obj << /Kids [3 0 R] /Resources << /{kind} << {names} >> >> >>");
    let (fonts, forms) = (entries("Font").into_bytes(), entries("XObject").into_bytes());
    let width = format!("/F << /DescendantFonts [<< /W [{}] >>] >>", "null ".repeat(35_000));
    let wide = format!("null endobj 2 0 obj << /Kids [3 0 R] /Resources << /Font << {width} >> >> >>").into_bytes();
    let files = [
        // What is in the resources is looked up many times, and not copied each time.
        pdf(&"/A0 10 Tf ".repeat(200_000), FONT, &[fonts]),
        pdf(&"/A0 Do ".repeat(300_000), FONT, &[forms]),
        pdf(&"/F 10 Tf ".repeat(200_000), FONT, &[wide]),
        pdf(&"/X Do ".repeat(300_000), FONT, &[format!("[{}]", "1 ".repeat(400_000)).into_bytes()]),
        pdf(&" ".repeat(151_000_000), FONT, &[]),
        pdf(&show.repeat(200_000), FONT, &[]),
        pdf(&("[".repeat(1_000_000) + show), FONT, &[]),
        pdf(&("1 ".repeat(2_000_000) + show), FONT, &[]),
        pdf(&("q ".repeat(1_000_000) + show), FONT, &[]),
        pdf(show, "<< /ToUnicode 6 0 R >>", &[stream("", map.as_bytes())]),
        pdf(show, "<< /FirstChar 4294967295 /Widths [1 2] >>", &[]),
        pdf(show, "<< /DescendantFonts [<< /W [4294967295 [1 2] 0 4294967295 5 -1 [1]] >>] >>", &[]),
        pdf(show, FONT, &[numbers]),
        pdf(show, FONT, &[same]),
        pdf(show, FONT, &vec![bomb; 16]),
        pdf("/X Do ", FONT, &[form]),
        pdf(show, FONT, &[strings.into_bytes()]),
        pdf(show, FONT, &[[&b"null endobj 2 0 obj "[..], pages.as_bytes()].concat()]),
        [b"%PDF-1.4\n", &b"1 0 obj<</A ".repeat(200_000)[..], b"%%EOF"].concat(),
        pdf(&("BT /F 10 Tf ".to_string() + &"(A-) ' 1 -5 Td (b) Tj ".repeat(140_000)), FONT, &[]),
        pdf(&("BT /F 10 Tf ".to_string() + &"0 -1 Td (A) Tj ".repeat(299_000)), FONT, &[]),
        pdf(&("BT /F 10 Tf 9 TL ".to_string() + &"(AB AB) ' 300 9 Td (AB AB) ' -300 0 Td ".repeat(70_000)), FONT, &[]),
        pdf(&("BT /F 10 Tf ".to_string() + &format!("({}) Tj ", "A".repeat(900_000)).repeat(160)), FONT, &[]),
        pdf(&("BT /F 10 Tf ".to_string() + &"(A) Tj 1 0 Td ".repeat(2_000_000)), FONT, &[]),
        pdf(
            &("BT /F 10 Tf ".to_string() + &format!("({}) Tj ", "A".repeat(900_000)).repeat(160)),
            "<< /ToUnicode 6 0 R >>",
            &[stream("", long.as_bytes())],
        ),
    ];
    for (file, number) in files.iter().zip(0..) {
        let start = Instant::now();
        let _ = read(file, None);
        assert!(start.elapsed() < Duration::from_secs(60), "file {number}: {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..500)) {
        let _ = read(&[b"%PDF-1.4 1 0 obj ", &bytes[..], b"%%EOF"].concat(), None);
    }

    #[test]
    fn any_soup_of_operators_is_read_without_panic(
        soup in prop::collection::vec(prop::sample::select(vec![
            "BT", "ET", "/F 9 Tf", "(A)", "Tj", "[", "]", "TJ", "1e99", "-9", "0", "Td", "Tm", "cm", "q", "Q", "<<", ">>",
            "'", "\"", "T*", "/X Do", "ID", "EI", "Tz", "Tc", "(", "\\", "<4", ">", "%", "nan", "7 0 R", "{", ")",
        ]), 0..80)
    ) {
        let form = stream("/Subtype /Form /Matrix [1 0 0 1 5 0]", b"BT /F 10 Tf (B) Tj ET");
        let _ = read(&pdf(&soup.join(" "), FONT, &[form]), None);
    }

    #[test]
    fn a_file_changed_anywhere_is_read_without_panic(changes in prop::collection::vec((0..37_049_usize, any::<u8>()), 1..30)) {
        let mut bytes = include_bytes!("../../../tests/data/pdf/chromium.pdf").to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        let _ = read(&bytes, None);
    }
}
