//! Made-up files of each form, harmful ones, and the samples beside the project.

mod records;

use std::time::Instant;

use proptest::prelude::*;

use super::*;
use crate::read::article::{LineMark, RawLine};
use crate::read::metadata::Metadata;
use crate::read::testing::shared;

/// What is known of an article: title, date, source, author, section, language; then its lines, headings with a "#".
fn said(article: &RawArticle) -> String {
    let Metadata { title, date, source, author, section, language, group } = &article.metadata;
    assert_eq!(*group, None);
    let fields: Vec<_> =
        [title, date, source, author, section, language].map(|field| field.as_deref().unwrap_or("-")).into();
    let line = |line: &RawLine| {
        let mark = if line.mark == LineMark::Heading { "#" } else { "" };
        format!("{mark}{}", line.text)
    };
    format!("{} || {}", fields.join(" | "), article.lines.iter().map(line).collect::<Vec<_>>().join(" / "))
}

pub(super) fn all(xml: &str) -> Vec<String> {
    read(xml.as_bytes(), None, &NamedColumns::default()).unwrap().iter().map(said).collect()
}

pub(super) fn named(xml: &str, text: &str) -> Result<Vec<String>, String> {
    let columns = NamedColumns { text: Some(text.into()), ..NamedColumns::default() };
    let read = read(xml.as_bytes(), None, &columns);
    read.map(|articles| articles.iter().map(said).collect()).map_err(|error| error.to_string())
}

pub(super) fn error(xml: &str) -> String {
    read(xml.as_bytes(), None, &NamedColumns::default()).unwrap_err().to_string()
}

#[test]
fn factiva_gives_articles_without_codes_and_notes() {
    let xml = r#"<?xml version="1.0" encoding="utf-8"?><PPSResponse><r xmlns="http://global.factiva.com/pps/2.0">
<ppsarticle><article><accessionNo>CANAL1</accessionNo><baseLanguage>EN</baseLanguage><copyright>(c) 2012</copyright>
<headline><paragraph lang="EN">
   <hlt>Barges</hlt> wait</paragraph></headline><byline>By Ada Stone</byline><columnName>Harbours</columnName>
<leadParagraph><paragraph>The locks
 were dry.</paragraph></leadParagraph><publicationDate><dateTime>2012-01-09T01:35:58Z</dateTime></publicationDate>
<sourceName>The Canal Daily</sourceName><region code="usa"><name>United States</name></region>
<newsSubject><name>Weather</name></newsSubject><descField code="ipc">X</descField>
<tailParagraphs><paragraph>Rain came late.</paragraph><paragraph>Very <hlt>late</hlt>.</paragraph></tailParagraphs>
<notes>A note</notes><wordCount>9</wordCount></article></ppsarticle>
<ppsarticle><article><accessionNo>QUAI1</accessionNo><leadParagraph>
Sans titre
ni date.
</leadParagraph></article></ppsarticle></r></PPSResponse>"#;
    assert_eq!(
        all(xml),
        [
            "Barges wait | 2012-01-09 | The Canal Daily | Ada Stone | Harbours | en || \
             #Barges wait / The locks were dry. / Rain came late. / Very late.",
            "- | - | - | - | - | - || Sans titre / ni date.",
        ]
    );
}

