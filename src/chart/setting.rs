//! What every chart needs beside its table: the names of themes and groups, the samples' sizes; and its words in each language.

use std::ops::Deref;

use itertools::Itertools;

use super::Text;
use crate::compare::{FEWEST, GroupSize};
use crate::group::{ALL, CORPUS, OTHERS, REFERENCE};
use crate::options::{Grouping, Labels};
use crate::themes::{Theme, Themes};
use crate::words::{Words, capital};

/// With more groups than this, charts call them by their numbers alone.
const MANY: usize = 6;

/// What every chart needs beside its table.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The dictionary, for the themes' names.
    pub themes: &'a Themes,
    /// The groups in order, with their sizes.
    pub groups: &'a [GroupSize<'a>],
    /// The corpus that all groups are compared with.
    pub reference: Option<GroupSize<'a>>,
    /// What the groups are called.
    pub grouping: &'a Grouping,
    /// Whether the themes are too rare for a chart of them to say anything.
    pub themes_say_nothing: bool,
}

/// A setting in one language.
#[derive(Clone, Copy)]
pub struct Voice<'s, 'a> {
    setting: &'s Setting<'a>,
    /// The language.
    pub labels: Labels,
}

impl<'a> Deref for Voice<'_, 'a> {
    type Target = Setting<'a>;

    fn deref(&self) -> &Setting<'a> {
        self.setting
    }
}

impl<'a> Setting<'a> {
    /// What `say` says in each language.
    pub fn each(&self, say: impl Fn(Voice<'_, 'a>) -> String) -> Text {
        Words::each(|labels| say(Voice { setting: self, labels }))
    }

    /// A group's place in the palette, the same in every chart.
    pub fn color(&self, group: &str) -> usize {
        self.groups.iter().position(|size| size.group == group).unwrap_or(self.groups.len())
    }

    /// Whether a title may rest on the themes of a group: it has as many clauses with a theme as a verdict needs.
    pub fn can_tell_themes(&self, group: &str) -> bool {
        self.groups.iter().any(|size| size.group == group && size.themed_clauses >= FEWEST)
    }

    /// Whether a title may rest on the words of a group, or of the reference corpus.
    pub fn can_tell_words(&self, group: &str) -> bool {
        self.groups.iter().chain(&self.reference).any(|size| size.group == group && size.clauses >= FEWEST)
    }

    /// The groups as headings.
    pub fn headings(&self) -> Vec<Text> {
        self.groups.iter().map(|size| self.each(|voice| voice.heading(size.group))).collect()
    }

    /// A theme's name.
    pub fn theme(&self, theme: &Theme) -> Text {
        self.each(|voice| voice.theme(theme))
    }

    /// What a share is of.
    pub fn what_a_share_is(&self) -> Text {
        Words::new(
            "Clauses with the theme as a percentage of the clauses with any theme",
            "Số mệnh đề của từng chủ đề, tính theo phần trăm số mệnh đề có ít nhất một chủ đề",
        )
        .into()
    }
}

impl Voice<'_, '_> {
    /// The one of two wordings that is in the language.
    pub fn pick<T>(&self, en: T, vi: T) -> T {
        self.labels.pick(en, vi)
    }

    /// A group as a reader is shown it, "Conference 31", and what groups are compared with.
    pub fn group(&self, group: &str) -> String {
        match group {
            ALL => OTHERS.pick(self.labels).to_string(),
            REFERENCE if !self.has_group(group) => CORPUS.pick(self.labels).to_string(),
            _ => self.grouping.title(group, self.labels),
        }
    }

    /// Whether it is one of the groups, not what they are compared with.
    pub fn has_group(&self, group: &str) -> bool {
        self.groups.iter().any(|size| size.group == group)
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
        self.pick(format!("{} of {all} groups", groups.len()), format!("{} trong số {all} nhóm", groups.len()))
    }

    /// All groups in a sentence, the first and the last of many.
    pub fn all_groups(&self) -> String {
        match self.groups {
            [first, .., last] if self.groups.len() > MANY => {
                format!("{} {} {}", self.group(first.group), self.pick("to", "đến"), self.further(last.group))
            }
            groups => self.list(&groups.iter().map(|size| size.group).collect_vec()),
        }
    }

