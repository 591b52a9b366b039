//! Dates, marks of notes and fonts: what pages say of their articles, and what in them is not text.

use super::{lines, paragraphs};
use crate::read::article::RawArticle;
use crate::read::html::{parse, read_declared};

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
        let RawArticle { metadata, second_date, .. } = parse(page).unwrap();
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
    let RawArticle { encoding, lines, .. } = read_declared(text, None, None).unwrap();
    assert_eq!(encoding, Some("TCVN3"));
    assert!(lines[0].text.contains("nước Hà Nội: hội nghị khai mạc tại Hà Nội"), "{}", lines[0].text);
}

#[test]
fn the_article_in_json_comes_before_its_page_and_a_placeholder_is_no_date() {
    let page = |meta: &str, kind: &str| {
        format!(
            "<title>Mùa lúa mới về</title>{meta}<script type='application/ld+json'>{{\"@graph\":[
             {{\"@type\":\"WebPage\",\"name\":\"Mùa lúa mới về\",\"datePublished\":\"2019-01-01\"}},
             {{\"@type\":\"{kind}\",\"headline\":\"Mùa lúa mới về\",\"datePublished\":\"2021-12-14\"}}]}}</script>
             <h1>Mùa lúa mới về</h1>{}",
            paragraphs("vụ gặt")
        )
    };
    let date = |page: &str| parse(page).unwrap().metadata.date;
    assert_eq!(date(&page("", "NewsArticle")).as_deref(), Some("2021-12-14"));
    assert_eq!(date(&page("", "ImageObject")).as_deref(), Some("2019-01-01"));
    let meta = |name: &str, date: &str| format!("<meta name='{name}' content='{date}'><p>Lúa chín.");
    for placeholder in ["1970-01-01T00:00:00Z", "0001-01-01"] {
        assert_eq!(date(&meta("date", placeholder)), None, "{placeholder}");
    }
    for name in ["bt:pubDate", "cXenseParse:recs:publishtime", "OriginalPublicationDate", "schema:datePublished"] {
        assert_eq!(date(&meta(name, "2021-12-14")).as_deref(), Some("2021-12-14"), "{name}");
    }
}
