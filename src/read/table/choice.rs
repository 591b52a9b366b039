//! The heads of a workbook's sheets -> the sheets that hold articles, and what is said of others.

use anyhow::{Result, anyhow};

use super::columns::{NamedColumns, is_long};
use super::names::Slot;

/// What the first rows of a sheet say.
pub(super) struct SheetHead {
    /// The number of the first row that isn't empty, which holds the names of the columns.
    pub row: u64,
    pub names: Vec<String>,
    /// The length of the texts in each column, over the `rows` rows below.
    pub lengths: Vec<usize>,
    pub rows: usize,
}

/// A sheet that is looked at.
pub(super) struct SheetLook<'a, P> {
    pub name: &'a str,
    pub is_hidden: bool,
    /// Where its rows are.
    pub place: P,
    /// `None` where it is empty.
    pub head: Result<Option<SheetHead>>,
}

/// A sheet that holds articles.
#[derive(Debug)]
pub(super) struct ChosenSheet<P> {
    pub name: String,
    pub place: P,
    /// The number of its header's row.
    pub header: u64,
    /// What its columns hold.
    pub slots: Vec<Option<Slot>>,
}

/// The sheets with a column for the text that are not hidden, in order, and the faults of others.
///
/// # Errors
/// There is none: what is said of the first sheet, or that the only one is hidden.
pub(super) fn choose<'a, P>(
    looks: impl IntoIterator<Item = SheetLook<'a, P>>,
    columns: &NamedColumns,
) -> Result<(Vec<ChosenSheet<P>>, Vec<String>)> {
    let (mut chosen, mut faults, mut none) = (Vec::new(), Vec::new(), anyhow!("it has no sheet"));
    let (mut is_first, mut hidden) = (true, None);
    for SheetLook { name, is_hidden, place, head } in looks {
        // The first sheet is meant, where none will do.
        let mut say = |error: anyhow::Error, is_plain: bool| {
            if is_plain {
                faults.push(format!("its sheet “{name}” is not read: {error:#}"));
            }
            if std::mem::take(&mut is_first) {
                none = error;
            }
        };
        match head.map(|head| head.map(|head| (head.row, slots(&head, columns)))) {
            Ok(Some((_, Slots::Known(_)))) if is_hidden => {
                hidden.get_or_insert(name.to_string());
                faults.push(format!("its sheet “{name}” is hidden and not read: show it, or delete it"));
            }
            Ok(Some((header, Slots::Known(slots)))) => {
                chosen.push(ChosenSheet { name: name.to_string(), place, header, slots });
            }
            Ok(Some((_, Slots::Unknown { error, has_texts }))) if !is_hidden => say(error, has_texts),
            Ok(None) if !is_hidden => say(anyhow!("its first sheet is empty"), false),
            Err(error) if !is_hidden => say(error, true),
            _ => (),
        }
    }
    if chosen.is_empty() {
        let only_hidden = |name| anyhow!("its only sheet with a column for the text, “{name}”, is hidden: show it");
        return Err(hidden.map_or(none, only_hidden));
    }
    Ok((chosen, faults))
}

/// What the head of a sheet says of its columns.
enum Slots {
    Known(Vec<Option<Slot>>),
    Unknown {
        error: anyhow::Error,
        /// Whether it holds texts all the same.
        has_texts: bool,
    },
}

fn slots(head: &SheetHead, columns: &NamedColumns) -> Slots {
    match columns.slots(&head.names, &head.lengths, head.rows) {
        Ok(slots) => Slots::Known(slots),
        Err(error) => {
            let is_text = |name: &String| is_long(name.len(), 1);
            let has_texts =
                head.lengths.iter().any(|&length| is_long(length, head.rows)) || head.names.iter().any(is_text);
            Slots::Unknown { error, has_texts }
        }
    }
}
