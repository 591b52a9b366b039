use super::*;
use crate::read::metadata::Metadata;
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Vec<Result<ArticleRow, String>> {
    match rows(bytes, &NamedColumns::default()) {
        Ok(rows) => rows.map(|row| row.map_err(|error| error.to_string())).collect(),
        Err(error) => vec![Err(format!("all: {error}"))],
    }
}

fn texts(bytes: &[u8]) -> Vec<(u64, String)> {
    read(bytes).into_iter().map(|row| row.map(|row| (row.number, row.text)).unwrap()).collect()
}

fn error(bytes: &[u8]) -> String {
    read(bytes).into_iter().find_map(Result::err).unwrap()
}

#[test]
fn commas_semicolons_tabs_and_bars_are_told_by_the_header() {
    for mark in [",", ";", "\t", "|"] {
        let table = "\u{feff}Tiêu đề|\"a,b;c\"|nội dung\nMột|x|\"Hai, ba; \"\"bốn\"\"\tnăm\nsáu\"\n".replace('|', mark);
        let rows = read(table.as_bytes());
        let row = rows[0].as_ref().unwrap();
        assert_eq!(row.text, "Hai, ba; \"bốn\"\tnăm\nsáu");
        assert_eq!(row.metadata.title.as_deref(), Some("Một"));
    }
}

#[test]
fn cells_fill_the_fields_that_their_columns_are_named_after() {
    let table = "id,group,title,date,source,author,chuyên mục,lang,text,else\nx1,31,T,2021-12-14,VOV,Mai Lâm,Đối ngoại,vi,\"A,\nb\",9\n";
    let metadata = Metadata {
        group: Some("31".into()),
        title: Some("T".into()),
        date: Some("2021-12-14".into()),
        source: Some("VOV".into()),
        author: Some("Mai Lâm".into()),
        section: Some("Đối ngoại".into()),
        language: Some("vi".into()),
    };
    let row = ArticleRow { number: 1, metadata, text: "A,\nb".into(), ..ArticleRow::default() };
    assert_eq!(read(table.as_bytes()), [Ok(row)]);
}

#[test]
fn a_bad_row_is_an_error_with_its_number_and_line_and_the_rest_goes_on() {
    for line_break in ["\n", "\r\n"] {
        let table = "id,text\n1,\"a\nb\"\n\n2\n3,c\n4,\n5,d".replace('\n', line_break);
        let rows = read(table.as_bytes());
        let text = |row: usize| rows[row].as_ref().unwrap().text.replace("\r\n", "\n");
        assert_eq!((rows.len(), text(0), text(2), text(4)), (5, "a\nb".into(), "c".into(), "d".into()));
        assert!(rows[1].as_ref().unwrap_err().starts_with("row 2 (line 5) has 1 cells, the header 2"));
        assert_eq!(rows[3], Err("row 4 (line 7): it holds no text".into()));
    }
}

#[test]
fn a_row_that_is_not_utf_8_is_an_error_with_its_line() {
    let rows = read(b"id,text\n1,\"a\n\xe9\"\n2,b\n3,\xe9\n");
    assert_eq!(rows[0], Err("row 1: line 3 is not UTF-8: save it as UTF-8".into()));
    assert_eq!(rows[1].as_ref().unwrap().text, "b");
    assert_eq!(rows[2], Err("row 3: line 5 is not UTF-8: save it as UTF-8".into()));
}

#[test]
fn empty_rows_are_passed_over_and_a_table_without_rows_gives_none() {
    assert_eq!(texts(b"id;text\n;\n\n1;a\n ; \n"), [(2, "a".into())]);
    assert_eq!(texts(b"text\n"), []);
    assert_eq!(texts(b"text"), []);
}

