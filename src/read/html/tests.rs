//! Made-up pages, hostile ones, and which part of them is the article.

mod layouts;
mod said;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::read::composed::compose;
use crate::read::metadata::Metadata;

/// The lines of the article.
fn lines(page: &str) -> Vec<String> {
    let is_kept = |line: &RawLine| matches!(line.mark, LineMark::Text | LineMark::Heading);
    parse(page).unwrap().lines.into_iter().filter(is_kept).map(|line| compose(&line.text).into_owned()).collect()
}

/// The made-up pages, each with what must be kept of it (+) and what may be (?).
fn pages() -> Vec<(PathBuf, String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/html");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let pages = paths.filter(|path| path.extension().unwrap() == "html");
    let text = |path: &PathBuf| fs::read_to_string(path).unwrap();
    pages.map(|path| (path.clone(), text(&path), text(&path.with_extension("txt")))).collect()
}

fn assert_kept(path: &Path, expected: &str, lines: &[String]) {
    let mut rest = lines.iter().map(|line| line.replace('\t', " "));
    for line in expected.lines().filter_map(|line| line.strip_prefix('+')) {
        assert!(rest.any(|kept| kept == line), "{}: {line}\n{lines:#?}", path.display());
    }
}

#[test]
fn every_line_of_the_articles_is_kept_whole_and_in_order() {
    let pages = pages();
    assert!(pages.len() >= 19);
    for (path, page, expected) in pages {
        assert_kept(&path, &expected, &lines(&page));
    }
}

#[test]
fn words_that_a_style_sheet_sets_apart_are_two_and_a_styled_letter_is_none() {
    for (page, line) in [
        ("<p><span>Suối Vàng</span>Cầu mới đã thông xe.", "Suối Vàng Cầu mới đã thông xe."),
        ("<p><span>March 5, 2024</span><span>March 6, 2024</span>", "March 5, 2024 March 6, 2024"),
        ("<p><b>H</b>ội làng mở sớm. H<sub>2</sub>O, 5<b>G</b>.", "Hội làng mở sớm. H2O, 5G."),
    ] {
        assert_eq!(lines(page), [line]);
    }
}

#[test]
fn menus_and_lists_of_teasers_around_an_article_are_left_out() {
    let menu: String = (0..80).map(|i| format!("<li><a href='/{i}'>Chuyên mục số {i}</a></li>")).collect();
    let teaser = |i| {
        format!(
            "<div><h3><a href='/t{i}'>Tít của một bài khác, số {i}</a></h3><p>Đoạn tóm tắt của bài khác, dài chừng \
             hai dòng, kể chuyện chẳng liên quan gì đến bài ở giữa trang.</p></div>"
        )
    };
    let teasers: String = (0..25).map(teaser).collect();
    let (mut kept, mut furniture) = (0, 0);
    for (path, page, expected) in pages() {
        let page = page.replacen("</head>", &format!("</head><div><ul>{menu}</ul></div>"), 1);
        let page = page.replace("</body>", &format!("<div>{teasers}</div><div><ul>{menu}</ul></div></body>"));
        let lines = lines(&page);
        assert_kept(&path, &expected, &lines);
        kept += lines.iter().map(String::len).sum::<usize>();
        let is_other = |line: &&String| !expected.contains(&line.replace('\t', " "));
        furniture += lines.iter().filter(is_other).map(String::len).sum::<usize>();
    }
    assert!(furniture * 4 < kept, "{furniture} of {kept} bytes");
}

#[test]
fn no_word_is_glued_to_its_neighbour_or_split() {
    let page = "<p>Ng<b>uy</b><i>ễn</i> Thị<br>H<wbr>oa<div>Kho<script>1</script>a</div>học<table><tr><td>A<td>B</tr>\
        <tr><th>C</th><th>D</th></tr></table><ul><li>một<li>hai</ul><a>X</a><a>Y</a>, n<svg><title>t</title></svg>ước \
        Ph&oacute; &amp; tr&#432;&#x1edf;ng &nbsp; ph&ograve;ng";
    let expected = ["Nguyễn Thị", "Hoa", "Khoa", "học", "A\tB", "C\tD", "một", "hai", "X Y, nước Phó & trưởng phòng"];
    assert_eq!(lines(page), expected);
}

#[test]
fn cells_of_several_lines_are_columns_of_the_page() {
    let page = "<table><tr><td>Một<br>Hai</td><td><p>Ba</p><p>Bốn</p></td></tr></table>";
    assert_eq!(lines(page), ["Một", "Hai", "Ba", "Bốn"]);
}

#[test]
fn text_that_is_not_shown_is_left_out() {
    let page = "<style>a</style><p>Giữ<!-- b --><span hidden>c<span>d</span></span><b style='color:red; DISPLAY : none'>e</b>\
        </p><template><p>f</p></template><noscript>g</noscript><textarea>h</textarea><select><option>i</select>\
        <svg><path/><path/><text>k</text></svg><script>'<p>l</p>'</script><button>m</button><p>lại</p>";
    assert_eq!(lines(page), ["Giữ", "lại"]);
}

