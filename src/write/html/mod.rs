//! [`Report`] and the charts' drawings -> one HTML page in English and Vietnamese that needs nothing beside it.

mod overview;
mod shown;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, context};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::chart::{Chart, Text};
use crate::clean;
use crate::options::Dialect;
use crate::report::{Excerpt, Finding, Report, Shift, Theme};
use crate::table::{Cell, Form, Heading};
use crate::words::Words;
use shown::Badge;

const PAGE: &str = include_str!("report.html");
const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");
const METHOD: &str = include_str!("method.html");

/// At most this many themes are among the findings, and of each this many shifts; all are in the table.
const FINDINGS: usize = 12;
const SHIFTS: usize = 3;

/// A figure as inline SVG, with its labels in each language. It is put into the page as it is, so whatever came from a
/// document must be escaped in it; the page's policy lets no `style` attribute through.
pub type Drawings = Words<String>;

/// The page. `drawings` are those of the report's figures, in their order; `glyphs` is SVG: the shapes that they refer to. The
/// page saves tables as CSV of the same dialect as the files.
///
/// # Errors
/// There are more or fewer drawings than figures.
pub fn page(report: &Report, drawings: &[Drawings], glyphs: &str, dialect: Dialect) -> Result<String> {
    let (figures, drawn) = (report.figures.len(), drawings.len());
    ensure!(figures == drawn, "it has {figures} figures, but {drawn} drawings of them");
    // Browsers read a line's end as LF, and take the hash of that.
    let [style, script] = [STYLE, SCRIPT].map(|text| text.replace("\r\n", "\n"));
    let slugs = slugs(report.themes.iter().map(|theme| theme.id.as_str()));
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    add_functions(&mut environment, report);
    environment.add_template("report.html", PAGE).context("its template is broken")?;
    let template = environment.get_template("report.html")?;
    let page = template.render(context! {
        language => report.labels.pick("en", "vi"),
        version => env!("CARGO_PKG_VERSION"),
        delimiter => char::from(dialect.delimiter),
        decimal => dialect.decimal,
        policy => policy(&style, &script),
        style => Value::from_safe_string(style),
        script => Value::from_safe_string(script),
        glyphs => Value::from_safe_string(glyphs.to_string()),
        groups => serialised(&report.groups),
        answer => serialised(&report.answer),
        is_of_priorities => report.overview.is_of_priorities,
        overview => serialised(overview::rows(report, &slugs)),
        at_once => overview::ROWS,
        findings => serialised(findings(report, &slugs)),
        more_findings => report.findings.len().saturating_sub(FINDINGS),
        doubts => serialised(overview::doubts(report)),
        figures => serialised(figure_views(report, drawings)),
        themes => serialised(theme_views(report, &slugs)),
        documents => serialised(&report.documents),
        more_documents => report.more_documents,
        reasons => serialised(clean::reasons().collect::<Vec<_>>()),
        too_long => report.tables.iter().filter(|table| !table.fits_a_sheet()).map(|table| table.schema.name).collect::<Vec<_>>(),
        tables => serialised(report.tables.iter().map(|table| TableView::new(report, table)).collect::<Result<Vec<_>>>()?),
        method => Value::from_safe_string(METHOD.to_string()),
    });
    page.context("its template is broken")
}

/// Plain data as the template reads it.
fn serialised(data: impl Serialize) -> Value {
    Value::from(Serde(data))
}

/// What a page may run and load: its own style and script, known by their hashes, and pictures that it makes itself.
fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data: blob:; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
}

/// A hash as a content security policy writes it.
fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let four = |three: &[u8]| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | three.get(at).copied().map_or(0, usize::from));
        let digit = move |place: usize| char::from(DIGITS[bits >> (18 - 6 * place) & 63]);
        let places = three.len() + 1;
        (0..4).map(move |place| if place < places { digit(place) } else { '=' })
    };
    bytes.chunks(3).flat_map(four).collect()
}

/// What the template calls to write numbers and names.
fn add_functions(environment: &mut Environment, report: &Report) {
    let titles: BTreeMap<String, Text> =
        report.groups.iter().map(|group| (group.id.clone(), group.title.clone())).collect();
    environment.add_function("group", move |id: &str| {
        let title = titles.get(id).cloned();
        serialised(title.unwrap_or_else(|| Words::same(id)))
    });
    environment.add_function("percent", |share: Option<f64>| serialised(shown::percent(share)));
    environment.add_function("span", |low: Option<f64>, high: Option<f64>| serialised(shown::interval(low, high)));
    // A place along a bar that is as wide as all of its box.
    environment.add_function("along", |share: Option<f64>| format!("{:.2}%", 100.0 * share.unwrap_or_default()));
    environment.add_function("count", |count: u64| serialised(Words::each(|labels| labels.count(count))));
}

