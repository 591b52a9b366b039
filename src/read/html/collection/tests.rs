//! Made-up pages in the form of each database, and the samples beside the project.

mod lexis;

use proptest::prelude::*;

use self::lexis::lexis;
use super::*;
use crate::read::article::{LineMark, RawArticle};
use crate::read::testing::shared;

/// The articles of a page.
fn articles(page: &str) -> Vec<RawArticle> {
    match split(page).unwrap() {
        Some(Split::Many(articles)) => articles,
        other => panic!("{other:?}"),
    }
}

/// What is known of an article: title, date, source, author, section, language; then its lines, the headline apart.
fn said(article: &RawArticle) -> String {
    let fields = [
        &article.metadata.title,
        &article.metadata.date,
        &article.metadata.source,
        &article.metadata.author,
        &article.metadata.section,
        &article.metadata.language,
    ];
    let is_first_heading = article.lines.first().is_some_and(|line| line.mark == LineMark::Heading);
    assert_eq!(is_first_heading, article.metadata.title.is_some() && !article.lines.is_empty());
    let lines: Vec<_> = article.lines.iter().skip(usize::from(is_first_heading)).map(|line| &line.text[..]).collect();
    let fields: Vec<_> = fields.map(|field| field.as_deref().unwrap_or("-")).into();
    format!("{} || {}", fields.join(" | "), lines.join(" / "))
}

fn all(page: &str) -> Vec<String> {
    articles(page).iter().map(said).collect()
}

const FACTIVA_SCREEN: &str = r#"<html><body><div class="menu">Search</div>
<div class="article enArticle"><div id="article-CANAL00020120109e8190001"><div>Harbours</div>
<div id="hd"><span class="enHeadline">Barges wait <b>for</b> water</span></div><div class="author">By Ada Stone</div>
<div>1,042 words</div><div>9 January 2012</div><div>01:35</div><div>The Canal Daily</div><div>CANAL</div><div>12</div>
<div>English</div><div>(c) 2012 The Canal Press. All rights reserved.</div>
<p class="articleParagraph enarticleParagraph">The locks were dry.</p>
<p class="articleParagraph enarticleParagraph">Rain came <b>late</b>.</p>
<p>Document CANAL00020120109e8190001</p></div></div>
<div class="article frArticle"><div id="hd"><span class="frHeadline">Le pont rouvre</span></div>
<div>Par Luc Brun</div><div>210 mots</div><div>10 janvier 2012</div><div>Le Quai</div><div>QUAI</div><div>Français</div>
<p class="articleParagraph frarticleParagraph">Le pont est ouvert.</p><p>Document QUAI000020120110e81a0002x</p></div>
<div class="article deArticle"><div id="hd"><span class="deHeadline">Die Brücke</span></div>
<div>99 Wörter</div><div>11. Januar 2012</div><div>Der Kai</div><div>KAI</div><div>Deutsch</div>
<p class="articleParagraph dearticleParagraph">Sie steht.</p><p>Dokument KAI0000020120111e81b0003y</p></div>
<div class="footer">© 2012 Factiva</div></body></html>"#;

#[test]
fn factiva_screens_give_each_article_with_its_fields() {
    assert_eq!(
        all(FACTIVA_SCREEN),
        [
            "Barges wait for water | 2012-01-09 | The Canal Daily | Ada Stone | Harbours | en || The locks were dry. / Rain came late.",
            "Le pont rouvre | 2012-01-10 | Le Quai | Luc Brun | - | fr || Le pont est ouvert.",
            "Die Brücke | 2012-01-11 | Der Kai | - | - | de || Sie steht.",
        ]
    );
}

