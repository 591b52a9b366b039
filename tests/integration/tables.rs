//! Tables as other programs write them, run as users run them: each row is counted in its group, or named in a warning.

use std::fs;

use crate::harness::{Run, folder, project, rows, themeshift};

/// Two articles that name no group, and whose words hold no date.
const RICE: &str = "Các đại biểu bàn về ngoại giao kinh tế và xuất khẩu gạo.";
const FISH: &str = "Ngành cần đẩy mạnh bảo hộ công dân và nghề cá.";

/// What became of each document: its name, its group, its date.
fn documents(files: &[(&str, &[u8])]) -> (Run, Vec<(String, String, String)>) {
    let folder = folder(files);
    let run = themeshift(folder.path(), &[]);
    let rows = rows(&folder.path().join("output"), "documents");
    let cell = |row: &std::collections::BTreeMap<String, String>, name: &str| row[name].clone();
    (run, rows.iter().map(|row| (cell(row, "document"), cell(row, "group"), cell(row, "date"))).collect())
}

/// Asserts that these are the documents, that all are counted, and that there is no warning.
fn assert_counted(files: &[(&str, &[u8])], expected: &[(&str, &str, &str)]) {
    let (run, found) = documents(files);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let found: Vec<_> =
        found.iter().map(|(name, group, date)| (name.as_str(), group.as_str(), date.as_str())).collect();
    assert_eq!(found, expected);
}

fn data(name: &str) -> Vec<u8> {
    fs::read(project().join("tests/data/table").join(name)).unwrap()
}

#[test]
fn a_table_in_folders_by_group_with_the_marks_of_its_writer_is_read_without_a_warning() {
    let line = |text: &str| format!("{{\"text\":\"{text}\"}}\n");
    assert_counted(
        &[
            ("_SUCCESS", b""),
            ("group=28/part-00000-c000.json", line(RICE).as_bytes()),
            ("group=h%E1%BB%8Dp%20m%E1%BB%9Bi/part-00000-c000.json", line(FISH).as_bytes()),
            ("group=28/_committed_12", b"{}"),
            ("group=28/.part-00000-c000.json.crc", b"crc"),
        ],
        &[
            ("group=28/part-00000-c000.json#1", "28", ""),
            ("group=h%E1%BB%8Dp%20m%E1%BB%9Bi/part-00000-c000.json#1", "họp mới", ""),
        ],
    );
}

#[test]
fn lists_of_objects_and_columns_that_programs_write_are_read_by_date() {
    let list = format!(r#"[{{"webTitle":"a","webPublicationDate":"2021-12-14T08:00:00Z","maintext":"{RICE}"}}]"#);
    let epoch = format!("{{\"date_publish\":1703030400000000,\"text\":\"{FISH}\"}}\n");
    assert_counted(
        &[
            ("themeshift.toml", b"[groups]\nby = \"year\"\n"),
            ("a.json", list.as_bytes()),
            ("b.jsonl", epoch.as_bytes()),
            ("c.csv", format!("ngày đăng,nội dung\n1885-03-02,{RICE} Thêm.\n").as_bytes()),
        ],
        &[
            ("a.json#1", "2021", "2021-12-14T08:00:00Z"),
            ("b.jsonl#1", "2023", "2023-12-20"),
            ("c.csv#1", "1885", "1885-03-02"),
        ],
    );
}

#[test]
fn sheets_are_documents_of_their_own_and_name_their_groups() {
    let (run, found) = documents(&[("a.xlsx", &data("sheets.xlsx"))]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("a.xlsx: left out: its sheet “Nháp” is hidden and not read"), "{}", run.stderr);
    // The second row of the second sheet repeats one of the first, but in another group.
    let names: Vec<_> = found.iter().map(|(name, group, _)| (name.as_str(), group.as_str())).collect();
    let of = |row: usize| (format!("a.xlsx#HNNG 28#{row}"), "28");
    let expected = [of(1), of(2), of(3), ("a.xlsx#HNNG 31#1".to_string(), "31")];
    for (name, group) in &expected {
        assert!(names.contains(&(name.as_str(), group)), "{name}: {names:?}");
    }
    // A sheet named after no event is a group like a folder, where that is asked for.
    let (_, found) = documents(&[
        ("themeshift.toml", "[groups]\nfolders = true\nevents = [\"Đại hội\"]\n".as_bytes()),
        ("a.xlsx", &data("sheets.xlsx")),
    ]);
    assert!(found.iter().any(|(name, group, _)| name == "a.xlsx#HNNG 31#1" && group == "HNNG 31"), "{found:?}");
}

#[test]
fn a_moment_near_midnight_is_in_the_year_that_its_zone_says_in_parquet_as_in_csv() {
    let csv = format!("date,text\n2022-01-01 06:00:00+07:00,{RICE}\n");
    let (_, found) = documents(&[
        ("themeshift.toml", b"[groups]\nby = \"year\"\n"),
        ("a.csv", csv.as_bytes()),
        ("b.parquet", &data("polars.parquet")),
    ]);
    let groups: Vec<_> = found.iter().map(|(_, group, _)| group.as_str()).collect();
    assert_eq!(groups, ["2022", "2022", "2022", ""]);
}

#[test]
fn day_and_month_are_told_by_the_whole_table_and_a_table_that_does_not_tell_is_named_once() {
    let by_month: (&str, &[u8]) = ("themeshift.toml", b"[groups]\nby = \"month\"\n");
    let told = format!("date,text\n03/04/2021,{RICE}\n04/13/2021,{FISH}\n");
    assert_counted(
        &[by_month, ("a.csv", told.as_bytes())],
        &[("a.csv#1", "2021-03", "2021-03-04"), ("a.csv#2", "2021-04", "2021-04-13")],
    );
    let open = format!("date,text\n03/04/2021,{RICE}\n05/06/2021,{FISH}\n");
    let (run, found) = documents(&[by_month, ("a.csv", open.as_bytes())]);
    assert_eq!((run.code, found[0].1.as_str(), found[1].1.as_str()), (2, "2021-04", "2021-06"));
    let warning = "warning: a.csv#1: no date of its table says whether day or month comes first";
    assert_eq!(run.stderr.matches(warning).count(), 1, "{}", run.stderr);
}

#[test]
fn a_row_with_an_open_quotation_mark_is_named_and_the_others_are_counted() {
    let table = format!("group,text\n28,\"{RICE}\n31,\"{FISH}\"\n28,\"Hòa bình, hợp tác, \\\"phát triển\\\".\"\n");
    let (run, found) = documents(&[("a.csv", table.as_bytes())]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("a.csv: left out: row 1 (line 2): the quotation mark that opens its cell 2"),
        "{}",
        run.stderr
    );
    let names: Vec<_> = found.iter().map(|(name, group, _)| (name.as_str(), group.as_str())).collect();
    assert!(names.contains(&("a.csv#2", "31")) && names.contains(&("a.csv#3", "28")), "{names:?}");
}

#[test]
fn a_year_in_the_title_that_is_a_files_name_is_no_date() {
    let (run, found) = documents(&[
        ("themeshift.toml", b"[groups]\nby = \"year\"\n"),
        ("Tầm nhìn đến năm 2045.txt", RICE.as_bytes()),
        ("2021/Kế hoạch 2030.txt", FISH.as_bytes()),
    ]);
    let groups: Vec<_> = found.iter().map(|(_, group, _)| group.as_str()).collect();
    assert_eq!((run.code, groups), (2, vec!["2021", ""]));
}
