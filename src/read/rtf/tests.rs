use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::options::{Layer, Options};
use crate::read::Corpus;

fn rich(body: &str) -> Vec<u8> {
    format!("{{\\rtf1\\ansi\\ansicpg1258\\deff0{{\\fonttbl{{\\f0\\froman\\fcharset0 Arial;}}}}{body}}}").into_bytes()
}

fn lines(bytes: &[u8]) -> Vec<String> {
    read(bytes, None).unwrap().lines.into_iter().map(|line| line.text).collect()
}

fn error(bytes: &[u8]) -> String {
    read(bytes, None).unwrap_err().to_string()
}

/// The text with what is not ASCII escaped as Word does, with `stand_in` after each.
fn escaped(text: &str, stand_in: &str) -> String {
    let escape = |c: char| match c.is_ascii() {
        true => c.to_string(),
        false => c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{}{stand_in}", *unit as i16)).collect(),
    };
    text.chars().map(escape).collect()
}

/// The text in code page 1258, where the marks of tones follow their letter; what is not there is escaped.
fn in_page_1258(text: &str) -> String {
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let apart = |c: char| {
        let (tones, others): (Vec<char>, Vec<char>) = c.nfd().partition(is_tone);
        others.into_iter().nfc().chain(tones).collect::<Vec<_>>()
    };
    let escape = |c: char| {
        let text = c.to_string();
        match encoding_rs::WINDOWS_1258.encode(&text) {
            (_, _, true) => escaped(&text, "?"),
            (bytes, ..) if bytes.is_ascii() => text,
            (bytes, ..) => bytes.iter().map(|byte| format!("\\'{byte:02x}")).collect(),
        }
    };
    text.chars().flat_map(apart).map(escape).collect()
}

/// A file whose fonts are these entries of its table, numbered from 1.
fn of_fonts(fonts: &[&str], body: &[u8]) -> Vec<u8> {
    let entries: String = fonts.iter().zip(1..).map(|(font, number)| format!("{{\\f{number}{font};}}")).collect();
    [format!("{{\\rtf1\\ansi\\ansicpg1252\\deff1{{\\fonttbl{entries}}}").as_bytes(), body, b"}"].concat()
}

#[test]
fn an_article_is_the_same_in_the_ways_of_four_programs_and_as_text() {
    let paragraphs = [
        "Sở Nông nghiệp hướng dẫn cấy lúa sớm",
        "Ruộng ven sông đã đủ nước; bà con xuống giống từ ngày 5 – 10/1.",
        "“Giống mới chịu mặn tốt”, ông Ước nói 🌾.",
    ];
    let joined = |text: fn(&str) -> String, end: &str| paragraphs.map(text).join(end);
    let word =
        joined(|text| format!("{{\\rtlch\\fcs1 \\af0 \\ltrch\\fcs0 \\insrsid1 {}}}", escaped(text, "?")), "\r\n\\par ");
    let writer = joined(
        |text| format!("\\pard\\plain \\s0\\f0{{\\rtlch \\ltrch\\loch\r\n{}}}", escaped(text, "\\'3f")),
        "\n\\par ",
    );
    let cocoa = joined(|text| format!("\\pard\\f0 \\uc0 {}", escaped(text, " ")), "\\\n");
    let pad = paragraphs.map(in_page_1258);
    let pad = of_fonts(&["\\fcharset163 Times New Roman"], &pad.join("\\par\r\n").into_bytes());
    let options = Options::build(Layer::default()).unwrap();
    let read = |name: &str, bytes: Vec<u8>| {
        let article = Corpus::read_bytes(name, bytes, &options).unwrap().remove(0).unwrap();
        article.lines.iter().map(|line| line.text.to_string()).collect::<Vec<_>>()
    };
    let text = read("a.txt", paragraphs.join("\n").into_bytes());
    assert_eq!(text, paragraphs);
    for (name, bytes) in [("a.rtf", rich(&word)), ("b.RTF", rich(&writer)), ("c.doc", rich(&cocoa)), ("d.txt", pad)] {
        assert_eq!(read(name, bytes), text, "{name}");
    }
}

