//! What a reader sees of Markdown, and that nothing of plain text is lost.

use std::time::Instant;

use proptest::prelude::*;

use super::*;

fn texts(markdown: &str) -> Vec<String> {
    lines(markdown).into_iter().map(|line| line.text).collect()
}

fn numbered(markdown: &str) -> Vec<(usize, String)> {
    lines(markdown).into_iter().map(|line| (line.number, line.text)).collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn every_block_is_a_line_with_the_number_where_its_text_begins() {
    let markdown = "# Tên *bài*\n\nMột đoạn\nhai dòng.\n\n> Trích\n> dẫn.\n\n- một\n- hai\n  tiếp\n\n3. ba\n4. bốn\n\n\
        Tiêu đề\n=======\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```rust\nfn a() {\n\n    b();\n```\n\n---\n\nCuối[^1].\n\n[^1]: Ghi chú.\n";
    let expected = [
        (1, "# Tên bài"),
        (3, "Một đoạn hai dòng."),
        (6, "Trích dẫn."),
        (9, "- một"),
        (10, "- hai tiếp"),
        (13, "3. ba"),
        (14, "4. bốn"),
        (16, "# Tiêu đề"),
        (19, "a\tb"),
        (21, "1\t2"),
        (24, "fn a() {"),
        (26, "    b();"),
        (31, "Cuối."),
        (33, "Ghi chú."),
    ];
    assert_eq!(numbered(markdown), expected.map(|(number, text)| (number, text.to_string())));
}

#[test]
fn marks_are_undone_and_what_they_mark_stays() {
    for (markdown, expected) in [
        ("**Đậm**, _nghiêng_, ~~bỏ~~, `mã`", "Đậm, nghiêng, bỏ, mã"),
        ("Xem [bài này](https://a.b \"tựa\") và [kia][1].\n\n[1]: https://c.d", "Xem bài này và kia."),
        ("<https://a.b/c> và <a@b.vn>", "https://a.b/c và a@b.vn"),
        ("a ![Ảnh *đẹp*](b.jpg) c", "a  c"),
        ("a <b>đậm</b> <!-- chú --> c", "a đậm  c"),
        ("Tom &amp; Jerry &amp;#7885; &copy=2", "Tom & Jerry ọ &copy=2"),
        ("\\*không\\*", "*không*"),
        ("Khổ 5*3*2 m, *3*", "Khổ 5*3*2 m, 3"),
        ("## Đề mục ##", "# Đề mục"),
    ] {
        assert_eq!(texts(markdown), [expected], "{markdown}");
    }
}

#[test]
fn a_heading_is_one_line_and_an_empty_one_marks_nothing() {
    assert_eq!(texts("# Một<br>hai\n\n#\n\nba\n\n- # \n  bốn"), ["# Một hai", "ba", "- bốn"]);
    assert_eq!(texts("Một  \nhai\n===\n\nba"), ["# Một hai", "ba"]);
}

#[test]
fn hard_breaks_end_a_line_and_the_mark_of_an_item_stands_once() {
    assert_eq!(
        numbered("Một  \nhai\\\nba<br>bốn"),
        [(1, "Một"), (2, "hai"), (3, "ba"), (3, "bốn")].map(|(n, t)| (n, t.into()))
    );
    assert_eq!(texts("- a\n\n  b\n- c\n  - d\n  1. e"), ["- a", "b", "- c", "- d", "1. e"]);
    assert_eq!(texts("> - a\n>   b\n> - # c"), ["- a b", "# c"]);
}

#[test]
fn html_gives_its_text() {
    let markdown = "<div class=\"x\">\n<p>Một <b>hai</b></p>\nba &amp;\nbốn\n</div>\n\n<!-- a\n\nb -->\n\nnăm\n";
    assert_eq!(numbered(markdown), [(2, "Một hai"), (3, "ba & bốn"), (11, "năm")].map(|(n, t)| (n, t.into())));
    assert_eq!(texts("> <table>\n> <tr><td>a</td><td>b</td></tr>\n> </table>"), ["a", "b"]);
}

#[test]
fn plain_text_with_what_looks_like_marks_loses_nothing() {
    for text in [
        "    Một đoạn thụt đầu dòng.\n\n    Đoạn nữa.",
        "2020. Năm của dịch bệnh.",
        "Năm đó là\n2020. Rồi thôi.",
        "2020.",
        "1) một\n2) hai\n7) bảy",
        "1. một\n1. hai\n9. chín",
        "#hashtag và snake_case_name, 5*3*2, a*b, *chú thích",
        "Nếu x <y và z> 5 thì <tên> <name> <3",
        "<tên người>\n<name>\nvẫn còn",
        "<p nhân dân chưa đóng",
        "<!-- chưa đóng\n\nvẫn còn",
        "[Nguồn]: Tin nhanh\n[Ảnh]: tác giả",
        "[sic](nguyên văn) [x] [y][z]",
        "Câu cuối.\n---\nCâu sau.",
        "- Thưa ông?\n- Vâng.\n* Không\n+ Có",
        "Một | hai | ba\nbốn",
        "~5~ triệu ~~ 6",
        "`mở mà không đóng",
        "- a\n\n\t7) \n",
        "> - a\n>\n> \t7) b\n",
        "AT&T; R&D &x;",
        "```\nchưa đóng\n\n# hết",
        "Tựa\n-\nĐoạn",
        "C:\\thư mục\\tệp",
    ] {
        assert_eq!(bare(&texts(text).join("\n")), bare(text), "{text}: {:?}", texts(text));
    }
}

#[test]
fn a_long_paragraph_above_a_rule_is_no_heading() {
    assert_eq!(texts("Tựa\n---\n"), ["# Tựa"]);
    assert!(!texts(&format!("{}.\n---\n", "từ ".repeat(40)))[0].starts_with('#'));
    assert_eq!(texts("một\nhai\n---\n"), ["một hai"]);
}

#[test]
fn a_paragraph_a_line_stays_so_where_lines_are_too_long_to_have_been_broken() {
    let long = "từ ".repeat(80).trim().to_string();
    let text = format!("Tựa bài\n{long}\n{long}\n\nmột\nhai\n");
    let expected = [(1, "Tựa bài"), (2, &long), (3, &long), (5, "một hai")];
    assert_eq!(numbered(&text), expected.map(|(number, text)| (number, text.to_string())));
}

#[test]
fn hostile_text_is_read_in_time() {
    let rows = format!("{}\n{}\n{}", "|a".repeat(5000), "|-".repeat(5000), "|\n".repeat(20_000));
    let mut hostile = vec![format!("{}x", "> ".repeat(100_000)), rows, "từ ".repeat(5_000_000)];
    let pieces = [
        "[",
        "*",
        "_",
        "`",
        "<",
        "![",
        "](",
        "[a](",
        "<a ",
        "<!--",
        "&",
        "~",
        "\\",
        "|",
        "#",
        "-",
        "\n",
        "\t",
        "> ",
        "- ",
        "1. ",
        "*a_ ",
        "[^1]: ",
        "[^a",
        "[a]: ",
        "<div>\n",
        "`a``",
        "**a *",
        "a**b*",
        "<?",
        "<![CDATA[",
        "<!A ",
        "\"",
        "(",
        "]",
        "[a]: /b\n",
        "[a][b]",
        "![a]()",
        "- a\n",
        "> a\n",
        "\n\n    a",
        "***",
        "&amp;",
        "<a\n",
        "|-|-\n",
        "> - ",
        "* 1. ",
        ">",
    ];
    hostile.extend(pieces.iter().map(|piece| piece.repeat(1_000_000 / piece.len())));
    for text in hostile {
        let start = Instant::now();
        lines(&text);
        let opening: String = text.chars().take(12).collect();
        assert!(start.elapsed().as_secs() < 5, "{opening:?} took {:?}", start.elapsed());
    }
}

#[test]
fn a_file_that_would_take_much_memory_is_refused() {
    let error = |text: String| read(text.as_bytes(), None).unwrap_err().to_string();
    assert_eq!(error("[".repeat(8_000_001)), "it is larger than 8 MB: split it");
    assert_eq!(error("a\n\n".repeat(300_001)), "it has more than 300000 lines: split it");
}

proptest! {
    #[test]
    fn any_text_gives_rising_numbers_without_panic(text in "([\\[\\]()*_`<>#|~!&;:.\\\\ \n\t0-9a-c-]|\\PC|<b>|<div>|\\[\\^1\\]|    ){0,80}") {
        let last = text.lines().count().max(1);
        let lines = lines(&text);
        prop_assert!(lines.iter().all(|line| (1..=last).contains(&line.number)), "{:?}", lines);
        prop_assert!(lines.iter().is_sorted_by_key(|line| line.number), "{:?}", lines);
    }

    #[test]
    fn plain_prose_comes_back_whole_and_in_order(
        text in "((#|- |[0-9]{1,4}\\. |    |\t)?([A-Za-zĐđưởếẠ0-9]{1,8}[,;:.?!)\"*_<&-]{0,1} ){1,12}\n{1,3}){0,12}"
    ) {
        prop_assert_eq!(bare(&texts(&text).join("\n")), bare(&text));
    }
}
