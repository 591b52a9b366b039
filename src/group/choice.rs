//! What is seen of some articles -> what makes their groups, and why, where the user doesn't say.

use std::collections::BTreeSet;

use crate::options::{GroupBy, Span, WAYS};
use crate::read::Folders;
use crate::words::Words;

/// Fewer groups than these compare nothing.
const FEWEST: usize = 2;

/// What makes the groups of a corpus, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupChoice {
    /// What makes them.
    pub by: GroupBy,
    /// Whether events that are listed are among them.
    pub are_events: bool,
    /// The same in a sentence, why, and how to choose another.
    pub words: Words<String>,
}

/// What one article tells of the ways of grouping.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    /// The article.
    pub document: String,
    /// For how many articles it stands.
    pub weight: u64,
    /// Whether its metadata say its group.
    pub is_said: bool,
    /// Whether its name, its folder's or its text names an event.
    pub is_named: bool,
    /// Its date as ISO 8601, as much of it as is known.
    pub date: Option<String>,
    /// The sheet of a workbook that it is in.
    pub sheet: Option<String>,
}

/// What some articles tell, added up.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    looked: u64,
    /// Of those looked at.
    named: u64,
    /// The weights of both.
    weight: u64,
    named_weight: u64,
    said: bool,
    sheets: BTreeSet<String>,
    /// The years, quarters and months of the dates.
    spans: [BTreeSet<String>; 3],
    /// The first article without a date, and the first whose date has no month.
    undated: Option<String>,
    monthless: Option<String>,
}

impl Tally {
    /// Adds an article.
    pub fn add(&mut self, article: Looked) {
        let Looked { document, weight, is_said, is_named, date, sheet } = article;
        self.looked += 1;
        self.weight += weight;
        self.said |= is_said;
        if is_named {
            self.named += 1;
            self.named_weight += weight;
        }
        self.sheets.extend(sheet);
        match date {
            None => _ = self.undated.get_or_insert(document),
            Some(date) => {
                let spans = [Span::Year, Span::Quarter, Span::Month].map(|span| span.of(&date));
                if spans[1].is_none() {
                    self.monthless.get_or_insert(document);
                }
                self.spans.iter_mut().zip(spans).for_each(|(known, span)| known.extend(span));
            }
        }
    }

    /// What makes the groups: the events, where metadata or half of the articles name them; else the folders, where there are
    /// two; else the longest span of time that makes several. `lists_groups` is whether `articles.csv` has groups.
    pub fn choose(&self, folders: &Folders, lists_groups: bool) -> GroupChoice {
        let (by, name, why) = match self.way(folders, lists_groups) {
            Ok((by, why)) => (by.clone(), name(&by), why),
            // The text is all that is left to look at.
            Err(why) => (GroupBy::Text, Words::new("none known", "chưa rõ").into(), why),
        };
        let words = Words::new(
            format!("Groups: {}, since {}\nAnother way: --group-by {WAYS}", name.en, why.en),
            format!("Nhóm: {}, vì {}\nCách khác: --group-by {WAYS}", name.vi, why.vi),
        );
        GroupChoice { are_events: by == GroupBy::Text && self.named > 0, by, words }
    }

