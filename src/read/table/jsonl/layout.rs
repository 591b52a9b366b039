//! The beginning of a file of JSON, and its outline -> where its articles are and how they are laid out.

use std::io::{Cursor, Read};

use serde::de::IgnoredAny;

use super::object::TEXT_KEYS;
use super::outline::{Node, NodeKind, Outline, outline};
use super::several::{Holder, Place};
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
    /// Several lists or objects, each in one of the ways above.
    Several(Vec<Place>),
    /// The same, but there may be more than were found.
    TooMany,
    /// One article, whose text is in parts in a list under this key.
    Parts(String),
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
    if let Some(key) = parts(&outline.root, columns) {
        return ObjectLayout::Parts(key.to_string());
    }
    let root = Candidate { is_sure: false, node: &outline.root, first: None, layout: ObjectLayout::Values };
    let mut found = vec![root];
    let is_whole = collect(&outline.root, columns, DEEPEST, &mut found);
    let weight = |candidate: &&Candidate| match candidate.first {
        Some(_) => (candidate.is_sure, candidate.node.length),
        None => (false, longest_text(candidate.node)),
    };
    let Some(best) = found.iter().rev().max_by_key(weight) else { return ObjectLayout::Values };
    let mut alike: Vec<_> = found.iter().filter(|candidate| is_alike(candidate, best, columns)).collect();
    if alike.iter().any(|candidate| !is_aside(candidate.node)) {
        alike.retain(|candidate| !is_aside(candidate.node));
    }
    match &alike[..] {
        _ if best.place().is_some() && !is_whole => ObjectLayout::TooMany,
        [] => best.layout.clone(),
        [one] => one.layout.clone(),
        _ => ObjectLayout::Several(alike.iter().filter_map(|candidate| candidate.place()).collect()),
    }
}

/// Where the articles may be.
struct Candidate<'a> {
    /// Whether a name says that there is text.
    is_sure: bool,
    node: &'a Node,
    /// The first object that may be an article; `None` for the whole as one.
    first: Option<&'a Node>,
    layout: ObjectLayout,
}

impl Candidate<'_> {
    /// Its place, where it can be read beside others.
    fn place(&self) -> Option<Place> {
        let holder = match self.layout {
            ObjectLayout::InnerList(_) => Holder::List,
            ObjectLayout::Members(_) => Holder::Members,
            ObjectLayout::Values if self.first.is_some() => Holder::Article,
            _ => return None,
        };
        Some(Place { holder, start: self.node.start, length: self.node.length })
    }
}

/// Whether a candidate holds articles where the best does: what is a list has texts, too, or the same keys; what is no list
/// has its text under the same key.
fn is_alike(candidate: &Candidate, best: &Candidate, columns: &NamedColumns) -> bool {
    let (Some(place), Some(_), Some(first), Some(other)) =
        (candidate.place(), best.place(), candidate.first, best.first)
    else {
        return false;
    };
    let has = |object: &Node, key: &str| object.inner.iter().any(|inner| inner.key == key);
    let all = |one: &Node, other: &Node| one.inner.iter().all(|inner| has(other, &inner.key));
    let texts = |object: &Node| object.inner.iter().filter(|inner| columns.is_text(&inner.key)).count();
    let shares_text = || first.inner.iter().any(|inner| columns.is_text(&inner.key) && has(other, &inner.key));
    let is_same = || !first.inner.is_empty() && (all(first, other) || all(other, first));
    match place.holder {
        Holder::Article => candidate.node.start == best.node.start || shares_text(),
        _ if best.is_sure => candidate.is_sure || texts(first) > 0 && is_same(),
        _ => is_same(),
    }
}

/// What stands beside articles and has text, too.
const ASIDE: [&str; 9] =
    ["comments", "related", "replies", "reviews", "annotations", "tags", "authors", "categories", "sources"];

fn is_aside(node: &Node) -> bool {
    ASIDE.contains(&node.key.to_lowercase().as_str())
}

/// Names of a list of the parts of one article.
const PARTS: [&str; 5] = ["sections", "paragraphs", "parts", "blocks", "chapters"];

/// The key of the list that has the text of one article in parts: this has a title or a date of its own.
fn parts<'a>(node: &'a Node, columns: &NamedColumns) -> Option<&'a str> {
    let is_one = node.inner.iter().any(|inner| {
        matches!(inner.kind, NodeKind::Text | NodeKind::Word)
            && columns.slot(&inner.key).is_some_and(|slot| slot.is_title() || slot.is_date())
    });
    let of_text = |list: &&Node| {
        list.kind == NodeKind::List
            && list.inner.iter().any(|part| part.kind == NodeKind::Object && says_text(part, columns))
    };
    let mut lists = node.inner.iter().filter(of_text);
    let list = lists.next().filter(|list| PARTS.contains(&list.key.to_lowercase().as_str()))?;
    (node.kind == NodeKind::Object && is_one && lists.next().is_none()).then_some(&list.key)
}

/// Finds what may hold articles; whether all was seen that is beside such.
fn collect<'a>(node: &'a Node, columns: &NamedColumns, depth: usize, found: &mut Vec<Candidate<'a>>) -> bool {
    let before = found.len();
    let mut add = |is_sure, node: &'a Node, first, layout| {
        found.push(Candidate { is_sure, node, first: Some(first), layout });
        true
    };
    let objects = || node.inner.iter().filter(|inner| inner.kind == NodeKind::Object);
    let first_object = objects().next();
    if node.kind == NodeKind::List {
        let with_text = objects().find(|object| holds_text(object, columns));
        return with_text
            .or(first_object)
            .is_none_or(|object| add(with_text.is_some(), node, object, ObjectLayout::InnerList(node.start)));
    }
    if let Some((is_sure, cells)) = cells(node, columns) {
        return add(is_sure, node, node, ObjectLayout::Columns(cells));
    }
    if let Some((rows, names)) = split(node) {
        return add(true, rows, rows, ObjectLayout::InnerRows(rows.start, (names.start, names.length)));
    }
    // An article in an object of its own.
    if says_text(node, columns) {
        return add(true, node, node, ObjectLayout::Values);
    }
    let article =
        first_object.filter(|object| says_text(object, columns) || !holds_holders(node) && holds_text(object, columns));
    if let Some(article) = article.filter(|_| node.of_objects && node.inner.len() > 1) {
        return add(true, node, article, ObjectLayout::Members(node.start));
    }
    let mut is_whole = true;
    if depth > 0 {
        let holders = node.inner.iter().filter(|inner| matches!(inner.kind, NodeKind::Object | NodeKind::List));
        for inner in holders {
            is_whole &= collect(inner, columns, depth - 1, found);
        }
    }
    is_whole && (node.is_whole || found.len() == before)
}

/// Whether each of the objects in one holds nothing but objects: these may be the articles.
fn holds_holders(node: &Node) -> bool {
    node.inner.iter().all(|inner| inner.of_objects)
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
