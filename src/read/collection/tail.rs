//! What a press database writes under the text of an article: dates of loading, index terms, rights.

use super::said;
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
        Some((Marker::Language, value)) if said::is_language(value) => Tail::Strong { owns: false },
        Some((Marker::Indexing, value)) => Tail::Strong { owns: owns(value) },
        // "NOTES: The visitors rested two players on Monday."
        Some((Marker::Apart, value)) if is_sentence(value) && may_be_text(text) => Tail::No,
        // "GRAPHIC: Photo" and the like, in the capitals of older exports.
        Some((Marker::Apart, _)) if is_in_capitals(text) => Tail::Strong { owns: true },
        Some((Marker::Apart, _)) => Tail::Weak { owns: true, opens: true },
        // Index terms say how much of the article is about each.
        Some((Marker::Below, value)) if value.contains("%)") => Tail::Strong { owns: owns(value) },
        Some((Marker::Below, value)) => Tail::Weak { owns: owns(value), opens: is_in_capitals(text) },
        _ if words::named(text, &[Marker::Apart]).is_some() => Tail::Weak { owns: true, opens: true },
        // What the database writes once more under the last article.
        _ if words::field(text, &[Marker::Cover]).is_some() || text.trim_matches([' ', '-']) == "Print Completed" => {
            Tail::Weak { owns: false, opens: false }
        }
        // A field that is not known.
        _ if words::is_label(text) && text.len() <= LABELLED => Tail::Weak { owns: false, opens: false },
        _ => Tail::No,
    }
}

/// Whether a value is a sentence, as the text of a report has them behind a word and a colon.
fn is_sentence(value: &str) -> bool {
    value.ends_with(['.', '!', '?']) && value.split(' ').count() >= SENTENCE
}

/// Fewest words of such a sentence.
const SENTENCE: usize = 5;

/// Whether a text has such a field: notes, and what isn't in the capitals of older exports, but for pictures.
fn may_be_text(text: &str) -> bool {
    let is_named = |marker: Marker| words::field(text, &[marker]).is_some();
    is_named(Marker::Notes) || !is_in_capitals(text) && !is_named(Marker::Picture)
}

/// Most bytes of a field that is not known.
const LABELLED: usize = 160;

fn is_in_capitals(text: &str) -> bool {
    text.split_once(':').is_some_and(|(name, _)| !name.contains(char::is_lowercase))
}

/// Most paragraphs that a field under the text owns: a correction, what a picture shows.
const OWNED: usize = 4;

/// In how many lines a name is looked for once more.
const NEAR: usize = 200;

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
    let mut sure = first_sure(lines, &kinds, &goes_on, lines.len());
    // Fields that nothing but fields are between, above lines that look like text.
    let (mut fields, mut plain) = (0, 0);
    for at in (0..lines.len()).rev() {
        let is_field = kinds[at] != Tail::No;
        if at < sure && matches!(kinds[at], Tail::Strong { .. }) && fields > 0 && plain * 3 <= fields {
            let is_among = kinds[at + 1..].iter().zip(&goes_on[at + 1..]).find(|(_, goes_on)| !**goes_on);
            if is_among.is_some_and(|(kind, _)| *kind != Tail::No) {
                sure = first_sure(lines, &kinds, &goes_on, at + 1).min(sure);
            }
        }
        fields += usize::from(is_field);
        plain += usize::from(!is_field && !goes_on[at]);
    }
    let opens = |kind: &Tail| !matches!(kind, Tail::Weak { opens: false, .. });
    let opening = kinds[sure..].iter().zip(&goes_on[sure..]).position(|(kind, goes_on)| !goes_on && opens(kind));
    if sure < lines.len() { sure + opening.unwrap_or(0) } else { rights }
}

/// The first of the fields that are sure, from the one above `end` upwards; the number of lines where there is none.
fn first_sure(lines: &[Seen], kinds: &[Tail], goes_on: &[bool], end: usize) -> usize {
    let (mut sure, mut owned) = (lines.len(), 0);
    for at in (0..end).rev() {
        // A field is there once: a name that is there again above paragraphs is of the text.
        let is_again = || lines[at + 1..].iter().take(NEAR).any(|line| line.text == lines[at].text);
        match kinds[at] {
            Tail::No if goes_on[at] => continue,
            Tail::No => owned += 1,
            // What has a value of its own owns nothing, unless another field is above it.
            Tail::Strong { owns: false } if owned > 0 && (at == 0 || kinds[at - 1] == Tail::No) => break,
            Tail::Weak { owns: false, .. } | Tail::Rights if owned > 0 => break,
            Tail::Weak { owns: true, .. } if owned > 0 && is_again() => break,
            // A field that leaves no doubt makes those above and below it sure.
            Tail::Strong { .. } => (sure, owned) = (at, 0),
            Tail::Weak { .. } | Tail::Rights if sure < lines.len() => (sure, owned) = (at, 0),
            Tail::Weak { .. } | Tail::Rights => owned = 0,
        }
        if owned > OWNED {
            break;
        }
    }
    sure
}
