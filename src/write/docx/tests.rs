use std::collections::BTreeSet;
use std::time::Duration;

use super::*;
use crate::write::testing::{Element, TRAPS, elements, empty, made, parts, pictures};

fn body(labels: Labels) -> Vec<Element> {
    elements(&parts(&made(labels, document).unwrap())["word/document.xml"])
}

fn values<'a>(elements: &'a [Element], name: &str, attribute: &str) -> Vec<&'a str> {
    let named = elements.iter().filter(|element| element.name == name);
    named.filter_map(|element| element.attributes.get(attribute).map(String::as_str)).collect()
}

#[test]
fn every_part_is_well_formed_and_every_reference_has_its_end() {
    let parts = parts(&made(Labels::En, document).unwrap());
    for (name, part) in parts.iter().filter(|(name, _)| !name.ends_with(".png")) {
        assert!(!elements(part).is_empty(), "{name}");
    }
    let types = elements(&parts["[Content_Types].xml"]);
    let overrides = values(&types, "Override", "PartName");
    assert!(overrides.iter().all(|name| parts.contains_key(&name[1..])), "{overrides:?}");
    assert!(values(&types, "Default", "Extension").contains(&"png"));
    let relations = elements(&parts["word/_rels/document.xml.rels"]);
    let targets = values(&relations, "Relationship", "Target");
    assert!(targets.iter().all(|name| parts.contains_key(&format!("word/{name}"))), "{targets:?}");
    let ids: BTreeSet<_> = values(&relations, "Relationship", "Id").into_iter().collect();
    assert_eq!(ids.len(), targets.len());
    let body = elements(&parts["word/document.xml"]);
    for (name, attribute) in [("a:blip", "r:embed"), ("w:footerReference", "r:id")] {
        let used = values(&body, name, attribute);
        assert!(!used.is_empty() && used.iter().all(|id| ids.contains(id)), "{name}");
    }
    let styles = elements(&parts["word/styles.xml"]);
    let known = values(&styles, "w:style", "w:styleId");
    for name in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
        assert!(values(&body, name, "w:val").iter().all(|style| known.contains(style)), "{name}");
    }
}

#[test]
fn text_that_looks_like_markup_stays_text() {
    let body = body(Labels::En);
    let texts: Vec<&str> = body.iter().filter(|e| e.name == "w:t").map(|e| e.text.as_str()).collect();
    assert!(TRAPS.iter().all(|trap| texts.iter().filter(|text| *text == trap).count() == 2), "{texts:?}");
    assert!(body.iter().all(|element| element.name.contains(':')), "a tag came from a text");
    assert!(values(&body, "wp:docPr", "descr").iter().all(|text| text.starts_with("\"Title\". <form> ")));
}

#[test]
fn figures_have_captions_that_word_can_count_and_their_own_proportion() {
    for (labels, label) in [(Labels::En, "Figure"), (Labels::Vi, "Hình")] {
        let body = body(labels);
        let fields = values(&body, "w:fldSimple", "w:instr");
        assert_eq!(fields.iter().filter(|field| **field == format!(" SEQ {label} \\* ARABIC ")).count(), 2);
        let size = |side| values(&body, "wp:extent", side).into_iter().map(|size| size.parse().unwrap()).collect();
        let (widths, heights): (Vec<u64>, Vec<u64>) = (size("cx"), size("cy"));
        assert_eq!((widths[0], heights[0]), (WIDTH, WIDTH / 2));
        assert_eq!((widths[1], heights[1]), (HEIGHT / 40, HEIGHT));
        assert_eq!(values(&body, "wp:docPr", "id"), ["1", "2"]);
        let styles = values(&body, "w:pStyle", "w:val");
        let figure = styles.iter().position(|style| *style == "Figure").unwrap();
        assert_eq!(styles[figure..figure + 3], ["Figure", "Caption", "FigureNote"]);
    }
}

#[test]
fn no_paragraph_is_empty_and_properties_stand_in_the_order_of_the_schema() {
    let file = made(Labels::Vi, document).unwrap();
    let text = String::from_utf8(parts(&file)["word/document.xml"].clone()).unwrap();
    assert!(text.split("</w:p>").all(|paragraph| !paragraph.contains("<w:p>") || paragraph.contains("<w:r>")));
    const ORDER: &[&str] =
        &["w:pStyle", "w:keepNext", "w:keepLines", "w:numPr", "w:pBdr", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"];
    for properties in text.split("<w:pPr>").skip(1).map(|rest| rest.split("</w:pPr>").next().unwrap()) {
        let found: Vec<usize> = properties
            .split('<')
            .skip(1)
            .map(|tag| ORDER.iter().position(|name| tag.starts_with(name)).expect(tag))
            .collect();
        assert!(found.is_sorted(), "{properties}");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes_at_any_time() {
    let first = made(Labels::Vi, document).unwrap();
    std::thread::sleep(Duration::from_millis(1100));
    assert!(first == made(Labels::Vi, document).unwrap());
}

#[test]
fn pictures_are_stored_as_they_are() {
    let file = made(Labels::En, document).unwrap();
    assert_eq!(parts(&file)["word/media/image2.png"], pictures()[1].bytes);
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    assert_eq!(archive.by_name("word/media/image1.png").unwrap().compression(), CompressionMethod::Stored);
}

#[test]
fn an_empty_report_is_a_document() {
    let document = elements(&parts(&document(&empty(Labels::En), &[]).unwrap())["word/document.xml"]);
    assert!(document.iter().any(|element| element.text.contains("There are none")));
}
