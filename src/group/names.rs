//! Names of groups that look alike are one group.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::language::vietnamese::write_normal;
use crate::options::ToneMarks;

/// The names of the groups so far: of those that look alike the first.
#[derive(Debug, Default)]
pub struct GroupNames {
    /// By what is the same for all that look alike: the first, and the others.
    names: BTreeMap<String, (String, BTreeSet<String>)>,
}

impl GroupNames {
    /// The name that a group goes by.
    pub fn settle(&mut self, name: &str) -> &str {
        let (first, others) = self.names.entry(alike(name)).or_insert_with(|| (name.to_string(), BTreeSet::new()));
        if first != name && !others.contains(name) {
            others.insert(name.to_string());
        }
        first
    }

    /// The same where the order in which names came means nothing: a group goes by the first of its names by their letters.
    pub fn sorted(self) -> GroupNames {
        let sorted = |(key, (first, mut others)): (String, (String, BTreeSet<String>))| {
            others.insert(first);
            others.pop_first().map(|first| (key, (first, others)))
        };
        GroupNames { names: self.names.into_iter().filter_map(sorted).collect() }
    }

    /// The groups that occur under several names: the name that each goes by, and the others.
    pub fn merged(&self) -> impl Iterator<Item = (&str, &BTreeSet<String>)> {
        self.names.values().filter(|(_, others)| !others.is_empty()).map(|(first, others)| (first.as_str(), others))
    }
}

/// What is the same for all names that look alike: blanks, capitals, kinds of dashes and quotation marks, the tone-mark
/// style, and the letters Đ and Ð don't matter.
pub(super) fn alike(name: &str) -> String {
    let seen = name.nfkc().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'));
    let seen = seen.map(|c| match c {
        'Ð' | 'ð' | 'Ɖ' | 'ɖ' => 'đ',
        '‐'..='―' | '−' => '-',
        '‘' | '’' | '`' | '´' => '\'',
        '“' | '”' => '"',
        c => c,
    });
    let small = seen.collect::<String>().to_lowercase().replace(" -", "-").replace("- ", "-");
    let mut alike = String::new();
    for word in small.split_whitespace() {
        if !alike.is_empty() {
            alike.push(' ');
        }
        write_normal(word, ToneMarks::Old, &mut alike);
    }
    alike
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_are_one_and_the_first_is_kept() {
        let mut names = GroupNames::default();
        for (name, kept) in [
            ("Kỳ họp 5", "Kỳ họp 5"),
            ("KỲ HỌP  5", "Kỳ họp 5"),
            ("Kỳ\u{a0}họp 5 ", "Kỳ họp 5"),
            ("Kỳ họp 6", "Kỳ họp 6"),
            ("Thủy lợi", "Thủy lợi"),
            ("Thuỷ lợi", "Thủy lợi"),
            ("Đợt 1–2", "Đợt 1–2"),
            ("Ðợt 1 - 2", "Đợt 1–2"),
            ("Đợt 12", "Đợt 12"),
        ] {
            assert_eq!(names.settle(name), kept, "{name}");
        }
        let merged: Vec<_> = names.merged().map(|(name, others)| (name, others.len())).collect();
        assert_eq!(merged, [("Kỳ họp 5", 2), ("Thủy lợi", 1), ("Đợt 1–2", 1)]);
    }
}
