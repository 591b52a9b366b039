use std::time::Instant;

use super::*;
use crate::read::source::Body;
use crate::read::testing::zip;

fn sheet(rows: &str) -> String {
    format!(
        "<office:document><office:spreadsheet><table:table table:name='a'>{rows}</table:table></office:spreadsheet></office:document>"
    )
}

fn cell(text: &str) -> String {
    format!("<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>")
}

/// The texts and groups of the first rows; or the error.
fn read(bytes: Vec<u8>) -> Result<Vec<(String, String)>, String> {
    let rows = open(Input::Held(bytes.into()), &ReadingWishes::default()).map_err(|error| error.to_string())?;
    rows.map(|(_, body)| match body {
        Ok(Body::Row { row, .. }) => Ok((row.text, row.metadata.group.unwrap_or_default())),
        Ok(_) => Err("no row".to_string()),
        Err(error) => Err(error.to_string()),
    })
    .collect()
}

#[test]
fn rows_that_stand_for_several_are_several_and_paragraphs_are_lines() {
    let rows = [
        "<table:table-row table:number-rows-repeated='3'><table:table-cell table:number-columns-repeated='1000000000'/></table:table-row>",
        &format!(
            "<table:table-header-rows><table:table-row>{}{}</table:table-row></table:table-header-rows>",
            cell("group"),
            cell("text")
        ),
        "<table:table-row><table:table-cell office:value-type='float' office:value='28'><text:p>28,00</text:p></table:table-cell>\
         <table:table-cell office:value-type='string'><office:annotation><text:p>no</text:p></office:annotation><text:p>a<text:tab/>&amp;\
         <text:s text:c='3'/>b</text:p><text:p>c</text:p></table:table-cell></table:table-row>",
        &format!("<table:table-row table:number-rows-repeated='2'><table:table-cell/>{}</table:table-row>", cell("d")),
        "<table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>",
    ];
    let of = |text: &str, group: &str| (text.to_string(), group.to_string());
    let expected = vec![of("a\t&   b\nc", "28"), of("d", ""), of("d", "")];
    assert_eq!(read(sheet(&rows.concat()).into_bytes()), Ok(expected));
}

#[test]
fn what_is_made_to_harm_is_refused_soon() {
    let start = Instant::now();
    let head = format!("<table:table-row>{}{}</table:table-row>", cell("text"), cell("title"));
    let row = |rows: u64, columns: u64| {
        let wide = cell("x").replacen(' ', &format!(" table:number-columns-repeated='{columns}' "), 1);
        format!("<table:table-row table:number-rows-repeated='{rows}'>{}{wide}</table:table-row>", cell("a"))
    };
    let error = |rows: &str| read(zip(&[("content.xml", sheet(&(head.clone() + rows)).as_bytes())])).unwrap_err();
    assert!(error(&row(1, 1_000_000_000)).contains("more than 16384 columns"));
    assert!(error(&row(1_000_000_000, 1)).contains("more than 1048576 rows"));
    assert!(error(&row(1_000_000, 16_000)).contains("stands for 1000000 rows with text"));
    let long = format!(
        "<table:table-row table:number-rows-repeated='1000000'>{}</table:table-row>",
        cell(&"a ".repeat(50_000))
    );
    assert!(error(&long).contains("stands for 1000000 rows with text"));
    assert!(error(&"<table:table-row>".repeat(1_000)).contains("broken"));
    let bomb = sheet(&(head.clone() + &" ".repeat(101_000_000)));
    assert!(read(zip(&[("content.xml", bomb.as_bytes())])).unwrap_err().contains("more than 100 MB"));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn other_files_are_errors_that_say_what_to_do() {
    let error = |bytes: &[u8]| read(bytes.to_vec()).unwrap_err();
    assert!(error(b"text").contains("no workbook"));
    assert!(error(b"<html></html>").contains("it has no sheets"));
    assert!(error(&zip(&[("a", b"b")])).contains("content.xml is missing"));
    let locked = zip(&[("META-INF/manifest.xml", b"<manifest:encryption-data/>"), ("content.xml", b"x")]);
    assert_eq!(error(&locked), PASSWORD);
    assert!(
        error(&sheet("").into_bytes()[..90]).contains("it is cut off")
            || error(&sheet("").into_bytes()[..90]).contains("broken")
    );
}
