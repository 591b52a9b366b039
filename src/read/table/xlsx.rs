//! A workbook (xlsx) -> the rows of its sheets that have a text column, one at a time; the texts that its sheets share are held
//! in memory.

mod book;
mod merged;
pub(super) mod part;
mod sheet;
pub(super) mod styles;
mod workbook;

use std::collections::BTreeSet;
use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;

use anyhow::{Result, anyhow};

use self::book::{Book, PackedPart, SheetTable};
use self::merged::OpenMerges;
use self::sheet::{SheetCell, Worksheet};
use super::cells::Cells;
use super::columns::NamedColumns;
use super::order::TableDates;
use super::row::ArticleRow;
use super::xls;
use crate::read::bounded::{BOMB, allowed};
use crate::read::input::{Input, hold};
use crate::read::ole;
use crate::read::source::{Bodies, ReadingWishes, of_rows};

/// The articles of a workbook, sheet by sheet, in order; in each the first row that isn't empty is the header. Empty rows are
/// passed over, and counted. A cell that is merged over several rows counts for all.
///
/// # Errors
/// Of the whole: it is no workbook, is broken, or no sheet has a column for the text. Of a sheet: it is hidden though it has
/// such a column, or has none though it holds texts. Of a row: it holds no text, or refers to one that isn't there. Where a
/// sheet is broken further down, the rows before are given.
pub fn open(input: Input, wishes: &ReadingWishes) -> Result<Bodies> {
    let mut source = input.seekable()?;
    // The older format under the name of this one, or a workbook with a password.
    if begins_with(&mut source, ole::MAGIC)? {
        return xls::open(Input::Held(hold(source, xls::MOST_BYTES)?.into()), wishes);
    }
    let book = read_book(source, &wishes.columns)?;
    let dates = TableDates::survey(SheetRows::of(&book));
    Ok(of_rows(SheetRows::of(&book), dates, None, Vec::new()))
}

/// A workbook that is opened, and how much text it may give.
type OpenedBook<R> = (Arc<Book<R>>, u64);

fn read_book<R: Read + Seek>(mut source: R, columns: &NamedColumns) -> Result<OpenedBook<R>> {
    let left = allowed(source.seek(SeekFrom::End(0))?);
    Ok((Arc::new(Book::open(source, columns)?), left))
}

/// Whether a file begins with these bytes, at whose beginning it is left.
fn begins_with(source: &mut (impl Read + Seek), mark: &[u8]) -> Result<bool> {
    source.seek(SeekFrom::Start(0))?;
    let mut start = Vec::new();
    source.by_ref().take(mark.len() as u64).read_to_end(&mut start)?;
    source.seek(SeekFrom::Start(0))?;
    Ok(start == mark)
}

/// The rows below the headers.
struct SheetRows<R: Read + Seek> {
    book: Arc<Book<R>>,
    /// The sheet that is open or next.
    sheet: usize,
    open: Option<(Worksheet<PackedPart<R>>, OpenMerges)>,
    /// What is said of sheets that aren't read, not given yet.
    said: usize,
    left: u64,
}

impl<R: Read + Seek> SheetRows<R> {
    fn of((book, left): &OpenedBook<R>) -> SheetRows<R> {
        SheetRows { book: Arc::clone(book), sheet: 0, open: None, said: 0, left: *left }
    }

    /// The next row of the open sheet; `None` at the end of the sheet.
    fn read(&mut self, book: &Book<R>, table: &SheetTable) -> Result<Option<Result<ArticleRow>>> {
        let (mut sheet, mut open) = match self.open.take() {
            Some(open) => open,
            None => (book.sheet(table), OpenMerges::default()),
        };
        loop {
            let read = sheet.read().map_err(|error| anyhow!("at row {} of the sheet: {error}", sheet.number))?;
            let Some(mut cells) = read else {
                sheet.check()?;
                return Ok(None);
            };
            let place = sheet.number;
            open.fill(&table.merged, place, &mut cells);
            // The header itself was read once before.
            let Some(number) = place.checked_sub(table.header).filter(|number| *number > 0) else { continue };
            let row = row(book, table, number, &cells);
            self.open = Some((sheet, open));
            return Ok(Some(row.map_err(|error| anyhow!("row {number} (row {place} of the sheet): {error}"))));
        }
    }
}

