//! Which event a document belongs to, and the evidence for it.

mod choice;
mod counted;
mod mention;
mod names;
mod order;
mod path;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::Result;
use itertools::Itertools;

use crate::clean::Paragraph;
use crate::options::{GroupBy, Grouping, Options, Span};
use crate::read::{Metadata, compose};
use crate::words::Words;
use mention::{Event, Events};

pub use choice::{GroupChoice, Looked, Tally};
pub use names::GroupNames;
pub use order::{By, Order};

/// A document's group and why it is that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assigned {
    /// The group; `None` where nothing names one.
    pub group: Option<String>,
    /// What speaks for it, and by which margin over the next.
    pub evidence: String,
    /// Whether as much speaks for another group.
    pub is_tie: bool,
}

impl Assigned {
    /// A group that there is no doubt of.
    pub fn certain(group: String, evidence: String) -> Assigned {
        Assigned { group: Some(group), evidence, is_tie: false }
    }
}

/// The name that tables have for several groups, or several themes, together; no group can have it.
pub const ALL: &str = "*";

/// What a reader is shown for [`ALL`] where a group is compared with it.
pub const OTHERS: Words = Words::new("all other groups", "tất cả các nhóm khác");

/// The name that tables have for a corpus that all groups are compared with.
pub const REFERENCE: &str = "reference";

/// What a reader is shown for [`REFERENCE`].
pub const CORPUS: Words = Words::new("the reference corpus", "ngữ liệu đối chiếu");

/// Whether a group of the counts is the corpus that the others are compared with.
pub fn is_reference(group: &str, options: &Options) -> bool {
    options.reference.is_some() && group == REFERENCE
}

/// Finds the group of documents.
#[derive(Debug)]
pub struct Grouper {
    events: Events,
    by: GroupBy,
}

/// Weights of a line that names an event: a title says what the article is about, a lead nearly so, any other line may
/// look back. Lead and body together never outvote a title.
const TITLE: u32 = 7;
const LEAD: u32 = 3;
const BODY: u32 = 1;
/// The most that all lines of the body weigh together.
const BODY_IN_ALL: u32 = 3;
/// Words from which a line is the lead; a shorter one above it is a title, whether it was recognised as such or not.
const LEAD_WORDS: usize = 20;

impl Grouper {
    /// Makes the patterns.
    ///
    /// # Errors
    /// An event's name that can't be searched for.
    pub fn new(grouping: &Grouping) -> Result<Grouper> {
        Ok(Grouper { events: Events::new(&grouping.events)?, by: grouping.by.clone().unwrap_or(GroupBy::Text) })
    }

    /// The same with what makes groups settled: it looks for the events that it was made for, or for none where `grouping`
    /// lists none.
    ///
    /// # Errors
    /// None.
    pub fn settled(self, grouping: &Grouping) -> Result<Grouper> {
        match grouping.events.is_empty() {
            true => Grouper::new(grouping),
            // Their patterns take longer to make than an article to read.
            false => Ok(Grouper { by: grouping.by.clone().unwrap_or(GroupBy::Text), ..self }),
        }
    }

    /// The group of a document: what is to make groups says it; where that says nothing, its metadata as they are written.
    /// `folder` gives the folder that tells it from others.
    pub fn assign(
        &self,
        document: &str,
        folder: impl FnOnce() -> Option<String>,
        metadata: &Metadata,
        paragraphs: &[Paragraph],
    ) -> Assigned {
        let of_metadata = || metadata.group.clone().map(|group| Assigned::certain(group, "metadata".to_string()));
        // Some systems write the names of files decomposed.
        let name = &*compose(document);
        let assigned = match &self.by {
            GroupBy::Text => of_metadata().unwrap_or_else(|| self.by_event(name, metadata, paragraphs)),
            GroupBy::Folder => self
                .by_folder(document, folder())
                .or_else(of_metadata)
                .unwrap_or_else(|| self.by_event(name, metadata, paragraphs)),
            GroupBy::Date(span) => match by_date(*span, name, metadata) {
                Assigned { group: None, evidence, .. } => {
                    of_metadata().unwrap_or_else(|| Assigned { evidence, ..Assigned::default() })
                }
                assigned => assigned,
            },
            GroupBy::Column(column) => {
                let group = metadata.group.clone();
                group.map(|group| Assigned::certain(group, format!("column {column}"))).unwrap_or_default()
            }
        };
        if assigned.group.as_deref() == Some(ALL) {
            let evidence = format!("{}, but {ALL} stands for all groups together", assigned.evidence);
            return Assigned { evidence, ..Assigned::default() };
        }
        assigned
    }

