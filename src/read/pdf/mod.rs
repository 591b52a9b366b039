//! PDF -> the lines of its text layer, in the order in which they are written: those of a page broken as they are there,
//! and everything that repeats on pages kept. Words broken by a hyphen at the end of a line stay so.

mod file;
mod font;
mod object;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use anyhow::{Result, ensure};

use self::file::File;
use self::font::Font;
use self::object::{Dictionary, Object, Parser};
use crate::read::lines::{Lines, numbered};
use crate::read::{Content, Metadata};

/// Most pages of a file, with the nodes of the tree that they hang on.
const MOST_PAGES: usize = 100_000;
/// Most operands of an operator.
const MOST_OPERANDS: usize = 6;
/// How deep forms may stand in each other, and states be saved.
const DEEPEST_FORM: usize = 8;
const DEEPEST_STATE: usize = 500;
/// From which gap on, in heights of the letters, two strings are two words, or two cells of a row.
const WORD_GAP: f64 = 0.15;
const CELL_GAP: f64 = 2.0;

/// A transformation of the plane: x' = ax + cy + e, y' = bx + dy + f.
type Matrix = [f64; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// What operators have set (ISO 32000-1, 8.4 and 9.3).
#[derive(Clone)]
struct State {
    page: Matrix,
    text: Matrix,
    line: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    character_spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
}

/// What was written last: where it began and ended, in which direction, how high its letters are.
struct Written {
    text: String,
    start: [f64; 2],
    end: [f64; 2],
    direction: [f64; 2],
    height: f64,
}

struct Reader<'a> {
    file: &'a File<'a>,
    lines: Lines,
    last: Option<Written>,
    fonts: HashMap<u32, Rc<Font>>,
    /// How many characters have a meaning, and how many have none.
    known: usize,
    unknown: usize,
}

/// Reads a file.
///
/// # Errors
/// It is no PDF, is broken, encrypted, too large, or has no text layer: what to do is said.
pub fn read(bytes: &[u8], _: Option<&str>) -> Result<Content> {
    let file = File::open(bytes)?;
    let (lines, fonts) = (Lines::default(), HashMap::new());
    let mut reader = Reader { file: &file, lines, last: None, fonts, known: 0, unknown: 0 };
    reader.pages()?;
    file.check()?;
    ensure!(reader.known + reader.unknown > 0, "it holds no text: it is a picture of a page; run OCR first");
    ensure!(reader.known > 4 * reader.unknown, "its fonts don't say which letters they show: run OCR first");
    Ok(Content {
        encoding: None,
        candidates: Vec::new(),
        metadata: Metadata::default(),
        lines: numbered(reader.lines.finish()?),
    })
}

