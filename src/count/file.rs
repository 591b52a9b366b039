//! [`Counts`] <-> a file of them: JSON lines, first what they were counted with, then groups, terms and pairs of words.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};

use anyhow::{Context, Result, bail, ensure};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::packed::pack;
use super::{ByPart, Counts, Entry, GroupCounts, PARTS, Term, TermCount};
use crate::themes::Themes;
use crate::vocabulary::TermId;

/// The version of the format; counts of another can't be read.
const VERSION: u32 = 1;

/// A line of the file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Row {
    /// The first line.
    Themeshift(Head),
    /// A group's name and what is counted of it, but for its words.
    Group(String, Box<GroupCounts>),
    /// A term.
    Term(TermRow),
    /// Two words, and how often the one stands before the other.
    Pair(String, String, Vec<PairInGroup>),
    /// The last line: how many stand before it.
    End(u64),
}

/// A group, the level of the documents, and occurrences there.
type PairInGroup = (String, u32, u64);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    version: u32,
    /// Of the dictionary and of what else decides what is counted.
    fingerprint: String,
    level: u32,
    languages: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TermRow {
    term: String,
    groups: BTreeMap<String, TermInGroup>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    forms: BTreeMap<String, u64>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TermInGroup {
    documents: u64,
    /// Occurrences by part of the documents.
    parts: Vec<(usize, u64)>,
    /// The same by part of the paragraphs, where these count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    paragraphs: Vec<(usize, u64)>,
}

impl Counts {
    /// Writes them; equal counts give equal bytes. `fingerprint` is of all that decides what is counted.
    ///
    /// # Errors
    /// `out` can't be written to.
    pub fn write(&self, fingerprint: &str, out: &mut impl Write) -> io::Result<()> {
        let mut written = 0;
        let mut write = |row: Row| {
            written += 1;
            serde_json::to_writer(&mut *out, &row)?;
            out.write_all(b"\n")
        };
        let languages = self.languages.iter().cloned().collect();
        write(Row::Themeshift(Head {
            version: VERSION,
            fingerprint: fingerprint.into(),
            level: self.level,
            languages,
        }))?;
        for (name, group) in &self.groups {
            write(Row::Group(name.clone(), Box::new(group.but_bigrams())))?;
        }
        let mut forms: FxHashMap<TermId, BTreeMap<String, u64>> = FxHashMap::default();
        for ((id, form), count) in &self.forms {
            forms.entry(*id).or_default().insert(form.to_string(), *count);
        }
        let groups: FxHashMap<u32, (&String, &GroupCounts)> =
            self.groups.iter().map(|group| (group.1.number, group)).collect();
        let mut terms: Vec<(&str, Term)> =
            self.terms.terms().map(|term| (self.vocabulary.term(term.id), term)).collect();
        terms.sort_unstable_by_key(|(name, _)| *name);
        for (name, term) in terms {
            let of_group = |entry: Entry| {
                let (name, group) = groups.get(&entry.group)?;
                let paragraphs = sparse(&group.by_paragraph.of(term.id));
                let counts =
                    TermInGroup { documents: entry.count.documents, parts: entry.parts().collect(), paragraphs };
                Some((name.to_string(), counts))
            };
            let groups = term.entries().filter_map(of_group).collect();
            write(Row::Term(TermRow { term: name.into(), groups, forms: forms.remove(&term.id).unwrap_or_default() }))?;
        }
        let mut pairs: BTreeMap<(&str, &str), Vec<PairInGroup>> = BTreeMap::new();
        for (name, group) in &self.groups {
            for (level, (first, second), count) in group.bigrams.iter() {
                let pair = (self.vocabulary.term(first), self.vocabulary.term(second));
                pairs.entry(pair).or_default().push((name.clone(), level, count));
            }
        }
        for ((first, second), mut counts) in pairs {
            counts.sort_unstable();
            write(Row::Pair(first.into(), second.into(), counts))?;
        }
        serde_json::to_writer(&mut *out, &Row::End(written))?;
        out.write_all(b"\n")
    }

    /// Reads what [`Counts::write`] wrote.
    ///
    /// # Errors
    /// The line that can't be read, counts with another `fingerprint`, or of another version.
    pub fn read(input: impl BufRead, fingerprint: &str, themes: &Themes) -> Result<Counts> {
        let mut counts = Counts::default();
        let (mut is_begun, mut is_ended) = (false, false);
        for (line, number) in input.lines().zip(1..) {
            let line = line.with_context(|| format!("line {number} can't be read"))?;
            let row = serde_json::from_str(&line).with_context(|| format!("line {number} is no line of counts"))?;
            match row {
                Row::Themeshift(head) if number == 1 => {
                    ensure!(head.version == VERSION, "it is of version {}, not {VERSION}: count again", head.version);
                    ensure!(
                        head.fingerprint == fingerprint,
                        "it was counted with another dictionary, seed, style of tone marks, words to keep whole or version of \
                         themeshift: count again with those of this run"
                    );
                    (counts.level, is_begun) = (head.level, true);
                    counts.languages.extend(head.languages);
                }
                _ if !is_begun => bail!("it does not begin as a file of counts: make one with `themeshift count`"),
                _ if is_ended => bail!("line {number} stands behind its end: give files of counts one by one"),
                Row::End(lines) => {
                    ensure!(lines + 1 == number, "lines are missing from it: copy it again");
                    is_ended = true;
                }
                row => counts.add_row(row, themes).with_context(|| format!("line {number} can't be used"))?,
            }
        }
        ensure!(is_ended, "it holds no counts to its end: count or copy it again");
        counts.groups.values_mut().for_each(GroupCounts::settle);
        counts.thin();
        Ok(counts)
    }

    /// All of it as one group of that name.
    pub fn into_one_group(self, name: &str) -> Counts {
        let mut sum = GroupCounts::default();
        self.groups.values().for_each(|group| sum.add(group, self.level, |id| id));
        let terms = self.terms.renumbered(|id| id, |_| sum.number);
        Counts { groups: BTreeMap::from([(name.to_string(), sum)]), terms, ..self }
    }

    fn add_row(&mut self, row: Row, themes: &Themes) -> Result<()> {
        match row {
            Row::Themeshift(_) | Row::End(_) => bail!("a file of counts begins here, inside another"),
            Row::Group(name, group) => {
                ensure!(group.is_of(themes), "it counts themes or keywords that the dictionary doesn't have");
                ensure!(!self.groups.contains_key(&name), "the group {name:?} stands here a second time");
                *self.group(&name) = GroupCounts { number: self.groups.len() as u32, ..*group };
            }
            Row::Term(row) => {
                ensure!(self.vocabulary.get(&row.term).is_none(), "the term {:?} stands here a second time", row.term);
                let id = self.vocabulary.intern(&row.term);
                let (mut counts, mut entries) = (Vec::new(), Vec::new());
                for (name, row) in row.groups {
                    let group = group(&mut self.groups, &name)?;
                    let parts = by_part(&row.parts)?;
                    let count = TermCount { frequency: parts.iter().sum(), documents: row.documents };
                    counts.push((group.number, count, parts));
                    for (part, occurrences) in sparse(&by_part(&row.paragraphs)?) {
                        group.by_paragraph.add_occurrences(part, id, occurrences);
                    }
                }
                counts.sort_unstable_by_key(|(group, ..)| *group);
                counts.iter().for_each(|(group, count, parts)| pack(*group, *count, parts, &mut entries));
                self.terms.push(id, &entries);
                self.forms.extend(row.forms.into_iter().map(|(form, count)| ((id, form.into()), count)));
            }
            Row::Pair(first, second, counts) => {
                let pair = (self.vocabulary.intern(&first), self.vocabulary.intern(&second));
                for (name, level, count) in counts {
                    group(&mut self.groups, &name)?.bigrams.add_occurrences(level, pair, count);
                }
            }
        }
        Ok(())
    }
}

/// A group that a line names; its own line stands before.
fn group<'c>(groups: &'c mut BTreeMap<String, GroupCounts>, name: &str) -> Result<&'c mut GroupCounts> {
    groups.get_mut(name).with_context(|| format!("the group {name:?} has no line of its own above"))
}

impl GroupCounts {
    /// It without pairs of words.
    fn but_bigrams(&self) -> GroupCounts {
        let mut group = GroupCounts::default();
        group.add_but_bigrams(self, |id| id);
        group
    }
}

/// The parts that have any occurrence, with their occurrences.
fn sparse(parts: &ByPart) -> Vec<(usize, u64)> {
    parts.iter().copied().enumerate().filter(|(_, count)| *count > 0).collect()
}

/// A term's occurrences by part of what a row has.
fn by_part(row: &[(usize, u64)]) -> Result<ByPart> {
    ensure!(row.iter().all(|(part, count)| *part < PARTS && *count > 0), "there are {PARTS} parts, from 0");
    let mut parts = [0; PARTS];
    row.iter().for_each(|(part, count)| parts[*part] += *count);
    Ok(parts)
}
