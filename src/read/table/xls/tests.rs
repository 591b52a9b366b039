use proptest::prelude::*;

use super::*;
use crate::options::{Layer, Options};
use crate::read::Corpus;
use crate::read::ole::tests::ole;
use crate::read::testing::data;

/// What is shown of a row: its name, group, title, date and lines; or the error.
fn rows(name: &str, bytes: Vec<u8>) -> Vec<String> {
    let options = Options::build(Layer::default()).unwrap();
    let shown = |article: Result<crate::read::Article>| match article {
        Ok(article) => {
            let known = article.origin.metadata;
            let lines: Vec<String> = article.lines.iter().map(|line| line.text.to_string()).collect();
            let known = [known.group, known.title, known.date].map(Option::unwrap_or_default);
            format!("{}|{}|{}", article.origin.document, known.join("|"), lines.join("/"))
        }
        Err(error) => format!("{error:#}"),
    };
    Corpus::read_bytes(name, bytes, &options).unwrap().into_iter().map(shown).collect()
}

/// A workbook of these records, those of the workbook first and then those of its one sheet.
fn workbook(shared: &[(u16, Vec<u8>)], sheet: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let record =
        |(kind, data): &(u16, Vec<u8>)| [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat();
    let begin = (0x809, vec![0, 6, 5, 0]);
    let listed = |start: u32| (0x85, [&start.to_le_bytes()[..], &[0, 0, 1, 0, b'a']].concat());
    let records = |start| [&[begin.clone(), listed(start)], shared, &[(0xa, vec![])]].concat();
    let head: Vec<u8> = records(0).iter().flat_map(record).collect();
    let head: Vec<u8> = records(head.len() as u32).iter().flat_map(record).collect();
    let sheet = [std::slice::from_ref(&begin), sheet, &[(0xa, vec![])]].concat();
    ole(&[("Workbook", &[head, sheet.iter().flat_map(record).collect()].concat())])
}

fn place(row: u16, column: u16, rest: &[u8]) -> Vec<u8> {
    [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], rest].concat()
}

/// A text in the cell itself.
fn label(row: u16, column: u16, text: &str) -> (u16, Vec<u8>) {
    (0x204, place(row, column, &[&(text.len() as u16).to_le_bytes()[..], &[0], text.as_bytes()].concat()))
}

const EXPECTED: [&str; 6] = [
    "its sheet “Nháp” is hidden and not read: show it, or delete it",
    "#HNNG#1|28|Lúa sớm|2013-12-16|Bà con xuống giống vụ lúa sớm.",
    "#HNNG#2|31.5|Nước mặn|2021-12-14T08:30:00|Nước mặn đã lùi khỏi cánh đồng ven sông.",
    "#HNNG#3||Chợ|2021-12-15|Chợ xã họp phiên đầu năm.",
    // Its date is merged over both rows.
    "#Gộp#1|||03/12/2013|Đoạn một./Đoạn hai  cuối.",
    "#Gộp#2|||03/12/2013|Bài kia.",
];

#[test]
fn a_workbook_gives_the_same_rows_in_both_formats_under_any_of_their_names() {
    for (name, file) in [("a.xls", "libreoffice.xls"), ("a.ods", "libreoffice.ods"), ("a.xlsx", "libreoffice.xls")] {
        let expected = EXPECTED.map(|row| if row.starts_with('#') { format!("{name}{row}") } else { row.to_string() });
        assert_eq!(rows(name, data(file)), expected, "{file}");
    }
    assert_eq!(rows("b.xls", data("articles.xlsx")).len(), 3);
}

#[test]
fn texts_that_go_on_in_the_next_record_and_values_of_formulas_are_read() {
    // The second text is cut in the middle, and goes on with two bytes to a character.
    let start = [&[2, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0][..], b"text", &[6, 0, 0], b"L\xfa"].concat();
    let wide: Vec<u8> = "a về".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let shared = [(0xfc, start), (0x3c, [&[1], &wide[..]].concat())];
    let sheet = [
        (0xfd, place(0, 0, &[0, 0, 0, 0])),
        label(0, 1, "group"),
        (0xfd, place(1, 0, &[1, 0, 0, 0])),
        (0x27e, place(1, 1, &(28_u32 << 2 | 2).to_le_bytes())),
        (0x6, place(2, 0, &[0, 0, 0, 0, 0, 0, 0xff, 0xff])),
        (0x207, [&[3, 0, 0][..], b"abc"].concat()),
        (0xbd, [&[2, 0, 1, 0][..], &[0, 0], &3150_u32.wrapping_mul(4).wrapping_add(3).to_le_bytes(), &[1, 0]].concat()),
        (0x6, place(3, 0, &[2, 0, 7, 0, 0, 0, 0xff, 0xff])),
        (0x203, place(3, 1, &7_f64.to_le_bytes())),
    ];
    let found = rows("a.xls", workbook(&shared, &sheet));
    let expected = ["a.xls#1|28|||Lúa về", "a.xls#2|31.5|||abc", "row 3 (row 4 of the sheet): it holds no text"];
    assert_eq!(found, expected);
}

#[test]
fn text_in_an_old_font_is_what_its_reader_saw() {
    let name = ".VnTime";
    let font = |name: &str| (0x31, [&[0; 14][..], &[name.len() as u8, 0], name.as_bytes()].concat());
    let shared = [font("Arial"), font(name), (0xe0, vec![0; 20]), (0xe0, [&[1][..], &[0; 19]].concat())];
    let mut old = label(1, 0, "");
    old.1 = [&[1, 0, 0, 0, 1, 0, 12, 0, 0][..], b"L\xf3a m\xedi v\xd2 x"].concat();
    let found = rows("a.xls", workbook(&shared, &[label(0, 0, "text"), old]));
    assert_eq!(found, ["a.xls#1||||Lúa mới về x"]);
}

#[test]
fn other_files_are_errors_that_say_what_to_do() {
    let error = |bytes: Vec<u8>| rows("a.xls", bytes).remove(0);
    assert_eq!(error(ole(&[("EncryptedPackage", b"")])), PASSWORD);
    assert_eq!(error(workbook(&[(0x2f, vec![0; 6])], &[])), PASSWORD);
    assert!(error(ole(&[("Book", b"")])).contains("Excel 95 or before"));
    assert!(error(ole(&[("WordDocument", b"")])).contains("no workbook"));
    assert!(error(b"<table>".to_vec()).contains("no workbook of Excel, whatever its name says"));
    let texts = [label(0, 0, "text"), label(2, 0, "c"), label(1, 0, "b")];
    let found = rows("a.xls", workbook(&[], &texts));
    assert!(found[0].contains("its rows are not in order (row 2 after row 3)"), "{found:?}");
    let whole = data("libreoffice.xls");
    assert!(error(whole[..whole.len() / 2].to_vec()).contains("cut off"));
    let many = (0xfc, [&[0; 4][..], &[255; 4]].concat());
    assert!(error(workbook(&[many], &[])).contains("more than 2000000 texts"));
}

proptest! {
    #[test]
    fn a_workbook_changed_anywhere_gives_rows_or_errors(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)
    ) {
        let mut bytes = data("libreoffice.xls");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = rows("a.xls", bytes);
    }
}

#[test]
fn numbers_of_30_bits_are_integers_or_fractions() {
    assert_eq!([of_rk(28 << 2 | 2), of_rk(3150 << 2 | 3), of_rk((-4_i32 << 2) as u32 | 2)], [28.0, 31.5, -4.0]);
    assert_eq!(of_rk((44544.5_f64.to_bits() >> 32) as u32), 44544.5);
}