impl Reader<'_> {
    /// Reads all pages of the tree, in order.
    fn pages(&mut self) -> Result<()> {
        let root = self.file.trailer("Root").and_then(|root| root.dictionary()?.get(&b"Pages"[..]).cloned());
        let mut nodes: Vec<_> = root.into_iter().map(|root| (root, Rc::default())).collect();
        let mut seen = HashSet::new();
        while let Some((node, inherited)) = nodes.pop() {
            if matches!(node, Object::Reference(id) if !seen.insert(id)) {
                continue;
            }
            let Some(Object::Dictionary(node)) = self.file.resolve(&node) else {
                continue;
            };
            let resources = match self.file.entry(&node, "Resources") {
                Some(Object::Dictionary(resources)) => Rc::new(resources),
                _ => inherited,
            };
            if let Some(Object::Array(kids)) = self.file.entry(&node, "Kids") {
                nodes.extend(kids.into_iter().rev().map(|kid| (kid, Rc::clone(&resources))));
            } else {
                self.page(&node, &resources)?;
            }
            ensure!(nodes.len().max(seen.len()) < MOST_PAGES, "it has more than {MOST_PAGES} pages: split it");
        }
        Ok(())
    }

    fn page(&mut self, page: &Dictionary, resources: &Dictionary) -> Result<()> {
        let parts = match self.file.entry(page, "Contents") {
            Some(Object::Array(parts)) => parts,
            _ => page.get(&b"Contents"[..]).cloned().into_iter().collect(),
        };
        let mut contents = Vec::new();
        for part in parts.iter().filter_map(|part| self.file.stream(part)) {
            let (_, mut data) = part?;
            contents.append(&mut data);
            contents.push(b'\n');
        }
        let state = State {
            page: IDENTITY,
            text: IDENTITY,
            line: IDENTITY,
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
        };
        self.run(&contents, resources, state, 0)?;
        self.last = None;
        self.lines.end()
    }

    /// Follows the operators of a page or a form.
    fn run(&mut self, contents: &[u8], resources: &Dictionary, mut state: State, depth: usize) -> Result<()> {
        self.file.spend(contents.len());
        self.file.check()?;
        let mut parser = Parser::new(contents, 0);
        let (mut operands, mut saved) = (Vec::new(), Vec::new());
        while let Some(object) = parser.next() {
            let Object::Word(word) = object else {
                operands.push(object);
                operands.truncate(MOST_OPERANDS);
                continue;
            };
            let number = |at: usize| operands.get(at).and_then(Object::number).unwrap_or_default();
            let matrix = || [number(0), number(1), number(2), number(3), number(4), number(5)];
            let string = |at: usize| operands.get(at).and_then(Object::text).unwrap_or_default();
            match &word[..] {
                b"q" if saved.len() < DEEPEST_STATE => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => state.page = product(matrix(), state.page),
                b"BT" => (state.text, state.line) = (IDENTITY, IDENTITY),
                b"Tf" => {
                    state.font = operands.first().and_then(Object::name).and_then(|name| self.font(resources, name));
                    state.size = number(1);
                }
                b"Tc" => state.character_spacing = number(0),
                b"Tw" => state.word_spacing = number(0),
                b"Tz" => state.scale = number(0) / 100.0,
                b"TL" => state.leading = number(0),
                b"Td" => state.next_line(number(0), number(1)),
                b"TD" => {
                    state.leading = -number(1);
                    state.next_line(number(0), number(1));
                }
                b"Tm" => (state.text, state.line) = (matrix(), matrix()),
                b"T*" => state.next_line(0.0, -state.leading),
                b"Tj" => self.show(&mut state, string(0))?,
                b"'" => {
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, string(0))?;
                }
                b"\"" => {
                    (state.word_spacing, state.character_spacing) = (number(0), number(1));
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, string(2))?;
                }
                b"TJ" => {
                    for object in operands.first().and_then(Object::array).unwrap_or_default() {
                        match object {
                            Object::Text(text) => self.show(&mut state, text)?,
                            object => state.advance(-object.number().unwrap_or_default() / 1000.0 * state.size),
                        }
                    }
                }
                b"Do" if depth < DEEPEST_FORM => {
                    let name = operands.first().and_then(Object::name).unwrap_or_default();
                    self.form(resources, name, &state, depth)?;
                }
                // The data of a picture in the text.
                b"ID" => {
                    let rest = &contents[parser.at..];
                    let is_end =
                        |window: &[u8]| matches!(window, [b'\n' | b'\r' | b' ', b'E', b'I', b'\n' | b'\r' | b' ']);
                    parser.at += rest.windows(4).position(is_end).map_or(rest.len(), |at| at + 3);
                }
                _ => (),
            }
            operands.clear();
        }
        Ok(())
    }

    /// Follows the operators of a form, if the object of that name is one.
    fn form(&mut self, resources: &Dictionary, name: &[u8], state: &State, depth: usize) -> Result<()> {
        let Some(Object::Dictionary(objects)) = self.file.entry(resources, "XObject") else {
            return Ok(());
        };
        let dictionary = objects.get(name).and_then(|form| self.file.resolve(form));
        let dictionary = dictionary.as_ref().and_then(Object::dictionary);
        if dictionary.and_then(|form| form.get(&b"Subtype"[..])?.name()) != Some(b"Form") {
            return Ok(());
        }
        let Some(form) = objects.get(name).and_then(|form| self.file.stream(form)) else {
            return Ok(());
        };
        let (form, contents) = form?;
        let mut state = state.clone();
        if let Some(Object::Array(matrix)) = self.file.entry(&form, "Matrix") {
            let number = |at: usize| matrix.get(at).and_then(Object::number).unwrap_or_default();
            state.page = product([number(0), number(1), number(2), number(3), number(4), number(5)], state.page);
        }
        let own = self.file.entry(&form, "Resources");
        self.run(&contents, own.as_ref().and_then(Object::dictionary).unwrap_or(resources), state, depth + 1)
    }

    fn font(&mut self, resources: &Dictionary, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = self.file.entry(resources, "Font")?;
        let font = fonts.dictionary()?.get(name)?;
        let id = if let Object::Reference(id) = font { Some(*id) } else { None };
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(known));
        }
        let font = Rc::new(Font::new(self.file, self.file.resolve(font)?.dictionary()?));
        self.fonts.extend(id.map(|id| (id, Rc::clone(&font))));
        Some(font)
    }

    /// Writes a string where the state says.
    fn show(&mut self, state: &mut State, string: &[u8]) -> Result<()> {
        let Some(font) = state.font.clone() else {
            return Ok(());
        };
        let matrix = product(state.text, state.page);
        let start = [matrix[4], matrix[5]];
        let length = matrix[0].hypot(matrix[1]).max(f64::MIN_POSITIVE);
        let direction = [matrix[0] / length, matrix[1] / length];
        let height = (matrix[2].hypot(matrix[3]) * state.size).abs();
        let mut text = String::new();
        for (character, width, is_space) in font.characters(string) {
            text.push_str(&character);
            let spacing = state.character_spacing + if is_space { state.word_spacing } else { 0.0 };
            state.advance(width / 1000.0 * state.size + spacing);
        }
        let matrix = product(state.text, state.page);
        let written = Written { text, start, end: [matrix[4], matrix[5]], direction, height };
        self.write(written)
    }

    fn write(&mut self, written: Written) -> Result<()> {
        if let Some(last) = &self.last {
            let from = |point: [f64; 2]| [written.start[0] - point[0], written.start[1] - point[1]];
            let [x, y] = from(last.start);
            // Bold type is made by writing twice.
            if last.text == written.text && x.hypot(y) < WORD_GAP * last.height {
                return Ok(());
            }
            let ([x, y], [dx, dy], height) = (from(last.end), last.direction, last.height.max(written.height));
            let (along, across) = (x * dx + y * dy, (x * dy - y * dx).abs());
            let is_parallel = dx * written.direction[0] + dy * written.direction[1] > 0.9;
            if !is_parallel || across > 0.5 * height || along < -0.5 * height {
                self.lines.end()?;
            } else if along > CELL_GAP * height {
                self.lines.tab();
            } else if along > WORD_GAP * height {
                self.lines.push(" ");
            }
        }
        self.lines.push(&written.text);
        let unknown = written.text.matches('\u{fffd}').count();
        self.unknown += unknown;
        self.known += written.text.chars().filter(|c| !c.is_whitespace()).count() - unknown;
        if !written.text.is_empty() {
            self.last = Some(written);
        }
        Ok(())
    }
}

