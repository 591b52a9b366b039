//! Made-up files of no known form.

use super::{LONG, all, error, named};

#[test]
fn repeated_records_are_articles_by_the_names_in_them() {
    let xml = format!(
        r#"<corpus><about>All ports</about><year><doc lang="vi"><title>Chợ nổi</title><meta><date>14/12/2021</date><source>Bến Sông</source>
</meta><text>Chợ đông.
Thuyền về.</text><views>12</views></doc></year><year><doc><author>Ada Stone</author><headline>Barges</headline>
<text>{LONG} R&amp;D</text></doc></year></corpus>"#
    );
    assert_eq!(
        all(&xml),
        [
            "Chợ nổi | 2021-12-14 | Bến Sông | - | - | vi || #Chợ nổi / Chợ đông. / Thuyền về.".to_string(),
            format!("Barges | - | - | Ada Stone | - | - || #Barges / {LONG} R&D"),
        ]
    );
    // "article" names a text, and holds one.
    let xml = format!(
        "<articles><article><title>A</title><body><p>{LONG}</p><p>Dry <b>locks</b>.</p></body></article></articles>"
    );
    assert_eq!(all(&xml), [format!("A | - | - | - | - | - || #A / {LONG} / Dry locks.")]);
}

#[test]
fn records_of_other_names_are_articles_too_or_an_error() {
    let record = |outer: &str, inner: &str| format!("<{outer}><title>A</title><{inner}>{LONG}</{inner}></{outer}>");
    let other = record("opinion", "content");
    let mixed = format!("<paper>{}{}{other}{other}</paper>", record("news", "body"), record("news", "body"));
    let expected = format!("A | - | - | - | - | - || #A / {LONG}");
    assert_eq!(all(&mixed), vec![expected.clone(); 4]);
    // Where the user names it, too, and where it is deeper.
    let xml = format!("<paper>{}{}</paper>", record("news", "x").repeat(2), record("brief", "x").repeat(3));
    assert_eq!(named(&xml, "x").unwrap().len(), 5);
    assert_eq!(named(&xml, "brief/x").unwrap().len(), 3);
    let deep = format!("<paper>{}<week>{}</week></paper>", record("news", "text").repeat(2), record("news", "text"));
    assert_eq!(all(&deep).len(), 3);
    // One article that names its text otherwise.
    let own = format!("<paper>{}{}</paper>", record("news", "text").repeat(2), record("news", "body"));
    assert_eq!(all(&own), vec![expected; 3]);
    // Texts that may be articles or not.
    let remarks = format!("<remarks>{}</remarks>", record("remark", "text").repeat(2));
    let piece = record("piece", "x").repeat(2);
    for (rest, path) in [(remarks, "paper/remarks/remark/text"), (piece, "paper/piece")] {
        let error = error(&format!("<paper>{}{rest}</paper>", record("news", "text").repeat(3)));
        assert!(error.contains(&format!("it isn't clear whether its elements `{path}` are articles")), "{error}");
        assert!(error.contains("--text-column doc/body"), "{error}");
    }
    // Remarks in an article are none, nor is what is said of the whole file.
    let inner = format!("<news><text>{LONG}</text><remarks><remark><text>No.</text></remark></remarks></news>");
    assert_eq!(all(&format!("<paper><content>All news.</content>{inner}{inner}</paper>")).len(), 2);
}

#[test]
fn html_in_the_text_of_a_record_is_read_as_html() {
    let record =
        |text: &str| format!("<docs><doc><title>A</title><text>{text}</text></doc><doc><text>B</text></doc></docs>");
    let first = |text: &str| all(&record(text)).swap_remove(0);
    let expected = "A | - | - | - | - | - || #A / Chợ đông. / Thuyền & về.";
    assert_eq!(first("<![CDATA[\n<p>Chợ <b>đông</b>.</p>\n<p>Thuyền &amp; về.</p>]]>"), expected);
    assert_eq!(first("&lt;div>Chợ đông.&lt;/div>&lt;div>Thuyền&amp;nbsp;&amp;amp; về.&lt;/div>"), expected);
    assert_eq!(first("Chợ đông.\nThuyền&amp;nbsp;&amp;amp; về."), expected.replace("n &", "n\u{a0}&"));
    assert_eq!(first("&lt; 5 tàu &amp; bè"), "A | - | - | - | - | - || #A / < 5 tàu & bè");
}