/// For each id another one that is plain enough for an address.
fn slugs<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, String> {
    let mut taken = BTreeSet::new();
    let slug = |id: &'a str| {
        let plain: String = id.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect();
        let numbered = (2..).map(|number| format!("{plain}-{number}"));
        let free = std::iter::once(plain.clone()).chain(numbered).find(|slug| taken.insert(slug.clone()));
        (id, free.unwrap_or_default())
    };
    ids.map(slug).collect()
}

/// A finding with its theme's name and where it is, and its shifts as a reader is shown them.
#[derive(Serialize)]
struct FindingView<'a> {
    finding: &'a Finding,
    label: Text,
    shifts: Vec<ShiftView<'a>>,
    slug: Option<&'a String>,
}

/// A shift with its groups' names and its verdicts.
#[derive(Serialize)]
struct ShiftView<'a> {
    shift: &'a Shift,
    groups: [Text; 2],
    verdict: Badge,
    priority_verdict: Badge,
}

fn findings<'a>(report: &'a Report, slugs: &'a BTreeMap<&str, String>) -> Vec<FindingView<'a>> {
    let shift = |shift: &'a Shift| ShiftView {
        shift,
        groups: [&shift.reference, &shift.target].map(|id| report.group(id)),
        verdict: Badge::of(shift.verdict),
        priority_verdict: Badge::of(shift.priority_verdict),
    };
    let view = |finding: &'a Finding| FindingView {
        finding,
        label: report.theme(&finding.theme),
        shifts: finding.shifts.iter().take(SHIFTS).map(shift).collect(),
        slug: slugs.get(finding.theme.as_str()),
    };
    report.findings.iter().take(FINDINGS).map(view).collect()
}

/// A figure's words and drawings, and whether the page holds all rows of its table.
#[derive(Serialize)]
struct FigureView<'a> {
    name: &'a str,
    table: &'a str,
    title: &'a Text,
    subtitle: &'a Text,
    caption: &'a Text,
    alternative: Text,
    en: Value,
    vi: Value,
    is_whole: bool,
}

fn figure_views<'a>(report: &'a Report, drawings: &[Drawings]) -> Vec<FigureView<'a>> {
    let is_whole = |name: &str| report.tables.iter().any(|excerpt| excerpt.schema.name == name && excerpt.is_whole());
    let view = |(chart, drawings): (&'a Chart<Text>, &Drawings)| FigureView {
        name: &chart.name,
        table: chart.table,
        title: &chart.title,
        subtitle: &chart.subtitle,
        caption: &chart.caption,
        alternative: chart.alternative(),
        en: Value::from_safe_string(drawings.en.clone()),
        vi: Value::from_safe_string(drawings.vi.clone()),
        is_whole: is_whole(chart.table),
    };
    std::iter::zip(&report.figures, drawings).map(view).collect()
}

/// A theme and where it is on the page.
#[derive(Serialize)]
struct ThemeView<'a> {
    theme: &'a Theme,
    slug: &'a str,
}

fn theme_views<'a>(report: &'a Report, slugs: &'a BTreeMap<&str, String>) -> Vec<ThemeView<'a>> {
    let view = |theme: &'a Theme| ThemeView { theme, slug: slugs.get(theme.id.as_str()).map_or("", String::as_str) };
    report.themes.iter().map(view).collect()
}

/// A table, and what the script needs of it as JSON.
#[derive(Serialize)]
struct TableView<'a> {
    name: &'a str,
    title: Words,
    about: Words,
    lacking: Option<Text>,
    columns: &'a [Heading],
    shown: u64,
    total: u64,
    json: Value,
}

/// What the script needs of a table.
#[derive(Serialize)]
struct Rows<'a> {
    columns: Vec<HeadingView>,
    rows: Vec<Vec<&'a Cell<'a>>>,
}

/// What the script needs of a column.
#[derive(Serialize)]
struct HeadingView {
    name: &'static str,
    form: Form,
}

impl<'a> TableView<'a> {
    fn new(report: &Report, excerpt: &'a Excerpt) -> Result<TableView<'a>> {
        let Excerpt { schema, data, total } = excerpt;
        let cells = std::iter::zip(excerpt.columns()?, &schema.headings);
        let cells: Vec<Vec<Cell>> = cells.map(|(cells, heading)| rounded(cells, heading.form)).collect();
        let shown = data.height();
        let rows = (0..shown).map(|row| cells.iter().filter_map(|column| column.get(row)).collect()).collect();
        let columns = schema.headings.iter().map(|Heading { name, form, .. }| HeadingView { name, form: *form });
        Ok(TableView {
            name: schema.name,
            title: schema.title,
            about: schema.about,
            lacking: report.lacking(excerpt),
            columns: &schema.headings,
            shown: shown as u64,
            total: *total,
            json: Value::from_safe_string(json(&Rows { columns: columns.collect(), rows })?),
        })
    }
}

/// Numbers with the decimals that are written of them: the rest would make the page larger.
fn rounded(cells: Vec<Cell>, form: Form) -> Vec<Cell> {
    let round = |cell| match (cell, form) {
        (Cell::Number(number), Form::Decimals(decimals)) => {
            Cell::Number(format!("{number:.decimals$}").parse().unwrap_or(number))
        }
        (Cell::Number(number), Form::Significant) => Cell::Number(format!("{number:.3e}").parse().unwrap_or(number)),
        (cell, _) => cell,
    };
    cells.into_iter().map(round).collect()
}

/// JSON that can be put in a `script` element: none of it ends the element, or looks like markup.
fn json(value: &impl Serialize) -> Result<String> {
    let json = serde_json::to_string(value)?;
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => safe.push(c),
        }
    }
    Ok(safe)
}

