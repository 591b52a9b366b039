//! [`Counts`] <-> a file of them: JSON lines, first what they were counted with, then groups, terms and pairs of words, at the end a
//! digest of all that.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read, Write};

use anyhow::{Context, Result, bail, ensure};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::packed::pack;
use super::possible::{Bounded, MadeUp};
use super::seal::{self, CHANGED, Checksum, Seal};
use super::{ByPart, Counts, Entry, GroupCounts, PARTS, Term, TermCount};
use crate::themes::Themes;
use crate::vocabulary::TermId;

/// The version of the format; counts of another can't be read.
const VERSION: u32 = 2;

/// Most bytes of a line, which is that of a term in thousands of groups at most; and of the first one, which is short.
const LONGEST: u64 = 256 << 20;
const LONGEST_FIRST: u64 = 1 << 20;

/// How counts were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Of all that decides what is counted in an article.
    pub fingerprint: String,
    /// What made the groups, as [`crate::options::GroupBy`] is written; `None` where all articles are of one that was named.
    pub grouped_by: Option<String>,
}

/// Of one group that was named.
impl<T: AsRef<str>> From<T> for Made {
    fn from(fingerprint: T) -> Made {
        Made { fingerprint: fingerprint.as_ref().to_string(), grouped_by: None }
    }
}

/// A part of a corpus, as its file of counts says it.
pub struct Part {
    /// See [`Made::grouped_by`].
    pub grouped_by: Option<String>,
    /// Its counts.
    pub counts: Counts,
    /// What tells it from other parts.
    pub checksum: Checksum,
    /// All its numbers together.
    pub sum: Bounded,
}

/// A line of the file, but for the last.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Row {
    /// The first line.
    Themeshift(Head),
    /// A group's name and what is counted of it, but for its words.
    Group(String, Box<GroupCounts>),
    /// A term.
    Term(TermRow),
    /// Two words, and how often the first directly precedes the second.
    Pair(String, String, Vec<PairInGroup>),
}