fn row<R>(book: &Book<R>, table: &SheetTable, number: u64, cells: &[SheetCell]) -> Result<ArticleRow> {
    let (mut row, mut letters) = (Cells::default(), BTreeSet::new());
    for cell in cells {
        if let Some(Some(slot)) = table.slots.get(cell.column) {
            let shown = cell.shown(&book.workbook)?;
            letters.extend(shown.as_ref().and_then(|(_, letters)| *letters));
            row.set(*slot, shown.map(|(text, _)| text.into_owned()));
        }
    }
    Ok(ArticleRow { letters, ..row.into_row(number)? })
}

impl<R: Read + Seek> Iterator for SheetRows<R> {
    type Item = Result<ArticleRow>;

    fn next(&mut self) -> Option<Result<ArticleRow>> {
        let book = Arc::clone(&self.book);
        if let Some(fault) = book.faults.get(self.said) {
            self.said += 1;
            return Some(Err(anyhow!("{fault}")));
        }
        let has_many = book.tables.len() > 1;
        loop {
            let table = book.tables.get(self.sheet)?;
            let of_sheet = |error| if has_many { anyhow!("sheet “{}”: {error}", table.name) } else { error };
            let row = match self.read(&book, table) {
                Ok(Some(row)) => row,
                Ok(None) => {
                    self.sheet += 1;
                    continue;
                }
                Err(error) => {
                    self.sheet += 1;
                    return Some(Err(of_sheet(error)));
                }
            };
            let Some(left) = self.left.checked_sub(row.as_ref().map_or(0, |row| row.text.len() as u64)) else {
                (self.sheet, self.open) = (usize::MAX, None);
                return Some(Err(anyhow!(BOMB)));
            };
            self.left = left;
            let sheet = has_many.then(|| table.name.clone());
            return Some(row.map(|row| ArticleRow { sheet, ..row }).map_err(of_sheet));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use zip::ZipArchive;

    use super::*;
    use crate::read::metadata::Metadata;
    use crate::read::testing::{TEXTS, data, zip};
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Vec<Result<ArticleRow, String>> {
        match read_book(Cursor::new(bytes), &NamedColumns::default()) {
            Ok(book) => SheetRows::of(&book).map(|row| row.map_err(|error| error.to_string())).collect(),
            Err(error) => vec![Err(format!("all: {error}"))],
        }
    }

    fn error(bytes: &[u8]) -> String {
        read(bytes).into_iter().find_map(Result::err).unwrap()
    }

    /// A workbook of these sheets, whose texts and styles are these.
    fn workbook(sheets: &[&str], texts: &str, styles: &str) -> Vec<u8> {
        let link = |id: usize, kind: &str, target: &str| {
            format!("<Relationship Id='r{id}' Type='http://schemas/relationships/{kind}' Target='{target}'/>")
        };
        let names: Vec<String> = (0..sheets.len()).map(|sheet| format!("worksheets/sheet{sheet}.xml")).collect();
        let paths: Vec<String> = names.iter().map(|name| format!("xl/{name}")).collect();
        let mut links: Vec<String> = names.iter().enumerate().map(|(id, name)| link(id, "worksheet", name)).collect();
        links.extend([link(98, "sharedStrings", "/xl/Texts.xml"), link(99, "styles", "styles.xml")]);
        let list: String = (0..sheets.len()).map(|id| format!("<sheet name='a' sheetId='9' r:id='r{id}'/>")).collect();
        let root = format!("<Relationships>{}</Relationships>", link(1, "officeDocument", "xl/workbook.xml"));
        let links = format!("<Relationships>{}</Relationships>", links.concat());
        let list = format!("<workbook><sheets>{list}</sheets></workbook>");
        let mut entries: Vec<(&str, &[u8])> = vec![
            ("_rels/.rels", root.as_bytes()),
            ("xl/_rels/workbook.xml.rels", links.as_bytes()),
            ("xl/workbook.xml", list.as_bytes()),
            ("xl/texts.xml", texts.as_bytes()),
            ("xl/styles.xml", styles.as_bytes()),
        ];
        entries.extend(paths.iter().zip(sheets).map(|(path, sheet)| (path.as_str(), sheet.as_bytes())));
        zip(&entries)
    }

    fn sheet(rows: &str) -> String {
        format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
    }

    #[test]
    fn the_first_sheet_with_a_text_column_is_read_as_another_program_wrote_it() {
        let rows: Vec<ArticleRow> = read(&data("articles.xlsx")).into_iter().map(Result::unwrap).collect();
        let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(texts, TEXTS);
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3, 4]);
        let of = |text: &str| Some(text.to_string());
        let first =
            Metadata { group: of("31"), title: of("Tiêu đề 1"), date: of("2021-12-14"), ..Metadata::default() };
        assert_eq!(rows[0].metadata, first);
        assert_eq!(rows[1].metadata.group, of("31.5"));
        assert_eq!((rows[1].metadata.date.clone(), rows[2].metadata.date.clone()), (of("2021-12-15T08:30:00"), None));
    }