#[test]
fn what_a_page_says_of_its_article_is_metadata() {
    let page = r#"<html lang="vi-VN"><head><title>Tít | Báo</title><meta property="og:title" content="Tít  dài">
        <meta name="author" content="Mai Lâm"><meta property="article:section" content="Đời sống">
        <meta property="article:author" content="https://bao.example.vn/mai-lam">
        <script type="application/ld+json">{"datePublished": "2024-05-06", "publisher":{"name":"B\u00e1o \"Sông\""}}
        </script></head><body><time datetime="2020-01-01">1-1</time><h1>Tít dài</h1><p>Bài.</p></body></html>"#;
    let expected = Metadata {
        group: None,
        title: Some("Tít dài".into()),
        date: Some("2024-05-06".into()),
        source: Some("Báo \"Sông\"".into()),
        author: Some("Mai Lâm".into()),
        section: Some("Đời sống".into()),
        language: Some("vi".into()),
    };
    assert_eq!(parse(page).unwrap().metadata, expected);
    assert_eq!(parse("<p>a").unwrap().metadata, Metadata::default());
}

#[test]
fn a_paragraph_that_begins_with_the_title_is_no_headline() {
    let page = "<title>Hồ chứa</title><p>Hồ chứa trên núi đã đầy nước sau ba tuần mưa lớn, các cánh đồng đủ nước.</p>";
    let lines = parse(page).unwrap().lines;
    assert_eq!((lines.len(), lines[0].text.as_str(), lines[0].mark), (2, "Hồ chứa", LineMark::Heading));
    assert_eq!(lines[1].mark, LineMark::Text);
}

#[test]
fn a_paragraph_in_which_nothing_is_seen_shifts_no_mark() {
    let page = "<body><p>&shy;</p><p>&shy;&shy;</p><h1>Đê mới</h1><p>Đê dài ba cây số, chạy từ bến cũ tới chân đồi.</p></body>";
    let marks: Vec<_> = parse(page).unwrap().lines.into_iter().map(|line| (line.text, line.mark)).collect();
    assert_eq!(marks.len(), 2);
    assert_eq!(marks[0], ("Đê mới".to_string(), LineMark::Heading));
}

#[test]
fn a_headline_that_the_text_lacks_is_its_first_line() {
    assert_eq!(lines("<title>Đê mới | Báo Sông</title><p>Đê dài 3 km.</p>"), ["Đê mới", "Đê dài 3 km."]);
    assert_eq!(lines("<title>Đê mới | Báo Sông</title><h1>Đê mới</h1><p>Dài 3 km."), ["Đê mới", "Dài 3 km."]);
    assert_eq!(lines("<title>Trống</title>"), [""; 0]);
}

#[test]
fn an_article_in_a_menu_that_was_never_closed_is_kept() {
    let article = "Câu dài của bài viết, đủ mười lăm chữ trở lên để được coi là văn xuôi. ".repeat(5);
    let page = format!("<nav><a href='/'>Nhà</a><div><p>{article}</p></div>");
    assert!(lines(&page).contains(&article.trim().to_string()));
}

#[test]
fn the_encoding_is_found_where_a_page_declares_it() {
    let declared = |page: &'static str| declared_encoding(page.as_bytes());
    assert_eq!(declared("<!doctype html><META charset=utf-8 />"), Some("utf-8"));
    assert_eq!(declared("<meta name=a><meta charset='Windows-1258'>"), Some("Windows-1258"));
    assert_eq!(declared("<meta content=\"text/html; charset=TCVN\" http-equiv=Content-Type>"), Some("TCVN"));
    assert_eq!(declared("<?xml version=\"1.0\" encoding=\"UTF-16\"?><html>"), Some("UTF-16"));
    assert_eq!(declared("<script charset=x></script><p>charset=y <meta charset>"), None);
    assert_eq!(declared_encoding(b"\xff\xfe<meta charset=utf-8>"), None);
}

#[test]
fn hostile_pages_end_soon_and_keep_what_they_say() {
    let text = "<p>Bến đò mở lại sau ba năm sửa chữa, người dân hai xã đỡ phải đi vòng xa mỗi ngày.</p>";
    let fonts: String = (0..50_000).map(|i| format!("<font color={i}>")).collect();
    let attributes: String = (0..1_000_000).map(|i| format!("a{i}=1 ")).collect();
    let pages = [
        "<div>".repeat(100_000) + text + &"</div>".repeat(100_000),
        fonts + &text.repeat(2000) + &"</i>".repeat(100_000),
        format!("<div {attributes}>{text}"),
        format!("<title>{}</title>{}{text}", "abc ".repeat(300_000), "<h1>abc".repeat(50_000)),
        "<b>".repeat(500_000) + text + &"</i>".repeat(500_000),
        "<select>".repeat(200_000) + &"</select>".repeat(200_000) + text,
        text.to_string() + &"<".repeat(5_000_000),
        text.to_string() + "<!--" + &"-".repeat(5_000_000),
        text.repeat(40_000),
        format!("<h1>Bến đò</h1>{text}") + &"<article class=card><h2>Bến".repeat(100_000),
        format!("<article><h1>Bến đò</h1>{text}</article>") + &"<div class=post>Bến đò</div>".repeat(100_000),
    ];
    for page in pages {
        let start = Instant::now();
        let lines = lines(&page);
        assert!(lines.iter().any(|line| line.starts_with("Bến đò")), "{}", &page[..100]);
        assert!(start.elapsed() < Duration::from_secs(60), "{:?}: {}", start.elapsed(), &page[..100]);
    }
}