/// A group, the level of the documents, and occurrences there.
type PairInGroup = (String, u32, u64);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    version: u32,
    /// Of the dictionary and of what else decides what is counted.
    fingerprint: String,
    /// See [`Made::grouped_by`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grouped_by: Option<String>,
    /// The documents of all groups; the first version didn't say.
    #[serde(default)]
    documents: u64,
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
    /// Writes them; equal counts that were made alike give equal bytes.
    ///
    /// # Errors
    /// `out` can't be written to.
    pub fn write(&self, made: impl Into<Made>, out: &mut impl Write) -> io::Result<()> {
        let Made { fingerprint, grouped_by } = made.into();
        let (mut seal, mut line) = (Seal::default(), Vec::new());
        let mut write = |row: Row| {
            line.clear();
            serde_json::to_writer(&mut line, &row)?;
            line.push(b'\n');
            seal.add(&line);
            out.write_all(&line)
        };
        let languages = self.languages.iter().cloned().collect();
        write(Row::Themeshift(Head {
            version: VERSION,
            fingerprint,
            grouped_by,
            documents: self.groups.values().map(|group| group.documents).sum(),
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
        out.write_all(seal.close().0.as_bytes())
    }

    /// All of it as one group of that name.
    pub fn into_one_group(self, name: &str) -> Counts {
        let mut sum = GroupCounts::default();
        self.groups.values().for_each(|group| sum.add(group, self.level, |id| id));
        let terms = self.terms.renumbered(|id| id, |_| sum.number);
        Counts { groups: BTreeMap::from([(name.to_string(), sum)]), terms, ..self }
    }
}

/// A file of counts that is read: what its lines have said so far.
struct Reader<'t> {
    fingerprint: &'t str,
    themes: &'t Themes,
    counts: Counts,
    /// The documents that its first line says; `None` before that.
    documents: Option<u64>,
    grouped_by: Option<String>,
    sum: Bounded,
    made_up: MadeUp,
}

impl Part {
    /// Reads what [`Counts::write`] wrote.
    ///
    /// # Errors
    /// A line that can't be read, counts with another `fingerprint`, or of another version; a file that isn't as it was
    /// written, or whose counts no articles give.
    pub fn read(mut input: impl BufRead, fingerprint: &str, themes: &Themes) -> Result<Part> {
        let (sum, made_up) = (Bounded::default(), MadeUp::default());
        let (counts, documents, grouped_by) = (Counts::default(), None, None);
        let mut reader = Reader { fingerprint, themes, counts, documents, grouped_by, sum, made_up };
        let (mut seal, mut line) = (Seal::default(), Vec::new());
        // A file or pipe may have no end.
        let mut next = |line: &mut Vec<u8>, longest: u64| {
            line.clear();
            input.by_ref().take(longest).read_until(b'\n', line).context("it can't be read")
        };
        for number in 1_u64.. {
            let longest = if number == 1 { LONGEST_FIRST } else { LONGEST };
            ensure!(next(&mut line, longest)? > 0, "it holds no counts to its end: {CHANGED}");
            if seal::is_last(&line) {
                break;
            }
            seal.add(&line);
            reader.add_line(&line, number)?;
        }
        let checksum = seal.check(&line)?;
        ensure!(next(&mut line, 1)? == 0, "something follows its end: give files of counts one by one");
        let counts = reader.finish().context("no articles have such counts")?;
        Ok(Part { counts, checksum, sum: reader.sum, grouped_by: reader.grouped_by })
    }
}

impl Reader<'_> {
    fn add_line(&mut self, line: &[u8], number: u64) -> Result<()> {
        let row = serde_json::from_slice(line);
        if number > 1 {
            let added = row.context("it is none of counts").and_then(|row| self.add_row(row, line));
            return added.with_context(|| format!("line {number} is not as it was written ({CHANGED})"));
        }
        let Ok(Row::Themeshift(head)) = row else {
            bail!("line 1 is not that of a file of counts: make one with `themeshift count`");
        };
        ensure!(
            head.version == VERSION,
            "it is of version {}, not {VERSION}: count the part again with this themeshift",
            head.version
        );
        ensure!(
            head.fingerprint == self.fingerprint,
            "it was counted with another dictionary, seed, style of tone marks, words to keep whole or version of \
             themeshift: count again with those of this run"
        );
        (self.counts.level, self.documents, self.grouped_by) = (head.level, Some(head.documents), head.grouped_by);
        self.counts.languages.extend(head.languages);
        Ok(())
    }

    fn add_row(&mut self, row: Row, line: &[u8]) -> Result<()> {
        let Counts { vocabulary, groups, terms, forms, .. } = &mut self.counts;
        match row {
            Row::Themeshift(_) => bail!("a file of counts begins here, inside another"),
            Row::Group(name, group) => {
                ensure!(group.is_of(self.themes), "it counts themes or keywords that the dictionary doesn't have");
                ensure!(!groups.contains_key(&name), "the group {name:?} comes here a second time");
                self.sum.add_within(&serde_json::from_slice(line)?)?;
                group.check()?;
                groups.insert(name, GroupCounts { number: groups.len() as u32, ..*group });
            }
            Row::Term(row) => {
                ensure!(vocabulary.get(&row.term).is_none(), "the term {:?} comes here a second time", row.term);
                let id = vocabulary.intern(&row.term);
                let (mut counts, mut entries) = (Vec::new(), Vec::new());
                for (name, row) in row.groups {
                    let group = group(groups, &name)?;
                    let parts = by_part(&row.parts, &mut self.sum)?;
                    let count = TermCount { frequency: parts.iter().sum(), documents: row.documents };
                    self.made_up.add(group, count, &parts)?;
                    counts.push((group.number, count, parts));
                    for (part, occurrences) in sparse(&by_part(&row.paragraphs, &mut self.sum)?) {
                        group.by_paragraph.add_occurrences(part, id, occurrences);
                    }
                }
                counts.sort_unstable_by_key(|(group, ..)| *group);
                counts.iter().for_each(|(group, count, parts)| pack(*group, *count, parts, &mut entries));
                terms.push(id, &entries);
                for (form, count) in row.forms {
                    ensure!(count > 0, "the form {form:?} occurs nowhere");
                    self.sum.add(count)?;
                    forms.insert((id, form.into()), count);
                }
            }
            Row::Pair(first, second, counts) => {
                let pair = (vocabulary.intern(&first), vocabulary.intern(&second));
                for (name, level, count) in counts {
                    ensure!(count > 0, "the pair occurs nowhere");
                    self.sum.add(count)?;
                    group(groups, &name)?.bigrams.add_occurrences(level, pair, count);
                }
            }
        }
        Ok(())
    }

    /// The counts, once all lines are read.
    fn finish(&mut self) -> Result<Counts> {
        let mut counts = std::mem::take(&mut self.counts);
        self.made_up.check(counts.groups.values())?;
        let documents = counts.groups.values().map(|group| group.documents).sum();
        ensure!(self.documents == Some(documents), "its groups don't make up its documents");
        counts.groups.values_mut().for_each(GroupCounts::settle);
        counts.thin();
        Ok(counts)
    }
}

/// A group that a line names; its own line comes earlier.
fn group<'c>(groups: &'c mut BTreeMap<String, GroupCounts>, name: &str) -> Result<&'c mut GroupCounts> {
    groups.get_mut(name).with_context(|| format!("the group {name:?} has no line of its own above"))
}

impl GroupCounts {
    /// The group without pairs of words.
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

/// A term's occurrences by part of what a row has, and added to a sum.
fn by_part(row: &[(usize, u64)], sum: &mut Bounded) -> Result<ByPart> {
    ensure!(row.iter().all(|(part, count)| *part < PARTS && *count > 0), "there are {PARTS} parts, from 0");
    ensure!(row.is_sorted_by(|(part, _), (next, _)| part < next), "the parts aren't in their order");
    let mut parts = [0; PARTS];
    for (part, count) in row {
        sum.add(*count)?;
        parts[*part] = *count;
    }
    Ok(parts)
}
