//! The order of groups: the user's, else that of their dates, else that of their names.

use std::collections::{BTreeMap, BTreeSet};

use itertools::Itertools;

use super::counted::{CountedName, EventTime, Numerals, beside, number, numerals};
use super::names::alike;
use crate::language::Alphabet;
use crate::warning::Warning;

/// The groups in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Their names.
    pub names: Vec<String>,
    /// What the order follows.
    pub by: By,
    /// Those without a date, where others have one, and their names don't settle the order.
    pub undated: Vec<String>,
}

/// What the order of the groups follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// What the user lists, and for other groups what comes next here.
    List,
    /// The earliest date of each.
    Date,
    /// The times or numbers in their names.
    Number,
    /// The alphabet: their names give no order.
    Alphabet,
}

impl Order {
    /// The order of groups, each with its earliest date.
    pub fn new<'n>(groups: impl IntoIterator<Item = (&'n str, Option<&'n str>)>, listed: &[String]) -> Order {
        let dates: BTreeMap<&str, Option<&str>> = groups.into_iter().collect();
        let read: BTreeMap<&str, CountedName> = dates.keys().map(|name| (*name, CountedName::read(name))).collect();
        let numerals = numerals(read.values());
        let mut names = natural(&read, &numerals);
        let (dated, undated): (Vec<&str>, Vec<&str>) = names.iter().partition(|name| dates[*name].is_some());
        let mut by = if read.values().all(CountedName::counts) { By::Number } else { By::Alphabet };
        let is_settled = are_counted(&read, &numerals) && dated.iter().map(|name| dates[name]).is_sorted();
        if undated.is_empty() {
            by = By::Date;
            names.sort_by_key(|name| dates[name]);
        }
        if !listed.is_empty() {
            by = By::List;
            names.sort_by_cached_key(|name| {
                listed.iter().position(|listed| alike(listed) == alike(name)).unwrap_or(listed.len())
            });
        }
        let owned = |names: Vec<&str>| names.into_iter().map(String::from).collect();
        let undated = if dated.is_empty() || is_settled { Vec::new() } else { owned(undated) };
        Order { names: owned(names), by, undated }
    }

    /// What the user should know about it; `listed` is what the order was made with.
    pub fn warnings(&self, listed: &[String]) -> Vec<Warning> {
        let is_known = |listed: &&String| self.names.iter().any(|name| alike(name) == alike(listed));
        let unknown = listed.iter().filter(|listed| !is_known(listed));
        let unknown = unknown.map(|group| Warning::NoSuchGroup { group: group.clone() });
        let undated = (matches!(self.by, By::Number | By::Alphabet) && !self.undated.is_empty())
            .then(|| Warning::Undated { groups: self.undated.clone(), order: self.names.clone() });
        unknown.chain(undated).collect()
    }
}

/// The names in the order of what they count: the times that they name, if all name one; else numbers in digits, and Roman
/// numerals or words for numbers where names differ in nothing else; letters elsewhere.
fn natural<'n>(names: &BTreeMap<&'n str, CountedName>, numerals: &Numerals) -> Vec<&'n str> {
    let all = |is_known: fn(&EventTime) -> bool| names.values().all(|name| name.time.as_ref().is_some_and(is_known));
    // A year for all or for none: else their order is unknown.
    let are_times = all(|time| time.year.is_some()) || all(|time| time.year.is_none());
    let alphabet = Alphabet::of(&["vi".to_string()].into());
    let key = |name: &CountedName| {
        let part = |(at, word): (usize, &String)| match numerals.contains(&name.place(at)) {
            true => number(word).map_or_else(|| NamePart::word(word, &alphabet), NamePart::Number),
            false => word.parse().map_or_else(|_| NamePart::word(word, &alphabet), NamePart::Number),
        };
        // "Sau Hội nghị 31" goes next to "Hội nghị 31", whose time it speaks of.
        let beside = name.words.first().filter(|_| name.words.len() > 1).and_then(|word| beside(word));
        let parts = name.words.iter().enumerate().map(part).skip(usize::from(beside.is_some())).collect_vec();
        (name.time.filter(|_| are_times), parts, beside.unwrap_or(0))
    };
    names.iter().sorted_by_cached_key(|(text, name)| (key(name), **text)).map(|(text, _)| *text).collect()
}

/// Whether the names say their order: all name a time with its year, or they differ in a number alone.
fn are_counted(names: &BTreeMap<&str, CountedName>, numerals: &Numerals) -> bool {
    let masked = |name: &CountedName| {
        let is_number = |at: usize| name.words[at].parse::<u64>().is_ok() || numerals.contains(&name.place(at));
        let mask = |(at, word): (usize, &String)| (!is_number(at)).then(|| word.to_lowercase());
        name.words.iter().enumerate().map(mask).collect_vec()
    };
    let masked: BTreeSet<_> = names.values().map(masked).collect();
    names.values().all(|name| name.time.is_some_and(|time| time.year.is_some()))
        || masked.len() == 1 && masked.iter().flatten().any(Option::is_none)
}

