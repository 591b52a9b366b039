//! [`Comparison`] and [`Record`]s -> tables: one file a table, one row in `tables!` and one in [`TABLES`] or
//! [`RECORD_TABLES`].

mod cell;
mod collocations;
mod concordance;
mod documents;
mod findings;
mod frame;
mod group_similarity;
mod keyword_overlap;
mod left_out;
mod lexical_diversity;
mod priority_statements;
mod removed_lines;
mod rows;
pub mod sentence;
mod spec;
mod term_frequency;
mod term_keyness;
mod theme_cooccurrence;
mod theme_frequency;
mod theme_keywords;
mod theme_shift;
mod theme_trend;
mod word_shift;

use std::ops::Deref;

use anyhow::Result;

pub use cell::Cell;
pub use findings::Told;
pub use left_out::{left_out, left_out_of_all};
pub use rows::{Grid, Rows};
pub use spec::{Column, Form, Heading, Schema, Spec, Unit};

use crate::compare::Comparison;
use crate::options::Labels;
use crate::record::Record;

/// A table that is one of [`Part`]'s.
pub trait Tabled: Spec {
    /// Its rows, where the part is one of its.
    fn rows_in<'p, 'c>(part: &'p Part<'c>) -> Option<&'p Rows<'c, Self>>;
}

/// Defines the tables: the module that specifies each, and its name.
macro_rules! tables {
    ($($module:ident::$name:ident),* $(,)?) => {
        $(
            #[doc = concat!("The table ", stringify!($module), ".")]
            pub struct $name;
        )*

        /// The rows of a table, or of a part of it, by the table.
        #[allow(missing_docs)]
        pub enum Part<'c> {
            $($name(Rows<'c, $name>),)*
        }

        $(impl<'c> From<Rows<'c, $name>> for Part<'c> {
            fn from(rows: Rows<'c, $name>) -> Part<'c> {
                Part::$name(rows)
            }
        })*

        $(impl Tabled for $name {
            fn rows_in<'p, 'c>(part: &'p Part<'c>) -> Option<&'p Rows<'c, $name>> {
                match part {
                    Part::$name(rows) => Some(rows),
                    _ => None,
                }
            }
        })*

        impl Part<'_> {
            /// The rows, whichever the table.
            pub fn grid(&self) -> &dyn Grid {
                match self {
                    $(Part::$name(rows) => rows,)*
                }
            }
        }

        /// The names of all tables.
        pub const NAMES: &[&str] = &[$($name::NAME),*];

        /// What is known of all tables.
        pub fn schemas() -> Vec<Schema> {
            vec![$(Schema::of::<$name>()),*]
        }
    };
}

tables! {
    findings::FindingsTable,
    theme_frequency::ThemeFrequencyTable,
    theme_shift::ThemeShiftTable,
    theme_trend::ThemeTrendTable,
    theme_keywords::ThemeKeywordsTable,
    theme_cooccurrence::ThemeCooccurrenceTable,
    keyword_overlap::KeywordOverlapTable,
    term_frequency::TermFrequencyTable,
    term_keyness::TermKeynessTable,
    word_shift::WordShiftTable,
    collocations::CollocationsTable,
    group_similarity::GroupSimilarityTable,
    lexical_diversity::LexicalDiversityTable,
    documents::DocumentsTable,
    priority_statements::PriorityStatementsTable,
    concordance::ConcordanceTable,
    removed_lines::RemovedLinesTable,
}

/// Makes a table that compares groups.
#[derive(Clone, Copy)]
pub enum OfComparison {
    /// All at once.
    Whole(for<'c> fn(&'c Comparison, Labels) -> Result<Part<'c>>),
    /// The part of one pair of groups.
    ByPair(for<'c> fn(&'c Comparison, usize) -> Result<Part<'c>>),
}

