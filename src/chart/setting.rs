//! What every chart needs beside its table: the language of its words, the names of themes and groups, the samples' sizes.

use itertools::Itertools;

use crate::compare::GroupSize;
use crate::group::REFERENCE;
use crate::options::{Grouping, Labels};
use crate::themes::Themes;

/// With more groups than this, charts call them by their numbers alone.
const MANY: usize = 6;

/// What every chart needs beside its table.
pub struct Setting<'a> {
    /// The language of its words.
    pub labels: Labels,
    /// The dictionary, for the themes' names.
    pub themes: &'a Themes,
    /// The groups in order, with their sizes.
    pub groups: &'a [GroupSize<'a>],
    /// The corpus that all groups are held against.
    pub reference: Option<GroupSize<'a>>,
    /// What the groups are called.
    pub grouping: &'a Grouping,
}

impl Setting<'_> {
    /// A group as a reader is shown it: "Conference 31".
    pub fn group(&self, group: &str) -> String {
        if group == REFERENCE && self.groups.iter().all(|size| size.group != group) {
            return self.labels.pick("the reference corpus", "ngữ liệu đối chiếu").to_string();
        }
        self.grouping.title(group, self.labels)
    }

    /// A group as a heading: with many groups their numbers alone still fit beside one another.
    pub fn heading(&self, group: &str) -> String {
        if self.groups.len() <= MANY { self.group(group) } else { group.to_string() }
    }

    /// Groups in a sentence: "Conference 28, 31 and 32".
    pub fn list(&self, groups: &[&str]) -> String {
        let name = |(place, group): (usize, &&str)| if place == 0 { self.group(group) } else { self.further(group) };
        self.join(&groups.iter().enumerate().map(name).collect_vec())
    }

    /// Some of the groups in a sentence, the number of many.
    pub fn few(&self, groups: &[&str]) -> String {
        let all = self.groups.len();
        if groups.len() <= MANY {
            return self.list(groups);
        }
        self.labels.pick(format!("{} of {all} groups", groups.len()), format!("{} trong {all} nhóm", groups.len()))
    }

    /// A group's place in the palette, the same in every chart.
    pub fn color(&self, group: &str) -> usize {
        self.groups.iter().position(|size| size.group == group).unwrap_or(self.groups.len())
    }

    /// All groups in a sentence, the first and the last of many.
    pub fn all_groups(&self) -> String {
        match self.groups {
            [first, .., last] if self.groups.len() > MANY => {
                format!("{} {} {}", self.group(first.group), self.labels.pick("to", "đến"), self.further(last.group))
            }
            groups => self.list(&groups.iter().map(|size| size.group).collect_vec()),
        }
    }

    /// A group that is named behind another one: the number says enough.
    pub fn further(&self, group: &str) -> String {
        if group == REFERENCE { self.group(group) } else { group.to_string() }
    }

    /// "a, b and c".
    pub fn join(&self, parts: &[String]) -> String {
        match parts {
            [rest @ .., last] if !rest.is_empty() => {
                format!("{} {} {last}", rest.join(", "), self.labels.pick("and", "và"))
            }
            parts => parts.concat(),
        }
    }

    /// A theme's name.
    pub fn theme(&self, id: &str) -> String {
        let theme = self.themes.themes.iter().find(|theme| theme.id == id);
        theme.map_or(id, |theme| theme.label(self.labels)).to_string()
    }

    /// A theme's name in a sentence; Vietnamese sets it between quotation marks.
    pub fn theme_in_text(&self, id: &str) -> String {
        let name = self.theme(id);
        self.labels.pick(name.clone(), format!("“{name}”"))
    }

    /// What a share is of.
    pub fn what_a_share_is(&self) -> String {
        let (en, vi) = (
            "Clauses with the theme as a percentage of the clauses with any theme",
            "Số mệnh đề có chủ đề, tính theo phần trăm số mệnh đề có ít nhất một chủ đề",
        );
        self.labels.pick(en, vi).to_string()
    }

    /// What the lines or bands around the marks are.
    pub fn what_intervals_are(&self) -> String {
        self.labels
            .pick(
                "Lines or bands around the marks: 95 % intervals.",
                "Đoạn thẳng hoặc dải quanh mỗi dấu: khoảng tin cậy 95%.",
            )
            .into()
    }

    /// The size of the sample, as the small print says it.
    pub fn sample(&self) -> String {
        self.sizes(&self.groups.iter().collect_vec())
    }

    /// The size of the sample in a pair of groups, of which one may be the reference corpus.
    pub fn sample_of(&self, pair: [&str; 2]) -> String {
        let all = self.groups.iter().chain(&self.reference);
        self.sizes(&all.filter(|size| pair.contains(&size.group)).collect_vec())
    }

    /// The sizes of groups; of many only the one that shares are of.
    fn sizes(&self, groups: &[&GroupSize]) -> String {
        if groups.len() > MANY {
            let each = groups.iter().map(|size| format!("{}: {}", size.group, self.labels.count(size.themed_clauses)));
            let each = each.collect_vec().join("; ");
            return self.labels.pick(
                format!("Clauses with a theme in each group: {each}."),
                format!("Số mệnh đề có chủ đề ở mỗi nhóm: {each}."),
            );
        }
        let each = groups.iter().map(|size| {
            let group = capital(&self.group(size.group));
            let [documents, tokens, clauses, themed] =
                [size.documents, size.tokens, size.clauses, size.themed_clauses].map(|count| self.labels.count(count));
            match self.labels {
                Labels::En => format!(
                    "{group}: {documents} {}, {tokens} words, {clauses} clauses ({themed} with a theme)",
                    if size.documents == 1 { "document" } else { "documents" }
                ),
                Labels::Vi => {
                    format!("{group}: {documents} văn bản, {tokens} từ, {clauses} mệnh đề ({themed} có chủ đề)")
                }
            }
        });
        format!("{}.", each.format("; "))
    }
}

/// Text that begins a sentence.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
