//! What a press database writes under the text of an article: dates of loading, index terms, rights.

use super::seen::Seen;
use super::words::{self, Marker};
use crate::read::date;

/// How surely a line is a field under the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail {
    /// It is text.
    No,
    /// It tells who holds the rights.
    Rights,
    /// It is a field whose name a text may hold too.
    Weak {
        /// Paragraphs under it are its own.
        owns: bool,
        /// It may be the first field under a text.
        opens: bool,
    },
    /// It is a field of a database, by its value or name.
    Strong {
        /// Paragraphs under it are its own.
        owns: bool,
    },
}

/// What Nexis writes in place of an article that it can't show.
const BROKEN: &str = "We are sorry but there is an error in this document";

/// The field in a line under an article of Nexis.
pub fn of_nexis(text: &str) -> Tail {
    if words::is_copyright(text) || text.starts_with(BROKEN) {
        return Tail::Rights;
    }
    let among = [Marker::LoadDate, Marker::Language, Marker::Indexing, Marker::Apart, Marker::Below];
    let owns = |value: &str| value.is_empty() || value.ends_with([';', ',']);
    match words::field(text, &among) {
        Some((Marker::LoadDate, value)) if value.is_empty() || date::iso(value).is_some() => {
            Tail::Strong { owns: value.is_empty() }
        }
        Some((Marker::Language, value)) if words::language(value).is_some() => Tail::Strong { owns: false },
        Some((Marker::Indexing, value)) => Tail::Strong { owns: owns(value) },
        // "GRAPHIC: Photo" and the like, in the capitals of older exports.
        Some((Marker::Apart, _)) if is_in_capitals(text) => Tail::Strong { owns: true },
        Some((Marker::Apart, _)) => Tail::Weak { owns: true, opens: true },
        // Index terms say how much of the article is about each.
        Some((Marker::Below, value)) if value.contains("%)") => Tail::Strong { owns: owns(value) },
        Some((Marker::Below, value)) => Tail::Weak { owns: owns(value), opens: is_in_capitals(text) },
        _ if words::named(text, &[Marker::Apart]).is_some() => Tail::Weak { owns: true, opens: true },
        _ => Tail::No,
    }
}

fn is_in_capitals(text: &str) -> bool {
    text.split_once(':').is_some_and(|(name, _)| !name.contains(char::is_lowercase))
}

/// Most paragraphs that a field under the text owns: a correction, what a picture shows.
const OWNED: usize = 4;

/// Where the text ends and what is under it begins: from the end upwards fields, one of which leaves no doubt, and the
/// paragraphs that belong to those which have no value in their line. Otherwise what tells the rights at the very end.
pub fn start(lines: &[Seen], of: fn(&str) -> Tail) -> usize {
    let kinds: Vec<Tail> = lines
        .iter()
        .map(|line| match of(&line.text) {
            // A word within a paragraph that was wrapped.
            Tail::Weak { .. } if line.joins => Tail::No,
            kind => kind,
        })
        .collect();
    let mut in_field = false;
    let goes_on: Vec<bool> = lines
        .iter()
        .zip(&kinds)
        .map(|(line, kind)| {
            in_field = *kind != Tail::No || in_field && line.follows;
            in_field && *kind == Tail::No
        })
        .collect();
    let rights = kinds.iter().rposition(|kind| *kind != Tail::Rights).map_or(0, |last| last + 1);
    let (mut sure, mut owned) = (lines.len(), 0);
    for at in (0..lines.len()).rev() {
        match kinds[at] {
            Tail::No if goes_on[at] => continue,
            Tail::No => owned += 1,
            // What has a value of its own owns nothing, unless another field is above it.
            Tail::Strong { owns: false } if owned > 0 && (at == 0 || kinds[at - 1] == Tail::No) => break,
            Tail::Weak { owns: false, .. } | Tail::Rights if owned > 0 => break,
            // A field that leaves no doubt makes those above and below it sure.
            Tail::Strong { .. } => (sure, owned) = (at, 0),
            Tail::Weak { .. } | Tail::Rights if sure < lines.len() => (sure, owned) = (at, 0),
            Tail::Weak { .. } | Tail::Rights => owned = 0,
        }
        if owned > OWNED {
            break;
        }
    }
    let opens = |kind: &Tail| !matches!(kind, Tail::Weak { opens: false, .. });
    let opening = kinds[sure..].iter().zip(&goes_on[sure..]).position(|(kind, goes_on)| !goes_on && opens(kind));
    if sure < lines.len() { sure + opening.unwrap_or(0) } else { rights }
}