#[test]
fn a_broken_file_is_an_error_that_says_what_to_do() {
    assert_eq!(error(b""), "all: it is empty");
    assert_eq!(error(b"\xef\xbb\xbf\n\n"), "all: it is empty");
    assert!(error(b"\xff\xfet\x00e\x00").contains("UTF-16"));
    assert!(error(b"PK\x03\x04\x00\n").contains("no text"));
    assert!(error(b"t\xe9xt,id\n").contains("line 1 is not UTF-8"));
    assert!(error(b"number,name\n1,x\n").contains("number, name"));
}

#[test]
fn the_text_is_found_by_its_length_where_no_name_is_known() {
    let table = format!("ref,story,title\n1,{},{}\n2,{},y\n", "a".repeat(200), "x".repeat(300), "b".repeat(200));
    assert_eq!(texts(table.as_bytes()), [(1, "a".repeat(200)), (2, "b".repeat(200))]);
}

/// The texts, and what is said of rows that can't be read.
fn read_all(table: &str) -> Vec<Result<String, String>> {
    read(table.as_bytes()).into_iter().map(|row| row.map(|row| row.text)).collect()
}

fn of(text: &str) -> Result<String, String> {
    Ok(text.to_string())
}

#[test]
fn a_first_line_that_states_the_delimiter_is_no_header() {
    for start in ["sep=;\n", "\u{feff}sep=;\r\n", "\"SEP=;\"\n\n"] {
        let rows = read(format!("{start}a,b;text\n1,2;Lúa, gạo\n3\n").as_bytes());
        assert_eq!(rows[0].as_ref().unwrap().text, "Lúa, gạo", "{start}");
        assert!(rows[1].as_ref().unwrap_err().contains("line "), "{start}");
    }
    assert_eq!(read_all("sep=\t\nid\ttext\n1\ta, b\n"), [of("a, b")]);
}

#[test]
fn names_of_rows_that_have_no_name_themselves_shift_no_column() {
    let table = "\"group\"\t\"text\"\n\"1\"\t28\t\"Lúa\"\n\"2\"\t31\t\"Gạo\"\n";
    let rows = read(table.as_bytes());
    let group = |row: usize| rows[row].as_ref().unwrap().metadata.group.clone().unwrap();
    assert_eq!((group(0), group(1), read_all(table)), ("28".into(), "31".into(), vec![of("Lúa"), of("Gạo")]));
}

#[test]
fn escaped_and_doubled_quotation_marks_may_stand_in_one_file() {
    let table =
        "id,text\n1,\"Bà nói \\\"giữ lời\\\", rồi về\"\n2,\"Ông \"\"gật\"\"\"\n3,\"đi \\\"xa\\\"\"\n4,\"D:\\\"\n";
    let texts = ["Bà nói \"giữ lời\", rồi về", "Ông \"gật\"", "đi \"xa\"", "D:\\"];
    assert_eq!(read_all(table), texts.map(of));
    assert_eq!(read_all("id,text\n1,\"nói \\\"thật\\\"\"\n"), [of("nói \"thật\"")]);
}

#[test]
fn cells_may_be_quoted_behind_a_space() {
    let table = "\"title\", \"text\"\n\"Một\", \"Lúa, gạo và \"\"cá\"\"\"\n";
    assert_eq!(read_all(table), [of("Lúa, gạo và \"cá\"")]);
}

#[test]
fn quotation_marks_of_a_text_may_close_behind_a_comma_or_at_the_start_of_a_line() {
    for text in [
        "\"Trời sắp mưa.\n\", bà Tư nói trong lúc gặt, rồi thôi.\n\"Gió nổi,\"\nông Ba đáp, \"mau lên,\"",
        "\"It will rain,\"\nshe said.\n\"\nNo, \"never\", \"\", he said",
    ] {
        let table = format!("id,group,text\n1,28,\"{0}\"\n2,31,\"{0}\"\n", text.replace('"', "\"\""));
        assert_eq!(read_all(&table), [of(text), of(text)]);
    }
}