#[test]
fn a_page_beyond_all_bounds_is_an_error_that_says_so() {
    let error = |page: String| parse(&page).unwrap_err().to_string();
    assert!(error("<div>".repeat(1_100_000)).contains("elements"));
    assert!(error("<p>a".repeat(1_100_000)).contains("lines"));
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(page in "\\PC{0,300}") {
        parse(&page).unwrap();
    }

    #[test]
    fn any_soup_of_tags_is_read_without_panic_and_no_line_is_empty(
        soup in prop::collection::vec(prop::sample::select(vec![
            "<div>", "</div>", "<p>", "</p>", "<td>", "</td>", "<tr>", "<table>", "</table>", "<a>", "</a>", "<h1>",
            "</h1>", "<li>", "</li>", "<ul>", "<nav>", "</nav>", "<span hidden>", "</span>", "<br>", "<title>",
            "</title>", "<select>", "</select>", "<svg/>", "<article>", "</article>", "a", " ", "Hà Nội", "&amp;", "<",
        ]), 0..200)
    ) {
        prop_assert!(lines(&soup.concat()).iter().all(|line| !line.trim().is_empty()));
    }

    #[test]
    fn any_page_cut_and_joined_anywhere_is_read_without_panic(page in 0..19_usize, from in 0..3000_usize, to in 0..3000_usize) {
        let bytes = pages().swap_remove(page).1.into_bytes();
        let cut = [&bytes[..from.min(bytes.len())], &bytes[to.min(bytes.len())..]].concat();
        parse(&String::from_utf8_lossy(&cut)).unwrap();
    }
}

/// Three paragraphs of an article.
fn paragraphs(subject: &str) -> String {
    let paragraph = |i| {
        format!(
            "<p>Đoạn {i} kể về {subject}, nêu số liệu của mùa trước và lời của người dân quanh vùng, rồi dừng lại.</p>"
        )
    };
    (1..4).map(paragraph).collect()
}

#[test]
fn the_only_h1_is_the_headline_wherever_it_stands_and_the_name_of_the_site_is_no_text() {
    let headline = "Mùa lúa thứ 32 ở đồng bằng";
    for title in ["Tin Sớm", "Nông dân gặt lúa tại An Giang | Tin Sớm"] {
        for class in ["", " class='article-title'"] {
            for menu in [["<div id='menu'>", "</div>"], ["<nav>", "</nav>"]] {
                for related in ["", "<div class='related'><a href='/x'>Bài khác cùng mục</a></div>"] {
                    let page = format!(
                        "<head><title>{title}</title></head><body>{}<a href='/'>Trang chủ</a>{}<h1{class}>{headline}</h1>\
                         <div class='article-content'>{}</div>{related}</body>",
                        menu[0],
                        menu[1],
                        paragraphs("vụ gặt")
                    );
                    let kept = lines(&page);
                    assert_eq!((kept.len(), kept[0].as_str()), (4, headline), "{page}");
                    assert_eq!(parse(&page).unwrap().metadata.title.as_deref(), Some(headline), "{page}");
                }
            }
        }
    }
}

#[test]
fn an_h1_that_names_the_site_is_no_headline() {
    let body = format!("<h2>Mùa lúa mới ở đồng bằng</h2><div>{}</div>", paragraphs("vụ gặt"));
    for site in ["<h1>Tin Sớm</h1>", "<h1><a href='/'>Báo Tin Sớm</a></h1>"] {
        let page = format!("<title>Mùa lúa mới ở đồng bằng | Tin Sớm</title>{site}{body}");
        assert_eq!(lines(&page)[0], "Mùa lúa mới ở đồng bằng", "{page}");
    }
}

#[test]
fn a_second_article_with_its_own_h1_is_outside_and_entries_are_not() {
    let (first, second) = (paragraphs("vụ gặt"), paragraphs("phiên chợ"));
    let page = |open: &str, close: &str, heading: &str| {
        format!(
            "<title>Mùa lúa mới về</title><main><article><h1>Mùa lúa mới về</h1>{first}{open}<article>{heading}{second}\
             </article>{close}</main>"
        )
    };
    assert_eq!(lines(&page("</article><div>", "</div>", "<h1>Chợ phiên họp sớm</h1>")).len(), 4);
    assert_eq!(lines(&page("</article><div>", "</div>", "")).len(), 7);
    assert_eq!(lines(&page("</article><div>", "</div>", "<h2>Chợ phiên họp sớm</h2>")).len(), 8);
    assert_eq!(lines(&page("", "</article>", "<h1>Chợ phiên họp sớm</h1>")).len(), 8);
}