fn coded(rows: &[(&str, &str)]) -> String {
    let row = |(code, text): &(&str, &str)| {
        format!(r#"<tr><td class="index" align="right">&nbsp;<b>{code}</b>&nbsp;</td><td>{text}</td></tr>"#)
    };
    format!("<table>{}</table>", rows.iter().map(row).collect::<String>())
}

#[test]
fn factiva_tables_give_each_article_with_its_fields_with_and_without_an_element_around() {
    let first = coded(&[
        ("SE", "Harbours"),
        ("HD", r#"<span class="enHeadline"><b>Barges wait</b></span>"#),
        ("BY", "By Ada Stone"),
        ("WC", "1,042 words"),
        ("PD", "9 January 2012"),
        ("ET", "01:35"),
        ("SN", "The Canal Daily"),
        ("SC", "CANAL"),
        ("LA", "English"),
        ("CY", "(c) 2012"),
        ("LP", r#"<p class="articleParagraph enarticleParagraph">The locks were dry.</p>"#),
        ("TD", r#"<p class="articleParagraph enarticleParagraph">Rain came late.</p><p>PD came, too.</p>"#),
        ("CO", "canal : Canal Ltd"),
        ("NS", "gwea : Weather"),
        ("RE", "eurz : Europe"),
        ("AN", "Document CANAL00020120109e8190001"),
    ]);
    let second = coded(&[
        ("HD", "Second page"),
        ("WC", "12 words"),
        ("PD", "5 de enero de 2012"),
        ("SN", "Le Quai"),
        ("TD", "<p>Nothing more.</p>"),
        ("IPC", "X"),
        ("AN", "Document QUAI000020120110e81a00022"),
    ]);
    let expected = [
        "Barges wait | 2012-01-09 | The Canal Daily | Ada Stone | Harbours | en || \
         The locks were dry. / Rain came late. / PD came, too.",
        "Second page | 2012-01-05 | Le Quai | - | - | - || Nothing more.",
    ];
    assert_eq!(all(&format!("<html><body>{first}<br>{second}</body></html>")), expected);
    let within = |table: &str| format!(r#"<div class="article enArticle">{table}<br></div>"#);
    assert_eq!(all(&[within(&first), within(&second)].concat()), expected);
}

/// An article as Europresse saved it before 2015.
fn old_europresse(source: &str, header: &str, title: &str, below: &str) -> String {
    format!(
        r#"<table><tr><td><table><tr><td><img src="a.gif"><br></td></tr></table>
<span class="DocPublicationName">{source}</span><br>{header}<br><br><span class="TitreArticleVisu">{title}</span><br><br>
{below}<p></p><b><i>© 2012 {source}. Tous droits réservés.</i></b><p></p>Numéro de document : news·20121004·CA·2040056
<br><table><tr><td><img alt="x">news·20121004·CA·2040056</td></tr><tr><td>Ce certificat est émis à <b>Lycée</b> à des
fins de visualisation.</td></tr><tr><td>Date d'émission : <b>2012-10-05</b></td></tr><tr><td class="txtCertificat">Le présent
document est protégé.</td></tr></table></td></tr></table><p>"#
    )
}

#[test]
fn old_europresse_pages_give_articles_and_neither_certificates_nor_rights() {
    let page = [
        r#"<html><form><input type="button" value="Sauvegarder"></form>"#.to_string(),
        old_europresse(
            "Le Canal, no. 5968",
            r#"<span class="DocHeader">Ports, </span><span class="DocHeader">Thursday, October 4, 2012</span><span class="DocHeader">, p. 03</span>"#,
            r#"Des péniches <span style="color:red">attendent</span>"#,
            "Par Luc Brun<br><p></p>Les écluses sont <span style='color:red'>à sec</span>.<p></p>Il pleut enfin.",
        ),
        old_europresse("Le Quai", r#"<span class="DocHeader">jeudi </span><span class="DocHeader">5 août 2010</span>"#, "Rien", r#"<font style="font-weight:bold;">Rien de neuf.</font>"#),
    ]
    .concat();
    assert_eq!(
        all(&page),
        [
            "Des péniches attendent | 2012-10-04 | Le Canal | Luc Brun | Ports | - || Les écluses sont à sec. / Il pleut enfin.",
            "Rien | 2010-08-05 | Le Quai | - | - | - || Rien de neuf.",
        ]
    );
}

/// An article as Europresse saves it now.
fn new_europresse(header: &str, body: &str, number: &str) -> String {
    format!(
        r#"<article><header><div class="sm-margin-bottom"><img></div><div class="publiC-lblNodoc">{number}</div><div class="rdp__DocPublicationName">
<span class="DocPublicationName">Le Canal (site web)<span class="icon-Information" sourcecode="CA">i</span></span></div>
{header}</header><section><div class="DocText clearfix"><div class="docOcurrContainer">{body}</div></div></section>
<aside>Cet article est paru dans Le Quai</aside><footer><div class="Doc-LegalInfo"><small>© 2022 Le Canal. Tous droits
réservés.</small></div><div class="publiC-lblNodoc">{number}</div><div>Certificat émis le 5 octobre 2022 à Lycée</div></footer>
</article>"#
    )
}

#[test]
fn new_europresse_pages_give_articles_without_what_is_about_the_document() {
    let header = r#"<div class="rdp__DocHeader"><span class="DocHeader">Ports, Thursday, December 22, 2022 387 mots, p. 8</span></div>
<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">Des péniches <mark>attendent</mark></p></div>
<p class="sm-margin-bottomNews">BRUN Luc</p>"#;
    let page = [
        "<html><body><button>Imprimer</button>".to_string(),
        new_europresse(
            header,
            "<p>Les écluses sont à sec.</p><p>Il <mark>pleut</mark> enfin.</p>",
            "news·20221222·CA·1",
        ),
        new_europresse(r#"<p class="titreArticleVisu">Rien</p>"#, "Rien de neuf.<br>Vraiment.", "news·20221223·CA·2"),
        "<p>2 documents</p></body></html>".to_string(),
    ]
    .concat();
    assert_eq!(
        all(&page),
        [
            "Des péniches attendent | 2022-12-22 | Le Canal (site web) | BRUN Luc | Ports | - || \
             Les écluses sont à sec. / Il pleut enfin.",
            "Rien | 2022-12-23 | Le Canal (site web) | - | - | - || Rien de neuf. / Vraiment.",
        ]
    );
}

#[test]
fn the_subtitle_of_europresse_is_a_heading_below_the_headline() {
    let titles = r#"<div class="rdp__titreArticle titreArticle"><p class="sm-margin-TopNews rdp__surtitle"></p>
<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Le <mark>pont</mark> rouvre</p>
<p class="titreArticleVisu rdp__subtitle">Le quai est <mark>fermé</mark>.</p></div><div class="docAuthors"><p>Luc Brun</p></div>"#;
    let page = new_europresse(titles, "<p>Il est ouvert.</p><p>Le quai non.</p>", "news·20221222·CA·1");
    let found = articles(&page);
    assert_eq!(
        said(&found[0]),
        "Le pont rouvre | 2022-12-22 | Le Canal (site web) | Luc Brun | - | - || \
         Le quai est fermé. / Il est ouvert. / Le quai non."
    );
    let marks: Vec<_> = found[0].lines.iter().map(|line| line.mark).collect();
    assert_eq!(marks, [LineMark::Heading, LineMark::Heading, LineMark::Text, LineMark::Text]);
}

#[test]
fn an_article_without_text_has_no_lines() {
    let page = lexis(&[
        &["1 of 2 DOCUMENTS", "The Canal", "May 3, 2002", "*In short", "LENGTH|0 words", "LANGUAGE|ENGLISH"],
        &["2 of 2 DOCUMENTS", "The Canal", "May 4, 2002", "*Barges", "LENGTH|1 word", "Dry.", "LANGUAGE|ENGLISH"],
    ]);
    assert_eq!(
        all(&page),
        ["In short | 2002-05-03 | The Canal | - | - | en || ", "Barges | 2002-05-04 | The Canal | - | - | en || Dry."]
    );
    let empty = new_europresse(
        r#"<p class="titreArticleVisu">Rien</p><p class="rdp__subtitle">Rien.</p>"#,
        "",
        "news·20221222·CA·1",
    );
    let full = new_europresse(r#"<p class="titreArticleVisu">Le pont</p>"#, "Ouvert.", "news·20221222·CA·2");
    let lines: Vec<_> = articles(&[empty, full].concat()).iter().map(|article| article.lines.len()).collect();
    assert_eq!(lines, [0, 2]);
}

#[test]
fn proquest_pages_give_articles_in_several_languages() {
    let page = r#"<html><body><p>Document 1 of 2</p><h2>1. Barges wait</h2><p><strong>Author: </strong>Stone, Ada.</p>
<p><strong>Publication info: </strong>The Canal Daily ; Lisbon [Lisbon]. 05 Mar 2014: A1.</p>
<p><a href="x">ProQuest document link</a></p><p><strong>Abstract: </strong>None available.</p>
<p><strong>Full text: </strong>The locks were dry.</p><p>Author: a word that starts a sentence.</p><p>Rain came late.</p>
<p><strong>Subject: </strong>Locks; Rain</p><p><strong>Title: </strong>Barges wait</p>
<p><strong>Publication title: </strong>The Canal Daily, Lisbon</p><p><strong>Pages: </strong>A1</p>
<p><strong>Publication date: </strong>Mar 5, 2014</p><p><strong>Section: </strong>Harbours</p>
<p><strong>Language of publication: </strong>English</p><p><strong>ProQuest document ID: </strong>15</p>
<p><strong>Copyright: </strong>Copyright 2014</p><p><strong>Database: </strong>X</p><hr>
<p><b>Die Brücke</b></p><p><b>Verfasser: </b>Berg, Jo</p><p><b>Volltext: </b>Sie steht.</p><p>Noch.</p>
<p><b>Titel: </b>Die Brücke</p><p><b>Titel der Publikation: </b>Der Kai</p><p><b>Erscheinungsdatum: </b>11.1.2012</p>
<p><b>Sprache der Veröffentlichung: </b>Deutsch</p><p><b>ProQuest-Dokument-ID: </b>16</p><hr><p>Bibliography</p></body></html>"#;
    assert_eq!(
        all(page),
        [
            "Barges wait | 2014-03-05 | The Canal Daily, Lisbon | Stone, Ada | Harbours | en || \
             The locks were dry. / Author: a word that starts a sentence. / Rain came late.",
            "Die Brücke | 2012-01-11 | Der Kai | Berg, Jo | - | de || Sie steht. / Noch.",
        ]
    );
}

#[test]
fn a_page_of_proquest_is_none_of_lexis_nexis_whatever_its_text_says() {
    let item = |number: usize| {
        format!(
            "<p>Document {number} of 2</p><p>Barges wait</p><p><b>Full text: </b>Dry.</p><p>LENGTH: 20 feet.</p>\
             <p><b>ProQuest document ID: </b>{number}</p><hr>"
        )
    };
    let found = articles(&[item(1), item(2)].concat());
    let said: Vec<_> = found.iter().map(|article| (article.form, article.lines.len())).collect();
    assert_eq!(said, [(Some("ProQuest"), 3); 2]);
}

#[test]
fn a_page_of_marks_without_articles_is_a_collection_of_unknown_form() {
    let numbers: String = (1..=4).map(|n| format!("<p>{n} of 4 DOCUMENTS</p><p>Some text of the day.</p>")).collect();
    assert_eq!(split(&numbers).unwrap(), Some(Split::Unknown { guessed: 4 }));
    let headlines = r#"<div class="article enArticle"><span class="enHeadline">Barges</span></div>"#.repeat(3);
    assert_eq!(split(&headlines).unwrap(), Some(Split::Unknown { guessed: 3 }));
    // A document that isn't numbered as the others are.
    let lost = r#"<p><b>ProQuest document ID: </b>1</p><p><b>Full text: </b>Rain.</p><hr>"#.repeat(2);
    let lost = format!(
        "{lost}<p><b>Full text: </b>Dry.</p><p><b>ProQuest document ID: </b>1</p><p><b>ProQuest document ID: </b>2</p>"
    );
    assert_eq!(split(&lost).unwrap(), Some(Split::Unknown { guessed: 4 }));
}

#[test]
fn other_pages_are_no_collections() {
    for page in [
        "",
        "<p>Plain.</p>",
        "<p>He read 3 of 4 documents.</p>",
        "<p>1 of 1 document</p><p>Text.</p>",
        "<article><h1>A</h1><p>ProQuest is a database.</p></article>",
        "<p>ProQuest document ID: 15</p><p>Full text: of one.</p>",
        "<td><b>HD</b></td><td>screens</td>",
    ] {
        assert_eq!(split(page).unwrap(), None, "{page}");
    }
}

#[test]
fn a_list_of_short_items_with_authors_and_counts_is_an_ordinary_page() {
    let item = r#"<div class="article"><h2>Barges wait</h2><div class="author">By Ada Stone</div><div>841 words</div>
<p>The locks were dry, and rain came late.</p><p>Nine barges were there.</p></div>"#;
    let split = |item: &str| crate::read::html::articles(item.repeat(5).as_bytes(), None, None).unwrap();
    assert!(matches!(split(item), Split::One(page) if page.lines.iter().any(|line| line.text == "841 words")));
    // Each item has the number that Factiva gives it.
    let coded = item.replace("</div>\n", "</div><p>Document CANAL00020120109e8190001</p>");
    assert!(matches!(split(&coded), Split::Unknown { guessed: 5 } | Split::Many(_)));
}

proptest! {
    #[test]
    fn any_page_cut_and_joined_anywhere_is_split_without_panic(which in 0..3usize, from in 0..4000usize, to in 0..4000usize) {
        let blocks = ["1 of 2 DOCUMENTS", "The Canal", "May 3, 2002", "*Barges", "LENGTH|4 words", "Dry.", "LANGUAGE|ENGLISH"];
        let lexis = lexis(&[&blocks, &blocks]);
        let europresse = old_europresse("Le Canal", "<span class=DocHeader>Ports</span>", "Rien", "Par Luc Brun<p>Rien de neuf.").repeat(2);
        let page = &[FACTIVA_SCREEN.to_string(), lexis, europresse][which];
        let cut: String = page.chars().take(from).chain(page.chars().skip(to)).collect();
        let _ = split(&cut);
    }
}

#[test]
fn harmful_pages_end_soon() {
    for piece in
        ["<b>", "<div class='article enArticle'>", "<td>", "</b>", "<p>a", "<a name=DOC_ID_>x", "<style>.a{", "<hr>a"]
    {
        let start = std::time::Instant::now();
        let _ = split(&format!("DocPublicationName{}", piece.repeat(300_000 / piece.len())));
        assert!(start.elapsed().as_secs() < 10, "{piece}: {:?}", start.elapsed());
    }
}

#[test]
fn the_samples_beside_the_project_are_split() {
    let Some(page) = shared("collections/lexisnexis_test_en.html") else { return };
    let found = articles(&page);
    let dates: Vec<_> = found.iter().map(|article| article.metadata.date.clone().unwrap_or_default()).collect();
    assert_eq!(dates, ["1991-12-19", "1993-01-28"]);
    assert_eq!(found.iter().map(|article| article.lines.len()).collect::<Vec<_>>(), [4, 7]);
    let page = shared("collections/lexisnexis_test_copyright_error.html").unwrap_or_default();
    assert_eq!(articles(&page).iter().map(|article| article.lines.len()).collect::<Vec<_>>(), [5, 0]);
    let page = shared("cases/many_in_one_nexis_html/in/31/nexis.html").unwrap_or_default();
    assert_eq!(articles(&page).iter().map(|article| article.lines.len()).collect::<Vec<_>>(), [2, 2]);
    let page = shared("collections/europresse_test1.html").unwrap_or_default();
    let found = articles(&page);
    assert_eq!(found.iter().map(|article| article.lines.len()).collect::<Vec<_>>(), [3, 3, 3]);
    assert_eq!(found[2].metadata.section.as_deref(), Some("Éditorial"));
}
