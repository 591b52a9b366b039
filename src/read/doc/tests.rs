use proptest::prelude::*;

use super::*;
use crate::read::ole::tests::ole;

const WRITER: &[u8] = include_bytes!("../../../tests/data/packed/writer.doc");
const OLD_FONT: &[u8] = include_bytes!("../../../tests/data/packed/old_font.doc");

fn lines(bytes: &[u8]) -> Vec<String> {
    read(bytes, None).unwrap().lines.into_iter().map(|line| line.text).collect()
}

fn error(bytes: &[u8]) -> String {
    read(bytes, None).unwrap_err().to_string()
}

/// The two streams of a document in two pieces, of which the first is of one byte to a character; `footnotes` characters at
/// its end are footnotes.
fn streams(narrow: &str, wide: &str, footnotes: u32) -> (Vec<u8>, Vec<u8>) {
    const TEXT: usize = 0x400;
    let mut main = vec![0; TEXT];
    let mut set = |at: usize, bytes: &[u8]| main[at..at + bytes.len()].copy_from_slice(bytes);
    let wide: Vec<u16> = wide.encode_utf16().collect();
    let narrow = encoding_rs::WINDOWS_1252.encode(narrow).0;
    let (middle, end) = (narrow.len() as u32, (narrow.len() + wide.len()) as u32);
    let starts = [(TEXT as u32 * 2) | 0x4000_0000, TEXT as u32 + middle];
    let mut pieces: Vec<u8> = [0, middle, end].iter().flat_map(|place| place.to_le_bytes()).collect();
    pieces.extend(starts.iter().flat_map(|start| [&[0, 0][..], &start.to_le_bytes(), &[0, 0]].concat()));
    let table = [&[2][..], &(pieces.len() as u32).to_le_bytes(), &pieces].concat();
    set(0, &[0xec, 0xa5, 0xc1, 0]);
    set(0x4c, &(end - footnotes).to_le_bytes());
    set(0x50, &footnotes.to_le_bytes());
    set(0x1a6, &(table.len() as u32).to_le_bytes());
    main.extend(narrow.iter());
    main.extend(wide.iter().flat_map(|unit| unit.to_le_bytes()));
    (main, table)
}

fn document((main, table): &(Vec<u8>, Vec<u8>)) -> Vec<u8> {
    ole(&[("WordDocument", main), ("0Table", table)])
}

#[test]
fn a_document_made_by_libreoffice_gives_the_text_that_it_shows_as_rich_text_does() {
    let expected: Vec<&str> = include_str!("../../../tests/data/packed/writer.txt").lines().collect();
    assert_eq!(lines(WRITER), expected);
    let article = read(WRITER, None).unwrap();
    assert_eq!((article.metadata.title.as_deref(), article.letters.len()), (Some("Mùa lúa ở Đồng Ré"), 1));
    // Of rich text a box stands beside the paragraph that it is anchored in.
    let rich = crate::read::rtf::read(include_bytes!("../../../tests/data/packed/writer.rtf"), None).unwrap();
    let mut rich: Vec<&str> = rich.lines.iter().map(|line| line.text.as_str()).collect();
    let place = rich.iter().position(|line| *line == "Trong khung chữ").unwrap();
    let boxed = rich.remove(place);
    rich.insert(expected.len() - 3, boxed);
    assert_eq!(rich, expected);
}

#[test]
fn the_font_of_a_style_holds_unless_text_says_another() {
    let expected = ["VỤ LÚA MỚI", "Bà con nông dân Café là vùng ven sông đã gặt xong.", "Ghi chú: Café là quán quen."];
    assert_eq!(lines(OLD_FONT), expected);
}

#[test]
fn pieces_of_both_kinds_are_joined_and_marks_read() {
    let narrow = "M\u{f4}t \u{93}hai\u{94}\u{1e}ba\u{1f}n\u{b}";
    let narrow: String =
        encoding_rs::WINDOWS_1252.decode(&narrow.chars().map(|c| c as u8).collect::<Vec<_>>()).0.into();
    let wide = "b\u{1}ốn \u{13} HYPERLINK \u{13}x\u{14}y\u{15} \u{14}năm\u{15}\u{2}\rsáu\u{c}\u{2} chú\r";
    assert_eq!(lines(&document(&streams(&narrow, wide, 6))), ["Môt “hai”-ban", "bốn năm", "sáu", "chú"]);
}

#[test]
fn other_files_are_errors_that_say_what_to_do() {
    let (main, table) = streams("a", "b\r", 0);
    let with = |at: usize, bytes: &[u8]| {
        let mut main = main.clone();
        main[at..at + bytes.len()].copy_from_slice(bytes);
        error(&document(&(main, table.clone())))
    };
    assert_eq!(with(10, &[0, 1]), PASSWORD);
    assert!(with(2, &[101, 0]).contains("Word 95 or before"));
    assert!(with(0x4c, &[200]).contains("broken"));
    assert!(with(0x1a2, &[9, 9]).contains("broken"));
    assert_eq!(error(&ole(&[("EncryptedPackage", b"")])), PASSWORD);
    assert!(error(&ole(&[("Workbook", b"")])).contains("it is a workbook"));
    assert!(error(&ole(&[("PowerPoint Document", b"")])).contains("a presentation"));
    assert!(error(&ole(&[("__properties_version1.0", b"")])).contains("mail"));
    assert!(error(&ole(&[("x", b"")])).contains("no document of Word"));
    assert!(error(b"a").contains("no document of Word"));
    assert!(error(&document(&streams("a", "\u{13}b\r", 0))).contains("a field in it has no end"));
    for end in [600, 3_000, WRITER.len() - 2_000] {
        assert!(error(&WRITER[..end]).contains("cut off"), "{end}");
    }
}

#[test]
fn pieces_beyond_the_file_or_over_one_another_are_refused() {
    let (main, table) = streams("a", "b\r", 0);
    let mut far = table.clone();
    far[5 + 12 + 2..][..4].copy_from_slice(&0x7fff_ffff_u32.to_le_bytes());
    assert!(error(&document(&(main.clone(), far))).contains("broken"));
    // A thousand pieces of the same thousand bytes.
    let places = (0..=1_000_u32).flat_map(|place| (place * 1_000).to_le_bytes());
    let pieces: Vec<u8> = places.chain([0, 0, 0, 0, 0, 0x40, 0, 0].repeat(1_000)).collect();
    let table = [&[2][..], &(pieces.len() as u32).to_le_bytes(), &pieces].concat();
    let mut main = main;
    main[0x1a6..0x1aa].copy_from_slice(&(table.len() as u32).to_le_bytes());
    assert!(error(&document(&(main, table))).contains("broken"));
}

proptest! {
    #[test]
    fn a_document_changed_anywhere_is_read_without_panic(
        is_old in any::<bool>(), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)
    ) {
        let mut bytes = if is_old { OLD_FONT } else { WRITER }.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(&bytes, None);
    }
}
