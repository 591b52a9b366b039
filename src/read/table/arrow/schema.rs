//! What an Arrow file says of its columns (Apache Arrow, Schema.fbs): the numbers are the places of fields there.

use anyhow::{Context, Result, ensure};

use crate::read::table::date::Zone;
use crate::read::table::flat::FlatTable;

/// The deepest columns within columns, and most columns in all.
const DEEPEST: usize = 32;
const MOST_COLUMNS: usize = 100_000;

/// A column.
#[derive(Clone, Debug)]
pub(super) struct ArrowField {
    pub name: String,
    /// `None` for what is not read.
    pub kind: Option<ArrowKind>,
    /// The list of texts that its numbers stand for, and what these numbers are.
    pub dictionary: Option<(i64, ArrowKind)>,
    /// What the values take in a batch, whatever they stand for.
    pub span: Span,
}

/// What the values of a column are.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ArrowKind {
    /// Text: whether its places are numbers of 8 bytes.
    Text(bool),
    /// Text of which the short one is in its place.
    View,
    /// A list of texts.
    List(bool, Box<ArrowKind>),
    /// Whole numbers of so many bytes, and whether they may be below 0.
    Int(usize, bool),
    /// Of so many bytes.
    Float(usize),
    /// Of so many bytes: how many make a second, and one how many seconds; the zone whose clocks show them.
    Moment { size: usize, second: i64, seconds: i64, zone: Option<Zone> },
}

/// How many entries of the lists of a batch a column has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub nodes: usize,
    pub buffers: usize,
    pub views: usize,
}

impl Span {
    fn add(self, other: Span) -> Span {
        Span {
            nodes: self.nodes.saturating_add(other.nodes),
            buffers: self.buffers.saturating_add(other.buffers),
            views: self.views.saturating_add(other.views),
        }
    }
}

/// The columns of a schema.
///
/// # Errors
/// It is broken, or of a kind that isn't known.
pub(super) fn fields(schema: FlatTable) -> Result<Vec<ArrowField>> {
    ensure!(schema.short(0).unwrap_or(0) == 0, "its numbers are big-endian: save it as .parquet");
    let mut left = MOST_COLUMNS;
    let fields = schema.tables(1).context("it says nothing of its columns: it is broken")?;
    fields.map(|field| self::field(field, DEEPEST, &mut left)).collect()
}

fn field(table: FlatTable, depth: usize, left: &mut usize) -> Result<ArrowField> {
    *left = left.checked_sub(1).context("it has too many columns")?;
    ensure!(depth > 0, "its columns are nested too deeply");
    let children = table.tables(5).into_iter().flatten().map(|child| field(child, depth - 1, left));
    let children: Vec<ArrowField> = children.collect::<Result<_>>()?;
    let of_type = table.byte(2).unwrap_or(0);
    let kind = table.table(3).and_then(|table| kind(of_type, table, &children));
    let (buffers, views) = match of_type {
        1 | 22 => (0, 0),
        2 | 3 | 6..=11 | 15 | 18 => (2, 0),
        4 | 5 | 19 | 20 => (3, 0),
        12 | 17 | 21 => (2, 0),
        13 | 16 => (1, 0),
        // Unions have no list of what is missing.
        14 => (1 + usize::from(table.table(3).and_then(|union| union.short(0)) == Some(1)), 0),
        // Their texts are in as many buffers as each batch says.
        23 | 24 => (2, 1),
        25 | 26 => (3, 0),
        _ => anyhow::bail!("its columns are of a kind that is not known: save it as .parquet"),
    };
    let own = children.iter().fold(Span { nodes: 1, buffers, views }, |span, child| span.add(child.span));
    let dictionary = table.table(4).map(|dictionary| {
        let number = dictionary.table(1).and_then(|number| self::kind(2, number, &[]));
        (dictionary.long(0).unwrap_or(0), number.unwrap_or(ArrowKind::Int(4, true)))
    });
    let span = if dictionary.is_some() { Span { nodes: 1, buffers: 2, views: 0 } } else { own };
    Ok(ArrowField { name: table.text(0).unwrap_or_default().to_string(), kind, dictionary, span })
}

fn kind(of_type: u8, table: FlatTable, children: &[ArrowField]) -> Option<ArrowKind> {
    let unit = |otherwise| table.short(0).unwrap_or(otherwise);
    Some(match of_type {
        5 => ArrowKind::Text(false),
        20 => ArrowKind::Text(true),
        24 => ArrowKind::View,
        2 => {
            let bits = usize::try_from(table.int(0).unwrap_or(0)).ok()?;
            let size = Some(bits / 8).filter(|size| [1, 2, 4, 8].contains(size) && bits % 8 == 0)?;
            ArrowKind::Int(size, table.byte(1).unwrap_or(0) != 0)
        }
        3 => ArrowKind::Float(match unit(0) {
            1 => 4,
            2 => 8,
            _ => return None,
        }),
        8 if unit(1) == 0 => ArrowKind::Moment { size: 4, second: 1, seconds: 86_400, zone: None },
        8 => ArrowKind::Moment { size: 8, second: 1_000, seconds: 1, zone: None },
        10 => {
            let second = [1, 1_000, 1_000_000, 1_000_000_000].get(usize::try_from(unit(0)).ok()?).copied()?;
            ArrowKind::Moment { size: 8, second, seconds: 1, zone: table.text(1).and_then(Zone::of) }
        }
        12 | 21 => {
            let child = children.first().filter(|child| child.dictionary.is_none())?.kind.clone()?;
            let is_text = matches!(child, ArrowKind::Text(_) | ArrowKind::View);
            is_text.then(|| ArrowKind::List(of_type == 21, Box::new(child)))?
        }
        _ => return None,
    })
}