    /// The way, and the reason for it; or the reason why there is none.
    fn way(&self, folders: &Folders, lists_groups: bool) -> Result<(GroupBy, Words<String>), Words<String>> {
        if lists_groups || self.said {
            return Ok((GroupBy::Text, Words::new("metadata say which", "siêu dữ liệu cho biết").into()));
        }
        let Tally { looked, named, .. } = self;
        if self.named > 0 && self.named_weight * 2 >= self.weight {
            let en = format!("{named} of {looked} articles looked at name one");
            return Ok((GroupBy::Text, Words::new(en, format!("{named} trong {looked} bài được xem có nêu"))));
        }
        let few = match named {
            0 => Words::new("no article names an event", "không bài nào nêu tên sự kiện").into(),
            _ => Words::new(
                format!("only {named} of {looked} articles looked at name an event"),
                format!("chỉ {named} trong {looked} bài được xem nêu tên sự kiện"),
            ),
        };
        let and =
            |why: Words<String>| Words::new(format!("{} and {}", few.en, why.en), format!("{} và {}", few.vi, why.vi));
        let sheets = folders.names().is_empty();
        let number = if sheets { self.sheets.len() } else { folders.names().len() };
        if number >= FEWEST {
            let (en, vi) = if sheets { ("sheets", "trang tính") } else { ("folders", "thư mục") };
            let lie = Words::new(format!("they lie in {number} {en}"), format!("các bài nằm trong {number} {vi}"));
            return Ok((GroupBy::Folder, and(lie)));
        }
        match self.span() {
            Ok((span, number)) => {
                let Words { en, vi } = spans(span);
                let en = format!("they lie in one folder, with dates of {number} {en}");
                let vi = format!("các bài nằm trong một thư mục, ngày thuộc {number} {vi}");
                Ok((GroupBy::Date(span), and(Words::new(en, vi))))
            }
            Err(Words { en, vi }) => {
                let en =
                    format!("they lie in one folder, and {en}; list events under [groups], or groups in articles.csv");
                let vi = format!(
                    "các bài nằm trong một thư mục, {vi}; hãy liệt kê sự kiện ở mục [groups] hoặc ghi nhóm trong articles.csv"
                );
                Err(and(Words::new(en, vi)))
            }
        }
    }

    /// The longest span that makes several groups, and how many; or why there is none. Where a year makes too many for charts,
    /// nothing shorter makes fewer.
    fn span(&self) -> Result<(Span, usize), Words<String>> {
        if let Some(document) = &self.undated {
            return Err(Words::new(format!("{document} has no date"), format!("{document} không có ngày tháng")));
        }
        let [years, quarters, months] = self.spans.each_ref().map(BTreeSet::len);
        match &self.monthless {
            _ if years >= FEWEST => Ok((Span::Year, years)),
            Some(document) => Err(Words::new(
                format!("the dates are of one year, and that of {document} says no month"),
                format!("ngày của các bài thuộc một năm, trong đó {document} không ghi tháng"),
            )),
            None if quarters >= FEWEST => Ok((Span::Quarter, quarters)),
            None if months >= FEWEST => Ok((Span::Month, months)),
            None => Err(Words::new("all dates are of one month", "ngày của các bài đều thuộc một tháng").into()),
        }
    }
}

impl GroupChoice {
    /// That of the user.
    pub fn of_user(by: GroupBy) -> GroupChoice {
        let words = Words::new(
            format!("Groups: {}, as --group-by or the settings say", name(&by).en),
            format!("Nhóm: {}, theo --group-by hoặc cấu hình", name(&by).vi),
        );
        GroupChoice { are_events: by == GroupBy::Text, by, words }
    }

    /// That of files of counts, which were made before.
    pub fn of_counts(by: GroupBy) -> GroupChoice {
        let words = Words::new(
            format!("Groups: {}, as the files of counts say", name(&by).en),
            format!("Nhóm: {}, theo các tệp số đếm", name(&by).vi),
        );
        GroupChoice { are_events: by == GroupBy::Text, by, words }
    }
}

/// What makes groups, as a reader is told.
fn name(by: &GroupBy) -> Words<String> {
    match by {
        GroupBy::Text => Words::new("the events that metadata, names or texts name", "các sự kiện được nêu tên").into(),
        GroupBy::Folder => Words::new("the folders", "các thư mục").into(),
        GroupBy::Date(span) => {
            let Words { en, vi } = spans(*span);
            Words::new(format!("the {en} of their dates"), format!("các {vi} theo ngày của bài"))
        }
        GroupBy::Column(name) => Words::new(format!("the column {name}"), format!("cột {name}")),
    }
}