    #[test]
    fn all_sheets_with_a_text_column_are_read_and_a_hidden_one_is_named() {
        let rows = read(&data("sheets.xlsx"));
        assert_eq!(rows[0], Err("its sheet “Nháp” is hidden and not read: show it, or delete it".into()));
        let rows: Vec<&ArticleRow> = rows[1..].iter().map(|row| row.as_ref().unwrap()).collect();
        let shown: Vec<_> =
            rows.iter().map(|row| (row.sheet.as_deref().unwrap(), row.number, row.text.as_str())).collect();
        let [first, second, third] = TEXTS;
        let expected = [("HNNG 28", 1, first), ("HNNG 28", 2, second), ("HNNG 28", 3, third), ("HNNG 31", 1, second)];
        assert_eq!(shown, expected);
        // The first date is merged over three rows.
        let dates: Vec<_> = rows.iter().map(|row| row.metadata.date.as_deref().unwrap()).collect();
        assert_eq!(dates, ["03/12/2013", "03/12/2013", "03/12/2013", "2021-12-14"]);
    }

    #[test]
    fn a_sheet_that_holds_texts_but_no_column_for_them_is_named_and_one_that_holds_none_is_not() {
        let text = "<row><c t='str'><v>text</v></c></row><row><c t='str'><v>a</v></c></row>";
        let long = "x".repeat(150);
        let two = format!(
            "<row><c t='str'><v>p</v></c><c t='str'><v>q</v></c></row><row><c t='str'><v>{long}</v></c><c t='str'><v>{long}</v></c></row>"
        );
        let rows = read(&workbook(&[&sheet(text), &sheet(&two), &sheet("")], "<sst/>", "<a/>"));
        let error = rows[0].as_ref().unwrap_err();
        assert!(error.starts_with("its sheet “a (2)” is not read: none of its columns is called `text`"), "{error}");
        let row = rows[1].as_ref().unwrap();
        assert_eq!((rows.len(), row.text.as_str(), &row.sheet), (2, "a", &None));
    }

    #[test]
    fn a_fault_in_a_sheet_leaves_the_others() {
        let broken = "<row><c t='str'><v>text</v></c></row><row><c t='str'><v>b</x></c></row>";
        let whole = "<row><c t='str'><v>text</v></c></row><row><c t='str'><v>a</v></c></row>";
        let rows = read(&workbook(&[&sheet(broken), &sheet(whole)], "<sst/>", "<a/>"));
        assert!(rows[0].as_ref().unwrap_err().starts_with("sheet “a”: at row 2 of the sheet: "), "{rows:?}");
        assert_eq!((rows.len(), rows[1].as_ref().unwrap().sheet.as_deref()), (2, Some("a (2)")));
    }

    #[test]
    fn shared_texts_in_runs_and_values_of_formulas_are_read_as_another_program_wrote_them() {
        let rows: Vec<ArticleRow> = read(&data("shared.xlsx")).into_iter().map(Result::unwrap).collect();
        for (row, number) in rows.iter().zip(1..) {
            let title = Some(format!("Tiêu đề {number}"));
            assert_eq!((row.number, row.text.as_str()), (number, TEXTS[number as usize - 1]));
            assert_eq!((&row.metadata.title, row.metadata.group.as_deref()), (&title, Some("31")));
        }
        assert_eq!(rows[1].metadata.date.as_deref(), Some("2021-12-15T08:30:00"));
        assert_eq!(rows.len(), 3);
    }