#[test]
fn tei_gives_texts_without_headers_and_notes() {
    let xml = r#"<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>All ports</title></titleStmt>
<publicationStmt><publisher>Lock University</publisher><date when="2020"/></publicationStmt></fileDesc></teiHeader>
<TEI xml:lang="fr"><teiHeader><fileDesc><titleStmt><title>Le pont</title><title type="sub">Un essai</title><author>Luc Brun</author>
</titleStmt><publicationStmt><publisher>Presses du Quai</publisher><date>2019</date></publicationStmt>
<sourceDesc><bibl><title level="j">Le Quai</title><date when="1912-03-02">2 mars 1912</date></bibl></sourceDesc></fileDesc></teiHeader>
<text><front><p>Avant.</p></front><body><head>Le pont</head><p>Le pont<note>Voir plus bas.</note> est <hi>ouvert</hi>,
 <choice><sic>anfin</sic><corr>enfin</corr></choice>.</p><lg><l>Un vers,</l><l>un autre.</l></lg><fw>12</fw></body>
<back><p>Après.</p></back></text></TEI>
<TEI><teiHeader><fileDesc><titleStmt><title>Chợ nổi</title></titleStmt><publicationStmt><publisher>Bến Sông</publisher>
<date when="2021-12-14"/></publicationStmt></fileDesc><profileDesc><langUsage><language ident="vi">Việt</language></langUsage>
</profileDesc></teiHeader><text><body><u who="a"><w>Chợ</w><w>đông</w><pc>.</pc></u><u>Thuyền về<lb/>muộn.</u></body></text></TEI>
</teiCorpus>"#;
    assert_eq!(
        all(xml),
        [
            "Le pont | 1912-03-02 | Le Quai | Luc Brun | - | fr || #Le pont / Le pont est ouvert, enfin. / Un vers, / un autre.",
            "Chợ nổi | 2021-12-14 | Bến Sông | - | - | vi || #Chợ nổi / Chợ đông . / Thuyền về muộn.",
        ]
    );
}