/// The name of several spans of time.
fn spans(span: Span) -> Words {
    match span {
        Span::Year => Words::new("years", "năm"),
        Span::Quarter => Words::new("quarters", "quý"),
        Span::Month => Words::new("months", "tháng"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is chosen for articles that don't name an event, but for the first so many, with these dates.
    fn chosen(named: usize, dates: &[Option<&str>], paths: &[&str]) -> (String, String) {
        let mut tally = Tally::default();
        for (place, date) in dates.iter().enumerate() {
            let (document, date) = (format!("{place}.txt"), date.map(String::from));
            tally.add(Looked { document, weight: 1, is_named: place < named, date, ..Looked::default() });
        }
        let GroupChoice { by, words, .. } = tally.choose(&Folders::of(paths.iter().copied()), false);
        (by.to_string(), words.en)
    }

    const TWO: [&str; 2] = ["harbour/a.txt", "meadow/b.txt"];

    #[test]
    fn events_count_before_folders_where_half_of_the_articles_name_one() {
        assert_eq!(chosen(2, &[None; 4], &TWO).0, "text");
        let (by, why) = chosen(1, &[None; 4], &TWO);
        assert_eq!(by, "folder");
        assert_eq!(
            why,
            "Groups: the folders, since only 1 of 4 articles looked at name an event and they lie in 2 folders\n\
             Another way: --group-by folder|year|quarter|month|text|column:NAME"
        );
    }

    #[test]
    fn an_article_counts_as_often_as_there_are_articles_that_it_stands_for() {
        let mut tally = Tally::default();
        let article = |weight, is_named| Looked { weight, is_named, ..Looked::default() };
        [article(1, true), article(1, true), article(4, false)].into_iter().for_each(|article| tally.add(article));
        assert_eq!(tally.choose(&Folders::of(TWO.into_iter()), false).by, GroupBy::Folder);
    }

    #[test]
    fn metadata_that_say_any_group_count_before_everything() {
        let folders = Folders::of(TWO.into_iter());
        let mut tally = Tally::default();
        tally.add(Looked { weight: 1, ..Looked::default() });
        assert_eq!(tally.clone().choose(&folders, true).by, GroupBy::Text);
        tally.add(Looked { weight: 1, is_said: true, ..Looked::default() });
        let chosen = tally.clone().choose(&folders, false);
        assert_eq!((chosen.by, chosen.are_events), (GroupBy::Text, false));
        tally.add(Looked { weight: 1, is_named: true, ..Looked::default() });
        assert!(tally.choose(&folders, false).are_events);
    }

    #[test]
    fn dates_make_groups_of_the_longest_span_that_makes_several() {
        for (dates, by) in [
            (&["2019", "2021-03-02"][..], "year"),
            (&["2021-02-02", "2021-12"], "quarter"),
            (&["2021-01-02", "2021-03-30", "2021-02-02"], "month"),
            (&["2021-02-02", "2021-02-28"], "text"),
            (&["2021-02-02", "2021"], "text"),
        ] {
            let dates: Vec<_> = dates.iter().map(|date| Some(*date)).collect();
            assert_eq!(chosen(0, &dates, &["a.txt", "b.txt"]).0, by, "{dates:?}");
        }
        let (by, why) = chosen(0, &[Some("2019"), None], &["a.txt", "b.txt"]);
        assert!(
            by == "text" && why.starts_with("Groups: none known, since") && why.contains("1.txt has no date"),
            "{why}"
        );
    }

    #[test]
    fn sheets_are_folders_where_there_are_no_others() {
        let mut tally = Tally::default();
        for sheet in ["harbour", "meadow"] {
            tally.add(Looked { weight: 1, sheet: Some(sheet.into()), ..Looked::default() });
        }
        assert_eq!(tally.choose(&Folders::of(["a.xlsx"].into_iter()), false).by, GroupBy::Folder);
    }
}