    /// The event that its name names, else its text.
    fn by_event(&self, document: &str, metadata: &Metadata, paragraphs: &[Paragraph]) -> Assigned {
        self.by_name(document).unwrap_or_else(|| self.by_mentions(metadata.title.as_deref(), paragraphs))
    }

    /// The event that its sheet, file or folder is named after, the innermost first.
    fn by_name(&self, document: &str) -> Option<Assigned> {
        let mut parts = document.rsplit('/');
        let (file, sheet) = path::file_and_sheet(parts.next().unwrap_or_default());
        let in_file = sheet.map(|sheet| ("sheet", sheet)).into_iter().chain([("file", file)]);
        let mut names = in_file.chain(parts.map(|folder| ("folder", folder)));
        names.find_map(|(kind, name)| Some(Assigned::certain(self.event_of(name)?, format!("{kind} {name}"))))
    }

    /// The folder that it lies in; a workbook that lies in none has its sheets for folders. One that is named after an event
    /// is that event.
    fn by_folder(&self, document: &str, folder: Option<String>) -> Option<Assigned> {
        let (kind, name) = match folder {
            Some(folder) => ("folder", folder),
            None => ("sheet", sheet_of(document)?),
        };
        let evidence = format!("{kind} {name}");
        Some(Assigned::certain(self.event_of(&name).unwrap_or(name), evidence))
    }

    /// The event that a name names.
    fn event_of(&self, name: &str) -> Option<String> {
        self.events.mentions(name).next().map(|mention| self.events.group(mention.event))
    }

    /// The event with the most weight; of equals the latest, since an article looks back more often than ahead.
    fn by_mentions(&self, title: Option<&str>, paragraphs: &[Paragraph]) -> Assigned {
        let lead = paragraphs.iter().position(|paragraph| {
            !paragraph.headline && paragraph.text.split_whitespace().nth(LEAD_WORDS - 1).is_some()
        });
        let repeated = |title: &&str| paragraphs.first().is_some_and(|first| first.text.trim() == *title);
        let titles = title.filter(|title| !repeated(title)).map(|title| (None, TITLE, title)).into_iter();
        let body = paragraphs.iter().enumerate().map(|(index, paragraph)| {
            let weight = match lead {
                Some(lead) if index == lead => LEAD,
                Some(lead) if index > lead => BODY,
                None if index > 0 => BODY,
                _ => TITLE,
            };
            (Some(paragraph.line), weight, paragraph.text.as_str())
        });
        let mut scores: BTreeMap<Event, Score> = BTreeMap::new();
        for (line, weight, text) in titles.chain(body) {
            for mention in self.events.mentions(text).unique_by(|mention| mention.event) {
                scores.entry(mention.event).or_default().add(weight, line, mention.text);
            }
        }
        let ranked = scores.iter().sorted_by_key(|(event, score)| Reverse((score.sum(), **event)));
        let ranked = ranked.map(|(event, score)| (self.events.group(*event), score)).collect_vec();
        let [(group, score), others @ ..] = ranked.as_slice() else { return Assigned::default() };
        let margin = score.sum() - others.first().map_or(0, |(_, next)| next.sum());
        let others = others.iter().map(|(group, score)| format!(", {group}: {}", score.sum())).join("");
        Assigned {
            group: Some(group.clone()),
            evidence: format!("{}; {group}: {}{others}; margin {margin}", score.evidence, score.sum()),
            is_tie: margin == 0,
        }
    }
}