#[test]
fn newsml_and_nitf_give_items_in_xhtml_in_nitf_and_as_plain_text() {
    let item = |meta: &str, content: &str| {
        format!(
            r#"<itemSet><newsItem xml:lang="en"><itemMeta><provider literal="Lock Agency"/>
<versionCreated>2021-12-15T10:00:00Z</versionCreated></itemMeta><contentMeta>{meta}<subject><name>Ports</name></subject></contentMeta>
<contentSet>{content}</contentSet></newsItem></itemSet>"#
        )
    };
    let xhtml = item(
        "<contentCreated>2021-12-14T08:00:00Z</contentCreated><headline>Barges wait</headline><by>By Ada Stone</by><language tag=\"en-GB\"/>",
        r#"<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><h1>Barges wait</h1><p>The locks <b>were</b> dry.</p><p>Rain<br/>came.</p></body></html></inlineXML>"#,
    );
    let nitf = item(
        "<language tag=\"de\"/>",
        r#"<inlineXML><nitf><head><title>Brücke</title></head><body><body.head><hedline><hl1>Die Brücke</hl1><hl2>Sie steht</hl2></hedline>
<byline>Von <person>Jo Berg</person></byline><dateline>Kiel</dateline></body.head><body.content><p>Noch.</p>
<media><media-caption>Ein Bild</media-caption></media></body.content><body.end><tagline>x</tagline></body.end></body></nitf></inlineXML>"#,
    );
    let plain = item("<headline>Plain</headline>", "<inlineData>One.\nTwo.</inlineData>");
    let bare = item("<headline>Bare</headline>", "<inlineXML><p>A <i>p</i> alone.</p></inlineXML>");
    let creator = |by: &str| {
        let meta = format!("<headline>Mưa</headline><creator qcode=\"a:1\"><name>Ada Stone</name></creator>{by}");
        item(&meta, "<inlineData>Mưa.</inlineData>")
    };
    let (creator, both) = (creator(""), creator("<by>By Ada Stone and Jo Berg</by>"));
    let picture = item("<headline>A picture</headline>", r#"<remoteContent href="a.jpg"/>"#);
    let xml = format!("<newsMessage>{xhtml}{nitf}{plain}{bare}{creator}{both}{picture}</newsMessage>");
    assert_eq!(
        all(&xml),
        [
            "Barges wait | 2021-12-14 | Lock Agency | Ada Stone | - | en || #Barges wait / The locks were dry. / Rain / came.",
            "Die Brücke | 2021-12-15 | Lock Agency | Jo Berg | - | en || #Die Brücke / Sie steht / Noch.",
            "Plain | 2021-12-15 | Lock Agency | - | - | en || #Plain / One. / Two.",
            "Bare | 2021-12-15 | Lock Agency | - | - | en || #Bare / A p alone.",
            "Mưa | 2021-12-15 | Lock Agency | Ada Stone | - | en || #Mưa / Mưa.",
            "Mưa | 2021-12-15 | Lock Agency | Ada Stone and Jo Berg | - | en || #Mưa / Mưa.",
            "A picture | 2021-12-15 | Lock Agency | - | - | en || ",
        ]
    );
    let alone = r#"<nitf><head><title>Ports</title><docdata><date.issue norm="20070101T000000"/></docdata>
<pubdata date.publication="20070102T000000" name="The Canal Daily" position.section="Harbours"/></head><body><body.head><hedline>
<hl1>Barges wait</hl1></hedline><byline class="print_byline">By ADA STONE</byline><byline class="normalized_byline">Stone, Ada</byline>
</body.head><body.content><block class="lead_paragraph"><p>Dry.</p></block><block class="full_text"><p>Dry.</p><p>Wet.</p></block>
</body.content></body></nitf>"#;
    assert_eq!(
        all(alone),
        ["Barges wait | 2007-01-01 | The Canal Daily | ADA STONE | Harbours | - || #Barges wait / Dry. / Wet."]
    );
}

#[test]
fn jats_gives_abstract_and_body_without_references_tables_and_formulas() {
    let xml = r#"<!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "JATS.dtd"><article xml:lang="en"><front><journal-meta><journal-title-group>
<journal-title>Locks</journal-title></journal-title-group></journal-meta><article-meta><article-categories><subj-group>
<subject>Water</subject></subj-group></article-categories><title-group><article-title>Dry <italic>locks</italic></article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Stone</surname><given-names>Ada</given-names></name><xref>1</xref></contrib>
<contrib contrib-type="author"><name name-style="eastern"><surname>Hồ</surname><given-names>Lan</given-names></name></contrib>
<contrib contrib-type="editor"><name><surname>Brook</surname></name></contrib></contrib-group><aff>Lock University</aff>
<pub-date pub-type="collection"><year>2020</year></pub-date><pub-date pub-type="epub"><day>5</day><month>3</month><year>2021</year></pub-date>
<permissions><p>All rights.</p></permissions><abstract><title>Abstract</title><p>Locks are dry.</p></abstract>
<kwd-group><kwd>lock</kwd></kwd-group></article-meta></front><body><sec><label>1</label><title>Why</title>
<p>Rain is late [<xref ref-type="bibr">1</xref>, <xref ref-type="bibr">2</xref>], as <xref ref-type="fig">Fig. 1</xref> shows:
<inline-formula>x</inline-formula> always.</p><table-wrap><p>9</p></table-wrap><disp-formula>y</disp-formula></sec></body>
<back><ref-list><ref>Other</ref></ref-list><ack><p>Thanks.</p></ack></back></article>"#;
    assert_eq!(
        all(xml),
        [
            "Dry locks | 2021-03-05 | Locks | Ada Stone, Hồ Lan | Water | en || #Dry locks / #Abstract / Locks are dry. / #Why / \
          Rain is late, as Fig. 1 shows: always."
        ]
    );
}

#[test]
fn feeds_give_items_with_the_fullest_text() {
    let rss = r#"<rss version="2.0" xmlns:content="c" xmlns:dc="d" xmlns:media="m"><channel><title>Bến Sông</title><language>vi</language>
<description>Tin bến</description><image><title>Hình</title></image>
<item><title>Chợ nổi &amp; thuyền</title><pubDate>Tue, 14 Dec 2021 08:30:00 +0700</pubDate><dc:creator>An Lê</dc:creator>
<description>Tóm tắt.</description><media:title>Ảnh</media:title><category>x</category>
<content:encoded><![CDATA[<p>Chợ đông từ sớm, thuyền về muộn hơn mọi năm.</p><p>Nước &quot;cạn&quot; dần.</p>]]></content:encoded></item>
<item><title>Nước cạn</title><description>&lt;p&gt;Sông cạn từ tháng trước, ghe không vào bến.&lt;/p&gt;</description></item></channel></rss>"#;
    assert_eq!(
        all(rss),
        [
            "Chợ nổi & thuyền | 2021-12-14 | Bến Sông | An Lê | - | vi || #Chợ nổi & thuyền / \
             Chợ đông từ sớm, thuyền về muộn hơn mọi năm. / Nước \"cạn\" dần.",
            "Nước cạn | - | Bến Sông | - | - | vi || #Nước cạn / Sông cạn từ tháng trước, ghe không vào bến.",
        ]
    );
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Canal</title><author><name>All</name></author>
<entry><title type="html">Barges</title><updated>2021-12-16T00:00:00Z</updated><published>2021-12-14T00:00:00Z</published>
<author><name>Ada Stone</name><email>a@b.example</email></author><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The locks <b>were</b> dry.</p><p>Rain came.</p></div></content></entry>
<entry><title>None</title><updated>2021-12-17T00:00:00Z</updated><source><title>The Quay</title></source></entry></feed>"#;
    assert_eq!(
        all(atom),
        [
            "Barges | 2021-12-14 | The Canal | Ada Stone | - | en || #Barges / The locks were dry. / Rain came.",
            "None | 2021-12-17 | The Quay | - | - | en || ",
        ]
    );
}

#[test]
fn a_book_in_fictionbook_is_one_article_without_its_notes() {
    let xml = r##"<FictionBook xmlns:l="x"><description><title-info><genre>prose</genre><author><first-name>Ada</first-name>
<last-name>Stone</last-name><email>a@b</email></author><book-title>Chợ nổi</book-title><annotation><p>About it.</p></annotation>
<date value="2021-12-14">Winter</date><lang>vi</lang><translator><first-name>Jo</first-name></translator></title-info>
<document-info><author><nickname>typist</nickname></author><date>2022</date></document-info>
<publish-info><book-name>Chợ</book-name><publisher>Bến Sông</publisher><year>2022</year></publish-info></description>
<body><title><p>Chợ nổi</p></title><section><title><p>Sáng</p></title><p>Chợ <emphasis>đông</emphasis>.<a l:href="#n" type="note">[1]</a></p>
<subtitle>Chiều</subtitle><cite><p>Thuyền về.</p></cite></section></body>
<body name="notes"><section id="n"><p>A note.</p></section></body><binary id="i">AAAA</binary></FictionBook>"##;
    assert_eq!(
        all(xml),
        ["Chợ nổi | 2021-12-14 | Bến Sông | Ada Stone | - | vi || #Chợ nổi / #Sáng / Chợ đông. / #Chiều / Thuyền về."]
    );
}

#[test]
fn translation_memories_give_an_article_for_each_language() {
    let xml = r#"<tmx version="1.4"><header><note>x</note></header><body><tu><note>y</note><tuv xml:lang="en-GB"><seg>The bridge
 is <bpt i="1">{b}</bpt>open<ept i="1">{/b}</ept>.</seg></tuv><tuv xml:lang="vi"><seg>Cầu đã mở.</seg></tuv></tu>
<tu><tuv xml:lang="vi"><seg>Nước lên.</seg></tuv></tu></body></tmx>"#;
    assert_eq!(
        all(xml),
        ["- | - | - | - | - | en || The bridge is open.", "- | - | - | - | - | vi || Cầu đã mở. / Nước lên."]
    );
}

pub(super) const LONG: &str =
    "Rain is late again this year, and so the barges wait before the upper lock, as they did in the year before.";

#[test]
fn encodings_are_those_of_the_declaration_or_found() {
    let xml = |name: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"{name}\"?><docs><doc><text>Él está aquí, mañana no.</text></doc></docs>"
        )
    };
    let columns = NamedColumns::default();
    let text = |bytes: &[u8]| {
        let articles = read(bytes, None, &columns).unwrap();
        (articles[0].lines[0].text.clone(), articles[0].encoding.unwrap())
    };
    let expected = "Él está aquí, mañana no.".to_string();
    assert_eq!(text(xml("utf-8").as_bytes()), (expected.clone(), "UTF-8"));
    let latin: Vec<u8> = xml("ISO-8859-1").chars().map(|c| c as u8).collect();
    assert_eq!(text(&latin), (expected.clone(), "windows-1252"));
    let wide = |mark: bool| -> Vec<u8> {
        let text = xml("UTF-16");
        let mark = if mark { "\u{feff}" } else { "" };
        mark.encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    assert_eq!(text(&wide(true)), (expected.clone(), "UTF-16LE with byte-order mark"));
    assert_eq!(text(&wide(false)), (expected, "UTF-16LE"));
}

