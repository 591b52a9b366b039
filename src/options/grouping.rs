//! How documents are grouped.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;

use super::{Labels, Options};

/// A span of time that documents are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// "2021".
    Year,
    /// "2021-Q4".
    Quarter,
    /// "2021-12".
    Month,
}

impl Span {
    /// The span of a date in ISO 8601: "2021-Q4" for "2021-12-14"; `None` where it doesn't say as much.
    pub fn of(self, date: &str) -> Option<String> {
        let (year, month) = (date.get(..4)?, date.get(5..7));
        Some(match self {
            Span::Year => year.to_string(),
            Span::Quarter => format!("{year}-Q{}", month?.parse::<u32>().ok()?.div_ceil(3)),
            Span::Month => format!("{year}-{}", month?),
        })
    }
}

/// What makes the group of a document.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum GroupBy {
    /// What its metadata say, else the event that the names of file and folders, or the text, speak of.
    Text,
    /// The folder that it lies in.
    Folder,
    /// The span of time of its date.
    Date(Span),
    /// What the column of that name says: of `articles.csv`, or of the table that it is a row of.
    Column(String),
}

/// The ways of grouping, as a user writes them.
pub const WAYS: &str = "folder|year|quarter|month|text|column:NAME";

/// Not one of [`WAYS`].
#[derive(Debug, Error, PartialEq, Eq)]
#[error("articles can't be grouped by {0:?}: write one of {WAYS}")]
pub struct UnknownWay(String);

impl FromStr for GroupBy {
    type Err = UnknownWay;

    fn from_str(way: &str) -> Result<GroupBy, UnknownWay> {
        let column = || way.strip_prefix("column:").map(str::trim).filter(|name| !name.is_empty());
        Ok(match way {
            "text" => GroupBy::Text,
            "folder" => GroupBy::Folder,
            "year" => GroupBy::Date(Span::Year),
            "quarter" => GroupBy::Date(Span::Quarter),
            "month" => GroupBy::Date(Span::Month),
            _ => GroupBy::Column(column().ok_or_else(|| UnknownWay(way.to_string()))?.to_string()),
        })
    }
}

impl Serialize for GroupBy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl TryFrom<String> for GroupBy {
    type Error = UnknownWay;

    fn try_from(way: String) -> Result<GroupBy, UnknownWay> {
        way.parse()
    }
}

impl fmt::Display for GroupBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GroupBy::Text => f.write_str("text"),
            GroupBy::Folder => f.write_str("folder"),
            GroupBy::Date(Span::Year) => f.write_str("year"),
            GroupBy::Date(Span::Quarter) => f.write_str("quarter"),
            GroupBy::Date(Span::Month) => f.write_str("month"),
            GroupBy::Column(name) => write!(f, "column:{name}"),
        }
    }
}

/// What texts call an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "an event is the name of a series, as \"Party Congress\", or an event without a number, as { name = \
                 \"Carbis Bay\", spellings = [\"Carbis Bay\", \"Cornwall summit\"] }"
)]
pub enum EventName {
    /// The name of a series, as texts write it beside the event's number ("Hội nghị Ngoại giao"). Its groups are the
    /// numbers.
    Series(String),
    /// An event that has no number.
    Single(SingleEvent),
}

/// An event that has no number, and is a group by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SingleEvent {
    /// Its group.
    pub name: String,
    /// What texts call it; its name where there are none.
    #[serde(default)]
    pub spellings: Vec<String>,
}

impl From<&str> for EventName {
    fn from(name: &str) -> EventName {
        EventName::Series(name.to_string())
    }
}

/// How documents are grouped; in the configuration the section `[groups]`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Grouping {
    /// The events that names and texts are searched for.
    pub events: Vec<EventName>,
    /// What makes a group; `None` means that the articles decide. `group_by`, or `--group-by`, counts before it.
    pub by: Option<GroupBy>,
    /// The same as `by = "folder"`.
    pub folders: bool,
    /// The groups in the order in which they are compared; those that aren't listed come after them.
    pub order: Vec<String>,
    /// What the groups are called in charts, in English ("conference").
    pub name_en: Option<String>,
    /// What the groups are called in charts, in Vietnamese ("hội nghị").
    pub name_vi: Option<String>,
}

