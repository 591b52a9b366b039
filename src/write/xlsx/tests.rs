use std::time::Duration;

use super::*;
use polars::prelude::DataFrame;

use crate::options::Labels;
use crate::report::Excerpt;
use crate::table::{Form, Heading, Schema, Unit};
use crate::words::Words;
use crate::write::testing::{Element, TRAPS, elements, empty, made, parts};

/// The texts of all cells that refer to the shared strings, in their order.
fn strings(file: &[u8]) -> Vec<String> {
    let strings = elements(&parts(file)["xl/sharedStrings.xml"]);
    strings.into_iter().filter(|element| element.name == "t").map(|element| element.text).collect()
}

fn sheet(file: &[u8], number: usize) -> Vec<Element> {
    elements(&parts(file)[&format!("xl/worksheets/sheet{number}.xml")])
}

fn has(elements: &[Element], name: &str, attribute: &str, value: &str) -> bool {
    elements.iter().any(|element| element.name == name && element.attributes.get(attribute).is_some_and(|v| v == value))
}

#[test]
fn no_text_becomes_a_formula_a_link_or_a_number() {
    let file = made(Labels::En, workbook).unwrap();
    for (name, part) in parts(&file) {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let elements = elements(&part);
            assert!(elements.iter().all(|element| element.name != "f" && element.name != "hyperlink"), "{name}");
            assert!(!has(&elements, "Relationship", "TargetMode", "External"), "{name}");
        }
    }
    let strings = strings(&file);
    // Excel writes text that looks like its own escape with the underscore escaped.
    let written = |trap: &str| trap.replace("_x0041_", "_x005F_x0041_");
    assert!(TRAPS.iter().all(|trap| strings.contains(&written(trap))), "{strings:?}");
    let written = ["=text", "=what a row is 16 of", "=what a column means", "=caption"];
    assert!(written.iter().all(|text| strings.iter().any(|string| string.starts_with(text))), "{strings:?}");
}

#[test]
fn a_table_has_a_header_that_stays_and_filters_and_numbers_that_count() {
    let file = made(Labels::En, workbook).unwrap();
    let sheet = sheet(&file, 2);
    assert!(has(&sheet, "pane", "ySplit", "1") && has(&sheet, "pane", "state", "frozen"));
    assert!(has(&sheet, "autoFilter", "ref", &format!("A1:D{}", TRAPS.len() + 1)));
    let cell = |name: &str| sheet.iter().position(|element| element.attributes.get("r").is_some_and(|r| r == name));
    let [text, count, share] = ["A2", "B2", "C2"].map(|name| cell(name).unwrap());
    assert_eq!(sheet[text].attributes["t"], "s");
    assert!(!sheet[count].attributes.contains_key("t"));
    assert_eq!([&sheet[count + 1].text, &sheet[share + 1].text], ["1234", "0.25"]);
    let styles = elements(&parts(&file)["xl/styles.xml"]);
    assert!(has(&styles, "numFmt", "formatCode", "0.000"));
    assert!(has(&styles, "numFmt", "formatCode", "[=0]0;[<0.001]0.00E+00;0.0000"));
    assert!(strings(&file).contains(&"16 of 99,999 rows; tables/findings.csv has them all.".to_string()));
}

#[test]
fn the_charts_stand_below_each_other_in_their_proportion() {
    let file = made(Labels::Vi, workbook).unwrap();
    let drawing = elements(&parts(&file)["xl/drawings/drawing1.xml"]);
    let rows: Vec<u32> = drawing.iter().filter(|e| e.name == "xdr:row").map(|e| e.text.parse().unwrap()).collect();
    let [first, first_end, second, second_end] = rows[..] else { panic!("{rows:?}") };
    assert!(first < first_end && first_end + 2 < second && second < second_end);
    let sizes: Vec<f64> = drawing
        .iter()
        .filter(|element| element.name == "a:ext")
        .flat_map(|element| ["cx", "cy"].map(|side| element.attributes[side].parse::<f64>().unwrap()))
        .collect();
    assert!((sizes[0] / sizes[1] - 2.0).abs() < 0.01 && (sizes[2] / sizes[3] - 0.025).abs() < 0.001, "{sizes:?}");
    // 360,000 EMU to the centimetre.
    assert!((16.0..18.0).contains(&(sizes[0] / 360_000.0)));
    let description = drawing.iter().find_map(|element| element.attributes.get("descr")).unwrap();
    assert!(description.starts_with("\"Title\". <form>") && description.ends_with('…'));
}

#[test]
fn the_same_report_gives_the_same_bytes_at_any_time() {
    let first = made(Labels::Vi, workbook).unwrap();
    std::thread::sleep(Duration::from_millis(1100));
    assert!(first == made(Labels::Vi, workbook).unwrap());
}

#[test]
fn sheets_have_names_that_excel_takes() {
    let mut names = SheetNames::default();
    let mut take = |name: &str| names.take(name);
    assert_eq!([take("Findings"), take("findings"), take("FINDINGS")], ["Findings", "findings.csv", "FINDINGS 2"]);
    assert_eq!([take("History"), take(""), take("a/b:[c]*?\\'")], ["History.csv", ".csv", "a_b__c_____"]);
    let (long, longer) = (take(&"đ".repeat(40)), take(&"đ".repeat(41)));
    assert_eq!([long.chars().count(), longer.chars().count()], [31, 31]);
    assert!(longer.ends_with(".csv"));
}

#[test]
fn a_cell_holds_as_much_text_as_excel_takes() {
    assert_eq!(fit(&"a".repeat(CELL), CELL).len(), CELL);
    for text in ["đ".repeat(40_000), "😀".repeat(20_000), "a\0".repeat(40_000)] {
        let kept = fit(&text, CELL);
        let units = kept.encode_utf16().count();
        assert!((CELL - 1..=CELL).contains(&units) && kept.ends_with('…') && !kept.contains('\0'), "{units}");
    }
}

#[test]
fn what_a_sheet_cannot_hold_is_an_error_not_a_panic() {
    let make = |columns: usize, rows: usize| {
        let names: Vec<&'static str> = (0..columns).map(|number| &*number.to_string().leak()).collect();
        let values = names.iter().map(|name| polars::prelude::Column::new((*name).into(), vec![0.5; rows]));
        let data = DataFrame::new(rows, values.collect()).unwrap();
        let none = Words::default();
        let heading = |name: &&'static str| Heading { name, meaning: none, unit: Unit::None, form: Form::Decimals(99) };
        let headings = names.iter().map(heading).collect();
        let schema = Schema { name: "wide", title: none, about: none, headings, has_two_ends: false };
        workbook(&Report { tables: vec![Excerpt { schema, data, total: 0 }], ..empty(Labels::En) }, &[])
    };
    assert!(format!("{:#}", make(16_385, 0).unwrap_err()).contains("the table wide"));
    assert!(make(1, 1_048_576).is_err());
    assert!(make(0, 0).is_ok() && make(2, 1).is_ok());
}