    #[test]
    fn text_in_an_old_font_is_what_its_reader_saw_whether_cell_or_run_names_it() {
        let styles = "<styleSheet><fonts><font><name val='Arial'/></font><font><name val='.VnTime'/></font></fonts>\
            <cellStyleXfs><xf fontId='1'/></cellStyleXfs><cellXfs><xf fontId='0'/><xf fontId='1'/></cellXfs></styleSheet>";
        let texts = "<sst><si><t>Héi nghÞ</t></si><si><r><rPr><rFont val='.VnTime'/></rPr><t>Ngo¹i giao</t></r></si>\
            <si><t>Hội là</t></si><si><t>là</t></si></sst>";
        let cell = |style: usize, text: usize| format!("<row><c t='s' s='{style}'><v>{text}</v></c></row>");
        let rows: String = [(1, 0), (0, 1), (1, 2), (1, 3), (0, 0)].map(|(style, text)| cell(style, text)).concat();
        let head = "<row><c t='str'><v>text</v></c></row>";
        let inline = "<row><c t='inlineStr' s='1'><is><t>Hµ Néi</t></is></c></row>";
        let rows = read(&workbook(&[&sheet(&format!("{head}{rows}{inline}"))], texts, styles));
        let rows: Vec<ArticleRow> = rows.into_iter().map(Result::unwrap).collect();
        let shown: Vec<(&str, usize)> = rows.iter().map(|row| (row.text.as_str(), row.letters.len())).collect();
        let expected = [("Hội nghị", 1), ("Ngoại giao", 1), ("Hội là", 0), ("là", 0), ("Héi nghÞ", 0), ("Hà Nội", 1)];
        assert_eq!(shown, expected);
    }

    #[test]
    fn formulas_give_the_values_that_were_stored_and_errors_give_none() {
        let rows = "<row><c t='inlineStr'><is><t>TEXT</t></is></c><c t='str'><v>date</v></c><c t='s'><v>1</v></c></row>\
                    <row><c t='str'><f>A1&amp;1</f><v>a&amp;b</v></c><c s='1'><f>TODAY()</f><v>44544</v></c><c t='e'><v>#N/A</v></c></row>\
                    <row><c t='s'><v>0</v></c><c t='b'><v>1</v></c></row><row><c t='s'><v>7</v></c></row><row><c><v>5</v></c></row>";
        let texts =
            "<sst uniqueCount='4000000000000'><si><t>shared</t></si><si><r><t>ti</t></r><r><t>tle</t></r></si></sst>";
        let styles = "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='dd/mm'/></numFmts>\
                      <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='170'/></cellXfs></styleSheet>";
        let rows = read(&workbook(&[&sheet(rows)], texts, styles));
        let row = rows[0].as_ref().unwrap();
        assert_eq!((row.text.as_str(), row.metadata.date.as_deref()), ("a&b", Some("2021-12-14")));
        assert_eq!(row.metadata.title, None);
        let row = rows[1].as_ref().unwrap();
        assert_eq!((row.text.as_str(), row.metadata.date.as_deref()), ("shared", None));
        assert_eq!(rows[2], Err("row 3 (row 4 of the sheet): it refers to a text that isn't there".into()));
        assert_eq!((rows.len(), rows[3].as_ref().unwrap().text.as_str()), (4, "5"));
    }

    #[test]
    fn a_file_that_is_no_workbook_or_has_no_text_column_is_an_error_that_says_what_to_do() {
        assert!(error(b"").contains("no workbook"));
        assert!(error(&zip(&[("word/document.xml", b"<a/>")])).contains("no workbook"));
        let names = sheet("<row><c t='str'><v>Tên</v></c><c t='str'><v>Số</v></c></row>");
        assert!(error(&workbook(&[&names, &sheet("")], "<sst/>", "<a/>")).ends_with("they are Tên, Số"));
        assert!(error(&workbook(&[&sheet("")], "<sst/>", "<a/>")).contains("first sheet is empty"));
        assert!(error(&workbook(&[], "<sst/>", "<a/>")).contains("no sheet"));
    }

    #[test]
    fn rows_before_a_fault_are_given() {
        let rows =
            "<row><c t='str'><v>text</v></c></row><row><c t='str'><v>a</v></c></row><row><c t='str'><v>b</x></c></row>";
        let rows = read(&workbook(&[&sheet(rows)], "<sst/>", "<a/>"));
        assert_eq!((rows.len(), rows[0].as_ref().unwrap().text.as_str()), (2, "a"));
        assert!(rows[1].as_ref().unwrap_err().starts_with("at row 3 of the sheet: "));
    }