/// A part of a name, in the order in which parts come.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum NamePart {
    Number(u64),
    /// Its key in the alphabet.
    Word(Vec<u8>),
}

impl NamePart {
    fn word(word: &str, alphabet: &Alphabet) -> NamePart {
        NamePart::Word(alphabet.key(&word.to_lowercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The order of names alone, which are passed from the last to the first.
    fn order(names: &[&str]) -> Vec<String> {
        Order::new(names.iter().rev().map(|name| (*name, None)), &[]).names
    }

    #[test]
    fn names_are_in_the_order_of_what_they_count() {
        for names in [
            &["2021-2", "2021-12", "2022-1"][..],
            &["HNNG 9", "HNNG 10", "x"],
            &["January 2023", "Feb 2023", "March 2023", "December 2023", "April 2024"],
            &["February", "April", "Sept", "October"],
            &["Tháng 9", "Tháng 10"],
            &["tháng Hai năm 2022", "tháng Mười năm 2022", "tháng Giêng năm 2023"],
            &["Q2 2022", "Q4 2022", "Q1 2023", "Q3 2023"],
            &["2022-Q4", "2023-Q1"],
            &["Quý III/2022", "Quý IV/2022", "Quý I/2023"],
            &["4th quarter 2022", "1st quarter 2023"],
            &["10/2022", "12/2022", "02/2023", "11/2023"],
            &["Báo A 12/2022", "Báo A 01/2023"],
            &["28/12/2022", "3/1/2023"],
            &["Khóa IV", "Khóa V", "Khóa IX", "Khóa X", "Khóa XIV"],
            &["Kỳ họp thứ chín", "Kỳ họp thứ mười", "Kỳ họp thứ hai mươi mốt"],
            &["First round", "Second round", "Third round"],
            &["Trước hội nghị 5", "Trong hội nghị 5", "Sau hội nghị 5"],
            &["Pre-summit", "Post-summit"],
            &["Trước Hội nghị 5", "Hội nghị 5", "Sau Hội nghị 5", "Hội nghị 6"],
            &["Trước 2015", "2015-2020", "Sau 2020"],
            &["6 tháng đầu năm 2022", "6 tháng cuối năm 2022"],
            &["Sep-2022", "Oct-2022", "Jan-2023"],
            &["Đà Nẵng", "Hà Nội", "Huế"],
            &["Before", "After"],
            &["Phase A", "Phase B", "Phase C", "Phase D"],
            &["Khóa I", "Khóa II", "Khóa IX", "Thời đổi mới"],
            &["Mix", "Vim"],
            &["2019", "Summit"],
        ] {
            assert_eq!(order(names), names);
        }
    }

    #[test]
    fn groups_are_in_the_order_of_their_dates_where_each_has_one_and_else_the_undated_are_named() {
        let dated = [("a", Some("2021-05")), ("b", Some("2001-01-02")), ("c", Some("2021"))];
        let order = Order::new(dated, &[]);
        assert_eq!(
            (order.names, order.by, order.undated),
            (["b", "c", "a"].map(String::from).to_vec(), By::Date, vec![])
        );
        let order = Order::new([("Accord", Some("2001")), ("Agreement", None)], &[]);
        assert_eq!((order.names.len(), order.by, order.warnings(&[]).len()), (2, By::Alphabet, 1));
        // The names give the order themselves, and no date contradicts it; below, one does.
        let warnings = |groups: [(&'static str, Option<&'static str>); 3]| Order::new(groups, &[]).warnings(&[]).len();
        assert_eq!(warnings([("10", Some("2001")), ("9", None), ("8", None)]), 0);
        assert_eq!(warnings([("10", Some("2001")), ("9", None), ("8", Some("2002"))]), 1);
        assert_eq!(warnings([("Accord", None), ("Agreement", None), ("Act", None)]), 0);
    }

    #[test]
    fn what_is_listed_comes_first_and_as_it_is_listed() {
        let listed = ["Sau", "trước", "Không có"].map(String::from);
        let order = Order::new([("A", Some("2001")), ("Trước", Some("2002")), ("sau", None)], &listed);
        assert_eq!((&order.names[..], order.by), (&["sau", "Trước", "A"].map(String::from)[..], By::List));
        assert_eq!(order.warnings(&listed), [Warning::NoSuchGroup { group: "Không có".to_string() }]);
    }
}