#[test]
fn files_that_are_cut_off_are_errors_whatever_their_form() {
    let rss = "<rss><channel><item><description>One.</description></item><item><descr";
    assert!(error(rss).contains("it is cut off"));
    assert!(
        error("<rss><channel><item><description>One.</description></item>\n")
            .contains("`channel`, which begins in line 1")
    );
    assert!(error("<rss><channel><title>x</title></channel></rss>").contains("but no article"));
}

#[test]
fn xhtml_is_read_as_a_page() {
    let page = format!(
        "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>{LONG}</p></body></html>"
    );
    assert_eq!(all(&page), [format!("- | - | - | - | - | - || {LONG}")]);
}

proptest! {
    #[test]
    fn any_pieces_of_files_are_read_without_panic(pieces in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        let xml: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        for text in [xml.clone(), format!("<rss>{xml}</rss>"), format!("<TEI>{xml}</TEI>"), format!("<nitf>{xml}</nitf>")] {
            let _ = read(text.as_bytes(), None, &NamedColumns::default());
            let _ = named(&text, "item/p");
        }
    }
}

/// Pieces of files of all forms.
const PIECES: [&str; 28] = [
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<p>",
    "</p>",
    "<TEI>",
    "</TEI>",
    "<body>",
    "</body>",
    "<head>",
    "</head>",
    "<description>",
    "</description>",
    "<pub-date>",
    "</pub-date>",
    "<choice><sic>",
    "</sic></choice>",
    "<cell/>",
    "<lb/>",
    "[",
    "]",
    "&#7885;",
    "&x;",
    "ạ\n",
    "<![CDATA[<p>]]>",
    "<nitf>",
    "</nitf>",
];

