//! Bytes of an Office file -> its parts, read back by another reader than what wrote them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use resvg::usvg::roxmltree::{Document, Node};

use crate::chart::{Chart, Plot, Text};
use crate::compare::{Listing, Verdict};
use crate::options::Labels;
use crate::report::{Excerpt, Finding, Group, Overview, Report, Sentence, Shift};
use crate::table::{Form, Heading, Schema, Unit};
use crate::words::Words;
use crate::write::Figure;
use crate::write::png::Png;
use polars::prelude::df;

/// Texts that a program that opens the file could run, refuse or take for something else.
pub const TRAPS: &[&str] = &[
    "=1+1",
    "+84",
    "-Về kinh tế",
    "@SUM(A1)",
    "\t=1",
    "=HYPERLINK(\"http://a.b\")",
    "https://example.org/",
    "mailto:a@b.c",
    "<script>alert(1)</script>",
    "]]>",
    "&amp;",
    "_x0041_",
    "{{ title }}",
    "1e5",
    "TRUE",
    "😀🇻🇳 Hội nghị",
];

/// The parts of a file by their names.
pub fn parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let count = archive.len();
    let part = |index| {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(part).collect()
}

/// An element's name with its attributes, and the text directly in it.
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub text: String,
}

/// The elements of a part in their order; fails where the part is not well-formed.
pub fn elements(part: &[u8]) -> Vec<Element> {
    let document = Document::parse(std::str::from_utf8(part).unwrap()).unwrap();
    let element = |node: Node| {
        let named = |namespace: Option<&str>, name: &str| {
            let prefix = namespace.and_then(|address| node.lookup_prefix(address));
            prefix.map_or(name.to_string(), |prefix| format!("{prefix}:{name}"))
        };
        let attributes = node.attributes();
        let attributes = attributes.map(|found| (named(found.namespace(), found.name()), found.value().to_string()));
        let text = node.children().filter(Node::is_text).filter_map(|text| text.text());
        Element {
            name: named(node.tag_name().namespace(), node.tag_name().name()),
            attributes: attributes.collect(),
            text: text.collect(),
        }
    };
    document.descendants().filter(Node::is_element).map(element).collect()
}

/// The header of a PNG of this many pixels: all of it that is read.
fn png(width: u32, height: u32) -> Png {
    let chunk = |name: &[u8], data: &[u8]| [&(data.len() as u32).to_be_bytes(), name, data, &[0; 4]].concat();
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 3, 0, 0, 0]].concat();
    let bytes = [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &header), &chunk(b"IEND", b"")].concat();
    Png { bytes, width, height }
}

/// The same words in both languages.
pub fn same(text: &str) -> Text {
    Words::same(text)
}

/// A report with traps in every text, two charts and a table that isn't whole.
pub fn report(labels: Labels) -> Report {
    let column = |name, form| Heading { name, meaning: Words::same("=what a column means"), unit: Unit::None, form };
    let sentence = |trap: &str| Sentence {
        document: "=a.txt".into(),
        line: 7,
        pieces: vec![("before ".into(), false), (trap.to_string(), true)],
        ..Sentence::default()
    };
    let finding = |trap: &&str| Finding {
        theme: String::new(),
        shifts: vec![Shift { text: same(trap), ..shift() }],
        sentences: vec![sentence(trap)],
    };
    let figure = |name: &str| Chart {
        name: name.into(),
        table: "theme_frequency",
        title: same("\"Title\""),
        subtitle: Text::default(),
        caption: same("=caption"),
        form: same(&"<form> ".repeat(60)),
        plot: Plot::Bars { axis: Text::default(), panels: Vec::new() },
    };
    let rows = TRAPS.len();
    let data = df!(
        "=text" => TRAPS, "count" => vec![1234_u64; rows], "share" => vec![0.25; rows], "p_value" => vec![None::<f64>; rows]
    );
    let columns = vec![
        column("=text", Form::Text),
        column("count", Form::Count),
        column("share", Form::Decimals(3)),
        column("p_value", Form::Significant),
    ];
    let (title, about) = (Words::same("Findings"), Words::same("=what a row is"));
    let schema = Schema { name: "findings", title, about, headings: columns, has_two_ends: false };
    Report {
        groups: vec![Group { id: "28".into(), title: same("[28]: a/b*?"), documents: 12_345, ..Group::default() }],
        findings: TRAPS.iter().map(finding).collect(),
        figures: ["share", "rank"].map(figure).into(),
        tables: vec![Excerpt { schema, data: data.unwrap(), total: 99_999 }],
        ..empty(labels)
    }
}

/// A shift from a group that is there to all others.
pub fn shift() -> Shift {
    Shift {
        theme: String::new(),
        reference: "28".into(),
        target: "*".into(),
        verdict: Verdict::TooFew,
        priority_verdict: Verdict::Rise,
        text: Text::default(),
        shares: [Some(0.25), None],
        change: None,
        times_needed: Some(3.0),
        evidence: "=a.txt:7".into(),
    }
}

/// A report of nothing.
pub fn empty(labels: Labels) -> Report {
    Report {
        labels,
        title: same("<Report>"),
        groups: Vec::new(),
        answer: Vec::new(),
        overview: Overview::default(),
        findings: Vec::new(),
        doubts: Vec::new(),
        figures: Vec::new(),
        themes: Vec::new(),
        documents: Vec::new(),
        more_documents: 0,
        tables: Vec::new(),
        listing: Listing::All,
    }
}

/// Two pictures for the two charts.
pub fn pictures() -> [Png; 2] {
    [png(2400, 1200), png(100, 4000)]
}

/// What is made of the report with traps and its pictures.
pub fn made<T>(labels: Labels, make: fn(&Report, &[Figure]) -> T) -> T {
    let (report, pictures) = (report(labels), pictures());
    make(&report, &report.figures.iter().zip(&pictures).collect::<Vec<_>>())
}