/// The tables that compare groups, in the order in which they are read.
pub const TABLES: &[OfComparison] = &[
    OfComparison::Whole(findings::rows),
    OfComparison::Whole(|of, labels| Ok(made::<ThemeFrequencyTable>(labelled(of.theme_frequencies(), labels)))),
    OfComparison::Whole(|of, labels| Ok(made::<ThemeShiftTable>(labelled(of.theme_shifts(), labels)))),
    OfComparison::Whole(|of, labels| Ok(made::<ThemeTrendTable>(labelled(&of.theme_trends(), labels)))),
    OfComparison::Whole(|of, _| Ok(made::<ThemeKeywordsTable>(of.keyword_frequencies()))),
    OfComparison::Whole(|of, _| Ok(made::<ThemeCooccurrenceTable>(of.theme_cooccurrences()))),
    OfComparison::Whole(|of, _| Ok(made::<KeywordOverlapTable>(of.keyword_overlaps()))),
    OfComparison::Whole(term_frequency::rows),
    OfComparison::ByPair(term_keyness::rows),
    OfComparison::ByPair(word_shift::rows),
    OfComparison::Whole(|of, _| Ok(made::<CollocationsTable>(of.collocations()))),
    OfComparison::Whole(|of, _| Ok(made::<GroupSimilarityTable>(of.similarities()?))),
    OfComparison::Whole(|of, _| Ok(made::<LexicalDiversityTable>(lexical_diversity::of_groups(of)))),
];

/// Makes the rows of documents in a table that grows document by document.
type OfRecords = for<'r> fn(&'r [Record]) -> Part<'r>;

/// The tables that grow document by document.
pub const RECORD_TABLES: &[OfRecords] = &[
    |records| made::<DocumentsTable>(records),
    |records| made::<PriorityStatementsTable>(each(records, |record| &record.statements)),
    |records| made::<ConcordanceTable>(each(records, |record| &record.passages)),
    |records| made::<LexicalDiversityTable>(lexical_diversity::of_documents(records)),
    |records| made::<RemovedLinesTable>(each(records, |record| &record.removed)),
];

/// Rows that are there.
fn made<'c, T: Tabled>(rows: impl IntoIterator<Item = T::Row<'c>>) -> Part<'c>
where
    Part<'c>: From<Rows<'c, T>>,
{
    Rows::<T>::made(rows).into()
}

/// What documents hold, each with its document.
fn each<R: 'static>(records: &[Record], held: fn(&Record) -> &Vec<R>) -> impl Iterator<Item = (&Record, &R)> {
    records.iter().flat_map(move |record| held(record).iter().map(move |row| (record, row)))
}

impl OfComparison {
    /// In how many parts the table's rows come.
    pub fn number_of_parts(&self, comparison: &Comparison) -> usize {
        match self {
            OfComparison::Whole(_) => 1,
            OfComparison::ByPair(_) => comparison.pairs().max(1),
        }
    }

    /// The table's rows in parts, in their order; one part at least.
    pub fn parts<'c>(
        &self,
        comparison: &'c Comparison,
        labels: Labels,
    ) -> impl Iterator<Item = Result<Part<'c>>> + use<'c> {
        let this = *self;
        (0..self.number_of_parts(comparison)).map(move |part| match this {
            OfComparison::Whole(rows) => rows(comparison, labels),
            OfComparison::ByPair(rows) => rows(comparison, part),
        })
    }
}

/// Rows with the language in which they name their themes.
fn labelled<R: Copy>(rows: &[R], labels: Labels) -> impl Iterator<Item = Labelled<R>> {
    rows.iter().map(move |row| Labelled { row: *row, labels })
}

/// A row with the language in which it names its theme.
#[derive(Clone, Copy)]
pub struct Labelled<R> {
    row: R,
    labels: Labels,
}

impl<R> Deref for Labelled<R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.row
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_table_and_column_is_explained_in_both_languages() {
        for Schema { name, title, about, headings, .. } in schemas() {
            let columns = headings.iter().map(|heading| (heading.name, heading.meaning));
            for (what, words) in [("title", title), ("about", about)].into_iter().chain(columns) {
                let is_said = !words.en.is_empty() && !words.vi.is_empty() && words.en != words.vi;
                assert!(is_said, "{name}: {what}: {words:?}");
            }
        }
    }

    #[test]
    fn no_two_columns_of_a_table_share_a_name() {
        for Schema { name, headings, .. } in schemas() {
            let names: BTreeSet<_> = headings.iter().map(|heading| heading.name).collect();
            assert_eq!(names.len(), headings.len(), "{name}");
        }
    }

    #[test]
    fn whole_numbers_are_counts_ranks_or_positions_and_p_values_are_probabilities() {
        for Schema { name, headings, .. } in schemas() {
            for Heading { name: column, unit, form, .. } in headings {
                let fits = match form {
                    Form::Text => unit == Unit::None,
                    Form::Count => [Unit::Count, Unit::Rank, Unit::Position].contains(&unit),
                    Form::Significant => unit == Unit::Probability,
                    Form::Decimals(_) => unit != Unit::Position,
                };
                assert!(fits, "{name}.{column}: {unit:?} as {form:?}");
            }
        }
    }
}