impl State {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line = product([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn advance(&mut self, width: f64) {
        self.text = product([1.0, 0.0, 0.0, 1.0, width * self.scale, 0.0], self.text);
    }
}

/// First the one, then the other.
fn product([a, b, c, d, e, f]: Matrix, other: Matrix) -> Matrix {
    let [ga, gb, gc, gd, ge, gf] = other;
    [a * ga + b * gc, a * gb + b * gd, c * ga + d * gc, c * gb + d * gd, e * ga + f * gc + ge, e * gb + f * gd + gf]
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::time::{Duration, Instant};

    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use proptest::prelude::*;

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

    /// Words in order: lines of a PDF are broken elsewhere.
    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().filter(|word| *word != "•").map(String::from).collect()
    }

    #[test]
    fn vietnamese_printed_by_chromium_and_libreoffice_is_read_word_for_word_in_one_column_and_in_two() {
        let files: [&[u8]; 4] = [
            include_bytes!("../../../tests/data/pdf/chromium.pdf"),
            include_bytes!("../../../tests/data/pdf/chromium_columns.pdf"),
            include_bytes!("../../../tests/data/pdf/libreoffice.pdf"),
            include_bytes!("../../../tests/data/pdf/libreoffice_columns.pdf"),
        ];
        for file in files {
            let expected = words(include_str!("../../../tests/data/pdf/article.txt"));
            assert_eq!(words(&text(file).join("\n")), expected);
        }
    }

    #[test]
    fn lines_are_broken_where_they_are_in_the_file() {
        let lines = text(include_bytes!("../../../tests/data/pdf/libreoffice.pdf"));
        assert_eq!(
            lines[1],
            "Sáng 4-3, chuyến đò đầu tiên rời bến Vĩnh Thuận chở 46 hành khách và 12 xe máy sang bờ bắc,"
        );
        assert_eq!(lines.last().unwrap(), "Xe máy\t4.000 đồng");
    }

    #[test]
    fn words_are_told_by_the_gaps_between_them() {
        assert_eq!(shown("BT /F 10 Tf [(AB) -20 (B) -250 (A) 30 (B)] TJ ET"), ["ABB AB"]);
        assert_eq!(shown("BT /F 10 Tf (AB) Tj 10 0 Td (BA) Tj 13 0 Td (A) Tj 40 0 Td (B) Tj ET"), ["ABBA A\tB"]);
        assert_eq!(shown("BT /F 10 Tf 50 TL (A) Tj T* (B) Tj (A) ' 0 0 (B) \" ET"), ["A", "B", "A", "B"]);
        assert_eq!(shown("BT /F 10 Tf 0 1 -1 0 50 50 Tm (A) Tj 5 0 Td (B) Tj 0 -12 Td (A) Tj ET"), ["AB", "A"]);
        assert_eq!(
            shown("q .1 0 0 .1 0 0 cm BT /F 100 Tf (A) Tj 50 0 Td (B) Tj ET Q BT /F 10 Tf (A) Tj ET"),
            ["AB", "A"]
        );
    }

    #[test]
    fn bold_type_made_by_writing_twice_is_read_once_and_pictures_in_the_text_are_skipped() {
        assert_eq!(shown("BT /F 10 Tf (AB) Tj .3 0 Td (AB) Tj ET"), ["AB"]);
        assert_eq!(shown("BT /F 10 Tf (A) Tj ET BI /W 1 ID (\u{1}Tj( EI BT 0 50 Td (B) Tj ET"), ["A", "B"]);
    }

    #[test]
    fn the_names_of_letters_are_understood() {
        let differences = "/H /ohorn /i /space /n /g /h /ecircumflexdotbelow /uni00E2 /fi /quotedblright /u1EF9";
        let font =
            format!("<< /Type /Font /Encoding << /BaseEncoding /MacRomanEncoding /Differences [1 {differences}] >> >>");
        let show = "BT /F 10 Tf (\\001\\002\\003\\004\\005\\006\\007\\010\\011\\012\\013\\014 \\216) Tj ET";
        assert_eq!(text(&pdf(show, &font, &[])), ["Ho\u{31b}i nghe\u{302}\u{323}âfi”ỹ é"]);
        assert_eq!(text(&pdf("BT /F 10 Tf <93 E1 94> Tj ET", "<< /Encoding /WinAnsiEncoding >>", &[])), ["“á”"]);
    }

    #[test]
    fn maps_to_unicode_count_above_encodings() {
        let map = "2 beginbfchar <41> <1EBF> <42> <00660069> endbfchar 1 beginbfrange <43> <45> <0061> endbfrange \
            2 beginbfrange <46> <47> [<0078> <0079>] endbfrange";
        let font = "<< /Encoding /WinAnsiEncoding /ToUnicode 6 0 R >>";
        assert_eq!(text(&pdf("BT /F 10 Tf (ABCDEFG) Tj ET", font, &[stream("", map.as_bytes())])), ["ếfiabcxy"]);
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
        let strings: String = (10..100_000).map(|i| format!("{i} 0 obj (\\(")).collect();
        let pages = format!("<< /Kids [{}] >>", "2 0 R 3 0 R ".repeat(10_000));
        let files = [
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
        ];
        for (file, number) in files.iter().zip(0..) {
            let start = Instant::now();
            let _ = read(file, None);
            assert!(start.elapsed() < Duration::from_secs(10), "file {number}: {:?}", start.elapsed());
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
}