#[test]
fn what_stands_above_the_text_of_a_record_belongs_to_it_once() {
    let record = |lead: &str| {
        format!(
            "<doc><title>A</title>{lead}<body><p>Chợ đông.</p><p>{LONG}</p></body><lead>No.</lead><summary>No.</summary></doc>"
        )
    };
    let xml = format!(
        "<docs>{}{}{}</docs>",
        record("<lead>Mưa <b>to</b>.</lead>"),
        record("<head><sapo><p>Gió to trên sông từ sáng.</p><p>Mưa suốt cả buổi chiều.</p></sapo></head>"),
        record("<lead>Chợ đông.</lead>")
    );
    assert_eq!(
        all(&xml),
        ["Mưa to. / ", "Gió to trên sông từ sáng. / Mưa suốt cả buổi chiều. / ", ""]
            .map(|lead| format!("A | - | - | - | - | - || #A / {lead}Chợ đông. / {LONG}"))
    );
}

#[test]
fn repeated_elements_of_long_text_are_articles_without_names() {
    let xml = format!(
        r#"<ports><port date="2021-12-14"><t>{LONG}</t><s>{LONG}</s></port><port><date>2020-01-02</date>{LONG}</port></ports>"#
    );
    assert_eq!(
        all(&xml),
        [
            format!("- | 2021-12-14 | - | - | - | - || {LONG} / {LONG}"),
            format!("- | 2020-01-02 | - | - | - | - || {LONG}")
        ]
    );
    // Several outermost elements, as corpora on the web are handed out.
    let xml = format!("<doc title=\"A\">\n{LONG}\nDry.\n</doc>\n<doc title=\"B\">\n{LONG}\n</doc>");
    assert_eq!(
        all(&xml),
        [format!("A | - | - | - | - | - || #A / {LONG} / Dry."), format!("B | - | - | - | - | - || #B / {LONG}")]
    );
}

#[test]
fn other_elements_of_long_text_beside_articles_without_names_are_an_error() {
    let xml = format!(
        "<ports>{}{}</ports>",
        format!("<port>{LONG}</port>").repeat(30),
        format!("<brief>{LONG}</brief>").repeat(2)
    );
    assert!(error(&xml).contains("`ports/brief` (2 of them"));
}

#[test]
fn files_that_do_not_tell_which_elements_are_articles_are_errors_that_list_them() {
    for xml in [
        format!("<book><p>{LONG}</p><p>{LONG}</p></book>"),
        format!(
            "<all><issue><piece><x>{LONG}</x></piece><piece><x>{LONG}</x></piece></issue><issue><piece><x>{LONG}</x></piece><piece><x>{LONG}</x></piece></issue></all>"
        ),
        "<a><b>Short.</b><b>Texts.</b></a>".to_string(),
    ] {
        let error = error(&xml);
        assert!(error.contains("name the element that holds a text with --text-column"), "{error}");
    }
    assert!(error("<a><b>Short.</b><b>Texts.</b></a>").contains("`a/b` (2 of them, 12 bytes of text)"));
}

#[test]
fn the_element_that_the_user_names_holds_the_text() {
    let xml = "<a><b><lead>One.</lead><date>2021-12-14</date><x>no</x></b><b><lead>Two.</lead></b><c><lead>Not this.</lead></c></a>";
    let expected = ["- | 2021-12-14 | - | - | - | - || One.", "- | - | - | - | - | - || Two."].map(String::from);
    assert_eq!(named(xml, "b/LEAD").unwrap(), expected);
    assert_eq!(named("<a><b>One.</b><b>Two.</b></a>", "b").unwrap().len(), 2);
    assert_eq!(named("<book><p>One.</p><p>Two.</p></book>", "book").unwrap(), ["- | - | - | - | - | - || One. / Two."]);
    assert!(named(xml, "c/x").unwrap_err().contains("it has no element `c/x`: it has `a` (1 of them"));
}