    #[test]
    fn a_sheet_whose_sum_is_wrong_is_an_error_at_its_end() {
        let rows = "<row><c t='str'><v>text</v></c></row><row><c t='str'><v>abc</v></c></row>";
        let mut bytes = workbook(&[&sheet(rows)], "<sst/>", "<a/>");
        let (place, sum) = {
            let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
            let entry = archive.by_index(5).unwrap();
            (entry.central_header_start() as usize + 16, entry.crc32())
        };
        bytes[place..place + 4].copy_from_slice(&(sum ^ 1).to_le_bytes());
        let rows = read(&bytes);
        assert_eq!((rows.len(), rows[0].as_ref().unwrap().text.as_str()), (2, "abc"));
        assert!(rows[1].as_ref().unwrap_err().contains("damaged"));
    }

    #[test]
    fn texts_sheets_and_rows_that_are_made_to_fill_the_memory_are_refused() {
        let text = "<row><c t='str'><v>text</v></c></row>";
        let many = format!("<sst>{}</sst>", format!("<si><t>{}</t></si>", "x".repeat(10_000)).repeat(27_000));
        assert!(error(&workbook(&[&sheet(text)], &many, "<a/>")).contains("texts are broken: it goes on over 256 MB"));
        let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(2 << 20));
        assert!(error(&workbook(&[&sheet(text)], &long, "<a/>")).contains("text 1 is over 1 MB"));
        let long = sheet(&format!("{text}<row><c t='str'><v>{}</v></c></row>", "x".repeat(65 << 20)));
        assert!(error(&workbook(&[&long], "<sst/>", "<a/>")).contains("goes on over 64 MB"));
        // A text of 1 MB that a hundred thousand rows share.
        let shared = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
        let rows = format!("{text}{}", "<row><c t='s'><v>0</v></c></row>".repeat(100_000));
        let bytes = workbook(&[&sheet(&rows)], &shared, "<a/>");
        let mut given = rows_of(&bytes);
        assert!(given.by_ref().take_while(Result::is_ok).count() < bytes.len() / 1_000 + 11);
        assert!(given.next().is_none());
    }

    #[test]
    fn a_header_whose_cells_share_a_long_text_and_many_sheets_that_are_one_are_read_soon() {
        let start = std::time::Instant::now();
        let shared = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
        let row = format!("<row>{}</row>", "<c t='s'><v>0</v></c>".repeat(16_000));
        assert!(
            error(&workbook(&[&sheet(&row.repeat(21))], &shared, "<a/>")).starts_with("all: its first row holds text")
        );
        // Places in a list of sheets, all of the first.
        let rows = format!("<row><c t='str'><v>{}</v></c></row>", "x".repeat(1 << 20)).repeat(21);
        let list = "<sheet r:id='r0'/>".repeat(256);
        let parts = workbook(&[&sheet(&rows)], &shared, "<a/>");
        let mut archive = ZipArchive::new(Cursor::new(parts)).unwrap();
        let mut entries = Vec::new();
        for place in 0..archive.len() {
            let (mut entry, mut part) = (archive.by_index(place).unwrap(), Vec::new());
            entry.read_to_end(&mut part).unwrap();
            let name = entry.name().unwrap().into_owned();
            let is_list = name == "xl/workbook.xml";
            entries.push((name, if is_list { format!("<workbook>{list}</workbook>").into_bytes() } else { part }));
        }
        let entries: Vec<(&str, &[u8])> = entries.iter().map(|(name, part)| (name.as_str(), &part[..])).collect();
        assert!(error(&zip(&entries)).starts_with("all: "));
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    }

    fn rows_of(bytes: &[u8]) -> impl Iterator<Item = Result<ArticleRow>> {
        SheetRows::of(&read_book(Cursor::new(bytes.to_vec()), &NamedColumns::default()).unwrap())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn any_bytes_and_any_mutation_give_rows_or_errors(
            bytes: Vec<u8>, places in prop::collection::vec((0usize..6_000, any::<u8>()), 1..4), xml in "[<>/='a-c&;#0-9 ]{0,60}",
        ) {
            read(&bytes);
            let mut book = data("articles.xlsx");
            for (place, byte) in places {
                let last = book.len() - 1;
                book[place.min(last)] = byte;
            }
            read(&book);
            let rows = sheet(&format!("<row><c t='str'><v>text</v></c></row><row><c t='s' r='A2'>{xml}</c></row>"));
            read(&workbook(&[&rows, &xml], &format!("<sst><si>{xml}</si></sst>"), &xml));
        }
    }
}