    /// A group that is named after another one: the number says enough.
    pub fn further(&self, group: &str) -> String {
        if group == REFERENCE { self.group(group) } else { group.to_string() }
    }

    /// "a, b and c".
    pub fn join(&self, parts: &[String]) -> String {
        match parts {
            [rest @ .., last] if !rest.is_empty() => {
                format!("{} {} {last}", rest.join(", "), self.pick("and", "và"))
            }
            parts => parts.concat(),
        }
    }

    /// A theme's name.
    pub fn theme(&self, theme: &Theme) -> String {
        theme.label(self.labels).to_string()
    }

    /// A theme's name in a sentence; Vietnamese sets it between quotation marks.
    pub fn theme_in_text(&self, theme: &Theme) -> String {
        let name = self.theme(theme);
        self.pick(name.clone(), format!("“{name}”"))
    }

    /// What the lines or bands around the marks are.
    pub fn what_intervals_are(&self) -> String {
        let (en, vi) = (
            "Lines or bands around the marks: 95 % intervals.",
            "Đoạn thẳng hoặc dải quanh mỗi dấu: khoảng tin cậy 95 %.",
        );
        self.pick(en, vi).into()
    }

    /// The size of the sample, as the small print says it.
    pub fn sample(&self) -> String {
        self.sizes(&self.groups.iter().collect_vec())
    }

    /// The size of the sample that words are counted in.
    pub fn sample_of_words(&self) -> String {
        if self.groups.len() <= MANY {
            return self.sample();
        }
        let each = self.groups.iter().map(|size| format!("{}: {}", size.group, self.labels.count(size.tokens)));
        let each = each.collect_vec().join("; ");
        self.pick(format!("Words in each group: {each}."), format!("Số từ ở mỗi nhóm: {each}."))
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
            return self.pick(
                format!("Clauses with a theme in each group: {each}."),
                format!("Số mệnh đề có chủ đề ở mỗi nhóm: {each}."),
            );
        }
        let each = groups.iter().map(|size| {
            let group = capital(&self.group(size.group));
            let [documents, tokens, clauses, themed] =
                [size.documents, size.tokens, size.clauses, size.themed_clauses].map(|count| self.labels.count(count));
            match self.labels {
                Labels::En => {
                    let noun = |count: u64, noun: &str| format!("{noun}{}", if count == 1 { "" } else { "s" });
                    let documents_of = noun(size.documents, "document");
                    let (words, of_clauses) = (noun(size.tokens, "word"), noun(size.clauses, "clause"));
                    format!("{group}: {documents} {documents_of}, {tokens} {words}, {clauses} {of_clauses} ({themed} with a theme)")
                }
                Labels::Vi => {
                    format!("{group}: {documents} văn bản, {tokens} từ, {clauses} mệnh đề ({themed} có chủ đề)")
                }
            }
        });
        format!("{}.", each.format("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charts_of_words_tell_how_many_words_there_are_also_of_many_groups() {
        let names = ["a", "b", "c", "d", "e", "f", "g"];
        let mut groups = names.map(|group| GroupSize {
            group,
            documents: 1,
            removed_lines: 0,
            tokens: 1200,
            clauses: 90,
            themed_clauses: 7,
        });
        groups[1] = GroupSize { documents: 2, tokens: 1, clauses: 1, themed_clauses: 0, ..groups[1] };
        let (themes, grouping) = (Themes::none(), Grouping::default());
        let caption = |number: usize| {
            let groups = &groups[..number];
            let setting =
                Setting { themes: &themes, groups, reference: None, grouping: &grouping, themes_say_nothing: false };
            setting.each(|voice| voice.sample_of_words())
        };
        assert_eq!(caption(1).en, "A: 1 document, 1,200 words, 90 clauses (7 with a theme).");
        assert!(caption(2).en.ends_with("; B: 2 documents, 1 word, 1 clause (0 with a theme)."), "{}", caption(2).en);
        let Words { en, vi } = caption(7);
        assert!(en.starts_with("Words in each group: a: 1,200; b: 1; c: 1,200;"), "{en}");
        assert!(vi.ends_with("; g: 1.200."), "{vi}");
    }
}
