//! Whether counts that are read can be those of any articles: a file that someone else made may say anything.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::parts::{ByPart, add_by_part};
use super::{GroupCounts, PARTS, TermCount};

/// All numbers in a file add up to no more than this, nor do those of all files that are added up: no sum of any of them runs
/// over then. The largest are the billionths of factors (MTLD), 14 million a token: 300 billion tokens have that many.
const MOST: u64 = 1 << 62;

/// The sum of numbers that are to be added up in whatever way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bounded(u64);

impl Bounded {
    /// Adds a number.
    ///
    /// # Errors
    /// It is more than any articles give.
    pub fn add(&mut self, number: u64) -> Result<()> {
        let sum = self.0.checked_add(number).filter(|sum| *sum <= MOST);
        self.0 = sum.context("it counts more than articles can hold")?;
        Ok(())
    }

    /// Adds those of another.
    ///
    /// # Errors
    /// The same.
    pub fn add_all(&mut self, other: Bounded) -> Result<()> {
        self.add(other.0)
    }

    /// Adds all whole numbers in a value of JSON.
    ///
    /// # Errors
    /// The same.
    pub fn add_within(&mut self, value: &Value) -> Result<()> {
        match value {
            Value::Number(number) => number.as_u64().map_or(Ok(()), |number| self.add(number)),
            Value::Array(values) => values.iter().try_for_each(|value| self.add_within(value)),
            Value::Object(values) => values.values().try_for_each(|value| self.add_within(value)),
            Value::Null | Value::Bool(_) | Value::String(_) => Ok(()),
        }
    }
}

impl GroupCounts {
    /// Refuses what no documents give; all its numbers are [`Bounded`].
    pub(super) fn check(&self) -> Result<()> {
        ensure!(self.documents > 0, "it counts no document");
        let is_within =
            |count: &TermCount| (1..=self.documents).contains(&count.documents) && count.documents <= count.frequency;
        ensure!(self.keywords.values().all(is_within), "a keyword occurs in more documents than it can");
        ensure!(
            self.themes.values().all(|theme| {
                let count = TermCount { frequency: theme.frequency, documents: theme.documents };
                is_within(&count)
                    && (theme.documents..=theme.frequency).contains(&theme.clauses)
                    && theme.priority_clauses <= theme.clauses
            }),
            "a theme occurs in more documents or clauses than it can"
        );
        ensure!(self.priority_clauses <= self.clauses, "more clauses state priorities than there are");
        ensure!(self.part_tokens.iter().sum::<u64>() == self.tokens, "its parts don't make up its tokens");
        Ok(())
    }
}

/// The tokens of each group by part, as its terms make them up.
#[derive(Default)]
pub struct MadeUp(BTreeMap<u32, ByPart>);

impl MadeUp {
    /// Adds a term of a group.
    ///
    /// # Errors
    /// It occurs in more documents than it can.
    pub fn add(&mut self, group: &GroupCounts, count: TermCount, parts: &ByPart) -> Result<()> {
        let most = count.frequency.min(group.documents);
        ensure!((1..=most).contains(&count.documents), "it occurs in {} documents of {most} at most", count.documents);
        add_by_part(self.0.entry(group.number).or_insert([0; PARTS]), parts);
        Ok(())
    }

    /// Refuses groups of whose tokens not all are there, or more.
    pub fn check<'g>(&self, mut groups: impl Iterator<Item = &'g GroupCounts>) -> Result<()> {
        let is_made_up = |group: &GroupCounts| self.0.get(&group.number).unwrap_or(&[0; PARTS]) == &group.part_tokens;
        ensure!(groups.all(is_made_up), "its terms don't make up its tokens");
        Ok(())
    }
}