impl Options {
    /// The same with what makes groups settled; the built-in events, and their noun, are kept where groups `are_events`.
    pub fn grouped(&self, by: &GroupBy, are_events: bool) -> Options {
        let groups = self.groups.clone();
        let groups = match self.config.is_some() || are_events {
            true => Grouping { by: Some(by.clone()), ..groups },
            false => groups.without_events(by.clone()),
        };
        Options { groups, ..self.clone() }
    }
}

impl Grouping {
    /// What the user says of it: `typed` on the command line or as `group_by`, else in this section, which is the built-in one
    /// unless it `is_own`. Who lists events wants them to be the groups.
    pub(super) fn said(self, typed: Option<GroupBy>, is_own: bool) -> Grouping {
        let folders = self.folders.then_some(GroupBy::Folder);
        let events = (is_own && !self.events.is_empty()).then_some(GroupBy::Text);
        match typed.or_else(|| self.by.clone()).or(folders).or(events) {
            Some(by) if is_own || by == GroupBy::Text => Grouping { by: Some(by), ..self },
            Some(by) => self.without_events(by),
            None => self,
        }
    }

    /// Groups that are no events of those listed, and have another noun.
    fn without_events(self, by: GroupBy) -> Grouping {
        Grouping { by: Some(by), order: self.order, ..Grouping::default() }
    }

    /// A group as a reader is shown it: "Conference 31". What isn't numbered goes by its own name.
    pub fn title(&self, group: &str, labels: Labels) -> String {
        match labels.pick(&self.name_en, &self.name_vi) {
            Some(name) if group.starts_with(|c: char| c.is_ascii_digit()) => format!("{name} {group}"),
            _ => group.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_is_read_as_it_is_written() {
        for way in ["text", "folder", "year", "quarter", "month", "column:Chủ tọa"] {
            assert_eq!(way.parse::<GroupBy>().unwrap().to_string(), way);
        }
        for way in ["", "Folder", "column:", "column: ", "week"] {
            assert_eq!(way.parse::<GroupBy>(), Err(UnknownWay(way.to_string())));
        }
    }

    #[test]
    fn what_is_typed_counts_before_the_section_and_events_of_ones_own_are_a_choice() {
        let section = |toml: &str| toml::from_str::<Grouping>(toml).unwrap();
        let said = |toml: &str, typed: Option<GroupBy>, is_own| section(toml).said(typed, is_own).by;
        let (year, folder) = (GroupBy::Date(Span::Year), GroupBy::Folder);
        assert_eq!(said("by = \"year\"", Some(GroupBy::Folder), true), Some(folder.clone()));
        assert_eq!(said("by = \"year\"\nfolders = true", None, true), Some(year));
        assert_eq!(said("folders = true\nevents = [\"Đại hội\"]", None, true), Some(folder));
        assert_eq!(said("events = [\"Đại hội\"]", None, true), Some(GroupBy::Text));
        assert_eq!(said("events = [\"Đại hội\"]", None, false), None);
        assert_eq!(said("name_en = \"Summit\"", None, true), None);
    }

    #[test]
    fn the_built_in_names_are_for_the_built_in_events_alone() {
        let section =
            || Grouping { events: vec!["Đại hội".into()], name_en: Some("Congress".into()), ..<_>::default() };
        let title = |by, is_own| section().said(Some(by), is_own).title("2021", Labels::En);
        assert_eq!(title(GroupBy::Folder, false), "2021");
        assert_eq!(title(GroupBy::Text, false), "Congress 2021");
        assert_eq!(title(GroupBy::Folder, true), "Congress 2021");
    }
}
