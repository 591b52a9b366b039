//! `themeshift sources`: what would be read, before anything is counted; and any field of metadata makes groups.

use std::collections::BTreeMap;
use std::fs;

use crate::harness::{Run, folder, rows, themeshift};

const TABLE: &[u8] = "title,date,source,section,author,text\n\
    Cầu mới,2021-03-04,Báo Bến,Kinh tế,Mai Lâm,\"Tỉnh sẽ xây thêm một cây cầu bắc qua con sông lớn, để tàu chở gạo ra biển nhanh hơn.\"\n\
    =Chợ,2023-11-05,Báo Đồi,Đời sống,,\"Chợ vùng cao họp từ sáng sớm, người dân mang rau, mật ong và vải dệt xuống bán.\"\n"
    .as_bytes();
const PAGE: &[u8] =
    "<html lang='vi'><title>Hồ chứa</title><p>Hồ chứa trên núi đã đầy nước sau ba tuần mưa lớn, và các \
    cánh đồng bên dưới có đủ nước cho vụ tới.</p></html>"
        .as_bytes();

/// The rows of the list, each as column -> cell.
fn listed(run: &Run) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_reader(run.stdout.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn each_file_has_a_row_with_its_articles_dates_languages_groups_and_doubts() {
    let folder = folder(&[("31/press.csv", TABLE), ("32/page.html", PAGE), ("32/empty.txt", b" \n")]);
    let run = themeshift(folder.path(), &["sources"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    let rows = listed(&run);
    let row =
        |place: usize, columns: &[&str]| columns.iter().map(|column| rows[place][*column].clone()).collect::<Vec<_>>();
    let columns = ["file", "form", "articles", "left_out", "first_date", "last_date", "languages", "folder", "year"];
    assert_eq!(
        row(0, &columns),
        ["31/press.csv", "csv", "2", "0", "2021-03-04", "2023-11-05", "vi (2)", "31 (2)", "2021 (1), 2023 (1)"]
    );
    assert_eq!(row(1, &columns), ["32/empty.txt", "txt", "0", "1", "", "", "", "", ""]);
    assert_eq!(row(2, &columns), ["32/page.html", "html", "1", "0", "", "", "vi (1)", "32 (1)", ""]);
    assert_eq!([row(1, &["doubtful"]), row(2, &["doubtful"])].concat(), ["it holds no text", "no date"]);
    assert!(!folder.path().join("output").exists(), "nothing is written");
}

#[test]
fn the_list_is_the_same_as_csv_and_on_any_number_of_threads() {
    let folder = folder(&[("31/press.csv", TABLE), ("32/page.html", PAGE)]);
    let printed = themeshift(folder.path(), &["sources", "input", "--threads", "1"]);
    assert_eq!((printed.code, &printed.stdout), (0, &themeshift(folder.path(), &["sources", "--threads", "5"]).stdout));
    // The second time it replaces its own list.
    for _ in 0..2 {
        assert_eq!(themeshift(folder.path(), &["sources", "--output", "list.csv"]).code, 0);
    }
    let list = fs::read_to_string(folder.path().join("list.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(list.strip_prefix('\u{feff}').unwrap().as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.unwrap()).collect();
    assert_eq!(rows, listed(&printed));
    let run = themeshift(folder.path(), &["sources", "--output", "input/32/page.html"]);
    assert_eq!(run.code, 1, "a file of the user's is not replaced");
    assert_eq!(fs::read(folder.path().join("input/32/page.html")).unwrap(), PAGE);
}

#[test]
fn articles_csv_is_written_once_corrected_by_hand_and_used() {
    let folder = folder(&[("press.csv", TABLE), ("page.html", PAGE)]);
    assert_eq!(themeshift(folder.path(), &["sources", "--write-articles"]).code, 0);
    let path = folder.path().join("input/articles.csv");
    let written = fs::read_to_string(&path).unwrap();
    assert_eq!(
        written.lines().collect::<Vec<_>>(),
        [
            "\u{feff}file,group,date,source,title,author,section,language",
            "page.html,,,,Hồ chứa,,,vi",
            "press.csv#1,,2021-03-04,Báo Bến,Cầu mới,Mai Lâm,Kinh tế,vi",
            "press.csv#2,,2023-11-05,Báo Đồi,'=Chợ,,Đời sống,vi",
        ]
    );
    let again = themeshift(folder.path(), &["sources", "--write-articles"]);
    assert_eq!(again.code, 1);
    assert!(again.stderr.contains("articles.csv is there already"), "{}", again.stderr);
    fs::write(&path, written.replace("page.html,,,", "page.html,,2022-07-08,")).unwrap();
    let run = themeshift(folder.path(), &["--group-by", "year"]);
    assert_ne!(run.code, 1, "{}", run.stderr);
    let documents = rows(&folder.path().join("output"), "documents");
    let cells = |column: &str| documents.iter().map(|row| row[column].as_str()).collect::<Vec<_>>();
    assert_eq!(cells("group"), ["2022", "2021", "2023"]);
    assert_eq!(cells("title"), ["Hồ chứa", "Cầu mới", "'=Chợ"], "the apostrophe is that of this table, not one more");
}

#[test]
fn what_any_article_says_of_its_source_or_section_makes_groups() {
    let page = |source: &str, text: &str| {
        format!(
            "<title>Bài</title><meta property='og:site_name' content='{source}'><meta property='article:section' content='Mục {source}'><p>{text}"
        )
    };
    let one = page("Báo Bến", "Bến cảng nhộn nhịp từ sáng, tàu gạo nối nhau ra khơi trong gió nhẹ.");
    let two = page("Báo Đồi", "Trên đồi chè, người hái chè hát vang khi mặt trời lên khỏi dãy núi xa.");
    let folder = folder(&[("a.html", one.as_bytes()), ("b.html", two.as_bytes())]);
    for (by, groups) in [("column:source", ["Báo Bến", "Báo Đồi"]), ("column:section", ["Mục Báo Bến", "Mục Báo Đồi"])]
    {
        let run = themeshift(folder.path(), &["--group-by", by]);
        assert_ne!(run.code, 1, "{}", run.stderr);
        let documents = rows(&folder.path().join("output"), "documents");
        assert_eq!(documents.iter().map(|row| row["group"].as_str()).collect::<Vec<_>>(), groups);
    }
}

#[test]
fn what_a_spreadsheet_adds_to_articles_csv_does_no_harm_and_a_list_of_sources_is_no_article() {
    let table = "sep=;\nfile;group\npress.csv#1;Một\npress.csv#2;'=Hai\n;\n;\n";
    let folder = folder(&[("press.csv", TABLE), ("articles.csv", table.as_bytes())]);
    assert_eq!(themeshift(folder.path(), &["sources", "--output", "input/list.csv"]).code, 0);
    let run = themeshift(folder.path(), &[]);
    assert!(run.stderr.contains("list.csv: left out: it is a result of themeshift"), "{}", run.stderr);
    let documents = rows(&folder.path().join("output"), "documents");
    let groups: Vec<_> = documents.iter().map(|row| row["group"].as_str()).filter(|group| !group.is_empty()).collect();
    assert_eq!(groups, ["Một", "'=Hai"]);
}