#[cfg(test)]
mod tests {
    use polars::prelude::df;

    use super::*;
    use crate::options::Labels;
    use crate::report::{Overview, Row};
    use crate::table::{Schema, Unit};
    use crate::write::testing;

    const DIALECT: Dialect = Dialect { delimiter: b',', decimal: '.' };

    /// A title, and all else that is text, that would run if it were markup.
    const NASTY: &str = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    fn nasty() -> Report {
        let words = || Text::same(NASTY);
        let meaning = Words::new("The theme.", "Chủ đề.");
        let heading = Heading { name: "theme", meaning, unit: Unit::None, form: Form::Text };
        let (title, about) = (Words::default(), Words::default());
        let schema = Schema { name: "theme_frequency", title, about, headings: vec![heading], has_two_ends: false };
        let data = df!("theme" => [NASTY, "\u{2028}&"]).unwrap();
        let shift = Shift { theme: NASTY.into(), reference: NASTY.into(), text: words(), ..testing::shift() };
        let row = Row { theme: NASTY.into(), label: words(), shares: vec![Some(0.5)], change: None };
        Report {
            title: words(),
            answer: vec![words()],
            overview: Overview { is_of_priorities: false, rows: vec![row] },
            findings: vec![Finding { theme: NASTY.into(), shifts: vec![shift.clone()], sentences: Vec::new() }],
            doubts: vec![shift],
            themes: vec![Theme { id: NASTY.into(), label: words(), ..Theme::default() }],
            tables: vec![Excerpt { schema, data, total: 2 }],
            ..testing::empty(Labels::Vi)
        }
    }

    #[test]
    fn no_text_becomes_markup() {
        let page = page(&nasty(), &[], "", DIALECT).unwrap();
        assert!(!page.contains("<script>alert") && !page.contains("<img"), "{page}");
        assert!(page.contains("&lt;script&gt;alert(1)&lt;") && page.contains("\\u003cscript\\u003ealert(1)"));
        assert!(page.contains(r"\u2028\u0026"));
    }

    #[test]
    fn the_page_opens_in_the_reports_language_and_allows_its_own_script_alone() {
        let page = page(&nasty(), &[], "", DIALECT).unwrap();
        assert!(page.starts_with("<!doctype html>\n<html lang=\"vi\""), "{}", &page[..100]);
        let [style, script] = [STYLE, SCRIPT].map(|text| text.replace("\r\n", "\n"));
        // The template's way to escape an attribute.
        let policy = policy(&style, &script).replace('\'', "&#x27;").replace('/', "&#x2f;");
        assert!(page.contains(&format!("content=\"{policy}\"")), "{policy}");
        assert!(!page.contains("unsafe") && !page.contains(" style="));
        // The one address is SVG's name.
        assert!(!page.contains("https:") && page.matches("http:").count() == 1);
    }

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // FIPS 180-2, appendix B.1: "abc".
        assert_eq!(hash("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn base64_is_that_of_the_rfc() {
        // RFC 4648, section 10.
        let pairs =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")];
        pairs.iter().for_each(|(plain, encoded)| assert_eq!(base64(plain.as_bytes()), *encoded));
    }

    #[test]
    fn themes_that_look_alike_in_an_address_have_addresses_of_their_own() {
        let slugs = slugs(["a b", "a-b", "a<b", "kinh_tế"].into_iter());
        assert_eq!(slugs.values().collect::<Vec<_>>(), ["a-b", "a-b-2", "a-b-3", "kinh_tế"]);
    }

    #[test]
    fn a_missing_drawing_is_an_error_that_says_so() {
        let error = page(&nasty(), &[Drawings::default()], "", DIALECT).unwrap_err();
        assert_eq!(error.to_string(), "it has 0 figures, but 1 drawings of them");
    }

    #[test]
    fn numbers_are_rounded_as_they_are_written() {
        let cells = [Cell::Number(2.0 / 3.0), Cell::Empty, Cell::Count(7)].to_vec();
        assert_eq!(rounded(cells, Form::Decimals(2)), [Cell::Number(0.67), Cell::Empty, Cell::Count(7)]);
        assert_eq!(rounded(vec![Cell::Number(1.25662e-6)], Form::Significant), [Cell::Number(1.257e-6)]);
    }

    #[test]
    fn the_same_report_gives_the_same_page() {
        assert_eq!(page(&nasty(), &[], "", DIALECT).unwrap(), page(&nasty(), &[], "", DIALECT).unwrap());
    }
}