#[test]
fn bytes_are_of_the_code_page_of_their_font() {
    let fonts = [
        "\\fcharset163 A",
        "\\fcharset128 B",
        "\\fcharset134 C",
        "\\fcharset204{\\*\\panose 02}D",
        " E",
        "\\fcharset2 F",
    ];
    let body = b"\\f1 vi\\'ea\\'f2n\\par\\f2 \\'93\\'fa\\'96\\'7b{\\f3 \\'d6\\'d0\\'b9\\'fa}\\{\\par\\f4 \\'e4\\'e0\\plain  \\'f0\\par{\\f5 \\'e9}{\\f6 \\'b7 x}";
    assert_eq!(lines(&of_fonts(&fonts, body)), ["viện", "日本中国{", "да đ", "é x"]);
}

#[test]
fn characters_beyond_16_bits_are_halves_and_what_stands_for_them_is_passed_over() {
    let body = "\\u-10179?\\u-8704? {\\uc2\\u7897\\'e1\\'bbn}\\uc0\\u7883 \\uc1\\u8220\\ldblquote a\\u7871\\'3f\\u7871}\\u7871\\par {b";
    assert_eq!(lines(&rich(&format!("{{{body}}}"))), ["😀 ộnị“aếếế", "b"]);
    assert_eq!(lines(&rich("\\u-3913 ?\\u233\\~e \\u233 e")), ["\u{f0b7}ée é"]);
}

#[test]
fn signs_ends_of_lines_and_what_nobody_sees() {
    let body = "\\lquote a\\rquote  \\ldblquote b\\rdblquote\\emdash c\\endash d\\~e\\_f\\-g\\tab h\\bullet\\line i\\{j\\}\\\\\\page k\\sect\\\n\
                l\\zwnj m{\\v n}\\par\\pard\\caps o";
    assert_eq!(lines(&rich(body)), ["‘a’ “b”—c–d e-fg h•", "i{j}\\", "k", "lmn", "o"]);
}

#[test]
fn destinations_that_are_no_text_are_left_out_and_results_kept() {
    let body = "{\\info{\\upr{\\title V? l}{\\*\\ud{\\title V\\u7909? l\\'faa{\\*\\x y}}}}{\\author Ai}{\\creatim\\yr2020}}{\\colortbl;\\red0;}{\\stylesheet{\\s0 Normal;}}\
                {\\*\\generator X;}{\\header \\pard Tr\\'ean\\par}{\\footerf D\\'fdoi}M\\u7897?t {\\pict\\bin4 }}{{ffd8}\
                {\\field{\\*\\fldinst HYPERLINK \"http://a\"}{\\fldrslt{\\ul hai}}}{\\xe{\\v ba}}{\\*\\bkmkstart b}\
                {\\object\\objemb{\\*\\objdata 00}{\\result  b\\u7889?n}}\\chatn{\\*\\annotation l\\'e0 {\\*\\atnid A}}\
                {\\upr{ nam}{\\*\\ud{ n\\u259?m}}}{\\deleted x\\'f3a\\deleted0  s\\'e1u}{\\deleted a\\plain  b\\'e1y}{\\*\\unknown {t\\'e1m}}\\par\
                {\\listtext\\pard 1.\\tab}m\\u7909?c{\\pntext\\'b7}\\par{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt H\\u7897?p\\par}}\
                {\\shprslt H\\'f3p}} sau";
    let article = read(&rich(body), None).unwrap();
    let found: Vec<&str> = article.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(found, ["Một hai bốn năm sáu báy", "mục", "Hộp", "sau"]);
    assert_eq!(article.metadata, Metadata { title: Some("Vụ lúa".into()), ..Metadata::default() });
}

#[test]
fn notes_follow_the_text_and_are_gone_with_what_was_deleted() {
    let body = "m\\u7897?t{\\super\\chftn{\\footnote\\ftnalt\\pard\\plain{\\chftn} ghi ch\\'fa\\par ti\\u7871?p}} hai{\\deleted\\chftn{\\footnote \\plain b}}\\par ba";
    assert_eq!(lines(&rich(body)), ["một hai", "ba", "ghi chú", "tiếp"]);
}

