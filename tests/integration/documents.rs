//! What becomes of the documents of a corpus: duplicates, groups by date, tables of articles, the command `clean`.

use crate::harness::{folder, rows, themeshift};

/// An article of some length, of this conference.
fn article(conference: u32) -> String {
    format!(
        "Hội nghị Ngoại giao lần thứ {conference} khai mạc\n\nSáng nay, Hội nghị Ngoại giao lần thứ {conference} khai mạc \
         với sự tham dự của đại diện nhiều bộ, ngành và địa phương trong cả nước.\n\nCác đại biểu bàn cách đẩy mạnh ngoại \
         giao kinh tế, mở thêm thị trường cho nông sản, và đưa doanh nghiệp nhỏ đến gần hơn với bạn hàng ở xa.\n\nHội nghị \
         cũng nghe báo cáo về công tác bảo hộ công dân, về đào tạo cán bộ trẻ và về việc sắp xếp lại bộ máy.\n"
    )
}

#[test]
fn an_article_that_was_collected_twice_is_counted_once_unless_that_is_asked_for() {
    let (first, other) = (article(31), "Hội nghị Ngoại giao lần thứ 32 bàn về hòa bình và phát triển.".to_string());
    let copy = first.replace("Sáng nay", "(Báo Bến Đò) - Sáng 15/12").replace("xa", "nơi xa");
    let table = format!("{{\"text\": {:?}, \"group\": \"31\"}}\n", first);
    let files =
        [("a.txt", &first), ("b/copy.html", &format!("<html><p>{copy}")), ("c.txt", &other), ("d.jsonl", &table)];
    let folder = folder(&files.map(|(name, text)| (name, text.as_bytes())));
    let run = themeshift(folder.path(), &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("Left out as repeated (see documents.csv): 2 documents"), "{}", run.stdout);
    let output = folder.path().join("output");
    let status: Vec<_> = rows(&output, "documents").into_iter().map(|row| row["status"].clone()).collect();
    assert!(status[1].starts_with("duplicate of a.txt (") && status[1].ends_with(" % alike)"), "{}", status[1]);
    assert_eq!([&status[0], &status[2], &status[3]], ["counted", "counted", "duplicate of a.txt (100 % alike)"]);
    assert!(rows(&output, "concordance").iter().all(|row| ["a.txt", "c.txt"].contains(&row["document"].as_str())));
    let kept = themeshift(folder.path(), &["--keep-duplicates"]);
    assert!(kept.stdout.contains("Conference 31  3 documents") && !kept.stdout.contains("repeated"), "{}", kept.stdout);
}

#[test]
fn a_copy_in_another_group_is_counted_with_a_warning_that_names_both() {
    let text = article(31);
    let folder =
        folder(&[("articles.csv", b"file,group\nb.txt,32\n"), ("a.txt", text.as_bytes()), ("b.txt", text.as_bytes())]);
    let run = themeshift(folder.path(), &[]);
    assert_eq!(run.code, 2);
    let warning = "warning: b.txt: belongs to group 32, but is nearly the same as a.txt of group 31; both are counted";
    assert!(run.stderr.starts_with(warning), "{}", run.stderr);
    let documents = rows(&folder.path().join("output"), "documents");
    assert!(documents.iter().all(|row| row["status"] == "counted"));
}

/// Ten thousand articles of one group, of 60 words each, more than memory holds for comparing; the last repeats the first.
fn archive() -> String {
    // Of 5,000 words, in an order without a pattern.
    let word = |number: u64| {
        let hash = (number ^ number >> 7).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let letters = (hash ^ hash >> 31).wrapping_mul(0x94d0_49bb_1331_11eb) >> 32;
        (0..4).map(|place| char::from(b'a' + ((letters % 5_000) >> (4 * place) & 15) as u8)).collect::<String>()
    };
    let article = |number: u64| (0..60).map(|place| word(number % 9_999 * 60 + place)).collect::<Vec<_>>().join(" ");
    (0..10_000).map(|number| format!("{{\"text\": \"{}.\", \"group\": \"31\"}}\n", article(number))).collect()
}

#[test]
fn a_copy_is_found_however_many_articles_lie_between() {
    let folder = folder(&[("archive.jsonl", archive().as_bytes())]);
    let run = themeshift(folder.path(), &["--language", "en"]);
    assert!(
        run.stdout.contains("Left out as repeated (see documents.csv): 1 document"),
        "{} {}",
        run.stdout,
        run.stderr
    );
    let documents = rows(&folder.path().join("output"), "documents");
    assert_eq!(documents[9_999]["status"], "duplicate of archive.jsonl#1 (100 % alike)");
}

