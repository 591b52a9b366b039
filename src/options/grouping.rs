//! How documents are grouped.

use serde::Deserialize;

use super::Labels;

/// A span of time that documents are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Span {
    /// "2021".
    Year,
    /// "2021-Q4".
    Quarter,
    /// "2021-12".
    Month,
}

/// How documents are grouped; in the configuration the section `[groups]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Grouping {
    /// The names of the series of events, as texts write them before the event's number ("Hội nghị Ngoại giao"). A
    /// folder or a text that names one with a number belongs to the group of that number.
    pub events: Vec<String>,
    /// The span of time that is a group; `None` means that dates don't matter.
    pub by: Option<Span>,
    /// Whether any folder's name is a group.
    pub folders: bool,
    /// The groups in the order in which they are compared; those that aren't listed come after them.
    pub order: Vec<String>,
    /// What the groups are called in charts, in English ("conference").
    pub name_en: Option<String>,
    /// What the groups are called in charts, in Vietnamese ("hội nghị").
    pub name_vi: Option<String>,
}

impl Grouping {
    /// A group as a reader is shown it: "Conference 31". What isn't numbered goes by its own name.
    pub fn title(&self, group: &str, labels: Labels) -> String {
        match labels.pick(&self.name_en, &self.name_vi) {
            Some(name) if group.starts_with(|c: char| c.is_ascii_digit()) => format!("{name} {group}"),
            _ => group.to_string(),
        }
    }
}
