//! Made-up pages, hostile ones, and what of them is the article.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::read::{Metadata, compose};

/// The lines of the article.
fn lines(page: &str) -> Vec<String> {
    let is_kept = |line: &RawLine| matches!(line.mark, Mark::Text | Mark::Heading);
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
        <script type="application/ld+json">{"datePublished": "2024-05-06", "publisher":{"name":"B\u00e1o \"Sông\""}}
        </script></head><body><time datetime="2020-01-01">1-1</time><h1>Tít dài</h1><p>Bài.</p></body></html>"#;
    let expected = Metadata {
        group: None,
        title: Some("Tít dài".into()),
        date: Some("2024-05-06".into()),
        source: Some("Báo \"Sông\"".into()),
        language: Some("vi".into()),
    };
    assert_eq!(parse(page).unwrap().metadata, expected);
    assert_eq!(parse("<p>a").unwrap().metadata, Metadata::default());
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

#[test]
fn the_date_is_that_of_the_article_and_not_of_a_teaser() {
    let page = format!(
        "<title>Mùa lúa mới về</title><div class='related'><time datetime='2024-03-01'>1/3</time> <a href='#'>Tin khác</a>\
         </div><article><h1>Mùa lúa mới về</h1><time datetime='2021-12-14'>14/12</time>{}</article>",
        paragraphs("vụ gặt")
    );
    let date = |page: &str| parse(page).unwrap().metadata.date;
    let second = |page: &str| parse(page).unwrap().second_date;
    assert_eq!((date(&page), second(&page).as_deref()), (None, Some("2021-12-14")));
    let only = page.replace("<time datetime='2021-12-14'>14/12</time>", "");
    assert_eq!(second(&only), None);
    for name in ["DC.date.issued", "dc.date", "parsely-pub-date", "citation_publication_date", "sailthru.date"] {
        let page = format!("<meta name='{name}' content='2020-05-06'>{page}");
        assert_eq!(date(&page).as_deref(), Some("2020-05-06"), "{name}");
    }
}

#[test]
fn a_time_that_the_text_speaks_of_or_that_stands_in_a_box_of_links_is_no_date() {
    let page = |before: &str, between: &str, inside: &str| {
        let (first, rest) = (paragraphs("vụ gặt"), paragraphs("phiên chợ"));
        format!(
            "<title>Mùa lúa mới về</title><main>{before}<article><h1>Mùa lúa mới về</h1>{between}{first}{inside}{rest}\
             </article></main>"
        )
    };
    let time = "<time datetime='2024-03-01'>1/3</time>";
    let date = |page: String| parse(&page).unwrap().second_date;
    let text =
        "<p>Chợ họp từ thuở xa xưa, và lần họp đông nhất mà bà con còn nhớ là <time datetime='1954-05-07'>7/5</time>.";
    let boxes = [
        "<aside>T</aside>",
        "<div class='related'><div><a href='#'>Tin khác của vùng cao, có ảnh và lời kể</a></div>T</div>",
    ];
    for box_ in boxes.map(|box_| box_.replace('T', time)) {
        assert_eq!(
            [date(page(&box_, "", "")), date(page("", &box_, "")), date(page("", "", &box_))],
            [None, None, None]
        );
    }
    assert_eq!(date(page("", "", text)), None);
    assert_eq!(date(page("", "", &format!("<p>{time}</p>"))), None);
    for (own, place) in
        [(format!("<div class='author'><a href='#'>Hoài An</a> {time}</div>"), 1), (time.to_string(), 1)]
    {
        let found = if place == 0 { date(page(&own, "", "")) } else { date(page("", &own, "")) };
        assert_eq!(found.as_deref(), Some("2024-03-01"), "{own}");
    }
    let marked = "<meta itemprop='datePublished' content='2021-12-14'>";
    assert_eq!(date(page(time, marked, "")).as_deref(), Some("2021-12-14"));
    let teaser = "<div><meta itemprop='datePublished' content='2024-03-01'><a href='#'>Tin khác của vùng cao</a></div>";
    assert_eq!(date(page(teaser, marked, "")).as_deref(), Some("2021-12-14"));
}

#[test]
fn json_of_the_headline_comes_before_meta_and_a_change_after_all() {
    let head = |published: &str, modified: &str| {
        format!(
            "<title>Mùa lúa mới về</title><link rel=canonical href='https://bao.example/lua'>
             <script type='application/ld+json'>[{{\"@type\":\"NewsArticle\",\"headline\":\"Tin khác\",\"datePublished\":\"2024-03-01\"}},
             {{\"@type\":\"NewsArticle\",\"headline\":\"Mùa lúa mới về\"{published},\"dateModified\":\"{modified}\"}}]</script>
             <meta name='dc.date' content='không rõ'><meta name='date' content='2020-01-01'>{}<h1>Mùa lúa mới về</h1>{}",
            "<meta property='article:published_time' content='2021-12-13'>",
            paragraphs("vụ gặt")
        )
    };
    let dates = |page: &str| {
        let Content { metadata, second_date, .. } = parse(page).unwrap();
        (metadata.date.unwrap_or_default(), second_date.unwrap_or_default())
    };
    let of = |first: &str, second: &str| (first.to_string(), second.to_string());
    assert_eq!(dates(&head(",\"datePublished\":\"2021-12-14\"", "2022-01-20")), of("2021-12-14", "2022-01-20"));
    assert_eq!(dates(&head("", "2022-01-20")), of("2021-12-13", "2022-01-20"));
}

#[test]
fn a_date_of_an_english_page_in_which_day_and_month_could_be_either_is_none() {
    let english =
        "<p>The rice harvest began a week early in the two villages along the river, and farmers said that the \
        price was better than in the year before.</p>"
            .repeat(3);
    let page =
        |date: &str, body: &str| format!("<html lang=en><meta name=pubdate content='{date}'><h1>Rice is in</h1>{body}");
    let date = |page: String| parse(&page).unwrap().metadata.date;
    assert_eq!(date(page("03/04/2021", &english)), None);
    assert_eq!(date(page("03/14/2021", &english)).as_deref(), Some("03/14/2021"));
    assert_eq!(date(page("2021-04-03", &english)).as_deref(), Some("2021-04-03"));
    assert_eq!(date(page("03/04/2021", &paragraphs("vụ gặt"))).as_deref(), Some("03/04/2021"));
}

#[test]
fn marks_of_notes_are_left_out_and_powers_and_ordinals_kept() {
    for (page, expected) in [
        (
            "<p>Sông Hồng<sup>1</sup> dài, Nghị quyết <sup>2</sup> và năm 1998<sup>3</sup>",
            "Sông Hồng dài, Nghị quyết và năm 1998",
        ),
        ("<p>Sông Hồng<sup><a href='#fn1'>[1]</a></sup> dài.<sup>[2]</sup><sup>3,4</sup>", "Sông Hồng dài."),
        (
            "<p>Hồng<a href='#fn1' role='doc-noteref'><sup>1</sup></a> dài<a class='footnote-ref' href='x.html#fn2'>2</a>",
            "Hồng dài",
        ),
        ("<p>Hồng<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a> dài", "Hồng dài"),
        ("<p>Hồng<a class='sdfootnoteanc' href='#sdfootnote1sym'><sup>1</sup></a> dài<sup>*</sup>", "Hồng dài"),
        ("<li id=fn1><p>Cước chú.<a href='#fnref1' role='doc-backlink'>↩︎</a></p></li>", "Cước chú."),
        ("<p><a class='sdfootnotesym' href='#sdfootnote1anc'>1</a>Cước chú", "Cước chú"),
        ("<p><sup>1</sup>Cước chú <a href='#cite_ref-1'>^</a>", "Cước chú"),
        ("<p>12 km<sup>2</sup>, 5 m<sup>2</sup>, 10<sup>6</sup>, 10<sup>-3</sup>", "12 km2, 5 m2, 106, 10-3"),
        (
            "<p>1<sup>st</sup>, n<sup>o</sup>, 20<sup>o</sup>C, mét<sup>2</sup>, 4 x<sup>2</sup>",
            "1st, no, 20oC, mét2, 4 x2",
        ),
        ("<p>lượng <sup>14</sup>C và<sup> </sup>H<sub>2</sub>O", "lượng 14C và H2O"),
        (
            "<p>xem <a href='#chuong'>chương ba</a> và <a href='#p'>phần 2</a>, <a href='/1'>1</a>",
            "xem chương ba và phần 2, 1",
        ),
        ("<p>Nước<sup>ngọt và nước mặn của cả vùng", "Nướcngọt và nước mặn của cả vùng"),
        ("<p>Nước<sup>1<p>Đất", "Nước1 Đất"),
    ] {
        assert_eq!(lines(page).join(" "), expected, "{page}");
    }
}

#[test]
fn what_was_deleted_and_how_to_pronounce_is_left_out() {
    let page = "<p>Giá <del>mười</del> <ins>chín</ins> đồng, <s>cũ</s> <ruby>漢<rp>(</rp><rt>Hán<rp>)</ruby> và \
        <ruby>字<rt>tự</rt></ruby>.<del><p>Đoạn cũ</p></del><p>Đoạn mới";
    assert_eq!(lines(page), ["Giá chín đồng, cũ 漢 và 字.", "Đoạn mới"]);
}

#[test]
fn text_in_an_old_font_is_what_its_reader_saw_wherever_the_font_is_named() {
    let styles = "<style><!-- @font-face {font-family: \".VnTime\"; panose-1: 2 11} @page S1 {size: 8pt}
        p.MsoNormal, li.MsoNormal {margin:0; font-size:12.0pt; font-family:\".VnTime\";}
        @media screen { .hoa {font: bold 12pt/1.5 '.VnTimeH', serif} } H1 {FONT-FAMILY: VNI-Times} .moi {font-family: Arial} --></style>";
    for (page, expected) in [
        ("<p><font face='.VnTime'>Héi nghÞ n\u{ad}íc, n&shy;&iacute;c</font> Café", "Hội nghị nước, nước Café"),
        (
            "<p style=\"font-family: '.VnTime', serif\">Héi <span style='font-family:Arial'>Café</span> nghÞ",
            "Hội Café nghị",
        ),
        ("<p class=MsoNormal>Héi nghÞ <b class='moi'>Café</b> <span class=hoa>Hµ Néi</span>", "Hội nghị Café HÀ NỘI"),
        ("<h1>Hoäi nghò</h1>", "Hội nghị"),
        ("<p>Héi nghÞ Café", "Héi nghÞ Café"),
    ] {
        assert_eq!(lines(&format!("{styles}{page}")), [expected], "{page}");
    }
    let page = format!(
        "{styles}<title>Héi nghÞ míi</title><body class=MsoNormal><p class=MsoNormal>Héi nghÞ míi<p class=MsoNormal>häp"
    );
    assert_eq!(lines(&page), ["Hội nghị mới", "họp"]);
    assert_eq!(parse(&page).unwrap().letters.into_iter().map(|letters| letters.name()).collect::<Vec<_>>(), ["TCVN3"]);
}

#[test]
fn a_page_of_unicode_in_an_old_font_stays_as_it_is() {
    let page = "<font face='.VnTime'><p>Lúa mới về làng<p>là <b>á</b><p>thôn</font>";
    assert_eq!(lines(page), ["Lúa mới về làng", "là á", "thôn"]);
    assert!(parse(page).unwrap().letters.is_empty());
}

#[test]
fn letters_of_a_page_in_bytes_may_be_written_by_the_names_of_their_codes() {
    let text = b"<p>N\xad\xedc s&acute;ng, n&shy;&iacute;c H&#181; N&eacute;i: h&eacute;i ngh\xde khai m\xb9c t\xb9i H\xb5 N\xe9i, b\xb6o h\xe9 \
        c\xabng d\xa9n v\xb5 n\xa9ng cao v\xde th\xd5 \xae\xcat n\xad\xedc trong giai \xaeo\xb9n m\xedi.";
    let Content { encoding, lines, .. } = read(text, None).unwrap();
    assert_eq!(encoding, Some("TCVN3"));
    assert!(lines[0].text.contains("nước Hà Nội: hội nghị khai mạc tại Hà Nội"), "{}", lines[0].text);
}

/// A page whose head says the title of the first article, with a body.
fn titled(body: &str) -> String {
    format!("<title>Mùa lúa mới về trên cánh đồng | Tin Sớm</title><body>{body}</body>")
}

#[test]
fn a_further_article_beside_the_first_is_outside_whatever_element_holds_it() {
    let (first, second) = (paragraphs("vụ gặt"), paragraphs("phiên chợ"));
    let page = |open: &str, close: &str, rank: &str| {
        titled(&format!(
            "{open}<h1>Mùa lúa mới về trên cánh đồng</h1>{first}{close}{open}<{rank}>Chợ phiên họp sớm hơn</{rank}>\
             {second}{close}"
        ))
    };
    for open in ["<article>", "<div role='article'>", "<div class='post-item'>", "<section class='news-detail'>"] {
        let close = if open.starts_with("<a") {
            "</article>"
        } else if open.starts_with("<d") {
            "</div>"
        } else {
            "</section>"
        };
        for rank in ["h1", "h2"] {
            assert_eq!(lines(&page(open, close, rank)).len(), 4, "{open} {rank}");
        }
    }
    assert_eq!(lines(&page("<section>", "</section>", "h1")).len(), 4);
    // These are parts of one article.
    assert_eq!(lines(&page("<section>", "</section>", "h2")).len(), 8);
    assert_eq!(lines(&page("<div>", "</div>", "h2")).len(), 8);
    assert_eq!(lines(&page("<div class='post-content'>", "</div>", "h2")).len(), 8);
    let summary = titled(&format!(
        "<div class='post'><h1>Mùa lúa mới về trên cánh đồng</h1><p>Bà con hai xã ven sông gặt sớm hơn mọi năm nửa tháng, \
         giá cũng khá hơn.</p></div><div class='post'><h2>Gặt sớm để tránh lũ</h2>{first}</div>"
    ));
    assert_eq!(lines(&summary).len(), 6);
}

#[test]
fn teasers_above_the_headline_are_outside() {
    let text = paragraphs("vụ gặt");
    let teaser = "<article><h3><a href='/x'>Chợ phiên</a></h3><p>Chợ phiên tuần này họp sớm một ngày, người bán kẻ mua đông \
                  hơn hẳn.</p></article>";
    let page = titled(&format!(
        "<section>{}</section><main><article><h1>Mùa lúa mới về trên cánh đồng</h1>{text}</article></main>",
        teaser.repeat(3)
    ));
    assert_eq!(lines(&page).len(), 4);
    // The same words below an article head it no more.
    let below = titled(&format!("<main>{text}</main><div><h3>Mùa lúa mới về trên cánh đồng</h3></div>"));
    assert_eq!(lines(&below).len(), 4);
}

#[test]
fn another_article_shown_within_one_is_outside_and_what_belongs_to_it_is_not() {
    let page = |box_: &str| {
        let text = paragraphs("vụ gặt");
        titled(&format!("<article><h1>Mùa lúa mới về trên cánh đồng</h1>{text}{box_}{text}</article>"))
    };
    let other = "<p>Chợ phiên tuần này họp sớm một ngày, người bán kẻ mua đông hơn hẳn.</p>";
    let heading = "<h3>Chợ phiên họp sớm hơn mọi tuần</h3>";
    assert_eq!(lines(&page(&format!("<article class='embed'>{heading}{other}</article>"))).len(), 7);
    assert_eq!(lines(&page(&format!("<aside class='box'>{heading}{other}</aside>"))).len(), 7);
    assert_eq!(lines(&page(&format!("<aside class='box'><h3>Bối cảnh</h3>{other}</aside>"))).len(), 9);
    assert_eq!(lines(&page(&format!("<aside class='box fact-box'>{heading}{other}</aside>"))).len(), 9);
    assert_eq!(lines(&page(&format!("<aside class='pullquote'>{other}</aside>"))).len(), 8);
    assert_eq!(lines(&page(&format!("<section>{heading}{other}</section>"))).len(), 9);
    // Most of the article stands in entries.
    let entries = format!("<article class='card'>{heading}{}</article>", paragraphs("phiên chợ")).repeat(4);
    assert_eq!(lines(&page(&entries)).len(), 23);
}

#[test]
fn the_headline_is_the_line_that_its_class_names_where_the_head_names_the_site() {
    let text = paragraphs("vụ gặt");
    let headline = "Mùa lúa mới về trên cánh đồng";
    let heads = ["Tin Sớm", "..:: Trang tin Tin Sớm ::..", "tinsom.example", "Cổng thông tin điện tử huyện Sông Hàm"];
    let headings = [
        "<p class='pTitle'>@</p>",
        "<table><tr><td class='title'>@</td></tr></table>",
        "<h2 class='title-detail'>@</h2>",
        "<div itemprop='headline'>@</div>",
        "<h2>@</h2>",
    ];
    for head in heads {
        for heading in headings.map(|heading| heading.replace('@', headline)) {
            let page = format!("<title>{head}</title><div><a href='/'>Trang chủ</a></div><div>{heading}{text}</div>");
            let content = parse(&page).unwrap();
            assert_eq!(lines(&page)[0], headline, "{page}");
            assert_eq!(content.metadata.title.as_deref(), Some(headline), "{page}");
        }
    }
    let logo = format!("<title>Tin Sớm - Đọc nhanh</title><h1><a href='/'>Tin Sớm</a></h1><div>{text}</div>");
    assert_eq!(lines(&logo).len(), 3);
    let section = format!("<title>{headline}</title><div class='title'>Tin trong huyện và tỉnh</div><div>{text}</div>");
    assert_eq!(lines(&section)[0], headline);
}

#[test]
fn a_break_in_a_headline_is_a_space_and_a_kicker_is_none_of_it() {
    let page = |headline: &str| format!("<title>Tin Sớm</title><h1>{headline}</h1><div>{}</div>", paragraphs("vụ gặt"));
    for headline in [
        "Mùa lúa mới<br>về trên <small>cánh đồng</small>",
        "<span class='kicker'>Nông thôn</span>Mùa lúa mới về trên cánh đồng",
        "<a class='article-category' href='/n'>Nông thôn</a> Mùa lúa mới về trên cánh đồng",
    ] {
        let content = parse(&page(headline)).unwrap();
        assert_eq!(content.metadata.title.as_deref(), Some("Mùa lúa mới về trên cánh đồng"), "{headline}");
        assert_eq!(lines(&page(headline)).len(), 4, "{headline}");
    }
}