#[test]
fn a_row_with_an_empty_cell_that_a_text_swallowed_is_found() {
    let rows = read_all("id,group,text\n1,28,\"Lúa gạo\n2,\"\",Cá\"\n3,31,Muối\n");
    assert!(rows[0].as_ref().unwrap_err().starts_with("row 1 (line 2): the quotation mark"), "{rows:?}");
    assert_eq!(rows[1..], [of("Cá\""), of("Muối")]);
}

#[test]
fn a_mark_that_is_not_closed_names_its_row_and_the_rows_below_are_read() {
    let open = "the quotation mark that opens its cell 2 isn't closed before the next row: close it";
    for (rest, texts) in [
        ("2,\"b, c\"\n3,d\n", ["b, c", "d"]),
        ("2,b\n3,d\n", ["b", "d"]),
        ("\"2\",\"b\"\n\"3\",\"\"\"d\"\"\"\n", ["b", "\"d\""]),
    ] {
        let rows = read_all(&format!("id,text\n1,\"Lúa, gạo\n{rest}"));
        assert_eq!(rows[0], Err(format!("row 1 (line 2): {open}")), "{rest}");
        assert_eq!(rows[1..], texts.map(of), "{rest}");
    }
    let rows = read_all("id,text\n1,\"Một đoạn dài, có phẩy.\nĐoạn thứ hai của bài, cũng có.\n\n2,\"b\"\n");
    assert_eq!(rows, [Err(format!("row 1 (lines 2 to 4): {open}")), of("b")]);
}

#[test]
fn quotation_marks_that_mean_nothing_are_letters() {
    let table = "id\ttext\tnote\n1\t\"Lúa\" lên giá\tx\n2\t\"Gạo\" và \"cá\" xuống\ty\n";
    assert_eq!(read_all(table), [of("\"Lúa\" lên giá"), of("\"Gạo\" và \"cá\" xuống")]);
}

#[test]
fn loose_quotation_marks_that_may_hide_a_row_are_an_error() {
    let rows = read_all("id,group,text\n1,28,\"Lúa gạo\n2,31,Ông nói \"được\"\n3,31,Cá\n");
    assert!(rows[0].as_ref().unwrap_err().starts_with("row 1 (line 2): the quotation mark"), "{rows:?}");
    assert_eq!(rows[1..], [of("Ông nói \"được\""), of("Cá")]);
}

#[test]
fn rows_that_each_open_a_quotation_mark_are_read_soon() {
    let start = std::time::Instant::now();
    for line in ["1,\"a\n", "\"\"\"a\n", " \"a\n", "1,\"\\\"a\n", "\"\",\"\n", "1,\"a \"b\" c\n"] {
        let table = format!("id,text\n{}", line.repeat(200_000));
        read(table.as_bytes());
        assert!(start.elapsed().as_secs() < 60, "{line}");
    }
}

#[test]
fn a_quotation_mark_that_never_closes_is_an_error_that_holds_no_more_than_a_row() {
    let endless = b"text\na\n\"".chain(std::io::repeat(b'x').take(1 << 30));
    let rows: Vec<_> = rows(endless, &NamedColumns::default()).unwrap().collect();
    assert_eq!((rows.len(), rows[0].as_ref().unwrap().text.as_str()), (2, "a"));
    assert!(rows[1].as_ref().unwrap_err().to_string().starts_with("row 2 (line 3) goes on over 64 MB"));
}

proptest! {
    #[test]
    fn any_bytes_and_any_mutation_give_rows_or_errors(
        bytes: Vec<u8>, at in 0usize..200, put: u8, marks in "[\",;\t\r\nab]{0,60}",
    ) {
        read(&bytes);
        read(marks.as_bytes());
        let mut table = "id,text\n1,\"a, b\"\n2,\"c\nd\"\n3,e\n".repeat(6).into_bytes();
        let last = table.len() - 1;
        table[at.min(last)] = put;
        read(&table);
    }
}