#[test]
fn rows_are_lines_and_cells_of_several_paragraphs_are_columns() {
    let row = |cells: &str| format!("\\trowd\\cellx1\\cellx2\\pard\\intbl {cells}\\row ");
    let body = [
        "tr\\u432?\\u7899?c\\par\\par ",
        &row("a\\cell b\\cell"),
        &row("c\\par d\\cell e\\cell"),
        &row(
            "f\\cell\\pard\\intbl\\itap2 g\\nestcell h\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}{\\nonesttables\\par}\
              \\pard\\intbl\\itap1 i\\cell",
        ),
        &row("\\cell j\\cell"),
        "\\pard sau",
    ];
    let expected = ["trước", "a\tb", "c", "d", "e", "f", "g\th", "i", "j", "sau"];
    assert_eq!(lines(&rich(&body.concat())), expected);
}

#[test]
fn text_in_an_old_font_is_what_its_reader_saw_and_the_runs_beside_it_stay() {
    let fonts = [
        "\\fcharset0{\\*\\panose 0}.VnTime",
        "\\fnil VNI-Times",
        "\\fcharset0 .VnTimeH{\\*\\falt Arial}",
        "\\fcharset0 Arial",
    ];
    let body = "L\\'f3a m\\'edi v\\'d2 {\\f4 Caf\\'e9} s\\'ad\\'acng\\par\\f2 Ho\\'e4i ngh\\'f2\\par{\\f3 l\\u243?a} \\f4\\'e9\\par\\plain th\\'f4n";
    let article = read(&of_fonts(&fonts, body.as_bytes()), None).unwrap();
    let found: Vec<String> = article.lines.iter().map(|line| line.text.nfc().collect()).collect();
    assert_eq!(found, ["Lúa mới về Café sương", "Hội nghị", "LÚA é", "thụn"]);
    assert_eq!(article.letters.len(), 2);
}

#[test]
fn a_file_that_is_cut_off_says_so_and_one_that_closes_too_often_is_read_to_its_end() {
    let whole = rich("m\\u7897?t {\\b hai}\\par ba");
    for end in 1..whole.len() {
        assert!(error(&whole[..end]).contains("cut off"), "{end}");
    }
    assert!(error(&rich("a\\bin9999 ")).contains("cut off"));
    assert_eq!(lines(&rich("m\\u7897?t}} hai}\\par ba")), ["một hai", "ba"]);
    assert_eq!(lines(&[&whole[..], b"\r\n\0\0"].concat()), ["một hai", "ba"]);
}

#[test]
fn what_is_made_to_harm_is_refused_within_a_second() {
    let start = std::time::Instant::now();
    assert!(error(&rich(&"{".repeat(10_000_000))).contains("over 1000 deep"));
    assert!(error(&rich("\\uc99999\\u7897 abc")).contains("\\uc99999"));
    assert!(error(&rich("{\\fonttbl{\\f5\\fcharset255 A;}}\\f5 \\'e9")).contains("code page 850, which is not read"));
    assert!(error(&rich("{\\fonttbl{\\f5\\fcharset128 A;}}\\f5 \\'81\\par")).contains("do not fit the code pages"));
    assert!(error(&rich(&"a\\par ".repeat(400_000))).contains("300000 lines"));
    assert_eq!(lines(&rich(&("{\\f7 \\u7897?}".repeat(200_000) + &"\\'e9".repeat(200_000)))).len(), 1);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes, None);
        let _ = read(&[b"{\\rtf1", &bytes[..]].concat(), None);
    }

    #[test]
    fn any_soup_of_words_is_read_without_panic(
        soup in prop::collection::vec(prop::sample::select(vec![
            "{", "}", "\\par ", "\\cell ", "\\row ", "{\\footnote ", "{\\shp{\\*\\shpinst{\\shptxt ", "\\u-10179?", "\\u7897 ", "\\'e9",
            "{\\fonttbl{\\f0\\fcharset128 .VnTime;", "{\\info{\\title ", "\\uc2 ", "\\intbl\\itap3 ", "\\nestcell ", "\\deleted ", "\\bin3 ",
            "\\f0 ", "\\plain ", "\\*", "chữ", "{\\upr{a}{\\*\\ud ",
        ]), 0..60)
    ) {
        let _ = read(&rich(&soup.concat()), None);
    }
}
