//! The beginning of a file of JSON, and its outline -> where its articles are and how they are laid out.

use std::io::{Cursor, Read};

use serde::de::IgnoredAny;

use super::object::TEXT_KEYS;
use super::outline::{Node, NodeKind, Outline, outline};
use crate::read::table::columns::NamedColumns;

/// How many bytes are looked at to tell how a file is laid out.
const LOOKED_AT: u64 = 1 << 18;

/// How deep in other objects the articles may be.
const DEEPEST: usize = 5;

/// The name of a column, where its cells begin and how many bytes they take.
pub(super) type ColumnPlace = (String, u64, u64);

/// How a file is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ObjectLayout {
    /// One object a line.
    Lines,
    /// Objects that go over several lines, or one alone.
    Values,
    /// One list of objects, or of texts.
    List,
    /// A list that begins at this byte within an object.
    InnerList(u64),
    /// The values of the object that begins at this byte, whatever their keys: `{"7": {...}, "8": {...}}`.
    Members(u64),
    /// One list of rows, the first of which has the names.
    Rows,
    /// A list of rows that begins at this byte, and where the list of the names of their cells is and how long: as pandas writes
    /// with orient="split".
    InnerRows(u64, (u64, u64)),
    /// Each column is an object of its cells: their names, where these begin and how long they are. pandas writes them so
    /// where it isn't told otherwise.
    Columns(Vec<ColumnPlace>),
}

impl ObjectLayout {
    /// How a source is laid out. One that can't be read to its end is judged by what can.
    pub fn of(mut source: impl Read, columns: &NamedColumns) -> ObjectLayout {
        let mut start = Vec::new();
        // Whoever reads the articles comes to a fault, too.
        let _ = source.by_ref().take(LOOKED_AT).read_to_end(&mut start);
        let plain = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start).trim_ascii_start();
        match plain {
            [b'[', rest @ ..] => match rest.trim_ascii_start().first() {
                Some(b'[') => ObjectLayout::Rows,
                _ => ObjectLayout::List,
            },
            [b'{', ..] => match of_lines(plain) {
                Some(layout) => layout,
                None => match outline(Cursor::new(&start).chain(source)) {
                    Some(outline) => of_outline(&outline, columns),
                    None => ObjectLayout::Lines,
                },
            },
            _ => ObjectLayout::Lines,
        }
    }
}

/// What the first two lines tell; `None` where the first value may be the only one.
fn of_lines(start: &[u8]) -> Option<ObjectLayout> {
    let mut lines = start.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let (first, second) = (lines.next().unwrap_or_default().trim_ascii(), lines.next());
    match (serde_json::from_slice::<IgnoredAny>(first), second) {
        (Ok(_), Some(_)) => Some(ObjectLayout::Lines),
        // The line below an object that is cut off is another object.
        (Err(error), Some(second)) if error.is_eof() => {
            let goes_on = first.last().is_some_and(|last| b"[{,:".contains(last));
            (second.starts_with(b"{") && !goes_on).then_some(ObjectLayout::Lines)
        }
        (Err(error), _) if !error.is_eof() => match first.get(error.column().saturating_sub(1)) {
            // Another object behind the first.
            Some(b'{') if error.to_string().starts_with("trailing") => Some(ObjectLayout::Values),
            _ if second.is_some_and(|second| second.starts_with(b"{")) => Some(ObjectLayout::Lines),
            _ => None,
        },
        _ => None,
    }
}

fn of_outline(outline: &Outline, columns: &NamedColumns) -> ObjectLayout {
    if outline.next.is_some() || says_text(&outline.root, columns) && cells(&outline.root, columns).is_none() {
        return ObjectLayout::Values;
    }
    let mut found =
        vec![Candidate { is_sure: false, length: longest_text(&outline.root), layout: ObjectLayout::Values }];
    collect(&outline.root, columns, DEEPEST, &mut found);
    let best = found.into_iter().rev().max_by_key(|candidate| (candidate.is_sure, candidate.length));
    best.map_or(ObjectLayout::Values, |candidate| candidate.layout)
}