/// The group of a date.
fn by_date(span: Span, document: &str, metadata: &Metadata) -> Assigned {
    let Some((date, evidence)) = dated(document, metadata) else { return Assigned::default() };
    match span.of(&date) {
        Some(group) => Assigned::certain(group, evidence),
        None => Assigned { evidence: format!("{evidence}, which says no month"), ..Assigned::default() },
    }
}

/// The date of a document, as ISO 8601, as much of it as is known.
pub fn date_of(document: &str, metadata: &Metadata) -> Option<String> {
    Some(dated(&compose(document), metadata)?.0)
}

/// The sheet of a workbook that a document is in.
pub fn sheet_of(document: &str) -> Option<String> {
    let file = document.rsplit('/').next()?;
    Some(compose(path::file_and_sheet(file).1?).into_owned())
}

/// The date of a document's metadata, or one in its path, and where it is from.
fn dated(document: &str, metadata: &Metadata) -> Option<(String, String)> {
    let of_path = || Some((path::date(document)?, format!("path {document}")));
    let of_metadata = || Some((metadata.iso_date()?, format!("date {}", metadata.date.as_deref()?)));
    of_metadata().or_else(of_path)
}

/// The weight of an event's mentions.
#[derive(Default)]
struct Score {
    /// In titles and leads.
    head: u32,
    /// Elsewhere.
    body: u32,
    /// The weight of the weightiest mention, and the first such.
    best: u32,
    evidence: String,
}

impl Score {
    /// Adds a mention in a line, or in the title.
    fn add(&mut self, weight: u32, line: Option<usize>, text: &str) {
        if weight == BODY {
            self.body += weight;
        } else {
            self.head += weight;
        }
        if weight > self.best {
            let place = line.map_or("title".to_string(), |line| format!("line {line}"));
            (self.best, self.evidence) = (weight, format!("{place}: “{text}”"));
        }
    }

