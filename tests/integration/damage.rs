//! Text that was damaged before it came here is not counted in silence: left out with a warning and a status, and counted
//! where that is asked for.

use themeshift::clean::article::train;
use themeshift::clean::clean;
use themeshift::damage;
use themeshift::options::Cleaning;

use crate::harness::{folder, project, rows, themeshift};

const SOUND: &str = "Hội nghị Ngoại giao lần thứ 31\n\nSáng nay, các đại biểu bàn cách mở thị trường cho trái cây miền núi. Họ đề nghị \
    phải giữ chữ tín với bạn hàng, và đẩy mạnh ngoại giao kinh tế ở các tỉnh biên giới trong những năm tới.\n";
const OTHER: &str =
    "Hội nghị Ngoại giao lần thứ 32\n\nChiều qua, hội nghị bàn về việc đào tạo cán bộ trẻ ở các đại sứ quán xa.\n";

/// The text as programs damage it, and what is said of it.
fn damaged() -> Vec<(&'static str, String, &'static str)> {
    let lost =
        |mark: &str| SOUND.chars().map(|c| if c.is_ascii() { c.to_string() } else { mark.to_string() }).collect();
    let codes = SOUND.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) });
    let toneless = "Hoi nghi Ngoai giao lan thu 31\n\nSang nay, cac dai bieu ban cach mo thi truong cho trai cay mien nui. Ho de nghi \
        phai giu chu tin voi ban hang, va day manh ngoai giao kinh te o cac tinh bien gioi trong nhung nam toi.\n";
    vec![
        ("question marks", lost("?"), "letters lost to ?"),
        ("U+FFFD", lost("\u{fffd}"), "letters lost to \u{fffd}"),
        ("codes", codes.collect(), "letters written as codes"),
        ("no marks", toneless.to_string(), "Vietnamese without tone marks"),
    ]
}

#[test]
fn sound_pages_in_five_languages_are_not_taken_for_damaged() {
    let pages = train::read(&project().join("tests/data/pages")).unwrap();
    let (mut checked, mut known) = (0, damage::Known::default());
    for page in pages {
        let paragraphs = clean(page.lines, &Cleaning::default()).paragraphs;
        let found = damage::find(&paragraphs, &mut known);
        assert_eq!(found, None, "{:?}", paragraphs.first());
        checked += 1;
    }
    assert!(checked > 800);
}

#[test]
fn a_damaged_article_is_left_out_with_its_reason_and_the_others_are_counted() {
    for (name, text, reason) in damaged() {
        let html = format!("<html lang=vi><meta charset=utf-8><h1>{}</h1>", text.replace("\n\n", "</h1><p>"));
        for (file, text) in [("bad.txt", text.clone()), ("bad.html", html)] {
            let folder =
                folder(&[(file, text.as_bytes()), ("good.txt", SOUND.as_bytes()), ("other.txt", OTHER.as_bytes())]);
            let run = themeshift(folder.path(), &[]);
            assert!(
                run.code == 2 && run.stderr.contains(file) && run.stderr.contains(reason),
                "{name}: {}",
                run.stderr
            );
            assert!(run.stderr.contains("--keep-damaged"), "{name}: {}", run.stderr);
            let documents = rows(&folder.path().join("output"), "documents");
            assert!(documents[0]["status"].contains(reason), "{name}: {}", documents[0]["status"]);
            assert_eq!(documents.iter().filter(|row| row["status"] == "counted").count(), 2, "{name}");
        }
    }
}

#[test]
fn a_damaged_article_is_counted_where_that_is_asked_for() {
    let (_, text, _) = damaged().remove(3);
    let folder = folder(&[("HNNG 31.txt", text.as_bytes()), ("other.txt", OTHER.as_bytes())]);
    let run = themeshift(folder.path(), &["--keep-damaged"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(rows(&folder.path().join("output"), "documents").iter().all(|row| row["status"] == "counted"));
}

#[test]
fn the_commands_that_read_articles_say_what_is_damaged() {
    let (_, text, reason) = damaged().remove(0);
    let folder = folder(&[("bad.txt", text.as_bytes()), ("good.txt", SOUND.as_bytes())]);
    let clean = themeshift(folder.path(), &["clean", "input/bad.txt"]);
    assert!(clean.stderr.contains(reason) && clean.stdout.contains("kept"), "{}", clean.stderr);
    let kwic = themeshift(folder.path(), &["kwic", "bạn hàng"]);
    assert!(kwic.stderr.contains(reason) && kwic.stdout.contains("good.txt"), "{}", kwic.stderr);
    let count = themeshift(folder.path(), &["count", "--output", "counts.jsonl"]);
    assert!(count.stderr.contains(reason), "{}", count.stderr);
}

#[test]
fn what_was_misread_once_is_counted_as_the_sound_text() {
    let misread: String = SOUND.bytes().map(char::from).collect();
    let texts = |text: &str| {
        let folder = folder(&[("a.txt", text.as_bytes()), ("other.txt", OTHER.as_bytes())]);
        let run = themeshift(folder.path(), &["--min-frequency", "1"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        rows(&folder.path().join("output"), "term_frequency")
    };
    assert_eq!(texts(&misread), texts(SOUND));
}