#[cfg(unix)]
#[test]
fn without_a_folder_for_temporary_files_the_message_says_what_to_do() {
    let folder = folder(&[("archive.jsonl", archive().as_bytes())]);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_themeshift"));
    let run = command.current_dir(folder.path()).env("TMPDIR", "/nowhere").output().unwrap();
    let message = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(1), "{message}");
    assert!(
        message.contains("temporary files in /nowhere")
            && message.contains("set TMPDIR")
            && message.contains("--keep-duplicates"),
        "{message}"
    );
    assert!(!folder.path().join("output").exists());
}

#[test]
fn an_article_without_a_group_does_not_keep_its_copy_from_being_counted() {
    let text = article(31).replace("Hội nghị Ngoại giao lần thứ 31", "Hội nghị");
    let folder = folder(&[
        ("articles.csv", b"file,group\nb.txt,31\n"),
        ("a.txt", text.as_bytes()),
        ("b.txt", text.as_bytes()),
        ("c.txt", article(32).as_bytes()),
    ]);
    themeshift(folder.path(), &[]);
    let status: Vec<_> =
        rows(&folder.path().join("output"), "documents").into_iter().map(|row| row["status"].clone()).collect();
    assert_eq!(status[..2], ["no group", "counted"]);
}

#[test]
fn groups_may_be_years_of_dates_in_metadata_and_paths() {
    let folder = folder(&[
        ("themeshift.toml", b"[groups]\nby = \"year\"\n"),
        ("a.txt", "---\ndate: 14/12/2021\n---\nNgoại giao kinh tế được bàn nhiều.\n".as_bytes()),
        ("2023/12/b.txt", "Bảo hộ công dân được bàn nhiều.\n".as_bytes()),
        ("t.csv", "published,text\n\"December 5, 2022\",Hòa bình được bàn nhiều.\n".as_bytes()),
    ]);
    let run = themeshift(folder.path(), &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let documents = rows(&folder.path().join("output"), "documents");
    let found: Vec<_> = documents.iter().map(|row| (row["group"].as_str(), row["group_evidence"].as_str())).collect();
    assert_eq!(found, [("2023", "path 2023/12/b.txt"), ("2021", "date 14/12/2021"), ("2022", "date December 5, 2022")]);
}

#[test]
fn clean_shows_each_line_with_its_verdict_and_a_bad_file_does_not_stop_it() {
    let page = "Mùa gặt sớm\n\nẢnh: An Bình\n\nBà con đã gặt xong lúa trên những thửa ruộng cao của xã.\n\nChia sẻ\n";
    let folder = folder(&[("a.txt", page.as_bytes()), ("b.zip", b"no zip")]);
    let run = themeshift(folder.path(), &["clean", "input/b.zip", "input/a.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("warning: input/b.zip: left out: it is no zip"), "{}", run.stderr);
    let lines: Vec<_> = run.stdout.lines().collect();
    assert_eq!(
        lines,
        [
            "file\tline\tverdict\treason\tsimilar_to\ttext",
            "input/a.txt\t1\tkept\t\t\tMùa gặt sớm",
            "input/a.txt\t3\tremoved\tcaption\t\tẢnh: An Bình",
            "input/a.txt\t5\tkept\t\t\tBà con đã gặt xong lúa trên những thửa ruộng cao của xã.",
            "input/a.txt\t7\tremoved\tsite_furniture\t\tChia sẻ",
        ]
    );
    assert_eq!(themeshift(folder.path(), &["clean", "input/b.zip"]).code, 1);
}

#[test]
fn the_folder_that_a_browser_saves_beside_a_page_is_no_part_of_the_corpus() {
    let page = format!("<html><h1>Bài</h1><p>{}</p>", article(31).replace('\n', " "));
    let folder = folder(&[
        ("a.html", page.as_bytes()),
        ("a_files/style.css", b"p { color: red }"),
        ("b.txt", article(32).replace("nông sản", "gỗ, đá, mây, tre, gốm sứ và lụa").as_bytes()),
    ]);
    let run = themeshift(folder.path(), &["--keep-duplicates"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn results_of_an_earlier_run_are_no_articles_wherever_they_lie() {
    let other = "Hội nghị Ngoại giao lần thứ 32 đã bàn về cà phê, hồ tiêu và bảo hộ công dân.";
    let folder = folder(&[("a.txt", article(31).as_bytes()), ("b.txt", other.as_bytes())]);
    let input = folder.path().join("input");
    let first = themeshift(folder.path(), &["--output", "input/first"]);
    assert_eq!((first.code, first.stderr.as_str()), (0, ""));
    let second = themeshift(folder.path(), &["--output", "second"]);
    assert_eq!((second.code, second.stderr.as_str()), (0, ""));
    assert!(second.stdout.contains("what an earlier run wrote: first"), "{}", second.stdout);
    let documents = rows(&folder.path().join("second"), "documents").len();
    assert_eq!(documents, 2);
    // Every table, page, workbook and list of captions by itself, under another name.
    std::fs::create_dir(input.join("old")).unwrap();
    let mut copied = 0;
    for part in ["tables", "charts", "."] {
        for entry in std::fs::read_dir(input.join("first").join(part)).unwrap() {
            let path = entry.unwrap().path();
            let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            if ["csv", "md", "html", "xlsx"].contains(&extension.as_str()) {
                copied += 1;
                std::fs::copy(&path, input.join(format!("old/{copied}.{extension}"))).unwrap();
            }
        }
    }
    std::fs::remove_dir_all(input.join("first")).unwrap();
    let third = themeshift(folder.path(), &["--output", "third", "--verbose"]);
    assert_eq!(third.code, 2);
    let left_out = third.stderr.lines().filter(|line| line.contains("it is a result of themeshift")).count();
    // A table without rows says no more than an empty one.
    assert!(copied > 20 && left_out >= copied - 3, "{copied} {}", third.stderr);
    let counted =
        rows(&folder.path().join("third"), "documents").iter().filter(|row| row["status"] == "counted").count();
    assert_eq!(counted, 2);
}

#[test]
fn groups_of_metadata_stay_as_they_are_written_and_names_that_look_alike_are_one() {
    let table = "group,text\nTrước Hội nghị Ngoại giao 5,Bàn về cà phê.\nSau Hội nghị Ngoại giao 5,Bàn về hồ tiêu.\n\
                 SAU HỘI NGHỊ NGOẠI GIAO 5,Bàn về hạt điều.\n";
    let folder = folder(&[("a.csv", table.as_bytes())]);
    let run = themeshift(folder.path(), &[]);
    let groups: Vec<_> =
        rows(&folder.path().join("output"), "documents").into_iter().map(|row| row["group"].clone()).collect();
    assert_eq!(groups, ["Trước Hội nghị Ngoại giao 5", "Sau Hội nghị Ngoại giao 5", "Sau Hội nghị Ngoại giao 5"]);
    assert!(run.stderr.contains("is also written \"SAU HỘI NGHỊ NGOẠI GIAO 5\""), "{}", run.stderr);
    let order = run.stdout.lines().find(|line| line.starts_with("Order of the groups")).unwrap_or_default();
    assert!(order.ends_with("in their names: Trước Hội nghị Ngoại giao 5 → Sau Hội nghị Ngoại giao 5"), "{order}");
}

#[test]
fn texts_in_a_language_that_the_dictionary_lacks_enter_no_share_of_a_theme() {
    let french =
        "Le service des routes ouvre un pont. Le service attend la pluie, et le village attend le service. ".repeat(3);
    let folder = folder(&[
        ("themeshift.toml", b"[groups]\nfolders = true"),
        ("1/a.txt", french.as_bytes()),
        ("2/b.txt", "Bảo hộ công dân được bàn nhiều. Ngoại giao kinh tế được bàn nhiều.".as_bytes()),
        ("2/c.txt", "---\nlanguage: klingonese\n---\nNgoại giao văn hóa được bàn nhiều.".as_bytes()),
    ]);
    let run = themeshift(folder.path(), &[]);
    assert_eq!(run.code, 2);
    for said in ["has no keywords in language fr: its 1 documents are not read", "the language \"klingonese\""] {
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
    let themes = rows(&folder.path().join("output"), "theme_frequency");
    let of_french: Vec<_> = themes.iter().filter(|row| row["group"] == "1").collect();
    assert!(of_french.iter().all(|row| row["per_10k"].is_empty() && row["share"].is_empty()));
    assert!(themes.iter().any(|row| row["group"] == "2" && row["frequency"] != "0"));
    let documents = rows(&folder.path().join("output"), "documents");
    assert!(
        documents.iter().any(|row| row["document"] == "2/c.txt" && row["warnings"].starts_with("its metadata state"))
    );
}
