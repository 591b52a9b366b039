//! Pages with several articles, boxes and headlines: which part of them is the one article.

use super::{lines, paragraphs};
use crate::read::html::parse;

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
    // The same words below an article no longer head it.
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
    // Most of the article is in entries.
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