/// Where the articles may be.
struct Candidate {
    /// Whether a name says that there is text.
    is_sure: bool,
    length: u64,
    layout: ObjectLayout,
}

fn collect(node: &Node, columns: &NamedColumns, depth: usize, found: &mut Vec<Candidate>) {
    let mut add = |is_sure, node: &Node, layout| found.push(Candidate { is_sure, length: node.length, layout });
    let first_object = node.inner.iter().find(|inner| inner.kind == NodeKind::Object);
    if node.kind == NodeKind::List {
        if let Some(object) = first_object {
            add(holds_text(object, columns), node, ObjectLayout::InnerList(node.start));
        }
        return;
    }
    if let Some((is_sure, cells)) = cells(node, columns) {
        return add(is_sure, node, ObjectLayout::Columns(cells));
    }
    if let Some((rows, names)) = split(node) {
        return add(true, rows, ObjectLayout::InnerRows(rows.start, (names.start, names.length)));
    }
    // An article in an object of its own.
    if says_text(node, columns) {
        return add(true, node, ObjectLayout::Values);
    }
    let is_article = first_object.is_some_and(|object| holds_text(object, columns));
    if node.of_objects && node.inner.len() > 1 && is_article {
        return add(true, node, ObjectLayout::Members(node.start));
    }
    if depth > 0 {
        let holders = node.inner.iter().filter(|inner| matches!(inner.kind, NodeKind::Object | NodeKind::List));
        holders.for_each(|inner| collect(inner, columns, depth - 1, found));
    }
}

/// Whether an object has a text under a name that says so.
fn says_text(node: &Node, columns: &NamedColumns) -> bool {
    let is_text = |inner: &Node| match inner.kind {
        NodeKind::Text | NodeKind::List => true,
        NodeKind::Word => inner.length != 4,
        NodeKind::Object => TEXT_KEYS.iter().any(|key| inner.member(key).is_some()) && !says_text(inner, columns),
    };
    node.kind == NodeKind::Object && node.inner.iter().any(|inner| columns.is_text(&inner.key) && is_text(inner))
}

/// The same, or one of the objects in it does.
fn holds_text(node: &Node, columns: &NamedColumns) -> bool {
    let mut objects = node.inner.iter().filter(|inner| inner.kind == NodeKind::Object);
    // An outline is no deeper than its own bound.
    node.kind == NodeKind::Object && (says_text(node, columns) || objects.any(|inner| holds_text(inner, columns)))
}

fn longest_text(node: &Node) -> u64 {
    node.inner.iter().filter(|inner| inner.kind == NodeKind::Text).map(|inner| inner.length).max().unwrap_or_default()
}

/// The columns of an object that has one after the other, and whether one of their names says that it holds the text.
fn cells(node: &Node, columns: &NamedColumns) -> Option<(bool, Vec<ColumnPlace>)> {
    let first = |column: &Node| column.inner.first().map(|cell| cell.key.clone());
    let row = first(node.inner.first()?)?;
    let is_column = |column: &Node| {
        column.kind == NodeKind::Object
            && first(column).as_ref() == Some(&row)
            && column.inner.iter().all(|cell| cell.kind != NodeKind::Object)
    };
    let is_table = node.kind == NodeKind::Object && node.of_objects && node.inner.iter().all(is_column);
    // The cells have no names of their own.
    let is_row = node.inner.iter().any(|column| says_text(column, columns));
    let is_sure = node.inner.iter().any(|column| columns.is_text(&column.key));
    let is_number = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    let is_counted = is_number(&row) && !node.inner.iter().any(|column| is_number(&column.key));
    let cells = || node.inner.iter().map(|column| (column.key.clone(), column.start, column.length)).collect();
    (is_table && !is_row && (is_sure || is_counted)).then(|| (is_sure, cells()))
}

/// The rows of an object that has them apart from the names of their cells, and these.
fn split(node: &Node) -> Option<(&Node, &Node)> {
    let rows = node.member("data").filter(|rows| rows.kind == NodeKind::List)?;
    let names = node.member("columns").filter(|names| names.kind == NodeKind::List)?;
    rows.inner.first().is_some_and(|row| row.kind == NodeKind::List).then_some((rows, names))
}