#[test]
fn harmful_files_end_soon() {
    for (open, piece, close) in [
        ("<rss><channel>", "<item/>", "</channel></rss>"),
        ("<a>", "<b/>", "</a>"),
        ("<a>", "<b>&lt;", ""),
        ("<TEI><text><body>", "<p>a</p>", "</body></text></TEI>"),
        ("<a><text>", "&x;", "</text></a>"),
        ("<a b='", "x='' ", "'/>"),
        ("<tmx>", "<tuv lang='a'><seg>a</seg></tuv>", "</tmx>"),
    ] {
        let start = Instant::now();
        let xml = format!("{open}{}{close}", piece.repeat(500_000 / piece.len()));
        let _ = read(xml.as_bytes(), None, &NamedColumns::default());
        assert!(start.elapsed().as_secs() < 10, "{piece}: {:?}", start.elapsed());
    }
}

#[test]
fn the_samples_beside_the_project_are_read() {
    let Some(xml) = shared("collections/factiva_test.xml") else { return };
    let articles = read(xml.as_bytes(), None, &NamedColumns::default()).unwrap();
    let dates: Vec<_> = articles.iter().filter_map(|article| article.metadata.date.as_deref()).collect();
    assert_eq!(dates, ["2012-01-09", "2012-01-06", "2012-05-06"]);
    assert!(articles.iter().all(|article| article.lines.len() >= 2));
    let xml = shared("collections/reut21578-factiva.xml").unwrap_or_default();
    let articles = read(xml.as_bytes(), None, &NamedColumns::default()).unwrap();
    assert_eq!(articles.len(), 19);
    assert!(articles.iter().all(|article| article.metadata.date.is_some() && article.lines.len() > 1));
}