    fn sum(&self) -> u32 {
        self.head + self.body.min(BODY_IN_ALL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Folders;
    use unicode_normalization::UnicodeNormalization;

    fn assign(document: &str, lines: &[&str]) -> Assigned {
        let grouping = Grouping {
            events: vec!["Hội nghị Ngoại giao".into(), "HNNG".into(), "Diplomatic Conference".into()],
            ..Grouping::default()
        };
        let paragraphs: Vec<_> = lines
            .iter()
            .enumerate()
            .map(|(index, text)| Paragraph { line: index + 1, text: text.to_string(), headline: false })
            .collect();
        Grouper::new(&grouping).unwrap().assign(document, || None, &Metadata::default(), &paragraphs)
    }

    /// A paragraph that is long enough to be a lead.
    fn long(text: &str) -> String {
        format!("{text} {}", "và nhiều việc khác nữa ".repeat(5))
    }

    #[test]
    fn a_document_that_names_two_events_goes_to_the_one_that_its_lead_is_about() {
        let lead = long("Hội nghị Ngoại giao lần thứ 32 đã khai mạc");
        let assigned = assign("a.txt", &[&lead, "Sau Hội nghị Ngoại giao lần thứ 31, ngành lớn mạnh."]);
        assert_eq!(assigned.group.as_deref(), Some("32"));
        assert_eq!(assigned.evidence, "line 1: “Hội nghị Ngoại giao lần thứ 32”; 32: 3, 31: 1; margin 2");
    }

    #[test]
    fn looking_back_often_does_not_outvote_the_title() {
        let back = long(&"Tại HNNG 31 đã bàn. ".repeat(9));
        let assigned = assign("a.txt", &["Phát biểu tại HNNG 32", &back, &back, &back, &back, &back]);
        assert_eq!(assigned.evidence, "line 1: “HNNG 32”; 32: 7, 31: 6; margin 1");
    }

    #[test]
    fn of_events_with_equal_weight_the_latest_is_taken_and_said_to_be_a_tie() {
        let assigned =
            assign("a.txt", &[&long("Từ Hội nghị Ngoại giao lần thứ 30 đến Hội nghị Ngoại giao lần thứ 31")]);
        assert_eq!((assigned.group.as_deref(), assigned.is_tie), (Some("31"), true));
    }

    #[test]
    fn documents_are_grouped_by_their_dates_where_that_is_asked_for() {
        let group = |span, document: &str, date: Option<&str>| {
            let grouping = Grouping { by: Some(GroupBy::Date(span)), ..Grouping::default() };
            let metadata = Metadata { date: date.map(String::from), ..Metadata::default() };
            let assigned = Grouper::new(&grouping).unwrap().assign(document, || None, &metadata, &[]);
            (assigned.group.unwrap_or_default(), assigned.evidence)
        };
        let own = |group: &str, evidence: &str| (group.to_string(), evidence.to_string());
        assert_eq!(group(Span::Year, "a.txt", Some("14/12/2021")), own("2021", "date 14/12/2021"));
        assert_eq!(group(Span::Quarter, "a.txt", Some("2021-12-14")), own("2021-Q4", "date 2021-12-14"));
        assert_eq!(group(Span::Month, "2020/01/a.txt", None), own("2020-01", "path 2020/01/a.txt"));
        assert_eq!(group(Span::Month, "2020/01/a.txt", Some("2021")), own("", "date 2021, which says no month"));
        assert_eq!(group(Span::Year, "HNNG 32/a.txt", None), own("", ""));
    }

    #[test]
    fn metadata_count_before_the_text_and_after_what_is_chosen_to_make_groups() {
        let metadata = |group: &str| Metadata {
            group: Some(group.into()),
            date: Some("2021-12-14".into()),
            ..Metadata::default()
        };
        let group = |by: GroupBy, document: &str, group: &str| {
            let grouper = Grouper::new(&Grouping { by: Some(by), events: vec!["HNNG".into()], ..<_>::default() });
            let assigned =
                grouper.unwrap().assign(document, || Folders::default().name(document), &metadata(group), &[]);
            (assigned.group.unwrap_or_default(), assigned.evidence)
        };
        let own = |group: &str, evidence: &str| (group.to_string(), evidence.to_string());
        let year = || GroupBy::Date(Span::Year);
        assert_eq!(group(GroupBy::Text, "HNNG 31/a.txt", "first"), own("first", "metadata"));
        assert_eq!(group(GroupBy::Folder, "Meadow/a.txt", "first"), own("Meadow", "folder Meadow"));
        assert_eq!(group(GroupBy::Folder, "a.txt", "first"), own("first", "metadata"));
        assert_eq!(group(year(), "a.txt", "first"), own("2021", "date 2021-12-14"));
        assert_eq!(group(GroupBy::Column("chair".into()), "a.txt", "first"), own("first", "column chair"));
        assert_eq!(group(GroupBy::Text, "a.txt", "*"), own("", "metadata, but * stands for all groups together"));
    }

    #[test]
    fn a_folder_is_the_same_group_whether_its_name_is_composed_or_not() {
        let grouping =
            Grouping { by: Some(GroupBy::Folder), events: vec!["Đại hội".into()], ..Grouping::default() };
        let grouper = Grouper::new(&grouping).unwrap();
        for (name, group) in [("Đợt Hè", "Đợt Hè"), ("Đại hội 13", "13")] {
            let path = format!("{name}/a.txt").nfd().to_string();
            assert_eq!(
                grouper.assign(&path, || Folders::default().name(&path), &Metadata::default(), &[]).group.as_deref(),
                Some(group)
            );
        }
    }

    #[test]
    fn a_folder_or_file_that_names_an_event_comes_before_the_text() {
        assert_eq!(assign("HNNG 28/a.txt", &["Hội nghị Ngoại giao lần thứ 32"]).group.as_deref(), Some("28"));
        assert_eq!(assign("HNNG 28.txt", &["Hội nghị Ngoại giao lần thứ 32"]).group.as_deref(), Some("28"));
        assert_eq!(assign("a.xlsx#HNNG 28#1", &["Hội nghị Ngoại giao lần thứ 32"]).evidence, "sheet HNNG 28");
        assert_eq!(assign("000/a.txt", &["Hội nghị Ngoại giao lần thứ 32"]).group.as_deref(), Some("32"));
    }
}
